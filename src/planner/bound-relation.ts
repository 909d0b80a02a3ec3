/** Results of binding a query, before and after its types are settled. */
import type { Expr } from '../plan/expr.js';
import type { Column, LogicalPlan } from '../plan/logical.js';
import type { SqlType } from '../types/sql-type.js';

/** A result column: `column` is the plan's at the same index. */
export interface RelationColumn {
  readonly name: string;
  readonly column: Column;
  readonly tableOid: number;
  readonly attribute: number;
  /** `*` leaves it out. */
  readonly hidden?: boolean;
}

export interface BoundRelation {
  readonly plan: LogicalPlan;
  readonly columns: readonly RelationColumn[];
  /** The OID of the table that a row is of. */
  readonly tableOid?: Expr;
}

/**
 * A query whose untyped literals and parameters in the select list wait for what is around it to say their type: the other
 * side of a UNION, or the column of an INSERT.
 */
export interface OpenQuery {
  readonly names: readonly string[];
  /** Types of the result columns, `unknown` where still open. */
  readonly types: readonly SqlType[];
  /** Position of each result column's expression, for errors. */
  readonly positions: readonly number[];
  /** To be called once. wanted: a type for each column that is open; text where it says nothing. */
  finish(wanted?: readonly (SqlType | undefined)[]): BoundRelation;
}
