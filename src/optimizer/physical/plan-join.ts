/**
 * Joins: how the sides come together (as they lie, one moved to the other, both moved, one copied to all tasks, both gathered) and
 * which side is built, by cost among the ways that are right for the kind of join.
 *
 * A side may be copied to all tasks only when its rows aren't output for themselves: a row of a preserved side would come out
 * once in each task.
 */
import { assert } from '../../common/assert.js';
import type { ColumnInfo } from '../../plan/column-info.js';
import type { ColumnId, Expr } from '../../plan/expr.js';
import type { JoinPlan, LogicalPlan } from '../../plan/logical.js';
import { describeExpr, describeType } from '../../plan/phys-type.js';
import type { HashJoinNode, NestedLoopJoinNode, PhysicalPlan } from '../../plan/physical.js';
import { columnsOf, keyColumn } from '../columns.js';
import { conjunction, conjuncts, isFalseLiteral, isTrueLiteral } from '../expressions.js';
import { estimateRows, isUnique, joinKeys, rowBytes } from '../statistics/estimate-rows.js';
import { BROADCAST_PARTIALS, broadcastPartials } from './broadcast-partials.js';
import { COST, exchangeCost, exchangeStart } from './cost.js';
import type { Distribution } from './distribution.js';
import { isPartitioned, renameDistribution, samePlacement, taskCount, workersOf } from './distribution.js';
import type { LogicalKey } from './join-keys.js';
import { alignKeys, asNullableColumn, checkKeys, expandNullSafe } from './join-keys.js';
import { MERGE_COPIES, mergeCopies, mergeCost, withKey } from './merge-copies.js';
import type { PhysicalContext, Planned, Reader } from './physical-context.js';
import { columnsById, exchangeNode, isGatherable, pickHolder, toColumn, toHash, toSingle } from './physical-context.js';

interface Side {
  readonly plan: LogicalPlan;
  readonly planned: Planned;
  readonly rows: number;
  readonly bytes: number;
}

/** How a side gets to where the join runs. hash: by these keys (indexes), to this placement. */
type Move =
  | { readonly kind: 'stay' | 'gather' | 'broadcast' }
  | { readonly kind: 'hash'; readonly keys: readonly number[]; readonly placement: readonly string[] };

interface Strategy {
  readonly left: Move;
  readonly right: Move;
  readonly distribution: Distribution;
  /** The left side is copied and its rows' tests are put together: merge-copies. */
  readonly merged?: true;
}

const STAY: Move = { kind: 'stay' };
const GATHER: Move = { kind: 'gather' };
const BROADCAST: Move = { kind: 'broadcast' };

export function planJoin(join: JoinPlan, required: ReadonlySet<ColumnId>, context: PhysicalContext, reader: Reader): Planned {
  const needed = new Set(required);
  for (const id of columnsOf(join.condition)) needed.add(id);
  const left = side(join.left, needed, context);
  const right = side(join.right, needed, context);
  const lookup = columnsById(left.planned.node, right.planned.node);
  const parts = conjuncts(join.condition);
  // A mark that may be NULL can't come from a hash table.
  const threeValued = join.join === 'mark' && !parts.every((part) => isWrapped(part) || !describeExpr(part, lookup).nullable);
  const plan = threeValued ? join : { ...join, condition: conjunction(parts.flatMap(unwrap)) };
  const split = joinKeys(plan);
  const keys = threeValued ? [] : expandNullSafe(split.pairs, (expr) => describeExpr(expr, lookup).nullable);
  // Without keys it is a nested loop, whose mark is three-valued: there the wrapping is what makes NULL false.
  const residual = join.join === 'mark' && keys.length === 0 ? parts : split.residual;
  const strategies = context.small ? [gatherBoth(left, right)] : possibleStrategies(plan, left, right, keys, context);
  const candidates = strategies.flatMap((strategy) =>
    (strategy.merged === true ? [true] : orientations(plan, keys.length > 0, left, right)).map((buildLeft) => ({
      strategy,
      buildLeft,
      cost: costOf(plan, strategy, buildLeft, left, right, keys.length, context) + spreadAgainCost(strategy, left, right, reader, context),
    })),
  );
  const best = candidates.reduce((a, b) => (b.cost < a.cost ? b : a));
  if (strategies.some(({ merged }) => merged === true)) context.step(MERGE_COPIES, best.strategy.merged === true);
  if (best.strategy.merged === true) return mergedJoin({ plan, required, keys, residual, left, right, cost: best.cost }, context);
  const movedLeft = move(
    left,
    best.strategy.left,
    keys.map((key) => key.left),
    best.strategy.distribution,
    context,
  );
  const movedRight = move(
    right,
    best.strategy.right,
    keys.map((key) => key.right),
    best.strategy.distribution,
    context,
  );
  const distribution = joinDistribution(plan, best.strategy.distribution, keys);
  return joinNode(
    { plan, required, keys, residual, left: movedLeft, right: movedRight, buildLeft: best.buildLeft, distribution, cost: best.cost },
    context,
  );
}

