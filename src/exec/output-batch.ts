/** Takes rows out of an executor's output buffer: columns as batches have them, texts packed one after the other. */
import type { BatchColumnData } from './executor-protocol.js';
import { FIELD_BYTES, type OutputLayout } from './layout.js';
import type { PageMemory } from './memory.js';
import type { Kernels } from './wasm/kernels.js';

export interface OutputBuffer {
  readonly layout: OutputLayout;
  readonly base: number;
  readonly memory: PageMemory;
  readonly kernels: Kernels;
  /** Address of an area for texts on their way. */
  readonly packArea: (bytes: number) => number;
}

export interface TakenRows {
  readonly columns: readonly BatchColumnData[];
  readonly transfer: ArrayBuffer[];
  readonly bytes: number;
}

/** Rows start at a whole byte of validity. */
const ROW_STEP = 8;

/** How many of the rows from `from` (a multiple of 8) may be taken at once for no column to have more than `most` bytes of texts. */
export function rowsAtOnce(buffer: OutputBuffer, from: number, rows: number, most: number): number {
  let count = rows - from;
  for (const { info, data } of buffer.layout.columns) {
    if (info.phys !== 'str' && info.phys !== 'dict') continue;
    while (count > ROW_STEP && buffer.kernels.textBytes(buffer.base + data + from * 8, count) >>> 0 > most) {
      count = Math.ceil(count / 2 / ROW_STEP) * ROW_STEP;
    }
  }
  return count;
}

/** Copies of `rows` rows from `from` on. */
export function takeRows({ layout, base, memory, kernels, packArea }: OutputBuffer, from: number, rows: number): TakenRows {
  const transfer: ArrayBuffer[] = [];
  let total = 0;
  const copy = (at: number, length: number): Uint8Array<ArrayBuffer> => {
    const data = new Uint8Array(length);
    data.set(memory.bytes().subarray(at, at + length));
    transfer.push(data.buffer);
    total += length;
    return data;
  };
  const columns = layout.columns.map(({ info, data, validity }): BatchColumnData => {
    const valid = validity < 0 ? null : copy(base + validity + from / 8, Math.ceil(rows / 8));
    if (info.phys !== 'str' && info.phys !== 'dict') {
      const width = info.phys === 'bool' ? 1 : FIELD_BYTES[info.phys];
      return { data: copy(base + data + from * width, rows * width), validity: valid, offsets: null };
    }
    const references = base + data + from * 8;
    const textBytes = kernels.textBytes(references, rows) >>> 0;
    const offsetBytes = (rows + 1) * 4;
    const offsetsAt = packArea(offsetBytes + textBytes + 64);
    const bytesAt = offsetsAt + Math.ceil(offsetBytes / 16) * 16;
    kernels.textPack(references, rows, offsetsAt, bytesAt);
    const offsets = copy(offsetsAt, offsetBytes);
    return { data: copy(bytesAt, textBytes), validity: valid, offsets: new Int32Array(offsets.buffer) };
  });
  return { columns, transfer, bytes: total };
}
