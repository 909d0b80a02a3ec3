import { expect } from 'chai';
import pg from 'pg';
import type { WireClient } from '../../src/cli/wire-client.js';
import { ConductError } from '../../src/common/errors.js';
import { alive, processMemory, processorMs, sleep, TestCluster, until } from './support.js';
import { WireReader } from './wire-reader.js';
import { workerStatus } from './worker-status.js';

/** Rows of the table `million`. */
const MILLION = 1_000_000;

describe('bad input', () => {
  let cluster: TestCluster;
  let client: WireClient;

  before(async () => {
    cluster = await TestCluster.start({ workers: 2 });
    client = await cluster.connect();
    await client.query(`
      create table t (n integer, note text);
      insert into t values (0, 'zero'), (1, 'one'), (2147483647, 'most');
      create table digits (d integer) with (distribution = replicated);
      insert into digits values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);
      create table thousand as select a.d + 10 * b.d + 100 * c.d as n from digits a, digits b, digits c;
      create table million as select a.n + 1000 * b.n as n from thousand a, thousand b`);
    const [counted] = await client.query('select count(*), count(distinct n) from million');
    expect(counted?.rows).to.deep.equal([[`${MILLION}`, `${MILLION}`]]);
  });

  after(async () => {
    await client.close();
    await cluster.stop();
  });

  /** The connection answers, and no process has died. */
  afterEach(async () => {
    const [answer] = await client.query('select count(*) from t');
    expect(answer?.rows).to.deep.equal([['3']]);
    expect(cluster.events, 'deaths').to.deep.equal([]);
  });

  /** Position from 1, as the protocol tells it. */
  const errors: readonly (readonly [what: string, sql: string, code: string, position: number | null, message: RegExp])[] = [
    ['a syntax error', 'select from from t', '42601', 13, /^syntax error at or near "from"$/],
    ['a syntax error at the end', 'select (1', '42601', 10, /^syntax error at end of input$/],
    ['an unknown table', 'select * from absent', '42P01', 15, /^relation "absent" does not exist$/],
    ['an unknown column', 'select n, absent from t', '42703', 11, /^column "absent" does not exist$/],
    ['an unknown function', 'select absent(n) from t', '42883', 8, /^function absent\(integer\) does not exist$/],
    ['an operator that types do not have', 'select n + true from t', '42883', 10, /^operator does not exist: integer \+ boolean$/],
    [
      'a condition that is no boolean',
      'select 1 from t where n',
      '42804',
      23,
      /^argument of WHERE must be type boolean, not type integer$/,
    ],
    [
      'a column of another type',
      'insert into t (n) select note from t',
      '42804',
      26,
      /^column "n" is of type integer but expression is of type text$/,
    ],
    ['a division by zero in a constant', 'select 1 / 0', '22012', null, /^division by zero$/],
    ['a division by zero on a worker', 'select 1 / n from t', '22012', null, /^division by zero$/],
    ['a constant out of range', 'select 2147483647 + 1', '22003', null, /^integer out of range$/],
    ['a sum out of range on a worker', 'select n + 1 from t', '22003', null, /^integer out of range$/],
    ['a text that is no number', "select n from t where n = 'abc'", '22P02', 27, /^invalid input syntax for type integer: "abc"$/],
  ];
  for (const [what, sql, code, position, message] of errors) {
    it(`${what} is ${code}`, async () => {
      const error = await refused(client.query(sql));
      expect(error.code, error.message).to.equal(code);
      expect(error.message).to.match(message);
      expect(error.position === undefined ? null : error.position + 1, 'position').to.equal(position);
    });
  }

  it('the same errors come through the extended protocol', async () => {
    const other = new pg.Client({ connectionString: cluster.url });
    await other.connect();
    try {
      for (const [what, text, code] of errors) {
        const told = await other.query({ text, queryMode: 'extended' } as pg.QueryConfig).then(
          () => null,
          (error: unknown) => error,
        );
        expect(told, what).to.include({ code });
        expect((await other.query({ text: 'select $1::int as n', values: [7] })).rows, what).to.deep.equal([{ n: 7 }]);
      }
    } finally {
      await other.end();
    }
  });

  describe('COPY', () => {
    const copy = (rows: readonly string[], options = ''): Promise<string> =>
      client.copyIn(
        `copy t from stdin${options}`,
        (async function* () {
          yield Buffer.from(rows.map((row) => `${row}\n`).join(''));
        })(),
      );

    it('a row that is no number ends it, with its line, and nothing is kept', async () => {
      const error = await refused(copy(['4\tfour', '5\tfive', 'six\tsix', '7\tseven']));
      expect(error.code).to.equal('22P02');
      expect(error.message).to.equal('invalid input syntax for type integer: "six"');
      expect(error.context).to.equal('COPY t, line 3, column n: "six"');
    });

    it('so does one far down, when rows before it are on the workers', async () => {
      const rows = Array.from({ length: 200_000 }, (_, n) => `${n}\tnote`);
      rows[150_000] = 'bad\tnote';
      const error = await refused(copy(rows));
      expect(error.code).to.equal('22P02');
      expect(error.context).to.equal('COPY t, line 150001, column n: "bad"');
    });

    it('rows with too few and too many fields are 22P04', async () => {
      const few = await refused(copy(['4']));
      expect([few.code, few.message]).to.deep.equal(['22P04', 'missing data for column "note"']);
      const many = await refused(copy(['4,four,4'], ' with (format csv)'));
      expect([many.code, many.message]).to.deep.equal(['22P04', 'extra data after last expected column']);
    });
  });

  describe('large statements', () => {
    it('1,000 nested parentheses are answered', async () => {
      const [result] = await client.query(`select ${'('.repeat(1_000)}42${')'.repeat(1_000)}`);
      expect(result?.rows).to.deep.equal([['42']]);
      const [scanned] = await client.query(`select max(${'('.repeat(1_000)}n${')'.repeat(1_000)}) from t`);
      expect(scanned?.rows).to.deep.equal([['2147483647']]);
    });

    it('10,000 nested parentheses are answered, or 54001', async () => {
      await answeredOrTooComplex(client, `select ${'('.repeat(10_000)}42${')'.repeat(10_000)}`, '42');
      await answeredOrTooComplex(client, `select count(${'('.repeat(10_000)}n${')'.repeat(10_000)}) from t`, '3');
    });

    it('10,000 nested operators and queries are answered, or 54001', async () => {
      await answeredOrTooComplex(client, `select ${'- '.repeat(10_000)}42`, '42');
      await answeredOrTooComplex(client, `select ${'(select '.repeat(10_000)}42${')'.repeat(10_000)}`, '42');
      await answeredOrTooComplex(client, `select ${'not '.repeat(10_000)}true`, 't');
    });

    it('a sum of 10,000 terms is answered, or 54001', async () => {
      await answeredOrTooComplex(client, `select ${Array(10_000).fill('1').join(' + ')}`, '10000');
      await answeredOrTooComplex(client, `select min(${Array(10_000).fill('n').join(' + ')}) from t where n < 2`, '0');
    });

    it('a sum of 2,000 terms is answered', async () => {
      const [sum] = await client.query(`select max(${Array(2_000).fill('n').join(' + ')}) from t where n < 2`);
      expect(sum?.rows).to.deep.equal([['2000']]);
    });

    // Each level once: a walk that goes twice into every subquery would take 2^200 steps.
    it('200 nested subqueries of each kind are answered', async () => {
      const nested = (open: string, inner: string, close: string): string => open.repeat(200) + inner + close.repeat(200);
      const [scalar] = await client.query(`select ${nested('(select ', '42', ')')}`);
      expect(scalar?.rows).to.deep.equal([['42']]);
      const [exists] = await client.query(`select ${nested('exists (select 1 where ', 'true', ')')}`);
      expect(exists?.rows).to.deep.equal([['t']]);
      const [derived] = await client.query(`select count(*) from ${nested('(select * from ', 't', ') x')}`);
      expect(derived?.rows).to.deep.equal([['3']]);
    });

    it('a literal of 1 MB goes to the workers and comes back', async () => {
      const text = 'Conduct '.repeat(131_072);
      expect(text.length).to.equal(1 << 20);
      const [back] = await client.query(`select '${text}'`);
      expect(back?.rows[0]?.[0] === text).to.equal(true);
      const [longest] = await client.query(`select count(*), max(length(note || '${text}')) from t where note <> '${text}'`);
      expect(longest?.rows).to.deep.equal([['3', `${(1 << 20) + 4}`]]);
      await client.query(`create table long (n integer, note text); insert into long values (1, '${text}')`);
      const [kept] = await client.query('select note from long where n = 1');
      expect(kept?.rows[0]?.[0] === text).to.equal(true);
      await client.query('drop table long');
    });
  });

  describe('a client', () => {
    it('that reads a million rows slowly leaves the memory of the conductor flat', async function () {
      // 1.2 GB in three reads: a busy machine takes a minute.
      this.timeout(240_000);
      const { pid } = cluster.cluster.conductor;
      if (pid === undefined) throw new Error('no conductor');
      const megabytes = (): number => Math.round(processMemory(pid, 'VmRSS') / (1 << 20));
      const padding = 'x'.repeat(400);
      const sql = `select n, '${padding}' from million`;
      const reader = await WireReader.connect(cluster.url);
      try {
        let peak = 0;
        const watch = (): void => {
          peak = Math.max(peak, megabytes());
        };
        // What a client that reads at once costs: garbage, for the most part, that is collected when there is more of it.
        const watching = setInterval(watch, 20);
        for (let i = 0; i < 2; i += 1) {
          reader.send(sql);
          await reader.readToReady();
        }
        clearInterval(watching);
        const before = peak;
        reader.send(sql);
        // Not a byte for two seconds, then a little at a time.
        for (let i = 0; i < 40; i += 1) {
          await sleep(50);
          watch();
        }
        for (let i = 0; i < 80; i += 1) {
          reader.take(256 << 10);
          await sleep(25);
          watch();
        }
        expect(reader.rows, 'rows while the client was slow').to.be.within(1_000, MILLION / 2);
        expect(peak - before, `growth of the conductor in MiB, from ${before}`).to.be.below(32);
        await reader.readToReady();
        expect(reader.errors).to.deep.equal([]);
        expect(reader.rows).to.equal(MILLION);
        expect(reader.bytes).to.be.above(400 * MILLION);
      } finally {
        await reader.close();
      }
    });

    it('that goes away in the middle of its rows leaves nothing behind', async () => {
      const reader = await WireReader.connect(cluster.url);
      reader.send(`select n, '${'x'.repeat(200)}' from million`);
      await until(() => reader.take() > 0, 10_000, 'rows come');
      reader.destroy();
      await until(() => idle(cluster), 5_000, 'no task is left');
    });

    it('cancels a cross join of a million by a million rows within a second', async () => {
      const reader = await WireReader.connect(cluster.url);
      try {
        for (const sql of [
          'select count(*) from million a, million b where a.n + b.n <> 3',
          'select a.n, b.n from million a, million b',
          'select a.n % 10, sum(b.n) from million a, million b group by 1 order by 2',
        ]) {
          reader.errors.length = 0;
          reader.send(sql);
          // Rows that come are taken, as psql would.
          const end = Date.now() + 1_500;
          while (Date.now() < end) {
            reader.take(1 << 20);
            await sleep(10);
          }
          expect(
            (await workerStatus(cluster)).map(({ runningTasks }) => runningTasks > 0),
            sql,
          ).to.deep.equal([true, true]);
          // Its stages are there to be seen while it runs.
          const [stages] = await cluster.with((client) =>
            client.query(
              'select stage, tasks, ended, cardinality(workers) from conduct.stages s join conduct.queries q using (session) order by 1',
            ),
          );
          expect(stages?.rows.length, sql).to.be.above(0);
          expect(
            stages?.rows.every(([, tasks, , workers]) => tasks === workers),
            sql,
          ).to.equal(true);
          const at = Date.now();
          await reader.cancel();
          await reader.readToReady();
          expect(Date.now() - at, `${sql}: milliseconds`).to.be.below(1_000);
          expect(reader.errors, sql).to.deep.equal(['57014']);
          await until(() => idle(cluster), 1_000, `no task is left of ${sql}`);
          const [left] = await cluster.with((client) => client.query('select count(*) from conduct.stages'));
          expect(left?.rows, sql).to.deep.equal([['0']]);
          await quiet(cluster);
        }
        reader.send('select 1');
        await reader.readToReady();
        expect(reader.rows).to.equal(1);
      } finally {
        await reader.close();
      }
    });
  });
});

