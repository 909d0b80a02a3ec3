/**
 * The worker's SQLite database: which sections and delta batches it holds, of which transactions, visible from which version.
 * Every method is one durable SQLite transaction: after it returns, the change survives kill -9 and a power cut.
 */
import type { Database, Statement } from 'better-sqlite3';
import type { TableDef } from '../catalog/table-def.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { fromJson, toJson } from '../plan/serialize.js';
import type { Deletion } from './deletion.js';
import type { ColumnBlock, Encoding } from './encoding/column-block.js';
import type { Piece } from './piece.js';
import type { SectionDescription } from './section-image.js';
import { readDescription } from './section-image.js';

const SCHEMA_VERSION = 3;

/** Version 2: deleted rows, and sections that another one takes the place of. */
const FROM_1_TO_2 = `
  ALTER TABLE section ADD COLUMN superseded_at INTEGER;
  CREATE TABLE deletion (
    id INTEGER PRIMARY KEY,
    table_id INTEGER NOT NULL,
    piece_id INTEGER NOT NULL,
    transaction_id TEXT NOT NULL,
    version INTEGER,
    row_numbers BLOB NOT NULL
  );
  CREATE INDEX deletion_by_transaction ON deletion (transaction_id);
  CREATE INDEX deletion_by_piece ON deletion (piece_id);
`;

/** Version 3: transactions whose write here is their commit. Pieces and deletions are named by their ids. */
const FROM_2_TO_3 = `
  ALTER TABLE prepared_transaction ADD COLUMN decided INTEGER NOT NULL DEFAULT 0;
  DROP INDEX section_by_transaction;
  DROP INDEX delta_batch_by_transaction;
  DROP INDEX deletion_by_transaction;
`;
/** What brings a database of each version to the next. */
const UPGRADES = [FROM_1_TO_2, FROM_2_TO_3];

const SCHEMA = `
  CREATE TABLE held_table (
    id INTEGER PRIMARY KEY,
    schema_name TEXT NOT NULL,
    name TEXT NOT NULL,
    definition TEXT NOT NULL
  );
  CREATE TABLE dropped_table (id INTEGER PRIMARY KEY);
  CREATE TABLE section (
    id INTEGER PRIMARY KEY,
    table_id INTEGER NOT NULL,
    transaction_id TEXT NOT NULL,
    min_version INTEGER,
    version INTEGER,
    row_count INTEGER NOT NULL,
    file TEXT NOT NULL UNIQUE,
    bucket_offsets BLOB
  );
  CREATE INDEX section_by_transaction ON section (transaction_id);
  CREATE TABLE section_column (
    section_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    not_null INTEGER NOT NULL,
    domain TEXT NOT NULL,
    scale INTEGER NOT NULL,
    encoding TEXT NOT NULL,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    nulls INTEGER NOT NULL,
    min TEXT,
    max TEXT,
    min_text TEXT,
    max_text TEXT,
    sketch TEXT NOT NULL,
    mean_bytes REAL NOT NULL,
    common TEXT NOT NULL,
    PRIMARY KEY (section_id, ordinal)
  ) WITHOUT ROWID;
  CREATE TABLE delta_batch (
    id INTEGER PRIMARY KEY,
    table_id INTEGER NOT NULL,
    transaction_id TEXT NOT NULL,
    min_version INTEGER,
    version INTEGER,
    superseded_at INTEGER,
    row_count INTEGER NOT NULL,
    image BLOB NOT NULL
  );
  CREATE INDEX delta_batch_by_transaction ON delta_batch (transaction_id);
  CREATE TABLE prepared_transaction (id TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE truncation (table_id INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (table_id, version)) WITHOUT ROWID;
`;

/** What a transaction has written here. */
export interface PreparedWrite {
  readonly transaction: string;
  readonly tables: readonly TableDef[];
  readonly pieces: readonly Piece[];
  readonly deletions: readonly Deletion[];
  readonly answer: string;
  /** This write is the transaction's commit. */
  readonly decided: boolean;
}

/** Pieces and deletions of a transaction. */
export interface WrittenParts {
  readonly transaction: string;
  readonly pieces: readonly Piece[];
  readonly deletions: readonly Deletion[];
}

/** The outcome of a transaction that has committed. */
export interface CommittedAs extends WrittenParts {
  readonly version: number;
}

/** All that the database says, as read at open. */
export interface HeldState {
  readonly tables: readonly TableDef[];
  readonly pieces: readonly Piece[];
  readonly deletions: readonly Deletion[];
  readonly prepared: readonly { readonly transaction: string; readonly answer: string; readonly decided: boolean }[];
  readonly truncations: readonly { readonly tableId: number; readonly version: number }[];
  readonly droppedTableIds: readonly number[];
}

