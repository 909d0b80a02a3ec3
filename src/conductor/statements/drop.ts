/** DROP TABLE and DROP SCHEMA: a change of the catalog; the store has the workers forget the rows. */
import type { CatalogChange } from '../../catalog/catalog-change.js';
import { shapeOf, type TableDef } from '../../catalog/table-def.js';
import { SQLSTATE } from '../../common/errors.js';
import type { BoundDropSchema, BoundDropTable } from '../../planner/bound-statement.js';
import { changeCatalog } from '../change-catalog.js';
import type { Outcome } from '../query-service.js';
import { notice, type StatementContext } from '../statement-context.js';

export async function dropTable(bound: BoundDropTable, context: StatementContext): Promise<Outcome> {
  for (const name of bound.missing) notice(context.session, SQLSTATE.successfulCompletion, `table "${name}" does not exist, skipping`);
  await changeCatalog(context, bound.tables.map(dropOf));
  return { kind: 'command', tag: 'DROP TABLE' };
}

export async function dropSchema(bound: BoundDropSchema, context: StatementContext): Promise<Outcome> {
  for (const name of bound.missing) notice(context.session, SQLSTATE.successfulCompletion, `schema "${name}" does not exist, skipping`);
  const schemas = context.catalog.schemas.filter(({ name }) => bound.names.includes(name));
  await changeCatalog(context, [
    ...bound.tables.map(dropOf),
    ...schemas.map((value): CatalogChange => ({ kind: 'drop', object: { kind: 'schema', value } })),
  ]);
  return { kind: 'command', tag: 'DROP SCHEMA' };
}

function dropOf(table: TableDef): CatalogChange {
  return { kind: 'drop', object: { kind: 'table', value: shapeOf(table) } };
}
