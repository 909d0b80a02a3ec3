/**
 * Calls of functions that the user wrote in SQL: the body is bound in the place of the call, with the arguments where it names them.
 * In an expression it is a scalar subquery, or the expression alone when the body is no more than that; in FROM it is a subquery.
 */
import type { FunctionDef } from '../catalog/catalog-object.js';
import { known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { ColumnId, Expr } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { FunctionCall, FunctionItem, Query } from '../sql/ast.js';
import { type SqlType, TYPES } from '../types/sql-type.js';
import { type BindContext, errorAt } from './bind-context.js';
import type { BoundRelation } from './bound-relation.js';
import { tryCoerce } from './coerce.js';
import { QueryLevel } from './query-level.js';
import { rewriteExpr, rewritePlan } from './rewrite.js';
import { parseStoredExpression, parseStoredQuery, withoutPosition } from './stored-expression.js';

interface UserCall {
  readonly definition: FunctionDef;
  readonly args: readonly Expr[];
}

/** undefined: no function of the user's is called so, or none takes these arguments. */
function userCall(context: BindContext, node: FunctionCall, level: QueryLevel): UserCall | undefined {
  if (context.catalog.functions.length === 0) return undefined;
  const schema = context.schemaName(node.name.at(-2) ?? null);
  const candidates = context.catalog.findFunctions(schema, known(node.name.at(-1), 'function name'), context.searchPath);
  if (candidates.length === 0) return undefined;
  const given = node.args.map((arg) => context.binders.expression(context, arg, level));
  const exact = candidates.find(
    ({ args }) => args.length === given.length && args.every(({ type }, i) => given[i]?.type.kind === type.kind),
  );
  for (const definition of exact === undefined ? candidates : [exact]) {
    const args = argumentsFor(context, definition, given);
    if (args === undefined) continue;
    context.uses.add(definition.id);
    return { definition, args };
  }
  return undefined;
}

function argumentsFor(context: BindContext, { args }: FunctionDef, given: readonly Expr[]): readonly Expr[] | undefined {
  if (given.length > args.length) return undefined;
  const bound: Expr[] = [];
  for (const [i, { type, default: text }] of args.entries()) {
    let expr = given[i];
    if (expr === undefined) {
      if (text === null) return undefined;
      const node = parseStoredExpression(context, text);
      expr = withoutPosition(() => context.binders.expression(context, node, new QueryLevel(null, null)));
    }
    const coerced = tryCoerce(context, expr, type, 'implicit');
    if (coerced === undefined) return undefined;
    bound.push(coerced);
  }
  return bound;
}

/** A call in an expression; undefined: it is no function of the user's. */
export function bindUserCall(context: BindContext, node: FunctionCall, level: QueryLevel): Expr | undefined {
  const call = userCall(context, node, level);
  if (call === undefined) return undefined;
  const { definition, args } = call;
  if (definition.returnsSet) throw notSupported('a set-returning function in SQL in a select list', node.position);
  if (definition.returns.kind === 'record') throw notSupported('a function in SQL that returns a row, in an expression', node.position);
  const plan = bindBody(context, definition, args, [definition.returns]).plan;
  const value = resultOf(context, plan, definition.returns);
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

function resultOf(context: BindContext, plan: LogicalPlan, returns: SqlType): Expr {
  const [only] = plan.columns;
  if (plan.kind === 'project' && plan.input.kind === 'values' && plan.input.columns.length === 0 && plan.input.rows.length === 1) {
    const [expr] = plan.exprs;
    if (expr !== undefined) return coerced(context, expr, returns);
  }
  // The first row counts, where there are several.
  const one: Expr = { kind: 'literal', type: TYPES.int8, value: 1n };
  const limited: LogicalPlan = { kind: 'limit', columns: plan.columns, input: plan, limit: one, offset: null };
  const subquery: Expr = { kind: 'subquery', type: known(only, 'column').type, mode: 'scalar', plan: limited, compare: null };
  return coerced(context, subquery, returns);
}

function coerced(context: BindContext, expr: Expr, type: SqlType): Expr {
  return tryCoerce(context, expr, type, 'assignment') ?? expr;
}

/** f(x) in FROM; undefined: it is no function of the user's. */
export function bindUserTable(context: BindContext, item: FunctionItem, level: QueryLevel): BoundRelation | undefined {
  const [only, second] = item.functions;
  if (only?.call.kind !== 'call' || second !== undefined || item.ordinality) return undefined;
  const call = userCall(context, only.call, level);
  if (call === undefined) return undefined;
  const { definition, args } = call;
  if (args.some((arg) => arg.kind !== 'literal')) throw notSupported('a function in SQL over columns in FROM', item.position);
  const declared = definition.columns.length > 0 ? definition.columns : rowFields(definition);
  const relation = bindBody(
    context,
    definition,
    args,
    declared.map(({ type }) => type),
  );
  const columns = relation.columns.map((column, i) => ({ ...column, name: declared[i]?.name ?? column.name }));
  if (definition.returnsSet) return { plan: relation.plan, columns };
  const one: Expr = { kind: 'literal', type: TYPES.int8, value: 1n };
  return { plan: { kind: 'limit', columns: relation.plan.columns, input: relation.plan, limit: one, offset: null }, columns };
}

function rowFields({ returns, name }: FunctionDef): FunctionDef['columns'] {
  return returns.kind === 'record' ? returns.fields : [{ name, type: returns }];
}

/** The last statement of the body, with the arguments in it. */
function bindBody(context: BindContext, definition: FunctionDef, args: readonly Expr[], wanted: readonly SqlType[]): BoundRelation {
  context.countInlined();
  const query: Query = parseStoredQuery(context, definition.body.trim().replace(/;\s*$/, ''));
  const level = new QueryLevel(null, null);
  const standIns = definition.args.map(({ name, type }) => context.newColumn(name, type, true));
  const columns = standIns.map(({ name, id, type }) => ({ name, id, type }));
  const names = columns.filter(({ name }) => name !== '');
  level.namespace = { tables: [{ name: definition.name, schema: null, aliasOf: null, columns: names }], columns: names };
  for (const { id, name } of standIns) context.setOwner(id, level, name);
  const before = new Set(context.uses);
  const relation = context.nested(() =>
    context.withSearchPath(definition.searchPath, () =>
      context.withFunctionArguments(columns, level, () =>
        withoutPosition(() => context.binders.query(context, query, level, null).finish(wanted)),
      ),
    ),
  );
  for (const id of context.uses) if (!before.has(id)) context.uses.delete(id);
  if (relation.columns.length < wanted.length) {
    throw errorAt(SQLSTATE.invalidFunctionDefinition, `return type mismatch in function declared to return ${definition.returns.kind}`, -1);
  }
  const values = new Map<ColumnId, Expr>(standIns.map(({ id }, i) => [id, known(args[i], 'argument')]));
  return { ...relation, plan: substituted(relation.plan, values) };
}

function substituted(plan: LogicalPlan, values: ReadonlyMap<ColumnId, Expr>): LogicalPlan {
  const replace = (expr: Expr): Expr | undefined => {
    if (expr.kind === 'column') return values.get(expr.id);
    if (expr.kind !== 'subquery') return undefined;
    return { ...expr, plan: substituted(expr.plan, values), compare: expr.compare === null ? null : rewriteExpr(expr.compare, replace) };
  };
  return rewritePlan(plan, { expr: replace });
}
