/**
 * Rows of small tables that the conductor keeps, to run plans over them without a worker. A table's rows are named by its id and the
 * version that last changed them: a commit to it, from whom and of what kind ever, gives it another version, so that rows that are kept
 * are never wrong, also for snapshots that are older. Those that were not used for longest go when there are too many.
 */
import type { TableDef } from '../../catalog/table-def.js';
import { LIMITS } from '../../common/limits.js';
import type { HostBatch } from '../../plan/batch.js';
import { rowsFromBatch } from '../../plan/datum-batch.js';
import type { Datum } from '../../types/datum.js';

export type TableRows = readonly (readonly Datum[])[];

interface Kept {
  readonly rows: TableRows;
  readonly bytes: number;
}

/** An array, and a value in it, on the heap; roughly. */
const ROW_BYTES = 32;
const VALUE_BYTES = 24;

export class SmallTables {
  readonly #kept = new Map<string, Kept>();
  readonly #reading = new Map<string, Promise<TableRows>>();
  #bytes = 0;

  /** All live rows, each with all columns of the table. `read` scans the table at its version. */
  async rows(table: TableDef, read: () => AsyncIterable<HostBatch>): Promise<TableRows> {
    const key = `${table.id}/${table.version}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      // The last one is the one that was used last.
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept.rows;
    }
    const running = this.#reading.get(key);
    if (running !== undefined) {
      try {
        return await running;
      } catch {
        // Whoever reads may have been cancelled: then each reads for itself.
        return this.#read(key, read());
      }
    }
    const reading = this.#read(key, read());
    this.#reading.set(key, reading);
    try {
      return await reading;
    } finally {
      this.#reading.delete(key);
    }
  }

  async #read(key: string, batches: AsyncIterable<HostBatch>): Promise<TableRows> {
    const rows: (readonly Datum[])[] = [];
    let bytes = 0;
    for await (const batch of batches) {
      for (const row of rowsFromBatch(batch)) rows.push(row);
      bytes += batch.rows * (ROW_BYTES + VALUE_BYTES * batch.columns.length);
      for (const { data } of batch.columns) bytes += data.byteLength;
    }
    this.#keep(key, { rows, bytes });
    return rows;
  }

  #keep(key: string, entry: Kept): void {
    this.#bytes += entry.bytes - (this.#kept.get(key)?.bytes ?? 0);
    this.#kept.set(key, entry);
    for (const [oldest, { bytes }] of this.#kept) {
      if (this.#bytes <= LIMITS.localTableBytes) return;
      this.#kept.delete(oldest);
      this.#bytes -= bytes;
    }
  }
}
