/** Compiled expressions against expected values, one behaviour a test. */
import { expect } from 'chai';
import type { ConductError } from '../../src/common/errors.js';
import type { ValueInfo } from '../../src/plan/column-info.js';
import type { Expr } from '../../src/plan/expr.js';
import { describeType } from '../../src/plan/phys-type.js';
import type { Datum, Decimal } from '../../src/types/datum.js';
import { type SqlType, TYPES } from '../../src/types/sql-type.js';
import { compile, compileFilter } from './expression-harness.js';

const col = (id: number, type: SqlType): Expr => ({ kind: 'column', id, type });
const lit = (type: SqlType, value: Datum): Expr => ({ kind: 'literal', type, value });
const fn = (name: string, type: SqlType, ...args: Expr[]): Expr => ({ kind: 'call', name, type, args });
const cast = (arg: Expr, type: SqlType, mode: 'implicit' | 'assignment' | 'explicit' = 'explicit'): Expr => ({
  kind: 'cast',
  arg,
  type,
  mode,
});
const dec = (text: string): Decimal => {
  const [whole = '', fraction = ''] = text.split('.');
  return { unscaled: BigInt(whole + fraction), scale: fraction.length };
};
const num = (precision: number, scale: number): SqlType => ({ kind: 'numeric', precision, scale });
const infos = (...types: SqlType[]): ValueInfo[] => types.map((type) => describeType(type));
function codeOf(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    return (error as ConductError).code;
  }
  return 'none';
}
const { int2, int4, int8, numeric, text, bool, float8, date, timestamp, interval } = TYPES;

describe('compiled expressions: numbers', () => {
  it('checks integer overflow, and not under NULL', () => {
    const plus = compile(fn('+', int4, col(0, int4), col(1, int4)), infos(int4, int4));
    expect(plus.run([1, 2])).to.equal(3);
    expect(plus.run([null, 2])).to.equal(null);
    expect(codeOf(() => plus.run([2147483647, 1]))).to.equal('22003');
    const times = compile(fn('*', int8, col(0, int8), col(1, int8)), infos(int8, int8));
    expect(times.run([-3n, 4n])).to.equal(-12n);
    expect(codeOf(() => times.run([2n ** 62n, 2n]))).to.equal('22003');
    const divide = compile(fn('/', int8, col(0, int8), col(1, int8)), infos(int8, int8));
    expect(divide.run([-7n, 2n])).to.equal(-3n);
    expect(codeOf(() => divide.run([7n, 0n]))).to.equal('22012');
    expect(codeOf(() => divide.run([-(2n ** 63n), -1n]))).to.equal('22003');
    expect(divide.run([7n, null])).to.equal(null);
    const small = compile(fn('-', int2, col(0, int2)), infos(int2));
    expect(codeOf(() => small.run([-32768]))).to.equal('22003');
    expect(small.run([5])).to.equal(-5);
  });
  it('computes fixed numerics at their scales', () => {
    const price = num(15, 2);
    const expr = fn('*', numeric, col(0, price), fn('-', numeric, lit(numeric, dec('1')), col(1, price)));
    const compiled = compile(expr, infos(price, price));
    expect(compiled.run([dec('100.50'), dec('0.05')])).to.deep.equal(dec('95.4750'));
    expect(compiled.run([dec('-9999999999999.99'), dec('0.05')])).to.deep.equal(dec('-9499999999999.9905'));
  });
  it('divides as PostgreSQL does', () => {
    const divide = compile(fn('/', numeric, col(0, num(15, 2)), col(1, numeric)), [describeType(num(15, 2)), describeType(numeric)]);
    expect(divide.run([dec('10.00'), dec('3')])).to.deep.equal(dec('3.3333333333333333'));
    expect(codeOf(() => divide.run([dec('10.00'), dec('0.0')]))).to.equal('22012');
    expect(divide.run([null, dec('0.0')])).to.equal(null);
  });
  it('casts between numeric forms', () => {
    expect(compile(cast(col(0, num(15, 4)), num(6, 1)), infos(num(15, 4))).run([dec('99.9500')])).to.deep.equal(dec('100.0'));
    expect(codeOf(() => compile(cast(col(0, num(15, 4)), num(3, 1)), infos(num(15, 4))).run([dec('99.9500')]))).to.equal('22003');
    expect(compile(cast(col(0, numeric), num(10, 2)), infos(numeric)).run([dec('-1.005')])).to.deep.equal(dec('-1.01'));
    expect(compile(cast(col(0, num(15, 2)), int4), infos(num(15, 2))).run([dec('-2.50')])).to.equal(-3);
    expect(compile(cast(col(0, float8), int4), infos(float8)).run([2.5])).to.equal(2);
    expect(codeOf(() => compile(cast(col(0, float8), int4), infos(float8)).run([Number.NaN]))).to.equal('22003');
    expect(compile(cast(col(0, num(15, 2)), float8), infos(num(15, 2))).run([dec('0.07')])).to.equal(0.07);
  });
  it('handles float errors and order', () => {
    const divide = compile(fn('/', float8, col(0, float8), col(1, float8)), infos(float8, float8));
    expect(codeOf(() => divide.run([1, 0]))).to.equal('22012');
    expect(codeOf(() => divide.run([1e308, 1e-308]))).to.equal('22003');
    expect(divide.run([1, 4])).to.equal(0.25);
    const less = compile(fn('<', bool, col(0, float8), col(1, float8)), infos(float8, float8));
    expect(less.run([1, Number.NaN])).to.equal(true);
    expect(less.run([Number.NaN, Number.NaN])).to.equal(false);
  });
});

