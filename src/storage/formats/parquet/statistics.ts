/**
 * What footers say of a column's values, in the form that the catalog has statistics in. It is taken as a claim: decoders check every
 * value against it.
 */
import type { ColumnMetaData, MinMaxType } from 'hyparquet/src/types.js';
import type { ColumnStats } from '../../../catalog/table-def.js';
import { unreachable } from '../../../common/assert.js';
import type { PruningPredicate } from '../../../plan/physical.js';
import { boundsMayMatch } from '../../pruning.js';
import type { ParquetFooter } from './footer.js';
import type { ParquetColumn } from './schema.js';

/** Of one column in one row group. null: not told. */
export interface ChunkStats {
  readonly rows: number;
  readonly nulls: number | null;
  readonly min: bigint | null;
  readonly max: bigint | null;
  readonly minText: string | null;
  readonly maxText: string | null;
  /** About how many values there are in the dictionary; null: there is none. */
  readonly entries: number | null;
}

export const UNKNOWN = { min: null, max: null, minText: null, maxText: null, entries: null };

export function chunkStats(footer: ParquetFooter, group: number, column: ParquetColumn): ChunkStats {
  const rows = footer.groupRows[group] ?? 0;
  const meta = footer.metadata.row_groups[group]?.columns[column.leaf]?.meta_data;
  const statistics = meta?.statistics;
  if (column.form.kind === 'nested' || meta === undefined) return { rows, nulls: null, ...UNKNOWN };
  const counted = statistics?.null_count;
  const nulls = column.optional ? (isCount(counted, rows) ? Number(counted) : null) : 0;
  if (statistics === undefined) return { rows, nulls, ...UNKNOWN };
  return { rows, nulls, ...UNKNOWN, ...boundsOf(column, statistics, isDivided(footer, column)), entries: dictionaryEntries(column, meta) };
}

/** What a damaged description has in its place may be of another type. */
function isCount(counted: bigint | undefined, rows: number): boolean {
  return typeof counted === 'bigint' && counted >= 0n && counted <= rows;
}

/** Bytes of a text that is not looked at, with its length. */
const TEXT_BYTES = 12;
/** How much shorter compression makes a dictionary, about. */
const COMPRESSED = 2;

/** By the length of the dictionary's page: nothing is read for it. */
function dictionaryEntries({ form }: ParquetColumn, meta: ColumnMetaData): number | null {
  const bytes = Number(meta.data_page_offset) - Number(meta.dictionary_page_offset ?? 0);
  if (meta.dictionary_page_offset === undefined || bytes <= 0) return null;
  const width = form.kind === 'integer' || form.kind === 'float' ? form.bytes : TEXT_BYTES;
  return Math.max(1, Math.round((bytes * (meta.codec === 'UNCOMPRESSED' ? 1 : COMPRESSED)) / width));
}

/** Whether the library divides the bounds of the decimal: it goes by the older of the two fields that say that it is one. */
function isDivided({ metadata }: ParquetFooter, { leaf }: ParquetColumn): boolean {
  return metadata.schema.filter(({ type }) => type !== undefined)[leaf]?.converted_type === 'DECIMAL';
}

function boundsOf(column: ParquetColumn, statistics: NonNullable<ColumnMetaData['statistics']>, divided: boolean): Partial<ChunkStats> {
  const { form, type } = column;
  const { min_value: low, max_value: high } = statistics;
  switch (form.kind) {
    case 'integer': {
      // The older fields are signed: right for the types that are.
      const min = integerValue(low ?? (form.signed ? statistics.min : undefined), column, divided);
      const max = integerValue(high ?? (form.signed ? statistics.max : undefined), column, divided);
      return min === null || max === null || min > max ? {} : { min, max };
    }
    case 'bytes': {
      if (type.kind !== 'text' || typeof low !== 'string' || typeof high !== 'string') return {};
      // Cut in the middle of a character: no bound.
      return low.includes('\uFFFD') || high.includes('\uFFFD') ? {} : { minText: low, maxText: high };
    }
    case 'decimal':
    case 'bool':
    case 'int96':
    case 'float':
    case 'interval':
    case 'nested':
      return {};
    default:
      return unreachable(form);
  }
}

