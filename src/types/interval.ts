/** Arithmetic of intervals. Their text is in interval-parse.ts and interval-format.ts. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE } from './calendar.js';
import { roundMicros } from './datetime-parse.js';
import type { Interval } from './datum.js';
import { roundHalfEven } from './float.js';
import { INTERVAL_FIELDS } from './interval-fields.js';

const MONTHS_PER_YEAR = 12;
const DAYS_PER_MONTH = 30;
const SECONDS_PER_DAY = 86_400;

const F = INTERVAL_FIELDS;

function isInt32(value: number): boolean {
  return (value | 0) === value;
}

/** AdjustIntervalForTypmod: fields below the last one declared are cut away, the time is rounded to the precision. */
export function adjustInterval(value: Interval, fields: number, precision?: number): Interval {
  const cut = cutToFields(value, fields);
  if (precision === undefined) return cut;
  return checkedInterval(cut.months, cut.days, roundMicros(cut.micros, precision));
}

function cutToFields(value: Interval, fields: number): Interval {
  const { months, days, micros } = value;
  if (fields === F.full || (fields & F.second) !== 0) return value;
  if ((fields & F.minute) !== 0) return { months, days, micros: micros - (micros % MICROS_PER_MINUTE) };
  if ((fields & F.hour) !== 0) return { months, days, micros: micros - (micros % MICROS_PER_HOUR) };
  if ((fields & F.day) !== 0) return { months, days, micros: 0n };
  if ((fields & F.month) !== 0) return { months, days: 0, micros: 0n };
  if ((fields & F.year) !== 0) return { months: months - (months % MONTHS_PER_YEAR), days: 0, micros: 0n };
  return value;
}

function intervalOutOfRange(): ConductError {
  return new ConductError(SQLSTATE.datetimeFieldOverflow, 'interval out of range');
}

function checkedInterval(months: number, days: number, micros: bigint): Interval {
  if (!isInt32(months) || !isInt32(days) || BigInt.asIntN(64, micros) !== micros) throw intervalOutOfRange();
  return { months: months + 0, days: days + 0, micros };
}

export function addIntervals(left: Interval, right: Interval): Interval {
  return checkedInterval(left.months + right.months, left.days + right.days, left.micros + right.micros);
}

export function subtractIntervals(left: Interval, right: Interval): Interval {
  return checkedInterval(left.months - right.months, left.days - right.days, left.micros - right.micros);
}

export function negateInterval(value: Interval): Interval {
  return checkedInterval(0 - value.months, 0 - value.days, -value.micros);
}

/** interval_mul and interval_div: parts of a month go down to days, parts of a day to time. */
export function scaleInterval(value: Interval, scale: (part: number) => number): Interval {
  const months = scale(value.months);
  const days = scale(value.days);
  if (!Number.isFinite(months) || !Number.isFinite(days)) throw intervalOutOfRange();
  const wholeMonths = Math.trunc(months);
  let wholeDays = Math.trunc(days);
  const monthDays = toMicroPrecision((months - wholeMonths) * DAYS_PER_MONTH);
  const wholeMonthDays = Math.trunc(monthDays);
  let seconds = toMicroPrecision((days - wholeDays + monthDays - wholeMonthDays) * SECONDS_PER_DAY);
  if (Math.abs(seconds) >= SECONDS_PER_DAY) {
    const carried = Math.trunc(seconds / SECONDS_PER_DAY);
    wholeDays += carried;
    seconds -= carried * SECONDS_PER_DAY;
  }
  const micros = roundHalfEven(scale(Number(value.micros)) + seconds * 1e6);
  if (!Number.isFinite(micros)) throw intervalOutOfRange();
  return checkedInterval(wholeMonths, wholeDays + wholeMonthDays, BigInt(micros));
}

/** TSROUND: what is below a microsecond is noise of binary fractions. */
function toMicroPrecision(value: number): number {
  return roundHalfEven(value * 1e6) / 1e6;
}

/** Moves whole days out of the time (justify_hours), and whole months out of the days (justify_days). */
export function justifyInterval(value: Interval, parts: { readonly hours: boolean; readonly days: boolean }): Interval {
  let { months, days, micros } = value;
  if (parts.hours) {
    const carried = micros / MICROS_PER_DAY;
    days += Number(carried);
    micros -= carried * MICROS_PER_DAY;
    if (!parts.days) {
      if (days > 0 && micros < 0n) {
        micros += MICROS_PER_DAY;
        days -= 1;
      } else if (days < 0 && micros > 0n) {
        micros -= MICROS_PER_DAY;
        days += 1;
      }
    }
  }
  if (parts.days) {
    const carried = Math.trunc(days / DAYS_PER_MONTH);
    months += carried;
    days -= carried * DAYS_PER_MONTH;
    const daysSign = days !== 0 || !parts.hours ? Math.sign(days) : micros > 0n ? 1 : micros < 0n ? -1 : 0;
    if (months > 0 && daysSign < 0) {
      days += DAYS_PER_MONTH;
      months -= 1;
    } else if (months < 0 && daysSign > 0) {
      days -= DAYS_PER_MONTH;
      months += 1;
    }
    if (parts.hours) {
      if (days > 0 && micros < 0n) {
        micros += MICROS_PER_DAY;
        days -= 1;
      } else if (days < 0 && micros > 0n) {
        micros -= MICROS_PER_DAY;
        days += 1;
      }
    }
  }
  return checkedInterval(months, days, micros);
}
