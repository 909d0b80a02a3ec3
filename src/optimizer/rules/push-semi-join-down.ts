/**
 * push-semi-join-down: a semi or anti join over an inner join moves onto the side that it tests, when it is believed to drop many rows.
 *
 * It keeps or drops a joined row by that side's columns alone, so that doing it before the join is the same.
 *
 *     (lineitem JOIN orders) WHERE o_orderkey IN (few)  →  lineitem JOIN (orders semi join few)
 *
 * Not touched: tests over columns of both sides; tests that keep most rows, which are cheaper on the join's result.
 */
import type { LogicalPlan } from '../../plan/logical.js';
import { columnsOf } from '../columns.js';
import { idSet } from '../expressions.js';
import { makeFilter, makeJoin } from '../plans.js';
import type { NodeRule } from '../rule.js';
import { estimateRows } from '../statistics/estimate-rows.js';

/** Largest share of rows that a test keeps for it to move. */
const SELECTIVE_SHARE = 0.4;
/** An anti join's share is hard to guess: it moves when its table is small. */
const SMALL_ANTI_ROWS = 2_000;

export const pushSemiJoinDown: NodeRule = {
  kind: 'node',
  name: 'push-semi-join-down',
  reason: 'drops rows before they are joined',
  apply: (node, context) => {
    if (node.kind !== 'join' || (node.join !== 'semi' && node.join !== 'anti')) return null;
    const { left, right, condition } = node;
    const below = left.kind === 'filter' ? left.input : left;
    if (below.kind !== 'join' || below.join !== 'inner') return null;
    const rightIds = idSet(right.columns);
    const tested = [...columnsOf(condition)].filter((id) => !rightIds.has(id));
    const onLeft = tested.every((id) => idSet(below.left.columns).has(id));
    const onRight = tested.every((id) => idSet(below.right.columns).has(id));
    if (onLeft === onRight) return tested.length === 0 ? null : context.decline('the test reads columns of both sides of the join below');
    const side = onLeft ? below.left : below.right;
    const moved = makeJoin(node.join, side, right, condition);
    const selective =
      node.join === 'semi'
        ? estimateRows(moved).rows <= estimateRows(side).rows * SELECTIVE_SHARE
        : estimateRows(right).rows <= SMALL_ANTI_ROWS;
    if (!selective) return context.decline('the test is believed to keep most rows');
    const joined: LogicalPlan = onLeft
      ? makeJoin('inner', moved, below.right, below.condition)
      : makeJoin('inner', below.left, moved, below.condition);
    return left.kind === 'filter' ? makeFilter(joined, [left.predicate]) : joined;
  },
};
