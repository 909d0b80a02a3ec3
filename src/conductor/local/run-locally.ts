/** Runs a plan on the conductor: has its tables' rows there, then interprets it, a few milliseconds at a time. */
import type { TableDef } from '../../catalog/table-def.js';
import { known } from '../../common/assert.js';
import { LIMITS } from '../../common/limits.js';
import { physicalInputs } from '../../optimizer/fragment.js';
import { type OptimizedPlan, optimize } from '../../optimizer/optimize.js';
import { CONDUCTOR } from '../../optimizer/physical/plan-local.js';
import type { HostBatch } from '../../plan/batch.js';
import type { GetPlan } from '../../plan/logical.js';
import type { PhysicalPlan } from '../../plan/physical.js';
import { withSession } from '../../types/session-settings.js';
import { canceled, type TaskReport } from '../scheduler.js';
import { optimizerContext, runOptions, type StatementContext } from '../statement-context.js';
import { PlanInterpreter } from './interpret-plan.js';
import { Meter } from './meter.js';
import type { Row } from './row-reader.js';

export interface LocalResult {
  readonly rows: readonly Row[];
  readonly report: TaskReport;
}

/** Rejects with TooMuchWork when the workers are to run it. Nothing was sent to the client then. */
export async function runLocally(plan: OptimizedPlan, context: StatementContext, analyze: boolean): Promise<LocalResult> {
  const { runtime, signal, sessionSettings } = context;
  const nowMs = (): number => runtime.hrtimeMs();
  const tables = await tableRows(plan.physical, context);
  const started = nowMs();
  const meter = new Meter(nowMs, plan.conductorOnly === true ? LIMITS.catalogWorkDone : LIMITS.localWorkDone);
  const interpreter = new PlanInterpreter({
    table: ({ tableId }) => known(tables.get(tableId), 'rows of a table'),
    meter,
    measure: analyze ? { nowMs } : null,
  });
  const source = interpreter.rows(plan.physical)[Symbol.iterator]();
  const rows: Row[] = [];
  while (!withSession(sessionSettings, () => takeSlice(source, rows))) {
    await runtime.sleep(0);
    if (signal.aborted) throw canceled(signal);
    meter.resume();
  }
  const stats = {
    operators: interpreter.operators,
    ms: nowMs() - started,
    rowsOut: rows.length,
    bytesOut: 0,
    bytesIn: 0,
    compileMs: 0,
    peakMemoryBytes: 0,
    spilledBytes: 0,
    interpreted: true,
  };
  return { rows, report: { stage: 0, workerId: CONDUCTOR, stats } };
}

/** Rows until others are to have the thread; true at the end. */
function takeSlice(source: Iterator<Row | null>, rows: Row[]): boolean {
  for (;;) {
    const next = source.next();
    if (next.done === true) return true;
    if (next.value === null) return false;
    rows.push(next.value);
  }
}

/** The rows of all tables that the plan scans, by their ids. */
async function tableRows(plan: PhysicalPlan, context: StatementContext): Promise<ReadonlyMap<number, readonly Row[]>> {
  const wanted = new Set<number>();
  const visit = (node: PhysicalPlan): void => {
    if (node.kind === 'scan') wanted.add(node.tableId);
    physicalInputs(node).forEach(visit);
  };
  visit(plan);
  const found = new Map<number, readonly Row[]>();
  // One after the other: each is a query of its own, and mostly they are here.
  for (const id of wanted) {
    const table = known(
      context.catalog.tables.find((each) => each.id === id),
      'table of the snapshot',
    );
    found.set(id, await context.smallTables.rows(table, () => scanTable(table, context)));
  }
  return found;
}

/** All rows of the table in the statement's snapshot, from the workers. */
function scanTable(table: TableDef, context: StatementContext): AsyncIterable<HostBatch> {
  const scan: GetPlan = {
    kind: 'get',
    columns: table.columns.map(({ name, type, notNull }, i) => ({ id: i + 1, name, type, nullable: !notNull })),
    table,
    ordinals: table.columns.map((_column, i) => i),
    alias: '',
  };
  const remote = { ...context, settings: { ...context.settings, localRows: 0 } };
  const { stages } = optimize(scan, optimizerContext(scan, remote));
  return context.scheduler.stream({ ...runOptions(remote), plan: stages, analyze: false });
}
