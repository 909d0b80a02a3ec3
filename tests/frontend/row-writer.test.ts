import { expect } from 'chai';
import fc from 'fast-check';
import { BatchRows } from '../../src/frontend/row-writer.js';
import { CHUNK_BYTES, MessageWriter } from '../../src/frontend/wire/message-writer.js';
import type { BatchColumn } from '../../src/plan/batch.js';
import { batchColumn, batchFromRows } from '../../src/plan/datum-batch.js';
import { formatBinary } from '../../src/types/binary-format.js';
import type { Datum } from '../../src/types/datum.js';
import { type SqlType, TYPES } from '../../src/types/sql-type.js';
import { formatText } from '../../src/types/text-format.js';

/** Values of one column as their bytes in a format. */
function render(schema: BatchColumn, values: readonly Datum[], format: number): (Buffer | null)[] {
  const batch = batchFromRows(
    [schema],
    values.map((value) => [value]),
  );
  const rows = new BatchRows(batch, [{ name: 'c', type: schema.type, tableOid: 0, attribute: 0 }], [format]);
  const out = new MessageWriter();
  const bytes: Buffer[] = [];
  for (let row = 0; row < rows.rows; ) {
    row = rows.write(out, row, rows.rows);
    const { chunk } = out.detach();
    bytes.push(chunk);
  }
  const all = Buffer.concat(bytes);
  const rendered: (Buffer | null)[] = [];
  for (let at = 0; at < all.length; ) {
    expect(all.toString('latin1', at, at + 1)).to.equal('D');
    const length = all.readInt32BE(at + 1);
    expect(all.readInt16BE(at + 5)).to.equal(1);
    const size = all.readInt32BE(at + 7);
    rendered.push(size < 0 ? null : all.subarray(at + 11, at + 11 + size));
    expect(length).to.equal(10 + Math.max(size, 0));
    at += 1 + length;
  }
  return rendered;
}

const numeric = (precision: number | null, scale: number | null): SqlType => ({ kind: 'numeric', precision, scale });
const decimals = (digits: number, scale: number): fc.Arbitrary<Datum> =>
  fc.bigInt({ min: -(10n ** BigInt(digits)) + 1n, max: 10n ** BigInt(digits) - 1n }).map((unscaled) => ({ unscaled, scale }));

const INT64 = 2n ** 63n;
const CASES: readonly (readonly [name: string, type: SqlType, values: fc.Arbitrary<Datum>])[] = [
  ['bool', TYPES.bool, fc.boolean()],
  ['int2', TYPES.int2, fc.integer({ min: -32768, max: 32767 })],
  ['int4', TYPES.int4, fc.oneof(fc.integer(), fc.constantFrom(0, -1, 9, 10, 99_999, 100_000, -(2 ** 31), 2 ** 31 - 1))],
  ['int8', TYPES.int8, fc.oneof(fc.bigInt({ min: -INT64, max: INT64 - 1n }), fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }))],
  ['oid', TYPES.oid, fc.integer({ min: 0, max: 2 ** 32 - 1 })],
  ['float8', TYPES.float8, fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, 1e15, 1e14, 1e21, Number.NaN))],
  ['float4', TYPES.float4, fc.oneof(fc.float(), fc.constantFrom(1e6, 999_999, 100_000, -0))],
  ['numeric(9,2)', numeric(9, 2), decimals(9, 2)],
  ['numeric(9,9)', numeric(9, 9), decimals(9, 9)],
  ['numeric(15,2)', numeric(15, 2), decimals(15, 2)],
  ['numeric(18,4)', numeric(18, 4), decimals(18, 4)],
  ['numeric(18,17)', numeric(18, 17), decimals(18, 17)],
  ['numeric(38,6)', numeric(38, 6), fc.oneof(decimals(38, 6), decimals(17, 6), decimals(19, 6))],
  [
    'numeric',
    numeric(null, null),
    fc.oneof(
      fc.integer({ min: 0, max: 30 }).chain((scale) => fc.oneof(decimals(30, scale), decimals(12, scale))),
      fc.constant<Datum>({ unscaled: 0n, scale: 0, special: 'NaN' }),
    ),
  ],
  ['text', TYPES.text, fc.oneof(fc.string(), fc.string({ unit: 'grapheme', maxLength: 100 }))],
  [
    'date',
    TYPES.date,
    fc.oneof(
      fc.integer({ min: -2_451_545, max: 2_145_031_948 }),
      fc.integer({ min: -800_000, max: 10_000 }),
      fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -730_119, -730_120, 0, -1, 59, 60),
    ),
  ],
  [
    'timestamp',
    TYPES.timestamp,
    fc.oneof(
      fc.bigInt({ min: -211_813_488_000_000_000n, max: 9_223_371_331_199_999_999n }),
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      fc.constantFrom(INT64 - 1n, -INT64, 0n, -1n, 1_500_000n, -63_082_281_600_000_001n),
    ),
  ],
  [
    'interval',
    TYPES.interval,
    fc.record({
      months: fc.integer({ min: -10_000, max: 10_000 }),
      days: fc.integer({ min: -10_000, max: 10_000 }),
      micros: fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
    }),
  ],
];

