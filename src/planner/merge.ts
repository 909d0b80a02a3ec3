/**
 * MERGE: the source joined with the target's row ids. One plan says of each row which WHEN clause comes to it and what the row becomes
 * by that; rows that no clause does anything with are left out.
 */
import { known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { MergeClause, MergeStatement } from '../sql/ast.js';
import { TYPES } from '../types/sql-type.js';
import { type BindContext, errorAt } from './bind-context.js';
import type { BoundMerge } from './bound-statement.js';
import { coerceToBool } from './coerce.js';
import { withRowRules } from './column-values.js';
import { requireRelation } from './definitions/relation-privileges.js';
import { bindFrom, findRelation } from './from.js';
import { bindInsertedRow } from './insert.js';
import { type BoundTarget, bindTarget, rejectAggregates } from './modification.js';
import { comparePair } from './operators.js';
import { columnExpr, makeFilter, makeProject } from './plan-nodes.js';
import { joinNamespaces, type Namespace, QueryLevel } from './query-level.js';
import { Assignments } from './update.js';
import { bindWith, checkUnused } from './with.js';

export function bindMerge(context: BindContext, statement: MergeStatement): BoundMerge {
  if (statement.unsupported !== null) throw notSupported(statement.unsupported, statement.textStart);
  checkReachable(statement.clauses);
  const ctes = statement.with === null ? null : bindWith(statement.with, null, null);
  const level = new QueryLevel(null, ctes);
  rejectView(context, statement);
  const relation = findRelation(context, statement.table);
  for (const { action } of statement.clauses) if (action.kind !== 'nothing') requireRelation(context, relation, PRIVILEGES[action.kind]);
  const target = bindTarget(context, level, statement.table, statement.alias, statement.only, 'merge into');
  if (target.members !== null || target.table.partitioning !== undefined) {
    throw notSupported('MERGE into a partitioned table or one that others inherit from', statement.table.position);
  }
  const source = bindFrom(context, [statement.source], level);
  rejectSameName(target, source.namespace);
  const both = joinNamespaces(target.namespace, source.namespace);
  const condition = level.within(both, 'JOIN conditions', () =>
    coerceToBool(context, context.binders.expression(context, statement.on, level), 'JOIN/ON'),
  );
  const inserts = statement.clauses.some(({ matched, action }) => !matched && action.kind === 'insert');
  if (inserts) for (const { id } of target.plan.columns) context.setNullable(id);
  const columns = [...source.plan.columns, ...target.plan.columns];
  const join: LogicalPlan = {
    kind: 'join',
    join: inserts ? 'left' : 'inner',
    left: source.plan,
    right: target.plan,
    condition,
    columns: inserts ? columns.map((column) => (target.plan.columns.includes(column) ? { ...column, nullable: true } : column)) : columns,
  };
  const decided = bindActions(context, statement, target, { level, both, source: source.namespace, plan: join });
  checkUnused(context, ctes, null);
  return { kind: 'merge', table: target.table, ...decided };
}

const PRIVILEGES = { insert: 'a', update: 'w', delete: 'd' } as const;

interface Joined {
  readonly level: QueryLevel;
  readonly both: Namespace;
  readonly source: Namespace;
  readonly plan: LogicalPlan;
}

function bindActions(
  context: BindContext,
  { clauses }: MergeStatement,
  target: BoundTarget,
  { level, both, source, plan }: Joined,
): Pick<BoundMerge, 'source' | 'actions'> {
  const isNew: Expr = { kind: 'is-null', type: TYPES.bool, arg: columnExpr(target.rowId) };
  const isThere: Expr = { kind: 'not', type: TYPES.bool, arg: isNew };
  const conditions = clauses.map(({ matched, condition }) => {
    level.namespace = matched ? both : source;
    level.hiding(matched ? [] : target.namespace.tables);
    const side = matched ? isThere : isNew;
    if (condition === null) return side;
    const test = coerceToBool(context, context.binders.expression(context, condition, level), 'WHEN');
    return { kind: 'and', type: TYPES.bool, args: [side, test] } satisfies Expr;
  });
  rejectAggregates(level, 'MERGE WHEN conditions');
  let actions: BoundMerge['actions'] = [];
  const branches = clauses.map(({ action }, i) => {
    if (action.kind !== 'nothing') actions = [...actions, action.kind];
    const number = action.kind === 'nothing' ? null : actions.length - 1;
    return { when: known(conditions[i], 'condition'), then: { kind: 'literal', type: TYPES.int4, value: number } satisfies Expr };
  });
  const decision: Expr = { kind: 'case', type: TYPES.int4, branches, otherwise: { kind: 'literal', type: TYPES.int4, value: null } };
  const names = [...plan.columns.map(({ name }) => name), 'action'];
  const numbered = makeProject(context, plan, [...plan.columns.map(columnExpr), decision], names);
  const action = known(numbered.columns[plan.columns.length], 'action');
  const chosen = makeFilter(numbered, {
    kind: 'not',
    type: TYPES.bool,
    arg: { kind: 'is-null', type: TYPES.bool, arg: columnExpr(action) },
  });
  const { rows, input } = bindRows(context, clauses, target, { level, both, source, plan: chosen });
  const row = target.table.columns.map((column, ordinal): Expr => {
    const before = columnExpr(known(target.plan.columns[ordinal], column.name));
    const becomes = rows.flatMap((values, number) => {
      const then = values?.[ordinal];
      return then === undefined
        ? []
        : [{ when: comparePair(context, '=', columnExpr(action), { kind: 'literal', type: TYPES.int4, value: number }, -1), then }];
    });
    return becomes.length === 0 ? before : { kind: 'case', type: column.type, branches: becomes, otherwise: before };
  });
  const made = makeProject(
    context,
    input,
    [...row, columnExpr(target.rowId), columnExpr(action)],
    [...target.table.columns.map(({ name }) => name), 'ctid', 'action'],
  );
  return { source: withRowRules(context, target.table, made), actions };
}

/** By action: what the columns become; null where they stay. */
function bindRows(
  context: BindContext,
  clauses: readonly MergeClause[],
  target: BoundTarget,
  { level, both, source, plan }: Joined,
): { readonly rows: readonly (readonly (Expr | undefined)[] | null)[]; readonly input: LogicalPlan } {
  let input = plan;
  const rows: (readonly (Expr | undefined)[] | null)[] = [];
  for (const { action } of clauses) {
    switch (action.kind) {
      case 'nothing':
        break;
      case 'delete':
        rows.push(null);
        break;
      case 'insert':
        level.namespace = source;
        level.hiding(target.namespace.tables);
        level.clause = 'VALUES';
        rows.push(bindInsertedRow(context, target.table, action, action.values, level));
        level.clause = 'select';
        break;
      case 'update': {
        level.namespace = both;
        level.hiding([]);
        const assigned = new Assignments(context, level, target, input);
        for (const assignment of action.assignments) assigned.add(assignment);
        rejectAggregates(level, 'UPDATE');
        input = assigned.plan;
        rows.push(target.table.columns.map((_, ordinal) => assigned.value(ordinal)));
        break;
      }
    }
  }
  return { rows, input };
}

/** 42601 */
function checkReachable(clauses: readonly MergeClause[]): void {
  for (const matched of [true, false]) {
    const same = clauses.filter((clause) => clause.matched === matched);
    const at = same.findIndex(({ condition }) => condition === null);
    if (at < 0 || at === same.length - 1) continue;
    throw errorAt(SQLSTATE.syntaxError, 'unreachable WHEN clause specified after unconditional WHEN clause', -1);
  }
}

function rejectView(context: BindContext, { table }: MergeStatement): void {
  if (findRelation(context, table).kind !== 'view') return;
  throw errorAt(SQLSTATE.featureNotSupported, `cannot execute MERGE on relation "${table.name}"`, -1).with({
    detail: 'This operation is not supported for views.',
  });
}

/** 42712 */
function rejectSameName(target: BoundTarget, source: Namespace): void {
  const { name } = target.scope;
  if (!source.tables.some((table) => table.name === name)) return;
  throw errorAt(SQLSTATE.duplicateAlias, `name "${name}" specified more than once`, -1).with({
    detail: 'The name is used both as MERGE target table and data source.',
  });
}
