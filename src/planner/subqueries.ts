/** Subqueries in expressions: EXISTS, IN, ANY, ALL and scalar ones. The optimizer turns them into joins. */
import { known } from '../common/assert.js';
import { SQLSTATE } from '../common/errors.js';
import type { Expr, SubqueryExpr } from '../plan/expr.js';
import type { Exists, Expression, InSubquery, QuantifiedSubquery, Query, ScalarSubquery } from '../sql/ast.js';
import { TYPES } from '../types/sql-type.js';
import { type BindContext, errorAt } from './bind-context.js';
import type { BoundRelation } from './bound-relation.js';
import { comparePair, compareRows, makeNot, rowItems } from './operators.js';
import type { QueryLevel } from './query-level.js';

function bindSubquery(context: BindContext, query: Query, level: QueryLevel): BoundRelation {
  return context.binders.query(context, query, level, level.ctes).finish();
}

export function bindExists(context: BindContext, node: Exists, level: QueryLevel): Expr {
  const { plan } = bindSubquery(context, node.query, level);
  return { kind: 'subquery', type: TYPES.bool, mode: 'exists', plan, compare: null };
}

export function bindScalarSubquery(context: BindContext, node: ScalarSubquery, level: QueryLevel): Expr {
  const { plan } = bindSubquery(context, node.query, level);
  const [column] = plan.columns;
  if (column === undefined || plan.columns.length > 1) {
    throw errorAt(SQLSTATE.syntaxError, 'subquery must return only one column', node.position);
  }
  return { kind: 'subquery', type: column.type, mode: 'scalar', plan, compare: null };
}

export function bindInSubquery(context: BindContext, node: InSubquery, level: QueryLevel): Expr {
  const test = bindComparison(context, node.operand, '=', 'any', node.query, node.position, level);
  return node.negated ? makeNot(test) : test;
}

export function bindQuantifiedSubquery(context: BindContext, node: QuantifiedSubquery, level: QueryLevel): Expr {
  const operator = node.operator === '!=' ? '<>' : node.operator;
  return bindComparison(context, node.operand, operator, node.quantifier, node.query, node.position, level);
}

function bindComparison(
  context: BindContext,
  operand: Expression,
  operator: string,
  mode: 'any' | 'all',
  query: Query,
  position: number,
  level: QueryLevel,
): SubqueryExpr {
  const left = rowItems(context, operand, level) ?? [context.binders.expression(context, operand, level)];
  const { plan } = bindSubquery(context, query, level);
  if (plan.columns.length !== left.length) {
    const few = plan.columns.length < left.length;
    throw errorAt(SQLSTATE.syntaxError, `subquery has too ${few ? 'few' : 'many'} columns`, position);
  }
  const right = plan.columns.map((column): Expr => ({ kind: 'column', type: column.type, id: column.id }));
  const compare =
    left.length === 1
      ? comparePair(context, operator, known(left[0], 'operand'), known(right[0], 'column'), position)
      : compareRows(context, operator, left, right, position);
  return { kind: 'subquery', type: TYPES.bool, mode, plan, compare };
}
