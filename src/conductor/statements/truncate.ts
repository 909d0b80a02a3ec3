/** TRUNCATE: takes a version like a commit; snapshots from it on don't see rows from before. */
import { shapeOf, tableOid } from '../../catalog/table-def.js';
import type { BoundTruncate } from '../../planner/bound-statement.js';
import type { Outcome } from '../query-service.js';
import type { StatementContext } from '../statement-context.js';

export async function truncate(bound: BoundTruncate, context: StatementContext): Promise<Outcome> {
  const { store, members, log } = context;
  for (const sequence of bound.restarts) store.sequences.set(sequence, sequence.start, false);
  const tables = bound.tables.flatMap(({ id }) => store.table(id) ?? []);
  if (context.transaction.kind !== 'statement') {
    // The rows stay for whoever sees them until the commit: the table goes on under another id for its rows.
    context.transaction.change(
      bound.tables.map((table) => {
        const value = { ...shapeOf(table), id: store.allocateId(), oid: tableOid(table) };
        return { kind: 'alter', object: { kind: 'table', value } };
      }),
    );
    return { kind: 'command', tag: 'TRUNCATE TABLE' };
  }
  await context.transactions.change(
    () => store.truncate(tables.map(({ id }) => id)),
    // Before the version is published: a query at the new snapshot must not find a worker that still shows the rows.
    async (version) => {
      const calls = tables.flatMap((table) => [...new Set(table.placement)].map((workerId) => ({ table, workerId })));
      await Promise.all(
        calls.map(async ({ table, workerId }) => {
          const member = members.find(workerId);
          try {
            await member?.service.truncate(table.id, version);
          } catch (error) {
            log.warn({ workerId, table: table.id, error: String(error) }, 'worker missed a TRUNCATE; it registers again');
            if (members.find(workerId) === member) members.evict(workerId, 'it missed a TRUNCATE');
          }
        }),
      );
    },
  );
  return { kind: 'command', tag: 'TRUNCATE TABLE' };
}
