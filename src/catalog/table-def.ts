/** A base table as the binder, the optimizer and the workers know it. */
import type { SqlType } from '../types/sql-type.js';

export interface TableColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly notNull: boolean;
}

/** How rows are spread over the 256 buckets. Ordinals are from 0. */
export type TableDistribution =
  | { readonly kind: 'hash'; readonly ordinals: readonly number[] }
  | { readonly kind: 'random' }
  | { readonly kind: 'replicated' };

export interface TableDef {
  /** Unique for ever in a catalog; also the table's OID. */
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** Ordinals of the primary key's columns, or empty. Declared, used by the optimizer as unique. */
  readonly primaryKey: readonly number[];
  readonly distribution: TableDistribution;
  /** Worker id of each bucket (256 entries); replicated: the distinct workers that hold a copy. */
  readonly placement: readonly string[];
  /** Changes with every commit that touches the table's rows: a snapshot's name. */
  readonly version: number;
  readonly stats: TableStats;
}

/** Exact where said so: merged by the conductor from what workers reported at each commit. */
export interface TableStats {
  /** Exact. */
  readonly rows: number;
  readonly columns: readonly ColumnStats[];
}

export interface ColumnStats {
  /** Exact number of NULLs. */
  readonly nulls: number;
  /**
   * Exact bounds of the stored values over the whole table for bool (0/1), integers, dates, timestamps (as in datum.ts) and
   * numeric(p,s) (unscaled at the column's scale). null: empty, all NULL or another type.
   */
  readonly min: bigint | null;
  readonly max: bigint | null;
  /** Bounds of text columns, first 32 bytes; exact as bounds. */
  readonly minText: string | null;
  readonly maxText: string | null;
  /** Estimated distinct values (HyperLogLog). */
  readonly distinct: number;
  /** Mean bytes of a text value. */
  readonly meanBytes: number;
  /** Most common values of a sample with their share of the rows, most common first. */
  readonly common: readonly { readonly value: string; readonly share: number }[];
}
