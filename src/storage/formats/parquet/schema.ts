/**
 * The columns of a Parquet file as SQL has them: the type, and by what arithmetic the file's values become ours.
 *
 * | Parquet | SQL |
 * |---|---|
 * | BOOLEAN | bool |
 * | INT32, INT64 and their signed logical types | int2 (up to 16 bits), int4, int8 |
 * | unsigned of 8, 16, 32, 64 bits | int2, int4, int8, numeric(20,0) |
 * | DATE; TIME; TIMESTAMP adjusted to UTC or not; INT96 | date; time; timestamptz or timestamp; timestamp |
 * | FLOAT and FLOAT16, DOUBLE | float4, float8 |
 * | DECIMAL of any physical type, up to 38 digits | numeric(p,s) |
 * | STRING, ENUM; JSON; UUID; INTERVAL; other bytes | text; json; uuid; interval; bytea |
 * | LIST and repeated fields | array of the element's type |
 * | struct, MAP | json |
 */

import { parquetSchema } from 'hyparquet';
import type { FileMetaData, SchemaElement, SchemaTree, TimeUnit } from 'hyparquet/src/types.js';
import { notSupported } from '../../../common/errors.js';
import { type SqlType, TYPES } from '../../../types/sql-type.js';

/** How values become ours. Integers: (value x or / 1000) + add. */
export type ValueForm =
  | { readonly kind: 'bool' }
  | { readonly kind: 'integer'; readonly bytes: 4 | 8; readonly signed: boolean; readonly scaling: Scaling; readonly add: bigint }
  | { readonly kind: 'int96' }
  | { readonly kind: 'float'; readonly bytes: 2 | 4 | 8 }
  /** Big-endian two's complement; bytes: 0 where each value has its own length. */
  | { readonly kind: 'decimal'; readonly bytes: number }
  | { readonly kind: 'interval' }
  /** bytes: 0 where each value has its own length. */
  | { readonly kind: 'bytes'; readonly bytes: number; readonly as: 'text' | 'bytea' | 'uuid' }
  | { readonly kind: 'nested'; readonly tree: SchemaTree };

export type Scaling = 'as-is' | 'times-1000' | 'over-1000';

export interface ParquetColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly form: ValueForm;
  readonly optional: boolean;
  /** Position among the columns of a row group; of nested ones the first. */
  readonly leaf: number;
}

/** Between 1970 and 2000. */
const EPOCH_DAYS = 10_957n;
const EPOCH_MICROS = EPOCH_DAYS * 86_400_000_000n;

export function columnsOf(metadata: FileMetaData): readonly ParquetColumn[] {
  const root = parquetSchema(metadata);
  let leaf = 0;
  return root.children.map((tree) => {
    const first = leaf;
    leaf += leavesOf(tree);
    const { element } = tree;
    const nested = tree.children.length > 0 || element.repetition_type === 'REPEATED';
    const optional = element.repetition_type !== 'REQUIRED';
    if (nested) return { name: element.name, type: nestedType(tree), form: { kind: 'nested', tree }, optional: true, leaf: first };
    return { name: element.name, ...leafType(element), optional, leaf: first };
  });
}

function leavesOf(tree: SchemaTree): number {
  return tree.children.length === 0 ? 1 : tree.children.reduce((sum, child) => sum + leavesOf(child), 0);
}

interface Leaf {
  readonly type: SqlType;
  readonly form: ValueForm;
}

const integer = (bytes: 4 | 8, signed = true, scaling: Scaling = 'as-is', add = 0n): ValueForm => ({
  kind: 'integer',
  bytes,
  signed,
  scaling,
  add,
});

export function leafType(element: SchemaElement): Leaf {
  switch (element.type) {
    case 'BOOLEAN':
      return { type: TYPES.bool, form: { kind: 'bool' } };
    case 'INT32':
      return int32Type(element);
    case 'INT64':
      return int64Type(element);
    case 'INT96':
      return { type: TYPES.timestamp, form: { kind: 'int96' } };
    case 'FLOAT':
      return { type: TYPES.float4, form: { kind: 'float', bytes: 4 } };
    case 'DOUBLE':
      return { type: TYPES.float8, form: { kind: 'float', bytes: 8 } };
    case 'BYTE_ARRAY':
    case 'FIXED_LEN_BYTE_ARRAY':
      return bytesType(element);
    default:
      throw notSupported(`Parquet's type ${element.type ?? 'without a name'} of column "${element.name}"`);
  }
}

/** Digits and scale, where the column is a decimal. */
function decimalOf(element: SchemaElement): SqlType | null {
  const { logical_type: logical } = element;
  if (element.converted_type !== 'DECIMAL' && logical?.type !== 'DECIMAL') return null;
  const precision = logical?.type === 'DECIMAL' ? logical.precision : (element.precision ?? 0);
  const scale = logical?.type === 'DECIMAL' ? logical.scale : (element.scale ?? 0);
  const fits = precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision;
  if (!fits) throw notSupported(`DECIMAL(${precision}, ${scale}) of column "${element.name}"`);
  return { kind: 'numeric', precision, scale };
}