function mergedJoin(
  parts: Pick<JoinParts, 'plan' | 'required' | 'keys' | 'residual' | 'cost'> & { readonly left: Side; readonly right: Side },
  context: PhysicalContext,
): Planned {
  const { plan, left, right, required } = parts;
  assert(plan.join === 'semi' || plan.join === 'anti', 'only tests are merged');
  const { planned, key } = withKey(left.planned, left.plan, context);
  const { distribution } = right.planned;
  const tasks = taskCount(distribution);
  const copied = exchangeNode(planned, { kind: 'broadcast' }, { placement: null, consumers: tasks, bytesPerRow: left.bytes }, context);
  const joined = joinNode(
    {
      ...parts,
      required: new Set([...required, ...key.map(({ id }) => id)]),
      left: copied,
      right: right.planned.node,
      buildLeft: true,
      distribution: { kind: 'spread', workers: workersOf(distribution) },
    },
    context,
  );
  const rows = estimateRows(plan).rows;
  return mergeCopies(joined, { join: plan.join, key, required, rows, bytesPerRow: left.bytes, tasks }, context);
}

function side(plan: LogicalPlan, needed: ReadonlySet<ColumnId>, context: PhysicalContext): Side {
  const planned = context.build(plan, needed, 'join');
  const estimate = estimateRows(plan);
  return { plan, planned, rows: planned.node.estimate.rows, bytes: rowBytes(planned.node.columns, estimate) };
}

/** coalesce(c, false) is c to a join, which takes NULL as false. */
function unwrap(part: Expr): readonly Expr[] {
  return part.kind === 'coalesce' && isWrapped(part) && part.args[0] !== undefined ? conjuncts(part.args[0]) : [part];
}

function isWrapped(expr: Expr): boolean {
  return expr.kind === 'coalesce' && expr.args.length === 2 && expr.args[1] !== undefined && isFalseLiteral(expr.args[1]);
}

/** Whether the left side is built, for each choice there is. */
function orientations(plan: JoinPlan, hashed: boolean, left: Side, right: Side): readonly boolean[] {
  if (!hashed) return plan.join === 'inner' ? [left.rows < right.rows] : [false];
  switch (plan.join) {
    case 'inner':
    case 'left':
    case 'semi':
    case 'anti':
    case 'full':
      return [false, true];
    case 'mark':
    case 'single':
      return [false];
  }
}

function copiesRight(plan: JoinPlan): boolean {
  return plan.join !== 'full';
}

function copiesLeft(plan: JoinPlan): boolean {
  return plan.join === 'inner';
}

function gatherBoth(left: Side, right: Side): Strategy {
  const worker =
    [left, right].map((s) => (s.planned.distribution.kind === 'single' ? s.planned.distribution.worker : null)).find((w) => w !== null) ??
    null;
  return { left: GATHER, right: GATHER, distribution: { kind: 'single', worker } };
}

function possibleStrategies(
  plan: JoinPlan,
  left: Side,
  right: Side,
  keys: readonly LogicalKey[],
  context: PhysicalContext,
): readonly Strategy[] {
  const found: Strategy[] = [];
  const l = left.planned.distribution;
  const r = right.planned.distribution;
  const asTheyLie = together(plan, l, r, keys, context);
  if (asTheyLie !== null) found.push({ left: STAY, right: STAY, distribution: asTheyLie });
  // Nothing is cheaper than not to move, unless a copy of a single task's side spreads the other's work: it is spread then.
  if (asTheyLie !== null && (isPartitioned(asTheyLie) || (!isPartitioned(l) && !isPartitioned(r)))) return found;
  if (copiesRight(plan) && isPartitioned(l)) found.push({ left: STAY, right: BROADCAST, distribution: l });
  if (copiesLeft(plan) && isPartitioned(r)) found.push({ left: BROADCAST, right: STAY, distribution: r });
  if (keys.length > 0) {
    const byLeft = keyIndexes(l, keys, 'left');
    const byRight = keyIndexes(r, keys, 'right');
    if (byLeft !== null && l.kind === 'hash')
      found.push({ left: STAY, right: { kind: 'hash', keys: byLeft, placement: l.placement }, distribution: l });
    if (byRight !== null && r.kind === 'hash')
      found.push({ left: { kind: 'hash', keys: byRight, placement: r.placement }, right: STAY, distribution: r });
    const all = keys.map((_key, i) => i);
    const both: Move = { kind: 'hash', keys: all, placement: context.placement };
    const sets = keys.map((key) => new Set([keyColumn(key.left), keyColumn(key.right)].filter((id) => id !== null)));
    found.push({ left: both, right: both, distribution: { kind: 'hash', keys: sets, placement: context.placement } });
    if ((plan.join === 'semi' || plan.join === 'anti') && isPartitioned(r) && context.allows(MERGE_COPIES))
      found.push({ left: BROADCAST, right: STAY, distribution: r, merged: true });
  }
  const gatherable = [left, right].every((s) => !isPartitioned(s.planned.distribution) || isGatherable(s.plan, s.planned.node.columns));
  if (gatherable || found.length === 0) found.push(gatherBoth(left, right));
  return found;
}

