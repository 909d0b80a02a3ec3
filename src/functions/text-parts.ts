/** Functions that quote, format, normalise and cut text. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { castDatum } from '../types/cast.js';
import type { Datum } from '../types/datum.js';
import { arrayValue } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';
import { TYPES } from '../types/sql-type.js';
import { formatText } from '../types/text-format.js';
import { bigintArg, define, numberArg, textArg } from './define.js';
import { formatValues } from './format.js';
import type { ArgSpec, FunctionEntry } from './function-entry.js';
import { parseIdentifier } from './identifier.js';
import { quoteIdentifier, quoteLiteral } from './quoting.js';
import { overlayParts } from './substring.js';

const T: readonly ArgSpec[] = ['text'];

function shown(args: readonly Datum[], types: readonly SqlType[], index: number): string {
  const value = args[index] ?? null;
  return value === null ? '' : formatText(types[index] ?? TYPES.text, value);
}

function overlay(args: readonly Datum[]): string {
  const [target, part] = [Array.from(textArg(args, 0)), textArg(args, 1)];
  const [before, after] = overlayParts(numberArg(args, 2), args.length > 3 ? numberArg(args, 3) : Array.from(part).length);
  return target.slice(before.start, before.end).join('') + part + target.slice(after.start, after.end).join('');
}

function quoteAny(args: readonly Datum[], types: readonly SqlType[]): string {
  const value = args[0] ?? null;
  if (value === null) return 'NULL';
  const text = castDatum(value, types[0] ?? TYPES.text, TYPES.text, 'explicit');
  return quoteLiteral(String(text));
}

const NORMAL_FORMS: ReadonlySet<string> = new Set(['NFC', 'NFD', 'NFKC', 'NFKD']);

function normalized(args: readonly Datum[]): string {
  const form = args.length > 1 ? textArg(args, 1) : 'NFC';
  if (!NORMAL_FORMS.has(form.toUpperCase())) {
    throw new ConductError(SQLSTATE.invalidParameterValue, `invalid normalization form: ${form}`);
  }
  return textArg(args, 0).normalize(form.toUpperCase());
}

const UNICODE_ESCAPE = /\\(?:(\\)|u?([0-9a-fA-F]{4})|\+([0-9a-fA-F]{6})|U([0-9a-fA-F]{8})|)/g;

/** unistr: `\\XXXX`, `\\+XXXXXX`, `\\uXXXX`, `\\UXXXXXXXX`; UTF-16 pairs are two escapes in a row. */
function unescapeUnicode(text: string): string {
  const result = text.replace(UNICODE_ESCAPE, (_, backslash, four, six, eight) => {
    if (backslash !== undefined) return '\\';
    const digits: string | undefined = four ?? six ?? eight;
    if (digits === undefined) {
      throw new ConductError(SQLSTATE.syntaxError, 'invalid Unicode escape', {
        hint: 'Unicode escapes must be \\XXXX, \\+XXXXXX, \\uXXXX, or \\UXXXXXXXX.',
      });
    }
    const code = Number.parseInt(digits, 16);
    if (code === 0 || code > 0x10_ffff) {
      throw new ConductError(
        SQLSTATE.invalidParameterValue,
        `invalid Unicode code point: ${code.toString(16).toUpperCase().padStart(4, '0')}`,
      );
    }
    return String.fromCodePoint(code);
  });
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(result)) {
    throw new ConductError(SQLSTATE.syntaxError, 'invalid Unicode surrogate pair');
  }
  return result;
}

/** text_to_array: NULL separators cut into characters, an empty one cuts nothing. */
function splitText(args: readonly Datum[]): (string | null)[] {
  const text = textArg(args, 0);
  const separator = args[1] ?? null;
  const nullText = args[2] ?? null;
  if (text === '') return [];
  const pieces = separator === null ? Array.from(text) : separator === '' ? [text] : text.split(String(separator));
  return pieces.map((piece) => (piece === nullText ? null : piece));
}

