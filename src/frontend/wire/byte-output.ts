/**
 * What goes to a client. Messages gather in `writer`; flush() hands them to the socket and waits until it has room again, so a
 * client that reads slowly holds back whoever produces for it, and no more than a few chunks are in memory.
 */
import type { Socket } from 'node:net';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { MessageWriter } from './message-writer.js';

/** After so many chunks without waiting, other connections get a turn. */
const CHUNKS_PER_TURN = 16;

export class ByteOutput {
  readonly writer = new MessageWriter();
  readonly #socket: Socket;
  #chunks = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Rejects with 08006 when the client is gone. */
  async flush(): Promise<void> {
    if (this.writer.length === 0) return;
    const { chunk, buffer } = this.writer.detach();
    await this.#send(chunk, () => this.writer.recycle(buffer));
  }

  /** Whole messages, after those that are in `writer`; the bytes must not change any more. */
  async pass(messages: Uint8Array): Promise<void> {
    await this.flush();
    if (messages.length > 0) await this.#send(messages, () => undefined);
  }

  async #send(bytes: Uint8Array, sent: () => void): Promise<void> {
    if (this.#socket.destroyed || !this.#socket.writable) throw lostConnection();
    const hasRoom = this.#socket.write(bytes, sent);
    if (!hasRoom) await this.#drained();
    else if (++this.#chunks % CHUNKS_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
  }

  #drained(): Promise<void> {
    const socket = this.#socket;
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => (): void => {
        socket.off('drain', drained);
        socket.off('close', closed);
        act();
      };
      const drained = settle(resolve);
      const closed = settle(() => reject(lostConnection()));
      if (socket.destroyed) return closed();
      socket.on('drain', drained);
      socket.on('close', closed);
    });
  }
}

export function lostConnection(): ConductError {
  return new ConductError(SQLSTATE.connectionFailure, 'connection to client lost');
}
