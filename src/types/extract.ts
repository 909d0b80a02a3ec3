/** EXTRACT and date_part: one field of a date, timestamp or interval as numeric. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import {
  civilFromDays,
  dayOfWeek,
  daysFromCivil,
  isoWeek,
  JULIAN_EPOCH,
  MICROS_PER_DAY,
  MICROS_PER_HOUR,
  MICROS_PER_MINUTE,
  MICROS_PER_SECOND,
  splitTimestamp,
  UNIX_EPOCH_DAYS,
} from './calendar.js';
import { isFiniteTimestamp } from './datetime.js';
import { deltaUnit, findWord, type UnitName } from './datetime-tokens.js';
import { sessionOffset, timestampTzToLocal } from './datetime-zone.js';
import type { Decimal, Interval, TimeWithZone } from './datum.js';
import { TIMESTAMP_INFINITY } from './datum.js';
import { DECIMAL_INFINITY, DECIMAL_MINUS_INFINITY, decimalFromInteger, divideDecimals } from './decimal.js';

type Source = 'date' | 'timestamp' | 'timestamptz' | 'time' | 'timetz' | 'interval';

const SOURCE_NAMES: { readonly [K in Source]: string } = {
  date: 'date',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  time: 'time without time zone',
  timetz: 'time with time zone',
  interval: 'interval',
};

const PLURALS: { readonly [U in UnitName]?: string } = { microsecond: 'microseconds', millisecond: 'milliseconds' };

/** The canonical name of a unit that a calendar or a clock has (`years` → `year`), or undefined: what date_trunc takes. */
export function truncationUnit(unit: string): string | undefined {
  const found = deltaUnit(unit.toLowerCase());
  return found === undefined ? undefined : (PLURALS[found] ?? found);
}

/** The same for what extract takes: `dow`, `epoch` and others besides. */
export function canonicalUnit(unit: string): string | undefined {
  const delta = truncationUnit(unit);
  if (delta !== undefined) return delta;
  const word = findWord(unit.toLowerCase());
  if (word?.kind === 'unit') return PLURALS[word.value] ?? word.value;
  return word?.kind === 'special' && word.value === 'epoch' ? 'epoch' : undefined;
}

export function unknownUnit(unit: string, source: Source): ConductError {
  return new ConductError(SQLSTATE.invalidParameterValue, `unit "${unit.toLowerCase()}" not recognized for type ${SOURCE_NAMES[source]}`);
}

export function unsupportedUnit(unit: string, source: Source, detail?: string): ConductError {
  return new ConductError(
    SQLSTATE.featureNotSupported,
    `unit "${unit.toLowerCase()}" not supported for type ${SOURCE_NAMES[source]}`,
    detail === undefined ? {} : { detail },
  );
}

/** Fields that grow for ever, which an infinite value has as an infinity; all others are NULL. */
const MONOTONIC: ReadonlySet<string> = new Set(['year', 'decade', 'century', 'millennium', 'julian', 'isoyear', 'epoch']);

function infiniteField(unit: string, positive: boolean): Decimal | null {
  if (!MONOTONIC.has(unit)) return null;
  return positive ? DECIMAL_INFINITY : DECIMAL_MINUS_INFINITY;
}

/** Fields of a calendar day that dates and timestamps share; undefined for the others. */
function dayField(unit: string, days: number): number | undefined {
  const { year, month, day } = civilFromDays(days);
  switch (unit) {
    case 'day':
      return day;
    case 'month':
      return month;
    case 'quarter':
      return Math.floor((month - 1) / 3) + 1;
    case 'week':
      return isoWeek(days).week;
    case 'year':
      return spokenYear(year);
    case 'isoyear':
      return spokenYear(isoWeek(days).year);
    case 'decade':
      return Math.floor(year / 10);
    // Centuries and millennia are counted from 1 in both directions, like years.
    case 'century':
      return year > 0 ? Math.floor((year + 99) / 100) : -Math.floor((100 - year) / 100);
    case 'millennium':
      return year > 0 ? Math.floor((year + 999) / 1000) : -Math.floor((1000 - year) / 1000);
    case 'dow':
      return dayOfWeek(days);
    case 'isodow':
      return dayOfWeek(days) === 0 ? 7 : dayOfWeek(days);
    case 'doy':
      return days - daysFromCivil(year, 1, 1) + 1;
    default:
      return undefined;
  }
}

/** There is no year 0: astronomical 0 is -1. */
function spokenYear(year: number): number {
  return year > 0 ? year : year - 1;
}

/** Seconds and smaller of a time given in microseconds, which may be negative; undefined for the other fields. */
function timeField(unit: string, micros: bigint): Decimal | undefined {
  switch (unit) {
    case 'microseconds':
      return decimalFromInteger(micros % MICROS_PER_MINUTE);
    case 'milliseconds':
      return { unscaled: micros % MICROS_PER_MINUTE, scale: 3 };
    case 'second':
      return { unscaled: micros % MICROS_PER_MINUTE, scale: 6 };
    case 'minute':
      return decimalFromInteger((micros % MICROS_PER_HOUR) / MICROS_PER_MINUTE);
    case 'hour':
      return decimalFromInteger(micros / MICROS_PER_HOUR);
    default:
      return undefined;
  }
}

