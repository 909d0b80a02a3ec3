/**
 * Values outside compiled code: literals, parameters, the interpreter, text and binary forms. The form follows the type's
 * kind:
 *
 * | kind | form |
 * |---|---|
 * | bool | boolean |
 * | int2, int4, oid | number (integer) |
 * | int8 | bigint |
 * | float4, float8 | number (float4 rounded by Math.fround) |
 * | numeric | Decimal |
 * | text, varchar, char, name, unknown | string (char: padded to its length) |
 * | date | number: days since 2000-01-01; +-Infinity for 'infinity' |
 * | timestamp | bigint: microseconds since 2000-01-01; TIMESTAMP_INFINITY / TIMESTAMP_MINUS_INFINITY |
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

export type Datum = null | boolean | number | bigint | string | Decimal | Interval;

export const TIMESTAMP_INFINITY = 0x7fff_ffff_ffff_ffffn;
export const TIMESTAMP_MINUS_INFINITY = -0x8000_0000_0000_0000n;
/** How infinite dates are kept in 32 bits. */
export const DATE_INFINITY_INT32 = 0x7fff_ffff;
export const DATE_MINUS_INFINITY_INT32 = -0x8000_0000;
