/**
 * The interpreter of logical plans over constant rows, a row at a time as they are asked for, so that LIMIT ends a recursion that
 * would not end by itself.
 */
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { findSetFunction } from '../functions/registry.js';
import { equality, equalRows } from '../plan/equal-rows.js';
import type { ColumnId, Expr, SortKey } from '../plan/expr.js';
import { evaluate } from '../plan/interpreter.js';
import type { ApplyPlan, Column, FilterPlan, JoinPlan, LogicalPlan, RecursivePlan, SetPlan, TableFunctionPlan } from '../plan/logical.js';
import { rowKey } from '../plan/row-key.js';
import { setFunctionRows } from '../plan/set-function-rows.js';
import { compareDatums } from '../types/compare.js';
import type { Datum } from '../types/datum.js';
import { TYPES } from '../types/sql-type.js';

type Row = readonly Datum[];

/** The plan makes more rows on its way than it may here. */
export class TooManyRows extends ConductError {
  constructor(limit: number) {
    super(SQLSTATE.programLimitExceeded, `a query over constants makes more than ${limit} rows`);
  }
}

interface Scope {
  /** Columns of the rows around: of the left side of a dependent join. */
  readonly outer: (id: ColumnId) => Datum;
  /** Working tables of the recursions that are under way. */
  readonly working: ReadonlyMap<number, readonly Row[]>;
  /** Rows that may still be made. */
  readonly budget: { left: number; readonly limit: number };
}

export function constantPlanRows(plan: LogicalPlan, limit: number): Iterable<Row> {
  const outer = (id: ColumnId): Datum => {
    assert(false, `column ${id} in a constant plan`);
    return null;
  };
  return rowsOf(plan, { outer, working: new Map(), budget: { left: limit, limit } });
}

function* rowsOf(plan: LogicalPlan, scope: Scope): Iterable<Row> {
  switch (plan.kind) {
    case 'values':
      yield* plan.rows;
      return;
    case 'working-table':
      yield* known(scope.working.get(plan.id), 'working table');
      return;
    case 'filter': {
      if (plan.input.kind === 'join') {
        yield* joinRows(filteredJoin(plan.input, plan.predicate), scope);
        return;
      }
      const reader = new RowReader(plan.input.columns, scope);
      for (const row of candidates(plan, scope)) if (reader.evaluate(plan.predicate, row) === true) yield row;
      return;
    }
    case 'project': {
      const reader = new RowReader(plan.input.columns, scope);
      for (const row of rowsOf(plan.input, scope)) yield plan.exprs.map((expr) => reader.evaluate(expr, row));
      return;
    }
    case 'sort':
      yield* sorted([...rowsOf(plan.input, scope)], plan.keys, new RowReader(plan.input.columns, scope));
      return;
    case 'limit': {
      const offset = count(plan.offset, 'OFFSET') ?? 0;
      const limit = count(plan.limit, 'LIMIT');
      yield* cut(rowsOf(plan.input, scope), offset, limit);
      return;
    }
    case 'distinct':
      yield* distinct(rowsOf(plan.input, scope), plan.columns, new Set());
      return;
    case 'set':
      yield* setRows(plan, scope);
      return;
    case 'table-function':
      yield* functionRows(plan, scope);
      return;
    case 'join':
    case 'apply':
      yield* joinRows(plan, scope);
      return;
    case 'recursive':
      yield* recursiveRows(plan, scope);
      return;
    case 'get':
    case 'aggregate':
    case 'row-id':
    case 'window':
      assert(false, 'a constant plan');
  }
}

/** The filter's condition is the join's, too: rows that it leaves out are not made. */
function filteredJoin(join: JoinPlan, predicate: Expr): JoinPlan {
  return { ...join, condition: { kind: 'and', type: TYPES.bool, args: [predicate, join.condition] } };
}

/** Rows that may meet the condition: of a constant list those with the value that a column has to have. */
function candidates({ input, predicate }: FilterPlan, scope: Scope): Iterable<Row> {
  if (input.kind !== 'values') return rowsOf(input, scope);
  const ids = input.columns.map(({ id }) => id);
  const found = equality(predicate, (id) => ids.includes(id));
  if (found === null || found.other.kind !== 'literal') return input.rows;
  return equalRows(input.rows, ids.indexOf(found.key), found.other.value);
}

class RowReader {
  readonly #ordinals: ReadonlyMap<ColumnId, number>;
  readonly #outer: (id: ColumnId) => Datum;
  #row: Row = [];

  constructor(columns: readonly Column[], scope: Scope) {
    this.#ordinals = new Map(columns.map(({ id }, ordinal) => [id, ordinal]));
    this.#outer = scope.outer;
  }

  readonly read = (id: ColumnId): Datum => {
    const ordinal = this.#ordinals.get(id);
    return ordinal === undefined ? this.#outer(id) : (this.#row[ordinal] ?? null);
  };

  evaluate(expr: Expr, row: Row): Datum {
    this.#row = row;
    return evaluate(expr, this.read);
  }

