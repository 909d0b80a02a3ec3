/** Looking into json and jsonb: -> ->> #> #>> and their names, ?, @>, lengths and kinds. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { ArrayValue, Datum } from '../types/datum.js';
import { jsonKeyOf } from '../types/json-key.js';
import { type JsonNode, jsonNodes } from '../types/json-text.js';
import {
  compareJson,
  formatJsonValue,
  isJsonArray,
  isJsonObject,
  isJsonScalar,
  type JsonArray,
  type JsonValue,
  jsonAsText,
  jsonKind,
  parseJsonValue,
  sameJson,
} from '../types/json-value.js';
import type { SqlType } from '../types/sql-type.js';
import { aliases, arrayArg, define, textArg } from './define.js';
import type { ArgSpec, FunctionEntry } from './function-entry.js';

export function jsonArg(args: readonly Datum[], index: number): JsonValue {
  return parseJsonValue(textArg(args, index));
}

export function nodeArg(args: readonly Datum[], index: number): JsonNode {
  return jsonNodes(textArg(args, index));
}

/** A step of a path: a key, or a subscript. */
type Step = string | number;

const INTEGER = /^[ \t\n\v\f\r]*[+-]?\d+$/;

/** A path's text as a subscript; undefined where it is none. */
export function subscriptOf(step: string): number | undefined {
  if (!INTEGER.test(step)) return undefined;
  const value = Number(step);
  return value >= -0x8000_0000 && value <= 0x7fff_ffff ? value : undefined;
}

function place(length: number, subscript: number): number {
  return subscript < 0 ? length + subscript : subscript;
}

// jsonb ----------------------------------------------------------------------------------------------------------------------

function member(value: JsonValue, step: Step, isPath: boolean): JsonValue | undefined {
  if (isJsonObject(value)) return typeof step === 'string' ? value.get(step) : undefined;
  // What stands alone is an array of one to subscripts, not to paths.
  if (!isJsonArray(value)) return typeof step === 'number' && place(1, step) === 0 ? value : undefined;
  const subscript = typeof step === 'number' ? step : isPath ? subscriptOf(step) : undefined;
  return subscript === undefined ? undefined : value[place(value.length, subscript)];
}

function follow(value: JsonValue, path: readonly string[]): JsonValue | undefined {
  let at: JsonValue | undefined = value;
  for (const step of path) {
    at = at === undefined ? undefined : member(at, step, true);
    if (at === undefined) return undefined;
  }
  return at;
}

function shown(value: JsonValue | undefined, asText: boolean): Datum {
  if (value === undefined) return null;
  return asText ? jsonAsText(value) : formatJsonValue(value);
}

// json -----------------------------------------------------------------------------------------------------------------------

export function nodeText(text: string, node: JsonNode): string {
  return text.slice(node.start, node.end);
}

/** As ->> gives it: NULL for null, strings without quotes. */
export function nodeAsText(text: string, node: JsonNode): string | null {
  if (node.kind === 'null') return null;
  return node.kind === 'string' ? node.value : nodeText(text, node);
}

/** Of duplicates the last one that leads to the end. */
function followNode(node: JsonNode, path: readonly Step[], isPath: boolean): JsonNode | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return node;
  if (node.kind === 'array') {
    const subscript = typeof step === 'number' ? step : isPath ? subscriptOf(step) : undefined;
    const item = subscript === undefined ? undefined : node.items[place(node.items.length, subscript)];
    return item === undefined ? undefined : followNode(item, rest, isPath);
  }
  if (node.kind !== 'object') return undefined;
  for (let index = node.entries.length - 1; index >= 0; index -= 1) {
    const entry = node.entries[index];
    if (entry === undefined || entry[0] !== step) continue;
    const found = followNode(entry[1], rest, isPath);
    if (found !== undefined) return found;
  }
  return undefined;
}

function shownNode(text: string, node: JsonNode | undefined, asText: boolean): Datum {
  if (node === undefined) return null;
  return asText ? nodeAsText(text, node) : nodeText(text, node);
}

// Entries --------------------------------------------------------------------------------------------------------------------

