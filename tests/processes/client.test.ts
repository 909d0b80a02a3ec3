/** The DataFrame builder against a cluster. */
import { expect } from 'chai';
import { avg, col, connect, count, countDistinct, date, expr, extract, lit, max, type Session, sum, when } from '../../src/client/index.js';
import { TestCluster } from './support.js';

interface Sale {
  readonly [column: string]: unknown;
  readonly id: number;
  readonly region: string;
  readonly product: string | null;
  readonly amount: string;
  readonly sold: string;
  readonly units: bigint;
}

describe('DataFrame builder', () => {
  let cluster: TestCluster;
  let session: Session;

  before(async () => {
    cluster = await TestCluster.start({ workers: 2 });
    session = await connect(cluster.url);
    await session.execute(`
      create table sales (id integer primary key, region text, product text, amount numeric(12, 2), sold date, units bigint)`);
    await session.execute(`
      insert into sales values
        (1, 'north', 'tea', 10.50, '2024-01-05', 3), (2, 'north', 'coffee', 20.00, '2024-02-01', 1),
        (3, 'south', 'tea', 5.25, '2024-02-10', 2), (4, 'south', null, 7.75, '2025-03-01', 9007199254740993),
        (5, 'o''neill', 'tea', 1.00, '2025-04-01', 1)`);
    await session.execute(`create table "Price List" ("Product" text primary key, "unit price" double precision)`);
    await session.execute(`insert into "Price List" values ('tea', 3.5), ('cocoa', 4)`);
  });

  after(async () => {
    await (session as Session | undefined)?.close();
    await cluster.stop();
  });

  const sales = () => session.table<Sale>('sales');

  it('gives typed rows, exact', async () => {
    const rows = await sales()
      .where(col('id').in([3, 4]))
      .orderBy('id')
      .collect();
    expect(rows).to.deep.equal([
      { id: 3, region: 'south', product: 'tea', amount: '5.25', sold: '2024-02-10', units: 2n },
      { id: 4, region: 'south', product: null, amount: '7.75', sold: '2025-03-01', units: 9007199254740993n },
    ]);
    // The compiler knows the types of the rows.
    const units: readonly bigint[] = rows.map((row) => row.units);
    expect(units).to.have.length(2);
  });

  it('filters by any text', async () => {
    expect(await sales().where(col('region').eq("o'neill")).count()).to.equal(1);
    expect(await sales().where(col('region').eq(`'; drop table sales; --`)).count()).to.equal(0);
    expect(await sales().where(col('region').eq('back\\slash')).count()).to.equal(0);
  });

  it('groups, aggregates, filters groups and orders', async () => {
    const frame = sales()
      .where(col('sold').lt(date('2025-12-31')))
      .groupBy('region')
      .agg(sum('amount').as('total'), count().as('n'), countDistinct('product').as('products'), max('sold').as('last'))
      .where(col('n').gt(1))
      .orderBy(col('total').desc());
    expect(await frame.collect()).to.deep.equal([
      { region: 'north', total: '30.50', n: 2n, products: 2n, last: '2024-02-01' },
      { region: 'south', total: '13.00', n: 2n, products: 1n, last: '2025-03-01' },
    ]);
    const first = await frame.first();
    const n: bigint | undefined = first?.n;
    expect(n).to.equal(2n);
  });

  it('joins, with names that need quotes', async () => {
    const prices = session.table('Price List').as('p');
    const joined = sales()
      .as('s')
      .join(prices, col('s.product').eq(col('p.Product')))
      .select('s.id', col('p.unit price').times(2).as('twice'))
      .orderBy('id');
    expect(await joined.collect()).to.deep.equal([
      { id: 1, twice: 7 },
      { id: 3, twice: 7 },
      { id: 5, twice: 7 },
    ]);
    const renamed = session.table('Price List').select(col('Product').as('product'), col('unit price').as('price'));
    expect(await sales().leftJoin(renamed, 'product').where(col('price').isNull()).select('id').orderBy('id').collect()).to.deep.equal([
      { id: 2 },
      { id: 4 },
    ]);
    expect(await sales().semiJoin(renamed, 'product').count()).to.equal(3);
    expect(await sales().antiJoin(renamed, 'product').orderBy('id').select('id').collect()).to.deep.equal([{ id: 2 }, { id: 4 }]);
  });

  it('makes columns, CASE and parts of dates', async () => {
    const frame = sales()
      .select('id', extract('year', 'sold').as('year'), when(col('amount').ge(10), 'big').otherwise('small').as('size'))
      .withColumn('id', col('id').times(10))
      .withColumn('next', col('id').plus(1))
      .orderBy(col('id').desc())
      .limit(2, 1);
    expect(await frame.collect()).to.deep.equal([
      { id: 40, year: '2025', size: 'small', next: 41 },
      { id: 30, year: '2024', size: 'small', next: 31 },
    ]);
  });

  it('unites, makes distinct and counts', async () => {
    const regions = sales().select('region');
    expect(await regions.distinct().count()).to.equal(3);
    expect(await regions.unionAll(regions).count()).to.equal(10);
    expect(await regions.union(regions).orderBy('region').collect()).to.deep.equal([
      { region: 'north' },
      { region: "o'neill" },
      { region: 'south' },
    ]);
  });

  it('takes SQL as a frame, with values that stay values', async () => {
    const name = "o'neill";
    const frame = session.sql<{ id: number; region: string }>`SELECT id, region FROM sales WHERE region = ${name} OR id = ${1}`;
    expect(await frame.orderBy(expr('id + 0')).collect()).to.deep.equal([
      { id: 1, region: 'north' },
      { id: 5, region: "o'neill" },
    ]);
    expect(await session.sql('SELECT 1 AS one;').select('one', lit('x').as('x')).collect()).to.deep.equal([{ one: 1, x: 'x' }]);
  });

  it('explains, and passes on the server’s errors', async () => {
    expect(await sales().agg(avg('amount').as('mean')).explain()).to.include('Scan on sales');
    const error = await sales()
      .select('absent')
      .collect()
      .then(
        () => null,
        (reason: unknown) => reason,
      );
    expect(error).to.include({ code: '42703' });
    expect(await sales().count()).to.equal(5);
  });
});
