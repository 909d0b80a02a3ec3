/** Comparisons under the names that PostgreSQL's catalog has for them: bttextcmp, int4larger, ... and counts of NULLs. */
import { known } from '../common/assert.js';
import { compareDatums } from '../types/compare.js';
import type { Datum } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';
import { define } from './define.js';
import type { ArgSpec, FunctionEntry } from './function-entry.js';

const ORDERS: readonly (readonly [ArgSpec, string])[] = [
  ['bool', 'btboolcmp'],
  ['int2', 'btint2cmp'],
  ['int4', 'btint4cmp'],
  ['int8', 'btint8cmp'],
  ['float4', 'btfloat4cmp'],
  ['float8', 'btfloat8cmp'],
  ['numeric', 'numeric_cmp'],
  ['oid', 'btoidcmp'],
  ['text', 'bttextcmp'],
  ['char', 'bpcharcmp'],
  ['name', 'btnamecmp'],
  ['bytea', 'byteacmp'],
  ['bit', 'bitcmp'],
  ['varbit', 'varbitcmp'],
  ['uuid', 'uuid_cmp'],
  ['date', 'date_cmp'],
  ['time', 'time_cmp'],
  ['timetz', 'timetz_cmp'],
  ['timestamp', 'timestamp_cmp'],
  ['timestamptz', 'timestamptz_cmp'],
  ['interval', 'interval_cmp'],
  ['anyarray', 'btarraycmp'],
  ['inet', 'network_cmp'],
  ['macaddr', 'macaddr_cmp'],
  ['macaddr8', 'macaddr8_cmp'],
  ['pg_lsn', 'pg_lsn_cmp'],
  ['xid8', 'xid8cmp'],
  ['money', 'cash_cmp'],
];

/** Names of greatest and least, `*` for larger or smaller. */
const EXTREMES: readonly (readonly [ArgSpec, string])[] = [
  ['int2', 'int2*'],
  ['int4', 'int4*'],
  ['int8', 'int8*'],
  ['float4', 'float4*'],
  ['float8', 'float8*'],
  ['numeric', 'numeric_*'],
  ['oid', 'oid*'],
  ['text', 'text_*'],
  ['char', 'bpchar_*'],
  ['date', 'date_*'],
  ['time', 'time_*'],
  ['timetz', 'timetz_*'],
  ['timestamp', 'timestamp_*'],
  ['timestamptz', 'timestamptz_*'],
  ['interval', 'interval_*'],
  ['anyarray', 'array_*'],
  ['inet', 'network_*'],
  ['pg_lsn', 'pg_lsn_*'],
  ['xid8', 'xid8_*'],
  ['money', 'cash*'],
];

function compare(args: readonly Datum[], types: readonly SqlType[]): number {
  return compareDatums(known(types[0], 'a type'), args[0] ?? null, args[1] ?? null);
}

function nullCount(args: readonly Datum[]): number {
  return args.filter((arg) => arg === null).length;
}

const ANY_VALUES = { strict: false, variadic: true } as const;

export const COMPARISON_NAMES: readonly FunctionEntry[] = [
  ...ORDERS.map(([spec, name]) =>
    define(name, [spec, spec], 'int4', '-1, 0 or 1: less, equal or greater.', (args, types) => Math.sign(compare(args, types))),
  ),
  ...EXTREMES.flatMap(([spec, pattern]) => [
    define(pattern.replace('*', 'larger'), [spec, spec], spec, 'The larger of two.', (args, types) =>
      compare(args, types) > 0 ? (args[0] ?? null) : (args[1] ?? null),
    ),
    define(pattern.replace('*', 'smaller'), [spec, spec], spec, 'The smaller of two.', (args, types) =>
      compare(args, types) < 0 ? (args[0] ?? null) : (args[1] ?? null),
    ),
  ]),
  define('num_nulls', ['any'], 'int4', 'How many arguments are NULL.', nullCount, ANY_VALUES),
  define('num_nonnulls', ['any'], 'int4', 'How many arguments are not NULL.', (args) => args.length - nullCount(args), ANY_VALUES),
];
