/** EXPLAIN: the plan as text. With ANALYZE it runs the statement, throws its rows away and shows what was measured. */
import type { CatalogChange } from '../../catalog/catalog-change.js';
import type { TableDef } from '../../catalog/table-def.js';
import { known } from '../../common/assert.js';
import { ConductError } from '../../common/errors.js';
import type { OptimizedPlan } from '../../optimizer/optimize.js';
import { optimize, planWrite } from '../../optimizer/optimize.js';
import type { HostBatch } from '../../plan/batch.js';
import type { BoundDelete, BoundExplain, BoundInsert, BoundMerge, BoundUpdate } from '../../planner/bound-statement.js';
import { withSession } from '../../types/session-settings.js';
import { TYPES } from '../../types/sql-type.js';
import { withAccess } from '../change-catalog.js';
import { batchesOfRows, batchSchema } from '../constant-plan.js';
import type { Outcome, ResultColumn } from '../query-service.js';
import type { TaskReport } from '../scheduler.js';
import { optimizerContext, type StatementContext } from '../statement-context.js';
import { streamPlan } from '../stream-plan.js';
import { newTable } from './create-table-as.js';
import { runWritePlan } from './insert.js';
import { insertRows } from './insert-rows.js';
import { merge } from './merge.js';
import { remove, update } from './modify.js';

const EXPLAIN_COLUMNS: readonly ResultColumn[] = [{ name: 'QUERY PLAN', type: TYPES.text, tableOid: 0, attribute: 0 }];
const EXPLAIN_JSON_COLUMNS: readonly ResultColumn[] = [{ name: 'QUERY PLAN', type: TYPES.json, tableOid: 0, attribute: 0 }];

export function explainColumns({ format }: BoundExplain): readonly ResultColumn[] {
  return format === 'json' ? EXPLAIN_JSON_COLUMNS : EXPLAIN_COLUMNS;
}

export async function explain(bound: BoundExplain, context: StatementContext): Promise<Outcome> {
  const { analyze, verbose, costs } = bound;
  const { runtime } = context;
  const started = runtime.hrtimeMs();
  const narrow = planned(bound, context);
  const planningMs = runtime.hrtimeMs() - started;
  const running = runtime.hrtimeMs();
  const { optimized, reports, again } = analyze ? await measured(narrow, bound, context) : { ...narrow, reports: undefined, again: false };
  const actual = reports === undefined ? undefined : { stages: reports };
  const executionMs = runtime.hrtimeMs() - running;
  if (bound.format === 'json') {
    const { explainJson } = await import('../../plan/explain-json.js');
    const after = {
      ...(optimized.wide ? { Numerics: 'of any length' } : {}),
      ...(writeLines(bound).length === 0 ? {} : { Modification: writeLines(bound).join('; ') }),
      ...(bound.notes === undefined || bound.notes.length === 0 ? {} : { Notes: bound.notes }),
      'Planning Time': Math.round(planningMs * 1_000) / 1_000,
      ...(analyze ? { 'Execution Time': Math.round(executionMs * 1_000) / 1_000 } : {}),
    };
    const text = withSession(context.sessionSettings, () => explainJson(optimized, { verbose, costs }, actual, after));
    return { kind: 'rows', columns: EXPLAIN_JSON_COLUMNS, batches: batches([text], EXPLAIN_JSON_COLUMNS), tag: () => 'EXPLAIN' };
  }
  const { explainLines } = await import('../../plan/explain.js');
  const lines = [
    ...writeLines(bound),
    ...withSession(context.sessionSettings, () => explainLines(optimized, { verbose, costs }, actual)),
    ...(optimized.wide ? [`Numerics: of any length${again ? ', after some were too long when it was run first' : ''}`] : []),
    ...(bound.notes ?? []),
    ...(analyze || verbose ? [`Planning Time: ${planningMs.toFixed(3)} ms`] : []),
    ...(analyze ? [`Execution Time: ${executionMs.toFixed(3)} ms`] : []),
  ];
  return {
    kind: 'rows',
    columns: EXPLAIN_COLUMNS,
    batches: batches(lines, EXPLAIN_COLUMNS),
    tag: () => 'EXPLAIN',
  };
}

