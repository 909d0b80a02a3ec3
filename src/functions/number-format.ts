/** to_char and to_number for numbers. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Decimal } from '../types/datum.js';
import {
  applyNumericTypmod,
  decimalFromInteger,
  decimalToInteger,
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
  pow10,
  roundDecimal,
} from '../types/decimal.js';
import { powerDecimal } from '../types/decimal-math.js';
import { formatFloat8, roundHalfEven } from '../types/float.js';
import { bigintArg, decimalArg, define, numberArg, textArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';
import { readNumber } from './number-reader.js';
import type { NumberTemplate } from './number-template.js';
import { parseNumberTemplate } from './number-template.js';
import { writeNumber } from './number-writer.js';

const TEN: Decimal = { unscaled: 10n, scale: 0 };

const ROMAN: readonly (readonly [value: number, digits: string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];
const LARGEST_ROMAN = 3_999;

function roman(value: number): string {
  if (!(value >= 1 && value <= LARGEST_ROMAN)) return '#'.repeat(15);
  let rest = value;
  let result = '';
  for (const [size, digits] of ROMAN) {
    result += digits.repeat(Math.floor(rest / size));
    rest %= size;
  }
  return result;
}

/** The number's text in its places; number signs where it has too many digits before the point. */
function placed(template: NumberTemplate, text: string): string {
  const { format } = template;
  const sign = text.startsWith('-') ? '-' : '+';
  const digits = sign === '-' ? text.slice(1) : text;
  const before = digits.includes('.') ? digits.indexOf('.') : digits.length;
  if (before <= format.pre) return writeNumber(template, digits, format.pre - before, sign);
  return writeNumber(template, `${'#'.repeat(format.pre)}.${'#'.repeat(format.post)}`, 0, sign);
}

function withoutDigits({ format }: NumberTemplate): string {
  return ` ${'#'.repeat(format.pre)}.${'#'.repeat(format.post + 4)}`;
}

/** numeric_out_sci: one digit before the point. The exponent is that of the unrounded number. */
function scientific(value: Decimal, places: number): string {
  const digits = (value.unscaled < 0n ? -value.unscaled : value.unscaled).toString();
  const exponent = value.unscaled === 0n ? 0 : digits.length - 1 - value.scale;
  const shifted = exponent >= 0 ? { unscaled: value.unscaled, scale: value.scale + exponent } : shiftUp(value, -exponent);
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${formatDecimal(roundDecimal(shifted, places))}e${exponent < 0 ? '-' : '+'}${size}`;
}

function shiftUp(value: Decimal, places: number): Decimal {
  const scale = value.scale - places;
  return scale >= 0 ? { unscaled: value.unscaled, scale } : { unscaled: value.unscaled * pow10(-scale), scale: 0 };
}

function decimalToChar(value: Decimal, pattern: string): string {
  const template = parseNumberTemplate(pattern);
  const { format } = template;
  if (format.flags.has('roman')) {
    const whole = decimalToInteger(roundDecimal(value, 0));
    if (whole === undefined) {
      const what = value.special === 'NaN' ? 'NaN' : 'infinity';
      throw new ConductError(SQLSTATE.featureNotSupported, `cannot convert ${what} to integer`);
    }
    if (BigInt.asIntN(32, whole) !== whole) throw new ConductError(SQLSTATE.numericValueOutOfRange, 'integer out of range');
    return writeNumber(template, roman(Number(whole)), 0, '+');
  }
  if (format.flags.has('scientific')) {
    if (value.special !== undefined) return withoutDigits(template);
    const text = scientific(value, format.post);
    return text.startsWith('-') ? text : ` ${text}`;
  }
  let shown = value;
  if (format.flags.has('multi')) {
    shown = multiplyDecimals(value, powerDecimal(TEN, decimalFromInteger(format.multi)));
    format.pre += format.multi;
  }
  return placed(template, formatDecimal(roundDecimal(shown, format.post)));
}

/** Rounded to a power of ten as printf does it: the exact binary value, halves to even. */
function roundedEven(value: number, places: number): bigint {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(value));
  const raw = bits.getBigUint64(0);
  const exponent = Number(raw >> 52n);
  const fraction = raw & ((1n << 52n) - 1n);
  const mantissa = exponent === 0 ? fraction : fraction | (1n << 52n);
  const shift = Math.max(exponent, 1) - 1075;
  const dividend = mantissa * (places > 0 ? pow10(places) : 1n) * (shift > 0 ? 1n << BigInt(shift) : 1n);
  const divisor = (places < 0 ? pow10(-places) : 1n) * (shift < 0 ? 1n << BigInt(-shift) : 1n);
  const quotient = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  return twice > divisor || (twice === divisor && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

/** printf's %.*f. */
function fixed(value: number, places: number): string {
  if (!Number.isFinite(value)) return formatFloat8(value);
  const text = formatDecimal({ unscaled: roundedEven(value, places), scale: places });
  return isNegative(value) ? `-${text}` : text;
}

/** printf's %+.*e, with a blank for the plus. */
function exponential(value: number, places: number): string {
  let exponent = value === 0 ? 0 : Number(value.toExponential().split('e')[1]);
  let digits = roundedEven(value, places - exponent);
  if (digits.toString().length > places + 1) {
    exponent += 1;
    digits = roundedEven(value, places - exponent);
  }
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${isNegative(value) ? '-' : ' '}${formatDecimal({ unscaled: digits, scale: places })}e${exponent < 0 ? '-' : '+'}${size}`;
}

