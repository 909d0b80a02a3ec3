/** Rows of pg_class, pg_attribute and the catalogs about what belongs to relations. */
import { arrayValue, type Datum } from '../../types/datum.js';
import { typeOid } from '../../types/sql-type.js';
import { typeLabel } from '../../types/type-name.js';
import { ownerOf } from '../access.js';
import type { CatalogReader } from '../catalog.js';
import type { PartitionScheme } from '../partition.js';
import { partitionBoundText } from '../partition-text.js';
import { recordedRows } from '../recorded-rows.js';
import { OWNER, type RowObject, type RowSource, schemaId, systemColumn } from '../system-relation.js';
import { findSystemShape } from '../system-shapes.js';
import { type TableColumn, type TableConstraint, type TableDef, type TableShape, tableOid } from '../table-def.js';
import { aclValue } from './access-rows.js';
import { type AnyColumn, type AnyRelation, allRelations } from './all-relations.js';
import { foreignKeyRow, foreignKeysOf } from './foreign-keys.js';
import { ownViews } from './foreign-tables.js';
import { allIndexes, indexRow, vector } from './indexes.js';
import { factsOf, typeFacts } from './type-facts.js';

const HEAP = 2;

function* pgClass(catalog: CatalogReader): Iterable<RowObject> {
  const indexed = new Set([...allIndexes(catalog).map(({ table }) => tableOid(table)), ...indexedCatalogs()]);
  const rows = new Map(allIndexes(catalog).map(({ id, table }) => [id, table.stats.rows]));
  const keyed = new Set(Array.from(foreignKeysOf(catalog), ({ table, key }) => [tableOid(table), key.table]).flat());
  const parents = new Set(catalog.tables.flatMap(({ inherits }) => inherits ?? []));
  for (const relation of allRelations(catalog)) {
    const { kind, table } = relation;
    const hasRows = kind === 'r' || kind === 'm';
    yield {
      ...classRow(relation),
      ...accessOfRelation(catalog, relation),
      relnamespace: schemaId(catalog, relation.schema),
      relam: hasRows ? HEAP : relation.method,
      reltuples: kind === 'p' ? -1 : Math.fround(table?.stats.rows ?? rows.get(relation.id) ?? (kind === 'v' ? 0 : -1)),
      relhasindex: indexed.has(relation.id),
      // PostgreSQL checks foreign keys by triggers: psql looks for the keys of tables that have some.
      relhastriggers: keyed.has(relation.id),
      relhassubclass: parents.has(relation.id),
      relhasrules: kind === 'v' || kind === 'm',
      relchecks: (table?.constraints ?? []).filter((constraint) => constraint.kind === 'check').length,
      relispopulated: table?.materialized?.populated ?? true,
      relreplident: hasRows && relation.schema !== 'pg_catalog' ? 'd' : kind === 'p' ? 'd' : 'n',
      relispartition: table?.partition !== undefined,
      relpartbound: table?.partition === undefined ? null : partitionBoundText(table.partition, parentScheme(catalog, table)),
      reloptions: table === null ? null : optionsOf(table),
    };
  }
  yield* recordedIndexes();
}

/** An index is its table's; rows of a composite type are its type's. */
function accessOfRelation(catalog: CatalogReader, { id, kind, table }: AnyRelation): RowObject {
  if (kind === 'i' || kind === 'I') return { relowner: table === null ? OWNER : ownerOf(catalog, tableOid(table)) };
  const acl = kind === 'c' ? null : aclValue(catalog, kind === 'S' ? 'sequence' : 'table', id);
  return { relowner: ownerOf(catalog, id), relacl: acl };
}

function parentScheme(catalog: CatalogReader, { inherits = [] }: TableDef): PartitionScheme | undefined {
  const parent = catalog.relationById(inherits[0] ?? 0);
  return parent?.kind === 'table' ? parent.table.partitioning : undefined;
}

function classRow({ id, name, rowType, persistence, kind, columns, shared }: Omit<AnyRelation, 'table' | 'schema' | 'method'>): RowObject {
  return {
    oid: id,
    relname: name,
    reltype: rowType,
    reloftype: 0,
    relowner: OWNER,
    relfilenode: kind === 'v' || kind === 'f' || kind === 'p' || kind === 'I' || kind === 'c' ? 0 : id,
    reltablespace: shared ? 1664 : 0,
    relpages: 0,
    relallvisible: 0,
    relallfrozen: 0,
    reltoastrelid: 0,
    relisshared: shared,
    relpersistence: persistence,
    relkind: kind,
    relnatts: columns.length,
    relhastriggers: false,
    relrowsecurity: false,
    relforcerowsecurity: false,
    relrewrite: 0,
    relfrozenxid: 0,
    relminmxid: 0,
  };
}

