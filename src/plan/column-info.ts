/**
 * What compiled code must know of a column, settled when the plan is made from the snapshot's exact statistics: the physical
 * type, whether NULLs can occur, and bounds of the value. Bounds prove that arithmetic can't overflow, so that 64-bit code
 * without checks can be used; without a bound, checked or 128-bit code is.
 */

import type { SqlType } from '../types/sql-type.js';
import type { PhysType } from './batch.js';
import type { ColumnId } from './expr.js';

/** Inclusive bounds of the unscaled integer (bool, i32, i64, i128 forms). */
export interface ValueRange {
  readonly min: bigint;
  readonly max: bigint;
}

/** The static facts of an expression's value. */
export interface ValueInfo {
  readonly type: SqlType;
  readonly phys: PhysType;
  /** Fixed scale of numeric in i32, i64, i128 form; 0 for all else. */
  readonly scale: number;
  readonly nullable: boolean;
  readonly range: ValueRange | null;
  /** dict only: which dictionary the codes belong to: `tableId.ordinal`. */
  readonly dictionary?: string;
}

export interface ColumnInfo extends ValueInfo {
  readonly id: ColumnId;
  readonly name: string;
}
