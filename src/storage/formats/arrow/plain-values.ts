/**
 * Values of fixed width of a record batch in the physical types of columns. Each is checked to be one of its SQL type, since compiled code
 * relies on it.
 */
import { unreachable } from '../../../common/assert.js';
import { type BatchColumn, PHYS_BYTES } from '../../../plan/batch.js';
import { corrupt } from '../corrupt.js';
import { halfFloat } from '../half-float.js';
import { DATES, TIMES, TIMESTAMPS } from '../moment-bounds.js';
import type { ArrowType } from './arrow-schema.js';

export interface Rows {
  readonly from: number;
  readonly to: number;
  readonly isNull: (row: number) => boolean;
}

/** In the form of `schema`. */
export function plainColumn(type: ArrowType, bytes: Uint8Array, schema: BatchColumn, rows: Rows): Uint8Array {
  const out = new Uint8Array((rows.to - rows.from) * PHYS_BYTES[schema.phys]);
  switch (type.kind) {
    case 'bool':
      for (let row = rows.from; row < rows.to; row += 1) out[row - rows.from] = ((bytes[row >> 3] as number) >> (row & 7)) & 1;
      return out;
    case 'int':
      integers(bytes, type, PHYS_BYTES[schema.phys], rows, out);
      return out;
    case 'decimal':
      decimals(bytes, type, PHYS_BYTES[schema.phys], rows, out);
      return out;
    case 'float':
      floats(bytes, type.bits, rows, new Float64Array(out.buffer));
      return out;
    case 'date':
      dates(bytes, type.bits, rows, new Int32Array(out.buffer));
      return out;
    case 'time':
    case 'timestamp':
      moments(bytes, type, rows, new BigInt64Array(out.buffer));
      return out;
    case 'duration':
    case 'interval':
      intervals(bytes, type, rows, new DataView(out.buffer));
      return out;
    case 'null':
    case 'bytes':
    case 'fixed-bytes':
    case 'list':
    case 'fixed-list':
    case 'struct':
    case 'map':
      throw corrupt(`values of the kind ${type.kind} where plain ones are expected`);
    default:
      return unreachable(type);
  }
}

function numbersOf(
  bytes: Uint8Array,
  bits: number,
  signed: boolean,
): Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array {
  const { buffer, byteOffset, byteLength } = bytes;
  const length = Math.floor((byteLength * 8) / bits);
  if (bits === 8) return signed ? new Int8Array(buffer, byteOffset, length) : bytes;
  if (bits === 16) return signed ? new Int16Array(buffer, byteOffset, length) : new Uint16Array(buffer, byteOffset, length);
  return signed ? new Int32Array(buffer, byteOffset, length) : new Uint32Array(buffer, byteOffset, length);
}

/** Into words of 4, 8 or 16 bytes, with their signs. */
function integers(
  bytes: Uint8Array,
  { bits, signed }: { readonly bits: number; readonly signed: boolean },
  width: number,
  { from, to }: Rows,
  out: Uint8Array,
): void {
  if (bits === 64 && width === 8) {
    out.set(bytes.subarray(from * 8, to * 8));
    return;
  }
  const words = new Int32Array(out.buffer);
  const stride = width / 4;
  if (bits === 64) {
    const source = numbersOf(bytes, 32, true);
    for (let row = from, at = 0; row < to; row += 1, at += stride) {
      words[at] = source[row * 2] as number;
      words[at + 1] = source[row * 2 + 1] as number;
      if (signed && (words[at + 1] as number) < 0) words.fill(-1, at + 2, at + stride);
    }
    return;
  }
  const source = numbersOf(bytes, bits, signed);
  for (let row = from, at = 0; row < to; row += 1, at += stride) {
    const value = source[row] as number;
    words[at] = value;
    if (stride > 1 && value < 0) words.fill(-1, at + 1, at + stride);
  }
}

/** Two's complement numbers of fewer or more words; those of more digits than the column says are damage. */
function decimals(
  bytes: Uint8Array,
  { bits, precision }: { readonly bits: number; readonly precision: number },
  width: number,
  { from, to, isNull }: Rows,
  out: Uint8Array,
): void {
  const source = numbersOf(bytes, 32, true);
  const words = new Int32Array(out.buffer);
  const [given, stride] = [bits / 32, width / 4];
  const limit = 10n ** BigInt(precision);
  const exact = precision <= 15 ? Number(limit) : 0;
  for (let row = from, at = 0; row < to; row += 1, at += stride) {
    const sign = (source[row * given + given - 1] as number) >> 31;
    for (let word = 0; word < stride; word += 1) words[at + word] = word < given ? (source[row * given + word] as number) : sign;
    if (isNull(row)) continue;
    for (let word = stride; word < given; word += 1) if (source[row * given + word] !== sign) throw tooLong(precision);
    if ((words[at + stride - 1] as number) >> 31 !== sign) throw tooLong(precision);
    if (exact > 0 && stride === 2) {
      const value = (words[at + 1] as number) * 0x1_0000_0000 + ((words[at] as number) >>> 0);
      if (value >= exact || value <= -exact) throw tooLong(precision);
    } else {
      let value = 0n;
      for (let word = stride - 1; word >= 0; word -= 1) value = (value << 32n) | BigInt((words[at + word] as number) >>> 0);
      value = BigInt.asIntN(stride * 32, value);
      if (value >= limit || value <= -limit) throw tooLong(precision);
    }
  }
}

