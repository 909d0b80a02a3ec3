/**
 * Carries out the sequence functions and pauses of a plan, one row after the other, before anything of it runs elsewhere: each
 * projection that calls them becomes constant rows. Pauses are made when its rows are there, all at once.
 */
import { known } from '../common/assert.js';
import { notSupported } from '../common/errors.js';
import { PAUSE_FUNCTION_NAMES, SEQUENCE_FUNCTION_NAMES } from '../functions/sequence.js';
import { integerSeries } from '../optimizer/integer-series.js';
import { fold } from '../optimizer/rules/fold-constants.js';
import type { HostBatch } from '../plan/batch.js';
import { rowsFromBatch } from '../plan/datum-batch.js';
import type { ColumnId, Expr } from '../plan/expr.js';
import { evaluate } from '../plan/interpreter.js';
import type { LogicalPlan } from '../plan/logical.js';
import { rewriteExpr, rewritePlan, someExpr } from '../planner/rewrite.js';
import type { Datum } from '../types/datum.js';
import { withSession } from '../types/session-settings.js';
import { constantRows } from './constant-plan.js';
import { pause, pauseMs } from './pause.js';
import { callSequence } from './sequence-functions.js';
import type { StatementContext } from './statement-context.js';

/** Runs a plan that calls no sequence. */
type Run = (plan: LogicalPlan, context: StatementContext) => AsyncIterable<HostBatch>;
type Project = Extract<LogicalPlan, { kind: 'project' }>;
type ValuesPlan = Extract<LogicalPlan, { kind: 'values' }>;
type Rows = readonly (readonly Datum[])[];

export async function withSequenceValues(plan: LogicalPlan, context: StatementContext, run: Run): Promise<LogicalPlan> {
  if (!callsSequence(plan)) return plan;
  const waits: number[] = [];
  let current = plan;
  for (;;) {
    let waiting: Project | null = null;
    // Nodes come from the leaves up and from left to right: the order in which PostgreSQL would call.
    const next = rewritePlan(current, {
      expr: () => undefined,
      node: (node) => {
        if (waiting !== null) return node;
        if (node.kind === 'set') return merged(node);
        if (node.kind !== 'project' || !node.exprs.some(isSequenceExpr)) return node;
        const rows = constantRows(node.input, context.sessionSettings);
        if (rows !== null) return projected(node, rows, context, waits);
        waiting = node;
        return node;
      },
    });
    for (let ms = waits.pop(); ms !== undefined; ms = waits.pop()) await pause(ms, context);
    if (waiting === null) {
      if (callsSequence(next)) throw notSupported('nextval, setval or pg_sleep outside of a select list');
      return next;
    }
    const project: Project = waiting;
    const rows: (readonly Datum[])[] = [];
    for await (const batch of run(inSeriesOrder(project.input), context)) {
      rows.push(...projected(project, rowsFromBatch(batch), context, waits).rows);
      // Others are to have their turn between batches.
      await context.runtime.sleep(0);
    }
    const done: ValuesPlan = { kind: 'values', columns: project.columns, rows };
    current = rewritePlan(next, { expr: () => undefined, node: (node) => (node === project ? done : node) });
  }
}

function callsSequence(plan: LogicalPlan): boolean {
  let found = false;
  rewritePlan(plan, {
    expr: (expr) => {
      found ||= isSequenceCall(expr);
      return undefined;
    },
  });
  return found;
}

function isSequenceExpr(expr: Expr): boolean {
  return someExpr(expr, isSequenceCall);
}

function isSequenceCall(expr: Expr): boolean {
  return expr.kind === 'call' && (SEQUENCE_FUNCTION_NAMES.has(expr.name) || PAUSE_FUNCTION_NAMES.has(expr.name));
}

/** `waits` takes how long its pauses are, in milliseconds. */
function projected(project: Project, rows: Rows, context: StatementContext, waits: number[]): ValuesPlan {
  const ordinals = new Map<ColumnId, number>(project.input.columns.map(({ id }, ordinal) => [id, ordinal]));
  let row: readonly Datum[] = [];
  let left = rows.length;
  const read = (id: ColumnId): Datum => row[known(ordinals.get(id), `column ${id}`)] ?? null;
  const call = (expr: Expr): Expr | undefined => {
    if (expr.kind !== 'call' || !isSequenceCall(expr)) return undefined;
    const args = expr.args.map((arg) => evaluate(rewriteExpr(arg, call), read));
    if (!PAUSE_FUNCTION_NAMES.has(expr.name))
      return { kind: 'literal', type: expr.type, value: callSequence(expr.name, args, context, left + 1) };
    if (args.includes(null)) return { kind: 'literal', type: expr.type, value: null };
    waits.push(pauseMs(expr.name, args, context));
    return { kind: 'literal', type: expr.type, value: '' };
  };
  const exprs = project.exprs.map((expr) => ({ expr, calls: isSequenceExpr(expr) }));
  const values = withSession(context.sessionSettings, () =>
    rows.map((each) => {
      row = each;
      left -= 1;
      return exprs.map(({ expr, calls }) => evaluate(calls ? rewriteExpr(expr, call) : expr, read));
    }),
  );
  return { kind: 'values', columns: project.columns, rows: values };
}

/** A long series is counted out by all workers at once; its rows are numbered in its own order all the same, as PostgreSQL does. */
function inSeriesOrder(plan: LogicalPlan): LogicalPlan {
  if (plan.kind === 'project' || plan.kind === 'filter') return { ...plan, input: inSeriesOrder(plan.input) };
  if (plan.kind !== 'table-function' || plan.functions.length > 1) return plan;
  const [call] = plan.functions;
  const column = plan.columns.at(-1);
  if (call === undefined || column === undefined) return plan;
  const series = integerSeries({ ...call, args: call.args.map(fold) });
  if (series === null) return plan;
  const descending = series.step < 0n;
  const key = { expr: { kind: 'column', id: column.id, type: column.type }, descending, nullsFirst: descending } as const;
  return { kind: 'sort', columns: plan.columns, input: plan, keys: [key] };
}

/** Rows of VALUES come as a union of one-row projections. */
function merged(node: Extract<LogicalPlan, { kind: 'set' }>): LogicalPlan {
  const { left, right, columns } = node;
  if (node.op !== 'union' || !node.all || left.kind !== 'values' || right.kind !== 'values') return node;
  return { kind: 'values', columns, rows: [...left.rows, ...right.rows] };
}
