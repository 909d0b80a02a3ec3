import { cp, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { known } from '../../src/common/assert.js';
import { LIMITS } from '../../src/common/limits.js';
import type { Runtime, Timer } from '../../src/common/runtime.js';
import type { PageMemory } from '../../src/exec/memory.js';
import type { PhysType } from '../../src/plan/batch.js';
import { datumAt } from '../../src/plan/datum-batch.js';
import { rowIdBase } from '../../src/plan/row-id.js';
import type { SectionStore } from '../../src/storage/store.js';
import { TYPES } from '../../src/types/sql-type.js';
import {
  ALL_TYPES,
  drain,
  firsts,
  openStore,
  removeTemporaryFolders,
  scanNode,
  tableBatch,
  temporaryFolder,
  testMemory,
  testRows,
  testRuntime,
  testTable,
  write,
} from './support.js';

const INTS = testTable(1, [TYPES.int4]);

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

describe('section store', () => {
  let folder: string;
  let memory: PageMemory;
  let store: SectionStore;

  beforeEach(async () => {
    folder = await temporaryFolder();
    memory = testMemory();
    store = await openStore(folder, memory);
  });

  afterEach(async () => {
    await store.close();
    await removeTemporaryFolders();
  });

  const scan = async (version: number, table = INTS, from = store): Promise<number[]> => {
    const node = scanNode(table, version);
    const { rows } = await drain(memory, node, from.scan(node, table));
    return firsts(rows).map(Number);
  };
  const ints = (from: number, to: number) =>
    tableBatch(
      INTS,
      range(from, to).map((i) => [i]),
    );

  /** What another process would find after kill -9 now. */
  const crashed = async (): Promise<SectionStore> => {
    const copy = await temporaryFolder();
    await cp(folder, copy, { recursive: true });
    return openStore(copy, memory);
  };

  for (const rows of [1, 1023, 1024, 1025, LIMITS.deltaRows + 1]) {
    it(`gives back ${rows} rows of every type in every physical type`, async () => {
      const table = testTable(1, ALL_TYPES);
      const some = testRows(ALL_TYPES, Math.min(rows, 2000), 5);
      const all = Array.from({ length: rows }, (_, i) => known(some[i % some.length], 'row'));
      const batch = tableBatch(table, all);
      await write(store, table, 1, [batch]);
      const expected = all
        .slice(0, 2000)
        .map((_, row) => batch.columns.map((column, i) => datumAt(column, known(batch.schema[i], 'column'), row)));
      const forms: ((ordinal: number) => PhysType | null)[] = [
        () => null,
        (i) => (i === 9 || i === 10 ? 'dict' : i === 1 || i === 2 || i === 11 ? 'i64' : i === 5 || i === 6 ? 'i128' : null),
      ];
      for (const form of forms) {
        const base = scanNode(table, 1);
        const node = scanNode(table, 1, undefined, { phys: (i) => form(i) ?? known(base.columns[i], 'column').phys });
        const result = await drain(memory, node, store.scan(node, table));
        expect(result.rows.length).to.equal(rows);
        // int4 read as int8 shows as bigint.
        const shown = result.rows.slice(0, 2000).map((row) => row.map((value) => (typeof value === 'bigint' ? Number(value) : value)));
        expect(shown).to.deep.equal(expected.map((row) => row.map((value) => (typeof value === 'bigint' ? Number(value) : value))));
      }
    });
  }

  it('shows a commit to snapshots from its version on, and nothing that is not committed', async () => {
    await write(store, INTS, 3, [ints(0, 10)]);
    await write(store, INTS, 5, [ints(10, 20)]);
    await store.append('open', INTS, ints(100, 110));
    await store.append('prepared', INTS, ints(200, 210));
    await store.prepare('prepared');
    expect(await scan(2)).to.deep.equal([]);
    expect(await scan(3)).to.deep.equal(range(0, 10));
    expect(await scan(4)).to.deep.equal(range(0, 10));
    expect(await scan(9)).to.deep.equal(range(0, 20));
    await store.commit('prepared', 7);
    expect(await scan(6)).to.deep.equal(range(0, 20));
    expect(await scan(7)).to.deep.equal([...range(0, 20), ...range(200, 210)]);
  });

  it('answers prepare with exact statistics, also twice', async () => {
    await store.append('t', INTS, ints(5, 25));
    await store.append('t', INTS, tableBatch(INTS, [[null]]));
    const answer = await store.prepare('t');
    expect(await store.prepare('t')).to.equal(answer);
    expect(answer.tables).to.have.length(1);
    expect(known(answer.tables[0], 'table').stats).to.deep.include({ rows: 21 });
    expect(known(answer.tables[0], 'table').stats.columns[0]).to.deep.include({ nulls: 1, min: 5n, max: 24n });
  });

  it('rejects prepare of a transaction that a restart has lost, and late rows of an aborted one', async () => {
    const lost: unknown = await store.prepare('never seen').catch((error: unknown) => error);
    expect(lost).to.have.property('code', '57P01');
    await store.append('t', INTS, ints(0, 5));
    await store.abort('t');
    const late: unknown = await store.append('t', INTS, ints(5, 9)).catch((error: unknown) => error);
    expect(late).to.have.property('code', '57014');
  });

  it('sees nothing of a truncated table from the truncation on', async () => {
    await write(store, INTS, 1, [ints(0, 10)]);
    await store.truncate(1, 4);
    await write(store, INTS, 6, [ints(10, 20)]);
    expect(await scan(3)).to.deep.equal(range(0, 10));
    expect(await scan(4)).to.deep.equal([]);
    expect(await scan(6)).to.deep.equal(range(10, 20));
  });

  it('describes each piece that it holds: its rows, those of them that are deleted, its bytes, and who sees it', async () => {
    const table = testTable(1, [TYPES.int4, TYPES.int4], { kind: 'hash', ordinals: [0] });
    const rows = (from: number, to: number) =>
      tableBatch(
        table,
        range(from, to).map((i) => [i, i]),
      );
    await write(store, table, 1, [rows(0, 10)]);
    await store.truncate(1, 2);
    await write(store, table, 3, [rows(0, LIMITS.deltaRows)]);
    const [, section] = await store.sections();
    await store.remove('removes', table, BigInt64Array.of(rowIdBase(0, known(section, 'section').section) + 7n));
    await store.prepare('removes');
    expect((await store.sections()).map(({ deletedRows }) => deletedRows)).to.deep.equal([0, 0]);
    await store.commit('removes', 4);
    await store.append('prepared', table, rows(5, 6));
    await store.prepare('prepared');
    await store.append('open', table, rows(6, 7));
    const told = await store.sections();
    const [file = ''] = await readdir(join(folder, 'sections'));
    expect(told.map(({ kind, state, rows, deletedRows, columns }) => ({ kind, state, rows, deletedRows, columns }))).to.deep.equal([
      { kind: 'delta', state: 'truncated', rows: 10, deletedRows: 0, columns: 2 },
      { kind: 'section', state: 'current', rows: LIMITS.deltaRows, deletedRows: 1, columns: 2 },
      { kind: 'delta', state: 'prepared', rows: 1, deletedRows: 0, columns: 2 },
    ]);
    expect(told.map(({ buckets }) => buckets)).to.deep.equal([null, { count: 256, first: 0, last: 255 }, null]);
    expect(told[1]?.bytes).to.equal((await stat(join(folder, 'sections', file))).size);
    expect(told[0]?.bytes).to.be.above(0);
  });

  it('fails a scan of a dropped table and removes its files', async () => {
    await write(store, INTS, 1, [
      tableBatch(
        INTS,
        range(0, LIMITS.deltaRows).map((i) => [i]),
      ),
    ]);
    expect(await readdir(join(folder, 'sections'))).to.have.length(1);
    const node = scanNode(INTS, 1);
    const running = store.scan(node, INTS);
    await store.drop(1);
    // The scan that runs has pinned what it reads, but starts too late to read it.
    const late: unknown = await running.next().catch((error: unknown) => error);
    expect(late).to.have.property('code', '42P01');
    running.release();
    await store.close();
    expect(await readdir(join(folder, 'sections'))).to.deep.equal([]);
    store = await openStore(folder, memory);
    const again: unknown = await scan(1).catch((error: unknown) => error);
    expect(again).to.have.property('code', '42P01');
  });

  it('keeps what was prepared and committed over kill -9, and nothing else', async () => {
    await write(store, INTS, 1, [ints(0, 10)]);
    await write(store, INTS, 2, [
      tableBatch(
        INTS,
        range(1000, 1000 + LIMITS.deltaRows).map((i) => [i]),
      ),
    ]);
    await store.append('open', INTS, ints(100, 110));
    await store.append('a', INTS, ints(200, 210));
    await store.prepare('a');
    await store.append(
      'b',
      INTS,
      tableBatch(
        INTS,
        range(500_000, 500_000 + LIMITS.deltaRows).map((i) => [i]),
      ),
    );
    await store.prepare('b');
    await writeFile(join(folder, 'sections', '1-orphan.section'), 'half written');
    await writeFile(join(folder, 'sections', '1-orphan.section.tmp'), 'half written');
    const after = await crashed();
    try {
      expect([...after.preparedTransactions()].sort()).to.deep.equal(['a', 'b']);
      expect(after.tableIds()).to.deep.equal([1]);
      const committed = [...range(0, 10), ...range(1000, 1000 + LIMITS.deltaRows)];
      expect(await scan(9, INTS, after)).to.deep.equal(committed);
      await after.resolveUnknown([
        { transaction: 'a', committedAs: 3 },
        { transaction: 'b', committedAs: null },
      ]);
      expect(await scan(9, INTS, after)).to.deep.equal([...range(0, 10), ...range(200, 210), ...range(1000, 1000 + LIMITS.deltaRows)]);
      expect(after.preparedTransactions()).to.deep.equal([]);
    } finally {
      await after.close();
    }
  });

  it('asks for the outcome of a prepared transaction before it scans', async () => {
    await store.append('a', INTS, ints(0, 5));
    await store.prepare('a');
    await store.append('b', INTS, ints(5, 9));
    await store.prepare('b');
    const asked: (readonly string[])[] = [];
    store.setResolver(async (transactions) => {
      asked.push(transactions);
      return [{ transaction: 'a', committedAs: 8 }];
    });
    expect(await scan(8)).to.deep.equal(range(0, 5));
    expect(asked).to.deep.equal([['a', 'b']]);
    expect(store.preparedTransactions()).to.deep.equal(['b']);
  });

  it('cuts many rows into sections and reads them all', async () => {
    const rows = LIMITS.sectionRows + 100_000;
    const all = Int32Array.from({ length: rows }, (_, i) => i);
    const [schema] = tableBatch(INTS, []).schema;
    store.begin('big', INTS);
    for (let at = 0; at < rows; at += 65_536) {
      const part = all.slice(at, at + 65_536);
      const column = { data: new Uint8Array(part.buffer), validity: null, offsets: null };
      await store.append('big', INTS, { rows: part.length, schema: [known(schema, 'column')], columns: [column] });
    }
    await store.prepare('big');
    await store.commit('big', 1);
    expect((await readdir(join(folder, 'sections'))).length).to.equal(2);
    const node = scanNode(INTS, 1);
    const { rows: read, chunks } = await drain(memory, node, store.scan(node, INTS));
    expect(chunks).to.equal(2);
    expect(read.reduce((sum, [value]) => sum + Number(value), 0)).to.equal((rows * (rows - 1)) / 2);
  });

  it('skips sections by their bounds', async () => {
    const rows = LIMITS.deltaRows;
    await write(store, INTS, 1, [
      tableBatch(
        INTS,
        range(0, rows).map((i) => [i]),
      ),
    ]);
    await write(store, INTS, 2, [
      tableBatch(
        INTS,
        range(rows, 2 * rows).map((i) => [i]),
      ),
    ]);
    const node = scanNode(INTS, 2, [0], { pruning: [{ ordinal: 0, op: '>', value: BigInt(rows) }] });
    expect((await drain(memory, node, store.scan(node, INTS))).chunks).to.equal(1);
  });

  it('scans without columns for counting', async () => {
    await write(store, INTS, 1, [ints(0, 10)]);
    const node = scanNode(INTS, 1, []);
    const stream = store.scan(node, INTS);
    expect(await stream.next()).to.deep.equal({ rows: 10, columns: [] });
    expect(await stream.next()).to.equal(null);
    stream.release();
  });

  it('scans a table that it holds nothing of, also in dictionary form', async () => {
    const texts = testTable(2, [TYPES.text]);
    const node = scanNode(texts, 2, [0], { phys: () => 'dict' });
    expect((await drain(memory, node, store.scan(node, texts))).rows).to.deep.equal([]);
  });

  it('names one complete dictionary in all chunks of a scan, with NULLs and after growing', async () => {
    const texts = testTable(2, [TYPES.text]);
    const text = (i: number): (string | null)[] => [i % 7 === 0 ? null : `v${i % 3000}`];
    await write(store, texts, 1, [tableBatch(texts, range(0, LIMITS.deltaRows).map(text))]);
    await write(store, texts, 2, [
      tableBatch(
        texts,
        range(0, 20_000).map((i) => [`other ${i}`]),
      ),
    ]);
    const node = scanNode(texts, 2, [0], { phys: () => 'dict' });
    const stream = store.scan(node, texts);
    const first = known(await stream.next(), 'chunk');
    const second = known(await stream.next(), 'chunk');
    expect(first.columns[0]?.dictionary).to.equal(second.columns[0]?.dictionary);
    expect(first.columns[0]?.dictionarySize).to.equal(second.columns[0]?.dictionarySize);
    stream.release();
    const { rows } = await drain(memory, node, store.scan(node, texts));
    expect(rows).to.deep.equal([...range(0, LIMITS.deltaRows).map(text), ...range(0, 20_000).map((i) => [`other ${i}`])]);
  });

  it('reports a section that was changed on disk by file and column', async () => {
    await write(store, INTS, 1, [
      tableBatch(
        INTS,
        range(0, LIMITS.deltaRows).map((i) => [i]),
      ),
    ]);
    const [name] = await readdir(join(folder, 'sections'));
    const path = join(folder, 'sections', known(name, 'section'));
    const bytes = Buffer.alloc(64, 0xff);
    await writeFile(path, bytes, { flag: 'r+' });
    const failed: unknown = await scan(1).catch((error: unknown) => error);
    expect(failed).to.have.property('code', 'XX001');
    expect(String(failed)).to.contain(path).and.contain('"c0"');
    await truncate(path, 10);
    expect(await scan(1).catch(() => 'failed')).to.equal('failed');
    expect(memory.usedBytes).to.equal(0);
  });

  it('evicts columns that nobody uses, and never pinned ones', async () => {
    memory = testMemory(4);
    await store.close();
    store = await openStore(folder, memory);
    const wide = testTable(3, [TYPES.int8, TYPES.int8, TYPES.int8, TYPES.int8, TYPES.int8, TYPES.int8, TYPES.int8, TYPES.int8]);
    const rows = range(0, LIMITS.deltaRows).map((i) => wide.columns.map((_, c) => BigInt(i * 100 + c)));
    await write(store, wide, 1, [tableBatch(wide, rows)]);
    const column = (ordinal: number) => store.scan(scanNode(wide, 1, [ordinal]), wide);
    // Half a megabyte each: seven fit, pinned ones leave no room for the eighth.
    const pinned = [0, 1, 2].map(column);
    for (const stream of pinned) await stream.next();
    for (const ordinal of [3, 4, 5, 6, 3, 4, 5, 6]) {
      const node = scanNode(wide, 1, [ordinal]);
      const read = await drain(memory, node, store.scan(node, wide));
      expect(known(read.rows[1], 'row')[0]).to.equal(BigInt(100 + ordinal));
    }
    const others = [3, 4, 5, 6, 7].map(column);
    const outcomes = await Promise.allSettled(others.map((stream) => stream.next()));
    expect(outcomes.map(({ status }) => status)).to.include('rejected');
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).to.have.property('code', '53200');
    for (const stream of [...pinned, ...others]) stream.release();
    const node = scanNode(wide, 1, [6]);
    expect((await drain(memory, node, store.scan(node, wide))).rows).to.have.length(LIMITS.deltaRows);
  });
});

