/**
 * distinct-to-aggregate: DISTINCT is grouping by all columns; over columns that are unique already it is nothing.
 *
 *     SELECT DISTINCT a, b FROM t  →  aggregate (t by a, b)
 *
 * Not touched: DISTINCT inside an aggregate.
 */

import { columnRef, idSet } from '../expressions.js';
import { makeAggregate, makeNarrow } from '../plans.js';
import type { NodeRule } from '../rule.js';
import { isUnique } from '../statistics/estimate-rows.js';

export const distinctToAggregate: NodeRule = {
  kind: 'node',
  name: 'distinct-to-aggregate',
  reason: 'one operator for both',
  required: true,
  apply: (node) => {
    if (node.kind !== 'distinct') return null;
    if (isUnique(node.input, idSet(node.columns))) return node.input;
    const columns = node.columns.filter((column, i) => node.columns.findIndex((other) => other.id === column.id) === i);
    return makeNarrow(makeAggregate(node.input, columns.map(columnRef), [], columns), node.columns);
  },
};
