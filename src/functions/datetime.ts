/** Operators and functions of date, timestamp and interval. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { isTimestampInRange, MICROS_PER_DAY } from '../types/calendar.js';
import {
  addDays,
  addInterval,
  dateToTimestamp,
  isFiniteTimestamp,
  makeDate,
  subtractDates,
  subtractTimestamps,
  timestampAge,
  truncateTimestamp,
} from '../types/datetime.js';
import type { Datum, Decimal, Interval } from '../types/datum.js';
import { decimalToNumber } from '../types/decimal.js';
import {
  extractFromDate,
  extractFromInterval,
  extractFromTimestamp,
  truncationUnit,
  unknownUnit,
  unsupportedUnit,
} from '../types/extract.js';
import { roundHalfEven } from '../types/float.js';
import { addIntervals, justifyInterval, negateInterval, scaleInterval, subtractIntervals } from '../types/interval.js';
import type { ScalarKind } from '../types/sql-type.js';
import { bigintArg, type DefineOptions, define, divisionByZero, intervalArg, numberArg, textArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';

type Evaluate = (args: readonly Datum[]) => Datum;

/** The same operator with its arguments in the other order. */
function commuted(evaluate: Evaluate): Evaluate {
  return (args) => evaluate([args[1] ?? null, args[0] ?? null]);
}

const dateAddDays: Evaluate = (args) => addDays(numberArg(args, 0), numberArg(args, 1));
const dateAddInterval: Evaluate = (args) => addInterval(dateToTimestamp(numberArg(args, 0)), intervalArg(args, 1));
const timestampAddInterval: Evaluate = (args) => addInterval(bigintArg(args, 0), intervalArg(args, 1));

function multiplyInterval(value: Interval, factor: number): Interval {
  return scaleInterval(value, (part) => part * factor);
}

function divideInterval(value: Interval, divisor: number): Interval {
  if (divisor === 0) throw divisionByZero();
  return scaleInterval(value, (part) => part / divisor);
}

function truncTimestamp(unitText: string, timestamp: bigint): bigint {
  // PostgreSQL 15 looks at the unit of finite timestamps only.
  if (!isFiniteTimestamp(timestamp)) return timestamp;
  const unit = truncationUnit(unitText);
  if (unit === undefined) throw unknownUnit(unitText, 'timestamp');
  const result = truncateTimestamp(unit, timestamp);
  if (result === undefined) throw unsupportedUnit(unitText, 'timestamp');
  return result;
}

const MONTH_UNITS: Readonly<Record<string, number>> = { millennium: 12_000, century: 1_200, decade: 120, year: 12, quarter: 3, month: 1 };
const MICRO_UNITS: Readonly<Record<string, bigint>> = {
  hour: 3_600_000_000n,
  minute: 60_000_000n,
  second: 1_000_000n,
  milliseconds: 1_000n,
  microseconds: 1n,
};

function truncInterval(unitText: string, { months, days, micros }: Interval): Interval {
  const unit = truncationUnit(unitText);
  if (unit === undefined) throw unknownUnit(unitText, 'interval');
  const monthUnit = MONTH_UNITS[unit];
  if (monthUnit !== undefined) return { months: months - (months % monthUnit), days: 0, micros: 0n };
  if (unit === 'day') return { months, days, micros: 0n };
  const microUnit = MICRO_UNITS[unit];
  if (microUnit !== undefined) return { months, days, micros: micros - (micros % microUnit) };
  if (unit === 'week') throw unsupportedUnit(unitText, 'interval', 'Months usually have fractional weeks.');
  throw unit.startsWith('timezone') ? unsupportedUnit(unitText, 'interval') : unknownUnit(unitText, 'interval');
}

/** The timestamp of year, month, day, hour, minute and second in the arguments. */
export function makeTimestampOf(args: readonly Datum[]): bigint {
  const date = makeDate(numberArg(args, 0), numberArg(args, 1), numberArg(args, 2));
  const [hour, minute, second] = [numberArg(args, 3), numberArg(args, 4), numberArg(args, 5)];
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60 || (hour === 24 && (minute > 0 || second > 0))) {
    throw new ConductError(
      SQLSTATE.datetimeFieldOverflow,
      `time field value out of range: ${hour}:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}`,
    );
  }
  const micros = BigInt(hour * 3600 + minute * 60) * 1_000_000n + BigInt(roundHalfEven(second * 1e6));
  const timestamp = BigInt(date) * MICROS_PER_DAY + micros;
  if (!isTimestampInRange(timestamp)) {
    const shown = [numberArg(args, 1), numberArg(args, 2)].map((part) => String(part).padStart(2, '0')).join('-');
    throw new ConductError(
      SQLSTATE.datetimeFieldOverflow,
      `timestamp out of range: ${numberArg(args, 0)}-${shown} ${hour}:${String(minute).padStart(2, '0')}:${second < 10 ? `0${second}` : second}`,
    );
  }
  return timestamp;
}

