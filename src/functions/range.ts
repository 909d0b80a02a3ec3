/**
 * Operators and functions of ranges and multiranges. Both are looked at as lists of bounds, in order and apart from each other: a range
 * has one or, where it is empty, none. An operator then means the same for each pair of the two kinds.
 */
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Datum } from '../types/datum.js';
import { isAdjacent, makeMultirange, makeRange, rangesOf, valueOrder } from '../types/range.js';
import { boundsOf, type CompareValues, compareBounds, EMPTY_RANGE, type RangeBound, type RangeBounds } from '../types/range-order.js';
import { multirangeOf, RANGE_TYPES } from '../types/range-types.js';
import type { RangeType, SqlType } from '../types/sql-type.js';
import { define } from './define.js';
import type { ArgSpec, FunctionEntry } from './function-entry.js';

type Bounds = readonly RangeBounds[];

function rangeTypeOf(types: readonly SqlType[]): RangeType {
  const type = known(
    types.find(({ kind }) => kind === 'range' || kind === 'multirange'),
    'a range argument',
  );
  assert(type.kind === 'range' || type.kind === 'multirange', 'a range type');
  return type.kind === 'range' ? type : type.range;
}

/** An argument as a list of bounds; a value that is no range is the range of itself alone. */
function listOf(value: Datum, type: SqlType): Bounds {
  if (type.kind === 'multirange') return rangesOf(value).map((range) => known(boundsOf(range) ?? undefined, 'bounds'));
  if (type.kind !== 'range') {
    const bound = { value, isInclusive: true };
    return [{ lower: { ...bound, isLower: true }, upper: { ...bound, isLower: false } }];
  }
  const bounds = boundsOf(value);
  return bounds === null ? [] : [bounds];
}

// What two lists are to each other ------------------------------------------------------------------------------------------

function contains(compare: CompareValues, outer: Bounds, inner: Bounds): boolean {
  return inner.every((part) =>
    outer.some(({ lower, upper }) => compareBounds(compare, lower, part.lower) <= 0 && compareBounds(compare, upper, part.upper) >= 0),
  );
}

function overlaps(compare: CompareValues, left: Bounds, right: Bounds): boolean {
  return left.some((a) =>
    right.some((b) => compareBounds(compare, a.lower, b.upper) <= 0 && compareBounds(compare, b.lower, a.upper) <= 0),
  );
}

/** The whole that a list spans; null for an empty one. */
function spanOf(list: Bounds): RangeBounds | null {
  const [first, last] = [list[0], list.at(-1)];
  return first === undefined || last === undefined ? null : { lower: first.lower, upper: last.upper };
}

function isBefore(compare: CompareValues, left: Bounds, right: Bounds): boolean {
  const [a, b] = [spanOf(left), spanOf(right)];
  return a !== null && b !== null && compareBounds(compare, a.upper, b.lower) < 0;
}

function endsNoLater(compare: CompareValues, left: Bounds, right: Bounds): boolean {
  const [a, b] = [spanOf(left), spanOf(right)];
  return a !== null && b !== null && compareBounds(compare, a.upper, b.upper) <= 0;
}

function beginsNoEarlier(compare: CompareValues, left: Bounds, right: Bounds): boolean {
  const [a, b] = [spanOf(left), spanOf(right)];
  return a !== null && b !== null && compareBounds(compare, a.lower, b.lower) >= 0;
}

function touches(type: RangeType, left: Bounds, right: Bounds): boolean {
  const [a, b] = [spanOf(left), spanOf(right)];
  return a !== null && b !== null && (isAdjacent(type, a.upper, b.lower) || isAdjacent(type, b.upper, a.lower));
}

type Relation = (type: RangeType, left: Bounds, right: Bounds) => boolean;

const RELATIONS: readonly (readonly [string, string, Relation])[] = [
  ['@>', 'contains', (type, a, b) => contains(valueOrder(type), a, b)],
  ['<@', 'contained_by', (type, a, b) => contains(valueOrder(type), b, a)],
  ['&&', 'overlaps', (type, a, b) => overlaps(valueOrder(type), a, b)],
  ['<<', 'before', (type, a, b) => isBefore(valueOrder(type), a, b)],
  ['>>', 'after', (type, a, b) => isBefore(valueOrder(type), b, a)],
  ['&<', 'overleft', (type, a, b) => endsNoLater(valueOrder(type), a, b)],
  ['&>', 'overright', (type, a, b) => beginsNoEarlier(valueOrder(type), a, b)],
  ['-|-', 'adjacent', touches],
];

