/**
 * A row with a key that another transaction has inserted waits for that one's end, as in PostgreSQL: only then it is known whether the
 * row may come. Rows that are known here lock their keys; those that workers make, and statements of more rows, find out at the commit.
 */
import type { TableDef } from '../../catalog/table-def.js';
import { keysOf } from '../../catalog/table-keys.js';
import { LIMITS } from '../../common/limits.js';
import { keyColumns, keyValues } from '../../plan/key-values.js';
import { rowKey } from '../../plan/row-key.js';
import type { Datum } from '../../types/datum.js';
import { settingValue } from '../settings.js';
import type { StatementContext } from '../statement-context.js';

/** Gives whether it had to wait: then the statement's snapshot does not show what came in between. */
export async function lockKeys(table: TableDef, rows: readonly (readonly Datum[])[], context: StatementContext): Promise<boolean> {
  const keys = keysOf(table);
  if (keys.length === 0 || rows.length > LIMITS.lockedKeys) return false;
  const timeoutMs = Number(settingValue(context.session, 'lock_timeout'));
  let waited = false;
  for (const [number, key] of keys.entries()) {
    const columns = keyColumns(table, key);
    for (const row of rows) {
      const values = keyValues(key, (ordinal) => row[ordinal] ?? null);
      if (!key.nullsNotDistinct && values.includes(null)) continue;
      const value = `${number} ${rowKey(columns, values)}`;
      if (await context.transaction.lockKey(table, value, timeoutMs, context.signal)) waited = true;
    }
  }
  return waited;
}
