/** Fields of COPY's formats without their escapes and quotes. */
import { invalidAt, invalidSequence } from '../../types/utf8-check.js';
import { LineError } from './copy-errors.js';

const BACKSLASH = 0x5c;

const ESCAPES: Readonly<Record<string, number>> = { b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** Room for one field. */
export class FieldScratch {
  readonly #quote: number;
  readonly #escape: number;
  #bytes = Buffer.alloc(1024);

  constructor(quote: number, escapeByte: number) {
    this.#quote = quote;
    this.#escape = escapeByte;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  text(length: number): string {
    return this.#bytes.toString('utf8', 0, length);
  }

  /** Writes a field without its escapes to the scratch buffer; gives its length. */
  unescape(bytes: Uint8Array, start: number, end: number): number {
    const scratch = this.#room(end - start);
    let length = 0;
    let madeBytes = false;
    for (let at = start; at < end; at += 1) {
      let byte = bytes[at] as number;
      if (byte === BACKSLASH && at + 1 < end) {
        at += 1;
        byte = bytes[at] as number;
        const simple = ESCAPES[String.fromCharCode(byte)];
        if (simple !== undefined) {
          byte = simple;
        } else if (byte >= 0x30 && byte <= 0x37) {
          byte -= 0x30;
          for (let more = 0; more < 2 && at + 1 < end && isOctal(bytes[at + 1] as number); more += 1) {
            at += 1;
            byte = byte * 8 + (bytes[at] as number) - 0x30;
          }
          byte &= 0xff;
          madeBytes ||= byte > 127 || byte === 0;
        } else if (byte === 0x78 && at + 1 < end && hexDigit(bytes[at + 1] as number) >= 0) {
          byte = 0;
          for (let more = 0; more < 2 && at + 1 < end && hexDigit(bytes[at + 1] as number) >= 0; more += 1) {
            at += 1;
            byte = byte * 16 + hexDigit(bytes[at] as number);
          }
          madeBytes ||= byte > 127 || byte === 0;
        }
      }
      scratch[length] = byte;
      length += 1;
    }
    if (madeBytes) {
      const made = scratch.subarray(0, length);
      const invalid = invalidAt(made);
      if (invalid >= 0) throw new LineError(invalidSequence(made, invalid));
    }
    return length;
  }

  /** Writes a field without its quotes to the scratch buffer; gives its length. */
  unquote(bytes: Uint8Array, start: number, end: number): number {
    const scratch = this.#room(end - start);
    const quote = this.#quote;
    let length = 0;
    let inQuotes = false;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] as number;
      if (inQuotes) {
        if (byte === this.#escape && at + 1 < end && (bytes[at + 1] === quote || bytes[at + 1] === this.#escape)) {
          at += 1;
          scratch[length] = bytes[at] as number;
          length += 1;
          continue;
        }
        if (byte === quote) {
          inQuotes = false;
          continue;
        }
      } else if (byte === quote) {
        inQuotes = true;
        continue;
      }
      scratch[length] = byte;
      length += 1;
    }
    return length;
  }

  #room(bytes: number): Buffer {
    if (this.#bytes.length < bytes) this.#bytes = Buffer.alloc(bytes * 2);
    return this.#bytes;
  }
}

function isOctal(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x37;
}

/** -1 for a byte that is no hexadecimal digit. */
function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}
