/** Making json and jsonb of SQL values: to_json, row_to_json, json_build_object, json_object and theirs. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { ArrayValue, Datum } from '../types/datum.js';
import { encodeJson, jsonKey, jsonValueOf } from '../types/json-encode.js';
import { formatJsonValue, type JsonValue, jsonObject, quoteJson } from '../types/json-value.js';
import type { SqlType } from '../types/sql-type.js';
import { arrayArg, define } from './define.js';
import type { FunctionEntry } from './function-entry.js';
import { typeAt, wrongJson } from './json-access.js';

const ANY = { strict: false, variadic: true, volatility: 'stable' } as const;
const STABLE = { volatility: 'stable' } as const;

function pairs(name: string, args: readonly Datum[]): void {
  if (args.length % 2 === 0) return;
  throw new ConductError(SQLSTATE.invalidParameterValue, 'argument list must have even number of elements', {
    hint: `The arguments of ${name}() must consist of alternating keys and values.`,
  });
}

function keyAt(args: readonly Datum[], types: readonly SqlType[], index: number, error: () => ConductError): string {
  const value = args[index] ?? null;
  if (value === null) throw error();
  return jsonKey(typeAt(types, index), value);
}

function buildJsonObject(args: readonly Datum[], types: readonly SqlType[]): string {
  pairs('json_build_object', args);
  const parts: string[] = [];
  for (let index = 0; index < args.length; index += 2) {
    const key = keyAt(
      args,
      types,
      index,
      () =>
        new ConductError(SQLSTATE.invalidParameterValue, `argument ${index + 1} cannot be null`, { hint: 'Object keys should be text.' }),
    );
    parts.push(`${quoteJson(key)} : ${encodeJson(typeAt(types, index + 1), args[index + 1] ?? null)}`);
  }
  return `{${parts.join(', ')}}`;
}

function buildJsonbObject(args: readonly Datum[], types: readonly SqlType[]): string {
  pairs('jsonb_build_object', args);
  const entries: (readonly [string, JsonValue])[] = [];
  for (let index = 0; index < args.length; index += 2) {
    const key = keyAt(args, types, index, () => wrongJson(`argument ${index + 1}: key must not be null`));
    entries.push([key, jsonValueOf(typeAt(types, index + 1), args[index + 1] ?? null)]);
  }
  return formatJsonValue(jsonObject(entries));
}

const VALUES: readonly FunctionEntry[] = [
  define('to_json', ['anyelement'], 'json', 'A value as json.', (args, types) => encodeJson(typeAt(types, 0), args[0] ?? null), STABLE),
  define(
    'to_jsonb',
    ['anyelement'],
    'jsonb',
    'A value as jsonb.',
    (args, types) => formatJsonValue(jsonValueOf(typeAt(types, 0), args[0] ?? null)),
    STABLE,
  ),
  define(
    'array_to_json',
    ['anyarray'],
    'json',
    'An array as json.',
    (args, types) => encodeJson(typeAt(types, 0), args[0] ?? null),
    STABLE,
  ),
  define(
    'array_to_json',
    ['anyarray', 'bool'],
    'json',
    'An array as json, its elements on lines of their own where asked for.',
    (args, types) => encodeJson(typeAt(types, 0), args[0] ?? null, args[1] === true),
    STABLE,
  ),
  define(
    'row_to_json',
    ['record'],
    'json',
    'A row as a json object.',
    (args, types) => encodeJson(typeAt(types, 0), args[0] ?? null),
    STABLE,
  ),
  define(
    'row_to_json',
    ['record', 'bool'],
    'json',
    'A row as a json object, its fields on lines of their own where asked for.',
    (args, types) => encodeJson(typeAt(types, 0), args[0] ?? null, args[1] === true),
    STABLE,
  ),
  define('json_build_array', [], 'json', 'An empty json array.', () => '[]', STABLE),
  define(
    'json_build_array',
    ['any'],
    'json',
    'A json array of the arguments.',
    (args, types) => `[${args.map((arg, index) => encodeJson(typeAt(types, index), arg)).join(', ')}]`,
    ANY,
  ),
  define('jsonb_build_array', [], 'jsonb', 'An empty jsonb array.', () => '[]', STABLE),
  define(
    'jsonb_build_array',
    ['any'],
    'jsonb',
    'A jsonb array of the arguments.',
    (args, types) => formatJsonValue(args.map((arg, index) => jsonValueOf(typeAt(types, index), arg))),
    ANY,
  ),
  define('json_build_object', [], 'json', 'An empty json object.', () => '{}', STABLE),
  define('json_build_object', ['any'], 'json', 'A json object of keys and values in turn.', buildJsonObject, ANY),
  define('jsonb_build_object', [], 'jsonb', 'An empty jsonb object.', () => '{}', STABLE),
  define('jsonb_build_object', ['any'], 'jsonb', 'A jsonb object of keys and values in turn.', buildJsonbObject, ANY),
];

// Of arrays of texts -----------------------------------------------------------------------------------------------------------

function subscripts(message: string): ConductError {
  return new ConductError(SQLSTATE.arraySubscriptError, message);
}

type Entry = readonly [string, string | null];

/** Keys and values in turn, or pairs of them. */
function entriesOfOne({ dimensions, elements }: ArrayValue): readonly Entry[] {
  const [outer, inner] = dimensions;
  if (outer === undefined) return [];
  if (dimensions.length > 2) throw subscripts('wrong number of array subscripts');
  if (inner === undefined && outer.length % 2 === 1) throw subscripts('array must have even number of elements');
  if (inner !== undefined && inner.length !== 2) throw subscripts('array must have two columns');
  const entries: Entry[] = [];
  for (let index = 0; index < elements.length; index += 2) entries.push(entry(elements[index] ?? null, elements[index + 1] ?? null));
  return entries;
}

function entriesOfTwo(keys: ArrayValue, values: ArrayValue): readonly Entry[] {
  if (keys.dimensions.length > 1 || keys.dimensions.length !== values.dimensions.length) {
    throw subscripts('wrong number of array subscripts');
  }
  if (keys.elements.length !== values.elements.length) throw subscripts('mismatched array dimensions');
  return keys.elements.map((key, index) => entry(key, values.elements[index] ?? null));
}

function entry(key: Datum, value: Datum): Entry {
  if (key === null) throw new ConductError(SQLSTATE.nullValueNotAllowed, 'null value not allowed for object key');
  return [String(key), value === null ? null : String(value)];
}

function jsonOfEntries(entries: readonly Entry[]): string {
  return `{${entries.map(([key, value]) => `${quoteJson(key)} : ${value === null ? 'null' : quoteJson(value)}`).join(', ')}}`;
}

const OBJECT_DOC = 'An object of keys and values, texts all.';

const OBJECTS: readonly FunctionEntry[] = (['json', 'jsonb'] as const).flatMap((kind) => {
  const make = (entries: readonly Entry[]): string => (kind === 'json' ? jsonOfEntries(entries) : formatJsonValue(jsonObject(entries)));
  return [
    define(`${kind}_object`, ['text[]'], kind, OBJECT_DOC, (args) => make(entriesOfOne(arrayArg(args, 0)))),
    define(`${kind}_object`, ['text[]', 'text[]'], kind, OBJECT_DOC, (args) => make(entriesOfTwo(arrayArg(args, 0), arrayArg(args, 1)))),
  ];
});

export const JSON_BUILD_FUNCTIONS: readonly FunctionEntry[] = [...VALUES, ...OBJECTS];
