/**
 * Arithmetic on integers, numerics and floats. Ranges of the operands decide between 64-bit code without checks, checked 64-bit
 * code, 128 bits and the num form; the form of the result is what plan/phys-type.ts says.
 */
import type { ValueInfo, ValueRange } from '../../plan/column-info.js';
import { arithmeticRange, isFixed } from '../../plan/phys-type.js';
import { OP } from '../wasm/assembler.js';
import { i32, i64, type Term, type Variable } from '../wasm/runtime-routine.js';
import { type ExprScope, INT16, INT32, INT64, isIntegerPhys, raisedRange, rangeOf, within } from './expression-base.js';
import { FAILURE } from './status.js';
import type { CompiledValue } from './value.js';

const INFINITE = Number.POSITIVE_INFINITY;

const FAMILY: { readonly [kind: string]: string } = {
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  numeric: 'numeric',
  float4: 'float',
  float8: 'float',
};

/** null: not an operation of this file. */
export function compileArithmetic(s: ExprScope, name: string, args: readonly CompiledValue[], result: ValueInfo): CompiledValue | null {
  const [a, b] = args;
  if (a === undefined || args.length > 2) return null;
  // Numerics of any length are computed by the host.
  if (a.info.type.kind === 'numeric' && (result.phys === 'str' || a.info.phys === 'str' || b?.info.phys === 'str')) return null;
  // Mixed operands are other operations: int4 + date, float8 * interval.
  if (
    b !== undefined &&
    FAMILY[b.info.type.kind] !== FAMILY[a.info.type.kind] &&
    !(a.info.type.kind === 'numeric' && b.info.type.kind === 'int4')
  ) {
    return null;
  }
  switch (a.info.type.kind) {
    case 'int2':
    case 'int4':
    case 'int8':
      if (b === undefined) return integerUnary(s, name, a, result);
      return integerBinary(s, name, a, b, result);
    case 'numeric':
      if (name === 'conduct_square') return numericBinary(s, '*', a, a, result);
      if (b === undefined) return numericUnary(s, name, a, result);
      return numericBinary(s, name, a, b, result);
    case 'float4':
    case 'float8':
      return b === undefined ? floatUnary(s, name, a, result) : floatBinary(s, name, a, b, result);
    default:
      return null;
  }
}

// Integers

interface IntegerKind {
  readonly bounds: ValueRange;
  readonly failure: number;
}

export function integerKind(kind: string): IntegerKind {
  if (kind === 'int2') return { bounds: INT16, failure: FAILURE.int2Range };
  if (kind === 'int4') return { bounds: INT32, failure: FAILURE.int4Range };
  return { bounds: INT64, failure: FAILURE.int8Range };
}

/** An i64 term of the right value as smallint, integer or bigint: fails when it is outside, unless `range` proves that it is not. */
export function integerResult(
  s: ExprScope,
  exact: Term,
  range: ValueRange | null,
  isNull: number | null,
  result: ValueInfo,
): CompiledValue {
  const { bounds, failure } = integerKind(result.type.kind);
  if (range !== null && within(range, bounds)) return s.value(result, isNull, result.phys === 'i32' ? exact.wrap() : exact);
  if (result.phys === 'i64') return s.value(result, isNull, exact);
  const value = s.r.keep(exact);
  const outside = result.type.kind === 'int2' ? value.add(0x8000n).gtU(0xffffn) : value.ne(value.unary(OP.i64Extend32S));
  s.failIf(outside, isNull, failure);
  return s.value(result, isNull, value.wrap());
}

function integerUnary(s: ExprScope, name: string, a: CompiledValue, result: ValueInfo): CompiledValue | null {
  const { r } = s;
  const range = rangeOf(a.info);
  const { bounds, failure } = integerKind(result.type.kind);
  const smallestIsIn = range.min <= bounds.min;
  switch (name) {
    case '+':
      return s.coerce(a, result);
    case '-':
    case 'abs': {
      const value = r.keep(s.to64(a));
      if (result.phys === 'i64' && smallestIsIn) s.failIf(value.eq(bounds.min), a.isNull, failure);
      const negated = i64(0).sub(value);
      const exact = name === '-' ? negated : r.select(value.lt(0n), negated, value);
      return integerResult(s, exact, smallestIsIn ? null : INT16, a.isNull, result);
    }
    case '~':
      return s.value(result, a.isNull, result.phys === 'i64' ? s.to64(a).xor(-1n) : s.part(a).xor(-1));
    default:
      return null;
  }
}

