/**
 * What the fields of a date/time input mean (DecodeDateTime, DecodeTimeOnly and their parts of datetime.c). Kept close to
 * PostgreSQL's order of decisions: nearly every one of them shows in some input's result or error. One class and over 600 lines, since all
 * decisions are about the same dozen of fields.
 */
import { civilFromDays, daysFromCivil, daysInMonth, JULIAN_EPOCH, UNIX_EPOCH_DAYS } from './calendar.js';
import { BadDatetime, badFormat, type Field, findWord, type UnitName } from './datetime-tokens.js';
import { roundHalfEven } from './float.js';
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

/** What a clock and a calendar show. The year is astronomical. */
export interface BrokenTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** Microseconds. */
  fraction: number;
}

const YEAR = 1;
const MONTH = 2;
const DAY = 4;
const DOY = 8;
const HOUR = 16;
const MINUTE = 32;
const SECOND = 64;
const FRACTION = 128;
const ZONE = 256;
const DST = 512;
const DST_MODIFIER = 1_024;
const MERIDIEM = 2_048;
const ERA = 4_096;
const DOW = 8_192;
const DATE = YEAR | MONTH | DAY;
const ALL_SECONDS = SECOND | FRACTION;
const TIME = HOUR | MINUTE | ALL_SECONDS;

const MICROS_PER_DAY = 86_400_000_000;
const MAX_ZONE_HOURS = 15;
const INT32_MAX = 2_147_483_647;

export type Decoded =
  | { readonly kind: 'special'; readonly value: 'epoch' | 'infinity' | '-infinity' }
  /** offset: seconds east of Greenwich. */
  | { readonly kind: 'value'; readonly time: BrokenTime; readonly offset: number };

function overflow(): BadDatetime {
  return new BadDatetime('field-overflow');
}

/** strtoint: digits from a place on; out of 32 bits is an overflow. */
function integerAt(text: string, at: number): { readonly value: number; readonly end: number } {
  const match = /^[+-]?\d+/.exec(text.slice(at));
  if (match === null) return { value: 0, end: at };
  const value = Number(match[0]);
  if (Math.abs(value) > INT32_MAX) throw overflow();
  return { value, end: at + match[0].length };
}

/** `.123`, in microseconds. */
export function fractionMicros(text: string): number {
  if (text.length <= 1) return 0;
  const value = Number(`0${text}`);
  if (!/^\.\d+$/.test(text) || Number.isNaN(value)) throw badFormat();
  return roundHalfEven(value * 1e6);
}

/** `[+-]h[h][:]mm[:ss]` in seconds east. */
export function decodeZoneOffset(text: string): number {
  const sign = text[0];
  if (sign !== '+' && sign !== '-') throw badFormat();
  const displacement = new BadDatetime('zone-displacement');
  const part = (at: number): { readonly value: number; readonly end: number } => {
    const match = /^[+-]?\d+/.exec(text.slice(at));
    const value = Number(match?.[0] ?? '0');
    if (Math.abs(value) > INT32_MAX) throw displacement;
    return { value, end: at + (match?.[0].length ?? 0) };
  };
  let { value: hours, end } = part(1);
  let minutes = 0;
  let seconds = 0;
  if (text[end] === ':') {
    ({ value: minutes, end } = part(end + 1));
    if (text[end] === ':') ({ value: seconds, end } = part(end + 1));
  } else if (end === text.length && text.length > 3) {
    minutes = hours % 100;
    hours = Math.trunc(hours / 100);
  }
  if (hours < 0 || hours > MAX_ZONE_HOURS || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) throw displacement;
  if (end < text.length) throw badFormat();
  const size = hours * 3_600 + minutes * 60 + seconds;
  return sign === '-' ? 0 - size : size;
}

/** Hours, minutes and seconds each in range, and no more than a day together. */
export function isTimeOverflow(hour: number, minute: number, second: number, fraction: number): boolean {
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60 || fraction < 0 || fraction > 1_000_000) return true;
  return ((hour * 60 + minute) * 60 + second) * 1e6 + fraction > MICROS_PER_DAY;
}

export interface ClockReading {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly fraction: number;
}

