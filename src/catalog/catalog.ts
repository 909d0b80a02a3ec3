/**
 * What the binder asks of the catalog: an unchanging snapshot of schemas, tables and views. The conductor keeps the durable
 * form and hands out snapshots of this shape; `MemoryCatalog` is the snapshot itself.
 */

import type { AccessDef } from './access.js';
import type { CommentDef, FunctionDef, IndexDef, SchemaDef, SequenceDef, TypeDef, ViewDef } from './catalog-object.js';
import { BOOTSTRAP_ROLE, type RoleDef } from './role-def.js';
import { findSystemRelation, type SystemRelation } from './system-relations.js';
import { SYSTEM_SCHEMAS } from './system-schemas.js';
import { type TableDef, tableOid } from './table-def.js';

export type { SchemaDef, ViewDef } from './catalog-object.js';

export type Relation =
  | { readonly kind: 'table'; readonly table: TableDef }
  | { readonly kind: 'view'; readonly view: ViewDef }
  | { readonly kind: 'sequence'; readonly sequence: SequenceDef }
  | { readonly kind: 'index'; readonly index: IndexDef }
  | { readonly kind: 'system'; readonly relation: SystemRelation };

export interface CatalogReader {
  /** All of it, to make another snapshot from. */
  readonly content: MemoryCatalogContent;
  /** Changes with every change of a definition or of a table's rows: part of the plan cache's key. */
  readonly version: number;
  /** Name of the database that the session is in. */
  readonly database: string;
  /** User schemas, `public` included; system schemas are not. */
  readonly schemas: readonly SchemaDef[];
  readonly tables: readonly TableDef[];
  readonly views: readonly ViewDef[];
  readonly sequences: readonly SequenceDef[];
  readonly indexes: readonly IndexDef[];
  readonly types: readonly TypeDef[];
  readonly functions: readonly FunctionDef[];
  readonly comments: readonly CommentDef[];
  /** Owners and privileges, of objects that are not as they were made by the bootstrap role. */
  readonly access: readonly AccessDef[];
  accessOf(id: number): AccessDef | undefined;
  /** Predefined ones are not. */
  readonly roles: readonly RoleDef[];
  /** A base table. Without a schema the search path is walked (default: pg_catalog, public). */
  findTable(schema: string | null, name: string, searchPath?: readonly string[]): TableDef | undefined;
  /** A type of the user's by name. */
  findType(schema: string | null, name: string, searchPath?: readonly string[]): TypeDef | undefined;
  /** A type of the user's by its OID, or by that of its array. */
  typeById(id: number): TypeDef | undefined;
  /** Functions of the user's by name: all signatures. */
  findFunctions(schema: string | null, name: string, searchPath?: readonly string[]): readonly FunctionDef[];
  /** A table, a view, a sequence, an index by its OID. */
  relationById(id: number): Relation | undefined;
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
  readonly sequences?: readonly SequenceDef[];
  readonly indexes?: readonly IndexDef[];
  readonly types?: readonly TypeDef[];
  readonly functions?: readonly FunctionDef[];
  readonly comments?: readonly CommentDef[];
  readonly access?: readonly AccessDef[];
  readonly roles?: readonly RoleDef[];
}

/** An immutable snapshot in memory. */
export class MemoryCatalog implements CatalogReader {
  readonly version: number;
  readonly database: string;
  readonly schemas: readonly SchemaDef[];
  readonly tables: readonly TableDef[];
  readonly views: readonly ViewDef[];
  readonly sequences: readonly SequenceDef[];
  readonly indexes: readonly IndexDef[];
  readonly types: readonly TypeDef[];
  readonly functions: readonly FunctionDef[];
  readonly comments: readonly CommentDef[];
  readonly access: readonly AccessDef[];
  readonly roles: readonly RoleDef[];
  readonly #access: ReadonlyMap<number, AccessDef>;
  readonly #byId = new Map<number, Relation>();
  readonly #byStorage = new Map<number, TableDef>();
  readonly #types = new Map<string, TypeDef>();
  readonly #relations = new Map<string, Relation>();

