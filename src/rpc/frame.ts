/**
 * Exchange frames: one HostBatch as a self-contained Arrow IPC stream (schema, record batch, end of stream) behind a
 * checksum. Bodies are copied once into the frame and never on the way out: decoded columns are views of the frame.
 *
 * | bytes | what |
 * |---|---|
 * | 1 | 1: there is no checksum |
 * | 2 | padding: gRPC hands out messages at offset 5 of their buffer, and 5 + 3 is 8-aligned |
 * | 4 | CRC-32 of the Arrow stream |
 * | 4 | byte length of the Arrow stream |
 * | n | the Arrow stream |
 *
 * | phys | Arrow type |
 * |---|---|
 * | bool | Uint8 |
 * | i32 | Int32 |
 * | i64 | Int64 |
 * | i128, num, interval | FixedSizeBinary(16) |
 * | f64 | Float64 |
 * | str | Utf8 |
 *
 * SQL type, physical type and scale travel as metadata of the field. dict never crosses an exchange.
 *
 * The client's messages (plan/wire-row.ts) have no checksum: nothing is computed from them here, and the connection to the client, on which they go
 * on, has none but TCP's either. It is a tenth of what passing them on costs.
 */
import { crc32 } from 'node:zlib';
import { type DataType, Field, FixedSizeBinary, Float64, Int32, Int64, Schema, Uint8, Utf8 } from 'apache-arrow';
import { Message } from 'apache-arrow/ipc/metadata/message';
import { assert, known, unreachable } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { type BatchColumn, type HostBatch, type HostColumn, PHYS_BYTES, type PhysType } from '../plan/batch.js';
import { WIRE_ROW } from '../plan/wire-row.js';
import type { SqlType } from '../types/sql-type.js';
import { batchMessageBytes, readBatchMessage, writeBatchMessage } from './record-batch-message.js';

const PAD_BYTES = 3;
const UNCHECKED = 1;
const HEADER_BYTES = PAD_BYTES + 8;
/** Continuation marker and a zero length: Arrow's end of stream. */
const END_BYTES = 8;
/** Schemas kept decoded and encoded; a schema more and the cache starts anew. */
const CACHED_SCHEMAS = 512;

export function encodeFrame(batch: HostBatch): Uint8Array {
  const { rows, schema, columns } = batch;
  assert(schema.length === columns.length, 'a batch has one column a schema entry');
  const schemaMessage = encodedSchema(schema);

  const nulls: number[] = [];
  const regions: number[] = [];
  const buffers: Uint8Array[] = [];
  let bodyBytes = 0;
  const addBuffer = (bytes: Uint8Array): void => {
    regions.push(bodyBytes, bytes.byteLength);
    buffers.push(bytes);
    bodyBytes += align8(bytes.byteLength);
  };
  for (let at = 0; at < columns.length; at += 1) {
    const column = known(columns[at], 'column');
    const { phys } = known(schema[at], 'schema entry');
    const validity = column.validity === null ? EMPTY : column.validity.subarray(0, (rows + 7) >>> 3);
    nulls.push(column.validity === null ? 0 : rows - countBits(validity, rows));
    addBuffer(validity);
    if (phys === 'str') {
      const { offsets, data } = stringParts(column, rows);
      addBuffer(new Uint8Array(offsets.buffer, offsets.byteOffset, offsets.byteLength));
      addBuffer(data);
    } else {
      assert(phys !== 'dict', 'dict columns leave as str');
      addBuffer(column.data.subarray(0, rows * PHYS_BYTES[phys]));
    }
  }

  // The message header is 8 bytes (continuation, length); the metadata's length is a multiple of 8, so the body starts aligned.
  const metadataBytes = batchMessageBytes(nulls.length, buffers.length);
  const streamBytes = schemaMessage.byteLength + 8 + metadataBytes + bodyBytes + END_BYTES;
  const frame = Buffer.allocUnsafeSlow(HEADER_BYTES + streamBytes);
  let at = HEADER_BYTES;
  frame.set(schemaMessage, at);
  at += schemaMessage.byteLength;
  frame.writeInt32LE(-1, at);
  frame.writeInt32LE(metadataBytes, at + 4);
  at += 8;
  writeBatchMessage(new DataView(frame.buffer, frame.byteOffset), at, { rows, nulls, regions }, bodyBytes);
  at += metadataBytes;
  for (const buffer of buffers) {
    frame.set(buffer, at);
    const end = at + buffer.byteLength;
    at += align8(buffer.byteLength);
    if (end < at) frame.fill(0, end, at);
  }
  frame.writeInt32LE(-1, at);
  frame.writeInt32LE(0, at + 4);
  const isChecked = schema[0]?.name !== WIRE_ROW;
  frame.fill(0, 0, PAD_BYTES);
  if (!isChecked) frame[0] = UNCHECKED;
  frame.writeUInt32LE(isChecked ? crc32(frame.subarray(HEADER_BYTES)) : 0, PAD_BYTES);
  frame.writeUInt32LE(streamBytes, PAD_BYTES + 4);
  return frame;
}

