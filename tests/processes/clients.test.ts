import { expect } from 'chai';
import pg from 'pg';
import postgres from 'postgres';
import { psql, psqlInstalled, TestCluster } from './support.js';

describe('clients against a cluster', () => {
  let cluster: TestCluster;

  before(async () => {
    cluster = await TestCluster.start({ workers: 2 });
    await cluster.with((client) =>
      client.query(`
        create table item (id integer primary key, name varchar(20), price numeric(10,2), since date, seen timestamp, ratio double precision, big bigint, ok boolean);
        insert into item values
          (1, 'one', 1.50, '2024-02-29', '2024-02-29 12:34:56.789', 0.1, 9007199254740993, true),
          (2, 'zwei ä€𝄞', -20.00, '1999-12-31', '1999-12-31 23:59:59', -1e300, -1, false),
          (3, null, null, null, null, null, null, null)`),
    );
  });

  after(() => cluster.stop());

  describe('npm pg', () => {
    let client: pg.Client;

    before(async () => {
      client = new pg.Client({ connectionString: cluster.url });
      await client.connect();
    });

    after(() => client.end());

    it('reads every type, as text', async () => {
      const { rows, fields } = await client.query('select * from item order by id');
      expect(fields.map(({ name, dataTypeID }) => `${name} ${dataTypeID}`)).to.deep.equal([
        ...['id 23', 'name 1043', 'price 1700', 'since 1082', 'seen 1114', 'ratio 701', 'big 20', 'ok 16'],
      ]);
      expect(rows[0]).to.deep.include({ id: 1, name: 'one', price: '1.50', ratio: 0.1, big: '9007199254740993', ok: true });
      expect(rows[1]).to.deep.include({ id: 2, name: 'zwei ä€𝄞', price: '-20.00', ratio: -1e300, big: '-1', ok: false });
      expect(Object.values(rows[2] as object)).to.deep.equal([3, null, null, null, null, null, null, null]);
      expect((rows[0] as { seen: Date }).seen).to.deep.equal(new Date(2024, 1, 29, 12, 34, 56, 789));
    });

    it('binds parameters, reads binary results and uses a prepared statement again', async () => {
      const query = { name: 'by-id', text: 'select name, price, since from item where id = $1 and ok = $2' };
      for (const [id, ok, name] of [
        [1, true, 'one'],
        [2, false, 'zwei ä€𝄞'],
      ] as const) {
        expect((await client.query({ ...query, values: [id, ok] })).rows.map((row: { name: string }) => row.name)).to.deep.equal([name]);
      }
      expect((await client.query({ ...query, values: [1, false] })).rowCount).to.equal(0);
      // npm pg reads binary values as text first: only bytes below 128 come through.
      const config = { text: 'select id, ok, name from item where id < $1 order by 1 limit 1', values: [3], binary: true };
      expect((await client.query(config)).rows).to.deep.equal([{ id: 1, ok: true, name: 'one' }]);
    });

    it('inserts with parameters and counts', async () => {
      await client.query('create table pairs (a integer, b text)');
      const inserted = await client.query('insert into pairs values ($1, $2), ($3, $4)', [1, 'x', 2, null]);
      expect([inserted.command, inserted.rowCount]).to.deep.equal(['INSERT', 2]);
      expect((await client.query('select a, b from pairs order by a')).rows).to.deep.equal([
        { a: 1, b: 'x' },
        { a: 2, b: null },
      ]);
      await client.query('drop table pairs');
    });

    it('hears of an error and goes on', async () => {
      const error = await client.query('select * from item where name = 1').catch((reason: unknown) => reason);
      expect(error).to.include({ code: '42883', severity: 'ERROR', position: '31' });
      expect((error as { hint?: string }).hint).to.match(/type casts/);
      expect((await client.query('select count(*)::int as n from item')).rows).to.deep.equal([{ n: 3 }]);
    });

    it('runs many queries at once through a pool', async () => {
      const pool = new pg.Pool({ connectionString: cluster.url, max: 8 });
      try {
        const answers = await Promise.all(
          Array.from({ length: 40 }, (_, i) => pool.query('select id + $1::int as n from item order by id limit 1', [i])),
        );
        expect(answers.map(({ rows }) => (rows[0] as { n: number }).n)).to.deep.equal(Array.from({ length: 40 }, (_, i) => i + 1));
      } finally {
        await pool.end();
      }
    });
  });

  describe('npm postgres', () => {
    let sql: postgres.Sql;

    before(() => {
      sql = postgres(cluster.url, { max: 2, onnotice: () => undefined });
    });

    after(() => sql.end());

    it('reads rows with parameters', async () => {
      const rows = await sql`select id, name, since from item where id in (${1}, ${2}) and price > ${-30} order by id`;
      expect([...rows]).to.deep.equal([
        { id: 1, name: 'one', since: new Date('2024-02-29') },
        { id: 2, name: 'zwei ä€𝄞', since: new Date('1999-12-31') },
      ]);
    });

    it('reads through a cursor, some rows at a time', async () => {
      const sizes: number[] = [];
      await sql`select a.id from item a, item b, item c`.cursor(10, (rows) => {
        sizes.push(rows.length);
      });
      expect(sizes).to.deep.equal([10, 10, 7]);
      // Ended early: what is left is not run.
      let seen = 0;
      for await (const rows of sql`select a.id from item a, item b, item c`.cursor(5)) {
        seen += rows.length;
        if (seen >= 10) break;
      }
      expect(seen).to.equal(10);
      expect((await sql`select count(*)::int as n from item`)[0]).to.deep.equal({ n: 3 });
    });

    it('reads rows that workers have rendered, all at once and some at a time', async () => {
      const query = sql`select g as id, 'row ' || g as name, g % 7 = 0 as seventh from generate_series(1, 30000) g`;
      const sizes: number[] = [];
      let next = 0;
      await query.cursor(7_777, (rows) => {
        sizes.push(rows.length);
        for (const { id, name, seventh } of rows) {
          if (name === `row ${id}` && seventh === (id % 7 === 0)) next += 1;
        }
      });
      expect({ sizes, next }).to.deep.equal({ sizes: [7_777, 7_777, 7_777, 6_669], next: 30_000 });
      const all = await sql`select sum(g) over () as total from generate_series(1, 30000) g`.simple();
      expect(all.length).to.equal(30_000);
      expect(all.every(({ total }) => total === '450015000')).to.equal(true);
    });

    it('copies rows in', async () => {
      await sql`create table copied (a integer, b text)`;
      const stream = await sql`copy copied from stdin`.writable();
      const done = new Promise((resolve, reject) => stream.on('finish', resolve).on('error', reject));
      for (let i = 0; i < 1_000; i += 1) stream.write(`${i}\trow ${i}\n`);
      stream.end();
      await done;
      expect([...(await sql`select count(*)::int as n, max(b) as b from copied`)]).to.deep.equal([{ n: 1_000, b: 'row 999' }]);
      await sql`drop table copied`;
    });

    it('hears of an error and goes on', async () => {
      const error = await sql`select 1 / (id - 1) from item`.catch((reason: unknown) => reason);
      expect(error).to.include({ code: '22012' });
      expect([...(await sql`select 1 as one`)]).to.deep.equal([{ one: 1 }]);
    });
  });

  describe('psql', () => {
    before(async function () {
      if (!(await psqlInstalled())) this.skip();
    });

    it('prints a table', async () => {
      const { stdout, stderr, status } = await psql(cluster.url, [
        '-P',
        'null=-',
        '-c',
        'select id, name, price, since, ok from item order by id',
      ]);
      expect(stderr).to.equal('');
      expect(status).to.equal(0);
      expect(stdout.split('\n').map((line) => line.trimEnd())).to.deep.equal([
        ' id |   name   | price  |   since    | ok',
        '----+----------+--------+------------+----',
        '  1 | one      |   1.50 | 2024-02-29 | t',
        '  2 | zwei ä€𝄞 | -20.00 | 1999-12-31 | f',
        '  3 | -        |      - | -          | -',
        '(3 rows)',
        '',
        '',
      ]);
    });

    it('runs a script with \\copy, variables, an error and \\gset', async () => {
      const script = `
create table scripted (a int, b text);
copy scripted from stdin with (format csv);
1,"with, comma"
2,plain
\\.
\\set wanted 2
select b from scripted where a = :wanted \\gset
\\echo :b
\\set ON_ERROR_STOP 0
select nothing from scripted;
insert into scripted values (3, 'three');
select count(*), :'b' from scripted;
drop table scripted;
`;
      const { stdout, stderr, status } = await psql(cluster.url, ['-At', '-f', '-'], script);
      expect(stdout.split('\n')).to.deep.equal(['CREATE TABLE', 'COPY 2', 'plain', 'INSERT 0 1', '3|plain', 'DROP TABLE', '']);
      expect(stderr).to.match(/ERROR: {2}column "nothing" does not exist\nLINE 1: select nothing from scripted;\n {15}\^\n$/);
      expect(status).to.equal(0);
    });
  });
});
