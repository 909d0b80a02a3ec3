/** Rows of a partitioned table, with the partition that each goes to and what that one demands of them. */
import { type TableDef, tableOid } from '../../catalog/table-def.js';
import { known } from '../../common/assert.js';
import type { Expr } from '../../plan/expr.js';
import type { Column, LogicalPlan } from '../../plan/logical.js';
import { TYPES } from '../../types/sql-type.js';
import type { BindContext } from '../bind-context.js';
import type { BoundRoute } from '../bound-statement.js';
import { checkPredicates, levelOf } from '../column-values.js';
import { columnExpr, makeFilter, makeProject } from '../plan-nodes.js';
import { parseStoredExpression, withoutPosition } from '../stored-expression.js';
import { leavesOf, routingSql } from './partition-condition.js';

/** The plan (whose first columns are the table's) with one more column: the number of the row's partition. */
export function withRoute(
  context: BindContext,
  table: TableDef,
  plan: LogicalPlan,
): { readonly plan: LogicalPlan; readonly route: BoundRoute } {
  const leaves = leavesOf(context.catalog, table);
  const node = parseStoredExpression(context, routingSql(context.catalog, table));
  const level = levelOf(table, plan.columns);
  const expr = withoutPosition(() => context.binders.expression(context, node, level));
  const names = [...plan.columns.map(({ name }) => name), 'partition'];
  const routed = makeProject(context, plan, [...plan.columns.map(columnExpr), expr], names);
  const at = routed.columns.length - 1;
  const checked = withMemberRules(context, table, leaves, routed, at);
  return { plan: checked, route: { at, leaves, ordinals: leaves.map((leaf) => ordinalsIn(table, leaf)) } };
}

/** For each column of the leaf its ordinal in the parent. */
export function ordinalsIn(parent: TableDef, leaf: TableDef): readonly number[] {
  return leaf.columns.map(({ name }) => parent.columns.findIndex((column) => column.name === name));
}

/** CHECK constraints that members have beside the table's; column `at` says which of them a row goes to. */
export function withMemberRules(
  context: BindContext,
  table: TableDef,
  members: readonly TableDef[],
  plan: LogicalPlan,
  at: number,
): LogicalPlan {
  const member = columnExpr(known(plan.columns[at], 'number of the member'));
  const branches = members.flatMap((leaf, number) => {
    const own = (leaf.constraints ?? []).filter(
      (constraint) =>
        constraint.kind === 'check' &&
        !(table.constraints ?? []).some(
          (other) => other.kind === 'check' && other.name === constraint.name && other.expression === constraint.expression,
        ),
    );
    if (own.length === 0 || tableOid(leaf) === tableOid(table)) return [];
    const row = ordinalsIn(table, leaf).map((ordinal): Column => known(plan.columns[ordinal], 'column'));
    const { partition: _partition, ...plain } = leaf;
    const columns = leaf.columns.map(({ domain: _domain, ...column }) => column);
    const predicates = checkPredicates(context, { ...plain, columns, constraints: own }, row);
    const [first] = predicates;
    if (first === undefined) return [];
    const literal: Expr = { kind: 'literal', type: TYPES.int4, value: number };
    const when: Expr = { kind: 'call', type: TYPES.bool, name: '=', args: [member, literal] };
    const then: Expr = predicates.length === 1 ? first : { kind: 'and', type: TYPES.bool, args: predicates };
    return [{ when, then }];
  });
  if (branches.length === 0) return plan;
  return makeFilter(plan, { kind: 'case', type: TYPES.bool, branches, otherwise: { kind: 'literal', type: TYPES.bool, value: true } });
}
