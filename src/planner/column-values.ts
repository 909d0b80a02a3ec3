/**
 * What a table's definition says of the rows that are written to it, for INSERT, UPDATE, COPY and whatever else makes rows:
 * defaults, generated columns and CHECK constraints. All of it is bound to expressions, so that it runs where the rows are.
 */
import type { TableColumn, TableDef } from '../catalog/table-def.js';
import { known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { Column, LogicalPlan } from '../plan/logical.js';
import { TYPES } from '../types/sql-type.js';
import type { BindContext } from './bind-context.js';
import { castExplicitly, coerceForAssignment, coerceToBool } from './coerce.js';
import { partitionConditions } from './partitions/partition-condition.js';
import { columnExpr, makeFilter, makeProject } from './plan-nodes.js';
import { QueryLevel } from './query-level.js';
import { rewriteExpr } from './rewrite.js';
import { parseStoredExpression, withoutPosition } from './stored-expression.js';

/** The value of a column that is not given: its default, its domain's, or NULL. */
export function defaultValue(context: BindContext, column: TableColumn): Expr {
  const domain = column.domain === undefined ? undefined : context.catalog.typeById(column.domain)?.definition;
  const sql = column.default ?? (domain?.kind === 'domain' ? domain.default : null);
  if (sql === null || column.generated !== undefined) return { kind: 'literal', type: column.type, value: null };
  const node = parseStoredExpression(context, sql);
  return withoutPosition(() => coerceForAssignment(context, context.binders.expression(context, node, new QueryLevel(null, null)), column));
}

/** Whether rows of the table need more than the values that they were given. */
export function hasRowRules(table: TableDef): boolean {
  return (
    table.partition !== undefined ||
    table.constraints?.some(({ kind }) => kind === 'check') === true ||
    table.columns.some(({ generated, domain }) => generated !== undefined || domain !== undefined)
  );
}

/**
 * The plan (whose first columns are the table's, in order) with generated columns computed, and an error for rows that violate a
 * constraint. Columns after the table's stay as they are.
 */
export function withRowRules(context: BindContext, table: TableDef, plan: LogicalPlan): LogicalPlan {
  if (!hasRowRules(table)) return plan;
  const computed = withGenerated(context, table, plan);
  const row = table.columns.map((_, ordinal) => known(computed.columns[ordinal], 'column'));
  const predicates = checkPredicates(context, table, row);
  const [first, ...others] = predicates;
  if (first === undefined) return computed;
  return makeFilter(computed, others.length === 0 ? first : { kind: 'and', type: TYPES.bool, args: predicates });
}

function withGenerated(context: BindContext, table: TableDef, plan: LogicalPlan): LogicalPlan {
  if (!table.columns.some(({ generated }) => generated !== undefined)) return plan;
  const level = levelOf(table, plan.columns);
  const exprs = plan.columns.map((column, ordinal) => {
    const definition = table.columns[ordinal];
    if (definition?.generated === undefined || definition.default === undefined) return columnExpr(column);
    const node = parseStoredExpression(context, definition.default);
    return withoutPosition(() => coerceForAssignment(context, context.binders.expression(context, node, level), definition));
  });
  return makeProject(
    context,
    plan,
    exprs,
    plan.columns.map(({ name }) => name),
  );
}

/** Each true, or an error: a violation calls a function that raises it. */
export function checkPredicates(context: BindContext, table: TableDef, row: readonly Column[]): readonly Expr[] {
  const level = levelOf(table, row);
  const shown = (): Expr => failingRow(context, row);
  const checks = (table.constraints ?? []).flatMap((constraint): Expr[] => {
    if (constraint.kind !== 'check') return [];
    const condition = withoutPosition(() => bindCheck(context, constraint.expression, level));
    return [orRaise(condition, 'conduct_check_violation', [table.name, constraint.name].map(text), shown())];
  });
  const domains = row.flatMap((column, ordinal) => {
    const domain = table.columns[ordinal]?.domain;
    return domain === undefined ? [] : domainPredicates(context, domain, columnExpr(column));
  });
  const placed = partitionConditions(context.catalog, table).map((sql) =>
    orRaise(
      withoutPosition(() => bindCheck(context, sql, level)),
      'conduct_partition_violation',
      [text(table.name)],
      shown(),
    ),
  );
  return [...domains, ...checks, ...placed];
}

export function bindCheck(context: BindContext, sql: string, level: QueryLevel): Expr {
  const node = parseStoredExpression(context, sql);
  return coerceToBool(context, context.binders.expression(context, node, level), 'CHECK');
}

/** Conditions that a value of the domain meets, those of the domains that it is made from first. */
export function domainPredicates(context: BindContext, domainId: number, value: Expr): readonly Expr[] {
  const type = context.catalog.typeById(domainId);
  if (type === undefined || type.definition.kind !== 'domain') return [];
  const { base, checks, notNull } = type.definition;
  const level = new QueryLevel(null, null);
  const standIn = context.newColumn('value', base, true);
  level.namespace = { tables: [], columns: [{ name: 'value', id: standIn.id, type: base }] };
  context.setOwner(standIn.id, level, 'value');
  const predicates: Expr[] = [];
  if (notNull) {
    const present: Expr = { kind: 'not', type: TYPES.bool, arg: { kind: 'is-null', type: TYPES.bool, arg: value } };
    predicates.push(orRaise(present, 'conduct_domain_null', [text(type.name)], null));
  }
  for (const { name, expression } of checks) {
    const condition = withoutPosition(() => bindCheck(context, expression, level));
    const bound = rewriteExpr(condition, (expr) => (expr.kind === 'column' && expr.id === standIn.id ? value : undefined));
    predicates.push(orRaise(bound, 'conduct_domain_violation', [type.name, name].map(text), null));
  }
  return predicates;
}

/** A value cast to a domain: it meets the domain's conditions, or is an error. */
export function checkedDomain(context: BindContext, domainId: number, value: Expr): Expr {
  const predicates = domainPredicates(context, domainId, value);
  const [first] = predicates;
  if (first === undefined) return value;
  const when: Expr = predicates.length === 1 ? first : { kind: 'and', type: TYPES.bool, args: predicates };
  return { kind: 'case', type: value.type, branches: [{ when, then: value }], otherwise: value };
}

export function text(value: string): Expr {
  return { kind: 'literal', type: TYPES.text, value };
}

/** NULL passes, as in SQL. The function is called for violations alone. */
export function orRaise(condition: Expr, raise: string, args: readonly Expr[], detail: Expr | null): Expr {
  const violated: Expr = {
    kind: 'not',
    type: TYPES.bool,
    arg: { kind: 'coalesce', type: TYPES.bool, args: [condition, { kind: 'literal', type: TYPES.bool, value: true }] },
  };
  const call: Expr = { kind: 'call', type: TYPES.bool, name: raise, args: detail === null ? args : [...args, detail] };
  return {
    kind: 'case',
    type: TYPES.bool,
    branches: [{ when: violated, then: call }],
    otherwise: { kind: 'literal', type: TYPES.bool, value: true },
  };
}

/** `(1, abc, null)`. */
export function failingRow(context: BindContext, row: readonly Column[]): Expr {
  const shown = row.map((column): Expr => {
    const value: Expr = { kind: 'coalesce', type: TYPES.text, args: [asText(context, columnExpr(column)), text('null')] };
    return value;
  });
  const concatenated = shown.reduce((left, right) => join(join(left, text(', ')), right));
  return join(join(text('('), concatenated), text(')'));
}

function join(left: Expr, right: Expr): Expr {
  return { kind: 'call', type: TYPES.text, name: '||', args: [left, right] };
}

function asText(context: BindContext, expr: Expr): Expr {
  if (expr.type.kind === 'text') return expr;
  return castExplicitly(context, expr, TYPES.text, -1);
}

/** A level in which the table's columns have names, and nothing else. */
export function levelOf(
  table: { readonly name: string; readonly columns: readonly { readonly name: string }[] },
  columns: readonly Column[],
): QueryLevel {
  const level = new QueryLevel(null, null);
  const scope = table.columns.map(({ name }, ordinal) => {
    const { id, type } = known(columns[ordinal], 'column');
    return { name, id, type };
  });
  level.namespace = { tables: [{ name: table.name, schema: null, aliasOf: null, columns: scope }], columns: scope };
  return level;
}

/** Raised for values given by INSERT to columns that have computed ones alone. */
export function checkGiven(table: TableDef, ordinal: number, isDefault: boolean, overriding: 'user' | 'system' | null): void {
  const column = known(table.columns[ordinal], 'column');
  if (isDefault) return;
  const detail = { detail: `Column "${column.name}" is a generated column.` };
  const message = `cannot insert a non-DEFAULT value into column "${column.name}"`;
  if (column.generated !== undefined) throw new ConductError(SQLSTATE.generatedAlways, message, detail);
  if (column.identity === 'always' && overriding === null) {
    throw new ConductError(SQLSTATE.generatedAlways, message, {
      detail: `Column "${column.name}" is an identity column defined as GENERATED ALWAYS.`,
      hint: 'Use OVERRIDING SYSTEM VALUE to override.',
    });
  }
}
