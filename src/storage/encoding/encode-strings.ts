/**
 * Strings: a dictionary where distinct values are few, else offsets and bytes. The dictionary is tried on the fly with an
 * open-addressing table over the column's own bytes, and given up as soon as it can't pay.
 */
import { hashBytes } from '../../plan/hash.js';
import { HyperLogLog } from '../hyperloglog.js';
import type { BlockStats, Encoding } from './column-block.js';
import { blockLayout } from './column-block.js';
import type { EncodedColumn } from './encoded-column.js';
import { isNull, topShares } from './encoded-column.js';
import type { GatheredColumn } from './gather.js';

const DICTIONARY_ENTRIES = 65_536;
/** Rows after which a column whose values are mostly distinct so far is taken for one that stays so. */
const PROBE_ROWS = 8_192;
/** Bytes of a text bound. */
const BOUND_BYTES = 32;
/** Sorts after every character: marks an upper bound that was cut. */
const AFTER_ALL = '\u{10ffff}';
const BLANK = 0x20;

interface Dictionary {
  readonly codes: Int32Array;
  /** Source row of each entry's first occurrence. */
  readonly firstRows: Int32Array;
  readonly entries: number;
}

export function encodeStrings(column: GatheredColumn, order: Uint32Array | null, trimmed: boolean): Omit<EncodedColumn, 'checksum'> {
  const sketch = new HyperLogLog();
  const dictionary = buildDictionary(column, order, sketch);
  const block = dictionary === null ? encodeOffsets(column, order) : encodeDictionary(column, dictionary);
  const bounds = textBounds(column, dictionary, trimmed);
  const values = column.rows - column.nulls;
  return {
    ...block,
    stats: {
      nulls: column.nulls,
      min: null,
      max: null,
      ...bounds,
      sketch: sketch.toBase64(),
      meanBytes: values === 0 ? 0 : valueBytes(column) / values,
      common: dictionary === null ? [] : commonEntries(column, dictionary, order),
    },
  };
}

function valueBytes(column: GatheredColumn): number {
  return (column.words[column.rows] as number) - (column.words[0] as number);
}

