/** Operators and functions of numeric. The arithmetic itself is in types/decimal.ts. */
import type { Decimal } from '../types/datum.js';
import {
  absDecimal,
  addDecimals,
  ceilDecimal,
  DECIMAL_ONE,
  divideDecimals,
  floorDecimal,
  integerQuotient,
  moduloDecimals,
  multiplyDecimals,
  negateDecimal,
  roundDecimal,
  signDecimal,
  subtractDecimals,
  truncateDecimal,
} from '../types/decimal.js';
import { expDecimal, lnDecimal, logDecimal, powerDecimal, sqrtDecimal } from '../types/decimal-math.js';
import { aliases, decimalArg, define, numberArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';

function unary(name: string, doc: string, compute: (value: Decimal) => Decimal): FunctionEntry {
  return define(name, ['numeric'], 'numeric', doc, (args) => compute(decimalArg(args, 0)));
}

function binary(name: string, doc: string, compute: (left: Decimal, right: Decimal) => Decimal): FunctionEntry {
  return define(name, ['numeric', 'numeric'], 'numeric', doc, (args) => compute(decimalArg(args, 0), decimalArg(args, 1)));
}

function places(name: string, doc: string, compute: (value: Decimal, places: number) => Decimal): FunctionEntry {
  return define(name, ['numeric', 'int4'], 'numeric', doc, (args) => compute(decimalArg(args, 0), numberArg(args, 1)));
}

const TEN: Decimal = { unscaled: 10n, scale: 0 };

export const NUMERIC_FUNCTIONS: readonly FunctionEntry[] = [
  binary('+', 'Sum.', addDecimals),
  binary('-', 'Difference.', subtractDecimals),
  binary('*', 'Product.', multiplyDecimals),
  binary('/', 'Quotient with at least 16 significant digits.', divideDecimals),
  binary('%', 'Remainder with the sign of the dividend.', moduloDecimals),
  binary('mod', 'Remainder with the sign of the dividend.', moduloDecimals),
  binary('div', 'Integer part of the quotient.', integerQuotient),
  ...aliases(['^', 'power', 'pow'], (name) => binary(name, 'First argument to the power of the second.', powerDecimal)),
  unary('numeric_inc', 'The value and one.', (value) => addDecimals(value, DECIMAL_ONE)),
  unary('-', 'Negation.', negateDecimal),
  unary('+', 'The value itself.', (value) => value),
  ...aliases(['abs', '@'], (name) => unary(name, 'Absolute value.', absDecimal)),
  unary('sign', '-1, 0 or 1.', signDecimal),
  ...aliases(['ceil', 'ceiling'], (name) => unary(name, 'Least integer that is not below.', ceilDecimal)),
  unary('floor', 'Greatest integer that is not above.', floorDecimal),
  unary('round', 'Nearest integer; halves away from zero.', (value) => roundDecimal(value, 0)),
  places('round', 'Rounded to that many places; halves away from zero.', roundDecimal),
  unary('trunc', 'Integer part.', (value) => truncateDecimal(value, 0)),
  places('trunc', 'Cut to that many places.', truncateDecimal),
  unary('sqrt', 'Square root.', sqrtDecimal),
  unary('exp', 'e to the power of the argument.', expDecimal),
  unary('ln', 'Natural logarithm.', lnDecimal),
  ...aliases(['log', 'log10'], (name) => unary(name, 'Logarithm to base 10.', (value) => logDecimal(TEN, value))),
  binary('log', 'Logarithm of the second argument to the base of the first.', logDecimal),
  define('scale', ['numeric'], 'int4', 'Digits after the point.', (args) => scaleOf(decimalArg(args, 0))),
];

function scaleOf(value: Decimal): number | null {
  return value.special === undefined ? value.scale : null;
}
