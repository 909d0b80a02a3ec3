import { expect } from 'chai';
import { Duck } from './duck.js';
import { LocalCluster } from './local-cluster.js';

/** One column a type: how DuckDB makes it, and how both print it alike. */
const COLUMNS: readonly {
  readonly name: string;
  readonly sql: string;
  readonly shown?: string;
  readonly duck?: string;
  readonly type: string;
}[] = [
  { name: 'b', sql: '(i % 3 = 0)', type: 'boolean', shown: 'b::text', duck: 'b::varchar' },
  { name: 'i8', sql: '(i % 200 - 100)::tinyint', type: 'smallint' },
  { name: 'i16', sql: '(i * 7 - 3000)::smallint', type: 'smallint' },
  { name: 'i32', sql: '(i * 100003 - 5000000)::integer', type: 'integer' },
  { name: 'i64', sql: '(i::bigint * 10000000019 - 90000000000)', type: 'bigint' },
  { name: 'u8', sql: '(i % 256)::utinyint', type: 'smallint' },
  { name: 'u16', sql: '(i % 65536)::usmallint', type: 'integer' },
  { name: 'u32', sql: '(4294967295 - i)::uinteger', type: 'bigint' },
  { name: 'u64', sql: '(18446744073709551615 - i::ubigint)::ubigint', type: 'numeric' },
  { name: 'f32', sql: '(i / 8)::float', type: 'real', shown: 'f32::float8::text', duck: "printf('%.12g', f32)" },
  { name: 'f64', sql: 'i / 16', type: 'double precision', shown: 'f64::text', duck: "printf('%.12g', f64)" },
  { name: 'd4', sql: '(i / 100 - 3)::decimal(4,2)', type: 'numeric' },
  { name: 'd9', sql: '(i * 1003)::decimal(9,1)', type: 'numeric' },
  { name: 'd18', sql: '(i::bigint * 1000000007)::decimal(18,3)', type: 'numeric' },
  { name: 'd38', sql: '((i::hugeint - 500) * 1000000000000000000000000)::decimal(38,6)', type: 'numeric' },
  { name: 'day', sql: "date '1969-12-01' + i::integer", type: 'date' },
  { name: 'tim', sql: "time '00:00:00' + interval (i * 13) second", type: 'time without time zone' },
  { name: 'ts', sql: "timestamp '1999-12-31 23:00:00' + interval (i * 977) second", type: 'timestamp without time zone' },
  { name: 'tsms', sql: "(timestamp '1999-12-31 23:00:00' + interval (i * 977) second)::timestamp_ms", type: 'timestamp without time zone' },
  { name: 'tsns', sql: "(timestamp '1959-12-31 23:00:00' + interval (i * 977) second)::timestamp_ns", type: 'timestamp without time zone' },
  { name: 's', sql: "'text ' || (i % 17)", type: 'text' },
  { name: 'many', sql: "'äöü ' || i || repeat('x', (i % 40)::integer)", type: 'text' },
  { name: 'e', sql: "case when i % 5 = 0 then '' else 'ok' end", type: 'text' },
  { name: 'id', sql: "('00000000-0000-0000-0000-' || lpad(i::varchar, 12, '0'))::uuid", type: 'uuid' },
  {
    name: 'blob',
    sql: "('\\xFE\\x00' || chr(65 + (i % 26)::integer))::blob",
    type: 'bytea',
    shown: "encode(blob, 'hex')",
    duck: 'lower(hex(blob))',
  },
  {
    name: 'iv',
    sql: '(to_months((i % 30)::integer) + to_days((i % 9)::integer))',
    type: 'interval',
    shown: 'extract(month from iv)::int',
    duck: 'extract(month from iv)',
  },
];

const ROWS = 3_000;

