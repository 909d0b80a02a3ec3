import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { parquetReadObjects } from 'hyparquet';
import { compressors, decompressSnappy } from 'hyparquet-compressors';
import { ConductError } from '../../src/common/errors.js';
import { snappyCompress } from '../../src/storage/formats/write/snappy.js';
import { Duck } from './duck.js';
import { LocalCluster } from './local-cluster.js';

const ROWS = 2_000;

/** By name: what makes the column, and how both sides print it. */
const COLUMNS: readonly (readonly [name: string, sql: string, duck?: string])[] = [
  ['b', 'g % 3 = 0'],
  ['i2', '(g % 1000)::int2'],
  ['i4', 'g * 1001'],
  ['i8', 'g::int8 * 10000000019'],
  ['f4', '(g / 8.0)::float4', 'f4::double::varchar'],
  ['f8', '(g / 16.0)::float8', 'f8::varchar'],
  ['d9', '(g / 100.0)::numeric(9,2)'],
  ['d18', '(g * 1000.5)::numeric(18,3)'],
  ['d38', '(g * 123456789012345678.25)::numeric(38,4)'],
  ['s', "'text ' || g % 7"],
  ['t', "'ünique ' || g"],
  ['day', "date '1969-12-01' + g"],
  ['tim', "time '00:00:00' + g * interval '13 second'"],
  ['ts', "timestamp '1999-12-31 23:00:00.5' + g * interval '977 second'"],
  ['u', "('00000000-0000-0000-0000-' || lpad(g::text, 12, '0'))::uuid"],
  ['by', "decode(lpad(to_hex(g), 8, '0'), 'hex')", 'lower(hex("by"))'],
  ['j', "json_build_object('a', g)"],
  ['l', "CASE WHEN g % 4 = 0 THEN '{}'::int[] ELSE ARRAY[g, NULL, g + 1] END", 'l::varchar'],
];

