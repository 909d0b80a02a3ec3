/**
 * Text of COPY on its way to the workers, which parse and check it: the conductor only finds where rows end, and reads the fields of the distribution
 * key, which say where a row belongs. Rows gather to a chunk for each worker. Errors of workers name lines of their chunk; the one that
 * comes first in the client's data is the statement's error, whenever it is found.
 */
import type { TableDef } from '../../catalog/table-def.js';
import { assert, known } from '../../common/assert.js';
import { ConductError } from '../../common/errors.js';
import type { HostBatch } from '../../plan/batch.js';
import { hashRows } from '../../plan/batch-rows.js';
import type { FieldFormat } from '../../plan/field-format.js';
import { bucketOfHash } from '../../plan/hash.js';
import type { CopySource } from '../../rpc/messages.js';
import { BATCH_ROWS, CopyParser, type RowTrace } from '../../storage/formats/copy-parser.js';
import type { SessionSettings } from '../../types/session-settings.js';
import type { Route } from '../table-route.js';
import type { WriteTransaction } from '../write-transaction.js';
import { afterPieces, atLine, lineOf } from './data-line.js';
import type { CopyReader } from './growing-text.js';
import { RowChunk } from './row-chunk.js';

/** What the client sends is looked through in pieces of about this size. */
const PIECE_BYTES = 1 << 20;

export interface TextForWorkersOptions {
  readonly table: TableDef;
  readonly ordinals: readonly number[];
  readonly options: FieldFormat;
  readonly settings: SessionSettings;
  readonly writer: WriteTransaction;
}

interface RowError {
  readonly line: number;
  readonly error: ConductError;
}

