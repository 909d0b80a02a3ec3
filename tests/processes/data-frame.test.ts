/** Every method and function of the DataFrame, run on a cluster. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { loadSample } from '../../src/cli/sample.js';
import { AggregateColumn, Column } from '../../src/client/column.js';
import { DataFrame } from '../../src/client/data-frame.js';
import { FrameActions } from '../../src/client/frame-actions.js';
import { FrameWriter } from '../../src/client/frame-writer.js';
import * as functions from '../../src/client/functions.js';
import { GroupedFrame, PivotedFrame } from '../../src/client/grouped-frame.js';
import {
  avg,
  col,
  connect,
  count,
  countDistinct,
  type DateText,
  date,
  expr,
  type Float,
  interval,
  lit,
  max,
  type Numeric,
  row_number,
  Session,
  sum,
  Window,
  when,
} from '../../src/client/index.js';
import { NaFunctions } from '../../src/client/na-functions.js';
import { WindowSpec } from '../../src/client/window.js';
import { TPCH_FRAMES } from '../tpch/data-frames.js';
import {
  AGGREGATE_CASES,
  AGGREGATES,
  COLUMN_CASES,
  FUNCTION_CASES,
  MORE_AGGREGATES,
  ROWS,
  SAMPLE,
  WINDOW_CASES,
  WINDOWS,
} from './data-frame-functions.js';
import { TestCluster } from './support.js';
import { ROOT } from './tpch-data.js';

const BINARY = fileURLToPath(new URL('../../src/cli/process.js', import.meta.url));

/** For other classes of the client. */
const INTERNAL: ReadonlySet<string> = new Set(['constructor', 'runner', 'limitedSQL', 'query', 'temporary', 'iterate']);

type Sale = {
  readonly id: number;
  readonly region: string | null;
  readonly product: string | null;
  readonly amount: Numeric | null;
  readonly sold: DateText | null;
  readonly units: bigint | null;
};
type Price = { readonly product: string; readonly price: Float | null };

