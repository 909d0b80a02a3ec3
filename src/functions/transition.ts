/**
 * Transition functions of PostgreSQL's aggregates that users can call: states of statistical aggregates are arrays of floats there.
 * The aggregates themselves don't use these.
 */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { type ArrayValue, arrayValue, type Datum } from '../types/datum.js';
import { arrayArg, define, numberArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';

function state(args: readonly Datum[], index: number, name: string, length: number): readonly number[] {
  const { dimensions, elements } = arrayArg(args, index);
  const values = elements.filter((element) => typeof element === 'number');
  if (dimensions.length !== 1 || values.length !== length) {
    throw new ConductError(SQLSTATE.internalError, `${name}: expected ${length}-element float8 array`);
  }
  return values;
}

/** The sum, or 22003 where it is infinite and none of its parts is. */
function checked(sum: number, ...parts: readonly number[]): number {
  if (Math.abs(sum) === Number.POSITIVE_INFINITY && parts.every((part) => Math.abs(part) !== Number.POSITIVE_INFINITY)) {
    throw new ConductError(SQLSTATE.numericValueOutOfRange, 'value out of range: overflow');
  }
  return sum;
}

/** N, Sx, Sxx with one more x. */
export function accumulate([n = 0, sx = 0, sxx = 0]: readonly number[], x: number): readonly [number, number, number] {
  const count = n + 1;
  const sum = checked(sx + x, sx, x);
  if (n === 0) return [count, sum, x - x];
  const difference = x * count - sum;
  const squares = sxx + (difference * difference) / (count * n);
  return [count, sum, Math.abs(squares) === Number.POSITIVE_INFINITY ? finite(squares, sx, x) : squares];
}

/** N, Sx, Sxx, Sy, Syy, Sxy with one more pair. */
export function accumulatePair(
  [n = 0, sx = 0, sxx = 0, sy = 0, syy = 0, sxy = 0]: readonly number[],
  y: number,
  x: number,
): readonly number[] {
  const count = n + 1;
  const sumX = checked(sx + x, sx, x);
  const sumY = checked(sy + y, sy, y);
  if (n === 0) return [count, sumX, x - x, sumY, y - y, x - x + y - y];
  const dx = x * count - sumX;
  const dy = y * count - sumY;
  const scale = 1 / (count * n);
  const next = [sxx + dx * dx * scale, syy + dy * dy * scale, sxy + dx * dy * scale];
  const [xx = 0, yy = 0, xy = 0] = next.map((value) =>
    Math.abs(value) === Number.POSITIVE_INFINITY ? finite(value, sx, sy, x, y) : value,
  );
  return [count, sumX, xx, sumY, yy, xy];
}

/** NaN, unless the value overflowed. */
function finite(value: number, ...parts: readonly number[]): number {
  checked(value, ...parts);
  return Number.NaN;
}

function combine(a: readonly number[], b: readonly number[]): readonly number[] {
  const [n1 = 0, sx1 = 0, sxx1 = 0, sy1 = 0, syy1 = 0, sxy1 = 0] = a;
  const [n2 = 0, sx2 = 0, sxx2 = 0, sy2 = 0, syy2 = 0, sxy2 = 0] = b;
  if (n1 === 0) return b;
  if (n2 === 0) return a;
  const n = n1 + n2;
  const dx = sx1 / n1 - sx2 / n2;
  const dy = sy1 / n1 - sy2 / n2;
  const joined = (left: number, right: number, square: number): number => checked(left + right + (n1 * n2 * square) / n, left, right);
  const one = [n, checked(sx1 + sx2, sx1, sx2), joined(sxx1, sxx2, dx * dx)];
  if (a.length === 3) return one;
  return [...one, checked(sy1 + sy2, sy1, sy2), joined(syy1, syy2, dy * dy), joined(sxy1, sxy2, dx * dy)];
}

function floats(values: readonly number[]): ArrayValue {
  return arrayValue(values);
}

export const TRANSITION_FUNCTIONS: readonly FunctionEntry[] = [
  define('float8_accum', ['float8[]', 'float8'], 'float8[]', 'State of a statistical aggregate with one more value.', (args) =>
    floats(accumulate(state(args, 0, 'float8_accum', 3), numberArg(args, 1))),
  ),
  define('float8_combine', ['float8[]', 'float8[]'], 'float8[]', 'State of a statistical aggregate, of two.', (args) =>
    floats(combine(state(args, 0, 'float8_combine', 3), state(args, 1, 'float8_combine', 3))),
  ),
  define('float8_regr_accum', ['float8[]', 'float8', 'float8'], 'float8[]', 'State of a regression with one more pair.', (args) =>
    floats(accumulatePair(state(args, 0, 'float8_regr_accum', 6), numberArg(args, 1), numberArg(args, 2))),
  ),
  define('float8_regr_combine', ['float8[]', 'float8[]'], 'float8[]', 'State of a regression, of two.', (args) =>
    floats(combine(state(args, 0, 'float8_regr_combine', 6), state(args, 1, 'float8_regr_combine', 6))),
  ),
  define('booland_statefunc', ['bool', 'bool'], 'bool', 'True if both arguments are.', ([left, right]) => left === true && right === true),
  define('boolor_statefunc', ['bool', 'bool'], 'bool', 'True if an argument is.', ([left, right]) => left === true || right === true),
];
