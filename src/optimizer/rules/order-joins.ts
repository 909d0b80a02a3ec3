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

import type { LogicalPlan } from '../../plan/logical.js';
import { columnsOf } from '../columns.js';
import { conjunction } from '../expressions.js';
import { flattenCluster, isInnerJoin } from '../join-order/join-cluster.js';
import { JoinGraph } from '../join-order/join-graph.js';
import { orderCluster } from '../join-order/order-cluster.js';
import { makeFilter, makeNarrow, mapInputs } from '../plans.js';
import type { PlanRule, RuleContext } from '../rule.js';
import { pushFilterDown } from './push-filter-down.js';

/** Tasks that costs are shared by. */
const ASSUMED_TASKS = 2;

export const orderJoins: PlanRule = {
  kind: 'plan',
  name: 'order-joins',
  reason: 'small intermediate results',
  rewrite: (plan, context) => order(plan, context),
};

function order(plan: LogicalPlan, context: RuleContext): LogicalPlan {
  if (!isInnerJoin(plan)) return mapInputs(plan, (input) => order(input, context));
  const cluster = flattenCluster(plan, (leaf) => order(leaf, context));
  const constant = cluster.predicates.filter((part) => columnsOf(part).size === 0);
  const graph = new JoinGraph({ ...cluster, predicates: cluster.predicates.filter((part) => !constant.includes(part)) }, ASSUMED_TASKS);
  const { tree } = orderCluster(graph);
  const filtered =
    constant.length === 0 ? tree.plan : (pushFilterDown.apply(makeFilter(tree.plan, [conjunction(constant)]), context) ?? tree.plan);
  return makeNarrow(filtered, plan.columns);
}
