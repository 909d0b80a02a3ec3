/**
 * Renders DataRow messages from columns. Each column gets an encoder, chosen once a batch by its type, physical type, scale and
 * format; a row is then one call a column that writes length and bytes into the output buffer, without an object a value.
 */
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { ResultColumn } from '../conductor/query-service.js';
import type { BatchColumn, HostBatch, HostColumn } from '../plan/batch.js';
import { datumAt } from '../plan/datum-batch.js';
import { formatBinary } from '../types/binary-format.js';
import { DATE_INFINITY_INT32, DATE_MINUS_INFINITY_INT32 } from '../types/datum.js';
import { formatFloat4, formatFloat8 } from '../types/float.js';
import { sessionSettings } from '../types/session-settings.js';
import { isOidKind, type SqlType } from '../types/sql-type.js';
import { formatText } from '../types/text-format.js';
import {
  isSafeHigh,
  putAscii,
  putDate,
  putInteger,
  putScaled,
  putScaled64,
  putScaledBigInt,
  putTimestamp,
  TEXT_BOUND_BYTES,
} from './wire/digits.js';
import { CHUNK_BYTES, type MessageWriter } from './wire/message-writer.js';
import { FAST_BINARY_SCALE, putNumericBinary } from './wire/numeric-binary.js';

/** Writes the value of a row that is not NULL, after its length, at `at`; gives the offset after it. */
type Encoder = (bytes: Uint8Array, at: number, row: number) => number;

interface ColumnEncoder {
  readonly encode: Encoder;
  /** Length and bytes of a value at the most; of a str column without its bytes. */
  readonly boundBytes: number;
  readonly validity: Uint8Array | null;
  /** Byte offsets of a str column, whose length differs by row. */
  readonly offsets: Int32Array | null;
}

const DATA_ROW = 0x44;
const LENGTH_BYTES = 4;
/** Values rendered by types/ (intervals, numeric in binary ...): more than the longest of them. */
const SLOW_BOUND_BYTES = 512;
const TWO_32 = 4_294_967_296;

/** The rows of one batch, ready to be written. */
export interface RenderedRows {
  readonly rows: number;
  /** Writes rows from `start`, until `end` or until a chunk is full; gives the row after the last one written. */
  write(out: MessageWriter, start: number, end: number): number;
}

/** The rows of one batch in the formats that a client asked for. */
export class BatchRows implements RenderedRows {
  readonly rows: number;
  readonly #columns: readonly ColumnEncoder[];
  readonly #fixedBytes: number;

  /** `formats`: one a column, 0 text or 1 binary. */
  constructor(batch: HostBatch, columns: readonly ResultColumn[], formats: readonly number[]) {
    assert(batch.columns.length === columns.length, `a batch of ${batch.columns.length} columns for ${columns.length} result columns`);
    this.rows = batch.rows;
    this.#columns = batch.columns.map((column, index) => {
      const schema = known(batch.schema[index], 'column of the schema');
      const type = known(columns[index], 'result column').type;
      return columnEncoder(column, schema, type, formats[index] ?? 0, batch.rows);
    });
    this.#fixedBytes = 7 + this.#columns.reduce((sum, column) => sum + column.boundBytes, 0);
  }

  write(out: MessageWriter, start: number, end: number): number {
    const columns = this.#columns;
    const count = columns.length;
    let row = start;
    while (row < end && out.length < CHUNK_BYTES) {
      let needed = this.#fixedBytes;
      for (let c = 0; c < count; c++) {
        const offsets = (columns[c] as ColumnEncoder).offsets;
        if (offsets !== null) needed += (offsets[row + 1] as number) - (offsets[row] as number);
      }
      out.ensure(needed);
      const bytes = out.bytes;
      const message = out.length;
      bytes[message] = DATA_ROW;
      bytes[message + 5] = count >>> 8;
      bytes[message + 6] = count;
      let at = message + 7;
      for (let c = 0; c < count; c++) {
        const column = columns[c] as ColumnEncoder;
        const validity = column.validity;
        if (validity !== null && ((validity[row >> 3] as number) & (1 << (row & 7))) === 0) {
          at = putInt32(bytes, at, -1);
        } else {
          at = column.encode(bytes, at, row);
        }
      }
      putInt32(bytes, message + 1, at - message - 1);
      out.length = at;
      row++;
    }
    return row;
  }
}

