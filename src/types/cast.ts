/** Conversion of a value from one type to another: what CAST, assignments and implicit coercions compute. */
import { assert } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { castSpecial } from './cast-special.js';
import type { CoercionContext } from './coercion.js';
import { typeCategory } from './coercion.js';
import { trimBlanks } from './compare.js';
import { castDatetime } from './datetime-cast.js';
import type { Datum, Decimal } from './datum.js';
import { applyNumericTypmod, decimalFromInteger, decimalFromNumber, decimalToInteger, decimalToNumber, formatDecimal } from './decimal.js';
import { parseFloatText, roundHalfEven, toFloat4 } from './float.js';
import { formatNetwork } from './network.js';
import type { SqlType } from './sql-type.js';
import { applyStringLength } from './string-length.js';
import { formatText, parseText } from './text-format.js';
import { typeLabel } from './type-name.js';

/**
 * The value as one of type `to`. Which casts are allowed where is for coercion.ts to say: the mode only decides what
 * happens to strings that are too long (an explicit cast cuts them).
 */
export function castDatum(value: Datum, from: SqlType, to: SqlType, mode: CoercionContext): Datum {
  if (value === null) return null;
  const explicit = mode === 'explicit';
  switch (to.kind) {
    case 'text':
    case 'varchar':
    case 'char':
    case 'name':
    case 'unknown':
      return applyStringLength(stringOf(value, from, to), to, explicit);
    case 'numeric': {
      if (from.kind === 'jsonb') break;
      const decimal = decimalOf(value, from);
      return to.precision === null ? decimal : applyNumericTypmod(decimal, to.precision, to.scale ?? 0);
    }
    default:
      break;
  }
  const datetime = castDatetime(value, from, to);
  if (datetime !== undefined) return datetime;
  const special = castSpecial(value, from, to, mode, castDatum);
  if (special !== undefined) return special;
  switch (to.kind) {
    case 'bool':
      if (from.kind === 'int4') return value !== 0;
      break;
    case 'int2':
      if (isNumber(from)) return Number(checkRange(integerOf(value, 'smallint'), -0x8000n, 0x7fffn, 'smallint'));
      break;
    case 'int4':
      if (from.kind === 'bool') return value === true ? 1 : 0;
      if (from.kind === 'oid' && typeof value === 'number') return value | 0;
      if (isNumber(from)) return Number(checkRange(integerOf(value, 'integer'), -0x8000_0000n, 0x7fff_ffffn, 'integer'));
      break;
    case 'int8':
      if (isNumber(from)) return checkRange(integerOf(value, 'bigint'), -(1n << 63n), (1n << 63n) - 1n, 'bigint');
      break;
    case 'oid':
      // int2 and int4 are taken bit by bit; int8 has to fit.
      if (typeof value === 'number' && (from.kind === 'int2' || from.kind === 'int4')) return value >>> 0;
      if (from.kind === 'int8') return Number(checkRange(integerOf(value, 'OID'), 0n, 0xffff_ffffn, 'OID'));
      break;
    case 'float4':
      if (isDecimal(value)) return parseFloatText(formatDecimal(value), 'float4');
      if (isNumber(from)) return toFloat4(Number(value));
      break;
    case 'float8':
      if (isDecimal(value)) return finiteNumber(value);
      if (isNumber(from)) return Number(value);
      break;
    default:
      break;
  }
  throw new ConductError(SQLSTATE.cannotCoerce, `cannot cast type ${typeLabel(from)} to ${typeLabel(to)}`);
}

function isNumber(type: SqlType): boolean {
  return typeCategory(type.kind) === 'N';
}

function isDecimal(value: Datum): value is Decimal {
  return typeof value === 'object' && value !== null && 'unscaled' in value;
}

/** The text form; trailing blanks of char are no part of it, and booleans are spelled out. */
function stringOf(value: Datum, from: SqlType, to: SqlType): string {
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (from.kind === 'char' && to.kind !== 'char' && typeof value === 'string') return trimBlanks(value);
  // text(inet), which writes the mask in every case.
  if ((from.kind === 'inet' || from.kind === 'cidr') && typeof value === 'string') return formatNetwork('cidr', value);
  return formatText(from, value);
}

function decimalOf(value: Datum, from: SqlType): Decimal {
  if (isDecimal(value)) return value;
  switch (from.kind) {
    case 'int2':
    case 'int4':
    case 'int8':
    case 'oid':
      assert(typeof value === 'number' || typeof value === 'bigint', 'an integer value');
      return decimalFromInteger(value);
    case 'money':
      assert(typeof value === 'bigint', 'a money value');
      return { unscaled: value, scale: 2 };
    case 'float4':
    case 'float8':
      assert(typeof value === 'number', 'a float value');
      return decimalFromNumber(value, from.kind === 'float4' ? 6 : 15);
    default: {
      if (typeof value !== 'string') {
        throw new ConductError(SQLSTATE.cannotCoerce, `cannot cast type ${typeLabel(from)} to numeric`);
      }
      const parsed = parseText({ kind: 'numeric', precision: null, scale: null }, value);
      assert(isDecimal(parsed), 'a parsed numeric');
      return parsed;
    }
  }
}

/** Rounded to an integer: floats half to even, numeric half away from zero. */
function integerOf(value: Datum, typeName: string): bigint {
  if (typeof value === 'bigint') return value;
  if (isDecimal(value)) {
    const integer = decimalToInteger(value);
    if (integer === undefined) {
      throw notSupportedConversion(value.special === 'NaN' ? 'NaN' : 'infinity', typeName);
    }
    return integer;
  }
  assert(typeof value === 'number', 'a number value');
  if (!Number.isFinite(value)) throw outOfRange(typeName);
  return BigInt(roundHalfEven(value));
}

function notSupportedConversion(what: string, typeName: string): ConductError {
  return new ConductError(SQLSTATE.featureNotSupported, `cannot convert ${what} to ${typeName}`);
}

function outOfRange(typeName: string): ConductError {
  return new ConductError(SQLSTATE.numericValueOutOfRange, `${typeName} out of range`);
}

function checkRange(value: bigint, min: bigint, max: bigint, typeName: string): bigint {
  if (value < min || value > max) throw outOfRange(typeName);
  return value;
}

function finiteNumber(value: Decimal): number {
  const number = decimalToNumber(value);
  if (value.special === undefined && (!Number.isFinite(number) || (number === 0 && value.unscaled !== 0n)))
    return parseFloatText(formatDecimal(value), 'float8');
  return number;
}
