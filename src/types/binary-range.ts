/** The binary forms of ranges (flags, then the bounds that there are) and multiranges (how many, then the ranges). */
import { BinaryReader, badBinary, sizedBytes } from './binary-reader.js';
import type { ArrayValue, Datum, RecordValue } from './datum.js';
import { makeMultirange, makeRange, rangesOf } from './range.js';
import { boundsOf, EMPTY_RANGE, type RangeBound } from './range-order.js';
import type { RangeType, SqlType } from './sql-type.js';

const EMPTY = 0x01;
const LOWER_INCLUSIVE = 0x02;
const UPPER_INCLUSIVE = 0x04;
const LOWER_INFINITE = 0x08;
const UPPER_INFINITE = 0x10;

export function formatBinaryRange(type: RangeType, value: Datum, format: (type: SqlType, value: Datum) => Uint8Array): Uint8Array {
  const bounds = boundsOf(value);
  if (bounds === null) return Uint8Array.of(EMPTY);
  const { lower, upper } = bounds;
  const flags =
    (lower.value === null ? LOWER_INFINITE : lower.isInclusive ? LOWER_INCLUSIVE : 0) |
    (upper.value === null ? UPPER_INFINITE : upper.isInclusive ? UPPER_INCLUSIVE : 0);
  const parts = [lower, upper].flatMap((bound) => (bound.value === null ? [] : [sizedBytes(format(type.subtype, bound.value))]));
  return Buffer.concat([Uint8Array.of(flags), ...parts]);
}

export function parseBinaryRange(type: RangeType, view: DataView, parse: (type: SqlType, bytes: Uint8Array) => Datum): RecordValue {
  const reader = new BinaryReader(view);
  const flags = reader.uint8();
  const isEmpty = (flags & EMPTY) !== 0;
  const bound = (infinite: number, inclusive: number, isLower: boolean): RangeBound => {
    const bytes = isEmpty || (flags & infinite) !== 0 ? null : reader.sized();
    return { value: bytes === null ? null : parse(type.subtype, bytes), isInclusive: (flags & inclusive) !== 0, isLower };
  };
  const lower = bound(LOWER_INFINITE, LOWER_INCLUSIVE, true);
  const upper = bound(UPPER_INFINITE, UPPER_INCLUSIVE, false);
  reader.end();
  return isEmpty ? EMPTY_RANGE : makeRange(type, { lower, upper });
}

export function formatBinaryMultirange(type: RangeType, value: Datum, format: (type: SqlType, value: Datum) => Uint8Array): Uint8Array {
  const ranges = rangesOf(value);
  const count = Buffer.alloc(4);
  count.writeInt32BE(ranges.length);
  return Buffer.concat([count, ...ranges.map((range) => sizedBytes(formatBinaryRange(type, range, format)))]);
}

export function parseBinaryMultirange(type: RangeType, view: DataView, parse: (type: SqlType, bytes: Uint8Array) => Datum): ArrayValue {
  const reader = new BinaryReader(view);
  const count = reader.int32();
  if (count < 0 || count > view.byteLength) throw badBinary();
  const ranges = Array.from({ length: count }, () => {
    const bytes = reader.sized();
    if (bytes === null) throw badBinary();
    return parseBinaryRange(type, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), parse);
  });
  reader.end();
  return makeMultirange(type, ranges);
}
