/** Conversions between types that have no numbers in them: arrays, records, bit strings, times, "char", json, and through text. */
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { applyBitLength, parseBits } from './bits.js';
import { type CoercionContext, typeCategory } from './coercion.js';
import type { Datum } from './datum.js';
import { isArrayValue, isRecordValue } from './datum.js';
import { decimalToInteger, multiplyDecimals } from './decimal.js';
import { convertGeometry } from './geometry-convert.js';
import { decimalOfJson, isJsonNumber, jsonKind, parseJsonValue } from './json-value.js';
import { unsignedOfKey } from './log-position.js';
import { checkedMoney } from './money.js';
import { mac8OfMac, macOfMac8, networkKey, networkOf, networkOfKey } from './network.js';
import { makeMultirange } from './range.js';
import { byteOfChar1, char1OfByte } from './scalar-text.js';
import { isOidKind, type SqlType, sameType, TYPES } from './sql-type.js';
import { parseText } from './text-format.js';
import { typeLabel } from './type-name.js';

/** castDatum, of the elements and fields. */
type Cast = (value: Datum, from: SqlType, to: SqlType, mode: CoercionContext) => Datum;

/** The converted value; undefined: not one of these conversions. */
export function castSpecial(value: Datum, from: SqlType, to: SqlType, mode: CoercionContext, cast: Cast): Datum | undefined {
  const ranged = castRange(value, from, to);
  if (ranged !== undefined) return ranged;
  if (to.kind === 'array') return castToArray(value, from, to.element, mode, cast);
  if (to.kind === 'record') return castToRecord(value, from, to, mode, cast);
  if (to.kind === 'bit' || to.kind === 'varbit') {
    if (from.kind === 'bit' || from.kind === 'varbit') {
      assert(typeof value === 'string', 'a bit string');
      return applyBitLength(value, to, mode === 'explicit');
    }
    if (from.kind === 'int4' || from.kind === 'int8') return bitsOfInteger(value, from.kind, to);
    if (typeof value === 'string') return applyBitLength(parseBits(value), to, mode === 'explicit');
  }
  if (from.kind === 'bit' && (to.kind === 'int4' || to.kind === 'int8')) return integerOfBits(value, to.kind);
  if (from.kind === 'jsonb' && to.kind !== 'jsonb' && to.kind !== 'json' && typeCategory(to.kind) !== 'S') {
    assert(typeof value === 'string', 'a jsonb value');
    return castFromJson(value, to, mode, cast);
  }
  if (from.kind === to.kind && (!isTimeKind(to) || sameType(from, to))) return value;
  if (from.kind === 'char1' && to.kind === 'int4') return (byteOfChar1(String(value)) << 24) >> 24;
  if (from.kind === 'int4' && to.kind === 'char1') return char1OfInteger(value);
  if (isTimeKind(to) || isTimeKind(from)) return typeof value === 'string' && !isTimeKind(from) ? parseText(to, value) : undefined;
  if (isOidKind(to.kind) && to.kind !== 'oid') return oidOf(value, from, to);
  if (isOidKind(from.kind) && from.kind !== 'oid') return oidOf(value, from, to);
  return typeof value === 'string' ? parseText(to, value) : undefined;
}

/** Between ranges and multiranges, network types, money and numbers. */
function castRange(value: Datum, from: SqlType, to: SqlType): Datum | undefined {
  if (to.kind === 'multirange' && from.kind === 'range') return makeMultirange(from, [value]);
  if (to.kind === 'money') return moneyOf(value);
  if (typeof value !== 'string') return undefined;
  if (from.kind === 'inet' && to.kind === 'cidr') return networkKey(networkOf(networkOfKey(value)));
  if (from.kind === 'cidr' && to.kind === 'inet') return value;
  const geometric = convertGeometry(from.kind, to.kind, value);
  if (geometric !== undefined) return geometric;
  if (from.kind === 'macaddr' && to.kind === 'macaddr8') return mac8OfMac(value);
  if (from.kind === 'macaddr8' && to.kind === 'macaddr') return macOfMac8(value);
  if (from.kind === 'xid8' && to.kind === 'xid') return Number(unsignedOfKey(value) & 0xffff_ffffn);
  return undefined;
}

/** An amount of whole units; digits beyond cents are rounded. */
function moneyOf(value: Datum): Datum | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return checkedMoney(BigInt(value) * 100n);
  if (typeof value !== 'object' || value === null || !('unscaled' in value)) return undefined;
  const cents = decimalToInteger(multiplyDecimals(value, { unscaled: 100n, scale: 0 }));
  if (cents === undefined) {
    throw new ConductError(SQLSTATE.featureNotSupported, `cannot convert ${value.special === 'NaN' ? 'NaN' : 'infinity'} to bigint`);
  }
  return checkedMoney(cents);
}