/** Largest unscaled value that a double has exactly, with some room. */
const EXACT = 2 ** 51;

function integerValue(value: MinMaxType | undefined, column: ParquetColumn, divided: boolean): bigint | null {
  const { form, type } = column;
  if (form.kind !== 'integer') return null;
  if (type.kind === 'numeric' && divided) {
    // As a double: exact as long as it is short.
    const unscaled = typeof value === 'number' ? Math.round(value * 10 ** (type.scale ?? 0)) : Number.NaN;
    return Math.abs(unscaled) < EXACT ? BigInt(unscaled) : null;
  }
  if (typeof value !== 'bigint' && !(typeof value === 'number' && Number.isInteger(value))) return null;
  const integer = BigInt(value);
  switch (form.scaling) {
    case 'as-is':
      return integer + form.add;
    case 'times-1000':
      return integer * 1_000n + form.add;
    case 'over-1000':
      return (integer - (((integer % 1_000n) + 1_000n) % 1_000n)) / 1_000n + form.add;
    default:
      return unreachable(form.scaling);
  }
}

/** Of all row groups together; undefined: something that must be known is not. */
export function columnStats(chunks: readonly ChunkStats[]): ColumnStats | undefined {
  let rows = 0;
  let nulls = 0;
  let min: bigint | null = null;
  let max: bigint | null = null;
  let minText: string | null = null;
  let maxText: string | null = null;
  let bounded = true;
  let entries: number | null = 0;
  for (const chunk of chunks) {
    if (chunk.nulls === null) return undefined;
    rows += chunk.rows;
    nulls += chunk.nulls;
    if (chunk.nulls === chunk.rows) continue;
    entries = entries === null || chunk.entries === null ? null : Math.max(entries, chunk.entries);
    if (chunk.min !== null && chunk.max !== null) {
      min = min === null || chunk.min < min ? chunk.min : min;
      max = max === null || chunk.max > max ? chunk.max : max;
    } else if (chunk.minText !== null && chunk.maxText !== null) {
      minText = minText === null || Buffer.compare(Buffer.from(chunk.minText), Buffer.from(minText)) < 0 ? chunk.minText : minText;
      maxText = maxText === null || Buffer.compare(Buffer.from(chunk.maxText), Buffer.from(maxText)) > 0 ? chunk.maxText : maxText;
    } else bounded = false;
  }
  const spread = min !== null && max !== null ? Number(max - min) + 1 : rows;
  return {
    nulls,
    ...(bounded ? { min, max, minText, maxText } : { min: null, max: null, minText: null, maxText: null }),
    distinct: Math.max(1, Math.min(rows - nulls, spread, entries ?? rows)),
    meanBytes: 16,
    common: [],
  };
}

/** Whether a row of the row group may satisfy the predicates, by ordinals of the table. */
export function groupMayMatch(
  footer: ParquetFooter,
  group: number,
  predicates: readonly PruningPredicate[],
  columnAt: (ordinal: number) => ParquetColumn | undefined,
): boolean {
  return predicates.every(({ ordinal, op, value }) => {
    const column = columnAt(ordinal);
    if (column === undefined) return true;
    const stats = chunkStats(footer, group, column);
    if (stats.nulls === stats.rows) return false;
    if (typeof value === 'bigint') {
      if (stats.min === null || stats.max === null) return true;
      return boundsMayMatch(op, compare(value, stats.min), compare(value, stats.max));
    }
    if (stats.minText === null || stats.maxText === null) return true;
    const own = Buffer.from(value);
    return boundsMayMatch(op, Buffer.compare(own, Buffer.from(stats.minText)), Buffer.compare(own, Buffer.from(stats.maxText)));
  });
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
