/**
 * remove-useless-sort: a sort goes where its reader does not keep the order: under joins, groupings and set operations.
 *
 * Rows of a relation have no order; only LIMIT and the client see one. All aggregates that there are don't depend on it.
 *
 *     SELECT count(*) FROM (SELECT a FROM t ORDER BY a)  →  SELECT count(*) FROM t
 *
 * Not touched: SELECT ... FROM (SELECT a FROM t ORDER BY a LIMIT 5).
 */
import type { LogicalPlan } from '../../plan/logical.js';
import { mapInputs } from '../plans.js';
import type { NodeRule } from '../rule.js';

export const removeUselessSort: NodeRule = {
  kind: 'node',
  name: 'remove-useless-sort',
  reason: 'a full sort gathers all rows in one task',
  apply: (node) => {
    if (node.kind !== 'join' && node.kind !== 'aggregate' && node.kind !== 'set' && node.kind !== 'distinct' && node.kind !== 'sort')
      return null;
    const result = mapInputs(node, withoutSort);
    return result === node ? null : result;
  },
};

function withoutSort(plan: LogicalPlan): LogicalPlan {
  if (plan.kind === 'sort') return withoutSort(plan.input);
  return plan.kind === 'project' || plan.kind === 'filter' ? mapInputs(plan, withoutSort) : plan;
}
