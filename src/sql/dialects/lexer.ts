/**
 * Tokens of a dialect's text. Every character of the source is white space, a comment or part of a token, so that what is made of all tokens has
 * lost nothing.
 */
import { ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import type { DialectRules } from './rules.js';
import { readString } from './string-literal.js';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'operator' | 'parameter' | 'end';
  /** As written; of a word in upper case. */
  readonly text: string;
  /** Of a name as written without quotes, of a string what it stands for, of a number its digits. */
  readonly value: string;
  /** Of a number: the type that its suffix gives. Of a string: r, b, x and the like. */
  readonly mark: string;
  readonly at: number;
  readonly end: number;
}

export function tokensOf(source: string, rules: DialectRules): readonly Token[] {
  const tokens: Token[] = [];
  let at = skipBlank(source, 0, rules);
  while (at < source.length) {
    const token = readToken(source, at, rules);
    tokens.push(token);
    at = skipBlank(source, token.end, rules);
  }
  tokens.push({ kind: 'end', text: '', value: '', mark: '', at: source.length, end: source.length });
  return tokens;
}

const NAME = /[\p{L}_][\p{L}\p{M}\p{N}_$]*/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;

function readToken(source: string, at: number, rules: DialectRules): Token {
  const { lexical } = rules;
  const char = source.charAt(at);
  const name = matchAt(NAME, source, at);
  const prefix = name?.toLowerCase() ?? '';
  if (name !== null && lexical.prefixes.includes(prefix) && isStringQuote(source.charAt(at + name.length), rules)) {
    return stringToken(source, at, prefix, rules);
  }
  if (name !== null) return { kind: 'word', text: name.toUpperCase(), value: name, mark: '', at, end: at + name.length };
  if (isStringQuote(char, rules) || (lexical.dollarQuotes && source.startsWith('$$', at))) return stringToken(source, at, '', rules);
  if (lexical.nameQuotes.some((quote) => quote === char)) return quotedName(source, at, char);
  if (/\d/.test(char) || (char === '.' && /\d/.test(source.charAt(at + 1)))) return numberToken(source, at, rules);
  const parameter = matchAt(/\$\d+/y, source, at);
  if (parameter !== null) return { kind: 'parameter', text: parameter, value: parameter, mark: '', at, end: at + parameter.length };
  const operator = lexical.operators.find((text) => source.startsWith(text, at)) ?? '';
  if (operator === '') throw syntaxError(`${rules.label} has no "${String.fromCodePoint(source.codePointAt(at) ?? 0)}" here`, at);
  return { kind: 'operator', text: operator, value: operator, mark: '', at, end: at + operator.length };
}

function isStringQuote(char: string, rules: DialectRules): boolean {
  return rules.lexical.stringQuotes.some((quote) => quote === char);
}

function stringToken(source: string, at: number, prefix: string, rules: DialectRules): Token {
  const { value, end } = readString(source, at + prefix.length, prefix, rules);
  if (value.includes('\0'))
    throw new ConductError(SQLSTATE.characterNotInRepertoire, 'invalid byte sequence for encoding "UTF8": 0x00', { position: at });
  return { kind: 'string', text: source.slice(at, end), value, mark: prefix, at, end };
}

function quotedName(source: string, at: number, quote: string): Token {
  let value = '';
  for (let i = at + 1; i < source.length; i += 1) {
    if (source.charAt(i) !== quote) value += source.charAt(i);
    else if (source.charAt(i + 1) === quote) {
      value += quote;
      i += 1;
    } else {
      if (value === '') throw syntaxError('a quoted name is empty', at);
      return { kind: 'quoted', text: source.slice(at, i + 1), value, mark: '', at, end: i + 1 };
    }
  }
  throw syntaxError('a quoted name does not end', at);
}

function numberToken(source: string, at: number, rules: DialectRules): Token {
  if (/^0[xXbB]/.test(source.slice(at, at + 2))) return hexNumber(source, at, rules);
  const digits = matchAt(NUMBER, source, at) ?? '';
  const end = at + digits.length;
  const letters = matchAt(NAME, source, end) ?? '';
  const type = letters === '' ? '' : rules.lexical.numberSuffixes.get(letters.toUpperCase());
  if (type === undefined) throw syntaxError(`a number ends in "${letters}"`, at);
  return { kind: 'number', text: source.slice(at, end + letters.length), value: digits, mark: type, at, end: end + letters.length };
}

/** Integers in BigQuery; in MySQL they are strings or numbers, depending on where they stand. */
function hexNumber(source: string, at: number, rules: DialectRules): Token {
  const digits = matchAt(/0[xX][0-9a-fA-F]+/y, source, at);
  if (digits === null || !rules.lexical.prefixes.includes('rb')) throw notSupported(`this number in ${rules.label}`, at);
  const end = at + digits.length;
  return { kind: 'number', text: digits, value: BigInt(digits).toString(), mark: '', at, end };
}

function skipBlank(source: string, from: number, rules: DialectRules): number {
  let at = from;
  for (;;) {
    while (at < source.length && /[\s\u00a0]/.test(source.charAt(at))) at += 1;
    const next = skipComment(source, at, rules);
    if (next === at) return at;
    at = next;
  }
}

function skipComment(source: string, at: number, { lexical, label }: DialectRules): number {
  if (source.startsWith('/*!', at)) throw notSupported(`a comment that ${label} carries out`, at);
  if (source.startsWith('/*', at)) return blockComment(source, at, lexical.nestedComments);
  const start = lexical.lineComments.find((text) => source.startsWith(text, at));
  if (start === undefined) return at;
  if (start === '--' && lexical.dashesNeedSpace && /\S/.test(source.charAt(at + 2))) return at;
  const end = source.indexOf('\n', at);
  return end < 0 ? source.length : end + 1;
}

function blockComment(source: string, at: number, nested: boolean): number {
  let depth = 1;
  let i = at + 2;
  while (depth > 0) {
    const close = source.indexOf('*/', i);
    if (close < 0) throw syntaxError('a comment does not end', at);
    const open = nested ? source.indexOf('/*', i) : -1;
    const inner = open >= 0 && open < close;
    depth += inner ? 1 : -1;
    i = (inner ? open : close) + 2;
  }
  return i;
}

function matchAt(pattern: RegExp, source: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? null;
}

export function syntaxError(message: string, position: number): ConductError {
  return new ConductError(SQLSTATE.syntaxError, message, { position });
}
