/** Rows of columnar batches: hashes over their keys, and batches of some of them. No value becomes a JavaScript object on the way. */
import { assert, known, unreachable } from '../common/assert.js';
import type { Decimal } from '../types/datum.js';
import { TYPES } from '../types/sql-type.js';
import { fromStored } from '../types/stored.js';
import { type BatchColumn, type HostBatch, type HostColumn, PHYS_BYTES } from './batch.js';
import { decodeNum } from './datum-batch.js';
import { combineHash, hashBytes, hashDecimal, hashFloat, hashInt64, hashNumeric } from './hash.js';

/** Bucket hashes of all rows over the key columns (NULL hashes to 0). */
export function hashRows(batch: HostBatch, ordinals: readonly number[]): Int32Array {
  const hashes = new Int32Array(batch.rows);
  ordinals.forEach((ordinal, nth) => {
    const column = known(batch.columns[ordinal], 'key column');
    const schema = known(batch.schema[ordinal], 'key column');
    const hashOf = rowHasher(column, schema);
    const { validity } = column;
    for (let row = 0; row < batch.rows; row += 1) {
      const isNull = validity !== null && ((validity[row >>> 3] as number) & (1 << (row & 7))) === 0;
      const hash = isNull ? 0 : hashOf(row);
      hashes[row] = nth === 0 ? hash : combineHash(hashes[row] as number, hash);
    }
  });
  return hashes;
}

function rowHasher(column: HostColumn, { phys, type, scale }: BatchColumn): (row: number) => number {
  const { data } = column;
  switch (phys) {
    case 'bool':
      return (row) => hashInt64(data[row] as number, 0);
    case 'i32': {
      const values = int32View(data);
      if (scale !== 0) return (row) => hashNumeric(BigInt(values[row] as number), scale);
      return (row) => hashInt64(values[row] as number, (values[row] as number) >> 31);
    }
    case 'i64': {
      const halves = int32View(data);
      if (scale === 0) return (row) => hashInt64(halves[row * 2] as number, halves[row * 2 + 1] as number);
      const view = viewOf(data);
      return (row) => hashNumeric(view.getBigInt64(row * 8, true), scale);
    }
    case 'i128': {
      const view = viewOf(data);
      return (row) => hashNumeric((view.getBigInt64(row * 16 + 8, true) << 64n) | view.getBigUint64(row * 16, true), scale);
    }
    case 'f64': {
      const view = viewOf(data);
      return (row) => hashFloat(view.getFloat64(row * 8, true));
    }
    case 'num': {
      const view = viewOf(data);
      return (row) => {
        const value = decodeNum(view.getBigUint64(row * 16, true), view.getBigUint64(row * 16 + 8, true));
        return hashNumeric(value.unscaled, value.scale);
      };
    }
    case 'str': {
      const offsets = known(column.offsets, 'offsets of a str column');
      if (type.kind === 'numeric') return (row) => hashDecimal(wideAt(data, offsets[row] as number, offsets[row + 1] as number));
      const padded = type.kind === 'char';
      return (row) => {
        const start = offsets[row] as number;
        let end = offsets[row + 1] as number;
        if (padded) while (end > start && data[end - 1] === 0x20) end -= 1;
        return hashBytes(data, start, end);
      };
    }
    case 'interval': {
      const view = viewOf(data);
      return (row) => {
        // As they compare: months of 30 days, days of 24 hours.
        const days = BigInt(view.getInt32(row * 16, true)) * 30n + BigInt(view.getInt32(row * 16 + 4, true));
        const micros = BigInt.asIntN(64, days * 86_400_000_000n + view.getBigInt64(row * 16 + 8, true));
        return hashInt64(Number(BigInt.asIntN(32, micros)), Number(BigInt.asIntN(32, micros >> 32n)));
      };
    }
    case 'dict':
      assert(false, 'codes of a dictionary are no keys');
      return () => 0;
    default:
      return unreachable(phys);
  }
}

/** A wide numeric among stored texts. */
export function wideAt(bytes: Uint8Array, start: number, end: number): Decimal {
  return fromStored(TYPES.numeric, Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1')) as Decimal;
}

/** The rows at the given indexes, in that order. */
export function gatherRows(batch: HostBatch, rows: Uint32Array): HostBatch {
  const columns = batch.columns.map((column, ordinal) => gatherColumn(column, known(batch.schema[ordinal], 'schema'), rows));
  return { rows: rows.length, schema: batch.schema, columns };
}

function gatherColumn(column: HostColumn, { phys }: BatchColumn, rows: Uint32Array): HostColumn {
  const validity = column.validity === null ? null : gatherBits(column.validity, rows);
  if (phys === 'str') return { ...gatherStrings(column, rows), validity };
  const bytes = PHYS_BYTES[phys];
  if (bytes === 1) {
    const data = new Uint8Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) data[at] = column.data[rows[at] as number] as number;
    return { data, validity, offsets: null };
  }
  const words = bytes >>> 2;
  const from = int32View(column.data);
  const to = new Int32Array(rows.length * words);
  if (words === 1) {
    for (let at = 0; at < rows.length; at += 1) to[at] = from[rows[at] as number] as number;
  } else {
    for (let at = 0, out = 0; at < rows.length; at += 1) {
      const start = (rows[at] as number) * words;
      for (let word = 0; word < words; word += 1, out += 1) to[out] = from[start + word] as number;
    }
  }
  return { data: new Uint8Array(to.buffer), validity, offsets: null };
}

/** Longer values are copied by the runtime, shorter ones byte by byte: the call costs more than they do. */
const COPY_BY_HAND_BYTES = 48;

function gatherStrings(column: HostColumn, rows: Uint32Array): { data: Uint8Array; offsets: Int32Array } {
  const from = known(column.offsets, 'offsets of a str column');
  const source = column.data;
  const offsets = new Int32Array(rows.length + 1);
  let total = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    total += (from[row + 1] as number) - (from[row] as number);
    offsets[at + 1] = total;
  }
  const data = new Uint8Array(total);
  let out = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const start = from[row] as number;
    const end = from[row + 1] as number;
    if (end - start > COPY_BY_HAND_BYTES) {
      data.set(source.subarray(start, end), out);
      out += end - start;
    } else {
      for (let byte = start; byte < end; byte += 1, out += 1) data[out] = source[byte] as number;
    }
  }
  return { data, offsets };
}

function gatherBits(bits: Uint8Array, rows: Uint32Array): Uint8Array {
  const gathered = new Uint8Array((rows.length + 7) >>> 3);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    if (((bits[row >>> 3] as number) >>> (row & 7)) & 1) gathered[at >>> 3] = (gathered[at >>> 3] as number) | (1 << (at & 7));
  }
  return gathered;
}

function int32View(data: Uint8Array): Int32Array {
  const aligned = (data.byteOffset & 3) === 0 ? data : data.slice();
  return new Int32Array(aligned.buffer as ArrayBuffer, aligned.byteOffset, aligned.byteLength >>> 2);
}

function viewOf(data: Uint8Array): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}
