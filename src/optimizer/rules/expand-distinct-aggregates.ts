/**
 * expand-distinct-aggregates: aggregates over DISTINCT values become two groupings: first by the keys and the value, then by the
 * keys. Aggregates without DISTINCT beside them are computed in the first and combined in the second. Several different
 * distinct values are grouped apart and joined on the keys, NULL equal to NULL.
 *
 *     SELECT a, count(DISTINCT b), sum(c) FROM t GROUP BY a
 *     → SELECT a, count(b), sum(s) FROM (SELECT a, b, sum(c) AS s FROM t GROUP BY a, b) GROUP BY a
 *
 * min and max don't need DISTINCT and lose it. Not touched: groupings without DISTINCT.
 */
import { known } from '../../common/assert.js';
import type { AggregateCall, Expr } from '../../plan/expr.js';
import type { AggregatePlan, Column, LogicalPlan } from '../../plan/logical.js';
import { copyPlan, substitute } from '../columns.js';
import { columnRef, conjunction, exprKey, isNotDistinct } from '../expressions.js';
import { makeAggregate, makeJoin, makeProject, mapAggregate } from '../plans.js';
import type { NodeRule, RuleContext } from '../rule.js';

export const expandDistinctAggregates: NodeRule = {
  kind: 'node',
  name: 'expand-distinct-aggregates',
  reason: 'distinct values are found by grouping',
  required: true,
  apply: (node, context) => {
    if (node.kind !== 'aggregate' || !node.aggregates.some((call) => call.distinct)) return null;
    const aggregates = node.aggregates.map((call) =>
      call.distinct && IGNORES_DISTINCT.has(call.name) ? { ...call, distinct: false } : call,
    );
    const plan: AggregatePlan = { ...node, aggregates };
    const values = new Set(aggregates.filter((call) => call.distinct).map(valueKey));
    if (values.size === 0) return plan;
    const combinable = aggregates.every((call) => call.distinct || COMBINED[call.name] !== undefined);
    return values.size === 1 && combinable ? expand(plan, context) : split(plan, context);
  },
};

const IGNORES_DISTINCT = new Set(['min', 'max', 'bool_and', 'bool_or', 'every', 'any']);

/** What combines the results of the first grouping. */
const COMBINED: { readonly [name: string]: string } = {
  count: 'sum0',
  sum0: 'sum0',
  sum: 'sum',
  min: 'min',
  max: 'max',
  bool_and: 'bool_and',
  bool_or: 'bool_or',
  every: 'bool_and',
  any: 'any',
};

function valueKey(call: AggregateCall): string {
  return `${call.args.map(exprKey).join()} ${call.filter === null ? '' : exprKey(call.filter)}`;
}

function expand(plan: AggregatePlan, context: RuleContext): LogicalPlan {
  const distinct = known(
    plan.aggregates.find((call) => call.distinct),
    'distinct aggregate',
  );
  const arg = known(distinct.args[0], 'argument of a distinct aggregate');
  // A row that the filter drops contributes no value: the value is NULL there, which aggregates skip.
  const value: Expr =
    distinct.filter === null ? arg : { kind: 'case', type: arg.type, branches: [{ when: distinct.filter, then: arg }], otherwise: null };
  const keyColumns = plan.columns.slice(0, plan.keys.length);
  const valueColumn: Column = { id: context.nextColumnId(), name: 'value', type: arg.type, nullable: true };
  const firstCalls: AggregateCall[] = [];
  const firstColumns: Column[] = [];
  const secondCalls = plan.aggregates.map((call, i): AggregateCall => {
    if (call.distinct) return { ...call, distinct: false, filter: null, args: [columnRef(valueColumn)] };
    const column: Column = { ...known(plan.columns[plan.keys.length + i], 'column'), id: context.nextColumnId() };
    firstCalls.push(call);
    firstColumns.push(column);
    return {
      name: known(COMBINED[call.name], 'combining aggregate'),
      args: [columnRef(column)],
      distinct: false,
      filter: null,
      type: call.type,
    };
  });
  const first = makeAggregate(plan.input, [...plan.keys, value], firstCalls, [...keyColumns, valueColumn, ...firstColumns]);
  return makeAggregate(first, keyColumns.map(columnRef), secondCalls, plan.columns);
}

/** One grouping for each distinct value, and one for the rest, each over a copy of the input. */
function split(plan: AggregatePlan, context: RuleContext): LogicalPlan {
  const keyColumns = plan.columns.slice(0, plan.keys.length);
  const groups = new Map<string, { call: AggregateCall; column: Column }[]>();
  plan.aggregates.forEach((call, i) => {
    const key = call.distinct ? valueKey(call) : '';
    const column = known(plan.columns[plan.keys.length + i], 'column');
    groups.set(key, [...(groups.get(key) ?? []), { call, column }]);
  });
  let joined: LogicalPlan | null = null;
  for (const members of groups.values()) {
    const aggregates = members.map(({ call }) => call);
    const columns = members.map(({ column }) => column);
    if (joined === null) {
      joined = makeAggregate(plan.input, plan.keys, aggregates, [...keyColumns, ...columns]);
      continue;
    }
    const copy = copyPlan(plan.input, () => context.nextColumnId());
    const map = new Map(
      plan.input.columns.map((column) => [column.id, columnRef({ id: known(copy.ids.get(column.id), 'copy'), type: column.type })]),
    );
    const keys = plan.keys.map((key) => substitute(key, map));
    const copiedKeys = keyColumns.map((column): Column => ({ ...column, id: context.nextColumnId() }));
    const side = makeAggregate(
      copy.plan,
      keys,
      aggregates.map((call) => mapAggregate(call, (expr) => substitute(expr, map))),
      [...copiedKeys, ...columns],
    );
    const condition = keyColumns.map((column, i) => isNotDistinct(columnRef(column), columnRef(known(copiedKeys[i], 'key'))));
    joined = makeJoin('inner', joined, side, conjunction(condition));
  }
  return makeProject(known(joined, 'grouping'), plan.columns, plan.columns.map(columnRef));
}
