/**
 * What values an aggregate takes over its groups, for conditions on it (HAVING sum(x) > 300): as if the rows fell into groups at random,
 * so that sums and counts are spread about their mean as a normal distribution.
 */
import type { AggregateCall } from '../../plan/expr.js';
import type { ColumnEstimate, RelationEstimate, Spread } from './relation-estimate.js';
import { bareColumn } from './selectivity.js';

export function aggregateSpread(call: AggregateCall, input: RelationEstimate, groups: number): Spread | null {
  if (call.distinct || call.filter !== null || groups < 1) return null;
  const size = input.rows / groups;
  if (call.name === 'count') return { mean: size, deviation: Math.sqrt(size) };
  const argument = call.args[0] === undefined ? null : bareColumn(call.args[0]);
  const column = argument === null ? undefined : input.columns.get(argument);
  const value = column === undefined ? null : valueSpread(column);
  if (value === null) return null;
  // A sum of a random number of values varies with that number and with the values.
  if (call.name === 'sum') return { mean: size * value.mean, deviation: Math.sqrt(size * (value.mean ** 2 + value.deviation ** 2)) };
  if (call.name === 'avg') return { mean: value.mean, deviation: value.deviation / Math.sqrt(Math.max(1, size)) };
  return null;
}

/** Of values that lie evenly between their bounds. */
function valueSpread(column: ColumnEstimate): Spread | null {
  if (column.min === null || column.max === null) return column.spread ?? null;
  return { mean: (column.min + column.max) / 2, deviation: (column.max - column.min) / Math.sqrt(12) };
}
