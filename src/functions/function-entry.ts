/** What the registry holds: one entry a function, operator or aggregate and signature. */
import type { Datum } from '../types/datum.js';
import type { SqlType, TypeKind } from '../types/sql-type.js';
import type { EmitFunction } from './emitter.js';

export type Volatility = 'immutable' | 'stable' | 'volatile';

/**
 * PostgreSQL's polymorphic types. Arguments of the any... group are of one type (an anyarray of its elements), those of the
 * anycompatible... group are cast to their common type. `any` takes each value as it is.
 */
export type PolymorphicType =
  | 'any'
  | 'anyelement'
  | 'anyarray'
  | 'anynonarray'
  | 'anyenum'
  | 'anycompatible'
  | 'anycompatiblearray'
  | 'anycompatiblenonarray'
  | 'anyrange'
  | 'anymultirange';

/** A range type that is built in. */
export type RangeName = 'int4range' | 'int8range' | 'numrange' | 'tsrange' | 'tstzrange' | 'daterange';

/** A type in a signature: a kind (without modifiers), an array of one as `text[]`, or a polymorphic type. */
export type ArgSpec = TypeKind | RangeName | `${TypeKind}[]` | PolymorphicType;

export interface FunctionEntry {
  readonly name: string;
  /** Types of the arguments: calls are bound with exactly these. */
  readonly args: readonly ArgSpec[];
  readonly result: (args: readonly SqlType[]) => SqlType;
  /** NULL in, NULL out, without a call. */
  readonly strict: boolean;
  readonly volatility: Volatility;
  /**
   * The last of `args` may be repeated: PostgreSQL's VARIADIC, of which `args` has the element's type. A call with VARIADIC and an
   * array has its elements as arguments.
   */
  readonly variadic?: boolean;
  /** One line for people. */
  readonly doc: string;
  /** The value for arguments of the types `args` (never NULL when strict). Throws ConductError. */
  evaluate(args: readonly Datum[], argTypes: readonly SqlType[]): Datum;
  /** Compiled form, where there is one. */
  readonly emit?: EmitFunction;
}

export interface AggregateEntry {
  readonly name: string;
  /** `any`: a value of every type, uncast (count). */
  readonly args: readonly ArgSpec[];
  readonly result: (args: readonly SqlType[]) => SqlType;
  readonly doc: string;
}
