/** Values of variable length as files have them, in the form that columns store them in. */
import { isUtf8 } from 'node:buffer';
import { ConductError, SQLSTATE } from '../../common/errors.js';

export interface Texts {
  readonly count: number;
  readonly bytes: Uint8Array;
  /** count + 1. */
  readonly offsets: Int32Array;
}

/** Text as it is, bytes and UUIDs in their stored forms. Text that is not UTF-8 is an error, as is a zero byte in it. */
export function storedTexts(texts: Texts, as: 'text' | 'bytea' | 'uuid'): Texts {
  switch (as) {
    case 'text':
      checkText(texts);
      return texts;
    case 'bytea':
      return byteTexts(texts);
    case 'uuid':
      return uuidTexts(texts);
  }
}

function checkText({ bytes, offsets, count }: Texts): void {
  if (!isUtf8(bytes) || bytes.includes(0)) throw invalidText();
  // All of it is valid: so is each value that does not begin within a character.
  for (let i = 0; i < count; i += 1) {
    const at = offsets[i] as number;
    if (at < bytes.length && ((bytes[at] as number) & 0xc0) === 0x80) throw invalidText();
  }
}

function invalidText(): ConductError {
  return new ConductError(SQLSTATE.characterNotInRepertoire, 'invalid byte sequence for encoding "UTF8"');
}

/** Each byte as the code point of its number. */
function byteTexts({ bytes, offsets, count }: Texts): Texts {
  let total = bytes.length;
  for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] as number) >= 0x80) total += 1;
  if (total === bytes.length) return { bytes, offsets, count };
  const out = new Uint8Array(total);
  const moved = new Int32Array(count + 1);
  let to = 0;
  for (let i = 0; i < count; i += 1) {
    for (let at = offsets[i] as number; at < (offsets[i + 1] as number); at += 1) {
      const byte = bytes[at] as number;
      if (byte < 0x80) out[to] = byte;
      else {
        out[to] = 0xc0 | (byte >> 6);
        to += 1;
        out[to] = 0x80 | (byte & 0x3f);
      }
      to += 1;
    }
    moved[i + 1] = to;
  }
  return { bytes: out, offsets: moved, count };
}

const HEX = Buffer.from('0123456789abcdef');
const UUID_CHARS = 36;

function uuidTexts({ bytes, count }: Texts): Texts {
  const out = new Uint8Array(count * UUID_CHARS);
  const offsets = new Int32Array(count + 1);
  for (let i = 0, to = 0; i < count; i += 1) {
    for (let at = 0; at < 16; at += 1) {
      if (at === 4 || at === 6 || at === 8 || at === 10) {
        out[to] = 0x2d;
        to += 1;
      }
      const byte = bytes[i * 16 + at] as number;
      out[to] = HEX[byte >> 4] as number;
      out[to + 1] = HEX[byte & 15] as number;
      to += 2;
    }
    offsets[i + 1] = to;
  }
  return { bytes: out, offsets, count };
}
