/** Sizes, and what may be done to relations. Sizes are estimated from the statistics, which are exact in rows. */
import type { Datum } from '../../types/datum.js';
import { typeLength } from '../../types/type-name.js';
import type { CatalogSession } from '../catalog-session.js';
import { findTableById } from '../system/definition-texts.js';
import { DATABASE_ID } from '../system-relation.js';
import { type TableDef, tableOid } from '../table-def.js';
import type { CatalogCall } from './calls.js';

function bytesOf(table: TableDef): bigint {
  const width = table.columns.reduce((sum, { type }, ordinal) => {
    const length = typeLength(type);
    return sum + (length > 0 ? length : (table.stats.columns[ordinal]?.meanBytes ?? 0));
  }, 0);
  return BigInt(Math.round(width * table.stats.rows));
}

/** NULL: there is no such table. What is not a table has no bytes of its own. */
const tableBytes: CatalogCall = ({ catalog }, [oid]) => {
  const table = findTableById(catalog, Number(oid));
  if (table !== undefined) return bytesOf(table);
  return catalog.relationById(Number(oid)) === undefined && Number(oid) >= 16_384 && !isKey(catalog.tables, Number(oid)) ? null : 0n;
};

function isKey(tables: readonly TableDef[], oid: number): boolean {
  return tables.some(({ constraints }) => constraints?.some(({ id }) => id === oid) === true);
}

const databaseBytes: CatalogCall = ({ catalog }, [given]) => {
  if (typeof given === 'number' && given !== DATABASE_ID && given !== 1663) return null;
  return catalog.tables.reduce((sum, table) => sum + bytesOf(table), 0n);
};

/** INSERT 8, UPDATE 4, DELETE 16. */
const UPDATABLE = 28;

function updatable({ catalog }: CatalogSession, [oid]: readonly Datum[]): Datum {
  return findTableById(catalog, Number(oid)) === undefined ? 0 : UPDATABLE;
}

function partitionRoot({ catalog }: CatalogSession, [oid]: readonly Datum[]): Datum {
  let table = findTableById(catalog, Number(oid));
  if (table === undefined || (table.partition === undefined && table.partitioning === undefined)) return null;
  while (table.partition !== undefined) {
    const parent = findTableById(catalog, table.inherits?.[0] ?? 0);
    if (parent === undefined) break;
    table = parent;
  }
  return tableOid(table);
}

/** btree orders; the others don't. */
function accessMethodProperty(_: CatalogSession, [method, property]: readonly Datum[]): Datum {
  switch (String(property).toLowerCase()) {
    case 'can_order':
    case 'can_unique':
      return method === 403;
    case 'can_multi_col':
      return method !== 405 && method !== 4000;
    case 'can_include':
      return method === 403 || method === 783;
    case 'can_exclude':
      return method !== 3580 && method !== 2742;
    default:
      return null;
  }
}

function columnProperty(_: CatalogSession, [, , property]: readonly Datum[]): Datum {
  switch (String(property).toLowerCase()) {
    case 'asc':
    case 'orderable':
    case 'nulls_last':
    case 'returnable':
    case 'search_array':
    case 'search_nulls':
      return true;
    case 'desc':
    case 'nulls_first':
    case 'distance_orderable':
      return false;
    default:
      return null;
  }
}

export const SIZE_CALLS: { readonly [name: string]: CatalogCall } = {
  pg_table_size: tableBytes,
  pg_total_relation_size: tableBytes,
  pg_relation_size: tableBytes,
  pg_indexes_size: () => 0n,
  pg_database_size: databaseBytes,
  pg_tablespace_size: databaseBytes,
  pg_relation_filenode: ({ catalog }, [oid]) => findTableById(catalog, Number(oid))?.id ?? null,
  pg_relation_is_updatable: updatable,
  pg_column_is_updatable: (session, args) => updatable(session, args) === UPDATABLE,
  pg_partition_root: partitionRoot,
  pg_tablespace_location: () => '',
  pg_indexam_has_property: accessMethodProperty,
  pg_index_has_property: (_, [, property]) =>
    ['clusterable', 'index_scan', 'bitmap_scan', 'backward_scan'].includes(String(property).toLowerCase()),
  pg_index_column_has_property: columnProperty,
};
