/** The join workload at a small scale: every kind of join on two workers gives what DuckDB gives, in memory and with everything on disk. */
import { expect } from 'chai';
import { compareAnswers } from '../../bench/answer.js';
import { DuckDb } from '../../bench/duckdb.js';
import { joinsWorkload } from '../../src/cli/bench/joins-workload.js';
import { toAnswer } from '../../src/cli/commands/bench.js';
import { WireClient } from '../../src/cli/wire-client.js';
import { TestCluster } from './support.js';

const workload = joinsWorkload(0.01);

describe('joins', () => {
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
          expect(ours.rows, name).not.to.have.length(0);
          expect(compareAnswers(ours, await duckdb.answer(sql), sql), name).to.equal(null);
        }
      } finally {
        await client.close();
      }
    });
  }
});
