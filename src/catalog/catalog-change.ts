/**
 * Changes of the catalog as data: a DDL statement becomes a list of them. The same list is applied to a snapshot (by a
 * transaction that sees its own changes) and to the durable catalog (at the commit point).
 *
 * Objects are replaced as a whole. `alter` and `drop` carry the object as it was read, whose `revision` tells at the commit
 * whether somebody else has changed it since.
 */
import { unreachable } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { AccessDef } from './access.js';
import { type CatalogReader, MemoryCatalog } from './catalog.js';
import { type CatalogObject, type CommentDef, isInSchema, valuesOf } from './catalog-object.js';
import { shapeOf, type TableDef, type TableShape, tableOid } from './table-def.js';
import { emptyStats } from './table-stats.js';

export type CatalogChange =
  | { readonly kind: 'create'; readonly object: CatalogObject }
  /** The object as it becomes, with the OID and the revision that it had. */
  | { readonly kind: 'alter'; readonly object: CatalogObject }
  | { readonly kind: 'drop'; readonly object: CatalogObject }
  /** text null: none any more. */
  | { readonly kind: 'comment'; readonly on: Omit<CommentDef, 'text'>; readonly text: string | null }
  /** Its owner and privileges as they become. */
  | { readonly kind: 'access'; readonly value: AccessDef };

/** What becomes of an object as a whole; null: the change is of something that is kept beside it. */
export function changedObject(change: CatalogChange): CatalogObject | null {
  return change.kind === 'comment' || change.kind === 'access' ? null : change.object;
}

/** OID of the object that a change is about. */
export function changedId(change: CatalogChange): number {
  switch (change.kind) {
    case 'comment':
      return change.on.objectId;
    case 'access':
      return change.value.id;
    default:
      return objectId(change.object);
  }
}

/** The OID of an object. */
export function objectId(object: CatalogObject): number {
  return object.kind === 'table' ? tableOid(object.value) : object.value.id;
}

/**
 * The snapshot after the changes, in order. Pure. Raises what makes a change impossible: a name that is taken by now, an object
 * that somebody else has dropped or changed. A table whose `id` stays keeps its rows; one with a new id has none.
 * committed: the version that the changes get, which becomes the snapshot's and the revision of what they touch.
 */
export function applyChanges(catalog: CatalogReader, changes: readonly CatalogChange[], committed: number | null = null): MemoryCatalog {
  const draft = new Draft(catalog, committed);
  for (const change of changes) draft.apply(change);
  return draft.finish();
}

/** OID of `public` is a schema's, tables' are theirs: one number space, so that one map holds all objects. */
class Draft {
  readonly #catalog: CatalogReader;
  readonly #committed: number | null;
  readonly #objects: Map<number, CatalogObject>;
  readonly #tables: Map<number, TableDef>;
  readonly #names: Map<string, number>;
  readonly #comments: Map<string, CommentDef>;
  readonly #access: Map<number, AccessDef>;
  /** Objects that these changes have touched: their revisions were looked at the first time. */
  readonly #touched = new Set<number>();
  readonly #droppedSchemas = new Set<string>();

  constructor(catalog: CatalogReader, committed: number | null) {
    this.#catalog = catalog;
    this.#committed = committed;
    this.#objects = new Map(objectsOf(catalog).map((object) => [objectId(object), object]));
    this.#tables = new Map(catalog.tables.map((table) => [tableOid(table), table]));
    this.#names = new Map([...this.#objects.values()].map((object) => [nameKey(object), objectId(object)]));
    this.#comments = new Map(catalog.comments.map((comment) => [commentKey(comment), comment]));
    this.#access = new Map(catalog.access.map((each) => [each.id, each]));
  }

