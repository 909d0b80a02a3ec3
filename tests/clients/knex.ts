/** Knex 3, a query builder over pg. */
import { expect } from 'chai';
import knexModule from 'knex';
import { roundTrip, sqlStateOf } from './every-type.js';

export function knexClient(url: () => string): void {
  describe('Knex', () => {
    const make = knexModule.default;
    let knex: ReturnType<typeof make>;

    before(() => {
      knex = make({ client: 'pg', connection: url(), pool: { min: 0, max: 2 } });
    });

    after(() => knex.destroy());

    it('makes a schema and finds it', async () => {
      await knex.schema.createTable('kn_book', (table) => {
        table.increments('id');
        table.string('title', 100).notNullable();
        table.integer('pages');
        table.decimal('price', 10, 2);
        table.jsonb('tags');
        table.timestamp('created').defaultTo(knex.fn.now());
        table.unique(['title']);
      });
      expect(await knex.schema.hasTable('kn_book')).to.equal(true);
      expect(await knex.schema.hasTable('kn_nothing')).to.equal(false);
      expect(await knex.schema.hasColumn('kn_book', 'pages')).to.equal(true);
      const columns = await knex('kn_book').columnInfo();
      expect(columns.title).to.include({ type: 'character varying', maxLength: 100, nullable: false });
      await knex.schema.alterTable('kn_book', (table) => {
        table.string('author');
        table.index(['author']);
      });
      expect(await knex.schema.hasColumn('kn_book', 'author')).to.equal(true);
    });

    it('inserts, changes and reads', async () => {
      const ids = await knex('kn_book').insert(
        [
          { title: 'one', pages: 10, tags: JSON.stringify(['a']) },
          { title: 'two', pages: 20 },
        ],
        ['id', 'title'],
      );
      expect(ids.map(({ title }) => title)).to.deep.equal(['one', 'two']);
      await knex('kn_book').insert({ title: 'one', pages: 11 }).onConflict('title').merge();
      expect(await knex('kn_book').where('pages', '>', 10).orderBy('title').pluck('title')).to.deep.equal(['one', 'two']);
      expect(await knex('kn_book').where({ title: 'two' }).update({ price: '9.99' })).to.equal(1);
      expect(await knex('kn_book').sum('pages as s').first()).to.deep.equal({ s: '31' });
      expect(await knex('kn_book').where({ title: 'two' }).first('price', 'tags')).to.deep.equal({ price: '9.99', tags: null });
      await knex.batchInsert(
        'kn_book',
        Array.from({ length: 50 }, (_, i) => ({ title: `batch ${i}`, pages: i })),
        20,
      );
      expect(await knex('kn_book').count('* as n').first()).to.deep.equal({ n: '52' });
    });

    it('takes back a transaction', async () => {
      await knex
        .transaction(async (tx) => {
          await tx('kn_book').del();
          throw new Error('back');
        })
        .catch(() => undefined);
      expect(await knex('kn_book').count('* as n').first()).to.deep.equal({ n: '52' });
    });

    it('stores and reads every type', async () => {
      await roundTrip(
        'kn_every',
        async (sql, values) => (await knex.raw(sql, [...values])).rows ?? [],
        () => '?',
      );
    });

    it('goes on after an error, in a transaction and outside', async () => {
      const twice = (): Promise<unknown> => Promise.resolve(knex('kn_book').insert({ title: 'one' })).catch((error: unknown) => error);
      expect(sqlStateOf(await twice())).to.equal('23505');
      await knex.transaction(async (tx) => {
        await tx.transaction(async (inner) => inner('kn_book').insert({ title: 'one' })).catch(() => undefined);
        await tx('kn_book').insert({ title: 'after' });
      });
      expect(await knex('kn_book').where({ title: 'after' }).del()).to.equal(1);
    });

    it('streams by a cursor', async () => {
      let rows = 0;
      for await (const _row of knex('kn_book').select('title').stream({ batchSize: 10 })) rows += 1;
      expect(rows).to.equal(52);
    });

    it('cancels', async () => {
      const error = await Promise.resolve(knex.raw('select pg_sleep(30)').timeout(200, { cancel: true })).catch(
        (reason: Error) => reason.name,
      );
      expect(error).to.equal('KnexTimeoutError');
      expect(
        (await knex.raw("select count(*)::int as n from pg_stat_activity where query like '%pg_sleep(30)' and state = 'active'")).rows,
      ).to.deep.equal([{ n: 0 }]);
    });

    it('drops what it made', async () => {
      await knex.schema.dropTableIfExists('kn_book');
      await knex.schema.dropTableIfExists('kn_book');
      expect(await knex.schema.hasTable('kn_book')).to.equal(false);
    });
  });
}
