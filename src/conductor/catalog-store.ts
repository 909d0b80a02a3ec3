/**
 * The durable catalog: SQLite in the conductor's data folder. One SQLite transaction is the commit point of every write of the
 * cluster: it takes the next version, merges the statistics that the workers reported, and records the transaction's id, so that
 * workers that did not hear of it learn the outcome later.
 *
 * What queries see is an immutable snapshot in memory. It changes only by `publish()`, which the committing side calls once the
 * workers know of the commit: a new snapshot never reads a worker that is behind it.
 */
import type { Database } from 'better-sqlite3';
import { type CatalogReader, MemoryCatalog, PUBLIC_SCHEMA_ID, type SchemaDef } from '../catalog/catalog.js';
import type { TableColumn, TableDef, TableDistribution, TableStats } from '../catalog/table-def.js';
import { emptyStats, mergeStats } from '../catalog/table-stats.js';
import { known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Runtime } from '../common/runtime.js';
import { HASH_VERSION } from '../plan/hash.js';
import { fromJson, toJson } from '../plan/serialize.js';
import { HyperLogLog } from '../storage/hyperloglog.js';

const FORMAT_VERSION = 1;
/** PostgreSQL's FirstNormalObjectId. */
const FIRST_ID = 16_384;

export interface NewTable {
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly primaryKey: readonly number[];
  readonly distribution: TableDistribution;
  readonly placement: readonly string[];
}

/** Rows that a transaction added to a table, over all workers. */
export interface TableChange {
  readonly tableId: number;
  readonly stats: TableStats;
  /** HyperLogLog registers a column, base64. */
  readonly sketches: readonly string[];
}

export interface Commit {
  readonly transaction: string;
  /** Workers that prepared it: the outcome is kept until each of them has heard of it. */
  readonly participants: readonly string[];
  readonly changes: readonly TableChange[];
  /** Tables that begin to exist with this commit (CREATE TABLE AS). */
  readonly created?: readonly NewTable[];
}

interface TableRow {
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  readonly definition: string;
  readonly version: number;
  readonly stats: string;
  readonly sketches: string;
}
type Definition = Pick<NewTable, 'columns' | 'primaryKey' | 'distribution' | 'placement'>;

interface StoredTable {
  readonly table: TableDef;
  readonly sketches: readonly HyperLogLog[];
}

export class CatalogStore {
  readonly #db: Database;
  readonly #tables = new Map<number, StoredTable>();
  readonly #schemas = new Map<string, SchemaDef>();
  readonly #committed = new Map<string, { readonly version: number; readonly waiting: Set<string> }>();
  readonly #truncations = new Map<number, number>();
  /** Transactions that all participants know of; they leave the database with the next commit. */
  readonly #settled: string[] = [];
  #version: number;
  #nextId: number;
  #published: CatalogReader;

  static async open(runtime: Runtime, dataDir: string): Promise<CatalogStore> {
    await runtime.fs.mkdir(dataDir);
    return new CatalogStore(runtime.openDatabase(`${dataDir}/catalog.sqlite`));
  }

  private constructor(db: Database) {
    this.#db = db;
    db.pragma('journal_mode = WAL');
    // The default of WAL mode does not fsync at commit: an acknowledged statement could be lost.
    db.pragma('synchronous = FULL');
    db.exec(SCHEMA);
    const meta = db.prepare('INSERT OR IGNORE INTO meta VALUES (?, ?)');
    for (const entry of [
      ['format', FORMAT_VERSION],
      ['hash', HASH_VERSION],
      ['version', 0],
      ['next_id', FIRST_ID],
    ])
      meta.run(...entry);
    db.prepare('INSERT OR IGNORE INTO schemas VALUES (?, ?)').run(PUBLIC_SCHEMA_ID, 'public');
    const format = this.#meta('format');
    if (format !== FORMAT_VERSION) {
      throw new ConductError(
        SQLSTATE.cannotConnectNow,
        `the catalog has format ${format}; this version of Conduct reads format ${FORMAT_VERSION}`,
      );
    }
    const hash = this.#meta('hash');
    if (hash !== HASH_VERSION) {
      throw new ConductError(
        SQLSTATE.cannotConnectNow,
        `rows are distributed by version ${hash} of the hash function; this version of Conduct has version ${HASH_VERSION}`,
      );
    }
    this.#version = this.#meta('version');
    this.#nextId = this.#meta('next_id');
    for (const row of db.prepare('SELECT * FROM schemas ORDER BY id').all() as SchemaDef[]) this.#schemas.set(row.name, row);
    for (const row of db.prepare('SELECT * FROM tables ORDER BY id').all() as TableRow[]) this.#tables.set(row.id, loadTable(row));
    for (const row of db.prepare('SELECT * FROM transactions').all() as { id: string; version: number; waiting: string }[]) {
      this.#committed.set(row.id, { version: row.version, waiting: new Set(JSON.parse(row.waiting) as string[]) });
    }
    for (const row of db.prepare('SELECT * FROM truncations').all() as { table_id: number; version: number }[]) {
      this.#truncations.set(row.table_id, row.version);
    }
    this.#published = this.#snapshot();
  }

