/**
 * Rows, distinct values and widths of logical plans, bottom-up from the exact statistics of tables. Also what is certain: an
 * upper bound of the rows and unique column sets; execution relies on those, so only sound steps carry them.
 */

import type { ColumnStats } from '../../catalog/table-def.js';
import { unreachable } from '../../common/assert.js';
import type { AggregateCall, ColumnId, Expr } from '../../plan/expr.js';
import type { AggregatePlan, Column, GetPlan, JoinPlan, LogicalPlan, ProjectPlan, SetPlan, ValuesPlan } from '../../plan/logical.js';
import type { SqlType } from '../../types/sql-type.js';
import { equality, keyColumn } from '../columns.js';
import { conjunction, conjuncts, idSet } from '../expressions.js';
import { aggregateSpread } from './aggregate-spread.js';
import { distinctOf, groupCount } from './distinct-values.js';
import type { ColumnEstimate, RelationEstimate } from './relation-estimate.js';
import { UNKNOWN_COLUMN } from './relation-estimate.js';
import { bareColumn, datumNumber, selectivity } from './selectivity.js';

const memo = new WeakMap<LogicalPlan, RelationEstimate>();

export function estimateRows(plan: LogicalPlan): RelationEstimate {
  const found = memo.get(plan);
  if (found !== undefined) return found;
  const estimate = estimateNode(plan);
  memo.set(plan, estimate);
  return estimate;
}

/** Mean bytes of a row of these columns in an exchange. */
export function rowBytes(columns: readonly { readonly id: ColumnId }[], estimate: RelationEstimate): number {
  return columns.reduce((sum, column) => sum + (estimate.columns.get(column.id)?.widthBytes ?? 8), 4);
}

/** No two rows of the plan agree in all these columns. */
export function isUnique(plan: LogicalPlan, columns: ReadonlySet<ColumnId>): boolean {
  return estimateRows(plan).unique.some((key) => [...key].every((id) => columns.has(id)));
}

function estimateNode(plan: LogicalPlan): RelationEstimate {
  switch (plan.kind) {
    case 'get':
      return estimateGet(plan);
    case 'values':
      return estimateValues(plan);
    case 'filter': {
      const input = estimateRows(plan.input);
      return pin(shrink(input, input.rows * selectivity(plan.predicate, input.columns)), plan.predicate);
    }
    case 'project':
      return estimateProject(plan);
    case 'join':
      return estimateJoin(plan);
    case 'apply':
      return estimateJoin({ ...plan, kind: 'join' });
    case 'aggregate':
      return estimateAggregate(plan);
    case 'sort':
      return estimateRows(plan.input);
    case 'limit': {
      const input = estimateRows(plan.input);
      const limit = plan.limit?.kind === 'literal' && plan.limit.value !== null ? datumNumber(plan.limit.value) : null;
      if (limit === null) return input;
      const bound = BigInt(Math.max(0, Math.floor(limit)));
      return { ...shrink(input, limit), bound: input.bound === null || bound < input.bound ? bound : input.bound };
    }
    case 'distinct': {
      const input = estimateRows(plan.input);
      const groups = groupCount(
        plan.columns.map((column) => column.id),
        input,
      );
      return { ...shrink(input, groups), unique: [...input.unique, idSet(plan.columns)] };
    }
    case 'set':
      return estimateSet(plan);
    case 'row-id': {
      const input = estimateRows(plan.input);
      const id = plan.columns.at(-1)?.id;
      if (id === undefined) return input;
      const columns = new Map(input.columns).set(id, { ...UNKNOWN_COLUMN, distinct: input.rows, nullFraction: 0 });
      return { ...input, columns, unique: [...input.unique, new Set([id])] };
    }
  }
  return unreachable(plan);
}

function estimateGet(plan: GetPlan): RelationEstimate {
  const { stats } = plan.table;
  const columns = new Map<ColumnId, ColumnEstimate>();
  plan.columns.forEach((column, i) => {
    const ordinal = plan.ordinals[i];
    const known = ordinal === undefined ? undefined : stats.columns[ordinal];
    columns.set(column.id, known === undefined ? UNKNOWN_COLUMN : fromStats(known, column.type, stats.rows));
  });
  const key = plan.table.primaryKey.map((ordinal) => plan.columns[plan.ordinals.indexOf(ordinal)]?.id);
  const ids = key.filter((id) => id !== undefined);
  const unique = key.length > 0 && ids.length === key.length ? [new Set(ids)] : [];
  return { rows: stats.rows, columns, bound: BigInt(stats.rows), unique };
}

