/** How rows get into a phase without more of them being in memory than it needs. */
import type { HostBatch } from '../plan/batch.js';
import type { ChunkRef } from './executor-protocol.js';
import type { PhaseInput } from './phase.js';
import type { Piece } from './spill/spilled-tuples.js';
import type { HeldMemory } from './task.js';
import type { TaskMemory } from './task-memory.js';

/** A chunk in memory of its own. */
export interface ImportedChunk {
  readonly chunk: ChunkRef;
  readonly arena: HeldMemory;
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
  #open: HeldMemory[] = [];
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

/** The next piece is made while executors work on the one before. */
export async function feedPieces(input: PhaseInput, pieces: AsyncGenerator<Piece>, enough: () => boolean): Promise<void> {
  for (let next = pieces.next(); ; ) {
    const { value, done } = await next;
    if (done === true) break;
    const last = input.interrupted || enough();
    if (!last) input.publish(value.chunks, false);
    const stop = last || enough();
    if (!stop) {
      next = pieces.next();
      // Heard of above.
      next.catch(() => {});
    }
    await input.drained();
    for (const arena of value.arenas) input.retire(arena);
    if (!stop) continue;
    await pieces.return(undefined);
    break;
  }
  input.publish([], true);
}
