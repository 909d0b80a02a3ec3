import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { Duck } from './duck.js';
import { LocalCluster } from './local-cluster.js';
import { VEGA } from './vega.js';

describe('reading JSON and Arrow files', function () {
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

  const file = (name: string, text: string): Promise<void> => writeFile(join(cluster.folder, name), text);

  const failure = async (sql: string): Promise<ConductError> => {
    try {
      await cluster.query(sql);
    } catch (error) {
      if (error instanceof ConductError) return error;
      throw error;
    }
    return expect.fail(`${sql} succeeded`);
  };

  it('reads one value a line, and arrays, with types by the values', async () => {
    const rows = [
      '{"a": 1, "b": "x\\u00e4\\n", "c": 1.5, "d": "2024-02-03", "e": {"f": [1, 2]}, "g": true}',
      '{"b": null, "a": 9007199254740993, "c": 2, "d": null, "h": "2024-02-03T04:05:06"}',
    ];
    const sql = (name: string): string =>
      `SELECT a, b, c, d, e, g, h, pg_typeof(a), pg_typeof(c), pg_typeof(d), pg_typeof(e), pg_typeof(h) FROM read_json('${name}') ORDER BY a`;
    const types = ['bigint', 'double precision', 'date', 'json', 'timestamp without time zone'];
    const expected = [
      ['1', 'xä\n', '1.5', '2024-02-03', '{"f": [1, 2]}', 't', null, ...types],
      ['9007199254740993', null, '2', null, null, null, '2024-02-03 04:05:06', ...types],
    ];
    await file('lines.json', `${rows.join('\n')}\n`);
    expect(await cluster.query(sql('lines.json'))).to.deep.equal(expected);
    await file('array.json', `\ufeff [\n${rows.join(' ,\n')}\n]\n`);
    expect(await cluster.query(sql('array.json'))).to.deep.equal(expected);
    await file('pretty.json', '{\n "a": 1\n}\n{"a":\n2}');
    expect(await cluster.query(`SELECT sum(a) FROM read_json('pretty.json')`)).to.deep.equal([['3']]);
    await file('values.json', '[1, "x", [2]]');
    expect(await cluster.query(`SELECT json FROM read_json('values.json')`)).to.deep.equal([['1'], ['"x"'], ['[2]']]);
    await file('none.json', '[]');
    expect(await cluster.query(`SELECT count(*) FROM read_json('none.json')`)).to.deep.equal([['0']]);
  });

  it('takes the columns of a definition list, also such as are never there', async () => {
    await file('typed.json', '{"a": "1", "b": 2}\n{"a": 3}\n');
    expect(await cluster.query(`SELECT a + 1, b, c FROM read_json('typed.json') AS t(a int, b text, c date)`)).to.deep.equal([
      ['2', '2', null],
      ['4', null, null],
    ]);
  });

  it('says in which line of the file an error is', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => (i === 29_000 ? '{"a": "oops"}' : `{"a": ${i}}`));
    await file('bad.json', `${lines.join('\n')}\n`);
    const wrong = await failure(`SELECT sum(a) FROM read_json('bad.json')`);
    expect(wrong.code).to.equal('22P02');
    expect(wrong.context).to.match(/bad\.json, line 29001, member a/);
    for (const text of [
      '{"a": 1',
      '{"a" 1}',
      '[{"a": 1}',
      '[{"a": 1}] x',
      '{"a": 01}',
      '{"a": tru}',
      '{"a": "\\x"}',
      '{"a": 1}}',
      '"\u0001"',
    ]) {
      await file('broken.json', text);
      expect((await failure(`SELECT * FROM read_json('broken.json')`)).code, text).to.equal('22P02');
    }
    await file('deep.json', `{"a": ${'['.repeat(100_000)}`);
    expect((await failure(`SELECT * FROM read_json('deep.json')`)).code).to.equal('54001');
  });

  it('gives what DuckDB gives for the files of vega-datasets', async () => {
    for (const [name, facts] of [
      [
        'movies',
        'count(*)::text, count("Title")::text, round(avg("IMDB Rating")::decimal(20,6), 3)::text, max("US Gross")::text, count(DISTINCT "Director")::text',
      ],
      ['cars', 'count(*)::text, sum("Horsepower")::text, min("Name"), max("Year")::date::text'],
      ['flights-20k', 'count(*)::text, sum(delay)::text, min(origin), max(destination)'],
      ['barley', 'count(*)::text, round(sum(yield)::decimal(20,6), 2)::text, count(DISTINCT site)::text'],
      ['penguins', 'count(*)::text, count("Beak Length (mm)")::text, min("Species")'],
    ] as const) {
      const path = join(VEGA, `${name}.json`);
      const ours = await cluster.query(`SELECT ${facts} FROM read_json('${path}')`);
      const theirs = await duck.query(`SELECT ${facts} FROM read_json('${path}')`);
      expect(ours, name).to.deep.equal(theirs);
    }
  });

  it('reads Arrow files', async () => {
    const facts = 'count(*), sum(delay), sum(distance), pg_typeof(min(delay))';
    const [arrow] = await cluster.query(`SELECT ${facts} FROM read_arrow('${VEGA}/flights-200k.arrow')`);
    const [json] = await cluster.query(`SELECT count(*), sum(delay), sum(distance) FROM read_json('${VEGA}/flights-200k.json')`);
    expect(arrow?.slice(0, 3)).to.deep.equal(json);
    await file('not.arrow', 'hello, this is no Arrow file');
    expect((await failure(`SELECT * FROM read_arrow('not.arrow')`)).code).to.equal('XX001');
  });
});
