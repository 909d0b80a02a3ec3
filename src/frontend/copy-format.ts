/**
 * Rows as the data of COPY TO. Each row is rendered as a DataRow first, by the encoders of row-writer.ts: in binary form that is
 * COPY's already; for text and CSV its fields are then joined and escaped.
 */
import { assert, known } from '../common/assert.js';
import type { ResultColumn } from '../conductor/query-service.js';
import type { HostBatch } from '../plan/batch.js';
import type { CopyOptions } from '../planner/bound-statement.js';
import { type Transcoder, transcoder } from '../types/encoding.js';
import { BatchRows, type RenderedRows } from './row-writer.js';
import { MessageWriter } from './wire/message-writer.js';

/** Signature, flags, length of the header's extension. */
const BINARY_HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const BINARY_TRAILER = Buffer.from([0xff, 0xff]);
const LF = 0x0a;
const CR = 0x0d;
const BACKSLASH = 0x5c;
/** What stands for a control character behind a backslash. */
const TEXT_ESCAPES: readonly (readonly [byte: number, letter: string])[] = [
  [8, 'b'],
  [9, 't'],
  [10, 'n'],
  [11, 'v'],
  [12, 'f'],
  [13, 'r'],
  [BACKSLASH, '\\'],
];
/** Type, length and number of fields of a DataRow. */
const ROW_HEADER_BYTES = 7;

export class CopyFormat {
  readonly #columns: readonly ResultColumn[];
  readonly #options: CopyOptions;
  readonly #formats: readonly number[];
  readonly #fields: FieldWriter | null;
  readonly #transcoder: Transcoder | null;
  /** DataRows on their way. */
  readonly #scratch = new MessageWriter();
  /** Goes in front of the first row, in its message. */
  #pending: Buffer | null;

  constructor(columns: readonly ResultColumn[], options: CopyOptions) {
    this.#columns = columns;
    this.#options = options;
    const binary = options.format === 'binary';
    this.#formats = columns.map(() => (binary ? 1 : 0));
    this.#pending = binary ? BINARY_HEADER : null;
    this.#transcoder = transcoder(options.encoding);
    this.#fields = binary ? null : options.format === 'csv' ? new CsvFields(options, columns.length) : new TextFields(options);
  }

