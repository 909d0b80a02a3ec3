/**
 * Values of a column of a record batch in our form, any rows of it. Plain types go from buffer to buffer; lists become arrays by way of single
 * values, and what has structure inside becomes JSON, as to_json would write it. What lies where a row is NULL is never looked at.
 */
import { known } from '../../../common/assert.js';
import { type BatchColumn, type HostColumn, PHYS_BYTES } from '../../../plan/batch.js';
import { batchColumn, columnFromValues, datumAt, isNullAt } from '../../../plan/datum-batch.js';
import { arrayValue, type Datum } from '../../../types/datum.js';
import { encodeJson } from '../../../types/json-encode.js';
import { quoteJson } from '../../../types/json-value.js';
import type { SqlType } from '../../../types/sql-type.js';
import { formatText } from '../../../types/text-format.js';
import { corrupt } from '../corrupt.js';
import { hasStructure, sqlType } from './arrow-schema.js';
import { plainColumn } from './plain-values.js';
import { type ArrowData, offsetsOf } from './record-batch.js';
import { gatheredTexts, textsOfBytes } from './text-columns.js';

/** Values of dictionaries by id. */
export type Dictionaries = ReadonlyMap<number, HostColumn>;

export interface ArrowReader {
  readonly schema: BatchColumn;
  readonly rows: (from: number, to: number) => HostColumn;
}

/** The form in which values of the type come. */
export function arrowForm(name: string, type: SqlType): BatchColumn {
  const column = batchColumn(name, type);
  // Plans have numerics in 64 bits at least.
  return column.phys === 'i32' && type.kind === 'numeric' ? { ...column, phys: 'i64' } : column;
}

export function arrowReader(data: ArrowData, dictionaries: Dictionaries): ArrowReader {
  const { field } = data;
  const schema = arrowForm(field.name, sqlType(field));
  if (field.dictionary !== null) return { schema, rows: (from, to) => coded(data, schema, dictionaries, from, to) };
  if (!hasStructure(field)) return { schema, rows: (from, to) => plain(data, schema, from, to) };
  const value = schema.type.kind === 'array' ? listReader(data, dictionaries) : jsonReader(data, dictionaries);
  return {
    schema,
    rows: (from, to) =>
      columnFromValues(
        schema,
        Array.from({ length: to - from }, (_, i) => (isNull(data, from + i) ? null : value(from + i))),
      ),
  };
}

function isNull({ valid, field }: ArrowData, row: number): boolean {
  return field.type.kind === 'null' || (valid !== null && ((valid[row >> 3] as number) & (1 << (row & 7))) === 0);
}

/** Bits of the rows from the first of them on; null: no NULLs. */
function validityOf(data: ArrowData, from: number, to: number): Uint8Array | null {
  const { valid, field } = data;
  if (field.type.kind === 'null') return new Uint8Array(Math.ceil((to - from) / 8));
  if (valid === null) return null;
  if (from % 8 === 0) return valid.subarray(from / 8, Math.ceil(to / 8));
  const bits = new Uint8Array(Math.ceil((to - from) / 8));
  for (let row = from; row < to; row += 1) {
    if (!isNull(data, row)) bits[(row - from) >> 3] = (bits[(row - from) >> 3] as number) | (1 << ((row - from) & 7));
  }
  return bits;
}

function plain(data: ArrowData, schema: BatchColumn, from: number, to: number): HostColumn {
  const validity = validityOf(data, from, to);
  const { type } = data.field;
  const isNullRow = (row: number): boolean => isNull(data, row);
  if (type.kind === 'bytes' || type.kind === 'fixed-bytes' || type.kind === 'null') {
    const { bytes, offsets } = textsOfBytes(data, from, to, isNullRow);
    return { data: bytes, offsets, validity };
  }
  return { data: plainColumn(type, known(data.buffers[0], 'values'), schema, { from, to, isNull: isNullRow }), offsets: null, validity };
}

// Dictionaries

/** Indexes into values that lie together; a NULL there is one here. */
function coded(data: ArrowData, schema: BatchColumn, dictionaries: Dictionaries, from: number, to: number): HostColumn {
  const { field } = data;
  const dictionary = known(field.dictionary, 'dictionary');
  const values = dictionaries.get(dictionary.id);
  const entries = values === undefined ? 0 : countOf(values, schema);
  const indexes = new Int32Array(to - from);
  const raw = plainColumn(dictionary.index, known(data.buffers[0], 'indexes'), INDEX, { from, to, isNull: (row) => isNull(data, row) });
  const words = new Int32Array(raw.buffer, raw.byteOffset, (to - from) * 2);
  for (let row = from; row < to; row += 1) {
    const index = words[(row - from) * 2] as number;
    if (isNull(data, row)) indexes[row - from] = -1;
    else indexes[row - from] = checkedIndex(index, words[(row - from) * 2 + 1] as number, entries);
  }
  const column = values ?? columnFromValues(schema, []);
  for (const [i, index] of indexes.entries()) if (index >= 0 && isNullAt(column, index)) indexes[i] = -1;
  if (schema.phys === 'str') return gatheredTexts(column, indexes);
  return columnFromValues(
    schema,
    Array.from(indexes, (index) => (index < 0 ? null : datumAt(column, schema, index))),
  );
}

