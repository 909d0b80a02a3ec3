/**
 * Rows, distinct values and widths of logical plans, bottom-up from the exact statistics of tables. Also what is certain: an
 * upper bound of the rows and unique column sets; execution relies on those, so only sound steps carry them.
 */

import type { ColumnStats } from '../../catalog/table-def.js';
import { unreachable } from '../../common/assert.js';
import type { AggregateCall, ColumnId, Expr, SetFunctionCall } from '../../plan/expr.js';
import type {
  AggregatePlan,
  Column,
  GetPlan,
  JoinPlan,
  LogicalPlan,
  ProjectPlan,
  SetPlan,
  TableFunctionPlan,
  ValuesPlan,
} from '../../plan/logical.js';
import type { SqlType } from '../../types/sql-type.js';
import { formOf, type TypeForm } from '../../types/type-form.js';
import { equality, keyColumn } from '../columns.js';
import { conjunction, conjuncts, idSet } from '../expressions.js';
import { integerSeries } from '../integer-series.js';
import { aggregateSpread } from './aggregate-spread.js';
import { distinctOf, groupCount } from './distinct-values.js';
import type { ColumnEstimate, RelationEstimate } from './relation-estimate.js';
import { UNKNOWN_COLUMN } from './relation-estimate.js';
import { bareColumn, datumNumber, rangeOf, selectivity } from './selectivity.js';

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
      return pin(shrink(input, input.rows * selectivity(plan.predicate, input.columns)), input, plan.predicate);
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
    case 'table-function':
      return estimateTableFunction(plan);
    case 'recursive':
    case 'working-table':
      return unknownRows(plan.columns, UNKNOWN_ROWS);
    case 'window': {
      const input = estimateRows(plan.input);
      const columns = new Map(input.columns);
      for (const { id } of plan.columns.slice(plan.input.columns.length)) columns.set(id, UNKNOWN_COLUMN);
      return { ...input, columns };
    }
    case 'row-id': {
      const input = estimateRows(plan.input);
      const id = plan.columns.at(-1)?.id;
      if (id === undefined) return input;
      const columns = new Map(input.columns).set(id, { ...UNKNOWN_COLUMN, distinct: input.rows, domain: input.domain, nullFraction: 0 });
      return { ...input, columns, unique: [...input.unique, new Set([id])] };
    }
  }
  return unreachable(plan);
}

/** Rows of what nothing is known of. */
const UNKNOWN_ROWS = 1_000;

function unknownRows(columns: readonly Column[], rows: number): RelationEstimate {
  const known = columns.map(({ id, type }) => [id, { ...UNKNOWN_COLUMN, widthBytes: widthOf(type, null) }] as const);
  return { rows, domain: rows, columns: new Map(known), bound: null, unique: [] };
}

function estimateTableFunction(plan: TableFunctionPlan): RelationEstimate {
  const input = estimateRows(plan.input);
  const factor = Math.max(1, ...plan.functions.map(setFunctionRows));
  const rows = input.rows * factor;
  const made = unknownRows(plan.columns.slice(plan.input.columns.length), rows);
  return { rows, domain: rows, columns: new Map([...input.columns, ...made.columns]), bound: null, unique: [] };
}

/** A series of literals is known; others are thought to be short. */
function setFunctionRows(each: SetFunctionCall): number {
  const series = integerSeries(each);
  return series === null ? 10 : series.count;
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
  return { rows: stats.rows, domain: stats.rows, columns, bound: stats.estimated === true ? null : BigInt(stats.rows), unique };
}

function fromStats(stats: ColumnStats, type: SqlType, rows: number): ColumnEstimate {
  const divisor = type.kind === 'numeric' ? 10 ** (type.scale ?? 0) : 1;
  const distinct = Math.max(1, Math.min(stats.distinct, rows));
  return {
    distinct,
    domain: distinct,
    min: stats.min === null ? null : Number(stats.min) / divisor,
    max: stats.max === null ? null : Number(stats.max) / divisor,
    nullFraction: rows === 0 ? 0 : stats.nulls / rows,
    widthBytes: widthOf(type, stats.meanBytes),
    common: stats.common,
  };
}

function widthOf(type: SqlType, meanBytes: number | null): number {
  if (type.kind === 'numeric') return type.precision !== null && type.precision <= 18 ? 8 : 16;
  const form = formOf(type);
  return form === 'text' ? 4 + (meanBytes ?? 16) : FORM_BYTES[form];
}

