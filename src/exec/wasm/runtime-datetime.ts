/**
 * Calendar arithmetic of the runtime library: proleptic Gregorian, days and microseconds since 2000-01-01, years counted
 * astronomically (0 is 1 BC). Infinite values pass through. Algorithms: Howard Hinnant, "chrono-compatible low-level date algorithms".
 */
import { FAILURE } from '../codegen/status.js';
import type { Routine, RuntimeFunction, Term, Variable } from './runtime-routine.js';

/** Days from 0000-03-01 to 2000-01-01. */
const EPOCH_SHIFT = 730_425;
export const DAY_MICROS = 86_400_000_000n;
const INFINITY = 0x7fff_ffff_ffff_ffffn;
const MINUS_INFINITY = -0x8000_0000_0000_0000n;
/** PostgreSQL's MIN_TIMESTAMP (4714-11-24 BC) and END_TIMESTAMP. */
const FIRST_TIMESTAMP = -211_813_488_000_000_000n;
const END_TIMESTAMP = 9_223_371_331_200_000_000n;

/** Units of date_trunc, by number. */
export const TRUNC_UNITS: { readonly [unit: string]: number } = {
  microseconds: 0,
  milliseconds: 1,
  second: 2,
  minute: 3,
  hour: 4,
  day: 5,
  week: 6,
  month: 7,
  quarter: 8,
  year: 9,
  decade: 10,
  century: 11,
  millennium: 12,
};

export const infinite = (ts: Term): Term => ts.eq(INFINITY).or(ts.eq(MINUS_INFINITY));

function floorDiv(value: Term, divisor: number): Term {
  return value.sub(value.shrS(31).and(divisor - 1)).divS(divisor);
}

/** The pieces of a date that all its fields need: year from March and its day from 0. */
function marchYear(r: Routine, days: Term): { year: Variable; dayOfYear: Variable } {
  const z = r.variable('i32', days.add(EPOCH_SHIFT));
  const era = r.variable('i32', floorDiv(z, 146_097));
  const dayOfEra = r.variable('i32', z.sub(era.mul(146_097)));
  const yearOfEra = r.variable('i32', dayOfEra.sub(dayOfEra.divU(1460)).add(dayOfEra.divU(36_524)).sub(dayOfEra.divU(146_096)).divU(365));
  const year = r.variable('i32', yearOfEra.add(era.mul(400)));
  const dayOfYear = r.variable('i32', dayOfEra.sub(yearOfEra.mul(365).add(yearOfEra.shrU(2)).sub(yearOfEra.divU(100))));
  return { year, dayOfYear };
}

/** Monday is 0. */
const weekday = (r: Routine, days: Term): Variable => {
  const rest = r.variable('i32', days.remS(7).add(12).remU(7));
  return rest;
};

