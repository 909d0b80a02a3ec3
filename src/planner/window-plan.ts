/**
 * The plan of a level's window functions: one node for each distinct (PARTITION BY, ORDER BY), stacked so that windows whose sorts share a
 * prefix follow each other, in PostgreSQL's order, in which rows leave where the query has no ORDER BY.
 */
import { known } from '../common/assert.js';
import type { Expr, SortKey } from '../plan/expr.js';
import type { LogicalPlan, WindowPlan } from '../plan/logical.js';
import { mapWindow, type WindowCall, windowCallExpressions } from '../plan/window.js';
import type { BindContext } from './bind-context.js';
import { columnExpr, makeProject } from './plan-nodes.js';
import { hasSubquery, sameExpr } from './rewrite.js';
import { sameWindow, type WindowUse } from './window.js';

interface Group {
  readonly partition: readonly Expr[];
  readonly order: readonly SortKey[];
  readonly uses: WindowUse[];
}

/** `sorted`: the expressions of the query's ORDER BY, whose sorts PostgreSQL numbers first. */
export function planWindows(context: BindContext, input: LogicalPlan, uses: readonly WindowUse[], sorted: readonly Expr[]): LogicalPlan {
  if (uses.length === 0) return input;
  const computed = new ComputedInput(context, input, uses);
  const groups: Group[] = [];
  for (const use of uses.map((each) => rewriteUse(each, computed.replace))) {
    const group = groups.find((each) => sameWindow(each, use.window));
    if (group !== undefined) group.uses.push(use);
    else groups.push({ partition: use.window.partition, order: use.window.order, uses: [use] });
  }
  let plan = computed.plan;
  for (const { partition, order, uses: members } of inOrder(groups, sorted)) {
    const columns = [...plan.columns, ...members.map((use) => use.column)];
    const node: WindowPlan = { kind: 'window', columns, input: plan, partition, order, functions: members.map((use) => use.call) };
    plan = node;
  }
  return plan;
}

/** With all its expressions rewritten: over a grouping they refer to its output. */
export function rewriteUse(use: WindowUse, rewrite: (expr: Expr) => Expr): WindowUse {
  const { partition, order, functions } = mapWindow(
    { partition: use.window.partition, order: use.window.order, functions: [use.call] },
    rewrite,
    (call) => ({ ...call, args: call.args.map(rewrite), filter: call.filter === null ? null : rewrite(call.filter) }),
  );
  const call: WindowCall = known(functions[0], 'call');
  return { ...use, window: { ...use.window, partition, order }, call };
}

/** Expressions with subqueries are computed below, once each: several windows may have them. */
class ComputedInput {
  readonly plan: LogicalPlan;
  readonly #columns: readonly { readonly expr: Expr; readonly column: Expr }[];

  constructor(context: BindContext, input: LogicalPlan, uses: readonly WindowUse[]) {
    const found: Expr[] = [];
    for (const { window, call } of uses) {
      for (const expr of [...window.partition, ...window.order.map((key) => key.expr), ...windowCallExpressions(call)]) {
        if (hasSubquery(expr) && !found.some((other) => sameExpr(other, expr))) found.push(expr);
      }
    }
    if (found.length === 0) {
      this.plan = input;
      this.#columns = [];
      return;
    }
    const exprs = [...input.columns.map(columnExpr), ...found];
    const names = [...input.columns.map((column) => column.name), ...found.map(() => 'value')];
    const plan = makeProject(context, input, exprs, names);
    this.plan = plan;
    this.#columns = found.map((expr, i) => ({
      expr,
      column: columnExpr(known(plan.columns[input.columns.length + i], 'computed column')),
    }));
  }

  readonly replace = (expr: Expr): Expr => this.#columns.find((each) => sameExpr(each.expr, expr))?.column ?? expr;
}

/**
 * PostgreSQL numbers sort expressions as they appear (the query's ORDER BY, then for each window its ORDER BY and PARTITION BY) and
 * evaluates windows from the highest numbers down, longer lists first, so that those with a common prefix follow each other.
 */
function inOrder(groups: readonly Group[], sorted: readonly Expr[]): readonly Group[] {
  const numbered: Expr[] = [...sorted];
  const numberOf = (expr: Expr): number => {
    const at = numbered.findIndex((other) => sameExpr(other, expr));
    if (at >= 0) return at;
    numbered.push(expr);
    return numbered.length - 1;
  };
  const ranked = groups.map((group) => {
    for (const key of group.order) numberOf(key.expr);
    for (const key of group.partition) numberOf(key);
    const clauses: { number: number; direction: number }[] = [];
    const add = (number: number, direction: number): void => {
      if (!clauses.some((clause) => clause.number === number)) clauses.push({ number, direction });
    };
    for (const key of group.partition) add(numberOf(key), 0);
    for (const key of group.order) add(numberOf(key.expr), (key.descending ? 2 : 0) + (key.nullsFirst === key.descending ? 0 : 1));
    return { group, clauses };
  });
  ranked.sort((a, b) => {
    for (let i = 0; i < Math.min(a.clauses.length, b.clauses.length); i += 1) {
      const left = known(a.clauses[i], 'clause');
      const right = known(b.clauses[i], 'clause');
      if (left.number !== right.number) return right.number - left.number;
      if (left.direction !== right.direction) return right.direction - left.direction;
    }
    return b.clauses.length - a.clauses.length;
  });
  return ranked.map(({ group }) => group);
}
