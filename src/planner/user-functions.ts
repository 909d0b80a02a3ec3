/**
 * Calls of functions that the user wrote in SQL: the body is bound in the place of the call, with the arguments where it names them.
 * In an expression it is a scalar subquery, or the expression alone when the body is no more than that; in FROM it is a subquery. A set
 * in a select list, or over columns of FROM, is the array of the body's rows, taken apart again.
 */
import { known } from '../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import { ROWS_OF_ARRAY } from '../functions/set-functions.js';
import type { ColumnId, Expr } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { Expression, FunctionItem, ModifyingQuery, Query } from '../sql/ast.js';
import { PLAIN_SELECT } from '../sql/plain-select.js';
import { isSameKind } from '../types/coercion.js';
import { type RecordType, type SqlType, TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import type { BindContext } from './bind-context.js';
import type { BoundRelation } from './bound-relation.js';
import { tryCoerce } from './coerce.js';
import { mapPlans } from './map-plans.js';
import { columnExpr, makeProject } from './plan-nodes.js';
import { QueryLevel } from './query-level.js';
import { rewriteExpr, rewritePlan, someExpr } from './rewrite.js';
import { parseStoredBody, withoutPosition } from './stored-expression.js';
import { rowCall, type UserCall, userCall } from './user-calls.js';

/** A call in an expression that gives one value. */
export function bindUserCall(context: BindContext, call: UserCall): Expr {
  const { definition, args, returns } = call;
  const value = returns.kind === 'record' ? rowValue(context, call, returns) : resultOf(context, call);
  if (!definition.strict) return value;
  const missing = args.filter((arg) => arg.kind !== 'literal' || arg.value === null);
  if (missing.length === 0) return value;
  const tests = missing.map((arg): Expr => ({ kind: 'is-null', type: TYPES.bool, arg }));
  const [first] = tests;
  const when: Expr = tests.length === 1 && first !== undefined ? first : { kind: 'or', type: TYPES.bool, args: tests };
  return {
    kind: 'case',
    type: value.type,
    branches: [{ when, then: { kind: 'literal', type: value.type, value: null } }],
    otherwise: value,
  };
}

/** `row.f`: undefined when f is no function of the user's. */
export function bindRowFunction(context: BindContext, row: Expr, name: string): Expr | undefined {
  const call = row.type.kind === 'record' ? rowCall(context, row, name) : undefined;
  return call === undefined || call.definition.returnsSet ? undefined : bindUserCall(context, call);
}

function resultOf(context: BindContext, call: UserCall): Expr {
  const { returns } = call;
  const plan = bindBody(context, call, [returns]).plan;
  const [only] = plan.columns;
  if (returns.kind === 'void' || only === undefined) return voidResult(context, plan);
  if (plan.kind === 'project' && plan.input.kind === 'values' && plan.input.columns.length === 0 && plan.input.rows.length === 1) {
    const [expr] = plan.exprs;
    if (expr !== undefined) return coerced(context, expr, returns);
  }
  // The first row counts, where there are several.
  const subquery: Expr = { kind: 'subquery', type: only.type, mode: 'scalar', plan: firstRow(plan), compare: null };
  return coerced(context, subquery, returns);
}

/** What the body gives is thrown away. */
function voidResult(context: BindContext, plan: LogicalPlan): Expr {
  const nothing: Expr = { kind: 'literal', type: TYPES.void, value: null };
  const kept = makeProject(context, { kind: 'limit', columns: plan.columns, input: plan, limit: one(), offset: null }, [nothing], ['void']);
  return { kind: 'subquery', type: TYPES.void, mode: 'scalar', plan: kept, compare: null };
}

function one(): Expr {
  return { kind: 'literal', type: TYPES.int8, value: 1n };
}

function firstRow(plan: LogicalPlan): LogicalPlan {
  return { kind: 'limit', columns: plan.columns, input: plan, limit: one(), offset: null };
}

function coerced(context: BindContext, expr: Expr, type: SqlType): Expr {
  return tryCoerce(context, expr, type, 'assignment') ?? expr;
}

// Rows -------------------------------------------------------------------------------------------------------------------

function rowValue(context: BindContext, call: UserCall, type: RecordType): Expr {
  const value = bodyRows(context, call, type, (query) => ({ kind: 'scalar-subquery', query, position: -1 }), true);
  if (type.fields.length === 0 && type.named === null) return value;
  return { kind: 'cast', type, arg: value, mode: 'explicit' };
}

/** An expression over the rows of the body as records. A body of one column that is such a record gives it as it is. */
function bodyRows(context: BindContext, call: UserCall, type: SqlType, make: (query: Query) => Expression, first: boolean): Expr {
  const value = bodyExpression(context, call, (query) => make(rowsOf(query, first)));
  const record = value.type.kind === 'array' ? value.type.element : value.type;
  const [only, second] = record.kind === 'record' ? record.fields : [];
  if (type.kind !== 'record' || only?.type.kind !== 'record' || second !== undefined || type.fields.length === 1) return value;
  return bodyExpression(context, call, make);
}

/** SELECT r FROM (body) r: each row as one value. */
function rowsOf(query: Query, first: boolean): Query {
  const star: Expression = { kind: 'star', qualifier: [ROWS], position: -1 };
  const row: Expression = { kind: 'row', items: [star], explicit: true, position: -1 };
  return {
    ...PLAIN_SELECT,
    limit: first ? { kind: 'integer', value: 1, position: -1 } : null,
    targets: [{ expression: row, name: null, position: -1 }],
    from: [{ kind: 'subquery', query, lateral: false, alias: { name: ROWS, columns: [] }, position: -1 }],
  };
}

const ROWS = '$rows';

/** A call that gives a set, as a call of a set-returning function over an array. */
export interface UserSet {
  readonly name: string;
  readonly args: readonly Expr[];
  readonly columns: readonly { readonly name: string | null; readonly type: SqlType }[];
  readonly row: RecordType;
}

export function bindUserSet(context: BindContext, call: UserCall): UserSet {
  const { definition, returns } = call;
  const array = bodyRows(context, call, returns, (query) => ({ kind: 'array-subquery', query, position: -1 }), false);
  const given = array.type.kind === 'array' && array.type.element.kind === 'record' ? array.type.element.fields : [];
  const fields =
    returns.kind === 'record'
      ? returns.fields.length > 0
        ? returns.fields
        : given
      : [{ name: call.columns[0]?.name ?? null, type: returns }];
  const named = fields.map(({ name, type }) => ({ name: name ?? definition.name, type }));
  const row: RecordType = returns.kind === 'record' && returns.named !== null ? returns : { kind: 'record', fields: named, named: null };
  const rows: Expr = { kind: 'cast', type: { kind: 'array', element: { ...row, named: null } }, arg: array, mode: 'explicit' };
  const strict = definition.strict ? call.args.filter((arg) => arg.kind !== 'literal') : [];
  const absent = strict.map((arg): Expr => ({ kind: 'is-null', type: TYPES.bool, arg }));
  const none: Expr = { kind: 'literal', type: rows.type, value: null };
  const isNone = definition.strict && call.args.some((arg) => arg.kind === 'literal' && arg.value === null);
  const source: Expr = absent.reduce<Expr>(
    (otherwise, when) => ({ kind: 'case', type: rows.type, branches: [{ when, then: none }], otherwise }),
    isNone ? none : rows,
  );
  return { name: ROWS_OF_ARRAY, args: [source], columns: fields, row };
}

/** f(x) in FROM; undefined: it is no function of the user's, or one to be called as `bindUserSet` gives it. */
export function bindUserTable(context: BindContext, item: FunctionItem, level: QueryLevel): BoundRelation | undefined {
  const [only, second] = item.functions;
  if (only?.call.kind !== 'call' || second !== undefined || item.ordinality || only.columns.length > 0 || item.columns.length > 0) {
    return undefined;
  }
  const call = userCall(context, only.call, level);
  if (call === undefined || !call.definition.returnsSet || call.definition.strict || call.args.some(hasColumns)) return undefined;
  const { definition, returns } = call;
  const declared =
    call.columns.length > 0
      ? call.columns
      : returns.kind === 'record'
        ? returns.fields
        : [{ name: item.alias?.name ?? definition.name, type: returns }];
  const relation = bindBody(
    context,
    call,
    declared.map(({ type }) => type),
  );
  const exprs = relation.columns.map(({ column }, i) => coerced(context, columnExpr(column), declared[i]?.type ?? column.type));
  const [first] = relation.columns;
  if (first !== undefined && declared.length > 1 && relation.columns.length === 1) return undefined;
  const names = relation.columns.map(({ name }, i) => declared[i]?.name ?? name);
  const isKept = relation.columns.every(({ column }, i) => declared[i] === undefined || isSameKind(column.type, declared[i].type));
  if (isKept) return { plan: relation.plan, columns: relation.columns.map((column, i) => ({ ...column, name: names[i] ?? column.name })) };
  const plan = makeProject(context, relation.plan, exprs, names);
  return { plan, columns: plan.columns.map((column) => ({ name: column.name, column, tableOid: 0, attribute: 0 })) };
}

function hasColumns(expr: Expr): boolean {
  return someExpr(expr, ({ kind }) => kind === 'column' || kind === 'subquery');
}

// Bodies -----------------------------------------------------------------------------------------------------------------

/** The last statement of the body, with the arguments in it. */
function bindBody(context: BindContext, call: UserCall, wanted: readonly SqlType[]): BoundRelation {
  const { definition } = call;
  const statement = parseStoredBody(context, definition.body);
  return within(context, call, (level, values) => {
    if (statement === null) return noRows();
    if (statement.kind !== 'query') return modified(context, call, statement, values);
    const relation = withoutPosition(() => context.binders.query(context, statement.query, level, null).finish(wanted));
    return { ...relation, plan: substituted(relation.plan, values) };
  });
}

function noRows(): BoundRelation {
  return { plan: { kind: 'values', columns: [], rows: [] }, columns: [] };
}

/** For CREATE FUNCTION: 42P13 when the body gives something else than the function is to return. */
export function checkedBody(context: BindContext, call: UserCall): void {
  const { returns, columns } = call;
  const modifications = context.modifications.length;
  const open = returns.kind === 'record' && returns.named === null && returns.fields.length === 0;
  const wanted =
    columns.length > 0 ? columns.map(({ type }) => type) : returns.kind === 'record' ? returns.fields.map(({ type }) => type) : [returns];
  const relation = bindBody(context, call, open ? [] : wanted);
  context.modifications.length = modifications;
  if (open || returns.kind === 'void') return;
  const given = relation.columns.map(({ column }) => column);
  const [only] = given;
  if (returns.kind === 'record' && given.length === 1 && only?.type.kind === 'record') return;
  const mismatch = (detail: string): ConductError => {
    const message = `return type mismatch in function declared to return ${typeLabel(returns)}`;
    return new ConductError(SQLSTATE.invalidFunctionDefinition, message, { detail });
  };
  if (returns.kind !== 'record' && given.length !== 1) throw mismatch('Final statement must return exactly one column.');
  if (given.length < wanted.length) throw mismatch('Final statement returns too few columns.');
  if (given.length > wanted.length) throw mismatch('Final statement returns too many columns.');
  wanted.forEach((type, i) => {
    const column = known(given[i], 'column');
    if (tryCoerce(context, columnExpr(column), type, 'assignment') !== undefined) return;
    throw mismatch(
      returns.kind === 'record'
        ? `Final statement returns ${typeLabel(column.type)} instead of ${typeLabel(type)} at column ${i + 1}.`
        : `Actual return type is ${typeLabel(column.type)}.`,
    );
  });
}

/** An expression over the body's query. */
function bodyExpression(context: BindContext, call: UserCall, make: (query: Query) => Expression): Expr {
  const statement = parseStoredBody(context, call.definition.body);
  if (statement?.kind !== 'query') throw notSupported('rows of a data-modifying function in SQL');
  return within(context, call, (level, values) => {
    const expr = withoutPosition(() => context.binders.expression(context, make(statement.query), level));
    return rewriteExpr(expr, replacer(values));
  });
}

/** Binds with the names of the arguments; `values` are what takes the place of their columns. */
export function within<T>(context: BindContext, call: UserCall, run: (level: QueryLevel, values: ReadonlyMap<ColumnId, Expr>) => T): T {
  const { definition, args } = call;
  context.countInlined();
  const level = new QueryLevel(null, null);
  const standIns = definition.args.map(({ name }, i) => context.newColumn(name, known(args[i], 'argument').type, true));
  const columns = standIns.map(({ name, id, type }) => ({ name, id, type }));
  const names = columns.filter(({ name }) => name !== '');
  level.namespace = { tables: [{ name: definition.name, schema: null, aliasOf: null, columns: names }], columns: names };
  for (const { id, name } of standIns) context.setOwner(id, level, name);
  const values = new Map<ColumnId, Expr>(standIns.map(({ id }, i) => [id, known(args[i], 'argument')]));
  const before = new Set(context.uses);
  const result = context.nested(() =>
    context.withSearchPath(definition.searchPath, () => context.withFunctionArguments(columns, level, () => run(level, values))),
  );
  for (const id of context.uses) if (!before.has(id)) context.uses.delete(id);
  return result;
}

/** A body that writes: carried out once, before the statement that has the call. */
function modified(
  context: BindContext,
  call: UserCall,
  statement: ModifyingQuery['statement'],
  values: ReadonlyMap<ColumnId, Expr>,
): BoundRelation {
  if (call.args.some(hasColumns)) throw notSupported('a data-modifying function in SQL over columns');
  if (statement.kind === 'merge') throw notSupported('MERGE in a function');
  const bound = withoutPosition(() => context.binders.modifying(context, statement, null));
  const returning = bound.returning ?? null;
  const columns = (returning?.plan.columns ?? []).map((column, i) => ({ ...column, name: returning?.output[i]?.name ?? column.name }));
  const id = context.newId();
  const inlined = mapPlans(bound, (plan) => substituted(plan, values));
  context.modifications.push({ id, name: call.definition.name, statement: inlined });
  return {
    plan: { kind: 'working-table', id, columns },
    columns: columns.map((column) => ({ name: column.name, column, tableOid: 0, attribute: 0 })),
  };
}

function replacer(values: ReadonlyMap<ColumnId, Expr>): (expr: Expr) => Expr | undefined {
  const replace = (expr: Expr): Expr | undefined => {
    if (expr.kind === 'column') return values.get(expr.id);
    if (expr.kind !== 'subquery') return undefined;
    return { ...expr, plan: substituted(expr.plan, values), compare: expr.compare === null ? null : rewriteExpr(expr.compare, replace) };
  };
  return replace;
}

export function substituted(plan: LogicalPlan, values: ReadonlyMap<ColumnId, Expr>): LogicalPlan {
  return rewritePlan(plan, { expr: replacer(values) });
}
