/**
 * The workers that are there now. They register, beat, and are evicted after three missed beats; a worker that comes back under
 * its id takes its place again, as a new member: whatever was sent to the earlier one (appends that were not prepared) is lost,
 * and who still holds that member gets errors.
 */
import type { Logger } from 'pino';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { Runtime, Timer } from '../common/runtime.js';
import type {
  ConductorService,
  HeartbeatRequest,
  HeartbeatResponse,
  RegisterRequest,
  RegisterResponse,
  TransactionOutcome,
  WorkerService,
} from '../rpc/messages.js';
import { workerClient } from '../rpc/service.js';
import type { Channel } from '../rpc/transport.js';
import type { CatalogStore } from './catalog-store.js';

export interface Member {
  readonly workerId: string;
  readonly address: string;
  readonly executors: number;
  readonly memoryBytes: number;
  readonly service: WorkerService;
  /** Names its registration for the worker; empty: it decides no transactions. */
  readonly registration: string;
  /** Aborted when the worker was evicted or registered anew. */
  readonly gone: AbortSignal;
}

interface Entry {
  readonly member: Member;
  readonly channel: Channel;
  readonly leave: AbortController;
  lastBeat: number;
}

export interface MembershipOptions {
  readonly runtime: Runtime;
  readonly store: CatalogStore;
  readonly log: Logger;
  /** Whether the transaction is being written by a statement now: its outcome is still open. */
  readonly inProgress: (transaction: string) => boolean;
  /** Version of the oldest catalog that a statement or transaction reads. */
  readonly oldestSnapshot?: () => number;
  /** Runs work while no commit is under way. */
  readonly exclusive: <T>(work: () => Promise<T>) => Promise<T>;
}

export class Membership implements ConductorService {
  readonly #runtime: Runtime;
  readonly #store: CatalogStore;
  readonly #log: Logger;
  readonly #inProgress: (transaction: string) => boolean;
  readonly #exclusive: MembershipOptions['exclusive'];
  readonly #oldestSnapshot: () => number;
  readonly #entries = new Map<string, Entry>();
  readonly #waiters = new Set<() => void>();
  #epoch = 0;
  #timer: Timer | null = null;
  #closed = false;

  constructor({ runtime, store, log, inProgress, exclusive, oldestSnapshot }: MembershipOptions) {
    this.#runtime = runtime;
    this.#store = store;
    this.#log = log;
    this.#inProgress = inProgress;
    this.#exclusive = exclusive;
    this.#oldestSnapshot = oldestSnapshot ?? (() => store.published.version);
    this.#watch(runtime.now());
  }

  /** Changes whenever a worker joins or leaves. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Live workers, in the order of their ids. */
  get members(): readonly Member[] {
    return [...this.#entries.values()].map(({ member }) => member).sort((a, b) => (a.workerId < b.workerId ? -1 : 1));
  }

  find(workerId: string): Member | undefined {
    return this.#entries.get(workerId)?.member;
  }

  /** The live worker, or 57P03 with what to do: queries that need a worker that is away fail at once. */
  need(workerId: string, why: string): Member {
    const member = this.find(workerId);
    if (member !== undefined) return member;
    throw new ConductError(SQLSTATE.cannotConnectNow, `worker ${workerId}, which ${why}, is away`, {
      hint: 'Wait until it is back, or start it again with its data folder; then run the statement again.',
    });
  }

  /** Between commits: a commit or TRUNCATE either finds the worker here, or is in the answer. */
  async register(request: RegisterRequest): Promise<RegisterResponse> {
    await this.#reach(request.address);
    return this.#exclusive(() => this.#register(request));
  }

  /** Who can't be called back would fail every query: its address is wrong, or its certificate names another one. */
  async #reach(address: string): Promise<void> {
    const channel = this.#runtime.transport.connect(address);
    try {
      await workerClient(channel).status();
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new ConductError(SQLSTATE.connectionFailure, `the conductor can't reach this worker: ${why}`, { cause });
    } finally {
      channel.close();
    }
  }

