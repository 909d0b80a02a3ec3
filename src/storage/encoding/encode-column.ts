/** Encodes one gathered column: picks the encoding, writes the block and measures the statistics on the way. */
import { crc32 } from 'node:zlib';
import { unreachable } from '../../common/assert.js';
import { hashInt64 } from '../../plan/hash.js';
import { HyperLogLog } from '../hyperloglog.js';
import type { BlockStats, Domain, Encoding } from './column-block.js';
import { blockLayout } from './column-block.js';
import { encodeStrings } from './encode-strings.js';
import type { EncodedColumn } from './encoded-column.js';
import { isNull, topShares } from './encoded-column.js';
import type { GatheredColumn } from './gather.js';
import { wideInteger } from './gather.js';

const SAMPLE_ROWS = 4_096;

/** order: source row of each row of the section; null: as they come. trimmed: trailing blanks don't count in bounds (char). */
export function encodeColumn(column: GatheredColumn, domain: Domain, order: Uint32Array | null, trimmed: boolean): EncodedColumn {
  const block = encodeValues(column, domain, order, trimmed);
  if (column.validity !== null) writeValidity(column.validity, block.bytes, column.rows, order);
  return { ...block, checksum: crc32(block.bytes) };
}

function encodeValues(
  column: GatheredColumn,
  domain: Domain,
  order: Uint32Array | null,
  trimmed: boolean,
): Omit<EncodedColumn, 'checksum'> {
  switch (domain) {
    case 'int':
      return encodeIntegers(column, order);
    case 'f64':
      return encodePlain(column, order, 8);
    case 'num':
    case 'interval':
      return encodePlain(column, order, 16);
    case 'str':
      return encodeStrings(column, order, trimmed);
    default:
      return unreachable(domain);
  }
}

function writeValidity(validity: Uint8Array, into: Uint8Array, rows: number, order: Uint32Array | null): void {
  if (order === null) {
    into.set(validity.subarray(0, (rows + 7) >>> 3));
    // Bits beyond the last row are zero: equal rows give equal bytes.
    if ((rows & 7) !== 0) into[rows >>> 3] = (into[rows >>> 3] as number) & ((1 << (rows & 7)) - 1);
    return;
  }
  for (let row = 0; row < rows; row += 1) {
    if (!isNull(validity, order[row] as number)) into[row >>> 3] = (into[row >>> 3] as number) | (1 << (row & 7));
  }
}

// --- integers ---

interface Bounds {
  readonly min: bigint;
  readonly max: bigint;
}

function encodeIntegers(column: GatheredColumn, order: Uint32Array | null): Omit<EncodedColumn, 'checksum'> {
  const { rows, nulls, stride, words } = column;
  const bounds = nulls === rows ? null : integerBounds(column);
  const span = bounds === null ? 0n : bounds.max - bounds.min;
  const fits64 = bounds === null || (bounds.min >= -(2n ** 63n) && bounds.max < 2n ** 63n);
  const width = span === 0n ? 0 : span < 256n ? 1 : span < 65_536n ? 2 : span < 2n ** 32n ? 4 : fits64 ? 8 : 16;
  const base = width >= 8 || bounds === null ? 0n : bounds.min;
  const encoding: Encoding = { kind: 'int', width, base: base.toString() };
  const layout = blockLayout(encoding, rows, nulls);
  const bytes = new Uint8Array(layout.length);
  const sketch = new HyperLogLog();
  let common: BlockStats['common'] = [];
  if (bounds !== null) {
    // Differences below 2^32 need the low words only: subtraction is exact modulo 2^32.
    const baseLow = Number(BigInt.asIntN(32, base));
    if (width === 1 || width === 2 || width === 4) {
      const out =
        width === 1
          ? bytes.subarray(layout.data, layout.data + rows)
          : width === 2
            ? new Uint16Array(bytes.buffer, layout.data, rows)
            : new Uint32Array(bytes.buffer, layout.data, rows);
      const given = { words, stride, order, baseLow };
      if (out instanceof Uint8Array) writeBytes(out, given);
      else if (out instanceof Uint16Array) writeShorts(out, given);
      else writeWords(out, given);
      clearNulls(column, order, out, 1);
      sketchOffsets(sketch, out, width, base);
      common = commonOffsets(out, width, base, column, order);
    } else if (width === 0) {
      sketch.add(hashInt64(baseLow, Number(BigInt.asIntN(32, base >> 32n))));
      common = [{ value: base.toString(), share: (rows - nulls) / rows }];
    } else {
      const outStride = width / 4;
      const out = new Int32Array(bytes.buffer, layout.data, rows * outStride);
      for (let row = 0; row < rows; row += 1) {
        const from = (order === null ? row : (order[row] as number)) * stride;
        for (let w = 0; w < outStride; w += 1) out[row * outStride + w] = words[from + w] as number;
      }
      clearNulls(column, order, out, outStride);
      for (let row = 0; row < rows; row += 1) {
        if (column.validity !== null && isNull(column.validity, order === null ? row : (order[row] as number))) continue;
        let hash = hashInt64(out[row * outStride] as number, out[row * outStride + 1] as number);
        if (outStride === 4) hash ^= Math.imul(hashInt64(out[row * 4 + 2] as number, out[row * 4 + 3] as number), 5);
        sketch.add(hash);
      }
    }
  }
  return {
    encoding,
    bytes,
    stats: {
      nulls,
      min: bounds === null ? null : bounds.min.toString(),
      max: bounds === null ? null : bounds.max.toString(),
      minText: null,
      maxText: null,
      sketch: sketch.toBase64(),
      meanBytes: 0,
      common,
    },
  };
}

