/** Plans of rows that go into tables: every task ends with the rows of its own buckets. */
import { expect } from 'chai';
import type { MemoryCatalog } from '../../src/catalog/catalog.js';
import type { TableDef, TableDistribution } from '../../src/catalog/table-def.js';
import { known } from '../../src/common/assert.js';
import { planWrite } from '../../src/optimizer/optimize.js';
import type { Stage, StagePlan } from '../../src/plan/physical.js';
import { bindQuery, loadParser, tpchCatalog } from './support.js';

const WORKERS = ['w1', 'w2'];

describe('planWrite', () => {
  let catalog: MemoryCatalog;
  before(async () => {
    await loadParser();
    catalog = tpchCatalog({ workers: WORKERS });
  });

  const into = (distribution: TableDistribution, sql: string): StagePlan => {
    const orders = known(catalog.findTable(null, 'orders'), 'orders');
    const table: TableDef = {
      ...orders,
      id: 99_999,
      distribution,
      placement: distribution.kind === 'replicated' ? WORKERS : orders.placement,
    };
    const bound = bindQuery(sql, catalog);
    return planWrite(bound.plan, table, { workers: WORKERS, settings: { disabledRules: new Set() }, nextColumnId: bound.nextColumnId })
      .stages;
  };
  const last = (plan: StagePlan): Stage => known(plan.stages.at(-1), 'last stage');

  it('sends rows to the buckets of the table', () => {
    const plan = into({ kind: 'hash', ordinals: [0] }, 'select o_custkey, o_orderkey from orders');
    expect(plan.stages.map((stage) => stage.output.kind)).to.deep.equal(['hash', 'gather']);
    expect(last(plan)).to.deep.include({ workers: WORKERS, consumer: null });
    expect(plan.stages[0]?.bucketMap).to.have.length(256);
  });

  it('moves nothing that lies right', () => {
    expect(into({ kind: 'hash', ordinals: [1] }, 'select o_custkey, o_orderkey from orders').stages).to.have.length(1);
  });

  it('deals rows out to a random table and copies them to a replicated one', () => {
    expect(into({ kind: 'random' }, 'select o_custkey from orders').stages[0]?.output.kind).to.equal('round-robin');
    const copied = into({ kind: 'replicated' }, 'select o_custkey from orders');
    expect(copied.stages[0]?.output.kind).to.equal('broadcast');
    expect(last(copied).workers).to.deep.equal(WORKERS);
  });

  it('spreads constants', () => {
    const plan = into({ kind: 'hash', ordinals: [0] }, 'values (1, 2), (3, 4)');
    expect(plan.stages.map((stage) => [stage.workers.length, stage.output.kind])).to.deep.equal([
      [1, 'hash'],
      [2, 'gather'],
    ]);
  });
});
