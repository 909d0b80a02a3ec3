/** jsonb_path_exists, _match, _query and theirs, and the operators @? and @@. */
import { SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { Datum } from '../types/datum.js';
import { formatJsonValue, isJsonObject, type JsonObject, type JsonValue } from '../types/json-value.js';
import type { JsonPath } from '../types/jsonpath.js';
import { parseJsonPath } from '../types/jsonpath-parse.js';
import { TYPES } from '../types/sql-type.js';
import { aliases, define, textArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';
import { jsonArg, wrongJson } from './json-access.js';
import { PathError, PathExecution } from './jsonpath-execute.js';
import type { SetFunctionEntry } from './set-function-entry.js';

const paths = new Map<string, JsonPath>();

/** A query has few paths and many values. */
function pathArg(args: readonly Datum[], index: number): JsonPath {
  const text = textArg(args, index);
  let path = paths.get(text);
  if (path === undefined) {
    path = parseJsonPath(text);
    if (paths.size >= LIMITS.cachedJsonPaths) paths.clear();
    paths.set(text, path);
  }
  return path;
}

const NO_VARIABLES: JsonObject = new Map();

function variablesOf(value: JsonValue): JsonObject {
  if (isJsonObject(value)) return value;
  throw wrongJson('"vars" argument is not an object', 'Jsonpath parameters should be encoded as key-value pairs of "vars" object.');
}

function execution(args: readonly Datum[], usesZone: boolean): PathExecution {
  const variables = args.length > 2 ? variablesOf(jsonArg(args, 2)) : NO_VARIABLES;
  return new PathExecution(pathArg(args, 1), jsonArg(args, 0), variables, usesZone);
}

/** A silent call has found what it found before the error. */
function* found(args: readonly Datum[], silent: boolean, usesZone: boolean): Generator<JsonValue> {
  try {
    yield* execution(args, usesZone).values();
  } catch (error) {
    if (!silent || !(error instanceof PathError)) throw error;
  }
}

function exists(args: readonly Datum[], silent: boolean, usesZone: boolean): Datum {
  try {
    return execution(args, usesZone).exists();
  } catch (error) {
    if (silent && error instanceof PathError) return null;
    throw error;
  }
}

function match(args: readonly Datum[], silent: boolean, usesZone: boolean): Datum {
  let values: readonly JsonValue[];
  try {
    values = [...execution(args, usesZone).values()];
  } catch (error) {
    if (silent && error instanceof PathError) return null;
    throw error;
  }
  const [only] = values;
  if (values.length === 1 && (only === null || typeof only === 'boolean')) return only;
  if (silent) return null;
  throw new PathError(SQLSTATE.singletonSqlJsonItemRequired, 'single boolean result is expected');
}

function first(args: readonly Datum[], silent: boolean, usesZone: boolean): Datum {
  const values = [...found(args, silent, usesZone)];
  const [value] = values;
  return value === undefined ? null : formatJsonValue(value);
}

type Evaluate = (args: readonly Datum[], silent: boolean, usesZone: boolean) => Datum;

const ARGS = [
  ['jsonb', 'jsonpath'],
  ['jsonb', 'jsonpath', 'jsonb'],
  ['jsonb', 'jsonpath', 'jsonb', 'bool'],
] as const;

/** With and without variables and silence; also under the name for paths with times, which has the session's zone. */
function family(name: string, result: 'bool' | 'jsonb', doc: string, evaluate: Evaluate): FunctionEntry[] {
  return aliases([name, `${name}_tz`], (each) =>
    define(each, ARGS[0], result, doc, (args) => evaluate(args, false, each.endsWith('_tz'))),
  ).concat(
    ARGS.slice(1).flatMap((signature) =>
      aliases([name, `${name}_tz`], (each) =>
        define(each, signature, result, doc, (args) => evaluate(args, args[3] === true, each.endsWith('_tz'))),
      ),
    ),
  );
}

export const JSON_PATH_FUNCTIONS: readonly FunctionEntry[] = [
  ...family('jsonb_path_exists', 'bool', 'Whether a path finds anything.', exists),
  ...family('jsonb_path_match', 'bool', "The value of a path's predicate.", match),
  ...family('jsonb_path_query_array', 'jsonb', 'What a path finds, as an array.', (args, silent, usesZone) =>
    formatJsonValue([...found(args, silent, usesZone)]),
  ),
  ...family('jsonb_path_query_first', 'jsonb', 'The first value that a path finds.', first),
  ...aliases(['@?', 'jsonb_path_exists_opr'], (name) =>
    define(name, ['jsonb', 'jsonpath'], 'bool', 'Whether a path finds anything; NULL for errors.', (args) => exists(args, true, false)),
  ),
  ...aliases(['@@', 'jsonb_path_match_opr'], (name) =>
    define(name, ['jsonb', 'jsonpath'], 'bool', "The value of a path's predicate; NULL for errors.", (args) => match(args, true, false)),
  ),
];

export const JSON_PATH_SETS: readonly SetFunctionEntry[] = ['jsonb_path_query', 'jsonb_path_query_tz'].flatMap((name) =>
  ARGS.map(
    (args): SetFunctionEntry => ({
      name,
      args,
      columns: () => [{ name: null, type: TYPES.jsonb }],
      strict: true,
      doc: 'What a path finds.',
      *rows(values): Generator<readonly Datum[]> {
        for (const value of found(values, values[3] === true, name.endsWith('_tz'))) yield [formatJsonValue(value)];
      },
    }),
  ),
);
