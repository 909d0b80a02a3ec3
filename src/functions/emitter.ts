/**
 * The compiled form of a function: code emitted into a pipeline against this interface, which execution implements. It is
 * structural, so that the registry knows nothing of execution. Values are locals of the function that is being emitted.
 */
import type { ValueInfo } from '../plan/column-info.js';

/** A value in locals; see exec/codegen/value.ts for the parts of each physical type. */
export interface EmittedValue {
  readonly info: ValueInfo;
  readonly parts: readonly number[];
  /** i32 local, 1 = NULL; null: never NULL. */
  readonly isNull: number | null;
}

/** Locals are numbers. NULLs have arbitrary parts: code runs on them, and must neither trap nor fail. */
export interface Emitter {
  /** i64 local with a text's pointer (low half) and byte length (high half). */
  text(value: EmittedValue): number;
  constant(type: 'i32' | 'i64', value: number): number;
  /** Calls a function of the runtime library (exec/wasm/runtime.ts); its results in new locals. */
  call(name: string, ...args: readonly number[]): readonly number[];
  /** The byte length of a text local, as i32 local. */
  byteLength(text: number): number;
  /** NULL flag of a strict function: one of the arguments is NULL. */
  anyNull(...values: readonly EmittedValue[]): number | null;
  value(info: ValueInfo, isNull: number | null, ...locals: readonly number[]): EmittedValue;
}

/** Emits a call; null: these arguments have no compiled form, and the function runs on the host. */
export type EmitFunction = (emitter: Emitter, args: readonly EmittedValue[], result: ValueInfo) => EmittedValue | null;
