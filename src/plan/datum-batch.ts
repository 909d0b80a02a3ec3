/**
 * Between single values (types/datum.ts) and columns (plan/batch.ts): VALUES, COPY, catalog relations, and whatever reads
 * a result value by value.
 */
import { assert, known, unreachable } from '../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import type { Datum, Decimal, Interval } from '../types/datum.js';
import { DATE_INFINITY_INT32, DATE_MINUS_INFINITY_INT32 } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';
import { fromStored, toStored } from '../types/stored.js';
import { formOf } from '../types/type-form.js';
import type { BatchColumn, HostBatch, HostColumn, PhysType } from './batch.js';
import { PHYS_BYTES, PHYS_OF_FORM } from './batch.js';

/** Display scale byte of a num that is NaN. */
const NUM_NAN_SCALE = 255;
const NUM_MAX_SCALE = 127;
const NUM_BITS = 120;
const LOW_64 = 0xffff_ffff_ffff_ffffn;
const LOW_56 = (1n << 56n) - 1n;

/** How values of a type are stored when nothing more is known of them. */
export function physOfType(type: SqlType): { readonly phys: PhysType; readonly scale: number } {
  if (type.kind === 'numeric') {
    if (type.wide === true) return { phys: 'str', scale: 0 };
    if (type.precision === null) return { phys: 'num', scale: 0 };
    const scale = type.scale ?? 0;
    // A negative scale rounds to tens: the stored integer has those digits too.
    const digits = scale < 0 ? type.precision - scale : type.precision;
    if (digits > 38 || scale > 38) return { phys: 'num', scale: 0 };
    return { phys: digits <= 9 ? 'i32' : digits <= 18 ? 'i64' : 'i128', scale: Math.max(scale, 0) };
  }
  return { phys: PHYS_OF_FORM[formOf(type)], scale: 0 };
}

/** The batch column of a type in its default form. */
export function batchColumn(name: string, type: SqlType): BatchColumn {
  return { name, type, ...physOfType(type) };
}

/** Rows to columns. Numerics of which one does not fit its column's physical type are wide in this batch. */
export function batchFromRows(given: readonly BatchColumn[], rows: readonly (readonly Datum[])[]): HostBatch {
  const schema: BatchColumn[] = [];
  const columns = given.map((column, ordinal) => {
    const values = new Array<Datum>(rows.length);
    for (let row = 0; row < rows.length; row += 1) values[row] = rows[row]?.[ordinal] ?? null;
    const form = fittingColumn(column, values);
    schema.push(form);
    return columnFromValues(form, values);
  });
  return { rows: rows.length, schema, columns };
}

/** The column as it is, or as wide numerics. */
export function fittingColumn(column: BatchColumn, values: readonly Datum[]): BatchColumn {
  if (column.type.kind !== 'numeric' || column.phys === 'str') return column;
  return values.every((value) => value === null || !isDecimal(value) || fitsPhys(value, column)) ? column : wideColumn(column);
}

/** A column of numerics of any length. */
export function wideColumn(column: BatchColumn): BatchColumn {
  return { ...column, phys: 'str', scale: 0 };
}

function fitsPhys(value: Decimal, { phys, scale }: BatchColumn): boolean {
  if (phys === 'num') return fitsNum(value);
  if (value.special !== undefined) return false;
  const unscaled = value.scale <= scale ? value.unscaled * 10n ** BigInt(scale - value.scale) : value.unscaled;
  return BigInt.asIntN(PHYS_BYTES[phys] * 8, unscaled) === unscaled || value.scale > scale;
}

/** Whether a num holds the value: 120 bits and 127 places, or NaN. */
export function fitsNum(value: Decimal): boolean {
  if (value.special !== undefined) return value.special === 'NaN';
  if (value.scale <= NUM_MAX_SCALE && BigInt.asIntN(NUM_BITS, value.unscaled) === value.unscaled) return true;
  return false;
}

