/** INSERT: constant rows go straight from here to the workers that hold their buckets; a query's rows are written by its tasks. */
import type { TableDef } from '../../catalog/table-def.js';
import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
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
import { notNullViolation, type WriteTransaction } from '../transactions.js';

export async function insert(bound: BoundInsert, context: StatementContext): Promise<Outcome> {
  // The snapshot's definition may show only the live copies of a replicated table; rows go to all of them.
  const table = context.store.table(bound.table.id);
  if (table === undefined) throw new ConductError(SQLSTATE.undefinedTable, `relation "${bound.table.name}" does not exist`);
  const transaction = context.transactions.begin();
  try {
    await writeSource(transaction, table, bound.source, context);
  } catch (error) {
    context.transactions.abort(transaction);
    throw error;
  }
  const rows = await context.transactions.commit(transaction);
  return { kind: 'command', tag: `INSERT 0 ${rows}` };
}

/** Brings the plan's rows to the table's workers. The caller commits or aborts. */
export async function writeSource(
  transaction: WriteTransaction,
  table: TableDef,
  source: LogicalPlan,
  context: StatementContext,
): Promise<void> {
  const rows = constantRows(source);
  if (rows === null) {
    await runWritePlan(transaction, table, planWrite(source, table, optimizerContext(source, context)).stages, false, context);
    return;
  }
  checkNotNull(table, rows);
  for (const batch of batchesOfRows(batchSchema(table.columns), rows)) await transaction.append(table, batch);
}

/** Runs stages whose last one writes to the table. */
export async function runWritePlan(
  transaction: WriteTransaction,
  table: TableDef,
  plan: StagePlan,
  analyze: boolean,
  context: StatementContext,
): Promise<readonly TaskReport[]> {
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
  return reports;
}

function checkNotNull(table: TableDef, rows: readonly (readonly Datum[])[]): void {
  const required = table.columns.flatMap((column, ordinal) => (column.notNull ? [{ column, ordinal }] : []));
  if (required.length === 0) return;
  for (const row of rows) {
    for (const { column, ordinal } of required) {
      if (row[ordinal] !== null && row[ordinal] !== undefined) continue;
      const shown = table.columns.map(({ type }, at) => {
        const value = row[at] ?? null;
        return value === null ? 'null' : formatText(type, value);
      });
      throw notNullViolation(table.name, column.name).with({ detail: `Failing row contains (${shown.join(', ')}).` });
    }
  }
}
