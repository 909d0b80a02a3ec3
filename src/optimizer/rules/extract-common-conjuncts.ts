/**
 * extract-common-conjuncts: `(a AND x) OR (a AND y)` → `a AND (x OR y)`.
 *
 * The distributive law, which holds in Kleene's logic. A join predicate that stands in every branch becomes a join key.
 *
 *     WHERE (p = l AND q < 5) OR (p = l AND q > 9)  →  WHERE p = l AND (q < 5 OR q > 9)
 *
 * Not touched: branches that share no conjunct.
 */
import type { Expr } from '../../plan/expr.js';
import { conjunction, conjuncts, disjunction, disjuncts, exprKey, isVolatile } from '../expressions.js';
import { mapExpressions } from '../plans.js';
import type { NodeRule } from '../rule.js';

export const extractCommonConjuncts: NodeRule = {
  kind: 'node',
  name: 'extract-common-conjuncts',
  reason: 'finds join keys inside of OR',
  apply: (node) => {
    if (node.kind !== 'filter' && node.kind !== 'join') return null;
    const result = mapExpressions(node, (predicate) => {
      const parts = conjuncts(predicate);
      const extracted = parts.flatMap(extract);
      return extracted.length === parts.length && extracted.every((part, i) => part === parts[i]) ? predicate : conjunction(extracted);
    });
    return result === node ? null : result;
  },
};

function extract(part: Expr): readonly Expr[] {
  const branches = disjuncts(part).map(conjuncts);
  const [first] = branches;
  if (branches.length < 2 || first === undefined || isVolatile(part)) return [part];
  const others = branches.slice(1).map((branch) => new Set(branch.map(exprKey)));
  const common = first.filter((conjunct) => others.every((branch) => branch.has(exprKey(conjunct))));
  if (common.length === 0) return [part];
  const keys = new Set(common.map(exprKey));
  const rests = branches.map((branch) => conjunction(branch.filter((conjunct) => !keys.has(exprKey(conjunct)))));
  // A branch that is nothing but the common part makes the rest true.
  return rests.some((rest) => conjuncts(rest).length === 0) ? common : [...common, disjunction(rests)];
}
