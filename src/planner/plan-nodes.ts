/** Factories of the plan nodes that the binder makes in several places: they settle ids and nullability. */
import { assert, known } from '../common/assert.js';
import type { ColumnId, Expr } from '../plan/expr.js';
import type { Column, LogicalPlan, SetPlan, ValuesPlan } from '../plan/logical.js';
import type { SqlType } from '../types/sql-type.js';
import type { BindContext } from './bind-context.js';
import { foldConstant, isFoldable } from './constant.js';
import { canBeNull } from './nullability.js';
import { isTrue } from './operators.js';
import { checkEquality } from './sort-values.js';

/** One row without columns: what SELECT without FROM projects over. */
export function oneRow(): ValuesPlan {
  return { kind: 'values', columns: [], rows: [[]] };
}

export function columnExpr(column: Column): Expr {
  return { kind: 'column', type: column.type, id: column.id };
}

/**
 * A projection. A bare column of the input keeps its id, the first time; a column of an enclosing query and a repeated one get
 * ids of their own, so that an id names one column of a plan.
 */
export function makeProject(context: BindContext, input: LogicalPlan, exprs: readonly Expr[], names: readonly string[]): LogicalPlan {
  const own = new Map(input.columns.map((column) => [column.id, column]));
  const used = new Set<ColumnId>();
  const columns = exprs.map((expr, i): Column => {
    const name = known(names[i], 'name of a column');
    const source = expr.kind === 'column' ? own.get(expr.id) : undefined;
    if (source !== undefined && !used.has(source.id)) {
      used.add(source.id);
      return { ...source, name };
    }
    const column = context.newColumn(name, expr.type, canBeNull(context, expr));
    if (expr.kind === 'column') context.setOrigin(column.id, context.originOf(expr.id));
    return column;
  });
  return { kind: 'project', columns, input, exprs };
}

export function makeFilter(input: LogicalPlan, predicate: Expr): LogicalPlan {
  return isTrue(predicate) ? input : { kind: 'filter', columns: input.columns, input, predicate };
}

/** The same columns with casts where the wanted types are of another kind. */
export function castColumns(
  context: BindContext,
  plan: LogicalPlan,
  types: readonly SqlType[],
  cast: (expr: Expr, type: SqlType) => Expr,
): LogicalPlan {
  const exprs = plan.columns.map((column, i) => cast(columnExpr(column), known(types[i], 'type')));
  if (exprs.every((expr) => expr.kind === 'column')) return plan;
  return makeProject(
    context,
    plan,
    exprs,
    plan.columns.map((column) => column.name),
  );
}

/**
 * Rows of expressions. Constant ones are evaluated here; the others (parameters, subqueries, the clock) become projections over
 * one row, put together by UNION ALL, in a balanced tree: there may be thousands.
 */
export function makeRows(
  context: BindContext,
  rows: readonly (readonly Expr[])[],
  names: readonly string[],
  types: readonly SqlType[],
): LogicalPlan {
  assert(rows.length > 0, 'rows');
  const parts: LogicalPlan[] = [];
  let constants: (readonly Expr[])[] = [];
  const flush = (): void => {
    if (constants.length === 0) return;
    const folded = constants.map((row) => row.map(foldConstant));
    const columns = names.map((name, i) =>
      context.newColumn(
        name,
        known(types[i], 'type'),
        folded.some((row) => row[i] === null),
      ),
    );
    parts.push({ kind: 'values', columns, rows: folded });
    constants = [];
  };
  for (const row of rows) {
    if (row.every(isFoldable)) {
      constants.push(row);
    } else {
      flush();
      parts.push(makeProject(context, oneRow(), row, names));
    }
  }
  flush();
  return unionAll(context, parts);
}

function unionAll(context: BindContext, parts: readonly LogicalPlan[]): LogicalPlan {
  const [first] = parts;
  assert(first !== undefined, 'a part');
  if (parts.length === 1) return first;
  const half = parts.length >> 1;
  return makeSet(context, 'union', true, unionAll(context, parts.slice(0, half)), unionAll(context, parts.slice(half)));
}

export function makeSet(
  context: BindContext,
  op: SetPlan['op'],
  all: boolean,
  left: LogicalPlan,
  right: LogicalPlan,
  types: readonly SqlType[] = left.columns.map((column) => column.type),
): SetPlan {
  if (!all) checkEquality(types, -1);
  const columns = left.columns.map((column, i) => {
    const other = known(right.columns[i], 'column');
    const nullable =
      op === 'union' ? column.nullable || other.nullable : op === 'except' ? column.nullable : column.nullable && other.nullable;
    return context.newColumn(column.name, known(types[i], 'type'), nullable);
  });
  return { kind: 'set', columns, op, all, left, right };
}
