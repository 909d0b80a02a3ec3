/** Keys of the rows that transactions bring: which of them are looked up, when, and among what. */
import type { TableDef } from '../catalog/table-def.js';
import { keysOf } from '../catalog/table-keys.js';
import type { HostBatch } from '../plan/batch.js';
import type { KeyRequest } from '../rpc/messages.js';
import type { HeldTable } from './held-table.js';
import { newRows, type OpenTransaction, preparedRows } from './open-transaction.js';
import { type KeyReader, type NewRows, UniqueKeys } from './unique-keys.js';

export class TransactionKeys {
  readonly #tables: ReadonlyMap<number, HeldTable>;
  readonly #open: ReadonlyMap<string, OpenTransaction>;
  readonly #keys: UniqueKeys;

  constructor(tables: ReadonlyMap<number, HeldTable>, open: ReadonlyMap<string, OpenTransaction>, read: KeyReader) {
    this.#tables = tables;
    this.#open = open;
    this.#keys = new UniqueKeys(read);
  }

  /** 23505 when a row of the transaction has a key that is here already. */
  async check(open: OpenTransaction, table: TableDef): Promise<void> {
    const keys = keysOf(table);
    if (keys.length === 0) return;
    open.checkedAt.set(table.id, this.#changes(table));
    const rows = newRows(open, table.id);
    if (rows.pieces.length === 0) return;
    for (const key of keys) await this.#keys.check(table, key, this.#tables.get(table.id) ?? null, rows);
  }

  /** Tables of the transaction that got rows since its keys were looked up. */
  unchecked(open: OpenTransaction): readonly TableDef[] {
    return [...open.tables.values()].filter((table) => keysOf(table).length > 0 && open.checkedAt.get(table.id) !== this.#changes(table));
  }

  #changes({ id }: TableDef): number {
    return this.#tables.get(id)?.changes ?? 0;
  }

  /** The same again for a transaction that has prepared: others have committed since. */
  async checkPrepared(transaction: string): Promise<void> {
    for (const table of this.#tables.values()) {
      const rows = preparedRows(transaction, table);
      if (rows.pieces.length === 0) continue;
      for (const key of keysOf(table.definition)) await this.#keys.check(table.definition, key, table, rows);
    }
  }

  /** Keys of the transaction's rows since the flush, for the workers that hold the rest of the table. */
  async newKeys({ transaction, tableId, key: name, since }: KeyRequest & { readonly since: number }): Promise<readonly HostBatch[]> {
    const table = this.#tables.get(tableId);
    const key = table === undefined ? undefined : keysOf(table.definition).find((one) => one.name === name);
    if (table === undefined || key === undefined) return [];
    return this.#keys.newKeys(table.definition, key, this.#uncommittedRows(transaction, table, since));
  }

  /** 23505 when one of the keys, of rows of the transaction elsewhere, is here already. */
  async findKeys(transaction: string, definition: TableDef, keyName: string, batch: HostBatch): Promise<void> {
    const table = this.#tables.get(definition.id);
    const key = keysOf(definition).find(({ name }) => name === keyName);
    if (table === undefined || key === undefined) return;
    await this.#keys.checkKeys(definition, key, table, this.#uncommittedRows(transaction, table), batch);
  }

  /** Those that are prepared, and those that are only flushed, since a flush. */
  #uncommittedRows(transaction: string, table: HeldTable, since = 0): NewRows {
    const { pieces, deletions } = preparedRows(transaction, table);
    const open = this.#open.get(transaction);
    if (open === undefined) return { pieces, deletions };
    const { flushed } = open;
    const own = newRows({ flushed: flushed.filter(({ command }) => command >= since), deletions: open.deletions }, table.definition.id);
    return { pieces: [...pieces, ...own.pieces], deletions: [...deletions, ...own.deletions] };
  }

  forget(tableId: number): void {
    this.#keys.forget(tableId);
  }
}
