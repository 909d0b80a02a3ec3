/** The shape of logical rules. */
import type { ColumnId } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';

export interface RuleContext {
  nextColumnId(): ColumnId;
  /** Tells EXPLAIN (VERBOSE) why the rule did not fire here. */
  decline(reason: string): null;
}

interface RuleBase {
  /** Also the name of its file: verb-object. */
  readonly name: string;
  /** One line: what it is good for. */
  readonly reason: string;
  /** Execution can't do without it: it can't be switched off. */
  readonly required?: true;
}

/** Rewrites one node; the driver walks the tree, bottom-up to a fixpoint. null: does not apply. */
export interface NodeRule extends RuleBase {
  readonly kind: 'node';
  apply(node: LogicalPlan, context: RuleContext): LogicalPlan | null;
}

/** Rewrites a whole plan in one pass, for what needs to see more than a node. The same plan: does not apply. */
export interface PlanRule extends RuleBase {
  readonly kind: 'plan';
  rewrite(plan: LogicalPlan, context: RuleContext): LogicalPlan;
}

export type Rule = NodeRule | PlanRule;
