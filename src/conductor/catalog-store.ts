/**
 * The durable catalog: SQLite in the conductor's data folder. One SQLite transaction is the commit point of every write of the
 * cluster: it takes the next version, merges the statistics that the workers reported, and records the transaction's id, so that
 * workers that did not hear of it learn the outcome later.
 *
 * What queries see is an immutable snapshot in memory. It changes only by `publish()`, which the committing side calls once the
 * workers know of the commit: a new snapshot never reads a worker that is behind it.
 */
import type { Database, Statement } from 'better-sqlite3';
import type { CatalogReader, MemoryCatalog } from '../catalog/catalog.js';
import { applyChanges, type CatalogChange, changedObject } from '../catalog/catalog-change.js';
import { type TableDef, type TableShape, type TableStats, tableOid } from '../catalog/table-def.js';
import { emptyStats, mergeStats, withoutRows } from '../catalog/table-stats.js';
import { known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { Runtime } from '../common/runtime.js';
import { HASH_VERSION } from '../plan/hash.js';
import { HyperLogLog } from '../storage/hyperloglog.js';
import { CatalogDatabase } from './catalog-database.js';
import { SequenceValues } from './sequence-values.js';

/** 1: tables and schemas alone. */
const FORMAT_VERSION = 2;
/** PostgreSQL's FirstNormalObjectId. */
const FIRST_ID = 16_384;
/** Ids that one write to the database sets aside: after a crash so many at most are never used. */
const ID_RANGE = 64;
/** Versions, likewise. */
const VERSION_RANGE = 1_000_000;

export type NewTable = TableShape;

/** Rows that a transaction added to a table, over all workers. */
export interface TableChange {
  readonly tableId: number;
  readonly stats: TableStats;
  /** Rows deleted, of the added ones too. */
  readonly deleted?: number;
  /** HyperLogLog registers a column, base64. */
  readonly sketches: readonly string[];
}

export interface Commit {
  readonly transaction: string;
  /** Workers that prepared it: the outcome is kept until each of them has heard of it. */
  readonly participants: readonly string[];
  readonly changes: readonly TableChange[];
  /** Changes of definitions, made before the rows' changes are merged. */
  readonly catalog?: readonly CatalogChange[];
  /** A worker has committed it: the catalog may be written later. Tables that are gone meanwhile are passed over. */
  readonly decided?: boolean;
}

/** A commit that the database does not have. */
interface Unsaved {
  readonly transaction: string;
  readonly version: number;
  readonly waiting: readonly string[];
  readonly tableIds: readonly number[];
}

type Sketches = readonly HyperLogLog[];

interface Written {
  readonly after: MemoryCatalog;
  readonly commits: readonly Unsaved[];
  readonly sketches?: ReadonlyMap<number, Sketches>;
}

export class CatalogStore {
  readonly sequences: SequenceValues;
  /** Told of tables (and former forms of rewritten ones) whose rows nobody can name any more. */
  onDropped: (tables: readonly TableDef[]) => void = () => {};
  readonly #db: Database;
  readonly #updateMeta: Statement;
  readonly #insertTransaction: Statement;
  readonly #forgetTransaction: Statement;
  readonly #definitions: CatalogDatabase;
  readonly #sketches = new Map<number, Sketches>();
  readonly #committed = new Map<string, { readonly version: number; readonly waiting: Set<string> }>();
  readonly #truncations = new Map<number, number>();
  /** Transactions that all participants know of; they leave the database with the next commit. */
  readonly #settled: string[] = [];
  #version: number;
  #nextId: number;
  /** Ids below it were set aside. */
  #idLimit: number;
  /** Versions up to it were set aside. */
  #versionLimit: number;
  /** The version that the database has. */
  #saved: number;
  /** What was committed since, in order. */
  #unsaved: Unsaved[] = [];
  /** Of the start: what earlier conductors have committed and not written has this version. */
  readonly #recoveryVersion: number;
  /** Tables that got rows of earlier conductors since the start, with the version from which on they have them. */
  readonly #recovered = new Map<number, number>();
  /** As committed: may be ahead of what is published. */
  #catalog: MemoryCatalog;
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
      ['version_limit', 0],
      ['next_id', FIRST_ID],
    ])
      meta.run(...entry);
    this.#updateMeta = db.prepare('UPDATE meta SET value = ? WHERE key = ?');
    this.#insertTransaction = db.prepare('INSERT INTO transactions VALUES (?, ?, ?)');
    this.#forgetTransaction = db.prepare('DELETE FROM transactions WHERE id = ?');
    this.#checkFormat();
    this.#definitions = new CatalogDatabase(db);
    this.sequences = new SequenceValues(db);
    // A conductor that crashed has told workers versions up to its limit, at the most.
    this.#version = Math.max(this.#meta('version'), this.#meta('version_limit'));
    this.#recoveryVersion = this.#version;
    this.#saved = this.#version;
    this.#versionLimit = this.#version + VERSION_RANGE;
    db.transaction(() => {
      this.#setMeta('version', this.#version);
      this.#setMeta('version_limit', this.#versionLimit);
    })();
    this.#nextId = this.#meta('next_id');
    this.#idLimit = this.#nextId;
    const loaded = this.#definitions.load(this.#version);
    this.#catalog = loaded.catalog;
    for (const [id, texts] of loaded.sketches) {
      this.#sketches.set(
        id,
        texts.map((text) => HyperLogLog.fromBase64(text)),
      );
    }
    for (const row of db.prepare('SELECT * FROM transactions').all() as { id: string; version: number; waiting: string }[]) {
      this.#committed.set(row.id, { version: row.version, waiting: new Set(JSON.parse(row.waiting) as string[]) });
    }
    for (const row of db.prepare('SELECT * FROM truncations').all() as { table_id: number; version: number }[]) {
      this.#truncations.set(row.table_id, row.version);
    }
    this.#published = this.#catalog;
  }

  #checkFormat(): void {
    const format = this.#meta('format');
    if (format !== FORMAT_VERSION && format !== 1) {
      throw new ConductError(
        SQLSTATE.cannotConnectNow,
        `the catalog has format ${format}; this version of Conduct reads format ${FORMAT_VERSION}`,
      );
    }
    this.#setMeta('format', FORMAT_VERSION);
    const hash = this.#meta('hash');
    if (hash !== HASH_VERSION) {
      throw new ConductError(
        SQLSTATE.cannotConnectNow,
        `rows are distributed by version ${hash} of the hash function; this version of Conduct has version ${HASH_VERSION}`,
      );
    }
  }

  /** What new queries read. */
  get published(): CatalogReader {
    return this.#published;
  }

  /** Lets new queries see all that was committed. */
  publish(): void {
    this.#published = this.#catalog;
  }

  /** The table as last committed, which may be ahead of what is published. */
  table(id: number): TableDef | undefined {
    return this.#catalog.tableByStorageId(id);
  }

  /** An id for a new object: never given twice, also when the object comes to nothing. */
  allocateId(): number {
    const id = this.#nextId;
    this.#nextId += 1;
    if (this.#nextId > this.#idLimit) {
      this.#idLimit = this.#nextId + ID_RANGE;
      this.#setMeta('next_id', this.#idLimit);
    }
    return id;
  }

  /** The definition that a new table has before its first commit. */
  draft(table: NewTable): TableDef {
    return { ...table, version: this.#version, stats: emptyStats(table.columns) };
  }

  /**
   * The commit point, or for what a worker has decided the place where the commit gets its version. Throws, and changes nothing, when a table
   * is gone, a name is taken or an object was changed. Gives the version.
   */
  commit(commit: Commit): number {
    const version = this.#version + 1;
    const { catalog: definitions = [], changes, participants: waiting, transaction, decided = false } = commit;
    const before = this.#catalog;
    const defined = definitions.length === 0 ? before : applyChanges(before, definitions, version);
    const sketches = new Map<number, Sketches>();
    const own = ownTables(before, definitions);
    const written = changes.flatMap((change): TableDef[] => {
      const table = defined.tableByStorageId(change.tableId);
      // The transaction itself has dropped or rewritten what it wrote to before.
      if (table === undefined && (decided || own.has(change.tableId))) return [];
      if (table === undefined) throw new ConductError(SQLSTATE.undefinedTable, 'the table was dropped while rows were being written to it');
      const merged = mergedSketches(this.#sketches.get(table.id) ?? emptySketches(table), change);
      sketches.set(table.id, merged);
      return [mergedTable(table, merged, change, version)];
    });
    const after = defined.withTables(version, written);
    const gone = [...lostTables(before, after), ...this.#comeToNothing(changes, own, before, after)];
    const lostSequences =
      definitions.length === 0 ? [] : before.sequences.filter(({ id }) => after.relationById(id) === undefined).map(({ id }) => id);
    const unsaved: Unsaved = { transaction, version, waiting, tableIds: written.map(({ id }) => id) };
    const texts = (table: TableDef): readonly string[] => this.#sketchTexts(table, sketches);
    if (decided) this.#unsaved.push(unsaved);
    else {
      this.#write({ after, commits: [...this.#unsaved, unsaved], sketches }, () => {
        if (definitions.length === 0) return;
        this.#definitions.saveChanges(before, after, definitions, texts);
        this.sequences.created(after.sequences.filter(({ id }) => before.relationById(id) === undefined));
        this.sequences.dropped(lostSequences);
        for (const { id } of gone) this.#db.prepare('DELETE FROM truncations WHERE table_id = ?').run(id);
      });
    }
    this.#version = version;
    this.#catalog = after;
    for (const [id, entry] of sketches) this.#sketches.set(id, entry);
    for (const { id } of gone) {
      this.#sketches.delete(id);
      this.#truncations.delete(id);
    }
    this.sequences.forget(lostSequences);
    if (waiting.length > 0) this.#committed.set(transaction, { version, waiting: new Set(waiting) });
    if (gone.length > 0) this.onDropped(gone);
    return version;
  }

  /**
   * A commit that a worker has decided and that nobody here knows of: an earlier conductor has died before it wrote it. Its rows
   * have a version that is older than all that was begun since the start, so that what TRUNCATE removes stays removed.
   */
  recover(transaction: string, workerId: string, changes: readonly TableChange[]): void {
    const kept = changes.filter(({ tableId }) => (this.#truncations.get(tableId) ?? 0) <= this.#recoveryVersion);
    const version = this.commit({ transaction, participants: [workerId], changes: kept, decided: true });
    this.#committed.set(transaction, { version: this.#recoveryVersion, waiting: new Set([workerId]) });
    for (const { tableId } of kept) this.#recovered.set(tableId, version);
  }

  /** 40001 for a table as it was before it got back rows that were committed earlier: such a snapshot would miss them. */
  checkRecovered(table: TableDef): void {
    if (table.version >= (this.#recovered.get(table.id) ?? 0)) return;
    throw new ConductError(SQLSTATE.serializationFailure, `table "${table.name}" was not whole yet when the snapshot was taken`, {
      hint: 'Run the transaction again.',
    });
  }

  /** Commits up to it are on disk. */
  get savedVersion(): number {
    return this.#saved;
  }

  /** Writes what workers have decided. */
  save(): void {
    if (this.#unsaved.length > 0) this.#write({ after: this.#catalog, commits: this.#unsaved }, () => {});
  }

  /** Before a worker decides: there are versions for it, and not too many commits are in memory alone. */
  makeRoom(): void {
    const isShort = this.#versionLimit - this.#version < VERSION_RANGE / 2;
    if (isShort || this.#unsaved.length >= LIMITS.unsavedCommits) this.#write({ after: this.#catalog, commits: this.#unsaved }, () => {});
  }

  #sketchTexts(table: TableDef, changed: ReadonlyMap<number, Sketches>): readonly string[] {
    return (changed.get(table.id) ?? this.#sketches.get(table.id) ?? emptySketches(table)).map((sketch) => sketch.toBase64());
  }

  /** Tables that the transaction has made, written to, and dropped or rewritten again: the workers hold their rows. */
  #comeToNothing(
    changes: readonly TableChange[],
    own: ReadonlyMap<number, TableShape>,
    before: MemoryCatalog,
    after: MemoryCatalog,
  ): readonly TableDef[] {
    return changes.flatMap(({ tableId }) => {
      const shape = own.get(tableId);
      if (shape === undefined || after.tableByStorageId(tableId) !== undefined || before.tableByStorageId(tableId) !== undefined) return [];
      return [this.draft(shape)];
    });
  }

  /** A commit of definitions alone. */
  change(changes: readonly CatalogChange[]): number {
    return this.commit({ transaction: '', participants: [], changes: [], catalog: changes });
  }

  /** Rows committed before are gone for snapshots from the version that it gives on. */
  truncate(tableIds: readonly number[]): number {
    const version = this.#version + 1;
    const emptied = tableIds.flatMap((id): TableDef[] => {
      const table = this.table(id);
      return table === undefined ? [] : [{ ...table, version, stats: emptyStats(table.columns) }];
    });
    const after = this.#catalog.withTables(version, emptied);
    this.#write({ after, commits: this.#unsaved }, () => {
      for (const table of emptied) {
        this.#definitions.saveTable(
          table,
          emptySketches(table).map((sketch) => sketch.toBase64()),
        );
        this.#db.prepare('INSERT OR REPLACE INTO truncations VALUES (?, ?)').run(table.id, version);
      }
    });
    this.#version = version;
    this.#catalog = after;
    for (const table of emptied) {
      this.#sketches.set(table.id, emptySketches(table));
      this.#truncations.set(table.id, version);
    }
    return version;
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
    return tableIds.filter((id) => this.table(id) === undefined);
  }

  truncations(tableIds: readonly number[]): readonly { readonly tableId: number; readonly version: number }[] {
    return tableIds.flatMap((tableId) => {
      const version = this.#truncations.get(tableId);
      return version === undefined ? [] : [{ tableId, version }];
    });
  }

  close(): void {
    this.sequences.close();
    this.save();
    this.#setMeta('next_id', this.#nextId);
    this.#setMeta('version_limit', this.#version);
    this.#db.close();
  }

  /** One transaction of the database: these commits, which lead to this catalog and have changed these sketches, and then other work. */
  #write({ after, commits, sketches = new Map() }: Written, work: () => void): void {
    const settled = this.#settled.length;
    const limit = after.version + VERSION_RANGE;
    this.#db.transaction(() => {
      for (const id of new Set(commits.flatMap(({ tableIds }) => tableIds))) {
        const table = after.tableByStorageId(id);
        if (table !== undefined) this.#definitions.saveRows(table, this.#sketchTexts(table, sketches));
      }
      for (const { transaction, version, waiting } of commits) {
        const { version: told = version } = this.#committed.get(transaction) ?? {};
        if (waiting.length > 0) this.#insertTransaction.run(transaction, told, JSON.stringify(waiting));
      }
      for (const transaction of this.#settled) this.#forgetTransaction.run(transaction);
      work();
      this.#setMeta('version', after.version);
      this.#setMeta('version_limit', limit);
    })();
    this.#settled.splice(0, settled);
    this.#unsaved = [];
    this.#saved = after.version;
    this.#versionLimit = limit;
  }

  #meta(key: string): number {
    return (known(this.#db.prepare('SELECT value FROM meta WHERE key = ?').get(key), key) as { value: number }).value;
  }

  #setMeta(key: string, value: number): void {
    this.#updateMeta.run(value, key);
  }
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS transactions (id TEXT PRIMARY KEY, version INTEGER NOT NULL, waiting TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS truncations (table_id INTEGER PRIMARY KEY, version INTEGER NOT NULL);
`;

function emptySketches(table: TableShape): Sketches {
  return table.columns.map(() => new HyperLogLog());
}

/** Merged into copies: those before stay as they are when the commit fails. */
function mergedSketches(before: Sketches, change: TableChange): Sketches {
  return before.map((sketch, ordinal) => {
    const sum = sketch.copy();
    sum.mergeBase64(change.sketches[ordinal] ?? '');
    return sum;
  });
}

function mergedTable(before: TableDef, sketches: Sketches, change: TableChange, version: number): TableDef {
  const stats = withoutRows(mergeStats(before.stats, change.stats), change.deleted ?? 0);
  const columns = stats.columns.map((column, ordinal) => ({
    ...column,
    distinct: Math.min(known(sketches[ordinal], 'sketch').estimate(), stats.rows - column.nulls),
  }));
  return { ...before, version, stats: { ...stats, columns } };
}

/** Tables that the definitions name, by the ids of their rows. */
function ownTables(before: MemoryCatalog, definitions: readonly CatalogChange[]): ReadonlyMap<number, TableShape> {
  const found = new Map<number, TableShape>();
  for (const change of definitions) {
    const object = changedObject(change);
    if (object?.kind !== 'table') continue;
    const { value } = object;
    found.set(value.id, value);
    const former = before.tables.find((table) => tableOid(table) === tableOid(value));
    if (former !== undefined) found.set(former.id, former);
  }
  return found;
}

/** Tables of `before` whose rows `after` does not have: dropped ones, and those that were rewritten under another id. */
function lostTables(before: MemoryCatalog, after: MemoryCatalog): readonly TableDef[] {
  if (before.tables === after.tables) return [];
  return before.tables.filter((table) => after.tableByStorageId(table.id) === undefined);
}
