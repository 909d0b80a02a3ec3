/**
 * Generates tables on threads of their own, so that rows are made while others are sent. Chunks are pulled, with a few in flight: a slow
 * reader holds its generator back.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { known } from '../../../src/common/assert.js';
import type { TpchTable } from './table.js';
import type { GeneratorReply, GeneratorRequest } from './thread-messages.js';

/** Chunks that are made ahead of the reader. */
const CHUNKS_AHEAD = 3;

export interface GeneratedPart {
  readonly table: TpchTable;
  readonly scaleFactor: number;
  /** From 0. */
  readonly part: number;
  readonly parts: number;
}

interface Waiting {
  readonly resolve: (chunk: Uint8Array | null) => void;
  readonly reject: (error: Error) => void;
}

export class GeneratorThreads {
  readonly #threads: readonly GeneratorThread[];
  #nextThread = 0;

  private constructor(threads: readonly GeneratorThread[]) {
    this.#threads = threads;
  }

  /** One of the threads makes the text pool, which takes a second or two; the others share it. */
  static async start(count: number): Promise<GeneratorThreads> {
    const threads = Array.from({ length: count }, () => new GeneratorThread());
    try {
      const [first, ...others] = threads;
      const pool = await known(first, 'thread').givePool(null);
      await Promise.all(others.map((thread) => thread.givePool(pool)));
    } catch (error) {
      await Promise.all(threads.map((thread) => thread.stop()));
      throw error;
    }
    return new GeneratorThreads(threads);
  }

  /** The chunks of one part of a table; see generateTable(). */
  chunks(part: GeneratedPart): AsyncGenerator<Uint8Array> {
    const thread = known(this.#threads[this.#nextThread % this.#threads.length], 'thread');
    this.#nextThread += 1;
    return thread.chunks(part);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }
}

class GeneratorThread {
  readonly #worker = new Worker(new URL('./generator-thread.js', import.meta.url));
  readonly #waiting = new Map<number, Waiting[]>();
  #nextId = 0;
  #failure: Error | null = null;

  constructor() {
    this.#worker.on('message', (reply: GeneratorReply) => {
      if (reply.kind === 'chunk') this.#waiting.get(reply.id)?.shift()?.resolve(reply.chunk);
    });
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the generating thread has ended')));
  }

  async givePool(pool: Uint8Array | null): Promise<Uint8Array> {
    this.#send({ kind: 'pool', pool });
    // Nothing else is asked before the pool is there, so that the next message is it.
    const [reply] = (await once(this.#worker, 'message')) as [GeneratorReply];
    return known(reply.kind === 'pool' ? reply.pool : null, 'text pool');
  }

  async *chunks(part: GeneratedPart): AsyncGenerator<Uint8Array> {
    const id = this.#nextId;
    this.#nextId += 1;
    const waiting: Waiting[] = [];
    this.#waiting.set(id, waiting);
    const ask = (): Promise<Uint8Array | null> => {
      const { promise, resolve, reject } = deferred();
      if (this.#failure !== null) reject(this.#failure);
      else waiting.push({ resolve, reject });
      // The failure is reported where it is awaited.
      promise.catch(() => undefined);
      this.#send({ kind: 'next', id });
      return promise;
    };
    try {
      this.#send({ kind: 'open', id, ...part });
      const ahead = Array.from({ length: CHUNKS_AHEAD }, ask);
      for (let next = ahead.shift(); next !== undefined; next = ahead.shift()) {
        const chunk = await next;
        if (chunk === null) return;
        ahead.push(ask());
        yield chunk;
      }
    } finally {
      this.#waiting.delete(id);
      this.#send({ kind: 'close', id });
    }
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #send(request: GeneratorRequest): void {
    this.#worker.postMessage(request);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const waiting of this.#waiting.values()) {
      for (const { reject } of waiting.splice(0)) reject(error);
    }
  }
}

function deferred(): { readonly promise: Promise<Uint8Array | null> } & Waiting {
  let resolve: Waiting['resolve'] = () => undefined;
  let reject: Waiting['reject'] = () => undefined;
  const promise = new Promise<Uint8Array | null>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
