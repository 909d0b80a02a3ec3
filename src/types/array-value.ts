/** Parts of arrays: elements by subscripts, slices, concatenation, and assignment to elements (arrayfuncs.c, array_userfuncs.c). */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import { MAX_DIMENSIONS, tooManyDimensions } from './array-text.js';
import { type ArrayDimension, type ArrayValue, arrayValue, type Datum, EMPTY_ARRAY } from './datum.js';

function subscriptError(message: string, detail?: string): ConductError {
  return new ConductError(SQLSTATE.arraySubscriptError, message, detail === undefined ? {} : { detail });
}

/** The array of these dimensions; the empty one when any length is 0. */
export function makeArray(dimensions: readonly ArrayDimension[], elements: readonly Datum[]): ArrayValue {
  return elements.length === 0 ? EMPTY_ARRAY : { dimensions, elements };
}

/** The number of elements; 54000 for more than an array holds. */
export function elementCount(lengths: readonly number[]): number {
  const count = lengths.reduce((product, length) => product * length, 1);
  if (count > LIMITS.arrayElements) {
    throw new ConductError(SQLSTATE.programLimitExceeded, `array size exceeds the maximum allowed (${LIMITS.arrayElements})`);
  }
  return count;
}

/** An element; NULL out of bounds, and for another number of subscripts than dimensions. */
export function elementAt({ dimensions, elements }: ArrayValue, subscripts: readonly number[]): Datum {
  if (subscripts.length !== dimensions.length || dimensions.length === 0) return null;
  const offset = offsetOf(dimensions, subscripts);
  return offset === undefined ? null : (elements[offset] ?? null);
}

/** Row-major offset; undefined out of bounds. */
function offsetOf(dimensions: readonly ArrayDimension[], subscripts: readonly number[]): number | undefined {
  let offset = 0;
  for (const [index, { length, lower }] of dimensions.entries()) {
    const at = (subscripts[index] ?? 0) - lower;
    if (at < 0 || at >= length) return undefined;
    offset = offset * length + at;
  }
  return offset;
}

export interface SliceBound {
  /** null: from the first, to the last. */
  readonly lower: number | null;
  readonly upper: number | null;
}

/** array_get_slice: bounds outside are cut, missing dimensions are whole, and subscripts of the result begin at 1. */
export function sliceOf(value: ArrayValue, bounds: readonly SliceBound[]): ArrayValue {
  const { dimensions, elements } = value;
  if (dimensions.length < bounds.length || dimensions.length === 0) return EMPTY_ARRAY;
  const ranges = dimensions.map(({ length, lower }, index) => {
    const first = Math.max(bounds[index]?.lower ?? lower, lower);
    const last = Math.min(bounds[index]?.upper ?? lower + length - 1, lower + length - 1);
    return { first: first - lower, count: last - first + 1 };
  });
  if (ranges.some(({ count }) => count <= 0)) return EMPTY_ARRAY;
  const picked: Datum[] = [];
  const walk = (depth: number, offset: number): void => {
    const range = ranges[depth];
    if (range === undefined) {
      picked.push(elements[offset] ?? null);
      return;
    }
    const base = offset * (dimensions[depth]?.length ?? 1) + range.first;
    for (let at = 0; at < range.count; at += 1) walk(depth + 1, base + at);
  };
  walk(0, 0);
  return {
    dimensions: ranges.map(({ count }) => ({ length: count, lower: 1 })),
    elements: picked,
  };
}

/** An array of arrays: one more dimension. 2202E unless all have the same dimensions. */
export function nestArrays(values: readonly (ArrayValue | null)[]): ArrayValue {
  const [first] = values;
  if (first === undefined) return EMPTY_ARRAY;
  const mismatch = (): ConductError => subscriptError('multidimensional arrays must have array expressions with matching dimensions');
  // NULL and empty arrays vanish, but only all together.
  if (values.every((value) => value === null || value.elements.length === 0)) return EMPTY_ARRAY;
  if (first === null) throw mismatch();
  if (first.dimensions.length >= MAX_DIMENSIONS) throw tooManyDimensions(first.dimensions.length + 1);
  for (const value of values) if (value === null || !sameDimensions(value.dimensions, first.dimensions)) throw mismatch();
  return {
    dimensions: [{ length: values.length, lower: 1 }, ...first.dimensions],
    elements: values.flatMap((value) => value?.elements ?? []),
  };
}

function sameDimensions(a: readonly ArrayDimension[], b: readonly ArrayDimension[]): boolean {
  return a.length === b.length && a.every((each, index) => each.length === b[index]?.length && each.lower === b[index]?.lower);
}

export function appendElement(value: ArrayValue, element: Datum): ArrayValue {
  const [dimension] = value.dimensions;
  if (dimension === undefined) return arrayValue([element]);
  checkOneDimensional(value);
  return { dimensions: [{ ...dimension, length: dimension.length + 1 }], elements: [...value.elements, element] };
}

/** Keeps the lower bound, as PostgreSQL does. */
export function prependElement(element: Datum, value: ArrayValue): ArrayValue {
  const [dimension] = value.dimensions;
  if (dimension === undefined) return arrayValue([element]);
  checkOneDimensional(value);
  return { dimensions: [{ ...dimension, length: dimension.length + 1 }], elements: [element, ...value.elements] };
}

