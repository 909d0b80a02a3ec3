/**
 * Values of fixed width from a file's form to the physical type of a column: dense, without NULLs, as 32-bit words of little-endian
 * machines. Every value is checked against the bounds that the plan was made with: they come from the file's statistics, which may be
 * wrong, and compiled code relies on them.
 */
import { unreachable } from '../../../common/assert.js';
import { notSupported } from '../../../common/errors.js';
import type { PhysType } from '../../../plan/batch.js';
import type { ValueRange } from '../../../plan/column-info.js';
import { corrupt } from '../corrupt.js';
import { halfFloat } from '../half-float.js';
import type { ValueForm } from './schema.js';

/** Raw values of `width` bytes each, 4-aligned where the width is a multiple of 4. */
export interface RawValues {
  readonly bytes: Uint8Array;
  readonly count: number;
}

export type FixedForm = Exclude<ValueForm, { readonly kind: 'bytes' | 'nested' | 'bool' }>;

/** Bytes of a raw value; 0: each has its own. */
export function rawWidth(form: FixedForm): number {
  switch (form.kind) {
    case 'integer':
    case 'float':
    case 'decimal':
      return form.bytes;
    case 'int96':
    case 'interval':
      return 12;
    default:
      return unreachable(form);
  }
}

/** Target words (of `phys`) from word `at` on. */
export function convertFixed(form: FixedForm, raw: RawValues, phys: PhysType, range: ValueRange | null, out: Int32Array, at: number): void {
  switch (form.kind) {
    case 'integer':
      if (form.bytes === 4) fromInt32(form, raw, phys, range, out, at);
      else fromInt64(form, raw, phys, range, out, at);
      return;
    case 'decimal':
      fromBigEndian(raw, form.bytes, phys, range, out, at);
      return;
    case 'int96':
      fromInt96(raw, phys, range, out, at);
      return;
    case 'float':
      fromFloat(raw, form.bytes, phys, out, at);
      return;
    case 'interval':
      fromInterval(raw, phys, out, at);
      return;
    default:
      unreachable(form);
  }
}

export function outOfBounds(): Error {
  return corrupt('a value is outside of the bounds that the statistics give');
}

function words(raw: RawValues, perValue: number): Int32Array {
  return new Int32Array(raw.bytes.buffer, raw.bytes.byteOffset, raw.count * perValue);
}

type IntegerForm = Extract<ValueForm, { readonly kind: 'integer' }>;

function fromInt32(form: IntegerForm, raw: RawValues, phys: PhysType, range: ValueRange | null, out: Int32Array, at: number): void {
  const source = words(raw, 1);
  const { count } = raw;
  const factor = form.scaling === 'times-1000' ? 1_000 : 1;
  const add = Number(form.add);
  const min = range === null ? Number.NEGATIVE_INFINITY : Number(range.min);
  const max = range === null ? Number.POSITIVE_INFINITY : Number(range.max);
  const stride = wordsOf(phys);
  let least = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  if (stride === 1 && form.signed && factor === 1) {
    // The loop of most columns: integers all along.
    let low = 0x7fff_ffff;
    let high = -0x8000_0000;
    for (let i = 0; i < count; i += 1) {
      const value = source[i] as number;
      if (value < low) low = value;
      if (value > high) high = value;
      out[at + i] = value + add;
    }
    least = low + add;
    largest = high + add;
  } else {
    for (let i = 0, to = at; i < count; i += 1, to += stride) {
      const read = source[i] as number;
      const value = (form.signed ? read : read >>> 0) * factor + add;
      if (value < least) least = value;
      if (value > largest) largest = value;
      const high = Math.floor(value / 0x1_0000_0000);
      out[to] = value;
      if (stride > 1) out[to + 1] = high;
      if (stride === 4) {
        out[to + 2] = high >> 31;
        out[to + 3] = high >> 31;
      }
    }
  }
  if (count > 0 && (least < min || largest > max)) throw outOfBounds();
  if (stride === 1 && count > 0 && (least < -0x8000_0000 || largest > 0x7fff_ffff)) throw outOfBounds();
}

