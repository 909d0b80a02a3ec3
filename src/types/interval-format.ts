/** interval_out in the four styles of IntervalStyle (EncodeInterval of datetime.c). */
import type { Interval } from './datum.js';
import { type IntervalStyle, sessionSettings } from './session-settings.js';

/** An interval as its fields; each has its own sign. Hours do not fit into a double's whole numbers at their bounds: bigint. */
export interface IntervalParts {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly hours: bigint;
  readonly minutes: number;
  readonly seconds: number;
  /** Microseconds. */
  readonly fraction: number;
}

export function intervalParts({ months, days, micros }: Interval): IntervalParts {
  const rest = Number(micros % 3_600_000_000n);
  return {
    years: Math.trunc(months / 12),
    months: months % 12,
    days,
    hours: micros / 3_600_000_000n,
    minutes: Math.trunc(rest / 60_000_000),
    seconds: Math.trunc(rest / 1_000_000) % 60,
    fraction: rest % 1_000_000,
  };
}

function two(value: number | bigint): string {
  return String(value).padStart(2, '0');
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Seconds without their sign: `6`, `06.7`. */
function secondsText({ seconds, fraction }: IntervalParts, fill: boolean): string {
  const whole = fill ? two(Math.abs(seconds)) : String(Math.abs(seconds));
  return fraction === 0 ? whole : `${whole}.${String(Math.abs(fraction)).padStart(6, '0').replace(/0+$/, '')}`;
}

export function formatInterval(value: Interval, style: IntervalStyle = sessionSettings().intervalStyle): string {
  switch (style) {
    case 'postgres':
      return postgresText(value);
    case 'postgres_verbose':
      return verboseText(intervalParts(value));
    case 'sql_standard':
      return standardText(value);
    case 'iso_8601':
      return isoText(intervalParts(value));
  }
}

/** `1 year 2 mons -3 days +04:05:06.7`. */
function postgresText(value: Interval): string {
  const parts = intervalParts(value);
  let text = '';
  let afterNegative = false;
  const add = (count: number, unit: string): void => {
    if (count === 0) return;
    text += `${text === '' ? '' : ' '}${afterNegative && count > 0 ? '+' : ''}${count} ${unit}${count === 1 ? '' : 's'}`;
    afterNegative = count < 0;
  };
  add(parts.years, 'year');
  add(parts.months, 'mon');
  add(parts.days, 'day');
  if (text !== '' && value.micros === 0n) return text;
  const sign = value.micros < 0n ? '-' : afterNegative ? '+' : '';
  const time = `${two(magnitude(parts.hours))}:${two(Math.abs(parts.minutes))}:${secondsText(parts, true)}`;
  return `${text}${text === '' ? '' : ' '}${sign}${time}`;
}

/** `@ 1 year 2 mons 3 days 4 hours 5 mins 6.7 secs ago`: the first field's sign is the sense of all. */
function verboseText(parts: IntervalParts): string {
  let text = '@';
  let isZero = true;
  let isBefore = false;
  const add = (value: number | bigint, unit: string): void => {
    let count = BigInt(value);
    if (count === 0n) return;
    if (isZero) {
      isBefore = count < 0n;
      count = magnitude(count);
    } else if (isBefore) {
      count = -count;
    }
    text += ` ${count} ${unit}${count === 1n ? '' : 's'}`;
    isZero = false;
  };
  add(parts.years, 'year');
  add(parts.months, 'mon');
  add(parts.days, 'day');
  add(parts.hours, 'hour');
  add(parts.minutes, 'min');
  const { seconds, fraction } = parts;
  if (seconds !== 0 || fraction !== 0) {
    text += ' ';
    if (seconds < 0 || (seconds === 0 && fraction < 0)) {
      if (isZero) isBefore = true;
      else if (!isBefore) text += '-';
    } else if (isBefore) {
      text += '-';
    }
    text += `${secondsText(parts, false)} sec${Math.abs(seconds) !== 1 || fraction !== 0 ? 's' : ''}`;
    isZero = false;
  }
  if (isZero) text += ' 0';
  return isBefore ? `${text} ago` : text;
}

/** `1-2`, `3 4:05:06`, and `+1-2 -3 +4:05:06` for what the standard has no form of. */
function standardText({ months, days, micros }: Interval): string {
  const hasNegative = months < 0 || days < 0 || micros < 0n;
  const hasPositive = months > 0 || days > 0 || micros > 0n;
  const hasDayTime = days !== 0 || micros !== 0n;
  if (!hasNegative && !hasPositive) return '0';
  const parts = intervalParts({ months: Math.abs(months), days: Math.abs(days), micros: magnitude(micros) });
  const yearMonth = `${parts.years}-${parts.months}`;
  const time = `${parts.hours}:${two(parts.minutes)}:${secondsText(parts, true)}`;
  if ((hasNegative && hasPositive) || (months !== 0 && hasDayTime)) {
    const sign = (negative: boolean): string => (negative ? '-' : '+');
    return `${sign(months < 0)}${yearMonth} ${sign(days < 0)}${parts.days} ${sign(micros < 0n)}${time}`;
  }
  const sign = hasNegative ? '-' : '';
  if (months !== 0) return `${sign}${yearMonth}`;
  return days === 0 ? `${sign}${time}` : `${sign}${parts.days} ${time}`;
}

/** `P1Y2M3DT4H5M6.7S`. */
function isoText(parts: IntervalParts): string {
  const { seconds, fraction } = parts;
  const part = (value: number | bigint, letter: string): string => (BigInt(value) === 0n ? '' : `${value}${letter}`);
  const date = part(parts.years, 'Y') + part(parts.months, 'M') + part(parts.days, 'D');
  let time = part(parts.hours, 'H') + part(parts.minutes, 'M');
  if (seconds !== 0 || fraction !== 0) time += `${seconds < 0 || fraction < 0 ? '-' : ''}${secondsText(parts, false)}S`;
  if (date === '' && time === '') return 'PT0S';
  return `P${date}${time === '' ? '' : `T${time}`}`;
}
