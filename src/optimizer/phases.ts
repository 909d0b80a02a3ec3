/** The rules in the order in which they run. */
import type { Phase } from './driver.js';
import { compareByValue } from './rules/compare-by-value.js';
import { distinctToAggregate } from './rules/distinct-to-aggregate.js';
import { dropDeterminedGroupKeys } from './rules/drop-determined-group-keys.js';
import { eliminateOuterJoin } from './rules/eliminate-outer-join.js';
import { expandDistinctAggregates } from './rules/expand-distinct-aggregates.js';
import { extractCommonConjuncts } from './rules/extract-common-conjuncts.js';
import { foldConstants } from './rules/fold-constants.js';
import { inferPredicates } from './rules/infer-predicates.js';
import { lowerAverages } from './rules/lower-averages.js';
import { lowerSetOperations } from './rules/lower-set-operations.js';
import { lowerWindowAggregates } from './rules/lower-window-aggregates.js';
import { mergeProjects } from './rules/merge-projects.js';
import { orderJoins } from './rules/order-joins.js';
import { pruneColumns } from './rules/prune-columns.js';
import { pushFilterDown } from './rules/push-filter-down.js';
import { pushSemiJoinDown } from './rules/push-semi-join-down.js';
import { reduceAggregateInput } from './rules/reduce-aggregate-input.js';
import { removeUselessSort } from './rules/remove-useless-sort.js';
import { simplifyBooleans } from './rules/simplify-booleans.js';
import { splitSums } from './rules/split-sums.js';
import { subqueryToApply } from './rules/subquery-to-apply.js';
import { unnestApply } from './rules/unnest-apply.js';
import { unwrapCasts } from './rules/unwrap-casts.js';

const FILTERS = [foldConstants, simplifyBooleans, unwrapCasts, extractCommonConjuncts, pushFilterDown, eliminateOuterJoin] as const;

export const PHASES: readonly Phase[] = [
  subqueryToApply,
  unnestApply,
  [
    ...FILTERS,
    mergeProjects,
    removeUselessSort,
    lowerSetOperations,
    distinctToAggregate,
    expandDistinctAggregates,
    lowerAverages,
    splitSums,
    lowerWindowAggregates,
    compareByValue,
  ],
  inferPredicates,
  [...FILTERS, mergeProjects],
  [pushSemiJoinDown],
  reduceAggregateInput,
  [pushSemiJoinDown],
  [dropDeterminedGroupKeys, mergeProjects],
  pruneColumns,
  orderJoins,
  [mergeProjects],
  pruneColumns,
];
