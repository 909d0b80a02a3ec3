/**
 * Runs a physical plan without exchanges on the conductor, a row at a time as they are asked for, so that LIMIT ends what is below it as it
 * does in compiled code. Interpreting a few thousand rows takes less than emitting and compiling code for them. Nodes, rows and errors
 * mean what plan/physical.ts says: these are the same plans as workers run.
 */
import { assert, known, unreachable } from '../../common/assert.js';
import { findSetFunction } from '../../functions/registry.js';
import type { ColumnInfo } from '../../plan/column-info.js';
import type { AggregateNode, PhysicalPlan, ScanNode, SeriesNode, SortNode, TableFunctionNode, WindowNode } from '../../plan/physical.js';
import { setFunctionRows } from '../../plan/set-function-rows.js';
import type { OperatorStats } from '../../plan/task-stats.js';
import { rankNames } from '../../plan/window.js';
import type { Datum } from '../../types/datum.js';
import { type AggregateState, aggregateState } from './aggregate-states.js';
import { joinRows, type Rows } from './join-rows.js';
import type { Meter } from './meter.js';
import { compareKeys, rankedRows } from './ranked-rows.js';
import { type Key, keyMaker, type Row, RowReader } from './row-reader.js';

export interface InterpreterOptions {
  /** Rows of a table with all of its columns. */
  readonly table: (node: ScanNode) => readonly Row[];
  readonly meter: Meter;
  /** Counts and times every operator. */
  readonly measure: { readonly nowMs: () => number } | null;
}

export class PlanInterpreter {
  readonly #options: InterpreterOptions;
  readonly #measured = new Map<number, { rows: number; ms: number }>();

  constructor(options: InterpreterOptions) {
    this.#options = options;
  }

  get operators(): readonly OperatorStats[] {
    return [...this.#measured].map(([op, { rows, ms }]) => ({ op, rows, ms, spilledBytes: 0, spilledParts: 0 }));
  }

  rows(node: PhysicalPlan): Rows {
    const rows = this.#rows(node);
    return this.#options.measure === null ? rows : this.#counted(node.op, rows, this.#options.measure.nowMs);
  }

  *#counted(op: number, rows: Rows, nowMs: () => number): Generator<Row | null> {
    const figures = { rows: 0, ms: 0 };
    this.#measured.set(op, figures);
    const iterator = rows[Symbol.iterator]();
    for (;;) {
      const started = nowMs();
      const next = iterator.next();
      figures.ms += nowMs() - started;
      if (next.done === true) return;
      if (next.value !== null) figures.rows += 1;
      yield next.value;
    }
  }

