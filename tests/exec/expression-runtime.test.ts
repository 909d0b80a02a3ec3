/** The runtime library against BigInt references and plan/hash.ts. */
import { expect } from 'chai';
import fc from 'fast-check';
import { instantiateRuntime, runtimeModuleBytes } from '../../src/exec/wasm/runtime.js';
import { encodeNum } from '../../src/exec/wasm/runtime-host.js';
import { decodeNum } from '../../src/plan/datum-batch.js';
import { bucketOfHash, combineHash, hashBytes, hashFloat, hashInt64, hashNumeric } from '../../src/plan/hash.js';
import type { Decimal } from '../../src/types/datum.js';
import {
  addDecimals,
  ceilDecimal,
  compareDecimals,
  decimalToNumber,
  divideDecimals,
  floorDecimal,
  moduloDecimals,
  multiplyDecimals,
  roundDecimal,
  subtractDecimals,
  truncateDecimal,
} from '../../src/types/decimal.js';

const PAGES = 16;
const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true });
const instance = instantiateRuntime(new WebAssembly.Module(runtimeModuleBytes(PAGES)), memory);

type Wasm = number | bigint;
function call(name: string, ...args: Wasm[]): Wasm[] {
  const result = (instance.exports[name] as (...values: Wasm[]) => Wasm | Wasm[])(...args);
  return Array.isArray(result) ? result : [result];
}
const lo = (v: bigint): bigint => BigInt.asIntN(64, v);
const hi = (v: bigint): bigint => BigInt.asIntN(64, v >> 64n);
const join = (l: Wasm | undefined, h: Wasm | undefined): bigint =>
  (BigInt.asIntN(64, h as bigint) << 64n) | BigInt.asUintN(64, l as bigint);
const joinU = (l: Wasm | undefined, h: Wasm | undefined): bigint => BigInt.asUintN(128, join(l, h));

const M127 = 2n ** 127n;
/** Integers of every magnitude. */
const integer = (bits: number): fc.Arbitrary<bigint> =>
  fc
    .tuple(
      fc.integer({ min: 0, max: bits - 1 }),
      fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) }),
      fc.boolean(),
      fc.constantFrom(-1n, 0n, 1n),
    )
    .map(([shift, v, negative, nudge]) => {
      const magnitude = (v >> BigInt(shift)) + nudge;
      return BigInt.asIntN(bits, negative ? -magnitude : magnitude);
    });
const unsigned = (bits: number): fc.Arbitrary<bigint> => integer(bits).map((v) => BigInt.asUintN(bits, v));
const fits128 = (v: bigint): boolean => v >= -M127 && v < M127;
const truncDiv = (a: bigint, b: bigint): bigint => a / b;
const halfAway = (a: bigint, d: bigint): bigint => {
  const m = a < 0n ? -a : a;
  const q = (2n * m + d) / (2n * d);
  return a < 0n ? -q : q;
};
const check = (property: fc.IProperty<never> | fc.IPropertyWithHooks<never> | unknown): void => {
  fc.assert(property as fc.IProperty<unknown>, { numRuns: 400 });
};

let next = 1024;
function put(text: string | Uint8Array): bigint {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  if (next + bytes.length + 64 > PAGES * 65536) next = 1024;
  const at = next;
  new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
  // Garbage after the string: nothing may depend on it.
  new Uint8Array(memory.buffer, at + bytes.length, 16).fill(0x61);
  next = at + bytes.length + 17;
  return BigInt.asIntN(64, (BigInt(bytes.length) << 32n) | BigInt(at));
}
function getString(ref: Wasm | undefined): string {
  const value = BigInt.asUintN(64, ref as bigint);
  return new TextDecoder().decode(new Uint8Array(memory.buffer, Number(value & 0xffffffffn), Number(value >> 32n)).slice());
}

