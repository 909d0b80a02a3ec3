/** FOR UPDATE and FOR SHARE: which tables a query locks, and where the clauses may not stand. */
import type { TableDef } from '../catalog/table-def.js';
import { SQLSTATE } from '../common/errors.js';
import type { LockingClause, QueryTail, SelectQuery } from '../sql/ast.js';
import { type BindContext, errorAt } from './bind-context.js';
import type { QueryLevel } from './query-level.js';

/** A FROM item that a locking clause may name. */
export interface Lockable {
  readonly name: string;
  /** null: no table; `what` it is, for the error. */
  readonly tables: readonly TableDef[] | null;
  readonly what: string;
  /** Says what locking it needs to be allowed. */
  readonly lock?: () => void;
}

function words(clause: LockingClause): string {
  return `FOR ${clause.strength.toUpperCase()}`;
}

/** To be called when everything of the SELECT is bound. */
export function bindLocking(context: BindContext, select: SelectQuery, level: QueryLevel): void {
  for (const clause of select.locking) {
    const misuse = misuseOf(select, level);
    if (misuse !== null) throw errorAt(SQLSTATE.featureNotSupported, `${words(clause)} is not allowed with ${misuse}`, -1);
    const named =
      clause.of.length === 0 ? level.lockables.filter(({ tables }) => tables !== null) : clause.of.map((name) => find(level, name, clause));
    for (const { lock } of named) lock?.();
    const shared = clause.strength === 'share' || clause.strength === 'key share';
    for (const table of named.flatMap(({ tables }) => tables ?? [])) {
      if (table.materialized !== undefined) {
        throw errorAt(SQLSTATE.wrongObjectType, `cannot lock rows in materialized view "${table.name}"`, -1);
      }
      context.lockTable(table, shared, clause.wait);
    }
  }
}

/** Of a query that is no SELECT. */
export function rejectLocking(query: QueryTail, construct: 'VALUES' | 'UNION/INTERSECT/EXCEPT'): void {
  const [clause] = query.locking;
  if (clause === undefined) return;
  const message =
    construct === 'VALUES' ? `${words(clause)} cannot be applied to VALUES` : `${words(clause)} is not allowed with ${construct}`;
  throw errorAt(SQLSTATE.featureNotSupported, message, -1);
}

function misuseOf(select: SelectQuery, level: QueryLevel): string | null {
  if (select.distinct !== null) return 'DISTINCT clause';
  if (select.groupBy.length > 0) return 'GROUP BY clause';
  if (select.having !== null) return 'HAVING clause';
  if (level.aggregates.length > 0) return 'aggregate functions';
  if (level.windows.length > 0) return 'window functions';
  return level.setCalls.length > 0 ? 'set-returning functions in the target list' : null;
}

function find(level: QueryLevel, name: string, clause: LockingClause): Lockable {
  const found = level.lockables.find((each) => each.name === name);
  if (found === undefined) {
    throw errorAt(SQLSTATE.undefinedTable, `relation "${name}" in ${words(clause)} clause not found in FROM clause`, clause.position);
  }
  if (found.tables !== null) return found;
  throw errorAt(SQLSTATE.featureNotSupported, `${words(clause)} cannot be applied to ${found.what}`, clause.position);
}
