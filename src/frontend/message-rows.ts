/** Rows that workers have made messages of: their bytes are passed on as they are. */
import { known } from '../common/assert.js';
import type { HostBatch } from '../plan/batch.js';

export class MessageRows {
  readonly rows: number;
  readonly #bytes: Uint8Array;
  readonly #offsets: Int32Array;

  constructor({ rows, columns: [column] }: HostBatch) {
    this.rows = rows;
    this.#bytes = known(column, 'messages').data;
    this.#offsets = known(column?.offsets ?? undefined, 'offsets of messages');
  }

  /** The messages of rows from `start` to before `end`. */
  bytes(start: number, end: number): Uint8Array {
    return this.#bytes.subarray(this.#offsets[start], this.#offsets[end]);
  }
}
