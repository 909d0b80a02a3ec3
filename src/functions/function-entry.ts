/** What the registry holds: one entry a function, operator or aggregate and signature. */
import type { Datum } from '../types/datum.js';
import type { SqlType, TypeKind } from '../types/sql-type.js';
import type { EmitFunction } from './emitter.js';

export type Volatility = 'immutable' | 'stable' | 'volatile';

export interface FunctionEntry {
  readonly name: string;
  /** Kinds of the arguments: calls are bound with exactly these. */
  readonly args: readonly TypeKind[];
  readonly result: (args: readonly SqlType[]) => SqlType;
  /** NULL in, NULL out, without a call. */
  readonly strict: boolean;
  readonly volatility: Volatility;
  /** The last kind of `args` may be repeated. */
  readonly variadic?: boolean;
  /** One line for people. */
  readonly doc: string;
  /** The value for arguments of the kinds `args` (never NULL when strict). Throws ConductError. */
  evaluate(args: readonly Datum[], argTypes: readonly SqlType[]): Datum;
  /** Compiled form, where there is one. */
  readonly emit?: EmitFunction;
}

export interface AggregateEntry {
  readonly name: string;
  /** `any`: a value of every type, uncast (count). */
  readonly args: readonly (TypeKind | 'any')[];
  readonly result: (args: readonly SqlType[]) => SqlType;
  readonly doc: string;
}
