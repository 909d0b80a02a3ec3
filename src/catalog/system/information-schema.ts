/** information_schema's views of tables, constraints, routines and roles. */
import { known } from '../../common/assert.js';
import type { Datum } from '../../types/datum.js';
import { typeLabel } from '../../types/type-name.js';
import type { CatalogReader } from '../catalog.js';
import { allRoles } from '../role-def.js';
import { allSchemas, OWNER, type RowObject, type RowSource, schemaId } from '../system-relation.js';
import { type TableConstraint, type TableDef, tableOid } from '../table-def.js';
import { grantsOf, ownerName } from './access-rows.js';
import type { AnyRelation } from './all-relations.js';
import { columnsIn } from './catalog-tables.js';
import { foreignKeysOf } from './foreign-keys.js';
import { ownViews } from './foreign-tables.js';
import { INFORMATION_COLUMN_SOURCES, readable, yesNo } from './information-columns.js';
import { dataType, typeName } from './type-details.js';

function* tables(catalog: CatalogReader): Iterable<RowObject> {
  for (const relation of readable(catalog)) {
    yield {
      ...tableName(catalog, relation),
      table_type: tableType(relation),
      is_insertable_into: yesNo(relation.kind !== 'v' && relation.kind !== 'f'),
      is_typed: 'NO',
      commit_action: relation.persistence === 't' ? 'PRESERVE' : null,
    };
  }
}

function tableType({ kind, persistence }: AnyRelation): string {
  if (kind === 'v') return 'VIEW';
  if (kind === 'f') return 'FOREIGN';
  return persistence === 't' ? 'LOCAL TEMPORARY' : 'BASE TABLE';
}

function tableName(catalog: CatalogReader, { schema, name }: { readonly schema: string; readonly name: string }): RowObject {
  return { table_catalog: catalog.database, table_schema: schema, table_name: name };
}

function constraintName(catalog: CatalogReader, schema: string, name: string): RowObject {
  return { constraint_catalog: catalog.database, constraint_schema: schema, constraint_name: name };
}

function* constraintsOf(catalog: CatalogReader): Iterable<{ readonly table: TableDef; readonly constraint: TableConstraint }> {
  for (const table of catalog.tables) {
    for (const constraint of table.constraints ?? []) {
      if (constraint.kind === 'check' || constraint.index !== true) yield { table, constraint };
    }
  }
}

/** NOT NULL is a check constraint to the standard, with a name made from OIDs. */
function* notNulls(catalog: CatalogReader): Iterable<{ readonly table: TableDef; readonly name: string; readonly column: string }> {
  for (const table of catalog.tables) {
    for (const [ordinal, column] of table.columns.entries()) {
      if (!column.notNull) continue;
      yield { table, name: `${schemaId(catalog, table.schema)}_${tableOid(table)}_${ordinal + 1}_not_null`, column: column.name };
    }
  }
}

const CONSTRAINT_TYPES = { primary: 'PRIMARY KEY', unique: 'UNIQUE', check: 'CHECK' } as const;
const AT_ONCE = { is_deferrable: 'NO', initially_deferred: 'NO' } as const;

function* tableConstraints(catalog: CatalogReader): Iterable<RowObject> {
  for (const { table, constraint } of constraintsOf(catalog)) {
    yield {
      ...constraintName(catalog, table.schema, constraint.name),
      ...tableName(catalog, table),
      constraint_type: CONSTRAINT_TYPES[constraint.kind],
      ...AT_ONCE,
      enforced: 'YES',
      nulls_distinct: constraint.kind === 'unique' ? yesNo(constraint.nullsNotDistinct !== true) : null,
    };
  }
  for (const { table, key } of foreignKeysOf(catalog)) {
    yield {
      ...constraintName(catalog, table.schema, key.name),
      ...tableName(catalog, table),
      constraint_type: 'FOREIGN KEY',
      ...AT_ONCE,
      enforced: 'YES',
    };
  }
  for (const { table, name } of notNulls(catalog)) {
    yield {
      ...constraintName(catalog, table.schema, name),
      ...tableName(catalog, table),
      constraint_type: 'CHECK',
      ...AT_ONCE,
      enforced: 'YES',
    };
  }
}

