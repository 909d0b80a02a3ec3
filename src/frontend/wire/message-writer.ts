/** A buffer that messages to the client are written into; the row writer puts digits straight into it. */

/** Size at which a caller should hand the bytes to the socket. */
export const CHUNK_BYTES = 64 << 10;
const SLACK_BYTES = 16 << 10;
const POOLED_BUFFERS = 4;

export class MessageWriter {
  /** Replaced by ensure(): read it anew after that. */
  bytes: Buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES + SLACK_BYTES);
  length = 0;
  #pool: Buffer[] = [];
  #messageStart = 0;
  #open = false;

  /** Room for `extra` bytes after `length`. */
  ensure(extra: number): void {
    const needed = this.length + extra;
    if (needed <= this.bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }

  /** Starts a message; end() fills in its length. One that an error left without its end gives way to it. */
  begin(type: string): void {
    if (this.#open) this.length = this.#messageStart;
    this.#open = true;
    this.ensure(5);
    this.#messageStart = this.length;
    this.bytes[this.length] = type.charCodeAt(0);
    this.length += 5;
  }

  end(): void {
    this.#open = false;
    this.bytes.writeInt32BE(this.length - this.#messageStart - 1, this.#messageStart + 1);
  }

  byte(value: number): void {
    this.ensure(1);
    this.bytes[this.length++] = value;
  }

  int16(value: number): void {
    this.ensure(2);
    this.length = this.bytes.writeUInt16BE(value & 0xffff, this.length);
  }

  int32(value: number): void {
    this.ensure(4);
    this.length = this.bytes.writeInt32BE(value | 0, this.length);
  }

  raw(bytes: Uint8Array): void {
    this.ensure(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** UTF-8, ended by a NUL; NULs inside cannot be sent and are left out. */
  string(value: string): void {
    const text = value.includes('\0') ? value.replaceAll('\0', '') : value;
    // No character takes more than 3 bytes per UTF-16 unit.
    this.ensure(text.length * 3 + 1);
    this.length += this.bytes.write(text, this.length, 'utf8');
    this.bytes[this.length++] = 0;
  }

  /** The bytes written so far, which are the caller's until it recycles their buffer. */
  detach(): { readonly chunk: Buffer; readonly buffer: Buffer } {
    const buffer = this.bytes;
    const chunk = buffer.subarray(0, this.length);
    this.bytes = this.#pool.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES + SLACK_BYTES);
    this.length = 0;
    return { chunk, buffer };
  }

  /** Gives back a detached buffer once nobody reads it. Those that had grown are let go. */
  recycle(buffer: Buffer): void {
    if (buffer.length === CHUNK_BYTES + SLACK_BYTES && this.#pool.length < POOLED_BUFFERS) this.#pool.push(buffer);
  }
}
