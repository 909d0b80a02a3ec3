/** Which statements over small tables run on the conductor. */
import { expect } from 'chai';
import type { MemoryCatalog } from '../../src/catalog/catalog.js';
import { optimize } from '../../src/optimizer/optimize.js';
import { explainLines } from '../../src/plan/explain.js';
import { bindQuery, catalogOf, loadParser } from './support.js';

const DDL = `
  create table small (a int, b int, c text);
  create table large (a int, b int, c text);
`;

describe('run-on-conductor', () => {
  let catalog: MemoryCatalog;
  before(async () => {
    await loadParser();
    catalog = catalogOf(
      DDL,
      { small: { rows: 1_000, columns: { c: { meanBytes: 10 } } }, large: { rows: 5_000, columns: {} } },
      { workers: ['w1', 'w2'] },
    );
  });

  function planned(sql: string, localRows = 4_096, disabled: readonly string[] = []): ReturnType<typeof optimize> {
    const { plan, nextColumnId } = bindQuery(sql, catalog);
    return optimize(plan, { workers: ['w1', 'w2'], settings: { disabledRules: new Set(disabled), localRows }, nextColumnId });
  }

  const runsHere = (sql: string): boolean => planned(sql).local;

  it('takes joins, groups, subqueries and sorts of few rows, as one stage that EXPLAIN names', () => {
    const sql = 'select x.a, count(*) from small x join small y on x.a = y.b where exists (select from small z where z.a = x.b) group by 1';
    expect(runsHere(sql)).to.equal(true);
    const [head] = explainLines(planned(sql), { costs: false });
    expect(head).to.equal('Result from Stage 0: 1 task, on the conductor: small tables');
  });

  it('counts the rows of all tables together', () => {
    expect(runsHere('select * from large')).to.equal(false);
    expect(runsHere(`select * from ${Array.from({ length: 5 }, (_, i) => `(select a from small limit 1) t${i}`).join(', ')}`)).to.equal(
      false,
    );
  });

  it('leaves much work on few rows to the workers', () => {
    expect(runsHere('select count(*) from small x, small y')).to.equal(false);
    expect(runsHere('select count(*) from small x, small y where x.a + y.a = 7')).to.equal(false);
  });

  it('leaves regular expressions, windows and composite keys to the workers', () => {
    expect(runsHere("select a from small where c ~ '^(a+)+$'")).to.equal(false);
    expect(runsHere("select regexp_replace(c, 'a', 'b') from small")).to.equal(false);
    expect(runsHere("select m from small, regexp_matches(c, 'a+', 'g') m")).to.equal(false);
    expect(runsHere('select sum(b) over (order by a) from small')).to.equal(false);
    expect(runsHere('select row(a, b), count(*) from small group by 1')).to.equal(false);
    expect(runsHere('select ~a, substring(c from 2 for 3) from small')).to.equal(true);
  });

  it('is switched off by its name and by the limit of rows', () => {
    expect(planned('select a from small').local).to.equal(true);
    expect(planned('select a from small', 0).local).to.equal(false);
    expect(planned('select a from small', 999).local).to.equal(false);
    expect(planned('select a from small', 4_096, ['run-on-conductor']).local).to.equal(false);
  });
});
