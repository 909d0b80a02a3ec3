/** The eight tables, their sizes, and what a generator of one is made of. */
import type { RowWriter } from './row-writer.js';

export const TPCH_TABLES = ['region', 'nation', 'part', 'supplier', 'partsupp', 'customer', 'orders', 'lineitem'] as const;
export type TpchTable = (typeof TPCH_TABLES)[number];

/**
 * What rows are counted in, at scale factor 1; null: the table has the same rows at every scale. Rows of partsupp and lineitem come
 * with their part and order: these tables are cut into parts at those.
 */
const UNITS_AT_SCALE_1: Readonly<Record<TpchTable, number | null>> = {
  region: null,
  nation: null,
  part: 200_000,
  supplier: 10_000,
  partsupp: 200_000,
  customer: 150_000,
  orders: 1_500_000,
  lineitem: 1_500_000,
};

/** Average length of a unit's text, for progress bars. */
const BYTES_PER_UNIT: Readonly<Record<TpchTable, number>> = {
  region: 77,
  nation: 88,
  part: 119,
  supplier: 139,
  partsupp: 590,
  customer: 161,
  orders: 113,
  lineitem: 500,
};

/** Writes the rows of unit `index`, counted from 0, in order from the unit that it was made for. */
export type UnitWriter = (index: number, out: RowWriter) => void;

export interface UnitContext {
  readonly scaleFactor: number;
  /** The first unit to be written. */
  readonly firstUnit: number;
  readonly pool: Uint8Array;
}

export function unitCount(table: TpchTable, scaleFactor: number): number {
  const units = UNITS_AT_SCALE_1[table];
  if (units !== null) return scaled(units, scaleFactor);
  return table === 'region' ? 5 : 25;
}

/** About how much text the table is. */
export function estimateBytes(table: TpchTable, scaleFactor: number): number {
  return Math.ceil(unitCount(table, scaleFactor) * BYTES_PER_UNIT[table]);
}

/** The product of a size at scale 1 and the scale factor, cut to an integer, unharmed by binary fractions: 0.29 × 100 is 29. */
export function scaled(atScale1: number, scaleFactor: number): number {
  return Math.floor(atScale1 * scaleFactor + 1e-6);
}
