import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { nodeFileSystem } from '../../src/common/node-runtime.js';
import { rowBoundaries } from '../../src/storage/formats/csv/split-lines.js';
import { Duck } from './duck.js';
import { LocalCluster } from './local-cluster.js';
import { VEGA } from './vega.js';

describe('reading CSV files', function () {
  this.timeout(60_000);
  let cluster: LocalCluster;
  let duck: Duck;

  before(async () => {
    cluster = await LocalCluster.start(2, [VEGA]);
    duck = await Duck.start();
  });

  after(async () => {
    duck.stop();
    await cluster.stop();
  });

  const file = async (name: string, text: string | Uint8Array): Promise<void> => {
    await writeFile(join(cluster.folder, name), text);
  };

  const failure = async (sql: string): Promise<ConductError> => {
    try {
      await cluster.query(sql);
    } catch (error) {
      if (error instanceof ConductError) return error;
      throw error;
    }
    return expect.fail(`${sql} succeeded`);
  };

  it('finds delimiter, quotes, header and types', async () => {
    await file('a.csv', 'id,name,price,day,ok\n1,"x, ""y""",2.50,2024-01-31,true\n2,,3,2024-02-01,false\n');
    expect(
      await cluster.query(`SELECT *, pg_typeof(id), pg_typeof(price), pg_typeof(day), pg_typeof(ok) FROM read_csv('a.csv')`),
    ).to.deep.equal([
      ['1', 'x, "y"', '2.5', '2024-01-31', 't', 'bigint', 'double precision', 'date', 'boolean'],
      ['2', null, '3', '2024-02-01', 'f', 'bigint', 'double precision', 'date', 'boolean'],
    ]);
    await file('b.csv', "a;b\n1;'it;s'\n2;'n\no'\r\n");
    expect(await cluster.query(`SELECT a, b FROM read_csv('b.csv')`)).to.deep.equal([
      ['1', 'it;s'],
      ['2', 'n\no'],
    ]);
    await file('inch.csv', 'size,what\n5" pipe,it\'s\n6","a""b"\n');
    expect(await cluster.query(`SELECT size, what FROM read_csv('inch.csv')`)).to.deep.equal([
      ['5" pipe', "it's"],
      ['6"', 'a"b'],
    ]);
    await file('c.csv', '1\t2001-02-03 04:05:06\n2\t2001-02-03T04:05:07.5\n');
    expect(await cluster.query(`SELECT column0 + 1, column1 FROM read_csv('c.csv')`)).to.deep.equal([
      ['2', '2001-02-03 04:05:06'],
      ['3', '2001-02-03 04:05:07.5'],
    ]);
  });

  it('takes what it is told in named arguments', async () => {
    await file('plain.csv', 'x|y\nNA|"q\n7|z\n');
    expect(
      await cluster.query(`SELECT x, y FROM read_csv('plain.csv', delim => '|', quote => '', nullstr => 'NA', header => true)`),
    ).to.deep.equal([
      [null, '"q'],
      ['7', 'z'],
    ]);
    await file('told.csv', "# a comment\nx;y\nNA;'a\\';b'\n7;z\n");
    expect(
      await cluster.query(
        `SELECT x, y FROM read_csv('told.csv', skip => 1, delim => ';', quote => '''', escape => '\\', nullstr => 'NA', header => true)`,
      ),
    ).to.deep.equal([
      [null, "a';b"],
      ['7', 'z'],
    ]);
    expect(
      await cluster.query(
        `SELECT count(*) FROM read_csv('told.csv', all_varchar => true, skip => 1, header => false, delim => ';', quote => '''', escape => '\\')`,
      ),
    ).to.deep.equal([['3']]);
    expect((await failure(`SELECT 1 FROM read_csv('a.csv', heading => true)`)).code).to.equal('42601');
    expect((await failure(`SELECT 1 FROM read_csv('told.csv', header => 'perhaps')`)).code).to.equal('22023');
  });

  it('takes the columns of a definition list', async () => {
    await file('typed.csv', 'zip,amount\n00501,1.10\n00544,2.20\n');
    expect(
      await cluster.query(
        `SELECT zip, sum(amount) FROM read_csv('typed.csv') AS t(zip text, amount numeric(10,2)) GROUP BY zip ORDER BY zip`,
      ),
    ).to.deep.equal([
      ['00501', '1.10'],
      ['00544', '2.20'],
    ]);
    expect((await failure(`SELECT 1 FROM read_csv('typed.csv') AS t(zip text)`)).code).to.equal('42804');
  });

  it('says in which line of the file an error is', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `${i},${i === 29_000 ? 'oops' : i}`);
    await file('bad.csv', `a,b\n${lines.join('\n')}\n`);
    const wrong = await failure(`SELECT sum(b) FROM read_csv('bad.csv')`);
    expect(wrong.code).to.equal('22P02');
    expect(wrong.context).to.match(/bad\.csv, line 29002, column b: "oops"/);
    expect(await cluster.query(`SELECT count(*) FROM read_csv('bad.csv', sample_size => -1)`)).to.deep.equal([['30000']]);
    await file('ragged.csv', 'a,b\n1,2\n3\n');
    expect((await failure(`SELECT * FROM read_csv('ragged.csv')`)).context).to.match(/line 3/);
    await file('latin1.csv', Buffer.from('a,b\n1,\xe4\n', 'latin1'));
    expect((await failure(`SELECT * FROM read_csv('latin1.csv')`)).code).to.equal('22021');
  });

  it('reads files with a byte order mark, blank lines, either line end and no last one', async () => {
    await file('odd.csv', '\ufeffa,b\r\n1,x\n\n2,y\r\n\r\n3,z');
    expect(await cluster.query(`SELECT a, b FROM read_csv('odd.csv') ORDER BY a`)).to.deep.equal([
      ['1', 'x'],
      ['2', 'y'],
      ['3', 'z'],
    ]);
    await file('empty.csv', '');
    expect(await cluster.query(`SELECT count(*) FROM read_csv('empty.csv')`)).to.deep.equal([['0']]);
    await file('header.csv', 'a,b\n');
    expect(await cluster.query(`SELECT * FROM read_csv('header.csv')`)).to.deep.equal([]);
  });

  it('cuts big files between rows, never within quotes', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => (i % 3 === 0 ? `${i},"a\nb ""${i}""\n,"` : `${i},plain ${i}`));
    const text = `${rows.join('\n')}\n`;
    await file('cut.csv', text);
    const path = join(cluster.folder, 'cut.csv');
    for (const splitBytes of [1, 7, 100, 1_000, 9_999]) {
      const boundaries = await rowBoundaries(
        nodeFileSystem,
        path,
        { from: 0, to: text.length, splitBytes },
        { delimiter: ',', quote: '"', escape: '"' },
      );
      const pieces = boundaries.slice(0, -1).map((from, i) => text.slice(from, boundaries[i + 1]));
      expect(pieces.join('')).to.equal(text);
      // Each piece is whole rows: its quotes are closed.
      for (const piece of pieces) expect((piece.match(/"/g) ?? []).length % 2).to.equal(0);
      expect(pieces.every((piece) => piece.endsWith('\n'))).to.equal(true);
    }
  });

  it('gives what DuckDB gives for the files of vega-datasets', async () => {
    const names = [
      'airports',
      'birdstrikes',
      'co2-concentration',
      'disasters',
      'gapminder-health-income',
      'github',
      'global-temp',
      'iowa-electricity',
      'seattle-weather',
      'stocks',
      'weather',
      'windvectors',
      'flights-airport',
      'us-employment',
    ];
    for (const name of names) {
      const path = join(VEGA, `${name}.csv`);
      const columns = await duck.query(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_csv('${path}'))`);
      const quoted = columns.map(([column]) => `"${column}"`);
      const numbers = columns.flatMap(([, type], i) => (type === 'BIGINT' || type === 'DOUBLE' ? [quoted[i]] : []));
      const texts = columns.flatMap(([, type], i) => (type === 'VARCHAR' || type === 'DATE' ? [quoted[i]] : []));
      const facts = [
        'count(*)::text',
        ...quoted.map((column) => `count(${column})::text`),
        ...texts.flatMap((column) => [`min(${column}::text)`, `max(${column}::text)`, `count(DISTINCT ${column})::text`]),
        ...numbers.map((column) => `round((sum(${column}::float8) * 1e-6)::numeric, 3)::text`),
      ].join(', ');
      const ours = await cluster.query(`SELECT ${facts} FROM read_csv('${path}')`);
      const theirs = await duck.query(
        `SELECT ${facts.replaceAll('::numeric', '::decimal(30,6)').replaceAll('::float8', '::double')} FROM read_csv('${path}')`,
      );
      const plain = (rows: (string | null)[][]): (string | null)[][] =>
        rows.map((row) => row.map((value) => (value !== null && /^-?\d+\.\d+$/.test(value) ? Number(value).toFixed(3) : value)));
      expect(plain(ours), name).to.deep.equal(plain(theirs));
    }
  });
});
