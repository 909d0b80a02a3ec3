/** Words of contexts and control blocks, and allocations in the arenas of a run, as an executor needs them. */
import { CONTEXT } from '../layout.js';
import { ARENA, arenaTryAllocate, BUDGET, PAGE_BYTES, type PageMemory } from '../memory.js';
import { outOfMemory } from '../task-memory.js';

/** Part of the query's memory that one buffer, one scratch area or a first directory may take. */
const AREA_SHARE = 1 / 16;

export class RunMemory {
  readonly pages: PageMemory;

  constructor(pages: PageMemory) {
    this.pages = pages;
  }

  word(address: number): number {
    return this.pages.views().words[address >>> 2] ?? 0;
  }

  setWord(address: number, value: number): void {
    this.pages.views().words[address >>> 2] = value | 0;
  }

  /** The area that texts are written to. */
  setScratch(context: number, address: number, bytes: number): void {
    this.setWord(context + CONTEXT.scratchStart, address);
    this.setWord(context + CONTEXT.scratchPointer, address);
    this.setWord(context + CONTEXT.scratchEnd, address + bytes);
  }

  /** For what can't wait: throws 53200. */
  allocate(arena: number, bytes: number): number {
    const address = arenaTryAllocate(this.pages, arena, bytes, 'hard');
    if (address === 0) throw outOfMemory();
    return address;
  }

  /** For what can wait for room: 0 when there is none. */
  tryAllocate(arena: number, bytes: number): number {
    return arenaTryAllocate(this.pages, arena, bytes, 'soft');
  }

  /** What is wanted, within a small part of the query's memory. */
  atMost(arena: number, wanted: number): number {
    const budget = this.word(arena + ARENA.budget) >>> 0;
    const share = Math.floor(this.word(budget + BUDGET.hardPages) * AREA_SHARE) * PAGE_BYTES;
    return Math.min(wanted, Math.max(PAGE_BYTES, share) - 64);
  }
}
