/** The query that a new key asks of the rows that are there. */
import type { TableDef } from '../../catalog/table-def.js';
import type { KeyText } from './computed-key.js';
import { quoted } from './names.js';

/** Finds keys that occur twice. */
export function duplicateQuery(
  table: TableDef,
  { values, where }: KeyText,
  constraint: string,
  nullsNotDistinct: boolean,
): { readonly sql: string; readonly message: string } {
  const conditions = [
    ...(where === null ? [] : [`(${where})`]),
    ...(nullsNotDistinct ? [] : values.map((value) => `${value} IS NOT NULL`)),
  ];
  const present = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const from = `${quoted(table.schema)}.${quoted(table.name)}`;
  return {
    sql: `SELECT 1 FROM ONLY ${from}${present} GROUP BY ${values.join(', ')} HAVING count(*) > 1 LIMIT 1`,
    message: `could not create unique index "${constraint}"`,
  };
}
