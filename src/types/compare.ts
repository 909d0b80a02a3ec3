/** The order of values within a type: what =, <, ORDER BY, min and max mean. */
import { assert, known, unreachable } from '../common/assert.js';
import { compareText } from './compare-text.js';
import type { Datum, Interval } from './datum.js';
import { isArrayValue, isRecordValue } from './datum.js';
import { compareDecimals } from './decimal.js';
import { compareFloats } from './float.js';
import { compareJson, parseJsonValue } from './json-value.js';
import { compareRanges } from './range-order.js';
import type { SqlType } from './sql-type.js';
import { toStored } from './stored.js';

const DAYS_PER_MONTH = 30n;
const MICROS_PER_DAY = 86_400_000_000n;

/** Order of two values of one type, neither NULL. -1, 0 or 1. */
export function compareDatums(type: SqlType, left: Datum, right: Datum): -1 | 0 | 1 {
  switch (type.kind) {
    case 'bool':
    case 'int2':
    case 'int4':
    case 'int8':
    case 'money':
    case 'oid':
    case 'enum':
    case 'regproc':
    case 'regprocedure':
    case 'regoper':
    case 'regoperator':
    case 'regclass':
    case 'regtype':
    case 'regconfig':
    case 'regnamespace':
    case 'regrole':
    case 'regcollation':
    case 'xid':
    case 'cid':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'timestamptz':
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
    case 'char1':
    case 'uuid':
    case 'tid':
    case 'inet':
    case 'cidr':
    case 'macaddr':
    case 'macaddr8':
    case 'pg_lsn':
    case 'xid8':
    case 'point':
    case 'lseg':
    case 'path':
    case 'box':
    case 'polygon':
    case 'line':
    case 'circle':
    case 'json':
    case 'jsonpath':
    case 'bit':
    case 'varbit':
    case 'void':
    case 'unknown':
      assert(typeof left === 'string' && typeof right === 'string', 'compared strings');
      return compareText(left, right);
    case 'jsonb':
      assert(typeof left === 'string' && typeof right === 'string', 'compared jsonb');
      return left === right ? 0 : compareJson(parseJsonValue(left), parseJsonValue(right));
    case 'char':
      assert(typeof left === 'string' && typeof right === 'string', 'compared strings');
      return compareText(trimBlanks(left), trimBlanks(right));
    case 'interval': {
      assert(isObject(left) && isObject(right) && 'months' in left && 'months' in right, 'compared intervals');
      const difference = intervalSpan(left) - intervalSpan(right);
      return difference < 0n ? -1 : difference > 0n ? 1 : 0;
    }
    case 'bytea':
    case 'timetz': {
      const [a, b] = [toStored(type, left), toStored(type, right)];
      return a < b ? -1 : a > b ? 1 : 0;
    }
    case 'array':
      return compareArrays(type.element, left, right);
    case 'int2vector':
      return compareArrays({ kind: 'int2' }, left, right);
    case 'oidvector':
      return compareArrays({ kind: 'oid' }, left, right);
    case 'range':
      return compareRanges((a, b) => compareDatums(type.subtype, a, b), left, right);
    case 'multirange':
      assert(isArrayValue(left) && isArrayValue(right), 'compared multiranges');
      return compareLists(left.elements, right.elements, type.range);
    case 'record':
      assert(isRecordValue(left) && isRecordValue(right), 'compared records');
      return compareLists(
        left.fields,
        right.fields,
        type.fields.map((field) => field.type),
      );
    default:
      return unreachable(type);
  }
}

function isObject(value: Datum): value is Exclude<Datum, null | boolean | number | bigint | string> {
  return typeof value === 'object' && value !== null;
}

/** The elements in their order, then the number of dimensions, their lengths and their lower bounds. */
function compareArrays(element: SqlType, left: Datum, right: Datum): -1 | 0 | 1 {
  assert(isArrayValue(left) && isArrayValue(right), 'compared arrays');
  const order = compareLists(left.elements, right.elements, element);
  if (order !== 0) return order;
  const bounds = (value: typeof left): number[] => [
    value.dimensions.length,
    ...value.dimensions.map(({ length }) => length),
    ...value.dimensions.map(({ lower }) => lower),
  ];
  const others = bounds(right);
  for (const [index, bound] of bounds(left).entries()) {
    const other = others[index] ?? 0;
    if (bound !== other) return bound < other ? -1 : 1;
  }
  return 0;
}

/** NULL is above all values and equals itself, as in an index; of two lists of which one begins with the other the shorter is first. */
function compareLists(left: readonly Datum[], right: readonly Datum[], types: SqlType | readonly SqlType[]): -1 | 0 | 1 {
  for (const [index, a] of left.entries()) {
    const b = right[index];
    if (b === undefined) return 1;
    if (a === null || b === null) {
      if (a === b) continue;
      return a === null ? 1 : -1;
    }
    const order = compareDatums('kind' in types ? types : known(types[index], 'field type'), a, b);
    if (order !== 0) return order;
  }
  return left.length < right.length ? -1 : 0;
}

/** Microseconds with months of 30 days and days of 24 hours: interval_cmp_value. */
export function intervalSpan(value: Interval): bigint {
  return (BigInt(value.months) * DAYS_PER_MONTH + BigInt(value.days)) * MICROS_PER_DAY + value.micros;
}

/** What char(n) compares by, and what its cast to text keeps. */
export function trimBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0x20) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}
