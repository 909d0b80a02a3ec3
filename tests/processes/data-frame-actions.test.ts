/** What makes a frame run, and what it may not be made to run. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { tableToIPC } from 'apache-arrow';
import { expect } from 'chai';
import { col, connect, date, interval, lit, type Session, when } from '../../src/client/index.js';
import { ids, SalesCluster } from './data-frame-sales.js';

const BINARY = fileURLToPath(new URL('../../src/cli/process.js', import.meta.url));

describe('a DataFrame runs', () => {
  let world: SalesCluster;
  let session: Session;

  before(async () => {
    world = await SalesCluster.start();
    session = world.session;
  });

  after(() => (world as SalesCluster | undefined)?.stop());

  const sales = () => world.sales();
  const prices = () => world.prices();

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

    it('read Arrow files', async () => {
      const frame = sales().orderBy('id').select('id', 'region', 'amount', 'sold', 'units');
      writeFileSync(join(world.files, 'sales.arrow'), tableToIPC(await frame.toArrow(), 'file'));
      const read = session.read.arrow('sales.arrow').orderBy('id');
      expect(await read.collect()).to.deep.equal(await frame.collect());
      expect(await read.where(col('region').eq('north')).count()).to.equal(2);
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
      const own = await connect(world.cluster.url);
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

  it('gets its types from the catalog', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [BINARY, 'types', '--url', world.cluster.url]);
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
