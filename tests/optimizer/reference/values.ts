/** Aggregates, keys and checks of values that both reference executions share. */

import { assert, known } from '../../../src/common/assert.js';
import { ConductError, SQLSTATE } from '../../../src/common/errors.js';
import type { ColumnInfo } from '../../../src/plan/column-info.js';
import type { ColumnId } from '../../../src/plan/expr.js';
import { toJson } from '../../../src/plan/serialize.js';
import { compareDatums } from '../../../src/types/compare.js';
import type { Datum } from '../../../src/types/datum.js';
import { addDecimals, decimalFromInteger, divideDecimals, formatDecimal, trimDecimal } from '../../../src/types/decimal.js';
import type { SqlType } from '../../../src/types/sql-type.js';

export type Row = ReadonlyMap<ColumnId, Datum>;

export function columnValue(row: Row, id: ColumnId): Datum {
  const value = row.get(id);
  assert(value !== undefined, `column ${id} in a row`);
  return value;
}

/** Equal text for values that SQL calls equal; NULL equal to NULL. */
export function keyOf(values: readonly Datum[]): string {
  return values.map(textOf).join('|');
}

export function textOf(value: Datum): string {
  if (value === null) return 'NULL';
  if (typeof value === 'object' && 'unscaled' in value) return formatDecimal(trimDecimal(value));
  if (typeof value === 'object' && !('months' in value)) return toJson(value);
  if (typeof value === 'object') return `${value.months}m${value.days}d${value.micros}`;
  return String(value);
}

export function isSame(type: SqlType, a: Datum, b: Datum): boolean {
  if (a === null || b === null) return a === b;
  return compareDatums(type, a, b) === 0;
}

/** `values`: those of the rows that count, NULLs included; for count(*) one entry a row. */
export function aggregateOf(name: string, type: SqlType, values: readonly Datum[], star: boolean, argType: SqlType | null): Datum {
  const present = values.filter((value) => value !== null);
  switch (name) {
    case 'count':
      return BigInt(star ? values.length : present.length);
    case 'sum':
      return present.length === 0 ? null : sumOf(type, present);
    case 'sum0':
      return present.length === 0 ? (type.kind === 'int8' ? 0n : decimalFromInteger(0)) : sumOf(type, present);
    case 'avg': {
      if (present.length === 0) return null;
      const total = present.map(asDecimal).reduce(addDecimals);
      return divideDecimals(total, decimalFromInteger(present.length));
    }
    case 'min':
    case 'max': {
      const type = known(argType, 'argument type');
      let best: Datum = null;
      for (const value of present) {
        const order = best === null ? 0 : compareDatums(type, value, best);
        if (best === null || (name === 'min' ? order < 0 : order > 0)) best = value;
      }
      return best;
    }
    case 'any':
      return values[0] ?? null;
    case 'single':
      if (values.length > 1)
        throw new ConductError(SQLSTATE.cardinalityViolation, 'more than one row returned by a subquery used as an expression');
      return values[0] ?? null;
    case 'bool_and':
    case 'every':
      return present.length === 0 ? null : present.every((value) => value === true);
    case 'bool_or':
      return present.length === 0 ? null : present.some((value) => value === true);
    case 'bit_and':
    case 'bit_or':
    case 'bit_xor':
      return present.length === 0 ? null : (present as readonly number[]).reduce((a, b) => combineBits(name, a, b));
    case 'collect':
      return present.length === 0 ? null : present.join('');
    default:
      throw new Error(`no reference for aggregate ${name}`);
  }
}

function combineBits(name: 'bit_and' | 'bit_or' | 'bit_xor', a: number, b: number): number {
  if (name === 'bit_and') return a & b;
  return name === 'bit_or' ? a | b : a ^ b;
}

function sumOf(type: SqlType, values: readonly Datum[]): Datum {
  if (type.kind === 'int8') return values.reduce<bigint>((sum, value) => sum + BigInt(value as number | bigint), 0n);
  if (type.kind === 'numeric') return values.map(asDecimal).reduce(addDecimals);
  return values.reduce<number>((sum, value) => sum + (value as number), 0);
}

function asDecimal(value: Datum): ReturnType<typeof decimalFromInteger> {
  if (typeof value === 'number' || typeof value === 'bigint') return decimalFromInteger(value);
  assert(typeof value === 'object' && value !== null && 'unscaled' in value, 'a number');
  return value;
}

/** The value is what the plan says of its column: NULL only where allowed, inside its range, at its scale. */
export function checkValue(value: Datum, column: ColumnInfo, where: string): void {
  if (value === null) {
    assert(column.nullable, `${where}: NULL in ${column.name}#${column.id}, which can't be NULL`);
    return;
  }
  if (column.range === null || column.phys === 'num' || column.phys === 'f64') return;
  let unscaled: bigint;
  if (typeof value === 'object' && 'unscaled' in value) {
    assert(
      value.scale <= column.scale || value.unscaled % 10n ** BigInt(value.scale - column.scale) === 0n,
      `${where}: scale of ${column.name}#${column.id} is ${column.scale}, the value has ${value.scale}`,
    );
    unscaled =
      value.scale <= column.scale
        ? value.unscaled * 10n ** BigInt(column.scale - value.scale)
        : value.unscaled / 10n ** BigInt(value.scale - column.scale);
  } else if (typeof value === 'number' || typeof value === 'bigint') unscaled = BigInt(value);
  else return;
  assert(
    unscaled >= column.range.min && unscaled <= column.range.max,
    `${where}: ${unscaled} of ${column.name}#${column.id} is outside ${column.range.min}..${column.range.max}`,
  );
}
