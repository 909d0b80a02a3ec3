/**
 * COPY's text and CSV formats, incrementally: bytes in pieces of any size become batches of columns. Rows are parsed from whole
 * lines; what follows the last line end waits for the next piece. Errors are PostgreSQL's, with the line and column as context.
 */
import { isUtf8 } from 'node:buffer';
import { notNullViolation } from '../../catalog/not-null-violation.js';
import type { TableDef } from '../../catalog/table-def.js';
import { known } from '../../common/assert.js';
import { ConductError } from '../../common/errors.js';
import type { HostBatch, HostColumn } from '../../plan/batch.js';
import { PHYS_BYTES } from '../../plan/batch.js';
import { batchColumn, wideColumn } from '../../plan/datum-batch.js';
import type { FieldFormat } from '../../plan/field-format.js';
import { DEFAULT_SESSION, type SessionSettings, withSession } from '../../types/session-settings.js';
import { invalidAt, invalidSequence } from '../../types/utf8-check.js';
import { type ColumnBuilder, columnBuilder, skippedColumn } from './column-builder.js';
import { bad, LineError, shown } from './copy-errors.js';
import { FieldScratch } from './copy-escapes.js';
import { PlainReader } from './plain-reader.js';

/** Rows of a batch. */
export const BATCH_ROWS = 65_536;
/** A batch is handed on early when its rows take more than this. */
const BATCH_BYTES = 8 << 20;
/** Of less data, compiling code for it would take longer than reading it. */
const PLAIN_BYTES = 64 << 10;
/** Columns of more would have too much memory before there is a row. */
const PLAIN_COLUMNS = 64;

const LF = 0x0a;
const CR = 0x0d;
const BACKSLASH = 0x5c;
const DOT = 0x2e;

type LineEnd = 'lf' | 'crlf' | 'cr';

/** Where a batch's rows are in the data. Batches end with each write then. */
export interface RowTrace {
  bytes: Uint8Array;
  /** By row: where it starts in `bytes`, and its line; then the same of what follows the last one. BATCH_ROWS + 1 entries. */
  readonly starts: Uint32Array;
  readonly lines: Uint32Array;
  /** An error was in a row: of those that are in no batch yet, the first one's start and line are the first entries. */
  failed: boolean;
}

export interface CopyParserOptions {
  readonly table: TableDef;
  /** Columns of the table in the order of the data. */
  readonly ordinals: readonly number[];
  readonly options: FieldFormat;
  /** Fields, by position, that nobody wants: their columns come without rows. */
  readonly skipped?: ReadonlySet<number>;
  /** Fields from this one on need not be looked at, nor counted. */
  readonly read?: number;
  /** Filled before each batch. */
  readonly trace?: RowTrace;
  /** A file of other programs instead of COPY's data: lines may end in either way, some are blank, and `\\.` is a value. */
  readonly foreign?: boolean;
  /** What errors name; missing: `COPY` and the table. */
  readonly context?: string;
  /** What values are read by; absent: the defaults. */
  readonly settings?: SessionSettings;
  /** Takes a batch of all columns of the table. It must have read the columns when its first await comes: they are reused. */
  readonly onBatch: (batch: HostBatch) => Promise<void>;
}

export class CopyParser {
  readonly #table: TableDef;
  readonly #ordinals: readonly number[];
  readonly #options: FieldFormat;
  readonly #foreign: boolean;
  readonly #context: string;
  readonly #settings: SessionSettings;
  readonly #onBatch: (batch: HostBatch) => Promise<void>;
  readonly #skipped: ReadonlySet<number>;
  readonly #read: number;
  readonly #trace: RowTrace | null;
  /** Made with the first data: by its size it is known who reads the rows. */
  #opened: readonly ColumnBuilder[] | null = null;
  /** Reads the rows that are plain. */
  #reader: PlainReader | null = null;
  readonly #required: readonly boolean[];
  /** By column: no unquoted text is NULL; quoted text may be. */
  readonly #forcedNotNull: readonly boolean[];
  readonly #forcedNull: readonly boolean[];
  readonly #delimiter: number;
  readonly #quote: number;
  readonly #escape: number;
  readonly #nullBytes: Uint8Array;
  /** 1 for the bytes at which the scan of a plain field stops. */
  readonly #stops = new Uint8Array(256);
  /** Bytes after the last whole row; joined only when there is something to parse. */
  #carry: Buffer[] = [];
  #carryBytes = 0;
  /** Parsing the carry again is put off until it has this many bytes: a huge row must not be scanned once a piece. */
  #carryNeeds = 0;
  readonly #scratch: FieldScratch;
  #lineEnd: LineEnd | null = null;
  #rows = 0;
  #totalRows = 0;
  /** Lines that were read whole. */
  #lines = 0;
  /** The next line is a header. */
  #header: boolean;
  /** Fields of a header that must match the columns; null: there is none. */
  #names: (string | null)[] | null;
  #sawEnd = false;

