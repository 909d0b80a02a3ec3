/**
 * Background work on what a worker holds: small delta batches become larger ones, a large delta a section, sections without many of
 * their rows are written anew, and what no snapshot can ask for any more goes. Committed rows change their piece by it, never their
 * values; a transaction that has named rows of a table keeps its pieces as they are.
 */
import type { Logger } from 'pino';
import { assert, known } from '../common/assert.js';
import { LIMITS } from '../common/limits.js';
import type { Runtime, Timer } from '../common/runtime.js';
import type { HostBatch } from '../plan/batch.js';
import { piecesToCompact } from './compaction.js';
import { liveRows, writeLive } from './deletion.js';
import { piecesToMerge } from './delta.js';
import type { HeldTable } from './held-table.js';
import { isOpen, lastTruncation, type Piece } from './piece.js';
import type { PieceFiles } from './piece-files.js';
import type { SectionCache } from './section-cache.js';
import type { SectionCatalog } from './section-catalog.js';
import { buildSectionImage } from './section-image.js';

/** What the maintenance works on. */
export interface MaintenanceHost {
  readonly runtime: Runtime;
  readonly log: Logger;
  readonly files: PieceFiles;
  readonly catalog: SectionCatalog;
  readonly cache: SectionCache | null;
  readonly tables: ReadonlyMap<number, HeldTable>;
  /** An open transaction has row ids of the table. */
  isHeld(tableId: number): boolean;
  /** Brings to disk what commits decided: changes of pieces build on it. */
  settle(): void;
}

/** After so many small commits it is looked whether there is anything to merge. */
const COMMITS_TO_TIDY = 16;

export class Maintenance {
  readonly #host: MaintenanceHost;
  /** Dropped, and still read by a scan. */
  readonly #doomed: HeldTable[] = [];
  readonly #running = new Set<Promise<void>>();
  /** No older snapshot is in use anywhere. null: no conductor has told, and there are no snapshots but those that are pinned. */
  #oldestSnapshot: number | null = null;
  /** What was committed later may be given another version: it is not merged. */
  #saved = Number.POSITIVE_INFINITY;
  #timer: Timer | null = null;
  #closed = false;

  constructor(host: MaintenanceHost) {
    this.#host = host;
  }