function integerBinary(s: ExprScope, name: string, a: CompiledValue, b: CompiledValue, result: ValueInfo): CompiledValue | null {
  const { r } = s;
  const isNull = s.anyNull(a, b);
  const { failure } = integerKind(result.type.kind);
  // A bigint column of small values is read as i32.
  const bits = (value: CompiledValue): Term => (result.phys === 'i64' ? s.to64(value) : s.part(value));
  switch (name) {
    case '+':
    case '-':
    case '*': {
      const range = arithmeticRange(name, rangeOf(a.info), rangeOf(b.info));
      if (result.phys === 'i32') return integerResult(s, plain(name, s.to64(a), s.to64(b)), range, isNull, result);
      const x = s.to64(a);
      const y = s.to64(b);
      if (range !== null && within(range, INT64)) return s.value(result, isNull, plain(name, x, y));
      if (name === '*') {
        const [product, flag] = r.calls('i64_mul_checked', x, y) as [Variable, Variable];
        s.failIf(flag, isNull, failure);
        return s.value(result, isNull, product);
      }
      const value = r.variable('i64', plain(name, x, y));
      s.failIf(name === '+' ? x.xor(value).and(y.xor(value)).lt(0n) : x.xor(y).and(x.xor(value)).lt(0n), isNull, failure);
      return s.value(result, isNull, value);
    }
    case '/': {
      const divisor = safeDivisor(s, b, isNull);
      const dividend = r.keep(s.to64(a));
      if (result.phys === 'i32') return integerResult(s, dividend.divS(divisor), null, isNull, result);
      const range = rangeOf(b.info);
      if (range.min > -1n || range.max < -1n || rangeOf(a.info).min > INT64.min) return s.value(result, isNull, dividend.divS(divisor));
      // The smallest bigint by -1 would trap.
      const overflows = r.variable('i32', dividend.eq(INT64.min).and(divisor.eq(-1n)));
      s.failIf(overflows, isNull, failure);
      return s.value(result, isNull, dividend.divS(r.select(overflows, i64(1), divisor)));
    }
    case '%':
    case 'mod': {
      const divisor = safeDivisor(s, b, isNull);
      const rest = s.to64(a).remS(divisor);
      return s.value(result, isNull, result.phys === 'i32' ? rest.wrap() : rest);
    }
    case '&':
      return s.value(result, isNull, bits(a).and(bits(b)));
    case '|':
      return s.value(result, isNull, bits(a).or(bits(b)));
    case '#':
      return s.value(result, isNull, bits(a).xor(bits(b)));
    case '<<': {
      if (result.phys === 'i64') return s.value(result, isNull, bits(a).shl(s.to64(b)));
      const shifted = s.part(a).shl(s.part(b));
      return s.value(result, isNull, result.type.kind === 'int2' ? shifted.shl(16).shrS(16) : shifted);
    }
    case '>>':
      return s.value(result, isNull, result.phys === 'i64' ? bits(a).shrS(s.to64(b)) : s.part(a).shrS(s.part(b)));
    default:
      return null;
  }
}

function plain(name: '+' | '-' | '*', x: Term, y: Term): Term {
  return name === '+' ? x.add(y) : name === '-' ? x.sub(y) : x.mul(y);
}

function excludesZero(info: ValueInfo): boolean {
  return info.range !== null && (info.range.min > 0n || info.range.max < 0n);
}

