/**
 * One flat column of one row group into vectors of the shared memory. Values are decoded dense, page by page, straight to where they
 * stay, then moved apart where NULLs are; dictionary pages are converted once and gathered from.
 */
import type { ColumnMetaData } from 'hyparquet/src/types.js';
import { notSupported } from '../../../common/errors.js';
import { LIMITS } from '../../../common/limits.js';
import type { ColumnVector } from '../../../exec/task.js';
import { PHYS_BYTES } from '../../../plan/batch.js';
import type { ColumnInfo, ValueRange } from '../../../plan/column-info.js';
import { corrupt } from '../corrupt.js';
import { align, type VectorTarget } from '../host-vector.js';
import { DATES, TIMES, TIMESTAMPS } from '../moment-bounds.js';
import { storedTexts, type Texts } from '../stored-texts.js';
import { bigEndian, convertFixed, type FixedForm, outOfBounds, rawWidth, wordsOf, wordsValue } from './fixed-values.js';
import { decodeDelta, decodeHybrid, isOneRun } from './hybrid.js';
import { type ColumnPages, type DataPage, type DictionaryPage, readPages } from './pages.js';
import type { ParquetColumn } from './schema.js';
import { deltaLengthTexts, deltaTexts, plainTexts } from './text-values.js';

/** bytes: the column's chunk. */
export function decodeFlatColumn(
  bytes: Uint8Array,
  meta: ColumnMetaData,
  rows: number,
  column: ParquetColumn,
  info: ColumnInfo,
  target: VectorTarget,
): ColumnVector {
  if (Number(meta.num_values) !== rows) throw corrupt('a column has another number of rows than its row group');
  const pages = readPages(bytes, meta, { repetition: 0, definition: column.optional ? 1 : 0 });
  return decodePages(pages, rows, column, info, target);
}

/** Pages whose values together are the rows. */
export function decodePages(
  pages: ColumnPages,
  rows: number,
  column: Pick<ParquetColumn, 'name' | 'form' | 'optional'>,
  info: ColumnInfo,
  target: VectorTarget,
): ColumnVector {
  const { form, optional } = column;
  const validityBytes = optional ? align(Math.ceil(rows / 8)) : 0;
  const dataBytes = align(rows * PHYS_BYTES[info.phys]);
  if (form.kind === 'bytes') {
    const texts = readTexts(pages.data, pages.dictionary, form, optional);
    const total = texts.dictionary.bytes.length + texts.pages.reduce((sum, { texts: { bytes: part } }) => sum + part.length, 0);
    const address = target.allocate(validityBytes + dataBytes + align(total));
    const place: Place = { ...views(target.memory), rows, validity: address, data: address + validityBytes };
    const nulls = writeTexts(texts, place, address + validityBytes + dataBytes);
    return vector(place, nulls, info);
  }
  const address = target.allocate(validityBytes + dataBytes);
  const place: Place = { ...views(target.memory), rows, validity: address, data: address + validityBytes };
  const nulls =
    form.kind === 'bool'
      ? readBooleans(pages.data, place, optional)
      : readFixed(pages.data, pages.dictionary, fixedForm(column), info, place, optional);
  return vector(place, nulls, info);
}

interface Place {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly rows: number;
  /** Addresses. */
  readonly validity: number;
  readonly data: number;
}

function views(memory: VectorTarget['memory']): { readonly bytes: Uint8Array; readonly words: Int32Array } {
  const bytes = memory.bytes();
  return { bytes, words: new Int32Array(bytes.buffer) };
}

function vector(place: Place, nulls: number, info: ColumnInfo): ColumnVector {
  if (nulls > 0 && !info.nullable) throw outOfBounds();
  return { data: place.data, validity: nulls > 0 ? place.validity : 0, dictionary: 0, dictionarySize: 0 };
}

function fixedForm({ form, name }: Pick<ParquetColumn, 'name' | 'form'>): FixedForm {
  if (form.kind === 'bytes' || form.kind === 'nested' || form.kind === 'bool') throw notSupported(`column "${name}"`);
  return form;
}

// NULLs

