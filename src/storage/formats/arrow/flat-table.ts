/**
 * FlatBuffers read with every step inside of the message that they are in: a table is fields by number, each of which may be left out. Views
 * throw where bytes end; numbers that say how much there is are compared with the bytes before anything is made of them.
 */
import { corrupt } from '../corrupt.js';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export class FlatTable {
  readonly #view: DataView;
  readonly #at: number;
  readonly #fields: number;
  readonly #fieldsBytes: number;

  private constructor(view: DataView, at: number) {
    this.#view = view;
    this.#at = at;
    this.#fields = at - view.getInt32(at, true);
    this.#fieldsBytes = view.getUint16(this.#fields, true);
  }

  static root(bytes: Uint8Array): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new FlatTable(view, view.getUint32(0, true));
  }

  int8(field: number, otherwise: number): number {
    const at = this.#place(field);
    return at === 0 ? otherwise : this.#view.getUint8(at);
  }

  int16(field: number, otherwise: number): number {
    const at = this.#place(field);
    return at === 0 ? otherwise : this.#view.getInt16(at, true);
  }

  int32(field: number, otherwise: number): number {
    const at = this.#place(field);
    return at === 0 ? otherwise : this.#view.getInt32(at, true);
  }

  int64(field: number, otherwise: number): number {
    const at = this.#place(field);
    return at === 0 ? otherwise : longAt(this.#view, at);
  }

  text(field: number): string | null {
    const at = this.#reference(field);
    if (at === 0) return null;
    const length = this.#view.getUint32(at, true);
    if (length > this.#view.byteLength - at - 4) throw corrupt('a name is longer than its message');
    return decoder.decode(new Uint8Array(this.#view.buffer, this.#view.byteOffset + at + 4, length));
  }

  table(field: number): FlatTable | null {
    const at = this.#reference(field);
    return at === 0 ? null : new FlatTable(this.#view, at);
  }

  tables(field: number): readonly FlatTable[] {
    return this.#items(field, 4, (at) => new FlatTable(this.#view, at + this.#view.getUint32(at, true)));
  }

  /** Structs of 64-bit words, the first `words` of each `bytes`. */
  longs(field: number, bytes: number, words: number): readonly (readonly number[])[] {
    return this.#items(field, bytes, (at) => Array.from({ length: words }, (_, word) => longAt(this.#view, at + word * 8)));
  }

  /** A file's places of messages: where each begins, and the bytes of its description and its body. */
  blocks(field: number): readonly { readonly at: number; readonly headBytes: number; readonly bodyBytes: number }[] {
    return this.#items(field, 24, (at) => ({
      at: longAt(this.#view, at),
      headBytes: this.#view.getInt32(at + 8, true),
      bodyBytes: longAt(this.#view, at + 16),
    }));
  }

  #items<T>(field: number, bytes: number, read: (at: number) => T): readonly T[] {
    const at = this.#reference(field);
    if (at === 0) return [];
    const count = this.#view.getUint32(at, true);
    if (count * bytes > this.#view.byteLength - at - 4) throw corrupt('a list is longer than its message');
    return Array.from({ length: count }, (_, i) => read(at + 4 + i * bytes));
  }

  /** Position of the field's value; 0: it is left out. */
  #place(field: number): number {
    const entry = 4 + field * 2;
    const offset = entry + 2 > this.#fieldsBytes ? 0 : this.#view.getUint16(this.#fields + entry, true);
    return offset === 0 ? 0 : this.#at + offset;
  }

  #reference(field: number): number {
    const at = this.#place(field);
    return at === 0 ? 0 : at + this.#view.getUint32(at, true);
  }
}

/** A length or a position: from 0 to what a double counts exactly. */
function longAt(view: DataView, at: number): number {
  const value = view.getUint32(at, true) + view.getInt32(at + 4, true) * 0x1_0000_0000;
  if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) throw corrupt(`a length of ${value}`);
  return value;
}
