/** Joining, beating, missing beats, coming back. */
import { expect } from 'chai';
import { LIMITS } from '../../src/common/limits.js';
import type { Runtime } from '../../src/common/runtime.js';
import { Membership } from '../../src/conductor/membership.js';
import { serveWorker } from '../../src/rpc/service.js';
import type { Listener } from '../../src/rpc/transport.js';
import { FakeWorker, failure, SILENT, TestConductor } from './fake-worker.js';

/** A clock that only moves when told to. */
class ManualClock {
  #now = 0;
  readonly #timers = new Set<{ readonly at: number; readonly fire: () => void }>();

  runtime(base: Runtime): Runtime {
    return {
      ...base,
      now: () => this.#now,
      setTimer: (ms, fire) => {
        const timer = { at: this.#now + ms, fire };
        this.#timers.add(timer);
        return { cancel: () => this.#timers.delete(timer) };
      },
    };
  }

  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.fire();
    }
    this.#now = end;
  }

  /** Time passes without any timer firing: the process was paused. */
  pause(ms: number): void {
    this.#now += ms;
  }

  get timers(): number {
    return this.#timers.size;
  }
}

describe('membership', () => {
  let conductor: TestConductor;
  let clock: ManualClock;
  let members: Membership;

  let listeners: readonly Listener[];

  /** at: which of the places where a worker listens. */
  const request = (workerId: string, at = 0) => ({
    workerId,
    address: listeners[at]?.address ?? 'memory:0',
    executors: 1,
    memoryBytes: 1,
    pid: 1,
    preparedTransactions: [],
    decidedTransactions: [],
    registration: '',
    tableIds: [],
  });

  beforeEach(async () => {
    conductor = await TestConductor.start();
    const { transport } = conductor.runtime;
    const listen = (id: string): Promise<Listener> => serveWorker(transport, 'memory:0', new FakeWorker(id));
    listeners = [await listen('first'), await listen('second')];
    clock = new ManualClock();
    members = new Membership({
      runtime: clock.runtime(conductor.runtime),
      store: conductor.store,
      log: SILENT,
      inProgress: (transaction) => transaction === 'open',
      exclusive: (work) => work(),
    });
  });

  afterEach(async () => {
    members.close();
    expect(clock.timers).to.equal(0);
    for (const listener of listeners) await listener.close();
    await conductor.close();
  });

  it('evicts after so many missed beats, and does not know the worker then', async () => {
    await members.register(request('a'));
    await members.register(request('b'));
    const { gone } = members.need('a', 'x');
    for (let beat = 0; beat < LIMITS.heartbeatMisses + 7; beat += 1) {
      clock.advance(LIMITS.heartbeatMs);
      expect((await members.heartbeat({ workerId: 'b', committed: [] })).known).to.equal(true);
      if (beat < LIMITS.heartbeatMisses - 1) expect(members.find('a'), `after ${beat + 1} s`).to.not.equal(undefined);
    }
    expect(members.find('a')).to.equal(undefined);
    expect(gone.aborted).to.equal(true);
    expect(members.members.map(({ workerId }) => workerId)).to.deep.equal(['b']);
    expect((await members.heartbeat({ workerId: 'a', committed: [] })).known).to.equal(false);
    expect((await failure((async () => members.need('a', 'holds a part of table "t"'))())).code).to.equal('57P03');
  });

  it('evicts nobody because the conductor itself was paused', async () => {
    await members.register(request('a'));
    clock.advance(LIMITS.heartbeatMs);
    clock.pause(60_000);
    clock.advance(1);
    expect(members.find('a')).to.not.equal(undefined);
    clock.advance((LIMITS.heartbeatMisses + 2) * LIMITS.heartbeatMs);
    expect(members.find('a')).to.equal(undefined);
  });

  it('takes a worker back under its id, as another member', async () => {
    await members.register(request('a', 0));
    const before = members.need('a', 'x');
    const epoch = members.epoch;
    await members.register(request('a', 1));
    expect(before.gone.aborted).to.equal(true);
    expect(members.need('a', 'x')).to.include({ address: listeners[1]?.address });
    expect(members.epoch).to.be.greaterThan(epoch);
  });

  it('takes no worker that it can not call back', async () => {
    const error = await failure(members.register({ ...request('a'), address: 'memory:99' }));
    expect(error.message).to.match(/^the conductor can't reach this worker: no connection to memory:99/);
    expect(members.members).to.deep.equal([]);
  });

  it('waits for workers', async () => {
    let ready = false;
    const waiting = members.waitFor(2).then(() => {
      ready = true;
    });
    await members.register(request('a'));
    await Promise.resolve();
    expect(ready).to.equal(false);
    await members.register(request('b'));
    await waiting;
    expect(ready).to.equal(true);
  });

  it('says nothing of open transactions, and that unknown ones are aborted', async () => {
    expect(await members.outcomes(['open', 'unknown'])).to.deep.equal([{ transaction: 'unknown', committedAs: null }]);
  });
});
