/** npm pg 8, with pg-cursor, pg-query-stream and pg-copy-streams. */
import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { expect } from 'chai';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import Cursor from 'pg-cursor';
import QueryStream from 'pg-query-stream';
import { int32, message, RawClient } from '../frontend/raw-client.js';
import { asText, createTable, NAMES, TYPES, texts } from './every-type.js';

export function pgClient(url: () => string): void {
  describe('pg', () => {
    let client: pg.Client;

    before(async () => {
      client = new pg.Client({ connectionString: url(), application_name: 'matrix' });
      await client.connect();
      await client.query(createTable('pg_every'));
    });

    after(async () => {
      await client.query('drop table pg_every');
      await client.end();
    });

    it('stores and reads every type, as text and in binary form', async () => {
      const marks = NAMES.map((_, i) => `$${i + 2}`);
      const values = NAMES.map((name) => TYPES[name][1]);
      await client.query(`insert into pg_every values ($1, ${marks})`, [1, ...values]);
      await client.query(`insert into pg_every values ($1, ${marks})`, [2, ...NAMES.map(() => null)]);
      const { rows } = await client.query(`select ${asText()} from pg_every order by id`);
      expect(rows[0]).to.deep.equal(texts());
      expect(Object.values(rows[1] as object).every((value) => value === null)).to.equal(true);
      const typed = await client.query('select * from pg_every where id = $1', [1]);
      expect(typed.rows[0]).to.deep.include({ b: true, i4: 2147483647, i8: '-9223372036854775808', f8: -1e300, ai: [1, null, 3] });
      expect(typed.rows[0].jb).to.deep.equal({ a: [1, null] });
      expect(typed.rows[0].by).to.deep.equal(Buffer.from([0, 255, 97]));
      expect(typed.rows[0].tz).to.deep.equal(new Date('2024-02-29T12:34:56.789Z'));
      // It reads binary values as UTF-8 first: only bytes below 128 come through.
      const binary = await client.query({
        text: 'select b, 7::int2 as i2, id, t from pg_every where id = $1',
        values: [1],
        binary: true,
      } as pg.QueryConfig);
      expect(binary.rows[0]).to.deep.equal({ b: true, i2: 7, id: 1, t: TYPES.t[1] });
    });

    it('runs many statements at once in a pool', async () => {
      const pool = new pg.Pool({ connectionString: url(), max: 4 });
      const results = await Promise.all(Array.from({ length: 50 }, (_, i) => pool.query('select $1::int * 2 as n', [i])));
      expect(results.map(({ rows }) => rows[0].n)).to.deep.equal(Array.from({ length: 50 }, (_, i) => i * 2));
      await pool.end();
    });

    it('uses a named statement again, and goes on after an error', async () => {
      const named = { name: 'again', text: 'select $1::int + 1 as n' };
      for (const n of [1, 2, 3]) expect((await client.query({ ...named, values: [n] })).rows).to.deep.equal([{ n: n + 1 }]);
      await client.query({ ...named, values: ['x'] }).then(
        () => expect.fail('no error'),
        (error: { code?: string }) => expect(error.code).to.equal('22P02'),
      );
      expect((await client.query({ ...named, values: [9] })).rows).to.deep.equal([{ n: 10 }]);
    });

    it('takes back a transaction', async () => {
      await client.query('begin');
      await client.query('insert into pg_every (id) values (7)');
      await client.query('savepoint s');
      await client.query('select 1/0').catch(() => undefined);
      await client.query('rollback to s');
      expect((await client.query('select id from pg_every where id = 7')).rowCount).to.equal(1);
      await client.query('rollback');
      expect((await client.query('select id from pg_every where id = 7')).rowCount).to.equal(0);
    });

    it('tells a violated constraint by its fields', async () => {
      await client.query('insert into pg_every (id) values (8)');
      const error = await client.query('insert into pg_every (id) values (8)').catch((reason: unknown) => reason);
      expect(error).to.include({ code: '23505', table: 'pg_every', schema: 'public', constraint: 'pg_every_pkey' });
      expect((error as { detail?: string }).detail).to.equal('Key (id)=(8) already exists.');
    });

    it('reads a cursor bit by bit, and closes it early', async () => {
      const cursor = client.query(new Cursor('select i from generate_series(1, $1) i', [1_000]));
      expect((await cursor.read(3)).map(({ i }: { i: number }) => i)).to.deep.equal([1, 2, 3]);
      expect(await cursor.read(500)).to.have.length(500);
      await cursor.close();
      expect((await client.query('select 1 as one')).rows).to.deep.equal([{ one: 1 }]);
    });

    it('streams rows', async () => {
      let sum = 0;
      const stream = client.query(new QueryStream('select i from generate_series(1, 2000) i', [], { batchSize: 100 }));
      for await (const row of stream) sum += (row as { i: number }).i;
      expect(sum).to.equal(2_001_000);
    });

    it('copies in and out', async () => {
      await client.query('create table pg_copied (a integer, b text)');
      const lines = Array.from({ length: 5_000 }, (_, i) => `${i}\tline ${i}\n`);
      const sink = client.query(copyFrom('copy pg_copied from stdin'));
      await pipeline(Readable.from(lines), sink);
      expect(sink.rowCount).to.equal(5_000);
      const copied = await textOf(
        client.query(copyTo('copy (select a, b from pg_copied where a < 3 order by a) to stdout (format csv, header)')),
      );
      expect(copied).to.equal('a,b\n0,line 0\n1,line 1\n2,line 2\n');
      await client.query('drop table pg_copied');
    });

    it('goes on after a COPY that failed', async () => {
      await client.query('create table pg_failed (a integer)');
      const failed = await pipeline(Readable.from(['1\n', 'x\n', '2\n']), client.query(copyFrom('copy pg_failed from stdin'))).catch(
        (reason: unknown) => reason,
      );
      expect(failed).to.include({ code: '22P02' });
      expect((await client.query('select count(*)::int as n from pg_failed')).rows).to.deep.equal([{ n: 0 }]);
      await client.query('drop table pg_failed');
    });

    it('cancels', async () => {
      const other = new pg.Client(url());
      await other.connect();
      const { rows } = await other.query('select pg_backend_pid() as pid');
      const sleeping = other.query('select pg_sleep(30)').catch((reason: unknown) => reason);
      const { processID, secretKey } = other as unknown as { processID: number; secretKey: number };
      expect(processID).to.equal(rows[0].pid);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const canceller = await RawClient.open(Number(new URL(url()).port));
      canceller.send(message('', int32(80_877_102, processID, secretKey)));
      expect(await sleeping).to.include({ code: '57014' });
      expect((await other.query('select 1 as one')).rows).to.deep.equal([{ one: 1 }]);
      await other.end();
      canceller.destroy();
    });
  });
}
