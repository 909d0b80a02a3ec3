/**
 * One column of a record batch: its buffers as the file has them, decompressed, each proven to hold what the lengths claim. What converts
 * the values later relies on it.
 */
import { known } from '../../../common/assert.js';
import { LIMITS } from '../../../common/limits.js';
import { corrupt } from '../corrupt.js';
import type { ArrowField, ArrowType } from './arrow-schema.js';
import { type Codec, decompressBuffer } from './body-codec.js';
import type { FlatTable } from './flat-table.js';

/** What a record batch says of itself. */
export interface BatchHead {
  readonly rows: number;
  readonly nodes: readonly (readonly number[])[];
  /** Offset in the body and length. */
  readonly buffers: readonly (readonly number[])[];
  readonly codec: Codec;
  /** Buffers of each column of views, in order. */
  readonly variadic: readonly number[];
}

export interface ArrowData {
  readonly field: ArrowField;
  readonly rows: number;
  /** null: no NULLs. */
  readonly valid: Uint8Array | null;
  /** After the validity, in the order of the format. */
  readonly buffers: readonly Uint8Array[];
  readonly children: readonly ArrowData[];
}

/** Rows that a batch may have though nothing of them is in its body: columns of NULLs alone. */
const ROWS_WITHOUT_BYTES = 1 << 20;

export function readBatchHead(batch: FlatTable, bodyBytes: number): BatchHead {
  const rows = batch.int64(0, 0);
  if (rows > Math.max(bodyBytes * LIMITS.arrowRowsPerByte, ROWS_WITHOUT_BYTES)) throw corrupt(`a record batch of ${rows} rows`);
  const buffers = batch.longs(2, 16, 2);
  for (const [offset, length] of buffers) {
    if (known(offset, 'offset') + known(length, 'length') > bodyBytes) throw corrupt('a buffer is longer than its record batch');
  }
  const compression = batch.table(3);
  const codec = compression === null ? 'none' : (['lz4', 'zstd'] as const)[compression.int8(0, 0)];
  if (codec === undefined) throw corrupt('a compression that is not known');
  return { rows, nodes: batch.longs(1, 16, 2), buffers, codec, variadic: batch.longs(4, 8, 1).map((each) => known(each[0], 'count')) };
}

/** Where a column begins among the nodes, buffers and counts of a record batch. */
export interface ColumnPlace {
  node: number;
  buffer: number;
  variadic: number;
}

/** The places of all columns, and their end. */
export function columnPlaces(fields: readonly ArrowField[], head: BatchHead): readonly ColumnPlace[] {
  const place: ColumnPlace = { node: 0, buffer: 0, variadic: 0 };
  const places = [{ ...place }];
  for (const field of fields) {
    pass(field, head, place);
    places.push({ ...place });
  }
  if (place.node > head.nodes.length || place.buffer > head.buffers.length) throw corrupt('a record batch has too few columns');
  return places;
}

function pass(field: ArrowField, head: BatchHead, place: ColumnPlace): void {
  place.node += 1;
  place.buffer += buffersOf(storedType(field));
  if (isViews(storedType(field))) {
    place.buffer += variadicAt(head, place);
    place.variadic += 1;
  }
  if (field.dictionary === null) for (const child of field.children) pass(child, head, place);
}

/** Of a dictionary's column what is in the batch are the indexes. */
function storedType({ type, dictionary }: ArrowField): ArrowType {
  return dictionary === null ? type : dictionary.index;
}

function isViews(type: ArrowType): boolean {
  return type.kind === 'bytes' && type.by === 'views';
}

function variadicAt(head: BatchHead, { variadic }: ColumnPlace): number {
  const count = head.variadic[variadic];
  if (count === undefined || count > head.buffers.length) throw corrupt('a column of views without its buffers');
  return count;
}

/** The validity among them. */
function buffersOf(type: ArrowType): number {
  switch (type.kind) {
    case 'null':
      return 0;
    case 'struct':
    case 'fixed-list':
      return 1;
    case 'bytes':
      return type.by === 'views' ? 2 : 3;
    default:
      return 2;
  }
}

/** The bytes of the body that the column's buffers lie in. */
export function columnRange(head: BatchHead, from: ColumnPlace, to: ColumnPlace): { readonly from: number; readonly to: number } {
  const own = head.buffers.slice(from.buffer, to.buffer).filter(([, length]) => length !== 0);
  const starts = own.map(([offset]) => known(offset, 'offset'));
  const ends = own.map(([offset, length]) => known(offset, 'offset') + known(length, 'length'));
  return own.length === 0 ? { from: 0, to: 0 } : { from: Math.min(...starts), to: Math.max(...ends) };
}

/** `bytes`: the body from `origin` on. */
export function readColumn(head: BatchHead, field: ArrowField, at: ColumnPlace, bytes: Uint8Array, origin: number): ArrowData {
  return new ColumnReader(head, bytes, origin, { ...at }).read(field, head.rows);
}

class ColumnReader {
  readonly #head: BatchHead;
  readonly #bytes: Uint8Array;
  readonly #origin: number;
  readonly #place: ColumnPlace;