  async #register(request: RegisterRequest): Promise<RegisterResponse> {
    const { workerId, address, executors, memoryBytes, preparedTransactions, decidedTransactions, tableIds, registration } = request;
    this.#remove(workerId, 'it registered anew');
    // It no longer holds these as prepared, so it has heard of their commit.
    const prepared = new Set(preparedTransactions);
    for (const transaction of this.#store.unacknowledged(workerId)) {
      if (!prepared.has(transaction)) this.#store.acknowledge(transaction, workerId);
    }
    const channel = this.#runtime.transport.connect(address);
    const leave = new AbortController();
    const member: Member = { workerId, address, executors, memoryBytes, service: workerClient(channel), registration, gone: leave.signal };
    const truncations = this.#store.truncations(tableIds);
    try {
      // Before queries can reach it: the answer to this call may arrive after them. (Prepared transactions it asks about itself.)
      for (const { tableId, version } of truncations) await member.service.truncate(tableId, version);
      for (const transaction of decidedTransactions) await this.#learn(transaction, member);
      // What the worker hears now it takes for good.
      this.#store.save();
      this.#store.publish();
    } catch (error) {
      channel.close();
      throw error;
    }
    this.#entries.set(workerId, { member, channel, leave, lastBeat: this.#runtime.now() });
    this.#epoch += 1;
    this.#log.info({ workerId, address, executors, prepared: preparedTransactions.length }, 'worker joined');
    for (const waiter of this.#waiters) waiter();
    return { outcomes: await this.outcomes(preparedTransactions), droppedTableIds: this.#store.dropped(tableIds), truncations };
  }

  /** A transaction that the worker has committed: the catalog follows, if it has not yet. */
  async #learn(transaction: string, { workerId, service }: Member): Promise<void> {
    if (this.#store.committedAs(transaction) !== undefined) return;
    const { tables } = await service.prepare(transaction, null, null);
    const changes = tables.filter(({ stats, deleted }) => stats.rows + deleted > 0);
    this.#log.info({ workerId, transaction }, 'a worker has committed a transaction that was not known here');
    if (this.#inProgress(transaction)) this.#store.commit({ transaction, participants: [workerId], changes, decided: true });
    else this.#store.recover(transaction, workerId, changes);
  }

  async heartbeat({ workerId, committed }: HeartbeatRequest): Promise<HeartbeatResponse> {
    const entry = this.#entries.get(workerId);
    if (entry === undefined) return { known: false, oldestSnapshot: 0, savedVersion: 0 };
    entry.lastBeat = this.#runtime.now();
    for (const transaction of committed) this.#store.acknowledge(transaction, workerId);
    return { known: true, oldestSnapshot: this.#oldestSnapshot(), savedVersion: this.#store.savedVersion };
  }

  /** Left out: transactions that are still open. An unknown one that nobody writes never committed and never will. */
  async outcomes(transactions: readonly string[]): Promise<readonly TransactionOutcome[]> {
    return transactions.flatMap((transaction): TransactionOutcome[] => {
      const version = this.#store.committedAs(transaction);
      if (version !== undefined) return [{ transaction, committedAs: version }];
      return this.#inProgress(transaction) ? [] : [{ transaction, committedAs: null }];
    });
  }

  /** A worker that did not do what it must: it registers again and is reconciled then. */
  evict(workerId: string, why: string): void {
    this.#remove(workerId, why);
  }

  /** Resolves with the worker's next registration when it is there again, or null when it will not be heard of: the conductor stops. */
  async whenBack(former: Member): Promise<Member | null> {
    for (;;) {
      const now = this.find(former.workerId);
      if (this.#closed) return null;
      if (now !== undefined && now !== former) return now;
      await this.#changed();
    }
  }

  #changed(): Promise<void> {
    return new Promise((resolve) => {
      const waiter = (): void => {
        this.#waiters.delete(waiter);
        resolve();
      };
      this.#waiters.add(waiter);
    });
  }

  async waitFor(count: number): Promise<void> {
    while (this.#entries.size < count && !this.#closed) {
      await this.#changed();
    }
  }

  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
    for (const workerId of [...this.#entries.keys()]) this.#remove(workerId, 'the conductor stops');
    for (const waiter of this.#waiters) waiter();
  }

  #remove(workerId: string, why: string): void {
    const entry = this.#entries.get(workerId);
    if (entry === undefined) return;
    this.#entries.delete(workerId);
    this.#epoch += 1;
    this.#log.info({ workerId, why }, 'worker left');
    entry.leave.abort();
    entry.channel.close();
  }

  #watch(lastCheck: number): void {
    this.#timer = this.#runtime.setTimer(LIMITS.heartbeatMs, () => {
      const now = this.#runtime.now();
      // After a pause of our own process, beats wait in its sockets: they are read before anyone is judged.
      const paused = now - lastCheck > 2 * LIMITS.heartbeatMs;
      for (const [workerId, entry] of this.#entries) {
        if (paused) entry.lastBeat = Math.max(entry.lastBeat, now - LIMITS.heartbeatMs);
        else if (now - entry.lastBeat > LIMITS.heartbeatMs * LIMITS.heartbeatMisses) this.#remove(workerId, 'its heartbeats stopped');
      }
      if (!this.#closed) this.#watch(now);
    });
  }
}
