/**
 * pg_catalog and information_schema: relations whose rows are made from the catalog snapshot when a query names them. They have
 * PostgreSQL 15's columns in its order, as far as there are types for them: "char" and regproc are text, arrays and
 * node trees are left out (NULL text).
 */
import { known, unreachable } from '../common/assert.js';
import type { Datum } from '../types/datum.js';
import { type SqlType, TYPES } from '../types/sql-type.js';
import { typeLabel, typeLength, typmodOf } from '../types/type-name.js';
import type { CatalogReader } from './catalog.js';
import { SYSTEM_SCHEMAS } from './system-schemas.js';
import { SYSTEM_TYPES } from './system-types.js';
import type { TableDef } from './table-def.js';

export interface SystemRelation {
  /** PostgreSQL's OID of the relation. */
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[];
  rows(catalog: CatalogReader): readonly (readonly Datum[])[];
}

type RowObject = { readonly [column: string]: Datum };

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
  varchar: TYPES.varchar,
};

/** columns: `oid:oid typname:name ...`. A row leaves out what is NULL. */
function define(
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
const OWNER = 10;
const DATABASE_ID = 5;
const UTF8 = 6;

function allSchemas(catalog: CatalogReader): readonly { readonly id: number; readonly name: string }[] {
  return [...SYSTEM_SCHEMAS, ...catalog.schemas];
}

function schemaId(catalog: CatalogReader, name: string): number {
  return known(
    allSchemas(catalog).find((schema) => schema.name === name),
    `schema ${name}`,
  ).id;
}

interface AnyRelation {
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'r' | 'v';
  readonly rows: number;
  readonly hasKey: boolean;
  readonly columns: readonly { readonly name: string; readonly type: SqlType; readonly notNull: boolean }[];
}

function* allRelations(catalog: CatalogReader): Iterable<AnyRelation> {
  for (const table of catalog.tables) yield tableRelation(table);
  for (const view of catalog.views) {
    yield { id: view.id, schema: view.schema, name: view.name, kind: 'v', rows: 0, hasKey: false, columns: [] };
  }
  for (const relation of SYSTEM_RELATIONS) {
    const columns = relation.columns.map((column) => ({ ...column, notNull: false }));
    const kind = relation.schema === 'pg_catalog' && !VIEW_NAMES.has(relation.name) ? 'r' : 'v';
    yield { id: relation.id, schema: relation.schema, name: relation.name, kind, rows: 0, hasKey: false, columns };
  }
}

function tableRelation(table: TableDef): AnyRelation {
  return {
    id: table.id,
    schema: table.schema,
    name: table.name,
    kind: 'r',
    rows: table.stats.rows,
    hasKey: table.primaryKey.length > 0,
    columns: table.columns,
  };
}

const VIEW_NAMES: ReadonlySet<string> = new Set(['pg_tables', 'pg_views', 'pg_roles', 'pg_indexes', 'conduct_placement']);

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
  () =>
    SYSTEM_TYPES.map((type) => ({
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
);

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
        relam: relation.kind === 'r' ? 2 : 0,
        relfilenode: 0,
        reltablespace: 0,
        relpages: 0,
        reltuples: Math.fround(relation.rows),
        relallvisible: 0,
        reltoastrelid: 0,
        relhasindex: relation.hasKey,
        relisshared: false,
        relpersistence: 'p',
        relkind: relation.kind,
        relnatts: relation.columns.length,
        relchecks: 0,
        relhasrules: relation.kind === 'v',
        relhastriggers: false,
        relhassubclass: false,
        relrowsecurity: false,
        relforcerowsecurity: false,
        relispopulated: true,
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
        const type = known(
          SYSTEM_TYPES.find((candidate) => candidate.kind === column.type.kind),
          'pg_type row',
        );
        yield {
          attrelid: relation.id,
          attname: column.name,
          atttypid: type.oid,
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
          atthasdef: false,
          atthasmissing: false,
          attidentity: '',
          attgenerated: '',
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
      if (relation.kind !== 'r') continue;
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
      yield {
        table_catalog: catalog.database,
        table_schema: relation.schema,
        table_name: relation.name,
        table_type: relation.kind === 'v' ? 'VIEW' : 'BASE TABLE',
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
          is_identity: 'NO',
          identity_cycle: 'NO',
          is_generated: 'NEVER',
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
    case 'bool':
    case 'name':
    case 'oid':
    case 'char1':
    case 'bytea':
    case 'uuid':
    case 'json':
    case 'jsonb':
    case 'tid':
    case 'xid':
    case 'cid':
    case 'regproc':
    case 'regprocedure':
    case 'regoper':
    case 'regoperator':
    case 'regclass':
    case 'regtype':
    case 'regconfig':
    case 'regnamespace':
    case 'regrole':
    case 'regcollation':
    case 'int2vector':
    case 'oidvector':
    case 'array':
    case 'enum':
    case 'record':
    case 'void':
    case 'unknown':
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
];

const BY_NAME = new Map(SYSTEM_RELATIONS.map((relation) => [`${relation.schema}.${relation.name}`, relation]));

export function findSystemRelation(schema: string, name: string): SystemRelation | undefined {
  return BY_NAME.get(`${schema}.${name}`);
}
