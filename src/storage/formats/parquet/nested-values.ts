/**
 * Columns with structure. Lists of plain values are put together here from the levels, so that every element has its exact value; structs,
 * maps and what is in lists of them are read by hyparquet and become JSON.
 */
import { parquetReadObjects } from 'hyparquet';
import type { SchemaTree } from 'hyparquet/src/types.js';
import type { SourceFile } from '../../../catalog/file-source.js';
import { known } from '../../../common/assert.js';
import type { FileSystem } from '../../../common/runtime.js';
import { PHYS_BYTES } from '../../../plan/batch.js';
import type { ColumnInfo } from '../../../plan/column-info.js';
import { datumAt, physOfType } from '../../../plan/datum-batch.js';
import { arrayValue, type Datum } from '../../../types/datum.js';
import { type SqlType, TYPES } from '../../../types/sql-type.js';
import { fromStored } from '../../../types/stored.js';
import { formatText } from '../../../types/text-format.js';
import { corrupt } from '../corrupt.js';
import { COMPRESSORS } from './codecs.js';
import { decodePages } from './decode-column.js';
import { chunkRange, type ParquetFooter } from './footer.js';
import { readLevels, readPages } from './pages.js';
import { leafType, listElement, type ParquetColumn, type ValueForm } from './schema.js';

export interface NestedColumn {
  readonly fs: FileSystem;
  readonly file: Pick<SourceFile, 'path' | 'bytes'>;
  readonly footer: ParquetFooter;
  readonly group: number;
  readonly column: ParquetColumn;
}

/** One value a row of the row group. */
export async function nestedValues(nested: NestedColumn, tree: SchemaTree): Promise<readonly Datum[]> {
  const item = listElement(tree);
  if (item !== undefined && item.children.length === 0) return listValues(nested, tree, item);
  const rows = await readObjects(nested);
  const isList = item !== undefined;
  return rows.map((row): Datum => {
    if (row === null || row === undefined) return null;
    return isList && Array.isArray(row) ? arrayValue(row.map((each) => (each == null ? null : jsonText(each)))) : jsonText(row);
  });
}

// Lists

interface ListLevels {
  /** Definition levels: of a list that is there, of an element that is there, of its value that is not NULL. */
  readonly list: number;
  readonly element: number;
  readonly value: number;
}

function levelsOf(tree: SchemaTree, item: SchemaTree): ListLevels {
  const list = tree.element.repetition_type === 'OPTIONAL' ? 1 : 0;
  const element = list + 1;
  return { list, element, value: element + (item.element.repetition_type === 'OPTIONAL' ? 1 : 0) };
}

