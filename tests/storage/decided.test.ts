/** A worker's write that is the commit: what survives, what it excludes, and when it is left to the conductor. */
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { TableDef } from '../../src/catalog/table-def.js';
import type { ConductError } from '../../src/common/errors.js';
import { LIMITS } from '../../src/common/limits.js';
import type { PageMemory } from '../../src/exec/memory.js';
import type { Decides } from '../../src/storage/may-decide.js';
import type { SectionStore } from '../../src/storage/store.js';
import { TYPES } from '../../src/types/sql-type.js';
import {
  drain,
  firsts,
  openStore,
  removeTemporaryFolders,
  scanNode,
  tableBatch,
  temporaryFolder,
  testMemory,
  testRuntime,
  testTable,
} from './support.js';

const INTS = testTable(1, [TYPES.int4]);
const KEYED: TableDef = { ...testTable(2, [TYPES.int4]), primaryKey: [0] };

function deciding(table: TableDef, added: number, stillWanted = true): Decides {
  return { expected: [{ tableId: table.id, added, removed: 0 }], stillWanted: () => stillWanted };
}

async function failure(promise: Promise<unknown>): Promise<ConductError> {
  return promise.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: unknown) => error as ConductError,
  );
}

describe('transactions that a worker decides', () => {
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

  const scan = async (version: number, table = INTS, from = store): Promise<number[]> =>
    firsts((await drain(memory, scanNode(table, version), from.scan(scanNode(table, version), table))).rows).map(Number);
  const put = (transaction: string, table: TableDef, ...values: number[]): Promise<void> =>
    store.append(
      transaction,
      table,
      tableBatch(
        table,
        values.map((value) => [value]),
      ),
    );
  const crashed = async (): Promise<SectionStore> => {
    const copy = await temporaryFolder();
    await cp(folder, copy, { recursive: true });
    return openStore(copy, memory);
  };

  it('are committed by the write, and seen from the version on that comes later', async () => {
    await put('a', INTS, 1, 2);
    expect((await store.prepare('a', deciding(INTS, 2))).decided).to.equal(true);
    expect(await scan(1_000)).to.deep.equal([]);
    await store.commit('a', 7, true);
    expect(await scan(6)).to.deep.equal([]);
    expect(await scan(7)).to.deep.equal([1, 2]);
  });

  it('stay decided over kill -9 until the catalog is known to have them, whatever version they were given', async () => {
    store.setOldestSnapshot(0, 6);
    await put('a', INTS, 1);
    await store.prepare('a', deciding(INTS, 1));
    await put('b', INTS, 2);
    await store.prepare('b', deciding(INTS, 1));
    await store.commit('a', 7, true);
    expect(store.settleCommits()).to.deep.equal([]);
    const after = await crashed();
    try {
      expect([...after.decidedTransactions()].sort()).to.deep.equal(['a', 'b']);
      await after.abort('b');
      await after.resolveUnknown(
        [
          { transaction: 'a', committedAs: 3 },
          { transaction: 'b', committedAs: 4 },
        ],
        true,
      );
      expect(await scan(3, INTS, after)).to.deep.equal([1]);
      expect(await scan(4, INTS, after)).to.deep.equal([1, 2]);
      expect(after.decidedTransactions()).to.deep.equal([]);
    } finally {
      await after.close();
    }
    // The same without a crash, for a conductor that has lost them.
    await store.resolveUnknown([{ transaction: 'a', committedAs: 3 }], true);
    expect(await scan(3)).to.deep.equal([1]);
    store.setOldestSnapshot(0, 9);
    await store.commit('b', 9, true);
    expect(store.settleCommits()).to.deep.equal(['a', 'b']);
    expect(store.preparedTransactions()).to.deep.equal([]);
  });

  /** A store whose SQLite transactions are told of before they run. */
  const watched = async (onWrite: () => void): Promise<void> => {
    await store.close();
    const runtime = testRuntime();
    store = await openStore(folder, memory, {
      ...runtime,
      openDatabase: (path) =>
        new Proxy(runtime.openDatabase(path), {
          get: (database, name) => {
            const member: unknown = Reflect.get(database, name);
            if (typeof member !== 'function') return member;
            if (name !== 'transaction') return member.bind(database);
            return (work: () => void) => {
              const run = database.transaction(work);
              return () => {
                onWrite();
                run();
              };
            };
          },
        }),
    });
  };

  it('are written together where they come together', async () => {
    let writes = 0;
    await watched(() => {
      writes += 1;
    });
    for (const n of [1, 2, 3, 4]) await put(`t${n}`, INTS, n);
    writes = 0;
    const answers = await Promise.all([1, 2, 3, 4].map((n) => store.prepare(`t${n}`, deciding(INTS, 1))));
    expect(answers.every(({ decided }) => decided)).to.equal(true);
    expect(writes).to.equal(1);
    const after = await crashed();
    expect(after.decidedTransactions()).to.have.length(4);
    await after.close();
  });

  for (const [what, decides] of [
    ['decided', deciding(KEYED, LIMITS.deltaRows)],
    ['left open', null],
  ] as const) {
    it(`leave no files when they can't be written, ${what}`, async () => {
      let isFull = false;
      await watched(() => {
        if (isFull) throw new Error('database or disk is full');
      });
      await put('a', KEYED, ...Array.from({ length: LIMITS.deltaRows }, (_, i) => i));
      isFull = true;
      expect(String(await failure(store.prepare('a', decides)))).to.contain('disk is full');
      await store.abort('a');
      isFull = false;
      expect(await readdir(join(folder, 'sections'))).to.deep.equal([]);
      // Nor are its keys taken.
      await put('b', KEYED, 5);
      expect((await store.prepare('b', deciding(KEYED, 1))).decided).to.equal(true);
    });
  }

  it('exclude rows with the same key at once, in whatever order they come', async () => {
    await put('a', KEYED, 5);
    await put('b', KEYED, 5);
    const results = await Promise.allSettled([store.prepare('a', deciding(KEYED, 1)), store.prepare('b', deciding(KEYED, 1))]);
    expect(results.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
    await put('c', KEYED, 5);
    expect((await failure(store.prepare('c'))).code).to.equal('23505');
  });

  it('are left to the conductor beside rows of a table with keys whose outcome is open, and never the other way round', async () => {
    await put('open', KEYED, 5);
    await store.prepare('open');
    await put('a', KEYED, 6);
    expect((await store.prepare('a', deciding(KEYED, 1))).decided).to.equal(false);
    await put('b', INTS, 6);
    expect((await store.prepare('b', deciding(INTS, 1))).decided).to.equal(true);
  });

  it('are left to the conductor when rows are missing', async () => {
    await put('a', INTS, 1);
    expect((await store.prepare('a', deciding(INTS, 2))).decided).to.equal(false);
    expect(store.decidedTransactions()).to.deep.equal([]);
  });

  it('are none for a conductor that has given the worker up', async () => {
    await put('a', INTS, 1);
    expect((await failure(store.prepare('a', deciding(INTS, 1, false)))).code).to.equal('57P01');
    expect(store.preparedTransactions()).to.deep.equal([]);
  });

  it('are merged only when their version is final', async () => {
    store.setOldestSnapshot(0, 0);
    for (let n = 1; n <= LIMITS.deltaBatches + 1; n += 1) {
      await put(`t${n}`, INTS, n);
      await store.prepare(`t${n}`, deciding(INTS, 1));
      await store.commit(`t${n}`, n, true);
    }
    // Had they been merged, a batch could not get another version by itself.
    const outcomes = Array.from({ length: LIMITS.deltaBatches + 1 }, (_, n) => ({ transaction: `t${n + 1}`, committedAs: 2_000 - n }));
    await store.resolveUnknown(outcomes, true);
    expect(await scan(2_000 - LIMITS.deltaBatches)).to.deep.equal([LIMITS.deltaBatches + 1]);
    expect(await scan(2_000)).to.have.length(LIMITS.deltaBatches + 1);
  });
});
