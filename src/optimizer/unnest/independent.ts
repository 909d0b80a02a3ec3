/** The right side of a dependent join after it was made independent of the left one. */
import type { ColumnId, Expr } from '../../plan/expr.js';
import type { LogicalPlan } from '../../plan/logical.js';

export interface Independent {
  /** Has all columns of the original right side, and those that the predicates need. */
  readonly plan: LogicalPlan;
  /** Conditions over its columns and the left side's: which of its rows belong to a left row. */
  readonly predicates: readonly Expr[];
  /**
   * Set for a scalar aggregate: the original gives exactly one row for each left row; where no row of the plan belongs to it, its
   * columns have these values. null: no row then.
   */
  readonly defaults: ReadonlyMap<ColumnId, Expr> | null;
}
