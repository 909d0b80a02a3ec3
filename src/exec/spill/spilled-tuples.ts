/** Tuples of a store that are on disk: a file, and which of its blocks belong together. */
import type { ChunkRef } from '../executor-protocol.js';
import type { HeldMemory } from '../task.js';
import type { SpillBlock, SpillFile } from './spill-space.js';

export interface TupleBlock extends SpillBlock {
  readonly rows: number;
}

/** Blocks of one partition, or one run. */
export type TuplePart = TupleBlock[];

export class SpilledTuples {
  readonly file: SpillFile;
  /** How often what is in it has been parted by hash before. */
  readonly level: number;
  /** By hash of the keys, or runs in the order in which they were written. */
  readonly parts: TuplePart[] = [];

  constructor(file: SpillFile, level: number) {
    this.file = file;
    this.level = level;
  }

  part(number: number): TuplePart {
    while (this.parts.length <= number) this.parts.push([]);
    return this.parts[number] ?? [];
  }

  get rows(): number {
    return this.parts.reduce((sum, part) => sum + partRows(part), 0);
  }
}

export function partRows(part: readonly TupleBlock[]): number {
  return part.reduce((sum, { rows }) => sum + rows, 0);
}

export function partBytes(part: readonly TupleBlock[]): number {
  return part.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Tuples in memory for a phase to read, given up when it is through with them. */
export interface Piece {
  readonly chunks: readonly ChunkRef[];
  readonly arenas: readonly HeldMemory[];
}
