/** Operators and functions of bytea, and conversions between text and bytes. Positions count bytes from 1, bits from 0. */
import { createHash } from 'node:crypto';
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import type { Datum } from '../types/datum.js';
import type { TypeKind } from '../types/sql-type.js';
import { aliases, bigintArg, bytesArg, define, numberArg, textArg } from './define.js';
import { decodeText, encodeBytes } from './encoding.js';
import type { FunctionEntry } from './function-entry.js';
import { escapeLike, matchesLike } from './like.js';
import { cutText, overlayParts, substringRange } from './substring.js';

const B: readonly TypeKind[] = ['bytea'];
const BB: readonly TypeKind[] = ['bytea', 'bytea'];

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

/** Bytes as a text of the same length: each byte one character. */
function asText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function asBytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

function indexError(index: bigint | number, length: number): ConductError {
  return new ConductError(SQLSTATE.arraySubscriptError, `index ${index} out of valid range, 0..${length - 1}`);
}

function byteAt(bytes: Uint8Array, index: number): number {
  const byte = bytes[index];
  if (byte === undefined) throw indexError(index, bytes.length);
  return byte;
}

/** The byte of a bit and the bit's place in it: bits count from the least significant of each byte. */
function bitPlace(bytes: Uint8Array, bit: bigint): { readonly index: number; readonly shift: number } {
  if (bit < 0n || bit >= BigInt(bytes.length) * 8n) throw indexError(bit, bytes.length * 8);
  return { index: Number(bit >> 3n), shift: Number(bit & 7n) };
}

function setBit(bytes: Uint8Array, bit: bigint, value: number): Uint8Array {
  const { index, shift } = bitPlace(bytes, bit);
  if (value !== 0 && value !== 1) throw new ConductError(SQLSTATE.invalidParameterValue, 'new bit must be 0 or 1');
  const result = bytes.slice();
  result[index] = (byteAt(bytes, index) & ~(1 << shift)) | (value << shift);
  return result;
}

function setByte(bytes: Uint8Array, index: number, value: number): Uint8Array {
  byteAt(bytes, index);
  const result = bytes.slice();
  result[index] = value;
  return result;
}

function bitCount(bytes: Uint8Array): bigint {
  let count = 0;
  for (const byte of bytes) for (let rest = byte; rest !== 0; rest &= rest - 1) count += 1;
  return BigInt(count);
}

function trim(bytes: Uint8Array, set: Uint8Array, atStart: boolean, atEnd: boolean): Uint8Array {
  const drop = new Set(set);
  let [start, end] = [0, bytes.length];
  while (atStart && start < end && drop.has(bytes[start] ?? -1)) start += 1;
  while (atEnd && end > start && drop.has(bytes[end - 1] ?? -1)) end -= 1;
  return bytes.slice(start, end);
}

function overlay(args: readonly Datum[]): Uint8Array {
  const [target, part, start] = [asText(bytesArg(args, 0)), asText(bytesArg(args, 1)), numberArg(args, 2)];
  const [before, after] = overlayParts(start, args.length > 3 ? numberArg(args, 3) : part.length);
  return asBytes(cutText(target, before) + part + cutText(target, after));
}

/** Encodings that we convert from and to, by their names without case and punctuation. */
const ENCODINGS: ReadonlyMap<string, 'utf8' | 'latin1' | 'ascii'> = new Map([
  ['utf8', 'utf8'],
  ['unicode', 'utf8'],
  ['latin1', 'latin1'],
  ['iso88591', 'latin1'],
  ['sqlascii', 'ascii'],
]);

