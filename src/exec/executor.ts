/**
 * An executor: takes runs (a pipeline function over chunks) and works on them morsel by morsel. It never blocks: a run without
 * input, or whose output has no room, is parked and another one goes on. In a worker it is a thread (executor-thread.ts); a
 * simulated cluster has it inline.
 *
 * It is long because claiming morsels, calling compiled code and making room in the sinks work on one run's state.
 */
import { known, unreachable } from '../common/assert.js';
import { ConductError, SQLSTATE, toWireError } from '../common/errors.js';
import { withInterruption } from '../common/interruption.js';
import { LIMITS } from '../common/limits.js';
import { withSession } from '../types/session-settings.js';
import { failureError, STATUS } from './codegen/status.js';
import type { ChunkRef, Chunks, ExecutorCommand, ExecutorEvent, RunSink, RunSpec } from './executor-protocol.js';
import { CONTEXT, CONTROL, type OutputLayout, REASON, TUPLE } from './layout.js';
import { ARENA, arenaTryAllocate, BUDGET, PAGE_BYTES, type PageMemory } from './memory.js';
import { rowsAtOnce, type TakenRows, takeRows } from './output-batch.js';
import { outOfMemory } from './task-memory.js';
import { instantiateKernels, type Kernels } from './wasm/kernels.js';
import { instantiateRuntime } from './wasm/runtime.js';
import { evaluateWindow } from './window/evaluate-window.js';

export interface ExecutorOptions {
  readonly index: number;
  readonly memory: PageMemory;
  readonly runtimeModule: WebAssembly.Module;
  readonly kernelModule: WebAssembly.Module;
  readonly send: (event: ExecutorEvent, transfer: ArrayBuffer[]) => void;
  /** Calls back soon, after waiting messages. */
  readonly defer: (step: () => void) => void;
  readonly nowMs: () => number;
}

/** A run gives way to others after this long. */
const SLICE_MS = 8;
const FIRST_BUFFER_BYTES = 65_536 - 64;
/** Of sinks that are to spill whenever a buffer is full. */
const FORCED_BUFFER_BYTES = 2_048;
/** Parts of the query's memory that one buffer, one scratch area or a first directory may take. */
const BUFFER_SHARE = 1 / 16;
/** Scratch memory is taken in areas of at least this size. */
const SCRATCH_BYTES = 1 << 20;
const LARGEST_SCRATCH_BYTES = 16 << 20;
/** Texts of a column that are packed at once. */
const LARGEST_PACK_BYTES = 16 << 20;
const LARGEST_BUFFER_BYTES = (4 << 20) - 64;
const FIRST_DIRECTORY_ENTRIES = 1_024;
/** Groups at which a directory grows, as a share of its entries. */
const DIRECTORY_LOAD = 0.5;

type PipelineFunction = (context: number, chunk: number, start: number, end: number) => number;
export type Exports = { readonly [name: string]: (...args: readonly number[]) => number };

interface Run {
  readonly spec: RunSpec;
  readonly exports: Exports;
  readonly call: PipelineFunction;
  readonly chunks: ChunkRef[];
  /** Number of the first morsel of each chunk. */
  readonly firstMorsels: number[];
  morsels: number;
  chunkAt: number;
  nextOwn: number;
  closed: boolean;
  queued: boolean;
  /** Waiting for room, in the output or in memory. */
  waiting: boolean;
  /** What the sink held has been handed over: nothing goes on before that is settled. */
  paused: boolean;
  /** The main thread waits for the run to have nothing to do. */
  tellsIdle: boolean;
  sinkArena: number;
  /** A morsel that was left with sinkFull while there was no room. */
  pending: { chunk: ChunkRef; start: number; end: number; number: number } | null;
  finishing: boolean;
  readonly buffers: { address: number; rows: number }[];
  bufferStart: number;
  bufferBytes: number;
  directoryEntries: number;
  roundRobin: number;
  readonly dictionarySizes: Map<number, number>;
  readonly dictionaryDone: Map<string, { table: number; capacity: number; size: number }>;
  /** Before this slice. */
  ms: number;
  sliceStartedMs: number;
  packArea: { address: number; bytes: number };
  scratchAreaBytes: number;
}

