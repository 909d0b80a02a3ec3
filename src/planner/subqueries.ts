/** Subqueries in expressions: EXISTS, IN, ANY, ALL and scalar ones. The optimizer turns them into joins. */
import { known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { Expr, SubqueryExpr } from '../plan/expr.js';
import type { ArraySubquery, Exists, Expression, InSubquery, QuantifiedSubquery, Query, ScalarSubquery } from '../sql/ast.js';
import { PLAIN_SELECT } from '../sql/plain-select.js';
import { EMPTY_ARRAY } from '../types/datum.js';
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

/** ARRAY(SELECT x ...) is the array of its rows, {} for none: coalesce((SELECT array_agg(x) FROM (...)), '{}'). */
export function bindArraySubquery(context: BindContext, node: ArraySubquery, level: QueryLevel): Expr {
  const width = widthOf(node.query) ?? context.binders.query(context, node.query, level, level.ctes).types.length;
  if (width !== 1) throw errorAt(SQLSTATE.syntaxError, 'subquery must return only one column', node.position);
  const column: Expression = { kind: 'column', name: ['$items', '$item'], position: node.position };
  const aggregate: Expression = {
    kind: 'call',
    name: ['array_agg'],
    args: [column],
    star: false,
    distinct: false,
    variadic: false,
    withinGroup: false,
    sqlSyntax: false,
    orderBy: [],
    filter: null,
    over: null,
    position: node.position,
  };
  const select = arrayQuery(node, aggregate);
  const scalar = bindScalarSubquery(context, { kind: 'scalar-subquery', query: select, position: node.position }, level);
  if (scalar.type.kind !== 'array') throw notSupported(`ARRAY(subquery) of ${scalar.type.kind}`, node.position);
  return { kind: 'coalesce', type: scalar.type, args: [scalar, { kind: 'literal', type: scalar.type, value: EMPTY_ARRAY }] };
}

/** Result columns, where no `*` hides their number. */
function widthOf(query: Query): number | undefined {
  switch (query.kind) {
    case 'values':
      return query.rows[0]?.length;
    case 'set-operation':
      return widthOf(query.left);
    case 'select': {
      const isOpen = query.targets.some(({ expression: { kind } }) => kind === 'star' || kind === 'indirection');
      return isOpen ? undefined : query.targets.length;
    }
  }
}

function arrayQuery(node: ArraySubquery, aggregate: Expression): Query {
  const { position } = node;
  return {
    ...PLAIN_SELECT,
    targets: [{ expression: aggregate, name: null, position }],
    from: [{ kind: 'subquery', query: node.query, lateral: false, alias: { name: '$items', columns: ['$item'] }, position }],
    position,
  };
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
