/**
 * Strings of the runtime library: a ref is an i64, pointer in the low half, byte length in the high half; 16 readable bytes follow
 * every string, so that loads may run past its end and are masked. Comparison is bytewise (the C collation on UTF-8 bytes, which
 * is code point order). Positions and lengths of SQL are in characters.
 */

import { TABLE } from '../../functions/regex/dfa.js';
import { NUMERIC_SCALE_DIGITS } from '../../types/stored.js';
import { i32, i64, type Routine, type RuntimeFunction, Term, type Variable } from './runtime-routine.js';

const pointerOf = (ref: Term): Term => ref.wrap();
const lengthOf = (ref: Term): Term => ref.shrU(32).wrap();
const makeRef = (pointer: Term, length: Term): Term => pointer.widenU().or(length.widenU().shl(32));

/** Mask of the lowest `bytes` bytes (1 to 7) of an i64. */
const maskBytes = (bytes: Term): Term => i64(-1).shrU(i32(64).sub(bytes.shl(3)).widenU());

/** Reverses the bytes of an i64: lexicographic order becomes unsigned order. */
function swapBytes(value: Variable): void {
  value.set(value.shrU(8).and(0x00ff00ff00ff00ffn).or(value.and(0x00ff00ff00ff00ffn).shl(8)));
  value.set(value.shrU(16).and(0x0000ffff0000ffffn).or(value.and(0x0000ffff0000ffffn).shl(16)));
  value.set(value.rotl(32));
}

/** ASCII characters, and states of an automaton's table at the most. */
const TABLE_ROWS = 128;

const SIMD = { load: 0x00, splat8: 0x0f, eq8: 0x23, and: 0x4e, bitmask8: 0x64 } as const;

function loadVector(address: Term): Term {
  return new Term('v128', (fn) => {
    address.push(fn);
    fn.simd(SIMD.load, 0, 0);
  });
}

function splatByte(value: Term): Term {
  return new Term('v128', (fn) => {
    value.push(fn);
    fn.simd(SIMD.splat8);
  });
}

/** Bit i is set where byte i of both vectors is equal. */
function equalBytes(a: Term, b: Term, c: Term, d: Term): Term {
  return new Term('i32', (fn) => {
    a.push(fn);
    b.push(fn);
    fn.simd(SIMD.eq8);
    c.push(fn);
    d.push(fn);
    fn.simd(SIMD.eq8).simd(SIMD.and).simd(SIMD.bitmask8);
  });
}

/** Bytes of the UTF-8 character that begins with this byte. */
function charBytes(r: Routine, first: Term): Term {
  const byte = r.variable('i32', first);
  return i32(1).add(byte.geU(0xc0)).add(byte.geU(0xe0)).add(byte.geU(0xf0));
}

/** Emits a loop that sets `length` bytes at `a` and `b` against each other; returns 0 from the function when they differ. */
function requireEqual(r: Routine, a: Variable, b: Variable, length: Variable): void {
  r.while(
    () => length.geU(8),
    () => {
      r.if(a.load('i64Load').ne(b.load('i64Load')), () => r.return(0));
      a.set(a.add(8));
      b.set(b.add(8));
      length.set(length.sub(8));
    },
  );
  r.if(length.ne(0), () => {
    r.if(a.load('i64Load').xor(b.load('i64Load')).and(maskBytes(length)).ne(0n), () => r.return(0));
  });
}

/** Adds or removes 0x20 on letters from `first` to `last` into `target`; only for ASCII text. */
function foldAscii(first: number, last: number): RuntimeFunction['emit'] {
  return (r, ref, target) => {
    const at = r.variable('i32', pointerOf(ref as Variable));
    const end = r.variable('i32', at.add(lengthOf(ref as Variable)));
    const to = r.variable('i32', target as Variable);
    const byte = r.variable('i32');
    r.while(
      () => at.ltU(end),
      () => {
        byte.set(at.load('i32Load8U'));
        r.store('i32Store8', to, byte.xor(byte.geU(first).and(byte.leU(last)).shl(5)));
        at.set(at.add(1));
        to.set(to.add(1));
      },
    );
    r.results(makeRef(target as Variable, lengthOf(ref as Variable)));
  };
}

/** Moves `end` back over blanks. An empty string has no byte to look at: it may lie at address 0. */
function trimEnd(r: Routine, start: Variable, end: Variable): void {
  r.while(
    () => end.gtU(start),
    (exit) => {
      r.breakIf(end.sub(1).load('i32Load8U').ne(0x20), exit);
      end.set(end.sub(1));
    },
  );
}

