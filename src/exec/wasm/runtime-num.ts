/**
 * Decimals with a scale of their own (the `num` form of plan/batch.ts): 120 bits two's complement and the display scale in the
 * top byte of hi, 255 for NaN. Results and display scales are PostgreSQL's (numeric.c: add_var, mul_var, select_div_scale, ...).
 * The last result of the arithmetic is a status: 0 or a FAILURE code; more than 120 bits or 127 digits of scale is numericRange.
 */
import { FAILURE } from '../codegen/status.js';
import { negateIf } from './runtime-int128.js';
import { i32, i64, type Routine, type RuntimeFunction, type Term, type Variable } from './runtime-routine.js';

export const NUM_NAN_HI = BigInt.asIntN(64, 0xffn << 56n);
const MAX_SCALE = 127;

const isNan = (hi: Term): Term => hi.shrU(56).eq(255n);
const scaleOf = (r: Routine, hi: Term): Variable => r.variable('i32', hi.shrU(56).wrap());
/** Leaves the integer alone in hi. */
const strip = (hi: Variable): void => hi.set(hi.shl(8).shrS(8));

/** Raises the value with the smaller scale to the other one; returns the common scale. `failed` handles overflow. */
function align(
  r: Routine,
  a: readonly Variable[],
  sa: Variable,
  b: readonly Variable[],
  sb: Variable,
  failed: (first: boolean) => void,
): void {
  const [al, ah] = a as [Variable, Variable];
  const [bl, bh] = b as [Variable, Variable];
  const flag = r.variable('i32');
  r.if(sa.ne(sb), () => {
    r.if(
      sa.lt(sb),
      () => {
        r.into([al, ah, flag], 'i128_scale_up', al, ah, sb.sub(sa));
        r.if(flag, () => failed(true));
        sa.set(sb);
      },
      () => {
        r.into([bl, bh, flag], 'i128_scale_up', bl, bh, sa.sub(sb));
        r.if(flag, () => failed(false));
        sb.set(sa);
      },
    );
  });
}

/** Returns NaN from the function when an operand is. */
function nanCheck(r: Routine, ...highs: readonly Variable[]): void {
  const any = highs.map(isNan).reduce((a, b) => a.or(b));
  r.if(any, () => r.return(0n, NUM_NAN_HI, 0));
}

function sum(name: 'i128_add' | 'i128_sub'): RuntimeFunction['emit'] {
  return (r, ...params) => {
    const [al, ah, bl, bh] = params as [Variable, Variable, Variable, Variable];
    nanCheck(r, ah, bh);
    const sa = scaleOf(r, ah);
    const sb = scaleOf(r, bh);
    strip(ah);
    strip(bh);
    align(r, [al, ah], sa, [bl, bh], sb, () => r.return(0n, 0n, FAILURE.numericRange));
    const [lo, hi, flag] = r.calls(name, al, ah, bl, bh) as [Variable, Variable, Variable];
    r.if(flag, () => r.return(0n, 0n, FAILURE.numericRange));
    packed(r, lo, hi, sa);
  };
}

/** Ends a function with num_make of these. */
function packed(r: Routine, lo: Term, hi: Term, scale: Term): void {
  r.results(...r.calls('num_make', lo, hi, scale));
}

function round(down: 'i128_scale_down' | 'i128_trunc_down'): RuntimeFunction['emit'] {
  return (r, ...params) => {
    const [lo, hi, places] = params as [Variable, Variable, Variable];
    nanCheck(r, hi);
    const scale = scaleOf(r, hi);
    strip(hi);
    const flag = r.variable('i32');
    r.if(
      places.ge(scale),
      () => {
        r.into([lo, hi, flag], 'i128_scale_up', lo, hi, places.sub(scale));
        r.if(flag, () => r.return(0n, 0n, FAILURE.numericRange));
      },
      () => {
        r.into([lo, hi], down, lo, hi, scale.sub(places));
        r.if(places.lt(0), () => {
          r.into([lo, hi, flag], 'i128_scale_up', lo, hi, i32(0).sub(places));
          r.if(flag, () => r.return(0n, 0n, FAILURE.numericRange));
          places.set(0);
        });
      },
    );
    packed(r, lo, hi, places);
  };
}

