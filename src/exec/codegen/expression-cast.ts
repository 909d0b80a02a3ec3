/** Casts that are compiled; all others go to the host. */

import type { ValueInfo } from '../../plan/column-info.js';
import type { CastExpr } from '../../plan/expr.js';
import { isFixed } from '../../plan/phys-type.js';
import { type SqlType, sameType, type TypeKind } from '../../types/sql-type.js';
import { OP } from '../wasm/assembler.js';
import { i32, type i64, type Variable } from '../wasm/runtime-routine.js';
import { type ExprScope, INT64, isIntegerPhys, raisedRange, rangeOf, within } from './expression-base.js';
import { compileHostCast } from './expression-host.js';
import { integerKind, integerResult, toSingle } from './expression-numeric.js';
import { FAILURE } from './status.js';
import type { CompiledValue } from './value.js';
import { compileNumberText } from './wire-row.js';

const TEXT: ReadonlySet<TypeKind> = new Set<TypeKind>(['text', 'varchar', 'char', 'name', 'unknown']);
const INTEGER: ReadonlySet<TypeKind> = new Set<TypeKind>(['int2', 'int4', 'int8']);
const FLOAT: ReadonlySet<TypeKind> = new Set<TypeKind>(['float4', 'float8']);

export function compileCast(s: ExprScope, expr: CastExpr, arg: CompiledValue): CompiledValue {
  const result = s.describe(expr);
  const from = expr.arg.type;
  const to = expr.type;
  if (sameType(from, to)) return s.coerce(arg, result);
  return compiledCast(s, expr, arg, from, to, result) ?? compileHostCast(s, arg, from, expr.mode, result);
}

function compiledCast(
  s: ExprScope,
  expr: CastExpr,
  arg: CompiledValue,
  from: SqlType,
  to: SqlType,
  result: ValueInfo,
): CompiledValue | null {
  if ((from.kind === 'numeric' && arg.info.phys === 'str') || (to.kind === 'numeric' && result.phys === 'str')) return null;
  if (TEXT.has(from.kind) && TEXT.has(to.kind)) return textCast(s, expr, arg, from, to, result);
  if (to.kind === 'text' && (INTEGER.has(from.kind) || isFixed(arg.info))) return compileNumberText(s, arg, result);
  if (to.kind === 'numeric') {
    if (INTEGER.has(from.kind) || from.kind === 'numeric') return toNumeric(s, arg, to, result);
    return null;
  }
  if (INTEGER.has(to.kind)) {
    if (INTEGER.has(from.kind)) return integerResult(s, s.to64(arg), rangeOf(arg.info), arg.isNull, result);
    if (from.kind === 'oid' && to.kind === 'int4') return s.value(result, arg.isNull, s.part(arg));
    if (from.kind === 'bool') return s.value(result, arg.isNull, result.phys === 'i64' ? s.part(arg).widen() : s.part(arg));
    if (from.kind === 'numeric') return numericToInteger(s, arg, result);
    if (FLOAT.has(from.kind)) return floatToInteger(s, arg, result);
    return null;
  }
  if (to.kind === 'oid' && (from.kind === 'int4' || from.kind === 'int2')) return s.value(result, arg.isNull, s.part(arg));
  if (to.kind === 'bool' && from.kind === 'int4') return s.bool(arg.isNull, s.part(arg).ne(0));
  if (FLOAT.has(to.kind)) {
    if (from.kind === 'float4') return s.coerce(arg, result);
    // Digits to single precision have to be rounded once, not twice: the host does.
    if (from.kind === 'numeric' ? to.kind === 'float4' : !INTEGER.has(from.kind) && from.kind !== 'float8') return null;
    const value = s.r.keep(s.toF64(arg));
    if (to.kind === 'float8') return s.value(result, arg.isNull, value);
    const single = s.r.keep(toSingle(value));
    const infinite = single.unary(OP.f64Abs).eq(Number.POSITIVE_INFINITY).and(value.unary(OP.f64Abs).ne(Number.POSITIVE_INFINITY));
    s.failIf(infinite, arg.isNull, FAILURE.floatRange);
    s.failIf(single.eq(0).and(value.ne(0)), arg.isNull, FAILURE.floatUnderflow);
    return s.value(result, arg.isNull, single);
  }
  if (from.kind === 'date' && to.kind === 'timestamp') {
    const [ts, status] = s.r.calls('ts_of_date', s.part(arg)) as [Variable, Variable];
    s.failWith(status, arg.isNull, FAILURE.dateRange);
    return s.value(result, arg.isNull, ts);
  }
  if (from.kind === 'timestamp' && to.kind === 'date') return s.value(result, arg.isNull, s.r.call('date_of_ts', s.part(arg)));
  return null;
}

