/** Rows that compiled code reads, against those that the parser reads by itself: the same values, the same errors at the same places. */
import { expect } from 'chai';
import type { TableDef } from '../../src/catalog/table-def.js';
import { emptyStats } from '../../src/catalog/table-stats.js';
import { known } from '../../src/common/assert.js';
import { ConductError } from '../../src/common/errors.js';
import { rowsFromBatch } from '../../src/plan/datum-batch.js';
import type { FieldFormat } from '../../src/plan/field-format.js';
import { CopyParser } from '../../src/storage/formats/copy-parser.js';
import { PlainReader } from '../../src/storage/formats/plain-reader.js';
import type { SqlType } from '../../src/types/sql-type.js';
import { formatText } from '../../src/types/text-format.js';

/** From here on data is read by compiled code. */
const BIG_BYTES = 70_000;
const SMALL_PIECE = 30_000;
const SEEDS = 60;

interface Kind {
  readonly type: SqlType;
  readonly usual: readonly string[];
  /** Taken by the type, but not plain. */
  readonly odd: readonly string[];
  readonly wrong: readonly string[];
}

const KINDS: readonly Kind[] = [
  { type: { kind: 'int2' }, usual: ['0', '-5', '32767', '-32768', '007'], odd: ['+4', ' 7 '], wrong: ['32768', '-32769', '', '-', '1x'] },
  {
    type: { kind: 'int4' },
    usual: ['0', '12', '-2147483648', '2147483647'],
    odd: ['+1', '0000000000000000000001'],
    wrong: ['2147483648', '1.0'],
  },
  {
    type: { kind: 'int8' },
    usual: ['0', '-1', '999999999999999999', '4294967296'],
    odd: ['9223372036854775807', '-9223372036854775808'],
    wrong: ['9223372036854775808', 'a'],
  },
  {
    type: { kind: 'numeric', precision: 15, scale: 2 },
    usual: ['0.05', '-1234567890123.45', '12', '7.', '.5', '-.25'],
    odd: ['1.005', '1e3', '000000000000000000001'],
    wrong: ['12345678901234', '.', '-', '1.2.3'],
  },
  {
    type: { kind: 'numeric', precision: 4, scale: 4 },
    usual: ['0.5', '.1234', '0', '-0.9999'],
    odd: ['0.00001', '0.99994'],
    wrong: ['1.0', '10'],
  },
  {
    type: { kind: 'numeric', precision: 9, scale: 0 },
    usual: ['999999999', '-1', '0'],
    odd: ['1.4', '-7.5'],
    wrong: ['1000000000', 'NaNs'],
  },
  {
    type: { kind: 'date' },
    usual: ['2000-01-01', '1999-12-31', '2024-02-28', '0001-01-01', '9999-12-31', '1900-03-01', '2023-07-31', '2023-08-31', '2023-11-30'],
    odd: ['2024-02-29', 'infinity', 'Jan 5 1998', '1998-1-5', '0044-03-15 BC'],
    wrong: ['2023-02-29', '2023-04-31', '2023-13-01', '2023-00-10', '2023-01-00', '0000-01-01', '20x3-01-01'],
  },
  {
    type: { kind: 'timestamp' },
    usual: ['2000-01-01 00:00:00', '1969-07-20 20:17:40.5', '2024-01-02 03:04:05.123456', '0001-01-01 23:59:59'],
    odd: ['2024-02-29 01:02:03', '2024-01-02T03:04:05', '2024-01-02', '2024-01-02 03:04:05.1234567'],
    wrong: ['2024-01-02 25:00:00', '2024-01-02 03:04:05x', '2024-01-02 03:61:00'],
  },
  {
    type: { kind: 'float8' },
    usual: ['0', '1.5', '-0.1', '123456789012345', '.5'],
    odd: ['-0', '1e300', 'NaN', '1234567890123456789'],
    wrong: ['x', '1e999', ''],
  },
  { type: { kind: 'bool' }, usual: ['t', 'f', 'true'], odd: ['no', ' on '], wrong: ['maybe'] },
  { type: { kind: 'interval' }, usual: ['1 day', '-00:00:01'], odd: ['P1Y'], wrong: ['1 dog'] },
  {
    type: { kind: 'numeric', precision: null, scale: null },
    usual: ['1.10', '-0.001'],
    odd: ['123456789012345678901.5', 'NaN', `1${'0'.repeat(60)}`],
    wrong: ['z'],
  },
  {
    type: { kind: 'text' },
    usual: ['', 'a', 'some words that are longer than sixteen bytes', 'äöü €', 'x'.repeat(300)],
    odd: ['it is "quoted"', 'a,b|c'],
    wrong: [],
  },
  { type: { kind: 'varchar', length: 6 }, usual: ['', 'abcdef', 'äöü'], odd: ['äöüäöü', 'ab      '], wrong: ['abcdefg'] },
  {
    type: { kind: 'char', length: 20 },
    usual: ['', 'a', 'twenty characters ok', 'DELIVER IN PERSON'],
    odd: ['äöü', `${'x'.repeat(20)}   `],
    wrong: ['x'.repeat(21)],
  },
];

function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function tableOf(kinds: readonly Kind[], notNull: (column: number) => boolean): TableDef {
  const columns = kinds.map(({ type }, i) => ({ name: `c${i}`, type, notNull: notNull(i) }));
  return {
    id: 1,
    schema: 'public',
    name: 't',
    columns,
    primaryKey: [],
    distribution: { kind: 'random' },
    placement: [],
    version: 0,
    stats: emptyStats(columns),
  };
}

