import { expect } from 'chai';
import { known } from '../../src/common/assert.js';
import type { PhysType } from '../../src/plan/batch.js';
import { batchColumn, datumAt } from '../../src/plan/datum-batch.js';
import { hashInt64 } from '../../src/plan/hash.js';
import { decodeColumn, decodeHostColumn } from '../../src/storage/encoding/decode-column.js';
import { HyperLogLog } from '../../src/storage/hyperloglog.js';
import { mayMatch } from '../../src/storage/pruning.js';
import type { SectionImage } from '../../src/storage/section-image.js';
import { buildSectionImage, checkBlock, readDescription } from '../../src/storage/section-image.js';
import { sectionStats } from '../../src/storage/statistics.js';
import type { Datum } from '../../src/types/datum.js';
import { TYPES } from '../../src/types/sql-type.js';
import { ALL_TYPES, tableBatch, testRows, testTable } from './support.js';

const noPause = async (): Promise<void> => undefined;

function bytesOf(image: SectionImage): Uint8Array {
  return new Uint8Array(Buffer.concat(image.parts));
}

function rowsOf(image: SectionImage): Datum[][] {
  const bytes = bytesOf(image);
  const { columns, blocks, rows } = readDescription(bytes, 'test');
  const decoded = blocks.map((block, i) => {
    const { name, type } = known(columns[i], 'column');
    const schema = batchColumn(name, type);
    const source = bytes.slice(block.offset, block.offset + block.length);
    checkBlock(block, source, 'test', name);
    return { schema, column: decodeHostColumn(block, source, schema.phys as Exclude<PhysType, 'dict'>) };
  });
  return Array.from({ length: rows }, (_, row) => decoded.map(({ schema, column }) => datumAt(column, schema, row)));
}

