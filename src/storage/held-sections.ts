/** What a worker tells of the pieces of a table: rows of the system view conduct.sections. */
import type { SectionStatus } from '../rpc/messages.js';
import type { HeldTable } from './held-table.js';
import { isCurrent, type Piece } from './piece.js';
import type { PieceFiles } from './piece-files.js';

/** All of one moment but the sizes of files: 0 where a merge has removed one since. */
export async function heldSections(tables: Iterable<HeldTable>, files: PieceFiles): Promise<readonly SectionStatus[]> {
  const held = [...tables].flatMap((table) =>
    [...table.pieces.values()].map((piece) => ({ piece, state: stateOf(piece, table), deletedRows: deletedRows(piece, table) })),
  );
  const told: SectionStatus[] = [];
  for (const { piece, state, deletedRows } of held) {
    const { id, tableId, content, description } = piece;
    const { rows, blocks, bucketOffsets } = description;
    told.push({
      tableId,
      section: id,
      kind: content.kind,
      state,
      rows,
      deletedRows,
      bytes: await files.bytesOf(piece),
      columns: blocks.length,
      buckets: bucketOffsets === null ? null : bucketSpan(bucketOffsets),
    });
  }
  return told;
}

function stateOf(piece: Piece, { truncations }: HeldTable): SectionStatus['state'] {
  if (piece.version === null) return 'prepared';
  if (isCurrent(piece, truncations)) return 'current';
  return piece.supersededAt === null ? 'truncated' : 'superseded';
}

/** Two that have committed name no row twice. */
function deletedRows({ id }: Piece, table: HeldTable): number {
  return table.deletionsSeen(id, Number.POSITIVE_INFINITY).reduce((sum, { rows }) => sum + rows.length, 0);
}

function bucketSpan(offsets: readonly number[]): SectionStatus['buckets'] {
  const filled = offsets.slice(1).flatMap((end, bucket) => (end > (offsets[bucket] ?? 0) ? [bucket] : []));
  return { count: filled.length, first: filled[0] ?? 0, last: filled[filled.length - 1] ?? 0 };
}
