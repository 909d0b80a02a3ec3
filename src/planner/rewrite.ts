/**
 * Walking and rewriting of bound expressions and plans. Chains of operators may be ten thousand terms deep on their left side
 * (`a + b + c + ...`), so every walk goes down the left spine of calls and casts in a loop and recurses elsewhere only.
 */
import { known, unreachable } from '../common/assert.js';
import type { AggregateCall, ColumnId, Expr, SortKey } from '../plan/expr.js';
import type { Column, LogicalPlan } from '../plan/logical.js';
import { toJson } from '../plan/serialize.js';
import { mapWindow } from '../plan/window.js';
import type { Datum } from '../types/datum.js';
import { sameType } from '../types/sql-type.js';

/** Gives a replacement, or undefined to go on into the node's children. */
export type Replace = (expr: Expr) => Expr | undefined;

/** Rewrites top-down: what `replace` gives is taken as it is. Plans of subqueries are rewritten too. */
export function rewriteExpr(expr: Expr, replace: Replace): Expr {
  const spine: Expr[] = [];
  let node = expr;
  let result: Expr | undefined;
  for (;;) {
    result = replace(node);
    if (result !== undefined) break;
    const next = leftmost(node);
    if (next === undefined) {
      result = rewriteChildren(node, replace);
      break;
    }
    spine.push(node);
    node = next;
  }
  for (let i = spine.length - 1; i >= 0; i -= 1) result = withLeftmost(known(spine[i], 'spine'), result, replace);
  return result;
}

/** The child that a walk follows in a loop. */
function leftmost(expr: Expr): Expr | undefined {
  if (expr.kind === 'call') return expr.args[0];
  if (expr.kind === 'cast' || expr.kind === 'not') return expr.arg;
  return undefined;
}

function withLeftmost(expr: Expr, left: Expr, replace: Replace): Expr {
  if (expr.kind === 'cast' || expr.kind === 'not') return left === expr.arg ? expr : { ...expr, arg: left };
  if (expr.kind !== 'call') return expr;
  let changed = left !== expr.args[0];
  const args = expr.args.map((arg, i) => {
    const next = i === 0 ? left : rewriteExpr(arg, replace);
    changed ||= next !== arg;
    return next;
  });
  return changed ? { ...expr, args } : expr;
}

function rewriteChildren(expr: Expr, replace: Replace): Expr {
  switch (expr.kind) {
    case 'literal':
    case 'column':
    case 'param':
      return expr;
    case 'call':
    case 'and':
    case 'or':
    case 'coalesce': {
      const args = rewriteList(expr.args, replace);
      return args === expr.args ? expr : { ...expr, args };
    }
    case 'cast':
    case 'not':
    case 'is-null': {
      const arg = rewriteExpr(expr.arg, replace);
      return arg === expr.arg ? expr : { ...expr, arg };
    }
    case 'is-distinct': {
      const left = rewriteExpr(expr.left, replace);
      const right = rewriteExpr(expr.right, replace);
      return left === expr.left && right === expr.right ? expr : { ...expr, left, right };
    }
    case 'case': {
      const branches = mapSame(expr.branches, (branch) => {
        const when = rewriteExpr(branch.when, replace);
        const then = rewriteExpr(branch.then, replace);
        return when === branch.when && then === branch.then ? branch : { when, then };
      });
      const otherwise = expr.otherwise === null ? null : rewriteExpr(expr.otherwise, replace);
      return branches === expr.branches && otherwise === expr.otherwise ? expr : { ...expr, branches, otherwise };
    }
    case 'in-list': {
      const arg = rewriteExpr(expr.arg, replace);
      const list = rewriteList(expr.list, replace);
      return arg === expr.arg && list === expr.list ? expr : { ...expr, arg, list };
    }
    case 'subquery': {
      const plan = rewritePlan(expr.plan, { expr: replace });
      const compare = expr.compare === null ? null : rewriteExpr(expr.compare, replace);
      return plan === expr.plan && compare === expr.compare ? expr : { ...expr, plan, compare };
    }
    default:
      return unreachable(expr);
  }
}

function rewriteList(exprs: readonly Expr[], replace: Replace): readonly Expr[] {
  return mapSame(exprs, (expr) => rewriteExpr(expr, replace));
}

/** The same array when no element changed. */
function mapSame<T>(items: readonly T[], map: (item: T) => T): readonly T[] {
  let changed = false;
  const mapped = items.map((item) => {
    const next = map(item);
    changed ||= next !== item;
    return next;
  });
  return changed ? mapped : items;
}

export interface PlanRewrite {
  readonly expr: Replace;
  /** Renames output columns. */
  readonly column?: (column: Column) => Column;
  /** Called for each node after its inputs and expressions were rewritten. */
  readonly node?: (plan: LogicalPlan) => LogicalPlan;
}

