/**
 * The state of statistical aggregates over floats: count, sum, and the sum of squared differences from the mean, by the method of
 * Youngs and Cramer, as float8_accum, float8_regr_accum and their combining functions have it. The state is a block of
 * doubles in the task's memory that is updated in place; the group's field refers to it as a text, so that it travels as one.
 *
 * | doubles | of one argument x | of two, y and x |
 * |---|---|---|
 * | 0 | N | N |
 * | 1, 2 | Sx, Sxx | Sx, Sxx |
 * | 3, 4, 5 | | Sy, Syy, Sxy |
 */
import { known } from '../../common/assert.js';
import { OP } from '../wasm/assembler.js';
import { f64, i32, Routine, type Term, type Variable } from '../wasm/runtime-routine.js';
import type { StateField } from './aggregate-state.js';
import type { RowScope } from './scope.js';
import { FAILURE } from './status.js';
import type { CompiledValue } from './value.js';

const DOUBLE = 8;
export const MOMENTS_BYTES = { one: 3 * DOUBLE, two: 6 * DOUBLE } as const;

/** state += a row. Neither value is NULL. */
export function emitMoments(scope: RowScope, field: StateField, x: CompiledValue, y: CompiledValue | null): void {
  const moments = new Moments(scope);
  const { r } = moments;
  const state = moments.state(field, y === null ? MOMENTS_BYTES.one : MOMENTS_BYTES.two);
  const newX = r.at(known(x.parts[0], 'argument'));
  const oldN = r.keep(state.load('f64Load', 0));
  const n = r.keep(oldN.add(1));
  const first = r.keep(oldN.le(0));
  const sx = moments.add(state, 1, newX);
  const dx = r.keep(newX.mul(n).sub(sx));
  if (y === null) {
    moments.addSquares(state, 2, dx.mul(dx).div(n.mul(oldN)), first, [newX], [1]);
  } else {
    const newY = r.at(known(y.parts[0], 'argument'));
    const sy = moments.add(state, 3, newY);
    const dy = r.keep(newY.mul(n).sub(sy));
    const scale = r.keep(f64(1).div(n.mul(oldN)));
    moments.addSquares(state, 2, dx.mul(dx).mul(scale), first, [newX], [1]);
    moments.addSquares(state, 4, dy.mul(dy).mul(scale), first, [newY], [3]);
    moments.addSquares(state, 5, dx.mul(dy).mul(scale), first, [newX, newY], [1, 3]);
  }
  r.store('f64Store', state, n, 0);
}

/** state += a state. */
export function emitMergeMoments(scope: RowScope, field: StateField, other: CompiledValue): void {
  const moments = new Moments(scope);
  const { r } = moments;
  const ref = r.at(known(other.parts[0], 'state'));
  const from = r.keep(ref.wrap());
  const bytes = r.keep(ref.shrU(32).wrap());
  const state = moments.state(field, bytes);
  const n1 = r.keep(state.load('f64Load', 0));
  const n2 = r.keep(from.load('f64Load', 0));
  r.if(
    n1.eq(0),
    () => {
      state.push(r.fn);
      from.push(r.fn);
      bytes.push(r.fn);
      r.fn.memoryCopy();
    },
    () => {
      const n = r.keep(n1.add(n2));
      const weight = r.keep(n1.mul(n2));
      const difference = (at: number): Variable =>
        r.keep(
          state
            .load('f64Load', at * DOUBLE)
            .div(n1)
            .sub(from.load('f64Load', at * DOUBLE).div(n2)),
        );
      const join = (at: number, square: Term): void => {
        const sum = state
          .load('f64Load', at * DOUBLE)
          .add(from.load('f64Load', at * DOUBLE))
          .add(weight.mul(square).div(n));
        r.store(
          'f64Store',
          state,
          moments.checked(sum, [state.load('f64Load', at * DOUBLE), from.load('f64Load', at * DOUBLE)]),
          at * DOUBLE,
        );
      };
      const sum = (at: number): void => {
        moments.add(state, at, from.load('f64Load', at * DOUBLE));
      };
      const dx = difference(1);
      r.if(
        bytes.gtU(MOMENTS_BYTES.one),
        () => {
          const dy = difference(3);
          join(4, dy.mul(dy));
          join(5, dx.mul(dy));
          sum(3);
        },
        () => {},
      );
      join(2, dx.mul(dx));
      sum(1);
      r.store('f64Store', state, n, 0);
    },
  );
}

class Moments {
  readonly r: Routine;

  constructor(private readonly scope: RowScope) {
    this.r = new Routine(scope.fn, (name) => scope.runtime(name));
  }

  /** The address of the group's state, made of zeros for its first row. */
  state(field: StateField, bytes: number | Variable): Variable {
    const { r, scope } = this;
    const state = r.variable('i32');
    const at = r.at(field.group);
    field.pushHasState();
    r.fn.if();
    state.set(at.load('i32Load', field.offset));
    r.fn.else();
    const size = r.variable('i32', bytes);
    state.set(r.at(scope.allocateScratch(size.local)));
    state.push(r.fn);
    r.fn.i32(0);
    size.push(r.fn);
    r.fn.memoryFill();
    r.store('i32Store', at, state, field.offset);
    r.store('i32Store', at, size, field.offset + 4);
    field.setHasState();
    scope.keepTexts();
    r.fn.end();
    return state;
  }

  /** Adds to a plain sum and gives it. */
  add(state: Variable, at: number, value: Term): Variable {
    const { r } = this;
    const addend = r.keep(value);
    const old = r.keep(state.load('f64Load', at * DOUBLE));
    const sum = this.checked(old.add(addend), [old, addend]);
    r.store('f64Store', state, sum, at * DOUBLE);
    return sum;
  }

  /**
   * Adds to a sum of squares of `inputs`, whose plain sums are at `sums`. The first row has none, but NaN for what is not finite;
   * an infinite value makes NaN of later ones.
   */
  addSquares(state: Variable, at: number, value: Term, first: Term, inputs: readonly Variable[], sums: readonly number[]): void {
    const { r } = this;
    const sum = r.variable('f64');
    r.if(
      first,
      () => {
        // Zero, or NaN when an input is infinite or NaN.
        sum.set(inputs.map((input) => input.sub(input)).reduce((all, each) => all.add(each)));
      },
      () => {
        sum.set(state.load('f64Load', at * DOUBLE).add(value));
        r.if(isInfinite(sum), () => {
          this.#failUnlessInfinite([...sums.map((index) => state.load('f64Load', index * DOUBLE)), ...inputs]);
          sum.set(f64(Number.NaN));
        });
      },
    );
    r.store('f64Store', state, sum, at * DOUBLE);
  }

  /** Error 22003 when the value is infinite though nothing that it is made of is. */
  checked(value: Term, inputs: readonly Term[]): Variable {
    const { r } = this;
    const kept = r.variable('f64', value);
    r.if(isInfinite(kept), () => this.#failUnlessInfinite(inputs));
    return kept;
  }

  #failUnlessInfinite(inputs: readonly Term[]): void {
    const { r, scope } = this;
    const some = inputs.map(isInfinite).reduce((any, each) => any.or(each), i32(0));
    r.if(some.eqz(), () => scope.fail(FAILURE.floatRange));
  }
}

function isInfinite(value: Term): Term {
  return value.unary(OP.f64Abs).eq(Number.POSITIVE_INFINITY);
}