describe('runtime library: 128-bit integers', () => {
  it('multiplies 64 by 64 bits', () => {
    check(
      fc.property(integer(64), integer(64), (a, b) => {
        expect(join(...(call('i64_mul_wide', a, b) as [bigint, bigint]))).to.equal(a * b);
        const [product, flag] = call('i64_mul_checked', a, b);
        const fits = BigInt.asIntN(64, a * b) === a * b;
        expect(flag).to.equal(fits ? 0 : 1);
        if (fits) expect(product).to.equal(a * b);
      }),
    );
  });
  it('adds, subtracts, multiplies, compares with flags', () => {
    check(
      fc.property(integer(128), integer(128), (a, b) => {
        for (const [name, value] of [
          ['i128_add', a + b],
          ['i128_sub', a - b],
          ['i128_mul', a * b],
        ] as const) {
          const [l, h, flag] = call(name, lo(a), hi(a), lo(b), hi(b));
          const fits = fits128(value) && (name !== 'i128_mul' || value !== -M127);
          expect(flag, `${name} ${a} ${b}`).to.equal(fits ? 0 : 1);
          if (fits) expect(join(l, h), `${name} ${a} ${b}`).to.equal(value);
        }
        expect(call('i128_cmp', lo(a), hi(a), lo(b), hi(b))[0]).to.equal(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
    check(
      fc.property(integer(70), integer(60), (a, b) => {
        const [l, h, flag] = call('i128_mul', lo(a), hi(a), lo(b), hi(b));
        expect([join(l, h), flag]).to.deep.equal(fits128(a * b) ? [a * b, 0] : [join(l, h), 1]);
      }),
    );
  });
  it('divides', () => {
    check(
      fc.property(unsigned(128), unsigned(128), unsigned(128), (a, b, d) => {
        fc.pre(d !== 0n);
        const wide = call('u128_mul_wide', lo(a), hi(a), lo(b), hi(b));
        expect(joinU(wide[0], wide[1]) | (joinU(wide[2], wide[3]) << 128n)).to.equal(a * b);
        const [q0, q1, r0, r1, long] = call('u256_divmod', ...wide, lo(d), hi(d));
        const q = (a * b) / d;
        expect(long).to.equal(q >> 128n === 0n ? 0 : 1);
        if (q >> 128n === 0n) {
          expect(joinU(q0, q1)).to.equal(q);
          expect(joinU(r0, r1)).to.equal((a * b) % d);
        }
      }),
    );
    check(
      fc.property(integer(128), integer(128), (a, b) => {
        fc.pre(b !== 0n && a !== -M127);
        const [q0, q1, r0, r1] = call('i128_divmod', lo(a), hi(a), lo(b), hi(b));
        expect(join(q0, q1)).to.equal(truncDiv(a, b));
        expect(join(r0, r1)).to.equal(a % b);
      }),
    );
  });
  it('scales by powers of ten', () => {
    for (let n = 0; n <= 38; n += 1) expect(joinU(...(call('pow10', n) as [bigint, bigint]))).to.equal(10n ** BigInt(n));
    check(
      fc.property(integer(127), fc.integer({ min: 0, max: 38 }), (a, n) => {
        const p = 10n ** BigInt(n);
        expect(join(...(call('i128_scale_down', lo(a), hi(a), n) as [bigint, bigint]))).to.equal(halfAway(a, p));
        expect(join(...(call('i128_trunc_down', lo(a), hi(a), n) as [bigint, bigint]))).to.equal(a / p);
        const [l, h, flag] = call('i128_scale_up', lo(a), hi(a), n);
        expect(flag).to.equal(fits128(a * p) ? 0 : 1);
        if (fits128(a * p)) expect(join(l, h)).to.equal(a * p);
        const magnitude = a < 0n ? -a : a;
        expect(call('u128_digits', lo(magnitude), hi(magnitude))[0]).to.equal(magnitude === 0n ? 0 : magnitude.toString().length);
      }),
    );
  });
});

describe('runtime library: decimals', () => {
  const decimal: fc.Arbitrary<Decimal> = fc
    .tuple(integer(110), fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 24 }))
    .map(([v, shift, scale]) => ({ unscaled: v >> BigInt(shift), scale }));
  const fits = (d: Decimal): boolean => d.scale <= 127 && BigInt.asIntN(120, d.unscaled) === d.unscaled;
  const agrees = (name: string, expected: Decimal, args: Wasm[], exact = true): void => {
    const [l, h, status] = call(name, ...args);
    if (fits(expected) && (exact || status === 0)) {
      expect(status, name).to.equal(0);
      expect(decodeNum(BigInt.asUintN(64, l as bigint), BigInt.asUintN(64, h as bigint)), name).to.deep.equal(expected);
    } else expect(status, name).to.equal(5);
  };
  it('are those of the type library', () => {
    check(
      fc.property(decimal, decimal, (a, b) => {
        const args = [...encodeNum(a), ...encodeNum(b)];
        agrees('num_add', addDecimals(a, b), args);
        agrees('num_sub', subtractDecimals(a, b), args);
        agrees('num_mul', multiplyDecimals(a, b), args);
        expect(call('num_cmp', ...args)[0]).to.equal(compareDecimals(a, b));
        if (b.unscaled !== 0n) {
          agrees('num_div', divideDecimals(a, b), args);
          agrees('num_mod', moduloDecimals(a, b), args, false);
        } else expect(call('num_div', ...args)[2]).to.equal(1);
      }),
    );
  });
  it('round, cut and convert', () => {
    check(
      fc.property(decimal, fc.integer({ min: -10, max: 30 }), (a, n) => {
        agrees('num_round', roundDecimal(a, n), [...encodeNum(a), n]);
        agrees('num_trunc', truncateDecimal(a, n), [...encodeNum(a), n]);
        agrees('num_ceil', ceilDecimal(a), encodeNum(a));
        agrees('num_floor', floorDecimal(a), encodeNum(a));
        expect(call('num_to_f64', ...encodeNum(a))[0]).to.equal(decimalToNumber(a));
      }),
    );
  });
});

describe('runtime library: hashes', () => {
  it('equal the distribution hash', () => {
    check(
      fc.property(integer(64), (v) => {
        expect(call('hash_i64', v)[0]).to.equal(hashInt64(Number(BigInt.asIntN(32, v)), Number(BigInt.asIntN(32, v >> 32n))));
      }),
    );
    check(
      fc.property(integer(120), fc.integer({ min: 0, max: 38 }), fc.integer({ min: 0, max: 10 }), (v, scale, zeros) => {
        const unscaled = BigInt.asIntN(127, (v / 10n ** BigInt(zeros)) * 10n ** BigInt(zeros));
        expect(call('hash_numeric', lo(unscaled), hi(unscaled), scale)[0]).to.equal(hashNumeric(unscaled, scale));
      }),
    );
    check(
      fc.property(fc.double(), (v) => {
        expect(call('hash_f64', v)[0]).to.equal(hashFloat(v));
      }),
    );
    check(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(call('hash_str', put(bytes))[0]).to.equal(hashBytes(bytes, 0, bytes.length));
      }),
    );
    check(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        expect(call('hash_combine', a, b)[0]).to.equal(combineHash(a, b));
      }),
    );
    expect(bucketOfHash(call('hash_char', put('abc   '))[0] as number)).to.equal(bucketOfHash(call('hash_str', put('abc'))[0] as number));
  });
});

