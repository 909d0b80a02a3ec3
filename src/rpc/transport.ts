/**
 * What conductor and workers need of a network. The gRPC implementation is in grpc-transport.ts; the simulated cluster has one
 * in memory with a seeded, delayed network. Payloads are bytes: service.ts encodes messages.ts to protobuf.
 */

export interface CallOptions {
  /** Deadline in milliseconds; null: none (tasks may run for hours). */
  readonly timeoutMs: number | null;
  readonly signal?: AbortSignal;
  /** Nobody waits for the call, or for its answer: it may wait a few milliseconds for others to travel with. Errors do not wait. */
  readonly lazy?: 'call' | 'answer';
}

export interface Channel {
  /** Rejects with ConductError: the peer's own one, or 08006 when the peer can't be reached or the deadline passed. */
  unary(method: string, request: Uint8Array, options: CallOptions): Promise<Uint8Array>;
  /** Server stream, pulled: nothing is read ahead beyond the flow-control window. Errors as in unary. */
  stream(method: string, request: Uint8Array, options: CallOptions): AsyncIterable<Uint8Array>;
  close(): void;
}

export interface Handlers {
  readonly unary: { readonly [method: string]: (request: Uint8Array, signal: AbortSignal) => Promise<Uint8Array> };
  /** Writes with backpressure: the next item is taken when the transport has room. */
  readonly stream: { readonly [method: string]: (request: Uint8Array, signal: AbortSignal) => AsyncIterable<Uint8Array> };
}

export interface Listener {
  /** host:port really bound. */
  readonly address: string;
  close(): Promise<void>;
}

export interface Transport {
  /** address `host:0` takes a free port. */
  listen(address: string, handlers: Handlers): Promise<Listener>;
  connect(address: string): Channel;
}
