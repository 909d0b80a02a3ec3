/**
 * Places at which a big delimited file can be cut between rows. A line end inside of quotes is none, and whether a byte is inside of quotes
 * depends on all that comes before it: so the file is looked through once, as fast as bytes can be looked at.
 */
import type { FileReader } from '../file-reader.js';
import type { FieldMarks } from './records.js';

const PIECE_BYTES = 4 << 20;
const LF = 0x0a;

/**
 * Offsets from `from` on, ascending, that begin a row: the first is `from`, the last is the file's end. Pieces have about `splitBytes`.
 */
export async function rowBoundaries(
  fs: FileReader,
  path: string,
  range: { readonly from: number; readonly to: number; readonly splitBytes: number },
  marks: FieldMarks,
): Promise<readonly number[]> {
  const { from, to, splitBytes } = range;
  const boundaries = [from];
  let next = from + splitBytes;
  const quotes = new QuoteState(marks);
  const buffer = new Uint8Array(Math.min(PIECE_BYTES, Math.max(0, to - from)));
  for (let at = from; at < to && next < to; at += buffer.length) {
    const piece = buffer.subarray(0, Math.min(buffer.length, to - at));
    await fs.read(path, at, piece);
    let seen = 0;
    while (next < at + piece.length && next < to) {
      // Up to the wanted place, then on to the first line end that is one.
      const wanted = Math.max(seen, next - at);
      quotes.pass(piece, seen, wanted);
      const end = quotes.lineEnd(piece, wanted);
      seen = end < 0 ? piece.length : end + 1;
      if (end < 0) break;
      if (at + seen < to) boundaries.push(at + seen);
      next = Math.max(next + splitBytes, at + seen);
    }
    quotes.pass(piece, seen, piece.length);
  }
  boundaries.push(to);
  return boundaries;
}

/** Whether the bytes so far end inside of quotes. A field is in quotes when it begins with one. */
class QuoteState {
  readonly #delimiter: number;
  readonly #quote: number;
  readonly #escape: number;
  #inside = false;
  /** At the first byte of a field; in a field that began with a quote. */
  #first = true;
  #quoted = false;
  /** The byte before was an escape inside of quotes: the next one has no meaning. */
  #escaped = false;

  constructor({ delimiter, quote, escape: escapes }: FieldMarks) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#quote = quote === '' ? -1 : quote.charCodeAt(0);
    // A quote that escapes itself leaves the quotes and enters them again.
    this.#escape = escapes === '' || escapes === quote ? -1 : escapes.charCodeAt(0);
  }

  pass(bytes: Uint8Array, from: number, to: number): void {
    if (this.#quote < 0 || from >= to) return;
    if (!this.#inside && this.#noneBefore(bytes, from, to)) {
      const last = bytes[to - 1] as number;
      this.#first = last === this.#delimiter || last === LF;
      this.#quoted &&= !this.#first && !this.#endsField(bytes, from, to);
      return;
    }
    for (let at = from; at < to; at += 1) this.#step(bytes[at] as number);
  }

  /** A search for a byte that is not there runs at the speed of memory. */
  #noneBefore(bytes: Uint8Array, from: number, to: number): boolean {
    const found = bytes.indexOf(this.#quote, from);
    return found < 0 || found >= to;
  }

  #endsField(bytes: Uint8Array, from: number, to: number): boolean {
    const part = bytes.subarray(from, to);
    return part.includes(this.#delimiter) || part.includes(LF);
  }

  /** The first line end outside of quotes from `from` on, or -1; what is before it has been passed. */
  lineEnd(bytes: Uint8Array, from: number): number {
    for (let at = from; at < bytes.length; at += 1) {
      const ends = bytes[at] === LF && !this.#inside;
      this.#step(bytes[at] as number);
      if (ends) return at;
    }
    return -1;
  }

  #step(byte: number): void {
    if (this.#inside) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === this.#escape) this.#escaped = true;
      else if (byte === this.#quote) this.#inside = false;
    } else if (byte === this.#delimiter || byte === LF) {
      this.#first = true;
      this.#quoted = false;
    } else if (byte === this.#quote && (this.#first || this.#quoted)) {
      this.#inside = true;
      this.#quoted = true;
      this.#first = false;
    } else this.#first = false;
  }
}
