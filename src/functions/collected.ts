/**
 * Aggregates that need all values of a group at once: arrays, concatenations, percentiles, ranks. A row's values are one item
 * (collected-items.ts), the collect aggregate puts items together, and a function of this file makes the result.
 *
 * Their arguments are the collected text, the specification of the items as JSON, then the direct arguments of the call.
 */
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import { type ArrayDimension, type ArrayValue, arrayValue, type Datum, type Decimal, type Interval, isArrayValue } from '../types/datum.js';
import { addExactly, checkedDecimal, parseDecimal } from '../types/decimal.js';
import { addIntervals, scaleInterval, subtractIntervals } from '../types/interval.js';
import { compareItems, type Item, type ItemSpec, itemText, readItems } from './collected-items.js';
import { define } from './define.js';
import type { FunctionEntry } from './function-entry.js';
import { JSON_MAKERS } from './json-collected.js';
import { FLOAT_RESULTS, varianceOf } from './moments.js';
import { intersectAll, uniteAll } from './range.js';

export const ITEM_FUNCTION = 'conduct_item';

/** The function that makes the result of an aggregate of collected items. */
export function resultFunction(aggregate: string): string {
  return `conduct_${aggregate}`;
}

type Make = (items: readonly Item[], spec: ItemSpec, direct: readonly Datum[]) => Datum;

function first(item: Item | undefined): Datum {
  return item?.[0] ?? null;
}

const arrayAgg: Make = (items, { types }) => {
  if (items.length === 0) return null;
  if (types[0]?.kind === 'array') return stackArrays(items.map(first));
  return arrayValue(items.map(first));
};

/** Arrays of equal shapes become the elements of one with a dimension more. */
function stackArrays(values: readonly Datum[]): ArrayValue {
  const arrays = values.map((value) => {
    if (!isArrayValue(value)) throw new ConductError(SQLSTATE.nullValueNotAllowed, 'cannot accumulate null arrays');
    if (value.dimensions.length === 0) throw new ConductError(SQLSTATE.arraySubscriptError, 'cannot accumulate empty arrays');
    return value;
  });
  const [shape] = arrays;
  const dimensions: readonly ArrayDimension[] = shape?.dimensions ?? [];
  const same = (array: ArrayValue): boolean =>
    array.dimensions.length === dimensions.length && array.dimensions.every(({ length }, i) => length === dimensions[i]?.length);
  if (!arrays.every(same)) {
    throw new ConductError(SQLSTATE.arraySubscriptError, 'cannot accumulate arrays of different dimensionality');
  }
  return { dimensions: [{ length: arrays.length, lower: 1 }, ...dimensions], elements: arrays.flatMap(({ elements }) => elements) };
}

const rangeAgg: Make = (items, { types }) => {
  const values = items.map(first).filter((value) => value !== null);
  return values.length === 0 ? null : uniteAll(known(types[0], 'type'), values);
};

const rangeIntersectAgg: Make = (items, { types }) => {
  const values = items.map(first).filter((value) => value !== null);
  return values.length === 0 ? null : intersectAll(known(types[0], 'type'), values);
};

/** The delimiter of the first value is not used. */
const stringAgg: Make = (items) => {
  if (items.length === 0) return null;
  if (typeof first(items[0]) === 'string') {
    return items.map(([value, delimiter], i) => `${i === 0 ? '' : (delimiter ?? '')}${String(value)}`).join('');
  }
  const parts = items.flatMap(([value, delimiter], i) => (i === 0 ? [value] : [delimiter, value]));
  return new Uint8Array(Buffer.concat(parts.filter((part) => part instanceof Uint8Array)));
};

/** The value that comes most often; of several the first in the order. */
const mode: Make = (items, spec) => {
  let best: Datum = null;
  let bestCount = 0;
  for (let from = 0; from < items.length; ) {
    let to = from + 1;
    while (to < items.length && compareItems(spec, known(items[from], 'item'), known(items[to], 'item')) === 0) to += 1;
    if (to - from > bestCount) {
      best = first(items[from]);
      bestCount = to - from;
    }
    from = to;
  }
  return best;
};

