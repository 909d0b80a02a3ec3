/** npm postgres 3. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect } from 'chai';
import postgres from 'postgres';
import { asText, createTable, NAMES, TYPES, texts } from './every-type.js';

export function postgresClient(url: () => string): void {
  describe('postgres', () => {
    let sql: postgres.Sql;

    before(async () => {
      sql = postgres(url(), { max: 3, onnotice: () => undefined });
      await sql.unsafe(createTable('pj_every'));
    });

    after(async () => {
      await sql`drop table pj_every`;
      await sql.end();
    });

    it('stores and reads every type', async () => {
      const casts = NAMES.map((name, i) => `$${i + 2}::text::${TYPES[name][0]}`);
      await sql.unsafe(`insert into pj_every values ($1, ${casts})`, [1, ...NAMES.map((name) => TYPES[name][1])]);
      const [row] = await sql.unsafe(`select ${asText()} from pj_every`);
      expect({ ...row }).to.deep.equal(texts());
      const [typed] = await sql`select * from pj_every where id = ${1}`;
      expect(typed).to.deep.include({ b: true, i4: 2147483647, i8: '-9223372036854775808', t: TYPES.t[1], n: TYPES.n[1], u: TYPES.u[1] });
      expect(typed?.jb).to.deep.equal({ a: [1, null] });
      // Types of parameters are the server's: dates, buffers, arrays and objects are written by them.
      const when = new Date('2024-05-06T07:08:09.000Z');
      await sql`insert into pj_every ${sql({ id: 2, tz: when, by: Buffer.from([1, 2]), ai: [4, 5], jb: { b: 2 } as never, b: false }, 'id', 'tz', 'by', 'ai', 'jb', 'b')}`;
      const [second] = await sql`select tz, by, ai, jb, b from pj_every where id = 2`;
      expect({ ...second }).to.deep.equal({ tz: when, by: Buffer.from([1, 2]), ai: [4, 5], jb: { b: 2 }, b: false });
    });

    it('inserts a batch and pipelines', async () => {
      await sql`create table pj_batch (a integer, b text)`;
      await sql`insert into pj_batch ${sql(Array.from({ length: 200 }, (_, a) => ({ a, b: `row ${a}` })))}`;
      const counts = await Promise.all(Array.from({ length: 30 }, (_, i) => sql`select count(*)::int as n from pj_batch where a < ${i}`));
      expect(counts.map(([row]) => row?.n)).to.deep.equal(Array.from({ length: 30 }, (_, i) => i));
      await sql`drop table pj_batch`;
    });

    it('reads by a cursor', async () => {
      const sizes: number[] = [];
      await sql`select i from generate_series(1, 25) i`.cursor(10, (rows) => {
        sizes.push(rows.length);
      });
      expect(sizes).to.deep.equal([10, 10, 5]);
    });

    it('takes back a transaction, and a savepoint', async () => {
      await sql
        .begin(async (tx) => {
          await tx`insert into pj_every (id) values (50)`;
          await tx.savepoint((inner) => inner`select 1/0`).catch(() => undefined);
          expect((await tx`select id from pj_every where id = 50`).count).to.equal(1);
          throw new Error('back');
        })
        .catch((error: Error) => expect(error.message).to.equal('back'));
      expect((await sql`select id from pj_every where id = 50`).count).to.equal(0);
    });

    it('copies in and out', async () => {
      await sql`create table pj_copied (a integer, b text)`;
      const writable = await sql`copy pj_copied from stdin`.writable();
      await pipeline(Readable.from(['1\tx\n', '2\t\\N\n']), writable);
      const chunks: string[] = [];
      for await (const chunk of await sql`copy pj_copied to stdout`.readable()) chunks.push(String(chunk));
      expect(chunks.join('')).to.equal('1\tx\n2\t\\N\n');
      await sql`drop table pj_copied`;
    });

    it('cancels, and goes on', async () => {
      const sleeping = sql`select pg_sleep(30)`;
      const error = sleeping.execute().catch((reason: unknown) => reason);
      setTimeout(() => sleeping.cancel(), 200);
      expect(await error).to.include({ code: '57014' });
      expect((await sql`select 1 as one`)[0]).to.deep.equal({ one: 1 });
    });
  });
}
