/** Other dialects on a cluster: TPC-H in their spelling, places of errors, prepared statements, definitions. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import pg from 'pg';
import { loadSample } from '../../src/cli/sample.js';
import { TestCluster } from './support.js';
import { ROOT, TPCH_QUERIES } from './tpch-data.js';

describe('other dialects on a cluster', () => {
  let cluster: TestCluster;
  let client: pg.Client;

  before(async () => {
    cluster = await TestCluster.start({ workers: 2 });
    await loadSample(cluster.url);
    client = new pg.Client({ connectionString: cluster.url });
    await client.connect();
  });

  after(async () => {
    await client.end();
    await cluster.stop();
  });

  afterEach(() => client.query("SET conduct.dialect = 'postgres'"));

  const rowsOf = async (sql: string): Promise<readonly unknown[]> => {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return rows.map((row: unknown[]) => row.map(shown));
  };

  for (const dialect of ['spark', 'mysql']) {
    for (const number of TPCH_QUERIES) {
      it(`answers Q${number} in the spelling of ${dialect} as in PostgreSQL's`, async () => {
        const wanted = await rowsOf(readFileSync(join(ROOT, `bench/tpch/queries/q${number}.sql`), 'utf8'));
        await client.query(`SET conduct.dialect = '${dialect}'`);
        const given = await rowsOf(readFileSync(join(ROOT, `tests/tpch/dialects/${dialect}/q${number}.sql`), 'utf8'));
        expect(wanted).not.to.have.length(0);
        expect(given).to.deep.equal(wanted);
      });
    }
  }

  it('points at what was written, not at its translation', async () => {
    await client.query("SET conduct.dialect = 'spark'");
    for (const sql of [
      "select nvl(r_name, '😀'), ¦ghost from region",
      'select * from region where ¦1 /* é */ and true',
      'select r_name from region where r_name rlike ¦->',
      'select add_months(date "2024-01-01", 1) ¦+ date "2024-01-01" from region',
    ]) {
      const error = await client.query(sql.replace('¦', '')).then(
        () => null,
        (cause: { position?: string }) => cause,
      );
      expect(Number(error?.position), sql).to.equal([...sql].indexOf('¦') + 1);
    }
  });

  it('takes parameters of prepared statements', async () => {
    await client.query("SET conduct.dialect = 'mysql'");
    const { rows } = await client.query('select `r_name` as `n` from region where r_regionkey = $1 || r_name = $2 order by n', [1, 'ASIA']);
    expect(rows).to.deep.equal([{ n: 'AMERICA                  ' }, { n: 'ASIA                     ' }]);
  });

  it('keeps definitions that mean the same in any dialect', async () => {
    await client.query("SET conduct.dialect = 'spark'");
    await client.query('create table `Visits` (id int not null, page string default "/", cost decimal(6, 2))');
    await client.query('insert into table visits (id, cost) values (1, 2.50), (2, null)');
    await client.query('create view halves as select *, cost / 2 as half from visits order by cost');
    await client.query("SET conduct.dialect = 'postgres'");
    const { rows } = await client.query('select page, half * 2 = 2.5 as half, id from halves order by id');
    expect(rows).to.deep.equal([
      { page: '/', half: true, id: 1 },
      { page: '/', half: null, id: 2 },
    ]);
  });

  it('does not lose a statement of several, and answers errors once', async () => {
    await client.query("SET conduct.dialect = 'trino'");
    const answers = (await client.query("select 1 as a; select ';' as b -- ; select 3\n; select 2 as c;")) as unknown as pg.QueryResult[];
    expect(answers.map(({ rows }) => rows[0])).to.deep.equal([{ a: 1 }, { b: ';' }, { c: 2 }]);
  });
});

/** As text, without the zeros that a division may add: a year is an integer in other dialects. */
function shown(value: unknown): unknown {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text;
}