/** null when there are too many distinct values; the sketch has then seen all the same. */
function buildDictionary(column: GatheredColumn, order: Uint32Array | null, sketch: HyperLogLog): Dictionary | null {
  const { rows, words: offsets, bytes, validity } = column;
  const limit = Math.min(DICTIONARY_ENTRIES, Math.ceil(rows / 2) - 1);
  let slots = 16;
  while (slots < limit * 2) slots *= 2;
  const mask = slots - 1;
  const table = new Int32Array(slots).fill(-1);
  const hashes = new Int32Array(Math.max(limit, 1));
  const firstRows = new Int32Array(Math.max(limit, 1));
  const codes = new Int32Array(rows);
  let entries = 0;
  let open = limit > 0;
  for (let row = 0; row < rows; row += 1) {
    const source = order === null ? row : (order[row] as number);
    if (validity !== null && isNull(validity, source)) continue;
    const start = offsets[source] as number;
    const end = offsets[source + 1] as number;
    const hash = hashBytes(bytes, start, end);
    if (!open) {
      sketch.add(hash);
      continue;
    }
    let slot = hash & mask;
    for (;;) {
      const code = table[slot] as number;
      if (code < 0) {
        sketch.add(hash);
        if (entries === limit || (row > PROBE_ROWS && entries * 4 > row * 3)) {
          open = false;
          break;
        }
        table[slot] = entries;
        hashes[entries] = hash;
        firstRows[entries] = source;
        codes[row] = entries;
        entries += 1;
        break;
      }
      if (hashes[code] === hash && sameBytes(bytes, offsets, firstRows[code] as number, start, end)) {
        codes[row] = code;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return open ? { codes, firstRows: firstRows.subarray(0, entries), entries } : null;
}

function sameBytes(bytes: Uint8Array, offsets: Int32Array, row: number, start: number, end: number): boolean {
  const from = offsets[row] as number;
  if ((offsets[row + 1] as number) - from !== end - start) return false;
  for (let at = start, other = from; at < end; at += 1, other += 1) if (bytes[at] !== bytes[other]) return false;
  return true;
}

function encodeDictionary(column: GatheredColumn, dictionary: Dictionary): { encoding: Encoding; bytes: Uint8Array } {
  const { rows, nulls, words: offsets } = column;
  const { entries, firstRows, codes } = dictionary;
  let total = 0;
  for (const row of firstRows) total += (offsets[row + 1] as number) - (offsets[row] as number);
  const codeWidth = entries <= 256 ? 1 : entries <= 65_536 ? 2 : 4;
  const encoding: Encoding = { kind: 'dictionary', codeWidth, entries, bytes: total };
  const layout = blockLayout(encoding, rows, nulls);
  const out = new Uint8Array(layout.length);
  if (codeWidth === 1) out.set(codes, layout.data);
  else if (codeWidth === 2) new Uint16Array(out.buffer, layout.data, rows).set(codes);
  else new Int32Array(out.buffer, layout.data, rows).set(codes);
  const entryOffsets = new Uint32Array(out.buffer, layout.entryOffsets, entries + 1);
  let at = 0;
  firstRows.forEach((row, entry) => {
    entryOffsets[entry] = at;
    const value = column.bytes.subarray(offsets[row] as number, offsets[row + 1] as number);
    out.set(value, layout.bytes + at);
    at += value.length;
  });
  entryOffsets[entries] = at;
  return { encoding, bytes: out };
}

function encodeOffsets(column: GatheredColumn, order: Uint32Array | null): { encoding: Encoding; bytes: Uint8Array } {
  const { rows, nulls, words: offsets, bytes } = column;
  const first = offsets[0] as number;
  const total = valueBytes(column);
  const encoding: Encoding = { kind: 'strings', bytes: total };
  const layout = blockLayout(encoding, rows, nulls);
  const out = new Uint8Array(layout.length);
  const outOffsets = new Uint32Array(out.buffer, layout.data, rows + 1);
  if (order === null) {
    for (let row = 0; row <= rows; row += 1) outOffsets[row] = (offsets[row] as number) - first;
    out.set(bytes.subarray(first, first + total), layout.bytes);
    return { encoding, bytes: out };
  }
  let at = 0;
  for (let row = 0; row < rows; row += 1) {
    const source = order[row] as number;
    outOffsets[row] = at;
    const end = offsets[source + 1] as number;
    let to = layout.bytes + at;
    for (let from = offsets[source] as number; from < end; from += 1, to += 1) out[to] = bytes[from] as number;
    at = to - layout.bytes;
  }
  outOffsets[rows] = at;
  return { encoding, bytes: out };
}

function commonEntries(column: GatheredColumn, dictionary: Dictionary, order: Uint32Array | null): BlockStats['common'] {
  const counts = new Uint32Array(dictionary.entries);
  const { codes } = dictionary;
  for (let row = 0; row < column.rows; row += 1) {
    if (column.validity !== null && isNull(column.validity, order === null ? row : (order[row] as number))) continue;
    const code = codes[row] as number;
    counts[code] = (counts[code] as number) + 1;
  }
  const byCode = new Map(counts.entries());
  return topShares(byCode, column.rows, (code) => {
    const row = dictionary.firstRows[code] as number;
    return decodeText(column.bytes.subarray(column.words[row] as number, column.words[row + 1] as number));
  });
}

function decodeText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

// --- bounds ---

function textBounds(
  column: GatheredColumn,
  dictionary: Dictionary | null,
  trimmed: boolean,
): { minText: string | null; maxText: string | null } {
  const { words: offsets, bytes, validity } = column;
  let min = -1;
  let max = -1;
  const endOf = (row: number): number => {
    let end = offsets[row + 1] as number;
    const start = offsets[row] as number;
    if (trimmed) while (end > start && bytes[end - 1] === BLANK) end -= 1;
    return end;
  };
  const less = (a: number, b: number): boolean => {
    let x = offsets[a] as number;
    let y = offsets[b] as number;
    const xEnd = endOf(a);
    const yEnd = endOf(b);
    while (x < xEnd && y < yEnd) {
      const difference = (bytes[x] as number) - (bytes[y] as number);
      if (difference !== 0) return difference < 0;
      x += 1;
      y += 1;
    }
    return x === xEnd && y < yEnd;
  };
  const count = dictionary === null ? column.rows : dictionary.entries;
  for (let i = 0; i < count; i += 1) {
    const row = dictionary === null ? i : (dictionary.firstRows[i] as number);
    if (validity !== null && isNull(validity, row)) continue;
    if (min < 0 || less(row, min)) min = row;
    if (max < 0 || less(max, row)) max = row;
  }
  if (min < 0) return { minText: null, maxText: null };
  const bound = (row: number, upper: boolean): string => {
    const start = offsets[row] as number;
    const end = endOf(row);
    if (end - start <= BOUND_BYTES) return decodeText(bytes.subarray(start, end));
    let cut = start + BOUND_BYTES;
    // Never inside a character: continuation bytes are 10xxxxxx.
    while (((bytes[cut] as number) & 0xc0) === 0x80) cut -= 1;
    return decodeText(bytes.subarray(start, cut)) + (upper ? AFTER_ALL : '');
  };
  return { minText: bound(min, false), maxText: bound(max, true) };
}
