/** Messages that compiled code makes are those that the frontend makes of the same rows, byte by byte. */
import { expect } from 'chai';
import type { Engine } from '../../src/exec/engine.js';
import { BatchRows } from '../../src/frontend/row-writer.js';
import { MessageWriter } from '../../src/frontend/wire/message-writer.js';
import type { HostBatch } from '../../src/plan/batch.js';
import type { ColumnInfo } from '../../src/plan/column-info.js';
import { batchFromRows } from '../../src/plan/datum-batch.js';
import { describeType } from '../../src/plan/phys-type.js';
import { isRenderable, WIRE_ROW } from '../../src/plan/wire-row.js';
import type { Datum } from '../../src/types/datum.js';
import { type SqlType, TYPES } from '../../src/types/sql-type.js';
import { base, call, column, input, type Row, ref, runPlan, seeded, withEngine } from './support.js';

const DAY = 86_400_000_000n;
const INFINITE = [0x7fff_ffff_ffff_ffffn, -0x8000_0000_0000_0000n];
const decimal = (precision: number, scale: number): SqlType => ({ kind: 'numeric', precision, scale });
const unscaled = (scale: number, ...values: readonly bigint[]): Datum[] =>
  values.flatMap((value) => [
    { unscaled: value, scale },
    { unscaled: -value, scale },
  ]);

/** Values of each type, with those at its ends. */
const VALUES: readonly (readonly [type: SqlType, values: readonly Datum[]])[] = [
  [TYPES.bool, [true, false]],
  [TYPES.int2, [0, 1, -1, 9, 10, 32_767, -32_768]],
  [TYPES.int4, [0, 99, 100, 999, 1_000, 9_999, 10_000, 99_999, 100_000, 999_999, 1_000_000, 2_147_483_647, -2_147_483_648]],
  [TYPES.int8, [0n, 4_294_967_295n, 4_294_967_296n, -4_294_967_297n, 9_223_372_036_854_775_807n, -9_223_372_036_854_775_808n]],
  [decimal(9, 2), unscaled(2, 0n, 1n, 99n, 100n, 12_345n, 999_999_999n)],
  [decimal(18, 18), unscaled(18, 0n, 1n, 999_999_999_999_999_999n)],
  [decimal(18, 0), unscaled(0, 0n, 10n, 999_999_999_999_999_999n)],
  [decimal(38, 10), unscaled(10, 0n, 1n, 10n ** 10n, 10n ** 18n, 10n ** 19n - 1n, 2n ** 64n, 10n ** 36n + 7n, 10n ** 38n - 1n)],
  [decimal(38, 0), unscaled(0, 0n, 7n, 2n ** 63n, 2n ** 64n, 10n ** 37n)],
  [decimal(38, 38), unscaled(38, 0n, 1n, 10n ** 38n - 1n)],
  [TYPES.numeric, [...unscaled(0, 0n, 5n, 10n ** 34n), ...unscaled(20, 1n, 10n ** 20n), ...unscaled(100, 3n)]],
  [TYPES.date, [0, 1, -1, 58, 59, 60, 365, 366, -730_119, -730_120, -2_451_545, 2_921_940, 100_000_000, Infinity, -Infinity]],
  [
    TYPES.timestamp,
    [
      0n,
      1n,
      -1n,
      10n,
      123_456n,
      500_000n,
      DAY - 1n,
      DAY,
      -DAY - 1n,
      -730_119n * DAY - 1n,
      -730_119n * DAY,
      (300_000_000n * DAY) / 1_000n,
      ...INFINITE,
    ],
  ],
  [TYPES.text, ['', 'a', 'ä€𝄞', 'x'.repeat(300), '\t\n\\']],
  [TYPES.varchar, ['', 'many '.repeat(5_000)]],
  [{ kind: 'char', length: 4 }, ['abcd', 'a   ']],
  [TYPES.uuid, ['00000000-0000-0000-0000-000000000001', 'ffffffff-ffff-ffff-ffff-ffffffffffff']],
];

describe('rows as messages', () => {
  const columns = VALUES.map(([type], i) => column(i + 1, type));

  const rowsOf = (count: number): Row[] => {
    const random = seeded(count + 5);
    return Array.from({ length: count }, (_, row) =>
      VALUES.map(([, values]) => {
        if (random() < 0.15) return null;
        return values[row < values.length ? row : Math.floor(random() * values.length)] ?? null;
      }),
    );
  };

  const rendered = async (engine: Engine, given: readonly ColumnInfo[], rows: readonly Row[]): Promise<Buffer> => {
    const source = input(given, rows);
    const message = column(given.length + 1, TYPES.text, false);
    const plan = {
      ...base([message]),
      kind: 'project' as const,
      input: source.node,
      exprs: [call(WIRE_ROW, TYPES.text, ...given.map(ref))],
    };
    const parts: Uint8Array[] = [];
    await runPlan(engine, plan, [source], {
      onBatch: (batch: HostBatch) => parts.push(batch.columns[0]?.data.slice() ?? new Uint8Array()),
    });
    return Buffer.concat(parts);
  };

  const expected = (given: readonly ColumnInfo[], rows: readonly Row[]): Buffer => {
    const result = given.map(({ name, type }) => ({ name, type, tableOid: 0, attribute: 0 }));
    const batch = new BatchRows(batchFromRows(given, rows), result, []);
    const writer = new MessageWriter();
    const parts: Buffer[] = [];
    for (let row = 0; row < rows.length; ) {
      row = batch.write(writer, row, rows.length);
      parts.push(Buffer.from(writer.detach().chunk));
    }
    return Buffer.concat(parts);
  };

  for (const count of [0, 1, 1023, 1024, 1025]) {
    it(`are the same for ${count} rows of all types`, () =>
      withEngine(1, 'inline', async (engine) => {
        const rows = rowsOf(count);
        expect(columns.every((info) => isRenderable(info, true))).to.equal(true);
        const [made, wanted] = [await rendered(engine, columns, rows), expected(columns, rows)];
        expect(made.length).to.equal(wanted.length);
        expect(made.equals(wanted), `byte ${made.findIndex((byte, i) => byte !== wanted[i])}`).to.equal(true);
      }));
  }

  it('are the same for each value of a type alone, never NULL', () =>
    withEngine(1, 'inline', async (engine) => {
      for (const [type, values] of VALUES) {
        const given = [column(1, type, false)];
        const rows = values.map((value) => [value]);
        expect((await rendered(engine, given, rows)).toString('latin1'), type.kind).to.equal(expected(given, rows).toString('latin1'));
      }
    }));

  it('are not made of types without a compiled text form, nor of dates in other styles', () => {
    for (const type of [TYPES.float8, TYPES.interval, TYPES.bytea]) {
      expect(isRenderable(describeType(type, true), true), type.kind).to.equal(false);
    }
    expect(isRenderable(describeType(TYPES.date, true), false)).to.equal(false);
    expect(isRenderable({ ...describeType(TYPES.numeric, true), phys: 'str' }, true)).to.equal(false);
  });
});
