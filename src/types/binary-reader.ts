/** Reads the parts of a binary value one after the other, big endian. 22P03 where they don't fit the bytes. */
import { ConductError, SQLSTATE } from '../common/errors.js';

export function badBinary(message = 'incorrect binary data format'): ConductError {
  return new ConductError(SQLSTATE.invalidBinaryRepresentation, message);
}

export class BinaryReader {
  readonly #view: DataView;
  #at = 0;

  constructor(view: DataView) {
    this.#view = view;
  }

  /** Of an unsigned byte. */
  uint8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  int32(): number {
    return this.#view.getInt32(this.#take(4));
  }

  float64(): number {
    return this.#view.getFloat64(this.#take(8));
  }

  bytes(length: number): Uint8Array {
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + this.#take(length), length);
  }

  /** A length and so many bytes; null for -1. */
  sized(): Uint8Array | null {
    const length = this.int32();
    return length === -1 ? null : this.bytes(length);
  }

  end(): void {
    if (this.#at !== this.#view.byteLength) throw badBinary();
  }

  #take(length: number): number {
    const at = this.#at;
    if (length < 0 || at + length > this.#view.byteLength) throw badBinary();
    this.#at += length;
    return at;
  }
}

/** The bytes with their length before them; -1 for NULL. */
export function sizedBytes(bytes: Uint8Array | null): Uint8Array {
  const result = Buffer.alloc(4 + (bytes?.length ?? 0));
  result.writeInt32BE(bytes?.length ?? -1);
  if (bytes !== null) result.set(bytes, 4);
  return result;
}
