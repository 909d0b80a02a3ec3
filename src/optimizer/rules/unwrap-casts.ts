/**
 * unwrap-casts: a column that is only widened to be compared with a literal is compared as it is, with the literal narrowed.
 *
 * Widening keeps the order and is exact, so that a literal that is a value of the narrow type compares the same there; a timestamp
 * inside a day compares with a date as the day does, with the operator that fits. Casts of numeric(p,s) to plain
 * numeric change nothing but the declared type and go too. Storage skips sections by bare columns, and narrow
 * comparisons are faster.
 *
 *     WHERE l_shipdate::timestamp < timestamp '1994-01-01'  →  WHERE l_shipdate < date '1994-01-01'
 *
 * Not touched: `a::text = '5'` (a different order), `a::int8 = 3000000000` for an int4 column.
 */
import type { CallExpr, Expr } from '../../plan/expr.js';
import type { Datum } from '../../types/datum.js';
import { TIMESTAMP_INFINITY, TIMESTAMP_MINUS_INFINITY } from '../../types/datum.js';
import type { SqlType } from '../../types/sql-type.js';
import { TYPES } from '../../types/sql-type.js';
import { literal, mapChildren, rewriteExpr } from '../expressions.js';
import { mapExpressions } from '../plans.js';
import type { NodeRule } from '../rule.js';
import { FLIPPED } from '../statistics/selectivity.js';

export const unwrapCasts: NodeRule = {
  kind: 'node',
  name: 'unwrap-casts',
  reason: 'lets storage skip sections and compares in the narrow type',
  apply: (node) => {
    const unwrapped = mapExpressions(node, unwrap);
    return unwrapped === node ? null : unwrapped;
  },
};

const settled = new WeakSet<Expr>();

function unwrap(expr: Expr): Expr {
  if (settled.has(expr)) return expr;
  const result = rewriteExpr(expr, (node) => {
    if (node.kind === 'call') return unwrapComparison(mapArguments(node));
    return node.kind === 'in-list' || node.kind === 'is-null' ? mapArguments(node) : node;
  });
  settled.add(result);
  return result;
}

/** Numeric arguments may be of any precision: the cast to plain numeric says nothing to operators. */
function mapArguments<T extends Expr>(node: T): Expr {
  return mapChildren(node, (arg) =>
    arg.kind === 'cast' && arg.type.kind === 'numeric' && arg.type.precision === null && arg.arg.type.kind === 'numeric' ? arg.arg : arg,
  );
}

const MICROS_PER_DAY = 86_400_000_000n;

function unwrapComparison(node: Expr): Expr {
  if (node.kind !== 'call' || node.args.length !== 2 || FLIPPED[node.name] === undefined) return node;
  const [left, right] = node.args;
  if (left === undefined || right === undefined) return node;
  if (left.kind === 'literal' && right.kind === 'cast') {
    const flipped: CallExpr = { ...node, name: FLIPPED[node.name] ?? node.name, args: [right, left] };
    const result = unwrapComparison(flipped);
    return result === flipped ? node : result;
  }
  if (left.kind !== 'cast' || right.kind !== 'literal' || right.value === null) return node;
  const from = left.arg.type;
  if (from.kind === 'date' && left.type.kind === 'timestamp') return compareDate(node, left.arg, right.value);
  const narrow = narrowInteger(from, left.type, right.value);
  return narrow === null ? node : { ...node, args: [left.arg, literal(from, narrow)] };
}

function compareDate(node: CallExpr, date: Expr, value: Datum): Expr {
  if (typeof value !== 'bigint' || value === TIMESTAMP_INFINITY || value === TIMESTAMP_MINUS_INFINITY) return node;
  const rest = ((value % MICROS_PER_DAY) + MICROS_PER_DAY) % MICROS_PER_DAY;
  const day = literal(TYPES.date, Number((value - rest) / MICROS_PER_DAY));
  if (rest === 0n) return { ...node, args: [date, day] };
  // Inside a day: its midnight is before, the next one after.
  if (node.name === '<' || node.name === '<=') return { ...node, name: '<=', args: [date, day] };
  if (node.name === '>' || node.name === '>=') return { ...node, name: '>', args: [date, day] };
  return node;
}

const INTEGER_BITS: { readonly [kind: string]: bigint } = { int2: 16n, int4: 32n, int8: 64n };

function narrowInteger(from: SqlType, to: SqlType, value: Datum): Datum {
  const bits = INTEGER_BITS[from.kind];
  if (bits === undefined || (INTEGER_BITS[to.kind] === undefined && !(to.kind === 'numeric' && to.precision === null))) return null;
  const exact = wholeNumber(value);
  if (exact === null || exact < -(1n << (bits - 1n)) || exact >= 1n << (bits - 1n)) return null;
  return from.kind === 'int8' ? exact : Number(exact);
}

function wholeNumber(value: Datum): bigint | null {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : null;
  if (typeof value !== 'object' || value === null || !('unscaled' in value) || value.special !== undefined) return null;
  const divisor = 10n ** BigInt(value.scale);
  return value.unscaled % divisor === 0n ? value.unscaled / divisor : null;
}
