/**
 * Sorting an array of tuple pointers: `compare(a, b)` from the sort keys and a stable bottom-up merge sort around it, with runs of
 * 8 made by insertion. Stable, so that equal rows keep the order in which the pointers came.
 */
import { known } from '../../common/assert.js';
import type { TupleLayout } from '../layout.js';
import type { SortField } from '../pipeline.js';
import { type FunctionBuilder, type FunctionRef, MEM, type ModuleBuilder, OP } from '../wasm/assembler.js';
import { loadField } from './fields.js';
import { pushOrder } from './keys.js';

const RUN = 8;

/** Exports `sort(pointers, count, scratch) -> i32`: 1 when the sorted pointers are in scratch, 0 when in place. */
export function emitSort(
  module: ModuleBuilder,
  runtime: (name: string) => FunctionRef,
  layout: TupleLayout,
  keys: readonly SortField[],
): void {
  const compare = emitCompare(module, runtime, layout, keys);
  const fn = module.function('sort', ['i32', 'i32', 'i32'], ['i32']);
  const [pointers, count, scratch] = [0, 1, 2];
  const from = fn.local('i32');
  const to = fn.local('i32');
  const width = fn.local('i32');
  const inScratch = fn.local('i32');
  const at = (base: number, index: number): void => {
    fn.get(base).get(index).i32(2).op(OP.i32Shl, OP.i32Add);
  };
  emitRuns(fn, compare, at, pointers, count);
  fn.get(pointers).set(from).get(scratch).set(to).i32(RUN).set(width);
  const done = fn.block();
  const pass = fn.loop();
  fn.get(width).get(count).op(OP.i32GeU).brIf(done);
  emitMergePass(fn, compare, at, from, to, width, count);
  fn.get(from).get(to).set(from).set(to);
  fn.get(inScratch).op(OP.i32Eqz).set(inScratch);
  fn.get(width).i32(1).op(OP.i32Shl).set(width);
  fn.br(pass);
  fn.end();
  fn.end();
  fn.get(inScratch);
}

/** Insertion sort of each run. */
function emitRuns(
  fn: FunctionBuilder,
  compare: FunctionRef,
  at: (base: number, index: number) => void,
  pointers: number,
  count: number,
): void {
  const i = fn.local('i32');
  const j = fn.local('i32');
  const moved = fn.local('i32');
  const before = fn.local('i32');
  fn.i32(1).set(i);
  const done = fn.block();
  const each = fn.loop();
  fn.get(i).get(count).op(OP.i32GeU).brIf(done);
  fn.get(i)
    .i32(RUN - 1)
    .op(OP.i32And);
  fn.if();
  at(pointers, i);
  fn.mem(MEM.i32Load).set(moved);
  fn.get(i).set(j);
  const placed = fn.block();
  const shift = fn.loop();
  fn.get(j)
    .i32(RUN - 1)
    .op(OP.i32And, OP.i32Eqz)
    .brIf(placed);
  fn.get(pointers).get(j).i32(2).op(OP.i32Shl, OP.i32Add).i32(4).op(OP.i32Sub).mem(MEM.i32Load).set(before);
  fn.get(before).get(moved).call(compare).i32(0).op(OP.i32LeS).brIf(placed);
  at(pointers, j);
  fn.get(before).mem(MEM.i32Store);
  fn.get(j).i32(1).op(OP.i32Sub).set(j);
  fn.br(shift);
  fn.end();
  fn.end();
  at(pointers, j);
  fn.get(moved).mem(MEM.i32Store);
  fn.end();
  fn.get(i).i32(1).op(OP.i32Add).set(i);
  fn.br(each);
  fn.end();
  fn.end();
}

