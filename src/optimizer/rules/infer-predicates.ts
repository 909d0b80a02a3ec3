/**
 * infer-predicates: conditions that follow from others are added where they drop rows early.
 *
 * Inside a tree of inner joins all predicates hold for each row that comes out. So a condition on a column holds for every column that is
 * equal to it; and an OR whose branches all restrict one table restricts it by the OR of those restrictions.
 *
 *     WHERE a.x = b.x AND a.x = 5           →  also b.x = 5
 *     WHERE (n1 = 'FR' AND n2 = 'DE') OR (n1 = 'DE' AND n2 = 'FR')
 *                                           →  also n1 IN ('FR', 'DE') and n2 IN ('DE', 'FR')
 *
 * Not touched: conditions of outer joins.
 */
import type { ColumnId, Expr } from '../../plan/expr.js';
import type { LogicalPlan } from '../../plan/logical.js';
import { columnsOf, substitute, usesOnly } from '../columns.js';
import { childrenOf, conjunction, conjuncts, disjunction, disjuncts, exprKey, idSet, isVolatile } from '../expressions.js';
import { EquivalenceClasses, flattenCluster, isInnerJoin, relationOfColumns } from '../join-order/join-cluster.js';
import { makeFilter, mapInputs } from '../plans.js';
import type { PlanRule } from '../rule.js';

export const inferPredicates: PlanRule = {
  kind: 'plan',
  name: 'infer-predicates',
  reason: 'drops rows of a table by what is known of those it is joined with',
  rewrite: (plan) => infer(plan),
};

function infer(plan: LogicalPlan): LogicalPlan {
  if (!isInnerJoin(plan)) return mapInputs(plan, infer);
  const { relations, predicates } = flattenCluster(plan, (leaf) => leaf);
  const added = inferred(relations, predicates);
  const replace = (node: LogicalPlan): LogicalPlan => {
    const at = relations.indexOf(node);
    if (at < 0) return mapInputs(node, replace);
    return makeFilter(infer(node), added.get(at) ?? []);
  };
  return replace(plan);
}

function inferred(relations: readonly LogicalPlan[], predicates: readonly Expr[]): ReadonlyMap<number, readonly Expr[]> {
  const owner = relationOfColumns(relations);
  const known = relations.map((relation) => new Set(relation.kind === 'filter' ? conjuncts(relation.predicate).map(exprKey) : []));
  const added = new Map<number, Expr[]>();
  const add = (relation: number, expr: Expr): void => {
    const key = exprKey(expr);
    if (known[relation]?.has(key) === true) return;
    known[relation]?.add(key);
    added.set(relation, [...(added.get(relation) ?? []), expr]);
  };
  const classes = new EquivalenceClasses();
  for (const predicate of predicates) classes.add(predicate);
  for (const relation of relations) {
    if (relation.kind !== 'filter') continue;
    for (const part of conjuncts(relation.predicate)) {
      for (const [id, expr] of onEqualColumns(part, classes)) {
        const at = owner.get(id);
        if (at !== undefined) add(at, expr);
      }
    }
  }
  for (const predicate of predicates) {
    const branches = disjuncts(predicate).map(conjuncts);
    if (branches.length < 2 || isVolatile(predicate)) continue;
    relations.forEach((relation, i) => {
      const ids = idSet(relation.columns);
      const parts = branches.map((branch) => branch.filter((part) => columnsOf(part).size > 0 && usesOnly(part, ids)));
      if (parts.every((part) => part.length > 0)) add(i, disjunction(parts.map(conjunction)));
    });
  }
  return added;
}

/** `column OP constant` and `column IN (constants)` for each other column of the class. */
function onEqualColumns(part: Expr, classes: EquivalenceClasses): readonly (readonly [ColumnId, Expr])[] {
  if (part.kind !== 'call' && part.kind !== 'in-list') return [];
  const operands = childrenOf(part);
  const columns = operands.filter((operand) => operand.kind === 'column');
  const [column] = columns;
  if (columns.length !== 1 || column === undefined || !operands.every((operand) => operand === column || operand.kind === 'literal'))
    return [];
  const members = classes.classes.find((ids) => ids.includes(column.id)) ?? [];
  return members.filter((id) => id !== column.id).map((id) => [id, substitute(part, new Map([[column.id, { ...column, id }]]))] as const);
}
