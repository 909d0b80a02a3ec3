/**
 * What all areas of the expression compiler share: static facts of subexpressions, NULL flags, failures, and the conversion of
 * values between physical forms. Values live in locals from the moment they are computed, so that a term never runs twice.
 */
import { assert, known, unreachable } from '../../common/assert.js';
import type { PhysType } from '../../plan/batch.js';
import type { ValueInfo, ValueRange } from '../../plan/column-info.js';
import type { ColumnExpr, Expr } from '../../plan/expr.js';
import { describeExpr } from '../../plan/phys-type.js';
import { TYPES } from '../../types/sql-type.js';
import { i32, Routine, type Term, type Variable } from '../wasm/runtime-routine.js';
import { compileHostCast } from './expression-host.js';
import { FAILURE } from './status.js';
import { type CompiledValue, type ExprContext, PART_TYPES } from './value.js';

/** A pair of 64-bit words. */
export type Wide = readonly [Term, Term];

const BITS = (bits: bigint): ValueRange => ({ min: -(2n ** (bits - 1n)), max: 2n ** (bits - 1n) - 1n });
export const INT16 = BITS(16n);
export const INT32 = BITS(32n);
export const INT64 = BITS(64n);
const INT128 = BITS(128n);
/** What a num holds. */
export const INT120 = BITS(120n);

export function within(range: ValueRange, bounds: ValueRange): boolean {
  return range.min >= bounds.min && range.max <= bounds.max;
}

/** Bounds of an integer form: those that are known, else those of its physical type. */
export function rangeOf(info: ValueInfo): ValueRange {
  if (info.range !== null) return info.range;
  switch (info.phys) {
    case 'bool':
      return { min: 0n, max: 1n };
    case 'i32':
      return INT32;
    case 'i64':
      return INT64;
    default:
      return INT128;
  }
}

/** Bounds of the value at a larger scale. */
export function raisedRange(info: ValueInfo, scale: number): ValueRange {
  const range = rangeOf(info);
  const factor = 10n ** BigInt(Math.max(0, scale - info.scale));
  return { min: range.min * factor, max: range.max * factor };
}

export function isIntegerPhys(phys: PhysType): boolean {
  return phys === 'i32' || phys === 'i64' || phys === 'i128';
}

/** Replaces the operands of a node by columns with known facts, so that describing a node looks at it alone. */
function shallow(expr: Expr, operand: (child: Expr) => Expr): Expr {
  switch (expr.kind) {
    case 'literal':
    case 'column':
    case 'param':
    case 'subquery':
      return expr;
    case 'call':
    case 'and':
    case 'or':
    case 'coalesce':
      return { ...expr, args: expr.args.map(operand) };
    case 'cast':
    case 'not':
    case 'is-null':
      return { ...expr, arg: operand(expr.arg) };
    case 'is-distinct':
      return { ...expr, left: operand(expr.left), right: operand(expr.right) };
    case 'case':
      return {
        ...expr,
        branches: expr.branches.map((branch) => ({ when: operand(branch.when), then: operand(branch.then) })),
        otherwise: expr.otherwise === null ? null : operand(expr.otherwise),
      };
    case 'in-list':
      return { ...expr, arg: operand(expr.arg), list: expr.list.map(operand) };
  }
  return unreachable(expr);
}

export class ExprScope {
  readonly r: Routine;
  readonly #infos = new Map<Expr, ValueInfo>();
  readonly #touched = new Set<Expr>();
  /** Subexpressions whose value is already in locals. */
  readonly values = new Map<Expr, CompiledValue>();

  constructor(
    readonly ctx: ExprContext,
    /** The value of a subexpression in the form that `describe` gives. */
    readonly compile: (expr: Expr) => CompiledValue,
  ) {
    this.r = new Routine(ctx.fn, (name) => ctx.runtime(name));
  }

  // Static facts

  describe(expr: Expr): ValueInfo {
    const cached = this.#infos.get(expr);
    if (cached !== undefined) return cached;
    const operands: ValueInfo[] = [];
    const node =
      expr.kind === 'column'
        ? expr
        : shallow(expr, (child) => {
            // Literals stay: some facts depend on them (places of round, fields of extract).
            if (child.kind === 'literal') return child;
            operands.push(this.describe(child));
            const column: ColumnExpr = { kind: 'column', type: child.type, id: operands.length - 1 };
            return column;
          });
    const info =
      expr.kind === 'column'
        ? (this.ctx.columnInfo?.(expr.id) ?? this.ctx.column(expr.id).info)
        : describeExpr(node, (id) => known(operands[id], 'operand'));
    this.#infos.set(expr, info);
    return info;
  }

