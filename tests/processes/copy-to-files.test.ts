import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { killHard, sleep, TestCluster, until } from './support.js';

/** Some seconds of writing. */
const COPY = `COPY (SELECT g, md5(g::text) AS a, md5((g + 1)::text) AS b FROM generate_series(1, 3000000) g) TO 'out' (FORMAT parquet, ROW_GROUP_SIZE 20000)`;

describe('COPY TO files when a process is killed', () => {
  let cluster: TestCluster;
  let files: string;

  before(async () => {
    cluster = await TestCluster.start({ workers: 2, files: 'files' });
    files = join(cluster.folder, 'files');
    mkdirSync(files, { recursive: true });
  });

  after(() => cluster.stop());

  /** What is there, with what nobody reads. */
  const names = (folder = files): readonly string[] => readdirSync(folder);

  const partial = (): boolean =>
    names().some((name) => name.startsWith('.out') && names(join(files, name)).some((file) => file.endsWith('.parquet')));

  for (const victim of [0, 1]) {
    it(`leaves no output, and none that is half written (worker ${victim + 1})`, async () => {
      const client = await cluster.connect();
      try {
        const outcome = client.query(COPY).then(
          () => null,
          (error: unknown) => error,
        );
        await until(async () => partial(), 20_000, 'files that are being written');
        await sleep(100);
        const worker = cluster.cluster.workers[victim];
        if (worker === undefined) throw new Error('no such worker');
        expect(killHard(worker)).to.equal(true);
        const error = await outcome;
        expect(error).to.be.instanceOf(ConductError);
        expect((error as ConductError).code).to.be.oneOf(['57P01', '57P03']);
        expect(names()).to.deep.equal([]);
        await until(
          async () =>
            await client.query('SELECT count(*) FROM generate_series(1, 100000)').then(
              () => true,
              () => false,
            ),
          20_000,
          'queries work again',
        );
      } finally {
        await client.close();
      }
    });
  }

  it('leaves nothing that is read when the conductor is killed, and the statement runs again', async () => {
    const client = await cluster.connect();
    const outcome = client.query(COPY).catch((error: unknown) => error);
    await until(async () => partial(), 20_000, 'files that are being written');
    expect(killHard(cluster.cluster.conductor)).to.equal(true);
    await outcome;
    await client.close().catch(() => undefined);
    expect(names().filter((name) => !name.startsWith('.'))).to.deep.equal([]);
    await until(() => cluster.with(async (again) => (await again.query('SELECT 1')) !== null).catch(() => false), 20_000, 'the conductor');
    await until(
      () =>
        cluster
          .with((again) => again.query(`COPY (SELECT 1 AS a) TO 'out' (FORMAT parquet)`))
          .then(
            () => true,
            () => false,
          ),
      20_000,
      'workers',
    );
    const rows = await cluster.with((again) => again.query(`SELECT count(*) FROM read_parquet('out')`));
    expect(JSON.stringify(rows)).to.match(/1/);
  });
});
