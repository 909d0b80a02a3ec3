/** A write is whole or not at all, whatever fails and when; workers that missed the outcome learn it. */
import { expect } from 'chai';
import type { CatalogChange } from '../../src/catalog/catalog-change.js';
import type { TableDef } from '../../src/catalog/table-def.js';
import { ConductError } from '../../src/common/errors.js';
import type { NewTable } from '../../src/conductor/catalog-store.js';
import { hashRows } from '../../src/plan/batch-rows.js';
import { bucketOfHash } from '../../src/plan/hash.js';
import { eventually, type FakeWorker, failure, rowsBatch, TestConductor } from './fake-worker.js';

function total(workers: readonly FakeWorker[], table: TableDef): number {
  return workers.reduce((sum, worker) => sum + (worker.committed.get(table.id)?.length ?? 0), 0);
}

describe('write transactions', () => {
  let conductor: TestConductor;
  let workers: FakeWorker[];

  beforeEach(async () => {
    conductor = await TestConductor.start();
    workers = await conductor.join(3);
  });

  afterEach(async () => {
    await conductor.close();
  });

  const rows = Array.from({ length: 1_000 }, (_, at) => [at, `v${at % 10}`]);

  async function write(table: TableDef, values: readonly (readonly (number | string | null)[])[] = rows): Promise<number> {
    const transaction = conductor.transactions.begin();
    try {
      // The last batch travels with Prepare.
      const half = values.length >> 1;
      await transaction.append(table, rowsBatch(table, values.slice(0, half)));
      await transaction.append(table, rowsBatch(table, values.slice(half)));
    } catch (error) {
      conductor.transactions.abort(transaction);
      throw error;
    }
    const written = await conductor.transactions.commit(transaction);
    // By then the workers have heard of it.
    await conductor.transactions.exclusive(async () => {});
    return written;
  }

  it('puts each row on the worker of its bucket', async () => {
    const table = await conductor.createTable('t', { kind: 'hash', ordinals: [0] }, ['w0', 'w1', 'w2']);
    expect(await write(table)).to.equal(1_000);
    for (const worker of workers) {
      const here = worker.committed.get(table.id) ?? [];
      expect(here.length).to.be.greaterThan(100);
      const hashes = hashRows(rowsBatch(table, here), [0]);
      for (const hash of hashes) expect(table.placement[bucketOfHash(hash)]).to.equal(worker.id);
    }
    expect(total(workers, table)).to.equal(1_000);
  });

  it('copies replicated rows everywhere and counts them once', async () => {
    const table = await conductor.createTable('t', { kind: 'replicated' }, ['w0', 'w1', 'w2']);
    expect(await write(table)).to.equal(1_000);
    expect(total(workers, table)).to.equal(3_000);
    expect(conductor.store.table(table.id)?.stats.rows).to.equal(1_000);
  });

  it('deals random rows out in turn', async () => {
    const table = await conductor.createTable('t', { kind: 'random' }, ['w0', 'w1', 'w2']);
    for (let turn = 0; turn < 3; turn += 1) await write(table, [[turn, null]]);
    for (const worker of workers) expect(worker.committed.get(table.id)).to.have.length(1);
  });

  it('merges statistics into the published table and moves its version', async () => {
    const table = await conductor.createTable('t', { kind: 'hash', ordinals: [0] }, ['w0', 'w1', 'w2']);
    await write(table);
    await write(table, [
      [5_000, null],
      [-7, 'x'],
    ]);
    const after = conductor.store.published.findTable('public', 't');
    expect(after?.version).to.be.greaterThan(table.version);
    expect(after?.stats.rows).to.equal(1_002);
    expect(after?.stats.columns[0]).to.include({ min: -7n, max: 5_000n, nulls: 0 });
    expect(after?.stats.columns[1]?.nulls).to.equal(1);
    expect(after?.stats.columns[0]?.distinct).to.be.within(900, 1_002);
  });

  it('answers and publishes before the workers have heard of the commit, and lets no other commit overtake', async () => {
    const table = await conductor.createTable('t', { kind: 'hash', ordinals: [0] }, ['w0', 'w1', 'w2']);
    let hear: () => void = () => {};
    const heard = new Promise<void>((resolve) => {
      hear = resolve;
    });
    for (const worker of workers) {
      worker.before = async (called) => {
        if (called === 'commit') await heard;
      };
    }
    const first = conductor.transactions.begin();
    await first.append(table, rowsBatch(table, rows));
    expect(await conductor.transactions.commit(first)).to.equal(1_000);
    expect(conductor.store.published.findTable('public', 't')?.stats.rows).to.equal(1_000);
    expect(total(workers, table)).to.equal(0);
    const second = conductor.transactions.begin();
    await second.append(table, rowsBatch(table, [[5_000, 'later']]));
    const committing = conductor.transactions.commit(second);
    await eventually(() => workers.some(({ prepared }) => prepared.has(second.id)));
    expect(conductor.store.table(table.id)?.stats.rows).to.equal(1_000);
    hear();
    await committing;
    await conductor.transactions.exclusive(async () => {});
    expect(total(workers, table)).to.equal(1_001);
  });

  it('keeps nothing when an append or a prepare fails', async () => {
    const table = await conductor.createTable('t', { kind: 'hash', ordinals: [0] }, ['w0', 'w1', 'w2']);
    for (const method of ['append', 'prepare']) {
      const broken = workers[1] as FakeWorker;
      broken.before = async (called) => {
        if (called === method) throw new ConductError('53100', 'disk full');
      };
      expect((await failure(write(table))).code).to.equal('53100');
      await eventually(() => workers.every((worker) => worker.openTransactions === 0 && worker.prepared.size === 0));
      broken.before = async () => {};
    }
    expect(total(workers, table)).to.equal(0);
    expect(conductor.store.table(table.id)?.stats.rows).to.equal(0);
    expect(await write(table)).to.equal(1_000);
  });

  it('gives one clear error when a worker dies before the commit point', async () => {
    const table = await conductor.createTable('t', { kind: 'hash', ordinals: [0] }, ['w0', 'w1', 'w2']);
    for (const method of ['append', 'prepare']) {
      const dying = workers[2] as FakeWorker;
      dying.before = async (called) => {
        if (called === method) await dying.die();
      };
      const error = await failure(write(table));
      expect(error.code).to.equal('57P01');
      expect(error.hint).to.match(/again/);
      dying.before = async () => {};
      await dying.join(conductor.runtime, conductor.members).then(({ outcomes }) => {
        for (const { transaction, committedAs } of outcomes) {
          expect(committedAs).to.equal(null);
          dying.prepared.delete(transaction);
        }
      });
    }
    await eventually(() => workers.every((worker) => worker.prepared.size === 0));
    expect(total(workers, table)).to.equal(0);
  });

  it('commits although a worker dies after the commit point, and tells it when it is back', async () => {
    const table = await conductor.createTable('t', { kind: 'hash', ordinals: [0] }, ['w0', 'w1', 'w2']);
    const dying = workers[0] as FakeWorker;
    dying.before = async (called) => {
      if (called !== 'commit') return;
      await dying.die();
      throw new Error('killed');
    };
    expect(await write(table)).to.equal(1_000);
    expect(dying.prepared.size).to.equal(1);
    expect(total(workers, table)).to.be.lessThan(1_000);
    dying.before = async () => {};
    const { outcomes } = await dying.join(conductor.runtime, conductor.members);
    expect(outcomes).to.have.length(1);
    expect(outcomes[0]?.committedAs).to.be.greaterThan(0);
    dying.apply(outcomes[0]?.transaction ?? '');
    expect(total(workers, table)).to.equal(1_000);
  });

  it('does not take rows from a worker that lost some of them in between', async () => {
    const table = await conductor.createTable('t', { kind: 'hash', ordinals: [0] }, ['w0', 'w1', 'w2']);
    const transaction = conductor.transactions.begin();
    await transaction.append(table, rowsBatch(table, rows));
    await transaction.append(table, rowsBatch(table, rows));
    await eventually(() => workers.every((worker) => worker.calls.filter((call) => call === 'append').length === 1));
    const restarted = workers[1] as FakeWorker;
    // As a new process at the same address, which answers but has nothing.
    await restarted.abort(transaction.id);
    const error = await failure(conductor.transactions.commit(transaction));
    expect(error.code).to.equal('57P01');
    expect(total(workers, table)).to.equal(0);
  });

  it('refuses NULL in a NOT NULL column, wherever the rows came from', async () => {
    const table = await conductor.createTable('t', { kind: 'hash', ordinals: [0] }, ['w0', 'w1', 'w2']);
    expect(await failure(write(table, [[null, 'x']]))).to.include({
      code: '23502',
      message: 'null value in column "a" of relation "t" violates not-null constraint',
    });
    expect(total(workers, table)).to.equal(0);
  });

  it('fails at once when a worker that it needs is away', async () => {
    const table = await conductor.createTable('t', { kind: 'hash', ordinals: [0] }, ['w0', 'w1', 'w2']);
    conductor.members.evict('w1', 'test');
    const error = await failure(write(table));
    expect(error.code).to.equal('57P03');
    expect(error.message).to.match(/w1.*table "t"/);
  });

  it('does not commit into a table that was dropped meanwhile', async () => {
    const table = await conductor.createTable('t', { kind: 'hash', ordinals: [0] }, ['w0', 'w1', 'w2']);
    const transaction = conductor.transactions.begin();
    await transaction.append(table, rowsBatch(table, rows));
    await conductor.transactions.change(() => conductor.store.change([{ kind: 'drop', object: { kind: 'table', value: table } }]));
    expect((await failure(conductor.transactions.commit(transaction))).code).to.equal('42P01');
    await eventually(() => workers.every((worker) => worker.openTransactions === 0));
  });

  it('makes a table with its first rows, or not at all', async () => {
    const created = conductor.newTable('made', { kind: 'hash', ordinals: [0] }, ['w0', 'w1', 'w2']);
    const transaction = conductor.transactions.begin();
    await transaction.append(conductor.store.draft(created), rowsBatch(created, rows));
    expect(conductor.store.published.findTable('public', 'made')).to.equal(undefined);
    expect(await conductor.transactions.commit(transaction, [creation(created)])).to.equal(1_000);
    expect(conductor.store.published.findTable('public', 'made')?.stats.rows).to.equal(1_000);
    const again = conductor.newTable('made', { kind: 'hash', ordinals: [0] }, ['w0', 'w1', 'w2']);
    expect((await failure(conductor.transactions.commit(conductor.transactions.begin(), [creation(again)]))).code).to.equal('42P07');
  });

  it('limits what waits for a slow worker', async () => {
    const table = await conductor.createTable('t', { kind: 'replicated' }, ['w0', 'w1', 'w2']);
    let release: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    (workers[0] as FakeWorker).before = (called) => (called === 'append' ? gate : Promise.resolve());
    const transaction = conductor.transactions.begin();
    let sent = 0;
    const sending = (async () => {
      for (; sent < 20; sent += 1) await transaction.append(table, rowsBatch(table, [[sent, null]]));
    })();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent).to.be.lessThan(6);
    release();
    await sending;
    expect(await conductor.transactions.commit(transaction)).to.equal(20);
  });
});

