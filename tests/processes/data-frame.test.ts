import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadSample } from '../../src/cli/sample.js';
import * as functions from '../../src/client/functions.js';
import { avg, col, count, countDistinct, lit, max, row_number, type Session, sum, Window } from '../../src/client/index.js';
import { TPCH_FRAMES } from '../tpch/data-frames.js';
import { ids, SalesCluster } from './data-frame-sales.js';
import { ROOT } from './tpch-data.js';

describe('DataFrame on a cluster', () => {
  let world: SalesCluster;
  let session: Session;

  before(async () => {
    world = await SalesCluster.start();
    session = world.session;
  });

  after(() => (world as SalesCluster | undefined)?.stop());

  const sales = () => world.sales();
  const prices = () => world.prices();

  describe('columns and rows', () => {
    it('selects by name, column, callback and SQL', async () => {
      expect(await sales().select('id', col('amount').as('a')).orderBy('id').first()).to.deep.equal({ id: 1, a: '10.50' });
      expect(
        await sales()
          .select((c) => [c.id, c.units.plus(1).as('more')] as const)
          .orderBy('id')
          .first(),
      ).to.deep.equal({ id: 1, more: 4n });
      expect(await sales().selectExpr('id', 'amount * 2 AS twice').orderBy('id').first()).to.deep.equal({ id: 1, twice: '21.00' });
      expect(await sales().select('*', lit(1).as('one')).orderBy('id').first()).to.include({ id: 1, one: 1 });
    });

    it('filters by columns, callbacks and SQL', async () => {
      expect(await ids(sales().where(col('amount').gt(6)).orderBy('id'))).to.deep.equal([1, 2, 4]);
      expect(
        await ids(
          sales()
            .filter((c) => c.region.eq('south'))
            .orderBy('id'),
        ),
      ).to.deep.equal([3, 4]);
      expect(await ids(sales().where("region = 'west' OR id = 1").where('id > 1'))).to.deep.equal([5]);
    });

    it('adds, replaces, renames and drops columns', async () => {
      expect(await sales().withColumn('next', col('id').plus(1)).orderBy('id').first()).to.include({ id: 1, next: 2 });
      const changed = sales().withColumns({ region: functions.upper('region'), half: col('units').dividedBy(2) });
      expect(Object.entries((await changed.orderBy('id').first()) ?? {})).to.deep.equal([
        ['id', 1],
        ['region', 'NORTH'],
        ['product', 'tea'],
        ['amount', '10.50'],
        ['sold', '2024-01-05'],
        ['units', 3n],
        ['half', 1n],
      ]);
      const renamed = sales().withColumnRenamed('region', 'area').drop('product', 'amount', 'sold');
      expect(await renamed.orderBy('id').first()).to.deep.equal({ id: 1, area: 'north', units: 3n });
      expect(await renamed.columns()).to.deep.equal(['id', 'area', 'units']);
      expect(() => prices().drop('product', 'price')).to.throw('no column');
      expect(() => session.sql('SELECT 1 AS a').drop('a')).to.throw('resolve()');
      expect(await (await session.sql('SELECT 1 AS a, 2 AS b').resolve()).drop('a').collect()).to.deep.equal([{ b: 2 }]);
    });

    it('orders, limits, skips and samples', async () => {
      expect(await ids(sales().orderBy(col('units').desc('last'), 'id'))).to.deep.equal([1, 3, 2, 5, 4]);
      expect(await ids(sales().sort((c) => [c.amount.asc('first'), c.id]))).to.deep.equal([5, 3, 4, 1, 2]);
      expect(await ids(sales().orderBy('id').limit(2, 1))).to.deep.equal([2, 3]);
      expect(await ids(sales().orderBy('id').offset(3))).to.deep.equal([4, 5]);
      expect(await sales().sample(1).count()).to.equal(5);
      expect(await sales().sample(0).count()).to.equal(0);
    });

    it('takes values apart', async () => {
      await session.execute('CREATE TYPE place AS (city text, zip integer)');
      const places = session.sql("SELECT ROW('Rome', 123)::place AS p, ARRAY[1, 2] AS a");
      expect(await places.select(col('p').getField('zip').as('zip'), col('a').getItem(1).as('second')).collect()).to.deep.equal([
        { zip: 123, second: 2 },
      ]);
    });

    it('tells duplicates apart', async () => {
      expect(await sales().select('region').distinct().count()).to.equal(3);
      expect(await sales().dropDuplicates(['region']).count()).to.equal(3);
      expect(await sales().select('product').dropDuplicates().count()).to.equal(3);
    });

    it('fills, drops and replaces NULLs', async () => {
      expect(await sales().na.fill({ product: 'none', units: 0 }).orderBy('id').select('product', 'units').collect()).to.deep.equal([
        { product: 'tea', units: 3n },
        { product: 'coffee', units: 1n },
        { product: 'tea', units: 2n },
        { product: 'none', units: 0n },
        { product: 'tea', units: 1n },
      ]);
      expect(await ids(sales().na.fill(0, ['amount']).where(col('amount').eq(0)))).to.deep.equal([5]);
      expect(await ids(sales().na.drop().orderBy('id'))).to.deep.equal([1, 2, 3]);
      expect(await ids(sales().na.drop('all', ['product', 'amount']).orderBy('id'))).to.deep.equal([1, 2, 3, 4, 5]);
      const replaced = sales().na.replace(
        ['product'],
        [
          ['tea', 'Tea'],
          [null, '?'],
        ],
      );
      expect((await replaced.orderBy('id').collect()).map(({ product }) => product)).to.deep.equal(['Tea', 'coffee', 'Tea', '?', 'Tea']);
    });
  });

  describe('groups', () => {
    it('aggregate', async () => {
      const frame = sales()
        .groupBy('region')
        .agg(sum('units').as('units'), avg('amount').as('mean'), countDistinct('product').as('products'));
      expect(await frame.orderBy('region').collect()).to.deep.equal([
        { region: 'north', units: '4', mean: '15.2500000000000000', products: 2n },
        { region: 'south', units: '2', mean: '6.5000000000000000', products: 1n },
        { region: 'west', units: '1', mean: null, products: 1n },
      ]);
      expect(
        await sales()
          .agg((c) => [max(c.id).as('last'), count().as('n')] as const)
          .collect(),
      ).to.deep.equal([{ last: 5, n: 5n }]);
      expect(await sales().groupBy().count().collect()).to.deep.equal([{ count: 5n }]);
    });

    it('have short forms', async () => {
      const groups = sales().where(col('region').eq('north')).groupBy('region');
      expect(await groups.count().collect()).to.deep.equal([{ region: 'north', count: 2n }]);
      expect(await groups.sum('units', 'id').collect()).to.deep.equal([{ region: 'north', units: '4', id: 3n }]);
      expect(await groups.avg('id').collect()).to.deep.equal([{ region: 'north', id: '1.5000000000000000' }]);
      expect(await groups.min('sold').collect()).to.deep.equal([{ region: 'north', sold: '2024-01-05' }]);
      expect(await groups.max('product').collect()).to.deep.equal([{ region: 'north', product: 'tea' }]);
    });

    it('roll up and make cubes', async () => {
      const rolled = sales().rollup('region', 'product').agg(count().as('n')).orderBy('region', 'product', 'n');
      expect(await rolled.count()).to.equal(9);
      expect(await sales().cube('region', 'product').agg(count().as('n')).count()).to.equal(12);
    });

    it('pivot', async () => {
      const frame = sales().groupBy('region').pivot('product', ['tea', 'coffee', null]).agg(sum('units')).orderBy('region');
      expect(await frame.collect()).to.deep.equal([
        { region: 'north', tea: '3', coffee: '1', null: null },
        { region: 'south', tea: '2', coffee: null, null: null },
        { region: 'west', tea: '1', coffee: null, null: null },
      ]);
      const two = sales().groupBy().pivot('product', ['tea']).agg(count().as('n'), sum('units'));
      expect(await two.collect()).to.deep.equal([{ tea_n: 3n, tea_sum: '6' }]);
    });

    it('look at windows', async () => {
      const window = Window.partitionBy('region').orderBy(col('id').desc());
      const ranked = sales().withColumn('place', row_number().over(window)).where(col('place').eq(1)).orderBy('id');
      expect(await ids(ranked)).to.deep.equal([2, 4, 5]);
      const running = Window.orderBy('id').rowsBetween(-1, Window.currentRow);
      expect((await sales().select('id', sum('id').over(running).as('s')).orderBy('id').collect()).map(({ s }) => s)).to.deep.equal([
        1n,
        3n,
        5n,
        7n,
        9n,
      ]);
      const range = Window.orderBy('id').rangeBetween(Window.unboundedPreceding, 1);
      expect((await sales().select('id', count().over(range).as('n')).orderBy('id').collect()).map(({ n }) => n)).to.deep.equal([
        2n,
        3n,
        4n,
        5n,
        5n,
      ]);
      expect((await sales().limit(2).select(count().over(Window.all()).as('n')).first())?.n).to.equal(2n);
    });

    it('describe', async () => {
      const described = await sales().select('id', 'region').describe();
      expect(await described.collect()).to.deep.equal([
        { summary: 'count', id: '5', region: '5' },
        { summary: 'mean', id: '3.0000000000000000', region: null },
        { summary: 'stddev', id: '1.5811388300841897', region: null },
        { summary: 'min', id: '1', region: 'north' },
        { summary: 'max', id: '5', region: 'west' },
      ]);
      expect(await (await sales().describe('units')).count()).to.equal(5);
      expect(await (await sales().select('id').summary('50%', 'count')).collect()).to.deep.equal([
        { summary: '50%', id: '3' },
        { summary: 'count', id: '5' },
      ]);
    });
  });

  describe('two frames', () => {
    it('join in every way', async () => {
      expect(await ids(sales().join(prices(), 'product').orderBy('id'))).to.deep.equal([1, 3, 5]);
      expect(await sales().join(prices(), ['product'], 'left').where(col('price').isNull()).count()).to.equal(2);
      expect(await sales().join(prices(), 'product', 'right').count()).to.equal(4);
      expect(await sales().join(prices(), 'product', 'full').count()).to.equal(6);
      expect(await ids(sales().join(prices(), 'product', 'semi').orderBy('id'))).to.deep.equal([1, 3, 5]);
      expect(
        await ids(
          sales()
            .join(prices(), (s, p) => s.product.eq(p.product), 'anti')
            .orderBy('id'),
        ),
      ).to.deep.equal([2, 4]);
      expect(await ids(sales().semiJoin(prices(), 'product').orderBy('id'))).to.deep.equal([1, 3, 5]);
      expect(await ids(sales().antiJoin(prices(), 'product').orderBy('id'))).to.deep.equal([2, 4]);
      expect(await sales().crossJoin(prices()).count()).to.equal(10);
      expect(
        await sales()
          .leftJoin(prices(), (s, p) => s.product.eq(p.product))
          .count(),
      ).to.equal(5);
      const pair = sales()
        .as('a')
        .join(sales().as('b'), col('a.id').plus(1).eq(col('b.id')))
        .select(col('a.id').as('first'), col('b.id').as('next'));
      expect(await pair.orderBy('first').first()).to.deep.equal({ first: 1, next: 2 });
    });

    it('unite, intersect and subtract', async () => {
      const [some, others] = [sales().where(col('id').le(2)).select('id', 'region'), sales().where(col('id').ge(2)).select('id', 'region')];
      expect(await some.union(others).count()).to.equal(5);
      expect(await some.unionAll(others).count()).to.equal(6);
      expect(await ids(some.intersect(others))).to.deep.equal([2]);
      expect(await ids(some.unionAll(some).intersectAll(others))).to.deep.equal([2]);
      expect(await ids(some.except(others))).to.deep.equal([1]);
      expect(await ids(some.unionAll(some).exceptAll(others).orderBy('id'))).to.deep.equal([1, 1, 2]);
      expect(await ids(some.unionByName(others.select('region', 'id')).orderBy('id'))).to.deep.equal([1, 2, 2, 3, 4, 5]);
      const missing = some.unionByName(prices().select('product', lit(9).as('id')), { allowMissing: true }).orderBy('id', 'product');
      expect((await missing.collect()).at(-1)).to.deep.equal({ id: 9, region: null, product: 'tea' });
      expect(() => some.unionByName(prices())).to.throw('no column');
    });

    it('are subqueries', async () => {
      expect(
        await ids(
          sales()
            .where(col('product').in(prices().select('product')))
            .orderBy('id'),
        ),
      ).to.deep.equal([1, 3, 5]);
    });
  });

  describe('TPC-H', () => {
    before(() => loadSample(world.cluster.url));

    it('is there with at least 15 queries', () => {
      expect(Object.keys(TPCH_FRAMES)).to.have.length.at.least(15);
    });

    for (const [number, frame] of Object.entries(TPCH_FRAMES)) {
      it(`gives the answer of Q${number}`, async () => {
        const { columns, rows } = await session.execute(readFileSync(join(ROOT, `bench/tpch/queries/q${number}.sql`), 'utf8'));
        const wanted = rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, shown(row[i])])));
        const given = (await frame(session).collect()).map((row) =>
          Object.fromEntries(Object.entries(row).map(([name, value]) => [name, shown(value)])),
        );
        expect(wanted).not.to.have.length(0);
        expect(given).to.deep.equal(wanted);
      });
    }
  });
});

/** Without the zeros that a division may add. */
function shown(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value;
}
