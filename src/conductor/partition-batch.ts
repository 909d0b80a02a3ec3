/**
 * Splits a batch into one batch a worker, by the buckets of its rows. Works on typed arrays column by column; no value becomes a
 * JavaScript object, except unbounded numerics that are distribution keys.
 */
import { assert } from '../common/assert.js';
import { LIMITS } from '../common/limits.js';
import type { HostBatch } from '../plan/batch.js';
import { gatherRows, hashRows } from '../plan/batch-rows.js';
import { bucketOfHash } from '../plan/hash.js';

/** Batches by target index (0 to targets - 1); undefined where no row goes. bucketTargets has the target of each of the 256 buckets. */
export function partitionByHash(
  batch: HostBatch,
  ordinals: readonly number[],
  bucketTargets: Uint16Array,
  targets: number,
): (HostBatch | undefined)[] {
  assert(bucketTargets.length === LIMITS.buckets, 'a target for each bucket');
  if (targets === 1) return [batch.rows === 0 ? undefined : batch];
  const hashes = hashRows(batch, ordinals);
  const targetOfRow = new Uint16Array(batch.rows);
  const counts = new Uint32Array(targets);
  for (let row = 0; row < batch.rows; row += 1) {
    const target = bucketTargets[bucketOfHash(hashes[row] as number)] as number;
    targetOfRow[row] = target;
    counts[target] = (counts[target] as number) + 1;
  }
  const selections = Array.from(counts, (count) => new Uint32Array(count));
  const filled = new Uint32Array(targets);
  for (let row = 0; row < batch.rows; row += 1) {
    const target = targetOfRow[row] as number;
    const at = filled[target] as number;
    (selections[target] as Uint32Array)[at] = row;
    filled[target] = at + 1;
  }
  return selections.map((rows) => {
    if (rows.length === 0) return undefined;
    return rows.length === batch.rows ? batch : gatherRows(batch, rows);
  });
}