/** One column of values. */
export function columnFromValues(column: BatchColumn, values: readonly Datum[]): HostColumn {
  const validity = validityOf(values);
  if (column.phys === 'str') return stringColumn(column.type, values, validity);
  const data = new Uint8Array(values.length * PHYS_BYTES[column.phys]);
  const view = new DataView(data.buffer);
  const { phys, scale } = column;
  for (const [row, value] of values.entries()) {
    if (value === null) continue;
    switch (phys) {
      case 'bool':
        data[row] = value === true || value === 1 ? 1 : 0;
        break;
      case 'i32':
        view.setInt32(row * 4, smallInteger(value, scale), true);
        break;
      case 'i64':
        view.setBigInt64(row * 8, checkedInteger(value, scale, 64), true);
        break;
      case 'f64':
        assert(typeof value === 'number', 'a float value');
        view.setFloat64(row * 8, value, true);
        break;
      case 'i128': {
        const integer = checkedInteger(value, scale, 128);
        view.setBigUint64(row * 16, integer & LOW_64, true);
        view.setBigInt64(row * 16 + 8, integer >> 64n, true);
        break;
      }
      case 'num':
        writeNum(view, row * 16, value);
        break;
      case 'interval':
        assert(isInterval(value), 'an interval value');
        view.setInt32(row * 16, value.months, true);
        view.setInt32(row * 16 + 4, value.days, true);
        view.setBigInt64(row * 16 + 8, value.micros, true);
        break;
      case 'dict':
        throw notSupported('a dictionary column outside of a worker');
      default:
        unreachable(phys);
    }
  }
  return { data, validity, offsets: null };
}

function validityOf(values: readonly Datum[]): Uint8Array | null {
  if (!values.includes(null)) return null;
  const validity = new Uint8Array((values.length + 7) >> 3);
  for (const [row, value] of values.entries()) {
    if (value !== null) validity[row >> 3] = (validity[row >> 3] ?? 0) | (1 << (row & 7));
  }
  return validity;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function stringColumn(type: SqlType, values: readonly Datum[], validity: Uint8Array | null): HostColumn {
  const texts = values.map((value) => (value === null ? null : toStored(type, value)));
  // Three bytes a UTF-16 unit is the most that UTF-8 takes, so that encodeInto never falls short.
  let bound = 0;
  for (const text of texts) if (text !== null) bound += text.length * 3;
  const buffer = new Uint8Array(bound);
  const offsets = new Int32Array(values.length + 1);
  let end = 0;
  for (const [row, text] of texts.entries()) {
    if (text !== null) end += encoder.encodeInto(text, buffer.subarray(end)).written;
    offsets[row + 1] = end;
  }
  return { data: end === bound ? buffer : buffer.slice(0, end), validity, offsets };
}

function isDecimal(value: Datum): value is Decimal {
  return typeof value === 'object' && value !== null && 'unscaled' in value;
}

function isInterval(value: Datum): value is Interval {
  return typeof value === 'object' && value !== null && 'months' in value;
}

/** The form does not hold it; a wide one may. */
function outOfRange(): ConductError {
  return new ConductError(SQLSTATE.numericValueOutOfRange, 'value overflows numeric format', { narrow: true });
}

/** The integer form of a value: the number itself, or a numeric's digits at the column's scale. */
function integerOf(value: Datum, scale: number): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return BigInt(smallInteger(value, 0));
  assert(isDecimal(value), 'a number');
  if (value.special !== undefined) throw outOfRange();
  if (value.scale <= scale) return value.unscaled * 10n ** BigInt(scale - value.scale);
  const divisor = 10n ** BigInt(value.scale - scale);
  assert(value.unscaled % divisor === 0n, 'a numeric that was rounded to the scale of its column');
  return value.unscaled / divisor;
}

function smallInteger(value: Datum, scale: number): number {
  if (typeof value === 'number') {
    if (value === Number.POSITIVE_INFINITY) return DATE_INFINITY_INT32;
    if (value === Number.NEGATIVE_INFINITY) return DATE_MINUS_INFINITY_INT32;
    return value;
  }
  return Number(checkedInteger(value, scale, 32));
}

function checkedInteger(value: Datum, scale: number, bits: number): bigint {
  const integer = integerOf(value, scale);
  if (BigInt.asIntN(bits, integer) !== integer) throw outOfRange();
  return integer;
}

