/** The composite type that a table's rows have. */
import type { RecordType } from '../types/sql-type.js';
import type { TableDef } from './table-def.js';

/** OIDs of row types: those of tables stay far below. */
const ROW_TYPE_OIDS = 0x4000_0000;
const ROW_ARRAY_OIDS = 0x6000_0000;

export function rowTypeOf(table: TableDef): RecordType {
  const { schema, name } = table;
  return {
    kind: 'record',
    fields: table.columns.map((column) => ({ name: column.name, type: column.type })),
    named: { oid: rowTypeOid(table), arrayOid: rowArrayOid(table), schema, name },
  };
}

/** A table or a view. */
type HasRows = { readonly id: number; readonly oid?: number };

/** A table's OID stays when its rows are stored anew. */
export function relationId(relation: HasRows): number {
  return relation.oid ?? relation.id;
}

export function rowTypeOid(relation: HasRows): number {
  return ROW_TYPE_OIDS + relationId(relation);
}

export function rowArrayOid(relation: HasRows): number {
  return ROW_ARRAY_OIDS + relationId(relation);
}
