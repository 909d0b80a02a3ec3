/** INSERT: the source, as all columns of the table in the table's order, each coerced as an assignment. */

import type { TableDef } from '../catalog/table-def.js';
import { known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { Expression, InsertColumn, InsertStatement, Query, ValuesQuery } from '../sql/ast.js';
import type { SqlType } from '../types/sql-type.js';
import { assignPart, partType } from './assigned-parts.js';
import { type BindContext, type CteScope, errorAt } from './bind-context.js';
import type { BoundInsert, BoundRoute } from './bound-statement.js';
import { coerceForAssignment } from './coerce.js';
import { checkGiven, defaultValue, withRowRules } from './column-values.js';
import { requireRelation } from './definitions/relation-privileges.js';
import { findRelation, oidLiteral } from './from.js';
import { bindReturning } from './modification.js';
import { bindOnConflict } from './on-conflict.js';
import { withRoute } from './partitions/routing.js';
import { columnExpr, makeProject, makeRows, oneRow } from './plan-nodes.js';
import { openQuery } from './query.js';
import { EMPTY_NAMESPACE, QueryLevel } from './query-level.js';
import { selectOfRow } from './set-returning.js';
import { insertThrough, withCheckOptions, writeTarget } from './view-target.js';
import { bindWith, checkUnused } from './with.js';
import { ordinalsOf } from './written-table.js';

export function bindInsert(context: BindContext, statement: InsertStatement, outer: CteScope | null = null): BoundInsert {
  const { table, view } = writeTarget(context, statement.table, 'insert into');
  const ctes = statement.with === null ? outer : bindWith(statement.with, null, outer);
  const named = statement.columns.length > 0;
  const through = view === null ? null : insertThrough(context, view, statement);
  const ordinals = through?.ordinals ?? (named ? namedOrdinals(table, statement.columns) : table.columns.map((_, ordinal) => ordinal));
  const rows = bindSource(context, statement, through?.table ?? table, ordinals, ctes);
  const made = withCheckOptions(context, view, withRowRules(context, table, rows));
  const routed = table.partitioning === undefined ? null : withRoute(context, table, made);
  const source = routed?.plan ?? made;
  const { name, schema } = view === null ? table : view.view;
  const { alias } = statement;
  const oid = table.partitioning === undefined ? { tableOid: oidLiteral(table) } : {};
  const scope = { ...(alias === null ? { name, schema, aliasOf: null } : { name: alias.name, schema: null, aliasOf: name }), ...oid };
  const returning = bindReturning(context, statement.returning, table, scope, source.columns, EMPTY_NAMESPACE, ctes, view);
  if (view !== null && statement.onConflict !== null && table.partitioning !== undefined) {
    throw notSupported('ON CONFLICT through a view of a partitioned table', statement.onConflict.position);
  }
  requireForConflict(context, statement);
  const onConflict = statement.onConflict === null ? null : bindOnConflict(context, statement, statement.onConflict, table, ctes);
  checkUnused(context, ctes, outer);
  const whole = { kind: 'insert', table, ordinals: [...new Set(ordinals)], source, returning, onConflict } as const;
  return routed === null ? whole : { ...whole, route: { ...routed.route, ...leafConflicts(context, statement, routed.route, ctes) } };
}

/** Keys are read, and rows are changed. */
function requireForConflict(context: BindContext, { onConflict, table }: InsertStatement): void {
  if (onConflict === null) return;
  const reads = onConflict.target.length > 0 || onConflict.action === 'update';
  const privileges = `${reads ? 'r' : ''}${onConflict.action === 'update' ? 'w' : ''}`;
  if (privileges !== '') requireRelation(context, findRelation(context, table), privileges);
}

/** Each leaf has its own keys. */
function leafConflicts(
  context: BindContext,
  statement: InsertStatement,
  route: BoundRoute,
  ctes: CteScope | null,
): Pick<BoundRoute, 'onConflict'> {
  const { onConflict: clause } = statement;
  if (clause === null) return {};
  const alias = statement.alias ?? { name: statement.table.name, columns: [] };
  const onConflict = route.leaves.map((leaf) => {
    const table = { database: null, schema: leaf.schema, name: leaf.name, position: -1 };
    return context.unchecked(() => bindOnConflict(context, { ...statement, table, alias }, clause, leaf, ctes));
  });
  return { onConflict };
}

function namedOrdinals(table: TableDef, columns: readonly InsertColumn[]): readonly number[] {
  // Parts of a column may be given one by one: INSERT INTO t (a[1], a[2]).
  const names = columns.filter((column, i) => column.steps.length === 0 || columns.findIndex(({ name }) => name === column.name) === i);
  ordinalsOf(table, names);
  return columns.map(({ name }) => table.columns.findIndex((column) => column.name === name));
}

function bindSource(
  context: BindContext,
  statement: InsertStatement,
  table: TableDef,
  ordinals: readonly number[],
  ctes: CteScope | null,
): LogicalPlan {
  const source = statement.source === null ? null : selectOfRow(statement.source);
  if (source === null) return makeRows(context, [fullRow(context, statement, table, [], [])], ...shape(table));
  if (isPlainValues(source)) return bindValuesRows(context, statement, source, table, ordinals, ctes);
  const open = openQuery(context, source, null, ctes);
  checkWidth(statement, ordinals, open.types.length, open.positions);
  // Untyped literals of the select list take the type of the column that they go to.
  const wanted = open.types.map((_, i) => {
    const column = table.columns[known(ordinals[i], 'ordinal')];
    return column === undefined ? undefined : partType(column.type, statement.columns[i]?.steps ?? []);
  });
  const { plan } = open.finish(wanted);
  const given = plan.columns.map((column, i) => context.locate(columnExpr(column), open.positions[i] ?? -1));
  const row = fullRow(context, statement, table, ordinals, givenValues(statement, table, ordinals, given));
  const inOrder = row.length === plan.columns.length && row.every((expr, i) => expr.kind === 'column' && expr.id === plan.columns[i]?.id);
  const [names] = shape(table);
  return inOrder ? plan : makeProject(context, plan, row, names);
}

function shape(table: TableDef): readonly [readonly string[], readonly SqlType[]] {
  return [table.columns.map((column) => column.name), table.columns.map((column) => column.type)];
}

/** VALUES as INSERT takes them: each value is coerced by itself, and DEFAULT may stand for one. */
function isPlainValues(query: Query): query is ValuesQuery {
  return query.kind === 'values' && query.orderBy.length === 0 && query.limit === null && query.offset === null;
}

/** A row of INSERT as MERGE has it: one value for each of the columns that are named, or DEFAULT. */
export function bindInsertedRow(
  context: BindContext,
  table: TableDef,
  clause: Pick<InsertStatement, 'columns' | 'overriding'>,
  values: readonly Expression[] | null,
  level: QueryLevel,
): readonly Expr[] {
  if (values === null) return fullRow(context, clause, table, [], []);
  const ordinals = clause.columns.length > 0 ? namedOrdinals(table, clause.columns) : table.columns.map((_, ordinal) => ordinal);
  checkWidth(
    clause,
    ordinals,
    values.length,
    values.map((node) => node.position),
  );
  const bound = values.map((node) => bindValue(context, node, level));
  return fullRow(context, clause, table, ordinals, givenValues(clause, table, ordinals, bound));
}

function bindValuesRows(
  context: BindContext,
  statement: InsertStatement,
  query: ValuesQuery,
  table: TableDef,
  ordinals: readonly number[],
  outer: CteScope | null,
): LogicalPlan {
  const ctes = query.with === null ? outer : bindWith(query.with, null, outer);
  const level = new QueryLevel(null, ctes);
  level.clause = 'VALUES';
  const width = query.rows[0]?.length ?? 0;
  const rows = query.rows.map((row) => {
    if (row.length !== width) {
      throw errorAt(SQLSTATE.syntaxError, 'VALUES lists must all be the same length', row[0]?.position ?? query.position);
    }
    checkWidth(
      statement,
      ordinals,
      row.length,
      row.map((node) => node.position),
    );
    return fullRow(
      context,
      statement,
      table,
      ordinals,
      givenValues(
        statement,
        table,
        ordinals,
        row.map((node) => bindValue(context, node, level)),
      ),
    );
  });
  checkUnused(context, ctes, outer);
  if (table.columns.length === 0) return oneRow();
  return makeRows(context, rows, ...shape(table));
}

/** null: DEFAULT. */
function bindValue(context: BindContext, node: Expression, level: QueryLevel): Expr | null {
  return node.kind === 'default' ? null : context.binders.expression(context, node, level);
}

/** Identity columns that OVERRIDING USER VALUE gives their sequence's value are null; 428C9 for values that can't be given. */
function givenValues(
  statement: Pick<InsertStatement, 'columns' | 'overriding'>,
  table: TableDef,
  ordinals: readonly number[],
  values: readonly (Expr | null)[],
): readonly (Expr | null)[] {
  return values.map((value, i) => {
    const ordinal = known(ordinals[i], 'ordinal');
    if (statement.overriding === 'user' && table.columns[ordinal]?.identity !== undefined) return null;
    checkGiven(table, ordinal, value === null, statement.overriding);
    return value;
  });
}

/** Without a column list, the last columns may be left out; with one, it must match. */
function checkWidth(
  statement: Pick<InsertStatement, 'columns' | 'overriding'>,
  ordinals: readonly number[],
  width: number,
  positions: readonly number[],
): void {
  if (width > ordinals.length) {
    throw errorAt(SQLSTATE.syntaxError, 'INSERT has more expressions than target columns', positions[ordinals.length] ?? -1);
  }
  if (width < ordinals.length && statement.columns.length > 0) {
    const missing = statement.columns[width];
    throw errorAt(SQLSTATE.syntaxError, 'INSERT has more target columns than expressions', missing?.position ?? -1);
  }
}

function fullRow(
  context: BindContext,
  statement: Pick<InsertStatement, 'columns' | 'overriding'>,
  table: TableDef,
  ordinals: readonly number[],
  given: readonly (Expr | null)[],
): Expr[] {
  const byOrdinal = new Map<number, Expr | null>();
  for (const [i, expr] of given.entries()) {
    const ordinal = known(ordinals[i], 'ordinal');
    const to = statement.columns[i];
    if (to === undefined || to.steps.length === 0) byOrdinal.set(ordinal, expr);
    else byOrdinal.set(ordinal, partOf(context, table, ordinal, to, byOrdinal.get(ordinal) ?? null, expr));
  }
  return table.columns.map((column, ordinal) => {
    const expr = byOrdinal.get(ordinal) ?? null;
    return expr === null ? defaultValue(context, column) : coerceForAssignment(context, expr, column);
  });
}

/** A column of which parts are given: the rest of it is NULL. */
function partOf(context: BindContext, table: TableDef, ordinal: number, to: InsertColumn, before: Expr | null, value: Expr | null): Expr {
  const { type, name } = known(table.columns[ordinal], 'column');
  if (value === null) {
    const what = to.steps.at(-1)?.kind === 'field' ? 'a subfield' : 'an array element';
    throw errorAt(SQLSTATE.featureNotSupported, `cannot set ${what} to DEFAULT`, to.position);
  }
  const base: Expr = before ?? { kind: 'literal', type, value: null };
  return assignPart({ context, level: new QueryLevel(null, null), name, position: to.position }, base, to.steps, value);
}
