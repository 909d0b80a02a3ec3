/**
 * Locks of tables, held to the end of a transaction. Waiters are served in the order of their coming, and one whose wait would close a
 * circle gets 40P01 at once. Readers take none: they have their snapshot.
 *
 * | mode | taken by | goes along with |
 * |---|---|---|
 * | read | statements of SERIALIZABLE transactions | read |
 * | insert | INSERT, COPY | insert, write |
 * | write | UPDATE, DELETE, MERGE, ON CONFLICT DO UPDATE, FOR UPDATE | insert |
 * | exclusive | changes of the table itself | nothing |
 */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Runtime } from '../common/runtime.js';

export type LockMode = 'read' | 'insert' | 'write' | 'exclusive';

const CONFLICTS: Readonly<Record<LockMode, readonly LockMode[]>> = {
  read: ['insert', 'write', 'exclusive'],
  insert: ['read', 'exclusive'],
  write: ['read', 'write', 'exclusive'],
  exclusive: ['read', 'insert', 'write', 'exclusive'],
};

/** Who holds locks. `id` is the session's, for error messages. */
export interface LockOwner {
  readonly id: number;
}

interface Waiter {
  readonly owner: LockOwner;
  readonly mode: LockMode;
  readonly tableId: number;
  readonly grant: () => void;
}

interface TableLock {
  readonly held: Map<LockOwner, Set<LockMode>>;
  queue: Waiter[];
}

export class Locks {
  readonly #runtime: Runtime;
  readonly #tables = new Map<number, TableLock>();
  readonly #waiting = new Map<LockOwner, Waiter>();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Resolves when the lock is held, with whether it was not before: 40P01, 55P03 after timeoutMs (0: never), the signal's error when it is aborted. */
  async acquire(owner: LockOwner, tableId: number, mode: LockMode, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    const lock = this.#lock(tableId);
    if (lock.held.get(owner)?.has(mode) === true) return false;
    // Who holds a lock of the table already goes before those who wait: they may wait for it.
    const queued = lock.held.has(owner) ? [] : lock.queue;
    if (isFree(lock, owner, mode) && queued.every((other) => !CONFLICTS[mode].includes(other.mode))) {
      hold(lock, owner, mode);
      return true;
    }
    await this.#wait(lock, owner, tableId, mode, timeoutMs, signal);
    return true;
  }

  /** One that acquire() took. */
  release(owner: LockOwner, tableId: number, mode: LockMode): void {
    const lock = this.#tables.get(tableId);
    const modes = lock?.held.get(owner);
    if (lock === undefined || modes === undefined) return;
    modes.delete(mode);
    if (modes.size === 0) lock.held.delete(owner);
    this.#serve(lock);
    if (lock.held.size === 0 && lock.queue.length === 0) this.#tables.delete(tableId);
  }

  releaseAll(owner: LockOwner): void {
    for (const [tableId, lock] of this.#tables) {
      if (!lock.held.delete(owner)) continue;
      this.#serve(lock);
      if (lock.held.size === 0 && lock.queue.length === 0) this.#tables.delete(tableId);
    }
  }

  #lock(tableId: number): TableLock {
    let lock = this.#tables.get(tableId);
    if (lock === undefined) {
      lock = { held: new Map(), queue: [] };
      this.#tables.set(tableId, lock);
    }
    return lock;
  }

  #wait(lock: TableLock, owner: LockOwner, tableId: number, mode: LockMode, timeoutMs: number, signal: AbortSignal): Promise<void> {
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
        tableId,
        grant: () => {
          leave();
          hold(lock, owner, mode);
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
    const lock = this.#lock(waiter.tableId);
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

function hold(lock: TableLock, owner: LockOwner, mode: LockMode): void {
  const modes = lock.held.get(owner);
  if (modes === undefined) lock.held.set(owner, new Set([mode]));
  else modes.add(mode);
}

function deadlock(circle: readonly Waiter[]): ConductError {
  const lines = circle.map(({ owner, tableId }, i) => {
    const next = circle[(i + 1) % circle.length]?.owner.id ?? owner.id;
    return `Process ${owner.id} waits for a lock on relation ${tableId}; blocked by process ${next}.`;
  });
  return new ConductError(SQLSTATE.deadlockDetected, 'deadlock detected', { detail: lines.join('\n') });
}
