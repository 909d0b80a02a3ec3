/**
 * unnest-apply: dependent joins become joins.
 *
 * Without references to the left side it is a join already. Otherwise the predicates that refer to the left side are pulled
 * out of the right side and become the join's condition (unnest/pull-predicates.ts). Where they can't be pulled, the distinct
 * values of the left columns that are referred to are joined into the right side, which then is evaluated once for each of
 * them (unnest/push-domain.ts; Neumann and Kemper, Unnesting Arbitrary Queries, BTW 2015).
 *
 * A scalar aggregate gives a row even where no row matches: its grouped form doesn't, so the left side is kept by a left join and the
 * aggregates' values for no input (0 for count) are put in: the COUNT bug.
 *
 *     SELECT (SELECT count(*) FROM s WHERE s.a = t.a) FROM t
 *     → project (coalesce(c, 0), left join (t, aggregate (s by a; c = count(*)), s.a = t.a))
 *
 * Not touched: joins.
 */
import type { ColumnId, Expr } from '../../plan/expr.js';
import type { ApplyPlan, Column, LogicalPlan } from '../../plan/logical.js';
import { TYPES } from '../../types/sql-type.js';
import { copyPlan, equality, outerColumns, substitute } from '../columns.js';
import {
  call,
  columnRef,
  conjunction,
  conjuncts,
  disjunction,
  FALSE,
  idSet,
  isNull,
  isTrue,
  isTrueLiteral,
  literal,
  not,
  TRUE,
} from '../expressions.js';
import { canBeNull } from '../nullability.js';
import { makeAggregate, makeFilter, makeJoin, makeNarrow, makeProject, mapInputs } from '../plans.js';
import type { PlanRule, RuleContext } from '../rule.js';
import { joinWithDefaults } from '../unnest/defaults.js';
import type { Independent } from '../unnest/independent.js';
import { pullPredicates } from '../unnest/pull-predicates.js';
import { pushDomain } from '../unnest/push-domain.js';

export const unnestApply: PlanRule = {
  kind: 'plan',
  name: 'unnest-apply',
  reason: 'evaluates subqueries for all rows at once',
  required: true,
  rewrite: (plan, context) => unnest(plan, context),
};

function unnest(plan: LogicalPlan, context: RuleContext): LogicalPlan {
  const node = mapInputs(plan, (input) => unnest(input, context));
  return node.kind === 'apply' ? unnestNode(node, context) : node;
}

function unnestNode(apply: ApplyPlan, context: RuleContext): LogicalPlan {
  const leftIds = idSet(apply.left.columns);
  const correlated = (plan: LogicalPlan): ReadonlySet<ColumnId> => new Set([...outerColumns(plan)].filter((id) => leftIds.has(id)));
  const right = existenceOnly(apply) ? withoutOrder(apply.right, isTrueLiteral(apply.condition)) : apply.right;
  if (existenceOnly(apply) && isTrueLiteral(apply.condition) && givesOneRow(right)) return alwaysMatched(apply);
  const outer = correlated(right);
  if (outer.size === 0) return independentJoin({ ...apply, right }, context);
  if (apply.join === 'inner' && right.kind === 'table-function' && isOneEmptyRow(right.input)) {
    // Functions over columns of the left side are functions over its rows: they are not called for rows that are not wanted.
    const rows: LogicalPlan = { ...right, columns: apply.columns, input: apply.left };
    return isTrueLiteral(apply.condition) ? rows : makeFilter(rows, conjuncts(apply.condition));
  }
  const independent = pullPredicates(right, outer, context) ?? pushDomain(right, apply.left, outer, context);
  return joinIndependent(apply, independent, context);
}

function existenceOnly(apply: ApplyPlan): boolean {
  return apply.join === 'semi' || apply.join === 'anti' || apply.join === 'mark';
}

/** Whether a row exists does not depend on order, nor on a limit that lets one through; the values compared do on the limit. */
function withoutOrder(plan: LogicalPlan, anyRow: boolean): LogicalPlan {
  if (plan.kind === 'sort') return withoutOrder(plan.input, anyRow);
  if (plan.kind === 'limit' && anyRow && plan.offset === null && letsOneThrough(plan.limit)) return withoutOrder(plan.input, anyRow);
  if (plan.kind === 'project') {
    const input = withoutOrder(plan.input, anyRow);
    return input === plan.input ? plan : { ...plan, input };
  }
  return plan;
}

