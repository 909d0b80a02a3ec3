/**
 * merge-projects: a projection over a projection becomes one, and one that changes nothing goes.
 *
 * The inner expressions are put in for their columns. One that is more than a column or a literal and is used more than once
 * stays, since it would be computed more than once; a volatile one stays, too.
 *
 *     SELECT x + 1 FROM (SELECT a AS x, b FROM t)  →  SELECT a + 1 FROM t
 *
 * Not touched: SELECT x + x FROM (SELECT random() AS x FROM t).
 */
import type { ColumnId, Expr } from '../../plan/expr.js';
import type { ProjectPlan } from '../../plan/logical.js';
import { replacementsOf, substitute } from '../columns.js';
import { childrenOf, isVolatile } from '../expressions.js';
import { makeProject } from '../plans.js';
import type { NodeRule } from '../rule.js';

export const mergeProjects: NodeRule = {
  kind: 'node',
  name: 'merge-projects',
  reason: 'removes a step, and what lies under it comes into view of other rules',
  apply: (node) => {
    if (node.kind !== 'project') return null;
    const { input } = node;
    if (isIdentity(node)) return input;
    if (input.kind !== 'project' || input.exprs.some(isVolatile) || !usedOnce(node, input)) return null;
    const map = replacementsOf(input.columns, input.exprs);
    return makeProject(
      input.input,
      node.columns,
      node.exprs.map((expr) => substitute(expr, map)),
    );
  },
};

function isIdentity(node: ProjectPlan): boolean {
  const { input } = node;
  return (
    node.columns.length === input.columns.length &&
    node.exprs.every((expr, i) => expr.kind === 'column' && expr.id === node.columns[i]?.id && expr.id === input.columns[i]?.id)
  );
}

function usedOnce(outer: ProjectPlan, inner: ProjectPlan): boolean {
  const uses = new Map<ColumnId, number>();
  const count = (expr: Expr): void => {
    if (expr.kind === 'column') uses.set(expr.id, (uses.get(expr.id) ?? 0) + 1);
    childrenOf(expr).forEach(count);
  };
  outer.exprs.forEach(count);
  return inner.columns.every((column, i) => {
    const expr = inner.exprs[i];
    return expr?.kind === 'column' || expr?.kind === 'literal' || (uses.get(column.id) ?? 0) <= 1;
  });
}