/** A num is a 120-bit integer with the display scale in the top byte; 22003 for what does not fit. */
function writeNum(view: DataView, at: number, value: Datum): void {
  assert(isDecimal(value), 'a numeric value');
  const { unscaled } = value;
  let { scale } = value;
  if (value.special === 'NaN') {
    scale = NUM_NAN_SCALE;
  } else if (!fitsNum(value)) throw outOfRange();
  view.setBigUint64(at, unscaled & LOW_64, true);
  view.setBigUint64(at + 8, ((unscaled >> 64n) & LOW_56) | (BigInt(scale) << 56n), true);
}

/** Reads a num: the inverse of what `columnFromValues` writes. */
export function decodeNum(lo: bigint, hi: bigint): Decimal {
  const scale = Number((hi >> 56n) & 0xffn);
  if (scale === NUM_NAN_SCALE) return { unscaled: 0n, scale: 0, special: 'NaN' };
  return { unscaled: (BigInt.asIntN(56, hi) << 64n) | (lo & LOW_64), scale };
}

export function isNullAt(column: HostColumn, row: number): boolean {
  return column.validity !== null && ((column.validity[row >> 3] ?? 0) & (1 << (row & 7))) === 0;
}

/** The value of one row. */
export function datumAt(column: HostColumn, schema: BatchColumn, row: number): Datum {
  if (isNullAt(column, row)) return null;
  const { data } = column;
  const { phys } = schema;
  if (phys === 'str') {
    const offsets = known(column.offsets, 'offsets of a str column');
    return fromStored(schema.type, decoder.decode(data.subarray(offsets[row] ?? 0, offsets[row + 1] ?? 0)));
  }
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  switch (phys) {
    case 'bool':
      return integerDatum(data[row] === 0 ? 0 : 1, schema);
    case 'i32':
      return integerDatum(view.getInt32(row * 4, true), schema);
    case 'i64':
      return bigIntegerDatum(view.getBigInt64(row * 8, true), schema);
    case 'i128':
      return bigIntegerDatum((view.getBigInt64(row * 16 + 8, true) << 64n) | view.getBigUint64(row * 16, true), schema);
    case 'f64':
      return view.getFloat64(row * 8, true);
    case 'num':
      return decodeNum(view.getBigUint64(row * 16, true), view.getBigUint64(row * 16 + 8, true));
    case 'interval':
      return {
        months: view.getInt32(row * 16, true),
        days: view.getInt32(row * 16 + 4, true),
        micros: view.getBigInt64(row * 16 + 8, true),
      };
    case 'dict':
      throw notSupported('a dictionary column outside of a worker');
    default:
      return unreachable(phys);
  }
}

function integerDatum(value: number, schema: BatchColumn): Datum {
  switch (schema.type.kind) {
    case 'bool':
      return value !== 0;
    case 'oid':
    case 'regproc':
    case 'regprocedure':
    case 'regoper':
    case 'regoperator':
    case 'regclass':
    case 'regtype':
    case 'regconfig':
    case 'regnamespace':
    case 'regrole':
    case 'regcollation':
    case 'xid':
    case 'cid':
      return value >>> 0;
    case 'date':
      if (value === DATE_INFINITY_INT32) return Number.POSITIVE_INFINITY;
      return value === DATE_MINUS_INFINITY_INT32 ? Number.NEGATIVE_INFINITY : value;
    case 'int8':
    case 'money':
    case 'timestamp':
    case 'time':
    case 'timestamptz':
      return BigInt(value);
    case 'numeric':
      return { unscaled: BigInt(value), scale: schema.scale };
    default:
      return value;
  }
}

function bigIntegerDatum(value: bigint, schema: BatchColumn): Datum {
  switch (schema.type.kind) {
    case 'int8':
    case 'money':
    case 'timestamp':
    case 'time':
    case 'timestamptz':
      return value;
    case 'numeric':
      return { unscaled: value, scale: schema.scale };
    default:
      return integerDatum(Number(value), schema);
  }
}

/** All rows as values: for small results. */
export function rowsFromBatch(batch: HostBatch): Datum[][] {
  const rows: Datum[][] = [];
  for (let row = 0; row < batch.rows; row += 1) {
    rows.push(batch.schema.map((schema, ordinal) => datumAt(known(batch.columns[ordinal], 'column'), schema, row)));
  }
  return rows;
}