/** Tells which rows of the page are NULL: clears their bits in the validity, which has been all ones. Gives how many are not. */
function readValidity(page: DataPage, place: Place, row: number, optional: boolean): number {
  if (!optional || isOneRun(page.body, page.definition[0], page.definition[1], page.values, 1)) return page.values;
  const levels = new Uint8Array(page.values);
  const largest = decodeHybrid(page.body, page.definition[0], page.definition[1], 1, page.values, levels, 0);
  if (largest > 1) throw corrupt('a level above the most');
  const { bytes, validity } = place;
  let present = 0;
  for (let i = 0; i < levels.length; i += 1) present += levels[i] as number;
  if (present === levels.length) return present;
  for (let i = 0; i < levels.length; i += 1) {
    if (levels[i] === 1) continue;
    const at = validity + ((row + i) >> 3);
    bytes[at] = (bytes[at] as number) & ~(1 << ((row + i) & 7));
  }
  return present;
}

function fillValidity(place: Place, optional: boolean): void {
  if (optional) place.bytes.fill(0xff, place.validity, place.validity + Math.ceil(place.rows / 8));
}

/** Moves `present` dense values at `row` apart, from the last on; NULLs become zeros. */
function spread(place: Place, row: number, values: number, present: number, stride: number): void {
  if (present === values) return;
  const { bytes, words, validity, data } = place;
  const base = data >>> 2;
  let from = base + (row + present) * stride;
  for (let i = row + values - 1; i >= row; i -= 1) {
    const valid = ((bytes[validity + (i >> 3)] as number) >> (i & 7)) & 1;
    const to = base + i * stride;
    if (valid === 1) {
      from -= stride;
      for (let word = stride - 1; word >= 0; word -= 1) words[to + word] = words[from + word] as number;
    } else {
      for (let word = 0; word < stride; word += 1) words[to + word] = 0;
    }
  }
}

// Booleans

function readBooleans(pages: readonly DataPage[], place: Place, optional: boolean): number {
  fillValidity(place, optional);
  const { bytes, data, validity } = place;
  let row = 0;
  let nulls = 0;
  for (const page of pages) {
    const present = readValidity(page, place, row, optional);
    const values = booleansOf(page, present);
    let from = present;
    for (let i = row + page.values - 1; i >= row; i -= 1) {
      const valid = !optional || ((bytes[validity + (i >> 3)] as number) & (1 << (i & 7))) !== 0;
      if (valid) from -= 1;
      bytes[data + i] = valid ? (values[from] as number) : 0;
    }
    row += page.values;
    nulls += page.values - present;
  }
  return nulls;
}

function booleansOf({ body, start, encoding }: DataPage, count: number): Uint8Array {
  const values = new Uint8Array(count);
  if (encoding === 'RLE') {
    if (count > 0 && decodeHybrid(body, start + 4, body.length, 1, count, values, 0) > 1) throw corrupt('a boolean above one');
  } else if (encoding === 'PLAIN') {
    if (start + Math.ceil(count / 8) > body.length) throw corrupt('a page has fewer values than it says');
    for (let i = 0; i < count; i += 1) values[i] = ((body[start + (i >> 3)] as number) >> (i & 7)) & 1;
  } else throw notSupported(`Parquet's encoding ${encoding} of booleans`);
  return values;
}

// Fixed width

function readFixed(
  pages: readonly DataPage[],
  dictionaryPage: DictionaryPage | null,
  form: FixedForm,
  info: ColumnInfo,
  place: Place,
  optional: boolean,
): number {
  const stride = wordsOf(info.phys);
  const range = boundsOf(info);
  const { words } = place;
  const base = place.data >>> 2;
  fillValidity(place, optional);
  let dictionary: Int32Array | null = null;
  let indexes = new Int32Array(0);
  let row = 0;
  let nulls = 0;
  for (const page of pages) {
    const present = readValidity(page, place, row, optional);
    const at = base + row * stride;
    if (isDictionary(page)) {
      dictionary ??= convertDictionary(dictionaryPage, form, info, range);
      if (indexes.length < present) indexes = new Int32Array(present);
      const entries = dictionary.length / stride;
      readIndexes(page, present, entries, indexes);
      gather(dictionary, indexes, present, stride, words, at);
    } else {
      convertPage(page, form, present, info, range, words, at);
    }
    spread(place, row, page.values, present, stride);
    row += page.values;
    nulls += page.values - present;
  }
  return nulls;
}

/** What values must lie in: the plan's range, where it is narrower than what the physical type holds. */
function boundsOf(info: ColumnInfo): ValueRange | null {
  const { kind } = info.type;
  if (kind === 'date') return info.range ?? DATES;
  if (kind === 'timestamp' || kind === 'timestamptz') return info.range ?? TIMESTAMPS;
  if (kind === 'time') return info.range ?? TIMES;
  return info.range;
}

