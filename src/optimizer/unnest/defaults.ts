/** Left joins that put the value for "no input" of aggregates where nothing matched. */
import type { ColumnId, Expr } from '../../plan/expr.js';
import type { AggregatePlan, Column, LogicalPlan } from '../../plan/logical.js';
import { TYPES } from '../../types/sql-type.js';
import { columnRef, conjunction, isNull, literal, TRUE } from '../expressions.js';
import { makeJoin, makeProject } from '../plans.js';
import type { RuleContext } from '../rule.js';

/** What the aggregates of a plan without keys give for no input. */
export function aggregateDefaults(plan: AggregatePlan): ReadonlyMap<ColumnId, Expr> {
  const defaults = new Map<ColumnId, Expr>();
  plan.aggregates.forEach((call, i) => {
    const column = plan.columns[plan.keys.length + i];
    if (column === undefined) return;
    const zero = call.name === 'count' || call.name === 'sum0';
    defaults.set(column.id, literal(column.type, zero ? (call.type.kind === 'int8' ? 0n : 0) : null));
  });
  return defaults;
}

/** left ⟕ right with the defaults put in: left's columns, then right's. Each left row has at most one match. */
export function joinWithDefaults(
  left: LogicalPlan,
  right: LogicalPlan,
  predicates: readonly Expr[],
  defaults: ReadonlyMap<ColumnId, Expr>,
  context: RuleContext,
): LogicalPlan {
  const marker: Column = { id: context.nextColumnId(), name: 'matched', type: TYPES.bool, nullable: false };
  // Fresh ids under the join: above it the old ones mean the value with defaults.
  const isPlainNull = (expr: Expr | undefined): boolean => expr === undefined || (expr.kind === 'literal' && expr.value === null);
  const needsMarker = right.columns.some((column) => !isPlainNull(defaults.get(column.id)) && column.nullable);
  const inner = right.columns.map((column) => (isPlainNull(defaults.get(column.id)) ? column : { ...column, id: context.nextColumnId() }));
  const renamed = needsMarker || inner.some((column, i) => column !== right.columns[i]);
  const columns = needsMarker ? [...inner, marker] : inner;
  const exprs = [...right.columns.map(columnRef), ...(needsMarker ? [TRUE] : [])];
  const side = renamed ? makeProject(right, columns, exprs) : right;
  const joined = makeJoin('left', left, side, conjunction(predicates));
  if (!renamed) return joined;
  const outputs = right.columns.map((column, i): Expr => {
    const value = columnRef(inner[i] ?? column);
    const missing = defaults.get(column.id);
    if (missing === undefined || isPlainNull(missing)) return value;
    if (!column.nullable) return { kind: 'coalesce', type: column.type, args: [value, missing] };
    return { kind: 'case', type: column.type, branches: [{ when: isNull(columnRef(marker)), then: missing }], otherwise: value };
  });
  return makeProject(joined, [...left.columns, ...right.columns], [...left.columns.map(columnRef), ...outputs]);
}
