/**
 * Carries out the sequence functions of a plan, one row after the other, before anything of it runs elsewhere: each projection
 * that calls them becomes constant rows.
 */
import { known } from '../common/assert.js';
import { notSupported } from '../common/errors.js';
import { SEQUENCE_FUNCTION_NAMES } from '../functions/sequence.js';
import type { HostBatch } from '../plan/batch.js';
import { rowsFromBatch } from '../plan/datum-batch.js';
import type { ColumnId, Expr } from '../plan/expr.js';
import { evaluate } from '../plan/interpreter.js';
import type { LogicalPlan } from '../plan/logical.js';
import { rewriteExpr, rewritePlan, someExpr } from '../planner/rewrite.js';
import type { Datum } from '../types/datum.js';
import { withSession } from '../types/session-settings.js';
import { constantRows } from './constant-plan.js';
import { callSequence } from './sequence-functions.js';
import type { StatementContext } from './statement-context.js';

/** Runs a plan that calls no sequence. */
type Run = (plan: LogicalPlan, context: StatementContext) => AsyncIterable<HostBatch>;
type Project = Extract<LogicalPlan, { kind: 'project' }>;
type Rows = readonly (readonly Datum[])[];

export async function withSequenceValues(plan: LogicalPlan, context: StatementContext, run: Run): Promise<LogicalPlan> {
  if (!callsSequence(plan)) return plan;
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
        if (rows !== null) return projected(node, rows, context);
        waiting = node;
        return node;
      },
    });
    if (waiting === null) {
      if (callsSequence(next)) throw notSupported('a sequence function outside of a select list');
      return next;
    }
    const project: Project = waiting;
    const rows: (readonly Datum[])[] = [];
    for await (const batch of run(project.input, context)) rows.push(...rowsFromBatch(batch));
    const done = projected(project, rows, context);
    current = rewritePlan(next, { expr: () => undefined, node: (node) => (node === project ? done : node) });
  }
}

function callsSequence(plan: LogicalPlan): boolean {
  let found = false;
  rewritePlan(plan, {
    expr: (expr) => {
      found ||= isSequenceExpr(expr);
      return undefined;
    },
  });
  return found;
}

function isSequenceExpr(expr: Expr): boolean {
  return someExpr(expr, isSequenceCall);
}

function isSequenceCall(expr: Expr): boolean {
  return expr.kind === 'call' && SEQUENCE_FUNCTION_NAMES.has(expr.name);
}

function projected(project: Project, rows: Rows, context: StatementContext): LogicalPlan {
  const ordinals = new Map<ColumnId, number>(project.input.columns.map(({ id }, ordinal) => [id, ordinal]));
  let row: readonly Datum[] = [];
  const read = (id: ColumnId): Datum => row[known(ordinals.get(id), `column ${id}`)] ?? null;
  const call = (expr: Expr): Expr | undefined => {
    if (expr.kind !== 'call' || !isSequenceCall(expr)) return undefined;
    const args = expr.args.map((arg) => evaluate(rewriteExpr(arg, call), read));
    return { kind: 'literal', type: expr.type, value: callSequence(expr.name, args, context) };
  };
  const exprs = project.exprs.map((expr) => ({ expr, calls: isSequenceExpr(expr) }));
  const values = withSession(context.sessionSettings, () =>
    rows.map((each) => {
      row = each;
      return exprs.map(({ expr, calls }) => evaluate(calls ? rewriteExpr(expr, call) : expr, read));
    }),
  );
  return { kind: 'values', columns: project.columns, rows: values };
}

/** Rows of VALUES come as a union of one-row projections. */
function merged(node: Extract<LogicalPlan, { kind: 'set' }>): LogicalPlan {
  const { left, right, columns } = node;
  if (node.op !== 'union' || !node.all || left.kind !== 'values' || right.kind !== 'values') return node;
  return { kind: 'values', columns, rows: [...left.rows, ...right.rows] };
}