/** Rewrites every expression (and column, and node) of a plan; subqueries' plans get the expression part alone. */
export function rewritePlan(plan: LogicalPlan, rewrite: PlanRewrite): LogicalPlan {
  const columns = rewrite.column === undefined ? plan.columns : mapSame(plan.columns, rewrite.column);
  const next = rewriteNode(columns === plan.columns ? plan : { ...plan, columns }, rewrite);
  return rewrite.node === undefined ? next : rewrite.node(next);
}

/** As rewritePlan, with the columns and nodes of subqueries' plans. Each plan is walked once, however deeply it is nested. */
export function rewriteEverywhere(plan: LogicalPlan, rewrite: Partial<PlanRewrite>): LogicalPlan {
  const expr: Replace = (each) => {
    const replaced = rewrite.expr?.(each);
    if (replaced !== undefined || each.kind !== 'subquery') return replaced;
    const inner = rewriteEverywhere(each.plan, rewrite);
    const compare = each.compare === null ? null : rewriteExpr(each.compare, expr);
    return inner === each.plan && compare === each.compare ? each : { ...each, plan: inner, compare };
  };
  return rewritePlan(plan, { ...rewrite, expr });
}

function rewriteNode(plan: LogicalPlan, rewrite: PlanRewrite): LogicalPlan {
  const expr = (e: Expr): Expr => rewriteExpr(e, rewrite.expr);
  switch (plan.kind) {
    case 'get':
    case 'values':
    case 'working-table':
      return plan;
    case 'table-function': {
      const input = rewritePlan(plan.input, rewrite);
      const functions = mapSame(plan.functions, (each) => {
        const args = mapSame(each.args, expr);
        return args === each.args ? each : { ...each, args };
      });
      return input === plan.input && functions === plan.functions ? plan : { ...plan, input, functions };
    }
    case 'recursive': {
      const base = rewritePlan(plan.base, rewrite);
      const step = rewritePlan(plan.step, rewrite);
      return base === plan.base && step === plan.step ? plan : { ...plan, base, step };
    }
    case 'distinct':
    case 'row-id': {
      const input = rewritePlan(plan.input, rewrite);
      return input === plan.input ? plan : { ...plan, input };
    }
    case 'filter': {
      const input = rewritePlan(plan.input, rewrite);
      const predicate = expr(plan.predicate);
      return input === plan.input && predicate === plan.predicate ? plan : { ...plan, input, predicate };
    }
    case 'project': {
      const input = rewritePlan(plan.input, rewrite);
      const exprs = mapSame(plan.exprs, expr);
      return input === plan.input && exprs === plan.exprs ? plan : { ...plan, input, exprs };
    }
    case 'join':
    case 'apply': {
      const left = rewritePlan(plan.left, rewrite);
      const right = rewritePlan(plan.right, rewrite);
      const condition = expr(plan.condition);
      return left === plan.left && right === plan.right && condition === plan.condition ? plan : { ...plan, left, right, condition };
    }
    case 'aggregate': {
      const input = rewritePlan(plan.input, rewrite);
      const keys = mapSame(plan.keys, expr);
      const aggregates = mapSame(plan.aggregates, (call) => rewriteAggregate(call, expr));
      return input === plan.input && keys === plan.keys && aggregates === plan.aggregates ? plan : { ...plan, input, keys, aggregates };
    }
    case 'sort': {
      const input = rewritePlan(plan.input, rewrite);
      const keys = mapSame(plan.keys, (key): SortKey => {
        const next = expr(key.expr);
        return next === key.expr ? key : { ...key, expr: next };
      });
      return input === plan.input && keys === plan.keys ? plan : { ...plan, input, keys };
    }
    case 'limit': {
      const input = rewritePlan(plan.input, rewrite);
      const limit = plan.limit === null ? null : expr(plan.limit);
      const offset = plan.offset === null ? null : expr(plan.offset);
      return input === plan.input && limit === plan.limit && offset === plan.offset ? plan : { ...plan, input, limit, offset };
    }
    case 'window': {
      const input = rewritePlan(plan.input, rewrite);
      return { ...plan, input, ...mapWindow(plan, expr, (call) => rewriteAggregate(call, expr)) };
    }
    case 'set': {
      const left = rewritePlan(plan.left, rewrite);
      const right = rewritePlan(plan.right, rewrite);
      return left === plan.left && right === plan.right ? plan : { ...plan, left, right };
    }
    default:
      return unreachable(plan);
  }
}

function rewriteAggregate(call: AggregateCall, expr: (e: Expr) => Expr): AggregateCall {
  const args = mapSame(call.args, expr);
  const filter = call.filter === null ? null : expr(call.filter);
  return args === call.args && filter === call.filter ? call : { ...call, args, filter };
}

/** Calls visit for every node of an expression, subqueries' plans included. */
export function visitExpr(expr: Expr, visit: (expr: Expr) => void): void {
  rewriteExpr(expr, (node) => {
    visit(node);
    return undefined;
  });
}

