/** Writes a literal into a parameter slot of compiled code: the value in tuple form (layout.ts), text behind a reference. */
import { known } from '../common/assert.js';
import type { BatchColumn } from '../plan/batch.js';
import type { ValueInfo } from '../plan/column-info.js';
import { batchFromRows } from '../plan/datum-batch.js';
import type { Datum } from '../types/datum.js';
import type { PageMemory } from './memory.js';

export function writeLiteral(memory: PageMemory, at: number, info: ValueInfo, value: Datum, allocate: (bytes: number) => number): void {
  const column: BatchColumn = { name: '', type: info.type, phys: info.phys === 'dict' ? 'str' : info.phys, scale: info.scale };
  const batch = batchFromRows([column], [[value]]);
  const { data } = known(batch.columns[0], 'literal');
  if (column.phys === 'str') {
    const address = allocate(data.byteLength + 16);
    const { bytes, words } = memory.views();
    bytes.set(data, address);
    words[at >>> 2] = address | 0;
    words[(at >>> 2) + 1] = data.byteLength;
    return;
  }
  const bytes = memory.bytes();
  bytes.fill(0, at, at + 16);
  bytes.set(data, at);
}
