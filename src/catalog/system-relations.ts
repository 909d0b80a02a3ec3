/**
 * pg_catalog and information_schema: relations whose rows are made from the catalog snapshot when a query names them. They have
 * PostgreSQL 15's columns in its order, as far as there are types for them: "char" and regproc are text, arrays and
 * node trees are left out (NULL text).
 */
import { known, unreachable } from '../common/assert.js';
import { type SqlType, typeOid } from '../types/sql-type.js';
import { typeLabel, typeLength, typmodOf } from '../types/type-name.js';
import type { CatalogReader } from './catalog.js';
import type { TypeDef } from './catalog-object.js';
import { ROLE_RELATIONS } from './role-relations.js';
import { SESSION_RELATIONS } from './session-relations.js';
import { OBJECT_RELATIONS } from './system-objects.js';
import { allSchemas, DATABASE_ID, define, OWNER, type RowObject, type SystemRelation, schemaId, UTF8 } from './system-relation.js';
import { SYSTEM_TYPES, type SystemType } from './system-types.js';
import { type TableDef, tableOid } from './table-def.js';

export type { SystemRelation } from './system-relation.js';

interface AnyColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly notNull: boolean;
  readonly default?: string;
  readonly generated?: 'stored';
  readonly identity?: 'always' | 'by default';
}

interface AnyRelation {
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  /** As pg_class has it: table, view, materialized view, sequence, index. */
  readonly kind: 'r' | 'v' | 'm' | 'S' | 'i';
  readonly rows: number;
  readonly hasKey: boolean;
  readonly checks: number;
  readonly persistence: 'p' | 't' | 'u';
  readonly populated: boolean;
  readonly columns: readonly AnyColumn[];
}

const PLAIN = { rows: 0, hasKey: false, checks: 0, persistence: 'p', populated: true, columns: [] } as const;

export function* allRelations(catalog: CatalogReader): Iterable<AnyRelation> {
  for (const table of catalog.tables) {
    yield tableRelation(table);
    const { schema } = table;
    for (const constraint of table.constraints ?? []) {
      if (constraint.kind === 'check') continue;
      const columns = constraint.ordinals.flatMap((ordinal) => table.columns[ordinal] ?? []);
      yield { ...PLAIN, id: constraint.id, schema, name: constraint.name, kind: 'i', rows: table.stats.rows, columns };
    }
  }
  for (const { id, schema, name, columns: names, types, persistence } of catalog.views) {
    const columns = names.flatMap((column, at) => (types?.[at] === undefined ? [] : [{ name: column, type: types[at], notNull: false }]));
    yield { ...PLAIN, id, schema, name, kind: 'v', columns, persistence: persistence === undefined ? 'p' : 't' };
  }
  for (const { id, schema, name } of catalog.sequences) yield { ...PLAIN, id, schema, name, kind: 'S', rows: 1 };
  for (const { id, schema, name, table, ordinals } of catalog.indexes) {
    const owner = catalog.relationById(table);
    const columns = owner?.kind === 'table' ? ordinals.flatMap((ordinal) => owner.table.columns[ordinal] ?? []) : [];
    yield { ...PLAIN, id, schema, name, kind: 'i', columns };
  }
  for (const relation of SYSTEM_RELATIONS) {
    const columns = relation.columns.map((column) => ({ ...column, notNull: false }));
    const kind = relation.schema === 'pg_catalog' && !VIEW_NAMES.has(relation.name) ? 'r' : 'v';
    yield { ...PLAIN, id: relation.id, schema: relation.schema, name: relation.name, kind, columns };
  }
}

function tableRelation(table: TableDef): AnyRelation {
  const { persistence, constraints = [] } = table;
  return {
    id: tableOid(table),
    schema: table.schema,
    name: table.name,
    kind: table.materialized === undefined ? 'r' : 'm',
    rows: table.stats.rows,
    hasKey: constraints.some(({ kind }) => kind !== 'check'),
    checks: constraints.filter(({ kind }) => kind === 'check').length,
    persistence: persistence === 'temporary' ? 't' : persistence === 'unlogged' ? 'u' : 'p',
    populated: table.materialized?.populated ?? true,
    columns: table.columns,
  };
}

const VIEW_NAMES: ReadonlySet<string> = new Set([
  'pg_tables',
  'pg_views',
  'pg_matviews',
  'pg_roles',
  'pg_indexes',
  'pg_sequences',
  'conduct_placement',
]);