const PAIRS: readonly (readonly [ArgSpec, ArgSpec])[] = [
  ['anyrange', 'anyrange'],
  ['anyrange', 'anymultirange'],
  ['anymultirange', 'anyrange'],
  ['anymultirange', 'anymultirange'],
];

function relation(name: string, args: readonly ArgSpec[], doc: string, holds: Relation): FunctionEntry {
  return define(name, args, 'bool', doc, ([left = null, right = null], [leftType, rightType]) => {
    const types = [known(leftType, 'type'), known(rightType, 'type')] as const;
    return holds(rangeTypeOf(types), listOf(left, types[0]), listOf(right, types[1]));
  });
}

function word(spec: ArgSpec): string {
  return spec === 'anyrange' ? 'range' : spec === 'anymultirange' ? 'multirange' : 'elem';
}

const RELATION_ENTRIES: readonly FunctionEntry[] = RELATIONS.flatMap(([operator, verb, holds]) => {
  const doc = `Whether the first ${verb.replace('_', ' ')} the second.`;
  const elements: readonly (readonly [ArgSpec, ArgSpec])[] =
    operator === '@>'
      ? [
          ['anyrange', 'anyelement'],
          ['anymultirange', 'anyelement'],
        ]
      : operator === '<@'
        ? [
            ['anyelement', 'anyrange'],
            ['anyelement', 'anymultirange'],
          ]
        : [];
  return [...PAIRS, ...elements].flatMap((args) => {
    const [left, right] = [word(args[0]), word(args[1])];
    const isPlain = left === 'range' && right === 'range';
    const name = isPlain ? `range_${verb}` : `${left}_${verb}_${right}`;
    return [relation(operator, args, doc, holds), relation(name, args, doc, holds)];
  });
});

// What two lists make -------------------------------------------------------------------------------------------------------

function greater(compare: CompareValues, a: RangeBound, b: RangeBound): RangeBound {
  return compareBounds(compare, a, b) >= 0 ? a : b;
}

function smaller(compare: CompareValues, a: RangeBound, b: RangeBound): RangeBound {
  return compareBounds(compare, a, b) <= 0 ? a : b;
}

function intersection(compare: CompareValues, left: Bounds, right: Bounds): Bounds {
  return left.flatMap((a) =>
    right.flatMap((b) => {
      if (!overlaps(compare, [a], [b])) return [];
      return [{ lower: greater(compare, a.lower, b.lower), upper: smaller(compare, a.upper, b.upper) }];
    }),
  );
}

/** Where something else begins or ends, this ends or begins. */
function flipped(bound: RangeBound): RangeBound {
  return { value: bound.value, isInclusive: !bound.isInclusive, isLower: !bound.isLower };
}

function difference(compare: CompareValues, left: Bounds, right: Bounds): Bounds {
  return right.reduce<Bounds>(
    (rest, cut) =>
      rest.flatMap((part) => {
        if (!overlaps(compare, [part], [cut])) return [part];
        const before = compareBounds(compare, part.lower, cut.lower) < 0 ? [{ lower: part.lower, upper: flipped(cut.lower) }] : [];
        const after = compareBounds(compare, part.upper, cut.upper) > 0 ? [{ lower: flipped(cut.upper), upper: part.upper }] : [];
        return [...before, ...after];
      }),
    left,
  );
}

function single(type: RangeType, list: Bounds, operation: string): Datum {
  const ranges = list.map((bounds) => makeRange(type, bounds)).filter((range) => boundsOf(range) !== null);
  if (ranges.length > 1) throw new ConductError(SQLSTATE.dataException, `result of range ${operation} would not be contiguous`);
  return ranges[0] ?? EMPTY_RANGE;
}

function multi(type: RangeType, list: Bounds): Datum {
  return makeMultirange(
    type,
    list.map((bounds) => makeRange(type, bounds)),
  );
}

function span(type: RangeType, lists: readonly Bounds[]): Datum {
  const compare = valueOrder(type);
  const all = lists.flat();
  const [first] = all;
  if (first === undefined) return EMPTY_RANGE;
  const lower = all.reduce((found, bounds) => smaller(compare, found, bounds.lower), first.lower);
  const upper = all.reduce((found, bounds) => greater(compare, found, bounds.upper), first.upper);
  return makeRange(type, { lower, upper });
}

type Combine = (type: RangeType, left: Bounds, right: Bounds) => Datum;

