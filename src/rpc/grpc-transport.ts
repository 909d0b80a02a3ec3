/**
 * Transport over gRPC (@grpc/grpc-js). Bytes go through as they are (identity serializers). Streams are pulled one message at
 * a time on the client, below the stub level: a stub's Readable would take sixteen messages ahead, 64 MB of them. Errors travel
 * as trailing metadata. Small calls share one stream a channel (call-stream.ts).
 */
import { setMaxListeners } from 'node:events';
import * as grpc from '@grpc/grpc-js';
import { known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import { canceledError, deadlineError, decodeError, encodeError, unreachableError } from './call-errors.js';
import { CallClient, type CallConnection, CallServer } from './call-stream.js';
import { type ClusterSecurity, callerError, callMetadata, clientCredentials, OPEN_CLUSTER, serverCredentials } from './cluster-security.js';
import type { CallOptions, Channel, Handlers, Listener, Transport } from './transport.js';

const SERVICE_PATH = '/conduct/';
/** The stream that small calls share, and what goes on after the beginning of a stream there. */
const CALLS = 'Calls';
const REST = 'Rest';
/** Trailing metadata with the error as JSON; -bin: gRPC carries it as bytes. */
const ERROR_KEY = 'conduct-error-bin';
/** Metadata is an HTTP header: a longer message would break the call (default limit 16 KiB, base64). */
const ERROR_BYTES = 8 << 10;

const OPTIONS: grpc.ChannelOptions = {
  'grpc.max_send_message_length': LIMITS.grpcMessageBytes,
  'grpc.max_receive_message_length': LIMITS.grpcMessageBytes,
  'grpc-node.flow_control_window': LIMITS.grpcWindowBytes,
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.keepalive_permit_without_calls': 0,
  // A call for a peer that is away must fail at once, and the next one must try again at once.
  'grpc.initial_reconnect_backoff_ms': 50,
  'grpc.min_reconnect_backoff_ms': 50,
  'grpc.max_reconnect_backoff_ms': 500,
  'grpc.enable_retries': 0,
  // Every worker address is a channel of its own; grpc-js shares sub-channels by address otherwise, also across restarts.
  'grpc.use_local_subchannel_pool': 1,
  'grpc.enable_http_proxy': 0,
};

export class GrpcTransport implements Transport {
  readonly #security: ClusterSecurity;

  constructor(security: ClusterSecurity = OPEN_CLUSTER) {
    this.#security = security;
  }

  async listen(address: string, handlers: Handlers): Promise<Listener> {
    const security = this.#security;
    const server = new grpc.Server(OPTIONS);
    const definition: Record<string, grpc.MethodDefinition<Buffer, Buffer>> = {};
    const implementation: grpc.UntypedServiceImplementation = {};
    for (const [method, handler] of Object.entries(handlers.unary)) {
      definition[method] = methodDefinition(method, false);
      implementation[method] = unaryHandler(handler, security);
    }
    for (const [method, handler] of Object.entries(handlers.stream)) {
      definition[method] = methodDefinition(method, true);
      implementation[method] = streamHandler(handler, security);
    }
    const calls = new CallServer(handlers);
    definition[CALLS] = { ...methodDefinition(CALLS, true), requestStream: true };
    implementation[CALLS] = callsHandler(calls, security);
    definition[REST] = methodDefinition(REST, true);
    implementation[REST] = streamHandler((request, signal) => calls.rest(request, signal), security);
    server.addService(definition, implementation);
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(address, serverCredentials(security), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(new ConductError(SQLSTATE.cannotConnectNow, `could not listen on ${address}: ${error.message}`, { cause: error }));
      });
    });
    const host = address.slice(0, address.lastIndexOf(':'));
    return {
      address: `${host}:${port}`,
      close: async () => server.forceShutdown(),
    };
  }

  connect(address: string): Channel {
    return new GrpcChannel(address, this.#security);
  }
}

function methodDefinition(method: string, stream: boolean): grpc.MethodDefinition<Buffer, Buffer> {
  return {
    path: SERVICE_PATH + method,
    requestStream: false,
    responseStream: stream,
    requestSerialize: identity,
    requestDeserialize: identity,
    responseSerialize: identity,
    responseDeserialize: identity,
  };
}

