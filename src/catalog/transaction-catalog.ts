/**
 * A transaction's own view of the catalog: what is published, with the transaction's changes on top. Nobody else sees them
 * before the commit, which applies them to the durable catalog in the same SQLite transaction as its rows.
 */
import type { CatalogReader } from './catalog.js';
import { applyChanges, type CatalogChange } from './catalog-change.js';

export class TransactionCatalog {
  #changes: readonly CatalogChange[] = [];
  #base: CatalogReader | null = null;
  #overlaid: CatalogReader | null = null;
  #generation = 0;

  /** To be made durable by the commit, in order. */
  get changes(): readonly CatalogChange[] {
    return this.#changes;
  }

  /** Changes with every change: plans bound before are of another catalog. */
  get generation(): number {
    return this.#generation;
  }

  /** The published snapshot as the transaction sees it. Raises when somebody else has made its changes impossible. */
  over(published: CatalogReader): CatalogReader {
    if (this.#changes.length === 0) return published;
    if (this.#base !== published || this.#overlaid === null) {
      this.#overlaid = applyChanges(published, this.#changes);
      this.#base = published;
    }
    return this.#overlaid;
  }

  /** Checked at once against the snapshot that the statement was bound to: nothing is added when it raises. */
  add(published: CatalogReader, changes: readonly CatalogChange[]): void {
    const all = [...this.#changes, ...changes];
    this.#overlaid = applyChanges(published, all);
    this.#base = published;
    this.#changes = all;
    this.#generation += 1;
  }

  /** For ROLLBACK TO: pass it to `rollbackTo`. */
  savepoint(): number {
    return this.#changes.length;
  }

  rollbackTo(savepoint: number): void {
    if (savepoint === this.#changes.length) return;
    this.#changes = this.#changes.slice(0, savepoint);
    this.#overlaid = null;
    this.#generation += 1;
  }
}
