/**
 * Data-modifying statements in WITH. Each is carried out before the statement around it, on the same snapshot: what they write is not
 * seen by each other, only what they return, which takes the place of the working tables that stand for it.
 */
import { assert } from '../../common/assert.js';
import type { HostBatch } from '../../plan/batch.js';
import { rowsFromBatch } from '../../plan/datum-batch.js';
import type { LogicalPlan } from '../../plan/logical.js';
import type { BoundModification, BoundStatement } from '../../planner/bound-statement.js';
import { mapPlans } from '../../planner/map-plans.js';
import { withWorkingTable } from '../evaluate-first.js';
import type { Outcome } from '../query-service.js';
import type { Row } from './modify.js';

export async function performAll(bound: BoundStatement, perform: (part: BoundStatement) => Promise<Outcome>): Promise<Outcome> {
  if (bound.kind === 'explain') {
    const { modifications = [], ...statement } = bound.statement;
    const rows = bound.analyze ? await carryOut(modifications, perform) : new Map(modifications.map(({ id }) => [id, []] as const));
    const notes = modifications.map(({ name, statement: { kind, table } }) => `CTE ${name}, carried out before: ${kind} of ${table.name}`);
    return perform(withRows({ ...bound, statement, ...(notes.length > 0 ? { notes } : {}) }, rows));
  }
  if (bound.kind === 'copy-to') {
    const outcome = await performAll(bound.source, perform);
    assert(outcome.kind === 'rows', 'rows to copy');
    return { ...outcome, copy: bound.options, tag: (rows) => `COPY ${rows}` };
  }
  if (!('modifications' in bound) || bound.modifications === undefined) return perform(bound);
  const { modifications, ...statement } = bound;
  const outcome = await perform(withRows(statement, await carryOut(modifications, perform)));
  if (outcome.kind !== 'rows') return outcome;
  // All of it before the transaction commits: an error undoes the whole statement.
  const batches: HostBatch[] = [];
  for await (const batch of outcome.batches) batches.push(batch);
  return { ...outcome, batches: inTurn(batches) };
}

/** What each returns, by its id. */
async function carryOut(
  modifications: readonly BoundModification[],
  perform: (part: BoundStatement) => Promise<Outcome>,
): Promise<ReadonlyMap<number, readonly Row[]>> {
  const returned = new Map<number, readonly Row[]>();
  for (const { id, statement } of modifications) {
    const outcome = await perform(withRows(statement, returned));
    const rows: Row[] = [];
    if (outcome.kind === 'rows') for await (const batch of outcome.batches) rows.push(...rowsFromBatch(batch));
    returned.set(id, rows);
  }
  return returned;
}

function withRows(bound: BoundStatement, returned: ReadonlyMap<number, readonly Row[]>): BoundStatement {
  if (returned.size === 0) return bound;
  const replace = (plan: LogicalPlan): LogicalPlan => {
    let result = plan;
    for (const [id, rows] of returned) result = withWorkingTable(result, id, rows);
    return result;
  };
  return mapPlans(bound, replace);
}

async function* inTurn(batches: readonly HostBatch[]): AsyncGenerator<HostBatch> {
  yield* batches;
}
