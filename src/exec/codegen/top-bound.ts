/**
 * Where only the first rows in an order are wanted, the last of those that are kept so far is a bound: a row behind it by the first sort key is
 * dropped before it becomes a tuple, and, where that key is a column of the scan and nothing on the way can fail, before it is filtered. The
 * counts of EXPLAIN ANALYZE are of the rows that came so far.
 * The executor writes the bound's address into a context slot whenever it has dropped what came too late (run/tuple-sink.ts).
 */
import { known } from '../../common/assert.js';
import type { ColumnId, Expr } from '../../plan/expr.js';
import type { TupleLayout } from '../layout.js';
import type { Operation, Pipeline, Sink, SortField } from '../pipeline.js';
import { MEM, OP } from '../wasm/assembler.js';
import { loadField } from './fields.js';
import { pushOrder } from './keys.js';
import type { RowScope } from './scope.js';
import type { CompiledValue } from './value.js';

export interface TopBound {
  /** Context slot: address of the last tuple that is wanted, or 0. */
  readonly slot: number;
  readonly key: SortField;
  readonly layout: TupleLayout;
  /** The first sort key. */
  readonly value: Expr;
  /** The same as a column of the scan, where rows may be dropped before all else. */
  readonly column: Expr | null;
}

export function topBound(pipeline: Pipeline, takeSlot: () => number, cannotFail: (predicate: Expr) => boolean): TopBound | null {
  const { sink } = pipeline;
  if (!keepsFirst(sink)) return null;
  const { index, layout } = sink.store;
  const key = index.kind === 'sorted' ? index.keys[0] : undefined;
  if (key === undefined) return null;
  const value = known(sink.values[key.field], 'sort key');
  return { slot: takeSlot(), key, layout, value, column: columnOfScan(pipeline, value, cannotFail) };
}

function keepsFirst(sink: Sink): sink is Sink & { readonly kind: 'tuples' } {
  return sink.kind === 'tuples' && sink.store.index.kind === 'sorted' && sink.store.index.limit !== null;
}

function columnOfScan({ source, operations }: Pipeline, value: Expr, cannotFail: (predicate: Expr) => boolean): Expr | null {
  if (value.kind !== 'column' || source.kind !== 'chunks' || source.node.kind !== 'scan') return null;
  let id: ColumnId = value.id;
  for (const operation of [...operations].reverse()) {
    const before = idBefore(operation, id, cannotFail);
    if (before === null) return null;
    id = before;
  }
  return source.node.columns.some((column) => column.id === id) ? { ...value, id } : null;
}

/** The column's id in front of the operation; null: it is made there, or a row must not be dropped before. */
function idBefore(operation: Operation, id: ColumnId, cannotFail: (predicate: Expr) => boolean): ColumnId | null {
  if (operation.kind === 'filter') return cannotFail(operation.predicate) ? id : null;
  if (operation.kind !== 'project') return null;
  if (!operation.exprs.every((expr) => expr.kind === 'column' || expr.kind === 'literal')) return null;
  const expr = operation.exprs[operation.columns.findIndex((column) => column.id === id)];
  return expr?.kind === 'column' ? expr.id : null;
}

/** Branches to the row's end when the key, in the form of its field, lies behind the bound's. */
export function emitTopBound(scope: RowScope, { slot, key, layout }: TopBound, value: CompiledValue): void {
  const { fn } = scope;
  const bound = fn.local('i32');
  const within = fn.block();
  fn.get(scope.context).mem(MEM.i32Load, slot).tee(bound).op(OP.i32Eqz).brIf(within);
  const last = loadField(fn, bound, layout, key.field);
  const pushNull = (flag: number | null): void => {
    if (flag === null) fn.i32(0);
    else fn.get(flag);
  };
  if (value.isNull !== null || last.isNull !== null) {
    const isNull = fn.local('i32');
    pushNull(value.isNull);
    fn.set(isNull);
    fn.get(isNull);
    pushNull(last.isNull);
    fn.op(OP.i32Or);
    fn.if();
    fn.get(isNull);
    pushNull(last.isNull);
    fn.op(OP.i32Eq).brIf(within);
    // One of them is NULL: it comes first or last.
    fn.get(isNull)
      .i32(key.nullsFirst ? 1 : 0)
      .op(OP.i32Eq)
      .brIf(within);
    fn.br(scope.rowEnd);
    fn.end();
  }
  pushOrder(scope, value, last);
  fn.i32(0)
    .op(key.descending ? OP.i32LtS : OP.i32GtS)
    .brIf(scope.rowEnd);
  fn.end();
}
