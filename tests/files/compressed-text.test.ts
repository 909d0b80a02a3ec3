import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { Duck } from './duck.js';
import { LocalCluster } from './local-cluster.js';

describe('compressed CSV and JSON files', function () {
  this.timeout(60_000);
  let cluster: LocalCluster;
  let duck: Duck;

  before(async () => {
    cluster = await LocalCluster.start(2);
    duck = await Duck.start();
  });

  after(async () => {
    duck.stop();
    await cluster.stop();
  });

  const failure = async (sql: string): Promise<ConductError> => {
    try {
      await cluster.query(sql);
    } catch (error) {
      if (error instanceof ConductError) return error;
      throw error;
    }
    throw new Error(`no error: ${sql}`);
  };

  for (const [extension, compression] of [
    ['gz', 'gzip'],
    ['zst', 'zstd'],
  ]) {
    it(`are read like others, as .${extension}, one worker a file`, async () => {
      for (const format of ['csv', 'json']) {
        const source = `SELECT i AS n, 'a "text", of ' || i AS t, i / 4 AS x FROM range(50000) t(i)`;
        for (const part of [1, 2]) {
          const path = join(cluster.folder, `part-${part}.${format}.${extension}`);
          await duck.run(`COPY (${source}) TO '${path}' (FORMAT ${format}, COMPRESSION ${compression})`);
        }
        const read = `read_${format}('part-*.${format}.${extension}')`;
        expect(await cluster.query(`SELECT count(*), sum(n), sum(x), min(t), pg_typeof(min(n))::text FROM ${read}`), format).to.deep.equal([
          ['100000', '2499950000', '624987500', 'a "text", of 0', 'bigint'],
        ]);
      }
    });
  }

  it('of several gzip members are read whole', async () => {
    await writeFile(join(cluster.folder, 'two.csv.gz'), Buffer.concat([gzipSync('n,t\n1,a\n'), gzipSync('2,b\n')]));
    expect(await cluster.query(`SELECT n, t FROM read_csv('two.csv.gz') ORDER BY n`)).to.deep.equal([
      ['1', 'a'],
      ['2', 'b'],
    ]);
    await writeFile(join(cluster.folder, 'array.json.gz'), gzipSync('[{"a": 1}, {"a": 2}]'));
    expect(await cluster.query(`SELECT sum(a) FROM read_json('array.json.gz')`)).to.deep.equal([['3']]);
  });

  it('say in which line of the text an error is', async () => {
    const lines = Array.from({ length: 50_000 }, (_, i) => (i === 40_000 ? 'x' : String(i)));
    await writeFile(join(cluster.folder, 'wrong.csv.gz'), gzipSync(`n\n${lines.join('\n')}\n`));
    const error = await failure(`SELECT sum(n) FROM read_csv('wrong.csv.gz')`);
    expect([error.code, error.context]).to.deep.equal(['22P02', `file ${join(cluster.folder, 'wrong.csv.gz')}, line 40002, column n: "x"`]);
  });

  it('are damaged, cut short or of an unknown kind with one clear error', async () => {
    const good = gzipSync(`n\n${Array.from({ length: 100_000 }, (_, i) => i).join('\n')}\n`);
    await writeFile(join(cluster.folder, 'cut.csv.gz'), good.subarray(0, good.length / 2));
    expect((await failure(`SELECT sum(n) FROM read_csv('cut.csv.gz')`)).code).to.equal('XX001');
    await writeFile(join(cluster.folder, 'plain.csv.gz'), 'n\n1\n');
    expect((await failure(`SELECT * FROM read_csv('plain.csv.gz')`)).code).to.equal('XX001');
    await writeFile(join(cluster.folder, 'plain.json.zst'), '{"a": 1}\n');
    expect((await failure(`SELECT * FROM read_json('plain.json.zst')`)).code).to.equal('XX001');
    await writeFile(join(cluster.folder, 'other.csv.bz2'), 'BZh9');
    expect((await failure(`SELECT * FROM read_csv('other.csv.bz2')`)).code).to.equal('0A000');
  });
});
