/**
 * One task on this worker: compiles the stage's pipelines and takes them one after the other through the executors. Everything
 * that a task allocates comes from its arena and goes with it, however it ends.
 */
import { assert, known, unreachable } from '../common/assert.js';
import { ConductError, fromWireError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { HostBatch } from '../plan/batch.js';
import type { ColumnInfo } from '../plan/column-info.js';
import { batchFromRows } from '../plan/datum-batch.js';
import type { TaskStats } from '../plan/task-stats.js';
import { type CompiledPipeline, compilePipeline, directKey } from './codegen/pipeline.js';
import type { Parameter } from './codegen/scope.js';
import type { ChunkRef, ExecutorEvent, RunSink, RunSpec } from './executor-protocol.js';
import { importBatch } from './import-batch.js';
import { CHUNK_COLUMN, CONTEXT, CONTROL, FIELD_BYTES, PARAM_BYTES } from './layout.js';
import { writeLiteral } from './literal.js';
import { arenaFree, arenaInit, arenaPages, arenaTryAllocate, PAGE_BYTES } from './memory.js';
import { type JoinIndex, type Pipeline, pipelinesOf, type Sink, type Source, type TupleStore } from './pipeline.js';
import type { Chunk, ChunkStream, TaskSpec } from './task.js';
import { INLINE, type TaskHost } from './task-host.js';

/** What is known of a tuple store while the task runs. */
interface StoreState {
  buffers: ChunkRef[];
  /** Of the pipeline that fills it: has `insert` or `sort`. */
  filledBy: { readonly module: number; readonly params: number; readonly parameters: readonly Parameter[]; readonly op: number } | null;
  indexed: boolean;
  /** What an `index` parameter gets (codegen/scope.ts). */
  index: { readonly address: number; readonly word: number; readonly leastKey: bigint };
  /** join: how the tuples are found. */
  join: JoinIndex;
  nullTuple: number;
}

type DictionarySizes = readonly { readonly parameter: number; readonly size: number }[];
type Publish = (chunks: readonly ChunkRef[], closed: boolean) => void;

interface OpenScan {
  readonly stream: ChunkStream;
  readonly first: Chunk | null;
}

const NO_INDEX: StoreState['index'] = { address: 0, word: 0, leastKey: 0n };

/** A direct index may have this many entries for each tuple, and some. */
const DIRECT_ENTRIES_PER_TUPLE = 16n;
const DIRECT_ENTRIES_EXTRA = 4_096n;

const INT64_MAX = 0x7fff_ffff_ffff_ffffn;
const INT64_MIN = -0x8000_0000_0000_0000n;

type Done = ExecutorEvent & { readonly type: 'done' };

/**
 * Rows of an output buffer, a multiple of 8: batches of about LIMITS.frameBytes, since each costs a fraction of a millisecond to frame
 * and to read; smaller ones where many partitions share the executor's budget.
 */
function outputRows(columns: readonly ColumnInfo[], partitions: number): number {
  const rowBytes = columns.reduce((sum, column) => sum + FIELD_BYTES[column.phys] + 1, 0);
  const bytes = Math.min(LIMITS.frameBytes, LIMITS.outputBytes / Math.max(1, partitions));
  const rows = Math.floor(bytes / Math.max(1, rowBytes) / 8) * 8;
  return Math.max(LIMITS.blockRows, Math.min(LIMITS.frameRows, rows));
}

export class TaskExecution {
  readonly #engine: TaskHost;
  readonly #spec: TaskSpec;
  readonly #control: number;
  readonly #stores = new Map<number, StoreState>();
  readonly #dictionaries = new Map<string, { address: number; size: number }>();
  readonly #limits = new Map<number, number>();
  readonly #streams: ChunkStream[] = [];
  readonly #operatorRows = new Map<number, number>();
  readonly #operatorMs = new Map<number, number>();
  readonly #writes = new Set<Promise<void>>();
  #bucketMap = 0;
  #rowsOut = 0;
  #bytesOut = 0;
  #bytesIn = 0;
  #compileMs = 0;
  #peakPages = 0;
  #outputError: unknown = null;

  constructor(engine: TaskHost, spec: TaskSpec) {
    this.#engine = engine;
    this.#spec = spec;
    // The control block is a page of its own, outside the arena that it heads.
    this.#control = engine.memory.allocate(PAGE_BYTES);
    engine.memory.bytes().fill(0, this.#control, this.#control + CONTROL.bytes);
    arenaInit(engine.memory, this.#control + CONTROL.arena, spec.memoryLimitBytes);
  }

  async run(): Promise<TaskStats> {
    const started = this.#engine.nowMs();
    const { signal, stage } = this.#spec;
    const cancel = (): void => this.#cancel();
    signal.addEventListener('abort', cancel);
    try {
      if (signal.aborted) throw canceled();
      const executors = this.#engine.executors;
      for (const pipeline of pipelinesOf(stage, executors)) await this.#pipeline(pipeline);
      await Promise.all(this.#writes);
      if (this.#outputError !== null) throw this.#outputError;
      const ops = new Set([...this.#operatorRows.keys(), ...this.#operatorMs.keys()]);
      return {
        operators: [...ops].map((op) => ({ op, rows: this.#operatorRows.get(op) ?? 0, ms: this.#operatorMs.get(op) ?? 0 })),
        ms: this.#engine.nowMs() - started,
        rowsOut: this.#rowsOut,
        bytesOut: this.#bytesOut,
        bytesIn: this.#bytesIn,
        compileMs: this.#compileMs,
        peakMemoryBytes: this.#peakPages * PAGE_BYTES,
      };
    } finally {
      signal.removeEventListener('abort', cancel);
      await Promise.allSettled(this.#writes);
      for (const stream of this.#streams) stream.release();
      arenaFree(this.#engine.memory, this.#control + CONTROL.arena);
      this.#engine.memory.free(this.#control);
      this.#engine.trimModules();
    }
  }

  #cancel(): void {
    Atomics.store(this.#engine.memory.views().words, (this.#control + CONTROL.cancel) >>> 2, 1);
  }

  async #pipeline(pipeline: Pipeline): Promise<void> {
    await this.#indexStores(pipeline);
    const scan = await this.#openScan(pipeline.source);
    const { memory } = this.#engine;
    const compileStart = this.#engine.nowMs();
    const { partitions } = this.#spec.stage;
    const compiled = compilePipeline(pipeline, {
      maximumPages: memory.handle.maximumPages,
      outputRows: outputRows(
        this.#spec.stage.columns,
        pipeline.sink.kind === 'output' && pipeline.sink.output.kind === 'hash' ? partitions : 1,
      ),
      countRows: this.#spec.analyze,
      dictionarySize: (handle) => this.#dictionaries.get(handle)?.size ?? 0,
      indexes: new Map([...this.#stores].map(([id, { join }]) => [id, join])),
    });
    const module = this.#engine.module(compiled.bytes);
    this.#compileMs += this.#engine.nowMs() - compileStart;
    const params = this.#parameters(compiled.parameters);
    const sink = this.#runSink(pipeline, compiled);
    this.#noteFilled(pipeline.sink, module, params, compiled.parameters);
    const merging = pipeline.sink.kind === 'aggregate' && pipeline.sink.shared;
    const done = await this.#phase({
      module,
      functionName: 'run',
      params,
      sink,
      contextBytes: compiled.contextBytes,
      dictionaryPredicates: compiled.dictionaryPredicates.map(({ exportName, handle, slot }) => ({
        exportName,
        slot,
        parameter: dictionaryParameter(compiled.parameters, handle),
      })),
      counters: compiled.counters,
      executors: pipeline.serial ? 1 : this.#engine.executors,
      everyExecutorReadsAll: merging,
      rowWork: this.#rowWork(pipeline),
      feed: (publish, interrupted) => this.#feed(pipeline, scan, compiled.parameters, params, publish, interrupted),
    });
    this.#collect(pipeline, done);
  }

  /** About how many rows an input row may become on its way. */
  #rowWork(pipeline: Pipeline): number {
    let work = 1;
    for (const operation of pipeline.operations) {
      if (operation.kind !== 'probe' && operation.kind !== 'loop') continue;
      work *= Math.max(
        1,
        this.#store(operation.store).buffers.reduce((sum, { rows }) => sum + rows, 0),
      );
    }
    return work;
  }

  #runSink(pipeline: Pipeline, compiled: CompiledPipeline): RunSink {
    const { sink } = pipeline;
    switch (sink.kind) {
      case 'none':
        return { kind: 'none' };
      case 'tuples': {
        const { index } = sink.store;
        const top = index.kind === 'sorted' && index.limit !== null ? index.limit + index.offset : null;
        return { kind: 'tuples', tupleBytes: sink.store.layout.bytes, top };
      }
      case 'aggregate':
        return {
          kind: 'aggregate',
          tupleBytes: sink.store.layout.bytes,
          keys: sink.keys.length,
          expectedGroups: sink.estimatedGroups / this.#spec.stage.workers.length,
          directEntries: compiled.directGroups,
        };
      case 'output':
        return {
          kind: 'output',
          layout: known(compiled.output, 'output layout'),
          partitions: sink.output.kind === 'hash' || sink.output.kind === 'round-robin' ? this.#spec.stage.partitions : 1,
          roundRobin: sink.output.kind === 'round-robin',
        };
    }
    return unreachable(sink);
  }

  #store(store: TupleStore): StoreState {
    let state = this.#stores.get(store.id);
    if (state === undefined) {
      state = {
        buffers: [],
        filledBy: null,
        indexed: false,
        index: NO_INDEX,
        join: { kind: 'chains', unique: false },
        nullTuple: 0,
      };
      this.#stores.set(store.id, state);
    }
    return state;
  }

  #noteFilled(sink: Sink, module: number, params: number, parameters: readonly Parameter[]): void {
    if (sink.kind === 'tuples' || sink.kind === 'aggregate') this.#store(sink.store).filledBy = { module, params, parameters, op: sink.op };
  }

  #addTime(op: number, ms: number): void {
    this.#operatorMs.set(op, (this.#operatorMs.get(op) ?? 0) + ms);
  }

  /** What the executors hand over at the end of a pipeline. */
  #collect(pipeline: Pipeline, done: readonly Done[]): void {
    const { sink } = pipeline;
    for (const { counts } of done) {
      for (const { op, rows } of counts) this.#operatorRows.set(op, (this.#operatorRows.get(op) ?? 0) + rows);
    }
    const ms = Math.max(0, ...done.map((event) => event.ms));
    for (const op of operatorsOf(pipeline)) this.#addTime(op, ms);
    if (sink.kind !== 'tuples' && sink.kind !== 'aggregate') return;
    const state = this.#store(sink.store);
    // Groups without keys are merged by the first executor alone.
    const alone = sink.kind === 'aggregate' && sink.shared && sink.keys.length === 0;
    for (const { executor, buffers } of done) {
      if (!alone || executor === 0) state.buffers.push(...buffers);
    }
    this.#peakPages = Math.max(this.#peakPages, arenaPages(this.#engine.memory, this.#control + CONTROL.arena));
  }

  // Sources

  /** A scan's first chunk comes before the pipeline is compiled: its dictionaries are those of all chunks. */
  async #openScan(source: Source): Promise<OpenScan | null> {
    if (source.kind !== 'chunks' || source.node.kind !== 'scan') return null;
    const stream = this.#spec.inputs.scan(source.node);
    this.#streams.push(stream);
    const first = await stream.next();
    if (first !== null) this.#noteDictionaries(first, source.node.columns);
    return { stream, first };
  }

  async #feed(
    pipeline: Pipeline,
    scan: OpenScan | null,
    parameters: readonly Parameter[],
    params: number,
    publish: Publish,
    interrupted: Promise<undefined>,
  ): Promise<void> {
    const { source } = pipeline;
    if (source.kind === 'tuples') {
      publish(this.#tupleChunks(source), true);
      return;
    }
    const { node } = source;
    const enough = (): boolean => this.#limitReached(pipeline);
    switch (node.kind) {
      case 'values': {
        const batch = batchFromRows(node.columns, node.rows);
        publish(batch.rows === 0 ? [] : [this.#publishBatch(batch, node.columns)], true);
        return;
      }
      case 'exchange-source': {
        const batches = this.#spec.inputs.exchange(node.stage)[Symbol.asyncIterator]();
        for (;;) {
          const next = await Promise.race([batches.next(), interrupted]);
          if (next === undefined || next.done === true) break;
          if (next.value.rows > 0) publish([this.#publishBatch(next.value, node.columns)], false);
          if (enough()) break;
        }
        // Not awaited: a pull that waits for its producer ends when it sees that.
        void Promise.resolve(batches.return?.()).catch(() => {});
        publish([], true);
        return;
      }
      case 'scan': {
        const { stream, first } = known(scan, 'open scan');
        for (let chunk: Chunk | null | undefined = first; chunk !== null; chunk = await Promise.race([stream.next(), interrupted])) {
          if (chunk === undefined || enough()) break;
          if (chunk.rows === 0) continue;
          this.#noteDictionaries(chunk, node.columns);
          this.#writeDictionaries(parameters, params);
          publish([this.#publishChunk(chunk, node.columns)], false);
        }
        publish([], true);
        return;
      }
    }
    unreachable(node);
  }

  #limitReached(pipeline: Pipeline): boolean {
    return pipeline.operations.some((operation) => {
      if (operation.kind !== 'limit' || operation.limit === null) return false;
      const words = this.#limits.get(operation.id);
      return words !== undefined && this.#engine.memory.views().longs[(words >>> 3) + 1] === 0n;
    });
  }

  #tupleChunks(source: Source & { readonly kind: 'tuples' }): readonly ChunkRef[] {
    const state = this.#store(source.store);
    if (!source.ordered) return state.buffers;
    const { index } = source.store;
    assert(index.kind === 'sorted', 'ordered tuples are sorted');
    const from = Math.min(state.index.word, index.offset);
    const to = index.limit === null ? state.index.word : Math.min(state.index.word, index.offset + index.limit);
    return to > from ? [{ address: state.index.address + from * 4, rows: to - from }] : [];
  }

  #publishBatch(batch: HostBatch, columns: readonly ColumnInfo[]): ChunkRef {
    this.#bytesIn += batch.columns.reduce((sum, column) => sum + column.data.byteLength, 0);
    return this.#publishChunk(
      importBatch(batch, columns, this.#engine.memory, (bytes) => this.#allocate(bytes)),
      columns,
    );
  }

  #publishChunk(chunk: Chunk, columns: readonly ColumnInfo[]): ChunkRef {
    const address = this.#allocateSmall(Math.max(16, columns.length * CHUNK_COLUMN.bytes));
    const { words } = this.#engine.memory.views();
    chunk.columns.forEach((column, i) => {
      const at = (address + i * CHUNK_COLUMN.bytes) >>> 2;
      words[at] = column.data | 0;
      words[at + 1] = (column.validity === 0 ? this.#engine.allValid : column.validity) | 0;
      words[at + 2] = column.dictionary | 0;
    });
    return { address, rows: chunk.rows };
  }

  #noteDictionaries(chunk: Chunk, columns: readonly ColumnInfo[]): void {
    columns.forEach((column, i) => {
      const vector = chunk.columns[i];
      if (column.dictionary === undefined || vector === undefined || vector.dictionary === 0) return;
      const known = this.#dictionaries.get(column.dictionary);
      if (known !== undefined && known.size > vector.dictionarySize) return;
      this.#dictionaries.set(column.dictionary, { address: vector.dictionary, size: vector.dictionarySize });
    });
  }

  #writeDictionaries(parameters: readonly Parameter[], params: number): void {
    const { words } = this.#engine.memory.views();
    parameters.forEach((parameter, i) => {
      if (parameter.kind !== 'dictionary') return;
      const dictionary = this.#dictionaries.get(parameter.handle);
      // A NULL's code 0 is read even where no entry is: some readable words stand in for an empty dictionary.
      words[(params + i * PARAM_BYTES) >>> 2] = (dictionary?.address ?? this.#emptyDictionary()) | 0;
    });
  }

  #emptyDictionaryAddress = 0;

  #emptyDictionary(): number {
    if (this.#emptyDictionaryAddress === 0) {
      this.#emptyDictionaryAddress = this.#allocateSmall(64);
      this.#engine.memory.bytes().fill(0, this.#emptyDictionaryAddress, this.#emptyDictionaryAddress + 64);
    }
    return this.#emptyDictionaryAddress;
  }

  // Parameters

  #parameters(parameters: readonly Parameter[]): number {
    const address = this.#allocateSmall(Math.max(PARAM_BYTES, parameters.length * PARAM_BYTES));
    parameters.forEach((parameter, i) => {
      const at = address + i * PARAM_BYTES;
      switch (parameter.kind) {
        case 'literal':
          writeLiteral(this.#engine.memory, at, parameter.info, parameter.value, (bytes) => this.#allocateSmall(bytes));
          return;
        case 'dictionary':
          return;
        case 'index':
          // The functions that index a store get its index when that is made.
          this.#writeIndex(at, this.#stores.get(parameter.store)?.index ?? NO_INDEX);
          return;
        case 'null-tuple':
          this.#setWord(at, this.#stores.get(parameter.store)?.nullTuple ?? 0);
          return;
        case 'bucket-map':
          this.#setWord(at, this.#bucketMapAddress());
          return;
        case 'limit': {
          let words = this.#limits.get(parameter.id);
          if (words === undefined) {
            words = this.#allocateSmall(16);
            const { longs } = this.#engine.memory.views();
            longs[words >>> 3] = BigInt(parameter.offset);
            longs[(words >>> 3) + 1] = parameter.limit === null ? -1n : BigInt(parameter.limit);
            this.#limits.set(parameter.id, words);
          }
          this.#setWord(at, words);
          return;
        }
      }
      unreachable(parameter);
    });
    this.#writeDictionaries(parameters, address);
    return address;
  }

  #writeIndex(at: number, index: StoreState['index']): void {
    this.#setWord(at, index.address);
    this.#setWord(at + 4, index.word);
    this.#engine.memory.views().longs[(at + 8) >>> 3] = index.leastKey;
  }

  #bucketMapAddress(): number {
    if (this.#bucketMap === 0) {
      const map = known(this.#spec.stage.bucketMap, 'bucket map of a hash output');
      this.#bucketMap = this.#allocateSmall(LIMITS.buckets * 4);
      map.forEach((partition, bucket) => {
        this.#setWord(this.#bucketMap + bucket * 4, partition);
      });
    }
    return this.#bucketMap;
  }

  // Indexes of stores

  /** Makes the directories and pointer arrays that the pipeline reads, once their stores are full. */
  async #indexStores(pipeline: Pipeline): Promise<void> {
    const read: TupleStore[] = [];
    if (pipeline.source.kind === 'tuples' && pipeline.source.ordered) read.push(pipeline.source.store);
    for (const operation of pipeline.operations) {
      if (operation.kind === 'probe' || operation.kind === 'loop') read.push(operation.store);
    }
    for (const store of read) {
      const state = this.#store(store);
      if (state.indexed) continue;
      state.indexed = true;
      await this.#index(store, state);
    }
  }

  async #index(store: TupleStore, state: StoreState): Promise<void> {
    const rows = state.buffers.reduce((sum, buffer) => sum + buffer.rows, 0);
    state.nullTuple = this.#allocateSmall(store.layout.bytes);
    this.#engine.memory.bytes().fill(0, state.nullTuple, state.nullTuple + store.layout.bytes);
    switch (store.index.kind) {
      case 'none':
        return;
      case 'join':
        await this.#indexJoin(store, state, rows, store.index.unique);
        return;
      case 'pointers':
        state.index = { ...NO_INDEX, address: this.#pointers(store, state.buffers, rows), word: rows };
        return;
      case 'sorted': {
        const pointers = this.#pointers(store, state.buffers, rows);
        if (rows < 2) {
          state.index = { ...NO_INDEX, address: pointers, word: rows };
          return;
        }
        const scratch = this.#allocate(rows * 4);
        const { module, op } = known(state.filledBy, 'sorting module');
        const started = this.#engine.nowMs();
        const inScratch = await this.#sort(module, pointers, rows, scratch);
        this.#addTime(op, this.#engine.nowMs() - started);
        state.index = { ...NO_INDEX, address: inScratch ? scratch : pointers, word: rows };
        return;
      }
    }
    unreachable(store.index);
  }

  /** Chooses between an array and hash chains by the keys that came, and finds out whether they are unique. */
  async #indexJoin(store: TupleStore, state: StoreState, rows: number, unique: boolean): Promise<void> {
    const range = rows > 0 && directKey(store) ? await this.#keyRange(store, state) : null;
    const entries = range === null ? 0n : range.greatest - range.least + 1n;
    const direct = range !== null && entries > 0n && entries <= BigInt(rows) * DIRECT_ENTRIES_PER_TUPLE + DIRECT_ENTRIES_EXTRA;
    if (direct) {
      const bytes = Number(entries) * 4;
      const address = this.#allocate(bytes);
      this.#engine.memory.bytes().fill(0, address, address + bytes);
      state.index = { address, word: Number(entries), leastKey: range.least };
    } else {
      const bits = Math.max(6, Math.ceil(Math.log2(Math.max(1, rows * 1.5))));
      const bytes = 2 ** bits * 8;
      const address = this.#allocate(bytes);
      this.#engine.memory.bytes().fill(0, address, address + bytes);
      state.index = { address, word: 64 - bits, leastKey: 0n };
    }
    const contexts = rows === 0 ? [] : await this.#overStore(store, state, direct ? 'insertDirect' : 'insert');
    const { words } = this.#engine.memory.views();
    const duplicates = contexts.some((context) => words[(context + CONTEXT.duplicates) >>> 2] !== 0);
    state.join = { kind: direct ? 'direct' : 'chains', unique: unique || !duplicates };
  }

  /** Bounds of a store's one integer key; null when all are NULL. */
  async #keyRange(store: TupleStore, state: StoreState): Promise<{ readonly least: bigint; readonly greatest: bigint } | null> {
    const contexts = await this.#overStore(store, state, 'range');
    const { longs } = this.#engine.memory.views();
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
      if (parameter.kind === 'index' && parameter.store === store.id) this.#writeIndex(params + i * PARAM_BYTES, state.index);
    });
    const contexts: number[] = [];
    const done = await this.#phase({
      module,
      functionName,
      params,
      sink: { kind: 'none' },
      contextBytes: CONTEXT.slots + 1024,
      dictionaryPredicates: [],
      counters: [],
      executors: this.#engine.executors,
      everyExecutorReadsAll: false,
      contexts,
      rowWork: 1,
      feed: async (publish) => publish(state.buffers, true),
    });
    this.#addTime(op, Math.max(0, ...done.map((event) => event.ms)));
    return contexts;
  }

  /** An array with the address of every tuple. */
  #pointers(store: TupleStore, buffers: readonly ChunkRef[], rows: number): number {
    const address = this.#allocate(Math.max(64, rows * 4));
    const { words } = this.#engine.memory.views();
    let at = address >>> 2;
    for (const buffer of buffers) {
      for (let row = 0, tuple = buffer.address; row < buffer.rows; row += 1, tuple += store.layout.bytes) {
        words[at] = tuple | 0;
        at += 1;
      }
    }
    return address;
  }

  #sort(module: number, pointers: number, count: number, scratch: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const run = this.#engine.listen((event) => {
        this.#engine.unlisten(run);
        if (event.type === 'sorted' && event.error === null) resolve(event.inScratch);
        else reject(event.type === 'sorted' && event.error !== null ? fromWireError(event.error) : new Error('sorting was interrupted'));
      });
      const executor = count <= LIMITS.inlineRows ? INLINE : 0;
      this.#engine.send(executor, { type: 'sort', run, module, pointers, count, scratch });
    });
  }

  // Phases

  /**
   * One function over the chunks of a source, on some or all executors; in this thread where the whole input is small and soon
   * there: it is through before an executor would have heard of it.
   */
  #phase(phase: {
    readonly module: number;
    readonly functionName: RunSpec['functionName'];
    readonly params: number;
    readonly sink: RunSink;
    readonly contextBytes: number;
    readonly dictionaryPredicates: RunSpec['dictionaryPredicates'];
    readonly counters: RunSpec['counters'];
    readonly executors: number;
    readonly everyExecutorReadsAll: boolean;
    /** Filled with the address of each executor's context. */
    readonly contexts?: number[];
    /** Rows that one row may become. */
    readonly rowWork: number;
    /** Publishes the source's chunks; ends early when the phase is interrupted. */
    readonly feed: (publish: Publish, interrupted: Promise<undefined>) => Promise<void>;
  }): Promise<readonly Done[]> {
    const claims = phase.everyExecutorReadsAll ? 0 : this.#allocateSmall(16);
    if (claims !== 0) this.#setWord(claims, 0);
    return new Promise((resolve, reject) => {
      const done: Done[] = [];
      let failure: unknown = null;
      let feeding = true;
      let run = 0;
      /** Numbers of the executors, once it is known who works; until then chunks are held here. */
      let executors: readonly number[] | null = null;
      const held: ChunkRef[] = [];
      let heldRows = 0;
      let stopHolding: (() => void) | null = null;
      let interrupt = (): void => {};
      const interrupted = new Promise<undefined>((stop) => {
        interrupt = () => stop(undefined);
      });
      const onAbort = (): void => interrupt();
      this.#spec.signal.addEventListener('abort', onAbort);
      if (this.#spec.signal.aborted) interrupt();
      const leave = (): void => {
        stopHolding?.();
        this.#spec.signal.removeEventListener('abort', onAbort);
        this.#engine.unlisten(run);
      };
      const settle = (): void => {
        if (executors === null || done.length < executors.length || feeding) return;
        leave();
        if (failure !== null) reject(failure);
        else if (this.#spec.signal.aborted || done.some((event) => event.cancelled)) reject(canceled());
        else resolve(done);
      };
      const fail = (error: unknown): void => {
        failure ??= error;
        this.#cancel();
        interrupt();
      };
      run = this.#engine.listen((event) => {
        if (event.type === 'batch') this.#emit(event, run, executors ?? [], fail);
        else if (event.type === 'done') {
          done.push(event);
          if (event.error !== null) fail(fromWireError(event.error));
          settle();
        }
      });
      const start = (inline: boolean, closed: boolean): void => {
        const workers = inline ? [INLINE] : Array.from({ length: phase.executors }, (_, executor) => executor);
        const contexts = workers.map((_, share) => this.#context(phase, share, workers.length));
        const dictionaries = dictionarySizes();
        workers.forEach((executor, share) => {
          const spec: RunSpec = {
            run,
            module: phase.module,
            functionName: phase.functionName,
            context: known(contexts[share], 'context'),
            control: this.#control,
            claims,
            morselRows: this.#spec.morselRows,
            sink: phase.sink,
            dictionaryPredicates: phase.dictionaryPredicates,
            counters: phase.counters,
          };
          this.#engine.send(executor, { type: 'start', spec, chunks: held, dictionaries, closed });
        });
        phase.contexts?.push(...contexts);
        executors = workers;
      };
      const dictionarySizes = (): DictionarySizes =>
        phase.dictionaryPredicates.map(({ parameter }) => ({ parameter, size: this.#dictionarySize(parameter, phase.params) }));
      const publish: Publish = (chunks, closed) => {
        if (executors !== null) {
          const dictionaries = dictionarySizes();
          for (const executor of executors) this.#engine.send(executor, { type: 'chunks', run, chunks, dictionaries, closed });
          return;
        }
        held.push(...chunks);
        for (const { rows } of chunks) heldRows += rows;
        const small = heldRows <= LIMITS.inlineRows && heldRows * phase.rowWork <= LIMITS.inlineWork;
        if (closed || !small) {
          stopHolding?.();
          start(small, closed);
        } else {
          stopHolding ??= this.#engine.holdInput(() => {
            try {
              start(false, false);
            } catch (error) {
              fail(error);
            }
          });
        }
      };
      const fed = (): void => {
        feeding = false;
        settle();
      };
      phase.feed(publish, interrupted).then(fed, (error: unknown) => {
        fail(error);
        if (executors === null) {
          leave();
          reject(failure);
          return;
        }
        publish([], true);
        fed();
      });
    });
  }

  #dictionarySize(parameter: number, params: number): number {
    const address = this.#engine.memory.views().words[(params + parameter) >>> 2];
    for (const dictionary of this.#dictionaries.values()) if ((dictionary.address | 0) === address) return dictionary.size;
    return 0;
  }

  #context(phase: { readonly params: number; readonly contextBytes: number }, share: number, shares: number): number {
    const address = this.#allocateSmall(phase.contextBytes);
    this.#engine.memory.bytes().fill(0, address, address + phase.contextBytes);
    this.#setWord(address + CONTEXT.control, this.#control);
    this.#setWord(address + CONTEXT.params, phase.params);
    this.#setWord(address + CONTEXT.task, this.#spec.task);
    this.#setWord(address + CONTEXT.share, share);
    this.#setWord(address + CONTEXT.shares, shares);
    const { longs } = this.#engine.memory.views();
    longs[(address + CONTEXT.leastKey) >>> 3] = INT64_MAX;
    longs[(address + CONTEXT.greatestKey) >>> 3] = INT64_MIN;
    return address;
  }

  /** A batch of the output: to the consumer, and room for more once that took it. */
  #emit(
    event: ExecutorEvent & { readonly type: 'batch' },
    run: number,
    executors: readonly number[],
    fail: (error: unknown) => void,
  ): void {
    const { stage, output } = this.#spec;
    this.#rowsOut += event.rows;
    this.#bytesOut += event.bytes;
    const batch: HostBatch = {
      rows: event.rows,
      schema: stage.columns.map(({ name, type, phys, scale }) => ({ name, type, phys: phys === 'dict' ? 'str' : phys, scale })),
      columns: event.columns,
    };
    const write = output
      .write(event.partition, batch)
      .catch((error: unknown) => {
        this.#outputError ??= error;
        fail(error);
      })
      .then(() => {
        this.#writes.delete(write);
        const words = this.#engine.memory.views().words;
        const at = (this.#control + CONTROL.outputBytes) >>> 2;
        const before = Atomics.sub(words, at, event.bytes);
        const wakeAt = LIMITS.exchangeBufferBytes / 2;
        if (before > wakeAt && before - event.bytes <= wakeAt) {
          for (const executor of executors) this.#engine.send(executor, { type: 'wake', run });
        }
      });
    this.#writes.add(write);
  }

  // Memory

  #allocate(bytes: number): number {
    for (;;) {
      const address = arenaTryAllocate(this.#engine.memory, this.#control + CONTROL.arena, bytes);
      if (address !== 0) return address;
      // Either the task's limit or the memory: making room in the cache tells which.
      if (!this.#engine.memory.evict(bytes)) {
        throw new ConductError(SQLSTATE.outOfMemory, 'out of memory', {
          detail: `The query needs more memory on a worker than conduct.work_mem or the worker allows.`,
          hint: 'Raise conduct.work_mem, or start workers with more --memory.',
        });
      }
    }
  }

  #smallAt = 0;
  #smallEnd = 0;

  /** 64-aligned, for what is too small for pages of its own. */
  #allocateSmall(bytes: number): number {
    const size = Math.ceil((bytes + 16) / 64) * 64;
    if (size > PAGE_BYTES / 4) return this.#allocate(size);
    if (this.#smallAt + size > this.#smallEnd) {
      this.#smallAt = this.#allocate(PAGE_BYTES - 64);
      this.#smallEnd = this.#smallAt + PAGE_BYTES - 64;
    }
    const address = this.#smallAt;
    this.#smallAt += size;
    return address;
  }

  #setWord(address: number, value: number): void {
    this.#engine.memory.views().words[address >>> 2] = value | 0;
  }
}

/** A pipeline is one loop: each of its operators takes all of its time. */
function operatorsOf({ source, operations, sink }: Pipeline): ReadonlySet<number> {
  const ops = new Set<number>([source.kind === 'chunks' ? source.node.op : source.op]);
  for (const operation of operations) if (operation.kind !== 'rename') ops.add(operation.op);
  if (sink.kind !== 'none') ops.add(sink.op);
  return ops;
}

function dictionaryParameter(parameters: readonly Parameter[], handle: string): number {
  const index = parameters.findIndex((parameter) => parameter.kind === 'dictionary' && parameter.handle === handle);
  assert(index >= 0, 'a dictionary predicate has its dictionary as a parameter');
  return index * PARAM_BYTES;
}

function canceled(): ConductError {
  return new ConductError(SQLSTATE.queryCanceled, 'canceling statement due to user request');
}
