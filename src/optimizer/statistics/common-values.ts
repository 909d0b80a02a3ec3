/**
 * The share of rows for which a condition on one text column is true, by evaluating it for the column's most common values. Exact when
 * these are all its values, so that any condition on a column of few values is estimated well: LIKE, substring, OR, <>.
 */
import { ConductError } from '../../common/errors.js';
import type { ColumnExpr, ColumnId, Expr } from '../../plan/expr.js';
import { evaluate } from '../../plan/interpreter.js';
import { columnsOf } from '../columns.js';
import { childrenOf, isVolatile } from '../expressions.js';
import type { ColumnEstimate } from './relation-estimate.js';

/** Share of the rows that the common values must make up, where there are other values, for them to speak for those. */
const TELLING_SHARE = 0.15;

/** `otherwise`: the guess for values that aren't common, used when no common value satisfies the condition. null: nothing is known. */
export function commonValuesShare(expr: Expr, columns: ReadonlyMap<ColumnId, ColumnEstimate>, otherwise: () => number): number | null {
  const [id, ...more] = columnsOf(expr);
  if (id === undefined || more.length > 0) return null;
  const column = columns.get(id);
  if (column === undefined || column.common.length === 0) return null;
  const shares = sharesOf(expr, id, column.common);
  if (shares === null) return null;
  const { matched, covered } = shares;
  const present = 1 - column.nullFraction;
  if (column.distinct <= column.common.length && covered > 0) return Math.min(1, (matched / covered) * present);
  if (covered < TELLING_SHARE) return null;
  const rest = Math.max(0, present - covered);
  return Math.min(1, matched + rest * (matched > 0 ? matched / covered : otherwise()));
}

interface Shares {
  readonly matched: number;
  readonly covered: number;
}

/** A plan is estimated again and again while it changes; its conditions stay. */
const memo = new WeakMap<Expr, { readonly common: ColumnEstimate['common']; readonly shares: Shares | null }>();

function sharesOf(expr: Expr, id: ColumnId, common: ColumnEstimate['common']): Shares | null {
  const found = memo.get(expr);
  if (found?.common === common) return found.shares;
  const shares = isVolatile(expr) || !isText(columnIn(expr, id)) ? null : evaluateAll(expr, common);
  memo.set(expr, { common, shares });
  return shares;
}

function evaluateAll(expr: Expr, common: ColumnEstimate['common']): Shares | null {
  let matched = 0;
  let covered = 0;
  try {
    for (const { value, share } of common) {
      covered += share;
      if (evaluate(expr, () => value) === true) matched += share;
    }
  } catch (error) {
    // A condition that fails for a value fails when it runs, if it does; it is only estimated here.
    if (error instanceof ConductError) return null;
    throw error;
  }
  return { matched, covered };
}

function columnIn(expr: Expr, id: ColumnId): ColumnExpr | null {
  if (expr.kind === 'column') return expr.id === id ? expr : null;
  for (const child of childrenOf(expr)) {
    const found = columnIn(child, id);
    if (found !== null) return found;
  }
  return null;
}

function isText(column: ColumnExpr | null): boolean {
  const kind = column?.type.kind;
  return kind === 'text' || kind === 'varchar' || kind === 'char' || kind === 'name';
}
