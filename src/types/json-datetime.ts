/** Dates and times that .datetime() of a jsonpath makes of strings: how they are read, written and compared. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { compareDatums } from './compare.js';
import { formatJsonDate, formatJsonTimestamp, formatOffset, formatTime } from './datetime-format.js';
import { readByTemplate } from './datetime-from-char.js';
import { dateToTimestampTz, localToTimestampTz, timeToTimeTz } from './datetime-zone.js';
import type { Datum } from './datum.js';
import type { DatetimeKind, JsonDatetime } from './json-value.js';
import { TYPES } from './sql-type.js';

const MICROS_PER_DAY = 86_400_000_000n;
const MICROS_PER_SECOND = 1_000_000n;

const DATE = '(\\d{1,4})-(\\d{1,2})-(\\d{1,2})';
const TIME = '(\\d{1,2}):(\\d{1,2}):(\\d{1,2}(?:\\.\\d{1,6})?)\\s*(?:([+-]\\d{1,2})(?::(\\d{1,2}))?)?';
const ISO_FORMS = [new RegExp(`^${DATE}$`), new RegExp(`^()()()${TIME}$`), new RegExp(`^${DATE}[ T]${TIME}$`)];

/** Without a template: what ISO 8601 has, dates and times with seconds. */
export function readIsoDatetime(text: string): JsonDatetime {
  const match = ISO_FORMS.map((form) => form.exec(text)).find((found) => found !== null);
  if (match != null) {
    const [, year = '', month = '', day = '', hour = '', minute = '', second = '', zoneHour, zoneMinute = '0'] = match;
    const parts = [
      year === '' ? [] : [`${year}-${month}-${day}`, 'YYYY-MM-DD'],
      hour === '' ? [] : [`${hour}:${minute}:${second}`, 'HH24:MI:SS.US'],
    ];
    const [date, time] = parts;
    const zone =
      zoneHour === undefined ? undefined : Number(zoneHour) * 3600 + (zoneHour.startsWith('-') ? -1 : 1) * Number(zoneMinute) * 60;
    const kind = kindOf({ date: date?.[0] !== undefined, time: time?.[0] !== undefined, zone: zone !== undefined });
    try {
      const read = readByTemplate(parts.flatMap(([value]) => value ?? []).join(' '), parts.flatMap(([, form]) => form ?? []).join(' '));
      return made(kind, read.days, read.micros, zone ?? 0);
    } catch (error) {
      if (!(error instanceof ConductError)) throw error;
    }
  }
  throw new ConductError(SQLSTATE.invalidArgumentForSqlJsonDatetime, `datetime format is not recognized: "${text}"`, {
    hint: 'Use a datetime template argument to specify the input data format.',
  });
}

/** By a template of to_timestamp, whose fields say what comes of it. */
export function readDatetime(text: string, template: string): JsonDatetime {
  const fields = template.replaceAll(/"[^"]*"/g, '');
  const kind = kindOf({
    date: /[yjqwdc]|mon|mm|rm/i.test(fields),
    time: /hh|mi|ss|ms|us|ff\d|[ap]\.?m/i.test(fields),
    zone: /tz|of/i.test(fields),
  });
  const { days, micros, offset } = readByTemplate(text, template);
  return made(kind, days, micros, offset ?? 0);
}

function kindOf({ date, time, zone }: { readonly date: boolean; readonly time: boolean; readonly zone: boolean }): DatetimeKind {
  if (!date && !time) throw new ConductError(SQLSTATE.invalidDatetimeFormat, 'datetime format is not dated and not timed');
  if (!time) return 'date';
  if (!date) return zone ? 'timetz' : 'time';
  return zone ? 'timestamptz' : 'timestamp';
}

function made(kind: DatetimeKind, days: number, micros: bigint, offset: number): JsonDatetime {
  const local = BigInt(days) * MICROS_PER_DAY + micros;
  switch (kind) {
    case 'date':
      return { datetime: kind, value: days, text: formatJsonDate(days) };
    case 'time':
      return { datetime: kind, value: micros, text: formatTime(micros) };
    case 'timetz':
      return { datetime: kind, value: { timeMicros: micros, zoneWest: -offset }, text: `${formatTime(micros)}${zoneText(offset)}` };
    case 'timestamp':
      return { datetime: kind, value: local, text: formatJsonTimestamp(local, false) };
    case 'timestamptz':
      return {
        datetime: kind,
        value: local - BigInt(offset) * MICROS_PER_SECOND,
        text: `${formatJsonTimestamp(local, false)}${zoneText(offset)}`,
      };
  }
}

function zoneText(offset: number): string {
  const text = formatOffset(offset);
  return text.includes(':') ? text : `${text}:00`;
}

const RANKS: { readonly [K in DatetimeKind]: number } = { date: 0, timestamp: 1, timestamptz: 2, time: 0, timetz: 1 };

/** null: they can't be compared. usesZone: what has no time zone is in the session's (the functions that end in _tz). */
export function compareDatetimes(left: JsonDatetime, right: JsonDatetime, usesZone: boolean): -1 | 0 | 1 | null {
  if (isOfDay(left) !== isOfDay(right)) return null;
  const wide = RANKS[left.datetime] >= RANKS[right.datetime] ? left.datetime : right.datetime;
  return compareDatums(TYPES[wide], widened(left, wide, usesZone), widened(right, wide, usesZone));
}

function isOfDay({ datetime }: JsonDatetime): boolean {
  return datetime === 'time' || datetime === 'timetz';
}

function widened({ datetime, value }: JsonDatetime, wide: DatetimeKind, usesZone: boolean): Datum {
  if (datetime === wide) return value;
  if (wide.endsWith('tz') && !usesZone) {
    throw new ConductError(SQLSTATE.featureNotSupported, `cannot convert value from ${datetime} to ${wide} without time zone usage`, {
      hint: 'Use *_tz() function for time zone support.',
    });
  }
  if (datetime === 'date' && typeof value === 'number') {
    return wide === 'timestamptz' ? dateToTimestampTz(value) : BigInt(value) * MICROS_PER_DAY;
  }
  if (typeof value !== 'bigint') return value;
  return datetime === 'time' ? timeToTimeTz(value) : localToTimestampTz(value);
}
