/**
 * Decodes a column block into memory that compiled code reads (or a plain buffer): values in the physical type that is asked
 * for, then the validity bitmap, then the characters. Loops run over typed arrays and never branch on NULL.
 */
import { assert, unreachable } from '../../common/assert.js';
import type { BatchColumn, HostColumn, PhysType } from '../../plan/batch.js';
import { PHYS_BYTES } from '../../plan/batch.js';
import { datumAt } from '../../plan/datum-batch.js';
import { TYPES } from '../../types/sql-type.js';
import { toStored } from '../../types/stored.js';
import type { ColumnBlock } from './column-block.js';
import { align16, bitmapBytes, blockLayout } from './column-block.js';

/** Bytes that may be read after a part's end (SIMD). */
const READ_BEYOND = 16;

/** Where the parts of a decoded column start, in bytes from its address. */
export interface DecodedLayout {
  /** -1: no NULLs. */
  readonly validity: number;
  /** Characters of strings; -1 for all else. */
  readonly bytes: number;
  readonly total: number;
}

export function decodedLayout(block: ColumnBlock, phys: PhysType): DecodedLayout {
  let total = align16(block.rows * PHYS_BYTES[phys]) + READ_BEYOND;
  let validity = -1;
  if (block.stats.nulls > 0) {
    validity = total;
    total += align16(bitmapBytes(block.rows)) + READ_BEYOND;
  }
  let bytes = -1;
  if (phys === 'str') {
    bytes = total;
    total += align16(isNumber(block) ? block.rows * WIDE_BYTES : textBytes(block)) + READ_BEYOND;
  }
  return { validity, bytes, total };
}

/** Bytes of a stored numeric that a 128-bit integer and its scale make, at the most. */
const WIDE_BYTES = 52;

function isNumber(block: ColumnBlock): boolean {
  return block.domain === 'int' || block.domain === 'num';
}

function textBytes(block: ColumnBlock): number {
  const { encoding } = block;
  return encoding.kind === 'strings' || encoding.kind === 'dictionary' ? encoding.bytes : 0;
}

/**
 * source: the block's bytes, starting at a multiple of 16 of their buffer. address: a multiple of 16 in `target`.
 * mapping (dict only): the worker-wide code of each value: of the block's entries, or of its rows where it has no dictionary.
 */
export function decodeColumn(
  block: ColumnBlock,
  source: Uint8Array,
  phys: PhysType,
  target: ArrayBufferLike,
  address: number,
  mapping: Int32Array | null = null,
): void {
  const layout = decodedLayout(block, phys);
  copyValidity(block, source, target, address, layout);
  switch (phys) {
    case 'bool':
      decodeIntegers(block, source, new Uint8Array(target, address, block.rows));
      return;
    case 'i32':
      decodeIntegers(block, source, new Int32Array(target, address, block.rows));
      return;
    case 'i64':
      decodeWide(block, source, new Int32Array(target, address, block.rows * 2), 2);
      return;
    case 'i128':
      decodeWide(block, source, new Int32Array(target, address, block.rows * 4), 4);
      return;
    case 'f64':
      decodePlain(block, source, new Int32Array(target, address, block.rows * 2), 8);
      return;
    case 'num':
      if (block.domain === 'int') {
        const words = new Int32Array(target, address, block.rows * 4);
        decodeWide(block, source, words, 4);
        setScale(words, block.scale);
        return;
      }
      decodePlain(block, source, new Int32Array(target, address, block.rows * 4), 16);
      return;
    case 'interval':
      decodePlain(block, source, new Int32Array(target, address, block.rows * 4), 16);
      return;
    case 'str':
      if (isNumber(block)) decodeWideNumerics(block, source, target, address, address + layout.bytes);
      else decodeStrings(block, source, target, address, address + layout.bytes);
      return;
    case 'dict':
      decodeCodes(block, source, new Int32Array(target, address, block.rows), mapping ?? new Int32Array(0));
      return;
    default:
      unreachable(phys);
  }
}

function copyValidity(block: ColumnBlock, source: Uint8Array, target: ArrayBufferLike, address: number, layout: DecodedLayout): void {
  if (layout.validity < 0) return;
  const size = bitmapBytes(block.rows);
  new Uint8Array(target, address + layout.validity, size).set(source.subarray(0, size));
}