/** How values of a type are kept; the user's types are as PostgreSQL has their kinds. */
function systemType(type: SqlType): Pick<SystemType, 'byValue' | 'align' | 'length' | 'category'> {
  const oid = typeOid(type);
  const found = SYSTEM_TYPES.find((candidate) => candidate.oid === oid);
  if (found !== undefined) return found;
  if (type.kind === 'enum') return { byValue: true, align: 'i', length: 4, category: 'E' };
  return { byValue: false, align: 'd', length: -1, category: type.kind === 'array' ? 'A' : 'C' };
}

const PG_NAMESPACE = define(2615, 'pg_catalog', 'pg_namespace', 'oid:oid nspname:name nspowner:oid nspacl:text', (catalog) =>
  allSchemas(catalog).map(({ id, name }) => ({ oid: id, nspname: name, nspowner: OWNER })),
);

const PG_TYPE = define(
  1247,
  'pg_catalog',
  'pg_type',
  `oid:oid typname:name typnamespace:oid typowner:oid typlen:int2 typbyval:bool typtype:text typcategory:text typispreferred:bool
   typisdefined:bool typdelim:text typrelid:oid typsubscript:text typelem:oid typarray:oid typinput:text typoutput:text
   typreceive:text typsend:text typmodin:text typmodout:text typanalyze:text typalign:text typstorage:text typnotnull:bool
   typbasetype:oid typtypmod:int4 typndims:int4 typcollation:oid typdefaultbin:text typdefault:text typacl:text`,
  (catalog) => [
    ...SYSTEM_TYPES.map((type) => ({
      oid: type.oid,
      typname: type.name,
      typnamespace: 11,
      typowner: OWNER,
      typlen: type.length,
      typbyval: type.byValue,
      typtype: type.pseudo ? 'p' : 'b',
      typcategory: type.category,
      typispreferred: type.preferred,
      typisdefined: true,
      typdelim: ',',
      typrelid: 0,
      typsubscript: type.element === 0 ? '-' : type.category === 'A' ? 'array_subscript_handler' : 'raw_array_subscript_handler',
      typelem: type.element,
      typarray: type.array,
      typinput: type.element !== 0 && type.category === 'A' ? 'array_in' : `${type.io}in`,
      typoutput: type.element !== 0 && type.category === 'A' ? 'array_out' : `${type.io}out`,
      typreceive: type.element !== 0 && type.category === 'A' ? 'array_recv' : `${type.io}recv`,
      typsend: type.element !== 0 && type.category === 'A' ? 'array_send' : `${type.io}send`,
      typmodin: '-',
      typmodout: '-',
      typanalyze: '-',
      typalign: type.align,
      typstorage: type.length === -1 ? 'x' : 'p',
      typnotnull: false,
      typbasetype: 0,
      typtypmod: -1,
      typndims: 0,
      typcollation: type.category === 'S' ? (type.name === 'name' ? 950 : 100) : 0,
    })),
    ...catalog.types.map((type) => userTypeRow(catalog, type)),
  ],
);

const TYPE_LETTERS = { enum: 'e', composite: 'c', domain: 'd' } as const;

function userTypeRow(catalog: CatalogReader, { id, schema, name, arrayId, definition }: TypeDef): RowObject {
  const isDomain = definition.kind === 'domain';
  const kept = isDomain ? systemType(definition.base) : null;
  return {
    oid: id,
    typname: name,
    typnamespace: schemaId(catalog, schema),
    typowner: OWNER,
    typlen: kept?.length ?? (definition.kind === 'enum' ? 4 : -1),
    typbyval: kept?.byValue ?? definition.kind === 'enum',
    typtype: TYPE_LETTERS[definition.kind],
    typcategory: kept?.category ?? (definition.kind === 'enum' ? 'E' : 'C'),
    typispreferred: false,
    typisdefined: true,
    typdelim: ',',
    typrelid: 0,
    typsubscript: '-',
    typelem: 0,
    typarray: arrayId,
    typalign: kept?.align ?? (definition.kind === 'enum' ? 'i' : 'd'),
    typstorage: definition.kind === 'composite' ? 'x' : 'p',
    typnotnull: isDomain && definition.notNull,
    typbasetype: isDomain ? typeOid(definition.base) : 0,
    typtypmod: -1,
    typndims: 0,
    typcollation: 0,
    typdefault: isDomain ? definition.default : null,
  };
}

