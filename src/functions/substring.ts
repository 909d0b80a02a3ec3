/** Parts of texts, bytes and bits by position and length: the arithmetic that they share. */
import { ConductError, SQLSTATE } from '../common/errors.js';

/** Positions from 0; end undefined: to the end. */
export interface Range {
  readonly start: number;
  readonly end: number | undefined;
}

const INT4_MAX = 0x7fff_ffff;

/** SUBSTRING's: positions from 1, the start may lie before the value. 22011 for a negative length. */
export function substringRange(start: number, length: number | undefined): Range {
  if (length === undefined) return { start: Math.max(start, 1) - 1, end: undefined };
  if (length < 0) throw new ConductError(SQLSTATE.substringError, 'negative substring length not allowed');
  const from = Math.max(start, 1) - 1;
  return { start: from, end: Math.max(Math.min(start + length - 1, INT4_MAX), from) };
}

/** OVERLAY's: what is left before and behind the part that is replaced. */
export function overlayParts(start: number, length: number): readonly [before: Range, after: Range] {
  if (start <= 0) throw new ConductError(SQLSTATE.substringError, 'negative substring length not allowed');
  if (start + length > INT4_MAX) throw new ConductError(SQLSTATE.numericValueOutOfRange, 'integer out of range');
  return [substringRange(1, start - 1), substringRange(start + length, undefined)];
}

/** The range of a text whose characters are single UTF-16 units. */
export function cutText(text: string, range: Range): string {
  return text.slice(range.start, range.end);
}