  /** What comes before all rows: a line with the columns' names where it is asked for. */
  begin(out: MessageWriter): void {
    const fields = this.#fields;
    if (fields === null || this.#options.header === false) return;
    this.#line(out, this.#columns.length, (column) => {
      const name = Buffer.from(known(this.#columns[column], 'column').name);
      fields.name(out, name);
    });
  }

  rows(batch: HostBatch): RenderedRows {
    const rows = new BatchRows(batch, this.#columns, this.#formats);
    const scratch = this.#scratch;
    return {
      rows: rows.rows,
      write: (out, start, end) => {
        scratch.length = 0;
        const next = rows.write(scratch, start, end);
        for (let at = 0; at < scratch.length; ) at = this.#row(out, scratch.bytes, at);
        return next;
      },
    };
  }

  /** What comes after all rows. */
  end(out: MessageWriter): void {
    if (this.#options.format !== 'binary') return;
    out.begin('d');
    if (this.#pending !== null) out.raw(this.#pending);
    out.raw(BINARY_TRAILER);
    out.end();
  }

  /** The DataRow at `at` as a row of the data; gives the offset after it. */
  #row(out: MessageWriter, bytes: Buffer, at: number): number {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    const count = bytes.readUInt16BE(at + 5);
    const fields = this.#fields;
    if (fields === null) {
      out.begin('d');
      if (this.#pending !== null) out.raw(this.#pending);
      this.#pending = null;
      out.raw(bytes.subarray(at + ROW_HEADER_BYTES - 2, end));
      out.end();
      return end;
    }
    let from = at + ROW_HEADER_BYTES;
    this.#line(out, count, (column) => {
      const length = bytes.readInt32BE(from);
      from += 4;
      if (length < 0) fields.empty(out);
      else fields.value(out, bytes, from, from + length, column);
      from += Math.max(length, 0);
    });
    assert(from === end, 'a DataRow of its length');
    return end;
  }

  #line(out: MessageWriter, count: number, field: (column: number) => void): void {
    out.begin('d');
    const start = out.length;
    for (let column = 0; column < count; column++) {
      if (column > 0) out.byte(this.#options.delimiter.charCodeAt(0));
      field(column);
    }
    if (this.#transcoder !== null) {
      const line = this.#transcoder.fromUtf8(out.bytes.subarray(start, out.length));
      out.length = start;
      out.raw(line);
    }
    out.byte(LF);
    out.end();
  }
}

/** Writes one field of a line. */
interface FieldWriter {
  value(out: MessageWriter, bytes: Buffer, start: number, end: number, column: number): void;
  /** NULL. */
  empty(out: MessageWriter): void;
  /** A column's name. */
  name(out: MessageWriter, bytes: Buffer): void;
}

class TextFields implements FieldWriter {
  readonly #null: Buffer;
  /** For each byte what comes in its place behind a backslash; 0: it is written as it is. */
  readonly #escapes = new Uint8Array(256);

  constructor(options: CopyOptions) {
    this.#null = Buffer.from(options.null);
    const delimiter = options.delimiter.charCodeAt(0);
    this.#escapes[delimiter] = delimiter;
    for (const [byte, letter] of TEXT_ESCAPES) this.#escapes[byte] = letter.charCodeAt(0);
  }

  value(out: MessageWriter, bytes: Buffer, start: number, end: number): void {
    out.ensure((end - start) * 2);
    const to = out.bytes;
    const escapes = this.#escapes;
    let length = out.length;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      const escaped = escapes[byte] as number;
      if (escaped === 0) to[length++] = byte;
      else {
        to[length++] = BACKSLASH;
        to[length++] = escaped;
      }
    }
    out.length = length;
  }

  empty(out: MessageWriter): void {
    out.raw(this.#null);
  }

  name(out: MessageWriter, bytes: Buffer): void {
    this.value(out, bytes, 0, bytes.length);
  }
}

class CsvFields implements FieldWriter {
  readonly #null: Buffer;
  readonly #quote: number;
  readonly #escape: number;
  readonly #forced: readonly boolean[];
  readonly #single: boolean;
  /** 1 for the bytes that a value with them is quoted for. */
  readonly #special = new Uint8Array(256);

  constructor(options: CopyOptions, columns: number) {
    this.#null = Buffer.from(options.null);
    this.#quote = options.quote.charCodeAt(0);
    this.#escape = options.escape.charCodeAt(0);
    this.#forced = Array.from({ length: columns }, (_, column) => options.forceQuote.includes(column));
    this.#single = columns === 1;
    for (const byte of [options.delimiter.charCodeAt(0), this.#quote, LF, CR]) this.#special[byte] = 1;
  }

  value(out: MessageWriter, bytes: Buffer, start: number, end: number, column: number): void {
    if (this.#forced[column] === true || this.#needsQuotes(bytes, start, end)) this.#quoted(out, bytes, start, end);
    else out.raw(bytes.subarray(start, end));
  }

  empty(out: MessageWriter): void {
    out.raw(this.#null);
  }

  name(out: MessageWriter, bytes: Buffer): void {
    this.value(out, bytes, 0, bytes.length, -1);
  }

  /** Also what would be read as NULL, or as the end of the data. */
  #needsQuotes(bytes: Buffer, start: number, end: number): boolean {
    for (let at = start; at < end; at++) if (this.#special[bytes[at] as number] === 1) return true;
    if (end - start === this.#null.length && this.#null.equals(bytes.subarray(start, end))) return true;
    return this.#single && end - start === 2 && bytes.toString('latin1', start, end) === '\\.';
  }

  #quoted(out: MessageWriter, bytes: Buffer, start: number, end: number): void {
    out.ensure((end - start) * 2 + 2);
    const to = out.bytes;
    let length = out.length;
    to[length++] = this.#quote;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte === this.#quote || byte === this.#escape) to[length++] = this.#escape;
      to[length++] = byte;
    }
    to[length++] = this.#quote;
    out.length = length;
  }
}
