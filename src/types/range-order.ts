/** The order of ranges, given that of their values. */
import { assert } from '../common/assert.js';
import type { Datum, RecordValue } from './datum.js';
import { isRecordValue } from './datum.js';

export interface RangeBound {
  /** NULL: no bound on that side. */
  readonly value: Datum;
  readonly isInclusive: boolean;
  readonly isLower: boolean;
}

export interface RangeBounds {
  readonly lower: RangeBound;
  readonly upper: RangeBound;
}

const EMPTY = 'empty';
export const EMPTY_RANGE: RecordValue = { fields: [null, null, EMPTY] };

/** Order of two values of the subtype, neither NULL. */
export type CompareValues = (left: Datum, right: Datum) => -1 | 0 | 1;

/** The bounds of a range; null for the empty one. */
export function boundsOf(range: Datum): RangeBounds | null {
  assert(isRecordValue(range), 'a range');
  const [lower = null, upper = null, brackets = null] = range.fields;
  assert(typeof brackets === 'string', 'brackets of a range');
  if (brackets === EMPTY) return null;
  return {
    lower: { value: lower, isInclusive: brackets.startsWith('['), isLower: true },
    upper: { value: upper, isInclusive: brackets.endsWith(']'), isLower: false },
  };
}

/** Order of the values alone: range_cmp_bound_values. */
export function compareBoundValues(compare: CompareValues, a: RangeBound, b: RangeBound): -1 | 0 | 1 {
  if (a.value === null && b.value === null) return a.isLower === b.isLower ? 0 : a.isLower ? -1 : 1;
  if (a.value === null) return a.isLower ? -1 : 1;
  if (b.value === null) return b.isLower ? 1 : -1;
  return compare(a.value, b.value);
}

/** Order of bounds: an exclusive lower bound is just above its value, an exclusive upper bound just below. */
export function compareBounds(compare: CompareValues, a: RangeBound, b: RangeBound): -1 | 0 | 1 {
  const order = compareBoundValues(compare, a, b);
  if (order !== 0 || a.value === null || b.value === null) return order;
  if (!a.isInclusive && !b.isInclusive) return a.isLower === b.isLower ? 0 : a.isLower ? 1 : -1;
  if (!a.isInclusive) return a.isLower ? 1 : -1;
  if (!b.isInclusive) return b.isLower ? -1 : 1;
  return 0;
}

/** Order of ranges: the empty one first, then by their lower and their upper bounds. */
export function compareRanges(compare: CompareValues, left: Datum, right: Datum): -1 | 0 | 1 {
  const [a, b] = [boundsOf(left), boundsOf(right)];
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const order = compareBounds(compare, a.lower, b.lower);
  return order === 0 ? compareBounds(compare, a.upper, b.upper) : order;
}
