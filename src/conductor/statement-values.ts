/**
 * Puts the values of one execution into a bound statement: parameters, and functions that are the same for a whole statement
 * (now(), current_user, ...). After it the plan is the same wherever its parts run.
 */
import { assert, known } from '../common/assert.js';
import { STATEMENT_VALUE_NAMES } from '../functions/system.js';
import type { Expr } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { BoundStatement } from '../planner/bound-statement.js';
import { rewritePlan } from '../planner/rewrite.js';
import type { Datum } from '../types/datum.js';
import type { SessionState } from './query-service.js';
import { settingValue } from './settings.js';

const UNIX_TO_2000_MS = 946_684_800_000;
const DAY_MS = 86_400_000;

export function withStatementValues(
  bound: BoundStatement,
  parameters: readonly Datum[],
  session: SessionState,
  nowMs: number,
): BoundStatement {
  const replace = (expr: Expr): Expr | undefined => {
    if (expr.kind === 'param') {
      const value = parameters[expr.index - 1];
      assert(value !== undefined, `a value for $${expr.index}`);
      return { kind: 'literal', type: expr.type, value };
    }
    if (expr.kind === 'call' && expr.args.length === 0 && STATEMENT_VALUE_NAMES.has(expr.name)) {
      return { kind: 'literal', type: expr.type, value: statementValue(expr.name, session, nowMs) };
    }
    return undefined;
  };
  const rewrite = (plan: LogicalPlan): LogicalPlan => rewritePlan(plan, { expr: replace });
  switch (bound.kind) {
    case 'query':
      return { ...bound, plan: rewrite(bound.plan) };
    case 'insert':
    case 'create-table-as':
      return { ...bound, source: rewrite(bound.source) };
    case 'copy-to':
      return { ...bound, source: { ...bound.source, plan: rewrite(bound.source.plan) } };
    case 'explain': {
      const statement = withStatementValues(bound.statement, parameters, session, nowMs);
      assert(statement.kind === 'query' || statement.kind === 'insert' || statement.kind === 'create-table-as', 'the same kind');
      return { ...bound, statement };
    }
    default:
      return bound;
  }
}

function statementValue(name: string, session: SessionState, nowMs: number): Datum {
  switch (name) {
    case 'current_date':
      return Math.floor((nowMs - UNIX_TO_2000_MS) / DAY_MS);
    case 'current_user':
    case 'session_user':
      return session.user;
    case 'current_database':
      return session.database;
    case 'current_schema': {
      const first = settingValue(session, 'search_path').split(',')[0]?.trim() ?? '';
      return first === '"$user"' || first === '' ? 'public' : first.replace(/^"(.*)"$/, '$1');
    }
    default:
      assert(known(STATEMENT_VALUE_NAMES.has(name), name), name);
      return BigInt(Math.floor(nowMs - UNIX_TO_2000_MS)) * 1000n;
  }
}
