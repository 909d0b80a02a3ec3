/** Operators and functions of money. A value is a number of cents. */
import type { Datum } from '../types/datum.js';
import { decimalFromInteger } from '../types/decimal.js';
import { roundHalfEven } from '../types/float.js';
import { checkedMoney } from '../types/money.js';
import type { TypeKind } from '../types/sql-type.js';
import { bigintArg, define, divisionByZero, numberArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';

const FLOATS: readonly TypeKind[] = ['float8', 'float4'];
const INTEGERS: readonly TypeKind[] = ['int8', 'int4', 'int2'];

function integerArg(args: readonly Datum[], index: number): bigint {
  const value = args[index];
  return typeof value === 'bigint' ? value : BigInt(numberArg(args, index));
}

function scaled(cents: bigint, factor: number): bigint {
  return checkedMoney(BigInt(roundHalfEven(Number(cents) * factor)));
}

function divided(cents: bigint, divisor: number): bigint {
  if (divisor === 0) throw divisionByZero();
  return checkedMoney(BigInt(roundHalfEven(Number(cents) / divisor)));
}

function quotient(cents: bigint, divisor: bigint): bigint {
  if (divisor === 0n) throw divisionByZero();
  return cents / divisor;
}

/** What sums of money are computed of. */
export const MONEY_CENTS = 'conduct_cents';
export const MONEY_OF_CENTS = 'conduct_money';

export const MONEY_FUNCTIONS: readonly FunctionEntry[] = [
  define('+', ['money', 'money'], 'money', 'Sum.', (args) => checkedMoney(bigintArg(args, 0) + bigintArg(args, 1))),
  define('-', ['money', 'money'], 'money', 'Difference.', (args) => checkedMoney(bigintArg(args, 0) - bigintArg(args, 1))),
  define('/', ['money', 'money'], 'float8', 'How many times the second is in the first.', (args) => {
    if (bigintArg(args, 1) === 0n) throw divisionByZero();
    return Number(bigintArg(args, 0)) / Number(bigintArg(args, 1));
  }),
  ...FLOATS.flatMap((kind) => [
    define('*', ['money', kind], 'money', 'So many times.', (args) => scaled(bigintArg(args, 0), numberArg(args, 1))),
    define('*', [kind, 'money'], 'money', 'So many times.', (args) => scaled(bigintArg(args, 1), numberArg(args, 0))),
    define('/', ['money', kind], 'money', 'That part.', (args) => divided(bigintArg(args, 0), numberArg(args, 1))),
  ]),
  ...INTEGERS.flatMap((kind) => [
    define('*', ['money', kind], 'money', 'So many times.', (args) => checkedMoney(bigintArg(args, 0) * integerArg(args, 1))),
    define('*', [kind, 'money'], 'money', 'So many times.', (args) => checkedMoney(bigintArg(args, 1) * integerArg(args, 0))),
    define('/', ['money', kind], 'money', 'That part, truncated.', (args) => quotient(bigintArg(args, 0), integerArg(args, 1))),
  ]),
  define(MONEY_CENTS, ['money'], 'numeric', 'The cents.', (args) => decimalFromInteger(bigintArg(args, 0))),
  define(MONEY_OF_CENTS, ['numeric'], 'money', 'Money of that many cents.', ([cents]) =>
    checkedMoney(typeof cents === 'object' && cents !== null && 'unscaled' in cents ? cents.unscaled / 10n ** BigInt(cents.scale) : 0n),
  ),
];
