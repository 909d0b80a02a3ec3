/**
 * Row ids: what UPDATE and DELETE carry from the scan that found a row to the worker that holds it. The holder's position in the table's
 * list of workers, the piece, and the row's number in it, in one 64-bit integer.
 */
import { assert } from '../common/assert.js';

const ROW_BITS = 24n;
const PIECE_BITS = 29n;
const ROW_MASK = (1n << ROW_BITS) - 1n;
const PIECE_MASK = (1n << PIECE_BITS) - 1n;

/** The id of a piece's first row; the others follow. */
export function rowIdBase(holder: number, pieceId: number): bigint {
  assert(BigInt(pieceId) <= PIECE_MASK, 'piece numbers fit into row ids');
  return (BigInt(holder) << (PIECE_BITS + ROW_BITS)) | (BigInt(pieceId) << ROW_BITS);
}

export function holderOf(id: bigint): number {
  return Number(id >> (PIECE_BITS + ROW_BITS));
}

/** The same piece and row at another holder. */
export function atHolder(id: bigint, holder: number): bigint {
  return rowIdBase(holder, 0) | (id & ((1n << (PIECE_BITS + ROW_BITS)) - 1n));
}

export function pieceAndRow(id: bigint): { readonly pieceId: number; readonly row: number } {
  return { pieceId: Number((id >> ROW_BITS) & PIECE_MASK), row: Number(id & ROW_MASK) };
}
