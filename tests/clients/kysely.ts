/** Kysely 0.28, a query builder over pg. */
import { expect } from 'chai';
import { type ColumnType, CompiledQuery, type Generated, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { roundTrip, sqlStateOf } from './every-type.js';

interface Database {
  ky_person: {
    id: Generated<number>;
    name: string;
    age: number | null;
    created: ColumnType<Date, string | undefined, never>;
  };
  ky_pet: { id: Generated<number>; owner: number; name: string };
}

export function kyselyClient(url: () => string): void {
  describe('Kysely', () => {
    let db: Kysely<Database>;

    before(() => {
      db = new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url(), max: 2 }) }) });
    });

    after(() => db.destroy());

    it('makes a schema and finds it', async () => {
      await db.schema
        .createTable('ky_person')
        .addColumn('id', 'serial', (column) => column.primaryKey())
        .addColumn('name', 'varchar(50)', (column) => column.notNull().unique())
        .addColumn('age', 'integer')
        .addColumn('created', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
        .execute();
      await db.schema
        .createTable('ky_pet')
        .addColumn('id', 'integer', (column) => column.primaryKey().generatedByDefaultAsIdentity())
        .addColumn('owner', 'integer', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .execute();
      const tables = await db.introspection.getTables();
      const person = tables.find(({ name }) => name === 'ky_person');
      expect(
        person?.columns.map(({ name, dataType, isNullable, hasDefaultValue }) => [name, dataType, isNullable, hasDefaultValue]),
      ).to.deep.equal([
        ['id', 'int4', false, true],
        ['name', 'varchar', false, false],
        ['age', 'int4', true, false],
        ['created', 'timestamptz', false, true],
      ]);
    });

    it('inserts, updates, deletes with RETURNING, and ON CONFLICT', async () => {
      const people = ['ada', 'bob', 'carl'].map((name, i) => ({ name, age: 20 + i }));
      const inserted = await db.insertInto('ky_person').values(people).returning(['id', 'name']).execute();
      expect(inserted.map(({ name }) => name)).to.deep.equal(['ada', 'bob', 'carl']);
      await db
        .insertInto('ky_person')
        .values({ name: 'ada', age: 99 })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ age: 99 }))
        .execute();
      expect(await db.selectFrom('ky_person').select('age').where('name', '=', 'ada').executeTakeFirst()).to.deep.equal({ age: 99 });
      const updated = await db.updateTable('ky_person').set({ age: null }).where('name', '=', 'bob').executeTakeFirst();
      expect(updated.numUpdatedRows).to.equal(1n);
      const deleted = await db.deleteFrom('ky_person').where('name', '=', 'carl').returning('name').execute();
      expect(deleted).to.deep.equal([{ name: 'carl' }]);
    });

    it('joins, groups and uses common tables', async () => {
      const { id: owner } = await db.selectFrom('ky_person').select('id').where('name', '=', 'ada').executeTakeFirstOrThrow();
      await db
        .insertInto('ky_pet')
        .values([
          { owner, name: 'rex' },
          { owner, name: 'tom' },
        ])
        .execute();
      const rows = await db
        .with('counts', (inner) =>
          inner
            .selectFrom('ky_pet')
            .select(['owner', sql<number>`count(*)::int`.as('pets')])
            .groupBy('owner'),
        )
        .selectFrom('ky_person as p')
        .leftJoin('counts as c', 'c.owner', 'p.id')
        .select(['p.name', 'c.pets'])
        .orderBy('p.name')
        .execute();
      expect(rows).to.deep.equal([
        { name: 'ada', pets: 2 },
        { name: 'bob', pets: null },
      ]);
    });

    it('takes back a transaction', async () => {
      await db
        .transaction()
        .execute(async (tx) => {
          await tx.deleteFrom('ky_pet').execute();
          throw new Error('back');
        })
        .catch(() => undefined);
      expect(await db.selectFrom('ky_pet').select(sql<number>`count(*)::int`.as('n')).executeTakeFirst()).to.deep.equal({ n: 2 });
    });

    it('stores and reads every type', async () => {
      await roundTrip('ky_every', async (text, values) => (await db.executeQuery<object>(CompiledQuery.raw(text, [...values]))).rows);
    });

    it('goes on after an error', async () => {
      const { name } = await db.selectFrom('ky_person').select('name').executeTakeFirstOrThrow();
      const error = await db
        .insertInto('ky_person')
        .values({ name })
        .execute()
        .catch((reason: unknown) => reason);
      expect(sqlStateOf(error)).to.equal('23505');
      expect(await db.selectFrom('ky_person').select('name').where('name', '=', name).execute()).to.have.length(1);
    });

    it('streams', async () => {
      const names: string[] = [];
      const pool = new pg.Pool({ connectionString: url(), max: 1 });
      const { default: cursor } = await import('pg-cursor');
      const streaming = new Kysely<Database>({ dialect: new PostgresDialect({ pool, cursor }) });
      for await (const { name } of streaming.selectFrom('ky_pet').select('name').orderBy('name').stream(1)) names.push(name);
      await streaming.destroy();
      expect(names).to.deep.equal(['rex', 'tom']);
    });
  });
}
