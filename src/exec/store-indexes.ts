/**
 * The tuple stores of a task: their buffers, and what is built of them once they are full: directories for joins, pointer arrays,
 * sorted arrays.
 */
import { known, unreachable } from '../common/assert.js';
import { LIMITS } from '../common/limits.js';
import { directKey } from './codegen/pipeline.js';
import type { Parameter } from './codegen/scope.js';
import { evaluateWindowOn, sortPointers } from './commands.js';
import type { ChunkRef, RunSpec } from './executor-protocol.js';
import { CONTEXT, PARAM_BYTES } from './layout.js';
import { INT64_MAX, INT64_MIN, type PhaseTask, runPhase, writeContext } from './phase.js';
import type { JoinIndex, Pipeline, RangeIndex, TupleStore } from './pipeline.js';
import { makeRangeIndex } from './range-index.js';
import type { SpilledTuples } from './spill/spilled-tuples.js';
import type { HeldMemory } from './task.js';
import { INLINE } from './task-host.js';
import type { Arena, TaskMemory } from './task-memory.js';
import type { WindowJob } from './window/evaluate-window.js';
import type { WindowIndex } from './window/window-index.js';

/** What is known of a tuple store while the task runs. */
export interface StoreState {
  buffers: ChunkRef[];
  /** With the buffers, the index, and what the tuples refer to. */
  arenas: HeldMemory[];
  /** The tuples, where they are on disk: there are none in the buffers then, but while a part is worked on. */
  spilled: SpilledTuples | null;
  /** Of the pipeline that fills it: has `insert` or `sort`. */
  filledBy: { readonly module: number; readonly params: number; readonly parameters: readonly Parameter[]; readonly op: number } | null;
  /** Groups: whether a key may have come more than once, from several executors or pipelines. */
  overlaps: boolean;
  indexed: boolean;
  /** What an `index` parameter gets (codegen/scope.ts). */
  index: { readonly address: number; readonly word: number; readonly leastKey: bigint };
  /** join: how the tuples are found. */
  join: JoinIndex;
  nullTuple: number;
}

/** An index that is not there yet. */
export const NO_INDEX: StoreState['index'] = { address: 0, word: 0, leastKey: 0n };

/** A direct index may have this many entries for each tuple, and some. */
const DIRECT_ENTRIES_PER_TUPLE = 16n;
const DIRECT_ENTRIES_EXTRA = 4_096n;

/** Fills an `index` parameter slot. */
export function writeIndex(memory: TaskMemory, at: number, index: StoreState['index']): void {
  memory.setWord(at, index.address);
  memory.setWord(at + 4, index.word);
  memory.pages.views().longs[(at + 8) >>> 3] = index.leastKey;
}

export class StoreIndexes {
  readonly #task: PhaseTask;
  /** Time goes to the operator that fills a store. */
  readonly #addTime: (op: number, ms: number) => void;
  readonly #states = new Map<number, StoreState>();

  constructor(task: PhaseTask, addTime: (op: number, ms: number) => void) {
    this.#task = task;
    this.#addTime = addTime;
  }

  of(store: TupleStore): StoreState {
    let state = this.#states.get(store.id);
    if (state === undefined) {
      state = {
        buffers: [],
        arenas: [],
        spilled: null,
        filledBy: null,
        overlaps: false,
        indexed: false,
        index: NO_INDEX,
        join: { kind: 'chains', unique: false },
        nullTuple: 0,
      };
      this.#states.set(store.id, state);
    }
    return state;
  }

  byId(id: number): StoreState | undefined {
    return this.#states.get(id);
  }

