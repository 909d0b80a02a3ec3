/** Changed copies of json and jsonb: || - #- jsonb_set, jsonb_insert, json_strip_nulls, jsonb_pretty. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { ArrayValue, Datum } from '../types/datum.js';
import { encodeJson } from '../types/json-encode.js';
import type { JsonNode } from '../types/json-text.js';
import {
  formatJsonValue,
  isJsonArray,
  isJsonObject,
  isJsonScalar,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  jsonObject,
  parseJsonValue,
  quoteJson,
} from '../types/json-value.js';
import { TYPES } from '../types/sql-type.js';
import { aliases, arrayArg, define, numberArg, textArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';
import { jsonArg, nodeArg, nodeText, subscriptOf, wrongJson } from './json-access.js';

function concat(left: JsonValue, right: JsonValue): JsonValue {
  if (isJsonObject(left) && isJsonObject(right)) return jsonObject([...left, ...right]);
  const items = (value: JsonValue): JsonArray => (isJsonArray(value) ? value : [value]);
  return [...items(left), ...items(right)];
}

function withoutKeys(value: JsonValue, keys: readonly Datum[]): JsonValue {
  if (isJsonScalar(value)) throw wrongJson('cannot delete from scalar');
  if (isJsonArray(value)) return value.filter((item) => typeof item !== 'string' || !keys.includes(item));
  return new Map([...value].filter(([key]) => !keys.includes(key)));
}

function withoutElement(value: JsonValue, subscript: number): JsonValue {
  if (isJsonScalar(value)) throw wrongJson('cannot delete from scalar');
  if (!isJsonArray(value)) throw wrongJson('cannot delete from object using integer index');
  const index = subscript < 0 ? value.length + subscript : subscript;
  return value.filter((_, i) => i !== index);
}

// Paths ------------------------------------------------------------------------------------------------------------------------

/** replace: what is there; set: also what is not; fill: an assignment, which makes what leads there. */
type Change = 'delete' | 'replace' | 'set' | 'insert-before' | 'insert-after' | 'fill';

interface PathChange {
  readonly path: readonly Datum[];
  readonly change: Change;
  readonly value: JsonValue;
}

function isCreating(change: Change): boolean {
  return change !== 'delete' && change !== 'replace';
}

function stepAt({ path }: PathChange, level: number): string {
  const step = path[level] ?? null;
  if (step === null) throw new ConductError(SQLSTATE.nullValueNotAllowed, `path element at position ${level + 1} is null`);
  return String(step);
}

function changeAt(value: JsonValue, change: PathChange, level: number): JsonValue {
  const step = stepAt(change, level);
  if (isJsonObject(value)) return changeObject(value, change, level, step);
  if (isJsonArray(value)) return changeArray(value, change, level, step);
  if (change.change === 'fill') throw notComposite();
  return value;
}

function notComposite(): ConductError {
  return new ConductError(SQLSTATE.invalidParameterValue, 'cannot replace existing key', {
    detail: 'The path assumes key is a composite object, but it is a scalar value.',
  });
}

function changeObject(value: JsonObject, change: PathChange, level: number, step: string): JsonValue {
  const isLast = level === change.path.length - 1;
  const own = value.get(step);
  const changed = new Map(value);
  if (own === undefined) {
    if (isLast ? !isCreating(change.change) : change.change !== 'fill') return value;
    changed.set(step, isLast ? change.value : emptyPath(change, level + 1));
  } else if (!isLast) {
    changed.set(step, changeAt(own, change, level + 1));
  } else if (change.change === 'delete') {
    changed.delete(step);
  } else if (change.change === 'insert-before' || change.change === 'insert-after') {
    throw new ConductError(SQLSTATE.invalidParameterValue, 'cannot replace existing key', {
      hint: 'Try using the function jsonb_set to replace key value.',
    });
  } else {
    changed.set(step, change.value);
  }
  return jsonObject(changed);
}

/** What an assignment makes where nothing is: arrays for subscripts, objects for keys. */
function emptyPath(change: PathChange, level: number): JsonValue {
  if (level >= change.path.length) return change.value;
  const step = stepAt(change, level);
  const inside = emptyPath(change, level + 1);
  const subscript = subscriptOf(step);
  if (subscript === undefined) return new Map([[step, inside]]);
  return [...new Array<JsonValue>(Math.max(0, subscript)).fill(null), inside];
}

/** Where an array is changed; undefined: before its first element. */
function placeIn(value: JsonArray, { change }: PathChange, level: number, step: string): number | undefined {
  const subscript = subscriptOf(step);
  if (subscript === undefined) {
    throw new ConductError(SQLSTATE.invalidTextRepresentation, `path element at position ${level + 1} is not an integer: "${step}"`);
  }
  if (subscript >= 0) return change === 'fill' ? subscript : Math.min(subscript, value.length);
  if (-subscript <= value.length) return value.length + subscript;
  if (change !== 'fill') return undefined;
  throw wrongJson(`path element at position ${level + 1} is out of range: ${subscript}`);
}

