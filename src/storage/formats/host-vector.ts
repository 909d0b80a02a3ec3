/** Columns that were made in JavaScript as vectors of the shared memory. */
import { known } from '../../common/assert.js';
import type { ColumnVector, SharedMemory } from '../../exec/task.js';
import { type BatchColumn, type HostColumn, PHYS_BYTES, type PhysType } from '../../plan/batch.js';
import type { ColumnInfo } from '../../plan/column-info.js';
import { columnFromValues, datumAt, fittingColumn } from '../../plan/datum-batch.js';
import type { Datum } from '../../types/datum.js';
import { corrupt } from './corrupt.js';

/** Where a scan puts its columns. */
export interface VectorTarget {
  readonly memory: Pick<SharedMemory, 'bytes'>;
  /** Allocates, to be freed with the scan. */
  readonly allocate: (bytes: number) => number;
}

/** Readable bytes after a column's end. */
const READ_BEYOND = 16;

export function align(bytes: number): number {
  return Math.ceil((bytes + READ_BEYOND) / 64) * 64;
}

/** The column's values in the physical type of `info`; `phys` is the one that it has. */
export function hostVector(column: HostColumn, phys: PhysType, rows: number, info: ColumnInfo, target: VectorTarget): ColumnVector {
  if (phys !== info.phys) return hostVector(converted(column, phys, rows, info), info.phys, rows, info, target);
  const validityBytes = column.validity === null ? 0 : align(Math.ceil(rows / 8));
  const dataBytes = align(rows * PHYS_BYTES[phys]);
  const textBytes = phys === 'str' ? align(column.data.length) : 0;
  const address = target.allocate(validityBytes + dataBytes + textBytes);
  const bytes = target.memory.bytes();
  if (column.validity !== null) {
    if (!info.nullable) throw corrupt('there are NULLs where the statistics have none');
    bytes.set(column.validity.subarray(0, Math.ceil(rows / 8)), address);
  }
  const data = address + validityBytes;
  if (phys === 'str') {
    const text = data + dataBytes;
    bytes.set(column.data, text);
    const offsets = known(column.offsets, 'offsets of a text column');
    const words = new Int32Array(bytes.buffer, data, rows * 2);
    for (let row = 0, from = offsets[0] as number; row < rows; row += 1) {
      const to = offsets[row + 1] as number;
      words[row * 2] = text + from;
      words[row * 2 + 1] = to - from;
      from = to;
    }
  } else {
    bytes.set(column.data.subarray(0, rows * PHYS_BYTES[phys]), data);
  }
  return { data, validity: column.validity === null ? 0 : address, dictionary: 0, dictionarySize: 0 };
}

/** By way of single values: for what is rare. */
function converted(column: HostColumn, phys: PhysType, rows: number, info: ColumnInfo): HostColumn {
  const from: BatchColumn = { name: info.name, type: info.type, phys, scale: phys === 'str' ? 0 : info.scale };
  const values = new Array<Datum>(rows);
  for (let row = 0; row < rows; row += 1) values[row] = datumAt(column, from, row);
  return columnFromValues(info, values);
}

/** A column of these values. */
export function valuesVector(values: readonly Datum[], info: ColumnInfo, target: VectorTarget): ColumnVector {
  const form = fittingColumn(info, values);
  return hostVector(columnFromValues(form, values), form.phys, values.length, info, target);
}

/** The same value in every row. */
export function constantVector(value: Datum, rows: number, info: ColumnInfo, target: VectorTarget): ColumnVector {
  const one = columnFromValues(info, [value]);
  const width = PHYS_BYTES[info.phys];
  const validityBytes = value === null ? align(Math.ceil(rows / 8)) : 0;
  const dataBytes = align(rows * width);
  const address = target.allocate(validityBytes + dataBytes + (info.phys === 'str' ? align(one.data.length) : 0));
  const bytes = target.memory.bytes();
  const data = address + validityBytes;
  if (value === null) bytes.fill(0, address, address + Math.ceil(rows / 8));
  if (info.phys === 'str') {
    const text = data + dataBytes;
    bytes.set(one.data, text);
    const words = new Int32Array(bytes.buffer, data, rows * 2);
    for (let row = 0; row < rows; row += 1) {
      words[row * 2] = text;
      words[row * 2 + 1] = one.data.length;
    }
  } else {
    for (let row = 0; row < rows; row += 1) bytes.set(one.data, data + row * width);
  }
  return { data, validity: value === null ? address : 0, dictionary: 0, dictionarySize: 0 };
}