function letsOneThrough(limit: Expr | null): boolean {
  if (limit === null) return true;
  return (
    limit.kind === 'literal' &&
    (limit.value === null || (typeof limit.value === 'bigint' && limit.value > 0n) || (typeof limit.value === 'number' && limit.value > 0))
  );
}

/** EXISTS over an aggregate without keys. */
function alwaysMatched(apply: ApplyPlan): LogicalPlan {
  if (apply.join === 'semi') return apply.left;
  if (apply.join === 'anti') return makeFilter(apply.left, [FALSE]);
  return makeProject(apply.left, apply.columns, [...apply.left.columns.map(columnRef), TRUE]);
}

function isOneEmptyRow(plan: LogicalPlan): boolean {
  return plan.kind === 'values' && plan.columns.length === 0 && plan.rows.length === 1;
}

function givesOneRow(plan: LogicalPlan): boolean {
  if (plan.kind === 'aggregate') return plan.keys.length === 0;
  if (plan.kind === 'values') return plan.rows.length === 1;
  return (plan.kind === 'project' || plan.kind === 'sort' || plan.kind === 'row-id') && givesOneRow(plan.input);
}

function independentJoin(apply: ApplyPlan, context: RuleContext): LogicalPlan {
  const { left, right, condition } = apply;
  if (apply.join === 'anti') {
    const nullAware = antiWithNulls(apply, context);
    if (nullAware !== null) return nullAware;
  }
  if (apply.join === 'mark') {
    const nullAware = markWithNulls(apply, context);
    if (nullAware !== null) return nullAware;
  }
  if (apply.join === 'single' && isTrueLiteral(condition) && givesOneRow(right)) return makeJoin('inner', left, right);
  if (existenceOnly(apply) && isTrueLiteral(condition) && outerColumns(right).size === 0) {
    // One row tells as much as many. (A right side that an outer query's columns reach into must stay open to be unnested.)
    const one: LogicalPlan = { kind: 'limit', columns: right.columns, input: right, limit: literal(TYPES.int8, 1n), offset: null };
    return makeJoin(apply.join, left, one, condition, apply.join === 'mark' ? apply.columns.at(-1) : undefined);
  }
  return makeJoin(apply.join, left, right, condition, apply.join === 'mark' ? apply.columns.at(-1) : undefined);
}

function joinIndependent(apply: ApplyPlan, independent: Independent, context: RuleContext): LogicalPlan {
  const { left, condition } = apply;
  const { plan, predicates, defaults } = independent;
  if (defaults !== null) {
    const joined = joinWithDefaults(left, plan, predicates, defaults, context);
    return finishOneRow(apply, joined, context);
  }
  const all = conjunction([...predicates, ...conjuncts(condition)]);
  switch (apply.join) {
    case 'semi':
    case 'anti':
      return makeJoin(apply.join, left, plan, all);
    case 'mark':
      return makeJoin('mark', left, plan, conjunction([...predicates.map(isTrue), ...conjuncts(condition)]), apply.columns.at(-1));
    case 'inner':
    case 'left':
    case 'single':
      return makeNarrow(makeJoin(apply.join, left, plan, all), apply.columns);
  }
}

/** The right side gives exactly one row for each left row: its kind of join is a matter of the condition alone. */
function finishOneRow(apply: ApplyPlan, joined: LogicalPlan, context: RuleContext): LogicalPlan {
  const { condition } = apply;
  switch (apply.join) {
    case 'semi':
      return makeNarrow(makeFilter(joined, conjuncts(condition)), apply.columns);
    case 'anti':
      return makeNarrow(makeFilter(joined, [not(isTrue(condition))]), apply.columns);
    case 'mark':
      return makeProject(joined, apply.columns, [...apply.left.columns.map(columnRef), condition]);
    case 'inner':
      return makeNarrow(makeFilter(joined, conjuncts(condition)), apply.columns);
    case 'left':
    case 'single': {
      if (isTrueLiteral(condition)) return makeNarrow(joined, apply.columns);
      // Fresh ids in between: an id never stands for two values.
      const fresh = new Map(apply.right.columns.map((column) => [column.id, { ...column, id: context.nextColumnId() }]));
      const inner = apply.columns.map((column) => fresh.get(column.id) ?? column);
      const renamed = makeProject(joined, inner, apply.columns.map(columnRef));
      const matched = substitute(condition, new Map([...fresh].map(([id, column]) => [id, columnRef(column)])));
      const exprs = apply.columns.map((column): Expr => {
        const source = fresh.get(column.id);
        if (source === undefined) return columnRef(column);
        return { kind: 'case', type: column.type, branches: [{ when: matched, then: columnRef(source) }], otherwise: null };
      });
      return makeProject(renamed, apply.columns, exprs);
    }
  }
}

