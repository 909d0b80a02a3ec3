/** Functions of numbers beyond operators: divisors, factorials, scales, buckets, roots as operators, random numbers. */
import { known } from '../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import { compareDatums } from '../types/compare.js';
import type { ArrayValue, Datum, Decimal } from '../types/datum.js';
import {
  checkedDecimal,
  compareDecimals,
  DECIMAL_NAN,
  decimalFromInteger,
  pow10,
  subtractDecimals,
  trimDecimal,
} from '../types/decimal.js';
import type { SqlType, TypeKind } from '../types/sql-type.js';
import { TYPES } from '../types/sql-type.js';
import { arrayArg, bigintArg, decimalArg, define, numberArg, outOfRange } from './define.js';
import type { FunctionEntry } from './function-entry.js';
import { elementOf } from './signature.js';

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function greatestDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [absolute(left), absolute(right)];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

function leastMultiple(left: bigint, right: bigint): bigint {
  if (left === 0n || right === 0n) return 0n;
  return absolute(left / greatestDivisor(left, right)) * absolute(right);
}

/** gcd and lcm of integers: the result has to fit. */
function integerPair(name: string, doc: string, compute: (left: bigint, right: bigint) => bigint): FunctionEntry[] {
  return [
    define(name, ['int4', 'int4'], 'int4', doc, (args) => {
      const result = compute(BigInt(numberArg(args, 0)), BigInt(numberArg(args, 1)));
      if (result > 0x7fff_ffffn) throw outOfRange('integer');
      return Number(result);
    }),
    define(name, ['int8', 'int8'], 'int8', doc, (args) => {
      const result = compute(bigintArg(args, 0), bigintArg(args, 1));
      if (result > 0x7fff_ffff_ffff_ffffn) throw outOfRange('bigint');
      return result;
    }),
    define(name, ['numeric', 'numeric'], 'numeric', doc, (args) => {
      const [left, right] = [decimalArg(args, 0), decimalArg(args, 1)];
      if (left.special !== undefined || right.special !== undefined) return DECIMAL_NAN;
      const scale = Math.max(left.scale, right.scale);
      return checkedDecimal({ unscaled: compute(atScale(left, scale), atScale(right, scale)), scale });
    }),
  ];
}

function atScale(value: Decimal, scale: number): bigint {
  return value.unscaled * pow10(scale - value.scale);
}

/** Beyond it the result has more digits than numeric takes. */
const LARGEST_FACTORIAL = 32_177n;

function factorial(value: bigint): Decimal {
  if (value < 0n) throw new ConductError(SQLSTATE.numericValueOutOfRange, 'factorial of a negative number is undefined');
  if (value > LARGEST_FACTORIAL) throw new ConductError(SQLSTATE.numericValueOutOfRange, 'value overflows numeric format');
  return decimalFromInteger(product(2n, value));
}

/** The product of a range, by halves: factors of a size multiply faster. */
function product(from: bigint, to: bigint): bigint {
  if (from > to) return 1n;
  if (to - from < 8n) {
    let result = from;
    for (let factor = from + 1n; factor <= to; factor += 1n) result *= factor;
    return result;
  }
  const middle = (from + to) / 2n;
  return product(from, middle) * product(middle + 1n, to);
}

/** Digits behind the point that are needed for the value. */
function minimalScale(value: Decimal): number | null {
  return value.special === undefined ? trimDecimal(value).scale : null;
}

function bucketError(message: string): ConductError {
  return new ConductError(SQLSTATE.invalidArgumentForWidthBucketFunction, message);
}

function checkCount(count: number): void {
  if (count <= 0) throw bucketError('count must be greater than zero');
}

function above(count: number): number {
  if (count === 0x7fff_ffff) throw outOfRange('integer');
  return count + 1;
}