function tooLong(precision: number): Error {
  return corrupt(`a number of more than ${precision} digits`);
}

function floats(bytes: Uint8Array, bits: number, { from, to }: Rows, out: Float64Array): void {
  const { buffer, byteOffset } = bytes;
  if (bits === 64) out.set(new Float64Array(buffer, byteOffset, to).subarray(from));
  else if (bits === 32) out.set(new Float32Array(buffer, byteOffset, to).subarray(from));
  else {
    const source = new Uint16Array(buffer, byteOffset, to);
    for (let row = from; row < to; row += 1) out[row - from] = halfFloat(source[row] as number);
  }
}

const EPOCH_DAYS = 10_957;
const DAY_MS = 86_400_000;

/** Days, or milliseconds of whole days, since 1970. */
function dates(bytes: Uint8Array, bits: 32 | 64, { from, to, isNull }: Rows, out: Int32Array): void {
  const days = bits === 32 ? new Int32Array(bytes.buffer, bytes.byteOffset, to) : null;
  const millis = bits === 64 ? new BigInt64Array(bytes.buffer, bytes.byteOffset, to) : null;
  for (let row = from; row < to; row += 1) {
    if (isNull(row)) continue;
    const value = (days === null ? Math.floor(Number(millis?.[row]) / DAY_MS) : (days[row] as number)) - EPOCH_DAYS;
    if (!(value >= Number(DATES.min) && value <= Number(DATES.max))) throw corrupt('a date that can not be');
    out[row - from] = value;
  }
}

const EPOCH_MICROS = BigInt(EPOCH_DAYS) * 86_400_000_000n;

function moments(
  bytes: Uint8Array,
  type: { readonly kind: 'time' | 'timestamp'; readonly perSecond: number; readonly bits?: number },
  { from, to, isNull }: Rows,
  out: BigInt64Array,
): void {
  const short = type.bits === 32 ? new Int32Array(bytes.buffer, bytes.byteOffset, to) : null;
  const long = short === null ? new BigInt64Array(bytes.buffer, bytes.byteOffset, to) : null;
  const { min, max } = type.kind === 'time' ? TIMES : TIMESTAMPS;
  const epoch = type.kind === 'time' ? 0n : EPOCH_MICROS;
  for (let row = from; row < to; row += 1) {
    if (isNull(row)) continue;
    const micros = inMicros(short === null ? (long?.[row] as bigint) : BigInt(short[row] as number), type.perSecond) - epoch;
    if (micros < min || micros > max) throw corrupt(`a ${type.kind} that can not be`);
    out[row - from] = micros;
  }
}

function inMicros(value: bigint, perSecond: number): bigint {
  if (perSecond <= 1_000_000) return value * BigInt(1_000_000 / perSecond);
  // Towards the past, also before 1970.
  return (value - (((value % 1_000n) + 1_000n) % 1_000n)) / 1_000n;
}

function intervals(
  bytes: Uint8Array,
  type:
    | { readonly kind: 'duration'; readonly perSecond: number }
    | { readonly kind: 'interval'; readonly unit: 'months' | 'days' | 'nanoseconds' },
  { from, to, isNull }: Rows,
  out: DataView,
): void {
  const source = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let row = from; row < to; row += 1) {
    if (isNull(row)) continue;
    let [months, days, micros] = [0, 0, 0n];
    if (type.kind === 'duration') micros = inMicros(source.getBigInt64(row * 8, true), type.perSecond);
    else if (type.unit === 'months') months = source.getInt32(row * 4, true);
    else if (type.unit === 'days') {
      days = source.getInt32(row * 8, true);
      micros = BigInt(source.getInt32(row * 8 + 4, true)) * 1_000n;
    } else {
      months = source.getInt32(row * 16, true);
      days = source.getInt32(row * 16 + 4, true);
      micros = inMicros(source.getBigInt64(row * 16 + 8, true), 1_000_000_000);
    }
    if (BigInt.asIntN(64, micros) !== micros) throw corrupt('a duration that can not be');
    const at = (row - from) * 16;
    out.setInt32(at, months, true);
    out.setInt32(at + 4, days, true);
    out.setBigInt64(at + 8, micros, true);
  }
}
