/** Join ordering: how much it looks at, and what it finds. */
import { expect } from 'chai';
import type { MemoryCatalog } from '../../src/catalog/catalog.js';
import { RuleDriver } from '../../src/optimizer/driver.js';
import { isTrueLiteral } from '../../src/optimizer/expressions.js';
import { flattenCluster } from '../../src/optimizer/join-order/join-cluster.js';
import { JoinGraph } from '../../src/optimizer/join-order/join-graph.js';
import { orderCluster } from '../../src/optimizer/join-order/order-cluster.js';
import { inputsOf } from '../../src/optimizer/plans.js';
import { pushFilterDown } from '../../src/optimizer/rules/push-filter-down.js';
import type { LogicalPlan } from '../../src/plan/logical.js';
import { bindQuery, catalogOf, loadParser, plan } from './support.js';

const WORKERS = ['w1', 'w2'];

function tables(count: number, rows: number): MemoryCatalog {
  const ddl = Array.from({ length: count }, (_table, i) => `create table t${i} (a int primary key, b int, c int);`).join('\n');
  const stats = Object.fromEntries(Array.from({ length: count }, (_table, i) => [`t${i}`, { rows, columns: {} }]));
  return catalogOf(ddl, stats, { workers: WORKERS });
}

function sqlOf(count: number, edges: readonly (readonly [number, number])[]): string {
  const from = Array.from({ length: count }, (_table, i) => `t${i}`).join(', ');
  return `select count(*) from ${from} where ${edges.map(([x, y]) => `t${x}.b = t${y}.a`).join(' and ')}`;
}

function order(count: number, edges: readonly (readonly [number, number])[]): { readonly pairs: number; readonly relations: number } {
  const bound = bindQuery(sqlOf(count, edges), tables(count, 1_000));
  const driver = new RuleDriver({ workers: WORKERS, settings: { disabledRules: new Set() }, nextColumnId: bound.nextColumnId });
  let top: LogicalPlan = driver.run(bound.plan, [[pushFilterDown]]);
  while (top.kind !== 'join') [top] = inputsOf(top) as [LogicalPlan];
  const cluster = flattenCluster(top, (leaf) => leaf);
  return { pairs: orderCluster(new JoinGraph(cluster, 2)).pairs, relations: cluster.relations.length };
}

const chain = (n: number): readonly (readonly [number, number])[] => Array.from({ length: n - 1 }, (_edge, i) => [i, i + 1] as const);

describe('join order', () => {
  before(loadParser);

  it('costs exactly the connected pairs of a chain: (n^3 - n) / 6', () => {
    for (const n of [2, 3, 5, 8, 10]) expect(order(n, chain(n))).to.deep.equal({ pairs: (n ** 3 - n) / 6, relations: n });
  });

  it('costs exactly the connected pairs of a star: (n - 1) 2^(n - 2)', () => {
    for (const n of [3, 5, 8]) {
      const star = Array.from({ length: n - 1 }, (_edge, i) => [i + 1, 0] as const);
      // t1.b = t0.a and t2.b = t0.a make one class of equal columns: a clique, whose pairs are (3^n - 2^(n+1) + 1) / 2.
      expect(order(n, star).pairs).to.equal((3 ** n - 2 ** (n + 1) + 1) / 2);
    }
  });

  it('looks at a bounded number of pairs for 60 tables', () => {
    expect(order(60, chain(60)).pairs).to.be.lessThan(1_000);
  });

  it('puts each of 63 predicates at a join, in whatever order FROM lists the tables', () => {
    // Neighbours of the chain stand 31 places apart.
    const place = (i: number): number => (i * 31) % 64;
    const edges = chain(64).map(([x, y]) => [place(x), place(y)] as const);
    const { logical } = plan(sqlOf(64, edges), tables(64, 10), WORKERS);
    const count = (node: LogicalPlan): number =>
      inputsOf(node).reduce((sum, input) => sum + count(input), node.kind === 'join' && isTrueLiteral(node.condition) ? 1 : 0);
    expect(count(logical), 'joins without a condition').to.equal(0);
  });

  it('plans 60 tables that nothing joins', () => {
    const catalog = tables(60, 10);
    const from = Array.from({ length: 60 }, (_table, i) => `t${i}`).join(', ');
    expect(plan(`select count(*) from ${from} where t0.a = 1`, catalog, WORKERS).stages.stages.length).to.be.greaterThan(1);
  });

  it('starts with the tables that filters leave little of', () => {
    const catalog = catalogOf(
      'create table big (a int primary key, b int); create table mid (a int primary key, b int); create table tiny (a int primary key, b int);',
      {
        big: { rows: 1_000_000, columns: { b: { distinct: 10_000 } } },
        mid: { rows: 10_000, columns: { b: { distinct: 100 } } },
        tiny: { rows: 100, columns: { b: { distinct: 100 } } },
      },
      { workers: WORKERS },
    );
    const { logical } = plan('select count(*) from big, mid, tiny where big.b = mid.a and mid.b = tiny.a and tiny.b = 5', catalog, WORKERS);
    const joins: string[][] = [];
    const names = (node: LogicalPlan): string[] => (node.kind === 'get' ? [node.table.name] : inputsOf(node).flatMap(names));
    const visit = (node: LogicalPlan): void => {
      if (node.kind === 'join') joins.push(names(node).sort());
      inputsOf(node).forEach(visit);
    };
    visit(logical);
    expect(joins).to.deep.equal([
      ['big', 'mid', 'tiny'],
      ['mid', 'tiny'],
    ]);
  });
});
