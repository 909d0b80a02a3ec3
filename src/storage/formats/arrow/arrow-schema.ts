/**
 * The columns of an Arrow file as SQL has them.
 *
 * | Arrow | SQL |
 * |---|---|
 * | Bool; Int of 8 to 64 bits, signed or not | bool; int2, int4, int8, numeric(20,0) for unsigned ones of 64 bits |
 * | FloatingPoint: half and single, double; Decimal of 32 to 128 bits | float4, float8; numeric(p,s) |
 * | Utf8, LargeUtf8, Utf8View; the same of Binary, FixedSizeBinary | text; bytea |
 * | Date; Time; Timestamp with a zone or without; Interval, Duration | date; time; timestamptz or timestamp; interval |
 * | List, LargeList, FixedSizeList of plain values | array |
 * | Struct, Map and lists of what has structure | json |
 * | Null | text |
 */
import { notSupported } from '../../../common/errors.js';
import { type SqlType, TYPES } from '../../../types/sql-type.js';
import { corrupt } from '../corrupt.js';
import type { FlatTable } from './flat-table.js';

export type ArrowType =
  | { readonly kind: 'null' | 'bool' }
  | { readonly kind: 'int'; readonly bits: number; readonly signed: boolean }
  | { readonly kind: 'float'; readonly bits: number }
  | { readonly kind: 'decimal'; readonly bits: number; readonly precision: number; readonly scale: number }
  | { readonly kind: 'date'; readonly bits: 32 | 64 }
  /** perSecond: units a second. */
  | { readonly kind: 'time'; readonly bits: number; readonly perSecond: number }
  | { readonly kind: 'timestamp'; readonly perSecond: number; readonly zoned: boolean }
  | { readonly kind: 'duration'; readonly perSecond: number }
  | { readonly kind: 'interval'; readonly unit: 'months' | 'days' | 'nanoseconds' }
  /** How long a value is: by offsets of 32 or 64 bits, by views, or all of `bytes`. */
  | { readonly kind: 'bytes'; readonly isText: boolean; readonly by: 'offsets' | 'long-offsets' | 'views' }
  | { readonly kind: 'fixed-bytes'; readonly bytes: number }
  | { readonly kind: 'list'; readonly by: 'offsets' | 'long-offsets' }
  | { readonly kind: 'fixed-list'; readonly length: number }
  | { readonly kind: 'struct' | 'map' };

export interface ArrowField {
  readonly name: string;
  /** Of the values, also where they are in a dictionary. */
  readonly type: ArrowType;
  readonly children: readonly ArrowField[];
  readonly dictionary: { readonly id: number; readonly index: ArrowType } | null;
}

const DEEPEST = 64;

/** `bytes`: of the message, each four of which can be one field at most: tables may be shared, and what is shared be shared again. */
export function readSchema(schema: FlatTable, bytes: number): readonly ArrowField[] {
  if (schema.int16(0, 0) !== 0) throw notSupported('an Arrow file of big-endian numbers');
  let budget = bytes / 4;
  const read = (table: FlatTable, depth: number): ArrowField => {
    budget -= 1;
    if (budget < 0 || depth > DEEPEST) throw corrupt('the columns nest without an end');
    const name = table.text(0) ?? '';
    const children = table.tables(5).map((child) => read(child, depth + 1));
    const encoding = table.table(4);
    const index = encoding?.table(1);
    const type = readType(table.int8(2, 0), table.table(3), name);
    checkChildren(type, children);
    return {
      name,
      type,
      children,
      dictionary:
        encoding === null
          ? null
          : { id: encoding.int64(0, 0), index: index == null ? { kind: 'int', bits: 32, signed: true } : intType(index) },
    };
  };
  return schema.tables(1).map((table) => read(table, 0));
}

function checkChildren(type: ArrowType, children: readonly ArrowField[]): void {
  const isList = type.kind === 'list' || type.kind === 'fixed-list' || type.kind === 'map';
  if (isList && children.length !== 1) throw corrupt('a list without its elements');
  if (type.kind === 'map' && children[0]?.children.length !== 2) throw corrupt('a map without keys and values');
  if (!isList && type.kind !== 'struct' && children.length > 0) throw corrupt('a plain column with columns inside');
}

const PER_SECOND = [1, 1_000, 1_000_000, 1_000_000_000];

function perSecond(unit: number): number {
  const units = PER_SECOND[unit];
  if (units === undefined) throw corrupt(`a unit of time numbered ${unit}`);
  return units;
}

function intType(table: FlatTable): ArrowType {
  const bits = table.int32(0, 0);
  if (![8, 16, 32, 64].includes(bits)) throw corrupt(`integers of ${bits} bits`);
  return { kind: 'int', bits, signed: table.int8(1, 0) !== 0 };
}