/** Indexes of the catalogs themselves. */
function* recordedIndexes(): Iterable<RowObject> {
  for (const { id, name, method, shared } of catalogIndexes()) {
    const relation = { id, name, rowType: 0, persistence: 'p', kind: 'i', columns: [], shared } as const;
    yield { ...classRow(relation), relnamespace: 11, relam: method, reltuples: 0, relispopulated: true, relreplident: 'n', ...NO_FLAGS };
  }
}

const NO_FLAGS = { relhasindex: false, relhassubclass: false, relhasrules: false, relchecks: 0, relispartition: false } as const;

/** How the rows are spread, where the user chose it. */
function optionsOf(table: TableDef): Datum {
  const { distribution, columns, primaryKey } = table;
  if (distribution.kind !== 'hash') return arrayValue([`distribution=${distribution.kind}`]);
  const chosen = primaryKey.length > 0 ? primaryKey : [0];
  if (distribution.ordinals.length === chosen.length && distribution.ordinals.every((ordinal, at) => ordinal === chosen[at])) return null;
  return arrayValue([`distributed_by=${distribution.ordinals.map((ordinal) => columns[ordinal]?.name).join(',')}`]);
}

function* pgAttribute(catalog: CatalogReader): Iterable<RowObject> {
  for (const relation of allRelations(catalog)) {
    for (const [ordinal, column] of relation.columns.entries()) yield attributeRow(relation.id, ordinal, column);
  }
}

function attributeRow(relation: number, ordinal: number, column: AnyColumn): RowObject {
  const facts = typeFacts(column.typeOid) ?? factsOf(column.type);
  return {
    attrelid: relation,
    attname: column.name,
    atttypid: column.typeOid,
    attstattarget: -1,
    attlen: facts.length,
    attnum: ordinal + 1,
    attndims: column.type.kind === 'array' ? 1 : 0,
    attcacheoff: -1,
    atttypmod: column.typmod,
    attbyval: facts.byValue,
    attalign: facts.align,
    attstorage: facts.storage,
    attcompression: '',
    attnotnull: column.notNull,
    atthasdef: column.default !== undefined && column.identity === undefined,
    atthasmissing: false,
    attidentity: column.identity === undefined ? '' : column.identity === 'always' ? 'a' : 'd',
    attgenerated: column.generated === undefined ? '' : 's',
    attisdropped: false,
    attislocal: column.inherited !== true,
    attinhcount: column.inherited === true ? 1 : 0,
    attcollation: column.collation,
  };
}

function* defaultsOf(catalog: CatalogReader): Iterable<{ readonly table: TableDef; readonly ordinal: number; readonly sql: string }> {
  for (const table of catalog.tables) {
    for (const [ordinal, column] of table.columns.entries()) {
      if (column.default !== undefined && column.identity === undefined)
        yield { table, ordinal, sql: typedDefault(column, column.default) };
    }
  }
}

/** A string without a type is of the column's. */
export function typedDefault({ type, generated }: Pick<TableColumn, 'type' | 'generated'>, sql: string): string {
  return generated === undefined && /^'(?:[^']|'')*'$/.test(sql) ? `${sql}::${typeLabel(type)}` : sql;
}

/** A table has no more columns. */
const MOST_COLUMNS = 2_048;

export function defaultOid(table: TableShape, ordinal: number): number {
  return (0x8000_0000 + tableOid(table) * MOST_COLUMNS + ordinal) >>> 0;
}

const CONSTRAINT_LETTERS = { primary: 'p', unique: 'u', check: 'c' } as const;

const PLAIN_CONSTRAINT = {
  condeferrable: false,
  condeferred: false,
  conenforced: true,
  convalidated: true,
  conparentid: 0,
  confrelid: 0,
  confupdtype: ' ',
  confdeltype: ' ',
  confmatchtype: ' ',
  conislocal: true,
  coninhcount: 0,
  conperiod: false,
} as const;

