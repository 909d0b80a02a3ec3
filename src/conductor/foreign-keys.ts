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
import type { SqlType } from '../types/sql-type.js';
import { formatText } from '../types/text-format.js';
import { typeLabel } from '../types/type-name.js';
import { constantRows } from './constant-plan.js';
import type { DeferredKeys, WrittenSide } from './deferred-keys.js';

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
  { deferred, changes }: { readonly deferred: DeferredKeys | null; readonly changes: ChangedKeys },
): Promise<void> {
  for (const { table: other, key, action } of referring) {
    const cascades = action === 'cascade' && referringBy === 'update';
    const moved = cascades ? changes.get(key.id) : undefined;
    if (moved !== undefined) {
      if (moved.length > 0) await run(followKeys(other, key, moved));
      continue;
    }
    const sql = orphansAction(action, other, key, table);
    if (sql !== null && !cascades) {
      await run(sql);
      continue;
    }
    if (cascades && (await run(orphansQuery(other, key, table))).length > 0) {
      throw notSupported('ON UPDATE CASCADE of a key that a statement of this kind changes');
    }
    if (deferred?.isDeferred(key) === true) deferred.note(key, other, 'referred');
    else await checkReferences(other, key, 'referred', catalog, run);
  }
  for (const key of refers) {
    if (rows?.length === 0) continue;
    if (deferred?.isDeferred(key) === true) deferred.note(key, table, 'refers');
    else await checkReferences(table, key, 'refers', catalog, run, rows === null ? undefined : rowsText(table, key, rows));
  }
}

/** 23503 where rows of the table refer to nothing; `side` says whose rows were written. rows: what stands for the table. */
export async function checkReferences(
  table: TableDef,
  key: ForeignKey,
  side: WrittenSide,
  catalog: CatalogReader,
  run: RunWithin,
  rows?: string,
): Promise<void> {
  const target = catalog.tables.find((each) => tableOid(each) === key.table);
  if (target === undefined) return;
  const [values] = await run(orphansQuery(table, key, target, rows));
  if (values === undefined) return;
  if (side === 'referred') {
    const message = `update or delete on table "${target.name}" violates foreign key constraint "${key.name}" on table "${table.name}"`;
    throw new ConductError(SQLSTATE.foreignKeyViolation, message, {
      detail: `Key (${key.key.join(', ')})=(${values.join(', ')}) is still referenced from table "${table.name}".`,
    });
  }
  const names = key.ordinals.map((ordinal) => known(table.columns[ordinal], 'column').name);
  const message = `insert or update on table "${table.name}" violates foreign key constraint "${key.name}"`;
  const detail = values.includes(null)
    ? 'MATCH FULL does not allow mixing of null and nonnull key values.'
    : `Key (${names.join(', ')})=(${values.join(', ')}) is not present in table "${target.name}".`;
  throw new ConductError(SQLSTATE.foreignKeyViolation, message, { detail });
}

/** What keys were and what they are, by the id of the foreign key: before and after, as texts. */
export type ChangedKeys = ReadonlyMap<number, readonly (readonly Datum[])[]>;

/** ON UPDATE CASCADE: rows that refer to a key go with it. */
function followKeys(table: TableDef, { ordinals }: ForeignKey, moved: readonly (readonly Datum[])[]): string {
  const columns = ordinals.map((ordinal) => known(table.columns[ordinal], 'column'));
  const literal = (value: Datum, { type }: { readonly type: SqlType }): string =>
    `${value === null ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`}::${typeLabel(type)}`;
  const lines = moved.map((row) => `(${row.map((value, i) => literal(value, known(columns[i % columns.length], 'column'))).join(', ')})`);
  const names = columns.map(({ name }) => quoted(name));
  const [before, after] = [names.map((_, i) => `b${i}`), names.map((_, i) => `a${i}`)];
  const set = names.map((name, i) => `${name} = v.${after[i]}`).join(', ');
  const where = names.map((name, i) => `c.${name} = v.${before[i]}`).join(' AND ');
  const rows = `(VALUES ${lines.join(', ')}) AS v(${[...before, ...after].join(', ')})`;
  return `UPDATE ONLY ${quoted(table.schema)}.${quoted(table.name)} AS c SET ${set} FROM ${rows} WHERE ${where}`;
}

/** The foreign keys that follow what the statement does to the keys that they refer to. */
export function followers({ referring, referringBy }: Written): readonly ForeignKey[] {
  return referringBy === 'update' ? referring.flatMap(({ key, action }) => (action === 'cascade' ? [key] : [])) : [];
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
