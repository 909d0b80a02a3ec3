import { expect } from 'chai';
import { batchColumn, batchFromRows, physOfType, rowsFromBatch } from '../../src/plan/datum-batch.js';
import type { Datum } from '../../src/types/datum.js';
import { formatText, parseText } from '../../src/types/text-format.js';
import { parseTypeName } from '../../src/types/type-name.js';

const COLUMNS: readonly (readonly [string, readonly string[]])[] = [
  ['bool', ['t', 'f', 't']],
  ['int2', ['-32768', '0', '32767']],
  ['int4', ['-2147483648', '0', '2147483647']],
  ['int8', ['-9223372036854775808', '0', '9223372036854775807']],
  ['oid', ['0', '1', '4294967295']],
  ['float4', ['0.1', '-0', 'NaN']],
  ['float8', ['0.1', '-Infinity', '1e-300']],
  ['numeric(9,2)', ['-9999999.99', '0.00', '1.50']],
  ['numeric(18,4)', ['-99999999999999.9999', '0.0000', '1.5000']],
  ['numeric(38,10)', ['-9999999999999999999999999999.9999999999', '0.0000000000', '1.5000000000']],
  ['numeric', ['-66461399789245793645190353014017228.7', '0.000', 'NaN']],
  ['text', ['', 'Zürich', '\u{1f600}']],
  ['char(3)', ['a  ', 'abc', '   ']],
  ['date', ['infinity', '1998-09-02', '-infinity']],
  ['timestamp', ['infinity', '1998-09-02 12:34:56.789', '-infinity']],
  ['interval', ['1 year 2 mons -3 days +04:05:06.7', '00:00:00', '-1 days']],
];

describe('datum batches', () => {
  it('keeps every value of every type, with and without NULLs', () => {
    const types = COLUMNS.map(([name]) => parseTypeName(name));
    const schema = types.map((type, ordinal) => batchColumn(`c${ordinal}`, type));
    for (const nullRow of [-1, 0, 1, 2]) {
      const rows = [0, 1, 2].map((row) =>
        COLUMNS.map(([, texts], ordinal): Datum => {
          const type = types[ordinal];
          return row === nullRow || type === undefined ? null : parseText(type, texts[row] ?? '');
        }),
      );
      const batch = batchFromRows(schema, rows);
      expect(batch.columns.every((column) => (column.validity === null) === (nullRow === -1))).to.equal(true);
      const back = rowsFromBatch(batch);
      for (const [row, values] of back.entries()) {
        for (const [ordinal, value] of values.entries()) {
          const type = types[ordinal];
          const expected = row === nullRow ? null : (COLUMNS[ordinal]?.[1][row] ?? null);
          expect(value === null || type === undefined ? null : formatText(type, value)).to.equal(expected);
        }
      }
    }
  });

  it('makes empty batches', () => {
    const batch = batchFromRows([batchColumn('a', parseTypeName('text')), batchColumn('b', parseTypeName('int4'))], []);
    expect(batch.rows).to.equal(0);
    expect(rowsFromBatch(batch)).to.deep.equal([]);
    expect(batch.columns[0]?.offsets?.length).to.equal(1);
  });

  it('stores types in their default form', () => {
    expect(physOfType(parseTypeName('numeric(15,2)'))).to.deep.equal({ phys: 'i64', scale: 2 });
    expect(physOfType(parseTypeName('numeric(3,-2)'))).to.deep.equal({ phys: 'i32', scale: 0 });
    expect(physOfType(parseTypeName('numeric(39,2)'))).to.deep.equal({ phys: 'num', scale: 0 });
    expect(physOfType(parseTypeName('char(3)'))).to.deep.equal({ phys: 'str', scale: 0 });
  });

  it('keeps numerics of any length as texts', () => {
    const type = parseTypeName('numeric');
    const values = [`1${'0'.repeat(40)}.500`, 'Infinity', '-7.0', 'NaN'].map((text) => parseText(type, text));
    const batch = batchFromRows(
      [batchColumn('n', type)],
      values.map((value) => [value]),
    );
    expect(batch.schema[0]?.phys).to.equal('str');
    expect(rowsFromBatch(batch).map(([value]) => value)).to.deep.equal(values);
  });
});