describe('DataFrame on a cluster', () => {
  let cluster: TestCluster;
  let session: Session;

  before(async () => {
    cluster = await TestCluster.start({ workers: 2, files: 'files' });
    mkdirSync(join(cluster.folder, 'files'), { recursive: true });
    session = await connect(cluster.url);
    await session.execute(
      `CREATE TABLE sales (id integer PRIMARY KEY, region text, product text, amount numeric(12, 2), sold date, units bigint)`,
    );
    await session.execute(`INSERT INTO sales VALUES
      (1, 'north', 'tea', 10.50, '2024-01-05', 3), (2, 'north', 'coffee', 20.00, '2024-02-01', 1), (3, 'south', 'tea', 5.25, '2024-02-10', 2),
      (4, 'south', NULL, 7.75, '2025-03-01', NULL), (5, 'west', 'tea', NULL, '2025-04-01', 1)`);
    await session.execute(`CREATE TABLE prices (product text PRIMARY KEY, price double precision)`);
    await session.execute(`INSERT INTO prices VALUES ('tea', 3.5), ('cocoa', 4)`);
    await session.refresh();
  });

  after(async () => {
    await (session as Session | undefined)?.close();
    await (cluster as TestCluster | undefined)?.stop();
  });

  const sales = () => session.table<Sale>('sales');
  const prices = () => session.table<Price>('prices');
  const ids = async (frame: { collect(): Promise<readonly { readonly [name: string]: unknown }[]> }) =>
    (await frame.collect()).map((row) => row.id);

  describe('functions', () => {
    /** Columns beside the SQL that they stand for, in one query. */
    async function compare(rows: string, cases: readonly (readonly [Column, string])[], over = ''): Promise<void> {
      const columns = cases.flatMap(([column, sql], i) => [column.as(`a${i}`), expr(`${sql}${over}`).as(`b${i}`)]);
      for (const row of await session
        .sql(rows)
        .select(...columns)
        .collect()) {
        cases.forEach(([, sql], i) => {
          expect(row[`a${i}`], sql).to.deep.equal(row[`b${i}`]);
        });
      }
    }

    it('are all tried', () => {
      const tried = [
        ...Object.keys(FUNCTION_CASES),
        ...AGGREGATES,
        ...WINDOWS,
        'random',
        'gen_random_uuid',
        'clock_timestamp',
        'unnest',
        'generate_series',
      ];
      expect(tried.sort()).to.deep.equal(Object.keys(functions).sort());
    });

    it('and every method', () => {
      const text = ['data-frame.test.ts', 'data-frame-functions.ts']
        .map((file) => readFileSync(join(ROOT, 'tests/processes', file), 'utf8'))
        .join('\n');
      const classes = [
        DataFrame,
        FrameActions,
        Column,
        AggregateColumn,
        GroupedFrame,
        PivotedFrame,
        NaFunctions,
        FrameWriter,
        WindowSpec,
        Session,
      ];
      const methods = classes.flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)).filter((name) => !INTERNAL.has(name));
      expect(methods).to.have.length.at.least(100);
      expect(methods.filter((name) => !new RegExp(`\\.${name}\\b`).test(text))).to.deep.equal([]);
    });

    it('give what their SQL gives', () => compare(SAMPLE, Object.values(FUNCTION_CASES)));
    it('and methods of columns', () => compare(SAMPLE, COLUMN_CASES));
    it('and aggregates', () => compare(ROWS, [...Object.values(AGGREGATE_CASES), ...MORE_AGGREGATES]));

    it('and functions over windows', async () => {
      const window = Window.partitionBy('b').orderBy(col('k').desc(), 't');
      const cases = Object.values(WINDOW_CASES).map(([column, sql]) => [column.over(window), sql] as const);
      await compare(ROWS, cases, ' over (partition by b order by k desc, t)');
    });

    it('and those that have no fixed answer', async () => {
      const [row] = await session
        .sql('SELECT 1 AS one')
        .select(
          functions.random().between(0, 1).as('random'),
          functions.length(functions.gen_random_uuid().cast('text')).as('uuid'),
          functions.clock_timestamp().ge(functions.now()).as('clock'),
        )
        .collect();
      expect(row).to.deep.equal({ random: true, uuid: 36, clock: true });
      const numbers = session
        .sql('SELECT ARRAY[2, 3] AS a')
        .select(functions.unnest('a').as('n'), functions.generate_series(lit(1), 2).as('m'));
      expect(await numbers.collect()).to.deep.equal([
        { n: 2, m: 1 },
        { n: 3, m: 2 },
      ]);
    });
  });

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

  describe('actions', () => {
    it('take rows', async () => {
      const frame = sales().orderBy('id').select('id');
      expect(await frame.take(2)).to.deep.equal([{ id: 1 }, { id: 2 }]);
      expect(await frame.head()).to.deep.equal([{ id: 1 }]);
      expect(await frame.first()).to.deep.equal({ id: 1 });
      expect(await frame.isEmpty()).to.equal(false);
      expect(await frame.where(col('id').gt(9)).isEmpty()).to.equal(true);
    });

    it('stream rows, and stop with the loop', async () => {
      const numbers = session.sql<{ n: number }>('SELECT n FROM generate_series(1, 100000) AS s (n)').orderBy('n');
      let seen = 0;
      for await (const { n } of numbers.toLocalIterator()) {
        seen += n;
        if (n === 2_500) break;
      }
      expect(seen).to.equal((2_500 * 2_501) / 2);
      let all = 0;
      for await (const _ of numbers.toLocalIterator()) all += 1;
      expect(all).to.equal(100_000);
    });

    it('make Arrow tables', async () => {
      const table = await sales().orderBy('id').toArrow();
      expect(table.numRows).to.equal(5);
      expect(table.schema.fields.map(({ name, type }) => `${name} ${type}`)).to.deep.equal([
        'id Int32',
        'region Utf8',
        'product Utf8',
        'amount Decimal[12e+2]',
        'sold Date32<DAY>',
        'units Int64',
      ]);
      expect(table.getChild('units')?.toJSON()).to.deep.equal([3n, 1n, 2n, null, 1n]);
      expect(new Date(Number(table.getChild('sold')?.get(0))).toISOString().slice(0, 10)).to.equal('2024-01-05');
      expect(String(table.getChild('amount')?.get(0))).to.equal('1050');
    });

    it('tell the schema', async () => {
      expect(await sales().schema()).to.deep.equal([
        { name: 'id', type: 'integer' },
        { name: 'region', type: 'text' },
        { name: 'product', type: 'text' },
        { name: 'amount', type: 'numeric(12,2)' },
        { name: 'sold', type: 'date' },
        { name: 'units', type: 'bigint' },
      ]);
      expect((await prices().dtypes())[1]).to.deep.equal(['price', 'double precision']);
      expect(await printed(() => prices().printSchema())).to.equal('root\n |-- product: text\n |-- price: double precision\n');
      expect(await printed(() => prices().orderBy('product').show())).to.include(' cocoa   |     4\n');
      expect(await sales().explain('analyze')).to.include('Scan on sales');
    });

    it('write tables', async () => {
      const north = sales().where(col('region').eq('north')).select('id', 'product');
      await north.write.table('copied', { distributedBy: ['product'] });
      await north.write.table('copied', { mode: 'ignore' });
      await north.write.table('public.copied', { mode: 'append' });
      await session.refresh();
      expect(await session.table('copied').count()).to.equal(4);
      await north.limit(1).write.table('copied', { mode: 'overwrite' });
      expect(await session.read.table('copied').count()).to.equal(1);
      const error = await north.write.table('copied').then(
        () => null,
        (cause: { code?: string }) => cause.code,
      );
      expect(error).to.equal('42P07');
    });

    it('write files and read them', async () => {
      const frame = sales().where(col('id').le(3)).select('id', 'region', 'amount');
      const wanted = await frame.orderBy('id').collect();
      await frame.write.parquet('sales-parquet');
      await frame.write.csv('sales-csv');
      await frame.write.json('sales-json');
      expect(await session.read.parquet('sales-parquet/**/*.parquet').orderBy('id').collect()).to.deep.equal(wanted);
      const csv = await session.read.csv('sales-csv/**/*.csv').resolve();
      expect(
        await csv.withColumn('amount', col('amount').cast('numeric(12,2)')).orderBy('id').select('region', 'amount').collect(),
      ).to.deep.equal(wanted.map(({ region, amount }) => ({ region, amount })));
      expect(await session.read.json('sales-json/**/*.json').where(col('region').eq('north')).count()).to.equal(2);
      await frame.write.parquet('parts', { partitionBy: ['region'] });
      expect(await session.read.parquet('parts/region=north/*.parquet').count()).to.equal(2);
    });

    it('name files for the server to read and write', async () => {
      expect(session.read.parquet(['a.parquet', "b'.parquet"], { filename: true }).toSQL()).to.include(
        "read_parquet(ARRAY['a.parquet', 'b''.parquet'], filename => TRUE)",
      );
      expect(session.read.csv('x.csv').toSQL()).to.include("read_csv('x.csv')");
      expect(session.read.json('x.json').toSQL()).to.include("read_json('x.json')");
      expect(session.read.arrow('x.arrow').toSQL()).to.include("read_arrow('x.arrow')");
    });

    it('keep views and cached rows for the session', async () => {
      const own = await connect(cluster.url);
      try {
        await own.table('sales').where(col('id').gt(3)).createOrReplaceTempView('late');
        expect(await ids(own.sql('SELECT id FROM late ORDER BY id'))).to.deep.equal([4, 5]);
        const cached = await own.table('sales').where(col('region').eq('north')).cache();
        await own.execute('UPDATE sales SET units = 9 WHERE id = 1');
        expect((await cached.drop('amount').orderBy('id').collect()).map(({ units }) => units)).to.deep.equal([3n, 1n]);
        const rows = own.sql('SELECT id FROM late').toLocalIterator();
        const [first, n] = await Promise.all([rows.next(), Promise.resolve(0)]);
        expect([first.done, n]).to.deep.equal([false, 0]);
        await rows.return();
        expect(await own.table('sales').count()).to.equal(5);
      } finally {
        await own.close();
      }
    });
  });

  describe('TPC-H', () => {
    before(() => loadSample(cluster.url));

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

  it('gets its types from the catalog', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [BINARY, 'types', '--url', cluster.url]);
    expect(stdout).to.include("import type { DateText, Float, Numeric } from 'conduct';\n");
    expect(stdout).to.include(
      'export type Sales = {\n  readonly id: number;\n  readonly region: string | null;\n  readonly product: string | null;\n  readonly amount: Numeric | null;\n  readonly sold: DateText | null;\n  readonly units: bigint | null;\n};\n',
    );
    expect(stdout).to.match(/export type Database = \{\n(?:.*\n)*? {2}readonly prices: Prices;\n(?:.*\n)*\};\n$/);
  });

  it('takes no text for SQL', async () => {
    const untyped = () => session.table('sales');
    const texts = [
      `'; DROP TABLE sales; --`,
      `x' OR '1' = '1`,
      `\\'; DROP TABLE sales; --`,
      `$$`,
      `E'\\x'`,
      `"; DROP TABLE sales; --`,
      `/* */`,
      `\u0000`.slice(1),
      `1); DELETE FROM sales; --`,
    ];
    for (const text of texts) {
      expect(await sales().where(col('region').eq(text)).count(), text).to.equal(0);
      expect(
        await session
          .sql('SELECT 1 AS a')
          .select(lit(text).as(text === '' ? 'x' : text))
          .collect(),
        text,
      ).to.deep.equal([{ [text === '' ? 'x' : text]: text }]);
      expect(await session.sql`SELECT ${text}::text AS a`.collect()).to.deep.equal([{ a: text }]);
      if (text === '') continue;
      const named = [
        () => untyped().select(text).collect(),
        () => untyped().orderBy(text).collect(),
        () => untyped().groupBy(text).count().collect(),
        () => session.table(text).collect(),
        () => untyped().join(session.table('prices'), text).collect(),
        () => untyped().where(col(text).isNull()).collect(),
      ];
      for (const run of named)
        expect(
          await run().then(
            () => 'ran',
            (error: { code?: string }) => error.code,
          ),
          text,
        ).to.be.oneOf(['42703', '42P01']);
      expect(() => sales().select(col('id').cast(text)).toSQL()).to.throw('not a type');
      expect(() => session.read.csv('x', { [text]: 1 })).to.throw('not an option');
      expect(session.read.csv(text).toSQL()).to.match(/^SELECT \*\nFROM read_csv\((?:'(?:[^']|'')*'|E'(?:[^'\\]|''|\\\\)*')\) AS "csv"$/);
    }
    expect(await sales().count()).to.equal(5);
    expect(
      await sales()
        .where(col('sold').lt(date('2024-02-01').plus(interval('1 day'))))
        .where(when(col('id').gt(1), true).otherwise(false))
        .count(),
    ).to.equal(1);
  });
});

async function printed(run: () => Promise<void>): Promise<string> {
  const { write } = process.stdout;
  let text = '';
  process.stdout.write = ((part: string) => {
    text += part;
    return true;
  }) as typeof write;
  try {
    await run();
  } finally {
    process.stdout.write = write;
  }
  return text;
}

/** Without the zeros that a division may add. */
function shown(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value;
}