  /** How the tuples of each join store are found. */
  joins(): ReadonlyMap<number, JoinIndex> {
    return new Map([...this.#states].map(([id, { join }]) => [id, join]));
  }

  /** Makes the directories and pointer arrays that the pipeline reads, once their stores are full. */
  async prepare(pipeline: Pipeline): Promise<void> {
    const read: TupleStore[] = [];
    if (pipeline.source.kind === 'tuples' && pipeline.source.ordered) read.push(pipeline.source.store);
    for (const operation of pipeline.operations) {
      if (operation.kind === 'probe' || operation.kind === 'loop') read.push(operation.store);
    }
    for (const store of read) {
      const state = this.of(store);
      if (state.indexed || state.spilled !== null) continue;
      state.indexed = true;
      await this.#index(store, state);
    }
  }

  /** The tuples of one store are those of another of the same form. */
  move(from: TupleStore, to: TupleStore): void {
    const source = this.of(from);
    const target = this.of(to);
    target.buffers = source.buffers;
    target.arenas = source.arenas.splice(0);
    target.filledBy = source.filledBy;
    source.buffers = [];
  }

  /** The memory of the tuples and all that was made of them. */
  release(state: StoreState): void {
    for (const arena of state.arenas.splice(0)) arena.release();
    state.buffers = [];
    state.indexed = false;
    state.index = NO_INDEX;
  }

  /** Makes hash chains of those tuples of a spilled store that are in the buffers now; what they are in is the caller's. */
  async indexPart(store: TupleStore, arena: Arena): Promise<void> {
    const state = this.of(store);
    if (state.nullTuple === 0) state.nullTuple = this.#task.memory.allocateZeroed(store.layout.bytes);
    const rows = state.buffers.reduce((sum, buffer) => sum + buffer.rows, 0);
    this.#directory(state, arena, rows);
    if (rows > 0) await this.#overStore(store, state, 'insert');
  }

  async #index(store: TupleStore, state: StoreState): Promise<void> {
    const rows = state.buffers.reduce((sum, buffer) => sum + buffer.rows, 0);
    state.nullTuple = this.#task.memory.allocateZeroed(store.layout.bytes);
    const arena = this.#task.memory.arena();
    state.arenas.push(arena);
    switch (store.index.kind) {
      case 'none':
      case 'partitioned':
        return;
      case 'join':
        await this.#indexJoin(store, state, arena, rows, store.index.unique);
        return;
      case 'pointers':
        state.index = { ...NO_INDEX, address: this.#pointers(store, arena, state.buffers, rows), word: rows };
        return;
      case 'range':
        state.index = await this.#rangeIndex(store, store.index, state, arena, rows);
        return;
      case 'sorted':
        state.index = { ...NO_INDEX, address: await this.#sorted(store, state, arena, rows), word: rows };
        return;
      case 'window': {
        const isSorted = store.index.keys.length === 0 || store.index.presorted;
        const address = isSorted ? this.#pointers(store, arena, state.buffers, rows) : await this.#sorted(store, state, arena, rows);
        state.index = { ...NO_INDEX, address, word: rows };
        await this.window(store, store.index, arena, address, rows);
        return;
      }
    }
    unreachable(store.index);
  }

  /** Chooses between an array and hash chains by the keys that came, and finds out whether they are unique. */
  async #indexJoin(store: TupleStore, state: StoreState, arena: Arena, rows: number, unique: boolean): Promise<void> {
    const range = rows > 0 && directKey(store) ? await this.#keyRange(store, state) : null;
    const entries = range === null ? 0n : range.greatest - range.least + 1n;
    const direct = range !== null && entries > 0n && entries <= BigInt(rows) * DIRECT_ENTRIES_PER_TUPLE + DIRECT_ENTRIES_EXTRA;
    if (direct) {
      const bytes = Number(entries) * 4;
      state.index = { address: this.#zeroed(arena, bytes), word: Number(entries), leastKey: range.least };
    } else this.#directory(state, arena, rows);
    const contexts = rows === 0 ? [] : await this.#overStore(store, state, direct ? 'insertDirect' : 'insert');
    const { words } = this.#task.memory.pages.views();
    const duplicates = contexts.some((context) => words[(context + CONTEXT.duplicates) >>> 2] !== 0);
    state.join = { kind: direct ? 'direct' : 'chains', unique: unique || !duplicates };
  }

  #directory(state: StoreState, arena: Arena, rows: number): void {
    const bits = directoryBits(rows);
    state.index = { address: this.#zeroed(arena, 2 ** bits * 8), word: 64 - bits, leastKey: 0n };
  }

  #zeroed(arena: Arena, bytes: number): number {
    const address = arena.allocate(bytes);
    this.#task.memory.pages.zero(address, bytes);
    return address;
  }

  /** Bounds of a store's one integer key; null when all are NULL. */
  async #keyRange(store: TupleStore, state: StoreState): Promise<{ readonly least: bigint; readonly greatest: bigint } | null> {
    const contexts = await this.#overStore(store, state, 'range');
    const { longs } = this.#task.memory.pages.views();
    let least = INT64_MAX;
    let greatest = INT64_MIN;
    for (const context of contexts) {
      const low = longs[(context + CONTEXT.leastKey) >>> 3] ?? INT64_MAX;
      const high = longs[(context + CONTEXT.greatestKey) >>> 3] ?? INT64_MIN;
      if (low < least) least = low;
      if (high > greatest) greatest = high;
    }
    return greatest < least ? null : { least, greatest };
  }

  /** One of the indexing functions over a store's tuples; gives the executors' contexts. */
  async #overStore(store: TupleStore, state: StoreState, functionName: RunSpec['functionName']): Promise<readonly number[]> {
    const { module, params, parameters, op } = known(state.filledBy, 'module that fills the store');
    parameters.forEach((parameter, i) => {
      if (parameter.kind === 'index' && parameter.store === store.id) writeIndex(this.#task.memory, params + i * PARAM_BYTES, state.index);
    });
    const contexts: number[] = [];
    const { done } = await runPhase(this.#task, {
      module,
      functionName,
      params,
      sink: { kind: 'none' },
      contextBytes: CONTEXT.slots + 1024,
      dictionaryPredicates: [],
      counters: [],
      executors: this.#task.host.executors,
      everyExecutorReadsAll: false,
      contexts,
      rowWork: 1,
      feed: async ({ publish }) => publish(state.buffers, true),
    });
    this.#addTime(op, Math.max(0, ...done.map((event) => event.ms)));
    return contexts;
  }