  constructor({ table, ordinals, options, skipped, read, trace, foreign, context, settings, onBatch }: CopyParserOptions) {
    this.#table = table;
    this.#ordinals = ordinals;
    this.#options = options;
    this.#foreign = foreign === true;
    this.#context = context ?? `COPY ${table.name}`;
    this.#settings = settings ?? DEFAULT_SESSION;
    this.#onBatch = onBatch;
    this.#header = options.header !== false;
    this.#names = options.header === 'match' ? [] : null;
    this.#forcedNotNull = forced(options.forceNotNull, ordinals.length);
    this.#forcedNull = forced(options.forceNull, ordinals.length);
    this.#skipped = skipped ?? new Set();
    this.#read = read ?? ordinals.length;
    this.#trace = trace ?? null;
    this.#required = ordinals.map((ordinal) => known(table.columns[ordinal], 'column').notNull);
    this.#delimiter = options.delimiter.charCodeAt(0);
    this.#quote = options.format === 'csv' ? options.quote.charCodeAt(0) : -1;
    this.#escape = options.format === 'csv' ? options.escape.charCodeAt(0) : -1;
    this.#scratch = new FieldScratch(this.#quote, this.#escape);
    this.#nullBytes = Buffer.from(options.null);
    for (const byte of [this.#delimiter, LF, CR, options.format === 'csv' ? this.#quote : BACKSLASH]) this.#stops[byte] = 1;
  }

  get #builders(): readonly ColumnBuilder[] {
    this.#opened ??= this.#ordinals.map((ordinal, field) => {
      const { name, type } = known(this.#table.columns[ordinal], 'column');
      return this.#skipped.has(field) ? skippedColumn(name, type) : columnBuilder(name, type, BATCH_ROWS);
    });
    return this.#opened;
  }

