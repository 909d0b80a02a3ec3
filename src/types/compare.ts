/** The order of values within a type: what =, <, ORDER BY, min and max mean. */
import { assert, unreachable } from '../common/assert.js';
import type { Datum, Interval } from './datum.js';
import { compareDecimals } from './decimal.js';
import { compareFloats } from './float.js';
import type { TypeKind } from './sql-type.js';

const DAYS_PER_MONTH = 30n;
const MICROS_PER_DAY = 86_400_000_000n;

/** Order of two values of one kind, neither NULL. -1, 0 or 1. */
export function compareDatums(kind: TypeKind, left: Datum, right: Datum): -1 | 0 | 1 {
  switch (kind) {
    case 'bool':
    case 'int2':
    case 'int4':
    case 'int8':
    case 'oid':
    case 'date':
    case 'timestamp':
      assert(left !== null && right !== null, 'compared values are not NULL');
      return left < right ? -1 : left > right ? 1 : 0;
    case 'float4':
    case 'float8':
      assert(typeof left === 'number' && typeof right === 'number', 'compared floats');
      return compareFloats(left, right);
    case 'numeric':
      assert(isObject(left) && isObject(right) && 'unscaled' in left && 'unscaled' in right, 'compared numerics');
      return compareDecimals(left, right);
    case 'text':
    case 'varchar':
    case 'name':
    case 'unknown':
      assert(typeof left === 'string' && typeof right === 'string', 'compared strings');
      return compareText(left, right);
    case 'char':
      assert(typeof left === 'string' && typeof right === 'string', 'compared strings');
      return compareText(trimBlanks(left), trimBlanks(right));
    case 'interval': {
      assert(isObject(left) && isObject(right) && 'months' in left && 'months' in right, 'compared intervals');
      const difference = intervalSpan(left) - intervalSpan(right);
      return difference < 0n ? -1 : difference > 0n ? 1 : 0;
    }
    default:
      return unreachable(kind);
  }
}

function isObject(value: Datum): value is Exclude<Datum, null | boolean | number | bigint | string> {
  return typeof value === 'object' && value !== null;
}

/** Microseconds with months of 30 days and days of 24 hours: interval_cmp_value. */
export function intervalSpan(value: Interval): bigint {
  return (BigInt(value.months) * DAYS_PER_MONTH + BigInt(value.days)) * MICROS_PER_DAY + value.micros;
}

const FIRST_SURROGATE = 0xd800;

/** Order by code point, which is the order of UTF-8 bytes (collation C). UTF-16 sorts U+E000 to U+FFFF above the rest. */
export function compareText(left: string, right: string): -1 | 0 | 1 {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const leftUnit = left.charCodeAt(at);
    const rightUnit = right.charCodeAt(at);
    if (leftUnit === rightUnit) continue;
    if (leftUnit < FIRST_SURROGATE || rightUnit < FIRST_SURROGATE) return leftUnit < rightUnit ? -1 : 1;
    return rotateSurrogates(leftUnit) < rotateSurrogates(rightUnit) ? -1 : 1;
  }
  return left.length < right.length ? -1 : 1;
}

/** Moves surrogates above the rest of the basic plane. */
function rotateSurrogates(unit: number): number {
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

/** What char(n) compares by, and what its cast to text keeps. */
export function trimBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0x20) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}