describe('compiled expressions: logic', () => {
  const values: Datum[] = [true, false, null];
  it('is three-valued', () => {
    const and = compile({ kind: 'and', type: bool, args: [col(0, bool), col(1, bool)] }, infos(bool, bool));
    const or = compile({ kind: 'or', type: bool, args: [col(0, bool), col(1, bool)] }, infos(bool, bool));
    const filter = compileFilter({ kind: 'or', type: bool, args: [col(0, bool), col(1, bool)] }, infos(bool, bool));
    for (const a of values) {
      for (const b of values) {
        const conjunction = a === false || b === false ? false : a === null || b === null ? null : true;
        const disjunction = a === true || b === true ? true : a === null || b === null ? null : false;
        expect(and.run([a, b])).to.equal(conjunction);
        expect(or.run([a, b])).to.equal(disjunction);
        expect(filter([a, b])).to.equal(disjunction === true);
      }
    }
  });
  it('evaluates CASE and COALESCE lazily', () => {
    const quotient = fn('/', int4, lit(int4, 10), col(0, int4));
    const guarded: Expr = {
      kind: 'case',
      type: int4,
      branches: [{ when: fn('=', bool, col(0, int4), lit(int4, 0)), then: lit(int4, null) }],
      otherwise: quotient,
    };
    const compiled = compile(guarded, infos(int4));
    expect([0, 3, null].map((v) => compiled.run([v]))).to.deep.equal([null, 3, null]);
    const coalesce = compile({ kind: 'coalesce', type: int4, args: [col(1, int4), quotient] }, infos(int4, int4));
    expect(coalesce.run([0, 7])).to.equal(7);
    expect(codeOf(() => coalesce.run([0, null]))).to.equal('22012');
    const and = compile(
      { kind: 'and', type: bool, args: [fn('<>', bool, col(0, int4), lit(int4, 0)), fn('>', bool, quotient, lit(int4, 3))] },
      infos(int4),
    );
    expect([0, 2, 5].map((v) => and.run([v]))).to.deep.equal([false, true, false]);
  });
  it('knows IN and IS DISTINCT FROM with NULLs', () => {
    const inList = (list: Expr[]): Expr => ({ kind: 'in-list', type: bool, arg: col(0, int4), list });
    const plain = compile(inList([lit(int4, 1), lit(int4, 2)]), infos(int4));
    expect([1, 3, null].map((v) => plain.run([v]))).to.deep.equal([true, false, null]);
    const withNull = compile(inList([lit(int4, 1), lit(int4, null)]), infos(int4));
    expect([1, 3].map((v) => withNull.run([v]))).to.deep.equal([true, null]);
    const distinct = compile({ kind: 'is-distinct', type: bool, left: col(0, text), right: col(1, text) }, infos(text, text));
    expect(
      [
        ['a', 'a'],
        ['a', 'b'],
        ['a', null],
        [null, null],
      ].map((row) => distinct.run(row)),
    ).to.deep.equal([false, true, true, false]);
  });
});