const PG_CLASS = define(
  1259,
  'pg_catalog',
  'pg_class',
  `oid:oid relname:name relnamespace:oid reltype:oid reloftype:oid relowner:oid relam:oid relfilenode:oid reltablespace:oid
   relpages:int4 reltuples:float4 relallvisible:int4 reltoastrelid:oid relhasindex:bool relisshared:bool relpersistence:text
   relkind:text relnatts:int2 relchecks:int2 relhasrules:bool relhastriggers:bool relhassubclass:bool relrowsecurity:bool
   relforcerowsecurity:bool relispopulated:bool relreplident:text relispartition:bool relrewrite:oid relfrozenxid:oid
   relminmxid:oid relacl:text reloptions:text relpartbound:text`,
  function* (catalog) {
    for (const relation of allRelations(catalog)) {
      yield {
        oid: relation.id,
        relname: relation.name,
        relnamespace: schemaId(catalog, relation.schema),
        reltype: 0,
        reloftype: 0,
        relowner: OWNER,
        relam: relation.kind === 'r' || relation.kind === 'm' ? 2 : relation.kind === 'i' ? 403 : 0,
        relfilenode: 0,
        reltablespace: 0,
        relpages: 0,
        reltuples: Math.fround(relation.rows),
        relallvisible: 0,
        reltoastrelid: 0,
        relhasindex: relation.hasKey,
        relisshared: false,
        relpersistence: relation.persistence,
        relkind: relation.kind,
        relnatts: relation.columns.length,
        relchecks: relation.checks,
        relhasrules: relation.kind === 'v',
        relhastriggers: false,
        relhassubclass: false,
        relrowsecurity: false,
        relforcerowsecurity: false,
        relispopulated: relation.populated,
        relreplident: relation.kind === 'r' ? 'd' : 'n',
        relispartition: false,
        relrewrite: 0,
        relfrozenxid: 0,
        relminmxid: 0,
      };
    }
  },
);

const PG_ATTRIBUTE = define(
  1249,
  'pg_catalog',
  'pg_attribute',
  `attrelid:oid attname:name atttypid:oid attstattarget:int4 attlen:int2 attnum:int2 attndims:int4 attcacheoff:int4
   atttypmod:int4 attbyval:bool attalign:text attstorage:text attcompression:text attnotnull:bool atthasdef:bool
   atthasmissing:bool attidentity:text attgenerated:text attisdropped:bool attislocal:bool attinhcount:int4 attcollation:oid
   attacl:text attoptions:text attfdwoptions:text attmissingval:text`,
  function* (catalog) {
    for (const relation of allRelations(catalog)) {
      for (const [index, column] of relation.columns.entries()) {
        const type = systemType(column.type);
        yield {
          attrelid: relation.id,
          attname: column.name,
          atttypid: typeOid(column.type),
          attstattarget: -1,
          attlen: typeLength(column.type),
          attnum: index + 1,
          attndims: 0,
          attcacheoff: -1,
          atttypmod: typmodOf(column.type),
          attbyval: type.byValue,
          attalign: type.align,
          attstorage: type.length === -1 ? 'x' : 'p',
          attcompression: '',
          attnotnull: column.notNull,
          atthasdef: column.default !== undefined,
          atthasmissing: false,
          attidentity: column.identity === undefined ? '' : column.identity === 'always' ? 'a' : 'd',
          attgenerated: column.generated === undefined ? '' : 's',
          attisdropped: false,
          attislocal: true,
          attinhcount: 0,
          attcollation: type.category === 'S' ? 100 : 0,
        };
      }
    }
  },
);

const PG_DATABASE = define(
  1262,
  'pg_catalog',
  'pg_database',
  `oid:oid datname:name datdba:oid encoding:int4 datlocprovider:text datistemplate:bool datallowconn:bool datconnlimit:int4
   datfrozenxid:oid datminmxid:oid dattablespace:oid datcollate:text datctype:text daticulocale:text datcollversion:text
   datacl:text`,
  (catalog) => [
    {
      oid: DATABASE_ID,
      datname: catalog.database,
      datdba: OWNER,
      encoding: UTF8,
      datlocprovider: 'c',
      datistemplate: false,
      datallowconn: true,
      datconnlimit: -1,
      datfrozenxid: 0,
      datminmxid: 0,
      dattablespace: 1663,
      datcollate: 'C',
      datctype: 'C.UTF-8',
    },
  ],
);

