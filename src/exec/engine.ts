/**
 * Execution on one worker: the shared memory, the executors and the compiled modules. `run` takes a task through its pipelines
 * (task-execution.ts).
 */
import { Worker } from 'node:worker_threads';
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { TaskStats } from '../plan/task-stats.js';
import { Executor } from './executor.js';
import type { ExecutorCommand, ExecutorEvent } from './executor-protocol.js';
import type { ExecutorThreadData } from './executor-thread.js';
import { PageMemory } from './memory.js';
import type { TaskRunner, TaskSpec } from './task.js';
import { TaskExecution } from './task-execution.js';
import { kernelModuleBytes } from './wasm/kernels.js';
import { runtimeModuleBytes } from './wasm/runtime.js';

export interface EngineOptions {
  readonly memoryBytes: number;
  readonly executors: number;
  /** threads: worker threads. inline: in this thread, for a cluster that is simulated in one process. */
  readonly mode: 'threads' | 'inline';
  readonly nowMs: () => number;
}

/** How the engine talks to one executor. */
interface ExecutorHandle {
  send(command: ExecutorCommand): void;
  stop(): Promise<void>;
}

/** Bits of validity for chunks without NULLs: enough for the largest section. */
const ALL_VALID_BYTES = LIMITS.sectionRows / 8 + 64;

export class Engine implements TaskRunner {
  readonly memory: PageMemory;
  readonly executors: number;
  readonly nowMs: () => number;
  /** Address of a bitmap of ones. */
  readonly allValid: number;
  readonly #handles: ExecutorHandle[] = [];
  readonly #modules = new Map<string, number>();
  readonly #listeners = new Map<number, (event: ExecutorEvent) => void>();
  #nextModule = 1;
  #nextRun = 1;
  #running = 0;
  #closed = false;
  #failure: ConductError | null = null;

  private constructor(options: EngineOptions) {
    this.memory = PageMemory.create(options.memoryBytes);
    this.executors = options.executors;
    this.nowMs = options.nowMs;
    this.allValid = this.memory.allocate(ALL_VALID_BYTES);
    this.memory.bytes().fill(0xff, this.allValid, this.allValid + ALL_VALID_BYTES);
  }

  static async start(options: EngineOptions): Promise<Engine> {
    assert(options.executors >= 1, 'an engine has at least one executor');
    const engine = new Engine(options);
    const { maximumPages } = engine.memory.handle;
    const runtimeModule = new WebAssembly.Module(runtimeModuleBytes(maximumPages));
    const kernelModule = new WebAssembly.Module(kernelModuleBytes(maximumPages));
    const starts: Promise<void>[] = [];
    for (let index = 0; index < options.executors; index += 1) {
      if (options.mode === 'inline') {
        const executor = new Executor({
          index,
          memory: engine.memory,
          runtimeModule,
          kernelModule,
          send: (event) => queueMicrotask(() => engine.#receive(event)),
          defer: (step) => queueMicrotask(step),
          nowMs: options.nowMs,
        });
        engine.#handles.push({ send: (command) => executor.handle(command), stop: async () => {} });
      } else {
        starts.push(engine.#startThread({ index, memory: engine.memory.handle, runtimeModule, kernelModule }));
      }
    }
    await Promise.all(starts);
    return engine;
  }

  #startThread(workerData: ExecutorThreadData): Promise<void> {
    const thread = new Worker(new URL('./executor-thread.js', import.meta.url), {
      workerData,
      name: `executor-${workerData.index}`,
    });
    this.#handles[workerData.index] = {
      send: (command) => thread.postMessage(command),
      stop: async () => {
        thread.postMessage({ type: 'stop' } satisfies ExecutorCommand);
        await thread.terminate();
      },
    };
    return new Promise((resolve, reject) => {
      thread.on('message', (event: ExecutorEvent) => {
        if (event.type === 'ready') resolve();
        else this.#receive(event);
      });
      thread.on('error', (error) => {
        reject(error);
        this.#fail(error);
      });
      thread.on('exit', () => {
        if (!this.#closed) this.#fail(new Error(`executor ${workerData.index} ended`));
      });
    });
  }

  /** An executor died: what runs on it can't end otherwise. */
  #fail(cause: unknown): void {
    this.#failure = new ConductError(SQLSTATE.crashShutdown, 'an executor of the worker stopped', {
      hint: 'Run the query again.',
      cause,
    });
    for (const [run, listener] of [...this.#listeners]) {
      const error = { code: this.#failure.code, message: this.#failure.message, hint: 'Run the query again.' };
      for (let executor = 0; executor < this.executors; executor += 1) {
        listener({ type: 'done', run, executor, error, cancelled: false, buffers: [], counts: [], ms: 0 });
      }
    }
  }

  #receive(event: ExecutorEvent): void {
    if (event.type !== 'ready') this.#listeners.get(event.run)?.(event);
  }

  /** Tasks that are running now. */
  get runningTasks(): number {
    return this.#running;
  }

  async run(spec: TaskSpec): Promise<TaskStats> {
    if (this.#closed) throw new ConductError(SQLSTATE.adminShutdown, 'the worker is stopping');
    if (this.#failure !== null) throw this.#failure;
    this.#running += 1;
    try {
      return await new TaskExecution(this, spec).run();
    } finally {
      this.#running -= 1;
    }
  }

  // For task executions

  /** A number for a phase, whose events go to the listener until `unlisten`. */
  listen(listener: (event: ExecutorEvent) => void): number {
    const run = this.#nextRun;
    this.#nextRun += 1;
    this.#listeners.set(run, listener);
    return run;
  }

  unlisten(run: number): void {
    this.#listeners.delete(run);
  }

  send(executor: number, command: ExecutorCommand): void {
    known(this.#handles[executor], 'executor').send(command);
  }

  /** The module's number at the executors, compiling it when it is new. Least recently used ones are forgotten. */
  module(bytes: Uint8Array<ArrayBuffer>): number {
    const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    const existing = this.#modules.get(key);
    if (existing !== undefined) {
      this.#modules.delete(key);
      this.#modules.set(key, existing);
      return existing;
    }
    const module = new WebAssembly.Module(bytes);
    const id = this.#nextModule;
    this.#nextModule += 1;
    this.#modules.set(key, id);
    for (const handle of this.#handles) handle.send({ type: 'module', id, module });
    return id;
  }

  /** Between tasks only: a running task's modules are never forgotten. */
  trimModules(): void {
    if (this.#running > 1) return;
    for (const [key, id] of this.#modules) {
      if (this.#modules.size <= LIMITS.compiledModules) return;
      this.#modules.delete(key);
      for (const handle of this.#handles) handle.send({ type: 'forget', id });
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#handles.map((handle) => handle.stop()));
  }
}