function format(pick: (below: number) => number): FieldFormat {
  const csv = pick(2) === 0;
  const common = { header: pick(4) === 0, forceNotNull: [], forceNull: [], quote: pick(2) === 0 ? '"' : "'" };
  return {
    ...common,
    format: csv ? 'csv' : 'text',
    delimiter: csv ? known([',', ';', '|'][pick(3)], 'delimiter') : known(['\t', '|', ','][pick(3)], 'delimiter'),
    null: csv ? known(['', 'NULL'][pick(2)], 'null') : known(['\\N', '', 'nil'][pick(3)], 'null'),
    escape: pick(3) === 0 ? '\\' : common.quote,
  };
}

function written(
  text: string,
  { format: form, delimiter, quote, escape: escapeSign, null: nullText }: FieldFormat,
  pick: (below: number) => number,
): string {
  if (form !== 'csv') return text.replaceAll('\\', '\\\\').replaceAll(delimiter, `\\${delimiter}`);
  const special = [quote, escapeSign, delimiter, '\n', '\r'].some((sign) => text.includes(sign));
  if (!special && text !== nullText && pick(3) > 0) return text;
  const inside = text.replaceAll(new RegExp(`[${quote}${escapeSign === '\\' ? '\\\\' : ''}]`, 'g'), (sign) => escapeSign + sign);
  return quote + inside + quote;
}

function dataOf(kinds: readonly Kind[], table: TableDef, options: FieldFormat, wrongAt: number, pick: (below: number) => number): Buffer {
  const lineEnd = pick(3) === 0 ? '\r\n' : '\n';
  const lines: string[] = [];
  let bytes = 0;
  if (options.header !== false) lines.push(kinds.map((_, i) => `c${i}`).join(options.delimiter));
  for (let row = 0; bytes < BIG_BYTES * 1.5; row += 1) {
    const fields = kinds.map(({ usual, odd, wrong }, column) => {
      if (table.columns[column]?.notNull === false && pick(12) === 0) return options.null;
      const from = row === wrongAt && wrong.length > 0 ? wrong : pick(40) === 0 ? odd : usual;
      return written(known(from[pick(from.length)], 'text'), options, pick);
    });
    if (row === wrongAt && pick(4) === 0) fields.pop();
    if (row === wrongAt && pick(6) === 0) fields.push('1');
    const line = fields.join(options.delimiter);
    lines.push(line);
    bytes += line.length + 1;
  }
  return Buffer.from(lines.join(lineEnd) + lineEnd);
}

async function outcome(table: TableDef, options: FieldFormat, pieces: readonly Buffer[]): Promise<unknown> {
  const rows: string[] = [];
  const parser = new CopyParser({
    table,
    ordinals: table.columns.map((_, i) => i),
    options,
    onBatch: async (batch) => {
      for (const row of rowsFromBatch(batch)) {
        rows.push(row.map((value, at) => (value === null ? '∅' : formatText(known(batch.schema[at], 'column').type, value))).join('¦'));
      }
    },
  });
  try {
    for (const piece of pieces) await parser.write(piece);
    await parser.finish();
    return rows;
  } catch (error) {
    if (!(error instanceof ConductError)) throw error;
    return `${error.code} ${error.message} ${error.context}`;
  }
}

function cut(data: Buffer, bytes: number): readonly Buffer[] {
  return Array.from({ length: Math.ceil(data.length / bytes) }, (_, i) => data.subarray(i * bytes, (i + 1) * bytes));
}

describe('plain rows of COPY', () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    it(`are what the parser makes of them, seed ${seed}`, async () => {
      const pick = random(seed * 7_919);
      const kinds = Array.from({ length: 1 + pick(6) }, () => known(KINDS[pick(KINDS.length)], 'kind'));
      const table = tableOf(kinds, () => pick(3) === 0);
      const options = format(pick);
      const data = dataOf(kinds, table, options, pick(2) === 0 ? pick(2_000) : -1, pick);
      const compiled = await outcome(table, options, [data]);
      const parsed = await outcome(table, options, cut(data, SMALL_PIECE));
      if (Array.isArray(parsed)) expect(parsed.length).to.be.greaterThan(100);
      expect(compiled).to.deep.equal(parsed);
    });
  }

  it('are all read by compiled code', () => {
    for (const { type, usual } of KINDS) {
      const columns = [
        { name: 'a', type, required: false, skipped: false },
        { name: 'b', type, required: false, skipped: false },
      ];
      const plain = {
        delimiter: 0x2c,
        quote: 0x22,
        escape: 0x22,
        backslashIsSpecial: true,
        escapes: false,
        nullBytes: Buffer.from('NULL'),
      };
      const reader = new PlainReader(columns, plain, 1_000);
      const data = Buffer.from(usual.map((text) => `${text},"${text}"\nNULL,${text}\n`).join(''));
      expect(reader.read(data, 0, data.length, 0, 1_000, false, null), type.kind).to.equal(data.length);
      expect(reader.row, type.kind).to.equal(usual.length * 2);
    }
  });

  it('makes room for long texts', async () => {
    const table = tableOf([known(KINDS[12], 'text'), known(KINDS[1], 'int4')], () => false);
    const options: FieldFormat = {
      format: 'text',
      delimiter: '|',
      null: '\\N',
      header: false,
      quote: '"',
      escape: '"',
      forceNotNull: [],
      forceNull: [],
    };
    const data = Buffer.from(Array.from({ length: 3_000 }, (_, i) => `${'long text '.repeat(i % 50)}|${i}\n`).join(''));
    expect(data.length).to.be.greaterThan(512 << 10);
    expect(await outcome(table, options, [data])).to.deep.equal(await outcome(table, options, cut(data, SMALL_PIECE)));
  });
});
