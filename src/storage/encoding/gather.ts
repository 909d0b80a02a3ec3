/**
 * Joins one column of many batches into contiguous arrays, in the widest form that occurs: encoders then need to know four
 * shapes only, and never batches.
 */
import { assert, unreachable } from '../../common/assert.js';
import type { BatchColumn, HostColumn } from '../../plan/batch.js';
import { columnFromValues, datumAt, fittingColumn, wideColumn } from '../../plan/datum-batch.js';
import { TYPES } from '../../types/sql-type.js';
import type { Domain } from './column-block.js';
import { bitmapBytes, domainOfPhys } from './column-block.js';

/** One column of all rows, in the order of arrival. */
export interface GatheredColumn {
  readonly rows: number;
  /** null: no NULLs. */
  readonly validity: Uint8Array | null;
  readonly nulls: number;
  /** 32-bit words of the values, `stride` a row; for str the bytes are in `bytes`, the words are rows + 1 offsets. */
  readonly words: Int32Array;
  readonly stride: 1 | 2 | 4;
  readonly bytes: Uint8Array;
}

export interface ColumnPart {
  readonly rows: number;
  readonly schema: BatchColumn;
  readonly column: HostColumn;
}

const NO_BYTES = new Uint8Array(0);

export function gatherColumn(given: readonly ColumnPart[], domain: Domain, scale: number): GatheredColumn {
  const parts = given.map((part) => fitPart(part, domain, scale));
  let rows = 0;
  for (const part of parts) rows += part.rows;
  const validity = gatherValidity(parts, rows);
  const nulls = validity === null ? 0 : rows - countBits(validity, rows);
  const common = { rows, validity: nulls === 0 ? null : validity, nulls };
  switch (domain) {
    case 'int': {
      const stride = parts.reduce<1 | 2 | 4>((widest, part) => {
        const own = strideOf(part.schema.phys);
        // biome-ignore lint/complexity/useMathMinMax: its result would be any number.
        return own > widest ? own : widest;
      }, 1);
      return { ...common, words: gatherIntegers(parts, rows, stride), stride, bytes: NO_BYTES };
    }
    case 'f64':
      return { ...common, words: gatherWords(parts, rows, 2), stride: 2, bytes: NO_BYTES };
    case 'num':
    case 'interval':
      return { ...common, words: gatherWords(parts, rows, 4), stride: 4, bytes: NO_BYTES };
    case 'str':
      return { ...common, ...gatherStrings(parts, rows), stride: 1 };
    default:
      return unreachable(domain);
  }
}

function strideOf(phys: BatchColumn['phys']): 1 | 2 | 4 {
  return phys === 'i128' ? 4 : phys === 'i64' ? 2 : 1;
}

/** The part in the form that the column is kept in. Numerics may come in another form or scale; all else must fit. */
function fitPart(part: ColumnPart, domain: Domain, scale: number): ColumnPart {
  const { schema } = part;
  const own = domainOfPhys(schema.phys);
  if (own === domain && (domain !== 'int' || schema.scale === scale)) return part;
  assert(
    (isNumberDomain(domain) && isNumberDomain(own)) || (schema.type.kind === 'numeric' && (domain === 'str' || own === 'str')),
    `column ${schema.name} comes as ${schema.phys}, is kept as ${domain}`,
  );
  if (domain === 'str' || own === 'str') return throughValues(part, domain, scale);
  const stride = own === 'num' ? 4 : strideOf(schema.phys);
  const data = schema.phys === 'bool' ? Int32Array.from(part.column.data) : asWords(part.column.data, part.rows * stride);
  const out = new Uint8Array(part.rows * 16);
  const view = new DataView(out.buffer);
  for (let row = 0; row < part.rows; row += 1) {
    const raw = wideInteger(data, row * stride, stride);
    const ownScale = own === 'num' ? Number((raw >> 120n) & 0xffn) : schema.scale;
    const unscaled = own === 'num' ? BigInt.asIntN(120, raw) : raw;
    const value =
      domain === 'num'
        ? BigInt.asUintN(120, unscaled) | (BigInt(ownScale) << 120n)
        : ownScale <= scale
          ? unscaled * 10n ** BigInt(scale - ownScale)
          : unscaled / 10n ** BigInt(ownScale - scale);
    view.setBigUint64(row * 16, BigInt.asUintN(64, value), true);
    view.setBigUint64(row * 16 + 8, BigInt.asUintN(64, value >> 64n), true);
  }
  return {
    rows: part.rows,
    schema: { ...schema, phys: domain === 'num' ? 'num' : 'i128', scale: domain === 'num' ? 0 : scale },
    column: { data: out, validity: part.column.validity, offsets: null },
  };
}

function isNumberDomain(domain: Domain): boolean {
  return domain === 'int' || domain === 'num';
}

/** From and to numerics of any length. */
function throughValues(part: ColumnPart, domain: Domain, scale: number): ColumnPart {
  const { rows, schema, column } = part;
  const target: BatchColumn = domain === 'str' ? wideColumn(schema) : { ...schema, phys: domain === 'num' ? 'num' : 'i128', scale };
  const values = Array.from({ length: rows }, (_, row) => datumAt(column, schema, row));
  return { rows, schema: target, column: columnFromValues(target, values) };
}