const FORM_BYTES: { readonly [F in Exclude<TypeForm, 'text'>]: number } = {
  bool: 1,
  int32: 4,
  int64: 8,
  float: 8,
  numeric: 16,
  interval: 16,
};

function estimateValues(plan: ValuesPlan): RelationEstimate {
  const columns = new Map<ColumnId, ColumnEstimate>();
  const rows = plan.rows.length;
  plan.columns.forEach((column, i) => {
    const sample = plan.rows.slice(0, 1_000).map((row) => row[i] ?? null);
    const numbers = sample.map(datumNumber).filter((value) => value !== null);
    const complete = numbers.length > 0 && numbers.length === sample.length && rows === sample.length;
    columns.set(column.id, {
      distinct: Math.max(1, rows),
      domain: Math.max(1, rows),
      min: complete ? numbers.reduce((a, b) => Math.min(a, b)) : null,
      max: complete ? numbers.reduce((a, b) => Math.max(a, b)) : null,
      nullFraction: 0,
      widthBytes: widthOf(column.type, null),
      common: [],
    });
  });
  return { rows, domain: rows, columns, bound: BigInt(rows), unique: rows <= 1 ? [new Set()] : [] };
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
  return { rows: input.rows, domain: input.domain, columns, bound: input.bound, unique };
}

function estimateExpr(expr: Expr, type: SqlType, input: RelationEstimate): ColumnEstimate {
  const bare = bareColumn(expr);
  if (bare !== null) return input.columns.get(bare) ?? UNKNOWN_COLUMN;
  if (expr.kind === 'literal')
    return {
      ...UNKNOWN_COLUMN,
      distinct: 1,
      domain: 1,
      widthBytes: widthOf(type, null),
      min: datumNumber(expr.value),
      max: datumNumber(expr.value),
    };
  const distinct = distinctOf(expr, input);
  return { ...UNKNOWN_COLUMN, distinct, domain: distinct, widthBytes: widthOf(type, null) };
}

/** Fewer rows of the same kind. Sound for what is certain, since rows only went. */
function shrink(input: RelationEstimate, rows: number): RelationEstimate {
  const kept = Math.max(0, Math.min(rows, input.rows));
  return { ...input, rows: kept, columns: shrinkColumns(input.columns, input.rows, kept) };
}

/** Values that are left when `kept` of `rows` rows are, taken at random. */
function shrinkColumns(columns: ReadonlyMap<ColumnId, ColumnEstimate>, rows: number, kept: number): ReadonlyMap<ColumnId, ColumnEstimate> {
  const share = rows > 0 ? kept / rows : 0;
  if (share >= 1) return columns;
  const result = new Map<ColumnId, ColumnEstimate>();
  for (const [id, column] of columns) {
    // Each value is missed by all of its rows (Yao).
    const left = column.distinct * (1 - (1 - share) ** (rows / Math.max(1, column.distinct)));
    const distinct = Math.max(1, Math.min(kept, left));
    // Values of which many rows are left are all there still.
    result.set(id, distinct > column.distinct * 0.99 ? column : { ...column, distinct });
  }
  return result;
}

