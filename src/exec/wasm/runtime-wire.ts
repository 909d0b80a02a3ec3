/**
 * Values as fields of the Postgres protocol's DataRow messages, in text format: a length in network order and the text. Every
 * function writes at an address and gives the one behind what it wrote; whoever calls has made room (exec/codegen/wire-row.ts).
 */
import { DATE_INFINITY_INT32, DATE_MINUS_INFINITY_INT32 } from '../../types/datum.js';
import { DAY_MICROS } from './runtime-datetime.js';
import { i32, i64, type Routine, type RuntimeFunction, type Term, type Variable } from './runtime-routine.js';

const [ZERO, MINUS, POINT, COLON, SPACE] = ['0', '-', '.', ':', ' '].map((sign) => sign.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
];
const LENGTH_BYTES = 4;
const INFINITY = 0x7fff_ffff_ffff_ffffn;
const MINUS_INFINITY = -0x8000_0000_0000_0000n;
/** Digits of a chunk that 64 bits hold. */
const CHUNK_DIGITS = 18;
const CHUNK = 10n ** BigInt(CHUNK_DIGITS);
/** The scale byte of NaN. */
const NAN_SCALE = 255;

/** An i32 with its bytes in the other order. */
export function networkOrder(r: Routine, value: Term): Term {
  const kept = r.keep(value);
  return kept.and(0x00ff_00ff).shl(8).or(kept.shrU(8).and(0x00ff_00ff)).rotl(16);
}

function putByte(r: Routine, at: Variable, byte: Term): void {
  r.store('i32Store8', at, byte);
  at.set(at.add(1));
}

function putText(r: Routine, at: Variable, text: string): void {
  for (const sign of text) putByte(r, at, i32(sign.charCodeAt(0)));
}

/** The length in front of what stands between `to` and `end`: the field's result. */
function finish(r: Routine, to: Variable, end: Variable): void {
  r.store('i32Store', to, networkOrder(r, end.sub(to).sub(LENGTH_BYTES)));
  r.results(end);
}

/** Puts a minus for a negative value; gives the magnitude. */
function magnitude(r: Routine, at: Variable, value: Variable): Variable {
  const positive = r.variable('i64', value);
  r.if(value.lt(0n), () => {
    positive.set(i64(0).sub(value));
    putByte(r, at, i32(MINUS));
  });
  return positive;
}

/** A short text that stands for a special value ends the function. */
function special(r: Routine, when: Term, to: Variable, at: Variable, text: string): void {
  r.if(when, () => {
    putText(r, at, text);
    r.store('i32Store', to, networkOrder(r, i32(text.length)));
    r.return(at);
  });
}

function putYearMonthDay(r: Routine, at: Variable, days: Term): Variable {
  const [year, month, day] = r.calls('date_civil', days) as [Variable, Variable, Variable];
  const shown = r.variable('i32', r.select(year.gt(0), year, i32(1).sub(year)));
  const digits = r.variable('i32', r.call('u128_digits', shown.widenU(), 0n));
  r.if(digits.lt(4), () => digits.set(4));
  at.set(r.call('put_digits', at, shown.widenU(), digits));
  putByte(r, at, i32(MINUS));
  at.set(r.call('put_digits', at, month.widenU(), 2));
  putByte(r, at, i32(MINUS));
  at.set(r.call('put_digits', at, day.widenU(), 2));
  return year;
}

