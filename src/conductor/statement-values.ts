/**
 * Puts the values of one execution into a bound statement: parameters, and functions that are the same for a whole statement
 * (now(), current_user, ...). After it the plan is the same wherever its parts run.
 */
import { assert, known } from '../common/assert.js';
import { notSupported } from '../common/errors.js';
import { findFunction } from '../functions/registry.js';
import { SETTING_CALL_NAMES, STATEMENT_VALUE_NAMES } from '../functions/system.js';
import type { Expr } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { BoundStatement } from '../planner/bound-statement.js';
import { foldConstant, isFoldable } from '../planner/constant.js';
import { mapPlans } from '../planner/map-plans.js';
import { rewriteExpr, rewritePlan } from '../planner/rewrite.js';
import type { Datum } from '../types/datum.js';
import type { SessionState } from './query-service.js';
import { currentUser, sessionUser } from './session-user.js';
import { callSetting } from './setting-calls.js';
import { settingValue } from './settings.js';

/** `text`: the statement's, as current_query() gives it. `noteLocal`: whether what is set until the end of the transaction holds for more than this statement. */
export function withStatementValues(
  bound: BoundStatement,
  parameters: readonly Datum[],
  session: SessionState,
  text: string,
  noteLocal: (name: string) => boolean = () => false,
): BoundStatement {
  const replace = (expr: Expr): Expr | undefined => {
    if (expr.kind === 'param') {
      const value = parameters[expr.index - 1];
      assert(value !== undefined, `a value for $${expr.index}`);
      return { kind: 'literal', type: expr.type, value };
    }
    if (expr.kind === 'call' && expr.args.length === 0 && STATEMENT_VALUE_NAMES.has(expr.name)) {
      return { kind: 'literal', type: expr.type, value: statementValue(expr.name, session, text) };
    }
    if (expr.kind === 'call' && SETTING_CALL_NAMES.has(expr.name)) {
      const given = expr.args.map((arg) => rewriteExpr(arg, replace));
      // Settings by names in rows are looked up row by row.
      if (expr.name === 'current_setting' && !given.every(isFoldable)) return { ...expr, args: given };
      const args = given.map((arg) => constantArgument(arg, expr.name));
      return { kind: 'literal', type: expr.type, value: callSetting(expr.name, args, session, noteLocal) };
    }
    return undefined;
  };
  const rewrite = (plan: LogicalPlan): LogicalPlan => rewritePlan(plan, { expr: replace });
  return mapPlans(bound, rewrite);
}

function constantArgument(arg: Expr, name: string): Datum {
  if (!isFoldable(arg)) throw notSupported(`${name} with an argument that is no constant`);
  return foldConstant(arg);
}

function statementValue(name: string, session: SessionState, text: string): Datum {
  switch (name) {
    case 'current_query':
      return text;
    case 'current_user':
      return currentUser(session);
    case 'session_user':
      return sessionUser(session);
    case 'pg_backend_pid':
      return session.id;
    case 'current_database':
      return session.database;
    case 'current_schema': {
      const first = settingValue(session, 'search_path').split(',')[0]?.trim() ?? '';
      return first === '"$user"' || first === '' ? 'public' : first.replace(/^"(.*)"$/, '$1');
    }
    default:
      return known(findFunction(name, []), name).evaluate([], []);
  }
}
