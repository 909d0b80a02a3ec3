/** How errors cross a transport, and the two that the transport itself makes. Shared by all transports. */
import { ConductError, fromWireError, SQLSTATE, toWireError, type WireError } from '../common/errors.js';

export function encodeError(error: unknown): Buffer {
  return Buffer.from(JSON.stringify(toWireError(error)));
}

export function decodeError(bytes: Uint8Array): ConductError {
  return fromWireError(JSON.parse(Buffer.from(bytes).toString()) as WireError);
}

export function unreachableError(address: string, why: string): ConductError {
  return new ConductError(SQLSTATE.connectionFailure, `no connection to ${address}: ${why}`);
}

export function deadlineError(address: string, timeoutMs: number): ConductError {
  return new ConductError(SQLSTATE.connectionFailure, `no answer from ${address} within ${timeoutMs} ms`);
}

/** What a caller sees of a call that its own signal stopped: the signal's reason where that is ours. */
export function canceledError(signal: AbortSignal | undefined): ConductError {
  const reason: unknown = signal?.reason;
  return reason instanceof ConductError ? reason : new ConductError(SQLSTATE.queryCanceled, 'canceling statement due to user request');
}
