/**
 * order-joins: trees of inner joins are put in the cheapest order that is found (join-order/).
 *
 * Inner joins commute and associate; each predicate stands at the lowest join that has all its columns. Other joins, groupings and
 * limits stay where they are, and are relations to the trees above them.
 *
 *     FROM lineitem, orders, customer WHERE ...  →  lineitem JOIN (orders JOIN customer)
 *
 * Not touched: a LEFT JOIN b, whose sides don't commute.
 */

import type { ColumnId } from '../../plan/expr.js';
import type { LogicalPlan } from '../../plan/logical.js';
import { columnsOf } from '../columns.js';
import { conjunction } from '../expressions.js';
import { flattenCluster, isInnerJoin } from '../join-order/join-cluster.js';
import { JoinGraph } from '../join-order/join-graph.js';
import { orderCluster } from '../join-order/order-cluster.js';
import { GATHERED_GROUPS } from '../physical/cost.js';
import { makeFilter, makeNarrow, mapInputs } from '../plans.js';
import type { PlanRule, RuleContext } from '../rule.js';
import { estimateRows } from '../statistics/estimate-rows.js';
import { pushFilterDown } from './push-filter-down.js';

/** Tasks that costs are shared by. */
const ASSUMED_TASKS = 2;

export const orderJoins: PlanRule = {
  kind: 'plan',
  name: 'order-joins',
  reason: 'small intermediate results',
  rewrite: (plan, context) => order(plan, null, context),
};

/** `wanted`: columns that the plan's reader groups by. */
function order(plan: LogicalPlan, wanted: ReadonlySet<ColumnId> | null, context: RuleContext): LogicalPlan {
  if (!isInnerJoin(plan)) return mapInputs(plan, (input) => order(input, wantedOf(plan, wanted), context));
  const cluster = flattenCluster(plan, (leaf) => order(leaf, null, context));
  const constant = cluster.predicates.filter((part) => columnsOf(part).size === 0);
  const graph = new JoinGraph({ ...cluster, predicates: cluster.predicates.filter((part) => !constant.includes(part)) }, ASSUMED_TASKS);
  const ordered = graph.plan(orderCluster(graph, wanted).tree);
  const filtered =
    constant.length === 0 ? ordered : (pushFilterDown.apply(makeFilter(ordered, [conjunction(constant)]), context) ?? ordered);
  return makeNarrow(filtered, plan.columns);
}

/** What a node would like its input to be spread by. */
function wantedOf(plan: LogicalPlan, wanted: ReadonlySet<ColumnId> | null): ReadonlySet<ColumnId> | null {
  switch (plan.kind) {
    case 'aggregate': {
      const keys = plan.keys.flatMap((key) => (key.kind === 'column' ? [key.id] : []));
      return keys.length === 0 || estimateRows(plan).rows <= GATHERED_GROUPS ? null : new Set(keys);
    }
    case 'project': {
      if (wanted === null) return null;
      const below = plan.exprs.flatMap((expr, i) => (expr.kind === 'column' && wanted.has(plan.columns[i]?.id ?? -1) ? [expr.id] : []));
      return below.length === 0 ? null : new Set(below);
    }
    case 'filter':
      return wanted;
    default:
      return null;
  }
}
