/**
 * Changing rows of replicated tables. One copy says which rows; they lie elsewhere in the other copies, where they are found by
 * their values: of rows that are equal in all columns any will do. Each copy is read whole for it: such tables are small.
 */
import type { TableDef } from '../../catalog/table-def.js';
import { assert, known } from '../../common/assert.js';
import { rowsFromBatch } from '../../plan/datum-batch.js';
import type { LogicalPlan } from '../../plan/logical.js';
import { ROW_ID_ORDINAL } from '../../plan/physical.js';
import { atHolder } from '../../plan/row-id.js';
import { toJson } from '../../plan/serialize.js';
import { rewritePlan } from '../../planner/rewrite.js';
import { TYPES } from '../../types/sql-type.js';
import { settingValue } from '../settings.js';
import type { StatementContext } from '../statement-context.js';
import { planBatches } from './plan-batches.js';

/** Row ids of what the plan changes come from the first copy alone. */
export function fromFirstCopy(plan: LogicalPlan): LogicalPlan {
  return rewritePlan(plan, {
    expr: () => undefined,
    node: (node) => {
      if (node.kind !== 'get' || node.table.distribution.kind !== 'replicated' || !node.ordinals.includes(ROW_ID_ORDINAL)) return node;
      return { ...node, table: { ...node.table, placement: node.table.placement.slice(0, 1) } };
    },
  });
}

/** Deletes rows of the table that a plan of the statement has found. */
export async function removeRows(table: TableDef, ids: readonly bigint[], context: StatementContext): Promise<void> {
  const writer = context.transaction.writer();
  if (table.distribution.kind !== 'replicated') {
    const timeoutMs = Number(settingValue(context.session, 'lock_timeout'));
    await context.transaction.lockRows(table, ids, timeoutMs, context.signal);
    await writer.remove(table, ids);
    return;
  }
  if (ids.length === 0) return;
  const [first, ...others] = await copiesOf(table, context);
  const keys = ids.map((id) => known(first?.keys.get(id), 'a row of the first copy'));
  await writer.remove(table, ids);
  for (const [i, copy] of others.entries()) {
    const own = keys.map((key) => {
      const id = copy.ids.get(key)?.pop();
      assert(id !== undefined, `copies of table "${table.name}" are equal`);
      return atHolder(id, i + 1);
    });
    await writer.remove(table, own);
  }
}

/** A copy's rows: their values by row id, and back. */
export interface Copy {
  readonly keys: Map<bigint, string>;
  readonly ids: Map<string, bigint[]>;
}

/** By the table's holders, as the statement's snapshot shows them. */
async function copiesOf(table: TableDef, context: StatementContext): Promise<readonly Copy[]> {
  const before = context.copies.get(table.id);
  if (before !== undefined) return before;
  const seen = known(
    context.catalog.tables.find(({ id }) => id === table.id),
    'the table as the snapshot shows it',
  );
  const copies: Copy[] = [];
  for (const workerId of new Set(table.placement)) copies.push(await readCopy({ ...seen, placement: [workerId] }, context));
  context.copies.set(table.id, copies);
  return copies;
}

async function readCopy(table: TableDef, context: StatementContext): Promise<Copy> {
  const columns = table.columns.map(({ name, type }, ordinal) => ({ id: ordinal + 1, name, type, nullable: true }));
  const rowId = { id: columns.length + 1, name: 'ctid', type: TYPES.int8, nullable: false };
  const plan: LogicalPlan = {
    kind: 'get',
    table,
    columns: [...columns, rowId],
    ordinals: [...columns.map((_, ordinal) => ordinal), ROW_ID_ORDINAL],
    alias: '',
  };
  const copy: Copy = { keys: new Map(), ids: new Map() };
  for await (const batch of planBatches(plan, unmeasured(context))) {
    for (const row of rowsFromBatch(batch)) {
      const id = row[columns.length] as bigint;
      // Different for values that SQL calls equal but shows differently.
      const key = toJson(row.slice(0, columns.length));
      copy.keys.set(id, key);
      const same = copy.ids.get(key);
      if (same === undefined) copy.ids.set(key, [id]);
      else same.push(id);
    }
  }
  return copy;
}

function unmeasured({ measured: _, ...context }: StatementContext): StatementContext {
  return context;
}
