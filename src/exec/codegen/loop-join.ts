/**
 * Nested loops: a row walks the inner tuples, all of them or a range (range-index.ts), and tests the condition for each. As with hash joins
 * (join.ts), a full sink makes the function leave in the middle of a row and go on there.
 */
import { known } from '../../common/assert.js';
import type { Expr } from '../../plan/expr.js';
import type { RangeBound, RangeBounds } from '../../plan/range-bounds.js';
import { TUPLE } from '../layout.js';
import type { Operation } from '../pipeline.js';
import { type Label, MEM, OP } from '../wasm/assembler.js';
import { compileExpr, compilePredicate } from './expression.js';
import { bindTuple, type Consume, consumeEach, existence, INDEX_PARAM } from './join.js';
import type { RowScope } from './scope.js';
import { FAILURE } from './status.js';

/** Where a row is among the inner tuples: `at` is the index of a pointer. */
interface Walk {
  readonly begin: () => void;
  /** Pushes whether `at` is behind the last tuple. */
  readonly pushEnd: () => void;
  readonly step: () => void;
}

export function emitLoopJoin(scope: RowScope, operation: Operation & { readonly kind: 'loop' }, consume: Consume): void {
  const { node, store, bounds } = operation;
  const { fn } = scope;
  const param = scope.parameter({ kind: 'index', store: store.id });
  const pointers = scope.parameterWord(param + INDEX_PARAM.address);
  const count = scope.parameterWord(param + INDEX_PARAM.word);
  const tuple = fn.local('i32');
  const at = fn.local('i32');
  const { condition } = node;
  const walk = bounds === null ? allTuples(scope, at, count) : tuplesInRange(scope, bounds, { at, pointers, count });
  const load = (): void => {
    fn.get(pointers).get(at).i32(2).op(OP.i32Shl, OP.i32Add).mem(MEM.i32Load).set(tuple);
  };
  const test = (differs: Label): void => {
    if (condition === null) return;
    scope.nested(() => {
      bindTuple(scope, tuple, store);
      scope.require(condition);
      compilePredicate(scope, condition, differs);
    });
  };
  if (condition !== null) requireOuter(scope, condition);
  if (node.join === 'probe-semi' || node.join === 'probe-anti' || node.join === 'probe-mark') {
    const found = fn.local('i32');
    const unknown = node.join === 'probe-mark' ? fn.local('i32') : null;
    fn.i32(0).set(found);
    walk.begin();
    if (unknown !== null) fn.i32(0).set(unknown);
    const done = fn.block();
    const scratch = scope.scratchMark();
    const loop = fn.loop();
    walk.pushEnd();
    fn.brIf(done);
    load();
    const differs = fn.block();
    if (unknown === null || condition === null) test(differs);
    else {
      scope.nested(() => {
        bindTuple(scope, tuple, store);
        scope.require(condition);
        const value = compileExpr(scope, condition);
        if (value.isNull !== null) {
          fn.get(unknown).get(value.isNull).op(OP.i32Or).set(unknown);
          fn.get(value.isNull).brIf(differs);
        }
        fn.get(value.parts[0] ?? -1)
          .op(OP.i32Eqz)
          .brIf(differs);
      });
    }
    fn.i32(1).set(found);
    if (unknown !== null) fn.i32(0).set(unknown);
    fn.br(done);
    fn.end();
    scope.releaseScratch(scratch);
    walk.step();
    scope.tick();
    fn.br(loop);
    fn.end();
    fn.end();
    existence(scope, node, found, unknown, consume);
    return;
  }
  const outer = node.join !== 'inner';
  const nullTuple = outer ? scope.parameterWord(scope.parameter({ kind: 'null-tuple', store: store.id })) : -1;
  const matched = fn.local('i32');
  const skip = fn.local('i32');
  const atSlot = scope.slots.take();
  const matchedSlot = scope.slots.take();
  const depth = scope.probes.length;
  fn.i32(0).set(matched).i32(0).set(skip);
  walk.begin();
  fn.get(scope.resumeDepth()).i32(depth).op(OP.i32GtU);
  fn.if();
  fn.get(scope.context).mem(MEM.i32Load, atSlot).set(at);
  fn.get(scope.context).mem(MEM.i32Load, matchedSlot).set(matched);
  fn.i32(1).set(skip);
  scope.resumed(depth);
  fn.end();
  const scratch = scope.scratchMark();
  const loop = fn.loop();
  const here = fn.block();
  // Beyond the last tuple stands the row of NULLs of an outer join.
  walk.pushEnd();
  fn.if();
  if (!outer) fn.br(scope.rowEnd);
  else {
    fn.get(skip).op(OP.i32Eqz).get(matched).op(OP.i32And).brIf(scope.rowEnd);
    fn.get(nullTuple).set(tuple).i32(1).set(matched).br(here);
  }
  fn.end();
  load();
  fn.get(skip).brIf(here);
  const found = fn.block();
  const differs = fn.block();
  test(differs);
  fn.br(found);
  fn.end();
  scope.releaseScratch(scratch);
  walk.step();
  scope.tick();
  fn.br(loop);
  fn.end();
  if (node.join === 'probe-single') {
    fn.get(matched);
    fn.if();
    scope.fail(FAILURE.moreThanOneRow);
    fn.end();
  }
  fn.i32(1).set(matched);
  fn.end();
  fn.i32(0).set(skip);
  if (node.join === 'full') fn.get(tuple).i32(1).mem(MEM.i32Store, TUPLE.flag);
  consumeEach(scope, store, tuple, consume, () => {
    fn.get(scope.context).get(at).mem(MEM.i32Store, atSlot);
    fn.get(scope.context).get(matched).mem(MEM.i32Store, matchedSlot);
  });
  scope.releaseScratch(scratch);
  walk.step();
  scope.tick();
  fn.br(loop);
  fn.end();
}

