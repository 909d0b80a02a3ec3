/**
 * The physical type of every expression: how its value lies in registers, its fixed scale, whether it can be NULL, and bounds of
 * it. The optimizer uses it for the columns of physical nodes, code generation for every subexpression: both must come to the
 * same result, so this is the one place that decides, it depends on its arguments only, and it never fails.
 *
 * | type | phys |
 * |---|---|
 * | bool | bool |
 * | int2, int4, oid, date | i32 |
 * | int8, timestamp | i64 |
 * | float4, float8 | f64 |
 * | interval | interval |
 * | text kinds | str; only a bare dict column stays dict (a cast of it, also to its own type, is str) |
 * | numeric, fixed | i64 when the range is within 64 bits, else i128; a bare column: what the column is (i32 too) |
 * | numeric, else | num; of a wide type str |
 *
 * A numeric is fixed when its scale is the same for all rows and its range is within 126 bits: literals, columns with a
 * precision, casts of integers, casts to numeric(p,s), and + - * abs round trunc case coalesce of such. `/`, powers and unconstrained
 * columns are num. A fixed numeric without a range is i128 and is computed with checks.
 *
 * A cast has the canonical form of its type: numeric(p,s) is i64 up to 18 digits and i128 above, int8 is i64, text is str, whatever
 * the range or the argument's form is. So casts bring join keys and branches of a union to one form.
 *
 * Num holds 120 bits. Plans that need more have wide types of numeric (optimizer/wide-numerics.ts): their values are str, in the stored form
 * of types/stored.ts, but for literals and what is computed of fixed forms.
 *
 * NULL literals are fixed with scale 0 and range 0..0, so that they widen nothing.
 */

import { unreachable } from '../common/assert.js';
import { typeCategory } from '../types/coercion.js';
import type { Datum, Decimal } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';
import { formOf } from '../types/type-form.js';
import { PHYS_OF_FORM, type PhysType } from './batch.js';
import type { ValueInfo, ValueRange } from './column-info.js';
import type { CallExpr, CastExpr, ColumnId, Expr } from './expr.js';
import type { AggregateFunction } from './physical.js';

const INT64: ValueRange = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
const INT32: ValueRange = { min: -(2n ** 31n), max: 2n ** 31n - 1n };
const INT16: ValueRange = { min: -32768n, max: 32767n };
/** No table has more rows: keeps arithmetic over counts within 64 bits. */
const COUNT: ValueRange = { min: 0n, max: 2n ** 56n };
const FIXED_LIMIT = 2n ** 126n;
const MAX_SCALE = 38;

/** What is known of any value of a type. Numeric(p,s) is i64 up to 18 digits, i128 up to 38. */
export function describeType(type: SqlType, nullable = true): ValueInfo {
  if (type.kind === 'numeric') {
    const { precision, scale } = type;
    if (precision === null || scale === null || precision > 38 || scale < 0 || scale > MAX_SCALE || type.wide === true)
      return variable(type, nullable);
    const max = 10n ** BigInt(precision) - 1n;
    return { type, phys: precision <= 18 ? 'i64' : 'i128', scale, nullable, range: { min: -max, max } };
  }
  return { type, phys: PHYS_OF_FORM[formOf(type)], scale: 0, nullable, range: INTEGER_RANGES.get(type.kind) ?? null };
}

const INTEGER_RANGES: ReadonlyMap<string, ValueRange> = new Map([
  ['int2', INT16],
  ['int4', INT32],
  ['int8', INT64],
]);

/** The narrowest of i32, i64, i128 that holds the range. */
export function narrowestPhys(range: ValueRange): PhysType {
  return within(range, INT32) ? 'i32' : within(range, INT64) ? 'i64' : 'i128';
}

