/** The morsels of the chunks that a run was given, and the claiming of them: every executor of a phase has the same chunks. */
import { known } from '../../common/assert.js';
import type { ChunkRef, RunSpec } from '../executor-protocol.js';
import type { PageMemory } from '../memory.js';

export interface Morsel {
  readonly chunk: ChunkRef;
  /** Of the chunk in the phase. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

export class Morsels {
  readonly #memory: PageMemory;
  readonly #claims: number;
  readonly #rows: number;
  readonly #chunks: ChunkRef[] = [];
  /** Number of the first morsel of each chunk. */
  readonly #first: number[] = [];
  #count = 0;
  #chunkAt = 0;
  #nextOwn = 0;

  constructor(memory: PageMemory, { claims, morselRows }: RunSpec) {
    this.#memory = memory;
    this.#claims = claims;
    this.#rows = morselRows;
  }

  /** Of all chunks so far. */
  get count(): number {
    return this.#count;
  }

  add(chunks: readonly ChunkRef[]): void {
    for (const chunk of chunks) {
      this.#chunks.push(chunk);
      this.#first.push(this.#count);
      this.#count += Math.ceil(chunk.rows / this.#rows);
    }
  }

  /** null: all are taken. */
  claim(): Morsel | null {
    const number = this.#claims === 0 ? this.#claimOwn() : this.#claimShared();
    if (number < 0) return null;
    while (this.#chunkAt + 1 < this.#chunks.length && (this.#first[this.#chunkAt + 1] ?? 0) <= number) this.#chunkAt += 1;
    const chunk = known(this.#chunks[this.#chunkAt], 'chunk');
    const start = (number - (this.#first[this.#chunkAt] ?? 0)) * this.#rows;
    return { chunk, number: this.#chunkAt, start, end: Math.min(chunk.rows, start + this.#rows) };
  }

  #claimOwn(): number {
    if (this.#nextOwn >= this.#count) return -1;
    this.#nextOwn += 1;
    return this.#nextOwn - 1;
  }

  #claimShared(): number {
    const { words } = this.#memory.views();
    const at = this.#claims >>> 2;
    for (;;) {
      const number = Atomics.load(words, at);
      if (number >= this.#count) return -1;
      if (Atomics.compareExchange(words, at, number, number + 1) === number) return number;
    }
  }
}
