/** = <> < <= > >= over every comparable kind. varchar and name compare as text. */
import { compareDatums } from '../types/compare.js';
import type { Datum } from '../types/datum.js';
import { type SqlType, TYPES } from '../types/sql-type.js';
import { define } from './define.js';
import type { ArgSpec, FunctionEntry } from './function-entry.js';

const COMPARABLE: readonly ArgSpec[] = [
  'bool',
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
  'time',
  'timetz',
  'timestamptz',
  'bytea',
  'uuid',
  'jsonb',
  'bit',
  'varbit',
  'char1',
  'tid',
  'anyarray',
  'anyenum',
  'anyrange',
  'anymultirange',
  'inet',
  'macaddr',
  'macaddr8',
  'pg_lsn',
  'xid8',
  'money',
  'record',
];

const OPERATORS: readonly (readonly [string, string, (order: number) => boolean])[] = [
  ['=', 'Equal.', (order) => order === 0],
  ['<>', 'Not equal.', (order) => order !== 0],
  ['<', 'Less than.', (order) => order < 0],
  ['<=', 'Less than or equal.', (order) => order <= 0],
  ['>', 'Greater than.', (order) => order > 0],
  ['>=', 'Greater than or equal.', (order) => order >= 0],
];

export const COMPARISONS: readonly FunctionEntry[] = COMPARABLE.flatMap((kind) =>
  OPERATORS.map(([name, doc, test]) =>
    define(name, [kind, kind], 'bool', doc, (args: readonly Datum[], [type = TYPES.unknown]: readonly SqlType[]) =>
      test(compareDatums(type, args[0] ?? null, args[1] ?? null)),
    ),
  ),
);
