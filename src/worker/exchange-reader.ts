/**
 * A task's input from another stage: the task's partition of every producer's output, pulled from all at once and handed on as
 * it comes. What is read ahead is bounded; the producers' own limits do the rest.
 */
import { setMaxListeners } from 'node:events';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { HostBatch } from '../plan/batch.js';
import { batchBytes, canceled } from './shuffle-store.js';

/** Opens the stream of one producer. */
export type OpenProducer = (signal: AbortSignal) => AsyncIterable<HostBatch>;

/** A reason to stop that costs nothing: without one, every abort makes an exception with a stack. */
const READ = new ConductError(SQLSTATE.queryCanceled, 'nobody reads on');

/** Bytes that are read ahead of the task, over all producers. */
const READ_AHEAD_BYTES = LIMITS.exchangeBufferBytes / 2;

/** The same before the task has come to this input: opening a pull takes a round trip, which several inputs can share. */
const EARLY_BYTES = 1 << 20;

export class ExchangeReader implements AsyncIterable<HostBatch> {
  readonly #signal: AbortSignal;
  readonly #received: (bytes: number) => void;
  readonly #stop = new AbortController();
  readonly #queue: HostBatch[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #pumps: readonly Promise<void>[];
  #queuedBytes = 0;
  #aheadBytes = EARLY_BYTES;
  #running: number;
  #failure: { readonly error: unknown } | null = null;
  readonly #onAbort = (): void => {
    this.#stop.abort(this.#signal.reason);
    this.#wake();
  };

  /** Begins to read at once. */
  constructor(producers: readonly OpenProducer[], signal: AbortSignal, received: (bytes: number) => void) {
    this.#signal = signal;
    this.#received = received;
    this.#running = producers.length;
    setMaxListeners(0, this.#stop.signal);
    signal.addEventListener('abort', this.#onAbort);
    if (signal.aborted) this.#onAbort();
    this.#pumps = producers.map((open) => this.#pump(open));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<HostBatch> {
    this.#aheadBytes = READ_AHEAD_BYTES;
    this.#wake();
    try {
      for (;;) {
        if (this.#signal.aborted) throw canceled(this.#signal);
        if (this.#failure !== null) throw this.#failure.error;
        const batch = this.#queue.shift();
        if (batch !== undefined) {
          this.#queuedBytes -= batchBytes(batch);
          this.#wake();
          yield batch;
        } else if (this.#running === 0) {
          return;
        } else {
          await this.#change();
        }
      }
    } finally {
      await this.close();
    }
  }

  /** Ends the pulls. Also for a task that never came to this input; closing twice is fine. */
  async close(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#onAbort);
    if (this.#running > 0) this.#stop.abort(READ);
    this.#wake();
    await Promise.all(this.#pumps);
  }

  async #pump(open: OpenProducer): Promise<void> {
    try {
      for await (const batch of open(this.#stop.signal)) {
        const bytes = batchBytes(batch);
        this.#received(bytes);
        this.#queue.push(batch);
        this.#queuedBytes += bytes;
        this.#wake();
        while (this.#queuedBytes > this.#aheadBytes && !this.#stop.signal.aborted) await this.#change();
        if (this.#stop.signal.aborted) return;
      }
    } catch (error) {
      this.#failure ??= { error };
    } finally {
      this.#running -= 1;
      this.#wake();
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  #wake(): void {
    const resolves = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of resolves) resolve();
  }
}
