/** Rows as text that is the same for rows that SQL calls equal, NULLs included: for hash tables of the interpreter. */
import type { Datum } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';
import { TYPES } from '../types/sql-type.js';
import { listKey } from '../types/value-key.js';

export function rowKey(columns: readonly { readonly type: SqlType }[], row: readonly Datum[]): string {
  return listKey(
    columns.map((_, i) => row[i] ?? null),
    (i) => columns[i]?.type ?? TYPES.unknown,
  );
}
