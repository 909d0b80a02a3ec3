/** Intervals: text output (style postgres), input (verbose, SQL standard, ISO 8601), arithmetic. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE, MICROS_PER_SECOND } from './calendar.js';
import { formatTime } from './datetime.js';
import type { Interval } from './datum.js';
import { roundHalfEven } from './float.js';

const MONTHS_PER_YEAR = 12;
const DAYS_PER_MONTH = 30;
const SECONDS_PER_DAY = 86_400;

/** The range part of an interval's typmod: bits of the fields that a declaration such as `interval year to month` names. */
export const INTERVAL_FIELDS = { month: 2, year: 4, day: 8, hour: 1_024, minute: 2_048, second: 4_096, full: 0x7fff } as const;

const F = INTERVAL_FIELDS;

/** interval_out: `1 year 2 mons -3 days +04:05:06.7`. */
export function formatInterval({ months, days, micros }: Interval): string {
  let text = '';
  let afterNegative = false;
  const add = (value: number, unit: string): void => {
    if (value === 0) return;
    text += `${text === '' ? '' : ' '}${afterNegative && value > 0 ? '+' : ''}${value} ${unit}${value === 1 ? '' : 's'}`;
    afterNegative = value < 0;
  };
  add(Math.trunc(months / MONTHS_PER_YEAR), 'year');
  add(months % MONTHS_PER_YEAR, 'mon');
  add(days, 'day');
  if (text !== '' && micros === 0n) return text;
  const sign = micros < 0n ? '-' : afterNegative ? '+' : '';
  return `${text}${text === '' ? '' : ' '}${sign}${formatTime(micros < 0n ? -micros : micros)}`;
}

interface Unit {
  readonly field: 'months' | 'days' | 'micros';
  /** How many of the field's units it has. */
  readonly size: number;
}

function units(size: number, field: Unit['field'], ...words: readonly string[]): [string, Unit][] {
  const unit: Unit = { field, size };
  return words.map((word) => [word, unit]);
}

const UNITS: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ...units(12_000, 'months', 'millennium', 'millennia', 'millenniums', 'mil', 'mils'),
  ...units(1_200, 'months', 'century', 'centuries', 'cent', 'c'),
  ...units(120, 'months', 'decade', 'decades', 'dec', 'decs'),
  ...units(12, 'months', 'year', 'years', 'yr', 'yrs', 'y'),
  ...units(1, 'months', 'month', 'months', 'mon', 'mons'),
  ...units(7, 'days', 'week', 'weeks', 'w'),
  ...units(1, 'days', 'day', 'days', 'd'),
  ...units(3_600_000_000, 'micros', 'hour', 'hours', 'hr', 'hrs', 'h'),
  ...units(60_000_000, 'micros', 'minute', 'minutes', 'min', 'mins', 'm'),
  ...units(1_000_000, 'micros', 'second', 'seconds', 'sec', 'secs', 's'),
  ...units(1_000, 'micros', 'millisecond', 'milliseconds', 'msec', 'msecs', 'msecond', 'mseconds', 'ms'),
  ...units(1, 'micros', 'microsecond', 'microseconds', 'usec', 'usecs', 'usecond', 'useconds', 'us'),
]);

/** Sums the fields of an interval as it is read; fractions of a unit go down to the smaller ones. */
class IntervalBuilder {
  #months = 0;
  #days = 0;
  #micros = 0n;
  readonly #seen = new Set<string>();

  /** False when a field was given before: each may stand once. */
  claim(...fields: readonly string[]): boolean {
    return fields.every((field) => {
      if (this.#seen.has(field)) return false;
      this.#seen.add(field);
      return true;
    });
  }

  /** whole and fraction (as digits after the point) of a unit. */
  add(sign: number, whole: string, fraction: string, unit: Unit): void {
    const count = Number(whole === '' ? '0' : whole) * sign;
    const part = (fraction === '' ? 0 : Number(`0.${fraction}`)) * sign;
    switch (unit.field) {
      case 'months':
        this.#months += count * unit.size;
        this.#addMonthFraction(part * unit.size, unit.size);
        break;
      case 'days':
        this.#days += count * unit.size;
        this.#addDayFraction(part * unit.size);
        break;
      case 'micros':
        this.#micros += BigInt(whole === '' ? '0' : whole) * BigInt(sign) * BigInt(unit.size);
        this.#micros += BigInt(roundHalfEven(part * unit.size));
        break;
    }
  }

  #addMonthFraction(months: number, unitMonths: number): void {
    // Parts of years and longer units are rounded to months; parts of a month go on as days.
    if (unitMonths >= MONTHS_PER_YEAR) {
      this.#months += roundHalfEven(months);
      return;
    }
    const whole = Math.trunc(months);
    this.#months += whole;
    this.#addDayFraction((months - whole) * DAYS_PER_MONTH);
  }

