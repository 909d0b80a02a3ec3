/**
 * 128-bit integers of the runtime library, as (lo, hi) pairs of i64, two's complement; names with u are unsigned. Overflow is
 * a flag (1) and never a trap. Division is Knuth's algorithm D with 64-bit limbs (Hacker's Delight 9-4 for the limb step).
 */
import type { Operand, Routine, RuntimeFunction, Term, Variable } from './runtime-routine.js';
import { i32, i64 } from './runtime-routine.js';

const LOW = 0xffff_ffffn;

/** Emits the negation of (lo, hi) in place when `condition`. */
export function negateIf(r: Routine, condition: Term, lo: Variable, hi: Variable): void {
  r.if(condition, () => {
    lo.set(i64(0).sub(lo));
    hi.set(i64(0).sub(hi).sub(lo.ne(0n).widenU()));
  });
}

/** acc += (lo, 0), as 128 bits; carry discarded. */
function addTo(lo: Variable, hi: Variable, addend: Operand): void {
  lo.set(lo.add(addend));
  hi.set(hi.add(lo.ltU(addend).widenU()));
}

/** 10^n for n up to 19, unsigned 64 bits, without a table: multiplications by squares. */
export function pow10Term(r: Routine, n: Variable): Term {
  const result = r.variable('i64', r.select(n.and(1).ne(0), i64(10n), i64(1n)));
  for (const [bit, value] of [
    [2, 100n],
    [4, 10_000n],
    [8, 100_000_000n],
    [16, 10_000_000_000_000_000n],
  ] as const) {
    result.set(result.mul(r.select(n.and(bit).ne(0), i64(value), i64(1n))));
  }
  return result;
}

