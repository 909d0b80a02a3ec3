/**
 * The stored form of values whose types have no physical type of their own: valid UTF-8 text whose byte order is the SQL order
 * wherever that is possible, so that equality, hashing, grouping, sorting, dictionaries, statistics and exchanges treat it
 * as any text. `toStored` and `fromStored` are the one place that knows the forms:
 *
 * | type | stored |
 * |---|---|
 * | text kinds, uuid, tid, json, jsonb, bit, varbit | as it is |
 * | bytea | each byte as one code point U+0000 to U+00FF |
 * | timetz | UTC microseconds, then the zone |
 * | array, int2vector, oidvector | element keys, then the dimensions |
 * | record | field keys |
 * | inet and the other types whose value is a text | as it is |
 * | range | E for the empty one; R, the keys of its bounds and whether they are within; multirange: such keys |
 * | numeric, wide | sign, exponent and digits in the order of the values, then four hexadecimal digits of display scale |
 *
 * An element is U+0002, its key and U+0000, or U+0003 for NULL (which sorts last); U+0001 ends the list (so that a shorter list
 * sorts first). U+0000 inside a key is followed by U+0004, above all marks. Keys of numbers are digits of an unsigned number, so
 * that their byte order is the numbers' order. Keys of numeric and interval begin with the order and end with the exact value.
 */
import { assert, known } from '../common/assert.js';
import type { ArrayDimension, ArrayValue, Datum, Decimal, Interval, RecordValue } from './datum.js';
import { arrayValue, EMPTY_ARRAY, isArrayValue, isRecordValue, isTimeWithZone } from './datum.js';
import { boundsOf, EMPTY_RANGE } from './range-order.js';
import type { SqlType } from './sql-type.js';
import { formOf } from './type-form.js';

const END = '\u0001';
const PRESENT = '\u0002';
const NULL = '\u0003';
const TERMINATOR = '\u0000';
const ESCAPED = '\u0000\u0004';

const BIAS_32 = 1n << 31n;
const BIAS_64 = 1n << 63n;
const BIAS_128 = 1n << 127n;
const MICROS_PER_SECOND = 1_000_000n;
const MICROS_PER_DAY = 86_400_000_000n;
const DAYS_PER_MONTH = 30n;

/**
 * Whether values of the type are equal exactly when their stored texts are, and the texts' order is theirs. Not so where equal
 * values differ: 1.0 and 1.00, 0 and -0, a month and 30 days, padded strings; such parts of arrays and records are compared as values.
 */
export function isStoredInOrder(type: SqlType): boolean {
  switch (type.kind) {
    case 'array':
      return isStoredInOrder(type.element);
    case 'record':
      return type.fields.every((field) => isStoredInOrder(field.type));
    case 'range':
      return isStoredInOrder(type.subtype);
    case 'multirange':
      return isStoredInOrder(type.range);
    case 'numeric':
    case 'float4':
    case 'float8':
    case 'interval':
    case 'char':
    case 'jsonb':
    case 'json':
    case 'point':
    case 'lseg':
    case 'path':
    case 'box':
    case 'polygon':
    case 'line':
    case 'circle':
    case 'jsonpath':
      return false;
    default:
      return true;
  }
}

/** The text that a value is stored as: types of physical type str only. */
export function toStored(type: SqlType, value: Datum): string {
  switch (type.kind) {
    case 'bytea':
      assert(value instanceof Uint8Array, 'a bytea value');
      return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1');
    case 'timetz': {
      assert(isTimeWithZone(value), 'a timetz value');
      const utc = value.timeMicros + BigInt(value.zoneWest) * MICROS_PER_SECOND;
      return biased(utc, BIAS_64, 16) + biased(BigInt(value.zoneWest), BIAS_32, 8);
    }
    case 'array':
      assert(isArrayValue(value), 'an array value');
      return storedArray(type.element, value);
    case 'int2vector':
    case 'oidvector':
      assert(isArrayValue(value), 'a vector value');
      return storedArray({ kind: type.kind === 'int2vector' ? 'int2' : 'oid' }, value);
    case 'numeric':
      assert(typeof value === 'object' && value !== null && 'unscaled' in value, 'a numeric value');
      return storedNumeric(value);
    case 'record':
      assert(isRecordValue(value), 'a record value');
      return value.fields.map((field, index) => storedElement(known(type.fields[index], 'field').type, field)).join('') + END;
    case 'range':
      return storedRange(type.subtype, value);
    case 'multirange':
      assert(isArrayValue(value), 'a multirange');
      return value.elements.map((range) => storedElement(type.range, range)).join('') + END;
    default:
      assert(typeof value === 'string', `a stored text of type ${type.kind}`);
      return value;
  }
}

