/**
 * The interpreter's aggregates: one state a group, to which rows are added. The same functions as compiled code has
 * (plan/physical.ts), with the same results and errors.
 */
import { assert, unreachable } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { accumulate, accumulatePair } from '../../functions/transition.js';
import type { AggregateFunction } from '../../plan/physical.js';
import { compareDatums } from '../../types/compare.js';
import type { Datum, Decimal, Interval } from '../../types/datum.js';
import { addExactly, DECIMAL_ZERO, decimalFromInteger } from '../../types/decimal.js';
import { addIntervals } from '../../types/interval.js';
import type { SqlType } from '../../types/sql-type.js';

export interface AggregateState {
  /** A row that the FILTER lets through: the argument's value (true without one), and the second argument's. */
  add(value: Datum, second: Datum): void;
  result(): Datum;
}

/** `type`: of the result; `argType`: of the argument, null for count(*). */
export function aggregateState(fn: AggregateFunction, type: SqlType, argType: SqlType | null, pairs: boolean): AggregateState {
  switch (fn) {
    case 'count':
      return new Count();
    case 'sum':
      return new Folded(null, adderOf(type), (value) => asSummand(value, type));
    case 'sum0':
      return new Folded(type.kind === 'int8' ? 0n : DECIMAL_ZERO, adderOf(type), (value) => asSummand(value, type));
    case 'min':
    case 'max':
      return new Folded(null, extreme(fn, argType ?? type));
    case 'any':
      return new First(false);
    case 'single':
      return new First(true);
    case 'bool_and':
      return new Folded(null, (a, b) => a === true && b === true);
    case 'bool_or':
      return new Folded(null, (a, b) => a === true || b === true);
    case 'bit_and':
    case 'bit_or':
    case 'bit_xor':
      return new Folded(null, (a, b) => combinedBits(fn, a, b));
    case 'collect':
      return new Collected();
    case 'moments':
      return new MomentState(pairs);
    case 'merge-moments':
      assert(false, 'states of aggregates are merged where there are several');
      return new MomentState(pairs);
  }
  return unreachable(fn);
}

class Count implements AggregateState {
  #rows = 0;

  add(value: Datum): void {
    if (value !== null) this.#rows += 1;
  }

  result(): Datum {
    return BigInt(this.#rows);
  }
}

/** Values that are not NULL, taken together two by two. */
class Folded implements AggregateState {
  readonly #combine: (state: Datum, value: Datum) => Datum;
  readonly #prepare: (value: Datum) => Datum;
  #state: Datum;

  constructor(initial: Datum, combine: (state: Datum, value: Datum) => Datum, prepare: (value: Datum) => Datum = (value) => value) {
    this.#state = initial;
    this.#combine = combine;
    this.#prepare = prepare;
  }

  add(given: Datum): void {
    if (given === null) return;
    const value = this.#prepare(given);
    this.#state = this.#state === null ? value : this.#combine(this.#state, value);
  }

  result(): Datum {
    return this.#state;
  }
}

/** Some value of the group; with `only` there may be no second row. */
class First implements AggregateState {
  readonly #only: boolean;
  #value: Datum = null;
  #seen = false;

  constructor(only: boolean) {
    this.#only = only;
  }

  add(value: Datum): void {
    if (this.#seen && this.#only) {
      throw new ConductError(SQLSTATE.cardinalityViolation, 'more than one row returned by a subquery used as an expression');
    }
    if (!this.#seen) this.#value = value;
    this.#seen = true;
  }

  result(): Datum {
    return this.#value;
  }
}

class Collected implements AggregateState {
  readonly #items: string[] = [];

  add(value: Datum): void {
    if (typeof value === 'string') this.#items.push(value);
  }

  result(): Datum {
    return this.#items.length === 0 ? null : this.#items.join('');
  }
}

/** N, Sx, Sxx and so on, as a text that conduct_moment reads. */
class MomentState implements AggregateState {
  readonly #pairs: boolean;
  #state: readonly number[] = [];

  constructor(pairs: boolean) {
    this.#pairs = pairs;
  }

  add(value: Datum, second: Datum): void {
    if (typeof value !== 'number') return;
    if (!this.#pairs) this.#state = accumulate(this.#state, value);
    else if (typeof second === 'number') this.#state = accumulatePair(this.#state, value, second);
  }

  result(): Datum {
    return this.#state.length === 0 ? null : this.#state.join(' ');
  }
}

function asSummand(value: Datum, type: SqlType): Datum {
  if (type.kind === 'int8' && typeof value === 'number') return BigInt(value);
  if (type.kind === 'numeric' && (typeof value === 'number' || typeof value === 'bigint')) return decimalFromInteger(value);
  return value;
}

function adderOf(type: SqlType): (state: Datum, value: Datum) => Datum {
  switch (type.kind) {
    case 'int8':
      return (a, b) => {
        const sum = (a as bigint) + (b as bigint);
        if (BigInt.asIntN(64, sum) !== sum) throw new ConductError(SQLSTATE.numericValueOutOfRange, 'bigint out of range');
        return sum;
      };
    case 'float4':
      return (a, b) => finiteSum(Math.fround((a as number) + (b as number)), a, b);
    case 'float8':
      return (a, b) => finiteSum((a as number) + (b as number), a, b);
    case 'interval':
      return (a, b) => addIntervals(a as Interval, b as Interval);
    default:
      assert(type.kind === 'numeric', 'a type that has sums');
      return (a, b) => addExactly(a as Decimal, b as Decimal);
  }
}

/** An overflow is an error, a sum of infinities is not. */
function finiteSum(sum: number, ...parts: readonly Datum[]): number {
  if (Math.abs(sum) === Number.POSITIVE_INFINITY && !parts.some((part) => Math.abs(part as number) === Number.POSITIVE_INFINITY)) {
    throw new ConductError(SQLSTATE.numericValueOutOfRange, 'value out of range: overflow');
  }
  return sum;
}

function extreme(fn: 'min' | 'max', type: SqlType): (state: Datum, value: Datum) => Datum {
  const wanted = fn === 'min' ? -1 : 1;
  return (best, value) => (compareDatums(type, value, best) === wanted ? value : best);
}

function combinedBits(fn: 'bit_and' | 'bit_or' | 'bit_xor', a: Datum, b: Datum): Datum {
  if (typeof a === 'bigint' && typeof b === 'bigint') return fn === 'bit_and' ? a & b : fn === 'bit_or' ? a | b : a ^ b;
  const [left, right] = [a as number, b as number];
  return fn === 'bit_and' ? left & right : fn === 'bit_or' ? left | right : left ^ right;
}
