/** Drizzle 0.45 over pg, and drizzle-kit, which reads a database's schema and compares it with what it made of it. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { and, count, desc, eq, gt, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { boolean, integer, jsonb, numeric, pgTable, serial, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { roundTrip, sqlStateOf } from './every-type.js';

const notes = pgTable('dz_note', {
  id: serial('id').primaryKey(),
  title: text('title').notNull(),
  stars: integer('stars').default(0),
  price: numeric('price', { precision: 10, scale: 2 }),
  done: boolean('done').default(false),
  more: jsonb('more'),
  tags: text('tags').array(),
  key: uuid('key').defaultRandom(),
  at: timestamp('at', { withTimezone: true }).defaultNow(),
});

const KIT = join(dirname(createRequire(import.meta.url).resolve('drizzle-kit')), 'bin.cjs');

async function drizzleKit(...args: readonly string[]): Promise<string> {
  return (await promisify(execFile)(process.execPath, [KIT, ...args], { timeout: 60_000 })).stdout;
}

export function drizzleClient(url: () => string): void {
  describe('Drizzle', () => {
    let pool: pg.Pool;
    let db: ReturnType<typeof drizzle>;

    before(async () => {
      pool = new pg.Pool({ connectionString: url(), max: 2 });
      db = drizzle(pool);
      await db.execute(sql`create table dz_note (id serial primary key, title text not null, stars integer default 0, price numeric(10,2),
        done boolean default false, more jsonb, tags text[], key uuid default gen_random_uuid(), at timestamptz default now())`);
    });

    after(async () => {
      await db.execute(sql`drop table dz_note`);
      await pool.end();
    });

    it('inserts with defaults and reads every kind of column', async () => {
      const [first] = await db
        .insert(notes)
        .values({ title: 'one', price: '1.50', more: { a: [1] }, tags: ['x', 'y z'] })
        .returning();
      expect(first).to.deep.include({ title: 'one', stars: 0, price: '1.50', done: false, more: { a: [1] }, tags: ['x', 'y z'] });
      expect(first?.key).to.match(/^[0-9a-f-]{36}$/);
      expect(first?.at).to.be.instanceOf(Date);
    });

    it('selects, counts, updates and deletes', async () => {
      await db.insert(notes).values([
        { title: 'two', stars: 2 },
        { title: 'three', stars: 3 },
      ]);
      const rows = await db
        .select({ title: notes.title })
        .from(notes)
        .where(and(gt(notes.stars, 0), eq(notes.done, false)))
        .orderBy(desc(notes.stars));
      expect(rows).to.deep.equal([{ title: 'three' }, { title: 'two' }]);
      expect(await db.select({ n: count() }).from(notes)).to.deep.equal([{ n: 3 }]);
      expect(await db.update(notes).set({ done: true }).where(eq(notes.title, 'two')).returning({ done: notes.done })).to.deep.equal([
        { done: true },
      ]);
      expect((await db.delete(notes).where(eq(notes.title, 'three'))).rowCount).to.equal(1);
    });

    it('stores and reads every type', async () => {
      await roundTrip('dz_every', async (text, values) => {
        const parts = text.split(/\$\d+/).map((part) => sql.raw(part));
        const query = parts.reduce((all, part, i) => (i === 0 ? part : sql`${all}${values[i - 1]}${part}`));
        return (await db.execute(query)).rows;
      });
    });

    it('goes on after an error', async () => {
      const [one] = await db.select().from(notes).limit(1);
      const error = await db
        .insert(notes)
        .values({ id: one?.id, title: 'again' })
        .catch((reason: unknown) => reason);
      expect(sqlStateOf(error)).to.equal('23505');
      expect(await db.select().from(notes).limit(1)).to.have.length(1);
    });

    it('is introspected by drizzle-kit', async () => {
      await db.execute(sql`create type dz_mood as enum ('sad', 'happy')`);
      await db.execute(sql`create table dzk_author (id serial primary key, name text not null unique, m dz_mood default 'sad')`);
      await db.execute(sql`create table dzk_book (id integer generated always as identity primary key,
        author integer not null references dzk_author (id) on delete cascade, title varchar(80) not null, pages integer check (pages > 0),
        price numeric(10,2) default 1.5, unique (author, title))`);
      await db.execute(sql`create view dzk_name as select name from dzk_author`);
      const out = mkdtempSync(join(tmpdir(), 'conduct-drizzle-'));
      try {
        const given = ['--dialect=postgresql', `--url=${url()}`, '--tablesFilter=dzk_*'];
        await drizzleKit('introspect', `--out=${out}`, ...given);
        const schema = readFileSync(join(out, 'schema.ts'), 'utf8');
        for (const expected of [
          "pgEnum(\"dz_mood\", ['sad', 'happy'])",
          'id: integer().primaryKey().generatedAlwaysAsIdentity({ name: "dzk_book_id_seq"',
          'title: varchar({ length: 80 }).notNull(),',
          "price: numeric({ precision: 10, scale:  2 }).default('1.5'),",
          'foreignColumns: [dzkAuthor.id],\n\t\t\tname: "dzk_book_author_fkey"\n\t\t}).onDelete("cascade"),',
          'unique("dzk_book_author_title_key").on(table.author, table.title),',
          'check("dzk_book_pages_check", sql`pages > 0`),',
          'pgView("dzk_name", {',
        ]) {
          expect(schema).to.include(expected);
        }
        // Indexes of constraints are no indexes of their own.
        expect(schema).not.to.include('uniqueIndex(');
      } finally {
        rmSync(out, { recursive: true });
        await db.execute(sql`drop table dzk_author, dzk_book cascade`);
        await db.execute(sql`drop type dz_mood`);
      }
    });

    it('uses a prepared statement and takes back a transaction', async () => {
      const byTitle = db
        .select()
        .from(notes)
        .where(eq(notes.title, sql.placeholder('title')))
        .prepare('by_title');
      for (const title of ['one', 'two']) expect(await byTitle.execute({ title })).to.have.length(1);
      await db
        .transaction(async (tx) => {
          await tx.delete(notes);
          tx.rollback();
        })
        .catch(() => undefined);
      expect(await db.select({ n: count() }).from(notes)).to.deep.equal([{ n: 2 }]);
    });
  });
}