export const STRING_FUNCTIONS: readonly RuntimeFunction[] = [
  {
    name: 'str_eq',
    params: ['i64', 'i64'],
    results: ['i32'],
    emit(r, left, right) {
      const length = r.variable('i32', lengthOf(left));
      r.if(length.ne(lengthOf(right)), () => r.return(0));
      const a = r.variable('i32', pointerOf(left));
      const b = r.variable('i32', pointerOf(right));
      requireEqual(r, a, b, length);
      r.results(1);
    },
  },
  {
    /** Bytewise, then the shorter first: -1, 0 or 1. */
    name: 'str_cmp',
    params: ['i64', 'i64'],
    results: ['i32'],
    emit(r, left, right) {
      const a = r.variable('i32', pointerOf(left));
      const b = r.variable('i32', pointerOf(right));
      const la = r.variable('i32', lengthOf(left));
      const lb = r.variable('i32', lengthOf(right));
      const common = r.variable('i32', r.select(la.ltU(lb), la, lb));
      const x = r.variable('i64');
      const y = r.variable('i64');
      const decide = (): void => {
        r.if(x.ne(y), () => {
          swapBytes(x);
          swapBytes(y);
          r.return(x.gtU(y).sub(x.ltU(y)));
        });
      };
      r.while(
        () => common.geU(8),
        () => {
          x.set(a.load('i64Load'));
          y.set(b.load('i64Load'));
          decide();
          a.set(a.add(8));
          b.set(b.add(8));
          common.set(common.sub(8));
        },
      );
      r.if(common.ne(0), () => {
        x.set(a.load('i64Load').and(maskBytes(common)));
        y.set(b.load('i64Load').and(maskBytes(common)));
        decide();
      });
      r.results(la.gtU(lb).sub(la.ltU(lb)));
    },
  },
  {
    name: 'str_starts',
    params: ['i64', 'i64'],
    results: ['i32'],
    emit(r, text, prefix) {
      const length = r.variable('i32', lengthOf(prefix));
      r.if(length.gtU(lengthOf(text)), () => r.return(0));
      const a = r.variable('i32', pointerOf(text));
      const b = r.variable('i32', pointerOf(prefix));
      requireEqual(r, a, b, length);
      r.results(1);
    },
  },
  {
    name: 'str_ends',
    params: ['i64', 'i64'],
    results: ['i32'],
    emit(r, text, suffix) {
      const length = r.variable('i32', lengthOf(suffix));
      r.if(length.gtU(lengthOf(text)), () => r.return(0));
      const a = r.variable('i32', pointerOf(text).add(lengthOf(text)).sub(length));
      const b = r.variable('i32', pointerOf(suffix));
      requireEqual(r, a, b, length);
      r.results(1);
    },
  },
  {
    /** Byte offset of the needle's first place at or after `from`, or -1. First and last byte are compared 16 places at a time. */
    name: 'str_find',
    params: ['i64', 'i64', 'i32'],
    results: ['i32'],
    emit(r, text, needle, from) {
      const base = r.variable('i32', pointerOf(text));
      const size = r.variable('i32', lengthOf(needle));
      const last = r.variable('i32', lengthOf(text).sub(size));
      r.if(last.lt(from), () => r.return(-1));
      r.if(size.eqz(), () => r.return(from));
      const needleAt = r.variable('i32', pointerOf(needle));
      const first = r.variable('v128', splatByte(needleAt.load('i32Load8U')));
      const final = r.variable('v128', splatByte(needleAt.add(size).sub(1).load('i32Load8U')));
      const at = r.variable('i32', from);
      const mask = r.variable('i32');
      const place = r.variable('i32');
      r.while(
        () => at.le(last),
        () => {
          const address = base.add(at);
          mask.set(equalBytes(loadVector(address), first, loadVector(address.add(size).sub(1)), final));
          r.while(
            () => mask.ne(0),
            () => {
              place.set(at.add(mask.ctz()));
              r.if(place.gt(last), () => r.return(-1));
              r.if(r.call('str_starts', makeRef(base.add(place), size), needle), () => r.return(place));
              mask.set(mask.and(mask.sub(1)));
            },
          );
          at.set(at.add(16));
        },
      );
      r.results(-1);
    },
  },
  {
    /** A text of ASCII characters through an automaton (codegen/regex-match.ts has the table's form): 1, 0, or 2 for another text. */
    name: 'dfa_match',
    params: ['i64', 'i64', 'i32'],
    results: ['i32'],
    emit(r, text, table, width) {
      const at = r.variable('i32', pointerOf(text));
      const end = r.variable('i32', at.add(lengthOf(text)));
      const colours = r.variable('i32', pointerOf(table));
      const ends = r.variable('i32', colours.add(TABLE_ROWS));
      const next = r.variable('i32', ends.add(TABLE_ROWS).sub(width.mul(TABLE.first)));
      const state = r.variable('i32', TABLE.first);
      const byte = r.variable('i32');
      r.while(
        () => at.ltU(end),
        () => {
          byte.set(at.load('i32Load8U'));
          r.if(byte.geU(TABLE_ROWS), () => r.return(2));
          state.set(next.add(state.mul(width)).add(colours.add(byte).load('i32Load8U')).load('i32Load8U'));
          r.if(state.ltU(TABLE.first), () => r.return(state));
          at.set(at.add(1));
        },
      );
      r.results(ends.add(state).load('i32Load8U'));
    },
  },
  {
    /** The general LIKE with backslash as escape: 1, 0, or 2 where the pattern ends with the escape character. */
    name: 'like',
    params: ['i64', 'i64'],
    results: ['i32'],
    emit(r, text, pattern) {
      const t = r.variable('i32', pointerOf(text));
      const tEnd = r.variable('i32', t.add(lengthOf(text)));
      const p = r.variable('i32', pointerOf(pattern));
      const pEnd = r.variable('i32', p.add(lengthOf(pattern)));
      const starPattern = r.variable('i32', -1);
      const starText = r.variable('i32');
      const c = r.variable('i32');
      // Back to the last %: it swallows one character more. Its pattern rest is tried again from there.
      r.block((done) => {
        const again = r.fn.loop();
        r.block((mismatch) => {
          r.if(p.ltU(pEnd), () => {
            c.set(p.load('i32Load8U'));
            r.if(c.eq(0x25), () => {
              p.set(p.add(1));
              starPattern.set(p);
              starText.set(t);
              r.break(again);
            });
            r.breakIf(t.geU(tEnd), done);
            r.if(c.eq(0x5f), () => {
              p.set(p.add(1));
              t.set(t.add(charBytes(r, t.load('i32Load8U'))));
              r.break(again);
            });
            r.if(c.eq(0x5c), () => {
              p.set(p.add(1));
              r.if(p.geU(pEnd), () => r.return(2));
              c.set(p.load('i32Load8U'));
            });
            r.breakIf(c.ne(t.load('i32Load8U')), mismatch);
            p.set(p.add(1));
            t.set(t.add(1));
            r.break(again);
          });
          r.if(t.geU(tEnd), () => r.return(1));
        });
        r.if(starPattern.eq(-1).or(starText.geU(tEnd)), () => r.return(0));
        starText.set(starText.add(charBytes(r, starText.load('i32Load8U'))));
        t.set(starText);
        p.set(starPattern);
        r.break(again);
        r.fn.end();
      });
      // The text is at its end, the pattern is not and does not stand at %: no match, whatever % could swallow.
      r.results(0);
    },
  },
  {
    /** Without trailing blanks. */
    name: 'char_trim',
    params: ['i64'],
    results: ['i64'],
    emit(r, ref) {
      const start = r.variable('i32', pointerOf(ref));
      const end = r.variable('i32', start.add(lengthOf(ref)));
      trimEnd(r, start, end);
      r.results(makeRef(start, end.sub(start)));
    },
  },
  {
    /** A wide numeric without its display scale: equal for equal values, in their order. */
    name: 'wide_trim',
    params: ['i64'],
    results: ['i64'],
    emit(r, ref) {
      // What stands for a NULL is empty.
      r.results(r.select(ref.shrU(32).eqz(), ref, ref.sub(BigInt(NUMERIC_SCALE_DIGITS) << 32n)));
    },
  },
  {
    /** Without blanks on the left (side 1), the right (2) or both (3). */
    name: 'str_trim',
    params: ['i64', 'i32'],
    results: ['i64'],
    emit(r, ref, side) {
      const start = r.variable('i32', pointerOf(ref));
      const end = r.variable('i32', start.add(lengthOf(ref)));
      r.if(side.and(2), () => trimEnd(r, start, end));
      r.if(side.and(1), () => {
        r.while(
          () => end.gtU(start),
          (exit) => {
            r.breakIf(start.load('i32Load8U').ne(0x20), exit);
            start.set(start.add(1));
          },
        );
      });
      r.results(makeRef(start, end.sub(start)));
    },
  },
  {
    /** Characters of a string: bytes that do not continue one. */
    name: 'utf8_length',
    params: ['i64'],
    results: ['i32'],
    emit(r, ref) {
      const at = r.variable('i32', pointerOf(ref));
      const left = r.variable('i32', lengthOf(ref));
      const count = r.variable('i32', left);
      const word = r.variable('i64');
      const continuation = (): Term => word.shrU(7).and(word.xor(-1n).shrU(6)).and(0x0101010101010101n).popcnt().wrap();
      r.while(
        () => left.geU(8),
        () => {
          word.set(at.load('i64Load'));
          count.set(count.sub(continuation()));
          at.set(at.add(8));
          left.set(left.sub(8));
        },
      );
      r.if(left.ne(0), () => {
        word.set(at.load('i64Load').and(maskBytes(left)));
        count.set(count.sub(continuation()));
      });
      r.results(count);
    },
  },
  {
    /** Byte offset of the character with this index (from 0), at most the length. */
    name: 'utf8_offset',
    params: ['i64', 'i64'],
    results: ['i32'],
    emit(r, ref, index) {
      const start = r.variable('i32', pointerOf(ref));
      const at = r.variable('i32', start);
      const end = r.variable('i32', start.add(lengthOf(ref)));
      const left = r.variable('i64', index);
      // Eight characters of one byte at a time.
      r.while(
        () => left.ge(8n).and(at.add(8).leU(end)).and(at.load('i64Load').and(0x8080808080808080n).eqz()),
        () => {
          at.set(at.add(8));
          left.set(left.sub(8n));
        },
      );
      r.while(
        () => left.gt(0n).and(at.ltU(end)),
        () => {
          at.set(at.add(charBytes(r, at.load('i32Load8U'))));
          left.set(left.sub(1n));
        },
      );
      r.results(r.select(at.gtU(end), end, at).sub(start));
    },
  },
  {
    /** Characters from `start` (from 0, may be negative) up to but not including `end`: SQL's substring without its errors. */
    name: 'utf8_slice',
    params: ['i64', 'i64', 'i64'],
    results: ['i64'],
    emit(r, ref, start, end) {
      r.if(start.lt(0n), () => start.set(0n));
      r.if(end.le(start), () => r.return(makeRef(pointerOf(ref), i32(0))));
      const from = r.variable('i32', r.call('utf8_offset', ref, start));
      const rest = r.variable('i64', makeRef(pointerOf(ref).add(from), lengthOf(ref).sub(from)));
      r.results(makeRef(pointerOf(rest), r.call('utf8_offset', rest, end.sub(start))));
    },
  },
  {
    name: 'str_ascii',
    params: ['i64'],
    results: ['i32'],
    emit(r, ref) {
      const at = r.variable('i32', pointerOf(ref));
      const left = r.variable('i32', lengthOf(ref));
      r.while(
        () => left.geU(8),
        () => {
          r.if(at.load('i64Load').and(0x8080808080808080n).ne(0n), () => r.return(0));
          at.set(at.add(8));
          left.set(left.sub(8));
        },
      );
      r.if(left.ne(0), () => r.return(at.load('i64Load').and(maskBytes(left)).and(0x8080808080808080n).eqz()));
      r.results(1);
    },
  },
  { name: 'str_lower_ascii', params: ['i64', 'i32'], results: ['i64'], emit: foldAscii(0x41, 0x5a) },
  { name: 'str_upper_ascii', params: ['i64', 'i32'], results: ['i64'], emit: foldAscii(0x61, 0x7a) },
  {
    /** Both strings one after the other at `target`, which has room for them and the padding. */
    name: 'str_concat',
    params: ['i64', 'i64', 'i32'],
    results: ['i64'],
    emit(r, left, right, target) {
      const length = r.variable('i32', lengthOf(left));
      const more = r.variable('i32', lengthOf(right));
      target.push(r.fn);
      pointerOf(left).push(r.fn);
      length.push(r.fn);
      r.fn.memoryCopy();
      target.add(length).push(r.fn);
      pointerOf(right).push(r.fn);
      more.push(r.fn);
      r.fn.memoryCopy();
      r.results(makeRef(target, length.add(more)));
    },
  },
  {
    /** A copy padded with blanks to `bytes` more bytes at the end. */
    name: 'str_pad',
    params: ['i64', 'i32', 'i32'],
    results: ['i64'],
    emit(r, text, blanks, target) {
      const length = r.variable('i32', lengthOf(text));
      target.push(r.fn);
      pointerOf(text).push(r.fn);
      length.push(r.fn);
      r.fn.memoryCopy();
      target.add(length).push(r.fn);
      r.fn.i32(0x20);
      blanks.push(r.fn);
      r.fn.memoryFill();
      r.results(makeRef(target, length.add(blanks)));
    },
  },
  {
    /** Character position from 1 of the needle's first place, 0 when there is none. */
    name: 'str_position',
    params: ['i64', 'i64'],
    results: ['i32'],
    emit(r, text, needle) {
      const at = r.variable('i32', r.call('str_find', text, needle, 0));
      r.if(at.lt(0), () => r.return(0));
      r.results(r.call('utf8_length', makeRef(pointerOf(text), at)).add(1));
    },
  },
];
