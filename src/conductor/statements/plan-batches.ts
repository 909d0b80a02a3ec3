/** Runs a plan as a part of a statement. */
import type { HostBatch } from '../../plan/batch.js';
import type { LogicalPlan } from '../../plan/logical.js';
import { batchesOfRows, batchSchema, constantRows } from '../constant-plan.js';
import type { StatementContext } from '../statement-context.js';
import { streamRows } from '../stream-plan.js';

/** The plan's rows, from the workers or, when it is constant, from here. */
export async function* planBatches(plan: LogicalPlan, context: StatementContext): AsyncGenerator<HostBatch> {
  const rows = constantRows(plan, context.sessionSettings);
  if (rows !== null) {
    context.measured?.([]);
    yield* batchesOfRows(batchSchema(plan.columns), rows);
    return;
  }
  yield* streamRows(plan, context, context.measured);
}
