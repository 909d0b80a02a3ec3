/**
 * Input of dates and timestamps: ISO 8601 first and fast, then the forms that PostgreSQL takes with datestyle ISO, MDY:
 * `Jan 8, 1999`, `8 January 1999`, `08-Jan-1999`, `1/8/1999`, `19990108`, `1999.008`, `J2451187`, times with AM/PM, BC.
 * A time zone in a timestamp is read and ignored.
 */
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import {
  daysFromCivil,
  daysInMonth,
  isDateInRange,
  isTimestampInRange,
  JULIAN_EPOCH,
  MICROS_PER_DAY,
  MICROS_PER_HOUR,
  MICROS_PER_MINUTE,
  MICROS_PER_SECOND,
  UNIX_EPOCH_DAYS,
} from './calendar.js';
import { TIMESTAMP_INFINITY, TIMESTAMP_MINUS_INFINITY } from './datum.js';
import { roundHalfEven } from './float.js';

type Target = 'date' | 'timestamp';
type Problem = 'syntax' | 'field' | 'month-or-day';

/** What a text says: a day and the time in it, or a special value. */
interface Parsed {
  readonly days: number;
  readonly micros: bigint;
}

class BadInput extends Error {
  constructor(readonly problem: Problem) {
    super(problem);
  }
}

function digits2(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** `YYYY-MM-DD` without more ado, NaN for any other form. */
function isoDate(text: string): number {
  if (text.length < 10 || text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d) return Number.NaN;
  const upper = digits2(text, 0);
  const lower = digits2(text, 2);
  const month = digits2(text, 5);
  const day = digits2(text, 8);
  if (upper < 0 || lower < 0 || month < 1 || month > 12 || day < 1) return Number.NaN;
  const year = upper * 100 + lower;
  return year === 0 || day > daysInMonth(year, month) ? Number.NaN : daysFromCivil(year, month, day);
}

/** date_in: days since 2000-01-01. 22007 for bad syntax, 22008 out of range. */
export function parseDate(text: string): number {
  if (text.length === 10) {
    const days = isoDate(text);
    if (!Number.isNaN(days)) return days;
  }
  const parsed = parse(text, 'date');
  if (parsed === 'infinity') return Number.POSITIVE_INFINITY;
  if (parsed === '-infinity') return Number.NEGATIVE_INFINITY;
  if (!isDateInRange(parsed.days)) throw new ConductError(SQLSTATE.datetimeFieldOverflow, `date out of range: "${text}"`);
  return parsed.days;
}

/** timestamp_in: microseconds since 2000-01-01. */
export function parseTimestamp(text: string): bigint {
  const parsed = parse(text, 'timestamp');
  if (parsed === 'infinity') return TIMESTAMP_INFINITY;
  if (parsed === '-infinity') return TIMESTAMP_MINUS_INFINITY;
  const timestamp = BigInt(parsed.days) * MICROS_PER_DAY + parsed.micros;
  if (!isTimestampInRange(timestamp)) throw new ConductError(SQLSTATE.datetimeFieldOverflow, `timestamp out of range: "${text}"`);
  return timestamp;
}

function parse(text: string, target: Target): Parsed | 'infinity' | '-infinity' {
  const lower = text.trim().toLowerCase();
  switch (lower) {
    case 'infinity':
    case '+infinity':
      return 'infinity';
    case '-infinity':
      return '-infinity';
    case 'epoch':
      return { days: -UNIX_EPOCH_DAYS, micros: 0n };
    case 'now':
    case 'today':
    case 'tomorrow':
    case 'yesterday':
      throw notSupported(`${target} input '${lower}'`);
  }
  try {
    return parseFields(lower);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    if (error.problem === 'syntax') {
      const name = target === 'date' ? 'date' : 'timestamp';
      throw new ConductError(SQLSTATE.invalidDatetimeFormat, `invalid input syntax for type ${name}: "${text}"`);
    }
    throw new ConductError(SQLSTATE.datetimeFieldOverflow, `date/time field value out of range: "${text}"`, {
      ...(error.problem === 'month-or-day' ? { hint: 'Perhaps you need a different "datestyle" setting.' } : {}),
    });
  }
}

const MONTHS: readonly string[] = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const WEEKDAYS: readonly string[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** A month's or day's name: whole, or its first three letters (four for sept, thur, tues). */
function nameIndex(names: readonly string[], word: string): number {
  const short = word === 'sept' || word === 'tues' || word === 'thur' || word === 'thurs' || word === 'weds';
  return names.findIndex(
    (name) => name === word || (word.length === 3 && name.startsWith(word)) || (short && name.startsWith(word.slice(0, 3))),
  );
}

const TOKEN =
  /\s*(?:(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?)?|(\d+)([-/.])(\d+|[a-z]+)\6(\d+)|(\d+)[-/]([a-z]+)(?:[-/ ](\d+))?|([a-z]+)-(\d{1,2})-(\d+)|(\d+)\.(\d{3})(?!\d)|([a-z]+)|(\d+)|([+-])(\d{1,2})(?::?(\d{2}))?(?::(\d{2}))?)[\s,]*/y;

/** Fields as they are found, until all are there to be checked. */
interface Fields {
  year: string | undefined;
  month: number | undefined;
  day: number | undefined;
  dayOfYear: number | undefined;
  julian: number | undefined;
  micros: bigint | undefined;
  hour: number;
  bc: boolean;
  half: 'am' | 'pm' | undefined;
  loose: string[];
}

function parseFields(text: string): Parsed {
  const fields: Fields = {
    year: undefined,
    month: undefined,
    day: undefined,
    dayOfYear: undefined,
    julian: undefined,
    micros: undefined,
    hour: 0,
    bc: false,
    half: undefined,
    loose: [],
  };
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) throw new BadInput('syntax');
    readToken(match, fields);
  }
  return finish(fields);
}

