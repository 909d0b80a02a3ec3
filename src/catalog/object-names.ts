/** Names of objects by OID and the other way round: what values of regclass, regtype and their like are written and read by. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { parseIdentifier } from '../functions/identifier.js';
import { quoteIdentifier } from '../functions/quoting.js';
import { type TypeKind, typeOid } from '../types/sql-type.js';
import { parseTypeName, typeFromOid, typeLabel } from '../types/type-name.js';
import type { CatalogReader, Relation } from './catalog.js';
import { allRoles, findRole } from './role-def.js';
import { rowArrayOid, rowTypeOid } from './row-type.js';
import { allIndexes } from './system/indexes.js';
import { type NamedObject, recordedObjects } from './system/recorded-objects.js';
import { builtInType, typeFacts } from './system/type-facts.js';
import { allSchemas, schemaId } from './system-relation.js';
import { findSystemRelationById } from './system-relations.js';
import { findSystemShape } from './system-shapes.js';
import { tableOid } from './table-def.js';

/** undefined: there is no such object, and its number is what is shown. */
export function nameOfOid(catalog: CatalogReader, searchPath: readonly string[], kind: TypeKind, oid: number): string | undefined {
  switch (kind) {
    case 'regclass':
      return relationNameOf(catalog, searchPath, oid);
    case 'regnamespace':
      return quotedOrNone(allSchemas(catalog).find(({ id }) => id === oid)?.name);
    case 'regtype':
      return typeNameOf(catalog, searchPath, oid);
    case 'regrole':
      return quotedOrNone(allRoles(catalog).find(({ id }) => id === oid)?.name);
    case 'regcollation':
      return quotedOrNone(recordedObjects('collation').byOid.get(oid)?.name);
    case 'regproc':
      return functionNameOf(catalog, searchPath, oid, false);
    case 'regprocedure':
      return functionNameOf(catalog, searchPath, oid, true);
    case 'regoper':
      return recordedObjects('operator').byOid.get(oid)?.name;
    case 'regoperator': {
      const operator = recordedObjects('operator').byOid.get(oid);
      if (operator === undefined) return undefined;
      return `${operator.name}(${operator.args.map((type) => (type === 0 ? 'NONE' : typeNameOf(catalog, searchPath, type))).join(',')})`;
    }
    default:
      return undefined;
  }
}

function quotedOrNone(name: string | undefined): string | undefined {
  return name === undefined ? undefined : quoteIdentifier(name);
}

/** What has a name and a schema, by its OID in pg_class. */
export function namedRelation(catalog: CatalogReader, oid: number): { readonly schema: string; readonly name: string } | undefined {
  const found = catalog.relationById(oid);
  if (found !== undefined) return relationName(found);
  const index = allIndexes(catalog).find(({ id }) => id === oid);
  return index ?? findSystemRelationById(oid) ?? compositeType(catalog, oid);
}

function compositeType(catalog: CatalogReader, oid: number): { readonly schema: string; readonly name: string } | undefined {
  const type = catalog.typeById(oid);
  return type?.id === oid && type.definition.kind === 'composite' ? type : undefined;
}

function relationNameOf(catalog: CatalogReader, searchPath: readonly string[], oid: number): string | undefined {
  const found = namedRelation(catalog, oid);
  if (found === undefined) return undefined;
  return qualified(found.schema, found.name, isRelationVisible(catalog, searchPath, found.schema, found.name));
}

/** What a name without a schema finds: the relation in the first schema of the path that has one. */
export function isRelationVisible(catalog: CatalogReader, searchPath: readonly string[], schema: string, name: string): boolean {
  const found = catalog.findRelation(null, name, searchPath);
  if (found !== undefined) return relationName(found).schema === schema;
  // Indexes of keys and composite types.
  return schema === 'pg_catalog' || searchPath.includes(schema);
}

export function typeNameOf(catalog: CatalogReader, searchPath: readonly string[], oid: number): string | undefined {
  const builtIn = typeFromOid(oid);
  if (builtIn !== undefined) return typeLabel(builtIn);
  const facts = typeFacts(oid);
  if (facts !== undefined)
    return facts.category === 'A' && facts.element !== 0
      ? `${typeNameOf(catalog, searchPath, facts.element)}[]`
      : systemTypeName(oid, facts.name);
  const type = catalog.typeById(oid);
  if (type !== undefined) {
    const name = qualified(type.schema, type.name, catalog.findType(null, type.name, searchPath)?.id === type.id);
    return type.id === oid ? name : `${name}[]`;
  }
  const table = [...catalog.tables, ...catalog.views].find((each) => rowTypeOid(each) === oid || rowArrayOid(each) === oid);
  if (table === undefined) return undefined;
  const name = qualified(table.schema, table.name, isRelationVisible(catalog, searchPath, table.schema, table.name));
  return rowArrayOid(table) === oid ? `${name}[]` : name;
}