/** `precision`: digits that the type has for sure. */
function floatToChar(value: number, pattern: string, precision: number): string {
  const template = parseNumberTemplate(pattern);
  const { format } = template;
  if (format.flags.has('roman')) return writeNumber(template, roman(roundHalfEven(value)), 0, '+');
  if (format.flags.has('scientific')) {
    if (!Number.isFinite(value)) return withoutDigits(template);
    return exponential(value, format.post);
  }
  let shown = value;
  if (format.flags.has('multi')) {
    shown *= 10 ** format.multi;
    format.pre += format.multi;
  }
  const whole = fixed(Math.abs(shown), 0).length;
  if (whole >= precision) format.post = 0;
  else if (whole + format.post > precision) format.post = precision - whole;
  return placed(template, fixed(shown, format.post));
}

/** int4 goes through a float for scientific notation, which shows in how halves are rounded. */
function integerToChar(value: bigint, pattern: string, asFloat: boolean): string {
  const template = parseNumberTemplate(pattern);
  const { flags } = template.format;
  if (flags.has('roman')) return writeNumber(template, roman(Number(value)), 0, '+');
  if (flags.has('scientific') && asFloat) return exponential(Number(value), template.format.post);
  return decimalToChar({ unscaled: value, scale: 0 }, pattern);
}

function toNumber(text: string, pattern: string): Decimal | null {
  if (pattern === '') return null;
  const template = parseNumberTemplate(pattern);
  const { format } = template;
  const read = readNumber(template, text);
  const parsed = applyNumericTypmod(parseDecimal(read.text), format.pre + format.multi + read.scale, read.scale);
  if (!format.flags.has('multi')) return parsed;
  return multiplyDecimals(parsed, powerDecimal(TEN, decimalFromInteger(-format.multi)));
}

const TO_CHAR = 'A number by a template.';

export const NUMBER_FORMAT_FUNCTIONS: readonly FunctionEntry[] = [
  define('to_char', ['int4', 'text'], 'text', TO_CHAR, (args) => integerToChar(BigInt(numberArg(args, 0)), textArg(args, 1), true)),
  define('to_char', ['int8', 'text'], 'text', TO_CHAR, (args) => integerToChar(bigintArg(args, 0), textArg(args, 1), false)),
  define('to_char', ['numeric', 'text'], 'text', TO_CHAR, (args) => decimalToChar(decimalArg(args, 0), textArg(args, 1))),
  define('to_char', ['float4', 'text'], 'text', TO_CHAR, (args) => floatToChar(numberArg(args, 0), textArg(args, 1), 6)),
  define('to_char', ['float8', 'text'], 'text', TO_CHAR, (args) => floatToChar(numberArg(args, 0), textArg(args, 1), 15)),
  define('to_number', ['text', 'text'], 'numeric', 'The number that a text is by a template.', (args) =>
    toNumber(textArg(args, 0), textArg(args, 1)),
  ),
].map((entry) => ({ ...entry, volatility: 'stable' as const }));
