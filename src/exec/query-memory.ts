/**
 * The memory that the tasks of one query may take together on this worker: a budget that all their arenas count in, and what can be moved
 * to disk when it is used up. One request for room is served at a time, the largest part goes first, so that few parts go.
 */
import { arenaBytes, BUDGET, PAGE_BYTES, type PageMemory } from './memory.js';

/** Something that can give memory back by going to disk. */
export interface SpillVictim {
  /** That would be freed, about. */
  readonly bytes: number;
  spill(): Promise<void>;
}

/** Parts below this are not worth a file's blocks, in bytes. */
const LEAST_VICTIM_BYTES = 2 * PAGE_BYTES;
const LEAST_PAGES = 16;

export class QueryMemory {
  /** Address of the query's BUDGET. */
  readonly budget: number;
  readonly pages: PageMemory;
  readonly hardBytes: number;
  /** At which parts of the query go to disk. The rest is for what can't wait, spilling itself among it. */
  readonly softBytes: number;
  readonly #victims = new Set<SpillVictim>();
  #turn: Promise<unknown> = Promise.resolve();
  tasks = 0;

  /** spills: whether there is a disk to spill to. */
  constructor(pages: PageMemory, limitBytes: number, spills: boolean) {
    this.pages = pages;
    const hardPages = Math.max(LEAST_PAGES, Math.floor(Math.min(limitBytes, pages.maximumBytes) / PAGE_BYTES));
    const softPages = spills ? Math.floor((hardPages * 3) / 4) : hardPages;
    this.hardBytes = hardPages * PAGE_BYTES;
    this.softBytes = softPages * PAGE_BYTES;
    this.budget = pages.allocate(BUDGET.bytes);
    const { words } = pages.views();
    words[(this.budget + BUDGET.usedPages) >>> 2] = 0;
    words[(this.budget + BUDGET.softPages) >>> 2] = softPages;
    words[(this.budget + BUDGET.hardPages) >>> 2] = hardPages;
  }

  get usedBytes(): number {
    return Atomics.load(this.pages.views().words, (this.budget + BUDGET.usedPages) >>> 2) * PAGE_BYTES;
  }

  /** Below the soft limit. */
  get roomBytes(): number {
    return this.softBytes - this.usedBytes;
  }

  /** What may be spilled from now on, until the function is called. */
  offer(victim: SpillVictim): () => void {
    this.#victims.add(victim);
    return () => this.#victims.delete(victim);
  }

  /** Whether an arena would get so many bytes within the soft limit. */
  hasRoom(bytes: number): boolean {
    return this.roomBytes >= arenaBytes(bytes) && this.pages.hasRoom(arenaBytes(bytes));
  }

  /** Makes room for so many bytes; whether there is. */
  relieve(bytes: number): Promise<boolean> {
    return this.hasRoom(bytes) ? Promise.resolve(true) : this.alone(() => this.#relieve(bytes));
  }

  /** Spilling goes on for one part at a time. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #relieve(bytes: number): Promise<boolean> {
    while (!this.hasRoom(bytes)) {
      if (this.roomBytes >= arenaBytes(bytes) && this.pages.evict(bytes)) continue;
      const victim = [...this.#victims].reduce<SpillVictim | null>(
        (largest, each) => (each.bytes > (largest?.bytes ?? LEAST_VICTIM_BYTES - 1) ? each : largest),
        null,
      );
      if (victim === null) return false;
      const before = this.usedBytes;
      await victim.spill();
      // What could not be freed is not tried for ever.
      if (this.usedBytes >= before) return this.hasRoom(bytes);
    }
    return true;
  }

  free(): void {
    this.pages.free(this.budget);
  }
}