function readToken(match: RegExpExecArray, fields: Fields): void {
  const [, hour, minute, second, fraction, first, separator, middle, last] = match;
  const [, , , , , , , , , namedDay, namedMonth, namedYear, leadMonth, leadDay, leadYear, dottedYear, dottedDay, word, number, zoneSign] =
    match;
  if (hour !== undefined && minute !== undefined) {
    readTime(fields, Number(hour), Number(minute), Number(second ?? '0'), fraction ?? '');
  } else if (first !== undefined && separator !== undefined && middle !== undefined && last !== undefined) {
    readDate(fields, first, middle, last);
  } else if (namedDay !== undefined && namedMonth !== undefined) {
    fields.loose.push(namedDay);
    readWord(fields, namedMonth);
    if (namedYear !== undefined) fields.loose.push(namedYear);
  } else if (leadMonth !== undefined && leadDay !== undefined && leadYear !== undefined) {
    readWord(fields, leadMonth);
    fields.loose.push(leadDay, leadYear);
  } else if (dottedYear !== undefined && dottedDay !== undefined) {
    fields.year = dottedYear;
    fields.dayOfYear = Number(dottedDay);
  } else if (word !== undefined) {
    readWord(fields, word);
  } else if (number !== undefined) {
    readNumber(fields, number);
  } else if (zoneSign !== undefined) {
    // A zone has no meaning in these types; it may stand only after a time.
    if (fields.micros === undefined) throw new BadInput('syntax');
  }
}

function readTime(fields: Fields, hour: number, minute: number, second: number, fraction: string): void {
  if (fields.micros !== undefined) throw new BadInput('syntax');
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && (minute > 0 || second > 0 || /[1-9]/.test(fraction)))) {
    throw new BadInput('field');
  }
  fields.hour = hour;
  const micros = roundHalfEven(Number(`0.${fraction === '' ? '0' : fraction}`) * 1e6);
  fields.micros = BigInt(hour) * MICROS_PER_HOUR + BigInt(minute) * MICROS_PER_MINUTE + BigInt(second) * MICROS_PER_SECOND + BigInt(micros);
}

/** Three parts: year first when it has more than two digits, else month, day, year. */
function readDate(fields: Fields, first: string, middle: string, last: string): void {
  if (fields.year !== undefined || fields.month !== undefined) throw new BadInput('syntax');
  if (/^[a-z]/.test(middle)) {
    fields.month = monthOf(middle);
    [fields.year, fields.day] = first.length > 2 ? [first, Number(last)] : [last, Number(first)];
  } else if (first.length > 2) {
    fields.year = first;
    fields.month = Number(middle);
    fields.day = Number(last);
  } else {
    fields.month = Number(first);
    fields.day = Number(middle);
    fields.year = last;
  }
}

