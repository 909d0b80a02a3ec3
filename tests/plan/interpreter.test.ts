import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import type { Expr } from '../../src/plan/expr.js';
import { evaluate } from '../../src/plan/interpreter.js';
import type { Datum } from '../../src/types/datum.js';
import { TYPES } from '../../src/types/sql-type.js';

const int = (value: number | null): Expr => ({ kind: 'literal', type: TYPES.int4, value });
const bool = (value: boolean | null): Expr => ({ kind: 'literal', type: TYPES.bool, value });
const call = (name: string, ...args: readonly Expr[]): Expr => ({ kind: 'call', type: TYPES.int4, name, args });
const branch = (when: Expr, result: Expr): { when: Expr; then: Expr } => ({ when, then: result });
const failing = call('/', int(1), int(0));
const failingBool: Expr = { kind: 'call', type: TYPES.bool, name: '=', args: [failing, int(1)] };

describe('interpreter', () => {
  it('follows Kleene logic', () => {
    const values: readonly (boolean | null)[] = [true, false, null];
    for (const left of values) {
      for (const right of values) {
        const args = [bool(left), bool(right)];
        const and = left === false || right === false ? false : left === null || right === null ? null : true;
        const or = left === true || right === true ? true : left === null || right === null ? null : false;
        expect(evaluate({ kind: 'and', type: TYPES.bool, args })).to.equal(and);
        expect(evaluate({ kind: 'or', type: TYPES.bool, args })).to.equal(or);
      }
    }
    expect(evaluate({ kind: 'not', type: TYPES.bool, arg: bool(null) })).to.equal(null);
  });

  it('does not evaluate what is decided already', () => {
    expect(evaluate({ kind: 'and', type: TYPES.bool, args: [bool(false), failingBool] })).to.equal(false);
    expect(evaluate({ kind: 'coalesce', type: TYPES.int4, args: [int(1), failing] })).to.equal(1);
    const branches = [branch(bool(null), failing), branch(bool(true), int(2)), branch(failingBool, int(3))];
    expect(evaluate({ kind: 'case', type: TYPES.int4, branches, otherwise: failing })).to.equal(2);
    expect(evaluate({ kind: 'case', type: TYPES.int4, branches: branches.slice(0, 1), otherwise: null })).to.equal(null);
  });

  it('gives IN its NULL rules', () => {
    const isIn = (arg: number | null, list: readonly (number | null)[]): Datum =>
      evaluate({ kind: 'in-list', type: TYPES.bool, arg: int(arg), list: list.map(int) });
    expect(isIn(1, [2, 1])).to.equal(true);
    expect(isIn(1, [2, 3])).to.equal(false);
    expect(isIn(1, [2, null])).to.equal(null);
    expect(isIn(1, [null, 1])).to.equal(true);
    expect(isIn(null, [1])).to.equal(null);
    expect(isIn(null, [])).to.equal(false);
  });

  it('never gives NULL for IS NULL and IS DISTINCT FROM', () => {
    const distinct = (left: number | null, right: number | null): Datum =>
      evaluate({ kind: 'is-distinct', type: TYPES.bool, left: int(left), right: int(right) });
    expect(distinct(null, null)).to.equal(false);
    expect(distinct(null, 1)).to.equal(true);
    expect(distinct(1, 1)).to.equal(false);
    expect(evaluate({ kind: 'is-null', type: TYPES.bool, arg: int(null) })).to.equal(true);
  });

  it('reads columns of the row and passes NULL through strict calls', () => {
    const column: Expr = { kind: 'column', type: TYPES.int4, id: 7 };
    expect(evaluate(call('+', column, int(1)), (id) => id * 2)).to.equal(15);
    expect(evaluate(call('+', column, int(1)), () => null)).to.equal(null);
  });

  it('adds up 10,000 terms, and says 54001 for what is nested deeper than the stack', () => {
    let left = int(1);
    let right = int(1);
    for (let term = 0; term < 10_000; term += 1) left = call('+', left, int(1));
    expect(evaluate(left)).to.equal(10_001);
    for (let term = 0; term < 200_000; term += 1) right = call('-', int(1), right);
    expect(() => evaluate(right))
      .to.throw(ConductError)
      .with.property('code', '54001');
  });

  it('counts a function that may see NULL as not strict', () => {
    const text = (value: string | null): Expr => ({ kind: 'literal', type: TYPES.text, value });
    expect(evaluate({ kind: 'call', type: TYPES.text, name: 'concat', args: [text('a'), text(null), text('b')] })).to.equal('ab');
  });
});