/** step: what is added where digits were cut off and the sign asks for it. */
function whole(step: 1 | -1): RuntimeFunction['emit'] {
  return (r, ...params) => {
    const [lo, hi] = params as [Variable, Variable];
    nanCheck(r, hi);
    const scale = scaleOf(r, hi);
    strip(hi);
    r.if(scale.eqz(), () => r.return(...r.calls('num_make', lo, hi, 0)));
    r.if(scale.gt(38), () => {
      // Below 1 in any case.
      const result = step === 1 ? hi.ge(0n).and(lo.or(hi).ne(0n)).widenU() : i64(0).sub(hi.lt(0n).widenU());
      lo.set(result);
      r.return(...r.calls('num_make', lo, lo.shrS(63), 0));
    });
    const [pl, ph] = r.calls('pow10', scale) as [Variable, Variable];
    const [q0, q1, r0, r1] = r.calls('i128_divmod', lo, hi, pl, ph) as [Variable, Variable, Variable, Variable];
    const rest = r0
      .or(r1)
      .ne(0n)
      .and(step === 1 ? r1.ge(0n) : r1.lt(0n));
    r.if(rest, () => r.into([q0, q1, scale], 'i128_add', q0, q1, BigInt(step), BigInt(step === 1 ? 0 : -1)));
    packed(r, q0, q1, i32(0));
  };
}