function isDictionary({ encoding }: DataPage): boolean {
  return encoding === 'RLE_DICTIONARY' || encoding === 'PLAIN_DICTIONARY';
}

function readIndexes(page: DataPage, count: number, entries: number, out: Int32Array): void {
  if (count === 0) return;
  const width = page.body[page.start] ?? 0;
  const largest = decodeHybrid(page.body, page.start + 1, page.body.length, width, count, out, 0);
  if (largest >= entries) throw corrupt(`an index of ${largest} into a dictionary of ${entries}`);
}

function convertDictionary(page: DictionaryPage | null, form: FixedForm, info: ColumnInfo, range: ValueRange | null): Int32Array {
  if (page === null) throw corrupt('a column without its dictionary');
  const stride = wordsOf(info.phys);
  if (page.values * Math.max(1, rawWidth(form)) > page.body.length) throw corrupt('a dictionary ends early');
  const out = new Int32Array(page.values * stride);
  const plain: DataPage = { ...EMPTY_PAGE, values: page.values, body: page.body };
  convertPage(plain, form, page.values, info, range, out, 0);
  return out;
}

const EMPTY_PAGE: DataPage = { values: 0, encoding: 'PLAIN', body: new Uint8Array(0), repetition: [0, 0], definition: [0, 0], start: 0 };

function gather(dictionary: Int32Array, indexes: Int32Array, count: number, stride: number, out: Int32Array, at: number): void {
  if (stride === 1) {
    for (let i = 0; i < count; i += 1) out[at + i] = dictionary[indexes[i] as number] as number;
  } else if (stride === 2) {
    for (let i = 0, to = at; i < count; i += 1, to += 2) {
      const from = (indexes[i] as number) * 2;
      out[to] = dictionary[from] as number;
      out[to + 1] = dictionary[from + 1] as number;
    }
  } else {
    for (let i = 0, to = at; i < count; i += 1, to += stride) {
      const from = (indexes[i] as number) * stride;
      for (let word = 0; word < stride; word += 1) out[to + word] = dictionary[from + word] as number;
    }
  }
}

/** Values that are in the page itself. */
function convertPage(
  page: DataPage,
  form: FixedForm,
  count: number,
  info: ColumnInfo,
  range: ValueRange | null,
  out: Int32Array,
  at: number,
): void {
  const width = rawWidth(form);
  if (width === 0) {
    convertDecimals(textsOf(page, count, 0), info, range, out, at);
    return;
  }
  convertFixed(form, { bytes: rawBytes(page, width, count), count }, info.phys, range, out, at);
}

function convertDecimals({ bytes, offsets, count }: Texts, info: ColumnInfo, range: ValueRange | null, out: Int32Array, at: number): void {
  const stride = wordsOf(info.phys);
  for (let i = 0, to = at; i < count; i += 1, to += stride) {
    const from = offsets[i] as number;
    bigEndian(bytes, from, (offsets[i + 1] as number) - from, stride, out, to);
    const value = wordsValue(out, to, stride);
    if (range !== null && (value < range.min || value > range.max)) throw outOfBounds();
  }
}

/** `count` values of `width` bytes, at an address that typed arrays take. */
function rawBytes(page: DataPage, width: number, count: number): Uint8Array {
  const { body, start, encoding } = page;
  const length = count * width;
  switch (encoding) {
    case 'PLAIN': {
      if (start + length > body.length) throw corrupt('a page has fewer values than it says');
      const raw = body.subarray(start, start + length);
      // A copy by the constructor: slice of what zlib gives is a view.
      return raw.byteOffset % 4 === 0 ? raw : new Uint8Array(raw);
    }
    case 'BYTE_STREAM_SPLIT': {
      if (start + length > body.length) throw corrupt('a page has fewer values than it says');
      const bytes = new Uint8Array(length);
      for (let byte = 0; byte < width; byte += 1) {
        const from = start + byte * count;
        for (let i = 0, to = byte; i < count; i += 1, to += width) bytes[to] = body[from + i] as number;
      }
      return bytes;
    }
    case 'DELTA_BINARY_PACKED': {
      if (width !== 4 && width !== 8) break;
      const pairs = new Int32Array(count * 2);
      decodeDelta(body, start, count, pairs);
      if (width === 8) return new Uint8Array(pairs.buffer);
      const words = new Int32Array(count);
      for (let i = 0; i < count; i += 1) words[i] = pairs[i * 2] as number;
      return new Uint8Array(words.buffer);
    }
    case 'DELTA_BYTE_ARRAY': {
      const texts = deltaTexts(page, count, length);
      if (texts.bytes.length !== length) throw corrupt('values of a fixed length have another one');
      return texts.bytes;
    }
    default:
      break;
  }
  throw notSupported(`Parquet's encoding ${encoding} of values of ${width} bytes`);
}

