import { expect } from 'chai';
import type { WireClient } from '../../src/cli/wire-client.js';
import { ConductError } from '../../src/common/errors.js';
import { chosenSeed, Random } from './random.js';
import { killHard, processorMs, sleep, TestCluster, until } from './support.js';
import { WireReader } from './wire-reader.js';
import { workerStatus } from './worker-status.js';

const WORKERS = 3;
const LONG = 'select count(*) from hundred_thousand a, hundred_thousand b where a.n + b.n <> 3';

describe('a worker that is killed during a query', () => {
  let cluster: TestCluster;
  let client: WireClient;

  before(async () => {
    cluster = await TestCluster.start({ workers: WORKERS });
    client = await cluster.connect();
    await client.query(`
      create table digits (d integer) with (distribution = replicated);
      insert into digits values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);
      create table hundred_thousand as
        select a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d as n from digits a, digits b, digits c, digits d, digits e`);
  });

  after(async () => {
    await client.close();
    await cluster.stop();
  });

  for (let victim = 1; victim <= WORKERS; victim += 1) {
    it(`gives one clear error, and queries work once it is back (worker ${victim})`, async () => {
      const seed = chosenSeed();
      const conductor = cluster.cluster.conductor.pid;
      const others = cluster.cluster.workers.flatMap(({ pid }, i) => (i === victim - 1 ? [] : [pid]));
      const reader = await WireReader.connect(cluster.url);
      try {
        reader.send(LONG);
        await until(async () => (await workerStatus(cluster)).every(({ runningTasks }) => runningTasks > 0), 5_000, 'tasks run everywhere');
        await sleep(new Random(seed).between(0, 300));
        const worker = cluster.cluster.workers[victim - 1];
        if (worker === undefined) throw new Error('no such worker');
        const killedAt = Date.now();
        expect(killHard(worker)).to.equal(true);
        await reader.readToReady();
        expect(Date.now() - killedAt, 'milliseconds to the error').to.be.below(5_000);
        expect(reader.types.join(''), `messages (seed ${seed})`).to.match(/^T?EZ$/);
        expect(reader.errors).to.deep.equal(['57P01']);
        // Others stop at once: their work is for nobody.
        await until(
          async () => (await statusOfOthers(cluster, victim)).every(({ runningTasks }) => runningTasks === 0),
          2_000,
          'tasks ended',
        );

        // Queries that need it fail at once until it is back; none hangs.
        const away = await client.query('select count(*) from hundred_thousand').then(
          () => null,
          (error: unknown) => error,
        );
        if (away !== null) {
          expect(away).to.be.instanceOf(ConductError);
          expect((away as ConductError).code, String(away)).to.be.oneOf(['57P01', '57P03']);
          expect((away as ConductError).hint ?? '').to.match(/again/);
        }
        await until(() => answers(client), 15_000, 'queries work again');
        // On the same connection, too.
        reader.send('select n from hundred_thousand where n = 7');
        await reader.readToReady();
        expect({ rows: reader.rows, errors: reader.errors }).to.deep.equal({ rows: 1, errors: ['57P01'] });
        expect(cluster.cluster.conductor.pid, 'the conductor').to.equal(conductor);
        const still = cluster.cluster.workers.flatMap(({ pid }, i) => (i === victim - 1 ? [] : [pid]));
        expect(still, 'the other workers').to.deep.equal(others);
      } finally {
        await reader.close();
      }
    });
  }

  it('tells the client what happened and what to do', async () => {
    const running = client.query(LONG).then(
      () => null,
      (error: unknown) => error,
    );
    await until(async () => (await workerStatus(cluster)).every(({ runningTasks }) => runningTasks > 0), 5_000, 'tasks run everywhere');
    const [worker] = cluster.cluster.workers;
    if (worker === undefined) throw new Error('no worker');
    killHard(worker);
    const error = (await running) as ConductError;
    expect(error).to.be.instanceOf(ConductError);
    expect(error.code).to.equal('57P01');
    expect(error.message).to.match(/^worker \S+ went away while the statement ran$/);
    expect(error.hint).to.equal('Run the query again.');
    await until(() => answers(client), 15_000, 'queries work again');
  });

  it('takes nothing from queries over small tables that the conductor has read, and fails those that it has yet to read', async () => {
    await client.query(`
      create table kept (n integer); insert into kept values (1), (2), (3), (4), (5), (6), (7), (8);
      create table unread (n integer); insert into unread values (1), (2), (3), (4), (5), (6), (7), (8)`);
    const sum = async (table: string): Promise<unknown> => (await client.query(`select sum(n) from ${table}`))[0]?.rows[0]?.[0];
    expect(await sum('kept')).to.equal('36');
    for (const worker of cluster.cluster.workers) killHard(worker);
    const unread = await sum('unread').then(
      () => null,
      (error: unknown) => error,
    );
    expect(await sum('kept')).to.equal('36');
    expect((unread as ConductError | null)?.code).to.be.oneOf(['57P01', '57P03']);
    await until(() => answers(client), 15_000, 'queries work again');
    expect(await sum('unread')).to.equal('36');
  });

  it('leaves no processor time to a query that has ended', async () => {
    const before = cluster.pids.map(processorMs);
    await sleep(300);
    const used = cluster.pids.map((pid, i) => processorMs(pid) - (before[i] ?? 0));
    for (const ms of used) expect(ms).to.be.below(150);
  });
});

async function answers(client: WireClient): Promise<boolean> {
  try {
    const [result] = await client.query('select count(*), sum(n) from hundred_thousand');
    expect(result?.rows).to.deep.equal([['100000', '4999950000']]);
    return true;
  } catch (error) {
    if (error instanceof ConductError && (error.code === '57P01' || error.code === '57P03')) return false;
    throw error;
  }
}

async function statusOfOthers(cluster: TestCluster, victim: number): ReturnType<typeof workerStatus> {
  return workerStatus(cluster, (index) => index !== victim - 1);
}
