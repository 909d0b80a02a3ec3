/**
 * lower-window-aggregates: aggregates over windows that execution has no own form for become those that it has, over the same frame, and
 * expressions of them: as the aggregates of groupings are lowered, by the same rules.
 *
 *     SELECT avg(a) OVER (PARTITION BY b) FROM t  →  SELECT s / c FROM (SELECT sum(a) OVER w AS s, count(a) OVER w AS c FROM t)
 *
 * Not touched: sum, count, min, max; window functions proper.
 */
import { known } from '../../common/assert.js';
import { notSupported } from '../../common/errors.js';
import type { AggregateCall, Expr } from '../../plan/expr.js';
import type { Column, LogicalPlan, WindowPlan } from '../../plan/logical.js';
import type { WindowCall } from '../../plan/window.js';
import { replacementsOf, substitute } from '../columns.js';
import { columnRef, exprKey } from '../expressions.js';
import { makeAggregate, makeProject, mapAggregate } from '../plans.js';
import type { NodeRule, RuleContext } from '../rule.js';
import { lowerAverages } from './lower-averages.js';

const LOWERINGS: readonly NodeRule[] = [lowerAverages];

export const lowerWindowAggregates: NodeRule = {
  kind: 'node',
  name: 'lower-window-aggregates',
  reason: 'few aggregates have a form that runs over frames',
  required: true,
  apply: (node, context) => {
    if (node.kind !== 'window') return null;
    const lowered = node.functions.map((each) => (each.aggregate ? lower(node, each.call, context) : null));
    return lowered.every((each) => each === null) ? null : rebuild(node, lowered);
  },
};

/** An aggregate as an expression of others. */
interface Lowered {
  readonly calls: readonly AggregateCall[];
  readonly columns: readonly Column[];
  readonly expr: Expr;
}

function rebuild(node: WindowPlan, lowered: readonly (Lowered | null)[]): LogicalPlan {
  const inputs = node.input.columns;
  const functions: WindowCall[] = [];
  const columns: Column[] = [];
  const made = new Map<string, Column>();
  const add = (call: WindowCall, column: Column): Column => {
    const key = keyOf(call);
    const found = made.get(key);
    if (found !== undefined) return found;
    made.set(key, column);
    functions.push(call);
    columns.push(column);
    return column;
  };
  const exprs = node.functions.map((each, i): Expr => {
    const parts = lowered[i] ?? null;
    if (parts === null) return columnRef(add(each, known(node.columns[inputs.length + i], 'window column')));
    const replaced = new Map<number, Expr>();
    parts.calls.forEach((call, k) => {
      const column = known(parts.columns[k], 'aggregate column');
      replaced.set(column.id, columnRef(add({ ...each, call }, column)));
    });
    return substitute(parts.expr, replaced);
  });
  const window: WindowPlan = { ...node, functions, columns: [...inputs, ...columns] };
  return makeProject(window, node.columns, [...inputs.map(columnRef), ...exprs]);
}

/** Equal calls over equal frames share a column: avg and sum of one argument. */
function keyOf({ call, frame }: WindowCall): string {
  const bounds = [frame.start, frame.end].map((bound) => ('offset' in bound ? `${bound.kind} ${exprKey(bound.offset)}` : bound.kind));
  const filter = call.filter === null ? '' : exprKey(call.filter);
  return [call.name, ...call.args.map(exprKey), filter, frame.mode, ...bounds, frame.exclude].join('|');
}

/** Has the rules for groupings lower a grouping without keys that has this aggregate alone. null: there is nothing to lower. */
function lower(node: WindowPlan, call: AggregateCall, context: RuleContext): Lowered | null {
  const column: Column = { id: context.nextColumnId(), name: call.name, type: call.type, nullable: true };
  const start: Lowered = { calls: [call], columns: [column], expr: columnRef(column) };
  let current = start;
  for (const rule of LOWERINGS) {
    const grouping = makeAggregate(node.input, [], current.calls, current.columns);
    const result = rule.apply(grouping, context);
    if (result !== null) current = compose(partsOf(result, node.input, call), current.columns, current.expr);
  }
  return current === start ? null : current;
}

/** What a lowered grouping computes: projections above it, and perhaps below it, are folded into expressions. */
function partsOf(
  plan: LogicalPlan,
  input: LogicalPlan,
  call: AggregateCall,
): { readonly calls: readonly AggregateCall[]; readonly columns: readonly Column[]; readonly exprs: readonly Expr[] } {
  if (plan.kind === 'project') {
    const below = partsOf(plan.input, input, call);
    const values = replacementsOf(plan.input.columns, below.exprs);
    return { ...below, exprs: plan.exprs.map((expr) => substitute(expr, values)) };
  }
  if (plan.kind !== 'aggregate' || plan.keys.length > 0) throw notSupported(`${call.name} as a window function`);
  let calls = plan.aggregates;
  let source = plan.input;
  while (source !== input) {
    if (source.kind !== 'project') throw notSupported(`${call.name} as a window function`);
    const values = replacementsOf(source.columns, source.exprs);
    calls = calls.map((each) => mapAggregate(each, (expr) => substitute(expr, values)));
    source = source.input;
  }
  return { calls, columns: plan.columns, exprs: plan.columns.map(columnRef) };
}

function compose(parts: ReturnType<typeof partsOf>, columns: readonly Column[], expr: Expr): Lowered {
  return { calls: parts.calls, columns: parts.columns, expr: substitute(expr, replacementsOf(columns, parts.exprs)) };
}
