/**
 * What the binder asks of the catalog: an unchanging snapshot of schemas, tables and views. The conductor keeps the durable
 * form and hands out snapshots of this shape; `MemoryCatalog` is the snapshot itself.
 */

import { findSystemRelation, type SystemRelation } from './system-relations.js';
import { SYSTEM_SCHEMAS } from './system-schemas.js';
import type { TableDef } from './table-def.js';

export interface SchemaDef {
  readonly id: number;
  readonly name: string;
}

/** A view is its query's text: it is bound afresh at each use. */
export interface ViewDef {
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  /** Names of its columns, or empty: those of the query. */
  readonly columns: readonly string[];
  readonly sql: string;
}

export type Relation =
  | { readonly kind: 'table'; readonly table: TableDef }
  | { readonly kind: 'view'; readonly view: ViewDef }
  | { readonly kind: 'system'; readonly relation: SystemRelation };

export interface CatalogReader {
  /** Changes with every change of a definition or of a table's rows: part of the plan cache's key. */
  readonly version: number;
  /** Name of the database that the session is in. */
  readonly database: string;
  /** User schemas, `public` included; system schemas are not. */
  readonly schemas: readonly SchemaDef[];
  readonly tables: readonly TableDef[];
  readonly views: readonly ViewDef[];
  /** A base table. Without a schema the search path is walked (default: pg_catalog, public). */
  findTable(schema: string | null, name: string, searchPath?: readonly string[]): TableDef | undefined;
  /** A table, a view or a system relation. pg_catalog comes first when the path does not name it, as in PostgreSQL. */
  findRelation(schema: string | null, name: string, searchPath?: readonly string[]): Relation | undefined;
  hasSchema(name: string): boolean;
}

/** OID of the schema `public` in every PostgreSQL. */
export const PUBLIC_SCHEMA_ID = 2200;

export interface MemoryCatalogContent {
  readonly version?: number;
  readonly database?: string;
  readonly schemas?: readonly SchemaDef[];
  readonly tables?: readonly TableDef[];
  readonly views?: readonly ViewDef[];
}

/** An immutable snapshot in memory. */
export class MemoryCatalog implements CatalogReader {
  readonly version: number;
  readonly database: string;
  readonly schemas: readonly SchemaDef[];
  readonly tables: readonly TableDef[];
  readonly views: readonly ViewDef[];
  readonly #relations = new Map<string, Relation>();

  constructor(content: MemoryCatalogContent = {}) {
    this.version = content.version ?? 0;
    this.database = content.database ?? 'conduct';
    this.schemas = content.schemas ?? [{ id: PUBLIC_SCHEMA_ID, name: 'public' }];
    this.tables = content.tables ?? [];
    this.views = content.views ?? [];
    for (const table of this.tables) this.#relations.set(key(table.schema, table.name), { kind: 'table', table });
    for (const view of this.views) this.#relations.set(key(view.schema, view.name), { kind: 'view', view });
  }

  findTable(schema: string | null, name: string, searchPath?: readonly string[]): TableDef | undefined {
    const relation = this.findRelation(schema, name, searchPath);
    return relation?.kind === 'table' ? relation.table : undefined;
  }

  findRelation(schema: string | null, name: string, searchPath: readonly string[] = ['public']): Relation | undefined {
    if (schema !== null) return this.#findIn(schema, name);
    const path = searchPath.includes('pg_catalog') ? searchPath : ['pg_catalog', ...searchPath];
    for (const candidate of path) {
      const found = this.#findIn(candidate, name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  hasSchema(name: string): boolean {
    return this.schemas.some((schema) => schema.name === name) || SYSTEM_SCHEMAS.some((schema) => schema.name === name);
  }

  #findIn(schema: string, name: string): Relation | undefined {
    const relation = findSystemRelation(schema, name);
    if (relation !== undefined) return { kind: 'system', relation };
    return this.#relations.get(key(schema, name));
  }
}

/** NUL can't occur in an identifier, so the two parts can't run together. */
function key(schema: string, name: string): string {
  return `${schema}\u0000${name}`;
}
