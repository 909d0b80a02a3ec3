/**
 * The worker-wide dictionary of one text column: append-only, so that a code means the same in every section, chunk and task.
 * Entries are (pointer, length) pairs in shared memory, as compiled code reads str values. A table of entries that was
 * outgrown stays until nobody has the dictionary pinned.
 */
import type { SharedMemory } from '../exec/task.js';

const ENTRY_BYTES = 8;
const FIRST_ENTRIES = 8_192;
const TEXT_BLOCK_BYTES = 64 << 10;
/** Readable bytes after each text (SIMD). */
const READ_BEYOND = 16;

export class TableDictionary {
  readonly #memory: SharedMemory;
  readonly #codes = new Map<string, number>();
  #entries: number;
  #capacity = FIRST_ENTRIES;
  #textAt = 0;
  #textEnd = 0;
  readonly #textBlocks: number[] = [];
  #outgrown: number[] = [];
  #pins = 0;
  #closed = false;

  constructor(memory: SharedMemory) {
    this.#memory = memory;
    this.#entries = memory.allocate(FIRST_ENTRIES * ENTRY_BYTES + READ_BEYOND);
    // Code 0 exists even before any value: rows that are NULL hold it.
    this.codeOf(new Uint8Array(0));
  }

  get address(): number {
    return this.#entries;
  }

  get size(): number {
    return this.#codes.size;
  }

  /** The code of a text, new or known. */
  codeOf(text: Uint8Array): number {
    const key = Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('latin1');
    const found = this.#codes.get(key);
    if (found !== undefined) return found;
    const code = this.#codes.size;
    if (code === this.#capacity) this.#grow();
    const pointer = this.#store(text);
    const { buffer } = this.#memory.memory;
    const entry = new Uint32Array(buffer, this.#entries + code * ENTRY_BYTES, 2);
    entry[0] = pointer;
    entry[1] = text.byteLength;
    this.#codes.set(key, code);
    return code;
  }

  pin(): void {
    this.#pins += 1;
  }

  unpin(): void {
    this.#pins -= 1;
    if (this.#pins > 0) return;
    for (const address of this.#outgrown) this.#memory.free(address);
    this.#outgrown = [];
    if (this.#closed) this.#freeAll();
  }

  /** Frees it, now or when it is unpinned. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#pins === 0) this.#freeAll();
  }

  #freeAll(): void {
    for (const address of [this.#entries, ...this.#textBlocks]) this.#memory.free(address);
    this.#textBlocks.length = 0;
  }

  #grow(): void {
    const bytes = this.#capacity * ENTRY_BYTES;
    const larger = this.#memory.allocate(bytes * 2 + READ_BEYOND);
    new Uint8Array(this.#memory.bytes().buffer).copyWithin(larger, this.#entries, this.#entries + bytes);
    this.#outgrown.push(this.#entries);
    this.#entries = larger;
    this.#capacity *= 2;
  }

  #store(text: Uint8Array): number {
    if (this.#textAt + text.byteLength + READ_BEYOND > this.#textEnd) {
      const bytes = Math.max(TEXT_BLOCK_BYTES, text.byteLength + READ_BEYOND);
      this.#textAt = this.#memory.allocate(bytes);
      this.#textEnd = this.#textAt + bytes;
      this.#textBlocks.push(this.#textAt);
    }
    const pointer = this.#textAt;
    new Uint8Array(this.#memory.bytes().buffer, pointer, text.byteLength).set(text);
    this.#textAt += text.byteLength;
    return pointer;
  }
}
