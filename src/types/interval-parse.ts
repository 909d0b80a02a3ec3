/** interval_in: verbose, SQL standard and ISO 8601 forms (DecodeInterval and DecodeISO8601Interval of datetime.c). */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { decodeClock } from './datetime-decode.js';
import { datetimeInputError } from './datetime-parse.js';
import { BadDatetime, badFormat, cutFields, deltaUnit, type Field, findWord, type UnitName } from './datetime-tokens.js';
import type { Interval } from './datum.js';
import { roundHalfEven } from './float.js';
import { adjustInterval } from './interval.js';
import { INTERVAL_FIELDS } from './interval-fields.js';
import { sessionSettings } from './session-settings.js';

const F = INTERVAL_FIELDS;
const DAYS_PER_MONTH = 30;
const MONTHS_PER_YEAR = 12;
const MICROS_PER_SECOND = 1_000_000;
const MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

function overflow(): BadDatetime {
  return new BadDatetime('field-overflow');
}

/** Sums the fields of an interval; parts of a unit go down to the smaller ones. 64 and 32 bits, checked at every step. */
class IntervalSum {
  years = 0;
  months = 0;
  days = 0;
  micros = 0n;

  addYears(count: bigint, part: number, years: number): void {
    this.years = int32(this.years + Number(count) * years);
    this.months = int32(this.months + roundHalfEven(part * MONTHS_PER_YEAR * years));
  }

  addMonths(count: bigint, part: number): void {
    this.months = int32(this.months + Number(count));
    this.#addPartOfDays(part, DAYS_PER_MONTH);
  }

  addDays(count: bigint, part: number, days: number): void {
    this.days = int32(this.days + Number(count) * days);
    if (days === 1) this.#addPartOfMicros(part, MICROS_PER_DAY);
    else this.#addPartOfDays(part, days);
  }

  addMicros(count: bigint, part: number, micros: number): void {
    this.micros = int64(this.micros + int64(count * BigInt(micros)));
    this.#addPartOfMicros(part, micros);
  }

  #addPartOfDays(part: number, days: number): void {
    if (part === 0) return;
    const scaled = part * days;
    const whole = Math.trunc(scaled);
    this.days = int32(this.days + whole);
    this.#addPartOfMicros(scaled - whole, MICROS_PER_DAY);
  }

  #addPartOfMicros(part: number, micros: number): void {
    if (part === 0) return;
    const scaled = part * micros;
    let whole = Math.trunc(scaled);
    const rest = scaled - whole;
    if (rest > 0.5) whole += 1;
    else if (rest < -0.5) whole -= 1;
    this.micros = int64(this.micros + BigInt(whole));
  }

  finish(negate: boolean): Interval {
    const sign = negate ? -1 : 1;
    const days = int32(this.days * sign) + 0;
    const micros = int64(negate ? -this.micros : this.micros);
    const months = (int32(this.years * sign) * MONTHS_PER_YEAR + int32(this.months * sign)) as number;
    if ((months | 0) !== months) throw new ConductError(SQLSTATE.datetimeFieldOverflow, 'interval out of range');
    return { months: months + 0, days, micros };
  }
}

function int32(value: number): number {
  if ((value | 0) !== value) throw overflow();
  return value;
}

function int64(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) throw overflow();
  return value;
}

/** `fields` (a mask of INTERVAL_FIELDS) says what a number without a unit means, and what is cut away. */
export function parseInterval(text: string, fields: number = F.full, precision?: number): Interval {
  try {
    return adjustInterval(decodeText(text, fields), fields, precision);
  } catch (error) {
    if (!(error instanceof BadDatetime)) throw error;
    throw datetimeInputError(error.problem === 'field-overflow' ? 'interval-overflow' : error.problem, text, 'interval');
  }
}

function decodeText(text: string, fields: number): Interval {
  try {
    return decodeInterval(cutFields(text), fields);
  } catch (error) {
    if (!(error instanceof BadDatetime) || error.problem !== 'format') throw error;
    return decodeIso(text);
  }
}

/** What a bare number at the end counts: the last field of the declaration, seconds by default. */
function defaultUnit(fields: number): UnitName {
  if (fields === F.full || (fields & F.second) !== 0) return 'second';
  if ((fields & F.minute) !== 0) return 'minute';
  if ((fields & F.hour) !== 0) return 'hour';
  if ((fields & F.day) !== 0) return 'day';
  if ((fields & F.month) !== 0) return 'month';
  return (fields & F.year) !== 0 ? 'year' : 'second';
}

/** Fields of time are claimed together by `h:m:s`, a second with a fraction claims its parts. */
const TIME_UNITS: readonly UnitName[] = ['hour', 'minute', 'second', 'millisecond', 'microsecond'];
const SECOND_UNITS: readonly UnitName[] = ['second', 'millisecond', 'microsecond'];

