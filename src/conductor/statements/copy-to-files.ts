/**
 * COPY TO a file or folder of the server's: tasks write into a folder beside it whose name begins with a dot, which nothing reads; when all
 * have ended well it gets its name in one step. So either all rows are there, or nothing is.
 */
import { basename, dirname, join } from 'node:path';
import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { planFiles } from '../../optimizer/optimize.js';
import type { FileTarget } from '../../plan/file-target.js';
import type { BoundCopyToFiles } from '../../planner/bound-statement.js';
import type { Outcome } from '../query-service.js';
import { optimizerContext, runOptions, type StatementContext } from '../statement-context.js';

export async function copyToFiles({ source, path, single, form }: BoundCopyToFiles, context: StatementContext): Promise<Outcome> {
  const { fs } = context.runtime;
  const goal = await freePlace(path, single, context);
  const folder = join(dirname(goal), `.${basename(goal)}.${context.runtime.uuid()}`);
  await fs.mkdir(folder);
  try {
    const target: FileTarget = { ...form, folder, fileName: single ? basename(goal) : null };
    const rows = await writeFiles(source.plan, target, context);
    if (single) {
      await fs.rename(join(folder, basename(goal)), goal);
      await fs.removeFolder(folder);
    } else await fs.rename(folder, goal);
    return { kind: 'command', tag: `COPY ${rows}` };
  } catch (error) {
    await fs.removeFolder(folder);
    throw error instanceof Error && 'code' in error && error.code === 'ENOTEMPTY' ? taken(path) : error;
  }
}

/** Where the result goes: a file that may be replaced, or a folder that is not there or is empty. */
async function freePlace(path: string, single: boolean, context: StatementContext): Promise<string> {
  const { fs } = context.runtime;
  const { allowed } = context.fileTables;
  const written = allowed.written(path);
  const parent = await allowed.real(dirname(written), path);
  if (parent === null) {
    throw new ConductError(SQLSTATE.undefinedFile, `could not open file "${path}" for writing: No such file or directory`);
  }
  const goal = join(parent, basename(written));
  // What is there may be a link to somewhere else.
  await allowed.real(goal, path);
  const stat = await fs.stat(goal);
  if (stat === null || (single && stat.kind === 'file')) return goal;
  if (single || stat.kind !== 'folder' || (await fs.list(goal)).length > 0) throw taken(path);
  return goal;
}

function taken(path: string): ConductError {
  return new ConductError(SQLSTATE.duplicateFile, `"${path}" is there already`, {
    hint: 'COPY TO writes a new file, replaces a file, or fills a folder that is empty.',
  });
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
