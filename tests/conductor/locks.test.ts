/** Locks: who goes along with whom, in which order they are served, and what ends a wait. */
import { expect } from 'chai';
import type { ConductError } from '../../src/common/errors.js';
import type { Runtime } from '../../src/common/runtime.js';
import { Locks } from '../../src/conductor/locks.js';

const NEVER = new AbortController().signal;

/** Timers that fire when the test says so. */
function manualTimers(): { readonly runtime: Runtime; fire(): void } {
  const waiting = new Set<() => void>();
  const setTimer = (_ms: number, run: () => void): { cancel(): void } => {
    waiting.add(run);
    return { cancel: () => waiting.delete(run) };
  };
  return {
    runtime: { setTimer } as unknown as Runtime,
    fire: () => {
      for (const run of [...waiting]) run();
    },
  };
}

/** Lets promises that are settled run their continuations. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await Promise.resolve();
}

describe('locks', () => {
  const [a, b, c] = [{ id: 1 }, { id: 2 }, { id: 3 }];
  let timers: ReturnType<typeof manualTimers>;
  let locks: Locks;
  let order: string[];

  beforeEach(() => {
    timers = manualTimers();
    locks = new Locks(timers.runtime);
    order = [];
  });

  function ask(
    name: string,
    ...[owner, target, mode, timeoutMs = 0, signal = NEVER]: Partial<Parameters<Locks['acquire']>>
  ): Promise<void> {
    return locks.acquire(owner ?? a, target ?? 1, mode ?? 'write', timeoutMs, signal).then(
      (how) => void order.push(`${name} ${how}`),
      (error: ConductError) => void order.push(`${name} ${error.code ?? error.message}`),
    );
  }

  it('lets inserts go along with each other and with one writer', async () => {
    void ask('a', a, 1, 'insert');
    void ask('b', b, 1, 'insert');
    void ask('c', c, 1, 'write');
    void ask('a again', a, 1, 'insert');
    await settle();
    expect(order.sort()).to.deep.equal(['a again held', 'a taken', 'b taken', 'c taken']);
  });

  it('lets those who lock single rows go along, and not with one who locks all', async () => {
    void ask('a', a, 1, 'change');
    void ask('b', b, 1, 'change');
    void ask('c', c, 1, 'write');
    await settle();
    expect(order).to.deep.equal(['a taken', 'b taken']);
    locks.releaseAll(a);
    locks.releaseAll(b);
    await settle();
    expect(order).to.deep.equal(['a taken', 'b taken', 'c waited']);
  });

  it('serves waiters in the order of their coming', async () => {
    await ask('a', a, 1, 'write');
    void ask('b', b, 1, 'exclusive');
    void ask('c', c, 1, 'insert');
    await settle();
    // An insert goes along with the write, but not before the one that came first.
    expect(order).to.deep.equal(['a taken']);
    locks.releaseAll(a);
    await settle();
    locks.releaseAll(b);
    await settle();
    expect(order).to.deep.equal(['a taken', 'b waited', 'c waited']);
  });

  it('lets one that holds a lock already go before those who wait for it', async () => {
    await ask('a', a, 1, 'insert');
    void ask('b', b, 1, 'exclusive');
    await ask('a more', a, 1, 'write');
    expect(order).to.deep.equal(['a taken', 'a more taken']);
  });

  it('ends a circle of waits with 40P01, and the others go on', async () => {
    await ask('a1', a, 1);
    await ask('b2', b, 2);
    await ask('c3', c, 'a key', 'exclusive');
    void ask('a2', a, 2);
    void ask('b3', b, 'a key', 'exclusive');
    await ask('c1', c, 1);
    expect(order.at(-1)).to.equal('c1 40P01');
    locks.releaseAll(c);
    await settle();
    expect(order.at(-1)).to.equal('b3 waited');
    locks.releaseAll(b);
    await settle();
    expect(order.at(-1)).to.equal('a2 waited');
  });

  it('gives up after lock_timeout, and lets go who waited behind', async () => {
    await ask('a', a, 1, 'insert');
    void ask('b', b, 1, 'exclusive', 10);
    void ask('c', c, 1, 'insert');
    timers.fire();
    await settle();
    expect(order.sort()).to.deep.equal(['a taken', 'b 55P03', 'c waited']);
  });

  it('gives up when the statement is cancelled', async () => {
    const controller = new AbortController();
    await ask('a', a);
    void ask('b', b, 1, 'write', 0, controller.signal);
    controller.abort(new Error('cancelled'));
    await settle();
    expect(order).to.deep.equal(['a taken', 'b cancelled']);
    locks.releaseAll(a);
    await ask('c', c);
    expect(order.at(-1)).to.equal('c taken');
  });

  it('lets single locks go', async () => {
    await ask('a', a, 1, 'write');
    await ask('a', a, 1, 'insert');
    void ask('b', b, 1, 'write');
    locks.release(a, 1, 'write');
    await settle();
    expect(order.at(-1)).to.equal('b waited');
  });
});
