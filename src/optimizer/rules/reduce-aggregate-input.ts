/**
 * reduce-aggregate-input: a grouping that is joined on its group key groups only the rows whose key the other side has, when a cheap
 * part of that side (a filtered table) has far fewer keys than there are groups.
 *
 * A group whose key the join doesn't find is dropped by it, so its rows need not be grouped; the groups that are left have all their rows.
 * The filtered table is read twice: once for the join, once for the test.
 *
 *     SELECT ... FROM part p, (SELECT l_partkey, avg(l_quantity) AS a FROM lineitem GROUP BY l_partkey) AS t
 *     WHERE p.p_partkey = t.l_partkey AND p_brand = 'x' AND ...
 *     → (SELECT l_partkey, avg(l_quantity) AS a FROM lineitem WHERE l_partkey IN (SELECT p_partkey FROM part WHERE p_brand = 'x')
 *        GROUP BY l_partkey)
 *
 * Not touched: a join with all of part, and keys that are compared NULL-safe. After "magic sets" (Mumick and Pirahesh, SIGMOD 1994).
 */
import { known, unreachable } from '../../common/assert.js';
import type { ColumnId } from '../../plan/expr.js';
import type { AggregatePlan, JoinPlan, LogicalPlan } from '../../plan/logical.js';
import { TYPES } from '../../types/sql-type.js';
import { copyPlan } from '../columns.js';
import { call, columnRef, conjuncts, idSet, isVolatile } from '../expressions.js';
import { EquivalenceClasses, flattenCluster, isInnerJoin } from '../join-order/join-cluster.js';
import { COST } from '../physical/cost.js';
import { expressionsOf, inputsOf, makeJoin, mapInputs } from '../plans.js';
import type { PlanRule, RuleContext } from '../rule.js';
import { estimateRows } from '../statistics/estimate-rows.js';

export const reduceAggregateInput: PlanRule = {
  kind: 'plan',
  name: 'reduce-aggregate-input',
  reason: 'groups only what a join will find',
  rewrite: (plan, context) => reduce(plan, [], context),
};

/** Largest share of the groups that the test may keep. */
const SELECTIVE_SHARE = 0.25;
/** A small plan more, which mostly has an exchange. */
const TEST_COST = 2_000;

/** Rows that don't have in `column` a value that `source` has in `id` change nothing. */
interface Restriction {
  readonly column: ColumnId;
  readonly source: KeySource;
}

/** A plan that is cheap to run once more. */
interface KeySource {
  readonly plan: LogicalPlan;
  readonly id: ColumnId;
}

function reduce(plan: LogicalPlan, restrictions: readonly Restriction[], context: RuleContext): LogicalPlan {
  if (!hasGrouping(plan)) return plan;
  if (isInnerJoin(plan)) return reduceCluster(plan, restrictions, context);
  switch (plan.kind) {
    case 'get':
    case 'values':
    case 'working-table':
      return plan;
    case 'filter':
    case 'sort':
    case 'distinct':
    case 'row-id':
    case 'table-function':
      return mapInputs(plan, (input) => reduce(input, restrictions, context));
    case 'limit':
    case 'apply':
    case 'recursive':
    case 'window':
      return mapInputs(plan, (input) => reduce(input, [], context));
    case 'project': {
      const below = restrictions.flatMap(({ column, source }): readonly Restriction[] => {
        const expr = plan.exprs[plan.columns.findIndex(({ id }) => id === column)];
        return expr?.kind === 'column' ? [{ column: expr.id, source }] : [];
      });
      return mapInputs(plan, (input) => reduce(input, below, context));
    }
    case 'set': {
      if (plan.op !== 'union' || !plan.all) return mapInputs(plan, (input) => reduce(input, [], context));
      return mapInputs(plan, (input) => {
        const below = restrictions.flatMap(({ column, source }): readonly Restriction[] => {
          const at = input.columns[plan.columns.findIndex(({ id }) => id === column)];
          return at === undefined ? [] : [{ column: at.id, source }];
        });
        return reduce(input, below, context);
      });
    }
    case 'join':
      return reduceJoin(plan, restrictions, context);
    case 'aggregate':
      return reduceAggregate(plan, restrictions, context);
  }
  return unreachable(plan);
}

