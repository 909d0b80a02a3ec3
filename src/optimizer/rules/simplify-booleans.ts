/**
 * simplify-booleans: flattens AND and OR, drops what decides nothing, moves NOT to the leaves, and removes filters that
 * pass all or nothing.
 *
 * Right by Kleene's logic: De Morgan's laws, NOT (a < b) = (a >= b) and the neutral elements hold with NULL; PostgreSQL's order of
 * floats is total (NaN is the largest), so that comparisons negate exactly. A FALSE or TRUE that absorbs may leave an error
 * unraised, which SQL allows.
 *
 *     WHERE NOT (a < 1 OR b IS NULL) AND true  →  WHERE a >= 1 AND NOT b IS NULL
 *
 * Not touched: NOT of a LIKE or of a column.
 */
import { known } from '../../common/assert.js';
import type { Expr } from '../../plan/expr.js';
import type { LogicalPlan } from '../../plan/logical.js';
import { TYPES } from '../../types/sql-type.js';
import {
  call,
  conjunction,
  conjuncts,
  disjunction,
  disjuncts,
  exprKey,
  FALSE,
  isFalseLiteral,
  isTrueLiteral,
  not,
  rewriteExpr,
  TRUE,
} from '../expressions.js';
import { mapExpressions } from '../plans.js';
import type { NodeRule } from '../rule.js';

export const simplifyBooleans: NodeRule = {
  kind: 'node',
  name: 'simplify-booleans',
  reason: 'gives other rules conjuncts that they can move',
  apply: (node) => {
    const simple = mapExpressions(node, simplify);
    const result = removeConstantFilter(simple);
    return result === node ? null : result;
  },
};

function removeConstantFilter(node: LogicalPlan): LogicalPlan {
  if (node.kind !== 'filter') return node;
  if (isTrueLiteral(node.predicate)) return node.input;
  if (isFalseLiteral(node.predicate)) return { kind: 'values', columns: node.columns, rows: [] };
  return node;
}

const settled = new WeakSet<Expr>();

function simplify(expr: Expr): Expr {
  if (settled.has(expr)) return expr;
  const result = rewriteExpr(expr, simplifyNode);
  settled.add(result);
  return result;
}

const NEGATED: { readonly [operator: string]: string } = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '~~': '!~~',
  '!~~': '~~',
};

function simplifyNode(expr: Expr): Expr {
  if (settled.has(expr)) return expr;
  switch (expr.kind) {
    case 'and':
      return junction(expr, conjuncts(expr), true);
    case 'or':
      return junction(expr, disjuncts(expr), false);
    case 'not':
      return negate(expr, expr.arg);
    case 'in-list': {
      const [only] = expr.list;
      return expr.list.length === 1 && only !== undefined ? call('=', TYPES.bool, [expr.arg, only]) : expr;
    }
    case 'case': {
      const branches = expr.branches.filter((branch) => !isFalseLiteral(branch.when));
      const [first] = branches;
      if (first === undefined) return expr.otherwise ?? { kind: 'literal', type: expr.type, value: null };
      if (isTrueLiteral(first.when)) return first.then;
      return branches.length === expr.branches.length ? expr : { ...expr, branches };
    }
    default:
      return expr;
  }
}

function junction(expr: Expr, parts: readonly Expr[], and: boolean): Expr {
  const kept = new Map<string, Expr>();
  for (const part of parts) {
    if (part.kind === 'literal' && part.value === and) continue;
    if (part.kind === 'literal' && part.value === !and) return and ? FALSE : TRUE;
    const key = exprKey(part);
    if (!kept.has(key)) kept.set(key, part);
  }
  const args = [...kept.values()];
  if ((expr.kind === 'and' || expr.kind === 'or') && args.length === expr.args.length && args.every((arg, i) => arg === expr.args[i]))
    return expr;
  return and ? conjunction(args) : disjunction(args);
}

function negate(expr: Expr, arg: Expr): Expr {
  switch (arg.kind) {
    case 'not':
      return arg.arg;
    case 'and':
      return disjunction(arg.args.map((part) => simplifyNode(not(part))));
    case 'or':
      return conjunction(arg.args.map((part) => simplifyNode(not(part))));
    case 'call': {
      const inverse = NEGATED[arg.name];
      return inverse === undefined || arg.args.length !== 2 ? expr : { ...arg, name: inverse };
    }
    case 'in-list': {
      const [only] = arg.list;
      return arg.list.length === 1 ? call('<>', TYPES.bool, [arg.arg, known(only, 'list item')]) : expr;
    }
    default:
      return expr;
  }
}