export function someExpr(expr: Expr, test: (expr: Expr) => boolean): boolean {
  let found = false;
  rewriteExpr(expr, (node) => {
    found ||= test(node);
    // A node that is replaced by itself is not walked into: once found, the rest is skipped.
    return found ? node : undefined;
  });
  return found;
}

export function hasSubquery(expr: Expr): boolean {
  return someExpr(expr, (node) => node.kind === 'subquery');
}

/**
 * A second copy of an expression: subqueries in it get column ids of their own, since an id may be made in one place of a
 * statement only. Without subqueries the expression itself.
 */
export function duplicateExpr(expr: Expr, newId: () => ColumnId): Expr {
  return rewriteExpr(expr, (node) => {
    if (node.kind !== 'subquery') return undefined;
    const renamed = new Map<ColumnId, ColumnId>();
    collectMade(node.plan, renamed, newId);
    const renameColumn: Replace = (inner) => {
      const id = inner.kind === 'column' ? renamed.get(inner.id) : undefined;
      return inner.kind === 'column' && id !== undefined ? { ...inner, id } : undefined;
    };
    const plan = rewriteEverywhere(node.plan, {
      expr: renameColumn,
      column: (column) => {
        const id = renamed.get(column.id);
        return id === undefined ? column : { ...column, id };
      },
    });
    return { ...node, plan, compare: node.compare === null ? null : duplicateExpr(rewriteExpr(node.compare, renameColumn), newId) };
  });
}

/** Every id that the plan makes, nested subqueries included. */
function collectMade(plan: LogicalPlan, renamed: Map<ColumnId, ColumnId>, newId: () => ColumnId): void {
  rewriteEverywhere(plan, {
    column: (column) => {
      if (!renamed.has(column.id)) renamed.set(column.id, newId());
      return column;
    },
  });
}

/** Structural equality: the same value for every row. Subqueries are equal to themselves only. */
export function sameExpr(a: Expr, b: Expr): boolean {
  let left = a;
  let right = b;
  for (;;) {
    if (left === right) return true;
    if (left.kind !== right.kind || !sameType(left.type, right.type)) return false;
    if (left.kind === 'call' && right.kind === 'call') {
      if (left.name !== right.name || left.args.length !== right.args.length) return false;
      const rightArgs = right.args;
      if (!left.args.every((arg, i) => i === 0 || sameExpr(arg, known(rightArgs[i], 'argument')))) return false;
      const [nextLeft] = left.args;
      const [nextRight] = rightArgs;
      if (nextLeft === undefined || nextRight === undefined) return true;
      left = nextLeft;
      right = nextRight;
    } else if (left.kind === 'cast' && right.kind === 'cast') {
      left = left.arg;
      right = right.arg;
    } else {
      return sameNode(left, right);
    }
  }
}

function sameNode(a: Expr, b: Expr): boolean {
  switch (a.kind) {
    case 'literal':
      return b.kind === 'literal' && sameDatum(a.value, b.value);
    case 'column':
      return b.kind === 'column' && a.id === b.id;
    case 'param':
      return b.kind === 'param' && a.index === b.index;
    case 'and':
    case 'or':
    case 'coalesce':
      return b.kind === a.kind && sameExprs(a.args, b.args);
    case 'not':
    case 'is-null':
      return b.kind === a.kind && sameExpr(a.arg, b.arg);
    case 'is-distinct':
      return b.kind === 'is-distinct' && sameExpr(a.left, b.left) && sameExpr(a.right, b.right);
    case 'case':
      return (
        b.kind === 'case' &&
        sameExprs(branchExprs(a.branches), branchExprs(b.branches)) &&
        (a.otherwise === null || b.otherwise === null ? a.otherwise === b.otherwise : sameExpr(a.otherwise, b.otherwise))
      );
    case 'in-list':
      return b.kind === 'in-list' && sameExpr(a.arg, b.arg) && sameExprs(a.list, b.list);
    case 'subquery':
    case 'call':
    case 'cast':
      return false;
    default:
      return unreachable(a);
  }
}

function branchExprs(branches: readonly { readonly when: Expr; readonly then: Expr }[]): readonly Expr[] {
  return branches.flatMap(({ when, then }) => [when, then]);
}

export function sameExprs(a: readonly Expr[], b: readonly Expr[]): boolean {
  return a.length === b.length && a.every((expr, i) => sameExpr(expr, known(b[i], 'expression')));
}

function sameDatum(a: Datum, b: Datum): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  if ('unscaled' in a) return 'unscaled' in b && a.unscaled === b.unscaled && a.scale === b.scale && a.special === b.special;
  if (a instanceof Uint8Array || 'elements' in a || 'fields' in a || 'timeMicros' in a) return toJson(a) === toJson(b);
  return 'months' in b && a.months === b.months && a.days === b.days && a.micros === b.micros;
}
