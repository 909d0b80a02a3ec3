/** What rows are sorted by: values whose stored form is not in their order are sorted by keys. */
import { SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import { type SqlType, TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { type BindContext, errorAt } from './bind-context.js';

/** 42883 for types whose values are never equal: for DISTINCT, GROUP BY and UNION. */
export function checkEquality(types: readonly SqlType[], position: number): void {
  for (const type of types) {
    const element = type.kind === 'array' ? type.element : type;
    if (element.kind !== 'json' && element.kind !== 'jsonpath') continue;
    throw errorAt(SQLSTATE.undefinedFunction, `could not identify an equality operator for type ${typeLabel(type)}`, position);
  }
}

/** 42883 for json, which has no order. */
export function sortValue(context: BindContext, expr: Expr): Expr {
  if (expr.type.kind === 'jsonb') return { kind: 'call', type: TYPES.text, name: 'conduct_json_key', args: [expr] };
  if (expr.type.kind !== 'json' && expr.type.kind !== 'jsonpath') return expr;
  const message = `could not identify an ordering operator for type ${expr.type.kind}`;
  throw errorAt(SQLSTATE.undefinedFunction, message, context.positionOf(expr), 'Use an explicit ordering operator or modify the query.');
}
