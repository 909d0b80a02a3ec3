/**
 * Decoded columns in the engine's shared memory. An entry is one column of one section (or delta group) in one physical type;
 * it is decoded once, pinned while tasks use it, and evicted, least recently used first, when memory is short.
 */
import { known } from '../common/assert.js';
import type { SharedMemory } from '../exec/task.js';
import type { PhysType } from '../plan/batch.js';
import type { BlockSource } from './block-source.js';
import type { ColumnBlock } from './encoding/column-block.js';
import { blockTexts, decodeColumn, decodedLayout } from './encoding/decode-column.js';
import type { TableDictionary } from './table-dictionary.js';

/** A decoded column, pinned for whoever acquired it, until it gives it back. */
export interface CachedColumn {
  readonly data: number;
  /** 0: no NULLs. */
  readonly validity: number;
}

interface Entry {
  readonly sourceKey: string;
  pins: number;
  /** Settled when decoded; rejects (and the entry is gone) when that failed. */
  ready: Promise<CachedColumn>;
  address: number;
  /** Out of the map: freed at the last unpin. */
  forgotten: boolean;
}

export class SectionCache {
  readonly #memory: SharedMemory;
  /** In order of use, oldest first. */
  readonly #entries = new Map<string, Entry>();
  readonly #keysBySource = new Map<string, Set<string>>();

  constructor(memory: SharedMemory) {
    this.#memory = memory;
    memory.onPressure((bytes) => this.#evict(bytes));
  }

  /** Columns held, pinned or not. */
  get size(): number {
    return this.#entries.size;
  }

  /** Call `release` once with the same arguments when done. dictionary: for phys dict. */
  async acquire(
    source: BlockSource,
    ordinal: number,
    phys: PhysType,
    dictionary: TableDictionary | null,
  ): Promise<{
    readonly column: CachedColumn;
    readonly release: () => void;
  }> {
    const key = `${source.key}/${ordinal}/${phys}`;
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      entry = { sourceKey: source.key, pins: 0, ready: Promise.resolve({ data: 0, validity: 0 }), address: 0, forgotten: false };
      const made = entry;
      entry.ready = this.#decode(source, known(source.description.blocks[ordinal], 'column block'), phys, dictionary, made);
      // Everyone who waits hears of a failure; this keeps it from being an unhandled one besides.
      entry.ready.catch(() => this.#remove(key, made));
      const keys = this.#keysBySource.get(source.key);
      if (keys === undefined) this.#keysBySource.set(source.key, new Set([key]));
      else keys.add(key);
    } else {
      this.#entries.delete(key);
    }
    this.#entries.set(key, entry);
    entry.pins += 1;
    const pinned = entry;
    try {
      const column = await pinned.ready;
      return { column, release: () => this.#unpin(pinned) };
    } catch (error) {
      this.#unpin(pinned);
      throw error;
    }
  }

  /** The source is read no more: its columns go, pinned ones when they are given back. */
  forget(sourceKey: string): void {
    for (const key of [...(this.#keysBySource.get(sourceKey) ?? [])]) {
      const entry = this.#entries.get(key);
      if (entry !== undefined) this.#remove(key, entry);
    }
  }

  #remove(key: string, entry: Entry): void {
    if (this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
    const keys = this.#keysBySource.get(entry.sourceKey);
    keys?.delete(key);
    if (keys?.size === 0) this.#keysBySource.delete(entry.sourceKey);
    entry.forgotten = true;
    if (entry.pins === 0) this.#free(entry);
  }

  #unpin(entry: Entry): void {
    entry.pins -= 1;
    if (entry.pins === 0 && entry.forgotten) this.#free(entry);
  }

  #free(entry: Entry): void {
    if (entry.address !== 0) this.#memory.free(entry.address);
    entry.address = 0;
  }

  #evict(bytes: number): boolean {
    const before = this.#memory.usedBytes;
    let freed = false;
    for (const [key, entry] of this.#entries) {
      if (entry.pins > 0) continue;
      this.#remove(key, entry);
      freed = true;
      if (before - this.#memory.usedBytes >= bytes) break;
    }
    return freed;
  }

  async #decode(
    source: BlockSource,
    block: ColumnBlock,
    phys: PhysType,
    dictionary: TableDictionary | null,
    entry: Entry,
  ): Promise<CachedColumn> {
    const bytes = await source.readBlock(block);
    const mapping = phys === 'dict' ? mapTexts(block, bytes, known(dictionary, 'dictionary of a dict column')) : null;
    const layout = decodedLayout(block, phys);
    entry.address = this.#memory.allocate(layout.total);
    decodeColumn(block, bytes, phys, this.#memory.bytes().buffer, entry.address, mapping);
    return { data: entry.address, validity: layout.validity < 0 ? 0 : entry.address + layout.validity };
  }
}

/** Worker-wide codes of a block's entries (or rows, where it has no dictionary of its own). */
function mapTexts(block: ColumnBlock, bytes: Uint8Array, dictionary: TableDictionary): Int32Array {
  const texts = blockTexts(block, bytes);
  const mapping = new Int32Array(texts.count);
  for (let i = 0; i < texts.count; i += 1) mapping[i] = dictionary.codeOf(texts.at(i));
  return mapping;
}
