/** What rows are sorted by: values whose stored form is not in their order are sorted by keys. */
import { SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import { TYPES } from '../types/sql-type.js';
import { type BindContext, errorAt } from './bind-context.js';

/** 42883 for json, which has no order. */
export function sortValue(context: BindContext, expr: Expr): Expr {
  if (expr.type.kind === 'jsonb') return { kind: 'call', type: TYPES.text, name: 'conduct_json_key', args: [expr] };
  if (expr.type.kind !== 'json' && expr.type.kind !== 'jsonpath') return expr;
  const message = `could not identify an ordering operator for type ${expr.type.kind}`;
  throw errorAt(SQLSTATE.undefinedFunction, message, context.positionOf(expr), 'Use an explicit ordering operator or modify the query.');
}
