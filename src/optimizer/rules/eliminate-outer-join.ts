/**
 * eliminate-outer-join: an outer join whose NULL-extended rows are dropped anyway becomes an inner (or one-sided) join.
 *
 * A predicate above that is never true when all columns of the optional side are NULL drops each NULL-extended row.
 *
 *     SELECT ... FROM t LEFT JOIN s ON t.a = s.a WHERE s.b > 5  →  t JOIN s
 *
 * Not touched: WHERE s.b IS NULL, WHERE coalesce(s.b, 0) = 0.
 */
import type { Expr } from '../../plan/expr.js';
import type { JoinPlan, LogicalPlan } from '../../plan/logical.js';
import { rejectsNulls } from '../columns.js';
import { conjuncts, idSet } from '../expressions.js';
import { makeJoin, mapInputs } from '../plans.js';
import type { NodeRule } from '../rule.js';

export const eliminateOuterJoin: NodeRule = {
  kind: 'node',
  name: 'eliminate-outer-join',
  reason: 'inner joins can be reordered, and filters pass through them',
  apply: (node, context) => {
    if (node.kind === 'filter' && node.input.kind === 'join') {
      const input = narrow(node.input, conjuncts(node.predicate));
      if (input === null && node.input.join === 'left')
        return context.decline('no conjunct above the outer join rejects NULLs of its optional side');
      return input === null ? null : { ...node, input, columns: input.columns };
    }
    if (node.kind !== 'join' || (node.join !== 'inner' && node.join !== 'semi')) return null;
    const parts = conjuncts(node.condition);
    let changed = false;
    const result = mapInputs(node, (input) => {
      const inner = input.kind === 'join' && (node.join === 'inner' || input === node.left) ? narrow(input, parts) : null;
      if (inner !== null) changed = true;
      return inner ?? input;
    });
    return changed ? result : null;
  },
};

function narrow(join: JoinPlan, parts: readonly Expr[]): LogicalPlan | null {
  if (join.join !== 'left' && join.join !== 'full') return null;
  const rejects = (side: LogicalPlan): boolean => parts.some((part) => rejectsNulls(part, idSet(side.columns)));
  const rightMatched = rejects(join.right);
  if (join.join === 'left') return rightMatched ? makeJoin('inner', join.left, join.right, join.condition) : null;
  const leftMatched = rejects(join.left);
  if (rightMatched && leftMatched) return makeJoin('inner', join.left, join.right, join.condition);
  // Rows without a left match go: what is left is a left join.
  return leftMatched ? makeJoin('left', join.left, join.right, join.condition) : null;
}