/** The divisor as i64; fails when it is 0. Rows with NULL, whose parts are arbitrary, divide by 1. */
function safeDivisor(s: ExprScope, b: CompiledValue, isNull: number | null): Variable {
  const { r } = s;
  const divisor = r.variable('i64', s.to64(b));
  if (excludesZero(b.info) && isNull === null) return divisor;
  if (!excludesZero(b.info)) s.failIf(divisor.eqz(), isNull, FAILURE.divisionByZero);
  if (isNull !== null) divisor.set(r.select(r.at(isNull), i64(1), divisor));
  return divisor;
}

// Numerics

function numericUnary(s: ExprScope, name: string, a: CompiledValue, result: ValueInfo): CompiledValue | null {
  if (name === '+' || name === 'conduct_summand') return s.coerce(a, result);
  const variable = NUM_UNARY[name];
  if (variable === undefined) return null;
  if (result.phys === 'num') {
    const extra = name === 'round' || name === 'trunc' ? [i32(0)] : [];
    return numResult(s, variable, [...s.toNum(a), ...extra], a.isNull, result);
  }
  if (a.info.phys === 'num') return null;
  if (name === '-' || name === 'abs') {
    if (result.phys === 'i64') {
      const value = s.r.keep(s.raise64(a, result.scale));
      const negated = i64(0).sub(value);
      return s.value(result, a.isNull, name === '-' ? negated : s.r.select(value.lt(0n), negated, value));
    }
    const [lo, hi] = s.r.calls(name === '-' ? 'i128_neg' : 'i128_abs', ...s.raiseWide(a, result.scale)) as [Variable, Variable];
    return s.value(result, a.isNull, lo, hi);
  }
  if (name === 'sign') {
    const [lo, hi] = s.toWide(a);
    const sign = s.r.keep(s.r.select(hi.lt(0n), i64(-1), lo.or(hi).ne(0n).widen()));
    return s.value(result, a.isNull, ...(result.phys === 'i64' ? [sign] : [sign, sign.shrS(63)]));
  }
  return roundFixed(s, name, a, result);
}

const NUM_UNARY: { readonly [name: string]: string } = {
  '-': 'num_neg',
  abs: 'num_abs',
  sign: 'num_sign',
  ceil: 'num_ceil',
  ceiling: 'num_ceil',
  floor: 'num_floor',
  round: 'num_round',
  trunc: 'num_trunc',
};

/** round, trunc, ceil, floor of a fixed numeric to the result's scale. */
function roundFixed(s: ExprScope, name: string, a: CompiledValue, result: ValueInfo): CompiledValue {
  const { r } = s;
  const drop = a.info.scale - result.scale;
  if (drop <= 0) return s.coerce(a, result);
  const narrow = a.info.phys !== 'i128' && drop <= 18;
  if (narrow) {
    const value = r.keep(s.to64(a));
    const factor = 10n ** BigInt(drop);
    const quotient = r.variable('i64', value.divS(factor));
    const rest = r.variable('i64', value.sub(quotient.mul(factor)));
    if (name === 'ceil' || name === 'ceiling') quotient.set(quotient.add(rest.gt(0n).widen()));
    else if (name === 'floor') quotient.set(quotient.sub(rest.lt(0n).widen()));
    else if (name === 'round') quotient.set(quotient.add(rest.ge((factor + 1n) / 2n).widen()).sub(rest.le(-((factor + 1n) / 2n)).widen()));
    return s.value(result, a.isNull, ...(result.phys === 'i64' ? [quotient] : [quotient, quotient.shrS(63)]));
  }
  const [al, ah] = s.toWide(a);
  const [lo, hi] = r.calls(name === 'round' ? 'i128_scale_down' : 'i128_trunc_down', al, ah, drop) as [Variable, Variable];
  if (name !== 'round' && name !== 'trunc') {
    // Ceiling and floor: one more or less when the cut digits were not all zero.
    const [bl, bh] = r.calls('i128_scale_up', lo, hi, drop) as [Variable, Variable];
    const up = name !== 'floor';
    const cut = r.variable(
      'i32',
      bl
        .ne(al)
        .or(bh.ne(ah))
        .and(up ? ah.ge(0n) : ah.lt(0n)),
    );
    r.if(cut, () => {
      const [l, h] = r.calls('i128_add', lo, hi, up ? 1n : -1n, up ? 0n : -1n) as [Variable, Variable];
      lo.set(l);
      hi.set(h);
    });
  }
  return s.value(result, a.isNull, ...(result.phys === 'i64' ? [lo] : [lo, hi]));
}

