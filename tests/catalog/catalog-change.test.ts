/** Changes of the catalog: applied to a snapshot, made durable and loaded again, they give the same. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { MemoryCatalog } from '../../src/catalog/catalog.js';
import { applyChanges, type CatalogChange, objectsOf } from '../../src/catalog/catalog-change.js';
import type { CatalogObject } from '../../src/catalog/catalog-object.js';
import { BOOTSTRAP_ROLE } from '../../src/catalog/role-def.js';
import { TransactionCatalog } from '../../src/catalog/transaction-catalog.js';
import { ConductError } from '../../src/common/errors.js';
import { nodeRuntime } from '../../src/common/node-runtime.js';
import { CatalogStore } from '../../src/conductor/catalog-store.js';
import { MemoryTransport } from '../../src/rpc/memory-transport.js';

function table(id: number, name: string, schema = 'public'): CatalogObject {
  const columns = [{ name: 'a', type: { kind: 'int4' }, notNull: false, default: '1 + 1' }] as const;
  return { kind: 'table', value: { id, schema, name, columns, primaryKey: [], distribution: { kind: 'random' }, placement: ['w'] } };
}

function view(id: number, name: string, schema = 'public'): CatalogObject {
  return { kind: 'view', value: { id, schema, name, columns: [], sql: 'SELECT 1', searchPath: ['public'] } };
}

function role(id: number, name: string): CatalogObject {
  return { kind: 'role', value: { ...BOOTSTRAP_ROLE, id, name, validUntil: 5n, memberOf: [{ role: 10, admin: true }] } };
}

function sequence(id: number, name: string, schema = 'public'): CatalogObject {
  const limits = { start: 1n, increment: 1n, min: 1n, max: 9n, cache: 1, cycle: false };
  return { kind: 'sequence', value: { id, schema, name, type: 'int8', ...limits } };
}

function create(object: CatalogObject): CatalogChange {
  return { kind: 'create', object };
}

function failure(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ConductError) return error.code;
    throw error;
  }
  return 'none';
}

/** Data folders of the test that runs, removed at its end. */
const folders: string[] = [];

async function removeFolders(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
}

async function openStore(folder?: string): Promise<{ readonly store: CatalogStore; readonly folder: string }> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'conduct-catalog-')));
  if (!folders.includes(dataDir)) folders.push(dataDir);
  return { store: await CatalogStore.open(nodeRuntime(new MemoryTransport()), dataDir), folder: dataDir };
}

