/**
 * One cursor: a query whose rows are fetched piece by piece, and again where it may be scrolled. Rows are read ahead when it is declared, so
 * that most cursors hold nothing on workers afterwards and none sees what its transaction changes later; the rest stays where it is
 * made until it is asked for. What was fetched is kept as long as it is not too much.
 */
import { known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { HostBatch } from '../plan/batch.js';
import { gatherRows } from '../plan/batch-rows.js';
import type { SessionSettings } from '../types/session-settings.js';
import type { Outcome, ResultColumn } from './query-service.js';

type RowsOutcome = Extract<Outcome, { readonly kind: 'rows' }>;

interface KeptBatch {
  /** Rows of the cursor before it. */
  readonly start: number;
  readonly batch: HostBatch;
}

export class Cursor {
  readonly columns: readonly ResultColumn[];
  readonly settings: SessionSettings | undefined;
  /** null: it can be scrolled while its rows are kept. */
  readonly #scroll: boolean | null;
  readonly #rows: AsyncIterator<HostBatch>;
  readonly #stop: (reason: ConductError) => void;
  #kept: KeptBatch[] = [];
  #keptBytes = 0;
  /** Rows that are no longer kept. */
  #dropped = 0;
  #known = 0;
  #ended = false;
  #error: { readonly cause: unknown } | null = null;
  #broken = false;
  /** The row that it is on, counted from 1; 0: before the first. Behind the last: their number plus one. */
  #position = 0;

  /** `stop` ends the query that makes the rows. */
  constructor(outcome: RowsOutcome, scroll: boolean | null, stop: (reason: ConductError) => void) {
    this.columns = outcome.columns;
    this.settings = outcome.settings;
    this.#scroll = scroll;
    this.#rows = outcome.batches[Symbol.asyncIterator]();
    this.#stop = stop;
  }

  get scrollable(): boolean {
    return this.#scroll !== false && this.#dropped === 0;
  }

  /** What is wrong with rows is told when they are fetched. */
  async readAhead(signal: AbortSignal): Promise<void> {
    while (!this.#ended && this.#error === null && this.#known < LIMITS.cursorReadAheadRows && this.#keptBytes < LIMITS.cursorKeptBytes)
      await this.#pull(signal);
  }

  /** Makes it outlive its transaction: all rows are here then, or the error. */
  async hold(signal: AbortSignal): Promise<void> {
    while (!this.#ended) {
      if (this.#error !== null) throw this.#error.cause;
      await this.#pull(signal);
      if (this.#keptBytes > LIMITS.cursorKeptBytes) throw tooLarge('a cursor WITH HOLD');
    }
  }

  close(): void {
    this.#kept = [];
    this.#broken = true;
    if (this.#ended) return;
    this.#ended = true;
    this.#rows.return?.().catch(() => undefined);
    this.#stop(new ConductError(SQLSTATE.queryCanceled, 'cursor was closed'));
  }

  /** The next `count` rows (null: all), in batches as they come. */
  async *forward(count: number | null, signal: AbortSignal): AsyncGenerator<HostBatch> {
    let left = count ?? Number.POSITIVE_INFINITY;
    while (left > 0) {
      if (!(await this.#reach(this.#position + 1, signal))) {
        this.#position = this.#known + 1;
        return;
      }
      const { start, batch } = this.#at(this.#position + 1);
      const from = this.#position - start;
      const taken = Math.min(left, batch.rows - from);
      this.#position += taken;
      left -= taken;
      this.#forget();
      yield from === 0 && taken === batch.rows
        ? batch
        : gatherRows(
            batch,
            Uint32Array.from({ length: taken }, (_, i) => from + i),
          );
    }
  }

  /** The `count` rows before (null: all), the nearest first. */
  async *backward(count: number | null): AsyncGenerator<HostBatch> {
    this.#needScroll();
    let left = count ?? Number.POSITIVE_INFINITY;
    while (left > 0) {
      if (this.#position <= 1) {
        this.#position = 0;
        return;
      }
      const last = this.#position - 1;
      const { start, batch } = this.#at(last);
      const taken = Math.min(left, last - start);
      this.#position -= taken;
      left -= taken;
      yield gatherRows(
        batch,
        Uint32Array.from({ length: taken }, (_, i) => last - start - 1 - i),
      );
    }
  }

  /** Row number `row` (negative: from the end), or the place before the first or behind the last. */
  async *absolute(row: number, signal: AbortSignal): AsyncGenerator<HostBatch> {
    let to = row;
    if (row < 0) {
      for await (const _ of this.forward(null, signal));
      to = Math.max(0, this.#known + 1 + row);
    }
    if (to <= this.#position) {
      // Nothing to go back over before the first row was asked for.
      if (this.#position > 0) this.#needScroll();
      this.#position = Math.max(0, to - 1);
    } else await this.#skip(to - 1 - this.#position, signal);
    if (to > 0) yield* this.forward(1, signal);
  }

  async *relative(by: number, signal: AbortSignal): AsyncGenerator<HostBatch> {
    if (by === 0) yield* this.current(signal);
    else if (by > 0) {
      await this.#skip(by - 1, signal);
      yield* this.forward(1, signal);
    } else {
      for await (const _ of this.backward(-by - 1));
      yield* this.backward(1);
    }
  }

  /** The row that it is on, once more. */
  async *current(signal: AbortSignal): AsyncGenerator<HostBatch> {
    if (this.#scroll === false) this.#needScroll();
    if (!this.#onRow) return;
    this.#needScroll();
    this.#position -= 1;
    yield* this.forward(1, signal);
  }

  get #onRow(): boolean {
    return this.#position >= 1 && this.#position <= this.#known;
  }

  async #skip(count: number, signal: AbortSignal): Promise<void> {
    for await (const _ of this.forward(count, signal));
  }

  #needScroll(): void {
    if (this.scrollable) return;
    throw new ConductError(SQLSTATE.objectNotInPrerequisiteState, 'cursor can only scan forward', {
      hint: 'Declare it with SCROLL option to enable backward scan.',
    });
  }

  /** Whether there is a row of this number. */
  async #reach(row: number, signal: AbortSignal): Promise<boolean> {
    while (this.#known < row) {
      if (this.#error !== null) throw this.#error.cause;
      if (this.#ended) return false;
      await this.#pull(signal);
    }
    return true;
  }

  async #pull(signal: AbortSignal): Promise<void> {
    const abort = (): void => this.#stop(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      const next = await this.#rows.next();
      if (next.done === true) this.#ended = true;
      else this.#keep(next.value);
    } catch (cause) {
      this.#error = { cause };
      if (signal.aborted) throw cause;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  #keep(batch: HostBatch): void {
    if (batch.rows === 0) return;
    this.#kept.push({ start: this.#known, batch });
    this.#known += batch.rows;
    this.#keptBytes += bytesOf(batch);
  }

  /** The kept batch with a row. */
  #at(row: number): KeptBatch {
    if (this.#broken) throw new ConductError(SQLSTATE.objectNotInPrerequisiteState, 'cursor was closed');
    let low = 0;
    let high = this.#kept.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#kept[middle]?.start ?? 0) < row) low = middle;
      else high = middle - 1;
    }
    return known(this.#kept[low], 'a kept batch');
  }

  /** Lets fetched rows go: at once where nobody can ask for them again, else when they are many. */
  #forget(): void {
    if (this.#scroll === true) {
      if (this.#keptBytes > LIMITS.cursorKeptBytes) throw tooLarge('a cursor with SCROLL');
      return;
    }
    if (this.#scroll === null && this.#keptBytes <= LIMITS.cursorKeptBytes) return;
    let first = this.#kept[0];
    while (first !== undefined && first.start + first.batch.rows < this.#position) {
      this.#kept.shift();
      this.#dropped += first.batch.rows;
      this.#keptBytes -= bytesOf(first.batch);
      first = this.#kept[0];
    }
  }
}

function bytesOf(batch: HostBatch): number {
  return batch.columns.reduce((sum, { data, offsets, validity }) => {
    return sum + data.byteLength + (offsets?.byteLength ?? 0) + (validity?.byteLength ?? 0);
  }, 0);
}

function tooLarge(what: string): ConductError {
  return new ConductError(SQLSTATE.programLimitExceeded, `${what} keeps at most ${LIMITS.cursorKeptBytes >> 20} MB of rows`);
}
