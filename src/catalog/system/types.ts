/** Types of the user's: their own, the rows of tables, and arrays of both. */
import type { Datum } from '../../types/datum.js';
import { type SqlType, typeOid } from '../../types/sql-type.js';
import { typmodOf } from '../../types/type-name.js';
import { ownerOf } from '../access.js';
import type { CatalogReader } from '../catalog.js';
import type { TypeDef } from '../catalog-object.js';
import { relationId, rowArrayOid, rowTypeOid } from '../row-type.js';
import { OWNER, type RowObject, type RowSource, schemaId } from '../system-relation.js';
import { aclValue } from './access-rows.js';
import { builtInFunction } from './functions.js';
import { factsOf } from './type-facts.js';

const PLAIN_TYPE = {
  typowner: OWNER,
  typispreferred: false,
  typisdefined: true,
  typdelim: ',',
  typrelid: 0,
  typsubscript: 0,
  typelem: 0,
  typarray: 0,
  typmodin: 0,
  typmodout: 0,
  typanalyze: 0,
  typnotnull: false,
  typbasetype: 0,
  typtypmod: -1,
  typndims: 0,
  typcollation: 0,
} as const;

function* pgType(catalog: CatalogReader): Iterable<RowObject> {
  for (const type of catalog.types) {
    const typnamespace = schemaId(catalog, type.schema);
    yield {
      ...PLAIN_TYPE,
      ...ownType(type),
      oid: type.id,
      typname: type.name,
      typnamespace,
      typarray: type.arrayId,
      ...accessOfType(catalog, type),
    };
    if (type.arrayId !== 0) yield arrayRow(type.arrayId, type.id, type.name, typnamespace, type.definition.kind === 'enum' ? 'i' : 'd');
  }
  for (const relation of [...catalog.tables, ...catalog.views]) {
    const typnamespace = schemaId(catalog, relation.schema);
    const typarray = rowArrayOid(relation);
    const oid = rowTypeOid(relation);
    yield { ...PLAIN_TYPE, ...COMPOSITE, oid, typname: relation.name, typnamespace, typrelid: relationId(relation), typarray };
    yield arrayRow(typarray, oid, relation.name, typnamespace, 'd');
  }
}

function accessOfType(catalog: CatalogReader, { id }: TypeDef): RowObject {
  return { typowner: ownerOf(catalog, id), typacl: aclValue(catalog, 'type', id) };
}

function inputOutput(prefix: string): RowObject {
  const [input, output, receive, send] = ['in', 'out', 'recv', 'send'].map((suffix) => builtInFunction(`${prefix}${suffix}`));
  return { typinput: input ?? 0, typoutput: output ?? 0, typreceive: receive ?? 0, typsend: send ?? 0 };
}

const COMPOSITE = {
  typlen: -1,
  typbyval: false,
  typtype: 'c',
  typcategory: 'C',
  typalign: 'd',
  typstorage: 'x',
  typinput: 2290,
  typoutput: 2291,
  typreceive: 2402,
  typsend: 2403,
} as const;

const RANGE = { typlen: -1, typbyval: false, typcategory: 'R', typalign: 'd', typstorage: 'x' } as const;

function ownType(type: TypeDef): RowObject {
  const { definition } = type;
  switch (definition.kind) {
    case 'enum':
      return { typlen: 4, typbyval: true, typtype: 'e', typcategory: 'E', typalign: 'i', typstorage: 'p', ...inputOutput('enum_') };
    case 'composite':
      return { ...COMPOSITE, typrelid: type.id };
    case 'range':
      return { ...RANGE, typtype: 'r', ...inputOutput('range_') };
    case 'multirange':
      return { ...RANGE, typtype: 'm', ...inputOutput('multirange_') };
    case 'domain': {
      const { base, notNull, default: fallback } = definition;
      const facts = factsOf(base);
      return {
        typlen: facts.length,
        typbyval: facts.byValue,
        typtype: 'd',
        typcategory: facts.category,
        typalign: facts.align,
        typstorage: facts.storage,
        typnotnull: notNull,
        typbasetype: typeOid(base),
        typtypmod: typmodOf(base),
        typndims: base.kind === 'array' ? 1 : 0,
        typcollation: facts.collation,
        typdefault: fallback,
        typdefaultbin: fallback,
        ...inputOutput('domain_'),
        typoutput: outputOf(base),
      };
    }
  }
}

function outputOf(base: SqlType): number {
  const name = factsOf(base).name;
  return builtInFunction(`${name}out`) ?? builtInFunction(`${name}_out`) ?? 0;
}

function arrayRow(oid: number, element: number, name: string, typnamespace: number, typalign: string): RowObject {
  return {
    ...PLAIN_TYPE,
    oid,
    typname: `_${name}`,
    typnamespace,
    typlen: -1,
    typbyval: false,
    typtype: 'b',
    typcategory: 'A',
    typalign,
    typstorage: 'x',
    typelem: element,
    typsubscript: builtInFunction('array_subscript_handler') ?? 0,
    typanalyze: builtInFunction('array_typanalyze') ?? 0,
    ...inputOutput('array_'),
  };
}

function* pgEnum(catalog: CatalogReader): Iterable<{ readonly [column: string]: Datum }> {
  for (const type of catalog.types) {
    if (type.definition.kind !== 'enum') continue;
    for (const [at, { code, label }] of type.definition.labels.entries()) {
      yield { oid: enumLabelOid(type.id, code), enumtypid: type.id, enumsortorder: at + 1, enumlabel: label };
    }
  }
}

/** Labels have codes, not OIDs of their own. */
function enumLabelOid(type: number, code: number): number {
  return (0x9000_0000 + type * 4_096 + code) >>> 0;
}

export const TYPE_SOURCES: { readonly [name: string]: RowSource } = { pg_type: { rows: pgType }, pg_enum: { rows: pgEnum } };
