/** Where the columns of one chunk lie, for as long as somebody refers to them. */
import type { HeldMemory, SharedMemory } from '../../exec/task.js';

export class ChunkMemory implements HeldMemory {
  readonly #memory: SharedMemory;
  readonly #onFree: () => void;
  readonly #addresses: number[] = [];
  #references = 1;
  #bytes = 0;

  constructor(memory: SharedMemory, onFree: () => void) {
    this.#memory = memory;
    this.#onFree = onFree;
  }

  get bytes(): number {
    return this.#bytes;
  }

  allocate(bytes: number): number {
    const address = this.#memory.allocate(bytes);
    this.#addresses.push(address);
    this.#bytes += bytes;
    return address;
  }

  retain(): this {
    this.#references += 1;
    return this;
  }

  release(): void {
    this.#references -= 1;
    if (this.#references === 0) this.free();
  }

  /** Whoever still refers to it. Once is enough. */
  free(): void {
    for (const address of this.#addresses.splice(0)) this.#memory.free(address);
    this.#onFree();
  }
}
