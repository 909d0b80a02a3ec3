/** Buffers that compiled code fills with tuples one after the other: each is larger than the one before. */
import type { ChunkRef } from '../executor-protocol.js';
import { CONTEXT } from '../layout.js';
import type { SinkRun } from './running-sink.js';

const FIRST_BUFFER_BYTES = 65_536 - 64;
/** Of sinks that are to spill whenever a buffer is full. */
const FORCED_BUFFER_BYTES = 2_048;
const LARGEST_BUFFER_BYTES = (4 << 20) - 64;

export class TupleBuffers {
  readonly #run: SinkRun;
  readonly #tupleBytes: number;
  #closed: ChunkRef[] = [];
  /** Address of the buffer that is being filled, or 0. */
  #start = 0;
  #bytes = 0;

  constructor(run: SinkRun, tupleBytes: number) {
    this.#run = run;
    this.#tupleBytes = tupleBytes;
  }

  /** Those that are complete. */
  get closed(): readonly ChunkRef[] {
    return this.#closed;
  }

  /** All with their rows so far. */
  get all(): readonly ChunkRef[] {
    return this.#start === 0 ? this.#closed : [...this.#closed, { address: this.#start, rows: this.#currentRows() }];
  }

  /** False: there is no memory for a buffer just now. */
  next(): boolean {
    this.close();
    const { memory, spec, sinkArena } = this.#run;
    const forced = spec.spills === 'always';
    if (forced && this.#closed.length > 0) return this.#wait(0);
    const first = forced ? FORCED_BUFFER_BYTES : FIRST_BUFFER_BYTES;
    const wanted = this.#bytes === 0 ? first : memory.atMost(sinkArena, Math.min(LARGEST_BUFFER_BYTES, this.#bytes * 2));
    const bytes = Math.max(wanted, this.#tupleBytes);
    const address = this.allocate(bytes);
    if (address === 0) return this.#wait(bytes);
    this.#bytes = bytes;
    this.#start = address;
    memory.setWord(spec.context + CONTEXT.tuplePointer, address);
    memory.setWord(spec.context + CONTEXT.tupleEnd, address + Math.floor(bytes / this.#tupleBytes) * this.#tupleBytes);
    return true;
  }

  /** Beside the buffers, and gone with them. 0: there is no room, and the sink may wait for some. */
  allocate(bytes: number): number {
    const { memory, spec, sinkArena } = this.#run;
    return spec.spills === 'never' ? memory.allocate(sinkArena, bytes) : memory.tryAllocate(sinkArena, bytes);
  }

  /** As allocate, but the engine hears of it when there is no room. */
  allocateOrWait(bytes: number): number {
    const address = this.allocate(bytes);
    if (address === 0) this.#wait(bytes);
    return address;
  }

  /** Notes the rows of the current buffer. */
  close(): void {
    if (this.#start === 0) return;
    const rows = this.#currentRows();
    if (rows > 0) this.#closed.push({ address: this.#start, rows });
    this.#start = 0;
  }

  /** Takes all of them away. */
  take(): readonly ChunkRef[] {
    this.close();
    return this.#closed.splice(0);
  }

  /** These tuples instead of all that were there; the next buffer starts small again. */
  replace(buffers: readonly ChunkRef[]): void {
    this.#closed = [...buffers];
    this.#bytes = 0;
    this.#start = 0;
    this.#forgetCurrent();
  }

  /** After they were taken: the next ones lie in another arena. */
  startAnew(): void {
    // Buffers that are made to spill become larger: with many rows that is often enough.
    if (this.#run.spec.spills !== 'always') this.#bytes = 0;
    this.#forgetCurrent();
  }

  #forgetCurrent(): void {
    const { memory, spec } = this.#run;
    memory.setWord(spec.context + CONTEXT.tuplePointer, 0);
    memory.setWord(spec.context + CONTEXT.tupleEnd, 0);
  }

  #currentRows(): number {
    const { memory, spec } = this.#run;
    return ((memory.word(spec.context + CONTEXT.tuplePointer) >>> 0) - this.#start) / this.#tupleBytes;
  }

  #wait(bytes: number): false {
    this.#run.askForRoom(bytes);
    return false;
  }
}