// Texts

interface ReadTexts {
  readonly dictionary: Texts;
  readonly pages: readonly {
    readonly page: DataPage;
    readonly texts: Texts;
    readonly present: number;
    readonly levels: Uint8Array | null;
  }[];
}

const NO_TEXTS: Texts = { count: 0, bytes: new Uint8Array(0), offsets: new Int32Array(1) };

function textsOf(page: DataPage, count: number, fixed: number): Texts {
  switch (page.encoding) {
    case 'PLAIN':
      return plainTexts(page.body, page.start, count, fixed);
    case 'DELTA_LENGTH_BYTE_ARRAY':
      return deltaLengthTexts(page, count);
    case 'DELTA_BYTE_ARRAY':
      return deltaTexts(page, count, LIMITS.parquetPageBytes);
    case 'BYTE_STREAM_SPLIT': {
      const bytes = rawBytes(page, fixed, count);
      return plainTexts(bytes, 0, count, fixed);
    }
    default:
      throw notSupported(`Parquet's encoding ${page.encoding} of texts`);
  }
}

type BytesForm = Extract<ParquetColumn['form'], { readonly kind: 'bytes' }>;

function readTexts(pages: readonly DataPage[], dictionary: DictionaryPage | null, form: BytesForm, optional: boolean): ReadTexts {
  const entries = dictionary === null ? NO_TEXTS : storedTexts(plainTexts(dictionary.body, 0, dictionary.values, form.bytes), form.as);
  return {
    dictionary: entries,
    pages: pages.map((page) => {
      const some = optional && !isOneRun(page.body, page.definition[0], page.definition[1], page.values, 1);
      const levels = some ? new Uint8Array(page.values) : null;
      let present = page.values;
      if (levels !== null) {
        if (decodeHybrid(page.body, page.definition[0], page.definition[1], 1, page.values, levels, 0) > 1)
          throw corrupt('a level above the most');
        present = 0;
        for (let i = 0; i < levels.length; i += 1) present += levels[i] as number;
      }
      if (isDictionary(page) && dictionary === null && present > 0) throw corrupt('a column without its dictionary');
      const texts = isDictionary(page) ? NO_TEXTS : storedTexts(textsOf(page, present, form.bytes), form.as);
      return { page, texts, present, levels };
    }),
  };
}

/** References to the texts, which are copied to `textAt`. Gives the number of NULLs. */
function writeTexts({ dictionary, pages }: ReadTexts, place: Place, textAt: number): number {
  const { bytes, words, validity } = place;
  const optional = pages.some(({ levels }) => levels !== null);
  fillValidity(place, optional);
  const base = place.data >>> 2;
  let at = textAt;
  bytes.set(dictionary.bytes, at);
  const entriesAt = at;
  at += dictionary.bytes.length;
  let indexes = new Int32Array(0);
  let row = 0;
  let nulls = 0;
  for (const { page, texts, present, levels } of pages) {
    const coded = isDictionary(page);
    if (coded) {
      if (indexes.length < present) indexes = new Int32Array(present);
      readIndexes(page, present, dictionary.count, indexes);
    } else bytes.set(texts.bytes, at);
    const { offsets } = coded ? dictionary : texts;
    const from = coded ? entriesAt : at;
    let to = base + row * 2;
    let value = 0;
    for (let i = 0; i < page.values; i += 1, to += 2) {
      if (levels !== null && levels[i] !== 1) {
        const bit = row + i;
        bytes[validity + (bit >> 3)] = (bytes[validity + (bit >> 3)] as number) & ~(1 << (bit & 7));
        words[to] = from;
        words[to + 1] = 0;
        continue;
      }
      const index = coded ? (indexes[value] as number) : value;
      const start = offsets[index] as number;
      words[to] = from + start;
      words[to + 1] = (offsets[index + 1] as number) - start;
      value += 1;
    }
    if (!coded) at += texts.bytes.length;
    row += page.values;
    nulls += page.values - present;
  }
  return nulls;
}
