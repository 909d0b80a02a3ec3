/** COPY's binary format, incrementally: bytes in pieces of any size become batches of rows. */
import { notNullViolation } from '../../catalog/not-null-violation.js';
import type { TableDef } from '../../catalog/table-def.js';
import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { HostBatch } from '../../plan/batch.js';
import { parseBinary } from '../../types/binary-format.js';
import type { Datum } from '../../types/datum.js';
import { batchesOfRows, batchSchema } from '../constant-plan.js';

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
/** Signature, flags, length of what else the header has. */
const HEADER_BYTES = SIGNATURE.length + 8;
/** The data has OIDs, as PostgreSQL 11 wrote them. */
const OIDS_FLAG = 1 << 16;
const CRITICAL_FLAGS = 0xffff_0000 & ~OIDS_FLAG;
/** Values are kept one by one until so many bytes of data came. */
const BATCH_BYTES = 4 << 20;
const BATCH_ROWS = 16_384;

export class BinaryCopyParser {
  readonly #table: TableDef;
  readonly #ordinals: readonly number[];
  readonly #onBatch: (batch: HostBatch) => Promise<void>;
  /** Bytes that were not read yet; joined only when there are enough of them. */
  #pieces: Buffer[] = [];
  #bytes = 0;
  /** Nothing can be read with fewer bytes. */
  #needs = HEADER_BYTES;
  #state: 'header' | 'rows' | 'ended' = 'header';
  #rows: (readonly Datum[])[] = [];
  #rowBytes = 0;
  #totalRows = 0;

  /** Column that the row which is not whole yet ends in. */
  #cutOrdinal: number | undefined;

  constructor(options: {
    readonly table: TableDef;
    /** Columns of the table in the order of the data. */
    readonly ordinals: readonly number[];
    readonly onBatch: (batch: HostBatch) => Promise<void>;
  }) {
    this.#table = options.table;
    this.#ordinals = options.ordinals;
    this.#onBatch = options.onBatch;
  }

  /** Where the data is that comes next, as errors say it. */
  get context(): string {
    return `COPY ${this.#table.name}, line ${this.#totalRows + this.#rows.length + 1}`;
  }

  /** Resolves when there is room for more. */
  async write(data: Uint8Array): Promise<void> {
    if (data.byteLength === 0) return;
    // A copy: the piece belongs to the caller.
    this.#pieces.push(Buffer.from(data));
    this.#bytes += data.byteLength;
    if (this.#bytes < this.#needs) return;
    const bytes = Buffer.concat(this.#pieces);
    let at = 0;
    for (let next = this.#next(bytes, at); next > at; next = this.#next(bytes, at)) {
      this.#rowBytes += next - at;
      at = next;
      if (this.#rowBytes > BATCH_BYTES || this.#rows.length === BATCH_ROWS) await this.#flush();
    }
    this.#pieces = at < bytes.length ? [bytes.subarray(at)] : [];
    this.#bytes = bytes.length - at;
    // A huge row must not be looked at once a piece.
    if (this.#state !== 'header') this.#needs = at === 0 ? this.#bytes * 2 : 0;
  }

  /** The data ended. Gives the number of rows. */
  async finish(): Promise<number> {
    if (this.#bytes > 0) {
      const bytes = Buffer.concat(this.#pieces);
      let at = 0;
      for (let next = this.#next(bytes, at); next > at; next = this.#next(bytes, at)) at = next;
      if (at < bytes.length)
        throw this.#state === 'header' ? headerError(bytes) : this.#located(bad('unexpected EOF in COPY data'), this.#cutOrdinal);
    } else if (this.#state === 'header') throw headerError(Buffer.alloc(0));
    await this.#flush();
    return this.#totalRows;
  }

  /** Reads what is at `at`; gives the offset after it, or `at` when it is not whole. */
  #next(bytes: Buffer, at: number): number {
    switch (this.#state) {
      case 'header':
        return this.#header(bytes);
      case 'rows':
        return this.#row(bytes, at);
      case 'ended':
        if (at === bytes.length) return at;
        throw this.#located(bad('received copy data after EOF marker'));
    }
  }

  #header(bytes: Buffer): number {
    if (!SIGNATURE.equals(bytes.subarray(0, SIGNATURE.length))) throw headerError(bytes);
    if (bytes.length < HEADER_BYTES) return 0;
    const flags = bytes.readInt32BE(SIGNATURE.length);
    if ((flags & OIDS_FLAG) !== 0) throw bad('invalid COPY file header (WITH OIDS)');
    if ((flags & CRITICAL_FLAGS) !== 0) throw bad('unrecognized critical flags in COPY file header');
    const extension = bytes.readInt32BE(SIGNATURE.length + 4);
    if (extension < 0) throw bad('invalid COPY file header (missing length)');
    this.#needs = HEADER_BYTES + extension;
    if (bytes.length < this.#needs) return 0;
    this.#needs = 0;
    this.#state = 'rows';
    return HEADER_BYTES + extension;
  }

  #row(bytes: Buffer, start: number): number {
    if (bytes.length - start < 2) return start;
    const fields = bytes.readInt16BE(start);
    if (fields === -1) {
      this.#state = 'ended';
      return start + 2;
    }
    const expected = this.#ordinals.length;
    if (fields !== expected) throw this.#located(bad(`row field count is ${fields}, expected ${expected}`));
    const row: Datum[] = this.#table.columns.map(() => null);
    let at = start + 2;
    for (const ordinal of this.#ordinals) {
      this.#cutOrdinal = ordinal;
      if (bytes.length - at < 4) return start;
      const length = bytes.readInt32BE(at);
      at += 4;
      if (length === -1) continue;
      if (length < 0) throw this.#located(bad('invalid field size'), ordinal);
      if (bytes.length - at < length) return start;
      row[ordinal] = this.#value(bytes.subarray(at, at + length), ordinal);
      at += length;
    }
    this.#checkNulls(row);
    this.#rows.push(row);
    return at;
  }

  #value(bytes: Buffer, ordinal: number): Datum {
    try {
      return parseBinary(known(this.#table.columns[ordinal], 'column').type, bytes);
    } catch (error) {
      throw error instanceof ConductError ? this.#located(error, ordinal) : error;
    }
  }

  #checkNulls(row: readonly Datum[]): void {
    for (const [ordinal, { name, notNull }] of this.#table.columns.entries()) {
      if (notNull && row[ordinal] === null) throw this.#located(notNullViolation(this.#table, name));
    }
  }

  async #flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    this.#rowBytes = 0;
    this.#totalRows += rows.length;
    for (const batch of batchesOfRows(batchSchema(this.#table.columns), rows)) if (batch.rows > 0) await this.#onBatch(batch);
  }

  /** Says in which row, and which column, an error was. */
  #located(error: ConductError, ordinal?: number): ConductError {
    const column = ordinal === undefined ? '' : `, column ${known(this.#table.columns[ordinal], 'column').name}`;
    return error.with({ context: `${this.context}${column}` });
  }
}

function headerError(bytes: Buffer): ConductError {
  if (!SIGNATURE.equals(bytes.subarray(0, SIGNATURE.length))) return bad('COPY file signature not recognized');
  return bad(`invalid COPY file header (missing ${bytes.length < HEADER_BYTES - 4 ? 'flags' : 'length'})`);
}

function bad(message: string): ConductError {
  return new ConductError(SQLSTATE.badCopyFileFormat, message);
}
