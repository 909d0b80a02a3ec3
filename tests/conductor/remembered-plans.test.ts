import { expect } from 'chai';
import { MemoryCatalog } from '../../src/catalog/catalog.js';
import { LIMITS } from '../../src/common/limits.js';
import { RememberedPlans } from '../../src/conductor/remembered-plans.js';
import type { OptimizedPlan, OptimizerContext } from '../../src/optimizer/optimize.js';
import { DEFAULT_SESSION } from '../../src/types/session-settings.js';
import { bindQuery, loadParser, tpchCatalog } from '../optimizer/support.js';

const WORKERS = ['w1', 'w2'];
const JOIN = 'select count(*) from orders join customer on o_custkey = c_custkey';

describe('remembered plans', () => {
  let catalog: MemoryCatalog;
  before(async () => {
    await loadParser();
    catalog = tpchCatalog({ workers: WORKERS });
  });

  function optimize(
    plans: RememberedPlans,
    sql: string,
    given: Partial<OptimizerContext> = {},
    tables: MemoryCatalog = catalog,
  ): OptimizedPlan {
    const { plan, nextColumnId } = bindQuery(sql, tables);
    return plans.optimize(plan, { workers: WORKERS, settings: { disabledRules: new Set() }, nextColumnId, ...given }, sql);
  }

  it('are given again for the same statement over the same tables', () => {
    const plans = new RememberedPlans();
    expect(optimize(plans, JOIN)).to.equal(optimize(plans, JOIN));
  });

  it('are not given for another statement', () => {
    const plans = new RememberedPlans();
    const one = optimize(plans, `${JOIN} where c_acctbal > 1`);
    expect(optimize(plans, `${JOIN} where c_acctbal > 2`)).not.to.equal(one);
  });

  it('are not given when a table has changed', () => {
    const plans = new RememberedPlans();
    const before = optimize(plans, JOIN);
    const tables = catalog.tables.map((table) => (table.name === 'orders' ? { ...table, stats: { ...table.stats, rows: 10 } } : table));
    expect(optimize(plans, JOIN, {}, new MemoryCatalog({ tables }))).not.to.equal(before);
    expect(optimize(plans, JOIN)).to.equal(before);
  });

  it('are not given for other workers, settings or another time zone', () => {
    const plans = new RememberedPlans();
    const found = [
      optimize(plans, JOIN),
      optimize(plans, JOIN, { workers: ['w1', 'w2', 'w3'] }),
      optimize(plans, JOIN, { settings: { disabledRules: new Set(['order-joins']) } }),
      optimize(plans, JOIN, { settings: { disabledRules: new Set(), numerics: 'wide' } }),
      optimize(plans, JOIN, { session: { ...DEFAULT_SESSION, timeZone: 'Europe/Berlin' } }),
    ];
    expect(new Set(found).size).to.equal(found.length);
  });

  it('are not kept when they depend on the time', () => {
    const plans = new RememberedPlans();
    const today = "select count(*) from orders where o_orderdate < ('to' || 'day')::date";
    expect(optimize(plans, today)).not.to.equal(optimize(plans, today));
    const fixed = "select count(*) from orders where o_orderdate < ('1995' || '-01-01')::date";
    expect(optimize(plans, fixed)).to.equal(optimize(plans, fixed));
  });

  it('are forgotten when others were used since', () => {
    const plans = new RememberedPlans();
    const first = optimize(plans, JOIN);
    for (let i = 0; i < LIMITS.rememberedPlans; i += 1) optimize(plans, `select ${i} from region`);
    expect(optimize(plans, JOIN)).not.to.equal(first);
  });
});
