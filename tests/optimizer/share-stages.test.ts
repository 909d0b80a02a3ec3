/** Equal stages run once and have several readers. */
import { expect } from 'chai';
import type { MemoryCatalog } from '../../src/catalog/catalog.js';
import { physicalInputs } from '../../src/optimizer/fragment.js';
import { shareStages } from '../../src/optimizer/share-stages.js';
import { explainLines } from '../../src/plan/explain.js';
import type { PhysicalPlan, Stage } from '../../src/plan/physical.js';
import { loadParser, plan, tpchCatalog, tpchQuery } from './support.js';

const WORKERS = ['w1', 'w2'];

describe('share-stages', () => {
  let catalog: MemoryCatalog;
  before(async () => {
    await loadParser();
    catalog = tpchCatalog({ workers: WORKERS });
  });

  const shared = (sql: string, disabled: readonly string[] = []): number =>
    plan(sql, catalog, WORKERS, disabled).trace.find(({ rule }) => rule === 'share-stages')?.fired ?? 0;
  const sourcesOf = (node: PhysicalPlan): readonly number[] =>
    node.kind === 'exchange-source' ? [node.stage] : physicalInputs(node).flatMap(sourcesOf);
  const tablesOf = (node: PhysicalPlan): readonly string[] =>
    node.kind === 'scan' ? [node.tableName] : physicalInputs(node).flatMap(tablesOf);

  it('scans lineitem once for a view that is used twice', () => {
    const optimized = plan(tpchQuery(15), catalog, WORKERS);
    const { stages } = optimized.stages;
    const scans = stages.filter((stage) => tablesOf(stage.root).includes('lineitem'));
    const readers = stages.filter((stage) => sourcesOf(stage.root).includes(scans[0]?.id ?? -1));
    expect(readers).to.have.length(2);
    expect(explainLines(optimized).filter((line) => line.includes('shared: shown above'))).to.have.length(1);
  });

  it('keeps stages numbered in order, producers first, each with a reader', () => {
    for (let q = 1; q <= 22; q += 1) {
      const { stages } = plan(tpchQuery(q), catalog, WORKERS).stages;
      const read = new Set<number>();
      stages.forEach((stage, i) => {
        expect(stage.id, `Q${q}`).to.equal(i);
        for (const source of sourcesOf(stage.root)) {
          expect(source, `Q${q}`).to.be.below(i);
          read.add(source);
        }
        if (stage.consumer !== null) expect(stage.consumer, `Q${q}`).to.be.above(i);
      });
      expect(read.size, `Q${q}`).to.equal(stages.length - 1);
    }
  });

  it('fires for equal branches and not for different ones', () => {
    const branch = (year: number): string =>
      `select c_nationkey, count(*) from customer, orders where c_custkey = o_custkey and o_orderdate >= date '${year}-01-01' group by 1`;
    expect(shared(`${branch(1995)} union all ${branch(1995)}`)).to.be.greaterThan(0);
    expect(shared(`${branch(1995)} union all ${branch(1995)}`, ['share-stages'])).to.equal(0);
    const different = plan(`${branch(1995)} union all ${branch(1996)}`, catalog, WORKERS).stages.stages;
    expect(different.flatMap((stage) => tablesOf(stage.root)).filter((table) => table === 'orders')).to.have.length(2);
  });

  it('tells apart stages that differ in an operator or a function alone', () => {
    const branch = (aggregate: string, condition: string): string =>
      `select c_nationkey, ${aggregate} from customer, orders where c_custkey = o_custkey and ${condition} group by 1`;
    const one = branch('min(o_orderkey)', 'o_totalprice >= 49');
    const scans = (other: string): number => {
      const { stages } = plan(`${one} union all ${other}`, catalog, WORKERS).stages;
      return stages.flatMap((stage) => tablesOf(stage.root)).filter((table) => table === 'orders').length;
    };
    expect(scans(one)).to.equal(1);
    expect(scans(branch('min(o_orderkey)', 'o_totalprice < 49'))).to.equal(2);
    expect(scans(branch('min(o_orderkey)', 'not (o_totalprice >= 49)'))).to.equal(2);
    expect(shared(`${one} union all ${branch('max(o_orderkey)', 'o_totalprice >= 49')}`)).to.be.lessThan(shared(`${one} union all ${one}`));
  });

  it('leaves stages alone that number their rows', () => {
    const cut = plan(tpchQuery(15), catalog, WORKERS, ['share-stages']).stages;
    const stages = cut.stages.map((stage): Stage => {
      const { op, columns, estimate } = stage.root;
      return { ...stage, root: { kind: 'row-id', op, columns, estimate, input: stage.root } };
    });
    expect(shareStages(cut).fired).to.equal(1);
    expect(shareStages({ ...cut, stages }).fired).to.equal(0);
  });

  it('says that it is switched off', () => {
    const { trace } = plan(tpchQuery(15), catalog, WORKERS, ['share-stages']);
    expect(trace.find(({ rule }) => rule === 'share-stages')?.reasons).to.deep.equal(['disabled']);
  });
});
