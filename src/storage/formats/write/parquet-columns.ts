/**
 * How columns are written to Parquet: the schema element of each SQL type, and its values as the bytes of PLAIN, dense. What has no
 * counterpart in Parquet is written as the text that PostgreSQL prints; numerics without a precision are refused, since every file of a
 * column must have the same scale.
 */
import { known } from '../../../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../../../common/errors.js';
import type { BatchColumn, HostColumn } from '../../../plan/batch.js';
import { datumAt, isNullAt } from '../../../plan/datum-batch.js';
import { type Datum, isArrayValue } from '../../../types/datum.js';
import type { SqlType } from '../../../types/sql-type.js';
import { formatText } from '../../../types/text-format.js';
import { typeLabel } from '../../../types/type-name.js';
import { binary, bool, i32, struct, type ThriftValue } from './thrift-writer.js';

/** Numbers of Parquet's format. */
export const PHYSICAL = { BOOLEAN: 0, INT32: 1, INT64: 2, FLOAT: 4, DOUBLE: 5, BYTE_ARRAY: 6, FIXED_LEN_BYTE_ARRAY: 7 } as const;

export interface WrittenColumn {
  readonly physical: number;
  /** Bytes of a value; 0: each has its own length. */
  readonly width: number;
  /** Fields 4 and up of the schema element. */
  readonly converted?: number;
  readonly logical?: ThriftValue;
  readonly decimal?: { readonly precision: number; readonly scale: number };
  /** Of an array: its elements, which are what is written. */
  readonly element?: WrittenColumn;
  /** Writes one value at `at` of a fixed width. */
  readonly put?: (view: DataView, at: number, value: Datum) => void;
  /** One value of a length of its own. */
  readonly bytes?: (value: Datum) => Uint8Array;
}

const CONVERTED = { utf8: 0, decimal: 5, date: 6, timeMicros: 8, timestampMicros: 10, int16: 16, json: 19, interval: 21 } as const;
const MICROS = struct([2, struct()]);
const EPOCH_DAYS = 10_957;
const EPOCH_MICROS = BigInt(EPOCH_DAYS) * 86_400_000_000n;

export function writtenColumn(type: SqlType, name: string): WrittenColumn {
  switch (type.kind) {
    case 'bool':
      return { physical: PHYSICAL.BOOLEAN, width: 1, put: (view, at, value) => view.setUint8(at, value === true ? 1 : 0) };
    case 'int2':
      return { physical: PHYSICAL.INT32, width: 4, converted: CONVERTED.int16, put: putInt32 };
    case 'int4':
      return { physical: PHYSICAL.INT32, width: 4, put: putInt32 };
    case 'int8':
    case 'oid':
      return { physical: PHYSICAL.INT64, width: 8, put: (view, at, value) => view.setBigInt64(at, BigInt(value as number | bigint), true) };
    case 'float4':
      return { physical: PHYSICAL.FLOAT, width: 4, put: (view, at, value) => view.setFloat32(at, Number(value), true) };
    case 'float8':
      return { physical: PHYSICAL.DOUBLE, width: 8, put: (view, at, value) => view.setFloat64(at, Number(value), true) };
    case 'numeric':
      return decimalColumn(type, name);
    case 'date':
      return {
        physical: PHYSICAL.INT32,
        width: 4,
        converted: CONVERTED.date,
        logical: struct([6, struct()]),
        put: (view, at, value) => view.setInt32(at, finite(Number(value), name) + EPOCH_DAYS, true),
      };
    case 'time':
      return {
        physical: PHYSICAL.INT64,
        width: 8,
        converted: CONVERTED.timeMicros,
        logical: struct([7, struct([1, bool(false)], [2, MICROS])]),
        put: (view, at, value) => view.setBigInt64(at, value as bigint, true),
      };
    case 'timestamp':
    case 'timestamptz': {
      const zoned = type.kind === 'timestamptz';
      return {
        physical: PHYSICAL.INT64,
        width: 8,
        ...(zoned ? { converted: CONVERTED.timestampMicros } : {}),
        logical: struct([8, struct([1, bool(zoned)], [2, MICROS])]),
        put: (view, at, value) => view.setBigInt64(at, shifted(value as bigint, name), true),
      };
    }
    case 'interval':
      return { physical: PHYSICAL.FIXED_LEN_BYTE_ARRAY, width: 12, converted: CONVERTED.interval, put: putInterval };
    case 'uuid':
      return {
        physical: PHYSICAL.FIXED_LEN_BYTE_ARRAY,
        width: 16,
        logical: struct([14, struct()]),
        put: (view, at, value) => {
          const bytes = Buffer.from(String(value).replaceAll('-', ''), 'hex');
          for (let i = 0; i < 16; i += 1) view.setUint8(at + i, bytes[i] ?? 0);
        },
      };
    case 'bytea':
      return { physical: PHYSICAL.BYTE_ARRAY, width: 0, bytes: (value) => value as Uint8Array };
    case 'json':
    case 'jsonb':
      return {
        physical: PHYSICAL.BYTE_ARRAY,
        width: 0,
        converted: CONVERTED.json,
        logical: struct([12, struct()]),
        bytes: (value) => Buffer.from(String(value)),
      };
    case 'array': {
      const element = writtenColumn(type.element, name);
      return { ...element, element };
    }
    default:
      return {
        physical: PHYSICAL.BYTE_ARRAY,
        width: 0,
        converted: CONVERTED.utf8,
        logical: struct([1, struct()]),
        bytes: (value) => Buffer.from(formatText(type, value)),
      };
  }
}

