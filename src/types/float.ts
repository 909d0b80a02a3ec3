/** Text forms of real and double precision: the shortest digits that read back as the same value, printed as %g prints. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { compareDecimals, parseDecimal, trimSpaces } from './decimal.js';

/** float8out: fixed notation for decimal exponents from -4 to 14. */
export function formatFloat8(value: number): string {
  const digits = shortestDigits(value);
  // Below 2^53 JavaScript's digits are PostgreSQL's.
  const isLarge = Number.isFinite(value) && Math.abs(value) >= 2 ** 53;
  return formatShortest(value, isLarge ? strictDigits(doubleBounds(value), 17) : digits, 15);
}

/** float4out: the shortest digits that single out this float4; fixed notation for exponents from -4 to 5. */
export function formatFloat4(value: number): string {
  const isPlain = !Number.isFinite(value) || value === 0;
  return formatShortest(value, isPlain ? shortestDigits(value) : strictDigits(singleBounds(value), 9), 6);
}

/** A positive float and the midpoints between it and its neighbours, all in units of 2^exponent. */
interface Bounds {
  readonly low: bigint;
  readonly exact: bigint;
  readonly high: bigint;
  readonly exponent: number;
}

const bitsView = new DataView(new ArrayBuffer(8));

function doubleBounds(value: number): Bounds {
  bitsView.setFloat64(0, Math.abs(value));
  const bits = bitsView.getBigUint64(0);
  return boundsOf(bits & ((1n << 52n) - 1n), Number(bits >> 52n), 52, 1_075);
}

function singleBounds(value: number): Bounds {
  bitsView.setFloat32(0, Math.abs(value));
  const bits = bitsView.getUint32(0);
  return boundsOf(BigInt(bits & 0x7f_ffff), bits >>> 23, 23, 150);
}

function boundsOf(fraction: bigint, biased: number, fractionBits: number, bias: number): Bounds {
  const mantissa = biased === 0 ? fraction : fraction + (1n << BigInt(fractionBits));
  const exact = mantissa * 4n;
  // Below a power of two the neighbours are half as far away.
  const low = exact - (fraction === 0n && biased > 1 ? 1n : 2n);
  return { low, exact, high: exact + 2n, exponent: Math.max(biased, 1) - bias - 2 };
}

/**
 * The fewest digits strictly between the midpoints, the nearest to the value among these, the even one of two. (JavaScript's
 * shortest text may be a midpoint that is read back by the even rule.)
 */
function strictDigits(bounds: Bounds, maxDigits: number): Digits {
  const size = Number(bounds.exact) * 2 ** bounds.exponent;
  const exponent = Number(size.toExponential().split('e')[1] ?? '0');
  for (let count = 1; ; count += 1) {
    const unit = exponent - count + 1;
    // Everything in units of 2^exponent x 10^unit, made whole by the negative ones of the two powers.
    const up = 10n ** BigInt(Math.max(-unit, 0)) * 2n ** BigInt(Math.max(bounds.exponent, 0));
    const step = 10n ** BigInt(Math.max(unit, 0)) * 2n ** BigInt(Math.max(-bounds.exponent, 0));
    const exact = bounds.exact * up;
    const below = exact / step;
    const isInside = (digits: bigint): boolean => digits * step > bounds.low * up && digits * step < bounds.high * up;
    const candidates = [below, below + 1n].filter(isInside);
    if (candidates.length === 0 && count < maxDigits) continue;
    const toBelow = exact - below * step;
    const toAbove = step - toBelow;
    const nearest = toBelow < toAbove || (toBelow === toAbove && below % 2n === 0n) ? below : below + 1n;
    const chosen = candidates.includes(nearest) ? nearest : (candidates[0] ?? nearest);
    const text = chosen.toString();
    return { digits: text.replace(/0+$/, '') || '0', exponent: exponent + text.length - count };
  }
}

interface Digits {
  readonly digits: string;
  /** Decimal exponent of the first digit. */
  readonly exponent: number;
}

function shortestDigits(value: number): Digits {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e');
  return { digits: mantissa.replace('.', ''), exponent: Number(exponent) };
}