function joined(args: readonly Datum[], types: readonly SqlType[], from: number, separator: string): string {
  const texts: string[] = [];
  for (let index = from; index < args.length; index += 1) if (args[index] !== null) texts.push(shown(args, types, index));
  return texts.join(separator);
}

const ANY_VALUES = { strict: false, variadic: true, volatility: 'stable' } as const;
const SPLIT_DOC = 'The parts between separators (NULL: the characters); those equal to the third argument are NULL.';

export const TEXT_PART_FUNCTIONS: readonly FunctionEntry[] = [
  define('concat', ['any'], 'text', 'All arguments that are not NULL.', (args, types) => joined(args, types, 0, ''), ANY_VALUES),
  define(
    'concat_ws',
    ['text', 'any'],
    'text',
    'All arguments that are not NULL, separated by the first.',
    (args, types) => (args[0] === null ? null : joined(args, types, 1, textArg(args, 0))),
    ANY_VALUES,
  ),
  define('format', T, 'text', 'The text, with %% as %.', (args, types) => formatValues(textArg(args, 0), args, types), {
    volatility: 'stable',
  }),
  define(
    'format',
    ['text', 'any'],
    'text',
    'The text with values for %s, %I (as an identifier) and %L (as a literal).',
    (args, types) => (args[0] === null ? null : formatValues(textArg(args, 0), args, types)),
    ANY_VALUES,
  ),
  define('overlay', ['text', 'text', 'int4'], 'text', 'The second argument put over the first from that character on.', overlay),
  define('overlay', ['text', 'text', 'int4', 'int4'], 'text', 'The second argument in place of so many characters of the first.', overlay),
  define('quote_ident', T, 'text', 'As an identifier in SQL.', (args) => quoteIdentifier(textArg(args, 0))),
  define('quote_literal', T, 'text', 'As a literal in SQL.', (args) => quoteLiteral(textArg(args, 0))),
  define('quote_literal', ['anyelement'], 'text', 'The text form as a literal in SQL.', quoteAny, { volatility: 'stable' }),
  define('quote_nullable', T, 'text', 'As a literal in SQL, or NULL.', quoteAny, { strict: false }),
  define('quote_nullable', ['anyelement'], 'text', 'The text form as a literal in SQL, or NULL.', quoteAny, {
    strict: false,
    volatility: 'stable',
  }),
  define('to_hex', ['int4'], 'text', 'In hexadecimal, as two\u2019s complement.', (args) => (numberArg(args, 0) >>> 0).toString(16)),
  define('to_hex', ['int8'], 'text', 'In hexadecimal, as two\u2019s complement.', (args) =>
    BigInt.asUintN(64, bigintArg(args, 0)).toString(16),
  ),
  define('parse_ident', T, 'text[]', 'The parts of a qualified identifier.', (args) => arrayValue(parseIdentifier(textArg(args, 0), true))),
  define('parse_ident', ['text', 'bool'], 'text[]', 'The parts of a qualified identifier; false: whatever follows it.', (args) =>
    arrayValue(parseIdentifier(textArg(args, 0), args[1] === true)),
  ),
  define('normalize', T, 'text', 'In Unicode normal form C.', normalized),
  define('normalize', ['text', 'text'], 'text', 'In a Unicode normal form: NFC, NFD, NFKC, NFKD.', normalized),
  define('is_normalized', T, 'bool', 'Whether in Unicode normal form C.', (args) => normalized(args) === args[0]),
  define('is_normalized', ['text', 'text'], 'bool', 'Whether in a Unicode normal form.', (args) => normalized(args) === args[0]),
  define('unistr', T, 'text', 'With Unicode escapes as the characters that they mean.', (args) => unescapeUnicode(textArg(args, 0))),
  ...[2, 3].map((count) =>
    define(
      'string_to_array',
      ['text', 'text', 'text'].slice(0, count) as ArgSpec[],
      'text[]',
      SPLIT_DOC,
      (args) => (args[0] === null ? null : arrayValue(splitText(args))),
      { strict: false },
    ),
  ),
];
