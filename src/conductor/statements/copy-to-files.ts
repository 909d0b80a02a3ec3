/**
 * COPY TO files: tasks write to a place that nothing reads; when all have ended well the result gets its name. So either all rows are there, or
 * nothing is.
 */
import { basename } from 'node:path';
import { known } from '../../common/assert.js';
import { planFiles } from '../../optimizer/optimize.js';
import type { FileTarget } from '../../plan/file-target.js';
import type { BoundCopyToFiles } from '../../planner/bound-statement.js';
import { outputPlace } from '../files/output-place.js';
import type { Outcome } from '../query-service.js';
import { optimizerContext, runOptions, type StatementContext } from '../statement-context.js';

export async function copyToFiles({ source, path, single, form }: BoundCopyToFiles, context: StatementContext): Promise<Outcome> {
  const place = await outputPlace({ runtime: context.runtime, allowed: context.fileTables.allowed }, path, single);
  const { folder, goal } = place;
  try {
    const rows = await writeFiles(source.plan, { ...form, folder, goal, fileName: single ? basename(goal) : null }, context);
    await place.commit();
    return { kind: 'command', tag: `COPY ${rows}` };
  } catch (error) {
    await place.abandon();
    throw error;
  }
}

async function writeFiles(plan: BoundCopyToFiles['source']['plan'], target: FileTarget, context: StatementContext): Promise<number> {
  const planning = optimizerContext(plan, context);
  const { stages } = planFiles(plan, target.fileName === null ? null : (planning.workers[0] ?? null), planning);
  const last = known(stages.stages.at(-1), 'stage that writes');
  const reports = await context.scheduler.run({
    ...runOptions(context),
    plan: { ...stages, stages: [...stages.stages.slice(0, -1), { ...last, files: target }] },
    analyze: false,
  });
  return reports.reduce((sum, { stage, stats }) => sum + (stage === last.id ? stats.rowsOut : 0), 0);
}
