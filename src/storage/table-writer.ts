/**
 * The rows that one transaction adds to one table on this worker. Rows are held in memory until there are enough for a
 * section, which is then written durably; the rest becomes a delta batch, or a section where it is large.
 */
import { join } from 'node:path';
import type { TableDef } from '../catalog/table-def.js';
import { LIMITS } from '../common/limits.js';
import type { Runtime } from '../common/runtime.js';
import type { HostBatch } from '../plan/batch.js';
import { AscendingKeys } from './ascending-keys.js';
import type { PieceContent } from './piece.js';
import type { SectionDescription, SectionImage } from './section-image.js';
import { buildSectionImage } from './section-image.js';

export interface WrittenPiece {
  readonly description: SectionDescription;
  readonly content: PieceContent;
  readonly ascending?: AscendingKeys;
}

export class TableWriter {
  readonly table: TableDef;
  readonly #runtime: Runtime;
  readonly #folder: string;
  readonly #written: WrittenPiece[] = [];
  readonly #ascending: AscendingKeys;
  #batches: HostBatch[] = [];
  #rows = 0;
  #bytes = 0;
  /** Sections are written one after the other. */
  #writing: Promise<void> = Promise.resolve();
  #discarded = false;

  constructor(runtime: Runtime, folder: string, table: TableDef) {
    this.#runtime = runtime;
    this.#folder = folder;
    this.table = table;
    this.#ascending = new AscendingKeys(table);
  }

  /** The batch's memory must not change afterwards. */
  async append(batch: HostBatch): Promise<void> {
    if (batch.rows === 0) return;
    this.#ascending.add(batch);
    const bytes = batchBytes(batch);
    if (this.#rows > 0 && (this.#rows + batch.rows > LIMITS.sectionRows || this.#bytes + bytes > LIMITS.appendBufferBytes)) {
      this.#batches.push(batch);
      this.#rows += batch.rows;
      this.#bytes += bytes;
      const full = this.#take(this.#batches.length - 1);
      const before = this.#writing;
      this.#writing = before.then(() => this.#writeSection(full));
      // Nobody may be waiting for the last one when it fails; finish() meets the failure again.
      this.#writing.catch(() => undefined);
      await before;
      return;
    }
    this.#batches.push(batch);
    this.#rows += batch.rows;
    this.#bytes += bytes;
  }

  /** The first `count` batches; the others stay. */
  #take(count: number): readonly HostBatch[] {
    const taken = this.#batches.slice(0, count);
    this.#batches = this.#batches.slice(count);
    this.#rows = this.#batches.reduce((sum, batch) => sum + batch.rows, 0);
    this.#bytes = this.#batches.reduce((sum, batch) => sum + batchBytes(batch), 0);
    return taken;
  }

  async #writeSection(batches: readonly HostBatch[]): Promise<void> {
    if (this.#discarded) return;
    const image = await buildSectionImage(this.table, batches, () => this.#runtime.sleep(0));
    this.#written.push(await this.#writeFile(image));
  }

  async #writeFile(image: SectionImage): Promise<WrittenPiece> {
    const file = `${this.table.id}-${this.#runtime.uuid()}.section`;
    await this.#runtime.fs.writeFileDurable(join(this.#folder, file), image.parts);
    return { description: image.description, content: { kind: 'section', file } };
  }

  /** Small images are kept in SQLite, large ones in files. */
  async writeImage(image: SectionImage): Promise<WrittenPiece> {
    if (image.description.rows >= LIMITS.deltaRows) return this.#writeFile(image);
    const bytes = new Uint8Array(image.bytes);
    let at = 0;
    for (const part of image.parts) {
      bytes.set(part, at);
      at += part.byteLength;
    }
    return { description: image.description, content: { kind: 'delta', image: bytes } };
  }

  /** All rows, durable where they are in files. */
  async finish(): Promise<readonly WrittenPiece[]> {
    await this.#writing;
    const rest = this.#take(this.#batches.length);
    if (rest.length > 0) this.#written.push(await this.writeImage(await buildSectionImage(this.table, rest, () => this.#runtime.sleep(0))));
    return this.#written.map((piece) => ({ ...piece, ascending: this.#ascending }));
  }

  /** Removes what was written. */
  async discard(): Promise<void> {
    this.#discarded = true;
    this.#batches = [];
    await this.#writing.catch(() => undefined);
    for (const { content } of this.#written) {
      if (content.kind === 'section') await this.#runtime.fs.unlink(join(this.#folder, content.file));
    }
  }
}

function batchBytes(batch: HostBatch): number {
  return batch.columns.reduce(
    (sum, column) => sum + column.data.byteLength + (column.offsets?.byteLength ?? 0) + (column.validity?.byteLength ?? 0),
    0,
  );
}
