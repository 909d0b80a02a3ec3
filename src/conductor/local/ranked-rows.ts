/** Window functions that number rows by their order: the only ones that the conductor's interpreter has. */
import { unreachable } from '../../common/assert.js';
import type { PhysicalSortKey, WindowNode } from '../../plan/physical.js';
import type { RankName } from '../../plan/window.js';
import { compareDatums } from '../../types/compare.js';
import type { Datum } from '../../types/datum.js';
import { type Row, RowReader } from './row-reader.js';

/** The rows by partition and order, each with its numbers behind the columns that are kept. */
export function* rankedRows(node: WindowNode, input: readonly Row[], ranks: readonly RankName[]): Generator<Row> {
  const reader = new RowReader(node.input.columns);
  const keep = reader.picker(node.columns.slice(0, node.columns.length - ranks.length));
  const partition = node.partition.map((expr): PhysicalSortKey => ({ expr, descending: false, nullsFirst: false }));
  const all = [...partition, ...node.order];
  const rows = input.map((row) => ({ row, keys: all.map(({ expr }) => reader.evaluate(expr, row)) }));
  rows.sort((a, b) => compareKeys(all, a.keys, b.keys));
  let [number, rank, dense] = [0n, 0n, 0n];
  for (const [at, { row, keys }] of rows.entries()) {
    const before = rows[at - 1];
    if (before === undefined || compareKeys(partition, before.keys, keys) !== 0) [number, rank, dense] = [0n, 0n, 0n];
    number += 1n;
    if (number === 1n || before === undefined || compareKeys(all, before.keys, keys) !== 0) {
      rank = number;
      dense += 1n;
    }
    yield [...keep(row), ...ranks.map((name) => numberOf(name, number, rank, dense))];
  }
}

function numberOf(name: RankName, number: bigint, rank: bigint, dense: bigint): bigint {
  switch (name) {
    case 'row_number':
      return number;
    case 'rank':
      return rank;
    case 'dense_rank':
      return dense;
    default:
      return unreachable(name);
  }
}

/** By as many of the values as there are keys. */
export function compareKeys(order: readonly PhysicalSortKey[], a: readonly Datum[], b: readonly Datum[]): number {
  for (const [i, { expr, descending, nullsFirst }] of order.entries()) {
    const [left, right] = [a[i] ?? null, b[i] ?? null];
    if (left === null || right === null) {
      if (left === right) continue;
      return (left === null) === nullsFirst ? -1 : 1;
    }
    const compared = compareDatums(expr.type, left, right);
    if (compared !== 0) return descending ? -compared : compared;
  }
  return 0;
}
