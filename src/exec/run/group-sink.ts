/**
 * Groups as tuples, and the directory through which compiled code finds them (codegen/aggregate.ts). It grows fourfold: all groups are
 * then entered anew.
 */
import { known } from '../../common/assert.js';
import type { ChunkRef, RunSink } from '../executor-protocol.js';
import { CONTEXT, REASON, TUPLE } from '../layout.js';
import type { RunningSink, SinkRun } from './running-sink.js';
import { TupleBuffers } from './tuple-buffers.js';

const FIRST_ENTRIES = 1_024;
/** Of a first directory. */
const MOST_ENTRIES = 1 << 22;
const ENTRY_BYTES = 4;
const GROWTH = 4;
/** Groups at which a directory grows, as a share of its entries. */
const LOAD = 0.5;

export class GroupSink implements RunningSink {
  readonly #run: SinkRun;
  readonly #sink: RunSink & { readonly kind: 'aggregate' };
  readonly #buffers: TupleBuffers;
  /** The only group, where there are no keys. */
  #single: ChunkRef | null = null;
  #entries = 0;

  constructor(run: SinkRun, sink: RunSink & { readonly kind: 'aggregate' }) {
    this.#run = run;
    this.#sink = sink;
    this.#buffers = new TupleBuffers(run, sink.tupleBytes);
  }

  get buffers(): readonly ChunkRef[] {
    return this.#single === null ? this.#buffers.closed : [this.#single];
  }

  prepare(again: boolean): void {
    const { memory, spec, sinkArena, exports } = this.#run;
    const { context } = spec;
    const { keys, tupleBytes, directEntries, expectedGroups } = this.#sink;
    if (again) {
      this.#buffers.startAnew();
      memory.setWord(context + CONTEXT.groups, 0);
    }
    if (keys === 0) {
      const group = memory.allocate(sinkArena, tupleBytes);
      known(exports.init, 'init')(context, group);
      memory.setWord(context + CONTEXT.directory, group);
      this.#single = { address: group, rows: 1 };
    } else if (directEntries > 0) {
      const entries = memory.allocate(sinkArena, directEntries * ENTRY_BYTES);
      memory.pages.zero(entries, directEntries * ENTRY_BYTES);
      memory.setWord(context + CONTEXT.directory, entries);
    } else {
      const entries = this.#firstEntries(again ? 0 : expectedGroups);
      this.#enterAll(entries, memory.allocate(sinkArena, entries * ENTRY_BYTES));
    }
  }

  makeRoom(reason: number): boolean {
    if (reason !== REASON.directory) return this.#buffers.next();
    const entries = this.#entries * GROWTH;
    const address = this.#buffers.allocateOrWait(entries * ENTRY_BYTES);
    if (address === 0) return false;
    this.#enterAll(entries, address);
    return true;
  }

  tidy(): boolean {
    return true;
  }

  handOver(): readonly ChunkRef[] {
    if (this.#single === null) return this.#buffers.take();
    const single = this.#single;
    this.#single = null;
    return [single];
  }

  end(): boolean {
    this.#buffers.close();
    return true;
  }

  #firstEntries(expectedGroups: number): number {
    const { memory, sinkArena } = this.#run;
    const wanted = Math.min(MOST_ENTRIES, expectedGroups / LOAD);
    const most = memory.atMost(sinkArena, MOST_ENTRIES * ENTRY_BYTES) / ENTRY_BYTES;
    let entries = FIRST_ENTRIES;
    while (entries < wanted && entries * 2 <= most) entries *= 2;
    return entries;
  }

  #enterAll(entries: number, address: number): void {
    const { memory, spec } = this.#run;
    const { tupleBytes } = this.#sink;
    memory.pages.zero(address, entries * ENTRY_BYTES);
    const { words } = memory.pages.views();
    const base = address >>> 2;
    const mask = entries - 1;
    for (const buffer of this.#buffers.all) {
      for (let row = 0, tuple = buffer.address; row < buffer.rows; row += 1, tuple += tupleBytes) {
        let index = (words[(tuple + TUPLE.flag) >>> 2] ?? 0) & mask;
        while (words[base + index] !== 0) index = (index + 1) & mask;
        words[base + index] = tuple | 0;
      }
    }
    this.#entries = entries;
    memory.setWord(spec.context + CONTEXT.directory, address);
    memory.setWord(spec.context + CONTEXT.directoryMask, mask);
    memory.setWord(spec.context + CONTEXT.groupLimit, Math.floor(entries * LOAD));
  }
}
