/** Room for the characters of one text: most are short, and matching makes one after the other. */
const SHARED = new Int32Array(4_096);

/**
 * A text as the code points that automata read, and back. The code points of short texts are in shared memory: a text is not matched any
 * more once another has been made. Its slices stay right.
 */
export class RegexText {
  readonly codes: Int32Array;
  readonly length: number;
  /** Where each character starts in the string; undefined where that is its index. */
  readonly #offsets: Int32Array | undefined;

  constructor(readonly source: string) {
    const codes = source.length <= SHARED.length ? SHARED : new Int32Array(source.length);
    let surrogates = false;
    for (let i = 0; i < source.length; i += 1) {
      const unit = source.charCodeAt(i);
      codes[i] = unit;
      if (unit >= 0xd800 && unit < 0xe000) surrogates = true;
    }
    if (!surrogates) {
      this.codes = codes;
      this.length = source.length;
      return;
    }
    const offsets = new Int32Array(source.length + 1);
    let length = 0;
    for (let i = 0; i < source.length; length += 1) {
      const code = source.codePointAt(i) ?? 0;
      codes[length] = code;
      offsets[length] = i;
      i += code > 0xffff ? 2 : 1;
    }
    offsets[length] = source.length;
    this.codes = codes;
    this.length = length;
    this.#offsets = offsets;
  }

  slice(from: number, to: number): string {
    const offsets = this.#offsets;
    return offsets === undefined ? this.source.slice(from, to) : this.source.slice(offsets[from], offsets[to]);
  }
}
