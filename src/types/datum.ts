/**
 * Values outside compiled code: literals, parameters, the interpreter, text and binary forms. The form follows the type's
 * kind:
 *
 * | kind | form |
 * |---|---|
 * | bool | boolean |
 * | int2, int4, oid, reg*, xid, cid | number (integer; OIDs unsigned) |
 * | enum | number: the label's code |
 * | int8 | bigint |
 * | float4, float8 | number (float4 rounded by Math.fround) |
 * | numeric | Decimal |
 * | text, varchar, char, name, "char", unknown | string (char: padded to its length) |
 * | uuid, tid | string: its canonical text |
 * | json | string: as written |
 * | jsonb, jsonpath | string: PostgreSQL's canonical text |
 * | bit, varbit | string of 0 and 1 |
 * | inet, cidr | string: its key (network.ts) |
 * | macaddr, macaddr8, geometric types | string: its canonical text |
 * | pg_lsn, xid8 | string: 16 hexadecimal digits |
 * | money | bigint: cents |
 * | range | RecordValue, multirange: ArrayValue (range.ts) |
 * | bytea | Uint8Array |
 * | array, int2vector, oidvector | ArrayValue |
 * | record | RecordValue |
 * | void | string: '' |
 * | date | number: days since 2000-01-01; +-Infinity for 'infinity' |
 * | timestamp, timestamptz | bigint: microseconds since 2000-01-01 (UTC); TIMESTAMP_INFINITY / TIMESTAMP_MINUS_INFINITY |
 * | time | bigint: microseconds since midnight |
 * | timetz | TimeWithZone |
 * | interval | Interval |
 */

/** unscaled x 10^-scale; scale is the display scale (0 to 16383) and may be larger than needed. */
export interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
  /** Set for the values that have no digits; unscaled is then 0n. */
  readonly special?: 'NaN' | 'Infinity' | '-Infinity';
}

/** PostgreSQL's three independent fields. */
export interface Interval {
  readonly months: number;
  readonly days: number;
  readonly micros: bigint;
}

/** Local time of day, and the zone's distance from UTC in seconds, positive to the west as PostgreSQL keeps it. */
export interface TimeWithZone {
  readonly timeMicros: bigint;
  readonly zoneWest: number;
}

export interface ArrayDimension {
  readonly length: number;
  /** Subscript of the first element. */
  readonly lower: number;
}

/** Elements in row-major order; as many as the lengths multiply to. An empty array has no dimensions. */
export interface ArrayValue {
  readonly dimensions: readonly ArrayDimension[];
  readonly elements: readonly Datum[];
}

/** One value a field of the record's type. */
export interface RecordValue {
  readonly fields: readonly Datum[];
}

export type Datum = null | boolean | number | bigint | string | Decimal | Interval | TimeWithZone | Uint8Array | ArrayValue | RecordValue;

export const EMPTY_ARRAY: ArrayValue = { dimensions: [], elements: [] };

/** A one-dimensional array from subscript 1. */
export function arrayValue(elements: readonly Datum[]): ArrayValue {
  return elements.length === 0 ? EMPTY_ARRAY : { dimensions: [{ length: elements.length, lower: 1 }], elements };
}

export function isArrayValue(value: Datum): value is ArrayValue {
  return typeof value === 'object' && value !== null && 'elements' in value;
}

export function isRecordValue(value: Datum): value is RecordValue {
  return typeof value === 'object' && value !== null && 'fields' in value;
}

export function isTimeWithZone(value: Datum): value is TimeWithZone {
  return typeof value === 'object' && value !== null && 'timeMicros' in value;
}

export const TIMESTAMP_INFINITY = 0x7fff_ffff_ffff_ffffn;
export const TIMESTAMP_MINUS_INFINITY = -0x8000_0000_0000_0000n;
/** How infinite dates are kept in 32 bits. */
export const DATE_INFINITY_INT32 = 0x7fff_ffff;
export const DATE_MINUS_INFINITY_INT32 = -0x8000_0000;
