/** Functions about the server, the session and the statement's time. */
import { AssertionError } from '../common/assert.js';
import type { TypeKind } from '../types/sql-type.js';
import { define } from './define.js';
import type { FunctionEntry } from './function-entry.js';

export const SERVER_VERSION = '15.0';
const VERSION_TEXT = `PostgreSQL ${SERVER_VERSION} (Conduct 0.1.0)`;

/** Calls whose value the conductor puts in as a literal before anything is folded or distributed. */
const STATEMENT_VALUES: readonly (readonly [string, TypeKind, string])[] = [
  ['now', 'timestamp', 'Start of the transaction.'],
  ['transaction_timestamp', 'timestamp', 'Start of the transaction.'],
  ['statement_timestamp', 'timestamp', 'Start of the statement.'],
  ['current_timestamp', 'timestamp', 'Start of the transaction.'],
  ['localtimestamp', 'timestamp', 'Start of the transaction.'],
  ['current_date', 'date', 'Day of the start of the transaction.'],
  ['current_user', 'text', 'Name of the user.'],
  ['session_user', 'text', 'Name of the user who connected.'],
  ['current_database', 'text', 'Name of the database.'],
  ['current_schema', 'text', 'First schema of the search path.'],
];

export const STATEMENT_VALUE_NAMES: ReadonlySet<string> = new Set(STATEMENT_VALUES.map(([name]) => name));

export const SYSTEM_FUNCTIONS: readonly FunctionEntry[] = [
  define('version', [], 'text', 'Version of the server.', () => VERSION_TEXT, { volatility: 'stable' }),
  ...STATEMENT_VALUES.map(([name, kind, doc]) =>
    define(
      name,
      [],
      kind,
      doc,
      () => {
        throw new AssertionError(`${name}() was not replaced by its value`);
      },
      { volatility: 'stable' },
    ),
  ),
];
