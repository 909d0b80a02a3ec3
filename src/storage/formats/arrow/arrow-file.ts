/**
 * Arrow IPC files and streams by apache-arrow: record batches, and the SQL type of each column with how its values become ours. Bodies are
 * read as they are; what the library can't read is said by name.
 */
import { DataType, type Field, type RecordBatch, RecordBatchReader, type Schema, TimeUnit, Type, type Vector } from 'apache-arrow';
import { ConductError, notSupported, SQLSTATE } from '../../../common/errors.js';
import { LIMITS } from '../../../common/limits.js';
import type { FileSystem } from '../../../common/runtime.js';
import { arrayValue, type Datum } from '../../../types/datum.js';
import { type SqlType, TYPES } from '../../../types/sql-type.js';
import { corrupt, inFile } from '../corrupt.js';

export interface ArrowFile {
  readonly schema: Schema;
  readonly batches: readonly RecordBatch[];
}

export async function readArrowFile(
  fs: FileSystem,
  { path, bytes }: { readonly path: string; readonly bytes: number },
): Promise<ArrowFile> {
  if (bytes > LIMITS.arrowFileBytes) {
    throw new ConductError(SQLSTATE.programLimitExceeded, `an Arrow file may have ${LIMITS.arrowFileBytes} bytes`, {
      detail: `File: ${path}`,
    });
  }
  const content = new Uint8Array(bytes);
  await fs.read(path, 0, content);
  try {
    const reader = RecordBatchReader.from(content);
    reader.open();
    // After the last batch the reader has none any more.
    const schema = reader.schema as Schema | undefined;
    if (schema === undefined) throw corrupt('it is no Arrow file');
    const batches: RecordBatch[] = [];
    for (const batch of reader) {
      checkBatch(batch, bytes);
      // Each has a message of its own: a reader that finds more goes in circles.
      if (batches.length > bytes / 8) throw corrupt('it has more record batches than bytes');
      batches.push(batch);
    }
    return { schema, batches };
  } catch (error) {
    throw inFile(error, path);
  }
}

/** Buffers must hold what the lengths claim: the library takes it for granted, and reads undefined beyond. */
function checkBatch({ numRows, data }: RecordBatch, bytes: number): void {
  // A row takes a bit at least.
  if (!Number.isSafeInteger(numRows) || numRows < 0 || numRows > bytes * 8) throw corrupt(`a record batch of ${numRows} rows`);
  for (const child of data.children) {
    if (child.length !== numRows) throw corrupt('a column has another number of rows than its record batch');
    const offsets = child.valueOffsets;
    if (offsets === undefined || offsets === null || offsets.length === 0) continue;
    if (offsets.length < numRows + 1) throw corrupt('offsets end early');
    for (let i = 0; i < numRows; i += 1)
      if (Number(offsets[i]) > Number(offsets[i + 1]) || Number(offsets[i]) < 0) throw corrupt('offsets go back');
  }
}

type Convert = (value: unknown) => Datum;

export interface ArrowColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly convert: Convert;
}

export function arrowColumns(schema: Schema): readonly ArrowColumn[] {
  return schema.fields.map(columnOf);
}

/** One value a row. */
export function arrowValues(vector: Vector, convert: Convert): readonly Datum[] {
  const values = new Array<Datum>(vector.length);
  for (let row = 0; row < vector.length; row += 1) {
    const value: unknown = vector.get(row);
    values[row] = value === null || value === undefined ? null : convert(value);
  }
  return values;
}

const EPOCH_DAYS = 10_957;
const EPOCH_MICROS = BigInt(EPOCH_DAYS) * 86_400_000_000n;
const MS_PER_DAY = 86_400_000;

const integer: Convert = (value) => Number(value);
const bigInteger: Convert = (value) => BigInt(value as number | bigint);
const text: Convert = (value) => String(value);

function columnOf(field: Field): ArrowColumn {
  const { name } = field;
  return { name, ...convertOf(field.type as DataType, name) };
}

