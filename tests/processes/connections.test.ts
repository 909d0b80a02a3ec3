/**
 * Many connections, and cancels at any moment. What runs by default is short; `CONDUCT_CONNECTIONS=full` makes it 1,000 idle and
 * 32 active connections, for two minutes once they are warm, and 1,000 cancels; it holds memory and times to their limits
 * and prints what it measured.
 */
import { expect } from 'chai';
import pg from 'pg';
import { query, RawClient } from '../frontend/raw-client.js';
import { chosenSeed, Random } from './random.js';
import { processMemory, sleep, TestCluster, until } from './support.js';
import { WireReader } from './wire-reader.js';
import { workerStatus } from './worker-status.js';

const FULL = process.env.CONDUCT_CONNECTIONS === 'full';
const IDLE = FULL ? 1_000 : 100;
const ACTIVE = FULL ? 32 : 8;
/** Until the heaps have the size that the work takes. */
const WARM_UP_ROUNDS = FULL ? 5_000 : 0;
/** What is measured comes then. */
const SECONDS = FULL ? 120 : 3;
const CANCELS = FULL ? 1_000 : 40;
const SEED = chosenSeed();
/** Of a cancelled statement, from the request to its error, at the 99th percentile. */
const CANCEL_LIMIT_MS = 250;

describe('many connections', function () {
  this.timeout(1_800_000);
  let cluster: TestCluster;

  before(async () => {
    cluster = await TestCluster.start({ workers: 2 });
    await cluster.with((client) =>
      client.query(`
        create table item as select g as id, 'name ' || g as name, g % 100 as kind from generate_series(1, 50000) g;
        create table counter (id integer primary key, n bigint not null);
        insert into counter select g, 0 from generate_series(1, ${ACTIVE}) g;
        create table event (who integer, n integer)`),
    );
  });

  after(() => cluster.stop());

  it('serves the active ones without an error while others are idle, in memory that does not grow', async () => {
    const port = Number(new URL(cluster.url).port);
    const idle = await Promise.all(Array.from({ length: IDLE }, () => RawClient.open(port)));
    await Promise.all(idle.map((client) => client.login('conduct')));
    const progress: Progress = { rounds: 0, end: WARM_UP_ROUNDS === 0 ? Date.now() + SECONDS * 1_000 : null };
    const samples: { readonly seconds: number; readonly bytes: number }[] = [];
    const sampling = (async () => {
      for (const start = Date.now(); !isOver(progress); await sleep(500)) {
        if (progress.end === null) {
          if (progress.rounds >= WARM_UP_ROUNDS) progress.end = Date.now() + SECONDS * 1_000;
          continue;
        }
        samples.push({ seconds: (Date.now() - start) / 1_000, bytes: processMemory(cluster.pids[0] ?? 0, 'VmRSS') });
      }
    })();
    const done = await Promise.all(Array.from({ length: ACTIVE }, (_, i) => work(cluster.url, i + 1, progress)));
    await sampling;
    expect(Math.min(...done), 'rounds of the slowest').to.be.above(0);
    const total = done.reduce((sum, rounds) => sum + rounds, 0);
    const [sums] = await cluster.with((client) =>
      client.query('select (select sum(n) from counter), (select count(*) from event), (select count(distinct who) from event)'),
    );
    expect(sums?.rows).to.deep.equal([[String(total), String(total), String(ACTIVE)]]);
    for (const client of idle) client.send(query('select 1'));
    const answers = await Promise.all(idle.map((client) => client.untilReady()));
    expect(new Set(answers.map((messages) => messages.map(({ type }) => type).join('')))).to.deep.equal(new Set(['TDCZ']));
    for (const client of idle) client.destroy();
    await until(() => nothingRuns(cluster), 5_000, 'no task is left');
    if (!FULL) return;
    const growth = slope(samples) * SECONDS;
    const mean = samples.reduce((sum, { bytes }) => sum + bytes, 0) / samples.length;
    console.log(`      ${total} rounds; conductor ${megabytes(mean)}, ${megabytes(growth)} more over ${SECONDS} s`);
    expect(growth, 'growth after warm-up').to.be.below(mean * 0.05);
  });

  it('cancels at any moment, and leaves no task behind', async () => {
    const random = new Random(SEED);
    const reader = await WireReader.connect(cluster.url);
    const times: number[] = [];
    let early = 0;
    for (let i = 0; i < CANCELS; i += 1) {
      const sql = LONG[i % LONG.length] ?? '';
      reader.errors.length = 0;
      reader.send(sql);
      await sleep(random.next() * 60);
      const at = performance.now();
      await reader.cancel();
      await reader.readToReady();
      const took = performance.now() - at;
      if (reader.errors.length === 0) early += 1;
      else {
        expect(reader.errors, `${sql} (CONDUCT_SEED=${SEED}, ${i})`).to.deep.equal(['57014']);
        times.push(took);
      }
    }
    expect(times.length, 'cancelled').to.be.above(CANCELS / 2);
    await until(() => nothingRuns(cluster), 5_000, 'no task is left');
    // A cancel that came too late is for nobody.
    reader.errors.length = 0;
    reader.send('select 1');
    await reader.readToReady();
    expect([reader.rows, reader.errors]).to.deep.equal([1, []]);
    await reader.close();
    if (!FULL) return;
    times.sort((a, b) => a - b);
    const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
    const figures = [0.5, 0.99, 1 - 1 / times.length].map((share) => at(share).toFixed(0)).join(', ');
    console.log(`      ${times.length} cancelled, ${early} had ended; milliseconds at p50, p99, most: ${figures}`);
    expect(at(0.99), 'milliseconds at p99').to.be.below(CANCEL_LIMIT_MS);
  });
});