/** (value x or / 1000) + add in two words, so that no value becomes a big integer. */
function fromInt64(form: IntegerForm, raw: RawValues, phys: PhysType, range: ValueRange | null, out: Int32Array, at: number): void {
  const source = words(raw, 2);
  const { count } = raw;
  const stride = wordsOf(phys);
  const addLow = Number(BigInt.asUintN(32, form.add));
  const addHigh = Number(BigInt.asIntN(32, form.add >> 32n));
  const bounds = wordBounds(range);
  const { scaling, signed } = form;
  const moved = form.add !== 0n;
  if (scaling === 'as-is' && signed && !moved && stride <= 2) {
    if (stride === 1 ? narrowed(source, count, range, out, at) : copied(source, count, bounds, out, at)) return;
    throw outOfBounds();
  }
  for (let i = 0, from = 0, to = at; i < count; i += 1, from += 2, to += stride) {
    let low = (source[from] as number) >>> 0;
    let high = source[from + 1] as number;
    if (scaling === 'times-1000') {
      const product = low * 1_000;
      const upper = high * 1_000 + Math.floor(product / 0x1_0000_0000);
      if (upper !== (upper | 0)) throw outOfBounds();
      low = product >>> 0;
      high = upper;
    } else if (scaling === 'over-1000') {
      const upper = Math.floor(high / 1_000);
      low = Math.floor(((high - upper * 1_000) * 0x1_0000_0000 + low) / 1_000);
      high = upper;
    }
    if (moved) {
      low += addLow;
      const carry = low > 0xffff_ffff ? 1 : 0;
      low = low >>> 0;
      const upper = high + addHigh + carry;
      if (upper !== (upper | 0)) throw outOfBounds();
      high = upper;
    }
    if (signed) {
      if (high < bounds.minHigh || (high === bounds.minHigh && low < bounds.minLow)) throw outOfBounds();
      if (high > bounds.maxHigh || (high === bounds.maxHigh && low > bounds.maxLow)) throw outOfBounds();
    } else if (range !== null && !within(unsignedOf(low, high), range)) throw outOfBounds();
    out[to] = low;
    if (stride === 1) {
      if (high !== (low | 0) >> 31) throw outOfBounds();
      continue;
    }
    out[to + 1] = high;
    if (stride === 4) {
      const sign = signed ? high >> 31 : 0;
      out[to + 2] = sign;
      out[to + 3] = sign;
    }
  }
}

/** 64-bit integers that fit into 32 bits; false when one does not, or is out of the range. */
function narrowed(source: Int32Array, count: number, range: ValueRange | null, out: Int32Array, at: number): boolean {
  let wrong = 0;
  let least = 0x7fff_ffff;
  let largest = -0x8000_0000;
  for (let i = 0, from = 0; i < count; i += 1, from += 2) {
    const low = source[from] as number;
    wrong |= (source[from + 1] as number) ^ (low >> 31);
    if (low < least) least = low;
    if (low > largest) largest = low;
    out[at + i] = low;
  }
  return wrong === 0 && (count === 0 || range === null || (BigInt(least) >= range.min && BigInt(largest) <= range.max));
}

/** 64-bit integers as they are; the lower words are looked at only where the higher ones do not tell. */
function copied(source: Int32Array, count: number, bounds: WordBounds, out: Int32Array, at: number): boolean {
  out.set(source.subarray(0, count * 2), at);
  let least = 0x7fff_ffff;
  let largest = -0x8000_0000;
  for (let i = 1; i < count * 2; i += 2) {
    const high = source[i] as number;
    if (high < least) least = high;
    if (high > largest) largest = high;
  }
  if (count === 0 || (least > bounds.minHigh && largest < bounds.maxHigh)) return true;
  if (least < bounds.minHigh || largest > bounds.maxHigh) return false;
  for (let i = 0; i < count * 2; i += 2) {
    const low = (source[i] as number) >>> 0;
    const high = source[i + 1] as number;
    if ((high === bounds.minHigh && low < bounds.minLow) || (high === bounds.maxHigh && low > bounds.maxLow)) return false;
  }
  return true;
}

function unsignedOf(low: number, high: number): bigint {
  return (BigInt(high >>> 0) << 32n) | BigInt(low);
}

function within(value: bigint, range: ValueRange): boolean {
  return value >= range.min && value <= range.max;
}

interface WordBounds {
  readonly minLow: number;
  readonly minHigh: number;
  readonly maxLow: number;
  readonly maxHigh: number;
}

function wordBounds(range: ValueRange | null): WordBounds {
  const min = range === null || range.min < -(2n ** 63n) ? -(2n ** 63n) : range.min;
  const max = range === null || range.max >= 2n ** 63n ? 2n ** 63n - 1n : range.max;
  return {
    minLow: Number(BigInt.asUintN(32, min)),
    minHigh: Number(BigInt.asIntN(32, min >> 32n)),
    maxLow: Number(BigInt.asUintN(32, max)),
    maxHigh: Number(BigInt.asIntN(32, max >> 32n)),
  };
}

