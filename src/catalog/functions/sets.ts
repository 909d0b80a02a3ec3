/** Set-returning functions about objects of the catalog. */
import { known } from '../../common/assert.js';
import type { Datum } from '../../types/datum.js';
import { typeOid } from '../../types/sql-type.js';
import { PRIVILEGE_NAMES } from '../acl.js';
import type { CatalogReader } from '../catalog.js';
import type { CatalogSession } from '../catalog-session.js';
import { recordedRows } from '../recorded-rows.js';
import { parseAclItem } from '../system/access-rows.js';
import { findTableById } from '../system/definition-texts.js';
import { systemColumn } from '../system-relation.js';
import { type TableDef, tableOid } from '../table-def.js';

type Rows = (session: CatalogSession, args: readonly Datum[]) => Iterable<readonly Datum[]>;

function* ancestors({ catalog }: CatalogSession, [oid]: readonly Datum[]): Iterable<readonly Datum[]> {
  let table = findTableById(catalog, Number(oid));
  if (table === undefined || (table.partition === undefined && table.partitioning === undefined)) return;
  while (table !== undefined) {
    yield [tableOid(table)];
    table = table.partition === undefined ? undefined : findTableById(catalog, table.inherits?.[0] ?? 0);
  }
}

function* tree({ catalog }: CatalogSession, [oid]: readonly Datum[]): Iterable<readonly Datum[]> {
  const root = findTableById(catalog, Number(oid));
  if (root === undefined || (root.partition === undefined && root.partitioning === undefined)) return;
  let level: readonly TableDef[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    for (const table of level) {
      const parent = table.partition === undefined ? null : (table.inherits?.[0] ?? null);
      yield [tableOid(table), parent, table.partitioning === undefined, depth];
    }
    level = level.flatMap((table) => partitionsOf(catalog, table));
  }
}

function partitionsOf(catalog: CatalogReader, table: TableDef): readonly TableDef[] {
  return catalog.tables.filter(({ partition, inherits }) => partition !== undefined && inherits?.[0] === tableOid(table));
}

function* sequenceParameters({ catalog }: CatalogSession, [oid]: readonly Datum[]): Iterable<readonly Datum[]> {
  const found = catalog.sequences.find(({ id }) => id === oid);
  if (found === undefined) return;
  const { start, min, max, increment, cycle, cache, type } = found;
  yield [start, min, max, increment, cycle, BigInt(cache), typeOid({ kind: type })];
}

const KEYWORD_COLUMNS = ['word:text', 'catcode:char', 'barelabel:bool', 'catdesc:text', 'baredesc:text'].map(systemColumn);

function* explodedAcl({ catalog }: CatalogSession, [list]: readonly Datum[]): Iterable<readonly Datum[]> {
  if (typeof list !== 'object' || list === null || !('elements' in list)) return;
  for (const element of list.elements) {
    const item = parseAclItem(catalog, String(element));
    if (item === undefined) continue;
    const { grantor, grantee, privileges, grantable } = item;
    for (const letter of privileges) yield [grantor, grantee, PRIVILEGE_NAMES[letter] ?? '', grantable.includes(letter)];
  }
}

const SETS: { readonly [name: string]: Rows } = {
  pg_partition_ancestors: ancestors,
  pg_partition_tree: tree,
  pg_sequence_parameters: sequenceParameters,
  aclexplode: explodedAcl,
  pg_get_keywords: () => recordedRows('keywords', KEYWORD_COLUMNS),
};

export function catalogRows(session: CatalogSession, name: string, args: readonly Datum[]): Iterable<readonly Datum[]> {
  return known(SETS[name], name)(session, args);
}
