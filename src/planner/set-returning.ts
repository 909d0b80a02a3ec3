/**
 * Set-returning functions. In FROM they are tables, which see the items before them. In a select list (ORDER BY and GROUP BY included)
 * they multiply the rows of the query, all of one nesting depth in lockstep; the expressions around them refer to their columns.
 */
import { known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { DECLARED_ROWS, declaredRows } from '../functions/json-populate.js';
import { findSetFunction, isSetFunctionName, resolveSetFunction } from '../functions/registry.js';
import type { SetColumn, SetFunctionEntry } from '../functions/set-function-entry.js';
import { ONE_VALUE } from '../functions/set-functions.js';
import type { Expr, SetFunctionCall } from '../plan/expr.js';
import type { Column, LogicalPlan, TableFunctionPlan } from '../plan/logical.js';
import type { ColumnTypeDefinition, Expression, FunctionCall, FunctionItem, Query } from '../sql/ast.js';
import { PLAIN_SELECT } from '../sql/plain-select.js';
import { isSameKind } from '../types/coercion.js';
import { type RecordType, type SqlType, TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { FUNCTION_CHOICE_HINT, FUNCTION_HINT } from './aggregate-call.js';
import { type BindContext, errorAt } from './bind-context.js';
import type { BoundRelation } from './bound-relation.js';
import { coerceImplicitly, resolveUnknown, tryCoerce } from './coerce.js';
import { positionalCall } from './named-arguments.js';
import { columnExpr, makeProject, oneRow } from './plan-nodes.js';
import { QueryLevel } from './query-level.js';
import { fieldAt, wholeRow } from './records.js';
import { rewriteExpr, sameExprs, someExpr } from './rewrite.js';
import { targetName } from './target-names.js';
import { bindTypeName } from './type-names.js';
import { type UserCall, userCall } from './user-calls.js';
import { bindUserSet } from './user-functions.js';

/** A call in a select list. */
export interface SelectSetCall {
  readonly call: SetFunctionCall;
  readonly columns: readonly Column[];
  /** How deep other such calls are in its arguments, from 0. */
  readonly depth: number;
}

interface Resolved {
  readonly call: SetFunctionCall;
  readonly columns: readonly SetColumn[];
  /** Of its rows as values. */
  readonly row: RecordType;
}

function resolveCall(context: BindContext, call: FunctionCall, level: QueryLevel): Resolved {
  const node = positionalCall(context, call, level);
  const name = known(node.name.at(-1), 'function name');
  const args = node.args.map((arg) => context.binders.expression(context, arg, level));
  const resolution = resolveSetFunction(
    name,
    args.map((arg) => arg.type),
  );
  if (resolution === 'ambiguous' || resolution === 'not-found') {
    const signature = `${node.name.join('.')}(${args.map((arg) => typeLabel(arg.type)).join(', ')})`;
    const ambiguous = resolution === 'ambiguous';
    throw errorAt(
      ambiguous ? SQLSTATE.ambiguousFunction : SQLSTATE.undefinedFunction,
      `function ${signature} ${ambiguous ? 'is not unique' : 'does not exist'}`,
      node.position,
      ambiguous ? FUNCTION_CHOICE_HINT : FUNCTION_HINT,
    );
  }
  const { entry, casts } = resolution;
  const cast = args.map((arg, i) => coerceImplicitly(context, arg, known(casts[i], 'argument type')));
  return resolved(entry, cast);
}

function resolved(entry: SetFunctionEntry, args: readonly Expr[]): Resolved {
  const types = args.map((arg) => arg.type);
  const columns = entry.columns(types);
  const row = entry.row?.(types) ?? {
    kind: 'record',
    fields: columns.map(({ name, type }, i) => ({ name: name ?? `f${i + 1}`, type })),
    named: null,
  };
  return { call: { name: entry.name, args, width: columns.length }, columns, row };
}

// In a select list -----------------------------------------------------------------------------------------------------

const HINT = 'You might be able to move the set-returning function into a LATERAL FROM item.';

/** The column that the call's values are in; the rows are made by `expandSetCalls`. */
export function bindSelectSetCall(context: BindContext, node: FunctionCall, level: QueryLevel): Expr {
  checkPlace(node, level);
  return setColumns(context, resolveCall(context, node, level), level);
}

/** A call of a function of the user's that gives a set. */
export function bindSelectUserSet(context: BindContext, call: UserCall, node: FunctionCall, level: QueryLevel): Expr {
  checkPlace(node, level);
  return setColumns(context, userSet(context, call), level);
}

function userSet(context: BindContext, call: UserCall): Resolved {
  const { name, args, columns, row } = bindUserSet(context, call);
  return { call: { name, args, width: columns.length }, columns, row };
}

function setColumns(context: BindContext, { call, columns, row }: Resolved, level: QueryLevel): Expr {
  const existing = level.setCalls.find((each) => each.call.name === call.name && sameExprs(each.call.args, call.args));
  if (existing !== undefined) return rowValue(existing.columns, row);
  const inside = level.setCalls.filter((each) => call.args.some((arg) => usesColumn(arg, each.columns)));
  const depth = Math.max(-1, ...inside.map((each) => each.depth)) + 1;
  const made = columns.map((column) => context.newColumn(column.name ?? call.name, column.type, true));
  level.setCalls.push({ call, columns: made, depth });
  return rowValue(made, row);
}

/** Several columns are one row. */
function rowValue(columns: readonly Column[], row: RecordType): Expr {
  const [only, second] = columns;
  return only === undefined || second !== undefined ? wholeRow(row, columns.map(columnExpr)) : columnExpr(only);
}

function usesColumn(expr: Expr, columns: readonly Column[]): boolean {
  return someExpr(expr, (node) => node.kind === 'column' && columns.some((column) => node.id === column.id));
}

function checkPlace(node: FunctionCall, level: QueryLevel): void {
  const { position } = node;
  if (level.aggregateNesting > 0) {
    const message = 'aggregate function calls cannot contain set-returning function calls';
    throw errorAt(SQLSTATE.featureNotSupported, message, position, HINT);
  }
  if (level.noSets !== null) throw errorAt(SQLSTATE.featureNotSupported, level.noSets, position, HINT);
  switch (level.clause) {
    case 'select':
    case 'order-by':
    case 'GROUP BY':
      return;
    case 'functions in FROM':
      throw errorAt(SQLSTATE.featureNotSupported, 'set-returning functions must appear at top level of FROM', position);
    case 'having':
      throw errorAt(SQLSTATE.featureNotSupported, 'set-returning functions are not allowed in HAVING', position);
    default:
      throw errorAt(SQLSTATE.featureNotSupported, `set-returning functions are not allowed in ${level.clause}`, position);
  }
}

/** The calls among these whose columns one of the expressions uses, directly or through other calls. */
export function setCallsIn(calls: readonly SelectSetCall[], exprs: readonly Expr[]): readonly SelectSetCall[] {
  const used = new Set<SelectSetCall>();
  const visit = (expr: Expr): void => {
    for (const each of calls) {
      if (used.has(each) || !usesColumn(expr, each.columns)) continue;
      used.add(each);
      each.call.args.forEach(visit);
    }
  };
  exprs.forEach(visit);
  return calls.filter((each) => used.has(each));
}

/** The rows multiplied: one node a depth, the innermost calls first. `rewrite` is for the arguments. */
export function expandSetCalls(input: LogicalPlan, calls: readonly SelectSetCall[], rewrite: (expr: Expr) => Expr): LogicalPlan {
  let plan = input;
  const depths = [...new Set(calls.map(({ depth }) => depth))].sort((a, b) => a - b);
  for (const depth of depths) {
    const here = calls.filter((each) => each.depth === depth);
    plan = {
      kind: 'table-function',
      columns: [...plan.columns, ...here.flatMap((each) => each.columns)],
      input: plan,
      functions: here.map(({ call }) => ({ ...call, args: call.args.map(rewrite) })),
      ordinality: false,
    };
  }
  return plan;
}

// In FROM --------------------------------------------------------------------------------------------------------------

/** A function item as a relation; `level` is the FROM's, whose visible names its arguments may use. */
export function bindFunctionItem(context: BindContext, item: FunctionItem, level: QueryLevel): BoundRelation {
  const inner = new QueryLevel(level, level.ctes);
  inner.clause = 'functions in FROM';
  const calls = item.functions
    .flatMap(({ call, columns }) => separateUnnest(call).map((each) => ({ call: each, columns })))
    .map(({ call, columns }) => bindFunction(context, call, inner, columns.length > 0 ? columns : item.columns));
  const names = calls.flatMap(({ columns, name }) =>
    columns.map((column) => column.name ?? (calls.length === 1 ? (item.alias?.name ?? name) : name)),
  );
  const [only] = calls;
  if (only !== undefined && calls.length === 1 && only.call.name === ONE_VALUE) {
    const [value] = only.call.args;
    if (value?.type.kind === 'record' && value.type.fields.length > 0) return oneRecord(context, value, value.type, item.ordinality);
    return oneValue(context, only.call.args, names, item.ordinality);
  }
  const columns = calls.flatMap((call) => call.columns).map(({ type }, i) => context.newColumn(known(names[i], 'name'), type, true));
  const number = item.ordinality ? [context.newColumn('ordinality', TYPES.int8, false)] : [];
  const plan: TableFunctionPlan = {
    kind: 'table-function',
    columns: [...columns, ...number],
    input: oneRow(),
    functions: calls.map(({ call }) => call),
    ordinality: item.ordinality,
  };
  return { plan, columns: plan.columns.map((column) => ({ name: column.name, column, tableOid: 0, attribute: 0 })) };
}

/** The name that a function item has without an alias. */
export function functionItemName(item: FunctionItem): string {
  return targetName(known(item.functions[0], 'function').call);
}

/** unnest(a, b) is unnest(a) beside unnest(b), in FROM only. */
function separateUnnest(node: Expression): readonly Expression[] {
  if (node.kind !== 'call' || node.args.length < 2 || node.name.at(-1) !== 'unnest') return [node];
  return node.args.map((arg): Expression => ({ ...node, args: [arg] }));
}

interface BoundFunction extends Resolved {
  readonly name: string;
}

function bindFunction(context: BindContext, node: Expression, level: QueryLevel, columns: readonly ColumnTypeDefinition[]): BoundFunction {
  const name = targetName(node);
  const own = node.kind === 'call' ? declaredRow(known(node.name.at(-1), 'function name')) : undefined;
  if (own !== undefined && node.kind === 'call' && (columns.length > 0 || !own.hasBase)) {
    return { ...bindDeclared(context, node, level, columns, own), name };
  }
  const written = node.kind === 'call' ? userCall(context, node, level) : undefined;
  if (written !== undefined && (written.definition.returnsSet || columns.length > 0 || isOpenRow(written.returns))) {
    return { ...declaredSet(context, userSet(context, written), columns, written, node.position), name };
  }
  if (columns.length > 0) {
    const message = 'a column definition list is only allowed for functions returning "record"';
    throw errorAt(SQLSTATE.syntaxError, message, node.position);
  }
  if (node.kind === 'call' && isSetFunctionName(known(node.name.at(-1), 'function name')))
    return { ...resolveCall(context, node, level), name };
  // A plain function is a table of one row.
  const value = resolveUnknown(context, context.binders.expression(context, node, level));
  const row: RecordType = { kind: 'record', fields: [{ name, type: value.type }], named: null };
  return { call: { name: ONE_VALUE, args: [value], width: 1 }, columns: [{ name: null, type: value.type }], row, name };
}

/** What a function of the user's gives, as the columns that the query says it has. */
function declaredSet(
  context: BindContext,
  set: Resolved,
  definitions: readonly ColumnTypeDefinition[],
  { returns }: UserCall,
  position: number,
): Resolved {
  const isOpen = isOpenRow(returns);
  if (definitions.length === 0) {
    if (!isOpen) return set;
    throw errorAt(SQLSTATE.syntaxError, 'a column definition list is required for functions returning "record"', position);
  }
  if (!isOpen) {
    const message =
      returns.kind === 'record'
        ? 'a column definition list is redundant for a function returning a named composite type'
        : 'a column definition list is only allowed for functions returning "record"';
    throw errorAt(SQLSTATE.syntaxError, message, position);
  }
  const fields = definitions.map((definition) => ({ name: definition.name, type: bindTypeName(context, definition.type) }));
  const row: RecordType = { kind: 'record', fields, named: null };
  const [array] = set.call.args;
  if (array === undefined || fields.length !== set.columns.length) {
    throw new ConductError(SQLSTATE.invalidFunctionDefinition, 'return type mismatch in function declared to return record', {
      detail: `Final statement returns too ${fields.length > set.columns.length ? 'few' : 'many'} columns.`,
    });
  }
  const cast: Expr = { kind: 'cast', type: { kind: 'array', element: row }, arg: array, mode: 'explicit' };
  return { call: { ...set.call, args: [cast] }, columns: fields, row };
}

/** `record`: the query says which columns it has. */
function isOpenRow(type: SqlType): boolean {
  return type.kind === 'record' && type.named === null && type.fields.length === 0;
}

function declaredRow(name: string): { readonly name: string; readonly hasBase: boolean } | undefined {
  const found = DECLARED_ROWS.get(name);
  return found === undefined ? undefined : { name, ...found };
}

/** A function that gives records, with the columns that the query says they have. */
function bindDeclared(
  context: BindContext,
  node: FunctionCall,
  level: QueryLevel,
  definitions: readonly ColumnTypeDefinition[],
  { name, hasBase }: { readonly name: string; readonly hasBase: boolean },
): Resolved {
  if (definitions.length === 0) {
    const message = 'a column definition list is required for functions returning "record"';
    throw errorAt(SQLSTATE.syntaxError, message, node.position);
  }
  const fields = definitions.map((definition) => ({ name: definition.name, type: bindTypeName(context, definition.type) }));
  const row: RecordType = { kind: 'record', fields, named: null };
  const given = node.args.map((arg) => context.binders.expression(context, arg, level));
  const [first] = given;
  const base =
    hasBase && first !== undefined ? declaredBase(first, row, node.position) : ({ kind: 'literal', type: row, value: null } as const);
  const json = given[hasBase ? 1 : 0];
  const kind = name.startsWith('jsonb') ? TYPES.jsonb : TYPES.json;
  const typed = json === undefined ? undefined : tryCoerce(context, json, kind, 'implicit');
  const entry = findSetFunction(declaredRows(name), [row, kind]);
  if (typed === undefined || entry === undefined || given.length > (hasBase ? 2 : 1)) {
    const signature = `${node.name.join('.')}(${given.map((arg) => typeLabel(arg.type)).join(', ')})`;
    throw errorAt(SQLSTATE.undefinedFunction, `function ${signature} does not exist`, node.position, FUNCTION_HINT);
  }
  return resolved(entry, [base, typed]);
}

/** The row that a call gives for what its object leaves out has to have the declared columns. */
function declaredBase(base: Expr, row: RecordType, position: number): Expr {
  if (base.type.kind !== 'record') {
    throw errorAt(SQLSTATE.syntaxError, 'a column definition list is only allowed for functions returning "record"', position);
  }
  if (base.type.fields.length === 0 && base.type.named === null) return { kind: 'literal', type: row, value: null };
  const { fields } = base.type;
  const mismatch = (detail: string): ConductError =>
    new ConductError(SQLSTATE.datatypeMismatch, 'function return row and query-specified return row do not match', { detail });
  if (fields.length !== row.fields.length) {
    const attributes = fields.length === 1 ? 'attribute' : 'attributes';
    throw mismatch(`Returned row contains ${fields.length} ${attributes}, but query expects ${row.fields.length}.`);
  }
  for (const [index, { type }] of row.fields.entries()) {
    const own = known(fields[index], 'field').type;
    if (isSameKind(own, type)) continue;
    throw mismatch(`Returned type ${typeLabel(own)} at ordinal position ${index + 1}, but query expects ${typeLabel(type)}.`);
  }
  return { kind: 'cast', type: row, arg: base, mode: 'explicit' };
}

/** A function that gives a row: its fields are the columns. */
function oneRecord(context: BindContext, value: Expr, type: RecordType, ordinality: boolean): BoundRelation {
  const number: Expr = { kind: 'literal', type: TYPES.int8, value: 1n };
  const made = makeProject(context, oneRow(), [rewriteExpr(value, () => undefined)], ['record']);
  const record = columnExpr(known(made.columns[0], 'record'));
  const exprs = [...type.fields.map((_, index) => fieldAt(record, type, index)), ...(ordinality ? [number] : [])];
  const plan = makeProject(context, made, exprs, [...type.fields.map(({ name }) => name), ...(ordinality ? ['ordinality'] : [])]);
  return { plan, columns: plan.columns.map((column) => ({ name: column.name, column, tableOid: 0, attribute: 0 })) };
}

function oneValue(context: BindContext, values: readonly Expr[], names: readonly string[], ordinality: boolean): BoundRelation {
  const number: Expr = { kind: 'literal', type: TYPES.int8, value: 1n };
  const exprs = [...values.map((value) => rewriteExpr(value, () => undefined)), ...(ordinality ? [number] : [])];
  const plan = makeProject(context, oneRow(), exprs, [...names, ...(ordinality ? ['ordinality'] : [])]);
  return { plan, columns: plan.columns.map((column) => ({ name: column.name, column, tableOid: 0, attribute: 0 })) };
}

// In INSERT ... VALUES -------------------------------------------------------------------------------------------------

/** One row of VALUES with set-returning functions in it is a SELECT: in INSERT they may stand there. */
export function selectOfRow(query: Query): Query {
  const [row, ...others] = query.kind === 'values' ? query.rows : [];
  if (query.kind !== 'values' || row === undefined || others.length > 0 || !mentionsSet(row)) return query;
  const { rows: _, ...tail } = query;
  return {
    ...PLAIN_SELECT,
    ...tail,
    kind: 'select',
    targets: row.map((expression) => ({ expression, name: null, position: expression.position })),
  };
}

function mentionsSet(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(mentionsSet);
  if (typeof node !== 'object' || node === null) return false;
  if ('kind' in node && node.kind === 'call' && 'name' in node && Array.isArray(node.name)) {
    const name: unknown = node.name.at(-1);
    if (typeof name === 'string' && isSetFunctionName(name)) return true;
  }
  return Object.values(node).some(mentionsSet);
}
