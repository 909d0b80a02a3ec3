/** A relation of pg_catalog or information_schema: its columns, and its rows made from a snapshot. */
import { known } from '../common/assert.js';
import type { Datum } from '../types/datum.js';
import { arrayOf, type SqlType, TYPES } from '../types/sql-type.js';
import type { CatalogReader } from './catalog.js';
import { SYSTEM_SCHEMAS } from './system-schemas.js';

export interface SystemRelation {
  /** PostgreSQL's OID of the relation. */
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[];
  rows(catalog: CatalogReader): readonly (readonly Datum[])[];
}

export type RowObject = { readonly [column: string]: Datum };

const SHORT_TYPES: { readonly [short: string]: SqlType } = {
  bool: TYPES.bool,
  int2: TYPES.int2,
  int4: TYPES.int4,
  int8: TYPES.int8,
  float4: TYPES.float4,
  float8: TYPES.float8,
  name: TYPES.name,
  oid: TYPES.oid,
  text: TYPES.text,
  timestamptz: TYPES.timestamptz,
  'text[]': arrayOf(TYPES.text),
  'regtype[]': arrayOf(TYPES.regtype),
  varchar: TYPES.varchar,
};

/** columns: `oid:oid typname:name ...`. A row leaves out what is NULL. */
export function define(
  id: number,
  schema: string,
  name: string,
  columns: string,
  rows: (catalog: CatalogReader) => Iterable<RowObject>,
): SystemRelation {
  const defined = columns
    .trim()
    .split(/\s+/)
    .map((text) => {
      const [column = '', type = ''] = text.split(':');
      return { name: column, type: known(SHORT_TYPES[type], `type ${type}`) };
    });
  return {
    id,
    schema,
    name,
    columns: defined,
    rows: (catalog) => Array.from(rows(catalog), (row) => defined.map((column) => row[column.name] ?? null)),
  };
}

/** OID of the bootstrap superuser: the owner of everything. */
export const OWNER = 10;
export const DATABASE_ID = 5;
export const UTF8 = 6;

export function allSchemas(catalog: CatalogReader): readonly { readonly id: number; readonly name: string }[] {
  return [...SYSTEM_SCHEMAS, ...catalog.schemas];
}

export function schemaId(catalog: CatalogReader, name: string): number {
  return known(
    allSchemas(catalog).find((schema) => schema.name === name),
    `schema ${name}`,
  ).id;
}
