/**
 * One task on this worker: compiles the stage's pipelines and takes them one after the other through the executors. Everything
 * that a task allocates comes from its arena and goes with it, however it ends.
 */
import { assert, known, unreachable } from '../common/assert.js';
import { LIMITS } from '../common/limits.js';
import type { HostBatch } from '../plan/batch.js';
import type { ColumnInfo } from '../plan/column-info.js';
import { batchFromRows } from '../plan/datum-batch.js';
import type { SeriesNode, TableFunctionNode } from '../plan/physical.js';
import type { TaskStats } from '../plan/task-stats.js';
import { DEFAULT_SESSION } from '../types/session-settings.js';
import { bucketShares, groupsByBucket } from './bucketed-groups.js';
import { type CompiledPipeline, type CompileOptions, keepsTexts } from './codegen/pipeline.js';
import type { Parameter } from './codegen/scope.js';
import type { ChunkRef, RunSink } from './executor-protocol.js';
import { batchMemory, FeedWindow, feedPieces, type ImportedChunk } from './feed.js';
import { importBatch } from './import-batch.js';
import { CHUNK_COLUMN, CONTROL, FIELD_BYTES, PARAM_BYTES, SERIES_CHUNK } from './layout.js';
import { type Batch, canceled, type PhaseInput, type PhaseResult, runPhase } from './phase.js';
import { NO_OPERATOR, type Pipeline, type Sink, type Source, type TupleStore } from './pipeline.js';
import type { Piece } from './spill/spilled-tuples.js';
import type { AggregateSink } from './spill/split-pipeline.js';
import { type PipelineRun, type SpillTask, TaskSpill } from './spill/task-spill.js';
import { StoreIndexes } from './store-indexes.js';
import { tableFunctionBatches } from './table-function.js';
import type { Chunk, ChunkStream, TaskSpec } from './task.js';
import type { TaskHost } from './task-host.js';
import { TaskMemory } from './task-memory.js';
import { TaskParameters } from './task-parameters.js';

/** A running feed. */
interface Feed {
  readonly pipeline: Pipeline;
  readonly scan: OpenScan | null;
  readonly parameters: readonly Parameter[];
  readonly params: number;
  readonly how: PipelineRun;
  readonly input: PhaseInput;
}

interface OpenScan {
  readonly stream: ChunkStream;
  readonly first: Chunk | null;
}

/**
 * Rows of an output buffer, a multiple of 8: batches of about LIMITS.frameBytes, since each costs a fraction of a millisecond to frame
 * and to read; smaller ones where many partitions share the executor's budget.
 */
function outputRows(columns: readonly ColumnInfo[], partitions: number, memoryBytes: number): number {
  const rowBytes = columns.reduce((sum, column) => sum + FIELD_BYTES[column.phys] + 1, 0);
  const bytes = Math.min(LIMITS.frameBytes, Math.min(LIMITS.outputBytes, memoryBytes / 16) / Math.max(1, partitions));
  const rows = Math.floor(bytes / Math.max(1, rowBytes) / 8) * 8;
  return Math.max(LEAST_OUTPUT_ROWS, Math.min(LIMITS.frameRows, rows));
}

/** Rows of an output buffer at least. */
const LEAST_OUTPUT_ROWS = 128;

export class TaskExecution implements SpillTask {
  readonly host: TaskHost;
  readonly spec: TaskSpec;
  readonly memory: TaskMemory;
  readonly #stores: StoreIndexes;
  readonly #spill: TaskSpill | null;
  readonly #parameters: TaskParameters;
  readonly #streams: ChunkStream[] = [];
  readonly #operatorRows = new Map<number, number>();
  readonly #operatorMs = new Map<number, number>();
  readonly #writes = new Set<Promise<void>>();
  #rowsOut = 0;
  #bytesOut = 0;
  #bytesIn = 0;
  #compileMs = 0;
  #peakBytes = 0;
  #outputError: unknown = null;

  constructor(host: TaskHost, spec: TaskSpec) {
    this.host = host;
    this.spec = spec;
    this.memory = new TaskMemory(host.joinQuery(spec.queryId, spec.memoryLimitBytes));
    this.#stores = new StoreIndexes(this, (op, ms) => this.#addTime(op, ms));
    this.#spill = host.spill === null ? null : new TaskSpill(this, this.#stores, host.spill);
    this.#parameters = new TaskParameters(this.memory, this.#stores, spec.stage.bucketMap);
  }