/** Loads the outer row's columns of a condition before the loop. */
function requireOuter(scope: RowScope, condition: Expr): void {
  scope.requireBound(condition);
}

function allTuples({ fn }: RowScope, at: number, count: number): Walk {
  return {
    begin: () => fn.i32(0).set(at),
    pushEnd: () => fn.get(at).get(count).op(OP.i32GeU),
    step: () => fn.get(at).i32(1).op(OP.i32Add).set(at),
  };
}

/** From the last tuple below the first bound downwards, until no tuple further down can be above the second one. */
function tuplesInRange(
  scope: RowScope,
  bounds: RangeBounds,
  index: { readonly at: number; readonly pointers: number; readonly count: number },
): Walk {
  const { fn } = scope;
  const { at, pointers, count } = index;
  const { first, second, descending } = bounds;
  const values = fn.local('i32');
  const greatest = fn.local('i32');
  const isNull = fn.local('i32');
  const ended = fn.local('i32');
  fn.i32(0).set(isNull);
  const limit = boundValue(scope, first, isNull);
  if (descending) fn.get(limit).i64(-1n).op(OP.i64Xor).set(limit);
  const least = second === null ? -1 : boundValue(scope, second, isNull);
  // As makeRangeIndex lays them out.
  fn.get(pointers).get(count).i32(2).op(OP.i32Shl).i32(7).op(OP.i32Add).i32(-8).op(OP.i32And, OP.i32Add).tee(values);
  fn.get(count).i32(3).op(OP.i32Shl, OP.i32Add).set(greatest);
  const pushLong = (base: number, i: number): void => {
    fn.get(base).get(i).i32(3).op(OP.i32Shl, OP.i32Add).mem(MEM.i64Load);
  };
  return {
    begin: () => {
      fn.i32(-1).set(at);
      const found = fn.block();
      fn.get(isNull).brIf(found);
      const high = fn.local('i32');
      const middle = fn.local('i32');
      fn.i32(0).set(at).get(count).set(high);
      const done = fn.block();
      const halve = fn.loop();
      fn.get(at).get(high).op(OP.i32GeU).brIf(done);
      fn.get(at).get(high).op(OP.i32Add).i32(1).op(OP.i32ShrU).set(middle);
      pushLong(values, middle);
      fn.get(limit).op(first.inclusive ? OP.i64LeS : OP.i64LtS);
      fn.if();
      fn.get(middle).i32(1).op(OP.i32Add).set(at);
      fn.else();
      fn.get(middle).set(high);
      fn.end();
      fn.br(halve);
      fn.end();
      fn.end();
      fn.get(at).i32(1).op(OP.i32Sub).set(at);
      fn.end();
    },
    pushEnd: () => {
      fn.get(at).i32(0).op(OP.i32LtS).set(ended);
      if (second !== null) {
        fn.get(ended).op(OP.i32Eqz);
        fn.if();
        pushLong(greatest, at);
        fn.get(least)
          .op(second.inclusive ? OP.i64LtS : OP.i64LeS)
          .set(ended);
        fn.end();
      }
      fn.get(ended);
    },
    step: () => fn.get(at).i32(1).op(OP.i32Sub).set(at),
  };
}

/** The outer row's value as an i64 local; isNull is set where it is NULL. */
function boundValue(scope: RowScope, { probe }: RangeBound, isNull: number): number {
  const { fn } = scope;
  const value = scope.compile(probe);
  const local = fn.local('i64');
  fn.get(known(value.parts[0], 'value of a bound'));
  if (value.info.phys === 'i32') fn.op(OP.i64ExtendI32S);
  fn.set(local);
  if (value.isNull !== null) fn.get(isNull).get(value.isNull).op(OP.i32Or).set(isNull);
  return local;
}
