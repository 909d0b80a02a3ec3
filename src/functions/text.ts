/** Operators and functions of text. Positions and lengths count characters (code points), as PostgreSQL does in UTF-8. */
import { createHash } from 'node:crypto';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Datum } from '../types/datum.js';
import type { TypeKind } from '../types/sql-type.js';
import { aliases, define, numberArg, textArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';
import { escapeLike, matchesLike } from './like.js';

/** PostgreSQL's MaxAllocSize: no text is longer. */
const MAX_TEXT_BYTES = 0x3fff_ffff;
const LAST_CODE_POINT = 0x10_ffff;

const SURROGATES = /[\ud800-\udfff]/;

/** The text by characters, without copying where every character is one UTF-16 unit. */
function characters(text: string): string | readonly string[] {
  return SURROGATES.test(text) ? Array.from(text) : text;
}

function joined(part: string | readonly string[]): string {
  return typeof part === 'string' ? part : part.join('');
}

export function textLength(text: string): number {
  return characters(text).length;
}

function slice(text: string, start: number, end?: number): string {
  return joined(characters(text).slice(start, end));
}

function tooLong(): ConductError {
  return new ConductError(SQLSTATE.programLimitExceeded, 'requested length too large');
}

/** text_substring: positions from 1, may start before the text; 22011 for a negative length. */
export function substring(text: string, start: number, length: number | undefined): string {
  if (length === undefined) return slice(text, Math.max(start, 1) - 1);
  const end = start + length;
  if (length < 0) throw new ConductError(SQLSTATE.substringError, 'negative substring length not allowed');
  if (end <= 1) return '';
  return slice(text, Math.max(start, 1) - 1, end - 1);
}

/** Position from 1 in characters; 0 when it is not there; 1 for the empty text. */
function position(text: string, part: string): number {
  const at = text.indexOf(part);
  return at < 0 ? 0 : textLength(text.slice(0, at)) + 1;
}

function trimStart(text: string, set: string): string {
  const drop = new Set(Array.from(set));
  const all = Array.from(text);
  let start = 0;
  while (start < all.length && drop.has(all[start] ?? '')) start += 1;
  return all.slice(start).join('');
}

function trimEnd(text: string, set: string): string {
  const drop = new Set(Array.from(set));
  const all = Array.from(text);
  let end = all.length;
  while (end > 0 && drop.has(all[end - 1] ?? '')) end -= 1;
  return all.slice(0, end).join('');
}

function padding(fill: string, count: number): string {
  if (count <= 0 || fill === '') return '';
  if (count > MAX_TEXT_BYTES) throw tooLong();
  return slice(fill.repeat(Math.ceil(count / textLength(fill))), 0, count);
}

function pad(text: string, width: number, fill: string, side: 'left' | 'right'): string {
  const target = Math.max(width, 0);
  const length = textLength(text);
  if (length >= target) return slice(text, 0, target);
  const fillText = padding(fill, target - length);
  return side === 'left' ? fillText + text : text + fillText;
}

function repeat(text: string, count: number): string {
  if (count <= 0 || text === '') return '';
  if (text.length * count > MAX_TEXT_BYTES) throw tooLong();
  return text.repeat(count);
}

/** A negative count is taken from the other end. */
function leftPart(text: string, count: number): string {
  return count >= 0 ? slice(text, 0, count) : slice(text, 0, Math.max(textLength(text) + count, 0));
}

function rightPart(text: string, count: number): string {
  const length = textLength(text);
  return slice(text, count >= 0 ? Math.max(length - count, 0) : Math.min(-count, length));
}

function replaceAll(text: string, from: string, to: string): string {
  // split and join: replaceAll would read `$` in the replacement.
  return from === '' ? text : text.split(from).join(to);
}

function splitPart(text: string, delimiter: string, field: number): string {
  if (field === 0) throw new ConductError(SQLSTATE.invalidParameterValue, 'field position must not be zero');
  const parts = delimiter === '' ? [text] : text === '' ? [] : text.split(delimiter);
  return parts[field > 0 ? field - 1 : parts.length + field] ?? '';
}

function translate(text: string, from: string, to: string): string {
  const targets = Array.from(to);
  const map = new Map<string, string>();
  for (const [index, character] of Array.from(from).entries()) {
    if (!map.has(character)) map.set(character, targets[index] ?? '');
  }
  return Array.from(text, (character) => map.get(character) ?? character).join('');
}

function initcap(text: string): string {
  return text.toLowerCase().replace(/[\p{L}\p{N}]+/gu, (word) => {
    const [first = ''] = word;
    return first.toUpperCase() + word.slice(first.length);
  });
}

function character(code: number): string {
  if (code < 0) throw new ConductError(SQLSTATE.invalidParameterValue, 'character number must be positive');
  if (code === 0) throw new ConductError(SQLSTATE.programLimitExceeded, 'null character not permitted');
  if (code > LAST_CODE_POINT || (code >= 0xd800 && code <= 0xdfff)) {
    throw new ConductError(
      SQLSTATE.programLimitExceeded,
      code > LAST_CODE_POINT
        ? `requested character too large for encoding: ${code}`
        : `requested character not valid for encoding: ${code}`,
    );
  }
  return String.fromCodePoint(code);
}

function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** LIKE operators over text and over char: blanks at the end of a char are part of the match. */
function likeEntries(kind: TypeKind): FunctionEntry[] {
  const args: readonly TypeKind[] = [kind, 'text'];
  const like = (values: readonly Datum[]): boolean => matchesLike(textArg(values, 0), textArg(values, 1));
  const ilike = (values: readonly Datum[]): boolean => matchesLike(textArg(values, 0).toLowerCase(), textArg(values, 1).toLowerCase());
  return [
    define('~~', args, 'bool', 'LIKE.', like),
    define('!~~', args, 'bool', 'NOT LIKE.', (values) => !like(values)),
    define('~~*', args, 'bool', 'ILIKE.', ilike),
    define('!~~*', args, 'bool', 'NOT ILIKE.', (values) => !ilike(values)),
  ];
}

const T: readonly TypeKind[] = ['text'];
const TT: readonly TypeKind[] = ['text', 'text'];
const TI: readonly TypeKind[] = ['text', 'int4'];

function textUnary(name: string, doc: string, compute: (text: string) => string): FunctionEntry {
  return define(name, T, 'text', doc, (args) => compute(textArg(args, 0)));
}

function trims(name: string, doc: string, compute: (text: string, set: string) => string): FunctionEntry[] {
  return [
    define(name, T, 'text', `${doc}: blanks.`, (args) => compute(textArg(args, 0), ' ')),
    define(name, TT, 'text', `${doc}: the characters of the second argument.`, (args) => compute(textArg(args, 0), textArg(args, 1))),
  ];
}

export const TEXT_FUNCTIONS: readonly FunctionEntry[] = [
  define('||', TT, 'text', 'Both, one after the other.', (args) => textArg(args, 0) + textArg(args, 1)),
  ...likeEntries('text'),
  ...likeEntries('char'),
  define('like_escape', TT, 'text', 'A LIKE pattern with another escape character.', (args) =>
    escapeLike(textArg(args, 0), textArg(args, 1)),
  ),
  ...aliases(['length', 'char_length', 'character_length'], (name) =>
    define(name, T, 'int4', 'Number of characters.', (args) => textLength(textArg(args, 0))),
  ),
  define('octet_length', T, 'int4', 'Number of bytes.', (args) => byteLength(textArg(args, 0))),
  define('octet_length', ['char'], 'int4', 'Number of bytes, padding included.', (args) => byteLength(textArg(args, 0))),
  define('bit_length', T, 'int4', 'Number of bits.', (args) => byteLength(textArg(args, 0)) * 8),
  textUnary('lower', 'In lower case.', (text) => text.toLowerCase()),
  textUnary('upper', 'In upper case.', (text) => text.toUpperCase()),
  textUnary('initcap', 'Each word with a capital.', initcap),
  textUnary('reverse', 'Characters in reverse order.', (text) => Array.from(text).reverse().join('')),
  ...aliases(['substring', 'substr'], (name) =>
    define(name, TI, 'text', 'From that character on.', (args) => substring(textArg(args, 0), numberArg(args, 1), undefined)),
  ),
  ...aliases(['substring', 'substr'], (name) =>
    define(name, ['text', 'int4', 'int4'], 'text', 'From that character on, that many.', (args) =>
      substring(textArg(args, 0), numberArg(args, 1), numberArg(args, 2)),
    ),
  ),
  ...aliases(['position', 'strpos'], (name) =>
    define(name, TT, 'int4', 'Where the second argument is in the first, from 1; 0 if not.', (args) =>
      position(textArg(args, 0), textArg(args, 1)),
    ),
  ),
  ...trims('btrim', 'Without these at both ends', (text, set) => trimEnd(trimStart(text, set), set)),
  ...trims('ltrim', 'Without these at the start', trimStart),
  ...trims('rtrim', 'Without these at the end', trimEnd),
  define('replace', ['text', 'text', 'text'], 'text', 'Every second argument in the first becomes the third.', (args) =>
    replaceAll(textArg(args, 0), textArg(args, 1), textArg(args, 2)),
  ),
  define('translate', ['text', 'text', 'text'], 'text', 'Characters of the second argument become those of the third.', (args) =>
    translate(textArg(args, 0), textArg(args, 1), textArg(args, 2)),
  ),
  define('left', TI, 'text', 'The first characters.', (args) => leftPart(textArg(args, 0), numberArg(args, 1))),
  define('right', TI, 'text', 'The last characters.', (args) => rightPart(textArg(args, 0), numberArg(args, 1))),
  ...(['left', 'right'] as const).flatMap((side) => {
    const name = side === 'left' ? 'lpad' : 'rpad';
    return [
      define(name, TI, 'text', `Padded on the ${side} with blanks, or cut.`, (args) =>
        pad(textArg(args, 0), numberArg(args, 1), ' ', side),
      ),
      define(name, ['text', 'int4', 'text'], 'text', `Padded on the ${side} with the third argument, or cut.`, (args) =>
        pad(textArg(args, 0), numberArg(args, 1), textArg(args, 2), side),
      ),
    ];
  }),
  define('repeat', TI, 'text', 'That many times.', (args) => repeat(textArg(args, 0), numberArg(args, 1))),
  define('split_part', ['text', 'text', 'int4'], 'text', 'That part of a text cut at a delimiter; negative: from the end.', (args) =>
    splitPart(textArg(args, 0), textArg(args, 1), numberArg(args, 2)),
  ),
  define('starts_with', TT, 'bool', 'Whether the first argument starts with the second.', (args) =>
    textArg(args, 0).startsWith(textArg(args, 1)),
  ),
  define('ascii', T, 'int4', 'Code point of the first character; 0 for none.', (args) => textArg(args, 0).codePointAt(0) ?? 0),
  define('chr', ['int4'], 'text', 'Character of a code point.', (args) => character(numberArg(args, 0))),
  define('md5', T, 'text', 'MD5 of the bytes, in hexadecimal.', (args) => createHash('md5').update(textArg(args, 0), 'utf8').digest('hex')),
];
