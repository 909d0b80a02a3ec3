/**
 * Filters of a scan over blocks of rows. A branch a row costs most where a filter lets about half of its rows through: the processor
 * guesses wrong. So the conjuncts that cost a few instructions and can't fail are put together without branches, and the numbers of
 * the rows that pass go into an array in the context; what follows runs over those. TPC-H's Q6 took half of its time, scans whose
 * filter passes half of the rows two thirds.
 *
 * A function that leaves in the middle of a block goes on at the row that it was at, which begins a block then.
 */
import { known } from '../../common/assert.js';
import { LIMITS } from '../../common/limits.js';
import { MEM, OP } from '../wasm/assembler.js';
import type { RowScope } from './scope.js';
import { STATUS } from './status.js';

/** Filters that let more through than this, or less, are guessed well enough by the processor. */
const GUESSED_SHARE = 0.02;

export interface Selection {
  readonly scope: RowScope;
  readonly start: number;
  readonly end: number;
  /** Makes the columns of `scope.row` known. */
  readonly bind: () => void;
  /** Each: a local with 1 where the row passes, else 0. The second is asked of those that pass the first, and so on. */
  readonly tests: readonly (() => number)[];
  /** For a local with the number of rows that are looked at from here on. */
  readonly count: (rows: number) => void;
  /** The rest of the pipeline for `scope.row`; branches to `scope.rowEnd` when it is done with it. */
  readonly consume: () => void;
}

/** Whether a selection pays, by the share of the rows that pass and the number of tests that can be put together. */
export function selectionPays(share: number, tests: number): boolean {
  if (tests === 0 || share > 1 - GUESSED_SHARE) return false;
  return tests > 1 || share >= GUESSED_SHARE;
}

export function emitSelectedRows(selection: Selection): void {
  const { scope, start, end, bind, tests, count, consume } = selection;
  const { fn } = scope;
  const [block, blockEnd, selected, at] = [fn.local('i32'), fn.local('i32'), fn.local('i32'), fn.local('i32')];
  const [candidate, row, rows] = [fn.local('i32'), fn.local('i32'), fn.local('i32')];
  const numbers = scope.slots.take(LIMITS.blockRows * 4);
  const scratch = scope.scratchMark();
  scope.resumeDepth();
  fn.get(start).set(block);
  const finished = fn.block();
  const blocks = fn.loop();
  fn.get(block).get(end).op(OP.i32GeU).brIf(finished);
  scope.tick();
  fn.get(block).i32(LIMITS.blockRows).op(OP.i32Add).tee(blockEnd).get(end).get(blockEnd).get(end).op(OP.i32LtU, OP.select).set(blockEnd);
  fn.get(blockEnd).get(block).op(OP.i32Sub).set(rows);
  count(rows);

  const [first, ...others] = tests;
  fn.get(block).set(candidate).i32(0).set(selected);
  const candidates = fn.loop();
  keepIf(selection, { numbers, candidate, selected }, known(first, 'test'));
  fn.get(candidate).i32(1).op(OP.i32Add).tee(candidate).get(blockEnd).op(OP.i32LtU).brIf(candidates);
  fn.end();
  for (const test of others) {
    fn.get(selected).set(rows).i32(0).set(at).i32(0).set(selected);
    const none = fn.block();
    fn.get(rows).op(OP.i32Eqz).brIf(none);
    const again = fn.loop();
    fn.get(scope.context).get(at).i32(2).op(OP.i32Shl, OP.i32Add).mem(MEM.i32Load, numbers).set(candidate);
    keepIf(selection, { numbers, candidate, selected }, test);
    fn.get(at).i32(1).op(OP.i32Add).tee(at).get(rows).op(OP.i32LtU).brIf(again);
    fn.end();
    fn.end();
  }

  scope.row = row;
  fn.i32(0).set(at);
  const passed = fn.block();
  const each = fn.loop();
  fn.get(at).get(selected).op(OP.i32GeU).brIf(passed);
  fn.get(scope.context).get(at).i32(2).op(OP.i32Shl, OP.i32Add).mem(MEM.i32Load, numbers).set(row);
  scope.tick();
  const rowEnd = fn.block();
  scope.rowEnd = rowEnd;
  bind();
  scope.leaving(() => {
    // The rows from here on are looked at again.
    fn.get(row).get(blockEnd).op(OP.i32Sub).set(rows);
    count(rows);
  });
  consume();
  fn.end();
  scope.releaseScratch(scratch);
  fn.get(at).i32(1).op(OP.i32Add).set(at);
  fn.br(each);
  fn.end();
  fn.end();
  fn.get(blockEnd).set(block);
  fn.br(blocks);
  fn.end();
  fn.end();
  fn.i32(STATUS.done);
}

/** Writes the candidate's number, which stays if it passes the test. */
function keepIf(
  { scope, bind }: Selection,
  { numbers, candidate, selected }: { readonly numbers: number; readonly candidate: number; readonly selected: number },
  test: () => number,
): void {
  const { fn } = scope;
  fn.get(scope.context).get(selected).i32(2).op(OP.i32Shl, OP.i32Add).get(candidate).mem(MEM.i32Store, numbers);
  scope.nested(() => {
    scope.row = candidate;
    bind();
    fn.get(test()).get(selected).op(OP.i32Add).set(selected);
  });
}
