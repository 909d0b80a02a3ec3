/** Functions that the binder makes of ROW(...), (r).field and tests of records for NULL. */
import { assert } from '../common/assert.js';
import { type Datum, isRecordValue, type RecordValue } from '../types/datum.js';
import { TYPES } from '../types/sql-type.js';
import { valueKey } from '../types/value-key.js';
import { define, numberArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';

const NULLABLE = { strict: false } as const;

function recordArg(args: readonly Datum[]): RecordValue {
  const value = args[0] ?? null;
  assert(isRecordValue(value), 'a record argument');
  return value;
}

/** The types of records and of their fields are those of the call's node: signatures can't say them. */
/** What values are grouped and joined by whose texts may differ though they are equal. No name that SQL can write. */
export const VALUE_KEY = '$value_key';

export const RECORD_FUNCTIONS: readonly FunctionEntry[] = [
  define('$row', [], 'record', 'ROW() without fields.', () => ({ fields: [] }), NULLABLE),
  {
    ...define('$row', ['any'], 'record', 'ROW(...).', (args) => ({ fields: args }), { ...NULLABLE, variadic: true }),
    result: (types) => ({
      kind: 'record',
      fields: types.map((type, index) => ({ name: `f${index + 1}`, type: type.kind === 'unknown' ? TYPES.text : type })),
      named: null,
    }),
  },
  {
    ...define('$field', ['record', 'int4'], 'any', 'A field of a record, by its number from 0.', (args) => {
      return recordArg(args).fields[numberArg(args, 1)] ?? null;
    }),
  },
  {
    ...define(
      '$record_set',
      ['record', 'int4', 'any'],
      'record',
      'The record with a field replaced, by its number from 0.',
      () => null,
      NULLABLE,
    ),
    result: ([type = TYPES.record]) => type,
    evaluate: (args, [type = TYPES.record]) => {
      const count = type.kind === 'record' ? type.fields.length : 0;
      const fields = args[0] === null ? new Array<Datum>(count).fill(null) : recordArg(args).fields;
      return { fields: fields.map((field, index) => (index === args[1] ? (args[2] ?? null) : field)) };
    },
  },
  {
    name: VALUE_KEY,
    args: ['any'],
    result: () => TYPES.text,
    strict: true,
    volatility: 'immutable',
    doc: 'A text that is the same for values that are equal.',
    evaluate: ([value = null], [type = TYPES.unknown]) => valueKey(type, value),
  },
  define(
    '$record_is_null',
    ['record'],
    'bool',
    'Whether a record or all of its fields are NULL.',
    (args) => (args[0] ?? null) === null || recordArg(args).fields.every((field) => field === null),
    NULLABLE,
  ),
  define(
    '$record_is_not_null',
    ['record'],
    'bool',
    'Whether no field of a record is NULL.',
    (args) => (args[0] ?? null) !== null && recordArg(args).fields.every((field) => field !== null),
    NULLABLE,
  ),
];
