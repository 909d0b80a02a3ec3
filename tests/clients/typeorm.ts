/** TypeORM 1 over pg: entities by schema, made from nothing and compared with what is there. */
import { expect } from 'chai';
import { DataSource, EntitySchema } from 'typeorm';
import { roundTrip, sqlStateOf } from './every-type.js';

interface Author {
  id: number;
  name: string;
  born: string | null;
  rating: string | null;
  data: object | null;
  created: Date;
}

const AUTHOR = new EntitySchema<Author>({
  name: 'Author',
  tableName: 'to_author',
  columns: {
    id: { type: 'int', primary: true, generated: 'increment' },
    name: { type: 'varchar', length: 80, unique: true },
    born: { type: 'date', nullable: true },
    rating: { type: 'numeric', precision: 5, scale: 2, nullable: true },
    data: { type: 'jsonb', nullable: true },
    created: { type: 'timestamptz', createDate: true },
  },
});

export function typeormClient(url: () => string): void {
  describe('TypeORM', () => {
    let source: DataSource;

    before(async () => {
      source = new DataSource({ type: 'postgres', url: url(), entities: [AUTHOR], synchronize: true, installExtensions: false });
      await source.initialize();
    });

    after(async () => {
      await source.dropDatabase().catch(() => undefined);
      await source.destroy();
    });

    it('finds nothing to change in the schema that it made', async () => {
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).to.deep.equal([]);
    });

    it('saves, finds, changes and removes', async () => {
      const authors = source.getRepository(AUTHOR);
      const ada = await authors.save({ name: 'ada', born: '1815-12-10', rating: '9.50', data: { works: 1 } });
      expect(ada.id).to.be.a('number');
      await authors.insert([{ name: 'bob' }, { name: 'carl' }]);
      expect(await authors.findOneByOrFail({ name: 'ada' })).to.deep.include({ born: '1815-12-10', rating: '9.50', data: { works: 1 } });
      await authors.update({ name: 'bob' }, { rating: '1.00' });
      expect(await authors.count()).to.equal(3);
      expect((await authors.find({ order: { name: 'DESC' }, take: 2 })).map(({ name }) => name)).to.deep.equal(['carl', 'bob']);
      await authors.upsert({ name: 'carl', rating: '2.00' }, ['name']);
      expect(await authors.findOneBy({ name: 'carl' })).to.deep.include({ rating: '2.00' });
      await authors.delete({ name: 'carl' });
      expect(await authors.countBy({ name: 'carl' })).to.equal(0);
    });

    it('stores and reads every type', async () => {
      await roundTrip('to_every', async (sql, values) => (await source.query<object[]>(sql, [...values])) ?? []);
    });

    it('goes on after an error', async () => {
      const error = await source
        .getRepository(AUTHOR)
        .insert({ name: 'ada' })
        .catch((reason: unknown) => reason);
      expect(sqlStateOf(error)).to.equal('23505');
      expect(await source.getRepository(AUTHOR).countBy({ name: 'ada' })).to.equal(1);
    });

    it('streams by a cursor', async () => {
      const names: unknown[] = [];
      const stream = await source.getRepository(AUTHOR).createQueryBuilder('author').orderBy('author.name').stream();
      for await (const row of stream) names.push((row as { author_name: string }).author_name);
      expect(names).to.deep.equal(['ada', 'bob']);
    });

    it('takes back a transaction', async () => {
      await source
        .transaction(async (manager) => {
          await manager.delete(AUTHOR, { name: 'ada' });
          throw new Error('back');
        })
        .catch(() => undefined);
      expect(await source.getRepository(AUTHOR).countBy({ name: 'ada' })).to.equal(1);
    });
  });
}
