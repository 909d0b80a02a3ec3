/**
 * A task's stores on disk. Decides what goes there and when, and gives it back to the pipelines that read it: groups merged partition by
 * partition, rows in order from sorted runs, windows a few of their partitions at a time, joins a few partitions of both sides at a time.
 */
import { assert, known } from '../../common/assert.js';
import { LIMITS } from '../../common/limits.js';
import type { SpillOrder } from '../codegen/spill.js';
import type { ChunkRef } from '../executor-protocol.js';
import type { PhaseInput, PhaseTask } from '../phase.js';
import type { Pipeline, Sink, Source, TupleStore } from '../pipeline.js';
import { directoryBytes, NO_INDEX, type StoreIndexes, type StoreState } from '../store-indexes.js';
import type { HeldMemory } from '../task.js';
import type { WindowIndex } from '../window/window-index.js';
import { mergeRuns } from './merge-runs.js';
import type { SpillSpace } from './spill-space.js';
import { type Piece, partBytes, partRows, type SpilledTuples } from './spilled-tuples.js';
import { type AggregateSink, mergePipeline, type ProbeOperation, splitAtProbe } from './split-pipeline.js';
import { type SpillForm, TupleSpiller } from './tuple-spiller.js';

/** What spilling needs of the task's execution. */
export interface SpillTask extends PhaseTask {
  /** Runs a pipeline whose stores are ready; `pieces` in place of its source's. */
  runPipeline(pipeline: Pipeline, how: PipelineRun): Promise<void>;
}

export interface PipelineRun {
  /** params: address of the pipeline's parameters. */
  readonly pieces?: (input: PhaseInput, writeIndexes: () => void) => AsyncGenerator<Piece>;
  /** Of what the sink spills; absent: as its store was spilled before, if it was. */
  readonly level?: number;
}

type TupleSource = Source & { readonly kind: 'tuples' };
type StoreSink = Sink & { readonly kind: 'tuples' | 'aggregate' };

/**
 * Parts of the query's memory: what a probe's sink finds at least; what one group of partitions takes at the most, of a join's build side and
 * of groups that are merged, while those that were merged before are still read.
 */
const SINK_SHARE = 1 / 4;
const BUILD_SHARE = 1 / 4;
const MERGED_SHARE = 1 / 8;
/** Parts that are worked on at once where spilling is forced: more than one group is to come about. */
const FORCED_GROUP_PARTS = 8;

export class TaskSpill {
  readonly spiller: TupleSpiller;
  readonly #task: SpillTask;
  readonly #stores: StoreIndexes;
  readonly #forced: boolean;
  readonly #forms = new Map<number, SpillForm>();
  /** By the id of their store: what fills them. */
  readonly #sinks = new Map<number, StoreSink>();
  /** What takes a store off the list of what may be spilled. */
  readonly #withdrawals = new Map<number, () => void>();
  #nextStore = -1;

  constructor(task: SpillTask, stores: StoreIndexes, space: SpillSpace) {
    this.#task = task;
    this.#stores = stores;
    this.#forced = task.spec.forceSpill === true;
    this.spiller = new TupleSpiller(task, space);
  }

  // Filling stores

  /** What takes the contents of a pipeline's sink to disk while it runs; undefined where they can't go. */
  sinkSpill(sink: Sink, level: number): ((buffers: readonly ChunkRef[]) => Promise<void>) | undefined {
    if ((sink.kind !== 'tuples' && sink.kind !== 'aggregate') || level >= LIMITS.spillLevels || !canSpill(sink)) return undefined;
    this.#sinks.set(sink.store.id, sink);
    return (buffers) => this.#write(sink, buffers, level);
  }

  async #write(sink: StoreSink, buffers: readonly ChunkRef[], level: number): Promise<void> {
    const state = this.#stores.of(sink.store);
    state.spilled ??= this.spiller.create(level);
    // What other pipelines left there, UNION ALL's for one.
    const before = state.buffers;
    const arenas = state.arenas.splice(0);
    state.buffers = [];
    if (before.length + buffers.length > 0) await this.spiller.write(state.spilled, this.#form(sink), [...before, ...buffers]);
    for (const arena of arenas) arena.release();
  }