export const NUM_FUNCTIONS: readonly RuntimeFunction[] = [
  {
    /** unscaled (lo, hi), scale: the num, status. */
    name: 'num_make',
    params: ['i64', 'i64', 'i32'],
    results: ['i64', 'i64', 'i32'],
    emit(r, lo, hi, scale) {
      r.if(hi.ne(hi.shl(8).shrS(8)).or(scale.gtU(MAX_SCALE)), () => r.return(0n, 0n, FAILURE.numericRange));
      r.results(lo, hi.and((1n << 56n) - 1n).or(scale.widenU().shl(56)), 0);
    },
  },
  {
    /** The same under the name that conversions use. */
    name: 'num_from_i128',
    params: ['i64', 'i64', 'i32'],
    results: ['i64', 'i64', 'i32'],
    emit(r, lo, hi, scale) {
      packed(r, lo, hi, scale);
    },
  },
  {
    /** unscaled (lo, hi), scale (255: NaN). */
    name: 'num_unpack',
    params: ['i64', 'i64'],
    results: ['i64', 'i64', 'i32'],
    emit(r, lo, hi) {
      r.results(lo, hi.shl(8).shrS(8), hi.shrU(56).wrap());
    },
  },
  { name: 'num_add', params: ['i64', 'i64', 'i64', 'i64'], results: ['i64', 'i64', 'i32'], emit: sum('i128_add') },
  { name: 'num_sub', params: ['i64', 'i64', 'i64', 'i64'], results: ['i64', 'i64', 'i32'], emit: sum('i128_sub') },
  {
    name: 'num_mul',
    params: ['i64', 'i64', 'i64', 'i64'],
    results: ['i64', 'i64', 'i32'],
    emit(r, al, ah, bl, bh) {
      nanCheck(r, ah, bh);
      const scale = r.variable('i32', ah.shrU(56).add(bh.shrU(56)).wrap());
      strip(ah);
      strip(bh);
      const [lo, hi, flag] = r.calls('i128_mul', al, ah, bl, bh) as [Variable, Variable, Variable];
      r.if(flag, () => r.return(0n, 0n, FAILURE.numericRange));
      packed(r, lo, hi, scale);
    },
  },
  {
    /** Of a magnitude and a scale: weight and value of the first base-10000 digit (0, 0 for 0), as numeric.c keeps numbers. */
    name: 'num_leading',
    params: ['i64', 'i64', 'i32'],
    results: ['i32', 'i32'],
    emit(r, lo, hi, scale) {
      const digits = r.variable('i32', r.call('u128_digits', lo, hi));
      r.if(digits.eqz(), () => r.return(0, 0));
      const weight = r.variable('i32', digits.sub(1).sub(scale).shrS(2));
      const shift = r.variable('i32', scale.add(weight.shl(2)));
      r.if(shift.lt(0), () => {
        const [power] = r.calls('pow10', i32(0).sub(shift)) as [Variable];
        r.return(weight, lo.mul(power).wrap());
      });
      const [pl, ph] = r.calls('pow10', shift) as [Variable, Variable];
      const [first] = r.calls('u128_divmod', lo, hi, pl, ph) as [Variable];
      r.results(weight, first.wrap());
    },
  },
  {
    name: 'num_div',
    params: ['i64', 'i64', 'i64', 'i64'],
    results: ['i64', 'i64', 'i32'],
    emit(r, al, ah, bl, bh) {
      nanCheck(r, ah, bh);
      const sa = scaleOf(r, ah);
      const sb = scaleOf(r, bh);
      strip(ah);
      strip(bh);
      r.if(bl.or(bh).eqz(), () => r.return(0n, 0n, FAILURE.divisionByZero));
      const negative = r.variable('i32', ah.xor(bh).lt(0n));
      negateIf(r, ah.lt(0n), al, ah);
      negateIf(r, bh.lt(0n), bl, bh);
      const [wa, fa] = r.calls('num_leading', al, ah, sa) as [Variable, Variable];
      const [wb, fb] = r.calls('num_leading', bl, bh, sb) as [Variable, Variable];
      // select_div_scale: at least 16 significant digits, and no fewer decimals than either operand shows.
      const scale = r.variable('i32', i32(16).sub(wa.sub(wb).sub(fa.le(fb)).shl(2)));
      scale.set(r.select(scale.lt(sa), sa, scale));
      scale.set(r.select(scale.lt(sb), sb, scale));
      const power = r.variable('i32', scale.sub(sa).add(sb));
      const fail = (): void => r.return(0n, 0n, FAILURE.numericRange);
      r.if(al.or(ah).eqz(), () => r.return(...r.calls('num_make', 0n, 0n, scale)));
      const first = r.variable('i32', r.select(power.gt(38), i32(38), power));
      const [pl, ph] = r.calls('pow10', first) as [Variable, Variable];
      const wide = r.calls('u128_mul_wide', al, ah, pl, ph);
      const [q0, q1, r0, r1, long] = r.calls('u256_divmod', ...wide, bl, bh) as [Variable, Variable, Variable, Variable, Variable];
      r.if(long, fail);
      power.set(power.sub(first));
      r.if(power.ne(0), () => {
        // The digits beyond 10^38: quotient x 10^rest + (remainder x 10^rest) / divisor.
        r.if(power.gt(38).or(q1.lt(0n)), fail);
        const [ml, mh] = r.calls('pow10', power) as [Variable, Variable];
        const [t0, t1, over] = r.calls('i128_mul', q0, q1, ml, mh) as [Variable, Variable, Variable];
        r.if(over, fail);
        const more = r.calls('u128_mul_wide', r0, r1, ml, mh);
        r.into([q0, q1, r0, r1, long], 'u256_divmod', ...more, bl, bh);
        r.if(long, fail);
        r.into([q0, q1, over], 'i128_add', q0, q1, t0, t1);
        r.if(over, fail);
      });
      const rest0 = r.variable('i64', bl.sub(r0));
      const rest1 = r.variable('i64', bh.sub(r1).sub(bl.ltU(r0).widenU()));
      r.if(r1.gtU(rest1).or(r1.eq(rest1).and(r0.geU(rest0))), () => {
        q0.set(q0.add(1n));
        q1.set(q1.add(q0.eqz().widenU()));
      });
      r.if(q1.lt(0n), fail);
      negateIf(r, negative, q0, q1);
      packed(r, q0, q1, scale);
    },
  },
  {
    name: 'num_mod',
    params: ['i64', 'i64', 'i64', 'i64'],
    results: ['i64', 'i64', 'i32'],
    emit(r, al, ah, bl, bh) {
      nanCheck(r, ah, bh);
      const sa = scaleOf(r, ah);
      const sb = scaleOf(r, bh);
      strip(ah);
      strip(bh);
      r.if(bl.or(bh).eqz(), () => r.return(0n, 0n, FAILURE.divisionByZero));
      align(r, [al, ah], sa, [bl, bh], sb, () => r.return(0n, 0n, FAILURE.numericRange));
      const [, , r0, r1] = r.calls('i128_divmod', al, ah, bl, bh) as [Variable, Variable, Variable, Variable];
      packed(r, r0, r1, sa);
    },
  },
  {
    /** -1, 0 or 1; NaN equals itself and is above all else. */
    name: 'num_cmp',
    params: ['i64', 'i64', 'i64', 'i64'],
    results: ['i32'],
    emit(r, al, ah, bl, bh) {
      r.if(isNan(ah).or(isNan(bh)), () => r.return(isNan(ah).sub(isNan(bh))));
      const sa = scaleOf(r, ah);
      const sb = scaleOf(r, bh);
      strip(ah);
      strip(bh);
      const highA = r.variable('i64', ah);
      const highB = r.variable('i64', bh);
      // A value that leaves 128 bits is beyond every other one.
      align(r, [al, ah], sa, [bl, bh], sb, (first) => {
        if (first) r.return(r.select(highA.lt(0n), i32(-1), i32(1)));
        else r.return(r.select(highB.lt(0n), i32(1), i32(-1)));
      });
      r.results(r.call('i128_cmp', al, ah, bl, bh));
    },
  },
  {
    name: 'num_neg',
    params: ['i64', 'i64'],
    results: ['i64', 'i64', 'i32'],
    emit(r, lo, hi) {
      nanCheck(r, hi);
      const scale = scaleOf(r, hi);
      strip(hi);
      const [l, h] = r.calls('i128_neg', lo, hi) as [Variable, Variable];
      packed(r, l, h, scale);
    },
  },
  {
    name: 'num_abs',
    params: ['i64', 'i64'],
    results: ['i64', 'i64', 'i32'],
    emit(r, lo, hi) {
      nanCheck(r, hi);
      const scale = scaleOf(r, hi);
      strip(hi);
      negateIf(r, hi.lt(0n), lo, hi);
      packed(r, lo, hi, scale);
    },
  },
  {
    name: 'num_sign',
    params: ['i64', 'i64'],
    results: ['i64', 'i64', 'i32'],
    emit(r, lo, hi) {
      nanCheck(r, hi);
      strip(hi);
      const sign = r.variable('i64', r.select(hi.lt(0n), i64(-1), lo.or(hi).ne(0n).widenU()));
      packed(r, sign, sign.shrS(63), i32(0));
    },
  },
  { name: 'num_round', params: ['i64', 'i64', 'i32'], results: ['i64', 'i64', 'i32'], emit: round('i128_scale_down') },
  { name: 'num_trunc', params: ['i64', 'i64', 'i32'], results: ['i64', 'i64', 'i32'], emit: round('i128_trunc_down') },
  { name: 'num_ceil', params: ['i64', 'i64'], results: ['i64', 'i64', 'i32'], emit: whole(1) },
  { name: 'num_floor', params: ['i64', 'i64'], results: ['i64', 'i64', 'i32'], emit: whole(-1) },
  {
    /** The unscaled integer at a scale, rounded half away from zero, status. NaN is out of range. */
    name: 'num_to_fixed',
    params: ['i64', 'i64', 'i32'],
    results: ['i64', 'i64', 'i32'],
    emit(r, lo, hi, scale) {
      r.if(isNan(hi), () => r.return(0n, 0n, FAILURE.numericRange));
      const own = scaleOf(r, hi);
      strip(hi);
      r.if(own.gt(scale), () => r.return(...r.calls('i128_scale_down', lo, hi, own.sub(scale)), 0));
      const [l, h, flag] = r.calls('i128_scale_up', lo, hi, scale.sub(own)) as [Variable, Variable, Variable];
      r.results(l, h, r.select(flag, i32(FAILURE.numericRange), i32(0)));
    },
  },
  {
    /** unscaled x 10^-scale as the nearest float. */
    name: 'fixed_to_f64',
    params: ['i64', 'i64', 'i32'],
    results: ['f64'],
    emit(r, lo, hi, scale) {
      // Both exact in a double: one correctly rounded division.
      r.if(
        hi
          .eq(lo.shrS(63))
          .and(lo.add(1n << 53n).leU(1n << 54n))
          .and(scale.leU(19)),
        () => {
          const [power] = r.calls('pow10', scale) as [Variable];
          r.return(lo.toF64().div(power.unary(0xba, 'f64')));
        },
      );
      r.results(r.call('host_decimal_to_f64', lo, hi, scale));
    },
  },
  {
    name: 'num_to_f64',
    params: ['i64', 'i64'],
    results: ['f64'],
    emit(r, lo, hi) {
      r.if(isNan(hi), () => r.return(Number.NaN));
      const scale = scaleOf(r, hi);
      strip(hi);
      r.results(r.call('fixed_to_f64', lo, hi, scale));
    },
  },
  {
    /** One form for all that are equal (no trailing zeros in the fraction): to compare keys bit by bit. */
    name: 'num_canonical',
    params: ['i64', 'i64'],
    results: ['i64', 'i64'],
    emit(r, lo, hi) {
      r.if(isNan(hi), () => r.return(0n, NUM_NAN_HI));
      const scale = scaleOf(r, hi);
      strip(hi);
      r.into([lo, hi, scale], 'strip_zeros', lo, hi, scale);
      r.results(lo, hi.and((1n << 56n) - 1n).or(scale.widenU().shl(56)));
    },
  },
  {
    /** The distribution hash. */
    name: 'hash_num',
    params: ['i64', 'i64'],
    results: ['i32'],
    emit(r, lo, hi) {
      r.if(isNan(hi), () => r.return(r.call('hash_f64', Number.NaN)));
      const scale = scaleOf(r, hi);
      strip(hi);
      r.results(r.call('hash_numeric', lo, hi, scale));
    },
  },
];
