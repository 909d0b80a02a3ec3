/** DateStyle, IntervalStyle and TimeZone: the texts that SET takes, and what values are read and printed by. */

import { parseInterval } from '../types/interval-parse.js';
import type { DateOrder, DateOutput, IntervalStyle, SessionSettings } from '../types/session-settings.js';
import { findZone, fixedZoneName } from '../types/timezone.js';
import { InvalidSetting } from './setting-values.js';

const OUTPUTS: readonly DateOutput[] = ['ISO', 'SQL', 'Postgres', 'German'];
const INTERVAL_STYLES: readonly IntervalStyle[] = ['postgres', 'postgres_verbose', 'sql_standard', 'iso_8601'];
export const UNIX_TO_2000_MS = 946_684_800_000;

function dateOrder(word: string): DateOrder | undefined {
  if (word === 'YMD') return 'YMD';
  if (word === 'DMY' || word.startsWith('EURO')) return 'DMY';
  return word === 'MDY' || word === 'US' || word.startsWith('NONEURO') ? 'MDY' : undefined;
}

function dateOutput(word: string): DateOutput | undefined {
  if (word.startsWith('POSTGRES')) return 'Postgres';
  return OUTPUTS.find((output) => output.toUpperCase() === word);
}

/** check_datestyle: what is not said stays as it is, but that German dates are day first. `ISO, MDY`. */
export function normalizeDateStyle(value: string, current: string): string {
  const [oldOutput = 'ISO', oldOrder = 'MDY'] = current.split(', ');
  const conflict = new InvalidSetting('Conflicting "datestyle" specifications.', undefined, 'detail');
  let output: string | undefined;
  let order: string | undefined;
  for (const part of value.split(',')) {
    const word = part.trim().toUpperCase();
    if (word === '' && value.trim() === '') continue;
    const newOutput = dateOutput(word);
    const newOrder = dateOrder(word);
    if (newOutput !== undefined) {
      if (output !== undefined && output !== newOutput) throw conflict;
      output = newOutput;
      if (newOutput === 'German') order ??= 'DMY';
    } else if (newOrder !== undefined) {
      if (order !== undefined && order !== newOrder && output !== 'German') throw conflict;
      order = newOrder;
    } else if (word === 'DEFAULT') {
      output ??= 'ISO';
      order ??= 'MDY';
    } else {
      throw new InvalidSetting(`Unrecognized key word: "${part.trim().toLowerCase()}".`, undefined, 'detail');
    }
  }
  return `${output ?? oldOutput}, ${order ?? oldOrder}`;
}

export function normalizeIntervalStyle(value: string): string {
  const style = INTERVAL_STYLES.find((each) => each === value.trim().toLowerCase());
  if (style === undefined) throw new InvalidSetting(`Available values: ${INTERVAL_STYLES.join(', ')}.`);
  return style;
}

/** check_timezone: a name, a POSIX specification, hours east, or `interval 'hh:mm'`. The name as tzdata spells it. */
export function normalizeTimeZone(value: string): string {
  const text = value.trim();
  const interval = /^interval\s*'([^']*)'$/i.exec(text);
  if (interval !== null) {
    const { months, days, micros } = parseInterval(interval[1] ?? '');
    if (months !== 0) throw new InvalidSetting('Cannot specify months in time zone interval.');
    if (days !== 0) throw new InvalidSetting('Cannot specify days in time zone interval.');
    return fixedZoneName(Number(micros / 1_000_000n));
  }
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    const seconds = Math.trunc(Number(text) * 3_600);
    if (Math.abs(seconds) > 167 * 3_600) throw new InvalidSetting('UTC timezone offset is out of range.');
    return fixedZoneName(seconds);
  }
  if (/^(default|local)$/i.test(text)) return 'UTC';
  const zone = findZone(text);
  if (zone === undefined) throw new InvalidSetting('');
  return zone.name;
}

/** What values are read and printed by, from normalized settings. */
export function valueSettings(setting: (name: string) => string, transactionMs: number, statementMs: number): SessionSettings {
  const [output, order] = setting('DateStyle').split(', ');
  return {
    timeZone: setting('TimeZone'),
    dateOutput: OUTPUTS.find((each) => each === output) ?? 'ISO',
    dateOrder: order === 'DMY' || order === 'YMD' ? order : 'MDY',
    intervalStyle: INTERVAL_STYLES.find((each) => each === setting('IntervalStyle')) ?? 'postgres',
    nowMicros: Math.round((transactionMs - UNIX_TO_2000_MS) * 1_000),
    statementMicros: Math.round((statementMs - UNIX_TO_2000_MS) * 1_000),
  };
}
