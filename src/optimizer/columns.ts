/** Which columns expressions and plans refer to; replacing them; copies of plans with fresh ids; how expressions take NULL columns. */
import { unreachable } from '../common/assert.js';
import type { ColumnId, Expr } from '../plan/expr.js';
import type { Column, LogicalPlan } from '../plan/logical.js';
import type { SqlType } from '../types/sql-type.js';
import { sameType } from '../types/sql-type.js';
import { childrenOf, isFalseLiteral, rewriteExpr, TRUE } from './expressions.js';
import { expressionsOf, inputsOf, mapExpressions, mapInputs } from './plans.js';

/** Columns that the expression needs from outside, those of its subqueries included. */
export function columnsOf(expr: Expr): ReadonlySet<ColumnId> {
  const found = columnMemo.get(expr);
  if (found !== undefined) return found;
  const columns = collectColumns(expr);
  columnMemo.set(expr, columns);
  return columns;
}

const NO_COLUMNS: ReadonlySet<ColumnId> = new Set();

function collectColumns(expr: Expr): ReadonlySet<ColumnId> {
  if (expr.kind === 'column') return new Set([expr.id]);
  const parts = childrenOf(expr)
    .map(columnsOf)
    .filter((part) => part.size > 0);
  const [only] = parts;
  if (expr.kind !== 'subquery' && parts.length <= 1) return only ?? NO_COLUMNS;
  const columns = new Set<ColumnId>();
  for (const part of parts) for (const id of part) columns.add(id);
  if (expr.kind === 'subquery') {
    for (const column of expr.plan.columns) columns.delete(column.id);
    for (const id of outerColumns(expr.plan)) columns.add(id);
  }
  return columns;
}
const columnMemo = new WeakMap<Expr, ReadonlySet<ColumnId>>();

export function usesOnly(expr: Expr, available: ReadonlySet<ColumnId>): boolean {
  for (const id of columnsOf(expr)) if (!available.has(id)) return false;
  return true;
}

export function usesAny(expr: Expr, columns: ReadonlySet<ColumnId>): boolean {
  for (const id of columnsOf(expr)) if (columns.has(id)) return true;
  return false;
}

/** Columns that the plan refers to and does not make: those of enclosing queries. */
export function outerColumns(plan: LogicalPlan): ReadonlySet<ColumnId> {
  const found = outerMemo.get(plan);
  if (found !== undefined) return found;
  const outer = new Set<ColumnId>();
  for (const expr of expressionsOf(plan)) for (const id of columnsOf(expr)) outer.add(id);
  const inputs = inputsOf(plan);
  for (const input of inputs) for (const id of outerColumns(input)) outer.add(id);
  for (const input of inputs) for (const column of input.columns) outer.delete(column.id);
  outerMemo.set(plan, outer);
  return outer;
}
const outerMemo = new WeakMap<LogicalPlan, ReadonlySet<ColumnId>>();

/** Replaces columns of enclosing queries everywhere in the plan. */
export function substitutePlan(plan: LogicalPlan, replacements: ReadonlyMap<ColumnId, Expr>): LogicalPlan {
  const outer = outerColumns(plan);
  if (![...replacements.keys()].some((id) => outer.has(id))) return plan;
  const mapped = mapInputs(plan, (input) => substitutePlan(input, replacements));
  return mapExpressions(mapped, (expr) => substitute(expr, replacements));
}

/** Replaces columns, in the plans of subqueries too. */
export function substitute(expr: Expr, replacements: ReadonlyMap<ColumnId, Expr>): Expr {
  if (replacements.size === 0) return expr;
  return rewriteExpr(expr, (node) => {
    if (node.kind === 'column') return replacements.get(node.id) ?? node;
    if (node.kind === 'subquery') {
      const plan = substitutePlan(node.plan, replacements);
      return plan === node.plan ? node : { ...node, plan };
    }
    return node;
  });
}

/** columns[i] stands for exprs[i]. */
export function replacementsOf(columns: readonly Column[], exprs: readonly Expr[]): ReadonlyMap<ColumnId, Expr> {
  const map = new Map<ColumnId, Expr>();
  columns.forEach((column, i) => {
    const expr = exprs[i];
    if (expr !== undefined) map.set(column.id, expr);
  });
  return map;
}

export interface PlanCopy {
  readonly plan: LogicalPlan;
  /** The copy's column for each column that the original makes. */
  readonly ids: ReadonlyMap<ColumnId, ColumnId>;
}