function changeArray(value: JsonArray, change: PathChange, level: number, step: string): JsonValue {
  const index = placeIn(value, change, level, step);
  const isLast = level === change.path.length - 1;
  const own = index === undefined ? undefined : value[index];
  if (own === undefined || index === undefined) {
    if (isLast ? !isCreating(change.change) : change.change !== 'fill') return value;
    const added = isLast ? change.value : emptyPath(change, level + 1);
    if (index === undefined) return [added, ...value];
    return [...value, ...new Array<JsonValue>(Math.max(0, index - value.length)).fill(null), added];
  }
  const around = (...items: readonly JsonValue[]): JsonValue => [...value.slice(0, index), ...items, ...value.slice(index + 1)];
  if (!isLast) return around(changeAt(own, change, level + 1));
  switch (change.change) {
    case 'delete':
      return around();
    case 'insert-before':
      return around(change.value, own);
    case 'insert-after':
      return around(own, change.value);
    default:
      return around(change.value);
  }
}

function pathOf(path: ArrayValue): readonly Datum[] {
  if (path.dimensions.length > 1) throw new ConductError(SQLSTATE.arraySubscriptError, 'wrong number of array subscripts');
  return path.elements;
}

function changed(target: JsonValue, path: ArrayValue, change: Change, value: JsonValue): string {
  const steps = pathOf(path);
  if (isJsonScalar(target)) throw wrongJson(change === 'delete' ? 'cannot delete path in scalar' : 'cannot set path in scalar');
  const isEmpty = isJsonArray(target) ? target.length === 0 : target.size === 0;
  if (steps.length === 0 || (isEmpty && !isCreating(change))) return formatJsonValue(target);
  return formatJsonValue(changeAt(target, { path: steps, change, value }, 0));
}

function set(args: readonly Datum[], create: boolean): string {
  return changed(jsonArg(args, 0), arrayArg(args, 1), create ? 'set' : 'replace', jsonArg(args, 2));
}

/** jsonb_set for a new value that may be NULL. */
function setLax(args: readonly Datum[]): Datum {
  const [target = null, path = null, value = null, create = true, treatment = 'use_json_null'] = args;
  if (target === null || path === null || create === null) return null;
  if (treatment === null) {
    throw wrongJson('null_value_treatment must be "delete_key", "return_target", "use_json_null", or "raise_exception"');
  }
  if (value !== null) return set(args, create === true);
  switch (treatment) {
    case 'raise_exception':
      throw new ConductError(SQLSTATE.nullValueNotAllowed, 'JSON value must not be null', {
        detail: 'Exception was raised because null_value_treatment is "raise_exception".',
        hint: 'To avoid, either change the null_value_treatment argument or ensure that an SQL NULL is not passed.',
      });
    case 'use_json_null':
      return set([target, path, 'null'], create === true);
    case 'delete_key':
      return changed(jsonArg(args, 0), arrayArg(args, 1), 'delete', null);
    case 'return_target':
      return target;
    default:
      throw wrongJson('null_value_treatment must be "delete_key", "return_target", "use_json_null", or "raise_exception"');
  }
}

const SET_DOC = 'The target with the value at a path replaced, or added unless forbidden.';
const LAX_DOC = 'As jsonb_set; what NULL means for a new value is an argument.';
const INSERT_DOC = 'The target with a value inserted at a path, before what is there or after it.';

const PATHS: readonly FunctionEntry[] = [
  define('jsonb_set', ['jsonb', 'text[]', 'jsonb'], 'jsonb', SET_DOC, (args) => set(args, true)),
  define('jsonb_set', ['jsonb', 'text[]', 'jsonb', 'bool'], 'jsonb', SET_DOC, (args) => set(args, args[3] === true)),
  ...[
    ['jsonb', 'text[]', 'jsonb'] as const,
    ['jsonb', 'text[]', 'jsonb', 'bool'] as const,
    ['jsonb', 'text[]', 'jsonb', 'bool', 'text'] as const,
  ].map((args) => define('jsonb_set_lax', args, 'jsonb', LAX_DOC, setLax, { strict: false })),
  define('jsonb_insert', ['jsonb', 'text[]', 'jsonb'], 'jsonb', INSERT_DOC, (args) =>
    changed(jsonArg(args, 0), arrayArg(args, 1), 'insert-before', jsonArg(args, 2)),
  ),
  define('jsonb_insert', ['jsonb', 'text[]', 'jsonb', 'bool'], 'jsonb', INSERT_DOC, (args) =>
    changed(jsonArg(args, 0), arrayArg(args, 1), args[3] === true ? 'insert-after' : 'insert-before', jsonArg(args, 2)),
  ),
  ...aliases(['#-', 'jsonb_delete_path'], (name) =>
    define(name, ['jsonb', 'text[]'], 'jsonb', 'The target without the value at a path.', (args) =>
      changed(jsonArg(args, 0), arrayArg(args, 1), 'delete', null),
    ),
  ),
  define(
    '$json_assign',
    ['jsonb', 'jsonb', 'bool', 'text'],
    'jsonb',
    'Assignment to a subscript: target, value, whether a target that is NULL becomes an array, subscripts.',
    (args) => {
      const path = args.slice(3);
      if (path.includes(null)) throw new ConductError(SQLSTATE.nullValueNotAllowed, 'jsonb subscript in assignment must not be null');
      const target = args[0] === null ? (args[2] === true ? [] : new Map<string, JsonValue>()) : jsonArg(args, 0);
      const value = args[1] === null ? null : jsonArg(args, 1);
      return formatJsonValue(changeAt(target, { path, change: 'fill', value }, 0));
    },
    { strict: false, variadic: true },
  ),
];