export class Executor {
  readonly #options: ExecutorOptions;
  readonly #memory: PageMemory;
  readonly #runtime: WebAssembly.Instance;
  readonly kernels: Kernels;
  readonly #modules = new Map<number, WebAssembly.Module>();
  readonly #instances = new Map<number, Exports>();
  readonly #runs = new Map<number, Run>();
  readonly #ready: Run[] = [];
  #stepping = false;
  /** Of the windows that are being evaluated. */
  #windowContext = 0;
  #windowArena = 0;

  constructor(options: ExecutorOptions) {
    this.#options = options;
    this.#memory = options.memory;
    this.#runtime = instantiateRuntime(options.runtimeModule, options.memory.memory, (context, bytes) => this.#growScratch(context, bytes));
    this.kernels = instantiateKernels(options.kernelModule, options.memory.memory);
  }

  handle(command: ExecutorCommand): void {
    switch (command.type) {
      case 'module':
        this.#modules.set(command.id, command.module);
        return;
      case 'forget':
        this.#modules.delete(command.id);
        this.#instances.delete(command.id);
        return;
      case 'start':
        this.#start(command.spec);
        this.#take(command.spec.run, command);
        return;
      case 'chunks':
        this.#take(command.run, command);
        return;
      case 'wake': {
        const run = this.#runs.get(command.run);
        if (run === undefined) return;
        run.waiting = false;
        this.#enqueue(run);
        return;
      }
      case 'tell-idle': {
        const run = this.#runs.get(command.run);
        if (run === undefined) return;
        run.tellsIdle = true;
        this.#enqueue(run);
        return;
      }
      case 'pause':
        this.#pause(command.run);
        return;
      case 'resume':
        this.#resume(command.run, command.sinkArena);
        return;
      case 'sort':
        this.#sort(command);
        return;
      case 'window':
        this.#window(command);
        return;
      case 'stop':
        return;
    }
    unreachable(command);
  }

