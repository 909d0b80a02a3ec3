/** String literals: quotes, escapes and prefixes of the dialects. What a dialect gives no meaning to is refused, not guessed. */
import { ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import type { DialectRules, LexicalRules } from './rules.js';

export interface StringText {
  readonly value: string;
  readonly end: number;
}

/** `at` is the opening quote. */
export function readString(source: string, at: number, prefix: string, rules: DialectRules): StringText {
  const { lexical } = rules;
  const quote = source.charAt(at);
  if (quote === '$') return dollarString(source, at);
  const triple = lexical.tripleQuotes && source.startsWith(quote.repeat(3), at);
  const close = triple ? quote.repeat(3) : quote;
  const raw = prefix.includes('r');
  let value = '';
  let i = at + close.length;
  while (i < source.length) {
    const char = source.charAt(i);
    if (source.startsWith(close, i)) {
      if (triple || source.charAt(i + 1) !== quote) return { value, end: i + close.length };
      if (lexical.doubledQuote === 'refused') {
        throw new ConductError(SQLSTATE.featureNotSupported, `two quotes within a string are not supported in ${rules.label}`, {
          position: i,
          hint: `Write \\${quote} for a quote, and white space between two strings.`,
        });
      }
      value += quote;
      i += 2;
    } else if (char === '\\' && lexical.escapes !== null && !raw) {
      const escaped = readEscape(source, i, lexical.escapes);
      value += escaped.value;
      i = escaped.end;
    } else if (char === '\\' && raw && lexical.escapes !== null) {
      // A raw string keeps the backslash, and the quote behind it does not end the string.
      value += source.slice(i, i + 2);
      i += 2;
    } else {
      value += char;
      i += 1;
    }
  }
  throw new ConductError(SQLSTATE.syntaxError, 'unterminated quoted string', { position: at });
}

function dollarString(source: string, at: number): StringText {
  const end = source.indexOf('$$', at + 2);
  if (end < 0) throw new ConductError(SQLSTATE.syntaxError, 'unterminated dollar-quoted string', { position: at });
  return { value: source.slice(at + 2, end), end: end + 2 };
}

const COMMON: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b' };
const OWN: Readonly<Record<Exclude<LexicalRules['escapes'], null>, Readonly<Record<string, string>>>> = {
  mysql: { ...COMMON, '0': '\0', Z: '\x1a', '%': '\\%', _: '\\_' },
  spark: { ...COMMON, Z: '\x1a', '%': '\\%', _: '\\_' },
  bigquery: { ...COMMON, a: '\x07', f: '\f', v: '\v', '\\': '\\', '?': '?', '"': '"', "'": "'", '`': '`' },
  snowflake: { ...COMMON, f: '\f' },
};

function readEscape(source: string, at: number, kind: Exclude<LexicalRules['escapes'], null>): StringText {
  const char = source.charAt(at + 1);
  const rest = source.slice(at + 1, at + 11);
  const numeric = kind === 'mysql' ? null : numericEscape(rest, kind);
  if (numeric !== null) return { value: numeric.value, end: at + 1 + numeric.length };
  const known = OWN[kind][char];
  if (known !== undefined) return { value: known, end: at + 2 };
  if (kind === 'bigquery' || char === '') throw notSupported(`the escape "\\${char}"`, at);
  // Any other character stands for itself.
  const point = String.fromCodePoint(source.codePointAt(at + 1) ?? 0);
  return { value: point, end: at + 1 + point.length };
}

function numericEscape(rest: string, kind: 'spark' | 'bigquery' | 'snowflake'): { value: string; length: number } | null {
  const hex =
    kind === 'spark' ? /^(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/ : /^(?:[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/;
  const match = hex.exec(rest);
  const digits = match === null ? undefined : match.slice(1).find((group) => group !== undefined);
  if (match !== null && digits !== undefined) return codePoint(Number.parseInt(digits, 16), match[0].length);
  const octal = (kind === 'bigquery' || kind === 'spark' ? /^[0-3][0-7]{2}/ : /^[0-7]{1,3}/).exec(rest)?.[0];
  if (octal !== undefined) return codePoint(Number.parseInt(octal, 8), octal.length);
  return kind === 'spark' && rest.startsWith('0') ? { value: '\0', length: 1 } : null;
}

function codePoint(code: number, length: number): { value: string; length: number } {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    throw new ConductError(SQLSTATE.syntaxError, 'an escape is no Unicode character');
  }
  return { value: String.fromCodePoint(code), length };
}
