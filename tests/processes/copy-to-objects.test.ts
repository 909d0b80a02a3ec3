import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { nodeRuntime } from '../../src/common/node-runtime.js';
import { MemoryTransport } from '../../src/rpc/memory-transport.js';
import { s3Settings } from '../../src/storage/object-store/s3-settings.js';
import { S3Store } from '../../src/storage/object-store/s3-store.js';
import { BUCKET, ObjectStoreServer } from '../files/object-store-server.js';
import { killHard, TestCluster, until } from './support.js';

const GOAL = `s3://${BUCKET}/out`;
/** Some seconds of writing. */
const COPY = `COPY (SELECT g, md5(g::text) AS a, md5((g + 1)::text) AS b FROM generate_series(1, 3000000) g) TO '${GOAL}' (FORMAT parquet, ROW_GROUP_SIZE 20000)`;

describe('COPY TO an object store when a process is killed', () => {
  let server: ObjectStoreServer;
  let cluster: TestCluster;
  let store: S3Store;

  before(async () => {
    server = await ObjectStoreServer.start();
    // Its processes have the environment of this one.
    Object.assign(process.env, server.environment);
    const flags = ['--allow', `s3://${BUCKET}`];
    cluster = await TestCluster.start({ workers: 2, conductorFlags: flags, workerFlags: flags });
    store = new S3Store({ settings: s3Settings(server.environment), runtime: nodeRuntime(new MemoryTransport()) });
  });

  after(async () => {
    for (const name of Object.keys(server.environment)) delete process.env[name];
    await cluster.stop();
    await server.stop();
  });

  for (const victim of [0, 1]) {
    it(`leaves no object, and gives up its uploads (worker ${victim + 1})`, async () => {
      server.requests.length = 0;
      server.aborted.clear();
      await cluster.with(async (client) => {
        const outcome = client.query(COPY).then(
          () => null,
          (error: unknown) => error,
        );
        await until(async () => server.requests.some((request) => request.includes('partNumber=')), 20_000, 'parts that are written');
        const worker = cluster.cluster.workers[victim];
        if (worker === undefined) throw new Error('no such worker');
        expect(killHard(worker)).to.equal(true);
        const error = await outcome;
        expect(error).to.be.instanceOf(ConductError);
        expect((error as ConductError).code).to.be.oneOf(['57P01', '57P03']);
        expect(await store.list(`s3://${BUCKET}/out`, 10)).to.deep.equal([]);
        expect(server.aborted.size).to.be.greaterThan(0);
      });
      const works = (): Promise<boolean> =>
        cluster
          .with((client) => client.query('SELECT count(*) FROM generate_series(1, 100000)'))
          .then(
            () => true,
            () => false,
          );
      await until(works, 20_000, 'queries work again');
    });
  }

  it('writes what all workers read then', async () => {
    await cluster.with(async (client) => {
      await client.query(COPY.replace('3000000', '100000'));
      const rows = await client.query(`SELECT count(*), sum(g) FROM read_parquet('${GOAL}')`);
      expect(JSON.stringify(rows)).to.match(/100000.*5000050000/);
    });
  });
});
