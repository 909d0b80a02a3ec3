/**
 * The memory of one task: its control block and its arena (layout.ts, memory.ts). All that a task allocates, on any thread, goes with
 * it.
 */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { CONTROL } from './layout.js';
import { arenaFree, arenaInit, arenaPages, arenaTryAllocate, PAGE_BYTES, type PageMemory } from './memory.js';

export class TaskMemory {
  /** Address of the task's CONTROL. */
  readonly control: number;
  readonly pages: PageMemory;
  #smallAt = 0;
  #smallEnd = 0;

  constructor(pages: PageMemory, limitBytes: number) {
    this.pages = pages;
    // The control block is a page of its own, outside the arena that it heads.
    this.control = pages.allocate(PAGE_BYTES);
    pages.bytes().fill(0, this.control, this.control + CONTROL.bytes);
    arenaInit(pages, this.control + CONTROL.arena, limitBytes);
  }

  get usedBytes(): number {
    return arenaPages(this.pages, this.control + CONTROL.arena) * PAGE_BYTES;
  }

  /** Tells all compiled code of the task to stop. */
  cancel(): void {
    Atomics.store(this.pages.views().words, (this.control + CONTROL.cancel) >>> 2, 1);
  }

  free(): void {
    arenaFree(this.pages, this.control + CONTROL.arena);
    this.pages.free(this.control);
  }

  /** 64-aligned, not zeroed. Throws 53200 over the task's limit. */
  allocate(bytes: number): number {
    for (;;) {
      const address = arenaTryAllocate(this.pages, this.control + CONTROL.arena, bytes);
      if (address !== 0) return address;
      // Either the task's limit or the memory: making room in the cache tells which.
      if (!this.pages.evict(bytes)) {
        throw new ConductError(SQLSTATE.outOfMemory, 'out of memory', {
          detail: 'The query needs more memory on a worker than conduct.work_mem or the worker allows.',
          hint: 'Raise conduct.work_mem, or start workers with more --memory.',
        });
      }
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
    this.pages.bytes().fill(0, address, address + bytes);
    return address;
  }

  setWord(address: number, value: number): void {
    this.pages.views().words[address >>> 2] = value | 0;
  }
}
