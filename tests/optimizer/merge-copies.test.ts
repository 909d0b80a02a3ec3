/** Tests of few rows against many leave the many where they are. */
import { expect } from 'chai';
import type { MemoryCatalog } from '../../src/catalog/catalog.js';
import { explainLines } from '../../src/plan/explain.js';
import { loadParser, plan, tpchCatalog } from './support.js';

const WORKERS = ['w1', 'w2', 'w3'];

describe('merge-copies', () => {
  let catalog: MemoryCatalog;
  before(async () => {
    await loadParser();
    catalog = tpchCatalog({ workers: WORKERS });
  });

  const fired = (sql: string, disabled: readonly string[] = []): number =>
    plan(sql, catalog, WORKERS, disabled).trace.find(({ rule }) => rule === 'merge-copies')?.fired ?? 0;
  const text = (sql: string, disabled: readonly string[] = []): string =>
    explainLines(plan(sql, catalog, WORKERS, disabled), { costs: false }).join('\n');
  const FEW = 'select c_custkey, c_name from customer where c_nationkey = 3 and c_acctbal > 9000 and';
  const ORDERS = '(select 1 from orders where o_custkey = c_custkey)';

  it('copies few customers to many orders, and asks that all tasks found none', () => {
    const sql = `${FEW} not exists ${ORDERS}`;
    expect(fired(sql)).to.equal(1);
    expect(text(sql)).to.match(/Filter: tasks = 3::int8[\s\S]*Hash Right Anti Join[\s\S]*Scan on orders\n[\s\S]*Broadcast/);
    expect(text(sql)).to.not.match(/Hash Exchange \(o_custkey\)/);
  });

  it('needs one task that found a match for a semi join', () => {
    const sql = `${FEW} exists ${ORDERS}`;
    expect(fired(sql)).to.equal(1);
    expect(text(sql)).to.match(/Hash Aggregate\n +Group Key: c_custkey\n[\s\S]*Hash Right Semi Join/);
  });

  it('numbers the rows of a side without a key', () => {
    const unkeyed =
      'select ps_availqty from partsupp where ps_partkey < 50 and exists (select 1 from lineitem where l_quantity = ps_availqty)';
    expect(fired(unkeyed)).to.equal(1);
    expect(text(unkeyed)).to.match(/Row Number/);
  });

  it('leaves large sides and sides that lie together alone', () => {
    expect(fired(`select c_custkey from customer where not exists ${ORDERS}`)).to.equal(0);
    expect(
      fired('select o_orderkey from orders where o_orderkey < 50 and exists (select 1 from lineitem where l_orderkey = o_orderkey)'),
    ).to.equal(0);
  });

  it('is switched off by name', () => {
    const sql = `${FEW} not exists ${ORDERS}`;
    expect(fired(sql, ['merge-copies'])).to.equal(0);
    expect(text(sql, ['merge-copies'])).to.match(/Hash Exchange \(o_custkey\)/);
  });
});