function identity(bytes: Buffer): Buffer {
  return bytes;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function statusOf(error: unknown): grpc.ServiceError {
  let bytes = encodeError(error);
  if (bytes.byteLength > ERROR_BYTES) {
    const { code, message } = decodeError(bytes);
    bytes = encodeError(new ConductError(code, message.slice(0, ERROR_BYTES / 4)));
  }
  const metadata = new grpc.Metadata();
  metadata.set(ERROR_KEY, bytes);
  return Object.assign(new Error('conduct error'), { code: grpc.status.UNKNOWN, details: 'conduct error', metadata });
}

function unaryHandler(handler: Handlers['unary'][string], security: ClusterSecurity): grpc.handleUnaryCall<Buffer, Buffer> {
  return (call, callback) => {
    const refusal = callerError(security, call.metadata);
    if (refusal !== null) return callback(statusOf(refusal));
    const abort = new AbortController();
    call.on('cancelled', () => abort.abort());
    handler(call.request, abort.signal).then(
      (response) => callback(null, asBuffer(response)),
      (error: unknown) => callback(statusOf(error)),
    );
  };
}

function streamHandler(handler: Handlers['stream'][string], security: ClusterSecurity): grpc.handleServerStreamingCall<Buffer, Buffer> {
  return (call) => {
    const refusal = callerError(security, call.metadata);
    if (refusal !== null) {
      call.emit('error', statusOf(refusal));
      return;
    }
    const abort = new AbortController();
    call.on('cancelled', () => abort.abort());
    // A write after the client went away is not an error of ours.
    call.on('error', () => abort.abort());
    const run = async (): Promise<void> => {
      for await (const item of handler(call.request, abort.signal)) {
        if (abort.signal.aborted) return;
        await written(call, asBuffer(item), abort.signal);
      }
      call.end();
    };
    run().catch((error: unknown) => {
      if (!abort.signal.aborted) call.emit('error', statusOf(error));
    });
  };
}

function callsHandler(calls: CallServer, security: ClusterSecurity): grpc.handleBidiStreamingCall<Buffer, Buffer> {
  return (call) => {
    const refusal = callerError(security, call.metadata);
    if (refusal !== null) {
      call.emit('error', statusOf(refusal));
      return;
    }
    const client = calls.accept((bytes) => call.write(asBuffer(bytes)));
    call.on('data', (bytes: Buffer) => client.message(bytes));
    call.on('end', () => {
      client.end();
      call.end();
    });
    call.on('cancelled', () => client.end());
    call.on('error', () => client.end());
    // The client keeps what it sent, in case of a retry, until it has heard of the server.
    call.sendMetadata(new grpc.Metadata());
  };
}

/** Resolves when the message left for the network, or the call was cancelled. */
function written(call: grpc.ServerWritableStream<Buffer, Buffer>, item: Buffer, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    signal.addEventListener('abort', done);
    call.write(item, done);
  });
}

class GrpcChannel implements Channel {
  readonly #address: string;
  readonly #channel: grpc.Channel;
  readonly #calls: CallClient;
  readonly #security: ClusterSecurity;
  #closed = false;

  constructor(address: string, security: ClusterSecurity) {
    this.#address = address;
    this.#security = security;
    this.#channel = new grpc.Channel(address, clientCredentials(security), OPTIONS);
    this.#calls = new CallClient({
      address,
      connect: (onMessage, onEnd) => new CallsCall(this.#channel, address, callMetadata(security), { onMessage, onEnd }),
      rest: (request, options) => this.#pull(REST, request, options),
    });
  }

  async unary(method: string, request: Uint8Array, options: CallOptions): Promise<Uint8Array> {
    this.#check(options);
    if (request.byteLength <= LIMITS.sharedCallBytes) return this.#calls.unary(method, request, options);
    const call = this.#start(method, request, options);
    try {
      const response = await call.next();
      if (response === null) throw unreachableError(this.#address, 'it ended the call without an answer');
      await call.next();
      return response;
    } finally {
      call.stop();
    }
  }

  async *stream(method: string, request: Uint8Array, options: CallOptions): AsyncGenerator<Uint8Array> {
    this.#check(options);
    yield* this.#calls.stream(method, request, options);
  }

  async *#pull(method: string, request: Uint8Array, options: CallOptions): AsyncGenerator<Uint8Array> {
    const call = this.#start(method, request, options);
    try {
      for (;;) {
        const item = await call.next();
        if (item === null) return;
        yield item;
      }
    } finally {
      call.stop();
    }
  }

  close(): void {
    this.#closed = true;
    this.#calls.close();
    this.#channel.close();
  }

  #check(options: CallOptions): void {
    if (this.#closed) throw unreachableError(this.#address, 'the channel is closed');
    if (options.signal?.aborted) throw canceledError(options.signal);
  }

  #start(method: string, request: Uint8Array, options: CallOptions): PulledCall {
    this.#check(options);
    return new PulledCall(this.#channel, this.#address, { method, request, metadata: callMetadata(this.#security) }, options);
  }
}

