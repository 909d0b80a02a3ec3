/**
 * Logical plans: relational algebra over column ids. Every node has `columns`, its output in order. Built by the binder,
 * rewritten by the optimizer's rules, never mutated.
 */
import type { TableDef } from '../catalog/table-def.js';
import type { Datum } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';
import type { AggregateCall, ColumnId, Expr, SetFunctionCall, SortKey } from './expr.js';
import type { WindowCall } from './window.js';

/** One output column. `name` is for people and result headers only. */
export interface Column {
  readonly id: ColumnId;
  readonly name: string;
  readonly type: SqlType;
  readonly nullable: boolean;
}

/** Reads a base table. `columns[i]` is the table's column `ordinals[i]` (from 0). */
export interface GetPlan {
  readonly kind: 'get';
  readonly columns: readonly Column[];
  readonly table: TableDef;
  readonly ordinals: readonly number[];
  /** Name in the query, for EXPLAIN. */
  readonly alias: string;
}

/** Constant rows (also catalog relations): each row has one datum a column. `SELECT 1` projects over one row of none. */
export interface ValuesPlan {
  readonly kind: 'values';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Datum[])[];
}

export interface FilterPlan {
  readonly kind: 'filter';
  readonly columns: readonly Column[];
  readonly input: LogicalPlan;
  readonly predicate: Expr;
}

/** columns[i] = exprs[i]; an expression that is a bare column keeps its id. */
export interface ProjectPlan {
  readonly kind: 'project';
  readonly columns: readonly Column[];
  readonly input: LogicalPlan;
  readonly exprs: readonly Expr[];
}

/**
 * inner, left, full: columns of left then right. semi, anti: columns of left. mark: columns of left, then one bool column:
 * the three-valued truth of "some right row satisfies the condition" (EXISTS never gives NULL since its condition doesn't).
 * single: as left, but more than one match for a left row is error 21000. A condition of `true` is a literal.
 */
export interface JoinPlan {
  readonly kind: 'join';
  readonly columns: readonly Column[];
  readonly join: 'inner' | 'left' | 'full' | 'semi' | 'anti' | 'mark' | 'single';
  readonly left: LogicalPlan;
  readonly right: LogicalPlan;
  readonly condition: Expr;
}

/**
 * Dependent join: right is evaluated for each row of left and may have left's columns free in it. Kinds as in JoinPlan.
 * The binder emits it for LATERAL; the optimizer for subqueries; none is left after unnesting.
 */
export interface ApplyPlan {
  readonly kind: 'apply';
  readonly columns: readonly Column[];
  readonly join: 'inner' | 'left' | 'semi' | 'anti' | 'mark' | 'single';
  readonly left: LogicalPlan;
  readonly right: LogicalPlan;
  readonly condition: Expr;
}

/** Output: the group columns (ids of keys, in order), then one column an aggregate. No keys: exactly one row. */
export interface AggregatePlan {
  readonly kind: 'aggregate';
  readonly columns: readonly Column[];
  readonly input: LogicalPlan;
  readonly keys: readonly Expr[];
  readonly aggregates: readonly AggregateCall[];
}

export interface SortPlan {
  readonly kind: 'sort';
  readonly columns: readonly Column[];
  readonly input: LogicalPlan;
  readonly keys: readonly SortKey[];
}

/** limit null: no limit. Literals (after parameters were bound), bigint rows. */
export interface LimitPlan {
  readonly kind: 'limit';
  readonly columns: readonly Column[];
  readonly input: LogicalPlan;
  readonly limit: Expr | null;
  readonly offset: Expr | null;
}

/** DISTINCT over all columns of the input. */
export interface DistinctPlan {
  readonly kind: 'distinct';
  readonly columns: readonly Column[];
  readonly input: LogicalPlan;
}

/** Inputs have the same number and types of columns, matched by position; the output has ids of its own. */
export interface SetPlan {
  readonly kind: 'set';
  readonly columns: readonly Column[];
  readonly op: 'union' | 'intersect' | 'except';
  readonly all: boolean;
  readonly left: LogicalPlan;
  readonly right: LogicalPlan;
}

/** Adds a bigint column whose value is unique per row within the statement (used by unnesting). */
export interface RowIdPlan {
  readonly kind: 'row-id';
  readonly columns: readonly Column[];
  readonly input: LogicalPlan;
}

/**
 * Set-returning functions over each row of the input, in lockstep: as many rows as the function with most of them gives, the others
 * padded with NULLs; none where all give none. Columns: the input's, the functions' in order, then the row's number from 1 (int8)
 * with `ordinality`.
 */
export interface TableFunctionPlan {
  readonly kind: 'table-function';
  readonly columns: readonly Column[];
  readonly input: LogicalPlan;
  readonly functions: readonly SetFunctionCall[];
  readonly ordinality: boolean;
}

/**
 * A WITH table whose rows are made once, before the statement around is planned.
 *
 * WITH RECURSIVE: the rows of `base`, then those of `step` over the rows that came last (its working tables of this id), until there
 * are none. Without `all` a row comes once. Both inputs have the columns by position. Where a table is no recursion, but must not be
 * evaluated for each reference (it calls volatile functions), its step is empty; references share the id.
 */
export interface RecursivePlan {
  readonly kind: 'recursive';
  readonly columns: readonly Column[];
  readonly id: number;
  readonly all: boolean;
  /** Name of the WITH table, for EXPLAIN and errors. */
  readonly name: string;
  readonly base: LogicalPlan;
  readonly step: LogicalPlan;
}

/** Inside the step of the recursion of that id: the rows that came last. */
export interface WorkingTablePlan {
  readonly kind: 'working-table';
  readonly columns: readonly Column[];
  readonly id: number;
}

/**
 * Window functions over the rows of the input, partition by partition, in the order of `order`. Output: the input's columns, then one
 * column a function. Rows leave in the order of (partition, order); without keys in that of the input.
 */
export interface WindowPlan {
  readonly kind: 'window';
  readonly columns: readonly Column[];
  readonly input: LogicalPlan;
  readonly partition: readonly Expr[];
  readonly order: readonly SortKey[];
  readonly functions: readonly WindowCall[];
}

export type LogicalPlan =
  | TableFunctionPlan
  | RecursivePlan
  | WorkingTablePlan
  | GetPlan
  | ValuesPlan
  | FilterPlan
  | ProjectPlan
  | JoinPlan
  | ApplyPlan
  | AggregatePlan
  | SortPlan
  | LimitPlan
  | DistinctPlan
  | SetPlan
  | RowIdPlan
  | WindowPlan;
