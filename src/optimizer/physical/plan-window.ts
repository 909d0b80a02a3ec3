/**
 * Window functions: partitions must be whole, so that rows go by the hash of the partition keys unless they lie together already; without
 * PARTITION BY all rows are in one task.
 */
import { notSupported } from '../../common/errors.js';
import type { ColumnInfo, ValueInfo } from '../../plan/column-info.js';
import type { ColumnId } from '../../plan/expr.js';
import type { WindowPlan } from '../../plan/logical.js';
import { describeAggregate, describeExpr, describeType } from '../../plan/phys-type.js';
import type { PhysicalPlan, PhysicalSortKey, WindowNode } from '../../plan/physical.js';
import type { PhysicalWindowFunction, WindowCall, WindowFunctionName } from '../../plan/window.js';
import { columnsOf, keyColumn } from '../columns.js';
import { idSet } from '../expressions.js';
import { expressionsOf } from '../plans.js';
import { estimateRows } from '../statistics/estimate-rows.js';
import { COST } from './cost.js';
import { type Distribution, isPartitioned, taskCount, workersIn } from './distribution.js';
import type { PhysicalContext, Planned } from './physical-context.js';
import { bytesOf, columnsById, toColumn, toHash, toSingle } from './physical-context.js';
import { physicalAggregate } from './plan-aggregate.js';

export function planWindow(plan: WindowPlan, required: ReadonlySet<ColumnId>, context: PhysicalContext): Planned {
  const outputs = plan.columns.slice(plan.columns.length - plan.functions.length);
  const outputIds = idSet(outputs);
  const needed = new Set([...required].filter((id) => !outputIds.has(id)));
  for (const expr of expressionsOf(plan)) for (const id of columnsOf(expr)) needed.add(id);
  const input = together(plan, context.build(plan.input, needed), context);
  const lookup = columnsById(input.node);
  const { bound } = estimateRows(plan.input);
  const functions = plan.functions.map(physicalFunction);
  const columns: ColumnInfo[] = input.node.columns.filter((column) => required.has(column.id));
  outputs.forEach((column, i) => {
    const each = functions[i];
    if (each !== undefined) columns.push(toColumn(column.id, column.name, resultInfo(each, column.type, lookup, bound)));
  });
  const tasks = taskCount(input.distribution);
  const rows = input.node.estimate.rows;
  const share = Math.max(1, rows / tasks);
  const presorted = sharesSort(plan, input.node, context);
  const sorting = presorted ? 0 : Math.log2(Math.max(2, share)) * COST.sortRow;
  const cost = input.node.estimate.cost + share * (COST.filterRow * (1 + functions.length) + sorting);
  const node: WindowNode = {
    kind: 'window',
    op: context.nextOp(),
    columns,
    estimate: { rows, cost },
    input: input.node,
    partition: plan.partition,
    order: plan.order,
    functions,
    presorted,
  };
  return { ...input, node };
}

/** One sort for windows whose keys begin another's. */
export const SHARE_WINDOW_SORT = 'share-window-sort';

function sharesSort(plan: WindowPlan, input: PhysicalPlan, context: PhysicalContext): boolean {
  if (plan.partition.length + plan.order.length === 0) return false;
  const { keys } = orderOf(input);
  if (keys.length === 0 || !context.allows(SHARE_WINDOW_SORT)) return false;
  const shared = beginsWith(keys, plan);
  context.step(SHARE_WINDOW_SORT, shared);
  return shared;
}

/** How the rows of a plan are ordered in its one task, or each of its tasks. */
function orderOf(node: PhysicalPlan): { readonly keys: readonly PhysicalSortKey[] } {
  switch (node.kind) {
    case 'sort':
      return node;
    case 'window': {
      const partition = node.partition.map((expr): PhysicalSortKey => ({ expr, descending: false, nullsFirst: false }));
      return { keys: [...partition, ...node.order] };
    }
    case 'filter':
      return orderOf(node.input);
    case 'project': {
      const kept = new Set(node.exprs.flatMap((expr, i) => (expr.kind === 'column' && node.columns[i]?.id === expr.id ? [expr.id] : [])));
      const { keys } = orderOf(node.input);
      const lost = keys.findIndex(({ expr }) => expr.kind !== 'column' || !kept.has(expr.id));
      return { keys: lost < 0 ? keys : keys.slice(0, lost) };
    }
    default:
      return { keys: [] };
  }
}

