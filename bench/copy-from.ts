/**
 * COPY of TPC-H's lineitem as text by Conduct (two workers with one executor each) and by DuckDB (in memory, two threads) from the same file, in turns
 * on this machine: once as the client's data (`COPY ... FROM STDIN`), once as a file of the server. Prints the times, their ratio and the processor time
 * of each process. Arguments: the scale factor (1), the number of runs (3), and where the file is kept (else it goes).
 */
import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Cluster } from '../src/cli/cluster.js';
import { WireClient } from '../src/cli/wire-client.js';
import { known } from '../src/common/assert.js';
import { DuckDb } from './duckdb.js';
import { processorMs } from './processor-time.js';
import { median } from './report.js';
import { tpchSchema } from './tpch/files.js';
import { writeTableFile } from './tpch/generator/table-file.js';
import { duckDbSchema } from './tpch/load-duckdb.js';

const scaleFactor = Number(process.argv[2] ?? 1);
const runs = Number(process.argv[3] ?? 3);

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'conduct-copy-'));
  const file = process.argv[4] ?? join(folder, 'lineitem.tbl');
  const create = known(tpchSchema().get('lineitem'), 'schema of lineitem');
  let cluster: Cluster | null = null;
  try {
    if (!existsSync(file)) await writeTableFile('lineitem', scaleFactor, file);
    const bytes = statSync(file).size;
    console.log(`lineitem at scale factor ${scaleFactor}: ${(bytes / 1e6).toFixed(0)} MB, ${runs} runs in turn`);
    cluster = await Cluster.start({
      dataFolder: join(folder, 'cluster'),
      workers: 2,
      executors: 1,
      memoryBytes: 2 ** 31,
      port: 0,
      rpcPort: 0,
      allowed: [dirname(file)],
      report: (line) => console.error(line),
    });
    const times = { duckdb: [] as number[], stdin: [] as number[], file: [] as number[] };
    for (let run = 0; run < runs; run += 1) {
      times.duckdb.push(await timed('DuckDB', [], () => duckDb(create, file)));
      times.stdin.push(await conduct(cluster, create, 'stdin', file));
      times.file.push(await conduct(cluster, create, 'file', file));
    }
    const theirs = median(times.duckdb);
    for (const [from, ours] of [['STDIN', times.stdin] as const, ['a file', times.file] as const]) {
      const ms = median(ours);
      console.log(
        `COPY FROM ${from}: Conduct ${ms.toFixed(0)} ms (${(bytes / ms / 1_000).toFixed(0)} MB/s), DuckDB ${theirs.toFixed(0)} ms, ratio ${(theirs / ms).toFixed(2)}`,
      );
    }
  } finally {
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function duckDb(create: string, file: string): Promise<void> {
  const duckdb = await DuckDb.start();
  await duckdb.run(duckDbSchema(create));
  await duckdb.run(`COPY lineitem FROM '${file}' (FORMAT csv, DELIMITER '|', HEADER false, QUOTE '', ESCAPE '')`);
  duckdb.stop();
}

async function conduct(cluster: Cluster, create: string, from: 'stdin' | 'file', file: string): Promise<number> {
  const client = await WireClient.connect(cluster.url);
  try {
    await client.query('DROP TABLE IF EXISTS lineitem');
    await client.query(create);
    const pids = [cluster.conductor, ...cluster.workers].map(({ pid }) => known(pid, 'process'));
    return await timed(`Conduct, ${from}`, pids, async () => {
      const tag =
        from === 'stdin'
          ? await client.copyIn("COPY lineitem FROM STDIN WITH (DELIMITER '|')", createReadStream(file, { highWaterMark: 256 << 10 }))
          : (await client.query(`COPY lineitem FROM '${file}' WITH (DELIMITER '|')`)).at(-1)?.tag;
      console.log(tag);
    });
  } finally {
    await client.close();
  }
}

async function timed(what: string, pids: readonly number[], work: () => Promise<void>): Promise<number> {
  const own = process.cpuUsage();
  const before = pids.map((pid) => processorMs([pid]));
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(own);
  const others = pids.map((pid, i) => processorMs([pid]) - known(before[i], 'time'));
  console.log(
    `${what}: ${ms.toFixed(0)} ms; processor ms: this process ${((user + system) / 1_000).toFixed(0)}${others.length > 0 ? `, conductor and workers ${others.join(', ')}` : ''}`,
  );
  return ms;
}

await main();
