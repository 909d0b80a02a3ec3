/**
 * Execution on one worker: the shared memory, the executors and the compiled modules. `run` takes a task through its pipelines
 * (task-execution.ts).
 */
import { Worker } from 'node:worker_threads';
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { TaskStats } from '../plan/task-stats.js';
import { CompiledStages } from './compiled-stages.js';
import { Executor } from './executor.js';
import type { ExecutorCommand, ExecutorEvent } from './executor-protocol.js';
import type { ExecutorThreadData } from './executor-thread.js';
import { PageMemory } from './memory.js';
import { QueryMemory } from './query-memory.js';
import type { Exports } from './run/pipeline-function.js';
import type { SpillSpace } from './spill/spill-space.js';
import type { TaskRunner, TaskSpec } from './task.js';
import { TaskExecution } from './task-execution.js';
import { INLINE, type TaskHost } from './task-host.js';
import { type Kernels, kernelModuleBytes } from './wasm/kernels.js';
import { runtimeModuleBytes } from './wasm/runtime.js';

export interface EngineOptions {
  readonly memoryBytes: number;
  readonly executors: number;
  /** threads: worker threads. inline: in this thread, for a cluster that is simulated in one process. */
  readonly mode: 'threads' | 'inline';
  readonly nowMs: () => number;
  /** Where goes what does not fit into memory; absent: that is an error. */
  readonly spill?: SpillSpace;
}

/** How the engine talks to one executor. */
interface ExecutorHandle {
  send(command: ExecutorCommand): void;
  stop(): Promise<void>;
  /** Numbers of the modules that it was given. */
  readonly modules: Set<number>;
}

interface CompiledModule {
  readonly id: number;
  readonly module: WebAssembly.Module;
}

/** Bits of validity for chunks without NULLs: enough for the largest section. */
const ALL_VALID_BYTES = LIMITS.sectionRows / 8 + 64;