/** The facts of an expression's value. `column` gives those of the columns in it. */
export function describeExpr(expr: Expr, column: (id: ColumnId) => ValueInfo): ValueInfo {
  const describe = (e: Expr): ValueInfo => describeExpr(e, column);
  switch (expr.kind) {
    case 'literal':
      return describeLiteral(expr.type, expr.value);
    case 'column':
      return column(expr.id);
    case 'param':
      return describeType(expr.type);
    case 'call':
      return describeCall(expr, expr.args.map(describe));
    case 'cast':
      return describeCast(expr, describe(expr.arg));
    case 'and':
    case 'or':
      return bool(
        expr.type,
        expr.args.some((arg) => describe(arg).nullable),
      );
    case 'not':
      return bool(expr.type, describe(expr.arg).nullable);
    case 'is-null':
    case 'is-distinct':
      return bool(expr.type, false);
    case 'case': {
      const results = expr.branches.map((branch) => describe(branch.then));
      if (expr.otherwise !== null) results.push(describe(expr.otherwise));
      const nullable = expr.otherwise === null || results.some((info) => info.nullable);
      return unify(expr.type, results, nullable);
    }
    case 'coalesce': {
      const args = expr.args.map(describe);
      return unify(
        expr.type,
        args,
        args.every((info) => info.nullable),
      );
    }
    case 'in-list':
      return bool(expr.type, describe(expr.arg).nullable || expr.list.some((item) => describe(item).nullable));
    case 'subquery':
      return describeType(expr.type);
  }
  return unreachable(expr);
}

/** The aggregates of physical plans. */

/**
 * The facts of an aggregate's value of SQL type `type`. `arg`: its argument (null: count(*)). `rowBound`: rows that go into one
 * group at the most, when that is certain; null when it isn't. `grouped`: every group has at least one row that counts
 * (there are keys and no filter).
 */
export function describeAggregate(
  fn: AggregateFunction,
  type: SqlType,
  arg: ValueInfo | null,
  options: { readonly rowBound: bigint | null; readonly grouped: boolean },
): ValueInfo {
  const nullable = !(options.grouped && arg !== null && !arg.nullable);
  switch (fn) {
    case 'count':
      return {
        type,
        phys: 'i64',
        scale: 0,
        nullable: false,
        range: options.rowBound === null ? COUNT : { min: 0n, max: options.rowBound },
      };
    case 'sum':
    case 'sum0':
      return describeSum(type, arg, fn === 'sum' && nullable, options.rowBound);
    case 'min':
    case 'max':
    case 'single':
    case 'any': {
      if (arg === null) return describeType(type);
      const kept = { ...arg, type, nullable };
      if (kept.phys !== 'dict' || fn === 'any') return kept;
      return { type, phys: 'str', scale: 0, nullable, range: null };
    }
    case 'bool_and':
    case 'bool_or':
      return bool(type, nullable);
    case 'bit_and':
    case 'bit_or':
    case 'bit_xor':
    case 'moments':
    case 'merge-moments':
    case 'collect':
      // There is no value before the first row that counts.
      return describeType(type, true);
  }
  return unreachable(fn);
}

function describeSum(type: SqlType, arg: ValueInfo | null, nullable: boolean, rowBound: bigint | null): ValueInfo {
  if (arg === null) return describeType(type, nullable);
  const range = arg.range === null || rowBound === null ? null : sumRange(arg.range, rowBound);
  if (type.kind === 'int8') {
    return { type, phys: 'i64', scale: 0, nullable, range: range === null ? INT64 : (clip(range, INT64) ?? INT64) };
  }
  if (type.kind !== 'numeric') return describeType(type, nullable);
  if (!isFixed(arg) && !isInteger(arg.type)) return variable(type, nullable);
  if (range === null) return { type, phys: 'i128', scale: arg.scale, nullable, range: null };
  if (within(range, INT64)) return { type, phys: 'i64', scale: arg.scale, nullable, range };
  return { type, phys: 'i128', scale: arg.scale, nullable, range: magnitude(range) < FIXED_LIMIT ? range : null };
}

/** Bounds of a sum of at most `rows` values, or of none. */
function sumRange(range: ValueRange, rows: bigint): ValueRange {
  return { min: range.min < 0n ? range.min * rows : 0n, max: range.max > 0n ? range.max * rows : 0n };
}

/**
 * Bounds of `a OP b` before the result's type cuts them: code generation leaves checks out when they are inside. Operands
 * are unscaled integers; for + and - of one scale. null: not known.
 */