/** Numbers of a fixed length, most significant byte first. */
function fromBigEndian(raw: RawValues, length: number, phys: PhysType, range: ValueRange | null, out: Int32Array, at: number): void {
  const stride = wordsOf(phys);
  for (let i = 0, to = at; i < raw.count; i += 1, to += stride) {
    bigEndian(raw.bytes, i * length, length, stride, out, to);
    if (range !== null && !within(wordsValue(out, to, stride), range)) throw outOfBounds();
  }
}

/** One number into `stride` words; what does not fit them is an error. */
export function bigEndian(bytes: Uint8Array, from: number, length: number, stride: number, out: Int32Array, to: number): void {
  const sign = length > 0 && (bytes[from] as number) >= 0x80 ? -1 : 0;
  const room = stride * 4;
  // Bytes beyond the room may only repeat the sign.
  for (let i = 0; i < length - room; i += 1) if ((bytes[from + i] as number) !== (sign & 0xff)) throw outOfBounds();
  for (let word = 0; word < stride; word += 1) {
    let value = 0;
    for (let byte = 3; byte >= 0; byte -= 1) {
      const back = word * 4 + byte;
      const read = back < length ? (bytes[from + length - 1 - back] as number) : sign & 0xff;
      value = (value << 8) | read;
    }
    out[to + word] = value;
  }
  if (length >= room && (out[to + stride - 1] as number) >> 31 !== sign) throw outOfBounds();
}

export function wordsValue(out: Int32Array, at: number, stride: number): bigint {
  let value = BigInt(out[at + stride - 1] as number);
  for (let word = stride - 2; word >= 0; word -= 1) value = (value << 32n) | BigInt((out[at + word] as number) >>> 0);
  return value;
}

/** Nanoseconds of a day, then the Julian day. */
function fromInt96(raw: RawValues, phys: PhysType, range: ValueRange | null, out: Int32Array, at: number): void {
  if (phys !== 'i64') throw notSupported(`INT96 as ${phys}`);
  const source = words(raw, 3);
  for (let i = 0, from = 0; i < raw.count; i += 1, from += 3) {
    const nanos = ((source[from + 1] as number) >>> 0) * 0x1_0000_0000 + ((source[from] as number) >>> 0);
    const micros = BigInt((source[from + 2] as number) - JULIAN_2000) * 86_400_000_000n + BigInt(Math.floor(nanos / 1_000));
    if (range !== null && !within(micros, range)) throw outOfBounds();
    out[at + i * 2] = Number(BigInt.asIntN(32, micros));
    out[at + i * 2 + 1] = Number(BigInt.asIntN(32, micros >> 32n));
  }
}

/** 2000-01-01. */
const JULIAN_2000 = 2_451_545;

function fromFloat(raw: RawValues, bytes: 2 | 4 | 8, phys: PhysType, out: Int32Array, at: number): void {
  if (phys !== 'f64') throw notSupported(`floating point numbers as ${phys}`);
  if (bytes === 8) {
    out.set(words(raw, 2), at);
    return;
  }
  const target = new Float64Array(out.buffer, out.byteOffset + at * 4, raw.count);
  if (bytes === 4) target.set(new Float32Array(raw.bytes.buffer, raw.bytes.byteOffset, raw.count));
  else for (let i = 0; i < raw.count; i += 1) target[i] = halfFloat((raw.bytes[i * 2] as number) | ((raw.bytes[i * 2 + 1] as number) << 8));
}

/** Months, days and milliseconds, unsigned. */
function fromInterval(raw: RawValues, phys: PhysType, out: Int32Array, at: number): void {
  if (phys !== 'interval') throw notSupported(`intervals as ${phys}`);
  const source = words(raw, 3);
  for (let i = 0, from = 0, to = at; i < raw.count; i += 1, from += 3, to += 4) {
    const micros = ((source[from + 2] as number) >>> 0) * 1_000;
    out[to] = source[from] as number;
    out[to + 1] = source[from + 1] as number;
    if ((out[to] as number) < 0 || (out[to + 1] as number) < 0) throw outOfBounds();
    out[to + 2] = micros;
    out[to + 3] = Math.floor(micros / 0x1_0000_0000);
  }
}

export function wordsOf(phys: PhysType): 1 | 2 | 4 {
  switch (phys) {
    case 'i32':
    case 'dict':
      return 1;
    case 'i64':
    case 'f64':
    case 'str':
      return 2;
    case 'i128':
    case 'num':
    case 'interval':
      return 4;
    case 'bool':
      throw notSupported('booleans as words');
    default:
      return unreachable(phys);
  }
}