/** date_bin: the start of the stride-long bin that a timestamp lies in. */
export function binTimestamp(stride: Interval, timestamp: bigint, origin: bigint): bigint {
  if (!isFiniteTimestamp(timestamp)) return timestamp;
  if (!isFiniteTimestamp(origin)) throw new ConductError(SQLSTATE.datetimeFieldOverflow, 'origin out of range');
  if (stride.months !== 0) {
    throw new ConductError(SQLSTATE.featureNotSupported, 'timestamps cannot be binned into intervals containing months or years');
  }
  const size = BigInt(stride.days) * MICROS_PER_DAY + stride.micros;
  if (BigInt.asIntN(64, size) !== size) throw new ConductError(SQLSTATE.datetimeFieldOverflow, 'interval out of range');
  if (size <= 0n) throw new ConductError(SQLSTATE.datetimeFieldOverflow, 'stride must be greater than zero');
  const difference = timestamp - origin;
  const rest = difference % size;
  const result = timestamp - rest - (rest < 0n ? size : 0n);
  if (!isTimestampInRange(result)) throw new ConductError(SQLSTATE.datetimeFieldOverflow, 'timestamp out of range');
  return result;
}

/** make_interval: years, months, weeks, days, hours, minutes, seconds; those that are missing are 0. */
function makeInterval(args: readonly Datum[]): Interval {
  const part = (index: number): number => (index < args.length ? numberArg(args, index) : 0);
  const [months, days] = [part(0) * 12 + part(1), part(2) * 7 + part(3)];
  const seconds = part(6);
  const outOfRange = new ConductError(SQLSTATE.datetimeFieldOverflow, 'interval out of range');
  if ((months | 0) !== months || (days | 0) !== days || !Number.isFinite(seconds)) throw outOfRange;
  const micros = BigInt(part(4)) * 3_600_000_000n + BigInt(part(5)) * 60_000_000n + BigInt(roundHalfEven(seconds * 1e6));
  if (BigInt.asIntN(64, micros) !== micros) throw outOfRange;
  return { months: months + 0, days: days + 0, micros };
}

const MAKE_INTERVAL_ARGS: readonly ScalarKind[] = ['int4', 'int4', 'int4', 'int4', 'int4', 'int4', 'float8'];

/** extract gives numeric, date_part the same as double precision. */
export function fieldEntries(
  kind: ScalarKind,
  extract: (unit: string, args: readonly Datum[]) => Decimal | null,
  options: DefineOptions = {},
): FunctionEntry[] {
  const args: readonly ScalarKind[] = ['text', kind];
  return [
    define('extract', args, 'numeric', `A field of the ${kind}.`, (values) => extract(textArg(values, 0), values), options),
    define(
      'date_part',
      args,
      'float8',
      `A field of the ${kind}.`,
      (values) => {
        const field = extract(textArg(values, 0), values);
        return field === null ? null : decimalToNumber(field);
      },
      options,
    ),
  ];
}

