/**
 * Small calls over one stream: a gRPC call of its own costs each side about 0.7 ms of CPU (headers, filters, status), a message on
 * an open stream a tenth of that, and what is sent in one turn of the event loop leaves as one message. So a channel keeps one
 * bidirectional gRPC call open (`Calls`), on which unary calls and the beginnings of server streams travel, told apart by a number.
 *
 * A server stream that ends within a few items and kilobytes is answered whole. A longer one is answered with its beginning and
 * goes on in a gRPC call of its own (`Rest`), where the client's flow-control window holds for it: bulk data is pulled, as ever.
 */
import { setMaxListeners } from 'node:events';
import { assert } from '../common/assert.js';
import type { ConductError } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import { canceledError, deadlineError, decodeError, encodeError, unreachableError } from './call-errors.js';
import { codec } from './codec.js';
import type { CallOptions, Handlers } from './transport.js';

/** `kind` of a CallMessage. */
const KIND = {
  /** Client: a unary call, the opening of a stream, the end of either. */
  unary: 0,
  open: 1,
  cancel: 2,
  /** Server: the answer, the items of a whole stream, the first items of a longer one; or items (or none) and an error. */
  answer: 3,
  ended: 4,
  more: 5,
  error: 6,
} as const;

interface CallMessage {
  readonly id: number;
  readonly kind: number;
  readonly method?: string;
  readonly body?: Uint8Array;
  readonly items?: readonly Uint8Array[];
  readonly lazy?: boolean;
}
type Received = Required<CallMessage>;

const CALLS = codec<{ readonly calls: readonly CallMessage[] }>('Calls');
const NO_BYTES = new Uint8Array(0);

/** Gathers messages and sends them together at the end of this turn of the event loop; lazy ones wait for others for a while. */
class Outbox {
  readonly #send: (bytes: Uint8Array) => void;
  #queue: CallMessage[] = [];
  #leaving = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(send: (bytes: Uint8Array) => void) {
    this.#send = send;
  }

  add(message: CallMessage, lazy = false): void {
    this.#queue.push(message);
    if (this.#leaving) return;
    if (lazy) {
      this.#timer ??= setTimeout(() => this.#flush(), LIMITS.lazyCallMs);
      return;
    }
    this.#leaving = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#leaving = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const calls = this.#queue;
    this.#queue = [];
    if (calls.length > 0) this.#send(CALLS.encode({ calls }));
  }
}

function received(bytes: Uint8Array): readonly Received[] {
  return CALLS.decode(bytes).calls as readonly Received[];
}

// --- client ---

/** One open `Calls` call, as the transport gives it. */
export interface CallConnection {
  send(bytes: Uint8Array): void;
  close(): void;
}

export interface CallClientOptions {
  readonly address: string;
  /** Opens a `Calls` call. `end` is called once, also when it could never be opened. */
  readonly connect: (onMessage: (bytes: Uint8Array) => void, onEnd: (error: ConductError) => void) => CallConnection;
  /** Goes on with a stream in a call of its own. */
  readonly rest: (request: Uint8Array, options: CallOptions) => AsyncIterable<Uint8Array>;
}

interface Waiting {
  readonly resolve: (message: Received) => void;
  readonly reject: (error: ConductError) => void;
}

interface Connected {
  readonly connection: CallConnection;
  readonly outbox: Outbox;
  /** Unique among the clients of a server: names a stream that goes on. */
  readonly waiting: Map<number, Waiting>;
}

export class CallClient {
  readonly #options: CallClientOptions;
  #connected: Connected | null = null;
  #nextId = 1;
  #closed = false;

  constructor(options: CallClientOptions) {
    this.#options = options;
  }

  async unary(method: string, request: Uint8Array, options: CallOptions): Promise<Uint8Array> {
    const message = await this.#call(
      { id: this.#takeId(), kind: KIND.unary, method, body: request, lazy: options.lazy !== undefined },
      options,
    );
    if (message.kind === KIND.error) throw decodeError(message.body);
    return message.body;
  }

  async *stream(method: string, request: Uint8Array, options: CallOptions): AsyncGenerator<Uint8Array> {
    const id = this.#takeId();
    const { kind, items, body } = await this.#call({ id, kind: KIND.open, method, body: request }, options);
    let left = kind === KIND.more;
    try {
      yield* items;
      if (kind === KIND.error) throw decodeError(body);
      if (!left) return;
      left = false;
      yield* this.#options.rest(body, options);
    } finally {
      if (left) this.#connected?.outbox.add({ id, kind: KIND.cancel });
    }
  }

  /** Calls under way are answered still. */
  close(): void {
    this.#closed = true;
    this.#closeIdle();
  }

