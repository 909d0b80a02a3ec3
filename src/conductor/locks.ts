/**
 * Locks of tables, of their rows and of values of keys, held to the end of a transaction. Waiters are served in the order of their coming, and one whose wait would close a
 * circle gets 40P01 at once. Readers take none: they have their snapshot.
 *
 * | mode | taken by | goes along with |
 * |---|---|---|
 * | read | statements of SERIALIZABLE transactions | read |
 * | insert | INSERT, COPY | insert, change, write |
 * | change | UPDATE, DELETE, MERGE and ON CONFLICT, which lock their rows | insert, change |
 * | write | the same of many rows or of replicated tables, FOR UPDATE | insert |
 * | exclusive | changes of the table itself; a row that is changed; a key's value that is inserted | nothing |
 */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Runtime } from '../common/runtime.js';

export type LockMode = 'read' | 'insert' | 'change' | 'write' | 'exclusive';

const CONFLICTS: Readonly<Record<LockMode, readonly LockMode[]>> = {
  read: ['insert', 'change', 'write', 'exclusive'],
  insert: ['read', 'exclusive'],
  change: ['read', 'write', 'exclusive'],
  write: ['read', 'change', 'write', 'exclusive'],
  exclusive: ['read', 'insert', 'change', 'write', 'exclusive'],
};

/** Who holds locks. `id` is the session's, for error messages. */
export interface LockOwner {
  readonly id: number;
}

/** A table's OID, or as text: a table and a row of it, or a table, a key and its value. */
export type LockTarget = number | string;

interface Waiter {
  readonly owner: LockOwner;
  readonly mode: LockMode;
  readonly target: LockTarget;
  readonly grant: () => void;
}

interface TableLock {
  readonly held: Map<LockOwner, Set<LockMode>>;
  queue: Waiter[];
}

export class Locks {
  readonly #runtime: Runtime;
  readonly #tables = new Map<LockTarget, TableLock>();
  readonly #owned = new Map<LockOwner, Set<LockTarget>>();
  readonly #waiting = new Map<LockOwner, Waiter>();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Resolves when the lock is held, with how it came about: 40P01, 55P03 after timeoutMs (0: never), the signal's error when it is aborted. */
  async acquire(
    owner: LockOwner,
    target: LockTarget,
    mode: LockMode,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<'held' | 'taken' | 'waited'> {
    const lock = this.#lock(target);
    if (lock.held.get(owner)?.has(mode) === true) return 'held';
    // Who holds a lock of the table already goes before those who wait: they may wait for it.
    const queued = lock.held.has(owner) ? [] : lock.queue;
    if (isFree(lock, owner, mode) && queued.every((other) => !CONFLICTS[mode].includes(other.mode))) {
      this.#hold(lock, owner, target, mode);
      return 'taken';
    }
    await this.#wait(lock, owner, target, mode, timeoutMs, signal);
    return 'waited';
  }

  holds(owner: LockOwner, target: LockTarget, mode: LockMode): boolean {
    return this.#tables.get(target)?.held.get(owner)?.has(mode) === true;
  }

  /** One that acquire() took. */
  release(owner: LockOwner, target: LockTarget, mode: LockMode): void {
    const lock = this.#tables.get(target);
    const modes = lock?.held.get(owner);
    if (lock === undefined || modes === undefined) return;
    modes.delete(mode);
    if (modes.size === 0) {
      lock.held.delete(owner);
      this.#owned.get(owner)?.delete(target);
    }
    this.#serve(lock);
    if (lock.held.size === 0 && lock.queue.length === 0) this.#tables.delete(target);
  }

  releaseAll(owner: LockOwner): void {
    const targets = this.#owned.get(owner) ?? [];
    this.#owned.delete(owner);
    for (const target of targets) {
      const lock = this.#tables.get(target);
      if (lock === undefined) continue;
      lock.held.delete(owner);
      this.#serve(lock);
      if (lock.held.size === 0 && lock.queue.length === 0) this.#tables.delete(target);
    }
  }

  #hold(lock: TableLock, owner: LockOwner, target: LockTarget, mode: LockMode): void {
    const modes = lock.held.get(owner);
    if (modes === undefined) lock.held.set(owner, new Set([mode]));
    else modes.add(mode);
    const owned = this.#owned.get(owner);
    if (owned === undefined) this.#owned.set(owner, new Set([target]));
    else owned.add(target);
  }

