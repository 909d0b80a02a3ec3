/**
 * An executor: takes runs (a pipeline function over chunks) and works on them in slices, in turn. It never blocks: a run without input, or
 * whose output has no room, is parked and another one goes on. In a worker it is a thread (executor-thread.ts); a simulated cluster has
 * it inline.
 */
import { known, unreachable } from '../common/assert.js';
import { ConductError, SQLSTATE, toWireError } from '../common/errors.js';
import { withInterruption } from '../common/interruption.js';
import { withSession } from '../types/session-settings.js';
import type { ExecutorCommand, ExecutorEvent } from './executor-protocol.js';
import type { PageMemory } from './memory.js';
import type { Exports } from './run/pipeline-function.js';
import { Run, type RunEnvironment, SCRATCH_BYTES } from './run/run.js';
import { RunMemory } from './run/run-memory.js';
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

/** A run and whether it can work. */
interface Place {
  readonly run: Run;
  queued: boolean;
  /** For room, in the output or in memory. */
  waiting: boolean;
  /** What the sink held has been handed over: nothing goes on before that is settled. */
  paused: boolean;
}

export class Executor {
  readonly kernels: Kernels;
  readonly #options: ExecutorOptions;
  readonly #memory: RunMemory;
  readonly #environment: RunEnvironment;
  readonly #runtime: WebAssembly.Instance;
  readonly #modules = new Map<number, WebAssembly.Module>();
  readonly #instances = new Map<number, Exports>();
  readonly #places = new Map<number, Place>();
  readonly #ready: Place[] = [];
  #stepping = false;
  /** Of the windows that are being evaluated. */
  #windowContext = 0;
  #windowArena = 0;

  constructor(options: ExecutorOptions) {
    this.#options = options;
    this.#memory = new RunMemory(options.memory);
    this.#runtime = instantiateRuntime(options.runtimeModule, options.memory.memory, (context, bytes) => this.#growScratch(context, bytes));
    this.kernels = instantiateKernels(options.kernelModule, options.memory.memory);
    const { index: executor, send, nowMs } = options;
    this.#environment = { executor, memory: this.#memory, kernels: this.kernels, send, nowMs };
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
        this.#start(command);
        return;
      case 'chunks':
        this.#withPlace(command.run, (place) => {
          place.run.take(command);
          this.#enqueue(place);
        });
        return;
      case 'wake':
        this.#withPlace(command.run, (place) => {
          place.waiting = false;
          this.#enqueue(place);
        });
        return;
      case 'tell-idle':
        this.#withPlace(command.run, (place) => {
          place.run.tellIdle();
          this.#enqueue(place);
        });
        return;
      case 'pause':
        this.#withPlace(command.run, (place) => this.#pause(place));
        return;
      case 'resume':
        this.#withPlace(command.run, (place) => this.#resume(place, command.sinkArena));
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

  /** Also for the engine's own thread, which works on what is spilled. */
  instance(id: number): Exports {
    let exports = this.#instances.get(id);
    if (exports === undefined) {
      const module = known(this.#modules.get(id), 'module');
      const instance = new WebAssembly.Instance(module, { env: { memory: this.#memory.pages.memory }, rt: this.#runtime.exports });
      exports = instance.exports as Exports;
      this.#instances.set(id, exports);
    }
    return exports;
  }

  // Runs

  /** What is not there any more has ended while the command was on its way. */
  #withPlace(run: number, act: (place: Place) => void): void {
    const place = this.#places.get(run);
    if (place !== undefined) act(place);
  }

  #start(command: ExecutorCommand & { readonly type: 'start' }): void {
    const { spec } = command;
    const run = new Run(spec, this.instance(spec.module), this.#environment);
    const place: Place = { run, queued: false, waiting: false, paused: false };
    this.#places.set(spec.run, place);
    try {
      run.prepare();
    } catch (error) {
      this.#finish(place, error, false);
      return;
    }
    run.take(command);
    this.#enqueue(place);
  }

  #enqueue(place: Place): void {
    if (place.queued || place.waiting || place.paused) return;
    place.queued = true;
    this.#ready.push(place);
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
    const place = this.#ready.shift();
    if (place === undefined) return;
    place.queued = false;
    try {
      this.#slice(place);
    } catch (error) {
      this.#finish(place, error, false);
    }
    if (this.#ready.length > 0) this.#schedule();
  }

  #slice(place: Place): void {
    const { run } = place;
    const check = (): void => {
      if (run.cancelled) throw new ConductError(SQLSTATE.queryCanceled, 'canceling statement due to user request');
    };
    const progress = withInterruption(check, () => withSession(run.spec.session, () => run.work(SLICE_MS)));
    switch (progress) {
      case 'more':
        place.queued = true;
        this.#ready.push(place);
        return;
      case 'idle':
        return;
      case 'waiting':
        place.waiting = true;
        return;
      case 'ended':
      case 'cancelled':
        this.#finish(place, null, progress === 'cancelled');
        return;
    }
    unreachable(progress);
  }

  #pause(place: Place): void {
    place.paused = true;
    this.#dequeue(place);
    try {
      const buffers = place.run.handOver();
      this.#options.send({ type: 'paused', run: place.run.spec.run, executor: this.#options.index, buffers }, []);
    } catch (error) {
      this.#finish(place, error, false);
    }
  }

  #resume(place: Place, sinkArena: number): void {
    place.paused = false;
    place.waiting = false;
    try {
      place.run.goOn(sinkArena);
    } catch (error) {
      this.#finish(place, error, false);
      return;
    }
    this.#enqueue(place);
  }

  #dequeue(place: Place): void {
    place.queued = false;
    const at = this.#ready.indexOf(place);
    if (at >= 0) this.#ready.splice(at, 1);
  }

  #finish(place: Place, error: unknown, cancelled: boolean): void {
    this.#places.delete(place.run.spec.run);
    this.#dequeue(place);
    place.run.end(error, cancelled);
  }

  /** Called by compiled code. */
  #growScratch(context: number, bytes: number): void {
    if (context === this.#windowContext) {
      const area = Math.max(bytes, this.#memory.atMost(this.#windowArena, SCRATCH_BYTES));
      this.#memory.setScratch(context, this.#memory.allocate(this.#windowArena, area), area);
      return;
    }
    const place = [...this.#places.values()].find(({ run }) => run.spec.context === context);
    known(place, 'run of the context').run.growScratch(bytes);
  }

  // Commands that one event answers

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
      const allocate = (bytes: number): number => this.#memory.allocate(job.arena, bytes);
      this.#windowContext = job.context;
      this.#windowArena = job.arena;
      evaluateWindow(job, { memory: this.#memory.pages, exports: this.instance(module), allocate });
      this.#options.send({ type: 'windowed', run, error: null }, []);
    } catch (error) {
      this.#options.send({ type: 'windowed', run, error: toWireError(error) }, []);
    } finally {
      // The next context at this address is another one's.
      this.#windowContext = 0;
    }
  }
}
