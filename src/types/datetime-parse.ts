/**
 * Input functions of date, time, timetz, timestamp and timestamptz, with PostgreSQL's messages. ISO dates go a fast way; all else is
 * cut into fields and decoded (datetime-tokens.ts, datetime-decode.ts).
 */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { daysFromCivil, daysInMonth, isDateInRange, isTimestampInRange, MICROS_PER_DAY, UNIX_EPOCH_DAYS } from './calendar.js';
import { type BrokenTime, type Decoded, decodeDateTime, decodeTimeOnly } from './datetime-decode.js';
import { BadDatetime, cutFields, type InputProblem } from './datetime-tokens.js';
import { TIMESTAMP_INFINITY, TIMESTAMP_MINUS_INFINITY, type TimeWithZone } from './datum.js';
import { offsetOfLocal, sessionZone, UNIX_EPOCH_SECONDS } from './timezone.js';

const MAX_PRECISION = 6;

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

/** `YYYY-MM-DD[ HH:MM:SS[.f]]` in microseconds of the clock, or undefined for any other form. */
function isoTimestamp(text: string): bigint | undefined {
  const days = isoDate(text);
  if (Number.isNaN(days)) return undefined;
  if (text.length === 10) return BigInt(days) * MICROS_PER_DAY;
  const match = text.charCodeAt(10) === 0x20 ? /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?$/.exec(text.slice(11)) : null;
  if (match === null) return undefined;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const micros = ((hour * 60 + minute) * 60 + second) * 1e6 + Number((match[4] ?? '').padEnd(6, '0'));
  return BigInt(days) * MICROS_PER_DAY + BigInt(micros);
}

/** DateTimeParseError: the message of a text that is no value of the type. */
export function datetimeInputError(problem: InputProblem, text: string, typeName: string): ConductError {
  switch (problem) {
    case 'field-overflow':
      return new ConductError(SQLSTATE.datetimeFieldOverflow, `date/time field value out of range: "${text}"`);
    case 'month-day-overflow':
      return new ConductError(SQLSTATE.datetimeFieldOverflow, `date/time field value out of range: "${text}"`, {
        hint: 'Perhaps you need a different "datestyle" setting.',
      });
    case 'interval-overflow':
      return new ConductError(SQLSTATE.intervalFieldOverflow, `interval field value out of range: "${text}"`);
    case 'zone-displacement':
      return new ConductError(SQLSTATE.invalidTimeZoneDisplacement, `time zone displacement out of range: "${text}"`);
    case 'format':
      return new ConductError(SQLSTATE.invalidDatetimeFormat, `invalid input syntax for type ${typeName}: "${text}"`);
  }
}

function decode(text: string, typeName: string, timeOnly: boolean): Decoded {
  try {
    const fields = cutFields(text);
    return timeOnly ? decodeTimeOnly(fields) : decodeDateTime(fields);
  } catch (error) {
    if (error instanceof BadDatetime) throw datetimeInputError(error.problem, text, typeName);
    throw error;
  }
}

/** date_in: days since 2000-01-01. 22007 for bad syntax, 22008 out of range. */
export function parseDate(text: string): number {
  if (text.length === 10) {
    const days = isoDate(text);
    if (!Number.isNaN(days)) return days;
  }
  const decoded = decode(text, 'date', false);
  if (decoded.kind === 'special') {
    if (decoded.value === 'epoch') return -UNIX_EPOCH_DAYS;
    return decoded.value === 'infinity' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  }
  const { year, month, day } = decoded.time;
  const days = daysFromCivil(year, month, day);
  if (!isDateInRange(days)) throw new ConductError(SQLSTATE.datetimeFieldOverflow, `date out of range: "${text}"`);
  return days;
}

function timeMicros({ hour, minute, second, fraction }: BrokenTime): bigint {
  return BigInt(((hour * 60 + minute) * 60 + second) * 1e6 + fraction);
}

function specialTimestamp(value: 'epoch' | 'infinity' | '-infinity'): bigint {
  if (value === 'epoch') return BigInt(-UNIX_EPOCH_DAYS) * MICROS_PER_DAY;
  return value === 'infinity' ? TIMESTAMP_INFINITY : TIMESTAMP_MINUS_INFINITY;
}

/** timestamp_in: microseconds since 2000-01-01. A zone in the text is read and has no meaning. */
export function parseTimestamp(text: string, precision: number = MAX_PRECISION): bigint {
  const iso = isoTimestamp(text);
  if (iso !== undefined) return roundTimestamp(iso, precision);
  const decoded = decode(text, 'timestamp', false);
  if (decoded.kind === 'special') return specialTimestamp(decoded.value);
  const { year, month, day } = decoded.time;
  const timestamp = BigInt(daysFromCivil(year, month, day)) * MICROS_PER_DAY + timeMicros(decoded.time);
  return roundTimestamp(inRange(timestamp, text), precision);
}

/** timestamptz_in: without a zone in the text, the session's. */
export function parseTimestampTz(text: string, precision: number = MAX_PRECISION): bigint {
  const iso = isoTimestamp(text);
  if (iso !== undefined) {
    const offset = offsetOfLocal(sessionZone(), Number(iso / 1_000_000n) - (iso % 1_000_000n < 0n ? 1 : 0) + UNIX_EPOCH_SECONDS);
    return roundTimestamp(inRange(iso - BigInt(offset) * 1_000_000n, text), precision);
  }
  const decoded = decode(text, 'timestamp with time zone', false);
  if (decoded.kind === 'special') return specialTimestamp(decoded.value);
  const { year, month, day } = decoded.time;
  const local = BigInt(daysFromCivil(year, month, day)) * MICROS_PER_DAY + timeMicros(decoded.time);
  return roundTimestamp(inRange(local - BigInt(decoded.offset) * 1_000_000n, text), precision);
}

function inRange(timestamp: bigint, text: string): bigint {
  if (!isTimestampInRange(timestamp)) throw new ConductError(SQLSTATE.datetimeFieldOverflow, `timestamp out of range: "${text}"`);
  return timestamp;
}

/** time_in: microseconds since midnight. A zone is read and has no meaning, a date may stand for its sake. */
export function parseTime(text: string, precision: number = MAX_PRECISION): bigint {
  const decoded = decode(text, 'time', true);
  return decoded.kind === 'special' ? 0n : roundMicros(timeMicros(decoded.time), precision);
}

export function parseTimeTz(text: string, precision: number = MAX_PRECISION): TimeWithZone {
  const decoded = decode(text, 'time with time zone', true);
  if (decoded.kind === 'special') return { timeMicros: 0n, zoneWest: 0 };
  return { timeMicros: roundMicros(timeMicros(decoded.time), precision), zoneWest: 0 - decoded.offset };
}

/** To so many digits of a second, half away from zero. */
export function roundMicros(micros: bigint, precision: number): bigint {
  if (precision >= MAX_PRECISION) return micros;
  const unit = 10n ** BigInt(MAX_PRECISION - precision);
  const size = ((micros < 0n ? -micros : micros) + unit / 2n) / unit;
  return micros < 0n ? -size * unit : size * unit;
}

/** AdjustTimestampForTypmod. */
export function roundTimestamp(timestamp: bigint, precision: number): bigint {
  if (precision >= MAX_PRECISION || timestamp === TIMESTAMP_INFINITY || timestamp === TIMESTAMP_MINUS_INFINITY) return timestamp;
  return roundMicros(timestamp, precision);
}
