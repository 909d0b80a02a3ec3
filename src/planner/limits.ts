/** LIMIT and OFFSET, and what ORDER BY means where it says nothing about NULLs. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Expr, SortKey as PlanSortKey } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import { DEFAULT_FRAME, type WindowCall } from '../plan/window.js';
import type { Expression, QueryTail, SortKey } from '../sql/ast.js';
import { TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { at, type BindContext, errorAt } from './bind-context.js';
import { tryCoerce } from './coerce.js';
import { foldConstant, isFoldable } from './constant.js';
import { columnExpr } from './plan-nodes.js';
import type { QueryLevel } from './query-level.js';
import { someExpr } from './rewrite.js';

export interface BoundLimits {
  readonly limit: Expr | null;
  readonly offset: Expr | null;
  /** WITH TIES: the rows that are equal to the last one by ORDER BY come too. */
  readonly ties: boolean;
}

/** NULL is larger than everything: last ascending, first descending. USING names the operator by which one row comes before another. */
export function sortDirection(key: SortKey): { readonly descending: boolean; readonly nullsFirst: boolean } {
  if (key.using !== null && key.using !== '<' && key.using !== '>') {
    const hint = 'Ordering operators must be "<" or ">" members of btree operator families.';
    throw errorAt(SQLSTATE.wrongObjectType, `operator ${key.using} is not a valid ordering operator`, key.position, hint);
  }
  const descending = key.using === null ? key.descending : key.using === '>';
  return { descending, nullsFirst: key.nullsFirst ?? descending };
}

export function bindLimits(context: BindContext, query: QueryTail, level: QueryLevel): BoundLimits {
  return {
    limit: bindBound(context, query.limit, 'LIMIT', level),
    offset: bindBound(context, query.offset, 'OFFSET', level),
    ties: query.withTies,
  };
}

function bindBound(context: BindContext, node: Expression | null, clause: 'LIMIT' | 'OFFSET', level: QueryLevel): Expr | null {
  if (node === null) return null;
  const bound = level.within(level.namespace, clause, () => context.binders.expression(context, node, level));
  if (someExpr(bound, (expr) => expr.kind === 'column' && context.ownerOf(expr.id) === level)) {
    throw errorAt(SQLSTATE.invalidColumnReference, `argument of ${clause} must not contain variables`, node.position);
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

/** The rows of a plan that the limits let through; `keys`: by which it is sorted. */
export function makeLimit(context: BindContext, plan: LogicalPlan, limits: BoundLimits, keys: readonly PlanSortKey[]): LogicalPlan {
  if (limits.limit === null && limits.offset === null) return plan;
  if (limits.ties && limits.limit !== null) return makeTies(context, plan, limits.limit, limits.offset, keys);
  return { kind: 'limit', columns: plan.columns, input: plan, limit: limits.limit, offset: limits.offset };
}

/** Rows by their rank among the sorted ones: peers of the last one have its rank. */
function makeTies(context: BindContext, plan: LogicalPlan, limit: Expr, offset: Expr | null, keys: readonly PlanSortKey[]): LogicalPlan {
  const number = context.newColumn('row_number', TYPES.int8, false);
  const rank = context.newColumn('rank', TYPES.int8, false);
  const call = (name: string): WindowCall => ({
    aggregate: false,
    call: { name, args: [], distinct: false, filter: null, type: TYPES.int8 },
    frame: DEFAULT_FRAME,
  });
  const input = plan.kind === 'sort' ? plan.input : plan;
  const ranked: LogicalPlan = {
    kind: 'window',
    columns: [...input.columns, number, rank],
    input,
    partition: [],
    order: keys,
    functions: [call('row_number'), call('rank')],
  };
  const minus = (left: Expr): Expr => (offset === null ? left : { kind: 'call', type: TYPES.int8, name: '-', args: [left, offset] });
  const most: Expr = { kind: 'call', type: TYPES.bool, name: '<=', args: [minus(columnExpr(rank)), limit] };
  const parts: Expr[] = [most];
  if (offset !== null) parts.push({ kind: 'call', type: TYPES.bool, name: '>', args: [columnExpr(number), offset] });
  const predicate: Expr = parts.length === 1 ? most : { kind: 'and', type: TYPES.bool, args: parts };
  const kept: LogicalPlan = { kind: 'filter', columns: ranked.columns, input: ranked, predicate };
  const sorted: LogicalPlan = { kind: 'sort', columns: kept.columns, input: kept, keys };
  return { kind: 'project', columns: plan.columns, input: sorted, exprs: plan.columns.map(columnExpr) };
}
