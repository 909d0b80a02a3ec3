/**
 * What a client sends, frame by frame. Reading goes on while a statement runs, so that a lost client is noticed, but only up
 * to a bound: beyond it the socket is paused and TCP holds the client back.
 */
import type { Socket } from 'node:net';
import { type Frame, Framer } from './framer.js';

/** Bytes read ahead of the session. */
const READ_AHEAD_BYTES = 1 << 20;

interface Waiter {
  readonly resolve: (frame: Frame | null) => void;
  readonly reject: (error: unknown) => void;
}

export class ByteInput {
  readonly #socket: Socket;
  readonly #framer = new Framer();
  #waiter: Waiter | null = null;
  #ended = false;

  /** `onLost`: the client closed or lost its side, also while nobody waits for a frame. */
  constructor(socket: Socket, onLost: () => void) {
    this.#socket = socket;
    const end = (): void => {
      if (this.#ended) return;
      this.#ended = true;
      this.#serve();
      onLost();
    };
    socket.on('data', (chunk: Buffer) => {
      this.#framer.push(chunk);
      this.#serve();
      if (this.#waiter === null && this.#framer.bufferedBytes > READ_AHEAD_BYTES) socket.pause();
    });
    socket.on('end', end);
    socket.on('close', end);
    // 'close' follows.
    socket.on('error', () => undefined);
  }

  endStartup(): void {
    this.#framer.endStartup();
  }

  authenticated(): void {
    this.#framer.authenticated();
  }

  /** Type of the message that comes next, if its first byte is here; else null. */
  nextType(): number | null {
    return this.#framer.nextType();
  }

  /**
   * The next message; null when the client is gone and all that it sent was read. Rejects for a length that cannot be, and with
   * the signal's reason when it aborts: no message is lost then.
   */
  next(signal?: AbortSignal): Promise<Frame | null> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason);
      const abort = (): void => {
        this.#waiter = null;
        reject(signal?.reason);
      };
      const settled = (): void => signal?.removeEventListener('abort', abort);
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiter = {
        resolve: (frame) => {
          settled();
          resolve(frame);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      };
      this.#serve();
      if (this.#socket.isPaused() && (this.#waiter !== null || this.#framer.bufferedBytes <= READ_AHEAD_BYTES / 2)) {
        this.#socket.resume();
      }
    });
  }

  #serve(): void {
    const waiter = this.#waiter;
    if (waiter === null) return;
    try {
      const frame = this.#framer.next();
      if (frame === null && !this.#ended) return;
      this.#waiter = null;
      waiter.resolve(frame);
    } catch (error) {
      this.#waiter = null;
      waiter.reject(error);
    }
  }
}