export function extractFromDate(unitText: string, date: number): Decimal | null {
  const unit = canonicalUnit(unitText);
  if (unit === undefined) throw unknownUnit(unitText, 'date');
  if (timeField(unit, 0n) !== undefined || unit.startsWith('timezone')) throw unsupportedUnit(unitText, 'date');
  if (!Number.isFinite(date)) return infiniteField(unit, date > 0);
  if (unit === 'julian') return decimalFromInteger(date + JULIAN_EPOCH);
  if (unit === 'epoch') return decimalFromInteger((date + UNIX_EPOCH_DAYS) * 86_400);
  return decimalFromInteger(dayField(unit, date) ?? 0);
}

/** The parts of an offset, in seconds east; undefined for the other fields. */
function zoneField(unit: string, offset: number): Decimal | undefined {
  switch (unit) {
    case 'timezone':
      return decimalFromInteger(offset);
    case 'timezone_hour':
      return decimalFromInteger(Math.trunc(offset / 3_600));
    case 'timezone_minute':
      return decimalFromInteger(Math.trunc(offset / 60) % 60);
    default:
      return undefined;
  }
}

/** Of an instant: the session's clock has the fields, UTC the epoch. */
export function extractFromTimestampTz(unitText: string, timestamp: bigint): Decimal | null {
  const unit = canonicalUnit(unitText);
  if (unit === undefined) throw unknownUnit(unitText, 'timestamptz');
  if (unit === 'epoch' || !isFiniteTimestamp(timestamp)) {
    return unit.startsWith('timezone') ? null : extractFromTimestamp(unitText, timestamp);
  }
  return zoneField(unit, sessionOffset(timestamp)) ?? extractFromTimestamp(unitText, timestampTzToLocal(timestamp));
}

export function extractFromTime(unitText: string, micros: bigint): Decimal {
  const unit = canonicalUnit(unitText);
  if (unit === undefined) throw unknownUnit(unitText, 'time');
  if (unit === 'epoch') return { unscaled: micros, scale: 6 };
  const field = timeField(unit, micros);
  if (field === undefined) throw unsupportedUnit(unitText, 'time');
  return field;
}

export function extractFromTimeTz(unitText: string, { timeMicros, zoneWest }: TimeWithZone): Decimal {
  const unit = canonicalUnit(unitText);
  if (unit === undefined) throw unknownUnit(unitText, 'timetz');
  if (unit === 'epoch') return { unscaled: timeMicros + BigInt(zoneWest) * MICROS_PER_SECOND, scale: 6 };
  const field = zoneField(unit, 0 - zoneWest) ?? timeField(unit, timeMicros);
  if (field === undefined) throw unsupportedUnit(unitText, 'timetz');
  return field;
}

export function extractFromTimestamp(unitText: string, timestamp: bigint): Decimal | null {
  const unit = canonicalUnit(unitText);
  if (unit === undefined) throw unknownUnit(unitText, 'timestamp');
  if (unit.startsWith('timezone') && isFiniteTimestamp(timestamp)) throw unsupportedUnit(unitText, 'timestamp');
  if (!isFiniteTimestamp(timestamp)) return infiniteField(unit, timestamp === TIMESTAMP_INFINITY);
  const { days, micros } = splitTimestamp(timestamp);
  if (unit === 'epoch') return { unscaled: timestamp + BigInt(UNIX_EPOCH_DAYS) * MICROS_PER_DAY, scale: 6 };
  if (unit === 'julian') {
    const fraction = divideDecimals(decimalFromInteger(micros), decimalFromInteger(MICROS_PER_DAY));
    return { unscaled: BigInt(days + JULIAN_EPOCH) * 10n ** BigInt(fraction.scale) + fraction.unscaled, scale: fraction.scale };
  }
  return timeField(unit, micros) ?? decimalFromInteger(dayField(unit, days) ?? 0);
}

const SECONDS_PER_YEAR_X4 = 126_230_400n;

export function extractFromInterval(unitText: string, { months, days, micros }: Interval): Decimal {
  const unit = canonicalUnit(unitText);
  if (unit === undefined) throw unknownUnit(unitText, 'interval');
  const time = timeField(unit, micros);
  if (time !== undefined) return time;
  const years = Math.trunc(months / 12);
  switch (unit) {
    case 'day':
      return decimalFromInteger(days);
    case 'month':
      return decimalFromInteger(months % 12);
    case 'quarter':
      return decimalFromInteger(Math.trunc((months % 12) / 3) + 1);
    case 'year':
      return decimalFromInteger(years);
    case 'decade':
      return decimalFromInteger(Math.trunc(years / 10));
    case 'century':
      return decimalFromInteger(Math.trunc(years / 100));
    case 'millennium':
      return decimalFromInteger(Math.trunc(years / 1000));
    case 'epoch': {
      // A year is 365.25 days here, a month 30.
      const quarterSeconds = SECONDS_PER_YEAR_X4 * BigInt(years) + 4n * 86_400n * (30n * BigInt(months % 12) + BigInt(days));
      return { unscaled: (quarterSeconds / 4n) * MICROS_PER_SECOND + micros, scale: 6 };
    }
    case 'week':
      throw unsupportedUnit(unitText, 'interval', 'Months usually have fractional weeks.');
    default:
      throw unsupportedUnit(unitText, 'interval');
  }
}
