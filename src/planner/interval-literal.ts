/** `interval '3' month`: the fields after a literal say what a bare number counts, and cut the rest off. */
import { notSupported } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { IntervalFields } from '../sql/ast.js';
import { INTERVAL_FIELDS } from '../types/interval.js';
import { parseInterval } from '../types/interval-parse.js';
import { TYPES } from '../types/sql-type.js';
import { type BindContext, withPosition } from './bind-context.js';

const F = INTERVAL_FIELDS;
const MASKS: { readonly [K in IntervalFields]: number } = {
  year: F.year,
  month: F.month,
  day: F.day,
  hour: F.hour,
  minute: F.minute,
  second: F.second,
  'year to month': F.year | F.month,
  'day to hour': F.day | F.hour,
  'day to minute': F.day | F.hour | F.minute,
  'day to second': F.day | F.hour | F.minute | F.second,
  'hour to minute': F.hour | F.minute,
  'hour to second': F.hour | F.minute | F.second,
  'minute to second': F.minute | F.second,
};

/** Intervals have no modifiers in our types, so only literals can have fields. */
export function parseIntervalLiteral(context: BindContext, operand: Expr, fields: IntervalFields, position: number): Expr {
  if (operand.kind !== 'literal' || operand.type.kind !== 'unknown') throw notSupported(`interval ${fields} of an expression`, position);
  const { value } = operand;
  if (value === null) return { kind: 'literal', type: TYPES.interval, value };
  const interval = withPosition(context.positionOf(operand), () => parseInterval(String(value), MASKS[fields]));
  return { kind: 'literal', type: TYPES.interval, value: interval };
}