  constructor(content: MemoryCatalogContent = {}) {
    this.version = content.version ?? 0;
    this.database = content.database ?? 'conduct';
    this.schemas = content.schemas ?? [{ id: PUBLIC_SCHEMA_ID, name: 'public' }];
    this.tables = content.tables ?? [];
    this.views = content.views ?? [];
    this.sequences = content.sequences ?? [];
    this.indexes = content.indexes ?? [];
    this.types = content.types ?? [];
    this.functions = content.functions ?? [];
    this.comments = content.comments ?? [];
    this.access = content.access ?? [];
    this.#access = new Map(this.access.map((each) => [each.id, each]));
    this.roles = content.roles ?? [BOOTSTRAP_ROLE];
    for (const table of this.tables) this.#add(tableOid(table), table, { kind: 'table', table });
    for (const table of this.tables) this.#byStorage.set(table.id, table);
    for (const view of this.views) this.#add(view.id, view, { kind: 'view', view });
    for (const sequence of this.sequences) this.#add(sequence.id, sequence, { kind: 'sequence', sequence });
    for (const index of this.indexes) this.#add(index.id, index, { kind: 'index', index });
    for (const type of this.types) this.#types.set(key(type.schema, type.name), type);
  }

  /** The same definitions with these tables in the place of those with their ids. */
  withTables(version: number, replaced: readonly TableDef[]): MemoryCatalog {
    const byId = new Map(replaced.map((table) => [table.id, table]));
    return new MemoryCatalog({ ...this.content, version, tables: this.tables.map((table) => byId.get(table.id) ?? table) });
  }

  get content(): MemoryCatalogContent {
    const { version, database, schemas, tables, views, sequences, indexes, types, functions, comments, access, roles } = this;
    return { version, database, schemas, tables, views, sequences, indexes, types, functions, comments, access, roles };
  }

  #add(id: number, { schema, name }: { readonly schema: string; readonly name: string }, relation: Relation): void {
    this.#byId.set(id, relation);
    this.#relations.set(key(schema, name), relation);
  }

  findType(schema: string | null, name: string, searchPath: readonly string[] = ['public']): TypeDef | undefined {
    if (this.#types.size === 0) return undefined;
    for (const candidate of schema === null ? searchPath : [schema]) {
      const found = this.#types.get(key(candidate, name));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  typeById(id: number): TypeDef | undefined {
    return this.types.find((type) => type.id === id || type.arrayId === id);
  }

  findFunctions(schema: string | null, name: string, searchPath: readonly string[] = ['public']): readonly FunctionDef[] {
    if (this.functions.length === 0) return [];
    const path = schema === null ? searchPath : [schema];
    return this.functions.filter((candidate) => candidate.name === name && path.includes(candidate.schema));
  }

  accessOf(id: number): AccessDef | undefined {
    return this.#access.get(id);
  }

  tableByStorageId(id: number): TableDef | undefined {
    return this.#byStorage.get(id);
  }

  relationById(id: number): Relation | undefined {
    return this.#byId.get(id);
  }

  findTable(schema: string | null, name: string, searchPath?: readonly string[]): TableDef | undefined {
    const relation = this.findRelation(schema, name, searchPath);
    return relation?.kind === 'table' ? relation.table : undefined;
  }

  findRelation(schema: string | null, name: string, searchPath: readonly string[] = ['public']): Relation | undefined {
    if (schema !== null) return this.#findIn(schema, name);
    for (const candidate of lookupPath(searchPath)) {
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

/** A session's temporary schema is looked at first, then pg_catalog unless the path names it. */
function lookupPath(searchPath: readonly string[]): readonly string[] {
  if (searchPath.includes('pg_catalog')) return searchPath;
  const [first, ...rest] = searchPath;
  return first !== undefined && isTemporarySchema(first) ? [first, 'pg_catalog', ...rest] : ['pg_catalog', ...searchPath];
}

const TEMPORARY_PREFIX = 'pg_temp_';

/** The schema of a session's temporary objects. */
export function temporarySchema(sessionId: number): string {
  return `${TEMPORARY_PREFIX}${sessionId}`;
}

export function isTemporarySchema(name: string): boolean {
  return name.startsWith(TEMPORARY_PREFIX);
}

/** NUL can't occur in an identifier, so the two parts can't run together. */
function key(schema: string, name: string): string {
  return `${schema}\u0000${name}`;
}