function numericToInteger(s: ExprScope, arg: CompiledValue, result: ValueInfo): CompiledValue {
  const { failure } = integerKind(result.type.kind);
  const { r } = s;
  let lo: Variable;
  let hi: Variable;
  if (arg.info.phys === 'num') {
    const isNan = s.part(arg, 1).shrU(56).eq(255n);
    // The host has the error for it.
    r.if(arg.isNull === null ? isNan : isNan.and(r.at(arg.isNull).eqz()), () => {
      compileHostCast(s, { ...arg, isNull: null }, arg.info.type, 'explicit', result);
    });
    const [l, h, status] = r.calls('num_to_fixed', s.part(arg), s.part(arg, 1), i32(0)) as [Variable, Variable, Variable];
    s.failWith(status, arg.isNull, failure);
    [lo, hi] = [l, h];
  } else if (arg.info.phys !== 'i128' && arg.info.scale <= 18) {
    return integerResult(s, roundedQuotient(s, arg, arg.info.scale), null, arg.isNull, result);
  } else [lo, hi] = r.calls('i128_scale_down', ...s.toWide(arg), i32(arg.info.scale)) as [Variable, Variable];
  s.failIf(hi.ne(lo.shrS(63)), arg.isNull, failure);
  return integerResult(s, lo, null, arg.isNull, result);
}

/** An i64 form divided by a power of ten, halves away from zero. */
function roundedQuotient(s: ExprScope, arg: CompiledValue, drop: number): Variable {
  const { r } = s;
  const value = r.keep(s.to64(arg));
  if (drop === 0) return value;
  const factor = 10n ** BigInt(drop);
  const quotient = r.variable('i64', value.divS(factor));
  const rest = r.variable('i64', value.sub(quotient.mul(factor)));
  quotient.set(quotient.add(rest.ge(factor / 2n).widen()).sub(rest.le(-(factor / 2n)).widen()));
  return quotient;
}

/** rint, then the type's range; NaN is out of range. */
function floatToInteger(s: ExprScope, arg: CompiledValue, result: ValueInfo): CompiledValue {
  const { bounds, failure } = integerKind(result.type.kind);
  const rounded = s.r.keep(s.part(arg).unary(OP.f64Nearest));
  const inside = rounded.ge(Number(bounds.min)).and(rounded.lt(Number(bounds.max + 1n)));
  s.failIf(inside.eqz(), arg.isNull, failure);
  const local = s.r.variable('i64');
  rounded.push(s.r.fn);
  s.r.fn.i64TruncSatF64S().set(local.local);
  return s.value(result, arg.isNull, result.phys === 'i32' ? local.wrap() : local);
}

function toNumeric(s: ExprScope, arg: CompiledValue, to: SqlType & { kind: 'numeric' }, result: ValueInfo): CompiledValue | null {
  const { r } = s;
  if (to.precision === null || to.scale === null) return s.coerce(arg, result);
  const limit = 10n ** BigInt(to.precision);
  if (result.phys === 'num') {
    // More digits than fixed forms have, or a negative scale: rounding and the digit check are the host's.
    return null;
  }
  if (arg.info.phys === 'num') {
    // Beyond 128 bits is beyond the precision as well.
    const [lo, hi, status] = r.calls('num_to_fixed', s.part(arg), s.part(arg, 1), i32(result.scale)) as [Variable, Variable, Variable];
    s.failWith(status, arg.isNull, FAILURE.numericFieldOverflow);
    return precise(s, [lo, hi], limit, arg.isNull, result);
  }
  const drop = arg.info.scale - result.scale;
  const source = rangeOf(arg.info);
  if (drop > 0) {
    const divisor = 10n ** BigInt(drop);
    const safe = source.min / divisor - 1n > -limit && source.max / divisor + 1n < limit;
    if (arg.info.phys !== 'i128' && drop <= 18) {
      const quotient = roundedQuotient(s, arg, drop);
      return safe
        ? narrowed(s, [quotient, quotient.shrS(63)], arg.isNull, result)
        : precise(s, [quotient, quotient.shrS(63)], limit, arg.isNull, result);
    }
    const [lo, hi] = r.calls('i128_scale_down', ...s.toWide(arg), i32(drop)) as [Variable, Variable];
    return safe ? narrowed(s, [lo, hi], arg.isNull, result) : precise(s, [lo, hi], limit, arg.isNull, result);
  }
  const raised = raisedRange(arg.info, result.scale);
  if (raised.min > -limit && raised.max < limit) return s.coerce(arg, result);
  if (isIntegerPhys(arg.info.phys) && within(raised, INT64)) {
    const low = r.keep(s.raise64(arg, result.scale));
    return precise(s, [low, low.shrS(63)], limit, arg.isNull, result);
  }
  const [lo, hi, flag] = r.calls('i128_scale_up', ...s.toWide(arg), i32(-drop)) as [Variable, Variable, Variable];
  s.failIf(flag, arg.isNull, FAILURE.numericFieldOverflow);
  return precise(s, [lo, hi], limit, arg.isNull, result);
}