describe('runtime library: strings', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', 'ab', '%', '_', ' ', 'é', '日', '😀', '\\'), maxLength: 24 }),
    fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 40 }),
  );
  const compare = (a: string, b: string): number => Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
  it('compare bytewise', () => {
    check(
      fc.property(text, text, (a, b) => {
        expect(call('str_eq', put(a), put(b))[0]).to.equal(a === b ? 1 : 0);
        expect(call('str_cmp', put(a), put(b))[0]).to.equal(compare(a, b));
        expect(call('str_cmp', put(`${a}x`), put(a))[0]).to.equal(1);
        expect(call('str_eq', put(a), put(a))[0]).to.equal(1);
        expect(call('str_hash64', put(a))[0]).to.equal(call('str_hash64', put(a))[0]);
      }),
    );
  });
  it('search', () => {
    check(
      fc.property(text, fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 4 }), text, (a, needle, b) => {
        const hay = a + needle + b;
        const expected = Buffer.from(hay).indexOf(Buffer.from(needle));
        expect(call('str_find', put(hay), put(needle), 0)[0]).to.equal(expected);
        expect(call('str_find', put(a), put(needle), 0)[0]).to.equal(Buffer.from(a).indexOf(Buffer.from(needle)));
        expect(call('str_starts', put(hay), put(a))[0]).to.equal(1);
        expect(call('str_ends', put(hay), put(b))[0]).to.equal(1);
        expect(call('str_starts', put(a), put(needle))[0]).to.equal(a.startsWith(needle) ? 1 : 0);
        expect(call('str_ends', put(a), put(needle))[0]).to.equal(a.endsWith(needle) ? 1 : 0);
        expect(call('str_position', put(hay), put(needle))[0]).to.equal([...hay.slice(0, hay.indexOf(needle))].length + 1);
      }),
    );
  });
  it('match LIKE patterns', () => {
    check(
      fc.property(text, text, (value, raw) => {
        const pattern = raw.replace(/\\+$/, '');
        let source = '';
        const units = [...pattern];
        for (let i = 0; i < units.length; i += 1) {
          const c = units[i];
          if (c === '%') source += '.*';
          else if (c === '_') source += '.';
          else source += (c === '\\' ? units[++i] : c)?.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
        }
        expect(call('like', put(value), put(pattern))[0], `${value} LIKE ${pattern}`).to.equal(
          new RegExp(`^${source}$`, 'su').test(value) ? 1 : 0,
        );
      }),
    );
    expect(call('like', put('ab'), put('a\\'))[0]).to.equal(2);
  });
  it('count and cut characters', () => {
    check(
      fc.property(text, fc.integer({ min: -3, max: 30 }), fc.integer({ min: -3, max: 30 }), (a, from, to) => {
        const chars = [...a];
        expect(call('utf8_length', put(a))[0]).to.equal(chars.length);
        expect(getString(call('utf8_slice', put(a), BigInt(from), BigInt(to))[0])).to.equal(
          chars.slice(Math.max(from, 0), Math.max(to, 0)).join(''),
        );
        expect(getString(call('char_trim', put(a))[0])).to.equal(a.replace(/ +$/, ''));
        expect(getString(call('str_trim', put(a), 1)[0])).to.equal(a.replace(/^ +/, ''));
        expect(getString(call('str_trim', put(a), 3)[0])).to.equal(a.replace(/^ +/, '').replace(/ +$/, ''));
        expect(call('str_ascii', put(a))[0]).to.equal(/^[\0-\x7f]*$/.test(a) ? 1 : 0);
        expect(getString(call('str_concat', put(a), put('xyz'), 512)[0])).to.equal(`${a}xyz`);
        expect(getString(call('str_upper_ascii', put(a.replace(/[^\0-\x7f]/g, '')), 512)[0])).to.equal(
          a.replace(/[^\0-\x7f]/g, '').toUpperCase(),
        );
      }),
    );
  });
});

