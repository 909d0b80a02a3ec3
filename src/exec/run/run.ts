/**
 * A run: one executor's part of a phase. It claims morsels, calls the compiled function on them and makes room in the sink when that
 * has left because it was full. It gives way between morsels, and waits by returning.
 */
import { known, unreachable } from '../../common/assert.js';
import { toWireError } from '../../common/errors.js';
import { failureError, STATUS } from '../codegen/status.js';
import type { ChunkRef, Chunks, ExecutorEvent, RunSink, RunSpec } from '../executor-protocol.js';
import { CONTEXT, CONTROL } from '../layout.js';
import type { TakenRows } from '../output-batch.js';
import type { Kernels } from '../wasm/kernels.js';
import { DictionaryTables } from './dictionary-tables.js';
import { GroupSink } from './group-sink.js';
import { type Morsel, Morsels } from './morsels.js';
import { OutputSink } from './output-sink.js';
import type { Exports, PipelineFunction } from './pipeline-function.js';
import type { RunMemory } from './run-memory.js';
import type { RunningSink, SinkRun } from './running-sink.js';
import { TupleSink } from './tuple-sink.js';

/** Scratch memory is taken in areas of at least this size. */
export const SCRATCH_BYTES = 1 << 20;
const LARGEST_SCRATCH_BYTES = 16 << 20;

/** What a run needs of its executor. */
export interface RunEnvironment {
  readonly executor: number;
  readonly memory: RunMemory;
  readonly kernels: Kernels;
  readonly send: (event: ExecutorEvent, transfer: ArrayBuffer[]) => void;
  readonly nowMs: () => number;
}

/** more: it gave way. idle: until chunks come. waiting: for room, in the output or in memory. */
export type Progress = 'more' | 'idle' | 'waiting' | 'ended' | 'cancelled';

export class Run implements SinkRun {
  readonly spec: RunSpec;
  readonly exports: Exports;
  readonly memory: RunMemory;
  readonly kernels: Kernels;
  readonly executor: number;
  readonly #environment: RunEnvironment;
  readonly #call: PipelineFunction;
  readonly #morsels: Morsels;
  readonly #dictionaries: DictionaryTables;
  readonly #sink: RunningSink;
  #sinkArena: number;
  /** Of the last area for texts. */
  #scratchAreaBytes = 0;
  #closed = false;
  #tellsIdle = false;
  /** A morsel that was left while there was no room. */
  #pending: Morsel | null = null;
  /** All morsels were worked on; the sink still holds rows. */
  #finishing = false;
  /** Before this slice. */
  #ms = 0;
  #sliceStartedMs: number;

  constructor(spec: RunSpec, exports: Exports, environment: RunEnvironment) {
    this.spec = spec;
    this.exports = exports;
    this.memory = environment.memory;
    this.kernels = environment.kernels;
    this.executor = environment.executor;
    this.#environment = environment;
    this.#call = known(exports[spec.functionName], spec.functionName) as unknown as PipelineFunction;
    this.#morsels = new Morsels(this.memory.pages, spec, environment.executor);
    this.#dictionaries = new DictionaryTables(spec, exports, this.memory);
    this.#sinkArena = spec.sinkArena;
    this.#sink = runningSink(this, spec.sink);
    this.#sliceStartedMs = environment.nowMs();
  }

  get sinkArena(): number {
    return this.#sinkArena;
  }

  get hasScratch(): boolean {
    return this.#scratchAreaBytes > 0;
  }

  get cancelled(): boolean {
    return this.memory.word(this.spec.control + CONTROL.cancel) !== 0;
  }

  prepare(): void {
    this.#sink.prepare(false);
  }

  take({ chunks, dictionaries, closed }: Chunks): void {
    this.#dictionaries.noteSizes(dictionaries);
    this.#morsels.add(chunks);
    if (closed) this.#closed = true;
  }

  /** `idle` is to be sent when all chunks that came before are done with. */
  tellIdle(): void {
    this.#tellsIdle = true;
  }

  work(sliceMs: number): Progress {
    const { nowMs } = this.#environment;
    this.#sliceStartedMs = nowMs();
    const progress = this.#workUntil(this.#sliceStartedMs + sliceMs);
    const now = nowMs();
    this.#ms += now - this.#sliceStartedMs;
    this.#sliceStartedMs = now;
    return progress;
  }

