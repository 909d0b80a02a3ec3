/**
 * Column builders: text fields straight into typed arrays. Each has a fast path for the plain forms of its type and leaves
 * everything else, errors included, to the type's input function. Values are set by row number, so that a row that turns out to
 * be incomplete is simply set again. `finish` gives views of the builder's memory: use them before the next row is added.
 */
import { type BatchColumn, type HostColumn, PHYS_BYTES } from '../../plan/batch.js';
import { batchColumn, columnFromValues, datumAt, fittingColumn, wideColumn } from '../../plan/datum-batch.js';
import type { Datum } from '../../types/datum.js';
import type { SqlType } from '../../types/sql-type.js';
import { toStored } from '../../types/stored.js';
import { parseText } from '../../types/text-format.js';

const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const BLANK = 0x20;
const COLON = 0x3a;
/** Decimal digits that a double holds exactly. */
const EXACT_DIGITS = 15;
const TWO_TO_32 = 2 ** 32;
const POWERS_OF_TEN = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
/** Longer strings are copied by the runtime; shorter ones byte by byte: the call costs more than they do. */
const COPY_BY_HAND_BYTES = 48;

const decoder = new TextDecoder();
const NO_BYTES = new Uint8Array(0);

/** Gives memory of zeros that starts at a multiple of 16. */
export type Allocate = (bytes: number) => Uint8Array;

const onHeap: Allocate = (bytes) => new Uint8Array(bytes);

/** Where a builder's values lie, for code that writes rows by itself (plain-rows.ts). */
export interface BuilderMemory {
  /** Bit by bit, all set but those of NULLs. */
  readonly validity: Uint8Array;
  /** One word: not 0 if there are NULLs. */
  readonly nulls: Uint8Array;
  readonly data: Uint8Array;
  /** Of texts: the end of each row's bytes in `data`, behind a 0. */
  readonly offsets: Int32Array | null;
}

export abstract class ColumnBuilder {
  readonly schema: BatchColumn;
  protected readonly allocate: Allocate;
  readonly #validity: Uint8Array;
  readonly #nulls: Uint8Array;

  constructor(schema: BatchColumn, capacity: number, allocate: Allocate) {
    this.schema = schema;
    this.allocate = allocate;
    this.#validity = allocate((capacity + 7) >>> 3).fill(255);
    this.#nulls = allocate(4);
  }

