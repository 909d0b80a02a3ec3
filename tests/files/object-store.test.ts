import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { nodeRuntime } from '../../src/common/node-runtime.js';
import { MemoryTransport } from '../../src/rpc/memory-transport.js';
import { s3Settings } from '../../src/storage/object-store/s3-settings.js';
import { S3Store } from '../../src/storage/object-store/s3-store.js';
import { LocalCluster } from './local-cluster.js';
import { BUCKET, CREDENTIALS, ObjectStoreServer } from './object-store-server.js';

const ROOT = `s3://${BUCKET}`;
/** Quick to give up, so that failures are. */
const PATIENCE = { requestMs: 400, attempts: 4, backOffMs: 5 };

describe('files in object stores', function () {
  this.timeout(60_000);
  let server: ObjectStoreServer;
  let cluster: LocalCluster;
  let store: S3Store;

  before(async () => {
    server = await ObjectStoreServer.start();
    const settings = { endpoint: server.endpoint, region: 'us-east-1', credentials: CREDENTIALS };
    cluster = await LocalCluster.start(2, [ROOT], (runtime) => new S3Store({ settings, runtime, ...PATIENCE }));
    store = new S3Store({ settings, runtime: nodeRuntime(new MemoryTransport()), ...PATIENCE });
  });

  after(async () => {
    await cluster.stop();
    await server.stop();
  });

  beforeEach(() => {
    server.fault = () => null;
    server.requests.length = 0;
    server.aborted.clear();
  });

  const put = (key: string, text: string): Promise<void> => store.write(`${ROOT}/${key}`, Buffer.from(text));

  const failure = async (sql: string): Promise<ConductError> => {
    try {
      await cluster.query(sql);
    } catch (error) {
      if (error instanceof ConductError) return error;
      throw error;
    }
    throw new Error(`no error: ${sql}`);
  };

  it('are written by all workers and read by all of them, in every format', async () => {
    for (const format of ['parquet', 'csv', 'json']) {
      const options = format === 'csv' ? 'FORMAT csv, HEADER' : `FORMAT ${format}`;
      await cluster.query(
        `COPY (SELECT g AS n, 'text ' || g AS t FROM generate_series(1, 5000) g) TO '${ROOT}/out-${format}' (${options})`,
      );
      const rows = await cluster.query(`SELECT count(*), sum(n), min(t) FROM read_${format}('${ROOT}/out-${format}')`);
      expect(rows, format).to.deep.equal([['5000', '12502500', 'text 1']]);
    }
    await cluster.query(`COPY (SELECT 1 AS a UNION ALL SELECT 2 ORDER BY 1) TO '${ROOT}/one.csv' (HEADER)`);
    await cluster.query(`COPY (SELECT 3 AS a) TO '${ROOT}/one.csv' (HEADER)`);
    expect(await cluster.query(`SELECT a FROM read_csv('${ROOT}/one.csv')`)).to.deep.equal([['3']]);
    const left = await store.list(`${ROOT}/.`, 10);
    expect(left, 'notes of uploads').to.deep.equal([]);
  });

  it('are found by patterns, folders and lists, with partitions and odd names', async () => {
    await cluster.query(
      `COPY (SELECT g AS n, g % 3 AS part FROM generate_series(1, 30) g) TO '${ROOT}/parts' (FORMAT parquet, PARTITION_BY (part))`,
    );
    await put('odd/a b+c&d%é(1).csv', 'n\n7\n');
    await put('odd/_hidden.csv', 'x\n1\n');
    await put('odd/deep/er/b.csv', 'n\n8\n');
    const counts = async (path: string, format = 'csv'): Promise<unknown> =>
      (await cluster.query(`SELECT count(*) FROM read_${format}(${path})`))[0]?.[0];
    expect(await counts(`'${ROOT}/parts'`, 'parquet')).to.equal('30');
    expect(
      await cluster.query(`SELECT part, count(*) FROM read_parquet('${ROOT}/parts/**/*.parquet') WHERE part > 0 GROUP BY 1 ORDER BY 1`),
    ).to.deep.equal([
      ['1', '10'],
      ['2', '10'],
    ]);
    expect(await counts(`'${ROOT}/odd/*.csv'`)).to.equal('1');
    expect(await counts(`'${ROOT}/odd/**'`)).to.equal('2');
    expect(await counts(`'${ROOT}/odd/**/{b,c}.csv'`)).to.equal('1');
    expect(await counts(`array['${ROOT}/odd/a b+c&d%é(1).csv', '${ROOT}/odd/deep']`)).to.equal('2');
    expect((await failure(`SELECT * FROM read_csv('${ROOT}/nothing*.csv')`)).code).to.equal('58P01');
    expect((await failure(`SELECT * FROM read_csv('s3://other/a.csv')`)).code).to.equal('42501');
    expect((await failure(`SELECT * FROM read_csv('${ROOT}/../other/a.csv')`)).code).to.equal('42602');
  });

  it('are asked for the ranges that a query needs', async () => {
    await cluster.query(
      `COPY (SELECT g AS n, md5(g::text) AS a, md5((g + 1)::text) AS b FROM generate_series(1, 60000) g) TO '${ROOT}/wide.parquet' (ROW_GROUP_SIZE 10000)`,
    );
    const whole = (await store.stat(`${ROOT}/wide.parquet`))?.bytes ?? 0;
    server.requests.length = 0;
    expect(await cluster.query(`SELECT count(*), max(n) FROM read_parquet('${ROOT}/wide.parquet') WHERE n > 55000`)).to.deep.equal([
      ['5000', '60000'],
    ]);
    const gets = server.requests.filter((each) => each.startsWith('GET') && each.includes('wide'));
    expect(whole).to.be.greaterThan(3_000_000);
    // A footer for each process and one column of one row group.
    expect(gets.length).to.be.lessThan(6);
  });

  it('come through a store that fails now and then, is slow or cuts its answers short', async () => {
    await put('flaky.csv', `n\n${Array.from({ length: 1_000 }, (_, i) => i).join('\n')}\n`);
    const faults = [{ status: 503 }, 'cut', 'hang', { status: 429 }, { pauseMs: 100 }] as const;
    let next = 0;
    server.fault = (_, count) => {
      if (count % 2 === 0) return null;
      next += 1;
      return faults[next % faults.length] ?? null;
    };
    for (let round = 0; round < 4; round += 1) {
      expect(await cluster.query(`SELECT count(*), sum(n) FROM read_csv('${ROOT}/flaky.csv')`)).to.deep.equal([['1000', '499500']]);
    }
    await cluster.query(`COPY (SELECT g FROM generate_series(1, 100) g) TO '${ROOT}/flaky-out' (FORMAT parquet)`);
    server.fault = () => null;
    expect(await cluster.query(`SELECT count(*) FROM read_parquet('${ROOT}/flaky-out')`)).to.deep.equal([['100']]);
    expect(next).to.be.greaterThan(10);
  });

  it('end in one clear error when the store goes on failing, without a key in it', async () => {
    await put('down.csv', 'n\n1\n');
    for (const fault of [{ status: 500 }, 'hang', 'cut'] as const) {
      server.requests.length = 0;
      server.fault = (request) => (request.startsWith('HEAD') ? null : fault);
      const error = await failure(`SELECT * FROM read_csv('${ROOT}/down.csv')`);
      expect(error.code).to.equal('58030');
      expect(error.message).to.match(
        /^object store failed at "s3:\/\/bucket\/down\.csv": (the store answered 500 \(SlowDown\)|there was no answer in 400 ms|the connection failed)/,
      );
      expect(error.detail).to.contain('It was tried 4 times.');
      expect(JSON.stringify(error)).not.to.contain(CREDENTIALS.secretAccessKey);
      expect(server.requests.filter((each) => each.startsWith('GET'))).to.have.length(4);
    }
    server.fault = () => ({ status: 403 });
    expect((await failure(`SELECT * FROM read_csv('${ROOT}/down.csv')`)).code).to.equal('42501');
  });

  it('are not there when a statement that writes them fails, and its uploads are given up', async () => {
    server.fault = (request) => (request.startsWith('PUT') && request.includes('partNumber=') ? { status: 500 } : null);
    const error = await failure(`COPY (SELECT g FROM generate_series(1, 1000) g) TO '${ROOT}/failed' (FORMAT parquet)`);
    expect(error.code).to.equal('58030');
    server.fault = () => null;
    expect(await store.list(`${ROOT}/failed`, 10)).to.deep.equal([]);
    expect(await store.list(`${ROOT}/.failed`, 10)).to.deep.equal([]);
    expect(server.aborted.size).to.be.greaterThan(0);
    expect((await failure(`COPY (SELECT 1 / (g - 500) FROM generate_series(1, 1000) g) TO '${ROOT}/failed' (FORMAT csv)`)).code).to.equal(
      '22012',
    );
    expect(await store.list(`${ROOT}/`, 1_000).then((all) => all.filter(({ path }) => path.includes('failed')))).to.deep.equal([]);
  });

  it('are taken back when one of several can not be completed', async () => {
    let completed = 0;
    server.fault = (request) => {
      if (!request.startsWith('POST') || !request.includes('uploadId=')) return null;
      completed += 1;
      return completed > 1 ? { status: 500 } : null;
    };
    const sql = `COPY (SELECT g, g % 4 AS p FROM generate_series(1, 1000) g) TO '${ROOT}/half' (FORMAT parquet, PARTITION_BY (p))`;
    expect((await failure(sql)).code).to.equal('58030');
    server.fault = () => null;
    expect(await store.list(`${ROOT}/half`, 10)).to.deep.equal([]);
  });

  it('are not written over where a folder of them is there', async () => {
    await cluster.query(`COPY (SELECT 1 AS a) TO '${ROOT}/there' (FORMAT csv)`);
    expect((await failure(`COPY (SELECT 1 AS a) TO '${ROOT}/there' (FORMAT csv)`)).code).to.equal('58P02');
  });

  it('that change while they are read are told', async () => {
    const path = `${ROOT}/changing.csv`;
    await put('changing.csv', 'n\n1\n');
    await store.stat(path);
    await new S3Store({
      settings: { endpoint: server.endpoint, region: 'us-east-1', credentials: CREDENTIALS },
      runtime: nodeRuntime(new MemoryTransport()),
    }).write(path, Buffer.from('n\n2\n'));
    const error = await store.read(path, 0, new Uint8Array(4)).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(ConductError).with.property('code', '55000');
  });

  it('have their store and keys from the environment', () => {
    expect(s3Settings({})).to.deep.equal({ endpoint: null, region: 'us-east-1', credentials: null });
    const given = {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9000/',
      AWS_REGION: 'eu-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_SESSION_TOKEN: 'c',
    };
    expect(s3Settings(given)).to.deep.equal({
      endpoint: 'http://127.0.0.1:9000',
      region: 'eu-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' },
    });
    expect(() => s3Settings({ AWS_ENDPOINT_URL: 'http://user:pass@host' }))
      .to.throw(ConductError)
      .with.property('message')
      .not.contain('pass@');
  });
});
