/** What a transaction has written on this worker before it prepares. */
import type { TableDef } from '../catalog/table-def.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { PrepareResponse } from '../rpc/messages.js';
import type { Deletion } from './deletion.js';
import type { HeldTable } from './held-table.js';
import type { Piece } from './piece.js';
import { sectionStats } from './statistics.js';
import type { TableWriter } from './table-writer.js';
import type { NewRows } from './unique-keys.js';

export interface OpenTransaction {
  /** Rows that are not part of a flush yet: no scan sees them. */
  readonly writers: Map<number, TableWriter>;
  removals: Deletion[];
  /** What scans of its own see, by the flush that it was part of. */
  flushed: { readonly table: TableDef; readonly piece: Piece; readonly command: number }[];
  deletions: Deletion[];
  /** Tables that it reads row ids of, or deletes from: their pieces are not merged meanwhile. */
  readonly held: Set<number>;
  readonly tables: Map<number, TableDef>;
  /** By table: its `changes` when the keys of the transaction's rows were looked up. */
  readonly checkedAt: Map<number, number>;
  /** Set by prepare: a second one waits for the first. */
  preparing: Promise<PrepareResponse> | null;
}

export function emptyTransaction(): OpenTransaction {
  return {
    writers: new Map(),
    removals: [],
    flushed: [],
    deletions: [],
    held: new Set(),
    tables: new Map(),
    checkedAt: new Map(),
    preparing: null,
  };
}

/** What a transaction that has prepared has added to a table, and deleted. */
export function preparedRows(transaction: string, { pieces, deletions }: HeldTable): NewRows {
  const isIts = (one: { readonly transaction: string; readonly version: number | null }): boolean =>
    one.transaction === transaction && one.version === null;
  return { pieces: [...pieces.values()].filter(isIts), deletions: [...deletions.values()].flat().filter(isIts) };
}

/** What these pieces and deletions add to and delete from each of the tables that they have anything of. */
export function changesOf(
  tables: ReadonlyMap<number, TableDef>,
  pieces: readonly Piece[],
  deletions: readonly Deletion[],
): PrepareResponse['tables'] {
  return [...tables.values()].flatMap(({ id, columns }) => {
    const descriptions = pieces.flatMap(({ tableId, description }) => (tableId === id ? [description] : []));
    const removed = deletions.filter(({ tableId }) => tableId === id);
    if (descriptions.length + removed.length === 0) return [];
    const deleted = removed.reduce((sum, { rows }) => sum + rows.length, 0);
    return [{ tableId: id, ...sectionStats(columns.length, descriptions), deleted }];
  });
}

/** What it has added to a table. */
export function newRows({ flushed, deletions }: Pick<OpenTransaction, 'flushed' | 'deletions'>, tableId: number): NewRows {
  return {
    pieces: flushed.flatMap(({ piece, table }) => (table.id === tableId ? [piece] : [])),
    deletions: deletions.filter((deletion) => deletion.tableId === tableId),
  };
}

export function lostTransaction(transaction: string): ConductError {
  return new ConductError(SQLSTATE.adminShutdown, `a worker was restarted and lost transaction ${transaction}`, {
    hint: 'Nothing of the transaction is kept. Run it again.',
  });
}
