/** SQL values as JSON: to_json, row_to_json and all that builds JSON (datum_to_json); the jsonb ones (datum_to_jsonb). */
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { formatJsonDate, formatJsonTimestamp } from './datetime-format.js';
import type { ArrayValue, Datum, RecordValue } from './datum.js';
import { isArrayValue, isRecordValue } from './datum.js';
import { type JsonValue, jsonNumber, jsonObject, parseJsonValue, quoteJson } from './json-value.js';
import { type SqlType, TYPES } from './sql-type.js';
import { formatText } from './text-format.js';

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What a value is in JSON. */
type Encoding = 'literal' | 'number' | 'json' | 'array' | 'record' | 'text';

function encodingOf(type: SqlType): Encoding {
  switch (type.kind) {
    case 'bool':
      return 'literal';
    case 'int2':
    case 'int4':
    case 'int8':
    case 'float4':
    case 'float8':
    case 'numeric':
      return 'number';
    case 'json':
    case 'jsonb':
      return 'json';
    case 'array':
    case 'int2vector':
    case 'oidvector':
      return 'array';
    case 'record':
      return 'record';
    default:
      return 'text';
  }
}

/** The text that is quoted. */
function textOf(type: SqlType, value: Datum): string {
  switch (type.kind) {
    case 'date':
      assert(typeof value === 'number', 'a date');
      return formatJsonDate(value);
    case 'timestamp':
    case 'timestamptz':
      assert(typeof value === 'bigint', 'a timestamp');
      return formatJsonTimestamp(value, type.kind === 'timestamptz');
    default:
      return formatText(type, value);
  }
}

function elementTypeOf(type: SqlType): SqlType {
  if (type.kind === 'array') return type.element;
  return type.kind === 'int2vector' ? TYPES.int2 : TYPES.oid;
}

/** json: `pretty` puts line feeds between the elements of the outermost level. */
export function encodeJson(type: SqlType, value: Datum, pretty = false): string {
  if (value === null) return 'null';
  switch (encodingOf(type)) {
    case 'literal':
      return value === true ? 'true' : 'false';
    case 'number': {
      const text = formatText(type, value);
      return JSON_NUMBER.test(text) ? text : quoteJson(text);
    }
    case 'json':
      return formatText(type, value);
    case 'array':
      assert(isArrayValue(value), 'an array');
      return encodeArray(elementTypeOf(type), value, pretty);
    case 'record':
      assert(isRecordValue(value), 'a record');
      return encodeRecord(type, value, pretty);
    default:
      return quoteJson(textOf(type, value));
  }
}

function encodeArray(element: SqlType, { dimensions, elements }: ArrayValue, pretty: boolean): string {
  if (elements.length === 0) return '[]';
  let at = 0;
  const level = (depth: number): string => {
    const parts: string[] = [];
    const length = known(dimensions[depth], 'dimension').length;
    for (let index = 0; index < length; index += 1) {
      if (depth + 1 < dimensions.length) parts.push(level(depth + 1));
      else {
        parts.push(encodeJson(element, elements[at] ?? null));
        at += 1;
      }
    }
    return `[${parts.join(pretty && depth === 0 ? ',\n ' : ',')}]`;
  };
  return level(0);
}

function encodeRecord(type: SqlType, { fields }: RecordValue, pretty: boolean): string {
  const parts = fields.map((field, index) => {
    const { name, type: fieldType } = fieldOf(type, index);
    return `${quoteJson(name)}:${encodeJson(fieldType, field)}`;
  });
  return `{${parts.join(pretty ? ',\n ' : ',')}}`;
}

function fieldOf(type: SqlType, index: number): { readonly name: string; readonly type: SqlType } {
  const field = type.kind === 'record' ? type.fields[index] : undefined;
  return field ?? { name: `f${index + 1}`, type: TYPES.text };
}

/** jsonb. */
export function jsonValueOf(type: SqlType, value: Datum): JsonValue {
  if (value === null) return null;
  switch (encodingOf(type)) {
    case 'literal':
      return value === true;
    case 'number': {
      const text = formatText(type, value);
      return JSON_NUMBER.test(text) ? jsonNumber(text) : text;
    }
    case 'json':
      assert(typeof value === 'string', 'json');
      return parseJsonValue(value);
    case 'array':
      assert(isArrayValue(value), 'an array');
      return arrayValueOf(elementTypeOf(type), value);
    case 'record':
      assert(isRecordValue(value), 'a record');
      return jsonObject(
        value.fields.map((field, index) => {
          const { name, type: fieldType } = fieldOf(type, index);
          return [name, jsonValueOf(fieldType, field)] as const;
        }),
      );
    default:
      return textOf(type, value);
  }
}

function arrayValueOf(element: SqlType, { dimensions, elements }: ArrayValue): JsonValue {
  if (elements.length === 0) return [];
  let at = 0;
  const level = (depth: number): JsonValue => {
    const length = known(dimensions[depth], 'dimension').length;
    return Array.from({ length }, () => {
      if (depth + 1 < dimensions.length) return level(depth + 1);
      at += 1;
      return jsonValueOf(element, elements[at - 1] ?? null);
    });
  };
  return level(0);
}

/** The text of an object's key: of scalar values alone. */
export function jsonKey(type: SqlType, value: Datum): string {
  const encoding = encodingOf(type);
  if (encoding === 'array' || encoding === 'record' || encoding === 'json') {
    throw new ConductError(SQLSTATE.invalidParameterValue, 'key value must be scalar, not array, composite, or json');
  }
  return encoding === 'literal' ? (value === true ? 'true' : 'false') : textOf(type, value);
}

/** Arrays and records, between which json_agg puts line feeds. */
export function isJsonContainerType(type: SqlType): boolean {
  const encoding = encodingOf(type);
  return encoding === 'array' || encoding === 'record';
}
