/**
 * Parts of a statement that are evaluated before the rest is planned.
 *
 * LIMIT and OFFSET with subqueries become numbers. WITH RECURSIVE on workers: round after round the step runs as an ordinary query, with the rows of the last round as constants in
 * it. What all rounds gave takes the recursion's place in the statement before that is planned. Recursions over constants alone are the
 * interpreter's.
 */
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import { outerColumns } from '../optimizer/columns.js';
import { rowsFromBatch } from '../plan/datum-batch.js';
import type { Expr } from '../plan/expr.js';
import type { LogicalPlan, RecursivePlan } from '../plan/logical.js';
import { printLogical } from '../plan/print-logical.js';
import { rowKey } from '../plan/row-key.js';
import type { BoundExplain, BoundStatement } from '../planner/bound-statement.js';
import { settleLimit } from '../planner/limits.js';
import { mapPlans } from '../planner/map-plans.js';
import { hasSubquery, rewriteEverywhere } from '../planner/rewrite.js';
import type { Datum } from '../types/datum.js';
import { constantRows, isConstant } from './constant-plan.js';
import { type CorrelatedRun, correlatedRows, isCorrelated } from './correlated-recursion.js';
import { canceled } from './scheduler.js';
import type { StatementContext } from './statement-context.js';
import { streamRows } from './stream-plan.js';

type Row = readonly Datum[];

/** The statement with the values of its limits and the rows of its recursions. */
export async function evaluateFirst(bound: BoundStatement, context: StatementContext): Promise<BoundStatement> {
  if (bound.kind === 'explain') return explained(bound, context);
  return resolveRecursions(await resolveLimits(bound, context), context);
}

/** EXPLAIN shows what would be evaluated before; only ANALYZE evaluates it. */
async function explained(bound: BoundExplain, context: StatementContext): Promise<BoundStatement> {
  const notes: string[] = [...(bound.notes ?? [])];
  const seen = new Set<number>();
  mapPlans(bound, (plan) => {
    visitPlans(plan, (node) => {
      if (node.kind !== 'recursive' || seen.has(node.id)) return;
      seen.add(node.id);
      notes.push(
        `CTE ${node.name}, evaluated before:`,
        ...printLogical(node)
          .split('\n')
          .map((line) => `  ${line}`),
      );
    });
    return plan;
  });
  if (bound.analyze) return { ...(await resolveRecursions(await resolveLimits(bound, context), context)), notes } as BoundExplain;
  const emptied = mapPlans(bound, (plan) =>
    rewriteEverywhere(plan, {
      node: (node) => {
        if (node.kind === 'recursive') return { kind: 'values', columns: node.columns, rows: [] };
        if (node.kind !== 'limit') return node;
        const unknown = (expr: Expr | null): Expr | null => (expr !== null && hasSubquery(expr) ? null : expr);
        return { ...node, limit: unknown(node.limit), offset: unknown(node.offset) };
      },
    }),
  );
  return { ...emptied, notes };
}

async function resolveLimits(bound: BoundStatement, context: StatementContext): Promise<BoundStatement> {
  const found = new Set<Expr>();
  mapPlans(bound, (plan) => {
    visitPlans(plan, (node) => {
      if (node.kind !== 'limit') return;
      for (const expr of [node.limit, node.offset]) if (expr !== null && hasSubquery(expr)) found.add(expr);
    });
    return plan;
  });
  if (found.size === 0) return bound;
  const values = new Map<Expr, Expr>();
  for (const expr of found) {
    const column = { id: LIMIT_COLUMN, name: 'limit', type: expr.type, nullable: true };
    const [row] = await planRows(
      { kind: 'project', columns: [column], input: { kind: 'values', columns: [], rows: [[]] }, exprs: [expr] },
      context,
    );
    values.set(expr, { kind: 'literal', type: expr.type, value: row?.[0] ?? null });
  }
  const settled = (expr: Expr | null, clause: 'LIMIT' | 'OFFSET'): Expr | null =>
    expr === null ? null : settleLimit(values.get(expr) ?? expr, clause);
  return mapPlans(bound, (plan) =>
    rewriteEverywhere(plan, {
      node: (node) =>
        node.kind === 'limit' ? { ...node, limit: settled(node.limit, 'LIMIT'), offset: settled(node.offset, 'OFFSET') } : node,
    }),
  );
}

/** No statement has so many columns. */
const LIMIT_COLUMN = 1_000_000_000;

