/** What `conduct bench tpch` is made of: its files, the comparison of answers, the figures, and DuckDB over generated rows. */
import { expect } from 'chai';
import { type Answer, compareAnswers } from '../../bench/answer.js';
import { DuckDb } from '../../bench/duckdb.js';
import { geometricMean, median, summarize } from '../../bench/report.js';
import { tpchQueries, tpchSchema } from '../../bench/tpch/files.js';
import { loadTpchIntoDuckDb } from '../../bench/tpch/load-duckdb.js';

function answer(kinds: readonly Answer['columns'][number]['kind'][], rows: Answer['rows']): Answer {
  return { columns: kinds.map((kind, index) => ({ name: `c${index}`, kind })), rows };
}

describe('TPC-H bench', () => {
  it('has eight tables and 22 queries, of which q11 knows the scale factor', () => {
    expect([...tpchSchema().keys()]).to.have.length(8);
    const queries = tpchQueries(10);
    expect(queries.map(({ name }) => name))
      .to.include.members(['q1', 'q22'])
      .and.to.have.length(22);
    expect(queries[10]?.sql).to.include('* 0.00001\n');
    expect(tpchQueries(0.01)[10]?.sql).to.include('* 0.01\n');
    expect(tpchQueries(3)[10]?.sql).to.include('* 0.00003333333333\n');
  });

  it('takes answers as equal that differ in trailing zeros, padding and the last bits of floats', () => {
    const ours = answer(['exact', 'text', 'exact', 'exact'], [['1.500', 'a   ', '0.3333333333333333', null]]);
    const theirs = answer(['exact', 'text', 'float', 'exact'], [['1.5', 'a', '0.33333333333333337', null]]);
    expect(compareAnswers(ours, theirs, 'select 1')).to.equal(null);
  });

  it('tells where answers differ', () => {
    const base = answer(['exact', 'float'], [['1.5', '1']]);
    expect(compareAnswers(base, answer(['exact', 'float'], [['1.51', '1']]), '')).to.equal('row 1, c0: 1.5 against 1.51');
    expect(compareAnswers(base, answer(['exact', 'float'], [['1.5', '1.00000001']]), '')).to.equal('row 1, c1: 1 against 1.00000001');
    expect(compareAnswers(base, answer(['exact', 'float'], [['1.5', null]]), '')).to.equal('row 1, c1: 1 against NULL');
    expect(compareAnswers(base, answer(['exact', 'float'], []), '')).to.equal('1 rows against 0');
    expect(compareAnswers(base, answer(['exact'], [['1.5']]), '')).to.equal('2 columns against 1');
    // 10 and 100 are no fractions: their zeros count.
    expect(compareAnswers(answer(['exact'], [['100']]), answer(['exact'], [['10']]), '')).to.equal('row 1, c0: 100 against 10');
  });

  it('lets only ties of the ORDER BY change places', () => {
    const ours = answer(
      ['exact', 'exact'],
      [
        ['2', 'a'],
        ['1', 'b'],
        ['1', 'c'],
      ],
    );
    const swapped = answer(
      ['exact', 'exact'],
      [
        ['2', 'a'],
        ['1', 'c'],
        ['1', 'b'],
      ],
    );
    const wrong = answer(
      ['exact', 'exact'],
      [
        ['1', 'b'],
        ['2', 'a'],
        ['1', 'c'],
      ],
    );
    expect(compareAnswers(ours, swapped, 'select c0, c1 from t order by\n  c0 desc\nlimit 10')).to.equal(null);
    expect(compareAnswers(ours, wrong, 'select c0, c1 from t order by c0 desc')).not.to.equal(null);
    expect(compareAnswers(ours, swapped, 'select c0, c1 from t order by c0 desc, c1')).not.to.equal(null);
  });

  it('compares medians', () => {
    expect(median([3, 1, 2])).to.equal(2);
    expect(median([4, 1, 2, 3])).to.equal(2.5);
    expect(geometricMean([0.5, 2])).to.be.closeTo(1, 1e-12);
    const summary = summarize({ query: 'q1', conductMs: [10, 30, 20], duckdbMs: [10, 10, 10], rows: 1, difference: null });
    expect(summary).to.include({ conductMedianMs: 20, duckdbMedianMs: 10, ratio: 0.5 });
  });

  it('loads the generated rows into DuckDB and answers there', async function () {
    this.timeout(60_000);
    const duckdb = await DuckDb.start();
    try {
      await loadTpchIntoDuckDb(duckdb, 0.01);
      const { rows } = await duckdb.answer('select count(*), sum(o_totalprice), min(o_orderdate) from orders');
      expect(rows).to.deep.equal([['15000', '2127396830.02', '1992-01-01']]);
      for (const { sql } of tpchQueries(0.01)) await duckdb.run(sql);
    } finally {
      duckdb.stop();
    }
  });
});