describe('delta of a table', () => {
  let memory: PageMemory;
  let store: SectionStore;
  let folder: string;
  let now = 0;
  let timers: (() => void)[] = [];

  /** A clock that the test moves. */
  const runtime = (): Runtime => ({
    ...testRuntime(),
    now: () => now,
    setTimer: (_ms, fire): Timer => {
      timers.push(fire);
      return { cancel: () => undefined };
    },
  });
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 50; i += 1) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  const scan = async (version: number): Promise<{ values: number[]; chunks: number }> => {
    const node = scanNode(INTS, version);
    const { rows, chunks } = await drain(memory, node, store.scan(node, INTS));
    return { values: firsts(rows).map(Number), chunks };
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

  it('reads many small commits as few chunks, before and after they are merged, at every snapshot', async () => {
    const count = LIMITS.deltaBatches + 20;
    for (let version = 1; version <= count; version += 1) {
      await write(store, INTS, version, [tableBatch(INTS, [[version]])]);
      if (version % 10 === 0) expect(await scan(version)).to.deep.equal({ values: range(1, version + 1), chunks: 1 });
    }
    await settle();
    for (const version of [1, 30, LIMITS.deltaBatches - 1, LIMITS.deltaBatches, count]) {
      expect((await scan(version)).values).to.deep.equal(range(1, version + 1));
    }
    // Once nobody can ask for the old snapshots, what they saw goes, and asking is an error.
    now += LIMITS.snapshotGraceMs + 1;
    for (const fire of timers.splice(0)) fire();
    await settle();
    expect((await scan(count)).values).to.deep.equal(range(1, count + 1));
    const old: unknown = await scan(5).catch((error: unknown) => error);
    expect(old).to.have.property('code', '55000');
  });

  it('seals a large delta into a section', async () => {
    const rows = LIMITS.deltaRows - 1;
    for (let version = 1; version <= 5; version += 1) {
      await write(store, INTS, version, [
        tableBatch(
          INTS,
          range((version - 1) * rows, version * rows).map((i) => [i]),
        ),
      ]);
    }
    await settle();
    expect(await readdir(join(folder, 'sections'))).to.have.length(1);
    expect((await scan(5)).values).to.deep.equal(range(0, 5 * rows));
    expect((await scan(2)).values).to.deep.equal(range(0, 2 * rows));
    await store.close();
    store = await openStore(folder, memory, runtime());
    expect((await scan(5)).values).to.deep.equal(range(0, 5 * rows));
    expect((await scan(4)).values).to.deep.equal(range(0, 4 * rows));
  });

  it('divides merged rows again when a truncation between them comes late', async () => {
    for (let version = 1; version <= LIMITS.deltaBatches; version += 1) {
      await write(store, INTS, version * 2, [tableBatch(INTS, [[version]])]);
    }
    await settle();
    const last = LIMITS.deltaBatches * 2;
    await store.truncate(1, 21);
    expect((await scan(last)).values).to.deep.equal(range(11, LIMITS.deltaBatches + 1));
    expect((await scan(20)).values).to.deep.equal(range(1, 11));
  });

  it('keeps what a running scan sees over truncation and its removal', async () => {
    await write(store, INTS, 1, [
      tableBatch(
        INTS,
        range(0, LIMITS.deltaRows).map((i) => [i]),
      ),
    ]);
    const release = store.pinSnapshot(1, 1);
    await store.truncate(1, 2);
    const maintain = async (): Promise<void> => {
      for (let i = 0; i < 3; i += 1) {
        now += LIMITS.snapshotGraceMs + 1;
        for (const fire of timers.splice(0)) fire();
        await settle();
      }
    };
    await maintain();
    expect((await scan(1)).values).to.have.length(LIMITS.deltaRows);
    release();
    await maintain();
    expect(await readdir(join(folder, 'sections'))).to.deep.equal([]);
    expect((await scan(2)).values).to.deep.equal([]);
  });
});
