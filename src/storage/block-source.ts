/** Where the column blocks of a scanned piece come from: a section file, or an image in memory. */
import type { Runtime } from '../common/runtime.js';
import type { SourcePiece } from './deletion.js';
import type { ColumnBlock } from './encoding/column-block.js';
import type { SectionDescription } from './section-image.js';
import { checkBlock } from './section-image.js';

export interface BlockSource {
  /** Unique for ever on this worker: the cache's name for it. */
  readonly key: string;
  readonly description: SectionDescription;
  /** Whose rows they are, in order. */
  readonly pieces: readonly SourcePiece[];
  /** The block's bytes at a multiple of 16 of their buffer. XX001 when they have changed on disk. */
  readBlock(block: ColumnBlock): Promise<Uint8Array>;
}

interface PieceRows {
  readonly id: number;
  readonly description: SectionDescription;
}

export function fileSource(key: string, piece: PieceRows, runtime: Runtime, path: string): BlockSource {
  const { description } = piece;
  return {
    key,
    description,
    pieces: [{ id: piece.id, rows: description.rows }],
    async readBlock(block) {
      const bytes = new Uint8Array(block.length);
      await runtime.fs.read(path, block.offset, bytes);
      checkBlock(block, bytes, path, description.columns[block.ordinal]?.name ?? `${block.ordinal}`);
      return bytes;
    },
  };
}

export function imageSource(key: string, description: SectionDescription, image: Uint8Array, pieces: readonly SourcePiece[]): BlockSource {
  return {
    key,
    description,
    pieces,
    async readBlock(block) {
      const bytes = image.subarray(block.offset, block.offset + block.length);
      checkBlock(block, bytes, key, description.columns[block.ordinal]?.name ?? `${block.ordinal}`);
      return bytes;
    },
  };
}
