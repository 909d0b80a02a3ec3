/** FROM: tables, subqueries, WITH tables, views and joins to a plan and the names that it makes visible. */

import { ownerOf } from '../catalog/access.js';
import type { Relation, ViewDef } from '../catalog/catalog.js';
import type { SequenceDef } from '../catalog/catalog-object.js';
import { rowTypeOf } from '../catalog/row-type.js';
import type { SystemRelation } from '../catalog/system-relations.js';
import { type TableDef, tableOid } from '../catalog/table-def.js';
import { assert, known, unreachable } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { ApplyPlan, Column, JoinPlan, LogicalPlan } from '../plan/logical.js';
import type { Alias, FromItem, FunctionItem, JoinItem, RelationName, SubqueryItem, TableItem, TableSample } from '../sql/ast.js';
import { type RecordType, TYPES } from '../types/sql-type.js';
import { type BindContext, errorAt, withPosition } from './bind-context.js';
import type { BoundRelation } from './bound-relation.js';
import { coerceToBool, coerceToCommon } from './coerce.js';
import { requireRelation } from './definitions/relation-privileges.js';
import { bindFileItem } from './file-calls.js';
import { comparePair, makeAnd, trueExpr } from './operators.js';
import { leavesOf } from './partitions/partition-condition.js';
import { columnExpr, makeProject, makeSet, oneRow } from './plan-nodes.js';
import { EMPTY_NAMESPACE, joinNamespaces, type Namespace, QueryLevel, type ScopeColumn, type ScopeTable } from './query-level.js';
import { bindFunctionItem, functionItemName } from './set-returning.js';
import { withoutPosition } from './stored-expression.js';
import { bindSample } from './table-sample.js';
import { bindUserTable } from './user-functions.js';
import { bindCte, findCte } from './with.js';

export interface BoundFrom {
  readonly plan: LogicalPlan;
  readonly namespace: Namespace;
}

/** Comma-separated items, left to right; a LATERAL one sees those before it. */
export function bindFrom(context: BindContext, items: readonly FromItem[], level: QueryLevel): BoundFrom {
  const [first, ...rest] = items;
  if (first === undefined) return { plan: oneRow(), namespace: EMPTY_NAMESPACE };
  let result = bindItem(context, first, level, EMPTY_NAMESPACE);
  for (const item of rest) {
    const before = level.outerReferences;
    const right = bindItem(context, item, level, result.namespace);
    const lateral = level.outerReferences > before;
    const namespace = joinNamespaces(result.namespace, right.namespace, tablePositions(right.namespace, item));
    result = { plan: combine('inner', result.plan, right.plan, trueExpr(), lateral), namespace };
  }
  return result;
}

function tablePositions(namespace: Namespace, item: FromItem): ReadonlyMap<ScopeTable, number> {
  return new Map(namespace.tables.map((table) => [table, item.position]));
}

/** visible: what LATERAL items see of this FROM. */
function bindItem(context: BindContext, item: FromItem, level: QueryLevel, visible: Namespace): BoundFrom {
  return context.nested(() => {
    switch (item.kind) {
      case 'table':
        return item.sample === undefined ? bindTable(context, item, level) : bindSampled(context, item, item.sample, level);
      case 'subquery':
        return bindSubqueryItem(context, item, level, visible);
      case 'join':
        return bindJoin(context, item, level, visible);
      case 'function':
        return bindFunction(context, item, level, visible);
      case 'unsupported-item':
        throw notSupported(item.feature, item.position);
      default:
        return unreachable(item);
    }
  });
}