const JSON_KIND_NAMES = {
  null: 'null',
  boolean: 'boolean',
  string: 'string',
  number: 'numeric',
  array: 'array',
  object: 'object',
} as const;

/** Booleans and numbers that stand alone. */
function castFromJson(text: string, to: SqlType, mode: CoercionContext, cast: Cast): Datum {
  const value = parseJsonValue(text);
  if (to.kind === 'bool' ? typeof value === 'boolean' : isJsonNumber(value)) {
    return isJsonNumber(value) ? cast(decimalOfJson(value), TYPES.numeric, to, mode) : value === true;
  }
  const found = JSON_KIND_NAMES[jsonKind(value)];
  throw new ConductError(SQLSTATE.invalidParameterValue, `cannot cast jsonb ${found} to type ${typeLabel(to)}`);
}

function isTimeKind(type: SqlType): boolean {
  switch (type.kind) {
    case 'date':
    case 'time':
    case 'timetz':
    case 'timestamp':
    case 'timestamptz':
    case 'interval':
      return true;
    default:
      return false;
  }
}

function castToArray(value: Datum, from: SqlType, element: SqlType, mode: CoercionContext, cast: Cast): Datum | undefined {
  if (from.kind === 'array') {
    assert(isArrayValue(value), 'an array value');
    if (sameType(from.element, element)) return value;
    return { ...value, elements: value.elements.map((each) => cast(each, from.element, element, mode)) };
  }
  if (from.kind === 'int2vector' || from.kind === 'oidvector') return value;
  return typeof value === 'string' ? parseText({ kind: 'array', element }, value) : undefined;
}

function castToRecord(value: Datum, from: SqlType, to: SqlType & { kind: 'record' }, mode: CoercionContext, cast: Cast): Datum | undefined {
  if (from.kind === 'record') {
    assert(isRecordValue(value), 'a record value');
    if (to.fields.length === 0 && to.named === null) return value;
    return {
      fields: value.fields.map((field, index) =>
        cast(field, known(from.fields[index], 'field').type, known(to.fields[index], 'field').type, mode),
      ),
    };
  }
  return typeof value === 'string' ? parseText(to, value) : undefined;
}

/** The low bits of the integer, its sign to the left of them. */
function bitsOfInteger(value: Datum, kind: 'int4' | 'int8', to: SqlType & { kind: 'bit' | 'varbit' }): string {
  const own = kind === 'int4' ? 32 : 64;
  const length = to.length ?? 1;
  const integer = BigInt(value as number | bigint);
  if (length <= own) return BigInt.asUintN(length, integer).toString(2).padStart(length, '0');
  return BigInt.asUintN(own, integer)
    .toString(2)
    .padStart(own, '0')
    .padStart(length, integer < 0n ? '1' : '0');
}

function integerOfBits(value: Datum, kind: 'int4' | 'int8'): Datum {
  assert(typeof value === 'string', 'a bit string');
  const bits = kind === 'int4' ? 32 : 64;
  const name = kind === 'int4' ? 'integer' : 'bigint';
  if (value.length > bits) throw new ConductError(SQLSTATE.numericValueOutOfRange, `${name} out of range`);
  const integer = value === '' ? 0n : BigInt.asIntN(bits, BigInt(`0b${value}`));
  return kind === 'int4' ? Number(integer) : integer;
}

function char1OfInteger(value: Datum): string {
  const byte = Number(value);
  if (byte < -128 || byte > 127) throw new ConductError(SQLSTATE.numericValueOutOfRange, '"char" out of range');
  return char1OfByte(byte & 0xff);
}

/** OIDs by another name are the same number. */
function oidOf(value: Datum, from: SqlType, to: SqlType): Datum | undefined {
  if (typeof value === 'string') return parseText(to, value);
  if (to.kind === 'int8') return BigInt(value as number);
  if (to.kind === 'int4') return Number(value) | 0;
  if (to.kind !== 'oid' && !isOidKind(to.kind)) return undefined;
  const number = typeof value === 'bigint' ? value : BigInt(Number(value));
  if (from.kind === 'int8' && (number < 0n || number > 0xffff_ffffn))
    throw new ConductError(SQLSTATE.numericValueOutOfRange, 'OID out of range');
  return Number(BigInt.asUintN(32, number));
}
