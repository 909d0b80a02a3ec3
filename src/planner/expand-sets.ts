/**
 * Several grouping sets in one aggregation. Each input row is joined with the numbers of the sets; a key is NULL in the sets
 * that leave it out, and the set's number is a key too: it tells a NULL of the data from a key that is left out, and equal sets apart.
 * An empty set gives a row even for no input: one more row for each, which no aggregate counts, makes its group.
 *
 *     SELECT a, sum(x) FROM t GROUP BY ROLLUP (a)
 *     → SELECT k, sum(x) FILTER (WHERE NOT extra)
 *       FROM (SELECT set, CASE WHEN in_a THEN a END AS k, x, false AS extra FROM t, (VALUES (0, true), (1, false)) AS v(set, in_a)
 *             UNION ALL VALUES (1, NULL, NULL, true))
 *       GROUP BY set, k
 */
import { known } from '../common/assert.js';
import type { AggregateCall, ColumnId, Expr } from '../plan/expr.js';
import type { Column, LogicalPlan, ValuesPlan } from '../plan/logical.js';
import { TYPES } from '../types/sql-type.js';
import type { BindContext } from './bind-context.js';
import { makeAnd, makeNot, trueExpr } from './operators.js';
import { columnExpr } from './plan-nodes.js';
import { rewriteExpr, visitExpr } from './rewrite.js';

export interface SetKey {
  readonly expr: Expr;
  /** In the output. */
  readonly column: Column;
  /** By set: whether it groups by the key. null: all do. */
  readonly in: readonly boolean[] | null;
}

export interface SetAggregation {
  readonly setColumn: Column;
  readonly setCount: number;
  readonly keys: readonly SetKey[];
  readonly aggregates: readonly { readonly call: AggregateCall; readonly column: Column }[];
}

/** Output: the set's number, the keys, the aggregates. */
export function aggregateSets(context: BindContext, input: LogicalPlan, aggregation: SetAggregation): LogicalPlan {
  const { setColumn, setCount, keys, aggregates } = aggregation;
  const keyColumns = [setColumn, ...keys.map((key) => key.column)];
  const used = usedColumns(input, aggregates);
  const sets = Array.from({ length: setCount }, (_, set) => set);
  const empty = sets.filter((set) => keys.every((key) => key.in?.[set] === false));
  const expanded =
    empty.length === 0
      ? { plan: expand(context, input, aggregation, [...keyColumns, ...used]), count: (call: AggregateCall) => call }
      : withExtraRows(context, expand(context, input, aggregation, copies(context, [...keyColumns, ...used])), keyColumns, used, empty);
  return {
    kind: 'aggregate',
    columns: [...keyColumns, ...aggregates.map(({ column }) => column)],
    input: expanded.plan,
    keys: keyColumns.map(columnExpr),
    aggregates: aggregates.map(({ call }) => expanded.count(call)),
  };
}

/** Each row once a set. columns: of the result: the set's number, the keys, then those of the input that are needed. */
function expand(
  context: BindContext,
  input: LogicalPlan,
  { setCount, keys, aggregates }: SetAggregation,
  columns: readonly Column[],
): LogicalPlan {
  const [setColumn] = columns;
  const numbers = setNumbers(context, known(setColumn, 'number of the set'), setCount, keys);
  let memberships = 0;
  const keyExprs = keys.map((key): Expr => {
    if (key.in === null) return key.expr;
    memberships += 1;
    const when = columnExpr(known(numbers.columns[memberships], 'membership'));
    return { kind: 'case', type: key.expr.type, branches: [{ when, then: key.expr }], otherwise: null };
  });
  const joined: LogicalPlan = {
    kind: 'join',
    join: 'inner',
    columns: [...input.columns, ...numbers.columns],
    left: input,
    right: numbers,
    condition: trueExpr(),
  };
  const exprs = [columnExpr(known(setColumn, 'number of the set')), ...keyExprs, ...usedColumns(input, aggregates).map(columnExpr)];
  return { kind: 'project', columns, input: joined, exprs };
}

/** A row a set: its number, and for each key that not all sets have, whether it has it. */
function setNumbers(context: BindContext, setColumn: Column, setCount: number, keys: readonly SetKey[]): ValuesPlan {
  const members = keys.map((key) => key.in).filter((sets) => sets !== null);
  return {
    kind: 'values',
    columns: [setColumn, ...members.map((_, i) => context.newColumn(`in${i}`, TYPES.bool, false))],
    rows: Array.from({ length: setCount }, (_, set) => [set, ...members.map((sets) => sets[set] === true)]),
  };
}

/** Columns of the input that aggregates use. */
function usedColumns(input: LogicalPlan, aggregates: SetAggregation['aggregates']): readonly Column[] {
  const ids = new Set<ColumnId>();
  for (const { call } of aggregates) {
    for (const expr of call.filter === null ? call.args : [...call.args, call.filter]) {
      visitExpr(expr, (node) => {
        if (node.kind === 'column') ids.add(node.id);
      });
    }
  }
  return input.columns.filter((column) => ids.has(column.id));
}

/** Adds a row of NULLs for each empty set, and has aggregates not count them. */
function withExtraRows(
  context: BindContext,
  plan: LogicalPlan,
  keyColumns: readonly Column[],
  used: readonly Column[],
  empty: readonly number[],
): { readonly plan: LogicalPlan; readonly count: (call: AggregateCall) => AggregateCall } {
  const isExtra = context.newColumn('extra', TYPES.bool, false);
  const inputs = used.map((column) => context.newColumn(column.name, column.type, true));
  const columns = [...keyColumns, ...inputs, isExtra];
  const marked: LogicalPlan = {
    kind: 'project',
    columns: [...plan.columns, context.newColumn('extra', TYPES.bool, false)],
    input: plan,
    exprs: [...plan.columns.map(columnExpr), { kind: 'literal', type: TYPES.bool, value: false }],
  };
  const extra: ValuesPlan = {
    kind: 'values',
    columns: copies(context, columns),
    rows: empty.map((set) => [set, ...columns.slice(1, -1).map(() => null), true]),
  };
  const ids = new Map(used.map((column, i) => [column.id, columnExpr(known(inputs[i], 'column'))]));
  const moved = (expr: Expr): Expr => rewriteExpr(expr, (node) => (node.kind === 'column' ? (ids.get(node.id) ?? node) : undefined));
  const isReal = makeNot(columnExpr(isExtra));
  return {
    plan: { kind: 'set', columns, op: 'union', all: true, left: marked, right: extra },
    count: (call) => ({
      ...call,
      args: call.args.map(moved),
      filter: call.filter === null ? isReal : makeAnd([moved(call.filter), isReal]),
    }),
  };
}

function copies(context: BindContext, columns: readonly Column[]): readonly Column[] {
  return columns.map((column) => context.newColumn(column.name, column.type, true));
}
