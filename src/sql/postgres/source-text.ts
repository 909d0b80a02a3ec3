/** The text being parsed, in the bytes that the parser counts and the characters that positions are given in. */

const STEP_BYTES = 1024;

export class SourceText {
  readonly bytes: Buffer;
  readonly #ascii: boolean;
  /** Characters before each STEP_BYTES bytes; null for ASCII, where both counts are the same. */
  #checkpoints: Uint32Array | null = null;

  constructor(sql: string) {
    this.bytes = Buffer.from(sql, 'utf8');
    this.#ascii = this.bytes.length === sql.length;
  }

  /** 0-based offset in characters of a byte offset; -1 stays -1. The parse tree leaves out offsets that are 0. */
  characterAt(byteOffset: number | undefined): number {
    const offset = byteOffset ?? 0;
    if (offset < 0) return -1;
    if (this.#ascii) return offset;
    this.#checkpoints ??= this.#count();
    const step = Math.floor(offset / STEP_BYTES);
    return (this.#checkpoints[step] ?? 0) + countCharacters(this.bytes, step * STEP_BYTES, Math.min(offset, this.bytes.length));
  }

  slice(startByte: number, endByte: number): string {
    return this.bytes.toString('utf8', startByte, endByte);
  }

  #count(): Uint32Array {
    const counts = new Uint32Array(Math.floor(this.bytes.length / STEP_BYTES) + 1);
    for (let step = 1; step < counts.length; step++) {
      counts[step] = (counts[step - 1] ?? 0) + countCharacters(this.bytes, (step - 1) * STEP_BYTES, step * STEP_BYTES);
    }
    return counts;
  }
}

/** Every byte but UTF-8's continuation bytes (10xxxxxx) starts a character. */
function countCharacters(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (((bytes[i] ?? 0) & 0xc0) !== 0x80) count++;
  return count;
}
