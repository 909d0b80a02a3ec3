/**
 * Foreign keys are kept after a statement, within its transaction: rows that refer to nothing are looked for, among the rows that were
 * written where those are known, else in the whole table. What ON DELETE and ON UPDATE do is one statement over the rows that lost
 * what they referred to, which keeps foreign keys in its turn.
 */

import type { CatalogReader } from '../catalog/catalog.js';
import { type ForeignKey, type TableDef, tableOid } from '../catalog/table-def.js';
import { known } from '../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { BoundStatement } from '../planner/bound-statement.js';
import { quoted } from '../planner/definitions/names.js';
import { orphansAction, orphansQuery, referringKeys } from '../planner/orphans.js';
import type { Datum } from '../types/datum.js';
import type { SessionSettings } from '../types/session-settings.js';
import { formatText } from '../types/text-format.js';
import { typeLabel } from '../types/type-name.js';
import { constantRows } from './constant-plan.js';

/** What a statement did to the rows of a table that has to do with foreign keys. */
export interface Written {
  readonly table: TableDef;
  /** Its rows may refer to nothing. */
  readonly refers: readonly ForeignKey[];
  /** Rows of others may refer to nothing now. */
  readonly referring: readonly { readonly table: TableDef; readonly key: ForeignKey; readonly action: ForeignKey['onDelete'] }[];
  readonly referringBy: 'delete' | 'update';
  /** The rows, where they were known before anything ran. */
  readonly rows: readonly (readonly Datum[])[] | null;
}

/** null: the statement has nothing to do with foreign keys. settings: for the rows that it inserts, where they are asked for. */
export function writtenReferences(bound: BoundStatement, catalog: CatalogReader, settings: SessionSettings | null): Written | null {
  switch (bound.kind) {
    case 'insert': {
      const rows = bound.onConflict == null && settings !== null && mayRefer(bound.table) ? constantRows(bound.source, settings) : null;
      const known = rows !== null && rows.length <= LIMITS.checkedReferences ? rows : null;
      const updates = bound.onConflict?.update != null;
      return written(bound.table, catalog, { refers: true, referring: updates ? 'update' : null, assigned: null, rows: known });
    }
    case 'copy-from':
      return written(bound.table, catalog, { refers: true, referring: null, assigned: null, rows: null });
    case 'update':
      return written(bound.table, catalog, { refers: true, referring: 'update', assigned: bound.assigned, rows: null });
    case 'delete':
      return written(bound.table, catalog, { refers: false, referring: 'delete', assigned: null, rows: null });
    case 'merge': {
      const deletes = bound.actions.some((action) => action === 'delete');
      return written(bound.table, catalog, { refers: true, referring: deletes ? 'delete' : 'update', assigned: null, rows: null });
    }
    default:
      return null;
  }
}

function mayRefer({ foreignKeys = [] }: TableDef): boolean {
  return foreignKeys.length > 0;
}

function written(
  table: TableDef,
  catalog: CatalogReader,
  what: {
    readonly refers: boolean;
    readonly referring: Written['referringBy'] | null;
    readonly assigned: readonly number[] | null;
    readonly rows: Written['rows'];
  },
): Written | null {
  const isAssigned = (ordinal: number): boolean => what.assigned === null || what.assigned.includes(ordinal);
  const refers = what.refers ? (table.foreignKeys ?? []).filter(({ ordinals }) => ordinals.some(isAssigned)) : [];
  const referring =
    what.referring === null
      ? []
      : referringKeys({ catalog }, tableOid(table))
          .filter(({ key }) => key.key.some((name) => isAssigned(table.columns.findIndex((column) => column.name === name))))
          .map(({ table: other, key }) => ({ table: other, key, action: what.referring === 'delete' ? key.onDelete : key.onUpdate }));
  if (refers.length + referring.length === 0) return null;
  return { table, refers, referring, referringBy: what.referring ?? 'update', rows: what.rows };
}

/** Runs SQL within the transaction; rows come as texts. */
export type RunWithin = (sql: string) => Promise<readonly (readonly Datum[])[]>;

export async function keepReferences(
  { table, refers, referring, referringBy, rows }: Written,
  catalog: CatalogReader,
  run: RunWithin,
): Promise<void> {
  for (const { table: other, key, action } of referring) {
    const sql = orphansAction(action, other, key, table);
    if (sql !== null && !(action === 'cascade' && referringBy === 'update')) {
      await run(sql);
      continue;
    }
    const [values] = await run(orphansQuery(other, key, table));
    if (values === undefined) continue;
    if (action === 'cascade') throw notSupported('ON UPDATE CASCADE of a key that rows refer to');
    const message = `update or delete on table "${table.name}" violates foreign key constraint "${key.name}" on table "${other.name}"`;
    throw new ConductError(SQLSTATE.foreignKeyViolation, message, {
      detail: `Key (${key.key.join(', ')})=(${values.join(', ')}) is still referenced from table "${other.name}".`,
    });
  }
  for (const key of refers) {
    const target = catalog.tables.find((each) => tableOid(each) === key.table);
    if (target === undefined || rows?.length === 0) continue;
    const [values] = await run(orphansQuery(table, key, target, rows === null ? undefined : rowsText(table, key, rows)));
    if (values === undefined) continue;
    const names = key.ordinals.map((ordinal) => known(table.columns[ordinal], 'column').name);
    const message = `insert or update on table "${table.name}" violates foreign key constraint "${key.name}"`;
    const detail = values.includes(null)
      ? 'MATCH FULL does not allow mixing of null and nonnull key values.'
      : `Key (${names.join(', ')})=(${values.join(', ')}) is not present in table "${target.name}".`;
    throw new ConductError(SQLSTATE.foreignKeyViolation, message, { detail });
  }
}

/** The values of the key in these rows, as a table of SQL. */
function rowsText(table: TableDef, { ordinals }: ForeignKey, rows: readonly (readonly Datum[])[]): string {
  const columns = ordinals.map((ordinal) => known(table.columns[ordinal], 'column'));
  const lines = rows.map((row) => {
    const values = columns.map(({ type }, i) => {
      const value = row[known(ordinals[i], 'ordinal')] ?? null;
      return `${value === null ? 'NULL' : `'${formatText(type, value).replaceAll("'", "''")}'`}::${typeLabel(type)}`;
    });
    return `(${values.join(', ')})`;
  });
  const names = columns.map(({ name }) => quoted(name)).join(', ');
  return `(SELECT * FROM (VALUES ${lines.join(', ')}) AS v(${names}))`;
}

/** Locks that keep what is referred to where it is, until the transaction ends: shared by those who refer. */
export function referenceLocks(
  bound: BoundStatement,
  catalog: CatalogReader,
): readonly { readonly table: TableDef; readonly shared: boolean }[] {
  const found = writtenReferences(bound, catalog, null);
  if (found === null) return [];
  const targets = found.refers.flatMap(({ table: oid }) => catalog.tables.filter((each) => tableOid(each) === oid));
  const shared = [...new Set(targets)].map((table) => ({ table, shared: true }));
  return found.referring.length === 0 ? shared : [...shared, { table: found.table, shared: false }];
}
