/** MERGE: its plan says of each row what is done with it; rows are deleted where they lie, and go where their keys send them. */
import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { HostBatch } from '../../plan/batch.js';
import { gatherRows } from '../../plan/batch-rows.js';
import { rowsFromBatch } from '../../plan/datum-batch.js';
import type { BoundMerge } from '../../planner/bound-statement.js';
import type { Outcome } from '../query-service.js';
import type { StatementContext } from '../statement-context.js';
import { removeRows } from './copies.js';
import { changedRows, checkNotNull, tableColumns } from './modify.js';
import { writtenTable } from './written-table.js';

export async function merge(bound: BoundMerge, context: StatementContext): Promise<Outcome> {
  const table = writtenTable(bound.table, context);
  const seen = new Set<bigint>();
  let count = 0;
  for await (const batch of changedRows([table], bound.source, context)) {
    const { removed, written } = decide(bound, batch, seen);
    count += batch.rows;
    checkNotNull(table, written);
    const writer = context.transaction.writer();
    await removeRows(table, removed, context);
    await writer.append(table, tableColumns(table, written));
  }
  return { kind: 'command', tag: `MERGE ${count}` };
}

/** The rows that go, and those that come. */
function decide(
  { actions, table }: BoundMerge,
  batch: HostBatch,
  seen: Set<bigint>,
): { readonly removed: readonly bigint[]; readonly written: HostBatch } {
  const width = table.columns.length;
  const removed: bigint[] = [];
  const written: number[] = [];
  const decisions = { ...batch, schema: batch.schema.slice(width), columns: batch.columns.slice(width) };
  for (const [at, [id, number]] of rowsFromBatch(decisions).entries()) {
    const action = known(actions[Number(number)], 'action');
    if (action !== 'delete') written.push(at);
    if (action === 'insert') continue;
    const rowId = id as bigint;
    if (seen.has(rowId)) throw secondTime();
    seen.add(rowId);
    removed.push(rowId);
  }
  return { removed, written: gatherRows(batch, Uint32Array.from(written)) };
}

function secondTime(): ConductError {
  return new ConductError(SQLSTATE.cardinalityViolation, 'MERGE command cannot affect row a second time', {
    hint: 'Ensure that not more than one source row matches any one target row.',
  });
}
