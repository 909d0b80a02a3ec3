/**
 * What a transaction writes, and to which workers. Rows go to those that hold their buckets; at the end each of them makes its part durable
 * and says what is in it.
 */
import type { TableDef } from '../catalog/table-def.js';
import { isLocalKey, keysOf, type TableKey } from '../catalog/table-keys.js';
import { mergeStats, type OwnStats } from '../catalog/table-stats.js';
import { known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { HostBatch } from '../plan/batch.js';
import { holderOf } from '../plan/row-id.js';
import { encodeFrame } from '../rpc/frame.js';
import type { AppendRequest, OwnWrites, PrepareResponse } from '../rpc/messages.js';
import type { TableChange } from './catalog-store.js';
import type { Member, Membership } from './membership.js';
import { partitionByHash } from './partition-batch.js';
import { type Change, checkNotNull, sumParts } from './prepared-change.js';
import { type Route, routeOf } from './table-route.js';
import { translateWorkerError } from './worker-errors.js';

const RETRY_HINT = 'Nothing of the statement was kept. Run it again.';

/** A point of a transaction that it can go back to. */
export interface WriteSavepoint {
  readonly command: number;
  readonly own: ReadonlyMap<number, OwnStats>;
  /** Rows sent, by worker and table. */
  readonly sent: ReadonlyMap<string, ReadonlyMap<number, Counts>>;
}

/** What was sent to a worker for a table. */
interface Counts {
  readonly added: number;
  readonly removed: number;
}

const NOTHING: Counts = { added: 0, removed: 0 };

/** Frames that wait for one worker, at the most: beyond, append() waits. */
const QUEUED_FRAMES = 3;

/** Sends text of rows as part of the transaction; the table is as workers need it. */
export type CopyCall = (table: TableDef, member: Member, transaction: string) => Promise<void>;

interface Participant {
  readonly member: Member;
  /** By table id: what prepare must report, or the worker lost some. */
  readonly sent: Map<number, Counts>;
  /** It has taken part: when it knows nothing of the transaction later, it was restarted. */
  known: boolean;
  /** It was sent something since the last flush. */
  dirty: boolean;
  /** Rows that go with the next message. */
  last: AppendRequest | null;
  queued: number;
  tail: Promise<void>;
}

function hasWritten({ sent }: Participant): boolean {
  return [...sent.values()].some(({ added, removed }) => added + removed > 0);
}

/** All workers have prepared. */
export interface Prepared {
  readonly rows: number;
  readonly changes: readonly TableChange[];
  /** The one worker has committed it. */
  readonly decided: boolean;
}

/** A worker was to commit a transaction, and whether it did is not known. */
export class OutcomeUnknown extends Error {
  readonly member: Member;

  constructor(member: Member, cause: unknown) {
    super('a worker did not answer a commit', { cause });
    this.member = member;
  }
}

/**
 * The worker's answer to a commit, as long as it is the member that was asked. Once it is away, or has registered anew, what it says there
 * counts alone: a late answer would be taken for a second commit of what is known, and forgotten, by then.
 */
function whileHere<T>(member: Member, answer: Promise<T>): Promise<T> {
  const { gone } = member;
  return new Promise((resolve, reject) => {
    const left = (): void => reject(new OutcomeUnknown(member, gone.reason));
    if (gone.aborted) left();
    else gone.addEventListener('abort', left, { once: true });
    answer.then(resolve, reject).finally(() => gone.removeEventListener('abort', left));
  });
}

export class WriteTransaction {
  readonly id: string;
  /** Of one whose outcome is unknown: resolves when it is known, never rejects. */
  settled: Promise<void> | null = null;
  readonly #members: Membership;
  readonly #nextRandomTarget: () => number;
  readonly #participants = new Map<string, Participant>();
  #prepared: readonly Participant[] = [];
  readonly #tables = new Map<number, TableDef>();
  readonly #routes = new Map<number, Route>();
  #failure: ConductError | null = null;
  #command = 0;
  /** Commits of its tables by others, as counted before it prepared. */
  readonly #countsBefore = new Map<number, number>();
  #own = new Map<number, OwnStats>();

  constructor(id: string, members: Membership, nextRandomTarget: () => number) {
    this.id = id;
    this.#members = members;
    this.#nextRandomTarget = nextRandomTarget;
  }

  /** Workers that have prepared. */
  get participants(): readonly string[] {
    return this.#prepared.map(({ member }) => member.workerId);
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
    await this.#room();
  }

  /** Workers that hold the table, and which of them each bucket is on. */
  routeTo(table: TableDef): Route {
    return this.#route(table);
  }

  /** Text of so many rows for one of the table's workers, which reads it; `call` sends it. Resolves when there is room for more. */
  async copyRows(table: TableDef, workerId: string, rows: number, call: CopyCall): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    this.#tables.set(table.id, table);
    this.#queue(table, workerId, { added: rows, removed: 0 }, (member) => call(withoutStats(table), member, this.id));
    await this.#room();
  }

  /** What was sent has been answered. */
  async answered(): Promise<void> {
    await this.#flushed();
    if (this.#failure !== null) throw this.#failure;
  }

  /** Rows that a scan gave out are deleted. */
  async remove(table: TableDef, rowIds: readonly bigint[]): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    this.#tables.set(table.id, table);
    const { workers } = this.#route(table);
    const lists = new Map<number, bigint[]>();
    for (const id of rowIds) {
      const holder = holderOf(id);
      const list = lists.get(holder);
      if (list === undefined) lists.set(holder, [id]);
      else list.push(id);
    }
    for (const [holder, ids] of lists) {
      const bytes = new Uint8Array(BigInt64Array.from(ids).buffer);
      this.#queue(table, known(workers[holder], 'holder'), { added: 0, removed: ids.length }, (member) =>
        member.service.remove({ transaction: this.id, table: withoutStats(table), rowIds: bytes }),
      );
    }
    await this.#room();
  }

  async #room(): Promise<void> {
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
    count(known(this.#participants.get(workerId), 'enlisted worker'), table, { added: rows, removed: 0 });
  }

  /** All workers that hold the table read its row ids for the transaction. */
  enlistHolders(table: TableDef): void {
    this.enlist(table, this.#route(table).workers);
  }

  /** The tasks of enlisted workers ran; a plan that turned out to be empty had none, and who wrote nothing has nothing to lose. */
  reached(): void {
    for (const participant of this.#participants.values()) if (hasWritten(participant)) participant.known = true;
  }

  /** What its scans on the worker see of its own writes. */
  ownWrites(workerId: string): OwnWrites {
    const participant = this.#participants.get(workerId);
    return { transaction: this.id, command: this.#command, known: participant?.known === true };
  }

  /** By table id: what was flushed. */
  get ownStats(): ReadonlyMap<number, OwnStats> {
    return this.#own;
  }

  /** What was written so far is seen by the transaction's own scans. Rejects when a NOT NULL column got a NULL. */
  async flush(): Promise<void> {
    for (const participant of this.#participants.values()) this.#sendLast(participant);
    await this.#flushed();
    if (this.#failure !== null) throw this.#failure;
    this.#command += 1;
    const command = this.#command;
    const dirty = [...this.#participants.values()].filter((participant) => participant.dirty && hasWritten(participant));
    const responses = await Promise.all(
      dirty.map(async (participant) => {
        participant.dirty = false;
        try {
          return await participant.member.service.flush(this.id, command);
        } catch (error) {
          throw translateWorkerError(error, participant.member.workerId, RETRY_HINT);
        }
      }),
    );
    for (const change of this.#sum(responses)) {
      const before = this.#own.get(change.tableId);
      const added = before === undefined ? change.stats : mergeStats(before.added, change.stats);
      this.#own.set(change.tableId, { added, deleted: (before?.deleted ?? 0) + change.deleted });
    }
    await this.#checkFlushed(dirty, command);
  }

  /** Rows of one transaction may have a key twice at different workers: that is the statement's error. */
  async #checkFlushed(flushed: readonly Participant[], command: number): Promise<void> {
    for (const table of this.keyedTables) {
      const writers = flushed.filter(({ sent }) => sent.has(table.id));
      for (const key of keysOf(table)) if (!isLocalKey(table, key)) await this.#checkEverywhere(table, key, { writers, since: command });
    }
  }

  savepoint(): WriteSavepoint {
    const sent = new Map([...this.#participants].map(([workerId, participant]) => [workerId, new Map(participant.sent)] as const));
    return { command: this.#command, own: new Map(this.#own), sent };
  }

  /** null: to before anything was written. */
  async rollbackTo(savepoint: WriteSavepoint | null): Promise<void> {
    for (const participant of this.#participants.values()) participant.last = null;
    await this.#flushed();
    this.#failure = null;
    this.#own = new Map(savepoint?.own ?? []);
    await Promise.all(
      [...this.#participants.values()].map(async (participant) => {
        const { member, sent } = participant;
        sent.clear();
        for (const [tableId, counts] of savepoint?.sent.get(member.workerId) ?? []) sent.set(tableId, counts);
        participant.dirty = false;
        try {
          await member.service.rollbackTo(this.id, savepoint?.command ?? 0);
        } catch (error) {
          this.#failure = translateWorkerError(error, member.workerId, RETRY_HINT);
          throw this.#failure;
        }
      }),
    );
  }

  /** By table, over all workers. */
  #sum(responses: readonly PrepareResponse[]): readonly Change[] {
    const changes: Change[] = [];
    for (const [tableId, table] of this.#tables) {
      let parts = responses.flatMap(({ tables }) => tables.filter((part) => part.tableId === tableId));
      // Every copy reports the same rows.
      if (table.distribution.kind === 'replicated') parts = parts.slice(0, 1);
      const change = sumParts(parts);
      if (change === null || (change.stats.rows === 0 && change.deleted === 0)) continue;
      checkNotNull(table, change);
      changes.push(change);
    }
    return changes;
  }

  /** Its writes are at one worker, which can tell alone whether keys are there already. */
  get isOneWorkers(): boolean {
    const [writer, ...others] = [...this.#participants.values()].filter(hasWritten);
    if (writer === undefined || others.length > 0 || writer.member.registration === '') return false;
    return this.keyedTables.every((table) => keysOf(table).every((key) => isLocalKey(table, key)));
  }

  /** As they were sent; copies count once. */
  get rowsAdded(): number {
    return [...(this.#prepared[0]?.sent.values() ?? [])].reduce((sum, { added }) => sum + added, 0);
  }

  /**
   * Everything is durable on all participants; with `mayDecide`, the one participant may commit it. Rejects when any of them failed, a
   * NOT NULL column got a NULL, or with OutcomeUnknown.
   */
  async prepare(commitCount: (tableId: number) => number = () => 0, mayDecide = false): Promise<Prepared> {
    await this.#flushed();
    if (this.#failure !== null) throw this.#failure;
    for (const tableId of this.#tables.keys()) this.#countsBefore.set(tableId, commitCount(tableId));
    const all = [...this.#participants.values()];
    this.#prepared = all.filter(hasWritten);
    // The others only hold what was read for changing it.
    for (const { member } of all.filter((one) => !this.#prepared.includes(one))) member.service.abort(this.id).catch(() => undefined);
    const responses = await Promise.all(this.#prepared.map((participant) => this.#prepare(participant, mayDecide)));
    const changes = this.#sum(responses);
    const decided = responses.some((response) => response.decided);
    return { rows: changes.reduce((sum, { stats }) => sum + stats.rows, 0), changes, decided };
  }

  async #prepare(participant: Participant, mayDecide: boolean): Promise<PrepareResponse> {
    const { member, sent, last } = participant;
    participant.last = null;
    const expected = [...sent].map(([tableId, counts]) => ({ tableId, ...counts }));
    let response: PrepareResponse;
    try {
      const answer = member.service.prepare(this.id, last, mayDecide ? { registration: member.registration, expected } : null);
      response = await (mayDecide ? whileHere(member, answer) : answer);
    } catch (error) {
      if (error instanceof OutcomeUnknown) throw error;
      if (mayDecide && error instanceof ConductError && error.code === SQLSTATE.connectionFailure) throw new OutcomeUnknown(member, error);
      throw translateWorkerError(error, member.workerId, RETRY_HINT);
    }
    if (response.decided) return response;
    for (const { tableId, added, removed } of expected) {
      const got = response.tables.find((table) => table.tableId === tableId);
      // A worker that restarted in between and answers for the transaction has lost what came before.
      if ((got?.stats.rows ?? 0) !== added) throw lostWorker(member.workerId, `it has ${got?.stats.rows ?? 0} of ${added} rows`);
      if ((got?.deleted ?? 0) !== removed) throw lostWorker(member.workerId, `it has ${got?.deleted ?? 0} of ${removed} deletions`);
    }
    return response;
  }

  get keyedTables(): readonly TableDef[] {
    return [...this.#tables.values()].filter((table) => keysOf(table).length > 0);
  }

  /**
   * Between commits: 23505 when a key of its rows is there already. Each worker has looked at its own rows while preparing; it looks
   * again where others have committed since, and at the keys of other workers' rows where the table is not distributed by them.
   */
  async checkKeys(commitCount: (tableId: number) => number): Promise<void> {
    const keyed = this.keyedTables;
    const moved = keyed.some(({ id }) => {
      const before = this.#countsBefore.get(id) ?? 0;
      return before !== commitCount(id) || before % 2 === 1;
    });
    if (moved) await onEach(this.#prepared, (member) => member.service.checkPrepared(this.id));
    for (const table of keyed) {
      for (const key of keysOf(table))
        if (!isLocalKey(table, key)) await this.#checkEverywhere(table, key, { writers: this.#prepared, since: 0 });
    }
  }

  /** 23505 when a key that the writers have brought since the flush is at another worker. */
  async #checkEverywhere(
    table: TableDef,
    key: TableKey,
    { writers, since }: { readonly writers: readonly Participant[]; readonly since: number },
  ): Promise<void> {
    const holders = this.#route(table).workers.map((workerId) => this.#members.need(workerId, `holds a part of table "${table.name}"`));
    await onEach(writers, async (member) => {
      const frames = await member.service.newKeys({ transaction: this.id, tableId: table.id, key: key.name, since });
      for (const frame of frames) {
        const request = { transaction: this.id, tableId: table.id, key: key.name, table: withoutStats(table), frame };
        await Promise.all(holders.filter((holder) => holder.workerId !== member.workerId).map(({ service }) => service.findKeys(request)));
      }
    });
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
      participant = { member, sent: new Map(), known: false, dirty: true, last: null, queued: 0, tail: Promise.resolve() };
      this.#participants.set(workerId, participant);
    }
    return participant;
  }

  #send(table: TableDef, workerId: string, frame: Uint8Array, rows: number): void {
    const participant = this.#participant(table, workerId);
    this.#sendLast(participant);
    // Held back: when it is the last one it travels with Prepare.
    count(participant, table, { added: rows, removed: 0 });
    participant.last = { transaction: this.id, table: withoutStats(table), frame };
  }

  #sendLast(participant: Participant): void {
    const { last } = participant;
    if (last === null) return;
    participant.last = null;
    this.#enqueue(participant, (member) => member.service.append(last));
  }

  #queue(table: TableDef, workerId: string, counts: Counts, call: (member: Member) => Promise<void>): void {
    const participant = this.#participant(table, workerId);
    this.#sendLast(participant);
    count(participant, table, counts);
    this.#enqueue(participant, call);
  }

  #enqueue(participant: Participant, call: (member: Member) => Promise<void>): void {
    participant.queued += 1;
    participant.tail = participant.tail.then(async () => {
      try {
        if (this.#failure === null) await call(participant.member);
        participant.known = true;
      } catch (error) {
        this.#failure ??= translateWorkerError(error, participant.member.workerId, RETRY_HINT);
      } finally {
        participant.queued -= 1;
      }
    });
  }
}

function count(participant: Participant, table: TableDef, { added, removed }: Counts): void {
  const before = participant.sent.get(table.id) ?? NOTHING;
  participant.sent.set(table.id, { added: before.added + added, removed: before.removed + removed });
  participant.dirty = true;
}

const definitions = new WeakMap<TableDef['columns'], { readonly of: TableDef; readonly definition: TableDef }>();

/** Workers that write need the columns; placement and statistics would be most of the message. The same object until the table is altered. */
export function withoutStats(table: TableDef): TableDef {
  const kept = definitions.get(table.columns);
  if (kept !== undefined && isSameShape(kept.of, table)) return kept.definition;
  const definition = { ...table, version: 0, placement: [], stats: { rows: 0, columns: [] } };
  definitions.set(table.columns, { of: table, definition });
  return definition;
}

/** All but what commits of rows change. */
function isSameShape(a: TableDef, b: TableDef): boolean {
  const keys = Object.keys(b) as (keyof TableDef)[];
  return Object.keys(a).length === keys.length && keys.every((key) => key === 'version' || key === 'stats' || a[key] === b[key]);
}

async function onEach(participants: readonly Participant[], call: (member: Member) => Promise<void>): Promise<void> {
  await Promise.all(
    participants.map(async ({ member }) => {
      try {
        await call(member);
      } catch (error) {
        throw translateWorkerError(error, member.workerId, RETRY_HINT);
      }
    }),
  );
}

export function lostWorker(workerId: string, detail: string): ConductError {
  return new ConductError(SQLSTATE.adminShutdown, `worker ${workerId} went away while the statement ran`, { detail, hint: RETRY_HINT });
}
