/** INTERVAL in the spellings of the dialects. */
import { notSupported } from '../../common/errors.js';
import type { Token } from './lexer.js';
import { type Piece, quoteText } from './piece.js';
import { mark, operand, type Parsed, type Reader } from './reader.js';

/** Units by every name that a dialect has for them: PostgreSQL's name, how many of it, whether it is a day or longer. */
const UNITS: Readonly<Record<string, { readonly unit: string; readonly count: number; readonly days: boolean }>> = {
  MICROSECOND: { unit: 'microsecond', count: 1, days: false },
  MILLISECOND: { unit: 'millisecond', count: 1, days: false },
  SECOND: { unit: 'second', count: 1, days: false },
  MINUTE: { unit: 'minute', count: 1, days: false },
  HOUR: { unit: 'hour', count: 1, days: false },
  DAY: { unit: 'day', count: 1, days: true },
  WEEK: { unit: 'day', count: 7, days: true },
  MONTH: { unit: 'month', count: 1, days: true },
  QUARTER: { unit: 'month', count: 3, days: true },
  YEAR: { unit: 'year', count: 1, days: true },
};

export interface IntervalUnit {
  /** `interval '1 month'`. */
  readonly one: Piece;
  readonly days: boolean;
}

export function intervalUnit(word: string): IntervalUnit | null {
  const found = UNITS[word] ?? UNITS[word.replace(/S$/, '')];
  return found === undefined ? null : { one: `interval '${found.count} ${found.unit}'`, days: found.days };
}

/** `INTERVAL 1 DAY`, `INTERVAL '1' DAY`, `INTERVAL '1-2' YEAR TO MONTH`, `INTERVAL '1 day 2 hours'`, `INTERVAL x + 1 DAY`. */
export function intervalLiteral(reader: Reader): Parsed {
  const word = mark(reader.next(), 'interval');
  const parts: Piece[] = [];
  let days = true;
  do {
    const part = intervalPart(reader, word);
    days &&= part.days;
    parts.push(parts.length === 0 ? '' : ' + ', part.piece);
  } while (reader.peek().kind === 'number' && isUnit(reader, 1));
  return { piece: ['(', parts, ')'], atomic: true, interval: days ? 'days' : 'time' };
}

function isUnit(reader: Reader, ahead: number): boolean {
  const token = reader.peek(ahead);
  return token.kind === 'word' && intervalUnit(token.text) !== null;
}

function intervalPart(reader: Reader, word: Piece): { readonly piece: Piece; readonly days: boolean } {
  const token = reader.peek();
  if (token.kind === 'string' && !isUnit(reader, 1)) {
    reader.next();
    return writtenInterval(token, word);
  }
  const value = reader.expression();
  const unitToken = reader.next();
  const unit = unitToken.kind === 'word' ? intervalUnit(unitToken.text) : null;
  if (unit === null) {
    throw notSupported(unitToken.kind === 'word' ? `an interval in ${unitToken.text}` : 'an interval without a unit', unitToken.at);
  }
  if (reader.isWord('TO')) return rangeInterval(reader, word, value, unitToken.text);
  return { piece: intervalOf(value, unit, unitToken.at), days: unit.days };
}

/** `'1 day 2 hours'`. */
function writtenInterval(token: Token, word: Piece): { readonly piece: Piece; readonly days: boolean } {
  const text = token.value.replaceAll(',', ' ').trim();
  const units = text.match(/[a-z]+/gi)?.map((unit) => intervalUnit(unit.toUpperCase())) ?? [];
  const wellFormed = /^[+-]?\d+\s+[a-z]+(?:\s+[+-]?\d+\s+[a-z]+)*$/i.test(text);
  if (!wellFormed || units.includes(null)) throw notSupported(`the interval '${token.value}'`, token.at);
  return { piece: [word, ' ', mark(token, quoteText(text))], days: units.every((unit) => unit?.days === true) };
}

/** So many of a unit. */
export function intervalOf(value: Parsed, unit: IntervalUnit, at: number): Piece {
  const written = value.number ?? value.text?.trim();
  if (written === undefined) return ['(', operand(value), ' * ', unit.one, ')'];
  if (!/^[+-]?\d+(?:\.\d+)?$/.test(written)) throw notSupported(`an interval of '${written}'`, at);
  return ['(', written.replace('+', ''), ' * ', unit.one, ')'];
}

function rangeInterval(reader: Reader, word: Piece, value: Parsed, from: string): { readonly piece: Piece; readonly days: boolean } {
  reader.expectWord('TO');
  const to = reader.next();
  if (value.text === undefined || !['YEAR', 'DAY', 'HOUR', 'MINUTE'].includes(from) || to.kind !== 'word')
    throw notSupported('this interval', to.at);
  return { piece: [word, ' ', quoteText(value.text), ` ${from} TO ${to.text}`], days: from === 'YEAR' };
}
