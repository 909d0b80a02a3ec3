/**
 * Values inside a function that is being compiled, and what expression code needs of its surroundings. expression.ts
 * compiles expressions against this; pipeline.ts provides it.
 */
import type { ValueInfo } from '../../plan/column-info.js';
import type { ColumnId, Expr, LiteralExpr } from '../../plan/expr.js';
import type { FunctionBuilder, FunctionRef, WasmType } from '../wasm/assembler.js';

/**
 * A value that is held in locals. Parts by physical type:
 *
 * | phys | locals |
 * |---|---|
 * | bool, i32, dict | one i32 (bool: 0 or 1) |
 * | i64 | one i64 |
 * | i128, num | two i64: lo, hi |
 * | f64 | one f64 |
 * | interval | two i64: months (low half) and days (high half), micros |
 * | str | one i64: pointer in the low half, length in the high half |
 *
 * The parts of a NULL are unspecified but harmless (str: readable).
 */
export interface CompiledValue {
  readonly info: ValueInfo;
  readonly parts: readonly number[];
  /** i32 local, 1 = NULL. null: never NULL (then info.nullable is false). */
  readonly isNull: number | null;
}

export const PART_TYPES: { readonly [K in ValueInfo['phys']]: readonly WasmType[] } = {
  bool: ['i32'],
  i32: ['i32'],
  dict: ['i32'],
  i64: ['i64'],
  f64: ['f64'],
  str: ['i64'],
  i128: ['i64', 'i64'],
  num: ['i64', 'i64'],
  interval: ['i64', 'i64'],
};

/** What an expression's code stands in. */
export interface ExprContext {
  readonly fn: FunctionBuilder;
  /** The column of the current row, loaded on first use. */
  column(id: ColumnId): CompiledValue;
  /** The facts of a column without loading it. */
  columnInfo?(id: ColumnId): ValueInfo;
  /** A function of the runtime library (exec/wasm/runtime.ts), by name. */
  runtime(name: string): FunctionRef;
  /**
   * A literal's value in locals, read from the pipeline's parameter area, so that modules are shared by queries that
   * differ in literals only. Called where the value is needed; the implementation hoists it out of the row loop.
   */
  literal(expr: LiteralExpr, info: ValueInfo): CompiledValue;
  /** Emits: record the error and leave the pipeline. Code after it is not reached. The code is of exec/codegen/status.ts. */
  fail(errorCode: number): void;
  /** The str values of a dict column's dictionary: i32 local with the address. */
  dictionary(handle: string): number;
  /** Asked first for every subexpression: a value that is already there (dictionary predicates, common subexpressions). */
  override(expr: Expr): CompiledValue | null;
  /** An i32 local, the address of `bytes` scratch bytes private to this thread that live until the task ends (string results). */
  allocateScratch(bytesLocal: number): number;
}
