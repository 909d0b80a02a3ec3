/**
 * Version 1 of the distribution hash: 32 bits, stored with tables, the same here and in compiled code (exec/codegen). Values
 * that SQL calls equal hash equal: int2/4/8 and integral numerics of any scale, -0 and 0, NaN of any payload, char with any
 * padding. NULL hashes to 0.
 */
import type { Decimal } from '../types/datum.js';

export const HASH_VERSION = 1;

const C1 = 0x85ebca6b;
const C2 = 0xc2b2ae35;
const C3 = 0x9e3779b1;

/** MurmurHash3's finalizer. */
function finish(h: number): number {
  h ^= h >>> 16;
  h = Math.imul(h, C1);
  h ^= h >>> 13;
  h = Math.imul(h, C2);
  return h ^ (h >>> 16);
}

/** A 64-bit integer given as two 32-bit halves. bool, dates and timestamps hash as integers. */
export function hashInt64(lo: number, hi: number): number {
  return finish(lo ^ Math.imul(hi, C3));
}

/**
 * A numeric as unscaled x 10^-scale. Trailing zeros are dropped first; an integral value within 64 bits hashes as the
 * integer, every other one as its 128-bit unscaled value (four halves, lowest first) and its remaining scale.
 */
export function hashNumeric(unscaled: bigint, scale: number): number {
  while (scale > 0 && unscaled % 10n === 0n) {
    unscaled /= 10n;
    scale -= 1;
  }
  const lo = Number(BigInt.asIntN(32, unscaled));
  const hi = Number(BigInt.asIntN(32, unscaled >> 32n));
  if (scale === 0 && BigInt.asIntN(64, unscaled) === unscaled) return hashInt64(lo, hi);
  const upperLo = Number(BigInt.asIntN(32, unscaled >> 64n));
  const upperHi = Number(BigInt.asIntN(32, unscaled >> 96n));
  return combineHash(combineHash(hashInt64(lo, hi), hashInt64(upperLo, upperHi)), hashInt64(scale, 0));
}

/** A numeric of any length; the specials hash as 0. */
export function hashDecimal(value: Decimal): number {
  return hashNumeric(value.unscaled, value.scale);
}

/** Bits of the canonical float: -0 becomes 0, every NaN the quiet one. */
export function hashFloat(value: number): number {
  floatView.setFloat64(0, value === 0 ? 0 : Number.isNaN(value) ? Number.NaN : value, true);
  return hashInt64(floatView.getInt32(0, true), floatView.getInt32(4, true));
}
const floatView = new DataView(new ArrayBuffer(8));

/**
 * UTF-8 bytes, four at a time, little endian; the last one to three bytes make one word padded with zeros; then the length.
 * char(n) is hashed without its trailing blanks.
 */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let h = C3 | 0;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word =
      (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24);
    h = step(h, word);
  }
  if (at < end) {
    let word = 0;
    for (let shift = 0; at < end; at += 1, shift += 8) word |= (bytes[at] as number) << shift;
    h = step(h, word);
  }
  return finish(h ^ (end - start));
}

function step(h: number, word: number): number {
  h ^= Math.imul(word, C1);
  return (Math.imul((h << 13) | (h >>> 19), 5) + C2) | 0;
}

/** Folds the next key's hash into the hash of those before it. A single key's hash is used as it is. */
export function combineHash(before: number, next: number): number {
  return Math.imul(((before << 5) | (before >>> 27)) ^ next, C3);
}

/** The bucket (0 to 255) of a hash. */
export function bucketOfHash(hash: number): number {
  return hash >>> 24;
}
