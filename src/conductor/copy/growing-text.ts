/** Text of COPY of which nobody knows how much it will be: a little is read here, much of it by the workers. */
import { LIMITS } from '../../common/limits.js';
import { afterPieces } from './data-line.js';

/** Reads the data of a COPY. */
export interface CopyReader {
  /** Where in the data it is, as errors say it. */
  readonly context: string;
  /** Resolves when there is room for more. */
  write(data: Uint8Array): Promise<void>;
  /** Gives the number of rows. */
  finish(): Promise<number>;
}

const LF = 0x0a;

export class GrowingText implements CopyReader {
  readonly #little: CopyReader;
  readonly #openMuch: () => CopyReader;
  #kept: Uint8Array[] = [];
  #keptBytes = 0;
  /** null: not enough has come to say. */
  #reader: CopyReader | null = null;

  constructor(little: CopyReader, openMuch: () => CopyReader) {
    this.#little = little;
    this.#openMuch = openMuch;
  }

  get context(): string {
    return afterPieces((this.#reader ?? this.#little).context, this.#kept);
  }

  async write(data: Uint8Array): Promise<void> {
    if (this.#reader !== null) return await this.#reader.write(data);
    this.#kept.push(data);
    this.#keptBytes += data.byteLength;
    if (this.#keptBytes <= LIMITS.copyOnConductorBytes) return;
    // Lines that end in carriage returns alone are only cut when all of them are there.
    const hasLines = this.#kept.some((piece) => piece.includes(LF));
    await this.#begin(hasLines ? this.#openMuch() : this.#little);
  }

  async finish(): Promise<number> {
    if (this.#reader === null) await this.#begin(this.#little);
    return await (this.#reader ?? this.#little).finish();
  }

  async #begin(reader: CopyReader): Promise<void> {
    this.#reader = reader;
    const kept = this.#kept;
    this.#kept = [];
    for (const piece of kept) await reader.write(piece);
  }
}
