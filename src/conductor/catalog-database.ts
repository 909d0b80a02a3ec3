/** How the catalog's definitions are kept in SQLite: written inside of the commit's transaction, read at start. */
import type { Database, Statement } from 'better-sqlite3';
import type { AccessDef } from '../catalog/access.js';
import { MemoryCatalog, PUBLIC_SCHEMA_ID, type SchemaDef } from '../catalog/catalog.js';
import { type CatalogChange, changedId } from '../catalog/catalog-change.js';
import { type CatalogObject, type CommentDef, valuesOf } from '../catalog/catalog-object.js';
import { BOOTSTRAP_ROLE } from '../catalog/role-def.js';
import { shapeOf, type TableDef, type TableShape, type TableStats, tableOid } from '../catalog/table-def.js';
import { fromJson, toJson } from '../plan/serialize.js';

type StoredObject = Exclude<CatalogObject, { kind: 'table' | 'schema' }>;

/** Statistics are rewritten whole at each commit of the table; names of one schema are unique. */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS schemas (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS tables (
  id INTEGER PRIMARY KEY,
  schema TEXT NOT NULL,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  version INTEGER NOT NULL,
  stats TEXT NOT NULL,
  sketches TEXT NOT NULL,
  UNIQUE (schema, name)
);
CREATE TABLE IF NOT EXISTS objects (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, definition TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS comments (
  class_id INTEGER NOT NULL,
  object_id INTEGER NOT NULL,
  part INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (class_id, object_id, part)
);
CREATE TABLE IF NOT EXISTS access (object_id INTEGER PRIMARY KEY, definition TEXT NOT NULL);
`;

interface TableRow {
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  readonly definition: string;
  readonly version: number;
  readonly stats: string;
  readonly sketches: string;
}

export interface LoadedCatalog {
  readonly catalog: MemoryCatalog;
  /** Of each table by id: registers of each column, base64. */
  readonly sketches: ReadonlyMap<number, readonly string[]>;
}

export class CatalogDatabase {
  readonly #db: Database;
  readonly #saveRows: Statement;

  constructor(db: Database) {
    this.#db = db;
    db.exec(SCHEMA);
    this.#saveRows = db.prepare('UPDATE tables SET version = ?, stats = ?, sketches = ? WHERE id = ?');
    db.prepare('INSERT OR IGNORE INTO schemas VALUES (?, ?)').run(PUBLIC_SCHEMA_ID, 'public');
  }

  load(version: number): LoadedCatalog {
    const rows = this.#db.prepare('SELECT * FROM tables ORDER BY id').all() as TableRow[];
    const objects = (this.#db.prepare('SELECT * FROM objects ORDER BY id').all() as { kind: string; definition: string }[]).map(
      ({ kind, definition }) => ({ kind, value: fromJson(definition) }) as StoredObject,
    );
    const roles = valuesOf(objects, 'role');
    const catalog = new MemoryCatalog({
      version,
      schemas: this.#db.prepare('SELECT * FROM schemas ORDER BY id').all() as SchemaDef[],
      tables: rows.map(loadTable),
      views: valuesOf(objects, 'view'),
      sequences: valuesOf(objects, 'sequence'),
      indexes: valuesOf(objects, 'index'),
      types: valuesOf(objects, 'type'),
      functions: valuesOf(objects, 'function'),
      comments: this.#db.prepare('SELECT class_id AS classId, object_id AS objectId, part, text FROM comments').all() as CommentDef[],
      access: (this.#db.prepare('SELECT definition FROM access ORDER BY object_id').all() as { definition: string }[]).map(
        ({ definition }) => fromJson<AccessDef>(definition),
      ),
      // Kept from its first change on.
      roles: roles.some(({ id }) => id === BOOTSTRAP_ROLE.id) ? roles : [BOOTSTRAP_ROLE, ...roles],
    });
    return { catalog, sketches: new Map(rows.map(({ id, sketches }) => [id, JSON.parse(sketches) as string[]])) };
  }

  saveTable(table: TableDef, sketches: readonly string[]): void {
    const { id, schema, name } = table;
    const { id: _id, schema: _schema, name: _name, ...definition } = shapeOf(table);
    this.#db
      .prepare('INSERT OR REPLACE INTO tables VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(id, schema, name, toJson(definition), table.version, toJson(table.stats), JSON.stringify(sketches));
  }

  /** What a commit of rows changes of it. */
  saveRows(table: TableDef, sketches: readonly string[]): void {
    this.#saveRows.run(table.version, toJson(table.stats), JSON.stringify(sketches), table.id);
  }

  /** Everything that the changes touched, as it is after them: removed first, so that names may change hands. */
  saveChanges(
    before: MemoryCatalog,
    after: MemoryCatalog,
    changes: readonly CatalogChange[],
    sketches: (table: TableDef) => readonly string[],
  ): void {
    const touched = new Set(changes.map(changedId));
    const isTouched = (id: number): boolean => touched.has(id);
    const run = (sql: string, id: number): void => {
      this.#db.prepare(sql).run(id);
    };
    for (const id of touched) {
      run('DELETE FROM objects WHERE id = ?', id);
      run('DELETE FROM comments WHERE object_id = ?', id);
      run('DELETE FROM access WHERE object_id = ?', id);
      run('DELETE FROM schemas WHERE id = ?', id);
    }
    for (const table of before.tables) if (isTouched(tableOid(table))) run('DELETE FROM tables WHERE id = ?', table.id);
    for (const { id, name } of after.schemas) if (isTouched(id)) this.#db.prepare('INSERT INTO schemas VALUES (?, ?)').run(id, name);
    for (const table of after.tables) if (isTouched(tableOid(table))) this.saveTable(table, sketches(table));
    const save = this.#db.prepare('INSERT INTO objects VALUES (?, ?, ?)');
    for (const { kind, value } of plainObjects(after)) if (isTouched(value.id)) save.run(value.id, kind, toJson(value));
    const access = this.#db.prepare('INSERT INTO access VALUES (?, ?)');
    for (const each of after.access) if (isTouched(each.id)) access.run(each.id, toJson(each));
    const comment = this.#db.prepare('INSERT INTO comments VALUES (?, ?, ?, ?)');
    for (const { classId, objectId: id, part, text } of after.comments) if (isTouched(id)) comment.run(classId, id, part, text);
  }
}

function plainObjects(catalog: MemoryCatalog): readonly StoredObject[] {
  return [
    ...catalog.views.map((value) => ({ kind: 'view', value }) as const),
    ...catalog.sequences.map((value) => ({ kind: 'sequence', value }) as const),
    ...catalog.indexes.map((value) => ({ kind: 'index', value }) as const),
    ...catalog.types.map((value) => ({ kind: 'type', value }) as const),
    ...catalog.functions.map((value) => ({ kind: 'function', value }) as const),
    ...catalog.roles.map((value) => ({ kind: 'role', value }) as const),
  ];
}

function loadTable({ id, schema, name, definition, version, stats }: TableRow): TableDef {
  const shape = fromJson<Omit<TableShape, 'id' | 'schema' | 'name'>>(definition);
  return { id, schema, name, ...shape, version, stats: fromJson<TableStats>(stats) };
}
