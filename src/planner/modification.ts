/**
 * What UPDATE, DELETE and MERGE have in common: the target with its row ids, RETURNING. Their plans give rows of one layout, which the
 * conductor carries out: the table's columns as they become (or were, for DELETE), the row id, then whatever RETURNING uses besides.
 */
import type { TableDef } from '../catalog/table-def.js';
import { assert, known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { Column, GetPlan, LogicalPlan } from '../plan/logical.js';
import { ROW_ID_ORDINAL } from '../plan/physical.js';
import type { Alias, Expression, FromItem, RelationName, Target } from '../sql/ast.js';
import { TYPES } from '../types/sql-type.js';
import { type BindContext, type CteScope, errorAt } from './bind-context.js';
import { bindOutput } from './bind-output.js';
import type { BoundFamily, BoundReturning } from './bound-statement.js';
import { coerceToBool, resolveUnknown } from './coerce.js';
import { ofRelation, type Securable } from './definitions/relation-privileges.js';
import { bindFrom, heirsOf } from './from.js';
import { trueExpr } from './operators.js';
import { leavesOf } from './partitions/partition-condition.js';
import { ordinalsIn, withMemberRules, withRoute } from './partitions/routing.js';
import { columnExpr, makeProject, makeSet } from './plan-nodes.js';
import { joinNamespaces, type Namespace, QueryLevel, type ScopeTable } from './query-level.js';
import { bindTargets } from './select.js';
import { shownRows, type ViewTarget, viewScope, writeTarget } from './view-target.js';

export interface BoundTarget {
  readonly table: TableDef;
  /** Its columns, then the row id; of a family then the number of the member that has the row. */
  readonly plan: LogicalPlan;
  readonly rowId: Column;
  readonly scope: ScopeTable;
  readonly namespace: Namespace;
  /** What the statement names, where that is a view of the table. */
  readonly view: ViewTarget | null;
  /** All rows of the table, whatever the view shows. */
  readonly stored: LogicalPlan;
  /** Tables that have rows for it. null: it has all rows itself. */
  readonly members: readonly TableDef[] | null;
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
  const { table, view } = writeTarget(context, name, verb);
  if (view !== null) context.uses.add(view.view.id);
  const base: RelationName = view === null ? name : { database: null, schema: table.schema, name: table.name, position: name.position };
  const item: FromItem = { kind: 'table', table: base, alias: view === null ? alias : null, only: true, position: name.position };
  // A WITH table of the same name is not what is meant.
  const { plan, namespace } = context.unchecked(() => bindFrom(context, [item], new QueryLevel(null, null)));
  assert(plan.kind === 'get', 'a table by itself');
  const rowId = context.newColumn('ctid', TYPES.int8, false);
  const scope = known(namespace.tables[0], 'the table');
  for (const column of scope.columns) context.setOwner(column.id, level, `${scope.name}.${column.name}`);
  const get: GetPlan = { ...plan, columns: [...plan.columns, rowId], ordinals: [...plan.ordinals, ROW_ID_ORDINAL] };
  const members = only ? [table] : membersOf(context, table, verb, name.position);
  if (members.length === 0 || (members.length === 1 && members[0] === table)) {
    return readable(
      context,
      seenThrough(context, level, alias, { table, plan: get, stored: get, rowId, scope, namespace, view, members: null }),
    );
  }
  const member = context.newColumn('member', TYPES.int4, false);
  const wanted = [...plan.columns.map((column) => ({ ...column, nullable: true })), rowId, member];
  const rows = familyRows(context, table, members, wanted);
  // The members' OIDs are not among these columns.
  const { tableOid: _oid, ...plain } = scope;
  const whole = seenThrough(context, level, alias, {
    table,
    plan: rows,
    stored: rows,
    rowId,
    scope: plain,
    namespace: { ...namespace, tables: [plain] },
    view,
    members,
  });
  return readable(context, whole);
}

/** Who reads columns of the target needs to be allowed that as well. */
function readable(context: BindContext, target: BoundTarget): BoundTarget {
  const { kind, id, name, what } = securableOf(target);
  const columns = target.scope.columns.map((column) => column.id);
  context.requireToRead(columns, { kind, id, name, what, privileges: 'r' });
  return target;
}

function securableOf({ table, view }: Pick<BoundTarget, 'table' | 'view'>): Securable {
  return view === null ? ofRelation({ kind: 'table', table }, table.name) : ofRelation({ kind: 'view', view: view.view }, view.view.name);
}

/** The target under the names of the view, with the rows that it shows. */
function seenThrough(context: BindContext, level: QueryLevel, alias: Alias | null, target: BoundTarget): BoundTarget {
  const { view, table, plan } = target;
  if (view === null) return target;
  const shown = viewScope(context, view, plan.columns.slice(0, table.columns.length));
  const columns = shown.columns.map((column, i) => ({ ...column, name: alias?.columns[i] ?? column.name }));
  const { name, schema } = view.view;
  const scope: ScopeTable = {
    ...(alias === null ? { name, schema, aliasOf: null } : { name: alias.name, schema: null, aliasOf: name }),
    columns,
  };
  for (const column of plan.columns) context.setOwner(column.id, level, `${scope.name}.${column.name}`);
  return { ...target, plan: shownRows(plan, shown), scope, namespace: { tables: [scope], columns } };
}

function membersOf(context: BindContext, table: TableDef, verb: string, position: number): readonly TableDef[] {
  if (table.partitioning !== undefined) return leavesOf(context.catalog, table);
  const heirs = heirsOf(context, table);
  if (heirs.some(({ columns }) => columns.length !== table.columns.length)) {
    throw notSupported(`${verb} of a table whose children have more columns`, position);
  }
  return [table, ...heirs];
}

/** All rows of the members, as columns of the table. */
function familyRows(context: BindContext, table: TableDef, members: readonly TableDef[], wanted: readonly Column[]): LogicalPlan {
  const parts = members.map((member, number): LogicalPlan => {
    const columns = member.columns.map(({ name, type }) => context.newColumn(name, type, true));
    const rowId = context.newColumn('ctid', TYPES.int8, false);
    const ordinals = [...columns.map((_, ordinal) => ordinal), ROW_ID_ORDINAL];
    const get: GetPlan = { kind: 'get', columns: [...columns, rowId], table: member, ordinals, alias: member.name };
    const own = table.columns.map(({ name }) =>
      known(
        columns.find((column) => column.name === name),
        name,
      ),
    );
    const literal: Expr = { kind: 'literal', type: TYPES.int4, value: number };
    const names = wanted.map(({ name }) => name);
    return makeProject(context, get, [...own.map(columnExpr), columnExpr(rowId), literal], names);
  });
  // The columns' ids are those that the statement's names stand for.
  return { ...parts.reduce((left, right) => makeSet(context, 'union', true, left, right)), columns: wanted };
}

/** Where rows are and go, of a plan whose last column is the number of the member. */
export function withFamily(
  context: BindContext,
  { table, members }: BoundTarget,
  plan: LogicalPlan,
): { plan: LogicalPlan; family?: BoundFamily } {
  if (members === null) return { plan };
  const at = plan.columns.length - 1;
  const ordinals = members.map((member) => ordinalsIn(table, member));
  if (table.partitioning === undefined)
    return { plan: withMemberRules(context, table, members, plan, at), family: { members, ordinals, at, to: at } };
  const routed = withRoute(context, table, plan);
  return { plan: routed.plan, family: { members, ordinals, at, to: routed.route.at } };
}

/** The target joined with FROM or USING, filtered by WHERE. Sets the level's namespace. */
export function bindSource(
  context: BindContext,
  level: QueryLevel,
  target: BoundTarget,
  items: readonly FromItem[],
  where: Expression | null,
): { readonly plan: LogicalPlan; readonly others: Namespace; readonly extra: readonly Column[] } {
  let plan = target.plan;
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
  scope: Pick<ScopeTable, 'name' | 'schema' | 'aliasOf' | 'tableOid'>,
  row: readonly Column[],
  others: Namespace,
  ctes: CteScope | null,
  view: ViewTarget | null = null,
): BoundReturning | null {
  if (targets.length === 0) return null;
  const level = new QueryLevel(null, ctes);
  const own = table.columns.map(({ name }, ordinal) => {
    const { id, type } = known(row[ordinal], 'column');
    context.setOrigin(id, { tableOid: table.oid ?? table.id, attribute: ordinal + 1 });
    return { name, id, type };
  });
  const columns = view === null ? own : viewScope(context, view, own).columns;
  for (const { id, name } of own) context.setOwner(id, level, `${scope.name}.${name}`);
  const { kind, id, name, what } = securableOf({ table, view });
  context.requireToRead(
    columns.map((column) => column.id),
    { kind, id, name, what, privileges: 'r' },
  );
  level.namespace = joinNamespaces({ tables: [{ ...scope, columns }], columns }, others);
  const bound = level.withoutSets('set-returning functions are not allowed in RETURNING', () => bindTargets(context, targets, level));
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
