/**
 * Calls of aggregates, which move to the query level that they belong to, and GROUPING.
 */
import { known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import { resolveAggregate } from '../functions/registry.js';
import type { AggregateCall, Expr } from '../plan/expr.js';
import type { FunctionCall, Grouping } from '../sql/ast.js';
import { TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { type BindContext, errorAt } from './bind-context.js';
import { coerceImplicitly, coerceToBool } from './coerce.js';
import { GROUPING_CALL } from './grouping.js';
import type { QueryLevel } from './query-level.js';
import { visitExpr } from './rewrite.js';

export const FUNCTION_HINT = 'No function matches the given name and argument types. You might need to add explicit type casts.';
export const FUNCTION_CHOICE_HINT = 'Could not choose a best candidate function. You might need to add explicit type casts.';

export function bindAggregate(context: BindContext, node: FunctionCall, name: string, level: QueryLevel): Expr {
  if (node.withinGroup) throw notSupported('WITHIN GROUP', node.position);
  if (!node.star && node.args.length === 0 && name === 'count') {
    throw errorAt(SQLSTATE.wrongObjectType, 'count(*) must be used to call a parameterless aggregate function', node.position);
  }
  const { args, filter } = bindInside(context, node, level);
  const call = resolveAggregateCall(context, node, name, args, filter);
  const owner = ownerOf(context, [...call.args, ...(filter === null ? [] : [filter])], level);
  checkPlace(owner, 'aggregate functions', node.position);
  const column = owner.addAggregate(context, call, name, name !== 'count');
  if (owner !== level) owner.outerReferences += 1;
  return { kind: 'column', type: column.type, id: column.id };
}

/** The aggregate that the name and the arguments mean, the arguments as it takes them: also of a window function. */
export function resolveAggregateCall(
  context: BindContext,
  node: FunctionCall,
  name: string,
  args: readonly Expr[],
  filter: Expr | null,
): AggregateCall {
  const resolution = resolveAggregate(
    name,
    args.map((arg) => arg.type),
  );
  if (resolution.kind !== 'resolved') {
    const signature = `${node.name.join('.')}(${node.star ? '*' : args.map((arg) => typeLabel(arg.type)).join(', ')})`;
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
  return { name: resolution.entry.name, args: cast, distinct: node.distinct, filter, type: resolution.result };
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

/** what: `aggregate functions` or `grouping operations`. */
function checkPlace(owner: QueryLevel, what: string, position: number): void {
  if (owner.filterNesting > 0) throw errorAt(SQLSTATE.groupingError, `${what} are not allowed in FILTER`, position);
  if (owner.aggregateNesting > 0) throw errorAt(SQLSTATE.groupingError, 'aggregate function calls cannot be nested', position);
  switch (owner.clause) {
    case 'select':
    case 'having':
    case 'order-by':
      return;
    default:
      throw errorAt(SQLSTATE.groupingError, `${what} are not allowed in ${owner.clause}`, position);
  }
}

const GROUPING_ARGUMENTS = 31;

/** GROUPING(a, b): which of its arguments, keys of its query level, the row's grouping set leaves out. */
export function bindGrouping(context: BindContext, node: Grouping, level: QueryLevel): Expr {
  if (node.args.length > GROUPING_ARGUMENTS) {
    throw errorAt(SQLSTATE.tooManyArguments, `GROUPING must have fewer than ${GROUPING_ARGUMENTS + 1} arguments`, node.position);
  }
  const args = node.args.map((arg) => context.binders.expression(context, arg, level));
  const owner = ownerOf(context, args, level);
  checkPlace(owner, 'grouping operations', node.position);
  owner.usesGrouping = true;
  if (owner !== level) owner.outerReferences += 1;
  return { kind: 'call', type: TYPES.int4, name: GROUPING_CALL, args };
}
