/** Physical types of expressions: forms, scales, ranges and what can be NULL. */
import { expect } from 'chai';
import type { ValueInfo } from '../../src/plan/column-info.js';
import type { Expr } from '../../src/plan/expr.js';
import { describeAggregate, describeExpr, describeType, isFixed } from '../../src/plan/phys-type.js';
import type { Datum } from '../../src/types/datum.js';
import type { SqlType } from '../../src/types/sql-type.js';
import { TYPES } from '../../src/types/sql-type.js';

const NUMERIC_15_2: SqlType = { kind: 'numeric', precision: 15, scale: 2 };
const price: ValueInfo = { type: NUMERIC_15_2, phys: 'i32', scale: 2, nullable: false, range: { min: 90_000n, max: 10_494_950n } };
const discount: ValueInfo = { type: NUMERIC_15_2, phys: 'i32', scale: 2, nullable: false, range: { min: 0n, max: 10n } };
const label: ValueInfo = { type: TYPES.text, phys: 'dict', scale: 0, nullable: true, range: null, dictionary: '1.0' };
const count: ValueInfo = { ...describeType(TYPES.int4, false) };
const COLUMNS: readonly ValueInfo[] = [price, discount, label, count];

const col = (id: number): Expr => ({ kind: 'column', type: COLUMNS[id]?.type ?? TYPES.int4, id });
const lit = (type: SqlType, value: Datum): Expr => ({ kind: 'literal', type, value });
const call = (name: string, type: SqlType, ...args: Expr[]): Expr => ({ kind: 'call', type, name, args });
const cast = (arg: Expr, type: SqlType): Expr => ({ kind: 'cast', type, arg, mode: 'explicit' });
const one = lit(TYPES.numeric, { unscaled: 1n, scale: 0 });
const describeIt = (expr: Expr): ValueInfo => describeExpr(expr, (id) => COLUMNS[id] ?? describeType(TYPES.int4));

describe('physical types', () => {
  it('keeps Q1 in 64 bits: price * (1 - discount) * (1 + discount)', () => {
    const net = call('*', TYPES.numeric, col(0), call('-', TYPES.numeric, one, col(1)));
    expect(describeIt(net)).to.deep.include({
      phys: 'i64',
      scale: 4,
      nullable: false,
      range: { min: 90_000n * 90n, max: 10_494_950n * 100n },
    });
    const gross = call('*', TYPES.numeric, net, call('+', TYPES.numeric, one, col(1)));
    expect(describeIt(gross)).to.deep.include({ phys: 'i64', scale: 6 });
  });

  it('makes division and what has no fixed scale variable', () => {
    expect(describeIt(call('/', TYPES.numeric, col(0), one)).phys).to.equal('num');
    expect(describeIt(lit(TYPES.numeric, { unscaled: 0n, scale: 0, special: 'NaN' })).phys).to.equal('num');
    expect(describeType(TYPES.numeric).phys).to.equal('num');
  });

  it('becomes variable where a range is beyond 126 bits', () => {
    const wide: Expr = lit(TYPES.numeric, { unscaled: 10n ** 30n, scale: 0 });
    expect(describeIt(wide).phys).to.equal('i128');
    expect(describeIt(call('*', TYPES.numeric, wide, wide)).phys).to.equal('num');
  });

  it('gives casts the form of their type', () => {
    expect(describeIt(cast(col(0), { kind: 'numeric', precision: 38, scale: 4 }))).to.deep.include({ phys: 'i128', scale: 4 });
    expect(describeIt(cast(col(0), { kind: 'numeric', precision: 18, scale: 4 }))).to.deep.include({ phys: 'i64', scale: 4 });
    expect(describeIt(cast(col(2), TYPES.text)).phys).to.equal('str');
    expect(describeIt(col(2)).phys).to.equal('dict');
  });

  it('clips integer ranges to their type', () => {
    expect(describeIt(call('+', TYPES.int4, col(3), col(3)))).to.deep.include({
      phys: 'i32',
      range: { min: -(2n ** 31n), max: 2n ** 31n - 1n },
    });
    expect(describeIt(call('+', TYPES.int4, lit(TYPES.int4, 2), lit(TYPES.int4, 3))).range).to.deep.equal({ min: 5n, max: 5n });
  });

  it('keeps the scale that CASE branches share; NULL has none, and others make it variable', () => {
    const expr: Expr = {
      kind: 'case',
      type: TYPES.numeric,
      branches: [{ when: lit(TYPES.bool, true), then: col(0) }],
      otherwise: lit(TYPES.numeric, null),
    };
    expect(describeIt(expr)).to.deep.include({ phys: 'i64', scale: 2, nullable: true });
    const zero: Expr = { ...expr, otherwise: lit(TYPES.numeric, { unscaled: 0n, scale: 0 }) };
    expect(describeIt(zero)).to.deep.include({ phys: 'num', nullable: false });
  });

  it('follows NULLs by function', () => {
    expect(describeIt(call('=', TYPES.bool, col(2), lit(TYPES.text, 'x'))).nullable).to.equal(true);
    expect(describeIt({ kind: 'coalesce', type: TYPES.text, args: [col(2), lit(TYPES.text, 'x')] }).nullable).to.equal(false);
    expect(describeIt({ kind: 'is-null', type: TYPES.bool, arg: col(2) }).nullable).to.equal(false);
    expect(describeIt(call('nullif', TYPES.int4, col(3), col(3))).nullable).to.equal(true);
    expect(describeIt(call('a_function_of_tomorrow', TYPES.int4, col(3))).nullable).to.equal(true);
  });

  it('sums in 64 bits where rows and range allow it, else in 128', () => {
    const sum = (rowBound: bigint | null): ValueInfo => describeAggregate('sum', TYPES.numeric, price, { rowBound, grouped: true });
    expect(sum(6_000_000n)).to.deep.include({ phys: 'i64', scale: 2, nullable: false });
    expect(sum(10n ** 13n).phys).to.equal('i128');
    expect(sum(null)).to.deep.include({ phys: 'i128', range: null });
    expect(describeAggregate('sum', TYPES.numeric, describeType(TYPES.int8), { rowBound: null, grouped: true })).to.deep.include({
      phys: 'i128',
      scale: 0,
    });
    expect(describeAggregate('sum', TYPES.int8, count, { rowBound: null, grouped: false })).to.deep.include({
      phys: 'i64',
      nullable: true,
    });
    expect(describeAggregate('count', TYPES.int8, null, { rowBound: null, grouped: false })).to.deep.include({
      phys: 'i64',
      nullable: false,
    });
  });

  it('calls numerics in integer forms fixed', () => {
    expect(isFixed(price)).to.equal(true);
    expect(isFixed(describeType(TYPES.numeric))).to.equal(false);
    expect(isFixed(count)).to.equal(false);
  });
});