export const WIRE_FUNCTIONS: readonly RuntimeFunction[] = [
  {
    /** `count` digits of an unsigned value, with zeros in front. */
    name: 'put_digits',
    params: ['i32', 'i64', 'i32'],
    results: ['i32'],
    emit(r, to, value, count) {
      const end = r.variable('i32', to.add(count));
      const at = r.variable('i32', end);
      r.while(
        () => value.gtU(0xffff_ffffn),
        () => {
          const rest = r.variable('i64', value.divU(10n));
          at.set(at.sub(1));
          r.store('i32Store8', at, value.sub(rest.mul(10n)).wrap().add(ZERO));
          value.set(rest);
        },
      );
      // 32-bit division is the cheaper one.
      const low = r.variable('i32', value.wrap());
      r.while(
        () => at.gtU(to),
        () => {
          const rest = r.variable('i32', low.divU(10));
          at.set(at.sub(1));
          r.store('i32Store8', at, low.sub(rest.mul(10)).add(ZERO));
          low.set(rest);
        },
      );
      r.results(end);
    },
  },
  {
    /** Digits of an unsigned value, at least one. */
    name: 'digit_count',
    params: ['i64'],
    results: ['i32'],
    emit(r, value) {
      r.if(value.ltU(10n), () => r.return(1));
      r.if(value.ltU(100n), () => r.return(2));
      r.if(value.ltU(10_000n), () => r.return(value.geU(1_000n).add(3)));
      r.if(value.ltU(1_000_000n), () => r.return(value.geU(100_000n).add(5)));
      r.results(r.call('u128_digits', value, 0n));
    },
  },
  {
    name: 'wire_integer',
    params: ['i32', 'i64'],
    results: ['i32'],
    emit(r, to, value) {
      const at = r.variable('i32', to.add(LENGTH_BYTES));
      const digits = magnitude(r, at, value);
      at.set(r.call('put_digits', at, digits, r.call('digit_count', digits)));
      finish(r, to, at);
    },
  },
  {
    /** value x 10^-scale with 0 < scale <= 18; `power` is 10^scale. */
    name: 'wire_scaled',
    params: ['i32', 'i64', 'i32', 'i64'],
    results: ['i32'],
    emit(r, to, value, scale, power) {
      const at = r.variable('i32', to.add(LENGTH_BYTES));
      const digits = magnitude(r, at, value);
      const whole = r.variable('i64', digits.divU(power));
      at.set(r.call('put_digits', at, whole, r.call('digit_count', whole)));
      putByte(r, at, i32(POINT));
      at.set(r.call('put_digits', at, digits.sub(whole.mul(power)), scale));
      finish(r, to, at);
    },
  },
  {
    /** A 128-bit value x 10^-scale. */
    name: 'wire_wide',
    params: ['i32', 'i64', 'i64', 'i32'],
    results: ['i32'],
    emit(r, to, low, high, scale) {
      const at = r.variable('i32', to.add(LENGTH_BYTES));
      r.if(high.lt(0n), () => {
        putByte(r, at, i32(MINUS));
        low.set(i64(0).sub(low));
        high.set(i64(-1).xor(high).add(low.eqz().widenU()));
      });
      // From the right end, in chunks of digits: a zero stands before the point at least.
      const digits = r.variable('i32', r.call('u128_digits', low, high));
      r.if(digits.le(scale), () => digits.set(scale.add(1)));
      const end = r.variable('i32', at.add(digits).add(scale.gt(0)));
      const from = r.variable('i32', end);
      const written = r.variable('i32', 0);
      r.while(
        () => written.lt(digits),
        () => {
          const [lowRest, highRest, rest] = r.calls('u128_divmod', low, high, CHUNK, 0n) as [Variable, Variable, Variable];
          const left = r.variable('i32', CHUNK_DIGITS);
          r.while(
            () => left.gt(0).and(written.lt(digits)),
            () => {
              const next = r.variable('i64', rest.divU(10n));
              from.set(from.sub(1));
              r.store('i32Store8', from, rest.sub(next.mul(10n)).wrap().add(ZERO));
              rest.set(next);
              left.set(left.sub(1));
              written.set(written.add(1));
              r.if(written.eq(scale), () => {
                from.set(from.sub(1));
                r.store('i32Store8', from, i32(POINT));
              });
            },
          );
          low.set(lowRest);
          high.set(highRest);
        },
      );
      finish(r, to, end);
    },
  },
  {
    /** A decimal with a scale of its own (num). */
    name: 'wire_num',
    params: ['i32', 'i64', 'i64'],
    results: ['i32'],
    emit(r, to, lo, hi) {
      const [low, high, scale] = r.calls('num_unpack', lo, hi) as [Variable, Variable, Variable];
      const at = r.variable('i32', to.add(LENGTH_BYTES));
      special(r, scale.eq(NAN_SCALE), to, at, 'NaN');
      r.results(r.call('wire_wide', to, low, high, scale));
    },
  },
  {
    name: 'wire_text',
    params: ['i32', 'i64'],
    results: ['i32'],
    emit(r, to, text) {
      const length = r.variable('i32', text.shrU(32).wrap());
      to.add(LENGTH_BYTES).push(r.fn);
      text.wrap().push(r.fn);
      length.push(r.fn);
      r.fn.memoryCopy();
      r.store('i32Store', to, networkOrder(r, length));
      r.results(to.add(length).add(LENGTH_BYTES));
    },
  },
  {
    /** Days since 2000-01-01, in ISO style. */
    name: 'wire_date',
    params: ['i32', 'i32'],
    results: ['i32'],
    emit(r, to, days) {
      const at = r.variable('i32', to.add(LENGTH_BYTES));
      special(r, days.eq(DATE_INFINITY_INT32), to, at, 'infinity');
      special(r, days.eq(DATE_MINUS_INFINITY_INT32), to, at, '-infinity');
      const year = putYearMonthDay(r, at, days);
      r.if(year.le(0), () => putText(r, at, ' BC'));
      finish(r, to, at);
    },
  },
  {
    /** Microseconds since 2000-01-01, in ISO style. */
    name: 'wire_timestamp',
    params: ['i32', 'i64'],
    results: ['i32'],
    emit(r, to, micros) {
      const at = r.variable('i32', to.add(LENGTH_BYTES));
      special(r, micros.eq(INFINITY), to, at, 'infinity');
      special(r, micros.eq(MINUS_INFINITY), to, at, '-infinity');
      const days = r.variable('i64', micros.divS(DAY_MICROS));
      r.if(micros.lt(days.mul(DAY_MICROS)), () => days.set(days.sub(1n)));
      const rest = r.variable('i64', micros.sub(days.mul(DAY_MICROS)));
      const year = putYearMonthDay(r, at, days.wrap());
      putByte(r, at, i32(SPACE));
      const seconds = r.variable('i64', rest.divU(1_000_000n));
      at.set(r.call('put_digits', at, seconds.divU(3_600n), 2));
      putByte(r, at, i32(COLON));
      at.set(r.call('put_digits', at, seconds.divU(60n).remU(60n), 2));
      putByte(r, at, i32(COLON));
      at.set(r.call('put_digits', at, seconds.remU(60n), 2));
      const fraction = r.variable('i64', rest.sub(seconds.mul(1_000_000n)));
      r.if(fraction.ne(0n), () => {
        // PostgreSQL leaves out trailing zeros.
        const places = r.variable('i32', 6);
        r.while(
          () => fraction.remU(10n).eqz(),
          () => {
            fraction.set(fraction.divU(10n));
            places.set(places.sub(1));
          },
        );
        putByte(r, at, i32(POINT));
        at.set(r.call('put_digits', at, fraction, places));
      });
      r.if(year.le(0), () => putText(r, at, ' BC'));
      finish(r, to, at);
    },
  },
];