function bindTable(context: BindContext, item: TableItem, level: QueryLevel): BoundFrom {
  const cte = item.table.schema === null ? findCte(level.ctes, item.table.name) : undefined;
  if (cte !== undefined) {
    const relation = bindCte(context, cte);
    level.lockables.push({ name: item.alias?.name ?? item.table.name, tables: null, what: 'a WITH query' });
    return named(context, level, relation, item.alias ?? { name: item.table.name, columns: [] }, null);
  }
  const relation = findRelation(context, item.table);
  requireRelation(context, relation, 'r');
  const schema = item.alias === null ? relationSchema(relation) : null;
  const alias = item.alias ?? { name: item.table.name, columns: [] };
  switch (relation.kind) {
    case 'table': {
      const rows = item.only ? getTable(context, level, relation.table, alias.name) : getFamily(context, level, relation.table, alias.name);
      const bound = named(context, level, rows, alias, schema, item.alias === null ? null : item.table.name);
      return alias.columns.length > 0 ? bound : withRowType(bound, rowTypeOf(relation.table));
    }
    case 'system':
      return named(context, level, getSystem(context, relation.relation), alias, schema, item.alias === null ? null : item.table.name);
    case 'view':
      return named(
        context,
        level,
        bindView(context, relation.view, item.position),
        alias,
        schema,
        item.alias === null ? null : item.table.name,
      );
    case 'sequence':
      return named(context, level, getSequence(context, relation.sequence), alias, schema, item.alias === null ? null : item.table.name);
    case 'index':
      throw errorAt(SQLSTATE.wrongObjectType, `cannot open relation "${item.table.name}"`, item.position).with({
        detail: 'This operation is not supported for indexes.',
      });
    default:
      return unreachable(relation);
  }
}

function bindSampled(context: BindContext, item: TableItem, sample: TableSample, level: QueryLevel): BoundFrom {
  const bound = bindTable(context, item, level);
  const isTable = level.lockables.at(-1)?.tables != null;
  if (!isTable) {
    throw errorAt(SQLSTATE.wrongObjectType, 'TABLESAMPLE clause can only be applied to tables and materialized views', item.position);
  }
  return { ...bound, plan: bindSample(context, sample, bound.plan, level) };
}

function relationSchema(relation: Relation): string {
  switch (relation.kind) {
    case 'table':
      return relation.table.schema;
    case 'system':
      return relation.relation.schema;
    case 'view':
      return relation.view.schema;
    case 'sequence':
      return relation.sequence.schema;
    case 'index':
      return relation.index.schema;
    default:
      return unreachable(relation);
  }
}

/** A table, view or system relation by name; 42P01. */
export function findRelation(context: BindContext, name: RelationName): Relation {
  if (name.database !== null && name.database !== context.catalog.database) {
    throw errorAt(
      SQLSTATE.featureNotSupported,
      `cross-database references are not implemented: "${name.database}.${name.schema ?? ''}.${name.name}"`,
      name.position,
    );
  }
  const schema = withPosition(name.position, () => context.schemaName(name.schema));
  const relation = context.catalog.findRelation(schema, name.name, context.searchPath);
  if (relation !== undefined) {
    noteUse(context, relation);
    return relation;
  }
  const full = name.schema === null ? name.name : `${name.schema}.${name.name}`;
  throw errorAt(SQLSTATE.undefinedTable, `relation "${full}" does not exist`, name.position);
}

function noteUse(context: BindContext, relation: Relation): void {
  if (relation.kind === 'table') context.uses.add(tableOid(relation.table));
  else if (relation.kind === 'view') context.uses.add(relation.view.id);
  else if (relation.kind === 'sequence') context.uses.add(relation.sequence.id);
}

function getTable(context: BindContext, level: QueryLevel, table: TableDef, alias: string): BoundRelation {
  const columns = table.columns.map((definition, ordinal) => {
    const nullable = !definition.notNull && !table.primaryKey.includes(ordinal);
    const column = context.newColumn(definition.name, definition.type, nullable);
    context.setOrigin(column.id, { tableOid: tableOid(table), attribute: ordinal + 1 });
    return column;
  });
  if (table.primaryKey.length > 0) {
    const ids = columns.map((column) => column.id);
    level.keyedTables.push({ key: ids.filter((_, ordinal) => table.primaryKey.includes(ordinal)), columns: ids });
  }
  const ordinals = columns.map((_, ordinal) => ordinal);
  return { ...relationOf(context, { kind: 'get', columns, table, ordinals, alias }), tableOid: oidLiteral(table) };
}

/** `tableoid` of the rows of a table. */
export function oidLiteral(table: TableDef): Expr {
  return { kind: 'literal', type: TYPES.oid, value: tableOid(table) };
}

