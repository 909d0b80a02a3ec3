/**
 * Scans of four columns of a Parquet file by Conduct (two workers with one executor each, over the wire) and by DuckDB (two threads), in
 * turns on this machine: medians of both, processor time a query (of all of Conduct's processes, on Linux), and their ratios, as
 * bench/RESULTS.md has them. The file is made by DuckDB; a path as argument is another one, whose first four columns are read.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { Cluster } from '../src/cli/cluster.js';
import { WireClient } from '../src/cli/wire-client.js';
import { processorMs } from './processor-time.js';
import { median } from './report.js';

const ROWS = 3_000_000;
const RUNS = 7;

const MADE = `SELECT i AS id, (i * 7919 % 200000)::integer AS part, (i * 31 % 10000000 / 100)::decimal(15,2) AS price,
  date '1992-01-01' + (i * 17 % 2500)::integer AS day, 'mode ' || (i % 7) AS mode FROM range(${ROWS}) t(i)`;

const QUERIES: readonly (readonly [name: string, sql: string])[] = [
  ['numbers', 'SELECT count(*), sum(part), sum(price), min(day), max(id) FROM read_parquet($file)'],
  ['filter', "SELECT count(*), sum(price), max(id) FROM read_parquet($file) WHERE day >= date '1997-01-01' AND part < 100000"],
  ['text', 'SELECT mode, count(*), sum(price), max(day) FROM read_parquet($file) GROUP BY mode ORDER BY mode'],
];

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'conduct-scan-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const duck = await instance.connect();
  const given = process.argv[2] === undefined ? null : resolve(process.argv[2]);
  const queries = given === null ? QUERIES : await countedColumns(given);
  const cluster = await Cluster.start({
    dataFolder: join(folder, 'cluster'),
    workers: 2,
    executors: 1,
    memoryBytes: 2 ** 31,
    port: 0,
    rpcPort: 0,
    allowed: [folder, ...(given === null ? [] : [dirname(given)])],
    report: (line) => console.error(line),
  });
  const client = await WireClient.connect(cluster.url);
  try {
    for (const codec of given === null ? ['uncompressed', 'snappy', 'zstd'] : ['as it is']) {
      const file = given ?? join(folder, `${codec}.parquet`);
      if (given === null) await duck.run(`COPY (${MADE}) TO '${file}' (FORMAT parquet, COMPRESSION ${codec})`);
      for (const [name, text] of queries) {
        const sql = text.replace('$file', `'${file}'`);
        const ours: number[] = [];
        const theirs: number[] = [];
        const pids = [cluster.conductor, ...cluster.workers].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
        await client.query(sql);
        const before = processorMs(pids);
        let duckMs = 0;
        for (let run = 0; run < RUNS; run += 1) {
          const first = performance.now();
          await client.query(sql);
          const second = performance.now();
          const own = process.cpuUsage();
          await duck.runAndReadAll(sql);
          const { user, system } = process.cpuUsage(own);
          duckMs += (user + system) / 1_000;
          ours.push(second - first);
          theirs.push(performance.now() - second);
        }
        const [conduct, duckdb] = [median(ours), median(theirs)];
        const conductMs = (processorMs(pids) - before) / RUNS;
        console.log(
          `${codec} ${name}: Conduct ${conduct.toFixed(0)} ms, DuckDB ${duckdb.toFixed(0)} ms, ratio ${(duckdb / conduct).toFixed(2)}; ` +
            `processor ${conductMs.toFixed(0)} ms and ${(duckMs / RUNS).toFixed(0)} ms, ratio ${(duckMs / RUNS / conductMs).toFixed(2)}`,
        );
      }
    }
  } finally {
    await client.close();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }

  async function countedColumns(path: string): Promise<readonly (readonly [string, string])[]> {
    const rows = await duck.runAndReadAll(`SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet('${path}')) LIMIT 4`);
    const columns = rows.getRows().map(([name]) => `max("${String(name)}")`);
    return [['four columns', `SELECT count(*), ${columns.join(', ')} FROM read_parquet($file)`]];
  }
}

await main();
