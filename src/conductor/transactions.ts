/**
 * The write path. Rows go to the workers that hold their buckets; at commit all workers make them durable and mark the transaction
 * prepared, then the catalog's SQLite transaction decides, then the workers are told, then the client. A statement is whole or
 * not at all: a worker that misses the last message learns the outcome when it registers again.
 */
import type { Logger } from 'pino';
import type { CatalogChange } from '../catalog/catalog-change.js';
import type { TableDef } from '../catalog/table-def.js';
import { mergeStats } from '../catalog/table-stats.js';
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { Runtime } from '../common/runtime.js';
import type { HostBatch } from '../plan/batch.js';
import { encodeFrame } from '../rpc/frame.js';
import type { PrepareResponse } from '../rpc/messages.js';
import { HyperLogLog } from '../storage/hyperloglog.js';
import type { CatalogStore, TableChange } from './catalog-store.js';
import type { Member, Membership } from './membership.js';
import { Mutex } from './mutex.js';
import { partitionByHash } from './partition-batch.js';
import { translateWorkerError } from './worker-errors.js';

const RETRY_HINT = 'Nothing of the statement was kept. Run it again.';

export class Transactions {
  readonly #runtime: Runtime;
  readonly #store: CatalogStore;
  readonly #log: Logger;
  readonly #commits = new Mutex();
  readonly #open = new Set<string>();
  /** Aborts on their way to workers; close() waits for them. */
  readonly #aborting = new Set<Promise<void>>();
  #membership: Membership | null = null;
  #nextRandomTarget = 0;

  constructor(options: { readonly runtime: Runtime; readonly store: CatalogStore; readonly log: Logger }) {
    this.#runtime = options.runtime;
    this.#store = options.store;
    this.#log = options.log;
  }

