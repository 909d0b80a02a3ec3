/**
 * Plans that need no worker: their leaves are constant rows, and there are few of them. `SELECT 1`, the source of INSERT ... VALUES,
 * simple questions to the catalog, short series and recursions over constants are answered here by the interpreter.
 */

import { LIMITS } from '../common/limits.js';
import type { BatchColumn, HostBatch } from '../plan/batch.js';
import { batchColumn, batchFromRows } from '../plan/datum-batch.js';
import type { Expr } from '../plan/expr.js';
import type { Column, LogicalPlan } from '../plan/logical.js';
import { hasSubquery } from '../planner/rewrite.js';
import type { Datum } from '../types/datum.js';
import { type SessionSettings, withSession } from '../types/session-settings.js';
import { constantPlanRows, TooManyRows } from './run-constant-plan.js';

type Row = readonly Datum[];
/** Rows of one batch of a constant result. */
const BATCH_ROWS = 8_192;

/** The plan's rows, or null: it has to run on workers. Raises what evaluating its expressions raises. */
export function constantRows(plan: LogicalPlan, settings: SessionSettings): readonly Row[] | null {
  if (!isConstant(plan)) return null;
  try {
    return withSession(settings, () => [...constantPlanRows(plan, hasRecursion(plan) ? LIMITS.recursiveRows : LIMITS.constantRows)]);
  } catch (error) {
    if (error instanceof TooManyRows && !hasRecursion(plan)) return null;
    throw error;
  }
}

type NamedColumns = readonly { readonly name: string; readonly type: Column['type'] }[];
const schemas = new WeakMap<NamedColumns, readonly BatchColumn[]>();

/** The same object for the same columns. */
export function batchSchema(columns: NamedColumns): readonly BatchColumn[] {
  let schema = schemas.get(columns);
  if (schema === undefined) {
    schema = columns.map(({ name, type }) => batchColumn(name, type));
    schemas.set(columns, schema);
  }
  return schema;
}

export function* batchesOfRows(schema: readonly BatchColumn[], rows: readonly Row[]): Generator<HostBatch> {
  for (let at = 0; at < rows.length; at += BATCH_ROWS) yield batchFromRows(schema, rows.slice(at, at + BATCH_ROWS));
}

/** Whether all leaves are constant, and no operator is beyond the interpreter. */
export function isConstant(plan: LogicalPlan): boolean {
  switch (plan.kind) {
    case 'values':
    case 'working-table':
      return true;
    case 'filter':
      return isConstant(plan.input) && isPlain(plan.predicate);
    case 'project':
      return isConstant(plan.input) && plan.exprs.every(isPlain);
    case 'sort':
      return isConstant(plan.input) && plan.keys.every(({ expr }) => isPlain(expr));
    case 'limit':
      return isConstant(plan.input) && [plan.limit, plan.offset].every((expr) => expr === null || isPlain(expr));
    case 'table-function':
      return isConstant(plan.input) && plan.functions.every(({ args }) => args.every(isPlain));
    case 'distinct':
      return isConstant(plan.input);
    case 'set':
      return isConstant(plan.left) && isConstant(plan.right);
    case 'recursive':
      return isConstant(plan.base) && isConstant(plan.step);
    case 'join':
    case 'apply':
      // Catalog queries join thousands of rows: workers have better joins.
      return plan.join === 'inner' && isConstant(plan.left) && isConstant(plan.right) && isPlain(plan.condition) && usesWorkingTable(plan);
    case 'get':
    case 'aggregate':
    case 'row-id':
    case 'window':
      return false;
  }
}

function isPlain(expr: Expr): boolean {
  return !hasSubquery(expr);
}

function hasRecursion(plan: LogicalPlan): boolean {
  return somePlan(plan, (node) => node.kind === 'recursive');
}

function usesWorkingTable(plan: LogicalPlan): boolean {
  return somePlan(plan, (node) => node.kind === 'working-table' || node.kind === 'recursive');
}

function somePlan(plan: LogicalPlan, test: (plan: LogicalPlan) => boolean): boolean {
  if (test(plan)) return true;
  switch (plan.kind) {
    case 'get':
    case 'values':
    case 'working-table':
      return false;
    case 'join':
    case 'apply':
    case 'set':
      return somePlan(plan.left, test) || somePlan(plan.right, test);
    case 'recursive':
      return somePlan(plan.base, test) || somePlan(plan.step, test);
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'sort':
    case 'limit':
    case 'distinct':
    case 'row-id':
    case 'table-function':
    case 'window':
      return somePlan(plan.input, test);
  }
}