export function arithmeticRange(operator: string, a: ValueRange | null, b: ValueRange | null): ValueRange | null {
  if (a === null || b === null) return null;
  if (operator === '+') return { min: a.min + b.min, max: a.max + b.max };
  if (operator === '-') return { min: a.min - b.max, max: a.max - b.min };
  if (operator === '*') {
    const corners = [a.min * b.min, a.min * b.max, a.max * b.min, a.max * b.max];
    return { min: corners.reduce(smaller), max: corners.reduce(larger) };
  }
  return null;
}

function describeLiteral(type: SqlType, value: Datum): ValueInfo {
  const base = describeType(type, value === null);
  if (value === null) {
    if (type.kind === 'numeric')
      return { type, phys: 'i64', scale: Math.max(0, Math.min(type.scale ?? 0, MAX_SCALE)), nullable: true, range: ZERO };
    return isIntegerPhys(base.phys) ? { ...base, range: ZERO } : base;
  }
  switch (formOf(type)) {
    case 'int32':
    case 'int64': {
      // Infinite dates lie outside of what a range says.
      const finite = typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value));
      return finite ? { ...base, range: point(BigInt(value)) } : base;
    }
    case 'numeric':
      return isDecimal(value) && value.special === undefined
        ? fixed(type, value.scale, point(value.unscaled), false)
        : variable(type, false);
    case 'bool':
    case 'float':
    case 'interval':
    case 'text':
      return base;
  }
}

function describeCast(expr: CastExpr, arg: ValueInfo): ValueInfo {
  const { type } = expr;
  // An infinite timestamp has no time of day.
  const nullable = arg.nullable || ((type.kind === 'time' || type.kind === 'timetz') && mayBeInfinite(arg));
  const base = describeType(type, nullable);
  if (type.kind === 'numeric') return numericCast(type, arg);
  // Rounding to fewer digits may go beyond the argument's range.
  if ('precision' in type && type.precision !== undefined) return base;
  if (arg.range === null) return base;
  if (isInteger(type) && (isInteger(arg.type) || arg.type.kind === 'bool')) return withRange(base, arg.range);
  if (isInteger(type) && isFixed(arg)) return withRange(base, rescale(arg.range, arg.scale, 0));
  if (type.kind === arg.type.kind && isIntegerPhys(base.phys)) return { ...base, range: arg.range };
  return base;
}

function numericCast(type: SqlType & { kind: 'numeric' }, arg: ValueInfo): ValueInfo {
  const fromFixed = isFixed(arg) || isInteger(arg.type);
  if (type.precision === null || type.scale === null) {
    if (!fromFixed) return variable(type, arg.nullable);
    return fixed(type, arg.scale, arg.range, arg.nullable);
  }
  const base = describeType(type, arg.nullable);
  if (base.range === null) return base;
  if (!fromFixed || arg.range === null) return base;
  return { ...base, range: clip(rescale(arg.range, arg.scale, base.scale), base.range) ?? base.range };
}

/** Never NULL, whatever the arguments are. */
const NEVER_NULL = new Set([
  'concat',
  'random',
  'now',
  'current_date',
  'current_timestamp',
  'pi',
  'version',
  'current_user',
  'current_database',
]);

/** NULL exactly when an argument is. Functions that aren't listed may be NULL for other reasons. */
const STRICT = new Set(
  [
    '+ - * / % ^ = <> < <= > >= || ~~ !~~ ~~* !~~* ~ !~ ~* !~* & | # << >> like not_like abs round trunc ceil ceiling floor sign',
    'mod div power pow sqrt exp ln log log10 length char_length character_length octet_length upper lower btrim ltrim rtrim trim',
    'replace position strpos left right lpad rpad repeat reverse ascii chr initcap starts_with translate split_part extract',
    'date_part date_trunc age substr sin cos tan asin acos atan atan2 radians degrees cbrt gcd lcm factorial md5 make_date',
    'make_timestamp to_date to_timestamp to_number bool text int4 int8 float8 numeric',
  ].flatMap((names) => names.split(' ')),
);

