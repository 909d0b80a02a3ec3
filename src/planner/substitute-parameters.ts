/** Values in place of parameters, and of what depends on the session and the clock: the statement's plan of one execution. */
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { elementOf } from '../functions/signature.js';
import type { CallExpr, Expr } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import { isSameKind } from '../types/coercion.js';
import { type Datum, isArrayValue } from '../types/datum.js';
import { TYPES } from '../types/sql-type.js';
import type { BoundStatement } from './bound-statement.js';
import { foldConstant, isFoldable } from './constant.js';
import { settleLimit } from './limits.js';
import { mapPlans } from './map-plans.js';
import { rewriteExpr, rewritePlan } from './rewrite.js';

/** The value of a stable call (now, current_date, current_user, ...), or undefined for calls that are left alone. */
export type StableValue = (call: CallExpr) => Datum | undefined;

/**
 * datums[i] is the value of $(i + 1), in the form of its type. Rows of VALUES that became constant are evaluated, LIMIT is a
 * literal afterwards.
 */
export function substituteParameters<T extends BoundStatement>(bound: T, datums: readonly Datum[], stable?: StableValue): T {
  return mapPlans(bound, (plan) => substitute(plan, datums, stable));
}

function substitute(plan: LogicalPlan, datums: readonly Datum[], stable: StableValue | undefined): LogicalPlan {
  const replace = (expr: Expr): Expr | undefined => {
    if (expr.kind === 'param') {
      const value = datums[expr.index - 1];
      if (value === undefined) throw new ConductError(SQLSTATE.undefinedParameter, `there is no parameter $${expr.index}`);
      return { kind: 'literal', type: expr.type, value };
    }
    if (expr.kind === 'call' && expr.args.length === 0 && stable !== undefined) {
      const value = stable(expr);
      return value === undefined ? undefined : { kind: 'literal', type: expr.type, value };
    }
    if (expr.kind === 'call' && expr.name === '$any') {
      const list = givenList(expr, datums);
      return list === undefined ? undefined : listTest(rewriteExpr(known(expr.args[1], 'operand'), replace), list);
    }
    if (expr.kind === 'subquery') {
      const compare = expr.compare === null ? null : rewriteExpr(expr.compare, replace);
      return { ...expr, plan: substitute(expr.plan, datums, stable), compare };
    }
    return undefined;
  };
  return rewritePlan(plan, { expr: replace, node: settle });
}

/** The elements of `x = ANY ($1)`: a list of values is compiled, and prunes as IN does. */
function givenList({ args: [operator, operand, array] }: CallExpr, datums: readonly Datum[]): readonly Expr[] | undefined {
  if (operator?.kind !== 'literal' || operator.value !== '=' || operand === undefined || array?.kind !== 'param') return undefined;
  const value = datums[array.index - 1] ?? null;
  const type = elementOf(array.type);
  if (type === null || !isArrayValue(value) || !isSameKind(type, operand.type)) return undefined;
  return value.elements.map((element): Expr => ({ kind: 'literal', type, value: element }));
}

function listTest(arg: Expr, list: readonly Expr[]): Expr {
  return list.length === 0 ? { kind: 'literal', type: TYPES.bool, value: false } : { kind: 'in-list', type: TYPES.bool, arg, list };
}

/** Constant rows are values, a union of values is values, and LIMIT has a number. */
function settle(plan: LogicalPlan): LogicalPlan {
  switch (plan.kind) {
    case 'project':
      if (plan.input.kind !== 'values' || plan.input.columns.length > 0 || plan.input.rows.length !== 1) return plan;
      if (!plan.exprs.every(isFoldable)) return plan;
      return { kind: 'values', columns: plan.columns, rows: [plan.exprs.map(foldConstant)] };
    case 'set':
      if (plan.op !== 'union' || !plan.all || plan.left.kind !== 'values' || plan.right.kind !== 'values') return plan;
      return { kind: 'values', columns: plan.columns, rows: [...plan.left.rows, ...plan.right.rows] };
    case 'limit': {
      const limit = settleLimit(plan.limit, 'LIMIT');
      const offset = settleLimit(plan.offset, 'OFFSET');
      if (limit === plan.limit && offset === plan.offset) return plan;
      assert(limit === null || limit.kind === 'literal', 'LIMIT is a literal');
      return limit === null && offset === null ? plan.input : { ...plan, limit, offset };
    }
    default:
      return plan;
  }
}