/** Conditions that compare a column with constants leave only those values, or its values in a range. */
function pin(input: RelationEstimate, before: RelationEstimate, predicate: Expr): RelationEstimate {
  let columns: Map<ColumnId, ColumnEstimate> | null = null;
  for (const part of conjuncts(predicate)) {
    const pinned = pinnedColumn(part);
    const column = pinned === null ? undefined : input.columns.get(pinned.id);
    if (pinned !== null && column !== undefined && pinned.values < column.domain) {
      const values = Math.max(1, pinned.values);
      columns ??= new Map(input.columns);
      columns.set(pinned.id, { ...column, distinct: Math.min(values, column.distinct), domain: values });
      continue;
    }
    const range = rangeOf(part, before.columns);
    const ranged = range === null ? undefined : (columns ?? input.columns).get(range.id);
    if (range === null || ranged === undefined) continue;
    columns ??= new Map(input.columns);
    columns.set(range.id, { ...ranged, domain: Math.max(ranged.distinct, ranged.domain * selectivity(part, before.columns)) });
  }
  return columns === null ? input : { ...input, columns };
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
  const leftUnique = (keys.leftColumns.size > 0 && isUnique(plan.left, keys.leftColumns)) || left.bound === 1n;
  const rightUnique = (keys.rightColumns.size > 0 && isUnique(plan.right, keys.rightColumns)) || right.bound === 1n;
  const both = new Map([...left.columns, ...right.columns]);
  const matching = 1 / keyDomain(keys.pairs, { estimate: left, unique: leftUnique }, { estimate: right, unique: rightUnique });
  const matches = left.rows * right.rows * matching * selectivity(conjunction(keys.residual), both);
  const joined = (rows: number): RelationEstimate => ({
    rows,
    domain: rightUnique ? left.domain : leftUnique ? right.domain : Math.max(rows, left.domain * right.domain * matching),
    columns: atMost(both, rows),
    bound: rightUnique ? left.bound : leftUnique ? right.bound : null,
    unique: [...(rightUnique ? left.unique : []), ...(leftUnique ? right.unique : [])],
  });
  switch (plan.join) {
    case 'inner': {
      restrict(both, keys.pairs, right);
      restrict(both, flipped(keys.pairs), left);
      const result = joined(matches);
      return { ...result, unique: interchanged(result.unique, keys.pairs) };
    }
    case 'left':
    case 'single': {
      const rows = Math.max(matches, left.rows);
      const certain = plan.join === 'single' || rightUnique;
      return { ...joined(rows), bound: certain ? left.bound : null, unique: certain ? left.unique : [] };
    }
    case 'full':
      return { ...joined(Math.max(matches, left.rows, right.rows)), bound: null, unique: [] };
    case 'semi': {
      const kept = shrink(left, left.rows * matchShare(keys.pairs, left, right, matches));
      const columns = new Map(kept.columns);
      restrict(columns, keys.pairs, right);
      return { ...kept, columns };
    }
    case 'anti':
      return shrink(left, left.rows * Math.max(0.05, 1 - matchShare(keys.pairs, left, right, matches)));
    case 'mark': {
      const mark = plan.columns.at(-1);
      const columns = new Map(left.columns);
      if (mark !== undefined) columns.set(mark.id, { ...UNKNOWN_COLUMN, distinct: 2, domain: 2, widthBytes: 1 });
      return { ...left, columns };
    }
  }
  return unreachable(plan.join);
}

/** Unique sets, and those that they are by columns that are equal in every row. Bounded: each rarely matters. */
function interchanged(unique: readonly ReadonlySet<ColumnId>[], pairs: readonly KeyPair[]): readonly ReadonlySet<ColumnId>[] {
  const found = unique.slice(0, MAX_UNIQUE_SETS);
  for (const { left, right } of pairs) {
    if (left.kind !== 'column' || right.kind !== 'column') continue;
    for (const set of [...found]) {
      const [from, to] = set.has(left.id) ? [left.id, right.id] : [right.id, left.id];
      if (!set.has(from) || set.has(to) || found.length >= MAX_UNIQUE_SETS) continue;
      found.push(new Set([...set].map((id) => (id === from ? to : id))));
    }
  }
  return found;
}

const MAX_UNIQUE_SETS = 8;

/** No column has more values than there are rows. */
function atMost(columns: Map<ColumnId, ColumnEstimate>, rows: number): ReadonlyMap<ColumnId, ColumnEstimate> {
  for (const [id, column] of columns) if (column.distinct > rows) columns.set(id, { ...column, distinct: Math.max(1, rows) });
  return columns;
}

/** Keys of the left side are from now on among those of the right side, where these are fewer. */
function restrict(columns: Map<ColumnId, ColumnEstimate>, pairs: readonly KeyPair[], right: RelationEstimate): void {
  for (const pair of pairs) {
    const id = bareColumn(pair.left);
    const column = id === null ? undefined : columns.get(id);
    const keys = sideDistinct([pair.right], right);
    if (id === null || column === undefined || keys >= column.domain * RESTRICTING_SHARE) continue;
    columns.set(id, { ...column, distinct: Math.min(column.distinct, Math.max(1, keys)), restricted: true });
  }
}

/** A side with more of the keys than this restricts nothing worth remembering. */
const RESTRICTING_SHARE = 0.5;

function flipped(pairs: readonly KeyPair[]): readonly KeyPair[] {
  return pairs.map(({ left, right }) => ({ left: right, right: left }));
}

