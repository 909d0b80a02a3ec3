/** The one way of DDL statements into the catalog. */
import type { Logger } from 'pino';
import { initialAcl } from '../catalog/access.js';
import type { SecurableKind } from '../catalog/acl.js';
import { type CatalogChange, changedId, objectId } from '../catalog/catalog-change.js';
import { type CatalogObject, isInSchema } from '../catalog/catalog-object.js';
import { BOOTSTRAP_ROLE } from '../catalog/role-def.js';
import type { TableDef } from '../catalog/table-def.js';
import type { Membership } from './membership.js';
import { currentRole } from './session-user.js';
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
  transaction.change(withAccess(changes, context));
}

/** With the owners of what is new. */
export function withAccess(changes: readonly CatalogChange[], context: StatementContext): readonly CatalogChange[] {
  const given = new Set(changes.flatMap((change) => (change.kind === 'access' ? [change.value.id] : [])));
  return [...changes, ...changes.flatMap((change) => (given.has(changedId(change)) ? [] : accessOfNew(change, context)))];
}

/** Objects belong to who makes them, with the privileges that are the default for what they make. */
function accessOfNew(change: CatalogChange, { session, transaction }: StatementContext): readonly CatalogChange[] {
  const kind = change.kind === 'create' ? SECURABLE[change.object.kind] : undefined;
  if (change.kind !== 'create' || kind === undefined) return [];
  const catalog = transaction.peek();
  const owner = currentRole(session, catalog);
  const acl = initialAcl(catalog, owner, kind, isInSchema(change.object) ? change.object.value.schema : null);
  if (acl === null && owner.id === BOOTSTRAP_ROLE.id) return [];
  return [{ kind: 'access', value: { id: objectId(change.object), owner: owner.id, acl } }];
}

const SECURABLE: { readonly [kind in CatalogObject['kind']]?: SecurableKind } = {
  schema: 'schema',
  table: 'table',
  view: 'table',
  sequence: 'sequence',
  type: 'type',
  function: 'function',
};

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