/** Of two ranges that neither overlap nor touch there is no union that is a range. */
const union: Combine = (type, left, right) => {
  const isApart = left.length > 0 && right.length > 0 && !overlaps(valueOrder(type), left, right) && !touches(type, left, right);
  if (isApart) throw new ConductError(SQLSTATE.dataException, 'result of range union would not be contiguous');
  return span(type, [left, right]);
};

const COMBINATIONS: readonly (readonly [string, string, string, Combine, Combine])[] = [
  ['+', 'union', 'What is in either.', union, (type, a, b) => multi(type, [...a, ...b])],
  [
    '*',
    'intersect',
    'What is in both.',
    (type, a, b) => single(type, intersection(valueOrder(type), a, b), 'intersection'),
    (type, a, b) => multi(type, intersection(valueOrder(type), a, b)),
  ],
  [
    '-',
    'minus',
    'What is in the first and not in the second.',
    (type, a, b) => single(type, difference(valueOrder(type), a, b), 'difference'),
    (type, a, b) => multi(type, difference(valueOrder(type), a, b)),
  ],
];

function combination(name: string, spec: 'anyrange' | 'anymultirange', doc: string, combine: Combine): FunctionEntry {
  return define(name, [spec, spec], spec, doc, ([left = null, right = null], types) => {
    const [leftType, rightType] = [known(types[0], 'type'), known(types[1], 'type')];
    return combine(rangeTypeOf(types), listOf(left, leftType), listOf(right, rightType));
  });
}

const COMBINATION_ENTRIES: readonly FunctionEntry[] = COMBINATIONS.flatMap(([operator, verb, doc, ranges, multiranges]) => [
  combination(operator, 'anyrange', doc, ranges),
  combination(`range_${verb}`, 'anyrange', doc, ranges),
  combination(operator, 'anymultirange', doc, multiranges),
  combination(`multirange_${verb}`, 'anymultirange', doc, multiranges),
]);

// What a list is ------------------------------------------------------------------------------------------------------------

type Test = (span: RangeBounds | null) => boolean;

const TESTS: readonly (readonly [string, string, Test])[] = [
  ['isempty', 'Whether nothing is in it.', (span) => span === null],
  ['lower_inc', 'Whether its lower bound is in it.', (span) => span?.lower.value !== null && span?.lower.isInclusive === true],
  ['upper_inc', 'Whether its upper bound is in it.', (span) => span?.upper.value !== null && span?.upper.isInclusive === true],
  ['lower_inf', 'Whether it has no lower bound.', (span) => span?.lower.value === null],
  ['upper_inf', 'Whether it has no upper bound.', (span) => span?.upper.value === null],
];

const EITHER: readonly ('anyrange' | 'anymultirange')[] = ['anyrange', 'anymultirange'];

const PROPERTY_ENTRIES: readonly FunctionEntry[] = EITHER.flatMap((spec) => [
  ...TESTS.map(([name, doc, test]) =>
    define(name, [spec], 'bool', doc, ([value = null], [type]) => test(spanOf(listOf(value, known(type, 'type'))))),
  ),
  define('lower', [spec], 'anyelement', 'The lower bound; NULL where there is none.', ([value = null], [type]) => {
    return spanOf(listOf(value, known(type, 'type')))?.lower.value ?? null;
  }),
  define('upper', [spec], 'anyelement', 'The upper bound; NULL where there is none.', ([value = null], [type]) => {
    return spanOf(listOf(value, known(type, 'type')))?.upper.value ?? null;
  }),
]);

// Making ranges -------------------------------------------------------------------------------------------------------------

type Brackets = '[]' | '[)' | '(]' | '()';

function bracketsOf(value: Datum): Brackets {
  if (value === null) throw new ConductError(SQLSTATE.dataException, 'range constructor flags argument must not be null');
  if (value === '[]' || value === '[)' || value === '(]' || value === '()') return value;
  throw new ConductError(SQLSTATE.syntaxError, 'invalid range bound flags', {
    hint: 'Valid values are "[]", "[)", "(]", and "()".',
  });
}

/** The constructor of a range type: bounds, NULL for none, and brackets. */
function constructRange(type: RangeType, args: readonly Datum[]): Datum {
  const [lower = null, upper = null] = args;
  const brackets = args.length > 2 ? bracketsOf(args[2] ?? null) : '[)';
  return makeRange(type, {
    lower: { value: lower, isInclusive: brackets.startsWith('['), isLower: true },
    upper: { value: upper, isInclusive: brackets.endsWith(']'), isLower: false },
  });
}

