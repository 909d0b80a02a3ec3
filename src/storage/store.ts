/**
 * The rows that a worker holds. Written by transactions (append, prepare, commit), read by scans of a snapshot. What prepare
 * has acknowledged survives kill -9 at any moment; what it has not acknowledged leaves nothing behind.
 */
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { TableDef } from '../catalog/table-def.js';
import { keysOf } from '../catalog/table-keys.js';
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Runtime } from '../common/runtime.js';
import type { ChunkStream, SharedMemory } from '../exec/task.js';
import type { HostBatch } from '../plan/batch.js';

import { ROW_ID_ORDINAL, type ScanNode } from '../plan/physical.js';
import { fromJson, toJson } from '../plan/serialize.js';
import type { KeyRequest, OwnWrites, PrepareResponse, TransactionOutcome } from '../rpc/messages.js';
import type { BlockSource } from './block-source.js';
import { rowsByPiece, writeLive } from './deletion.js';
import { deltaGroups } from './delta.js';
import { HeldTable } from './held-table.js';
import { Maintenance } from './maintenance.js';
import { emptyTransaction, lostTransaction, newRows, type OpenTransaction, preparedRows } from './open-transaction.js';
import { PieceFiles } from './piece-files.js';
import { mayMatch } from './pruning.js';
import { remember } from './remember.js';
import type { ScanHost, ScanSources } from './scan-stream.js';
import { ScanStream } from './scan-stream.js';
import { SectionCache } from './section-cache.js';
import { type CommittedAs, SectionCatalog } from './section-catalog.js';
import { sectionStats } from './statistics.js';
import { TableDictionary } from './table-dictionary.js';
import type { TableWriter } from './table-writer.js';
import { type NewRows, UniqueKeys } from './unique-keys.js';

export interface SectionStoreOptions {
  readonly runtime: Runtime;
  readonly dataDir: string;
  /** null: nothing is scanned here. */
  readonly memory: SharedMemory | null;
  readonly log: Logger;
}

/** Asks the conductor; a transaction that it leaves out is undecided, and so not part of any snapshot yet. */
export type OutcomeResolver = (transactions: readonly string[]) => Promise<readonly TransactionOutcome[]>;

export class SectionStore {
  readonly #runtime: Runtime;
  readonly #memory: SharedMemory | null;
  readonly #log: Logger;
  readonly #catalog: SectionCatalog;
  readonly #cache: SectionCache | null;
  readonly #tables = new Map<number, HeldTable>();
  readonly #droppedTables = new Set<number>();
  readonly #open = new Map<string, OpenTransaction>();
  /** Answers of prepared transactions. */
  readonly #prepared = new Map<string, PrepareResponse>();
  /** Commits that are not on disk yet, and those that are since the conductor was told last. */
  readonly #unsettled: CommittedAs[] = [];
  readonly #settledUntold: string[] = [];
  /** Aborted a while ago: late rows for them are turned away. */
  readonly #aborted = new Set<string>();
  readonly #files: PieceFiles;
  readonly #maintenance: Maintenance;
  readonly #keys: UniqueKeys;
  #resolver: OutcomeResolver | null = null;
  #nextDeletionId = 1;
  #closed = false;

