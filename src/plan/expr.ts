/**
 * Typed expressions: what the binder makes of SQL and all later phases share. Readonly plain objects. Columns are numeric
 * ids that are unique in a statement; names exist in the binder and in the result header only. After binding, the arguments
 * of every call have exactly the types of the registry entry: all coercions are explicit `cast` nodes.
 */
import type { Datum } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';
import type { LogicalPlan } from './logical.js';

export type ColumnId = number;

export interface LiteralExpr {
  readonly kind: 'literal';
  readonly type: SqlType;
  readonly value: Datum;
}

export interface ColumnExpr {
  readonly kind: 'column';
  readonly type: SqlType;
  readonly id: ColumnId;
}

/** `$index` (from 1). Replaced by a literal before the optimizer runs. */
export interface ParamExpr {
  readonly kind: 'param';
  readonly type: SqlType;
  readonly index: number;
}

/**
 * A function or operator of the registry, found by its name and its arguments' types (functionOf): `+`, `=`, `<>`, `<`, `<=`,
 * `>`, `>=`, `||`, `~~` (LIKE), `!~~`, `-` (also unary), `abs`, `substring`, `extract`, ...
 */
export interface CallExpr {
  readonly kind: 'call';
  readonly type: SqlType;
  readonly name: string;
  readonly args: readonly Expr[];
  /** The last argument is an array whose elements are arguments: f(VARIADIC array). */
  readonly variadic?: boolean;
}

export interface CastExpr {
  readonly kind: 'cast';
  readonly type: SqlType;
  readonly arg: Expr;
  readonly mode: 'implicit' | 'assignment' | 'explicit';
}

/** Kleene logic over two or more arguments. */
export interface AndExpr {
  readonly kind: 'and';
  readonly type: SqlType;
  readonly args: readonly Expr[];
}
export interface OrExpr {
  readonly kind: 'or';
  readonly type: SqlType;
  readonly args: readonly Expr[];
}
export interface NotExpr {
  readonly kind: 'not';
  readonly type: SqlType;
  readonly arg: Expr;
}

/** arg IS NULL. IS NOT NULL is NOT of it. Never NULL itself. */
export interface IsNullExpr {
  readonly kind: 'is-null';
  readonly type: SqlType;
  readonly arg: Expr;
}

/** left IS DISTINCT FROM right. Never NULL itself. Both sides have one type. */
export interface IsDistinctExpr {
  readonly kind: 'is-distinct';
  readonly type: SqlType;
  readonly left: Expr;
  readonly right: Expr;
}

/** The first branch whose condition is true. `CASE x WHEN y` is bound as `x = y`. All results have the node's type. */
export interface CaseExpr {
  readonly kind: 'case';
  readonly type: SqlType;
  readonly branches: readonly { readonly when: Expr; readonly then: Expr }[];
  readonly otherwise: Expr | null;
}

export interface CoalesceExpr {
  readonly kind: 'coalesce';
  readonly type: SqlType;
  readonly args: readonly Expr[];
}

/** arg IN (list), with SQL's NULL rules; arg and list share one type. NOT IN is NOT of it. */
export interface InListExpr {
  readonly kind: 'in-list';
  readonly type: SqlType;
  readonly arg: Expr;
  readonly list: readonly Expr[];
}

/**
 * A subquery in an expression: in the logical plan only, gone after unnesting. Columns of enclosing queries stand in its plan
 * as plain column references (free columns).
 */
export interface SubqueryExpr {
  readonly kind: 'subquery';
  readonly type: SqlType;
  /** scalar: one column, at most one row (21000 else). exists: bool. any / all: left OP ANY/ALL (plan). */
  readonly mode: 'scalar' | 'exists' | 'any' | 'all';
  readonly plan: LogicalPlan;
  /** any, all: `compare` is a bool expression over the left operands and the plan's output columns. `IN` is any with `=`. */
  readonly compare: Expr | null;
}

export type Expr =
  | LiteralExpr
  | ColumnExpr
  | ParamExpr
  | CallExpr
  | CastExpr
  | AndExpr
  | OrExpr
  | NotExpr
  | IsNullExpr
  | IsDistinctExpr
  | CaseExpr
  | CoalesceExpr
  | InListExpr
  | SubqueryExpr;

/** Aggregate functions of the logical plan. The binder emits these; avg and the like are lowered by the optimizer. */
export interface AggregateCall {
  /** count (arg null: count(*)), sum, avg, min, max, bool_and, bool_or, and what the registry adds. */
  readonly name: string;
  readonly args: readonly Expr[];
  readonly distinct: boolean;
  readonly filter: Expr | null;
  readonly type: SqlType;
}

/** A call of a set-returning function: gives rows of `width` columns. */
export interface SetFunctionCall {
  readonly name: string;
  readonly args: readonly Expr[];
  readonly width: number;
}

export interface SortKey {
  readonly expr: Expr;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}
