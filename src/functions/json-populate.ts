/**
 * Rows of json and jsonb: json_populate_record, json_to_record and theirs. Fields are found by the columns' names; scalars go through
 * the input functions of the columns' types, arrays and objects become arrays and rows.
 */
import { assert } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { type ArrayDimension, type ArrayValue, type Datum, EMPTY_ARRAY, isRecordValue, type RecordValue } from '../types/datum.js';
import { type JsonNode, jsonNodes } from '../types/json-text.js';
import { formatJsonValue, isJsonArray, isJsonObject, type JsonValue, parseJsonb, parseJsonValue, quoteJson } from '../types/json-value.js';
import { type RecordType, type SqlType, TYPES } from '../types/sql-type.js';
import { parseText } from '../types/text-format.js';
import { define, textArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';
import { nodeText, typeAt, wrongJson } from './json-access.js';
import type { SetColumn, SetFunctionEntry } from './set-function-entry.js';

/** A value of json or jsonb. */
interface View {
  readonly kind: 'null' | 'string' | 'array' | 'object' | 'scalar';
  /** What input functions read: strings without quotes. */
  text(): string;
  /** JSON text. */
  json(): string;
  items(): readonly View[];
  field(name: string): View | undefined;
}

function viewOfNode(text: string, node: JsonNode): View {
  return {
    kind: node.kind === 'boolean' || node.kind === 'number' ? 'scalar' : node.kind,
    text: () => (node.kind === 'string' ? node.value : nodeText(text, node)),
    json: () => (node.kind === 'string' ? quoteJson(node.value) : nodeText(text, node)),
    items: () => (node.kind === 'array' ? node.items.map((item) => viewOfNode(text, item)) : []),
    field: (name) => {
      const found = node.kind === 'object' ? node.entries.findLast(([key]) => key === name) : undefined;
      return found === undefined ? undefined : viewOfNode(text, found[1]);
    },
  };
}

function kindOf(value: JsonValue): View['kind'] {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  return isJsonArray(value) ? 'array' : isJsonObject(value) ? 'object' : 'scalar';
}

function viewOfValue(value: JsonValue): View {
  return {
    kind: kindOf(value),
    text: () => (typeof value === 'string' ? value : formatJsonValue(value)),
    json: () => formatJsonValue(value),
    items: () => (isJsonArray(value) ? value.map(viewOfValue) : []),
    field: (name) => {
      const found = isJsonObject(value) ? value.get(name) : undefined;
      return found === undefined ? undefined : viewOfValue(found);
    },
  };
}

type Kind = 'json' | 'jsonb';

function viewArg(kind: Kind, args: readonly Datum[], index: number): View {
  const text = textArg(args, index);
  return kind === 'json' ? viewOfNode(text, jsonNodes(text)) : viewOfValue(parseJsonValue(text));
}

// Values -----------------------------------------------------------------------------------------------------------------------

/** `key` is for errors; `base` is what a row's missing fields have. */
function populate(type: SqlType, view: View, base: Datum, key: string | null): Datum {
  if (view.kind === 'null') return null;
  if (type.kind === 'json') return view.json();
  if (type.kind === 'jsonb') return parseJsonb(view.json());
  if (view.kind === 'string') return parseText(type, view.text());
  if (type.kind === 'array') return populateArray(type.element, view, key);
  if (type.kind === 'record') {
    if (view.kind !== 'object') throw wrongJson(`cannot call populate_composite on ${view.kind === 'array' ? 'an array' : 'a scalar'}`);
    return populateRecord(type, view, base !== null && isRecordValue(base) ? base : null);
  }
  return parseText(type, view.text());
}

function populateRecord(type: RecordType, view: View, base: RecordValue | null): RecordValue {
  return {
    fields: type.fields.map(({ name, type: fieldType }, index) => {
      const field = view.field(name);
      const own = base?.fields[index] ?? null;
      return field === undefined ? own : populate(fieldType, field, own, name);
    }),
  };
}

/** As many dimensions as arrays are nested where the first element is. */
function populateArray(element: SqlType, view: View, key: string | null): ArrayValue {
  const elements: Datum[] = [];
  const lengths: (number | undefined)[] = [];
  let leafDepth: number | undefined;
  const level = (at: View, depth: number, place: readonly number[]): void => {
    if (at.kind !== 'array') throw expectedArray(place, key);
    const items = at.items();
    for (const [index, item] of items.entries()) {
      if (leafDepth === undefined && item.kind !== 'array') leafDepth = depth;
      if (leafDepth === depth) elements.push(populate(element, item, null, key));
      else level(item, depth + 1, [...place, index]);
    }
    const known = lengths[depth];
    if (known !== undefined && known !== items.length) throw malformedArray();
    lengths[depth] = items.length;
  };
  level(view, 0, []);
  if (elements.length === 0) return EMPTY_ARRAY;
  const dimensions = lengths.map((length): ArrayDimension => ({ length: length ?? 0, lower: 1 }));
  return { dimensions, elements };
}

function expectedArray(place: readonly number[], key: string | null): ConductError {
  const element = place.map((index) => `[${index}]`).join('');
  const whole = key === null ? undefined : `See the value of key "${key}".`;
  const hint = place.length === 0 ? whole : `See the array element ${element}${key === null ? '' : ` of key "${key}"`}.`;
  return new ConductError(SQLSTATE.invalidTextRepresentation, 'expected JSON array', hint === undefined ? {} : { hint });
}

function malformedArray(): ConductError {
  return new ConductError(SQLSTATE.invalidTextRepresentation, 'malformed JSON array', {
    detail: 'Multidimensional arrays must have sub-arrays with matching dimensions.',
  });
}

// Rows -------------------------------------------------------------------------------------------------------------------------

function rowType(name: string, type: SqlType): RecordType {
  if (type.kind !== 'record') {
    throw new ConductError(SQLSTATE.datatypeMismatch, `first argument of ${name} must be a row type`);
  }
  if (type.fields.length === 0 && type.named === null) throw unknownRow(name);
  return type;
}

function unknownRow(name: string): ConductError {
  return new ConductError(SQLSTATE.featureNotSupported, `could not determine row type for result of ${name}`, {
    hint: 'Provide a non-null record argument, or call the function in the FROM clause using a column definition list.',
  });
}

function oneRow(name: string, type: RecordType, base: Datum, view: View): Datum {
  if (view.kind !== 'object') throw wrongJson(`cannot call ${name} on ${view.kind === 'array' ? 'an array' : 'a scalar'}`);
  return populateRecord(type, view, base !== null && isRecordValue(base) ? base : null);
}

function* manyRows(kind: Kind, name: string, type: RecordType, base: Datum, view: View): Generator<readonly Datum[]> {
  if (view.kind !== 'array') {
    const wrong = kind === 'jsonb' ? 'a non-array' : view.kind === 'object' ? 'an object' : 'a scalar';
    throw wrongJson(`cannot call ${name} on ${wrong}`);
  }
  for (const item of view.items()) {
    if (item.kind !== 'object') throw wrongJson(`argument of ${name} must be an array of objects`);
    yield populateRecord(type, item, base !== null && isRecordValue(base) ? base : null).fields;
  }
}

const KINDS: readonly Kind[] = ['json', 'jsonb'];
const NULLABLE = { strict: false, volatility: 'stable' } as const;

export const JSON_POPULATE_FUNCTIONS: readonly FunctionEntry[] = KINDS.flatMap((kind) => {
  const name = `${kind}_populate_record`;
  const evaluate = (args: readonly Datum[], types: readonly SqlType[]): Datum => {
    const type = rowType(name, typeAt(types, 0));
    const base = args[0] ?? null;
    return (args[1] ?? null) === null ? base : oneRow(name, type, base, viewArg(kind, args, 1));
  };
  const doc = 'The row with the fields of an object for its columns.';
  const forms =
    kind === 'json'
      ? ([
          ['anyelement', kind],
          ['anyelement', kind, 'bool'],
        ] as const)
      : ([['anyelement', kind]] as const);
  return [
    ...forms.map((args) => define(name, args, 'anyelement', doc, evaluate, NULLABLE)),
    define(`${kind}_to_record`, [kind], 'record', 'The fields of an object as the columns that FROM declares.', () => {
      throw unknownRow(`${kind}_to_record`);
    }),
  ];
});

function columnsOf(type: SqlType | undefined): readonly SetColumn[] {
  return type?.kind === 'record' ? type.fields : [];
}

/** The rows that a call with declared columns has: `row` is a value of their type, or NULL. */
function declared(kind: Kind, name: string, isSet: boolean): SetFunctionEntry {
  return {
    name: declaredRows(name),
    args: ['record', kind],
    columns: ([type]) => columnsOf(type),
    strict: false,
    doc: 'The fields of objects as declared columns.',
    rows: (args, types) => {
      const type = typeAt(types, 0);
      assert(type.kind === 'record', 'a row type');
      const base = args[0] ?? null;
      if ((args[1] ?? null) === null) return isSet ? [] : [isRecordValue(base) ? base.fields : type.fields.map(() => null)];
      const view = viewArg(kind, args, 1);
      if (isSet) return manyRows(kind, name, type, base, view);
      const row = oneRow(name, type, base, view);
      assert(isRecordValue(row), 'a row');
      return [row.fields];
    },
  };
}

/** The set-returning function behind a call whose columns are declared. */
export function declaredRows(name: string): string {
  return `conduct_${name}`;
}

/** Functions whose columns FROM declares: whether their first argument is a row that says them, too. */
export const DECLARED_ROWS: ReadonlyMap<string, { readonly hasBase: boolean }> = new Map(
  KINDS.flatMap((kind) =>
    ['to_record', 'to_recordset', 'populate_record', 'populate_recordset'].map(
      (name) => [`${kind}_${name}`, { hasBase: name.startsWith('populate') }] as const,
    ),
  ),
);

export const JSON_POPULATE_SETS: readonly SetFunctionEntry[] = KINDS.flatMap((kind) => {
  const name = `${kind}_populate_recordset`;
  const forms =
    kind === 'json'
      ? ([
          ['anyelement', kind],
          ['anyelement', kind, 'bool'],
        ] as const)
      : ([['anyelement', kind]] as const);
  return [
    ...forms.map(
      (args): SetFunctionEntry => ({
        name,
        args,
        columns: ([type]) => columnsOf(type),
        row: ([type]) => (type?.kind === 'record' ? type : TYPES.record),
        strict: false,
        doc: 'A row for each object of an array.',
        rows: (values, types) => {
          if ((values[1] ?? null) === null) return [];
          return manyRows(kind, name, rowType(name, typeAt(types, 0)), values[0] ?? null, viewArg(kind, values, 1));
        },
      }),
    ),
    declared(kind, `${kind}_to_record`, false),
    declared(kind, `${kind}_to_recordset`, true),
    declared(kind, `${kind}_populate_record`, false),
    declared(kind, name, true),
  ];
});