  /** What new queries read. */
  get published(): CatalogReader {
    return this.#published;
  }

  /** Lets new queries see all that was committed. */
  publish(): void {
    this.#published = this.#snapshot();
  }

  /** The table as last committed, which may be ahead of what is published. */
  table(id: number): TableDef | undefined {
    return this.#tables.get(id)?.table;
  }

  /** An id for a new table: never given twice, also when the table comes to nothing. */
  allocateId(): number {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#setMeta('next_id', this.#nextId);
    return id;
  }

  /** The definition that a new table has before its first commit. */
  draft(table: NewTable): TableDef {
    return { ...table, version: this.#version, stats: emptyStats(table.columns) };
  }

  /** The commit point. Throws, and changes nothing, when a table is gone or a name is taken. Gives the version. */
  commit(commit: Commit): number {
    const version = this.#version + 1;
    const stored: StoredTable[] = (commit.created ?? []).map((table) => {
      this.#checkNameIsFree(table.schema, table.name);
      return { table: { ...table, version, stats: emptyStats(table.columns) }, sketches: table.columns.map(() => new HyperLogLog()) };
    });
    for (const change of commit.changes) {
      const at = stored.findIndex(({ table }) => table.id === change.tableId);
      const before = at >= 0 ? stored[at] : this.#tables.get(change.tableId);
      if (before === undefined)
        throw new ConductError(SQLSTATE.undefinedTable, 'the table was dropped while rows were being written to it');
      const after = merged(before, change, version);
      if (at >= 0) stored[at] = after;
      else stored.push(after);
    }
    const waiting = commit.participants;
    this.#write(() => {
      for (const entry of stored) this.#storeTable(entry);
      if (waiting.length > 0) {
        this.#db.prepare('INSERT INTO transactions VALUES (?, ?, ?)').run(commit.transaction, version, JSON.stringify(waiting));
      }
      this.#setMeta('version', version);
    });
    this.#version = version;
    for (const entry of stored) this.#tables.set(entry.table.id, entry);
    if (waiting.length > 0) this.#committed.set(commit.transaction, { version, waiting: new Set(waiting) });
    return version;
  }

  createTable(table: NewTable): void {
    this.#checkNameIsFree(table.schema, table.name);
    this.commit({ transaction: '', participants: [], changes: [], created: [table] });
  }

  createSchema(name: string): void {
    if (this.#schemas.has(name)) throw new ConductError(SQLSTATE.duplicateSchema, `schema "${name}" already exists`);
    const schema: SchemaDef = { id: this.allocateId(), name };
    this.#advance((version) => {
      this.#db.prepare('INSERT INTO schemas VALUES (?, ?)').run(schema.id, name);
      return () => {
        this.#schemas.set(name, schema);
        this.#version = version;
      };
    });
  }

  /** Drops tables, then schemas (which must be empty by then: 2BP01). */
  drop(tableIds: readonly number[], schemaNames: readonly string[] = []): void {
    for (const { table } of this.#tables.values()) {
      if (schemaNames.includes(table.schema) && !tableIds.includes(table.id)) {
        throw new ConductError(
          SQLSTATE.dependentObjectsStillExist,
          `cannot drop schema ${table.schema} because other objects depend on it`,
          {
            detail: `table ${table.schema}.${table.name} depends on schema ${table.schema}`,
            hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
          },
        );
      }
    }
    this.#advance((version) => {
      for (const id of tableIds) {
        this.#db.prepare('DELETE FROM tables WHERE id = ?').run(id);
        this.#db.prepare('DELETE FROM truncations WHERE table_id = ?').run(id);
      }
      for (const name of schemaNames) this.#db.prepare('DELETE FROM schemas WHERE name = ?').run(name);
      return () => {
        for (const id of tableIds) {
          this.#tables.delete(id);
          this.#truncations.delete(id);
        }
        for (const name of schemaNames) this.#schemas.delete(name);
        this.#version = version;
      };
    });
  }

  /** Rows committed before are gone for snapshots from the version that it gives on. */
  truncate(tableIds: readonly number[]): number {
    let truncatedAt = 0;
    this.#advance((version) => {
      truncatedAt = version;
      const emptied = tableIds.flatMap((id): StoredTable[] => {
        const entry = this.#tables.get(id);
        if (entry === undefined) return [];
        const { table } = entry;
        return [{ table: { ...table, version, stats: emptyStats(table.columns) }, sketches: table.columns.map(() => new HyperLogLog()) }];
      });
      for (const entry of emptied) {
        this.#storeTable(entry);
        this.#db.prepare('INSERT OR REPLACE INTO truncations VALUES (?, ?)').run(entry.table.id, version);
      }
      return () => {
        for (const entry of emptied) {
          this.#tables.set(entry.table.id, entry);
          this.#truncations.set(entry.table.id, version);
        }
        this.#version = version;
      };
    });
    return truncatedAt;
  }

  /** Version of a committed transaction; undefined for one that it does not know. */
  committedAs(transaction: string): number | undefined {
    return this.#committed.get(transaction)?.version;
  }

  /** A participant knows that the transaction is committed. Once all do, it is forgotten. */
  acknowledge(transaction: string, workerId: string): void {
    const entry = this.#committed.get(transaction);
    if (entry === undefined) return;
    entry.waiting.delete(workerId);
    if (entry.waiting.size > 0) return;
    this.#committed.delete(transaction);
    this.#settled.push(transaction);
  }

  /** Transactions that this worker is not known to have heard of. */
  unacknowledged(workerId: string): readonly string[] {
    return [...this.#committed].flatMap(([transaction, { waiting }]) => (waiting.has(workerId) ? [transaction] : []));
  }

  /** Those of the tables that exist no more. */
  dropped(tableIds: readonly number[]): readonly number[] {
    return tableIds.filter((id) => !this.#tables.has(id));
  }

  truncations(tableIds: readonly number[]): readonly { readonly tableId: number; readonly version: number }[] {
    return tableIds.flatMap((tableId) => {
      const version = this.#truncations.get(tableId);
      return version === undefined ? [] : [{ tableId, version }];
    });
  }

  close(): void {
    this.#db.close();
  }

  #snapshot(): CatalogReader {
    return new MemoryCatalog({
      version: this.#version,
      schemas: [...this.#schemas.values()],
      tables: [...this.#tables.values()].map(({ table }) => table),
    });
  }

  #checkNameIsFree(schema: string, name: string): void {
    if (!this.#schemas.has(schema)) throw new ConductError(SQLSTATE.invalidSchemaName, `schema "${schema}" does not exist`);
    for (const { table } of this.#tables.values()) {
      if (table.schema === schema && table.name === name)
        throw new ConductError(SQLSTATE.duplicateTable, `relation "${name}" already exists`);
    }
  }

  /** A change of definitions: takes a version; memory changes only after the database did. */
  #advance(change: (version: number) => () => void): void {
    const version = this.#version + 1;
    let applied: () => void = () => {};
    this.#write(() => {
      applied = change(version);
      this.#setMeta('version', version);
    });
    applied();
  }

  #write(work: () => void): void {
    const settled = this.#settled.length;
    this.#db.transaction(() => {
      work();
      const forget = this.#db.prepare('DELETE FROM transactions WHERE id = ?');
      for (const transaction of this.#settled) forget.run(transaction);
    })();
    this.#settled.splice(0, settled);
  }

  #storeTable({ table, sketches }: StoredTable): void {
    const { columns, primaryKey, distribution, placement } = table;
    const definition: Definition = { columns, primaryKey, distribution, placement };
    this.#db
      .prepare('INSERT OR REPLACE INTO tables VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(
        table.id,
        table.schema,
        table.name,
        toJson(definition),
        table.version,
        toJson(table.stats),
        JSON.stringify(sketches.map((sketch) => sketch.toBase64())),
      );
  }

  #meta(key: string): number {
    return (known(this.#db.prepare('SELECT value FROM meta WHERE key = ?').get(key), key) as { value: number }).value;
  }

  #setMeta(key: string, value: number): void {
    this.#db.prepare('UPDATE meta SET value = ? WHERE key = ?').run(value, key);
  }
}

