/**
 * Roots, exponentials and logarithms of numeric, with the result scales that PostgreSQL chooses. Each is computed in fixed
 * point with guard digits, then rounded.
 */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Decimal } from './datum.js';
import {
  BASE_DIGITS,
  boundedScale,
  compareDecimals,
  DECIMAL_INFINITY,
  DECIMAL_MINUS_INFINITY,
  DECIMAL_NAN,
  DECIMAL_ONE,
  DECIMAL_ZERO,
  decimalToNumber,
  divideRounded,
  divideToScale,
  leadingDigit,
  MAX_DISPLAY_SCALE,
  MAX_INTEGER_DIGITS,
  MIN_SIGNIFICANT_DIGITS,
  multiplyDecimals,
  pow10,
  roundDecimal,
  subtractDecimals,
} from './decimal.js';

const GUARD_DIGITS = 12;
/** log10(e), as numeric.c has it. */
// biome-ignore lint/suspicious/noApproximativeNumericConstant: scales are chosen with exactly these digits.
const LOG10_E = 0.434294481903252;
/** exp_var's bound: three times NUMERIC_MAX_RESULT_SCALE. */
const MAX_EXPONENT = 6_000;

function overflow(): ConductError {
  return new ConductError(SQLSTATE.numericValueOutOfRange, 'value overflows numeric format');
}

