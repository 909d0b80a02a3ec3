/** A base table as the binder, the optimizer and the workers know it. */
import type { Expr } from '../plan/expr.js';
import type { SqlType } from '../types/sql-type.js';
import type { FileSource } from './file-source.js';
import type { PartitionBound, PartitionScheme } from './partition.js';

export interface TableColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly notNull: boolean;
  /** SQL of DEFAULT, or of the expression of a generated column: bound at each use. Missing: NULL. */
  readonly default?: string;
  /** The default is the value of a GENERATED ALWAYS AS (...) STORED column: computed at each write, never given. */
  readonly generated?: 'stored';
  readonly identity?: 'always' | 'by default';
  /** OID of the domain whose base type `type` is: its constraints are checked at each write. */
  readonly domain?: number;
}

/** Constraints of a table. NOT NULL is the column's. Ordinals are from 0. */
export type TableConstraint = KeyConstraint | CheckConstraint;

export interface KeyConstraint {
  readonly kind: 'primary' | 'unique';
  readonly id: number;
  readonly name: string;
  readonly ordinals: readonly number[];
  /** UNIQUE NULLS NOT DISTINCT. */
  readonly nullsNotDistinct?: boolean;
  /** Of an index over expressions or over a part of the rows; the ordinals are then those of the columns that it uses. */
  readonly computed?: ComputedKey;
  /** Made by CREATE UNIQUE INDEX: an index of this name, not a constraint, to the user. */
  readonly index?: boolean;
}

/** Values that are unique among the rows that meet the condition. Ids of columns in the expressions are ordinals of the table. */
export interface ComputedKey {
  readonly values: readonly KeyExpression[];
  readonly where: KeyExpression | null;
}

export interface KeyExpression {
  readonly sql: string;
  readonly expr: Expr;
}

export interface CheckConstraint {
  readonly kind: 'check';
  readonly id: number;
  readonly name: string;
  /** SQL, over the table's columns. */
  readonly expression: string;
}

/** Values of these columns are keys of another table's rows, or NULL. */
export interface ForeignKey {
  readonly id: number;
  readonly name: string;
  readonly ordinals: readonly number[];
  /** OID of the referenced table. */
  readonly table: number;
  /** Names of its key's columns, in the order of the ordinals. */
  readonly key: readonly string[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  /** MATCH FULL: either all values are NULL, or none. */
  readonly matchFull?: boolean;
  /** DEFERRABLE: when it is looked at unless SET CONSTRAINTS says otherwise. */
  readonly deferrable?: 'immediate' | 'deferred';
}

/** What becomes of rows whose referenced row goes away or changes its key. */
export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

/** What a materialized view is made from. */
export interface StoredQuery {
  readonly sql: string;
  /** The search path that its names are looked up by. */
  readonly searchPath: readonly string[];
  /** false: WITH NO DATA, not refreshed since. */
  readonly populated: boolean;
}

/** How rows are spread over the 256 buckets. Ordinals are from 0. */
export type TableDistribution =
  | { readonly kind: 'hash'; readonly ordinals: readonly number[] }
  | { readonly kind: 'random' }
  | { readonly kind: 'replicated' };

/** A table's definition: what DDL changes. Fields that may be missing are those that few tables have. */
export interface TableShape {
  /** Names the rows at the workers, unique for ever in a catalog: another one after the table was rewritten. */
  readonly id: number;
  /** Stays the same as long as the table is there. Missing: its first id. Read it by `tableOid`. */
  readonly oid?: number;
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** Ordinals of the primary key's columns, or empty: those of the constraint of kind primary. Used by the optimizer as unique. */
  readonly primaryKey: readonly number[];
  readonly distribution: TableDistribution;
  /** Worker id of each bucket (256 entries); replicated: the distinct workers that hold a copy. */
  readonly placement: readonly string[];
  readonly constraints?: readonly TableConstraint[];
  readonly foreignKeys?: readonly ForeignKey[];
  /** Missing: permanent. A temporary table is in its session's schema. */
  readonly persistence?: 'temporary' | 'unlogged';
  /** Of a temporary table, where it is not PRESERVE ROWS. */
  readonly onCommit?: 'delete' | 'drop';
  /** OIDs of the tables that it inherits from. */
  readonly inherits?: readonly number[];
  /** It is partitioned: others hold its rows. */
  readonly partitioning?: PartitionScheme;
  /** It is a partition of the table that it inherits from. */
  readonly partition?: PartitionBound;
  readonly materialized?: StoredQuery;
  /** Its rows are in files: the table is of one statement alone. */
  readonly files?: FileSource;
  /** OIDs of what its defaults, checks and stored query use. */
  readonly uses?: readonly number[];
  /** Catalog version of the last change of the definition: set by the store. */
  readonly revision?: number;
}

/** A table of a snapshot. */
export interface TableDef extends TableShape {
  /** Changes with every commit that touches the table's rows: a snapshot's name. */
  readonly version: number;
  readonly stats: TableStats;
}

/** Exact where said so: merged by the conductor from what workers reported at each commit. */
export interface TableStats {
  /** Exact, unless `estimated`. */
  readonly rows: number;
  /** Nobody has counted the rows: of files without statistics. */
  readonly estimated?: true;
  /** Rows that were deleted and may still be met by scans, which then drop them. Missing: none. */
  readonly deleted?: number;
  /** Missing for a column of files: nothing is known of it. */
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
  /**
   * Bounds of text columns, first 32 bytes; exact as bounds. Of numeric columns: there if and only if some values are kept as text, because they
   * are longer than the column's form.
   */
  readonly minText: string | null;
  readonly maxText: string | null;
  /** Estimated distinct values (HyperLogLog). */
  readonly distinct: number;
  /** Mean bytes of a text value. */
  readonly meanBytes: number;
  /** Most common values of a sample with their share of the rows, most common first. */
  readonly common: readonly { readonly value: string; readonly share: number }[];
}

export function tableOid(table: TableShape): number {
  return table.oid ?? table.id;
}

export function shapeOf(table: TableDef): TableShape {
  const { version, stats, ...shape } = table;
  return shape;
}
