/** Rows of the interpreter: arrays of values in the order of a node's columns. */
import { known } from '../../common/assert.js';
import type { ColumnId, Expr } from '../../plan/expr.js';
import { evaluate } from '../../plan/interpreter.js';
import { rowKey } from '../../plan/row-key.js';
import type { Datum } from '../../types/datum.js';
import type { SqlType } from '../../types/sql-type.js';

export type Row = readonly Datum[];

interface Identified {
  readonly id: ColumnId;
}

/** Evaluates expressions over rows with these columns. */
export class RowReader {
  readonly #positions: ReadonlyMap<ColumnId, number>;
  #row: Row = [];

  constructor(columns: readonly Identified[]) {
    this.#positions = new Map(columns.map(({ id }, position) => [id, position]));
  }

  readonly #read = (id: ColumnId): Datum => this.#row[known(this.#positions.get(id), 'column of a row')] ?? null;

  evaluate(expr: Expr, row: Row): Datum {
    this.#row = row;
    return evaluate(expr, this.#read);
  }

  /** Takes some columns of a row, in another order; gives the row itself when they are all of it. */
  picker(wanted: readonly Identified[]): (row: Row) => Row {
    const positions = wanted.map(({ id }) => known(this.#positions.get(id), 'column of a row'));
    if (positions.length === this.#positions.size && positions.every((position, i) => position === i)) return (row) => row;
    return (row) => positions.map((position) => row[position] ?? null);
  }
}

/** What a hash table finds rows by: the same for values that SQL calls equal. */
export type Key = Datum;

/** Keys of the values of these types, NULL equal to NULL. */
export function keyMaker(types: readonly SqlType[]): (values: Row) => Key {
  const [only] = types;
  // Numbers and texts are keys as they are, and NULL is, too.
  if (types.length === 1 && only !== undefined && isOwnKey(only)) return (values) => values[0] ?? null;
  const columns = types.map((type) => ({ type }));
  return (values) => rowKey(columns, values);
}

function isOwnKey({ kind }: SqlType): boolean {
  switch (kind) {
    case 'bool':
    case 'int2':
    case 'int4':
    case 'int8':
    case 'date':
    case 'timestamp':
    case 'text':
    case 'varchar':
      return true;
    default:
      return false;
  }
}
