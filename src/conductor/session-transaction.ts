/**
 * A transaction as a session sees it: of one statement, of a simple query's statements together, or of a block from BEGIN to COMMIT. It
 * holds what the transaction reads (snapshots, with its own changes laid over them), what it has written, and its locks.
 */
import { type CatalogReader, type MemoryCatalog, temporarySchema } from '../catalog/catalog.js';
import { applyChanges, type CatalogChange } from '../catalog/catalog-change.js';
import { shapeOf, type TableDef, type TableShape, tableOid } from '../catalog/table-def.js';
import { addOwnStats } from '../catalog/table-stats.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import { DeferredKeys } from './deferred-keys.js';
import type { LockMode, LockOwner, Locks, LockTarget } from './locks.js';
import type { Transactions } from './transactions.js';
import type { WriteSavepoint, WriteTransaction } from './write-transaction.js';

export type Isolation = 'read committed' | 'repeatable read' | 'serializable';

export interface TransactionModes {
  readonly isolation: Isolation;
  readonly readOnly: boolean;
  readonly deferrable: boolean;
}

interface Mark {
  readonly write: WriteSavepoint | null;
  readonly changes: number;
}

interface Savepoint extends Mark {
  readonly name: string;
  /** Locks taken before. */
  readonly locks: number;
}

export interface TransactionParts {
  readonly transactions: Transactions;
  readonly locks: Locks;
  /** The catalog that new snapshots are taken of. */
  readonly published: () => CatalogReader;
  readonly allocateId: () => number;
}

/** The transaction changes more rows of a table than it may lock one by one: it is to lock the table. */
export class RowLocksExhausted extends Error {
  constructor() {
    super('more rows than are locked one by one');
  }
}

export class SessionTransaction implements LockOwner {
  readonly id: number;
  /** statement: committed by the statement itself. implicit: by the end of a simple query. */
  kind: 'statement' | 'implicit' | 'block';
  modes: TransactionModes;
  /** An error happened: only its end, or a savepoint before, can follow. */
  failed = false;
  /** When its first statement began, in milliseconds since 1970: what now() is in all of it. */
  startedMs: number | null = null;
  readonly #parts: TransactionParts;
  #write: WriteTransaction | null = null;
  #snapshot: CatalogReader | null = null;
  #heldSnapshot = Number.POSITIVE_INFINITY;
  #changes: CatalogChange[] = [];
  #savepoints: Savepoint[] = [];
  /** Rows that it has locked one by one, by table. */
  readonly #lockedRows = new Map<number, number>();
  /** In the order in which they were taken. */
  #locks: { readonly target: LockTarget; readonly mode: LockMode }[] = [];
  /** Something was written since the last flush. */
  #dirty = false;
  #serial = 0;
  #ended = false;
  #laid: { readonly base: CatalogReader; readonly serial: number; readonly catalog: CatalogReader } | null = null;

  constructor(parts: TransactionParts, session: number, kind: SessionTransaction['kind'], modes: TransactionModes) {
    this.#parts = parts;
    this.id = session;
    this.kind = kind;
    this.modes = modes;
    parts.transactions.opened(this);
  }

  /** Version of the oldest snapshot that it may read. */
  get oldestSnapshot(): number {
    return Math.min(this.#snapshot?.version ?? Number.POSITIVE_INFINITY, this.#heldSnapshot);
  }

  /** What is read now is read until its end: by a cursor. */
  holdSnapshot(): void {
    this.#heldSnapshot = Math.min(this.#heldSnapshot, this.#snapshot?.version ?? this.#heldSnapshot);
  }

  /** Whether anything was run in it that fixes its snapshot. */
  get started(): boolean {
    return this.#snapshot !== null;
  }

  /** Names what its statements are bound against, besides the catalog's version. */
  get overlayKey(): string {
    return this.#write === null && this.#changes.length === 0 ? '' : `${this.#write?.id ?? ''}:${this.#serial}`;
  }

  /** What takeSnapshot would give now. */
  peek(): CatalogReader {
    return this.#overlay(this.#base());
  }

  #base(): CatalogReader {
    return this.modes.isolation === 'read committed' ? this.#parts.published() : (this.#snapshot ?? this.#parts.published());
  }