  private constructor(options: SectionStoreOptions, catalog: SectionCatalog) {
    const { runtime, dataDir, memory, log } = options;
    this.#runtime = runtime;
    this.#memory = memory;
    this.#log = log;
    this.#catalog = catalog;
    this.#cache = memory === null ? null : new SectionCache(memory);
    this.#files = new PieceFiles(runtime, sectionFolder(dataDir), this.#cache);
    this.#keys = new UniqueKeys((piece, ordinals) => this.#files.read(piece, ordinals));
    this.#maintenance = new Maintenance({
      runtime,
      log,
      catalog,
      files: this.#files,
      cache: this.#cache,
      tables: this.#tables,
      isHeld: (tableId) => [...this.#open.values()].some(({ held }) => held.has(tableId)),
      settle: () => this.#settleNow(),
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
    for (const { transaction, answer } of state.prepared) this.#prepared.set(transaction, fromJson<PrepareResponse>(answer));
    for (const { tableId, version } of state.truncations) this.#tables.get(tableId)?.truncations.push(version);
    for (const piece of state.pieces) {
      known(this.#tables.get(piece.tableId), 'table of a piece').pieces.set(piece.id, piece);
      piece.supersededMs = this.#runtime.now();
      this.#files.noteKnown(piece);
    }
    for (const deletion of state.deletions) {
      known(this.#tables.get(deletion.tableId), 'table of a deletion').addDeletion(deletion);
      this.#nextDeletionId = Math.max(this.#nextDeletionId, deletion.id + 1);
    }
    this.#maintenance.schedule();
  }

  /** Files of transactions that never prepared, and of pieces whose removal was cut short. */
  async #removeOrphans(): Promise<void> {
    const pieces = [...this.#tables.values()].flatMap((table) => [...table.pieces.values()]);
    for (const file of await this.#files.unlinkOthers(pieces)) this.#log.info({ file }, 'removed a file that no transaction kept');
  }

  /** Snapshots from this version on may still be asked for. */
  setOldestSnapshot(version: number): void {
    this.#maintenance.setOldestSnapshot(version);
  }

  /** Who knows the outcomes of prepared transactions. */
  setResolver(resolver: OutcomeResolver): void {
    this.#resolver = resolver;
  }

  /** Tables that something is held of. */
  tableIds(): readonly number[] {
    return [...this.#tables.keys()];
  }

  /** Transactions whose outcome this worker has not heard. */
  preparedTransactions(): readonly string[] {
    return [...this.#prepared.keys()];
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
    return { tables: await this.#flush(transaction, open, command) };
  }

  async #flush(transaction: string, open: OpenTransaction, command: number): Promise<PrepareResponse['tables']> {
    const writers = [...open.writers.values()];
    const removals = open.removals;
    open.removals = [];
    const answers = new Map<number, PrepareResponse['tables'][number]>();
    for (const writer of writers) {
      const { table } = writer;
      const written = await writer.finish();
      const descriptions = written.map((one) => one.description);
      answers.set(table.id, { tableId: table.id, ...sectionStats(table.columns.length, descriptions), deleted: 0 });
      const pieces = written.map((one) => this.#files.newPiece(transaction, table.id, one));
      open.writers.delete(table.id);
      if (this.#open.get(transaction) !== open) {
        await this.#files.unlink(pieces);
        throw new ConductError(SQLSTATE.queryCanceled, `transaction ${transaction} was aborted`);
      }
      // Its own scans need the dictionaries that go with a table.
      if (!this.#tables.has(table.id)) this.#tables.set(table.id, new HeldTable(table));
      for (const piece of pieces) open.flushed.push({ table, piece, command });
    }
    for (const removal of removals) {
      const { tableId, rows } = removal;
      open.deletions.push({ ...removal, command });
      const table = known(open.tables.get(tableId), 'table of a deletion');
      const before = answers.get(tableId) ?? { tableId, ...sectionStats(table.columns.length, []), deleted: 0 };
      answers.set(tableId, { ...before, deleted: before.deleted + rows.length });
    }
    for (const tableId of answers.keys()) await this.#checkKeys(open, known(open.tables.get(tableId), 'table of a flush'));
    return [...answers.values()];
  }

  /** 23505 when a row of the transaction has a key that is here already. */
  async #checkKeys(open: Pick<OpenTransaction, 'flushed' | 'deletions'>, table: TableDef): Promise<void> {
    const keys = keysOf(table);
    if (keys.length === 0) return;
    const rows = newRows(open, table.id);
    if (rows.pieces.length === 0) return;
    for (const key of keys) await this.#keys.check(table, key, this.#tables.get(table.id) ?? null, rows);
  }

  /** The same again for a transaction that has prepared: others have committed since. */
  async checkPrepared(transaction: string): Promise<void> {
    for (const table of this.#tables.values()) {
      const rows = preparedRows(transaction, table);
      if (rows.pieces.length === 0) continue;
      for (const key of keysOf(table.definition)) await this.#keys.check(table.definition, key, table, rows);
    }
  }

  /** Keys of the transaction's rows since the flush, for the workers that hold the rest of the table. */
  async newKeys({ transaction, tableId, key: name, since }: KeyRequest & { readonly since: number }): Promise<readonly HostBatch[]> {
    const table = this.#tables.get(tableId);
    const key = table === undefined ? undefined : keysOf(table.definition).find((one) => one.name === name);
    if (table === undefined || key === undefined) return [];
    return this.#keys.newKeys(table.definition, key, this.#uncommittedRows(transaction, table, since));
  }

  /** 23505 when one of the keys, of rows of the transaction elsewhere, is here already. */
  async findKeys(transaction: string, definition: TableDef, keyName: string, batch: HostBatch): Promise<void> {
    const table = this.#tables.get(definition.id);
    const key = keysOf(definition).find(({ name }) => name === keyName);
    if (table === undefined || key === undefined) return;
    await this.#keys.checkKeys(definition, key, table, this.#uncommittedRows(transaction, table), batch);
  }

  /** Those that are prepared, and those that are only flushed, since a flush. */
  #uncommittedRows(transaction: string, table: HeldTable, since = 0): NewRows {
    const { pieces, deletions } = preparedRows(transaction, table);
    const open = this.#open.get(transaction);
    if (open === undefined) return { pieces, deletions };
    const own = newRows(
      { flushed: open.flushed.filter(({ command }) => command >= since), deletions: open.deletions },
      table.definition.id,
    );
    return { pieces: [...pieces, ...own.pieces], deletions: [...deletions, ...own.deletions] };
  }

  /** Before other changes of what is held: they build on what commits decided. */
  #settleNow(): void {
    if (this.#unsettled.length === 0) return;
    this.#catalog.commit(this.#unsettled);
    this.#settledUntold.push(...this.#unsettled.map(({ transaction }) => transaction));
    this.#unsettled.length = 0;
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
      assert(!this.#prepared.has(transaction), `transaction ${transaction} is prepared, takes no more rows`);
      open = emptyTransaction();
      this.#open.set(transaction, open);
    }
    assert(open.preparing === null, `transaction ${transaction} prepares, takes no more rows`);
    open.tables.set(table.id, table);
    return open;
  }

  /** Everything is on disk and in SQLite after this, undecided. A second call gives the same answer. */
  async prepare(transaction: string): Promise<PrepareResponse> {
    const done = this.#prepared.get(transaction);
    if (done !== undefined) return done;
    const open = this.#open.get(transaction);
    if (open === undefined) {
      throw lostTransaction(transaction);
    }
    open.preparing ??= this.#prepare(transaction, open);
    return open.preparing;
  }

  async #prepare(transaction: string, open: OpenTransaction): Promise<PrepareResponse> {
    const flushedBefore = open.flushed.length > 0;
    await this.#flush(transaction, open, Number.MAX_SAFE_INTEGER);
    // What was checked by an earlier flush, others may have added since.
    if (flushedBefore) for (const table of open.tables.values()) await this.#checkKeys(open, table);
    const { deletions } = open;
    const pieces = open.flushed.map(({ piece }) => piece);
    const tables = [...open.tables.values()];
    const answers = tables.map(({ id, columns }): PrepareResponse['tables'][number] => {
      const own = pieces.filter((piece) => piece.tableId === id);
      const deleted = deletions.reduce((sum, deletion) => sum + (deletion.tableId === id ? deletion.rows.length : 0), 0);
      const descriptions = own.map(({ description }) => description);
      return { tableId: id, ...sectionStats(columns.length, descriptions), deleted };
    });
    // Aborted while the files were written: abort() has removed what was there by then.
    if (this.#open.get(transaction) !== open) {
      await this.#files.unlink(pieces);
      throw new ConductError(SQLSTATE.queryCanceled, `transaction ${transaction} was aborted`);
    }
    for (const table of tables) {
      if (!this.#droppedTables.has(table.id)) continue;
      throw tableGone(table.name);
    }
    const answer: PrepareResponse = { tables: answers };
    this.#catalog.prepare(transaction, tables, pieces, deletions, toJson(answer), this.#unsettled);
    // In the same write as the rows.
    this.#settledUntold.push(...this.#unsettled.map((one) => one.transaction));
    this.#unsettled.length = 0;
    this.#open.delete(transaction);
    this.#prepared.set(transaction, answer);
    for (const table of tables) {
      const held = this.#tables.get(table.id);
      if (held === undefined) this.#tables.set(table.id, new HeldTable(table));
      else held.definition = table;
    }
    for (const piece of pieces) this.#held(piece.tableId).pieces.set(piece.id, piece);
    for (const deletion of deletions) this.#held(deletion.tableId).addDeletion(deletion);
    return answer;
  }

  /** Snapshots from `version` on see the rows. Gives whether that is still to be brought to disk (settleCommits). Does nothing for a transaction whose outcome is known already. */
  async commit(transaction: string, version: number, deferred = false): Promise<boolean> {
    assert(!this.#open.has(transaction), `transaction ${transaction} commits without having prepared`);
    if (!this.#prepared.has(transaction)) return this.#unsettled.some((one) => one.transaction === transaction);
    if (deferred) this.#unsettled.push({ transaction, version });
    else this.#catalog.commit([{ transaction, version }]);
    this.#prepared.delete(transaction);
    for (const table of this.#tables.values()) {
      for (const piece of table.pieces.values()) {
        if (piece.transaction !== transaction || piece.version !== null) continue;
        piece.version = version;
        piece.minVersion = version;
      }
      table.commitDeletions(transaction, version);
      this.#maintenance.tidy(table);
    }
    return deferred;
  }

  /**
   * Brings to disk what commits have decided; gives their transactions. Until then a restart finds them prepared, and the conductor still
   * knows what became of them.
   */
  settleCommits(): readonly string[] {
    const settled = [...this.#unsettled.map(({ transaction }) => transaction), ...this.#settledUntold];
    if (this.#unsettled.length > 0) this.#catalog.commit(this.#unsettled);
    this.#unsettled.length = 0;
    this.#settledUntold.length = 0;
    return settled;
  }

  /** The conductor has not heard of these. */
  retell(transactions: readonly string[]): void {
    this.#settledUntold.push(...transactions);
  }

  /** Nothing of it is kept. Fine for a transaction that is not known here. */
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
    if (!this.#prepared.has(transaction)) return;
    this.#catalog.abort(transaction);
    this.#prepared.delete(transaction);
    for (const table of this.#tables.values()) {
      const gone = [...table.pieces.values()].filter((piece) => piece.transaction === transaction && piece.version === null);
      for (const piece of gone) table.pieces.delete(piece.id);
      table.abortDeletions(transaction);
      await this.#files.unlink(gone);
    }
  }

  /** A new conductor, or one that gave this worker up, knows nothing of transactions that have not prepared. */
  async abortUnprepared(): Promise<void> {
    for (const transaction of [...this.#open.keys()]) {
      this.#log.warn({ transaction }, 'aborting a transaction that its conductor has given up');
      await this.abort(transaction);
    }
  }

  async resolveUnknown(outcomes: readonly TransactionOutcome[]): Promise<void> {
    for (const { transaction, committedAs } of outcomes) {
      if (!this.#prepared.has(transaction)) continue;
      if (committedAs === null) await this.abort(transaction);
      else await this.commit(transaction, committedAs);
    }
  }

  // --- tables ---

  /** Rows committed up to `version` are gone for snapshots from it on. */
  async truncate(tableId: number, version: number): Promise<void> {
    const table = this.#tables.get(tableId);
    if (table === undefined || table.truncations.includes(version)) return;
    this.#settleNow();
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