const INDEX: BatchColumn = { name: '', type: { kind: 'int8' }, phys: 'i64', scale: 0 };

// Structure

function listReader(data: ArrowData, dictionaries: Dictionaries): (row: number) => Datum {
  const child = known(data.children[0], 'elements');
  const bounds = boundsOf(data);
  const element: (row: number) => Datum = hasStructure(child.field) ? jsonReader(child, dictionaries) : datumReader(child, dictionaries);
  return (row) => {
    const [from, to] = bounds(row);
    return arrayValue(Array.from({ length: to - from }, (_, i) => (isNull(child, from + i) ? null : element(from + i))));
  };
}

function boundsOf(data: ArrowData): (row: number) => readonly [number, number] {
  const { type } = data.field;
  if (type.kind === 'fixed-list') return (row) => [row * type.length, (row + 1) * type.length];
  const isLong = type.kind === 'list' && type.by === 'long-offsets';
  const offsets = offsetsOf(known(data.buffers[0], 'offsets'), data.rows, isLong);
  return (row) => [known(offsets[row], 'offset'), known(offsets[row + 1], 'offset')];
}

function datumReader(data: ArrowData, dictionaries: Dictionaries): (row: number) => Datum {
  const { schema, rows } = arrowReader(data, dictionaries);
  const column = rows(0, data.rows);
  return (row) => datumAt(column, schema, row);
}

function jsonReader(data: ArrowData, dictionaries: Dictionaries): (row: number) => string {
  const { type, dictionary } = data.field;
  const value = dictionary !== null ? leafReader(data, dictionaries) : structureReader(data, dictionaries, type.kind);
  return (row) => (isNull(data, row) ? 'null' : value(row));
}

function structureReader(data: ArrowData, dictionaries: Dictionaries, kind: string): (row: number) => string {
  const [first] = data.children;
  if (kind === 'struct') return structReader(data.children, dictionaries);
  if (kind === 'map') return mapReader(data, dictionaries);
  if ((kind !== 'list' && kind !== 'fixed-list') || first === undefined) return leafReader(data, dictionaries);
  const bounds = boundsOf(data);
  const element = jsonReader(first, dictionaries);
  return (row) => {
    const [from, to] = bounds(row);
    return `[${Array.from({ length: to - from }, (_, i) => element(from + i)).join(',')}]`;
  };
}

function structReader(children: readonly ArrowData[], dictionaries: Dictionaries): (row: number) => string {
  const members = children.map((child) => ({ name: quoteJson(child.field.name), value: jsonReader(child, dictionaries) }));
  return (row) => `{${members.map(({ name, value }) => `${name}:${value(row)}`).join(',')}}`;
}

/** A list of pairs, as an object. */
function mapReader(data: ArrowData, dictionaries: Dictionaries): (row: number) => string {
  const [keys, values] = known(data.children[0], 'entries').children;
  const bounds = boundsOf(data);
  const keyType = sqlType(known(keys, 'keys').field);
  const key = datumReader(known(keys, 'keys'), dictionaries);
  const value = jsonReader(known(values, 'values'), dictionaries);
  return (row) => {
    const [from, to] = bounds(row);
    const entry = (at: number): string => {
      const found = key(at);
      return `${quoteJson(found === null ? 'null' : formatText(keyType, found))}:${value(at)}`;
    };
    return `{${Array.from({ length: to - from }, (_, i) => entry(from + i)).join(',')}}`;
  };
}

function leafReader(data: ArrowData, dictionaries: Dictionaries): (row: number) => string {
  const type = sqlType(data.field);
  const value = datumReader(data, dictionaries);
  return (row) => encodeJson(type, value(row));
}

function countOf(column: HostColumn, schema: BatchColumn): number {
  return column.offsets === null ? column.data.length / PHYS_BYTES[schema.phys] : column.offsets.length - 1;
}

function checkedIndex(low: number, high: number, entries: number): number {
  if (high !== 0 || low < 0 || low >= entries) throw corrupt(`an index into a dictionary of ${entries}`);
  return low;
}
