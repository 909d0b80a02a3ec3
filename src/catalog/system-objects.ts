/** System relations about what belongs to tables, and about objects that are no tables: constraints, sequences, enums, functions... */
import { known } from '../common/assert.js';
import type { Datum } from '../types/datum.js';
import { typeOid } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import type { CatalogReader } from './catalog.js';
import { define, OWNER, type RowObject, type SystemRelation, schemaId } from './system-relation.js';
import { type TableConstraint, type TableDef, tableOid } from './table-def.js';

/** Attribute numbers, as int2vector and arrays are shown. */
function numbers(ordinals: readonly number[], separator: string): string {
  return ordinals.map((ordinal) => ordinal + 1).join(separator);
}

function* constraintsOf(catalog: CatalogReader): Iterable<{ readonly table: TableDef; readonly constraint: TableConstraint }> {
  for (const table of catalog.tables) for (const constraint of table.constraints ?? []) yield { table, constraint };
}

const PG_ATTRDEF = define(2604, 'pg_catalog', 'pg_attrdef', 'oid:oid adrelid:oid adnum:int2 adbin:text', function* (catalog) {
  for (const table of catalog.tables) {
    for (const [ordinal, column] of table.columns.entries()) {
      if (column.default === undefined) continue;
      yield { oid: tableOid(table), adrelid: tableOid(table), adnum: ordinal + 1, adbin: column.default };
    }
  }
});

const CONSTRAINT_LETTERS = { primary: 'p', unique: 'u', check: 'c' } as const;

const PG_CONSTRAINT = define(
  2606,
  'pg_catalog',
  'pg_constraint',
  `oid:oid conname:name connamespace:oid contype:text condeferrable:bool condeferred:bool convalidated:bool conrelid:oid contypid:oid
   conindid:oid conparentid:oid confrelid:oid confupdtype:text confdeltype:text confmatchtype:text conislocal:bool coninhcount:int4
   connoinherit:bool conkey:text confkey:text conpfeqop:text conppeqop:text conffeqop:text confdelsetcols:text conexclop:text conbin:text`,
  function* (catalog) {
    for (const { table, constraint } of constraintsOf(catalog)) {
      if (constraint.kind !== 'check' && constraint.index === true) continue;
      const isCheck = constraint.kind === 'check';
      yield {
        oid: constraint.id,
        conname: constraint.name,
        connamespace: schemaId(catalog, table.schema),
        contype: CONSTRAINT_LETTERS[constraint.kind],
        condeferrable: false,
        condeferred: false,
        convalidated: true,
        conrelid: tableOid(table),
        contypid: 0,
        conindid: isCheck ? 0 : constraint.id,
        conparentid: 0,
        confrelid: 0,
        confupdtype: ' ',
        confdeltype: ' ',
        confmatchtype: ' ',
        conislocal: true,
        coninhcount: 0,
        connoinherit: !isCheck,
        conkey: isCheck ? null : `{${numbers(constraint.ordinals, ',')}}`,
        conbin: isCheck ? constraint.expression : null,
      };
    }
  },
);

const PG_INDEX = define(
  2610,
  'pg_catalog',
  'pg_index',
  `indexrelid:oid indrelid:oid indnatts:int2 indnkeyatts:int2 indisunique:bool indnullsnotdistinct:bool indisprimary:bool indisexclusion:bool
   indimmediate:bool indisclustered:bool indisvalid:bool indcheckxmin:bool indisready:bool indislive:bool indisreplident:bool indkey:text
   indcollation:text indclass:text indoption:text indexprs:text indpred:text`,
  function* (catalog) {
    const row = (id: number, table: number, ordinals: readonly number[]): { readonly [column: string]: Datum } => ({
      indexrelid: id,
      indrelid: table,
      indnatts: ordinals.length,
      indnkeyatts: ordinals.length,
      indisexclusion: false,
      indimmediate: true,
      indisclustered: false,
      indisvalid: true,
      indcheckxmin: false,
      indisready: true,
      indislive: true,
      indisreplident: false,
      indkey: numbers(ordinals, ' '),
    });
    for (const { table, constraint } of constraintsOf(catalog)) {
      if (constraint.kind === 'check') continue;
      yield {
        ...row(constraint.id, tableOid(table), constraint.ordinals),
        indisunique: true,
        indnullsnotdistinct: constraint.nullsNotDistinct === true,
        indisprimary: constraint.kind === 'primary',
      };
    }
    for (const index of catalog.indexes) {
      yield { ...row(index.id, index.table, index.ordinals), indisunique: false, indnullsnotdistinct: false, indisprimary: false };
    }
  },
);

