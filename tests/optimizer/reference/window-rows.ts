/** Window functions by definition: for each row its partition, for each row of that whether it is in the frame. */
import { known } from '../../../src/common/assert.js';
import type { Expr, SortKey } from '../../../src/plan/expr.js';
import type { FrameBound, WindowFrame } from '../../../src/plan/window.js';
import { compareDatums } from '../../../src/types/compare.js';
import type { Datum } from '../../../src/types/datum.js';
import type { SqlType } from '../../../src/types/sql-type.js';
import { aggregateOf, keyOf, type Row } from './values.js';

export interface WindowFunctionSpec {
  readonly aggregate: boolean;
  readonly name: string;
  readonly args: readonly Expr[];
  readonly filter: Expr | null;
  readonly type: SqlType;
  readonly frame: WindowFrame;
}

export interface WindowSpec {
  readonly partition: readonly Expr[];
  readonly order: readonly SortKey[];
  readonly functions: readonly WindowFunctionSpec[];
}

type Value = (expr: Expr, row: Row) => Datum;

/** The rows in the window's order, each with the functions' results. */
export function windowRows(spec: WindowSpec, input: readonly Row[], value: Value): readonly { row: Row; results: readonly Datum[] }[] {
  const partitions = new Map<string, Row[]>();
  for (const row of input) {
    const key = keyOf(spec.partition.map((expr) => value(expr, row)));
    partitions.set(key, [...(partitions.get(key) ?? []), row]);
  }
  return [...partitions.values()].flatMap((rows) => partitionRows(spec, rows, value));
}

function partitionRows(spec: WindowSpec, rows: readonly Row[], value: Value): readonly { row: Row; results: readonly Datum[] }[] {
  const keysOf = (row: Row): readonly Datum[] => spec.order.map((key) => value(key.expr, row));
  const sorted = rows.map((row) => ({ row, keys: keysOf(row) })).sort((a, b) => compareKeys(spec.order, a.keys, b.keys));
  const groups: number[] = [];
  sorted.forEach((each, i) => {
    const before = sorted[i - 1];
    groups.push(before === undefined ? 0 : known(groups[i - 1], 'group') + (compareKeys(spec.order, before.keys, each.keys) === 0 ? 0 : 1));
  });
  const partition: Partition = { spec, rows: sorted.map(({ row }) => row), keys: sorted.map(({ keys }) => keys), groups, value };
  return partition.rows.map((row, i) => ({ row, results: spec.functions.map((each) => result(partition, each, i)) }));
}

interface Partition {
  readonly spec: WindowSpec;
  readonly rows: readonly Row[];
  readonly keys: readonly (readonly Datum[])[];
  readonly groups: readonly number[];
  readonly value: Value;
}

function compareKeys(order: readonly SortKey[], a: readonly Datum[], b: readonly Datum[]): number {
  for (const [i, key] of order.entries()) {
    const x = a[i] ?? null;
    const y = b[i] ?? null;
    if (x === null && y === null) continue;
    if (x === null || y === null) return (x === null) === key.nullsFirst ? -1 : 1;
    const compared = compareDatums(key.expr.type, x, y);
    if (compared !== 0) return key.descending ? -compared : compared;
  }
  return 0;
}

function result(partition: Partition, each: WindowFunctionSpec, i: number): Datum {
  const { rows, groups, value } = partition;
  const group = known(groups[i], 'group');
  const current = known(rows[i], 'row');
  const arg = (at: number, row: Row): Datum => {
    const expr = each.args[at];
    return expr === undefined ? null : value(expr, row);
  };
  const count = rows.length;
  const first = groups.indexOf(group);
  if (each.aggregate) {
    const frame = frameOf(partition, each.frame, i).filter((row) => each.filter === null || value(each.filter, row) === true);
    const star = each.args.length === 0;
    const values = frame.map((row) => (star ? true : arg(0, row)));
    return aggregateOf(each.name, each.type, values, star, each.args[0]?.type ?? null);
  }
  switch (each.name) {
    case 'row_number':
      return BigInt(i + 1);
    case 'rank':
      return BigInt(first + 1);
    case 'dense_rank':
      return BigInt(group + 1);
    case 'percent_rank':
      return count === 1 ? 0 : first / (count - 1);
    case 'cume_dist':
      return (groups.lastIndexOf(group) + 1) / count;
    case 'ntile': {
      const buckets = arg(0, known(rows[0], 'row'));
      if (buckets === null) return null;
      const numbers = Array.from({ length: Number(buckets) }, (_, b) => {
        const size = Math.floor(count / Number(buckets)) + (b < count % Number(buckets) ? 1 : 0);
        return new Array<number>(size).fill(b + 1);
      }).flat();
      return known(numbers[i], 'bucket');
    }
    case 'lag':
    case 'lead': {
      const shift = each.args.length > 1 ? arg(1, current) : 1;
      if (shift === null) return null;
      const from = rows[each.name === 'lag' ? i - Number(shift) : i + Number(shift)];
      return from === undefined ? arg(2, current) : arg(0, from);
    }
    case 'first_value':
    case 'last_value':
    case 'nth_value': {
      const frame = frameOf(partition, each.frame, i);
      const nth = each.name === 'nth_value' ? arg(1, current) : 1;
      const from = nth === null ? undefined : each.name === 'last_value' ? frame.at(-1) : frame[Number(nth) - 1];
      return from === undefined ? null : arg(0, from);
    }
    default:
      throw new Error(`no reference for window function ${each.name}`);
  }
}

function frameOf(partition: Partition, frame: WindowFrame, i: number): readonly Row[] {
  const { groups } = partition;
  return partition.rows.filter((_row, j) => {
    if (!isWithin(partition, frame, frame.start, i, j, true) || !isWithin(partition, frame, frame.end, i, j, false)) return false;
    const peer = groups[j] === groups[i];
    if (frame.exclude === 'current row') return j !== i;
    if (frame.exclude === 'group') return !peer;
    return frame.exclude !== 'ties' || !peer || j === i;
  });
}

/** Whether row j is not before the frame's start (or not behind its end) as row i sees it. */
function isWithin(partition: Partition, frame: WindowFrame, bound: FrameBound, i: number, j: number, isStart: boolean): boolean {
  if (bound.kind === 'unbounded-preceding') return isStart;
  if (bound.kind === 'unbounded-following') return !isStart;
  const { groups, keys, rows, value } = partition;
  const side = (distance: number): boolean => (isStart ? distance >= 0 : distance <= 0);
  if (!('offset' in bound)) {
    return frame.mode === 'rows' ? side(j - i) : side(known(groups[j], 'group') - known(groups[i], 'group'));
  }
  const offset = Number(value(bound.offset, known(rows[0], 'row'))) * (bound.kind === 'preceding' ? -1 : 1);
  if (frame.mode === 'rows') return side(j - (i + offset));
  if (frame.mode === 'groups') return side(known(groups[j], 'group') - (known(groups[i], 'group') + offset));
  const key = known(partition.spec.order[0], 'sort key');
  const own = known(keys[i], 'keys')[0] ?? null;
  const other = known(keys[j], 'keys')[0] ?? null;
  // NULLs are at no distance from anything: they see their peers, and the rows on an unbounded side.
  if (own === null || other === null) {
    if (own === null && other === null) return true;
    return isStart === ((own === null) === key.nullsFirst);
  }
  const distance = Number(other) - Number(own);
  return side(key.descending ? -distance - offset : distance - offset);
}
