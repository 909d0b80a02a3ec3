/**
 * Values of range types. A range is kept as a RecordValue of three fields: its bounds (NULL: none on that side) and its brackets,
 * `empty` for the range that holds nothing. Ranges of integers and dates are always written `[)`. A multirange is an ArrayValue of ranges
 * that are in order, neither overlap nor touch, and are not empty.
 */
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { compareDatums } from './compare.js';
import type { ArrayValue, Datum, RecordValue } from './datum.js';
import { arrayValue, isArrayValue } from './datum.js';
import {
  boundsOf,
  type CompareValues,
  compareBounds,
  compareBoundValues,
  compareRanges,
  EMPTY_RANGE,
  type RangeBound,
  type RangeBounds,
} from './range-order.js';
import type { RangeType, SqlType } from './sql-type.js';

const MAX_INT4 = 0x7fff_ffff;
const MAX_INT8 = (1n << 63n) - 1n;

/** How values of the subtype compare. */
export function valueOrder(type: RangeType): CompareValues {
  return (left, right) => compareDatums(type.subtype, left, right);
}

/** make_range: 22000 when the bounds are in the wrong order. */
export function makeRange(type: RangeType, { lower, upper }: RangeBounds): RecordValue {
  const order = compareBoundValues(valueOrder(type), lower, upper);
  if (order > 0) {
    throw new ConductError(SQLSTATE.dataException, 'range lower bound must be less than or equal to range upper bound');
  }
  const isSame = order === 0 && lower.value !== null && upper.value !== null;
  if (isSame && !(lower.isInclusive && upper.isInclusive)) return EMPTY_RANGE;
  return canonical(type.subtype, lower, upper);
}

/** Ranges of what has a next value begin with their first value and end before the first that is not in them. */
function canonical(subtype: SqlType, lower: RangeBound, upper: RangeBound): RecordValue {
  const isDiscrete = subtype.kind === 'int4' || subtype.kind === 'int8' || subtype.kind === 'date';
  const from = isDiscrete && !lower.isInclusive ? next(subtype, lower.value) : lower.value;
  const to = isDiscrete && upper.isInclusive ? next(subtype, upper.value) : upper.value;
  if (isDiscrete && from !== null && to !== null && from >= to) return EMPTY_RANGE;
  const opening = from !== null && (isDiscrete ? lower.isInclusive || Number.isFinite(Number(from)) : lower.isInclusive) ? '[' : '(';
  const isClosed = to !== null && upper.isInclusive && (!isDiscrete || to === upper.value);
  return { fields: [from, to, `${opening}${isClosed ? ']' : ')'}`] };
}

function next(subtype: SqlType, value: Datum): Datum {
  if (typeof value === 'bigint') {
    if (value === MAX_INT8) throw new ConductError(SQLSTATE.numericValueOutOfRange, 'bigint out of range');
    return value + 1n;
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return value;
  if (subtype.kind === 'int4' && value === MAX_INT4) throw new ConductError(SQLSTATE.numericValueOutOfRange, 'integer out of range');
  return value + 1;
}

/** Whether nothing lies between an upper and a lower bound, and no value in both. */
export function isAdjacent(type: RangeType, upper: RangeBound, lower: RangeBound): boolean {
  if (upper.value === null || lower.value === null) return false;
  const order = compareBoundValues(valueOrder(type), upper, lower);
  if (order === 0) return upper.isInclusive !== lower.isInclusive;
  if (order > 0) return false;
  const [from, to] = [
    { ...upper, isInclusive: !upper.isInclusive, isLower: true },
    { ...lower, isInclusive: !lower.isInclusive, isLower: false },
  ];
  return ['int4', 'int8', 'date'].includes(type.subtype.kind) && boundsOf(makeRange(type, { lower: from, upper: to })) === null;
}

/** Ranges of a multirange: put in order, without empty ones, and joined where they overlap or touch. */
export function makeMultirange(type: RangeType, ranges: readonly Datum[]): ArrayValue {
  const sorted = ranges.filter((range) => boundsOf(range) !== null).toSorted((a, b) => compareRanges(valueOrder(type), a, b));
  const joined: RangeBounds[] = [];
  for (const range of sorted) {
    const bounds = known(boundsOf(range) ?? undefined, 'bounds');
    const last = joined.at(-1);
    if (last === undefined || !reaches(type, last.upper, bounds.lower)) joined.push(bounds);
    else if (compareBounds(valueOrder(type), bounds.upper, last.upper) > 0)
      joined[joined.length - 1] = { lower: last.lower, upper: bounds.upper };
  }
  return arrayValue(joined.map((bounds) => makeRange(type, bounds)));
}

function reaches(type: RangeType, upper: RangeBound, lower: RangeBound): boolean {
  return compareBounds(valueOrder(type), upper, lower) >= 0 || isAdjacent(type, upper, lower);
}

export function rangesOf(multirange: Datum): readonly Datum[] {
  assert(isArrayValue(multirange), 'a multirange');
  return multirange.elements;
}
