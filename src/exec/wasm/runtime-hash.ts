/**
 * Hashes of the runtime library. `hash_*` is the distribution hash of plan/hash.ts, bit for bit. `hash64_*` are for hash tables in
 * one process: faster and stronger, free to change.
 */
import { i32, i64, type Routine, type RuntimeFunction, type Term, type Variable } from './runtime-routine.js';

const C1 = 0x85ebca6b | 0;
const C2 = 0xc2b2ae35 | 0;
const C3 = 0x9e3779b1 | 0;
/** Odd constants of splitmix64 and of the golden ratio. */
const K1 = 0xbf58476d1ce4e5b9n;
const K2 = 0x94d049bb133111ebn;
const K3 = 0x9e3779b97f4a7c15n;

function finish(r: Routine, h: Variable): void {
  h.set(h.xor(h.shrU(16)).mul(C1));
  h.set(h.xor(h.shrU(13)).mul(C2));
  r.results(h.xor(h.shrU(16)));
}

function step(h: Variable, word: Term): void {
  h.set(h.xor(word.mul(C1)));
  h.set(h.rotl(13).mul(5).add(C2));
}

function hashText(trim: boolean): RuntimeFunction['emit'] {
  return (r, ref) => {
    const text = trim ? r.keep(r.call('char_trim', ref as Variable)) : (ref as Variable);
    const at = r.variable('i32', text.wrap());
    const length = r.variable('i32', text.shrU(32).wrap());
    const left = r.variable('i32', length);
    const h = r.variable('i32', C3);
    r.while(
      () => left.geU(4),
      () => {
        step(h, at.load('i32Load'));
        at.set(at.add(4));
        left.set(left.sub(4));
      },
    );
    // The padding makes the over-read harmless; the mask drops it.
    r.if(left.ne(0), () => step(h, at.load('i32Load').and(i32(-1).shrU(i32(32).sub(left.shl(3))))));
    h.set(h.xor(length));
    finish(r, h);
  };
}

/** Mixes one 64-bit word (splitmix64's finalizer). */
function mix64(h: Term, r: Routine): Variable {
  const v = r.variable('i64', h);
  v.set(v.xor(v.shrU(30)).mul(K1));
  v.set(v.xor(v.shrU(27)).mul(K2));
  v.set(v.xor(v.shrU(31)));
  return v;
}

export const HASH_FUNCTIONS: readonly RuntimeFunction[] = [
  {
    name: 'hash_i64',
    params: ['i64'],
    results: ['i32'],
    emit(r, value) {
      const h = r.variable('i32', value.wrap().xor(value.shrU(32).wrap().mul(C3)));
      finish(r, h);
    },
  },
  {
    name: 'hash_combine',
    params: ['i32', 'i32'],
    results: ['i32'],
    emit(r, before, next) {
      r.results(before.rotl(5).xor(next).mul(C3));
    },
  },
  {
    name: 'hash_f64',
    params: ['f64'],
    results: ['i32'],
    emit(r, value) {
      r.if(value.eq(0), () => r.return(r.call('hash_i64', 0n)));
      r.if(value.ne(value), () => r.return(r.call('hash_i64', 0x7ff8000000000000n)));
      r.results(r.call('hash_i64', value.unary(0xbd, 'i64')));
    },
  },
  {
    /** unscaled (lo, hi) and scale. */
    name: 'hash_numeric',
    params: ['i64', 'i64', 'i32'],
    results: ['i32'],
    emit(r, lo, hi, scale) {
      r.into([lo, hi, scale], 'strip_zeros', lo, hi, scale);
      r.if(scale.eqz().and(hi.eq(lo.shrS(63))), () => r.return(r.call('hash_i64', lo)));
      r.results(
        r.call('hash_combine', r.call('hash_combine', r.call('hash_i64', lo), r.call('hash_i64', hi)), r.call('hash_i64', scale.widen())),
      );
    },
  },
  {
    /** Drops trailing zeros of the fraction: equal numerics get one form. */
    name: 'strip_zeros',
    params: ['i64', 'i64', 'i32'],
    results: ['i64', 'i64', 'i32'],
    emit(r, lo, hi, scale) {
      r.if(lo.or(hi).eqz(), () => r.return(0n, 0n, 0));
      r.block((exit) => {
        r.while(
          () => scale.gt(0),
          () => {
            r.if(
              hi.eq(lo.shrS(63)),
              () => {
                r.breakIf(lo.remS(10n).ne(0n), exit);
                lo.set(lo.divS(10n));
                hi.set(lo.shrS(63));
              },
              () => {
                r.breakIf(lo.and(1n).ne(0n), exit);
                const [q0, q1, r0] = r.calls('i128_divmod', lo, hi, 10n, 0n) as [Variable, Variable, Variable];
                r.breakIf(r0.ne(0n), exit);
                lo.set(q0);
                hi.set(q1);
              },
            );
            scale.set(scale.sub(1));
          },
        );
      });
      r.results(lo, hi, scale);
    },
  },
  { name: 'hash_str', params: ['i64'], results: ['i32'], emit: hashText(false) },
  { name: 'hash_char', params: ['i64'], results: ['i32'], emit: hashText(true) },
  {
    name: 'hash64_i64',
    params: ['i64'],
    results: ['i64'],
    emit(r, value) {
      r.results(mix64(value.add(K3), r));
    },
  },
  {
    /** Folds the hash of the next key into that of those before it. */
    name: 'hash64_combine',
    params: ['i64', 'i64'],
    results: ['i64'],
    emit(r, before, next) {
      r.results(mix64(before.rotl(29).mul(K3).add(next), r));
    },
  },
  {
    name: 'hash64_f64',
    params: ['f64'],
    results: ['i64'],
    emit(r, value) {
      r.if(value.eq(0), () => r.return(r.call('hash64_i64', 0n)));
      r.if(value.ne(value), () => r.return(r.call('hash64_i64', 0x7ff8000000000000n)));
      r.results(r.call('hash64_i64', value.unary(0xbd, 'i64')));
    },
  },
  {
    /** num form: the display scale does not count. */
    name: 'hash64_num',
    params: ['i64', 'i64'],
    results: ['i64'],
    emit(r, lo, hi) {
      r.into([lo, hi], 'num_canonical', lo, hi);
      r.results(r.call('hash64_combine', r.call('hash64_i64', lo), hi));
    },
  },
  {
    name: 'str_hash64',
    params: ['i64'],
    results: ['i64'],
    emit(r, ref) {
      const at = r.variable('i32', ref.wrap());
      const left = r.variable('i32', ref.shrU(32).wrap());
      const h = r.variable('i64', ref.shrU(32).mul(K3));
      r.while(
        () => left.geU(8),
        () => {
          h.set(h.xor(at.load('i64Load')).mul(K1));
          h.set(h.xor(h.shrU(29)));
          at.set(at.add(8));
          left.set(left.sub(8));
        },
      );
      r.if(left.ne(0), () => {
        h.set(h.xor(at.load('i64Load').and(i64(-1).shrU(i32(64).sub(left.shl(3)).widenU()))).mul(K1));
      });
      r.results(mix64(h, r));
    },
  },
];
