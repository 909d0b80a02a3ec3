/** Keys of jsonb values: texts whose byte order is jsonb's order, equal for equal values. What ORDER BY sorts by. */
import { trimDecimal } from './decimal.js';
import { decimalOfJson, isJsonArray, isJsonNumber, isJsonObject, isJsonScalar, type JsonValue } from './json-value.js';
import { TYPES } from './sql-type.js';
import { toStored } from './stored.js';

const TERMINATOR = '\u0000';
const COUNT_DIGITS = 8;

/** A scalar that stands alone is an array of one: above an empty array, below all others. */
export function jsonKeyOf(value: JsonValue): string {
  if (isJsonArray(value)) return value.length === 0 ? '0' : `2${keyInside(value)}`;
  return isJsonScalar(value) ? `1${keyInside(value)}` : `3${keyInside(value)}`;
}

function count(length: number): string {
  return length.toString(16).padStart(COUNT_DIGITS, '0');
}

function keyInside(value: JsonValue): string {
  if (value === null) return 'a';
  if (typeof value === 'string') return `b${value}${TERMINATOR}`;
  if (isJsonNumber(value)) return `c${toStored(TYPES.numeric, trimDecimal(decimalOfJson(value)))}${TERMINATOR}`;
  if (typeof value === 'boolean') return value ? 'd1' : 'd0';
  if (isJsonArray(value)) return `e${count(value.length)}${value.map(keyInside).join('')}`;
  if (!isJsonObject(value)) return '';
  return `f${count(value.size)}${[...value].map(([key, item]) => `${key}${TERMINATOR}${keyInside(item)}`).join('')}`;
}
