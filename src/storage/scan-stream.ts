/**
 * One scan of a snapshot: sections first, then the delta in groups, each as one chunk. Everything that was given out stays
 * pinned until release. Dictionary columns are decoded before the first chunk, so that all chunks of the scan name the same,
 * complete dictionary.
 */
import { assert, known } from '../common/assert.js';
import type { Chunk, ChunkStream, ColumnVector, SharedMemory } from '../exec/task.js';
import { PHYS_BYTES } from '../plan/batch.js';
import { LIVE_ORDINAL, ROW_ID_ORDINAL, type ScanNode } from '../plan/physical.js';
import { rowIdBase } from '../plan/row-id.js';
import type { BlockSource } from './block-source.js';
import type { SectionCache } from './section-cache.js';
import type { TableDictionary } from './table-dictionary.js';

/** What a snapshot sees of a table. */
export interface ScanSources {
  readonly sources: readonly BlockSource[];
  /** Position of this worker among the table's holders, for row ids. */
  readonly holder: number;
  /** Writes a byte for each row of the piece: 1 where the snapshot sees it. */
  readonly writeLive: (pieceId: number, live: Uint8Array) => void;
}

/** What a scan needs of the store. */
export interface ScanHost {
  readonly cache: SectionCache;
  /** Pins the snapshot until the function is called. */
  pinSnapshot(tableId: number, version: number): () => void;
  /** What the snapshot sees, pruned; waits for transactions whose outcome it depends on. */
  sourcesOf(node: ScanNode): Promise<ScanSources>;
  dictionary(tableId: number, ordinal: number): TableDictionary;
  readonly memory: SharedMemory;
}

export class ScanStream implements ChunkStream {
  readonly #host: ScanHost;
  readonly #node: ScanNode;
  readonly #releases: (() => void)[] = [];
  #sources: Promise<ScanSources> | null = null;
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
    const seen = await this.#sources;
    for (;;) {
      const source = seen.sources[this.#position];
      if (source === undefined) return null;
      this.#position += 1;
      const range = this.#rangeOf(source);
      if (range.rows > 0) return this.#chunk(source, seen, range);
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

  async #open(): Promise<ScanSources> {
    const seen = await this.#host.sourcesOf(this.#node);
    const { sources } = seen;
    // Of a table that nothing is held of there are no dictionaries either.
    if (sources.length === 0) return seen;
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
    return seen;
  }

  /** The rows to give: of a source in the order of buckets those of the one that is asked for, and a few before it. */
  #rangeOf({ description: { rows, bucketOffsets } }: BlockSource): RowRange {
    const { bucket } = this.#node;
    if (bucket === undefined || bucketOffsets === null) return { first: 0, rows };
    const [start, end] = [known(bucketOffsets[bucket], 'start of a bucket'), known(bucketOffsets[bucket + 1], 'end of a bucket')];
    // Bitmaps are addressed by bytes.
    const first = start & ~7;
    return { first, rows: start === end ? 0 : end - first };
  }

  async #chunk(source: BlockSource, seen: ScanSources, range: RowRange): Promise<Chunk> {
    const { columns, ordinals, tableId } = this.#node;
    // All settle before one failure is reported: nothing is left pinned behind the scan's back.
    const settled = await Promise.allSettled(
      columns.map(async (column, i): Promise<ColumnVector> => {
        const ordinal = known(ordinals[i], 'ordinal');
        if (ordinal === LIVE_ORDINAL) return this.#vector(source, 1, (bytes, piece) => seen.writeLive(piece, bytes));
        if (ordinal === ROW_ID_ORDINAL) {
          return this.#vector(source, 8, (bytes, piece) => writeRowIds(bytes, rowIdBase(seen.holder, piece)));
        }
        const dictionary = column.phys === 'dict' ? this.#host.dictionary(tableId, ordinal) : null;
        const { column: cached, release } = await this.#host.cache.acquire(source, ordinal, column.phys, dictionary);
        this.#keep(release);
        return { ...cached, ...(this.#dictionaries.get(i) ?? { dictionary: 0, dictionarySize: 0 }) };
      }),
    );
    const { bucketOffsets } = source.description;
    return {
      rows: range.rows,
      ...(bucketOffsets === null || this.#node.bucket !== undefined ? {} : { bucketOffsets }),
      columns: settled.map((result, i) => {
        if (result.status === 'rejected') throw result.reason;
        const { data, validity } = result.value;
        const width = ordinals[i] === LIVE_ORDINAL ? 1 : PHYS_BYTES[known(columns[i], 'column').phys];
        return { ...result.value, data: data + range.first * width, validity: validity === 0 ? 0 : validity + (range.first >>> 3) };
      }),
    };
  }

  /** A column that is made for this scan: `fill` writes the rows of one piece. */
  #vector(source: BlockSource, width: number, fill: (bytes: Uint8Array, pieceId: number) => void): ColumnVector {
    const { memory } = this.#host;
    const data = memory.allocate(source.description.rows * width + READ_BEYOND);
    this.#keep(() => memory.free(data));
    const bytes = memory.bytes();
    let at = data;
    for (const { id, rows } of source.pieces) {
      fill(bytes.subarray(at, at + rows * width), id);
      at += rows * width;
    }
    return { data, validity: 0, dictionary: 0, dictionarySize: 0 };
  }
}

interface RowRange {
  /** A multiple of 8. */
  readonly first: number;
  readonly rows: number;
}

/** Bytes that may be read after a column's end. */
const READ_BEYOND = 16;

function writeRowIds(bytes: Uint8Array, base: bigint): void {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
  const low = Number(base & 0xffff_ffffn);
  const high = Number(base >> 32n);
  // The row's bits are the lowest: adding never carries into the high word.
  for (let at = 0; at < words.length; at += 2) {
    words[at] = low + (at >>> 1);
    words[at + 1] = high;
  }
}
