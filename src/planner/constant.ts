/** Evaluation of constant expressions at bind time: rows of VALUES and INSERT, LIMIT. */
import { AssertionError } from '../common/assert.js';
import { functionOf } from '../functions/registry.js';
import type { CallExpr, Expr } from '../plan/expr.js';
import { evaluate } from '../plan/interpreter.js';
import type { Datum } from '../types/datum.js';
import { someExpr } from './rewrite.js';

/** True when the value depends on nothing: no column, parameter or subquery, and immutable functions alone. */
export function isFoldable(expr: Expr): boolean {
  if (expr.kind === 'literal') return true;
  return !someExpr(expr, (node) => {
    if (node.kind === 'column' || node.kind === 'param' || node.kind === 'subquery') return true;
    if (node.kind !== 'call') return false;
    const entry = functionOf(node);
    return entry?.volatility !== 'immutable';
  });
}

/** A call whose value may be another one each time. */
export function isVolatile(expr: CallExpr): boolean {
  return functionOf(expr)?.volatility === 'volatile';
}

/** The value of a foldable expression; raises what its evaluation raises. */
export function foldConstant(expr: Expr): Datum {
  if (expr.kind === 'literal') return expr.value;
  return evaluate(expr, (id) => {
    throw new AssertionError(`column ${id} in a constant`);
  });
}
