/**
 * PostgreSQL's binary numeric (numeric_send) for values that doubles hold exactly: the number of base-10000 digits, the weight of
 * the first, sign, display scale, then the digits, 16 bits each; zero digits at both ends are left out.
 */

/** Larger scales could overflow a safe integer when the fraction is aligned to whole digits. */
export const FAST_BINARY_SCALE = 12;

const BASE = 10_000;
const POWERS = Array.from({ length: 17 }, (_, exponent) => 10 ** exponent);
/** A safe integer has at most 4 base-10000 digits before the point, and its fraction at most 3. */
const digits = new Uint16Array(8);

/** unscaled x 10^-scale for a safe integer and scale up to FAST_BINARY_SCALE; gives the offset after it. */
export function putNumericBinary(bytes: Uint8Array, at: number, unscaled: number, scale: number): number {
  const magnitude = unscaled < 0 ? -unscaled : unscaled;
  const power = POWERS[scale] as number;
  let whole = Math.floor(magnitude / power);
  let fraction = magnitude - whole * power;
  if (fraction < 0) {
    whole--;
    fraction += power;
  }
  const fractionDigits = (scale + 3) >> 2;
  fraction *= POWERS[fractionDigits * 4 - scale] as number;
  // Filled from the end: 5 digits before the point hold every safe integer.
  let end = 5 + fractionDigits;
  for (let i = end - 1; i >= 5; i--) {
    const quotient = Math.floor(fraction / BASE);
    digits[i] = fraction - quotient * BASE;
    fraction = quotient;
  }
  for (let i = 4; i >= 0; i--) {
    const quotient = Math.floor(whole / BASE);
    digits[i] = whole - quotient * BASE;
    whole = quotient;
  }
  let first = 0;
  while (first < end && digits[first] === 0) first++;
  while (end > first && digits[end - 1] === 0) end--;
  const count = end - first;
  let to = putInt16(bytes, at, count);
  to = putInt16(bytes, to, count === 0 ? 0 : 4 - first);
  to = putInt16(bytes, to, unscaled < 0 ? 0x4000 : 0);
  to = putInt16(bytes, to, scale);
  for (let i = first; i < end; i++) to = putInt16(bytes, to, digits[i] as number);
  return to;
}

function putInt16(bytes: Uint8Array, at: number, value: number): number {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
  return at + 2;
}
