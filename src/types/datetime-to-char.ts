/** to_char of timestamps and intervals. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { civilFromDays, dayOfWeek, daysFromCivil, isoWeek, JULIAN_EPOCH, splitTimestamp } from './calendar.js';
import { isFiniteTimestamp } from './datetime.js';
import { SHORT_DAYS, SHORT_MONTHS, two, zoneAt } from './datetime-format.js';
import { type FieldNode, FULL_DAYS, FULL_MONTHS, parseTemplate, ROMAN_MONTHS } from './datetime-template.js';
import type { Interval } from './datum.js';
import { intervalParts } from './interval-format.js';
import { sessionZone } from './timezone.js';

/** What is printed. Of an interval the calendar's fields are counts, which may be negative. */
interface Shown {
  readonly isInterval: boolean;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly fraction: number;
  readonly dayOfYear: number;
  /** Days since 2000-01-01. */
  readonly days: number;
  /** Seconds east; null: no zone. */
  readonly offset: number | null;
  readonly zone: string;
}

export function timestampToChar(timestamp: bigint, template: string): string | null {
  if (template === '' || !isFiniteTimestamp(timestamp)) return null;
  return render(shownTimestamp(timestamp, null, ''), template);
}

export function timestampTzToChar(timestamp: bigint, template: string): string | null {
  if (template === '' || !isFiniteTimestamp(timestamp)) return null;
  const zone = zoneAt(sessionZone(), timestamp);
  return render(shownTimestamp(timestamp + BigInt(zone.offset) * 1_000_000n, zone.offset, zone.abbreviation), template);
}

export function intervalToChar(interval: Interval, template: string): string | null {
  if (template === '') return null;
  const { years, months, days, hours, minutes, seconds, fraction } = intervalParts(interval);
  return render(
    {
      isInterval: true,
      year: years,
      month: months,
      day: days,
      hour: Number(hours),
      minute: minutes,
      second: seconds,
      fraction,
      dayOfYear: (years * 12 + months) * 30 + days,
      days: daysFromCivil(years, months, days),
      offset: null,
      zone: '',
    },
    template,
  );
}