interface SectionRow {
  readonly id: number;
  readonly table_id: number;
  readonly transaction_id: string;
  readonly min_version: number | null;
  readonly version: number | null;
  readonly row_count: number;
  readonly file: string;
  readonly bucket_offsets: Buffer | null;
  readonly superseded_at: number | null;
}

interface DeletionRow {
  readonly id: number;
  readonly table_id: number;
  readonly piece_id: number;
  readonly transaction_id: string;
  readonly version: number | null;
  readonly row_numbers: Buffer;
}

interface ColumnRow {
  readonly section_id: number;
  readonly ordinal: number;
  readonly name: string;
  readonly type: string;
  readonly not_null: number;
  readonly domain: ColumnBlock['domain'];
  readonly scale: number;
  readonly encoding: string;
  readonly offset: number;
  readonly length: number;
  readonly checksum: number;
  readonly nulls: number;
  readonly min: string | null;
  readonly max: string | null;
  readonly min_text: string | null;
  readonly max_text: string | null;
  readonly sketch: string;
  readonly mean_bytes: number;
  readonly common: string;
}

interface PreparedRow {
  readonly id: string;
  readonly answer: string;
  readonly decided: number;
}

interface DeltaRow {
  readonly id: number;
  readonly table_id: number;
  readonly transaction_id: string;
  readonly min_version: number | null;
  readonly version: number | null;
  readonly superseded_at: number | null;
  readonly image: Buffer;
}

