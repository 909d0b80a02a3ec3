/**
 * push-filter-down: conjuncts move towards the tables, into joins as conditions, through projections, groupings and UNION ALL.
 *
 * A conjunct moves below an operator only when the operator's output rows that it drops come from input rows that it drops: through
 * an outer join on the preserved side only, through a grouping when it reads group keys only, never through LIMIT, never when it is
 * volatile.
 *
 *     SELECT ... FROM (SELECT a, b + 1 AS c FROM t) WHERE c > 5 AND a = 1
 *     → filter (b + 1 > 5 AND a = 1, t)
 *
 * Not touched: `t LEFT JOIN s ... WHERE s.x IS NULL`.
 */
import type { Expr } from '../../plan/expr.js';
import type { FilterPlan, JoinPlan, LogicalPlan } from '../../plan/logical.js';
import { columnsOf, replacementsOf, substitute, usesOnly } from '../columns.js';
import { columnRef, conjunction, conjuncts, idSet, isVolatile } from '../expressions.js';
import { canBeNull } from '../nullability.js';
import { makeFilter, makeJoin } from '../plans.js';
import type { NodeRule } from '../rule.js';

export const pushFilterDown: NodeRule = {
  kind: 'node',
  name: 'push-filter-down',
  reason: 'drops rows as early as possible',
  apply: (node) => {
    if (node.kind === 'filter') return pushFilter(node);
    return node.kind === 'join' ? pushCondition(node) : null;
  },
};

function pushFilter(node: FilterPlan): LogicalPlan | null {
  const { input } = node;
  const parts = conjuncts(node.predicate);
  const [movable, fixed] = partition(parts, (part) => !isVolatile(part));
  if (movable.length === 0) return null;
  switch (input.kind) {
    case 'filter':
      return makeFilter(input.input, [...conjuncts(input.predicate), ...parts]);
    case 'project': {
      if (input.exprs.some(isVolatile)) return null;
      const map = replacementsOf(input.columns, input.exprs);
      const below = makeFilter(
        input.input,
        movable.map((part) => substitute(part, map)),
      );
      return makeFilter({ ...input, input: below }, fixed);
    }
    case 'join':
      return pushIntoJoin(input, movable, fixed);
    case 'aggregate': {
      const keyIds = idSet(input.columns.slice(0, input.keys.length));
      const [below, above] = partition(parts, (part) => !isVolatile(part) && keyIds.size > 0 && usesOnly(part, keyIds));
      if (below.length === 0) return null;
      const map = replacementsOf(input.columns.slice(0, input.keys.length), input.keys);
      return makeFilter(
        {
          ...input,
          input: makeFilter(
            input.input,
            below.map((part) => substitute(part, map)),
          ),
        },
        above,
      );
    }
    case 'set': {
      // A row of INTERSECT or EXCEPT is a row of the left side; dropping equal rows of the right with it changes nothing.
      const left = replacementsOf(input.columns, input.left.columns.map(columnRef));
      const right = replacementsOf(input.columns, input.right.columns.map(columnRef));
      const pushed: LogicalPlan = {
        ...input,
        left: makeFilter(
          input.left,
          movable.map((part) => substitute(part, left)),
        ),
        right: makeFilter(
          input.right,
          movable.map((part) => substitute(part, right)),
        ),
      };
      return makeFilter(pushed, fixed);
    }
    case 'sort':
    case 'distinct':
      return makeFilter({ ...input, input: makeFilter(input.input, movable) }, fixed);
    case 'table-function': {
      // What drops rows of the input drops all rows that are made of them.
      const below = movable.filter((part) => usesOnly(part, idSet(input.input.columns)));
      if (below.length === 0) return null;
      const above = parts.filter((part) => !below.includes(part));
      return makeFilter({ ...input, input: makeFilter(input.input, below) }, above);
    }
    case 'window': {
      // Whole partitions go: a test of partition keys is the same for all rows of one.
      const keyIds = new Set(input.partition.flatMap((key) => (key.kind === 'column' ? [key.id] : [])));
      const [below, above] = partition(parts, (part) => !isVolatile(part) && columnsOf(part).size > 0 && usesOnly(part, keyIds));
      if (below.length === 0) return null;
      return makeFilter({ ...input, input: makeFilter(input.input, below) }, above);
    }
    case 'get':
    case 'values':
    case 'limit':
    case 'apply':
    case 'row-id':
    case 'recursive':
    case 'working-table':
      return null;
  }
}

function pushIntoJoin(join: JoinPlan, movable: readonly Expr[], fixed: readonly Expr[]): LogicalPlan | null {
  if (join.join === 'inner') {
    return makeFilter({ ...join, condition: conjunction([...conjuncts(join.condition), ...movable]) }, fixed);
  }
  if (join.join === 'full') return null;
  const leftIds = idSet(join.left.columns);
  const [below, above] = partition(movable, (part) => usesOnly(part, leftIds));
  if (below.length === 0) return null;
  const left = makeFilter(join.left, below);
  return makeFilter({ ...join, left }, [...above, ...fixed]);
}

/** Conjuncts of a join's condition over one side, where dropping that side's rows early is the same. */
function pushCondition(join: JoinPlan): LogicalPlan | null {
  const parts = conjuncts(join.condition);
  const leftIds = idSet(join.left.columns);
  const rightIds = idSet(join.right.columns);
  const toLeft: Expr[] = [];
  const toRight: Expr[] = [];
  const rest: Expr[] = [];
  for (const part of parts) {
    if (isVolatile(part)) rest.push(part);
    else if (pushesLeft(join) && usesOnly(part, leftIds)) toLeft.push(part);
    else if (pushesRight(join, part) && usesOnly(part, rightIds)) toRight.push(part);
    else rest.push(part);
  }
  if (toLeft.length === 0 && toRight.length === 0) return null;
  return makeJoin(
    join.join,
    throughJoins(makeFilter(join.left, toLeft)),
    throughJoins(makeFilter(join.right, toRight)),
    conjunction(rest),
    join.join === 'mark' ? join.columns.at(-1) : undefined,
  );
}

/** All the way down at once: passes over the plan are limited, and FROM may list 64 tables, each a join deeper than the one before. */
function throughJoins(plan: LogicalPlan): LogicalPlan {
  if (plan.kind !== 'filter' || plan.input.kind !== 'join') return plan;
  const inside = pushFilter(plan) ?? plan;
  return inside.kind === 'join' ? (pushCondition(inside) ?? inside) : inside;
}

function pushesLeft(join: JoinPlan): boolean {
  return join.join === 'inner' || join.join === 'semi';
}

/** A mark is NULL for a condition that is NULL: only a part that never is may drop rows before. */
function pushesRight(join: JoinPlan, part: Expr): boolean {
  if (join.join === 'full') return false;
  return join.join !== 'mark' || !canBeNull(part, join.right.columns);
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