function* keyColumnUsage(catalog: CatalogReader): Iterable<RowObject> {
  for (const { table, constraint } of constraintsOf(catalog)) {
    if (constraint.kind === 'check') continue;
    for (const [at, ordinal] of constraint.ordinals.entries()) {
      yield {
        ...constraintName(catalog, table.schema, constraint.name),
        ...tableName(catalog, table),
        column_name: known(table.columns[ordinal], 'column').name,
        ordinal_position: at + 1,
      };
    }
  }
}

function* foreignKeyColumns(catalog: CatalogReader): Iterable<RowObject> {
  for (const { table, key, referenced, unique } of foreignKeysOf(catalog)) {
    for (const [at, ordinal] of key.ordinals.entries()) {
      const target = referenced.columns.findIndex(({ name }) => name === key.key[at]);
      yield {
        ...constraintName(catalog, table.schema, key.name),
        ...tableName(catalog, table),
        column_name: known(table.columns[ordinal], 'column').name,
        ordinal_position: at + 1,
        position_in_unique_constraint: unique === null ? null : unique.ordinals.indexOf(target) + 1,
      };
    }
  }
}

function* referentialConstraints(catalog: CatalogReader): Iterable<RowObject> {
  for (const { table, key, referenced, unique } of foreignKeysOf(catalog)) {
    yield {
      ...constraintName(catalog, table.schema, key.name),
      unique_constraint_catalog: unique === null ? null : catalog.database,
      unique_constraint_schema: unique === null ? null : referenced.schema,
      unique_constraint_name: unique?.name ?? null,
      match_option: key.matchFull === true ? 'FULL' : 'NONE',
      update_rule: key.onUpdate.toUpperCase(),
      delete_rule: key.onDelete.toUpperCase(),
    };
  }
}

function* constraintColumnUsage(catalog: CatalogReader): Iterable<RowObject> {
  for (const { table, constraint } of constraintsOf(catalog)) {
    const ordinals = constraint.kind === 'check' ? columnsIn(table, constraint.expression) : constraint.ordinals;
    for (const ordinal of ordinals) {
      yield {
        ...tableName(catalog, table),
        column_name: known(table.columns[ordinal], 'column').name,
        ...constraintName(catalog, table.schema, constraint.name),
      };
    }
  }
  for (const { table, key, referenced } of foreignKeysOf(catalog)) {
    for (const name of key.key) {
      yield { ...tableName(catalog, referenced), column_name: name, ...constraintName(catalog, table.schema, key.name) };
    }
  }
}

function* checkConstraints(catalog: CatalogReader): Iterable<RowObject> {
  for (const { table, constraint } of constraintsOf(catalog)) {
    if (constraint.kind !== 'check') continue;
    yield { ...constraintName(catalog, table.schema, constraint.name), check_clause: `(${constraint.expression})` };
  }
  for (const { schema, definition } of catalog.types) {
    if (definition.kind !== 'domain') continue;
    for (const { name, expression } of definition.checks)
      yield { ...constraintName(catalog, schema, name), check_clause: `(${expression})` };
  }
  for (const { table, name, column } of notNulls(catalog)) {
    yield { ...constraintName(catalog, table.schema, name), check_clause: `${column} IS NOT NULL` };
  }
}

function* domainConstraints(catalog: CatalogReader): Iterable<RowObject> {
  for (const { schema, name, definition } of catalog.types) {
    if (definition.kind !== 'domain') continue;
    for (const check of definition.checks) {
      const domain = { domain_catalog: catalog.database, domain_schema: schema, domain_name: name };
      yield { ...constraintName(catalog, schema, check.name), ...domain, ...AT_ONCE };
    }
  }
}

const BITS = { int2: 16, int4: 32, int8: 64 } as const;

function* sequences(catalog: CatalogReader): Iterable<RowObject> {
  for (const sequence of catalog.sequences) {
    if (sequence.ownedBy?.identity === true) continue;
    yield {
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
      cycle_option: yesNo(sequence.cycle),
    };
  }
}

