/** Functions of sequences. The conductor carries them out, in the order of the rows, before anything runs on a worker. */
import { AssertionError } from '../common/assert.js';
import type { TypeKind } from '../types/sql-type.js';
import { define } from './define.js';
import type { FunctionEntry } from './function-entry.js';

const FORMS: readonly (readonly [string, readonly TypeKind[], string])[] = [
  ['nextval', ['regclass'], 'The next value of a sequence.'],
  ['currval', ['regclass'], 'The value that nextval gave last in this session.'],
  ['lastval', [], 'The value that nextval gave last in this session, of any sequence.'],
  ['setval', ['regclass', 'int8'], 'Sets the value of a sequence; nextval gives the one after it.'],
  ['setval', ['regclass', 'int8', 'bool'], 'Sets the value of a sequence; false: nextval gives this one.'],
  ['conduct_sequence_value', ['regclass'], 'last_value of a sequence, as a table.'],
  ['conduct_sequence_ahead', ['regclass'], 'log_cnt of a sequence, as a table: values that are written ahead.'],
  ['conduct_sequence_called', ['regclass'], 'is_called of a sequence, as a table: 0 or 1.'],
];

export const SEQUENCE_FUNCTION_NAMES: ReadonlySet<string> = new Set(FORMS.map(([name]) => name));

const PAUSES: readonly (readonly [string, TypeKind, string])[] = [
  ['pg_sleep', 'float8', 'Waits so many seconds.'],
  ['pg_sleep_for', 'interval', 'Waits so long.'],
  ['pg_sleep_until', 'timestamptz', 'Waits until then.'],
];

/** Functions that wait: the conductor carries them out too. */
export const PAUSE_FUNCTION_NAMES: ReadonlySet<string> = new Set(PAUSES.map(([name]) => name));

export const PAUSE_FUNCTIONS: readonly FunctionEntry[] = PAUSES.map(([name, arg, doc]) =>
  define(
    name,
    [arg],
    'void',
    doc,
    () => {
      throw new AssertionError(`${name}() was not carried out before`);
    },
    { volatility: 'volatile' },
  ),
);

export const SEQUENCE_FUNCTIONS: readonly FunctionEntry[] = FORMS.map(([name, args, doc]) =>
  define(
    name,
    args,
    'int8',
    doc,
    () => {
      throw new AssertionError(`${name}() was not replaced by its value`);
    },
    { volatility: 'volatile' },
  ),
);
