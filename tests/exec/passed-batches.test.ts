import { expect } from 'chai';
import type { HostBatch } from '../../src/plan/batch.js';
import { batchFromRows } from '../../src/plan/datum-batch.js';
import { TYPES } from '../../src/types/sql-type.js';
import { alive } from '../common/alive.js';
import { column, input, runPlan, withEngine } from './support.js';

const BATCHES = 100;

describe('batches of an exchange', () => {
  it('are let go of once they are read, not at the end of the task', () =>
    withEngine(1, 'inline', async (engine) => {
      const source = input([column(1, TYPES.int4)], []);
      const given: WeakRef<HostBatch>[] = [];
      const give = (value: number): HostBatch => {
        const batch = batchFromRows(source.node.columns, [[value]]);
        given.push(new WeakRef(batch));
        return batch;
      };
      let kept = BATCHES;
      const { rows } = await runPlan(engine, source.node, [], {
        async *exchange() {
          for (let i = 0; i < BATCHES; i += 1) yield give(i);
          kept = await alive(given);
        },
      });
      expect(rows).to.have.length(BATCHES);
      expect(kept).to.be.below(4);
    }));
});