function* routines(catalog: CatalogReader): Iterable<RowObject> {
  for (const each of catalog.functions) {
    const { udt_catalog = null, udt_schema = null, udt_name = null } = typeName(catalog, each.returns);
    yield {
      ...specificName(catalog, each),
      routine_catalog: catalog.database,
      routine_schema: each.schema,
      routine_name: each.name,
      routine_type: each.kind.toUpperCase(),
      data_type: each.returns.kind === 'void' ? 'void' : (dataType(each.returns).data_type ?? null),
      type_udt_catalog: udt_catalog,
      type_udt_schema: udt_schema,
      type_udt_name: udt_name,
      dtd_identifier: '0',
      routine_body: 'SQL',
      routine_definition: each.body,
      external_language: 'SQL',
      parameter_style: 'GENERAL',
      is_deterministic: yesNo(each.volatility === 'immutable'),
      sql_data_access: 'MODIFIES',
      is_null_call: yesNo(each.strict),
      schema_level_routine: 'YES',
      max_dynamic_result_sets: 0,
      security_type: 'INVOKER',
      as_locator: 'NO',
      is_udt_dependent: 'NO',
    };
  }
}

function specificName(
  catalog: CatalogReader,
  { id, schema, name }: { readonly id: number; readonly schema: string; readonly name: string },
): RowObject {
  return { specific_catalog: catalog.database, specific_schema: schema, specific_name: `${name}_${id}` };
}

function* parameters(catalog: CatalogReader): Iterable<RowObject> {
  for (const each of catalog.functions) {
    const all = [
      ...each.args.map((arg) => ({ ...arg, mode: 'IN' })),
      ...each.columns.map((column) => ({ ...column, mode: 'OUT', default: null })),
    ];
    for (const [at, { name, type, mode, default: fallback }] of all.entries()) {
      yield {
        ...specificName(catalog, each),
        ordinal_position: at + 1,
        parameter_mode: mode,
        is_result: 'NO',
        as_locator: 'NO',
        parameter_name: name === '' ? null : name,
        data_type: dataType(type).data_type ?? null,
        ...typeName(catalog, type),
        dtd_identifier: String(at + 1),
        parameter_default: fallback,
      };
    }
  }
}

function* viewTableUsage(catalog: CatalogReader): Iterable<RowObject> {
  for (const view of ownViews(catalog)) {
    for (const id of view.uses ?? []) {
      const used = catalog.relationById(id);
      if (used?.kind !== 'table' && used?.kind !== 'view') continue;
      const { schema, name } = used.kind === 'table' ? used.table : used.view;
      yield { view_catalog: catalog.database, view_schema: view.schema, view_name: view.name, ...tableName(catalog, { schema, name }) };
    }
  }
}

function* tablePrivileges(catalog: CatalogReader): Iterable<RowObject> {
  for (const relation of readable(catalog)) {
    for (const grant of grantsOf(catalog, 'table', relation.id)) {
      yield { ...grant, ...tableName(catalog, relation), with_hierarchy: yesNo(grant.privilege_type === 'SELECT') };
    }
  }
}

/** Those of the table hold for each of its columns. */
function* columnPrivileges(catalog: CatalogReader): Iterable<RowObject> {
  const ofColumns = new Set<Datum>(['INSERT', 'SELECT', 'UPDATE', 'REFERENCES']);
  for (const relation of readable(catalog)) {
    const grants = Array.from(grantsOf(catalog, 'table', relation.id)).filter((grant) => ofColumns.has(grant.privilege_type ?? null));
    for (const { name } of relation.columns) {
      for (const grant of grants) yield { ...grant, ...tableName(catalog, relation), column_name: name };
    }
  }
}

function* routinePrivileges(catalog: CatalogReader): Iterable<RowObject> {
  for (const { id, schema, name } of catalog.functions) {
    const routine = { catalog: catalog.database, schema, name };
    for (const grant of grantsOf(catalog, 'function', id)) {
      yield {
        ...grant,
        specific_catalog: routine.catalog,
        specific_schema: schema,
        specific_name: `${name}_${id}`,
        routine_catalog: routine.catalog,
        routine_schema: schema,
        routine_name: name,
      };
    }
  }
}

