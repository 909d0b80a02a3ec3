/**
 * The metadata of an Arrow record batch: a flatbuffer (Message → RecordBatch) always laid out in one way, so that writing and
 * reading it is storing and loading numbers at known places. With a general flatbuffer library it cost more than all the rest
 * of a small frame.
 *
 * | bytes | what |
 * |---|---|
 * | 0 | offset of the Message table: 16 |
 * | 4 | its vtable: 12 bytes, table of 20, fields at 4 (version), 6 (header type), 16 (header), 8 (body length) |
 * | 16 | Message: vtable at -12, version i16, header type u8, body length i64 at 24, header at 32 |
 * | 36 | vtable of the RecordBatch: 10 bytes, table of 20, fields at 8 (length), 4 (nodes), 16 (buffers); 2 bytes padding |
 * | 48 | RecordBatch: vtable at -12, nodes at 52, length i64 at 56, buffers at 64 |
 * | 68 | number of nodes; from 72 for each: length i64, nulls i64 |
 * | 76 + 16 nodes | number of buffers (4 bytes padding before it); then for each: offset i64, length i64 |
 *
 * Source: Arrow's Message.fbs; flatbuffers' binary format.
 */

const FIRST_NODE = 72;
const ENTRY_BYTES = 16;
/** MetadataVersion.V5, MessageHeader.RecordBatch. */
const VERSION = 4;
const RECORD_BATCH = 3;

/** What stands before the body length, and between it and the length of the batch, whatever the batch. */
const HEAD = [16, 12 | (20 << 16), 4 | (6 << 16), 16 | (8 << 16), 12, VERSION | (RECORD_BATCH << 16)] as const;
const MIDDLE = [16, 10 | (20 << 16), 8 | (4 << 16), 16, 12, 16] as const;

export interface BatchRegions {
  readonly rows: number;
  /** NULLs of each column. */
  readonly nulls: readonly number[];
  /** Place and length in the body of each buffer, two numbers each. */
  readonly regions: readonly number[];
}

/** A multiple of 8. */
export function batchMessageBytes(nodes: number, buffers: number): number {
  return FIRST_NODE + 8 + ENTRY_BYTES * (nodes + buffers);
}

/** Writes `batchMessageBytes` at `at`. */
export function writeBatchMessage(view: DataView, at: number, { rows, nulls, regions }: BatchRegions, bodyBytes: number): void {
  HEAD.forEach((word, i) => {
    view.setInt32(at + i * 4, word, true);
  });
  setNumber(view, at + 24, bodyBytes);
  MIDDLE.forEach((word, i) => {
    view.setInt32(at + 32 + i * 4, word, true);
  });
  setNumber(view, at + 56, rows);
  const buffersAt = FIRST_NODE + nulls.length * ENTRY_BYTES;
  view.setInt32(at + 64, buffersAt + 4 - 64, true);
  view.setInt32(at + 68, nulls.length, true);
  nulls.forEach((count, i) => {
    setNumber(view, at + FIRST_NODE + i * ENTRY_BYTES, rows);
    setNumber(view, at + FIRST_NODE + i * ENTRY_BYTES + 8, count);
  });
  view.setInt32(at + buffersAt, 0, true);
  view.setInt32(at + buffersAt + 4, regions.length / 2, true);
  regions.forEach((number, i) => {
    setNumber(view, at + buffersAt + 8 + i * 8, number);
  });
}

/** null: it is not laid out as above. */
export function readBatchMessage(view: DataView, at: number, bytes: number): BatchRegions | null {
  const sameHead = bytes >= FIRST_NODE + 8 && HEAD.every((word, i) => view.getInt32(at + i * 4, true) === word);
  if (!sameHead || !MIDDLE.every((word, i) => view.getInt32(at + 32 + i * 4, true) === word)) return null;
  const nodes = view.getUint32(at + 68, true);
  const buffersAt = FIRST_NODE + nodes * ENTRY_BYTES;
  if (bytes < buffersAt + 8) return null;
  const buffers = view.getUint32(at + buffersAt + 4, true);
  if (bytes !== batchMessageBytes(nodes, buffers)) return null;
  const nulls = Array.from({ length: nodes }, (_, i) => getNumber(view, at + FIRST_NODE + i * ENTRY_BYTES + 8));
  const regions = Array.from({ length: buffers * 2 }, (_, i) => getNumber(view, at + buffersAt + 8 + i * 8));
  return { rows: getNumber(view, at + 56), nulls, regions };
}

const HIGH = 2 ** 32;

function setNumber(view: DataView, at: number, value: number): void {
  view.setUint32(at, value % HIGH, true);
  view.setUint32(at + 4, Math.floor(value / HIGH), true);
}

function getNumber(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * HIGH;
}
