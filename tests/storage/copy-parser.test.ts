/** COPY's formats: values, NULLs, escapes, errors with their context, and any split of the bytes into pieces. */
import { expect } from 'chai';
import type { TableColumn, TableDef } from '../../src/catalog/table-def.js';
import { emptyStats } from '../../src/catalog/table-stats.js';
import { ConductError } from '../../src/common/errors.js';
import { rowsFromBatch } from '../../src/plan/datum-batch.js';
import type { CopyOptions } from '../../src/planner/bound-statement.js';
import { CopyParser } from '../../src/storage/formats/copy-parser.js';
import type { SqlType } from '../../src/types/sql-type.js';
import { formatText } from '../../src/types/text-format.js';

const TEXT: CopyOptions = {
  format: 'text',
  delimiter: '\t',
  null: '\\N',
  header: false,
  quote: '"',
  escape: '"',
  forceQuote: [],
  forceNotNull: [],
  forceNull: [],
  encoding: 'UTF8',
};
const CSV: CopyOptions = { ...TEXT, format: 'csv', delimiter: ',', null: '' };

function table(types: readonly SqlType[], notNull: readonly number[] = []): TableDef {
  const columns = types.map((type, at): TableColumn => ({ name: String.fromCharCode(97 + at), type, notNull: notNull.includes(at) }));
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

/** Rows as text, null for NULL. */
async function copy(
  types: readonly SqlType[] | TableDef,
  options: CopyOptions,
  pieces: readonly (string | Uint8Array)[],
  ordinals?: readonly number[],
): Promise<(string | null)[][]> {
  const target = 'id' in types ? types : table(types);
  const rows: (string | null)[][] = [];
  const parser = new CopyParser({
    table: target,
    ordinals: ordinals ?? target.columns.map((_, at) => at),
    options,
    onBatch: async (batch) => {
      for (const row of rowsFromBatch(batch)) {
        rows.push(row.map((value, at) => (value === null ? null : formatText((batch.schema[at] as { type: SqlType }).type, value))));
      }
    },
  });
  for (const piece of pieces) await parser.write(typeof piece === 'string' ? Buffer.from(piece) : piece);
  expect(await parser.finish()).to.equal(rows.length);
  return rows;
}

async function failure(promise: Promise<unknown>): Promise<ConductError> {
  try {
    await promise;
  } catch (error) {
    expect(error).to.be.instanceOf(ConductError);
    return error as ConductError;
  }
  throw new Error('it did not fail');
}

const INT: SqlType = { kind: 'int4' };
const STRING: SqlType = { kind: 'text' };

describe('COPY FROM text', () => {
  it('reads every type', async () => {
    const cases: readonly (readonly [SqlType, readonly string[], (readonly string[])?])[] = [
      [{ kind: 'bool' }, ['t', 'f', 'true', 'no'], ['t', 'f', 't', 'f']],
      [{ kind: 'int2' }, ['0', '-32768', '32767', ' 7 '], ['0', '-32768', '32767', '7']],
      [INT, ['0', '-2147483648', '2147483647', '+5', '000000000000000001'], ['0', '-2147483648', '2147483647', '5', '1']],
      [{ kind: 'int8' }, ['0', '-1', '-9223372036854775808', '9223372036854775807', '-4294967296', '999999999999999', '-999999999999999']],
      [
        { kind: 'numeric', precision: 9, scale: 2 },
        ['0.00', '-1.5', '1234567.89', '1.005', '.5'],
        ['0.00', '-1.50', '1234567.89', '1.01', '0.50'],
      ],
      [{ kind: 'numeric', precision: 15, scale: 2 }, ['-0.01', '9999999999999.99', '12'], ['-0.01', '9999999999999.99', '12.00']],
      [{ kind: 'numeric', precision: 18, scale: 0 }, ['999999999999999999', '-123456789012345678', '-5']],
      [{ kind: 'numeric', precision: 30, scale: 5 }, ['1234567890123456789012345.12345', '-1.00000']],
      [
        { kind: 'numeric', precision: null, scale: null },
        ['1.10', '-0.001', '123456789012345678901.5', '0', '-5', 'NaN', '1e3'],
        ['1.10', '-0.001', '123456789012345678901.5', '0', '-5', 'NaN', '1000'],
      ],
      [
        { kind: 'float8' },
        ['0', '-0', '1.5', '-0.1', '1e300', 'NaN', '-Infinity', '123456789012.25', '0.000001'],
        ['0', '-0', '1.5', '-0.1', '1e+300', 'NaN', '-Infinity', '123456789012.25', '1e-06'],
      ],
      [{ kind: 'float4' }, ['0.1', '16777217'], ['0.1', '1.6777216e+07']],
      [
        { kind: 'date' },
        ['2000-01-01', '1999-12-31', '0001-01-01', '2024-02-29', '1900-02-28', '9999-12-31', '1970-01-01', 'infinity', 'Jan 5 1998'],
        ['2000-01-01', '1999-12-31', '0001-01-01', '2024-02-29', '1900-02-28', '9999-12-31', '1970-01-01', 'infinity', '1998-01-05'],
      ],
      [
        { kind: 'timestamp' },
        [
          '2000-01-01 00:00:00',
          '1999-12-31 23:59:59.999999',
          '0001-01-01 00:00:00',
          '2024-02-29 12:30:00.5',
          '9999-12-31 00:00:01',
          '2024-01-01',
        ],
        [
          '2000-01-01 00:00:00',
          '1999-12-31 23:59:59.999999',
          '0001-01-01 00:00:00',
          '2024-02-29 12:30:00.5',
          '9999-12-31 00:00:01',
          '2024-01-01 00:00:00',
        ],
      ],
      [{ kind: 'interval' }, ['1 day', '-00:00:01'], ['1 day', '-00:00:01']],
      [{ kind: 'varchar', length: 3 }, ['', 'abc', 'äöü', 'ab   '], ['', 'abc', 'äöü', 'ab ']],
      [{ kind: 'char', length: 3 }, ['', 'a', 'äö', 'äöü'], ['   ', 'a  ', 'äö ', 'äöü']],
      [STRING, ['', 'x'.repeat(200), 'é', ' y ']],
    ];
    for (const [type, values, expected] of cases) {
      const rows = await copy([type], TEXT, [`${values.join('\n')}\n`]);
      expect(rows, type.kind).to.deep.equal((expected ?? values).map((value) => [value]));
    }
  });

  it('tells NULL from the empty string, and unescapes', async () => {
    const rows = await copy([STRING, INT], TEXT, ['\\N\t1\n\t2\n\\\\N\t\\N\na\\tb\\n\\x41\\101\\q\\\\\t3\n']);
    expect(rows).to.deep.equal([
      [null, '1'],
      ['', '2'],
      ['\\N', null],
      ['a\tb\nAAq\\', '3'],
    ]);
  });

  it('takes an escaped line end into the value', async () => {
    expect(await copy([STRING, INT], TEXT, ['a\\\nb\t1\n', 'c\t2'])).to.deep.equal([
      ['a\nb', '1'],
      ['c', '2'],
    ]);
  });

  it('takes all line ends, a last line without one, and the end marker', async () => {
    for (const data of ['1\n2\n', '1\r\n2\r\n', '1\r2\r', '1\n2', '1\r\n2', '1\r2', '1\n2\n\\.\nrest is ignored\n', '1\n2\n\\.']) {
      expect(await copy([INT], TEXT, [data]), JSON.stringify(data)).to.deep.equal([['1'], ['2']]);
    }
    expect(await copy([INT], TEXT, [])).to.deep.equal([]);
  });

  it('fills columns that are not named with NULL, in any order of those that are', async () => {
    expect(await copy([INT, STRING, INT], TEXT, ['1\t2\n'], [2, 0])).to.deep.equal([['2', null, '1']]);
  });

  it('skips the header', async () => {
    expect(await copy([INT], { ...TEXT, header: true }, ['name\tmore\n1\n'])).to.deep.equal([['1']]);
  });

  it('gives the same rows for every split of the bytes, and byte by byte', async () => {
    const types: SqlType[] = [INT, STRING, { kind: 'date' }, { kind: 'numeric', precision: 15, scale: 2 }];
    const data = Buffer.from('1\tä\\tb\t1998-09-02\t12.50\n\\N\t\\\nx\t\\N\t-0.01\r\n'.replaceAll('\r\n', '\n').repeat(2));
    const expected = await copy(types, TEXT, [data]);
    expect(expected).to.have.length(4);
    for (let split = 0; split <= data.length; split += 1) {
      expect(await copy(types, TEXT, [data.subarray(0, split), data.subarray(split)]), `split at ${split}`).to.deep.equal(expected);
    }
    expect(
      await copy(
        types,
        TEXT,
        Array.from(data, (byte) => Uint8Array.of(byte)),
      ),
    ).to.deep.equal(expected);
  });

  it('makes batches of many rows', async () => {
    const lines = Array.from({ length: 150_000 }, (_, at) => `${at}\t${at % 7}x\n`).join('');
    const pieces = lines.match(/[\s\S]{1,40000}/g) ?? [];
    const rows = await copy([INT, STRING], TEXT, pieces);
    expect(rows).to.have.length(150_000);
    expect(rows[149_999]).to.deep.equal(['149999', '3x']);
    expect(rows[65_536]).to.deep.equal(['65536', '2x']);
  });

  it('copes with a row that comes in very many pieces', async () => {
    const piece = 'x'.repeat(4_096);
    const rows = await copy([STRING, INT], TEXT, [...Array.from({ length: 2_000 }, () => piece), '\t5\n']);
    expect(rows[0]?.[0]).to.have.length(4_096 * 2_000);
  });

  it('says where an error is', async () => {
    const bad = await failure(copy([INT, INT], TEXT, ['1\t2\n', '3\t4\nx\t5\n']));
    expect(bad).to.include({
      code: '22P02',
      message: 'invalid input syntax for type integer: "x"',
      context: 'COPY t, line 3, column a: "x"',
    });
    const range = await failure(copy([INT], TEXT, ['99999999999\n']));
    expect(range).to.include({
      code: '22003',
      message: 'value "99999999999" is out of range for type integer',
      context: 'COPY t, line 1, column a: "99999999999"',
    });
    const missing = await failure(copy([INT, INT], TEXT, ['1\t2\n3\n']));
    expect(missing).to.include({ code: '22P04', message: 'missing data for column "b"', context: 'COPY t, line 2: "3"' });
    const extra = await failure(copy([INT], TEXT, ['1\t2\n']));
    expect(extra).to.include({ code: '22P04', message: 'extra data after last expected column', context: 'COPY t, line 1: "1\t2"' });
    const date = await failure(copy([{ kind: 'date' }], TEXT, ['1998-02-30\n']));
    expect(date.code).to.equal('22008');
    const long = await failure(copy([{ kind: 'varchar', length: 2 }], TEXT, ['abc\n']));
    expect(long).to.include({ code: '22001', message: 'value too long for type character varying(2)' });
    const nulls = await failure(copy(table([INT], [0]), TEXT, ['1\n\\N\n']));
    expect(nulls).to.include({ code: '23502', context: 'COPY t, line 2: "\\N"' });
    const mixed = await failure(copy([INT], TEXT, ['1\n2\r\n']));
    expect(mixed).to.include({ code: '22P04', message: 'literal carriage return found in data' });
    const cut = await failure(copy([INT], TEXT, [`${'y'.repeat(300)}\n`]));
    expect(cut.context).to.equal(`COPY t, line 1, column a: "${'y'.repeat(100)}..."`);
  });

  it('refuses what is not UTF-8', async () => {
    const invalid = await failure(copy([STRING], TEXT, [Buffer.concat([Buffer.from('ok\na'), Buffer.of(0xff), Buffer.from('\n')])]));
    expect(invalid).to.include({ code: '22021', message: 'invalid byte sequence for encoding "UTF8": 0xff', context: 'COPY t, line 2' });
    expect((await failure(copy([STRING], TEXT, ['a\0b\n']))).code).to.equal('22021');
    expect((await failure(copy([STRING], TEXT, ['\\377\n']))).code).to.equal('22021');
  });
});

describe('COPY FROM csv', () => {
  it('reads quotes, doubled quotes, delimiters and line ends in quotes', async () => {
    const rows = await copy([STRING, STRING], CSV, ['a,"b,""c"""\n"x\ny",z"q q"z\n,""\n']);
    expect(rows).to.deep.equal([
      ['a', 'b,"c"'],
      ['x\ny', 'zq qz'],
      [null, ''],
    ]);
  });

  it('knows other delimiters, quotes, escapes and NULL texts', async () => {
    const options: CopyOptions = { ...CSV, delimiter: '|', quote: "'", escape: '\\', null: 'NULL' };
    expect(await copy([STRING, STRING], options, ["'a\\'b|\\\\'|NULL\n'NULL'|\n"])).to.deep.equal([
      ["a'b|\\", null],
      ['NULL', ''],
    ]);
  });

  it('keeps backslashes', async () => {
    expect(await copy([STRING], CSV, ['\\N\n"\\."\na\\tb\n'])).to.deep.equal([['\\N'], ['\\.'], ['a\\tb']]);
  });

  it('gives the same rows for every split of the bytes', async () => {
    const data = Buffer.from('h1,h2\r\n1,"ä\r\n""b"""\r\n,"\n"\r\n2,\r\n');
    const options: CopyOptions = { ...CSV, header: true };
    const expected = [
      ['1', 'ä\r\n"b"'],
      [null, '\n'],
      ['2', null],
    ];
    for (let split = 0; split <= data.length; split += 1) {
      expect(await copy([INT, STRING], options, [data.subarray(0, split), data.subarray(split)]), `split at ${split}`).to.deep.equal(
        expected,
      );
    }
    expect(
      await copy(
        [INT, STRING],
        options,
        Array.from(data, (byte) => Uint8Array.of(byte)),
      ),
    ).to.deep.equal(expected);
  });

  it('says what is wrong', async () => {
    expect(await failure(copy([STRING], CSV, ['a\n"b\n']))).to.include({ code: '22P04', message: 'unterminated CSV quoted field' });
    const bad = await failure(copy([STRING, INT], CSV, ['"a\nb",1\n"c","d"\n']));
    expect(bad).to.include({ code: '22P02', context: 'COPY t, line 3, column b: "d"' });
  });
});
