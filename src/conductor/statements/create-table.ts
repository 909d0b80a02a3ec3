/** CREATE TABLE and CREATE SCHEMA: a change of the catalog alone. Workers hear of a table with its first rows. */
import type { TableColumn, TableDistribution, TableShape } from '../../catalog/table-def.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { LIMITS } from '../../common/limits.js';
import type { BoundCreateSchema, BoundCreateTable, DistributionRequest } from '../../planner/bound-statement.js';
import { changeCatalog } from '../change-catalog.js';
import type { Outcome } from '../query-service.js';
import { notice, type StatementContext } from '../statement-context.js';

export async function createTable(bound: BoundCreateTable, context: StatementContext): Promise<Outcome> {
  const done: Outcome = { kind: 'command', tag: 'CREATE TABLE' };
  if (bound.exists) {
    notice(context.session, SQLSTATE.duplicateTable, `relation "${bound.name}" already exists, skipping`);
    return done;
  }
  const { schema, name, columns, primaryKey } = bound;
  const distribution = distributionOf(bound.distribution, columns, primaryKey);
  const placement = placementOf(distribution, context);
  const table: TableShape = { id: context.store.allocateId(), schema, name, columns, primaryKey, distribution, placement };
  await changeCatalog(context, [{ kind: 'create', object: { kind: 'table', value: table } }]);
  return done;
}

export async function createSchema(bound: BoundCreateSchema, context: StatementContext): Promise<Outcome> {
  if (bound.exists) notice(context.session, SQLSTATE.duplicateSchema, `schema "${bound.name}" already exists, skipping`);
  else {
    const schema = { id: context.store.allocateId(), name: bound.name };
    await changeCatalog(context, [{ kind: 'create', object: { kind: 'schema', value: schema } }]);
  }
  return { kind: 'command', tag: 'CREATE SCHEMA' };
}

/** Default: the primary key, else the first column that can be hashed, else rows in turn. */
export function distributionOf(
  request: DistributionRequest,
  columns: readonly TableColumn[],
  primaryKey: readonly number[],
): TableDistribution {
  switch (request.kind) {
    case 'hash':
      return { kind: 'hash', ordinals: request.ordinals };
    case 'random':
    case 'replicated':
      return { kind: request.kind };
    case 'default': {
      if (primaryKey.length > 0) return { kind: 'hash', ordinals: primaryKey };
      const first = columns.findIndex(({ type }) => type.kind !== 'interval');
      return first < 0 ? { kind: 'random' } : { kind: 'hash', ordinals: [first] };
    }
  }
}

/** Buckets are spread evenly over the workers that are there now, in the same way for every table: equal keys are co-located. */
export function placementOf(distribution: TableDistribution, context: StatementContext): readonly string[] {
  const workers = context.members.members.map(({ workerId }) => workerId);
  if (workers.length === 0) {
    throw new ConductError(SQLSTATE.cannotConnectNow, 'no worker is there to hold the table', {
      hint: 'Start one with `conduct worker --join HOST:PORT`, or wait until those that restart are back.',
    });
  }
  if (distribution.kind === 'replicated') return workers;
  return Array.from({ length: LIMITS.buckets }, (_, bucket) => workers[bucket % workers.length] ?? '');
}
