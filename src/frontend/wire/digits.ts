/**
 * Numbers, dates and timestamps as PostgreSQL's text, written straight into a buffer as ASCII. Every function writes at `at` and
 * gives the offset after what it wrote; the caller has made room (see TEXT_BOUND_BYTES).
 */

/** No value of a fixed-width type is longer as text than this. */
export const TEXT_BOUND_BYTES = 64;

const ZERO = 48;
const MINUS = 45;
const POINT = 46;
const COLON = 58;
const SPACE = 32;
const TWO_32 = 4_294_967_296;
/** Powers of ten that doubles hold exactly and that fit a safe integer. */
const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
const SAFE_SCALE = 15;

/** Digits of a non-negative safe integer. */
function digitCount(value: number): number {
  if (value < 100_000) return value < 100 ? (value < 10 ? 1 : 2) : value < 1_000 ? 3 : value < 10_000 ? 4 : 5;
  if (value < 10_000_000_000) {
    if (value < 10_000_000) return value < 1_000_000 ? 6 : 7;
    return value < 100_000_000 ? 8 : value < 1_000_000_000 ? 9 : 10;
  }
  let count = 11;
  for (let bound = 100_000_000_000; value >= bound && count < 16; bound *= 10) count++;
  return count;
}

/** `count` digits of a non-negative safe integer, with zeros in front. */
function putDigits(bytes: Uint8Array, at: number, value: number, count: number): void {
  let end = at + count;
  let rest = value;
  if (rest > 0x7fff_ffff) {
    // Halves that fit 32-bit integer arithmetic, where division by ten is a multiplication.
    const high = Math.floor(rest / 100_000_000);
    let low = (rest - high * 100_000_000) | 0;
    for (let i = 0; i < 8; i++) {
      const quotient = (low / 10) | 0;
      bytes[--end] = ZERO + low - quotient * 10;
      low = quotient;
    }
    rest = high;
  }
  let integer = rest | 0;
  while (end > at) {
    const quotient = (integer / 10) | 0;
    bytes[--end] = ZERO + integer - quotient * 10;
    integer = quotient;
  }
}

/** A safe integer. */
export function putInteger(bytes: Uint8Array, at: number, value: number): number {
  let start = at;
  let magnitude = value;
  if (value < 0) {
    bytes[start++] = MINUS;
    magnitude = -value;
  }
  const count = digitCount(magnitude);
  putDigits(bytes, start, magnitude, count);
  return start + count;
}

/** unscaled x 10^-scale for a safe integer, with all `scale` digits after the point. */
export function putScaled(bytes: Uint8Array, at: number, unscaled: number, scale: number): number {
  if (scale === 0) return putInteger(bytes, at, unscaled);
  if (scale > SAFE_SCALE) return putScaledBigInt(bytes, at, BigInt(unscaled), scale);
  let start = at;
  let magnitude = unscaled;
  if (unscaled < 0) {
    bytes[start++] = MINUS;
    magnitude = -unscaled;
  }
  const power = POWERS[scale] ?? 1;
  let whole = Math.floor(magnitude / power);
  let fraction = magnitude - whole * power;
  // The quotient of large numbers may have been rounded up to the next integer.
  if (fraction < 0) {
    whole--;
    fraction += power;
  }
  const count = digitCount(whole);
  putDigits(bytes, start, whole, count);
  start += count;
  bytes[start++] = POINT;
  putDigits(bytes, start, fraction, scale);
  return start + scale;
}

