/**
 * Parquet files: row groups of so many rows, each column in pages of version 1, texts by a dictionary where values repeat, levels in runs,
 * statistics for readers to skip by.
 */
import * as zlib from 'node:zlib';
import { known } from '../../../common/assert.js';
import type { HostBatch } from '../../../plan/batch.js';
import type { FileTarget, WrittenCompression } from '../../../plan/file-target.js';
import type { Datum } from '../../../types/datum.js';
import type { FileEncoder } from './file-encoder.js';
import { lengthPrefixed, PHYSICAL, plainBytes, schemaElements, valuesOf, type WrittenColumn, writtenColumn } from './parquet-columns.js';
import { snappyCompress } from './snappy.js';
import { binary, i32, i64, list, struct, type ThriftValue, thriftBytes } from './thrift-writer.js';

const MAGIC = Buffer.from('PAR1');
const ENCODING = { plain: 0, rle: 3, rleDictionary: 8 } as const;
const CODEC: { readonly [C in WrittenCompression]: number } = { uncompressed: 0, snappy: 1, gzip: 2, brotli: 4 };
/** Rows of a page. */
const PAGE_ROWS = 32_768;
/** A dictionary is written while it has no more entries, and at most half as many as there are values. */
const DICTIONARY_ENTRIES = 65_536;
/** Longer texts are no bounds in statistics. */
const BOUND_BYTES = 64;

interface Column {
  readonly name: string;
  readonly written: WrittenColumn;
  values: Datum[];
  definition: Uint8Array[];
  repetition: Uint8Array[];
}

export class ParquetEncoder implements FileEncoder {
  readonly #columns: readonly Column[];
  readonly #compression: WrittenCompression;
  readonly #groupRows: number;
  readonly #groups: ThriftValue[] = [];
  #rows = 0;
  #totalRows = 0;
  #offset = MAGIC.length;
  #begun = false;

