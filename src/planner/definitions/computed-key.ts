/** Keys of unique indexes over expressions, or over the rows that a condition picks. Columns in them are ordinals of the table. */
import type { ComputedKey, TableDef } from '../../catalog/table-def.js';
import { SQLSTATE } from '../../common/errors.js';
import { functionOf } from '../../functions/registry.js';
import type { Expr } from '../../plan/expr.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { coerceToBool, resolveUnknown } from '../coerce.js';
import { levelOf } from '../column-values.js';
import { rewriteExpr, someExpr } from '../rewrite.js';
import { parseStoredExpression, withoutPosition } from '../stored-expression.js';

export interface KeyText {
  readonly values: readonly string[];
  readonly where: string | null;
}

export function computedKey(context: BindContext, table: TableDef, { values, where }: KeyText): ComputedKey {
  return {
    values: values.map((sql) => ({ sql, expr: boundKey(context, table, sql, 'index expression') })),
    where: where === null ? null : { sql: where, expr: boundKey(context, table, where, 'index predicate') },
  };
}

function boundKey(context: BindContext, table: TableDef, sql: string, what: 'index expression' | 'index predicate'): Expr {
  const columns = table.columns.map(({ name, type }) => context.newColumn(name, type, true));
  const level = levelOf(table, columns);
  const expr = withoutPosition(() => {
    const bound = context.binders.expression(context, parseStoredExpression(context, sql), level);
    return what === 'index predicate' ? coerceToBool(context, bound, 'WHERE') : resolveUnknown(context, bound);
  });
  if (level.aggregates.length > 0) throw errorAt(SQLSTATE.groupingError, `aggregate functions are not allowed in ${what}s`, -1);
  if (level.windows.length > 0) throw errorAt(SQLSTATE.windowingError, `window functions are not allowed in ${what}s`, -1);
  if (someExpr(expr, ({ kind }) => kind === 'subquery')) {
    throw errorAt(SQLSTATE.featureNotSupported, `cannot use subquery in ${what}`, -1);
  }
  if (!isImmutable(expr)) {
    throw errorAt(SQLSTATE.invalidObjectDefinition, `functions in ${what} must be marked IMMUTABLE`, -1);
  }
  return rewriteExpr(expr, (node) => {
    const ordinal = node.kind === 'column' ? columns.findIndex(({ id }) => id === node.id) : -1;
    return node.kind === 'column' ? { ...node, id: ordinal } : undefined;
  });
}

export function isImmutable(expr: Expr): boolean {
  return !someExpr(expr, (node) => node.kind === 'call' && (functionOf(node)?.volatility ?? 'immutable') !== 'immutable');
}

/** Ordinals of the columns that the key's values come from. */
export function ordinalsOfKey({ values, where }: ComputedKey): readonly number[] {
  const found = new Set<number>();
  for (const { expr } of where === null ? values : [...values, where]) {
    someExpr(expr, (node) => {
      if (node.kind === 'column') found.add(node.id);
      return false;
    });
  }
  return found.size === 0 ? [0] : [...found].sort((a, b) => a - b);
}

/** The key with its columns at other ordinals. */
export function movedKey({ values, where }: ComputedKey, move: (ordinal: number) => number): ComputedKey {
  const moved = (expr: Expr): Expr => rewriteExpr(expr, (node) => (node.kind === 'column' ? { ...node, id: move(node.id) } : undefined));
  return {
    values: values.map(({ sql, expr }) => ({ sql, expr: moved(expr) })),
    where: where === null ? null : { sql: where.sql, expr: moved(where.expr) },
  };
}
