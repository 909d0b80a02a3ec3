/**
 * Frames of LZ4 (the format's description, version 1.6.4): blocks that may refer to what came before them, so that one output holds all.
 * The library for Parquet knows single blocks alone. Checksums are passed over.
 */
import { corrupt } from './corrupt.js';

const MAGIC = 0x184d2204;
const LINKED_FLAGS = { contentSize: 0x08, blockChecksum: 0x10, dictionary: 0x01 };
const STORED = 0x8000_0000;

/** All that the frame holds, which must be `length` bytes. */
export function decompressLz4Frame(bytes: Uint8Array, length: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 7 || view.getUint32(0, true) !== MAGIC) throw corrupt('no LZ4 frame where one should be');
  const flags = view.getUint8(4);
  if ((flags & LINKED_FLAGS.dictionary) !== 0) throw corrupt('an LZ4 frame with a dictionary');
  let at = 7 + ((flags & LINKED_FLAGS.contentSize) === 0 ? 0 : 8);
  const out = new Uint8Array(length);
  let to = 0;
  for (;;) {
    if (at + 4 > bytes.length) throw corrupt('an LZ4 frame ends early');
    const head = view.getUint32(at, true);
    at += 4;
    if (head === 0) break;
    const end = at + (head & ~STORED);
    if (end > bytes.length) throw corrupt('an LZ4 block ends early');
    if ((head & STORED) !== 0) {
      if (to + end - at > length) throw corrupt('an LZ4 frame is longer than it says');
      out.set(bytes.subarray(at, end), to);
      to += end - at;
    } else to = block(bytes, at, end, out, to);
    at = end + ((flags & LINKED_FLAGS.blockChecksum) === 0 ? 0 : 4);
  }
  if (to !== length) throw corrupt(`an LZ4 frame of ${length} bytes has ${to}`);
  return out;
}

/** Literals and matches, in turns. Gives where the output ends. */
function block(bytes: Uint8Array, from: number, end: number, out: Uint8Array, start: number): number {
  let at = from;
  let to = start;
  const more = (length: number): number => {
    let sum = length;
    for (let byte = 255; length === 15 && byte === 255; at += 1) {
      if (at >= end) throw corrupt('an LZ4 block ends early');
      byte = bytes[at] as number;
      sum += byte;
    }
    return sum;
  };
  while (at < end) {
    const token = bytes[at] as number;
    at += 1;
    const literals = more(token >> 4);
    if (at + literals > end || to + literals > out.length) throw corrupt('an LZ4 block is longer than it says');
    out.set(bytes.subarray(at, at + literals), to);
    at += literals;
    to += literals;
    if (at === end) return to;
    if (at + 2 > end) throw corrupt('an LZ4 block ends early');
    const distance = (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
    at += 2;
    const length = more(token & 15) + 4;
    if (distance === 0 || distance > to || to + length > out.length) throw corrupt('an LZ4 block refers to what is not there');
    if (distance >= length) out.copyWithin(to, to - distance, to - distance + length);
    else for (let i = 0; i < length; i += 1) out[to + i] = out[to + i - distance] as number;
    to += length;
  }
  throw corrupt('an LZ4 block ends early');
}