export const INT128_FUNCTIONS: readonly RuntimeFunction[] = [
  {
    name: 'u64_mul',
    params: ['i64', 'i64'],
    results: ['i64', 'i64'],
    emit(r, a, b) {
      const al = r.variable('i64', a.and(LOW));
      const ah = r.variable('i64', a.shrU(32));
      const bl = r.variable('i64', b.and(LOW));
      const bh = r.variable('i64', b.shrU(32));
      const p1 = r.variable('i64', al.mul(bh));
      const p2 = r.variable('i64', ah.mul(bl));
      const middle = r.variable('i64', al.mul(bl).shrU(32).add(p1.and(LOW)).add(p2.and(LOW)));
      r.results(a.mul(b), ah.mul(bh).add(p1.shrU(32)).add(p2.shrU(32)).add(middle.shrU(32)));
    },
  },
  {
    /** Signed 64 x 64 to 128. */
    name: 'i64_mul_wide',
    params: ['i64', 'i64'],
    results: ['i64', 'i64'],
    emit(r, a, b) {
      const [lo, hi] = r.calls('u64_mul', a, b) as [Variable, Variable];
      r.results(lo, hi.sub(a.shrS(63).and(b)).sub(b.shrS(63).and(a)));
    },
  },
  {
    /** Signed 64 x 64 to 64 with an overflow flag. */
    name: 'i64_mul_checked',
    params: ['i64', 'i64'],
    results: ['i64', 'i32'],
    emit(r, a, b) {
      r.if(a.eq(a.unary(0xc4)).and(b.eq(b.unary(0xc4))), () => r.return(a.mul(b), 0));
      const [lo, hi] = r.calls('i64_mul_wide', a, b) as [Variable, Variable];
      r.results(lo, hi.ne(lo.shrS(63)));
    },
  },
  {
    name: 'i128_add',
    params: ['i64', 'i64', 'i64', 'i64'],
    results: ['i64', 'i64', 'i32'],
    emit(r, al, ah, bl, bh) {
      const lo = r.variable('i64', al.add(bl));
      const hi = r.variable('i64', ah.add(bh).add(lo.ltU(al).widenU()));
      r.results(lo, hi, ah.xor(hi).and(bh.xor(hi)).lt(0n));
    },
  },
  {
    name: 'i128_sub',
    params: ['i64', 'i64', 'i64', 'i64'],
    results: ['i64', 'i64', 'i32'],
    emit(r, al, ah, bl, bh) {
      const lo = r.variable('i64', al.sub(bl));
      const hi = r.variable('i64', ah.sub(bh).sub(al.ltU(bl).widenU()));
      r.results(lo, hi, ah.xor(bh).and(ah.xor(hi)).lt(0n));
    },
  },
  {
    name: 'i128_neg',
    params: ['i64', 'i64'],
    results: ['i64', 'i64'],
    emit(r, lo, hi) {
      r.results(i64(0).sub(lo), i64(0).sub(hi).sub(lo.ne(0n).widenU()));
    },
  },
  {
    name: 'i128_abs',
    params: ['i64', 'i64'],
    results: ['i64', 'i64'],
    emit(r, lo, hi) {
      negateIf(r, hi.lt(0n), lo, hi);
      r.results(lo, hi);
    },
  },
  {
    /** -1, 0 or 1. */
    name: 'i128_cmp',
    params: ['i64', 'i64', 'i64', 'i64'],
    results: ['i32'],
    emit(r, al, ah, bl, bh) {
      r.results(r.select(ah.eq(bh), al.gtU(bl).sub(al.ltU(bl)), ah.gt(bh).sub(ah.lt(bh))));
    },
  },
  {
    /** Signed 128 x 128 to 128 with an overflow flag. */
    name: 'i128_mul',
    params: ['i64', 'i64', 'i64', 'i64'],
    results: ['i64', 'i64', 'i32'],
    emit(r, al, ah, bl, bh) {
      r.if(ah.eq(al.shrS(63)).and(bh.eq(bl.shrS(63))), () => {
        const [lo, hi] = r.calls('i64_mul_wide', al, bl) as [Variable, Variable];
        r.return(lo, hi, 0);
      });
      const negative = r.variable('i32', ah.xor(bh).lt(0n));
      negateIf(r, ah.lt(0n), al, ah);
      negateIf(r, bh.lt(0n), bl, bh);
      const overflow = r.variable('i32', ah.ne(0n).and(bh.ne(0n)));
      const [lo, hi] = r.calls('u64_mul', al, bl) as [Variable, Variable];
      const [c1, o1] = r.calls('u64_mul', ah, bl) as [Variable, Variable];
      const [c2, o2] = r.calls('u64_mul', al, bh) as [Variable, Variable];
      overflow.set(overflow.or(o1.ne(0n)).or(o2.ne(0n)));
      hi.set(hi.add(c1));
      overflow.set(overflow.or(hi.ltU(c1)));
      hi.set(hi.add(c2));
      overflow.set(overflow.or(hi.ltU(c2)));
      // The magnitude 2^127 is right for the most negative result only; it is reported as overflow too: no SQL value is there.
      overflow.set(overflow.or(hi.lt(0n)));
      negateIf(r, negative, lo, hi);
      r.results(lo, hi, overflow);
    },
  },
  {
    /** Unsigned 128 x 128 to 256, lowest limb first. */
    name: 'u128_mul_wide',
    params: ['i64', 'i64', 'i64', 'i64'],
    results: ['i64', 'i64', 'i64', 'i64'],
    emit(r, al, ah, bl, bh) {
      const [r0, r1] = r.calls('u64_mul', al, bl) as [Variable, Variable];
      const [m0, m1] = r.calls('u64_mul', al, bh) as [Variable, Variable];
      const [n0, n1] = r.calls('u64_mul', ah, bl) as [Variable, Variable];
      const [r2, r3] = r.calls('u64_mul', ah, bh) as [Variable, Variable];
      r1.set(r1.add(m0));
      const carry = r.variable('i64', r1.ltU(m0).widenU());
      r1.set(r1.add(n0));
      carry.set(carry.add(r1.ltU(n0).widenU()));
      addTo(r2, r3, m1);
      addTo(r2, r3, n1);
      addTo(r2, r3, carry);
      r.results(r0, r1, r2, r3);
    },
  },
  {
    /** (u1, u0) / d for a normalised d (highest bit set) and u1 < d: quotient and remainder of one limb. */
    name: 'udiv_2by1',
    params: ['i64', 'i64', 'i64'],
    results: ['i64', 'i64'],
    emit(r, u1, u0, d) {
      const d1 = r.variable('i64', d.shrU(32));
      const d0 = r.variable('i64', d.and(LOW));
      const remainder = r.variable('i64', u1);
      const quotient = r.variable('i64');
      const part = r.variable('i64');
      const rest = r.variable('i64');
      const half = (digit: Term): void => {
        part.set(remainder.divU(d1));
        rest.set(remainder.sub(part.mul(d1)));
        const digitKept = r.keep(digit);
        r.block((exit) => {
          r.while(
            () => part.geU(LOW + 1n).or(part.mul(d0).gtU(rest.shl(32).or(digitKept))),
            () => {
              part.set(part.sub(1n));
              rest.set(rest.add(d1));
              r.breakIf(rest.geU(LOW + 1n), exit);
            },
          );
        });
        remainder.set(remainder.shl(32).or(digitKept).sub(part.mul(d)));
        quotient.set(quotient.shl(32).add(part));
      };
      half(u0.shrU(32));
      half(u0.and(LOW));
      r.results(quotient, remainder);
    },
  },
  {
    /** (u2, u1, u0) / (d1, d0) for a normalised d and (u2, u1) < d: quotient limb, remainder (lo, hi). */
    name: 'udiv_3by2',
    params: ['i64', 'i64', 'i64', 'i64', 'i64'],
    results: ['i64', 'i64', 'i64'],
    emit(r, u2, u1, u0, d1, d0) {
      const q = r.variable('i64');
      const rest = r.variable('i64');
      const fits = r.variable('i32', 1);
      r.if(
        u2.geU(d1),
        () => {
          // u2 = d1: the estimate is the largest limb; its remainder is u1 + d1, which may leave 64 bits.
          q.set(-1n);
          rest.set(u1.add(d1));
          fits.set(rest.geU(u1));
        },
        () => r.into([q, rest], 'udiv_2by1', u2, u1, d1),
      );
      const [pl, ph] = r.calls('u64_mul', q, d0) as [Variable, Variable];
      r.while(
        () => fits.and(ph.gtU(rest).or(ph.eq(rest).and(pl.gtU(u0)))),
        () => {
          q.set(q.sub(1n));
          ph.set(ph.sub(pl.ltU(d0).widenU()));
          pl.set(pl.sub(d0));
          rest.set(rest.add(d1));
          fits.set(rest.geU(d1));
        },
      );
      // Remainder: (u1, u0) - q x (d1, d0), modulo 2^128.
      const lo = r.variable('i64', u0.sub(pl));
      r.results(q, lo, u1.sub(q.mul(d1)).sub(ph).sub(u0.ltU(pl).widenU()));
    },
  },
  {
    /** (n3..n0) / (d1, d0), d not 0: quotient of 128 bits (lo, hi), remainder (lo, hi), flag: the quotient is longer. */
    name: 'u256_divmod',
    params: ['i64', 'i64', 'i64', 'i64', 'i64', 'i64'],
    results: ['i64', 'i64', 'i64', 'i64', 'i32'],
    emit(r, n0, n1, n2, n3, d0, d1) {
      const shift = r.variable('i64');
      const n4 = r.variable('i64');
      const q0 = r.variable('i64');
      const q1 = r.variable('i64');
      const q2 = r.variable('i64');
      const q3 = r.variable('i64');
      const rl = r.variable('i64');
      const rh = r.variable('i64');
      const normalise = (): void => {
        r.if(shift.ne(0n), () => {
          const back = r.variable('i64', i64(64).sub(shift));
          n4.set(n3.shrU(back));
          n3.set(n3.shl(shift).or(n2.shrU(back)));
          n2.set(n2.shl(shift).or(n1.shrU(back)));
          n1.set(n1.shl(shift).or(n0.shrU(back)));
          n0.set(n0.shl(shift));
          d1.set(d1.shl(shift).or(d0.shrU(back)));
          d0.set(d0.shl(shift));
        });
      };
      r.if(
        d1.eqz(),
        () => {
          r.if(n1.or(n2).or(n3).eqz(), () => r.return(n0.divU(d0), 0, n0.remU(d0), 0, 0));
          shift.set(d0.clz());
          normalise();
          d1.set(0n);
          r.into([q3, rl], 'udiv_2by1', n4, n3, d0);
          r.into([q2, rl], 'udiv_2by1', rl, n2, d0);
          r.into([q1, rl], 'udiv_2by1', rl, n1, d0);
          r.into([q0, rl], 'udiv_2by1', rl, n0, d0);
          r.return(q0, q1, rl.shrU(shift), 0, q2.or(q3).ne(0n));
        },
        () => {
          shift.set(d1.clz());
          normalise();
          r.into([q2, rl, rh], 'udiv_3by2', n4, n3, n2, d1, d0);
          r.into([q1, rl, rh], 'udiv_3by2', rh, rl, n1, d1, d0);
          r.into([q0, rl, rh], 'udiv_3by2', rh, rl, n0, d1, d0);
          r.if(shift.ne(0n), () => {
            rl.set(rl.shrU(shift).or(rh.shl(i64(64).sub(shift))));
            rh.set(rh.shrU(shift));
          });
        },
      );
      r.results(q0, q1, rl, rh, q2.ne(0n));
    },
  },
  {
    /** Unsigned 128 / 128, divisor not 0: quotient (lo, hi), remainder (lo, hi). */
    name: 'u128_divmod',
    params: ['i64', 'i64', 'i64', 'i64'],
    results: ['i64', 'i64', 'i64', 'i64'],
    emit(r, n0, n1, d0, d1) {
      const [q0, q1, r0, r1] = r.calls('u256_divmod', n0, n1, 0n, 0n, d0, d1) as [Variable, Variable, Variable, Variable];
      r.results(q0, q1, r0, r1);
    },
  },
  {
    /** Signed, towards zero; the remainder has the dividend's sign. The divisor is not 0. */
    name: 'i128_divmod',
    params: ['i64', 'i64', 'i64', 'i64'],
    results: ['i64', 'i64', 'i64', 'i64'],
    emit(r, al, ah, bl, bh) {
      const negative = r.variable('i32', ah.lt(0n));
      const differs = r.variable('i32', ah.xor(bh).lt(0n));
      negateIf(r, negative, al, ah);
      negateIf(r, bh.lt(0n), bl, bh);
      const [q0, q1, r0, r1] = r.calls('u128_divmod', al, ah, bl, bh) as [Variable, Variable, Variable, Variable];
      negateIf(r, differs, q0, q1);
      negateIf(r, negative, r0, r1);
      r.results(q0, q1, r0, r1);
    },
  },
  {
    /** 10^n for 0 <= n <= 38. */
    name: 'pow10',
    params: ['i32'],
    results: ['i64', 'i64'],
    emit(r, n) {
      const low = r.variable('i32', r.select(n.gt(19), i32(19), n));
      const rest = r.variable('i32', n.sub(low));
      const first = r.keep(pow10Term(r, low));
      r.if(rest.eqz(), () => r.return(first, 0n));
      const [lo, hi] = r.calls('u64_mul', first, pow10Term(r, rest)) as [Variable, Variable];
      r.results(lo, hi);
    },
  },
  {
    /** Times 10^n, n >= 0, with an overflow flag. */
    name: 'i128_scale_up',
    params: ['i64', 'i64', 'i32'],
    results: ['i64', 'i64', 'i32'],
    emit(r, lo, hi, n) {
      r.if(n.eqz().or(lo.or(hi).eqz()), () => r.return(lo, hi, 0));
      r.if(n.gtU(38), () => r.return(lo, hi, 1));
      const [pl, ph] = r.calls('pow10', n) as [Variable, Variable];
      const [a, b, flag] = r.calls('i128_mul', lo, hi, pl, ph) as [Variable, Variable, Variable];
      r.results(a, b, flag);
    },
  },
  {
    /** Divided by 10^n, n >= 0, rounded half away from zero. */
    name: 'i128_scale_down',
    params: ['i64', 'i64', 'i32'],
    results: ['i64', 'i64'],
    emit(r, lo, hi, n) {
      r.if(n.eqz(), () => r.return(lo, hi));
      r.if(n.gtU(38), () => r.return(0n, 0n));
      const negative = r.variable('i32', hi.lt(0n));
      negateIf(r, negative, lo, hi);
      const [pl, ph] = r.calls('pow10', n) as [Variable, Variable];
      const [q0, q1, r0, r1] = r.calls('u128_divmod', lo, hi, pl, ph) as [Variable, Variable, Variable, Variable];
      // Round up when 2r >= d, that is r >= d - r (without overflow, as r < d).
      const rest0 = r.variable('i64', pl.sub(r0));
      const rest1 = r.variable('i64', ph.sub(r1).sub(pl.ltU(r0).widenU()));
      r.if(r1.gtU(rest1).or(r1.eq(rest1).and(r0.geU(rest0))), () => {
        q0.set(q0.add(1n));
        q1.set(q1.add(q0.eqz().widenU()));
      });
      negateIf(r, negative, q0, q1);
      r.results(q0, q1);
    },
  },
  {
    /** Divided by 10^n, n >= 0, towards zero. */
    name: 'i128_trunc_down',
    params: ['i64', 'i64', 'i32'],
    results: ['i64', 'i64'],
    emit(r, lo, hi, n) {
      r.if(n.eqz(), () => r.return(lo, hi));
      r.if(n.gtU(38), () => r.return(0n, 0n));
      const [pl, ph] = r.calls('pow10', n) as [Variable, Variable];
      const [q0, q1] = r.calls('i128_divmod', lo, hi, pl, ph) as [Variable, Variable];
      r.results(q0, q1);
    },
  },
  {
    /** The nearest float to the integer, up to one unit in the last place for more than 64 bits. */
    name: 'i128_to_f64',
    params: ['i64', 'i64'],
    results: ['f64'],
    emit(r, lo, hi) {
      r.if(hi.eq(lo.shrS(63)), () => r.return(lo.toF64()));
      r.results(
        hi
          .toF64()
          .mul(2 ** 64)
          .add(lo.unary(0xba, 'f64')),
      );
    },
  },
  {
    /** Number of decimal digits of an unsigned value; 0 for 0. */
    name: 'u128_digits',
    params: ['i64', 'i64'],
    results: ['i32'],
    emit(r, lo, hi) {
      r.if(lo.or(hi).eqz(), () => r.return(0));
      const bits = r.variable('i32', r.select(hi.eqz(), i64(64).sub(lo.clz()), i64(128).sub(hi.clz())).wrap());
      // floor(bits x log10(2)) is the digit count or one less.
      const digits = r.variable('i32', bits.mul(1233).shrU(12));
      const [pl, ph] = r.calls('pow10', digits) as [Variable, Variable];
      r.results(digits.add(hi.gtU(ph).or(hi.eq(ph).and(lo.geU(pl)))));
    },
  },
];