describe('COPY TO files', function () {
  this.timeout(60_000);
  let cluster: LocalCluster;
  let duck: Duck;
  let folder: string;

  before(async () => {
    cluster = await LocalCluster.start(2);
    duck = await Duck.start();
    ({ folder } = cluster);
    const columns = COLUMNS.map(
      ([name, sql], at) => `(CASE WHEN (g + ${at}) % 10 <> 0 THEN ${sql} END)${/::numeric\(.*$/.exec(sql)?.[0] ?? ''} AS ${name}`,
    );
    await cluster.query(`CREATE TABLE made AS SELECT g AS n, ${columns.join(', ')} FROM generate_series(1, ${ROWS}) g`);
  });

  after(async () => {
    duck.stop();
    await cluster.stop();
  });

  const failure = async (sql: string): Promise<ConductError> => {
    try {
      await cluster.query(sql);
    } catch (error) {
      if (error instanceof ConductError) return error;
      throw error;
    }
    return expect.fail(`${sql} succeeded`);
  };

  const shown = COLUMNS.map(([name]) => (name === 'by' ? `encode("by", 'hex')` : `${name}::text`)).join(', ');

  it('writes Parquet that Conduct, DuckDB and hyparquet read the same', async () => {
    for (const compression of ['uncompressed', 'snappy', 'gzip', 'brotli']) {
      await cluster.query(`COPY made TO 'made_${compression}' (FORMAT parquet, COMPRESSION ${compression}, ROW_GROUP_SIZE 1000)`);
      const expected = await cluster.query(`SELECT n, ${shown} FROM made ORDER BY n`);
      const own = await cluster.query(`SELECT n, ${shown} FROM read_parquet('made_${compression}') ORDER BY n`);
      expect(own, compression).to.deep.equal(expected);
      // Both workers have written.
      expect((await readdir(join(folder, `made_${compression}`))).length).to.equal(2);
    }
    const duckShown = COLUMNS.map(([name, , sql]) => sql ?? `${name}::varchar`).join(', ');
    const plain = (rows: (string | null)[][]): (string | null)[][] =>
      rows.map((row) =>
        row.map((value) =>
          value !== null && /^-?\d+\.0$/.test(value)
            ? value.slice(0, -2)
            : (value?.replace(/^\[(.*)\]$/, '{$1}').replaceAll(', ', ',') ?? null),
        ),
      );
    const theirs = await duck.query(`SELECT n::varchar, ${duckShown} FROM read_parquet('${folder}/made_snappy/*.parquet') ORDER BY n`);
    const ours = await cluster.query(`SELECT n, ${shown} FROM made ORDER BY n`);
    expect(plain(theirs).map((row) => row.map((value) => value?.replaceAll(' ', '') ?? null))).to.deep.equal(
      plain(ours).map((row) => row.map((value) => value?.replaceAll(' ', '') ?? null)),
    );
    const [name = ''] = await readdir(join(folder, 'made_gzip'));
    const bytes = await readFile(join(folder, 'made_gzip', name));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const objects = await parquetReadObjects({ file, compressors });
    const known = new Map(ours.map((row) => [row[0], row]));
    expect(objects.length).to.be.greaterThan(0);
    for (const object of objects) {
      const row = known.get(String(object.n));
      expect(object.t ?? null).to.equal(row?.[COLUMNS.findIndex(([column]) => column === 't') + 1]);
      expect(object.i8?.toString() ?? null).to.equal(row?.[COLUMNS.findIndex(([column]) => column === 'i8') + 1]);
    }
  });

  it('writes one file where the path is one, in the order of the query', async () => {
    await cluster.query(`COPY (SELECT n, t, d9 FROM made WHERE n <= 100 ORDER BY n DESC) TO 'one.csv' (HEADER)`);
    const text = await readFile(join(folder, 'one.csv'), 'utf8');
    expect(text.split('\n').length).to.equal(102);
    expect(text).to.match(/^n,t,d9\n100,/);
    expect(await duck.query(`SELECT count(*), sum(n) FROM read_csv('${folder}/one.csv')`)).to.deep.equal([['100', '5050']]);
    await cluster.query(`COPY (SELECT n, j, t FROM made) TO 'one.json'`);
    expect(await cluster.query(`SELECT count(*), sum(n), count(t) FROM read_json('one.json')`)).to.deep.equal(
      await cluster.query('SELECT count(*), sum(n), count(t) FROM made'),
    );
    await cluster.query(`COPY (SELECT 1 AS a WHERE false) TO 'none.parquet'`);
    expect(await cluster.query(`SELECT count(*) FROM read_parquet('none.parquet')`)).to.deep.equal([['0']]);
    // A file is replaced by another.
    await cluster.query(`COPY (SELECT 7 AS a) TO 'none.parquet'`);
    expect(await cluster.query(`SELECT a FROM read_parquet('none.parquet')`)).to.deep.equal([['7']]);
  });

  it('writes CSV with the options of COPY, which reads back the same', async () => {
    await cluster.query(
      `CREATE TABLE odd AS SELECT * FROM (VALUES (1, 'a|b'), (2, NULL), (3, ''), (4, 'say "hi"'), (5, E'two\\nlines'), (6, 'NULL')) v(k, v)`,
    );
    await cluster.query(`COPY odd TO 'odd.csv' (FORMAT csv, DELIMITER '|', NULL 'NULL', HEADER true)`);
    const rows = await cluster.query(
      `SELECT * FROM read_csv('odd.csv', nullstr => 'NULL', delim => '|', quote => '"', header => true) ORDER BY k`,
    );
    expect(rows).to.deep.equal(await cluster.query('SELECT * FROM odd ORDER BY k'));
  });

  it('makes folders of partitions, with any values', async () => {
    await cluster.query(
      `CREATE TABLE parts AS SELECT g AS v, g % 3 AS k, CASE g % 4 WHEN 0 THEN 'a/b=c%' WHEN 1 THEN '..' WHEN 2 THEN '' END AS t FROM generate_series(1, 100) g`,
    );
    for (const format of ['parquet', 'csv', 'json']) {
      await cluster.query(`COPY parts TO 'parts_${format}' (FORMAT ${format}, PARTITION_BY (k, t))`);
      const header = format === 'csv' ? ', header => false' : '';
      const value = format === 'csv' ? 'column0' : 'v';
      const rows = await cluster.query(`SELECT ${value} AS v, k, t FROM read_${format}('parts_${format}'${header}) ORDER BY 1`);
      expect(rows, format).to.deep.equal(await cluster.query('SELECT v, k, t FROM parts ORDER BY v'));
    }
    expect((await readdir(join(folder, 'parts_parquet'))).sort()).to.deep.equal(['k=0', 'k=1', 'k=2']);
  });

  it('leaves nothing when the query fails, and writes over nothing', async () => {
    const before = await readdir(folder);
    expect((await failure(`COPY (SELECT 100 / (n - 1500) FROM made) TO 'broken' (FORMAT parquet)`)).code).to.equal('22012');
    expect((await failure(`COPY (SELECT 100 / (n - 1500) FROM made) TO 'broken.csv'`)).code).to.equal('22012');
    expect((await failure(`COPY (SELECT n / 3.0 AS q FROM made) TO 'q.parquet'`)).code).to.equal('0A000');
    expect(await readdir(folder)).to.deep.equal(before);
    await mkdir(join(folder, 'full'));
    await writeFile(join(folder, 'full', 'x'), '');
    expect((await failure(`COPY made TO 'full' (FORMAT csv)`)).code).to.equal('58P02');
    await mkdir(join(folder, 'empty'));
    await cluster.query(`COPY made TO 'empty' (FORMAT json)`);
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).to.deep.equal([]);
  });

  it('writes inside of the allowed folders alone', async () => {
    await symlink('/tmp', join(folder, 'away'));
    for (const path of ['../out.csv', '/tmp/out.csv', 'away/out.csv', 'away', '/proc/out.csv']) {
      expect((await failure(`COPY made TO '${path}' (FORMAT csv)`)).code, path).to.equal('42501');
    }
    expect((await failure(`COPY made TO 'nowhere/out.csv'`)).code).to.equal('58P01');
    expect((await failure(`COPY made TO 'x' (FORMAT csv, PARTITION_BY (nothing))`)).code).to.equal('42703');
    expect((await failure(`COPY made TO 'x.parquet' (DELIMITER ',')`)).code).to.equal('0A000');
    expect((await failure(`COPY made FROM '/tmp/x.csv'`)).code).to.equal('42501');
  });

  it('compresses by Snappy so that it comes out again', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
      return seed % below;
    };
    for (let round = 0; round < 300; round += 1) {
      const bytes = new Uint8Array(random(round < 290 ? 300 : 200_000));
      for (let i = 0; i < bytes.length; i += 1) bytes[i] = i > 10 && random(4) > 0 ? (bytes[i - 1 - random(10)] as number) : random(256);
      const packed = snappyCompress(bytes);
      expect(Buffer.compare(Buffer.from(bytes.length === 0 ? [] : decompressSnappy(packed, bytes.length)), bytes)).to.equal(0);
    }
  });
});
