/** Drizzle 0.45 over pg. Its introspection is a command of drizzle-kit, which brings a bundler with it: left out. */
import { expect } from 'chai';
import { and, count, desc, eq, gt, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { boolean, integer, jsonb, numeric, pgTable, serial, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import pg from 'pg';

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
