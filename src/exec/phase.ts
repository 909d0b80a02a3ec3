/**
 * A phase of a task: one compiled function over the chunks of a source, on some or all executors, until all have read what there is.
 */
import { known } from '../common/assert.js';
import { ConductError, fromWireError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import { DEFAULT_SESSION } from '../types/session-settings.js';
import type { ChunkRef, ExecutorEvent, RunSink, RunSpec } from './executor-protocol.js';
import { CONTEXT } from './layout.js';
import type { TaskSpec } from './task.js';
import { INLINE, type TaskHost } from './task-host.js';
import type { TaskMemory } from './task-memory.js';

export type Done = ExecutorEvent & { readonly type: 'done' };
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
  /** Filled with the address of each executor's context. */
  readonly contexts?: number[];
  /** Rows that one row may become. */
  readonly rowWork: number;
  /** Publishes the source's chunks; ends early when the phase is interrupted. */
  readonly feed: (publish: Publish, interrupted: Promise<undefined>) => Promise<void>;
}

/**
 * Runs in this thread where the whole input is small and soon there: it is through before an executor would have heard of it.
 */
export function runPhase(task: PhaseTask, phase: Phase): Promise<readonly Done[]> {
  const claims = phase.everyExecutorReadsAll ? 0 : task.memory.allocateSmall(16);
  if (claims !== 0) task.memory.setWord(claims, 0);
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
    task.spec.signal.addEventListener('abort', onAbort);
    if (task.spec.signal.aborted) interrupt();
    const leave = (): void => {
      stopHolding?.();
      task.spec.signal.removeEventListener('abort', onAbort);
      task.host.unlisten(run);
    };
    const settle = (): void => {
      if (executors === null || done.length < executors.length || feeding) return;
      leave();
      if (failure !== null) reject(failure);
      else if (task.spec.signal.aborted || done.some((event) => event.cancelled)) reject(canceled());
      else resolve(done);
    };
    const fail = (error: unknown): void => {
      failure ??= error;
      task.memory.cancel();
      interrupt();
    };
    run = task.host.listen((event) => {
      if (event.type === 'batch') task.emit(event, (executor) => task.host.send(executor, { type: 'wake', run }), executors ?? [], fail);
      else if (event.type === 'done') {
        done.push(event);
        if (event.error !== null) fail(fromWireError(event.error));
        settle();
      }
    });
    const start = (inline: boolean, closed: boolean): void => {
      const workers = inline ? [INLINE] : Array.from({ length: phase.executors }, (_, executor) => executor);
      const contexts = workers.map((_, share) => writeContext(task, phase, share, workers.length));
      const dictionaries = dictionarySizes();
      workers.forEach((executor, share) => {
        const spec: RunSpec = {
          run,
          module: phase.module,
          functionName: phase.functionName,
          context: known(contexts[share], 'context'),
          control: task.memory.control,
          claims,
          morselRows: task.spec.morselRows,
          session: task.spec.session ?? DEFAULT_SESSION,
          sink: phase.sink,
          dictionaryPredicates: phase.dictionaryPredicates,
          counters: phase.counters,
        };
        task.host.send(executor, { type: 'start', spec, chunks: held, dictionaries, closed });
      });
      phase.contexts?.push(...contexts);
      executors = workers;
    };
    const dictionarySizes = (): DictionarySizes =>
      phase.dictionaryPredicates.map(({ parameter }) => ({ parameter, size: task.dictionarySize(phase.params + parameter) }));
    const publish: Publish = (chunks, closed) => {
      if (executors !== null) {
        const dictionaries = dictionarySizes();
        for (const executor of executors) task.host.send(executor, { type: 'chunks', run, chunks, dictionaries, closed });
        return;
      }
      held.push(...chunks);
      for (const { rows } of chunks) heldRows += rows;
      const small = heldRows <= LIMITS.inlineRows && heldRows * phase.rowWork <= LIMITS.inlineWork;
      if (closed || !small) {
        stopHolding?.();
        start(small, closed);
      } else {
        stopHolding ??= task.host.holdInput(() => {
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