  #takeId(): number {
    const id = this.#nextId;
    this.#nextId = (this.#nextId % 0xffff_fffe) + 1;
    return id;
  }

  #call(message: CallMessage, options: CallOptions): Promise<Received> {
    const { signal, timeoutMs } = options;
    this.#connected ??= this.#connect();
    const { waiting, outbox } = this.#connected;
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const onAbort = (): void => giveUp(canceledError(signal));
      const settled = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        waiting.delete(message.id);
        if (this.#closed) this.#closeIdle();
      };
      const giveUp = (error: ConductError): void => {
        settled();
        outbox.add({ id: message.id, kind: KIND.cancel });
        reject(error);
      };
      waiting.set(message.id, {
        resolve: (answer) => {
          settled();
          resolve(answer);
        },
        reject: (error) => {
          settled();
          reject(signal?.aborted === true ? canceledError(signal) : error);
        },
      });
      if (timeoutMs !== null) timer = setTimeout(() => giveUp(deadlineError(this.#options.address, timeoutMs)), timeoutMs);
      if (signal !== undefined) {
        // One signal stops all calls of a query, which may be hundreds: no leak.
        setMaxListeners(0, signal);
        signal.addEventListener('abort', onAbort);
      }
      outbox.add(message, options.lazy === 'call');
    });
  }

  #connect(): Connected {
    const waiting = new Map<number, Waiting>();
    let open = true;
    const end = (error: ConductError): void => {
      open = false;
      if (this.#connected?.waiting === waiting) this.#connected = null;
      for (const { reject } of [...waiting.values()]) reject(error);
    };
    const connection = this.#options.connect((bytes) => {
      for (const message of received(bytes)) waiting.get(message.id)?.resolve(message);
    }, end);
    const outbox = new Outbox((bytes) => {
      if (open) connection.send(bytes);
    });
    return { connection, outbox, waiting };
  }

  #closeIdle(): void {
    const connected = this.#connected;
    if (connected === null || connected.waiting.size > 0) return;
    this.#connected = null;
    connected.connection.close();
  }
}

// --- server ---

/** A stream that its client goes on with in a call of its own. */
interface Rest {
  readonly abort: AbortController;
  readonly iterator: AsyncIterator<Uint8Array>;
  /** The item that was asked for already. */
  readonly next: Promise<IteratorResult<Uint8Array>>;
  /** The call is over. */
  readonly ended: () => void;
}

/** The calls of all clients of one server. */
export class CallServer {
  readonly #handlers: Handlers;
  readonly #rests = new Map<string, Rest>();
  #nextRest = 1;

  constructor(handlers: Handlers) {
    this.#handlers = handlers;
  }

  /** For one `Calls` call. `end`: its client is gone, and so is whoever waits for answers. */
  accept(send: (bytes: Uint8Array) => void): { message(bytes: Uint8Array): void; end(): void } {
    const running = new Map<number, AbortController>();
    let open = true;
    const outbox = new Outbox((bytes) => {
      if (open) send(bytes);
    });
    const answer = (message: CallMessage, lazy: boolean): void => {
      // A stream that goes on runs until its rest has ended; the client's end or its cancel ends it too.
      if (message.kind !== KIND.more) running.delete(message.id);
      outbox.add(message, lazy);
    };
    const start = ({ id, kind, method, body, lazy }: Received): void => {
      if (kind === KIND.cancel) {
        running.get(id)?.abort();
        running.delete(id);
        return;
      }
      const abort = new AbortController();
      running.set(id, abort);
      const ended = (): void => void running.delete(id);
      const call = kind === KIND.unary ? this.#unary(id, method, body, abort.signal) : this.#stream(id, method, body, abort, ended);
      call.then(
        (message) => answer(message, lazy),
        (error: unknown) => answer({ id, kind: KIND.error, body: encodeError(error) }, false),
      );
    };
    return {
      message: (bytes) => {
        for (const message of received(bytes)) start(message);
      },
      end: () => {
        open = false;
        for (const abort of running.values()) abort.abort();
        running.clear();
      },
    };
  }

  /** The handler of `Rest`: what the beginning of the stream left. */
  async *rest(request: Uint8Array, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const token = Buffer.from(request).toString();
    const rest = this.#rests.get(token);
    if (rest === undefined) throw unreachableError('the stream', 'it was given up');
    this.#rests.delete(token);
    const { abort, iterator, next, ended } = rest;
    const onAbort = (): void => abort.abort();
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    try {
      for (let result = await next; result.done !== true; result = await iterator.next()) yield result.value;
    } finally {
      signal.removeEventListener('abort', onAbort);
      ended();
      await iterator.return?.();
    }
  }

  async #unary(id: number, method: string, body: Uint8Array, signal: AbortSignal): Promise<CallMessage> {
    const handler = this.#handlers.unary[method];
    assert(handler !== undefined, `the method ${method} exists`);
    return { id, kind: KIND.answer, body: await handler(body, signal) };
  }

  async #stream(id: number, method: string, body: Uint8Array, abort: AbortController, ended: () => void): Promise<CallMessage> {
    const handler = this.#handlers.stream[method];
    assert(handler !== undefined, `the method ${method} exists`);
    const iterator = handler(body, abort.signal)[Symbol.asyncIterator]();
    const items: Uint8Array[] = [];
    let bytes = 0;
    let timer: NodeJS.Timeout | undefined;
    let late: Promise<null> | null = null;
    try {
      for (;;) {
        const next = iterator.next();
        const result = late === null ? await next : await Promise.race([next, late]);
        if (result === null || bytes > LIMITS.inlineStreamBytes) return this.#more(id, items, { abort, iterator, next, ended });
        if (result.done === true) return { id, kind: KIND.ended, items, body: NO_BYTES };
        items.push(result.value);
        bytes += result.value.byteLength;
        late ??= new Promise((resolve) => {
          timer = setTimeout(() => resolve(null), LIMITS.inlineStreamMs);
        });
      }
    } catch (error) {
      return { id, kind: KIND.error, items, body: encodeError(error) };
    } finally {
      clearTimeout(timer);
    }
  }

  #more(id: number, items: readonly Uint8Array[], rest: Rest): CallMessage {
    const token = String(this.#nextRest);
    this.#nextRest += 1;
    this.#rests.set(token, rest);
    // Its error is told to who asks for the rest; until then nobody does.
    rest.next.catch(() => {});
    rest.abort.signal.addEventListener('abort', () => {
      if (!this.#rests.delete(token)) return;
      rest.iterator.return?.().catch(() => {});
    });
    return { id, kind: KIND.more, items, body: Buffer.from(token) };
  }
}
