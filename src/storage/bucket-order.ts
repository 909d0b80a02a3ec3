/** Hashes rows into the 256 buckets and orders a section's rows by bucket, keeping the order of arrival within one. */
import { LIMITS } from '../common/limits.js';
import { wideAt } from '../plan/batch-rows.js';
import { bucketOfHash, combineHash, hashBytes, hashDecimal, hashFloat, hashInt64, hashNumeric } from '../plan/hash.js';
import { DECIMAL_NAN } from '../types/decimal.js';
import type { SqlType } from '../types/sql-type.js';
import type { Domain } from './encoding/column-block.js';
import { isNull } from './encoding/encoded-column.js';
import type { GatheredColumn } from './encoding/gather.js';
import { wideInteger } from './encoding/gather.js';

export interface KeyColumn {
  readonly column: GatheredColumn;
  readonly domain: Domain;
  readonly type: SqlType;
  readonly scale: number;
}

export interface BucketOrder {
  /** Source row of each row. */
  readonly order: Uint32Array;
  /** First row of each bucket, and the number of rows at the end: 257 entries. */
  readonly offsets: Uint32Array;
}

export function orderByBucket(keys: readonly KeyColumn[], rows: number): BucketOrder {
  const hashes = new Int32Array(rows);
  keys.forEach((key, index) => {
    if (index === 0) for (let row = 0; row < rows; row += 1) hashes[row] = hashRow(key, row);
    else for (let row = 0; row < rows; row += 1) hashes[row] = combineHash(hashes[row] as number, hashRow(key, row));
  });
  const offsets = new Uint32Array(LIMITS.buckets + 1);
  for (let row = 0; row < rows; row += 1) {
    const next = bucketOfHash(hashes[row] as number) + 1;
    offsets[next] = (offsets[next] as number) + 1;
  }
  for (let bucket = 0; bucket < LIMITS.buckets; bucket += 1) {
    offsets[bucket + 1] = (offsets[bucket + 1] as number) + (offsets[bucket] as number);
  }
  const next = offsets.slice();
  const order = new Uint32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const bucket = bucketOfHash(hashes[row] as number);
    const at = next[bucket] as number;
    order[at] = row;
    next[bucket] = at + 1;
  }
  return { order, offsets };
}

const floatView = new DataView(new ArrayBuffer(8));
const BLANK = 0x20;
/** The top byte of a num is its scale; this one says NaN. */
const NUM_NAN = 255;

function hashRow(key: KeyColumn, row: number): number {
  const { column, domain } = key;
  const { words, stride } = column;
  if (column.validity !== null && isNull(column.validity, row)) return 0;
  switch (domain) {
    case 'int':
      if (key.scale > 0) return hashNumeric(wideInteger(words, row * stride, stride), key.scale);
      if (stride === 1) return hashInt64(words[row] as number, (words[row] as number) >> 31);
      if (stride === 2) return hashInt64(words[row * 2] as number, words[row * 2 + 1] as number);
      return hashNumeric(wideInteger(words, row * 4, 4), 0);
    case 'f64':
      floatView.setInt32(0, words[row * 2] as number, true);
      floatView.setInt32(4, words[row * 2 + 1] as number, true);
      return hashFloat(floatView.getFloat64(0, true));
    case 'num': {
      const value = wideInteger(words, row * 4, 4);
      const scale = Number((value >> 120n) & 0xffn);
      return scale === NUM_NAN ? hashDecimal(DECIMAL_NAN) : hashNumeric(BigInt.asIntN(120, value), scale);
    }
    case 'interval': {
      // As they compare: months of 30 days, days of 24 hours.
      const days = BigInt(words[row * 4] as number) * 30n + BigInt(words[row * 4 + 1] as number);
      const span = days * 86_400_000_000n + wideInteger(words, row * 4 + 2, 2);
      return hashInt64(Number(BigInt.asIntN(32, span)), Number(BigInt.asIntN(32, span >> 32n)));
    }
    case 'str': {
      let end = words[row + 1] as number;
      const start = words[row] as number;
      if (key.type.kind === 'numeric') return hashDecimal(wideAt(column.bytes, start, end));
      if (key.type.kind === 'char') while (end > start && column.bytes[end - 1] === BLANK) end -= 1;
      return hashBytes(column.bytes, start, end);
    }
  }
}
