/** Binary forms of every type, as the send and receive functions of PostgreSQL have them: big endian. */
import { assert, unreachable } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { formatBinaryArray, formatBinaryRecord, parseBinaryArray, parseBinaryRecord } from './binary-composite.js';
import { formatBinaryGeometry, parseBinaryGeometry } from './binary-geometry.js';
import { formatBinaryNetwork, parseBinaryNetwork } from './binary-network.js';
import { formatBinaryMultirange, formatBinaryRange, parseBinaryMultirange, parseBinaryRange } from './binary-range.js';
import { badBinary } from './binary-reader.js';
import { applyBitLength, bitsFromBytes, bitsToBytes } from './bits.js';
import { isDateInRange, isTimestampInRange } from './calendar.js';
import { isFiniteTimestamp } from './datetime.js';
import type { Datum, Decimal } from './datum.js';
import { DATE_INFINITY_INT32, DATE_MINUS_INFINITY_INT32, isTimeWithZone } from './datum.js';
import { applyNumericTypmod, pow10 } from './decimal.js';
import type { SqlType } from './sql-type.js';
import { applyStringLength } from './string-length.js';
import { formatText, parseText } from './text-format.js';

const NUMERIC_NEGATIVE = 0x4000;
const NUMERIC_NAN = 0xc000;
const NUMERIC_INFINITY = 0xd000;
const NUMERIC_MINUS_INFINITY = 0xf000;
const DSCALE_MASK = 0x3fff;
const BASE_DIGITS = 4;
const JSONB_VERSION = 1;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The value of a parameter or COPY field in binary format. 22P03 when the bytes can't be one. */
export function parseBinary(type: SqlType, bytes: Uint8Array): Datum {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const expectBytes = (count: number): void => {
    if (bytes.length < count) throw new ConductError(SQLSTATE.protocolViolation, 'insufficient data left in message');
    if (bytes.length > count) throw badBinary();
  };
  switch (type.kind) {
    case 'bool':
      expectBytes(1);
      return bytes[0] !== 0;
    case 'int2':
      expectBytes(2);
      return view.getInt16(0);
    case 'int4':
      expectBytes(4);
      return view.getInt32(0);
    case 'int8':
      expectBytes(8);
      return view.getBigInt64(0);
    case 'oid':
    case 'regproc':
    case 'regprocedure':
    case 'regoper':
    case 'regoperator':
    case 'regclass':
    case 'regtype':
    case 'regconfig':
    case 'regnamespace':
    case 'regrole':
    case 'regcollation':
    case 'xid':
    case 'cid':
      expectBytes(4);
      return view.getUint32(0);
    case 'float4':
      expectBytes(4);
      return view.getFloat32(0);
    case 'float8':
      expectBytes(8);
      return view.getFloat64(0);
    case 'numeric': {
      const value = parseBinaryNumeric(view);
      return type.precision === null ? value : applyNumericTypmod(value, type.precision, type.scale ?? 0);
    }
    case 'text':
    case 'varchar':
    case 'char':
    case 'name':
    case 'unknown':
      return applyStringLength(decodeUtf8(bytes), type, false);
    case 'date': {
      expectBytes(4);
      const days = view.getInt32(0);
      if (days === DATE_INFINITY_INT32) return Number.POSITIVE_INFINITY;
      if (days === DATE_MINUS_INFINITY_INT32) return Number.NEGATIVE_INFINITY;
      if (!isDateInRange(days)) throw new ConductError(SQLSTATE.datetimeFieldOverflow, 'date out of range');
      return days;
    }
    case 'timestamp':
    case 'timestamptz': {
      expectBytes(8);
      const timestamp = view.getBigInt64(0);
      if (isFiniteTimestamp(timestamp) && !isTimestampInRange(timestamp)) {
        throw new ConductError(SQLSTATE.datetimeFieldOverflow, 'timestamp out of range');
      }
      return timestamp;
    }
    case 'interval':
      expectBytes(16);
      return { micros: view.getBigInt64(0), days: view.getInt32(8), months: view.getInt32(12) };
    case 'time':
      expectBytes(8);
      return view.getBigInt64(0);
    case 'timetz':
      expectBytes(12);
      return { timeMicros: view.getBigInt64(0), zoneWest: view.getInt32(8) };
    case 'char1':
    case 'json':
    case 'enum':
    case 'void':
      return parseText(type, decodeUtf8(bytes));
    case 'jsonb':
    case 'jsonpath':
      if (bytes[0] !== JSONB_VERSION) throw badBinary(`unsupported ${type.kind} version number ${bytes[0] ?? 0}`);
      return parseText(type, decodeUtf8(bytes.subarray(1)));
    case 'bytea':
      return new Uint8Array(bytes);
    case 'uuid':
      expectBytes(16);
      return parseText(type, Buffer.from(bytes).toString('hex'));
    case 'tid':
      expectBytes(6);
      return `(${view.getUint32(0)},${view.getUint16(4)})`;
    case 'bit':
    case 'varbit':
      return applyBitLength(bitsFromBytes(view), type, false);
    case 'money':
      expectBytes(8);
      return view.getBigInt64(0);
    case 'pg_lsn':
    case 'xid8':
      expectBytes(8);
      return Buffer.from(bytes).toString('hex');
    case 'macaddr':
    case 'macaddr8':
      return parseText(type, Buffer.from(bytes).toString('hex'));
    case 'inet':
    case 'cidr':
      return parseBinaryNetwork(type.kind, view);
    case 'point':
    case 'lseg':
    case 'path':
    case 'box':
    case 'polygon':
    case 'line':
    case 'circle':
      return parseBinaryGeometry(type.kind, view);
    case 'range':
      return parseBinaryRange(type, view, parseBinary);
    case 'multirange':
      return parseBinaryMultirange(type.range, view, parseBinary);
    case 'array':
      return parseBinaryArray(view, (element) => parseBinary(type.element, element));
    case 'int2vector':
      return parseBinaryArray(view, (element) => parseBinary({ kind: 'int2' }, element));
    case 'oidvector':
      return parseBinaryArray(view, (element) => parseBinary({ kind: 'oid' }, element));
    case 'record':
      return parseBinaryRecord(type, view, parseBinary);
    default:
      return unreachable(type);
  }
}