function numResult(s: ExprScope, name: string, args: readonly Term[], isNull: number | null, result: ValueInfo): CompiledValue {
  const [lo, hi, status] = s.r.calls(name, ...args) as [Variable, Variable, Variable];
  if (name === 'num_div' || name === 'num_mod') s.failWith(status, isNull, FAILURE.numericRange, FAILURE.divisionByZero);
  else s.failWith(status, isNull, FAILURE.numericRange);
  return s.value(result, isNull, lo, hi);
}

const NUM_BINARY: { readonly [name: string]: string } = {
  '+': 'num_add',
  '-': 'num_sub',
  '*': 'num_mul',
  '/': 'num_div',
  '%': 'num_mod',
  mod: 'num_mod',
};

function numericBinary(s: ExprScope, name: string, a: CompiledValue, b: CompiledValue, result: ValueInfo): CompiledValue | null {
  const { r } = s;
  const isNull = s.anyNull(a, b);
  if ((name === 'round' || name === 'trunc') && b.info.type.kind === 'int4') {
    if (result.phys !== 'num') {
      return isFixed(a.info) ? roundFixedTo(s, name, a, b, result) : null;
    }
    // Beyond these places every num is out of range, or zero.
    const places = r.keep(s.part(b));
    const low = r.keep(r.select(places.lt(-200), i32(-200), places));
    return numResult(
      s,
      name === 'round' ? 'num_round' : 'num_trunc',
      [...s.toNum(a), r.select(low.gt(1000), i32(1000), low)],
      isNull,
      result,
    );
  }
  const operation = NUM_BINARY[name];
  if (operation === undefined || b.info.type.kind !== 'numeric') return null;
  if (result.phys === 'num') return numResult(s, operation, [...s.toNum(a, isNull), ...s.toNum(b, isNull)], isNull, result);
  if (!isIntegerPhys(a.info.phys) || !isIntegerPhys(b.info.phys)) return null;
  switch (name) {
    case '+':
    case '-': {
      if (result.phys === 'i64') return s.value(result, isNull, plain(name, s.raise64(a, result.scale), s.raise64(b, result.scale)));
      const x = s.raiseWide(a, result.scale, isNull);
      const y = s.raiseWide(b, result.scale, isNull);
      const [lo, hi, flag] = r.calls(name === '+' ? 'i128_add' : 'i128_sub', ...x, ...y) as [Variable, Variable, Variable];
      if (result.range === null) s.failIf(flag, isNull, FAILURE.numericRange);
      return s.value(result, isNull, lo, hi);
    }
    case '*': {
      if (result.phys === 'i64') return s.value(result, isNull, s.raise64(a, a.info.scale).mul(s.raise64(b, b.info.scale)));
      if (a.info.phys !== 'i128' && b.info.phys !== 'i128') {
        const [lo, hi] = r.calls('i64_mul_wide', s.to64(a), s.to64(b)) as [Variable, Variable];
        return s.value(result, isNull, lo, hi);
      }
      const [lo, hi, flag] = r.calls('i128_mul', ...s.toWide(a), ...s.toWide(b)) as [Variable, Variable, Variable];
      if (result.range === null) s.failIf(flag, isNull, FAILURE.numericRange);
      return s.value(result, isNull, lo, hi);
    }
    case '%':
    case 'mod': {
      const scale = Math.max(a.info.scale, b.info.scale);
      if (within(raisedRange(a.info, scale), INT64) && within(raisedRange(b.info, scale), INT64)) {
        const raised = s.value(
          { ...b.info, phys: 'i64', scale, range: excludesZero(b.info) ? { min: 1n, max: 1n } : null },
          b.isNull,
          s.raise64(b, scale),
        );
        const rest = s.raise64(a, scale).remS(safeDivisor(s, raised, isNull));
        return s.coerce(s.value({ ...result, phys: 'i64', scale }, isNull, rest), result);
      }
      const [bl, bh] = s.raiseWide(b, scale, isNull);
      s.failIf(bl.or(bh).eqz(), isNull, FAILURE.divisionByZero);
      const divisor = r.variable('i64', isNull === null ? bl : r.select(r.at(isNull), i64(1), bl));
      const [, , lo, hi] = r.calls('i128_divmod', ...s.raiseWide(a, scale, isNull), divisor, bh) as [
        Variable,
        Variable,
        Variable,
        Variable,
      ];
      return s.value(result, isNull, ...(result.phys === 'i64' ? [lo] : [lo, hi]));
    }
    default:
      return null;
  }
}

