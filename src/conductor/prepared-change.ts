/** What the workers of a transaction say they have of a table, as one change of it. */
import { notNullViolation } from '../catalog/not-null-violation.js';
import type { TableDef } from '../catalog/table-def.js';
import { mergeStats } from '../catalog/table-stats.js';
import { known } from '../common/assert.js';
import type { PrepareResponse } from '../rpc/messages.js';
import { HyperLogLog } from '../storage/hyperloglog.js';
import type { TableChange } from './catalog-store.js';

export type Change = TableChange & { readonly deleted: number };

export function sumParts(parts: PrepareResponse['tables']): Change | null {
  const [first, ...others] = parts;
  if (first === undefined) return null;
  if (others.length === 0) return first;
  const sketches = first.sketches.map((text) => HyperLogLog.fromBase64(text));
  let { stats, deleted } = first;
  for (const part of others) {
    stats = mergeStats(stats, part.stats);
    deleted += part.deleted;
    sketches.forEach((sketch, ordinal) => {
      sketch.mergeBase64(part.sketches[ordinal] ?? '');
    });
  }
  return { tableId: first.tableId, stats, deleted, sketches: sketches.map((sketch) => sketch.toBase64()) };
}

/** The workers' counts of NULLs are exact, so this holds for rows from everywhere, also those that never came by here. */
export function checkNotNull(table: TableDef, { stats }: TableChange): void {
  stats.columns.forEach(({ nulls }, ordinal) => {
    const column = known(table.columns[ordinal], 'column');
    if (!column.notNull || nulls === 0) return;
    throw notNullViolation(table, column.name);
  });
}
