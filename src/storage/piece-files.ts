/** Pieces and where their bytes are: new ones get their numbers here, old ones lose their files and their place in the cache. */
import { join } from 'node:path';
import type { TableDef } from '../catalog/table-def.js';
import { assert, known } from '../common/assert.js';
import type { Runtime } from '../common/runtime.js';
import type { HostBatch, HostColumn } from '../plan/batch.js';
import type { BlockSource } from './block-source.js';
import { fileSource, imageSource } from './block-source.js';
import { blockColumn } from './encoding/column-block.js';
import { decodeHostColumn } from './encoding/decode-column.js';
import type { Piece } from './piece.js';
import type { SectionCache } from './section-cache.js';
import { TableWriter, type WrittenPiece } from './table-writer.js';

export class PieceFiles {
  readonly #runtime: Runtime;
  readonly #folder: string;
  readonly #cache: SectionCache | null;
  /** Of sections, by piece. */
  readonly #sources = new Map<number, BlockSource>();
  #nextId = 1;

  constructor(runtime: Runtime, folder: string, cache: SectionCache | null) {
    this.#runtime = runtime;
    this.#folder = folder;
    this.#cache = cache;
  }

  writer(table: TableDef): TableWriter {
    return new TableWriter(this.#runtime, this.#folder, table);
  }

  /** A piece of a transaction that is not decided yet. */
  newPiece(transaction: string, tableId: number, written: WrittenPiece): Piece {
    const id = this.#nextId;
    this.#nextId += 1;
    return { id, tableId, transaction, ...written, minVersion: null, version: null, supersededAt: null, supersededMs: 0 };
  }

  /** A piece that was made before the last start: its number is taken. */
  noteKnown(piece: Piece): void {
    this.#nextId = Math.max(this.#nextId, piece.id + 1);
  }

  /** The piece by itself; scans read small delta batches in groups. */
  source(piece: Piece): BlockSource {
    const { id, content, description } = piece;
    if (content.kind === 'delta') return imageSource(`delta ${id}`, description, content.image, [{ id, rows: description.rows }]);
    let source = this.#sources.get(id);
    if (source === undefined) {
      source = fileSource(`section ${id}`, piece, this.#runtime, join(this.#folder, content.file));
      this.#sources.set(id, source);
    }
    return source;
  }

  /** Columns of all the piece's rows, under the names of the piece's own definition. */
  async read(piece: Piece, ordinals: readonly number[]): Promise<HostBatch> {
    const { description } = piece;
    const source = this.source(piece);
    const blocks = ordinals.map((ordinal) => known(description.blocks[ordinal], 'block of a column'));
    const schema = blocks.map((block) => {
      const { name, type } = known(description.columns[block.ordinal], 'column of a piece');
      return blockColumn(block, name, type);
    });
    const columns: HostColumn[] = [];
    for (const [i, block] of blocks.entries()) {
      const { phys } = known(schema[i], 'column');
      assert(phys !== 'dict', 'types have no dictionary form');
      columns.push(decodeHostColumn(block, await source.readBlock(block), phys));
    }
    return { rows: description.rows, schema, columns };
  }

  /** Scans don't ask for them any more. */
  forget(pieces: readonly Piece[]): void {
    for (const { id } of pieces) {
      const source = this.#sources.get(id);
      if (source === undefined) continue;
      this.#cache?.forget(source.key);
      this.#sources.delete(id);
    }
  }

  /** On disk; 0 when its file is there no more. */
  async bytesOf({ content }: Piece): Promise<number> {
    if (content.kind === 'delta') return content.image.byteLength;
    return (await this.#runtime.fs.stat(join(this.#folder, content.file)))?.bytes ?? 0;
  }

  async unlink(pieces: readonly Piece[]): Promise<void> {
    for (const { content } of pieces) {
      if (content.kind === 'section') await this.#runtime.fs.unlink(join(this.#folder, content.file));
    }
  }

  /** Removes files that none of the pieces has; gives their names. */
  async unlinkOthers(pieces: Iterable<Piece>): Promise<readonly string[]> {
    const files = new Set<string>();
    for (const { content } of pieces) if (content.kind === 'section') files.add(content.file);
    const others = (await this.#runtime.fs.list(this.#folder)).filter((name) => !files.has(name));
    for (const name of others) await this.#runtime.fs.unlink(join(this.#folder, name));
    return others;
  }
}
