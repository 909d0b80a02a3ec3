/** Windows: `Window.partitionBy('region').orderBy('day').rowsBetween(-6, 0)`. Immutable. */
import { type Column, SortColumn } from './column.js';
import type { FrameBound, WindowClause } from './expression.js';
import { named } from './named.js';

type Key = string | Column | SortColumn;

export class WindowSpec {
  readonly clause: WindowClause;

  constructor(clause: WindowClause) {
    this.clause = clause;
  }

  partitionBy(...keys: readonly (string | Column)[]): WindowSpec {
    return new WindowSpec({ ...this.clause, partitionBy: keys.map((key) => named(key).expression) });
  }

  orderBy(...keys: readonly Key[]): WindowSpec {
    return new WindowSpec({ ...this.clause, orderBy: keys.map((key) => (key instanceof SortColumn ? key : named(key).asc())) });
  }

  /** Rows from the current one, which is 0: `rowsBetween(-6, 0)`, `rowsBetween(Window.unboundedPreceding, Window.currentRow)`. */
  rowsBetween(start: FrameBound, end: FrameBound): WindowSpec {
    return new WindowSpec({ ...this.clause, frame: { unit: 'ROWS', start, end } });
  }

  /** By the value of the one key that orders the window. */
  rangeBetween(start: FrameBound, end: FrameBound): WindowSpec {
    return new WindowSpec({ ...this.clause, frame: { unit: 'RANGE', start, end } });
  }
}

const WHOLE = new WindowSpec({ partitionBy: [], orderBy: [], frame: null });

export const Window = {
  currentRow: 0,
  unboundedPreceding: Number.NEGATIVE_INFINITY,
  unboundedFollowing: Number.POSITIVE_INFINITY,
  /** All rows. */
  all: (): WindowSpec => WHOLE,
  partitionBy: (...keys: readonly (string | Column)[]): WindowSpec => WHOLE.partitionBy(...keys),
  orderBy: (...keys: readonly Key[]): WindowSpec => WHOLE.orderBy(...keys),
} as const;