/** Those of every small commit. */
function prepareStatements(db: Database) {
  const commit = (table: string): Statement => db.prepare(`UPDATE ${table} SET min_version = ?, version = ? WHERE id = ?`);
  return {
    hold: db.prepare('INSERT OR REPLACE INTO held_table (id, schema_name, name, definition) VALUES (?, ?, ?, ?)'),
    insertDelta: db.prepare(
      'INSERT INTO delta_batch (id, table_id, transaction_id, min_version, version, row_count, image) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    remove: db.prepare('INSERT INTO deletion (id, table_id, piece_id, transaction_id, version, row_numbers) VALUES (?, ?, ?, ?, NULL, ?)'),
    prepared: db.prepare('INSERT INTO prepared_transaction (id, answer, decided) VALUES (?, ?, ?)'),
    commitSection: commit('section'),
    commitDelta: commit('delta_batch'),
    commitDeletion: db.prepare('UPDATE deletion SET version = ? WHERE id = ?'),
    forgetPrepared: db.prepare('DELETE FROM prepared_transaction WHERE id = ?'),
  };
}

export class SectionCatalog {
  readonly #db: Database;
  /** Definitions as they are on disk. */
  readonly #definitions = new Map<number, string>();
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(db: Database) {
    this.#db = db;
    db.pragma('journal_mode = WAL');
    // The default of this build doesn't fsync at every commit.
    db.pragma('synchronous = FULL');
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version > SCHEMA_VERSION) {
      throw new ConductError(SQLSTATE.featureNotSupported, `the data folder has format ${version}, this version reads ${SCHEMA_VERSION}`);
    }
    if (version < SCHEMA_VERSION) {
      db.transaction(() => {
        if (version === 0) db.exec(SCHEMA);
        for (const upgrade of UPGRADES.slice(Math.max(version - 1, 0))) db.exec(upgrade);
        db.pragma(`user_version = ${SCHEMA_VERSION}`);
      })();
    }
    this.#statements = prepareStatements(db);
  }

  load(): HeldState {
    const columns = new Map<number, ColumnRow[]>();
    for (const row of this.#db
      .prepare('SELECT * FROM section_column ORDER BY section_id, ordinal')
      .iterate() as IterableIterator<ColumnRow>) {
      const list = columns.get(row.section_id);
      if (list === undefined) columns.set(row.section_id, [row]);
      else list.push(row);
    }
    const sections = (this.#db.prepare('SELECT * FROM section ORDER BY id').all() as SectionRow[]).map(
      (row): Piece => ({
        id: row.id,
        tableId: row.table_id,
        transaction: row.transaction_id,
        description: descriptionOf(row, columns.get(row.id) ?? []),
        content: { kind: 'section', file: row.file },
        minVersion: row.min_version,
        version: row.version,
        supersededAt: row.superseded_at,
        supersededMs: 0,
      }),
    );
    const deltas = (this.#db.prepare('SELECT * FROM delta_batch ORDER BY id').all() as DeltaRow[]).map((row): Piece => {
      const image = alignedCopy(row.image);
      return {
        id: row.id,
        tableId: row.table_id,
        transaction: row.transaction_id,
        description: readDescription(image, `delta batch ${row.id}`),
        content: { kind: 'delta', image },
        minVersion: row.min_version,
        version: row.version,
        supersededAt: row.superseded_at,
        supersededMs: 0,
      };
    });
    return {
      tables: (this.#db.prepare('SELECT definition FROM held_table').all() as { definition: string }[]).map((row) =>
        parseTable(row.definition),
      ),
      pieces: [...sections, ...deltas],
      deletions: (this.#db.prepare('SELECT * FROM deletion ORDER BY id').all() as DeletionRow[]).map((row) => ({
        id: row.id,
        tableId: row.table_id,
        pieceId: row.piece_id,
        transaction: row.transaction_id,
        rows: new Uint32Array(alignedCopy(row.row_numbers).buffer),
        version: row.version,
        command: 0,
      })),
      prepared: (this.#db.prepare('SELECT id, answer, decided FROM prepared_transaction').all() as PreparedRow[]).map(
        ({ id, answer, decided }) => ({ transaction: id, answer, decided: decided === 1 }),
      ),
      truncations: (this.#db.prepare('SELECT table_id, version FROM truncation').all() as { table_id: number; version: number }[]).map(
        (row) => ({ tableId: row.table_id, version: row.version }),
      ),
      droppedTableIds: (this.#db.prepare('SELECT id FROM dropped_table').all() as { id: number }[]).map((row) => row.id),
    };
  }

  /** The transactions' pieces (whose files are durable) become part of what is held, undecided or decided; and these commits are known. */
  prepare(writes: readonly PreparedWrite[], commits: readonly CommittedAs[]): void {
    this.#db.transaction(() => {
      this.#commit(commits);
      for (const write of writes) this.#prepare(write);
    })();
  }

  #prepare({ transaction, tables, pieces, deletions, answer, decided }: PreparedWrite): void {
    const { hold, remove, prepared } = this.#statements;
    for (const table of tables) {
      const definition = printTable(table);
      if (this.#definitions.get(table.id) === definition) continue;
      hold.run(table.id, table.schema, table.name, definition);
      this.#definitions.set(table.id, definition);
    }
    for (const piece of pieces) this.#insert({ ...piece, minVersion: null, version: null });
    for (const { id, tableId, pieceId, rows } of deletions) {
      remove.run(id, tableId, pieceId, transaction, Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength));
    }
    prepared.run(transaction, answer, decided ? 1 : 0);
  }

  commit(commits: readonly CommittedAs[]): void {
    if (commits.length > 0) this.#db.transaction(() => this.#commit(commits))();
  }

  #commit(commits: readonly CommittedAs[]): void {
    const { commitSection, commitDelta, commitDeletion, forgetPrepared } = this.#statements;
    for (const { transaction, version, pieces, deletions } of commits) {
      for (const { id, content } of pieces) (content.kind === 'delta' ? commitDelta : commitSection).run(version, version, id);
      for (const { id } of deletions) commitDeletion.run(version, id);
      forgetPrepared.run(transaction);
    }
  }

  abort({ transaction, pieces, deletions }: WrittenParts): void {
    this.#db.transaction(() => {
      for (const piece of pieces) this.#delete(piece);
      const remove = this.#db.prepare('DELETE FROM deletion WHERE id = ?');
      for (const { id } of deletions) remove.run(id);
      this.#statements.forgetPrepared.run(transaction);
    })();
  }

  truncate(tableId: number, version: number): void {
    this.#db.prepare('INSERT OR IGNORE INTO truncation (table_id, version) VALUES (?, ?)').run(tableId, version);
  }

  drop(tableId: number): void {
    this.#definitions.delete(tableId);
    this.#db.transaction(() => {
      this.#db.prepare('DELETE FROM section_column WHERE section_id IN (SELECT id FROM section WHERE table_id = ?)').run(tableId);
      for (const table of ['section', 'delta_batch', 'truncation', 'deletion'])
        this.#db.prepare(`DELETE FROM ${table} WHERE table_id = ?`).run(tableId);
      this.#db.prepare('DELETE FROM held_table WHERE id = ?').run(tableId);
      this.#db.prepare('INSERT OR IGNORE INTO dropped_table (id) VALUES (?)').run(tableId);
    })();
  }

  /** `merged` (committed) takes the place of `pieces` for snapshots from its version on. */
  supersede(merged: Piece, pieces: readonly Piece[]): void {
    this.#db.transaction(() => {
      this.#insert(merged);
      for (const piece of pieces) this.#mark(piece, merged.version);
    })();
  }

  /** Undoes supersede. */
  restore(merged: Piece, pieces: readonly Piece[]): void {
    this.#db.transaction(() => {
      this.#delete(merged);
      for (const piece of pieces) this.#mark(piece, null);
    })();
  }

  remove(pieces: readonly Piece[]): void {
    this.#db.transaction(() => {
      for (const piece of pieces) this.#delete(piece);
    })();
  }

  close(): void {
    this.#db.close();
  }

  #mark({ id, content }: Piece, supersededAt: number | null): void {
    const table = content.kind === 'delta' ? 'delta_batch' : 'section';
    this.#db.prepare(`UPDATE ${table} SET superseded_at = ? WHERE id = ?`).run(supersededAt, id);
  }

  #delete(piece: Piece): void {
    this.#db.prepare('DELETE FROM deletion WHERE piece_id = ?').run(piece.id);
    if (piece.content.kind === 'delta') {
      this.#db.prepare('DELETE FROM delta_batch WHERE id = ?').run(piece.id);
      return;
    }
    this.#db.prepare('DELETE FROM section_column WHERE section_id = ?').run(piece.id);
    this.#db.prepare('DELETE FROM section WHERE id = ?').run(piece.id);
  }

  #insert(piece: Piece): void {
    const { id, tableId, transaction, minVersion, version, description, content } = piece;
    if (content.kind === 'delta') {
      const image = Buffer.from(content.image.buffer, content.image.byteOffset, content.image.byteLength);
      this.#statements.insertDelta.run(id, tableId, transaction, minVersion, version, description.rows, image);
      return;
    }
    const offsets = description.bucketOffsets === null ? null : Buffer.from(Uint32Array.from(description.bucketOffsets).buffer);
    this.#db
      .prepare(
        `INSERT INTO section (id, table_id, transaction_id, min_version, version, row_count, file, bucket_offsets)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(id, tableId, transaction, minVersion, version, description.rows, content.file, offsets);
    const insert = this.#db.prepare(
      `INSERT INTO section_column (section_id, ordinal, name, type, not_null, domain, scale, encoding, offset, length, checksum,
         nulls, min, max, min_text, max_text, sketch, mean_bytes, common)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    description.blocks.forEach((block, i) => {
      const column = description.columns[i];
      const { stats } = block;
      insert.run(
        id,
        block.ordinal,
        column?.name ?? '',
        JSON.stringify(column?.type ?? null),
        column?.notNull === true ? 1 : 0,
        block.domain,
        block.scale,
        JSON.stringify(block.encoding),
        block.offset,
        block.length,
        block.checksum,
        stats.nulls,
        stats.min,
        stats.max,
        stats.minText,
        stats.maxText,
        stats.sketch,
        stats.meanBytes,
        JSON.stringify(stats.common),
      );
    });
  }
}