function describeCall(expr: CallExpr, args: readonly ValueInfo[]): ValueInfo {
  const { name, type } = expr;
  const nullable = nullableCall(expr, args);
  const [a, b] = args;
  if (name === 'greatest' || name === 'least')
    return unify(
      type,
      args,
      args.every((info) => info.nullable),
    );
  if (name === 'nullif' && a !== undefined) return unify(type, [a], true);
  if (a === undefined) return describeType(type, nullable);
  if (name === 'extract' || name === 'date_part') return describeExtract(expr, args, nullable);
  if (name === 'length' || name === 'char_length' || name === 'character_length' || name === 'octet_length') {
    return withRange(describeType(type, nullable), { min: 0n, max: 2n ** 30n });
  }
  if (type.kind === 'numeric') return numericCall(expr, args, nullable);
  if (isInteger(type) && args.every((info) => isInteger(info.type) || info.type.kind === 'date')) {
    return withRange(describeType(type, nullable), integerRange(name, a, b));
  }
  return describeType(type, nullable);
}

/** Categories of types whose operators and functions give NULL for some values: ranges and geometric types. */
const HAS_GAPS: ReadonlySet<string> = new Set(['R', 'G']);

function nullableCall(expr: CallExpr, args: readonly ValueInfo[]): boolean {
  if (NEVER_NULL.has(expr.name)) return false;
  if (!args.some((info) => info.nullable)) {
    // substring(text from pattern) is NULL without a match; the forms by position are strict.
    if (expr.name === 'substring') return args.slice(1).some((info) => info.phys === 'str' || info.phys === 'dict');
    // A range may have no bound, and what does not meet has no point in common.
    return !STRICT.has(expr.name) || expr.args.some((arg) => HAS_GAPS.has(typeCategory(arg.type.kind)));
  }
  return true;
}

function integerRange(name: string, a: ValueInfo, b: ValueInfo | undefined): ValueRange | null {
  if (b === undefined) {
    if (a.range === null) return null;
    if (name === '-') return negate(a.range);
    if (name === 'abs') return absolute(a.range);
    if (name === '+') return a.range;
    return null;
  }
  if (name === '%' || name === 'mod') return remainderRange(a.range, b.range);
  // |a / b| is at most |a|, but for the smallest integer by -1, which the check catches.
  if (name === '/' && a.range !== null) return { min: -magnitude(a.range), max: magnitude(a.range) };
  if (name === '&') return commonBitsRange(a.range, b.range);
  if (name === '>>') return shiftedRange(a.range, b.range);
  return arithmeticRange(name, a.range, b.range);
}

function numericCall(expr: CallExpr, args: readonly ValueInfo[], nullable: boolean): ValueInfo {
  const { name, type } = expr;
  const [a, b] = args;
  if (a === undefined || !isFixed(a)) return variable(type, nullable);
  if (args.length === 1) {
    switch (name) {
      case '-':
        return fixed(type, a.scale, a.range && negate(a.range), nullable);
      case '+':
      case 'conduct_summand':
        return fixed(type, a.scale, a.range, nullable);
      case 'abs':
        return fixed(type, a.scale, a.range && absolute(a.range), nullable);
      case 'round':
      case 'trunc':
      case 'ceil':
      case 'ceiling':
      case 'floor':
        return fixed(type, 0, a.range && rescale(a.range, a.scale, 0), nullable);
      case 'conduct_square':
        return fixed(type, a.scale * 2, arithmeticRange('*', a.range, a.range), nullable);
      case 'sign':
        return fixed(type, 0, { min: -1n, max: 1n }, nullable);
      default:
        return variable(type, nullable);
    }
  }
  if (b === undefined || args.length !== 2) return variable(type, nullable);
  if (name === 'round' || name === 'trunc') return roundTo(expr, a, nullable);
  if (!isFixed(b)) return variable(type, nullable);
  const scale = Math.max(a.scale, b.scale);
  switch (name) {
    case '+':
    case '-':
      return fixed(type, scale, arithmeticRange(name, raise(a, scale), raise(b, scale)), nullable);
    case '*':
      return fixed(type, a.scale + b.scale, arithmeticRange(name, a.range, b.range), nullable);
    case '%':
    case 'mod':
      return fixed(type, scale, remainderRange(raise(a, scale), raise(b, scale)), nullable);
    default:
      return variable(type, nullable);
  }
}