function fromStats(stats: ColumnStats, type: SqlType, rows: number): ColumnEstimate {
  const divisor = type.kind === 'numeric' ? 10 ** (type.scale ?? 0) : 1;
  return {
    distinct: Math.max(1, Math.min(stats.distinct, rows)),
    min: stats.min === null ? null : Number(stats.min) / divisor,
    max: stats.max === null ? null : Number(stats.max) / divisor,
    nullFraction: rows === 0 ? 0 : stats.nulls / rows,
    widthBytes: widthOf(type, stats.meanBytes),
    common: stats.common,
  };
}

function widthOf(type: SqlType, meanBytes: number | null): number {
  switch (type.kind) {
    case 'bool':
      return 1;
    case 'int2':
    case 'int4':
    case 'oid':
    case 'date':
      return 4;
    case 'int8':
    case 'timestamp':
    case 'float4':
    case 'float8':
      return 8;
    case 'numeric':
      return type.precision !== null && type.precision <= 18 ? 8 : 16;
    case 'interval':
      return 16;
    case 'text':
    case 'varchar':
    case 'char':
    case 'name':
    case 'unknown':
      return 4 + (meanBytes ?? 16);
  }
  return unreachable(type);
}

function estimateValues(plan: ValuesPlan): RelationEstimate {
  const columns = new Map<ColumnId, ColumnEstimate>();
  const rows = plan.rows.length;
  plan.columns.forEach((column, i) => {
    const sample = plan.rows.slice(0, 1_000).map((row) => row[i] ?? null);
    const numbers = sample.map(datumNumber).filter((value) => value !== null);
    const complete = numbers.length > 0 && numbers.length === sample.length && rows === sample.length;
    columns.set(column.id, {
      distinct: Math.max(1, rows),
      min: complete ? numbers.reduce((a, b) => Math.min(a, b)) : null,
      max: complete ? numbers.reduce((a, b) => Math.max(a, b)) : null,
      nullFraction: 0,
      widthBytes: widthOf(column.type, null),
      common: [],
    });
  });
  return { rows, columns, bound: BigInt(rows), unique: rows <= 1 ? [new Set()] : [] };
}

function estimateProject(plan: ProjectPlan): RelationEstimate {
  const input = estimateRows(plan.input);
  const columns = new Map<ColumnId, ColumnEstimate>();
  const renamed = new Map<ColumnId, ColumnId>();
  plan.columns.forEach((column, i) => {
    const expr = plan.exprs[i];
    if (expr === undefined) return;
    columns.set(column.id, estimateExpr(expr, column.type, input));
    if (expr.kind === 'column') renamed.set(expr.id, column.id);
  });
  const unique = input.unique.flatMap((key) => {
    const ids = [...key].map((id) => renamed.get(id));
    const known = ids.filter((id) => id !== undefined);
    return known.length === ids.length ? [new Set(known)] : [];
  });
  return { rows: input.rows, columns, bound: input.bound, unique };
}

function estimateExpr(expr: Expr, type: SqlType, input: RelationEstimate): ColumnEstimate {
  const bare = bareColumn(expr);
  if (bare !== null) return input.columns.get(bare) ?? UNKNOWN_COLUMN;
  if (expr.kind === 'literal')
    return { ...UNKNOWN_COLUMN, distinct: 1, widthBytes: widthOf(type, null), min: datumNumber(expr.value), max: datumNumber(expr.value) };
  const distinct = distinctOf(expr, input);
  return { ...UNKNOWN_COLUMN, distinct, widthBytes: widthOf(type, null) };
}

/** Fewer rows of the same kind. Sound for what is certain, since rows only went. */
function shrink(input: RelationEstimate, rows: number): RelationEstimate {
  const kept = Math.max(0, Math.min(rows, input.rows));
  const columns = new Map<ColumnId, ColumnEstimate>();
  for (const [id, column] of input.columns) {
    columns.set(id, column.distinct <= kept ? column : { ...column, distinct: Math.max(1, kept) });
  }
  return { rows: kept, columns, bound: input.bound, unique: input.unique };
}