/** A tenth of the values is NULL. */
function source(rows: number): string {
  const columns = COLUMNS.map(({ name, sql }, at) => `CASE WHEN (i + ${at}) % 10 = 0 THEN NULL ELSE ${sql} END AS ${name}`);
  return `SELECT i::integer AS n, ${columns.join(', ')} FROM range(${rows}) AS t(i)`;
}

const SHOWN = COLUMNS.map(({ name, shown }) => `${shown ?? `${name}::text`} AS ${name}`).join(', ');
const DUCK_SHOWN = COLUMNS.map(({ name, duck }) => `${duck ?? `${name}::varchar`} AS ${name}`).join(', ');

describe('reading Parquet files', function () {
  this.timeout(60_000);
  let cluster: LocalCluster;
  let duck: Duck;
  let folder: string;

  before(async () => {
    cluster = await LocalCluster.start(2);
    duck = await Duck.start();
    ({ folder } = cluster);
  });

  after(async () => {
    duck.stop();
    await cluster.stop();
  });

  const written = async (file: string, sql: string, options: string): Promise<void> => {
    await duck.run(`COPY (${sql}) TO '${folder}/${file}' (FORMAT parquet, ${options})`);
  };

  const FORMS = [
    'COMPRESSION uncompressed, PARQUET_VERSION v1',
    'COMPRESSION snappy, PARQUET_VERSION v1',
    'COMPRESSION zstd, PARQUET_VERSION v2',
    'COMPRESSION gzip, PARQUET_VERSION v1',
    'COMPRESSION lz4_raw, PARQUET_VERSION v2',
    'COMPRESSION brotli, PARQUET_VERSION v1',
    'COMPRESSION snappy, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 1',
  ];
  for (const form of FORMS) {
    it(`gives the values of all types, written with ${form}`, async () => {
      await written('types.parquet', source(ROWS), `${form}, ROW_GROUP_SIZE 2048`);
      const expected = await duck.query(`SELECT n::varchar, ${DUCK_SHOWN} FROM read_parquet('${folder}/types.parquet') ORDER BY n`);
      const rows = await cluster.query(`SELECT n::text, ${SHOWN} FROM read_parquet('types.parquet') ORDER BY n::int`);
      expect(rows.length).to.equal(ROWS);
      for (const [at, row] of rows.entries()) expect(row, `row ${at}`).to.deep.equal(expected[at]);
    });
  }

  it('maps the types of Parquet to those of SQL', async () => {
    await written('types.parquet', source(10), 'COMPRESSION snappy');
    const [types] = await cluster.query(
      `SELECT ${COLUMNS.map(({ name }) => `pg_typeof(${name})`).join(', ')} FROM read_parquet('types.parquet') LIMIT 1`,
    );
    expect(types).to.deep.equal(COLUMNS.map(({ type }) => type));
  });

  it('leaves out row groups that no wanted row is in, and gives the right rows all the same', async () => {
    await written('sorted.parquet', "SELECT i AS a, 'k' || lpad(i::varchar, 6, '0') AS b FROM range(100000) t(i)", 'ROW_GROUP_SIZE 2048');
    expect(await cluster.query(`SELECT count(*), min(b) FROM read_parquet('sorted.parquet') WHERE a >= 99990`)).to.deep.equal([
      ['10', 'k099990'],
    ]);
    expect(await cluster.query(`SELECT a FROM read_parquet('sorted.parquet') WHERE b = 'k054321'`)).to.deep.equal([['54321']]);
  });

  it('reads patterns, folders and lists of files, with columns by name', async () => {
    await written('many1.parquet', "SELECT 1 AS a, 'x' AS b", 'COMPRESSION snappy');
    await written('many2.parquet', "SELECT 'y' AS b, 2::bigint AS a, true AS c", 'COMPRESSION snappy');
    const all = await cluster.query(`SELECT a, b, c::text FROM read_parquet('many*.parquet') ORDER BY a`);
    expect(all).to.deep.equal([
      ['1', 'x', null],
      ['2', 'y', 'true'],
    ]);
    const listed = await cluster.query(`SELECT sum(a) FROM read_parquet(ARRAY['many1.parquet', 'many{1,2}.parquet'])`);
    expect(listed).to.deep.equal([['4']]);
  });

  it('gives the values of partition folders, and reads only those that are wanted', async () => {
    await duck.run(`COPY (SELECT i AS v, i % 3 AS k, CASE WHEN i % 2 = 0 THEN 'a b' ELSE 'c/d' END AS t FROM range(60) r(i))
      TO '${folder}/hive' (FORMAT parquet, PARTITION_BY (k, t))`);
    const rows = await cluster.query(`SELECT k, t, count(*), sum(v) FROM read_parquet('hive') WHERE k >= 1 GROUP BY k, t ORDER BY k, t`);
    const expected = await duck.query(
      `SELECT k, t, count(*), sum(v) FROM read_parquet('${folder}/hive/**/*.parquet') WHERE k >= 1 GROUP BY k, t ORDER BY k, t`,
    );
    expect(rows).to.deep.equal(expected);
  });

  it('joins files with tables, and makes tables of files', async () => {
    await written('facts.parquet', 'SELECT i AS id, i % 7 AS k FROM range(5000) t(i)', 'ROW_GROUP_SIZE 2048');
    await cluster.query(
      `CREATE TABLE names (k int PRIMARY KEY, name text); INSERT INTO names SELECT g, 'n' || g FROM generate_series(0, 6) g`,
    );
    const joined = await cluster.query(
      `SELECT name, count(*) FROM read_parquet('facts.parquet') JOIN names USING (k) GROUP BY name ORDER BY name LIMIT 2`,
    );
    expect(joined).to.deep.equal([
      ['n0', '715'],
      ['n1', '715'],
    ]);
    await cluster.query(`CREATE TABLE facts AS SELECT * FROM read_parquet('facts.parquet')`);
    expect(await cluster.query('SELECT count(*), sum(id) FROM facts')).to.deep.equal([['5000', '12497500']]);
  });

  it('reads through views and prepared statements what is there when they run', async () => {
    await written('now.parquet', 'SELECT 1 AS a', 'COMPRESSION snappy');
    await cluster.query(`CREATE VIEW now_view AS SELECT * FROM read_parquet('now.parquet')`);
    await cluster.query(`PREPARE now_rows AS SELECT a FROM read_parquet('now.parquet')`);
    expect(await cluster.query('SELECT a FROM now_view')).to.deep.equal([['1']]);
    await written('now.parquet', 'SELECT 2 AS a UNION ALL SELECT 3', 'COMPRESSION snappy');
    expect(await cluster.query('SELECT sum(a) FROM now_view')).to.deep.equal([['5']]);
    expect(await cluster.query('EXECUTE now_rows')).to.have.length(2);
  });

  it('makes arrays of lists, and JSON of structs and maps', async () => {
    await written(
      'nested.parquet',
      `SELECT i AS n, CASE WHEN i % 7 = 0 THEN NULL WHEN i % 5 = 0 THEN [] ELSE [i, NULL, i * 2] END AS ints,
        [('t' || i), NULL] AS texts, [(i / 10)::decimal(20,4)] AS decimals, [date '2020-01-01' + i::int] AS days,
        CASE WHEN i % 4 = 0 THEN NULL ELSE {'a': i, 'b': 'x"' || i, 'c': [i, i + 1], 'd': date '2020-02-03'} END AS s,
        map {'k': i, 'l': i + 1} AS m, [{'p': i}] AS structs FROM range(3000) t(i)`,
      'COMPRESSION zstd, ROW_GROUP_SIZE 2048',
    );
    const rows = await cluster.query(
      `SELECT ints, texts, decimals, days, s, m, structs FROM read_parquet('nested.parquet') WHERE n IN (0, 1, 5, 2901) ORDER BY n`,
    );
    expect(rows).to.deep.equal([
      [null, '{t0,NULL}', '{0.0000}', '{2020-01-01}', null, '{"k":0,"l":1}', '{"{\\"p\\":0}"}'],
      [
        '{1,NULL,2}',
        '{t1,NULL}',
        '{0.1000}',
        '{2020-01-02}',
        '{"a":1,"b":"x\\"1","c":[1,2],"d":"2020-02-03"}',
        '{"k":1,"l":2}',
        '{"{\\"p\\":1}"}',
      ],
      ['{}', '{t5,NULL}', '{0.5000}', '{2020-01-06}', '{"a":5,"b":"x\\"5","c":[5,6],"d":"2020-02-03"}', '{"k":5,"l":6}', '{"{\\"p\\":5}"}'],
      [
        '{2901,NULL,5802}',
        '{t2901,NULL}',
        '{290.1000}',
        '{2027-12-11}',
        '{"a":2901,"b":"x\\"2901","c":[2901,2902],"d":"2020-02-03"}',
        '{"k":2901,"l":2902}',
        '{"{\\"p\\":2901}"}',
      ],
    ]);
    const [sums] = await cluster.query(`SELECT sum((s ->> 'a')::int), count(ints), sum(ints[3]) FROM read_parquet('nested.parquet')`);
    expect(sums).to.deep.equal(
      (await duck.query(`SELECT sum(s.a), count(ints), sum(ints[3]) FROM read_parquet('${folder}/nested.parquet')`))[0],
    );
  });

  it('keeps all digits of numbers inside of structs, lists of structs and maps', async () => {
    const big = '12345678901234567890.123456789';
    await written(
      'digits.parquet',
      `SELECT {'d': ${big}::decimal(38,9), 'i': 9007199254740993} AS s, [{'d': ${big}::decimal(38,9)}] AS l,
        map {${big}::decimal(38,9): 9007199254740993} AS m`,
      'COMPRESSION snappy',
    );
    expect(await cluster.query(`SELECT s, l[1], m FROM read_parquet('digits.parquet')`)).to.deep.equal([
      [`{"d":${big},"i":9007199254740993}`, `{"d":${big}}`, `{"${big}":9007199254740993}`],
    ]);
  });

  it('puts lists of lists, structs in structs and maps of lists together as DuckDB does', async () => {
    await written(
      'deep.parquet',
      `SELECT i AS n, CASE WHEN i % 6 <> 0 THEN [[i, NULL], NULL, [], [i + 1]] END AS lists,
        CASE WHEN i % 5 <> 0 THEN {'a': CASE WHEN i % 3 <> 0 THEN {'b': CASE WHEN i % 4 <> 0 THEN i END, 'c': [{'d': i}, NULL]} END, 'e': [i]} END AS s,
        CASE WHEN i % 7 <> 0 THEN map {'k': [i, NULL], 'l': NULL, 'm': []} END AS m, [map {'x': i}] AS maps FROM range(5000) t(i)`,
      'COMPRESSION uncompressed, ROW_GROUP_SIZE 2048',
    );
    const json = (rows: (string | null)[][]): unknown[][] =>
      rows.map((row) => row.map((text) => (text === null ? null : JSON.parse(text))));
    const ours = await cluster.query(`SELECT n, to_json(lists), s, m, to_json(maps) FROM read_parquet('deep.parquet') ORDER BY n`);
    const theirs = await duck.query(
      `SELECT n, to_json(lists), to_json(s), to_json(m), to_json(maps) FROM read_parquet('${folder}/deep.parquet') ORDER BY n`,
    );
    expect(json(ours)).to.deep.equal(json(theirs));
  });

  it('frees what scans took', async () => {
    const before = cluster.usedBytes;
    await cluster.query(`SELECT count(DISTINCT many), max(s) FROM read_parquet('types.parquet')`);
    expect(cluster.usedBytes).to.equal(before);
  });
});
