/**
 * A recursion inside of a subquery that uses columns of the query around it: it is run for each value that these columns have, and the
 * subquery finds the rows of its own ones. The values are those of the table or of the constants that the columns come from, which may be more
 * than the query around it keeps.
 */
import { notSupported } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import { outerColumns, substitutePlan } from '../optimizer/columns.js';
import type { ColumnId, Expr } from '../plan/expr.js';
import type { Column, LogicalPlan, RecursivePlan } from '../plan/logical.js';
import { rowKey } from '../plan/row-key.js';
import type { Datum } from '../types/datum.js';
import { TYPES } from '../types/sql-type.js';

type Row = readonly Datum[];

/** How the parts of it are run. */
export interface CorrelatedRun {
  /** Calls for each plan of the statement, those of subqueries too. */
  readonly visit: (visit: (plan: LogicalPlan) => void) => void;
  readonly rows: (plan: LogicalPlan) => Promise<readonly Row[]>;
  readonly recursion: (plan: RecursivePlan) => Promise<readonly Row[]>;
  readonly newColumnId: () => ColumnId;
}

export function isCorrelated(plan: RecursivePlan): boolean {
  return outerColumns(plan).size > 0;
}

/** What takes the recursion's place. */
export async function correlatedRows(plan: RecursivePlan, run: CorrelatedRun): Promise<LogicalPlan> {
  const outer = [...outerColumns(plan)];
  const { source, columns } = sourceOf(outer, run);
  const tuples = await run.rows(distinct(source, columns));
  if (tuples.length > LIMITS.correlatedRecursions) {
    throw notSupported(`a recursion for each of more than ${LIMITS.correlatedRecursions} values of the query around it`);
  }
  const rows: Row[] = [];
  const seen = new Set<string>();
  for (const tuple of tuples) {
    const key = rowKey(columns, tuple);
    if (seen.has(key)) continue;
    seen.add(key);
    const values = new Map(columns.map(({ id, type }, at): [ColumnId, Expr] => [id, { kind: 'literal', type, value: tuple[at] ?? null }]));
    const own = substitutePlan(plan, values) as RecursivePlan;
    for (const row of await run.recursion(own)) rows.push([...tuple, ...row]);
  }
  return ofOuterRow(plan, columns, rows, run);
}

/** The rows whose first values are those of the row around. */
function ofOuterRow(plan: RecursivePlan, columns: readonly Column[], rows: readonly Row[], run: CorrelatedRun): LogicalPlan {
  const kept = columns.map((column): Column => ({ ...column, id: run.newColumnId(), nullable: true }));
  const inner = plan.columns.map((column): Column => ({ ...column, id: run.newColumnId() }));
  const conditions = kept.map((column, at): Expr => {
    const around = columns[at] ?? column;
    const [left, right]: readonly Expr[] = [column, around].map(({ id, type }) => ({ kind: 'column', id, type }));
    if (left === undefined || right === undefined) return { kind: 'literal', type: TYPES.bool, value: true };
    return { kind: 'not', type: TYPES.bool, arg: { kind: 'is-distinct', type: TYPES.bool, left, right } };
  });
  const [first] = conditions;
  const all = [...kept, ...inner];
  const values: LogicalPlan = { kind: 'values', columns: all, rows };
  const predicate: Expr = conditions.length === 1 && first !== undefined ? first : { kind: 'and', type: TYPES.bool, args: conditions };
  const exprs = inner.map(({ id, type }): Expr => ({ kind: 'column', id, type }));
  return { kind: 'project', columns: plan.columns, input: { kind: 'filter', columns: all, input: values, predicate }, exprs };
}

/** The table or the constants that have the columns: 0A000 where they are not of one. */
function sourceOf(outer: readonly ColumnId[], run: CorrelatedRun): { readonly source: LogicalPlan; readonly columns: readonly Column[] } {
  let found: { source: LogicalPlan; columns: readonly Column[] } | null = null;
  run.visit((node) => {
    if (found !== null || (node.kind !== 'values' && node.kind !== 'get')) return;
    const columns = outer.flatMap((id) => node.columns.find((column) => column.id === id) ?? []);
    if (columns.length === outer.length) found = { source: node, columns };
  });
  if (found === null) throw notSupported('a recursion that uses columns of a query around it, which are not of one table');
  return found;
}

function distinct(source: LogicalPlan, columns: readonly Column[]): LogicalPlan {
  const exprs = columns.map(({ id, type }): Expr => ({ kind: 'column', id, type }));
  return { kind: 'distinct', columns, input: { kind: 'project', columns, input: source, exprs } };
}