export const DATETIME_FUNCTIONS: readonly FunctionEntry[] = [
  define('+', ['date', 'int4'], 'date', 'That many days later.', dateAddDays),
  define('+', ['int4', 'date'], 'date', 'That many days later.', commuted(dateAddDays)),
  define('-', ['date', 'int4'], 'date', 'That many days earlier.', (args) => addDays(numberArg(args, 0), -numberArg(args, 1))),
  define('-', ['date', 'date'], 'int4', 'Days between.', (args) => subtractDates(numberArg(args, 0), numberArg(args, 1))),
  define('+', ['date', 'interval'], 'timestamp', 'Later by an interval.', dateAddInterval),
  define('+', ['interval', 'date'], 'timestamp', 'Later by an interval.', commuted(dateAddInterval)),
  define('-', ['date', 'interval'], 'timestamp', 'Earlier by an interval.', (args) =>
    addInterval(dateToTimestamp(numberArg(args, 0)), negateInterval(intervalArg(args, 1))),
  ),
  define('+', ['timestamp', 'interval'], 'timestamp', 'Later by an interval.', timestampAddInterval),
  define('+', ['interval', 'timestamp'], 'timestamp', 'Later by an interval.', commuted(timestampAddInterval)),
  define('-', ['timestamp', 'interval'], 'timestamp', 'Earlier by an interval.', (args) =>
    addInterval(bigintArg(args, 0), negateInterval(intervalArg(args, 1))),
  ),
  define('-', ['timestamp', 'timestamp'], 'interval', 'Days and time between.', (args) =>
    subtractTimestamps(bigintArg(args, 0), bigintArg(args, 1)),
  ),
  define('+', ['interval', 'interval'], 'interval', 'Sum, field by field.', (args) =>
    addIntervals(intervalArg(args, 0), intervalArg(args, 1)),
  ),
  define('-', ['interval', 'interval'], 'interval', 'Difference, field by field.', (args) =>
    subtractIntervals(intervalArg(args, 0), intervalArg(args, 1)),
  ),
  define('-', ['interval'], 'interval', 'Negation, field by field.', (args) => negateInterval(intervalArg(args, 0))),
  define('*', ['interval', 'float8'], 'interval', 'Multiple.', (args) => multiplyInterval(intervalArg(args, 0), numberArg(args, 1))),
  define('*', ['float8', 'interval'], 'interval', 'Multiple.', (args) => multiplyInterval(intervalArg(args, 1), numberArg(args, 0))),
  define('/', ['interval', 'float8'], 'interval', 'Part.', (args) => divideInterval(intervalArg(args, 0), numberArg(args, 1))),
  // date_part reads a date as a timestamp, extract does not.
  ...fieldEntries('date', (unit, args) => extractFromDate(unit, numberArg(args, 1))).filter(({ name }) => name === 'extract'),
  ...fieldEntries('date', (unit, args) => extractFromTimestamp(unit, dateToTimestamp(numberArg(args, 1)))).filter(
    ({ name }) => name === 'date_part',
  ),
  ...fieldEntries('timestamp', (unit, args) => extractFromTimestamp(unit, bigintArg(args, 1))),
  ...fieldEntries('interval', (unit, args) => extractFromInterval(unit, intervalArg(args, 1))),
  define('date_trunc', ['text', 'timestamp'], 'timestamp', 'Start of the unit.', (args) =>
    truncTimestamp(textArg(args, 0), bigintArg(args, 1)),
  ),
  define('date_trunc', ['text', 'interval'], 'interval', 'Without what is below the unit.', (args) =>
    truncInterval(textArg(args, 0), intervalArg(args, 1)),
  ),
  define('make_date', ['int4', 'int4', 'int4'], 'date', 'Date of year, month and day.', (args) =>
    makeDate(numberArg(args, 0), numberArg(args, 1), numberArg(args, 2)),
  ),
  define('make_timestamp', ['int4', 'int4', 'int4', 'int4', 'int4', 'float8'], 'timestamp', 'Timestamp of its fields.', makeTimestampOf),
  ...Array.from({ length: MAKE_INTERVAL_ARGS.length + 1 }, (_, count) =>
    define(
      'make_interval',
      MAKE_INTERVAL_ARGS.slice(0, count),
      'interval',
      'Years, months, weeks, days, hours, minutes, seconds.',
      makeInterval,
    ),
  ),
  define('date_bin', ['interval', 'timestamp', 'timestamp'], 'timestamp', 'Start of the bin, counted from an origin.', (args) =>
    binTimestamp(intervalArg(args, 0), bigintArg(args, 1), bigintArg(args, 2)),
  ),
  define('age', ['timestamp', 'timestamp'], 'interval', 'Difference in years, months, days and time.', (args) =>
    timestampAge(bigintArg(args, 0), bigintArg(args, 1)),
  ),
  define('justify_days', ['interval'], 'interval', '30 days become a month.', (args) =>
    justifyInterval(intervalArg(args, 0), { hours: false, days: true }),
  ),
  define('justify_hours', ['interval'], 'interval', '24 hours become a day.', (args) =>
    justifyInterval(intervalArg(args, 0), { hours: true, days: false }),
  ),
  define('justify_interval', ['interval'], 'interval', '24 hours become a day, 30 days a month.', (args) =>
    justifyInterval(intervalArg(args, 0), { hours: true, days: true }),
  ),
  define('isfinite', ['date'], 'bool', 'Whether it is not infinite.', (args) => Number.isFinite(numberArg(args, 0))),
  define('isfinite', ['timestamp'], 'bool', 'Whether it is not infinite.', (args) => isFiniteTimestamp(bigintArg(args, 0))),
  define('isfinite', ['interval'], 'bool', 'Always true.', () => true),
];