/** Rows of a partition are together whatever the order of its keys is; within it the order must be the window's. */
function beginsWith(keys: readonly PhysicalSortKey[], { partition, order }: WindowPlan): boolean {
  const wanted = new Set(partition.map((expr) => (expr.kind === 'column' ? expr.id : -1)));
  const first = keys.slice(0, wanted.size);
  if (wanted.has(-1) || !first.every(({ expr }) => expr.kind === 'column' && wanted.delete(expr.id)) || wanted.size > 0) return false;
  return order.every(({ expr, descending, nullsFirst }, i) => {
    const key = keys[first.length + i];
    if (key === undefined || key.expr.kind !== 'column' || expr.kind !== 'column') return false;
    return key.expr.id === expr.id && key.descending === descending && key.nullsFirst === nullsFirst;
  });
}

/** The input with the rows of each partition in one task. */
function together(plan: WindowPlan, input: Planned, context: PhysicalContext): Planned {
  const bytes = bytesOf(input.node, plan.input);
  if (context.small || plan.partition.length === 0) return toSingle(input, bytes, context);
  if (!isPartitioned(input.distribution) || isTogether(input.distribution, plan)) return input;
  const node = toHash(input, plan.partition, context.placement, bytes, context);
  const keys = plan.partition.map((key) => new Set(key.kind === 'column' ? [key.id] : []));
  const known = keys.every((set) => set.size > 0);
  const distribution: Distribution = known
    ? { kind: 'hash', keys, placement: context.placement }
    : { kind: 'spread', workers: workersIn(context.placement) };
  return { node, distribution };
}

/** Rows are spread by some of the partition keys. */
function isTogether(distribution: Distribution, plan: WindowPlan): boolean {
  if (distribution.kind !== 'hash') return false;
  const ids = plan.partition.map(keyColumn).filter((id) => id !== null);
  return distribution.keys.every((set) => ids.some((id) => set.has(id)));
}

const NAMES: ReadonlySet<string> = new Set<WindowFunctionName>([
  'row_number',
  'rank',
  'dense_rank',
  'percent_rank',
  'cume_dist',
  'ntile',
  'lag',
  'lead',
  'first_value',
  'last_value',
  'nth_value',
]);

function isWindowFunction(name: string): name is WindowFunctionName {
  return NAMES.has(name);
}

function physicalFunction({ aggregate, call, frame }: WindowCall): PhysicalWindowFunction {
  if (aggregate) return { kind: 'aggregate', aggregate: physicalAggregate(call), frame };
  if (!isWindowFunction(call.name)) throw notSupported(`window function ${call.name}`);
  return { kind: 'function', name: call.name, args: call.args, frame };
}

function resultInfo(
  each: PhysicalWindowFunction,
  type: ColumnInfo['type'],
  lookup: (id: ColumnId) => ValueInfo,
  rowBound: bigint | null,
): ValueInfo {
  if (each.kind === 'aggregate') {
    const { fn, arg } = each.aggregate;
    // A frame may be empty, whatever the argument is.
    return describeAggregate(fn, type, arg === null ? null : describeExpr(arg, lookup), { rowBound, grouped: false });
  }
  switch (each.name) {
    case 'row_number':
    case 'rank':
    case 'dense_rank':
    case 'percent_rank':
    case 'cume_dist':
      return describeType(type, false);
    case 'ntile':
      return describeType(type, true);
    default: {
      const [value, , otherwise] = each.args;
      if (value === undefined) return describeType(type, true);
      const parts = otherwise === undefined ? [value] : [value, otherwise];
      const info = parts.length === 1 ? describeExpr(value, lookup) : describeExpr({ kind: 'coalesce', type, args: parts }, lookup);
      const { dictionary: _dictionary, ...plain } = info;
      return { ...plain, type, phys: info.phys === 'dict' ? 'str' : info.phys, nullable: true };
    }
  }
}
