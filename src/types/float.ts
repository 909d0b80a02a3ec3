/** Text forms of real and double precision: the shortest digits that read back as the same value, printed as %g prints. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { trimSpaces } from './decimal.js';


/** float8out: fixed notation for decimal exponents from -4 to 14. */
export function formatFloat8(value: number): string {
  return formatShortest(value, shortestDigits(value), 15);
}

/** float4out: the shortest digits that single out this float4; fixed notation for exponents from -4 to 5. */
export function formatFloat4(value: number): string {
  if (!Number.isFinite(value) || value === 0) return formatShortest(value, shortestDigits(value), 6);
  for (let digits = 1; digits <= 9; digits += 1) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return formatShortest(value, shortestDigits(Number(text)), 6);
  }
  return formatShortest(value, shortestDigits(value), 6);
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
  const rounded = kind === 'float4' ? Math.fround(value) : value;
  const isZero = !/[1-9]/.test(trimmed.replace(/[eE].*$/, ''));
  if (!Number.isFinite(rounded) || (rounded === 0 && !isZero)) {
    throw new ConductError(SQLSTATE.numericValueOutOfRange, `"${trimmed}" is out of range for type ${kindName(kind)}`);
  }
  return rounded;
}

function kindName(kind: 'float4' | 'float8'): string {
  return kind === 'float4' ? 'real' : 'double precision';
}

function parseSpecialFloat(text: string, trimmed: string, kind: 'float4' | 'float8'): number {
  switch (trimmed.toLowerCase()) {
    case 'nan':
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