/** Where the join runs when nothing moves, or null when the sides aren't together. */
function together(
  plan: JoinPlan,
  l: Distribution,
  r: Distribution,
  keys: readonly LogicalKey[],
  context: PhysicalContext,
): Distribution | null {
  if (l.kind === 'replicated' && r.kind === 'replicated') {
    if (l.holders === null) return r;
    if (r.holders === null) return l;
    const holders = l.holders.filter((worker) => r.holders?.includes(worker));
    return holders.length === 0 ? null : { kind: 'replicated', holders };
  }
  if (l.kind === 'single' && r.kind === 'single') {
    if (l.worker !== null && r.worker !== null && l.worker !== r.worker) return null;
    return { kind: 'single', worker: l.worker ?? r.worker };
  }
  if (l.kind === 'single' && r.kind === 'replicated') return singleWithCopy(l, r, context);
  if (r.kind === 'single' && l.kind === 'replicated') return singleWithCopy(r, l, context);
  if (isPartitioned(l) && r.kind === 'replicated') return copiesRight(plan) && hold(r, l) ? l : null;
  if (isPartitioned(r) && l.kind === 'replicated') return copiesLeft(plan) && hold(l, r) ? r : null;
  if (l.kind !== 'hash' || r.kind !== 'hash' || l.keys.length !== r.keys.length || !samePlacement(l.placement, r.placement)) return null;
  const matched = l.keys.every((set, i) =>
    keys.some((key) => {
      const a = keyColumn(key.left);
      const b = keyColumn(key.right);
      return a !== null && b !== null && set.has(a) && r.keys[i]?.has(b) === true;
    }),
  );
  return matched ? l : null;
}

function singleWithCopy(
  single: Distribution & { kind: 'single' },
  copy: Distribution & { kind: 'replicated' },
  context: PhysicalContext,
): Distribution | null {
  if (copy.holders === null) return single;
  if (single.worker === null) return { kind: 'single', worker: pickHolder(copy.holders, context) };
  return copy.holders.includes(single.worker) ? single : null;
}

function hold(copy: Distribution & { kind: 'replicated' }, partitioned: Distribution): boolean {
  return copy.holders === null || workersOf(partitioned).every((worker) => copy.holders?.includes(worker));
}

/** For each key of the side's distribution the join key that it is, or null when one isn't a join key. */
function keyIndexes(distribution: Distribution, keys: readonly LogicalKey[], of: 'left' | 'right'): readonly number[] | null {
  if (distribution.kind !== 'hash') return null;
  const indexes = distribution.keys.map((set) =>
    keys.findIndex((key) => {
      const id = keyColumn(key[of]);
      return id !== null && set.has(id);
    }),
  );
  return indexes.includes(-1) ? null : indexes;
}

function costOf(
  plan: JoinPlan,
  strategy: Strategy,
  buildLeft: boolean,
  left: Side,
  right: Side,
  keys: number,
  context: PhysicalContext,
): number {
  const tasks = taskCount(strategy.distribution);
  const moves = moveCost(left, strategy.left, tasks, right, context) + moveCost(right, strategy.right, tasks, left, context);
  const [build, probe] = buildLeft ? [left, right] : [right, left];
  const [buildMove, probeMove] = buildLeft ? [strategy.left, strategy.right] : [strategy.right, strategy.left];
  const buildRows = perTask(build, buildMove, tasks);
  const probeRows = perTask(probe, probeMove, tasks);
  const out = (estimateRows(plan).rows / tasks) * COST.outputRow;
  if (keys === 0) return moves + buildRows * COST.buildRow + buildRows * probeRows * COST.nestedPair + out;
  const probeRow = (buildRows > 200_000 ? COST.coldProbeRow : COST.probeRow) + (keys - 1) * COST.probeKey;
  // Forms that output build rows pass over the table once more, and mark it while probing.
  const second = buildLeft && plan.join !== 'inner' ? buildRows * 0.01 + probeRows * 0.005 : 0;
  const merge = strategy.merged === true ? mergeCost(estimateRows(plan).rows, left.bytes, tasks) : 0;
  return merge + moves + buildRows * COST.buildRow * (1 + build.bytes / 64) + probeRows * probeRow + second + out;
}

