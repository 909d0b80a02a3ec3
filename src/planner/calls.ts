/** Function calls: plain functions and function-style casts, and aggregates, which move to the query level that they belong to. */
import { known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import { functionStyleCast, isAggregateName, isFunctionName, resolveAggregate, resolveFunction } from '../functions/registry.js';
import type { AggregateCall, Expr } from '../plan/expr.js';
import type { FunctionCall } from '../sql/ast.js';
import { TYPES } from '../types/sql-type.js';
import { formatKind } from '../types/type-name.js';
import { type BindContext, errorAt } from './bind-context.js';
import { castExplicitly, coerceImplicitly, coerceToBool, tryCoerce } from './coerce.js';
import type { QueryLevel } from './query-level.js';
import { visitExpr } from './rewrite.js';

const FUNCTION_HINT = 'No function matches the given name and argument types. You might need to add explicit type casts.';
const FUNCTION_CHOICE_HINT = 'Could not choose a best candidate function. You might need to add explicit type casts.';

/** Functions that PostgreSQL has and that need machinery which is not here yet: named in 0A000 instead of "does not exist". */
const SET_RETURNING: ReadonlySet<string> = new Set(['generate_series', 'unnest', 'regexp_split_to_table', 'string_to_table', 'json_each']);
const WINDOW_ONLY: ReadonlySet<string> = new Set([
  'row_number',
  'rank',
  'dense_rank',
  'percent_rank',
  'cume_dist',
  'ntile',
  'lag',
  'lead',
  'first_value',
  'last_value',
  'nth_value',
]);

export function bindCall(context: BindContext, node: FunctionCall, level: QueryLevel): Expr {
  const name = functionName(context, node);
  if (node.over !== null) throw notSupported('window function', node.position);
  if (node.variadic) throw notSupported('VARIADIC', node.position);
  if (isAggregateName(name)) return bindAggregate(context, node, name, level);
  if (SET_RETURNING.has(name)) throw notSupported(`set-returning function ${name}`, node.position);
  if (WINDOW_ONLY.has(name)) {
    throw errorAt(SQLSTATE.wrongObjectType, `window function ${name} requires an OVER clause`, node.position);
  }
  const misuse = aggregateSyntax(node);
  if (misuse !== undefined && isFunctionName(name)) {
    throw errorAt(SQLSTATE.wrongObjectType, `${misuse} specified, but ${name} is not an aggregate function`, node.position);
  }
  const args = node.args.map((arg) => context.binders.expression(context, arg, level));
  const argTypes = args.map((arg) => arg.type);
  const resolution = resolveFunction(name, argTypes);
  if (resolution.kind === 'resolved') {
    const cast = args.map((arg, i) => coerceArgument(context, arg, known(resolution.casts[i], 'argument type')));
    return { kind: 'call', type: resolution.result, name: resolution.entry.name, args: cast };
  }
  const [only] = args;
  const target = functionStyleCast(name, argTypes);
  if (target !== undefined && only !== undefined) return castExplicitly(context, only, target, node.position);
  const signature = `${node.name.join('.')}(${argTypes.map((type) => formatKind(type.kind)).join(', ')})`;
  if (resolution.kind === 'ambiguous') {
    throw errorAt(SQLSTATE.ambiguousFunction, `function ${signature} is not unique`, node.position, FUNCTION_CHOICE_HINT);
  }
  throw errorAt(SQLSTATE.undefinedFunction, `function ${signature} does not exist`, node.position, FUNCTION_HINT);
}

/** Functions over anything take text: values of other types go through their text form. */
function coerceArgument(context: BindContext, arg: Expr, type: Expr['type']): Expr {
  return tryCoerce(context, arg, type, 'implicit') ?? tryCoerce(context, arg, type, 'assignment') ?? coerceImplicitly(context, arg, type);
}

function functionName(context: BindContext, node: FunctionCall): string {
  const name = known(node.name[node.name.length - 1], 'function name');
  const schema = node.name.length > 1 ? node.name[node.name.length - 2] : undefined;
  if (schema !== undefined && schema !== 'pg_catalog') {
    if (!context.catalog.hasSchema(schema)) throw errorAt(SQLSTATE.invalidSchemaName, `schema "${schema}" does not exist`, node.position);
    throw errorAt(SQLSTATE.undefinedFunction, `function ${node.name.join('.')} does not exist`, node.position, FUNCTION_HINT);
  }
  return name;
}

/** What only aggregates take. */
function aggregateSyntax(node: FunctionCall): string | undefined {
  if (node.distinct) return 'DISTINCT';
  if (node.withinGroup) return 'WITHIN GROUP';
  if (node.orderBy.length > 0) return 'ORDER BY';
  if (node.filter !== null) return 'FILTER';
  return undefined;
}

function bindAggregate(context: BindContext, node: FunctionCall, name: string, level: QueryLevel): Expr {
  if (node.withinGroup) throw notSupported('WITHIN GROUP', node.position);
  if (!node.star && node.args.length === 0 && name === 'count') {
    throw errorAt(SQLSTATE.wrongObjectType, 'count(*) must be used to call a parameterless aggregate function', node.position);
  }
  const { args, filter } = bindInside(context, node, level);
  const resolution = resolveAggregate(
    name,
    args.map((arg) => arg.type),
  );
  if (resolution.kind !== 'resolved') {
    const signature = `${node.name.join('.')}(${node.star ? '*' : args.map((arg) => formatKind(arg.type.kind)).join(', ')})`;
    const ambiguous = resolution.kind === 'ambiguous';
    throw errorAt(
      ambiguous ? SQLSTATE.ambiguousFunction : SQLSTATE.undefinedFunction,
      ambiguous ? `function ${signature} is not unique` : `function ${signature} does not exist`,
      node.position,
      ambiguous ? FUNCTION_CHOICE_HINT : FUNCTION_HINT,
    );
  }
  const cast = args.map((arg, i) => {
    const type = known(resolution.casts[i], 'argument type');
    return coerceImplicitly(context, arg, type.kind === 'unknown' ? TYPES.text : type);
  });
  const owner = ownerOf(context, [...cast, ...(filter === null ? [] : [filter])], level);
  checkPlace(owner, node.position);
  const call: AggregateCall = { name: resolution.entry.name, args: cast, distinct: node.distinct, filter, type: resolution.result };
  const column = owner.addAggregate(context, call, name, name !== 'count');
  if (owner !== level) owner.outerReferences += 1;
  return { kind: 'column', type: column.type, id: column.id };
}

/** Arguments and FILTER; ORDER BY inside an aggregate changes nothing for those that there are, but is checked. */
function bindInside(
  context: BindContext,
  node: FunctionCall,
  level: QueryLevel,
): { readonly args: readonly Expr[]; readonly filter: Expr | null } {
  level.aggregateNesting += 1;
  try {
    const args = node.args.map((arg) => context.binders.expression(context, arg, level));
    for (const key of node.orderBy) context.binders.expression(context, key.expression, level);
    level.filterNesting += 1;
    const filter = node.filter === null ? null : coerceToBool(context, context.binders.expression(context, node.filter, level), 'FILTER');
    level.filterNesting -= 1;
    return { args, filter };
  } finally {
    level.aggregateNesting -= 1;
  }
}

/** An aggregate belongs to the innermost level whose columns its arguments use; to its own where they use none. */
function ownerOf(context: BindContext, exprs: readonly Expr[], level: QueryLevel): QueryLevel {
  let owner: QueryLevel | null = null;
  for (const expr of exprs) {
    visitExpr(expr, (node) => {
      if (node.kind !== 'column') return;
      const candidate = context.ownerOf(node.id);
      if (candidate === undefined || !encloses(candidate, level)) return;
      if (owner === null || candidate.depth > owner.depth) owner = candidate;
    });
  }
  return owner ?? level;
}

/** Levels of subqueries inside the arguments do not count. */
function encloses(candidate: QueryLevel, level: QueryLevel): boolean {
  for (let each: QueryLevel | null = level; each !== null; each = each.parent) if (each === candidate) return true;
  return false;
}

function checkPlace(owner: QueryLevel, position: number): void {
  if (owner.filterNesting > 0) throw errorAt(SQLSTATE.groupingError, 'aggregate functions are not allowed in FILTER', position);
  if (owner.aggregateNesting > 0) {
    throw errorAt(SQLSTATE.groupingError, 'aggregate function calls cannot be nested', position);
  }
  switch (owner.clause) {
    case 'select':
    case 'having':
    case 'order-by':
      return;
    default:
      throw errorAt(SQLSTATE.groupingError, `aggregate functions are not allowed in ${owner.clause}`, position);
  }
}