/** Text that came as bytes: 22021 when it is not UTF-8, or has a zero byte, which no text can hold. */
export function decodeUtf8(bytes: Uint8Array): string {
  if (bytes.includes(0)) {
    throw new ConductError(SQLSTATE.characterNotInRepertoire, 'invalid byte sequence for encoding "UTF8": 0x00');
  }
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new ConductError(SQLSTATE.characterNotInRepertoire, 'invalid byte sequence for encoding "UTF8"', { cause });
  }
}

/** digits (base 10,000), weight of the first, sign, display scale, then the digits: sixteen bits each. */
function parseBinaryNumeric(view: DataView): Decimal {
  if (view.byteLength < 8) throw badBinary();
  const digits = view.getUint16(0);
  const weight = view.getInt16(2);
  const sign = view.getUint16(4);
  const scale = view.getUint16(6);
  if (view.byteLength !== 8 + digits * 2) throw badBinary();
  if (sign === NUMERIC_NAN) return { unscaled: 0n, scale: 0, special: 'NaN' };
  if (sign === NUMERIC_INFINITY) return { unscaled: 0n, scale: 0, special: 'Infinity' };
  if (sign === NUMERIC_MINUS_INFINITY) return { unscaled: 0n, scale: 0, special: '-Infinity' };
  if (sign !== 0 && sign !== NUMERIC_NEGATIVE) throw badBinary('invalid sign in external "numeric" value');
  if ((scale & ~DSCALE_MASK) !== 0) throw badBinary('invalid scale in external "numeric" value');
  let text = '';
  for (let index = 0; index < digits; index += 1) {
    const digit = view.getUint16(8 + index * 2);
    if (digit > 9_999) throw badBinary('invalid digit in external "numeric" value');
    text += String(digit).padStart(BASE_DIGITS, '0');
  }
  // The digits stand for text x 10^exponent; numeric_recv cuts them to the display scale.
  const exponent = (weight - digits + 1) * BASE_DIGITS + scale;
  const magnitude = BigInt(text === '' ? '0' : text);
  const unscaled = exponent >= 0 ? magnitude * pow10(exponent) : magnitude / pow10(-exponent);
  return { unscaled: sign === NUMERIC_NEGATIVE ? -unscaled : unscaled, scale };
}

