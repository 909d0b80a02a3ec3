/** Operators and functions of time and timetz, and OVERLAPS. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { MICROS_PER_DAY } from '../types/calendar.js';
import { compareDatums } from '../types/compare.js';
import { addInterval, dateToTimestamp } from '../types/datetime.js';
import { isTimeOverflow } from '../types/datetime-decode.js';
import { two } from '../types/datetime-format.js';
import { addIntervalTz, localToTimestampTz, wrapTime } from '../types/datetime-zone.js';
import type { Datum, Interval, TimeWithZone } from '../types/datum.js';
import { canonicalUnit, extractFromTime, extractFromTimeTz } from '../types/extract.js';
import { roundHalfEven } from '../types/float.js';
import { negateInterval } from '../types/interval.js';
import { TYPES, type TypeKind } from '../types/sql-type.js';
import { fieldEntries } from './datetime.js';
import { bigintArg, define, intervalArg, numberArg, textArg, timeTzArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';

type Evaluate = (args: readonly Datum[]) => Datum;

function commuted(evaluate: Evaluate): Evaluate {
  return (args) => evaluate([args[1] ?? null, args[0] ?? null]);
}

const timePlus: Evaluate = (args) => wrapTime(bigintArg(args, 0) + intervalArg(args, 1).micros);

function shiftTimeTz(value: TimeWithZone, micros: bigint): TimeWithZone {
  return { timeMicros: wrapTime(value.timeMicros + micros), zoneWest: value.zoneWest };
}

const timeTzPlus: Evaluate = (args) => shiftTimeTz(timeTzArg(args, 0), intervalArg(args, 1).micros);

const datePlusTime: Evaluate = (args) => {
  const timestamp = dateToTimestamp(numberArg(args, 0));
  return addInterval(timestamp, { months: 0, days: 0, micros: bigintArg(args, 1) });
};

const datePlusTimeTz: Evaluate = (args) => {
  const { timeMicros, zoneWest } = timeTzArg(args, 1);
  return addInterval(dateToTimestamp(numberArg(args, 0)), { months: 0, days: 0, micros: timeMicros + BigInt(zoneWest) * 1_000_000n });
};

function makeTime(args: readonly Datum[]): bigint {
  const [hour, minute, second] = [numberArg(args, 0), numberArg(args, 1), numberArg(args, 2)];
  const micros = roundHalfEven(second * 1e6);
  if (
    isTimeOverflow(hour, minute, 0, 0) ||
    !(second >= 0 && second <= 60) ||
    (hour * 60 + minute) * 60 * 1e6 + micros > Number(MICROS_PER_DAY)
  ) {
    throw new ConductError(
      SQLSTATE.datetimeFieldOverflow,
      `time field value out of range: ${hour}:${two(minute)}:${second < 10 ? `0${second}` : second}`,
    );
  }
  return BigInt((hour * 60 + minute) * 60 * 1e6 + micros);
}

/** The end of a period that starts somewhere and lasts so long. */
type Shift = (start: Datum, span: Interval) => Datum;

const SHIFTS: { readonly [K in TypeKind]?: Shift } = {
  timestamp: (start, span) => (typeof start === 'bigint' ? addInterval(start, span) : null),
  timestamptz: (start, span) => (typeof start === 'bigint' ? addIntervalTz(start, span) : null),
  time: (start, span) => (typeof start === 'bigint' ? wrapTime(start + span.micros) : null),
};

function isInterval(value: Datum): value is Interval {
  return typeof value === 'object' && value !== null && 'months' in value;
}

/**
 * (s1, e1) OVERLAPS (s2, e2): the ends come in any order, and either may be NULL. Spelled out in the standard's cases by
 * overlaps_timestamp.
 */
function overlaps(kind: 'time' | 'timetz' | 'timestamp' | 'timestamptz', args: readonly Datum[]): Datum {
  const compare = (a: Datum, b: Datum): number => compareDatums(TYPES[kind], a, b);
  let [start1 = null, end1 = null, start2 = null, end2 = null] = args;
  // A NULL start is the end; then the start is the smaller one.
  const ordered = (start: Datum, end: Datum): readonly [Datum, Datum] =>
    start === null || (end !== null && compare(start, end) > 0) ? [end, start] : [start, end];
  [start1, end1] = ordered(start1, end1);
  [start2, end2] = ordered(start2, end2);
  if (start1 === null || start2 === null) return null;
  const order = compare(start1, start2);
  if (order === 0) return end1 === null || end2 === null ? null : true;
  const [end, otherEnd, start] = order > 0 ? [end2, end1, start1] : [end1, end2, start2];
  if (end === null) return null;
  if (compare(start, end) < 0) return true;
  // The later one starts after the other's end; had it no end, nothing is known.
  return otherEnd === null ? null : false;
}

