/**
 * Compiles expressions to WebAssembly, into the function that the context stands for. The form of every value is the one that
 * plan/phys-type.ts describes. NULL is a flag beside the value; operations on NULLs run on arbitrary parts, so that nothing here may
 * trap or fail because of them. AND, OR, CASE and COALESCE evaluate what can fail only where its value is needed.
 *
 * Emitted code depends on literals in more than their value (ranges, LIKE patterns, units of extract): modules may be shared only
 * when their bytes are equal.
 */
import { AssertionError, unreachable } from '../../common/assert.js';
import { notSupported } from '../../common/errors.js';
import { functionOf } from '../../functions/registry.js';
import type { ValueInfo } from '../../plan/column-info.js';
import type { CallExpr, Expr, LiteralExpr } from '../../plan/expr.js';
import { WIRE_ROW } from '../../plan/wire-row.js';
import type { Label } from '../wasm/assembler.js';
import { ExprScope } from './expression-base.js';
import { compileCast } from './expression-cast.js';
import { compileComparison, isComparison } from './expression-compare.js';
import { compileDatetime } from './expression-datetime.js';
import { emitterOf } from './expression-emitter.js';
import { compileHostCall } from './expression-host.js';
import {
  compileAndOr,
  compileCase,
  compileCoalesce,
  compileCondition,
  compileInList,
  compileIsDistinct,
  compileIsNull,
  compileNot,
  isCheap,
} from './expression-logic.js';
import { compileMoment } from './expression-moment.js';
import { compileArithmetic } from './expression-numeric.js';
import { compileText } from './expression-string.js';
import type { CompiledValue, ExprContext } from './value.js';
import { compileWireRow } from './wire-row.js';

/** The value in locals, in the form of describeExpr(expr). */
export function compileExpr(ctx: ExprContext, expr: Expr): CompiledValue {
  return scopeOf(ctx).compile(expr);
}

/** Branches to `onFalse` unless the expression is TRUE. */
export function compilePredicate(ctx: ExprContext, expr: Expr, onFalse: Label): void {
  compileCondition(scopeOf(ctx), expr, onFalse);
}

/** Whether the value may be computed where it is not needed: it costs a few instructions and can't fail. */
export function isCheapExpr(ctx: ExprContext, expr: Expr): boolean {
  return isCheap(scopeOf(ctx), expr);
}

function scopeOf(ctx: ExprContext): ExprScope {
  const scope: ExprScope = new ExprScope(ctx, (expr) => compileIn(scope, expr));
  return scope;
}

function compileIn(s: ExprScope, expr: Expr): CompiledValue {
  const present = s.values.get(expr) ?? s.ctx.override(expr);
  if (present !== null && present !== undefined) return present;
  switch (expr.kind) {
    case 'literal':
      return compileLiteral(s, expr, s.describe(expr));
    case 'column':
      return s.ctx.column(expr.id);
    case 'call':
      return compileCall(s, expr);
    case 'cast': {
      // NULL is NULL of any type.
      if (expr.arg.kind === 'literal' && expr.arg.value === null) {
        return compileLiteral(s, { kind: 'literal', type: expr.type, value: null }, s.describe(expr));
      }
      return compileCast(s, expr, s.compile(expr.arg));
    }
    case 'and':
    case 'or':
      return compileAndOr(s, expr);
    case 'not':
      return compileNot(s, s.compile(expr.arg));
    case 'is-null':
      return compileIsNull(s, s.compile(expr.arg));
    case 'is-distinct':
      return compileIsDistinct(s, expr);
    case 'case':
      return compileCase(s, expr);
    case 'coalesce':
      return compileCoalesce(s, expr);
    case 'in-list':
      return compileInList(s, expr);
    case 'param':
    case 'subquery':
      throw new AssertionError(`${expr.kind} in compiled code`);
  }
  return unreachable(expr);
}

function compileLiteral(s: ExprScope, expr: LiteralExpr, info: ValueInfo): CompiledValue {
  return s.ctx.literal(expr, info);
}

function compileCall(s: ExprScope, expr: CallExpr): CompiledValue {
  const { name } = expr;
  const result = s.describe(expr);
  const args = expr.args.map((arg) => s.compile(arg));
  if (name === WIRE_ROW) return compileWireRow(s, args, result);
  const [a, b] = args;
  if (isComparison(name) && a !== undefined && b !== undefined) return compileComparison(s, name, a, b);
  const core =
    compileArithmetic(s, name, args, result) ??
    compileDatetime(s, name, expr.args, args, result) ??
    compileText(s, name, expr.args, args, result) ??
    compileMoment(s, name, expr.args, args, result);
  if (core !== null) return core;
  const entry = functionOf(expr);
  if (entry === undefined) throw notSupported(`function ${name}(${expr.args.map((arg) => arg.type.kind).join(', ')})`);
  if (expr.variadic === true) return compileHostCall(s, entry, args, result, true);
  return entry.emit?.(emitterOf(s), args, result) ?? compileHostCall(s, entry, args, result);
}