/** Columns that a condition compares with constants for equality have no other values. */
function pin(input: RelationEstimate, predicate: Expr): RelationEstimate {
  const columns = new Map(input.columns);
  for (const part of conjuncts(predicate)) {
    const pinned = pinnedColumn(part);
    const column = pinned === null ? undefined : columns.get(pinned.id);
    if (pinned !== null && column !== undefined && pinned.values < column.distinct)
      columns.set(pinned.id, { ...column, distinct: Math.max(1, pinned.values) });
  }
  return { ...input, columns };
}

function pinnedColumn(part: Expr): { readonly id: ColumnId; readonly values: number } | null {
  if (part.kind === 'in-list') {
    const id = bareColumn(part.arg);
    return id !== null && part.list.every((item) => item.kind === 'literal') ? { id, values: part.list.length } : null;
  }
  if (part.kind !== 'call' || part.name !== '=') return null;
  const constant = part.args.find((arg) => arg.kind === 'literal');
  const [id] = part.args.map(bareColumn).filter((column) => column !== null);
  return id === undefined || constant === undefined ? null : { id, values: 1 };
}

function estimateJoin(plan: JoinPlan): RelationEstimate {
  const left = estimateRows(plan.left);
  const right = estimateRows(plan.right);
  const keys = joinKeys(plan);
  const both = new Map([...left.columns, ...right.columns]);
  const matches = left.rows * right.rows * keySelectivity(keys.pairs, left, right) * selectivity(conjunction(keys.residual), both);
  const leftUnique = (keys.leftColumns.size > 0 && isUnique(plan.left, keys.leftColumns)) || left.bound === 1n;
  const rightUnique = (keys.rightColumns.size > 0 && isUnique(plan.right, keys.rightColumns)) || right.bound === 1n;
  const joined = (rows: number): RelationEstimate => ({
    rows,
    columns: shrink({ rows: Infinity, columns: both, bound: null, unique: [] }, rows).columns,
    bound: rightUnique ? left.bound : leftUnique ? right.bound : null,
    unique: [...(rightUnique ? left.unique : []), ...(leftUnique ? right.unique : [])],
  });
  switch (plan.join) {
    case 'inner':
      return joined(matches);
    case 'left':
    case 'single': {
      const rows = Math.max(matches, left.rows);
      const certain = plan.join === 'single' || rightUnique;
      return { ...joined(rows), bound: certain ? left.bound : null, unique: certain ? left.unique : [] };
    }
    case 'full':
      return { ...joined(Math.max(matches, left.rows, right.rows)), bound: null, unique: [] };
    case 'semi':
      return shrink(left, left.rows * matchShare(keys.pairs, left, right, matches));
    case 'anti':
      return shrink(left, left.rows * Math.max(0.05, 1 - matchShare(keys.pairs, left, right, matches)));
    case 'mark': {
      const mark = plan.columns.at(-1);
      const columns = new Map(left.columns);
      if (mark !== undefined) columns.set(mark.id, { ...UNKNOWN_COLUMN, distinct: 2, widthBytes: 1 });
      return { ...left, columns };
    }
  }
  return unreachable(plan.join);
}

/** Share of left rows that have a match: by containment of the smaller key set in the larger. */
function matchShare(pairs: readonly KeyPair[], left: RelationEstimate, right: RelationEstimate, matches: number): number {
  if (left.rows === 0) return 0;
  let share = 1;
  for (const pair of pairs) share = Math.min(share, sideDistinct([pair.right], right) / sideDistinct([pair.left], left));
  return Math.min(1, share, matches / left.rows);
}

interface KeyPair {
  readonly left: Expr;
  readonly right: Expr;
}

export interface JoinKeys {
  readonly pairs: readonly (KeyPair & { readonly nullSafe: boolean })[];
  readonly residual: readonly Expr[];
  /** Bare columns among the keys. */
  readonly leftColumns: ReadonlySet<ColumnId>;
  readonly rightColumns: ReadonlySet<ColumnId>;
}

/** Splits a join's condition into key equalities and the rest. */
export function joinKeys(plan: { readonly left: LogicalPlan; readonly right: LogicalPlan; readonly condition: Expr }): JoinKeys {
  const left = idSet(plan.left.columns);
  const right = idSet(plan.right.columns);
  const pairs: (KeyPair & { nullSafe: boolean })[] = [];
  const residual: Expr[] = [];
  for (const part of conjuncts(plan.condition)) {
    const pair = equality(part, left, right);
    if (pair === null) residual.push(part);
    else pairs.push(pair);
  }
  const bare = (exprs: readonly Expr[]): ReadonlySet<ColumnId> => new Set(exprs.map(keyColumn).filter((id) => id !== null));
  return { pairs, residual, leftColumns: bare(pairs.map((p) => p.left)), rightColumns: bare(pairs.map((p) => p.right)) };
}