/** DecodeTimeCommon: `h:m`, `h:m:s[.f]`, and `m:s` where `minuteToSecond` or a fraction follows at once. */
export function decodeClock(text: string, minuteToSecond: boolean): ClockReading {
  const match = /^(\d+):(\d*)(?::(\d*)(\.\d*)?|(\.\d*))?$/.exec(text);
  if (match === null) throw badFormat();
  let hour = Number(match[1]);
  let minute = Number(match[2] ?? '0');
  let second = Number(match[3] ?? '0');
  if (hour > Number.MAX_SAFE_INTEGER || minute > INT32_MAX || second > INT32_MAX) throw overflow();
  const fraction = fractionMicros(match[4] ?? match[5] ?? '');
  if (match[5] !== undefined || (match[3] === undefined && minuteToSecond)) {
    if (hour > INT32_MAX) throw overflow();
    second = minute;
    minute = hour;
    hour = 0;
  }
  if (minute > 59 || second > 60 || fraction > 1_000_000) throw overflow();
  return { hour, minute, second, fraction };
}

/** Seconds since 1970 that a clock shows. */
export function localSecondsOf(time: BrokenTime): number {
  return (daysFromCivil(time.year, time.month, time.day) + UNIX_EPOCH_DAYS) * 86_400 + (time.hour * 60 + time.minute) * 60 + time.second;
}

/** The start of the transaction as the session's clock shows it, and its offset. */
function currentTime(): { readonly time: BrokenTime; readonly offset: number } {
  const micros = sessionSettings().nowMicros;
  const seconds = Math.floor(micros / 1e6);
  const { offset } = sessionZone().at(seconds + UNIX_EPOCH_SECONDS);
  const local = seconds + offset;
  const days = Math.floor(local / 86_400);
  const rest = local - days * 86_400;
  const clock = { hour: Math.floor(rest / 3_600), minute: Math.floor(rest / 60) % 60, second: rest % 60, fraction: micros - seconds * 1e6 };
  return { time: { ...civilFromDays(days), ...clock }, offset };
}

/** The fields of one input as they are found, until they are checked. */
class Decoder {
  readonly #fields: readonly Field[];
  /** A time alone: dates are taken only where a zone needs them. */
  readonly #timeOnly: boolean;
  readonly #time: BrokenTime = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, fraction: 0 };
  #seen = 0;
  #label: UnitName | 'iso-time' | undefined;
  #offset = 0;
  #zone: TimeZone | undefined;
  #abbreviation: { readonly zone: TimeZone; readonly text: string } | undefined;
  #special: 'epoch' | 'infinity' | '-infinity' | undefined;
  #meridiem: 'am' | 'pm' | undefined;
  #bc = false;
  #isJulian = false;
  #isTwoDigits = false;
  #hasTextMonth = false;
  #dayOfYear = 0;

  constructor(fields: readonly Field[], timeOnly: boolean) {
    this.#fields = fields;
    this.#timeOnly = timeOnly;
  }