function checkOneDimensional({ dimensions }: ArrayValue): void {
  if (dimensions.length > 1) throw new ConductError(SQLSTATE.dataException, 'argument must be empty or one-dimensional array');
}

/** array_cat: arrays of equal dimensions, or an array and one of its elements' dimensions. */
export function concatArrays(left: ArrayValue, right: ArrayValue): ArrayValue {
  const [a, b] = [left.dimensions, right.dimensions];
  if (a.length === 0) return right;
  if (b.length === 0) return left;
  const elements = [...left.elements, ...right.elements];
  const incompatible = (detail: string): ConductError => subscriptError('cannot concatenate incompatible arrays', detail);
  if (a.length === b.length) {
    if (!sameDimensions(a.slice(1), b.slice(1))) {
      throw incompatible('Arrays with differing element dimensions are not compatible for concatenation.');
    }
    return { dimensions: withFirstLength(a, (a[0]?.length ?? 0) + (b[0]?.length ?? 0)), elements };
  }
  const outer = a.length === b.length + 1 ? a : b.length === a.length + 1 ? b : undefined;
  if (outer === undefined) {
    throw incompatible(`Arrays of ${a.length} and ${b.length} dimensions are not compatible for concatenation.`);
  }
  if (!sameDimensions(outer.slice(1), outer === a ? b : a)) {
    throw incompatible('Arrays with differing dimensions are not compatible for concatenation.');
  }
  return { dimensions: withFirstLength(outer, (outer[0]?.length ?? 0) + 1), elements };
}

function withFirstLength(dimensions: readonly ArrayDimension[], length: number): readonly ArrayDimension[] {
  return dimensions.map((dimension, index) => (index === 0 ? { ...dimension, length } : dimension));
}

/** array_set_element: outside of a one-dimensional array it grows, with NULLs between. */
export function setElement(value: ArrayValue, subscripts: readonly number[], element: Datum): ArrayValue {
  if (value.dimensions.length === 0) {
    if (subscripts.length > MAX_DIMENSIONS) throw tooManyDimensions(subscripts.length);
    return { dimensions: subscripts.map((lower) => ({ length: 1, lower })), elements: [element] };
  }
  if (value.dimensions.length !== subscripts.length) throw subscriptError('wrong number of array subscripts');
  const [dimension] = value.dimensions;
  const [at = 0] = subscripts;
  if (value.dimensions.length === 1 && dimension !== undefined) {
    const lower = Math.min(dimension.lower, at);
    const upper = Math.max(dimension.lower + dimension.length - 1, at);
    const count = elementCount([upper - lower + 1]);
    const elements = new Array<Datum>(count).fill(null);
    for (const [index, each] of value.elements.entries()) elements[index + dimension.lower - lower] = each;
    elements[at - lower] = element;
    return { dimensions: [{ length: count, lower }], elements };
  }
  const offset = offsetOf(value.dimensions, subscripts);
  if (offset === undefined) throw subscriptError('array subscript out of range');
  return { ...value, elements: value.elements.map((each, index) => (index === offset ? element : each)) };
}

/** array_set_slice, of one dimension growing as setElement does. */
export function setSlice(value: ArrayValue, bounds: readonly SliceBound[], source: ArrayValue): ArrayValue {
  if (value.dimensions.length === 0) return setNewSlice(bounds, source);
  if (value.dimensions.length < bounds.length) throw subscriptError('wrong number of array subscripts');
  const resolved = value.dimensions.map(({ length, lower }, index) => ({
    lower: bounds[index]?.lower ?? lower,
    upper: bounds[index]?.upper ?? lower + length - 1,
  }));
  for (const { lower, upper } of resolved) {
    if (lower > upper) throw subscriptError('upper bound cannot be less than lower bound');
  }
  const wanted = elementCount(resolved.map(({ lower, upper }) => upper - lower + 1));
  if (source.elements.length < wanted) throw subscriptError('source array too small');
  let result = value;
  let next = 0;
  const walk = (subscripts: readonly number[]): void => {
    const bound = resolved[subscripts.length];
    if (bound === undefined) {
      result = setElement(result, subscripts, source.elements[next] ?? null);
      next += 1;
      return;
    }
    for (let at = bound.lower; at <= bound.upper; at += 1) walk([...subscripts, at]);
  };
  walk([]);
  return result;
}

function setNewSlice(bounds: readonly SliceBound[], source: ArrayValue): ArrayValue {
  const dimensions = bounds.map(({ lower, upper }): ArrayDimension => {
    if (upper === null) {
      throw subscriptError(
        'array slice subscript must provide both boundaries',
        'When assigning to a slice of an empty array value, slice boundaries must be fully specified.',
      );
    }
    const from = lower ?? 1;
    if (upper < from) throw subscriptError('upper bound cannot be less than lower bound');
    return { length: upper - from + 1, lower: from };
  });
  const wanted = elementCount(dimensions.map(({ length }) => length));
  if (source.elements.length < wanted) throw subscriptError('source array too small');
  return makeArray(dimensions, source.elements.slice(0, wanted));
}