function putInt32(bytes: Uint8Array, at: number, value: number): number {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
  return at + 4;
}

function columnEncoder(column: HostColumn, schema: BatchColumn, type: SqlType, format: number, rows: number): ColumnEncoder {
  if (format !== 0 && format !== 1) throw new ConductError(SQLSTATE.invalidParameterValue, `unsupported format code: ${format}`);
  const { validity } = column;
  if (schema.phys === 'str') {
    const offsets = known(column.offsets, 'offsets of a str column');
    if (!isPlainText(type, format)) return renderedColumn(column, schema, type, format, rows);
    return { encode: stringEncoder(column.data, offsets), boundBytes: LENGTH_BYTES, validity, offsets };
  }
  const fast = format === 0 ? textEncoder(column, schema, type, rows) : binaryEncoder(column, schema, type, rows);
  // A numeric with a scale of its own has up to 127 digits after the point.
  const boundBytes = LENGTH_BYTES + (schema.phys === 'num' || format === 1 ? SLOW_BOUND_BYTES : TEXT_BOUND_BYTES);
  if (fast !== null) return { encode: fast, boundBytes, validity, offsets: null };
  return { encode: slowEncoder(column, schema, type, format), boundBytes: LENGTH_BYTES + SLOW_BOUND_BYTES, validity, offsets: null };
}

/** Whether the stored text is what goes over the wire. */
function isPlainText(type: SqlType, format: number): boolean {
  switch (type.kind) {
    case 'text':
    case 'varchar':
    case 'char':
    case 'name':
    case 'char1':
    case 'json':
    case 'jsonpath':
    case 'unknown':
      return true;
    case 'uuid':
    case 'tid':
    case 'macaddr':
    case 'macaddr8':
    case 'point':
    case 'lseg':
    case 'path':
    case 'box':
    case 'polygon':
    case 'line':
    case 'circle':
    case 'jsonb':
    case 'bit':
    case 'varbit':
      return format === 0;
    default:
      return false;
  }
}

/** Values of a batch that have another form than the stored one, rendered beforehand: their lengths are known then. */
function renderedColumn(column: HostColumn, schema: BatchColumn, type: SqlType, format: number, rows: number): ColumnEncoder {
  const values: Uint8Array[] = [];
  const offsets = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row += 1) {
    const value = datumAt(column, schema, row);
    const bytes = value === null ? new Uint8Array(0) : format === 0 ? Buffer.from(formatText(type, value)) : formatBinary(type, value);
    values.push(bytes);
    offsets[row + 1] = (offsets[row] as number) + bytes.length;
  }
  const encode = stringEncoder(Buffer.concat(values), offsets);
  return { encode, boundBytes: LENGTH_BYTES, validity: column.validity, offsets };
}

/** Text and binary forms of strings are the same bytes. */
function stringEncoder(data: Uint8Array, offsets: Int32Array): Encoder {
  return (bytes, at, row) => {
    const start = offsets[row] as number;
    const end = offsets[row + 1] as number;
    let to = putInt32(bytes, at, end - start);
    // A call into the runtime costs as much as some tens of bytes copied here.
    if (end - start > 48) {
      bytes.set(data.subarray(start, end), to);
      return to + end - start;
    }
    for (let from = start; from < end; from++) bytes[to++] = data[from] as number;
    return to;
  };
}

/** Puts the length before what `put` wrote. */
function sized(put: Encoder): Encoder {
  return (bytes, at, row) => {
    const end = put(bytes, at + LENGTH_BYTES, row);
    putInt32(bytes, at, end - at - LENGTH_BYTES);
    return end;
  };
}

