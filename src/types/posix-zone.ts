/**
 * POSIX time zone specifications (`EST5EDT`, `<+03>-3`, `CET-1CEST,M3.5.0,M10.5.0/3`): a standard time, and where there is
 * daylight saving the days of a year on which it begins and ends. tzdata's files end in one, for the years after their table.
 */
import { civilFromDays, dayOfWeek, daysFromCivil, daysInMonth, UNIX_EPOCH_DAYS } from './calendar.js';

export interface LocalTimeType {
  /** Seconds east of Greenwich. */
  readonly offset: number;
  readonly isDst: boolean;
  readonly abbreviation: string;
}

/** A day of the year, and the second of its local time (which may lie outside of the day). */
interface RuleDay {
  readonly kind: 'month-week' | 'julian' | 'zero-based';
  readonly month: number;
  readonly week: number;
  readonly day: number;
  readonly seconds: number;
}

export interface PosixRule {
  readonly standard: LocalTimeType;
  readonly daylight: { readonly type: LocalTimeType; readonly start: RuleDay; readonly end: RuleDay } | null;
}

const SECONDS_PER_DAY = 86_400;
/** PostgreSQL's rule where daylight saving is named without one (TZDEFRULESTRING). */
const DEFAULT_RULE = ',M3.2.0,M11.1.0';

const SPEC = /^(<[^>]+>|[^<0-9,+-]*)([+-]?\d{1,3}(?::\d{1,2}){0,2})(?:(<[^>]+>|[^<0-9,+-]{1,})([+-]?\d{1,3}(?::\d{1,2}){0,2})?(,.*)?)?$/s;

/** undefined: not a specification. */
export function parsePosixRule(text: string): PosixRule | undefined {
  const match = SPEC.exec(text);
  if (match === null) return undefined;
  const [, name = '', offset = '', daylightName, daylightOffset, rule] = match;
  const west = seconds(offset, 24);
  if (west === undefined) return undefined;
  const standard = { offset: 0 - west, isDst: false, abbreviation: bare(name) };
  if (daylightName === undefined) return { standard, daylight: null };
  const daylightWest = daylightOffset === undefined ? west - 3_600 : seconds(daylightOffset, 24);
  if (daylightWest === undefined) return undefined;
  const [start, end, more] = (rule ?? DEFAULT_RULE).slice(1).split(',').map(ruleDay);
  if (start === undefined || end === undefined || more !== undefined) return undefined;
  return { standard, daylight: { type: { offset: 0 - daylightWest, isDst: true, abbreviation: bare(daylightName) }, start, end } };
}

function bare(name: string): string {
  return name.startsWith('<') ? name.slice(1, -1) : name;
}

/** `[+-]h[:m[:s]]`. */
function seconds(text: string, maxHours: number): number | undefined {
  const [hours = '0', minutes = '0', rest = '0'] = text.replace(/^[+-]/, '').split(':');
  if (Number(hours) > maxHours || Number(minutes) > 59 || Number(rest) > 59) return undefined;
  const total = Number(hours) * 3_600 + Number(minutes) * 60 + Number(rest);
  return text.startsWith('-') ? -total : total;
}

function ruleDay(text: string): RuleDay | undefined {
  const match = /^(?:M(\d{1,2})\.([1-5])\.([0-6])|(J?)(\d{1,3}))(?:\/([+-]?\d{1,3}(?::\d{1,2}){0,2}))?$/.exec(text);
  if (match === null) return undefined;
  const [, month, week, weekday, julian, day, time] = match;
  const at = time === undefined ? 7_200 : seconds(time, 167);
  if (at === undefined) return undefined;
  if (month !== undefined) {
    if (Number(month) < 1 || Number(month) > 12) return undefined;
    return { kind: 'month-week', month: Number(month), week: Number(week), day: Number(weekday), seconds: at };
  }
  return { kind: julian === 'J' ? 'julian' : 'zero-based', month: 0, week: 0, day: Number(day), seconds: at };
}

/** The local second of a year's rule day, counted from 1970. */
function localSeconds(rule: RuleDay, year: number): number {
  const newYear = daysFromCivil(year, 1, 1);
  let days: number;
  switch (rule.kind) {
    case 'month-week': {
      const first = daysFromCivil(year, rule.month, 1);
      let day = ((rule.day - dayOfWeek(first) + 7) % 7) + (rule.week - 1) * 7;
      if (day >= daysInMonth(year, rule.month)) day -= 7;
      days = first + day;
      break;
    }
    case 'julian':
      // The 29th of February is not counted.
      days = newYear + rule.day - 1 + (daysInMonth(year, 2) === 29 && rule.day >= 60 ? 1 : 0);
      break;
    case 'zero-based':
      days = newYear + rule.day;
      break;
  }
  return (days + UNIX_EPOCH_DAYS) * SECONDS_PER_DAY + rule.seconds;
}

export interface Transition {
  /** Seconds since 1970, UTC. */
  readonly at: number;
  readonly before: LocalTimeType;
  readonly after: LocalTimeType;
}

/** The changes that surround an instant: the latest one at or before it, and the first one after it. null: there are none. */
export function surroundingChanges(rule: PosixRule, at: number): readonly [Transition, Transition] | null {
  const { standard, daylight } = rule;
  if (daylight === null) return null;
  const { year } = civilFromDays(Math.floor(at / SECONDS_PER_DAY) - UNIX_EPOCH_DAYS);
  const changes: Transition[] = [];
  for (let each = year - 1; each <= year + 1; each += 1) {
    changes.push(
      { at: localSeconds(daylight.start, each) - standard.offset, before: standard, after: daylight.type },
      { at: localSeconds(daylight.end, each) - daylight.type.offset, before: daylight.type, after: standard },
    );
  }
  changes.sort((a, b) => a.at - b.at);
  const next = changes.findIndex((change) => change.at > at);
  const [from, to] = [changes[next - 1], changes[next]];
  return from === undefined || to === undefined ? null : [from, to];
}