/** Rows that were gathered from several tasks will be spread again for the join above. */
function spreadAgainCost(strategy: Strategy, left: Side, right: Side, reader: Reader, context: PhysicalContext): number {
  const gathers = strategy.distribution.kind === 'single' && [left, right].some((s) => isPartitioned(s.planned.distribution));
  if (reader !== 'join' || !gathers) return 0;
  return exchangeStart({ producers: 1, consumers: context.workers.length, broadcast: false });
}

function perTask(s: Side, moved: Move, tasks: number): number {
  const copied = moved.kind === 'broadcast' || (moved.kind === 'stay' && s.planned.distribution.kind === 'replicated');
  return copied ? s.rows : s.rows / tasks;
}

/** The side as each task can have it without an exchange of its own. */
function combinedByReaders(s: Side, context: PhysicalContext): PhysicalPlan | null {
  const { distribution, node } = s.planned;
  if (distribution.kind !== 'single' || distribution.worker !== null || !context.allows(BROADCAST_PARTIALS)) return null;
  return broadcastPartials(node);
}

/** While the other side is at work, waiting for this one costs little. */
function moveCost(s: Side, moved: Move, tasks: number, other: Side, context: PhysicalContext): number {
  if (moved.kind === 'stay') return 0;
  // The exchange that would have gathered the rows copies them.
  if (moved.kind === 'broadcast' && combinedByReaders(s, context) !== null) return s.rows * tasks * COST.networkRow;
  const { distribution, node } = s.planned;
  if (moved.kind === 'gather' && !isPartitioned(distribution)) return 0;
  const consumers = moved.kind === 'gather' ? 1 : tasks;
  const shape = { producers: taskCount(distribution), consumers, broadcast: moved.kind === 'broadcast' };
  const hidden = Math.min(exchangeStart(shape) / 2, Math.max(0, other.planned.node.estimate.cost - node.estimate.cost));
  return exchangeCost(s.rows, s.bytes, shape) - hidden;
}

function move(s: Side, moved: Move, keys: readonly Expr[], target: Distribution, context: PhysicalContext): PhysicalPlan {
  switch (moved.kind) {
    case 'stay':
      return s.planned.node;
    case 'gather': {
      const { distribution } = s.planned;
      const elsewhere =
        distribution.kind === 'single' && distribution.worker !== null && target.kind === 'single' && target.worker !== distribution.worker;
      if (
        elsewhere ||
        (distribution.kind === 'replicated' &&
          target.kind === 'single' &&
          distribution.holders !== null &&
          target.worker !== null &&
          !distribution.holders.includes(target.worker))
      ) {
        return exchangeNode(s.planned, { kind: 'gather' }, { placement: null, consumers: 1, bytesPerRow: s.bytes }, context);
      }
      return toSingle(s.planned, s.bytes, context).node;
    }
    case 'broadcast': {
      const combined = combinedByReaders(s, context);
      if (combined !== null) {
        context.step(BROADCAST_PARTIALS, true);
        return combined;
      }
      return exchangeNode(
        s.planned,
        { kind: 'broadcast' },
        { placement: null, consumers: taskCount(target), bytesPerRow: s.bytes },
        context,
      );
    }
    case 'hash': {
      const chosen = moved.keys.map((i) => keys[i]).filter((key) => key !== undefined);
      return toHash(s.planned, chosen, moved.placement, s.bytes, context);
    }
  }
}

