/** The table that a statement writes to, as it is now. */
import type { TableDef } from '../../catalog/table-def.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { StatementContext } from '../statement-context.js';

/** The snapshot's definition may show only the live copies of a replicated table; rows go to all of them. */
export function writtenTable(table: TableDef, context: StatementContext): TableDef {
  const committed = context.store.table(table.id);
  if (committed !== undefined) return committed;
  // One that the transaction has made itself.
  const own = context.catalog.tables.find(({ id }) => id === table.id);
  if (own === undefined) throw new ConductError(SQLSTATE.undefinedTable, `relation "${table.name}" does not exist`);
  return own;
}
