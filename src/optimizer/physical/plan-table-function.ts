/**
 * Set-returning functions: where their input lies. A long series of integers over nothing is counted out by all workers, each its
 * share.
 */
import { LIMITS } from '../../common/limits.js';
import type { ColumnInfo } from '../../plan/column-info.js';
import type { ColumnId } from '../../plan/expr.js';
import type { LogicalPlan, TableFunctionPlan } from '../../plan/logical.js';
import { describeType, narrowestPhys } from '../../plan/phys-type.js';
import type { PhysicalPlan, SeriesNode, TableFunctionNode } from '../../plan/physical.js';
import { columnsOf } from '../columns.js';
import { integerSeries } from '../integer-series.js';
import { estimateRows } from '../statistics/estimate-rows.js';
import { COST } from './cost.js';
import { renameDistribution, taskCount } from './distribution.js';
import type { PhysicalContext, Planned } from './physical-context.js';
import { exchangedColumns, toColumn } from './physical-context.js';

/** Microseconds a row that is made by TypeScript. */
const MADE_ROW = 0.5;

export function planTableFunction(plan: TableFunctionPlan, required: ReadonlySet<ColumnId>, context: PhysicalContext): Planned {
  const series = planSeries(plan, context);
  if (series !== null) return series;
  const inputIds = new Set(plan.input.columns.map(({ id }) => id));
  const needed = new Set([...required].filter((id) => inputIds.has(id)));
  for (const { args } of plan.functions) for (const arg of args) for (const id of columnsOf(arg)) needed.add(id);
  const input = context.build(plan.input, needed);
  const kept = exchangedColumns(input.node.columns.filter(({ id }) => required.has(id)));
  const made = plan.columns.slice(plan.input.columns.length);
  const results = plan.ordinality ? made.slice(0, -1) : made;
  const outputs = results.flatMap(({ id }, i) => (required.has(id) ? [i] : []));
  const number = plan.ordinality ? made.at(-1) : undefined;
  const ordinality = number !== undefined && required.has(number.id);
  const columns: ColumnInfo[] = [
    ...kept,
    ...results.filter(({ id }) => required.has(id)).map((column) => toColumn(column.id, column.name, describeType(column.type, true))),
    ...(ordinality ? [toColumn(number.id, number.name, describeType(number.type, false))] : []),
  ];
  const { rows } = estimateRows(plan);
  const node: TableFunctionNode = {
    kind: 'table-function',
    op: context.nextOp(),
    columns,
    estimate: { rows, cost: input.node.estimate.cost + (rows * MADE_ROW) / taskCount(input.distribution) },
    input: input.node,
    kept,
    functions: plan.functions,
    outputs,
    ordinality,
    ordered: isOrdered(input.node),
  };
  const keptIds = new Set(kept.map(({ id }) => id));
  return { node, distribution: renameDistribution(input.distribution, (id) => (keptIds.has(id) ? [id] : [])) };
}

/** The order of a sort is kept by what takes one row after the other. */
function isOrdered(node: PhysicalPlan): boolean {
  switch (node.kind) {
    case 'sort':
      return true;
    case 'filter':
    case 'project':
    case 'limit':
    case 'table-function':
      return isOrdered(node.input);
    default:
      return false;
  }
}

/** null: not a series of known integers over nothing. */
function planSeries(plan: TableFunctionPlan, context: PhysicalContext): Planned | null {
  const [each, ...others] = plan.functions;
  const column = plan.columns.at(-1);
  if (each === undefined || others.length > 0 || column === undefined || plan.ordinality || !isNothing(plan.input)) return null;
  const series = integerSeries(each);
  if (series === null) return null;
  const { start, step, count } = series;
  const last = start + step * BigInt(Math.max(0, count - 1));
  const range = step > 0n ? { min: start, max: last } : { min: last, max: start };
  const split = count > LIMITS.smallPlanRows && context.workers.length > 1;
  const node: SeriesNode = {
    kind: 'series',
    op: context.nextOp(),
    columns: [toColumn(column.id, column.name, { ...describeType(column.type, false), range, phys: narrowestPhys(range) })],
    estimate: { rows: count, cost: (count * COST.scanRow) / (split ? context.workers.length : 1) },
    start,
    step,
    count,
    share: split ? 'split' : 'copy',
    workers: split ? context.workers : [],
  };
  return {
    node,
    distribution: split ? { kind: 'spread', workers: context.workers } : { kind: 'replicated', holders: null },
  };
}

/** One row, of which nothing is asked. */
function isNothing(plan: LogicalPlan): boolean {
  return plan.kind === 'values' && plan.rows.length === 1 && plan.columns.length === 0;
}