  /**
   * Loads the columns of an expression that is compiled in code which may be skipped: the context keeps them loaded afterwards,
   * so that code must not be the first to load one.
   */
  touch(expr: Expr): void {
    const stack: Expr[] = [expr];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if (this.#touched.has(next) || this.values.has(next)) continue;
      this.#touched.add(next);
      if (this.ctx.override(next) !== null) continue;
      if (next.kind === 'column') this.ctx.column(next.id);
      else
        shallow(next, (child) => {
          stack.push(child);
          return child;
        });
    }
  }

  // Values

  /** Parts of a value as terms. */
  part(value: CompiledValue, index = 0): Variable {
    return this.r.at(known(value.parts[index], 'part'));
  }

  nullOf(value: CompiledValue): Variable | null {
    return value.isNull === null ? null : this.r.at(value.isNull);
  }

  /** A value of these terms. NULL is what `isNull` says; the range is not stated unless `info` has one. */
  value(info: ValueInfo, isNull: number | null, ...parts: readonly Term[]): CompiledValue {
    const locals = parts.map((part) => this.r.keep(part).local);
    assert(locals.length === PART_TYPES[info.phys].length, `parts of ${info.phys}`);
    return { info: { ...info, nullable: isNull !== null }, parts: locals, isNull };
  }

  bool(isNull: number | null, value: Term): CompiledValue {
    return this.value({ type: TYPES.bool, phys: 'bool', scale: 0, nullable: isNull !== null, range: null }, isNull, value);
  }

  /** NULL when one of the values is. */
  anyNull(...values: readonly CompiledValue[]): number | null {
    const flags = [...new Set(values.map((value) => value.isNull))].filter((flag) => flag !== null);
    if (flags.length === 0) return null;
    if (flags.length === 1) return known(flags[0], 'flag');
    return this.r.variable(
      'i32',
      flags.map((flag): Term => this.r.at(flag)).reduce((a, b) => a.or(b)),
    ).local;
  }

  /** 1 where the value is TRUE. */
  isTrue(value: CompiledValue): Term {
    const flag = this.nullOf(value);
    return flag === null ? this.part(value) : this.part(value).and(flag.eqz());
  }

  // Failures

  /** Fails when the condition holds, unless the operation's result is NULL. */
  failIf(condition: Term, isNull: number | null, code: number): void {
    this.r.if(isNull === null ? condition : condition.ne(0).and(this.r.at(isNull).eqz()), () => this.ctx.fail(code));
  }

  /** Fails with the code that a runtime function returned, if it isn't 0. */
  failWith(status: Variable, isNull: number | null, ...codes: readonly number[]): void {
    this.r.if(isNull === null ? status : status.ne(0).and(this.r.at(isNull).eqz()), () => {
      for (const code of codes.slice(1)) this.r.if(status.eq(code), () => this.ctx.fail(code));
      this.ctx.fail(known(codes[0], 'code'));
    });
  }

  /** Runs code for rows only that are not NULL. */
  unlessNull(isNull: number | null, body: () => void): void {
    if (isNull === null) body();
    else this.r.if(this.r.at(isNull).eqz(), body);
  }

  // Forms

  /** An i32 or i64 form as i64. */
  to64(value: CompiledValue): Term {
    const first = this.part(value);
    return first.type === 'i32' ? first.widen() : first;
  }

  /** An integer form as 128 bits. */
  toWide(value: CompiledValue): Wide {
    if (value.info.phys === 'i128') return [this.part(value), this.part(value, 1)];
    const low = this.r.keep(this.to64(value));
    return [low, low.shrS(63)];
  }

  /** An integer form at a larger scale within 64 bits: the caller knows that the result (modulo 2^64) fits. */
  raise64(value: CompiledValue, scale: number): Term {
    const low = value.info.phys === 'i128' ? this.part(value) : this.to64(value);
    return scale === value.info.scale ? low : low.mul(10n ** BigInt(scale - value.info.scale));
  }

  /** An integer form at a larger scale in 128 bits, checked where it may overflow. */
  raiseWide(value: CompiledValue, scale: number, isNull: number | null = value.isNull): Wide {
    const by = scale - value.info.scale;
    if (by === 0) return this.toWide(value);
    if (within(raisedRange(value.info, scale), INT64)) {
      const low = this.r.keep(this.raise64(value, scale));
      return [low, low.shrS(63)];
    }
    if (by <= 18 && value.info.phys !== 'i128') {
      const [lo, hi] = this.r.calls('i64_mul_wide', this.to64(value), 10n ** BigInt(by)) as [Variable, Variable];
      return [lo, hi];
    }
    const [lo, hi, flag] = this.r.calls('i128_scale_up', ...this.toWide(value), by) as [Variable, Variable, Variable];
    if (!within(raisedRange(value.info, scale), INT128)) this.failIf(flag, isNull, FAILURE.numericRange);
    return [lo, hi];
  }