/** The bytes of a value that is not NULL. */
export function formatBinary(type: SqlType, value: Datum): Uint8Array {
  switch (type.kind) {
    case 'bool':
      return Uint8Array.of(value === true ? 1 : 0);
    case 'int2':
      return fixed(2, (view) => view.setInt16(0, numberOf(value)));
    case 'int4':
      return fixed(4, (view) => view.setInt32(0, numberOf(value)));
    case 'oid':
    case 'regproc':
    case 'regprocedure':
    case 'regoper':
    case 'regoperator':
    case 'regclass':
    case 'regtype':
    case 'regconfig':
    case 'regnamespace':
    case 'regrole':
    case 'regcollation':
    case 'xid':
    case 'cid':
      return fixed(4, (view) => view.setUint32(0, numberOf(value)));
    case 'date':
      return fixed(4, (view) => view.setInt32(0, dateInt32(numberOf(value))));
    case 'float4':
      return fixed(4, (view) => view.setFloat32(0, numberOf(value)));
    case 'float8':
      return fixed(8, (view) => view.setFloat64(0, numberOf(value)));
    case 'int8':
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      assert(typeof value === 'bigint', 'a bigint value');
      return fixed(8, (view) => view.setBigInt64(0, value));
    case 'numeric':
      assert(typeof value === 'object' && value !== null && 'unscaled' in value, 'a numeric value');
      return formatBinaryNumeric(value);
    case 'text':
    case 'varchar':
    case 'char':
    case 'name':
    case 'unknown':
      assert(typeof value === 'string', 'a string value');
      return encoder.encode(value);
    case 'interval':
      assert(typeof value === 'object' && value !== null && 'months' in value, 'an interval value');
      return fixed(16, (view) => {
        view.setBigInt64(0, value.micros);
        view.setInt32(8, value.days);
        view.setInt32(12, value.months);
      });
    case 'timetz':
      assert(isTimeWithZone(value), 'a timetz value');
      return fixed(12, (view) => {
        view.setBigInt64(0, value.timeMicros);
        view.setInt32(8, value.zoneWest);
      });
    case 'char1':
    case 'json':
    case 'enum':
    case 'void':
      return encoder.encode(formatText(type, value));
    case 'jsonb':
    case 'jsonpath':
      return Uint8Array.of(JSONB_VERSION, ...encoder.encode(formatText(type, value)));
    case 'bytea':
      assert(value instanceof Uint8Array, 'a bytea value');
      return value;
    case 'uuid':
      assert(typeof value === 'string', 'a uuid value');
      return Buffer.from(value.replaceAll('-', ''), 'hex');
    case 'tid': {
      const [block = '0', offset = '0'] = formatText(type, value).slice(1, -1).split(',');
      return fixed(6, (view) => {
        view.setUint32(0, Number(block));
        view.setUint16(4, Number(offset));
      });
    }
    case 'bit':
    case 'varbit':
      assert(typeof value === 'string', 'a bit string');
      return bitsToBytes(value);
    case 'money':
      assert(typeof value === 'bigint', 'a money value');
      return fixed(8, (view) => view.setBigInt64(0, value));
    case 'pg_lsn':
    case 'xid8':
      assert(typeof value === 'string', 'an unsigned number');
      return Buffer.from(value, 'hex');
    case 'macaddr':
    case 'macaddr8':
      assert(typeof value === 'string', 'a hardware address');
      return Buffer.from(value.replaceAll(':', ''), 'hex');
    case 'inet':
    case 'cidr':
      assert(typeof value === 'string', 'a network address');
      return formatBinaryNetwork(type.kind, value);
    case 'point':
    case 'lseg':
    case 'path':
    case 'box':
    case 'polygon':
    case 'line':
    case 'circle':
      assert(typeof value === 'string', 'a geometric value');
      return formatBinaryGeometry(type.kind, value);
    case 'range':
      return formatBinaryRange(type, value, formatBinary);
    case 'multirange':
      return formatBinaryMultirange(type.range, value, formatBinary);
    case 'array':
      return formatBinaryArray(type.element, value, formatBinary);
    case 'int2vector':
      return formatBinaryArray({ kind: 'int2' }, value, formatBinary);
    case 'oidvector':
      return formatBinaryArray({ kind: 'oid' }, value, formatBinary);
    case 'record':
      return formatBinaryRecord(type, value, formatBinary);
    default:
      return unreachable(type);
  }
}

function fixed(bytes: number, write: (view: DataView) => void): Uint8Array {
  const result = new Uint8Array(bytes);
  write(new DataView(result.buffer));
  return result;
}

function numberOf(value: Datum): number {
  assert(typeof value === 'number', 'a number value');
  return value;
}

function dateInt32(days: number): number {
  if (Number.isFinite(days)) return days;
  return days > 0 ? DATE_INFINITY_INT32 : DATE_MINUS_INFINITY_INT32;
}

const INFINITY_SCALE = 0x20;
const SPECIAL_SIGNS = { NaN: NUMERIC_NAN, Infinity: NUMERIC_INFINITY, '-Infinity': NUMERIC_MINUS_INFINITY } as const;

function formatBinaryNumeric(value: Decimal): Uint8Array {
  if (value.special !== undefined) {
    const sign = SPECIAL_SIGNS[value.special];
    return fixed(8, (view) => {
      view.setUint16(4, sign);
      // What numeric_send takes for a display scale is a bit of the infinities' marks.
      if (value.special !== 'NaN') view.setUint16(6, INFINITY_SCALE);
    });
  }
  const negative = value.unscaled < 0n;
  const plain = (negative ? -value.unscaled : value.unscaled).toString().padStart(value.scale + 1, '0');
  const whole = plain.slice(0, plain.length - value.scale);
  const fraction = plain.slice(plain.length - value.scale);
  const wholeDigits = Math.ceil(whole.length / BASE_DIGITS);
  const padded =
    whole.padStart(wholeDigits * BASE_DIGITS, '0') + fraction.padEnd(Math.ceil(fraction.length / BASE_DIGITS) * BASE_DIGITS, '0');
  const digits: number[] = [];
  for (let at = 0; at < padded.length; at += BASE_DIGITS) digits.push(Number(padded.slice(at, at + BASE_DIGITS)));
  let weight = wholeDigits - 1;
  while (digits[0] === 0) {
    digits.shift();
    weight -= 1;
  }
  while (digits.at(-1) === 0) digits.pop();
  return fixed(8 + digits.length * 2, (view) => {
    view.setUint16(0, digits.length);
    view.setInt16(2, digits.length === 0 ? 0 : weight);
    view.setUint16(4, negative ? NUMERIC_NEGATIVE : 0);
    view.setUint16(6, value.scale);
    for (const [index, digit] of digits.entries()) view.setUint16(8 + index * 2, digit);
  });
}
