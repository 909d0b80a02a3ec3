/** Declarative partitioning: how a table's rows are spread over its partitions, and which rows a partition holds. */

export type PartitionStrategy = 'list' | 'range' | 'hash';

/** Of a partitioned table, which has no rows of its own. */
export interface PartitionScheme {
  readonly strategy: PartitionStrategy;
  readonly keys: readonly PartitionKey[];
}

export interface PartitionKey {
  /** SQL over the table's columns: a column's name, quoted where it must be, or an expression. */
  readonly sql: string;
  /** Name of the column that it is. null: an expression. */
  readonly column: string | null;
  /** The type's name in SQL. */
  readonly type: string;
}

/** Of a partition: which rows of the parent (its only one in `inherits`) it holds. Values are SQL literals of the keys' types. */
export type PartitionBound =
  | { readonly kind: 'default' }
  /** null: it holds NULLs. */
  | { readonly kind: 'list'; readonly values: readonly (string | null)[] }
  /** From inclusive, to exclusive. */
  | { readonly kind: 'range'; readonly from: readonly RangeLimit[]; readonly to: readonly RangeLimit[] }
  | { readonly kind: 'hash'; readonly modulus: number; readonly remainder: number };

export type RangeLimit = { readonly kind: 'minvalue' } | { readonly kind: 'maxvalue' } | { readonly kind: 'value'; readonly sql: string };