  apply(change: CatalogChange): void {
    switch (change.kind) {
      case 'create':
        this.#checkSchema(change.object);
        this.#checkName(change.object);
        this.#put(change.object);
        return;
      case 'alter':
        this.#forget(this.#current(change.object));
        this.#checkSchema(change.object);
        this.#checkName(change.object);
        this.#put(change.object);
        return;
      case 'drop': {
        const current = this.#current(change.object);
        const id = objectId(current);
        this.#forget(current);
        this.#tables.delete(id);
        this.#access.delete(id);
        if (current.kind === 'schema') this.#droppedSchemas.add(current.value.name);
        for (const [key, comment] of this.#comments) if (comment.objectId === id) this.#comments.delete(key);
        return;
      }
      case 'comment': {
        const key = commentKey(change.on);
        if (change.text === null) this.#comments.delete(key);
        else this.#comments.set(key, { ...change.on, text: change.text });
        return;
      }
      case 'access':
        this.#access.set(change.value.id, change.value);
        return;
      default:
        unreachable(change);
    }
  }

  finish(): MemoryCatalog {
    const objects = [...this.#objects.values()];
    if (this.#droppedSchemas.size > 0) this.#checkEmpty(objects);
    return new MemoryCatalog({
      version: this.#committed ?? this.#catalog.version,
      database: this.#catalog.database,
      schemas: valuesOf(objects, 'schema'),
      tables: [...this.#tables.values()],
      views: valuesOf(objects, 'view'),
      sequences: valuesOf(objects, 'sequence'),
      indexes: valuesOf(objects, 'index'),
      types: valuesOf(objects, 'type'),
      functions: valuesOf(objects, 'function'),
      comments: [...this.#comments.values()],
      access: [...this.#access.values()],
      roles: valuesOf(objects, 'role'),
    });
  }

  #put(given: CatalogObject): void {
    const object = this.#committed === null ? given : withRevision(given, this.#committed);
    const id = objectId(object);
    this.#touched.add(id);
    this.#objects.set(id, object);
    this.#names.set(nameKey(object), id);
    if (object.kind === 'table') this.#tables.set(id, this.#tableWithRows(object.value));
  }

  #tableWithRows(shape: TableShape): TableDef {
    const before = this.#tables.get(tableOid(shape));
    const kept = before?.id === shape.id ? before : undefined;
    return {
      ...shape,
      version: kept?.version ?? this.#committed ?? this.#catalog.version,
      stats: kept?.stats ?? emptyStats(shape.columns),
    };
  }

  #forget(object: CatalogObject): void {
    this.#objects.delete(objectId(object));
    this.#names.delete(nameKey(object));
  }

  /** The object that a change was derived from, as it is now. */
  #current(object: CatalogObject): CatalogObject {
    const id = objectId(object);
    const current = this.#objects.get(id);
    if (current === undefined) throw gone(object);
    if (!this.#touched.has(id) && current.value.revision !== object.value.revision) throw changed(object);
    return current;
  }

  /** Somebody may have made an object in a schema since its dropping was planned. */
  #checkEmpty(objects: readonly CatalogObject[]): void {
    for (const { kind, value } of objects.filter(isInSchema)) {
      if (!this.#droppedSchemas.has(value.schema) || this.#names.has(`schema\u0000${value.schema}`)) continue;
      throw new ConductError(SQLSTATE.dependentObjectsStillExist, `cannot drop schema ${value.schema} because other objects depend on it`, {
        detail: `${kind} ${value.schema}.${value.name} depends on schema ${value.schema}`,
        hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
      });
    }
  }

  #checkSchema(object: CatalogObject): void {
    if (!isInSchema(object) || this.#names.has(`schema\u0000${object.value.schema}`)) return;
    throw new ConductError(SQLSTATE.invalidSchemaName, `schema "${object.value.schema}" does not exist`);
  }

  #checkName(object: CatalogObject): void {
    const other = this.#names.get(nameKey(object));
    if (other !== undefined && other !== objectId(object)) throw nameTaken(object);
  }
}

function withRevision(object: CatalogObject, revision: number): CatalogObject {
  return { ...object, value: { ...object.value, revision } } as CatalogObject;
}

/** Relations share one space of names in a schema; types and functions have their own. */
function nameKey(object: CatalogObject): string {
  switch (object.kind) {
    case 'schema':
    case 'role':
      return `${object.kind}\u0000${object.value.name}`;
    case 'table':
    case 'view':
    case 'sequence':
    case 'index':
      return `relation\u0000${object.value.schema}\u0000${object.value.name}`;
    case 'type':
      return `type\u0000${object.value.schema}\u0000${object.value.name}`;
    case 'function': {
      const { schema, name, args } = object.value;
      return `function\u0000${schema}\u0000${name}\u0000${args.map(({ type }) => JSON.stringify(type)).join()}`;
    }
    default:
      return unreachable(object);
  }
}

function nameTaken(object: CatalogObject): ConductError {
  const { name } = object.value;
  switch (object.kind) {
    case 'schema':
      return new ConductError(SQLSTATE.duplicateSchema, `schema "${name}" already exists`);
    case 'type':
    case 'role':
      return new ConductError(SQLSTATE.duplicateObject, `${object.kind} "${name}" already exists`);
    case 'function':
      return new ConductError(SQLSTATE.duplicateFunction, `function "${name}" already exists with same argument types`);
    default:
      return new ConductError(SQLSTATE.duplicateTable, `relation "${name}" already exists`);
  }
}

function gone({ kind, value }: CatalogObject): ConductError {
  switch (kind) {
    case 'schema':
      return new ConductError(SQLSTATE.invalidSchemaName, `schema "${value.name}" does not exist`);
    case 'type':
    case 'role':
      return new ConductError(SQLSTATE.undefinedObject, `${kind} "${value.name}" does not exist`);
    case 'function':
      return new ConductError(SQLSTATE.undefinedFunction, `function "${value.name}" does not exist`);
    default:
      return new ConductError(SQLSTATE.undefinedTable, `relation "${value.name}" does not exist`);
  }
}

function changed({ kind, value }: CatalogObject): ConductError {
  return new ConductError(SQLSTATE.serializationFailure, `${kind} "${value.name}" was changed by a concurrent statement`, {
    hint: 'Run the statement again.',
  });
}

function commentKey({ classId, objectId: id, part }: Omit<CommentDef, 'text'>): string {
  return `${classId}/${id}/${part}`;
}

/** Every object of a snapshot. */
export function objectsOf(catalog: CatalogReader): readonly CatalogObject[] {
  return [
    ...catalog.schemas.map((value) => ({ kind: 'schema', value }) as const),
    ...catalog.tables.map((table) => ({ kind: 'table', value: shapeOf(table) }) as const),
    ...catalog.views.map((value) => ({ kind: 'view', value }) as const),
    ...catalog.sequences.map((value) => ({ kind: 'sequence', value }) as const),
    ...catalog.indexes.map((value) => ({ kind: 'index', value }) as const),
    ...catalog.types.map((value) => ({ kind: 'type', value }) as const),
    ...catalog.functions.map((value) => ({ kind: 'function', value }) as const),
    ...catalog.roles.map((value) => ({ kind: 'role', value }) as const),
  ];
}
