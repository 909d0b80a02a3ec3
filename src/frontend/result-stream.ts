/** The rows of a running statement, sent as the client takes them; stops at a row limit and goes on from there. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Outcome } from '../conductor/query-service.js';
import type { HostBatch } from '../plan/batch.js';
import { DEFAULT_SESSION, type SessionSettings, withSession } from '../types/session-settings.js';
import { MessageRows } from './message-rows.js';
import { BatchRows, type RenderedRows } from './row-writer.js';
import type { ByteOutput } from './wire/byte-output.js';
import { CHUNK_BYTES } from './wire/message-writer.js';

export type RowsOutcome = Extract<Outcome, { readonly kind: 'rows' }>;

export class ResultStream {
  readonly #tag: (rows: number) => string;
  readonly #render: (batch: HostBatch) => RenderedRows;
  readonly #settings: SessionSettings;
  readonly #iterator: AsyncIterator<HostBatch>;
  #batch: RenderedRows | MessageRows | null = null;
  #row = 0;
  #ended = false;

  constructor(outcome: RowsOutcome, render: (batch: HostBatch) => RenderedRows) {
    this.#tag = outcome.tag;
    this.#render = render;
    this.#settings = outcome.settings ?? DEFAULT_SESSION;
    this.#iterator = outcome.batches[Symbol.asyncIterator]();
  }

  /** Rows as DataRow messages. `formats`: one a result column; those left out are text. */
  static ofRows(outcome: RowsOutcome, formats: readonly number[]): ResultStream {
    return new ResultStream(outcome, (batch) => new BatchRows(batch, outcome.columns, formats));
  }

  /**
   * Sends up to `maxRows` rows (0: all). `ended`: there are no more, which PostgreSQL tells only when it sent fewer than were
   * asked for. The tag counts the rows of this call.
   */
  async send(output: ByteOutput, maxRows: number, signal: AbortSignal): Promise<{ readonly ended: boolean; readonly tag: string }> {
    let sent = 0;
    while (maxRows === 0 || sent < maxRows) {
      if (this.#batch === null && !(await this.#pull(signal))) break;
      const batch = this.#batch;
      if (batch === null) continue;
      const end = maxRows === 0 ? batch.rows : Math.min(batch.rows, this.#row + maxRows - sent);
      sent += end - this.#row;
      if (batch instanceof MessageRows) {
        await output.pass(batch.bytes(this.#row, end));
        if (signal.aborted) throw canceled(signal);
      } else {
        await this.#write(batch, end, output, signal);
      }
      this.#row = end;
      if (this.#row >= batch.rows) this.#batch = null;
    }
    return { ended: maxRows === 0 || sent < maxRows, tag: this.#tag(sent) };
  }

  /** Rows of the batch from the current one to before `end`. */
  async #write(batch: RenderedRows, end: number, output: ByteOutput, signal: AbortSignal): Promise<void> {
    for (let row = this.#row; row < end; ) {
      const start = row;
      row = withSession(this.#settings, () => batch.write(output.writer, start, end));
      if (output.writer.length < CHUNK_BYTES) continue;
      await output.flush();
      if (signal.aborted) throw canceled(signal);
    }
  }

  /** Stops the query when rows are left. Does not wait: a producer that is stuck must not hold the session. */
  close(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#batch = null;
    this.#iterator.return?.().catch(() => undefined);
  }

  async #pull(signal: AbortSignal): Promise<boolean> {
    if (this.#ended) return false;
    const result = await abortable(this.#iterator.next(), signal);
    if (result.done === true) {
      this.#ended = true;
      return false;
    }
    if (result.value.rows > 0) {
      const batch = result.value;
      this.#batch = batch.messages === true ? new MessageRows(batch) : withSession(this.#settings, () => this.#render(batch));
      this.#row = 0;
    }
    return true;
  }
}

/** The promise, or the rejection with the signal's reason if that comes first. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(canceled(signal));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

export function canceled(signal: AbortSignal): ConductError {
  if (signal.reason instanceof ConductError) return signal.reason;
  return new ConductError(SQLSTATE.queryCanceled, 'canceling statement due to user request');
}