function putInt32(view: DataView, at: number, value: Datum): void {
  view.setInt32(at, Number(value), true);
}

function finite(value: number, name: string): number {
  if (Number.isFinite(value)) return value;
  throw new ConductError(SQLSTATE.datetimeFieldOverflow, `Parquet has no infinite dates: column "${name}"`);
}

/** Microseconds since 1970. */
function shifted(value: bigint, name: string): bigint {
  const micros = value + EPOCH_MICROS;
  const infinite = value === 0x7fff_ffff_ffff_ffffn || value === -0x8000_0000_0000_0000n;
  if (!infinite && BigInt.asIntN(64, micros) === micros) return micros;
  throw new ConductError(SQLSTATE.datetimeFieldOverflow, `Parquet does not have this timestamp: column "${name}"`);
}

function putInterval(view: DataView, at: number, value: Datum): void {
  const { months, days, micros } = value as { readonly months: number; readonly days: number; readonly micros: bigint };
  if (months < 0 || days < 0 || micros < 0n || micros % 1_000n !== 0n || micros / 1_000n > 0xffff_ffffn) {
    throw new ConductError(SQLSTATE.intervalFieldOverflow, "Parquet's intervals are milliseconds, and not below zero", {
      hint: 'Cast the column to text.',
    });
  }
  view.setUint32(at, months, true);
  view.setUint32(at + 4, days, true);
  view.setUint32(at + 8, Number(micros / 1_000n), true);
}

const DECIMAL_BYTES = 16;

function decimalColumn(type: SqlType & { readonly kind: 'numeric' }, name: string): WrittenColumn {
  const { precision, scale } = type;
  if (precision === null || scale === null || precision > 38 || scale < 0 || scale > precision) {
    throw notSupported(`column "${name}" of type ${typeLabel(type)} in Parquet`).with({
      hint: 'Cast it to a numeric with a precision of up to 38, such as numeric(38, 6), or to float8.',
    });
  }
  const width = precision <= 9 ? 4 : precision <= 18 ? 8 : DECIMAL_BYTES;
  return {
    physical: width === 4 ? PHYSICAL.INT32 : width === 8 ? PHYSICAL.INT64 : PHYSICAL.FIXED_LEN_BYTE_ARRAY,
    width,
    converted: CONVERTED.decimal,
    logical: struct([5, struct([1, i32(scale)], [2, i32(precision)])]),
    decimal: { precision, scale },
    put: (view, at, value) => {
      const unscaled = unscaledOf(value, scale, name);
      if (width === 4) view.setInt32(at, Number(unscaled), true);
      else if (width === 8) view.setBigInt64(at, unscaled, true);
      else {
        view.setBigInt64(at, unscaled >> 64n, false);
        view.setBigUint64(at + 8, BigInt.asUintN(64, unscaled), false);
      }
    },
  };
}