function overlapEntries(kind: 'time' | 'timetz' | 'timestamp' | 'timestamptz'): FunctionEntry[] {
  const shift = SHIFTS[kind];
  const doc = 'Whether two periods have a time in common.';
  const options = { strict: false } as const;
  const plain = define('overlaps', [kind, kind, kind, kind], 'bool', doc, (args) => overlaps(kind, args), options);
  if (shift === undefined) return [plain];
  const end = (start: Datum, value: Datum): Datum => (isInterval(value) && start !== null ? shift(start, value) : value);
  const withSpans: Evaluate = ([start1 = null, end1 = null, start2 = null, end2 = null]) =>
    overlaps(kind, [start1, end(start1, end1), start2, end(start2, end2)]);
  const stable = { ...options, volatility: kind === 'timestamptz' ? 'stable' : 'immutable' } as const;
  return [
    plain,
    define('overlaps', [kind, 'interval', kind, 'interval'], 'bool', doc, withSpans, stable),
    define('overlaps', [kind, kind, kind, 'interval'], 'bool', doc, withSpans, stable),
    define('overlaps', [kind, 'interval', kind, kind], 'bool', doc, withSpans, stable),
  ];
}

/** date_part adds the zone in binary fractions, extract in decimal ones. */
function withFloatEpoch(entry: FunctionEntry): FunctionEntry {
  if (entry.name !== 'date_part') return entry;
  const evaluate: FunctionEntry['evaluate'] = (args, types) => {
    if (canonicalUnit(textArg(args, 0)) !== 'epoch') return entry.evaluate(args, types);
    const { timeMicros, zoneWest } = timeTzArg(args, 1);
    return Number(timeMicros) / 1e6 + zoneWest;
  };
  return { ...entry, evaluate };
}

export const DATETIME_TIME_FUNCTIONS: readonly FunctionEntry[] = [
  define('+', ['time', 'interval'], 'time', 'Later by an interval, around midnight.', timePlus),
  define('+', ['interval', 'time'], 'time', 'Later by an interval, around midnight.', commuted(timePlus)),
  define('-', ['time', 'interval'], 'time', 'Earlier by an interval, around midnight.', (args) =>
    wrapTime(bigintArg(args, 0) - intervalArg(args, 1).micros),
  ),
  define('-', ['time', 'time'], 'interval', 'Time between.', (args) => ({
    months: 0,
    days: 0,
    micros: bigintArg(args, 0) - bigintArg(args, 1),
  })),
  define('+', ['timetz', 'interval'], 'timetz', 'Later by an interval, around midnight.', timeTzPlus),
  define('+', ['interval', 'timetz'], 'timetz', 'Later by an interval, around midnight.', commuted(timeTzPlus)),
  define('-', ['timetz', 'interval'], 'timetz', 'Earlier by an interval, around midnight.', (args) =>
    shiftTimeTz(timeTzArg(args, 0), negateInterval(intervalArg(args, 1)).micros),
  ),
  define('+', ['date', 'time'], 'timestamp', 'The time on the day.', datePlusTime),
  define('+', ['time', 'date'], 'timestamp', 'The time on the day.', commuted(datePlusTime)),
  define('+', ['date', 'timetz'], 'timestamptz', 'The time on the day.', datePlusTimeTz),
  define('+', ['timetz', 'date'], 'timestamptz', 'The time on the day.', commuted(datePlusTimeTz)),
  define('timestamp', ['date', 'time'], 'timestamp', 'The time on the day.', datePlusTime),
  define(
    'timestamptz',
    ['date', 'time'],
    'timestamptz',
    "The time on the day, in the session's time zone.",
    (args) => {
      const local = datePlusTime(args);
      return typeof local === 'bigint' ? localToTimestampTz(local) : null;
    },
    { volatility: 'stable' },
  ),
  define('timestamptz', ['date', 'timetz'], 'timestamptz', 'The time on the day.', datePlusTimeTz),
  ...fieldEntries('time', (unit, args) => extractFromTime(unit, bigintArg(args, 1))),
  ...fieldEntries('timetz', (unit, args) => extractFromTimeTz(unit, timeTzArg(args, 1))).map(withFloatEpoch),
  define('make_time', ['int4', 'int4', 'float8'], 'time', 'Time of its fields.', makeTime),
  ...overlapEntries('time'),
  ...overlapEntries('timetz'),
  ...overlapEntries('timestamp'),
  ...overlapEntries('timestamptz'),
];
