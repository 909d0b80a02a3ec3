/** What rows are sorted by: values whose stored form is not in their order are sorted by keys. */
import { SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import { type SqlType, TYPES, type TypeKind } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { type BindContext, errorAt } from './bind-context.js';

/** Types whose values are never equal in this sense: those without an order, or a hash. */
const NOT_COMPARABLE: ReadonlySet<TypeKind> = new Set(['json', 'jsonpath', 'point', 'lseg', 'line', 'box', 'path', 'polygon', 'circle']);

/** 42883 for types whose values are never equal: for DISTINCT, GROUP BY and UNION. */
export function checkEquality(types: readonly SqlType[], position: number): void {
  for (const type of types) {
    const element = type.kind === 'array' ? type.element : type;
    if (!NOT_COMPARABLE.has(element.kind)) continue;
    throw errorAt(SQLSTATE.undefinedFunction, `could not identify an equality operator for type ${typeLabel(type)}`, position);
  }
}

/** 42883 for types that have no order. */
export function sortValue(context: BindContext, expr: Expr): Expr {
  if (expr.type.kind === 'jsonb') return { kind: 'call', type: TYPES.text, name: 'conduct_json_key', args: [expr] };
  if (!NOT_COMPARABLE.has(expr.type.kind)) return expr;
  const message = `could not identify an ordering operator for type ${expr.type.kind}`;
  throw errorAt(SQLSTATE.undefinedFunction, message, context.positionOf(expr), 'Use an explicit ordering operator or modify the query.');
}
