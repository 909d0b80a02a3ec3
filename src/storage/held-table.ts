/** What a worker holds of one table, and which scans look at it. */
import type { TableDef } from '../catalog/table-def.js';
import type { BlockSource } from './block-source.js';
import type { Piece } from './piece.js';
import { isVisible, lastTruncation } from './piece.js';
import type { TableDictionary } from './table-dictionary.js';

export class HeldTable {
  definition: TableDef;
  readonly pieces = new Map<number, Piece>();
  readonly truncations: number[] = [];
  readonly dictionaries = new Map<number, TableDictionary>();
  /** Sources of groups of delta batches, by the id of the group's first batch. */
  readonly groups = new Map<number, BlockSource>();
  /** Snapshots in use, with the number of their users. */
  readonly #pins = new Map<number, number>();
  /** Snapshots before this version can't be answered: what they saw was removed. */
  floor = 0;
  /** A merge of delta batches runs. */
  merging = false;

  constructor(definition: TableDef) {
    this.definition = definition;
  }

  /** Sections, then delta batches in the order of their commits: the same for every scan of a snapshot. */
  visiblePieces(snapshot: number): readonly Piece[] {
    const truncatedAt = lastTruncation(this.truncations, snapshot);
    return [...this.pieces.values()]
      .filter((piece) => isVisible(piece, snapshot, truncatedAt))
      .sort((a, b) => {
        if (a.content.kind !== b.content.kind) return a.content.kind === 'section' ? -1 : 1;
        return (a.version ?? 0) - (b.version ?? 0) || a.id - b.id;
      });
  }

  undecidedTransactions(): readonly string[] {
    const ids = new Set<string>();
    for (const piece of this.pieces.values()) if (piece.version === null) ids.add(piece.transaction);
    return [...ids];
  }

  pin(snapshot: number): void {
    this.#pins.set(snapshot, (this.#pins.get(snapshot) ?? 0) + 1);
  }

  unpin(snapshot: number): void {
    const count = (this.#pins.get(snapshot) ?? 1) - 1;
    if (count === 0) this.#pins.delete(snapshot);
    else this.#pins.set(snapshot, count);
  }

  get oldestPin(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...this.#pins.keys());
  }
}
