/** Finds what is not UTF-8 in what a client sent, and says it as PostgreSQL does. */
import { isUtf8 } from 'node:buffer';
import { ConductError, SQLSTATE } from '../common/errors.js';

/** Where the first invalid byte sequence (or NUL) begins, or -1. */
export function invalidAt(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes[at] as number);
    if (length === 0 || bytes[at] === 0 || !isUtf8(bytes.subarray(at, at + length)) || at + length > bytes.length) return at;
    at += length;
  }
  return -1;
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

export function invalidSequence(bytes: Buffer, at: number): ConductError {
  const length = Math.max(1, Math.min(sequenceLength(bytes[at] ?? 0), bytes.length - at));
  const hex = [...bytes.subarray(at, at + length)].map((byte) => `0x${byte.toString(16).padStart(2, '0')}`).join(' ');
  return new ConductError(SQLSTATE.characterNotInRepertoire, `invalid byte sequence for encoding "UTF8": ${hex}`);
}
