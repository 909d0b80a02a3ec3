/**
 * Parquet's encodings of small integers: runs of one value and bit-packed groups of eight (levels and dictionary indexes), and blocks of
 * differences (DELTA_BINARY_PACKED). Every read is bounded by the page.
 */
import { corrupt } from '../corrupt.js';

/** Values of DELTA_BINARY_PACKED blocks and miniblocks: what writers use is 128 and 32. */
const MAX_BLOCK_VALUES = 1 << 20;

/** Where reading goes on; one object a page, so that decoders can give back a position and a value. */
export interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

export function readVarint(cursor: Cursor): number {
  let result = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = cursor.bytes[cursor.at];
    if (byte === undefined) break;
    cursor.at += 1;
    result += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return result;
  }
  throw corrupt('a number in a page has no end');
}

/**
 * `count` values of `width` bits into `out` from `start` on, from bytes[from..end). Gives the largest of them, so that the caller checks
 * indexes once.
 */
export function decodeHybrid(
  bytes: Uint8Array,
  from: number,
  end: number,
  width: number,
  count: number,
  out: Int32Array | Uint8Array,
  start: number,
): number {
  if (width > 32) throw corrupt(`values of ${width} bits`);
  const cursor: Cursor = { bytes, at: from };
  const stop = start + count;
  let row = start;
  let largest = 0;
  if (width === 0) {
    out.fill(0, start, stop);
    return 0;
  }
  while (row < stop) {
    const header = readVarint(cursor);
    if ((header & 1) === 0) {
      const length = Math.min(Math.floor(header / 2), stop - row);
      if (length === 0 && header === 0) throw corrupt('an empty run');
      let value = 0;
      for (let shift = 0; shift < width; shift += 8) {
        if (cursor.at >= end) throw corrupt('a run ends early');
        value |= (bytes[cursor.at] as number) << shift;
        cursor.at += 1;
      }
      if (value >>> 0 > largest) largest = value >>> 0;
      out.fill(value, row, row + length);
      row += length;
    } else {
      const groups = Math.floor(header / 2);
      if (groups === 0) throw corrupt('an empty group');
      const length = Math.min(groups * 8, stop - row);
      // Writers may leave out what pads the last group.
      if (cursor.at + Math.ceil((length * width) / 8) > end) throw corrupt('a group of packed values ends early');
      largest = Math.max(largest, unpack(bytes, cursor.at, width, length, out, row));
      cursor.at = Math.min(end, cursor.at + groups * width);
      row += length;
    }
  }
  return largest;
}

/** Whether the first run is `count` times the value: then nothing has to be unpacked. */
export function isOneRun(bytes: Uint8Array, from: number, end: number, count: number, value: number): boolean {
  const cursor: Cursor = { bytes, at: from };
  if (count === 0 || from >= end) return false;
  const header = readVarint(cursor);
  return (header & 1) === 0 && header / 2 >= count && cursor.at < end && bytes[cursor.at] === value;
}

/** `count` values of 1 to 32 bits, least significant first. Gives the largest. */
function unpack(bytes: Uint8Array, from: number, width: number, count: number, out: Int32Array | Uint8Array, start: number): number {
  const stop = start + count;
  let at = from;
  let largest = 0;
  if (width === 8) {
    for (let row = start; row < stop; row += 1, at += 1) {
      const value = bytes[at] as number;
      if (value > largest) largest = value;
      out[row] = value;
    }
    return largest;
  }
  if (width <= 17) {
    const mask = (1 << width) - 1;
    let bit = from * 8;
    // Three bytes hold any value of so many bits; the last ones are left to what does not read beyond the end.
    const safe = Math.max(start, Math.min(stop, start + Math.floor(((bytes.length - 3 - from) * 8) / width)));
    let row = start;
    for (; row < safe; row += 1, bit += width) {
      const byte = bit >>> 3;
      const three = (bytes[byte] as number) | ((bytes[byte + 1] as number) << 8) | ((bytes[byte + 2] as number) << 16);
      const value = (three >>> (bit & 7)) & mask;
      if (value > largest) largest = value;
      out[row] = value;
    }
    for (; row < stop; row += 1, bit += width) {
      const value = bitsAt(bytes, bit, width);
      if (value > largest) largest = value;
      out[row] = value;
    }
    return largest;
  }
  if (width <= 24) {
    const mask = (1 << width) - 1;
    let bits = 0;
    let held = 0;
    for (let row = start; row < stop; row += 1) {
      while (held < width) {
        bits |= (bytes[at] as number) << held;
        at += 1;
        held += 8;
      }
      const value = bits & mask;
      if (value > largest) largest = value;
      out[row] = value;
      bits >>>= width;
      held -= width;
    }
    return largest;
  }
  let bit = from * 8;
  for (let row = start; row < stop; row += 1) {
    const value = bitsAt(bytes, bit, width) >>> 0;
    bit += width;
    if (value > largest) largest = value;
    out[row] = value | 0;
  }
  return largest;
}