  get memory(): BuilderMemory {
    return { validity: this.#validity, nulls: this.#nulls, ...this.values };
  }

  /** Sets the row's value from bytes[start..end). Throws what the type's input function throws. */
  add(bytes: Uint8Array, start: number, end: number, row: number): void {
    if (this.#nulls[0] !== 0) this.#validity[row >>> 3] = (this.#validity[row >>> 3] as number) | (1 << (row & 7));
    this.set(bytes, start, end, row);
  }

  addNull(row: number): void {
    this.#nulls[0] = 1;
    this.#validity[row >>> 3] = (this.#validity[row >>> 3] as number) & ~(1 << (row & 7));
    this.setNull(row);
  }

  finish(rows: number): HostColumn {
    const column = this.take(rows);
    if (this.#nulls[0] === 0) return { ...column, validity: null };
    const validity = this.#validity.slice(0, (rows + 7) >>> 3);
    this.#validity.fill(255);
    this.#nulls[0] = 0;
    return { ...column, validity };
  }

  /** Bytes that the rows so far take. */
  abstract bytes(rows: number): number;
  protected abstract readonly values: Pick<BuilderMemory, 'data' | 'offsets'>;
  protected abstract set(bytes: Uint8Array, start: number, end: number, row: number): void;
  protected abstract setNull(row: number): void;
  protected abstract take(rows: number): Omit<HostColumn, 'validity'>;
}

/** Builder of a column of the type in its default physical form. */
export function columnBuilder(name: string, type: SqlType, capacity: number, allocate: Allocate = onHeap): ColumnBuilder {
  const schema = batchColumn(name, type);
  switch (schema.phys) {
    case 'str':
      return new TextBuilder(schema, capacity, allocate);
    case 'i32':
      if (type.kind === 'int2') return new SmallIntegerBuilder(schema, capacity, allocate, -0x8000, 0x7fff);
      if (type.kind === 'int4') return new SmallIntegerBuilder(schema, capacity, allocate, -0x8000_0000, 0x7fff_ffff);
      if (type.kind === 'numeric') return new SmallDecimalBuilder(schema, capacity, allocate);
      if (type.kind === 'date') return new DateBuilder(schema, capacity, allocate);
      return new FixedBuilder(schema, capacity, allocate);
    case 'i64':
      if (type.kind === 'int8') return new BigIntegerBuilder(schema, capacity, allocate);
      if (type.kind === 'numeric') return new BigDecimalBuilder(schema, capacity, allocate);
      return type.kind === 'timestamp' ? new TimestampBuilder(schema, capacity, allocate) : new FixedBuilder(schema, capacity, allocate);
    case 'f64':
      return type.kind === 'float8' ? new FloatBuilder(schema, capacity, allocate) : new FixedBuilder(schema, capacity, allocate);
    case 'num':
      // With a precision, values are rounded and get its scale.
      return type.kind === 'numeric' && type.precision === null
        ? new NumBuilder(schema, capacity, allocate)
        : new FixedBuilder(schema, capacity, allocate);
    case 'bool':
    case 'i128':
    case 'interval':
    case 'dict':
      return new FixedBuilder(schema, capacity, allocate);
  }
}

/** A column that nobody wants: values come and are forgotten. */
export function skippedColumn(name: string, type: SqlType): ColumnBuilder {
  return new SkippedBuilder(batchColumn(name, type), 0, onHeap);
}

class SkippedBuilder extends ColumnBuilder {
  override add(): void {}
  override addNull(): void {}

  override bytes(): number {
    return 0;
  }

  protected override get values(): Pick<BuilderMemory, 'data' | 'offsets'> {
    return { data: NO_BYTES, offsets: null };
  }

  protected override set(): void {}
  protected override setNull(): void {}

  protected override take(): Omit<HostColumn, 'validity'> {
    return { data: NO_BYTES, offsets: null };
  }
}

/** Values of a fixed width; by itself it takes the slow path for all of them. */
class FixedBuilder extends ColumnBuilder {
  protected readonly data: Uint8Array;
  /** The same memory as 32-bit words. */
  protected readonly words: Int32Array;
  readonly #width: number;
  /** Numerics that the form does not hold: with one of them the column becomes one of wide numerics. */
  readonly #long = new Map<number, Datum>();

  constructor(schema: BatchColumn, capacity: number, allocate: Allocate) {
    super(schema, capacity, allocate);
    this.#width = PHYS_BYTES[schema.phys];
    this.data = allocate((capacity * this.#width + 7) & ~7);
    this.words = new Int32Array(this.data.buffer, this.data.byteOffset, this.data.byteLength >>> 2);
  }

  protected override get values(): Pick<BuilderMemory, 'data' | 'offsets'> {
    return { data: this.data, offsets: null };
  }

  override bytes(rows: number): number {
    return rows * this.#width;
  }

  protected override set(bytes: Uint8Array, start: number, end: number, row: number): void {
    this.slow(bytes, start, end, row);
  }

  protected slow(bytes: Uint8Array, start: number, end: number, row: number): void {
    const value = parseText(this.schema.type, decoder.decode(bytes.subarray(start, end)));
    if (fittingColumn(this.schema, [value]) !== this.schema) {
      this.setNull(row);
      this.#long.set(row, value);
      return;
    }
    this.data.set(columnFromValues(this.schema, [value]).data, row * this.#width);
  }

  protected override setNull(row: number): void {
    this.data.fill(0, row * this.#width, (row + 1) * this.#width);
  }

  protected override take(rows: number): Omit<HostColumn, 'validity'> {
    const column = { data: this.data.subarray(0, rows * this.#width), offsets: null };
    if (this.#long.size === 0) return column;
    const values = Array.from(
      { length: rows },
      (_, row) => this.#long.get(row) ?? datumAt({ ...column, validity: null }, this.schema, row),
    );
    this.#long.clear();
    return columnFromValues(wideColumn(this.schema), values);
  }

  /** A 64-bit integer given as a double that holds it exactly. */
  protected setInt64(value: number, row: number): void {
    const high = Math.floor(value / TWO_TO_32);
    this.words[row * 2] = value - high * TWO_TO_32;
    this.words[row * 2 + 1] = high;
  }
}

/** Digits with an optional minus, up to `most` of them; NaN for anything else. */
function plainInteger(bytes: Uint8Array, start: number, end: number, most: number): number {
  const negative = bytes[start] === MINUS;
  let at = negative ? start + 1 : start;
  const digits = end - at;
  if (digits < 1 || digits > most) return Number.NaN;
  let value = 0;
  for (; at < end; at += 1) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return negative ? 0 - value : value;
}

class SmallIntegerBuilder extends FixedBuilder {
  readonly #min: number;
  readonly #max: number;

  constructor(schema: BatchColumn, capacity: number, allocate: Allocate, min: number, max: number) {
    super(schema, capacity, allocate);
    this.#min = min;
    this.#max = max;
  }

  protected override set(bytes: Uint8Array, start: number, end: number, row: number): void {
    const value = plainInteger(bytes, start, end, EXACT_DIGITS);
    // NaN fails both comparisons.
    if (value >= this.#min && value <= this.#max) this.words[row] = value;
    else this.slow(bytes, start, end, row);
  }
}

class BigIntegerBuilder extends FixedBuilder {
  protected override set(bytes: Uint8Array, start: number, end: number, row: number): void {
    const value = plainInteger(bytes, start, end, EXACT_DIGITS);
    if (Number.isNaN(value)) this.slow(bytes, start, end, row);
    else this.setInt64(value, row);
  }
}

/** Digits after the point of what plainDecimal read last; a second result without an object. */
let fractionDigits = 0;

/** Digits with an optional minus and point as an integer without the point; NaN for anything else or too many digits. */
function plainDecimal(bytes: Uint8Array, start: number, end: number): number {
  const negative = bytes[start] === MINUS;
  let at = negative ? start + 1 : start;
  let point = -1;
  let value = 0;
  const first = at;
  for (; at < end; at += 1) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
    } else {
      if (digit !== DOT - ZERO || point >= 0) return Number.NaN;
      point = at;
    }
  }
  const digits = end - first - (point < 0 ? 0 : 1);
  if (digits < 1 || digits > EXACT_DIGITS) return Number.NaN;
  fractionDigits = point < 0 ? 0 : end - point - 1;
  return negative ? 0 - value : value;
}

abstract class DecimalBuilder extends FixedBuilder {
  readonly #scale: number;
  /** Largest unscaled value that the precision allows and a double holds exactly. */
  readonly #limit: number;

  constructor(schema: BatchColumn, capacity: number, allocate: Allocate) {
    super(schema, capacity, allocate);
    const { type } = schema;
    const precision = type.kind === 'numeric' ? (type.precision ?? 0) : 0;
    this.#scale = schema.scale;
    // A negative scale (rounding to tens) has no fast path.
    const plain = type.kind === 'numeric' && type.scale === schema.scale;
    this.#limit = plain ? Math.min(10 ** Math.min(precision, EXACT_DIGITS) - 1, Number.MAX_SAFE_INTEGER) : -1;
  }

  protected override set(bytes: Uint8Array, start: number, end: number, row: number): void {
    const value = plainDecimal(bytes, start, end);
    if (!Number.isNaN(value) && fractionDigits <= this.#scale) {
      const unscaled = value * (POWERS_OF_TEN[this.#scale - fractionDigits] ?? Number.NaN);
      if (unscaled <= this.#limit && unscaled >= -this.#limit) {
        this.setUnscaled(unscaled, row);
        return;
      }
    }
    this.slow(bytes, start, end, row);
  }

  protected abstract setUnscaled(unscaled: number, row: number): void;
}

class SmallDecimalBuilder extends DecimalBuilder {
  protected override setUnscaled(unscaled: number, row: number): void {
    this.words[row] = unscaled;
  }
}

class BigDecimalBuilder extends DecimalBuilder {
  protected override setUnscaled(unscaled: number, row: number): void {
    this.setInt64(unscaled, row);
  }
}

/** Unbounded numeric: a 120-bit integer and the scale that was written (plan/batch.ts). */
class NumBuilder extends FixedBuilder {
  protected override set(bytes: Uint8Array, start: number, end: number, row: number): void {
    const value = plainDecimal(bytes, start, end);
    if (Number.isNaN(value)) {
      this.slow(bytes, start, end, row);
      return;
    }
    const high = Math.floor(value / TWO_TO_32);
    const at = row * 4;
    this.words[at] = value - high * TWO_TO_32;
    this.words[at + 1] = high;
    const sign = value < 0 ? -1 : 0;
    this.words[at + 2] = sign;
    this.words[at + 3] = (sign & 0x00ff_ffff) | (fractionDigits << 24);
  }
}

class FloatBuilder extends FixedBuilder {
  readonly #values = new Float64Array(this.data.buffer, this.data.byteOffset, this.data.byteLength >>> 3);

  protected override set(bytes: Uint8Array, start: number, end: number, row: number): void {
    const value = plainDecimal(bytes, start, end);
    // A quotient of two exact doubles is rounded once: it is the nearest double. -0 has no integer form.
    if (Number.isNaN(value) || (value === 0 && bytes[start] === MINUS)) this.slow(bytes, start, end, row);
    else this.#values[row] = value / (POWERS_OF_TEN[fractionDigits] as number);
  }
}

const CUMULATED_DAYS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `YYYY-MM-DD` at `start` as days since 2000-01-01; NaN for anything else, also dates that don't exist. */
function plainDate(bytes: Uint8Array, start: number): number {
  if (bytes[start + 4] !== MINUS || bytes[start + 7] !== MINUS) return Number.NaN;
  const year = twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2);
  const month = twoDigits(bytes, start + 5);
  const day = twoDigits(bytes, start + 8);
  // NaN (no digits) fails the comparisons.
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1)) return Number.NaN;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > (MONTH_DAYS[month - 1] as number) + (leap && month === 2 ? 1 : 0)) return Number.NaN;
  const before = year - 1;
  const days = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  // 0001-01-01 is day 0 of this count and 2000-01-01 is day 730,119.
  return days + (CUMULATED_DAYS[month - 1] as number) + (leap && month > 2 ? 1 : 0) + day - 1 - DAYS_FROM_1_TO_2000;
}
const DAYS_FROM_1_TO_2000 = 730_119;

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - ZERO;
  const ones = (bytes[at + 1] as number) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

class DateBuilder extends FixedBuilder {
  protected override set(bytes: Uint8Array, start: number, end: number, row: number): void {
    const days = end - start === 10 ? plainDate(bytes, start) : Number.NaN;
    if (Number.isNaN(days)) this.slow(bytes, start, end, row);
    else this.words[row] = days;
  }
}

class TimestampBuilder extends FixedBuilder {
  readonly #values = new BigInt64Array(this.data.buffer, this.data.byteOffset, this.data.byteLength >>> 3);

  protected override set(bytes: Uint8Array, start: number, end: number, row: number): void {
    const micros = plainMicros(bytes, start, end);
    const days = Number.isNaN(micros) ? Number.NaN : plainDate(bytes, start);
    if (Number.isNaN(days)) this.slow(bytes, start, end, row);
    else this.#values[row] = BigInt(days) * 86_400_000_000n + BigInt(micros);
  }
}

/** The time of `YYYY-MM-DD HH:MM:SS[.ffffff]` in microseconds; NaN for anything else. */
function plainMicros(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length < 19 || length === 20 || length > 26) return Number.NaN;
  if (bytes[start + 10] !== BLANK || bytes[start + 13] !== COLON || bytes[start + 16] !== COLON) return Number.NaN;
  const hour = twoDigits(bytes, start + 11);
  const minute = twoDigits(bytes, start + 14);
  const second = twoDigits(bytes, start + 17);
  if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
  let micros = 0;
  if (length > 19) {
    if (bytes[start + 19] !== DOT || bytes[start + 20] === MINUS) return Number.NaN;
    micros = plainInteger(bytes, start + 20, end, 6) * (POWERS_OF_TEN[26 - length] as number);
  }
  return ((hour * 60 + minute) * 60 + second) * 1e6 + micros;
}

/** Texts of no more bytes than this are kept as they are; -1: the type's input function decides. */
export function plainTextBytes(type: SqlType): number {
  switch (type.kind) {
    case 'varchar':
    case 'char':
      return type.length ?? Number.MAX_SAFE_INTEGER;
    case 'name':
      return 63;
    case 'text':
      return Number.MAX_SAFE_INTEGER;
    default:
      return -1;
  }
}

export class TextBuilder extends ColumnBuilder {
  #data: Uint8Array;
  readonly #offsets: Int32Array;
  readonly #plainBytes: number;
  /** char(n): blanks are added up to n characters; 0: no padding. */
  readonly #padTo: number;

  constructor(schema: BatchColumn, capacity: number, allocate: Allocate) {
    super(schema, capacity, allocate);
    const { type } = schema;
    this.#data = allocate(capacity * 8);
    const offsets = allocate(capacity * 4 + 4);
    this.#offsets = new Int32Array(offsets.buffer, offsets.byteOffset, capacity + 1);
    this.#plainBytes = plainTextBytes(type);
    this.#padTo = type.kind === 'char' ? (type.length ?? 0) : 0;
  }

  override bytes(rows: number): number {
    return rows * 4 + (this.#offsets[rows] as number);
  }

  protected override get values(): Pick<BuilderMemory, 'data' | 'offsets'> {
    return { data: this.#data, offsets: this.#offsets };
  }

  /** Makes room for more bytes than there was ever room for. */
  grow(): void {
    this.#grow(this.#data.length + 1);
  }

  protected override set(bytes: Uint8Array, start: number, end: number, row: number): void {
    const length = end - start;
    if (length > this.#plainBytes) {
      const { type } = this.schema;
      const fitted = Buffer.from(toStored(type, parseText(type, decoder.decode(bytes.subarray(start, end)))));
      this.#copy(fitted, 0, fitted.length, row);
      return;
    }
    this.#copy(bytes, start, end, row);
    if (this.#padTo > 0) this.#pad(row);
  }

  protected override setNull(row: number): void {
    this.#offsets[row + 1] = this.#offsets[row] as number;
  }

  protected override take(rows: number): Omit<HostColumn, 'validity'> {
    return { data: this.#data.subarray(0, this.#offsets[rows]), offsets: this.#offsets.subarray(0, rows + 1) };
  }

  #copy(bytes: Uint8Array, start: number, end: number, row: number): void {
    let to = this.#offsets[row] as number;
    const after = to + end - start;
    if (after > this.#data.length) this.#grow(after);
    const data = this.#data;
    if (end - start > COPY_BY_HAND_BYTES) {
      data.set(bytes.subarray(start, end), to);
    } else {
      for (let at = start; at < end; at += 1, to += 1) data[to] = bytes[at] as number;
    }
    this.#offsets[row + 1] = after;
  }

  /** Every character has one byte that is not a continuation byte. */
  #pad(row: number): void {
    const start = this.#offsets[row] as number;
    const end = this.#offsets[row + 1] as number;
    let missing = this.#padTo;
    for (let at = start; at < end; at += 1) if (((this.#data[at] as number) & 0xc0) !== 0x80) missing -= 1;
    if (missing <= 0) return;
    if (end + missing > this.#data.length) this.#grow(end + missing);
    this.#data.fill(BLANK, end, end + missing);
    this.#offsets[row + 1] = end + missing;
  }

  #grow(bytes: number): void {
    const grown = this.allocate(Math.max(bytes, this.#data.length * 2));
    grown.set(this.#data);
    this.#data = grown;
  }
}
