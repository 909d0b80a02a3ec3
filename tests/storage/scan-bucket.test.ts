/** A scan of one bucket gives its rows in every physical type, and a handful of others at the most. */
import { expect } from 'chai';
import { known } from '../../src/common/assert.js';
import { LIMITS } from '../../src/common/limits.js';
import type { PhysType } from '../../src/plan/batch.js';
import { hashRows } from '../../src/plan/batch-rows.js';
import { bucketOfHash } from '../../src/plan/hash.js';
import type { Datum } from '../../src/types/datum.js';
import { type SqlType, TYPES } from '../../src/types/sql-type.js';
import {
  chunkRows,
  openStore,
  removeTemporaryFolders,
  scanNode,
  tableBatch,
  temporaryFolder,
  testMemory,
  testRows,
  testTable,
  write,
} from './support.js';

/** One of each width, and text, which comes as itself and as codes. */
const WIDTHS: readonly SqlType[] = [TYPES.bool, TYPES.int4, TYPES.int8, TYPES.numeric, TYPES.text];

describe('a scan of one bucket', () => {
  afterEach(removeTemporaryFolders);

  it('gives the rows of the bucket out of sections and out of the delta', async () => {
    const memory = testMemory();
    const store = await openStore(await temporaryFolder(), memory);
    const table = testTable(1, [TYPES.int4, ...WIDTHS], { kind: 'hash', ordinals: [0] });
    const some = testRows(WIDTHS, 500, 3);
    const rowsFrom = (from: number, count: number): Datum[][] =>
      Array.from({ length: count }, (_, i) => [from + i, ...known(some[(from + i) % some.length], 'row')]);
    const section = rowsFrom(0, LIMITS.deltaRows);
    const delta = rowsFrom(LIMITS.deltaRows, 300);
    await write(store, table, 1, [tableBatch(table, section)]);
    await write(store, table, 2, [tableBatch(table, delta)]);
    const all = [...section, ...delta];
    const buckets = [...hashRows(tableBatch(table, all), [0])].map(bucketOfHash);
    const texts = (rows: readonly (readonly Datum[])[]): string[] => rows.map((row) => JSON.stringify(row, plain)).sort();
    const forms: ((ordinal: number) => PhysType | undefined)[] = [() => undefined, (ordinal) => (ordinal === 5 ? 'dict' : undefined)];
    for (const form of forms) {
      const plainNode = scanNode(table, 2);
      const base = scanNode(table, 2, undefined, { phys: (ordinal) => form(ordinal) ?? known(plainNode.columns[ordinal], 'column').phys });
      const whole = await rowsOf(store.scan(base, table), (chunk) => chunkRows(memory, base, chunk));
      for (const bucket of [0, 1, 100, 255]) {
        const node = { ...base, bucket };
        const stream = store.scan(node, table);
        const rows: Datum[][] = [];
        let given = 0;
        for (let chunk = await stream.next(); chunk !== null; chunk = await stream.next()) {
          given += chunk.rows;
          rows.push(...chunkRows(memory, node, chunk));
        }
        stream.release();
        const own = rows.filter((row) => buckets[Number(row[0])] === bucket);
        expect(texts(own)).to.deep.equal(texts(whole.filter((row) => buckets[Number(row[0])] === bucket)));
        expect(own.length).to.be.greaterThan(100);
        expect(given).to.be.at.most(own.length + 7 + delta.length);
      }
    }
    await store.close();
  }).timeout(20_000);
});

async function rowsOf<C>(stream: { next(): Promise<C | null>; release(): void }, read: (chunk: C) => Datum[][]): Promise<Datum[][]> {
  const rows: Datum[][] = [];
  for (let chunk = await stream.next(); chunk !== null; chunk = await stream.next()) rows.push(...read(chunk));
  stream.release();
  return rows;
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
