/** information_schema's views of columns, fields of composite types, domains and elements of arrays. */
import type { SqlType } from '../../types/sql-type.js';
import type { CatalogReader } from '../catalog.js';
import type { SequenceDef } from '../catalog-object.js';
import { COLLATION, type RowObject, type RowSource } from '../system-relation.js';
import { type AnyColumn, type AnyRelation, allRelations } from './all-relations.js';
import { typedDefault } from './catalog-tables.js';
import { dataType, typeName } from './type-details.js';

const YES_NO = { true: 'YES', false: 'NO' } as const;

export function yesNo(value: boolean): string {
  return YES_NO[value ? 'true' : 'false'];
}

/** Tables, foreign ones too, and views: what has columns that queries read. */
export function* readable(catalog: CatalogReader): Iterable<AnyRelation> {
  for (const relation of allRelations(catalog)) if ('rpvf'.includes(relation.kind)) yield relation;
}

function* columns(catalog: CatalogReader): Iterable<RowObject> {
  const sequences = new Map(catalog.sequences.flatMap((each) => (each.ownedBy === undefined ? [] : [[ownerKey(each.ownedBy), each]])));
  for (const relation of readable(catalog)) {
    for (const [at, column] of relation.columns.entries()) {
      const sequence = column.identity === undefined ? undefined : sequences.get(ownerKey({ table: relation.id, column: column.name }));
      const isComputed = column.identity !== undefined || column.generated !== undefined;
      yield {
        table_catalog: catalog.database,
        table_schema: relation.schema,
        table_name: relation.name,
        column_name: column.name,
        ordinal_position: at + 1,
        column_default: isComputed || column.default === undefined ? null : typedDefault(column, column.default),
        is_nullable: yesNo(!column.notNull),
        ...dataType(column.type),
        ...collationOf(catalog, column),
        ...domainOf(catalog, column),
        ...typeName(catalog, column.type),
        dtd_identifier: String(at + 1),
        is_self_referencing: 'NO',
        ...identity(column, sequence),
        is_generated: column.generated === undefined ? 'NEVER' : 'ALWAYS',
        generation_expression: column.generated === undefined ? null : (column.default ?? null),
        is_updatable: yesNo(relation.kind !== 'v' && relation.kind !== 'f'),
      };
    }
  }
}

function ownerKey({ table, column }: { readonly table: number; readonly column: string }): string {
  return `${table}/${column}`;
}

function identity(column: AnyColumn, sequence: SequenceDef | undefined): RowObject {
  if (column.identity === undefined) return { is_identity: 'NO', identity_cycle: 'NO' };
  return {
    is_identity: 'YES',
    identity_generation: column.identity.toUpperCase(),
    identity_start: textOf(sequence?.start),
    identity_increment: textOf(sequence?.increment),
    identity_maximum: textOf(sequence?.max),
    identity_minimum: textOf(sequence?.min),
    identity_cycle: yesNo(sequence?.cycle === true),
  };
}

function textOf(value: bigint | undefined): string | null {
  return value === undefined ? null : String(value);
}

function collationOf(catalog: CatalogReader, column: AnyColumn): RowObject {
  if (column.collation !== COLLATION.c) return {};
  return { collation_catalog: catalog.database, collation_schema: 'pg_catalog', collation_name: 'C' };
}

function domainOf(catalog: CatalogReader, column: AnyColumn): RowObject {
  const domain = catalog.typeById(column.typeOid);
  if (domain?.definition.kind !== 'domain') return {};
  return { domain_catalog: catalog.database, domain_schema: domain.schema, domain_name: domain.name };
}

function* domains(catalog: CatalogReader): Iterable<RowObject> {
  for (const { schema, name, definition } of catalog.types) {
    if (definition.kind !== 'domain') continue;
    yield {
      domain_catalog: catalog.database,
      domain_schema: schema,
      domain_name: name,
      ...dataType(definition.base),
      domain_default: definition.default,
      ...typeName(catalog, definition.base),
      dtd_identifier: '1',
    };
  }
}

function* attributes(catalog: CatalogReader): Iterable<RowObject> {
  for (const { schema, name, definition } of catalog.types) {
    if (definition.kind !== 'composite') continue;
    for (const [at, field] of definition.fields.entries()) {
      const { udt_catalog = null, udt_schema = null, udt_name = null } = typeName(catalog, field.type);
      yield {
        udt_catalog: catalog.database,
        udt_schema: schema,
        udt_name: name,
        attribute_name: field.name,
        ordinal_position: at + 1,
        is_nullable: 'YES',
        ...dataType(field.type),
        attribute_udt_catalog: udt_catalog,
        attribute_udt_schema: udt_schema,
        attribute_udt_name: udt_name,
        dtd_identifier: String(at + 1),
        is_derived_reference_attribute: 'NO',
      };
    }
  }
}

function* elementTypes(catalog: CatalogReader): Iterable<RowObject> {
  const row = (schema: string, name: string, kind: string, id: string, type: SqlType): RowObject => ({
    object_catalog: catalog.database,
    object_schema: schema,
    object_name: name,
    object_type: kind,
    collection_type_identifier: id,
    data_type: dataType(type).data_type ?? null,
    ...typeName(catalog, type),
    dtd_identifier: `a${id}`,
  });
  for (const relation of readable(catalog)) {
    const kind = relation.kind === 'v' ? 'VIEW' : 'TABLE';
    for (const [at, { type }] of relation.columns.entries()) {
      if (type.kind === 'array') yield row(relation.schema, relation.name, kind, String(at + 1), type.element);
    }
  }
}

export const INFORMATION_COLUMN_SOURCES: { readonly [name: string]: RowSource } = {
  columns: { rows: columns },
  domains: { rows: domains },
  attributes: { rows: attributes },
  element_types: { rows: elementTypes },
  user_defined_types: {
    rows: (catalog) =>
      catalog.types
        .filter(({ definition }) => definition.kind === 'composite')
        .map(({ schema, name }) => ({
          user_defined_type_catalog: catalog.database,
          user_defined_type_schema: schema,
          user_defined_type_name: name,
          user_defined_type_category: 'STRUCTURED',
          is_instantiable: 'YES',
        })),
  },
};