const REMOVAL: readonly FunctionEntry[] = [
  define('-', ['jsonb', 'text'], 'jsonb', 'Without a key, or without elements that are a text.', (args) =>
    formatJsonValue(withoutKeys(jsonArg(args, 0), [args[1] ?? null])),
  ),
  define('-', ['jsonb', 'text[]'], 'jsonb', 'Without these keys, or elements that are one of these texts.', (args) =>
    formatJsonValue(withoutKeys(jsonArg(args, 0), presentKeys(arrayArg(args, 1).elements))),
  ),
  define(
    'jsonb_delete',
    ['jsonb', 'text'],
    'jsonb',
    'Without these keys, or elements that are one of these texts.',
    (args) => formatJsonValue(withoutKeys(jsonArg(args, 0), presentKeys(args.slice(1)))),
    { variadic: true },
  ),
  ...aliases(['-', 'jsonb_delete'], (name) =>
    define(name, ['jsonb', 'int4'], 'jsonb', 'Without the element at a subscript.', (args) =>
      formatJsonValue(withoutElement(jsonArg(args, 0), numberArg(args, 1))),
    ),
  ),
];

function presentKeys(keys: readonly Datum[]): readonly Datum[] {
  return keys.filter((key) => key !== null);
}

// Whole values -----------------------------------------------------------------------------------------------------------------

function stripNulls(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(stripNulls);
  if (!isJsonObject(value)) return value;
  return new Map([...value].filter(([, item]) => item !== null).map(([key, item]) => [key, stripNulls(item)]));
}

/** Written anew without spaces; numbers as they were. */
function stripNullNodes(text: string, node: JsonNode): string {
  switch (node.kind) {
    case 'object': {
      const parts = node.entries.filter(([, item]) => item.kind !== 'null');
      return `{${parts.map(([key, item]) => `${quoteJson(key)}:${stripNullNodes(text, item)}`).join(',')}}`;
    }
    case 'array':
      return `[${node.items.map((item) => stripNullNodes(text, item)).join(',')}]`;
    case 'string':
      return encodeJson(TYPES.text, node.value);
    default:
      return nodeText(text, node);
  }
}

const INDENT = '    ';

function pretty(value: JsonValue, level: number): string {
  const inner = INDENT.repeat(level + 1);
  const lines = (items: readonly string[], open: string, close: string): string =>
    items.length === 0
      ? `${open}\n${INDENT.repeat(level)}${close}`
      : `${open}\n${items.map((item) => inner + item).join(',\n')}\n${INDENT.repeat(level)}${close}`;
  if (isJsonArray(value)) {
    return lines(
      value.map((item) => pretty(item, level + 1)),
      '[',
      ']',
    );
  }
  if (!isJsonObject(value)) return formatJsonValue(value);
  return lines(
    [...value].map(([key, item]) => `${quoteJson(key)}: ${pretty(item, level + 1)}`),
    '{',
    '}',
  );
}

const WHOLE: readonly FunctionEntry[] = [
  ...aliases(['||', 'jsonb_concat'], (name) =>
    define(name, ['jsonb', 'jsonb'], 'jsonb', 'Objects merged, the right one winning; else arrays one after the other.', (args) =>
      formatJsonValue(concat(jsonArg(args, 0), jsonArg(args, 1))),
    ),
  ),
  define('json_strip_nulls', ['json'], 'json', 'Without the fields of objects that are null.', (args) =>
    stripNullNodes(textArg(args, 0), nodeArg(args, 0)),
  ),
  define('jsonb_strip_nulls', ['jsonb'], 'jsonb', 'Without the fields of objects that are null.', (args) =>
    formatJsonValue(stripNulls(parseJsonValue(textArg(args, 0)))),
  ),
  define('jsonb_pretty', ['jsonb'], 'text', 'Indented text.', (args) => pretty(jsonArg(args, 0), 0)),
];

export const JSON_MODIFY_FUNCTIONS: readonly FunctionEntry[] = [...PATHS, ...REMOVAL, ...WHOLE];
