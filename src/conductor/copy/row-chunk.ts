/** Rows of COPY's text that gather for one worker, and the lines of the client's data that they come from. */

/** Of a chunk's text, but for longer rows. */
const CHUNK_BYTES = 1 << 20;

export interface TracedRows {
  /** By row: where it starts, and its line; with an entry behind the last row. */
  readonly starts: Uint32Array;
  readonly lines: Uint32Array;
  readonly from: number;
  readonly to: number;
}

export interface TakenChunk {
  readonly text: Uint8Array;
  readonly rows: number;
  /** Line of the data of a line of the text. */
  readonly givenLine: (line: number) => number;
}

export class RowChunk {
  #text = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  #bytes = 0;
  #rows = 0;
  /** By row: its line in the data, and in the text. */
  #given = new Uint32Array(1024);
  #own = new Uint32Array(1024);
  #nextLine = 1;

  get rows(): number {
    return this.#rows;
  }

  /** Bytes that are to be added at the most; a single row may have more. */
  get room(): number {
    return CHUNK_BYTES - this.#bytes;
  }

  get isFull(): boolean {
    // A kilobyte that is left over does not pay for asking row by row.
    return this.room < 1024;
  }

  add(bytes: Uint8Array, { starts, lines, from, to }: TracedRows): void {
    const text = bytes.subarray(starts[from], starts[to]);
    if (this.#bytes + text.length > this.#text.length) {
      const grown = Buffer.allocUnsafeSlow(this.#bytes + text.length);
      this.#text.copy(grown, 0, 0, this.#bytes);
      this.#text = grown;
    }
    this.#text.set(text, this.#bytes);
    this.#bytes += text.length;
    while (this.#rows + to - from > this.#given.length) {
      this.#given = doubled(this.#given);
      this.#own = doubled(this.#own);
    }
    for (let row = from; row < to; row += 1) {
      this.#given[this.#rows] = lines[row] as number;
      this.#own[this.#rows] = this.#nextLine;
      this.#nextLine += (lines[row + 1] as number) - (lines[row] as number);
      this.#rows += 1;
    }
  }

  /** The chunk is empty then, and has other memory. */
  take(): TakenChunk {
    const rows = this.#rows;
    const given = this.#given.slice(0, rows);
    const own = this.#own.slice(0, rows);
    const text = this.#text.subarray(0, this.#bytes);
    this.#text = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    this.#bytes = 0;
    this.#rows = 0;
    this.#nextLine = 1;
    return { text, rows, givenLine: (line) => given[lastUpTo(own, line)] ?? line };
  }
}

function doubled(lines: Uint32Array): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(lines.length * 2);
  grown.set(lines);
  return grown;
}

/** Of ascending values, the place of the last one that is not above. */
function lastUpTo(values: Uint32Array, most: number): number {
  let at = values.findIndex((value) => value > most);
  if (at < 0) at = values.length;
  return at - 1;
}