  /** What the next statement reads. Statements of READ COMMITTED take a new snapshot each. */
  takeSnapshot(): CatalogReader {
    if (this.#snapshot === null || this.modes.isolation === 'read committed') this.#snapshot = this.#parts.published();
    return this.#overlay(this.#snapshot);
  }

  #overlay(base: CatalogReader): CatalogReader {
    const own = this.#write?.ownStats ?? new Map();
    if (this.#changes.length === 0 && own.size === 0) return base;
    if (this.#laid?.base === base && this.#laid.serial === this.#serial) return this.#laid.catalog;
    const defined: MemoryCatalog = applyChanges(base, this.#changes);
    const tables = defined.tables.flatMap((table): TableDef[] => {
      const stats = own.get(table.id);
      return stats === undefined ? [] : [{ ...table, stats: addOwnStats(table.stats, stats) }];
    });
    const catalog = defined.withTables(base.version, tables);
    this.#laid = { base, serial: this.#serial, catalog };
    return catalog;
  }

  /** 40001 when it can't be had without breaking the level's promise. */
  async lock(table: TableShape, mode: LockMode, timeoutMs: number, signal: AbortSignal): Promise<void> {
    await this.#lock(tableOid(table), mode, timeoutMs, signal);
    if (this.modes.isolation !== 'serializable' || this.#snapshot === null) return;
    // With all its tables locked and unchanged since its snapshot, it could as well have run alone at its end.
    const now = this.#parts.published().tables.find(({ id }) => id === table.id)?.version;
    const seen = this.#snapshot.tables.find(({ id }) => id === table.id)?.version;
    if (now === seen) return;
    throw new ConductError(SQLSTATE.serializationFailure, 'could not serialize access due to read/write dependencies among transactions', {
      hint: 'The transaction might succeed if retried.',
    });
  }

  /** Nobody else brings this value of a key until the transaction's end. Gives whether somebody was about to. */
  async lockKey(table: TableShape, value: string, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    return (await this.#lock(`${tableOid(table)} ${value}`, 'exclusive', timeoutMs, signal)) === 'waited';
  }

  /** What rows of the table are referred to by stays as it is until the transaction's end; those who refer share the lock. */
  async lockReferences(table: TableShape, shared: boolean, timeoutMs: number, signal: AbortSignal): Promise<void> {
    await this.#lock(`${tableOid(table)} references`, shared ? 'read' : 'exclusive', timeoutMs, signal);
  }

  /**
   * Nobody else changes the rows until the transaction's end; whoever did before has ended. Does nothing where the whole table is locked. Raises
   * RowLocksExhausted when that is what its many rows need.
   */
  async lockRows(table: TableShape, ids: readonly bigint[], timeoutMs: number, signal: AbortSignal): Promise<void> {
    const oid = tableOid(table);
    if (this.#parts.locks.holds(this, oid, 'write')) return;
    const count = (this.#lockedRows.get(oid) ?? 0) + ids.length;
    if (count > LIMITS.lockedRows) throw new RowLocksExhausted();
    this.#lockedRows.set(oid, count);
    // In one order for all, so that statements over the same rows do not wait for each other in a circle.
    for (const id of [...ids].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))) {
      await this.#lock(`${oid} row ${id}`, 'exclusive', timeoutMs, signal);
    }
  }

  async #lock(target: LockTarget, mode: LockMode, timeoutMs: number, signal: AbortSignal): Promise<'held' | 'taken' | 'waited'> {
    const how = await this.#parts.locks.acquire(this, target, mode, timeoutMs, signal);
    if (how !== 'held') this.#locks.push({ target, mode });
    return how;
  }

  /** Its writes, begun when first asked for. */
  writer(): WriteTransaction {
    this.#write ??= this.#parts.transactions.begin();
    this.#dirty = true;
    return this.#write;
  }

  /** What scans see of its own, on top of the snapshot. */
  get writes(): WriteTransaction | null {
    return this.#write;
  }

  /** Foreign keys that are looked at later than after the statement. */
  readonly deferredKeys = new DeferredKeys();

  /** Changes of definitions: seen by its next statements, made for all by the commit. */
  change(changes: readonly CatalogChange[]): void {
    // What makes a change impossible is the statement's error, not the commit's.
    applyChanges(this.#base(), [...this.#changes, ...changes]);
    this.#changes.push(...changes);
    this.#serial += 1;
  }

  /** What it has written so far is seen by what follows. Raises what the workers find wrong with it. */
  async flush(): Promise<void> {
    if (this.#write === null || !this.#dirty) return;
    await this.#write.flush();
    this.#dirty = false;
    this.#serial += 1;
  }

  /** Where it is now, for undo(). */
  mark(): Mark {
    return { write: this.#write?.savepoint() ?? null, changes: this.#changes.length };
  }

  /** Goes back to a mark that was made when nothing was waiting for a flush, or that keeps what was. */
  async undo(mark: Mark): Promise<void> {
    this.#changes.length = mark.changes;
    this.#serial += 1;
    await this.#write?.rollbackTo(mark.write);
    this.#dirty = false;
  }

  async savepoint(name: string): Promise<void> {
    await this.flush();
    this.#savepoints.push({ name, locks: this.#locks.length, ...this.mark() });
  }

  release(name: string): void {
    this.#savepoints.length = this.#savepointAt(name);
  }

  async rollbackTo(name: string): Promise<void> {
    const at = this.#savepointAt(name);
    const savepoint = this.#savepoints[at];
    if (savepoint === undefined) return;
    this.#savepoints.length = at + 1;
    await this.undo(savepoint);
    for (const { target, mode } of this.#locks.splice(savepoint.locks)) this.#parts.locks.release(this, target, mode);
    this.failed = false;
  }

  #savepointAt(name: string): number {
    const at = this.#savepoints.findLastIndex((savepoint) => savepoint.name === name);
    if (at < 0) throw new ConductError(SQLSTATE.invalidSavepointSpecification, `savepoint "${name}" does not exist`);
    return at;
  }

  /**
   * An error ended it, or its part since the last savepoint: nobody waits for its locks any longer, though the client has yet to say
   * ROLLBACK.
   */
  fail(): void {
    this.failed = true;
    const last = this.#savepoints.at(-1);
    if (last !== undefined) {
      for (const { target, mode } of this.#locks.splice(last.locks)) this.#parts.locks.release(this, target, mode);
      return;
    }
    if (this.#write !== null) this.#parts.transactions.abort(this.#write);
    this.#write = null;
    this.#changes = [];
    this.#end();
  }

  /** ON COMMIT DROP and ON COMMIT DELETE ROWS of the session's temporary tables. */
  #endOfTemporary(): readonly CatalogChange[] {
    const schema = temporarySchema(this.id);
    // Most sessions have none: nothing is laid over anything for them.
    if (this.#changes.length === 0 && !this.#parts.published().hasSchema(schema)) return [];
    return this.peek().tables.flatMap((table): CatalogChange[] => {
      if (table.schema !== schema || table.onCommit === undefined) return [];
      const object = { kind: 'table', value: shapeOf(table) } as const;
      if (table.onCommit === 'drop') return [{ kind: 'drop', object }];
      // Rows that this transaction has written are in no statistics yet.
      if (table.stats.rows === 0 && this.#write === null) return [];
      const emptied = { ...object.value, id: this.#parts.allocateId(), oid: tableOid(table) };
      return [{ kind: 'alter', object: { kind: 'table', value: emptied } }];
    });
  }

  /** Gives the rows added. Whatever happens, the transaction is over. */
  async commit(): Promise<number> {
    const write = this.#write;
    try {
      this.#changes.push(...this.#endOfTemporary());
      this.#write = null;
      if (write === null && this.#changes.length === 0) return 0;
      return await this.#parts.transactions.commit(write ?? this.#parts.transactions.begin(), this.#changes);
    } finally {
      // While nobody knows whether it has committed, its locks stay.
      const settled = write?.settled ?? null;
      if (settled === null) this.#end();
      else void settled.then(() => this.#end());
    }
  }

  rollback(): void {
    if (this.#write !== null) this.#parts.transactions.abort(this.#write);
    this.#write = null;
    this.#end();
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#snapshot = null;
    this.#heldSnapshot = Number.POSITIVE_INFINITY;
    this.#parts.locks.releaseAll(this);
    this.#parts.transactions.ended(this);
  }
}
