/**
 * The write path. Rows go to the workers that hold their buckets; at commit all workers make them durable and mark the transaction
 * prepared, then the catalog's SQLite transaction decides, then the workers are told, then the client. A statement is whole or
 * not at all: a worker that misses the last message learns the outcome when it registers again.
 *
 * Where one worker alone was written to, its write is the commit: the catalog follows in memory, and on disk a little later. When the worker
 * goes away before it has answered, the client waits until it registers again and says what it has decided.
 */
import type { Logger } from 'pino';
import type { CatalogChange } from '../catalog/catalog-change.js';
import { known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { Runtime, Timer } from '../common/runtime.js';
import type { CatalogStore, TableChange } from './catalog-store.js';
import type { Member, Membership } from './membership.js';
import { Mutex } from './mutex.js';
import { lostWorker, OutcomeUnknown, type Prepared, WriteTransaction } from './write-transaction.js';

export interface TransactionsOptions {
  readonly runtime: Runtime;
  readonly store: CatalogStore;
  readonly log: Logger;
  /** How long a client waits for a worker that went away while it committed. */
  readonly unknownOutcomeMs?: number;
}

export class Transactions {
  readonly #runtime: Runtime;
  readonly #store: CatalogStore;
  readonly #log: Logger;
  readonly #unknownOutcomeMs: number;
  readonly #commits = new Mutex();
  readonly #open = new Set<string>();
  /** Commits begun and ended by table id: an odd number while one is on its way to the workers. */
  readonly #commitCounts = new Map<number, number>();
  readonly #sessions = new Set<{ readonly oldestSnapshot: number }>();
  /** Aborts on their way to workers; close() waits for them. */
  readonly #aborting = new Set<Promise<void>>();
  /** The workers of the last commit have heard of it, or are evicted. */
  #told: Promise<void> = Promise.resolve();
  /** Messages to workers about what they have decided. */
  readonly #telling = new Set<Promise<void>>();
  #saving: Timer | null = null;
  #membership: Membership | null = null;
  #nextRandomTarget = 0;

  constructor({ runtime, store, log, unknownOutcomeMs = LIMITS.unknownOutcomeMs }: TransactionsOptions) {
    this.#runtime = runtime;
    this.#store = store;
    this.#log = log;
    this.#unknownOutcomeMs = unknownOutcomeMs;
  }

  /** Membership asks for open transactions, and transactions ask for members: this closes the circle at start. */
  attach(membership: Membership): void {
    this.#membership = membership;
  }

  /** A session's transaction begins: its snapshots must stay. */
  opened(transaction: { readonly oldestSnapshot: number }): void {
    this.#sessions.add(transaction);
  }

  ended(transaction: { readonly oldestSnapshot: number }): void {
    this.#sessions.delete(transaction);
  }

  /** Version of the oldest catalog that anybody reads or may read next. */
  get oldestSnapshot(): number {
    let oldest = this.#store.published.version;
    for (const { oldestSnapshot } of this.#sessions) oldest = Math.min(oldest, oldestSnapshot);
    return oldest;
  }

  isOpen(transaction: string): boolean {
    return this.#open.has(transaction);
  }

  begin(): WriteTransaction {
    const id = this.#runtime.uuid();
    this.#open.add(id);
    return new WriteTransaction(id, this.members, () => {
      this.#nextRandomTarget += 1;
      return this.#nextRandomTarget;
    });
  }

  /** Runs a change of the catalog alone, in line with commits; then new queries see it. */
  change<T>(work: () => T, tellWorkers?: (result: T) => Promise<void>): Promise<T> {
    return this.exclusive(async () => {
      const result = work();
      await tellWorkers?.(result);
      this.#store.publish();
      return result;
    });
  }

  /** Runs work between commits: those before it are known to their workers. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.#commits.run(async () => {
      await this.#told;
      return await work();
    });
  }

  /** Gives the rows added. On any error before the commit point everything is undone and the error is thrown. */
  async commit(transaction: WriteTransaction, definitions: readonly CatalogChange[] = []): Promise<number> {
    const mayDecide = definitions.length === 0 && transaction.isOneWorkers;
    // Prepared beside a commit to the same table, its keys would have to be looked up twice: that takes longer than the rest of the other's way.
    if (!mayDecide && transaction.keyedTables.some(({ id }) => (this.#commitCounts.get(id) ?? 0) % 2 === 1)) await this.#told;
    let outcome: Prepared;
    try {
      if (mayDecide) this.#store.makeRoom();
      outcome = await transaction.prepare((tableId) => this.#commitCounts.get(tableId) ?? 0, mayDecide);
    } catch (error) {
      if (error instanceof OutcomeUnknown) return this.#whenKnown(transaction, error.member);
      this.abort(transaction);
      throw error;
    }
    const { rows, changes, decided } = outcome;
    const { participants } = transaction;
    if (decided) {
      await this.#commits.run(async () => this.#follow(transaction, changes));
      this.#open.delete(transaction.id);
      return rows;
    }
    if (changes.length === 0 && definitions.length === 0) {
      this.abort(transaction);
      return 0;
    }
    try {
      await this.exclusive(async () => {
        await transaction.checkKeys((tableId) => this.#commitCounts.get(tableId) ?? 0);
        const version = this.#store.commit({ transaction: transaction.id, participants, changes, catalog: definitions });
        // Nobody waits for the answers but the next commit. What reads the new snapshot is sent after these messages, and a worker that has
        // not got one asks for the outcome.
        this.#told = this.#tellAll(participants, transaction.id, version, changes);
        this.#store.publish();
      });
    } catch (error) {
      this.abort(transaction);
      throw error;
    }
    this.#open.delete(transaction.id);
    return rows;
  }

  /** A worker has committed it. */
  #follow({ id, participants }: WriteTransaction, changes: readonly TableChange[]): void {
    // The worker has registered anew meanwhile, and said so there.
    if (this.#store.committedAs(id) !== undefined) return;
    const version = this.#store.commit({ transaction: id, participants, changes, decided: true });
    this.#store.publish();
    for (const workerId of participants) {
      const telling = this.#tellCommit(workerId, id, version, true).finally(() => this.#telling.delete(telling));
      this.#telling.add(telling);
    }
    this.#saveSoon();
  }

  #saveSoon(): void {
    this.#saving ??= this.#runtime.setTimer(LIMITS.catalogSaveMs, () => {
      this.#saving = null;
      try {
        this.#store.save();
      } catch (error) {
        // The workers keep what the catalog lacks.
        this.#log.error({ err: error }, 'the catalog could not be written');
        this.#saveSoon();
      }
    });
  }

  /** The worker was to commit it and has not answered. Its locks stay until it is back. */
  async #whenKnown(transaction: WriteTransaction, member: Member): Promise<number> {
    const { id } = transaction;
    const { workerId } = member;
    if (this.members.find(workerId) === member) this.members.evict(workerId, 'it did not answer a commit');
    const committed = this.members.whenBack(member).then((back) => {
      this.#open.delete(id);
      if (this.#store.committedAs(id) !== undefined) return true;
      back?.service.abort(id).catch(() => undefined);
      return false;
    });
    transaction.settled = committed.then(() => undefined);
    let timer: Timer | undefined;
    const late = new Promise<null>((resolve) => {
      timer = this.#runtime.setTimer(this.#unknownOutcomeMs, () => resolve(null));
    });
    const outcome = await Promise.race([committed, late]);
    timer?.cancel();
    if (outcome === true) return transaction.rowsAdded;
    if (outcome === false) throw lostWorker(workerId, 'it had not committed the transaction');
    throw new ConductError(SQLSTATE.transactionResolutionUnknown, `worker ${workerId} went away while it committed the transaction`, {
      detail: 'Whether the transaction is committed is known when the worker is back. Until then its locks stay.',
      hint: 'Start the worker again with its data folder, then look whether the changes are there.',
    });
  }

  /** Returns at once; workers that can't be told now are told when they register again. */
  abort(transaction: WriteTransaction): void {
    this.#open.delete(transaction.id);
    const done = transaction.abort().finally(() => this.#aborting.delete(done));
    this.#aborting.add(done);
  }

  async close(): Promise<void> {
    this.#saving?.cancel();
    await Promise.all([this.#told, ...this.#telling, ...this.#aborting]);
  }

  get members(): Membership {
    return known(this.#membership, 'membership');
  }

  async #tellAll(workers: readonly string[], transaction: string, version: number, changes: readonly TableChange[]): Promise<void> {
    const count = (): void => {
      for (const { tableId } of changes) this.#commitCounts.set(tableId, (this.#commitCounts.get(tableId) ?? 0) + 1);
    };
    count();
    await Promise.all(workers.map((workerId) => this.#tellCommit(workerId, transaction, version)));
    count();
  }

  /** `lazy`: with the next message. */
  async #tellCommit(workerId: string, transaction: string, version: number, lazy = false): Promise<void> {
    // The worker may have come back since it prepared: the transaction is on its disk, under whichever member it is now.
    const member = this.members.find(workerId);
    if (member === undefined) return;
    try {
      // Else a heartbeat tells when it is on disk.
      if (await member.service.commit(transaction, version, lazy)) this.#store.acknowledge(transaction, workerId);
    } catch (error) {
      this.#log.warn({ workerId, transaction, error: String(error) }, 'worker missed a commit; it is reconciled when it registers again');
      if (this.members.find(workerId) === member) this.members.evict(workerId, 'it missed a commit');
    }
  }
}