const PG_TABLES = define(
  12_100,
  'pg_catalog',
  'pg_tables',
  `schemaname:name tablename:name tableowner:name tablespace:name hasindexes:bool hasrules:bool hastriggers:bool rowsecurity:bool`,
  function* (catalog) {
    for (const relation of allRelations(catalog)) {
      if (relation.kind !== 'r' || (relation.schema === 'information_schema' && relation.rows === 0)) continue;
      yield {
        schemaname: relation.schema,
        tablename: relation.name,
        tableowner: 'conduct',
        hasindexes: relation.hasKey,
        hasrules: false,
        hastriggers: false,
        rowsecurity: false,
      };
    }
  },
);

const PG_VIEWS = define(12_101, 'pg_catalog', 'pg_views', 'schemaname:name viewname:name viewowner:name definition:text', (catalog) =>
  catalog.views.map((view) => ({ schemaname: view.schema, viewname: view.name, viewowner: 'conduct', definition: view.sql })),
);

/** Not PostgreSQL's: how each table's rows are distributed, a row for each worker that holds some of its buckets (or a copy). */
const CONDUCT_PLACEMENT = define(
  9_000,
  'pg_catalog',
  'conduct_placement',
  'schemaname:name tablename:name distribution:text table_rows:int8 worker:text buckets:int4',
  function* (catalog) {
    for (const table of catalog.tables) {
      const buckets = new Map<string, number>();
      for (const worker of table.placement) buckets.set(worker, (buckets.get(worker) ?? 0) + 1);
      for (const [worker, count] of buckets) {
        yield {
          schemaname: table.schema,
          tablename: table.name,
          distribution: describeDistribution(table),
          table_rows: BigInt(table.stats.rows),
          worker,
          buckets: table.distribution.kind === 'replicated' ? null : count,
        };
      }
    }
  },
);

function describeDistribution({ distribution, columns }: TableDef): string {
  switch (distribution.kind) {
    case 'hash':
      return `hash (${distribution.ordinals.map((ordinal) => known(columns[ordinal], 'column').name).join(', ')})`;
    case 'random':
    case 'replicated':
      return distribution.kind;
    default:
      return unreachable(distribution);
  }
}

const YES_NO = { true: 'YES', false: 'NO' } as const;

const INFORMATION_TABLES = define(
  13_200,
  'information_schema',
  'tables',
  `table_catalog:name table_schema:name table_name:name table_type:varchar self_referencing_column_name:name
   reference_generation:varchar user_defined_type_catalog:name user_defined_type_schema:name user_defined_type_name:name
   is_insertable_into:varchar is_typed:varchar commit_action:varchar`,
  function* (catalog) {
    for (const relation of allRelations(catalog)) {
      if (relation.kind !== 'r' && relation.kind !== 'v') continue;
      const kind = relation.kind === 'v' ? 'VIEW' : relation.persistence === 't' ? 'LOCAL TEMPORARY' : 'BASE TABLE';
      yield {
        table_catalog: catalog.database,
        table_schema: relation.schema,
        table_name: relation.name,
        table_type: kind,
        is_insertable_into: YES_NO[relation.kind === 'v' ? 'false' : 'true'],
        is_typed: 'NO',
      };
    }
  },
);