function decodeInterval(fields: readonly Field[], range: number): Interval {
  const sum = new IntervalSum();
  const seen = new Set<UnitName>();
  const claim = (units: readonly UnitName[]): void => {
    for (const unit of units) {
      if (seen.has(unit)) throw badFormat();
      seen.add(unit);
    }
  };
  // A leading minus of the SQL standard's style is one for all fields, unless others have signs of their own.
  const isNegative =
    sessionSettings().intervalStyle === 'sql_standard' &&
    fields[0]?.text.startsWith('-') === true &&
    !fields.slice(1).some(({ text }) => /^[-+]/.test(text));
  let unit: UnitName | undefined;
  let ago = false;
  // From the right, so that units come before their numbers.
  for (const { kind, text } of [...fields].reverse()) {
    switch (kind) {
      case 'string':
      case 'special': {
        const found = deltaUnit(text);
        if (found !== undefined) unit = found;
        else if (text === 'ago') [ago, unit] = [true, undefined];
        else if (text !== '@' && findWord(text)?.kind !== 'ignore') throw badFormat();
        break;
      }
      case 'time':
        addClock(sum, text, range, isNegative ? 'negative' : '');
        claim(TIME_UNITS);
        unit = 'day';
        break;
      default:
        if (kind === 'zone' && text.includes(':')) {
          const problem = attempt(() => addClock(sum, text.slice(1), range, text.startsWith('-') ? 'flip' : isNegative ? 'negative' : ''));
          if (problem === undefined) {
            claim(TIME_UNITS);
            unit = 'day';
            break;
          }
        }
        unit ??= defaultUnit(range);
        unit = addNumber(sum, text, unit, isNegative, claim);
    }
  }
  if (seen.size === 0) throw badFormat();
  return sum.finish(ago);
}

function attempt(run: () => void): BadDatetime | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof BadDatetime) return error;
    throw error;
  }
}

function addClock(sum: IntervalSum, text: string, range: number, sign: 'negative' | 'flip' | ''): void {
  const { hour, minute, second, fraction } = decodeClock(text, range === (F.minute | F.second));
  const micros = int64(BigInt(hour) * 3_600_000_000n + BigInt((minute * 60 + second) * MICROS_PER_SECOND + fraction));
  sum.micros = int64(sum.micros + (sign === '' ? micros : -micros));
}

/** A number of units, or `years-months`. Gives the unit that is in force for what stands to its left. */
function addNumber(
  sum: IntervalSum,
  text: string,
  unit: UnitName,
  isNegative: boolean,
  claim: (units: readonly UnitName[]) => void,
): UnitName {
  const match = /^([+-]?\d*)(?:(\.\d*)|-([+-]?\d+))?$/.exec(text);
  if (match === null) throw badFormat();
  const [, digits = '', point, monthDigits] = match;
  const whole = digits === '' || digits === '+' || digits === '-' ? 0n : BigInt(digits);
  if (BigInt.asIntN(64, whole) !== whole) throw overflow();
  let count = whole;
  let part = 0;
  let actual = unit;
  if (monthDigits !== undefined) {
    const months = Number(monthDigits);
    if (months < 0 || months >= MONTHS_PER_YEAR) throw overflow();
    actual = 'month';
    count = int64(whole * 12n + BigInt(text.startsWith('-') ? -months : months));
  } else if (point !== undefined && point.length > 1) {
    part = Number(`0${point}`) * (text.startsWith('-') ? -1 : 1);
  }
  if (isNegative) {
    if (count > 0n) count = -count;
    if (part > 0) part = -part;
  }
  addUnit(sum, actual, count, part);
  claim(actual === 'second' && part !== 0 ? SECOND_UNITS : [actual]);
  return actual;
}

const YEARS_OF: { readonly [U in UnitName]?: number } = { year: 1, decade: 10, century: 100, millennium: 1_000 };
const DAYS_OF: { readonly [U in UnitName]?: number } = { day: 1, week: 7 };
const MICROS_OF: { readonly [U in UnitName]?: number } = {
  microsecond: 1,
  millisecond: 1_000,
  second: MICROS_PER_SECOND,
  minute: 60 * MICROS_PER_SECOND,
  hour: 3_600 * MICROS_PER_SECOND,
};

function addUnit(sum: IntervalSum, unit: UnitName, count: bigint, part: number): void {
  const [years, days, micros] = [YEARS_OF[unit], DAYS_OF[unit], MICROS_OF[unit]];
  if (years !== undefined) sum.addYears(count, part, years);
  else if (days !== undefined) sum.addDays(count, part, days);
  else if (micros !== undefined) sum.addMicros(count, part, micros);
  else if (unit === 'month') sum.addMonths(count, part);
  else throw badFormat();
}

const ISO_NUMBER = /([+-]?)(\d*)(\.\d*)?(?:[eE]([+-]?\d+))?/y;
const ISO_DATE_UNITS: Readonly<Record<string, UnitName>> = { Y: 'year', M: 'month', W: 'week', D: 'day' };
const ISO_TIME_UNITS: Readonly<Record<string, UnitName>> = { H: 'hour', M: 'minute', S: 'second' };

