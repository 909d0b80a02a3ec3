/** The wide table with few rows: what is asked of it on two workers gives what DuckDB gives, in memory and with everything on disk. */
import { expect } from 'chai';
import { compareAnswers } from '../../bench/answer.js';
import { DuckDb } from '../../bench/duckdb.js';
import { wideWorkload } from '../../src/cli/bench/wide-workload.js';
import { toAnswer } from '../../src/cli/commands/bench.js';
import { WireClient } from '../../src/cli/wire-client.js';
import { TestCluster } from './support.js';

const workload = wideWorkload(20_000);

describe('the wide table', () => {
  let cluster: TestCluster;
  let duckdb: DuckDb;

  before(async () => {
    cluster = await TestCluster.start({ workers: 2 });
    await workload.loadConduct(cluster.url);
    duckdb = await DuckDb.start();
    await workload.loadDuckDb(duckdb);
  });

  after(async () => {
    duckdb.stop();
    await cluster.stop();
  });

  it('has the same rows in both engines', async () => {
    const client = await WireClient.connect(cluster.url);
    try {
      const sql = 'SELECT * FROM views WHERE view_id % 7 = 0';
      const ours = toAnswer(await client.query(sql));
      expect(ours.columns).to.have.length(100);
      expect(ours.rows.length).to.be.greaterThan(1_000);
      expect(compareAnswers(ours, await duckdb.answer(sql), sql)).to.equal(null);
    } finally {
      await client.close();
    }
  });

  for (const [how, settings] of [
    ['in memory', 'SET conduct.local_rows = 0'],
    ['on disk', 'SET conduct.local_rows = 0; SET conduct.force_spill = on'],
  ] as const) {
    it(`answers as DuckDB does, ${how}`, async () => {
      const client = await WireClient.connect(cluster.url);
      try {
        await client.query(settings);
        for (const { name, sql } of workload.queries) {
          const ours = toAnswer(await client.query(sql));
          expect(compareAnswers(ours, await duckdb.answer(sql), sql), name).to.equal(null);
        }
      } finally {
        await client.close();
      }
    });
  }
});
