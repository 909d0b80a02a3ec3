/** DROP TABLE and DROP SCHEMA: the catalog first, then the workers; one that is away hears of it when it registers. */

import type { TableDef } from '../../catalog/table-def.js';
import { SQLSTATE } from '../../common/errors.js';
import type { BoundDropSchema, BoundDropTable } from '../../planner/bound-statement.js';
import type { Outcome } from '../query-service.js';
import { notice, type StatementContext } from '../statement-context.js';

export async function dropTable(bound: BoundDropTable, context: StatementContext): Promise<Outcome> {
  for (const name of bound.missing) notice(context.session, SQLSTATE.successfulCompletion, `table "${name}" does not exist, skipping`);
  if (bound.tables.length > 0) {
    await context.transactions.change(() => context.store.drop(bound.tables.map(({ id }) => id)));
    tellWorkers(bound.tables, context);
  }
  return { kind: 'command', tag: 'DROP TABLE' };
}

export async function dropSchema(bound: BoundDropSchema, context: StatementContext): Promise<Outcome> {
  for (const name of bound.missing) notice(context.session, SQLSTATE.successfulCompletion, `schema "${name}" does not exist, skipping`);
  const names = bound.names.filter((name) => !bound.missing.includes(name));
  if (names.length > 0) {
    await context.transactions.change(() =>
      context.store.drop(
        bound.tables.map(({ id }) => id),
        names,
      ),
    );
    tellWorkers(bound.tables, context);
  }
  return { kind: 'command', tag: 'DROP SCHEMA' };
}

/** Not waited for: nobody can name the tables any more. */
function tellWorkers(tables: readonly TableDef[], context: StatementContext): void {
  for (const table of tables) {
    for (const workerId of new Set(table.placement)) {
      context.members
        .find(workerId)
        ?.service.drop(table.id)
        .catch((error: unknown) => context.log.warn({ workerId, table: table.id, error: String(error) }, 'worker missed a DROP TABLE'));
    }
  }
}