/** Statements of a second and more, for what waits, computes, sorts, joins, sends and writes. */
const LONG = [
  'select count(*) from generate_series(1, 5000000) a',
  'select pg_sleep(2)',
  'select count(*) from item a, item b where a.id + b.id <> 3',
  'select a.id, b.name from item a join item b on a.kind = b.kind order by a.name, b.id',
  'select a.name, b.name from item a, item b',
  'insert into event select a.id, b.id from item a, item b where a.kind <> b.kind',
  "update item set name = name || '' where (select count(*) from item b where b.id <> item.id) < 0",
];

async function nothingRuns(cluster: TestCluster): Promise<boolean> {
  const status = await workerStatus(cluster);
  return status.every(({ runningTasks, retainedBytes }) => runningTasks === 0 && retainedBytes === 0);
}

interface Progress {
  /** Of all connections. */
  rounds: number;
  /** When they stop; null: they are not warm yet. */
  end: number | null;
}

function isOver({ end }: Progress): boolean {
  return end !== null && Date.now() >= end;
}

/** What an application does, over and over; gives how often. */
async function work(url: string, who: number, progress: Progress): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  const random = new Random(SEED + who);
  let rounds = 0;
  for (; !isOver(progress); rounds += 1) {
    progress.rounds += 1;
    await client.query('begin');
    await client.query('update counter set n = n + 1 where id = $1', [who]);
    await client.query({ name: 'event', text: 'insert into event values ($1, $2)', values: [who, rounds] });
    await client.query('commit');
    const id = random.between(1, 50_000);
    const { rows } = await client.query({ name: 'item', text: 'select name from item where id = $1', values: [id] });
    expect(rows).to.deep.equal([{ name: `name ${id}` }]);
    const { rowCount } = await client.query('select kind, count(*), max(name) from item group by kind');
    expect(rowCount).to.equal(100);
    await client.query('select 1 / 0').then(
      () => expect.fail('no error'),
      (error: { code?: string }) => expect(error.code).to.equal('22012'),
    );
  }
  await client.end();
  return rounds;
}

/** Bytes a second, by least squares. */
function slope(samples: readonly { readonly seconds: number; readonly bytes: number }[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const seconds = mean(samples.map((sample) => sample.seconds));
  const bytes = mean(samples.map((sample) => sample.bytes));
  const covariance = samples.reduce((sum, sample) => sum + (sample.seconds - seconds) * (sample.bytes - bytes), 0);
  return covariance / samples.reduce((sum, sample) => sum + (sample.seconds - seconds) ** 2, 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / (1 << 20)).toFixed(1)} MiB`;
}