function descriptionOf(section: SectionRow, columns: readonly ColumnRow[]): SectionDescription {
  const offsets = section.bucket_offsets === null ? null : alignedCopy(section.bucket_offsets);
  return {
    tableId: section.table_id,
    rows: section.row_count,
    columns: columns.map((row) => ({
      name: row.name,
      type: JSON.parse(row.type) as SectionDescription['columns'][number]['type'],
      notNull: row.not_null === 1,
    })),
    blocks: columns.map((row) => ({
      ordinal: row.ordinal,
      domain: row.domain,
      scale: row.scale,
      encoding: JSON.parse(row.encoding) as Encoding,
      rows: section.row_count,
      offset: row.offset,
      length: row.length,
      checksum: row.checksum,
      stats: {
        nulls: row.nulls,
        min: row.min,
        max: row.max,
        minText: row.min_text,
        maxText: row.max_text,
        sketch: row.sketch,
        meanBytes: row.mean_bytes,
        common: JSON.parse(row.common) as ColumnBlock['stats']['common'],
      },
    })),
    bucketOffsets: offsets === null ? null : [...new Uint32Array(offsets.buffer)],
  };
}

/** Bytes in a buffer of their own: typed arrays can view them. */
export function alignedCopy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes.byteLength);
  copy.set(bytes);
  return copy;
}

/** Statistics change with every commit and live with the sections; the definition does without. */
function printTable(table: TableDef): string {
  let text = printed.get(table);
  if (text === undefined) {
    text = toJson({ ...table, version: 0, stats: { rows: 0, columns: [] } });
    printed.set(table, text);
  }
  return text;
}
const printed = new WeakMap<TableDef, string>();

function parseTable(text: string): TableDef {
  return fromJson<TableDef>(text);
}
