/** ARCHITECTURE.md shows what the system prints: its marked blocks are made anew here. CONDUCT_UPDATE_GOLDEN=1 writes them. */
import { expect } from 'chai';
import { initParser } from '../../src/sql/parse.js';
import { lifeOfQuery } from './life-of-a-query.js';
import { markedBlocks, UPDATE, withoutFigures, writeBlock } from './marked-blocks.js';

const FILE = 'ARCHITECTURE.md';

describe('the life of a query in ARCHITECTURE.md', () => {
  let printed: ReadonlyMap<string, string>;

  before(async function () {
    this.timeout(60_000);
    await initParser();
    const sql = markedBlocks(FILE).find(({ kind, name }) => kind === 'query' && name === 'sql')?.text ?? '';
    printed = await lifeOfQuery(sql);
  });

  for (const { kind, name, text } of markedBlocks(FILE)) {
    if (kind !== 'printed') continue;
    it(`shows ${name} as it is`, () => {
      const actual = printed.get(name);
      expect(actual, `nothing is printed under the name ${name}`).to.be.a('string');
      if (UPDATE) writeBlock(FILE, name, actual ?? '');
      else expect(withoutFigures(text)).to.equal(withoutFigures(actual ?? ''));
    });
  }
});
