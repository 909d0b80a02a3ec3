/**
 * Tells whether keys of new rows are there already. Each key of a table has an index of all committed rows, made when first needed and
 * brought up to date before each use. A hit is compared by value.
 */
import type { TableDef } from '../catalog/table-def.js';
import type { TableKey } from '../catalog/table-keys.js';
import { known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { HostBatch } from '../plan/batch.js';
import { gatherRows, hashRows } from '../plan/batch-rows.js';
import { rowsFromBatch } from '../plan/datum-batch.js';
import { keyBatch, keyColumns, keyText } from '../plan/key-values.js';
import { compareDatums } from '../types/compare.js';
import type { Datum } from '../types/datum.js';
import { formatText } from '../types/text-format.js';
import { areApart } from './ascending-keys.js';
import { type Deletion, writeLive } from './deletion.js';
import type { HeldTable } from './held-table.js';
import { KeyIndex } from './key-index.js';
import { isCurrent, type Piece } from './piece.js';

/** Columns of a piece, in the order of the ordinals. */
export type KeyReader = (piece: Piece, ordinals: readonly number[]) => Promise<HostBatch>;

/** The new rows of a transaction on this worker. */
export interface NewRows {
  readonly pieces: readonly Piece[];
  readonly deletions: readonly Deletion[];
}

export class UniqueKeys {
  readonly #read: KeyReader;
  /** By table and key. */
  readonly #indexes = new Map<string, KeyIndex>();
  /** Key columns of pieces that were compared lately. */
  readonly #columns = new Map<string, HostBatch>();
  /** Of all of them, and what each costs besides. */
  #columnRows = 0;

  constructor(read: KeyReader) {
    this.#read = read;
  }

  forget(tableId: number): void {
    for (const key of [...this.#indexes.keys()]) if (key.startsWith(`${tableId}/`)) this.#indexes.delete(key);
  }

  /** 23505 when one of the new rows has the key of another one that is there. `held` null: nothing is committed. */
  async check(table: TableDef, key: TableKey, held: HeldTable | null, rows: NewRows): Promise<void> {
    if (areNew(key, held, rows)) return;
    const finder = await this.#finder(table, key, held, rows);
    const mine = new KeyIndex();
    const own = new Map(rows.pieces.map((piece) => [piece.id, piece]));
    for (const piece of rows.pieces) {
      const batch = await this.#keyColumns(piece, table, key);
      const live = ownLive(piece, rows.deletions);
      const hashes = hashRows(batch, allColumns(batch));
      mine.reserve(batch.rows);
      for (let row = 0; row < batch.rows; row += 1) {
        if (live[row] === 0 || (!key.nullsNotDistinct && hasNull(batch, row))) continue;
        const hash = hashes[row] as number;
        const values = (): readonly Datum[] => valuesAt(batch, row);
        const there = finder(hash);
        const among = candidatesOf(mine, hash, () => true);
        // Nearly always there are none: nothing is waited for.
        if (there.length + among.length > 0) {
          const others = held?.pieces ?? NO_PIECES;
          const found =
            (await this.#isThere(there, others, table, key, values())) || (await this.#isThere(among, own, table, key, values()));
          if (found) throw duplicate(table, key, values());
        }
        mine.add(hash, piece.id, row);
      }
    }
  }

  /** The keys of new rows, for workers that hold the rest of the table. */
  async newKeys(table: TableDef, key: TableKey, rows: NewRows): Promise<readonly HostBatch[]> {
    const batches: HostBatch[] = [];
    for (const piece of rows.pieces) {
      const batch = await this.#keyColumns(piece, table, key);
      const live = ownLive(piece, rows.deletions);
      const kept: number[] = [];
      for (let row = 0; row < batch.rows; row += 1) {
        if (live[row] === 1 && (key.nullsNotDistinct || !hasNull(batch, row))) kept.push(row);
      }
      if (kept.length > 0) batches.push(gatherRows(batch, Uint32Array.from(kept)));
    }
    return batches;
  }

  /** 23505 when a key is here, among committed rows or the transaction's own. */
  async checkKeys(table: TableDef, key: TableKey, held: HeldTable | null, rows: NewRows, keys: HostBatch): Promise<void> {
    const finder = await this.#finder(table, key, held, rows);
    const mine = new KeyIndex();
    for (const piece of rows.pieces) await this.#index(mine, piece, table, key);
    const own = new Map(rows.pieces.map((piece) => [piece.id, piece]));
    const lives = new Map(rows.pieces.map((piece) => [piece.id, ownLive(piece, rows.deletions)]));
    const isMine = (pieceId: number, row: number): boolean => lives.get(pieceId)?.[row] === 1;
    const hashes = hashRows(keys, allColumns(keys));
    for (let row = 0; row < keys.rows; row += 1) {
      const hash = hashes[row] as number;
      const there = finder(hash);
      const among = candidatesOf(mine, hash, isMine);
      if (there.length + among.length === 0) continue;
      const values = valuesAt(keys, row);
      const others = held?.pieces ?? NO_PIECES;
      if ((await this.#isThere(there, others, table, key, values)) || (await this.#isThere(among, own, table, key, values))) {
        throw duplicate(table, key, values);
      }
    }
  }

  /** Looks among committed rows that the transaction has not deleted. */
  async #finder(table: TableDef, key: TableKey, held: HeldTable | null, rows: NewRows): Promise<(hash: number) => readonly Candidate[]> {
    if (held === null) return () => NO_CANDIDATES;
    const index = await this.#current(table, key, held);
    const lives = new Map<number, Uint8Array>();
    const isLive = (pieceId: number, row: number): boolean => {
      const piece = held.pieces.get(pieceId);
      if (piece === undefined || !isCurrent(piece, held.truncations)) return false;
      let live = lives.get(pieceId);
      if (live === undefined) {
        live = new Uint8Array(piece.description.rows);
        const committed = (held.deletions.get(pieceId) ?? []).filter(({ version }) => version !== null);
        writeLive(live, [...committed, ...rows.deletions.filter((deletion) => deletion.pieceId === pieceId)]);
        lives.set(pieceId, live);
      }
      return live[row] === 1;
    };
    return (hash) => candidatesOf(index, hash, isLive);
  }

  async #isThere(
    candidates: readonly Candidate[],
    pieces: ReadonlyMap<number, Piece>,
    table: TableDef,
    key: TableKey,
    values: readonly Datum[],
  ): Promise<boolean> {
    for (const { pieceId, row } of candidates) {
      const piece = pieces.get(pieceId);
      if (piece === undefined) continue;
      const batch = await this.#keyColumns(piece, table, key);
      if (sameKey(table, key, valuesAt(batch, row), values)) return true;
    }
    return false;
  }

  /** With all rows that the table has now, and more: those that are gone, or not committed yet. */
  async #current(table: TableDef, key: TableKey, held: HeldTable): Promise<KeyIndex> {
    const name = `${table.id}/${keyText(key)}`;
    let index = this.#indexes.get(name);
    if (index === undefined) {
      index = new KeyIndex();
      this.#indexes.set(name, index);
    }
    const { additions } = held;
    for (const piece of held.addedSince(index.seen)) if (!index.pieces.has(piece.id)) await this.#index(index, piece, table, key);
    index.seen = Math.max(index.seen, additions);
    if (index.count > index.tidyAt) {
      const isThere = (pieceId: number): boolean => {
        const piece = held.pieces.get(pieceId);
        return piece !== undefined && (piece.version === null || isCurrent(piece, held.truncations));
      };
      index.retain(isThere);
      index.tidyAt = 2 * index.count + LIMITS.staleKeys;
    }
    return index;
  }

  async #index(index: KeyIndex, piece: Piece, table: TableDef, key: TableKey): Promise<void> {
    const batch = await this.#keyColumns(piece, table, key);
    if (index.pieces.has(piece.id)) return;
    index.pieces.add(piece.id);
    const hashes = hashRows(batch, allColumns(batch));
    index.reserve(batch.rows);
    for (let row = 0; row < batch.rows; row += 1) {
      if (key.nullsNotDistinct || !hasNull(batch, row)) index.add(hashes[row] as number, piece.id, row);
    }
  }

  async #keyColumns(piece: Piece, table: TableDef, key: TableKey): Promise<HostBatch> {
    const name = `${piece.id}/${keyText(key)}`;
    let batch = this.#columns.get(name);
    if (batch === undefined) {
      batch = keyBatch(table, key, await this.#read(piece, key.ordinals));
      if (!this.#columns.has(name)) this.#columnRows += batch.rows + ROWS_OF_A_BATCH;
    }
    this.#columns.delete(name);
    this.#columns.set(name, batch);
    for (const [oldest, one] of this.#columns) {
      if (this.#columnRows <= LIMITS.keyRowsKept || one === batch) break;
      this.#columns.delete(oldest);
      this.#columnRows -= one.rows + ROWS_OF_A_BATCH;
    }
    return batch;
  }
}

/** By the order that they came in and by bounds: all keys differ. */
function areNew(key: TableKey, held: HeldTable | null, { pieces }: NewRows): boolean {
  const [first] = pieces;
  const rows = pieces.reduce((sum, { description }) => sum + description.rows, 0);
  if (rows < (held?.pieces.size ?? 0) * ROWS_WORTH_A_PIECE) return false;
  if (first?.ascending?.has(key) !== true || pieces.some(({ ascending }) => ascending !== first.ascending)) return false;
  const others = [...(held?.pieces.values() ?? [])].filter((piece) => !pieces.includes(piece));
  return areApart(key, pieces, others);
}

/** To look up so many rows in an index costs what the bounds of another piece do. */
const ROWS_WORTH_A_PIECE = 1 / 16;

interface Candidate {
  readonly pieceId: number;
  readonly row: number;
}

const NO_CANDIDATES: readonly Candidate[] = [];
const NO_PIECES: ReadonlyMap<number, Piece> = new Map();
/** What a batch costs besides its rows. */
const ROWS_OF_A_BATCH = 1_024;

function candidatesOf(index: KeyIndex, hash: number, accept: (pieceId: number, row: number) => boolean): readonly Candidate[] {
  let found: Candidate[] | null = null;
  index.visit(hash, (pieceId, row) => {
    if (!accept(pieceId, row)) return;
    found ??= [];
    found.push({ pieceId, row });
  });
  return found ?? NO_CANDIDATES;
}

function ownLive(piece: Piece, deletions: readonly Deletion[]): Uint8Array {
  const live = new Uint8Array(piece.description.rows);
  writeLive(
    live,
    deletions.filter(({ pieceId }) => pieceId === piece.id),
  );
  return live;
}

function hasNull(batch: HostBatch, row: number): boolean {
  return batch.columns.some(({ validity }) => validity !== null && (((validity[row >>> 3] ?? 0) >>> (row & 7)) & 1) === 0);
}

function valuesAt(batch: HostBatch, row: number): readonly Datum[] {
  return known(rowsFromBatch(gatherRows(batch, Uint32Array.of(row)))[0], 'row');
}

function allColumns({ schema }: HostBatch): readonly number[] {
  return schema.map((_, i) => i);
}

function sameKey(table: TableDef, key: TableKey, a: readonly Datum[], b: readonly Datum[]): boolean {
  return keyColumns(table, key).every(({ type }, i) => {
    const left = a[i] ?? null;
    const right = b[i] ?? null;
    if (left === null || right === null) return left === right;
    return compareDatums(type, left, right) === 0;
  });
}

function duplicate(table: TableDef, key: TableKey, values: readonly Datum[]): ConductError {
  const columns = keyColumns(table, key);
  const shown = values.map((value, i) => (value === null ? 'null' : formatText(known(columns[i], 'column').type, value)));
  return new ConductError(SQLSTATE.uniqueViolation, `duplicate key value violates unique constraint "${key.name}"`, {
    subject: { schema: table.schema, table: table.name, constraint: key.name },
    detail: `Key (${columns.map(({ name }) => name).join(', ')})=(${shown.join(', ')}) already exists.`,
  });
}