/** Floor of the square root, by Newton. */
function integerSqrt(value: bigint): bigint {
  if (value < 2n) return value;
  let guess = 1n << BigInt((value.toString(2).length + 1) >> 1);
  while (true) {
    const next = (guess + value / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

export function sqrtDecimal(value: Decimal): Decimal {
  if (value.special === 'NaN' || value.special === 'Infinity') return value;
  if (value.special === '-Infinity' || value.unscaled < 0n) {
    throw new ConductError(SQLSTATE.invalidArgumentForPower, 'cannot take square root of a negative number');
  }
  const weight = value.unscaled === 0n ? 0 : leadingDigit(value).weight;
  const rootWeight = Math.trunc(((weight + 1) * BASE_DIGITS) / 2) - 1;
  return sqrtToScale(value, boundedScale(MIN_SIGNIFICANT_DIGITS - rootWeight, value.scale));
}

/** The root of a number that is not negative, rounded to `scale` places. */
export function sqrtToScale(value: Decimal, scale: number): Decimal {
  const guard = scale + 1;
  const shift = guard * 2 - value.scale;
  const radicand = shift >= 0 ? value.unscaled * pow10(shift) : value.unscaled / pow10(-shift);
  const root = integerSqrt(radicand);
  // The floor's last digit is a guard digit: a 5 that is not exact rounds up like everything above it.
  return { unscaled: divideRounded(root, 10n), scale };
}

/** exp(x) for fixed-point x with `digits` places: halve the argument, Taylor series, square back. */
function fixedExp(x: bigint, digits: number): bigint {
  const one = pow10(digits);
  const halvings = Math.max(0, (x < 0n ? -x : x).toString(2).length - one.toString(2).length + 8);
  const extra = Math.ceil(halvings * 0.302) + 4;
  const scaleUp = pow10(extra);
  const unit = one * scaleUp;
  const reduced = (x * scaleUp) >> BigInt(halvings);
  let sum = unit;
  let term = unit;
  for (let n = 1n; term !== 0n && term !== -1n; n += 1n) {
    term = (term * reduced) / (unit * n);
    sum += term;
  }
  for (let step = 0; step < halvings; step += 1) sum = (sum * sum) / unit;
  return sum / scaleUp;
}

/** ln(x) for fixed-point x > 0: ln(x) = ln(m) + k ln(2) with m near 1, by the series of artanh. */
function fixedLn(x: bigint, digits: number): bigint {
  const one = pow10(digits);
  const shift = x.toString(2).length - one.toString(2).length;
  const mantissa = shift > 0 ? x >> BigInt(shift) : x << BigInt(-shift);
  return artanhSeries(mantissa, one) + BigInt(shift) * artanhSeries(2n * one, one);
}

/** ln(m) = 2 artanh((m - 1) / (m + 1)). */
function artanhSeries(mantissa: bigint, one: bigint): bigint {
  const ratio = ((mantissa - one) * one) / (mantissa + one);
  const square = (ratio * ratio) / one;
  let term = ratio;
  let sum = 0n;
  for (let n = 1n; term !== 0n; n += 2n) {
    sum += term / n;
    term = (term * square) / one;
  }
  return 2n * sum;
}

function toFixed(value: Decimal, digits: number): bigint {
  return digits >= value.scale ? value.unscaled * pow10(digits - value.scale) : divideRounded(value.unscaled, pow10(value.scale - digits));
}

/** estimate_ln_dweight: decimal weight of ln(value). */
function lnWeight(value: Decimal): number {
  if (value.unscaled <= 0n) return 0;
  const near = decimalToNumber(value);
  if (near >= 0.9 && near <= 1.1) {
    const difference = subtractDecimals(value, DECIMAL_ONE);
    if (difference.unscaled === 0n) return 0;
    const { weight, first } = leadingDigit(difference);
    return weight * BASE_DIGITS + Math.trunc(Math.log10(first));
  }
  const digits = value.unscaled.toString();
  const lnValue = Math.log(Number(`0.${digits.slice(0, 17)}`)) + (digits.length - value.scale) * Math.LN10;
  return Math.trunc(Math.log10(Math.abs(lnValue)));
}

/** Significant digits to carry so that `scale` places of a result of this decimal weight come out right. */
function lnToPlaces(value: Decimal, places: number): Decimal {
  // A value far below 1 needs its own digits, or its logarithm is that of a rounded zero.
  const small = Math.max(0, value.scale - value.unscaled.toString().length);
  const digits = places + GUARD_DIGITS + small;
  return {
    unscaled: fixedLn(toFixed(value, Math.max(digits, value.scale)), Math.max(digits, value.scale)),
    scale: Math.max(digits, value.scale),
  };
}

function checkLogarithm(value: Decimal): void {
  if (value.special === '-Infinity' || value.unscaled < 0n) {
    throw new ConductError(SQLSTATE.invalidArgumentForLogarithm, 'cannot take logarithm of a negative number');
  }
  if (value.special === undefined && value.unscaled === 0n) {
    throw new ConductError(SQLSTATE.invalidArgumentForLogarithm, 'cannot take logarithm of zero');
  }
}

export function lnDecimal(value: Decimal): Decimal {
  if (value.special === 'NaN') return DECIMAL_NAN;
  checkLogarithm(value);
  if (value.special !== undefined) return DECIMAL_INFINITY;
  const scale = boundedScale(MIN_SIGNIFICANT_DIGITS - lnWeight(value), value.scale);
  return roundDecimal(lnToPlaces(value, scale), scale);
}

export function logDecimal(base: Decimal, value: Decimal): Decimal {
  if (base.special === 'NaN' || value.special === 'NaN') return DECIMAL_NAN;
  checkLogarithm(base);
  checkLogarithm(value);
  if (base.special !== undefined) return value.special !== undefined ? DECIMAL_NAN : DECIMAL_ZERO;
  if (value.special !== undefined) return DECIMAL_INFINITY;
  const scale = boundedScale(MIN_SIGNIFICANT_DIGITS - (lnWeight(value) - lnWeight(base)), base.scale, value.scale);
  const places = scale + Math.max(0, -lnWeight(base)) * 2 + GUARD_DIGITS;
  const lnBase = lnToPlaces(base, places);
  if (compareDecimals(base, DECIMAL_ONE) === 0) throw new ConductError(SQLSTATE.divisionByZero, 'division by zero');
  return divideToScale(lnToPlaces(value, places), lnBase, scale);
}

export function expDecimal(value: Decimal): Decimal {
  if (value.special === '-Infinity') return DECIMAL_ZERO;
  if (value.special !== undefined) return value;
  const weight = decimalToNumber(value) * LOG10_E;
  if (decimalToNumber(value) >= MAX_EXPONENT) throw overflow();
  if (decimalToNumber(value) <= -MAX_EXPONENT) return { unscaled: 0n, scale: MAX_DISPLAY_SCALE };
  const scale = boundedScale(MIN_SIGNIFICANT_DIGITS - Math.trunc(weight), value.scale);
  const digits = scale + GUARD_DIGITS + Math.max(0, Math.ceil(weight));
  return roundDecimal({ unscaled: fixedExp(toFixed(value, digits), digits), scale: digits }, scale);
}

export function powerDecimal(base: Decimal, exponent: Decimal): Decimal {
  if (base.special !== undefined || exponent.special !== undefined) return specialPower(base, exponent);
  const isInteger = exponent.unscaled % pow10(exponent.scale) === 0n;
  if (base.unscaled === 0n && exponent.unscaled < 0n) {
    throw new ConductError(SQLSTATE.invalidArgumentForPower, 'zero raised to a negative power is undefined');
  }
  if (base.unscaled < 0n && !isInteger) {
    throw new ConductError(SQLSTATE.invalidArgumentForPower, 'a negative number raised to a non-integer power yields a complex result');
  }
  if (isInteger) {
    const whole = exponent.unscaled / pow10(exponent.scale);
    if (BigInt.asIntN(32, whole) === whole) return integerPower(base, whole, exponent.scale);
  }
  if (base.unscaled === 0n) return { unscaled: 0n, scale: MIN_SIGNIFICANT_DIGITS };
  return realPower(base, exponent, isInteger);
}

function integerPower(base: Decimal, exponent: bigint, exponentScale: number): Decimal {
  const scale = boundedScale(MIN_SIGNIFICANT_DIGITS, base.scale, exponentScale);
  if (base.unscaled === 0n) {
    return { unscaled: exponent === 0n ? pow10(scale) : 0n, scale };
  }
  const digits = (base.unscaled < 0n ? -base.unscaled : base.unscaled).toString();
  const log10Base = Math.log10(Number(`0.${digits.slice(0, 17)}`)) + digits.length - base.scale;
  const weight = Number(exponent) * log10Base;
  if (weight > MAX_INTEGER_DIGITS) throw overflow();
  if (weight + 1 < -scale) return { unscaled: 0n, scale };
  const size = exponent < 0n ? -exponent : exponent;
  // Exact powers of long bases get long: round on the way, keeping guard digits.
  const keep = Math.ceil(Math.abs(weight)) + scale + GUARD_DIGITS + Math.ceil(Math.log10(Number(size) + 1));
  let result: Decimal = DECIMAL_ONE;
  let factor = base;
  for (let bits = size; bits > 0n; bits >>= 1n) {
    if ((bits & 1n) === 1n) result = significant(multiplyRaw(result, factor), keep);
    if (bits > 1n) factor = significant(multiplyRaw(factor, factor), keep);
  }
  return exponent < 0n ? divideToScale(DECIMAL_ONE, result, scale) : roundDecimal(result, scale);
}

function multiplyRaw(left: Decimal, right: Decimal): Decimal {
  return { unscaled: left.unscaled * right.unscaled, scale: left.scale + right.scale };
}

/** Cuts to about that many significant digits after the point. */
function significant(value: Decimal, digits: number): Decimal {
  const excess = value.unscaled.toString().length - digits;
  if (excess <= 0 || value.scale <= 0) return value;
  const drop = Math.min(excess, value.scale);
  return { unscaled: divideRounded(value.unscaled, pow10(drop)), scale: value.scale - drop };
}

function realPower(base: Decimal, exponent: Decimal, isInteger: boolean): Decimal {
  const size: Decimal = base.unscaled < 0n ? { unscaled: -base.unscaled, scale: base.scale } : base;
  const estimate = decimalToNumber(multiplyDecimals(exponent, lnToPlaces(size, 20)));
  const weight = estimate * LOG10_E;
  if (estimate > MAX_EXPONENT * 1.003) throw overflow();
  if (estimate < -MAX_EXPONENT * 1.003) return { unscaled: 0n, scale: MAX_DISPLAY_SCALE };
  const scale = boundedScale(MIN_SIGNIFICANT_DIGITS - Math.trunc(weight), base.scale, exponent.scale);
  const digits = scale + GUARD_DIGITS + Math.max(0, Math.ceil(weight));
  const places = digits + exponent.unscaled.toString().length;
  const product = multiplyRaw(exponent, lnToPlaces(size, places));
  const result = roundDecimal({ unscaled: fixedExp(toFixed(product, digits), digits), scale: digits }, scale);
  const odd = isInteger && (exponent.unscaled / pow10(exponent.scale)) % 2n !== 0n;
  return base.unscaled < 0n && odd ? { unscaled: -result.unscaled, scale: result.scale } : result;
}

/** numeric_power with NaN or an infinity, by POSIX's pow(). */
function specialPower(base: Decimal, exponent: Decimal): Decimal {
  const isOne = base.special === undefined && compareDecimals(base, DECIMAL_ONE) === 0;
  const isZeroExponent = exponent.special === undefined && exponent.unscaled === 0n;
  if (isOne || isZeroExponent) return DECIMAL_ONE;
  if (base.special === 'NaN' || exponent.special === 'NaN') return DECIMAL_NAN;
  if (exponent.special !== undefined) {
    const size = base.special !== undefined ? Number.POSITIVE_INFINITY : Math.abs(decimalToNumber(base));
    if (size === 0 && exponent.special === '-Infinity') {
      throw new ConductError(SQLSTATE.invalidArgumentForPower, 'zero raised to a negative power is undefined');
    }
    if (size === 1) return DECIMAL_ONE;
    return size > 1 === (exponent.special === 'Infinity') ? DECIMAL_INFINITY : DECIMAL_ZERO;
  }
  if (exponent.unscaled < 0n) return DECIMAL_ZERO;
  if (base.special === 'Infinity') return DECIMAL_INFINITY;
  if (exponent.unscaled % pow10(exponent.scale) !== 0n) {
    throw new ConductError(SQLSTATE.invalidArgumentForPower, 'a negative number raised to a non-integer power yields a complex result');
  }
  return (exponent.unscaled / pow10(exponent.scale)) % 2n === 0n ? DECIMAL_INFINITY : DECIMAL_MINUS_INFINITY;
}
