/** A grouping over a grouping moves its rows once. */
import { expect } from 'chai';
import type { MemoryCatalog } from '../../src/catalog/catalog.js';
import type { Stage } from '../../src/plan/physical.js';
import { loadParser, plan, tpchCatalog, tpchQuery } from './support.js';

const WORKERS = ['w1', 'w2'];

describe('share-exchange', () => {
  let catalog: MemoryCatalog;
  before(async () => {
    await loadParser();
    catalog = tpchCatalog({ workers: WORKERS });
  });

  const hashed = (sql: string, disabled: readonly string[] = []): readonly number[] =>
    plan(sql, catalog, WORKERS, disabled)
      .stages.stages.filter((stage): stage is Stage & { output: { kind: 'hash' } } => stage.output.kind === 'hash')
      .map((stage) => stage.output.keys.length);

  it('hashes by the keys of the upper grouping', () => {
    expect(hashed(tpchQuery(16))).to.deep.equal([3]);
    expect(hashed(tpchQuery(16), ['share-exchange'])).to.deep.equal([4, 3]);
    expect(hashed('select o_custkey, count(distinct o_clerk) from orders group by 1')).to.deep.equal([1]);
  });

  it('leaves few groups alone, which few workers would get', () => {
    expect(hashed('select o_orderstatus, count(distinct o_custkey) from orders group by 1')).to.deep.equal([2]);
  });

  it('leaves groupings alone that lie together', () => {
    expect(hashed('select o_orderkey, count(distinct o_clerk) from orders group by 1')).to.deep.equal([]);
  });
});
