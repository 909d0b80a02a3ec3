/**
 * UPDATE and DELETE. The plan's rows come here: each with its row id and, for UPDATE, what it becomes. The old row is deleted where it
 * lies and the new one goes where its key sends it, both as the transaction's.
 */
import { notNullViolation } from '../../catalog/not-null-violation.js';
import type { TableDef } from '../../catalog/table-def.js';
import { assert, known } from '../../common/assert.js';
import type { HostBatch } from '../../plan/batch.js';
import { gatherRows } from '../../plan/batch-rows.js';
import { batchColumn, rowsFromBatch } from '../../plan/datum-batch.js';
import type { LogicalPlan } from '../../plan/logical.js';
import type { BoundDelete, BoundFamily, BoundReturning, BoundUpdate } from '../../planner/bound-statement.js';
import { rewritePlan } from '../../planner/rewrite.js';
import type { Datum } from '../../types/datum.js';
import { formatText } from '../../types/text-format.js';
import { batchesOfRows } from '../constant-plan.js';
import type { Outcome } from '../query-service.js';
import type { StatementContext } from '../statement-context.js';
import { fromFirstCopy, removeRows } from './copies.js';
import { planBatches } from './plan-batches.js';
import { writtenTable } from './written-table.js';

export type Row = readonly Datum[];

export async function update(bound: BoundUpdate, context: StatementContext): Promise<Outcome> {
  const wanted = bound.returning !== null;
  const { count, rows } =
    bound.family === undefined
      ? await replaceRows(bound.table, bound.source, wanted, context)
      : await replaceInFamily(bound.family, bound.table, bound.source, wanted, context);
  return returningOutcome('UPDATE', count, bound.returning, rows, context);
}

export async function remove(bound: BoundDelete, context: StatementContext): Promise<Outcome> {
  const { family } = bound;
  const tables = (family?.members ?? [bound.table]).map((table) => writtenTable(table, context));
  const seen = tables.map((table) => changedBefore(table, context));
  const rows: Row[] = [];
  let count = 0;
  for await (const batch of changedRows(tables, bound.source, context)) {
    for (const [member, part] of family === undefined ? [[0, batch] as const] : byNumber(batch, family.at)) {
      const { ids, kept } = newIds(part, bound.rowId, known(seen[member], 'ids of a member'));
      count += ids.length;
      await removeRows(known(tables[member], 'member'), ids, context);
      if (bound.returning !== null) rows.push(...rowsFromBatch(kept));
    }
  }
  return returningOutcome('DELETE', count, bound.returning, rows, context);
}

/** The rows by the number in a column. */
export function byNumber(batch: HostBatch, at: number): ReadonlyMap<number, HostBatch> {
  const column = known(batch.columns[at], 'numbers');
  assert(batch.schema[at]?.phys === 'i32', 'numbers are 32-bit integers');
  const view = new DataView(column.data.buffer, column.data.byteOffset, column.data.byteLength);
  const rows = new Map<number, number[]>();
  for (let row = 0; row < batch.rows; row += 1) {
    const number = view.getInt32(row * 4, true);
    const list = rows.get(number);
    if (list === undefined) rows.set(number, [row]);
    else list.push(row);
  }
  return new Map(
    [...rows].map(([number, list]) => [number, list.length === batch.rows ? batch : gatherRows(batch, Uint32Array.from(list))]),
  );
}

/** The columns of a batch in another order. */
export function chosenColumns({ rows, schema, columns }: HostBatch, ordinals: readonly number[]): HostBatch {
  return {
    rows,
    schema: ordinals.map((ordinal) => known(schema[ordinal], 'column')),
    columns: ordinals.map((ordinal) => known(columns[ordinal], 'column')),
  };
}

/** replaceRows() for a table whose rows are in others: a row may go from one to another. */
async function replaceInFamily(
  family: BoundFamily,
  table: TableDef,
  source: LogicalPlan,
  wanted: boolean,
  context: StatementContext,
): Promise<{ readonly count: number; readonly rows: readonly Row[] }> {
  const tables = family.members.map((member) => writtenTable(member, context));
  const seen = tables.map((member) => changedBefore(member, context));
  const rows: Row[] = [];
  let count = 0;
  for await (const batch of changedRows(tables, source, context)) {
    const writer = context.transaction.writer();
    for (const [member, part] of byNumber(batch, family.at)) {
      const { ids, kept } = newIds(part, table.columns.length, known(seen[member], 'ids of a member'));
      count += ids.length;
      await removeRows(known(tables[member], 'member'), ids, context);
      for (const [to, moved] of byNumber(kept, family.to)) {
        const target = known(tables[to], 'member');
        const given = chosenColumns(moved, known(family.ordinals[to], 'ordinals'));
        checkNotNull(target, given);
        await writer.append(target, given);
      }
      if (wanted) rows.push(...rowsFromBatch(kept));
    }
  }
  return { count, rows };
}

