/** What encoders give, and what they share. */
import type { BlockStats, Encoding } from './column-block.js';

export interface EncodedColumn {
  readonly encoding: Encoding;
  readonly bytes: Uint8Array;
  readonly checksum: number;
  readonly stats: BlockStats;
}

/** Common values reported at the most, and the least share that makes a value common. */
const COMMON_VALUES = 16;
const COMMON_SHARE = 0.01;

export function isNull(validity: Uint8Array, row: number): boolean {
  return ((validity[row >>> 3] as number) & (1 << (row & 7))) === 0;
}

/** The most common keys with their shares of `total` rows. */
export function topShares(counts: ReadonlyMap<number, number>, total: number, textOf: (key: number) => string): BlockStats['common'] {
  return [...counts]
    .filter(([, count]) => count / total >= COMMON_SHARE && (count > 1 || total < 100))
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, COMMON_VALUES)
    .map(([key, count]) => ({ value: textOf(key), share: count / total }));
}