  at(row: Row): (id: ColumnId) => Datum {
    return (id) => {
      const ordinal = this.#ordinals.get(id);
      return ordinal === undefined ? this.#outer(id) : (row[ordinal] ?? null);
    };
  }
}

function* cut(rows: Iterable<Row>, offset: number, limit: number | null): Iterable<Row> {
  if (limit === 0) return;
  let at = 0;
  for (const row of rows) {
    at += 1;
    if (at > offset) yield row;
    if (limit !== null && at >= offset + limit) return;
  }
}

function* distinct(rows: Iterable<Row>, columns: readonly Column[], seen: Set<string>): Iterable<Row> {
  for (const row of rows) {
    const key = rowKey(columns, row);
    if (seen.has(key)) continue;
    seen.add(key);
    yield row;
  }
}

function* setRows(plan: SetPlan, scope: Scope): Iterable<Row> {
  if (plan.op === 'union') {
    const seen = new Set<string>();
    for (const side of [plan.left, plan.right]) yield* plan.all ? rowsOf(side, scope) : distinct(rowsOf(side, scope), plan.columns, seen);
    return;
  }
  const counts = new Map<string, number>();
  for (const row of rowsOf(plan.right, scope)) {
    const key = rowKey(plan.columns, row);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const left = plan.all ? rowsOf(plan.left, scope) : distinct(rowsOf(plan.left, scope), plan.columns, new Set());
  for (const row of left) {
    const key = rowKey(plan.columns, row);
    const others = counts.get(key) ?? 0;
    if (plan.all) counts.set(key, others - 1);
    if (others > 0 === (plan.op === 'intersect')) yield row;
  }
}

function spend(scope: Scope): void {
  scope.budget.left -= 1;
  if (scope.budget.left < 0) throw new TooManyRows(scope.budget.limit);
}

function* functionRows(plan: TableFunctionPlan, scope: Scope): Iterable<Row> {
  const reader = new RowReader(plan.input.columns, scope);
  const functions = plan.functions.map(({ name, args, width }) => {
    const types = args.map((arg) => arg.type);
    return { entry: known(findSetFunction(name, types), `set-returning function ${name}`), args, types, width };
  });
  for (const row of rowsOf(plan.input, scope)) {
    const calls = functions.map((each) => ({ ...each, args: each.args.map((arg) => reader.evaluate(arg, row)) }));
    let number = 0n;
    for (const made of setFunctionRows(calls)) {
      spend(scope);
      number += 1n;
      yield plan.ordinality ? [...row, ...made, number] : [...row, ...made];
    }
  }
}

/** Inner joins. */
function* joinRows(plan: JoinPlan | ApplyPlan, scope: Scope): Iterable<Row> {
  const left = new RowReader(plan.left.columns, scope);
  const both = new RowReader([...plan.left.columns, ...plan.right.columns], scope);
  const once = plan.kind === 'join' ? [...rowsOf(plan.right, scope)] : null;
  if (once?.length === 0) return;
  const leftRows = once === null ? rowsOf(plan.left, scope) : matchable(plan, once, scope);
  for (const row of leftRows) {
    for (const other of once ?? rowsOf(plan.right, { ...scope, outer: left.at(row) })) {
      const joined = [...row, ...other];
      if (both.evaluate(plan.condition, joined) !== true) continue;
      spend(scope);
      yield joined;
    }
  }
}

/** Rows of the left side that may match one of a few of the right side: those of a constant list are found by their values. */
function matchable(plan: JoinPlan | ApplyPlan, right: readonly Row[], scope: Scope): Iterable<Row> {
  const { left } = plan;
  if (left.kind !== 'values' || right.length > FEW_ROWS) return rowsOf(left, scope);
  const ids = left.columns.map(({ id }) => id);
  const found = equality(plan.condition, (id) => ids.includes(id));
  const position =
    found?.other.kind === 'column' ? plan.right.columns.findIndex(({ id }) => found.other.kind === 'column' && id === found.other.id) : -1;
  if (found === null || position < 0) return left.rows;
  const values = new Set(right.map((row) => row[position] ?? null));
  return [...values].flatMap((value) => equalRows(left.rows, ids.indexOf(found.key), value));
}

const FEW_ROWS = 64;

/** The rows of the base, then round after round those of the step over the last round's. */
function* recursiveRows(plan: RecursivePlan, scope: Scope): Iterable<Row> {
  const seen = new Set<string>();
  const fresh = (rows: Iterable<Row>): Iterable<Row> => (plan.all ? rows : distinct(rows, plan.columns, seen));
  let last: Row[] = [];
  for (const row of fresh(rowsOf(plan.base, scope))) {
    spend(scope);
    last.push(row);
    yield row;
  }
  while (last.length > 0) {
    const next: Row[] = [];
    const working = new Map(scope.working).set(plan.id, last);
    for (const row of fresh(rowsOf(plan.step, { ...scope, working }))) {
      spend(scope);
      next.push(row);
      yield row;
    }
    last = next;
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
      const order = compareDatums(expr.type, left, right);
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