  #take(number: number, { chunks, dictionaries, closed }: Chunks): void {
    const run = this.#runs.get(number);
    if (run === undefined) return;
    for (const { parameter, size } of dictionaries) run.dictionarySizes.set(parameter, size);
    for (const chunk of chunks) {
      run.chunks.push(chunk);
      run.firstMorsels.push(run.morsels);
      run.morsels += Math.ceil(chunk.rows / run.spec.morselRows);
    }
    if (closed) run.closed = true;
    this.#enqueue(run);
  }

  #start(spec: RunSpec): void {
    const exports = this.instance(spec.module);
    const call = known(exports[spec.functionName], spec.functionName) as unknown as PipelineFunction;
    const run: Run = {
      spec,
      exports,
      call,
      chunks: [],
      firstMorsels: [],
      morsels: 0,
      chunkAt: 0,
      nextOwn: 0,
      closed: false,
      queued: false,
      waiting: false,
      paused: false,
      tellsIdle: false,
      sinkArena: spec.sinkArena,
      pending: null,
      finishing: false,
      buffers: [],
      bufferStart: 0,
      bufferBytes: 0,
      directoryEntries: 0,
      roundRobin: this.#options.index,
      dictionarySizes: new Map(),
      dictionaryDone: new Map(),
      ms: 0,
      sliceStartedMs: this.#options.nowMs(),
      packArea: { address: 0, bytes: 0 },
      scratchAreaBytes: 0,
    };
    this.#runs.set(spec.run, run);
    try {
      this.#prepareSink(run);
    } catch (error) {
      this.#finish(run, error, false);
    }
  }

  /** Also for the engine's own thread, which works on what is spilled. */
  instance(id: number): Exports {
    let exports = this.#instances.get(id);
    if (exports === undefined) {
      const module = known(this.#modules.get(id), 'module');
      const instance = new WebAssembly.Instance(module, { env: { memory: this.#memory.memory }, rt: this.#runtime.exports });
      exports = instance.exports as Exports;
      this.#instances.set(id, exports);
    }
    return exports;
  }

  #enqueue(run: Run): void {
    if (run.queued || run.waiting || run.paused) return;
    run.queued = true;
    this.#ready.push(run);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#stepping) return;
    this.#stepping = true;
    this.#options.defer(() => {
      this.#stepping = false;
      this.#step();
    });
  }

  /** A slice of the first ready run. */
  #step(): void {
    const run = this.#ready.shift();
    if (run === undefined) return;
    run.queued = false;
    const started = this.#options.nowMs();
    run.sliceStartedMs = started;
    let more = false;
    try {
      const check = (): void => {
        if (this.#word(run.spec.control + CONTROL.cancel) === 0) return;
        throw new ConductError(SQLSTATE.queryCanceled, 'canceling statement due to user request');
      };
      more = withInterruption(check, () => withSession(run.spec.session, () => this.#work(run, started + SLICE_MS)));
      run.ms += this.#options.nowMs() - started;
    } catch (error) {
      this.#finish(run, error, false);
    }
    if (more) {
      run.queued = true;
      this.#ready.push(run);
    }
    if (this.#ready.length > 0) this.#schedule();
  }

  /** Whether there is more to do at once. */
  #work(run: Run, until: number): boolean {
    do {
      if (this.#word(run.spec.control + CONTROL.cancel) !== 0) {
        this.#finish(run, null, true);
        return false;
      }
      const morsel = run.pending ?? (run.finishing ? null : this.#claim(run));
      run.pending = null;
      if (morsel === null) {
        if (!run.closed) return this.#idle(run);
        return this.#end(run);
      }
      if (!this.#morsel(run, morsel)) return false;
    } while (this.#options.nowMs() < until);
    return true;
  }

  #idle(run: Run): false {
    if (run.tellsIdle) this.#options.send({ type: 'idle', run: run.spec.run, executor: this.#options.index, morsels: run.morsels }, []);
    run.tellsIdle = false;
    return false;
  }

  /** Comes between slices: the run stands before a morsel, or has left one because the sink was full. */
  #pause(number: number): void {
    const run = this.#runs.get(number);
    if (run === undefined) return;
    run.paused = true;
    run.queued = false;
    const at = this.#ready.indexOf(run);
    if (at >= 0) this.#ready.splice(at, 1);
    const { sink } = run.spec;
    try {
      if (sink.kind === 'output') {
        const sets = sink.roundRobin ? 1 : sink.partitions;
        for (let set = 0; set < sets; set += 1) this.#flush(run, set);
      }
    } catch (error) {
      this.#finish(run, error, false);
      return;
    }
    const handsOver = spillable(sink);
    if (handsOver) this.#closeBuffer(run);
    const buffers = handsOver ? run.buffers.splice(0) : [];
    this.#options.send({ type: 'paused', run: number, executor: this.#options.index, buffers }, []);
  }

  #resume(number: number, sinkArena: number): void {
    const run = this.#runs.get(number);
    if (run === undefined) return;
    run.paused = false;
    run.waiting = false;
    if (sinkArena !== 0) {
      const { context } = run.spec;
      run.sinkArena = sinkArena;
      run.scratchAreaBytes = 0;
      // Buffers that are made to spill become larger: with many rows that is often enough.
      if (run.spec.spills !== 'always') run.bufferBytes = 0;
      this.#setScratch(context, 0, 0);
      this.#setWord(context + CONTEXT.tuplePointer, 0);
      this.#setWord(context + CONTEXT.tupleEnd, 0);
      this.#setWord(context + CONTEXT.groups, 0);
      try {
        if (spillable(run.spec.sink)) this.#prepareSink(run, true);
      } catch (error) {
        this.#finish(run, error, false);
        return;
      }
    }
    this.#enqueue(run);
  }

  #claim(run: Run): Run['pending'] {
    const words = this.#memory.views().words;
    let number: number;
    if (run.spec.claims === 0) {
      if (run.nextOwn >= run.morsels) return null;
      number = run.nextOwn;
      run.nextOwn += 1;
    } else {
      const at = run.spec.claims >>> 2;
      for (;;) {
        number = Atomics.load(words, at);
        if (number >= run.morsels) return null;
        if (Atomics.compareExchange(words, at, number, number + 1) === number) break;
      }
    }
    while (run.chunkAt + 1 < run.chunks.length && (run.firstMorsels[run.chunkAt + 1] ?? 0) <= number) run.chunkAt += 1;
    const chunk = known(run.chunks[run.chunkAt], 'chunk');
    const start = (number - (run.firstMorsels[run.chunkAt] ?? 0)) * run.spec.morselRows;
    return { chunk, start, end: Math.min(chunk.rows, start + run.spec.morselRows), number: run.chunkAt };
  }

  /** Whether the run may go on. */
  #morsel(run: Run, morsel: NonNullable<Run['pending']>): boolean {
    const { context } = run.spec;
    let { start } = morsel;
    this.#evaluateDictionaries(run);
    this.#setWord(context + CONTEXT.chunkNumber, morsel.number);
    for (;;) {
      const status = run.call(context, morsel.chunk.address, start, morsel.end);
      switch (status) {
        case STATUS.done:
          this.#compactTop(run);
          return this.#flushTexts(run);
        case STATUS.cancelled:
          this.#finish(run, null, true);
          return false;
        case STATUS.error:
          throw failureError(this.#word(context + CONTEXT.errorCode));
        case STATUS.sinkFull:
          break;
        default:
          throw new Error(`pipeline returned status ${status}`);
      }
      start = this.#word(context + CONTEXT.cursorRow);
      if (!this.#makeRoom(run)) {
        run.pending = { ...morsel, start };
        return false;
      }
    }
  }

  /** Whether the function can be called again at once. */
  #makeRoom(run: Run): boolean {
    const reason = this.#word(run.spec.context + CONTEXT.reason);
    switch (reason) {
      case REASON.tuples:
        return this.#nextBuffer(run);
      case REASON.directory:
        return this.#growDirectory(run, run.directoryEntries * 4);
      case REASON.output:
        return this.#flush(run, this.#word(run.spec.context + CONTEXT.partition));
      default:
        throw new Error(`pipeline left for reason ${reason}`);
    }
  }

  /** Called by compiled code. What the area before it holds stays: rows refer to it. */
  #growScratch(context: number, bytes: number): void {
    if (context === this.#windowContext) {
      const area = Math.max(bytes, this.#atMost(this.#windowArena, SCRATCH_BYTES));
      this.#setScratch(context, this.#allocateIn(this.#windowArena, area), area);
      return;
    }
    const run = known(
      [...this.#runs.values()].find(({ spec }) => spec.context === context),
      'run of the context',
    );
    // Texts may be given up before the task ends, but only those of the last area make room: it must become large enough to last.
    const wanted = Math.max(SCRATCH_BYTES, Math.min(run.scratchAreaBytes * 2, LARGEST_SCRATCH_BYTES));
    run.scratchAreaBytes = Math.max(bytes, this.#atMost(run.sinkArena, wanted));
    const room = run.scratchAreaBytes;
    this.#setScratch(context, this.#allocateIn(run.sinkArena, room), room);
  }

  #setScratch(context: number, address: number, bytes: number): void {
    this.#setWord(context + CONTEXT.scratchStart, address);
    this.#setWord(context + CONTEXT.scratchPointer, address);
    this.#setWord(context + CONTEXT.scratchEnd, address + bytes);
  }

  // Sinks

  /** again: after it was emptied, when memory is short. */
  #prepareSink(run: Run, again = false): void {
    const { sink, context } = run.spec;
    switch (sink.kind) {
      case 'none':
      case 'tuples':
        return;
      case 'aggregate':
        if (sink.keys === 0) {
          const group = this.#allocateIn(run.sinkArena, sink.tupleBytes);
          known(run.exports.init, 'init')(context, group);
          this.#setWord(context + CONTEXT.directory, group);
          run.buffers.push({ address: group, rows: 1 });
          return;
        }
        if (sink.directEntries > 0) {
          const entries = this.#allocateIn(run.sinkArena, sink.directEntries * 4);
          this.#memory.zero(entries, sink.directEntries * 4);
          this.#setWord(context + CONTEXT.directory, entries);
          return;
        }
        this.#fillDirectory(run, this.#firstDirectory(run, again ? 0 : sink.expectedGroups));
        return;
      case 'output': {
        const { layout, partitions, roundRobin } = sink;
        const sets = roundRobin ? 1 : partitions;
        const bytes = layout.bytes * sets;
        const address = this.#allocateIn(run.spec.ownArena, bytes + sets * 4 + 64);
        const counts = address + bytes;
        const view = this.#memory.bytes();
        view.fill(0, counts, counts + sets * 4);
        for (let set = 0; set < sets; set += 1) clearValidity(view, address + set * layout.bytes, layout);
        this.#setWord(context + CONTEXT.outputBase, address);
        this.#setWord(context + CONTEXT.outputCounts, counts);
        return;
      }
    }
    unreachable(sink);
  }

  /** False: there is no memory for a buffer just now. */
  #nextBuffer(run: Run): boolean {
    this.#closeBuffer(run);
    const { sink, spills } = run.spec;
    const tupleBytes = sink.kind === 'tuples' || sink.kind === 'aggregate' ? sink.tupleBytes : 0;
    if (spills === 'always' && run.buffers.length > 0) return this.#waitForRoom(run, 0);
    const first = spills === 'always' ? FORCED_BUFFER_BYTES : FIRST_BUFFER_BYTES;
    const wanted = run.bufferBytes === 0 ? first : this.#atMost(run.sinkArena, Math.min(LARGEST_BUFFER_BYTES, run.bufferBytes * 2));
    const bytes = Math.max(wanted, tupleBytes);
    const address = this.#allocateSink(run, bytes);
    if (address === 0) return this.#waitForRoom(run, bytes);
    run.bufferBytes = bytes;
    run.bufferStart = address;
    this.#setWord(run.spec.context + CONTEXT.tuplePointer, address);
    this.#setWord(run.spec.context + CONTEXT.tupleEnd, address + Math.floor(run.bufferBytes / tupleBytes) * tupleBytes);
    return true;
  }

  #waitForRoom(run: Run, bytes: number): false {
    run.waiting = true;
    this.#options.send({ type: 'full', run: run.spec.run, executor: this.#options.index, bytes }, []);
    return false;
  }

  /** Notes the rows of the current buffer. */
  #closeBuffer(run: Run): void {
    const sink = run.spec.sink;
    if (run.bufferStart === 0 || (sink.kind !== 'tuples' && sink.kind !== 'aggregate')) return;
    const rows = ((this.#word(run.spec.context + CONTEXT.tuplePointer) >>> 0) - run.bufferStart) / sink.tupleBytes;
    if (rows > 0) run.buffers.push({ address: run.bufferStart, rows });
    run.bufferStart = 0;
  }

  /** Entries of a new directory. */
  #firstDirectory(run: Run, expectedGroups: number): { readonly entries: number; readonly address: number } {
    const most = this.#atMost(run.sinkArena, 4 << 22) / 4;
    let entries = directoryEntries(expectedGroups);
    while (entries > FIRST_DIRECTORY_ENTRIES && entries > most) entries /= 2;
    return { entries, address: this.#allocateIn(run.sinkArena, entries * 4) };
  }

  /** False: there is no memory for it just now. */
  #growDirectory(run: Run, entries: number): boolean {
    const address = this.#allocateSink(run, entries * 4);
    if (address === 0) return this.#waitForRoom(run, entries * 4);
    this.#fillDirectory(run, { entries, address });
    return true;
  }

  #fillDirectory(run: Run, { entries, address }: { readonly entries: number; readonly address: number }): void {
    const { context, sink } = run.spec;
    const tupleBytes = sink.kind === 'aggregate' ? sink.tupleBytes : 0;
    this.#memory.zero(address, entries * 4);
    const { words } = this.#memory.views();
    const base = address >>> 2;
    const mask = entries - 1;
    const insert = (from: number, rows: number): void => {
      for (let row = 0, tuple = from; row < rows; row += 1, tuple += tupleBytes) {
        let index = (words[(tuple + TUPLE.flag) >>> 2] ?? 0) & mask;
        while (words[base + index] !== 0) index = (index + 1) & mask;
        words[base + index] = tuple | 0;
      }
    };
    for (const buffer of run.buffers) insert(buffer.address, buffer.rows);
    if (run.bufferStart !== 0) {
      insert(run.bufferStart, ((this.#word(context + CONTEXT.tuplePointer) >>> 0) - run.bufferStart) / tupleBytes);
    }
    run.directoryEntries = entries;
    this.#setWord(context + CONTEXT.directory, address);
    this.#setWord(context + CONTEXT.directoryMask, mask);
    this.#setWord(context + CONTEXT.groupLimit, Math.floor(entries * DIRECTORY_LOAD));
  }

  /** Between morsels: hands over all rows when they hold on to much scratch memory. False: as flush. */
  #flushTexts(run: Run): boolean {
    const { context, sink } = run.spec;
    if (sink.kind !== 'output' || run.scratchAreaBytes === 0) return true;
    const held = this.#word(context + CONTEXT.scratchPointer) - this.#word(context + CONTEXT.scratchStart);
    if (held < SCRATCH_BYTES) return true;
    let room = true;
    const sets = sink.roundRobin ? 1 : sink.partitions;
    for (let set = 0; set < sets; set += 1) room = this.#flush(run, set) && room;
    return room;
  }

  /** Nothing refers to texts of rows that have all been handed over. */
  #releaseScratch(run: Run, sink: RunSink & { readonly kind: 'output' }): void {
    const { context } = run.spec;
    if (run.scratchAreaBytes === 0) return;
    const sets = sink.roundRobin ? 1 : sink.partitions;
    const first = this.#word(context + CONTEXT.outputCounts) >>> 2;
    if (
      this.#memory
        .views()
        .words.subarray(first, first + sets)
        .some((rows) => rows > 0)
    )
      return;
    this.#setWord(context + CONTEXT.scratchPointer, this.#word(context + CONTEXT.scratchStart));
  }

  /** Hands a partition's rows to the main thread. False: the output has no room for more just now. */
  #flush(run: Run, set: number): boolean {
    const sink = run.spec.sink;
    if (sink.kind !== 'output') throw new Error('flush without output');
    const { layout } = sink;
    const base = (this.#word(run.spec.context + CONTEXT.outputBase) >>> 0) + set * layout.bytes;
    const counter = (this.#word(run.spec.context + CONTEXT.outputCounts) >>> 0) + set * 4;
    const rows = this.#word(counter);
    if (rows === 0) return true;
    const packArea = (bytes: number): number => this.#packArea(run, bytes);
    const buffer = { layout, base, memory: this.#memory, kernels: this.kernels, packArea };
    const most = this.#atMost(run.spec.ownArena, LARGEST_PACK_BYTES);
    let room = true;
    for (let from = 0, count = 0; from < rows; from += count) {
      count = rowsAtOnce(buffer, from, rows, most);
      room = this.#handOver(run, set, count, takeRows(buffer, from, count));
    }
    clearValidity(this.#memory.bytes(), base, layout);
    this.#setWord(counter, 0);
    this.#releaseScratch(run, sink);
    if (!room) run.waiting = true;
    return room;
  }

  #packArea(run: Run, bytes: number): number {
    if (bytes > run.packArea.bytes) {
      const larger = Math.max(bytes, this.#atMost(run.spec.ownArena, Math.max(run.packArea.bytes * 2, 1 << 18)));
      run.packArea = { address: this.#allocateIn(run.spec.ownArena, larger), bytes: larger };
    }
    return run.packArea.address;
  }

  /** Whether the output has room for more. */
  #handOver(run: Run, set: number, rows: number, { columns, transfer, bytes }: TakenRows): boolean {
    const { sink, control } = run.spec;
    let partition = set;
    if (sink.kind === 'output' && sink.roundRobin) {
      partition = run.roundRobin % sink.partitions;
      run.roundRobin += 1;
    }
    const words = this.#memory.views().words;
    const outstanding = Atomics.add(words, (control + CONTROL.outputBytes) >>> 2, bytes) + bytes;
    this.#options.send({ type: 'batch', run: run.spec.run, partition, rows, bytes, columns }, transfer);
    return outstanding <= LIMITS.exchangeBufferBytes;
  }

  /** Sorted sinks with a limit: drops what can't be among the first rows. */
  #compactTop(run: Run): void {
    const sink = run.spec.sink;
    if (sink.kind !== 'tuples' || sink.top === null) return;
    const { top, tupleBytes } = sink;
    const { context } = run.spec;
    const current = run.bufferStart === 0 ? 0 : ((this.#word(context + CONTEXT.tuplePointer) >>> 0) - run.bufferStart) / tupleBytes;
    const count = run.buffers.reduce((sum, buffer) => sum + buffer.rows, current);
    if (count < Math.max(16_384, top * 4)) return;
    const area = this.#allocateSink(run, count * 8 + top * tupleBytes + 64);
    // They go to disk before long, where no more than the first rows go.
    if (area === 0) return;
    this.#closeBuffer(run);
    const { words, bytes } = this.#memory.views();
    let at = area >>> 2;
    for (const buffer of run.buffers) {
      for (let row = 0; row < buffer.rows; row += 1) {
        words[at] = (buffer.address + row * tupleBytes) | 0;
        at += 1;
      }
    }
    const sorted = known(run.exports.sort, 'sort')(area, count, area + count * 4) === 1 ? area + count * 4 : area;
    const kept = Math.ceil((area + count * 8) / 8) * 8;
    for (let i = 0; i < top; i += 1) {
      const tuple = (words[(sorted >>> 2) + i] ?? 0) >>> 0;
      bytes.copyWithin(kept + i * tupleBytes, tuple, tuple + tupleBytes);
    }
    run.buffers.length = 0;
    run.buffers.push({ address: kept, rows: top });
    // The old buffers stay with the arena; the next one starts small again.
    run.bufferBytes = 0;
    this.#setWord(context + CONTEXT.tuplePointer, 0);
    this.#setWord(context + CONTEXT.tupleEnd, 0);
  }

  /** Evaluates predicates over the dictionary entries that came since. */
  #evaluateDictionaries(run: Run): void {
    for (const { exportName, slot, parameter } of run.spec.dictionaryPredicates) {
      const size = run.dictionarySizes.get(parameter) ?? 0;
      const done = run.dictionaryDone.get(exportName) ?? { table: 0, capacity: 0, size: 0 };
      if (done.table !== 0 && done.size >= size) continue;
      if (done.table === 0 || size > done.capacity) {
        done.capacity = Math.max(256, size * 2);
        done.table = this.#allocateIn(run.spec.ownArena, done.capacity);
        done.size = 0;
      }
      const params = this.#word(run.spec.context + CONTEXT.params) >>> 0;
      const dictionary = this.#word(params + parameter);
      const status = known(run.exports[exportName], exportName)(run.spec.context, dictionary, done.size, size, done.table);
      if (status === STATUS.error) throw failureError(this.#word(run.spec.context + CONTEXT.errorCode));
      done.size = size;
      run.dictionaryDone.set(exportName, done);
      this.#setWord(run.spec.context + slot, done.table);
    }
  }

  // Ends

  /** All chunks were read: hands over what the sink still holds. Whether to go on at once. */
  #end(run: Run): boolean {
    const sink = run.spec.sink;
    if (sink.kind === 'output') {
      run.finishing = true;
      const sets = sink.roundRobin ? 1 : sink.partitions;
      for (let set = 0; set < sets; set += 1) {
        // What is flushed leaves its counter at 0, so that going on after a wake-up goes on with the next one.
        if (!this.#flush(run, set)) return false;
      }
    }
    this.#closeBuffer(run);
    this.#finish(run, null, false);
    return false;
  }

  #finish(run: Run, error: unknown, cancelled: boolean): void {
    this.#runs.delete(run.spec.run);
    run.queued = false;
    const at = this.#ready.indexOf(run);
    if (at >= 0) this.#ready.splice(at, 1);
    const longs = this.#memory.views().longs;
    this.#options.send(
      {
        type: 'done',
        run: run.spec.run,
        executor: this.#options.index,
        error: error === null ? null : toWireError(error),
        cancelled,
        buffers: run.buffers,
        counts: run.spec.counters.map(({ op, slot }) => ({ op, rows: Number(longs[(run.spec.context + slot) >>> 3] ?? 0n) })),
        ms: run.ms + this.#options.nowMs() - run.sliceStartedMs,
      },
      [],
    );
  }

  #sort(command: ExecutorCommand & { readonly type: 'sort' }): void {
    try {
      const sort = known(this.instance(command.module).sort, 'sort');
      const inScratch = sort(command.pointers, command.count, command.scratch) === 1;
      this.#options.send({ type: 'sorted', run: command.run, inScratch, error: null }, []);
    } catch (error) {
      this.#options.send({ type: 'sorted', run: command.run, inScratch: false, error: toWireError(error) }, []);
    }
  }

  #window({ run, module, job }: ExecutorCommand & { readonly type: 'window' }): void {
    try {
      const allocate = (bytes: number): number => this.#allocateIn(job.arena, bytes);
      this.#windowContext = job.context;
      this.#windowArena = job.arena;
      evaluateWindow(job, { memory: this.#memory, exports: this.instance(module), allocate });
      this.#options.send({ type: 'windowed', run, error: null }, []);
    } catch (error) {
      this.#options.send({ type: 'windowed', run, error: toWireError(error) }, []);
    } finally {
      // The next context at this address is another one's.
      this.#windowContext = 0;
    }
  }

  // Memory

  /** For what can't wait. */
  #allocateIn(arena: number, bytes: number): number {
    const address = arenaTryAllocate(this.#memory, arena, bytes, 'hard');
    if (address === 0) throw outOfMemory();
    return address;
  }

  /** For a sink that can wait for room, where it may: then 0 when there is none. */
  #allocateSink(run: Run, bytes: number): number {
    if (run.spec.spills === 'never') return this.#allocateIn(run.sinkArena, bytes);
    return arenaTryAllocate(this.#memory, run.sinkArena, bytes, 'soft');
  }

  /** What is wanted, within a small part of the query's memory. */
  #atMost(arena: number, wanted: number): number {
    const budget = this.#word(arena + ARENA.budget) >>> 0;
    const share = Math.floor(this.#word(budget + BUDGET.hardPages) * BUFFER_SHARE) * PAGE_BYTES;
    return Math.min(wanted, Math.max(PAGE_BYTES, share) - 64);
  }

  #word(address: number): number {
    return this.#memory.views().words[address >>> 2] ?? 0;
  }

  #setWord(address: number, value: number): void {
    this.#memory.views().words[address >>> 2] = value | 0;
  }
}

/** Whether what the sink holds can be handed over in the middle of a run. */
function spillable(sink: RunSink): boolean {
  return sink.kind === 'tuples' || sink.kind === 'aggregate';
}

function directoryEntries(expectedGroups: number): number {
  const wanted = Math.min(1 << 22, expectedGroups / DIRECTORY_LOAD);
  let entries = FIRST_DIRECTORY_ENTRIES;
  while (entries < wanted) entries *= 2;
  return entries;
}

function clearValidity(bytes: Uint8Array, base: number, layout: OutputLayout): void {
  for (const column of layout.columns) {
    if (column.validity >= 0) bytes.fill(0, base + column.validity, base + column.validity + Math.ceil(layout.rows / 8));
  }
}
