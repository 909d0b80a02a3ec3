/** Where windows run, and what moves around them. */
import { expect } from 'chai';
import type { MemoryCatalog } from '../../src/catalog/catalog.js';
import { explainLines } from '../../src/plan/explain.js';
import { loadParser, plan, tpchCatalog } from './support.js';

const WORKERS = ['w1', 'w2'];

describe('plans of windows', () => {
  let catalog: MemoryCatalog;
  before(async () => {
    await loadParser();
    catalog = tpchCatalog({ workers: WORKERS });
  });

  const explained = (sql: string, disabled: readonly string[] = []): string =>
    explainLines(plan(sql, catalog, WORKERS, disabled), { costs: false }).join('\n');

  it('moves rows by the hash of the partition keys', () => {
    expect(explained('select rank() over (partition by o_custkey order by o_totalprice desc) from orders')).to.equal(
      [
        'Result from Stage 1: 2 tasks, all workers: partitions of the exchange',
        '  ->  WindowAgg',
        '        Partition By: o_custkey',
        '        Order By: o_totalprice DESC',
        '        ->  Hash Exchange (o_custkey) from Stage 0: 2 tasks, all workers: hold the buckets of the scan',
        '              ->  Scan on orders',
      ].join('\n'),
    );
  });

  it('leaves partitions where they lie together', () => {
    const text = explained('select row_number() over (partition by o_orderkey, o_custkey order by o_totalprice) from orders');
    expect(text).not.to.match(/Exchange|Gather/);
  });

  it('needs no exchange for a grouping by the partition keys', () => {
    const text = explained(
      'select o_custkey, max(r) from (select o_custkey, rank() over (partition by o_custkey order by o_orderdate) as r from orders) as x group by 1',
    );
    expect(text.match(/Exchange/g)).to.have.lengthOf(1);
  });

  it('gathers rows without PARTITION BY in one task', () => {
    const text = explained('select sum(o_totalprice) over (order by o_orderdate) from orders');
    expect(text).to.match(/Result from Stage 1: 1 task/);
    expect(text).to.match(/WindowAgg\n +Order By: o_orderdate\n +-> {2}Gather from Stage 0: 2 tasks/);
  });

  it('sorts once for windows with a common beginning', () => {
    const sql = 'select count(*) over (partition by o_custkey), rank() over (partition by o_custkey order by o_orderdate) from orders';
    expect(explained(sql)).to.match(
      /WindowAgg\n +Partition By: o_custkey\n +Presorted: by the input\n +-> {2}WindowAgg\n.*\n +Order By: o_orderdate/,
    );
    expect(explained(sql, ['share-window-sort'])).not.to.match(/Presorted/);
    expect(explained('select rank() over (order by o_orderdate), rank() over (order by o_orderdate desc) from orders')).not.to.match(
      /Presorted/,
    );
  });

  it('filters by partition keys below the window, by others above', () => {
    const text = explained(
      'select * from (select o_custkey, o_orderdate, rank() over (partition by o_custkey order by o_orderdate) as r from orders) as x ' +
        "where o_custkey = 5 and o_orderdate > date '1995-01-01' and r < 3",
    );
    expect(text).to.match(/Filter: .*rank < 3.*\n +-> {2}WindowAgg/);
    expect(text).to.match(/Scan on orders\n +Filter: o_custkey = 5$/m);
  });

  it('drops functions that nobody reads, and windows without any', () => {
    const inner = 'select o_orderkey, rank() over (order by o_totalprice) as r, sum(o_custkey) over (order by o_clerk) as s from orders';
    expect(explained(`select o_orderkey from (${inner}) as x`)).not.to.match(/WindowAgg/);
    const one = explained(`select r from (${inner}) as x`);
    expect(one.match(/WindowAgg/g)).to.have.lengthOf(1);
    expect(one).not.to.match(/o_clerk/);
  });
});
