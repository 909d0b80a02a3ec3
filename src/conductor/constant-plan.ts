/**
 * Plans that need no worker: constant rows, filtered, projected, sorted and cut. `SELECT 1`, the source of INSERT ... VALUES and
 * simple questions to the catalog are answered here by the interpreter.
 */
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { BatchColumn, HostBatch } from '../plan/batch.js';
import { batchColumn, batchFromRows } from '../plan/datum-batch.js';
import type { ColumnId, Expr, SortKey } from '../plan/expr.js';
import { evaluate } from '../plan/interpreter.js';
import type { Column, LogicalPlan } from '../plan/logical.js';
import { hasSubquery } from '../planner/rewrite.js';
import { compareDatums } from '../types/compare.js';
import type { Datum } from '../types/datum.js';

type Row = readonly Datum[];
/** Rows of one batch of a constant result. */
const BATCH_ROWS = 8_192;

/** The plan's rows, or null: it has to run on workers. Raises what evaluating its expressions raises. */
export function constantRows(plan: LogicalPlan): readonly Row[] | null {
  return isConstant(plan) ? rowsOf(plan) : null;
}

export function batchSchema(columns: readonly { readonly name: string; readonly type: Column['type'] }[]): readonly BatchColumn[] {
  return columns.map(({ name, type }) => batchColumn(name, type));
}

export function* batchesOfRows(schema: readonly BatchColumn[], rows: readonly Row[]): Generator<HostBatch> {
  for (let at = 0; at < rows.length; at += BATCH_ROWS) yield batchFromRows(schema, rows.slice(at, at + BATCH_ROWS));
}

function isConstant(plan: LogicalPlan): boolean {
  switch (plan.kind) {
    case 'values':
      return true;
    case 'filter':
      return isConstant(plan.input) && !hasSubquery(plan.predicate);
    case 'project':
      return isConstant(plan.input) && !plan.exprs.some(hasSubquery);
    case 'sort':
      return isConstant(plan.input) && !plan.keys.some(({ expr }) => hasSubquery(expr));
    case 'limit':
      return isConstant(plan.input) && [plan.limit, plan.offset].every((expr) => expr === null || !hasSubquery(expr));
    case 'get':
    case 'join':
    case 'apply':
    case 'aggregate':
    case 'distinct':
    case 'set':
    case 'row-id':
      return false;
  }
}

function rowsOf(plan: LogicalPlan): readonly Row[] {
  switch (plan.kind) {
    case 'values':
      return plan.rows;
    case 'filter': {
      const reader = new RowReader(plan.input.columns);
      return rowsOf(plan.input).filter((row) => reader.evaluate(plan.predicate, row) === true);
    }
    case 'project': {
      const reader = new RowReader(plan.input.columns);
      return rowsOf(plan.input).map((row) => plan.exprs.map((expr) => reader.evaluate(expr, row)));
    }
    case 'sort':
      return sorted(rowsOf(plan.input), plan.keys, new RowReader(plan.input.columns));
    case 'limit': {
      const rows = rowsOf(plan.input);
      const offset = count(plan.offset, 'OFFSET') ?? 0;
      const limit = count(plan.limit, 'LIMIT') ?? rows.length;
      return rows.slice(offset, offset + limit);
    }
    default:
      assert(false, 'a constant plan');
      return [];
  }
}

class RowReader {
  readonly #ordinals: ReadonlyMap<ColumnId, number>;
  #row: Row = [];
  readonly #read = (id: ColumnId): Datum => this.#row[known(this.#ordinals.get(id), `column ${id}`)] ?? null;

  constructor(columns: readonly Column[]) {
    this.#ordinals = new Map(columns.map(({ id }, ordinal) => [id, ordinal]));
  }

  evaluate(expr: Expr, row: Row): Datum {
    this.#row = row;
    return evaluate(expr, this.#read);
  }
}

function sorted(rows: readonly Row[], keys: readonly SortKey[], reader: RowReader): readonly Row[] {
  const decorated = rows.map((row) => ({ row, values: keys.map(({ expr }) => reader.evaluate(expr, row)) }));
  decorated.sort((a, b) => {
    for (const [at, { expr, descending, nullsFirst }] of keys.entries()) {
      const left = a.values[at] ?? null;
      const right = b.values[at] ?? null;
      if (left === null || right === null) {
        if (left === right) continue;
        return (left === null) === nullsFirst ? -1 : 1;
      }
      const order = compareDatums(expr.type.kind, left, right);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
  return decorated.map(({ row }) => row);
}

function count(expr: Expr | null, clause: 'LIMIT' | 'OFFSET'): number | null {
  if (expr === null) return null;
  const value = evaluate(expr, () => null);
  if (value === null) return null;
  const number = Number(value);
  if (number < 0) {
    const code = clause === 'LIMIT' ? SQLSTATE.invalidRowCountInLimit : SQLSTATE.invalidRowCountInOffset;
    throw new ConductError(code, `${clause} must not be negative`);
  }
  return number;
}
