/** The share of rows for which a condition is true, guessed from column statistics, independence assumed. */

import type { CallExpr, ColumnId, Expr, LiteralExpr } from '../../plan/expr.js';
import type { Datum } from '../../types/datum.js';
import type { SqlType } from '../../types/sql-type.js';
import { columnsOf } from '../columns.js';
import { conjuncts } from '../expressions.js';
import { commonValuesShare } from './common-values.js';
import { distinctOfOperand } from './distinct-values.js';
import { normalShare } from './normal-share.js';
import type { ColumnEstimate } from './relation-estimate.js';

const DEFAULT = 0.33;
const DEFAULT_EQUAL = 0.005;
const DEFAULT_RANGE = 0.33;
const LIKE_PREFIX = 0.02;
const LIKE_ANYWHERE = 0.05;
const TINY = 1e-9;

type Columns = ReadonlyMap<ColumnId, ColumnEstimate>;

export function selectivity(condition: Expr, columns: Columns): number {
  const parts = conjuncts(condition);
  if (parts.length > 1) return conjunctSelectivity(parts, columns);
  const [expr] = parts;
  if (expr === undefined) return 1;
  switch (expr.kind) {
    case 'literal':
      return expr.value === true ? 1 : 0;
    case 'and':
      return conjunctSelectivity(expr.args, columns);
    case 'or':
      return 1 - expr.args.reduce((none, arg) => none * (1 - selectivity(arg, columns)), 1);
    case 'not':
      return Math.max(TINY, 1 - selectivity(expr.arg, columns));
    case 'is-null': {
      const column = statsOf(expr.arg, columns);
      return column === null ? 0.01 : column.nullFraction;
    }
    case 'is-distinct':
      return 0.9;
    case 'in-list': {
      const guess = (): number =>
        Math.min(
          1,
          expr.list.reduce((sum, item) => sum + equalSelectivity(expr.arg, item, columns), 0),
        );
      return bareColumn(expr.arg) === null ? (commonValuesShare(expr, columns, guess) ?? guess()) : guess();
    }
    case 'coalesce':
      return expr.args[0] === undefined ? DEFAULT : selectivity(expr.args[0], columns);
    case 'call': {
      // Equality with a value tells nothing of other values: its common value is looked up instead.
      if ((expr.name === '=' || expr.name === '<>') && expr.args.some((arg) => bareColumn(arg) !== null)) {
        return callSelectivity(expr, columns);
      }
      const guess = (): number => callSelectivity(expr, columns);
      return commonValuesShare(expr, columns, guess) ?? guess();
    }
    case 'column':
      return 0.5;
    case 'param':
    case 'cast':
    case 'case':
    case 'subquery':
      return DEFAULT;
  }
}

/** Ranges of one column are intersected before they count; all else is multiplied. */
function conjunctSelectivity(parts: readonly Expr[], columns: Columns): number {
  const ranges = new Map<ColumnId, { low: number; high: number }>();
  let product = 1;
  for (const part of parts) {
    const range = rangeOf(part, columns);
    if (range === null) {
      product *= selectivity(part, columns);
      continue;
    }
    const known = ranges.get(range.id) ?? { low: -Infinity, high: Infinity };
    ranges.set(range.id, { low: Math.max(known.low, range.low), high: Math.min(known.high, range.high) });
  }
  for (const [id, { low, high }] of ranges) {
    const column = columns.get(id);
    if (column !== undefined) product *= shareOfRange(column, low, high);
  }
  return product;
}

function callSelectivity(expr: CallExpr, columns: Columns): number {
  const [left, right] = expr.args;
  if (left === undefined || right === undefined) return DEFAULT;
  switch (expr.name) {
    case '=':
      return equalSelectivity(left, right, columns);
    case '<>':
      return Math.max(TINY, 1 - equalSelectivity(left, right, columns));
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const range = rangeOf(expr, columns);
      const column = range === null ? undefined : columns.get(range.id);
      if (range !== null && column !== undefined) return shareOfRange(column, range.low, range.high);
      const [low, high] = expr.name.startsWith('<') ? [left, right] : [right, left];
      return shareBelow(statsOf(low, columns), statsOf(high, columns)) ?? DEFAULT_RANGE;
    }
    case '~~':
    case '~~*':
    case 'like':
      return likeSelectivity(left, right, columns);
    case '!~~':
    case '!~~*':
    case 'not_like':
      return 1 - likeSelectivity(left, right, columns);
    default:
      return DEFAULT;
  }
}

function likeSelectivity(value: Expr, pattern: Expr, columns: Columns): number {
  if (pattern.kind !== 'literal' || typeof pattern.value !== 'string') return LIKE_ANYWHERE;
  if (!/[%_]/.test(pattern.value)) return equalSelectivity(value, pattern, columns);
  return /^[^%_]/.test(pattern.value) ? LIKE_PREFIX : LIKE_ANYWHERE;
}