function textEncoder(column: HostColumn, schema: BatchColumn, type: SqlType, rows: number): Encoder | null {
  const { phys, scale } = schema;
  switch (phys) {
    case 'bool': {
      const { data } = column;
      if (type.kind !== 'bool') return sized((bytes, at, row) => putScaled(bytes, at, data[row] as number, scale));
      return sized((bytes, at, row) => {
        bytes[at] = (data[row] as number) === 0 ? 0x66 : 0x74;
        return at + 1;
      });
    }
    case 'i32': {
      const values = int32View(column.data, rows);
      if (type.kind === 'date' && sessionSettings().dateOutput !== 'ISO') return null;
      if (type.kind === 'date') return sized((bytes, at, row) => putDateOrInfinity(bytes, at, values[row] as number));
      if (type.kind === 'enum' || (isOidKind(type.kind) && type.kind !== 'oid')) return null;
      if (type.kind === 'oid') return sized((bytes, at, row) => putInteger(bytes, at, (values[row] as number) >>> 0));
      if (scale === 0) return sized((bytes, at, row) => putInteger(bytes, at, values[row] as number));
      return sized((bytes, at, row) => putScaled(bytes, at, values[row] as number, scale));
    }
    case 'i64': {
      const words = int32View(column.data, rows * 2);
      if (type.kind === 'timestamp' && sessionSettings().dateOutput === 'ISO') {
        return sized((bytes, at, row) => putTimestampOrInfinity(bytes, at, (words[row * 2] as number) >>> 0, words[row * 2 + 1] as number));
      }
      if (type.kind === 'timestamp' || type.kind === 'timestamptz' || type.kind === 'time' || type.kind === 'money') return null;
      return sized((bytes, at, row) => putScaled64(bytes, at, (words[row * 2] as number) >>> 0, words[row * 2 + 1] as number, scale));
    }
    case 'i128': {
      const words = int32View(column.data, rows * 4);
      const longs = bigInt64View(column.data, rows * 2);
      return sized((bytes, at, row) => {
        const w = row * 4;
        const high = words[w + 1] as number;
        // The value fits 64 bits when the upper ones are all its sign.
        if ((words[w + 2] as number) === high >> 31 && (words[w + 3] as number) === high >> 31) {
          return putScaled64(bytes, at, (words[w] as number) >>> 0, high, scale);
        }
        return putScaledBigInt(bytes, at, wide(longs, row), scale);
      });
    }
    case 'f64': {
      const values = float64View(column.data, rows);
      const format = type.kind === 'float4' ? formatFloat4 : formatFloat8;
      const exactBelow = type.kind === 'float4' ? 1e6 : 1e15;
      return sized((bytes, at, row) => {
        const value = values[row] as number;
        // Integers below 10^15 (10^6) are written without an exponent; -0 has a sign.
        if (Number.isInteger(value) && value < exactBelow && value > -exactBelow && (value !== 0 || 1 / value > 0)) {
          return putInteger(bytes, at, value);
        }
        return putAscii(bytes, at, format(value));
      });
    }
    case 'num': {
      const words = int32View(column.data, rows * 4);
      return fallback(
        (row) => {
          const w = row * 4;
          const top = words[w + 3] as number;
          // 120 bits of integer, of which the upper 56 are here only its sign; then the scale (255: NaN).
          const high = words[w + 1] as number;
          return top >>> 24 < 128 && (words[w + 2] as number) === high >> 31 && (top << 8) >> 8 === high >> 31;
        },
        sized((bytes, at, row) => {
          const w = row * 4;
          return putScaled64(bytes, at, (words[w] as number) >>> 0, words[w + 1] as number, (words[w + 3] as number) >>> 24);
        }),
        slowEncoder(column, schema, type, 0),
      );
    }
    case 'interval':
    case 'dict':
    case 'str':
      return null;
  }
}

function fallback(isFast: (row: number) => boolean, fast: Encoder, slow: Encoder): Encoder {
  return (bytes, at, row) => (isFast(row) ? fast(bytes, at, row) : slow(bytes, at, row));
}