/** A table with the rows of the tables that inherit from it, by the names of its columns. */
function getFamily(context: BindContext, level: QueryLevel, table: TableDef, alias: string): BoundRelation {
  const heirs = heirsOf(context, table);
  const own = getTable(context, level, table, alias);
  level.lockables.push({
    name: alias,
    tables: [table, ...heirs],
    what: 'a table',
    lock: () => requireRelation(context, { kind: 'table', table }, 'w'),
  });
  const members = table.partitioning === undefined ? heirs : leavesOf(context.catalog, table);
  if (members.length === 0) return own;
  // A key of one of them says nothing of all.
  level.keyedTables.length = Math.min(
    level.keyedTables.length,
    Math.max(0, level.keyedTables.length - (table.primaryKey.length > 0 ? 1 : 0)),
  );
  const names = [...table.columns.map(({ name }) => name), 'tableoid'];
  const parts = members.map((heir) => {
    const columns = heir.columns.map((column) => context.newColumn(column.name, column.type, true));
    const plan: LogicalPlan = { kind: 'get', columns, table: heir, ordinals: columns.map((_, ordinal) => ordinal), alias };
    const exprs = table.columns.map(({ name }) =>
      columnExpr(
        known(
          columns.find((column) => column.name === name),
          `column ${name}`,
        ),
      ),
    );
    return makeProject(context, plan, [...exprs, oidLiteral(heir)], names);
  });
  // A partitioned table has no rows of its own.
  const rows = makeProject(context, own.plan, [...own.plan.columns.map(columnExpr), oidLiteral(table)], names);
  const all = table.partitioning === undefined ? [rows, ...parts] : parts;
  const plan = all.reduce((left, right) => makeSet(context, 'union', true, left, right));
  const oid = known(plan.columns.at(-1), 'tableoid');
  plan.columns.slice(0, -1).forEach((column, ordinal) => {
    context.setOrigin(column.id, { tableOid: tableOid(table), attribute: ordinal + 1 });
  });
  const relation = relationOf(context, plan);
  return { ...relation, columns: relation.columns.slice(0, -1), tableOid: columnExpr(oid) };
}

/** Children, their children and so on, each once. */
export function heirsOf(context: BindContext, table: TableDef): readonly TableDef[] {
  const found: TableDef[] = [];
  const visit = (parent: TableDef): void => {
    for (const candidate of context.catalog.tables) {
      if (candidate.inherits?.includes(tableOid(parent)) !== true || found.includes(candidate)) continue;
      found.push(candidate);
      visit(candidate);
    }
  };
  visit(table);
  return found;
}

function getSystem(context: BindContext, relation: SystemRelation): BoundRelation {
  const columns = relation.columns.map((definition, ordinal) => {
    const column = context.newColumn(definition.name, definition.type, true);
    context.setOrigin(column.id, { tableOid: relation.id, attribute: ordinal + 1 });
    return column;
  });
  const tableOid: Expr = { kind: 'literal', type: TYPES.oid, value: relation.id };
  return { ...relationOf(context, { kind: 'values', columns, rows: relation.rows(context.catalog) }), tableOid };
}

/** A sequence read as a table has one row. */
function getSequence(context: BindContext, { id }: SequenceDef): BoundRelation {
  const call = (name: string): Expr => ({
    kind: 'call',
    type: TYPES.int8,
    name,
    args: [{ kind: 'literal', type: TYPES.regclass, value: id }],
  });
  const one: Expr = { kind: 'literal', type: TYPES.int8, value: 1n };
  const called: Expr = { kind: 'call', type: TYPES.bool, name: '=', args: [call('conduct_sequence_called'), one] };
  const exprs = [call('conduct_sequence_value'), call('conduct_sequence_ahead'), called];
  return relationOf(context, makeProject(context, oneRow(), exprs, ['last_value', 'log_cnt', 'is_called']));
}

export function relationOf(context: BindContext, plan: LogicalPlan): BoundRelation {
  return { plan, columns: plan.columns.map((column) => ({ name: column.name, column, ...context.originOf(column.id) })) };
}