function dataStart(block: ColumnBlock): number {
  return blockLayout(block.encoding, block.rows, block.stats.nulls).data;
}

/** The encoded offsets of narrow integers; the kind of view fixes the width. */
function offsetsView(block: ColumnBlock, source: Uint8Array, width: 1 | 2 | 4): Uint8Array | Uint16Array | Uint32Array {
  const at = source.byteOffset + dataStart(block);
  if (width === 1) return new Uint8Array(source.buffer, at, block.rows);
  if (width === 2) return new Uint16Array(source.buffer, at, block.rows);
  return new Uint32Array(source.buffer, at, block.rows);
}

function decodeIntegers(block: ColumnBlock, source: Uint8Array, out: Uint8Array | Int32Array): void {
  const { encoding, rows } = block;
  assert(encoding.kind === 'int', `column ${block.ordinal} holds ${block.domain}, asked for integers`);
  const { width } = encoding;
  const base = Number(BigInt.asIntN(32, BigInt(encoding.base)));
  if (width === 0) {
    out.fill(base);
  } else if (width === 1 || width === 2 || width === 4) {
    const offsets = offsetsView(block, source, width);
    if (out instanceof Uint8Array) addBaseToBytes(offsets, out, base);
    else if (width === 1) addBase8(offsets as Uint8Array, out, base);
    else if (width === 2) addBase16(offsets as Uint16Array, out, base);
    else addBase32(offsets as Uint32Array, out, base);
  } else {
    // Wider on disk than asked for: the plan's bounds say that the low words are the values.
    const stride = width / 4;
    const words = new Int32Array(source.buffer, source.byteOffset + dataStart(block), rows * stride);
    for (let row = 0; row < rows; row += 1) out[row] = words[row * stride] as number;
  }
}

// One loop a shape of array, so that each stays monomorphic.
function addBaseToBytes(offsets: Uint8Array | Uint16Array | Uint32Array, out: Uint8Array, base: number): void {
  for (let row = 0; row < out.length; row += 1) out[row] = (offsets[row] as number) + base;
}
function addBase8(offsets: Uint8Array, out: Int32Array, base: number): void {
  for (let row = 0; row < out.length; row += 1) out[row] = (offsets[row] as number) + base;
}
function addBase16(offsets: Uint16Array, out: Int32Array, base: number): void {
  for (let row = 0; row < out.length; row += 1) out[row] = (offsets[row] as number) + base;
}
function addBase32(offsets: Uint32Array, out: Int32Array, base: number): void {
  for (let row = 0; row < out.length; row += 1) out[row] = ((offsets[row] as number) + base) | 0;
}

function decodeWide(block: ColumnBlock, source: Uint8Array, out: Int32Array, stride: 2 | 4): void {
  const { encoding, rows } = block;
  assert(encoding.kind === 'int', `column ${block.ordinal} holds ${block.domain}, asked for integers`);
  const { width } = encoding;
  if (width === 8 || width === 16) {
    const own = width / 4;
    const words = new Int32Array(source.buffer, source.byteOffset + dataStart(block), rows * own);
    if (own === stride) {
      out.set(words);
      return;
    }
    for (let row = 0; row < rows; row += 1) {
      let word = 0;
      for (let w = 0; w < stride; w += 1) {
        word = w < own ? (words[row * own + w] as number) : word >> 31;
        out[row * stride + w] = word;
      }
    }
    return;
  }
  const base = BigInt(encoding.base);
  const low = Number(BigInt.asUintN(32, base));
  const high = Number(BigInt.asIntN(32, base >> 32n));
  if (width === 0) {
    fillWide(out, stride, base);
  } else {
    const offsets = offsetsView(block, source, width);
    if (stride === 4) addBase128(offsets, out, base);
    else if (width === 1) addBase64from8(offsets as Uint8Array, out, low, high);
    else if (width === 2) addBase64from16(offsets as Uint16Array, out, low, high);
    else addBase64from32(offsets as Uint32Array, out, low, high);
  }
}

function fillWide(out: Int32Array, stride: 2 | 4, value: bigint): void {
  for (let w = 0; w < stride; w += 1) {
    const word = Number(BigInt.asIntN(32, value >> BigInt(32 * w)));
    for (let at = w; at < out.length; at += stride) out[at] = word;
  }
}