describe('row writer', () => {
  for (const [name, type, values] of CASES) {
    it(`writes ${name} as types/ does, in text and binary`, () => {
      const schema = batchColumn('c', type);
      fc.assert(
        fc.property(fc.array(fc.option(values, { freq: 6 }), { minLength: 1, maxLength: 20 }), (list) => {
          const text = render(schema, list, 0).map((bytes) => bytes?.toString('utf8') ?? null);
          expect(text).to.deep.equal(list.map((value) => (value === null ? null : formatText(type, value))));
          const binary = render(schema, list, 1).map((bytes) => bytes?.toString('hex') ?? null);
          expect(binary).to.deep.equal(
            list.map((value) => (value === null ? null : Buffer.from(formatBinary(type, value)).toString('hex'))),
          );
        }),
        { numRuns: 200 },
      );
    });
  }

  it('stops at a full chunk and goes on with the next row', () => {
    const schema = [batchColumn('t', TYPES.text), batchColumn('n', TYPES.int4)];
    const count = 5_000;
    const batch = batchFromRows(
      schema,
      Array.from({ length: count }, (_, i) => ['y'.repeat(i % 200), i]),
    );
    const columns = schema.map(({ name, type }) => ({ name, type, tableOid: 0, attribute: 0 }));
    const rows = new BatchRows(batch, columns, [0, 0]);
    const out = new MessageWriter();
    let row = 0;
    let chunks = 0;
    let messages = 0;
    while (row < count) {
      row = rows.write(out, row, count);
      chunks++;
      const { chunk, buffer } = out.detach();
      if (row < count) expect(chunk.length).to.be.within(CHUNK_BYTES, CHUNK_BYTES + 1_000);
      for (let at = 0; at < chunk.length; at += 1 + chunk.readInt32BE(at + 1)) messages++;
      out.recycle(buffer);
    }
    expect(messages).to.equal(count);
    expect(chunks).to.be.greaterThan(5);
  });

  it('writes one value that is larger than a chunk', () => {
    const long = 'z'.repeat(1 << 20);
    expect(render(batchColumn('t', TYPES.text), [long, null], 0)).to.deep.equal([Buffer.from(long), null]);
  });

  it('reads columns that lie at odd addresses', () => {
    const schema = [batchColumn('n', TYPES.int8)];
    const batch = batchFromRows(schema, [[1n], [-2n]]);
    const moved = Buffer.alloc(33);
    moved.set(batch.columns[0]?.data ?? [], 3);
    const odd = { ...batch, columns: [{ data: new Uint8Array(moved.buffer, moved.byteOffset + 3, 16), validity: null, offsets: null }] };
    const rows = new BatchRows(odd, [{ name: 'n', type: TYPES.int8, tableOid: 0, attribute: 0 }], [0]);
    const out = new MessageWriter();
    expect(rows.write(out, 0, 2)).to.equal(2);
    expect(out.detach().chunk.toString('latin1')).to.include('-2');
  });
});
