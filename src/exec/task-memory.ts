/**
 * The memory of one task: its control block and its arenas (layout.ts, memory.ts). All that a task allocates, on any thread, goes with
 * it. What lives shorter than the task lies in arenas of its own, which are counted references to.
 */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { CONTROL } from './layout.js';
import { ARENA, arenaBytes, arenaFree, arenaInit, arenaPages, arenaTryAllocate, PAGE_BYTES, type PageMemory } from './memory.js';
import type { QueryMemory } from './query-memory.js';

/** Memory that is freed together when nobody refers to it any more. */
export class Arena {
  /** Of its head (memory.ts), for executors. */
  readonly address: number;
  readonly #memory: TaskMemory;
  #references = 1;

  constructor(memory: TaskMemory, address: number) {
    this.#memory = memory;
    this.address = address;
  }

  get bytes(): number {
    return arenaPages(this.#memory.pages, this.address) * PAGE_BYTES;
  }

  /** 64-aligned, not zeroed. Throws 53200 over the query's limit. */
  allocate(bytes: number): number {
    return this.#memory.allocateIn(this.address, bytes);
  }

  retain(): this {
    this.#references += 1;
    return this;
  }

  release(): void {
    this.#references -= 1;
    if (this.#references === 0) this.#memory.freeArena(this);
  }
}

export class TaskMemory {
  /** Address of the task's CONTROL. */
  readonly control: number;
  readonly pages: PageMemory;
  readonly query: QueryMemory;
  readonly #arenas = new Set<Arena>();
  /** Heads of arenas that are gone. */
  readonly #heads: number[] = [];
  #smallAt = 0;
  #smallEnd = 0;

  constructor(query: QueryMemory) {
    this.pages = query.pages;
    this.query = query;
    // The control block is a page of its own, outside the arena that it heads.
    this.control = this.pages.allocate(PAGE_BYTES);
    this.pages.bytes().fill(0, this.control, this.control + CONTROL.bytes);
    arenaInit(this.pages, this.control + CONTROL.arena, query.budget);
  }

  get usedBytes(): number {
    let bytes = arenaPages(this.pages, this.control + CONTROL.arena) * PAGE_BYTES;
    for (const arena of this.#arenas) bytes += arena.bytes;
    return bytes;
  }

  /** Tells all compiled code of the task to stop. */
  cancel(): void {
    Atomics.store(this.pages.views().words, (this.control + CONTROL.cancel) >>> 2, 1);
  }

  free(): void {
    for (const arena of this.#arenas) arenaFree(this.pages, arena.address);
    this.#arenas.clear();
    arenaFree(this.pages, this.control + CONTROL.arena);
    this.pages.free(this.control);
  }

  arena(): Arena {
    const address = this.#heads.pop() ?? this.allocateSmall(ARENA.bytes);
    arenaInit(this.pages, address, this.query.budget);
    const arena = new Arena(this, address);
    this.#arenas.add(arena);
    return arena;
  }

  freeArena(arena: Arena): void {
    // The task may have ended before.
    if (!this.#arenas.delete(arena)) return;
    arenaFree(this.pages, arena.address);
    this.#heads.push(arena.address);
  }

  /** 64-aligned, not zeroed, for as long as the task. Throws 53200 over the query's limit. */
  allocate(bytes: number): number {
    return this.allocateIn(this.control + CONTROL.arena, bytes);
  }

  allocateIn(arena: number, bytes: number): number {
    for (;;) {
      const address = arenaTryAllocate(this.pages, arena, bytes, 'hard');
      if (address !== 0) return address;
      if (this.query.usedBytes + arenaBytes(bytes) > this.query.hardBytes || !this.pages.evict(bytes)) throw outOfMemory();
    }
  }

  /** As allocate, for what is too small for pages of its own. */
  allocateSmall(bytes: number): number {
    const size = Math.ceil((bytes + 16) / 64) * 64;
    if (size > PAGE_BYTES / 4) return this.allocate(size);
    if (this.#smallAt + size > this.#smallEnd) {
      this.#smallAt = this.allocate(PAGE_BYTES - 64);
      this.#smallEnd = this.#smallAt + PAGE_BYTES - 64;
    }
    const address = this.#smallAt;
    this.#smallAt += size;
    return address;
  }

  allocateZeroed(bytes: number): number {
    const address = bytes > PAGE_BYTES / 4 ? this.allocate(bytes) : this.allocateSmall(bytes);
    this.pages.zero(address, bytes);
    return address;
  }

  setWord(address: number, value: number): void {
    this.pages.views().words[address >>> 2] = value | 0;
  }
}

export function outOfMemory(): ConductError {
  return new ConductError(SQLSTATE.outOfMemory, 'out of memory', {
    detail: 'The query needs more memory on a worker than conduct.work_mem or the worker allows, where it can not go to disk.',
    hint: 'Raise conduct.work_mem, or start workers with more --memory.',
  });
}
