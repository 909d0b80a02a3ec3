/** Casts between the date/time types, and to fewer digits of a second. */
import { splitTimestamp } from './calendar.js';
import { dateToTimestamp, isFiniteTimestamp, timestampToDate } from './datetime.js';
import { roundMicros, roundTimestamp } from './datetime-parse.js';
import {
  dateToTimestampTz,
  localToTimestampTz,
  timestampTzToDate,
  timestampTzToLocal,
  timestampTzToTimeTz,
  timeToTimeTz,
  wrapTime,
} from './datetime-zone.js';
import { type Datum, isTimeWithZone } from './datum.js';
import { adjustInterval } from './interval.js';
import { INTERVAL_FIELDS } from './interval-fields.js';
import type { SqlType } from './sql-type.js';

const ALL_DIGITS = 6;

/** undefined: not a cast of these types. Infinite timestamps have no time: NULL. */
export function castDatetime(value: Datum, from: SqlType, to: SqlType): Datum | undefined {
  switch (to.kind) {
    case 'date':
      if (from.kind === 'timestamp' && typeof value === 'bigint') return timestampToDate(value);
      if (from.kind === 'timestamptz' && typeof value === 'bigint') return timestampTzToDate(value);
      return undefined;
    case 'timestamp': {
      const plain = toTimestamp(value, from);
      return plain === undefined ? undefined : roundTimestamp(plain, to.precision ?? ALL_DIGITS);
    }
    case 'timestamptz': {
      const plain = toTimestampTz(value, from);
      return plain === undefined ? undefined : roundTimestamp(plain, to.precision ?? ALL_DIGITS);
    }
    case 'time': {
      const plain = toTime(value, from);
      return typeof plain === 'bigint' ? roundMicros(plain, to.precision ?? ALL_DIGITS) : plain;
    }
    case 'timetz': {
      const plain = toTimeTz(value, from);
      if (plain === undefined || plain === null || !isTimeWithZone(plain)) return plain;
      return { ...plain, timeMicros: roundMicros(plain.timeMicros, to.precision ?? ALL_DIGITS) };
    }
    case 'interval': {
      const plain = from.kind === 'time' && typeof value === 'bigint' ? { months: 0, days: 0, micros: value } : value;
      if (typeof plain !== 'object' || plain === null || !('months' in plain)) return undefined;
      return adjustInterval(plain, to.fields ?? INTERVAL_FIELDS.full, to.precision);
    }
    default:
      return undefined;
  }
}

function toTimestamp(value: Datum, from: SqlType): bigint | undefined {
  if (from.kind === 'date' && typeof value === 'number') return dateToTimestamp(value);
  if (typeof value !== 'bigint') return undefined;
  if (from.kind === 'timestamp') return value;
  return from.kind === 'timestamptz' ? timestampTzToLocal(value) : undefined;
}

function toTimestampTz(value: Datum, from: SqlType): bigint | undefined {
  if (from.kind === 'date' && typeof value === 'number') return dateToTimestampTz(value);
  if (typeof value !== 'bigint') return undefined;
  if (from.kind === 'timestamptz') return value;
  return from.kind === 'timestamp' ? localToTimestampTz(value) : undefined;
}

function toTime(value: Datum, from: SqlType): bigint | null | undefined {
  if (from.kind === 'timetz' && isTimeWithZone(value)) return value.timeMicros;
  if (from.kind === 'interval' && typeof value === 'object' && value !== null && 'months' in value) return wrapTime(value.micros);
  if (typeof value !== 'bigint') return undefined;
  if (from.kind === 'time') return value;
  if (from.kind !== 'timestamp' && from.kind !== 'timestamptz') return undefined;
  if (!isFiniteTimestamp(value)) return null;
  return splitTimestamp(from.kind === 'timestamp' ? value : timestampTzToLocal(value)).micros;
}

function toTimeTz(value: Datum, from: SqlType): Datum | undefined {
  if (from.kind === 'timetz') return value;
  if (typeof value !== 'bigint') return undefined;
  if (from.kind === 'time') return timeToTimeTz(value);
  if (from.kind !== 'timestamptz') return undefined;
  return isFiniteTimestamp(value) ? timestampTzToTimeTz(value) : null;
}
