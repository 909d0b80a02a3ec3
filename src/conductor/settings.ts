/** The session settings that SET, SHOW and RESET know: PostgreSQL's, as far as clients ask for them, and `conduct.*`. */
import type { RowObject } from '../catalog/system-relation.js';
import { known } from '../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import { SERVER_VERSION } from '../functions/system.js';
import { DIALECTS, type Dialect } from '../sql/parse.js';
import { arrayValue } from '../types/datum.js';
import type { SessionSettings } from '../types/session-settings.js';
import { normalizeDateStyle, normalizeIntervalStyle, normalizeTimeZone, valueSettings } from './datetime-settings.js';
import { POSTGRES_SETTINGS } from './postgres-settings.js';
import type { SessionState } from './query-service.js';
import { sessionUser } from './session-user.js';
import { BOOL, InvalidSetting, MILLISECONDS, readValue, type SettingType, STRING, shownValue } from './setting-values.js';

export interface Setting {
  /** As PostgreSQL shows it: `DateStyle`. */
  readonly name: string;
  readonly initial: string;
  readonly description: string;
  /** Clients hear of changes (ParameterStatus). */
  readonly reported?: boolean;
  readonly readOnly?: boolean;
  /** It is set by statements of its own, not by set_config and at the start; RESET ALL leaves it alone. */
  readonly byStatement?: boolean;
  /** Absent: text. */
  readonly type?: SettingType;
  /** Made up by the user. */
  readonly custom?: boolean;
  /** The text as it is kept, or an error; absent: by the type. */
  readonly normalize?: (value: string, current: string) => string;
}

const MESSAGE_LEVELS: SettingType = {
  kind: 'enum',
  values: ['debug5', 'debug4', 'debug3', 'debug2', 'debug1', 'log', 'notice', 'warning', 'error'],
};
const ISOLATION: SettingType = { kind: 'enum', values: ['serializable', 'repeatable read', 'read committed', 'read uncommitted'] };

