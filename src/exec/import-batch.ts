/** Copies a batch from outside (an exchange frame, constant rows) into the shared memory as a chunk. */
import { assert, known } from '../common/assert.js';
import { type HostBatch, type HostColumn, PHYS_BYTES } from '../plan/batch.js';
import type { ColumnInfo } from '../plan/column-info.js';
import type { PageMemory } from './memory.js';
import type { Chunk, ColumnVector } from './task.js';

const PADDING_BYTES = 16;

/** The batch's columns by position, in the physical types of `columns` (narrower integers are widened). */
export function importBatch(
  batch: HostBatch,
  columns: readonly ColumnInfo[],
  memory: PageMemory,
  allocate: (bytes: number) => number,
): Chunk {
  const { rows } = batch;
  const sizes = columns.map((info, i) => {
    const column = known(batch.columns[i], 'column of the batch');
    const validity = column.validity === null ? 0 : align(Math.ceil(rows / 8));
    const text = info.phys === 'str' ? align(column.data.byteLength) : 0;
    return validity + align(rows * PHYS_BYTES[info.phys]) + text;
  });
  let at = allocate(
    Math.max(
      64,
      sizes.reduce((sum, size) => sum + size, 0),
    ),
  );
  const take = (bytes: number): number => {
    const address = at;
    at += align(bytes);
    return address;
  };
  const vectors = columns.map((info, i): ColumnVector => {
    const column = known(batch.columns[i], 'column of the batch');
    const from = known(batch.schema[i], 'column of the batch').phys;
    let validity = 0;
    if (column.validity !== null) {
      validity = take(Math.ceil(rows / 8));
      memory.bytes().set(column.validity.subarray(0, Math.ceil(rows / 8)), validity);
    }
    const data = take(rows * PHYS_BYTES[info.phys]);
    if (info.phys === 'str') importText(column, rows, memory, data, take(column.data.byteLength));
    else if (from === info.phys) memory.bytes().set(column.data.subarray(0, rows * PHYS_BYTES[from]), data);
    else widen(column, from, info.phys, rows, memory, data);
    return { data, validity, dictionary: 0, dictionarySize: 0 };
  });
  return { rows, columns: vectors };
}

function align(bytes: number): number {
  return Math.ceil((bytes + PADDING_BYTES) / 16) * 16;
}

function importText(column: HostColumn, rows: number, memory: PageMemory, data: number, text: number): void {
  const { bytes, words } = memory.views();
  bytes.set(column.data, text);
  const offsets = known(column.offsets, 'offsets of a text column');
  let at = data >>> 2;
  let from = offsets[0] ?? 0;
  for (let row = 1; row <= rows; row += 1) {
    const to = offsets[row] ?? 0;
    words[at] = (text + from) | 0;
    words[at + 1] = to - from;
    at += 2;
    from = to;
  }
}

function widen(column: HostColumn, from: string, to: string, rows: number, memory: PageMemory, data: number): void {
  const view = new DataView(column.data.buffer, column.data.byteOffset, column.data.byteLength);
  const { longs } = memory.views();
  assert((from === 'i32' || from === 'i64') && (to === 'i64' || to === 'i128'), `a batch of ${from} read as ${to}`);
  const stride = to === 'i64' ? 1 : 2;
  for (let row = 0, at = data >>> 3; row < rows; row += 1, at += stride) {
    const value = from === 'i32' ? BigInt(view.getInt32(row * 4, true)) : view.getBigInt64(row * 8, true);
    longs[at] = value;
    if (to === 'i128') longs[at + 1] = value >> 63n;
  }
}