function addBase64from8(offsets: Uint8Array, out: Int32Array, low: number, high: number): void {
  for (let row = 0, at = 0; row < offsets.length; row += 1, at += 2) {
    const sum = low + (offsets[row] as number);
    out[at] = sum;
    out[at + 1] = sum > 0xffff_ffff ? high + 1 : high;
  }
}
function addBase64from16(offsets: Uint16Array, out: Int32Array, low: number, high: number): void {
  for (let row = 0, at = 0; row < offsets.length; row += 1, at += 2) {
    const sum = low + (offsets[row] as number);
    out[at] = sum;
    out[at + 1] = sum > 0xffff_ffff ? high + 1 : high;
  }
}
function addBase64from32(offsets: Uint32Array, out: Int32Array, low: number, high: number): void {
  for (let row = 0, at = 0; row < offsets.length; row += 1, at += 2) {
    const sum = low + (offsets[row] as number);
    out[at] = sum;
    out[at + 1] = sum > 0xffff_ffff ? high + 1 : high;
  }
}

/** Narrow offsets over a base of up to 128 bits: the carry may run through all words. */
function addBase128(offsets: Uint8Array | Uint16Array | Uint32Array, out: Int32Array, base: bigint): void {
  const words = [0, 32, 64, 96].map((shift) => Number(BigInt.asUintN(32, base >> BigInt(shift)))) as [number, number, number, number];
  for (let row = 0, at = 0; row < offsets.length; row += 1, at += 4) {
    let sum = words[0] + (offsets[row] as number);
    out[at] = sum;
    sum = words[1] + (sum > 0xffff_ffff ? 1 : 0);
    out[at + 1] = sum;
    sum = words[2] + (sum > 0xffff_ffff ? 1 : 0);
    out[at + 2] = sum;
    out[at + 3] = words[3] + (sum > 0xffff_ffff ? 1 : 0);
  }
}

/** num keeps its display scale in the top byte. */
function setScale(words: Int32Array, scale: number): void {
  for (let at = 3; at < words.length; at += 4) words[at] = ((words[at] as number) & 0x00ff_ffff) | (scale << 24);
}

function decodePlain(block: ColumnBlock, source: Uint8Array, out: Int32Array, width: 8 | 16): void {
  const { encoding } = block;
  assert(
    encoding.kind === 'plain' && encoding.width === width,
    `column ${block.ordinal} holds ${block.domain}, asked for ${width} plain bytes`,
  );
  out.set(new Int32Array(source.buffer, source.byteOffset + dataStart(block), out.length));
}

/** Numbers as the texts of wide numerics. */
function decodeWideNumerics(block: ColumnBlock, source: Uint8Array, target: ArrayBufferLike, address: number, bytesAddress: number): void {
  const phys = block.domain === 'num' ? 'num' : 'i128';
  const { data, validity } = decodeHostColumn(block, source, phys);
  const column = { data, validity, offsets: null };
  const schema: BatchColumn = { name: '', type: TYPES.numeric, phys, scale: block.scale };
  const words = new Int32Array(target, address, block.rows * 2);
  const bytes = new Uint8Array(target);
  let at = bytesAddress;
  for (let row = 0; row < block.rows; row += 1) {
    const value = datumAt(column, schema, row);
    const text = value === null ? '' : toStored(TYPES.numeric, value);
    words[row * 2] = at;
    words[row * 2 + 1] = text.length;
    for (let i = 0; i < text.length; i += 1, at += 1) bytes[at] = text.charCodeAt(i);
  }
}

