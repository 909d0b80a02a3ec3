/** Runs the compiled code of plain-rows.ts over bytes: brings them to its memory, and lets builders read the fields that it only found. */
import { known } from '../../common/assert.js';
import { type Allocate, type ColumnBuilder, columnBuilder, skippedColumn, TextBuilder } from './column-builder.js';
import { CONTEXT_WORDS, DOUBLE_POWERS, LEFT, type PlainField, type PlainFormat, SPARE_BYTES } from './plain-layout.js';
import { isPlainFormat, isPlainType, plainRowsModule } from './plain-rows.js';

const PAGE_BYTES = 65_536;
/** What a row of a column takes at the most, before there are texts. */
const ROW_BYTES = 32;
/** For texts that are longer than expected; columns that need more are read without this code. */
const TEXT_ROOM_BYTES = 32 << 20;
/** Bytes that are read at a time: they stay in the processor's cache. */
const INPUT_BYTES = 256 << 10;
/** After a row that is not plain: those after it may not be either, and all that is taken is copied. */
const LEAST_BYTES = 4 << 10;
const LF = 0x0a;
const KEPT_MODULES = 64;

/** The memory that the code and the builders share. Nothing is given back: it goes as a whole. */
class PlainMemory {
  readonly memory: WebAssembly.Memory;
  #next = 64;

  /** All of it is there from the start: views end when a memory grows, and those of shared memory are slow to copy from. The system gives what is written to, no more. */
  constructor(readonly pages: number) {
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  }

  /** Zeros from a multiple of 16 on, with spare bytes behind. From the heap when there is no room: see isHere(). */
  readonly allocate: Allocate = (bytes) => {
    const address = this.#next;
    const end = address + bytes + SPARE_BYTES;
    if (end > this.pages * PAGE_BYTES) return new Uint8Array(bytes);
    this.#next = (end + 15) & ~15;
    return new Uint8Array(this.memory.buffer, address, bytes);
  };
}

export interface ReaderColumn {
  readonly name: string;
  readonly type: ColumnBuilder['schema']['type'];
  readonly required: boolean;
  readonly skipped: boolean;
}

/** A field that the code has found and a builder is to read. */
interface Deferred {
  readonly field: number;
  readonly builder: ColumnBuilder;
  readonly spans: Int32Array;
}

type Rows = (at: number, end: number, row: number, limit: number, crlf: number) => number;

export class PlainReader {
  readonly builders: readonly ColumnBuilder[];
  readonly #input: Uint8Array;
  readonly #context: Int32Array;
  readonly #starts: Int32Array;
  readonly #deferred: readonly Deferred[] = [];
  readonly #rows: Rows;
  readonly #memory: ArrayBuffer;
  #usable = true;
  /** The row after the last one that was read. */
  row = 0;
  #most = INPUT_BYTES;