/** A view's query is bound afresh, and sees nothing of the query around it. */
function bindView(context: BindContext, view: ViewDef, position: number): BoundRelation {
  const { parseQuery } = context;
  if (parseQuery === undefined) throw notSupported('view', position);
  context.countInlined();
  const query = parseQuery(view.sql);
  const before = new Set(context.uses);
  const relation = context.nested(() =>
    context.asOwner(ownerOf(context.catalog, view.id), () =>
      context.withSearchPath(view.searchPath, () => withoutPosition(() => context.binders.query(context, query, null, null).finish())),
    ),
  );
  // Who uses the view does not use what is behind it.
  for (const id of context.uses) if (!before.has(id)) context.uses.delete(id);
  const columns = relation.columns.map((column, i) => {
    context.setOrigin(column.column.id, { tableOid: view.id, attribute: i + 1 });
    return { ...column, name: view.columns[i] ?? column.name, tableOid: view.id, attribute: i + 1 };
  });
  return { plan: relation.plan, columns };
}

function bindSubqueryItem(context: BindContext, item: SubqueryItem, level: QueryLevel, visible: Namespace): BoundFrom {
  if (item.alias === null) {
    const what = item.query.kind === 'values' ? 'VALUES' : 'subquery';
    const hint = `For example, FROM (${item.query.kind === 'values' ? 'VALUES' : 'SELECT'} ...) [AS] foo.`;
    throw errorAt(SQLSTATE.syntaxError, `${what} in FROM must have an alias`, item.position, hint);
  }
  level.lockables.push({ name: item.alias.name, tables: [], what: 'a subquery' });
  const relation = item.lateral
    ? level.within(visible, 'FROM clause of their own query level', () =>
        context.binders.query(context, item.query, level, level.ctes).finish(),
      )
    : context.binders.query(context, item.query, barrier(level, visible), level.ctes).finish();
  return named(context, level, relation, item.alias, null);
}

/** Functions see the items before them, whether LATERAL is written or not. */
function bindFunction(context: BindContext, item: FunctionItem, level: QueryLevel, visible: Namespace): BoundFrom {
  const relation = level.within(
    visible,
    'FROM clause of their own query level',
    () => bindUserTable(context, item, level) ?? bindFileItem(context, item, level) ?? bindFunctionItem(context, item, level),
  );
  const alias = item.alias ?? { name: functionItemName(item), columns: [] };
  level.lockables.push({ name: alias.name, tables: null, what: 'a function' });
  const bound = named(context, level, relation, alias, null);
  if (item.ordinality || relation.columns.length !== 1 || relation.columns[0]?.column.type.kind === 'record') return bound;
  // The name of a function that gives values is the value.
  const tables = bound.namespace.tables.map((table): ScopeTable => ({ ...table, isScalar: true }));
  return { ...bound, namespace: { ...bound.namespace, tables } };
}

/** Stands between a subquery without LATERAL and the levels around: knows the neighbours for hints, but shows none. */
function barrier(level: QueryLevel, visible: Namespace): QueryLevel {
  const between = new QueryLevel(level.parent, level.ctes);
  between.inaccessible = visible.tables;
  return between;
}

/** The relation under its alias. */
function named(
  context: BindContext,
  level: QueryLevel,
  relation: BoundRelation,
  alias: Alias,
  schema: string | null,
  aliasOf: string | null = null,
): BoundFrom {
  if (alias.columns.length > relation.columns.length) {
    throw errorAt(
      SQLSTATE.invalidColumnReference,
      `table "${alias.name}" has ${relation.columns.length} columns available but ${alias.columns.length} columns specified`,
      -1,
    );
  }
  const columns = relation.columns.map(({ name, column, hidden }, i): ScopeColumn => {
    const visible = alias.columns[i] ?? name;
    context.setOwner(column.id, level, alias.name === '' ? visible : `${alias.name}.${visible}`);
    return { name: visible, id: column.id, type: column.type, ...(hidden === undefined ? {} : { hidden }) };
  });
  const { tableOid: oid } = relation;
  if (oid?.kind === 'column') context.setOwner(oid.id, level, `${alias.name}.tableoid`);
  const tables = alias.name === '' ? [] : [{ name: alias.name, schema, aliasOf, columns, ...(oid === undefined ? {} : { tableOid: oid }) }];
  return { plan: relation.plan, namespace: { tables, columns } };
}