function* pgConstraint(catalog: CatalogReader): Iterable<RowObject> {
  for (const table of catalog.tables) {
    for (const constraint of table.constraints ?? []) {
      if (constraint.kind === 'check' || constraint.index !== true) yield tableConstraint(catalog, table, constraint);
    }
  }
  for (const each of foreignKeysOf(catalog)) {
    yield { ...PLAIN_CONSTRAINT, connamespace: schemaId(catalog, each.table.schema), ...foreignKeyRow(each) };
  }
  for (const { id, schema, definition } of catalog.types) {
    if (definition.kind !== 'domain') continue;
    for (const [at, { name, expression }] of definition.checks.entries()) {
      yield {
        ...PLAIN_CONSTRAINT,
        oid: domainConstraintOid(id, at),
        conname: name,
        connamespace: schemaId(catalog, schema),
        contype: 'c',
        conrelid: 0,
        contypid: id,
        conindid: 0,
        connoinherit: false,
        conbin: expression,
      };
    }
  }
}

/** Constraints of domains have no OID of their own. */
export function domainConstraintOid(domain: number, at: number): number {
  return (0xc000_0000 + domain * 64 + at) >>> 0;
}

function tableConstraint(catalog: CatalogReader, table: TableDef, constraint: TableConstraint): RowObject {
  const isCheck = constraint.kind === 'check';
  const columns = isCheck ? columnsIn(table, constraint.expression) : constraint.ordinals;
  return {
    ...PLAIN_CONSTRAINT,
    oid: constraint.id,
    conname: constraint.name,
    connamespace: schemaId(catalog, table.schema),
    contype: CONSTRAINT_LETTERS[constraint.kind],
    conrelid: tableOid(table),
    contypid: 0,
    conindid: isCheck ? 0 : constraint.id,
    connoinherit: !isCheck,
    conkey: arrayValue(columns.map((ordinal) => ordinal + 1)),
    conbin: isCheck ? constraint.expression : null,
  };
}

/** Ordinals of the columns that an expression names. */
export function columnsIn(table: TableShape, sql: string): readonly number[] {
  const outside = sql.replaceAll(/'(?:[^']|'')*'/g, "''");
  const words = new Set(
    [...outside.matchAll(/"((?:[^"]|"")*)"|[a-z_\u0080-\uffff][\w$\u0080-\uffff]*/gi)].map(
      ([word, quoted]) => quoted?.replaceAll('""', '"') ?? word.toLowerCase(),
    ),
  );
  return table.columns.flatMap(({ name }, ordinal) => (words.has(name) ? [ordinal] : []));
}

function* pgInherits(catalog: CatalogReader): Iterable<RowObject> {
  for (const table of catalog.tables) {
    for (const [at, parent] of (table.inherits ?? []).entries()) {
      yield { inhrelid: tableOid(table), inhparent: parent, inhseqno: at + 1, inhdetachpending: false };
    }
  }
}

const STRATEGIES = { list: 'l', range: 'r', hash: 'h' } as const;

function* pgPartitionedTable(catalog: CatalogReader): Iterable<RowObject> {
  for (const table of catalog.tables) {
    const { partitioning } = table;
    if (partitioning === undefined) continue;
    const { strategy, keys } = partitioning;
    const fallback = catalog.tables.find(
      ({ inherits, partition }) => partition?.kind === 'default' && inherits?.includes(tableOid(table)) === true,
    );
    const expressions = keys.filter(({ column }) => column === null).map(({ sql }) => sql);
    yield {
      partrelid: tableOid(table),
      partstrat: STRATEGIES[strategy],
      partnatts: keys.length,
      partdefid: fallback === undefined ? 0 : tableOid(fallback),
      partattrs: vector(keys.map(({ column }) => table.columns.findIndex(({ name }) => name === column) + 1)),
      partclass: vector(keys.map(() => 0)),
      partcollation: vector(keys.map(() => 0)),
      partexprs: expressions.length === 0 ? null : expressions.join(', '),
    };
  }
}

const RELATION_CLASS = 1259;

