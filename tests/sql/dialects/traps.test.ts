/** Trees of other dialects are what their texts mean there. */
import { expect } from 'chai';
import { OTHER_DIALECTS, type OtherDialect } from '../../../src/sql/dialects/dialects.js';
import { initParser, parse } from '../../../src/sql/parse.js';
import { treeOf } from './same-tree.js';
import { EXPRESSION_TRAPS, LEXICAL_TRAPS, QUERY_TRAPS, type Trap } from './traps.js';

function check(traps: readonly Trap[], dialect: OtherDialect, statement: (sql: string) => string): void {
  const failures: string[] = [];
  for (const { sql, as, but } of traps) {
    const wanted = but?.[dialect] ?? as;
    const actual = treeOf(statement(sql), dialect);
    const expected = wanted.startsWith('!') ? wanted : treeOf(statement(wanted), 'postgres');
    if (JSON.stringify(actual) === JSON.stringify(expected)) continue;
    const shown =
      typeof actual === 'string'
        ? actual
        : parse(statement(sql), dialect)
            .map(({ text }) => text)
            .join('; ');
    failures.push(`${sql}\n  wanted: ${wanted}\n  got:    ${shown}`);
  }
  expect(failures.join('\n')).to.equal('');
}

describe('other dialects', () => {
  before(initParser);

  it('are tried with enough traps', () => {
    expect(EXPRESSION_TRAPS.length + LEXICAL_TRAPS.length).to.be.at.least(60);
  });

  for (const dialect of Object.keys(OTHER_DIALECTS) as OtherDialect[]) {
    it(`bind operators as ${dialect} does`, () => check(EXPRESSION_TRAPS, dialect, (sql) => `select 1 from t where ${sql}`));
    it(`read literals and names as ${dialect} does`, () => check(LEXICAL_TRAPS, dialect, (sql) => `select 1 from t where a = ${sql}`));
    it(`read queries as ${dialect} does`, () => check(QUERY_TRAPS, dialect, (sql) => sql));
  }
});
