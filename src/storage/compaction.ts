/**
 * Which sections are worth writing anew: one with many deleted rows, or several small ones that make one. Only sections that the
 * oldest snapshot in use sees whole are taken: what a truncation or a deletion that is still under way does to them is known then.
 */
import { LIMITS } from '../common/limits.js';
import type { HeldTable } from './held-table.js';
import { isCurrent, type Piece } from './piece.js';

/** The sections that one compaction takes, in the order of their commits; none: nothing is to be done. */
export function piecesToCompact(table: HeldTable, oldestSnapshot: number): readonly Piece[] {
  const sections = [...table.pieces.values()]
    .filter((piece) => piece.content.kind === 'section' && isCurrent(piece, table.truncations) && isSettled(table, piece, oldestSnapshot))
    .sort((a, b) => (a.version ?? 0) - (b.version ?? 0) || a.id - b.id);
  const sparse = sections.find((piece) => deletedRows(table, piece) >= piece.description.rows * LIMITS.compactDeletedShare);
  if (sparse !== undefined) return [sparse];
  const small = sections.filter((piece) => piece.description.rows < LIMITS.sectionRows / 2);
  return small.length < LIMITS.compactSections ? [] : thatFitOne(table, small);
}

function isSettled(table: HeldTable, piece: Piece, oldestSnapshot: number): boolean {
  if (piece.version === null || piece.version > oldestSnapshot) return false;
  return (table.deletions.get(piece.id) ?? []).every(({ version }) => version !== null && version <= oldestSnapshot);
}

function deletedRows(table: HeldTable, piece: Piece): number {
  return (table.deletions.get(piece.id) ?? []).reduce((sum, { rows }) => sum + rows.length, 0);
}

/** The first sections whose rows are those of one section at the most. */
function thatFitOne(table: HeldTable, sections: readonly Piece[]): readonly Piece[] {
  const taken: Piece[] = [];
  let rows = 0;
  let bytes = 0;
  for (const piece of sections) {
    rows += piece.description.rows - deletedRows(table, piece);
    bytes += piece.description.blocks.reduce((sum, { length }) => sum + length, 0);
    if (rows > LIMITS.sectionRows || bytes > LIMITS.appendBufferBytes) break;
    taken.push(piece);
  }
  return taken.length < 2 ? [] : taken;
}
