/**
 * INSERT with RETURNING or ON CONFLICT: the rows come here first. Those whose keys are there already are left out, or update what is there;
 * the others go to their workers.
 */

import type { TableDef } from '../../catalog/table-def.js';
import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { rowsFromBatch } from '../../plan/datum-batch.js';
import { keyColumns, keyValues } from '../../plan/key-values.js';
import { rowKey } from '../../plan/row-key.js';
import type { BoundConflict, BoundConflictKey, BoundInsert, BoundRoute } from '../../planner/bound-statement.js';
import type { Outcome } from '../query-service.js';
import type { StatementContext } from '../statement-context.js';
import { lockKeys } from './key-locks.js';
import { byNumber, checkNotNull, chosenColumns, type Row, replaceRows, returningOutcome, rowBatch, withRows } from './modify.js';
import { planBatches } from './plan-batches.js';
import { writtenTable } from './written-table.js';

export async function insertRows(bound: BoundInsert, context: StatementContext): Promise<Outcome> {
  if (bound.route !== undefined) return insertRoutedRows(bound, bound.route, context);
  const table = writtenTable(bound.table, context);
  const given: Row[] = [];
  for await (const batch of planBatches(bound.source, context)) {
    checkNotNull(table, batch);
    given.push(...rowsFromBatch(batch));
  }
  const { count, rows } = await addRows(table, bound.onConflict ?? null, given, context);
  return returningOutcome('INSERT 0', count, bound.returning ?? null, rows, context);
}

/** Each partition gets its rows by itself; those of RETURNING have the columns of the partitioned table. */
async function insertRoutedRows(bound: BoundInsert, route: BoundRoute, context: StatementContext): Promise<Outcome> {
  const rows: Row[] = [];
  let count = 0;
  const given = route.leaves.map((): Row[] => []);
  for await (const batch of planBatches(bound.source, context)) {
    for (const [number, part] of byNumber(batch, route.at)) {
      const own = chosenColumns(part, known(route.ordinals[number], 'ordinals'));
      checkNotNull(writtenTable(known(route.leaves[number], 'leaf'), context), own);
      known(given[number], 'rows').push(...rowsFromBatch(own));
    }
  }
  for (const [number, own] of given.entries()) {
    if (own.length === 0) continue;
    const leaf = writtenTable(known(route.leaves[number], 'leaf'), context);
    const done = await addRows(leaf, route.onConflict?.[number] ?? null, own, context);
    count += done.count;
    const ordinals = known(route.ordinals[number], 'ordinals');
    rows.push(...done.rows.map((row) => bound.table.columns.map((_, ordinal) => row[ordinals.indexOf(ordinal)] ?? null)));
  }
  return returningOutcome(
    'INSERT 0',
    count,
    bound.returning ?? null,
    rows.map((row) => padded(row, bound)),
    context,
  );
}

/** RETURNING is bound over all columns of the source. */
function padded(row: Row, { source }: BoundInsert): Row {
  return source.columns.map((_, at) => row[at] ?? null);
}

/** Somebody has committed to the table since the statement's snapshot. */
function hasChanged({ id }: TableDef, { store, catalog }: StatementContext): boolean {
  const versions = [store.published, catalog].map(({ tables }) => tables.find((table) => table.id === id)?.version);
  return versions[0] !== versions[1];
}

interface Added {
  readonly count: number;
  readonly rows: readonly Row[];
}

async function addRows(
  table: TableDef,
  onConflict: BoundConflict | null,
  given: readonly Row[],
  context: StatementContext,
): Promise<Added> {
  const waited = await lockKeys(table, given, context);
  // What came while it waited is what ON CONFLICT looks for: in READ COMMITTED the statement runs again and sees it.
  if (waited && onConflict !== null && hasChanged(table, context)) {
    throw new ConductError(SQLSTATE.serializationFailure, 'could not serialize access due to concurrent update');
  }
  const decided = onConflict === null ? { added: given, conflicts: [] } : await decide(table, onConflict, given, context);
  let updated: readonly Row[] = [];
  let count = decided.added.length;
  if (onConflict?.update != null && decided.conflicts.length > 0) {
    const done = await replaceRows(table, withRows(onConflict.update, decided.conflicts), true, context);
    updated = done.rows.map((row) => row.slice(0, table.columns.length));
    count += done.count;
  }
  const writer = context.transaction.writer();
  for (const batch of rowBatch(table, decided.added)) await writer.append(table, batch);
  return { count, rows: [...decided.added, ...updated] };
}

interface Decided {
  readonly added: readonly Row[];
  /** With their positions. */
  readonly conflicts: readonly Row[];
}

async function decide(table: TableDef, conflict: BoundConflict, given: readonly Row[], context: StatementContext): Promise<Decided> {
  let rows = given.map((row, position): Row => [...row, BigInt(position)]);
  const conflicts: Row[] = [];
  for (const key of conflict.keys) {
    const first = distinctRows(table, key, rows, conflict.update !== null);
    const there = new Set<bigint>();
    if (first.length > 0) {
      for await (const batch of planBatches(withRows(key.lookup, first), context)) {
        for (const [position] of rowsFromBatch(batch)) there.add(position as bigint);
      }
    }
    const at = table.columns.length;
    conflicts.push(...first.filter((row) => there.has(row[at] as bigint)));
    rows = first.filter((row) => !there.has(row[at] as bigint));
  }
  return { added: rows.map((row) => row.slice(0, table.columns.length)), conflicts };
}

/** Of rows with equal keys the first; for DO UPDATE the second is an error. */
function distinctRows(table: TableDef, key: BoundConflictKey, rows: readonly Row[], updates: boolean): Row[] {
  const seen = new Set<string>();
  const columns = keyColumns(table, key.key);
  return rows.filter((row) => {
    const values = keyValues(key.key, (ordinal) => row[ordinal] ?? null);
    if (!key.key.nullsNotDistinct && values.includes(null)) return true;
    const text = rowKey(columns, values);
    if (!seen.has(text)) {
      seen.add(text);
      return true;
    }
    if (!updates) return false;
    throw new ConductError(SQLSTATE.cardinalityViolation, 'ON CONFLICT DO UPDATE command cannot affect row a second time', {
      hint: 'Ensure that no rows proposed for insertion within the same command have duplicate constrained values.',
    });
  });
}
