/**
 * Transactions whose writes are on disk here, from Prepare until their outcome is on disk, too. Each is undecided, decided, or committed.
 *
 * One is *decided* when this worker was the only one that it wrote to: then the write was its commit. Its version comes from the conductor,
 * whose catalog keeps it in memory for a while. Until the catalog is known to have it on disk (`saved`), it stays decided on this disk: a
 * conductor that has lost it hears of it when this worker registers.
 *
 * What is decided goes to disk in groups: all that the same turn of the event loop brings is one transaction of SQLite.
 */
import { assert } from '../common/assert.js';
import type { PrepareResponse } from '../rpc/messages.js';
import type { CommittedAs, PreparedWrite, SectionCatalog, WrittenParts } from './section-catalog.js';

export interface PreparedTransaction extends WrittenParts {
  readonly answer: PrepareResponse;
  readonly decided: boolean;
  /** As the conductor has said. */
  version: number | null;
}

interface Waiting {
  readonly write: PreparedWrite;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export class PreparedTransactions {
  readonly #catalog: SectionCatalog;
  readonly #byId = new Map<string, PreparedTransaction>();
  /** Neither decided nor committed. */
  readonly #undecided = new Set<PreparedTransaction>();
  /** Committed, and prepared on disk. */
  readonly #unsettled = new Set<PreparedTransaction>();
  /** Committed on disk since the conductor was told last. */
  readonly #untold: string[] = [];
  #group: Waiting[] = [];
  /** Versions up to it are in the conductor's catalog for good. */
  #saved = Number.POSITIVE_INFINITY;

  constructor(catalog: SectionCatalog) {
    this.#catalog = catalog;
  }

  get(transaction: string): PreparedTransaction | undefined {
    return this.#byId.get(transaction);
  }

  add(prepared: PreparedTransaction): void {
    this.#byId.set(prepared.transaction, prepared);
    if (!prepared.decided) this.#undecided.add(prepared);
  }

  /** Its write has failed. */
  forget({ transaction }: PreparedTransaction): void {
    this.#byId.delete(transaction);
  }

  setSaved(version: number): void {
    this.#saved = version;
  }

  /** Those whose outcome is not known here, or not for good. */
  get all(): Iterable<PreparedTransaction> {
    return this.#byId.values();
  }

  get undecided(): Iterable<PreparedTransaction> {
    return this.#undecided;
  }

  /** Brings a write to disk at once, with what is known of earlier ones. */
  write(write: PreparedWrite): void {
    this.#write([write]);
  }

  /** Resolves when the write is on disk, beside others. */
  writeInGroup(write: PreparedWrite): Promise<void> {
    return new Promise((done, failed) => {
      this.#group.push({ write, done, failed });
      if (this.#group.length === 1) setImmediate(() => this.#writeGroup());
    });
  }

  #writeGroup(): void {
    const group = this.#group;
    this.#group = [];
    if (group.length === 0) return;
    try {
      this.#write(group.map(({ write }) => write));
    } catch (error) {
      for (const { failed } of group) failed(error);
      return;
    }
    for (const { done } of group) done();
  }

  #write(writes: readonly PreparedWrite[]): void {
    const commits = this.#settleable();
    this.#catalog.prepare(writes, commits);
    this.#settled(commits);
  }

  /** The conductor has committed it, or gives it another version, which must be saved. */
  commit(prepared: PreparedTransaction, version: number): void {
    prepared.version = version;
    this.#undecided.delete(prepared);
    this.#unsettled.add(prepared);
  }

  /** As settle(), for one whose version is known to be saved. */
  settleNow(prepared: PreparedTransaction): void {
    const { version } = prepared;
    assert(version !== null, 'what is settled is committed');
    this.#catalog.commit([{ ...prepared, version }]);
    this.#settled([{ ...prepared, version }]);
  }

  remove(prepared: PreparedTransaction): void {
    this.#catalog.abort(prepared);
    this.#undecided.delete(prepared);
    this.#byId.delete(prepared.transaction);
  }

  /** Brings to disk what commits have decided. Until then a restart finds them prepared, and the conductor still knows what became of them. */
  settle(): void {
    this.#writeGroup();
    const commits = this.#settleable();
    this.#catalog.commit(commits);
    this.#settled(commits);
  }

  #settleable(): readonly CommittedAs[] {
    const commits: CommittedAs[] = [];
    for (const { transaction, pieces, deletions, version, decided } of this.#unsettled) {
      if (version !== null && (!decided || version <= this.#saved)) commits.push({ transaction, pieces, deletions, version });
    }
    return commits;
  }

  #settled(commits: readonly CommittedAs[]): void {
    for (const { transaction } of commits) {
      const prepared = this.#byId.get(transaction);
      if (prepared !== undefined) this.#unsettled.delete(prepared);
      this.#byId.delete(transaction);
      this.#untold.push(transaction);
    }
  }

  /** Transactions that were settled since the last call. */
  takeSettled(): readonly string[] {
    return this.#untold.splice(0);
  }

  /** The conductor has not heard of these. */
  retell(transactions: readonly string[]): void {
    this.#untold.push(...transactions);
  }
}