  async run(): Promise<TaskStats> {
    const started = this.host.nowMs();
    const { signal, stage } = this.spec;
    const cancel = (): void => this.memory.cancel();
    signal.addEventListener('abort', cancel);
    try {
      if (signal.aborted) throw canceled();
      const executors = this.host.executors;
      const pipelines = this.host.stages.pipelines(stage, executors);
      for (const [i, pipeline] of pipelines.entries()) {
        await this.#pipeline(pipeline);
        for (const store of storesOf(pipeline)) {
          if (!pipelines.slice(i + 1).some((later) => storesOf(later).includes(store))) await this.#drop(store);
        }
      }
      await Promise.all(this.#writes);
      if (this.#outputError !== null) throw this.#outputError;
      const spilled = this.#spill?.spiller.figures ?? new Map<number, { readonly bytes: number; readonly parts: number }>();
      const ops = new Set([...this.#operatorRows.keys(), ...this.#operatorMs.keys(), ...spilled.keys()]);
      return {
        operators: [...ops].map((op) => ({
          op,
          rows: this.#operatorRows.get(op) ?? 0,
          ms: this.#operatorMs.get(op) ?? 0,
          spilledBytes: spilled.get(op)?.bytes ?? 0,
          spilledParts: spilled.get(op)?.parts ?? 0,
        })),
        spilledBytes: [...spilled.values()].reduce((sum, { bytes }) => sum + bytes, 0),
        ms: this.host.nowMs() - started,
        rowsOut: this.#rowsOut,
        bytesOut: this.#bytesOut,
        bytesIn: this.#bytesIn,
        compileMs: this.#compileMs,
        peakMemoryBytes: this.#peakBytes,
      };
    } finally {
      signal.removeEventListener('abort', cancel);
      await Promise.allSettled(this.#writes);
      for (const stream of this.#streams) stream.release();
      // Before the memory that is being written goes.
      await this.#spill?.close();
      this.memory.free();
      this.host.leaveQuery(this.spec.queryId);
      this.host.trimModules();
    }
  }

  async #pipeline(pipeline: Pipeline): Promise<void> {
    const spill = this.#spill;
    await spill?.makeReady(pipeline);
    if (spill?.hasSpilledProbe(pipeline) === true) await spill.join(pipeline);
    else if (pipeline.source.kind === 'tuples' && isMerging(pipeline)) await this.#merge(pipeline, pipeline.source.store);
    else await this.runPipeline(pipeline, {});
  }

  /** Brings the groups of all executors together: only where a key may be in several of them there is work to do. */
  async #merge(pipeline: Pipeline & { readonly sink: AggregateSink }, local: TupleStore): Promise<void> {
    if (this.#spill?.isSpilled(local) === true) this.#spill.adopt(local, pipeline.sink);
    else if (this.#stores.of(local).overlaps) await this.runPipeline(pipeline, {});
    else {
      this.#stores.move(local, pipeline.sink.store);
      await this.#spill?.moved(pipeline.sink);
    }
  }

  async #drop(store: TupleStore): Promise<void> {
    if (this.#spill === null) this.#stores.release(this.#stores.of(store));
    else await this.#spill.drop(store);
  }

  async runPipeline(pipeline: Pipeline, how: PipelineRun): Promise<void> {
    await this.#stores.prepare(pipeline);
    const scan = await this.#openScan(pipeline.source);
    const { memory } = this.host;
    const compileStart = this.host.nowMs();
    const { partitions } = this.spec.stage;
    const options: CompileOptions = {
      maximumPages: memory.handle.maximumPages,
      outputRows: outputRows(
        this.spec.stage.columns,
        pipeline.sink.kind === 'output' && pipeline.sink.output.kind === 'hash' ? partitions : 1,
        this.memory.query.hardBytes,
      ),
      countRows: this.spec.analyze,
      dictionarySize: (handle) => this.#parameters.dictionarySize(handle),
      indexes: this.#stores.joins(),
      directGroups: Math.floor(this.memory.query.hardBytes / 64),
    };
    const compiled = this.host.stages.compile(pipeline, options, this.spec.session ?? DEFAULT_SESSION);
    const module = this.host.module(compiled.bytes);
    this.#compileMs += this.host.nowMs() - compileStart;
    const params = this.#parameters.write(compiled.parameters);
    const sink = this.#runSink(pipeline, compiled);
    this.#noteFilled(pipeline.sink, module, params, compiled.parameters);
    const merging = pipeline.sink.kind === 'aggregate' && pipeline.sink.shared;
    const level = how.level ?? 0;
    const spill = this.#spill?.sinkSpill(pipeline.sink, level);
    const sinkKeepsTexts = keepsTexts(pipeline.sink);
    const bucketed = this.host.executors > 1 && groupsByBucket(pipeline);
    const result = await runPhase(this, {
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
      executors: pipeline.serial ? 1 : this.host.executors,
      everyExecutorReadsAll: merging,
      bucketed,
      rowWork: this.#rowWork(pipeline),
      keepsTexts: sinkKeepsTexts,
      ...(spill === undefined ? {} : { spill, forced: this.spec.forceSpill === true && level === 0 }),
      feed: (input) => this.#feed({ pipeline, scan, parameters: compiled.parameters, params, how, input }),
    });
    this.#collect(pipeline, result, sinkKeepsTexts);
    await this.#spill?.filled(pipeline.sink, level);
  }

  /** About how many rows an input row may become on its way. */
  #rowWork(pipeline: Pipeline): number {
    let work = 1;
    for (const operation of pipeline.operations) {
      if (operation.kind !== 'probe' && operation.kind !== 'loop') continue;
      work *= Math.max(
        1,
        this.#stores.of(operation.store).buffers.reduce((sum, { rows }) => sum + rows, 0),
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
        return { kind: 'tuples', tupleBytes: sink.store.layout.bytes, top, bound: compiled.topBound };
      }
      case 'aggregate':
        return {
          kind: 'aggregate',
          tupleBytes: sink.store.layout.bytes,
          keys: sink.keys.length,
          // When groups are merged, each executor takes its share of them.
          expectedGroups: sink.estimatedGroups / this.spec.stage.workers.length / (sink.shared ? this.host.executors : 1),
          directEntries: compiled.directGroups,
        };
      case 'output':
        return {
          kind: 'output',
          layout: known(compiled.output, 'output layout'),
          partitions: sink.output.kind === 'hash' || sink.output.kind === 'round-robin' ? this.spec.stage.partitions : 1,
          roundRobin: sink.output.kind === 'round-robin',
        };
    }
    return unreachable(sink);
  }

  #noteFilled(sink: Sink, module: number, params: number, parameters: readonly Parameter[]): void {
    if (sink.kind === 'tuples' || sink.kind === 'aggregate')
      this.#stores.of(sink.store).filledBy = { module, params, parameters, op: sink.op };
  }

  #addTime(op: number, ms: number): void {
    this.#operatorMs.set(op, (this.#operatorMs.get(op) ?? 0) + ms);
  }

  /** What the executors hand over at the end of a pipeline. */
  #collect(pipeline: Pipeline, { done, arenas, bucketed }: PhaseResult, sinkKeepsTexts: boolean): void {
    const { sink } = pipeline;
    for (const { counts } of done) {
      for (const { op, rows } of counts) this.#operatorRows.set(op, (this.#operatorRows.get(op) ?? 0) + rows);
    }
    const ms = Math.max(0, ...done.map((event) => event.ms));
    for (const op of operatorsOf(pipeline)) this.#addTime(op, ms);
    this.#peakBytes = Math.max(this.#peakBytes, this.memory.usedBytes);
    if (sink.kind !== 'tuples' && sink.kind !== 'aggregate') {
      for (const arena of arenas) arena.release();
      return;
    }
    const state = this.#stores.of(sink.store);
    const fillers = done.filter(({ buffers }) => buffers.length > 0).length;
    if (state.buffers.length > 0 || (fillers > 1 && !bucketed)) state.overlaps = true;
    state.arenas.push(...arenas);
    if (sinkKeepsTexts) {
      // Its tuples refer to the texts of the stores that they were made of.
      for (const store of storesOf(pipeline)) {
        if (store !== sink.store) state.arenas.push(...this.#stores.of(store).arenas.map((arena) => arena.retain()));
      }
    }
    // Groups without keys are merged by the first executor alone.
    const alone = sink.kind === 'aggregate' && sink.shared && sink.keys.length === 0;
    for (const { executor, buffers } of done) {
      if (!alone || executor === 0) state.buffers.push(...buffers);
    }
  }

  // Sources

  /** A scan's first chunk comes before the pipeline is compiled: its dictionaries are those of all chunks. */
  async #openScan(source: Source): Promise<OpenScan | null> {
    if (source.kind !== 'chunks' || source.node.kind !== 'scan') return null;
    const stream = this.spec.inputs.scan(source.node);
    this.#streams.push(stream);
    const first = await stream.next();
    if (first !== null) this.#parameters.noteDictionaries(first, source.node.columns);
    return { stream, first };
  }

  async #feed({ pipeline, scan, parameters, params, how, input }: Feed): Promise<void> {
    const { source } = pipeline;
    const { publish } = input;
    const enough = (): boolean => this.#parameters.limitReached(pipeline);
    const pieces = how.pieces?.(input, () => this.#parameters.writeIndexes(parameters, params)) ?? this.#spilledPieces(source, input);
    if (pieces !== null) {
      await feedPieces(input, pieces, enough);
      return;
    }
    if (source.kind === 'tuples') {
      publish(this.#tupleChunks(source), true);
      return;
    }
    const { node } = source;
    switch (node.kind) {
      case 'values': {
        const batch = batchFromRows(node.columns, node.rows);
        publish(batch.rows === 0 ? [] : [this.#importBatch(batch, node.columns).chunk], true);
        return;
      }
      case 'series':
        publish(this.#seriesChunks(node), true);
        return;
      case 'table-function': {
        const window = new FeedWindow(input, this.memory);
        for await (const batch of this.#functionBatches(node, known(source.input, 'input of a table function'))) {
          await window.publish(this.#importBatch(batch, node.columns));
          // Cancels and the executors' output come between the batches.
          await nextTurn();
          if (input.interrupted || enough()) break;
        }
        await window.close();
        return;
      }
      case 'exchange-source': {
        const window = new FeedWindow(input, this.memory);
        const batches = this.spec.inputs.exchange(node.stage)[Symbol.asyncIterator]();
        for (;;) {
          const next = await input.unlessInterrupted(batches.next());
          if (next === 'interrupted' || next.done === true) break;
          if (next.value.rows > 0) {
            await window.room(batchMemory(next.value));
            await window.publish(this.#importBatch(next.value, node.columns));
          }
          if (enough()) break;
        }
        // Not awaited: a pull that waits for its producer ends when it sees that.
        void Promise.resolve(batches.return?.()).catch(() => {});
        await window.close();
        return;
      }
      case 'scan': {
        const { stream, first } = known(scan, 'open scan');
        const window = new FeedWindow(input, this.memory);
        for (let chunk: Chunk | null | 'interrupted' = first; chunk !== null; chunk = await input.unlessInterrupted(stream.next())) {
          if (chunk === 'interrupted' || enough()) break;
          if (chunk.rows === 0) continue;
          this.#parameters.noteDictionaries(chunk, node.columns);
          this.#parameters.writeDictionaries(parameters, params);
          const made = this.#publishChunk(chunk, this.memory.allocateSmall(chunkBytes(node.columns)));
          if (chunk.memory === undefined) publish([made], false);
          else await window.publish({ chunk: made, arena: chunk.memory });
        }
        await window.close();
        return;
      }
    }
    unreachable(node);
  }

  /** This task's share, in chunks that are nothing but a first value. */
  #seriesChunks(node: SeriesNode): readonly ChunkRef[] {
    const tasks = this.spec.stage.workers.length;
    const split = node.share === 'split' && tasks > 1;
    const from = split ? Math.floor((node.count * this.spec.task) / tasks) : 0;
    const to = split ? Math.floor((node.count * (this.spec.task + 1)) / tasks) : node.count;
    const chunks: ChunkRef[] = [];
    for (let at = from; at < to; at += LIMITS.seriesChunkRows) {
      const address = this.memory.allocateSmall(SERIES_CHUNK.bytes);
      const { longs } = this.host.memory.views();
      longs[(address + SERIES_CHUNK.first) >>> 3] = node.start + node.step * BigInt(at);
      longs[(address + SERIES_CHUNK.step) >>> 3] = node.step;
      chunks.push({ address, rows: Math.min(LIMITS.seriesChunkRows, to - at) });
    }
    return chunks;
  }

  #tupleChunks(source: Source & { readonly kind: 'tuples' }): readonly ChunkRef[] {
    const state = this.#stores.of(source.store);
    if (!source.ordered) return state.buffers;
    const { index } = source.store;
    if (index.kind === 'window') return state.index.word === 0 ? [] : [{ address: state.index.address, rows: state.index.word }];
    assert(index.kind === 'sorted', 'ordered tuples are sorted');
    const from = Math.min(state.index.word, index.offset);
    const to = index.limit === null ? state.index.word : Math.min(state.index.word, index.offset + index.limit);
    return to > from ? [{ address: state.index.address + from * 4, rows: to - from }] : [];
  }

  #spilledPieces(source: Source, input: PhaseInput): AsyncGenerator<Piece> | null {
    return source.kind === 'tuples' && this.#spill?.isSpilled(source.store) === true ? this.#spill.pieces(source, input) : null;
  }

  /** Rows of the function for all rows that were collected, wherever those are. */
  async *#functionBatches(node: TableFunctionNode, store: TupleStore): AsyncGenerator<HostBatch> {
    const { memory } = this.host;
    const spilled = this.#spill?.isSpilled(store) === true ? this.#spill.all(store) : null;
    if (spilled === null) {
      yield* tableFunctionBatches(node, this.#stores.of(store).buffers, store.layout, memory);
      return;
    }
    for await (const { chunks, arenas } of spilled) {
      yield* tableFunctionBatches(node, chunks, store.layout, memory);
      for (const arena of arenas) arena.release();
    }
  }

  /** Into memory of its own. */
  #importBatch(batch: HostBatch, columns: readonly ColumnInfo[]): ImportedChunk {
    this.#bytesIn += batch.columns.reduce((sum, column) => sum + column.data.byteLength, 0);
    const arena = this.memory.arena();
    const description = Math.ceil(chunkBytes(columns) / 64) * 64;
    let address = 0;
    const chunk = importBatch(batch, columns, this.host.memory, (bytes) => {
      address = arena.allocate(description + bytes);
      return address + description;
    });
    return { chunk: this.#publishChunk(chunk, address), arena };
  }

  #publishChunk(chunk: Chunk, address: number): ChunkRef {
    const { words } = this.host.memory.views();
    chunk.columns.forEach((column, i) => {
      const at = (address + i * CHUNK_COLUMN.bytes) >>> 2;
      words[at] = column.data | 0;
      words[at + 1] = (column.validity === 0 ? this.host.allValid : column.validity) | 0;
      words[at + 2] = column.dictionary | 0;
    });
    const { rows, bucketOffsets } = chunk;
    return bucketOffsets === undefined ? { address, rows } : { address, rows, shares: bucketShares(bucketOffsets) };
  }

  /** A batch of the output: to the consumer, and room for more once that took it. */
  emit(batch: Batch, wake: (executor: number) => void, executors: readonly number[], fail: (error: unknown) => void): void {
    const { stage, output } = this.spec;
    this.#rowsOut += batch.rows;
    this.#bytesOut += batch.bytes;
    const rows: HostBatch = {
      rows: batch.rows,
      schema: stage.columns.map(({ name, type, phys, scale }) => ({ name, type, phys: phys === 'dict' ? 'str' : phys, scale })),
      columns: batch.columns,
    };
    const write = output
      .write(batch.partition, rows)
      .catch((error: unknown) => {
        this.#outputError ??= error;
        fail(error);
      })
      .then(() => {
        this.#writes.delete(write);
        const words = this.host.memory.views().words;
        const at = (this.memory.control + CONTROL.outputBytes) >>> 2;
        const before = Atomics.sub(words, at, batch.bytes);
        const wakeAt = LIMITS.exchangeBufferBytes / 2;
        if (before > wakeAt && before - batch.bytes <= wakeAt) {
          for (const executor of executors) wake(executor);
        }
      });
    this.#writes.add(write);
  }

  dictionarySize(slot: number): number {
    return this.#parameters.dictionarySizeAt(slot);
  }
}

function chunkBytes(columns: readonly ColumnInfo[]): number {
  return Math.max(16, columns.length * CHUNK_COLUMN.bytes);
}

/** Stores that a pipeline reads or fills. */
function storesOf({ source, operations, sink }: Pipeline): readonly TupleStore[] {
  const stores: TupleStore[] = [];
  if (source.kind === 'tuples') stores.push(source.store);
  else if (source.input !== undefined) stores.push(source.input);
  for (const operation of operations) if (operation.kind === 'probe' || operation.kind === 'loop') stores.push(operation.store);
  if (sink.kind === 'tuples' || sink.kind === 'aggregate') stores.push(sink.store);
  return stores;
}

/** Whether the pipeline does nothing but merge groups. */
function isMerging(pipeline: Pipeline): pipeline is Pipeline & { readonly sink: AggregateSink } {
  return pipeline.sink.kind === 'aggregate' && pipeline.sink.shared;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A pipeline is one loop: each of its operators takes all of its time. */
function operatorsOf({ source, operations, sink }: Pipeline): ReadonlySet<number> {
  const ops = new Set<number>([source.kind === 'chunks' ? source.node.op : source.op]);
  for (const operation of operations) if (operation.kind !== 'rename') ops.add(operation.op);
  if (sink.kind !== 'none') ops.add(sink.op);
  ops.delete(NO_OPERATOR);
  return ops;
}

function dictionaryParameter(parameters: readonly Parameter[], handle: string): number {
  const index = parameters.findIndex((parameter) => parameter.kind === 'dictionary' && parameter.handle === handle);
  assert(index >= 0, 'a dictionary predicate has its dictionary as a parameter');
  return index * PARAM_BYTES;
}
