/**
 * `conduct bench tpch --scaling 1x1,1x2`: the same queries on clusters of several sizes, hot and in turn, and how many times as fast each is as the first. What
 * the machine itself gains from several threads is printed beside it: on one whose cores are busy or shared nothing can gain more.
 */
import { Worker } from 'node:worker_threads';
import { geometricMean, median } from '../../../bench/report.js';
import type { BenchQuery, Workload } from '../../../bench/workload.js';
import { type ClusterSize, withOwnClusters } from '../bench/own-clusters.js';
import { chooseQueries, prepareTables } from '../bench/prepare-tables.js';
import { WireClient } from '../wire-client.js';

export interface ScalingOptions {
  readonly workload: Workload;
  readonly sizes: readonly ClusterSize[];
  readonly queries: readonly string[];
  readonly runs: number;
}

const WARM_UP_RUNS = 3;
/** Turns of the loop that shows what threads are worth on the machine: a fifth of a second or so. */
const LOOP_TURNS = 100_000_000;
const LOOP_RUNS = 3;

export async function runScaling({ workload, sizes, queries: names, runs }: ScalingOptions): Promise<void> {
  const queries = chooseQueries(workload, names);
  await withOwnClusters(sizes, async (clusters) => {
    const clients: WireClient[] = [];
    try {
      for (const { url } of clusters) {
        const client = await WireClient.connect(url);
        clients.push(client);
        await prepareTables(client, url, workload);
      }
      const threads = Math.max(...sizes.map(({ workers, executors }) => workers * executors));
      console.log(
        `${workload.title}, medians of ${runs} runs in ms; of a loop, ${threads} threads do ${(await threadGain(threads)).toFixed(2)} times as much as one`,
      );
      console.log(
        row(
          'query',
          sizes.flatMap((size, i) => (i === 0 ? [nameOf(size)] : [nameOf(size), 'times'])),
        ),
      );
      const gains: number[][] = sizes.map(() => []);
      for (const query of queries) {
        const medians = await measure(clients, query, runs);
        const cells = medians.flatMap((ms, i) => {
          const gain = (medians[0] ?? Number.NaN) / ms;
          gains[i]?.push(gain);
          return i === 0 ? [ms.toFixed(1)] : [ms.toFixed(1), gain.toFixed(2)];
        });
        console.log(row(query.name, cells));
      }
      console.log(
        row(
          'mean',
          gains.flatMap((each, i) => (i === 0 ? [''] : ['', geometricMean(each).toFixed(2)])),
        ),
      );
    } finally {
      for (const client of clients) await client.close();
    }
  });
}

async function measure(clients: readonly WireClient[], { sql }: BenchQuery, runs: number): Promise<readonly number[]> {
  const times: number[][] = clients.map(() => []);
  for (let run = 0; run < WARM_UP_RUNS + runs; run += 1) {
    for (const [i, client] of clients.entries()) {
      const started = performance.now();
      await client.query(sql);
      if (run >= WARM_UP_RUNS) times[i]?.push(performance.now() - started);
    }
  }
  return times.map(median);
}

/** What several threads do of a loop in the time in which one does it once. */
async function threadGain(threads: number): Promise<number> {
  const gains: number[] = [];
  for (let run = 0; run < LOOP_RUNS; run += 1) {
    const alone = Math.max(...(await loops(1)));
    gains.push((threads * alone) / Math.max(...(await loops(threads))));
  }
  return median(gains);
}

function loops(threads: number): Promise<readonly number[]> {
  const code = `
    const started = performance.now();
    let x = 0;
    for (let i = 0; i < ${LOOP_TURNS}; i += 1) x = (Math.imul(x, 31) + i) | 0;
    require('node:worker_threads').parentPort.postMessage([performance.now() - started, x]);`;
  const one = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(code, { eval: true });
      worker.once('message', ([ms]: readonly [number]) => resolve(ms));
      worker.once('error', reject);
    });
  return Promise.all(Array.from({ length: threads }, one));
}

function nameOf({ workers, executors }: ClusterSize): string {
  return `${workers}x${executors}`;
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(10)}${cells.map((cell) => cell.padStart(9)).join('')}`;
}