describe('runtime library: calendar', () => {
  const EPOCH = Date.UTC(2000, 0, 1);
  const day = fc.integer({ min: -700_000, max: 3_000_000 });
  const civil = (days: number): [number, number, number] => {
    const date = new Date(EPOCH + days * 86_400_000);
    return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  };
  it('splits and joins dates', () => {
    check(
      fc.property(day, (days) => {
        const [y, m, d] = civil(days);
        expect(call('date_civil', days)).to.deep.equal([y, m, d]);
        expect([call('date_year', days)[0], call('date_month', days)[0], call('date_day', days)[0]]).to.deep.equal([y, m, d]);
        expect(call('date_of', y, m, d)[0]).to.equal(days);
        expect(call('date_isodow', days)[0]).to.equal(new Date(EPOCH + days * 86_400_000).getUTCDay() || 7);
      }),
    );
    expect(call('date_isoweek', call('date_of', 2005, 1, 1)[0] as number)).to.deep.equal([2004, 53]);
    expect(call('date_isoweek', call('date_of', 2006, 1, 2)[0] as number)).to.deep.equal([2006, 1]);
    expect(call('date_doy', call('date_of', 2004, 12, 31)[0] as number)).to.deep.equal([366]);
  });
  it('adds months with clamping', () => {
    check(
      fc.property(day, fc.integer({ min: -500, max: 500 }), (days, months) => {
        const [y, m, d] = civil(days);
        const total = y * 12 + m - 1 + months;
        const year = Math.floor(total / 12);
        const month = total - year * 12 + 1;
        const last = call('month_days', year, month)[0] as number;
        expect(call('date_add_months', days, months)[0]).to.equal(call('date_of', year, month, Math.min(d, last))[0]);
      }),
    );
    expect(call('date_add_months', call('date_of', 1994, 1, 31)[0] as number, 1)[0]).to.equal(call('date_of', 1994, 2, 28)[0]);
  });
  it('truncates timestamps', () => {
    const at = (y: number, m: number, d: number, micros = 0n): bigint =>
      BigInt(call('date_of', y, m, d)[0] as number) * 86_400_000_000n + micros;
    const ts = at(1998, 11, 27, 3_600_000_000n * 13n + 61_234_567n);
    for (const [unit, expected] of [
      [1, at(1998, 11, 27, 3_600_000_000n * 13n + 61_234_000n)],
      [2, at(1998, 11, 27, 3_600_000_000n * 13n + 61_000_000n)],
      [3, at(1998, 11, 27, 3_600_000_000n * 13n + 60_000_000n)],
      [4, at(1998, 11, 27, 3_600_000_000n * 13n)],
      [5, at(1998, 11, 27)],
      [6, at(1998, 11, 23)],
      [7, at(1998, 11, 1)],
      [8, at(1998, 10, 1)],
      [9, at(1998, 1, 1)],
      [10, at(1990, 1, 1)],
      [11, at(1901, 1, 1)],
      [12, at(1001, 1, 1)],
    ] as const)
      expect(call('ts_trunc', unit, ts)[0], `unit ${unit}`).to.equal(expected);
    expect(call('ts_add', at(2000, 1, 31), (3n << 32n) | 1n, 5n)).to.deep.equal([at(2000, 3, 3, 5n), 0]);
  });
});