/** Merges neighbouring runs of `width` from one array into the other. */
function emitMergePass(
  fn: FunctionBuilder,
  compare: FunctionRef,
  at: (base: number, index: number) => void,
  from: number,
  to: number,
  width: number,
  count: number,
): void {
  const start = fn.local('i32');
  const middle = fn.local('i32');
  const end = fn.local('i32');
  const left = fn.local('i32');
  const right = fn.local('i32');
  const out = fn.local('i32');
  const a = fn.local('i32');
  const b = fn.local('i32');
  const minimum = (x: number): void => {
    const value = fn.local('i32');
    fn.set(value).get(value).get(x).get(value).get(x).op(OP.i32LtU, OP.select);
  };
  fn.i32(0).set(start);
  const done = fn.block();
  const each = fn.loop();
  fn.get(start).get(count).op(OP.i32GeU).brIf(done);
  fn.get(start).get(width).op(OP.i32Add);
  minimum(count);
  fn.set(middle);
  fn.get(middle).get(width).op(OP.i32Add);
  minimum(count);
  fn.set(end);
  fn.get(start).set(left).get(middle).set(right).get(start).set(out);
  const merged = fn.block();
  const step = fn.loop();
  fn.get(out).get(end).op(OP.i32GeU).brIf(merged);
  const takeRight = fn.block();
  const takeLeft = fn.block();
  fn.get(right).get(end).op(OP.i32GeU).brIf(takeLeft);
  fn.get(left).get(middle).op(OP.i32GeU).brIf(takeRight);
  at(from, left);
  fn.mem(MEM.i32Load).set(a);
  at(from, right);
  fn.mem(MEM.i32Load).set(b);
  fn.get(a).get(b).call(compare).i32(0).op(OP.i32GtS).brIf(takeRight);
  fn.end();
  at(to, out);
  at(from, left);
  fn.mem(MEM.i32Load).mem(MEM.i32Store);
  fn.get(left).i32(1).op(OP.i32Add).set(left);
  fn.get(out).i32(1).op(OP.i32Add).set(out);
  fn.br(step);
  fn.end();
  at(to, out);
  at(from, right);
  fn.mem(MEM.i32Load).mem(MEM.i32Store);
  fn.get(right).i32(1).op(OP.i32Add).set(right);
  fn.get(out).i32(1).op(OP.i32Add).set(out);
  fn.br(step);
  fn.end();
  fn.end();
  fn.get(end).set(start);
  fn.br(each);
  fn.end();
  fn.end();
}

/** `compare(a, b)` of two tuples by the keys: below, above or 0; exported under the name, if any. */
export function emitCompare(
  module: ModuleBuilder,
  runtime: (name: string) => FunctionRef,
  layout: TupleLayout,
  keys: readonly SortField[],
  name: string | null = null,
): FunctionRef {
  const fn = module.function(name, ['i32', 'i32'], ['i32']);
  const order = fn.local('i32');
  for (const key of keys) {
    const info = known(layout.fields[key.field], 'sort field').info;
    const a = loadField(fn, 0, layout, key.field);
    const b = loadField(fn, 1, layout, key.field);
    const next = fn.block();
    if (a.isNull !== null && b.isNull !== null) {
      fn.get(a.isNull).get(b.isNull).op(OP.i32Or);
      fn.if();
      fn.get(a.isNull).get(b.isNull).op(OP.i32Eq).brIf(next);
      // One of them is NULL: it comes first or last.
      fn.i32(key.nullsFirst ? -1 : 1)
        .i32(key.nullsFirst ? 1 : -1)
        .get(a.isNull)
        .op(OP.select, OP.return);
      fn.end();
    }
    if (info.phys === 'dict') throw new Error('sort keys are text, not dictionary codes');
    pushOrder({ fn, runtime }, a, b);
    fn.tee(order).op(OP.i32Eqz).brIf(next);
    if (key.descending) fn.i32(0).get(order).op(OP.i32Sub, OP.return);
    else fn.get(order).op(OP.return);
    fn.end();
  }
  fn.i32(0);
  return fn;
}
