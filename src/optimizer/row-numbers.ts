/** LIMIT by the numbers of rows, where a limit is meant for each of several groups of rows. */
import type { Expr } from '../plan/expr.js';
import type { Column, LimitPlan } from '../plan/logical.js';
import { DEFAULT_FRAME, type WindowCall } from '../plan/window.js';
import { TYPES } from '../types/sql-type.js';
import { call, columnRef, literal } from './expressions.js';

export function rowNumber(): WindowCall {
  return {
    aggregate: false,
    call: { name: 'row_number', args: [], distinct: false, filter: null, type: TYPES.int8 },
    frame: DEFAULT_FRAME,
  };
}

/** What is true of the numbers of rows (from 1) that pass the limit; NULL is no limit. */
export function limitBounds(
  number: Column,
  { limit, offset }: Pick<LimitPlan, 'limit' | 'offset'>,
  replace: (expr: Expr) => Expr,
): readonly Expr[] {
  const skipped = offset === null ? null : orElse(replace(offset), 0n);
  const bounds: Expr[] = [];
  if (skipped !== null) bounds.push(call('>', TYPES.bool, [columnRef(number), skipped]));
  if (limit !== null) {
    // Compared with what is left after the offset: the sum of both could overflow.
    const left: Expr = skipped === null ? columnRef(number) : call('-', TYPES.int8, [columnRef(number), skipped]);
    bounds.push(call('<=', TYPES.bool, [left, orElse(replace(limit), 0x7fff_ffff_ffff_ffffn)]));
  }
  return bounds;
}

function orElse(expr: Expr, value: bigint): Expr {
  if (expr.kind === 'literal') return expr.value === null ? literal(TYPES.int8, value) : expr;
  return { kind: 'coalesce', type: TYPES.int8, args: [expr, literal(TYPES.int8, value)] };
}
