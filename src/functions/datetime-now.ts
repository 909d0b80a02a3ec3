/** The time: of the transaction and of the statement, which are the same for all of it, and of the clock. */

import { splitTimestamp } from '../types/calendar.js';
import { formatTimestampClock } from '../types/datetime-format.js';
import { timestampTzToDate, timestampTzToLocal, timestampTzToTimeTz } from '../types/datetime-zone.js';
import { sessionSettings } from '../types/session-settings.js';
import { define } from './define.js';
import type { FunctionEntry } from './function-entry.js';

const UNIX_TO_2000_MS = 946_684_800_000;

function now(): bigint {
  return BigInt(sessionSettings().nowMicros);
}

function clock(): bigint {
  // Of the machine where the row is: milliseconds, with the fraction of a finer clock where there is one.
  return BigInt(Math.round((performance.timeOrigin + performance.now() - UNIX_TO_2000_MS) * 1_000));
}

const STABLE = { volatility: 'stable' } as const;
const VOLATILE = { volatility: 'volatile' } as const;

const TIME_VALUES: readonly FunctionEntry[] = [
  define('now', [], 'timestamptz', 'Start of the transaction.', now, STABLE),
  define('transaction_timestamp', [], 'timestamptz', 'Start of the transaction.', now, STABLE),
  define('current_timestamp', [], 'timestamptz', 'Start of the transaction.', now, STABLE),
  define(
    'statement_timestamp',
    [],
    'timestamptz',
    'Start of the statement.',
    () => BigInt(sessionSettings().statementMicros ?? sessionSettings().nowMicros),
    STABLE,
  ),
  define('localtimestamp', [], 'timestamp', 'Start of the transaction as the session reads it.', () => timestampTzToLocal(now()), STABLE),
  define('current_date', [], 'date', 'Day of the start of the transaction.', () => timestampTzToDate(now()), STABLE),
  define('current_time', [], 'timetz', 'Time of day of the start of the transaction.', () => timestampTzToTimeTz(now()), STABLE),
  define(
    'localtime',
    [],
    'time',
    'Time of day of the start of the transaction.',
    () => splitTimestamp(timestampTzToLocal(now())).micros,
    STABLE,
  ),
];

/** Calls that the conductor replaces by their value before a plan is made. */
export const TIME_VALUE_NAMES: readonly string[] = TIME_VALUES.map(({ name }) => name);

export const NOW_FUNCTIONS: readonly FunctionEntry[] = [
  ...TIME_VALUES,
  define('clock_timestamp', [], 'timestamptz', 'The time when the row is computed.', clock, VOLATILE),
  define('timeofday', [], 'text', 'The time when the row is computed, as text.', () => formatTimestampClock(clock()), VOLATILE),
];
