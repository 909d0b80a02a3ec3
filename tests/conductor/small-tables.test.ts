import { expect } from 'chai';
import type { TableDef } from '../../src/catalog/table-def.js';
import { emptyStats } from '../../src/catalog/table-stats.js';
import { LIMITS } from '../../src/common/limits.js';
import { Meter, TooMuchWork } from '../../src/conductor/local/meter.js';
import { SmallTables } from '../../src/conductor/local/small-tables.js';
import type { HostBatch } from '../../src/plan/batch.js';
import { batchColumn, batchFromRows } from '../../src/plan/datum-batch.js';
import { TYPES } from '../../src/types/sql-type.js';

const columns = [{ name: 'c', type: TYPES.text, notNull: false }];

function table(id: number, version: number): TableDef {
  const distribution = { kind: 'random' } as const;
  return { id, version, schema: 'public', name: 't', columns, primaryKey: [], distribution, placement: ['w'], stats: emptyStats(columns) };
}

async function* batches(...texts: readonly string[]): AsyncGenerator<HostBatch> {
  yield batchFromRows(
    [batchColumn('c', TYPES.text)],
    texts.map((text) => [text]),
  );
}

describe('rows of small tables on the conductor', () => {
  it('reads a version of a table once, also for those who ask while it is read', async () => {
    const tables = new SmallTables();
    let reads = 0;
    const read = (): AsyncIterable<HostBatch> => {
      reads += 1;
      return batches('a', 'b');
    };
    const both = await Promise.all([tables.rows(table(1, 7), read), tables.rows(table(1, 7), read)]);
    expect(both).to.deep.equal([
      [['a'], ['b']],
      [['a'], ['b']],
    ]);
    await tables.rows(table(1, 7), read);
    expect(reads).to.equal(1);
  });

  it('takes another version, and another table, for other rows', async () => {
    const tables = new SmallTables();
    expect(await tables.rows(table(1, 7), () => batches('old'))).to.deep.equal([['old']]);
    expect(await tables.rows(table(1, 8), () => batches('new'))).to.deep.equal([['new']]);
    expect(await tables.rows(table(2, 7), () => batches('other'))).to.deep.equal([['other']]);
    expect(await tables.rows(table(1, 7), () => batches('never'))).to.deep.equal([['old']]);
  });

  it('keeps nothing of a read that failed, and lets those who waited for it read for themselves', async () => {
    const tables = new SmallTables();
    async function* failing(): AsyncGenerator<HostBatch> {
      yield* batches('half');
      throw new Error('cancelled');
    }
    const [first, second] = await Promise.allSettled([tables.rows(table(1, 7), failing), tables.rows(table(1, 7), () => batches('whole'))]);
    expect(first.status).to.equal('rejected');
    expect(second).to.deep.equal({ status: 'fulfilled', value: [['whole']] });
    expect(await tables.rows(table(1, 7), () => batches('again'))).to.deep.equal([['whole']]);
  });

  it('lets go of what was not used for longest when there is too much', async () => {
    const tables = new SmallTables();
    const large = 'x'.repeat(LIMITS.localTableBytes / 3);
    const read = (id: number, text: string): Promise<unknown> => tables.rows(table(id, 1), () => batches(text));
    await read(1, large);
    await read(2, large);
    await read(1, 'again');
    await read(3, large);
    expect(await read(1, 'again')).to.deep.equal([[large]]);
    expect(await read(2, 'again')).to.deep.equal([['again']]);
  });
});

describe('the meter of a plan on the conductor', () => {
  it('asks for a pause when its time is over, until it goes on', () => {
    let now = 0;
    const meter = new Meter(() => now);
    const pauses = (): number => Array.from({ length: 1_000 }, () => meter.spend()).filter((due) => due).length;
    expect(pauses()).to.equal(0);
    now += LIMITS.localSliceMs;
    expect(pauses()).to.be.above(0);
    meter.resume();
    expect(pauses()).to.equal(0);
  });

  it('ends a plan that does far more than was estimated', () => {
    const meter = new Meter(() => 0);
    expect(() => {
      for (let row = 0; row <= LIMITS.localWorkDone + 1_000; row += 1) meter.spend();
    }).to.throw(TooMuchWork);
  });
});
