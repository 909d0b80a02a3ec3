/** pg_lsn and xid8: unsigned numbers of 64 bits, kept as 16 hexadecimal digits, whose order is theirs. */
import { ConductError, SQLSTATE } from '../common/errors.js';

const DIGITS = 16;
const LIMIT = 1n << 64n;

export function unsignedKey(value: bigint): string {
  return value.toString(16).padStart(DIGITS, '0');
}

export function unsignedOfKey(key: string): bigint {
  return BigInt(`0x${key}`);
}

/** Two numbers of up to eight hexadecimal digits with a slash between them. */
export function parseLogPosition(text: string): string {
  const match = /^([0-9a-fA-F]{1,8})\/([0-9a-fA-F]{1,8})$/.exec(text);
  if (match === null) throw new ConductError(SQLSTATE.invalidTextRepresentation, `invalid input syntax for type pg_lsn: "${text}"`);
  return `${(match[1] ?? '').padStart(8, '0')}${(match[2] ?? '').padStart(8, '0')}`.toLowerCase();
}

export function formatLogPosition(key: string): string {
  const [high, low] = [key.slice(0, 8), key.slice(8)].map((half) => Number.parseInt(half, 16).toString(16).toUpperCase());
  return `${high}/${low}`;
}

/** A number as C's strtoull reads it: what follows the digits is ignored, and a text without any is 0. */
export function parseTransactionId(text: string): string {
  const match = /^\s*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(text);
  if (match === null) return unsignedKey(0n);
  const written = match[2] ?? '0';
  const size = BigInt(/^0[0-7]+$/.test(written) ? `0o${written.slice(1)}` : written);
  if (size >= LIMIT) return unsignedKey(LIMIT - 1n);
  return unsignedKey(match[1] === '-' ? (LIMIT - size) % LIMIT : size);
}