function hasGrouping(plan: LogicalPlan): boolean {
  const found = groupingMemo.get(plan);
  if (found !== undefined) return found;
  const grouping = plan.kind === 'aggregate' || inputsOf(plan).some(hasGrouping);
  groupingMemo.set(plan, grouping);
  return grouping;
}
const groupingMemo = new WeakMap<LogicalPlan, boolean>();

/** Relations of a tree of inner joins restrict each other where equal columns connect them. */
function reduceCluster(plan: LogicalPlan, restrictions: readonly Restriction[], context: RuleContext): LogicalPlan {
  const { relations, predicates } = flattenCluster(plan, (leaf) => leaf);
  const equal = new EquivalenceClasses();
  for (const predicate of predicates) equal.add(predicate);
  const { classes } = equal;
  const members = (id: ColumnId): readonly ColumnId[] => classes.find((ids) => ids.includes(id)) ?? [id];
  const sources = relations.map((relation) =>
    relation.columns.flatMap(({ id }) =>
      classes.some((ids) => ids.includes(id)) ? sourcesOf(relation, id).map((source) => ({ id, source })) : [],
    ),
  );
  const replace = (node: LogicalPlan): LogicalPlan => {
    const at = relations.indexOf(node);
    if (at < 0) return mapInputs(node, replace);
    const own = idSet(node.columns);
    const onOwn = (id: ColumnId, source: KeySource): readonly Restriction[] =>
      members(id)
        .filter((member) => own.has(member))
        .map((column) => ({ column, source }));
    const incoming = restrictions.flatMap(({ column, source }) => onOwn(column, source));
    const mutual = sources.flatMap((list, j) => (j === at ? [] : list.flatMap(({ id, source }) => onOwn(id, source))));
    return reduce(node, [...incoming, ...mutual], context);
  };
  return replace(plan);
}

/** The right side of the other joins matters to left rows only; of a semi join the left side to right rows, too. */
function reduceJoin(plan: JoinPlan, restrictions: readonly Restriction[], context: RuleContext): LogicalPlan {
  if (plan.join === 'full') return mapInputs(plan, (input) => reduce(input, [], context));
  const leftIds = idSet(plan.left.columns);
  const onLeft = restrictions.filter(({ column }) => leftIds.has(column));
  const pairs = keyPairs(plan);
  const toRight = pairs.flatMap(({ left, right }): readonly Restriction[] => [
    ...onLeft.filter(({ column }) => column === left).map(({ source }) => ({ column: right, source })),
    ...sourcesOf(plan.left, left).map((source) => ({ column: right, source })),
  ]);
  const toLeft =
    plan.join === 'semi'
      ? pairs.flatMap(({ left, right }) => sourcesOf(plan.right, right).map((source): Restriction => ({ column: left, source })))
      : [];
  return mapInputs(plan, (input) =>
    input === plan.left ? reduce(input, [...onLeft, ...toLeft], context) : reduce(input, toRight, context),
  );
}

/** Equalities of a column of each side. */
function keyPairs(plan: JoinPlan): readonly { readonly left: ColumnId; readonly right: ColumnId }[] {
  const leftIds = idSet(plan.left.columns);
  const rightIds = idSet(plan.right.columns);
  return conjuncts(plan.condition).flatMap((part) => {
    if (!new EquivalenceClasses().add(part) || part.kind !== 'call') return [];
    const [a, b] = part.args;
    if (a?.kind !== 'column' || b?.kind !== 'column') return [];
    if (leftIds.has(a.id) && rightIds.has(b.id)) return [{ left: a.id, right: b.id }];
    return leftIds.has(b.id) && rightIds.has(a.id) ? [{ left: b.id, right: a.id }] : [];
  });
}

function reduceAggregate(plan: AggregatePlan, restrictions: readonly Restriction[], context: RuleContext): LogicalPlan {
  const below = restrictions.flatMap(({ column, source }): readonly Restriction[] => {
    const key = plan.keys[plan.columns.findIndex(({ id }) => id === column)];
    return key?.kind === 'column' ? [{ column: key.id, source }] : [];
  });
  // Of two groupings over each other the lower one has more rows to be spared.
  if (groups(plan.input)) return mapInputs(plan, (input) => reduce(input, below, context));
  const input = reduce(plan.input, [], context);
  const best = bestOf(input, below, context);
  if (best === null) return input === plan.input ? plan : { ...plan, input };
  const { plan: test, ids } = copyPlan(best.source.plan, () => context.nextColumnId());
  const column = known(
    input.columns.find(({ id }) => id === best.column),
    'restricted column',
  );
  const copy = known(
    test.columns.find(({ id }) => id === ids.get(best.source.id)),
    'copied column',
  );
  return { ...plan, input: makeJoin('semi', input, test, call('=', TYPES.bool, [columnRef(column), columnRef(copy)])) };
}

