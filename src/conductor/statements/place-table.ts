/** Where the rows of a new table go. */
import type { TableColumn, TableDistribution } from '../../catalog/table-def.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { LIMITS } from '../../common/limits.js';
import type { DistributionRequest } from '../../planner/bound-statement.js';
import type { StatementContext } from '../statement-context.js';

/** Types whose values have no hash, or no equality. */
const UNPLACEABLE: ReadonlySet<string> = new Set(['interval', 'json', 'record', 'array']);

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
      const first = columns.findIndex(({ type }) => !UNPLACEABLE.has(type.kind));
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
