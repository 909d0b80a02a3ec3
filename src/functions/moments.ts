/**
 * Results of statistical aggregates: over floats from the moments that exec/codegen/moments.ts accumulates, over integers and
 * numeric from exact sums (float.c and numeric.c of PostgreSQL). NULL is what too few rows give.
 */
import { assert } from '../common/assert.js';
import type { Datum, Decimal } from '../types/datum.js';
import {
  addExactly,
  DECIMAL_NAN,
  DECIMAL_ZERO,
  divideDecimals,
  divisionScale,
  multiplyExactly,
  negateDecimal,
  pow10,
} from '../types/decimal.js';
import { sqrtToScale } from '../types/decimal-math.js';
import { bigintArg, decimalArg, define, numberArg, textArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';
import { accumulate, accumulatePair } from './transition.js';

interface Moments {
  readonly n: number;
  readonly sx: number;
  readonly sxx: number;
  readonly sy: number;
  readonly syy: number;
  readonly sxy: number;
}

type Result = (moments: Moments) => number | null;

const variance: Result = ({ n, sxx }) => (n <= 1 ? null : sxx / (n - 1));
const deviation: Result = ({ n, sxx }) => (n <= 1 ? null : Math.sqrt(sxx / (n - 1)));

/** By the aggregate's name. None of them is asked for no rows. */
export const FLOAT_RESULTS: { readonly [name: string]: Result } = {
  var_pop: ({ n, sxx }) => sxx / n,
  var_samp: variance,
  variance,
  stddev_pop: ({ n, sxx }) => Math.sqrt(sxx / n),
  stddev_samp: deviation,
  stddev: deviation,
  covar_pop: ({ n, sxy }) => sxy / n,
  covar_samp: ({ n, sxy }) => (n < 2 ? null : sxy / (n - 1)),
  corr: ({ sxx, syy, sxy }) => (sxx === 0 || syy === 0 ? null : sxy / Math.sqrt(sxx * syy)),
  regr_avgx: ({ n, sx }) => sx / n,
  regr_avgy: ({ n, sy }) => sy / n,
  regr_sxx: ({ sxx }) => sxx,
  regr_syy: ({ syy }) => syy,
  regr_sxy: ({ sxy }) => sxy,
  regr_r2: ({ sxx, syy, sxy }) => (sxx === 0 ? null : syy === 0 ? 1 : (sxy * sxy) / (sxx * syy)),
  regr_slope: ({ sxx, sxy }) => (sxx === 0 ? null : sxy / sxx),
  regr_intercept: ({ n, sx, sxx, sy, sxy }) => (sxx === 0 ? null : (sy - (sx * sxy) / sxx) / n),
};

const SAMPLES: ReadonlySet<string> = new Set(['var_samp', 'variance', 'stddev_samp', 'stddev']);

/** numeric_stddev_internal: from exact sums of values and squares. */
export function exactVariance(name: string, count: bigint, sum: Decimal, squares: Decimal): Decimal | null {
  if (count <= (SAMPLES.has(name) ? 1n : 0n)) return null;
  if (sum.special !== undefined || squares.special !== undefined) return DECIMAL_NAN;
  const n: Decimal = { unscaled: count, scale: 0 };
  const scale = sum.scale * 2;
  const dividend = addExactly(atLeastScale(multiplyExactly(n, squares), scale), negateDecimal(multiplyExactly(sum, sum)));
  if (dividend.unscaled <= 0n) return DECIMAL_ZERO;
  const divisor: Decimal = { unscaled: SAMPLES.has(name) ? count * (count - 1n) : count * count, scale: 0 };
  const result = divideDecimals(dividend, divisor);
  return name.startsWith('stddev') ? sqrtToScale(result, divisionScale(dividend, divisor)) : result;
}

/** A statistical aggregate of values that are at hand: of floats (y, then x, where there are two), or of exact numbers. */
export function varianceOf(name: string, items: readonly (readonly Datum[])[]): Datum {
  const [head] = items;
  if (head === undefined) return null;
  if (typeof head[0] === 'number' && FLOAT_RESULTS[name] !== undefined) return floatResult(name, momentsOf(items));
  const values = items.map(([value]) => value as Decimal);
  const sum = values.reduce(addExactly, DECIMAL_ZERO);
  const squares = values.reduce((total, value) => addExactly(total, multiplyExactly(value, value)), DECIMAL_ZERO);
  return exactVariance(name, BigInt(values.length), sum, squares);
}

function momentsOf(items: readonly (readonly Datum[])[]): Moments {
  const pairs = items.some(([, x]) => x !== undefined);
  let state: readonly number[] = [];
  for (const [first, second] of items)
    state = pairs ? accumulatePair(state, Number(first), Number(second)) : accumulate(state, Number(first));
  const [n = 0, sx = 0, sxx = 0, sy = 0, syy = 0, sxy = 0] = state;
  return { n, sx, sxx, sy, syy, sxy };
}

function floatResult(name: string, moments: Moments): number | null {
  const result = FLOAT_RESULTS[name];
  assert(result !== undefined, 'a statistical aggregate');
  return result(moments);
}

function atLeastScale(value: Decimal, scale: number): Decimal {
  return value.scale >= scale ? value : { unscaled: value.unscaled * pow10(scale - value.scale), scale };
}

function floatArg(args: readonly Datum[], index: number): number {
  const value = args[index] ?? null;
  return typeof value === 'number' ? value : 0;
}

export const MOMENT_FUNCTIONS: readonly FunctionEntry[] = [
  define(
    'conduct_moment',
    ['text', 'int4'],
    'float8',
    'A number of the state of a statistical aggregate; in compiled code it is bytes, elsewhere a text of numbers.',
    (args) => Number(textArg(args, 0).split(' ')[numberArg(args, 1)]),
  ),
  define(
    'conduct_from_moments',
    ['text', 'float8', 'float8', 'float8', 'float8', 'float8', 'float8'],
    'float8',
    'The result of a statistical aggregate over floats: its name, N, Sx, Sxx, Sy, Syy, Sxy.',
    (args) => {
      if ((args[1] ?? null) === null) return null;
      const [n, sx, sxx, sy, syy, sxy] = [numberArg(args, 1), ...[2, 3, 4, 5, 6].map((index) => floatArg(args, index))];
      return floatResult(textArg(args, 0), { n: n ?? 0, sx: sx ?? 0, sxx: sxx ?? 0, sy: sy ?? 0, syy: syy ?? 0, sxy: sxy ?? 0 });
    },
    { strict: false },
  ),
  define('conduct_square', ['numeric'], 'numeric', 'The square, of which sums of squares are made.', (args) =>
    multiplyExactly(decimalArg(args, 0), decimalArg(args, 0)),
  ),
  define('conduct_summand', ['numeric'], 'numeric', 'The value itself; its sum may have as many digits as it takes.', (args) =>
    decimalArg(args, 0),
  ),
  define(
    'conduct_variance',
    ['text', 'int8', 'numeric', 'numeric'],
    'numeric',
    'The result of a statistical aggregate over exact numbers: its name, the count, the sums of the values and of their squares.',
    (args) => exactVariance(textArg(args, 0), bigintArg(args, 1), decimalArg(args, 2), decimalArg(args, 3)),
  ),
];