  #lock(target: LockTarget): TableLock {
    let lock = this.#tables.get(target);
    if (lock === undefined) {
      lock = { held: new Map(), queue: [] };
      this.#tables.set(target, lock);
    }
    return lock;
  }

  #wait(lock: TableLock, owner: LockOwner, target: LockTarget, mode: LockMode, timeoutMs: number, signal: AbortSignal): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        timer?.cancel();
        signal.removeEventListener('abort', onAbort);
        this.#waiting.delete(owner);
        lock.queue = lock.queue.filter((other) => other !== waiter);
      };
      const fail = (error: unknown): void => {
        leave();
        this.#serve(lock);
        reject(error);
      };
      const onAbort = (): void => fail(signal.reason);
      const waiter: Waiter = {
        owner,
        mode,
        target,
        grant: () => {
          leave();
          this.#hold(lock, owner, target, mode);
          resolve();
        },
      };
      const timer =
        timeoutMs === 0
          ? null
          : this.#runtime.setTimer(timeoutMs, () =>
              fail(new ConductError(SQLSTATE.lockNotAvailable, 'canceling statement due to lock timeout')),
            );
      if (signal.aborted) return fail(signal.reason);
      signal.addEventListener('abort', onAbort);
      if (lock.held.has(owner)) lock.queue.unshift(waiter);
      else lock.queue.push(waiter);
      this.#waiting.set(owner, waiter);
      const circle = this.#circle(owner);
      if (circle !== null) fail(deadlock(circle));
    });
  }

  #serve(lock: TableLock): void {
    for (const waiter of [...lock.queue]) {
      if (!lock.queue.includes(waiter)) continue;
      const ahead = lock.queue.slice(0, lock.queue.indexOf(waiter));
      if (!isFree(lock, waiter.owner, waiter.mode)) continue;
      if (ahead.some((other) => CONFLICTS[waiter.mode].includes(other.mode))) continue;
      waiter.grant();
    }
  }

  /** The waits that lead from the owner back to it, or null. */
  #circle(start: LockOwner): readonly Waiter[] | null {
    const visited = new Set<LockOwner>();
    const path: Waiter[] = [];
    const visit = (owner: LockOwner): boolean => {
      const waiter = this.#waiting.get(owner);
      if (waiter === undefined) return false;
      path.push(waiter);
      for (const other of this.#blockers(waiter)) {
        if (other === start) return true;
        if (visited.has(other)) continue;
        visited.add(other);
        if (visit(other)) return true;
      }
      path.pop();
      return false;
    };
    return visit(start) ? path : null;
  }

  #blockers(waiter: Waiter): readonly LockOwner[] {
    const lock = this.#lock(waiter.target);
    const holders = [...lock.held].flatMap(([owner, modes]) =>
      owner !== waiter.owner && CONFLICTS[waiter.mode].some((mode) => modes.has(mode)) ? [owner] : [],
    );
    const ahead = lock.queue.slice(0, lock.queue.indexOf(waiter)).filter((other) => CONFLICTS[waiter.mode].includes(other.mode));
    return [...holders, ...ahead.map(({ owner }) => owner)];
  }
}

function isFree(lock: TableLock, owner: LockOwner, mode: LockMode): boolean {
  for (const [other, modes] of lock.held) {
    if (other !== owner && CONFLICTS[mode].some((taken) => modes.has(taken))) return false;
  }
  return true;
}

function deadlock(circle: readonly Waiter[]): ConductError {
  const lines = circle.map(({ owner, target }, i) => {
    const next = circle[(i + 1) % circle.length]?.owner.id ?? owner.id;
    return `Process ${owner.id} waits for a lock on ${typeof target === 'number' ? `relation ${target}` : 'a row or a key'}; blocked by process ${next}.`;
  });
  return new ConductError(SQLSTATE.deadlockDetected, 'deadlock detected', { detail: lines.join('\n') });
}