const INFORMATION_COLUMNS = define(
  13_201,
  'information_schema',
  'columns',
  `table_catalog:name table_schema:name table_name:name column_name:name ordinal_position:int4 column_default:varchar
   is_nullable:varchar data_type:varchar character_maximum_length:int4 character_octet_length:int4 numeric_precision:int4
   numeric_precision_radix:int4 numeric_scale:int4 datetime_precision:int4 interval_type:varchar interval_precision:int4
   character_set_catalog:name character_set_schema:name character_set_name:name collation_catalog:name collation_schema:name
   collation_name:name domain_catalog:name domain_schema:name domain_name:name udt_catalog:name udt_schema:name udt_name:name
   scope_catalog:name scope_schema:name scope_name:name maximum_cardinality:int4 dtd_identifier:name
   is_self_referencing:varchar is_identity:varchar identity_generation:varchar identity_start:varchar
   identity_increment:varchar identity_maximum:varchar identity_minimum:varchar identity_cycle:varchar is_generated:varchar
   generation_expression:varchar is_updatable:varchar`,
  function* (catalog) {
    for (const relation of allRelations(catalog)) {
      if (relation.kind !== 'r' && relation.kind !== 'v') continue;
      for (const [index, column] of relation.columns.entries()) {
        yield {
          table_catalog: catalog.database,
          table_schema: relation.schema,
          table_name: relation.name,
          column_name: column.name,
          ordinal_position: index + 1,
          is_nullable: YES_NO[column.notNull ? 'false' : 'true'],
          data_type: typeLabel(column.type),
          ...dataTypeDetails(column.type),
          udt_catalog: catalog.database,
          udt_schema: 'pg_catalog',
          udt_name: column.type.kind === 'char' ? 'bpchar' : column.type.kind,
          dtd_identifier: String(index + 1),
          is_self_referencing: 'NO',
          column_default: column.identity === undefined && column.generated === undefined ? (column.default ?? null) : null,
          is_identity: YES_NO[column.identity === undefined ? 'false' : 'true'],
          identity_generation: column.identity === undefined ? null : column.identity.toUpperCase(),
          identity_cycle: 'NO',
          is_generated: column.generated === undefined ? 'NEVER' : 'ALWAYS',
          generation_expression: column.generated === undefined ? null : (column.default ?? null),
          is_updatable: YES_NO[relation.kind === 'v' ? 'false' : 'true'],
        };
      }
    }
  },
);

const MAX_OCTETS = 1_073_741_824;

function dataTypeDetails(type: SqlType): RowObject {
  switch (type.kind) {
    case 'varchar':
    case 'char':
      return { character_maximum_length: type.length, character_octet_length: type.length === null ? MAX_OCTETS : type.length * 4 };
    case 'text':
      return { character_octet_length: MAX_OCTETS };
    case 'int2':
      return { numeric_precision: 16, numeric_precision_radix: 2, numeric_scale: 0 };
    case 'int4':
      return { numeric_precision: 32, numeric_precision_radix: 2, numeric_scale: 0 };
    case 'int8':
      return { numeric_precision: 64, numeric_precision_radix: 2, numeric_scale: 0 };
    case 'float4':
      return { numeric_precision: 24, numeric_precision_radix: 2 };
    case 'float8':
      return { numeric_precision: 53, numeric_precision_radix: 2 };
    case 'numeric':
      return { numeric_precision: type.precision, numeric_precision_radix: 10, numeric_scale: type.scale };
    case 'bit':
    case 'varbit':
      return { character_maximum_length: type.length };
    case 'date':
      return { datetime_precision: 0 };
    case 'time':
    case 'timetz':
    case 'timestamptz':
      return { datetime_precision: type.precision ?? 6 };
    case 'timestamp':
    case 'interval':
      return { datetime_precision: 6 };
    default:
      return {};
  }
}

const INFORMATION_SCHEMATA = define(
  13_202,
  'information_schema',
  'schemata',
  `catalog_name:name schema_name:name schema_owner:name default_character_set_catalog:name default_character_set_schema:name
   default_character_set_name:name sql_path:varchar`,
  (catalog) => allSchemas(catalog).map(({ name }) => ({ catalog_name: catalog.database, schema_name: name, schema_owner: 'conduct' })),
);

const SYSTEM_RELATIONS: readonly SystemRelation[] = [
  PG_NAMESPACE,
  PG_TYPE,
  PG_CLASS,
  PG_ATTRIBUTE,
  PG_DATABASE,
  PG_TABLES,
  PG_VIEWS,
  CONDUCT_PLACEMENT,
  INFORMATION_TABLES,
  INFORMATION_COLUMNS,
  INFORMATION_SCHEMATA,
  ...OBJECT_RELATIONS,
  ...SESSION_RELATIONS,
  ...ROLE_RELATIONS,
];

const BY_NAME = new Map(SYSTEM_RELATIONS.map((relation) => [`${relation.schema}.${relation.name}`, relation]));

export function findSystemRelation(schema: string, name: string): SystemRelation | undefined {
  return BY_NAME.get(`${schema}.${name}`);
}

export function findSystemRelationById(id: number): SystemRelation | undefined {
  return SYSTEM_RELATIONS.find((relation) => relation.id === id);
}