/** Where the result's rows are: equal key columns are interchangeable after an inner join; others keep the left ones. */
function joinDistribution(plan: JoinPlan, distribution: Distribution, keys: readonly LogicalKey[]): Distribution {
  if (distribution.kind !== 'hash') return distribution;
  const right = new Set(plan.right.columns.map((column) => column.id));
  const widened = distribution.keys.map((set) => {
    const all = new Set(set);
    for (const key of keys) {
      const a = keyColumn(key.left);
      const b = keyColumn(key.right);
      if (a === null || b === null || (!all.has(a) && !all.has(b))) continue;
      all.add(a);
      all.add(b);
    }
    return all;
  });
  if (plan.join === 'inner') return { ...distribution, keys: widened };
  if (plan.join === 'full') return { kind: 'spread', workers: workersOf(distribution) };
  return renameDistribution({ ...distribution, keys: widened }, (id) => (right.has(id) ? [] : [id]));
}

interface JoinParts {
  readonly plan: JoinPlan;
  readonly required: ReadonlySet<ColumnId>;
  readonly keys: readonly LogicalKey[];
  readonly residual: readonly Expr[];
  readonly left: PhysicalPlan;
  readonly right: PhysicalPlan;
  readonly buildLeft: boolean;
  readonly distribution: Distribution;
  readonly cost: number;
}

function joinNode(parts: JoinParts, context: PhysicalContext): Planned {
  const { plan, left, right, keys, residual, buildLeft, distribution } = parts;
  const estimate = { rows: estimateRows(plan).rows, cost: left.estimate.cost + right.estimate.cost + parts.cost };
  const columns = outputColumns(parts);
  const [build, probe] = buildLeft ? [left, right] : [right, left];
  const condition = residual.filter((part) => !isTrueLiteral(part));
  if (keys.length === 0) {
    const node: NestedLoopJoinNode = {
      kind: 'nested-loop-join',
      op: context.nextOp(),
      columns,
      estimate,
      join: nestedKind(plan.join),
      build,
      probe,
      condition: condition.length === 0 ? null : conjunction(condition),
    };
    return { node, distribution };
  }
  const aligned = alignKeys(keys, left, right);
  const [buildKeys, probeKeys] = buildLeft ? [aligned.left, aligned.right] : [aligned.right, aligned.left];
  checkKeys(buildKeys, probeKeys, build, probe);
  const buildPlan = buildLeft ? plan.left : plan.right;
  const buildIds = new Set(keys.map((key) => keyColumn(buildLeft ? key.left : key.right)).filter((id) => id !== null));
  const uniqueBuild = isUnique(buildPlan, buildIds);
  const kind = hashKind(plan.join, buildLeft, uniqueBuild);
  // A residual of an inner join over one side only was pushed down before; the others are part of matching.
  const node: HashJoinNode = {
    kind: 'hash-join',
    op: context.nextOp(),
    columns,
    estimate,
    join: kind,
    build,
    probe,
    buildKeys,
    probeKeys,
    residual: condition.length === 0 ? null : conjunction(condition),
    uniqueBuild,
  };
  return { node, distribution };
}

function outputColumns({ plan, left, right, required }: JoinParts): readonly ColumnInfo[] {
  const keep = (columns: readonly ColumnInfo[]): readonly ColumnInfo[] => columns.filter((column) => required.has(column.id));
  switch (plan.join) {
    case 'inner':
      return [...keep(left.columns), ...keep(right.columns)];
    case 'left':
    case 'single':
      return [...keep(left.columns), ...keep(right.columns).map(asNullableColumn)];
    case 'full':
      return [...keep(left.columns).map(asNullableColumn), ...keep(right.columns).map(asNullableColumn)];
    case 'semi':
    case 'anti':
      return keep(left.columns);
    case 'mark': {
      const mark = plan.columns.at(-1);
      assert(mark !== undefined, 'a mark join has a mark column');
      return [...keep(left.columns), toColumn(mark.id, mark.name, describeType(mark.type, true))];
    }
  }
}

function hashKind(join: JoinPlan['join'], buildLeft: boolean, uniqueBuild: boolean): HashJoinNode['join'] {
  switch (join) {
    case 'inner':
    case 'full':
      return join;
    case 'left':
      return buildLeft ? 'build-outer' : 'probe-outer';
    case 'semi':
      return buildLeft ? 'build-semi' : 'probe-semi';
    case 'anti':
      return buildLeft ? 'build-anti' : 'probe-anti';
    case 'mark':
      return 'probe-mark';
    case 'single':
      return uniqueBuild ? 'probe-outer' : 'probe-single';
  }
}

function nestedKind(join: JoinPlan['join']): NestedLoopJoinNode['join'] {
  switch (join) {
    case 'inner':
    case 'full':
      return join;
    case 'left':
      return 'probe-outer';
    case 'semi':
      return 'probe-semi';
    case 'anti':
      return 'probe-anti';
    case 'mark':
      return 'probe-mark';
    case 'single':
      return 'probe-single';
  }
}