function encodingOf(name: string, role: 'source' | 'destination'): 'utf8' | 'latin1' | 'ascii' {
  const encoding = ENCODINGS.get(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
  if (encoding !== undefined) return encoding;
  if (/^(big5|euc|gb|johab|koi8|latin|iso8859|mule|sjis|shift|uhc|win|wi?n?\d)/i.test(name)) throw notSupported(`encoding ${name}`);
  throw new ConductError(SQLSTATE.invalidParameterValue, `invalid ${role} encoding name "${name}"`);
}

function invalidSequence(bytes: Uint8Array): ConductError {
  const at = Array.from(bytes).findIndex(
    (_, index) => !isValidUtf8(bytes.subarray(0, index + 1)) && !isPrefix(bytes.subarray(0, index + 1)),
  );
  const bad = at < 0 ? bytes.length - 1 : at;
  let start = bad;
  while (start > 0 && !isValidUtf8(bytes.subarray(0, start))) start -= 1;
  const shown = Array.from(
    bytes.subarray(start, start + sequenceLength(bytes[start] ?? 0)),
    (byte) => `0x${byte.toString(16).padStart(2, '0')}`,
  );
  return new ConductError(SQLSTATE.characterNotInRepertoire, `invalid byte sequence for encoding "UTF8": ${shown.join(' ')}`);
}

/** The length that a first byte announces. */
function sequenceLength(byte: number): number {
  if ((byte & 0xe0) === 0xc0) return 2;
  if ((byte & 0xf0) === 0xe0) return 3;
  return (byte & 0xf8) === 0xf0 ? 4 : 1;
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function isValidUtf8(bytes: Uint8Array): boolean {
  try {
    return !strictDecoder.decode(bytes).includes('\0');
  } catch {
    return false;
  }
}

/** Whether the bytes end inside of a character. */
function isPrefix(bytes: Uint8Array): boolean {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc2) return sequenceLength(byte) > back && isValidUtf8(bytes.subarray(0, bytes.length - back));
    if ((byte & 0xc0) !== 0x80) return false;
  }
  return false;
}

function textOf(bytes: Uint8Array, encodingName: string): string {
  const encoding = encodingOf(encodingName, 'source');
  if (encoding === 'latin1') return asText(bytes);
  if (!isValidUtf8(bytes)) throw invalidSequence(bytes);
  return strictDecoder.decode(bytes);
}

function bytesOf(text: string, encodingName: string): Uint8Array {
  const encoding = encodingOf(encodingName, 'destination');
  if (encoding !== 'latin1') return Uint8Array.from(Buffer.from(text, 'utf8'));
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x100) continue;
    const shown = Array.from(Buffer.from(character, 'utf8'), (byte) => `0x${byte.toString(16)}`).join(' ');
    throw new ConductError(
      SQLSTATE.untranslatableCharacter,
      `character with byte sequence ${shown} in encoding "UTF8" has no equivalent in encoding "LATIN1"`,
    );
  }
  return asBytes(text);
}

function hash(algorithm: string): FunctionEntry {
  return define(algorithm, B, 'bytea', `${algorithm.toUpperCase().replace('SHA', 'SHA-')} of the bytes.`, (args) =>
    Uint8Array.from(createHash(algorithm).update(bytesArg(args, 0)).digest()),
  );
}

const like = (args: readonly Datum[]): boolean => matchesLike(asText(bytesArg(args, 0)), asText(bytesArg(args, 1)));
const BITS_DOC = 'Bits count from the least significant of the first byte.';