/** Statistics are rewritten whole at each commit of the table; names of one schema are unique. */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS schemas (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS tables (
  id INTEGER PRIMARY KEY,
  schema TEXT NOT NULL,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  version INTEGER NOT NULL,
  stats TEXT NOT NULL,
  sketches TEXT NOT NULL,
  UNIQUE (schema, name)
);
CREATE TABLE IF NOT EXISTS transactions (id TEXT PRIMARY KEY, version INTEGER NOT NULL, waiting TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS truncations (table_id INTEGER PRIMARY KEY, version INTEGER NOT NULL);
`;

function loadTable(row: TableRow): StoredTable {
  const { id, schema, name, version } = row;
  const definition = fromJson<Definition>(row.definition);
  return {
    table: { id, schema, name, ...definition, version, stats: fromJson<TableStats>(row.stats) },
    sketches: (JSON.parse(row.sketches) as string[]).map((text) => HyperLogLog.fromBase64(text)),
  };
}

function merged(before: StoredTable, change: TableChange, version: number): StoredTable {
  const stats = mergeStats(before.table.stats, change.stats);
  const sketches = before.sketches.map((sketch, ordinal) => {
    // Merged into a copy: the one before stays as it is when the commit fails.
    const sum = HyperLogLog.fromBase64(sketch.toBase64());
    sum.merge(HyperLogLog.fromBase64(change.sketches[ordinal] ?? ''));
    return sum;
  });
  const columns = stats.columns.map((column, ordinal) => ({
    ...column,
    distinct: Math.min(known(sketches[ordinal], 'sketch').estimate(), stats.rows - column.nulls),
  }));
  return { table: { ...before.table, version, stats: { rows: stats.rows, columns } }, sketches };
}
