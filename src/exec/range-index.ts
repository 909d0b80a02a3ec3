/**
 * What a nested loop over ranges reads (plan/range-bounds.ts): pointers to the inner tuples in the order of the first bound's field, those values as
 * 64-bit numbers for a binary search, and, for each tuple, the greatest value of the second bound's field up to it.
 */
import { known } from '../common/assert.js';
import type { TupleField, TupleLayout } from './layout.js';
import type { PageMemory } from './memory.js';
import type { RangeIndex } from './pipeline.js';

/** Where the parts lie behind each other: pointers, values, greatest values. */
function valuesOffset(count: number): number {
  return Math.ceil((count * 4) / 8) * 8;
}

/** pointers: sorted, NULLs last; the tuples with NULLs are left out, since no comparison with one is true. */
export function makeRangeIndex(
  memory: PageMemory,
  layout: TupleLayout,
  index: RangeIndex,
  pointers: number,
  rows: number,
  allocate: (bytes: number) => number,
): { readonly address: number; readonly word: number } {
  const field = known(layout.fields[index.first], 'field of the first bound');
  const second = index.second === null ? null : known(layout.fields[index.second], 'field of the second bound');
  const count = withoutNulls(memory, layout, field, pointers, rows);
  const values = valuesOffset(count);
  const address = allocate(values + count * 16 + 64);
  const { bytes, words } = memory.views();
  bytes.copyWithin(address, pointers, pointers + count * 4);
  // Complemented, the greatest value is the least one.
  const complement = index.descending ? -1 : 0;
  let at = (address + values) >>> 2;
  for (let i = 0; i < count; i += 1, at += 2) {
    const tuple = (words[(address >>> 2) + i] ?? 0) >>> 0;
    words[at] = lowWord(words, field, tuple) ^ complement;
    words[at + 1] = highWord(words, field, tuple) ^ complement;
  }
  if (second === null) return { address, word: count };
  let low = 0;
  let high = -0x8000_0000;
  for (let i = 0; i < count; i += 1, at += 2) {
    const tuple = (words[(address >>> 2) + i] ?? 0) >>> 0;
    if (isValid(bytes, layout, second, tuple)) {
      const itsLow = lowWord(words, second, tuple);
      const itsHigh = highWord(words, second, tuple);
      if (itsHigh > high || (itsHigh === high && itsLow >>> 0 > low >>> 0)) {
        low = itsLow;
        high = itsHigh;
      }
    }
    words[at] = low;
    words[at + 1] = high;
  }
  return { address, word: count };
}

function withoutNulls(memory: PageMemory, layout: TupleLayout, field: TupleField, pointers: number, rows: number): number {
  const { bytes, words } = memory.views();
  let count = rows;
  while (count > 0 && !isValid(bytes, layout, field, (words[(pointers >>> 2) + count - 1] ?? 0) >>> 0)) count -= 1;
  return count;
}

// Values as two words: half a million 64-bit integers of JavaScript would take longer than the join.

function lowWord(words: Int32Array, { offset }: TupleField, tuple: number): number {
  return words[(tuple + offset) >>> 2] ?? 0;
}

function highWord(words: Int32Array, { info, offset }: TupleField, tuple: number): number {
  const at = (tuple + offset) >>> 2;
  return info.phys === 'i64' ? (words[at + 1] ?? 0) : (words[at] ?? 0) >> 31;
}

function isValid(bytes: Uint8Array, layout: TupleLayout, { validBit }: TupleField, tuple: number): boolean {
  return validBit < 0 || ((bytes[tuple + layout.validityOffset + (validBit >> 3)] ?? 0) & (1 << (validBit & 7))) !== 0;
}
