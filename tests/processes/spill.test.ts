/** Queries that go to disk on real workers: within their memory, and when the disk is short, full, or the worker is killed. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { WireClient } from '../../src/cli/wire-client.js';
import { killHard, processMemory, TestCluster, until } from './support.js';
import { WireReader } from './wire-reader.js';
import { workerStatus } from './worker-status.js';

const WORKERS = 2;
const MEMORY = 128 << 20;
/** What a process may take beside a quarter more than its memory. */
const PROCESS = 200 << 20;
const ROWS = 400_000;

const QUERIES = {
  Sort: `select s, n from big order by s, n offset ${ROWS - 5}`,
  'Hash Aggregate': 'select count(*), sum(c), max(m) from (select k, count(*) as c, max(s) as m from big group by k) as x',
  'Hash Join': 'select count(*), sum(a.n), max(b.s) from big a join big b on a.n = b.k',
  WindowAgg:
    'select sum(r), sum(l) from (select rank() over (partition by k order by s) as r, lag(n) over (partition by k order by s) as l from big) as x',
} as const;

describe('queries that go to disk', function () {
  this.timeout(120_000);
  let cluster: TestCluster;
  let client: WireClient;

  before(async () => {
    cluster = await TestCluster.start({ workers: WORKERS, memory: MEMORY, spill: 64 << 20 });
    client = await cluster.connect();
    await client.query(`create table big as select n, (n * 919) % ${ROWS / 2} as k, 'a text of some length ' || (n * 31) % 9973 as s
      from generate_series(1, ${ROWS}) as g(n)`);
  });

  after(async () => {
    await client.close();
    await cluster.stop();
  });

  const folders = (): readonly string[] => Array.from({ length: WORKERS }, (_, i) => join(cluster.folder, `worker-${i + 1}`, 'spill'));
  const files = (): readonly string[] => folders().flatMap((folder) => readdirSync(folder));
  const query = async (sql: string, memory: string): Promise<string> => {
    await client.query(`set conduct.work_mem = '${memory}'`);
    const results = await client.query(sql);
    return JSON.stringify(results.map(({ rows }) => rows));
  };
  const failure = (sql: string, memory: string): Promise<unknown> => query(sql, memory).catch((error: unknown) => error);
  const leavesNothing = async (): Promise<void> => {
    await until(async () => (await workerStatus(cluster)).every(({ spillDiskBytes }) => spillDiskBytes === 0), 5_000, 'no disk is held');
    expect(files()).to.deep.equal([]);
  };

  for (const [operator, sql] of Object.entries(QUERIES)) {
    it(`answers as with ample memory: ${operator}`, async () => {
      const expected = await query(sql, '1GB');
      const spilled = async (): Promise<number> => (await workerStatus(cluster)).reduce((sum, { spilledBytes }) => sum + spilledBytes, 0);
      const before = await spilled();
      expect(await query(sql, '6MB')).to.equal(expected);
      expect((await spilled()) - before, 'bytes that went to disk').to.be.greaterThan(1 << 20);
      expect(await query(`explain analyze ${sql}`, '6MB')).to.match(new RegExp(`${operator}[^"]* spilled=[\\d.]+ [kM]B in \\d+ parts`));
      await leavesNothing();
    });
  }

  it('stays within the memory of the worker', () => {
    for (const { pid } of cluster.cluster.workers) expect(processMemory(Number(pid), 'VmHWM')).to.be.below(1.25 * MEMORY + PROCESS);
  });

  it('gets 53100 over the quota, and other queries go on', async () => {
    const other = await cluster.connect();
    try {
      let stopped = false;
      const others = (async (): Promise<number> => {
        let answered = 0;
        for (; !stopped; answered += 1) await other.query('select count(*) from big where k < 10');
        return answered;
      })();
      // Eight times the table, sorted whole.
      const error = await failure(
        `select s, n, t from big, (values (1), (2), (3), (4), (5), (6), (7), (8)) as v(t) order by s, n, t offset ${8 * ROWS - 5}`,
        '6MB',
      );
      stopped = true;
      expect(error).to.include({ code: '53100' });
      expect(await others).to.be.greaterThan(0);
    } finally {
      await other.close();
    }
    await leavesNothing();
  });

  it('gets 53100 when the disk is full', async function () {
    const [folder = ''] = folders();
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]);
    // Not everybody may do that.
    if (mounted.status !== 0) this.skip();
    try {
      const error = await failure(QUERIES['Hash Join'], '6MB');
      expect(error).to.include({ code: '53100' });
      expect(String(error)).to.contain('no space left on device');
      await leavesNothing();
    } finally {
      spawnSync('umount', [folder]);
    }
    expect(await query(QUERIES['Hash Join'], '6MB')).to.equal(await query(QUERIES['Hash Join'], '1GB'));
  });

  it('leaves no file of a worker that was killed', async () => {
    await client.query("set conduct.work_mem = '6MB'");
    const reader = await WireReader.connect(cluster.url);
    try {
      reader.send(`set conduct.work_mem = '6MB'`);
      await reader.readToReady();
      const [folder = ''] = folders();
      reader.send(QUERIES['Hash Join']);
      await until(() => readdirSync(folder).length > 0, 20_000, 'the query is on disk');
      const [worker] = cluster.cluster.workers;
      if (worker === undefined) throw new Error('no worker');
      expect(killHard(worker)).to.equal(true);
      await reader.readToReady();
      expect(reader.errors).to.deep.equal(['57P01']);
      await until(() => readdirSync(folder).length === 0, 20_000, 'the file is gone');
    } finally {
      await reader.close();
    }
    await until(async () => !((await failure(QUERIES['Hash Join'], '6MB')) instanceof Error), 20_000, 'queries work again');
    await leavesNothing();
  });
});