function binaryEncoder(column: HostColumn, schema: BatchColumn, type: SqlType, rows: number): Encoder | null {
  const { data } = column;
  switch (type.kind) {
    case 'bool':
      if (schema.phys !== 'bool') return null;
      return (bytes, at, row) => {
        bytes[putInt32(bytes, at, 1)] = (data[row] as number) === 0 ? 0 : 1;
        return at + 5;
      };
    case 'int2':
      if (schema.phys !== 'i32') return null;
      return ((values) => (bytes: Uint8Array, at: number, row: number) => {
        const value = values[row] as number;
        const to = putInt32(bytes, at, 2);
        bytes[to] = value >>> 8;
        bytes[to + 1] = value;
        return to + 2;
      })(int32View(data, rows));
    case 'int4':
    case 'oid':
    case 'date':
      if (schema.phys !== 'i32') return null;
      return (
        (values) => (bytes: Uint8Array, at: number, row: number) =>
          putInt32(bytes, putInt32(bytes, at, 4), values[row] as number)
      )(int32View(data, rows));
    case 'int8':
    case 'timestamp':
      if (schema.phys === 'i32') {
        return ((values) => (bytes: Uint8Array, at: number, row: number) => {
          const value = values[row] as number;
          return putInt32(bytes, putInt32(bytes, putInt32(bytes, at, 8), value >> 31), value);
        })(int32View(data, rows));
      }
      if (schema.phys !== 'i64') return null;
      return ((words) => (bytes: Uint8Array, at: number, row: number) => {
        const to = putInt32(bytes, at, 8);
        return putInt32(bytes, putInt32(bytes, to, words[row * 2 + 1] as number), words[row * 2] as number);
      })(int32View(data, rows * 2));
    case 'float8':
      if (schema.phys !== 'f64') return null;
      return (bytes, at, row) => {
        // Little endian here, big endian on the wire.
        const to = putInt32(bytes, at, 8);
        for (let i = 0; i < 8; i++) bytes[to + i] = data[row * 8 + 7 - i] as number;
        return to + 8;
      };
    case 'numeric':
      return numericBinaryEncoder(column, schema, type, rows);
    default:
      return null;
  }
}

function numericBinaryEncoder(column: HostColumn, schema: BatchColumn, type: SqlType, rows: number): Encoder | null {
  const { phys, scale } = schema;
  if (scale > FAST_BINARY_SCALE) return null;
  if (phys === 'i32') {
    const values = int32View(column.data, rows);
    return sized((bytes, at, row) => putNumericBinary(bytes, at, values[row] as number, scale));
  }
  if (phys !== 'i64') return null;
  const words = int32View(column.data, rows * 2);
  return fallback(
    (row) => isSafeHigh(words[row * 2 + 1] as number),
    sized((bytes, at, row) =>
      putNumericBinary(bytes, at, (words[row * 2 + 1] as number) * TWO_32 + ((words[row * 2] as number) >>> 0), scale),
    ),
    slowEncoder(column, schema, type, 1),
  );
}

/** Through a value and types/: for what is rare or has no simple form. */
function slowEncoder(column: HostColumn, schema: BatchColumn, type: SqlType, format: number): Encoder {
  return (bytes, at, row) => {
    const value = datumAt(column, schema, row);
    const encoded = format === 0 ? Buffer.from(formatText(type, value), 'utf8') : formatBinary(type, value);
    assert(encoded.length <= SLOW_BOUND_BYTES, `a value of ${encoded.length} bytes`);
    const to = putInt32(bytes, at, encoded.length);
    bytes.set(encoded, to);
    return to + encoded.length;
  };
}

function putDateOrInfinity(bytes: Uint8Array, at: number, days: number): number {
  if (days === DATE_INFINITY_INT32) return putAscii(bytes, at, 'infinity');
  if (days === DATE_MINUS_INFINITY_INT32) return putAscii(bytes, at, '-infinity');
  return putDate(bytes, at, days);
}

function putTimestampOrInfinity(bytes: Uint8Array, at: number, low: number, high: number): number {
  if (high === 0x7fff_ffff && low === TWO_32 - 1) return putAscii(bytes, at, 'infinity');
  if (high === -0x8000_0000 && low === 0) return putAscii(bytes, at, '-infinity');
  return putTimestamp(bytes, at, low, high);
}

function wide(longs: BigInt64Array, row: number): bigint {
  return ((longs[row * 2 + 1] as bigint) << 64n) | BigInt.asUintN(64, longs[row * 2] as bigint);
}

// Views of a column's bytes; a column that came off the network may lie at any address, so its bytes are copied then.

function int32View(data: Uint8Array, length: number): Int32Array {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, length);
}

function float64View(data: Uint8Array, length: number): Float64Array {
  const aligned = data.byteOffset % 8 === 0 ? data : data.slice();
  return new Float64Array(aligned.buffer, aligned.byteOffset, length);
}

function bigInt64View(data: Uint8Array, length: number): BigInt64Array {
  const aligned = data.byteOffset % 8 === 0 ? data : data.slice();
  return new BigInt64Array(aligned.buffer, aligned.byteOffset, length);
}
