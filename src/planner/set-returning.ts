/**
 * Set-returning functions. In FROM they are tables, which see the items before them. In a select list (ORDER BY and GROUP BY included)
 * they multiply the rows of the query, all of one nesting depth in lockstep; the expressions around them refer to their columns.
 */
import { known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import { isSetFunctionName, resolveSetFunction } from '../functions/registry.js';
import type { SetColumn } from '../functions/set-function-entry.js';
import { ONE_VALUE } from '../functions/set-functions.js';
import type { Expr, SetFunctionCall } from '../plan/expr.js';
import type { Column, LogicalPlan, TableFunctionPlan } from '../plan/logical.js';
import type { Expression, FunctionCall, FunctionItem, Query } from '../sql/ast.js';
import { TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { FUNCTION_CHOICE_HINT, FUNCTION_HINT } from './aggregate-call.js';
import { type BindContext, errorAt } from './bind-context.js';
import type { BoundRelation } from './bound-relation.js';
import { coerceImplicitly, resolveUnknown } from './coerce.js';
import { makeProject, oneRow } from './plan-nodes.js';
import { QueryLevel } from './query-level.js';
import { rewriteExpr, sameExprs, someExpr } from './rewrite.js';
import { targetName } from './target-names.js';

/** A call in a select list. */
export interface SelectSetCall {
  readonly call: SetFunctionCall;
  readonly column: Column;
  /** How deep other such calls are in its arguments, from 0. */
  readonly depth: number;
}

interface Resolved {
  readonly call: SetFunctionCall;
  readonly columns: readonly SetColumn[];
}

function resolveCall(context: BindContext, node: FunctionCall, level: QueryLevel): Resolved {
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
  const columns = entry.columns(cast.map((arg) => arg.type));
  return { call: { name: entry.name, args: cast, width: columns.length }, columns };
}

// In a select list -----------------------------------------------------------------------------------------------------

const HINT = 'You might be able to move the set-returning function into a LATERAL FROM item.';

/** The column that the call's values are in; the rows are made by `expandSetCalls`. */
export function bindSelectSetCall(context: BindContext, node: FunctionCall, level: QueryLevel): Expr {
  checkPlace(node, level);
  const { call, columns } = resolveCall(context, node, level);
  const [only] = columns;
  if (only === undefined || columns.length > 1)
    throw notSupported('set-returning function with several columns in a select list', node.position);
  const existing = level.setCalls.find((each) => each.call.name === call.name && sameExprs(each.call.args, call.args));
  if (existing !== undefined) return { kind: 'column', type: existing.column.type, id: existing.column.id };
  const inside = level.setCalls.filter(({ column }) => call.args.some((arg) => usesColumn(arg, column)));
  const depth = Math.max(-1, ...inside.map((each) => each.depth)) + 1;
  const column = context.newColumn(only.name ?? call.name, only.type, true);
  level.setCalls.push({ call, column, depth });
  return { kind: 'column', type: column.type, id: column.id };
}

function usesColumn(expr: Expr, column: Column): boolean {
  return someExpr(expr, (node) => node.kind === 'column' && node.id === column.id);
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
      if (used.has(each) || !usesColumn(expr, each.column)) continue;
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
      columns: [...plan.columns, ...here.map(({ column }) => column)],
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
  if (item.columns.length > 0 || item.functions.some(({ columns }) => columns.length > 0)) {
    throw errorAt(SQLSTATE.syntaxError, 'a column definition list is only allowed for functions returning "record"', item.position);
  }
  const calls = item.functions.flatMap(({ call }) => separateUnnest(call)).map((call) => bindFunction(context, call, inner));
  const names = calls.flatMap(({ columns, name }) =>
    columns.map((column) => column.name ?? (calls.length === 1 ? (item.alias?.name ?? name) : name)),
  );
  const [only] = calls;
  if (only !== undefined && calls.length === 1 && only.call.name === ONE_VALUE)
    return oneValue(context, only.call.args, names, item.ordinality);
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

function bindFunction(context: BindContext, node: Expression, level: QueryLevel): BoundFunction {
  const name = targetName(node);
  if (node.kind === 'call' && isSetFunctionName(known(node.name.at(-1), 'function name')))
    return { ...resolveCall(context, node, level), name };
  // A plain function is a table of one row.
  const value = resolveUnknown(context, context.binders.expression(context, node, level));
  return { call: { name: ONE_VALUE, args: [value], width: 1 }, columns: [{ name: null, type: value.type }], name };
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
    ...tail,
    kind: 'select',
    distinct: null,
    targets: row.map((expression) => ({ expression, name: null, position: expression.position })),
    from: [],
    where: null,
    groupBy: [],
    groupDistinct: false,
    having: null,
    windows: [],
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
