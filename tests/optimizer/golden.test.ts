/**
 * Stage plans of the TPC-H queries at scale factor 1 on two workers, as EXPLAIN (COSTS OFF) shows them, against golden/*.txt. After a
 * change that is meant: CONDUCT_UPDATE_GOLDEN=1 npx mocha dist/tests/optimizer/golden.test.js, and read the difference.
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { MemoryCatalog } from '../../src/catalog/catalog.js';
import { LIMITS } from '../../src/common/limits.js';
import { physicalInputs } from '../../src/optimizer/fragment.js';
import { explainLines } from '../../src/plan/explain.js';
import type { PhysicalPlan, Stage } from '../../src/plan/physical.js';
import { loadParser, plan, tpchCatalog, tpchQuery } from './support.js';

const GOLDEN = join(process.cwd(), 'tests', 'optimizer', 'golden');

describe('TPC-H stage plans', () => {
  let catalog: MemoryCatalog;
  let small: MemoryCatalog;
  before(async () => {
    await loadParser();
    catalog = tpchCatalog({ workers: ['w1', 'w2'] });
    small = tpchCatalog({ workers: ['w1', 'w2', 'w3'], scale: 0.01 });
  });

  for (let q = 1; q <= 22; q += 1) {
    it(`Q${q} is as in golden/q${q}.txt`, () => {
      const text = `${explainLines(plan(tpchQuery(q), catalog, ['w1', 'w2']), { costs: false }).join('\n')}\n`;
      const file = join(GOLDEN, `q${q}.txt`);
      if (process.env.CONDUCT_UPDATE_GOLDEN === '1' || !existsSync(file)) {
        mkdirSync(GOLDEN, { recursive: true });
        writeFileSync(file, text);
      }
      expect(text).to.equal(readFileSync(file, 'utf8'));
    });

    it(`Q${q} gathers no large table`, () => {
      for (const { stages } of [plan(tpchQuery(q), catalog, ['w1', 'w2']).stages, plan(tpchQuery(q), small, ['w1', 'w2', 'w3']).stages]) {
        for (const stage of stages) {
          if (stage.output.kind === 'gather' && stage.consumer !== null)
            expect(passesLargeTable(stage), `stage ${stage.id}`).to.equal(false);
        }
      }
    });
  }

  it('Q3 and Q18 run tasks on every worker', () => {
    for (const q of [3, 18]) {
      const { stages } = plan(tpchQuery(q), small, ['w1', 'w2', 'w3']).stages;
      expect(
        stages.some((stage) => stage.workers.length === 3),
        `Q${q}`,
      ).to.equal(true);
    }
  });

  it('runs everything in one stage on one worker', () => {
    const one = tpchCatalog({ workers: ['w1'] });
    for (let q = 1; q <= 22; q += 1) expect(plan(tpchQuery(q), one, ['w1']).stages.stages, `Q${q}`).to.have.length(1);
  });

  it('joins orders and lineitem without an exchange', () => {
    const { stages } = plan('select count(*) from orders, lineitem where o_orderkey = l_orderkey', catalog, ['w1', 'w2']).stages;
    expect(stages.map((stage) => stage.output.kind)).to.deep.equal(['gather', 'gather']);
  });
});

/** Rows of a scan of more than the small limit reach the stage's output one to one. */
function passesLargeTable(stage: Stage): boolean {
  const passes = (node: PhysicalPlan): boolean => {
    if (node.kind === 'aggregate') return false;
    if (node.kind === 'limit' || (node.kind === 'sort' && node.limit !== null)) return false;
    if (node.kind === 'scan') return node.estimate.rows > LIMITS.smallPlanRows;
    if (node.kind === 'hash-join' && (node.join === 'probe-semi' || node.join === 'probe-anti')) return passes(node.probe);
    return physicalInputs(node).some(passes);
  };
  return passes(stage.root);
}
