/**
 * A phase of a task: one compiled function over the chunks of a source, on some or all executors, until all have read what there is.
 *
 * While it runs, what its sink holds can be taken away and written to disk: the executors stop where they are, hand it over and go on with an
 * empty sink. Nothing refers any more to the rows that were read before, so that their memory goes, too.
 */
import { known } from '../common/assert.js';
import { Cutoff } from '../common/cutoff.js';
import { ConductError, fromWireError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import { DEFAULT_SESSION } from '../types/session-settings.js';
import type { ChunkRef, ExecutorEvent, RunSink, RunSpec } from './executor-protocol.js';
import { CLAIMS, CONTEXT } from './layout.js';
import type { SpillVictim } from './query-memory.js';
import type { HeldMemory, TaskSpec } from './task.js';
import { INLINE, type TaskHost } from './task-host.js';
import { type Arena, outOfMemory, type TaskMemory } from './task-memory.js';

/** What an executor did in a phase, and what its sink holds at the end. */
export interface Done {
  readonly executor: number;
  readonly counts: (ExecutorEvent & { readonly type: 'done' })['counts'];
  readonly ms: number;
  readonly buffers: readonly ChunkRef[];
}

export type Batch = ExecutorEvent & { readonly type: 'batch' };
export type Publish = (chunks: readonly ChunkRef[], closed: boolean) => void;

type DictionarySizes = readonly { readonly parameter: number; readonly size: number }[];

/** Bounds of no keys at all. */
export const INT64_MAX = 0x7fff_ffff_ffff_ffffn;
export const INT64_MIN = -0x8000_0000_0000_0000n;

/** What a phase needs of its task. */
export interface PhaseTask {
  readonly host: TaskHost;
  readonly spec: TaskSpec;
  readonly memory: TaskMemory;
  /** Entries of the dictionary whose address stands in a parameter slot. */
  dictionarySize(slot: number): number;
  /** A batch of the output; `wake` lets an executor go on that waits for room. */
  emit(batch: Batch, wake: (executor: number) => void, executors: readonly number[], fail: (error: unknown) => void): void;
}

export interface Phase {
  readonly module: number;
  readonly functionName: RunSpec['functionName'];
  readonly params: number;
  readonly sink: RunSink;
  readonly contextBytes: number;
  readonly dictionaryPredicates: RunSpec['dictionaryPredicates'];
  readonly counters: RunSpec['counters'];
  readonly executors: number;
  readonly everyExecutorReadsAll: boolean;
  /** Rows of one bucket are to be one executor's, where the chunks' order allows it. */
  readonly bucketed?: boolean;
  /** Filled with the address of each executor's context. */
  readonly contexts?: number[];
  /** Rows that one row may become. */
  readonly rowWork: number;
  /** Whether the sink refers to texts of the rows that it got. */
  readonly keepsTexts?: boolean;
  /** Takes what the sink holds to disk. Absent: it can't go there. */
  readonly spill?: (buffers: readonly ChunkRef[]) => Promise<void>;
  /** To be spilled whenever there is something, room or not. */
  readonly forced?: boolean;
  /** Publishes the source's chunks; ends early when the phase is interrupted. */
  readonly feed: (input: PhaseInput) => Promise<void>;
}

/** What feeds a phase. */
export interface PhaseInput {
  readonly publish: Publish;
  /** Resolves when what was published has been worked on, or when the phase is interrupted. */
  drained(): Promise<void>;
  /** The rows in the arena have been worked on: it goes as soon as nothing refers to their texts. */
  retire(arena: HeldMemory): void;
  /** Rows in the arena may still be worked on: it goes with the phase, or with what the sink refers to. */
  keep(arena: HeldMemory): void;
  readonly interrupted: boolean;
  /** What the promise gives, unless the phase is interrupted before. */
  unlessInterrupted<T>(promise: Promise<T>): Promise<T | 'interrupted'>;
}

export interface PhaseResult {
  readonly done: readonly Done[];
  /** Whether all rows of a bucket were one executor's. */
  readonly bucketed: boolean;
  /** With all that the buffers are made of and refer to, but for what was there before the phase. */
  readonly arenas: readonly HeldMemory[];
}

/** Runs in this thread where the whole input is small and soon there: it is through before an executor would have heard of it. */
export function runPhase(task: PhaseTask, phase: Phase): Promise<PhaseResult> {
  return new PhaseRun(task, phase).result;
}

interface Share {
  readonly executor: number;
  done: (ExecutorEvent & { readonly type: 'done' }) | null;
  buffers: readonly ChunkRef[];
  paused: boolean;
  /** Morsels that it knew when it had nothing to do. */
  idleMorsels: number;
}

class PhaseRun implements SpillVictim, PhaseInput {
  readonly result: Promise<PhaseResult>;
  readonly #task: PhaseTask;
  readonly #phase: Phase;
  readonly #run: number;
  readonly #claims: number;
  /** Of the chunks so far. */
  #bucketed: boolean;
  readonly #ownArena: Arena;
  #sinkArena: Arena;
  /** Of rows that the sink may refer to. */
  #retired: HeldMemory[] = [];
  /** Of rows that may be worked on until the end. */
  readonly #kept: HeldMemory[] = [];
  /** Executors at work, once it is known which; until then chunks are held. */
  #shares: readonly Share[] | null = null;
  readonly #held: ChunkRef[] = [];
  #heldRows = 0;
  #morsels = 0;
  #stopHolding: (() => void) | null = null;
  #feeding = true;
  #failure: { readonly error: unknown } | null = null;
  #spilling = false;
  /** Times that it gave something back. */
  #spills = 0;
  #ended = false;
  readonly #cutoff = new Cutoff<'interrupted'>();
  #change = (): void => {};
  #resolve: (result: PhaseResult) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  readonly #withdraw: () => void;
  readonly #onAbort = (): void => this.#stop();

  constructor(task: PhaseTask, phase: Phase) {
    this.#task = task;
    this.#phase = phase;
    const owners = phase.bucketed === true ? LIMITS.bucketShares * 4 : 0;
    this.#claims = phase.everyExecutorReadsAll ? 0 : task.memory.allocateZeroed(CLAIMS.bytes + owners);
    this.#bucketed = phase.bucketed === true;
    this.#ownArena = task.memory.arena();
    this.#sinkArena = task.memory.arena();
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#run = task.host.listen((event) => this.#receive(event));
    task.spec.signal.addEventListener('abort', this.#onAbort);
    if (task.spec.signal.aborted) this.#stop();
    this.#withdraw = task.memory.query.offer(this);
    const fed = (): void => {
      this.#feeding = false;
      this.#settle();
    };
    phase.feed(this).then(fed, (error: unknown) => {
      this.#fail(error);
      if (this.#shares === null) {
        this.#leave();
        this.#reject(error);
        return;
      }
      this.publish([], true);
      fed();
    });
  }

  #stop(): void {
    this.#cutoff.cut('interrupted');
    this.#change();
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#task.memory.cancel();
    this.#stop();
  }

  #leave(): void {
    this.#ended = true;
    this.#stopHolding?.();
    this.#withdraw();
    this.#task.spec.signal.removeEventListener('abort', this.#onAbort);
    this.#task.host.unlisten(this.#run);
    this.#ownArena.release();
  }

  #settle(): void {
    if (this.#shares === null || this.#feeding || this.#spilling || this.#shares.some(({ done }) => done === null)) return;
    this.#leave();
    if (this.#failure !== null) this.#reject(this.#failure.error);
    else if (this.#task.spec.signal.aborted || this.#shares.some(({ done }) => done?.cancelled === true)) this.#reject(canceled());
    else {
      const done = this.#shares.map(({ done, buffers }): Done => {
        const { executor, counts, ms } = known(done, 'end of a run');
        return { executor, counts, ms, buffers };
      });
      for (const arena of this.#kept) this.retire(arena);
      this.#resolve({ done, bucketed: this.#bucketed || this.#shares.length === 1, arenas: [this.#sinkArena, ...this.#retired] });
    }
  }

  #receive(event: ExecutorEvent): void {
    const { host } = this.#task;
    if (event.type === 'batch') {
      const executors = (this.#shares ?? []).map(({ executor }) => executor);
      const fail = (error: unknown): void => this.#fail(error);
      this.#task.emit(event, (executor) => host.send(executor, { type: 'wake', run: this.#run }), executors, fail);
      return;
    }
    if (event.type !== 'full' && event.type !== 'idle' && event.type !== 'paused' && event.type !== 'done') return;
    const shares = this.#shares ?? [];
    // The engine's own executor has a number like any other.
    const share = known(
      shares.length === 1 ? shares[0] : shares.find(({ executor }) => executor === event.executor),
      'executor of the phase',
    );
    if (event.type === 'full') {
      void this.#makeRoom(share.executor, event.bytes);
      return;
    }
    if (event.type === 'idle') share.idleMorsels = event.morsels;
    else {
      share.buffers = [...share.buffers, ...event.buffers];
      share.paused = true;
      if (event.type === 'done') {
        share.done = event;
        if (event.error !== null) this.#fail(fromWireError(event.error));
      }
    }
    this.#change();
    this.#settle();
  }

  /** Resolves at the next event. */
  #changed(): Promise<void> {
    return new Promise((resolve) => {
      const before = this.#change;
      this.#change = () => {
        before();
        this.#change = () => {};
        resolve();
      };
    });
  }

  // Input

  get interrupted(): boolean {
    return this.#cutoff.by !== null;
  }

  unlessInterrupted<T>(promise: Promise<T>): Promise<T | 'interrupted'> {
    return this.#cutoff.first(promise);
  }

  readonly publish: Publish = (chunks, closed) => {
    const { host, spec } = this.#task;
    for (const { rows, shares } of chunks) {
      this.#morsels += Math.ceil(rows / spec.morselRows);
      if (shares === undefined) this.#bucketed = false;
    }
    if (this.#shares !== null) {
      const dictionaries = this.#dictionarySizes();
      for (const { executor } of this.#shares) host.send(executor, { type: 'chunks', run: this.#run, chunks, dictionaries, closed });
      return;
    }
    this.#held.push(...chunks);
    for (const { rows } of chunks) this.#heldRows += rows;
    const small = this.#heldRows <= LIMITS.inlineInputRows && this.#heldRows * this.#phase.rowWork <= LIMITS.inlineWork;
    if (closed || !small) {
      this.#stopHolding?.();
      this.#start(small, closed);
    } else {
      this.#stopHolding ??= host.holdInput(() => {
        try {
          if (this.#shares === null) this.#start(false, false);
        } catch (error) {
          this.#fail(error);
        }
      });
    }
  };

  async drained(): Promise<void> {
    if (this.#shares === null) {
      this.#stopHolding?.();
      this.#start(false, false);
    }
    const shares = this.#shares ?? [];
    for (const { executor } of shares) this.#task.host.send(executor, { type: 'tell-idle', run: this.#run });
    while (!this.interrupted && shares.some(({ idleMorsels, done }) => done === null && idleMorsels < this.#morsels)) await this.#changed();
  }

  retire(arena: HeldMemory): void {
    if (this.#phase.keepsTexts === true) this.#retired.push(arena);
    else arena.release();
  }

  keep(arena: HeldMemory): void {
    this.#kept.push(arena);
  }

  #start(inline: boolean, closed: boolean): void {
    const { host, memory, spec } = this.#task;
    const phase = this.#phase;
    const workers = inline ? [INLINE] : Array.from({ length: phase.executors }, (_, executor) => executor);
    const contexts = workers.map((_, share) => writeContext(this.#task, phase, share, workers.length));
    const dictionaries = this.#dictionarySizes();
    this.#shares = workers.map((executor) => ({ executor, done: null, buffers: [], paused: false, idleMorsels: -1 }));
    workers.forEach((executor, share) => {
      const run: RunSpec = {
        run: this.#run,
        module: phase.module,
        functionName: phase.functionName,
        context: known(contexts[share], 'context'),
        control: memory.control,
        claims: this.#claims,
        bucketed: phase.bucketed === true,
        morselRows: spec.morselRows,
        ownArena: this.#ownArena.address,
        sinkArena: this.#sinkArena.address,
        spills: phase.spill === undefined ? 'never' : phase.forced === true ? 'always' : 'over-limit',
        session: spec.session ?? DEFAULT_SESSION,
        sink: phase.sink,
        dictionaryPredicates: phase.dictionaryPredicates,
        counters: phase.counters,
      };
      host.send(executor, { type: 'start', spec: run, chunks: this.#held, dictionaries, closed });
    });
    phase.contexts?.push(...contexts);
  }

  #dictionarySizes(): DictionarySizes {
    const { params, dictionaryPredicates } = this.#phase;
    return dictionaryPredicates.map(({ parameter }) => ({ parameter, size: this.#task.dictionarySize(params + parameter) }));
  }

  // Memory

  /** An executor can't go on without so many bytes. */
  async #makeRoom(executor: number, bytes: number): Promise<void> {
    const { query } = this.#task.memory;
    try {
      if (this.#phase.forced === true) await query.alone(() => this.spill());
      // A sink that was emptied may not need so much.
      const spills = this.#spills;
      if (!(await query.relieve(bytes)) && this.#spills === spills) throw outOfMemory();
    } catch (error) {
      this.#fail(error);
    }
    this.#task.host.send(executor, { type: 'wake', run: this.#run });
  }

  get bytes(): number {
    const frees = this.#phase.spill !== undefined || this.#phase.sink.kind === 'output';
    return frees ? this.#retired.reduce((sum, arena) => sum + arena.bytes, this.#sinkArena.bytes) : 0;
  }

  /** Takes what the sink holds to disk, an output's rows to where they go. One at a time. */
  async spill(): Promise<void> {
    const shares = this.#shares;
    const { spill, sink } = this.#phase;
    // What an ended phase had is another's: an executor may have asked for room twice.
    if (this.#ended || shares === null || (spill === undefined && sink.kind !== 'output')) return;
    this.#spilling = true;
    const { host, memory } = this.#task;
    for (const share of shares) {
      share.paused = share.done !== null;
      if (!share.paused) host.send(share.executor, { type: 'pause', run: this.#run });
    }
    let sinkArena = 0;
    try {
      while (shares.some(({ paused }) => !paused)) await this.#changed();
      const buffers = shares.flatMap((share) => share.buffers);
      for (const share of shares) share.buffers = [];
      if (buffers.length > 0 || this.#retired.length > 0) this.#spills += 1;
      if (spill !== undefined && buffers.length > 0) await spill(buffers);
      for (const arena of [this.#sinkArena, ...this.#retired.splice(0)]) arena.release();
      this.#sinkArena = memory.arena();
      sinkArena = this.#sinkArena.address;
    } catch (error) {
      this.#fail(error);
      throw error;
    } finally {
      for (const { executor } of shares) host.send(executor, { type: 'resume', run: this.#run, sinkArena });
      this.#spilling = false;
      this.#settle();
    }
  }
}

/** A new context for one of `shares` executors. */
export function writeContext(
  task: PhaseTask,
  phase: { readonly params: number; readonly contextBytes: number },
  share: number,
  shares: number,
): number {
  const address = task.memory.allocateZeroed(phase.contextBytes);
  task.memory.setWord(address + CONTEXT.control, task.memory.control);
  task.memory.setWord(address + CONTEXT.params, phase.params);
  task.memory.setWord(address + CONTEXT.task, task.spec.task);
  task.memory.setWord(address + CONTEXT.share, share);
  task.memory.setWord(address + CONTEXT.shares, shares);
  const { longs } = task.memory.pages.views();
  longs[(address + CONTEXT.leastKey) >>> 3] = INT64_MAX;
  longs[(address + CONTEXT.greatestKey) >>> 3] = INT64_MIN;
  return address;
}

export function canceled(): ConductError {
  return new ConductError(SQLSTATE.queryCanceled, 'canceling statement due to user request');
}
