/** Predicates over dictionaries: each entry is evaluated once, and compiled code looks its rows' codes up in a table of bytes. */
import { known } from '../../common/assert.js';
import { failureError, STATUS } from '../codegen/status.js';
import type { Chunks, RunSpec } from '../executor-protocol.js';
import { CONTEXT } from '../layout.js';
import type { Exports } from './pipeline-function.js';
import type { RunMemory } from './run-memory.js';

const FIRST_CAPACITY = 256;

interface Table {
  address: number;
  capacity: number;
  /** Entries that are evaluated. */
  size: number;
}

export class DictionaryTables {
  readonly #spec: RunSpec;
  readonly #exports: Exports;
  readonly #memory: RunMemory;
  /** By parameter. */
  readonly #sizes = new Map<number, number>();
  /** By the predicate's name. */
  readonly #tables = new Map<string, Table>();

  constructor(spec: RunSpec, exports: Exports, memory: RunMemory) {
    this.#spec = spec;
    this.#exports = exports;
    this.#memory = memory;
  }

  noteSizes(dictionaries: Chunks['dictionaries']): void {
    for (const { parameter, size } of dictionaries) this.#sizes.set(parameter, size);
  }

  /** Evaluates the entries that came since. */
  complete(): void {
    const { context, ownArena, dictionaryPredicates } = this.#spec;
    for (const { exportName, slot, parameter } of dictionaryPredicates) {
      const size = this.#sizes.get(parameter) ?? 0;
      const table = this.#tables.get(exportName) ?? { address: 0, capacity: 0, size: 0 };
      if (table.address !== 0 && table.size >= size) continue;
      if (table.address === 0 || size > table.capacity) {
        table.capacity = Math.max(FIRST_CAPACITY, size * 2);
        table.address = this.#memory.allocate(ownArena, table.capacity);
        table.size = 0;
      }
      const params = this.#memory.word(context + CONTEXT.params) >>> 0;
      const dictionary = this.#memory.word(params + parameter);
      const status = known(this.#exports[exportName], exportName)(context, dictionary, table.size, size, table.address);
      if (status === STATUS.error) throw failureError(this.#memory.word(context + CONTEXT.errorCode));
      table.size = size;
      this.#tables.set(exportName, table);
      this.#memory.setWord(context + slot, table.address);
    }
  }
}