function roundFixedTo(s: ExprScope, name: string, a: CompiledValue, places: CompiledValue, result: ValueInfo): CompiledValue {
  const rounded = roundFixed(s, name, a, result);
  return places.isNull === null ? rounded : { ...rounded, isNull: s.anyNull(a, places) };
}

// Floats

function floatUnary(s: ExprScope, name: string, a: CompiledValue, result: ValueInfo): CompiledValue | null {
  const x = s.part(a);
  switch (name) {
    case '+':
      return s.coerce(a, result);
    case '-':
      return s.value(result, a.isNull, x.unary(OP.f64Neg));
    case 'abs':
      return s.value(result, a.isNull, x.unary(OP.f64Abs));
    case 'ceil':
    case 'ceiling':
      return s.value(result, a.isNull, x.unary(OP.f64Ceil));
    case 'floor':
      return s.value(result, a.isNull, x.unary(OP.f64Floor));
    case 'trunc':
      return s.value(result, a.isNull, x.unary(OP.f64Trunc));
    case 'round':
      return s.value(result, a.isNull, x.unary(OP.f64Nearest));
    case 'sign':
      return s.value(result, a.isNull, x.gt(0).toF64().sub(x.lt(0).toF64()));
    default:
      return null;
  }
}

const isInfinite = (x: Term): Term => x.unary(OP.f64Abs).eq(INFINITE);

function floatBinary(s: ExprScope, name: string, a: CompiledValue, b: CompiledValue, result: ValueInfo): CompiledValue | null {
  const { r } = s;
  const isNull = s.anyNull(a, b);
  const x = s.part(a);
  const y = s.part(b);
  const single = result.type.kind === 'float4';
  const narrow = (value: Term): Variable => r.keep(single ? toSingle(value) : value);
  const neither = isInfinite(x).or(isInfinite(y)).eqz();
  switch (name) {
    case '+':
    case '-': {
      const value = narrow(name === '+' ? x.add(y) : x.sub(y));
      r.if(isInfinite(value), () => s.failIf(neither, isNull, FAILURE.floatRange));
      return s.value(result, isNull, value);
    }
    case '*': {
      const value = narrow(x.mul(y));
      r.if(isInfinite(value), () => s.failIf(neither, isNull, FAILURE.floatRange));
      r.if(value.eq(0), () => s.failIf(x.ne(0).and(y.ne(0)), isNull, FAILURE.floatUnderflow));
      return s.value(result, isNull, value);
    }
    case '/': {
      s.failIf(y.eq(0).and(x.eq(x)), isNull, FAILURE.divisionByZero);
      const value = narrow(x.div(y));
      r.if(isInfinite(value), () => s.failIf(isInfinite(x).eqz(), isNull, FAILURE.floatRange));
      r.if(value.eq(0), () => s.failIf(x.ne(0).and(isInfinite(y).eqz()), isNull, FAILURE.floatUnderflow));
      return s.value(result, isNull, value);
    }
    default:
      return null;
  }
}

/** Rounded to single precision. */
export function toSingle(value: Term): Term {
  return value.unary(OP.f32DemoteF64).unary(OP.f64PromoteF32);
}