type Kind = 'json' | 'jsonb';
const KINDS: readonly Kind[] = ['json', 'jsonb'];

function accessor(kind: Kind, name: string, step: 'text' | 'int4', asText: boolean): FunctionEntry {
  const doc = `${step === 'text' ? 'The field of an object' : 'The element of an array'}${asText ? ', as text' : ''}.`;
  return define(name, [kind, step], asText ? 'text' : kind, doc, (args) => {
    const at = args[1] as Step;
    if (kind === 'jsonb') return shown(member(jsonArg(args, 0), at, false), asText);
    return shownNode(textArg(args, 0), followNode(nodeArg(args, 0), [at], false), asText);
  });
}

/** NULL where an element of the path is. */
function pathAccess(kind: Kind, path: readonly Datum[], args: readonly Datum[], asText: boolean): Datum {
  if (path.includes(null)) return null;
  const steps = path as readonly string[];
  if (kind === 'jsonb') return shown(follow(jsonArg(args, 0), steps), asText);
  return shownNode(textArg(args, 0), followNode(nodeArg(args, 0), steps, true), asText);
}

function pathOperator(kind: Kind, name: string, asText: boolean): FunctionEntry {
  const doc = `The value at a path${asText ? ', as text' : ''}.`;
  return define(name, [kind, 'text[]'], asText ? 'text' : kind, doc, (args) => pathAccess(kind, arrayArg(args, 1).elements, args, asText));
}

function pathFunction(kind: Kind, name: string, asText: boolean): readonly FunctionEntry[] {
  const doc = `The value at a path of keys and subscripts${asText ? ', as text' : ''}.`;
  return [
    define(name, [kind, 'text'], asText ? 'text' : kind, doc, (args) => pathAccess(kind, args.slice(1), args, asText), {
      variadic: true,
    }),
  ];
}

const ACCESS: readonly FunctionEntry[] = KINDS.flatMap((kind) => [
  ...aliases(['->', `${kind}_object_field`], (name) => accessor(kind, name, 'text', false)),
  ...aliases(['->>', `${kind}_object_field_text`], (name) => accessor(kind, name, 'text', true)),
  ...aliases(['->', `${kind}_array_element`], (name) => accessor(kind, name, 'int4', false)),
  ...aliases(['->>', `${kind}_array_element_text`], (name) => accessor(kind, name, 'int4', true)),
  pathOperator(kind, '#>', false),
  pathOperator(kind, '#>>', true),
  ...pathFunction(kind, `${kind}_extract_path`, false),
  ...pathFunction(kind, `${kind}_extract_path_text`, true),
]);

export function wrongJson(message: string, detail?: string): ConductError {
  return new ConductError(SQLSTATE.invalidParameterValue, message, detail === undefined ? {} : { detail });
}

function lengthOf(kind: 'array' | 'object' | 'other', length: number): number {
  if (kind === 'array') return length;
  throw wrongJson(`cannot get array length of a ${kind === 'object' ? 'non-array' : 'scalar'}`);
}

const KIND_FUNCTIONS: readonly FunctionEntry[] = [
  define('jsonb_cmp', ['jsonb', 'jsonb'], 'int4', 'The order of two values: -1, 0 or 1.', (args) =>
    compareJson(jsonArg(args, 0), jsonArg(args, 1)),
  ),
  define(
    'json_typeof',
    ['json'],
    'text',
    'The kind of a value: object, array, string, number, boolean or null.',
    (args) => nodeArg(args, 0).kind,
  ),
  define('jsonb_typeof', ['jsonb'], 'text', 'The kind of a value: object, array, string, number, boolean or null.', (args) =>
    jsonKind(jsonArg(args, 0)),
  ),
  define('json_array_length', ['json'], 'int4', 'Number of elements of an array.', (args) => {
    const node = nodeArg(args, 0);
    return lengthOf(node.kind === 'array' || node.kind === 'object' ? node.kind : 'other', node.kind === 'array' ? node.items.length : 0);
  }),
  define('jsonb_array_length', ['jsonb'], 'int4', 'Number of elements of an array.', (args) => {
    const value = jsonArg(args, 0);
    return lengthOf(isJsonArray(value) ? 'array' : isJsonObject(value) ? 'object' : 'other', isJsonArray(value) ? value.length : 0);
  }),
];

