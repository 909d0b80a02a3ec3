/** CREATE TABLE AS and SELECT INTO: the table begins to exist with the commit of its rows. */
import type { CatalogChange } from '../../catalog/catalog-change.js';
import { SQLSTATE } from '../../common/errors.js';
import type { BoundCreateTableAs } from '../../planner/bound-statement.js';
import type { NewTable } from '../catalog-store.js';
import { withAccess } from '../change-catalog.js';
import type { Outcome } from '../query-service.js';
import { notice, type StatementContext } from '../statement-context.js';
import { writeSource } from './insert.js';
import { distributionOf, placementOf } from './place-table.js';

export async function createTableAs(bound: BoundCreateTableAs, context: StatementContext): Promise<Outcome> {
  const emptyTag = bound.extra.materialized === undefined ? 'CREATE TABLE AS' : 'CREATE MATERIALIZED VIEW';
  if (bound.exists) {
    notice(context.session, SQLSTATE.duplicateTable, `relation "${bound.name}" already exists, skipping`);
    return { kind: 'command', tag: emptyTag };
  }
  const created = newTable(bound, context);
  const schemas = bound.changes.map((change) => withId(change, context));
  context.transaction.change(withAccess(schemas, context));
  const rows = bound.withNoData ? 0 : await writeSource(context.store.draft(created), bound.source, context);
  context.transaction.change(withAccess([{ kind: 'create', object: { kind: 'table', value: created } }], context));
  return { kind: 'command', tag: bound.withNoData ? emptyTag : `SELECT ${rows}` };
}

export function newTable(bound: BoundCreateTableAs, context: StatementContext): NewTable {
  const { schema, name, columns } = bound;
  const distribution = distributionOf(bound.distribution, columns, []);
  const placement = placementOf(distribution, context);
  return { id: context.store.allocateId(), schema, name, columns, primaryKey: [], distribution, placement, ...bound.extra };
}

/** The session's temporary schema, if it has to be made. */
function withId(change: CatalogChange, context: StatementContext): CatalogChange {
  if (change.kind !== 'create' || change.object.kind !== 'schema') return change;
  return { kind: 'create', object: { kind: 'schema', value: { ...change.object.value, id: context.store.allocateId() } } };
}