async function listValues(
  { fs, file, footer, group, column }: NestedColumn,
  tree: SchemaTree,
  item: SchemaTree,
): Promise<readonly Datum[]> {
  const meta = known(footer.metadata.row_groups[group]?.columns[column.leaf]?.meta_data, 'column of a row group');
  const rows = known(footer.groupRows[group], 'row group');
  const { from, to } = chunkRange(meta);
  const bytes = new Uint8Array(to - from);
  await fs.read(file.path, from, bytes);
  const levels = levelsOf(tree, item);
  const pages = readPages(bytes, meta, { repetition: 1, definition: levels.value });
  const read = pages.data.map((page) => {
    const repetition = new Uint8Array(page.values);
    const definition = new Uint8Array(page.values);
    readLevels(page, page.repetition, 1, repetition);
    readLevels(page, page.definition, levels.value, definition);
    let present = 0;
    for (const level of definition) if (level === levels.value) present += 1;
    return { page, repetition, definition, present };
  });
  const { type, form } = leafType(item.element);
  const total = read.reduce((sum, { present }) => sum + present, 0);
  const dense = { dictionary: pages.dictionary, data: read.map(({ page, present }) => ({ ...page, values: present })) };
  const elements = denseValues(dense, total, type, form);
  const lists: (Datum[] | null)[] = [];
  let next = 0;
  for (const { repetition, definition } of read) {
    for (let i = 0; i < definition.length; i += 1) {
      const level = known(definition[i], 'level');
      if (repetition[i] === 0) lists.push(level < levels.list ? null : []);
      const list = lists.at(-1);
      if (level < levels.element) continue;
      if (list === undefined || list === null) throw corrupt('an element without its list');
      list.push(level === levels.value ? known(elements[next], 'element') : null);
      if (level === levels.value) next += 1;
    }
  }
  if (lists.length !== rows) throw corrupt('a column has another number of rows than its row group');
  return lists.map((list) => (list === null ? null : arrayValue(list)));
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The values of the pages, none of which is NULL. */
function denseValues(pages: Parameters<typeof decodePages>[0], count: number, type: SqlType, form: ValueForm): readonly Datum[] {
  const { phys, scale } = physOfType(type);
  const info: ColumnInfo = { id: 0, name: '', type, phys, scale, nullable: false, range: null };
  let bytes: Uint8Array<ArrayBufferLike> = new Uint8Array(0);
  const target = {
    memory: { bytes: () => bytes },
    allocate: (length: number) => {
      bytes = new Uint8Array(length);
      return 0;
    },
  };
  const { data } = decodePages(pages, count, { name: '', form, optional: false }, info, target);
  const values = new Array<Datum>(count);
  if (phys === 'str') {
    const references = new Uint32Array(bytes.buffer, data, count * 2);
    for (let i = 0; i < count; i += 1) {
      const start = known(references[i * 2], 'reference');
      values[i] = fromStored(type, decoder.decode(bytes.subarray(start, start + known(references[i * 2 + 1], 'length'))));
    }
    return values;
  }
  const column = { data: bytes.subarray(data, data + count * PHYS_BYTES[phys]), validity: null, offsets: null };
  for (let i = 0; i < count; i += 1) values[i] = datumAt(column, info, i);
  return values;
}

// JSON

async function readObjects({ fs, file, footer, group, column }: NestedColumn): Promise<readonly unknown[]> {
  const { groupRows, metadata } = footer;
  const rowStart = groupRows.slice(0, group).reduce((sum, rows) => sum + rows, 0);
  const rowEnd = rowStart + known(groupRows[group], 'row group');
  const objects = await parquetReadObjects({
    file: {
      byteLength: file.bytes,
      slice: async (start, end = file.bytes) => {
        const bytes = new Uint8Array(Math.max(0, end - start));
        await fs.read(file.path, start, bytes);
        return bytes.buffer;
      },
    },
    metadata,
    columns: [column.name],
    rowStart,
    rowEnd,
    compressors: COMPRESSORS,
    parsers: JSON_PARSERS,
    geoparquet: false,
  });
  if (objects.length !== rowEnd - rowStart) throw corrupt('a column has another number of rows than its row group');
  return objects.map((row): unknown => row[column.name]);
}

const DAYS_TO_2000 = 10_957;
const MICROS_TO_2000 = 946_684_800_000_000n;

function momentText(micros: bigint): string {
  return formatText(TYPES.timestamp, micros - MICROS_TO_2000).replace(' ', 'T');
}

/** As to_json writes dates and timestamps. */
const JSON_PARSERS = {
  dateFromDays: (days: number) => formatText(TYPES.date, days - DAYS_TO_2000),
  timestampFromMilliseconds: (millis: bigint) => momentText(millis * 1_000n),
  timestampFromMicroseconds: momentText,
  timestampFromNanoseconds: (nanos: bigint) => momentText(nanos / 1_000n),
};

function jsonText(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return JSON.stringify(`\\x${Buffer.from(value).toString('hex')}`);
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (typeof value === 'object') {
    const fields = value instanceof Map ? [...value] : Object.entries(value);
    return `{${fields.map(([name, field]) => `${JSON.stringify(String(name))}:${jsonText(field)}`).join(',')}}`;
  }
  // Infinities and NaN have no form in JSON.
  return JSON.stringify(value) ?? 'null';
}
