/** Conversions between instants (timestamptz), what clocks show (timestamp, time) and times with an offset (timetz). */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { isTimestampInRange, MICROS_PER_DAY, splitTimestamp } from './calendar.js';
import { addInterval, dateToTimestamp, isFiniteTimestamp, isTimeUnit, timestampToDate, truncateTimestamp } from './datetime.js';
import { zoneAt } from './datetime-format.js';
import type { Interval, TimeWithZone } from './datum.js';
import { formatInterval } from './interval-format.js';
import { sessionSettings } from './session-settings.js';
import {
  findAbbreviation,
  findZone,
  offsetOfAbbreviation,
  offsetOfLocal,
  sessionZone,
  type TimeZone,
  UNIX_EPOCH_SECONDS,
  zoneNotRecognized,
} from './timezone.js';

const MICROS_PER_SECOND = 1_000_000n;

function micros(seconds: number): bigint {
  return BigInt(seconds) * MICROS_PER_SECOND;
}

function checked(timestamp: bigint): bigint {
  if (!isTimestampInRange(timestamp)) throw new ConductError(SQLSTATE.datetimeFieldOverflow, 'timestamp out of range');
  return timestamp;
}

/** Seconds since 1970 of a timestamp. */
function unixSeconds(timestamp: bigint): number {
  const seconds = timestamp / MICROS_PER_SECOND;
  return Number(timestamp % MICROS_PER_SECOND < 0n ? seconds - 1n : seconds) + UNIX_EPOCH_SECONDS;
}

/** The instant at which the zone's clocks show a timestamp. */
export function localToTimestampTz(local: bigint, zone: TimeZone = sessionZone()): bigint {
  if (!isFiniteTimestamp(local)) return local;
  return checked(local - micros(offsetOfLocal(zone, unixSeconds(local))));
}

/** What the zone's clocks show at an instant. */
export function timestampTzToLocal(timestamp: bigint, zone: TimeZone = sessionZone()): bigint {
  if (!isFiniteTimestamp(timestamp)) return timestamp;
  return timestamp + micros(zoneAt(zone, timestamp).offset);
}

export function timestampTzToDate(timestamp: bigint): number {
  return timestampToDate(timestampTzToLocal(timestamp));
}

export function dateToTimestampTz(date: number): bigint {
  return localToTimestampTz(dateToTimestamp(date));
}

export function timestampTzToTimeTz(timestamp: bigint): TimeWithZone {
  const { offset } = zoneAt(sessionZone(), timestamp);
  return { timeMicros: splitTimestamp(timestamp + micros(offset)).micros, zoneWest: 0 - offset };
}

/** The session's offset for a time of day is that of today. */
export function timeToTimeTz(time: bigint): TimeWithZone {
  const today = timestampTzToDate(BigInt(sessionSettings().nowMicros));
  const offset = offsetOfLocal(sessionZone(), unixSeconds(BigInt(today) * MICROS_PER_DAY + time));
  return { timeMicros: time, zoneWest: 0 - offset };
}

/** Time modulo a day, not negative. */
export function wrapTime(time: bigint): bigint {
  const rest = time % MICROS_PER_DAY;
  return rest < 0n ? rest + MICROS_PER_DAY : rest;
}

/** How AT TIME ZONE's argument is read: an abbreviation with a fixed offset, one that a zone explains, or a zone. */
type ZoneArgument =
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'abbreviation'; readonly zone: TimeZone; readonly text: string }
  | { readonly kind: 'zone'; readonly zone: TimeZone };

function readZone(text: string): ZoneArgument {
  const abbreviation = findAbbreviation(text);
  if (abbreviation?.kind === 'offset') return { kind: 'offset', offset: abbreviation.offset };
  if (abbreviation !== undefined) return { kind: 'abbreviation', zone: abbreviation.zone, text };
  const zone = findZone(text);
  if (zone === undefined) throw zoneNotRecognized(text);
  return { kind: 'zone', zone };
}

/** timestamp AT TIME ZONE text. */
export function timestampAtZone(zoneText: string, local: bigint): bigint {
  if (!isFiniteTimestamp(local)) return local;
  const zone = readZone(zoneText);
  switch (zone.kind) {
    case 'offset':
      return checked(local - micros(zone.offset));
    case 'abbreviation':
      return checked(local - micros(offsetOfAbbreviation(zone.zone, zone.text, unixSeconds(local))));
    case 'zone':
      return localToTimestampTz(local, zone.zone);
  }
}

