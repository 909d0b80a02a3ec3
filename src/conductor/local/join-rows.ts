/**
 * The interpreter's joins. The build side is collected, by key in a hash join, then each row of the probe side meets the rows that it may
 * match. NULL in a key matches nothing.
 */
import { unreachable } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { HashJoinNode, NestedLoopJoinNode } from '../../plan/physical.js';
import type { Datum } from '../../types/datum.js';
import type { Meter } from './meter.js';
import { type Key, keyMaker, type Row, RowReader } from './row-reader.js';

type JoinNode = HashJoinNode | NestedLoopJoinNode;
/** null: others are to have the thread first. */
export type Rows = Iterable<Row | null>;

/** A row of the build side, and whether a probe row has matched it. */
interface BuildRow {
  readonly row: Row;
  matched: boolean;
}

export function* joinRows(node: JoinNode, build: Rows, probe: Rows, meter: Meter): Generator<Row | null> {
  const table = node.kind === 'hash-join' ? new HashTable(node) : new RowList();
  for (const row of build) {
    if (row === null || meter.spend()) yield null;
    if (row !== null) table.add(row);
  }
  const joiner = new Joiner(node, table);
  for (const row of probe) {
    if (row === null || meter.spend()) yield null;
    if (row !== null) yield* joiner.probe(row, meter);
  }
  yield* joiner.unmatched();
}

/** Where the rows of the build side are. */
interface BuildSide {
  readonly all: readonly BuildRow[];
  add(row: Row): void;
  /** Rows that may match. */
  candidates(probe: Row): readonly BuildRow[];
}

class RowList implements BuildSide {
  readonly all: BuildRow[] = [];

  add(row: Row): void {
    this.all.push({ row, matched: false });
  }

  candidates(): readonly BuildRow[] {
    return this.all;
  }
}

class HashTable implements BuildSide {
  readonly all: BuildRow[] = [];
  readonly #node: HashJoinNode;
  readonly #build: RowReader;
  readonly #probe: RowReader;
  readonly #keyOf: (values: Row) => Key;
  readonly #byKey = new Map<Key, BuildRow[]>();

  constructor(node: HashJoinNode) {
    this.#node = node;
    this.#build = new RowReader(node.build.columns);
    this.#probe = new RowReader(node.probe.columns);
    this.#keyOf = keyMaker(node.buildKeys.map(({ type }) => type));
  }

  add(row: Row): void {
    const entry = { row, matched: false };
    this.all.push(entry);
    const values = this.#node.buildKeys.map((key) => this.#build.evaluate(key, row));
    if (values.includes(null)) return;
    const key = this.#keyOf(values);
    const same = this.#byKey.get(key);
    if (same === undefined) this.#byKey.set(key, [entry]);
    else same.push(entry);
  }

  candidates(row: Row): readonly BuildRow[] {
    const values = this.#node.probeKeys.map((key) => this.#probe.evaluate(key, row));
    return values.includes(null) ? [] : (this.#byKey.get(this.#keyOf(values)) ?? []);
  }
}

class Joiner {
  readonly #node: JoinNode;
  readonly #table: BuildSide;
  readonly #both: RowReader;
  readonly #pick: (row: Row) => Row;
  readonly #noBuild: Row;
  readonly #noProbe: Row;

  constructor(node: JoinNode, table: BuildSide) {
    this.#node = node;
    this.#table = table;
    const columns = [...node.probe.columns, ...node.build.columns];
    this.#both = new RowReader(columns);
    this.#noBuild = node.build.columns.map(() => null);
    this.#noProbe = node.probe.columns.map(() => null);
    // The mark has a place after the columns of both sides.
    const mark = node.join === 'probe-mark' ? node.columns.slice(-1) : [];
    this.#pick = new RowReader([...columns, ...mark]).picker(node.columns);
  }

  *probe(row: Row, meter: Meter): Generator<Row | null> {
    const { join } = this.#node;
    let found = 0;
    let unknown = false;
    for (const entry of this.#table.candidates(row)) {
      if (meter.spend()) yield null;
      const joined = [...row, ...entry.row];
      const verdict = this.#test(joined);
      if (verdict === null) unknown = true;
      if (verdict !== true) continue;
      found += 1;
      entry.matched = true;
      // One match says all, though a build side that asks for matches wants each.
      if (join === 'probe-semi' || join === 'probe-anti' || join === 'probe-mark') break;
      if (join === 'probe-single' && found > 1) {
        throw new ConductError(SQLSTATE.cardinalityViolation, 'more than one row returned by a subquery used as an expression');
      }
      if (join !== 'build-semi' && join !== 'build-anti') yield this.#pick(joined);
    }
    yield* this.#afterMatches(row, found > 0, unknown);
  }

  #test(joined: Row): Datum {
    const condition = this.#node.kind === 'hash-join' ? this.#node.residual : this.#node.condition;
    return condition === null ? true : this.#both.evaluate(condition, joined);
  }

  *#afterMatches(row: Row, matched: boolean, unknown: boolean): Generator<Row> {
    const { join, kind } = this.#node;
    switch (join) {
      case 'inner':
      case 'build-outer':
      case 'build-semi':
      case 'build-anti':
        return;
      case 'probe-outer':
      case 'full':
      case 'probe-single':
        if (!matched) yield this.#pick([...row, ...this.#noBuild]);
        return;
      case 'probe-semi':
        if (matched) yield this.#pick([...row, ...this.#noBuild]);
        return;
      case 'probe-anti':
        if (!matched) yield this.#pick([...row, ...this.#noBuild]);
        return;
      case 'probe-mark':
        yield this.#pick([...row, ...this.#noBuild, matched ? true : unknown && kind === 'nested-loop-join' ? null : false]);
        return;
    }
    unreachable(join);
  }

  /** After probing: the build rows that (didn't) match, where they are asked for. */
  *unmatched(): Generator<Row> {
    const { join } = this.#node;
    if (join !== 'build-outer' && join !== 'full' && join !== 'build-semi' && join !== 'build-anti') return;
    for (const { row, matched } of this.#table.all) {
      if (matched === (join === 'build-semi')) yield this.#pick([...this.#noProbe, ...row]);
    }
  }
}
