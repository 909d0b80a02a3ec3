/**
 * Rows of a constant list by the value of a column, for the interpreter: an index that is made when it is first asked for and lasts as long as
 * the list. Rows of system relations are such lists, which statements after each other look things up in.
 */
import type { Datum } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';
import type { ColumnId, Expr } from './expr.js';

type Row = readonly Datum[];

const indexes = new WeakMap<readonly Row[], Map<number, ReadonlyMap<Datum, readonly Row[]>>>();

/** The rows whose column has the value, in their order. */
export function equalRows(rows: readonly Row[], ordinal: number, value: Datum): readonly Row[] {
  let ofList = indexes.get(rows);
  if (ofList === undefined) {
    ofList = new Map();
    indexes.set(rows, ofList);
  }
  let index = ofList.get(ordinal);
  if (index === undefined) {
    index = indexOf(rows, ordinal);
    ofList.set(ordinal, index);
  }
  return index.get(value) ?? [];
}

function indexOf(rows: readonly Row[], ordinal: number): ReadonlyMap<Datum, readonly Row[]> {
  const index = new Map<Datum, Row[]>();
  for (const row of rows) {
    const value = row[ordinal] ?? null;
    const same = index.get(value);
    if (same === undefined) index.set(value, [row]);
    else same.push(row);
  }
  return index;
}

/** Both sides of an equality that holds wherever the condition does; null: none that an index finds rows by. */
export function equality(condition: Expr, isKey: (id: ColumnId) => boolean): { readonly key: ColumnId; readonly other: Expr } | null {
  if (condition.kind === 'and') {
    for (const arg of condition.args) {
      const found = equality(arg, isKey);
      if (found !== null) return found;
    }
    return null;
  }
  if (condition.kind !== 'call' || condition.name !== '=') return null;
  const [left, right] = condition.args;
  if (left === undefined || right === undefined || left.type.kind !== right.type.kind || !isOwnKey(left.type)) return null;
  if (left.kind === 'column' && isKey(left.id)) return { key: left.id, other: right };
  if (right.kind === 'column' && isKey(right.id)) return { key: right.id, other: left };
  return null;
}

/** Equal values are the same to JavaScript. */
function isOwnKey({ kind }: SqlType): boolean {
  switch (kind) {
    case 'bool':
    case 'int2':
    case 'int4':
    case 'int8':
    case 'oid':
    case 'text':
    case 'varchar':
    case 'name':
    case 'char1':
      return true;
    default:
      return false;
  }
}