/** timestamptz AT TIME ZONE text. */
export function timestampTzAtZone(zoneText: string, timestamp: bigint): bigint {
  if (!isFiniteTimestamp(timestamp)) return timestamp;
  return checked(timestamp + micros(offsetAt(readZone(zoneText), timestamp)));
}

function offsetAt(zone: ZoneArgument, timestamp: bigint): number {
  switch (zone.kind) {
    case 'offset':
      return zone.offset;
    case 'abbreviation': {
      const seconds = unixSeconds(timestamp);
      return (zone.zone.abbreviationAt(zone.text.toUpperCase(), seconds) ?? zone.zone.at(seconds)).offset;
    }
    case 'zone':
      return zoneAt(zone.zone, timestamp).offset;
  }
}

/** timetz AT TIME ZONE text: the offset is that of the transaction's time. */
export function timeTzAtZone(zoneText: string, time: TimeWithZone): TimeWithZone {
  return withOffset(time, offsetAt(readZone(zoneText), BigInt(sessionSettings().nowMicros)));
}

function withOffset({ timeMicros, zoneWest }: TimeWithZone, offset: number): TimeWithZone {
  return { timeMicros: wrapTime(timeMicros + micros(zoneWest + offset)), zoneWest: 0 - offset };
}

/** The offset that an interval means as a zone. */
function intervalOffset(zone: Interval): number {
  if (zone.months !== 0 || zone.days !== 0) {
    throw new ConductError(SQLSTATE.invalidParameterValue, `interval time zone "${formatInterval(zone)}" must not include months or days`);
  }
  return Number(zone.micros / MICROS_PER_SECOND);
}

export function timestampAtOffset(zone: Interval, local: bigint): bigint {
  if (!isFiniteTimestamp(local)) return local;
  return checked(local - micros(intervalOffset(zone)));
}

export function timestampTzAtOffset(zone: Interval, timestamp: bigint): bigint {
  if (!isFiniteTimestamp(timestamp)) return timestamp;
  return checked(timestamp + micros(intervalOffset(zone)));
}

export function timeTzAtOffset(zone: Interval, time: TimeWithZone): TimeWithZone {
  return withOffset(time, intervalOffset(zone));
}

/** The zone of date_trunc's and make_timestamptz's argument; date_trunc takes no zone-dependent abbreviation otherwise than its zone. */
export function zoneNamed(text: string): { readonly zone: TimeZone } | { readonly offset: number } {
  const zone = readZone(text);
  return zone.kind === 'offset' ? { offset: zone.offset } : { zone: zone.zone };
}

/** timestamptz + interval: months and days as the session's clocks count them, then time. */
export function addIntervalTz(timestamp: bigint, interval: Interval): bigint {
  if (!isFiniteTimestamp(timestamp)) return timestamp;
  let result = timestamp;
  if (interval.months !== 0) {
    result = localToTimestampTz(addInterval(timestampTzToLocal(result), { months: interval.months, days: 0, micros: 0n }));
  }
  if (interval.days !== 0) {
    result = localToTimestampTz(addInterval(timestampTzToLocal(result), { months: 0, days: interval.days, micros: 0n }));
  }
  return checked(result + interval.micros);
}

/** date_trunc of an instant: from days on the zone's clock decides, and may have another offset there. */
export function truncateTimestampTz(unit: string, timestamp: bigint, zoneText?: string): bigint | undefined {
  if (!isFiniteTimestamp(timestamp)) return timestamp;
  const named = zoneText === undefined ? { zone: sessionZone() } : zoneNamed(zoneText);
  const offset = 'zone' in named ? zoneAt(named.zone, timestamp).offset : named.offset;
  const local = timestamp + micros(offset);
  const result = truncateTimestamp(unit, local);
  if (result === undefined) return undefined;
  if (isTimeUnit(unit) || !('zone' in named)) return checked(result - micros(offset));
  return localToTimestampTz(result, named.zone);
}

/** The clock's offset at an instant, in seconds east. */
export function sessionOffset(timestamp: bigint): number {
  return zoneAt(sessionZone(), timestamp).offset;
}