/** The value of a stored text. */
export function fromStored(type: SqlType, text: string): Datum {
  // What stands where a NULL is: no value is stored so, and what is computed of it is not looked at.
  if (text === '') return placeholder(type);
  switch (type.kind) {
    case 'bytea':
      return new Uint8Array(Buffer.from(text, 'latin1'));
    case 'timetz': {
      const zoneWest = Number(unbiased(text.slice(16), BIAS_32));
      return { timeMicros: unbiased(text.slice(0, 16), BIAS_64) - BigInt(zoneWest) * MICROS_PER_SECOND, zoneWest };
    }
    case 'array':
      return arrayFromStored(type.element, text);
    case 'int2vector':
      return arrayFromStored({ kind: 'int2' }, text);
    case 'oidvector':
      return arrayFromStored({ kind: 'oid' }, text);
    case 'numeric':
      return numericFromStored(text);
    case 'range':
      return rangeFromStored(type.subtype, text);
    case 'multirange':
      return arrayValue(splitElements(text).keys.map((key) => (key === null ? null : rangeFromStored(type.range.subtype, key))));
    case 'record':
      return recordFromStored(
        type.fields.map((field) => field.type),
        text,
      );
    default:
      return text;
  }
}

/** A value of the type that stands where any one does: for a slot that is NULL, or beside a test that tells NULLs apart. */
export function placeholder(type: SqlType): Datum {
  switch (formOf(type)) {
    case 'bool':
      return false;
    case 'int32':
    case 'float':
      return 0;
    case 'int64':
      return 0n;
    case 'interval':
      return { months: 0, days: 0, micros: 0n };
    case 'numeric':
      return { unscaled: 0n, scale: 0 };
    case 'text':
      return textPlaceholder(type);
  }
}

function textPlaceholder(type: SqlType): Datum {
  switch (type.kind) {
    case 'bytea':
      return new Uint8Array(0);
    case 'array':
    case 'int2vector':
    case 'oidvector':
      return EMPTY_ARRAY;
    case 'range':
      return EMPTY_RANGE;
    case 'multirange':
      return EMPTY_ARRAY;
    case 'record':
      return { fields: type.fields.map(() => null) };
    case 'timetz':
      return { timeMicros: 0n, zoneWest: 0 };
    case 'json':
    case 'jsonb':
      return 'null';
    case 'jsonpath':
      return '$';
    default:
      return '';
  }
}

function storedArray(element: SqlType, { dimensions, elements }: ArrayValue): string {
  const list = elements.map((each) => storedElement(element, each)).join('');
  const lengths = dimensions.map(({ length }) => biased(BigInt(length), BIAS_32, 8)).join('');
  const lowers = dimensions.map(({ lower }) => biased(BigInt(lower), BIAS_32, 8)).join('');
  return `${list}${END}${dimensions.length}${lengths}${lowers}`;
}

const EMPTY_STORED = 'E';
const RANGE_STORED = 'R';

/** A missing lower bound sorts first and a missing upper bound last; of bounds at one value those that let more in at the right end. */
function storedRange(subtype: SqlType, value: Datum): string {
  const bounds = boundsOf(value);
  if (bounds === null) return EMPTY_STORED;
  const { lower, upper } = bounds;
  const scales: string[] = [];
  const bound = (key: Datum, mark: string): string => {
    const element = storedElement(subtype, key);
    if (subtype.kind !== 'numeric') return `${element}${mark}`;
    // Equal numbers may have other scales: these come last, so that they don't decide the order.
    scales.push(element.slice(-NUMERIC_SCALE_DIGITS - 1, -1));
    return `${element.slice(0, -NUMERIC_SCALE_DIGITS - 1)}${TERMINATOR}${mark}`;
  };
  const first = lower.value === null ? END : bound(lower.value, lower.isInclusive ? '0' : '1');
  const last = upper.value === null ? NULL : bound(upper.value, upper.isInclusive ? '1' : '0');
  return `${RANGE_STORED}${first}${last}${scales.join('')}`;
}