/** A query that the interpreter can answer as a whole stays as it is. */
async function resolveRecursions(
  bound: BoundStatement,
  context: StatementContext,
  newColumnId: () => number = columnIds(),
): Promise<BoundStatement> {
  const found = new Set<RecursivePlan>();
  const goals = new Map<RecursivePlan, number>();
  mapPlans(bound, (plan) => {
    // The interpreter makes rows as they are asked for: a LIMIT above ends the recursion.
    if (isConstant(plan)) return plan;
    for (const each of innermost(plan)) found.add(each);
    noteGoals(plan, goals);
    return plan;
  });
  if (found.size === 0) return bound;
  // References to rows that are made once share the id.
  const rows = new Map<number, (node: RecursivePlan) => LogicalPlan>();
  for (const each of found) {
    if (rows.has(each.id)) continue;
    if (isCorrelated(each)) {
      const plan = await correlatedRows(each, correlatedRun(bound, context, newColumnId));
      rows.set(each.id, () => plan);
    } else {
      const made = await recursionRows(each, context, goals.get(each) ?? null);
      rows.set(each.id, ({ columns }) => ({ kind: 'values', columns, rows: made }));
    }
  }
  const replaced = mapPlans(bound, (plan) => replaceRecursions(plan, rows));
  // Recursions around those that are done now.
  return resolveRecursions(replaced, context, newColumnId);
}

/** Above those of all statements. */
function columnIds(): () => number {
  let last = LIMIT_COLUMN;
  return () => {
    last += 1;
    return last;
  };
}

/** Recursions that hold no other ones. */
function innermost(plan: LogicalPlan): readonly RecursivePlan[] {
  const found: RecursivePlan[] = [];
  visitPlans(plan, (node) => {
    if (node.kind !== 'recursive') return;
    let nested = false;
    for (const side of [node.base, node.step]) {
      visitPlans(side, (inner) => {
        nested ||= inner.kind === 'recursive';
      });
    }
    if (!nested) found.push(node);
  });
  return found;
}

function visitPlans(plan: LogicalPlan, visit: (plan: LogicalPlan) => void): void {
  rewriteEverywhere(plan, {
    node: (node) => {
      visit(node);
      return node;
    },
  });
}

/** How many rows the statement takes of a recursion whose rows go to its LIMIT as they are. */
function noteGoals(plan: LogicalPlan, goals: Map<RecursivePlan, number>): void {
  if (plan.kind !== 'limit' || plan.limit?.kind !== 'literal' || typeof plan.limit.value !== 'bigint') return;
  const skipped = plan.offset?.kind === 'literal' && typeof plan.offset.value === 'bigint' ? plan.offset.value : 0n;
  let input = plan.input;
  while (input.kind === 'project') input = input.input;
  if (input.kind === 'recursive') goals.set(input, Number(plan.limit.value + skipped));
}

function replaceRecursions(plan: LogicalPlan, rows: ReadonlyMap<number, (node: RecursivePlan) => LogicalPlan>): LogicalPlan {
  return rewriteEverywhere(plan, {
    node: (node) => (node.kind === 'recursive' ? (rows.get(node.id)?.(node) ?? node) : node),
  });
}

function correlatedRun(bound: BoundStatement, context: StatementContext, newColumnId: () => number): CorrelatedRun {
  return {
    visit: (visit) => {
      mapPlans(bound, (plan) => {
        visitPlans(plan, visit);
        return plan;
      });
    },
    rows: (plan) => planRows(plan, context),
    recursion: (plan) => recursionRows(plan, context, null),
    newColumnId,
  };
}

async function recursionRows(plan: RecursivePlan, context: StatementContext, goal: number | null): Promise<readonly Row[]> {
  if (outerColumns(plan).size > 0) throw notSupported('recursion inside of a correlated subquery');
  const constant = goal === null ? constantRows(plan, context.sessionSettings) : null;
  if (constant !== null) return constant;
  const seen = new Set<string>();
  const fresh = (rows: readonly Row[]): readonly Row[] => {
    if (plan.all) return rows;
    return rows.filter((row) => {
      const key = rowKey(plan.columns, row);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  };
  const all: Row[] = [];
  let last = fresh(await planRows(plan.base, context));
  while (last.length > 0) {
    for (const row of last) all.push(row);
    if (goal !== null && all.length >= goal) break;
    if (all.length > LIMITS.recursiveRows) {
      throw new ConductError(SQLSTATE.programLimitExceeded, `recursive query "${plan.name}" has more than ${LIMITS.recursiveRows} rows`);
    }
    last = fresh(await planRows(withWorkingTable(plan.step, plan.id, last), context));
  }
  return all;
}

/** The rows in the place of what stands for them. */
export function withWorkingTable(step: LogicalPlan, id: number, rows: readonly Row[]): LogicalPlan {
  return rewriteEverywhere(step, {
    node: (node) => (node.kind === 'working-table' && node.id === id ? { kind: 'values', columns: node.columns, rows } : node),
  });
}

/** Runs a part of the statement by itself. */
async function planRows(plan: LogicalPlan, context: StatementContext): Promise<readonly Row[]> {
  if (context.signal.aborted) throw canceled(context.signal);
  const constant = constantRows(plan, context.sessionSettings);
  if (constant !== null) return constant;
  const rows: Row[] = [];
  for await (const batch of streamRows(plan, context)) {
    for (const row of rowsFromBatch(batch)) rows.push(row);
    if (rows.length > LIMITS.recursiveRows) {
      throw new ConductError(SQLSTATE.programLimitExceeded, `a recursive query has more than ${LIMITS.recursiveRows} rows`);
    }
  }
  return rows;
}