/** By the number of the type in the format's union. */
function readType(number: number, table: FlatTable | null, name: string): ArrowType {
  if (table === null) throw corrupt('a column without a type');
  switch (number) {
    case 1:
      return { kind: 'null' };
    case 2:
      return intType(table);
    case 3:
      return { kind: 'float', bits: 16 << checked(table.int16(0, 0), 2) };
    case 4:
    case 5:
      return { kind: 'bytes', isText: number === 5, by: 'offsets' };
    case 6:
      return { kind: 'bool' };
    case 7:
      return decimalType(table, name);
    case 8:
      return { kind: 'date', bits: table.int16(0, 1) === 0 ? 32 : 64 };
    case 9: {
      const bits = table.int32(1, 32);
      if (bits !== 32 && bits !== 64) throw corrupt(`times of ${bits} bits`);
      return { kind: 'time', bits, perSecond: perSecond(table.int16(0, 1)) };
    }
    case 10:
      return { kind: 'timestamp', perSecond: perSecond(table.int16(0, 0)), zoned: (table.text(1) ?? '') !== '' };
    case 11:
      return { kind: 'interval', unit: (['months', 'days', 'nanoseconds'] as const)[checked(table.int16(0, 0), 2)] ?? 'months' };
    case 12:
    case 21:
      return { kind: 'list', by: number === 12 ? 'offsets' : 'long-offsets' };
    case 13:
      return { kind: 'struct' };
    case 15:
      return { kind: 'fixed-bytes', bytes: checked(table.int32(0, 0), MAX_FIXED) };
    case 16:
      return { kind: 'fixed-list', length: checked(table.int32(0, 0), MAX_FIXED) };
    case 17:
      return { kind: 'map' };
    case 18:
      return { kind: 'duration', perSecond: perSecond(table.int16(0, 1)) };
    case 19:
    case 20:
      return { kind: 'bytes', isText: number === 20, by: 'long-offsets' };
    case 23:
    case 24:
      return { kind: 'bytes', isText: number === 24, by: 'views' };
    default:
      throw notSupported(`Arrow's type ${OTHERS[number] ?? `number ${number}`} of column "${name}"`);
  }
}

const OTHERS: { readonly [number: number]: string } = { 14: 'Union', 22: 'RunEndEncoded', 25: 'ListView', 26: 'LargeListView' };
/** Bytes or elements of a value of a fixed length. */
const MAX_FIXED = 1 << 28;

function checked(value: number, most: number): number {
  if (!(value >= 0 && value <= most)) throw corrupt(`a size of ${value}`);
  return value;
}

function decimalType(table: FlatTable, name: string): ArrowType {
  const [precision, scale, bits] = [table.int32(0, 0), table.int32(1, 0), table.int32(2, 128)];
  const fits = precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision && [32, 64, 128].includes(bits);
  if (!fits) throw notSupported(`Decimal(${precision}, ${scale}) of ${bits} bits of column "${name}"`);
  return { kind: 'decimal', bits, precision, scale };
}

export function sqlType({ type, children }: ArrowField): SqlType {
  switch (type.kind) {
    case 'null':
      return TYPES.text;
    case 'bool':
      return TYPES.bool;
    case 'int':
      if (type.bits <= (type.signed ? 16 : 8)) return TYPES.int2;
      if (type.bits <= (type.signed ? 32 : 16)) return TYPES.int4;
      return type.signed || type.bits < 64 ? TYPES.int8 : { kind: 'numeric', precision: 20, scale: 0 };
    case 'float':
      return type.bits === 64 ? TYPES.float8 : TYPES.float4;
    case 'decimal':
      return { kind: 'numeric', precision: type.precision, scale: type.scale };
    case 'date':
      return TYPES.date;
    case 'time':
      return TYPES.time;
    case 'timestamp':
      return type.zoned ? TYPES.timestamptz : TYPES.timestamp;
    case 'duration':
    case 'interval':
      return TYPES.interval;
    case 'bytes':
      return type.isText ? TYPES.text : TYPES.bytea;
    case 'fixed-bytes':
      return TYPES.bytea;
    case 'list':
    case 'fixed-list': {
      const [child] = children;
      return child === undefined ? TYPES.json : { kind: 'array', element: hasStructure(child) ? TYPES.json : sqlType(child) };
    }
    case 'struct':
    case 'map':
      return TYPES.json;
  }
}

export function hasStructure({ type }: ArrowField): boolean {
  return type.kind === 'list' || type.kind === 'fixed-list' || type.kind === 'struct' || type.kind === 'map';
}
