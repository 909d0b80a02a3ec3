/**
 * Three-valued logic, CASE and COALESCE. What can fail or is expensive is run only where its value is needed; cheap operands
 * are combined without branches.
 */
import { assert } from '../../common/assert.js';
import type { AndExpr, CaseExpr, CoalesceExpr, Expr, InListExpr, IsDistinctExpr, OrExpr } from '../../plan/expr.js';
import { TYPES } from '../../types/sql-type.js';
import type { Label } from '../wasm/assembler.js';
import { i32, type Term, type Variable } from '../wasm/runtime-routine.js';
import type { ExprScope } from './expression-base.js';
import { compareTerm, isComparison } from './expression-compare.js';
import { type CompiledValue, PART_TYPES } from './value.js';

/** Cannot fail and costs a few instructions: may run although its value is not needed. */
export function isCheap(s: ExprScope, expr: Expr, budget = { left: 12 }): boolean {
  budget.left -= 1;
  if (budget.left < 0) return false;
  if (s.values.has(expr)) return true;
  const all = (...args: readonly Expr[]): boolean => args.every((arg) => isCheap(s, arg, budget));
  switch (expr.kind) {
    case 'literal':
    case 'column':
      return true;
    case 'not':
    case 'is-null':
      return all(expr.arg);
    case 'and':
    case 'or':
      return all(...expr.args);
    case 'call':
      return isComparison(expr.name) && expr.args.every((arg) => isPlain(s, arg)) && all(...expr.args);
    case 'in-list':
      return isPlain(s, expr.arg) && all(expr.arg, ...expr.list);
    case 'param':
    case 'cast':
    case 'is-distinct':
    case 'case':
    case 'coalesce':
    case 'subquery':
      return false;
  }
}

/** Compared in a few instructions, without a call that can fail. */
function isPlain(s: ExprScope, expr: Expr): boolean {
  const { phys } = s.describe(expr);
  return phys === 'bool' || phys === 'i32' || phys === 'i64' || phys === 'f64' || phys === 'dict';
}

/**
 * AND: a known false decides, else a NULL. With v' = v or NULL, the conjunction of all v' is 0 exactly when an operand is false.
 * OR is its mirror image.
 */
export function compileAndOr(s: ExprScope, expr: AndExpr | OrExpr): CompiledValue {
  const { r } = s;
  const isAnd = expr.kind === 'and';
  const nullable = s.describe(expr).nullable;
  const value = r.variable('i32');
  const flag = nullable ? r.variable('i32') : null;
  value.set(isAnd ? 1 : 0);
  flag?.set(0);
  const fold = (operand: CompiledValue): void => {
    const isNull = s.nullOf(operand);
    if (isAnd) value.set(value.and(isNull === null ? s.part(operand) : s.part(operand).or(isNull)));
    else value.set(value.or(isNull === null ? s.part(operand) : s.part(operand).and(isNull.eqz())));
    if (isNull !== null && flag !== null) flag.set(flag.or(isNull));
  };
  expr.args.forEach((arg, i) => {
    if (i > 0) s.touch(arg);
  });
  r.block((decided) => {
    expr.args.forEach((arg, i) => {
      if (i > 0 && !isCheap(s, arg)) r.breakIf(isAnd ? value.eqz() : value, decided);
      fold(s.compile(arg));
    });
  });
  // A false operand makes a NULL beside it irrelevant, and so does a true one for OR.
  if (flag !== null) flag.set(isAnd ? flag.and(value) : flag.and(value.eqz()));
  return s.bool(flag?.local ?? null, value);
}

export function compileNot(s: ExprScope, arg: CompiledValue): CompiledValue {
  return s.bool(arg.isNull, s.part(arg).eqz());
}

export function compileIsNull(s: ExprScope, arg: CompiledValue): CompiledValue {
  return s.bool(null, s.nullOf(arg) ?? i32(0));
}