const OWN_SETTINGS: readonly Setting[] = [
  { name: 'array_nulls', initial: 'on', description: 'NULL in texts of arrays is the null value.', normalize: only('on') },
  { name: 'transform_null_equals', initial: 'off', description: 'x = NULL is never x IS NULL.', normalize: only('off') },
  { name: 'role', initial: 'none', description: 'There are no roles yet.', normalize: only('none') },
  { name: 'application_name', initial: '', description: 'Name of the application that connected.', reported: true },
  { name: 'bytea_output', initial: 'hex', description: 'Output format of bytea.', normalize: only('hex') },
  { name: 'check_function_bodies', initial: 'on', description: 'Has no effect.', type: BOOL },
  { name: 'client_encoding', initial: 'UTF8', description: "The client's character set encoding.", reported: true, normalize: encoding },
  { name: 'client_min_messages', initial: 'notice', description: 'Message levels that are sent to the client.', type: MESSAGE_LEVELS },
  {
    name: 'DateStyle',
    initial: 'ISO, MDY',
    description: 'Display format of dates and times.',
    reported: true,
    normalize: normalizeDateStyle,
  },
  { name: 'default_tablespace', initial: '', description: 'Has no effect.' },
  { name: 'default_table_access_method', initial: 'heap', description: 'Has no effect.' },
  {
    name: 'default_transaction_isolation',
    initial: 'read committed',
    description: 'Isolation level of new transactions.',
    type: ISOLATION,
  },
  {
    name: 'default_transaction_read_only',
    initial: 'off',
    description: 'Whether new transactions may only read.',
    reported: true,
    type: BOOL,
  },
  {
    name: 'extra_float_digits',
    initial: '1',
    description: 'Has no effect: floats are always printed exactly.',
    type: { kind: 'int', unit: '', min: -15, max: 3 },
  },
  {
    name: 'idle_in_transaction_session_timeout',
    initial: '0',
    description: 'Milliseconds until an idle transaction ends.',
    type: MILLISECONDS,
  },
  { name: 'in_hot_standby', initial: 'off', description: 'Whether this is a standby.', reported: true, readOnly: true },
  { name: 'integer_datetimes', initial: 'on', description: 'Dates and times are integers.', reported: true, readOnly: true },
  {
    name: 'IntervalStyle',
    initial: 'postgres',
    description: 'Display format of intervals.',
    reported: true,
    normalize: normalizeIntervalStyle,
  },
  { name: 'is_superuser', initial: 'on', description: 'Whether the user is a superuser.', reported: true, readOnly: true },
  { name: 'jit', initial: 'on', description: 'Has no effect: queries are always compiled.', type: BOOL },
  { name: 'lc_collate', initial: 'C', description: 'Collation of text: bytewise.', readOnly: true },
  { name: 'lc_ctype', initial: 'C.UTF-8', description: 'Character classes.', readOnly: true },
  { name: 'lock_timeout', initial: '0', description: 'Milliseconds that a statement waits for a lock; 0: for ever.', type: MILLISECONDS },
  { name: 'block_size', initial: '8192', description: 'Has no effect.', readOnly: true },
  { name: 'max_connections', initial: String(LIMITS.connections), description: 'Client connections at once.', readOnly: true },
  { name: 'max_function_args', initial: '100', description: 'Arguments of a function.', readOnly: true },
  { name: 'max_index_keys', initial: '32', description: 'Columns of an index.', readOnly: true },
  { name: 'max_identifier_length', initial: String(LIMITS.identifierBytes), description: 'Bytes of an identifier.', readOnly: true },
  { name: 'max_index_keys', initial: '32', description: 'Columns of an index, as PostgreSQL has it.', readOnly: true },
  { name: 'role', initial: 'none', description: 'The role whose privileges are in force; none: that of the session.', byStatement: true },
  { name: 'row_security', initial: 'on', description: 'Has no effect.', type: BOOL },
  { name: 'search_path', initial: '"$user", public', description: 'Schemas that names without one are looked for in.' },
  { name: 'server_encoding', initial: 'UTF8', description: "The server's character set encoding.", reported: true, readOnly: true },
  { name: 'server_version', initial: SERVER_VERSION, description: 'Version of PostgreSQL that is spoken.', reported: true, readOnly: true },
  { name: 'server_version_num', initial: '150000', description: 'The same as a number.', readOnly: true },
  { name: 'session_authorization', initial: '', description: 'The session user.', reported: true, byStatement: true },
  {
    name: 'standard_conforming_strings',
    initial: 'on',
    description: 'Backslashes are plain in strings.',
    reported: true,
    normalize: only('on'),
  },
  { name: 'statement_timeout', initial: '0', description: 'Milliseconds until a statement is cancelled; 0: never.', type: MILLISECONDS },
  {
    name: 'synchronous_commit',
    initial: 'on',
    description: 'Has no effect: commits are always durable.',
    type: { kind: 'enum', values: ['local', 'remote_write', 'remote_apply', 'on', 'off'] },
  },
  { name: 'TimeZone', initial: 'UTC', description: 'Time zone.', reported: true, normalize: normalizeTimeZone },
  { name: 'transaction_deferrable', initial: 'off', description: 'Whether the transaction may wait for its start.', type: BOOL },
  { name: 'default_transaction_deferrable', initial: 'off', description: 'Of new transactions.', type: BOOL },
  { name: 'transaction_isolation', initial: 'read committed', description: 'Isolation level of the transaction.' },
  { name: 'transaction_read_only', initial: 'off', description: 'Whether the transaction may write.', type: BOOL },
  { name: 'xmloption', initial: 'content', description: 'Has no effect.', type: { kind: 'enum', values: ['content', 'document'] } },
  { name: 'conduct.dialect', initial: 'postgres', description: 'SQL dialect of statements.', type: { kind: 'enum', values: DIALECTS } },
  {
    name: 'conduct.disabled_rules',
    initial: '',
    description: 'Names of optimizer rules to leave out, separated by commas; all: every one that plans can do without.',
  },
  {
    name: 'conduct.local_rows',
    initial: String(LIMITS.localRows),
    description: 'Rows of tables up to which the conductor runs a query by itself; 0: workers run all.',
    type: { kind: 'int', unit: '', min: 0, max: 1_000_000 },
  },
  {
    name: 'conduct.force_spill',
    initial: 'off',
    description: 'Operators go to disk whether there is memory or not: for tests.',
    type: BOOL,
  },
  {
    name: 'conduct.morsel_rows',
    initial: String(LIMITS.morselRows),
    description: 'Rows that an executor takes at a time.',
    normalize: morselRows,
  },
  {
    name: 'conduct.work_mem',
    initial: String(LIMITS.workMemBytes),
    description: 'Memory of a query on a worker, above which operators go to disk.',
    normalize: memory,
  },
];