const INFORMATION_SCHEMA_TYPES: ReadonlySet<string> = new Set([
  'sql_identifier',
  'character_data',
  'yes_or_no',
  'cardinal_number',
  'time_stamp',
]);

function systemTypeName(oid: number, name: string): string {
  if (INFORMATION_SCHEMA_TYPES.has(name)) return `information_schema.${name}`;
  const row = findSystemShape('information_schema', name);
  return row !== undefined && row.rowType === oid ? `information_schema.${name}` : quoteIdentifier(name);
}

function functionNameOf(catalog: CatalogReader, searchPath: readonly string[], oid: number, withTypes: boolean): string | undefined {
  const own = catalog.functions.find(({ id }) => id === oid);
  const found: NamedObject | undefined =
    own === undefined
      ? recordedObjects('function').byOid.get(oid)
      : { oid, name: own.name, schema: 0, args: own.args.map(({ type }) => typeOid(type)) };
  if (found === undefined) return undefined;
  const schema = own?.schema ?? allSchemas(catalog).find(({ id }) => id === found.schema)?.name ?? 'pg_catalog';
  const visible = schema === 'pg_catalog' || searchPath.includes(schema);
  const name = qualified(schema, found.name, visible);
  return withTypes ? `${name}(${found.args.map((type) => typeNameOf(catalog, searchPath, type) ?? type).join(',')})` : name;
}

export function relationName(relation: Relation): { readonly schema: string; readonly name: string } {
  switch (relation.kind) {
    case 'table':
      return relation.table;
    case 'view':
      return relation.view;
    case 'sequence':
      return relation.sequence;
    case 'index':
      return relation.index;
    case 'system':
      return relation.relation;
  }
}

export function relationOid(relation: Relation): number {
  switch (relation.kind) {
    case 'table':
      return tableOid(relation.table);
    case 'view':
      return relation.view.id;
    case 'sequence':
      return relation.sequence.id;
    case 'index':
      return relation.index.id;
    case 'system':
      return relation.relation.id;
  }
}