/** One value for each fraction; of an array of fractions an array of its shape. */
function percentiles(items: readonly Item[], fractions: Datum, value: (items: readonly Item[], fraction: number) => Datum): Datum {
  const one = (fraction: Datum): Datum => {
    if (typeof fraction !== 'number') return null;
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new ConductError(SQLSTATE.numericValueOutOfRange, `percentile value ${formatG(fraction)} is not between 0 and 1`);
    }
    return items.length === 0 ? null : value(items, fraction);
  };
  if (!isArrayValue(fractions)) return one(fractions);
  if (items.length === 0) return null;
  return { ...fractions, elements: fractions.elements.map(one) };
}

/** As %g prints. */
function formatG(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  return String(Number(value.toPrecision(6)));
}

const percentileDisc: Make = (items, _spec, [fractions = null]) =>
  percentiles(items, fractions, (sorted, fraction) => first(sorted[Math.max(1, Math.ceil(fraction * sorted.length)) - 1]));

const percentileCont: Make = (items, _spec, [fractions = null]) =>
  percentiles(items, fractions, (sorted, fraction) => {
    const place = fraction * (sorted.length - 1);
    const below = Math.floor(place);
    const low = first(sorted[below]);
    if (below === Math.ceil(place)) return low;
    return between(low, first(sorted[below + 1]), place - below);
  });

function between(low: Datum, high: Datum, share: number): Datum {
  if (typeof low === 'number' && typeof high === 'number') return low + share * (high - low);
  const [from, to] = [low as Interval, high as Interval];
  return addIntervals(
    scaleInterval(subtractIntervals(to, from), (part) => part * share),
    from,
  );
}

/** Rows before the hypothetical one, and those that are not after it. */
function place(items: readonly Item[], spec: ItemSpec, direct: readonly Datum[]): { readonly before: number; readonly upTo: number } {
  const orders = items.map((item) => compareItems(spec, item, direct));
  return { before: orders.filter((order) => order < 0).length, upTo: orders.filter((order) => order <= 0).length };
}

const rank: Make = (items, spec, direct) => BigInt(place(items, spec, direct).before + 1);

const denseRank: Make = (items, spec, direct) => {
  const before = items.slice(0, place(items, spec, direct).before);
  return BigInt(before.filter((item, i) => i === 0 || compareItems(spec, known(before[i - 1], 'item'), item) !== 0).length + 1);
};

const percentRank: Make = (items, spec, direct) => (items.length === 0 ? 0 : place(items, spec, direct).before / items.length);

const cumeDist: Make = (items, spec, direct) => (place(items, spec, direct).upTo + 1) / (items.length + 1);

/** Statistical aggregates of different values; those that don't need it are computed without collecting. */
const statistical = (name: string): Make => {
  return (items) => varianceOf(name, items);
};

/** AND, OR and XOR of bit strings. */
const bitwise = (combine: (left: boolean, right: boolean) => boolean): Make => {
  return (items) =>
    items.map(first).reduce((left, right) => {
      if (left === null) return right;
      const [a, b] = [String(left), String(right)];
      if (a.length !== b.length) throw new ConductError(SQLSTATE.stringDataLengthMismatch, 'cannot combine bit strings of different sizes');
      return [...a].map((bit, i) => (combine(bit === '1', b[i] === '1') ? '1' : '0')).join('');
    }, null);
};

