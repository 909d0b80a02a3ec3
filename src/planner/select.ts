/** One SELECT: FROM, WHERE, grouping, the select list, DISTINCT, ORDER BY and LIMIT, in PostgreSQL's order of meaning. */
import { assert, known } from '../common/assert.js';
import { SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { Expr, SortKey } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { Expression, SelectQuery, SortKey as SortItem, Star, Target } from '../sql/ast.js';
import type { SqlType } from '../types/sql-type.js';
import { type BindContext, type CteScope, errorAt } from './bind-context.js';
import type { BoundRelation, OpenQuery } from './bound-relation.js';
import { coerceToBool, resolveUnknown } from './coerce.js';
import { quoted } from './definitions/names.js';
import { checkDistinctOn, columnsAt, completeOrder, firstOfEach } from './distinct-on.js';
import { bindFrom } from './from.js';
import { Grouping } from './grouping.js';
import { bindGroupBy, type GroupingSets } from './grouping-sets.js';
import { type BoundLimits, bindLimits, makeLimit, sortDirection } from './limits.js';
import { bindLocking } from './locking.js';
import { exposeOrder } from './output-order.js';
import { columnExpr, makeFilter, makeProject } from './plan-nodes.js';
import { findTable, QueryLevel, type ScopeColumn, scopeExpr } from './query-level.js';
import { bindFieldExpansion } from './records.js';
import { sameExpr, someExpr } from './rewrite.js';
import { expandSetCalls, type SelectSetCall, setCallsIn } from './set-returning.js';
import { checkEquality, sortValue } from './sort-values.js';
import { targetName } from './target-names.js';
import { bindWindowClause } from './window.js';
import { planWindows, rewriteUse } from './window-plan.js';

interface BoundTarget {
  expr: Expr;
  readonly name: string;
  readonly position: number;
}

/** DISTINCT; of DISTINCT ON its targets. */
type Distinctness = 'none' | 'all' | readonly number[];

interface BoundSortKey {
  /** Of the targets; those beyond the select list are hidden. */
  readonly target: number;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export function openSelect(context: BindContext, select: SelectQuery, parent: QueryLevel | null, ctes: CteScope | null): OpenQuery {
  const level = new QueryLevel(parent, ctes);
  const bound = bindFrom(context, select.from, level);
  const ordered = exposeOrder(context, bound.plan);
  const from = { ...bound, plan: ordered.plan };
  level.namespace = from.namespace;
  level.inputOrder = ordered.keys;
  bindWindowClause(context, select.windows, level);
  const targets = bindTargets(context, select.targets, level);
  const visible = targets.length;
  const where = bindCondition(context, select.where, level, 'WHERE');
  level.clause = 'having';
  const having = select.having === null ? null : coerceToBool(context, context.binders.expression(context, select.having, level), 'HAVING');
  level.clause = 'order-by';
  const on = select.distinct?.on ?? [];
  const plainDistinct = select.distinct !== null && on.length === 0;
  const order = select.orderBy.map((item) => bindSortItem(context, item, targets, visible, level, plainDistinct));
  const first = on.map((node) => bindSortTarget(context, node, targets, visible, level, 'DISTINCT ON'));
  const distinct: Distinctness = plainDistinct ? 'all' : first.length > 0 ? first : 'none';
  if (on[0] !== undefined) {
    const sorted = order.map((key) => key.target);
    checkDistinctOn(first, sorted, on[0].position);
  }
  level.clause = 'GROUP BY';
  const keys = bindGroupBy(select, (node) => bindGroupKey(context, node, targets, visible, level));
  level.clause = 'select';
  const limits = bindLimits(context, select, level);
  bindLocking(context, select, level);
  // Group keys are evaluated below the grouping, and so are the set-returning functions in them.
  const grouped = setCallsIn(level.setCalls, keys.keys);
  const input = expandSetCalls(where === null ? from.plan : makeFilter(from.plan, where), grouped, (expr) => expr);
  const setCalls = level.setCalls.filter((each) => !grouped.includes(each));
  const rows = group(context, level, input, select, keys, targets, having, setCalls);
  const plan = planWindows(
    context,
    rows,
    level.windows,
    order.map((key) => known(targets[key.target], 'sort target').expr),
  );
  return {
    names: targets.slice(0, visible).map((target) => target.name),
    types: targets.slice(0, visible).map((target) => target.expr.type),
    positions: targets.slice(0, visible).map((target) => target.position),
    finish: (wanted) => finish(context, plan, targets, visible, distinct, order, limits, setCalls, wanted),
  };
}

function bindCondition(context: BindContext, node: Expression | null, level: QueryLevel, clause: 'WHERE'): Expr | null {
  if (node === null) return null;
  level.clause = clause;
  const result = coerceToBool(context, context.binders.expression(context, node, level), clause);
  level.clause = 'select';
  return result;
}

export function bindTargets(context: BindContext, items: readonly Target[], level: QueryLevel): BoundTarget[] {
  const targets: BoundTarget[] = [];
  for (const item of items) {
    if (item.expression.kind === 'star') {
      const star = item.expression;
      const columns = starColumns(context, star, level);
      context.noteStar(star.position, () => starText(star, columns, level));
      for (const column of columns) {
        const expr = context.locate(scopeExpr(context, column), item.position);
        targets.push({ expr, name: column.name, position: item.position });
      }
    } else if (item.expression.kind === 'indirection' && item.expression.steps.at(-1)?.kind === 'all') {
      for (const { name, expr } of bindFieldExpansion(context, item.expression, level) ?? []) {
        targets.push({ expr, name, position: item.position });
      }
    } else {
      const expr = context.binders.expression(context, item.expression, level);
      targets.push({ expr, name: item.name ?? targetName(item.expression), position: item.expression.position });
    }
  }
  if (targets.length > LIMITS.targetEntries) {
    throw errorAt(SQLSTATE.tooManyColumns, `target lists can have at most ${LIMITS.targetEntries} entries`, -1);
  }
  return targets;
}

/** The columns that a star stands for, as the text of a view keeps them. */
function starText(star: Star, columns: readonly ScopeColumn[], level: QueryLevel): string {
  const qualifier = star.qualifier.length === 0 ? null : star.qualifier.map(quoted).join('.');
  const names = columns.map(({ id, name }) => {
    const table = level.namespace.tables.find((each) => each.columns.some((column) => column.id === id));
    const prefix = qualifier ?? (table === undefined ? null : quoted(table.name));
    return prefix === null ? quoted(name) : `${prefix}.${quoted(name)}`;
  });
  return names.join(', ');
}

function starColumns(context: BindContext, star: Star, level: QueryLevel): readonly ScopeColumn[] {
  if (star.qualifier.length > 0) {
    const found = findTable(context, level, star.qualifier, '*', star.position);
    if (found.level !== level) found.level.outerReferences += 1;
    return found.table.columns.filter(isShown);
  }
  if (level.namespace.columns.length === 0 && level.namespace.tables.length === 0) {
    throw errorAt(SQLSTATE.syntaxError, 'SELECT * with no tables specified is not valid', star.position);
  }
  return level.namespace.columns.filter(isShown);
}

function isShown({ hidden }: ScopeColumn): boolean {
  return hidden !== true;
}

function bindSortItem(
  context: BindContext,
  item: SortItem,
  targets: BoundTarget[],
  visible: number,
  level: QueryLevel,
  distinct: boolean,
): BoundSortKey {
  const target = bindSortTarget(context, item.expression, targets, visible, level, 'ORDER BY');
  if (distinct && target >= visible) {
    throw errorAt(
      SQLSTATE.invalidColumnReference,
      'for SELECT DISTINCT, ORDER BY expressions must appear in select list',
      context.positionOf(known(targets[target], 'target').expr),
    );
  }
  return { target, ...sortDirection(item) };
}

/** ORDER BY, DISTINCT ON: a name of the select list, a number, or an expression over the input. Gives the index of a target. */
function bindSortTarget(
  context: BindContext,
  expression: Expression,
  targets: BoundTarget[],
  visible: number,
  level: QueryLevel,
  clause: 'ORDER BY' | 'DISTINCT ON',
): number {
  const named = byNameOrNumber(context, expression, targets, visible, clause);
  if (named !== undefined) return named;
  const expr = context.binders.expression(context, expression, level);
  const existing = targets.findIndex((target) => sameExpr(target.expr, expr));
  if (existing >= 0) return existing;
  targets.push({ expr, name: targetName(expression), position: expression.position });
  return targets.length - 1;
}

/** SQL-92's forms: the name of a result column alone, or its number. */
function byNameOrNumber(
  context: BindContext,
  node: Expression,
  targets: readonly BoundTarget[],
  visible: number,
  clause: 'ORDER BY' | 'GROUP BY' | 'DISTINCT ON',
): number | undefined {
  void context;
  switch (node.kind) {
    case 'column': {
      const [name] = node.name;
      if (node.name.length !== 1 || name === undefined) return undefined;
      const matches = targets.slice(0, visible).flatMap((target, i) => (target.name === name ? [i] : []));
      const [first] = matches;
      if (first === undefined) return undefined;
      const expr = known(targets[first], 'target').expr;
      if (matches.some((i) => !sameExpr(known(targets[i], 'target').expr, expr))) {
        throw errorAt(SQLSTATE.ambiguousColumn, `${clause} "${name}" is ambiguous`, node.position);
      }
      return first;
    }
    case 'integer':
      if (node.value < 1 || node.value > visible) {
        throw errorAt(SQLSTATE.invalidColumnReference, `${clause} position ${node.value} is not in select list`, node.position);
      }
      return node.value - 1;
    case 'decimal':
    case 'string':
    case 'boolean':
    case 'null':
      throw errorAt(SQLSTATE.syntaxError, `non-integer constant in ${clause}`, node.position);
    default:
      return undefined;
  }
}

/** A key of GROUP BY: as ORDER BY, but a column of the input comes before a name of the select list. */
function bindGroupKey(
  context: BindContext,
  expression: Expression,
  targets: readonly BoundTarget[],
  visible: number,
  level: QueryLevel,
): Expr {
  const isInput =
    expression.kind === 'column' &&
    expression.name.length === 1 &&
    level.namespace.columns.some((column) => column.name === expression.name[0]);
  const index = isInput ? undefined : byNameOrNumber(context, expression, targets, visible, 'GROUP BY');
  if (index === undefined) return resolveUnknown(context, context.binders.expression(context, expression, level));
  const target = known(targets[index], 'target');
  rejectAggregate(context, level, target);
  target.expr = resolveUnknown(context, target.expr);
  return target.expr;
}

function rejectAggregate(context: BindContext, level: QueryLevel, target: BoundTarget): void {
  const outputs = new Set(level.aggregates.map((aggregate) => aggregate.column.id));
  const grouping = (expr: Expr): boolean => expr.kind === 'column' && outputs.has(expr.id);
  if (outputs.size > 0 && someExpr(target.expr, grouping)) {
    throw errorAt(SQLSTATE.groupingError, 'aggregate functions are not allowed in GROUP BY', context.positionOf(target.expr));
  }
  const made = new Set(level.windows.map((use) => use.column.id));
  if (made.size > 0 && someExpr(target.expr, (expr) => expr.kind === 'column' && made.has(expr.id))) {
    throw errorAt(SQLSTATE.windowingError, 'window functions are not allowed in GROUP BY', context.positionOf(target.expr));
  }
}

/** With aggregates or GROUP BY: the aggregation, then HAVING; all targets then refer to its output. */
function group(
  context: BindContext,
  level: QueryLevel,
  input: LogicalPlan,
  select: SelectQuery,
  keys: GroupingSets,
  targets: readonly BoundTarget[],
  having: Expr | null,
  setCalls: SelectSetCall[],
): LogicalPlan {
  if (select.groupBy.length === 0 && level.aggregates.length === 0 && !level.usesGrouping && having === null) return input;
  const grouping = new Grouping(context, level, input, keys);
  for (const target of targets) target.expr = grouping.rewrite(target.expr);
  setCalls.forEach((each, i) => {
    setCalls[i] = { ...each, call: { ...each.call, args: each.call.args.map((arg) => grouping.rewrite(arg)) } };
  });
  level.windows.splice(0, level.windows.length, ...level.windows.map((use) => rewriteUse(use, (expr) => grouping.rewrite(expr))));
  const condition = having === null ? null : grouping.rewrite(having);
  const plan = grouping.plan();
  return condition === null ? plan : makeFilter(plan, condition);
}

function finish(
  context: BindContext,
  input: LogicalPlan,
  targets: readonly BoundTarget[],
  visible: number,
  distinct: Distinctness,
  order: readonly BoundSortKey[],
  limits: BoundLimits,
  setCalls: readonly SelectSetCall[],
  wanted: readonly (SqlType | undefined)[] | undefined,
): BoundRelation {
  const exprs = targets.map((target, i) => resolveUnknown(context, target.expr, wanted?.[i]));
  const sortExprs = order.map((key) => known(exprs[key.target], 'sort expression'));
  // Rows are sorted before they are multiplied, unless that would need what is made then: the rows of one stay together, in order.
  const on = typeof distinct === 'string' ? [] : distinct.map((target) => known(exprs[target], 'DISTINCT ON expression'));
  const sortsFirst =
    order.length > 0 && setCalls.length > 0 && distinct !== 'all' && setCallsIn(setCalls, [...sortExprs, ...on]).length === 0;
  let source = input;
  if (sortsFirst) {
    const keys = order.map((key, i): SortKey => {
      return { expr: sortValue(context, known(sortExprs[i], 'sort expression')), descending: key.descending, nullsFirst: key.nullsFirst };
    });
    source = on.length > 0 ? firstRows(context, input, on, keys) : { kind: 'sort', columns: input.columns, input, keys };
  }
  let plan = makeProject(
    context,
    expandSetCalls(source, setCalls, (expr) => expr),
    exprs,
    targets.map((target) => target.name),
  );
  const columns = plan.columns;
  if (distinct === 'all') {
    checkEquality(
      columns.map(({ type }) => type),
      -1,
    );
    plan = { kind: 'distinct', columns, input: plan };
  }
  let sortKeys: readonly SortKey[] = sortsFirst
    ? []
    : order.map((key): SortKey => {
        const expr = sortValue(context, columnExpr(known(columns[key.target], 'sort column')));
        return { expr, descending: key.descending, nullsFirst: key.nullsFirst };
      });
  if (typeof distinct !== 'string' && !sortsFirst) {
    const firsts = columnsAt(columns, distinct);
    plan = firstOfEach(context, plan, firsts, sortKeys);
    sortKeys = completeOrder(firsts, sortKeys);
  }
  if (sortKeys.length > 0) plan = { kind: 'sort', columns, input: plan, keys: sortKeys };
  plan = makeLimit(context, plan, limits, sortKeys);
  if (columns.length > visible) {
    assert(distinct !== 'all', 'no hidden columns under DISTINCT');
    const kept = columns.slice(0, visible);
    plan = { kind: 'project', columns: kept, input: plan, exprs: kept.map(columnExpr) };
  }
  return { plan, columns: plan.columns.map((column) => ({ name: column.name, column, ...context.originOf(column.id) })) };
}

/** DISTINCT ON of expressions over the input, sorted: its columns, and those of the expressions. */
function firstRows(context: BindContext, input: LogicalPlan, on: readonly Expr[], keys: readonly SortKey[]): LogicalPlan {
  const exprs = [...on, ...keys.map(({ expr }) => expr)];
  const names = exprs.map((_, i) => `key${i + 1}`);
  const plan = makeProject(
    context,
    input,
    [...input.columns.map(columnExpr), ...exprs],
    [...input.columns.map(({ name }) => name), ...names],
  );
  const made = plan.columns.slice(input.columns.length);
  const sortKeys = keys.map((key, i): SortKey => ({ ...key, expr: columnExpr(known(made[on.length + i], 'sort column')) }));
  const firsts = made.slice(0, on.length);
  const rows = firstOfEach(context, plan, firsts, sortKeys);
  return { kind: 'sort', columns: rows.columns, input: rows, keys: completeOrder(firsts, sortKeys) };
}
