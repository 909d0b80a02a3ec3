/**
 * Random expressions mean the same in a dialect and, with all parentheses, in PostgreSQL. CONDUCT_CASES and CONDUCT_SEED say how many and which;
 * `npm run fuzz:dialects` tries 20,000 of each dialect.
 */
import { expect } from 'chai';
import { OTHER_DIALECTS, type OtherDialect } from '../../../src/sql/dialects/dialects.js';
import { initParser } from '../../../src/sql/parse.js';
import { chosenSeed, Random } from '../../processes/random.js';
import { ExpressionWriter } from './random-expression.js';
import { treeOf } from './same-tree.js';

const CASES = Number(process.env.CONDUCT_CASES ?? 400);

describe('random expressions of other dialects', function () {
  this.timeout(600_000);
  before(initParser);

  for (const dialect of Object.keys(OTHER_DIALECTS) as OtherDialect[]) {
    it(`are read as ${dialect} means them`, () => {
      const seed = chosenSeed();
      const writer = new ExpressionWriter(dialect, new Random(seed));
      for (let i = 0; i < CASES; i += 1) {
        const { text, postgres } = writer.expression();
        const actual = treeOf(`select ${text} as x from t`, dialect);
        const wanted = treeOf(`select ${postgres} as x from t`, 'postgres');
        expect(typeof wanted, `a test's own mistake: ${postgres}`).to.equal('object');
        expect(actual, `seed ${seed}, case ${i}: ${text}\nwanted ${postgres}`).to.deep.equal(wanted);
      }
    });
  }
});