function formatShortest(value: number, { digits, exponent }: Digits, fixedBelow: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return 'Infinity';
  if (value === Number.NEGATIVE_INFINITY) return '-Infinity';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (exponent < -4 || exponent >= fixedBelow) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const size = Math.abs(exponent).toString().padStart(2, '0');
    return `${sign}${digits.slice(0, 1)}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return sign + digits.padEnd(exponent + 1, '0');
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

const FLOAT_PATTERN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const HEX_PATTERN = /^([+-]?)0[xX]([0-9a-fA-F]+)$/;

/** float8in / float4in: 22P02 for bad syntax, 22003 for what over- or underflows. */
export function parseFloatText(text: string, kind: 'float4' | 'float8'): number {
  const trimmed = trimSpaces(text);
  if (!FLOAT_PATTERN.test(trimmed)) return parseSpecialFloat(text, trimmed, kind);
  const value = Number(trimmed);
  const rounded = kind === 'float4' ? roundOnce(trimmed, value) : value;
  const isZero = !/[1-9]/.test(trimmed.replace(/[eE].*$/, ''));
  if (!Number.isFinite(rounded) || (rounded === 0 && !isZero)) {
    throw new ConductError(SQLSTATE.numericValueOutOfRange, `"${trimmed}" is out of range for type ${kindName(kind)}`);
  }
  return rounded;
}

/**
 * The float4 nearest to a text. Rounding to double first goes wrong only when the double lies in the middle of two floats
 * and the text does not: then the text decides.
 */
function roundOnce(text: string, value: number): number {
  const rounded = Math.fround(value);
  bitsView.setFloat64(0, value);
  if ((bitsView.getUint32(4) & 0x1fff_ffff) !== 0x1000_0000 || !Number.isFinite(rounded)) return rounded;
  const order = compareDecimals(parseDecimal(text), parseDecimal(exactText(value)));
  if (order === 0) return rounded;
  // A neighbour of the double is on the right side of the middle.
  bitsView.setBigUint64(0, bitsView.getBigUint64(0) + (order > 0 === value > 0 ? 1n : -1n));
  return Math.fround(bitsView.getFloat64(0));
}

/** All decimal digits of a double. */
function exactText(value: number): string {
  const { exact, exponent } = doubleBounds(value);
  const sign = value < 0 ? '-' : '';
  if (exponent >= 0) return `${sign}${exact * 2n ** BigInt(exponent)}`;
  return `${sign}${exact * 5n ** BigInt(-exponent)}e${exponent}`;
}

function kindName(kind: 'float4' | 'float8'): string {
  return kind === 'float4' ? 'real' : 'double precision';
}

function parseSpecialFloat(text: string, trimmed: string, kind: 'float4' | 'float8'): number {
  switch (trimmed.toLowerCase()) {
    case 'nan':
    case '+nan':
    case '-nan':
      return Number.NaN;
    case 'inf':
    case '+inf':
    case 'infinity':
    case '+infinity':
      return Number.POSITIVE_INFINITY;
    case '-inf':
    case '-infinity':
      return Number.NEGATIVE_INFINITY;
    default: {
      const hex = HEX_PATTERN.exec(trimmed);
      if (hex !== null) return (hex[1] === '-' ? -1 : 1) * Number(`0x${hex[2] ?? ''}`);
      throw new ConductError(SQLSTATE.invalidTextRepresentation, `invalid input syntax for type ${kindName(kind)}: "${text}"`);
    }
  }
}

/** Narrows to float4: 22003 where PostgreSQL's dtof raises it. */
export function toFloat4(value: number): number {
  const rounded = Math.fround(value);
  if (!Number.isFinite(rounded) && Number.isFinite(value)) throw floatOverflow();
  if (rounded === 0 && value !== 0) throw floatUnderflow();
  return rounded;
}

export function floatOverflow(): ConductError {
  return new ConductError(SQLSTATE.numericValueOutOfRange, 'value out of range: overflow');
}

export function floatUnderflow(): ConductError {
  return new ConductError(SQLSTATE.numericValueOutOfRange, 'value out of range: underflow');
}

/** Ascending order of floats: NaN equals itself and is above everything; -0 equals 0. */
export function compareFloats(left: number, right: number): -1 | 0 | 1 {
  if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : 1;
  if (Number.isNaN(right)) return -1;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** rint(): halves go to the even neighbour; the sign of zero is kept. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const fraction = value - floor;
  const rounded = fraction < 0.5 || (fraction === 0.5 && floor % 2 === 0) ? floor : floor + 1;
  return rounded === 0 && (value < 0 || Object.is(value, -0)) ? -0 : rounded;
}
