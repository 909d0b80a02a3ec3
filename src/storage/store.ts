/**
 * The rows that a worker holds. Written by transactions (append, prepare, commit), read by scans of a snapshot. What prepare
 * has acknowledged survives kill -9 at any moment; what it has not acknowledged leaves nothing behind.
 */
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { TableDef } from '../catalog/table-def.js';
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Runtime } from '../common/runtime.js';
import type { ChunkStream, SharedMemory } from '../exec/task.js';
import type { HostBatch } from '../plan/batch.js';
import { ROW_ID_ORDINAL, type ScanNode } from '../plan/physical.js';
import { fromJson, toJson } from '../plan/serialize.js';
import type { KeyRequest, OwnWrites, PrepareResponse, SectionStatus, TransactionOutcome } from '../rpc/messages.js';
import type { BlockSource } from './block-source.js';
import { type Deletion, rowsByPiece, writeLive } from './deletion.js';
import { deltaGroups } from './delta.js';
import { heldSections } from './held-sections.js';
import { HeldTable } from './held-table.js';
import { Maintenance } from './maintenance.js';
import { type Decides, mayDecide } from './may-decide.js';
import { changesOf, emptyTransaction, lostTransaction, type OpenTransaction } from './open-transaction.js';
import { DECIDED, type Piece } from './piece.js';
import { PieceFiles } from './piece-files.js';
import { type PreparedTransaction, PreparedTransactions } from './prepared-transactions.js';
import { mayMatch } from './pruning.js';
import { remember } from './remember.js';
import type { ScanHost, ScanSources } from './scan-stream.js';
import { ScanStream } from './scan-stream.js';
import { SectionCache } from './section-cache.js';
import { SectionCatalog } from './section-catalog.js';
import { TableDictionary } from './table-dictionary.js';
import type { TableWriter } from './table-writer.js';
import { TransactionKeys } from './transaction-keys.js';

export interface SectionStoreOptions {
  readonly runtime: Runtime;
  readonly dataDir: string;
  /** null: nothing is scanned here. */
  readonly memory: SharedMemory | null;
  readonly log: Logger;
}

/** Asks the conductor; a transaction that it leaves out is undecided, and so not part of any snapshot yet. */
export type OutcomeResolver = (transactions: readonly string[]) => Promise<readonly TransactionOutcome[]>;

/** A commit of fewer rows changes little of what there is to merge. */
const SMALL_ROWS = 256;

export class SectionStore {
  readonly #runtime: Runtime;
  readonly #memory: SharedMemory | null;
  readonly #log: Logger;
  readonly #catalog: SectionCatalog;
  readonly #cache: SectionCache | null;
  readonly #tables = new Map<number, HeldTable>();
  readonly #droppedTables = new Set<number>();
  readonly #open = new Map<string, OpenTransaction>();
  readonly #prepared: PreparedTransactions;
  /** Aborted a while ago: late rows for them are turned away. */
  readonly #aborted = new Set<string>();
  readonly #files: PieceFiles;
  readonly #maintenance: Maintenance;
  readonly #keys: TransactionKeys;
  #resolver: OutcomeResolver | null = null;
  #nextDeletionId = 1;
  #closed = false;

