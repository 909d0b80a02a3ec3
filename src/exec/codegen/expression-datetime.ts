/** Dates, timestamps and intervals: arithmetic, extract and date_trunc. What is not here goes to the host. */
import type { ValueInfo } from '../../plan/column-info.js';
import type { Expr } from '../../plan/expr.js';
import { truncationUnit } from '../../types/extract.js';
import { sessionSettings } from '../../types/session-settings.js';
import { TRUNC_UNITS } from '../wasm/runtime-datetime.js';
import { i32, type Term, type Variable } from '../wasm/runtime-routine.js';
import type { ExprScope } from './expression-base.js';
import { FAILURE } from './status.js';
import type { CompiledValue } from './value.js';

const DATE_INFINITY = 0x7fff_ffff;
const DATE_MINUS_INFINITY = -0x8000_0000;
const TIMESTAMP_INFINITY = 0x7fff_ffff_ffff_ffffn;
const TIMESTAMP_MINUS_INFINITY = -0x8000_0000_0000_0000n;
/** Days of 4714-11-24 BC and of 5874898-01-01. */
const FIRST_DATE = -2_451_545n;
const END_DATE = 2_145_031_949n;

/** null: not an operation of this file. */
export function compileDatetime(
  s: ExprScope,
  name: string,
  exprs: readonly Expr[],
  args: readonly CompiledValue[],
  result: ValueInfo,
): CompiledValue | null {
  const [a, b] = args;
  if (a === undefined || b === undefined || args.length !== 2) return null;
  const isNull = s.anyNull(a, b);
  if (name === 'extract' || name === 'date_part') return extract(s, exprs[0], b, isNull, result);
  if (name === 'date_trunc') return truncate(s, exprs[0], b, isNull, result);
  const kinds = `${a.info.type.kind} ${name} ${b.info.type.kind}`;
  if (kinds.includes('timestamptz') && !isUtcSession()) return null;
  switch (kinds) {
    case 'date + int4':
    case 'date + int8':
      return shiftDate(s, a, b, 1, isNull, result);
    case 'int4 + date':
      return shiftDate(s, b, a, 1, isNull, result);
    case 'date - int4':
      return shiftDate(s, a, b, -1, isNull, result);
    case 'date - date': {
      const infinite = isInfiniteDate(s.part(a)).or(isInfiniteDate(s.part(b)));
      s.failIf(infinite, isNull, FAILURE.dateRange);
      return s.value(result, isNull, s.part(a).sub(s.part(b)));
    }
    case 'date + interval':
      return shiftTimestamp(s, dateAsTimestamp(s, a, isNull), b, 1, isNull, result);
    case 'date - interval':
      return shiftTimestamp(s, dateAsTimestamp(s, a, isNull), b, -1, isNull, result);
    case 'interval + date':
      return shiftTimestamp(s, dateAsTimestamp(s, b, isNull), a, 1, isNull, result);
    case 'timestamp + interval':
    case 'timestamptz + interval':
      return shiftTimestamp(s, s.part(a), b, 1, isNull, result);
    case 'timestamp - interval':
    case 'timestamptz - interval':
      return shiftTimestamp(s, s.part(a), b, -1, isNull, result);
    case 'interval + timestamp':
    case 'interval + timestamptz':
      return shiftTimestamp(s, s.part(b), a, 1, isNull, result);
    default:
      return null;
  }
}

/** Clocks that show UTC: an instant then is as a timestamp. Code is made under the settings that it runs under. */
function isUtcSession(): boolean {
  return sessionSettings().timeZone === 'UTC';
}

const isInfiniteDate = (days: Term): Term => days.eq(DATE_INFINITY).or(days.eq(DATE_MINUS_INFINITY));

/** date + days: infinite dates stay. */
function shiftDate(
  s: ExprScope,
  date: CompiledValue,
  days: CompiledValue,
  sign: 1 | -1,
  isNull: number | null,
  result: ValueInfo,
): CompiledValue {
  const { r } = s;
  const from = s.part(date);
  const moved = r.keep(sign === 1 ? from.widen().add(s.to64(days)) : from.widen().sub(s.to64(days)));
  const infinite = r.keep(isInfiniteDate(from));
  s.failIf(moved.lt(FIRST_DATE).or(moved.ge(END_DATE)).and(infinite.eqz()), isNull, FAILURE.dateRange);
  return s.value(result, isNull, r.select(infinite, from, moved.wrap()));
}

function dateAsTimestamp(s: ExprScope, date: CompiledValue, isNull: number | null): Term {
  const [ts, status] = s.r.calls('ts_of_date', s.part(date)) as [Variable, Variable];
  s.failWith(status, isNull, FAILURE.dateRange);
  return ts;
}

