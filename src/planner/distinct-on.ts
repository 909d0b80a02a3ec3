/** SELECT DISTINCT ON (a, b): the first row, in the order of ORDER BY, of those that are equal in a and b. */
import { known } from '../common/assert.js';
import { SQLSTATE } from '../common/errors.js';
import type { Expr, SortKey } from '../plan/expr.js';
import type { Column, LogicalPlan } from '../plan/logical.js';
import { DEFAULT_FRAME } from '../plan/window.js';
import { TYPES } from '../types/sql-type.js';
import type { BindContext } from './bind-context.js';
import { errorAt } from './bind-context.js';
import { columnExpr } from './plan-nodes.js';

/** 42P10 unless ORDER BY begins with what DISTINCT ON has, in any order. Both are given as indexes of targets. */
export function checkDistinctOn(on: readonly number[], order: readonly number[], position: number): void {
  const distinct = new Set(on);
  const start = order.findIndex((target) => !distinct.has(target));
  const leading = new Set(start < 0 ? order : order.slice(0, start));
  const later = start < 0 ? [] : order.slice(start);
  if (later.some((target) => distinct.has(target)) || (later.length > 0 && on.some((target) => !leading.has(target)))) {
    throw errorAt(SQLSTATE.invalidColumnReference, 'SELECT DISTINCT ON expressions must match initial ORDER BY expressions', position);
  }
}

/** Rows leave in the order of what they are distinct by when nothing else is asked for, as PostgreSQL's do. */
export function completeOrder(on: readonly Column[], order: readonly SortKey[]): readonly SortKey[] {
  const missing = on.filter((column) => !order.some(({ expr }) => expr.kind === 'column' && expr.id === column.id));
  return [...order, ...missing.map((column): SortKey => ({ expr: columnExpr(column), descending: false, nullsFirst: false }))];
}

/** The first row of each group of rows that are equal in the columns `on`. */
export function firstOfEach(context: BindContext, input: LogicalPlan, on: readonly Column[], order: readonly SortKey[]): LogicalPlan {
  const { columns } = input;
  const number = context.newColumn('row_number', TYPES.int8, false);
  const ids = new Set(on.map(({ id }) => id));
  const numbered: LogicalPlan = {
    kind: 'window',
    columns: [...columns, number],
    input,
    partition: on.map(columnExpr),
    order: order.filter(({ expr }) => expr.kind !== 'column' || !ids.has(expr.id)),
    functions: [
      {
        aggregate: false,
        call: { name: 'row_number', args: [], distinct: false, filter: null, type: TYPES.int8 },
        frame: DEFAULT_FRAME,
      },
    ],
  };
  const one: Expr = { kind: 'literal', type: TYPES.int8, value: 1n };
  const predicate: Expr = { kind: 'call', type: TYPES.bool, name: '=', args: [columnExpr(number), one] };
  const first: LogicalPlan = { kind: 'filter', columns: numbered.columns, input: numbered, predicate };
  return { kind: 'project', columns, input: first, exprs: columns.map(columnExpr) };
}

/** Columns of targets by their indexes. */
export function columnsAt(columns: readonly Column[], targets: readonly number[]): readonly Column[] {
  return [...new Set(targets)].map((target) => known(columns[target], 'target'));
}
