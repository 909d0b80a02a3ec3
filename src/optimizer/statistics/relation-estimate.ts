/** What is believed, and what is certain, of the rows that a plan makes. */
import type { ColumnId } from '../../plan/expr.js';

export interface ColumnEstimate {
  readonly distinct: number;
  /** Distinct values before rows were dropped for reasons that have nothing to do with the column: how many keys there are to miss. */
  readonly domain: number;
  /** A join or test left only the keys of another side; a join with the same keys once more will find them all. */
  readonly restricted?: boolean;
  /** Bounds as ordinary numbers: numerics with their point, days, microseconds. null: not known or not ordered so. */
  readonly min: number | null;
  readonly max: number | null;
  readonly nullFraction: number;
  /** Mean bytes in an exchange. */
  readonly widthBytes: number;
  readonly common: readonly { readonly value: string; readonly share: number }[];
  /** How the values lie where bounds aren't known: those of an aggregate. */
  readonly spread?: Spread | null;
}

/** Of a normal distribution. */
export interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

export interface RelationEstimate {
  readonly rows: number;
  /** Rows before some were dropped: how many there are that a key of several columns may miss. */
  readonly domain: number;
  readonly columns: ReadonlyMap<ColumnId, ColumnEstimate>;
  /** Certain upper bound of the number of rows (exact statistics carried through sound steps only), or null. */
  readonly bound: bigint | null;
  /** Sets of columns no two rows agree in. */
  readonly unique: readonly ReadonlySet<ColumnId>[];
}

export const UNKNOWN_COLUMN: ColumnEstimate = {
  distinct: 200,
  domain: 200,
  min: null,
  max: null,
  nullFraction: 0.01,
  widthBytes: 8,
  common: [],
};
