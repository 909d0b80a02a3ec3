/** Functions about the server that need nothing but themselves: encodings, sizes for people, what a standby would answer. */
import type { Datum, Decimal } from '../types/datum.js';
import { TYPES } from '../types/sql-type.js';
import { bigintArg, decimalArg, define, numberArg, textArg } from './define.js';
import type { ArgSpec, FunctionEntry } from './function-entry.js';
import type { SetFunctionEntry } from './set-function-entry.js';

/** PostgreSQL's names of encodings, by their numbers. */
const ENCODINGS = `SQL_ASCII EUC_JP EUC_CN EUC_KR EUC_TW EUC_JIS_2004 UTF8 MULE_INTERNAL LATIN1 LATIN2 LATIN3 LATIN4 LATIN5 LATIN6 LATIN7
  LATIN8 LATIN9 LATIN10 WIN1256 WIN1258 WIN866 WIN874 KOI8R WIN1251 WIN1252 ISO_8859_5 ISO_8859_6 ISO_8859_7 ISO_8859_8 WIN1250 WIN1253
  WIN1254 WIN1255 WIN1257 KOI8U SJIS BIG5 GBK UHC GB18030 JOHAB SHIFT_JIS_2004`.split(/\s+/);

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
/** Above ten thousand of a unit the next one is shown. */
const UNIT_LIMIT = 10_240n;

/** pg_size_pretty: rounded half away from zero, in the first unit that keeps it below ten thousand or so. */
function prettySize(bytes: bigint): string {
  const negative = bytes < 0n;
  let size = negative ? -bytes : bytes;
  if (size < UNIT_LIMIT) return `${bytes} bytes`;
  // One bit more than the unit, for rounding.
  size >>= 9n;
  let unit = 1;
  while (unit < UNITS.length - 1 && size >= UNIT_LIMIT * 2n - 1n) {
    size >>= 10n;
    unit += 1;
  }
  return `${negative ? '-' : ''}${(size + 1n) / 2n} ${UNITS[unit] ?? ''}`;
}

function wholeOf({ unscaled, scale }: Decimal): bigint {
  return unscaled / 10n ** BigInt(scale);
}

function fixed(name: string, args: readonly ArgSpec[], result: ArgSpec, doc: string, value: Datum): FunctionEntry {
  return define(name, args, result, doc, () => value, { volatility: 'stable', strict: false });
}

export const SERVER_FUNCTIONS: readonly FunctionEntry[] = [
  define('pg_encoding_to_char', ['int4'], 'name', 'The name of an encoding.', (args) => ENCODINGS[numberArg(args, 0)] ?? '', {
    volatility: 'stable',
  }),
  define('pg_char_to_encoding', ['name'], 'int4', 'The number of an encoding; -1: there is none.', (args) => {
    return ENCODINGS.indexOf(textArg(args, 0).toUpperCase().replaceAll('-', ''));
  }),
  define('pg_encoding_max_length', ['int4'], 'int4', 'Bytes of a character of an encoding.', (args) => (numberArg(args, 0) === 6 ? 4 : 1)),
  fixed('getdatabaseencoding', [], 'name', 'The encoding of the database.', 'UTF8'),
  fixed('pg_client_encoding', [], 'name', 'The encoding of the client.', 'UTF8'),
  define('pg_size_pretty', ['int8'], 'text', 'Bytes for people.', (args) => prettySize(bigintArg(args, 0))),
  define('pg_size_pretty', ['numeric'], 'text', 'Bytes for people.', (args) => prettySize(wholeOf(decimalArg(args, 0)))),
  fixed('pg_is_in_recovery', [], 'bool', 'Whether this is a standby.', false),
  fixed('pg_is_wal_replay_paused', [], 'bool', 'Whether a standby waits.', false),
  fixed('inet_server_addr', [], 'text', 'Address that the client is connected to.', null),
  fixed('inet_client_addr', [], 'text', 'Address of the client.', null),
  fixed('inet_server_port', [], 'int4', 'Port that the client is connected to.', null),
  fixed('inet_client_port', [], 'int4', 'Port of the client.', null),
  fixed('pg_jit_available', [], 'bool', 'Whether queries are compiled.', true),
  fixed('pg_get_replica_identity_index', ['regclass'], 'regclass', 'There is none.', null),
  define('pg_column_compression', ['any'], 'text', 'How a value is compressed: not by itself.', () => null),
  define('pg_advisory_unlock_all', [], 'void', 'There are no advisory locks.', () => '', { volatility: 'volatile' }),
  define('pg_stat_get_numscans', ['oid'], 'int8', 'Scans are not counted.', () => 0n, { volatility: 'stable' }),
];

/** `{name=value,...}` as rows. */
function* optionRows(args: readonly Datum[]): Iterable<readonly Datum[]> {
  const [options] = args;
  if (typeof options !== 'object' || options === null || !('elements' in options)) return;
  for (const element of options.elements) {
    const text = String(element);
    const at = text.indexOf('=');
    yield at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
  }
}

/** The array's elements with their places, from 1. */
function* expanded(args: readonly Datum[]): Iterable<readonly Datum[]> {
  const [array] = args;
  if (typeof array !== 'object' || array === null || !('elements' in array)) return;
  for (const [at, element] of array.elements.entries()) yield [element, at + 1];
}

export const SERVER_SETS: readonly SetFunctionEntry[] = [
  {
    name: 'pg_options_to_table',
    args: ['text[]'],
    columns: () => [
      { name: 'option_name', type: TYPES.text },
      { name: 'option_value', type: TYPES.text },
    ],
    strict: true,
    doc: 'Options as rows.',
    rows: optionRows,
  },
  {
    name: '_pg_expandarray',
    args: ['anyarray'],
    columns: ([type]) => [
      { name: 'x', type: type?.kind === 'array' ? type.element : type?.kind === 'int2vector' ? TYPES.int2 : TYPES.oid },
      { name: 'n', type: TYPES.int4 },
    ],
    strict: true,
    doc: 'The elements of an array with their places.',
    rows: expanded,
  },
  {
    name: 'pg_listening_channels',
    args: [],
    columns: () => [{ name: null, type: TYPES.text }],
    strict: true,
    doc: 'There are no channels.',
    rows: () => [],
  },
];
