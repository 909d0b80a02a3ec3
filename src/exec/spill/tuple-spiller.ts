/**
 * Takes tuples to disk and back. A block in a file is what `tuplePack` makes (wasm/kernels.ts): tuples as they lie in memory, then their
 * texts. Works in the engine's own thread, a megabyte at a time; sorting is left to an executor.
 */
import { assert, known } from '../../common/assert.js';
import { LIMITS } from '../../common/limits.js';
import { compileSpill, type SpillOrder, spillPartition } from '../codegen/spill.js';
import { sortPointers } from '../commands.js';
import type { ChunkRef } from '../executor-protocol.js';
import type { TupleLayout } from '../layout.js';
import { PAGE_BYTES } from '../memory.js';
import type { PhaseTask } from '../phase.js';
import type { TupleStore } from '../pipeline.js';
import type { Exports } from '../run/pipeline-function.js';
import type { Arena } from '../task-memory.js';
import type { SpillSpace } from './spill-space.js';
import { type Piece, partBytes, SpilledTuples, type TupleBlock, type TuplePart } from './spilled-tuples.js';

/** How the tuples of a store are put on disk. */
export interface SpillForm {
  /** Of the operator whose tuples they are. */
  readonly op: number;
  readonly layout: TupleLayout;
  readonly order: SpillOrder | null;
  /** Of a sorted store: rows that a run needs. */
  readonly top: number | null;
  /** Address of the description of the text fields (wasm/kernels.ts). */
  readonly texts: number;
  readonly textCount: number;
  readonly module: number;
  readonly exports: Exports | null;
}

/** Blocks start at multiples of it. */
const ALIGNMENT = 64;

export class TupleSpiller {
  readonly #task: PhaseTask;
  readonly #space: SpillSpace;
  /** Bytes that are written at once, and of a block in them: small parts of the query's memory. */
  readonly #writeBytes: number;
  readonly blockBytes: number;
  readonly #open = new Set<SpilledTuples>();
  /** By operator: what was written, in how many partitions or runs. */
  readonly figures = new Map<number, { bytes: number; parts: number }>();

  constructor(task: PhaseTask, space: SpillSpace) {
    this.#task = task;
    this.#space = space;
    const { hardBytes } = task.memory.query;
    this.#writeBytes = Math.min(LIMITS.spillWriteBytes, hardBytes / 16 - PAGE_BYTES / 8);
    this.blockBytes = Math.min(LIMITS.spillBlockBytes, hardBytes / 64);
  }

  /** How the store's tuples go to disk. order null: as they come. */
  form(store: TupleStore, order: SpillOrder | null, op: number): SpillForm {
    const { host, memory } = this.#task;
    const { index, layout } = store;
    // The fields of results are empty yet.
    const stored =
      index.kind === 'window' ? layout.fields.slice(0, Math.min(...index.functions.map(({ result }) => result))) : layout.fields;
    const texts = stored.filter(({ info }) => info.phys === 'str');
    const address = memory.allocateSmall(Math.max(16, texts.length * 12));
    texts.forEach(({ offset, validBit }, i) => {
      memory.setWord(address + i * 12, offset);
      memory.setWord(address + i * 12 + 4, validBit < 0 ? 0 : layout.validityOffset + (validBit >> 3));
      memory.setWord(address + i * 12 + 8, validBit < 0 ? 0 : 1 << (validBit & 7));
    });
    const module = order === null ? 0 : host.module(compileSpill(layout, order, host.memory.handle.maximumPages));
    return {
      op,
      layout,
      order,
      top: index.kind === 'sorted' && index.limit !== null ? index.limit + index.offset : null,
      texts: address,
      textCount: texts.length,
      module,
      exports: order === null ? null : host.exports(module),
    };
  }

  create(level = 0): SpilledTuples {
    const spilled = new SpilledTuples(this.#space.file(), level);
    this.#open.add(spilled);
    return spilled;
  }

  async remove(spilled: SpilledTuples): Promise<void> {
    this.#open.delete(spilled);
    await spilled.file.close();
  }

  async removeAll(): Promise<void> {
    for (const spilled of [...this.#open]) await this.remove(spilled);
  }

  /** Appends the tuples in the form's order: to partitions, as runs, or as they come. */
  async write(to: SpilledTuples, form: SpillForm, buffers: readonly ChunkRef[]): Promise<void> {
    if (form.order === null) await this.#writeListed(to, form, buffers);
    else if (form.order.kind === 'hashed') await this.#writeHashed(to, form, buffers);
    else await this.#writeRuns(to, form, buffers);
  }

  async #writeListed(to: SpilledTuples, form: SpillForm, buffers: readonly ChunkRef[]): Promise<void> {
    for (const buffer of buffers) {
      await this.#withArena(async (arena) => {
        const pointers = arena.allocate(buffer.rows * 4);
        this.pointers(form, [buffer], pointers);
        await this.#writeGroups(to, form, arena, pointers, [{ part: 0, rows: buffer.rows }]);
      });
    }
  }