function shiftTimestamp(
  s: ExprScope,
  ts: Term,
  interval: CompiledValue,
  sign: 1 | -1,
  isNull: number | null,
  result: ValueInfo,
): CompiledValue {
  const { r } = s;
  let monthsDays: Term = s.part(interval);
  let micros: Term = s.part(interval, 1);
  if (sign === -1) {
    const months = i32(0).sub(monthsDays.wrap()).widenU();
    const days = i32(0).sub(monthsDays.shrU(32).wrap()).widenU();
    monthsDays = r.keep(months.or(days.shl(32)));
    micros = r.keep(micros.xor(-1n).add(1n));
  }
  const [moved, status] = r.calls('ts_add', ts, monthsDays, micros) as [Variable, Variable];
  s.failWith(status, isNull, FAILURE.timestampRange);
  return s.value(result, isNull, moved);
}

/** Fields of dates and timestamps that are whole numbers. The host has the others, infinite values' fields included. */
function extract(
  s: ExprScope,
  field: Expr | undefined,
  source: CompiledValue,
  isNull: number | null,
  result: ValueInfo,
): CompiledValue | null {
  const { r } = s;
  if (field?.kind !== 'literal' || typeof field.value !== 'string') return null;
  const { kind } = source.info.type;
  if (kind !== 'date' && kind !== 'timestamp' && !(kind === 'timestamptz' && isUtcSession())) return null;
  const unit = field.value.toLowerCase();
  if (result.type.kind === 'numeric' ? result.phys === 'num' : result.phys !== 'f64') return null;
  const whole = wholeField(s, unit, source);
  if (whole === null) return null;
  const value = r.keep(whole);
  const flag = infiniteField(s, unit, source, isNull, result);
  if (result.phys === 'f64') return s.value(result, flag, value.toF64());
  const wide = r.keep(value.widen());
  return s.value(result, flag, ...(result.phys === 'i128' ? [wide, wide.shrS(63)] : [wide]));
}

/** Infinite dates have NULL months, and infinite years, which the fixed form cannot hold: an error then, never a wrong year. */
function infiniteField(s: ExprScope, unit: string, source: CompiledValue, isNull: number | null, result: ValueInfo): number | null {
  const { r } = s;
  const { range, type } = source.info;
  const isDate = type.kind === 'date';
  const top = isDate ? BigInt(DATE_INFINITY) : TIMESTAMP_INFINITY;
  if (range !== null && range.max < top && range.min > -top) return isNull;
  const value = s.part(source);
  const infinite = isDate ? isInfiniteDate(value) : value.eq(TIMESTAMP_INFINITY).or(value.eq(TIMESTAMP_MINUS_INFINITY));
  if (unit !== 'year' && unit !== 'isoyear' && result.nullable) {
    return r.variable('i32', isNull === null ? infinite : infinite.or(r.at(isNull))).local;
  }
  s.failIf(infinite, isNull, FAILURE.numericRange);
  return isNull;
}

function wholeField(s: ExprScope, unit: string, source: CompiledValue): Term | null {
  const { r } = s;
  const isDate = source.info.type.kind === 'date';
  const days = (): Term => (isDate ? s.part(source) : r.call('ts_days', s.part(source)));
  const time = (): Term => r.call('ts_micros', s.part(source));
  switch (unit) {
    case 'year': {
      // There is no year 0 in SQL: 1 BC is -1.
      const year = r.keep(r.call('date_year', days()));
      return year.sub(year.le(0));
    }
    case 'month':
      return r.call('date_month', days());
    case 'day':
      return r.call('date_day', days());
    case 'quarter':
      return r.call('date_month', days()).add(2).divU(3);
    case 'isodow':
      return r.call('date_isodow', days());
    case 'dow':
      return r.call('date_isodow', days()).remU(7);
    case 'doy':
      return r.call('date_doy', days());
    case 'week': {
      const [, week] = r.calls('date_isoweek', days()) as [Variable, Variable];
      return week;
    }
    case 'isoyear': {
      const [year] = r.calls('date_isoweek', days()) as [Variable, Variable];
      return year.sub(year.le(0));
    }
    case 'hour':
      return isDate ? null : time().divS(3_600_000_000n).wrap();
    case 'minute':
      return isDate ? null : time().divS(60_000_000n).wrap().remS(60);
    default:
      return null;
  }
}

function truncate(
  s: ExprScope,
  field: Expr | undefined,
  source: CompiledValue,
  isNull: number | null,
  result: ValueInfo,
): CompiledValue | null {
  if (field?.kind !== 'literal' || typeof field.value !== 'string' || result.phys !== 'i64') return null;
  const unit = TRUNC_UNITS[truncationUnit(field.value) ?? ''];
  if (unit === undefined) return null;
  const { kind } = source.info.type;
  if (kind !== 'timestamp' && !(kind === 'timestamptz' && isUtcSession())) return null;
  return s.value(result, isNull, s.r.call('ts_trunc', i32(unit), s.part(source)));
}
