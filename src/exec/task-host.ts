/** What the execution of a task needs of the engine. */
import type { CompiledStages } from './compiled-stages.js';
import type { ExecutorCommand, ExecutorEvent } from './executor-protocol.js';
import type { PageMemory } from './memory.js';
import type { QueryMemory } from './query-memory.js';
import type { Exports } from './run/pipeline-function.js';
import type { SpillSpace } from './spill/spill-space.js';
import type { Kernels } from './wasm/kernels.js';

/** Number of the executor in the engine's own thread, for what is too small to be worth a message. */
export const INLINE = -1;

export interface TaskHost {
  readonly memory: PageMemory;
  readonly executors: number;
  readonly nowMs: () => number;
  /** null: nothing goes to disk. */
  readonly spill: SpillSpace | null;
  readonly kernels: Kernels;
  /** Address of a bitmap of ones. */
  readonly allValid: number;
  readonly stages: CompiledStages;
  /** A number for a phase, whose events go to the listener until `unlisten`. */
  listen(listener: (event: ExecutorEvent) => void): number;
  unlisten(run: number): void;
  /** Calls back when input has been held for long enough: what is here must be worked on, although more is to come. Gives what stops that. */
  holdInput(release: () => void): () => void;
  /** `executor` may be INLINE. */
  send(executor: number, command: ExecutorCommand): void;
  /** The module's number, compiling it when it is new. */
  module(bytes: Uint8Array<ArrayBuffer>): number;
  /** A module's functions, for this thread. */
  exports(module: number): Exports;
  /** The memory of the task's query, until the task leaves it. */
  joinQuery(queryId: string, limitBytes: number): QueryMemory;
  leaveQuery(queryId: string): void;
  /** A task has ended: modules may be forgotten. */
  trimModules(): void;
}
