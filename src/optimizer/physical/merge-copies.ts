/**
 * merge-copies: a semi or anti join whose left side was copied to all tasks of the right side. Each task tests the whole left side
 * against its own part of the right one; the tests are put together by the left rows' key. A row passes an anti join when it passed
 * in every task, a semi join when it passed in one. So a large right side stays where it is, whatever it is spread by.
 *
 *     customers without orders: the few candidates go to all workers, the orders go nowhere
 *
 * Not used: where the left side isn't much smaller than the right one, which is a matter of cost.
 */
import type { ColumnInfo } from '../../plan/column-info.js';
import type { ColumnId, Expr } from '../../plan/expr.js';
import type { LogicalPlan } from '../../plan/logical.js';
import { describeAggregate, describeExpr, describeType } from '../../plan/phys-type.js';
import type { AggregateNode, PhysicalAggregate, PhysicalPlan, RowIdNode } from '../../plan/physical.js';
import { TYPES } from '../../types/sql-type.js';
import { call, columnRef, idSet, literal } from '../expressions.js';
import { estimateRows } from '../statistics/estimate-rows.js';
import { COST, exchangeCost } from './cost.js';
import { workersIn } from './distribution.js';
import type { PhysicalContext, Planned } from './physical-context.js';
import { columnsById, filterNode, toColumn, toHash } from './physical-context.js';

export const MERGE_COPIES = 'merge-copies';

/** The left side with a key: columns that it has and no two rows agree in, else a number of the row. */
export interface KeyedSide {
  readonly planned: Planned;
  readonly key: readonly ColumnInfo[];
}

export function withKey(planned: Planned, plan: LogicalPlan, context: PhysicalContext): KeyedSide {
  const { node } = planned;
  const present = idSet(node.columns);
  const unique = estimateRows(plan).unique.filter((ids) => ids.size > 0 && [...ids].every((id) => present.has(id)));
  const [smallest] = [...unique].sort((a, b) => a.size - b.size);
  if (smallest !== undefined) return { planned, key: node.columns.filter(({ id }) => smallest.has(id)) };
  const column = toColumn(context.nextColumnId(), 'row', describeType(TYPES.int8, false));
  const numbered: RowIdNode = {
    kind: 'row-id',
    op: context.nextOp(),
    columns: [...node.columns, column],
    estimate: node.estimate,
    input: node,
  };
  return { planned: { ...planned, node: numbered }, key: [column] };
}

/** What putting together `rows` that passed in the end costs, each passed in up to `tasks` tasks. */
export function mergeCost(rows: number, bytesPerRow: number, tasks: number): number {
  const copies = rows * tasks;
  const moved = exchangeCost(copies, bytesPerRow, { producers: tasks, consumers: tasks, broadcast: false });
  return moved + (copies * COST.groupRow + rows * COST.newGroup) / tasks;
}

/** `joined`: the join's output in each of `tasks` tasks, with the key among its columns. Gives the columns in `required`. */
export function mergeCopies(
  joined: Planned,
  shape: {
    readonly join: 'semi' | 'anti';
    readonly key: readonly ColumnInfo[];
    readonly required: ReadonlySet<ColumnId>;
    readonly rows: number;
    readonly bytesPerRow: number;
    readonly tasks: number;
  },
  context: PhysicalContext,
): Planned {
  const { key, tasks, rows } = shape;
  const keyIds = idSet(key);
  const exchanged = toHash(joined, key.map(columnRef), context.placement, shape.bytesPerRow, context);
  const lookup = columnsById(exchanged);
  const rest = exchanged.columns.filter(({ id }) => shape.required.has(id) && !keyIds.has(id));
  const counts = shape.join === 'anti';
  const count = toColumn(context.nextColumnId(), 'tasks', describeAggregate('count', TYPES.int8, null, { rowBound: null, grouped: true }));
  const aggregates: PhysicalAggregate[] = rest.map((column) => ({ fn: 'any', arg: columnRef(column), filter: null }));
  if (counts) aggregates.push({ fn: 'count', arg: null, filter: null });
  const columns: ColumnInfo[] = [
    ...key.map((column) => toColumn(column.id, column.name, describeExpr(columnRef(column), lookup))),
    ...rest.map((column) => {
      const options = { rowBound: null, grouped: true };
      return toColumn(column.id, column.name, describeAggregate('any', column.type, lookup(column.id), options));
    }),
    ...(counts ? [count] : []),
  ];
  const readers = workersIn(context.placement).length;
  const groups: AggregateNode = {
    kind: 'aggregate',
    op: context.nextOp(),
    columns,
    estimate: { rows, cost: exchanged.estimate.cost + (rows * tasks * COST.groupRow + rows * COST.newGroup) / readers },
    input: exchanged,
    keys: key.map(columnRef),
    aggregates,
    phase: 'single',
  };
  const passedEverywhere: Expr = call('=', TYPES.bool, [columnRef(count), literal(TYPES.int8, BigInt(tasks))]);
  const node: PhysicalPlan = counts ? filterNode(groups, [passedEverywhere], rows, shape.required, context, readers) : groups;
  return { node, distribution: { kind: 'hash', keys: key.map(({ id }) => new Set([id])), placement: context.placement } };
}