function equalSelectivity(left: Expr, right: Expr, columns: Columns): number {
  const a = statsOf(left, columns);
  const b = statsOf(right, columns);
  if (a !== null && b !== null) return 1 / Math.max(a.distinct, b.distinct, 1);
  const column = a ?? b;
  if (column === null) {
    const [operand, constant] = left.kind === 'literal' ? [right, left] : [left, right];
    return constant.kind === 'literal' && columnsOf(operand).size > 0
      ? Math.max(DEFAULT_EQUAL, 1 / distinctOfOperand(operand, columns))
      : DEFAULT_EQUAL;
  }
  const other = a === null ? left : right;
  if (other.kind !== 'literal') return 1 / Math.max(column.distinct, 1);
  if (other.value === null) return 0;
  const text = typeof other.value === 'string' ? other.value : null;
  // Values of char(n) are stored padded; the padding isn't part of them.
  const trimmed = text !== null && (left.type.kind === 'char' || right.type.kind === 'char') ? text.trimEnd() : null;
  const known =
    text === null ? undefined : column.common.find(({ value }) => (trimmed === null ? value === text : value.trimEnd() === trimmed));
  if (known !== undefined) return known.share;
  const value = literalNumber(other);
  if (value !== null && ((column.min !== null && value < column.min) || (column.max !== null && value > column.max))) return TINY;
  const rest = column.common.reduce((share, entry) => share - entry.share, 1);
  const others = column.distinct - column.common.length;
  // All values are common ones and this is not among them; or nothing is known of common ones.
  if (text !== null && column.common.length > 0 && others < 1) return TINY;
  return text !== null && column.common.length > 0 ? Math.max(TINY, rest / Math.max(others, 1)) : 1 / Math.max(column.distinct, 1);
}

function shareOfRange(column: ColumnEstimate, low: number, high: number): number {
  if (column.spread != null) return Math.min(1, Math.max(TINY, normalShare(column.spread, low, high)));
  if (column.min === null || column.max === null) return low > -Infinity && high < Infinity ? DEFAULT_RANGE / 2 : DEFAULT_RANGE;
  const span = column.max - column.min;
  if (span <= 0) return low <= column.min && column.max <= high ? 1 : TINY;
  const covered = Math.min(high, column.max) - Math.max(low, column.min);
  return Math.min(1, Math.max(covered / span, covered >= 0 ? 1 / Math.max(column.distinct, 1) : TINY)) * (1 - column.nullFraction);
}

/** Share of pairs of values of two columns of which the first is the lower, both even between their bounds. */
function shareBelow(low: ColumnEstimate | null, high: ColumnEstimate | null): number | null {
  if (low?.min == null || low.max === null || high?.min == null || high.max === null) return null;
  const span = high.max - high.min;
  let share = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const value = low.min + ((step + 0.5) / STEPS) * (low.max - low.min);
    share += span <= 0 ? Number(value < high.max) : Math.min(1, Math.max(0, (high.max - value) / span));
  }
  return Math.min(1, Math.max(TINY, share / STEPS)) * (1 - low.nullFraction) * (1 - high.nullFraction);
}

const STEPS = 16;

/** column OP literal (either way round) as the interval that it leaves. */
export function rangeOf(expr: Expr, columns: Columns): { readonly id: ColumnId; readonly low: number; readonly high: number } | null {
  if (expr.kind !== 'call') return null;
  const [left, right] = expr.args;
  if (left === undefined || right === undefined) return null;
  const flipped = right.kind !== 'literal';
  const bare = bareColumn(flipped ? right : left);
  const constant = flipped ? left : right;
  if (bare === null || constant.kind !== 'literal' || !columns.has(bare)) return null;
  const value = literalNumber(constant, (flipped ? right : left).type);
  if (value === null) return null;
  const operator = flipped ? FLIPPED[expr.name] : expr.name;
  if (operator === '<' || operator === '<=') return { id: bare, low: -Infinity, high: value };
  if (operator === '>' || operator === '>=') return { id: bare, low: value, high: Infinity };
  return null;
}

export const FLIPPED: { readonly [operator: string]: string } = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=', '<>': '<>' };

/** The column under casts, or null. */
export function bareColumn(expr: Expr): ColumnId | null {
  if (expr.kind === 'column') return expr.id;
  return expr.kind === 'cast' ? bareColumn(expr.arg) : null;
}

function statsOf(expr: Expr, columns: Columns): ColumnEstimate | null {
  const id = bareColumn(expr);
  return id === null ? null : (columns.get(id) ?? null);
}

/** The literal on the number line that min and max of a column of its type are on. */
export function literalNumber(expr: LiteralExpr, _like?: SqlType): number | null {
  return datumNumber(expr.value);
}

export function datumNumber(value: Datum): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'object' && value !== null && 'unscaled' in value) {
    return value.special === undefined ? Number(value.unscaled) / 10 ** value.scale : null;
  }
  return null;
}