export const DATETIME_FUNCTIONS: readonly RuntimeFunction[] = [
  {
    /** Days since the epoch: year, month, day. */
    name: 'date_civil',
    params: ['i32'],
    results: ['i32', 'i32', 'i32'],
    emit(r, days) {
      const { year, dayOfYear } = marchYear(r, days);
      const shifted = r.variable('i32', dayOfYear.mul(5).add(2).divU(153));
      const month = r.variable('i32', shifted.add(3).sub(shifted.geU(10).mul(12)));
      r.results(year.add(month.le(2)), month, dayOfYear.sub(shifted.mul(153).add(2).divU(5)).add(1));
    },
  },
  {
    name: 'date_year',
    params: ['i32'],
    results: ['i32'],
    emit(r, days) {
      const { year, dayOfYear } = marchYear(r, days);
      // January and February belong to the year that began in the March before: day 306 is January 1.
      r.results(year.add(dayOfYear.geU(306)));
    },
  },
  {
    name: 'date_month',
    params: ['i32'],
    results: ['i32'],
    emit(r, days) {
      const { dayOfYear } = marchYear(r, days);
      const shifted = r.variable('i32', dayOfYear.mul(5).add(2).divU(153));
      r.results(shifted.add(3).sub(shifted.geU(10).mul(12)));
    },
  },
  {
    name: 'date_day',
    params: ['i32'],
    results: ['i32'],
    emit(r, days) {
      const { dayOfYear } = marchYear(r, days);
      const shifted = r.variable('i32', dayOfYear.mul(5).add(2).divU(153));
      r.results(dayOfYear.sub(shifted.mul(153).add(2).divU(5)).add(1));
    },
  },
  {
    /** Year, month 1 to 12, day: days since the epoch. */
    name: 'date_of',
    params: ['i32', 'i32', 'i32'],
    results: ['i32'],
    emit(r, year, month, day) {
      year.set(year.sub(month.le(2)));
      const era = r.variable('i32', floorDiv(year, 400));
      const yearOfEra = r.variable('i32', year.sub(era.mul(400)));
      const shifted = r.variable('i32', month.add(9).remU(12));
      const dayOfYear = shifted.mul(153).add(2).divU(5).add(day).sub(1);
      const dayOfEra = yearOfEra.mul(365).add(yearOfEra.shrU(2)).sub(yearOfEra.divU(100)).add(dayOfYear);
      r.results(era.mul(146_097).add(dayOfEra).sub(EPOCH_SHIFT));
    },
  },
  {
    name: 'month_days',
    params: ['i32', 'i32'],
    results: ['i32'],
    emit(r, year, month) {
      const leap = year
        .and(3)
        .eqz()
        .and(year.remS(100).ne(0).or(year.remS(400).eqz()));
      r.results(r.select(month.eq(2), leap.add(28), month.add(month.shrU(3)).and(1).add(30)));
    },
  },
  {
    /** 1 (Monday) to 7. */
    name: 'date_isodow',
    params: ['i32'],
    results: ['i32'],
    emit(r, days) {
      // 2000-01-01 was a Saturday.
      r.results(weekday(r, days).add(1));
    },
  },
  {
    name: 'date_doy',
    params: ['i32'],
    results: ['i32'],
    emit(r, days) {
      r.results(days.sub(r.call('date_of', r.call('date_year', days), 1, 1)).add(1));
    },
  },
  {
    /** ISO 8601 year and week: those of the week's Thursday. */
    name: 'date_isoweek',
    params: ['i32'],
    results: ['i32', 'i32'],
    emit(r, days) {
      const thursday = r.variable('i32', days.sub(r.call('date_isodow', days)).add(4));
      const year = r.variable('i32', r.call('date_year', thursday));
      r.results(
        year,
        thursday
          .sub(r.call('date_of', year, 1, 1))
          .divS(7)
          .add(1),
      );
    },
  },
  {
    /** The day of the month is cut to the month's last one. */
    name: 'date_add_months',
    params: ['i32', 'i32'],
    results: ['i32'],
    emit(r, days, months) {
      const [year, month, day] = r.calls('date_civil', days) as [Variable, Variable, Variable];
      const total = r.variable('i32', year.mul(12).add(month).sub(1).add(months));
      year.set(floorDiv(total, 12));
      month.set(total.sub(year.mul(12)).add(1));
      const last = r.variable('i32', r.call('month_days', year, month));
      r.results(r.call('date_of', year, month, r.select(day.gt(last), last, day)));
    },
  },
  {
    /** Days of a timestamp, rounded down. */
    name: 'ts_days',
    params: ['i64'],
    results: ['i32'],
    emit(r, ts) {
      r.results(ts.divS(DAY_MICROS).sub(ts.remS(DAY_MICROS).lt(0n).widenU()).wrap());
    },
  },
  {
    /** Microseconds since midnight. */
    name: 'ts_micros',
    params: ['i64'],
    results: ['i64'],
    emit(r, ts) {
      const rest = r.variable('i64', ts.remS(DAY_MICROS));
      r.results(rest.add(rest.shrS(63).and(DAY_MICROS)));
    },
  },
  {
    /** A date as a timestamp (infinite ones too), status. */
    name: 'ts_of_date',
    params: ['i32'],
    results: ['i64', 'i32'],
    emit(r, days) {
      r.if(days.eq(0x7fff_ffff), () => r.return(INFINITY, 0));
      r.if(days.eq(-0x8000_0000), () => r.return(MINUS_INFINITY, 0));
      r.if(days.ge(Number(END_TIMESTAMP / DAY_MICROS)), () => r.return(0n, FAILURE.timestampRange));
      r.results(days.widen().mul(DAY_MICROS), 0);
    },
  },
  {
    /** A timestamp's date (infinite ones too). */
    name: 'date_of_ts',
    params: ['i64'],
    results: ['i32'],
    emit(r, ts) {
      r.if(ts.eq(INFINITY), () => r.return(0x7fff_ffff));
      r.if(ts.eq(MINUS_INFINITY), () => r.return(-0x8000_0000));
      r.results(r.call('ts_days', ts));
    },
  },
  {
    /** timestamp + interval (months and days, micros): months first, then days, then time. Timestamp, status. */
    name: 'ts_add',
    params: ['i64', 'i64', 'i64'],
    results: ['i64', 'i32'],
    emit(r, ts, monthsDays, micros) {
      r.if(infinite(ts), () => r.return(ts, 0));
      const fail = (): void => r.return(0n, FAILURE.timestampRange);
      const months = r.variable('i32', monthsDays.wrap());
      const days = r.variable('i64', monthsDays.shrS(32));
      r.if(months.ne(0).or(days.ne(0n)), () => {
        // Calendar arithmetic stays within 32 bits for every valid timestamp.
        r.if(months.add(4_000_000).gtU(8_000_000), fail);
        const date = r.variable('i32', r.call('ts_days', ts));
        const time = r.variable('i64', r.call('ts_micros', ts));
        r.if(months.ne(0), () => date.set(r.call('date_add_months', date, months)));
        days.set(days.add(date.widen()));
        r.if(days.lt(FIRST_TIMESTAMP / DAY_MICROS - 1n).or(days.gt(END_TIMESTAMP / DAY_MICROS)), fail);
        ts.set(days.mul(DAY_MICROS).add(time));
      });
      const sum = r.variable('i64', ts.add(micros));
      r.if(ts.xor(sum).and(micros.xor(sum)).lt(0n), fail);
      r.if(sum.lt(FIRST_TIMESTAMP).or(sum.ge(END_TIMESTAMP)), fail);
      r.results(sum, 0);
    },
  },
  {
    /** Total microseconds of an interval, months as 30 days: what PostgreSQL compares. */
    name: 'interval_span',
    params: ['i64', 'i64'],
    results: ['i64', 'i64'],
    emit(r, monthsDays, micros) {
      const days = monthsDays.wrap().widen().mul(30n).add(monthsDays.shrS(32));
      const [lo, hi] = r.calls('i64_mul_wide', days, DAY_MICROS) as [Variable, Variable];
      const [l, h] = r.calls('i128_add', lo, hi, micros, micros.shrS(63)) as [Variable, Variable];
      r.results(l, h);
    },
  },
  {
    /** -1, 0 or 1 by the total. */
    name: 'interval_cmp',
    params: ['i64', 'i64', 'i64', 'i64'],
    results: ['i32'],
    emit(r, a, aMicros, b, bMicros) {
      const left = r.calls('interval_span', a, aMicros);
      r.results(r.call('i128_cmp', ...left, ...r.calls('interval_span', b, bMicros)));
    },
  },
  {
    /** unit is of TRUNC_UNITS. */
    name: 'ts_trunc',
    params: ['i32', 'i64'],
    results: ['i64'],
    emit(r, unit, ts) {
      r.if(infinite(ts), () => r.return(ts));
      const step = r.variable('i64', 1n);
      for (const [number, micros] of [
        [1, 1_000n],
        [2, 1_000_000n],
        [3, 60_000_000n],
        [4, 3_600_000_000n],
        [5, DAY_MICROS],
      ] as const) {
        r.if(unit.eq(number), () => step.set(micros));
      }
      const rest = r.variable('i64', ts.remS(step));
      r.if(unit.le(5), () => r.return(ts.sub(rest.add(rest.shrS(63).and(step)))));
      const days = r.variable('i32', r.call('ts_days', ts));
      r.if(unit.eq(6), () => r.return(days.sub(r.call('date_isodow', days)).add(1).widen().mul(DAY_MICROS)));
      const [year, month] = r.calls('date_civil', days) as [Variable, Variable];
      r.if(unit.eq(8), () => month.set(month.sub(month.sub(1).remU(3))));
      r.if(unit.ge(9), () => month.set(1));
      // The first year of a decade is divisible by 10; centuries and millennia begin with year 1.
      r.if(unit.eq(10), () => year.set(floorDiv(year, 10).mul(10)));
      for (const [number, years] of [
        [11, 100],
        [12, 1000],
      ] as const) {
        r.if(unit.eq(number), () => {
          year.set(year.sub(1));
          year.set(floorDiv(year, years).mul(years).add(1));
        });
      }
      r.results(r.call('date_of', year, month, 1).widen().mul(DAY_MICROS));
    },
  },
];