function unscaledOf(value: Datum, scale: number, name: string): bigint {
  if (typeof value !== 'object' || value === null || !('unscaled' in value) || value.special !== undefined) {
    throw new ConductError(SQLSTATE.numericValueOutOfRange, `Parquet has no NaN and no infinite decimals: column "${name}"`);
  }
  return value.scale <= scale ? value.unscaled * 10n ** BigInt(scale - value.scale) : value.unscaled / 10n ** BigInt(value.scale - scale);
}

/** Schema elements of a column: one, or the three of a list. */
export function schemaElements(name: string, column: WrittenColumn): readonly ThriftValue[] {
  if (column.element !== undefined) {
    return [
      struct([3, i32(1)], [4, binary(name)], [5, i32(1)], [6, i32(3)], [10, struct([3, struct()])]),
      struct([3, i32(2)], [4, binary('list')], [5, i32(1)]),
      leafElement('element', column.element),
    ];
  }
  return [leafElement(name, column)];
}

function leafElement(name: string, { physical, width, converted, logical, decimal }: WrittenColumn): ThriftValue {
  return struct(
    [1, i32(physical)],
    [2, physical === PHYSICAL.FIXED_LEN_BYTE_ARRAY ? i32(width) : undefined],
    [3, i32(1)],
    [4, binary(name)],
    [6, converted === undefined ? undefined : i32(converted)],
    [7, decimal === undefined ? undefined : i32(decimal.scale)],
    [8, decimal === undefined ? undefined : i32(decimal.precision)],
    [10, logical],
  );
}

/** Levels and values of some rows. Without an array, the definition levels are whether values are there. */
export interface WrittenValues {
  readonly values: readonly Datum[];
  readonly definition: Uint8Array;
  readonly repetition: Uint8Array | null;
}

export function valuesOf(column: HostColumn, schema: BatchColumn, rows: number, isArray: boolean): WrittenValues {
  const values: Datum[] = [];
  if (!isArray) {
    const definition = new Uint8Array(rows);
    for (let row = 0; row < rows; row += 1) {
      if (isNullAt(column, row)) continue;
      definition[row] = 1;
      values.push(datumAt(column, schema, row));
    }
    return { values, definition, repetition: null };
  }
  const definition: number[] = [];
  const repetition: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    const list = datumAt(column, schema, row);
    if (list === null || !isArrayValue(list) || list.elements.length === 0) {
      definition.push(list === null ? 0 : 1);
      repetition.push(0);
      continue;
    }
    if (list.dimensions.length !== 1) throw notSupported('an array of several dimensions in Parquet');
    list.elements.forEach((element, i) => {
      repetition.push(i === 0 ? 0 : 1);
      definition.push(element === null ? 2 : 3);
      if (element !== null) values.push(element);
    });
  }
  return { values, definition: Uint8Array.from(definition), repetition: Uint8Array.from(repetition) };
}

/** The values in PLAIN. */
export function plainBytes(column: WrittenColumn, values: readonly Datum[]): Uint8Array {
  if (column.physical === PHYSICAL.BOOLEAN) {
    const bits = new Uint8Array(Math.ceil(values.length / 8));
    values.forEach((value, i) => {
      if (value === true) bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
    });
    return bits;
  }
  if (column.width > 0) {
    const bytes = new Uint8Array(values.length * column.width);
    const view = new DataView(bytes.buffer);
    const put = known(column.put, 'how a value is written');
    for (const [i, value] of values.entries()) put(view, i * column.width, value);
    return bytes;
  }
  const of = known(column.bytes, 'how a value is written');
  return lengthPrefixed(values.map(of));
}

export function lengthPrefixed(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 4, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const part of parts) {
    view.setUint32(at, part.length, true);
    out.set(part, at + 4);
    at += part.length + 4;
  }
  return out;
}