function groups(plan: LogicalPlan): boolean {
  if (plan.kind === 'project' || plan.kind === 'filter') return groups(plan.input);
  return plan.kind === 'aggregate';
}

/** The test that leaves the fewest rows, if it is worth its cost. */
function bestOf(input: LogicalPlan, restrictions: readonly Restriction[], context: RuleContext): Restriction | null {
  const estimate = estimateRows(input);
  let best: { readonly restriction: Restriction; readonly share: number } | null = null;
  for (const restriction of restrictions) {
    const { column, source } = restriction;
    const keys = estimate.columns.get(column)?.distinct ?? 1;
    const tests = estimateRows(source.plan);
    const share = Math.min(tests.rows, tests.columns.get(source.id)?.distinct ?? tests.rows) / Math.max(1, keys);
    if (share > SELECTIVE_SHARE) {
      context.decline('the side that the groups are joined with has not far fewer keys than there are groups');
      continue;
    }
    const spared = estimate.rows * (1 - share) * (COST.groupRow + COST.networkRow);
    const cost = TEST_COST + tableRows(source.plan) * COST.scanRow * 2 + tests.rows * COST.buildRow + estimate.rows * COST.probeRow;
    if (spared <= cost) {
      context.decline('too few rows are grouped for a test before to pay');
      continue;
    }
    if (best === null || share < best.share) best = { restriction, share };
  }
  return best?.restriction ?? null;
}

function tableRows(plan: LogicalPlan): number {
  return plan.kind === 'get' ? plan.table.stats.rows : inputsOf(plan).reduce((sum, input) => sum + tableRows(input), 0);
}

/** Cheap plans whose column `id` has every value that `plan` has in its column of that id, or of one that is equal to it. */
function sourcesOf(plan: LogicalPlan, id: ColumnId): readonly KeySource[] {
  const below = sourcesBelow(plan, id);
  return isFilteredTable(plan) ? [{ plan, id }, ...below] : below;
}

function sourcesBelow(plan: LogicalPlan, id: ColumnId): readonly KeySource[] {
  switch (plan.kind) {
    case 'filter':
      return isFilteredTable(plan) ? [] : sourcesOf(plan.input, id);
    case 'project': {
      const expr = plan.exprs[plan.columns.findIndex((column) => column.id === id)];
      return expr?.kind === 'column' && !isFilteredTable(plan) ? sourcesOf(plan.input, expr.id) : [];
    }
    case 'join': {
      if (plan.join === 'full') return [];
      const found: KeySource[] = [];
      if (plan.left.columns.some((column) => column.id === id)) {
        found.push(...sourcesOf(plan.left, id));
        if (plan.join === 'semi' || plan.join === 'inner')
          for (const { left, right } of keyPairs(plan)) if (left === id) found.push(...sourcesOf(plan.right, right));
      } else if (plan.join === 'inner') {
        found.push(...sourcesOf(plan.right, id));
        for (const { left, right } of keyPairs(plan)) if (right === id) found.push(...sourcesOf(plan.left, left));
      }
      return found;
    }
    case 'get':
    case 'values':
    case 'apply':
    case 'aggregate':
    case 'sort':
    case 'limit':
    case 'distinct':
    case 'set':
    case 'row-id':
    case 'window':
    case 'table-function':
    case 'recursive':
    case 'working-table':
      return [];
  }
  return unreachable(plan);
}

/** A table under filters that are the same at each run. */
function isFilteredTable(plan: LogicalPlan): boolean {
  if (plan.kind === 'filter') return (plan.input.kind === 'get' || isFilteredTable(plan.input)) && !expressionsOf(plan).some(isVolatile);
  if (plan.kind === 'project') return isFilteredTable(plan.input) && plan.exprs.every((expr) => expr.kind === 'column');
  return false;
}
