/** What a worker holds of one table, and which scans look at it. */
import type { TableDef } from '../catalog/table-def.js';
import type { BlockSource } from './block-source.js';
import type { Deletion } from './deletion.js';
import type { Piece } from './piece.js';
import { isOpen, isVisible, lastTruncation } from './piece.js';
import type { TableDictionary } from './table-dictionary.js';

/** So many pieces at least are known in the order in which they came. */
const LATEST_PIECES = 1_024;

export class HeldTable {
  definition: TableDef;
  readonly pieces = new Map<number, Piece>();
  /** By piece: committed and prepared ones. */
  readonly deletions = new Map<number, Deletion[]>();
  readonly truncations: number[] = [];
  readonly dictionaries = new Map<number, TableDictionary>();
  /** Sources of groups of delta batches, by the id of the group's first batch. */
  readonly groups = new Map<number, BlockSource>();
  /** Snapshots in use, with the number of their users. */
  readonly #pins = new Map<number, number>();
  /** Snapshots before this version can't be answered: what they saw was removed. */
  floor = 0;
  /** Grows when rows are added or committed. */
  changes = 0;
  /** Pieces that were ever added. */
  additions = 0;
  readonly #latest: Piece[] = [];
  /** Commits since it was last looked for what to merge. */
  untidy = 0;
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
    for (const piece of this.pieces.values()) if (isOpen(piece)) ids.add(piece.transaction);
    for (const deletion of this.#allDeletions()) if (isOpen(deletion)) ids.add(deletion.transaction);
    return [...ids];
  }

  addPiece(piece: Piece): void {
    this.pieces.set(piece.id, piece);
    this.changes += 1;
    this.additions += 1;
    this.#latest.push(piece);
    if (this.#latest.length > 2 * LATEST_PIECES) this.#latest.splice(0, LATEST_PIECES);
  }

  /** Pieces that were added after the first `count` ones: those that are there still, or more. */
  addedSince(count: number): readonly Piece[] {
    const fresh = this.additions - count;
    if (fresh > this.#latest.length) return [...this.pieces.values()];
    return this.#latest.slice(this.#latest.length - fresh);
  }

  addDeletion(deletion: Deletion): void {
    const list = this.deletions.get(deletion.pieceId);
    if (list === undefined) this.deletions.set(deletion.pieceId, [deletion]);
    else list.push(deletion);
  }

  /** Those of the piece that a snapshot sees. */
  deletionsSeen(pieceId: number, snapshot: number): readonly Deletion[] {
    return (this.deletions.get(pieceId) ?? []).filter(({ version }) => version !== null && version <= snapshot);
  }

  /** Does nothing for one that went with its piece. */
  removeDeletion({ id, pieceId }: Deletion): void {
    const kept = (this.deletions.get(pieceId) ?? []).filter((deletion) => deletion.id !== id);
    if (kept.length === 0) this.deletions.delete(pieceId);
    else this.deletions.set(pieceId, kept);
  }

  *#allDeletions(): Generator<Deletion> {
    for (const list of this.deletions.values()) yield* list;
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