export const BYTES_FUNCTIONS: readonly FunctionEntry[] = [
  define('||', BB, 'bytea', 'Both, one after the other.', (args) => concatBytes(bytesArg(args, 0), bytesArg(args, 1))),
  define('~~', BB, 'bool', 'LIKE over bytes.', like),
  define('!~~', BB, 'bool', 'NOT LIKE over bytes.', (args) => !like(args)),
  define('like_escape', BB, 'bytea', 'A LIKE pattern with another escape character.', (args) =>
    asBytes(escapeLike(asText(bytesArg(args, 0)), asText(bytesArg(args, 1)))),
  ),
  ...aliases(['length', 'octet_length'], (name) => define(name, B, 'int4', 'Number of bytes.', (args) => bytesArg(args, 0).length)),
  define(
    'length',
    ['bytea', 'name'],
    'int4',
    'Number of characters in that encoding.',
    (args) => Array.from(textOf(bytesArg(args, 0), textArg(args, 1))).length,
  ),
  define('bit_length', B, 'int4', 'Number of bits.', (args) => bytesArg(args, 0).length * 8),
  define('bit_count', B, 'int8', 'Number of bits that are set.', (args) => bitCount(bytesArg(args, 0))),
  ...aliases(['substring', 'substr'], (name) =>
    define(name, ['bytea', 'int4'], 'bytea', 'From that byte on.', (args) =>
      asBytes(cutText(asText(bytesArg(args, 0)), substringRange(numberArg(args, 1), undefined))),
    ),
  ),
  ...aliases(['substring', 'substr'], (name) =>
    define(name, ['bytea', 'int4', 'int4'], 'bytea', 'From that byte on, that many.', (args) =>
      asBytes(cutText(asText(bytesArg(args, 0)), substringRange(numberArg(args, 1), numberArg(args, 2)))),
    ),
  ),
  define(
    'position',
    BB,
    'int4',
    'Where the second argument is in the first, from 1; 0 if not.',
    (args) => asText(bytesArg(args, 0)).indexOf(asText(bytesArg(args, 1))) + 1,
  ),
  define('overlay', ['bytea', 'bytea', 'int4'], 'bytea', 'The second argument put over the first from that byte on.', overlay),
  define('overlay', ['bytea', 'bytea', 'int4', 'int4'], 'bytea', 'The second argument in place of so many bytes of the first.', overlay),
  define('btrim', BB, 'bytea', 'Without the bytes of the second argument at both ends.', (args) =>
    trim(bytesArg(args, 0), bytesArg(args, 1), true, true),
  ),
  define('ltrim', BB, 'bytea', 'Without the bytes of the second argument at the start.', (args) =>
    trim(bytesArg(args, 0), bytesArg(args, 1), true, false),
  ),
  define('rtrim', BB, 'bytea', 'Without the bytes of the second argument at the end.', (args) =>
    trim(bytesArg(args, 0), bytesArg(args, 1), false, true),
  ),
  define('get_byte', ['bytea', 'int4'], 'int4', 'That byte, from 0.', (args) => byteAt(bytesArg(args, 0), numberArg(args, 1))),
  define('set_byte', ['bytea', 'int4', 'int4'], 'bytea', 'With another byte there.', (args) =>
    setByte(bytesArg(args, 0), numberArg(args, 1), numberArg(args, 2)),
  ),
  define('get_bit', ['bytea', 'int8'], 'int4', `That bit. ${BITS_DOC}`, (args) => {
    const bytes = bytesArg(args, 0);
    const { index, shift } = bitPlace(bytes, bigintArg(args, 1));
    return (byteAt(bytes, index) >> shift) & 1;
  }),
  define('set_bit', ['bytea', 'int8', 'int4'], 'bytea', `With another bit there. ${BITS_DOC}`, (args) =>
    setBit(bytesArg(args, 0), bigintArg(args, 1), numberArg(args, 2)),
  ),
  define('encode', ['bytea', 'text'], 'text', 'Bytes as text: hex, base64 or escape.', (args) =>
    encodeBytes(bytesArg(args, 0), textArg(args, 1)),
  ),
  define('decode', ['text', 'text'], 'bytea', 'Bytes from text: hex, base64 or escape.', (args) =>
    decodeText(textArg(args, 0), textArg(args, 1)),
  ),
  define('convert_from', ['bytea', 'name'], 'text', 'The text that the bytes are in that encoding.', (args) =>
    textOf(bytesArg(args, 0), textArg(args, 1)),
  ),
  define('convert_to', ['text', 'name'], 'bytea', 'The text in that encoding.', (args) => bytesOf(textArg(args, 0), textArg(args, 1))),
  define('convert', ['bytea', 'name', 'name'], 'bytea', 'Bytes of one encoding in another.', (args) =>
    bytesOf(textOf(bytesArg(args, 0), textArg(args, 1)), textArg(args, 2)),
  ),
  define('md5', B, 'text', 'MD5 of the bytes, in hexadecimal.', (args) => createHash('md5').update(bytesArg(args, 0)).digest('hex')),
  ...['sha224', 'sha256', 'sha384', 'sha512'].map(hash),
];
