/**
 * `conduct bench tpch --vs duckdb`: the same rows in Conduct and in DuckDB, the workload's queries on both. Answers must be equal; then each
 * query is run in turn on the two, hot, and the medians are compared. Conduct is measured here, at the client, over the wire.
 */
import { writeFileSync } from 'node:fs';
import { type Answer, compareAnswers } from '../../../bench/answer.js';
import { DuckDb } from '../../../bench/duckdb.js';
import {
  type BenchReport,
  geometricMean,
  printPlacement,
  printQuery,
  printQueryHeader,
  summarize,
  type TablePlacement,
} from '../../../bench/report.js';
import type { BenchQuery, Workload } from '../../../bench/workload.js';
import { known } from '../../common/assert.js';
import { withOwnClusters } from '../bench/own-clusters.js';
import { chooseQueries, prepareTables } from '../bench/prepare-tables.js';
import { type StatementResult, WireClient } from '../wire-client.js';

export interface BenchOptions {
  readonly workload: Workload;
  /** Measured runs of each query on each engine. */
  readonly runs: number;
  /** Where the report goes as JSON. */
  readonly json: string | null;
  /** A running server that holds the workload at this size or none of its tables; null: a cluster of its own in a temporary folder. */
  readonly url: string | null;
  readonly workers: number;
  readonly executors: number;
  /** Names of the workload's queries; empty: all. */
  readonly queries: readonly string[];
}

/** Runs before the measured ones: they compile, and bring the tables into memory. */
const WARM_UP_RUNS = 2;
/** Type OIDs of floats and of texts: char, name, text, bpchar, varchar. */
const FLOAT_OIDS = new Set([700, 701]);
const TEXT_OIDS = new Set([18, 19, 25, 1042, 1043]);

/** Whether all answers were equal. */
export async function runBench(options: BenchOptions): Promise<boolean> {
  const { workload } = options;
  const queries = chooseQueries(workload, options.queries);
  const duckdb = await DuckDb.start();
  try {
    const started = performance.now();
    console.error('loading DuckDB ...');
    await workload.loadDuckDb(duckdb);
    console.error(`loaded DuckDB in ${seconds(started)} s`);
    if (options.url !== null) return (await bench(options.url, duckdb, queries, options)).equal;
    return await withOwnClusters([{ workers: options.workers, executors: options.executors }], async ([cluster]) => {
      const own = known(cluster, 'cluster');
      const { equal, hotMs } = await bench(own.url, duckdb, queries, options);
      await own.restart();
      await firstRuns(own.url, queries, hotMs);
      return equal;
    });
  } finally {
    duckdb.stop();
  }
}

interface Benched {
  /** Whether all answers were. */
  readonly equal: boolean;
  /** Sum of the medians. */
  readonly hotMs: number;
}

/** What the queries take when nothing is compiled and no table is in memory: once each, in order. */
async function firstRuns(url: string, queries: readonly BenchQuery[], hotMs: number): Promise<void> {
  const client = await WireClient.connect(url);
  try {
    const started = performance.now();
    for (const { sql } of queries) await client.query(sql);
    const ms = performance.now() - started;
    console.log(
      `after a restart, each query once: ${ms.toFixed(0)} ms, ${(ms / hotMs).toFixed(2)} times the hot ones' ${hotMs.toFixed(0)} ms`,
    );
  } finally {
    await client.close();
  }
}

async function bench(url: string, duckdb: DuckDb, queries: readonly BenchQuery[], options: BenchOptions): Promise<Benched> {
  const { workload, runs } = options;
  const client = await WireClient.connect(url);
  try {
    await prepareTables(client, url, workload);
    const tables = await placement(client, workload.tables);
    process.stdout.write(`${printPlacement(tables)}\n${printQueryHeader()}`);
    const measured: BenchReport['queries'][number][] = [];
    for (const { name, sql } of queries) {
      const measurement = summarize(await measure(client, duckdb, name, sql, runs));
      process.stdout.write(printQuery(measurement));
      measured.push(measurement);
    }
    const mean = geometricMean(measured.map((query) => query.ratio));
    const wrong = measured.filter((query) => query.difference !== null).length;
    console.log(`geometric mean of DuckDB time / Conduct time: ${mean.toFixed(3)} (${workload.title}, ${runs} runs)`);
    console.log(wrong === 0 ? 'all answers are equal' : `${wrong} of ${measured.length} answers differ`);
    if (options.json !== null) {
      const report: BenchReport = {
        workload: workload.title,
        runs,
        duckdbVersion: duckdb.version,
        tables,
        queries: measured,
        geometricMean: mean,
      };
      writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
    }
    return { equal: wrong === 0, hotMs: measured.reduce((sum, { conductMedianMs }) => sum + conductMedianMs, 0) };
  } finally {
    await client.close();
  }
}

async function placement(client: WireClient, tables: readonly string[]): Promise<readonly TablePlacement[]> {
  const result = await client.query(
    `SELECT tablename, distribution, table_rows, worker, buckets FROM conduct.placement WHERE schemaname = 'public' ORDER BY worker`,
  );
  const rows = firstRows(result);
  return tables.map((table) => {
    const own = rows.filter((row) => row[0] === table);
    return {
      table,
      distribution: own[0]?.[1] ?? '',
      rows: Number(own[0]?.[2] ?? 0),
      workers: own.map((row) => ({ worker: row[3] ?? '', buckets: row[4] == null ? null : Number(row[4]) })),
    };
  });
}

async function measure(client: WireClient, duckdb: DuckDb, query: string, sql: string, runs: number) {
  const ours = toAnswer(await client.query(sql));
  const theirs = await duckdb.answer(sql);
  const difference = compareAnswers(ours, theirs, sql);
  const conductMs: number[] = [];
  const duckdbMs: number[] = [];
  for (let run = 0; run < WARM_UP_RUNS + runs; run += 1) {
    const started = performance.now();
    await client.query(sql);
    const between = performance.now();
    await duckdb.run(sql);
    const ended = performance.now();
    if (run < WARM_UP_RUNS) continue;
    conductMs.push(between - started);
    duckdbMs.push(ended - between);
  }
  return { query, conductMs, duckdbMs, rows: ours.rows.length, difference };
}

export function toAnswer(results: readonly StatementResult[]): Answer {
  const result = results.at(-1);
  return {
    columns: (result?.fields ?? []).map(({ name, typeOid }) => ({
      name,
      kind: FLOAT_OIDS.has(typeOid) ? 'float' : TEXT_OIDS.has(typeOid) ? 'text' : 'exact',
    })),
    rows: result?.rows ?? [],
  };
}

function firstRows(results: readonly StatementResult[]): StatementResult['rows'] {
  return results[0]?.rows ?? [];
}

function seconds(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1);
}
