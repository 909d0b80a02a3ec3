/** Text forms of every type: input functions with PostgreSQL's messages, and output functions. */
import { assert, unreachable } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { formatArray, parseArray, parseVector } from './array-text.js';
import { applyBitLength, parseBits } from './bits.js';
import { formatDate, formatTime, formatTimestamp, formatTimestampTz, formatTimeTz } from './datetime-format.js';
import { parseDate, parseTime, parseTimestamp, parseTimestampTz, parseTimeTz } from './datetime-parse.js';
import type { Datum } from './datum.js';
import { isArrayValue, isRecordValue, isTimeWithZone } from './datum.js';
import { applyNumericTypmod, formatDecimal, parseDecimal, trimSpaces } from './decimal.js';
import { formatFloat4, formatFloat8, parseFloatText } from './float.js';
import { parseGeometry } from './geometry.js';
import { formatInterval } from './interval-format.js';
import { parseInterval } from './interval-parse.js';
import { parseJson } from './json-text.js';
import { parseJsonb } from './json-value.js';
import { canonicalJsonPath } from './jsonpath-parse.js';
import { formatLogPosition, parseLogPosition, parseTransactionId, unsignedOfKey } from './log-position.js';
import { formatMoney, parseMoney } from './money.js';
import { formatNetwork, parseMac, parseMac8, parseNetwork } from './network.js';
import { formatMultirange, formatRange, parseMultirange, parseRange } from './range-text.js';
import { formatRecord, parseRecord } from './record-text.js';
import {
  formatBytea,
  formatEnum,
  formatRegOid,
  parseBytea,
  parseChar1,
  parseEnum,
  parseRegOid,
  parseTid,
  parseUuid,
} from './scalar-text.js';
import type { SqlType } from './sql-type.js';
import { applyStringLength } from './string-length.js';
import { formatKind } from './type-name.js';

/** The type's input function, modifiers applied as an assignment does (too long a string: 22001). */
export function parseText(type: SqlType, text: string): Datum {
  switch (type.kind) {
    case 'bool':
      return parseBool(text);
    case 'int2':
      return parseSmallInteger(text, 'int2', -0x8000, 0x7fff);
    case 'int4':
      return parseSmallInteger(text, 'int4', -0x8000_0000, 0x7fff_ffff);
    case 'int8':
      return parseBigInteger(text);
    case 'oid':
      return parseSmallInteger(text, 'oid', -0x8000_0000, 0xffff_ffff) >>> 0;
    case 'float4':
    case 'float8':
      return parseFloatText(text, type.kind);
    case 'numeric': {
      const value = parseDecimal(text);
      return type.precision === null ? value : applyNumericTypmod(value, type.precision, type.scale ?? 0);
    }
    case 'text':
    case 'unknown':
      return text;
    case 'varchar':
    case 'char':
    case 'name':
      return applyStringLength(text, type, false);
    case 'date':
      return parseDate(text);
    case 'timestamp':
      return parseTimestamp(text, type.precision);
    case 'interval':
      return parseInterval(text, type.fields, type.precision);
    case 'time':
      return parseTime(text, type.precision);
    case 'timetz':
      return parseTimeTz(text, type.precision);
    case 'timestamptz':
      return parseTimestampTz(text, type.precision);
    case 'xid':
    case 'cid':
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
      return parseRegOid(type, text);
    case 'char1':
      return parseChar1(text);
    case 'bytea':
      return parseBytea(text);
    case 'uuid':
      return parseUuid(text);
    case 'tid':
      return parseTid(text);
    case 'inet':
    case 'cidr':
      return parseNetwork(type.kind, text);
    case 'macaddr':
      return parseMac(text);
    case 'macaddr8':
      return parseMac8(text);
    case 'pg_lsn':
      return parseLogPosition(text);
    case 'xid8':
      return parseTransactionId(text);
    case 'money':
      return parseMoney(text);
    case 'point':
    case 'lseg':
    case 'path':
    case 'box':
    case 'polygon':
    case 'line':
    case 'circle':
      return parseGeometry(type.kind, text);
    case 'range':
      return parseRange(type, text, parseText);
    case 'multirange':
      return parseMultirange(type.range, text, parseText);
    case 'json':
      return parseJson(text);
    case 'jsonb':
      return parseJsonb(text);
    case 'jsonpath':
      return canonicalJsonPath(text);
    case 'bit':
    case 'varbit':
      return applyBitLength(parseBits(text), type, false);
    case 'enum':
      return parseEnum(type, text);
    case 'array':
      return parseArray(type.element, text, (element) => parseText(type.element, element));
    case 'int2vector':
    case 'oidvector':
      return parseVector(type.kind, text);
    case 'record':
      return parseRecord(type, text, parseText);
    case 'void':
      return '';
    default:
      return unreachable(type);
  }
}

function invalidSyntax(type: SqlType['kind'], text: string): ConductError {
  return new ConductError(SQLSTATE.invalidTextRepresentation, `invalid input syntax for type ${formatKind(type)}: "${text}"`);
}