const PG_ENUM = define(3501, 'pg_catalog', 'pg_enum', 'oid:oid enumtypid:oid enumsortorder:float4 enumlabel:name', function* (catalog) {
  for (const type of catalog.types) {
    if (type.definition.kind !== 'enum') continue;
    for (const [at, { code, label }] of type.definition.labels.entries()) {
      yield { oid: type.id + code, enumtypid: type.id, enumsortorder: at + 1, enumlabel: label };
    }
  }
});

const PG_SEQUENCE = define(
  2224,
  'pg_catalog',
  'pg_sequence',
  'seqrelid:oid seqtypid:oid seqstart:int8 seqincrement:int8 seqmax:int8 seqmin:int8 seqcache:int8 seqcycle:bool',
  (catalog) =>
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
);

const PG_INDEXES = define(
  12_102,
  'pg_catalog',
  'pg_indexes',
  'schemaname:name tablename:name indexname:name tablespace:name indexdef:text',
  function* (catalog) {
    for (const { table, constraint } of constraintsOf(catalog)) {
      if (constraint.kind === 'check') continue;
      const { computed } = constraint;
      const names = constraint.ordinals.map((ordinal) => known(table.columns[ordinal], 'column').name);
      const columns = (computed?.values.map(({ sql }) => sql) ?? names).join(', ');
      const condition = computed?.where == null ? '' : ` WHERE (${computed.where.sql})`;
      const where = `${table.schema}.${table.name} USING btree (${columns})${condition}`;
      yield {
        schemaname: table.schema,
        tablename: table.name,
        indexname: constraint.name,
        indexdef: `CREATE UNIQUE INDEX ${constraint.name} ON ${where}`,
      };
    }
    for (const index of catalog.indexes) {
      const owner = catalog.relationById(index.table);
      if (owner?.kind !== 'table') continue;
      const { schema, name } = owner.table;
      const shown = /^using\b/i.test(index.definition) ? index.definition : `USING ${index.method} ${index.definition}`;
      yield {
        schemaname: schema,
        tablename: name,
        indexname: index.name,
        indexdef: `CREATE INDEX ${index.name} ON ${schema}.${name} ${shown}`,
      };
    }
  },
);

const PG_MATVIEWS = define(
  12_103,
  'pg_catalog',
  'pg_matviews',
  'schemaname:name matviewname:name matviewowner:name tablespace:name hasindexes:bool ispopulated:bool definition:text',
  function* (catalog) {
    for (const { schema, name, materialized, constraints } of catalog.tables) {
      if (materialized === undefined) continue;
      yield {
        schemaname: schema,
        matviewname: name,
        matviewowner: 'conduct',
        hasindexes: (constraints ?? []).length > 0,
        ispopulated: materialized.populated,
        definition: ` ${materialized.sql};`,
      };
    }
  },
);

const PG_DESCRIPTION = define(2609, 'pg_catalog', 'pg_description', 'objoid:oid classoid:oid objsubid:int4 description:text', (catalog) =>
  catalog.comments.map(({ classId, objectId, part, text }) => ({ objoid: objectId, classoid: classId, objsubid: part, description: text })),
);

const PG_INHERITS = define(
  2611,
  'pg_catalog',
  'pg_inherits',
  'inhrelid:oid inhparent:oid inhseqno:int4 inhdetachpending:bool',
  function* (catalog) {
    for (const table of catalog.tables) {
      for (const [at, parent] of (table.inherits ?? []).entries()) {
        yield { inhrelid: tableOid(table), inhparent: parent, inhseqno: at + 1, inhdetachpending: false };
      }
    }
  },
);

const INFORMATION_VIEWS = define(
  13_203,
  'information_schema',
  'views',
  `table_catalog:name table_schema:name table_name:name view_definition:varchar check_option:varchar is_updatable:varchar
   is_insertable_into:varchar is_trigger_updatable:varchar is_trigger_deletable:varchar is_trigger_insertable_into:varchar`,
  (catalog) =>
    catalog.views.map(({ schema, name, sql }) => ({
      table_catalog: catalog.database,
      table_schema: schema,
      table_name: name,
      view_definition: ` ${sql};`,
      check_option: 'NONE',
      is_updatable: 'NO',
      is_insertable_into: 'NO',
      is_trigger_updatable: 'NO',
      is_trigger_deletable: 'NO',
      is_trigger_insertable_into: 'NO',
    })),
);

const CONSTRAINT_TYPES = { primary: 'PRIMARY KEY', unique: 'UNIQUE', check: 'CHECK' } as const;

function constraintNames(catalog: CatalogReader, table: TableDef, name: string): RowObject {
  return {
    constraint_catalog: catalog.database,
    constraint_schema: table.schema,
    constraint_name: name,
    table_catalog: catalog.database,
    table_schema: table.schema,
    table_name: table.name,
  };
}

