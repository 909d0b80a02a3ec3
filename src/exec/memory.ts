/**
 * The worker's one shared WebAssembly memory and its allocator. Any thread may allocate: the state lives in a
 * SharedArrayBuffer under a short spin lock. Units are 64 KiB pages (WebAssembly's own), first fit from a rover. Only this
 * allocator grows the memory. Query memory goes through arenas: page runs linked through their headers and freed together, within the budget of a
 * query.
 *
 * The memory's maximum is the worker's bound: WebAssembly gives no page back.
 */
import { assert } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { SharedMemory } from './task.js';

export const PAGE_BYTES = 65_536;

/** Page 0 stays unused, so that address 0 is never valid. */
const FIRST_PAGE = 1;

/** Words of the allocator's state before the page map. */
const LOCK = 0;
const ROVER = 1;
const USED = 2;
const GROWN = 3;
const STATE_WORDS = 16;

/** Part of the memory that evictable cache leaves to queries. */
const QUERY_SHARE = 1 / 8;

/** Initial pages: growing later in steps of at least this many. */
const GROW_STEP_PAGES = 64;

/** Everything that another thread needs to use the same memory. */
export interface MemoryHandle {
  readonly memory: WebAssembly.Memory;
  /** Int32 words: state, then one word a page: 0 free, n > 0 first page of a run of n, -1 inside a run. */
  readonly state: SharedArrayBuffer;
  readonly maximumPages: number;
}

export class PageMemory implements SharedMemory {
  readonly memory: WebAssembly.Memory;
  readonly handle: MemoryHandle;
  readonly #state: Int32Array;
  readonly #maximumPages: number;
  #evict: (bytes: number) => boolean = () => false;
  #views: { bytes: Uint8Array; words: Int32Array; longs: BigInt64Array; data: DataView; buffer: ArrayBufferLike } | null = null;

  constructor(handle: MemoryHandle) {
    this.handle = handle;
    this.memory = handle.memory;
    this.#state = new Int32Array(handle.state);
    this.#maximumPages = handle.maximumPages;
  }

  static create(maximumBytes: number): PageMemory {
    const maximumPages = Math.min(65_536, Math.max(64, Math.floor(maximumBytes / PAGE_BYTES)));
    const initial = Math.min(maximumPages, GROW_STEP_PAGES);
    const memory = new WebAssembly.Memory({ initial, maximum: maximumPages, shared: true });
    const state = new SharedArrayBuffer((STATE_WORDS + maximumPages) * 4);
    const words = new Int32Array(state);
    words[ROVER] = FIRST_PAGE;
    words[GROWN] = initial;
    return new PageMemory({ memory, state, maximumPages });
  }