/** Any unambiguous beginning of true, false, yes, no, on, off; 1 and 0. */
function parseBool(text: string): boolean {
  const word = trimSpaces(text).toLowerCase();
  if (word !== '') {
    if ('true'.startsWith(word) || 'yes'.startsWith(word) || word === 'on' || word === '1') return true;
    if ('false'.startsWith(word) || 'no'.startsWith(word) || word === 'of' || word === 'off' || word === '0') return false;
  }
  throw invalidSyntax('bool', text);
}

const INTEGER_PATTERN = /^[ \t\n\v\f\r]*([+-]?)(\d+)[ \t\n\v\f\r]*$/;

function outOfRange(text: string, type: SqlType['kind']): ConductError {
  return new ConductError(SQLSTATE.numericValueOutOfRange, `value "${text}" is out of range for type ${formatKind(type)}`);
}

function parseSmallInteger(text: string, kind: 'int2' | 'int4' | 'oid', min: number, max: number): number {
  const match = INTEGER_PATTERN.exec(text);
  if (match === null) throw invalidSyntax(kind, text);
  const value = Number(match[2]) * (match[1] === '-' ? -1 : 1) + 0;
  if (value < min || value > max) throw outOfRange(text, kind);
  return value;
}

function parseBigInteger(text: string): bigint {
  const match = INTEGER_PATTERN.exec(text);
  if (match === null) throw invalidSyntax('int8', text);
  const size = BigInt(match[2] ?? '0');
  const value = match[1] === '-' ? -size : size;
  if (BigInt.asIntN(64, value) !== value) throw outOfRange(text, 'int8');
  return value;
}

/** The type's output function, for a value that is not NULL. char(n) comes padded. */
export function formatText(type: SqlType, value: Datum): string {
  switch (type.kind) {
    case 'bool':
      return value === true ? 't' : 'f';
    case 'int2':
    case 'int4':
    case 'int8':
    case 'oid':
    case 'xid':
    case 'cid':
      return String(value);
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
      return formatRegOid(type, value);
    case 'float4':
      assert(typeof value === 'number', 'a float4 value');
      return formatFloat4(value);
    case 'float8':
      assert(typeof value === 'number', 'a float8 value');
      return formatFloat8(value);
    case 'numeric':
      assert(typeof value === 'object' && value !== null && 'unscaled' in value, 'a numeric value');
      return formatDecimal(value);
    case 'text':
    case 'varchar':
    case 'char':
    case 'name':
    case 'char1':
    case 'uuid':
    case 'tid':
    case 'json':
    case 'jsonpath':
    case 'jsonb':
    case 'macaddr':
    case 'macaddr8':
    case 'point':
    case 'lseg':
    case 'path':
    case 'box':
    case 'polygon':
    case 'line':
    case 'circle':
    case 'bit':
    case 'varbit':
    case 'void':
    case 'unknown':
      assert(typeof value === 'string', 'a string value');
      return value;
    case 'inet':
    case 'cidr':
      assert(typeof value === 'string', 'a network address');
      return formatNetwork(type.kind, value);
    case 'pg_lsn':
      assert(typeof value === 'string', 'a pg_lsn value');
      return formatLogPosition(value);
    case 'xid8':
      assert(typeof value === 'string', 'an xid8 value');
      return unsignedOfKey(value).toString();
    case 'money':
      assert(typeof value === 'bigint', 'a money value');
      return formatMoney(value);
    case 'range':
      return formatRange(type, value, formatText);
    case 'multirange':
      return formatMultirange(type.range, value, formatText);
    case 'date':
      assert(typeof value === 'number', 'a date value');
      return formatDate(value);
    case 'timestamp':
      assert(typeof value === 'bigint', 'a timestamp value');
      return formatTimestamp(value);
    case 'interval':
      assert(typeof value === 'object' && value !== null && 'months' in value, 'an interval value');
      return formatInterval(value);
    case 'time':
      assert(typeof value === 'bigint', 'a time value');
      return formatTime(value);
    case 'timetz':
      assert(isTimeWithZone(value), 'a timetz value');
      return formatTimeTz(value);
    case 'timestamptz':
      assert(typeof value === 'bigint', 'a timestamptz value');
      return formatTimestampTz(value);
    case 'bytea':
      assert(value instanceof Uint8Array, 'a bytea value');
      return formatBytea(value);
    case 'enum':
      return formatEnum(type, value);
    case 'array':
      assert(isArrayValue(value), 'an array value');
      return formatArray(type.element, value, (element) => formatText(type.element, element));
    case 'int2vector':
    case 'oidvector':
      assert(isArrayValue(value), 'a vector value');
      return value.elements.join(' ');
    case 'record':
      assert(isRecordValue(value), 'a record value');
      return formatRecord(type, value, formatText);
    default:
      return unreachable(type);
  }
}
