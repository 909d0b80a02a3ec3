/** Few partial groups go straight to the join that reads them. */
import { expect } from 'chai';
import type { MemoryCatalog } from '../../src/catalog/catalog.js';
import { explainLines } from '../../src/plan/explain.js';
import { loadParser, plan, tpchCatalog, tpchQuery } from './support.js';

const WORKERS = ['w1', 'w2'];

describe('broadcast-partials', () => {
  let catalog: MemoryCatalog;
  before(async () => {
    await loadParser();
    catalog = tpchCatalog({ workers: WORKERS });
  });

  const stages = (sql: string, disabled: readonly string[] = []): number => plan(sql, catalog, WORKERS, disabled).stages.stages.length;
  const fired = (sql: string): number => plan(sql, catalog, WORKERS).trace.find(({ rule }) => rule === 'broadcast-partials')?.fired ?? 0;

  it('saves the stage that combines the partial results of a scalar subquery', () => {
    for (const q of [11, 15, 22]) {
      expect(fired(tpchQuery(q)), `Q${q}`).to.equal(1);
      expect(stages(tpchQuery(q)), `Q${q}`).to.equal(stages(tpchQuery(q), ['broadcast-partials']) - 1);
    }
    const sql = 'select count(*) from orders where o_totalprice > (select avg(o_totalprice) from orders)';
    expect(explainLines(plan(sql, catalog, WORKERS), { costs: false }).join('\n')).to.match(
      /Final Aggregate\n +-> {2}Broadcast from Stage 0[^\n]*\n +-> {2}Partial Aggregate/,
    );
  });

  it('leaves results alone that depend on the order, or that go to the client', () => {
    expect(fired('select count(*) from orders where o_totalprice > (select sum(o_totalprice::float8) from orders)')).to.equal(0);
    expect(fired('select sum(o_totalprice) from orders')).to.equal(0);
  });
});
