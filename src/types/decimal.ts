/**
 * Decimal arithmetic exactly as PostgreSQL's numeric (numeric.c): results have its digits, its display scales and its
 * errors. Rounding is half away from zero everywhere.
 */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Decimal } from './datum.js';

/** NUMERIC_MIN_SIG_DIGITS: what a quotient has at the least. */
const MIN_SIGNIFICANT_DIGITS = 16;
/** NUMERIC_MAX_DISPLAY_SCALE: what functions choose by themselves at the most. */
const MAX_DISPLAY_SCALE = 1_000;
/** NUMERIC_DSCALE_MAX. */
const MAX_SCALE = 16_383;
/** Digits before the point: (NUMERIC_WEIGHT_MAX + 1) x 4. */
const MAX_INTEGER_DIGITS = 131_072;
/** numeric is kept in base 10,000: the unit of weights in scale rules. */
const BASE_DIGITS = 4;

export const DECIMAL_ZERO: Decimal = { unscaled: 0n, scale: 0 };
export const DECIMAL_ONE: Decimal = { unscaled: 1n, scale: 0 };
export const DECIMAL_NAN: Decimal = { unscaled: 0n, scale: 0, special: 'NaN' };
export const DECIMAL_INFINITY: Decimal = { unscaled: 0n, scale: 0, special: 'Infinity' };
export const DECIMAL_MINUS_INFINITY: Decimal = { unscaled: 0n, scale: 0, special: '-Infinity' };

const POWERS: bigint[] = [1n];

/** 10^exponent; small ones are kept. */
export function pow10(exponent: number): bigint {
  if (exponent > 400) return 10n ** BigInt(exponent);
  for (let next = POWERS.length; next <= exponent; next += 1) POWERS.push((POWERS[next - 1] ?? 1n) * 10n);
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Decimal digits of |value|; 0 has none. */
function digitCount(value: bigint): number {
  return value === 0n ? 0 : magnitude(value).toString().length;
}

function overflow(): ConductError {
  return new ConductError(SQLSTATE.numericValueOutOfRange, 'value overflows numeric format');
}

/** Checks the format's bounds: 131,072 digits before the point, 16,383 after it. */
function checked(value: Decimal): Decimal {
  const bounded = value.scale > MAX_SCALE ? rescale(value, MAX_SCALE) : value;
  // A bigint of 2^18 bits is cheap to measure by hex length; most values stop at the first test.
  if (bounded.unscaled < 1_000_000_000_000n && bounded.unscaled > -1_000_000_000_000n) return bounded;
  if (BigInt.asIntN(1_000, bounded.unscaled) === bounded.unscaled) return bounded;
  if (digitCount(bounded.unscaled) - bounded.scale > MAX_INTEGER_DIGITS) throw overflow();
  return bounded;
}

/** Quotient rounded half away from zero. divisor > 0. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = (dividend - quotient * divisor) * 2n;
  if (twice >= divisor) return quotient + 1n;
  return -twice >= divisor ? quotient - 1n : quotient;
}

/** The same value with another display scale, rounded where digits are lost. scale may be negative (tens). */
function rescale(value: Decimal, scale: number): Decimal {
  if (value.special !== undefined || value.scale === scale) return value;
  if (scale > value.scale) return { unscaled: value.unscaled * pow10(scale - value.scale), scale };
  const unscaled = divideRounded(value.unscaled, pow10(value.scale - scale));
  return scale >= 0 ? { unscaled, scale } : { unscaled: unscaled * pow10(-scale), scale: 0 };
}

export function decimalFromInteger(value: bigint | number): Decimal {
  return { unscaled: BigInt(value), scale: 0 };
}

const NUMBER_PATTERN = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?$/;

/** numeric_in, without a typmod. 22P02 for bad syntax, 22003 beyond the format. */
export function parseDecimal(text: string): Decimal {
  const trimmed = trimSpaces(text);
  const match = NUMBER_PATTERN.exec(trimmed);
  if (match === null) {
    const special = parseSpecial(trimmed);
    if (special !== undefined) return special;
    throw new ConductError(SQLSTATE.invalidTextRepresentation, `invalid input syntax for type numeric: "${text}"`);
  }
  const whole = match[2] ?? '';
  const fraction = match[3] ?? match[4] ?? '';
  const exponent = match[5] === undefined ? 0 : Number(match[5]);
  let unscaled = BigInt(whole + fraction);
  if (unscaled === 0n && exponent > 0) return { unscaled, scale: Math.max(0, fraction.length - exponent) };
  if (Math.abs(exponent) > MAX_INTEGER_DIGITS + MAX_SCALE) throw overflow();
  let scale = fraction.length - exponent;
  if (scale < 0) {
    if (unscaled !== 0n && whole.length + exponent > MAX_INTEGER_DIGITS * 2) throw overflow();
    unscaled *= pow10(-scale);
    scale = 0;
  }
  if (scale > MAX_SCALE) throw overflow();
  return checked({ unscaled: match[1] === '-' ? -unscaled : unscaled, scale });
}

function parseSpecial(text: string): Decimal | undefined {
  switch (text.toLowerCase()) {
    case 'nan':
      return DECIMAL_NAN;
    case 'inf':
    case '+inf':
    case 'infinity':
    case '+infinity':
      return DECIMAL_INFINITY;
    case '-inf':
    case '-infinity':
      return DECIMAL_MINUS_INFINITY;
    default:
      return undefined;
  }
}

/** Strips what C's isspace calls a space. */
export function trimSpaces(text: string): string {
  return text.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '');
}

