/**
 * fold-constants: expressions without columns become literals.
 *
 * The interpreter is the reference of all evaluation, so that the literal is what execution would give. An expression
 * that fails stays: it must fail only when a row reaches it.
 *
 *     WHERE d < date '1998-12-01' - interval '90 days'  →  WHERE d < timestamp '1998-09-02'
 *     WHERE a * b > NULL  →  WHERE NULL
 *     WHERE NULL AND a * b < c  →  WHERE false
 *
 * Not touched: `1 / 0`, `random()`.
 */
import { ConductError } from '../../common/errors.js';
import { functionOf } from '../../functions/registry.js';
import type { CallExpr, Expr } from '../../plan/expr.js';
import { evaluate } from '../../plan/interpreter.js';
import type { FilterPlan } from '../../plan/logical.js';
import { columnsOf } from '../columns.js';
import { childrenOf, FALSE, isFalseLiteral, isVolatile, literal, rewriteExpr } from '../expressions.js';
import { mapExpressions } from '../plans.js';
import type { NodeRule } from '../rule.js';

export const foldConstants: NodeRule = {
  kind: 'node',
  name: 'fold-constants',
  reason: 'computes once what is the same for every row, and here, where the names of user types are known',
  required: true,
  apply: (node) => {
    const folded = mapExpressions(node, fold);
    const result = folded.kind === 'filter' ? filterWithoutNull(folded) : folded;
    return result === node ? null : result;
  },
};

/** A filter drops rows for NULL as for FALSE; FALSE decides an AND before its other conjuncts are evaluated, and fail. */
function filterWithoutNull(filter: FilterPlan): FilterPlan {
  const predicate = nullToFalse(filter.predicate);
  return predicate === filter.predicate ? filter : { ...filter, predicate };
}

function nullToFalse(predicate: Expr): Expr {
  if (predicate.kind === 'literal' && predicate.value === null) return FALSE;
  if (predicate.kind !== 'and' && predicate.kind !== 'or') return predicate;
  const args = predicate.args.map(nullToFalse);
  if (predicate.kind === 'and' && args.some(isFalseLiteral)) return FALSE;
  return args.every((arg, i) => arg === predicate.args[i]) ? predicate : { ...predicate, args };
}

/** Expressions that were looked at and stay as they are. */
const settled = new WeakSet<Expr>();

/** The expression with every constant part computed. */
export function fold(expr: Expr): Expr {
  if (settled.has(expr)) return expr;
  const result = rewriteExpr(expr, foldNode);
  settled.add(result);
  return result;
}

/** The type is known whatever the value is; names of types that users made are known here alone. */
function typeOfArgument(expr: CallExpr): Expr {
  const [arg] = expr.args;
  return arg === undefined || isVolatile(arg) ? expr : literal(expr.type, evaluate({ ...expr, args: [literal(arg.type, null)] }));
}

/** A strict call with a NULL is NULL, and its other arguments are not evaluated, unless they are constants that fail. */
function isNullCall(expr: CallExpr): boolean {
  if (!expr.args.some((arg) => arg.kind === 'literal' && arg.value === null)) return false;
  if (expr.variadic === true || functionOf(expr)?.strict !== true) return false;
  return expr.args.every((arg) => arg.kind === 'literal' || columnsOf(arg).size > 0);
}

function foldNode(expr: Expr): Expr {
  if (expr.kind === 'literal' || expr.kind === 'column' || expr.kind === 'param' || expr.kind === 'subquery' || settled.has(expr))
    return expr;
  if (expr.kind === 'call' && expr.name === 'pg_typeof') return typeOfArgument(expr);
  if (expr.kind === 'call' && isNullCall(expr)) return literal(expr.type, null);
  const constant = childrenOf(expr).every((child) => child.kind === 'literal');
  if (!constant || isVolatile(expr)) return expr;
  try {
    return literal(expr.type, evaluate(expr));
  } catch (error) {
    if (!(error instanceof ConductError)) throw error;
    settled.add(expr);
    return expr;
  }
}
