/** The one way of DDL statements into the catalog. */
import type { Logger } from 'pino';
import type { CatalogChange } from '../catalog/catalog-change.js';
import type { TableDef } from '../catalog/table-def.js';
import type { Membership } from './membership.js';
import type { StatementContext } from './statement-context.js';

/** Commits the changes, and lets queries see them. */
export async function changeCatalog(context: StatementContext, changes: readonly CatalogChange[]): Promise<void> {
  if (changes.length === 0) return;
  await context.transactions.change(() => context.store.change(changes));
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
