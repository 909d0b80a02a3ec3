/**
 * `conduct bench tpch --vs duckdb`: the same rows in Conduct and in DuckDB, the workload's queries on both. Answers must be equal; then each
 * query is run in turn on the two, hot, and the medians are compared. Conduct is measured here, at the client, over the wire.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { Cluster } from '../cluster.js';
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
    if (options.url !== null) return await bench(options.url, duckdb, queries, options);
    return await withCluster(options, async (url) => bench(url, duckdb, queries, options));
  } finally {
    duckdb.stop();
  }
}

function chooseQueries(workload: Workload, names: readonly string[]): readonly BenchQuery[] {
  const known = workload.queries.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new ConductError(SQLSTATE.invalidParameterValue, `no such query: ${unknown}`, {
      hint: `they are named ${known[0]} to ${known.at(-1)}`,
    });
  }
  return workload.queries.filter(({ name }) => names.length === 0 || names.includes(name));
}

async function withCluster<T>(options: BenchOptions, work: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'conduct-bench-'));
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    const cluster = await Cluster.start({
      dataFolder: folder,
      workers: options.workers,
      executors: options.executors,
      memoryBytes: null,
      port: 0,
      rpcPort: 0,
      report: (line) => console.error(`conduct: ${line}`),
    });
    try {
      const stopped = new Promise<never>((_resolve, reject) => {
        interrupted.signal.addEventListener('abort', () => reject(new ConductError(SQLSTATE.queryCanceled, 'interrupted')));
      });
      return await Promise.race([work(cluster.url), stopped]);
    } finally {
      await cluster.stop();
    }
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bench(url: string, duckdb: DuckDb, queries: readonly BenchQuery[], options: BenchOptions): Promise<boolean> {
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
    return wrong === 0;
  } finally {
    await client.close();
  }
}

/** Loads the tables where there are none; tables of another size would be compared in vain. */
async function prepareTables(client: WireClient, url: string, { title, tables, probe, loadConduct }: Workload): Promise<void> {
  const names = tables.map((table) => `'${table}'`).join(', ');
  const found = await client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename IN (${names})`);
  if (firstRows(found).length === 0) {
    const started = performance.now();
    await loadConduct(url);
    console.error(`loaded Conduct in ${seconds(started)} s`);
    return;
  }
  const rows = firstRows(await client.query(`SELECT count(*) FROM ${probe.table}`))[0]?.[0];
  if (rows !== String(probe.rows)) {
    throw new ConductError(SQLSTATE.invalidParameterValue, `the server does not hold ${title}: ${probe.table} has ${rows} rows`, {
      hint: `drop ${tables.join(', ')}, or name another server`,
    });
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