/** `P1Y2M3DT4H5M6S`, the alternative `P0001-02-03T04:05:06`, and basic `P00010203T040506`. */
function decodeIso(text: string): Interval {
  if (text.length < 2 || text[0] !== 'P') throw badFormat();
  const sum = new IntervalSum();
  let isDate = true;
  let hasField = false;
  for (let at = 1; at < text.length; ) {
    if (text[at] === 'T') {
      isDate = false;
      hasField = false;
      at += 1;
      continue;
    }
    const start = at;
    const { count, part, end } = isoNumber(text, at);
    // Digits of the whole part, without a sign.
    const width = digitsBefore(text, start);
    const letter = text[end] ?? '';
    at = end + 1;
    const unit = (isDate ? ISO_DATE_UNITS : ISO_TIME_UNITS)[letter];
    if (unit !== undefined) {
      addUnit(sum, unit, count, part);
      hasField = true;
      continue;
    }
    const rest = isDate
      ? isoDateForm(sum, text, letter, at, count, part, width, hasField)
      : isoTimeForm(sum, text, letter, at, count, part, width, hasField);
    if (rest === undefined) return sum.finish(false);
    at = rest;
    isDate = false;
    hasField = false;
  }
  return sum.finish(false);
}

function digitsBefore(text: string, at: number): number {
  return (/^-?(\d*)/.exec(text.slice(at))?.[1] ?? '').length;
}

function isoNumber(text: string, at: number): { readonly count: bigint; readonly part: number; readonly end: number } {
  ISO_NUMBER.lastIndex = at;
  const match = ISO_NUMBER.exec(text);
  const [, sign = '', digits = '', point = '', exponent] = match ?? [];
  if (match === null || !/^[\d.-]/.test(text.slice(at)) || (digits === '' && point.length < 2)) throw badFormat();
  const end = ISO_NUMBER.lastIndex;
  if (exponent !== undefined) {
    const value = Number(match[0]);
    if (!Number.isFinite(value) || Math.abs(value) > 2 ** 63) throw overflow();
    return { count: BigInt(Math.trunc(value)), part: value - Math.trunc(value), end };
  }
  const size = BigInt(digits === '' ? '0' : digits);
  const count = sign === '-' ? -size : size;
  if (BigInt.asIntN(64, count) !== count) throw overflow();
  const part = point.length > 1 ? Number(`0${point}`) : 0;
  return { count, part: sign === '-' ? -part : part, end };
}

/** After the years of `P0001-02-03` or all of `P00010203`. Gives where the time starts, or undefined at the end. */
function isoDateForm(
  sum: IntervalSum,
  text: string,
  letter: string,
  next: number,
  count: bigint,
  part: number,
  width: number,
  hasField: boolean,
): number | undefined {
  if (letter === 'T' || letter === '') {
    if (width === 8 && !hasField) {
      sum.addYears(count / 10_000n, 0, 1);
      sum.addMonths((count / 100n) % 100n, 0);
      sum.addDays(count % 100n, part, 1);
      return letter === '' ? undefined : next;
    }
    // Here the alternative form begins: what came is a number of years.
    if (hasField) throw badFormat();
  } else if (letter !== '-' || hasField) {
    throw badFormat();
  }
  sum.addYears(count, part, 1);
  if (letter === '') return undefined;
  if (letter === 'T') return next;
  const months = isoNumber(text, next);
  sum.addMonths(months.count, months.part);
  if (months.end === text.length) return undefined;
  if (text[months.end] === 'T') return months.end + 1;
  if (text[months.end] !== '-') throw badFormat();
  const days = isoNumber(text, months.end + 1);
  sum.addDays(days.count, days.part, 1);
  if (days.end === text.length) return undefined;
  if (text[days.end] !== 'T') throw badFormat();
  return days.end + 1;
}

function isoTimeForm(
  sum: IntervalSum,
  text: string,
  letter: string,
  next: number,
  count: bigint,
  part: number,
  width: number,
  hasField: boolean,
): undefined {
  if (letter === '') {
    if (width === 6 && !hasField) {
      sum.addMicros(count / 10_000n, 0, 3_600 * MICROS_PER_SECOND);
      sum.addMicros((count / 100n) % 100n, 0, 60 * MICROS_PER_SECOND);
      sum.addMicros(count % 100n, part, MICROS_PER_SECOND);
      return undefined;
    }
    if (hasField) throw badFormat();
  } else if (letter !== ':' || hasField) {
    throw badFormat();
  }
  sum.addMicros(count, part, 3_600 * MICROS_PER_SECOND);
  if (letter === '') return undefined;
  const minutes = isoNumber(text, next);
  sum.addMicros(minutes.count, minutes.part, 60 * MICROS_PER_SECOND);
  if (minutes.end === text.length) return undefined;
  if (text[minutes.end] !== ':') throw badFormat();
  const seconds = isoNumber(text, minutes.end + 1);
  sum.addMicros(seconds.count, seconds.part, MICROS_PER_SECOND);
  if (seconds.end < text.length) throw badFormat();
  return undefined;
}