  /** Pointers to all tuples, in order. */
  async #sorted(store: TupleStore, state: StoreState, arena: Arena, rows: number): Promise<number> {
    const pointers = this.#pointers(store, arena, state.buffers, rows);
    if (rows < 2) return pointers;
    const scratch = arena.allocate(rows * 4);
    const { module, op } = known(state.filledBy, 'sorting module');
    const started = this.#task.host.nowMs();
    const inScratch = await sortPointers(this.#task.host, module, pointers, rows, scratch);
    this.#addTime(op, this.#task.host.nowMs() - started);
    return inScratch ? scratch : pointers;
  }

  async #rangeIndex(store: TupleStore, index: RangeIndex, state: StoreState, arena: Arena, rows: number): Promise<StoreState['index']> {
    const { pages } = this.#task.memory;
    const pointers = await this.#sorted(store, state, arena, rows);
    const started = this.#task.host.nowMs();
    const made = makeRangeIndex(pages, store.layout, index, pointers, rows, (bytes) => arena.allocate(bytes));
    this.#addTime(known(state.filledBy, 'module of the rows').op, this.#task.host.nowMs() - started);
    return { ...NO_INDEX, ...made };
  }

  /** Fills the results of sorted tuples, each executor those of the partitions that start in its share of the rows. */
  async window(store: TupleStore, index: WindowIndex, arena: Arena, pointers: number, rows: number): Promise<void> {
    if (rows === 0) return;
    const { module, params, op } = known(this.of(store).filledBy, 'module of the window');
    const started = this.#task.host.nowMs();
    const alone = rows <= LIMITS.inlineRows || index.partitionKeys === 0;
    const executors = rows <= LIMITS.inlineRows ? [INLINE] : alone ? [0] : Array.from({ length: this.#task.host.executors }, (_, i) => i);
    const jobs = executors.map((executor, share) => {
      const context = writeContext(this.#task, { params, contextBytes: CONTEXT.slots + 4_096 }, share, executors.length);
      const from = Math.floor((rows * share) / executors.length);
      const to = Math.floor((rows * (share + 1)) / executors.length);
      const control = this.#task.memory.control;
      const job: WindowJob = { layout: store.layout, index, context, control, arena: arena.address, pointers, count: rows, from, to };
      return evaluateWindowOn(this.#task.host, executor, module, job);
    });
    const results = await Promise.allSettled(jobs);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    this.#addTime(op, this.#task.host.nowMs() - started);
  }

  /** An array with the address of every tuple. */
  #pointers(store: TupleStore, arena: Arena, buffers: readonly ChunkRef[], rows: number): number {
    const address = arena.allocate(Math.max(64, rows * 4));
    const { words } = this.#task.memory.pages.views();
    let at = address >>> 2;
    for (const buffer of buffers) {
      for (let row = 0, tuple = buffer.address; row < buffer.rows; row += 1, tuple += store.layout.bytes) {
        words[at] = tuple | 0;
        at += 1;
      }
    }
    return address;
  }
}

function directoryBits(rows: number): number {
  return Math.max(6, Math.ceil(Math.log2(Math.max(1, rows * 1.5))));
}

/** What the hash chains of so many tuples take. */
export function directoryBytes(rows: number): number {
  return 2 ** directoryBits(rows) * 8;
}