  #rows(node: PhysicalPlan): Rows {
    switch (node.kind) {
      case 'scan':
        return this.#scan(node);
      case 'values':
        return node.rows;
      case 'series':
        return this.#series(node);
      case 'filter': {
        const reader = new RowReader(node.input.columns);
        const pick = reader.picker(node.columns);
        return this.#each(node.input, (row) => (reader.evaluate(node.predicate, row) === true ? pick(row) : undefined));
      }
      case 'project': {
        const reader = new RowReader(node.input.columns);
        return this.#each(node.input, (row) => node.exprs.map((expr) => reader.evaluate(expr, row)));
      }
      case 'hash-join':
      case 'nested-loop-join':
        return joinRows(node, this.rows(node.build), this.rows(node.probe), this.#options.meter);
      case 'aggregate':
        return this.#aggregate(node);
      case 'sort':
        return this.#sort(node);
      case 'limit':
        return this.#limit(this.rows(node.input), node.offset, node.limit);
      case 'union-all':
        return this.#append(node.inputs);
      case 'row-id': {
        let number = -1n;
        return this.#each(node.input, (row) => {
          number += 1n;
          return [...row, number];
        });
      }
      case 'table-function':
        return this.#tableFunction(node);
      case 'window':
        return this.#window(node);
      case 'exchange':
      case 'exchange-source':
        assert(false, `the conductor runs no ${node.kind}`);
        return [];
    }
    return unreachable(node);
  }

  /** `make` gives nothing for rows that are left out. */
  *#each(input: PhysicalPlan, make: (row: Row) => Row | undefined): Generator<Row | null> {
    const { meter } = this.#options;
    for (const row of this.rows(input)) {
      if (row === null || meter.spend()) yield null;
      const made = row === null ? undefined : make(row);
      if (made !== undefined) yield made;
    }
  }

  /** All rows of an input into `take`. */
  *#all(input: PhysicalPlan, take: (row: Row) => void): Generator<null> {
    const { meter } = this.#options;
    for (const row of this.rows(input)) {
      if (row === null || meter.spend()) yield null;
      if (row !== null) take(row);
    }
  }

  *#scan(node: ScanNode): Generator<Row> {
    for (const row of this.#options.table(node)) yield node.ordinals.map((ordinal) => row[ordinal] ?? null);
  }

  *#series({ start, step, count, columns }: SeriesNode): Generator<Row> {
    const wide = columns[0]?.type.kind === 'int8';
    for (let at = 0; at < count; at += 1) {
      const value = start + step * BigInt(at);
      yield [wide ? value : Number(value)];
    }
  }

  *#append(inputs: readonly PhysicalPlan[]): Generator<Row | null> {
    for (const input of inputs) yield* this.rows(input);
  }

  *#limit(rows: Rows, offset: number, limit: number | null): Generator<Row | null> {
    if (limit === 0) return;
    let at = 0;
    for (const row of rows) {
      if (row === null) {
        yield null;
        continue;
      }
      at += 1;
      if (at > offset) yield row;
      if (limit !== null && at >= offset + limit) return;
    }
  }

  *#sort(node: SortNode): Generator<Row | null> {
    const reader = new RowReader(node.input.columns);
    const sorted: { readonly row: Row; readonly keys: Row }[] = [];
    yield* this.#all(node.input, (row) => sorted.push({ row, keys: node.keys.map(({ expr }) => reader.evaluate(expr, row)) }));
    sorted.sort((a, b) => compareKeys(node.keys, a.keys, b.keys));
    const pick = reader.picker(node.columns);
    const end = node.limit === null ? sorted.length : node.offset + node.limit;
    for (const { row } of sorted.slice(node.offset, end)) yield pick(row);
  }

  *#window(node: WindowNode): Generator<Row | null> {
    const rows: Row[] = [];
    yield* this.#all(node.input, (row) => rows.push(row));
    yield* rankedRows(node, rows, known(rankNames(node.functions), 'functions that number rows'));
  }

  *#aggregate(node: AggregateNode): Generator<Row | null> {
    const reader = new RowReader(node.input.columns);
    const keyOf = keyMaker(node.keys.map(({ type }) => type));
    const groups = new Map<Key, { readonly keys: Row; readonly states: readonly AggregateState[] }>();
    const group = (keys: Row): { readonly states: readonly AggregateState[] } => {
      const key = keyOf(keys);
      let found = groups.get(key);
      if (found === undefined) {
        found = { keys, states: statesOf(node) };
        groups.set(key, found);
      }
      return found;
    };
    if (node.keys.length === 0) group([]);
    yield* this.#all(node.input, (row) => {
      const { states } = group(node.keys.map((key) => reader.evaluate(key, row)));
      for (const [i, { arg, second, filter }] of node.aggregates.entries()) {
        if (filter !== null && reader.evaluate(filter, row) !== true) continue;
        const value = arg === null ? true : reader.evaluate(arg, row);
        known(states[i], 'state').add(value, second === undefined ? null : reader.evaluate(second, row));
      }
    });
    for (const { keys, states } of groups.values()) yield [...keys, ...states.map((state) => state.result())];
  }

  *#tableFunction(node: TableFunctionNode): Generator<Row | null> {
    const { meter } = this.#options;
    const reader = new RowReader(node.input.columns);
    const keep = reader.picker(node.kept);
    const functions = node.functions.map(({ name, args, width }) => {
      const types = args.map((arg) => arg.type);
      return { entry: known(findSetFunction(name, types), `set-returning function ${name}`), args, types, width };
    });
    for (const row of this.rows(node.input)) {
      if (row === null) {
        yield null;
        continue;
      }
      const calls = functions.map((each) => ({ ...each, args: each.args.map((arg) => reader.evaluate(arg, row)) }));
      const kept = keep(row);
      let number = 0n;
      for (const made of setFunctionRows(calls)) {
        if (meter.spend()) yield null;
        number += 1n;
        const outputs = node.outputs.map((output): Datum => made[output] ?? null);
        yield node.ordinality ? [...kept, ...outputs, number] : [...kept, ...outputs];
      }
    }
  }
}

function statesOf(node: AggregateNode): readonly AggregateState[] {
  return node.aggregates.map(({ fn, arg, second }, i) => {
    const column: ColumnInfo = known(node.columns[node.keys.length + i], 'column of an aggregate');
    return aggregateState(fn, column.type, arg?.type ?? null, second !== undefined);
  });
}
