/** Foreign keys of a transaction that are looked at when it commits, or when SET CONSTRAINTS says so. */
import type { CatalogReader } from '../catalog/catalog.js';
import { type ForeignKey, type TableDef, tableOid } from '../catalog/table-def.js';
import type { RunWithin } from './foreign-keys.js';
import { checkReferences } from './foreign-keys.js';

/** Whose rows were written: those that refer, or those that are referred to. */
export type WrittenSide = 'refers' | 'referred';

export class DeferredKeys {
  /** SET CONSTRAINTS: by the key's id, and for all that are not named since. */
  readonly #modes = new Map<number, boolean>();
  #all: boolean | null = null;
  readonly #pending = new Map<number, { readonly table: number; readonly side: WrittenSide }>();

  isDeferred(key: ForeignKey): boolean {
    if (key.deferrable === undefined) return false;
    return this.#modes.get(key.id) ?? this.#all ?? key.deferrable === 'deferred';
  }

  /** null: all of them. */
  setMode(keys: readonly number[] | null, deferred: boolean): void {
    if (keys !== null) {
      for (const key of keys) this.#modes.set(key, deferred);
      return;
    }
    this.#modes.clear();
    this.#all = deferred;
  }

  note(key: ForeignKey, table: TableDef, side: WrittenSide): void {
    if (!this.#pending.has(key.id)) this.#pending.set(key.id, { table: tableOid(table), side });
  }

  get isEmpty(): boolean {
    return this.#pending.size === 0;
  }

  /** 23503 where rows refer to nothing. keys null: all. */
  async check(keys: readonly number[] | null, catalog: CatalogReader, run: RunWithin): Promise<void> {
    for (const [id, { table: oid, side }] of [...this.#pending]) {
      if (keys !== null && !keys.includes(id)) continue;
      this.#pending.delete(id);
      const table = catalog.tables.find((each) => tableOid(each) === oid);
      const key = table?.foreignKeys?.find((each) => each.id === id);
      if (table !== undefined && key !== undefined) await checkReferences(table, key, side, catalog, run);
    }
  }
}
