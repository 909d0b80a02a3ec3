/** encode() and decode(): hexadecimal, base64 with lines of 76 characters, and escape. */
import { ConductError, SQLSTATE } from '../common/errors.js';

const BASE64_LINE = 76;

export function encodeBytes(bytes: Uint8Array, format: string): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (format.toLowerCase()) {
    case 'hex':
      return buffer.toString('hex');
    case 'base64':
      return (buffer.toString('base64').match(new RegExp(`.{1,${BASE64_LINE}}`, 'g')) ?? []).join('\n');
    case 'escape':
      return Array.from(buffer, escapedByte).join('');
    default:
      throw unknownFormat(format);
  }
}

/** Backslashes are doubled; zero and bytes beyond ASCII are octal. */
function escapedByte(byte: number): string {
  if (byte === 0x5c) return '\\\\';
  return byte === 0 || byte >= 0x80 ? `\\${byte.toString(8).padStart(3, '0')}` : String.fromCharCode(byte);
}

export function decodeText(text: string, format: string): Uint8Array {
  switch (format.toLowerCase()) {
    case 'hex':
      return decodeHex(text);
    case 'base64':
      return decodeBase64(text);
    case 'escape':
      return decodeEscape(text);
    default:
      throw unknownFormat(format);
  }
}

function unknownFormat(format: string): ConductError {
  return new ConductError(SQLSTATE.invalidParameterValue, `unrecognized encoding: "${format}"`);
}

function invalid(message: string, hint?: string): ConductError {
  return new ConductError(SQLSTATE.invalidParameterValue, message, hint === undefined ? {} : { hint });
}

function decodeHex(text: string): Uint8Array {
  const bytes: number[] = [];
  const characters = Array.from(text);
  for (let i = 0; i < characters.length; ) {
    if (/[ \n\t\r]/.test(characters[i] ?? '')) {
      i += 1;
      continue;
    }
    const high = hexDigit(characters[i] ?? '');
    if (i + 1 >= characters.length) throw invalid('invalid hexadecimal data: odd number of digits');
    bytes.push(high * 16 + hexDigit(characters[i + 1] ?? ''));
    i += 2;
  }
  return Uint8Array.from(bytes);
}

function hexDigit(character: string): number {
  if (!/^[0-9a-fA-F]$/.test(character)) throw invalid(`invalid hexadecimal digit: "${character}"`);
  return Number.parseInt(character, 16);
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** pg_base64_decode, with its ideas of where padding may be. */
function decodeBase64(text: string): Uint8Array {
  const bytes: number[] = [];
  let buffer = 0;
  let position = 0;
  let padding = 0;
  for (const character of text) {
    if (/[ \t\n\r]/.test(character)) continue;
    let value = 0;
    if (character === '=') {
      if (padding === 0) {
        if (position === 2) padding = 1;
        else if (position === 3) padding = 2;
        else throw invalid('unexpected "=" while decoding base64 sequence');
      }
    } else {
      value = BASE64.indexOf(character);
      if (value < 0) throw invalid(`invalid symbol "${character}" found while decoding base64 sequence`);
    }
    buffer = buffer * 64 + value;
    position += 1;
    if (position < 4) continue;
    bytes.push((buffer >> 16) & 0xff);
    if (padding === 0 || padding > 1) bytes.push((buffer >> 8) & 0xff);
    if (padding === 0) bytes.push(buffer & 0xff);
    buffer = 0;
    position = 0;
  }
  if (position !== 0) {
    throw invalid('invalid base64 end sequence', 'Input data is missing padding, is truncated, or is otherwise corrupted.');
  }
  return Uint8Array.from(bytes);
}

function decodeEscape(text: string): Uint8Array {
  const source = Buffer.from(text, 'utf8');
  const bytes: number[] = [];
  for (let i = 0; i < source.length; i += 1) {
    const byte = source[i] ?? 0;
    if (byte !== 0x5c) {
      bytes.push(byte);
      continue;
    }
    const octal = /^[0-3][0-7][0-7]$/.exec(source.toString('latin1', i + 1, i + 4));
    if (octal !== null) {
      bytes.push(Number.parseInt(octal[0], 8));
      i += 3;
    } else if (source[i + 1] === 0x5c) {
      bytes.push(0x5c);
      i += 1;
    } else {
      throw new ConductError(SQLSTATE.invalidTextRepresentation, 'invalid input syntax for type bytea');
    }
  }
  return Uint8Array.from(bytes);
}
