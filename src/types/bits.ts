/** Bit strings: their text, lengths and wire form. A value is a string of 0 and 1. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { SqlType } from './sql-type.js';

/** bit_in: digits 0 and 1 (B before them is allowed), or hexadecimal digits behind X. */
export function parseBits(text: string): string {
  const first = text.charAt(0);
  if (first === 'x' || first === 'X') {
    const digits = text.slice(1);
    const wrong = /[^0-9a-fA-F]/u.exec(digits);
    if (wrong !== null) throw invalidDigit(wrong[0], 'hexadecimal');
    return [...digits].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  }
  const digits = first === 'b' || first === 'B' ? text.slice(1) : text;
  const wrong = /[^01]/u.exec(digits);
  if (wrong !== null) throw invalidDigit(wrong[0], 'binary');
  return digits;
}

function invalidDigit(digit: string, system: string): ConductError {
  return new ConductError(SQLSTATE.invalidTextRepresentation, `"${digit}" is not a valid ${system} digit`);
}

/** bit(n) has exactly n bits, varbit(n) n at the most; explicit casts cut, and pad bit(n) with zeros on the right. */
export function applyBitLength(bits: string, type: SqlType, explicit: boolean): string {
  if ((type.kind !== 'bit' && type.kind !== 'varbit') || type.length === null) return bits;
  const { length } = type;
  if (bits.length === length || (type.kind === 'varbit' && bits.length < length)) return bits;
  if (explicit) return bits.slice(0, length).padEnd(type.kind === 'bit' ? length : 0, '0');
  if (type.kind === 'bit') {
    throw new ConductError(SQLSTATE.stringDataLengthMismatch, `bit string length ${bits.length} does not match type bit(${length})`);
  }
  throw new ConductError(SQLSTATE.stringDataRightTruncation, `bit string too long for type bit varying(${length})`);
}

/** The number of bits, then the bits from the most significant of each byte. */
export function bitsToBytes(bits: string): Uint8Array {
  const result = new Uint8Array(4 + ((bits.length + 7) >> 3));
  new DataView(result.buffer).setInt32(0, bits.length);
  for (let index = 0; index < bits.length; index += 1) {
    if (bits[index] === '1') result[4 + (index >> 3)] = (result[4 + (index >> 3)] ?? 0) | (0x80 >> (index & 7));
  }
  return result;
}

export function bitsFromBytes(view: DataView): string {
  const length = view.byteLength < 4 ? -1 : view.getInt32(0);
  if (length < 0 || view.byteLength !== 4 + ((length + 7) >> 3)) {
    throw new ConductError(SQLSTATE.invalidBinaryRepresentation, 'invalid length in external bit string');
  }
  let bits = '';
  for (let index = 0; index < length; index += 1) bits += (view.getUint8(4 + (index >> 3)) & (0x80 >> (index & 7))) === 0 ? '0' : '1';
  return bits;
}