/** What the peer raised; null: the transport did. */
function peerError(status: grpc.StatusObject): ConductError | null {
  const [bytes] = status.metadata.get(ERROR_KEY);
  return bytes === undefined || typeof bytes === 'string' ? null : decodeError(bytes);
}

/** The open `Calls` call of a channel. What comes is taken at once: each message answers something that was asked. */
class CallsCall implements CallConnection {
  readonly #call: ReturnType<grpc.Channel['createCall']>;
  readonly #queue: Uint8Array[] = [];
  #sending = false;

  constructor(
    channel: grpc.Channel,
    address: string,
    metadata: grpc.Metadata,
    { onMessage, onEnd }: { readonly onMessage: (bytes: Uint8Array) => void; readonly onEnd: (error: ConductError) => void },
  ) {
    this.#call = channel.createCall(SERVICE_PATH + CALLS, Number.POSITIVE_INFINITY, null, null, undefined);
    this.#call.start(metadata, {
      onReceiveMetadata: () => {},
      onReceiveMessage: (message: Uint8Array) => {
        this.#call.startRead();
        onMessage(message);
      },
      onReceiveStatus: (status) => onEnd(peerError(status) ?? unreachableError(address, status.details)),
    });
    this.#call.startRead();
  }

  send(bytes: Uint8Array): void {
    // A call that is still being connected keeps one message, no more.
    if (this.#sending) {
      this.#queue.push(bytes);
      return;
    }
    this.#sending = true;
    const sent = (): void => {
      this.#sending = false;
      const next = this.#queue.shift();
      if (next !== undefined) this.send(next);
    };
    this.#call.sendMessageWithContext({ callback: sent }, asBuffer(bytes));
  }

  close(): void {
    this.#call.cancelWithStatus(grpc.status.CANCELLED, 'the channel is closed');
  }
}

/** One call whose messages are asked for one by one: nothing is read ahead beyond the flow-control window. */
class PulledCall {
  readonly #address: string;
  readonly #options: CallOptions;
  readonly #call: ReturnType<grpc.Channel['createCall']>;
  readonly #onAbort = (): void => this.#call.cancelWithStatus(grpc.status.CANCELLED, 'cancelled by the caller');
  #messages: Uint8Array[] = [];
  #status: grpc.StatusObject | null = null;
  #wake: (() => void) | null = null;

  constructor(
    channel: grpc.Channel,
    address: string,
    { method, request, metadata }: { readonly method: string; readonly request: Uint8Array; readonly metadata: grpc.Metadata },
    options: CallOptions,
  ) {
    this.#address = address;
    this.#options = options;
    const deadline = options.timeoutMs === null ? Number.POSITIVE_INFINITY : deadlineAfter(options.timeoutMs);
    this.#call = channel.createCall(SERVICE_PATH + method, deadline, null, null, undefined);
    if (options.signal !== undefined) {
      // One signal stops all calls of a query, which may be hundreds: no leak.
      setMaxListeners(0, options.signal);
      options.signal.addEventListener('abort', this.#onAbort);
    }
    this.#call.start(metadata, {
      onReceiveMetadata: () => {},
      onReceiveMessage: (message: Uint8Array) => {
        this.#messages.push(message);
        this.#awaken();
      },
      onReceiveStatus: (status) => {
        this.#status = status;
        this.#awaken();
      },
    });
    this.#call.sendMessageWithContext({}, asBuffer(request));
    this.#call.halfClose();
  }

  /** The next message; null at the end. Rejects with what the peer or the transport raised. */
  async next(): Promise<Uint8Array | null> {
    this.#call.startRead();
    for (;;) {
      const message = this.#messages.shift();
      if (message !== undefined) return message;
      if (this.#status !== null) return this.#end(this.#status);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** The caller wants no more. Cancels the call when it has not ended. */
  stop(): void {
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    if (this.#status === null) this.#call.cancelWithStatus(grpc.status.CANCELLED, 'the caller went away');
  }

  #end(status: grpc.StatusObject): null {
    if (status.code === grpc.status.OK) return null;
    if (this.#options.signal?.aborted) throw canceledError(this.#options.signal);
    const raised = peerError(status);
    if (raised !== null) throw raised;
    if (status.code === grpc.status.DEADLINE_EXCEEDED) throw deadlineError(this.#address, known(this.#options.timeoutMs, 'deadline'));
    throw unreachableError(this.#address, status.details);
  }

  #awaken(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }
}

/** gRPC takes a point in time; this is the one place outside Runtime that reads the clock. */
function deadlineAfter(timeoutMs: number): number {
  return Date.now() + timeoutMs;
}
