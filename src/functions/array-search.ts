/** Functions that look at the elements of arrays: searching, replacing, containment, text, and the labels of enums. */
import { assert } from '../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import { compareDatums } from '../types/compare.js';
import { type ArrayValue, arrayValue, type Datum, isArrayValue } from '../types/datum.js';
import type { EnumType, SqlType } from '../types/sql-type.js';
import { formatText } from '../types/text-format.js';
import { elementTypeOf } from './array.js';
import { aliases, arrayArg, define, numberArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';

const NULLABLE = { strict: false } as const;

/** IS NOT DISTINCT FROM. */
function isSame(type: SqlType, a: Datum, b: Datum): boolean {
  if (a === null || b === null) return a === b;
  return compareDatums(type, a, b) === 0;
}

function arrayOrNull(value: Datum | undefined): ArrayValue | null {
  return value !== undefined && value !== null && isArrayValue(value) ? value : null;
}

function position(args: readonly Datum[], types: readonly SqlType[]): Datum {
  const value = arrayOrNull(args[0]);
  if (value === null) return null;
  const [dimension] = value.dimensions;
  if (value.dimensions.length > 1) throw notSupported('searching for elements in multidimensional arrays');
  if (args.length > 2 && args[2] === null) throw new ConductError(SQLSTATE.nullValueNotAllowed, 'initial position must not be null');
  const lower = dimension?.lower ?? 1;
  const type = elementTypeOf(types, 0);
  const from = args.length > 2 ? numberArg(args, 2) - lower : 0;
  const found = value.elements.findIndex((element, index) => index >= from && isSame(type, element, args[1] ?? null));
  return found < 0 ? null : found + lower;
}

function positions(args: readonly Datum[], types: readonly SqlType[]): Datum {
  const value = arrayOrNull(args[0]);
  if (value === null) return null;
  if (value.dimensions.length > 1) throw notSupported('searching for elements in multidimensional arrays');
  const lower = value.dimensions[0]?.lower ?? 1;
  const type = elementTypeOf(types, 0);
  return arrayValue(value.elements.flatMap((element, index) => (isSame(type, element, args[1] ?? null) ? [index + lower] : [])));
}

function remove(args: readonly Datum[], types: readonly SqlType[]): Datum {
  const value = arrayOrNull(args[0]);
  if (value === null) return null;
  if (value.dimensions.length > 1) throw notSupported('removing elements from multidimensional arrays');
  const type = elementTypeOf(types, 0);
  const kept = value.elements.filter((element) => !isSame(type, element, args[1] ?? null));
  if (kept.length === 0) return arrayValue([]);
  return { dimensions: [{ length: kept.length, lower: value.dimensions[0]?.lower ?? 1 }], elements: kept };
}

function replace(args: readonly Datum[], types: readonly SqlType[]): Datum {
  const value = arrayOrNull(args[0]);
  if (value === null) return null;
  const type = elementTypeOf(types, 0);
  const [, from = null, to = null] = args;
  return { ...value, elements: value.elements.map((element) => (isSame(type, element, from) ? to : element)) };
}

/** array_contain_compare: NULL elements match nothing. */
function containsAll(outer: ArrayValue, inner: ArrayValue, type: SqlType): boolean {
  return inner.elements.every(
    (wanted) => wanted !== null && outer.elements.some((element) => element !== null && isSame(type, element, wanted)),
  );
}

function overlaps(left: ArrayValue, right: ArrayValue, type: SqlType): boolean {
  return left.elements.some((a) => a !== null && right.elements.some((b) => b !== null && isSame(type, a, b)));
}

function toText(args: readonly Datum[], types: readonly SqlType[]): Datum {
  const value = arrayOrNull(args[0]);
  const delimiter = args[1] ?? null;
  if (value === null || typeof delimiter !== 'string') return null;
  const type = elementTypeOf(types, 0);
  const shownNull = args[2] ?? null;
  const texts = value.elements.flatMap((element) => {
    if (element !== null) return [formatText(type, element)];
    return typeof shownNull === 'string' ? [shownNull] : [];
  });
  return texts.join(delimiter);
}

function labelsOf(types: readonly SqlType[]): EnumType['labels'] {
  const [type] = types;
  assert(type?.kind === 'enum', 'an enum argument');
  if (type.labels.length === 0) {
    throw new ConductError(SQLSTATE.objectNotInPrerequisiteState, `enum ${type.name} contains no values`);
  }
  return type.labels;
}

const COMPATIBLE_SEARCH = ['anycompatiblearray', 'anycompatible'] as const;

export const ARRAY_SEARCH_FUNCTIONS: readonly FunctionEntry[] = [
  define('array_position', COMPATIBLE_SEARCH, 'int4', 'Subscript of the first element that equals a value.', position, NULLABLE),
  define(
    'array_position',
    [...COMPATIBLE_SEARCH, 'int4'],
    'int4',
    'Subscript of the first element from a subscript on that equals a value.',
    position,
    NULLABLE,
  ),
  define('array_positions', COMPATIBLE_SEARCH, 'int4[]', 'Subscripts of all elements that equal a value.', positions, NULLABLE),
  define('array_remove', COMPATIBLE_SEARCH, 'anycompatiblearray', 'The array without the elements that equal a value.', remove, NULLABLE),
  define(
    'array_replace',
    [...COMPATIBLE_SEARCH, 'anycompatible'],
    'anycompatiblearray',
    'The array with another value in place of those that equal one.',
    replace,
    NULLABLE,
  ),
  ...aliases(['@>', 'arraycontains'], (name) =>
    define(name, ['anyarray', 'anyarray'], 'bool', 'Whether the first array has all elements of the second.', (args, types) =>
      containsAll(arrayArg(args, 0), arrayArg(args, 1), elementTypeOf(types, 0)),
    ),
  ),
  ...aliases(['<@', 'arraycontained'], (name) =>
    define(name, ['anyarray', 'anyarray'], 'bool', 'Whether all elements of the first array are in the second.', (args, types) =>
      containsAll(arrayArg(args, 1), arrayArg(args, 0), elementTypeOf(types, 0)),
    ),
  ),
  ...aliases(['&&', 'arrayoverlap'], (name) =>
    define(name, ['anyarray', 'anyarray'], 'bool', 'Whether the arrays have an element in common.', (args, types) =>
      overlaps(arrayArg(args, 0), arrayArg(args, 1), elementTypeOf(types, 0)),
    ),
  ),
  define('array_to_string', ['anyarray', 'text'], 'text', 'The elements as text with a delimiter between; NULLs are left out.', toText, {
    volatility: 'stable',
  }),
  define('array_to_string', ['anyarray', 'text', 'text'], 'text', 'The same with a text for NULLs.', toText, {
    ...NULLABLE,
    volatility: 'stable',
  }),
  define('enum_first', ['anyenum'], 'anyenum', 'The first label of an enum.', (_, types) => labelsOf(types)[0]?.code ?? null, NULLABLE),
  define('enum_last', ['anyenum'], 'anyenum', 'The last label of an enum.', (_, types) => labelsOf(types).at(-1)?.code ?? null, NULLABLE),
  define(
    'enum_range',
    ['anyenum'],
    'anyarray',
    'All labels of an enum in their order.',
    (_, types) => arrayValue(labelsOf(types).map(({ code }) => code)),
    NULLABLE,
  ),
  define(
    'enum_range',
    ['anyenum', 'anyenum'],
    'anyarray',
    'Labels of an enum between two, NULL: from the first or to the last.',
    ([from = null, to = null], types) => {
      const codes = labelsOf(types).map(({ code }) => code);
      return arrayValue(codes.filter((code) => (from === null || code >= (from as number)) && (to === null || code <= (to as number))));
    },
    NULLABLE,
  ),
];