/** By the aggregate's name. */
const MAKERS: { readonly [name: string]: { readonly make: Make; readonly doc: string } } = {
  array_agg: { make: arrayAgg, doc: 'The array of collected values.' },
  range_agg: { make: rangeAgg, doc: 'Collected ranges as a multirange.' },
  range_intersect_agg: { make: rangeIntersectAgg, doc: 'What is in all collected ranges.' },
  string_agg: { make: stringAgg, doc: 'Collected texts or byte strings with delimiters.' },
  mode: { make: mode, doc: 'The most frequent of collected values.' },
  percentile_disc: { make: percentileDisc, doc: 'The value at fractions of the collected ones.' },
  percentile_cont: { make: percentileCont, doc: 'The interpolated value at fractions of the collected ones.' },
  rank: { make: rank, doc: 'The rank that a row would have among the collected ones.' },
  dense_rank: { make: denseRank, doc: 'The rank without gaps that a row would have among the collected ones.' },
  percent_rank: { make: percentRank, doc: 'The relative rank that a row would have among the collected ones.' },
  cume_dist: { make: cumeDist, doc: 'The share of collected rows up to a row.' },
  regr_count: { make: (items) => BigInt(items.length), doc: 'The number of collected pairs.' },
  bit_and: { make: bitwise((left, right) => left && right), doc: 'AND of collected bit strings.' },
  bit_or: { make: bitwise((left, right) => left || right), doc: 'OR of collected bit strings.' },
  bit_xor: { make: bitwise((left, right) => left !== right), doc: 'XOR of collected bit strings.' },
  ...JSON_MAKERS,
  ...Object.fromEntries(
    Object.keys(FLOAT_RESULTS).map((name) => [name, { make: statistical(name), doc: 'A statistical aggregate of collected values.' }]),
  ),
};

const specs = new Map<string, ItemSpec>();

/** Specifications are few and come once a group. */
function parseSpec(text: Datum): ItemSpec {
  assert(typeof text === 'string', 'a specification');
  let spec = specs.get(text);
  if (spec === undefined) {
    spec = JSON.parse(text) as ItemSpec;
    if (specs.size >= LIMITS.cachedHostTypes) specs.clear();
    specs.set(text, spec);
  }
  return spec;
}

/** A function of collected items. The result's type is that of the call. */
function maker(name: string, doc: string, make: Make): FunctionEntry {
  return {
    ...define(resultFunction(name), ['text', 'any'], 'text', doc, ([text = null, spec = null, ...direct]) => {
      const parsed = parseSpec(spec);
      return make(readItems(text, parsed), parsed, direct);
    }),
    strict: false,
    variadic: true,
  };
}

/** A numeric that is summed, as a line: digits in hexadecimal, which are quick to read, and scale. */
function summandText({ unscaled, scale, special }: Decimal): string {
  if (special !== undefined) return `${special}\n`;
  return `${unscaled < 0n ? '-' : '+'}${(unscaled < 0n ? -unscaled : unscaled).toString(16)} ${scale}\n`;
}

function summandOf(line: string): Decimal {
  const [digits = '', scale] = line.split(' ');
  if (scale === undefined) return parseDecimal(line);
  const size = BigInt(`0x${digits.slice(1)}`);
  return { unscaled: digits.startsWith('-') ? -size : size, scale: Number(scale) };
}

function sumOf(text: Datum | undefined): Decimal {
  return String(text).slice(0, -1).split('\n').map(summandOf).reduce(addExactly);
}

/** Sums of numerics of any length (optimizer/wide-numerics.ts). */
const NUMERIC_SUMS: readonly FunctionEntry[] = [
  define('conduct_numeric_item', ['numeric'], 'text', 'What a numeric adds to a collection that is summed.', ([value = null]) =>
    summandText(value as Decimal),
  ),
  define('conduct_numeric_sum', ['text'], 'numeric', 'The sum of collected numerics.', ([text]) => checkedDecimal(sumOf(text))),
  define('conduct_exact_sum', ['text'], 'numeric', 'The sum of collected numerics, of as many digits as it takes.', ([text]) =>
    sumOf(text),
  ),
];

export const COLLECTED_FUNCTIONS: readonly FunctionEntry[] = [
  ...NUMERIC_SUMS,
  define(ITEM_FUNCTION, ['any'], 'text', 'The item that a row adds to a collection.', (values) => itemText(values), {
    strict: false,
    variadic: true,
  }),
  ...Object.entries(MAKERS).map(([name, { make, doc }]) => maker(name, doc, make)),
];