function withRowType(bound: BoundFrom, rowType: RecordType): BoundFrom {
  const tables = bound.namespace.tables.map((table): ScopeTable => ({ ...table, rowType }));
  return { ...bound, namespace: { ...bound.namespace, tables } };
}

type JoinKind = 'inner' | 'left' | 'full';

/** lateral: the right side uses columns of the left. */
function combine(join: JoinKind, left: LogicalPlan, right: LogicalPlan, condition: Expr, lateral: boolean): JoinPlan | ApplyPlan {
  const columns = [...outerColumns(left.columns, join === 'full'), ...outerColumns(right.columns, join !== 'inner')];
  if (!lateral) return { kind: 'join', columns, join, left, right, condition };
  assert(join !== 'full', 'no lateral full join');
  return { kind: 'apply', columns, join, left, right, condition };
}

function outerColumns(columns: readonly Column[], missing: boolean): readonly Column[] {
  return missing ? columns.map((column) => (column.nullable ? column : { ...column, nullable: true })) : columns;
}

function bindJoin(context: BindContext, item: JoinItem, level: QueryLevel, visible: Namespace): BoundFrom {
  const left = bindItem(context, item.left, level, visible);
  const before = level.outerReferences;
  const reach = level.outOfReach;
  if (item.type === 'right' || item.type === 'full') level.outOfReach = new Map([...reach, ...namesOf(left.namespace)]);
  const right = bindItem(context, item.right, level, joinNamespaces(visible, left.namespace));
  level.outOfReach = reach;
  const lateral = level.outerReferences > before;
  const both = joinNamespaces(left.namespace, right.namespace, tablePositions(right.namespace, item.right));
  const names = item.natural ? commonNames(left.namespace, right.namespace) : item.using;
  const merged = names.length > 0 ? mergeColumns(context, item, names, left.namespace, right.namespace) : undefined;
  const condition = merged?.condition ?? onCondition(context, item, level, both, visible);
  const plan = joinPlans(context, item.type, left.plan, right.plan, condition, lateral);
  const result = merged === undefined ? { plan, namespace: both } : withMerged(context, item, level, plan, both, merged);
  if (item.alias === null) return result;
  level.hiding([...level.inaccessible, ...both.tables]);
  return renameJoin(result, item.alias);
}

/** The table of each column. */
function namesOf(namespace: Namespace): readonly (readonly [number, string])[] {
  return namespace.tables.flatMap(({ name, columns }) => columns.map(({ id }) => [id, name] as const));
}

function onCondition(context: BindContext, item: JoinItem, level: QueryLevel, both: Namespace, visible: Namespace): Expr {
  const { on } = item;
  if (on === null) return trueExpr();
  return level
    .hiding(visible.tables)
    .within(both, 'JOIN conditions', () => coerceToBool(context, context.binders.expression(context, on, level), 'JOIN/ON'));
}

/** RIGHT is LEFT with the sides swapped: names do not depend on the plan's column order. */
function joinPlans(
  context: BindContext,
  type: JoinItem['type'],
  left: LogicalPlan,
  right: LogicalPlan,
  condition: Expr,
  lateral: boolean,
): LogicalPlan {
  if (type === 'left' || type === 'full') for (const column of right.columns) context.setOptional(column.id);
  if (type === 'right' || type === 'full') for (const column of left.columns) context.setOptional(column.id);
  if (type === 'right') return combine('left', right, left, condition, false);
  return combine(type === 'cross' ? 'inner' : type, left, right, condition, lateral);
}

function commonNames(left: Namespace, right: Namespace): readonly string[] {
  const names = new Set(right.columns.map((column) => column.name));
  return [...new Set(left.columns.map((column) => column.name))].filter((name) => names.has(name));
}

interface MergedColumns {
  readonly condition: Expr;
  readonly names: readonly string[];
  /** The two columns of each name. */
  readonly pairs: readonly { readonly left: ScopeColumn; readonly right: ScopeColumn }[];
}