/** Runs the plan; again with numerics of any length where they turn out too short. */
async function measured(
  first: Planned,
  bound: BoundExplain,
  context: StatementContext,
): Promise<{ readonly optimized: OptimizedPlan; readonly reports: readonly TaskReport[]; readonly again: boolean }> {
  const before = context.transaction.mark();
  try {
    return { optimized: first.optimized, reports: await first.run(), again: false };
  } catch (error) {
    if (!(error instanceof ConductError && error.narrow) || context.wideNumerics === true) throw error;
    await context.transaction.undo(before);
    const second = planned(bound, { ...context, wideNumerics: true });
    return { optimized: second.optimized, reports: await second.run(), again: true };
  }
}

interface Planned {
  readonly optimized: OptimizedPlan;
  /** Runs the statement for its figures; writes are committed. */
  run(): Promise<readonly TaskReport[]>;
}

function planned({ statement }: BoundExplain, context: StatementContext): Planned {
  switch (statement.kind) {
    case 'query': {
      const optimized = optimize(statement.plan, optimizerContext(statement.plan, context, true));
      return {
        optimized,
        run: async () => {
          let reports: readonly TaskReport[] = [];
          const rows = streamPlan(statement.plan, optimized, context, (tasks) => {
            reports = tasks;
          });
          for await (const _batch of rows);
          return reports;
        },
      };
    }
    case 'update':
    case 'delete':
    case 'merge': {
      const optimized = optimize(statement.source, optimizerContext(statement.source, context, true));
      return { optimized, run: () => runMeasured(statement, context) };
    }
    case 'insert': {
      if (statement.returning != null || statement.onConflict != null) {
        const optimized = optimize(statement.source, optimizerContext(statement.source, context, true));
        return { optimized, run: () => runMeasured(statement, context) };
      }
      const table = known(context.store.table(statement.table.id), 'table');
      const optimized = planWrite(statement.source, table, optimizerContext(statement.source, context, true));
      return { optimized, run: () => runAndChange(optimized, table, [], context) };
    }
    case 'create-table-as': {
      const created = newTable(statement, context);
      const table = context.store.draft(created);
      const optimized = planWrite(statement.source, table, optimizerContext(statement.source, context, true));
      return {
        optimized,
        run: () => runAndChange(optimized, table, [{ kind: 'create', object: { kind: 'table', value: created } }], context),
      };
    }
  }
}

/** Changes rows as the statement would, with the figures of the plan that finds them. */
async function runMeasured(
  statement: BoundInsert | BoundUpdate | BoundDelete | BoundMerge,
  context: StatementContext,
): Promise<readonly TaskReport[]> {
  let reports: readonly TaskReport[] | null = null;
  const measuring: StatementContext = {
    ...context,
    measured: (tasks) => {
      reports ??= tasks;
    },
  };
  switch (statement.kind) {
    case 'insert':
      await insertRows(statement, measuring);
      break;
    case 'update':
      await update(statement, measuring);
      break;
    case 'delete':
      await remove(statement, measuring);
      break;
    case 'merge':
      await merge(statement, measuring);
      break;
  }
  return reports ?? [];
}

/** What is done with the rows that the plan gives. */
function writeLines({ statement }: BoundExplain): readonly string[] {
  switch (statement.kind) {
    case 'update':
      return [`Update on ${statement.table.name}`];
    case 'delete':
      return [`Delete on ${statement.table.name}`];
    case 'merge':
      return [`Merge on ${statement.table.name}`];
    case 'insert':
      return statement.returning == null && statement.onConflict == null ? [] : [`Insert on ${statement.table.name}`];
    case 'query':
    case 'create-table-as':
      return [];
  }
}

async function runAndChange(
  { stages }: OptimizedPlan,
  table: TableDef,
  created: readonly CatalogChange[],
  context: StatementContext,
): Promise<readonly TaskReport[]> {
  const reports = await runWritePlan(table, stages, true, context);
  if (created.length > 0) context.transaction.change(withAccess(created, context));
  return reports;
}

async function* batches(lines: readonly string[], columns: readonly ResultColumn[]): AsyncGenerator<HostBatch> {
  const rows = lines.map((line) => [line]);
  yield* batchesOfRows(batchSchema(columns), rows);
}
