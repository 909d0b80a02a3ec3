/**
 * Snappy compression: copies of what came before, found by the hash of four bytes, and literals for the rest. Node has no such codec, and
 * it is what readers of Parquet expect.
 */

const HASH_BITS = 14;
/** Offsets of copies have two bytes; matches are looked for within one block, so that positions fit. */
const BLOCK_BYTES = 1 << 16;

export function snappyCompress(input: Uint8Array): Uint8Array {
  const out = new Uint8Array(32 + input.length + Math.ceil(input.length / 6));
  let to = 0;
  for (let length = input.length; ; length = Math.floor(length / 128)) {
    out[to] = length > 127 ? (length & 127) | 128 : length;
    to += 1;
    if (length <= 127) break;
  }
  const table = new Uint16Array(1 << HASH_BITS);
  for (let start = 0; start < input.length; start += BLOCK_BYTES) {
    table.fill(0);
    to = compressBlock(input, start, Math.min(input.length, start + BLOCK_BYTES), table, out, to);
  }
  return out.subarray(0, to);
}

function compressBlock(input: Uint8Array, start: number, end: number, table: Uint16Array, out: Uint8Array, at: number): number {
  let to = at;
  let literal = start;
  let from = start + 1;
  let misses = 0;
  while (from + 4 <= end) {
    const word = load(input, from);
    const slot = Math.imul(word, 0x1e35a7bd) >>> (32 - HASH_BITS);
    const candidate = start + (table[slot] as number);
    table[slot] = from - start;
    if (candidate >= from || load(input, candidate) !== word) {
      // What has no repetitions is passed over faster and faster.
      misses += 1;
      from += 1 + (misses >> 5);
      continue;
    }
    misses = 0;
    to = writeLiteral(input, literal, from, out, to);
    let length = 4;
    while (from + length < end && input[candidate + length] === input[from + length]) length += 1;
    to = writeCopy(from - candidate, length, out, to);
    from += length;
    literal = from;
  }
  return writeLiteral(input, literal, end, out, to);
}

function load(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24);
}

function writeLiteral(input: Uint8Array, from: number, end: number, out: Uint8Array, at: number): number {
  const length = end - from;
  if (length === 0) return at;
  let to = at;
  const less = length - 1;
  if (less < 60) {
    out[to] = less << 2;
    to += 1;
  } else if (less < 256) {
    out[to] = 60 << 2;
    out[to + 1] = less;
    to += 2;
  } else {
    out[to] = 61 << 2;
    out[to + 1] = less & 255;
    out[to + 2] = less >> 8;
    to += 3;
  }
  out.set(input.subarray(from, end), to);
  return to + length;
}

/** Copies of up to 64 bytes with an offset of two bytes. */
function writeCopy(offset: number, length: number, out: Uint8Array, at: number): number {
  let to = at;
  for (let left = length; left > 0; ) {
    const part = Math.min(64, left);
    out[to] = ((part - 1) << 2) | 2;
    out[to + 1] = offset & 255;
    out[to + 2] = offset >> 8;
    to += 3;
    left -= part;
  }
  return to;
}
