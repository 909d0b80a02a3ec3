/** A workload of the benchmarks at a small scale: what two workers answer is what DuckDB answers, in memory and with everything on disk. */
import { expect } from 'chai';
import { compareAnswers } from '../../bench/answer.js';
import { DuckDb } from '../../bench/duckdb.js';
import type { Workload } from '../../bench/workload.js';
import { toAnswer } from '../../src/cli/commands/bench.js';
import { WireClient } from '../../src/cli/wire-client.js';
import { TestCluster } from './support.js';

const CONFIGURATIONS = [
  ['in memory', 'SET conduct.local_rows = 0'],
  ['on disk', 'SET conduct.local_rows = 0; SET conduct.force_spill = on'],
] as const;

/** `engines` gives both, loaded, while the tests run. */
export interface LoadedEngines {
  readonly cluster: TestCluster;
  readonly duckdb: DuckDb;
}

/** Tests of the suite around it. `mayBeEmpty`: queries may have no rows at so small a scale. */
export function answersAsDuckDb(workload: Workload, { mayBeEmpty }: { readonly mayBeEmpty: boolean }): () => LoadedEngines {
  let engines: LoadedEngines;

  before(async () => {
    const cluster = await TestCluster.start({ workers: 2 });
    await workload.loadConduct(cluster.url);
    const duckdb = await DuckDb.start();
    await workload.loadDuckDb(duckdb);
    engines = { cluster, duckdb };
  });

  after(async () => {
    engines.duckdb.stop();
    await engines.cluster.stop();
  });

  for (const [how, settings] of CONFIGURATIONS) {
    it(`answers as DuckDB does, ${how}`, async () => {
      const client = await WireClient.connect(engines.cluster.url);
      try {
        await client.query(settings);
        for (const { name, sql } of workload.queries) {
          const ours = toAnswer(await client.query(sql));
          if (!mayBeEmpty) expect(ours.rows, name).not.to.have.length(0);
          expect(compareAnswers(ours, await engines.duckdb.answer(sql), sql), name).to.equal(null);
        }
      } finally {
        await client.close();
      }
    });
  }
  return () => engines;
}