function decodeStrings(block: ColumnBlock, source: Uint8Array, target: ArrayBufferLike, address: number, bytesAddress: number): void {
  const { encoding, rows } = block;
  assert(encoding.kind === 'strings' || encoding.kind === 'dictionary', `column ${block.ordinal} holds ${block.domain}, asked for strings`);
  const layout = blockLayout(encoding, rows, block.stats.nulls);
  new Uint8Array(target, bytesAddress, encoding.bytes).set(source.subarray(layout.bytes, layout.bytes + encoding.bytes));
  const out = new Int32Array(target, address, rows * 2);
  if (encoding.kind === 'strings') {
    const offsets = new Uint32Array(source.buffer, source.byteOffset + layout.data, rows + 1);
    let start = 0;
    for (let row = 0, at = 0; row < rows; row += 1, at += 2) {
      const end = offsets[row + 1] as number;
      out[at] = bytesAddress + start;
      out[at + 1] = end - start;
      start = end;
    }
    return;
  }
  if (encoding.entries === 0) {
    for (let row = 0; row < rows; row += 1) {
      out[row * 2] = bytesAddress;
      out[row * 2 + 1] = 0;
    }
    return;
  }
  const entryOffsets = new Uint32Array(source.buffer, source.byteOffset + layout.entryOffsets, encoding.entries + 1);
  const codes = codesView(block, source);
  for (let row = 0, at = 0; row < rows; row += 1, at += 2) {
    const code = codes[row] as number;
    const start = entryOffsets[code] as number;
    out[at] = bytesAddress + start;
    out[at + 1] = (entryOffsets[code + 1] as number) - start;
  }
  if (block.stats.nulls > 0) {
    for (let row = 0; row < rows; row += 1) {
      if (((source[row >>> 3] as number) & (1 << (row & 7))) === 0) out[row * 2 + 1] = 0;
    }
  }
}

function codesView(block: ColumnBlock, source: Uint8Array): Uint8Array | Uint16Array | Uint32Array {
  const { encoding } = block;
  assert(encoding.kind === 'dictionary', `column ${block.ordinal} has a dictionary`);
  return offsetsView(block, source, encoding.codeWidth);
}

function decodeCodes(block: ColumnBlock, source: Uint8Array, out: Int32Array, mapping: Int32Array): void {
  if (block.encoding.kind === 'dictionary' && block.encoding.entries > 0) {
    const codes = codesView(block, source);
    if (codes instanceof Uint8Array) for (let row = 0; row < out.length; row += 1) out[row] = mapping[codes[row] as number] as number;
    else for (let row = 0; row < out.length; row += 1) out[row] = mapping[codes[row] as number] as number;
  } else if (block.encoding.kind === 'dictionary') {
    out.fill(0);
  } else {
    out.set(mapping);
  }
}

/** The distinct candidates of a string block: its entries, or its rows' values. Views of `source`. */
export function blockTexts(block: ColumnBlock, source: Uint8Array): { readonly count: number; at(index: number): Uint8Array } {
  const { encoding, rows } = block;
  assert(encoding.kind === 'strings' || encoding.kind === 'dictionary', `column ${block.ordinal} holds ${block.domain}, asked for strings`);
  const layout = blockLayout(encoding, rows, block.stats.nulls);
  const count = encoding.kind === 'dictionary' ? encoding.entries : rows;
  const start = encoding.kind === 'dictionary' ? layout.entryOffsets : layout.data;
  const offsets = new Uint32Array(source.buffer, source.byteOffset + start, count + 1);
  return {
    count,
    at: (index) => source.subarray(layout.bytes + (offsets[index] as number), layout.bytes + (offsets[index + 1] as number)),
  };
}

/** The column outside the shared memory: what sealing deltas and tests read. */
export function decodeHostColumn(block: ColumnBlock, source: Uint8Array, phys: Exclude<PhysType, 'dict'>): HostColumn {
  const validity = block.stats.nulls > 0 ? source.slice(0, bitmapBytes(block.rows)) : null;
  if (phys === 'str') {
    const layout = decodedLayout(block, phys);
    const target = new ArrayBuffer(layout.total);
    decodeColumn(block, source, phys, target, 0);
    const refs = new Int32Array(target, 0, block.rows * 2);
    const offsets = new Int32Array(block.rows + 1);
    for (let row = 0; row < block.rows; row += 1) offsets[row + 1] = (offsets[row] as number) + (refs[row * 2 + 1] as number);
    const data = new Uint8Array(offsets[block.rows] as number);
    const all = new Uint8Array(target);
    for (let row = 0; row < block.rows; row += 1) {
      const from = refs[row * 2] as number;
      data.set(all.subarray(from, from + (refs[row * 2 + 1] as number)), offsets[row] as number);
    }
    return { data, validity, offsets };
  }
  const target = new ArrayBuffer(decodedLayout(block, phys).total);
  decodeColumn(block, source, phys, target, 0);
  return { data: new Uint8Array(target, 0, block.rows * PHYS_BYTES[phys]), validity, offsets: null };
}