  private constructor(options: SectionStoreOptions, catalog: SectionCatalog) {
    const { runtime, dataDir, memory, log } = options;
    this.#runtime = runtime;
    this.#memory = memory;
    this.#log = log;
    this.#catalog = catalog;
    this.#prepared = new PreparedTransactions(catalog);
    this.#cache = memory === null ? null : new SectionCache(memory);
    this.#files = new PieceFiles(runtime, sectionFolder(dataDir), this.#cache);
    this.#keys = new TransactionKeys(this.#tables, this.#open, (piece, ordinals) => this.#files.read(piece, ordinals));
    this.#maintenance = new Maintenance({
      runtime,
      log,
      catalog,
      files: this.#files,
      cache: this.#cache,
      tables: this.#tables,
      isHeld: (tableId) => [...this.#open.values()].some(({ held }) => held.has(tableId)),
      settle: () => this.#prepared.settle(),
    });
  }

  static async open(options: SectionStoreOptions): Promise<SectionStore> {
    const { runtime, dataDir } = options;
    await runtime.fs.mkdir(sectionFolder(dataDir));
    const store = new SectionStore(options, new SectionCatalog(runtime.openDatabase(join(dataDir, 'sections.db'))));
    store.#load();
    await store.#removeOrphans();
    return store;
  }

  #load(): void {
    const state = this.#catalog.load();
    for (const id of state.droppedTableIds) this.#droppedTables.add(id);
    for (const table of state.tables) this.#tables.set(table.id, new HeldTable(table));
    for (const { tableId, version } of state.truncations) this.#tables.get(tableId)?.truncations.push(version);
    for (const piece of state.pieces) {
      known(this.#tables.get(piece.tableId), 'table of a piece').addPiece(piece);
      piece.supersededMs = this.#runtime.now();
      this.#files.noteKnown(piece);
    }
    for (const deletion of state.deletions) {
      known(this.#tables.get(deletion.tableId), 'table of a deletion').addDeletion(deletion);
      this.#nextDeletionId = Math.max(this.#nextDeletionId, deletion.id + 1);
    }
    for (const { transaction, answer, decided } of state.prepared) {
      const isIts = (one: { readonly transaction: string; readonly version: number | null }): boolean =>
        one.transaction === transaction && one.version === null;
      const pieces = state.pieces.filter(isIts);
      const deletions = state.deletions.filter(isIts);
      if (decided) for (const one of [...pieces, ...deletions]) one.version = DECIDED;
      if (decided) for (const piece of pieces) piece.minVersion = DECIDED;
      this.#prepared.add({ transaction, answer: fromJson<PrepareResponse>(answer), decided, pieces, deletions, version: null });
    }
    this.#maintenance.schedule();
  }

  /** Files of transactions that never prepared, and of pieces whose removal was cut short. */
  async #removeOrphans(): Promise<void> {
    const pieces = [...this.#tables.values()].flatMap((table) => [...table.pieces.values()]);
    for (const file of await this.#files.unlinkOthers(pieces)) this.#log.info({ file }, 'removed a file that no transaction kept');
  }

  /** Snapshots from the one version on may still be asked for; what was committed up to the other is in the conductor's catalog for good. */
  setOldestSnapshot(oldestSnapshot: number, saved = Number.POSITIVE_INFINITY): void {
    this.#prepared.setSaved(saved);
    this.#maintenance.setOldestSnapshot(Math.min(oldestSnapshot, saved), saved);
  }

  /** Who knows the outcomes of prepared transactions. */
  setResolver(resolver: OutcomeResolver): void {
    this.#resolver = resolver;
  }

  /** Tables that something is held of. */
  tableIds(): readonly number[] {
    return [...this.#tables.keys()];
  }

  /** Transactions whose outcome this worker has not heard, or not for good. */
  preparedTransactions(): readonly string[] {
    return [...this.#prepared.all].flatMap(({ transaction, decided, version }) => (decided || version === null ? [transaction] : []));
  }

  /** Those of them that are committed. */
  decidedTransactions(): readonly string[] {
    return [...this.#prepared.all].flatMap(({ transaction, decided }) => (decided ? [transaction] : []));
  }

  // --- transactions ---

  /** The transaction writes to the table here, perhaps no rows: prepare knows it then. */
  begin(transaction: string, table: TableDef): void {
    this.#writer(transaction, table);
  }

  /** Rows become part of the transaction. Resolves when there is room for more. */
  async append(transaction: string, table: TableDef, batch: HostBatch): Promise<void> {
    await this.#writer(transaction, table).append(batch);
  }

  /** Its rows are deleted. 40001 when another transaction has deleted one since the snapshot that they were read from. */
  async remove(transaction: string, table: TableDef, rowIds: BigInt64Array): Promise<void> {
    const open = this.#opened(transaction, table);
    open.held.add(table.id);
    for (const [pieceId, rows] of rowsByPiece(rowIds)) {
      this.#checkLive(table, pieceId, rows);
      const id = this.#nextDeletionId;
      this.#nextDeletionId += 1;
      open.removals.push({ id, tableId: table.id, pieceId, transaction, rows, version: null, command: 0 });
    }
  }

  #checkLive(table: TableDef, pieceId: number, rows: Uint32Array): void {
    const held = this.#tables.get(table.id);
    const piece = held?.pieces.get(pieceId);
    // Not there: it is a piece of the transaction's own.
    if (held === undefined || piece === undefined) return;
    if (piece.supersededAt !== null) throw rowsMoved();
    const deletions = held.deletions.get(pieceId) ?? [];
    if (deletions.length === 0) return;
    const live = new Uint8Array(piece.description.rows);
    writeLive(live, deletions);
    if (rows.some((row) => live[row] !== 1)) {
      throw new ConductError(SQLSTATE.serializationFailure, 'could not serialize access due to concurrent update');
    }
  }

  /** What it has written so far is seen by its own scans from here on. Gives what is new of it. */
  async flush(transaction: string, command: number): Promise<PrepareResponse> {
    const open = this.#open.get(transaction);
    if (open === undefined) throw lostTransaction(transaction);
    const { pieces, deletions } = await this.#flush(transaction, open, command);
    return { tables: changesOf(open.tables, pieces, deletions), decided: false };
  }

  /** Gives what became of it. */
  async #flush(
    transaction: string,
    open: OpenTransaction,
    command: number,
  ): Promise<{ readonly pieces: readonly Piece[]; readonly deletions: readonly Deletion[] }> {
    const removals = open.removals.map((removal) => ({ ...removal, command }));
    open.removals = [];
    const made: Piece[] = [];
    const changed = new Set(removals.map(({ tableId }) => tableId));
    for (const writer of [...open.writers.values()]) {
      const { table } = writer;
      const written = await writer.finish();
      const pieces = written.map((one) => this.#files.newPiece(transaction, table.id, one));
      open.writers.delete(table.id);
      if (this.#open.get(transaction) !== open) {
        await this.#files.unlink(pieces);
        throw new ConductError(SQLSTATE.queryCanceled, `transaction ${transaction} was aborted`);
      }
      // Its own scans need the dictionaries that go with a table.
      if (!this.#tables.has(table.id)) this.#tables.set(table.id, new HeldTable(table));
      for (const piece of pieces) open.flushed.push({ table, piece, command });
      made.push(...pieces);
      changed.add(table.id);
    }
    open.deletions.push(...removals);
    for (const tableId of changed) await this.#keys.check(open, known(open.tables.get(tableId), 'table of a flush'));
    return { pieces: made, deletions: removals };
  }

  /** Of a transaction that has prepared: others have committed since. */
  checkPrepared(transaction: string): Promise<void> {
    return this.#keys.checkPrepared(transaction);
  }

  newKeys(request: KeyRequest & { readonly since: number }): Promise<readonly HostBatch[]> {
    return this.#keys.newKeys(request);
  }

  findKeys(transaction: string, definition: TableDef, keyName: string, batch: HostBatch): Promise<void> {
    return this.#keys.findKeys(transaction, definition, keyName, batch);
  }

  /** Undoes what it has written after the flush. */
  async rollbackTo(transaction: string, command: number): Promise<void> {
    const open = this.#open.get(transaction);
    if (open === undefined) return;
    const writers = [...open.writers.values()];
    open.writers.clear();
    open.removals = [];
    const gone = open.flushed.filter((one) => one.command > command);
    open.flushed = open.flushed.filter((one) => one.command <= command);
    open.deletions = open.deletions.filter((one) => one.command <= command);
    for (const writer of writers) await writer.discard();
    await this.#files.unlink(gone.map(({ piece }) => piece));
  }

  #writer(transaction: string, table: TableDef): TableWriter {
    const open = this.#opened(transaction, table);
    let writer = open.writers.get(table.id);
    if (writer === undefined) {
      writer = this.#files.writer(table);
      open.writers.set(table.id, writer);
    }
    return writer;
  }

  /** The transaction is open, and knows of the table. */
  #opened(transaction: string, table: TableDef): OpenTransaction {
    if (this.#aborted.has(transaction)) {
      throw new ConductError(SQLSTATE.queryCanceled, `transaction ${transaction} was aborted`);
    }
    if (this.#droppedTables.has(table.id)) throw tableGone(table.name);
    let open = this.#open.get(transaction);
    if (open === undefined) {
      assert(this.#prepared.get(transaction) === undefined, `transaction ${transaction} is prepared, takes no more rows`);
      open = emptyTransaction();
      this.#open.set(transaction, open);
    }
    assert(open.preparing === null, `transaction ${transaction} prepares, takes no more rows`);
    open.tables.set(table.id, table);
    return open;
  }

  /**
   * Everything is on disk and in SQLite after this. It is undecided, unless `decides` was given and nothing speaks against it: then this is the
   * transaction's commit. A second call gives the same answer.
   */
  async prepare(transaction: string, decides: Decides | null = null): Promise<PrepareResponse> {
    const done = this.#prepared.get(transaction);
    if (done !== undefined) return done.answer;
    const open = this.#open.get(transaction);
    if (open === undefined) throw lostTransaction(transaction);
    open.preparing ??= this.#prepare(transaction, open, decides);
    return open.preparing;
  }

  async #prepare(transaction: string, open: OpenTransaction, decides: Decides | null): Promise<PrepareResponse> {
    await this.#flush(transaction, open, Number.MAX_SAFE_INTEGER);
    // Others may have added rows since the keys were looked up. From here to where the rows are held nothing is waited for.
    for (let stale = this.#keys.unchecked(open); stale.length > 0; stale = this.#keys.unchecked(open)) {
      for (const table of stale) await this.#keys.check(open, table);
    }
    const pieces = open.flushed.map(({ piece }) => piece);
    const tables = [...open.tables.values()];
    const { deletions } = open;
    const changes = changesOf(open.tables, pieces, deletions);
    // Aborted while the files were written: abort() has removed what was there by then.
    if (this.#open.get(transaction) !== open) {
      await this.#files.unlink(pieces);
      throw new ConductError(SQLSTATE.queryCanceled, `transaction ${transaction} was aborted`);
    }
    const dropped = tables.find(({ id }) => this.#droppedTables.has(id));
    if (dropped !== undefined) throw tableGone(dropped.name);
    const decided = decides !== null && mayDecide({ open, changes, decides, undecided: this.#prepared.undecided });
    const answer: PrepareResponse = { tables: changes, decided };
    const write = { transaction, tables, pieces, deletions, answer: toJson(answer), decided };
    // Where that fails it stays open, and is aborted.
    if (!decided) this.#prepared.write(write);
    this.#open.delete(transaction);
    const prepared = { transaction, answer, decided, pieces, deletions, version: null };
    this.#prepared.add(prepared);
    this.#hold(prepared, tables);
    if (!decided) return answer;
    // From here on keys count, so that a second one waits beside it; when the write fails, it never was.
    try {
      await this.#prepared.writeInGroup(write);
    } catch (error) {
      this.#letGo(prepared);
      this.#prepared.forget(prepared);
      await this.#files.unlink(pieces);
      throw error;
    }
    return answer;
  }

  /** What a transaction has written becomes part of its tables. */
  #hold({ decided, pieces, deletions }: PreparedTransaction, tables: readonly TableDef[]): void {
    for (const table of tables) {
      const held = this.#tables.get(table.id);
      if (held === undefined) this.#tables.set(table.id, new HeldTable(table));
      else held.definition = table;
    }
    const version = decided ? DECIDED : null;
    for (const piece of pieces) {
      piece.version = version;
      piece.minVersion = version;
      this.#held(piece.tableId).addPiece(piece);
    }
    for (const deletion of deletions) {
      deletion.version = version;
      this.#held(deletion.tableId).addDeletion(deletion);
    }
  }

  #letGo({ pieces, deletions }: PreparedTransaction): void {
    for (const { tableId, id } of pieces) this.#tables.get(tableId)?.pieces.delete(id);
    for (const deletion of deletions) this.#tables.get(deletion.tableId)?.removeDeletion(deletion);
  }

  /**
   * Snapshots from `version` on see the rows. Gives whether that is still to be brought to disk (settleCommits): `deferred` asks for it. Does
   * nothing for a transaction whose outcome is on disk already.
   */
  async commit(transaction: string, version: number, deferred = false): Promise<boolean> {
    assert(!this.#open.has(transaction), `transaction ${transaction} commits without having prepared`);
    const prepared = this.#prepared.get(transaction);
    if (prepared === undefined) return false;
    const { pieces, deletions } = prepared;
    this.#prepared.commit(prepared, version);
    if (!deferred) this.#prepared.settleNow(prepared);
    for (const piece of pieces) {
      piece.version = version;
      piece.minVersion = version;
    }
    for (const deletion of deletions) deletion.version = version;
    const small = deletions.length === 0 && pieces.every(({ description }) => description.rows < SMALL_ROWS);
    for (const tableId of new Set([...pieces, ...deletions].map((part) => part.tableId))) {
      const table = this.#tables.get(tableId);
      if (table === undefined) continue;
      table.changes += 1;
      this.#maintenance.tidy(table, small);
    }
    return deferred;
  }

  /** Brings to disk what commits have decided; gives the transactions whose commits are, since the last call. */
  settleCommits(): readonly string[] {
    this.#prepared.settle();
    return this.#prepared.takeSettled();
  }

  /** The conductor has not heard of these. */
  retell(transactions: readonly string[]): void {
    this.#prepared.retell(transactions);
  }

  /** Nothing of it is kept. Fine for a transaction that is not known here; one that is decided can't be aborted any more. */
  async abort(transaction: string): Promise<void> {
    remember(this.#aborted, transaction);
    const open = this.#open.get(transaction);
    if (open !== undefined) {
      this.#open.delete(transaction);
      for (const writer of open.writers.values()) await writer.discard();
      await this.#files.unlink(open.flushed.map(({ piece }) => piece));
      for (const tableId of open.held) {
        const table = this.#tables.get(tableId);
        if (table !== undefined) this.#maintenance.tidy(table);
      }
    }
    const prepared = this.#prepared.get(transaction);
    if (prepared === undefined || prepared.decided || prepared.version !== null) return;
    this.#prepared.remove(prepared);
    this.#letGo(prepared);
    await this.#files.unlink(prepared.pieces);
  }

  /** A new conductor, or one that gave this worker up, knows nothing of transactions that have not prepared. */
  async abortUnprepared(): Promise<void> {
    for (const transaction of [...this.#open.keys()]) {
      this.#log.warn({ transaction }, 'aborting a transaction that its conductor has given up');
      await this.abort(transaction);
    }
  }

  /** `saved`: the commits are in the conductor's catalog for good. */
  async resolveUnknown(outcomes: readonly TransactionOutcome[], saved = false): Promise<void> {
    for (const { transaction, committedAs } of outcomes) {
      if (committedAs === null) await this.abort(transaction);
      else await this.commit(transaction, committedAs, !saved);
    }
  }

  // --- tables ---

  /** Rows committed up to `version` are gone for snapshots from it on. */
  async truncate(tableId: number, version: number): Promise<void> {
    const table = this.#tables.get(tableId);
    if (table === undefined || table.truncations.includes(version)) return;
    this.#prepared.settle();
    this.#catalog.truncate(tableId, version);
    table.truncations.push(version);
    this.#maintenance.undoMerges(table, version);
    this.#maintenance.schedule();
  }

  /** Nothing of the table is held any more. Scans that run keep what they read until they end. */
  async drop(tableId: number): Promise<void> {
    this.#droppedTables.add(tableId);
    this.#keys.forget(tableId);
    this.#catalog.drop(tableId);
    for (const open of this.#open.values()) await open.writers.get(tableId)?.discard();
    const table = this.#tables.get(tableId);
    if (table === undefined) return;
    this.#tables.delete(tableId);
    await this.#maintenance.drop(table);
  }

  // --- scans ---

  /** own: the transaction that scans, and sees what it has written itself. */
  scan(node: ScanNode, table: TableDef, own: OwnWrites | null = null, workerId = ''): ChunkStream {
    assert(node.tableId === table.id, 'a scan comes with its own table');
    return new ScanStream(this.#scanHost(table, own, workerId), node);
  }

  /** Keeps what the snapshot sees from being removed, until the function that it returns is called. */
  pinSnapshot(tableId: number, version: number): () => void {
    const table = this.#tables.get(tableId);
    if (table === undefined) return () => undefined;
    table.pin(version);
    return () => {
      table.unpin(version);
      this.#maintenance.released(table);
    };
  }

  #scanHost(table: TableDef, own: OwnWrites | null, workerId: string): ScanHost {
    const cache = this.#cache;
    const memory = this.#memory;
    assert(cache !== null && memory !== null, 'a store without shared memory is not scanned');
    return {
      cache,
      pinSnapshot: (tableId, version) => this.pinSnapshot(tableId, version),
      memory,
      sourcesOf: (node) => this.#sourcesOf(node, table, own, node.holders?.indexOf(workerId) ?? 0),
      dictionary: (tableId, ordinal) => this.#dictionary(tableId, ordinal),
    };
  }

  async #sourcesOf(node: ScanNode, definition: TableDef, own: OwnWrites | null, holder: number): Promise<ScanSources> {
    if (this.#droppedTables.has(node.tableId)) throw tableGone(node.tableName);
    const rowIds = node.ordinals.includes(ROW_ID_ORDINAL);
    // From before its pieces are looked at: what is read here must be there to be deleted.
    if (rowIds && own !== null) this.#opened(own.transaction, definition).held.add(node.tableId);
    const open = own === null ? undefined : this.#open.get(own.transaction);
    if (own?.known === true && open === undefined) throw lostTransaction(own.transaction);
    const command = own?.command ?? 0;
    const flushed = (open?.flushed ?? [])
      .filter((one) => one.table.id === node.tableId && one.command <= command)
      .map(({ piece }) => piece);
    const ownDeletions = (open?.deletions ?? []).filter((one) => one.tableId === node.tableId && one.command <= command);
    const ownSources = flushed.filter((piece) => mayMatch(piece.description, node.pruning)).map((piece) => this.#files.source(piece));
    const table = this.#tables.get(node.tableId);
    const committed = table === undefined ? [] : await this.#committedSources(table, node, rowIds && own !== null);
    return {
      sources: [...committed, ...ownSources],
      holder,
      writeLive: (pieceId, live) => {
        const seen = table?.deletionsSeen(pieceId, node.version) ?? [];
        writeLive(live, [...seen, ...ownDeletions.filter((one) => one.pieceId === pieceId)]);
      },
    };
  }

  async #committedSources(table: HeldTable, node: ScanNode, toChange: boolean): Promise<readonly BlockSource[]> {
    await this.#settle(table);
    if (node.version < table.floor) {
      throw new ConductError(SQLSTATE.objectNotInPrerequisiteState, `the snapshot of table "${node.tableName}" is too old`, {
        hint: 'Run the query again.',
      });
    }
    const visible = table.visiblePieces(node.version);
    if (toChange && visible.some((piece) => piece.supersededAt !== null)) throw rowsMoved();
    const sources: BlockSource[] = [];
    for (const piece of visible) {
      if (piece.content.kind === 'section' && mayMatch(piece.description, node.pruning)) sources.push(this.#files.source(piece));
    }
    const deltas = visible.filter((piece) => piece.content.kind === 'delta');
    const groups = await deltaGroups(
      table,
      deltas,
      () => this.#runtime.sleep(0),
      (gone) => this.#cache?.forget(gone.key),
    );
    return [...sources, ...groups.filter((group) => mayMatch(group.description, node.pruning))];
  }

  /** A commit that the snapshot sees may not have reached this worker: whoever decided it knows. */
  async #settle(table: HeldTable): Promise<void> {
    const undecided = table.undecidedTransactions();
    if (undecided.length === 0 || this.#resolver === null) return;
    await this.resolveUnknown(await this.#resolver(undecided));
  }

  /** All that it holds, once it has heard what has become of it. */
  async sections(): Promise<readonly SectionStatus[]> {
    for (const table of this.#tables.values()) await this.#settle(table);
    return heldSections(this.#tables.values(), this.#files);
  }

  #dictionary(tableId: number, ordinal: number): TableDictionary {
    const table = this.#tables.get(tableId) ?? this.#maintenance.findDoomed(tableId);
    assert(this.#memory !== null && table !== undefined, 'a dictionary belongs to a table that is held');
    let dictionary = table.dictionaries.get(ordinal);
    if (dictionary === undefined) {
      dictionary = new TableDictionary(this.#memory);
      table.dictionaries.set(ordinal, dictionary);
    }
    return dictionary;
  }

  #held(tableId: number): HeldTable {
    return known(this.#tables.get(tableId), `table ${tableId}`);
  }

  /** Transactions that have not prepared are lost; scans must have ended. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#maintenance.close();
    this.settleCommits();
    for (const open of this.#open.values()) {
      for (const writer of open.writers.values()) await writer.discard();
      await this.#files.unlink(open.flushed.map(({ piece }) => piece));
    }
    this.#catalog.close();
  }
}

function sectionFolder(dataDir: string): string {
  return join(dataDir, 'sections');
}

/** The conductor takes a new snapshot and runs the statement again where that is allowed. */
function rowsMoved(): ConductError {
  return new ConductError(SQLSTATE.serializationFailure, 'could not serialize access due to concurrent update', {
    detail: 'The rows were moved by background work since the snapshot was taken.',
  });
}

function tableGone(name: string): ConductError {
  return new ConductError(SQLSTATE.undefinedTable, `table "${name}" was dropped`);
}