/** The constructors of the user's range types, under one name. */
export const MAKE_RANGE = '$make_range';
export const MAKE_MULTIRANGE = '$make_multirange';

function collectRanges(type: RangeType, values: readonly Datum[]): Datum {
  // One NULL alone is the strict function of one range.
  if (values.length === 1 && values[0] === null) return null;
  if (values.includes(null)) throw new ConductError(SQLSTATE.nullValueNotAllowed, 'multirange values cannot contain null members');
  return makeMultirange(type, values);
}

function constructors(type: RangeType): readonly FunctionEntry[] {
  const subtype = type.subtype.kind as ArgSpec;
  const range = type.name as ArgSpec;
  const result = multirangeOf(type);
  const made = (args: readonly ArgSpec[]): FunctionEntry => ({
    name: type.name,
    args,
    result: () => type,
    strict: false,
    volatility: 'immutable',
    doc: 'The range of these bounds, NULL for none; brackets say whether they are in it.',
    evaluate: (values) => constructRange(type, values),
  });
  const collected = (args: readonly ArgSpec[]): FunctionEntry => ({
    name: type.multirange.name,
    args,
    result: () => result,
    strict: false,
    volatility: 'immutable',
    ...(args.length > 0 ? { variadic: true } : {}),
    doc: 'The multirange of these ranges.',
    evaluate: (values) => collectRanges(type, values),
  });
  return [made([subtype, subtype]), made([subtype, subtype, 'text']), collected([]), collected([range])];
}

export const RANGE_FUNCTIONS: readonly FunctionEntry[] = [
  ...RELATION_ENTRIES,
  ...COMBINATION_ENTRIES,
  ...PROPERTY_ENTRIES,
  ...RANGE_TYPES.flatMap(constructors),
  define(
    'range_merge',
    ['anyrange', 'anyrange'],
    'anyrange',
    'The smallest range that has both in it.',
    ([left = null, right = null], types) => {
      const type = rangeTypeOf(types);
      return span(type, [listOf(left, type), listOf(right, type)]);
    },
  ),
  define('range_merge', ['anymultirange'], 'anyrange', 'The smallest range that has all in it.', ([value = null], [type]) => {
    const own = known(type, 'type');
    return span(rangeTypeOf([own]), [listOf(value, own)]);
  }),
  define(
    MAKE_RANGE,
    ['anyrange', 'anyelement', 'anyelement', 'text'],
    'anyrange',
    'The range of these bounds; the first argument says of which type.',
    (args, types) => constructRange(rangeTypeOf(types), args.slice(1)),
    { strict: false },
  ),
  define(
    MAKE_MULTIRANGE,
    ['anymultirange', 'anyrange'],
    'anymultirange',
    'The multirange of these ranges; the first argument says of which type.',
    (args, types) => collectRanges(rangeTypeOf(types), args.slice(1)),
    { strict: false, variadic: true },
  ),
  define('multirange', ['anyrange'], 'anymultirange', 'The multirange of one range.', ([range = null], types) =>
    makeMultirange(rangeTypeOf(types), [range]),
  ),
  ...EITHER.flatMap((spec) => [
    define(`${word(spec)}_cmp`, [spec, spec], 'int4', '-1, 0 or 1: less, equal or greater.', ([left = null, right = null], types) => {
      const [type, own] = [rangeTypeOf(types), known(types[0], 'type')];
      return compareListsOfBounds(valueOrder(type), listOf(left, own), listOf(right, own));
    }),
  ]),
];

function compareListsOfBounds(compare: CompareValues, left: Bounds, right: Bounds): number {
  for (const [index, a] of left.entries()) {
    const b = right[index];
    if (b === undefined) return 1;
    const order = compareBounds(compare, a.lower, b.lower) || compareBounds(compare, a.upper, b.upper);
    if (order !== 0) return order;
  }
  return left.length < right.length ? -1 : 0;
}

/** What the intersection of all ranges of a group is, and their union as a multirange. */
export function intersectAll(type: SqlType, values: readonly Datum[]): Datum {
  const range = rangeTypeOf([type]);
  const lists = values.map((value) => listOf(value, type));
  const [first, ...rest] = lists;
  if (first === undefined) return null;
  const both = rest.reduce((found, list) => intersection(valueOrder(range), found, list), first);
  return type.kind === 'multirange' ? multi(range, both) : single(range, both, 'intersection');
}

export function uniteAll(type: SqlType, values: readonly Datum[]): Datum {
  return multi(
    rangeTypeOf([type]),
    values.flatMap((value) => listOf(value, type)),
  );
}