function int32Type(element: SchemaElement): Leaf {
  const { converted_type: converted, logical_type: logical } = element;
  const decimal = decimalOf(element);
  if (decimal !== null) return { type: decimal, form: integer(4) };
  if (converted === 'DATE' || logical?.type === 'DATE') return { type: TYPES.date, form: integer(4, true, 'as-is', -EPOCH_DAYS) };
  if (converted === 'TIME_MILLIS' || logical?.type === 'TIME') return { type: TYPES.time, form: integer(4, true, 'times-1000') };
  const { bits, signed } = integerOf(element, 32);
  if (bits <= (signed ? 16 : 8)) return { type: TYPES.int2, form: integer(4) };
  if (bits <= (signed ? 32 : 16)) return { type: TYPES.int4, form: integer(4) };
  return { type: TYPES.int8, form: integer(4, false) };
}

function int64Type(element: SchemaElement): Leaf {
  const { converted_type: converted, logical_type: logical } = element;
  const decimal = decimalOf(element);
  if (decimal !== null) return { type: decimal, form: integer(8) };
  if (logical?.type === 'TIMESTAMP') {
    const type = logical.isAdjustedToUTC ? TYPES.timestamptz : TYPES.timestamp;
    return { type, form: integer(8, true, scalingOf(logical.unit), -EPOCH_MICROS) };
  }
  if (converted === 'TIMESTAMP_MILLIS' || converted === 'TIMESTAMP_MICROS') {
    return {
      type: TYPES.timestamptz,
      form: integer(8, true, converted === 'TIMESTAMP_MILLIS' ? 'times-1000' : 'as-is', -EPOCH_MICROS),
    };
  }
  if (logical?.type === 'TIME') return { type: TYPES.time, form: integer(8, true, scalingOf(logical.unit)) };
  if (converted === 'TIME_MICROS') return { type: TYPES.time, form: integer(8) };
  const { signed } = integerOf(element, 64);
  return signed ? { type: TYPES.int8, form: integer(8) } : { type: { kind: 'numeric', precision: 20, scale: 0 }, form: integer(8, false) };
}

function scalingOf(unit: TimeUnit): Scaling {
  return unit === 'MILLIS' ? 'times-1000' : unit === 'NANOS' ? 'over-1000' : 'as-is';
}

function integerOf(element: SchemaElement, width: number): { readonly bits: number; readonly signed: boolean } {
  const { converted_type: converted, logical_type: logical } = element;
  if (logical?.type === 'INTEGER') return { bits: logical.bitWidth, signed: logical.isSigned };
  const named = /^(U?)INT_(\d+)$/.exec(converted ?? '');
  return named === null ? { bits: width, signed: true } : { bits: Number(named[2]), signed: named[1] === '' };
}

function bytesType(element: SchemaElement): Leaf {
  const { converted_type: converted, logical_type: logical } = element;
  const bytes = element.type === 'FIXED_LEN_BYTE_ARRAY' ? (element.type_length ?? 0) : 0;
  const decimal = decimalOf(element);
  if (decimal !== null) return { type: decimal, form: { kind: 'decimal', bytes } };
  if (logical?.type === 'UUID' && bytes === 16) return { type: TYPES.uuid, form: { kind: 'bytes', bytes, as: 'uuid' } };
  if (logical?.type === 'FLOAT16' && bytes === 2) return { type: TYPES.float4, form: { kind: 'float', bytes: 2 } };
  if (converted === 'INTERVAL' && bytes === 12) return { type: TYPES.interval, form: { kind: 'interval' } };
  if (converted === 'BSON' || logical?.type === 'BSON') throw notSupported(`Parquet's type BSON of column "${element.name}"`);
  if (converted === 'JSON' || logical?.type === 'JSON') return { type: TYPES.json, form: { kind: 'bytes', bytes, as: 'text' } };
  const isText = converted === 'UTF8' || converted === 'ENUM' || logical?.type === 'STRING' || logical?.type === 'ENUM';
  if (isText) return { type: TYPES.text, form: { kind: 'bytes', bytes, as: 'text' } };
  return { type: TYPES.bytea, form: { kind: 'bytes', bytes, as: 'bytea' } };
}

/** The element of a list, by the rules for the forms that writers have used; undefined: it is no list. */
export function listElement(tree: SchemaTree): SchemaTree | undefined {
  const { element, children } = tree;
  if (element.repetition_type === 'REPEATED') return { ...tree, element: { ...element, repetition_type: 'REQUIRED' } };
  const isList = element.converted_type === 'LIST' || element.logical_type?.type === 'LIST';
  const [repeated] = children;
  if (!isList || repeated === undefined || children.length !== 1 || repeated.element.repetition_type !== 'REPEATED') return undefined;
  const [only] = repeated.children;
  const wraps = only !== undefined && repeated.children.length === 1 && !/(^array|_tuple)$/.test(repeated.element.name);
  return wraps ? only : { ...repeated, element: { ...repeated.element, repetition_type: 'REQUIRED' } };
}

function nestedType(tree: SchemaTree): SqlType {
  const item = listElement(tree);
  if (item === undefined) return TYPES.json;
  // PostgreSQL's arrays have no arrays within them that may differ in length.
  const element = item.children.length > 0 ? TYPES.json : leafType(item.element).type;
  return { kind: 'array', element };
}