  get usedBytes(): number {
    return Atomics.load(this.#state, USED) * PAGE_BYTES;
  }

  get maximumBytes(): number {
    return this.#maximumPages * PAGE_BYTES;
  }

  bytes(): Uint8Array {
    return this.views().bytes;
  }

  /** Views of the whole memory, remade when it grew (also from another thread). */
  views(): { readonly bytes: Uint8Array; readonly words: Int32Array; readonly longs: BigInt64Array; readonly data: DataView } {
    let buffer = this.memory.buffer;
    if (buffer.byteLength < Atomics.load(this.#state, GROWN) * PAGE_BYTES) {
      // Another thread grew it: growing by nothing makes this thread see that.
      this.memory.grow(0);
      buffer = this.memory.buffer;
    }
    if (this.#views === null || this.#views.buffer !== buffer || this.#views.bytes.length !== buffer.byteLength) {
      this.#views = {
        buffer,
        bytes: new Uint8Array(buffer),
        words: new Int32Array(buffer),
        longs: new BigInt64Array(buffer),
        data: new DataView(buffer),
      };
    }
    return this.#views;
  }

  /** In words of 8 bytes where it can be: a shared array of bytes is filled byte by byte, 16 MB in 5 ms instead of 1. */
  zero(address: number, bytes: number): void {
    const end = address + bytes;
    const from = Math.min(end, Math.ceil(address / 8) * 8);
    const to = Math.max(from, Math.floor(end / 8) * 8);
    const views = this.views();
    views.bytes.fill(0, address, from);
    views.longs.fill(0n, from / 8, to / 8);
    views.bytes.fill(0, to, end);
  }

  onPressure(evict: (bytes: number) => boolean): void {
    this.#evict = evict;
  }

  /** Asks for unpinned cache to be freed; whether any was. */
  evict(bytes: number): boolean {
    return this.#evict(bytes);
  }

  allocate(bytes: number): number {
    // Executors can't have cache evicted: what is for longer than a query leaves them some room.
    while (this.maximumBytes - this.usedBytes < bytes + this.maximumBytes * QUERY_SHARE && this.#evict(bytes));
    for (;;) {
      const address = this.tryAllocate(bytes);
      if (address !== 0) return address;
      if (!this.#evict(bytes)) {
        throw new ConductError(SQLSTATE.outOfMemory, 'out of memory', {
          detail: `The worker's memory of ${Math.round(this.maximumBytes / 1_048_576)} MB has no room for ${bytes} bytes.`,
          hint: 'Start workers with more --memory, or start more workers.',
        });
      }
    }
  }

  /** As allocate, but 0 when there is no room. */
  tryAllocate(bytes: number): number {
    const pages = Math.max(1, Math.ceil(bytes / PAGE_BYTES));
    this.#lock();
    try {
      const first = this.#find(pages);
      if (first === 0) return 0;
      const map = this.#state;
      map[STATE_WORDS + first] = pages;
      for (let i = 1; i < pages; i += 1) map[STATE_WORDS + first + i] = -1;
      map[ROVER] = first + pages;
      Atomics.add(map, USED, pages);
      return first * PAGE_BYTES;
    } finally {
      this.#unlock();
    }
  }

  /** Whether there is a free piece of this size, or can be. */
  hasRoom(bytes: number): boolean {
    const address = this.tryAllocate(bytes);
    if (address !== 0) this.free(address);
    return address !== 0;
  }

  free(address: number): void {
    const first = address / PAGE_BYTES;
    const map = this.#state;
    this.#lock();
    try {
      const pages = map[STATE_WORDS + first] ?? 0;
      assert(pages > 0, `free of ${address}, which is not the start of an allocation`);
      map.fill(0, STATE_WORDS + first, STATE_WORDS + first + pages);
      if (first < (map[ROVER] ?? FIRST_PAGE)) map[ROVER] = first;
      Atomics.sub(map, USED, pages);
    } finally {
      this.#unlock();
    }
  }

  /** First page of a free run, growing the memory where needed; 0 when there is none. The rover is below or at the first gap. */
  #find(pages: number): number {
    const map = this.#state;
    const grown = map[GROWN] ?? 0;
    let run = 0;
    let page = Math.max(FIRST_PAGE, map[ROVER] ?? FIRST_PAGE);
    const scan = (from: number, to: number): number => {
      run = 0;
      for (page = from; page < to; ) {
        const word = map[STATE_WORDS + page] ?? 0;
        if (word === 0) {
          run += 1;
          page += 1;
          if (run === pages) return page - pages;
        } else {
          run = 0;
          page += word > 0 ? word : 1;
        }
      }
      return 0;
    };
    const rover = page;
    const found = scan(rover, grown) || (rover > FIRST_PAGE ? scan(FIRST_PAGE, grown) : 0);
    if (found !== 0) return found;
    // The free run at the end, if any, is extended by growing.
    let tail = grown;
    while (tail > FIRST_PAGE && (map[STATE_WORDS + tail - 1] ?? 0) === 0) tail -= 1;
    const needed = tail + pages;
    if (needed > this.#maximumPages) return 0;
    const target = Math.min(this.#maximumPages, Math.max(needed, grown + Math.min(1024, Math.max(GROW_STEP_PAGES, grown >> 2))));
    this.memory.grow(target - grown);
    map[GROWN] = target;
    return tail;
  }

  #lock(): void {
    while (Atomics.compareExchange(this.#state, LOCK, 0, 1) !== 0) {
      // The lock is held for microseconds.
    }
  }

  #unlock(): void {
    Atomics.store(this.#state, LOCK, 0);
  }
}

/**
 * What the arenas of one query may take together on this worker, usable from every thread. soft: at which operators spill; hard: what the
 * code that can't wait may go to, spilling itself among it.
 */
export const BUDGET = { usedPages: 0, softPages: 4, hardPages: 8, bytes: 16 } as const;

/**
 * A list of page runs that are freed together, usable from every thread. head: the newest run; each run starts with a header of 64 bytes:
 * next run, pages.
 */
export const ARENA = { head: 0, pages: 4, budget: 8, bytes: 16 } as const;

const RUN_HEADER_BYTES = 64;

export type Within = 'soft' | 'hard';

export function arenaInit(memory: PageMemory, arena: number, budget: number): void {
  const { words } = memory.views();
  words[(arena + ARENA.head) >>> 2] = 0;
  words[(arena + ARENA.pages) >>> 2] = 0;
  words[(arena + ARENA.budget) >>> 2] = budget | 0;
}

/** What an allocation of so many bytes takes of a budget. */
export function arenaBytes(bytes: number): number {
  return Math.ceil((bytes + RUN_HEADER_BYTES) / PAGE_BYTES) * PAGE_BYTES;
}

/** 64-aligned address of at least `bytes`, freed with the arena; 0 when the limit or the memory is exhausted. */
export function arenaTryAllocate(memory: PageMemory, arena: number, bytes: number, within: Within): number {
  const total = bytes + RUN_HEADER_BYTES;
  const pages = Math.ceil(total / PAGE_BYTES);
  let words = memory.views().words;
  const budget = (words[(arena + ARENA.budget) >>> 2] ?? 0) >>> 0;
  const usedAt = (budget + BUDGET.usedPages) >>> 2;
  const limit = Atomics.load(words, (budget + (within === 'soft' ? BUDGET.softPages : BUDGET.hardPages)) >>> 2);
  const used = Atomics.add(words, usedAt, pages) + pages;
  if (used > limit) {
    Atomics.sub(words, usedAt, pages);
    return 0;
  }
  const address = memory.tryAllocate(total);
  if (address === 0) {
    Atomics.sub(words, usedAt, pages);
    return 0;
  }
  words = memory.views().words;
  Atomics.add(words, (arena + ARENA.pages) >>> 2, pages);
  words[(address >>> 2) + 1] = pages;
  const headAt = (arena + ARENA.head) >>> 2;
  for (;;) {
    const head = Atomics.load(words, headAt);
    words[address >>> 2] = head;
    if (Atomics.compareExchange(words, headAt, head, address | 0) === head) break;
  }
  return address + RUN_HEADER_BYTES;
}

/** Pages in use. */
export function arenaPages(memory: PageMemory, arena: number): number {
  return Atomics.load(memory.views().words, (arena + ARENA.pages) >>> 2);
}

export function arenaFree(memory: PageMemory, arena: number): void {
  const { words } = memory.views();
  let run = (words[(arena + ARENA.head) >>> 2] ?? 0) >>> 0;
  while (run !== 0) {
    const next = (words[run >>> 2] ?? 0) >>> 0;
    memory.free(run);
    run = next;
  }
  const budget = (words[(arena + ARENA.budget) >>> 2] ?? 0) >>> 0;
  Atomics.sub(words, (budget + BUDGET.usedPages) >>> 2, words[(arena + ARENA.pages) >>> 2] ?? 0);
  words[(arena + ARENA.head) >>> 2] = 0;
  words[(arena + ARENA.pages) >>> 2] = 0;
}