  /** Membership asks for open transactions, and transactions ask for members: this closes the circle at start. */
  attach(membership: Membership): void {
    this.#membership = membership;
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
    return this.#commits.run(async () => {
      const result = work();
      await tellWorkers?.(result);
      this.#store.publish();
      return result;
    });
  }

  /** Runs work between commits. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.#commits.run(work);
  }

  /** Gives the rows added. On any error before the commit point everything is undone and the error is thrown. */
  async commit(transaction: WriteTransaction, definitions: readonly CatalogChange[] = []): Promise<number> {
    let outcome: { readonly rows: number; readonly changes: readonly TableChange[] };
    try {
      outcome = await transaction.prepare();
    } catch (error) {
      this.abort(transaction);
      throw error;
    }
    const { rows, changes } = outcome;
    const { participants } = transaction;
    if (rows === 0 && definitions.length === 0) {
      this.abort(transaction);
      return 0;
    }
    try {
      await this.#commits.run(async () => {
        const version = this.#store.commit({ transaction: transaction.id, participants, changes, catalog: definitions });
        await Promise.all(participants.map((workerId) => this.#tellCommit(workerId, transaction.id, version)));
        this.#store.publish();
      });
    } catch (error) {
      this.abort(transaction);
      throw error;
    }
    this.#open.delete(transaction.id);
    return rows;
  }

  /** Returns at once; workers that can't be told now are told when they register again. */
  abort(transaction: WriteTransaction): void {
    this.#open.delete(transaction.id);
    const done = transaction.abort().finally(() => this.#aborting.delete(done));
    this.#aborting.add(done);
  }

  async close(): Promise<void> {
    await Promise.all(this.#aborting);
  }

  get members(): Membership {
    return known(this.#membership, 'membership');
  }

  async #tellCommit(workerId: string, transaction: string, version: number): Promise<void> {
    // The worker may have come back since it prepared: the transaction is on its disk, under whichever member it is now.
    const member = this.members.find(workerId);
    if (member === undefined) return;
    try {
      await member.service.commit(transaction, version);
      this.#store.acknowledge(transaction, workerId);
    } catch (error) {
      this.#log.warn({ workerId, transaction, error: String(error) }, 'worker missed a commit; it is reconciled when it registers again');
      if (this.members.find(workerId) === member) this.members.evict(workerId, 'it missed a commit');
    }
  }
}

/** Frames that wait for one worker, at the most: beyond, append() waits. */
const QUEUED_FRAMES = 3;

interface Participant {
  readonly member: Member;
  /** Rows sent by table id: what prepare must report, or the worker lost some. */
  readonly rows: Map<number, number>;
  queued: number;
  tail: Promise<void>;
}

export class WriteTransaction {
  readonly id: string;
  readonly #members: Membership;
  readonly #nextRandomTarget: () => number;
  readonly #participants = new Map<string, Participant>();
  readonly #tables = new Map<number, TableDef>();
  readonly #routes = new Map<number, Route>();
  #failure: ConductError | null = null;

  constructor(id: string, members: Membership, nextRandomTarget: () => number) {
    this.id = id;
    this.#members = members;
    this.#nextRandomTarget = nextRandomTarget;
  }

  /** Workers that were asked to write anything. */
  get participants(): readonly string[] {
    return [...this.#participants.keys()];
  }

  /** Sends the rows (all columns of the table, in order) on their way. Resolves when there is room for more. */
  async append(table: TableDef, batch: HostBatch): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    if (batch.rows === 0) return;
    this.#tables.set(table.id, table);
    const route = this.#route(table);
    const { distribution } = table;
    switch (distribution.kind) {
      case 'replicated': {
        const frame = encodeFrame(batch);
        for (const workerId of route.workers) this.#send(table, workerId, frame, batch.rows);
        break;
      }
      case 'random': {
        const workerId = known(route.workers[this.#nextRandomTarget() % route.workers.length], 'target');
        this.#send(table, workerId, encodeFrame(batch), batch.rows);
        break;
      }
      case 'hash': {
        const parts = partitionByHash(batch, distribution.ordinals, route.bucketTargets, route.workers.length);
        parts.forEach((part, target) => {
          if (part !== undefined) this.#send(table, known(route.workers[target], 'target'), encodeFrame(part), part.rows);
        });
        break;
      }
    }
    for (const participant of this.#participants.values()) {
      while (participant.queued > QUEUED_FRAMES && this.#failure === null) await participant.tail;
    }
    if (this.#failure !== null) throw this.#failure;
  }

  /** Tasks on these workers write to the table themselves (INSERT ... SELECT). */
  enlist(table: TableDef, workerIds: readonly string[]): void {
    this.#tables.set(table.id, table);
    for (const workerId of workerIds) this.#participant(table, workerId);
  }

  /** What an enlisted worker's task says it wrote. */
  wrote(table: TableDef, workerId: string, rows: number): void {
    const { rows: counts } = known(this.#participants.get(workerId), 'enlisted worker');
    counts.set(table.id, (counts.get(table.id) ?? 0) + rows);
  }

  /** Everything is durable on all participants. Rejects when any of them failed, or a NOT NULL column got a NULL. */
  async prepare(): Promise<{ readonly rows: number; readonly changes: readonly TableChange[] }> {
    await this.#flushed();
    if (this.#failure !== null) throw this.#failure;
    const responses = await Promise.all(
      [...this.#participants.values()].map(async ({ member, rows }) => {
        let response: PrepareResponse;
        try {
          response = await member.service.prepare(this.id);
        } catch (error) {
          throw translateWorkerError(error, member.workerId, RETRY_HINT);
        }
        for (const [tableId, sent] of rows) {
          const got = response.tables.find((table) => table.tableId === tableId)?.stats.rows ?? 0;
          // A worker that restarted in between and answers for the transaction has lost what came before.
          if (got !== sent) throw lost(member.workerId, `it has ${got} of ${sent} rows`);
        }
        return response;
      }),
    );
    const changes: TableChange[] = [];
    let rows = 0;
    for (const [tableId, table] of this.#tables) {
      let parts = responses.flatMap(({ tables }) => tables.filter((part) => part.tableId === tableId));
      // Every copy reports the same rows.
      if (table.distribution.kind === 'replicated') parts = parts.slice(0, 1);
      const change = sumParts(parts);
      if (change === null) continue;
      checkNotNull(table, change);
      rows += change.stats.rows;
      changes.push(change);
    }
    return { rows, changes };
  }

  /** Never rejects. */
  async abort(): Promise<void> {
    this.#failure ??= new ConductError(SQLSTATE.queryCanceled, 'the transaction was aborted');
    await this.#flushed();
    await Promise.allSettled([...this.#participants.values()].map(({ member }) => member.service.abort(this.id)));
  }

  async #flushed(): Promise<void> {
    for (const participant of this.#participants.values()) await participant.tail;
  }

  #route(table: TableDef): Route {
    let route = this.#routes.get(table.id);
    if (route === undefined) {
      route = routeOf(table);
      for (const workerId of route.workers) this.#members.need(workerId, `holds a part of table "${table.name}"`);
      this.#routes.set(table.id, route);
    }
    return route;
  }

  #participant(table: TableDef, workerId: string): Participant {
    let participant = this.#participants.get(workerId);
    if (participant === undefined) {
      const member = this.#members.need(workerId, `holds a part of table "${table.name}"`);
      participant = { member, rows: new Map(), queued: 0, tail: Promise.resolve() };
      this.#participants.set(workerId, participant);
    }
    return participant;
  }

  #send(table: TableDef, workerId: string, frame: Uint8Array, rows: number): void {
    const participant = this.#participant(table, workerId);
    participant.rows.set(table.id, (participant.rows.get(table.id) ?? 0) + rows);
    participant.queued += 1;
    participant.tail = participant.tail.then(async () => {
      try {
        if (this.#failure === null) await participant.member.service.append({ transaction: this.id, table: withoutStats(table), frame });
      } catch (error) {
        this.#failure ??= translateWorkerError(error, workerId, RETRY_HINT);
      } finally {
        participant.queued -= 1;
      }
    });
  }
}

/** Where a table's rows go. */
interface Route {
  readonly workers: readonly string[];
  /** Index into workers of each bucket; empty unless distributed by hash. */
  readonly bucketTargets: Uint16Array;
}

function routeOf(table: TableDef): Route {
  const workers = [...new Set(table.placement)];
  assert(workers.length > 0, 'a table is placed on at least one worker');
  if (table.distribution.kind !== 'hash') return { workers, bucketTargets: new Uint16Array(0) };
  assert(table.placement.length === LIMITS.buckets, 'a worker for each bucket');
  return { workers, bucketTargets: Uint16Array.from(table.placement, (workerId) => workers.indexOf(workerId)) };
}

/** Workers need the columns and the placement; statistics would be most of the message. */
export function withoutStats(table: TableDef): TableDef {
  return {
    ...table,
    stats: {
      rows: table.stats.rows,
      columns: table.stats.columns.map((column) => ({ ...column, minText: null, maxText: null, common: [] })),
    },
  };
}

function sumParts(parts: PrepareResponse['tables']): TableChange | null {
  const [first, ...others] = parts;
  if (first === undefined) return null;
  const sketches = first.sketches.map((text) => HyperLogLog.fromBase64(text));
  let { stats } = first;
  for (const part of others) {
    stats = mergeStats(stats, part.stats);
    sketches.forEach((sketch, ordinal) => {
      sketch.merge(HyperLogLog.fromBase64(part.sketches[ordinal] ?? ''));
    });
  }
  return { tableId: first.tableId, stats, sketches: sketches.map((sketch) => sketch.toBase64()) };
}

/** The workers' counts of NULLs are exact, so this holds for rows from everywhere, also those that never came by here. */
function checkNotNull(table: TableDef, { stats }: TableChange): void {
  stats.columns.forEach(({ nulls }, ordinal) => {
    const column = known(table.columns[ordinal], 'column');
    if (!column.notNull || nulls === 0) return;
    throw notNullViolation(table.name, column.name);
  });
}

export function notNullViolation(table: string, column: string): ConductError {
  return new ConductError(
    SQLSTATE.notNullViolation,
    `null value in column "${column}" of relation "${table}" violates not-null constraint`,
  );
}

function lost(workerId: string, detail: string): ConductError {
  return new ConductError(SQLSTATE.adminShutdown, `worker ${workerId} went away while the statement ran`, { detail, hint: RETRY_HINT });
}
