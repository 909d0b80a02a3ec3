/**
 * Transport within one process: messages are handed over as they are, in later turns of the event loop. For tests and for a
 * cluster in one process. Delays and losses are up to a wrapper (`beforeMessage`).
 */
import { setMaxListeners } from 'node:events';
import { Cutoff } from '../common/cutoff.js';
import { ConductError } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import { canceledError, deadlineError, decodeError, encodeError, unreachableError } from './call-errors.js';
import type { CallOptions, Channel, Handlers, Listener, Transport } from './transport.js';

export interface MemoryTransportOptions {
  /** Awaited before each request, response and stream item is delivered; may reject to break the call. */
  readonly beforeMessage?: (address: string, method: string) => Promise<void>;
  /** Timer for deadlines: starts one, gives its stop. */
  readonly startTimer?: (ms: number, fn: () => void) => () => void;
}

interface Endpoint {
  readonly handlers: Handlers;
  readonly calls: Set<AbortController>;
}

export class MemoryTransport implements Transport {
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #options: MemoryTransportOptions;
  #nextPort = 1;

  constructor(options: MemoryTransportOptions = {}) {
    this.#options = options;
  }

  async listen(address: string, handlers: Handlers): Promise<Listener> {
    const separator = address.lastIndexOf(':');
    const port = address.slice(separator + 1);
    let bound = address;
    if (port === '0' || separator < 0) {
      bound = `${separator < 0 ? 'memory' : address.slice(0, separator)}:${this.#nextPort}`;
      this.#nextPort += 1;
    }
    if (this.#endpoints.has(bound)) throw unreachableError(bound, 'the address is taken');
    const endpoint: Endpoint = { handlers, calls: new Set() };
    this.#endpoints.set(bound, endpoint);
    return {
      address: bound,
      close: async () => {
        if (this.#endpoints.get(bound) === endpoint) this.#endpoints.delete(bound);
        for (const call of endpoint.calls) call.abort();
      },
    };
  }

  connect(address: string): Channel {
    return new MemoryChannel(address, () => this.#endpoints.get(address), this.#options);
  }
}

class MemoryChannel implements Channel {
  readonly #address: string;
  readonly #find: () => Endpoint | undefined;
  readonly #options: MemoryTransportOptions;
  #closed = false;

  constructor(address: string, find: () => Endpoint | undefined, options: MemoryTransportOptions) {
    this.#address = address;
    this.#find = find;
    this.#options = options;
  }

  async unary(method: string, request: Uint8Array, options: CallOptions): Promise<Uint8Array> {
    return this.#call(method, options, async (endpoint, signal, race) => {
      const handler = endpoint.handlers.unary[method];
      if (handler === undefined) throw unreachableError(this.#address, `no method ${method}`);
      await race(this.#deliver(method));
      const response = await race(crossing(handler(request, signal)));
      await race(this.#deliver(method));
      return response;
    });
  }

  async *stream(method: string, request: Uint8Array, options: CallOptions): AsyncGenerator<Uint8Array> {
    const stop = new AbortController();
    const items: Uint8Array[] = [];
    let bytes = 0;
    let ended = false;
    let failure: { readonly error: unknown } | null = null;
    let wakeReader: (() => void) | null = null;
    let wakeWriter: (() => void) | null = null;
    const caller = options.signal;
    const onAbort = (): void => stop.abort(caller?.reason);
    if (caller !== undefined) setMaxListeners(0, caller);
    caller?.addEventListener('abort', onAbort);
    if (caller?.aborted) onAbort();
    const pump = this.#call(method, { ...options, signal: stop.signal }, async (endpoint, signal, race) => {
      const handler = endpoint.handlers.stream[method];
      if (handler === undefined) throw unreachableError(this.#address, `no method ${method}`);
      await race(this.#deliver(method));
      const iterator = handler(request, signal)[Symbol.asyncIterator]();
      try {
        for (;;) {
          const item = await race(crossing(iterator.next()));
          if (item.done === true) return;
          await race(this.#deliver(method));
          items.push(item.value);
          bytes += item.value.byteLength;
          wakeReader?.();
          // As the flow-control window does: the producer waits while the consumer doesn't read.
          while (bytes > LIMITS.grpcWindowBytes) {
            await race(
              new Promise<void>((resolve) => {
                wakeWriter = resolve;
              }),
            );
          }
        }
      } finally {
        // Not awaited: a handler that waits for data ends when it sees its signal.
        void Promise.resolve(iterator.return?.()).catch(() => {});
      }
    }).then(
      () => {
        ended = true;
        wakeReader?.();
      },
      (error: unknown) => {
        failure = { error };
        wakeReader?.();
      },
    );
    try {
      for (;;) {
        const item = items.shift();
        if (item !== undefined) {
          bytes -= item.byteLength;
          (wakeWriter as (() => void) | null)?.();
          yield item;
          continue;
        }
        if (failure !== null) throw (failure as { readonly error: unknown }).error;
        if (ended) return;
        await new Promise<void>((resolve) => {
          wakeReader = resolve;
        });
      }
    } finally {
      caller?.removeEventListener('abort', onAbort);
      stop.abort();
      await pump;
    }
  }

  close(): void {
    this.#closed = true;
  }

  #deliver(method: string): Promise<void> {
    return this.#options.beforeMessage?.(this.#address, method) ?? new Promise((resolve) => setImmediate(resolve));
  }

  /** Runs a call that ends early when its caller, its deadline or the closing server says so. */
  async #call<T>(
    method: string,
    options: CallOptions,
    body: (endpoint: Endpoint, signal: AbortSignal, race: <V>(promise: Promise<V>) => Promise<V>) => Promise<T>,
  ): Promise<T> {
    if (this.#closed) throw unreachableError(this.#address, 'the channel is closed');
    if (options.signal?.aborted) throw canceledError(options.signal);
    // One signal stops all calls of a query, which may be hundreds: no leak.
    if (options.signal !== undefined) setMaxListeners(0, options.signal);
    const endpoint = this.#find();
    if (endpoint === undefined) throw unreachableError(this.#address, `nobody listens (${method})`);
    const abort = new AbortController();
    endpoint.calls.add(abort);
    const broken = new Cutoff<ConductError>();
    const race = async <V>(promise: Promise<V>): Promise<V> => {
      const first = await broken.first(promise);
      if (first instanceof ConductError) throw first;
      return first;
    };
    // Breaking it says why; the abort that follows does not.
    const breakCall = (error: ConductError): void => {
      if (broken.by === null) broken.cut(error);
    };
    const onCancel = (): void => {
      breakCall(canceledError(options.signal));
      abort.abort();
    };
    const onServerGone = (): void => breakCall(unreachableError(this.#address, 'it went away'));
    abort.signal.addEventListener('abort', onServerGone);
    options.signal?.addEventListener('abort', onCancel);
    const { timeoutMs } = options;
    const stopTimer =
      timeoutMs === null
        ? null
        : (this.#options.startTimer ?? startTimer)(timeoutMs, () => {
            breakCall(deadlineError(this.#address, timeoutMs));
            abort.abort();
          });
    let succeeded = false;
    try {
      const result = await body(endpoint, abort.signal, race);
      succeeded = true;
      return result;
    } finally {
      stopTimer?.();
      options.signal?.removeEventListener('abort', onCancel);
      abort.signal.removeEventListener('abort', onServerGone);
      endpoint.calls.delete(abort);
      if (!succeeded) abort.abort();
    }
  }
}

/** Errors cross as on the wire: nothing but their public fields arrives. */
async function crossing<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw decodeError(encodeError(error));
  }
}

function startTimer(ms: number, fn: () => void): () => void {
  const timer = setTimeout(fn, ms);
  return () => clearTimeout(timer);
}