function mergeColumns(context: BindContext, item: JoinItem, names: readonly string[], left: Namespace, right: Namespace): MergedColumns {
  const duplicate = names.find((name, i) => names.indexOf(name) !== i);
  if (duplicate !== undefined) {
    throw errorAt(SQLSTATE.duplicateColumn, `column name "${duplicate}" appears more than once in USING clause`, item.position);
  }
  const pairs = names.map((name) => ({
    left: usingColumn(left, name, 'left'),
    right: usingColumn(right, name, 'right'),
  }));
  const tests = pairs.map((pair) => comparePair(context, '=', reference(pair.left), reference(pair.right), item.position));
  return { condition: makeAnd(tests), names, pairs };
}

function reference(column: ScopeColumn): Expr {
  return { kind: 'column', type: column.type, id: column.id };
}

/** PostgreSQL gives these errors no position. */
function usingColumn(namespace: Namespace, name: string, side: 'left' | 'right'): ScopeColumn {
  const matches = namespace.columns.filter((column) => column.name === name);
  const [column] = matches;
  if (column === undefined) {
    throw errorAt(SQLSTATE.undefinedColumn, `column "${name}" specified in USING clause does not exist in ${side} table`, -1);
  }
  if (matches.length > 1) {
    throw errorAt(SQLSTATE.ambiguousColumn, `common column name "${name}" appears more than once in ${side} table`, -1);
  }
  return column;
}

/**
 * Merged columns come first, once. Where the types are equal, an inner or left join's is the left one's, a right join's the
 * right one's; else (and for FULL, where it is the one that is there) it is computed above the join.
 */
function withMerged(
  context: BindContext,
  item: JoinItem,
  level: QueryLevel,
  plan: LogicalPlan,
  both: Namespace,
  merged: MergedColumns,
): BoundFrom {
  const exprs = merged.pairs.map(({ left, right }) => mergedExpr(context, item.type, left, right));
  const computed = exprs.some((expr) => expr.kind !== 'column');
  const top = computed
    ? makeProject(
        context,
        plan,
        [...plan.columns.map(columnExpr), ...exprs.filter((expr) => expr.kind !== 'column')],
        [...plan.columns.map((column) => column.name), ...merged.names.filter((_, i) => exprs[i]?.kind !== 'column')],
      )
    : plan;
  let next = plan.columns.length;
  const first = exprs.map((expr, i): ScopeColumn => {
    const name = merged.names[i] ?? '';
    if (expr.kind === 'column') return { name, id: expr.id, type: expr.type };
    const column = top.columns[next];
    next += 1;
    assert(column !== undefined, 'a merged column');
    context.setOwner(column.id, level, name);
    return { name, id: column.id, type: column.type };
  });
  const gone = new Set(merged.pairs.flatMap(({ left, right }) => [left, right]));
  const rest = both.columns.filter((column) => !gone.has(column));
  const usingAlias = item.usingAlias === null ? [] : [{ name: item.usingAlias.name, schema: null, aliasOf: null, columns: first }];
  return { plan: top, namespace: { tables: [...both.tables, ...usingAlias], columns: [...first, ...rest] } };
}

function mergedExpr(context: BindContext, type: JoinItem['type'], left: ScopeColumn, right: ScopeColumn): Expr {
  const common = coerceToCommon(context, [reference(left), reference(right)], 'JOIN/USING');
  const [fromLeft, fromRight] = common.exprs;
  assert(fromLeft !== undefined && fromRight !== undefined, 'two sides');
  if (type === 'full') return { kind: 'coalesce', type: common.type, args: [fromLeft, fromRight] };
  return type === 'right' ? fromRight : fromLeft;
}

/** (a JOIN b) AS x: the tables inside are no longer visible. */
function renameJoin(bound: BoundFrom, alias: Alias): BoundFrom {
  const { columns } = bound.namespace;
  if (alias.columns.length > columns.length) {
    throw errorAt(
      SQLSTATE.invalidColumnReference,
      `join expression "${alias.name}" has ${columns.length} columns available but ${alias.columns.length} columns specified`,
      -1,
    );
  }
  const renamed = columns.map((column, i) => ({ ...column, name: alias.columns[i] ?? column.name }));
  return {
    plan: bound.plan,
    namespace: { tables: [{ name: alias.name, schema: null, aliasOf: null, columns: renamed }], columns: renamed },
  };
}
