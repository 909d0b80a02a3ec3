/**
 * The delta: small committed batches. Scans read them in groups, so that a thousand one-row commits are not a thousand
 * chunks; in the background they are merged into larger batches and at last into a section.
 */
import type { TableDef } from '../catalog/table-def.js';
import { assert, known } from '../common/assert.js';
import { LIMITS } from '../common/limits.js';
import type { HostBatch } from '../plan/batch.js';
import type { BlockSource } from './block-source.js';
import { imageSource } from './block-source.js';
import { blockColumn } from './encoding/column-block.js';
import { decodeHostColumn } from './encoding/decode-column.js';
import type { HeldTable } from './held-table.js';
import type { Piece } from './piece.js';
import { isVisible, lastTruncation } from './piece.js';
import { buildSectionImage } from './section-image.js';

/** Rows from which a group takes no further batch, and from which a batch counts as large. */
const GROUP_ROWS = 8_192;

/** The rows of a delta batch. */
function pieceRows(piece: Piece): HostBatch {
  assert(piece.content.kind === 'delta', 'a delta batch has its image in memory');
  const { image } = piece.content;
  const { description } = piece;
  const schema = description.columns.map((column, i) => blockColumn(known(description.blocks[i], 'block'), column.name, column.type));
  return {
    rows: description.rows,
    schema,
    columns: description.blocks.map((block, i) => {
      const { phys } = known(schema[i], 'column');
      assert(phys !== 'dict', 'types have no dictionary form');
      return decodeHostColumn(block, image.subarray(block.offset, block.offset + block.length), phys);
    }),
  };
}

function mergeRows(pieces: readonly Piece[]): readonly HostBatch[] {
  return pieces.map(pieceRows);
}

/**
 * Delta batches (in the order of their commits) as few sources. Groups fill up in that order, so only the last one changes
 * when a batch is added; what it replaces is reported as gone.
 */
export async function deltaGroups(
  table: HeldTable,
  batches: readonly Piece[],
  pause: () => Promise<void>,
  gone: (source: BlockSource) => void,
): Promise<readonly BlockSource[]> {
  const sources: BlockSource[] = [];
  let group: Piece[] = [];
  let rows = 0;
  const close = async (): Promise<void> => {
    if (group.length > 0) sources.push(await groupSource(table, group, pause, gone));
    group = [];
    rows = 0;
  };
  for (const piece of batches) {
    if (rows > 0 && rows + piece.description.rows > GROUP_ROWS) await close();
    group.push(piece);
    rows += piece.description.rows;
  }
  await close();
  return sources;
}

async function groupSource(
  table: HeldTable,
  group: readonly Piece[],
  pause: () => Promise<void>,
  gone: (source: BlockSource) => void,
): Promise<BlockSource> {
  const first = known(group[0], 'first batch of a group');
  const key = `delta ${group.map((piece) => piece.id).join(',')}`;
  const before = table.groups.get(first.id);
  if (before?.key === key) return before;
  let source: BlockSource;
  if (group.length === 1 && first.content.kind === 'delta') {
    source = imageSource(key, first.description, first.content.image, [{ id: first.id, rows: first.description.rows }]);
  } else {
    const pieces = group.map(({ id, description }) => ({ id, rows: description.rows }));
    const image = await buildSectionImage(inOrder(table.definition), mergeRows(group), pause);
    const bytes = new Uint8Array(image.bytes);
    let at = 0;
    for (const part of image.parts) {
      bytes.set(part, at);
      at += part.byteLength;
    }
    source = imageSource(key, image.description, bytes, pieces);
  }
  // Another scan of the same snapshot may have made it meanwhile.
  const other = table.groups.get(first.id);
  if (other?.key === key) return other;
  if (other !== undefined) gone(other);
  table.groups.set(first.id, source);
  return source;
}

/** Rows of a group stay in the order of their batches, so that each is known by its batch and number. */
function inOrder(table: TableDef): TableDef {
  return { ...table, distribution: { kind: 'random' } };
}

/** The delta batches, committed up to a version, that are worth merging now: all of a large delta, or the small ones of a delta of many. */
export function piecesToMerge(table: HeldTable, upTo: number): readonly Piece[] {
  const now = Math.min(upTo, Number.MAX_SAFE_INTEGER);
  const truncatedAt = lastTruncation(table.truncations, Number.POSITIVE_INFINITY);
  const delta = [...table.pieces.values()]
    .filter((piece) => piece.content.kind === 'delta' && piece.supersededAt === null && isVisible(piece, now, truncatedAt))
    .sort((a, b) => (a.version ?? 0) - (b.version ?? 0) || a.id - b.id);
  if (delta.reduce((sum, piece) => sum + piece.description.rows, 0) >= LIMITS.deltaSealRows) return delta;
  const small = delta.filter((piece) => piece.description.rows < GROUP_ROWS);
  return small.length >= LIMITS.deltaBatches ? small : [];
}
