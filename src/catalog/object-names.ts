/** Names of objects by OID and the other way round: what values of regclass, regtype and regnamespace are written and read by. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { SessionSettings } from '../types/session-settings.js';
import { type RecordType, type TypeKind, typeOid } from '../types/sql-type.js';
import { parseTypeName, quoteIdentifier, typeFromOid, typeLabel } from '../types/type-name.js';
import type { CatalogReader, Relation } from './catalog.js';
import { findSystemRelationById } from './system-relations.js';
import { SYSTEM_SCHEMAS } from './system-schemas.js';
import type { TableDef } from './table-def.js';

/** OIDs of row types: those of tables stay far below. */
const ROW_TYPE_OIDS = 0x4000_0000;
const ROW_ARRAY_OIDS = 0x6000_0000;

/** A table's OID stays when its rows are stored anew. */
function oidOfTable(table: TableDef): number {
  return table.oid ?? table.id;
}

/** The composite type that a table's rows have. */
export function rowTypeOf(table: TableDef): RecordType {
  return {
    kind: 'record',
    fields: table.columns.map(({ name, type }) => ({ name, type })),
    named: { oid: ROW_TYPE_OIDS + oidOfTable(table), arrayOid: ROW_ARRAY_OIDS + oidOfTable(table), schema: table.schema, name: table.name },
  };
}

/** The settings with the names of a snapshot's objects. */
export function withObjectNames(settings: SessionSettings, catalog: CatalogReader, searchPath: readonly string[]): SessionSettings {
  return {
    ...settings,
    nameOfOid: (kind, oid) => nameOfOid(catalog, searchPath, kind, oid),
    oidOfName: (kind, text) => oidOfName(catalog, searchPath, kind, text),
  };
}

function nameOfOid(catalog: CatalogReader, searchPath: readonly string[], kind: TypeKind, oid: number): string | undefined {
  switch (kind) {
    case 'regclass': {
      const found = catalog.relationById(oid) ?? systemRelation(oid);
      if (found === undefined) return undefined;
      const { schema, name } = relationName(found);
      return qualified(
        schema,
        name,
        catalog.findRelation(null, name, searchPath) !== undefined && isVisible(catalog, searchPath, schema, name),
      );
    }
    case 'regnamespace':
      return [...catalog.schemas, ...SYSTEM_SCHEMAS].find(({ id }) => id === oid)?.name;
    case 'regtype':
      return typeName(catalog, searchPath, oid);
    default:
      return undefined;
  }
}

function typeName(catalog: CatalogReader, searchPath: readonly string[], oid: number): string | undefined {
  const builtIn = typeFromOid(oid);
  if (builtIn !== undefined) return typeLabel(builtIn);
  const type = catalog.typeById(oid);
  if (type !== undefined) {
    const name = qualified(type.schema, type.name, catalog.findType(null, type.name, searchPath)?.id === type.id);
    return type.id === oid ? name : `${name}[]`;
  }
  const isArray = oid >= ROW_ARRAY_OIDS;
  const table = catalog.tables.find((candidate) => oidOfTable(candidate) === oid - (isArray ? ROW_ARRAY_OIDS : ROW_TYPE_OIDS));
  if (table === undefined) return undefined;
  const name = qualified(table.schema, table.name, isVisible(catalog, searchPath, table.schema, table.name));
  return isArray ? `${name}[]` : name;
}

function relationName(relation: Relation): { readonly schema: string; readonly name: string } {
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

function systemRelation(oid: number): Relation | undefined {
  const relation = findSystemRelationById(oid);
  return relation === undefined ? undefined : { kind: 'system', relation };
}

function isVisible(catalog: CatalogReader, searchPath: readonly string[], schema: string, name: string): boolean {
  const found = catalog.findRelation(null, name, searchPath);
  return found !== undefined && relationName(found).schema === schema;
}

function qualified(schema: string, name: string, visible: boolean): string {
  return visible ? quoteIdentifier(name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

function oidOfName(catalog: CatalogReader, searchPath: readonly string[], kind: TypeKind, text: string): number | undefined {
  switch (kind) {
    case 'regclass': {
      const { schema, name } = splitName(text);
      if (schema !== null && !catalog.hasSchema(schema)) throw undefinedTable(text);
      const found = catalog.findRelation(schema, name, searchPath);
      if (found === undefined) throw undefinedTable(text);
      return found.kind === 'table'
        ? oidOfTable(found.table)
        : found.kind === 'view'
          ? found.view.id
          : found.kind === 'sequence'
            ? found.sequence.id
            : found.kind === 'index'
              ? found.index.id
              : found.relation.id;
    }
    case 'regnamespace': {
      const name = splitName(text).name;
      const found = [...catalog.schemas, ...SYSTEM_SCHEMAS].find((schema) => schema.name === name);
      if (found === undefined) throw new ConductError(SQLSTATE.invalidSchemaName, `schema "${name}" does not exist`);
      return found.id;
    }
    case 'regtype':
      return oidOfType(catalog, searchPath, text);
    default:
      return undefined;
  }
}

function oidOfType(catalog: CatalogReader, searchPath: readonly string[], text: string): number {
  const isArray = /\[\d*\]\s*$/.test(text);
  const bare = text.replace(/(?:\[\d*\]\s*)+$/, '').trim();
  if (!/^(?:pg_catalog\.)?[a-z]/i.test(bare) || /^"/.test(bare) || isUserName(catalog, searchPath, bare)) {
    const { schema, name } = splitName(bare);
    const type = catalog.findType(schema, name, searchPath);
    if (type !== undefined) return isArray ? type.arrayId : type.id;
    const table = catalog.findTable(schema, name, searchPath);
    if (table !== undefined) return (isArray ? ROW_ARRAY_OIDS : ROW_TYPE_OIDS) + oidOfTable(table);
  }
  return typeOid(parseTypeName(text));
}

function isUserName(catalog: CatalogReader, searchPath: readonly string[], text: string): boolean {
  if (!/^[\w$."]+$/.test(text)) return false;
  const { schema, name } = splitName(text);
  return catalog.findType(schema, name, searchPath) !== undefined || catalog.findTable(schema, name, searchPath) !== undefined;
}

function undefinedTable(text: string): ConductError {
  return new ConductError(SQLSTATE.undefinedTable, `relation "${text.replaceAll('"', '')}" does not exist`);
}

/** `s.t`, `"S"."t"`: unquoted parts are lower case. */
function splitName(text: string): { readonly schema: string | null; readonly name: string } {
  const parts = [...text.trim().matchAll(/"((?:[^"]|"")*)"|([^".\s]+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '').toLowerCase() : quoted.replaceAll('""', '"'),
  );
  const name = parts.at(-1);
  if (name === undefined || parts.length > 3) throw new ConductError(SQLSTATE.invalidName, 'invalid name syntax');
  return { schema: parts.at(-2) ?? null, name };
}
