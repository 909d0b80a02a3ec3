/** How rows get into a phase without more of them being in memory than it needs. */
import type { HostBatch } from '../plan/batch.js';
import type { ChunkRef } from './executor-protocol.js';
import type { PhaseInput } from './phase.js';
import type { Piece } from './spill/spilled-tuples.js';
import type { Arena, TaskMemory } from './task-memory.js';

/** A chunk in memory of its own. */
export interface ImportedChunk {
  readonly chunk: ChunkRef;
  readonly arena: Arena;
}

/** Part of the query's memory that chunks may take which are still to be worked on. */
const WINDOW_SHARE = 1 / 8;

/** Bytes that a batch takes when it is imported, about. */
export function batchMemory(batch: HostBatch): number {
  return batch.columns.reduce((sum, { data, offsets }) => sum + data.byteLength + 2 * (offsets?.byteLength ?? 0), 4_096);
}

/** Publishes chunks, and gives back their memory when there are many. */
export class FeedWindow {
  readonly #input: PhaseInput;
  readonly #memory: TaskMemory;
  #open: Arena[] = [];
  #bytes = 0;

  constructor(input: PhaseInput, memory: TaskMemory) {
    this.#input = input;
    this.#memory = memory;
  }

  /** Waits until so much may be imported. */
  async room(bytes: number): Promise<void> {
    const { query } = this.#memory;
    if (this.#bytes + bytes > query.hardBytes * WINDOW_SHARE) await this.#drain();
    if (!query.hasRoom(bytes)) await query.relieve(bytes);
  }

  async publish({ chunk, arena }: ImportedChunk): Promise<void> {
    this.#open.push(arena);
    this.#bytes += arena.bytes;
    this.#input.publish([chunk], false);
    if (this.#bytes > this.#memory.query.hardBytes * WINDOW_SHARE) await this.#drain();
  }

  async #drain(): Promise<void> {
    if (this.#open.length === 0) return;
    await this.#input.drained();
    for (const arena of this.#open.splice(0)) this.#input.retire(arena);
    this.#bytes = 0;
  }

  async close(): Promise<void> {
    // The phase keeps what is still to be worked on.
    for (const arena of this.#open.splice(0)) this.#input.keep(arena);
    this.#input.publish([], true);
  }
}

/** The next piece is read while executors work on the one before. */
export async function feedPieces(input: PhaseInput, pieces: AsyncGenerator<Piece>, enough: () => boolean): Promise<void> {
  let before: Piece | null = null;
  const retire = async (): Promise<void> => {
    if (before === null) return;
    await input.drained();
    for (const arena of before.arenas) input.retire(arena);
    before = null;
  };
  for await (const piece of pieces) {
    await retire();
    before = piece;
    if (input.interrupted) break;
    input.publish(piece.chunks, false);
    if (enough()) break;
  }
  await retire();
  input.publish([], true);
}
