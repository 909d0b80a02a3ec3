/** UPDATE: the rows that WHERE finds, as they become. */
import { known } from '../common/assert.js';
import { SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { Assignment, Expression, InsertColumn, UpdateStatement } from '../sql/ast.js';
import { assignPart, partType } from './assigned-parts.js';
import { type BindContext, type CteScope, errorAt } from './bind-context.js';
import type { BoundUpdate } from './bound-statement.js';
import { coerceForAssignment } from './coerce.js';
import { defaultValue, withRowRules } from './column-values.js';
import { type BoundTarget, bindReturning, bindSource, bindTarget, rejectAggregates, withFamily } from './modification.js';
import { trueExpr } from './operators.js';
import { columnExpr, makeProject } from './plan-nodes.js';
import { openQuery } from './query.js';
import { findTable, QueryLevel } from './query-level.js';
import { baseOrdinal, withCheckOptions } from './view-target.js';
import { bindWith, checkUnused } from './with.js';

export function bindUpdate(context: BindContext, statement: UpdateStatement, outer: CteScope | null = null): BoundUpdate {
  const ctes = statement.with === null ? outer : bindWith(statement.with, null, outer);
  const level = new QueryLevel(null, ctes);
  const target = bindTarget(context, level, statement.table, statement.alias, statement.only, 'update');
  const { table } = target;
  const from = bindSource(context, level, target, statement.from, statement.where);
  const assigned = new Assignments(context, level, target, from.plan);
  for (const assignment of statement.assignments) assigned.add(assignment);
  rejectAggregates(level, 'UPDATE');
  const extra = statement.returning.length === 0 ? [] : from.extra;
  const row = target.table.columns.map(
    (column, ordinal) => assigned.value(ordinal) ?? columnExpr(known(target.plan.columns[ordinal], column.name)),
  );
  const member = target.members === null ? [] : target.plan.columns.slice(-1);
  const others = [target.rowId, ...extra, ...member];
  const names = [...table.columns, ...others].map(({ name }) => name);
  const made = makeProject(context, assigned.plan, [...row, ...others.map(columnExpr)], names);
  const ruled = withCheckOptions(context, target.view, withRowRules(context, table, made));
  const { plan: source, ...family } = withFamily(context, target, ruled);
  const returning = bindReturning(context, statement.returning, table, target.scope, source.columns, from.others, ctes, target.view);
  checkUnused(context, ctes, outer);
  return { kind: 'update', table, assigned: assigned.ordinals, source, returning, ...family };
}

/** The values of a SET list, by column. */
export class Assignments {
  plan: LogicalPlan;
  readonly #context: BindContext;
  readonly #level: QueryLevel;
  readonly #target: BoundTarget;
  readonly #values = new Map<number, Expr>();
  /** Columns of which parts are assigned. */
  readonly #parts = new Set<number>();

  constructor(context: BindContext, level: QueryLevel, target: BoundTarget, plan: LogicalPlan) {
    this.#context = context;
    this.#level = level;
    this.#target = target;
    this.plan = plan;
  }

  get ordinals(): readonly number[] {
    return [...this.#values.keys()];
  }

  value(ordinal: number): Expr | undefined {
    return this.#values.get(ordinal);
  }

  add({ columns, value, position }: Assignment): void {
    const ordinals = columns.map((column) => {
      return this.#ordinal(column.name, column.position);
    });
    const [only, ...others] = ordinals;
    const isList = others.length > 0 || value.kind === 'row' || (value.kind === 'scalar-subquery' && columns.length > 1);
    if (only !== undefined && !isList) {
      this.#set(only, value, known(columns[0], 'column'));
      return;
    }
    if (value.kind === 'row') {
      const items = value.items.flatMap((item) => this.#columnsOf(item));
      if (items.length !== columns.length) throw this.#width(position);
      for (const [i, node] of items.entries()) this.#set(known(ordinals[i], 'ordinal'), node, known(columns[i], 'column'));
      return;
    }
    if (value.kind !== 'scalar-subquery') {
      const message = 'source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression';
      throw errorAt(SQLSTATE.featureNotSupported, message, value.position);
    }
    // One row at most, whose columns are the values; NULLs where there is none.
    const open = openQuery(this.#context, value.query, this.#level, this.#level.ctes);
    if (open.types.length !== columns.length) throw this.#width(position);
    const wanted = ordinals.map((ordinal, i) =>
      partType(known(this.#target.table.columns[ordinal], 'column').type, columns[i]?.steps ?? []),
    );
    const right = open.finish(wanted).plan;
    const given = right.columns.map((column) => ({ ...column, nullable: true }));
    this.plan = {
      kind: 'apply',
      join: 'single',
      left: this.plan,
      right,
      condition: trueExpr(),
      columns: [...this.plan.columns, ...given],
    };
    for (const [i, column] of right.columns.entries()) {
      this.#keep(known(ordinals[i], 'ordinal'), columnExpr(column), known(columns[i], 'column'));
    }
  }

  /** ROW(t.*) has the columns of t. */
  #columnsOf(item: Expression): readonly Expression[] {
    if (item.kind !== 'star' || item.qualifier.length === 0) return [item];
    const { table } = findTable(this.#context, this.#level, item.qualifier, '*', item.position);
    return table.columns.map(({ name }) => ({ kind: 'column', name: [...item.qualifier, name], position: item.position }));
  }

  #width(position: number): Error {
    return errorAt(SQLSTATE.syntaxError, 'number of columns does not match number of values', position);
  }

  #ordinal(name: string, position: number): number {
    const { table, view, scope, stored } = this.#target;
    if (view !== null) return baseOrdinal(view, scope.columns, stored.columns, name, 'update', position);
    const ordinal = table.columns.findIndex((column) => column.name === name);
    if (ordinal >= 0) return ordinal;
    throw errorAt(SQLSTATE.undefinedColumn, `column "${name}" of relation "${table.name}" does not exist`, position);
  }

  #set(ordinal: number, node: Expression, to: InsertColumn): void {
    const column = known(this.#target.table.columns[ordinal], 'column');
    if (node.kind === 'default') {
      if (to.steps.length > 0) throw this.#partDefault(to);
      this.#keep(ordinal, defaultValue(this.#context, column), to, true);
      return;
    }
    this.#level.clause = 'UPDATE';
    const expr = this.#context.binders.expression(this.#context, node, this.#level);
    this.#level.clause = 'select';
    this.#keep(ordinal, expr, to);
  }

  #partDefault({ steps, position }: InsertColumn): Error {
    const what = steps.at(-1)?.kind === 'field' ? 'a subfield' : 'an array element';
    return errorAt(SQLSTATE.featureNotSupported, `cannot set ${what} to DEFAULT`, position);
  }

  #keep(ordinal: number, expr: Expr, { steps, position }: InsertColumn, isDefault = false): void {
    const column = known(this.#target.table.columns[ordinal], 'column');
    // Several parts of a column may be assigned, one after the other.
    if (this.#values.has(ordinal) && !(steps.length > 0 && this.#parts.has(ordinal))) {
      throw errorAt(SQLSTATE.syntaxError, `multiple assignments to same column "${column.name}"`, position);
    }
    if (!isDefault && (column.generated !== undefined || column.identity === 'always')) {
      const what = column.generated !== undefined ? 'a generated column' : 'an identity column defined as GENERATED ALWAYS';
      throw errorAt(SQLSTATE.generatedAlways, `column "${column.name}" can only be updated to DEFAULT`, -1).with({
        detail: `Column "${column.name}" is ${what}.`,
      });
    }
    if (steps.length === 0) {
      this.#values.set(ordinal, coerceForAssignment(this.#context, expr, column));
      return;
    }
    this.#parts.add(ordinal);
    const base = this.#values.get(ordinal) ?? columnExpr(known(this.#target.plan.columns[ordinal], column.name));
    const place = { context: this.#context, level: this.#level, name: column.name, position };
    this.#values.set(ordinal, assignPart(place, base, steps, expr));
  }
}
