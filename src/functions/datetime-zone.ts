/** Operators and functions of timestamptz, and AT TIME ZONE. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { MICROS_PER_DAY } from '../types/calendar.js';
import { isFiniteTimestamp, subtractTimestamps, timestampAge } from '../types/datetime.js';
import {
  addIntervalTz,
  dateToTimestampTz,
  localToTimestampTz,
  timestampAtOffset,
  timestampAtZone,
  timestampTzAtOffset,
  timestampTzAtZone,
  timestampTzToDate,
  timestampTzToLocal,
  timeTzAtOffset,
  timeTzAtZone,
  truncateTimestampTz,
  zoneNamed,
} from '../types/datetime-zone.js';
import { type Datum, TIMESTAMP_INFINITY, TIMESTAMP_MINUS_INFINITY } from '../types/datum.js';
import { extractFromTimestampTz, truncationUnit, unknownUnit, unsupportedUnit } from '../types/extract.js';
import { formatFloat8, roundHalfEven } from '../types/float.js';
import { negateInterval } from '../types/interval.js';
import { sessionSettings } from '../types/session-settings.js';
import { binTimestamp, fieldEntries, makeTimestampOf } from './datetime.js';
import { bigintArg, define, intervalArg, numberArg, textArg, timeTzArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';

type Evaluate = (args: readonly Datum[]) => Datum;

/** What depends on the session's zone is the same for a statement, not for ever. */
const STABLE = { volatility: 'stable' } as const;

function commuted(evaluate: Evaluate): Evaluate {
  return (args) => evaluate([args[1] ?? null, args[0] ?? null]);
}

const addInterval: Evaluate = (args) => addIntervalTz(bigintArg(args, 0), intervalArg(args, 1));

function truncate(unitText: string, timestamp: bigint, zone?: string): bigint {
  if (!isFiniteTimestamp(timestamp)) return timestamp;
  if (zone !== undefined) zoneNamed(zone);
  const unit = truncationUnit(unitText);
  if (unit === undefined) throw unknownUnit(unitText, 'timestamptz');
  const result = truncateTimestampTz(unit, timestamp, zone);
  if (result === undefined) throw unsupportedUnit(unitText, 'timestamptz');
  return result;
}

/** to_timestamp(seconds since 1970). */
function fromEpoch(seconds: number): bigint {
  if (seconds === Number.POSITIVE_INFINITY) return TIMESTAMP_INFINITY;
  if (seconds === Number.NEGATIVE_INFINITY) return TIMESTAMP_MINUS_INFINITY;
  if (Number.isNaN(seconds)) throw new ConductError(SQLSTATE.datetimeFieldOverflow, 'timestamp cannot be NaN');
  // -210866803200: the first second of Julian day 0; 9224318016000: the end of the year 294276.
  if (seconds < -210_866_803_200 || seconds >= 9_224_318_016_000) {
    throw new ConductError(SQLSTATE.datetimeFieldOverflow, `timestamp out of range: "${formatFloat8(seconds)}"`);
  }
  return BigInt(roundHalfEven((seconds - 946_684_800) * 1e6));
}

function today(): bigint {
  return dateToTimestampTz(timestampTzToDate(BigInt(sessionSettings().nowMicros)));
}

function makeTz(args: readonly Datum[]): bigint {
  const local = makeTimestampOf(args);
  return args.length > 6 ? timestampAtZone(makeZone(textArg(args, 6)), local) : localToTimestampTz(local);
}

