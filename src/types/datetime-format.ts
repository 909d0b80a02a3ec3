/** Output functions of date, time, timetz, timestamp and timestamptz in the session's DateStyle and time zone. */
import { type CivilDate, civilFromDays, dayOfWeek, splitTimestamp } from './calendar.js';
import { TIMESTAMP_INFINITY, TIMESTAMP_MINUS_INFINITY, type TimeWithZone } from './datum.js';
import type { LocalTimeType } from './posix-zone.js';
import { sessionSettings } from './session-settings.js';
import { sessionZone, type TimeZone, UNIX_EPOCH_SECONDS } from './timezone.js';

export function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

const MICROS_PER_SECOND = 1_000_000;

/** `HH:MM:SS[.ffffff]`, without trailing zeros. micros is not negative. */
export function formatTime(micros: bigint): string {
  const all = Number(micros);
  const seconds = Math.floor(all / MICROS_PER_SECOND);
  const fraction = all - seconds * MICROS_PER_SECOND;
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return fraction === 0 ? text : `${text}.${String(fraction).padStart(6, '0').replace(/0+$/, '')}`;
}

function spokenYear(year: number): string {
  return String(year > 0 ? year : 1 - year).padStart(4, '0');
}

/** The date without its era. */
function dateText({ year, month, day }: CivilDate): string {
  const { dateOutput, dateOrder } = sessionSettings();
  const [y, m, d] = [spokenYear(year), two(month), two(day)];
  switch (dateOutput) {
    case 'ISO':
      return `${y}-${m}-${d}`;
    case 'SQL':
      return dateOrder === 'DMY' ? `${d}/${m}/${y}` : `${m}/${d}/${y}`;
    case 'German':
      return `${d}.${m}.${y}`;
    case 'Postgres':
      return dateOrder === 'DMY' ? `${d}-${m}-${y}` : `${m}-${d}-${y}`;
  }
}

/** date_out: `1998-09-02`, `0044-03-15 BC`, `infinity`. */
export function formatDate(days: number): string {
  if (!Number.isFinite(days)) return days > 0 ? 'infinity' : '-infinity';
  const date = civilFromDays(days);
  return date.year > 0 ? dateText(date) : `${dateText(date)} BC`;
}

export const SHORT_DAYS: readonly string[] = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
export const SHORT_MONTHS: readonly string[] = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `+05:30`, with only as many parts as it needs. */
export function formatOffset(offset: number): string {
  const size = Math.abs(offset);
  const [hours, minutes, seconds] = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60];
  let text = `${offset < 0 ? '-' : '+'}${two(hours)}`;
  if (minutes !== 0 || seconds !== 0) text += `:${two(minutes)}`;
  if (seconds !== 0) text += `:${two(seconds)}`;
  return text;
}

function infiniteTimestamp(timestamp: bigint): string | undefined {
  if (timestamp === TIMESTAMP_INFINITY) return 'infinity';
  return timestamp === TIMESTAMP_MINUS_INFINITY ? '-infinity' : undefined;
}

/** EncodeDateTime; zone null: none is shown. */
function localText(local: bigint, zone: LocalTimeType | null): string {
  const { dateOutput, dateOrder } = sessionSettings();
  const { days, micros } = splitTimestamp(local);
  const date = civilFromDays(days);
  const time = formatTime(micros);
  let text: string;
  if (dateOutput === 'Postgres') {
    const [day, month] = [two(date.day), SHORT_MONTHS[date.month - 1] ?? ''];
    const middle = dateOrder === 'DMY' ? `${day} ${month}` : `${month} ${day}`;
    text = `${SHORT_DAYS[dayOfWeek(days)] ?? ''} ${middle} ${time} ${spokenYear(date.year)}`;
  } else {
    text = `${dateText(date)} ${time}`;
  }
  // Abbreviations that are numbers (`-03`) are offsets, not names.
  if (zone !== null) text += dateOutput === 'ISO' ? formatOffset(zone.offset) : ` ${zone.abbreviation}`;
  return date.year > 0 ? text : `${text} BC`;
}

/** timestamp_out. */
export function formatTimestamp(timestamp: bigint): string {
  return infiniteTimestamp(timestamp) ?? localText(timestamp, null);
}

/** timestamptz_out. */
export function formatTimestampTz(timestamp: bigint): string {
  const infinite = infiniteTimestamp(timestamp);
  if (infinite !== undefined) return infinite;
  const zone = zoneAt(sessionZone(), timestamp);
  return localText(timestamp + BigInt(zone.offset) * 1_000_000n, zone);
}

/** What a zone's clocks show at a finite instant. */
export function zoneAt(zone: TimeZone, timestamp: bigint): LocalTimeType {
  const seconds = timestamp / 1_000_000n;
  return zone.at(Number(seconds) - (timestamp % 1_000_000n < 0n ? 1 : 0) + UNIX_EPOCH_SECONDS);
}

/** timetz_out. */
export function formatTimeTz({ timeMicros, zoneWest }: TimeWithZone): string {
  return `${formatTime(timeMicros)}${formatOffset(0 - zoneWest)}`;
}

/** timeofday(): `Mon Nov 23 04:05:06.789012 2026 UTC`. */
export function formatTimestampClock(timestamp: bigint): string {
  const zone = zoneAt(sessionZone(), timestamp);
  const { days, micros } = splitTimestamp(timestamp + BigInt(zone.offset) * 1_000_000n);
  const { year, month, day } = civilFromDays(days);
  const time = `${formatTime(micros - (micros % 1_000_000n))}.${String(micros % 1_000_000n).padStart(6, '0')}`;
  return `${SHORT_DAYS[dayOfWeek(days)] ?? ''} ${SHORT_MONTHS[month - 1] ?? ''} ${two(day)} ${time} ${spokenYear(year)} ${zone.abbreviation}`;
}

/** Dates and times in JSON, whatever the session's style: `2020-01-31T12:34:56+01:00`. */
export function formatJsonDate(days: number): string {
  if (!Number.isFinite(days)) return days > 0 ? 'infinity' : '-infinity';
  const { year, month, day } = civilFromDays(days);
  return `${spokenYear(year)}-${two(month)}-${two(day)}${year > 0 ? '' : ' BC'}`;
}

/** zoned: the instant as the session's zone shows it. */
export function formatJsonTimestamp(timestamp: bigint, zoned: boolean): string {
  const infinite = infiniteTimestamp(timestamp);
  if (infinite !== undefined) return infinite;
  const zone = zoned ? zoneAt(sessionZone(), timestamp) : null;
  const { days, micros } = splitTimestamp(timestamp + BigInt(zone?.offset ?? 0) * 1_000_000n);
  const { year, month, day } = civilFromDays(days);
  const offset = zone === null ? '' : formatOffset(zone.offset);
  const full = offset.length === 3 ? `${offset}:00` : offset;
  return `${spokenYear(year)}-${two(month)}-${two(day)}T${formatTime(micros)}${full}${year > 0 ? '' : ' BC'}`;
}
