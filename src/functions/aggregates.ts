/** Aggregates and their result types. What they compute is lowered by the binder and the optimizer and executed by workers. */

import { typeOfKind, withoutModifiers } from '../types/coercion.js';
import { multirangeOf } from '../types/range-types.js';
import { arrayOf, type SqlType, TYPES, type TypeKind } from '../types/sql-type.js';
import type { AggregateEntry, ArgSpec } from './function-entry.js';

const SUM_RESULTS: readonly (readonly [TypeKind, SqlType])[] = [
  ['int2', TYPES.int8],
  ['int4', TYPES.int8],
  ['int8', TYPES.numeric],
  ['float4', TYPES.float4],
  ['float8', TYPES.float8],
  ['numeric', TYPES.numeric],
  ['interval', TYPES.interval],
  ['money', TYPES.money],
];

const AVG_RESULTS: readonly (readonly [TypeKind, SqlType])[] = [
  ['int2', TYPES.numeric],
  ['int4', TYPES.numeric],
  ['int8', TYPES.numeric],
  ['float4', TYPES.float8],
  ['float8', TYPES.float8],
  ['numeric', TYPES.numeric],
  ['interval', TYPES.interval],
];

/** Kinds that min and max take: those that PostgreSQL 15 has them for. */
const ORDERED_KINDS: readonly TypeKind[] = [
  'int2',
  'int4',
  'int8',
  'oid',
  'float4',
  'float8',
  'numeric',
  'text',
  'char',
  'tid',
  'date',
  'time',
  'timetz',
  'timestamp',
  'timestamptz',
  'interval',
  'inet',
  'pg_lsn',
  'xid8',
  'money',
];

const STATISTICAL: readonly (readonly [string, string])[] = [
  ['var_pop', 'Variance of the arguments as a whole population.'],
  ['var_samp', 'Variance of the arguments as a sample.'],
  ['variance', 'Variance of the arguments as a sample.'],
  ['stddev_pop', 'Standard deviation of the arguments as a whole population.'],
  ['stddev_samp', 'Standard deviation of the arguments as a sample.'],
  ['stddev', 'Standard deviation of the arguments as a sample.'],
];

const STATISTICAL_RESULTS: readonly (readonly [TypeKind, SqlType])[] = [
  ['int2', TYPES.numeric],
  ['int4', TYPES.numeric],
  ['int8', TYPES.numeric],
  ['numeric', TYPES.numeric],
  ['float4', TYPES.float8],
  ['float8', TYPES.float8],
];

/** Of pairs (y, x) in which neither is NULL. */
const REGRESSIONS: readonly (readonly [string, SqlType, string])[] = [
  ['corr', TYPES.float8, 'Correlation coefficient.'],
  ['covar_pop', TYPES.float8, 'Covariance of a whole population.'],
  ['covar_samp', TYPES.float8, 'Covariance of a sample.'],
  ['regr_avgx', TYPES.float8, 'Mean of x.'],
  ['regr_avgy', TYPES.float8, 'Mean of y.'],
  ['regr_count', TYPES.int8, 'Number of pairs.'],
  ['regr_intercept', TYPES.float8, 'Where the fitted line crosses the y axis.'],
  ['regr_r2', TYPES.float8, 'Square of the correlation coefficient.'],
  ['regr_slope', TYPES.float8, 'Slope of the fitted line.'],
  ['regr_sxx', TYPES.float8, 'Sum of squares of x around its mean.'],
  ['regr_sxy', TYPES.float8, 'Sum of products of x and y around their means.'],
  ['regr_syy', TYPES.float8, 'Sum of squares of y around its mean.'],
];

const BIT_KINDS: readonly TypeKind[] = ['int2', 'int4', 'int8', 'bit'];

function entry(name: string, args: readonly ArgSpec[], result: SqlType, doc: string): AggregateEntry {
  return { name, args, result: () => result, doc };
}

/** The result has the type of an argument. */
function same(name: string, args: readonly ArgSpec[], of: number, doc: string): AggregateEntry {
  return { name, args, result: (types) => withoutModifiers(types[of] ?? TYPES.unknown), doc };
}

/** The result is an array of an argument's type. */
function arrayResult(name: string, args: readonly ArgSpec[], of: number, doc: string): AggregateEntry {
  return { name, args, result: (types) => arrayOf(withoutModifiers(types[of] ?? TYPES.unknown)), doc };
}

/** The result is the multirange type of the argument. */
function multirange(name: string, args: readonly ArgSpec[], doc: string): AggregateEntry {
  return { name, args, result: ([type = TYPES.unknown]) => (type.kind === 'range' ? multirangeOf(type) : type), doc };
}

const EXTREMES: readonly (readonly [string, string])[] = [
  ['min', 'Smallest argument that is not NULL.'],
  ['max', 'Largest argument that is not NULL.'],
];