export function compileIsDistinct(s: ExprScope, expr: IsDistinctExpr): CompiledValue {
  const { r } = s;
  const left = s.compile(expr.left);
  const right = s.compile(expr.right);
  const differs = r.keep(compareTerm(s, '<>', left, right));
  const [a, b] = [s.nullOf(left), s.nullOf(right)];
  if (a === null && b === null) return s.bool(null, differs);
  if (a === null || b === null) return s.bool(null, differs.or(a ?? b ?? i32(0)));
  return s.bool(null, r.select(a.or(b), a.xor(b), differs));
}

/** Locals of a value that several branches set. */
class Slot {
  readonly parts: readonly Variable[];
  readonly flag: Variable | null;

  constructor(
    readonly s: ExprScope,
    readonly target: Expr,
  ) {
    const info = s.describe(target);
    this.parts = PART_TYPES[info.phys].map((type) => s.r.variable(type));
    this.flag = info.nullable ? s.r.variable('i32') : null;
  }

  set(value: CompiledValue): void {
    const { s } = this;
    const converted = s.coerce(value, s.describe(this.target));
    this.parts.forEach((part, i) => {
      part.set(s.part(converted, i));
    });
    this.flag?.set(s.nullOf(converted) ?? i32(0));
  }

  setNull(): void {
    this.parts.forEach((part) => {
      part.set(0);
    });
    assert(this.flag !== null, 'NULL in a value that is never NULL');
    this.flag.set(1);
  }

  value(): CompiledValue {
    return this.s.value(this.s.describe(this.target), this.flag?.local ?? null, ...this.parts);
  }
}

export function compileCase(s: ExprScope, expr: CaseExpr): CompiledValue {
  const { r } = s;
  s.touch(expr);
  const slot = new Slot(s, expr);
  r.block((done) => {
    for (const branch of expr.branches) {
      r.block((next) => {
        compileCondition(s, branch.when, next);
        slot.set(s.compile(branch.then));
        r.break(done);
      });
    }
    if (expr.otherwise === null) slot.setNull();
    else slot.set(s.compile(expr.otherwise));
  });
  return slot.value();
}

export function compileCoalesce(s: ExprScope, expr: CoalesceExpr): CompiledValue {
  const { r } = s;
  s.touch(expr);
  const slot = new Slot(s, expr);
  r.block((done) => {
    expr.args.forEach((arg, i) => {
      const value = s.compile(arg);
      slot.set(value);
      const flag = s.nullOf(value);
      if (i === expr.args.length - 1) return;
      if (flag === null) r.break(done);
      else r.breakIf(flag.eqz(), done);
    });
  });
  return slot.value();
}

/** As a disjunction of equalities: true when one is, else NULL when one is. */
export function compileInList(s: ExprScope, expr: InListExpr): CompiledValue {
  const arg = s.compile(expr.arg);
  s.values.set(expr.arg, arg);
  try {
    return compileAndOr(s, {
      kind: 'or',
      type: TYPES.bool,
      args: expr.list.map((item) => ({ kind: 'call', type: TYPES.bool, name: '=', args: [expr.arg, item] })),
    });
  } finally {
    s.values.delete(expr.arg);
  }
}

/** Branches to `onFalse` unless the expression is TRUE. */
export function compileCondition(s: ExprScope, expr: Expr, onFalse: Label): void {
  const { r } = s;
  if (!s.values.has(expr) && s.ctx.override(expr) === null) {
    if (expr.kind === 'and') {
      for (const arg of expr.args) compileCondition(s, arg, onFalse);
      return;
    }
    if (expr.kind === 'or' && !isCheap(s, expr)) {
      s.touch(expr);
      r.block((isTrue) => {
        for (const arg of expr.args) {
          r.block((next) => {
            compileCondition(s, arg, next);
            r.break(isTrue);
          });
        }
        r.break(onFalse);
      });
      return;
    }
  }
  const truth: Term = s.isTrue(s.compile(expr));
  r.breakIf(truth.eqz(), onFalse);
}
