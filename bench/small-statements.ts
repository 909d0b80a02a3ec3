/**
 * Latency of small statements: `npm run bench:small` starts two workers in a temporary folder, measures and prints. Names of parts as
 * arguments run those alone (`npm run bench:small -- inserts`), a URL takes a server that runs. Of servers of its own it prints CPU time
 * too, which says more than rates where the machine is shared.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import pg from 'pg';
import { isolate } from '../sqllogictest/runner/isolation.js';
import { runFile } from '../sqllogictest/runner/run-file.js';
import { Cluster } from '../src/cli/cluster.js';

const SECONDS = Number(process.env.CONDUCT_BENCH_SECONDS ?? 10);
const MIXED_CONNECTIONS = 16;
const LARGE_ROWS = 1_000_000;
const CORPUS = ['select1.test', 'select2.test', 'select3.test'].map((name) => join('..', 'shared', 'slt', 'sqlite', name));

/** The server's processes, where they are this program's. */
let cluster: Cluster | null = null;

type Part = (url: string) => Promise<void>;

const PARTS: { readonly [name: string]: Part } = {
  constants: (url) => withClient(url, (client) => latencies('select 1, prepared', client, () => ({ name: 'one', text: 'select 1' }))),
  points: pointQueries,
  novel: novelStatements,
  corpus,
  inserts,
  mixed,
};

interface CpuSeconds {
  readonly conductor: number;
  readonly workers: number;
}

/** User and system time of the processes so far, by Linux's /proc in ticks of 10 ms; none of a server that is not ours. */
function cpuSeconds(): CpuSeconds {
  const of = (pid: number | undefined): number => {
    if (pid === undefined) return 0;
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  };
  return { conductor: of(cluster?.conductor.pid), workers: (cluster?.workers ?? []).reduce((sum, { pid }) => sum + of(pid), 0) };
}

function cpuPerStatement(before: CpuSeconds, statements: number): string {
  if (cluster === null) return '';
  const after = cpuSeconds();
  const ms = (seconds: number): string => ((seconds * 1_000) / statements).toFixed(2);
  return `; CPU of a statement: conductor ${ms(after.conductor - before.conductor)} ms, workers ${ms(after.workers - before.workers)} ms`;
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  return client;
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = await connected(url);
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Runs what `next` gives for the time, after a tenth of it to get warm. */
async function latencies(what: string, client: pg.Client, next: () => pg.QueryConfig): Promise<void> {
  const warm = performance.now() + SECONDS * 100;
  while (performance.now() < warm) await client.query(next());
  const ms: number[] = [];
  const before = cpuSeconds();
  const end = performance.now() + SECONDS * 1_000;
  for (let now = performance.now(); now < end; ) {
    await client.query(next());
    const after = performance.now();
    ms.push(after - now);
    now = after;
  }
  ms.sort((a, b) => a - b);
  const at = (share: number): string => (ms[Math.floor((ms.length - 1) * share)] ?? 0).toFixed(2);
  console.log(
    `${what}: ${(ms.length / SECONDS).toFixed(0)}/s; p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms${cpuPerStatement(before, ms.length)}`,
  );
}

/** By key, of a table that the workers hold. */
async function pointQueries(url: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('drop table if exists bench_points');
    await client.query('create table bench_points (id int primary key, note text)');
    await client.query(`insert into bench_points select i, 'note ' || i from generate_series(1, ${LARGE_ROWS}) i`);
    const id = (): number => 1 + Math.floor(Math.random() * LARGE_ROWS);
    await latencies(`a row by key of ${LARGE_ROWS}, prepared`, client, () => ({
      name: 'point',
      text: 'select note from bench_points where id = $1',
      values: [id()],
    }));
    await latencies(`a row by key of ${LARGE_ROWS}, as text`, client, () => ({ text: `select note from bench_points where id = ${id()}` }));
    await client.query('drop table bench_points');
  });
}

/** No two statements are the same: expressions, filters, subqueries and groups over 30 rows. */
async function novelStatements(url: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('drop table if exists bench_novel');
    await client.query('create table bench_novel (a int, b int, c int, d text)');
    await client.query("insert into bench_novel select i, i * 7 % 31, i * 11 % 13, 'd' || i % 5 from generate_series(1, 30) i");
    let number = 0;
    const next = (): pg.QueryConfig => {
      number += 1;
      const value = number % 97;
      const shapes = [
        `select a + b * ${value}, case when c > ${number % 13} then a else b end from bench_novel where a between ${value % 20} and 25 order by 1, 2`,
        `select d, count(*), sum(a + ${number}), avg(b) from bench_novel where c <> ${number % 13} group by d order by d`,
        `select a, (select count(*) from bench_novel x where x.b < t.b + ${value}) from bench_novel t where a > ${value % 30} order by a`,
        `select t.a, u.b from bench_novel t join bench_novel u on t.b = u.a where u.c > ${number % 13} and t.a < ${value} order by 1, 2`,
      ];
      return { text: shapes[number % shapes.length] ?? '' };
    };
    await latencies('new statements over 30 rows', client, next);
    await client.query('set conduct.local_rows to 0');
    await latencies('the same on the workers', client, next);
    await client.query('drop table bench_novel');
  });
}

