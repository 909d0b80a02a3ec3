/** The start of a connection: what the startup packet asks for, and the parameters that a client is told of. */
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';

/** Drivers read the number in front and decide by it what they may use. */
export const SERVER_VERSION = '15.0 (Conduct 0.1.0)';

export interface StartupRequest {
  readonly user: string;
  readonly database: string;
  /** Initial settings by lower-case name. */
  readonly settings: Map<string, string>;
  /** `_pq_.` options, none of which is known. */
  readonly unknownOptions: readonly string[];
}

/** Names that a client is told of, as PostgreSQL 15 writes them; and where each value comes from. */
const REPORTED: readonly { readonly name: string; readonly value: string }[] = [
  { name: 'application_name', value: '' },
  { name: 'client_encoding', value: 'UTF8' },
  { name: 'DateStyle', value: 'ISO, MDY' },
  { name: 'default_transaction_read_only', value: 'off' },
  { name: 'in_hot_standby', value: 'off' },
  { name: 'integer_datetimes', value: 'on' },
  { name: 'IntervalStyle', value: 'postgres' },
  { name: 'is_superuser', value: 'on' },
  { name: 'server_encoding', value: 'UTF8' },
  { name: 'server_version', value: SERVER_VERSION },
  { name: 'session_authorization', value: '' },
  { name: 'standard_conforming_strings', value: 'on' },
  { name: 'TimeZone', value: 'UTC' },
];

/** Only these names come from the client; dates, intervals and zones have one form so far. */
const CLIENT_SETTABLE: ReadonlySet<string> = new Set(['application_name']);

export function readStartupParameters(parameters: ReadonlyMap<string, string>): StartupRequest {
  const settings = new Map<string, string>();
  const unknownOptions: string[] = [];
  let user = '';
  let database = '';
  for (const [name, value] of parameters) {
    if (name === 'user') user = value;
    else if (name === 'database') database = value;
    else if (name === 'options') for (const [setting, text] of commandLineOptions(value)) settings.set(setting, text);
    else if (name === 'replication') {
      if (!/^(false|off|no|0)$/i.test(value)) throw notSupported('replication');
    } else if (name.startsWith('_pq_.')) unknownOptions.push(name);
    else settings.set(name.toLowerCase(), value);
  }
  if (user === '') {
    throw new ConductError(SQLSTATE.invalidAuthorizationSpecification, 'no PostgreSQL user name specified in startup packet');
  }
  checkEncoding(settings.get('client_encoding'));
  settings.set('client_encoding', 'UTF8');
  return { user, database: database === '' ? user : database, settings, unknownOptions };
}

/** What ParameterStatus says at the start, in order. */
export function reportedParameters(request: StartupRequest): readonly (readonly [name: string, value: string])[] {
  return REPORTED.map(({ name, value }) => {
    if (name === 'session_authorization') return [name, request.user] as const;
    return [name, (CLIENT_SETTABLE.has(name) ? request.settings.get(name) : undefined) ?? value] as const;
  });
}

/** `-c name=value --name=value`; a backslash escapes the next character. */
function* commandLineOptions(text: string): Generator<readonly [string, string]> {
  const words: string[] = [];
  let word: string | null = null;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (character === '\\') {
      i++;
      word = (word ?? '') + text.charAt(i);
    } else word = (word ?? '') + character;
  }
  if (word !== null) words.push(word);
  for (let i = 0; i < words.length; i++) {
    const option = words[i] ?? '';
    let assignment: string | undefined;
    if (option === '-c') assignment = words[++i];
    else if (option.startsWith('-c')) assignment = option.slice(2);
    else if (option.startsWith('--')) assignment = option.slice(2).replace(/^[^=]*/, (name) => name.replaceAll('-', '_'));
    const match = /^([^=]+)=([\s\S]*)$/.exec(assignment ?? '');
    if (match === null) {
      throw new ConductError(SQLSTATE.syntaxError, `invalid command-line argument for server process: ${option}`);
    }
    yield [(match[1] ?? '').toLowerCase(), match[2] ?? ''];
  }
}

/** All text is UTF-8 here. SQL_ASCII means "as it is"; psql in the C locale asks for it. */
function checkEncoding(encoding: string | undefined): void {
  if (encoding === undefined) return;
  const plain = encoding.replaceAll(/[^0-9a-z]/gi, '').toLowerCase();
  if (plain === 'utf8' || plain === 'unicode' || plain === 'sqlascii' || plain === '') return;
  throw new ConductError(SQLSTATE.featureNotSupported, `client encoding "${encoding}" is not supported`, { hint: 'Use UTF8.' });
}
