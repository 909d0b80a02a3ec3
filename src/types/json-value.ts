/** Values of jsonb: from text and to PostgreSQL's canonical text, and their order. */
import { known } from '../common/assert.js';
import { compareText } from './compare-text.js';
import type { Datum, Decimal } from './datum.js';
import { compareDecimals, formatDecimal, parseDecimal } from './decimal.js';
import { type JsonBuilder, readJson } from './json-text.js';

/** A number as PostgreSQL's numeric prints it. */
export interface JsonNumber {
  readonly number: string;
}

export type DatetimeKind = 'date' | 'time' | 'timetz' | 'timestamp' | 'timestamptz';

/** What .datetime() of a jsonpath makes of a string: a string everywhere else. */
export interface JsonDatetime {
  readonly datetime: DatetimeKind;
  readonly value: Datum;
  readonly text: string;
}

/** Keys in jsonb's order: shorter ones first. */
export type JsonObject = ReadonlyMap<string, JsonValue>;
export type JsonArray = readonly JsonValue[];
export type JsonValue = null | boolean | string | JsonNumber | JsonDatetime | JsonArray | JsonObject;

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return value instanceof Map;
}

export function isJsonArray(value: JsonValue | undefined): value is JsonArray {
  return Array.isArray(value);
}

export function isJsonNumber(value: JsonValue | undefined): value is JsonNumber {
  return typeof value === 'object' && value !== null && 'number' in value;
}

export function isJsonDatetime(value: JsonValue | undefined): value is JsonDatetime {
  return typeof value === 'object' && value !== null && 'datetime' in value;
}

export function isJsonScalar(value: JsonValue): value is null | boolean | string | JsonNumber | JsonDatetime {
  return !isJsonObject(value) && !isJsonArray(value);
}

export type JsonKind = 'null' | 'boolean' | 'string' | 'number' | 'array' | 'object';

/** jsonb_typeof. */
export function jsonKind(value: JsonValue): JsonKind {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string' || isJsonDatetime(value)) return 'string';
  if (isJsonNumber(value)) return 'number';
  return isJsonArray(value) ? 'array' : 'object';
}

const QUICK_DIGITS = 30;
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const NEGATIVE_ZERO = /^-0(?:\.0+)?$/;

/** Through numeric: 1e2 is 100, -0 is 0. */
export function jsonNumber(text: string): JsonNumber {
  if (text.length > QUICK_DIGITS || !PLAIN_NUMBER.test(text)) return { number: formatDecimal(parseDecimal(text)) };
  return { number: NEGATIVE_ZERO.test(text) ? text.slice(1) : text };
}

export function decimalOfJson({ number }: JsonNumber): Decimal {
  return parseDecimal(number);
}

/** Of duplicates the last one stays. */
export function jsonObject(entries: Iterable<readonly [string, JsonValue]>): JsonObject {
  const last = new Map(entries);
  return last.size < 2 ? last : new Map([...last].sort(([a], [b]) => compareKeys(a, b)));
}

const ASCII = /^[\0-\x7f]*$/;

/** By their lengths in bytes, then by their bytes. */
function compareKeys(left: string, right: string): number {
  const difference = byteLength(left) - byteLength(right);
  return difference === 0 ? compareText(left, right) : difference;
}

function byteLength(text: string): number {
  return ASCII.test(text) ? text.length : Buffer.byteLength(text);
}

const VALUES: JsonBuilder<JsonValue> = {
  unescape: true,
  literal: (value) => value,
  number: (text) => jsonNumber(text),
  string: (value) => value,
  array: (items) => items,
  object: (entries) => jsonObject(entries),
};

/** A jsonb value, of any JSON text. */
export function parseJsonValue(text: string): JsonValue {
  return readJson(text, VALUES);
}

/** jsonb's input: the canonical text. */
export function parseJsonb(text: string): string {
  return formatJsonValue(parseJsonValue(text));
}

/** escape_json: quotes, backslashes and control characters escaped, all else as it is. */
export function quoteJson(text: string): string {
  // JSON.stringify would escape lone surrogates, which no text has.
  return JSON.stringify(text);
}

export function formatJsonValue(value: JsonValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'string') return quoteJson(value);
  if (isJsonNumber(value)) return value.number;
  if (isJsonDatetime(value)) return quoteJson(value.text);
  if (isJsonArray(value)) return `[${value.map(formatJsonValue).join(', ')}]`;
  return `{${[...value].map(([key, item]) => `${quoteJson(key)}: ${formatJsonValue(item)}`).join(', ')}}`;
}

/** As ->> gives it: NULL for null, strings without quotes. */
export function jsonAsText(value: JsonValue): string | null {
  if (value === null) return null;
  return typeof value === 'string' ? value : formatJsonValue(value);
}

// Order ----------------------------------------------------------------------------------------------------------------------

/** Null < string < number < boolean < array < object. */
function rank(value: JsonValue): number {
  if (value === null) return 0;
  if (typeof value === 'string' || isJsonDatetime(value)) return 1;
  if (isJsonNumber(value)) return 2;
  if (typeof value === 'boolean') return 3;
  return isJsonArray(value) ? 4 : 5;
}

/**
 * jsonb's order of whole values: compareJsonbContainers. A scalar that stands alone counts as an array of one, so that an empty array
 * is below all scalars.
 */
export function compareJson(left: JsonValue, right: JsonValue): -1 | 0 | 1 {
  const isAlone = isJsonScalar(left);
  if (isAlone !== isJsonScalar(right)) {
    const other = isAlone ? right : left;
    const isEmpty = isJsonArray(other) && other.length === 0;
    return isAlone === isEmpty ? 1 : -1;
  }
  return compareInside(left, right);
}

/** Of values inside of others, or of one kind. */
function compareInside(left: JsonValue, right: JsonValue): -1 | 0 | 1 {
  const difference = rank(left) - rank(right);
  if (difference !== 0) return difference < 0 ? -1 : 1;
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  if (isJsonNumber(left) && isJsonNumber(right)) {
    return left.number === right.number ? 0 : compareDecimals(decimalOfJson(left), decimalOfJson(right));
  }
  if (typeof left === 'boolean') return left === right ? 0 : left ? 1 : -1;
  if (isJsonArray(left) && isJsonArray(right)) return compareArrays(left, right);
  if (isJsonObject(left) && isJsonObject(right)) return compareObjects(left, right);
  return 0;
}

function compareArrays(left: JsonArray, right: JsonArray): -1 | 0 | 1 {
  if (left.length !== right.length) return left.length < right.length ? -1 : 1;
  for (const [index, item] of left.entries()) {
    const order = compareInside(item, right[index] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

function compareObjects(left: JsonObject, right: JsonObject): -1 | 0 | 1 {
  if (left.size !== right.size) return left.size < right.size ? -1 : 1;
  const others = right.entries();
  for (const [key, value] of left) {
    const [otherKey, otherValue]: readonly [string, JsonValue] = known(others.next().value, 'entry');
    const order = compareText(key, otherKey);
    if (order !== 0) return order;
    const inside = compareInside(value, otherValue);
    if (inside !== 0) return inside;
  }
  return 0;
}

/** Equal as jsonb values: 1.0 is 1. */
export function sameJson(left: JsonValue, right: JsonValue): boolean {
  return compareInside(left, right) === 0;
}