function rangeFromStored(subtype: SqlType, text: string): RecordValue {
  if (text === EMPTY_STORED) return EMPTY_RANGE;
  let scales = subtype.kind === 'numeric' ? text.length : 0;
  const first = text[1] === END ? null : elementAt(text, 1);
  const isLowerIn = first !== null && text[first.end] === '0';
  const start = first === null ? 2 : first.end + 1;
  const last = text[start] === NULL ? null : elementAt(text, start);
  const isUpperIn = last !== null && text[last.end] === '1';
  const value = (element: { readonly key: string } | null): Datum => {
    if (element === null) return null;
    if (subtype.kind !== 'numeric') return valueOfKey(subtype, element.key);
    scales -= NUMERIC_SCALE_DIGITS;
    return valueOfKey(subtype, `${element.key}${text.slice(scales, scales + NUMERIC_SCALE_DIGITS)}`);
  };
  const upper = value(last);
  const lower = value(first);
  return { fields: [lower, upper, `${isLowerIn ? '[' : '('}${isUpperIn ? ']' : ')'}`] };
}

/** The element that begins there, and the offset behind it. */
function elementAt(text: string, start: number): { readonly key: string; readonly end: number } {
  assert(text[start] === PRESENT, 'a stored list');
  let stop = text.indexOf(TERMINATOR, start);
  while (stop >= 0 && text[stop + 1] === '\u0004') stop = text.indexOf(TERMINATOR, stop + 2);
  assert(stop >= 0, 'a stored element ends');
  return { key: text.slice(start + 1, stop).replaceAll(ESCAPED, TERMINATOR), end: stop + 1 };
}

function storedElement(type: SqlType, value: Datum): string {
  if (value === null) return NULL;
  return `${PRESENT}${keyOf(type, value).replaceAll(TERMINATOR, ESCAPED)}${TERMINATOR}`;
}

/** Elements up to the end mark: their keys (null: NULL), and the offset behind it. */
function splitElements(text: string): { readonly keys: readonly (string | null)[]; readonly end: number } {
  const keys: (string | null)[] = [];
  let at = 0;
  for (;;) {
    const mark = text[at];
    at += 1;
    if (mark === END) return { keys, end: at };
    if (mark === NULL) {
      keys.push(null);
      continue;
    }
    const { key, end } = elementAt(text, at - 1);
    keys.push(key);
    at = end;
  }
}

function arrayFromStored(element: SqlType, text: string): ArrayValue {
  const { keys, end } = splitElements(text);
  const count = Number(text[end]);
  const number = (index: number): number => Number(unbiased(text.slice(end + 1 + index * 8, end + 9 + index * 8), BIAS_32));
  const dimensions = Array.from({ length: count }, (_, index): ArrayDimension => ({ length: number(index), lower: number(count + index) }));
  return { dimensions, elements: keys.map((key) => (key === null ? null : valueOfKey(element, key))) };
}

function recordFromStored(types: readonly SqlType[], text: string): RecordValue {
  const { keys } = splitElements(text);
  return { fields: keys.map((key, index) => (key === null ? null : valueOfKey(known(types[index], 'field type'), key))) };
}

/** Text whose order is that of the values. */
function keyOf(type: SqlType, value: Datum): string {
  switch (formOf(type)) {
    case 'bool':
      return value === true ? '1' : '0';
    case 'int32':
      assert(typeof value === 'number', 'an integer element');
      if (!Number.isFinite(value)) return value > 0 ? 'z' : '!';
      return biased(BigInt(value), BIAS_32, 9);
    case 'int64':
      assert(typeof value === 'bigint', 'a bigint element');
      return biased(value, BIAS_64, 16);
    case 'float':
      assert(typeof value === 'number', 'a float element');
      return floatKey(value);
    case 'interval':
      assert(typeof value === 'object' && value !== null && 'months' in value, 'an interval element');
      return intervalKey(value);
    case 'numeric':
    case 'text':
      return toStored(type, value);
  }
}

function valueOfKey(type: SqlType, key: string): Datum {
  switch (formOf(type)) {
    case 'bool':
      return key === '1';
    case 'int32':
      // Infinite dates.
      if (key === 'z') return Number.POSITIVE_INFINITY;
      if (key === '!') return Number.NEGATIVE_INFINITY;
      return Number(unbiased(key, BIAS_32));
    case 'int64':
      return unbiased(key, BIAS_64);
    case 'float':
      return floatOfKey(key);
    case 'interval':
      return intervalOfKey(key);
    case 'numeric':
    case 'text':
      return fromStored(type, key);
  }
}

