/** Operators and functions of smallint, integer and bigint. What leaves the type's range is 22003. */
import type { Datum } from '../types/datum.js';
import type { TypeKind } from '../types/sql-type.js';
import { aliases, bigintArg, define, divisionByZero, numberArg, outOfRange } from './define.js';
import type { FunctionEntry } from './function-entry.js';

function int2(value: number): number {
  if (value < -0x8000 || value > 0x7fff) throw outOfRange('smallint');
  return value;
}

function int4(value: number): number {
  if (value < -0x8000_0000 || value > 0x7fff_ffff) throw outOfRange('integer');
  // Products and quotients give -0, which an integer does not have.
  return value === 0 ? 0 : value;
}

function int8(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) throw outOfRange('bigint');
  return value;
}

interface SmallKind {
  readonly kind: TypeKind;
  readonly check: (value: number) => number;
}

/** Products of two 32-bit integers can pass 2^53, but then they are out of range as well. */
function smallIntegerEntries({ kind, check }: SmallKind): FunctionEntry[] {
  const pair = [kind, kind];
  const divide = (args: readonly Datum[]): number => {
    const divisor = numberArg(args, 1);
    if (divisor === 0) throw divisionByZero();
    return check(Math.trunc(numberArg(args, 0) / divisor) + 0);
  };
  const modulo = (args: readonly Datum[]): number => {
    const divisor = numberArg(args, 1);
    if (divisor === 0) throw divisionByZero();
    return (numberArg(args, 0) % divisor) + 0;
  };
  return [
    define('+', pair, kind, 'Sum.', (args) => check(numberArg(args, 0) + numberArg(args, 1))),
    define('-', pair, kind, 'Difference.', (args) => check(numberArg(args, 0) - numberArg(args, 1))),
    define('*', pair, kind, 'Product.', (args) => check(numberArg(args, 0) * numberArg(args, 1) + 0)),
    define('/', pair, kind, 'Quotient, truncated towards zero.', divide),
    define('%', pair, kind, 'Remainder with the sign of the dividend.', modulo),
    define('mod', pair, kind, 'Remainder with the sign of the dividend.', modulo),
    define('-', [kind], kind, 'Negation.', (args) => check(0 - numberArg(args, 0))),
    define('+', [kind], kind, 'The value itself.', (args) => numberArg(args, 0)),
    ...aliases(['abs', '@'], (name) => define(name, [kind], kind, 'Absolute value.', (args) => check(Math.abs(numberArg(args, 0))))),
    define('&', pair, kind, 'Bitwise and.', (args) => numberArg(args, 0) & numberArg(args, 1)),
    define('|', pair, kind, 'Bitwise or.', (args) => numberArg(args, 0) | numberArg(args, 1)),
    define('#', pair, kind, 'Bitwise exclusive or.', (args) => numberArg(args, 0) ^ numberArg(args, 1)),
    define('~', [kind], kind, 'Bitwise not.', (args) => ~numberArg(args, 0)),
    define('<<', [kind, 'int4'], kind, 'Shift left.', (args) => {
      const shifted = numberArg(args, 0) << numberArg(args, 1);
      return kind === 'int2' ? (shifted << 16) >> 16 : shifted;
    }),
    define('>>', [kind, 'int4'], kind, 'Shift right, keeping the sign.', (args) => numberArg(args, 0) >> numberArg(args, 1)),
  ];
}

function bigIntegerEntries(): FunctionEntry[] {
  const pair: readonly TypeKind[] = ['int8', 'int8'];
  const divide = (args: readonly Datum[]): bigint => {
    const divisor = bigintArg(args, 1);
    if (divisor === 0n) throw divisionByZero();
    return int8(bigintArg(args, 0) / divisor);
  };
  const modulo = (args: readonly Datum[]): bigint => {
    const divisor = bigintArg(args, 1);
    if (divisor === 0n) throw divisionByZero();
    return bigintArg(args, 0) % divisor;
  };
  return [
    define('+', pair, 'int8', 'Sum.', (args) => int8(bigintArg(args, 0) + bigintArg(args, 1))),
    define('-', pair, 'int8', 'Difference.', (args) => int8(bigintArg(args, 0) - bigintArg(args, 1))),
    define('*', pair, 'int8', 'Product.', (args) => int8(bigintArg(args, 0) * bigintArg(args, 1))),
    define('/', pair, 'int8', 'Quotient, truncated towards zero.', divide),
    define('%', pair, 'int8', 'Remainder with the sign of the dividend.', modulo),
    define('mod', pair, 'int8', 'Remainder with the sign of the dividend.', modulo),
    define('-', ['int8'], 'int8', 'Negation.', (args) => int8(-bigintArg(args, 0))),
    define('+', ['int8'], 'int8', 'The value itself.', (args) => bigintArg(args, 0)),
    ...aliases(['abs', '@'], (name) =>
      define(name, ['int8'], 'int8', 'Absolute value.', (args) => {
        const value = bigintArg(args, 0);
        return int8(value < 0n ? -value : value);
      }),
    ),
    define('&', pair, 'int8', 'Bitwise and.', (args) => bigintArg(args, 0) & bigintArg(args, 1)),
    define('|', pair, 'int8', 'Bitwise or.', (args) => bigintArg(args, 0) | bigintArg(args, 1)),
    define('#', pair, 'int8', 'Bitwise exclusive or.', (args) => bigintArg(args, 0) ^ bigintArg(args, 1)),
    define('~', ['int8'], 'int8', 'Bitwise not.', (args) => ~bigintArg(args, 0)),
    // The machine takes the count modulo the width.
    define('<<', ['int8', 'int4'], 'int8', 'Shift left.', (args) =>
      BigInt.asIntN(64, bigintArg(args, 0) << BigInt(numberArg(args, 1) & 63)),
    ),
    define(
      '>>',
      ['int8', 'int4'],
      'int8',
      'Shift right, keeping the sign.',
      (args) => bigintArg(args, 0) >> BigInt(numberArg(args, 1) & 63),
    ),
  ];
}

export const INTEGER_FUNCTIONS: readonly FunctionEntry[] = [
  ...smallIntegerEntries({ kind: 'int2', check: (value) => int2(value === 0 ? 0 : value) }),
  ...smallIntegerEntries({ kind: 'int4', check: int4 }),
  ...bigIntegerEntries(),
];