function roundTo(expr: CallExpr, a: ValueInfo, nullable: boolean): ValueInfo {
  const digits = expr.args[1];
  if (digits?.kind !== 'literal' || typeof digits.value !== 'number' || digits.value < 0) return variable(expr.type, nullable);
  return fixed(expr.type, digits.value, a.range && rescale(a.range, a.scale, digits.value), nullable);
}

const FIELDS_AT_SCALE_0: { readonly [field: string]: ValueRange } = {
  year: { min: -5_000n, max: 6_000_000n },
  isoyear: { min: -5_000n, max: 6_000_000n },
  month: { min: 1n, max: 12n },
  day: { min: 0n, max: 31n },
  quarter: { min: 1n, max: 4n },
  hour: { min: 0n, max: 23n },
  minute: { min: 0n, max: 59n },
  dow: { min: 0n, max: 6n },
  isodow: { min: 1n, max: 7n },
  doy: { min: 1n, max: 366n },
  week: { min: 1n, max: 53n },
};

/** extract(field, date or timestamp): numeric; fields that are whole numbers are fixed at scale 0. Others are num. */
function describeExtract(expr: CallExpr, args: readonly ValueInfo[], nullableArgs: boolean): ValueInfo {
  const nullable = nullableArgs || args.some(mayBeInfinite);
  if (expr.type.kind !== 'numeric') return describeType(expr.type, nullable);
  const field = expr.args[0];
  const source = args[1];
  if (field?.kind !== 'literal' || typeof field.value !== 'string' || source === undefined) return variable(expr.type, nullable);
  const range = FIELDS_AT_SCALE_0[field.value.toLowerCase()];
  if (range === undefined || !isDateOrTimestamp(source.type)) return variable(expr.type, nullable);
  return fixed(expr.type, 0, range, nullable);
}

function isDateOrTimestamp(type: SqlType): boolean {
  return type.kind === 'date' || type.kind === 'timestamp' || type.kind === 'timestamptz';
}

/** An infinite date or timestamp has no month: most fields of it are NULL. */
function mayBeInfinite(info: ValueInfo): boolean {
  if (!isDateOrTimestamp(info.type)) return false;
  const bounds = info.type.kind === 'date' ? INT32 : INT64;
  return info.range === null || info.range.min <= bounds.min || info.range.max >= bounds.max;
}

/** Alternatives of different scales have none in common: each value is shown with its own. */
export function commonScale(infos: readonly ValueInfo[]): number | null {
  const scales = new Set(infos.filter((info) => !isNullAlone(info)).map((info) => info.scale));
  const [scale = 0] = scales;
  return scales.size > 1 ? null : scale;
}

/** A NULL literal, as describeLiteral has it. */
function isNullAlone(info: ValueInfo): boolean {
  return info.nullable && info.scale === 0 && info.range?.min === 0n && info.range.max === 0n;
}

/** One form for alternatives: their scale, all ranges. */
function unify(type: SqlType, infos: readonly ValueInfo[], nullable: boolean): ValueInfo {
  const base = describeType(type, nullable);
  if (type.kind === 'numeric') {
    const scale = commonScale(infos);
    if (infos.length === 0 || scale === null || !infos.every(isFixed)) return variable(type, nullable);
    return fixed(type, scale, infos.map((info) => raise(info, scale)).reduce(unionRanges), nullable);
  }
  if (!isIntegerPhys(base.phys) || infos.length === 0) return base;
  const range = infos.map((info) => info.range).reduce(unionRanges);
  return range === null ? base : withRange(base, range);
}

/** i64 or i128 numeric of a fixed scale; num when the range or the scale is beyond. */
function fixed(type: SqlType, scale: number, range: ValueRange | null, nullable: boolean): ValueInfo {
  if (scale > MAX_SCALE || scale < 0) return variable(type, nullable);
  if (range === null) return { type, phys: 'i128', scale, nullable, range };
  if (magnitude(range) >= FIXED_LIMIT) return variable(type, nullable);
  return { type, phys: within(range, INT64) ? 'i64' : 'i128', scale, nullable, range };
}