  /** `read`: fields from there on are not looked at. */
  constructor(columns: readonly ReaderColumn[], format: PlainFormat, capacity: number, read = columns.length) {
    const arena = new PlainMemory(Math.ceil((columns.length * capacity * ROW_BYTES + TEXT_ROOM_BYTES) / PAGE_BYTES));
    this.#memory = arena.memory.buffer;
    const words = (count: number): Int32Array => {
      const bytes = arena.allocate(count * 4);
      return new Int32Array(bytes.buffer, bytes.byteOffset, count);
    };
    this.#input = arena.allocate(INPUT_BYTES);
    this.#context = words(CONTEXT_WORDS.texts + columns.length * 2);
    this.#starts = words(capacity);
    const powers = powersOfTen(arena.allocate);
    const deferred: Deferred[] = [];
    const fields = columns.map(({ name, type, required, skipped }, field): PlainField => {
      const builder = skipped ? skippedColumn(name, type) : columnBuilder(name, type, capacity, arena.allocate);
      if (skipped || field >= read || isPlainType(type, builder)) return { builder, required, skipped, spans: 0 };
      const spans = words(capacity * 2);
      deferred.push({ field, builder, spans });
      return { builder, required, skipped, spans: spans.byteOffset };
    });
    this.#deferred = deferred;
    this.builders = fields.map(({ builder }) => builder);
    const layout = { format, fields, read, context: this.#context.byteOffset, starts: this.#starts.byteOffset, powers };
    const module = compiled(plainRowsModule(layout, arena.pages));
    this.#rows = new WebAssembly.Instance(module, { env: { memory: arena.memory } }).exports.rows as Rows;
    for (const field of this.builders.keys()) this.#noteTexts(field);
  }

  /** null: there is no address space left for its memory. */
  static open(...given: ConstructorParameters<typeof PlainReader>): PlainReader | null {
    try {
      return new PlainReader(...given);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  static reads(format: PlainFormat): boolean {
    return isPlainFormat(format);
  }

  /**
   * Reads rows of bytes[at..end), which ends in a line feed, into the builders from `row` on, but for those from `limit` on. Gives where the first row begins that it did not
   * read. `starts` takes where each row begins.
   */
  read(bytes: Uint8Array, at: number, end: number, row: number, limit: number, crlf: boolean, starts: Uint32Array | null): number {
    this.row = row;
    let from = at;
    while (from < end && this.row < limit && this.#usable) {
      const most = this.#most;
      const to = end - from <= most ? end : lineEndBefore(bytes, from, from + most);
      this.#most = Math.min(INPUT_BYTES, most * 2);
      if (to <= from && most < INPUT_BYTES) continue;
      if (to <= from) return from;
      this.#input.set(bytes.subarray(from, to));
      const done = this.#readInput(to - from, limit, crlf, (first, next) => {
        if (starts !== null) for (let one = first; one < next; one += 1) starts[one] = this.#offset(one) + from;
      });
      from += done;
      if (from < to) {
        this.#most = LEAST_BYTES;
        return from;
      }
    }
    return from;
  }

  /** Gives how many bytes of the input were read. */
  #readInput(bytes: number, limit: number, crlf: boolean, passed: (first: number, next: number) => void): number {
    const first = this.#input.byteOffset;
    const end = first + bytes;
    let at = first;
    for (;;) {
      const row = this.row;
      at = this.#rows(at, end, row, limit, crlf ? 1 : 0);
      const next = known(this.#context[CONTEXT_WORDS.row], 'row');
      const reason = known(this.#context[CONTEXT_WORDS.reason], 'reason');
      this.row = this.#readDeferred(row, next);
      passed(row, this.row);
      if (this.row < next) return this.#offset(this.row);
      if (reason < LEFT.full) return at - first;
      const field = reason - LEFT.full;
      const builder = this.builders[field];
      if (builder instanceof TextBuilder) builder.grow();
      this.#noteTexts(field);
      if (!this.#usable) return at - first;
    }
  }

  /** In the input. */
  #offset(row: number): number {
    return known(this.#starts[row], 'start of a row') - this.#input.byteOffset;
  }

  /** Gives the first row that a builder did not take: the parser will say why. */
  #readDeferred(first: number, next: number): number {
    if (this.#deferred.length === 0) return next;
    const base = this.#input.byteOffset;
    for (let row = first; row < next; row += 1) {
      try {
        for (const { builder, spans } of this.#deferred) {
          const start = spans[row * 2] as number;
          if (start === 0) builder.addNull(row);
          else builder.add(this.#input, start - base, (spans[row * 2 + 1] as number) - base, row);
        }
      } catch {
        return row;
      }
    }
    return next;
  }

  /** Where a column's texts are now. */
  #noteTexts(field: number): void {
    const { data, offsets } = known(this.builders[field], 'builder').memory;
    if (offsets === null) return;
    this.#context[CONTEXT_WORDS.texts + field * 2] = data.byteOffset;
    this.#context[CONTEXT_WORDS.texts + field * 2 + 1] = data.byteOffset + data.byteLength;
    if (data.buffer !== this.#memory) this.#usable = false;
  }

  /** The parser has read rows by itself: columns may have got other memory. */
  noteMemory(): void {
    for (const field of this.builders.keys()) this.#noteTexts(field);
  }
}

function lineEndBefore(bytes: Uint8Array, from: number, end: number): number {
  return bytes.subarray(from, end).lastIndexOf(LF) + 1 + from;
}

/** Both kinds, and where they begin. */
function powersOfTen(allocate: Allocate): number {
  const bytes = allocate((DOUBLE_POWERS + 19) * 8);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let power = 0; power < DOUBLE_POWERS; power += 1) view.setFloat64(power * 8, 10 ** power, true);
  for (let power = 0; power < 19; power += 1) view.setBigInt64((DOUBLE_POWERS + power) * 8, 10n ** BigInt(power), true);
  return bytes.byteOffset;
}

const modules = new Map<string, WebAssembly.Module>();

function compiled(code: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  const key = Buffer.from(code).toString('latin1');
  let module = modules.get(key);
  if (module === undefined) {
    module = new WebAssembly.Module(code);
    if (modules.size >= KEPT_MODULES) modules.clear();
    modules.set(key, module);
  }
  return module;
}
