/**
 * A column of a section as it lies on disk: its description (kept in SQLite and in the file's own footer) and the layout of
 * its bytes. A block is: validity bitmap (only if there are NULLs), then the parts of its encoding; every part starts at a
 * multiple of 16 bytes within the block, so that typed arrays can view it where it was read.
 *
 * | encoding | parts |
 * |---|---|
 * | int | (value - base), unsigned, `width` bytes each; width 0: all are base; 8 and 16: the value itself, signed |
 * | plain | `width` bytes a value: f64 (8), num and interval (16) |
 * | strings | rows + 1 byte offsets (u32), bytes |
 * | dictionary | codes (`codeWidth` bytes each), entries + 1 byte offsets (u32), bytes |
 *
 * Numerics are ints or nums, and strings (types/stored.ts) where a value of the block is longer.
 *
 * Values of NULL rows are base, zeros, the empty string and code 0.
 */
import { unreachable } from '../../common/assert.js';
import type { BatchColumn, PhysType } from '../../plan/batch.js';
import { batchColumn, physOfType, wideColumn } from '../../plan/datum-batch.js';
import type { SqlType } from '../../types/sql-type.js';

/** What values are on disk. int serves bool, i32, i64 and i128: they widen and narrow freely. */
export type Domain = 'int' | 'f64' | 'num' | 'interval' | 'str';

export type Encoding =
  /** base is a decimal integer: JSON has no bigint. */
  | { readonly kind: 'int'; readonly width: 0 | 1 | 2 | 4 | 8 | 16; readonly base: string }
  | { readonly kind: 'plain'; readonly width: 8 | 16 }
  | { readonly kind: 'strings'; readonly bytes: number }
  | { readonly kind: 'dictionary'; readonly codeWidth: 1 | 2 | 4; readonly entries: number; readonly bytes: number };

/** Statistics of one column of a section; those with bounds as in catalog/table-def.ts, as text for JSON. */
export interface BlockStats {
  readonly nulls: number;
  readonly min: string | null;
  readonly max: string | null;
  readonly minText: string | null;
  readonly maxText: string | null;
  readonly sketch: string;
  readonly meanBytes: number;
  readonly common: readonly { readonly value: string; readonly share: number }[];
}

export interface ColumnBlock {
  readonly ordinal: number;
  readonly domain: Domain;
  /** Scale of unscaled numerics; 0 for all else. */
  readonly scale: number;
  readonly encoding: Encoding;
  readonly rows: number;
  /** Bytes from the start of the section's image. */
  readonly offset: number;
  readonly length: number;
  /** crc32 of the block. */
  readonly checksum: number;
  readonly stats: BlockStats;
}

/** How values of a type are kept, and their scale. */
export function storedForm(type: SqlType): { readonly domain: Domain; readonly scale: number } {
  const { phys, scale } = physOfType(type);
  return { domain: domainOfPhys(phys), scale };
}

/** The batch column that a block is read as outside of compiled code. */
export function blockColumn(block: ColumnBlock, name: string, type: SqlType): BatchColumn {
  const column = batchColumn(name, type);
  return block.domain === 'str' && type.kind === 'numeric' ? wideColumn(column) : column;
}

export function domainOfPhys(phys: PhysType): Domain {
  switch (phys) {
    case 'bool':
    case 'i32':
    case 'i64':
    case 'i128':
      return 'int';
    case 'dict':
      return 'str';
    case 'f64':
    case 'num':
    case 'interval':
    case 'str':
      return phys;
    default:
      return unreachable(phys);
  }
}

export function align16(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}

export function bitmapBytes(rows: number): number {
  return (rows + 7) >>> 3;
}

/** Starts of a block's parts, in bytes from the block's start. */
export interface BlockLayout {
  /** Meaningful only with NULLs. */
  readonly validity: number;
  /** Values or codes, or the offsets of strings. */
  readonly data: number;
  /** dictionary only: offsets of the entries. */
  readonly entryOffsets: number;
  /** strings and dictionary: the characters. */
  readonly bytes: number;
  readonly length: number;
}

export function blockLayout(encoding: Encoding, rows: number, nulls: number): BlockLayout {
  const data = nulls > 0 ? align16(bitmapBytes(rows)) : 0;
  switch (encoding.kind) {
    case 'int':
    case 'plain':
      return { validity: 0, data, entryOffsets: 0, bytes: 0, length: data + align16(rows * encoding.width) };
    case 'strings': {
      const bytes = data + align16((rows + 1) * 4);
      return { validity: 0, data, entryOffsets: 0, bytes, length: bytes + align16(encoding.bytes) };
    }
    case 'dictionary': {
      const entryOffsets = data + align16(rows * encoding.codeWidth);
      const bytes = entryOffsets + align16((encoding.entries + 1) * 4);
      return { validity: 0, data, entryOffsets, bytes, length: bytes + align16(encoding.bytes) };
    }
  }
}
