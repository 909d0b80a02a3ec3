/**
 * ON CONFLICT: which keys decide, how rows that are there already are found, and what becomes of them. The rows to insert come later, as
 * constants, with their positions: the plans here are over an empty values node that is given them.
 */
import type { TableDef } from '../catalog/table-def.js';
import { keysOf, type TableKey } from '../catalog/table-keys.js';
import { known } from '../common/assert.js';
import { SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { Column, LogicalPlan, ValuesPlan } from '../plan/logical.js';
import type { Expression, InsertStatement, OnConflict } from '../sql/ast.js';
import { compareDatums } from '../types/compare.js';
import { sameType, TYPES } from '../types/sql-type.js';
import { type BindContext, type CteScope, errorAt } from './bind-context.js';
import type { BoundConflict, BoundConflictKey } from './bound-statement.js';
import { coerceToBool, resolveUnknown } from './coerce.js';
import { withRowRules } from './column-values.js';
import { type BoundTarget, bindTarget, rejectAggregates } from './modification.js';
import { comparePair, makeAnd } from './operators.js';
import { columnExpr, makeFilter, makeProject } from './plan-nodes.js';
import { QueryLevel } from './query-level.js';
import { rewriteExpr, sameExpr } from './rewrite.js';
import { Assignments } from './update.js';
import { viewScope, withCheckOptions, writeTarget } from './view-target.js';

export function bindOnConflict(
  context: BindContext,
  statement: InsertStatement,
  clause: OnConflict,
  table: TableDef,
  ctes: CteScope | null,
): BoundConflict {
  const keys = decidingKeys(context, statement, clause, table);
  return {
    keys: keys.map((key) => bindLookup(context, statement, key)),
    update: clause.action === 'update' ? bindConflictUpdate(context, statement, clause, known(keys[0], 'key'), ctes) : null,
  };
}

function decidingKeys(context: BindContext, statement: InsertStatement, clause: OnConflict, table: TableDef): readonly TableKey[] {
  const keys = keysOf(table);
  if (clause.constraint !== null) {
    const named = keys.filter(({ name }) => name === clause.constraint);
    if (named.length > 0) return named;
    const message = `constraint "${clause.constraint}" for table "${table.name}" does not exist`;
    throw errorAt(SQLSTATE.undefinedObject, message, -1);
  }
  if (clause.target.length === 0) {
    if (clause.action === 'nothing') return keys;
    const message = 'ON CONFLICT DO UPDATE requires inference specification or constraint name';
    throw errorAt(SQLSTATE.syntaxError, message, clause.position, 'For example, ON CONFLICT (column_name).');
  }
  const wanted = boundTarget(context, statement, clause, table);
  const found = keys.filter((key) => matches(key, wanted, table));
  // A key of all rows decides before one of a part of them.
  if (found.length > 0) return found.sort((a, b) => Number(isPartial(a)) - Number(isPartial(b)));
  const message = 'there is no unique or exclusion constraint matching the ON CONFLICT specification';
  throw errorAt(SQLSTATE.invalidColumnReference, message, -1);
}

interface ConflictTarget {
  readonly values: readonly Expr[];
  /** What its condition is made of. */
  readonly conditions: readonly Expr[];
}

/** The conflict target, as expressions over the table's ordinals. */
function boundTarget(context: BindContext, statement: InsertStatement, clause: OnConflict, table: TableDef): ConflictTarget {
  const { view } = writeTarget(context, statement.table, 'insert into');
  const own = table.columns.map(({ name, type }) => ({ name, type, id: context.newId() }));
  const level = new QueryLevel(null, null);
  const columns = view === null ? own : viewScope(context, view, own).columns;
  level.namespace = { tables: [{ name: statement.alias?.name ?? statement.table.name, schema: null, aliasOf: null, columns }], columns };
  const toOrdinals = (expr: Expr): Expr =>
    rewriteExpr(expr, (node) => (node.kind === 'column' ? { ...node, id: own.findIndex(({ id }) => id === node.id) } : undefined));
  const bound = (node: Expression): Expr => context.binders.expression(context, node, level);
  const values = clause.target.map((node) => toOrdinals(resolveUnknown(context, bound(node))));
  if (clause.targetWhere === null) return { values, conditions: [] };
  return { values, conditions: conjuncts(toOrdinals(coerceToBool(context, bound(clause.targetWhere), 'WHERE'))) };
}

function conjuncts(expr: Expr): readonly Expr[] {
  return expr.kind === 'and' ? expr.args : [expr];
}

function isPartial({ computed }: TableKey): boolean {
  return computed !== undefined && computed.where !== null;
}

/** The same values, and a condition that all rows of the target's meet. */
function matches(key: TableKey, { values, conditions }: ConflictTarget, table: TableDef): boolean {
  const own = keyExprs(key, table);
  const isIn = (expr: Expr, among: readonly Expr[]): boolean => among.some((other) => sameExpr(expr, other));
  if (!own.every((expr) => isIn(expr, values)) || !values.every((expr) => isIn(expr, own))) return false;
  return (
    key.computed?.where == null ||
    conjuncts(key.computed.where.expr).every((condition) => conditions.some((met) => implies(met, condition)))
  );
}

/** x > 5 implies x > 1, and all that is written alike. */
function implies(met: Expr, wanted: Expr): boolean {
  if (sameExpr(met, wanted)) return true;
  if (met.kind !== 'call' || wanted.kind !== 'call') return false;
  const [left, bound] = met.args;
  const [operand, limit] = wanted.args;
  if (left === undefined || operand === undefined || !sameExpr(left, operand)) return false;
  if (bound?.kind !== 'literal' || limit?.kind !== 'literal' || bound.value === null || limit.value === null) return false;
  const order = sameType(bound.type, limit.type) ? compareDatums(bound.type, bound.value, limit.value) : Number.NaN;
  switch (wanted.name) {
    case '>':
      return (met.name === '>' && order >= 0) || ((met.name === '>=' || met.name === '=') && order > 0);
    case '>=':
      return (met.name === '>' || met.name === '>=' || met.name === '=') && order >= 0;
    case '<':
      return (met.name === '<' && order <= 0) || ((met.name === '<=' || met.name === '=') && order < 0);
    case '<=':
      return (met.name === '<' || met.name === '<=' || met.name === '=') && order <= 0;
    default:
      return false;
  }
}

function keyExprs({ ordinals, computed }: TableKey, table: TableDef): readonly Expr[] {
  if (computed !== undefined) return computed.values.map(({ expr }) => expr);
  return ordinals.map((id): Expr => ({ kind: 'column', id, type: known(table.columns[id], 'key column').type }));
}

/** The rows to insert, with their positions. */
function givenRows(context: BindContext, table: TableDef): ValuesPlan {
  const columns = table.columns.map(({ name, type }) => context.newColumn(name, type, true));
  return { kind: 'values', columns: [...columns, context.newColumn('position', TYPES.int8, false)], rows: [] };
}

function bindLookup(context: BindContext, statement: InsertStatement, key: TableKey): BoundConflictKey {
  const level = new QueryLevel(null, null);
  const target = bindTarget(context, level, statement.table, statement.alias, true, 'insert into');
  const given = givenRows(context, target.table);
  const joined = joinOnKey(context, target, given, key);
  const position = known(given.columns[target.table.columns.length], 'position');
  return {
    key,
    lookup: makeProject(context, joined, [columnExpr(position)], ['position']),
  };
}

function joinOnKey(context: BindContext, target: BoundTarget, given: ValuesPlan, key: TableKey): LogicalPlan {
  const over = (expr: Expr, columns: readonly Column[]): Expr =>
    rewriteExpr(expr, (node) => (node.kind === 'column' ? columnExpr(known(columns[node.id], 'key column')) : undefined));
  const pairs = keyExprs(key, target.table).map((expr): Expr => {
    const [left, right] = [over(expr, target.plan.columns), over(expr, given.columns)];
    const equal = comparePair(context, '=', left, right, -1);
    if (!key.nullsNotDistinct) return equal;
    const both = [left, right].map((arg): Expr => ({ kind: 'is-null', type: TYPES.bool, arg }));
    return { kind: 'or', type: TYPES.bool, args: [equal, { kind: 'and', type: TYPES.bool, args: both }] };
  });
  const where = key.computed?.where?.expr;
  const condition = makeAnd(where === undefined ? pairs : [...pairs, over(where, target.plan.columns), over(where, given.columns)]);
  const { stored } = target;
  return { kind: 'join', join: 'inner', left: stored, right: given, condition, columns: [...stored.columns, ...given.columns] };
}

/** SET and WHERE see the row that is there by the table's name, and the one to insert as `excluded`. */
function bindConflictUpdate(
  context: BindContext,
  statement: InsertStatement,
  clause: OnConflict,
  key: TableKey,
  ctes: CteScope | null,
): LogicalPlan {
  const level = new QueryLevel(null, ctes);
  const target = bindTarget(context, level, statement.table, statement.alias, true, 'insert into');
  const { table } = target;
  const given = givenRows(context, table);
  const own = table.columns.map(({ name, type }, ordinal) => ({ name, type, id: known(given.columns[ordinal], name).id }));
  const excluded = target.view === null ? own : viewScope(context, target.view, own).columns;
  for (const { id, name } of own) context.setOwner(id, level, `excluded.${name}`);
  const others = { tables: [{ name: 'excluded', schema: null, aliasOf: null, columns: excluded }], columns: excluded };
  // A table that is called so itself makes the name ambiguous where it is used, not before.
  level.namespace = {
    tables: [...target.namespace.tables, ...others.tables],
    columns: [...target.namespace.columns, ...others.columns],
  };
  let plan = joinOnKey(context, target, given, key);
  if (clause.where !== null) {
    level.clause = 'WHERE';
    plan = makeFilter(plan, coerceToBool(context, context.binders.expression(context, clause.where, level), 'WHERE'));
    level.clause = 'select';
  }
  const assigned = new Assignments(context, level, target, plan);
  for (const assignment of clause.assignments) assigned.add(assignment);
  rejectAggregates(level, 'ON CONFLICT');
  const row = table.columns.map((column, ordinal): Expr => {
    const before: Column = known(target.plan.columns[ordinal], column.name);
    return assigned.value(ordinal) ?? columnExpr(before);
  });
  const names = [...table.columns.map(({ name }) => name), 'ctid'];
  const made = makeProject(context, assigned.plan, [...row, columnExpr(target.rowId)], names);
  return withCheckOptions(context, target.view, withRowRules(context, table, made));
}