function convertOf(type: DataType, name: string): { readonly type: SqlType; readonly convert: Convert } {
  if (DataType.isDictionary(type)) return convertOf(type.dictionary as DataType, name);
  if (DataType.isInt(type)) {
    if (type.bitWidth <= (type.isSigned ? 16 : 8)) return { type: TYPES.int2, convert: integer };
    if (type.bitWidth <= (type.isSigned ? 32 : 16)) return { type: TYPES.int4, convert: integer };
    if (type.isSigned || type.bitWidth < 64) return { type: TYPES.int8, convert: bigInteger };
    return { type: { kind: 'numeric', precision: 20, scale: 0 }, convert: (value) => ({ unscaled: BigInt(value as bigint), scale: 0 }) };
  }
  if (DataType.isFloat(type)) return { type: type.precision === 2 ? TYPES.float8 : TYPES.float4, convert: integer };
  if (DataType.isBool(type)) return { type: TYPES.bool, convert: (value) => value === true };
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isNull(type)) return { type: TYPES.text, convert: text };
  if (DataType.isBinary(type) || DataType.isLargeBinary(type) || DataType.isFixedSizeBinary(type)) {
    return { type: TYPES.bytea, convert: (value) => new Uint8Array(value as Uint8Array) };
  }
  if (DataType.isDecimal(type)) {
    const { precision, scale } = type;
    return { type: { kind: 'numeric', precision, scale }, convert: (value) => ({ unscaled: decimalOf(value as Uint32Array), scale }) };
  }
  // Both units come as milliseconds since 1970.
  if (DataType.isDate(type)) return { type: TYPES.date, convert: (value) => Math.floor(Number(value) / MS_PER_DAY) - EPOCH_DAYS };
  if (DataType.isTime(type)) return { type: TYPES.time, convert: (value) => inMicros(value as number | bigint, type.unit) };
  if (DataType.isTimestamp(type)) {
    // The library gives milliseconds, with fractions where the file has finer ones.
    const zoned = type.timezone !== null && type.timezone !== undefined && type.timezone !== '';
    return { type: zoned ? TYPES.timestamptz : TYPES.timestamp, convert: (value) => millisToMicros(value as number) - EPOCH_MICROS };
  }
  if (DataType.isList(type)) {
    const child = type.children[0];
    if (child !== undefined && !isNested(child.type as DataType)) {
      const element = convertOf(child.type as DataType, name);
      return {
        type: { kind: 'array', element: element.type },
        convert: (value) => arrayValue(arrowValues(value as Vector, element.convert)),
      };
    }
  }
  if (isNested(type)) return { type: TYPES.json, convert: (value) => jsonText(value) };
  throw notSupported(`Arrow's type ${Type[type.typeId] ?? type.typeId} of column "${name}"`);
}

function isNested(type: DataType): boolean {
  return DataType.isList(type) || DataType.isStruct(type) || DataType.isMap(type) || DataType.isFixedSizeList(type);
}

function inMicros(value: number | bigint, unit: TimeUnit): bigint {
  const given = BigInt(value);
  switch (unit) {
    case TimeUnit.SECOND:
      return given * 1_000_000n;
    case TimeUnit.MILLISECOND:
      return given * 1_000n;
    case TimeUnit.MICROSECOND:
      return given;
    case TimeUnit.NANOSECOND:
      return given / 1_000n;
  }
}

function millisToMicros(millis: number): bigint {
  const whole = Math.floor(millis);
  if (!Number.isFinite(whole)) throw corrupt('a timestamp that is no number');
  return BigInt(whole) * 1_000n + BigInt(Math.round((millis - whole) * 1_000));
}

/** 128 bits, least significant words first. */
function decimalOf(words: Uint32Array): bigint {
  let value = 0n;
  for (let i = words.length - 1; i >= 0; i -= 1) value = (value << 32n) | BigInt(words[i] as number);
  return BigInt.asIntN(words.length * 32, value);
}

function jsonText(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? Number(member) : member)) ?? 'null';
}