function* usagePrivileges(catalog: CatalogReader): Iterable<RowObject> {
  for (const { id, schema, name } of catalog.sequences) {
    const object = { object_catalog: catalog.database, object_schema: schema, object_name: name, object_type: 'SEQUENCE' };
    for (const grant of grantsOf(catalog, 'sequence', id)) if (grant.privilege_type === 'USAGE') yield { ...grant, ...object };
  }
}

function* applicableRoles(catalog: CatalogReader): Iterable<RowObject> {
  const roles = allRoles(catalog);
  for (const member of roles) {
    for (const { role, admin } of member.memberOf) {
      yield {
        grantee: member.name,
        role_name: roles.find(({ id }) => id === role)?.name ?? null,
        is_grantable: yesNo(admin || member.id === OWNER),
      };
    }
  }
}

export const INFORMATION_SOURCES: { readonly [name: string]: RowSource } = {
  ...INFORMATION_COLUMN_SOURCES,
  tables: { rows: tables },
  table_constraints: { rows: tableConstraints },
  key_column_usage: { rows: (catalog) => [...keyColumnUsage(catalog), ...foreignKeyColumns(catalog)] },
  referential_constraints: { rows: referentialConstraints },
  constraint_column_usage: { rows: constraintColumnUsage },
  constraint_table_usage: {
    rows: (catalog) =>
      Array.from(constraintsOf(catalog))
        .filter(({ constraint }) => constraint.kind !== 'check')
        .map(({ table, constraint }) => ({ ...tableName(catalog, table), ...constraintName(catalog, table.schema, constraint.name) })),
  },
  check_constraints: { rows: checkConstraints },
  domain_constraints: { rows: domainConstraints },
  sequences: { rows: sequences },
  routines: { rows: routines },
  parameters: { rows: parameters },
  view_table_usage: { rows: viewTableUsage },
  table_privileges: { rows: tablePrivileges },
  role_table_grants: { rows: (catalog) => Array.from(tablePrivileges(catalog)).filter(({ grantee }) => grantee !== 'PUBLIC') },
  column_privileges: { rows: columnPrivileges },
  role_column_grants: { rows: (catalog) => Array.from(columnPrivileges(catalog)).filter(({ grantee }) => grantee !== 'PUBLIC') },
  routine_privileges: { rows: routinePrivileges },
  role_routine_grants: { rows: (catalog) => Array.from(routinePrivileges(catalog)).filter(({ grantee }) => grantee !== 'PUBLIC') },
  usage_privileges: { rows: usagePrivileges },
  role_usage_grants: { rows: (catalog) => Array.from(usagePrivileges(catalog)).filter(({ grantee }) => grantee !== 'PUBLIC') },
  applicable_roles: { rows: applicableRoles },
  enabled_roles: { rows: (catalog) => allRoles(catalog).map(({ name }) => ({ role_name: name })) },
  information_schema_catalog_name: { rows: (catalog) => [{ catalog_name: catalog.database }] },
  schemata: {
    rows: (catalog) =>
      allSchemas(catalog).map(({ id, name }) => ({
        catalog_name: catalog.database,
        schema_name: name,
        schema_owner: ownerName(catalog, id),
      })),
  },
  character_sets: {
    rows: (catalog) => [
      {
        character_set_name: 'UTF8',
        character_repertoire: 'UCS',
        form_of_use: 'UTF8',
        default_collate_catalog: catalog.database,
        default_collate_schema: 'pg_catalog',
        default_collate_name: 'C',
      },
    ],
  },
  collations: {
    rows: (catalog) =>
      ['default', 'C', 'POSIX', 'ucs_basic'].map((name) => ({
        collation_catalog: catalog.database,
        collation_schema: 'pg_catalog',
        collation_name: name,
        pad_attribute: 'NO PAD',
      })),
  },
  views: {
    rows: (catalog) =>
      ownViews(catalog).map(({ schema, name, sql }) => ({
        ...tableName(catalog, { schema, name }),
        view_definition: ` ${sql};`,
        check_option: 'NONE',
        is_updatable: 'NO',
        is_insertable_into: 'NO',
        is_trigger_updatable: 'NO',
        is_trigger_deletable: 'NO',
        is_trigger_insertable_into: 'NO',
      })),
  },
};
