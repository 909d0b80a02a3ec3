/**
 * Cuts the bytes that a client sends into messages. Chunks are kept as they came and joined once, when a message that spans
 * several is whole: the cost is linear however the bytes arrive. A length over the limit is refused before its bytes are kept.
 */
import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { LIMITS } from '../../common/limits.js';

export interface Frame {
  /** The message's type byte; 0 for a startup packet, which has none. */
  readonly type: number;
  readonly body: Buffer;
}

const LENGTH_BYTES = 4;

export class Framer {
  #chunks: Buffer[] = [];
  /** Chunks before this index are used up. */
  #head = 0;
  /** Bytes used up of the first chunk. */
  #offset = 0;
  #bytes = 0;
  #startup = true;
  #limitBytes: number = LIMITS.authMessageBytes;
  /** Of the message whose header was read already. */
  #pending: { readonly type: number; readonly bodyBytes: number } | null = null;

  /** Bytes that came and were not handed out. */
  get bufferedBytes(): number {
    return this.#bytes;
  }

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
  }

  /** From here on messages have a type byte; they are short until authenticated(). */
  endStartup(): void {
    this.#startup = false;
  }

  /** The client is known: it may send long messages. */
  authenticated(): void {
    this.#limitBytes = LIMITS.wireMessageBytes;
  }

  /** Type of the next message, as soon as its first byte came; null before. */
  nextType(): number | null {
    if (this.#pending !== null) return this.#pending.type;
    return this.#bytes === 0 ? null : (this.#chunks[this.#head]?.[this.#offset] ?? null);
  }

  /** The next whole message, or null until more bytes come. Throws ConductError 08P01 for a length that cannot be. */
  next(): Frame | null {
    if (this.#pending === null) {
      const headerBytes = this.#startup ? LENGTH_BYTES : LENGTH_BYTES + 1;
      if (this.#bytes < headerBytes) return null;
      const header = this.#take(headerBytes);
      const type = this.#startup ? 0 : header.readUInt8(0);
      const bodyBytes = header.readInt32BE(headerBytes - LENGTH_BYTES) - LENGTH_BYTES;
      this.#check(bodyBytes);
      this.#pending = { type, bodyBytes };
    }
    const { type, bodyBytes } = this.#pending;
    if (this.#bytes < bodyBytes) return null;
    this.#pending = null;
    return { type, body: this.#take(bodyBytes) };
  }

  #check(bodyBytes: number): void {
    if (this.#startup) {
      // A startup packet holds at least its version.
      if (bodyBytes < 4 || bodyBytes > LIMITS.startupPacketBytes) {
        throw new ConductError(SQLSTATE.protocolViolation, 'invalid length of startup packet');
      }
    } else if (bodyBytes < 0 || bodyBytes > this.#limitBytes) {
      throw new ConductError(SQLSTATE.protocolViolation, 'invalid message length');
    }
  }

  /** `bytes` contiguous bytes; at least so many are there. */
  #take(bytes: number): Buffer {
    this.#bytes -= bytes;
    if (bytes === 0) return Buffer.alloc(0);
    const first = known(this.#chunks[this.#head], 'chunk');
    if (first.length - this.#offset >= bytes) {
      const slice = first.subarray(this.#offset, this.#offset + bytes);
      this.#advance(bytes);
      return slice;
    }
    const joined = Buffer.allocUnsafe(bytes);
    let filled = 0;
    while (filled < bytes) {
      const chunk = known(this.#chunks[this.#head], 'chunk');
      const part = Math.min(bytes - filled, chunk.length - this.#offset);
      chunk.copy(joined, filled, this.#offset, this.#offset + part);
      filled += part;
      this.#advance(part);
    }
    return joined;
  }

  /** Within the first chunk. */
  #advance(bytes: number): void {
    this.#offset += bytes;
    if (this.#offset < known(this.#chunks[this.#head], 'chunk').length) return;
    this.#head++;
    this.#offset = 0;
    // Used chunks are dropped in blocks: each one is moved at most once on average.
    if (this.#head === this.#chunks.length) {
      this.#chunks = [];
      this.#head = 0;
    } else if (this.#head >= 64 && this.#head * 2 >= this.#chunks.length) {
      this.#chunks = this.#chunks.slice(this.#head);
      this.#head = 0;
    }
  }
}