describe('section image', () => {
  const table = testTable(1, ALL_TYPES);

  for (const rows of [0, 1, 1023, 1024, 1025]) {
    for (const nullEvery of [0, 1, 3]) {
      it(`keeps ${rows} rows of every type, ${nullEvery === 0 ? 'without NULLs' : `each ${nullEvery}. value NULL`}`, async () => {
        const expected = testRows(ALL_TYPES, rows, nullEvery);
        const image = await buildSectionImage(table, [tableBatch(table, expected)], noPause);
        expect(rowsOf(image)).to.deep.equal(rowsThrough(expected));
        expect(bytesOf(image).byteLength).to.equal(image.bytes);
      });
    }
  }

  /** As batches show them: numerics with the scale of their column. */
  function rowsThrough(rows: Datum[][]): Datum[][] {
    const batch = tableBatch(table, rows);
    return rows.map((_, row) => batch.columns.map((column, i) => datumAt(column, known(batch.schema[i], 'column'), row)));
  }

  it('joins batches of different widths', async () => {
    const ints = testTable(2, [TYPES.int8]);
    const narrow = { ...tableBatch(testTable(3, [TYPES.int4]), [[1], [-5], [null]]) };
    const wide = tableBatch(ints, [[2n ** 40n], [null]]);
    const image = await buildSectionImage(ints, [narrow, wide], noPause);
    expect(rowsOf(image)).to.deep.equal([[1n], [-5n], [null], [2n ** 40n], [null]]);
  });

  it('takes numerics of another form or scale', async () => {
    const numeric = testTable(2, [{ kind: 'numeric', precision: 15, scale: 2 }]);
    const free = tableBatch(testTable(3, [TYPES.numeric]), [[{ unscaled: -15n, scale: 1 }], [{ unscaled: 7n, scale: 0 }]]);
    const image = await buildSectionImage(numeric, [free], noPause);
    expect(rowsOf(image)).to.deep.equal([[{ unscaled: -150n, scale: 2 }], [{ unscaled: 700n, scale: 2 }]]);
  });

  it('stores integers in the narrowest width and few strings as a dictionary', async () => {
    const mixed = testTable(2, [TYPES.int8, TYPES.int8, TYPES.int8, TYPES.int8, TYPES.text, TYPES.text]);
    const rows = Array.from({ length: 1000 }, (_, i) => [
      7n,
      10n ** 15n + BigInt(i % 200),
      BigInt(i * 60),
      BigInt(i) * 10n ** 12n,
      `s${i % 9}`,
      `u${i}`,
    ]);
    const image = await buildSectionImage(mixed, [tableBatch(mixed, rows)], noPause);
    expect(image.description.blocks.map(({ encoding }) => ('width' in encoding ? encoding.width : encoding.kind))).to.deep.equal([
      0,
      1,
      2,
      8,
      'dictionary',
      'strings',
    ]);
    expect(rowsOf(image)).to.deep.equal(rows);
  });

  it('clusters the rows by bucket and keeps their order within one', async () => {
    const keyed = testTable(2, [TYPES.int4, TYPES.int4], { kind: 'hash', ordinals: [0] });
    const rows = Array.from({ length: 5000 }, (_, i) => [i % 1000, i]);
    const image = await buildSectionImage(keyed, [tableBatch(keyed, rows)], noPause);
    const offsets = known(image.description.bucketOffsets, 'bucket offsets');
    expect(offsets).to.have.length(257);
    const stored = rowsOf(image) as number[][];
    for (let bucket = 0; bucket < 256; bucket += 1) {
      const own = stored.slice(offsets[bucket], offsets[bucket + 1]);
      for (const [key] of own) expect(hashInt64(known(key, 'key'), 0) >>> 24).to.equal(bucket);
      const order = own.map(([, position]) => position);
      expect(order).to.deep.equal([...order].sort((a, b) => Number(a) - Number(b)));
    }
    expect(stored.map(([, position]) => position).sort((a, b) => Number(a) - Number(b))).to.deep.equal(rows.map(([, i]) => i));
  });

  it('decodes narrow integers around the borders of 32 and 64 bits in every width', async () => {
    const ints = testTable(2, [TYPES.int8]);
    for (const base of [
      -1n,
      -200n,
      2n ** 31n - 100n,
      2n ** 32n - 100n,
      -(2n ** 31n) - 50n,
      -(2n ** 32n) - 100n,
      2n ** 63n - 300n,
      -(2n ** 63n),
    ]) {
      const rows = Array.from({ length: 250 }, (_, i) => [base + BigInt(i)]);
      const image = await buildSectionImage(ints, [tableBatch(ints, rows)], noPause);
      expect(rowsOf(image)).to.deep.equal(rows);
      const block = known(image.description.blocks[0], 'block');
      const target = new ArrayBuffer(250 * 16 + 64);
      decodeColumn(block, bytesOf(image).slice(block.offset, block.offset + block.length), 'i128', target, 0);
      const words = new BigInt64Array(target, 0, 500);
      for (const [i, [value]] of rows.entries()) {
        expect((known(words[i * 2 + 1], 'high') << 64n) | BigInt.asUintN(64, known(words[i * 2], 'low'))).to.equal(value);
      }
    }
  });

  it('names file and column when a byte of a block has changed', async () => {
    const image = await buildSectionImage(table, [tableBatch(table, testRows(ALL_TYPES, 10))], noPause);
    const bytes = bytesOf(image);
    const block = known(image.description.blocks[3], 'block');
    bytes[block.offset + 5] = known(bytes[block.offset + 5], 'byte') ^ 1;
    expect(() => checkBlock(block, bytes.slice(block.offset, block.offset + block.length), '/data/x.section', 'c3'))
      .to.throw('/data/x.section is corrupted: column "c3" has a wrong checksum')
      .with.property('code', 'XX001');
  });

  it('refuses a cut image', async () => {
    const bytes = bytesOf(await buildSectionImage(table, [tableBatch(table, testRows(ALL_TYPES, 3))], noPause));
    for (const length of [0, 10, 100, bytes.length - 1]) {
      expect(() => readDescription(bytes.slice(0, length), 'x'))
        .to.throw('x is corrupted')
        .with.property('code', 'XX001');
    }
  });
});

