/** What the parts of physical planning share, and small factories of nodes. */
import { assert, known } from '../../common/assert.js';
import { LIMITS } from '../../common/limits.js';
import type { ColumnInfo, ValueInfo } from '../../plan/column-info.js';
import type { ColumnId, Expr } from '../../plan/expr.js';
import type { LogicalPlan } from '../../plan/logical.js';
import type { ExchangeNode, FilterNode, PhysicalPlan, ProjectNode, StageOutput } from '../../plan/physical.js';
import { columnRef, conjunction } from '../expressions.js';
import { inputsOf } from '../plans.js';
import { estimateRows, rowBytes } from '../statistics/estimate-rows.js';
import { COST, exchangeCost } from './cost.js';
import type { Distribution } from './distribution.js';
import { taskCount, workersIn } from './distribution.js';

/** A physical plan and where its rows are. */
export interface Planned {
  readonly node: PhysicalPlan;
  readonly distribution: Distribution;
}

/** A join wants rows spread by a key; for others one task is as good when there are few rows. */
export type Reader = 'join' | 'other';

export interface PhysicalContext {
  readonly workers: readonly string[];
  /** Where hash exchanges send their buckets when nothing else decides. */
  readonly placement: readonly string[];
  /** The whole statement reads so little that all joins, aggregates and sorts are in one task. */
  readonly small: boolean;
  /** The statement runs on the conductor, which has the tables' rows. */
  readonly local: boolean;
  /** Whether the named step isn't switched off. */
  allows(step: string): boolean;
  /** Counts, for EXPLAIN (VERBOSE), a place where the named step was weighed. */
  step(step: string, fired: boolean): void;
  nextOp(): number;
  nextColumnId(): ColumnId;
  /** `required`: columns that the reader needs. The node has at least them. */
  build(plan: LogicalPlan, required: ReadonlySet<ColumnId>, reader?: Reader): Planned;
}

export function columnsById(...nodes: readonly PhysicalPlan[]): (id: ColumnId) => ValueInfo {
  const map = new Map<ColumnId, ColumnInfo>();
  for (const node of nodes) for (const column of node.columns) map.set(column.id, column);
  return (id) => known(map.get(id), `column ${id} of a physical plan`);
}

export function toColumn(id: ColumnId, name: string, info: ValueInfo): ColumnInfo {
  // The facts of a bare column carry that column's own id and name: the given ones go last.
  return { ...info, id, name };
}

export function filterNode(
  input: PhysicalPlan,
  parts: readonly Expr[],
  rows: number,
  keep: ReadonlySet<ColumnId>,
  context: PhysicalContext,
  tasks: number,
): FilterNode {
  const cost = input.estimate.cost + (input.estimate.rows * COST.filterRow * parts.length) / tasks;
  const columns = input.columns.filter((column) => keep.has(column.id));
  return { kind: 'filter', op: context.nextOp(), columns, estimate: { rows, cost }, input, predicate: conjunction(parts) };
}

export function projectNode(
  input: PhysicalPlan,
  columns: readonly ColumnInfo[],
  exprs: readonly Expr[],
  context: PhysicalContext,
  tasks = 1,
): ProjectNode {
  assert(columns.length === exprs.length, 'a projection has one expression a column');
  const cost = input.estimate.cost + (input.estimate.rows * COST.projectRow * exprs.length) / tasks;
  return { kind: 'project', op: context.nextOp(), columns, estimate: { rows: input.estimate.rows, cost }, input, exprs };
}

/** The columns in this order, by a projection when they aren't so already. */
export function arrangeColumns(planned: Planned, ids: readonly ColumnId[], context: PhysicalContext): Planned {
  const { node } = planned;
  if (node.columns.length === ids.length && node.columns.every((column, i) => column.id === ids[i])) return planned;
  const columns = ids.map((id) =>
    known(
      node.columns.find((column) => column.id === id),
      `column ${id} in the result`,
    ),
  );
  return { ...planned, node: projectNode(node, columns, columns.map(columnRef), context) };
}

/** Columns as they are on the other side of an exchange: dictionary codes become text. */
export function exchangedColumns(columns: readonly ColumnInfo[]): readonly ColumnInfo[] {
  return columns.map((column) => {
    if (column.phys !== 'dict') return column;
    const { dictionary: _dictionary, ...rest } = column;
    return { ...rest, phys: 'str' };
  });
}

export function exchangeNode(
  planned: Planned,
  output: StageOutput,
  options: { readonly placement: readonly string[] | null; readonly consumers: number; readonly bytesPerRow: number },
  context: PhysicalContext,
): ExchangeNode {
  const { node, distribution } = planned;
  const moved = exchangeCost(node.estimate.rows, options.bytesPerRow, {
    producers: taskCount(distribution),
    consumers: options.consumers,
    broadcast: output.kind === 'broadcast',
  });
  return {
    kind: 'exchange',
    op: context.nextOp(),
    columns: exchangedColumns(node.columns),
    estimate: { rows: node.estimate.rows, cost: node.estimate.cost + moved },
    input: node,
    output,
    placement: options.placement,
  };
}

/** Bytes of a row of the node's columns. */
export function bytesOf(node: PhysicalPlan, logical: LogicalPlan): number {
  return rowBytes(node.columns, estimateRows(logical));
}

/** All rows in one task. */
export function toSingle(planned: Planned, bytesPerRow: number, context: PhysicalContext): Planned {
  const { distribution } = planned;
  switch (distribution.kind) {
    case 'single':
      return planned;
    case 'replicated':
      return { node: planned.node, distribution: { kind: 'single', worker: pickHolder(distribution.holders, context) } };
    case 'hash':
    case 'spread': {
      const node = exchangeNode(planned, { kind: 'gather' }, { placement: null, consumers: 1, bytesPerRow }, context);
      return { node, distribution: { kind: 'single', worker: null } };
    }
  }
}

export function pickHolder(holders: readonly string[] | null, context: PhysicalContext): string | null {
  if (holders === null) return null;
  return holders.find((worker) => context.workers.includes(worker)) ?? holders[0] ?? null;
}

/** Rows on the workers of `placement` by the hash of the keys. */
export function toHash(
  planned: Planned,
  keys: readonly Expr[],
  placement: readonly string[],
  bytesPerRow: number,
  context: PhysicalContext,
): PhysicalPlan {
  const consumers = workersIn(placement).length;
  return exchangeNode(planned, { kind: 'hash', keys }, { placement, consumers, bytesPerRow }, context);
}

/** Whether the plan's rows may be gathered before they were reduced: certainly few, or reduced already and believed to be few. */
export function isGatherable(plan: LogicalPlan, columns: readonly { readonly id: ColumnId }[]): boolean {
  const estimate = estimateRows(plan);
  const bytes = rowBytes(columns, estimate);
  if (estimate.bound !== null && estimate.bound <= BigInt(LIMITS.smallPlanRows) && Number(estimate.bound) * bytes <= LIMITS.smallPlanBytes)
    return true;
  return isReduced(plan) && estimate.rows <= LIMITS.smallPlanRows && estimate.rows * bytes <= LIMITS.smallPlanBytes;
}

/** No table reaches the root without an aggregate or limit between. */
function isReduced(plan: LogicalPlan): boolean {
  if (plan.kind === 'aggregate' || plan.kind === 'distinct' || plan.kind === 'values') return true;
  if (plan.kind === 'limit') return plan.limit !== null;
  if (plan.kind === 'get') return plan.table.stats.rows <= LIMITS.smallPlanRows;
  return inputsOf(plan).every(isReduced);
}
