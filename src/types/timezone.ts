/**
 * Time zones: names of tzdata, abbreviations and POSIX specifications, the offset at an instant, and the instant of a local time,
 * where gaps and overlaps of daylight saving are resolved as PostgreSQL does (pgtz.c, DetermineTimeZoneOffset).
 */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import { type LocalTimeType, type PosixRule, parsePosixRule, surroundingChanges, type Transition } from './posix-zone.js';
import { sessionSettings } from './session-settings.js';
import { ABBREVIATION_LINES, ZONE_LINES } from './timezone-data.js';

const SECONDS_PER_DAY = 86_400;
/** Seconds from 1970-01-01 to 2000-01-01. */
export const UNIX_EPOCH_SECONDS = 946_684_800;

export class TimeZone {
  readonly name: string;
  readonly #types: readonly LocalTimeType[];
  readonly #times: readonly number[];
  /** Index of the type from each time on. */
  readonly #indexes: readonly number[];
  readonly #rule: PosixRule | null;

  constructor(name: string, types: readonly LocalTimeType[], times: readonly number[], indexes: readonly number[], rule: PosixRule | null) {
    this.name = name;
    this.#types = types;
    this.#times = times;
    this.#indexes = indexes;
    this.#rule = rule;
  }

  /** What clocks show at an instant (seconds since 1970). */
  at(seconds: number): LocalTimeType {
    const index = this.#find(seconds);
    if (index === this.#times.length - 1 && this.#rule !== null) {
      const change = surroundingChanges(this.#rule, seconds)?.[0];
      if (change === undefined) return this.#rule.standard;
      if (change.at >= (this.#times[index] ?? Number.NEGATIVE_INFINITY)) return change.after;
    }
    return this.#typeFrom(index);
  }

  /** The first change after an instant. */
  nextChange(seconds: number): Transition | null {
    const index = this.#find(seconds) + 1;
    const at = this.#times[index];
    if (at !== undefined) return { at, before: this.#typeFrom(index - 1), after: this.#typeFrom(index) };
    const change = this.#rule === null ? undefined : surroundingChanges(this.#rule, seconds)?.[1];
    return change === undefined ? null : { ...change, before: this.at(seconds) };
  }

  /** The offset that an abbreviation has at an instant, else the last that it had before, else its first one. */
  abbreviationAt(abbreviation: string, seconds: number): LocalTimeType | undefined {
    const matches = (type: LocalTimeType): boolean => type.abbreviation === abbreviation;
    const now = this.at(seconds);
    if (matches(now)) return now;
    if (this.#rule !== null) {
      const change = surroundingChanges(this.#rule, seconds)?.[0];
      const last = this.#times.at(-1) ?? Number.NEGATIVE_INFINITY;
      if (change !== undefined && change.at > last && matches(change.before)) return change.before;
    }
    const index = this.#find(seconds);
    for (let each = index; each >= -1; each -= 1) if (matches(this.#typeFrom(each))) return this.#typeFrom(each);
    for (let each = index + 1; each < this.#times.length; each += 1) if (matches(this.#typeFrom(each))) return this.#typeFrom(each);
    return undefined;
  }

  /** The offset of a zone that never changed it. */
  fixedOffset(): number | undefined {
    const all = [
      ...this.#types,
      ...(this.#rule === null ? [] : [this.#rule.standard, ...(this.#rule.daylight === null ? [] : [this.#rule.daylight.type])]),
    ];
    const [first] = all;
    return first !== undefined && all.every((type) => type.offset === first.offset) ? first.offset : undefined;
  }

  /** Index of the last change at or before an instant; -1: before all. */
  #find(seconds: number): number {
    let low = 0;
    let high = this.#times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#times[middle] ?? 0) <= seconds) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #typeFrom(index: number): LocalTimeType {
    const type = this.#types[index < 0 ? 0 : (this.#indexes[index] ?? 0)];
    return type ?? this.#rule?.standard ?? { offset: 0, isDst: false, abbreviation: 'UTC' };
  }
}

/** Lines of the data by lower-case name, with the name as it is spelled; made at the first look-up. */
let lines: Map<string, { readonly name: string; readonly line: string }> | undefined;

function zoneLines(): Map<string, { readonly name: string; readonly line: string }> {
  if (lines !== undefined) return lines;
  lines = new Map();
  for (const line of ZONE_LINES.trim().split('\n')) {
    for (const name of line.slice(0, line.indexOf('|')).split(' ')) lines.set(name.toLowerCase(), { name, line });
  }
  return lines;
}

function readLine(name: string, line: string): TimeZone {
  const [, types = '', steps = '', rule = ''] = line.split('|');
  const times: number[] = [];
  const indexes: number[] = [];
  let time = 0;
  for (const match of steps.matchAll(/(-?[0-9A-Z]+)([a-z])/g)) {
    time += Number.parseInt(match[1] ?? '0', 36);
    times.push(time);
    indexes.push((match[2] ?? 'a').charCodeAt(0) - 97);
  }
  const parsedTypes = types.split(';').map((each) => {
    const [offset = '0', isDst, abbreviation = ''] = each.split(',');
    return { offset: Number(offset), isDst: isDst === '1', abbreviation };
  });
  return new TimeZone(name, parsedTypes, times, indexes, parsePosixRule(rule) ?? null);
}

const cache = new Map<string, TimeZone | null>();

/** A zone by its name in any case, or by a POSIX specification (pg_tzset). undefined: neither. */
export function findZone(name: string): TimeZone | undefined {
  const kept = cache.get(name);
  if (kept !== undefined) return kept ?? undefined;
  const found = zoneLines().get(name.toLowerCase());
  const zone = found === undefined ? posixZone(name.toUpperCase()) : readLine(found.name, found.line);
  if (cache.size >= LIMITS.cachedTimeZones) cache.clear();
  cache.set(name, zone ?? null);
  return zone;
}

function posixZone(text: string): TimeZone | undefined {
  if (text.length > LIMITS.timeZoneNameBytes) return undefined;
  const rule = parsePosixRule(text);
  return rule === undefined ? undefined : new TimeZone(text, [], [], [], rule);
}

/** The zone of SET TimeZone. */
export function sessionZone(): TimeZone {
  return findZone(sessionSettings().timeZone) ?? utcZone();
}

export function utcZone(): TimeZone {
  return findZone('UTC') ?? new TimeZone('UTC', [{ offset: 0, isDst: false, abbreviation: 'UTC' }], [], [], null);
}

export function zoneNotRecognized(name: string): ConductError {
  return new ConductError(SQLSTATE.invalidParameterValue, `time zone "${name}" not recognized`);
}

/** The zone that SET TIME ZONE with a number of hours or an interval means: `<-08>+08`. */
export function fixedZoneName(secondsEast: number): string {
  const size = Math.abs(secondsEast);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes, seconds] = [Math.floor(size / 3_600), Math.floor(size / 60) % 60, size % 60];
  let text = two(hours);
  if (minutes !== 0 || seconds !== 0) text += `:${two(minutes)}`;
  if (seconds !== 0) text += `:${two(seconds)}`;
  return secondsEast >= 0 ? `<+${text}>-${text}` : `<-${text}>+${text}`;
}

/** What an abbreviation of the default set means: a fixed offset, or a zone that knows. */
export type Abbreviation =
  | { readonly kind: 'offset'; readonly offset: number; readonly isDst: boolean }
  | { readonly kind: 'zone'; readonly zone: TimeZone };

let abbreviations: Map<string, string> | undefined;

export function findAbbreviation(text: string): Abbreviation | undefined {
  abbreviations ??= new Map(
    ABBREVIATION_LINES.trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
  );
  const value = abbreviations.get(text.toLowerCase());
  if (value === undefined) return undefined;
  const match = /^(-?\d+)( D)?$/.exec(value);
  if (match !== null) return { kind: 'offset', offset: Number(match[1]), isDst: match[2] !== undefined };
  const zone = findZone(value);
  return zone === undefined ? undefined : { kind: 'zone', zone };
}

/**
 * The offset (seconds east) that a local time has in a zone; local: seconds since 1970 as the clock shows them. A time in the gap
 * of a change forward is read as before it, one that comes twice as after the change.
 */
export function offsetOfLocal(zone: TimeZone, local: number): number {
  return typeOfLocal(zone, local).offset;
}

export function typeOfLocal(zone: TimeZone, local: number): LocalTimeType {
  const from = local - SECONDS_PER_DAY;
  const change = zone.nextChange(from);
  if (change === null) return zone.at(from);
  const before = local - change.before.offset;
  const after = local - change.after.offset;
  if (before < change.at && after < change.at) return change.before;
  if (before > change.at && after >= change.at) return change.after;
  return before > after ? change.before : change.after;
}

/** The offset of an abbreviation that means different things at different times (DetermineTimeZoneAbbrevOffset). */
export function offsetOfAbbreviation(zone: TimeZone, abbreviation: string, local: number): number {
  const guess = typeOfLocal(zone, local);
  const found = zone.abbreviationAt(abbreviation.toUpperCase(), local - guess.offset);
  return (found ?? guess).offset;
}