describe('section statistics', () => {
  it('has exact counts and bounds and a near distinct count', async () => {
    const table = testTable(1, [TYPES.int4, TYPES.text, { kind: 'char', length: 5 }, { kind: 'numeric', precision: 12, scale: 2 }]);
    const parts = [0, 1].map((part) =>
      tableBatch(
        table,
        Array.from({ length: 5000 }, (_, i) => [
          i % 10 === 0 ? null : i + part * 5000,
          `k${String(i % 700).padStart(3, '0')}`,
          'ab   ',
          { unscaled: BigInt(i), scale: 2 },
        ]),
      ),
    );
    const images = await Promise.all(parts.map((part) => buildSectionImage(table, [part], noPause)));
    const { stats, sketches } = sectionStats(
      4,
      images.map(({ description }) => description),
    );
    expect(sketches).to.have.length(4);
    expect(stats.rows).to.equal(10_000);
    const [ints, texts, chars, numerics] = stats.columns;
    expect(ints).to.include({ nulls: 1000, min: 1n, max: 9999n });
    expect(known(ints, 'ints').distinct).to.be.within(8_400, 9_000);
    expect(texts).to.include({ nulls: 0, minText: 'k000', maxText: 'k699', meanBytes: 4 });
    expect(known(texts, 'texts').distinct).to.be.within(650, 750);
    expect(chars).to.deep.include({ minText: 'ab', maxText: 'ab', distinct: 1, common: [{ value: 'ab   ', share: 1 }] });
    expect(numerics).to.include({ min: 0n, max: 4999n });
  });

  it('cuts text bounds to bounds', async () => {
    const table = testTable(1, [TYPES.text]);
    const long = 'é'.repeat(40);
    const { description } = await buildSectionImage(table, [tableBatch(table, [[long]])], noPause);
    const { minText, maxText } = known(description.blocks[0], 'block').stats;
    expect(minText).to.equal('é'.repeat(16));
    expect(Buffer.compare(Buffer.from(known(maxText, 'max')), Buffer.from(long))).to.equal(1);
  });

  it('estimates distinct values within a few per cent and merges', () => {
    const whole = new HyperLogLog();
    const merged = new HyperLogLog();
    for (let part = 0; part < 4; part += 1) {
      const sketch = new HyperLogLog();
      for (let i = part * 40_000; i < part * 40_000 + 60_000; i += 1) {
        sketch.add(hashInt64(i, 0));
        whole.add(hashInt64(i, 0));
      }
      merged.merge(HyperLogLog.fromBase64(sketch.toBase64()));
    }
    expect(merged.toBase64()).to.equal(whole.toBase64());
    expect(merged.estimate()).to.be.within(165_000, 195_000);
    expect(HyperLogLog.fromBase64('').estimate()).to.equal(0);
  });

  it('skips a section only when none of its rows can match', async () => {
    const table = testTable(1, [TYPES.int4, TYPES.text, TYPES.int4]);
    const { description } = await buildSectionImage(
      table,
      [
        tableBatch(table, [
          [10, 'b', null],
          [20, 'd', null],
        ]),
      ],
      noPause,
    );
    const matches = (ordinal: number, op: '=' | '<' | '<=' | '>' | '>=', value: bigint | string): boolean =>
      mayMatch(description, [{ ordinal, op, value }]);
    expect([9n, 10n, 15n, 20n, 21n].map((value) => matches(0, '=', value))).to.deep.equal([false, true, true, true, false]);
    expect([10n, 11n].map((value) => matches(0, '<', value))).to.deep.equal([false, true]);
    expect([9n, 10n].map((value) => matches(0, '<=', value))).to.deep.equal([false, true]);
    expect([19n, 20n].map((value) => matches(0, '>', value))).to.deep.equal([true, false]);
    expect([20n, 21n].map((value) => matches(0, '>=', value))).to.deep.equal([true, false]);
    expect(['a', 'b', 'c', 'e'].map((value) => matches(1, '=', value))).to.deep.equal([false, true, true, false]);
    expect(matches(2, '=', 1n)).to.equal(false);
  });
});
