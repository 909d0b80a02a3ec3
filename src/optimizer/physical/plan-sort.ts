/** Sorts and limits: with a limit each task keeps its own first rows, which are gathered and cut again; a full sort gathers. */
import { ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import type { ColumnId, Expr } from '../../plan/expr.js';
import type { LimitPlan, SortPlan } from '../../plan/logical.js';
import type { LimitNode, PhysicalPlan, PhysicalSortKey, SortNode } from '../../plan/physical.js';
import { columnsOf } from '../columns.js';
import { datumNumber } from '../statistics/selectivity.js';
import { COST } from './cost.js';
import { isPartitioned, taskCount } from './distribution.js';
import type { PhysicalContext, Planned } from './physical-context.js';
import { bytesOf, toSingle } from './physical-context.js';

export function planSort(plan: SortPlan, required: ReadonlySet<ColumnId>, context: PhysicalContext): Planned {
  const input = context.build(plan.input, withKeys(plan, required));
  const single = toSingle(input, bytesOf(input.node, plan.input), context);
  return { ...single, node: sortNode(single.node, plan.keys, { limit: null, offset: 0 }, 1, required, context) };
}

export function planLimit(plan: LimitPlan, required: ReadonlySet<ColumnId>, context: PhysicalContext): Planned {
  const limit = rowCount(plan.limit, 'LIMIT');
  const offset = rowCount(plan.offset, 'OFFSET') ?? 0;
  const sort = plan.input.kind === 'sort' ? plan.input : null;
  if (sort === null) {
    const input = context.build(plan.input, required);
    if (!isPartitioned(input.distribution)) return { ...input, node: limitNode(input.node, limit, offset, context) };
    const local = limit === null ? input : { ...input, node: limitNode(input.node, limit + offset, 0, context) };
    const single = toSingle(local, bytesOf(input.node, plan.input), context);
    return { ...single, node: limitNode(single.node, limit, offset, context) };
  }
  const needed = withKeys(sort, required);
  const input = context.build(sort.input, needed);
  const bytes = bytesOf(input.node, sort.input);
  const tasks = taskCount(input.distribution);
  const local =
    limit !== null && isPartitioned(input.distribution)
      ? { ...input, node: sortNode(input.node, sort.keys, { limit: limit + offset, offset: 0 }, tasks, needed, context) }
      : input;
  const single = toSingle(local, bytes, context);
  return { ...single, node: sortNode(single.node, sort.keys, { limit, offset }, 1, required, context) };
}

function withKeys(plan: SortPlan, required: ReadonlySet<ColumnId>): ReadonlySet<ColumnId> {
  const needed = new Set(required);
  for (const key of plan.keys) for (const id of columnsOf(key.expr)) needed.add(id);
  return needed;
}

function sortNode(
  input: PhysicalPlan,
  keys: readonly PhysicalSortKey[],
  cut: { readonly limit: number | null; readonly offset: number },
  tasks: number,
  keep: ReadonlySet<ColumnId>,
  context: PhysicalContext,
): SortNode {
  const rows = input.estimate.rows / tasks;
  const kept = cut.limit === null ? rows : Math.min(rows, cut.limit + cut.offset);
  const cost = input.estimate.cost + rows * COST.filterRow + Math.max(1, kept) * Math.log2(Math.max(2, kept)) * COST.sortRow;
  const out = cut.limit === null ? Math.max(0, input.estimate.rows - cut.offset) : Math.min(input.estimate.rows, cut.limit * tasks);
  const columns = input.columns.filter((column) => keep.has(column.id));
  return { kind: 'sort', op: context.nextOp(), columns, estimate: { rows: out, cost }, input, keys, limit: cut.limit, offset: cut.offset };
}

function limitNode(input: PhysicalPlan, limit: number | null, offset: number, context: PhysicalContext): LimitNode {
  const rows = limit === null ? Math.max(0, input.estimate.rows - offset) : Math.min(input.estimate.rows, limit);
  return {
    kind: 'limit',
    op: context.nextOp(),
    columns: input.columns,
    estimate: { rows, cost: input.estimate.cost },
    input,
    limit,
    offset,
  };
}

/** The number of a LIMIT or OFFSET; NULL is none. */
function rowCount(expr: Expr | null, clause: string): number | null {
  if (expr === null) return null;
  if (expr.kind !== 'literal') throw notSupported(`${clause} that isn't a constant`);
  if (expr.value === null) return null;
  const rows = datumNumber(expr.value);
  if (rows === null) throw notSupported(`${clause} of this type`);
  if (rows < 0)
    throw new ConductError(
      clause === 'LIMIT' ? SQLSTATE.invalidRowCountInLimit : SQLSTATE.invalidRowCountInOffset,
      `${clause} must not be negative`,
    );
  return Math.min(rows, Number.MAX_SAFE_INTEGER / 4);
}
