/**
 * What UPDATE, DELETE and MERGE have in common: the target with its row ids, RETURNING. Their plans give rows of one layout, which the
 * conductor carries out: the table's columns as they become (or were, for DELETE), the row id, then whatever RETURNING uses besides.
 */
import type { TableDef } from '../catalog/table-def.js';
import { known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { Column, GetPlan, LogicalPlan } from '../plan/logical.js';
import { ROW_ID_ORDINAL } from '../plan/physical.js';
import type { Alias, Expression, FromItem, RelationName, Target } from '../sql/ast.js';
import { TYPES } from '../types/sql-type.js';
import { type BindContext, type CteScope, errorAt } from './bind-context.js';
import { bindOutput } from './bind-output.js';
import type { BoundReturning } from './bound-statement.js';
import { coerceToBool, resolveUnknown } from './coerce.js';
import { bindFrom } from './from.js';
import { trueExpr } from './operators.js';
import { makeProject } from './plan-nodes.js';
import { joinNamespaces, type Namespace, QueryLevel, type ScopeTable } from './query-level.js';
import { bindTargets } from './select.js';
import { writableTable } from './written-table.js';

export interface BoundTarget {
  readonly table: TableDef;
  /** Its columns, then the row id. */
  readonly plan: GetPlan;
  readonly rowId: Column;
  readonly scope: ScopeTable;
  readonly namespace: Namespace;
}

/** verb: `update`, `delete from`, `merge into`. */
export function bindTarget(
  context: BindContext,
  level: QueryLevel,
  name: RelationName,
  alias: Alias | null,
  only: boolean,
  verb: string,
): BoundTarget {
  const table = writableTable(context, name, verb);
  const item: FromItem = { kind: 'table', table: name, alias, only, position: name.position };
  // A WITH table of the same name is not what is meant.
  const { plan, namespace } = bindFrom(context, [item], new QueryLevel(null, null));
  if (plan.kind !== 'get') throw notSupported(`${verb} of a table that others inherit from`, name.position);
  const rowId = context.newColumn('ctid', TYPES.int8, false);
  const scope = known(namespace.tables[0], 'the table');
  for (const column of scope.columns) context.setOwner(column.id, level, `${scope.name}.${column.name}`);
  const get: GetPlan = { ...plan, columns: [...plan.columns, rowId], ordinals: [...plan.ordinals, ROW_ID_ORDINAL] };
  return { table, plan: get, rowId, scope, namespace };
}

/** The target joined with FROM or USING, filtered by WHERE. Sets the level's namespace. */
export function bindSource(
  context: BindContext,
  level: QueryLevel,
  target: BoundTarget,
  items: readonly FromItem[],
  where: Expression | null,
): { readonly plan: LogicalPlan; readonly others: Namespace; readonly extra: readonly Column[] } {
  let plan: LogicalPlan = target.plan;
  let others: Namespace = { tables: [], columns: [] };
  let extra: readonly Column[] = [];
  if (items.length > 0) {
    const from = bindFrom(context, items, level);
    others = from.namespace;
    extra = from.plan.columns;
    const columns = [...plan.columns, ...from.plan.columns];
    plan = { kind: 'join', join: 'inner', left: plan, right: from.plan, condition: trueExpr(), columns };
  }
  level.namespace = joinNamespaces(target.namespace, others);
  if (where !== null) {
    level.clause = 'WHERE';
    const predicate = coerceToBool(context, context.binders.expression(context, where, level), 'WHERE');
    level.clause = 'select';
    plan = { kind: 'filter', columns: plan.columns, input: plan, predicate };
  }
  return { plan, others, extra };
}

/** 42803 for what a modification can't compute. */
export function rejectAggregates(level: QueryLevel, clause: string): void {
  if (level.aggregates.length > 0) throw errorAt(SQLSTATE.groupingError, `aggregate functions are not allowed in ${clause}`, -1);
  if (level.windows.length > 0) throw errorAt(SQLSTATE.windowingError, `window functions are not allowed in ${clause}`, -1);
}

/**
 * RETURNING, over the rows that were written: `row` has the table's columns first. Bound over rows that come later, so that it is
 * evaluated once, on what was really written.
 */
export function bindReturning(
  context: BindContext,
  targets: readonly Target[],
  table: TableDef,
  scope: Pick<ScopeTable, 'name' | 'schema' | 'aliasOf'>,
  row: readonly Column[],
  others: Namespace,
  ctes: CteScope | null,
): BoundReturning | null {
  if (targets.length === 0) return null;
  const level = new QueryLevel(null, ctes);
  const columns = table.columns.map(({ name }, ordinal) => {
    const { id, type } = known(row[ordinal], 'column');
    context.setOwner(id, level, `${scope.name}.${name}`);
    context.setOrigin(id, { tableOid: table.oid ?? table.id, attribute: ordinal + 1 });
    return { name, id, type };
  });
  level.namespace = joinNamespaces({ tables: [{ ...scope, columns }], columns }, others);
  const bound = bindTargets(context, targets, level);
  rejectAggregates(level, 'RETURNING');
  const exprs = bound.map(({ expr }): Expr => resolveUnknown(context, expr));
  const plan = makeProject(
    context,
    { kind: 'values', columns: row, rows: [] },
    exprs,
    bound.map(({ name }) => name),
  );
  const relation = { plan, columns: plan.columns.map((column) => ({ name: column.name, column, ...context.originOf(column.id) })) };
  return { plan, output: bindOutput(relation).output };
}
