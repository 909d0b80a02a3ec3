/**
 * Arrays over the rows of one partition, in the task's memory: peers, the bounds of frames, and the rows of one frame after exclusion as at
 * most three ranges. Made once and used for one partition after the other.
 */
import type { PageMemory } from '../memory.js';
import type { Peers } from './frame-bounds.js';
import type { FrameFields } from './window-index.js';

const FIRST_CAPACITY = 1_024;
const ARRAYS = 7;

export class FrameRows {
  readonly #memory: PageMemory;
  readonly #allocate: (bytes: number) => number;
  #capacity = 0;
  #peerStarts = new Int32Array(0);
  #peerEnds = new Int32Array(0);
  #groups = new Int32Array(0);
  #groupStarts = new Int32Array(0);
  #groupCount = 0;
  #rows = 0;
  /** Of each row's frame, before exclusion. */
  starts = new Int32Array(0);
  ends = new Int32Array(0);
  /** For whoever goes over the rows. */
  scratch = new Int32Array(0);
  /** The ranges of the frame that was selected last, and how many rows they have. */
  readonly #parts = new Int32Array(6);
  parts = 0;
  selected = 0;

  constructor(memory: PageMemory, allocate: (bytes: number) => number) {
    this.#memory = memory;
    this.#allocate = allocate;
  }

  /** samePeers: whether a row is a peer of the one before it; null: all are peers. */
  start(rows: number, samePeers: ((row: number) => boolean) | null): void {
    if (rows >= this.#capacity) this.#grow(rows);
    this.#rows = rows;
    let group = -1;
    for (let row = 0; row < rows; row += 1) {
      if (row === 0 || (samePeers !== null && !samePeers(row))) {
        group += 1;
        this.#groupStarts[group] = row;
      }
      this.#groups[row] = group;
    }
    this.#groupCount = group + 1;
    this.#groupStarts[this.#groupCount] = rows;
    for (let row = 0; row < rows; row += 1) {
      const own = this.#groups[row] ?? 0;
      this.#peerStarts[row] = this.#groupStarts[own] ?? 0;
      this.#peerEnds[row] = this.#groupStarts[own + 1] ?? rows;
    }
  }

  get peers(): Peers {
    return {
      rows: this.#rows,
      starts: this.#peerStarts,
      ends: this.#peerEnds,
      groups: this.#groups,
      groupStarts: this.#groupStarts,
      groupCount: this.#groupCount,
    };
  }

  /** One more than rows: groupStarts has an end. */
  #grow(rows: number): void {
    this.#capacity = Math.max(FIRST_CAPACITY, this.#capacity * 2, rows + 1);
    const address = this.#allocate(this.#capacity * 4 * ARRAYS);
    const { words } = this.#memory.views();
    const array = (at: number): Int32Array<ArrayBuffer> => {
      const from = (address >>> 2) + at * this.#capacity;
      return words.subarray(from, from + this.#capacity) as Int32Array<ArrayBuffer>;
    };
    this.#peerStarts = array(0);
    this.#peerEnds = array(1);
    this.#groups = array(2);
    this.#groupStarts = array(3);
    this.starts = array(4);
    this.ends = array(5);
    this.scratch = array(6);
  }

  /** The row's frame without what is excluded. */
  select(row: number, exclude: FrameFields['exclude']): void {
    this.parts = 0;
    this.selected = 0;
    const start = this.starts[row] ?? 0;
    const end = this.ends[row] ?? 0;
    const peerStart = this.#peerStarts[row] ?? 0;
    const peerEnd = this.#peerEnds[row] ?? 0;
    switch (exclude) {
      case null:
        this.#part(start, end);
        return;
      case 'current row':
        this.#part(start, Math.min(end, row));
        this.#part(Math.max(start, row + 1), end);
        return;
      case 'group':
        this.#part(start, Math.min(end, peerStart));
        this.#part(Math.max(start, peerEnd), end);
        return;
      case 'ties':
        this.#part(start, Math.min(end, peerStart));
        this.#part(Math.max(start, row), Math.min(end, row + 1));
        this.#part(Math.max(start, peerEnd), end);
        return;
    }
  }

  #part(start: number, end: number): void {
    if (start >= end) return;
    this.#parts[this.parts * 2] = start;
    this.#parts[this.parts * 2 + 1] = end;
    this.parts += 1;
    this.selected += end - start;
  }

  partStart(part: number): number {
    return this.#parts[part * 2] ?? 0;
  }

  partEnd(part: number): number {
    return this.#parts[part * 2 + 1] ?? 0;
  }

  /** The n-th row (from 0) of the frame that was selected last; -1: there is none. */
  nth(n: number): number {
    if (n < 0) return -1;
    let left = n;
    for (let part = 0; part < this.parts; part += 1) {
      const start = this.partStart(part);
      const rows = this.partEnd(part) - start;
      if (left < rows) return start + left;
      left -= rows;
    }
    return -1;
  }
}
