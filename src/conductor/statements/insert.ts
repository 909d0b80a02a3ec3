/** INSERT: constant rows go straight from here to the workers that hold their buckets; a query's rows are written by its tasks. */
import { notNullViolation } from '../../catalog/not-null-violation.js';
import type { TableDef } from '../../catalog/table-def.js';
import { known } from '../../common/assert.js';
import { planWrite } from '../../optimizer/optimize.js';
import type { LogicalPlan } from '../../plan/logical.js';
import type { StagePlan } from '../../plan/physical.js';
import type { BoundInsert } from '../../planner/bound-statement.js';
import type { Datum } from '../../types/datum.js';
import { formatText } from '../../types/text-format.js';
import { batchesOfRows, batchSchema, constantRows } from '../constant-plan.js';
import type { Outcome } from '../query-service.js';
import type { TaskReport } from '../scheduler.js';
import { optimizerContext, runOptions, type StatementContext } from '../statement-context.js';
import { lockKeys } from './key-locks.js';
import { planBatches } from './plan-batches.js';
import { appendRouted } from './route-rows.js';
import { writtenTable } from './written-table.js';

export async function insert(bound: BoundInsert, context: StatementContext): Promise<Outcome> {
  if (bound.route !== undefined) {
    let count = 0;
    for await (const batch of planBatches(bound.source, context)) {
      await appendRouted(batch, bound.route, context);
      count += batch.rows;
    }
    return { kind: 'command', tag: `INSERT 0 ${count}` };
  }
  const table = writtenTable(bound.table, context);
  const rows = await writeSource(table, bound.source, context);
  return { kind: 'command', tag: `INSERT 0 ${rows}` };
}

/** Brings the plan's rows to the table's workers, as the transaction's. Gives their number. */
export async function writeSource(table: TableDef, source: LogicalPlan, context: StatementContext): Promise<number> {
  const rows = constantRows(source, context.sessionSettings);
  if (rows === null) {
    const { stages } = planWrite(source, table, optimizerContext(source, context));
    return writtenRows(table, stages, await runWritePlan(table, stages, false, context));
  }
  checkNotNull(table, rows);
  await lockKeys(table, rows, context);
  const writer = context.transaction.writer();
  for (const batch of batchesOfRows(batchSchema(table.columns), rows)) await writer.append(table, batch);
  return rows.length;
}

/** Runs stages whose last one writes to the table. */
export async function runWritePlan(
  table: TableDef,
  plan: StagePlan,
  analyze: boolean,
  context: StatementContext,
): Promise<readonly TaskReport[]> {
  const transaction = context.transaction.writer();
  const last = known(plan.stages[plan.stages.length - 1], 'write stage');
  const writing = { ...last, write: { tableId: table.id, transaction: transaction.id } };
  transaction.enlist(table, last.workers);
  const options = runOptions(context);
  const reports = await context.scheduler.run({
    ...options,
    tables: new Map([...options.tables, [table.id, table]]),
    plan: { ...plan, stages: [...plan.stages.slice(0, -1), writing] },
    analyze,
  });
  for (const { stage, workerId, stats } of reports) if (stage === last.id) transaction.wrote(table, workerId, stats.rowsOut);
  transaction.reached();
  return reports;
}

/** Copies count once. */
function writtenRows(table: TableDef, plan: StagePlan, reports: readonly TaskReport[]): number {
  const last = known(plan.stages[plan.stages.length - 1], 'write stage').id;
  const counts = reports.flatMap(({ stage, stats }) => (stage === last ? [stats.rowsOut] : []));
  return table.distribution.kind === 'replicated' ? Math.max(0, ...counts) : counts.reduce((sum, rows) => sum + rows, 0);
}

export function checkNotNull(table: TableDef, rows: readonly (readonly Datum[])[]): void {
  const required = table.columns.flatMap((column, ordinal) => (column.notNull ? [{ column, ordinal }] : []));
  if (required.length === 0) return;
  for (const row of rows) {
    for (const { column, ordinal } of required) {
      if (row[ordinal] !== null && row[ordinal] !== undefined) continue;
      const shown = table.columns.map(({ type }, at) => {
        const value = row[at] ?? null;
        return value === null ? 'null' : formatText(type, value);
      });
      throw notNullViolation(table, column.name).with({ detail: `Failing row contains (${shown.join(', ')}).` });
    }
  }
}