  run(): Decoded {
    for (const [index, field] of this.#fields.entries()) {
      const mask = this.#field(index, field);
      if (mask === undefined) continue;
      if ((mask & this.#seen) !== 0) throw badFormat();
      this.#seen |= mask;
    }
    this.#validateDate();
    this.#applyMeridiem();
    return this.#timeOnly ? this.#finishTime() : this.#finishDate();
  }

  /** What of a date a number may be taken for: nothing where a time alone is read. */
  get #assumed(): number {
    return this.#timeOnly ? this.#seen | DATE : this.#seen;
  }

  /** The mask of what a field gave; undefined: the field is ignored. */
  #field(index: number, field: Field): number | undefined {
    const { kind, text } = field;
    switch (kind) {
      case 'date':
        return this.#timeOnly ? this.#dateInTime(index, text) : this.#date(text);
      case 'time':
        if (!this.#timeOnly && this.#label !== undefined) {
          if (this.#label !== 'iso-time') throw badFormat();
          this.#label = undefined;
        }
        this.#clock(text);
        return TIME;
      case 'zone':
        this.#offset = decodeZoneOffset(text);
        return ZONE;
      case 'number':
        if (this.#label !== undefined) return this.#labelled(text);
        return this.#timeOnly ? this.#numberInTime(index, text) : this.#number(text);
      case 'string':
      case 'special':
        return this.#word(index, text);
    }
  }

  #clock(text: string): void {
    Object.assign(this.#time, decodeClock(text, false));
    if (!this.#timeOnly && this.#isOverflow()) throw overflow();
  }

  #isOverflow(): boolean {
    const { hour, minute, second, fraction } = this.#time;
    return isTimeOverflow(hour, minute, second, fraction);
  }

  #date(text: string): number {
    if (this.#label === 'julian') {
      const { value, end } = integerAt(text, 0);
      if (value < 0) throw overflow();
      this.#setJulian(value);
      this.#offset = decodeZoneOffset(text.slice(end));
      this.#label = undefined;
      return DATE | TIME | ZONE;
    }
    // With a date already, this is a zone's name, or a time run together with a zone.
    if (this.#label === undefined && (this.#seen & (MONTH | DAY)) !== (MONTH | DAY)) return this.#dateParts(text);
    if (/^\d/.test(text) || this.#label !== undefined) {
      if (this.#label !== undefined && this.#label !== 'iso-time') throw badFormat();
      this.#label = undefined;
      return this.#timeWithZone(text, this.#seen);
    }
    return this.#zoneName(text);
  }

  #dateInTime(index: number, text: string): number {
    const { length } = this.#fields;
    if (index === 0 && length >= 2 && (this.#fields[length - 1]?.kind === 'date' || this.#fields[1]?.kind === 'time')) {
      return this.#dateParts(text);
    }
    return /^\d/.test(text) ? this.#timeWithZone(text, this.#assumed) : this.#zoneName(text);
  }

  /** `040506-08`. */
  #timeWithZone(text: string, seen: number): number {
    if ((this.#seen & TIME) === TIME) throw badFormat();
    const sign = text.indexOf('-');
    if (sign < 0) throw badFormat();
    this.#offset = decodeZoneOffset(text.slice(sign));
    return this.#numberField(text.slice(0, sign), seen) | ZONE;
  }

  #zoneName(text: string): number {
    this.#zone = findZone(text);
    if (this.#zone === undefined) throw zoneNotRecognized(text);
    return ZONE;
  }

  /** DecodeDate: `2001-02-03`, `3-feb-2001`. A month's name is looked for first. */
  #dateParts(text: string): number {
    if (/[^a-z0-9]$/.test(text) && /^[^a-z0-9]*$/.test(text)) throw badFormat();
    const parts = text.match(/[a-z]+|\d+/g) ?? [];
    if (/[^a-z0-9][^a-z0-9]+$/.test(text)) throw badFormat();
    let seen = this.#seen;
    let mask = 0;
    let hasTextMonth = false;
    const claim = (given: number): void => {
      if ((seen & given) !== 0) throw badFormat();
      seen |= given;
      mask |= given;
    };
    for (const part of parts) {
      if (!/^[a-z]/.test(part)) continue;
      const word = findWord(part);
      if (word?.kind === 'ignore') continue;
      if (word?.kind !== 'month') throw badFormat();
      this.#time.month = word.value;
      hasTextMonth = true;
      claim(MONTH);
    }
    for (const part of parts) if (/^\d/.test(part)) claim(this.#plainNumber(part, hasTextMonth, seen));
    if ((seen & ~(DOY | ZONE)) !== DATE) throw badFormat();
    return mask;
  }

  /** A number after a label, as in `y2001m02d04`, `J2451187`, `t040506`. */
  #labelled(text: string): number {
    const label = this.#label;
    const { value, end } = integerAt(text, 0);
    const point = text[end] === '.' ? text.slice(end) : undefined;
    const decimal = label === 'julian' || label === 'iso-time' || label === 'second';
    if (point !== undefined ? !decimal : end < text.length) throw badFormat();
    this.#label = undefined;
    const time = this.#time;
    switch (label) {
      case 'year':
        time.year = value;
        return YEAR;
      case 'month':
        if ((this.#seen & MONTH) !== 0 && (this.#seen & HOUR) !== 0) {
          time.minute = value;
          return MINUTE;
        }
        time.month = value;
        return MONTH;
      case 'day':
        time.day = value;
        return DAY;
      case 'hour':
        time.hour = value;
        return HOUR;
      case 'minute':
        time.minute = value;
        return MINUTE;
      case 'second':
        time.second = value;
        if (point === undefined) return SECOND;
        time.fraction = fractionMicros(point);
        return ALL_SECONDS;
      case 'julian': {
        if (value < 0) throw overflow();
        this.#setJulian(value);
        if (point === undefined) return DATE;
        const micros = Math.trunc(Number(`0${point}`) * MICROS_PER_DAY);
        time.hour = Math.floor(micros / 3.6e9);
        time.minute = Math.floor(micros / 6e7) % 60;
        time.second = Math.floor(micros / 1e6) % 60;
        time.fraction = micros % 1_000_000;
        return DATE | TIME;
      }
      case 'iso-time': {
        const mask = this.#numberField(text, this.#seen | DATE);
        if (mask !== TIME) throw badFormat();
        return mask;
      }
      default:
        throw badFormat();
    }
  }

  #setJulian(day: number): void {
    Object.assign(this.#time, civilFromDays(day - JULIAN_EPOCH));
    this.#isJulian = true;
  }

  #number(text: string): number {
    const point = text.indexOf('.');
    if (point >= 0 && (this.#seen & DATE) === 0) return this.#dateParts(text);
    if (point > 2) return this.#numberField(text, this.#seen);
    if (text.length >= 6 && ((this.#seen & DATE) === 0 || (this.#seen & TIME) === 0)) return this.#numberField(text, this.#seen);
    return this.#plainNumber(text, this.#hasTextMonth, this.#seen);
  }

  #numberInTime(index: number, text: string): number {
    const point = text.indexOf('.');
    if (point >= 0) {
      const { length } = this.#fields;
      if (index === 0 && length >= 2 && this.#fields[length - 1]?.kind === 'date') return this.#dateParts(text);
      if (point <= 2) throw badFormat();
      return this.#numberField(text, this.#assumed);
    }
    return text.length > 4 ? this.#numberField(text, this.#assumed) : this.#plainNumber(text, false, this.#assumed);
  }

  /** DecodeNumber: a lone number, by what is there already and by DateStyle's order. */
  #plainNumber(text: string, hasTextMonth: boolean, seen: number): number {
    const { value, end } = integerAt(text, 0);
    if (end === 0) throw badFormat();
    const { length } = text;
    const time = this.#time;
    if (text[end] === '.') {
      if (end > 2) return this.#numberField(text, seen | DATE);
      time.fraction = fractionMicros(text.slice(end));
    } else if (end < length) {
      throw badFormat();
    }
    if (length === 3 && (seen & DATE) === YEAR && value >= 1 && value <= 366) {
      this.#dayOfYear = value;
      return DOY | MONTH | DAY;
    }
    const { dateOrder } = sessionSettings();
    const asYear = (): number => {
      time.year = value;
      this.#isTwoDigits = length <= 2;
      return YEAR;
    };
    const asMonth = (): number => {
      time.month = value;
      return MONTH;
    };
    const asDay = (): number => {
      time.day = value;
      return DAY;
    };
    switch (seen & DATE) {
      case 0:
        if (length >= 3 || dateOrder === 'YMD') return asYear();
        return dateOrder === 'DMY' ? asDay() : asMonth();
      case YEAR:
        return asMonth();
      case MONTH:
        return hasTextMonth && (length >= 3 || dateOrder === 'YMD') ? asYear() : asDay();
      case YEAR | MONTH:
        if (hasTextMonth && length >= 3 && this.#isTwoDigits) {
          // The first number was the day after all.
          time.day = time.year;
          time.year = value;
          this.#isTwoDigits = false;
          return DAY;
        }
        return asDay();
      case DAY:
        return asMonth();
      case MONTH | DAY:
        return asYear();
      case DATE:
        return this.#numberField(text, seen);
      default:
        throw badFormat();
    }
  }

  /** DecodeNumberField: run-together `20010203`, `040506.7`, `0405`. */
  #numberField(text: string, seen: number): number {
    const point = text.indexOf('.');
    const digits = point < 0 ? text : text.slice(0, point);
    const time = this.#time;
    // Whatever is no digit ends a number, as atoi() reads it.
    const two = (at: number): number => Number(/^\d*/.exec(digits.slice(at, at + 2))?.[0] ?? '0');
    if (point >= 0) {
      time.fraction = point === text.length - 1 ? 0 : roundHalfEven(Number(`0${text.slice(point)}`) * 1e6);
    } else if ((seen & DATE) !== DATE && digits.length >= 6) {
      const year = digits.length - 4;
      time.day = two(year + 2);
      time.month = two(year);
      time.year = Number(/^\d*/.exec(digits.slice(0, year))?.[0] ?? '0');
      if (year === 2) this.#isTwoDigits = true;
      if (time.year > INT32_MAX) throw overflow();
      return DATE;
    }
    if ((seen & TIME) !== TIME && (digits.length === 6 || digits.length === 4)) {
      time.hour = two(0);
      time.minute = two(2);
      time.second = digits.length === 6 ? two(4) : 0;
      return TIME;
    }
    throw badFormat();
  }

  #word(index: number, text: string): number | undefined {
    const abbreviation = findAbbreviation(text);
    if (abbreviation?.kind === 'zone') {
      this.#abbreviation = { zone: abbreviation.zone, text };
      return ZONE;
    }
    if (abbreviation !== undefined) {
      this.#offset = abbreviation.offset;
      return abbreviation.isDst ? ZONE | DST : ZONE;
    }
    const word = findWord(text);
    if (word === undefined) {
      this.#zone = findZone(text);
      if (this.#zone === undefined) throw badFormat();
      return ZONE;
    }
    switch (word.kind) {
      case 'ignore':
        return undefined;
      case 'special':
        return this.#specialWord(word.value);
      case 'month':
        return this.#monthWord(word.value);
      case 'dst':
        this.#offset += 3_600;
        return DST_MODIFIER | DST;
      case 'meridiem':
        this.#meridiem = word.value;
        return MERIDIEM;
      case 'era':
        this.#bc = word.value === 'bc';
        return ERA;
      case 'dow':
        if (this.#timeOnly) throw badFormat();
        return DOW;
      case 'unit':
        this.#label = word.value;
        return 0;
      case 'iso-time': {
        if (!this.#timeOnly && (this.#seen & DATE) !== DATE) throw badFormat();
        const next = this.#fields[index + 1]?.kind;
        if (next !== 'number' && next !== 'time' && next !== 'date') throw badFormat();
        this.#label = 'iso-time';
        return 0;
      }
    }
  }

  #monthWord(month: number): number {
    if (this.#timeOnly) throw badFormat();
    const time = this.#time;
    let mask = MONTH;
    // A number that was taken for the month is the day.
    if ((this.#seen & MONTH) !== 0 && !this.#hasTextMonth && (this.#seen & DAY) === 0 && time.month >= 1 && time.month <= 31) {
      time.day = time.month;
      mask = DAY;
    }
    this.#hasTextMonth = true;
    time.month = month;
    return mask;
  }

  #specialWord(value: 'now' | 'today' | 'tomorrow' | 'yesterday' | 'epoch' | 'infinity' | '-infinity' | 'zulu'): number {
    const time = this.#time;
    switch (value) {
      case 'now': {
        const now = currentTime();
        if (this.#timeOnly) {
          const { hour, minute, second, fraction } = now.time;
          Object.assign(time, { hour, minute, second, fraction });
          return TIME;
        }
        Object.assign(time, now.time);
        this.#offset = now.offset;
        return DATE | TIME | ZONE;
      }
      case 'zulu':
        Object.assign(time, { hour: 0, minute: 0, second: 0, fraction: 0 });
        this.#offset = 0;
        return TIME | ZONE;
      default:
        if (this.#timeOnly) throw badFormat();
    }
    if (value === 'epoch' || value === 'infinity' || value === '-infinity') {
      this.#special = value;
      return DATE | TIME | ZONE;
    }
    const today = currentTime().time;
    const shift = value === 'tomorrow' ? 1 : value === 'yesterday' ? -1 : 0;
    Object.assign(time, civilFromDays(daysFromCivil(today.year, today.month, today.day) + shift));
    return DATE;
  }

  #validateDate(): void {
    const time = this.#time;
    if ((this.#seen & YEAR) !== 0 && !this.#isJulian) {
      if (this.#bc) {
        if (time.year <= 0) throw overflow();
        time.year = 1 - time.year;
      } else if (this.#isTwoDigits) {
        if (time.year < 0) throw overflow();
        if (time.year < 70) time.year += 2_000;
        else if (time.year < 100) time.year += 1_900;
      } else if (time.year <= 0 && this.#special === undefined) {
        throw overflow();
      }
    }
    if ((this.#seen & DOY) !== 0) Object.assign(time, civilFromDays(daysFromCivil(time.year, 1, 1) + this.#dayOfYear - 1));
    if (this.#special !== undefined) return;
    if ((this.#seen & MONTH) !== 0 && (time.month < 1 || time.month > 12)) throw new BadDatetime('month-day-overflow');
    if ((this.#seen & DAY) !== 0 && (time.day < 1 || time.day > 31)) throw new BadDatetime('month-day-overflow');
    if ((this.#seen & DATE) === DATE && time.day > daysInMonth(time.year, time.month)) throw overflow();
  }

  #applyMeridiem(): void {
    if (this.#meridiem === undefined) return;
    const time = this.#time;
    if (time.hour > 12) throw overflow();
    if (this.#meridiem === 'am' && time.hour === 12) time.hour = 0;
    else if (this.#meridiem === 'pm' && time.hour !== 12) time.hour += 12;
  }

  #finishDate(): Decoded {
    if (this.#special !== undefined) return { kind: 'special', value: this.#special };
    if ((this.#seen & DATE) !== DATE) throw badFormat();
    const named = this.#zone !== undefined || this.#abbreviation !== undefined || (this.#seen & ZONE) === 0;
    if (named && (this.#seen & DST_MODIFIER) !== 0) throw badFormat();
    const local = localSecondsOf(this.#time);
    if (this.#zone !== undefined) this.#offset = offsetOfLocal(this.#zone, local);
    if (this.#abbreviation !== undefined) {
      this.#offset = offsetOfAbbreviation(this.#abbreviation.zone, this.#abbreviation.text, local);
    }
    if ((this.#seen & ZONE) === 0) this.#offset = offsetOfLocal(sessionZone(), local);
    return { kind: 'value', time: this.#time, offset: this.#offset };
  }

  #finishTime(): Decoded {
    if (this.#isOverflow()) throw overflow();
    if ((this.#seen & TIME) !== TIME) throw badFormat();
    const named = this.#zone !== undefined || this.#abbreviation !== undefined || (this.#seen & ZONE) === 0;
    if (named && (this.#seen & DST_MODIFIER) !== 0) throw badFormat();
    if (this.#zone !== undefined) {
      const fixed = this.#zone.fixedOffset();
      if (fixed === undefined && (this.#seen & DATE) !== DATE) throw badFormat();
      this.#offset = fixed ?? offsetOfLocal(this.#zone, localSecondsOf(this.#time));
    } else if (this.#abbreviation !== undefined) {
      this.#offset = offsetOfAbbreviation(this.#abbreviation.zone, this.#abbreviation.text, this.#localOrToday());
    }
    if ((this.#seen & ZONE) === 0) this.#offset = offsetOfLocal(sessionZone(), this.#localOrToday());
    return { kind: 'value', time: this.#time, offset: this.#offset };
  }

  /** The time on the date that was given with it, or on the day of the transaction. */
  #localOrToday(): number {
    if ((this.#seen & DATE) === DATE) return localSecondsOf(this.#time);
    if ((this.#seen & DATE) !== 0) throw badFormat();
    const { hour, minute, second } = this.#time;
    const { year, month, day } = currentTime().time;
    return localSecondsOf({ year, month, day, hour, minute, second, fraction: 0 });
  }
}

/** A date, a timestamp: the fields of `cutFields`. */
export function decodeDateTime(fields: readonly Field[]): Decoded {
  return new Decoder(fields, false).run();
}

/** A time of day, with or without a zone. */
export function decodeTimeOnly(fields: readonly Field[]): Decoded {
  return new Decoder(fields, true).run();
}