  #form(sink: StoreSink): SpillForm {
    const { store } = sink;
    let form = this.#forms.get(store.id);
    if (form === undefined) {
      form = this.spiller.form(store, orderOf(sink), sink.op);
      this.#forms.set(store.id, form);
    }
    return form;
  }

  #formOf(store: TupleStore): SpillForm {
    return this.#form(known(this.#sinks.get(store.id), 'sink of a store'));
  }

  /** A pipeline has ended. A store of which a part is on disk goes there whole; others may go later, but those that are read at once. */
  async filled(sink: Sink, level: number): Promise<void> {
    if ((sink.kind !== 'tuples' && sink.kind !== 'aggregate') || !this.#sinks.has(sink.store.id)) return;
    const state = this.#stores.of(sink.store);
    if (state.buffers.length === 0) return;
    if (state.spilled !== null || (this.#forced && level === 0)) await this.#task.memory.query.alone(() => this.#spillStore(sink));
    else if (level === 0) this.#offer(sink, state);
  }

  #offer(sink: StoreSink, state: StoreState): void {
    this.#withdraw(sink.store);
    const withdraw = this.#task.memory.query.offer({
      get bytes() {
        return arenaBytes(state.arenas);
      },
      spill: async () => {
        this.#withdraw(sink.store);
        await this.#spillStore(sink);
      },
    });
    this.#withdrawals.set(sink.store.id, withdraw);
  }

  #withdraw(store: TupleStore): void {
    this.#withdrawals.get(store.id)?.();
    this.#withdrawals.delete(store.id);
  }

  async #spillStore(sink: StoreSink): Promise<void> {
    const state = this.#stores.of(sink.store);
    // At once: another pipeline may fill the store while this is written.
    state.indexed = false;
    state.index = NO_INDEX;
    await this.#write(sink, [], state.spilled?.level ?? 0);
  }

  // Before a pipeline

  /** What the pipeline reads stays in memory from now on, or is on disk. */
  async makeReady(pipeline: Pipeline): Promise<void> {
    const probed = pipeline.operations.flatMap((op) => (op.kind === 'probe' || op.kind === 'loop' ? [op.store] : []));
    const read = pipeline.source.kind === 'tuples' ? pipeline.source.store : pipeline.source.input;
    for (const store of read === undefined ? probed : [...probed, read]) this.#withdraw(store);
    const { query } = this.#task.memory;
    // One that is on its way to disk gets there first.
    await query.alone(async () => {});
    for (;;) {
      const candidates = probed.flatMap((store) => {
        const state = this.#stores.of(store);
        const sink = this.#sinks.get(store.id);
        return sink === undefined || state.spilled !== null || state.buffers.length === 0 ? [] : [{ sink, state }];
      });
      const needed = candidates.reduce((sum, { state }) => sum + (state.indexed ? 0 : directoryBytes(rowsOf(state))), 0);
      const largest = candidates.reduce<(typeof candidates)[number] | null>(
        (most, each) => (arenaBytes(each.state.arenas) > arenaBytes(most?.state.arenas ?? []) ? each : most),
        null,
      );
      if (largest === null) return;
      const wanted = needed + query.softBytes * SINK_SHARE;
      if (!this.#forced && (await query.relieve(query.roomBytes >= wanted ? needed : wanted))) return;
      await query.alone(() => this.#spillStore(largest.sink));
    }
  }

  hasSpilledProbe(pipeline: Pipeline): boolean {
    return this.#nextProbe(pipeline, null) !== null;
  }

  isSpilled(store: TupleStore): boolean {
    return this.#stores.of(store).spilled !== null;
  }

  /** The groups of one store are those of another, where they are merged when they are read. */
  adopt(from: TupleStore, sink: AggregateSink): void {
    const source = this.#stores.of(from);
    this.#stores.of(sink.store).spilled = source.spilled;
    source.spilled = null;
    this.#sinks.set(sink.store.id, sink);
  }

  /** Groups that are in memory have become those of the sink. */
  async moved(sink: AggregateSink): Promise<void> {
    if (!canSpill(sink)) return;
    this.#sinks.set(sink.store.id, sink);
    await this.filled(sink, 0);
  }

  /** The task ends. What others of its query have begun to spill is through afterwards, and no file is left. */
  async close(): Promise<void> {
    for (const withdraw of this.#withdrawals.values()) withdraw();
    this.#withdrawals.clear();
    await this.#task.memory.query.alone(() => this.spiller.removeAll());
  }

  /** Nothing reads the store any more. */
  async drop(store: TupleStore): Promise<void> {
    this.#withdraw(store);
    const state = this.#stores.of(store);
    this.#stores.release(state);
    if (state.spilled !== null) await this.spiller.remove(state.spilled);
    state.spilled = null;
  }

  // Reading

  /** The tuples of a spilled store as a pipeline's source gives them. */
  pieces(source: TupleSource, input: PhaseInput): AsyncGenerator<Piece> {
    const { store } = source;
    const spilled = known(this.#stores.of(store).spilled, 'spilled store');
    const sink = known(this.#sinks.get(store.id), 'sink of a store');
    if (sink.kind === 'aggregate') return this.#groups(sink, spilled, input);
    if (store.index.kind === 'sorted') return this.#sorted(store, spilled, store.index.offset, store.index.limit);
    if (store.index.kind === 'window') return this.#windows(store, store.index, spilled);
    return this.all(store);
  }

  /** As they are. */
  async *all(store: TupleStore): AsyncGenerator<Piece> {
    const spilled = known(this.#stores.of(store).spilled, 'spilled store');
    for (const part of spilled.parts) yield* this.spiller.pieces(spilled, this.#formOf(store), part);
  }

  async *#sorted(store: TupleStore, spilled: SpilledTuples, offset: number, limit: number | null): AsyncGenerator<Piece> {
    let skip = offset;
    let left = limit ?? Number.POSITIVE_INFINITY;
    for await (const { chunks, arenas } of mergeRuns({ task: this.#task, spiller: this.spiller, form: this.#formOf(store) }, spilled)) {
      const { address, rows } = known(chunks[0], 'sorted chunk');
      const from = Math.min(rows, skip);
      const count = Math.min(rows - from, left);
      skip -= from;
      left -= count;
      yield { chunks: count > 0 ? [{ address: address + from * 4, rows: count }] : [], arenas };
      if (left <= 0) return;
    }
  }

  /** Merges the groups of some partitions at a time. */
  async *#groups(sink: AggregateSink, spilled: SpilledTuples, input: PhaseInput): AsyncGenerator<Piece> {
    const form = this.#formOf(sink.store);
    const most = this.#task.memory.query.softBytes * MERGED_SHARE;
    const merge = mergePipeline(sink, this.#newStore());
    const { store } = merge.sink;
    const state = this.#stores.of(store);
    const waiting: SpilledTuples[] = [spilled];
    for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
      const next = from;
      const size = (number: number): number | null => {
        const part = next.part(number);
        return part.length === 0 ? null : partBytes(part) + directoryBytes(partRows(part));
      };
      for (const group of this.#groupParts(next.parts.length, most, size)) {
        const spiller = this.spiller;
        const pieces = async function* (): AsyncGenerator<Piece> {
          for (const part of group) yield* spiller.pieces(next, form, next.part(part));
        };
        // The groups before have their memory until they were read.
        await input.drained();
        await this.#task.runPipeline(merge, { pieces, level: next.level + 1 });
        if (state.spilled === null) {
          yield { chunks: state.buffers.splice(0), arenas: state.arenas.splice(0) };
        } else {
          waiting.push(state.spilled);
          state.spilled = null;
        }
      }
      if (next !== spilled) await this.spiller.remove(next);
    }
  }

  /** Numbers of parts, together while they are small. size: null for parts that are left out. */
  #groupParts(parts: number, most: number, size: (part: number) => number | null): readonly (readonly number[])[] {
    const groups: number[][] = [];
    let group: number[] = [];
    let bytes = 0;
    for (let part = 0; part < parts; part += 1) {
      const added = size(part);
      if (added === null) continue;
      if (group.length > 0 && (bytes + added > most || (this.#forced && group.length >= FORCED_GROUP_PARTS))) {
        groups.push(group);
        group = [];
        bytes = 0;
      }
      group.push(part);
      bytes += added;
    }
    if (group.length > 0) groups.push(group);
    return groups;
  }

  #newStore(): number {
    this.#nextStore -= 1;
    return this.#nextStore;
  }

  /** Rows in order, as many whole partitions of the window at a time as come with a block. */
  async *#windows(store: TupleStore, index: WindowIndex, spilled: SpilledTuples): AsyncGenerator<Piece> {
    const { memory, host } = this.#task;
    const { module } = known(this.#stores.of(store).filledBy, 'module of a window');
    const samePartition = known(host.exports(module).comparePartition, 'comparePartition');
    let pending: number[] = [];
    let arenas: HeldMemory[] = [];
    const evaluate = async (tuples: readonly number[], finished: readonly HeldMemory[]): Promise<Piece> => {
      const arena = memory.arena();
      const pointers = arena.allocate(Math.max(64, tuples.length * 4));
      host.memory.views().words.set(tuples, pointers >>> 2);
      await this.#stores.window(store, index, arena, pointers, tuples.length);
      return { chunks: [{ address: pointers, rows: tuples.length }], arenas: [arena, ...finished] };
    };
    for await (const piece of this.#ordered(store, index, spilled)) {
      const { words } = host.memory.views();
      for (const { address, rows } of piece.chunks) for (let row = 0; row < rows; row += 1) pending.push(words[(address >>> 2) + row] ?? 0);
      let whole = index.partitionKeys === 0 ? 0 : pending.length - 1;
      while (whole > 0 && samePartition(pending[whole - 1] ?? 0, pending[whole] ?? 0) === 0) whole -= 1;
      if (whole <= 0) {
        arenas.push(...piece.arenas);
        continue;
      }
      // What is left are tuples of the last piece.
      yield await evaluate(pending.slice(0, whole), arenas);
      pending = pending.slice(whole);
      arenas = [...piece.arenas];
    }
    if (pending.length > 0) yield await evaluate(pending, arenas);
  }

  /** Chunks of pointers, in the window's order. */
  async *#ordered(store: TupleStore, index: WindowIndex, spilled: SpilledTuples): AsyncGenerator<Piece> {
    const form = this.#formOf(store);
    if (index.keys.length > 0 && !index.presorted) {
      yield* mergeRuns({ task: this.#task, spiller: this.spiller, form }, spilled);
      return;
    }
    for (const part of spilled.parts) {
      for await (const { chunks, arenas } of this.spiller.pieces(spilled, form, part)) {
        const arena = this.#task.memory.arena();
        const rows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
        const address = arena.allocate(rows * 4);
        this.spiller.pointers(form, chunks, address);
        yield { chunks: [{ address, rows }], arenas: [arena, ...arenas] };
      }
    }
  }

  // Joins

  /** A pipeline with probes of spilled stores: its rows go to disk in front of each, then both sides come back together. */
  async join(pipeline: Pipeline): Promise<void> {
    let rest = pipeline;
    let meeting: Meeting | null = null;
    for (let next = this.#nextProbe(rest, null); next !== null; next = this.#nextProbe(rest, next)) {
      const { before, store, after } = splitAtProbe(rest, next, this.#newStore());
      await this.#run(before, meeting);
      if (meeting !== null) await this.drop(meeting.store);
      const { buffers } = this.#stores.of(store);
      if (buffers.length > 0)
        await this.#task.memory.query.alone(() => this.#spillStore(known(this.#sinks.get(store.id), 'sink of a store')));
      meeting = { probe: next, store };
      rest = after;
    }
    await this.#run(rest, meeting);
    if (meeting !== null) await this.drop(meeting.store);
  }

  /** The first probe of a store that is on disk, after one that is provided for. */
  #nextProbe({ operations }: Pipeline, after: ProbeOperation | null): ProbeOperation | null {
    const from = after === null ? 0 : operations.indexOf(after) + 1;
    const found = operations.find((op, i) => i >= from && op.kind === 'probe' && this.isSpilled(op.store));
    return found?.kind === 'probe' ? found : null;
  }

  async #run(pipeline: Pipeline, meeting: Meeting | null): Promise<void> {
    if (meeting === null) {
      await this.#task.runPipeline(pipeline, {});
      return;
    }
    const { store } = meeting.probe;
    const state = this.#stores.of(store);
    state.join = { kind: 'chains', unique: store.index.kind === 'join' && store.index.unique };
    if (state.nullTuple === 0) state.nullTuple = this.#task.memory.allocateZeroed(store.layout.bytes);
    await this.#task.runPipeline(pipeline, { pieces: (input, writeIndexes) => this.#meet(meeting, input, writeIndexes) });
  }

  /** The rows of the probing side, while the build side's tuples of the same partitions are in memory and indexed. */
  async *#meet({ probe, store }: Meeting, input: PhaseInput, writeIndexes: () => void): AsyncGenerator<Piece> {
    const build = this.#stores.of(probe.store);
    const marks = MARKING.has(probe.node.join);
    const marked = marks ? this.spiller.create() : null;
    const form = this.#formOf(probe.store);
    const waiting: Pair[] = [{ build: known(build.spilled, 'spilled build side'), probes: this.#stores.of(store).spilled }];
    for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
      for (const group of this.#groupsOf(pair)) {
        const again = await this.#partAgain(pair, group, form, store);
        if (again !== null) {
          waiting.push(again);
          continue;
        }
        const probes = group.flatMap((part) => (pair?.probes?.parts[part] ?? []).slice(0, 1));
        if (probes.length === 0 && !marks) continue;
        const arenas: HeldMemory[] = [];
        for (const part of group) {
          const blocks = pair.build.parts[part] ?? [];
          if (blocks.length === 0) continue;
          const loaded = await this.spiller.load(pair.build, form, blocks);
          build.buffers.push(...loaded.chunks);
          arenas.push(...loaded.arenas);
        }
        const index = this.#task.memory.arena();
        arenas.push(index);
        await this.#stores.indexPart(probe.store, index);
        writeIndexes();
        if (pair.probes !== null) {
          for (const part of group) yield* this.spiller.pieces(pair.probes, this.#formOf(store), pair.probes.part(part));
        }
        await input.drained();
        if (input.interrupted) return;
        if (marked !== null) await this.spiller.write(marked, form, build.buffers);
        build.buffers = [];
        for (const arena of arenas) input.retire(arena);
      }
      if (pair.build !== build.spilled) {
        await this.spiller.remove(pair.build);
        if (pair.probes !== null) await this.spiller.remove(pair.probes);
      }
    }
    if (marked === null) return;
    await this.spiller.remove(known(build.spilled, 'spilled build side'));
    build.spilled = marked;
  }

  #groupsOf({ build, probes }: Pair): readonly (readonly number[])[] {
    const most = this.#task.memory.query.softBytes * BUILD_SHARE;
    return this.#groupParts(Math.max(build.parts.length, probes?.parts.length ?? 0), most, (part) => {
      const blocks = build.parts[part] ?? [];
      if (blocks.length === 0 && (probes?.parts[part] ?? []).length === 0) return null;
      return partBytes(blocks) + directoryBytes(partRows(blocks));
    });
  }

  /** Both sides of a part that is too large, by the next bits of the hash; null where it is not, or there are none. */
  async #partAgain({ build, probes }: Pair, group: readonly number[], form: SpillForm, store: TupleStore): Promise<Pair | null> {
    const [number] = group;
    if (group.length !== 1 || number === undefined || build.level + 1 >= LIMITS.spillLevels) return null;
    const part = build.parts[number] ?? [];
    if (partBytes(part) + directoryBytes(partRows(part)) <= this.#task.memory.query.softBytes * BUILD_SHARE) return null;
    return {
      build: await this.spiller.repartition(build, form, part),
      probes: probes === null ? null : await this.spiller.repartition(probes, this.#formOf(store), probes.part(number)),
    };
  }
}

/** A join of which both sides are on disk: `store` has the rows that are to meet the tuples of the probe's. */
interface Meeting {
  readonly probe: ProbeOperation;
  readonly store: TupleStore;
}

interface Pair {
  readonly build: SpilledTuples;
  readonly probes: SpilledTuples | null;
}

/** Joins that note in the build side's tuples which of them were met: another pipeline reads that. */
const MARKING: ReadonlySet<string> = new Set(['build-outer', 'full', 'build-semi', 'build-anti']);

function rowsOf(state: StoreState): number {
  return state.buffers.reduce((sum, { rows }) => sum + rows, 0);
}

function arenaBytes(arenas: readonly HeldMemory[]): number {
  return arenas.reduce((sum, arena) => sum + arena.bytes, 0);
}

function canSpill(sink: StoreSink): boolean {
  // Pointers to all rows are what a nested loop reads again and again. A group without rows would be a second row to `single`.
  if (sink.kind === 'tuples') return sink.store.index.kind !== 'pointers' && sink.store.index.kind !== 'range';
  return sink.keys.length > 0 || sink.aggregates.every(({ fn }) => fn !== 'single');
}

function orderOf(sink: StoreSink): SpillOrder | null {
  const first = (count: number): SpillOrder => ({ kind: 'hashed', keys: Array.from({ length: count }, (_, i) => i) });
  if (sink.kind === 'aggregate') return sink.keys.length === 0 ? null : first(sink.keys.length);
  const { index } = sink.store;
  switch (index.kind) {
    case 'join':
    case 'partitioned':
      return first(index.keys);
    case 'sorted':
      return { kind: 'sorted', keys: index.keys };
    case 'window':
      return index.presorted || index.keys.length === 0 ? null : { kind: 'sorted', keys: index.keys };
    case 'none':
      return null;
    case 'pointers':
    case 'range':
      break;
  }
  assert(false, 'a store that can not go to disk');
}
