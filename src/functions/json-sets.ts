/** Set-returning functions of json and jsonb: elements, fields and keys as rows. */
import type { Datum } from '../types/datum.js';
import type { JsonNode } from '../types/json-text.js';
import { formatJsonValue, isJsonArray, isJsonObject, type JsonValue, jsonAsText } from '../types/json-value.js';
import { type SqlType, TYPES } from '../types/sql-type.js';
import { textArg } from './define.js';
import { jsonArg, nodeArg, nodeAsText, nodeText, wrongJson } from './json-access.js';
import type { SetFunctionEntry } from './set-function-entry.js';

type Kind = 'json' | 'jsonb';

function entry(
  kind: Kind,
  name: string,
  columns: readonly (readonly [string | null, SqlType])[],
  doc: string,
  rows: (args: readonly Datum[]) => Iterable<readonly Datum[]>,
): SetFunctionEntry {
  const named = columns.map(([column, type]) => ({ name: column, type }));
  return { name, args: [kind], columns: () => named, strict: true, doc, rows };
}

function isScalar(node: JsonNode): boolean {
  return node.kind !== 'array' && node.kind !== 'object';
}

function nodeItems(args: readonly Datum[], name: string): readonly JsonNode[] {
  const node = nodeArg(args, 0);
  if (node.kind === 'array') return node.items;
  throw wrongJson(`cannot call ${name} on a ${isScalar(node) ? 'scalar' : 'non-array'}`);
}

function nodeFields(args: readonly Datum[]): readonly (readonly [string, JsonNode])[] {
  const node = nodeArg(args, 0);
  if (node.kind === 'object') return node.entries;
  throw wrongJson(`cannot deconstruct ${isScalar(node) ? 'a scalar' : 'an array as an object'}`);
}

function items(args: readonly Datum[]): readonly JsonValue[] {
  const value = jsonArg(args, 0);
  if (isJsonArray(value)) return value;
  throw wrongJson(`cannot extract elements from ${isJsonObject(value) ? 'an object' : 'a scalar'}`);
}

function fields(args: readonly Datum[], name: string): Iterable<readonly [string, JsonValue]> {
  const value = jsonArg(args, 0);
  if (isJsonObject(value)) return value;
  throw wrongJson(`cannot call ${name} on a non-object`);
}

function keysOfJson(args: readonly Datum[]): readonly (readonly Datum[])[] {
  const node = nodeArg(args, 0);
  if (node.kind === 'object') return node.entries.map(([key]) => [key]);
  throw wrongJson(`cannot call json_object_keys on ${isScalar(node) ? 'a scalar' : 'an array'}`);
}

function keysOfJsonb(args: readonly Datum[]): readonly (readonly Datum[])[] {
  const value = jsonArg(args, 0);
  if (isJsonObject(value)) return [...value.keys()].map((key) => [key]);
  throw wrongJson(`cannot call jsonb_object_keys on ${isJsonArray(value) ? 'an array' : 'a scalar'}`);
}

const ELEMENTS = 'The elements of an array.';
const ELEMENT_TEXTS = 'The elements of an array, as texts.';
const FIELDS = 'The fields of an object.';
const FIELD_TEXTS = 'The fields of an object, their values as texts.';
const KEYS = 'The keys of an object.';

export const JSON_SET_FUNCTIONS: readonly SetFunctionEntry[] = [
  entry('json', 'json_array_elements', [['value', TYPES.json]], ELEMENTS, (args) =>
    nodeItems(args, 'json_array_elements').map((node) => [nodeText(textArg(args, 0), node)]),
  ),
  entry('json', 'json_array_elements_text', [['value', TYPES.text]], ELEMENT_TEXTS, (args) =>
    nodeItems(args, 'json_array_elements_text').map((node) => [nodeAsText(textArg(args, 0), node)]),
  ),
  entry('jsonb', 'jsonb_array_elements', [['value', TYPES.jsonb]], ELEMENTS, (args) => items(args).map((item) => [formatJsonValue(item)])),
  entry('jsonb', 'jsonb_array_elements_text', [['value', TYPES.text]], ELEMENT_TEXTS, (args) =>
    items(args).map((item) => [jsonAsText(item)]),
  ),
  entry(
    'json',
    'json_each',
    [
      ['key', TYPES.text],
      ['value', TYPES.json],
    ],
    FIELDS,
    (args) => nodeFields(args).map(([key, node]) => [key, nodeText(textArg(args, 0), node)]),
  ),
  entry(
    'json',
    'json_each_text',
    [
      ['key', TYPES.text],
      ['value', TYPES.text],
    ],
    FIELD_TEXTS,
    (args) => nodeFields(args).map(([key, node]) => [key, nodeAsText(textArg(args, 0), node)]),
  ),
  entry(
    'jsonb',
    'jsonb_each',
    [
      ['key', TYPES.text],
      ['value', TYPES.jsonb],
    ],
    FIELDS,
    (args) => [...fields(args, 'jsonb_each')].map(([key, value]) => [key, formatJsonValue(value)]),
  ),
  entry(
    'jsonb',
    'jsonb_each_text',
    [
      ['key', TYPES.text],
      ['value', TYPES.text],
    ],
    FIELD_TEXTS,
    (args) => [...fields(args, 'jsonb_each_text')].map(([key, value]) => [key, jsonAsText(value)]),
  ),
  entry('json', 'json_object_keys', [[null, TYPES.text]], KEYS, keysOfJson),
  entry('jsonb', 'jsonb_object_keys', [[null, TYPES.text]], KEYS, keysOfJsonb),
];