/** What goes with what: as far as tools ask for it. */
function* pgDepend(catalog: CatalogReader): Iterable<RowObject> {
  for (const { id, ownedBy } of catalog.sequences) {
    if (ownedBy === undefined) continue;
    const owner = catalog.relationById(ownedBy.table);
    const ordinal = owner?.kind === 'table' ? owner.table.columns.findIndex(({ name }) => name === ownedBy.column) : -1;
    if (ordinal < 0) continue;
    yield {
      ...dependency(RELATION_CLASS, id, ownedBy.identity ? 'i' : 'a'),
      refclassid: RELATION_CLASS,
      refobjid: ownedBy.table,
      refobjsubid: ordinal + 1,
    };
  }
  for (const { id, table, constraint, keys } of allIndexes(catalog)) {
    if (constraint !== null) {
      yield { ...dependency(RELATION_CLASS, id, 'i'), refclassid: 2606, refobjid: id, refobjsubid: 0 };
      continue;
    }
    for (const { ordinal } of keys) {
      if (ordinal === null) continue;
      yield { ...dependency(RELATION_CLASS, id, 'a'), refclassid: RELATION_CLASS, refobjid: tableOid(table), refobjsubid: ordinal + 1 };
    }
  }
  for (const { table, ordinal } of defaultsOf(catalog)) {
    yield {
      ...dependency(2604, defaultOid(table, ordinal), 'a'),
      refclassid: RELATION_CLASS,
      refobjid: tableOid(table),
      refobjsubid: ordinal + 1,
    };
  }
  for (const { id, uses } of catalog.views) {
    for (const used of uses ?? []) {
      if (catalog.relationById(used) === undefined) continue;
      yield { ...dependency(2618, ruleOid(id), 'n'), refclassid: RELATION_CLASS, refobjid: used, refobjsubid: 0 };
    }
  }
}

function dependency(classId: number, object: number, type: string): RowObject {
  return { classid: classId, objid: object, objsubid: 0, deptype: type };
}

/** Of the rule that makes a view of a relation. */
export function ruleOid(view: number): number {
  return (0xa000_0000 + view) >>> 0;
}

function* pgRewrite(catalog: CatalogReader): Iterable<RowObject> {
  for (const { id, sql } of ownViews(catalog)) {
    yield {
      oid: ruleOid(id),
      rulename: '_RETURN',
      ev_class: id,
      ev_type: '1',
      ev_enabled: 'O',
      is_instead: true,
      ev_qual: '<>',
      ev_action: sql,
    };
  }
}

interface CatalogIndex {
  readonly id: number;
  readonly name: string;
  readonly method: number;
  readonly shared: boolean;
}

const INDEX_COLUMNS = ['oid:oid', 'relname:name', 'relam:oid', 'relisshared:bool'].map(systemColumn);
let kept: readonly CatalogIndex[] | null = null;

/** OIDs of the catalogs that have indexes. */
function indexedCatalogs(): readonly number[] {
  const shape = findSystemShape('pg_catalog', 'pg_index');
  return shape === undefined ? [] : shape.recorded().map((row) => Number(row[1]));
}

export function catalogIndexes(): readonly CatalogIndex[] {
  kept ??= recordedRows('index_class', INDEX_COLUMNS).map(([id = null, name = null, method = null, shared = null]) => ({
    id: Number(id),
    name: String(name),
    method: Number(method),
    shared: shared === true,
  }));
  return kept;
}

export const TABLE_SOURCES: { readonly [name: string]: RowSource } = {
  pg_class: { rows: pgClass },
  pg_attribute: { rows: pgAttribute },
  pg_attrdef: {
    rows: (catalog) =>
      Array.from(defaultsOf(catalog), ({ table, ordinal, sql }) => ({
        oid: defaultOid(table, ordinal),
        adrelid: tableOid(table),
        adnum: ordinal + 1,
        adbin: sql,
      })),
  },
  pg_constraint: { rows: pgConstraint },
  pg_index: { rows: (catalog) => allIndexes(catalog).map(indexRow) },
  pg_inherits: { rows: pgInherits },
  pg_partitioned_table: { rows: pgPartitionedTable },
  pg_depend: { rows: pgDepend },
  pg_rewrite: { rows: pgRewrite },
  pg_sequence: {
    rows: (catalog) =>
      catalog.sequences.map((sequence) => ({
        seqrelid: sequence.id,
        seqtypid: typeOid({ kind: sequence.type }),
        seqstart: sequence.start,
        seqincrement: sequence.increment,
        seqmax: sequence.max,
        seqmin: sequence.min,
        seqcache: BigInt(sequence.cache),
        seqcycle: sequence.cycle,
      })),
  },
};