/** What a numeric column of these batches is kept as: text as soon as one value is longer than its form. */
export function numericDomain(parts: readonly ColumnPart[], domain: Domain, scale: number): Domain {
  const wide = parts.filter(({ schema }) => schema.phys === 'str');
  const form: BatchColumn = { name: '', type: TYPES.numeric, phys: domain === 'num' ? 'num' : 'i128', scale };
  const fits = wide.every(
    ({ rows, schema, column }) =>
      fittingColumn(
        form,
        Array.from({ length: rows }, (_, row) => datumAt(column, schema, row)),
      ) === form,
  );
  return fits ? domain : 'str';
}

/** The signed little-endian integer of `stride` words. */
export function wideInteger(words: Int32Array, at: number, stride: number): bigint {
  let value = BigInt(words[at + stride - 1] as number);
  for (let w = stride - 2; w >= 0; w -= 1) value = (value << 32n) | BigInt((words[at + w] as number) >>> 0);
  return value;
}

function gatherValidity(parts: readonly ColumnPart[], rows: number): Uint8Array | null {
  if (parts.every((part) => part.column.validity === null)) return null;
  const bits = new Uint8Array(bitmapBytes(rows)).fill(0xff);
  let at = 0;
  for (const part of parts) {
    const own = part.column.validity;
    if (own !== null) {
      for (let i = 0; i < part.rows; i += 1) {
        if (((own[i >>> 3] as number) & (1 << (i & 7))) === 0) {
          const row = at + i;
          bits[row >>> 3] = (bits[row >>> 3] as number) & ~(1 << (row & 7));
        }
      }
    }
    at += part.rows;
  }
  return bits;
}

/** Bits set among the first `rows`. */
export function countBits(bits: Uint8Array, rows: number): number {
  let count = 0;
  const whole = rows >>> 3;
  for (let i = 0; i < whole; i += 1) {
    let byte = bits[i] as number;
    byte -= (byte >>> 1) & 0x55;
    byte = (byte & 0x33) + ((byte >>> 2) & 0x33);
    count += (byte + (byte >>> 4)) & 0x0f;
  }
  for (let row = whole << 3; row < rows; row += 1) if (((bits[row >>> 3] as number) & (1 << (row & 7))) !== 0) count += 1;
  return count;
}

/** The bytes as 32-bit words; copied when they don't start at a multiple of four. */
export function asWords(data: Uint8Array, words: number): Int32Array {
  if ((data.byteOffset & 3) === 0) return new Int32Array(data.buffer, data.byteOffset, words);
  return new Int32Array(data.slice(0, words * 4).buffer);
}

function gatherIntegers(parts: readonly ColumnPart[], rows: number, stride: 1 | 2 | 4): Int32Array {
  const single = parts[0];
  if (parts.length === 1 && single !== undefined && single.schema.phys !== 'bool') return asWords(single.column.data, rows * stride);
  const words = new Int32Array(rows * stride);
  let row = 0;
  for (const part of parts) {
    const { phys } = part.schema;
    if (phys === 'bool') {
      const data = part.column.data;
      for (let i = 0; i < part.rows; i += 1) words[(row + i) * stride] = data[i] as number;
    } else {
      const own = strideOf(phys);
      const source = asWords(part.column.data, part.rows * own);
      if (own === stride) {
        words.set(source, row * stride);
      } else {
        for (let i = 0; i < part.rows; i += 1) {
          let word = 0;
          for (let w = 0; w < stride; w += 1) {
            word = w < own ? (source[i * own + w] as number) : word >> 31;
            words[(row + i) * stride + w] = word;
          }
        }
      }
    }
    row += part.rows;
  }
  return words;
}

function gatherWords(parts: readonly ColumnPart[], rows: number, stride: 2 | 4): Int32Array {
  const single = parts[0];
  if (parts.length === 1 && single !== undefined) return asWords(single.column.data, rows * stride);
  const words = new Int32Array(rows * stride);
  let at = 0;
  for (const part of parts) {
    words.set(asWords(part.column.data, part.rows * stride), at);
    at += part.rows * stride;
  }
  return words;
}

function gatherStrings(parts: readonly ColumnPart[], rows: number): { words: Int32Array; bytes: Uint8Array } {
  const single = parts[0];
  if (parts.length === 1 && single !== undefined && single.column.offsets !== null && single.column.offsets[0] === 0) {
    return { words: single.column.offsets.subarray(0, rows + 1), bytes: single.column.data };
  }
  let total = 0;
  for (const { column, rows: partRows } of parts) {
    if (column.offsets !== null) total += (column.offsets[partRows] as number) - (column.offsets[0] as number);
  }
  const words = new Int32Array(rows + 1);
  const bytes = new Uint8Array(total);
  let row = 0;
  let at = 0;
  for (const { column, rows: partRows } of parts) {
    const { offsets } = column;
    assert(offsets !== null, 'a str column has offsets');
    const first = offsets[0] as number;
    const last = offsets[partRows] as number;
    bytes.set(column.data.subarray(first, last), at);
    for (let i = 0; i < partRows; i += 1) words[row + i] = at + (offsets[i] as number) - first;
    row += partRows;
    at += last - first;
  }
  words[row] = at;
  return { words, bytes };
}