  /** Many bytes that are likely to be plain rows are read by code that is compiled for them. */
  #openReader(): void {
    const { format } = this.#options;
    const plain = {
      delimiter: this.#delimiter,
      quote: Number.isNaN(this.#quote) ? -1 : this.#quote,
      escape: Number.isNaN(this.#escape) ? -1 : this.#escape,
      backslashIsSpecial: format === 'csv' && !this.#foreign,
      escapes: format !== 'csv',
      nullBytes: this.#nullBytes,
    };
    const isForced = this.#forcedNotNull.includes(true) || this.#forcedNull.includes(true);
    if (isForced || this.#ordinals.length > PLAIN_COLUMNS || !PlainReader.reads(plain)) return;
    const columns = this.#ordinals.map((ordinal, field) => {
      const { name, type } = known(this.#table.columns[ordinal], 'column');
      return { name, type, required: known(this.#required[field], 'field'), skipped: this.#skipped.has(field) };
    });
    this.#reader = PlainReader.open(columns, plain, BATCH_ROWS, this.#read);
    this.#opened = this.#reader?.builders ?? null;
  }

  /** Resolves when there is room for more. */
  async write(data: Uint8Array): Promise<void> {
    if (this.#sawEnd || data.byteLength === 0) return;
    const piece = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    const lastEnd = piece.lastIndexOf(LF);
    if (lastEnd < 0 || this.#carryBytes + piece.length < this.#carryNeeds) {
      // A copy: the piece belongs to the caller.
      this.#keep(Buffer.from(piece));
      return;
    }
    const bytes = this.#joined(piece);
    const end = bytes.length - (piece.length - lastEnd - 1);
    const parsed = await this.#parse(bytes, end);
    if (this.#sawEnd) return;
    this.#keep(Buffer.from(bytes.subarray(parsed)));
    this.#carryNeeds = parsed === 0 ? this.#carryBytes * 2 : 0;
  }

  /** The data ended. Gives the number of rows. */
  async finish(): Promise<number> {
    const rest = this.#joined(Buffer.alloc(0));
    if (rest.length > 0 && !this.#sawEnd) {
      // Files without line feeds end their lines with carriage returns; the last line may have no end.
      if (this.#lineEnd === null && !rest.includes(LF) && rest.includes(CR)) this.#lineEnd = 'cr';
      const ended = rest.at(-1) === (this.#lineEnd === 'cr' ? CR : LF);
      const bytes = ended ? rest : Buffer.concat([rest, Buffer.from(LINE_ENDS[this.#lineEnd ?? 'lf'])]);
      const parsed = await this.#parse(bytes, bytes.length);
      if (parsed < bytes.length && !this.#sawEnd) {
        this.#lines += 1;
        const message = this.#options.format === 'csv' ? 'unterminated CSV quoted field' : 'the data ends in an escape';
        throw bad(message).with({ context: `${this.#place()}: "${shown(rest.subarray(parsed))}"` });
      }
    }
    // No line came that could be the header.
    if (this.#names !== null) this.#checkHeader();
    await this.#flush();
    return this.#totalRows;
  }

  /** A header is still to come. */
  get awaitsHeader(): boolean {
    return this.#header;
  }

  /** For other data of the same form, from its first line on. */
  reset(): void {
    this.#lines = 0;
    this.#totalRows = 0;
    this.#lineEnd = null;
    this.#sawEnd = false;
    if (this.#reader === null) this.#opened = null;
  }

  /** Where the data is that comes next, as errors say it. */
  get context(): string {
    return `COPY ${this.#table.name}, line ${this.#lines + 1}`;
  }

  #place(): string {
    return `${this.#context}, line ${this.#lines}`;
  }

  #keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#carry.push(bytes);
    this.#carryBytes += bytes.length;
  }

  #joined(piece: Buffer): Buffer {
    if (this.#carry.length === 0) return piece;
    const bytes = Buffer.concat([...this.#carry, piece]);
    this.#carry = [];
    this.#carryBytes = 0;
    return bytes;
  }

  /** Parses rows of bytes[0..end); gives where the first incomplete row begins. */
  async #parse(bytes: Buffer, end: number): Promise<number> {
    if (this.#trace !== null) this.#trace.bytes = bytes;
    this.#checkEncoding(bytes, end);
    if (this.#opened === null && end >= PLAIN_BYTES) this.#openReader();
    let at = 0;
    while (at < end && !this.#sawEnd) {
      const from = at;
      const next = withSession(this.#settings, () => this.#parseRows(bytes, from, end));
      const full = this.#rows === BATCH_ROWS || this.#bufferedBytes() > BATCH_BYTES;
      this.#noteRow(next);
      if (full) await this.#flush();
      if (next === at && !full) break;
      at = next;
      if (this.#incomplete) break;
    }
    if (this.#trace !== null) await this.#flush();
    return at;
  }

  /** Gives where the first row begins that was not read. */
  #parseRows(bytes: Buffer, start: number, end: number): number {
    this.#incomplete = false;
    const at = this.#parsePlain(bytes, start, end);
    if (at >= end || this.#rows >= BATCH_ROWS) return at;
    // A row that is not plain, and perhaps others.
    this.#lastRow = this.#reader === null ? BATCH_ROWS : this.#rows + 1;
    const next = this.#options.format === 'csv' ? this.#parseCsv(bytes, at, end) : this.#parseText(bytes, at, end);
    this.#reader?.noteMemory();
    return next;
  }

  #parsePlain(bytes: Buffer, start: number, end: number): number {
    // How lines end is known by the first one.
    if (this.#reader === null || this.#header || this.#lineEnd === null || this.#lineEnd === 'cr') return start;
    const at = this.#reader.read(bytes, start, end, this.#rows, BATCH_ROWS, this.#lineEnd === 'crlf', this.#trace?.starts ?? null);
    const rows = this.#reader.row - this.#rows;
    for (let row = 0; this.#trace !== null && row < rows; row += 1) this.#trace.lines[this.#rows + row] = this.#lines + row + 1;
    this.#lines += rows;
    this.#rows += rows;
    return at;
  }

  /** Rows of the batch after which parsing by hand stops. */
  #lastRow = BATCH_ROWS;

  #noteRow(start: number): void {
    if (this.#trace === null) return;
    this.#trace.starts[this.#rows] = start;
    this.#trace.lines[this.#rows] = this.#lines + 1;
  }

  /** The last row that was begun has no end in the bytes so far. */
  #incomplete = false;

  #parseText(bytes: Buffer, start: number, end: number): number {
    const stops = this.#stops;
    const delimiter = this.#delimiter;
    let rowStart = start;
    let fieldStart = start;
    let column = 0;
    let at = start;
    try {
      while (rowStart < end && this.#rows < this.#lastRow) {
        this.#noteRow(rowStart);
        if (this.#isEndMarker(bytes, rowStart)) {
          this.#sawEnd = true;
          return end;
        }
        column = 0;
        at = rowStart;
        let ended = false;
        while (!ended) {
          fieldStart = at;
          let escaped = false;
          for (;;) {
            while (at < end && stops[bytes[at] as number] === 0) at += 1;
            if (at >= end || bytes[at] !== BACKSLASH || delimiter === BACKSLASH) break;
            escaped = true;
            at += 2;
          }
          if (at >= end) {
            this.#incomplete = true;
            return rowStart;
          }
          const fieldEnd = at;
          if (bytes[at] === delimiter) at += 1;
          else {
            at = this.#afterLineEnd(bytes, at, 'literal');
            ended = true;
          }
          const isNull = this.#isNull(bytes, fieldStart, fieldEnd);
          if (this.#header) {
            this.#names?.push(isNull ? null : this.#scratch.text(this.#scratch.unescape(bytes, fieldStart, fieldEnd)));
          } else if (isNull) this.#addNull(column);
          else if (escaped) this.#addScratch(column, this.#scratch.unescape(bytes, fieldStart, fieldEnd));
          else this.#add(column, bytes, fieldStart, fieldEnd);
          column += 1;
        }
        this.#endRow(column);
        rowStart = at;
      }
      return rowStart;
    } catch (error) {
      throw this.#located(error, bytes, rowStart, column, fieldStart);
    }
  }

  #parseCsv(bytes: Buffer, start: number, end: number): number {
    const stops = this.#stops;
    const quote = this.#quote;
    let rowStart = start;
    let fieldStart = start;
    let column = 0;
    let at = start;
    try {
      while (rowStart < end && this.#rows < this.#lastRow) {
        this.#noteRow(rowStart);
        if (this.#isEndMarker(bytes, rowStart)) {
          this.#sawEnd = true;
          return end;
        }
        if (
          this.#foreign &&
          this.#builders.length > 1 &&
          (bytes[rowStart] === LF || (bytes[rowStart] === CR && bytes[rowStart + 1] === LF))
        ) {
          rowStart += bytes[rowStart] === LF ? 1 : 2;
          this.#lines += 1;
          continue;
        }
        column = 0;
        at = rowStart;
        let extraLines = 0;
        let ended = false;
        while (!ended) {
          fieldStart = at;
          let quoted = false;
          let inQuotes = false;
          for (;;) {
            if (inQuotes) {
              // The escape is the quote itself unless told otherwise: a doubled quote leaves and enters quotes again.
              while (at < end && bytes[at] !== quote && bytes[at] !== this.#escape) {
                if (bytes[at] === LF) extraLines += 1;
                at += 1;
              }
              if (at >= end) break;
              if (bytes[at] !== quote) at += bytes[at + 1] === quote || bytes[at + 1] === this.#escape ? 2 : 1;
              else {
                inQuotes = false;
                at += 1;
              }
            } else {
              while (at < end && stops[bytes[at] as number] === 0) at += 1;
              if (at >= end || bytes[at] !== quote) break;
              if (this.#foreign && !quoted && at > fieldStart) {
                // A field that does not begin with a quote has none.
                at += 1;
                continue;
              }
              quoted = true;
              inQuotes = true;
              at += 1;
            }
          }
          if (at >= end) {
            this.#incomplete = true;
            return rowStart;
          }
          const fieldEnd = at;
          if (bytes[at] === this.#delimiter) at += 1;
          else {
            at = this.#afterLineEnd(bytes, at, 'unquoted');
            ended = true;
          }
          const isNull = !quoted && this.#isNull(bytes, fieldStart, fieldEnd);
          if (this.#header) {
            this.#names?.push(isNull ? null : this.#scratch.text(this.#scratch.unquote(bytes, fieldStart, fieldEnd)));
          } else if (quoted) this.#addUnquoted(column, this.#scratch.unquote(bytes, fieldStart, fieldEnd));
          else if (isNull && this.#forcedNotNull[column] !== true) this.#addNull(column);
          else this.#add(column, bytes, fieldStart, fieldEnd);
          column += 1;
        }
        this.#lines += extraLines;
        this.#endRow(column);
        rowStart = at;
      }
      return rowStart;
    } catch (error) {
      throw this.#located(error, bytes, rowStart, column, fieldStart);
    }
  }

  /** A line with `\.` alone: the end of the data in old files. */
  #isEndMarker(bytes: Buffer, at: number): boolean {
    return !this.#foreign && bytes[at] === BACKSLASH && bytes[at + 1] === DOT && (bytes[at + 2] === LF || bytes[at + 2] === CR);
  }

  /** Past the line end at `at`. All lines must end alike, as the first one did. */
  #afterLineEnd(bytes: Buffer, at: number, found: 'literal' | 'unquoted'): number {
    const isCr = bytes[at] === CR;
    const here: LineEnd = isCr ? (bytes[at + 1] === LF ? 'crlf' : 'cr') : 'lf';
    if (this.#lineEnd === null && here !== 'cr') this.#lineEnd = here;
    if (here !== this.#lineEnd && !(this.#foreign && here !== 'cr' && this.#lineEnd !== 'cr')) {
      const csv = found === 'unquoted';
      if (isCr) {
        const hint = csv ? 'Use quoted CSV field to represent carriage return.' : 'Use "\\r" to represent carriage return.';
        throw new LineError(bad(`${found} carriage return found in data`, hint), false);
      }
      throw new LineError(
        bad(`${found} newline found in data`, csv ? 'Use quoted CSV field to represent newline.' : 'Use "\\n" to represent newline.'),
        false,
      );
    }
    return at + (here === 'crlf' ? 2 : 1);
  }

  #isNull(bytes: Buffer, start: number, end: number): boolean {
    const { length } = this.#nullBytes;
    if (end - start !== length) return false;
    for (let at = 0; at < length; at += 1) if (bytes[start + at] !== this.#nullBytes[at]) return false;
    return true;
  }

  #add(column: number, bytes: Uint8Array, start: number, end: number): void {
    const builder = this.#builders[column];
    if (builder === undefined) throw new LineError(bad('extra data after last expected column'));
    builder.add(bytes, start, end, this.#rows);
  }

  #addNull(column: number): void {
    const builder = this.#builders[column];
    if (builder === undefined) throw new LineError(bad('extra data after last expected column'));
    if (this.#required[column] === true) throw new LineError(notNullViolation(this.#table, builder.schema.name));
    builder.addNull(this.#rows);
  }

  #addUnquoted(column: number, length: number): void {
    if (this.#forcedNull[column] === true && this.#isNull(this.#scratch.bytes, 0, length)) this.#addNull(column);
    else this.#addScratch(column, length);
  }

  #addScratch(column: number, length: number): void {
    this.#add(column, this.#scratch.bytes, 0, length);
  }

  #endRow(columns: number): void {
    if (this.#header) {
      this.#checkHeader();
      this.#header = false;
      this.#lines += 1;
      return;
    }
    if (columns < this.#builders.length) {
      throw new LineError(bad(`missing data for column "${known(this.#builders[columns], 'column').schema.name}"`));
    }
    this.#lines += 1;
    this.#rows += 1;
  }

  #checkHeader(): void {
    const names = this.#names;
    this.#names = null;
    if (names === null) return;
    const { length } = this.#builders;
    if (names.length !== length) throw new LineError(bad(`wrong number of fields in header line: got ${names.length}, expected ${length}`));
    for (const [field, name] of names.entries()) {
      const expected = known(this.#builders[field], 'column').schema.name;
      if (name === expected) continue;
      const got = name === null ? `null value ("${this.#options.null}")` : `"${name}"`;
      throw new LineError(bad(`column name mismatch in header line field ${field + 1}: got ${got}, expected "${expected}"`));
    }
  }

  #bufferedBytes(): number {
    let bytes = 0;
    for (const builder of this.#builders) bytes += builder.bytes(this.#rows);
    return bytes;
  }

  async #flush(): Promise<void> {
    const rows = this.#rows;
    if (rows === 0) return;
    const { columns: definitions } = this.#table;
    const given = new Map(this.#ordinals.map((ordinal, at) => [ordinal, known(this.#builders[at], 'builder')]));
    const columns = definitions.map((definition, ordinal): HostColumn => {
      const builder = given.get(ordinal);
      if (builder !== undefined) return builder.finish(rows);
      if (definition.notNull) throw notNullViolation(this.#table, definition.name).with({ context: `${this.#context}, line 1` });
      return allNull(batchColumn(definition.name, definition.type).phys, rows);
    });
    this.#rows = 0;
    this.#totalRows += rows;
    const schema = definitions.map(({ name: column, type }, ordinal) => {
      const usual = batchColumn(column, type);
      // Long numerics come as texts.
      return type.kind === 'numeric' && columns[ordinal]?.offsets != null ? wideColumn(usual) : usual;
    });
    await this.#onBatch({ rows, schema, columns });
  }

  #checkEncoding(bytes: Buffer, end: number): void {
    const region = bytes.subarray(0, end);
    if (isUtf8(region) && !region.includes(0)) return;
    const at = invalidAt(region);
    let line = this.#lines + 1;
    for (let seen = region.indexOf(LF); seen >= 0 && seen < at; seen = region.indexOf(LF, seen + 1)) line += 1;
    throw invalidSequence(region, at).with({ context: `${this.#context}, line ${line}` });
  }

  /** Says where in the data an error was. */
  #located(error: unknown, bytes: Buffer, rowStart: number, column: number, fieldStart: number): unknown {
    this.#lines += 1;
    if (this.#trace !== null) this.#trace.failed = true;
    if (error instanceof LineError) {
      return error.whole ? this.#atLine(error.error, bytes.subarray(rowStart)) : error.error.with({ context: this.#place() });
    }
    if (!(error instanceof ConductError)) return error;
    const name = this.#builders[column]?.schema.name ?? '';
    const value = this.#rawField(bytes, fieldStart);
    return error.with({ context: `${this.#place()}, column ${name}: "${shown(value)}"` });
  }

  #atLine(error: ConductError, rest: Buffer): ConductError {
    const end = rest.findIndex((byte) => byte === LF || byte === CR);
    return error.with({ context: `${this.#place()}: "${shown(end < 0 ? rest : rest.subarray(0, end))}"` });
  }

  #rawField(bytes: Buffer, start: number): Buffer {
    const end = bytes.findIndex((byte, at) => at >= start && (byte === LF || byte === CR || byte === this.#delimiter));
    const field = bytes.subarray(start, end < 0 ? bytes.length : end);
    const quoted = field.length >= 2 && field[0] === this.#quote && field.at(-1) === this.#quote;
    return quoted ? field.subarray(1, -1) : field;
  }
}

const LINE_ENDS: { readonly [K in LineEnd]: string } = { lf: '\n', crlf: '\r\n', cr: '\r' };

function forced(columns: readonly number[], count: number): readonly boolean[] {
  return Array.from({ length: count }, (_, column) => columns.includes(column));
}

function allNull(phys: HostBatch['schema'][number]['phys'], rows: number): HostColumn {
  const validity = new Uint8Array((rows + 7) >>> 3);
  if (phys === 'str') return { data: new Uint8Array(0), offsets: new Int32Array(rows + 1), validity };
  return { data: new Uint8Array(rows * PHYS_BYTES[phys]), offsets: null, validity };
}
