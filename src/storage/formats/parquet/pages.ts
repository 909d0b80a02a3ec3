/** The pages of a column chunk: headers, levels and decompressed values, each checked against the bytes that are there. */

import { parquetHeader } from 'hyparquet/src/column.js';
import type { ColumnMetaData, Encoding, PageHeader } from 'hyparquet/src/types.js';
import { LIMITS } from '../../../common/limits.js';
import { decompress } from '../codecs.js';
import { corrupt } from '../corrupt.js';
import { decodeHybrid } from './hybrid.js';

export interface DataPage {
  /** NULLs included; of repeated columns, entries. */
  readonly values: number;
  readonly encoding: Encoding;
  /** Levels and values, decompressed. */
  readonly body: Uint8Array;
  /** The definition levels, and the repetition levels before them: from, to; empty where there are none. */
  readonly repetition: readonly [number, number];
  readonly definition: readonly [number, number];
  /** Where the values begin. */
  readonly start: number;
}

export interface DictionaryPage {
  readonly values: number;
  readonly body: Uint8Array;
}

export interface ColumnPages {
  readonly dictionary: DictionaryPage | null;
  readonly data: readonly DataPage[];
}

export interface Levels {
  readonly repetition: number;
  readonly definition: number;
}

/** bytes: the whole chunk. `levels`: the largest of the column. */
export function readPages(bytes: Uint8Array, meta: ColumnMetaData, levels: Levels): ColumnPages {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  const entries = Number(meta.num_values);
  const data: DataPage[] = [];
  let dictionary: DictionaryPage | null = null;
  let seen = 0;
  while (seen < entries && reader.offset < bytes.length) {
    const header = parquetHeader(reader);
    const { compressed_page_size: packed, uncompressed_page_size: length } = header;
    if (!(packed >= 0 && packed <= bytes.length - reader.offset)) throw corrupt('a page is longer than its column');
    if (!(length >= 0 && length <= LIMITS.parquetPageBytes)) throw corrupt(`a page of ${length} bytes`);
    const raw = bytes.subarray(reader.offset, reader.offset + packed);
    reader.offset += packed;
    if (header.type === 'DICTIONARY_PAGE') {
      const values = header.dictionary_page_header?.num_values ?? -1;
      if (values < 0 || dictionary !== null) throw corrupt('a dictionary that can not be');
      dictionary = { values, body: decompress(meta.codec, raw, length) };
    } else if (header.type === 'DATA_PAGE' || header.type === 'DATA_PAGE_V2') {
      const page = header.type === 'DATA_PAGE' ? firstForm(header, raw, meta, levels) : secondForm(header, raw, meta);
      seen += page.values;
      if (seen > entries) throw corrupt('pages have more values than their column');
      data.push(page);
    }
  }
  if (seen < entries) throw corrupt('pages have fewer values than their column');
  return { dictionary, data };
}

/** Levels are compressed with the values; each begins with its length. */
function firstForm(header: PageHeader, raw: Uint8Array, meta: ColumnMetaData, levels: Levels): DataPage {
  const page = header.data_page_header;
  if (page === undefined || !(page.num_values >= 0)) throw corrupt('a page without a header');
  const body = decompress(meta.codec, raw, header.uncompressed_page_size);
  let at = 0;
  const take = (level: number): readonly [number, number] => {
    if (level === 0) return [at, at];
    if (at + 4 > body.length) throw corrupt('levels end early');
    const length =
      (body[at] as number) | ((body[at + 1] as number) << 8) | ((body[at + 2] as number) << 16) | ((body[at + 3] as number) << 24);
    const from = at + 4;
    if (length < 0 || from + length > body.length) throw corrupt('levels are longer than their page');
    at = from + length;
    return [from, at];
  };
  const repetition = take(levels.repetition);
  const definition = take(levels.definition);
  return { values: page.num_values, encoding: page.encoding, body, repetition, definition, start: at };
}

/** Levels come before the values and are not compressed. */
function secondForm(header: PageHeader, raw: Uint8Array, meta: ColumnMetaData): DataPage {
  const page = header.data_page_header_v2;
  if (page === undefined || !(page.num_values >= 0)) throw corrupt('a page without a header');
  const first = page.repetition_levels_byte_length;
  const second = page.definition_levels_byte_length;
  const start = first + second;
  if (!(first >= 0 && second >= 0 && start <= raw.length && start <= header.uncompressed_page_size)) {
    throw corrupt('levels are longer than their page');
  }
  const packed = raw.subarray(start);
  const length = header.uncompressed_page_size - start;
  const values = page.is_compressed === false ? packed : decompress(meta.codec, packed, length);
  const body = new Uint8Array(start + values.length);
  body.set(raw.subarray(0, start));
  body.set(values, start);
  return { values: page.num_values, encoding: page.encoding, body, repetition: [0, first], definition: [first, start], start };
}

/** The levels of a page; the largest is checked. */
export function readLevels(page: DataPage, [from, to]: readonly [number, number], largest: number, out: Uint8Array): void {
  if (largest === 0) {
    out.fill(0, 0, page.values);
    return;
  }
  const found = decodeHybrid(page.body, from, to, 32 - Math.clz32(largest), page.values, out, 0);
  if (found > largest) throw corrupt(`a level of ${found} where ${largest} is the most`);
}
