/** What json_agg, json_object_agg and those of jsonb make of collected items. */
import type { Datum } from '../types/datum.js';
import { encodeJson, isJsonContainerType, jsonKey, jsonValueOf } from '../types/json-encode.js';
import { formatJsonValue, jsonObject, quoteJson } from '../types/json-value.js';
import type { Item, ItemSpec } from './collected-items.js';
import { typeAt, wrongJson } from './json-access.js';

type Make = (items: readonly Item[], spec: ItemSpec) => Datum;

function valueAt(item: Item, index: number): Datum {
  return item[index] ?? null;
}

/** Arrays and records stand on lines of their own. */
const jsonAgg: Make = (items, { types }) => {
  if (items.length === 0) return null;
  const type = typeAt(types, 0);
  const separator = isJsonContainerType(type) ? ', \n ' : ', ';
  const text = items.map((item, index) => {
    const value = valueAt(item, 0);
    return `${index === 0 ? '' : value === null ? ', ' : separator}${encodeJson(type, value)}`;
  });
  return `[${text.join('')}]`;
};

const jsonbAgg: Make = (items, { types }) => {
  if (items.length === 0) return null;
  return formatJsonValue(items.map((item) => jsonValueOf(typeAt(types, 0), valueAt(item, 0))));
};

function keyOf(item: Item, { types }: ItemSpec): string {
  const key = valueAt(item, 0);
  if (key === null) throw wrongJson('field name must not be null');
  return jsonKey(typeAt(types, 0), key);
}

const jsonObjectAgg: Make = (items, spec) => {
  if (items.length === 0) return null;
  const parts = items.map((item) => `${quoteJson(keyOf(item, spec))} : ${encodeJson(typeAt(spec.types, 1), valueAt(item, 1))}`);
  return `{ ${parts.join(', ')} }`;
};

const jsonbObjectAgg: Make = (items, spec) => {
  if (items.length === 0) return null;
  return formatJsonValue(
    jsonObject(items.map((item) => [keyOf(item, spec), jsonValueOf(typeAt(spec.types, 1), valueAt(item, 1))] as const)),
  );
};

export const JSON_MAKERS: { readonly [name: string]: { readonly make: Make; readonly doc: string } } = {
  json_agg: { make: jsonAgg, doc: 'A json array of collected values.' },
  jsonb_agg: { make: jsonbAgg, doc: 'A jsonb array of collected values.' },
  json_object_agg: { make: jsonObjectAgg, doc: 'A json object of collected keys and values.' },
  jsonb_object_agg: { make: jsonbObjectAgg, doc: 'A jsonb object of collected keys and values.' },
};
