import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { LIMITS } from '../../src/common/limits.js';
import type { Runtime, Timer } from '../../src/common/runtime.js';
import type { PageMemory } from '../../src/exec/memory.js';
import type { PhysType } from '../../src/plan/batch.js';
import { LIVE_ORDINAL, ROW_ID_ORDINAL, type ScanNode } from '../../src/plan/physical.js';
import type { SectionStore } from '../../src/storage/store.js';
import { TYPES } from '../../src/types/sql-type.js';
import {
  drain,
  openStore,
  removeTemporaryFolders,
  scanNode,
  tableBatch,
  temporaryFolder,
  testMemory,
  testRuntime,
  testTable,
  write,
} from './support.js';

const TABLE = testTable(1, [TYPES.int4, TYPES.text]);
/** Enough for a section. */
const ROWS = LIMITS.deltaRows;

describe('compaction of sections', () => {
  let memory: PageMemory;
  let store: SectionStore;
  let folder: string;
  let now = 0;
  let timers: (() => void)[] = [];

  const runtime = (): Runtime => ({
    ...testRuntime(),
    now: () => now,
    setTimer: (_ms, fire): Timer => {
      timers.push(fire);
      return { cancel: () => undefined };
    },
  });

  /** Background work ends, and snapshots have had their time. */
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 3; round += 1) {
      now += LIMITS.snapshotGraceMs + 1;
      for (const fire of timers.splice(0)) fire();
      for (let i = 0; i < 60; i += 1) await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  const files = async (): Promise<number> => (await readdir(join(folder, 'sections'))).length;

  /** Rows that are there and live, with their ids; `stored` counts those that are there. */
  const scan = async (version: number): Promise<{ values: number[]; ids: bigint[]; stored: number }> => {
    const plain = scanNode(TABLE, version);
    const column = (id: number, name: string, type: typeof TYPES.bool | typeof TYPES.int8, phys: PhysType) =>
      ({ id, name, type, phys, scale: 0, nullable: false, range: null }) as const;
    const node: ScanNode = {
      ...plain,
      ordinals: [...plain.ordinals, LIVE_ORDINAL, ROW_ID_ORDINAL],
      columns: [...plain.columns, column(2, 'live', TYPES.bool, 'bool'), column(3, 'row_id', TYPES.int8, 'i64')],
    };
    const { rows } = await drain(memory, node, store.scan(node, TABLE));
    const live = rows.filter((row) => row[2] === true).sort((a, b) => Number(a[0]) - Number(b[0]));
    expect(
      live.findIndex(([value, text]) => text !== `text ${value}`),
      'a text of another row',
    ).to.equal(-1);
    return { values: live.map((row) => Number(row[0])), ids: live.map((row) => row[3] as bigint), stored: rows.length };
  };
  const insert = (version: number, from: number, count: number = ROWS): Promise<void> =>
    write(store, TABLE, version, [
      tableBatch(
        TABLE,
        range(from, from + count).map((i) => [i, `text ${i}`]),
      ),
    ]);
  const remove = async (version: number, ids: readonly bigint[]): Promise<void> => {
    const transaction = `tx-${version}`;
    await store.remove(transaction, TABLE, BigInt64Array.from(ids));
    await store.prepare(transaction);
    await store.commit(transaction, version);
  };

  beforeEach(async () => {
    now = 1_000;
    timers = [];
    folder = await temporaryFolder();
    memory = testMemory();
    store = await openStore(folder, memory, runtime());
  });

  afterEach(async () => {
    await store.close();
    await removeTemporaryFolders();
  });

  it('writes a section without its deleted rows once every snapshot sees them deleted', async () => {
    await insert(1, 0);
    const { ids } = await scan(1);
    await remove(2, ids.slice(0, ROWS / 2));
    store.setOldestSnapshot(1);
    await settle();
    expect(await scan(2)).to.include({ stored: ROWS });
    expectRange((await scan(1)).values, 0, ROWS);
    store.setOldestSnapshot(2);
    await settle();
    const after = await scan(2);
    expect(after.stored).to.equal(ROWS / 2);
    expectRange(after.values, ROWS / 2, ROWS);
    await store.close();
    store = await openStore(folder, memory, runtime());
    store.setOldestSnapshot(2);
    expectRange((await scan(2)).values, ROWS / 2, ROWS);
  });

  it('leaves a section alone of which few rows are deleted', async () => {
    await insert(1, 0);
    const { ids } = await scan(1);
    await remove(2, ids.slice(0, ROWS * LIMITS.compactDeletedShare - 1));
    store.setOldestSnapshot(2);
    await settle();
    expect((await scan(2)).stored).to.equal(ROWS);
  });

  it('leaves nothing of a section whose rows are all deleted', async () => {
    await insert(1, 0);
    await remove(2, (await scan(1)).ids);
    store.setOldestSnapshot(2);
    await settle();
    expect(await scan(2)).to.deep.equal({ values: [], ids: [], stored: 0 });
    expect(await files()).to.equal(0);
    await insert(3, 5, 3);
    expect((await scan(3)).values).to.deep.equal([5, 6, 7]);
  });

  it('makes one section of many small ones', async () => {
    for (let version = 1; version <= LIMITS.compactSections; version += 1) await insert(version, (version - 1) * ROWS);
    const { ids } = await scan(LIMITS.compactSections);
    await remove(20, ids.slice(0, 10));
    expect(await files()).to.equal(LIMITS.compactSections);
    store.setOldestSnapshot(20);
    await settle();
    expect(await files()).to.equal(1);
    const after = await scan(20);
    expectRange(after.values, 10, LIMITS.compactSections * ROWS);
    expect(after.stored).to.equal(LIMITS.compactSections * ROWS - 10);
  });

  it('refuses to delete rows by ids from before, and keeps what a transaction has ids of', async () => {
    await insert(1, 0);
    const { ids } = await scan(1);
    await store.remove('open', TABLE, BigInt64Array.from(ids.slice(-1)));
    await remove(2, ids.slice(0, ROWS / 2));
    store.setOldestSnapshot(2);
    await settle();
    expect((await scan(2)).stored).to.equal(ROWS);
    await store.abort('open');
    await settle();
    expect((await scan(2)).stored).to.equal(ROWS / 2);
    // The section is gone, so the row would not be found: a statement that runs again finds it anew.
    await remove(3, (await scan(2)).ids.slice(0, 1));
    expectRange((await scan(3)).values, ROWS / 2 + 1, ROWS);
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** The numbers are those from `from` to before `to`. */
function expectRange(values: readonly number[], from: number, to: number): void {
  expect(values.length).to.equal(to - from);
  expect(
    values.findIndex((value, i) => value !== from + i),
    'a number of another row',
  ).to.equal(-1);
}