function floatBucket(operand: number, low: number, high: number, count: number): number {
  checkCount(count);
  if ([operand, low, high].some(Number.isNaN)) throw bucketError('operand, lower bound, and upper bound cannot be NaN');
  if (!Number.isFinite(low) || !Number.isFinite(high)) throw bucketError('lower and upper bounds must be finite');
  if (low === high) throw bucketError('lower bound cannot equal upper bound');
  const up = low < high;
  if (up ? operand < low : operand > low) return 0;
  if (up ? operand >= high : operand <= high) return above(count);
  const width = high - low;
  // Halves where the width itself is beyond a double.
  const part = Number.isFinite(width) ? (operand - low) / width : (operand / 2 - low / 2) / (high / 2 - low / 2);
  return Math.min(Math.trunc(count * part), count - 1) + 1;
}

function decimalBucket(operand: Decimal, low: Decimal, high: Decimal, count: number): number {
  checkCount(count);
  if ([operand, low, high].some((value) => value.special === 'NaN')) {
    throw bucketError('operand, lower bound, and upper bound cannot be NaN');
  }
  if (low.special !== undefined || high.special !== undefined) throw bucketError('lower and upper bounds must be finite');
  const direction = compareDecimals(high, low);
  if (direction === 0) throw bucketError('lower bound cannot equal upper bound');
  if (compareDecimals(operand, low) * direction < 0) return 0;
  if (compareDecimals(operand, high) * direction >= 0) return above(count);
  const [offset, width] = [subtractDecimals(operand, low), subtractDecimals(high, low)];
  const scale = Math.max(offset.scale, width.scale);
  return Number((atScale(offset, scale) * BigInt(count)) / atScale(width, scale)) + 1;
}

/** How many of the sorted thresholds are not above the value. */
function arrayBucket(value: Datum, thresholds: ArrayValue, element: SqlType): number {
  if (thresholds.dimensions.length > 1) {
    throw new ConductError(SQLSTATE.arraySubscriptError, 'thresholds must be one-dimensional array');
  }
  if (thresholds.elements.includes(null)) {
    throw new ConductError(SQLSTATE.nullValueNotAllowed, 'thresholds array must not contain NULLs');
  }
  let [low, high] = [0, thresholds.elements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareDatums(element, value, thresholds.elements[middle] ?? null) < 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

function bucket(kind: TypeKind, compute: (args: readonly Datum[]) => number): FunctionEntry {
  return define('width_bucket', [kind, kind, kind, 'int4'], 'int4', 'The bucket of a value among equal ones between bounds.', compute);
}

export const ARITHMETIC_FUNCTIONS: readonly FunctionEntry[] = [
  ...integerPair('gcd', 'Greatest common divisor.', greatestDivisor),
  ...integerPair('lcm', 'Least common multiple.', leastMultiple),
  define('factorial', ['int8'], 'numeric', 'Factorial.', (args) => factorial(bigintArg(args, 0))),
  define('min_scale', ['numeric'], 'int4', 'Digits after the point that the value needs.', (args) => minimalScale(decimalArg(args, 0))),
  define('trim_scale', ['numeric'], 'numeric', 'Without zeros at the end of the fraction.', (args) => trimDecimal(decimalArg(args, 0))),
  bucket('float8', (args) => floatBucket(numberArg(args, 0), numberArg(args, 1), numberArg(args, 2), numberArg(args, 3))),
  bucket('numeric', (args) => decimalBucket(decimalArg(args, 0), decimalArg(args, 1), decimalArg(args, 2), numberArg(args, 3))),
  define(
    'width_bucket',
    ['anycompatible', 'anycompatiblearray'],
    'int4',
    'How many of the sorted thresholds are not above the value.',
    (args, types) => arrayBucket(args[0] ?? null, arrayArg(args, 1), elementOf(known(types[1], 'thresholds')) ?? TYPES.text),
  ),
  define('random', [], 'float8', 'A random number from 0 up to 1.', Math.random, { volatility: 'volatile' }),
  define(
    'setseed',
    ['float8'],
    'void',
    'Not supported: workers have random numbers of their own.',
    () => {
      throw notSupported('setseed');
    },
    { volatility: 'volatile' },
  ),
];
