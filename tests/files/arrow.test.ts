import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  Binary,
  Bool,
  type DataType,
  DateDay,
  DateMillisecond,
  Decimal,
  Dictionary,
  Field,
  FixedSizeBinary,
  FixedSizeList,
  Float16,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  LargeUtf8,
  List,
  Map_,
  Struct,
  Table,
  TimeMicrosecond,
  TimeSecond,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  tableToIPC,
  Uint8,
  Uint32,
  Uint64,
  Utf8,
  Utf8View,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { decompressBuffer } from '../../src/storage/formats/arrow/body-codec.js';
import { decompressLz4Frame } from '../../src/storage/formats/lz4-frame.js';
import { LocalCluster } from './local-cluster.js';

const DAY_MS = 86_400_000;

describe('reading Arrow files', function () {
  this.timeout(60_000);
  let cluster: LocalCluster;

  before(async () => {
    cluster = await LocalCluster.start(2);
  });

  after(() => cluster.stop());

  const write = (name: string, columns: { readonly [name: string]: Vector }, format: 'file' | 'stream' = 'file'): Promise<void> =>
    writeFile(join(cluster.folder, name), tableToIPC(new Table(columns), format));

  const failure = async (sql: string): Promise<ConductError> => {
    try {
      await cluster.query(sql);
    } catch (error) {
      if (error instanceof ConductError) return error;
      throw error;
    }
    throw new Error(`no error: ${sql}`);
  };

  const CASES: readonly (readonly [type: DataType, values: readonly unknown[], sqlType: string, texts: readonly (string | null)[]])[] = [
    [new Bool(), [true, null, false], 'boolean', ['t', null, 'f']],
    [new Int8(), [-128, null, 127], 'smallint', ['-128', null, '127']],
    [new Uint8(), [0, null, 255], 'smallint', ['0', null, '255']],
    [new Int16(), [-32768, null, 32767], 'smallint', ['-32768', null, '32767']],
    [new Int32(), [-(2 ** 31), null, 2 ** 31 - 1], 'integer', ['-2147483648', null, '2147483647']],
    [new Uint32(), [0, null, 2 ** 32 - 1], 'bigint', ['0', null, '4294967295']],
    [new Int64(), [-(2n ** 63n), null, 2n ** 63n - 1n], 'bigint', ['-9223372036854775808', null, '9223372036854775807']],
    [new Uint64(), [0n, null, 2n ** 64n - 1n], 'numeric', ['0', null, '18446744073709551615']],
    [new Float16(), [1.5, null, -2], 'real', ['1.5', null, '-2']],
    [new Float32(), [0.1, null, -0.5], 'real', ['0.1', null, '-0.5']],
    [new Float64(), [0.1, null, Number.NaN], 'double precision', ['0.1', null, 'NaN']],
    [new Utf8(), ['', null, 'höhe'], 'text', ['', null, 'höhe']],
    [new LargeUtf8(), ['a', null, 'höhe'], 'text', ['a', null, 'höhe']],
    [new Utf8View(), ['short', null, 'longer than twelve bytes'], 'text', ['short', null, 'longer than twelve bytes']],
    [new Binary(), [Uint8Array.of(0, 255), null, new Uint8Array(0)], 'bytea', ['\\x00ff', null, '\\x']],
    [new FixedSizeBinary(2), [Uint8Array.of(0, 255), null, Uint8Array.of(1, 2)], 'bytea', ['\\x00ff', null, '\\x0102']],
    [new DateDay(), [new Date(0), null, new Date(DAY_MS * 20_000)], 'date', ['1970-01-01', null, '2024-10-04']],
    [new DateMillisecond(), [new Date(-DAY_MS), null, new Date(0)], 'date', ['1969-12-31', null, '1970-01-01']],
    [new TimeSecond(), [1, null, 86_399], 'time without time zone', ['00:00:01', null, '23:59:59']],
    [new TimeMicrosecond(), [1n, null, 86_399_999_999n], 'time without time zone', ['00:00:00.000001', null, '23:59:59.999999']],
    [new TimestampSecond(), [1_000, null, -1_000], 'timestamp without time zone', ['1970-01-01 00:00:01', null, '1969-12-31 23:59:59']],
    [new TimestampMillisecond(), [1, null, 0], 'timestamp without time zone', ['1970-01-01 00:00:00.001', null, '1970-01-01 00:00:00']],
    [new TimestampMicrosecond(), [1_000, null, 0], 'timestamp without time zone', ['1970-01-01 00:00:01', null, '1970-01-01 00:00:00']],
    [
      new TimestampNanosecond('UTC'),
      [1_000, null, 0],
      'timestamp with time zone',
      ['1970-01-01 00:00:01+00', null, '1970-01-01 00:00:00+00'],
    ],
    [new Dictionary(new Utf8(), new Int8()), ['b', null, 'a'], 'text', ['b', null, 'a']],
    [new Dictionary(new Int32(), new Uint8()), [7, null, 7], 'integer', ['7', null, '7']],
    [new List(new Field('item', new Int32(), true)), [[1, null], null, []], 'integer[]', ['{1,NULL}', null, '{}']],
    [new List(new Field('item', new Utf8(), true)), [['a', 'b'], null, ['']], 'text[]', ['{a,b}', null, '{""}']],
    [new FixedSizeList(2, new Field('item', new Int32(), true)), [[1, 2], null, [3, 4]], 'integer[]', ['{1,2}', null, '{3,4}']],
    [
      new Struct<{ x: Int64; y: Utf8 }>([new Field('x', new Int64(), true), new Field('y', new Utf8(), true)]),
      [{ x: 2n ** 60n, y: 'a"b' }, null, { x: null, y: null }],
      'json',
      [`{"x":1152921504606846976,"y":"a\\"b"}`, null, '{"x":null,"y":null}'],
    ],
    [
      new Map_<Utf8, Int32>(
        new Field(
          'entries',
          new Struct<{ key: Utf8; value: Int32 }>([new Field('key', new Utf8()), new Field('value', new Int32(), true)]),
        ),
      ),
      [new Map([['a', 1]]), null, new Map([['b', null]])],
      'json',
      ['{"a":1}', null, '{"b":null}'],
    ],
  ];

  for (const format of ['file', 'stream'] as const) {
    it(`gives values of all types, NULLs among them, in a ${format}`, async () => {
      for (const [type, values, sqlType, texts] of CASES) {
        const name = `${String(type).replace(/\W+/g, '-')}.arrow`;
        await write(name, { c: vectorFromArray(values, type) }, format);
        const rows = await cluster.query(`SELECT pg_typeof(c)::text, c FROM read_arrow('${name}')`);
        expect(rows, String(type)).to.deep.equal(texts.map((text) => [sqlType, text]));
      }
    });
  }

  it('gives decimals with all their digits, by themselves and inside of structs', async () => {
    const words = (value: bigint): Uint32Array =>
      Uint32Array.from([0n, 32n, 64n, 96n].map((at) => Number(BigInt.asUintN(32, value >> at))));
    const values = [123_456_789_012_345_678_901n, null, -5n].map((value) => (value === null ? null : words(value)));
    await write('decimal.arrow', { c: vectorFromArray(values, new Decimal(2, 30)) });
    expect(await cluster.query(`SELECT pg_typeof(c)::text, c FROM read_arrow('decimal.arrow')`)).to.deep.equal([
      ['numeric', '1234567890123456789.01'],
      ['numeric', null],
      ['numeric', '-0.05'],
    ]);
    const struct = new Struct<{ d: Decimal }>([new Field('d', new Decimal(2, 30), true)]);
    await write('decimals.arrow', { c: vectorFromArray([{ d: words(123_456_789_012_345_678_901n) }], struct) });
    expect(await cluster.query(`SELECT c FROM read_arrow('decimals.arrow')`)).to.deep.equal([['{"d":1234567890123456789.01}']]);
  });

  it('refuses a decimal of more digits than its column has', async () => {
    const words = Uint32Array.of(1000, 0, 0, 0);
    await write('long.arrow', { c: vectorFromArray([words], new Decimal(0, 3)) });
    expect((await failure(`SELECT * FROM read_arrow('long.arrow')`)).code).to.equal('XX001');
  });

  it('reads several record batches on all workers, some columns and chunks of rows', async () => {
    const parts = Array.from({ length: 5 }, (_, part) => {
      const ids = Int32Array.from({ length: 70_001 }, (__, i) => part * 100_000 + i);
      return new Table({
        id: vectorFromArray(ids),
        t: vectorFromArray(
          Array.from(ids, (id) => `t ${id % 10}`),
          new Dictionary(new Utf8(), new Int32(), 1),
        ),
        x: vectorFromArray(Array.from(ids, (id) => (id % 3 === 0 ? null : id))),
      });
    });
    const [first, ...others] = parts;
    if (first === undefined) throw new Error('no parts');
    await writeFile(join(cluster.folder, 'many.arrow'), tableToIPC(first.concat(...others), 'stream'));
    const [row] = await cluster.query(`SELECT count(*), sum(id), count(x), sum(x), min(t), max(t) FROM read_arrow('many.arrow')`);
    const ids = parts.flatMap((_, part) => Array.from({ length: 70_001 }, (__, i) => part * 100_000 + i));
    const some = ids.filter((id) => id % 3 !== 0);
    const sum = (all: readonly number[]): string => String(all.reduce((a, b) => a + b, 0));
    expect(row).to.deep.equal([String(ids.length), sum(ids), String(some.length), sum(some), 't 0', 't 9']);
  });

  it('reads files without rows', async () => {
    await write('empty.arrow', { c: vectorFromArray([], new Utf8()) });
    expect(await cluster.query(`SELECT * FROM read_arrow('empty.arrow')`)).to.deep.equal([]);
  });

  describe('compressed buffers', () => {
    /** "abcabcabcabc!" as literals, a match that overlaps itself, and a block that refers to the one before. */
    const frame = Uint8Array.of(
      ...[0x04, 0x22, 0x4d, 0x18, 0x40, 0x40, 0xc0],
      ...[9, 0, 0, 0, 0x32, 0x61, 0x62, 0x63, 3, 0, 0x10, 0x21, 0],
    );
    const linked = Uint8Array.of(
      ...[0x04, 0x22, 0x4d, 0x18, 0x40, 0x40, 0xc0],
      ...[3, 0, 0, 0x80, 0x61, 0x62, 0x63],
      ...[5, 0, 0, 0, 0x02, 3, 0, 0x10, 0x21],
      ...[0, 0, 0, 0],
    );

    it('are LZ4 frames whose blocks refer to those before', () => {
      expect(Buffer.from(decompressLz4Frame(linked, 10)).toString()).to.equal('abcabcabc!');
      expect(() => decompressLz4Frame(frame, 10)).to.throw(ConductError);
      for (let end = 0; end < linked.length; end += 1) {
        expect(() => decompressLz4Frame(linked.subarray(0, end), 10), `${end}`).to.throw(ConductError);
      }
    });

    it('begin with their length, or say that they are as they are', () => {
      const withLength = (length: number, body: Uint8Array): Uint8Array => {
        const bytes = new Uint8Array(8 + body.length);
        new DataView(bytes.buffer).setBigInt64(0, BigInt(length), true);
        bytes.set(body, 8);
        return bytes;
      };
      expect(Buffer.from(decompressBuffer('lz4', withLength(10, linked), 100)).toString()).to.equal('abcabcabc!');
      expect(decompressBuffer('zstd', withLength(-1, Uint8Array.of(1, 2)), 100)).to.deep.equal(Uint8Array.of(1, 2));
      expect(() => decompressBuffer('lz4', withLength(10, linked), 9)).to.throw(ConductError);
    });
  });
});
