/** The morsels of the chunks that a run was given, and the claiming of them: every executor of a phase has the same chunks. */
import { known } from '../../common/assert.js';
import { LIMITS } from '../../common/limits.js';
import type { ChunkRef, RunSpec } from '../executor-protocol.js';
import { CLAIMS } from '../layout.js';
import type { PageMemory } from '../memory.js';

export interface Morsel {
  readonly chunk: ChunkRef;
  /** Of the chunk in the phase. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** A chunk and its place in the phase. */
interface Numbered {
  readonly chunk: ChunkRef;
  readonly number: number;
}

export class Morsels {
  readonly #rows: number;
  readonly #bucketed: BucketShares | null;
  readonly #memory: PageMemory;
  readonly #claims: number;
  readonly #chunks: Numbered[] = [];
  /** Number of the first morsel of each chunk. */
  readonly #first: number[] = [];
  #given = 0;
  #count = 0;
  #claimable = 0;
  #chunkAt = 0;
  #nextOwn = 0;

  constructor(memory: PageMemory, { claims, bucketed, morselRows }: RunSpec, executor: number) {
    this.#memory = memory;
    this.#claims = claims;
    this.#rows = morselRows;
    this.#bucketed = bucketed ? new BucketShares(memory, claims + CLAIMS.owners, morselRows, executor) : null;
  }

  /** Of all chunks so far. */
  get count(): number {
    return this.#count;
  }

  add(chunks: readonly ChunkRef[]): void {
    for (const chunk of chunks) {
      const numbered: Numbered = { chunk, number: this.#given };
      const morsels = Math.ceil(chunk.rows / this.#rows);
      this.#given += 1;
      this.#count += morsels;
      if (this.#bucketed !== null && chunk.shares !== undefined) this.#bucketed.add(numbered);
      else {
        this.#chunks.push(numbered);
        this.#first.push(this.#claimable);
        this.#claimable += morsels;
      }
    }
  }

  /** null: all are taken. */
  claim(): Morsel | null {
    const bucketed = this.#bucketed?.claim() ?? null;
    if (bucketed !== null) return bucketed;
    const morsel = this.#claims === 0 ? this.#claimOwn() : this.#claimShared();
    if (morsel < 0) return null;
    while (this.#chunkAt + 1 < this.#chunks.length && (this.#first[this.#chunkAt + 1] ?? 0) <= morsel) this.#chunkAt += 1;
    const { chunk, number } = known(this.#chunks[this.#chunkAt], 'chunk');
    const start = (morsel - (this.#first[this.#chunkAt] ?? 0)) * this.#rows;
    return { chunk, number, start, end: Math.min(chunk.rows, start + this.#rows) };
  }

  #claimOwn(): number {
    if (this.#nextOwn >= this.#claimable) return -1;
    this.#nextOwn += 1;
    return this.#nextOwn - 1;
  }

  #claimShared(): number {
    const { words } = this.#memory.views();
    const at = (this.#claims + CLAIMS.next) >>> 2;
    for (;;) {
      const number = Atomics.load(words, at);
      if (number >= this.#claimable) return -1;
      if (Atomics.compareExchange(words, at, number, number + 1) === number) return number;
    }
  }
}

/** What this executor owns of the shares, each with the place that it has come to. */
class BucketShares {
  readonly #memory: PageMemory;
  readonly #owners: number;
  readonly #rows: number;
  readonly #executor: number;
  readonly #chunks: Numbered[] = [];
  readonly #owned: { readonly share: number; chunkAt: number; row: number }[] = [];
  #allOwned = false;

  constructor(memory: PageMemory, owners: number, rows: number, executor: number) {
    this.#memory = memory;
    this.#owners = owners;
    this.#rows = rows;
    this.#executor = executor;
  }

  add(chunk: Numbered): void {
    this.#chunks.push(chunk);
  }

  claim(): Morsel | null {
    // The latest first: the others are through all chunks, until more come.
    for (let i = this.#owned.length - 1; i >= 0; i -= 1) {
      const morsel = this.#next(known(this.#owned[i], 'share'));
      if (morsel !== null) return morsel;
    }
    while (this.#chunks.length > 0 && this.#own()) {
      const morsel = this.#next(known(this.#owned.at(-1), 'share'));
      if (morsel !== null) return morsel;
    }
    return null;
  }

  /** The next rows of a share. */
  #next(place: { readonly share: number; chunkAt: number; row: number }): Morsel | null {
    for (; place.chunkAt < this.#chunks.length; place.chunkAt += 1) {
      const { chunk, number } = known(this.#chunks[place.chunkAt], 'chunk');
      const start = Math.max(place.row, chunk.shares?.[place.share] ?? 0);
      const last = chunk.shares?.[place.share + 1] ?? 0;
      if (start < last) {
        const end = Math.min(last, start + this.#rows);
        place.row = end;
        return { chunk, number, start, end };
      }
      place.row = 0;
    }
    return null;
  }

  /** Takes a share that is nobody's: each executor begins at a place of its own. */
  #own(): boolean {
    if (this.#allOwned) return false;
    const { words } = this.#memory.views();
    const first = (this.#executor * FIRST_SHARES) % LIMITS.bucketShares;
    for (let i = 0; i < LIMITS.bucketShares; i += 1) {
      const share = (first + i) % LIMITS.bucketShares;
      if (Atomics.compareExchange(words, (this.#owners >>> 2) + share, 0, this.#executor + 1) !== 0) continue;
      this.#owned.push({ share, chunkAt: 0, row: 0 });
      return true;
    }
    this.#allOwned = true;
    return false;
  }
}

/** Distance of the executors' first shares. */
const FIRST_SHARES = 16;
