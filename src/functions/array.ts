/** Functions over arrays. Names that begin with $ are what the binder makes of syntax: ARRAY[...], x[1], x[1:2], assignments. */
import { assert } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { MAX_DIMENSIONS, tooManyDimensions } from '../types/array-text.js';
import {
  appendElement,
  concatArrays,
  elementAt,
  elementCount,
  makeArray,
  nestArrays,
  prependElement,
  type SliceBound,
  setElement,
  setSlice,
  sliceOf,
} from '../types/array-value.js';
import { type ArrayValue, arrayValue, type Datum, EMPTY_ARRAY, isArrayValue } from '../types/datum.js';
import { arrayOf, TYPES } from '../types/sql-type.js';
import { aliases, arrayArg, define, numberArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';
import { elementOf } from './signature.js';

const NULLABLE = { strict: false } as const;

function arrayOrNull(args: readonly Datum[], index: number): ArrayValue | null {
  const value = args[index] ?? null;
  assert(value === null || isArrayValue(value), 'an array argument');
  return value;
}

function dimension(args: readonly Datum[]): { readonly length: number; readonly lower: number } | null {
  return arrayArg(args, 0).dimensions[numberArg(args, 1) - 1] ?? null;
}

/**
 * Bounds of a slice in pairs from argument `from`; the mask says which are left out (bit 2i: the lower of dimension i, bit 2i + 1:
 * its upper).
 */
function sliceBounds(args: readonly Datum[], mask: number, from: number): readonly SliceBound[] {
  const bounds: SliceBound[] = [];
  for (let at = from; at < args.length; at += 2) {
    const bit = at - from;
    bounds.push({
      lower: (mask & (1 << bit)) === 0 ? numberArg(args, at) : null,
      upper: (mask & (2 << bit)) === 0 ? numberArg(args, at + 1) : null,
    });
  }
  return bounds;
}

const SYNTAX: readonly FunctionEntry[] = [
  {
    ...define('$array', ['anyelement'], 'anyarray', 'ARRAY[...] of values.', (args) => arrayValue(args), { ...NULLABLE, variadic: true }),
    result: (types) => arrayOf(types[0] ?? TYPES.text),
  },
  define(
    '$array_of_arrays',
    ['anyarray'],
    'anyarray',
    'ARRAY[...] of arrays: one more dimension.',
    (args) => nestArrays(args.map((_, index) => arrayOrNull(args, index))),
    { ...NULLABLE, variadic: true },
  ),
  {
    ...define('$subscript', ['anyarray', 'int4'], 'anyelement', 'An element of an array, NULL out of bounds.', (args) =>
      elementAt(
        arrayArg(args, 0),
        args.slice(1).map((_, index) => numberArg(args, index + 1)),
      ),
    ),
    variadic: true,
  },
  {
    ...define(
      '$slice',
      ['anyarray', 'int4', 'int4'],
      'anyarray',
      'A slice of an array: a mask of open bounds, then pairs of bounds.',
      (args) => sliceOf(arrayArg(args, 0), sliceBounds(args, numberArg(args, 1), 2)),
    ),
    variadic: true,
  },
  {
    ...define(
      '$array_set',
      ['anyarray', 'anyelement', 'int4'],
      'anyarray',
      'The array with an element replaced: array, value, subscripts.',
      (args) => {
        const subscripts = args.slice(2);
        if (subscripts.includes(null)) throw nullSubscript();
        return setElement(arrayOrNull(args, 0) ?? EMPTY_ARRAY, subscripts as number[], args[1] ?? null);
      },
      NULLABLE,
    ),
    variadic: true,
  },
  {
    ...define(
      '$array_set_slice',
      ['anyarray', 'anyarray', 'int4', 'int4'],
      'anyarray',
      'The array with a slice replaced: array, source, a mask of open bounds, pairs of bounds.',
      (args) => {
        if (args.slice(2).includes(null)) throw nullSubscript();
        const source = arrayOrNull(args, 1);
        const target = arrayOrNull(args, 0) ?? EMPTY_ARRAY;
        return source === null ? target : setSlice(target, sliceBounds(args, numberArg(args, 2), 3), source);
      },
      NULLABLE,
    ),
    variadic: true,
  },
];

function nullSubscript(): ConductError {
  return new ConductError(SQLSTATE.nullValueNotAllowed, 'array subscript in assignment must not be null');
}

function concat(args: readonly Datum[]): Datum {
  const [left, right] = [arrayOrNull(args, 0), arrayOrNull(args, 1)];
  if (left === null || right === null) return left ?? right;
  return concatArrays(left, right);
}

const CONCATENATION: readonly FunctionEntry[] = [
  ...aliases(['array_cat', '||'], (name) =>
    define(name, ['anycompatiblearray', 'anycompatiblearray'], 'anycompatiblearray', 'Concatenates two arrays.', concat, NULLABLE),
  ),
  ...aliases(['array_append', '||'], (name) =>
    define(
      name,
      ['anycompatiblearray', 'anycompatible'],
      'anycompatiblearray',
      'The array with an element added at its end.',
      (args) => appendElement(arrayOrNull(args, 0) ?? EMPTY_ARRAY, args[1] ?? null),
      NULLABLE,
    ),
  ),
  ...aliases(['array_prepend', '||'], (name) =>
    define(
      name,
      ['anycompatible', 'anycompatiblearray'],
      'anycompatiblearray',
      'The array with an element added before its first.',
      (args) => prependElement(args[0] ?? null, arrayOrNull(args, 1) ?? EMPTY_ARRAY),
      NULLABLE,
    ),
  ),
];

function fill(args: readonly Datum[]): Datum {
  const [lengths, lowers] = [arrayOrNull(args, 1), args.length > 2 ? arrayOrNull(args, 2) : undefined];
  if (lengths === null || lowers === null) {
    throw new ConductError(SQLSTATE.nullValueNotAllowed, 'dimension array or low bound array cannot be null');
  }
  const wrong = (detail: string): ConductError =>
    new ConductError(SQLSTATE.arraySubscriptError, 'wrong number of array subscripts', { detail });
  if (lengths.dimensions.length > 1) throw wrong('Dimension array must be one dimensional.');
  if (lengths.elements.includes(null)) throw new ConductError(SQLSTATE.nullValueNotAllowed, 'dimension values cannot be null');
  const sizes = lengths.elements as readonly number[];
  if (sizes.length > MAX_DIMENSIONS) throw tooManyDimensions(sizes.length);
  if (lowers !== undefined) {
    if (lowers.dimensions.length > 1) throw wrong('Dimension array must be one dimensional.');
    if (lowers.elements.length !== sizes.length) throw wrong('Low bound array has different size than dimensions array.');
    if (lowers.elements.includes(null)) throw new ConductError(SQLSTATE.nullValueNotAllowed, 'dimension values cannot be null');
  }
  if (sizes.length === 0 || sizes.includes(0)) return EMPTY_ARRAY;
  if (sizes.some((size) => size < 0)) {
    throw new ConductError(SQLSTATE.programLimitExceeded, 'array size exceeds the maximum allowed (134217727)');
  }
  const starts = lowers?.elements as readonly number[] | undefined;
  const dimensions = sizes.map((length, index) => ({ length, lower: starts?.[index] ?? 1 }));
  return makeArray(dimensions, new Array<Datum>(elementCount(sizes)).fill(args[0] ?? null));
}

const TRIM_DOC = 'The array without its last elements.';

function trim(args: readonly Datum[]): Datum {
  const value = arrayArg(args, 0);
  const length = value.dimensions[0]?.length ?? 0;
  const count = numberArg(args, 1);
  if (count < 0 || count > length) {
    throw new ConductError(SQLSTATE.arraySubscriptError, `number of elements to trim must be between 0 and ${length}`);
  }
  const lower = value.dimensions[0]?.lower ?? 1;
  return sliceOf(value, [{ lower: null, upper: lower + length - 1 - count }]);
}

export const ARRAY_FUNCTIONS: readonly FunctionEntry[] = [
  ...SYNTAX,
  ...CONCATENATION,
  define('array_ndims', ['anyarray'], 'int4', 'Number of dimensions; NULL for an empty array.', (args) => {
    const { dimensions } = arrayArg(args, 0);
    return dimensions.length === 0 ? null : dimensions.length;
  }),
  define('array_dims', ['anyarray'], 'text', 'Bounds of the dimensions as text.', (args) => {
    const { dimensions } = arrayArg(args, 0);
    if (dimensions.length === 0) return null;
    return dimensions.map(({ lower, length }) => `[${lower}:${lower + length - 1}]`).join('');
  }),
  define('array_length', ['anyarray', 'int4'], 'int4', 'Length of a dimension.', (args) => dimension(args)?.length ?? null),
  define('array_lower', ['anyarray', 'int4'], 'int4', 'First subscript of a dimension.', (args) => dimension(args)?.lower ?? null),
  define('array_upper', ['anyarray', 'int4'], 'int4', 'Last subscript of a dimension.', (args) => {
    const found = dimension(args);
    return found === null ? null : found.lower + found.length - 1;
  }),
  define('cardinality', ['anyarray'], 'int4', 'Number of elements in all dimensions.', (args) => arrayArg(args, 0).elements.length),
  ...[['anyelement', 'int4[]'] as const, ['anyelement', 'int4[]', 'int4[]'] as const].map((args) =>
    define('array_fill', args, 'anyarray', 'An array of copies of a value, with given lengths and lower bounds.', fill, NULLABLE),
  ),
  define('trim_array', ['anyarray', 'int4'], 'anyarray', TRIM_DOC, trim),
];

/** The element type of an array argument. */
export function elementTypeOf(
  types: readonly (Parameters<typeof elementOf>[0] | undefined)[],
  index: number,
): NonNullable<ReturnType<typeof elementOf>> {
  const type = types[index];
  const element = type === undefined ? null : elementOf(type);
  assert(element !== null, 'an array type');
  return element;
}
