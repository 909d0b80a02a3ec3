/**
 * Pulls the predicates that refer to outer columns out of a plan, where that is possible without evaluating the plan for each
 * outer row: through filters, projections, inner joins and the left sides of others; through an aggregate when they are equalities
 * between an inner and an outer expression: the inner one becomes a group key, and each outer row finds its one group.
 */
import { known } from '../../common/assert.js';
import type { ColumnId, Expr } from '../../plan/expr.js';
import type { AggregatePlan, Column, JoinPlan, LogicalPlan, ProjectPlan } from '../../plan/logical.js';
import { TYPES } from '../../types/sql-type.js';
import { columnsOf, equality, outerColumns, substitute, usesAny } from '../columns.js';
import { call, columnRef, conjunction, conjuncts, idSet, isNotDistinct } from '../expressions.js';
import { canBeNull } from '../nullability.js';
import { makeAggregate, makeFilter, makeJoin, makeProject } from '../plans.js';
import type { RuleContext } from '../rule.js';
import { fold } from '../rules/fold-constants.js';
import { aggregateDefaults } from './defaults.js';
import type { Independent } from './independent.js';

/** null: not possible. */
export function pullPredicates(plan: LogicalPlan, outer: ReadonlySet<ColumnId>, context: RuleContext): Independent | null {
  if (![...outerColumns(plan)].some((id) => outer.has(id))) return { plan, predicates: [], defaults: null };
  switch (plan.kind) {
    case 'filter': {
      const input = pullPredicates(plan.input, outer, context);
      if (input === null || input.defaults !== null) return null;
      const parts = conjuncts(plan.predicate);
      const correlated = parts.filter((part) => usesAny(part, outer));
      const rest = parts.filter((part) => !correlated.includes(part));
      return { plan: makeFilter(input.plan, rest), predicates: [...input.predicates, ...correlated], defaults: null };
    }
    case 'project':
      return pullThroughProject(plan, outer, context);
    case 'join':
      return pullThroughJoin(plan, outer, context);
    case 'aggregate':
      return pullThroughAggregate(plan, outer, context);
    case 'distinct': {
      const keys = plan.columns.map(columnRef);
      return pullThroughAggregate(makeAggregate(plan.input, keys, [], plan.columns), outer, context);
    }
    case 'sort':
      return pullPredicates(plan.input, outer, context);
    case 'get':
    case 'values':
    case 'limit':
    case 'set':
    case 'apply':
    case 'row-id':
    case 'window':
    case 'table-function':
    case 'recursive':
    case 'working-table':
      return null;
  }
}

function pullThroughProject(plan: ProjectPlan, outer: ReadonlySet<ColumnId>, context: RuleContext): Independent | null {
  if (plan.exprs.some((expr) => usesAny(expr, outer))) return null;
  const input = pullPredicates(plan.input, outer, context);
  if (input === null) return null;
  const present = idSet(plan.columns);
  const needed = new Set(input.predicates.flatMap((part) => [...columnsOf(part)]));
  const extra = input.plan.columns.filter((column) => needed.has(column.id) && !present.has(column.id));
  const project = makeProject(input.plan, [...plan.columns, ...extra], [...plan.exprs, ...extra.map(columnRef)]);
  if (input.defaults === null) return { plan: project, predicates: input.predicates, defaults: null };
  const { defaults } = input;
  const mapped = new Map(plan.columns.map((column, i) => [column.id, fold(substitute(known(plan.exprs[i], 'expression'), defaults))]));
  return { plan: project, predicates: input.predicates, defaults: mapped };
}

function pullThroughJoin(plan: JoinPlan, outer: ReadonlySet<ColumnId>, context: RuleContext): Independent | null {
  const left = pullPredicates(plan.left, outer, context);
  if (left === null || left.defaults !== null) return null;
  if (plan.join === 'inner') {
    const right = pullPredicates(plan.right, outer, context);
    if (right === null || right.defaults !== null) return null;
    const parts = conjuncts(plan.condition);
    const correlated = parts.filter((part) => usesAny(part, outer));
    const condition = conjunction(parts.filter((part) => !correlated.includes(part)));
    return {
      plan: makeJoin('inner', left.plan, right.plan, condition),
      predicates: [...left.predicates, ...right.predicates, ...correlated],
      defaults: null,
    };
  }
  const rightUses = [...outerColumns(plan.right)].some((id) => outer.has(id));
  if (plan.join === 'full' || rightUses || usesAny(plan.condition, outer)) return null;
  const joined = makeJoin(plan.join, left.plan, plan.right, plan.condition, plan.join === 'mark' ? plan.columns.at(-1) : undefined);
  return { plan: joined, predicates: left.predicates, defaults: null };
}

function pullThroughAggregate(plan: AggregatePlan, outer: ReadonlySet<ColumnId>, context: RuleContext): Independent | null {
  const own = [...plan.keys, ...plan.aggregates.flatMap((a) => [...a.args, ...(a.filter === null ? [] : [a.filter])])];
  if (own.some((expr) => usesAny(expr, outer))) return null;
  const input = pullPredicates(plan.input, outer, context);
  if (input === null || input.defaults !== null) return null;
  const inner = idSet(input.plan.columns);
  const keys: Expr[] = [...plan.keys];
  const keyColumns: Column[] = plan.columns.slice(0, plan.keys.length);
  const predicates: Expr[] = [];
  for (const part of input.predicates) {
    const outside = new Set([...columnsOf(part)].filter((id) => !inner.has(id)));
    const pair = equality(part, inner, outside);
    if (pair === null) return null;
    const column = keyColumnFor(pair.left, input.plan.columns, keys, keyColumns, context);
    predicates.push(pair.nullSafe ? isNotDistinct(columnRef(column), pair.right) : call('=', TYPES.bool, [columnRef(column), pair.right]));
  }
  const columns = [...keyColumns, ...plan.columns.slice(plan.keys.length)];
  const grouped = makeAggregate(input.plan, keys, plan.aggregates, columns);
  return { plan: grouped, predicates, defaults: plan.keys.length === 0 ? aggregateDefaults(plan) : null };
}

/** The group column of an expression; added when there is none yet. */
function keyColumnFor(expr: Expr, available: readonly Column[], keys: Expr[], columns: Column[], context: RuleContext): Column {
  const at = keys.findIndex((key) => key.kind === 'column' && expr.kind === 'column' && key.id === expr.id);
  const found = columns[at];
  if (found !== undefined) return found;
  const bare = expr.kind === 'column' ? available.find((column) => column.id === expr.id) : undefined;
  const column: Column = bare ?? { id: context.nextColumnId(), name: 'key', type: expr.type, nullable: canBeNull(expr, available) };
  keys.push(expr);
  columns.push(column);
  return column;
}
