/**
 * drop-determined-group-keys: group keys that follow from others become some value of the group, so that rows are grouped by as little as
 * possible: at best by one integer.
 *
 * Rows that agree in the keys that are left agree in those that were dropped, so the groups are the same. What follows from what is known
 * from primary keys, equalities and groupings (functional-dependencies.ts). Texts go first, integers last.
 *
 *     SELECT l_orderkey, o_orderdate, sum(x) FROM orders, lineitem WHERE o_orderkey = l_orderkey GROUP BY 1, 2
 *     → SELECT l_orderkey, any(o_orderdate), sum(x) ... GROUP BY 1
 *
 * Not touched: keys of a table whose primary key isn't among them.
 */
import { assert, known } from '../../common/assert.js';
import type { AggregateCall, ColumnId } from '../../plan/expr.js';
import type { AggregatePlan, Column, LogicalPlan } from '../../plan/logical.js';
import type { SqlType } from '../../types/sql-type.js';
import { formOf, type TypeForm } from '../../types/type-form.js';
import { columnRef } from '../expressions.js';
import { determinedBy } from '../functional-dependencies.js';
import { makeAggregate, makeProject } from '../plans.js';
import type { NodeRule, RuleContext } from '../rule.js';

export const dropDeterminedGroupKeys: NodeRule = {
  kind: 'node',
  name: 'drop-determined-group-keys',
  reason: 'groups by fewer and narrower columns',
  apply: (node, context) => {
    if (node.kind !== 'aggregate' || node.keys.length < 2 || node.aggregates.some((call) => call.distinct)) return null;
    const dropped = droppable(node);
    return dropped.size === 0 ? context.decline('no group key follows from the others') : rewrite(node, dropped, context);
  },
};

/** Positions of keys that follow from the others. */
function droppable(plan: AggregatePlan): ReadonlySet<number> {
  const columns = plan.keys.map((key): ColumnId | null => (key.kind === 'column' ? key.id : null));
  const candidates = plan.keys
    .map((key, i) => ({ i, width: widthOf(key.type) }))
    .filter(({ i }) => columns[i] !== null)
    .sort((a, b) => b.width - a.width || b.i - a.i);
  const dropped = new Set<number>();
  for (const { i } of candidates) {
    const id = columns[i];
    const rest = columns.filter((_id, j) => j !== i && !dropped.has(j));
    // A grouping without keys has a row even for no input.
    if (id == null || rest.length === 0) continue;
    if (
      determinedBy(
        plan.input,
        rest.filter((other) => other !== null),
      ).has(id)
    )
      dropped.add(i);
  }
  return dropped;
}

/** How much there is to hash and compare, roughly: texts are dropped first. */
function widthOf(type: SqlType): number {
  return type.kind === 'int2' ? 2 : WIDTHS[formOf(type)];
}

/** Floats beside integers of their size: they are compared in more steps. */
const WIDTHS: { readonly [F in TypeForm]: number } = { bool: 1, int32: 4, int64: 8, float: 12, numeric: 16, interval: 16, text: 32 };

function rewrite(plan: AggregatePlan, dropped: ReadonlySet<number>, context: RuleContext): LogicalPlan {
  const keyCount = plan.keys.length;
  const kept = plan.keys.map((_key, i) => i).filter((i) => !dropped.has(i));
  const at = (i: number): Column => known(plan.columns[i], 'column of an aggregate');
  const taken = [...dropped].sort((a, b) => a - b).map((i) => ({ i, column: { ...at(i), id: context.nextColumnId() } }));
  const calls = taken.map(({ i }): AggregateCall => {
    const key = known(plan.keys[i], 'group key');
    assert(key.kind === 'column', 'only columns are dropped');
    return { name: 'any', args: [key], distinct: false, filter: null, type: key.type };
  });
  const grouped = makeAggregate(
    plan.input,
    kept.map((i) => known(plan.keys[i], 'group key')),
    [...calls, ...plan.aggregates],
    [...kept.map(at), ...taken.map(({ column }) => column), ...plan.columns.slice(keyCount)],
  );
  const replaced = new Map(taken.map(({ i, column }) => [i, column]));
  return makeProject(
    grouped,
    plan.columns,
    plan.columns.map((column, i) => columnRef(replaced.get(i) ?? column)),
  );
}