/** numeric_out. */
export function formatDecimal(value: Decimal): string {
  if (value.special !== undefined) return value.special;
  return formatScaled(value.unscaled, value.scale);
}

/** unscaled x 10^-scale with exactly `scale` digits after the point. */
export function formatScaled(unscaled: bigint, scale: number): string {
  if (scale === 0) return unscaled.toString();
  const negative = unscaled < 0n;
  const digits = (negative ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${negative ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Ascending order; NaN is equal to itself and above everything. */
export function compareDecimals(left: Decimal, right: Decimal): -1 | 0 | 1 {
  if (left.special !== undefined || right.special !== undefined) {
    const difference = specialRank(left) - specialRank(right);
    return difference < 0 ? -1 : difference > 0 ? 1 : 0;
  }
  const scale = Math.max(left.scale, right.scale);
  const leftUnscaled = left.scale === scale ? left.unscaled : left.unscaled * pow10(scale - left.scale);
  const rightUnscaled = right.scale === scale ? right.unscaled : right.unscaled * pow10(scale - right.scale);
  return leftUnscaled < rightUnscaled ? -1 : leftUnscaled > rightUnscaled ? 1 : 0;
}

function specialRank(value: Decimal): number {
  if (value.special === undefined) return 0;
  return value.special === 'NaN' ? 2 : value.special === 'Infinity' ? 1 : -1;
}

/** -1, 0, 1; NaN for NaN. */
function signOf(value: Decimal): number {
  if (value.special === 'NaN') return Number.NaN;
  if (value.special !== undefined) return value.special === 'Infinity' ? 1 : -1;
  return value.unscaled < 0n ? -1 : value.unscaled > 0n ? 1 : 0;
}

/** The special whose sign a number has; NaN for NaN or 0. */
function infinityOf(sign: number): Decimal {
  return sign > 0 ? DECIMAL_INFINITY : sign < 0 ? DECIMAL_MINUS_INFINITY : DECIMAL_NAN;
}

export function addDecimals(left: Decimal, right: Decimal): Decimal {
  if (left.special !== undefined || right.special !== undefined) {
    if (left.special === undefined) return right;
    if (right.special === undefined) return left;
    return left.special === right.special ? left : DECIMAL_NAN;
  }
  const scale = Math.max(left.scale, right.scale);
  return checked({
    unscaled: left.unscaled * pow10(scale - left.scale) + right.unscaled * pow10(scale - right.scale),
    scale,
  });
}

/** The sum in as many digits as it takes: what sums keep on their way, as PostgreSQL's do. */
export function addExactly(left: Decimal, right: Decimal): Decimal {
  if (left.special !== undefined || right.special !== undefined) return addDecimals(left, right);
  const scale = Math.max(left.scale, right.scale);
  return { unscaled: left.unscaled * pow10(scale - left.scale) + right.unscaled * pow10(scale - right.scale), scale };
}

/** The product in as many digits as it takes. */
export function multiplyExactly(left: Decimal, right: Decimal): Decimal {
  if (left.special !== undefined || right.special !== undefined) return multiplyDecimals(left, right);
  return { unscaled: left.unscaled * right.unscaled, scale: left.scale + right.scale };
}

/** The number as a result: 22003 when it has too many digits. */
export function checkedDecimal(value: Decimal): Decimal {
  return checked(value);
}

export function negateDecimal(value: Decimal): Decimal {
  if (value.special !== undefined) return infinityOf(-signOf(value));
  return { unscaled: -value.unscaled, scale: value.scale };
}

export function subtractDecimals(left: Decimal, right: Decimal): Decimal {
  return addDecimals(left, negateDecimal(right));
}

export function multiplyDecimals(left: Decimal, right: Decimal): Decimal {
  if (left.special !== undefined || right.special !== undefined) return infinityOf(signOf(left) * signOf(right));
  return checked({ unscaled: left.unscaled * right.unscaled, scale: left.scale + right.scale });
}

/** Base-10,000 weight and first digit of the normalised value, which PostgreSQL's scale rules look at. */
function leadingDigit(value: Decimal): { readonly weight: number; readonly first: number } {
  if (value.unscaled === 0n) return { weight: 0, first: 0 };
  const digits = magnitude(value.unscaled).toString();
  const exponent = digits.length - 1 - value.scale;
  const weight = Math.floor(exponent / BASE_DIGITS);
  return { weight, first: Number(digits.slice(0, exponent - weight * BASE_DIGITS + 1).padEnd(exponent - weight * BASE_DIGITS + 1, '0')) };
}

/** select_div_scale: at least 16 significant digits, no fewer places than an operand has. */
export function divisionScale(left: Decimal, right: Decimal): number {
  const dividend = leadingDigit(left);
  const divisor = leadingDigit(right);
  let weight = dividend.weight - divisor.weight;
  if (dividend.first <= divisor.first) weight -= 1;
  return boundedScale(MIN_SIGNIFICANT_DIGITS - weight * BASE_DIGITS, left.scale, right.scale);
}

function boundedScale(wanted: number, ...scales: readonly number[]): number {
  return Math.min(Math.max(wanted, 0, ...scales), MAX_DISPLAY_SCALE);
}

function divisionByZero(): ConductError {
  return new ConductError(SQLSTATE.divisionByZero, 'division by zero');
}

export function divideDecimals(left: Decimal, right: Decimal): Decimal {
  if (left.special !== undefined || right.special !== undefined) {
    if (left.special === 'NaN' || right.special === 'NaN') return DECIMAL_NAN;
    if (right.special !== undefined) return left.special === undefined ? DECIMAL_ZERO : DECIMAL_NAN;
    if (right.unscaled === 0n) throw divisionByZero();
    return infinityOf(signOf(left) * signOf(right));
  }
  if (right.unscaled === 0n) throw divisionByZero();
  return divideToScale(left, right, divisionScale(left, right));
}

/** left / right rounded to `scale` places. right is not zero. */
export function divideToScale(left: Decimal, right: Decimal, scale: number): Decimal {
  let dividend = left.unscaled;
  let divisor = right.unscaled;
  const shift = scale - left.scale + right.scale;
  if (shift >= 0) dividend *= pow10(shift);
  else divisor *= pow10(-shift);
  if (divisor < 0n) {
    dividend = -dividend;
    divisor = -divisor;
  }
  return checked({ unscaled: divideRounded(dividend, divisor), scale });
}

/** The remainder has the dividend's sign. */
export function moduloDecimals(left: Decimal, right: Decimal): Decimal {
  if (left.special !== undefined || right.special !== undefined) {
    if (left.special === 'NaN' || right.special === 'NaN') return DECIMAL_NAN;
    if (left.special !== undefined) {
      if (right.special === undefined && right.unscaled === 0n) throw divisionByZero();
      return DECIMAL_NAN;
    }
    return left;
  }
  if (right.unscaled === 0n) throw divisionByZero();
  const scale = Math.max(left.scale, right.scale);
  return {
    unscaled: (left.unscaled * pow10(scale - left.scale)) % (right.unscaled * pow10(scale - right.scale)),
    scale,
  };
}

/** Integer part of the quotient (div()). */
export function integerQuotient(left: Decimal, right: Decimal): Decimal {
  if (left.special !== undefined || right.special !== undefined) return divideDecimals(left, right);
  if (right.unscaled === 0n) throw divisionByZero();
  const scale = Math.max(left.scale, right.scale);
  return {
    unscaled: (left.unscaled * pow10(scale - left.scale)) / (right.unscaled * pow10(scale - right.scale)),
    scale: 0,
  };
}

export function absDecimal(value: Decimal): Decimal {
  return signOf(value) < 0 ? negateDecimal(value) : value;
}

export function signDecimal(value: Decimal): Decimal {
  return value.special === 'NaN' ? DECIMAL_NAN : decimalFromInteger(signOf(value));
}

export function roundDecimal(value: Decimal, places: number): Decimal {
  // One place beyond the largest number's first digit: halves of it round up, and then there are too many digits.
  return checked(rescale(value, Math.max(-MAX_INTEGER_DIGITS - 1, Math.min(places, MAX_SCALE))));
}

export function truncateDecimal(value: Decimal, places: number): Decimal {
  const scale = Math.max(-MAX_INTEGER_DIGITS, Math.min(places, MAX_SCALE));
  if (value.special !== undefined || scale >= value.scale) return rescale(value, scale);
  const unscaled = value.unscaled / pow10(value.scale - scale);
  return scale >= 0 ? { unscaled, scale } : { unscaled: unscaled * pow10(-scale), scale: 0 };
}

export function floorDecimal(value: Decimal): Decimal {
  const whole = truncateDecimal(value, 0);
  return compareDecimals(whole, value) > 0 ? subtractDecimals(whole, DECIMAL_ONE) : whole;
}

export function ceilDecimal(value: Decimal): Decimal {
  const whole = truncateDecimal(value, 0);
  return compareDecimals(whole, value) < 0 ? addDecimals(whole, DECIMAL_ONE) : whole;
}

/** Rounds to numeric(precision, scale); 22003 with PostgreSQL's detail when the integer part has too many digits. */
export function applyNumericTypmod(value: Decimal, precision: number, scale: number): Decimal {
  if (value.special === 'NaN') return value;
  const integerDigits = precision - scale;
  if (value.special !== undefined) {
    throw new ConductError(SQLSTATE.numericValueOutOfRange, 'numeric field overflow', {
      detail: `A field with precision ${precision}, scale ${scale} cannot hold an infinite value.`,
    });
  }
  const rounded = rescale(value, scale);
  const limit = rounded.scale + integerDigits;
  const fits = limit >= 0 ? magnitude(rounded.unscaled) < pow10(limit) : rounded.unscaled === 0n;
  if (!fits) {
    throw new ConductError(SQLSTATE.numericValueOutOfRange, 'numeric field overflow', {
      detail:
        `A field with precision ${precision}, scale ${scale} must round to an absolute value less than ` +
        `${integerDigits === 0 ? '1' : `10^${integerDigits}`}.`,
    });
  }
  return rounded;
}

/** Rounds to an integer; undefined for NaN and the infinities. */
export function decimalToInteger(value: Decimal): bigint | undefined {
  return value.special === undefined ? rescale(value, 0).unscaled : undefined;
}

/** The nearest double. */
export function decimalToNumber(value: Decimal): number {
  if (value.special !== undefined) return value.special === 'NaN' ? Number.NaN : signOf(value) * Number.POSITIVE_INFINITY;
  return value.scale === 0 ? Number(value.unscaled) : Number(formatDecimal(value));
}

/** float8_numeric and float4_numeric: 15 (6) significant digits. */
export function decimalFromNumber(value: number, significantDigits: 15 | 6): Decimal {
  if (Number.isNaN(value)) return DECIMAL_NAN;
  if (!Number.isFinite(value)) return infinityOf(value);
  // Like %.15g, which drops trailing zeros.
  const parsed = parseDecimal(value.toPrecision(significantDigits));
  return trimDecimal(parsed);
}

/** Drops trailing zeros after the point. */
export function trimDecimal(value: Decimal): Decimal {
  let { unscaled, scale } = value;
  while (scale > 0 && unscaled % 10n === 0n) {
    unscaled /= 10n;
    scale -= 1;
  }
  return value.special === undefined ? { unscaled, scale } : value;
}

/** For the transcendental functions in decimal-math.ts. */
export { BASE_DIGITS, boundedScale, leadingDigit, MAX_DISPLAY_SCALE, MAX_INTEGER_DIGITS, MIN_SIGNIFICANT_DIGITS };