/** Share of left rows that have a match: of the keys that there are, the right side has so many. */
function matchShare(pairs: readonly KeyPair[], left: RelationEstimate, right: RelationEstimate, matches: number): number {
  if (left.rows === 0) return 0;
  let share = 1;
  for (const pair of pairs) {
    share = Math.min(share, sideDistinct([pair.right], right) / pairDomain(pair, left, right));
  }
  return left.rows > 0 ? Math.min(1, share, matches / left.rows) : Math.min(1, share);
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

interface KeySide {
  readonly estimate: RelationEstimate;
  /** No two rows agree in the keys. */
  readonly unique: boolean;
}

/**
 * Two rows match for one in as many pairs: of the keys that there are. Several keys together have at most as many values as there were
 * rows of the side whose rows they tell apart, which the other side refers to.
 */
function keyDomain(pairs: readonly KeyPair[], left: KeySide, right: KeySide): number {
  if (pairs.length === 0) return 1;
  const keys = pairs.reduce((product, pair) => product * pairDomain(pair, left.estimate, right.estimate), 1);
  const together = pairs.some(
    (pair) => isRestricted(pair, left.estimate, right.estimate) && isThinned(pair, left.estimate, right.estimate),
  );
  const rows = ({ estimate }: KeySide): number => (together ? estimate.rows : estimate.domain);
  const referred = [left, right].filter(({ unique }) => unique);
  return Math.max(1, Math.min(keys, Math.max(...(referred.length > 0 ? referred : [left, right]).map(rows))));
}

/** Where one side was left with only the keys of another, what it is joined with may well be that other one: its keys are all found. */
function pairDomain(pair: KeyPair, left: RelationEstimate, right: RelationEstimate): number {
  if (isRestricted(pair, left, right)) return Math.max(sideDistinct([pair.left], left), sideDistinct([pair.right], right));
  return Math.max(domainOf(pair.left, left), domainOf(pair.right, right));
}

function isRestricted(pair: KeyPair, left: RelationEstimate, right: RelationEstimate): boolean {
  const l = bareColumn(pair.left);
  const r = bareColumn(pair.right);
  return (l !== null && left.columns.get(l)?.restricted === true) || (r !== null && right.columns.get(r)?.restricted === true);
}

/** Both sides have few of the keys. */
function isThinned(pair: KeyPair, left: RelationEstimate, right: RelationEstimate): boolean {
  return (
    sideDistinct([pair.left], left) < domainOf(pair.left, left) * RESTRICTING_SHARE &&
    sideDistinct([pair.right], right) < domainOf(pair.right, right) * RESTRICTING_SHARE
  );
}

function domainOf(key: Expr, side: RelationEstimate): number {
  const bare = bareColumn(key);
  return Math.max(1, bare === null ? distinctOf(key, side) : (side.columns.get(bare)?.domain ?? UNKNOWN_COLUMN.domain));
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
  if (plan.keys.length === 0) return { rows: 1, domain: 1, columns, bound: 1n, unique: [new Set()] };
  const keys = keyIds.reduce((product, id) => product * (columns.get(id)?.domain ?? 1), 1);
  return {
    rows,
    domain: Math.max(rows, Math.min(keys, input.domain)),
    columns: atMost(columns, rows),
    bound: input.bound,
    unique: [new Set(keyIds)],
  };
}

function estimateAggregated(call: AggregateCall, input: RelationEstimate, groups: number): ColumnEstimate {
  const argument = call.args[0] === undefined ? null : bareColumn(call.args[0]);
  const column = argument === null ? undefined : input.columns.get(argument);
  if (column !== undefined && KEEPS_VALUES.has(call.name)) return column;
  return {
    ...UNKNOWN_COLUMN,
    distinct: Math.max(1, input.rows / 10),
    domain: Math.max(1, input.rows / 10),
    spread: aggregateSpread(call, input, groups),
  };
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
      domain: Math.max(a.domain, b.domain),
      min: a.min === null || b.min === null ? null : Math.min(a.min, b.min),
      max: a.max === null || b.max === null ? null : Math.max(a.max, b.max),
      nullFraction: Math.max(a.nullFraction, b.nullFraction),
      widthBytes: Math.max(a.widthBytes, b.widthBytes),
      common: [],
    });
  });
  const bound = left.bound === null || right.bound === null ? null : left.bound + right.bound;
  const unique = plan.all ? [] : [idSet(plan.columns)];
  const rows = plan.op === 'union' ? left.rows + right.rows : left.rows;
  return { rows, domain: Math.max(rows, left.domain), columns, bound, unique };
}
