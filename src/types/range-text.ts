/** Text forms of ranges and multiranges: `[1,5)`, `empty`, `{[1,3),[5,8)}`; range_in, range_out and theirs of multiranges. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { ArrayValue, Datum, RecordValue } from './datum.js';
import { readQuotedPart } from './quoted-part.js';
import { makeMultirange, makeRange, rangesOf } from './range.js';
import { boundsOf, EMPTY_RANGE } from './range-order.js';
import type { RangeType, SqlType } from './sql-type.js';

type Parse = (type: SqlType, text: string) => Datum;
type Format = (type: SqlType, value: Datum) => string;

function malformed(what: string, text: string, detail: string): ConductError {
  return new ConductError(SQLSTATE.invalidTextRepresentation, `malformed ${what} literal: "${text}"`, { detail });
}

export function parseRange(type: RangeType, text: string, parse: Parse): RecordValue {
  const error = (detail: string): ConductError => malformed('range', text, detail);
  const inner = text.trimStart();
  if (/^empty/i.test(inner)) {
    if (inner.slice(5).trim() !== '') throw error('Junk after "empty" key word.');
    return EMPTY_RANGE;
  }
  const opening = inner[0];
  if (opening !== '[' && opening !== '(') throw error('Missing left parenthesis or bracket.');
  const lower = readBound(inner, 1, error);
  if (inner[lower.end] !== ',') throw error('Missing comma after lower bound.');
  const upper = readBound(inner, lower.end + 1, error);
  const closing = inner[upper.end];
  if (closing === ',') throw error('Too many commas.');
  if (closing !== ']' && closing !== ')') throw error('Unexpected end of input.');
  if (inner.slice(upper.end + 1).trim() !== '') throw error('Junk after right parenthesis or bracket.');
  const value = (bound: string | null): Datum => (bound === null ? null : parse(type.subtype, bound));
  return makeRange(type, {
    lower: { value: value(lower.value), isInclusive: opening === '[', isLower: true },
    upper: { value: value(upper.value), isInclusive: closing === ']', isLower: false },
  });
}

/** Up to a comma or bracket that is not quoted; nothing at all: no bound. */
function readBound(
  text: string,
  start: number,
  error: (detail: string) => ConductError,
): { readonly value: string | null; readonly end: number } {
  if (/[,)\]]/.test(text.charAt(start))) return { value: null, end: start };
  return readQuotedPart(text, start, ',()[]', error);
}

const NEEDS_QUOTES = /^$|[(),[\]"\\\s]/;

export function formatRange(type: RangeType, range: Datum, format: Format): string {
  const bounds = boundsOf(range);
  if (bounds === null) return 'empty';
  const text = (value: Datum): string => {
    if (value === null) return '';
    const written = format(type.subtype, value);
    return NEEDS_QUOTES.test(written) ? `"${written.replaceAll(/["\\]/g, '$&$&')}"` : written;
  };
  const { lower, upper } = bounds;
  return `${lower.isInclusive ? '[' : '('}${text(lower.value)},${text(upper.value)}${upper.isInclusive ? ']' : ')'}`;
}

export function parseMultirange(type: RangeType, text: string, parse: Parse): ArrayValue {
  const error = (detail: string): ConductError => malformed('multirange', text, detail);
  const inner = text.trim();
  if (!inner.startsWith('{')) throw error('Missing left brace.');
  const ranges: Datum[] = [];
  let at = 1;
  for (;;) {
    at = skipBlanks(inner, at);
    if (at >= inner.length) throw error('Unexpected end of input.');
    if (inner[at] === '}' && ranges.length === 0) break;
    const end = endOfRange(inner, at, error);
    ranges.push(parseRange(type, inner.slice(at, end), parse));
    at = skipBlanks(inner, end);
    if (inner[at] === '}') break;
    if (inner[at] !== ',') throw error(at >= inner.length ? 'Unexpected end of input.' : 'Expected comma or end of multirange.');
    at += 1;
  }
  if (at + 1 < inner.length) throw error('Junk after closing right brace.');
  return makeMultirange(type, ranges);
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (/\s/.test(text.charAt(at))) at += 1;
  return at;
}

function endOfRange(text: string, start: number, error: (detail: string) => ConductError): number {
  if (/^empty/i.test(text.slice(start))) return start + 'empty'.length;
  if (!/[[(]/.test(text.charAt(start))) throw error('Expected range start.');
  let isQuoted = false;
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') isQuoted = !isQuoted;
    else if (!isQuoted && /[\])]/.test(text.charAt(at))) return at + 1;
  }
  throw error('Unexpected end of input.');
}

export function formatMultirange(type: RangeType, value: Datum, format: Format): string {
  return `{${rangesOf(value)
    .map((range) => formatRange(type, range, format))
    .join(',')}}`;
}