/** Columns are views of `bytes` (of a copy, when those are not aligned): keep it unchanged. XX001 when it is damaged. */
export function decodeFrame(bytes: Uint8Array): HostBatch {
  if (bytes.byteLength < HEADER_BYTES) throw corrupted('it is cut short');
  let frame = bytes;
  if ((frame.byteOffset + HEADER_BYTES) % 8 !== 0) {
    const aligned = Buffer.allocUnsafeSlow(bytes.byteLength + 8 - PAD_BYTES).subarray(8 - PAD_BYTES);
    aligned.set(bytes);
    frame = aligned;
  }
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const stream = frame.subarray(HEADER_BYTES);
  if (view.getUint32(PAD_BYTES + 4, true) !== stream.byteLength) throw corrupted('its length is wrong');
  if (frame[0] !== UNCHECKED && view.getUint32(PAD_BYTES, true) !== crc32(stream)) throw corrupted('its checksum is wrong');

  let at = HEADER_BYTES;
  const schemaBytes = 8 + view.getInt32(at + 4, true);
  const schema = decodedSchema(frame.subarray(at, at + schemaBytes));
  at += schemaBytes;
  const metadataBytes = view.getInt32(at + 4, true);
  const message = readBatchMessage(view, at + 8, metadataBytes);
  if (message === null) throw corrupted('it holds no record batch');
  const { rows, nulls, regions } = message;
  const body = frame.byteOffset + at + 8 + metadataBytes;

  let next = 0;
  const buffer = (): Uint8Array => {
    const offset = known(regions[next], 'Arrow buffer');
    const length = known(regions[next + 1], 'Arrow buffer');
    next += 2;
    return new Uint8Array(frame.buffer as ArrayBuffer, body + offset, length);
  };
  const columns = schema.map((column, index): HostColumn => {
    const bits = buffer();
    const validity = known(nulls[index], 'Arrow field node') === 0 ? null : bits;
    if (column.phys !== 'str') return { data: buffer(), validity, offsets: null };
    const raw = buffer();
    return { offsets: new Int32Array(raw.buffer as ArrayBuffer, raw.byteOffset, rows + 1), data: buffer(), validity };
  });
  return { rows, schema, columns };
}

const EMPTY = new Uint8Array(0);

function align8(bytes: number): number {
  return (bytes + 7) & ~7;
}

function corrupted(why: string): ConductError {
  return new ConductError(SQLSTATE.dataCorrupted, `an exchange frame is damaged: ${why}`, {
    hint: 'Run the query again; if it happens often, check the network and the memory of the machines.',
  });
}