  #workUntil(until: number): Progress {
    do {
      if (this.cancelled) return 'cancelled';
      const morsel = this.#pending ?? (this.#finishing ? null : this.#morsels.claim());
      this.#pending = null;
      if (morsel === null) {
        if (!this.#closed) return this.#idle();
        this.#finishing = true;
        return this.#sink.end() ? 'ended' : 'waiting';
      }
      const stopped = this.#work(morsel);
      if (stopped !== null) return stopped;
    } while (this.#environment.nowMs() < until);
    return 'more';
  }

  #idle(): 'idle' {
    if (this.#tellsIdle) {
      this.#environment.send({ type: 'idle', run: this.spec.run, executor: this.executor, morsels: this.#morsels.count }, []);
    }
    this.#tellsIdle = false;
    return 'idle';
  }

  /** null: the run may go on. */
  #work(morsel: Morsel): Progress | null {
    const { context } = this.spec;
    let { start } = morsel;
    this.#dictionaries.complete();
    this.memory.setWord(context + CONTEXT.chunkNumber, morsel.number);
    for (;;) {
      const status = this.#call(context, morsel.chunk.address, start, morsel.end);
      switch (status) {
        case STATUS.done:
          return this.#sink.tidy() ? null : 'waiting';
        case STATUS.cancelled:
          return 'cancelled';
        case STATUS.error:
          throw failureError(this.memory.word(context + CONTEXT.errorCode));
        case STATUS.sinkFull:
          break;
        default:
          throw new Error(`pipeline returned status ${status}`);
      }
      start = this.memory.word(context + CONTEXT.cursorRow);
      if (!this.#sink.makeRoom(this.memory.word(context + CONTEXT.reason))) {
        this.#pending = { ...morsel, start };
        return 'waiting';
      }
    }
  }

  /** Called by compiled code. What the area before it holds stays: rows refer to it. */
  growScratch(bytes: number): void {
    // Texts may be given up before the task ends, but only those of the last area make room: it must become large enough to last.
    const wanted = Math.max(SCRATCH_BYTES, Math.min(this.#scratchAreaBytes * 2, LARGEST_SCRATCH_BYTES));
    const room = Math.max(bytes, this.memory.atMost(this.#sinkArena, wanted));
    this.#scratchAreaBytes = room;
    this.memory.setScratch(this.spec.context, this.memory.allocate(this.#sinkArena, room), room);
  }

  /** Comes between slices: the run stands before a morsel, or has left one because the sink was full. */
  handOver(): readonly ChunkRef[] {
    return this.#sink.handOver();
  }

  /** After what the sink held was spilled; 0: it goes on with what it has. */
  goOn(sinkArena: number): void {
    if (sinkArena === 0) return;
    this.#sinkArena = sinkArena;
    this.#scratchAreaBytes = 0;
    this.memory.setScratch(this.spec.context, 0, 0);
    this.#sink.prepare(true);
  }

  askForRoom(bytes: number): void {
    this.#environment.send({ type: 'full', run: this.spec.run, executor: this.executor, bytes }, []);
  }

  sendBatch(partition: number, rows: number, { columns, transfer, bytes }: TakenRows): void {
    this.#environment.send({ type: 'batch', run: this.spec.run, partition, rows, bytes, columns }, transfer);
  }

  end(error: unknown, cancelled: boolean): void {
    const { longs } = this.memory.pages.views();
    this.#environment.send(
      {
        type: 'done',
        run: this.spec.run,
        executor: this.executor,
        error: error === null ? null : toWireError(error),
        cancelled,
        buffers: this.#sink.buffers,
        counts: this.spec.counters.map(({ op, slot }) => ({ op, rows: Number(longs[(this.spec.context + slot) >>> 3] ?? 0n) })),
        ms: this.#ms + this.#environment.nowMs() - this.#sliceStartedMs,
      },
      [],
    );
  }
}

const NO_SINK: RunningSink = {
  prepare: () => {},
  makeRoom: (reason) => {
    throw new Error(`a pipeline without a sink left for reason ${reason}`);
  },
  tidy: () => true,
  handOver: () => [],
  end: () => true,
  buffers: [],
};

function runningSink(run: SinkRun, sink: RunSink): RunningSink {
  switch (sink.kind) {
    case 'none':
      return NO_SINK;
    case 'tuples':
      return new TupleSink(run, sink);
    case 'aggregate':
      return new GroupSink(run, sink);
    case 'output':
      return new OutputSink(run, sink);
  }
  return unreachable(sink);
}