async function refused(work: Promise<unknown>): Promise<ConductError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error, 'an error').to.be.instanceOf(ConductError);
  return error as ConductError;
}

async function answeredOrTooComplex(client: WireClient, sql: string, answer: string): Promise<void> {
  try {
    const [result] = await client.query(sql);
    expect(result?.rows).to.deep.equal([[answer]]);
  } catch (error) {
    if (!(error instanceof ConductError)) throw error;
    expect(error.code, `${error.message}: ${sql.slice(0, 80)}`).to.equal('54001');
  }
}

/** No task runs, and nothing is kept for one. */
async function idle(cluster: TestCluster): Promise<boolean> {
  const status = await workerStatus(cluster);
  return status.every(({ runningTasks, retainedBytes }) => runningTasks === 0 && retainedBytes === 0);
}

/** Nothing computes on, whatever the workers say of their tasks. */
async function quiet(cluster: TestCluster): Promise<void> {
  const windowMs = 300;
  const before = cluster.pids.map(processorMs);
  await sleep(windowMs);
  cluster.pids.forEach((pid, i) => {
    expect(alive(pid)).to.equal(true);
    expect(processorMs(pid) - (before[i] ?? 0), `milliseconds of processor time in ${windowMs}`).to.be.below(windowMs / 2);
  });
}
