import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { splitStatements } from '../../src/cli/statements.js';
import { Duck } from './duck.js';
import { LocalCluster } from './local-cluster.js';
import { VEGA } from './vega.js';

const QUERIES = readFileSync(fileURLToPath(new URL('../../../examples/vega/queries.sql', import.meta.url)), 'utf8').replaceAll(
  'node_modules/vega-datasets/data',
  VEGA,
);

describe('the example queries over vega-datasets', function () {
  this.timeout(120_000);
  let cluster: LocalCluster;
  let duck: Duck;

  before(async () => {
    cluster = await LocalCluster.start(2, [join(VEGA)]);
    duck = await Duck.start();
  });

  after(async () => {
    duck.stop();
    await cluster.stop();
  });

  /** Numbers by their value, to nine digits: sums of floats depend on the order of adding. */
  const plain = (rows: (string | null)[][]): (string | null)[][] =>
    rows.map((row) =>
      row.map((value) => (value !== null && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value) ? Number(value).toPrecision(9) : value)),
    );

  it('give the answers of DuckDB', async () => {
    const { statements } = splitStatements(QUERIES);
    expect(statements.length).to.equal(30);
    for (const sql of statements) {
      const rows = await cluster.query(sql);
      expect(plain(rows), sql).to.deep.equal(plain(await duck.query(sql.replaceAll(/;\s*$/g, ''))));
    }
  });
});