function monthOf(word: string): number {
  const index = nameIndex(MONTHS, word);
  if (index < 0) throw new BadInput('syntax');
  return index + 1;
}

const ZONES: ReadonlySet<string> = new Set(['z', 'utc', 'gmt', 'zulu']);

function readWord(fields: Fields, word: string): void {
  const month = nameIndex(MONTHS, word);
  if (month >= 0) {
    if (fields.month !== undefined) throw new BadInput('syntax');
    fields.month = month + 1;
  } else if (word === 'bc' || word === 'bce') {
    fields.bc = true;
  } else if (word === 'am' || word === 'pm') {
    fields.half = word;
  } else if (word === 'j') {
    fields.julian = -1;
  } else if (word !== 'ad' && word !== 't' && nameIndex(WEEKDAYS, word) < 0) {
    if (!ZONES.has(word) || fields.micros === undefined) throw new BadInput('syntax');
  }
}

function readNumber(fields: Fields, number: string): void {
  const hasDate = fields.day !== undefined || fields.dayOfYear !== undefined;
  if (fields.julian === -1) {
    fields.julian = Number(number);
  } else if (fields.month === undefined && !hasDate && (number.length === 8 || number.length === 6)) {
    const yearDigits = number.length - 4;
    fields.year = number.slice(0, yearDigits);
    fields.month = Number(number.slice(yearDigits, yearDigits + 2));
    fields.day = Number(number.slice(yearDigits + 2));
  } else if (hasDate && fields.micros === undefined && (number.length === 6 || number.length === 4)) {
    readTime(fields, Number(number.slice(0, 2)), Number(number.slice(2, 4)), Number(number.slice(4) || '0'), '');
  } else {
    fields.loose.push(number);
  }
}

/** Numbers beside a month's name: the one with more than two digits is the year, else day then year. */
function placeLoose(fields: Fields): void {
  if (fields.loose.length === 0) return;
  const [first = '', second] = fields.loose;
  if (fields.month === undefined || fields.day !== undefined || second === undefined || fields.loose.length > 2) {
    throw new BadInput('syntax');
  }
  [fields.year, fields.day] = first.length > 2 ? [first, Number(second)] : [second, Number(first)];
}

function finish(fields: Fields): Parsed {
  placeLoose(fields);
  const micros = timeOfDay(fields);
  if (fields.julian !== undefined) {
    if (fields.julian < 0) throw new BadInput('syntax');
    return { days: fields.julian - JULIAN_EPOCH, micros };
  }
  if (fields.year === undefined) throw new BadInput('syntax');
  const year = yearOf(fields.year, fields.bc);
  if (fields.dayOfYear !== undefined) return { days: daysFromCivil(year, 1, 1) + fields.dayOfYear - 1, micros };
  if (fields.month === undefined || fields.day === undefined) throw new BadInput('syntax');
  if (fields.month < 1 || fields.month > 12) throw new BadInput('month-or-day');
  if (fields.day < 1 || fields.day > 31) throw new BadInput('month-or-day');
  if (fields.day > daysInMonth(year, fields.month)) throw new BadInput('field');
  return { days: daysFromCivil(year, fields.month, fields.day), micros };
}

/** The astronomical year. Two digits mean 1970 to 2069. */
function yearOf(digits: string, bc: boolean): number {
  const year = Number(digits);
  if (bc) {
    if (year === 0) throw new BadInput('field');
    return 1 - year;
  }
  if (digits.length <= 2) return year < 70 ? 2000 + year : 1900 + year;
  if (year === 0) throw new BadInput('field');
  return year;
}

function timeOfDay(fields: Fields): bigint {
  const micros = fields.micros ?? 0n;
  if (fields.half === undefined) return micros;
  if (fields.hour > 12 || fields.hour === 0) throw new BadInput('field');
  if (fields.half === 'am') return fields.hour === 12 ? micros - 12n * MICROS_PER_HOUR : micros;
  return fields.hour === 12 ? micros : micros + 12n * MICROS_PER_HOUR;
}
