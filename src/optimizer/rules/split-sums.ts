/**
 * split-sums: sum(x + c) with a constant c is sum(x) + c * count(x), where several sums over the same x are asked for, so that x is summed once.
 *
 * It is right for integers as long as x + c can't be out of its type's range, which the bounds of the column tell: then no error is
 * lost. Where x is NULL both sides leave the row out, and without rows both are NULL.
 *
 *     SELECT sum(a), sum(a + 1), sum(a + 2) FROM t  →  SELECT s, s + 1 * c, s + 2 * c FROM (SELECT sum(a) AS s, count(a) AS c FROM t)
 *
 * Not touched: fewer than three sums, sums of floats and decimals, sum(DISTINCT a + 1), a + 1 where a may be the largest integer, a::int2 + 1 of an
 * integer, since the cast may fail.
 */
import { known } from '../../common/assert.js';
import type { ValueRange } from '../../plan/column-info.js';
import type { AggregateCall, ColumnExpr, Expr } from '../../plan/expr.js';
import type { AggregatePlan, Column, LogicalPlan } from '../../plan/logical.js';
import { describeType } from '../../plan/phys-type.js';
import { TYPES } from '../../types/sql-type.js';
import { call, columnRef, exprKey, literal } from '../expressions.js';
import { makeAggregate, makeProject } from '../plans.js';
import type { NodeRule } from '../rule.js';

/** From so many sums over one column on there is less to compute: a sum and a count take their place. */
const SUMS = 3;

interface Split {
  readonly column: ColumnExpr;
  readonly added: bigint;
  readonly filter: Expr | null;
}

export const splitSums: NodeRule = {
  kind: 'node',
  name: 'split-sums',
  reason: 'a column is summed once for all constants that are added to it',
  apply: (node, context) => {
    if (node.kind !== 'aggregate') return null;
    const all = node.aggregates.map((aggregate) => splitOf(node, aggregate));
    const counts = new Map<string, number>();
    for (const split of all) if (split !== null) counts.set(keyOf(split), (counts.get(keyOf(split)) ?? 0) + 1);
    const splits = all.map((split) => (split !== null && (counts.get(keyOf(split)) ?? 0) >= SUMS ? split : null));
    // A sum that adds nothing stays what it is.
    if (!splits.some((split) => split !== null && split.added !== 0n)) return null;
    const calls: AggregateCall[] = [];
    const columns: Column[] = [];
    const parts = new Map<string, { readonly sum: Column; readonly count: Column }>();
    const keep = (aggregate: AggregateCall, column: Column): Column => {
      calls.push(aggregate);
      columns.push(column);
      return column;
    };
    const partsOf = (split: Split, aggregate: AggregateCall): { readonly sum: Column; readonly count: Column } => {
      const key = keyOf(split);
      let found = parts.get(key);
      if (found === undefined) {
        const base = { ...aggregate, args: [split.column] };
        const sum = keep(base, { id: context.nextColumnId(), name: 'sum', type: aggregate.type, nullable: true });
        const counted: AggregateCall = { ...base, name: 'count', type: TYPES.int8 };
        found = { sum, count: keep(counted, { id: context.nextColumnId(), name: 'count', type: TYPES.int8, nullable: false }) };
        parts.set(key, found);
      }
      return found;
    };
    const keyColumns = node.columns.slice(0, node.keys.length);
    const exprs = node.aggregates.map((aggregate, i): Expr => {
      const split = splits[i] ?? null;
      if (split === null) return columnRef(keep(aggregate, known(node.columns[node.keys.length + i], 'aggregate column')));
      const { sum, count } = partsOf(split, aggregate);
      if (split.added === 0n) return columnRef(sum);
      const added = call('*', TYPES.int8, [columnRef(count), literal(TYPES.int8, split.added)]);
      return call('+', TYPES.int8, [columnRef(sum), added]);
    });
    const aggregate = makeAggregate(node.input, node.keys, calls, [...keyColumns, ...columns]);
    return makeProject(aggregate, node.columns, [...keyColumns.map(columnRef), ...exprs]);
  },
};

function keyOf({ column, filter }: Split): string {
  return `${column.id} ${filter === null ? '' : exprKey(filter)}`;
}

/** null: not a sum of a column and a constant whose terms are in range. */
function splitOf({ input }: AggregatePlan, { name, args, distinct, filter, type }: AggregateCall): Split | null {
  const [arg] = args;
  if (name !== 'sum' || distinct || type.kind !== 'int8' || arg === undefined) return null;
  if (arg.kind === 'column') return { column: arg, added: 0n, filter };
  if (arg.kind !== 'call' || (arg.name !== '+' && arg.name !== '-')) return null;
  const [left, right] = arg.args;
  if (left === undefined || right?.kind !== 'literal') return null;
  const column = left.kind === 'cast' ? left.arg : left;
  if (left.kind === 'cast' && left.type.kind !== 'int4' && left.type.kind !== 'int8') return null;
  if (column.kind !== 'column' || (column.type.kind !== 'int2' && column.type.kind !== 'int4')) return null;
  if (typeof right.value !== 'number') return null;
  const added = BigInt(arg.name === '+' ? right.value : -right.value);
  const bounds = columnBounds(input, column.id);
  const limits = describeType(arg.type, false).range;
  if (bounds === null || limits === null || bounds.min + added < limits.min || bounds.max + added > limits.max) return null;
  return { column, added, filter };
}

/** Exact bounds of a table's column that comes through filters and joins. */
function columnBounds(plan: LogicalPlan, id: number): ValueRange | null {
  switch (plan.kind) {
    case 'get': {
      const stats = plan.table.stats.columns[plan.ordinals[plan.columns.findIndex((column) => column.id === id)] ?? -1];
      return stats === undefined || stats.min === null || stats.max === null ? null : { min: stats.min, max: stats.max };
    }
    case 'filter':
      return columnBounds(plan.input, id);
    case 'join':
      return columnBounds(plan.left.columns.some((column) => column.id === id) ? plan.left : plan.right, id);
    default:
      return null;
  }
}
