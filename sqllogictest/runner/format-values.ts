/**
 * PostgreSQL's text of a value as a sqllogictest file writes it. SQLite's files give types (I, R, T) that the value is printed by;
 * files that set a result mode are of the Rust runner's kind: they show the server's own text.
 */
import { createHash } from 'node:crypto';
import type { SortMode } from './record.js';

const BOOL_OID = 16;

/** `typed`: SQLite's; the other two: the server's text, a line a row or a line a value. */
export type ResultMode = 'typed' | 'rowwise' | 'valuewise';

export type TextRow = readonly (string | null)[];

/** Values as the file's mode prints them, still in rows, sorted by the mode. */
export function formatRows(
  rows: readonly TextRow[],
  typeOids: readonly number[],
  types: string,
  mode: ResultMode,
  sort: SortMode,
): string[][] {
  const formatted = rows.map((row) =>
    row.map((value, column) => (mode === 'typed' ? formatTyped(value, types[column] ?? 'T', typeOids[column] ?? 0) : formatText(value))),
  );
  switch (sort) {
    case 'nosort':
      return formatted;
    case 'rowsort':
      return formatted.sort(compareRows);
    case 'valuesort':
      return formatted
        .flat()
        .sort(compareBytes)
        .map((value) => [value]);
  }
}

/** The lines of the expected part. */
export function resultLines(rows: readonly (readonly string[])[], mode: ResultMode): string[] {
  return mode === 'rowwise' ? rows.map((row) => row.join(' ')) : rows.flat();
}

export function hashValues(values: readonly string[]): string {
  const hash = createHash('md5');
  for (const value of values) hash.update(`${value}\n`);
  return `${values.length} values hashing to ${hash.digest('hex')}`;
}

/** A line feed would end the line in the file: it is written `\\n` there. */
function formatText(value: string | null): string {
  if (value === null) return 'NULL';
  return value === '' ? '(empty)' : value.replaceAll('\n', '\\n');
}

/** One value printed by its type letter. */
export function formatTyped(value: string | null, type: string, typeOid: number): string {
  if (value === null) return 'NULL';
  switch (type) {
    case 'I':
      return formatInteger(value, typeOid);
    case 'R':
      return formatReal(typeOid === BOOL_OID ? boolDigit(value) : value);
    default:
      return value === '' ? '(empty)' : printable(value);
  }
}

function boolDigit(value: string): string {
  return value === 't' ? '1' : '0';
}

/** As C's integer conversion: fractions are cut off, text that is no number is 0. */
function formatInteger(value: string, typeOid: number): string {
  if (typeOid === BOOL_OID) return boolDigit(value);
  if (/^-?\d+$/.test(value)) return value;
  const plain = /^\s*([+-]?\d+)(?:\.\d*)?(?![\deE])/.exec(value);
  if (plain !== null) return String(BigInt(plain[1] ?? '0'));
  const number = Number.parseFloat(value);
  return Number.isFinite(number) ? String(BigInt(Math.trunc(number))) : Number.isNaN(number) ? '0' : value;
}

/** As printf's %.3f on a double. */
function formatReal(value: string): string {
  const number = Number.parseFloat(value);
  if (!Number.isFinite(number)) return /^-?(inf|nan)/i.test(value) ? value : '0.000';
  if (Math.abs(number) >= 1e21) return `${BigInt(number)}.000`;
  // A double half-way between two thousandths is an odd number of sixteenths; printf takes the even one, toFixed the greater.
  if (Math.abs(number * 16) % 2 === 1) {
    const below = Math.floor(Math.abs(number) * 1_000);
    const even = below % 2 === 0 ? below : below + 1;
    return `${number < 0 ? '-' : ''}${(even / 1_000).toFixed(3)}`;
  }
  return number.toFixed(3);
}

/** Bytes outside printable ASCII become @. */
function printable(value: string): string {
  if (/^[ -~]*$/.test(value)) return value;
  return Array.from(Buffer.from(value, 'utf8'), (byte) => (byte < 0x20 || byte > 0x7e ? '@' : String.fromCharCode(byte))).join('');
}

function compareRows(a: readonly string[], b: readonly string[]): number {
  for (let column = 0; column < a.length; column += 1) {
    const order = compareBytes(a[column] ?? '', b[column] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

/** UTF-8 byte order, which is code point order: UTF-16 units differ from it beyond the basic plane. */
function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII compares by units, which is the common case.
  if (/^[\x00-\x7f]*$/.test(a) && /^[\x00-\x7f]*$/.test(b)) return a < b ? -1 : 1;
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}
