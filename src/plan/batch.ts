/**
 * Columnar rows in JavaScript: what crosses processes (as Arrow frames, see rpc/frame.ts), what COPY and VALUES hand to
 * storage, and what the frontend renders. The physical type is the same as in compiled code.
 */

import type { SqlType } from '../types/sql-type.js';
import type { TypeForm } from '../types/type-form.js';

/**
 * How a value lies in memory and in registers.
 *
 * | phys | bytes a value | holds |
 * |---|---|---|
 * | bool | 1 (0 / 1) | bool |
 * | i32 | 4 | int2, int4, oid, date, numeric(p<=9,s) unscaled, and narrower encodings by statistics |
 * | i64 | 8 | int8, timestamp, numeric(p<=18,s) unscaled |
 * | i128 | 16 (lo, hi) | numeric(p<=38,s) unscaled, sums |
 * | f64 | 8 | float8, float4 (rounded to single) |
 * | num | 16 (lo, hi) | numeric with a scale of its own: see below |
 * | interval | 16: months i32, days i32, micros i64 | interval |
 * | str | 8: pointer u32, length u32 (compiled code); offsets + bytes (here) | text, varchar, char, name |
 * | dict | 4: code into a worker-wide dictionary of the column | the same; never crosses an exchange |
 *
 * num: a 120-bit two's complement integer, then the display scale in the top byte of hi (0 to 127; 255: NaN). Its value is
 * integer x 10^-scale.
 */
export type PhysType = 'bool' | 'i32' | 'i64' | 'i128' | 'f64' | 'num' | 'interval' | 'str' | 'dict';

/** How a type's values lie where nothing more is known of them than the form; numerics with a precision are narrower. */
export const PHYS_OF_FORM: { readonly [F in TypeForm]: PhysType } = {
  bool: 'bool',
  int32: 'i32',
  int64: 'i64',
  float: 'f64',
  numeric: 'num',
  interval: 'interval',
  text: 'str',
};

export const PHYS_BYTES: { readonly [K in PhysType]: number } = {
  bool: 1,
  i32: 4,
  i64: 8,
  i128: 16,
  f64: 8,
  num: 16,
  interval: 16,
  str: 8,
  dict: 4,
};

/** Type, physical type and fixed scale of a column of a batch. */
export interface BatchColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly phys: PhysType;
  /** Scale of unscaled numerics in bool..i128; 0 for all else. */
  readonly scale: number;
}

/** The values of one column. `data` has rows x PHYS_BYTES bytes, little endian, except for str. */
export interface HostColumn {
  /** For str: the concatenated UTF-8 bytes. */
  readonly data: Uint8Array;
  /** One bit a row, least significant first, 1 = not NULL; null: no NULLs. */
  readonly validity: Uint8Array | null;
  /** str only: rows + 1 byte offsets into data. */
  readonly offsets: Int32Array | null;
}

export interface HostBatch {
  readonly rows: number;
  /** The one column holds DataRow messages for the client, one a row. */
  readonly messages?: true;
  readonly schema: readonly BatchColumn[];
  readonly columns: readonly HostColumn[];
}
