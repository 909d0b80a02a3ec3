/** Keys that ascend as they come, and pieces whose keys lie apart: what says that keys are new without an index. */
import { expect } from 'chai';
import type { TableDef } from '../../src/catalog/table-def.js';
import { keysOf } from '../../src/catalog/table-keys.js';
import { emptyStats } from '../../src/catalog/table-stats.js';
import { known } from '../../src/common/assert.js';
import { batchColumn, batchFromRows } from '../../src/plan/datum-batch.js';
import { AscendingKeys } from '../../src/storage/ascending-keys.js';
import type { Datum } from '../../src/types/datum.js';
import type { SqlType } from '../../src/types/sql-type.js';

function tableOf(types: readonly SqlType[]): TableDef {
  const columns = types.map((type, i) => ({ name: `c${i}`, type, notNull: false }));
  const primaryKey = types.map((_, i) => i);
  return {
    id: 1,
    schema: 'public',
    name: 't',
    columns,
    primaryKey,
    distribution: { kind: 'random' },
    placement: [],
    version: 0,
    stats: emptyStats(columns),
  };
}

function ascends(types: readonly SqlType[], ...batches: readonly (readonly (readonly Datum[])[])[]): boolean {
  const table = tableOf(types);
  const keys = new AscendingKeys(table);
  for (const rows of batches)
    keys.add(
      batchFromRows(
        types.map((type, i) => batchColumn(`c${i}`, type)),
        rows,
      ),
    );
  return keys.has(known(keysOf(table)[0], 'key'));
}

const INT: SqlType = { kind: 'int4' };
const BIG: SqlType = { kind: 'int8' };

describe('ascending keys', () => {
  it('ascend within batches and from one to the next', () => {
    expect(ascends([INT], [[-5], [1]], [[2], [7]])).to.equal(true);
    expect(ascends([INT], [[1], [2]], [[2], [7]])).to.equal(false);
    expect(ascends([INT], [[1], [1]])).to.equal(false);
    expect(ascends([INT], [[2], [1]], [[3]])).to.equal(false);
    expect(ascends([INT])).to.equal(false);
  });

  it('compare column after column, and all 64 bits', () => {
    expect(
      ascends(
        [BIG, INT],
        [
          [1n, 5],
          [1n, 6],
          [2n, 1],
        ],
        [
          [2n ** 40n, 0],
          [2n ** 40n + 1n, -1],
        ],
      ),
    ).to.equal(true);
    expect(
      ascends(
        [BIG, INT],
        [
          [1n, 6],
          [1n, 5],
        ],
      ),
    ).to.equal(false);
    expect(ascends([BIG], [[-1n], [0n], [2n ** 31n], [2n ** 32n - 1n], [2n ** 32n]])).to.equal(true);
    expect(ascends([BIG], [[2n ** 32n], [2n ** 32n - 1n]])).to.equal(false);
    expect(ascends([BIG], [[-(2n ** 40n)], [-1n], [-2n]])).to.equal(false);
  });

  it('are of numbers and moments without NULLs', () => {
    expect(ascends([INT], [[1], [null]])).to.equal(false);
    expect(ascends([{ kind: 'text' }], [['a'], ['b']])).to.equal(false);
  });
});