/** Up to 32 bits at a position in bits; what lies beyond the end is 0. */
function bitsAt(bytes: Uint8Array, bit: number, width: number): number {
  let at = Math.floor(bit / 8);
  const skip = bit % 8;
  let value = (bytes[at] ?? 0) >>> skip;
  let have = 8 - skip;
  while (have < width) {
    at += 1;
    value |= (bytes[at] ?? 0) << have;
    have += 8;
  }
  return width === 32 ? value | 0 : value & ((1 << width) - 1);
}

/**
 * DELTA_BINARY_PACKED: `count` integers as pairs of 32-bit words (lo, hi) in `out`, wrapped around at 64 bits. Gives the position after
 * the last block.
 */
export function decodeDelta(bytes: Uint8Array, from: number, count: number, out: Int32Array): number {
  const cursor: Cursor = { bytes, at: from };
  const blockValues = readVarint(cursor);
  const miniblocks = readVarint(cursor);
  const total = readVarint(cursor);
  const perMiniblock = blockValues / miniblocks;
  if (!(miniblocks > 0 && blockValues <= MAX_BLOCK_VALUES && Number.isInteger(perMiniblock) && perMiniblock % 8 === 0)) {
    throw corrupt('blocks of differences have an impossible size');
  }
  if (total < count) throw corrupt('there are fewer differences than values');
  let value = readZigzag(cursor);
  if (count === 0) return cursor.at;
  setLong(out, 0, value);
  let row = 1;
  while (row < count) {
    const least = readZigzag(cursor);
    const widths = cursor.at;
    cursor.at += miniblocks;
    if (cursor.at > bytes.length) throw corrupt('a block of differences ends early');
    for (let mini = 0; mini < miniblocks && row < count; mini += 1) {
      const width = bytes[widths + mini] as number;
      if (width > 64) throw corrupt(`differences of ${width} bits`);
      const end = cursor.at + (perMiniblock * width) / 8;
      const rows = Math.min(perMiniblock, count - row);
      if (cursor.at + Math.ceil((rows * width) / 8) > bytes.length) throw corrupt('a block of differences ends early');
      value = unpackDeltas(bytes, cursor.at, { width, rows, least, value }, out, row);
      row += rows;
      cursor.at = end;
    }
  }
  return cursor.at;
}

function unpackDeltas(
  bytes: Uint8Array,
  from: number,
  block: { readonly width: number; readonly rows: number; readonly least: bigint; readonly value: bigint },
  out: Int32Array,
  start: number,
): bigint {
  const { width, rows, least } = block;
  let bit = from * 8;
  if (width <= 32 && least >= -0x4000_0000n && least <= 0x4000_0000n) return unpackSmallDeltas(bytes, from, block, out, start);
  let { value } = block;
  for (let i = 0; i < rows; i += 1) {
    let delta = BigInt(bitsAt(bytes, bit, Math.min(32, width)) >>> 0);
    if (width > 32) delta |= BigInt(bitsAt(bytes, bit + 32, width - 32) >>> 0) << 32n;
    bit += width;
    value = BigInt.asIntN(64, value + least + (width === 0 ? 0n : delta));
    setLong(out, start + i, value);
  }
  return value;
}

/** The same without big integers: differences of at most 33 bits are added to two words. */
function unpackSmallDeltas(
  bytes: Uint8Array,
  from: number,
  { width, rows, least, value }: { readonly width: number; readonly rows: number; readonly least: bigint; readonly value: bigint },
  out: Int32Array,
  start: number,
): bigint {
  const base = Number(least);
  let low = Number(BigInt.asUintN(32, value));
  let high = Number(BigInt.asIntN(32, value >> 32n));
  let bit = from * 8;
  for (let i = 0, at = start * 2; i < rows; i += 1, at += 2) {
    low += base + (width === 0 ? 0 : bitsAt(bytes, bit, width) >>> 0);
    bit += width;
    if (low < 0) {
      low += 0x1_0000_0000;
      high = (high - 1) | 0;
    } else if (low > 0xffff_ffff) {
      low -= 0x1_0000_0000;
      high = (high + 1) | 0;
    }
    out[at] = low;
    out[at + 1] = high;
  }
  return (BigInt(high) << 32n) | BigInt(low);
}

function setLong(out: Int32Array, index: number, value: bigint): void {
  out[index * 2] = Number(BigInt.asIntN(32, value));
  out[index * 2 + 1] = Number(BigInt.asIntN(32, value >> 32n));
}

function readZigzag(cursor: Cursor): bigint {
  let result = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = cursor.bytes[cursor.at];
    if (byte === undefined) break;
    cursor.at += 1;
    result |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asIntN(64, (result >> 1n) ^ -(result & 1n));
  }
  throw corrupt('a number in a page has no end');
}
