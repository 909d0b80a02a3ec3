/** Functions about the server, the session and the statement's time. */
import { AssertionError } from '../common/assert.js';
import { notSupported } from '../common/errors.js';
import type { Datum } from '../types/datum.js';
import { sessionSettings } from '../types/session-settings.js';
import { type SqlType, TYPES, type TypeKind, typeOid } from '../types/sql-type.js';
import { formatType, typeFromOid, typeLabel } from '../types/type-name.js';
import { TIME_VALUE_NAMES } from './datetime-now.js';
import { define } from './define.js';
import type { FunctionEntry } from './function-entry.js';

export const SERVER_VERSION = '15.0';
const VERSION_TEXT = `PostgreSQL ${SERVER_VERSION} (Conduct 0.1.0)`;

/** Calls whose value the conductor puts in as a literal before anything is folded or distributed. */
const STATEMENT_VALUES: readonly (readonly [string, TypeKind, string])[] = [
  ['current_user', 'text', 'Name of the user.'],
  ['session_user', 'text', 'Name of the user who connected.'],
  ['current_database', 'text', 'Name of the database.'],
  ['current_schema', 'text', 'First schema of the search path.'],
  ['current_query', 'text', 'Text of the statement.'],
  ['pg_backend_pid', 'int4', 'Number of the session, as CancelRequest wants it.'],
];

/** Calls that read and change the session's settings: the conductor makes them once a statement, before it runs. */
export const SETTING_CALL_NAMES: ReadonlySet<string> = new Set(['current_setting', 'set_config']);

export const STATEMENT_VALUE_NAMES: ReadonlySet<string> = new Set([...STATEMENT_VALUES.map(([name]) => name), ...TIME_VALUE_NAMES]);

/** bit without a modifier is not what BIT means; types that take none show what they are given. */
function formatWithModifier(type: SqlType, typmod: number): string {
  if (type.kind === 'bit' && typmod < 0) return '"bit"';
  const plain = formatType(type);
  return typmod >= 0 && UNMODIFIED.has(type.kind) ? `${plain}(${typmod})` : plain;
}

const UNMODIFIED: ReadonlySet<TypeKind> = new Set<TypeKind>([
  'char1',
  'name',
  'text',
  'oid',
  'bytea',
  'uuid',
  'json',
  'jsonb',
  'date',
  'tid',
]);

/** Of names in rows; a constant one was replaced by its value. */
function settingOf([name, missingOk]: readonly Datum[]): Datum {
  const lookUp = sessionSettings().settingOf;
  if (lookUp === undefined) throw notSupported('current_setting() over rows of tables');
  return lookUp(String(name), missingOk === true);
}

function notReplaced(): never {
  throw new AssertionError('a call was not replaced by its value');
}

export const SYSTEM_FUNCTIONS: readonly FunctionEntry[] = [
  define('version', [], 'text', 'Version of the server.', () => VERSION_TEXT, { volatility: 'stable' }),
  ...STATEMENT_VALUES.map(([name, kind, doc]) => define(name, [], kind, doc, notReplaced, { volatility: 'stable' })),
  define('current_setting', ['text'], 'text', 'Value of a setting.', settingOf, { volatility: 'stable' }),
  define('current_setting', ['text', 'bool'], 'text', 'Value of a setting; NULL for one that is not there, if so wished.', settingOf, {
    volatility: 'stable',
  }),
  define('set_config', ['text', 'text', 'bool'], 'text', 'Changes a setting, for the transaction alone if so wished.', notReplaced, {
    strict: false,
    volatility: 'volatile',
  }),
  define('pg_typeof', ['any'], 'regtype', 'The type of a value.', (_, [type = TYPES.unknown]) => typeOid(type), {
    strict: false,
    volatility: 'stable',
  }),
  define(
    'format_type',
    ['oid', 'int4'],
    'text',
    'The name of a type, with its modifier.',
    ([oid = null, typmod = null]) => {
      if (typeof oid !== 'number') return null;
      if (oid === 0) return '-';
      const type = typeFromOid(oid, typeof typmod === 'number' ? typmod : -1);
      if (type === undefined) return sessionSettings().nameOfOid?.('regtype', oid) ?? '???';
      return typeof typmod === 'number' ? formatWithModifier(type, typmod) : typeLabel(type);
    },
    { strict: false, volatility: 'stable' },
  ),
];
