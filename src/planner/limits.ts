/** LIMIT and OFFSET, and what ORDER BY means where it says nothing about NULLs. */
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { Expression, QueryTail, SortKey } from '../sql/ast.js';
import { TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { at, type BindContext, errorAt } from './bind-context.js';
import { tryCoerce } from './coerce.js';
import { foldConstant, isFoldable } from './constant.js';
import type { QueryLevel } from './query-level.js';
import { someExpr } from './rewrite.js';

export interface BoundLimits {
  readonly limit: Expr | null;
  readonly offset: Expr | null;
}

/** NULL is larger than everything: last ascending, first descending. */
export function nullsFirst(key: SortKey): boolean {
  return key.nullsFirst ?? key.descending;
}

export function bindLimits(context: BindContext, query: QueryTail, level: QueryLevel): BoundLimits {
  if (query.withTies) throw notSupported('WITH TIES', query.position);
  const [locking] = query.locking;
  if (locking !== undefined) throw notSupported(`FOR ${locking.strength.toUpperCase()}`, locking.position);
  return { limit: bindBound(context, query.limit, 'LIMIT', level), offset: bindBound(context, query.offset, 'OFFSET', level) };
}

function bindBound(context: BindContext, node: Expression | null, clause: 'LIMIT' | 'OFFSET', level: QueryLevel): Expr | null {
  if (node === null) return null;
  const bound = level.within(level.namespace, clause, () => context.binders.expression(context, node, level));
  if (someExpr(bound, (expr) => expr.kind === 'column' && context.ownerOf(expr.id) === level)) {
    throw errorAt(SQLSTATE.invalidColumnReference, `argument of ${clause} must not contain variables`, node.position);
  }
  if (someExpr(bound, (expr) => expr.kind === 'column' || expr.kind === 'subquery')) {
    throw notSupported(`${clause} that is not a constant`, node.position);
  }
  const expr = tryCoerce(context, bound, TYPES.int8, 'assignment');
  if (expr === undefined) {
    throw new ConductError(
      SQLSTATE.datatypeMismatch,
      `argument of ${clause} must be type bigint, not type ${typeLabel(bound.type)}`,
      at(node.position),
    );
  }
  return settleLimit(expr, clause);
}

/** A literal where the value is known by now; negative is 2201W or 2201X, NULL is no limit. */
export function settleLimit(expr: Expr | null, clause: 'LIMIT' | 'OFFSET'): Expr | null {
  if (expr === null || !isFoldable(expr)) return expr;
  const value = foldConstant(expr);
  if (value === null) return null;
  if (typeof value === 'bigint' && value < 0n) {
    const code = clause === 'LIMIT' ? SQLSTATE.invalidRowCountInLimit : SQLSTATE.invalidRowCountInOffset;
    throw new ConductError(code, `${clause} must not be negative`);
  }
  return { kind: 'literal', type: TYPES.int8, value };
}

export function makeLimit(plan: LogicalPlan, limits: BoundLimits): LogicalPlan {
  if (limits.limit === null && limits.offset === null) return plan;
  return { kind: 'limit', columns: plan.columns, input: plan, limit: limits.limit, offset: limits.offset };
}
