/**
 * One scan of a snapshot: sections first, then the delta in groups, each as one chunk. Everything that was given out stays
 * pinned until release. Dictionary columns are decoded before the first chunk, so that all chunks of the scan name the same,
 * complete dictionary.
 */
import { assert, known } from '../common/assert.js';
import type { Chunk, ChunkStream, ColumnVector } from '../exec/task.js';
import type { ScanNode } from '../plan/physical.js';
import type { BlockSource } from './block-source.js';
import type { SectionCache } from './section-cache.js';
import type { TableDictionary } from './table-dictionary.js';

/** What a scan needs of the store. */
export interface ScanHost {
  readonly cache: SectionCache;
  /** Pins the snapshot until the function is called. */
  pinSnapshot(tableId: number, version: number): () => void;
  /** What the snapshot sees, pruned; waits for transactions whose outcome it depends on. */
  sourcesOf(node: ScanNode): Promise<readonly BlockSource[]>;
  dictionary(tableId: number, ordinal: number): TableDictionary;
}

export class ScanStream implements ChunkStream {
  readonly #host: ScanHost;
  readonly #node: ScanNode;
  readonly #releases: (() => void)[] = [];
  #sources: Promise<readonly BlockSource[]> | null = null;
  /** By position of the column: the dictionary as it was when all codes of this scan were in it. */
  readonly #dictionaries = new Map<number, { readonly dictionary: number; readonly dictionarySize: number }>();
  #position = 0;
  #released = false;

  constructor(host: ScanHost, node: ScanNode) {
    assert(node.ordinals.length === node.columns.length, 'a scan has a column for each ordinal');
    this.#host = host;
    this.#node = node;
    this.#releases.push(host.pinSnapshot(node.tableId, node.version));
  }

  async next(): Promise<Chunk | null> {
    assert(!this.#released, 'a released scan gives no chunks');
    this.#sources ??= this.#open();
    const sources = await this.#sources;
    for (;;) {
      const source = sources[this.#position];
      if (source === undefined) return null;
      this.#position += 1;
      if (source.description.rows > 0) return this.#chunk(source);
    }
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    for (const release of this.#releases) release();
    this.#releases.length = 0;
  }

  /** Gives up what comes too late for release. */
  #keep(release: () => void): void {
    if (this.#released) release();
    else this.#releases.push(release);
  }

  async #open(): Promise<readonly BlockSource[]> {
    const sources = await this.#host.sourcesOf(this.#node);
    // Of a table that nothing is held of there are no dictionaries either.
    if (sources.length === 0) return sources;
    for (const [i, column] of this.#node.columns.entries()) {
      if (column.phys !== 'dict') continue;
      const ordinal = known(this.#node.ordinals[i], 'ordinal');
      const dictionary = this.#host.dictionary(this.#node.tableId, ordinal);
      dictionary.pin();
      this.#keep(() => dictionary.unpin());
      for (const source of sources) {
        const { release } = await this.#host.cache.acquire(source, ordinal, 'dict', dictionary);
        this.#keep(release);
      }
      this.#dictionaries.set(i, { dictionary: dictionary.address, dictionarySize: dictionary.size });
    }
    return sources;
  }

  async #chunk(source: BlockSource): Promise<Chunk> {
    const { columns, ordinals, tableId } = this.#node;
    // All settle before one failure is reported: nothing is left pinned behind the scan's back.
    const settled = await Promise.allSettled(
      columns.map(async (column, i): Promise<ColumnVector> => {
        const ordinal = known(ordinals[i], 'ordinal');
        const dictionary = column.phys === 'dict' ? this.#host.dictionary(tableId, ordinal) : null;
        const { column: cached, release } = await this.#host.cache.acquire(source, ordinal, column.phys, dictionary);
        this.#keep(release);
        return { ...cached, ...(this.#dictionaries.get(i) ?? { dictionary: 0, dictionarySize: 0 }) };
      }),
    );
    return {
      rows: source.description.rows,
      columns: settled.map((result) => {
        if (result.status === 'rejected') throw result.reason;
        return result.value;
      }),
    };
  }
}
