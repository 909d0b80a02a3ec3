/** Each rule fires where it should and doesn't where it must not; the driver counts, names and switches them off. */
import { expect } from 'chai';
import type { MemoryCatalog } from '../../src/catalog/catalog.js';
import { known } from '../../src/common/assert.js';
import { RuleDriver } from '../../src/optimizer/driver.js';
import { PHASES } from '../../src/optimizer/phases.js';
import type { NodeRule } from '../../src/optimizer/rule.js';
import { printLogical } from '../../src/plan/print-logical.js';
import { bindQuery, loadParser, plan, tpchCatalog } from './support.js';

interface RuleCase {
  readonly rule: string;
  readonly fires: string;
  readonly leaves: string;
  /** Part of the logical plan after all rules for `fires`. */
  readonly gives?: RegExp;
}

const CASES: readonly RuleCase[] = [
  {
    rule: 'subquery-to-apply',
    fires: 'select o_orderkey from orders where exists (select 1 from lineitem where l_orderkey = o_orderkey)',
    leaves: 'select o_orderkey from orders, (select l_orderkey from lineitem) as l where l_orderkey = o_orderkey',
    gives: /semi join/,
  },
  {
    rule: 'unnest-apply',
    fires: 'select (select count(*) from lineitem where l_orderkey = o_orderkey) from orders',
    leaves: 'select 1 from orders',
    gives: /left join/,
  },
  {
    rule: 'fold-constants',
    fires: "select 1 from orders where o_orderdate < date '1995-01-01' + interval '1 year'",
    leaves: 'select o_orderkey / 0 from orders',
  },
  {
    rule: 'simplify-booleans',
    fires: 'select 1 from orders where not (o_custkey < 5 or o_orderkey = 3)',
    leaves: "select 1 from orders where o_comment like 'a%'",
    gives: /o_custkey#\d+ >= 5/,
  },
  {
    rule: 'split-sums',
    fires: 'select sum(o_custkey + 1), sum(o_custkey - 2), sum(o_custkey) from orders',
    leaves: 'select sum(o_custkey + 1), sum(o_custkey + 2), sum(o_custkey + 2147483647) from orders',
    gives: /sum#\d+ := sum\(o_custkey#\d+\)/,
  },
  {
    rule: 'unwrap-casts',
    fires: "select 1 from orders where o_orderdate < timestamp '1995-01-01 12:00:00'",
    leaves: "select 1 from orders where o_custkey::text = '5'",
    gives: /o_orderdate#\d+ <= /,
  },
  {
    rule: 'extract-common-conjuncts',
    fires: 'select 1 from part, lineitem where (p_partkey = l_partkey and p_size = 1) or (p_partkey = l_partkey and p_size = 2)',
    leaves: 'select 1 from part where p_size = 1 or p_partkey = 2',
    gives: /join on (p_partkey|l_partkey)/,
  },
  {
    rule: 'push-filter-down',
    fires: 'select 1 from (select o_custkey + 1 as x from orders) as t where x > 5',
    leaves: 'select 1 from (select o_custkey as x from orders order by 1 limit 5) as t where x > 5',
  },
  {
    rule: 'eliminate-outer-join',
    fires: 'select 1 from orders left join customer on o_custkey = c_custkey where c_nationkey = 5',
    leaves: 'select 1 from orders left join customer on o_custkey = c_custkey where c_nationkey is null',
    gives: /inner join/,
  },
  {
    rule: 'merge-projects',
    fires: 'select x + 1 from (select o_custkey + 2 as x from orders) as t',
    leaves: 'select x + x from (select o_custkey + 2 as x, o_orderkey + 1 from orders) as t',
  },
  {
    rule: 'remove-useless-sort',
    fires: 'select count(*) from (select o_custkey from orders order by 1) as t',
    leaves: 'select o_custkey from orders order by 1',
  },
  {
    rule: 'distinct-to-aggregate',
    fires: 'select distinct o_custkey from orders',
    leaves: 'select o_custkey from orders group by o_custkey',
    gives: /aggregate by/,
  },
  {
    rule: 'lower-set-operations',
    fires: 'select o_custkey from orders except select c_custkey from customer',
    leaves: 'select o_custkey from orders union all select c_custkey from customer',
    gives: /anti join/,
  },
  {
    rule: 'expand-distinct-aggregates',
    fires: 'select count(distinct o_custkey) from orders',
    leaves: 'select count(o_custkey) from orders',
  },
  { rule: 'lower-averages', fires: 'select avg(o_totalprice) from orders', leaves: 'select sum(o_totalprice) from orders' },
  {
    rule: 'compare-by-value',
    fires: 'select distinct array[o_totalprice] from orders',
    leaves: 'select distinct array[o_custkey] from orders',
  },
  {
    rule: 'lower-window-aggregates',
    fires: 'select avg(o_totalprice) over (partition by o_custkey) from orders',
    leaves: 'select sum(o_totalprice) over (partition by o_custkey), rank() over (order by o_orderkey) from orders',
    gives: /window \(partition by o_custkey#\d+\) sum#\d+ := sum\(o_totalprice#\d+\), count#\d+ := count\(o_totalprice#\d+\)/,
  },
  {
    rule: 'infer-predicates',
    fires: 'select 1 from orders, customer where o_custkey = c_custkey and c_custkey = 5',
    leaves: 'select 1 from orders left join customer on o_custkey = c_custkey where o_custkey < o_orderkey',
    gives: /o_custkey#\d+ = 5/,
  },
  {
    rule: 'push-semi-join-down',
    fires:
      'select 1 from orders, lineitem where l_orderkey = o_orderkey and o_custkey in (select c_custkey from customer where c_acctbal < -900)',
    leaves: 'select 1 from orders where o_custkey in (select c_custkey from customer)',
  },
  {
    rule: 'reduce-aggregate-input',
    fires:
      "select 1 from part, (select l_partkey, sum(l_quantity) as s from lineitem group by l_partkey) as t where p_partkey = l_partkey and p_brand = 'Brand#23' and p_size < s",
    leaves:
      'select 1 from part, (select l_partkey, sum(l_quantity) as s from lineitem group by l_partkey) as t where p_partkey = l_partkey and p_size < s',
    gives: /aggregate by[\s\S]*semi join/,
  },
  {
    rule: 'drop-determined-group-keys',
    fires:
      'select l_orderkey, o_orderdate, o_shippriority, sum(l_tax) from orders, lineitem where o_orderkey = l_orderkey group by 1, 2, 3',
    leaves: 'select o_custkey, o_orderdate, count(*) from orders group by 1, 2',
    gives: /aggregate by \[l_orderkey#\d+\]/,
  },
  { rule: 'prune-columns', fires: 'select o_custkey from orders', leaves: 'select * from orders' },
  {
    rule: 'order-joins',
    fires: 'select 1 from lineitem, orders, customer where l_orderkey = o_orderkey and o_custkey = c_custkey',
    leaves: 'select 1 from lineitem left join orders on l_orderkey = o_orderkey',
  },
];

describe('optimizer rules', () => {
  let catalog: MemoryCatalog;
  before(async () => {
    await loadParser();
    catalog = tpchCatalog({ workers: ['w1', 'w2'] });
  });

  const run = (sql: string, disabled: readonly string[] = []): { readonly driver: RuleDriver; readonly text: string } => {
    const bound = bindQuery(sql, catalog);
    const driver = new RuleDriver({
      workers: ['w1', 'w2'],
      settings: { disabledRules: new Set(disabled) },
      nextColumnId: bound.nextColumnId,
    });
    return { driver, text: printLogical(driver.run(bound.plan, PHASES)) };
  };
  const fired = (sql: string, rule: string): number => run(sql).driver.trace.find((entry) => entry.rule === rule)?.fired ?? 0;

  for (const { rule, fires, leaves, gives } of CASES) {
    it(`${rule} fires: ${fires}`, () => {
      expect(fired(fires, rule), run(fires).text).to.be.greaterThan(0);
      if (gives !== undefined) expect(run(fires).text).to.match(gives);
    });
    it(`${rule} leaves alone: ${leaves}`, () => {
      expect(fired(leaves, rule), run(leaves).text).to.equal(0);
    });
  }

  it('has a firing and a non-firing case for every rule', () => {
    const names = new Set(PHASES.flatMap((phase) => ('kind' in phase ? [phase.name] : phase.map((rule) => rule.name))));
    expect([...names].sort()).to.deep.equal(CASES.map(({ rule }) => rule).sort());
  });

  it('keeps an expression that fails for the row that reaches it', () => {
    expect(run('select o_custkey / 0 from orders').text).to.match(/\/ 0/);
  });

  it('switches a rule off by name and says so', () => {
    const sql = 'select 1 from orders left join customer on o_custkey = c_custkey where c_nationkey = 5';
    const { driver, text } = run(sql, ['eliminate-outer-join']);
    const entry = known(
      driver.trace.find(({ rule }) => rule === 'eliminate-outer-join'),
      'trace',
    );
    expect(entry).to.deep.include({ fired: 0, reasons: ['disabled'] });
    expect(text).to.match(/left join/);
  });

  it('does not switch off what execution needs', () => {
    expect(run('select distinct o_custkey from orders', ['distinct-to-aggregate']).text).to.match(/aggregate by/);
  });

  it('says why a rule did not fire', () => {
    const { driver } = run('select 1 from orders left join customer on o_custkey = c_custkey where c_nationkey is null');
    expect(driver.trace.find(({ rule }) => rule === 'eliminate-outer-join')?.reasons).to.deep.equal([
      'no conjunct above the outer join rejects NULLs of its optional side',
    ]);
  });

  it('refuses a rule that changes the columns, by its name', () => {
    const bound = bindQuery('select o_custkey from orders', catalog);
    const broken: NodeRule = {
      kind: 'node',
      name: 'break-columns',
      reason: 'a test',
      apply: (node) => (node.kind === 'project' && node.columns.length > 0 ? { ...node, columns: [], exprs: [] } : null),
    };
    const driver = new RuleDriver({ workers: ['w1'], settings: { disabledRules: new Set() }, nextColumnId: bound.nextColumnId });
    expect(() => driver.run(bound.plan, [[broken]])).to.throw(/rule break-columns changed the columns/);
  });

  it('gives the same plan for the same statement', () => {
    const sql =
      'select c_name, sum(o_totalprice) from customer, orders where c_custkey = o_custkey group by c_name order by 2 desc limit 3';
    expect(plan(sql, catalog, ['w1', 'w2'])).to.deep.equal(plan(sql, catalog, ['w1', 'w2']));
  });
});
