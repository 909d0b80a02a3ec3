/**
 * The parameter areas of a task's pipelines (codegen/scope.ts tells what a slot holds), and what they refer to: dictionaries, the
 * bucket map, the counters of limits.
 */
import { known, unreachable } from '../common/assert.js';
import { LIMITS } from '../common/limits.js';
import type { ColumnInfo } from '../plan/column-info.js';
import type { Parameter } from './codegen/scope.js';
import { PARAM_BYTES } from './layout.js';
import { writeLiteral } from './literal.js';
import type { Pipeline } from './pipeline.js';
import { NO_INDEX, type StoreIndexes, writeIndex } from './store-indexes.js';
import type { Chunk } from './task.js';
import type { TaskMemory } from './task-memory.js';

export class TaskParameters {
  readonly #memory: TaskMemory;
  readonly #stores: StoreIndexes;
  readonly #stageBucketMap: readonly number[] | null;
  readonly #dictionaries = new Map<string, { readonly address: number; readonly size: number }>();
  /** Address of a LIMIT's two counters, by its number. */
  readonly #limits = new Map<number, number>();
  #bucketMap = 0;
  #emptyDictionaryAddress = 0;

  constructor(memory: TaskMemory, stores: StoreIndexes, bucketMap: readonly number[] | null) {
    this.#memory = memory;
    this.#stores = stores;
    this.#stageBucketMap = bucketMap;
  }

  /** Entries of a dictionary so far. */
  dictionarySize(handle: string): number {
    return this.#dictionaries.get(handle)?.size ?? 0;
  }

  /** As dictionarySize, of the dictionary whose address stands in a slot. */
  dictionarySizeAt(slot: number): number {
    const address = this.#memory.pages.views().words[slot >>> 2];
    for (const dictionary of this.#dictionaries.values()) if ((dictionary.address | 0) === address) return dictionary.size;
    return 0;
  }

  /** Address of a new, filled area. */
  write(parameters: readonly Parameter[]): number {
    const address = this.#memory.allocateSmall(Math.max(PARAM_BYTES, parameters.length * PARAM_BYTES));
    parameters.forEach((parameter, i) => {
      const at = address + i * PARAM_BYTES;
      switch (parameter.kind) {
        case 'literal':
          writeLiteral(this.#memory.pages, at, parameter.info, parameter.value, (bytes) => this.#memory.allocateSmall(bytes));
          return;
        case 'dictionary':
          return;
        case 'index':
          // The functions that index a store get its index when that is made.
          writeIndex(this.#memory, at, this.#stores.byId(parameter.store)?.index ?? NO_INDEX);
          return;
        case 'null-tuple':
          this.#memory.setWord(at, this.#stores.byId(parameter.store)?.nullTuple ?? 0);
          return;
        case 'bucket-map':
          this.#memory.setWord(at, this.#bucketMapAddress());
          return;
        case 'limit': {
          let words = this.#limits.get(parameter.id);
          if (words === undefined) {
            words = this.#memory.allocateSmall(16);
            const { longs } = this.#memory.pages.views();
            longs[words >>> 3] = BigInt(parameter.offset);
            longs[(words >>> 3) + 1] = parameter.limit === null ? -1n : BigInt(parameter.limit);
            this.#limits.set(parameter.id, words);
          }
          this.#memory.setWord(at, words);
          return;
        }
      }
      unreachable(parameter);
    });
    this.writeDictionaries(parameters, address);
    return address;
  }

  /** The indexes of stores have changed. */
  writeIndexes(parameters: readonly Parameter[], address: number): void {
    parameters.forEach((parameter, i) => {
      if (parameter.kind !== 'index') return;
      writeIndex(this.#memory, address + i * PARAM_BYTES, this.#stores.byId(parameter.store)?.index ?? NO_INDEX);
    });
  }

  #bucketMapAddress(): number {
    if (this.#bucketMap === 0) {
      const map = known(this.#stageBucketMap, 'bucket map of a hash output');
      this.#bucketMap = this.#memory.allocateSmall(LIMITS.buckets * 4);
      map.forEach((partition, bucket) => {
        this.#memory.setWord(this.#bucketMap + bucket * 4, partition);
      });
    }
    return this.#bucketMap;
  }

  noteDictionaries(chunk: Chunk, columns: readonly ColumnInfo[]): void {
    columns.forEach((column, i) => {
      const vector = chunk.columns[i];
      if (column.dictionary === undefined || vector === undefined || vector.dictionary === 0) return;
      const before = this.#dictionaries.get(column.dictionary);
      if (before !== undefined && before.size > vector.dictionarySize) return;
      this.#dictionaries.set(column.dictionary, { address: vector.dictionary, size: vector.dictionarySize });
    });
  }

  writeDictionaries(parameters: readonly Parameter[], params: number): void {
    const { words } = this.#memory.pages.views();
    parameters.forEach((parameter, i) => {
      if (parameter.kind !== 'dictionary') return;
      const dictionary = this.#dictionaries.get(parameter.handle);
      // A NULL's code 0 is read even where no entry is: some readable words stand in for an empty dictionary.
      words[(params + i * PARAM_BYTES) >>> 2] = (dictionary?.address ?? this.#emptyDictionary()) | 0;
    });
  }

  #emptyDictionary(): number {
    if (this.#emptyDictionaryAddress === 0) {
      this.#emptyDictionaryAddress = this.#memory.allocateZeroed(64);
    }
    return this.#emptyDictionaryAddress;
  }

  limitReached(pipeline: Pipeline): boolean {
    return pipeline.operations.some((operation) => {
      if (operation.kind !== 'limit' || operation.limit === null) return false;
      const words = this.#limits.get(operation.id);
      return words !== undefined && this.#memory.pages.views().longs[(words >>> 3) + 1] === 0n;
    });
  }
}
