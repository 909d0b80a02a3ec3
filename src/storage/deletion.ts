/**
 * Rows of a piece that a transaction deleted. Pieces never change: which of their rows a snapshot sees is decided by the deletions that
 * it sees, as a byte a row. A row is named by its piece and its number in it, in one 64-bit integer that scans give out.
 */
import type { HostBatch } from '../plan/batch.js';
import { gatherRows } from '../plan/batch-rows.js';
import { pieceAndRow } from '../plan/row-id.js';

export interface Deletion {
  /** Unique on this worker. */
  readonly id: number;
  readonly tableId: number;
  readonly pieceId: number;
  readonly transaction: string;
  /** Row numbers in the piece. */
  readonly rows: Uint32Array;
  /** Commit; null: prepared, or part of an open transaction. */
  version: number | null;
  /** Of an open transaction: seen by its statements from this flush on. */
  readonly command: number;
}

/** A run of rows of a scanned source: all rows of a piece, in order. */
export interface SourcePiece {
  readonly id: number;
  readonly rows: number;
}

/** Row numbers by piece. */
export function rowsByPiece(ids: BigInt64Array): ReadonlyMap<number, Uint32Array> {
  const lists = new Map<number, number[]>();
  for (const id of ids) {
    const { pieceId, row } = pieceAndRow(id);
    const list = lists.get(pieceId);
    if (list === undefined) lists.set(pieceId, [row]);
    else list.push(row);
  }
  return new Map([...lists].map(([pieceId, rows]) => [pieceId, Uint32Array.from(rows)]));
}

/** One byte a row: 1 where none of the deletions names it. Gives the number of rows left. */
export function writeLive(live: Uint8Array, deletions: readonly Deletion[]): number {
  live.fill(1);
  let left = live.length;
  for (const { rows } of deletions) {
    for (const row of rows) {
      if (live[row] === 1) left -= 1;
      live[row] = 0;
    }
  }
  return left;
}

/** The rows of a batch that are live. */
export function liveRows(batch: HostBatch, live: Uint8Array, left: number): HostBatch {
  if (left === batch.rows) return batch;
  const kept = new Uint32Array(left);
  let count = 0;
  for (let row = 0; row < batch.rows; row += 1) {
    if (live[row] === 1) {
      kept[count] = row;
      count += 1;
    }
  }
  return gatherRows(batch, kept);
}
