/** Words, numbers, texts and signs of SQL/JSON paths (jsonpath_scan.l). */
import { ConductError, SQLSTATE } from '../common/errors.js';

export interface PathToken {
  /** word: an unquoted identifier, which may be a keyword; sign: all else that is written, `&&` too. */
  readonly kind: 'word' | 'string' | 'variable' | 'number' | 'sign' | 'end';
  readonly value: string;
  /** What errors say is there: of words and texts, what they end with. */
  readonly text: string;
}

export function pathError(what: string, near: string): ConductError {
  const where = near === '' ? 'at end of jsonpath input' : `at or near "${near}" of jsonpath input`;
  return new ConductError(SQLSTATE.syntaxError, `${what} ${where}`);
}

const SPECIAL = /[?%$.[\]{}()|&!=<>@#,*:\-+/]/;
const BLANK = /[ \t\n\r\f]/;
const NUMBER = /^(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?/;
const BAD_EXPONENT = /^(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)[eE][-+]/;
const SIGNS = ['&&', '||', '**', '<=', '>=', '==', '<>', '!='];
const LETTERS: { readonly [letter: string]: string } = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function isOther(character: string): boolean {
  return character !== '' && !SPECIAL.test(character) && !BLANK.test(character) && character !== '"' && character !== '\\';
}

export function scanJsonPath(source: string): readonly PathToken[] {
  const tokens: PathToken[] = [];
  let at = 0;
  while (at < source.length) {
    const character = source.charAt(at);
    if (BLANK.test(character)) {
      at += 1;
      continue;
    }
    if (source.startsWith('/*', at)) {
      const end = source.indexOf('*/', at + 2);
      if (end < 0) throw pathError('unexpected end of comment', '');
      at = end + 2;
      continue;
    }
    const scanned = scanOne(source, at, character);
    tokens.push(scanned.token);
    at = scanned.end;
  }
  tokens.push({ kind: 'end', value: '', text: '' });
  return tokens;
}

interface Scanned {
  readonly token: PathToken;
  readonly end: number;
}

function scanOne(source: string, at: number, character: string): Scanned {
  const next = source.charAt(at + 1);
  if (character === '"') return scanString(source, at + 1, 'string');
  if (character === '$' && next === '"') return scanString(source, at + 2, 'variable');
  if (character === '$' && (isOther(next) || next === '\\')) return scanWord(source, at + 1, 'variable');
  if (/\d/.test(character) || (character === '.' && /\d/.test(next))) return scanNumber(source, at);
  const sign = SIGNS.find((each) => source.startsWith(each, at));
  if (sign !== undefined) return { token: { kind: 'sign', value: sign === '<>' ? '!=' : sign, text: sign }, end: at + 2 };
  if (SPECIAL.test(character)) return { token: { kind: 'sign', value: character, text: character }, end: at + 1 };
  return scanWord(source, at, 'word');
}

function scanNumber(source: string, at: number): Scanned {
  const rest = source.slice(at);
  const text = NUMBER.exec(rest)?.[0] ?? '';
  const end = at + text.length;
  const bad = BAD_EXPONENT.exec(rest)?.[0];
  if (bad !== undefined && bad.length > text.length) throw pathError('invalid numeric literal', bad);
  const following = source.charAt(end);
  if (isOther(following)) throw pathError('trailing junk after numeric literal', `${text}${following}`);
  return { token: { kind: 'number', value: text, text }, end };
}

function scanWord(source: string, start: number, kind: 'word' | 'variable'): Scanned {
  let value = '';
  let at = start;
  for (;;) {
    const character = source.charAt(at);
    if (character === '\\') {
      const escaped = readEscape(source, at);
      value += escaped.value;
      at = escaped.end;
    } else if (isOther(character)) {
      value += character;
      at += 1;
    } else return { token: { kind, value, text: BLANK.test(character) ? character : '' }, end: at };
  }
}

function scanString(source: string, start: number, kind: 'string' | 'variable'): Scanned {
  let value = '';
  let at = start;
  for (;;) {
    const character = source.charAt(at);
    if (character === '') throw pathError('unexpected end of quoted string', '');
    if (character === '"') return { token: { kind, value, text: '"' }, end: at + 1 };
    if (character === '\\') {
      const escaped = readEscape(source, at);
      value += escaped.value;
      at = escaped.end;
    } else {
      value += character;
      at += 1;
    }
  }
}

function readEscape(source: string, at: number): { readonly value: string; readonly end: number } {
  const letter = source.charAt(at + 1);
  if (letter === '') throw pathError('unexpected end after backslash', '\\');
  if (letter === 'x') {
    const hex = /^[\dA-Fa-f]{2}/.exec(source.slice(at + 2))?.[0];
    if (hex === undefined) throw pathError('invalid hexadecimal character sequence', source.slice(at, at + 2));
    return { value: character(Number.parseInt(hex, 16)), end: at + 4 };
  }
  if (letter !== 'u') {
    const whole = String.fromCodePoint(source.codePointAt(at + 1) ?? 0);
    return { value: LETTERS[letter] ?? whole, end: at + 1 + whole.length };
  }
  const first = readUnicode(source, at);
  if (first.code >= 0xdc00 && first.code <= 0xdfff) throw surrogate('low surrogate must follow a high surrogate');
  if (first.code < 0xd800 || first.code > 0xdbff) return { value: character(first.code), end: first.end };
  if (!source.startsWith('\\u', first.end)) throw surrogate('low surrogate must follow a high surrogate');
  const second = readUnicode(source, first.end);
  if (second.code >= 0xd800 && second.code <= 0xdbff) throw surrogate('high surrogate must not follow a high surrogate');
  if (second.code < 0xdc00 || second.code > 0xdfff) throw surrogate('low surrogate must follow a high surrogate');
  return { value: String.fromCharCode(first.code, second.code), end: second.end };
}

/** \u0041 or \u{41}. */
function readUnicode(source: string, at: number): { readonly code: number; readonly end: number } {
  const rest = source.slice(at + 2);
  const match = /^(?:([\dA-Fa-f]{4})|\{([\dA-Fa-f]{1,6})\})/.exec(rest);
  if (match === null) throw pathError('invalid Unicode escape sequence', source.slice(at, at + 2));
  return { code: Number.parseInt(match[1] ?? match[2] ?? '', 16), end: at + 2 + match[0].length };
}

function character(code: number): string {
  if (code === 0) {
    throw new ConductError(SQLSTATE.untranslatableCharacter, 'unsupported Unicode escape sequence', {
      detail: '\\u0000 cannot be converted to text.',
    });
  }
  return String.fromCodePoint(code);
}

function surrogate(what: string): ConductError {
  return new ConductError(SQLSTATE.invalidTextRepresentation, 'invalid input syntax for type jsonpath', { detail: `Unicode ${what}.` });
}
