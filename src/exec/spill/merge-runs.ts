/**
 * Sorted runs on disk, as one sorted sequence of pointers to tuples in memory. Of each run one block is in memory. What is not above the
 * least of these blocks' last tuples is complete: it is sorted by the same code that sorted the runs and handed on, block after block. Equal
 * tuples keep the order of the runs.
 */
import { known } from '../../common/assert.js';
import { LIMITS } from '../../common/limits.js';
import { arenaBytes } from '../memory.js';
import type { PhaseTask } from '../phase.js';
import type { HeldMemory } from '../task.js';
import type { Piece, SpilledTuples, TuplePart } from './spilled-tuples.js';
import type { SpillForm, TupleSpiller } from './tuple-spiller.js';

interface Cursor {
  readonly run: TuplePart;
  nextBlock: number;
  /** The block in memory: its tuples from `at` on are still to come. */
  address: number;
  rows: number;
  at: number;
  arena: HeldMemory | null;
}

export interface MergeTask {
  readonly task: PhaseTask;
  readonly spiller: TupleSpiller;
  readonly form: SpillForm;
}

/** Chunks are arrays of pointers. */
export async function* mergeRuns(merge: MergeTask, spilled: SpilledTuples): AsyncGenerator<Piece> {
  let runs = spilled;
  const most = mergeWays(merge);
  while (runs.parts.length > most) {
    const merged = await mergeOnce(merge, runs, most);
    if (runs !== spilled) await merge.spiller.remove(runs);
    runs = merged;
  }
  yield* mergeParts(merge, runs, runs.parts);
}

function mergeWays({ task, spiller }: MergeTask): number {
  const blocks = Math.floor(task.memory.query.softBytes / 3 / arenaBytes(spiller.blockBytes));
  return Math.max(2, Math.min(LIMITS.spillMergeRuns, blocks));
}

/** Fewer, longer runs. */
async function mergeOnce(merge: MergeTask, runs: SpilledTuples, ways: number): Promise<SpilledTuples> {
  const { spiller, form, task } = merge;
  const to = spiller.create();
  for (let from = 0; from < runs.parts.length; from += ways) {
    let continued = false;
    let left = form.top ?? Number.POSITIVE_INFINITY;
    for await (const { chunks, arenas } of mergeParts(merge, runs, runs.parts.slice(from, from + ways))) {
      const staging = task.memory.arena();
      for (const { address, rows } of chunks) {
        const kept = Math.min(rows, left);
        if (kept > 0) await spiller.writeRun(to, form, staging, address, kept, continued);
        continued = true;
        left -= kept;
      }
      for (const arena of [staging, ...arenas]) arena.release();
      if (left <= 0) break;
    }
  }
  return to;
}

async function* mergeParts(merge: MergeTask, spilled: SpilledTuples, runs: readonly TuplePart[]): AsyncGenerator<Piece> {
  const { task, spiller, form } = merge;
  const cursors = runs
    .filter((run) => run.length > 0)
    .map((run): Cursor => ({ run, nextBlock: 0, address: 0, rows: 0, at: 0, arena: null }));
  try {
    for (;;) {
      for (const cursor of cursors) await fill(merge, spilled, cursor);
      const parts = complete(merge, cursors);
      const total = parts.reduce((sum, part) => sum + part.rows, 0);
      if (total === 0) return;
      const arena = task.memory.arena();
      const pointers = arena.allocate(total * 8);
      const { words } = task.host.memory.views();
      let at = pointers >>> 2;
      const arenas: HeldMemory[] = [arena];
      for (const { cursor, rows } of parts) {
        for (let row = 0; row < rows; row += 1) {
          words[at] = (cursor.address + (cursor.at + row) * form.layout.bytes) | 0;
          at += 1;
        }
        cursor.at += rows;
        if (cursor.at === cursor.rows && cursor.arena !== null) {
          arenas.push(cursor.arena);
          cursor.arena = null;
        }
      }
      yield { chunks: [{ address: await spiller.sort(form, pointers, total, pointers + total * 4), rows: total }], arenas };
    }
  } finally {
    for (const { arena } of cursors) arena?.release();
  }
}

async function fill({ spiller, form }: MergeTask, spilled: SpilledTuples, cursor: Cursor): Promise<void> {
  const block = cursor.run[cursor.nextBlock];
  if (cursor.at < cursor.rows || block === undefined) return;
  const { chunks, arenas } = await spiller.load(spilled, form, [block]);
  const chunk = known(chunks[0], 'block');
  cursor.address = chunk.address;
  cursor.rows = chunk.rows;
  cursor.at = 0;
  cursor.arena = known(arenas[0], 'arena of a block');
  cursor.nextBlock += 1;
}

/** How many tuples of each run come before all that is not in memory yet. */
function complete({ form }: MergeTask, cursors: readonly Cursor[]): readonly { readonly cursor: Cursor; readonly rows: number }[] {
  const compare = known(known(form.exports, 'spill module').compare, 'compare');
  const tuple = (cursor: Cursor, row: number): number => cursor.address + row * form.layout.bytes;
  let bound: Cursor | null = null;
  for (const cursor of cursors) {
    if (cursor.nextBlock === cursor.run.length) continue;
    if (bound === null || compare(tuple(cursor, cursor.rows - 1), tuple(bound, bound.rows - 1)) < 0) bound = cursor;
  }
  if (bound === null) return cursors.map((cursor) => ({ cursor, rows: cursor.rows - cursor.at }));
  const last = tuple(bound, bound.rows - 1);
  const boundAt = cursors.indexOf(bound);
  return cursors.map((cursor, i) => {
    // Of the tuples that equal the bound, those of later runs come behind what is still to come of its own.
    const above = (row: number): boolean => compare(tuple(cursor, row), last) > (i <= boundAt ? 0 : -1);
    let from = cursor.at;
    let to = cursor.rows;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (above(middle)) to = middle;
      else from = middle + 1;
    }
    return { cursor, rows: from - cursor.at };
  });
}