/** Rows of the plan (the table's columns as they become, the row id, others) take the places of those with their ids. */
export async function replaceRows(
  bound: TableDef,
  source: LogicalPlan,
  wanted: boolean,
  context: StatementContext,
): Promise<{ readonly count: number; readonly rows: readonly Row[] }> {
  const table = writtenTable(bound, context);
  const rows: Row[] = [];
  const seen = changedBefore(table, context);
  let count = 0;
  for await (const batch of changedRows([table], source, context)) {
    const { ids, kept } = newIds(batch, table.columns.length, seen);
    count += ids.length;
    checkNotNull(table, kept);
    const writer = context.transaction.writer();
    await removeRows(table, ids, context);
    await writer.append(table, tableColumns(table, kept));
    if (wanted) rows.push(...rowsFromBatch(kept));
  }
  return { count, rows };
}

/** Ids of rows of the table that the statement has changed: it changes none again. */
function changedBefore(table: TableDef, { changed }: StatementContext): Set<bigint> {
  const seen = changed?.get(table.id) ?? new Set<bigint>();
  changed?.set(table.id, seen);
  return seen;
}

/** Rows of a plan that reads row ids of the tables: they can be deleted until the transaction ends. */
export async function* changedRows(tables: readonly TableDef[], source: LogicalPlan, context: StatementContext): AsyncGenerator<HostBatch> {
  const writer = context.transaction.writer();
  for (const table of tables) writer.enlistHolders(table);
  yield* planBatches(tables.some(({ distribution }) => distribution.kind === 'replicated') ? fromFirstCopy(source) : source, context);
  writer.reached();
}

/** Of a row that a join found several times, the first. */
function newIds(batch: HostBatch, at: number, seen: Set<bigint>): { readonly ids: readonly bigint[]; readonly kept: HostBatch } {
  const column = known(batch.columns[at], 'row ids');
  assert(batch.schema[at]?.phys === 'i64', 'row ids are 64-bit integers');
  const view = new DataView(column.data.buffer, column.data.byteOffset, column.data.byteLength);
  const ids: bigint[] = [];
  const rows: number[] = [];
  for (let row = 0; row < batch.rows; row += 1) {
    const id = view.getBigInt64(row * 8, true);
    if (seen.has(id)) continue;
    seen.add(id);
    ids.push(id);
    rows.push(row);
  }
  return { ids, kept: rows.length === batch.rows ? batch : gatherRows(batch, Uint32Array.from(rows)) };
}

export function tableColumns(table: TableDef, { rows, schema, columns }: HostBatch): HostBatch {
  const width = table.columns.length;
  return { rows, schema: schema.slice(0, width), columns: columns.slice(0, width) };
}

/** 23502 with the row, which starts with the table's columns. */
export function checkNotNull(table: TableDef, batch: HostBatch): void {
  for (const [ordinal, { name, notNull }] of table.columns.entries()) {
    const validity = notNull ? (batch.columns[ordinal]?.validity ?? null) : null;
    if (validity === null) continue;
    for (let row = 0; row < batch.rows; row += 1) {
      if ((((validity[row >>> 3] ?? 0) >>> (row & 7)) & 1) === 1) continue;
      const [failing = []] = rowsFromBatch(gatherRows(batch, Uint32Array.of(row)));
      const shown = table.columns.map(({ type }, at) => {
        const value = failing[at] ?? null;
        return value === null ? 'null' : formatText(type, value);
      });
      throw notNullViolation(table, name).with({ detail: `Failing row contains (${shown.join(', ')}).` });
    }
  }
}

/** The statement's result: a tag, or the rows of RETURNING with it. */
export async function returningOutcome(
  verb: string,
  count: number,
  returning: BoundReturning | null,
  rows: readonly Row[],
  context: StatementContext,
): Promise<Outcome> {
  const tag = `${verb} ${count}`;
  if (returning === null) return { kind: 'command', tag };
  // All before the transaction commits: an error in it undoes the statement.
  const batches: HostBatch[] = [];
  for await (const batch of planBatches(withRows(returning.plan, rows), context)) batches.push(batch);
  return { kind: 'rows', columns: returning.output, batches: inTurn(batches), tag: () => tag };
}

async function* inTurn(batches: readonly HostBatch[]): AsyncGenerator<HostBatch> {
  yield* batches;
}

/** The rows in the place of the plan's empty ones. */
export function withRows(plan: LogicalPlan, rows: readonly Row[]): LogicalPlan {
  return rewritePlan(plan, {
    expr: () => undefined,
    node: (node) => (node.kind === 'values' && node.rows.length === 0 ? { ...node, rows } : node),
  });
}

export function rowBatch(table: TableDef, rows: readonly Row[]): Iterable<HostBatch> {
  return batchesOfRows(
    table.columns.map(({ name, type }) => batchColumn(name, type)),
    rows,
  );
}