describe('changes of the catalog', () => {
  afterEach(removeFolders);

  it('keeps one space of names for relations of a schema', () => {
    const catalog = applyChanges(new MemoryCatalog(), [create(table(20_000, 'a'))]);
    expect(failure(() => applyChanges(catalog, [create(view(20_001, 'a'))]))).to.equal('42P07');
    expect(failure(() => applyChanges(catalog, [create(view(20_001, 'a', 'nowhere'))]))).to.equal('3F000');
  });

  it('lets names change hands in one list', () => {
    const catalog = applyChanges(new MemoryCatalog(), [create(table(20_000, 'a')), create(table(20_001, 'b'))]);
    const swapped = applyChanges(catalog, [
      { kind: 'alter', object: table(20_000, 'c') },
      { kind: 'alter', object: table(20_001, 'a') },
      { kind: 'alter', object: table(20_000, 'b') },
    ]);
    expect(swapped.findTable('public', 'b')?.id).to.equal(20_000);
    expect(swapped.findTable('public', 'a')?.id).to.equal(20_001);
    expect(swapped.findTable('public', 'c')).to.equal(undefined);
  });

  it('drops a schema only when nothing is left in it', () => {
    const schema: CatalogObject = { kind: 'schema', value: { id: 30_000, name: 's' } };
    const catalog = applyChanges(new MemoryCatalog(), [create(schema), create(view(20_000, 'v', 's'))]);
    expect(failure(() => applyChanges(catalog, [{ kind: 'drop', object: schema }]))).to.equal('2BP01');
    const empty = applyChanges(catalog, [
      { kind: 'drop', object: schema },
      { kind: 'drop', object: view(20_000, 'v', 's') },
    ]);
    expect(empty.hasSchema('s')).to.equal(false);
  });

  it('tells who changes an object that another one has changed since', async () => {
    const { store } = await openStore();
    store.change([create(table(20_000, 'a'))]);
    store.publish();
    const seen = store.published.findTable('public', 'a');
    if (seen === undefined) throw new Error('no table');
    const renamed: CatalogChange = { kind: 'alter', object: { kind: 'table', value: { ...seen, name: 'b' } } };
    const mine = new TransactionCatalog();
    mine.add(store.published, [{ kind: 'alter', object: { kind: 'table', value: { ...seen, name: 'mine' } } }]);
    expect(mine.over(store.published).findTable('public', 'mine')?.id).to.equal(20_000);
    expect(store.published.findTable('public', 'mine')).to.equal(undefined);
    store.change([renamed]);
    store.publish();
    expect(failure(() => mine.over(store.published))).to.equal('40001');
    expect(failure(() => store.change(mine.changes))).to.equal('40001');
    store.close();
  });

  it('goes back to a savepoint', () => {
    const published = new MemoryCatalog();
    const mine = new TransactionCatalog();
    mine.add(published, [create(table(20_000, 'a'))]);
    const savepoint = mine.savepoint();
    mine.add(published, [create(view(20_001, 'v'))]);
    mine.rollbackTo(savepoint);
    expect(mine.over(published).findRelation(null, 'v')).to.equal(undefined);
    expect(mine.over(published).findRelation(null, 'a')?.kind).to.equal('table');
    mine.rollbackTo(0);
    expect(mine.over(published)).to.equal(published);
  });

  it('is the same after it was made durable and loaded again', async function () {
    this.timeout(60_000);
    const names = ['a', 'b', 'c'];
    const step = fc.record({
      kind: fc.constantFrom('create', 'rename', 'drop', 'comment'),
      pick: fc.nat(20),
      name: fc.constantFrom(...names),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { store, folder } = await openStore();
        let carriedOut = 0;
        for (const { kind, pick, name } of steps) {
          const objects = objectsOf(store.published).filter((object) => object.kind !== 'schema' && object.value.id !== BOOTSTRAP_ROLE.id);
          const object = objects[pick % Math.max(objects.length, 1)];
          const make = [table, view, sequence, role][pick % 4] ?? table;
          const change: CatalogChange | undefined =
            kind === 'create'
              ? create(make(store.allocateId(), name))
              : object === undefined
                ? undefined
                : kind === 'rename'
                  ? { kind: 'alter', object: { ...object, value: { ...object.value, name } } as CatalogObject }
                  : kind === 'drop'
                    ? { kind, object }
                    : { kind: 'comment', on: { classId: 1259, objectId: object.value.id, part: 0 }, text: name };
          if (change === undefined || failure(() => store.change([change])) !== 'none') continue;
          carriedOut += 1;
          store.publish();
        }
        const before = store.published;
        expect(before.version).to.equal(carriedOut);
        store.close();
        const { store: second } = await openStore(folder);
        const sorted = (catalog: typeof before): unknown[] =>
          [...objectsOf(catalog)].sort((a, b) => a.value.id - b.value.id).map((object) => JSON.stringify(object, bigints));
        expect(sorted(second.published)).to.deep.equal(sorted(before));
        expect(second.published.comments).to.have.deep.members([...before.comments]);
        second.close();
      }),
      { numRuns: 30 },
    );
  });
});

function bigints(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('values of sequences', () => {
  afterEach(removeFolders);

  it('are not given twice, whatever happens to the conductor', async () => {
    const { store, folder } = await openStore();
    const object = sequence(20_000, 's');
    if (object.kind !== 'sequence') throw new Error('no sequence');
    const wide = { ...object.value, max: 1_000n };
    store.change([create({ kind: 'sequence', value: wide })]);
    const given = [1, 2, 3].map(() => store.sequences.next(wide, 1));
    expect(given).to.deep.equal([1n, 2n, 3n]);
    // Without close(): as after kill -9.
    const { store: second } = await openStore(folder);
    const after = second.sequences.next(wide, 1);
    expect(Number(after)).to.be.greaterThan(3);
    second.close();
    const { store: third } = await openStore(folder);
    expect(third.sequences.next(wide, 1)).to.equal(after + 1n);
    third.close();
    store.close();
  });

  it('end at the bounds, or begin again', async () => {
    const { store } = await openStore();
    const object = sequence(20_000, 's');
    if (object.kind !== 'sequence') throw new Error('no sequence');
    const { value } = object;
    store.change([create(object)]);
    for (let i = 1n; i <= 9n; i += 1n) expect(store.sequences.next(value, 1)).to.equal(i);
    expect(failure(() => store.sequences.next(value, 1))).to.equal('2200H');
    expect(store.sequences.next({ ...value, cycle: true }, 1)).to.equal(1n);
    store.sequences.set(value, 5n, false);
    expect(store.sequences.next(value, 1)).to.equal(5n);
    expect(failure(() => store.sequences.set(value, 10n, true))).to.equal('22003');
    store.close();
  });
});