export class TextForWorkers implements CopyReader {
  readonly #table: TableDef;
  readonly #writer: WriteTransaction;
  readonly #source: CopySource;
  readonly #route: Route;
  readonly #parser: CopyParser;
  readonly #trace: RowTrace = {
    bytes: new Uint8Array(0),
    starts: new Uint32Array(BATCH_ROWS + 1),
    lines: new Uint32Array(BATCH_ROWS + 1),
    failed: false,
  };
  /** One a worker of a table that is distributed by a key, else one. */
  readonly #chunks: RowChunk[];
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #rows = 0;
  #sent = 0;
  readonly #errors: RowError[] = [];

  constructor({ table, ordinals, options, settings, writer }: TextForWorkersOptions) {
    this.#table = table;
    this.#writer = writer;
    this.#source = { ordinals, options: { ...options, header: false }, settings };
    this.#route = writer.routeTo(table);
    const { distribution } = table;
    const keys = distribution.kind === 'hash' ? distribution.ordinals : [];
    this.#chunks = Array.from({ length: distribution.kind === 'hash' ? this.#route.workers.length : 1 }, () => new RowChunk());
    this.#parser = new CopyParser({
      table,
      ordinals,
      options,
      settings,
      skipped: new Set(ordinals.flatMap((ordinal, field) => (keys.includes(ordinal) ? [] : [field]))),
      read: 1 + Math.max(-1, ...keys.map((ordinal) => ordinals.indexOf(ordinal))),
      trace: this.#trace,
      onBatch: (batch) => this.#part(batch, keys),
    });
  }

  get context(): string {
    return afterPieces(this.#parser.context, this.#waiting);
  }

  /** Keeps the bytes. Resolves when there is room for more. */
  async write(data: Uint8Array): Promise<void> {
    this.#waiting.push(data);
    this.#waitingBytes += data.byteLength;
    if (this.#waitingBytes >= PIECE_BYTES) await this.#split();
  }

  /** Gives the number of rows, when the workers have all of them. */
  async finish(): Promise<number> {
    await this.#split();
    await this.#parsing(this.#parser.finish());
    for (const chunk of this.#chunks) await this.#send(chunk);
    await this.#writer.answered();
    if (this.#errors.length > 0) throw this.#firstError();
    return this.#rows;
  }

  async #split(): Promise<void> {
    const [first, ...others] = this.#waiting;
    if (first === undefined) return;
    const bytes = others.length === 0 ? first : Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    await this.#parsing(this.#parser.write(bytes));
  }

  async #parsing(done: Promise<unknown>): Promise<void> {
    try {
      await done;
    } catch (error) {
      if (!(error instanceof ConductError)) throw error;
      await this.#fail(error);
    }
    if (this.#errors.length > 0) await this.#fail(null);
  }

  /** Rows of the batch go to the chunks. */
  async #part({ rows, ...batch }: HostBatch, keys: readonly number[]): Promise<void> {
    this.#rows += rows;
    const { bytes, starts, lines } = this.#trace;
    const { bucketTargets } = this.#route;
    const hashes = this.#chunks.length > 1 ? hashRows({ rows, ...batch }, keys) : null;
    const targetOf = (row: number): number => (hashes === null ? 0 : (bucketTargets[bucketOfHash(hashes[row] as number)] as number));
    for (let row = 0; row < rows; ) {
      const target = targetOf(row);
      const chunk = known(this.#chunks[target], 'chunk');
      const first = row;
      // Rows that follow each other are copied together.
      const room = (starts[first] as number) + chunk.room;
      for (row += 1; row < rows && (starts[row + 1] as number) <= room && targetOf(row) === target; ) row += 1;
      chunk.add(bytes, { starts, lines, from: first, to: row });
      if (chunk.isFull) await this.#send(chunk);
    }
  }

  /** The chunk is empty then. */
  async #send(chunk: RowChunk): Promise<void> {
    if (chunk.rows === 0) return;
    const { text, rows, givenLine } = chunk.take();
    const { workers } = this.#route;
    const { kind } = this.#table.distribution;
    const all =
      kind === 'replicated'
        ? workers
        : [known(workers[kind === 'hash' ? this.#chunks.indexOf(chunk) : this.#sent % workers.length], 'worker')];
    this.#sent += 1;
    for (const workerId of all) await this.#sendTo(workerId, text, rows, givenLine);
  }

  /** rows null: nobody has counted, and nothing will come of it. */
  async #sendTo(workerId: string, text: Uint8Array, rows: number | null, givenLine: (line: number) => number): Promise<void> {
    await this.#writer.copyRows(this.#table, workerId, rows ?? 0, async (table, member, transaction) => {
      try {
        const copied = await member.service.copyRows({ transaction, table, source: this.#source, text });
        assert(rows === null || copied === rows, `worker ${workerId} read ${copied} of ${rows} rows`);
      } catch (error) {
        const own = error instanceof ConductError ? lineOf(error.context) : null;
        if (own === null || !(error instanceof ConductError)) throw error;
        const line = givenLine(own);
        this.#errors.push({ line, error: error.with({ context: atLine(error.context ?? '', line) }) });
      }
    });
  }

  /** Throws the first error of the data: what comes before this one is with the workers first. */
  async #fail(own: ConductError | null): Promise<never> {
    const line = own === null ? null : lineOf(own.context);
    if (own !== null && line === null) throw own;
    for (const chunk of this.#chunks) await this.#send(chunk);
    if (own !== null && line !== null) {
      // The worker reads fields of the same rows that nobody has looked at here.
      if (this.#trace.failed && !this.#parser.awaitsHeader) await this.#sendRest();
      this.#errors.push({ line, error: own });
    }
    await this.#writer.answered();
    throw this.#firstError();
  }

  async #sendRest(): Promise<void> {
    const { bytes, starts, lines } = this.#trace;
    const first = known(lines[0], 'line');
    await this.#sendTo(known(this.#route.workers[0], 'worker'), bytes.subarray(starts[0]), null, (line) => first + line - 1);
  }

  #firstError(): ConductError {
    return known(
      this.#errors.reduce<RowError | null>((first, one) => (first === null || one.line < first.line ? one : first), null),
      'error',
    ).error;
  }
}
