/**
 * ON CONFLICT: which keys decide, how rows that are there already are found, and what becomes of them. The rows to insert come later, as
 * constants, with their positions: the plans here are over an empty values node that is given them.
 */
import type { TableDef } from '../catalog/table-def.js';
import { keysOf, type TableKey } from '../catalog/table-keys.js';
import { known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { Column, LogicalPlan, ValuesPlan } from '../plan/logical.js';
import type { InsertStatement, OnConflict } from '../sql/ast.js';
import { TYPES } from '../types/sql-type.js';
import { type BindContext, type CteScope, errorAt } from './bind-context.js';
import type { BoundConflict, BoundConflictKey } from './bound-statement.js';
import { coerceToBool } from './coerce.js';
import { withRowRules } from './column-values.js';
import { type BoundTarget, bindTarget, rejectAggregates } from './modification.js';
import { comparePair } from './operators.js';
import { columnExpr, makeFilter, makeProject } from './plan-nodes.js';
import { QueryLevel } from './query-level.js';
import { Assignments } from './update.js';
import { baseOrdinal, viewScope, withCheckOptions, writeTarget } from './view-target.js';

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
  const ordinals = clause.target.map((node) => {
    if (node.kind !== 'column' || node.name.length !== 1) throw notSupported('ON CONFLICT with an expression', clause.position);
    const [name = ''] = node.name;
    const ordinal = ordinalOf(context, statement, table, name, node.position);
    if (ordinal < 0) throw errorAt(SQLSTATE.undefinedColumn, `column "${name}" does not exist`, node.position);
    return ordinal;
  });
  const found = keys.filter((key) => key.ordinals.length === new Set(ordinals).size && key.ordinals.every((one) => ordinals.includes(one)));
  if (found.length > 0) return found;
  const message = 'there is no unique or exclusion constraint matching the ON CONFLICT specification';
  throw errorAt(SQLSTATE.invalidColumnReference, message, -1);
}

/** The column that a name of the table, or of a view of it, stands for. */
function ordinalOf(context: BindContext, statement: InsertStatement, table: TableDef, name: string, position: number): number {
  const { view } = writeTarget(context, statement.table, 'insert into');
  if (view === null) return table.columns.findIndex((column) => column.name === name);
  const base = table.columns.map((column) => ({ name: column.name, type: column.type, id: context.newId() }));
  return baseOrdinal(view, viewScope(context, view, base).columns, base, name, 'insert into', position);
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
    ordinals: key.ordinals,
    nullsNotDistinct: key.nullsNotDistinct,
    lookup: makeProject(context, joined, [columnExpr(position)], ['position']),
  };
}

function joinOnKey(context: BindContext, target: BoundTarget, given: ValuesPlan, key: TableKey): LogicalPlan {
  const pairs = key.ordinals.map((ordinal): Expr => {
    const left = columnExpr(known(target.plan.columns[ordinal], 'key column'));
    const right = columnExpr(known(given.columns[ordinal], 'key column'));
    const equal = comparePair(context, '=', left, right, -1);
    if (!key.nullsNotDistinct) return equal;
    const both = [left, right].map((arg): Expr => ({ kind: 'is-null', type: TYPES.bool, arg }));
    return { kind: 'or', type: TYPES.bool, args: [equal, { kind: 'and', type: TYPES.bool, args: both }] };
  });
  const [first, ...others] = pairs;
  const condition: Expr = others.length === 0 ? known(first, 'key column') : { kind: 'and', type: TYPES.bool, args: pairs };
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
