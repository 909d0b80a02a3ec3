/** CREATE TABLE AS and SELECT INTO: the table begins to exist with the commit of its rows. */
import { SQLSTATE } from '../../common/errors.js';
import type { BoundCreateTableAs } from '../../planner/bound-statement.js';
import type { NewTable } from '../catalog-store.js';
import type { Outcome } from '../query-service.js';
import { notice, type StatementContext } from '../statement-context.js';
import { distributionOf, placementOf } from './create-table.js';
import { writeSource } from './insert.js';

export async function createTableAs(bound: BoundCreateTableAs, context: StatementContext): Promise<Outcome> {
  if (bound.exists) {
    notice(context.session, SQLSTATE.duplicateTable, `relation "${bound.name}" already exists, skipping`);
    return { kind: 'command', tag: 'CREATE TABLE AS' };
  }
  const created = newTable(bound, context);
  const rows = bound.withNoData ? 0 : await writeSource(context.store.draft(created), bound.source, context);
  context.transaction.change([{ kind: 'create', object: { kind: 'table', value: created } }]);
  return { kind: 'command', tag: bound.withNoData ? 'CREATE TABLE AS' : `SELECT ${rows}` };
}

export function newTable(bound: BoundCreateTableAs, context: StatementContext): NewTable {
  const { schema, name, columns } = bound;
  const distribution = distributionOf(bound.distribution, columns, []);
  const placement = placementOf(distribution, context);
  return { id: context.store.allocateId(), schema, name, columns, primaryKey: [], distribution, placement };
}