/** Equal keys: one in as many as the side with more of them has; several keys together have at most as many as rows. */
export function keySelectivity(pairs: readonly KeyPair[], left: RelationEstimate, right: RelationEstimate): number {
  if (pairs.length === 0) return 1;
  const l = sideDistinct(
    pairs.map((pair) => pair.left),
    left,
  );
  const r = sideDistinct(
    pairs.map((pair) => pair.right),
    right,
  );
  return 1 / Math.max(l, r, 1);
}

function sideDistinct(keys: readonly Expr[], side: RelationEstimate): number {
  let product = 1;
  for (const key of keys) {
    const bare = bareColumn(key);
    product *= bare === null ? distinctOf(key, side) : (side.columns.get(bare)?.distinct ?? UNKNOWN_COLUMN.distinct);
  }
  return Math.max(1, Math.min(product, side.rows));
}

function estimateAggregate(plan: AggregatePlan): RelationEstimate {
  const input = estimateRows(plan.input);
  const columns = new Map<ColumnId, ColumnEstimate>();
  let groups = 1;
  const keyIds: ColumnId[] = [];
  plan.columns.forEach((column, i) => {
    const key = plan.keys[i];
    if (key === undefined) return;
    const bare = bareColumn(key);
    const known = bare === null ? estimateExpr(key, column.type, input) : (input.columns.get(bare) ?? UNKNOWN_COLUMN);
    columns.set(column.id, known);
    keyIds.push(column.id);
    groups *= Math.max(1, known.distinct);
  });
  // A unique key of the input among the group keys: one group a row.
  const bareKeys = new Set(plan.keys.map(keyColumn).filter((id) => id !== null));
  const rows = plan.keys.length === 0 ? 1 : isUnique(plan.input, bareKeys) ? input.rows : Math.min(groups, input.rows);
  plan.aggregates.forEach((call, i) => {
    const column = plan.columns[plan.keys.length + i];
    if (column !== undefined) columns.set(column.id, estimateAggregated(call, input, rows));
  });
  if (plan.keys.length === 0) return { rows: 1, columns, bound: 1n, unique: [new Set()] };
  return shrink({ rows, columns, bound: input.bound, unique: [new Set(keyIds)] }, rows);
}

function estimateAggregated(call: AggregateCall, input: RelationEstimate, groups: number): ColumnEstimate {
  const argument = call.args[0] === undefined ? null : bareColumn(call.args[0]);
  const column = argument === null ? undefined : input.columns.get(argument);
  if (column !== undefined && KEEPS_VALUES.has(call.name)) return column;
  return { ...UNKNOWN_COLUMN, distinct: Math.max(1, input.rows / 10), spread: aggregateSpread(call, input, groups) };
}

/** Aggregates whose result is one of the values. */
const KEEPS_VALUES = new Set(['min', 'max', 'any', 'any_value', 'single']);

function estimateSet(plan: SetPlan): RelationEstimate {
  const left = estimateRows(plan.left);
  const right = estimateRows(plan.right);
  const columns = new Map<ColumnId, ColumnEstimate>();
  plan.columns.forEach((column: Column, i) => {
    const a = left.columns.get(plan.left.columns[i]?.id ?? -1) ?? UNKNOWN_COLUMN;
    const b = right.columns.get(plan.right.columns[i]?.id ?? -1) ?? UNKNOWN_COLUMN;
    columns.set(column.id, {
      distinct: a.distinct + b.distinct,
      min: a.min === null || b.min === null ? null : Math.min(a.min, b.min),
      max: a.max === null || b.max === null ? null : Math.max(a.max, b.max),
      nullFraction: Math.max(a.nullFraction, b.nullFraction),
      widthBytes: Math.max(a.widthBytes, b.widthBytes),
      common: [],
    });
  });
  const bound = left.bound === null || right.bound === null ? null : left.bound + right.bound;
  const unique = plan.all ? [] : [idSet(plan.columns)];
  return { rows: plan.op === 'union' ? left.rows + right.rows : left.rows, columns, bound, unique };
}