const INFORMATION_TABLE_CONSTRAINTS = define(
  13_204,
  'information_schema',
  'table_constraints',
  `constraint_catalog:name constraint_schema:name constraint_name:name table_catalog:name table_schema:name table_name:name
   constraint_type:varchar is_deferrable:varchar initially_deferred:varchar enforced:varchar nulls_distinct:varchar`,
  function* (catalog) {
    for (const { table, constraint } of constraintsOf(catalog)) {
      if (constraint.kind !== 'check' && constraint.index === true) continue;
      const distinct = constraint.kind === 'unique' ? (constraint.nullsNotDistinct === true ? 'NO' : 'YES') : null;
      yield {
        ...constraintNames(catalog, table, constraint.name),
        constraint_type: CONSTRAINT_TYPES[constraint.kind],
        is_deferrable: 'NO',
        initially_deferred: 'NO',
        enforced: 'YES',
        nulls_distinct: distinct,
      };
    }
  },
);

const INFORMATION_KEY_COLUMN_USAGE = define(
  13_205,
  'information_schema',
  'key_column_usage',
  `constraint_catalog:name constraint_schema:name constraint_name:name table_catalog:name table_schema:name table_name:name column_name:name
   ordinal_position:int4 position_in_unique_constraint:int4`,
  function* (catalog) {
    for (const { table, constraint } of constraintsOf(catalog)) {
      if (constraint.kind === 'check' || constraint.index === true) continue;
      for (const [at, ordinal] of constraint.ordinals.entries()) {
        yield {
          ...constraintNames(catalog, table, constraint.name),
          column_name: known(table.columns[ordinal], 'column').name,
          ordinal_position: at + 1,
        };
      }
    }
  },
);

const INFORMATION_CHECK_CONSTRAINTS = define(
  13_206,
  'information_schema',
  'check_constraints',
  'constraint_catalog:name constraint_schema:name constraint_name:name check_clause:varchar',
  function* (catalog) {
    for (const { table, constraint } of constraintsOf(catalog)) {
      if (constraint.kind !== 'check') continue;
      yield {
        constraint_catalog: catalog.database,
        constraint_schema: table.schema,
        constraint_name: constraint.name,
        check_clause: `(${constraint.expression})`,
      };
    }
  },
);

const BITS = { int2: 16, int4: 32, int8: 64 } as const;

const INFORMATION_SEQUENCES = define(
  13_207,
  'information_schema',
  'sequences',
  `sequence_catalog:name sequence_schema:name sequence_name:name data_type:varchar numeric_precision:int4 numeric_precision_radix:int4
   numeric_scale:int4 start_value:varchar minimum_value:varchar maximum_value:varchar increment:varchar cycle_option:varchar`,
  (catalog) =>
    catalog.sequences
      .filter(({ ownedBy }) => ownedBy?.identity !== true)
      .map((sequence) => ({
        sequence_catalog: catalog.database,
        sequence_schema: sequence.schema,
        sequence_name: sequence.name,
        data_type: typeLabel({ kind: sequence.type }),
        numeric_precision: BITS[sequence.type],
        numeric_precision_radix: 2,
        numeric_scale: 0,
        start_value: String(sequence.start),
        minimum_value: String(sequence.min),
        maximum_value: String(sequence.max),
        increment: String(sequence.increment),
        cycle_option: sequence.cycle ? 'YES' : 'NO',
      })),
);

const PG_PROC = define(
  1255,
  'pg_catalog',
  'pg_proc',
  `oid:oid proname:name pronamespace:oid proowner:oid prolang:oid prokind:text proisstrict:bool proretset:bool provolatile:text
   pronargs:int2 prorettype:oid prosrc:text`,
  (catalog) =>
    catalog.functions.map((each) => ({
      oid: each.id,
      proname: each.name,
      pronamespace: schemaId(catalog, each.schema),
      proowner: OWNER,
      prolang: 14,
      prokind: each.kind === 'function' ? 'f' : 'p',
      proisstrict: each.strict,
      proretset: each.returnsSet,
      provolatile: each.volatility.charAt(0),
      pronargs: each.args.length,
      prorettype: typeOid(each.returns),
      prosrc: each.body,
    })),
);

export const OBJECT_RELATIONS: readonly SystemRelation[] = [
  PG_ATTRDEF,
  PG_CONSTRAINT,
  PG_INDEX,
  PG_ENUM,
  PG_SEQUENCE,
  PG_INDEXES,
  PG_MATVIEWS,
  PG_DESCRIPTION,
  PG_INHERITS,
  PG_PROC,
  INFORMATION_VIEWS,
  INFORMATION_TABLE_CONSTRAINTS,
  INFORMATION_KEY_COLUMN_USAGE,
  INFORMATION_CHECK_CONSTRAINTS,
  INFORMATION_SEQUENCES,
];