/** make_timestamptz takes an offset as ISO writes it, the other way round than POSIX. */
function makeZone(text: string): string {
  const match = /^([+-])(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?$/.exec(text.trim());
  if (match === null) {
    if (/^\d/.test(text)) {
      throw new ConductError(SQLSTATE.invalidParameterValue, `invalid input syntax for type numeric time zone: "${text}"`, {
        hint: 'Numeric time zones must have "-" or "+" as first character.',
      });
    }
    return text;
  }
  const [, sign = '+', hours = '0', minutes = '00', seconds = '00'] = match;
  if (Number(hours) > 15 || Number(minutes) > 59) {
    throw new ConductError(SQLSTATE.invalidParameterValue, `numeric time zone "${text}" out of range`);
  }
  return `<made>${sign === '+' ? '-' : '+'}${hours}:${minutes}:${seconds}`;
}

export const DATETIME_ZONE_FUNCTIONS: readonly FunctionEntry[] = [
  define('+', ['timestamptz', 'interval'], 'timestamptz', 'Later by an interval.', addInterval, STABLE),
  define('+', ['interval', 'timestamptz'], 'timestamptz', 'Later by an interval.', commuted(addInterval), STABLE),
  define(
    '-',
    ['timestamptz', 'interval'],
    'timestamptz',
    'Earlier by an interval.',
    (args) => addIntervalTz(bigintArg(args, 0), negateInterval(intervalArg(args, 1))),
    STABLE,
  ),
  define('-', ['timestamptz', 'timestamptz'], 'interval', 'Days and time between.', (args) =>
    subtractTimestamps(bigintArg(args, 0), bigintArg(args, 1)),
  ),
  ...fieldEntries('timestamptz', (unit, args) => extractFromTimestampTz(unit, bigintArg(args, 1)), STABLE),
  define(
    'date_trunc',
    ['text', 'timestamptz'],
    'timestamptz',
    'Start of the unit.',
    (args) => truncate(textArg(args, 0), bigintArg(args, 1)),
    STABLE,
  ),
  define('date_trunc', ['text', 'timestamptz', 'text'], 'timestamptz', 'Start of the unit in a time zone.', (args) =>
    truncate(textArg(args, 0), bigintArg(args, 1), textArg(args, 2)),
  ),
  define('date_bin', ['interval', 'timestamptz', 'timestamptz'], 'timestamptz', 'Start of the bin, counted from an origin.', (args) =>
    binTimestamp(intervalArg(args, 0), bigintArg(args, 1), bigintArg(args, 2)),
  ),
  define(
    'age',
    ['timestamptz', 'timestamptz'],
    'interval',
    'Difference in years, months, days and time.',
    (args) => timestampAge(timestampTzToLocal(bigintArg(args, 0)), timestampTzToLocal(bigintArg(args, 1))),
    STABLE,
  ),
  define(
    'age',
    ['timestamptz'],
    'interval',
    'Difference to the start of today.',
    (args) => timestampAge(timestampTzToLocal(today()), timestampTzToLocal(bigintArg(args, 0))),
    STABLE,
  ),
  define(
    'age',
    ['timestamp'],
    'interval',
    'Difference to the start of today.',
    (args) => timestampAge(BigInt(timestampTzToDate(BigInt(sessionSettings().nowMicros))) * MICROS_PER_DAY, bigintArg(args, 0)),
    STABLE,
  ),
  define('isfinite', ['timestamptz'], 'bool', 'Whether it is not infinite.', (args) => isFiniteTimestamp(bigintArg(args, 0))),
  define('to_timestamp', ['float8'], 'timestamptz', 'The time so many seconds after 1970.', (args) => fromEpoch(numberArg(args, 0))),
  define(
    'make_timestamptz',
    ['int4', 'int4', 'int4', 'int4', 'int4', 'float8'],
    'timestamptz',
    "Timestamp of its fields in the session's time zone.",
    makeTz,
    STABLE,
  ),
  define(
    'make_timestamptz',
    ['int4', 'int4', 'int4', 'int4', 'int4', 'float8', 'text'],
    'timestamptz',
    'Timestamp of its fields in a time zone.',
    makeTz,
    STABLE,
  ),
  define('timezone', ['text', 'timestamp'], 'timestamptz', 'The instant at which clocks of the zone show it.', (args) =>
    timestampAtZone(textArg(args, 0), bigintArg(args, 1)),
  ),
  define('timezone', ['text', 'timestamptz'], 'timestamp', 'What clocks of the zone show.', (args) =>
    timestampTzAtZone(textArg(args, 0), bigintArg(args, 1)),
  ),
  define(
    'timezone',
    ['text', 'timetz'],
    'timetz',
    'The same time in another zone.',
    (args) => timeTzAtZone(textArg(args, 0), timeTzArg(args, 1)),
    STABLE,
  ),
  define('timezone', ['interval', 'timestamp'], 'timestamptz', 'The instant at which clocks with that offset show it.', (args) =>
    timestampAtOffset(intervalArg(args, 0), bigintArg(args, 1)),
  ),
  define('timezone', ['interval', 'timestamptz'], 'timestamp', 'What clocks with that offset show.', (args) =>
    timestampTzAtOffset(intervalArg(args, 0), bigintArg(args, 1)),
  ),
  define('timezone', ['interval', 'timetz'], 'timetz', 'The same time with another offset.', (args) =>
    timeTzAtOffset(intervalArg(args, 0), timeTzArg(args, 1)),
  ),
];
