/** What the conditions of partitions call: the hash functions of PostgreSQL, whose rows of hash partitions are the same, and errors. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { bigintArg, define, numberArg, textArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';
import { hashBytesExtended, hashUint32Extended } from './partition-hash.js';

export const PARTITION_FUNCTIONS: readonly FunctionEntry[] = [
  define(
    'conduct_no_partition',
    ['text', 'text', 'text'],
    'int4',
    'Raises 23514 for a partitioned table, the keys and their values.',
    (args) => {
      const [table, keys, values] = [0, 1, 2].map((index) => textArg(args, index));
      throw new ConductError(SQLSTATE.checkViolation, `no partition of relation "${table}" found for row`, {
        detail: `Partition key of the failing row contains (${keys}) = (${values}).`,
      });
    },
    { volatility: 'volatile' },
  ),
  define(
    'conduct_partition_violation',
    ['text', 'text'],
    'bool',
    'Raises 23514 for a partition and a row.',
    (args) => {
      throw new ConductError(SQLSTATE.checkViolation, `new row for relation "${textArg(args, 0)}" violates partition constraint`, {
        detail: `Failing row contains ${textArg(args, 1)}.`,
      });
    },
    { volatility: 'volatile' },
  ),
  define('hashint2extended', ['int2', 'int8'], 'int8', 'Hash of a smallint with a seed.', (args) =>
    hashUint32Extended(numberArg(args, 0), bigintArg(args, 1)),
  ),
  define('hashint4extended', ['int4', 'int8'], 'int8', 'Hash of an integer with a seed.', (args) =>
    hashUint32Extended(numberArg(args, 0), bigintArg(args, 1)),
  ),
  define('hashint8extended', ['int8', 'int8'], 'int8', 'Hash of a bigint with a seed: that of the integer where it is one.', (args) => {
    const value = bigintArg(args, 0);
    const low = Number(BigInt.asUintN(32, value));
    const high = Number(BigInt.asUintN(32, value >> 32n));
    return hashUint32Extended(low ^ (value >= 0n ? high : ~high), bigintArg(args, 1));
  }),
  define('hashtextextended', ['text', 'int8'], 'int8', 'Hash of a text with a seed.', (args) =>
    hashBytesExtended(new TextEncoder().encode(textArg(args, 0)), bigintArg(args, 1)),
  ),
  define('conduct_combine_hash', ['int8', 'int8'], 'int8', 'One hash of two.', (args) => {
    const before = BigInt.asUintN(64, bigintArg(args, 0));
    const added = BigInt.asUintN(64, bigintArg(args, 1));
    return BigInt.asIntN(64, before ^ (added + 0x49a0_f4dd_15e5_a8e3n + (before << 54n) + (before >> 7n)));
  }),
  define('conduct_partition_remainder', ['int8', 'int4'], 'int4', 'The hash, unsigned, modulo the number of hash partitions.', (args) =>
    Number(BigInt.asUintN(64, bigintArg(args, 0)) % BigInt(numberArg(args, 1))),
  ),
];
