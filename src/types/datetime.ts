/** Dates and timestamps: arithmetic, conversion, truncation. Their text is in datetime-parse.ts and datetime-format.ts. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import {
  civilFromDays,
  dayOfWeek,
  daysFromCivil,
  daysInMonth,
  isDateInRange,
  isTimestampInRange,
  MICROS_PER_DAY,
  MICROS_PER_HOUR,
  MICROS_PER_MINUTE,
  MICROS_PER_SECOND,
  splitTimestamp,
} from './calendar.js';
import { two } from './datetime-format.js';
import type { Interval } from './datum.js';
import { TIMESTAMP_INFINITY, TIMESTAMP_MINUS_INFINITY } from './datum.js';

export function isFiniteTimestamp(timestamp: bigint): boolean {
  return timestamp !== TIMESTAMP_INFINITY && timestamp !== TIMESTAMP_MINUS_INFINITY;
}

function overflow(message: string): ConductError {
  return new ConductError(SQLSTATE.datetimeFieldOverflow, message);
}

export function addDays(date: number, days: number): number {
  if (!Number.isFinite(date)) return date;
  const result = date + days;
  if (!isDateInRange(result)) throw overflow('date out of range');
  return result;
}

export function subtractDates(left: number, right: number): number {
  if (!Number.isFinite(left) || !Number.isFinite(right)) throw overflow('cannot subtract infinite dates');
  return left - right;
}

export function dateToTimestamp(date: number): bigint {
  if (!Number.isFinite(date)) return date > 0 ? TIMESTAMP_INFINITY : TIMESTAMP_MINUS_INFINITY;
  const timestamp = BigInt(date) * MICROS_PER_DAY;
  if (!isTimestampInRange(timestamp)) throw overflow('date out of range for timestamp');
  return timestamp;
}

export function timestampToDate(timestamp: bigint): number {
  if (timestamp === TIMESTAMP_INFINITY) return Number.POSITIVE_INFINITY;
  if (timestamp === TIMESTAMP_MINUS_INFINITY) return Number.NEGATIVE_INFINITY;
  return splitTimestamp(timestamp).days;
}

/** Months first (the day is cut to the month's length), then days, then time. */
export function addInterval(timestamp: bigint, interval: Interval): bigint {
  if (!isFiniteTimestamp(timestamp)) return timestamp;
  let result = timestamp;
  if (interval.months !== 0) {
    const { days, micros } = splitTimestamp(result);
    const date = civilFromDays(days);
    const months = date.year * 12 + date.month - 1 + interval.months;
    const year = Math.floor(months / 12);
    const month = months - year * 12 + 1;
    const day = Math.min(date.day, daysInMonth(year, month));
    result = BigInt(daysFromCivil(year, month, day)) * MICROS_PER_DAY + micros;
    if (!isTimestampInRange(result)) throw overflow('timestamp out of range');
  }
  result += BigInt(interval.days) * MICROS_PER_DAY;
  if (interval.days !== 0 && !isTimestampInRange(result)) throw overflow('timestamp out of range');
  result += interval.micros;
  if (!isTimestampInRange(result)) throw overflow('timestamp out of range');
  return result;
}

export function subtractTimestamps(left: bigint, right: bigint): Interval {
  if (!isFiniteTimestamp(left) || !isFiniteTimestamp(right)) throw overflow('cannot subtract infinite timestamps');
  const difference = left - right;
  const days = difference / MICROS_PER_DAY;
  return { months: 0, days: Number(days), micros: difference - days * MICROS_PER_DAY };
}

/** age(): the difference in years, months, days and time, as a person counts it. */
export function timestampAge(left: bigint, right: bigint): Interval {
  if (!isFiniteTimestamp(left) || !isFiniteTimestamp(right)) throw overflow('timestamp out of range');
  const negative = left < right;
  const [later, earlier] = negative ? [right, left] : [left, right];
  const a = splitTimestamp(later);
  const b = splitTimestamp(earlier);
  const from = civilFromDays(b.days);
  const to = civilFromDays(a.days);
  let months = (to.year - from.year) * 12 + to.month - from.month;
  let days = to.day - from.day;
  let micros = a.micros - b.micros;
  if (micros < 0n) {
    micros += MICROS_PER_DAY;
    days -= 1;
  }
  if (days < 0) {
    // Borrowed from the month that the smaller (first, if negative) timestamp lies in.
    const borrowed = negative ? { year: from.year, month: from.month } : { year: from.year, month: from.month };
    days += daysInMonth(borrowed.year, borrowed.month);
    months -= 1;
  }
  return negative ? { months: -months + 0, days: -days + 0, micros: -micros } : { months, days, micros };
}

/** make_date: a negative year is BC; 22008 for a day that does not exist. */
export function makeDate(year: number, month: number, day: number): number {
  const shown = `${year}-${two(month)}-${two(day)}`;
  const astronomical = year < 0 ? year + 1 : year;
  if (year === 0 || month < 1 || month > 12 || day < 1 || day > daysInMonth(astronomical, month)) {
    throw overflow(`date field value out of range: ${shown}`);
  }
  const days = daysFromCivil(astronomical, month, day);
  if (!isDateInRange(days)) throw overflow(`date out of range: ${shown}`);
  return days;
}

/** The start of the unit that a timestamp lies in; undefined for an unknown unit. Unit names are canonical. */
export function truncateTimestamp(unit: string, timestamp: bigint): bigint | undefined {
  if (!isFiniteTimestamp(timestamp)) return timestamp;
  const { days, micros } = splitTimestamp(timestamp);
  const timeUnit = TIME_UNITS.get(unit);
  if (timeUnit !== undefined) return timestamp - (micros % timeUnit);
  const start = truncateDays(unit, days);
  if (start === undefined) return undefined;
  const result = BigInt(start) * MICROS_PER_DAY;
  if (!isTimestampInRange(result)) throw overflow('timestamp out of range');
  return result;
}

/** True for units of time, false for those of the calendar. */
export function isTimeUnit(unit: string): boolean {
  return TIME_UNITS.has(unit);
}

const TIME_UNITS: ReadonlyMap<string, bigint> = new Map([
  ['microseconds', 1n],
  ['milliseconds', 1_000n],
  ['second', MICROS_PER_SECOND],
  ['minute', MICROS_PER_MINUTE],
  ['hour', MICROS_PER_HOUR],
]);

function truncateDays(unit: string, days: number): number | undefined {
  const { year, month } = civilFromDays(days);
  switch (unit) {
    case 'day':
      return days;
    case 'week':
      return days - ((dayOfWeek(days) + 6) % 7);
    case 'month':
      return daysFromCivil(year, month, 1);
    case 'quarter':
      return daysFromCivil(year, month - ((month - 1) % 3), 1);
    case 'year':
      return daysFromCivil(year, 1, 1);
    case 'decade':
      return daysFromCivil(Math.floor(year / 10) * 10, 1, 1);
    // There is no year 0: the first century starts in year 1, the one before it in 100 BC.
    case 'century':
      return daysFromCivil(Math.floor((year - 1) / 100) * 100 + 1, 1, 1);
    case 'millennium':
      return daysFromCivil(Math.floor((year - 1) / 1000) * 1000 + 1, 1, 1);
    default:
      return undefined;
  }
}
