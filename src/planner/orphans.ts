/** SQL about rows that refer to no row: what a foreign key does not let in, and what its actions are about. */
import type { CatalogReader } from '../catalog/catalog.js';
import type { ForeignKey, TableColumn, TableDef } from '../catalog/table-def.js';
import { known } from '../common/assert.js';
import { quoted } from './definitions/names.js';

/** Foreign keys that refer to a table, with the tables that have them. */
export function referringKeys(
  { catalog }: { readonly catalog: Pick<CatalogReader, 'tables'> },
  oid: number,
): readonly { readonly table: TableDef; readonly key: ForeignKey }[] {
  return catalog.tables.flatMap((table) => (table.foreignKeys ?? []).flatMap((key) => (key.table === oid ? [{ table, key }] : [])));
}

interface Named {
  readonly schema: string;
  readonly name: string;
}

interface Referring extends Named {
  readonly columns: readonly TableColumn[];
}

/** The values of one such row, as texts. `rows`: what stands for the table, with its columns' names. */
export function orphansQuery(table: Referring, key: ForeignKey, target: Named, rows = only(table)): string {
  const shown = namesOf(table, key).map((name) => `c.${name}::text`);
  return `SELECT ${shown.join(', ')} FROM ${rows} AS c WHERE ${isOrphan(table, key, target)} LIMIT 1`;
}

/** What ON DELETE and ON UPDATE do with such rows. null: nothing, they are an error. */
export function orphansAction(action: ForeignKey['onDelete'], table: Referring, key: ForeignKey, target: Named): string | null {
  const where = isOrphan(table, key, target);
  switch (action) {
    case 'cascade':
      return `DELETE FROM ${only(table)} AS c WHERE ${where}`;
    case 'set null':
    case 'set default': {
      const value = action === 'set null' ? 'NULL' : 'DEFAULT';
      const set = namesOf(table, key).map((name) => `${name} = ${value}`);
      return `UPDATE ${only(table)} AS c SET ${set.join(', ')} WHERE ${where}`;
    }
    case 'no action':
    case 'restrict':
      return null;
  }
}

function isOrphan(table: Referring, key: ForeignKey, target: Named): string {
  const names = namesOf(table, key);
  const pairs = names.map((name, i) => `p.${quoted(known(key.key[i], 'key column'))} = c.${name}`);
  const missing = `NOT EXISTS (SELECT FROM ${only(target)} AS p WHERE ${pairs.join(' AND ')})`;
  const present = names.map((name) => `c.${name} IS NOT NULL`).join(' AND ');
  if (key.matchFull !== true) return `${present} AND ${missing}`;
  const some = names.map((name) => `c.${name} IS NOT NULL`).join(' OR ');
  return `(${some}) AND (NOT (${present}) OR ${missing})`;
}

function namesOf({ columns }: Referring, { ordinals }: ForeignKey): readonly string[] {
  return ordinals.map((ordinal) => quoted(known(columns[ordinal], 'column').name));
}

function only({ schema, name }: Named): string {
  return `ONLY ${quoted(schema)}.${quoted(name)}`;
}