  #addDayFraction(days: number): void {
    const whole = Math.trunc(days);
    this.#days += whole;
    this.#micros += BigInt(roundHalfEven((days - whole) * SECONDS_PER_DAY * 1e6));
  }

  addMicros(micros: bigint): void {
    this.#micros += micros;
  }

  /** undefined when a field is out of range. */
  finish(negate: boolean): Interval | undefined {
    const sign = negate ? -1 : 1;
    const months = this.#months * sign + 0;
    const days = this.#days * sign + 0;
    const micros = negate ? -this.#micros : this.#micros;
    if (!isInt32(months) || !isInt32(days) || BigInt.asIntN(64, micros) !== micros) return undefined;
    return { months, days, micros };
  }
}

function isInt32(value: number): boolean {
  return (value | 0) === value;
}

const TOKEN =
  /\s*(?:@\s*)?(?:([+-]?)\s*(\d+):(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?|\.(\d+))?(?![\d:])|([+-]?)\s*(\d+)-(\d{1,2})(?![\d:.-])|([+-]?)\s*(?:(\d+)(?:\.(\d*))?|\.(\d+))(?![\d:])|([a-z]+))\s*,?\s*/y;

/**
 * interval_in. `fields` (a mask of INTERVAL_FIELDS) says what a number without a unit means, and what is cut away. 22007 for
 * bad syntax, 22015 when a field is out of range.
 */
export function parseInterval(text: string, fields: number = F.full): Interval {
  const lower = text.trim().toLowerCase();
  const parsed = lower.startsWith('p') ? parseIso(lower) : parseVerbose(lower, fields);
  if (parsed === undefined) throw new ConductError(SQLSTATE.invalidDatetimeFormat, `invalid input syntax for type interval: "${text}"`);
  if (parsed === 'overflow') {
    throw new ConductError(SQLSTATE.intervalFieldOverflow, `interval field value out of range: "${text}"`);
  }
  return cutToFields(parsed, fields);
}

const YEAR_UNIT: Unit = { field: 'months', size: 12 };
const MONTH_UNIT: Unit = { field: 'months', size: 1 };
const DAY_UNIT: Unit = { field: 'days', size: 1 };
const SECOND_UNIT: Unit = { field: 'micros', size: 1_000_000 };
const MINUTE_UNIT: Unit = { field: 'micros', size: 60_000_000 };
const HOUR_UNIT: Unit = { field: 'micros', size: 3_600_000_000 };
const TIME_KEYS: readonly string[] = [HOUR_UNIT, MINUTE_UNIT, SECOND_UNIT].map(unitKey);

function unitKey(unit: Unit): string {
  return `${unit.field} ${unit.size}`;
}

/** What a bare number counts: the last field of the declaration, seconds by default. */
function defaultUnit(fields: number): Unit {
  if (fields === F.full || (fields & F.second) !== 0) return SECOND_UNIT;
  if ((fields & F.minute) !== 0) return MINUTE_UNIT;
  if ((fields & F.hour) !== 0) return HOUR_UNIT;
  if ((fields & F.day) !== 0) return DAY_UNIT;
  if ((fields & F.month) !== 0) return MONTH_UNIT;
  if ((fields & F.year) !== 0) return YEAR_UNIT;
  return SECOND_UNIT;
}

