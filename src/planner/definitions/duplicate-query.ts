/** The query that a new key asks of the rows that are there. */
import type { TableDef } from '../../catalog/table-def.js';
import { quoted } from './names.js';

/** Finds keys that occur twice. */
export function duplicateQuery(
  table: TableDef,
  columns: readonly string[],
  constraint: string,
  nullsNotDistinct: boolean,
): { readonly sql: string; readonly message: string } {
  const list = columns.map(quoted).join(', ');
  const present = nullsNotDistinct ? '' : ` WHERE ${columns.map((name) => `${quoted(name)} IS NOT NULL`).join(' AND ')}`;
  const from = `${quoted(table.schema)}.${quoted(table.name)}`;
  return {
    sql: `SELECT 1 FROM ONLY ${from}${present} GROUP BY ${list} HAVING count(*) > 1 LIMIT 1`,
    message: `could not create unique index "${constraint}"`,
  };
}
