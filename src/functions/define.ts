/** Short forms for writing registry entries. Strict and immutable unless said otherwise. */
import { assert } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { ArrayValue, Datum, Decimal, Interval, TimeWithZone } from '../types/datum.js';
import { isArrayValue, isTimeWithZone } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';
import type { ArgSpec, FunctionEntry, Volatility } from './function-entry.js';
import { argsFor, concreteType, resultType } from './signature.js';

export interface DefineOptions {
  readonly strict?: boolean;
  readonly volatility?: Volatility;
  readonly variadic?: boolean;
}

export function define(
  name: string,
  args: readonly ArgSpec[],
  result: ArgSpec,
  doc: string,
  evaluate: (args: readonly Datum[], argTypes: readonly SqlType[]) => Datum,
  options: DefineOptions = {},
): FunctionEntry {
  const type = concreteType(result);
  const entryArgs = { args, variadic: options.variadic === true };
  return {
    name,
    args,
    result: (types) => type ?? resultType(result, argsFor(entryArgs, types.length), types),
    strict: options.strict ?? true,
    volatility: options.volatility ?? 'immutable',
    ...(options.variadic === true ? { variadic: true } : {}),
    doc,
    evaluate,
  };
}

/** The same function under several names. */
export function aliases(names: readonly string[], make: (name: string) => FunctionEntry): FunctionEntry[] {
  return names.map(make);
}

export function numberArg(args: readonly Datum[], index: number): number {
  const value = args[index];
  assert(typeof value === 'number', 'a number argument');
  return value;
}

export function bigintArg(args: readonly Datum[], index: number): bigint {
  const value = args[index];
  assert(typeof value === 'bigint', 'a bigint argument');
  return value;
}

export function textArg(args: readonly Datum[], index: number): string {
  const value = args[index];
  assert(typeof value === 'string', 'a text argument');
  return value;
}

export function decimalArg(args: readonly Datum[], index: number): Decimal {
  const value = args[index];
  assert(typeof value === 'object' && value !== null && 'unscaled' in value, 'a numeric argument');
  return value;
}

export function intervalArg(args: readonly Datum[], index: number): Interval {
  const value = args[index];
  assert(typeof value === 'object' && value !== null && 'months' in value, 'an interval argument');
  return value;
}

export function bytesArg(args: readonly Datum[], index: number): Uint8Array {
  const value = args[index];
  assert(value instanceof Uint8Array, 'a bytea argument');
  return value;
}

export function arrayArg(args: readonly Datum[], index: number): ArrayValue {
  const value = args[index] ?? null;
  assert(isArrayValue(value), 'an array argument');
  return value;
}

export function timeTzArg(args: readonly Datum[], index: number): TimeWithZone {
  const value = args[index];
  assert(value !== undefined && isTimeWithZone(value), 'a timetz argument');
  return value;
}

export function outOfRange(typeName: string): ConductError {
  return new ConductError(SQLSTATE.numericValueOutOfRange, `${typeName} out of range`);
}

export function divisionByZero(): ConductError {
  return new ConductError(SQLSTATE.divisionByZero, 'division by zero');
}
