/** The one way of DDL statements into the catalog. */
import type { Logger } from 'pino';
import type { CatalogChange } from '../catalog/catalog-change.js';
import type { TableDef } from '../catalog/table-def.js';
import type { Membership } from './membership.js';
import { settingValue } from './settings.js';
import type { StatementContext } from './statement-context.js';

/** The changes become the transaction's: its next statements see them, and everybody does after its commit. */
export async function changeCatalog(context: StatementContext, changes: readonly CatalogChange[]): Promise<void> {
  if (changes.length === 0) return;
  const { transaction, session, signal } = context;
  for (const change of changes) {
    // Nobody writes to it meanwhile, or finds it changed under a write.
    if ((change.kind !== 'alter' && change.kind !== 'drop') || change.object.kind !== 'table') continue;
    await transaction.lock(change.object.value, 'exclusive', Number(settingValue(session, 'lock_timeout')), signal);
  }
  transaction.change(changes);
}

/** Not waited for: nobody can name the tables any more, and a worker that is away hears of it when it registers. */
export function forgetTables(tables: readonly TableDef[], members: Membership, log: Logger): void {
  for (const table of tables) {
    for (const workerId of new Set(table.placement)) {
      members
        .find(workerId)
        ?.service.drop(table.id)
        .catch((error: unknown) => log.warn({ workerId, table: table.id, error: String(error) }, 'worker missed a DROP TABLE'));
    }
  }
}