function shownTimestamp(local: bigint, offset: number | null, zone: string): Shown {
  const { days, micros } = splitTimestamp(local);
  const date = civilFromDays(days);
  const seconds = Number(micros / 1_000_000n);
  return {
    isInterval: false,
    ...date,
    hour: Math.floor(seconds / 3_600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    fraction: Number(micros % 1_000_000n),
    dayOfYear: days - daysFromCivil(date.year, 1, 1) + 1,
    days,
    offset,
    zone,
  };
}

function render(shown: Shown, template: string): string {
  let text = '';
  for (const node of parseTemplate(template)) text += node.kind === 'field' ? field(shown, node) : node.text;
  return text;
}

/** Zeros up to so many digits, a sign not counted. */
function padded(value: number, width: number, { fill }: FieldNode): string {
  const digits = String(Math.abs(value));
  return `${value < 0 ? '-' : ''}${fill ? digits : digits.padStart(width, '0')}`;
}

function withOrdinal(text: string, { ordinal }: FieldNode): string {
  if (ordinal === null) return text;
  const teen = text.length > 1 && text.at(-2) === '1';
  const last = text.at(-1);
  const ending = teen ? 'th' : last === '1' ? 'st' : last === '2' ? 'nd' : last === '3' ? 'rd' : 'th';
  return text + (ordinal === 'upper' ? ending.toUpperCase() : ending);
}

/** In the case of the template's word: MONTH, Month, month. */
function cased(text: string, { name }: FieldNode): string {
  if (name === name.toUpperCase()) return text.toUpperCase();
  return name === name.toLowerCase() ? text.toLowerCase() : text;
}

function named(text: string, width: number, node: FieldNode): string {
  const word = cased(text, node);
  return node.fill || node.localized ? word : word.padEnd(width);
}

function needsDate({ isInterval }: Shown): void {
  if (!isInterval) return;
  throw new ConductError(SQLSTATE.invalidDatetimeFormat, 'invalid format specification for an interval value', {
    hint: 'Intervals are not tied to specific calendar dates.',
  });
}

function spoken(year: number, { isInterval }: Shown): number {
  return isInterval || year > 0 ? year : 1 - year;
}

function field(shown: Shown, node: FieldNode): string {
  const number = numberField(shown, node);
  if (number !== undefined) return number === '' ? '' : withOrdinal(number, node);
  return wordField(shown, node);
}

/** Fields that a TH may follow; undefined for the others. */
function numberField(shown: Shown, node: FieldNode): string | undefined {
  const { key } = node;
  switch (key) {
    case 'HH':
    case 'HH12':
      return padded(shown.hour % 12 === 0 ? 12 : shown.hour % 12, 2, node);
    case 'HH24':
      return padded(shown.hour, 2, node);
    case 'MI':
      return padded(shown.minute, 2, node);
    case 'SS':
      return padded(shown.second, 2, node);
    case 'FF1':
    case 'FF2':
    case 'FF3':
    case 'FF4':
    case 'FF5':
    case 'FF6': {
      const digits = Number(key.charAt(2));
      return signed(Math.trunc(shown.fraction / 10 ** (6 - digits)), digits);
    }
    case 'MS':
      return signed(Math.trunc(shown.fraction / 1_000), 3);
    case 'US':
      return signed(shown.fraction, 6);
    case 'SSSS':
    case 'SSSSS':
      return String(shown.hour * 3_600 + shown.minute * 60 + shown.second);
    case 'MM':
      return padded(shown.month, 2, node);
    case 'DDD':
      return node.fill ? String(shown.dayOfYear) : signed(shown.dayOfYear, 3);
    case 'IDDD':
      return padded(isoDayOfYear(shown.days), 3, node);
    case 'DD':
      return node.fill ? String(shown.day) : signed(shown.day, 2);
    case 'D':
      needsDate(shown);
      return String(dayOfWeek(shown.days) + 1);
    case 'ID':
      needsDate(shown);
      return String(dayOfWeek(shown.days) === 0 ? 7 : dayOfWeek(shown.days));
    case 'WW':
      return padded(Math.trunc((shown.dayOfYear - 1) / 7) + 1, 2, node);
    case 'IW':
      return padded(isoWeek(shown.days).week, 2, node);
    case 'Q':
      return shown.month === 0 ? '' : String(Math.trunc((shown.month - 1) / 3) + 1);
    case 'CC':
      return century(shown, node);
    case 'Y,YYY': {
      const year = spoken(shown.year, shown);
      const thousands = Math.trunc(year / 1_000);
      return `${thousands},${signed(year - thousands * 1_000, 3)}`;
    }
    case 'YYYY':
    case 'YYY':
    case 'YY':
    case 'Y':
      return lastDigits(spoken(shown.year, shown), key.length, node);
    case 'IYYY':
    case 'IYY':
    case 'IY':
    case 'I':
      return lastDigits(spoken(isoWeek(shown.days).year, shown), key.length, node);
    case 'W':
      return String(Math.trunc((shown.day - 1) / 7) + 1);
    case 'J':
      return String(shown.days + JULIAN_EPOCH);
    default:
      return undefined;
  }
}

/** %0*d of a width that a sign takes one of. */
function signed(value: number, width: number): string {
  return value < 0 ? `-${String(-value).padStart(width - 1, '0')}` : String(value).padStart(width, '0');
}

function lastDigits(year: number, digits: number, node: FieldNode): string {
  if (digits === 4) return padded(year, 4, node);
  return padded(year % 10 ** digits, digits, node);
}

function isoDayOfYear(days: number): number {
  const { week } = isoWeek(days);
  return (week - 1) * 7 + (dayOfWeek(days) === 0 ? 7 : dayOfWeek(days));
}

function century(shown: Shown, node: FieldNode): string {
  const { year, isInterval } = shown;
  const count = isInterval ? Math.trunc(year / 100) : year > 0 ? Math.trunc((year - 1) / 100) + 1 : Math.trunc(year / 100) - 1;
  return Math.abs(count) <= 99 ? padded(count, 2, node) : String(count);
}

function wordField(shown: Shown, node: FieldNode): string {
  switch (node.key) {
    case 'AM':
    case 'PM': {
      const half = shown.hour % 24 >= 12 ? 'PM' : 'AM';
      return cased(node.name.includes('.') ? `${half.charAt(0)}.M.` : half, node);
    }
    case 'AD':
    case 'BC': {
      needsDate(shown);
      const era = shown.year <= 0 ? 'BC' : 'AD';
      return cased(node.name.includes('.') ? `${era.charAt(0)}.${era.charAt(1)}.` : era, node);
    }
    case 'MONTH':
      needsDate(shown);
      return named(FULL_MONTHS[shown.month - 1] ?? '', 9, node);
    case 'MON':
      needsDate(shown);
      return cased(SHORT_MONTHS[shown.month - 1] ?? '', node);
    case 'DAY':
      needsDate(shown);
      return named(FULL_DAYS[dayOfWeek(shown.days)] ?? '', 9, node);
    case 'DY':
      needsDate(shown);
      return cased(SHORT_DAYS[dayOfWeek(shown.days)] ?? '', node);
    case 'RM': {
      if (shown.month === 0 && shown.year === 0) return '';
      const { month, year } = shown;
      const index = month === 0 ? (year >= 0 ? 0 : 11) : month < 0 ? -(month + 1) : 12 - month;
      return named(ROMAN_MONTHS[index] ?? '', 4, { ...node, localized: false });
    }
    case 'TZ':
      needsDate(shown);
      return node.name === 'tz' ? shown.zone.toLowerCase() : shown.zone;
    case 'TZH':
      needsDate(shown);
      return `${(shown.offset ?? 0) >= 0 ? '+' : '-'}${two(Math.floor(Math.abs(shown.offset ?? 0) / 3_600))}`;
    case 'TZM':
      needsDate(shown);
      return two(Math.floor((Math.abs(shown.offset ?? 0) % 3_600) / 60));
    case 'OF': {
      needsDate(shown);
      const size = Math.abs(shown.offset ?? 0);
      const hours = String(Math.floor(size / 3_600)).padStart(node.fill ? 0 : 2, '0');
      const rest = size % 3_600;
      return `${(shown.offset ?? 0) >= 0 ? '+' : '-'}${hours}${rest === 0 ? '' : `:${two(Math.floor(rest / 60))}`}`;
    }
    default:
      // FX has no meaning in output.
      return '';
  }
}
