/**
 * Compiled parts of window functions over sorted tuples: comparing neighbours by the partition's and the order's keys, and for each aggregate
 * functions that make its state, add the rows of a range of pointers to it, and take them out again where that is exact.
 */
import { known } from '../../common/assert.js';
import type { PhysicalAggregate } from '../../plan/physical.js';
import { CONTEXT, type TupleLayout } from '../layout.js';
import type { Sink, TupleStore } from '../pipeline.js';
import { type FunctionRef, MEM, type ModuleBuilder, OP } from '../wasm/assembler.js';
import {
  ARGUMENT_COLUMN,
  FILTER_COLUMN,
  SECOND_COLUMN,
  slides,
  type WindowAggregateField,
  type WindowIndex,
} from '../window/window-index.js';
import { emitAggregate, emitGroupInit } from './aggregate.js';
import { convertValue } from './convert.js';
import { compilePredicate } from './expression.js';
import { loadField } from './fields.js';
import type { RowScope } from './scope.js';
import { emitCompare, emitSort } from './sort.js';
import { STATUS } from './status.js';

export interface WindowEmitter {
  readonly module: ModuleBuilder;
  readonly runtime: (name: string) => FunctionRef;
  readonly scope: (fn: ReturnType<ModuleBuilder['function']>) => RowScope;
}

/**
 * Exports `sort`, `comparePartition(a, b)`, `comparePeers(a, b)`, and for aggregate k `initK(context, state)`, `addK` and `removeK`
 * `(context, pointers, from, to) -> status`, whose state is at CONTEXT.directory. For min and max over frames that move on
 * `compareValuesK(a, b)`: below 0 where a's value is the better one.
 */
export function emitWindow(emitter: WindowEmitter, store: TupleStore, index: WindowIndex): void {
  const { module, runtime } = emitter;
  emitSort(module, runtime, store.layout, index.keys);
  emitCompare(module, runtime, store.layout, index.keys.slice(0, index.partitionKeys), 'comparePartition');
  emitCompare(module, runtime, store.layout, index.keys.slice(index.partitionKeys), 'comparePeers');
  index.functions.forEach((each, k) => {
    if (each.kind !== 'aggregate') return;
    const sink = aggregateSink(store, each);
    emitGroupInit(module.function(`init${k}`, ['i32', 'i32'], []), sink);
    overPointers(emitter, `add${k}`, (scope, tuple) => {
      bindArguments(scope, store.layout, each, tuple);
      emitAggregate(scope, sink, null);
    });
    if (slides(index, each)) {
      emitCompare(
        module,
        runtime,
        store.layout,
        [{ field: each.arg, descending: each.fn === 'max', nullsFirst: false }],
        `compareValues${k}`,
      );
    }
    if (!each.removable) return;
    overPointers(emitter, `remove${k}`, (scope, tuple) => {
      bindArguments(scope, store.layout, each, tuple);
      emitRemove(scope, each);
    });
  });
}

function aggregateSink(store: TupleStore, each: WindowAggregateField): Sink & { readonly kind: 'aggregate' } {
  const count: PhysicalAggregate = { fn: 'count', arg: each.aggregate.arg, filter: each.aggregate.filter };
  return {
    kind: 'aggregate',
    op: -1,
    store: { id: store.id, layout: each.state, columns: [], index: { kind: 'none' } },
    keys: [],
    aggregates: each.state.fields.length > 1 ? [each.aggregate, count] : [each.aggregate],
    shared: false,
    estimatedGroups: 1,
  };
}

function bindArguments(scope: RowScope, layout: TupleLayout, { arg, second, filter }: WindowAggregateField, tuple: number): void {
  if (arg !== null) scope.bind(ARGUMENT_COLUMN, () => loadField(scope.fn, tuple, layout, arg));
  if (second !== null) scope.bind(SECOND_COLUMN, () => loadField(scope.fn, tuple, layout, second));
  if (filter !== null) scope.bind(FILTER_COLUMN, () => loadField(scope.fn, tuple, layout, filter));
}

/** `name(context, pointers, from, to) -> status` over the tuples that the pointers from..to refer to. */
function overPointers(emitter: WindowEmitter, name: string, body: (scope: RowScope, tuple: number) => void): void {
  const [pointers, from, to] = [1, 2, 3];
  const fn = emitter.module.function(name, ['i32', 'i32', 'i32', 'i32'], ['i32']);
  const scope = emitter.scope(fn);
  const row = fn.local('i32');
  const tuple = fn.local('i32');
  scope.row = row;
  fn.get(from).set(row);
  const finished = fn.block();
  const loop = fn.loop();
  fn.get(row).get(to).op(OP.i32GeU).brIf(finished);
  scope.tick();
  fn.get(pointers).get(row).i32(2).op(OP.i32Shl, OP.i32Add).mem(MEM.i32Load).set(tuple);
  const end = fn.block();
  scope.rowEnd = end;
  scope.nested(() => body(scope, tuple));
  fn.end();
  fn.get(row).i32(1).op(OP.i32Add).set(row);
  fn.br(loop);
  fn.end();
  fn.end();
  fn.i32(STATUS.done);
}

/** The exact inverse of adding a row to a count or a sum of integers. */
function emitRemove(scope: RowScope, each: WindowAggregateField): void {
  const { fn } = scope;
  const state = scope.contextWord(CONTEXT.directory);
  const { arg, filter } = each.aggregate;
  const skip = fn.block();
  const forget = scope.mark();
  if (filter !== null) {
    scope.require(filter);
    compilePredicate(scope, filter, skip);
  }
  const value = arg === null ? null : scope.compile(arg);
  if (value !== null && value.isNull !== null) fn.get(value.isNull).brIf(skip);
  const [first, second] = each.state.fields;
  const result = known(first, 'state');
  if (each.fn === 'count') {
    takeOne(scope, state, result.offset);
  } else {
    const wide = convertValue(scope, { ...known(value, 'argument'), isNull: null }, { ...result.info, nullable: false });
    const [low = -1, high = -1] = wide.parts;
    const at = result.offset;
    if (result.info.phys === 'i128') {
      const before = fn.local('i64');
      fn.get(state).mem(MEM.i64Load, at).set(before);
      fn.get(state);
      fn.get(state)
        .mem(MEM.i64Load, at + 8)
        .get(high)
        .op(OP.i64Sub);
      fn.get(before)
        .get(low)
        .op(OP.i64LtU, OP.i64ExtendI32U, OP.i64Sub)
        .mem(MEM.i64Store, at + 8);
      fn.get(state).get(before).get(low).op(OP.i64Sub).mem(MEM.i64Store, at);
    } else fn.get(state).get(state).mem(MEM.i64Load, at).get(low).op(OP.i64Sub).mem(MEM.i64Store, at);
    takeOne(scope, state, known(second, 'count').offset);
  }
  fn.end();
  forget();
}

function takeOne({ fn }: RowScope, state: number, at: number): void {
  fn.get(state).get(state).mem(MEM.i64Load, at).i64(1n).op(OP.i64Sub).mem(MEM.i64Store, at);
}
