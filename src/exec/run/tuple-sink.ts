/** Collects rows as tuples. Where only the first ones in an order are wanted, the others are dropped when many have come. */
import { known } from '../../common/assert.js';
import type { ChunkRef, RunSink } from '../executor-protocol.js';
import type { RunningSink, SinkRun } from './running-sink.js';
import { TupleBuffers } from './tuple-buffers.js';

/** Rows at which those beyond the first are dropped, at least; else this many times the wanted ones. */
const COMPACT_ROWS = 1_024;
const COMPACT_TIMES = 4;

export class TupleSink implements RunningSink {
  readonly #run: SinkRun;
  readonly #tupleBytes: number;
  readonly #top: number | null;
  readonly #bound: number | null;
  readonly #buffers: TupleBuffers;

  constructor(run: SinkRun, sink: RunSink & { readonly kind: 'tuples' }) {
    this.#run = run;
    this.#tupleBytes = sink.tupleBytes;
    this.#top = sink.top;
    this.#bound = sink.bound;
    this.#buffers = new TupleBuffers(run, sink.tupleBytes);
  }

  get buffers(): readonly ChunkRef[] {
    return this.#buffers.closed;
  }

  prepare(again: boolean): void {
    this.#setBound(0);
    if (again) this.#buffers.startAnew();
  }

  makeRoom(): boolean {
    return this.#buffers.next();
  }

  tidy(): boolean {
    if (this.#top !== null) this.#compact(this.#top);
    return true;
  }

  handOver(): readonly ChunkRef[] {
    // The bound goes with the tuples.
    this.#setBound(0);
    return this.#buffers.take();
  }

  end(): boolean {
    this.#buffers.close();
    return true;
  }

  /** Drops what can't be among the first rows. The old buffers stay with the arena. */
  #compact(top: number): void {
    const count = this.#buffers.all.reduce((sum, buffer) => sum + buffer.rows, 0);
    if (count < Math.max(COMPACT_ROWS, top * COMPACT_TIMES)) return;
    const area = this.#buffers.allocate(count * 8 + top * this.#tupleBytes + 64);
    // They go to disk before long, where no more than the first rows go.
    if (area === 0) return;
    this.#buffers.close();
    const { words, bytes } = this.#run.memory.pages.views();
    let at = area >>> 2;
    for (const buffer of this.#buffers.closed) {
      for (let row = 0; row < buffer.rows; row += 1) {
        words[at] = (buffer.address + row * this.#tupleBytes) | 0;
        at += 1;
      }
    }
    const sort = known(this.#run.exports.sort, 'sort');
    const sorted = sort(area, count, area + count * 4) === 1 ? area + count * 4 : area;
    const kept = Math.ceil((area + count * 8) / 8) * 8;
    for (let i = 0; i < top; i += 1) {
      const tuple = (words[(sorted >>> 2) + i] ?? 0) >>> 0;
      bytes.copyWithin(kept + i * this.#tupleBytes, tuple, tuple + this.#tupleBytes);
    }
    this.#buffers.replace([{ address: kept, rows: top }]);
    if (top > 0) this.#setBound(kept + (top - 1) * this.#tupleBytes);
  }

  #setBound(address: number): void {
    const { memory, spec } = this.#run;
    if (this.#bound !== null) memory.setWord(spec.context + this.#bound, address);
  }
}
