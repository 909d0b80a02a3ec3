/** A piece of a table: a section or a delta batch, with what decides which snapshots see it. */
import type { AscendingKeys } from './ascending-keys.js';
import type { SectionDescription } from './section-image.js';

/**
 * Version of what is committed and has no version yet: its transaction is decided here, and the conductor will say which. No snapshot
 * sees it; keys and deletions count.
 */
export const DECIDED = Number.POSITIVE_INFINITY;

/** Whether a commit is yet to give the version. */
export function isOpen({ version }: { readonly version: number | null }): boolean {
  return version === null || version === DECIDED;
}

export interface Piece {
  /** Unique on this worker among sections and delta batches. */
  readonly id: number;
  readonly tableId: number;
  /** The transaction that wrote it; of merged ones, the last. */
  readonly transaction: string;
  readonly description: SectionDescription;
  readonly content: PieceContent;
  /** Keys that ascend through all pieces that have the same; missing: nobody has looked. */
  readonly ascending?: AscendingKeys;
  /** Commit of its oldest and newest rows; null: prepared, DECIDED: not told yet. */
  minVersion: number | null;
  version: number | null;
  /** Snapshots from this version on read a merged piece instead. null: not merged. */
  supersededAt: number | null;
  /** When it was superseded (Runtime.now). */
  supersededMs: number;
}

export type PieceContent =
  | { readonly kind: 'section'; readonly file: string }
  /** The image as in a section file, kept in memory and in SQLite. */
  | { readonly kind: 'delta'; readonly image: Uint8Array };

/**
 * A piece is seen by a snapshot when all its rows were committed up to it, after the last truncation that the snapshot sees,
 * and no merged piece that the snapshot sees holds the same rows.
 */
export function isVisible(piece: Piece, snapshot: number, truncatedAt: number): boolean {
  if (piece.version === null || piece.minVersion === null) return false;
  if (piece.version > snapshot || piece.minVersion <= truncatedAt) return false;
  return piece.supersededAt === null || piece.supersededAt > snapshot;
}

/** Its committed rows are part of the table as it is now. */
export function isCurrent(piece: Piece, truncations: readonly number[]): boolean {
  return isVisible(piece, Number.POSITIVE_INFINITY, lastTruncation(truncations, Number.POSITIVE_INFINITY));
}

/** The last truncation that a snapshot sees, or -1. */
export function lastTruncation(truncations: readonly number[], snapshot: number): number {
  return truncations.reduce((last, version) => (version <= snapshot && version > last ? version : last), -1);
}