type Pair = readonly [ReturnType<typeof i64>, ReturnType<typeof i64>];

/** Fails unless the magnitude is below the limit. */
function precise(s: ExprScope, pair: Pair, limit: bigint, isNull: number | null, result: ValueInfo): CompiledValue {
  const { r } = s;
  const lo = r.keep(pair[0]);
  const hi = r.keep(pair[1]);
  const word = (value: bigint): readonly [bigint, bigint] => [BigInt.asIntN(64, value), BigInt.asIntN(64, value >> 64n)];
  const above = r.call('i128_cmp', lo, hi, ...word(limit)).ge(0);
  const below = r.call('i128_cmp', lo, hi, ...word(-limit)).le(0);
  s.failIf(above.or(below), isNull, FAILURE.numericFieldOverflow);
  return narrowed(s, [lo, hi], isNull, result);
}

function narrowed(s: ExprScope, [lo, hi]: Pair, isNull: number | null, result: ValueInfo): CompiledValue {
  if (result.phys === 'i128') return s.value(result, isNull, lo, hi);
  return s.value(result, isNull, result.phys === 'i32' ? lo.wrap() : lo);
}

function lengthOfType(type: SqlType): number | null {
  return type.kind === 'varchar' || type.kind === 'char' ? type.length : null;
}

function textCast(s: ExprScope, expr: CastExpr, arg: CompiledValue, from: SqlType, to: SqlType, result: ValueInfo): CompiledValue | null {
  const { r } = s;
  if (to.kind === 'name') return null;
  if (result.phys === 'dict') return s.coerce(arg, result);
  const length = lengthOfType(to);
  const own = lengthOfType(from);
  // Trailing blanks of char mean nothing once it becomes another type.
  const text = from.kind === 'char' && to.kind !== 'char' ? r.keep(r.call('char_trim', s.toStr(arg))) : r.keep(s.toStr(arg));
  if (length === null) return s.value(result, arg.isNull, text);
  if (to.kind === 'char') {
    // Padding needs memory: done once per row on the host's side only where the length differs.
    return own === length && from.kind === 'char' ? s.value(result, arg.isNull, text) : padded(s, expr, arg, text, length, result);
  }
  if (own !== null && own <= length) return s.value(result, arg.isNull, text);
  return s.value(result, arg.isNull, cut(s, expr, arg, text, length));
}

/** At most `length` characters: an explicit cast cuts, another one may drop blanks only. */
function cut(s: ExprScope, expr: CastExpr, arg: CompiledValue, text: Variable, length: number): Variable {
  const { r } = s;
  const kept = r.variable('i64', text);
  // Fewer bytes than characters are allowed: nothing to count.
  r.if(text.shrU(32).gt(BigInt(length)), () => {
    kept.set(r.call('utf8_slice', text, 0n, BigInt(length)));
    if (expr.mode !== 'explicit') {
      const trimmed = r.call('char_trim', text);
      s.failIf(trimmed.shrU(32).gt(kept.shrU(32)), arg.isNull, FAILURE.stringTooLong);
    }
  });
  return kept;
}

function padded(s: ExprScope, expr: CastExpr, arg: CompiledValue, text: Variable, length: number, result: ValueInfo): CompiledValue {
  const { r } = s;
  const kept = cut(s, expr, arg, text, length);
  s.unlessNull(arg.isNull, () => {
    const blanks = r.variable('i32', i32(length).sub(r.call('utf8_length', kept)));
    r.if(blanks.gt(0), () => {
      const room = r.variable('i32', kept.shrU(32).wrap().add(blanks).add(16));
      const address = r.at(s.ctx.allocateScratch(room.local));
      kept.set(r.call('str_pad', kept, blanks, address));
    });
  });
  return s.value(result, arg.isNull, kept);
}
