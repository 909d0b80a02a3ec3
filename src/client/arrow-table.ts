/** A result as an Arrow table. */
import {
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Float64,
  Int32,
  Int64,
  Table,
  TimestampMicrosecond,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { TYPE_OIDS } from '../types/sql-type.js';
import type { ColumnType, QueryResult } from './runner.js';

export function arrowTable({ columns, rows, types }: QueryResult): Table {
  const vectors: Record<string, Vector> = {};
  columns.forEach((name, column) => {
    const type = types[column] ?? { oid: TYPE_OIDS.text, modifier: -1 };
    const values = rows.map((row) => row[column] ?? null);
    vectors[name] = columnVector(values, type);
  });
  return new Table(vectors);
}

function columnVector(values: readonly unknown[], type: ColumnType): Vector {
  const { arrow, convert } = conversion(type);
  return vectorFromArray(
    values.map((value) => (value === null ? null : convert(value))),
    arrow,
  );
}

interface Conversion {
  readonly arrow: DataType;
  readonly convert: (value: unknown) => unknown;
}

const same = (value: unknown): unknown => value;

function conversion({ oid, modifier }: ColumnType): Conversion {
  switch (oid) {
    case TYPE_OIDS.bool:
      return { arrow: new Bool(), convert: same };
    case TYPE_OIDS.int2:
    case TYPE_OIDS.int4:
      return { arrow: new Int32(), convert: same };
    case TYPE_OIDS.int8:
      return { arrow: new Int64(), convert: same };
    case TYPE_OIDS.float4:
    case TYPE_OIDS.float8:
      return { arrow: new Float64(), convert: same };
    case TYPE_OIDS.date:
      return { arrow: new DateDay(), convert: (value) => new Date(`${String(value)}T00:00:00Z`) };
    case TYPE_OIDS.timestamp:
      return { arrow: new TimestampMicrosecond(), convert: (value) => Date.parse(`${String(value).replace(' ', 'T')}Z`) };
    case TYPE_OIDS.numeric:
      return modifier < 0 ? text() : decimal(modifier - 4);
    default:
      return text();
  }
}

function text(): Conversion {
  return { arrow: new Utf8(), convert: String };
}

/** Precision and scale are the halves of the modifier. */
function decimal(modifier: number): Conversion {
  const [precision, scale] = [(modifier >> 16) & 0xffff, modifier & 0x7ff];
  if (precision > 38) return text();
  return { arrow: new Decimal(scale, precision, 128), convert: (value) => decimalWords(BigInt(String(value).replace('.', ''))) };
}

/** 128 bits, the low ones first. */
function decimalWords(value: bigint): Uint32Array {
  const words = new Uint32Array(4);
  for (let i = 0; i < 4; i += 1) words[i] = Number(BigInt.asUintN(32, value >> BigInt(32 * i)));
  return words;
}