function biased(value: bigint, bias: bigint, digits: number): string {
  return (value + bias).toString(16).padStart(digits, '0');
}

function unbiased(text: string, bias: bigint): bigint {
  return BigInt(`0x${text}`) - bias;
}

const floatView = new DataView(new ArrayBuffer(8));

/** The bits, with negative numbers inverted; NaN is above all. */
function floatKey(value: number): string {
  floatView.setFloat64(0, Number.isNaN(value) ? Number.NaN : value);
  const bits = floatView.getBigUint64(0);
  const ordered = bits >> 63n === 1n ? ~bits & 0xffff_ffff_ffff_ffffn : bits | BIAS_64;
  return ordered.toString(16).padStart(16, '0');
}

function floatOfKey(key: string): number {
  const ordered = BigInt(`0x${key}`);
  floatView.setBigUint64(0, ordered >> 63n === 1n ? ordered ^ BIAS_64 : ~ordered & 0xffff_ffff_ffff_ffffn);
  return floatView.getFloat64(0);
}

/** Below and above all digits: it ends the digits of a number, so that fewer digits come where their value is. */
const DIGITS_END = { positive: '!', negative: '~' } as const;
/** Exponents lie between -16,383 and 131,072. */
const EXPONENT_BIAS = 500_000;
const EXPONENT_DIGITS = 6;
/** Characters of the display scale at the end of a stored numeric: what comes before is equal for equal values. */
export const NUMERIC_SCALE_DIGITS = 4;
const NO_SCALE = '0'.repeat(NUMERIC_SCALE_DIGITS);

function complement(digits: string): string {
  return digits.replaceAll(/\d/g, (digit) => String(9 - Number(digit)));
}

/** Sign, exponent and digits (of negative numbers: their complements), then the display scale. */
function storedNumeric({ unscaled, scale, special }: Decimal): string {
  if (special !== undefined) return `${special === 'NaN' ? 'N' : special === 'Infinity' ? 'I' : '!'}${NO_SCALE}`;
  const shown = scale.toString(16).padStart(NUMERIC_SCALE_DIGITS, '0');
  if (unscaled === 0n) return `5${shown}`;
  const negative = unscaled < 0n;
  const written = (negative ? -unscaled : unscaled).toString();
  const digits = withoutTrailingZeros(written);
  const exponent = written.length - scale;
  if (!negative) return `6${EXPONENT_BIAS + exponent}${digits}${DIGITS_END.positive}${shown}`;
  return `4${EXPONENT_BIAS - exponent}${complement(digits)}${DIGITS_END.negative}${shown}`;
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}

function numericFromStored(text: string): Decimal {
  const sign = text[0];
  if (sign === 'N') return { unscaled: 0n, scale: 0, special: 'NaN' };
  if (sign === 'I' || sign === '!') return { unscaled: 0n, scale: 0, special: sign === 'I' ? 'Infinity' : '-Infinity' };
  const end = text.length - NUMERIC_SCALE_DIGITS;
  const scale = Number.parseInt(text.slice(end), 16);
  if (sign === '5') return { unscaled: 0n, scale };
  const negative = sign === '4';
  const exponent = (Number(text.slice(1, 1 + EXPONENT_DIGITS)) - EXPONENT_BIAS) * (negative ? -1 : 1);
  const shown = text.slice(1 + EXPONENT_DIGITS, end - 1);
  const digits = BigInt((negative ? complement(shown) : shown).padEnd(exponent + scale, '0'));
  return { unscaled: negative ? -digits : digits, scale };
}

/** The span by which intervals compare, then its three fields. */
function intervalKey({ months, days, micros }: Interval): string {
  const span = (BigInt(months) * DAYS_PER_MONTH + BigInt(days)) * MICROS_PER_DAY + micros;
  return `${biased(span, BIAS_128, 32)}|${months}|${days}|${micros}`;
}

function intervalOfKey(key: string): Interval {
  const [, months = '0', days = '0', micros = '0'] = key.split('|');
  return { months: Number(months), days: Number(days), micros: BigInt(micros) };
}