/** Settings without a meaning here, from their table. */
function parseSettings(table: string): readonly Setting[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const match = known(/^(\S+) (bool|string|int|real|enum)(?::(\S+))? (.*?)(?: (-?\S+) (\S+))?$/.exec(line), line);
      const [, name = '', kind = '', unit = '', rest = '', min, max] = match;
      if (kind === 'int' || kind === 'real') {
        return { name, initial: rest, description: NO_EFFECT, type: { kind, unit, min: Number(min), max: Number(max) } };
      }
      if (kind === 'enum') {
        const [, initial = '', values = ''] = known(/^(.*) \{(.*)\}$/.exec(rest), line);
        return { name, initial, description: NO_EFFECT, type: { kind, values: values.split(',') } };
      }
      const initial = rest === "''" ? '' : rest;
      return { name, initial, description: NO_EFFECT, type: kind === 'bool' ? BOOL : STRING };
    });
}

const NO_EFFECT = 'Has no effect.';
const SETTINGS: readonly Setting[] = [...OWN_SETTINGS, ...parseSettings(POSTGRES_SETTINGS)];
const BY_NAME = new Map(SETTINGS.map((setting) => [setting.name.toLowerCase(), setting]));

export function allSettings(): readonly Setting[] {
  return [...SETTINGS].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

export function findSetting(name: string): Setting {
  const setting = BY_NAME.get(name.toLowerCase()) ?? customSetting(name);
  if (setting === undefined) throw unrecognized(name);
  return setting;
}

export function settingValue(session: SessionState, name: string): string {
  const setting = findSetting(name);
  if (name === 'session_authorization') return sessionUser(session);
  return session.settings.get(setting.name.toLowerCase()) ?? setting.initial;
}

/** As SHOW prints it: with a unit. 42704 also for a setting of the user's own that nothing has set. */
export function shownSetting(session: SessionState, name: string): string {
  const setting = findSetting(name);
  if (setting.custom === true && !session.settings.has(setting.name)) throw unrecognized(name);
  return shownValue(setting.type ?? STRING, settingValue(session, name));
}

/** Names with a dot are the user's own. */
function customSetting(name: string): Setting | undefined {
  if (!name.includes('.')) return undefined;
  if (!/^[\p{L}_][\p{L}\p{N}_$]*(?:\.[\p{L}_][\p{L}\p{N}_$]*)+$/u.test(name)) {
    throw new ConductError(SQLSTATE.invalidName, `invalid configuration parameter name "${name}"`, {
      detail: 'Custom parameter names must be two or more simple identifiers separated by dots.',
    });
  }
  if (/^conduct\./i.test(name)) {
    throw new ConductError(SQLSTATE.invalidName, `invalid configuration parameter name "${name}"`, {
      detail: '"conduct" is a reserved prefix.',
    });
  }
  return { name: name.toLowerCase(), initial: '', description: 'A setting of the user.', custom: true };
}

function unrecognized(name: string): ConductError {
  return new ConductError(SQLSTATE.undefinedObject, `unrecognized configuration parameter "${name}"`);
}

/** Of pg_settings, in its order. */
export function settingRows(session: SessionState): readonly RowObject[] {
  return allSettings().map((setting): RowObject => {
    const type = setting.type ?? STRING;
    const value = settingValue(session, setting.name);
    const isNumber = type.kind === 'int' || type.kind === 'real';
    return {
      name: setting.name,
      setting: value,
      unit: isNumber && type.unit !== '' ? type.unit : null,
      category: setting.name.startsWith('conduct.') ? 'Conduct' : 'PostgreSQL',
      short_desc: setting.description,
      context: setting.readOnly === true ? 'internal' : 'user',
      vartype: type.kind === 'int' ? 'integer' : type.kind,
      source: value === setting.initial ? 'default' : 'session',
      min_val: isNumber ? String(type.min) : null,
      max_val: isNumber ? String(type.max) : null,
      enumvals: type.kind === 'enum' ? arrayValue(type.values) : null,
      boot_val: setting.initial,
      reset_val: setting.initial,
      pending_restart: false,
    };
  });
}

/** Raises what is wrong with the name or the value. */
export function checkSetting(session: SessionState, name: string, value: string): void {
  const setting = findSetting(name);
  if (setting.readOnly === true || setting.byStatement === true) {
    throw new ConductError(SQLSTATE.cantChangeRuntimeParam, `parameter "${setting.name}" cannot be changed`);
  }
  normalized(setting, value, settingValue(session, setting.name));
}

/** value null: back to the initial one. */
export function changeSetting(session: SessionState, name: string, value: string | null): void {
  const setting = findSetting(name);
  if (setting.readOnly === true) {
    throw new ConductError(SQLSTATE.cantChangeRuntimeParam, `parameter "${setting.name}" cannot be changed`);
  }
  if (setting.byStatement === true) throw notSupported(`setting "${setting.name}" in this way`);
  const kept = value === null ? initialValue(session, setting) : normalized(setting, value, settingValue(session, setting.name));
  session.settings.set(setting.name.toLowerCase(), kept);
  if (setting.reported === true) session.parameterStatus(setting.name, kept);
}

/** What RESET goes back to. */
function initialValue(session: SessionState, setting: Setting): string {
  const asked = session.startupSettings.get(setting.name.toLowerCase()) ?? roleSettings.get(session)?.get(setting.name.toLowerCase());
  return asked === undefined ? setting.initial : normalized(setting, asked, setting.initial);
}

/** What sessions of their roles begin with (ALTER ROLE ... SET), by name. */
const roleSettings = new WeakMap<SessionState, ReadonlyMap<string, string>>();

/** Those of the role, and those that the client asked for when it connected. */
export function applyStartupSettings(session: SessionState, ofRole: Readonly<Record<string, string>> = {}): void {
  roleSettings.set(session, new Map(Object.entries(ofRole)));
  for (const [name, value] of Object.entries(ofRole)) if (!session.startupSettings.has(name)) changeSetting(session, name, value);
  for (const [name, value] of session.startupSettings) changeSetting(session, name, value);
}

/** What a client is told of at the start, in PostgreSQL's order. */
export function reportedSettings(session: SessionState): readonly (readonly [name: string, value: string])[] {
  return allSettings().flatMap(({ name, reported }) => (reported === true ? [[name, settingValue(session, name)] as const] : []));
}

export function resetAllSettings(session: SessionState): void {
  for (const name of session.settings.keys()) if (name.includes('.') && !BY_NAME.has(name)) session.settings.set(name, '');
  for (const setting of SETTINGS) {
    if (setting.readOnly !== true && setting.byStatement !== true && settingValue(session, setting.name) !== initialValue(session, setting))
      changeSetting(session, setting.name, null);
  }
}

/** What the session's values are read and printed by; the starts of its transaction and of its statement. */
export function sessionSettingsOf(session: SessionState, transactionMs: number, statementMs: number = transactionMs): SessionSettings {
  return valueSettings((name) => settingValue(session, name), transactionMs, statementMs);
}

export function dialectOf(session: SessionState): Dialect {
  const value = settingValue(session, 'conduct.dialect');
  return DIALECTS.find((dialect) => dialect === value) ?? 'postgres';
}

/** What running a statement needs of the settings. */
export interface RunSettings {
  readonly disabledRules: ReadonlySet<string>;
  readonly workMemBytes: number;
  readonly forceSpill: boolean;
  readonly morselRows: number;
  /** 0: workers run all. */
  readonly localRows: number;
  /** 0: none. */
  readonly statementTimeoutMs: number;
}

export function runSettings(session: SessionState): RunSettings {
  const rules = settingValue(session, 'conduct.disabled_rules').split(',');
  return {
    disabledRules: new Set(rules.map((rule) => rule.trim()).filter((rule) => rule !== '')),
    workMemBytes: Number(settingValue(session, 'conduct.work_mem')),
    forceSpill: settingValue(session, 'conduct.force_spill') === 'on',
    morselRows: Number(settingValue(session, 'conduct.morsel_rows')),
    localRows: Number(settingValue(session, 'conduct.local_rows')),
    statementTimeoutMs: Number(settingValue(session, 'statement_timeout')),
  };
}

function normalized(setting: Setting, value: string, current: string): string {
  try {
    return setting.normalize?.(value, current) ?? readValue(setting.type ?? STRING, setting.name, value);
  } catch (error) {
    if (error instanceof InvalidSetting) {
      throw new ConductError(SQLSTATE.invalidParameterValue, error.whole ?? `invalid value for parameter "${setting.name}": "${value}"`, {
        ...(error.message === '' ? {} : { [error.field]: error.message }),
      });
    }
    throw error;
  }
}

function integer(value: string): string {
  if (!/^[+-]?\d+$/.test(value.trim())) throw new InvalidSetting('');
  return String(Number(value));
}

function only(accepted: string): (value: string) => string {
  return (value) => {
    const flag = accepted === 'on' || accepted === 'off' ? readValue({ kind: 'enum', values: ['on', 'off'] }, '', value) : null;
    if (value.toLowerCase() === accepted || flag === accepted) return accepted;
    throw new InvalidSetting(`Conduct supports "${accepted}" alone.`);
  };
}

function encoding(value: string): string {
  const name = value.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (name === 'UTF8' || name === 'UNICODE') return 'UTF8';
  // Bytes as they are: psql asks for it in the C locale.
  if (name === 'SQLASCII') return 'SQL_ASCII';
  throw notSupported(`client encoding "${value}"`);
}

const MEMORY_UNITS: Readonly<Record<string, number>> = { B: 1, kB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 };

/** A bare number is kilobytes, as in PostgreSQL's work_mem, from a million on bytes, as SHOW prints it. */
function memory(value: string): string {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]*)\s*$/.exec(value);
  const number = Number(match?.[1]);
  const factor = match?.[2] === '' ? (number < 1_000_000 ? MEMORY_UNITS.kB : 1) : MEMORY_UNITS[match?.[2] ?? ''];
  if (match === null || factor === undefined)
    throw new InvalidSetting('Valid units for this parameter are "B", "kB", "MB", "GB", and "TB".');
  const bytes = Math.round(number * factor);
  if (bytes < LIMITS.leastWorkMemBytes) throw new InvalidSetting('At least 4MB.');
  return String(bytes);
}

function morselRows(value: string): string {
  const rows = Number(integer(value));
  if (rows < 1 || rows > 2 ** 20) throw new InvalidSetting(`From 1 to ${2 ** 20}.`);
  return String(rows);
}