  constructor(head: BatchHead, bytes: Uint8Array, origin: number, place: ColumnPlace) {
    this.#head = head;
    this.#bytes = bytes;
    this.#origin = origin;
    this.#place = place;
  }

  /** `least`: rows that there must be; null: as many as there are. */
  read(field: ArrowField, least: number): ArrowData {
    const type = storedType(field);
    const [rows = -1] = this.#head.nodes[this.#place.node] ?? [];
    this.#place.node += 1;
    if (rows < least) throw corrupt('a column has fewer rows than its record batch');
    const valid = type.kind === 'null' ? null : this.#validity(rows);
    const buffers = this.#buffers(type, rows);
    const children = field.dictionary === null ? this.#children(field, buffers, rows) : [];
    return { field, rows, valid, buffers, children };
  }

  #validity(rows: number): Uint8Array | null {
    const bytes = this.#next(Math.ceil(rows / 8));
    if (bytes.length === 0) return null;
    if (bytes.length * 8 < rows) throw corrupt('a column has fewer bits for NULLs than rows');
    return bytes;
  }

  #buffers(type: ArrowType, rows: number): readonly Uint8Array[] {
    switch (type.kind) {
      case 'null':
      case 'struct':
      case 'fixed-list':
        return [];
      case 'bool':
        return [this.#sized(Math.ceil(rows / 8))];
      case 'list':
      case 'map':
        return [this.#offsets(rows, type.kind === 'list' && type.by === 'long-offsets')];
      case 'bytes': {
        if (type.by !== 'views') return [this.#offsets(rows, type.by === 'long-offsets'), this.#next(null)];
        const views = this.#sized(rows * 16);
        const count = variadicAt(this.#head, this.#place);
        this.#place.variadic += 1;
        return [views, ...Array.from({ length: count }, () => this.#next(null))];
      }
      default:
        return [this.#sized(rows * widthOf(type))];
    }
  }

  #children(field: ArrowField, buffers: readonly Uint8Array[], rows: number): readonly ArrowData[] {
    const { type } = field;
    if (type.kind === 'struct') return field.children.map((child) => this.read(child, rows));
    if (type.kind === 'fixed-list') return field.children.map((child) => this.read(child, rows * type.length));
    if (type.kind !== 'list' && type.kind !== 'map') return [];
    const isLong = type.kind === 'list' && type.by === 'long-offsets';
    const offsets = offsetsOf(known(buffers[0], 'offsets'), rows, isLong);
    return field.children.map((child) => this.read(child, known(offsets[rows], 'offset')));
  }

  /** None at all where there are no rows: the format allows it. */
  #offsets(rows: number, isLong: boolean): Uint8Array {
    const width = isLong ? 8 : 4;
    const bytes = this.#next((rows + 1) * width);
    if (bytes.length === 0 && rows === 0) return new Uint8Array(width);
    if (bytes.length < (rows + 1) * width) throw corrupt('offsets end early');
    return bytes;
  }

  #sized(length: number): Uint8Array {
    const bytes = this.#next(length);
    if (bytes.length < length) throw corrupt('a column has fewer values than rows');
    return bytes;
  }

  /** expected: bytes that are needed of it, so that no more is decompressed than padding beyond them; null: any. */
  #next(expected: number | null): Uint8Array {
    const [offset, length] = this.#head.buffers[this.#place.buffer] ?? [];
    this.#place.buffer += 1;
    if (offset === undefined || length === undefined) throw corrupt('a record batch has too few buffers');
    const start = offset - this.#origin;
    const raw = length === 0 ? new Uint8Array(0) : this.#bytes.subarray(start, start + length);
    const bytes = decompressBuffer(this.#head.codec, raw, expected === null ? LIMITS.arrowBufferBytes : expected + PADDING);
    // At an address that typed arrays take.
    return bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
  }
}

/** Bytes that writers add at most. */
const PADDING = 64;

/** Bytes of a value. */
function widthOf(type: ArrowType): number {
  switch (type.kind) {
    case 'int':
    case 'float':
    case 'decimal':
    case 'date':
    case 'time':
      return type.bits / 8;
    case 'timestamp':
    case 'duration':
      return 8;
    case 'interval':
      return type.unit === 'months' ? 4 : type.unit === 'days' ? 8 : 16;
    case 'fixed-bytes':
      return type.bytes;
    default:
      return 0;
  }
}

/** Ascending from 0 or above: as many as rows, and one. */
export function offsetsOf(bytes: Uint8Array, rows: number, isLong: boolean): Int32Array {
  const offsets = isLong ? narrowed(bytes, rows + 1) : new Int32Array(bytes.buffer, bytes.byteOffset, rows + 1);
  let last = 0;
  for (let i = 0; i <= rows; i += 1) {
    const offset = offsets[i] as number;
    if (offset < last) throw corrupt('offsets go back');
    last = offset;
  }
  return offsets;
}

function narrowed(bytes: Uint8Array, count: number): Int32Array {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, count * 2);
  const offsets = new Int32Array(count);
  for (let i = 0; i < count; i += 1) {
    if (words[i * 2 + 1] !== 0 || (words[i * 2] as number) < 0) throw corrupt('an offset beyond two gigabytes');
    offsets[i] = words[i * 2] as number;
  }
  return offsets;
}
