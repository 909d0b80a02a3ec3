/** Collects rows as COPY's text: fields separated by `|`, no separator at the end, a newline after each row. */
const SEPARATOR = 0x7c;
const NEWLINE = 0x0a;
const ZERO = 0x30;
const MINUS = 0x2d;
const POINT = 0x2e;

/** Room that a row may need beyond the chunk size. */
const LONGEST_ROW_BYTES = 1024;

export class RowWriter {
  readonly #chunkBytes: number;
  #bytes: Uint8Array;
  #length = 0;

  constructor(chunkBytes: number) {
    this.#chunkBytes = chunkBytes;
    this.#bytes = new Uint8Array(chunkBytes + LONGEST_ROW_BYTES);
  }

  get full(): boolean {
    return this.#length >= this.#chunkBytes;
  }

  /** What has been written since the last call; the caller owns it. */
  take(): Uint8Array {
    const chunk = this.#bytes.subarray(0, this.#length);
    this.#bytes = new Uint8Array(this.#chunkBytes + LONGEST_ROW_BYTES);
    this.#length = 0;
    return chunk;
  }

  /** Ends the row: the last field's separator becomes a newline. */
  endRow(): void {
    this.#bytes[this.#length - 1] = NEWLINE;
  }

  integer(value: number): void {
    this.#digits(value, 1);
    this.#byte(SEPARATOR);
  }

  /** An integer of hundredths with its point: -5 is -0.05. */
  money(hundredths: number): void {
    if (hundredths < 0) this.#byte(MINUS);
    const value = Math.abs(hundredths);
    this.#digits(Math.floor(value / 100), 1);
    this.#byte(POINT);
    this.#digits(value % 100, 2);
    this.#byte(SEPARATOR);
  }

  /** `Prefix#000000042`. */
  numbered(prefix: Uint8Array, value: number, digits: number): void {
    this.#copy(prefix, 0, prefix.length);
    this.#digits(value, digits);
    this.#byte(SEPARATOR);
  }

  text(bytes: Uint8Array): void {
    this.#copy(bytes, 0, bytes.length);
    this.#byte(SEPARATOR);
  }

  slice(bytes: Uint8Array, start: number, length: number): void {
    this.#copy(bytes, start, length);
    this.#byte(SEPARATOR);
  }

  #byte(byte: number): void {
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }

  #copy(bytes: Uint8Array, start: number, length: number): void {
    const to = this.#bytes;
    let at = this.#length;
    for (let from = start; from < start + length; from += 1) {
      to[at] = bytes[from] ?? 0;
      at += 1;
    }
    this.#length = at;
  }

  /** Decimal digits, at least `width` of them. */
  #digits(value: number, width: number): void {
    let count = width;
    for (let limit = 10 ** width; value >= limit; limit *= 10) count += 1;
    let rest = value;
    for (let at = this.#length + count - 1; at >= this.#length; at -= 1) {
      const quotient = Math.floor(rest / 10);
      this.#bytes[at] = ZERO + rest - quotient * 10;
      rest = quotient;
    }
    this.#length += count;
  }
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}
