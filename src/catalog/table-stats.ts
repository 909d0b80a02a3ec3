/** Building and merging table statistics. Counts add up and bounds widen exactly; distinct counts need sketches to merge well. */
import { assert, known } from '../common/assert.js';
import type { ColumnStats, TableColumn, TableStats } from './table-def.js';

const EMPTY_COLUMN: ColumnStats = {
  nulls: 0,
  min: null,
  max: null,
  minText: null,
  maxText: null,
  distinct: 0,
  meanBytes: 0,
  common: [],
};

/** Statistics of a table without rows. */
export function emptyStats(columns: readonly TableColumn[] | number): TableStats {
  const count = typeof columns === 'number' ? columns : columns.length;
  return { rows: 0, columns: Array.from({ length: count }, () => EMPTY_COLUMN) };
}

/**
 * Statistics of the rows of a and of b together. Exact for rows, NULLs and bounds. The distinct count is the larger one: a
 * lower bound, which the owner of the sketches replaces by their merged estimate.
 */
export function mergeStats(a: TableStats, b: TableStats): TableStats {
  assert(a.columns.length === b.columns.length, 'statistics of tables with the same columns');
  return {
    rows: a.rows + b.rows,
    ...deletedOf((a.deleted ?? 0) + (b.deleted ?? 0)),
    columns: a.columns.map((column, i) => mergeColumn(column, a.rows, known(b.columns[i], 'column statistics'), b.rows)),
  };
}

/**
 * Statistics without `count` of the rows. Which ones is not known: bounds stay bounds, and counts of NULLs become upper bounds.
 */
export function withoutRows(stats: TableStats, count: number): TableStats {
  if (count === 0) return stats;
  const rows = stats.rows - count;
  return {
    rows,
    deleted: (stats.deleted ?? 0) + count,
    columns: stats.columns.map((column) => ({ ...column, nulls: Math.min(column.nulls, rows) })),
  };
}

/** What a transaction has done to a table so far. */
export interface OwnStats {
  readonly added: TableStats;
  readonly deleted: number;
}

/** As the transaction itself sees the table. */
export function addOwnStats(stats: TableStats, { added, deleted }: OwnStats): TableStats {
  const merged = mergeStats(stats, added);
  return withoutRows(
    {
      ...merged,
      columns: merged.columns.map((column, i) => {
        const sum = (stats.columns[i]?.distinct ?? 0) + (added.columns[i]?.distinct ?? 0);
        return { ...column, distinct: Math.max(column.distinct, Math.min(sum, merged.rows - column.nulls)) };
      }),
    },
    deleted,
  );
}

function deletedOf(deleted: number): { readonly deleted?: number } {
  return deleted === 0 ? {} : { deleted };
}

function mergeColumn(a: ColumnStats, rowsOfA: number, b: ColumnStats, rowsOfB: number): ColumnStats {
  const valuesOfA = rowsOfA - a.nulls;
  const valuesOfB = rowsOfB - b.nulls;
  if (rowsOfB === 0) return a;
  if (rowsOfA === 0) return b;
  const values = valuesOfA + valuesOfB;
  return {
    nulls: a.nulls + b.nulls,
    min: pick(a.min, b.min, (x, y) => x <= y),
    max: pick(a.max, b.max, (x, y) => x >= y),
    minText: pick(a.minText, b.minText, (x, y) => compareText(x, y) <= 0),
    maxText: pick(a.maxText, b.maxText, (x, y) => compareText(x, y) >= 0),
    distinct: Math.max(a.distinct, b.distinct),
    meanBytes: values === 0 ? 0 : (a.meanBytes * valuesOfA + b.meanBytes * valuesOfB) / values,
    common: mergeCommon(a, rowsOfA, b, rowsOfB),
  };
}

/** A bound that is missing on one side means that this side has no values, or that the type has no such bounds at all. */
function pick<T>(a: T | null, b: T | null, keepsFirst: (a: T, b: T) => boolean): T | null {
  if (a === null) return b;
  if (b === null) return a;
  return keepsFirst(a, b) ? a : b;
}

/** Bytewise order of UTF-8, which is the order of code points (UTF-16 order differs above the surrogates). */
function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

const COMMON_VALUES = 32;

function mergeCommon(a: ColumnStats, rowsOfA: number, b: ColumnStats, rowsOfB: number): ColumnStats['common'] {
  const shares = new Map<string, number>();
  const rows = rowsOfA + rowsOfB;
  for (const { value, share } of a.common) shares.set(value, (share * rowsOfA) / rows);
  for (const { value, share } of b.common) shares.set(value, (shares.get(value) ?? 0) + (share * rowsOfB) / rows);
  return [...shares]
    .map(([value, share]) => ({ value, share }))
    .sort((x, y) => y.share - x.share)
    .slice(0, COMMON_VALUES);
}