  /** Snapshots from the one version on may still be asked for; commits up to the other stay what they are. */
  setOldestSnapshot(oldestSnapshot: number, saved: number): void {
    if (oldestSnapshot === this.#oldestSnapshot && saved === this.#saved) return;
    this.#oldestSnapshot = oldestSnapshot;
    this.#saved = saved;
    for (const table of this.#host.tables.values()) this.tidy(table);
  }

  /** A table that is dropped here: found until the scans that read it have ended. */
  findDoomed(tableId: number): HeldTable | undefined {
    return this.#doomed.find(({ definition }) => definition.id === tableId);
  }

  async drop(table: HeldTable): Promise<void> {
    this.#doomed.push(table);
    await this.#removeUnused();
  }

  /** A scan of the table has ended. */
  released(table: HeldTable): void {
    if (this.#doomed.includes(table)) this.#spawn(this.#removeUnused());
  }

  /** Starts what is worth doing for a table; one thing at a time. */
  tidy(table: HeldTable, afterSmallCommit = false): void {
    table.untidy += 1;
    if (afterSmallCommit && table.untidy < COMMITS_TO_TIDY) return;
    table.untidy = 0;
    if (table.merging || this.#closed || this.#mayNotChange(table)) return;
    const delta = piecesToMerge(table, this.#saved);
    const pieces = delta.length > 0 ? delta : piecesToCompact(table, this.#oldestSnapshot ?? -1);
    if (pieces.length === 0) return;
    table.merging = true;
    this.#spawn(
      this.#rewrite(table, pieces).then(
        (done) => {
          table.merging = false;
          if (done) this.tidy(table);
        },
        (error: unknown) => {
          table.merging = false;
          throw error;
        },
      ),
    );
  }

  /** A transaction has row ids of it, or deletions whose outcome is open. */
  #mayNotChange(table: HeldTable): boolean {
    if (this.#host.isHeld(table.definition.id)) return true;
    for (const list of table.deletions.values()) if (list.some((one) => isOpen(one) || (one.version ?? 0) > this.#saved)) return true;
    return false;
  }

  /** The pieces' rows become one piece, without those that are deleted. Tells whether they did: not where something changed meanwhile. */
  async #rewrite(table: HeldTable, pieces: readonly Piece[]): Promise<boolean> {
    const { files, catalog, runtime, tables } = this.#host;
    const truncatedAt = lastTruncation(table.truncations, Number.POSITIVE_INFINITY);
    const deletions = pieces.flatMap((piece) => table.deletions.get(piece.id) ?? []);
    const versions = [...pieces, ...deletions].map(({ version }) => known(version, 'version of what is committed'));
    const minVersions = pieces.map((piece) => known(piece.minVersion, 'version of a committed piece'));
    const last = known(pieces.at(-1), 'piece to write anew');
    const batches: HostBatch[] = [];
    for (const piece of pieces) batches.push(await this.#committedRows(table, piece));
    const image = await buildSectionImage(table.definition, batches, () => runtime.sleep(0));
    const written = await files.writer(table.definition).writeImage(image);
    const merged: Piece = {
      ...files.newPiece(last.transaction, table.definition.id, written),
      minVersion: Math.min(...minVersions),
      version: Math.max(...versions),
    };
    const unchanged =
      !this.#closed &&
      !this.#mayNotChange(table) &&
      pieces.reduce((sum, piece) => sum + (table.deletions.get(piece.id)?.length ?? 0), 0) === deletions.length &&
      tables.get(table.definition.id) === table &&
      lastTruncation(table.truncations, Number.POSITIVE_INFINITY) === truncatedAt &&
      pieces.every((piece) => table.pieces.get(piece.id) === piece && piece.supersededAt === null);
    if (!unchanged) {
      await files.unlink([merged]);
      return false;
    }
    this.#host.settle();
    catalog.supersede(merged, pieces);
    for (const piece of pieces) {
      piece.supersededAt = merged.version;
      piece.supersededMs = runtime.now();
    }
    table.addPiece(merged);
    this.schedule();
    return true;
  }

  /** The piece's rows that no committed transaction has deleted. */
  async #committedRows(table: HeldTable, piece: Piece): Promise<HostBatch> {
    const { rows, blocks } = piece.description;
    const batch = await this.#host.files.read(
      piece,
      blocks.map(({ ordinal }) => ordinal),
    );
    const deletions = table.deletions.get(piece.id) ?? [];
    if (deletions.length === 0) return batch;
    const live = new Uint8Array(rows);
    return liveRows(batch, live, writeLive(live, deletions));
  }

  /** A truncation came late and falls between rows of the delta that were merged meanwhile: its parts are read again. */
  undoMerges(table: HeldTable, truncatedAt: number): void {
    const { files, catalog } = this.#host;
    for (const merged of [...table.pieces.values()]) {
      const { version, minVersion } = merged;
      if (version === null || minVersion === null || minVersion > truncatedAt || version <= truncatedAt) continue;
      const parts = [...table.pieces.values()].filter((piece) => piece.supersededAt === version && piece.content.kind === 'delta');
      const rows = parts.reduce((sum, piece) => sum + piece.description.rows, 0);
      assert(rows >= merged.description.rows, `rows of table ${table.definition.name} that a truncation divides are still there singly`);
      this.#host.settle();
      catalog.restore(merged, parts);
      for (const piece of parts) {
        piece.supersededAt = null;
        // Again: its keys may have been forgotten.
        table.addPiece(piece);
      }
      table.pieces.delete(merged.id);
      files.forget([merged]);
      this.#spawn(files.unlink([merged]));
    }
  }

  /** Looks for what can be removed when snapshots have had the time to end. */
  schedule(): void {
    if (this.#timer !== null || this.#closed) return;
    this.#timer = this.#host.runtime.setTimer(LIMITS.snapshotGraceMs, () => {
      this.#timer = null;
      this.#spawn(this.#removeUnused());
    });
  }

  async #removeUnused(): Promise<void> {
    if (this.#closed) return;
    const now = this.#host.runtime.now();
    let waiting = false;
    for (const table of this.#host.tables.values()) {
      const truncatedAt = lastTruncation(table.truncations, Number.POSITIVE_INFINITY);
      const gone: Piece[] = [];
      for (const piece of table.pieces.values()) {
        const until = piece.version === null ? null : piece.version <= truncatedAt ? truncatedAt : piece.supersededAt;
        if (until === null) continue;
        if (piece.supersededMs === 0) piece.supersededMs = now;
        const old = now - piece.supersededMs >= LIMITS.snapshotGraceMs;
        const unused = old && table.oldestPin >= until && (this.#oldestSnapshot ?? until) >= until;
        if (unused) gone.push(piece);
        else waiting = true;
        if (unused) table.floor = Math.max(table.floor, until);
      }
      await this.#remove(table, gone);
    }
    await this.#removeDoomed();
    if (waiting) this.schedule();
  }

  async #remove(table: HeldTable, pieces: readonly Piece[]): Promise<void> {
    if (pieces.length === 0) return;
    const { files, catalog, cache } = this.#host;
    this.#host.settle();
    catalog.remove(pieces);
    for (const piece of pieces) {
      table.pieces.delete(piece.id);
      table.deletions.delete(piece.id);
      const group = table.groups.get(piece.id);
      if (group !== undefined) cache?.forget(group.key);
      table.groups.delete(piece.id);
    }
    files.forget(pieces);
    await files.unlink(pieces);
  }

  async #removeDoomed(): Promise<void> {
    const { files, cache } = this.#host;
    for (const table of [...this.#doomed]) {
      if (table.oldestPin !== Number.POSITIVE_INFINITY) continue;
      this.#doomed.splice(this.#doomed.indexOf(table), 1);
      const pieces = [...table.pieces.values()];
      files.forget(pieces);
      for (const group of table.groups.values()) cache?.forget(group.key);
      for (const dictionary of table.dictionaries.values()) dictionary.close();
      await files.unlink(pieces);
    }
  }

  #spawn(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => this.#host.log.error({ err: error }, 'background work of the section store failed'))
      .finally(() => this.#running.delete(tracked));
    this.#running.add(tracked);
  }

  /** Resolves when nothing runs any more, and starts nothing. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#timer?.cancel();
    await Promise.all(this.#running);
  }
}
