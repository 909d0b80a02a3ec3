/** Estimates of rows come near the truth where statistics tell it. */
import { expect } from 'chai';
import type { MemoryCatalog } from '../../src/catalog/catalog.js';
import { estimateRows } from '../../src/optimizer/statistics/estimate-rows.js';
import type { LogicalPlan } from '../../src/plan/logical.js';
import { catalogOf, loadParser, plan } from './support.js';

const DDL = `
  create table t (id bigint not null, flag char(10) not null, kind varchar(25) not null, label text not null, phone char(15) not null,
    v numeric(15, 2) not null, primary key (id));
  create table item (parent bigint not null, n int not null, v numeric(15, 2) not null, primary key (parent, n));
`;
const even = (values: readonly string[], covered = 1): { readonly value: string; readonly share: number }[] =>
  values.map((value) => ({ value, share: covered / values.length }));

describe('row estimates', () => {
  let catalog: MemoryCatalog;
  before(async () => {
    await loadParser();
    catalog = catalogOf(
      DDL,
      {
        t: {
          rows: 100_000,
          columns: {
            flag: { distinct: 4, common: even(['BUILDING  ', 'MACHINERY ', 'FURNITURE ', 'HOUSEHOLD ']) },
            kind: { distinct: 150, common: even(['PROMO TIN', 'PROMO BRASS', 'SMALL TIN', 'SMALL BRASS', 'LARGE STEEL'], 0.2) },
            label: { distinct: 90_000 },
            phone: { distinct: 100_000 },
            v: { min: 0n, max: 100_000n, distinct: 100_000 },
          },
        },
        item: {
          rows: 400_000,
          columns: { parent: { distinct: 100_000 }, n: { distinct: 7 }, v: { min: 100n, max: 5_000n, distinct: 50 } },
        },
      },
      { workers: ['w1', 'w2'] },
    );
  });

  const share = (condition: string): number => {
    const { logical } = plan(`select id from t where ${condition}`, catalog, ['w1', 'w2']);
    return estimateRows(logical).rows / 100_000;
  };
  const filterRows = (sql: string): number => {
    const find = (node: LogicalPlan): LogicalPlan | null => {
      if (node.kind === 'filter') return node;
      return 'input' in node ? find(node.input) : null;
    };
    const filter = find(plan(sql, catalog, ['w1', 'w2']).logical);
    expect(filter, sql).to.not.equal(null);
    return filter === null ? 0 : estimateRows(filter).rows;
  };

  it('finds the common values of char columns, which are stored padded', () => {
    expect(share("flag = 'BUILDING'")).to.be.closeTo(0.25, 1e-6);
    expect(share("flag <> 'BUILDING'")).to.be.closeTo(0.75, 1e-6);
    expect(share("flag in ('BUILDING', 'FURNITURE')")).to.be.closeTo(0.5, 1e-6);
  });

  it('takes a value that is not among all the values of a column as none', () => {
    expect(share("flag = 'AUTOMOBILE'")).to.be.below(1e-3);
  });

  it('evaluates conditions for the common values', () => {
    expect(share("flag like '%E%'")).to.be.closeTo(0.75, 1e-6);
    expect(share("substring(flag, 1, 1) = 'B'")).to.be.closeTo(0.25, 1e-6);
    expect(share("flag > 'FURNITURE'")).to.be.closeTo(0.5, 1e-6);
    // Two of five known values, and as many of the unknown ones.
    expect(share("kind like '%BRASS'")).to.be.closeTo(0.4, 1e-6);
  });

  it('guesses a pattern that no common value has', () => {
    expect(share("kind like 'ECONOMY%'")).to.be.within(0.001, 0.05);
    expect(share("label like 'ECONOMY%'")).to.be.within(0.001, 0.05);
  });

  it('guesses few values of a short beginning', () => {
    expect(share("substring(phone, 1, 2) in ('13', '31', '23')")).to.be.within(0.03, 0.3);
  });

  it('keeps the default for expressions over columns of many values', () => {
    expect(share('id % 7 = 3')).to.be.closeTo(0.005, 1e-6);
  });

  it('compares columns by their bounds', () => {
    // No bounds are known of id and n.
    expect(share('v < id')).to.be.closeTo(0.33, 0.01);
    const low = plan('select parent from item where v < n', catalog, ['w1', 'w2']).logical;
    expect(estimateRows(low).rows / 400_000).to.be.closeTo(0.33, 0.01);
    const tables = catalogOf(
      'create table d (a date, b date, c date);',
      {
        d: {
          rows: 100_000,
          columns: { a: { min: 0n, max: 1_000n }, b: { min: 0n, max: 1_000n }, c: { min: 2_000n, max: 3_000n } },
        },
      },
      { workers: ['w1', 'w2'] },
    );
    const part = (condition: string): number =>
      estimateRows(plan(`select a from d where ${condition}`, tables, ['w1', 'w2']).logical).rows / 100_000;
    expect(part('a < b')).to.be.closeTo(0.5, 0.05);
    expect(part('a <= c')).to.be.closeTo(1, 0.01);
    expect(part('b >= c')).to.be.below(0.01);
  });

  it('guesses how sums and counts of groups are spread', () => {
    const groups = 100_000;
    expect(filterRows('select parent from item group by parent having sum(v) > 300') / groups).to.be.within(1e-5, 0.01);
    expect(filterRows('select parent from item group by parent having sum(v) > 50') / groups).to.be.above(0.5);
    expect(filterRows('select parent from item group by parent having count(*) > 20') / groups).to.be.below(1e-3);
    expect(filterRows('select parent from item group by parent having max(v) < 25.5') / groups).to.be.closeTo(0.5, 0.01);
  });
});