/** The same plan with fresh ids for all columns that it makes: two copies may stand in one statement. */
export function copyPlan(plan: LogicalPlan, nextColumnId: () => ColumnId): PlanCopy {
  const ids = new Map<ColumnId, ColumnId>();
  const collect = (node: LogicalPlan): void => {
    inputsOf(node).forEach(collect);
    for (const expr of expressionsOf(node)) collectSubqueries(expr);
    for (const column of node.columns) if (!ids.has(column.id)) ids.set(column.id, nextColumnId());
  };
  const collectSubqueries = (expr: Expr): void => {
    if (expr.kind === 'subquery') collect(expr.plan);
    childrenOf(expr).forEach(collectSubqueries);
  };
  collect(plan);
  const rename = (column: Column): Column => ({ ...column, id: ids.get(column.id) ?? column.id });
  const renameExpr = (expr: Expr): Expr =>
    rewriteExpr(expr, (node) => {
      if (node.kind === 'column') {
        const id = ids.get(node.id);
        return id === undefined ? node : { ...node, id };
      }
      return node.kind === 'subquery' ? { ...node, plan: copy(node.plan) } : node;
    });
  const copy = (node: LogicalPlan): LogicalPlan => {
    const mapped = mapExpressions(mapInputs(node, copy), renameExpr);
    return { ...mapped, columns: node.columns.map(rename) } as LogicalPlan;
  };
  return { plan: copy(plan), ids };
}

/** Calls that are NULL when an argument is. */
const STRICT = new Set([
  '=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '%',
  '~~',
  '!~~',
  '~~*',
  '!~~*',
  '||',
  'abs',
  'substring',
  'extract',
  'upper',
  'lower',
  'round',
  'length',
]);

/** NULL whenever the columns are all NULL. Conservative. */
export function isStrictIn(expr: Expr, columns: ReadonlySet<ColumnId>): boolean {
  switch (expr.kind) {
    case 'column':
      return columns.has(expr.id);
    case 'literal':
      return expr.value === null;
    case 'cast':
    case 'not':
      return isStrictIn(expr.arg, columns);
    case 'call':
      return STRICT.has(expr.name) && expr.args.some((arg) => isStrictIn(arg, columns));
    case 'in-list':
      return isStrictIn(expr.arg, columns);
    case 'and':
    case 'or':
      return expr.args.every((arg) => isStrictIn(arg, columns));
    case 'coalesce':
      return expr.args.every((arg) => isStrictIn(arg, columns));
    case 'param':
    case 'is-null':
    case 'is-distinct':
    case 'case':
    case 'subquery':
      return false;
  }
  return unreachable(expr);
}

/** Never true when the columns are all NULL: a filter by it drops null-extended rows. */
export function rejectsNulls(expr: Expr, columns: ReadonlySet<ColumnId>): boolean {
  if (isFalseLiteral(expr)) return true;
  if (expr.kind === 'and') return expr.args.some((arg) => rejectsNulls(arg, columns));
  if (expr.kind === 'or') return expr.args.every((arg) => rejectsNulls(arg, columns));
  if (expr.kind === 'not' && expr.arg.kind === 'is-null') return isStrictIn(expr.arg.arg, columns);
  if (expr.kind === 'coalesce') {
    return expr.args.length === 2 && isFalseLiteral(expr.args[1] ?? TRUE) && rejectsNulls(expr.args[0] ?? TRUE, columns);
  }
  return isStrictIn(expr, columns);
}

/** The sides of `left = right` (or IS NOT DISTINCT FROM) whose sides are of the two column sets, left set first. */
export function equality(
  expr: Expr,
  left: ReadonlySet<ColumnId>,
  right: ReadonlySet<ColumnId>,
): { readonly left: Expr; readonly right: Expr; readonly nullSafe: boolean } | null {
  let a: Expr | undefined;
  let b: Expr | undefined;
  let nullSafe = false;
  if (expr.kind === 'call' && expr.name === '=' && expr.args.length === 2) [a, b] = expr.args;
  else if (expr.kind === 'not' && expr.arg.kind === 'is-distinct') {
    a = expr.arg.left;
    b = expr.arg.right;
    nullSafe = true;
  }
  if (a === undefined || b === undefined || columnsOf(a).size === 0 || columnsOf(b).size === 0) return null;
  if (usesOnly(a, left) && usesOnly(b, right)) return { left: a, right: b, nullSafe };
  if (usesOnly(b, left) && usesOnly(a, right)) return { left: b, right: a, nullSafe };
  return null;
}

/**
 * The column under casts that keep apart what differs and hash the same: integers and numerics to wider ones, text kinds among each
 * other. null: something else.
 */
export function keyColumn(expr: Expr): ColumnId | null {
  if (expr.kind === 'column') return expr.id;
  if (expr.kind !== 'cast') return null;
  const from = expr.arg.type;
  const to = expr.type;
  return sameType(from, to) || keepsValue(from, to) ? keyColumn(expr.arg) : null;
}

const INTEGER_WIDTH: { readonly [kind: string]: number } = { int2: 2, int4: 4, int8: 8 };

function keepsValue(from: SqlType, to: SqlType): boolean {
  const width = INTEGER_WIDTH[from.kind];
  if (width !== undefined) {
    return (to.kind === 'numeric' && to.precision === null) || (INTEGER_WIDTH[to.kind] ?? 0) >= width;
  }
  if (from.kind === 'numeric') return to.kind === 'numeric' && to.precision === null;
  const text = from.kind === 'text' || from.kind === 'varchar' || from.kind === 'char' || from.kind === 'name';
  return text && (to.kind === 'text' || (to.kind === 'varchar' && to.length === null));
}