interface LowWords {
  readonly words: Int32Array;
  readonly stride: number;
  readonly order: Uint32Array | null;
  readonly baseLow: number;
}

// Three times the same: a loop that has seen arrays of several kinds takes several times as long.

function writeBytes(out: Uint8Array, { words, stride, order, baseLow }: LowWords): void {
  if (order === null) for (let row = 0; row < out.length; row += 1) out[row] = (words[row * stride] as number) - baseLow;
  else for (let row = 0; row < out.length; row += 1) out[row] = (words[(order[row] as number) * stride] as number) - baseLow;
}

function writeShorts(out: Uint16Array, { words, stride, order, baseLow }: LowWords): void {
  if (order === null) for (let row = 0; row < out.length; row += 1) out[row] = (words[row * stride] as number) - baseLow;
  else for (let row = 0; row < out.length; row += 1) out[row] = (words[(order[row] as number) * stride] as number) - baseLow;
}

function writeWords(out: Uint32Array, { words, stride, order, baseLow }: LowWords): void {
  if (order === null) for (let row = 0; row < out.length; row += 1) out[row] = (words[row * stride] as number) - baseLow;
  else for (let row = 0; row < out.length; row += 1) out[row] = (words[(order[row] as number) * stride] as number) - baseLow;
}

/** Bounds of the values that aren't NULL; there is at least one. */
function integerBounds(column: GatheredColumn): Bounds {
  const { rows, words, stride, validity } = column;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  if (stride === 1) {
    for (let row = 0; row < rows; row += 1) {
      if (validity !== null && isNull(validity, row)) continue;
      const value = words[row] as number;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    return { min: BigInt(min), max: BigInt(max) };
  }
  let wide = false;
  for (let row = 0; row < rows; row += 1) {
    if (validity !== null && isNull(validity, row)) continue;
    const at = row * stride;
    const high = words[at + 1] as number;
    if (stride === 4 && ((words[at + 2] as number) !== high >> 31 || (words[at + 3] as number) !== high >> 31)) {
      wide = true;
      break;
    }
    const value = high * 4_294_967_296 + ((words[at] as number) >>> 0);
    if (value < min) min = value;
    if (value > max) max = value;
  }
  // Doubles are exact up to 2^53 only.
  if (!wide && Number.isSafeInteger(min) && Number.isSafeInteger(max)) return { min: BigInt(min), max: BigInt(max) };
  return wideBounds(column);
}

function wideBounds(column: GatheredColumn): Bounds {
  let min: bigint | null = null;
  let max: bigint | null = null;
  for (let row = 0; row < column.rows; row += 1) {
    if (column.validity !== null && isNull(column.validity, row)) continue;
    const value = wideInteger(column.words, row * column.stride, column.stride);
    if (min === null || value < min) min = value;
    if (max === null || value > max) max = value;
  }
  return { min: min ?? 0n, max: max ?? 0n };
}

function clearNulls(column: GatheredColumn, order: Uint32Array | null, out: { [index: number]: number }, stride: number): void {
  if (column.validity === null) return;
  for (let row = 0; row < column.rows; row += 1) {
    if (isNull(column.validity, order === null ? row : (order[row] as number))) {
      for (let w = 0; w < stride; w += 1) out[row * stride + w] = 0;
    }
  }
}

type Offsets = Uint8Array | Uint16Array | Uint32Array;

/** NULL rows hold offset 0, the minimum, which occurs anyway: they need no test. */
function sketchOffsets(sketch: HyperLogLog, offsets: Offsets, width: 1 | 2 | 4, base: bigint): void {
  const low = Number(BigInt.asUintN(32, base));
  const high = Number(BigInt.asIntN(32, base >> 32n));
  const add = (offset: number): void => {
    const sum = low + offset;
    sketch.add(sum > 0xffff_ffff ? hashInt64(sum | 0, (high + 1) | 0) : hashInt64(sum | 0, high));
  };
  if (width === 4 || offsets.length < 256) {
    for (let row = 0; row < offsets.length; row += 1) add(offsets[row] as number);
    return;
  }
  const seen = new Uint8Array(width === 1 ? 256 : 65_536);
  for (let row = 0; row < offsets.length; row += 1) seen[offsets[row] as number] = 1;
  for (let offset = 0; offset < seen.length; offset += 1) if (seen[offset] === 1) add(offset);
}

function commonOffsets(
  offsets: Offsets,
  width: 1 | 2 | 4,
  base: bigint,
  column: GatheredColumn,
  order: Uint32Array | null,
): BlockStats['common'] {
  const step = width === 1 ? 1 : Math.max(1, Math.floor(offsets.length / SAMPLE_ROWS));
  const counts = new Map<number, number>();
  const dense = width === 1 ? new Uint32Array(256) : null;
  let sampled = 0;
  for (let row = 0; row < offsets.length; row += step) {
    sampled += 1;
    if (column.validity !== null && isNull(column.validity, order === null ? row : (order[row] as number))) continue;
    const offset = offsets[row] as number;
    if (dense !== null) dense[offset] = (dense[offset] as number) + 1;
    else counts.set(offset, (counts.get(offset) ?? 0) + 1);
  }
  dense?.forEach((count, offset) => {
    if (count > 0) counts.set(offset, count);
  });
  return topShares(counts, sampled, (offset) => (base + BigInt(offset)).toString());
}

// --- f64, num, interval ---

function encodePlain(column: GatheredColumn, order: Uint32Array | null, width: 8 | 16): Omit<EncodedColumn, 'checksum'> {
  const { rows, nulls, words } = column;
  const encoding: Encoding = { kind: 'plain', width };
  const layout = blockLayout(encoding, rows, nulls);
  const bytes = new Uint8Array(layout.length);
  const stride = width / 4;
  const out = new Int32Array(bytes.buffer, layout.data, rows * stride);
  if (order === null) {
    out.set(words.subarray(0, rows * stride));
  } else {
    for (let row = 0; row < rows; row += 1) {
      const from = (order[row] as number) * stride;
      for (let w = 0; w < stride; w += 1) out[row * stride + w] = words[from + w] as number;
    }
  }
  clearNulls(column, order, out, stride);
  const sketch = new HyperLogLog();
  for (let row = 0; row < rows; row += 1) {
    if (column.validity !== null && isNull(column.validity, order === null ? row : (order[row] as number))) continue;
    let hash = hashInt64(out[row * stride] as number, out[row * stride + 1] as number);
    if (stride === 4) hash ^= Math.imul(hashInt64(out[row * 4 + 2] as number, out[row * 4 + 3] as number), 5);
    sketch.add(hash);
  }
  return {
    encoding,
    bytes,
    stats: { nulls, min: null, max: null, minText: null, maxText: null, sketch: sketch.toBase64(), meanBytes: 0, common: [] },
  };
}