function qualified(schema: string, name: string, visible: boolean): string {
  return visible ? quoteIdentifier(name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** Throws where there is no such object. */
export function oidOfName(catalog: CatalogReader, searchPath: readonly string[], kind: TypeKind, text: string): number | undefined {
  switch (kind) {
    case 'regclass':
      return oidOfRelation(catalog, searchPath, text);
    case 'regnamespace': {
      const { name } = splitName(text);
      const found = allSchemas(catalog).find((schema) => schema.name === name);
      if (found === undefined) throw new ConductError(SQLSTATE.invalidSchemaName, `schema "${name}" does not exist`);
      return found.id;
    }
    case 'regtype':
      return oidOfType(catalog, searchPath, text);
    case 'regrole': {
      const { name } = splitName(text);
      const found = findRole(catalog, name);
      if (found === undefined) throw new ConductError(SQLSTATE.undefinedObject, `role "${name}" does not exist`);
      return found.id;
    }
    case 'regcollation': {
      const { name } = splitName(text);
      const [found] = recordedObjects('collation').byName.get(name) ?? [];
      if (found === undefined) throw new ConductError(SQLSTATE.undefinedObject, `collation "${text}" for encoding "UTF8" does not exist`);
      return found.oid;
    }
    case 'regproc':
      return oneOf(functionsNamed(catalog, searchPath, text), 'function', text);
    case 'regprocedure':
      return oidOfSignature(catalog, searchPath, functionsNamed, text);
    case 'regoper':
      return oneOf(operatorsNamed(text), 'operator', text);
    case 'regoperator':
      return oidOfSignature(catalog, searchPath, (_catalog, _path, name) => operatorsNamed(name), text);
    default:
      return undefined;
  }
}

function oidOfRelation(catalog: CatalogReader, searchPath: readonly string[], text: string): number {
  const { schema, name } = splitName(text);
  const found = schema !== null && !catalog.hasSchema(schema) ? undefined : catalog.findRelation(schema, name, searchPath);
  if (found !== undefined) return relationOid(found);
  const path = schema === null ? searchPath : [schema];
  for (const candidate of path) {
    const index = allIndexes(catalog).find((each) => each.schema === candidate && each.name === name);
    if (index !== undefined) return index.id;
  }
  throw new ConductError(SQLSTATE.undefinedTable, `relation "${text}" does not exist`);
}

function oidOfType(catalog: CatalogReader, searchPath: readonly string[], text: string): number {
  const isArray = /\[\d*\]\s*$/.test(text);
  const bare = text.replace(/(?:\[\d*\]\s*)+$/, '').trim();
  if (/^[\w$."\u0080-\uffff]+$/.test(bare)) {
    const { schema, name } = splitName(bare);
    const type = catalog.findType(schema, name, searchPath);
    if (type !== undefined) return isArray ? type.arrayId : type.id;
    const table = catalog.findTable(schema, name, searchPath);
    if (table !== undefined) return isArray ? rowArrayOid(table) : rowTypeOid(table);
    const system = schema === null || schema === 'pg_catalog' ? builtInType(name) : 0;
    // In quotes or with its schema a name is one of the catalog, not words of SQL.
    const isExact = schema !== null || bare.includes('"') || typeFromOid(system) === undefined;
    if (system !== 0 && isExact) return isArray ? (typeFacts(system)?.array ?? 0) : system;
  }
  return typeOid(parseTypeName(text));
}

function functionsNamed(catalog: CatalogReader, searchPath: readonly string[], text: string): readonly NamedObject[] {
  const { schema, name } = splitName(text);
  const own = catalog.findFunctions(schema, name, searchPath).map((each): NamedObject => {
    return { oid: each.id, name, schema: 0, args: each.args.map(({ type }) => typeOid(type)) };
  });
  const recorded = recordedObjects('function').byName.get(name) ?? [];
  if (schema !== null) return [...own, ...recorded.filter((each) => each.schema === schemaIdOrNone(catalog, schema))];
  return [...own, ...recorded.filter((each) => each.schema === schemaId(catalog, 'pg_catalog'))];
}

function schemaIdOrNone(catalog: CatalogReader, name: string): number | undefined {
  return allSchemas(catalog).find((schema) => schema.name === name)?.id;
}

function operatorsNamed(text: string): readonly NamedObject[] {
  return recordedObjects('operator').byName.get(text.replace(/^.*\./, '').trim()) ?? [];
}

function oneOf(found: readonly NamedObject[], what: 'function' | 'operator', text: string): number {
  const [first, second] = found;
  const shown = what === 'function' ? `function "${text}"` : `operator does not exist: ${text}`;
  if (first === undefined) {
    throw new ConductError(SQLSTATE.undefinedFunction, what === 'function' ? `${shown} does not exist` : shown);
  }
  if (second !== undefined) {
    throw new ConductError(SQLSTATE.ambiguousFunction, `more than one ${what} named ${what === 'function' ? `"${text}"` : text}`);
  }
  return first.oid;
}

function oidOfSignature(
  catalog: CatalogReader,
  searchPath: readonly string[],
  named: (catalog: CatalogReader, searchPath: readonly string[], name: string) => readonly NamedObject[],
  text: string,
): number {
  const match = /^([^(]+)\((.*)\)\s*$/s.exec(text);
  if (match === null) throw new ConductError(SQLSTATE.invalidTextRepresentation, 'expected a left parenthesis');
  const [, name = '', list = ''] = match;
  const types =
    list.trim() === ''
      ? []
      : list.split(',').map((type) => (type.trim().toLowerCase() === 'none' ? 0 : oidOfType(catalog, searchPath, type.trim())));
  const found = named(catalog, searchPath, name.trim()).find(
    ({ args }) => args.length === types.length && args.every((arg, at) => arg === types[at]),
  );
  if (found === undefined) throw new ConductError(SQLSTATE.undefinedFunction, `function "${text}" does not exist`);
  return found.oid;
}

/** A name as it is written in SQL: folded to lower case but for what is quoted. */
export function splitName(text: string): { readonly schema: string | null; readonly name: string } {
  const parts = parseIdentifier(text, true);
  const name = parts.at(-1);
  if (name === undefined || parts.length > 3) throw new ConductError(SQLSTATE.invalidName, 'invalid name syntax');
  return { schema: parts.at(-2) ?? null, name };
}
