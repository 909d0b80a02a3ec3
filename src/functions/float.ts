/** Operators and functions of real and double precision, with PostgreSQL's overflow and underflow errors. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { floatOverflow, floatUnderflow, roundHalfEven } from '../types/float.js';
import type { TypeKind } from '../types/sql-type.js';
import { aliases, define, divisionByZero, numberArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';

/** check_float_overflow: an infinity that no argument brought. */
function finite(result: number, ...inputs: readonly number[]): number {
  if (Math.abs(result) === Number.POSITIVE_INFINITY && inputs.every(Number.isFinite)) throw floatOverflow();
  return result;
}

function arithmeticEntries(kind: TypeKind, narrow: (value: number) => number): FunctionEntry[] {
  const pair = [kind, kind];
  return [
    define('+', pair, kind, 'Sum.', (args) => {
      const [left, right] = [numberArg(args, 0), numberArg(args, 1)];
      return finite(narrow(left + right), left, right);
    }),
    define('-', pair, kind, 'Difference.', (args) => {
      const [left, right] = [numberArg(args, 0), numberArg(args, 1)];
      return finite(narrow(left - right), left, right);
    }),
    define('*', pair, kind, 'Product.', (args) => {
      const [left, right] = [numberArg(args, 0), numberArg(args, 1)];
      const product = finite(narrow(left * right), left, right);
      if (product === 0 && left !== 0 && right !== 0) throw floatUnderflow();
      return product;
    }),
    define('/', pair, kind, 'Quotient.', (args) => {
      const [left, right] = [numberArg(args, 0), numberArg(args, 1)];
      if (right === 0 && !Number.isNaN(left)) throw divisionByZero();
      const quotient = finite(narrow(left / right), left);
      if (quotient === 0 && left !== 0 && Number.isFinite(right)) throw floatUnderflow();
      return quotient;
    }),
    define('-', [kind], kind, 'Negation.', (args) => -numberArg(args, 0)),
    define('+', [kind], kind, 'The value itself.', (args) => numberArg(args, 0)),
    ...aliases(['abs', '@'], (name) => define(name, [kind], kind, 'Absolute value.', (args) => Math.abs(numberArg(args, 0)))),
  ];
}

function power(base: number, exponent: number): number {
  if (Number.isNaN(base)) return exponent === 0 ? 1 : Number.NaN;
  if (Number.isNaN(exponent)) return base === 1 ? 1 : Number.NaN;
  if (base === 1) return 1;
  if (base === 0 && exponent < 0) {
    throw new ConductError(SQLSTATE.invalidArgumentForPower, 'zero raised to a negative power is undefined');
  }
  if (base < 0 && Number.isFinite(exponent) && !Number.isInteger(exponent)) {
    throw new ConductError(SQLSTATE.invalidArgumentForPower, 'a negative number raised to a non-integer power yields a complex result');
  }
  // JavaScript's (-1) ** Infinity is NaN, C's is 1.
  if (base === -1 && !Number.isFinite(exponent)) return 1;
  const result = finite(base ** exponent, base, exponent);
  if (result === 0 && base !== 0 && Number.isFinite(base) && Number.isFinite(exponent)) throw floatUnderflow();
  return result;
}

function logarithm(value: number, compute: (value: number) => number): number {
  if (value === 0) throw new ConductError(SQLSTATE.invalidArgumentForLogarithm, 'cannot take logarithm of zero');
  if (value < 0) throw new ConductError(SQLSTATE.invalidArgumentForLogarithm, 'cannot take logarithm of a negative number');
  return compute(value);
}

function squareRoot(value: number): number {
  if (value < 0) throw new ConductError(SQLSTATE.invalidArgumentForPower, 'cannot take square root of a negative number');
  return Math.sqrt(value);
}

function exponential(value: number): number {
  const result = finite(Math.exp(value), value);
  if (result === 0 && Number.isFinite(value)) throw floatUnderflow();
  return result;
}

function bounded(value: number, compute: (value: number) => number): number {
  if (value < -1 || value > 1) throw new ConductError(SQLSTATE.numericValueOutOfRange, 'input is out of range');
  return compute(value);
}

function periodic(value: number, compute: (value: number) => number): number {
  if (Math.abs(value) === Number.POSITIVE_INFINITY) {
    throw new ConductError(SQLSTATE.numericValueOutOfRange, 'input is out of range');
  }
  return compute(value);
}

function unary(name: string, doc: string, compute: (value: number) => number): FunctionEntry {
  return define(name, ['float8'], 'float8', doc, (args) => compute(numberArg(args, 0)));
}

const F8_PAIR: readonly TypeKind[] = ['float8', 'float8'];

export const FLOAT_FUNCTIONS: readonly FunctionEntry[] = [
  ...arithmeticEntries('float4', Math.fround),
  ...arithmeticEntries('float8', (value) => value),
  ...aliases(['^', 'power', 'pow'], (name) =>
    define(name, F8_PAIR, 'float8', 'First argument to the power of the second.', (args) => power(numberArg(args, 0), numberArg(args, 1))),
  ),
  ...aliases(['ceil', 'ceiling'], (name) => unary(name, 'Least integer that is not below.', Math.ceil)),
  unary('floor', 'Greatest integer that is not above.', Math.floor),
  unary('round', 'Nearest integer; halves to even.', roundHalfEven),
  unary('trunc', 'Integer part.', Math.trunc),
  unary('sign', '-1, 0 or 1.', (value) => (value > 0 ? 1 : value < 0 ? -1 : 0)),
  ...aliases(['sqrt', '|/'], (name) => unary(name, 'Square root.', squareRoot)),
  ...aliases(['cbrt', '||/'], (name) => unary(name, 'Cube root.', Math.cbrt)),
  unary('exp', 'e to the power of the argument.', exponential),
  unary('ln', 'Natural logarithm.', (value) => logarithm(value, Math.log)),
  ...aliases(['log', 'log10'], (name) => unary(name, 'Logarithm to base 10.', (value) => logarithm(value, Math.log10))),
  unary('degrees', 'Radians to degrees.', (value) => finite(value / (Math.PI / 180), value)),
  unary('radians', 'Degrees to radians.', (value) => value * (Math.PI / 180)),
  unary('sin', 'Sine.', (value) => periodic(value, Math.sin)),
  unary('cos', 'Cosine.', (value) => periodic(value, Math.cos)),
  unary('tan', 'Tangent.', (value) => periodic(value, Math.tan)),
  unary('asin', 'Arc sine.', (value) => bounded(value, Math.asin)),
  unary('acos', 'Arc cosine.', (value) => bounded(value, Math.acos)),
  unary('atan', 'Arc tangent.', Math.atan),
  define('atan2', F8_PAIR, 'float8', 'Arc tangent of the quotient.', (args) => Math.atan2(numberArg(args, 0), numberArg(args, 1))),
  define('pi', [], 'float8', 'The number pi.', () => Math.PI),
];
