/**
 * Operators that other dialects have in another way than PostgreSQL, written `OPERATOR(conduct./)` in the translation of their text. They are
 * ordinary operators once the types of their operands are known:
 * `/` makes a double of two integers, `//` a numeric, and `+` and `-` a date of a date and an interval of whole days.
 */
import { SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { Operator } from '../sql/ast.js';
import { type SqlType, TYPES } from '../types/sql-type.js';
import { type BindContext, errorAt } from './bind-context.js';
import { castExplicitly, coerceImplicitly } from './coerce.js';
import { makeOperator } from './operators.js';

export const DIALECT_SCHEMA = 'conduct';

export function makeDialectOperator(context: BindContext, node: Operator, left: Expr, right: Expr): Expr {
  const { operator, position } = node;
  if (operator === '/' || operator === '//') {
    const wanted = operator === '/' ? TYPES.float8 : TYPES.numeric;
    const [a, b] =
      isInteger(left.type) && isInteger(right.type) ? [cast(context, left, wanted), cast(context, right, wanted)] : [left, right];
    return makeOperator(context, '/', a, b, position);
  }
  if (operator === '+' || operator === '-') {
    const result = makeOperator(context, operator, left, right, position);
    const isDate = left.type.kind === 'date' || right.type.kind === 'date';
    return isDate && result.type.kind === 'timestamp' ? castExplicitly(context, result, TYPES.date, position) : result;
  }
  throw errorAt(SQLSTATE.undefinedFunction, `operator does not exist: ${DIALECT_SCHEMA}.${operator}`, position);
}

function cast(context: BindContext, expr: Expr, type: SqlType): Expr {
  return coerceImplicitly(context, expr, type);
}

function isInteger({ kind }: SqlType): boolean {
  return kind === 'int2' || kind === 'int4' || kind === 'int8';
}
