/** Aggregates and their result types. What they compute is lowered by the optimizer and executed by workers. */

import { typeOfKind } from '../types/coercion.js';
import type { SqlType, TypeKind } from '../types/sql-type.js';
import { TYPES } from '../types/sql-type.js';
import type { AggregateEntry } from './function-entry.js';

const SUM_RESULTS: readonly (readonly [TypeKind, SqlType])[] = [
  ['int2', TYPES.int8],
  ['int4', TYPES.int8],
  ['int8', TYPES.numeric],
  ['float4', TYPES.float4],
  ['float8', TYPES.float8],
  ['numeric', TYPES.numeric],
  ['interval', TYPES.interval],
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
  'date',
  'timestamp',
  'interval',
];

function entry(name: string, args: AggregateEntry['args'], result: SqlType, doc: string): AggregateEntry {
  return { name, args, result: () => result, doc };
}

export const AGGREGATES: readonly AggregateEntry[] = [
  entry('count', [], TYPES.int8, 'Number of rows.'),
  entry('count', ['any'], TYPES.int8, 'Number of rows whose argument is not NULL.'),
  ...SUM_RESULTS.map(([kind, result]) => entry('sum', [kind], result, 'Sum of the arguments that are not NULL; NULL for none.')),
  ...AVG_RESULTS.map(([kind, result]) => entry('avg', [kind], result, 'Mean of the arguments that are not NULL; NULL for none.')),
  ...ORDERED_KINDS.map((kind) => entry('min', [kind], typeOfKind(kind), 'Smallest argument that is not NULL.')),
  ...ORDERED_KINDS.map((kind) => entry('max', [kind], typeOfKind(kind), 'Largest argument that is not NULL.')),
  entry('bool_and', ['bool'], TYPES.bool, 'True if every argument that is not NULL is.'),
  entry('every', ['bool'], TYPES.bool, 'True if every argument that is not NULL is.'),
  entry('bool_or', ['bool'], TYPES.bool, 'True if an argument is.'),
];