/** Any size: the slow way. */
export function putScaledBigInt(bytes: Uint8Array, at: number, unscaled: bigint, scale: number): number {
  const negative = unscaled < 0n;
  const digits = (negative ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const sign = negative ? '-' : '';
  if (scale === 0) return putAscii(bytes, at, sign + digits);
  return putAscii(bytes, at, `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`);
}

/** A 64-bit integer from its halves, times 10^-scale. */
export function putScaled64(bytes: Uint8Array, at: number, low: number, high: number, scale: number): number {
  if (high === 0) return putScaled(bytes, at, low, scale);
  if (isSafeHigh(high)) return putScaled(bytes, at, high * TWO_32 + low, scale);
  return putScaledBigInt(bytes, at, (BigInt(high) << 32n) | BigInt(low), scale);
}

/** The upper half (signed) of a 64-bit integer that a double holds exactly. */
export function isSafeHigh(high: number): boolean {
  return high >= -0x20_0000 && high < 0x20_0000;
}

export function putAscii(bytes: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  return at + text.length;
}

/** Days since 2000-01-01, ISO; a year before 1 is written `0044-03-15 BC`. */
export function putDate(bytes: Uint8Array, at: number, days: number): number {
  const end = putDay(bytes, at, days);
  return isBeforeChrist(days) ? putAscii(bytes, end, ' BC') : end;
}

const MICROS_PER_DAY = 86_400_000_000;

/** Microseconds since 2000-01-01 from the halves of their 64 bits; not infinite. */
export function putTimestamp(bytes: Uint8Array, at: number, low: number, high: number): number {
  let days: number;
  let micros: number;
  if (isSafeHigh(high)) {
    const total = high * TWO_32 + low;
    days = Math.floor(total / MICROS_PER_DAY);
    micros = total - days * MICROS_PER_DAY;
    if (micros < 0) {
      days--;
      micros += MICROS_PER_DAY;
    }
  } else {
    const total = (BigInt(high) << 32n) | BigInt(low);
    const remainder = total % BigInt(MICROS_PER_DAY);
    micros = Number(remainder < 0n ? remainder + BigInt(MICROS_PER_DAY) : remainder);
    days = Number((total - BigInt(micros)) / BigInt(MICROS_PER_DAY));
  }
  let end = putDay(bytes, at, days);
  bytes[end++] = SPACE;
  const seconds = Math.floor(micros / 1_000_000);
  let fraction = micros - seconds * 1_000_000;
  putDigits(bytes, end, Math.floor(seconds / 3_600), 2);
  bytes[end + 2] = COLON;
  putDigits(bytes, end + 3, Math.floor(seconds / 60) % 60, 2);
  bytes[end + 5] = COLON;
  putDigits(bytes, end + 6, seconds % 60, 2);
  end += 8;
  if (fraction !== 0) {
    // PostgreSQL leaves out trailing zeros.
    let places = 6;
    while (fraction % 10 === 0) {
      fraction /= 10;
      places--;
    }
    bytes[end++] = POINT;
    putDigits(bytes, end, fraction, places);
    end += places;
  }
  return isBeforeChrist(days) ? putAscii(bytes, end, ' BC') : end;
}

/** 0001-01-01 is this many days from 2000-01-01. */
const FIRST_DAY_OF_YEAR_1 = -730_119;

function isBeforeChrist(days: number): boolean {
  return days < FIRST_DAY_OF_YEAR_1;
}

/** Days from 0000-03-01 (proleptic Gregorian) to 2000-01-01. */
const DAYS_BEFORE_EPOCH = 730_425;
const DAYS_PER_ERA = 146_097;

/** Year (of its era), month and day, after Howard Hinnant's civil_from_days. */
function putDay(bytes: Uint8Array, at: number, days: number): number {
  const shifted = days + DAYS_BEFORE_EPOCH;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = (shifted - era * DAYS_PER_ERA) | 0;
  const yearOfEra = ((dayOfEra - ((dayOfEra / 1_460) | 0) + ((dayOfEra / 36_524) | 0) - ((dayOfEra / 146_096) | 0)) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const marchMonth = ((5 * dayOfYear + 2) / 153) | 0;
  const day = dayOfYear - (((153 * marchMonth + 2) / 5) | 0) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const astronomical = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  const year = astronomical > 0 ? astronomical : 1 - astronomical;
  const digits = year < 10_000 ? 4 : digitCount(year);
  putDigits(bytes, at, year, digits);
  let end = at + digits;
  bytes[end++] = MINUS;
  putDigits(bytes, end, month, 2);
  bytes[end + 2] = MINUS;
  putDigits(bytes, end + 3, day, 2);
  end += 5;
  return end;
}
