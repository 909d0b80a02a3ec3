/** Commits of one worker: every point at which it or the conductor may die in between. */
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect } from 'chai';
import type { TableDef } from '../../src/catalog/table-def.js';
import { ConductError } from '../../src/common/errors.js';
import { LIMITS } from '../../src/common/limits.js';
import { eventually, FakeWorker, failure, rowsBatch, TestConductor } from './fake-worker.js';

const BOTH = ['w0', 'w1'];

describe('commits that a worker decides', () => {
  let conductor: TestConductor;
  let worker: FakeWorker;
  let other: FakeWorker;
  let table: TableDef;

  beforeEach(async () => {
    conductor = await TestConductor.start();
    [worker, other] = [new FakeWorker('w0'), new FakeWorker('w1')];
    for (const each of [worker, other]) {
      each.decides = true;
      await each.join(conductor.runtime, conductor.members);
    }
    table = await conductor.createTable('t', { kind: 'random' }, ['w0']);
  });

  afterEach(() => conductor.close());

  const write = async (value: number, to = table): Promise<number> => {
    const transaction = conductor.transactions.begin();
    await transaction.append(to, rowsBatch(to, [[value, 'x']]));
    return conductor.transactions.commit(transaction);
  };
  const rows = (): number | undefined => conductor.store.published.findTable('public', 't')?.stats.rows;
  /** The conductor dies without a word, and another one starts from what is on disk. */
  const restarted = async (unknownOutcomeMs?: number): Promise<void> => {
    const folder = await mkdtemp(join(tmpdir(), 'conduct-test-'));
    await cp(conductor.dataDir, folder, { recursive: true });
    await conductor.close();
    conductor = await TestConductor.start(folder, unknownOutcomeMs);
  };
  /** It has no more to say until it joins again. */
  const muteCommits = (): void => {
    worker.before = async (called) => {
      if (called !== 'commit') return;
      await worker.die();
      throw new Error('killed');
    };
  };

  it('are answered and published before the catalog has them on disk', async () => {
    const saved = conductor.store.savedVersion;
    expect(await write(1)).to.equal(1);
    expect(rows()).to.equal(1);
    expect(conductor.store.savedVersion).to.equal(saved);
    await eventually(() => (worker.committed.get(table.id) ?? []).length === 1);
    await eventually(() => conductor.store.savedVersion === conductor.store.published.version);
  });

  it('are none where several workers are written to', async () => {
    const both = await conductor.createTable('both', { kind: 'replicated' }, BOTH);
    await write(1, both);
    expect([worker, other].flatMap(({ decided }) => [...decided])).to.deep.equal([]);
  });

  it('are known again after the conductor died with them in memory alone', async () => {
    muteCommits();
    await Promise.all([write(1), write(2)]);
    await restarted();
    expect(rows()).to.equal(0);
    worker.before = async () => {};
    const { outcomes } = await worker.join(conductor.runtime, conductor.members);
    expect(outcomes.map(({ committedAs }) => committedAs !== null)).to.deep.equal([true, true]);
    expect(rows()).to.equal(2);
    // What the worker now takes for good survives the next crash.
    await restarted();
    expect(rows()).to.equal(2);
  });

  it('have a version that no snapshot had before, and do not come back after TRUNCATE', async () => {
    muteCommits();
    await write(1);
    const before = conductor.store.published.version;
    await restarted();
    expect(conductor.store.published.version).to.be.greaterThan(before);
    const truncated = await conductor.transactions.change(() => conductor.store.truncate([table.id]));
    worker.before = async () => {};
    const { outcomes } = await worker.join(conductor.runtime, conductor.members);
    expect(outcomes[0]?.committedAs).to.be.within(before + 1, truncated - 1);
    expect(rows()).to.equal(0);
  });

  it('make a snapshot from before they were known again unusable for their table, and for no other', async () => {
    muteCommits();
    const untouched = await conductor.createTable('u', { kind: 'random' }, ['w1']);
    await write(1);
    await restarted();
    const early = conductor.store.published.findTable('public', 't') as TableDef;
    worker.before = async () => {};
    await worker.join(conductor.runtime, conductor.members);
    expect(() => conductor.store.checkRecovered(early))
      .to.throw(ConductError)
      .with.property('code', '40001');
    conductor.store.checkRecovered(conductor.store.published.findTable('public', 't') as TableDef);
    conductor.store.checkRecovered(untouched);
  });

  it('succeed for the client when the worker dies between its write and its answer, and is back', async () => {
    worker.before = async (called) => {
      if (called === 'prepared') await worker.die();
    };
    const writing = write(1);
    await eventually(() => conductor.members.find('w0') === undefined);
    expect(rows()).to.equal(0);
    worker.before = async () => {};
    const { outcomes } = await worker.join(conductor.runtime, conductor.members);
    expect(outcomes).to.have.length(1);
    expect(await writing).to.equal(1);
    expect(rows()).to.equal(1);
  });

  it('fail for the client when the worker dies before its write, once it is back', async () => {
    worker.before = async (called) => {
      if (called !== 'prepare') return;
      await worker.die();
      throw new Error('killed');
    };
    const writing = failure(write(1));
    await eventually(() => conductor.members.find('w0') === undefined);
    worker.before = async () => {};
    await worker.join(conductor.runtime, conductor.members);
    expect((await writing).code).to.equal('57P01');
    expect(rows()).to.equal(0);
    await eventually(() => worker.openTransactions === 0);
    expect(await write(2)).to.equal(1);
  });

  for (const late of ['an answer', 'an error'] as const) {
    it(`are made once when the worker has joined anew and been forgotten about before ${late} comes over the old connection`, async () => {
      let release = (): void => {};
      let held = false;
      worker.before = async (called) => {
        if (called !== 'prepared' || held) return;
        held = true;
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        if (late === 'an error') throw new ConductError('08006', 'the connection was lost');
      };
      const writing = write(1);
      await eventually(() => held);
      await worker.join(conductor.runtime, conductor.members);
      const known = conductor.store.published.version;
      await conductor.members.heartbeat({ workerId: 'w0', committed: [...worker.decided] });
      release();
      expect(await writing).to.equal(1);
      expect(rows()).to.equal(1);
      expect(conductor.store.published.version).to.equal(known);
    });
  }

  it('are said to be unknown when the worker stays away, and keep the transaction open until it is back', async () => {
    await restarted(20);
    for (const each of [worker, other]) {
      await each.die();
      await each.join(conductor.runtime, conductor.members);
    }
    worker.before = async (called) => {
      if (called === 'prepared') await worker.die();
    };
    const transaction = conductor.transactions.begin();
    await transaction.append(table, rowsBatch(table, [[1, 'x']]));
    expect((await failure(conductor.transactions.commit(transaction))).code).to.equal('08007');
    expect(conductor.transactions.isOpen(transaction.id)).to.equal(true);
    worker.before = async () => {};
    await worker.join(conductor.runtime, conductor.members);
    await transaction.settled;
    expect(conductor.transactions.isOpen(transaction.id)).to.equal(false);
    expect(rows()).to.equal(1);
  });

  it('are refused when too many wait for a catalog that can not be written', async () => {
    const database = new BetterSqlite3(join(conductor.dataDir, 'catalog.sqlite'));
    database.exec("CREATE TRIGGER full BEFORE UPDATE ON meta BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
    for (let n = 0; n < LIMITS.unsavedCommits; n += 1) await write(n);
    expect(String(await write(0).catch((error: unknown) => error))).to.contain('the disk is full');
    expect(rows()).to.equal(LIMITS.unsavedCommits);
    database.exec('DROP TRIGGER full');
    database.close();
    await write(0);
    await restarted();
    expect(rows()).to.equal(LIMITS.unsavedCommits);
  });

  it('go with the next commit of several workers into the catalog', async () => {
    const both = await conductor.createTable('both', { kind: 'replicated' }, BOTH);
    await write(1);
    await write(1, both);
    await restarted();
    expect(rows()).to.equal(1);
  });
});
