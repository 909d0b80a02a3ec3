/** Functions: the recorded ones by their names and OIDs, and the rows of the user's. */
import { known } from '../../common/assert.js';
import { arrayValue, type Datum } from '../../types/datum.js';
import { typeOid } from '../../types/sql-type.js';
import { ownerOf } from '../access.js';
import type { CatalogReader } from '../catalog.js';
import type { FunctionDef } from '../catalog-object.js';
import { type RowObject, type RowSource, schemaId } from '../system-relation.js';
import { findSystemShape } from '../system-shapes.js';
import { aclValue } from './access-rows.js';
import { vector } from './indexes.js';

let byName: ReadonlyMap<string, number> | null = null;

/** OID of a built-in function whose name has one signature only. */
export function builtInFunction(name: string): number | undefined {
  if (byName === null) {
    const shape = known(findSystemShape('pg_catalog', 'pg_proc'), 'pg_proc');
    byName = new Map(shape.recorded().map((row) => [String(row[1]), Number(row[0])]));
  }
  return byName.get(name);
}

function* pgProc(catalog: CatalogReader): Iterable<RowObject> {
  for (const each of catalog.functions) yield functionRow(catalog, each);
}

const SQL_LANGUAGE = 14;

function functionRow(catalog: CatalogReader, each: FunctionDef): RowObject {
  const { args, columns } = each;
  const types = args.map(({ type }) => typeOid(type));
  const defaults = args.flatMap((arg) => arg.default ?? []);
  const names = [...args.map(({ name }) => name), ...columns.map(({ name }) => name)];
  return {
    oid: each.id,
    proname: each.name,
    pronamespace: schemaId(catalog, each.schema),
    proowner: ownerOf(catalog, each.id),
    proacl: aclValue(catalog, 'function', each.id),
    prolang: SQL_LANGUAGE,
    procost: 100,
    prorows: each.returnsSet ? 1000 : 0,
    provariadic: 0,
    prosupport: 0,
    prokind: each.kind === 'function' ? 'f' : 'p',
    prosecdef: false,
    proleakproof: false,
    proisstrict: each.strict,
    proretset: each.returnsSet,
    provolatile: each.volatility.charAt(0),
    proparallel: 'u',
    pronargs: args.length,
    pronargdefaults: defaults.length,
    prorettype: typeOid(each.returns),
    proargtypes: vector(types),
    proallargtypes: columns.length === 0 ? null : arrayValue([...types, ...columns.map(({ type }) => typeOid(type))]),
    proargmodes: columns.length === 0 ? null : arrayValue([...types.map(() => 'i'), ...columns.map(() => (each.returnsSet ? 't' : 'o'))]),
    proargnames: names.every((name) => name === '') ? null : arrayValue(names as readonly Datum[]),
    proargdefaults: defaults.length === 0 ? null : defaults.join(', '),
    prosrc: each.body,
  };
}

export const FUNCTION_SOURCES: { readonly [name: string]: RowSource } = { pg_proc: { rows: pgProc } };