/** Records of the sqlite corpus a second over one connection, checked as ever, where it is there. */
async function corpus(url: string): Promise<void> {
  for (const file of CORPUS) {
    if (!existsSync(file)) {
      console.log(`skipped: ${file} is not here`);
      continue;
    }
    const queries = readFileSync(file, 'utf8').match(/^query /gm)?.length ?? 0;
    const isolation = await isolate(url, 'database', null).catch(() => isolate(url, 'schema', null));
    const before = cpuSeconds();
    const started = performance.now();
    const { failures } = await runFile(file, { isolation, timeoutMs: 60_000 });
    const seconds = (performance.now() - started) / 1_000;
    await isolation.close();
    console.log(
      `${basename(file)}: ${(queries / seconds).toFixed(0)} queries/s, ${failures.length} failed${cpuPerStatement(before, queries)}`,
    );
  }
}

/** Single-row INSERTs, each its own durable transaction, over one connection and over eight. */
async function inserts(url: string): Promise<void> {
  const admin = await connected(url);
  for (const connections of [1, 8]) {
    await admin.query('drop table if exists bench_inserts');
    await admin.query('create table bench_inserts (id int primary key, note text)');
    const clients = await Promise.all(Array.from({ length: connections }, () => connected(url)));
    const before = cpuSeconds();
    const started = performance.now();
    const end = started + SECONDS * 1_000;
    let next = 0;
    await Promise.all(
      clients.map(async (client) => {
        while (performance.now() < end) {
          next += 1;
          await client.query(`insert into bench_inserts values (${next}, 'row ${next}')`);
        }
      }),
    );
    const rate = next / ((performance.now() - started) / 1_000);
    const { rows } = await admin.query<{ count: string }>('select count(*) from bench_inserts');
    console.log(
      `inserts over ${connections} connection(s): ${rate.toFixed(0)}/s, ${rows[0]?.count} of ${next} rows there${cpuPerStatement(before, next)}`,
    );
    await Promise.all(clients.map((client) => client.end()));
  }
  await admin.query('drop table bench_inserts');
  await admin.end();
}

/** Small reads and writes over many connections; none may fail. */
async function mixed(url: string): Promise<void> {
  const admin = await connected(url);
  await admin.query('drop table if exists bench_mixed');
  await admin.query('create table bench_mixed (id int primary key, owner int, amount int)');
  await admin.query('insert into bench_mixed select i, i % 16, 100 from generate_series(1, 10000) i');
  const end = performance.now() + 6 * SECONDS * 1_000;
  const errors: string[] = [];
  let statements = 0;
  const work = async (owner: number): Promise<void> => {
    const client = await connected(url);
    for (let round = 1; performance.now() < end; round += 1) {
      const id = owner + MIXED_CONNECTIONS * (1 + Math.floor(Math.random() * 600));
      const sql = [
        `select amount from bench_mixed where id = ${id}`,
        `select count(*), sum(amount) from bench_mixed where owner = ${owner}`,
        `insert into bench_mixed values (${100_000 + owner * 1_000_000 + round}, ${owner}, ${round})`,
        `update bench_mixed set amount = amount + 1 where id = ${id}`,
        'select 1',
      ][round % 5];
      try {
        await client.query(sql ?? '');
        statements += 1;
      } catch (error) {
        errors.push(String(error));
      }
    }
    await client.end();
  };
  await Promise.all(Array.from({ length: MIXED_CONNECTIONS }, (_, owner) => work(owner)));
  console.log(
    `${MIXED_CONNECTIONS} connections of reads and writes: ${(statements / (6 * SECONDS)).toFixed(0)} statements/s, ${errors.length} errors`,
  );
  for (const error of new Set(errors)) console.log(`  ${error}`);
  await admin.query('drop table bench_mixed');
  await admin.end();
}

const names = process.argv.slice(2).filter((word) => !word.includes('://'));
const given = process.argv.slice(2).find((word) => word.includes('://'));
const chosen = names.length === 0 ? Object.keys(PARTS) : names;
const folder = mkdtempSync(join(tmpdir(), 'conduct-bench-'));
const options = { workers: 2, executors: 1, memoryBytes: null, port: 0, rpcPort: 0, report: console.error };
cluster = given === undefined ? await Cluster.start({ ...options, dataFolder: folder }) : null;
try {
  for (const name of chosen) await PARTS[name]?.(given ?? cluster?.url ?? '');
} finally {
  await (cluster as Cluster | null)?.stop();
  rmSync(folder, { recursive: true, force: true });
}
