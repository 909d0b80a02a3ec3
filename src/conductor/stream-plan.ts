/** Runs a query's plan where the optimizer says: on the workers, or on the conductor. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { OptimizedPlan } from '../optimizer/optimize.js';
import type { HostBatch } from '../plan/batch.js';
import type { LogicalPlan } from '../plan/logical.js';
import { batchesOfRows, batchSchema } from './constant-plan.js';
import { TooMuchWork } from './local/meter.js';
import { runLocally } from './local/run-locally.js';
import { asMessages, withMessages } from './render-rows.js';
import type { TaskReport } from './scheduler.js';
import { optimizerContext, runOptions, type StatementContext } from './statement-context.js';

type Report = (tasks: readonly TaskReport[]) => void;

/** Plans at once; what runs starts when the first batch is asked for. `report`: with the figures of every operator. */
export function streamRows(plan: LogicalPlan, context: StatementContext, report?: Report): AsyncGenerator<HostBatch> {
  return streamPlan(plan, context.plans.optimize(plan, optimizerContext(plan, context), context.text), context, report);
}

/** The same for a client that takes text: many rows come as messages. */
export function streamToClient(plan: LogicalPlan, context: StatementContext): AsyncGenerator<HostBatch> {
  const optimized = context.plans.optimize(plan, optimizerContext(plan, context), context.text);
  const stages = optimized.local ? null : withMessages(optimized.stages, context.sessionSettings);
  if (stages === null) return streamPlan(plan, optimized, context);
  return asMessages(context.scheduler.stream({ ...runOptions(context), plan: stages, analyze: false }));
}

/** The same for a plan that was optimized. */
export async function* streamPlan(
  plan: LogicalPlan,
  optimized: OptimizedPlan,
  context: StatementContext,
  report?: Report,
): AsyncGenerator<HostBatch> {
  const analyze = report !== undefined;
  if (!optimized.local) {
    yield* context.scheduler.stream({ ...runOptions(context), plan: optimized.stages, analyze }, report);
    return;
  }
  const result = await runLocally(optimized, context, analyze).catch((error: unknown) => unlessTooMuch(error, optimized));
  if (result === null) {
    yield* streamRows(plan, { ...context, settings: { ...context.settings, localRows: 0 } }, report);
    return;
  }
  yield* batchesOfRows(batchSchema(optimized.stages.columns), result.rows);
  report?.([result.report]);
}

function unlessTooMuch(error: unknown, { conductorOnly = false }: OptimizedPlan): null {
  if (!(error instanceof TooMuchWork)) throw error;
  if (!conductorOnly) return null;
  throw new ConductError(SQLSTATE.programLimitExceeded, 'a query about the catalog has too many rows on its way');
}
