/**
 * The values of a key. Those of an index over expressions, or over a part of the rows, are computed from the row: by the interpreter, row
 * by row, wherever keys are looked at, for they are few beside the rows of a query. A row that the index leaves out has NULLs for values.
 */
import type { KeyConstraint, TableShape } from '../catalog/table-def.js';
import type { TableKey } from '../catalog/table-keys.js';
import { known } from '../common/assert.js';
import type { Datum } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';
import type { HostBatch } from './batch.js';
import { batchColumn, batchFromRows, rowsFromBatch } from './datum-batch.js';
import { evaluate } from './interpreter.js';

export function keyColumns(
  table: Pick<TableShape, 'columns'>,
  { ordinals, computed }: TableKey,
): readonly { name: string; type: SqlType }[] {
  if (computed !== undefined) return computed.values.map(({ sql, expr }) => ({ name: sql, type: expr.type }));
  return ordinals.map((ordinal) => known(table.columns[ordinal], 'key column'));
}

export function keyValues({ ordinals, computed }: TableKey, at: (ordinal: number) => Datum): readonly Datum[] {
  if (computed === undefined) return ordinals.map(at);
  const isIn = computed.where === null || evaluate(computed.where.expr, at) === true;
  return computed.values.map(({ expr }) => (isIn ? evaluate(expr, at) : null));
}

/** The values of the key, given the columns of its ordinals. */
export function keyBatch(table: Pick<TableShape, 'columns'>, key: TableKey, columns: HostBatch): HostBatch {
  if (key.computed === undefined) return columns;
  const rows = rowsFromBatch(columns).map((row) => keyValues(key, (ordinal) => row[key.ordinals.indexOf(ordinal)] ?? null));
  return batchFromRows(
    keyColumns(table, key).map(({ name, type }) => batchColumn(name, type)),
    rows,
  );
}

/** What tells keys of one table apart. */
export function keyText({ ordinals, computed }: Pick<KeyConstraint, 'ordinals' | 'computed'>): string {
  if (computed === undefined) return ordinals.join();
  return [...computed.values, ...(computed.where === null ? [] : [computed.where])].map(({ sql }) => sql).join(';');
}