/** `x = y` as the only comparison of a right side that doesn't depend on the left. */
function comparedPair(apply: ApplyPlan, condition: Expr): { readonly left: Expr; readonly right: Expr } | null {
  const pair = equality(condition, idSet(apply.left.columns), idSet(apply.right.columns));
  return pair === null || pair.nullSafe ? null : pair;
}

interface NullCounts {
  readonly plan: LogicalPlan;
  /** The right side has no row. */
  readonly empty: Expr;
  /** It has a row whose compared value is NULL. */
  readonly hasNull: Expr;
}

/** The left side with the numbers of rows and of values of the right side. */
function withCounts(apply: ApplyPlan, value: Expr, context: RuleContext): NullCounts {
  const copy = copyPlan(apply.right, () => context.nextColumnId());
  const renamed = substitute(
    value,
    new Map(
      [...copy.ids].flatMap(([id, fresh]) => {
        const column = apply.right.columns.find((c) => c.id === id);
        return column === undefined ? [] : [[id, columnRef({ id: fresh, type: column.type })] as const];
      }),
    ),
  );
  const rows: Column = { id: context.nextColumnId(), name: 'rows', type: TYPES.int8, nullable: false };
  const values: Column = { id: context.nextColumnId(), name: 'values', type: TYPES.int8, nullable: false };
  const count = { name: 'count', distinct: false, filter: null, type: TYPES.int8 };
  const counts = makeAggregate(
    copy.plan,
    [],
    [
      { ...count, args: [] },
      { ...count, args: [renamed] },
    ],
    [rows, values],
  );
  return {
    plan: makeJoin('inner', apply.left, counts),
    empty: call('=', TYPES.bool, [columnRef(rows), literal(TYPES.int8, 0n)]),
    hasNull: call('<', TYPES.bool, [columnRef(values), columnRef(rows)]),
  };
}

/** x NOT IN (q) with NULLs: true when q is empty, else when x and all of q aren't NULL and x isn't among them. */
function antiWithNulls(apply: ApplyPlan, context: RuleContext): LogicalPlan | null {
  const { condition } = apply;
  if (
    condition.kind !== 'coalesce' ||
    condition.args.length !== 2 ||
    condition.args[0] === undefined ||
    !isTrueLiteral(condition.args[1] ?? FALSE)
  )
    return null;
  const pair = comparedPair(apply, condition.args[0]);
  if (pair === null) return null;
  const counted = withCounts(apply, pair.right, context);
  const passes = disjunction([counted.empty, conjunction([not(isNull(pair.left)), not(counted.hasNull)])]);
  const candidates = makeNarrow(makeFilter(counted.plan, [passes]), apply.left.columns);
  return makeJoin('anti', candidates, apply.right, condition.args[0]);
}

/** x IN (q) as a value, with NULLs. */
function markWithNulls(apply: ApplyPlan, context: RuleContext): LogicalPlan | null {
  if (!canBeNull(apply.condition, [...apply.left.columns, ...apply.right.columns])) return null;
  const pair = comparedPair(apply, apply.condition);
  const mark = apply.columns.at(-1);
  if (pair === null || mark === undefined) return null;
  const counted = withCounts(apply, pair.right, context);
  const found: Column = { id: context.nextColumnId(), name: 'found', type: TYPES.bool, nullable: false };
  const joined = makeJoin('mark', counted.plan, apply.right, isTrue(apply.condition), found);
  const value: Expr = {
    kind: 'case',
    type: TYPES.bool,
    branches: [
      { when: columnRef(found), then: TRUE },
      { when: counted.empty, then: FALSE },
      { when: disjunction([isNull(pair.left), counted.hasNull]), then: literal(TYPES.bool, null) },
    ],
    otherwise: FALSE,
  };
  return makeProject(joined, apply.columns, [...apply.left.columns.map(columnRef), value]);
}