describe('compiled expressions: text', () => {
  const like = (pattern: string): ((value: string) => Datum) => {
    const compiled = compile(fn('~~', bool, col(0, text), lit(text, pattern)), infos(text));
    return (value) => compiled.run([value]);
  };
  it('matches constant LIKE patterns', () => {
    for (const [pattern, yes, no] of [
      ['abc', ['abc'], ['abcd', '', 'ab']],
      ['ab%', ['ab', 'abc'], ['a', 'xab']],
      ['%ab', ['ab', 'xab'], ['a', 'abx']],
      ['%ab%', ['ab', 'xabx'], ['a', 'axb']],
      ['%special%requests%', ['a special b requests', 'specialrequests'], ['requests special', 'special request']],
      ['a%a', ['aa', 'aba'], ['a', 'ab']],
      ['ab%ba', ['abba', 'abxba'], ['aba', 'ba']],
      ['%', ['', 'x'], []],
      ['%%', ['', 'x'], []],
      ['a_c', ['abc', 'aéc'], ['ac', 'abbc']],
      ['a\\%', ['a%'], ['ab', 'a']],
      ['', [''], ['a']],
    ] as const) {
      for (const value of yes) expect(like(pattern)(value), `${value} LIKE ${pattern}`).to.equal(true);
      for (const value of no) expect(like(pattern)(value), `${value} LIKE ${pattern}`).to.equal(false);
    }
  });
  it('matches regular expressions', () => {
    const texts = [
      '',
      'a',
      'xab',
      'ab',
      'abc',
      'AB',
      'b',
      'aé',
      'éab',
      'x'.repeat(40),
      `${'x'.repeat(40)}ab`,
      'http://a.b/c',
      'a\nb',
      '日',
    ];
    for (const [pattern, like] of [
      ['ab', /ab/u],
      ['^ab$', /^ab$/u],
      ['b$', /b$/u],
      ['^$', /^$/u],
      ['^(a|x)*b', /^(a|x)*b/u],
      ['^https?://[^/]+/', /^https?:\/\/[^/]+\//u],
      ['[^a-z]', /[^a-z]/u],
      ['x{40}', /x{40}/u],
      ['', /(?:)/u],
      ['é', /é/u],
    ] as const) {
      const matches = compile(fn('~', bool, col(0, text), lit(text, pattern)), infos(text));
      const differs = compile(fn('!~', bool, col(0, text), lit(text, pattern)), infos(text));
      const blind = compile(fn('~*', bool, col(0, text), lit(text, pattern)), infos(text));
      for (const value of texts) {
        expect(matches.run([value]), `${value} ~ ${pattern}`).to.equal(like.test(value));
        expect(differs.run([value]), `${value} !~ ${pattern}`).to.equal(!like.test(value));
        expect(blind.run([value]), `${value} ~* ${pattern}`).to.equal(new RegExp(like, 'iu').test(value));
      }
      expect(matches.run([null])).to.equal(null);
    }
    expect(codeOf(() => compile(fn('~', bool, col(0, text), lit(text, '(')), infos(text)).run(['a']))).to.equal('2201B');
  });
  it('cuts, joins and measures', () => {
    const sub = compile(fn('substring', text, col(0, text), lit(int4, 2), lit(int4, 3)), infos(text));
    expect(sub.run(['héllo'])).to.equal('éll');
    expect(sub.run([null])).to.equal(null);
    expect(compile(fn('||', text, col(0, text), col(1, text)), infos(text, text)).run(['ab', 'cd'])).to.equal('abcd');
    expect(compile(fn('upper', text, col(0, text)), infos(text)).run(['aBc'])).to.equal('ABC');
    expect(compile(fn('length', int4, col(0, text)), infos(text)).run(['日本語'])).to.equal(3);
    const char5: SqlType = { kind: 'char', length: 5 };
    expect(compile(cast(col(0, text), char5), infos(text)).run(['ab'])).to.equal('ab   ');
    expect(compile(fn('=', bool, col(0, char5), lit(char5, 'ab   ')), infos(char5)).run(['ab'])).to.equal(true);
    expect(codeOf(() => compile(cast(col(0, text), { kind: 'varchar', length: 2 }, 'assignment'), infos(text)).run(['abc']))).to.equal(
      '22001',
    );
    expect(compile(cast(col(0, text), { kind: 'varchar', length: 2 }), infos(text)).run(['abc'])).to.equal('ab');
  });
  it('writes numbers as text', () => {
    const money: SqlType = { kind: 'numeric', precision: 9, scale: 2 };
    const written = compile(cast(col(0, money), text), infos(money));
    for (const value of ['1.50', '-0.05', '0.00', '-1234567.89']) expect(written.run([dec(value)])).to.equal(value);
    expect(written.run([null])).to.equal(null);
    const whole = compile(cast(col(0, int8), text), infos(int8));
    for (const value of [0n, -7n, 2n ** 63n - 1n, -(2n ** 63n)]) expect(whole.run([value])).to.equal(String(value));
    const narrow: ValueInfo = { type: int8, phys: 'i32', scale: 0, nullable: false, range: { min: -100n, max: 100n } };
    expect(compile(cast(col(0, int8), text), [narrow]).run([-100n])).to.equal('-100');
  });
  it('takes bits of bigints that are stored in 32', () => {
    const narrow: ValueInfo = { type: int8, phys: 'i32', scale: 0, nullable: false, range: { min: -100n, max: 100n } };
    const over = (name: string, other: bigint): unknown => compile(fn(name, int8, col(0, int8), lit(int8, other)), [narrow]).run([-77n]);
    expect(over('&', 63n)).to.equal(-77n & 63n);
    expect(over('|', 2n ** 40n)).to.equal(-77n | (2n ** 40n));
    expect(over('#', 5n)).to.equal(-77n ^ 5n);
    expect(compile(fn('~', int8, col(0, int8)), [narrow]).run([-77n])).to.equal(76n);
    expect(compile(fn('<<', int8, col(0, int8), lit(int4, 40)), [narrow]).run([-77n])).to.equal(-77n << 40n);
    expect(compile(fn('>>', int8, col(0, int8), lit(int4, 3)), [narrow]).run([-77n])).to.equal(-77n >> 3n);
  });
  it('reads dictionary codes as their text', () => {
    const info: ValueInfo = { type: text, phys: 'dict', scale: 0, nullable: true, range: null, dictionary: '1.1' };
    const words = ['AIR', 'RAIL', 'SHIP'];
    const equal = compile(fn('=', bool, col(0, text), lit(text, 'RAIL')), [info], words);
    expect(words.map((word) => equal.run([word]))).to.deep.equal([false, true, false]);
    expect(equal.run([null])).to.equal(null);
  });
});

describe('compiled expressions: dates', () => {
  const day = (y: number, m: number, d: number): number => (Date.UTC(y, m - 1, d) - Date.UTC(2000, 0, 1)) / 86_400_000;
  it('extracts, shifts and truncates', () => {
    const year = compile(fn('extract', numeric, lit(text, 'year'), col(0, date)), infos(date));
    expect(year.run([day(1995, 3, 15)])).to.deep.equal(dec('1995'));
    const shifted = compile(fn('+', timestamp, col(0, date), lit(interval, { months: 3, days: 0, micros: 0n })), infos(date));
    expect(shifted.run([day(1993, 11, 30)])).to.equal(BigInt(day(1994, 2, 28)) * 86_400_000_000n);
    expect(compile(fn('-', int4, col(0, date), col(1, date)), infos(date, date)).run([day(1994, 1, 1), day(1993, 1, 1)])).to.equal(365);
    expect(compile(cast(col(0, timestamp), date), infos(timestamp)).run([-1n])).to.equal(-1);
  });
});