  constructor(columns: FileTarget['columns'], { compression, rowGroupRows }: Pick<FileTarget, 'compression' | 'rowGroupRows'>) {
    this.#columns = columns.map(({ name, type }) => ({
      name,
      written: writtenColumn(type, name),
      values: [],
      definition: [],
      repetition: [],
    }));
    this.#compression = compression;
    this.#groupRows = rowGroupRows;
  }

  add(batch: HostBatch): readonly Uint8Array[] {
    this.#columns.forEach((column, i) => {
      const schema = known(batch.schema[i], 'column');
      const isArray = column.written.element !== undefined;
      const { values, definition, repetition } = valuesOf(known(batch.columns[i], 'column'), schema, batch.rows, isArray);
      for (const value of values) column.values.push(value);
      column.definition.push(definition);
      if (repetition !== null) column.repetition.push(repetition);
    });
    this.#rows += batch.rows;
    return this.#rows >= this.#groupRows ? this.#begin([...this.#group()]) : this.#begin([]);
  }

  end(): readonly Uint8Array[] {
    const last = this.#begin(this.#rows > 0 ? [...this.#group()] : []);
    const elements = this.#columns.flatMap(({ name, written }) => schemaElements(name, written));
    const root = struct([4, binary('schema')], [5, i32(this.#columns.length)]);
    const footer = thriftBytes([
      [1, i32(1)],
      [2, list('struct', [root, ...elements])],
      [3, i64(this.#totalRows)],
      [4, list('struct', this.#groups)],
      [6, binary('conduct')],
      [
        7,
        list(
          'struct',
          this.#columns.map(() => struct([1, struct()])),
        ),
      ],
    ]);
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, footer.length, true);
    return [...last, footer, length, MAGIC];
  }

  /** The file's first bytes go before its first ones. */
  #begin(parts: readonly Uint8Array[]): readonly Uint8Array[] {
    if (this.#begun) return parts;
    this.#begun = true;
    return [MAGIC, ...parts];
  }

  *#group(): Generator<Uint8Array> {
    const rows = this.#rows;
    let at = this.#offset;
    const chunks: ThriftValue[] = [];
    let bytes = 0;
    for (const column of this.#columns) {
      const chunk = encodeChunk(column, this.#compression);
      chunks.push(chunk.describe(at));
      for (const part of chunk.parts) {
        yield part;
        at += part.length;
      }
      bytes += chunk.bytes;
      column.values = [];
      column.definition = [];
      column.repetition = [];
    }
    this.#offset = at;
    this.#groups.push(struct([1, list('struct', chunks)], [2, i64(bytes)], [3, i64(rows)]));
    this.#totalRows += rows;
    this.#rows = 0;
  }
}

interface EncodedChunk {
  readonly parts: readonly Uint8Array[];
  readonly bytes: number;
  /** The column chunk, which begins at `offset` of the file. */
  readonly describe: (offset: number) => ThriftValue;
}

function encodeChunk({ name, written, values, definition, repetition }: Column, compression: WrittenCompression): EncodedChunk {
  const leaf = written.element ?? written;
  const isArray = written.element !== undefined;
  const levels = concat(definition);
  const repeats = isArray ? concat(repetition) : null;
  const parts: Uint8Array[] = [];
  let packed = 0;
  let plain = 0;
  const addPage = (header: ThriftValue, type: number, body: Uint8Array): void => {
    const compressed = compress(body, compression);
    const fields = [
      [1, i32(type)],
      [2, i32(body.length)],
      [3, i32(compressed.length)],
    ] as const;
    const head = thriftBytes(type === 2 ? [...fields, [7, header]] : [...fields, [5, header]]);
    parts.push(head, compressed);
    packed += head.length + compressed.length;
    plain += head.length + body.length;
  };
  const dictionary = leaf.bytes === undefined ? null : makeDictionary(values, leaf.bytes);
  if (dictionary !== null) {
    addPage(struct([1, i32(dictionary.entries.length)], [2, i32(ENCODING.plain)]), 2, lengthPrefixed(dictionary.entries));
  }
  const dictionaryBytes = packed;
  const present = isArray ? 3 : 1;
  let value = 0;
  for (let from = 0; from < levels.length; ) {
    const to = pageEnd(from, levels.length, repeats);
    const own = levels.subarray(from, to);
    let count = 0;
    for (const level of own) if (level === present) count += 1;
    const body = [
      ...(repeats === null ? [] : [levelBytes(repeats.subarray(from, to), 1)]),
      levelBytes(own, isArray ? 2 : 1),
      dictionary === null
        ? plainBytes(leaf, values.slice(value, value + count))
        : indexBytes(dictionary.indexes.subarray(value, value + count), dictionary.entries.length),
    ];
    const encoding = dictionary === null ? ENCODING.plain : ENCODING.rleDictionary;
    addPage(struct([1, i32(own.length)], [2, i32(encoding)], [3, i32(ENCODING.rle)], [4, i32(ENCODING.rle)]), 0, concat(body));
    value += count;
    from = to;
  }
  const nulls = isArray ? undefined : i64(levels.length - values.length);
  const bounds = isArray ? {} : boundsOf(leaf, values);
  const path = isArray ? [name, 'list', 'element'] : [name];
  return {
    parts,
    bytes: plain,
    describe: (offset) =>
      struct(
        [2, i64(offset)],
        [
          3,
          struct(
            [1, i32(leaf.physical)],
            [2, list('i32', [i32(ENCODING.plain), i32(ENCODING.rle), ...(dictionary === null ? [] : [i32(ENCODING.rleDictionary)])])],
            [
              3,
              list(
                'binary',
                path.map((part) => binary(part)),
              ),
            ],
            [4, i32(CODEC[compression])],
            [5, i64(levels.length)],
            [6, i64(plain)],
            [7, i64(packed)],
            [9, i64(offset + dictionaryBytes)],
            [11, dictionary === null ? undefined : i64(offset)],
            [12, struct([3, nulls], [5, bounds.max], [6, bounds.min])],
          ),
        ],
      ),
  };
}

/** Pages of lists end with a row. */
function pageEnd(from: number, length: number, repeats: Uint8Array | null): number {
  let to = Math.min(length, from + PAGE_ROWS);
  while (repeats !== null && to < length && repeats[to] === 1) to += 1;
  return to;
}

function compress(body: Uint8Array, compression: WrittenCompression): Uint8Array {
  switch (compression) {
    case 'uncompressed':
      return body;
    case 'snappy':
      return snappyCompress(body);
    case 'gzip':
      return zlib.gzipSync(body);
    case 'brotli':
      return zlib.brotliCompressSync(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } });
  }
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

interface Dictionary {
  readonly entries: readonly Uint8Array[];
  readonly indexes: Int32Array;
}

function makeDictionary(values: readonly Datum[], bytesOf: (value: Datum) => Uint8Array): Dictionary | null {
  const limit = Math.min(DICTIONARY_ENTRIES, values.length / 2);
  const found = new Map<string, number>();
  const entries: Uint8Array[] = [];
  const indexes = new Int32Array(values.length);
  for (const [i, value] of values.entries()) {
    const bytes = bytesOf(value);
    const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    let index = found.get(key);
    if (index === undefined) {
      index = entries.length;
      if (index >= limit) return null;
      found.set(key, index);
      entries.push(bytes);
    }
    indexes[i] = index;
  }
  return entries.length === 0 ? null : { entries, indexes };
}

/** Levels with their length before them: one run where all are alike, else packed. */
function levelBytes(levels: Uint8Array, width: number): Uint8Array {
  const first = levels[0] ?? 0;
  const alike = levels.every((level) => level === first);
  const runs = alike ? Uint8Array.from([...varint(levels.length << 1), first]) : packedRun(levels, width);
  const out = new Uint8Array(4 + runs.length);
  new DataView(out.buffer).setUint32(0, runs.length, true);
  out.set(runs, 4);
  return out;
}

function indexBytes(indexes: Int32Array, entries: number): Uint8Array {
  const width = Math.max(1, 32 - Math.clz32(Math.max(0, entries - 1)));
  const runs = packedRun(indexes, width);
  const out = new Uint8Array(1 + runs.length);
  out[0] = width;
  out.set(runs, 1);
  return out;
}

/** Groups of eight values, least significant bits first. */
function packedRun(values: ArrayLike<number>, width: number): Uint8Array {
  const groups = Math.ceil(values.length / 8);
  const header = varint(groups * 2 + 1);
  const out = new Uint8Array(header.length + groups * width);
  out.set(header);
  let at = header.length;
  let bits = 0;
  let held = 0;
  for (let i = 0; i < values.length; i += 1) {
    bits |= (values[i] as number) << held;
    held += width;
    while (held >= 8) {
      out[at] = bits & 255;
      at += 1;
      bits >>>= 8;
      held -= 8;
    }
  }
  if (held > 0) out[at] = bits & 255;
  return out;
}

function varint(value: number): number[] {
  const out: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) {
      out.push(rest);
      return out;
    }
    out.push((rest % 128) | 128);
  }
}

/** Only for types whose order is the same to every reader. */
function boundsOf(column: WrittenColumn, values: readonly Datum[]): { readonly min?: ThriftValue; readonly max?: ThriftValue } {
  if (values.length === 0 || column.decimal !== undefined) return {};
  if (column.physical === PHYSICAL.INT32 || column.physical === PHYSICAL.INT64) {
    let min = values[0] as number | bigint;
    let max = min;
    for (const value of values as readonly (number | bigint)[]) {
      if (value < min) min = value;
      if (value > max) max = value;
    }
    return { min: binary(plainBytes(column, [min])), max: binary(plainBytes(column, [max])) };
  }
  if (column.converted !== 0 || column.bytes === undefined) return {};
  let min: Uint8Array | null = null;
  let max: Uint8Array | null = null;
  for (const value of values) {
    const bytes = column.bytes(value);
    if (min === null || Buffer.compare(bytes, min) < 0) min = bytes;
    if (max === null || Buffer.compare(bytes, max) > 0) max = bytes;
  }
  return min === null || max === null || min.length > BOUND_BYTES || max.length > BOUND_BYTES ? {} : { min: binary(min), max: binary(max) };
}