/** Offsets from 0 and exactly the bytes they span: a column may be a slice of a larger one. */
function stringParts(column: HostColumn, rows: number): { offsets: Int32Array; data: Uint8Array } {
  const all = known(column.offsets, 'offsets of a str column');
  let offsets = all.length === rows + 1 ? all : all.subarray(0, rows + 1);
  const first = offsets[0] ?? 0;
  const last = offsets[rows] ?? 0;
  if (first !== 0) offsets = offsets.map((offset) => offset - first);
  return { offsets, data: column.data.subarray(first, last) };
}

/** Set bits among the first `rows`. */
function countBits(bitmap: Uint8Array, rows: number): number {
  let count = 0;
  const whole = rows >>> 3;
  for (let at = 0; at < whole; at += 1) count += BIT_COUNTS[bitmap[at] as number] as number;
  if (rows & 7) count += BIT_COUNTS[(bitmap[whole] as number) & ((1 << (rows & 7)) - 1)] as number;
  return count;
}
const BIT_COUNTS = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0;
  for (let bits = byte; bits !== 0; bits &= bits - 1) count += 1;
  return count;
});

const encodedByArray = new WeakMap<readonly BatchColumn[], Uint8Array>();
const encodedByText = new Map<string, Uint8Array>();
const decodedByText = new Map<string, readonly BatchColumn[]>();

/** The schema's IPC message, padded to 8 bytes. */
function encodedSchema(schema: readonly BatchColumn[]): Uint8Array {
  const cached = encodedByArray.get(schema);
  if (cached !== undefined) return cached;
  const text = JSON.stringify(schema);
  let message = encodedByText.get(text);
  if (message === undefined) {
    const fields = schema.map(({ name, type, phys, scale }) => {
      const metadata = new Map([
        ['conduct.type', JSON.stringify(type)],
        ['conduct.phys', phys],
        ['conduct.scale', String(scale)],
      ]);
      return new Field(name, arrowType(phys), true, metadata);
    });
    const flatbuffer = Message.encode(Message.from(new Schema(fields)));
    const bytes = Buffer.alloc(8 + align8(flatbuffer.byteLength));
    bytes.writeInt32LE(-1, 0);
    bytes.writeInt32LE(bytes.byteLength - 8, 4);
    bytes.set(flatbuffer, 8);
    message = bytes;
    if (encodedByText.size >= CACHED_SCHEMAS) encodedByText.clear();
    encodedByText.set(text, message);
  }
  encodedByArray.set(schema, message);
  return message;
}

function decodedSchema(message: Uint8Array): readonly BatchColumn[] {
  const text = Buffer.from(message.buffer, message.byteOffset, message.byteLength).toString('latin1');
  const cached = decodedByText.get(text);
  if (cached !== undefined) return cached;
  const decoded = Message.decode(message.subarray(8));
  if (!decoded.isSchema()) throw corrupted('it starts without a schema');
  const schema = (decoded.header() as Schema).fields.map((field): BatchColumn => {
    const metadata = (key: string): string => known(field.metadata.get(key), `${key} of field ${field.name}`);
    return {
      name: field.name,
      type: JSON.parse(metadata('conduct.type')) as SqlType,
      phys: metadata('conduct.phys') as PhysType,
      scale: Number(metadata('conduct.scale')),
    };
  });
  if (decodedByText.size >= CACHED_SCHEMAS) decodedByText.clear();
  decodedByText.set(text, schema);
  return schema;
}

function arrowType(phys: PhysType): DataType {
  switch (phys) {
    case 'bool':
      return new Uint8();
    case 'i32':
      return new Int32();
    case 'i64':
      return new Int64();
    case 'f64':
      return new Float64();
    case 'i128':
    case 'num':
    case 'interval':
      return new FixedSizeBinary(16);
    case 'str':
      return new Utf8();
    case 'dict':
      assert(false, 'dict columns leave as str');
      return new Int32();
    default:
      return unreachable(phys);
  }
}
