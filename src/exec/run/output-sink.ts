/**
 * Rows of the task's output, as columns, in a set of buffers for each partition. A full set is copied out and sent to the engine's thread;
 * when more has been sent than was taken there, the run waits.
 */
import { LIMITS } from '../../common/limits.js';
import type { ChunkRef, RunSink } from '../executor-protocol.js';
import { CONTEXT, CONTROL, type OutputLayout } from '../layout.js';
import { rowsAtOnce, type TakenRows, takeRows } from '../output-batch.js';
import type { RunningSink, SinkRun } from './running-sink.js';

/** Texts of a column that are packed at once. */
const LARGEST_PACK_BYTES = 16 << 20;
const FIRST_PACK_BYTES = 1 << 18;
/** Texts that rows may hold on to before all of them are sent. */
const HELD_TEXT_BYTES = 1 << 20;

export class OutputSink implements RunningSink {
  readonly buffers: readonly ChunkRef[] = [];
  readonly #run: SinkRun;
  readonly #layout: OutputLayout;
  readonly #partitions: number;
  readonly #roundRobin: boolean;
  /** Sets of buffers. */
  readonly #sets: number;
  /** Batches sent, from this executor's number on. */
  #turn: number;
  #pack = { address: 0, bytes: 0 };

  constructor(run: SinkRun, { layout, partitions, roundRobin }: RunSink & { readonly kind: 'output' }) {
    this.#run = run;
    this.#layout = layout;
    this.#partitions = partitions;
    this.#roundRobin = roundRobin;
    this.#sets = roundRobin ? 1 : partitions;
    this.#turn = run.executor;
  }

  prepare(again: boolean): void {
    // The buffers are not the sink arena's.
    if (again) return;
    const { memory, spec } = this.#run;
    const bytes = this.#layout.bytes * this.#sets;
    const address = memory.allocate(spec.ownArena, bytes + this.#sets * 4 + 64);
    const counts = address + bytes;
    memory.pages.bytes().fill(0, counts, counts + this.#sets * 4);
    for (let set = 0; set < this.#sets; set += 1) this.#clearValidity(address + set * this.#layout.bytes);
    memory.setWord(spec.context + CONTEXT.outputBase, address);
    memory.setWord(spec.context + CONTEXT.outputCounts, counts);
  }

  makeRoom(): boolean {
    const { memory, spec } = this.#run;
    return this.#flush(memory.word(spec.context + CONTEXT.partition));
  }

  /** Hands over all rows when they hold on to many texts. */
  tidy(): boolean {
    const { memory, spec, hasScratch } = this.#run;
    if (!hasScratch) return true;
    const held = memory.word(spec.context + CONTEXT.scratchPointer) - memory.word(spec.context + CONTEXT.scratchStart);
    return held < HELD_TEXT_BYTES || this.#flushAll();
  }

  handOver(): readonly ChunkRef[] {
    this.#flushAll();
    return [];
  }

  end(): boolean {
    for (let set = 0; set < this.#sets; set += 1) {
      // What is flushed leaves its counter at 0, so that going on after a wake-up goes on with the next one.
      if (!this.#flush(set)) return false;
    }
    return true;
  }

  #flushAll(): boolean {
    let room = true;
    for (let set = 0; set < this.#sets; set += 1) room = this.#flush(set) && room;
    return room;
  }

  /** Sends a set's rows. False: the output has no room for more just now. */
  #flush(set: number): boolean {
    const { memory, kernels, spec } = this.#run;
    const base = (memory.word(spec.context + CONTEXT.outputBase) >>> 0) + set * this.#layout.bytes;
    const counter = (memory.word(spec.context + CONTEXT.outputCounts) >>> 0) + set * 4;
    const rows = memory.word(counter);
    if (rows === 0) return true;
    const packArea = (bytes: number): number => this.#packArea(bytes);
    const buffer = { layout: this.#layout, base, memory: memory.pages, kernels, packArea };
    const most = memory.atMost(spec.ownArena, LARGEST_PACK_BYTES);
    let room = true;
    for (let from = 0, count = 0; from < rows; from += count) {
      count = rowsAtOnce(buffer, from, rows, most);
      room = this.#send(set, count, takeRows(buffer, from, count));
    }
    this.#clearValidity(base);
    memory.setWord(counter, 0);
    this.#releaseScratch();
    return room;
  }

  /** Whether the output has room for more. */
  #send(set: number, rows: number, taken: TakenRows): boolean {
    let partition = set;
    if (this.#roundRobin) {
      partition = this.#turn % this.#partitions;
      this.#turn += 1;
    }
    const { memory, spec } = this.#run;
    const { words } = memory.pages.views();
    const outstanding = Atomics.add(words, (spec.control + CONTROL.outputBytes) >>> 2, taken.bytes) + taken.bytes;
    this.#run.sendBatch(partition, rows, taken);
    return outstanding <= LIMITS.exchangeBufferBytes;
  }

  #packArea(bytes: number): number {
    if (bytes > this.#pack.bytes) {
      const { memory, spec } = this.#run;
      const larger = Math.max(bytes, memory.atMost(spec.ownArena, Math.max(this.#pack.bytes * 2, FIRST_PACK_BYTES)));
      this.#pack = { address: memory.allocate(spec.ownArena, larger), bytes: larger };
    }
    return this.#pack.address;
  }

  /** Nothing refers to texts of rows that have all been handed over. */
  #releaseScratch(): void {
    const { memory, spec, hasScratch } = this.#run;
    if (!hasScratch) return;
    const first = memory.word(spec.context + CONTEXT.outputCounts) >>> 2;
    const counts = memory.pages.views().words.subarray(first, first + this.#sets);
    if (counts.some((rows) => rows > 0)) return;
    memory.setWord(spec.context + CONTEXT.scratchPointer, memory.word(spec.context + CONTEXT.scratchStart));
  }

  #clearValidity(base: number): void {
    const bytes = this.#run.memory.pages.bytes();
    for (const { validity } of this.#layout.columns) {
      if (validity >= 0) bytes.fill(0, base + validity, base + validity + Math.ceil(this.#layout.rows / 8));
    }
  }
}
