/** The share of normally distributed values in an interval. */
import type { Spread } from './relation-estimate.js';

export function normalShare({ mean, deviation }: Spread, low: number, high: number): number {
  if (deviation <= 0) return low <= mean && mean <= high ? 1 : 0;
  // The smaller tail keeps its digits when both bounds are on one side of the mean.
  return low > mean
    ? upperTail((low - mean) / deviation) - upperTail((high - mean) / deviation)
    : upperTail((mean - high) / deviation) - upperTail((mean - low) / deviation);
}

/** Share above z (Abramowitz and Stegun 26.2.17; good to 1e-7, ample for a guess). */
function upperTail(z: number): number {
  if (z === Number.POSITIVE_INFINITY) return 0;
  if (z === Number.NEGATIVE_INFINITY) return 1;
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
