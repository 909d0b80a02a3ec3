/** What information_schema says of a type: `data_type`, lengths, precisions, and the name in pg_type. */

import { intervalFieldsText } from '../../types/interval-fields.js';
import { type SqlType, typeOid } from '../../types/sql-type.js';
import { typeLabel } from '../../types/type-name.js';
import type { CatalogReader } from '../catalog.js';
import type { RowObject } from '../system-relation.js';
import { factsOf, typeFacts } from './type-facts.js';

const MAX_OCTETS = 1_073_741_824;
const UTF8_BYTES = 4;

/** data_type, and what goes with it. */
export function dataType(type: SqlType): RowObject {
  return { data_type: dataTypeName(type), ...dataTypeDetails(type) };
}

/** Arrays and the user's types are not named here: their names are in other columns. */
function dataTypeName(type: SqlType): string {
  if (type.kind === 'array' || type.kind === 'int2vector' || type.kind === 'oidvector') return 'ARRAY';
  return typeFacts(typeOid(type)) === undefined ? 'USER-DEFINED' : typeLabel(type);
}

function dataTypeDetails(type: SqlType): RowObject {
  switch (type.kind) {
    case 'varchar':
    case 'char':
      return {
        character_maximum_length: type.length,
        character_octet_length: type.length === null ? MAX_OCTETS : type.length * UTF8_BYTES,
      };
    case 'text':
      return { character_octet_length: MAX_OCTETS };
    case 'bit':
    case 'varbit':
      return { character_maximum_length: type.length };
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
    case 'date':
      return { datetime_precision: 0 };
    case 'time':
    case 'timetz':
    case 'timestamp':
    case 'timestamptz':
      return { datetime_precision: type.precision ?? 6 };
    case 'interval': {
      const fields = type.fields === undefined ? null : intervalFieldsText(type.fields).toUpperCase();
      return { datetime_precision: type.precision ?? 6, interval_type: fields };
    }
    default:
      return {};
  }
}

/** udt_catalog, udt_schema and udt_name: the type's own name. */
export function typeName(catalog: CatalogReader, type: SqlType): RowObject {
  const named = type.kind === 'array' ? type.element : type;
  const schema = named.kind === 'enum' ? named.schema : named.kind === 'record' && named.named !== null ? named.named.schema : 'pg_catalog';
  return { udt_catalog: catalog.database, udt_schema: schema, udt_name: factsOf(type).name };
}