function variable(type: SqlType, nullable: boolean): ValueInfo {
  const wide = type.kind === 'numeric' && type.wide === true;
  return { type, phys: wide ? 'str' : 'num', scale: 0, nullable, range: null };
}

function bool(type: SqlType, nullable: boolean): ValueInfo {
  return { type, phys: 'bool', scale: 0, nullable, range: null };
}

/** A numeric in i32, i64 or i128 form. */
export function isFixed(info: ValueInfo): boolean {
  return info.type.kind === 'numeric' && isIntegerPhys(info.phys);
}

/** Integers of one phys compare as they are; a column's range only narrows within its type's range. */
function withRange(base: ValueInfo, range: ValueRange | null): ValueInfo {
  if (range === null) return base;
  return { ...base, range: base.range === null ? range : (clip(range, base.range) ?? base.range) };
}

function isInteger(type: SqlType): boolean {
  return type.kind === 'int2' || type.kind === 'int4' || type.kind === 'int8';
}

function isIntegerPhys(phys: PhysType): boolean {
  return phys === 'i32' || phys === 'i64' || phys === 'i128';
}

function isDecimal(value: Datum): value is Decimal {
  return typeof value === 'object' && value !== null && 'unscaled' in value;
}

const ZERO: ValueRange = { min: 0n, max: 0n };

function point(value: bigint): ValueRange {
  return { min: value, max: value };
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function magnitude(range: ValueRange): bigint {
  return larger(range.max < 0n ? -range.max : range.max, range.min < 0n ? -range.min : range.min);
}

function within(range: ValueRange, bounds: ValueRange): boolean {
  return range.min >= bounds.min && range.max <= bounds.max;
}

function clip(range: ValueRange, bounds: ValueRange): ValueRange | null {
  const min = larger(range.min, bounds.min);
  const max = smaller(range.max, bounds.max);
  return min > max ? null : { min, max };
}

/** Bounds of the values of both; null: not known. */
export function unionRanges(a: ValueRange | null, b: ValueRange | null): ValueRange | null {
  return a === null || b === null ? null : { min: smaller(a.min, b.min), max: larger(a.max, b.max) };
}

function negate(range: ValueRange): ValueRange {
  return { min: -range.max, max: -range.min };
}

function absolute(range: ValueRange): ValueRange {
  return {
    min:
      range.min <= 0n && range.max >= 0n ? 0n : smaller(range.min < 0n ? -range.min : range.min, range.max < 0n ? -range.max : range.max),
    max: magnitude(range),
  };
}

/** The result has the dividend's sign and is smaller than the divisor. */
function remainderRange(a: ValueRange | null, b: ValueRange | null): ValueRange | null {
  if (a === null || b === null) return null;
  const most = smaller(magnitude(a), magnitude(b));
  return { min: a.min < 0n ? -most : 0n, max: a.max > 0n ? most : 0n };
}

/** What both have of bits is not below 0 when one is not, and not above that one. */
function commonBitsRange(a: ValueRange | null, b: ValueRange | null): ValueRange | null {
  const limits = [a, b].flatMap((range) => (range !== null && range.min >= 0n ? [range.max] : []));
  const [first, second = first] = limits;
  return first === undefined || second === undefined ? null : { min: 0n, max: smaller(first, second) };
}

/** A shift to the right by a constant that is no larger than what every integer can be shifted by. */
function shiftedRange(a: ValueRange | null, by: ValueRange | null): ValueRange | null {
  if (a === null || by === null || by.min !== by.max || by.min < 0n || by.min > 31n) return null;
  return { min: a.min >> by.min, max: a.max >> by.min };
}

/** Bounds at another scale; one unit wider where digits are rounded away. */
function rescale(range: ValueRange, from: number, to: number): ValueRange {
  if (to >= from) {
    const factor = 10n ** BigInt(Math.min(to - from, 64));
    return { min: range.min * factor, max: range.max * factor };
  }
  const divisor = 10n ** BigInt(from - to);
  return { min: range.min / divisor - 1n, max: range.max / divisor + 1n };
}

function raise(info: ValueInfo, scale: number): ValueRange | null {
  return info.range === null ? null : rescale(info.range, info.scale, scale);
}