  /** Any numeric form or integer as num. */
  toNum(value: CompiledValue, isNull: number | null = value.isNull): Wide {
    if (value.info.phys === 'num') return [this.part(value), this.part(value, 1)];
    const [lo, hi] = this.toWide(value);
    if (within(rangeOf(value.info), INT120)) {
      return [lo, this.r.keep(hi.and((1n << 56n) - 1n).or(BigInt.asIntN(64, BigInt(value.info.scale) << 56n)))];
    }
    const [low, high, status] = this.r.calls('num_make', lo, hi, i32(value.info.scale)) as [Variable, Variable, Variable];
    this.failWith(status, isNull, FAILURE.numericRange);
    return [low, high];
  }

  /** Text as a ref; dictionary codes are looked up. */
  toStr(value: CompiledValue): Term {
    if (value.info.phys === 'str') return this.part(value);
    assert(value.info.phys === 'dict', `text form of ${value.info.phys}`);
    const base = this.r.at(this.ctx.dictionary(known(value.info.dictionary, 'dictionary')));
    const flag = this.nullOf(value);
    // The code of a NULL may lie outside of the dictionary.
    const code = flag === null ? this.part(value) : this.part(value).mul(flag.eqz());
    return this.r.keep(base.add(code.shl(3)).load('i64Load'));
  }

  /** Text for comparison: char without its trailing blanks, numeric without its display scale. */
  toComparable(value: CompiledValue): Term {
    const text = this.toStr(value);
    if (value.info.type.kind === 'numeric') return this.r.keep(this.r.call('wide_trim', text));
    return value.info.type.kind === 'char' ? this.r.keep(this.r.call('char_trim', text)) : text;
  }

  /** Brings a value into another form of the same SQL value (never drops digits but zeros). */
  coerce(value: CompiledValue, target: ValueInfo): CompiledValue {
    const from = value.info;
    if (from.phys === target.phys && from.scale === target.scale) {
      return from === target ? value : { ...value, info: { ...target, nullable: value.isNull !== null } };
    }
    switch (target.phys) {
      case 'str':
        if (target.type.kind === 'numeric') return compileHostCast(this, value, from.type, 'implicit', target);
        return this.value(target, value.isNull, this.toStr(value));
      case 'num':
        return this.value(target, value.isNull, ...this.toNum(value));
      case 'i128':
        if (from.phys === 'num') return this.value(target, value.isNull, ...this.numToFixed(value, target.scale));
        assert(target.scale >= from.scale, 'coercion keeps digits');
        return this.value(target, value.isNull, ...this.raiseWide(value, target.scale));
      case 'i64':
      case 'i32': {
        const low = from.phys === 'num' ? this.numToFixed(value, target.scale)[0] : this.raise64(value, Math.max(target.scale, from.scale));
        assert(from.phys === 'num' || target.scale >= from.scale, 'coercion keeps digits');
        return this.value(target, value.isNull, target.phys === 'i32' ? low.wrap() : low);
      }
      case 'bool':
      case 'f64':
      case 'interval':
      case 'dict':
        break;
    }
    assert(false, `no coercion from ${from.phys} to ${target.phys}`);
    return value;
  }

  /** The digits of a num at a scale, rounded. */
  numToFixed(value: CompiledValue, scale: number): Wide {
    const [lo, hi, status] = this.r.calls('num_to_fixed', this.part(value), this.part(value, 1), i32(scale)) as [
      Variable,
      Variable,
      Variable,
    ];
    this.failWith(status, value.isNull, FAILURE.numericRange);
    return [lo, hi];
  }

  /** A numeric form or integer as the nearest float. */
  toF64(value: CompiledValue): Term {
    switch (value.info.phys) {
      case 'f64':
        return this.part(value);
      case 'num':
        return this.r.call('num_to_f64', this.part(value), this.part(value, 1));
      default: {
        if (value.info.scale === 0 && value.info.phys !== 'i128') return this.part(value).toF64();
        if (value.info.scale <= 22 && value.info.phys !== 'i128' && within(rangeOf(value.info), { min: -(2n ** 53n), max: 2n ** 53n })) {
          return this.part(value)
            .toF64()
            .div(10 ** value.info.scale);
        }
        return this.r.call('fixed_to_f64', ...this.toWide(value), i32(value.info.scale));
      }
    }
  }
}
