/** Rows of a partitioned table go to their partitions. */

import { known } from '../../common/assert.js';
import type { HostBatch } from '../../plan/batch.js';
import type { BoundRoute } from '../../planner/bound-statement.js';
import type { StatementContext } from '../statement-context.js';
import { byNumber, checkNotNull, chosenColumns } from './modify.js';
import { writtenTable } from './written-table.js';

export async function appendRouted(batch: HostBatch, route: BoundRoute, context: StatementContext): Promise<void> {
  for (const [number, part] of byNumber(batch, route.at)) {
    const leaf = writtenTable(known(route.leaves[number], 'leaf'), context);
    const given = chosenColumns(part, known(route.ordinals[number], 'ordinals'));
    checkNotNull(leaf, given);
    await context.transaction.writer().append(leaf, given);
  }
}
