/** Small operations on expressions that rules share: walking, substitution, conjuncts, comparison by structure. */
import { unreachable } from '../common/assert.js';
import type { CallExpr, ColumnExpr, ColumnId, Expr, LiteralExpr } from '../plan/expr.js';
import type { Datum } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';
import { TYPES } from '../types/sql-type.js';

export const TRUE: LiteralExpr = { kind: 'literal', type: TYPES.bool, value: true };
export const FALSE: LiteralExpr = { kind: 'literal', type: TYPES.bool, value: false };

export function literal(type: SqlType, value: Datum): LiteralExpr {
  return { kind: 'literal', type, value };
}

export function columnRef(column: { readonly id: ColumnId; readonly type: SqlType }): ColumnExpr {
  return { kind: 'column', type: column.type, id: column.id };
}

export function call(name: string, type: SqlType, args: readonly Expr[]): CallExpr {
  return { kind: 'call', type, name, args };
}

export function not(arg: Expr): Expr {
  return arg.kind === 'not' ? arg.arg : { kind: 'not', type: TYPES.bool, arg };
}

export function isNull(arg: Expr): Expr {
  return { kind: 'is-null', type: TYPES.bool, arg };
}

export function isNotDistinct(left: Expr, right: Expr): Expr {
  return not({ kind: 'is-distinct', type: TYPES.bool, left, right });
}

/** The condition with NULL taken as false: what a filter makes of it, as a value. */
export function isTrue(condition: Expr): Expr {
  return { kind: 'coalesce', type: TYPES.bool, args: [condition, FALSE] };
}

export function isTrueLiteral(expr: Expr): boolean {
  return expr.kind === 'literal' && expr.value === true;
}

/** Never true: false or NULL. */
export function isFalseLiteral(expr: Expr): boolean {
  return expr.kind === 'literal' && expr.type.kind === 'bool' && expr.value !== true;
}

/** The parts of nested ANDs; none for true. */
export function conjuncts(expr: Expr): readonly Expr[] {
  if (expr.kind === 'and') return expr.args.flatMap(conjuncts);
  return isTrueLiteral(expr) ? [] : [expr];
}

export function disjuncts(expr: Expr): readonly Expr[] {
  return expr.kind === 'or' ? expr.args.flatMap(disjuncts) : [expr];
}

export function conjunction(parts: readonly Expr[]): Expr {
  const [first] = parts;
  if (first === undefined) return TRUE;
  return parts.length === 1 ? first : { kind: 'and', type: TYPES.bool, args: parts };
}

export function disjunction(parts: readonly Expr[]): Expr {
  const [first] = parts;
  if (first === undefined) return FALSE;
  return parts.length === 1 ? first : { kind: 'or', type: TYPES.bool, args: parts };
}

/** Direct subexpressions; of a subquery only `compare`. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'literal':
    case 'column':
    case 'param':
      return [];
    case 'call':
    case 'and':
    case 'or':
    case 'coalesce':
      return expr.args;
    case 'cast':
    case 'not':
    case 'is-null':
      return [expr.arg];
    case 'is-distinct':
      return [expr.left, expr.right];
    case 'case':
      return [...expr.branches.flatMap((branch) => [branch.when, branch.then]), ...(expr.otherwise === null ? [] : [expr.otherwise])];
    case 'in-list':
      return [expr.arg, ...expr.list];
    case 'subquery':
      return expr.compare === null ? [] : [expr.compare];
  }
  return unreachable(expr);
}

/** The same node when `f` changed nothing. */
export function mapChildren(expr: Expr, f: (child: Expr) => Expr): Expr {
  switch (expr.kind) {
    case 'literal':
    case 'column':
    case 'param':
      return expr;
    case 'call':
    case 'and':
    case 'or':
    case 'coalesce': {
      const args = mapList(expr.args, f);
      return args === expr.args ? expr : { ...expr, args };
    }
    case 'cast':
    case 'not':
    case 'is-null': {
      const arg = f(expr.arg);
      return arg === expr.arg ? expr : { ...expr, arg };
    }
    case 'is-distinct': {
      const left = f(expr.left);
      const right = f(expr.right);
      return left === expr.left && right === expr.right ? expr : { ...expr, left, right };
    }
    case 'case': {
      const branches = mapList(expr.branches, (branch) => {
        const when = f(branch.when);
        const then = f(branch.then);
        return when === branch.when && then === branch.then ? branch : { when, then };
      });
      const otherwise = expr.otherwise === null ? null : f(expr.otherwise);
      return branches === expr.branches && otherwise === expr.otherwise ? expr : { ...expr, branches, otherwise };
    }
    case 'in-list': {
      const arg = f(expr.arg);
      const list = mapList(expr.list, f);
      return arg === expr.arg && list === expr.list ? expr : { ...expr, arg, list };
    }
    case 'subquery': {
      const compare = expr.compare === null ? null : f(expr.compare);
      return compare === expr.compare ? expr : { ...expr, compare };
    }
  }
  return unreachable(expr);
}

/** The same array when `f` changed no element. */
export function mapList<T>(list: readonly T[], f: (item: T) => T): readonly T[] {
  let changed = false;
  const mapped = list.map((item) => {
    const result = f(item);
    if (result !== item) changed = true;
    return result;
  });
  return changed ? mapped : list;
}

/** Rewrites bottom-up. Does not enter the plans of subqueries. */
export function rewriteExpr(expr: Expr, f: (expr: Expr) => Expr): Expr {
  return f(mapChildren(expr, (child) => rewriteExpr(child, f)));
}

export function someExpr(expr: Expr, test: (expr: Expr) => boolean): boolean {
  return test(expr) || childrenOf(expr).some((child) => someExpr(child, test));
}

export function idSet(columns: readonly { readonly id: ColumnId }[]): ReadonlySet<ColumnId> {
  const found = idMemo.get(columns);
  if (found !== undefined) return found;
  const ids = new Set<ColumnId>();
  for (const column of columns) ids.add(column.id);
  idMemo.set(columns, ids);
  return ids;
}
/** Columns of a plan are asked for by many rules, and never change. */
const idMemo = new WeakMap<readonly { readonly id: ColumnId }[], ReadonlySet<ColumnId>>();

/** Equal text for equal structure. */
export function exprKey(expr: Expr): string {
  const found = keyMemo.get(expr);
  if (found !== undefined) return found;
  const key = JSON.stringify(expr, (_name, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
  keyMemo.set(expr, key);
  return key;
}
const keyMemo = new WeakMap<Expr, string>();

const VOLATILE = new Set(['random', 'nextval', 'currval', 'setval', 'clock_timestamp', 'timeofday', 'gen_random_uuid', 'pg_sleep']);

/** May give another value at each call: must not be moved, copied or folded. */
export function isVolatile(expr: Expr): boolean {
  return someExpr(expr, (node) => node.kind === 'call' && VOLATILE.has(node.name));
}