const PLAIN: readonly AggregateEntry[] = [
  entry('count', [], TYPES.int8, 'Number of rows.'),
  entry('count', ['any'], TYPES.int8, 'Number of rows whose argument is not NULL.'),
  ...SUM_RESULTS.map(([kind, result]) => entry('sum', [kind], result, 'Sum of the arguments that are not NULL; NULL for none.')),
  ...AVG_RESULTS.map(([kind, result]) => entry('avg', [kind], result, 'Mean of the arguments that are not NULL; NULL for none.')),
  ...EXTREMES.flatMap(([name, doc]) => [
    ...ORDERED_KINDS.map((kind) => entry(name, [kind], typeOfKind(kind), doc)),
    same(name, ['anyarray'], 0, doc),
    same(name, ['anyenum'], 0, doc),
  ]),
  entry('bool_and', ['bool'], TYPES.bool, 'True if every argument that is not NULL is.'),
  entry('every', ['bool'], TYPES.bool, 'True if every argument that is not NULL is.'),
  entry('bool_or', ['bool'], TYPES.bool, 'True if an argument is.'),
  ...BIT_KINDS.flatMap((kind) => [
    entry('bit_and', [kind], typeOfKind(kind), 'Bitwise AND of the arguments that are not NULL.'),
    entry('bit_or', [kind], typeOfKind(kind), 'Bitwise OR of the arguments that are not NULL.'),
    entry('bit_xor', [kind], typeOfKind(kind), 'Bitwise exclusive OR of the arguments that are not NULL.'),
  ]),
  ...STATISTICAL.flatMap(([name, doc]) => STATISTICAL_RESULTS.map(([kind, result]) => entry(name, [kind], result, doc))),
  ...REGRESSIONS.map(([name, result, doc]) => entry(name, ['float8', 'float8'], result, doc)),
  multirange('range_agg', ['anyrange'], 'What is in any of the ranges.'),
  multirange('range_agg', ['anymultirange'], 'What is in any of the multiranges.'),
  same('range_intersect_agg', ['anyrange'], 0, 'What is in all of the ranges.'),
  same('range_intersect_agg', ['anymultirange'], 0, 'What is in all of the multiranges.'),
  arrayResult('array_agg', ['anynonarray'], 0, 'Array of the arguments, NULLs too.'),
  same('array_agg', ['anyarray'], 0, 'The arguments, arrays of one shape, as an array with a dimension more.'),
  entry('json_agg', ['anyelement'], TYPES.json, 'json array of the arguments, NULLs too.'),
  entry('jsonb_agg', ['anyelement'], TYPES.jsonb, 'jsonb array of the arguments, NULLs too.'),
  entry('json_object_agg', ['any', 'any'], TYPES.json, 'json object of keys and values.'),
  entry('jsonb_object_agg', ['any', 'any'], TYPES.jsonb, 'jsonb object of keys and values, the last of equal keys.'),
  entry('string_agg', ['text', 'text'], TYPES.text, 'The arguments that are not NULL, one after the other, with delimiters.'),
  entry('string_agg', ['bytea', 'bytea'], TYPES.bytea, 'The arguments that are not NULL, one after the other, with delimiters.'),
];

/** With WITHIN GROUP: first the direct arguments, then what is ordered. */
const ORDERED_SET: readonly AggregateEntry[] = [
  same('mode', ['anyelement'], 0, 'The most frequent value.'),
  same('percentile_disc', ['float8', 'anyelement'], 1, 'The first value at or above a fraction of the order.'),
  arrayResult('percentile_disc', ['float8[]', 'anyelement'], 1, 'The first values at or above fractions of the order.'),
  entry('percentile_cont', ['float8', 'float8'], TYPES.float8, 'The value at a fraction of the order, interpolated.'),
  entry('percentile_cont', ['float8', 'interval'], TYPES.interval, 'The value at a fraction of the order, interpolated.'),
  entry('percentile_cont', ['float8[]', 'float8'], arrayOf(TYPES.float8), 'The values at fractions of the order, interpolated.'),
  entry('percentile_cont', ['float8[]', 'interval'], arrayOf(TYPES.interval), 'The values at fractions of the order, interpolated.'),
];

export const AGGREGATES: readonly AggregateEntry[] = [...PLAIN, ...ORDERED_SET];

/** Names of aggregates that take WITHIN GROUP, and need it. */
export const ORDERED_SET_NAMES: ReadonlySet<string> = new Set(ORDERED_SET.map(({ name }) => name));

/** Window functions that with WITHIN GROUP are aggregates: of the row that their arguments are, among the group's rows. */
export const HYPOTHETICAL_RESULTS: ReadonlyMap<string, SqlType> = new Map<string, SqlType>([
  ['rank', TYPES.int8],
  ['dense_rank', TYPES.int8],
  ['percent_rank', TYPES.float8],
  ['cume_dist', TYPES.float8],
]);
