/**
 * Groups that no two executors share. A scan's rows lie in the order of their buckets, so that each bucket can be one executor's
 * (run/morsels.ts); where the table's distribution key is among the keys of the groups, equal keys are in one bucket, whatever joins and filters are on the
 * way. Such groups need no merging.
 */
import { known } from '../common/assert.js';
import { LIMITS } from '../common/limits.js';
import type { ColumnId } from '../plan/expr.js';
import type { Operation, Pipeline } from './pipeline.js';

/** Whether all rows of a group come from one bucket. */
export function groupsByBucket({ source, operations, sink }: Pipeline): boolean {
  if (sink.kind !== 'aggregate' || source.kind !== 'chunks' || source.node.kind !== 'scan') return false;
  const { bucketedBy, columns } = source.node;
  if (bucketedBy === undefined) return false;
  // The columns that have the values of each column of the distribution key.
  const same = bucketedBy.map((position) => operations.reduce(follow, new Set([known(columns[position], 'column of the key').id])));
  return same.every((ids) => sink.keys.some((key) => key.kind === 'column' && ids.has(key.id)));
}

/** The columns that have the values of these after the operation. */
function follow(ids: ReadonlySet<ColumnId>, operation: Operation): ReadonlySet<ColumnId> {
  const renamed = (from: readonly (ColumnId | null)[], to: readonly { readonly id: ColumnId }[]): ReadonlySet<ColumnId> =>
    new Set(to.filter((_, i) => ids.has(from[i] ?? -1)).map(({ id }) => id));
  if (operation.kind === 'project') {
    return renamed(
      operation.exprs.map((expr) => (expr.kind === 'column' ? expr.id : null)),
      operation.columns,
    );
  }
  if (operation.kind === 'rename') {
    return renamed(
      operation.from.map(({ id }) => id),
      operation.to,
    );
  }
  return ids;
}

/** Where the rows of each share of the buckets start, and the end. */
export function bucketShares(offsets: readonly number[]): readonly number[] {
  const buckets = LIMITS.buckets / LIMITS.bucketShares;
  return Array.from({ length: LIMITS.bucketShares + 1 }, (_, share) => offsets[share * buckets] ?? 0);
}
