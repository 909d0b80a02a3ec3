/**
 * The proleptic Gregorian calendar over days since 2000-01-01. Years are astronomical here: 0 is 1 BC, -1 is 2 BC. Also the
 * bounds of dates and timestamps and the units of time.
 */

export const MICROS_PER_SECOND = 1_000_000n;
export const MICROS_PER_MINUTE = 60_000_000n;
export const MICROS_PER_HOUR = 3_600_000_000n;
export const MICROS_PER_DAY = 86_400_000_000n;

/** Days from 1970-01-01 to 2000-01-01. */
export const UNIX_EPOCH_DAYS = 10_957;
/** Julian day of 2000-01-01. */
export const JULIAN_EPOCH = 2_451_545;

/** 4714-11-24 BC (Julian day 0), and the day after 5874897-12-31. */
export const MIN_DATE = -JULIAN_EPOCH;
export const END_DATE = 2_147_483_494 - JULIAN_EPOCH;
/** 4714-11-24 BC, and the instant after 294276-12-31. */
export const MIN_TIMESTAMP = -211_813_488_000_000_000n;
export const END_TIMESTAMP = 9_223_371_331_200_000_000n;

export interface CivilDate {
  /** Astronomical. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAYS_PER_ERA = 146_097;
/** Days from 0000-03-01 to 2000-01-01. */
const ERA_OFFSET = 730_425;

/** Days since 2000-01-01. The day may lie outside of its month. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - ERA_OFFSET;
}

export function civilFromDays(days: number): CivilDate {
  const shifted = days + ERA_OFFSET;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const MONTH_DAYS: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 31);
}

/** 0 (Sunday) to 6. */
export function dayOfWeek(days: number): number {
  return (((days + 6) % 7) + 7) % 7;
}

/** ISO 8601: weeks start on Monday and belong to the year of their Thursday. */
export function isoWeek(days: number): { readonly year: number; readonly week: number } {
  const thursday = days - ((dayOfWeek(days) + 6) % 7) + 3;
  const { year } = civilFromDays(thursday);
  return { year, week: Math.floor((thursday - daysFromCivil(year, 1, 1)) / 7) + 1 };
}

export interface DayAndTime {
  readonly days: number;
  /** Microseconds in the day. */
  readonly micros: bigint;
}

/** A finite timestamp's day and the time within it. */
export function splitTimestamp(timestamp: bigint): DayAndTime {
  let days = timestamp / MICROS_PER_DAY;
  let micros = timestamp - days * MICROS_PER_DAY;
  if (micros < 0n) {
    micros += MICROS_PER_DAY;
    days -= 1n;
  }
  return { days: Number(days), micros };
}

export function isDateInRange(days: number): boolean {
  return days >= MIN_DATE && days < END_DATE;
}

export function isTimestampInRange(timestamp: bigint): boolean {
  return timestamp >= MIN_TIMESTAMP && timestamp < END_TIMESTAMP;
}