// Containment and existence --------------------------------------------------------------------------------------------------

/** A scalar that stands alone is contained in an array that has it, and contains itself. */
function contains(value: JsonValue, wanted: JsonValue): boolean {
  if (isJsonObject(value) !== isJsonObject(wanted)) return false;
  if (isJsonScalar(value)) return isJsonScalar(wanted) && sameJson(value, wanted);
  return containsInside(value, isJsonScalar(wanted) ? [wanted] : wanted);
}

function containsInside(value: JsonValue, wanted: JsonValue): boolean {
  if (isJsonObject(value)) {
    if (!isJsonObject(wanted) || value.size < wanted.size) return false;
    for (const [key, item] of wanted) {
      const own = value.get(key);
      if (own === undefined || !containsInside(own, item)) return false;
    }
    return true;
  }
  if (isJsonArray(value)) return isJsonArray(wanted) && wanted.every((item) => hasElement(value, item));
  return isJsonScalar(wanted) && sameJson(value, wanted);
}

function hasElement(items: JsonArray, wanted: JsonValue): boolean {
  return items.some((item) => containsInside(item, wanted));
}

/** A key, or an element that is this string; a string that stands alone is an array of one. */
function exists(value: JsonValue, key: Datum): boolean {
  if (isJsonObject(value)) return value.has(String(key));
  return isJsonArray(value) ? value.includes(String(key)) : value === key;
}

function keysOf({ elements }: ArrayValue): readonly Datum[] {
  return elements.filter((element) => element !== null);
}

function test(names: readonly string[], right: ArgSpec, doc: string, evaluate: (args: readonly Datum[]) => boolean): FunctionEntry[] {
  return aliases(names, (name) => define(name, ['jsonb', right], 'bool', doc, evaluate));
}

const TESTS: readonly FunctionEntry[] = [
  ...test(['@>', 'jsonb_contains'], 'jsonb', 'Whether the left value contains the right one.', (args) =>
    contains(jsonArg(args, 0), jsonArg(args, 1)),
  ),
  ...test(['<@', 'jsonb_contained'], 'jsonb', 'Whether the right value contains the left one.', (args) =>
    contains(jsonArg(args, 1), jsonArg(args, 0)),
  ),
  ...test(['?', 'jsonb_exists'], 'text', 'Whether a text is a key of an object or an element of an array.', (args) =>
    exists(jsonArg(args, 0), args[1] ?? null),
  ),
  ...test(['?|', 'jsonb_exists_any'], 'text[]', 'Whether any of the texts is a key or an element.', (args) => {
    const value = jsonArg(args, 0);
    return keysOf(arrayArg(args, 1)).some((key) => exists(value, key));
  }),
  ...test(['?&', 'jsonb_exists_all'], 'text[]', 'Whether all of the texts are keys or elements.', (args) => {
    const value = jsonArg(args, 0);
    return keysOf(arrayArg(args, 1)).every((key) => exists(value, key));
  }),
];

/** What ORDER BY sorts by. */
const KEY: FunctionEntry = define('conduct_json_key', ['jsonb'], 'text', 'A text whose order is the order of jsonb values.', (args) =>
  jsonKeyOf(jsonArg(args, 0)),
);

/** x['a'][1] of jsonb: a path of texts. */
const SUBSCRIPT: FunctionEntry = define(
  '$json_subscript',
  ['jsonb', 'text'],
  'jsonb',
  'The value at the subscripts.',
  (args) => pathAccess('jsonb', args.slice(1), args, false),
  { variadic: true },
);

export const JSON_ACCESS_FUNCTIONS: readonly FunctionEntry[] = [...ACCESS, ...KIND_FUNCTIONS, ...TESTS, SUBSCRIPT, KEY];

/** Of a call with VARIADIC "any": the types as they came. */
export function typeAt(types: readonly SqlType[], index: number): SqlType {
  return types[index] ?? { kind: 'text' };
}