export class Engine implements TaskRunner, TaskHost {
  readonly memory: PageMemory;
  readonly executors: number;
  readonly nowMs: () => number;
  readonly spill: SpillSpace | null;
  /** Address of a bitmap of ones. */
  readonly allValid: number;
  readonly stages = new CompiledStages();
  readonly #handles: ExecutorHandle[] = [];
  readonly #runtimeModule: WebAssembly.Module;
  readonly #kernelModule: WebAssembly.Module;
  readonly #inline: ExecutorHandle;
  /** That of #inline. */
  readonly #ownExecutor: Executor;
  readonly #queries = new Map<string, QueryMemory>();
  readonly #mode: EngineOptions['mode'];
  /** By their bytes as text, least recently used first. */
  readonly #modules = new Map<string, CompiledModule>();
  /** Those whose bytes came as the same array before need no text. */
  readonly #keys = new WeakMap<Uint8Array, string>();
  readonly #modulesById = new Map<number, WebAssembly.Module>();
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
    this.spill = options.spill ?? null;
    this.#mode = options.mode;
    this.allValid = this.memory.allocate(ALL_VALID_BYTES);
    this.memory.bytes().fill(0xff, this.allValid, this.allValid + ALL_VALID_BYTES);
    const { maximumPages } = this.memory.handle;
    this.#runtimeModule = new WebAssembly.Module(runtimeModuleBytes(maximumPages));
    this.#kernelModule = new WebAssembly.Module(kernelModuleBytes(maximumPages));
    this.#ownExecutor = this.#executor(0);
    this.#inline = inThisThread(this.#ownExecutor);
  }

  static async start(options: EngineOptions): Promise<Engine> {
    assert(options.executors >= 1, 'an engine has at least one executor');
    const engine = new Engine(options);
    const starts: Promise<void>[] = [];
    for (let index = 0; index < options.executors; index += 1) {
      if (options.mode === 'inline') engine.#handles.push(inThisThread(engine.#executor(index)));
      else starts.push(engine.#startThread(index));
    }
    await Promise.all(starts);
    return engine;
  }

  #executor(index: number): Executor {
    return new Executor({
      index,
      memory: this.memory,
      runtimeModule: this.#runtimeModule,
      kernelModule: this.#kernelModule,
      send: (event) => queueMicrotask(() => this.#receive(event)),
      defer: (step) => queueMicrotask(step),
      nowMs: this.nowMs,
    });
  }

  #startThread(index: number): Promise<void> {
    const workerData: ExecutorThreadData = {
      index,
      memory: this.memory.handle,
      runtimeModule: this.#runtimeModule,
      kernelModule: this.#kernelModule,
    };
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
      modules: new Set(),
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

  /**
   * Calls back when input has been held for long enough: what is here must be worked on, although more is to come. Gives what
   * stops that. Inline executors cost no message: nothing is held for them.
   */
  holdInput(release: () => void): () => void {
    if (this.#mode === 'inline') {
      release();
      return () => {};
    }
    const timer = setTimeout(release, LIMITS.inlineHoldMs);
    return () => clearTimeout(timer);
  }

  /** `executor` may be INLINE. Modules that the command needs go first, where the executor has not got them. */
  send(executor: number, command: ExecutorCommand): void {
    const handle = executor === INLINE ? this.#inline : known(this.#handles[executor], 'executor');
    if (command.type === 'start') this.#give(handle, command.spec.module);
    else if (command.type === 'sort' || command.type === 'window') this.#give(handle, command.module);
    handle.send(command);
  }

  #give(handle: ExecutorHandle, id: number): void {
    if (handle.modules.has(id)) return;
    handle.modules.add(id);
    handle.send({ type: 'module', id, module: known(this.#modulesById.get(id), 'module') });
  }

  /** The module's number, compiling it when it is new. Least recently used ones are forgotten. */
  module(bytes: Uint8Array<ArrayBuffer>): number {
    const key = this.#keys.get(bytes) ?? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    this.#keys.set(bytes, key);
    const existing = this.#modules.get(key);
    if (existing !== undefined) {
      this.#modules.delete(key);
      this.#modules.set(key, existing);
      return existing.id;
    }
    const compiled: CompiledModule = { id: this.#nextModule, module: new WebAssembly.Module(bytes) };
    this.#nextModule += 1;
    this.#modules.set(key, compiled);
    this.#modulesById.set(compiled.id, compiled.module);
    return compiled.id;
  }

  /** Between tasks only: a running task's modules are never forgotten. */
  trimModules(): void {
    if (this.#running > 1) return;
    for (const [key, { id }] of this.#modules) {
      if (this.#modules.size <= LIMITS.compiledModules) return;
      this.#modules.delete(key);
      this.#modulesById.delete(id);
      for (const handle of [this.#inline, ...this.#handles]) if (handle.modules.delete(id)) handle.send({ type: 'forget', id });
    }
  }

  get kernels(): Kernels {
    return this.#ownExecutor.kernels;
  }

  exports(module: number): Exports {
    this.#give(this.#inline, module);
    return this.#ownExecutor.instance(module);
  }

  joinQuery(queryId: string, limitBytes: number): QueryMemory {
    let query = this.#queries.get(queryId);
    if (query === undefined) {
      query = new QueryMemory(this.memory, limitBytes, this.spill !== null);
      this.#queries.set(queryId, query);
    }
    query.tasks += 1;
    return query;
  }

  leaveQuery(queryId: string): void {
    const query = known(this.#queries.get(queryId), 'memory of a query');
    query.tasks -= 1;
    if (query.tasks > 0) return;
    this.#queries.delete(queryId);
    query.free();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#handles.map((handle) => handle.stop()));
  }
}

function inThisThread(executor: Executor): ExecutorHandle {
  return { send: (command) => executor.handle(command), stop: async () => {}, modules: new Set() };
}
