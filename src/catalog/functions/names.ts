/** Names and OIDs: to_regclass, pg_table_is_visible, pg_get_userbyid, current_schemas. */
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { quoteIdentifier } from '../../functions/quoting.js';
import { arrayValue, type Datum } from '../../types/datum.js';
import type { TypeKind } from '../../types/sql-type.js';
import { isTemporarySchema } from '../catalog.js';
import type { CatalogSession } from '../catalog-session.js';
import { isRelationVisible, namedRelation, oidOfName, splitName, typeNameOf } from '../object-names.js';
import { allRoles } from '../role-def.js';
import { recordedObjects } from '../system/recorded-objects.js';
import { allSchemas } from '../system-relation.js';
import type { CatalogCall } from './calls.js';

/** NULL instead of an error where there is no such object. */
function toReg(kind: TypeKind): CatalogCall {
  return ({ catalog, searchPath }, [text]) => {
    try {
      return oidOfName(catalog, searchPath, kind, String(text)) ?? null;
    } catch (error) {
      if (error instanceof ConductError) return null;
      throw error;
    }
  };
}

/** Of what the system alone has: visible when it is there. */
const systemVisible: CatalogCall = (_, [oid]) => (Number(oid) === 0 ? null : true);

function functionVisible({ catalog, searchPath }: CatalogSession, [oid]: readonly Datum[]): Datum {
  const own = catalog.functions.find(({ id }) => id === oid);
  if (own !== undefined) return searchPath.includes(own.schema);
  const recorded = recordedObjects('function').byOid.get(Number(oid));
  if (recorded === undefined) return null;
  return recorded.schema === 11;
}

function typeVisible({ catalog, searchPath }: CatalogSession, [oid]: readonly Datum[]): Datum {
  const name = typeNameOf(catalog, searchPath, Number(oid));
  return name === undefined ? null : !/^(?:[^"]|"(?:[^"]|"")*")*\./.test(name.replaceAll(/"[^"]*"/g, 'x'));
}

/** 42P01 with the name; 42703 for a column. */
function serialSequence({ catalog, searchPath }: CatalogSession, [table, column]: readonly Datum[]): Datum {
  const { schema, name } = splitName(String(table));
  const found = catalog.findTable(schema, name, searchPath);
  // A relation of the system, whose columns have no sequences.
  if (found === undefined && catalog.findRelation(schema, name, searchPath) !== undefined) return null;
  if (found === undefined) throw new ConductError(SQLSTATE.undefinedTable, `relation "${String(table)}" does not exist`);
  if (!found.columns.some((each) => each.name === column)) {
    throw new ConductError(SQLSTATE.undefinedColumn, `column "${String(column)}" of relation "${name}" does not exist`);
  }
  const id = found.oid ?? found.id;
  const sequence = catalog.sequences.find(({ ownedBy }) => ownedBy?.table === id && ownedBy.column === column);
  return sequence === undefined ? null : `${quoteIdentifier(sequence.schema)}.${quoteIdentifier(sequence.name)}`;
}

function schemasOfPath({ catalog, searchPath }: CatalogSession, [implicit]: readonly Datum[]): Datum {
  const there = searchPath.filter((name) => catalog.hasSchema(name) && (implicit === true || !isTemporarySchema(name)));
  if (implicit !== true || there.includes('pg_catalog')) return arrayValue(there);
  const temporary = there.filter(isTemporarySchema);
  return arrayValue([...temporary, 'pg_catalog', ...there.filter((name) => !isTemporarySchema(name))]);
}

function schemaOid({ catalog }: CatalogSession, name: string): number {
  return allSchemas(catalog).find((schema) => schema.name === name)?.id ?? 0;
}

export const NAME_CALLS: { readonly [name: string]: CatalogCall } = {
  to_regclass: toReg('regclass'),
  to_regtype: toReg('regtype'),
  to_regproc: toReg('regproc'),
  to_regprocedure: toReg('regprocedure'),
  to_regoper: toReg('regoper'),
  to_regoperator: toReg('regoperator'),
  to_regnamespace: toReg('regnamespace'),
  to_regrole: toReg('regrole'),
  to_regcollation: toReg('regcollation'),
  pg_table_is_visible: ({ catalog, searchPath }, [oid]) => {
    const found = namedRelation(catalog, Number(oid));
    return found === undefined ? null : isRelationVisible(catalog, searchPath, found.schema, found.name);
  },
  pg_type_is_visible: typeVisible,
  pg_function_is_visible: functionVisible,
  pg_operator_is_visible: systemVisible,
  pg_opclass_is_visible: systemVisible,
  pg_opfamily_is_visible: systemVisible,
  pg_collation_is_visible: systemVisible,
  pg_conversion_is_visible: systemVisible,
  pg_statistics_obj_is_visible: systemVisible,
  pg_ts_config_is_visible: systemVisible,
  pg_ts_dict_is_visible: systemVisible,
  pg_ts_parser_is_visible: systemVisible,
  pg_ts_template_is_visible: systemVisible,
  pg_get_userbyid: ({ catalog }, [oid]) => allRoles(catalog).find(({ id }) => id === oid)?.name ?? `unknown (OID=${Number(oid)})`,
  pg_get_serial_sequence: serialSequence,
  current_schemas: schemasOfPath,
  pg_my_temp_schema: (session) => schemaOid(session, session.temporarySchema),
  pg_is_other_temp_schema: ({ catalog, temporarySchema }, [oid]) => {
    const name = catalog.schemas.find(({ id }) => id === oid)?.name ?? '';
    return isTemporarySchema(name) && name !== temporarySchema;
  },
};
