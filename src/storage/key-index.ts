/**
 * Rows by the hash of a key: 12 bytes a row, open addressing. Entries name rows by piece and number and are never taken out: whoever
 * finds one looks whether the row is still there and really has the key.
 */
import { LIMITS } from '../common/limits.js';

const FIRST_CAPACITY = 64;

export class KeyIndex {
  /** Pieces whose rows are in it. */
  readonly pieces = new Set<number>();
  /** How many of the table's pieces have been looked at, and from how many rows on it is worth to look for those that are gone. */
  seen = 0;
  tidyAt: number = LIMITS.staleKeys;
  #count = 0;
  #hashes = new Int32Array(FIRST_CAPACITY);
  /** 0: free. */
  #pieceIds = new Int32Array(FIRST_CAPACITY);
  #rows = new Int32Array(FIRST_CAPACITY);

  get count(): number {
    return this.#count;
  }

  /** Makes room, so that many additions do not grow it again and again. */
  reserve(more: number): void {
    let capacity = this.#hashes.length;
    while ((this.#count + more) * 2 > capacity) capacity *= 2;
    if (capacity > this.#hashes.length) this.#rebuild(capacity, () => true);
  }

  add(hash: number, pieceId: number, row: number): void {
    if ((this.#count + 1) * 2 > this.#hashes.length) this.#rebuild(this.#hashes.length * 2, () => true);
    this.#put(hash, pieceId, row);
    this.#count += 1;
  }

  /** All rows of this hash. */
  visit(hash: number, take: (pieceId: number, row: number) => void): void {
    const mask = this.#hashes.length - 1;
    for (let at = spread(hash) & mask; this.#pieceIds[at] !== 0; at = (at + 1) & mask) {
      if (this.#hashes[at] === hash) take(this.#pieceIds[at] as number, this.#rows[at] as number);
    }
  }

  /** Only rows of these pieces stay. */
  retain(isThere: (pieceId: number) => boolean): void {
    for (const pieceId of [...this.pieces]) if (!isThere(pieceId)) this.pieces.delete(pieceId);
    this.#rebuild(this.#hashes.length, isThere);
  }

  #put(hash: number, pieceId: number, row: number): void {
    const mask = this.#hashes.length - 1;
    let at = spread(hash) & mask;
    while (this.#pieceIds[at] !== 0) at = (at + 1) & mask;
    this.#hashes[at] = hash;
    this.#pieceIds[at] = pieceId;
    this.#rows[at] = row;
  }

  #rebuild(capacity: number, keeps: (pieceId: number) => boolean): void {
    const hashes = this.#hashes;
    const pieceIds = this.#pieceIds;
    const rows = this.#rows;
    this.#hashes = new Int32Array(capacity);
    this.#pieceIds = new Int32Array(capacity);
    this.#rows = new Int32Array(capacity);
    this.#count = 0;
    for (let at = 0; at < hashes.length; at += 1) {
      const pieceId = pieceIds[at] as number;
      if (pieceId === 0 || !keeps(pieceId)) continue;
      this.#put(hashes[at] as number, pieceId, rows[at] as number);
      this.#count += 1;
    }
  }
}

/** Rows of a worker share the upper bits of their hashes. */
function spread(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> 7;
}