  async #writeHashed(to: SpilledTuples, form: SpillForm, buffers: readonly ChunkRef[]): Promise<void> {
    const hashes = known(known(form.exports, 'spill module').hashes, 'hashes');
    for (const { address, rows } of buffers) {
      await this.#withArena(async (arena) => {
        const area = arena.allocate(rows * 8);
        const pointers = area + rows * 4;
        hashes(address, rows, area);
        const { words } = this.#task.host.memory.views();
        const counts = new Uint32Array(1 << LIMITS.spillPartitionBits);
        const from = area >>> 2;
        for (let row = 0; row < rows; row += 1) {
          const part = spillPartition(words[from + row] ?? 0, to.level);
          counts[part] = (counts[part] ?? 0) + 1;
        }
        const next = new Uint32Array(counts.length);
        for (let part = 1; part < counts.length; part += 1) next[part] = (next[part - 1] ?? 0) + (counts[part - 1] ?? 0);
        for (let row = 0, tuple = address; row < rows; row += 1, tuple += form.layout.bytes) {
          const part = spillPartition(words[from + row] ?? 0, to.level);
          const at = next[part] ?? 0;
          next[part] = at + 1;
          words[(pointers >>> 2) + at] = tuple | 0;
        }
        await this.#writeGroups(
          to,
          form,
          arena,
          pointers,
          [...counts].map((count, part) => ({ part, rows: count })),
        );
      });
    }
  }

  /** As many rows a run as can be sorted within a small part of the query's memory. */
  async #writeRuns(to: SpilledTuples, form: SpillForm, buffers: readonly ChunkRef[]): Promise<void> {
    const most = this.#task.memory.query.hardBytes / 16 / 8;
    let group: ChunkRef[] = [];
    let rows = 0;
    for (const [i, buffer] of buffers.entries()) {
      group.push(buffer);
      rows += buffer.rows;
      if (i + 1 < buffers.length && rows + (buffers[i + 1]?.rows ?? 0) <= most) continue;
      await this.#writeRun(to, form, group, rows);
      group = [];
      rows = 0;
    }
  }

  async #writeRun(to: SpilledTuples, form: SpillForm, buffers: readonly ChunkRef[], rows: number): Promise<void> {
    await this.#withArena(async (arena) => {
      const pointers = arena.allocate(rows * 8);
      this.pointers(form, buffers, pointers);
      const sorted = await this.sort(form, pointers, rows, pointers + rows * 4);
      await this.writeRun(to, form, arena, sorted, Math.min(rows, form.top ?? rows));
    });
  }

  /** Sorted pointers as a run, or as the next piece of the last one. */
  async writeRun(to: SpilledTuples, form: SpillForm, arena: Arena, pointers: number, rows: number, continued = false): Promise<void> {
    await this.#writeGroups(to, form, arena, pointers, [{ part: continued ? to.parts.length - 1 : to.parts.length, rows }]);
  }

  /** Gives the address of the sorted pointers. */
  async sort(form: SpillForm, pointers: number, count: number, scratch: number): Promise<number> {
    if (count < 2) return pointers;
    return (await sortPointers(this.#task.host, form.module, pointers, count, scratch)) ? scratch : pointers;
  }

  pointers(form: SpillForm, buffers: readonly ChunkRef[], to: number): void {
    const { words } = this.#task.host.memory.views();
    let at = to >>> 2;
    for (const { address, rows } of buffers) {
      for (let row = 0, tuple = address; row < rows; row += 1, tuple += form.layout.bytes) {
        words[at] = tuple | 0;
        at += 1;
      }
    }
  }

  /** Groups of tuples, one behind the other in the array of pointers, each to the end of its part. */
  async #writeGroups(
    to: SpilledTuples,
    form: SpillForm,
    arena: Arena,
    pointers: number,
    groups: readonly { readonly part: number; readonly rows: number }[],
  ): Promise<void> {
    const { host } = this.#task;
    const { texts, textCount } = form;
    const tupleBytes = form.layout.bytes;
    let staging = 0;
    let room = 0;
    let used = 0;
    let pending: { readonly part: number; readonly rows: number; readonly bytes: number }[] = [];
    const flush = async (): Promise<void> => {
      if (pending.length === 0) return;
      const bytes = host.memory.bytes().subarray(staging, staging + used);
      const lengths = pending.map((block) => block.bytes);
      const blocks = await to.file.write(bytes, lengths);
      const figures = this.#figuresOf(form.op);
      blocks.forEach((block, i) => {
        const { part, rows } = known(pending[i], 'block');
        const blocksOfPart = to.part(part);
        if (blocksOfPart.length === 0) figures.parts += 1;
        blocksOfPart.push({ ...block, rows });
      });
      figures.bytes += used;
      used = 0;
      pending = [];
    };
    let at = pointers;
    for (const { part, rows } of groups) {
      for (let left = rows; left > 0; ) {
        const count = host.kernels.tuplesThatFit(at, left, tupleBytes, texts, textCount, this.blockBytes);
        const bytes = host.kernels.blockBytes(at, count, tupleBytes, texts, textCount);
        if (used + bytes > room) {
          await flush();
          if (bytes > room) {
            const total = groups.length === 1 && left === count ? bytes : Math.max(bytes, this.#writeBytes);
            staging = arena.allocate(total);
            room = total;
          }
        }
        host.kernels.tuplePack(at, count, tupleBytes, texts, textCount, staging + used);
        pending.push({ part, rows: count, bytes });
        used += bytes;
        at += count * 4;
        left -= count;
      }
    }
    await flush();
  }

  #figuresOf(op: number): { bytes: number; parts: number } {
    let figures = this.figures.get(op);
    if (figures === undefined) {
      figures = { bytes: 0, parts: 0 };
      this.figures.set(op, figures);
    }
    return figures;
  }

  /** Reads blocks back. */
  async load({ file }: SpilledTuples, form: SpillForm, blocks: readonly TupleBlock[]): Promise<Piece> {
    const { host, memory } = this.#task;
    const places = blocks.map(({ bytes }) => align(bytes));
    const total = places.reduce((sum, bytes) => sum + bytes, 0);
    await memory.query.relieve(total);
    const arena = memory.arena();
    let at = arena.allocate(Math.max(ALIGNMENT, total));
    const chunks: ChunkRef[] = [];
    for (const [i, block] of blocks.entries()) {
      await file.read(block, host.memory.bytes().subarray(at, at + block.bytes));
      host.kernels.tupleUnpack(at, block.rows, form.layout.bytes, form.texts, form.textCount);
      chunks.push({ address: at, rows: block.rows });
      at += places[i] ?? 0;
    }
    return { chunks, arenas: [arena] };
  }

  /** A part, in pieces of a few megabytes. */
  async *pieces(spilled: SpilledTuples, form: SpillForm, part: TuplePart): AsyncGenerator<Piece> {
    const most = Math.min(LIMITS.spillReadBytes, this.#task.memory.query.softBytes / 16);
    let group: TupleBlock[] = [];
    for (const [i, block] of part.entries()) {
      group.push(block);
      if (i + 1 < part.length && partBytes(group) + (part[i + 1]?.bytes ?? 0) <= most) continue;
      yield await this.load(spilled, form, group);
      group = [];
    }
  }

  /** A part again by the next bits of the hash. */
  async repartition(spilled: SpilledTuples, form: SpillForm, part: TuplePart): Promise<SpilledTuples> {
    assert(form.order?.kind === 'hashed', 'what is parted again has keys');
    const to = this.create(spilled.level + 1);
    for await (const { chunks, arenas } of this.pieces(spilled, form, part)) {
      await this.write(to, form, chunks);
      for (const arena of arenas) arena.release();
    }
    return to;
  }

  async #withArena(work: (arena: Arena) => Promise<void>): Promise<void> {
    const arena = this.#task.memory.arena();
    try {
      await work(arena);
    } finally {
      arena.release();
    }
  }
}

function align(bytes: number): number {
  // Texts are read 16 bytes at a time.
  return Math.ceil((bytes + 16) / ALIGNMENT) * ALIGNMENT;
}