describe('the catalog store', () => {
  it('is the same after a restart, with outcomes that workers have not heard of', async () => {
    const first = await TestConductor.start();
    const workers = await first.join(2);
    const table = await first.createTable('t', { kind: 'hash', ordinals: [0] }, ['w0', 'w1']);
    const deaf = workers[0] as FakeWorker;
    deaf.before = async (called) => {
      if (called !== 'commit') return;
      await deaf.die();
      throw new Error('killed');
    };
    const transaction = first.transactions.begin();
    await transaction.append(
      table,
      rowsBatch(
        table,
        [...Array(100).keys()].map((at) => [at, 'x']),
      ),
    );
    await first.transactions.commit(transaction);
    await first.transactions.change(() =>
      first.store.change([{ kind: 'create', object: { kind: 'schema', value: { id: first.store.allocateId(), name: 's' } } }]),
    );
    const before = first.store.table(table.id);
    await first.close(true);

    const second = await TestConductor.start(first.dataDir);
    expect(second.store.table(table.id)).to.deep.equal(before);
    expect(second.store.published.hasSchema('s')).to.equal(true);
    expect(await second.members.outcomes([transaction.id, 'never'])).to.deep.equal([
      { transaction: transaction.id, committedAs: before?.version },
      { transaction: 'never', committedAs: null },
    ]);
    const other = workers[1] as FakeWorker;
    await other.die();
    await other.join(second.runtime, second.members);
    // The worker that missed it joins with it prepared, then again without: then it is forgotten.
    deaf.before = async () => {};
    deaf.prepared.add(transaction.id);
    await deaf.join(second.runtime, second.members);
    expect(second.store.committedAs(transaction.id)).to.equal(before?.version);
    deaf.prepared.clear();
    await deaf.join(second.runtime, second.members);
    expect(second.store.committedAs(transaction.id)).to.equal(undefined);
    expect(second.store.allocateId()).to.be.greaterThan(table.id);
    await second.close();
  });

  it('truncates and drops, and tells workers that come back', async () => {
    const conductor = await TestConductor.start();
    const [worker] = await conductor.join(1);
    const table = await conductor.createTable('t', { kind: 'hash', ordinals: [0] }, ['w0']);
    const gone = await conductor.createTable('u', { kind: 'hash', ordinals: [0] }, ['w0']);
    worker?.committed.set(table.id, []);
    worker?.committed.set(gone.id, []);
    const version = await conductor.transactions.change(() => conductor.store.truncate([table.id]));
    await conductor.transactions.change(() => conductor.store.change([{ kind: 'drop', object: { kind: 'table', value: gone } }]));
    const response = await worker?.join(conductor.runtime, conductor.members);
    expect(response).to.deep.equal({ outcomes: [], droppedTableIds: [gone.id], truncations: [{ tableId: table.id, version }] });
    expect(worker?.truncated).to.deep.equal([[table.id, version]]);
    expect(conductor.store.published.findTable('public', 't')?.version).to.equal(version);
    await conductor.close();
  });
});

function creation(value: NewTable): CatalogChange {
  return { kind: 'create', object: { kind: 'table', value } };
}