function parseVerbose(text: string, fields: number): Interval | 'overflow' | undefined {
  const builder = new IntervalBuilder();
  let ago = false;
  let pending: { readonly sign: number; readonly whole: string; readonly fraction: string } | undefined;
  let count = 0;
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null || ago) return undefined;
    count += 1;
    const [, timeSign, hours, minutes, seconds, fraction, minuteFraction] = match;
    const [, , , , , , , ymSign, years, months, numberSign, whole, part, onlyPart, word] = match;
    if (hours !== undefined && minutes !== undefined) {
      // A number before a time counts days.
      if (pending !== undefined) builder.add(pending.sign, pending.whole, pending.fraction, DAY_UNIT);
      if (pending !== undefined && !builder.claim(unitKey(DAY_UNIT))) return undefined;
      pending = undefined;
      if (!builder.claim(...TIME_KEYS)) return undefined;
      const micros = timeMicros(hours, minutes, seconds, fraction ?? minuteFraction, minuteFraction !== undefined, fields);
      if (micros === undefined) return 'overflow';
      builder.addMicros(timeSign === '-' ? -micros : micros);
    } else if (years !== undefined && months !== undefined) {
      if (pending !== undefined || !builder.claim(unitKey(YEAR_UNIT), unitKey(MONTH_UNIT))) return undefined;
      const sign = ymSign === '-' ? -1 : 1;
      if (Number(months) >= MONTHS_PER_YEAR) return 'overflow';
      builder.add(sign, years, '', YEAR_UNIT);
      builder.add(sign, months, '', MONTH_UNIT);
    } else if (whole !== undefined || onlyPart !== undefined) {
      if (pending !== undefined) return undefined;
      pending = { sign: numberSign === '-' ? -1 : 1, whole: whole ?? '', fraction: part ?? onlyPart ?? '' };
    } else if (word === 'ago' && pending === undefined && count > 1) {
      ago = true;
    } else {
      const unit = word === undefined ? undefined : UNITS.get(word);
      if (unit === undefined || pending === undefined || !builder.claim(unitKey(unit))) return undefined;
      builder.add(pending.sign, pending.whole, pending.fraction, unit);
      pending = undefined;
    }
  }
  if (count === 0) return undefined;
  if (pending !== undefined) {
    const unit = defaultUnit(fields);
    if (!builder.claim(unitKey(unit))) return undefined;
    builder.add(pending.sign, pending.whole, pending.fraction, unit);
  }
  return builder.finish(ago) ?? 'overflow';
}

/** `h:mm[:ss[.f]]`; `mm:ss` where the declaration says minute to second, or where a fraction follows. */
function timeMicros(
  hours: string,
  minutes: string,
  seconds: string | undefined,
  fraction: string | undefined,
  fractionOfTwo: boolean,
  fields: number,
): bigint | undefined {
  const asMinutes = seconds === undefined && (fractionOfTwo || fields === (F.minute | F.second));
  const [h, m, s] = asMinutes ? ['0', hours, minutes] : [hours, minutes, seconds ?? '0'];
  if (Number(m) > 59 || Number(s) > 59) return undefined;
  const micros = roundHalfEven(Number(`0.${fraction === undefined || fraction === '' ? '0' : fraction}`) * 1e6);
  return BigInt(h) * MICROS_PER_HOUR + BigInt(m) * MICROS_PER_MINUTE + BigInt(s) * MICROS_PER_SECOND + BigInt(micros);
}

const ISO_PART = /([+-]?)(\d*)(?:\.(\d*))?([a-z])/y;
const ISO_ALTERNATIVE = /^p(-?\d+)-(-?\d+)-(-?\d+)(?:t(-?\d+):(\d+)(?::(\d+)(?:\.(\d+))?)?)?$/;
const ISO_DATE_UNITS: Readonly<Record<string, Unit>> = {
  y: YEAR_UNIT,
  m: MONTH_UNIT,
  w: { field: 'days', size: 7 },
  d: DAY_UNIT,
};
const ISO_TIME_UNITS: Readonly<Record<string, Unit>> = {
  h: HOUR_UNIT,
  m: MINUTE_UNIT,
  s: SECOND_UNIT,
};

function parseIso(text: string): Interval | 'overflow' | undefined {
  const builder = new IntervalBuilder();
  const alternative = ISO_ALTERNATIVE.exec(text);
  if (alternative !== null) {
    const [, years = '0', months = '0', days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = alternative;
    const signed = (value: string): [number, string] => (value.startsWith('-') ? [-1, value.slice(1)] : [1, value]);
    builder.add(...signed(years), '', YEAR_UNIT);
    builder.add(...signed(months), '', MONTH_UNIT);
    builder.add(...signed(days), '', DAY_UNIT);
    builder.add(...signed(hours), '', HOUR_UNIT);
    builder.add(1, minutes, '', MINUTE_UNIT);
    builder.add(1, seconds, fraction, SECOND_UNIT);
    return builder.finish(false) ?? 'overflow';
  }
  let inTime = false;
  let count = 0;
  for (let at = 1; at < text.length; ) {
    if (text[at] === 't' && !inTime) {
      inTime = true;
      at += 1;
      continue;
    }
    ISO_PART.lastIndex = at;
    const match = ISO_PART.exec(text);
    const [, sign = '', whole = '', fraction = '', letter = ''] = match ?? [];
    const unit = (inTime ? ISO_TIME_UNITS : ISO_DATE_UNITS)[letter];
    if (match === null || unit === undefined || (whole === '' && fraction === '')) return undefined;
    builder.add(sign === '-' ? -1 : 1, whole, fraction, unit);
    count += 1;
    at = ISO_PART.lastIndex;
  }
  return count === 0 ? undefined : (builder.finish(false) ?? 'overflow');
}

/** AdjustIntervalForTypmod: fields below the last one declared are cut away. */
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
