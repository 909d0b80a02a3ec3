/** Values of variable length: dense, one after the other, as offsets and bytes in the form that columns store them in. */
import { corrupt } from '../corrupt.js';
import type { Texts } from '../stored-texts.js';
import { decodeDelta } from './hybrid.js';
import type { DataPage } from './pages.js';

/** Lengths of 4 bytes before each value; `fixed`: all of that length instead. */
export function plainTexts(body: Uint8Array, start: number, count: number, fixed: number): Texts {
  if (count > body.length - start && fixed !== 0) throw corrupt('a page has fewer values than it says');
  if (count * 4 > body.length - start && fixed === 0) throw corrupt('a page has fewer values than it says');
  const offsets = new Int32Array(count + 1);
  const bytes = new Uint8Array(body.length - start);
  let at = start;
  let to = 0;
  for (let i = 0; i < count; i += 1) {
    let length = fixed;
    if (fixed === 0) {
      if (at + 4 > body.length) throw corrupt('a value ends early');
      length = (body[at] as number) | ((body[at + 1] as number) << 8) | ((body[at + 2] as number) << 16) | ((body[at + 3] as number) << 24);
      at += 4;
    }
    const end = at + length;
    if (length < 0 || end > body.length) throw corrupt('a value is longer than its page');
    if (length > COPIED_BY_HAND) {
      bytes.set(body.subarray(at, end), to);
      at = end;
      to += length;
    } else {
      for (; at < end; at += 1, to += 1) bytes[to] = body[at] as number;
    }
    offsets[i + 1] = to;
  }
  return { count, bytes: bytes.subarray(0, to), offsets };
}

/** Bytes up to which a loop is faster than a call. */
const COPIED_BY_HAND = 32;

/** DELTA_LENGTH_BYTE_ARRAY: all lengths, then all bytes. */
export function deltaLengthTexts({ body, start }: DataPage, count: number): Texts {
  const { lengths, at } = readLengths(body, start, count);
  return { count, ...slices(body, at, lengths) };
}

/** DELTA_BYTE_ARRAY: how much of the value before each begins with, then what follows. */
export function deltaTexts({ body, start }: DataPage, count: number, limitBytes: number): Texts {
  const prefixes = readLengths(body, start, count);
  const suffixes = readLengths(body, prefixes.at, count);
  const offsets = new Int32Array(count + 1);
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    const prefix = prefixes.lengths[i] as number;
    if (prefix > (i === 0 ? 0 : total - (offsets[i - 1] as number))) throw corrupt('a value begins with more than there was');
    total += prefix + (suffixes.lengths[i] as number);
    if (total > limitBytes) throw corrupt(`a page of more than ${limitBytes} bytes`);
    offsets[i + 1] = total;
  }
  const bytes = new Uint8Array(total);
  let from = suffixes.at;
  for (let i = 0; i < count; i += 1) {
    const to = offsets[i] as number;
    const prefix = prefixes.lengths[i] as number;
    const suffix = suffixes.lengths[i] as number;
    if (from + suffix > body.length) throw corrupt('a value is longer than its page');
    if (prefix > 0) bytes.copyWithin(to, offsets[i - 1] as number, (offsets[i - 1] as number) + prefix);
    bytes.set(body.subarray(from, from + suffix), to + prefix);
    from += suffix;
  }
  return { count, bytes, offsets };
}

function readLengths(body: Uint8Array, start: number, count: number): { readonly lengths: Int32Array; readonly at: number } {
  if (count > MAX_VALUES) throw corrupt(`a page of ${count} values`);
  const pairs = new Int32Array(count * 2);
  const at = decodeDelta(body, start, count, pairs);
  const lengths = new Int32Array(count);
  for (let i = 0; i < count; i += 1) {
    lengths[i] = pairs[i * 2] as number;
    if ((lengths[i] as number) < 0 || pairs[i * 2 + 1] !== 0) throw corrupt('a length below zero');
  }
  return { lengths, at };
}

/** Values of a page. */
const MAX_VALUES = 1 << 28;

function slices(body: Uint8Array, at: number, lengths: Int32Array): { readonly bytes: Uint8Array; readonly offsets: Int32Array } {
  const offsets = new Int32Array(lengths.length + 1);
  let end = 0;
  for (let i = 0; i < lengths.length; i += 1) {
    end += lengths[i] as number;
    if (at + end > body.length) throw corrupt('a value is longer than its page');
    offsets[i + 1] = end;
  }
  return { bytes: body.subarray(at, at + end), offsets };
}
