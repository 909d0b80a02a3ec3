/**
 * Calls of aggregates, which move to the query level that they belong to, and GROUPING.
 */
import { known } from '../common/assert.js';
import { SQLSTATE } from '../common/errors.js';
import { HYPOTHETICAL_RESULTS, ORDERED_SET_NAMES } from '../functions/aggregates.js';
import { resolveAggregate } from '../functions/registry.js';
import type { AggregateCall, ColumnId, Expr, SortKey } from '../plan/expr.js';
import type { FunctionCall, Grouping } from '../sql/ast.js';
import { type SqlType, TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { type BindContext, errorAt } from './bind-context.js';
import { coerceImplicitly, coerceToBool, coerceToCommon, resolveUnknown } from './coerce.js';
import { GROUPING_CALL } from './grouping.js';
import { sortDirection } from './limits.js';
import { type BoundAggregate, lowerAggregate } from './lower-aggregate.js';
import { columnExpr } from './plan-nodes.js';
import type { QueryLevel } from './query-level.js';
import { visitExpr } from './rewrite.js';
import { checkEquality } from './sort-values.js';

export const FUNCTION_HINT = 'No function matches the given name and argument types. You might need to add explicit type casts.';
export const FUNCTION_CHOICE_HINT = 'Could not choose a best candidate function. You might need to add explicit type casts.';

export function bindAggregate(context: BindContext, node: FunctionCall, name: string, level: QueryLevel): Expr {
  checkSyntax(node, name);
  const bound = bindInside(context, node, level);
  const aggregate = node.withinGroup
    ? orderedSet(context, node, name, bound)
    : {
        ...resolveAggregateCall(context, node, name, bound.args, bound.filter),
        order: bound.order,
        inputOrder: level.inputOrder,
        direct: [],
        inWindow: false,
      };
  const { args, order, filter } = aggregate;
  const owner = ownerOf(context, [...args, ...order.map(({ expr }) => expr), ...(filter === null ? [] : [filter])], level);
  checkPlace(owner, 'aggregate functions', node.position);
  checkNesting(context, level, owner, aggregate, node.position);
  if (owner !== level) owner.outerReferences += 1;
  const lowered = lowerAggregate(context, owner === level ? aggregate : { ...aggregate, inputOrder: [] });
  const columns = lowered.calls.map((call) => columnExpr(owner.addAggregate(context, call, name, call.name !== 'count')));
  return lowered.result(columns);
}

function checkSyntax(node: FunctionCall, name: string): void {
  const { position } = node;
  if (!node.star && !node.withinGroup && node.args.length === 0 && name === 'count') {
    throw errorAt(SQLSTATE.wrongObjectType, 'count(*) must be used to call a parameterless aggregate function', position);
  }
  const isOrderedSet = ORDERED_SET_NAMES.has(name) || HYPOTHETICAL_RESULTS.has(name);
  if (isOrderedSet && !node.withinGroup) {
    throw errorAt(SQLSTATE.wrongObjectType, `WITHIN GROUP is required for ordered-set aggregate ${name}`, position);
  }
  if (!isOrderedSet && node.withinGroup) {
    throw errorAt(SQLSTATE.wrongObjectType, `${name} is not an ordered-set aggregate, so it cannot have WITHIN GROUP`, position);
  }
}

interface Inside {
  readonly args: readonly Expr[];
  readonly order: readonly SortKey[];
  readonly filter: Expr | null;
}

/** An aggregate with WITHIN GROUP: its arguments, and what it orders. */
function orderedSet(context: BindContext, node: FunctionCall, name: string, { args, order, filter }: Inside): BoundAggregate {
  const hypothetical = HYPOTHETICAL_RESULTS.get(name);
  if (hypothetical !== undefined) return hypotheticalSet(context, node, name, { args, order, filter }, hypothetical);
  const exprs = order.map(({ expr }) => expr);
  const call = resolveAggregateCall(context, node, name, [...args, ...exprs], filter);
  const ordered = call.args.slice(args.length);
  return {
    ...call,
    args: ordered,
    order: order.map((key, i) => ({ ...key, expr: known(ordered[i], 'ordered value') })),
    inputOrder: [],
    direct: call.args.slice(0, args.length),
    inWindow: false,
  };
}

/** The arguments are a row like those that are ordered. */
function hypotheticalSet(context: BindContext, node: FunctionCall, name: string, inside: Inside, type: SqlType): BoundAggregate {
  const { args, order, filter } = inside;
  if (args.length !== order.length) {
    const signature = `${node.name.join('.')}(${[...args, ...order.map(({ expr }) => expr)].map((arg) => typeLabel(arg.type)).join(', ')})`;
    const hint = `To use the hypothetical-set aggregate ${name}, the number of hypothetical direct arguments (here ${args.length}) must match the number of ordering columns (here ${order.length}).`;
    throw errorAt(SQLSTATE.undefinedFunction, `function ${signature} does not exist`, node.position, hint);
  }
  const pairs = order.map((key, i) => coerceToCommon(context, [key.expr, known(args[i], 'argument')], 'WITHIN GROUP').exprs);
  const ordered = pairs.map(([value]) => known(value, 'ordered value'));
  return {
    name,
    args: ordered,
    distinct: node.distinct,
    filter,
    type,
    order: order.map((key, i) => ({ ...key, expr: known(ordered[i], 'ordered value') })),
    inputOrder: [],
    direct: pairs.map(([, value]) => known(value, 'direct argument')),
    inWindow: false,
  };
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
  if (node.distinct) {
    checkEquality(
      cast.map(({ type }) => type),
      node.position,
    );
  }
  return { name: resolution.entry.name, args: cast, distinct: node.distinct, filter, type: resolution.result };
}

/** Arguments, ORDER BY and FILTER. The direct arguments of an ordered-set aggregate are evaluated once a group, as what is outside. */
function bindInside(context: BindContext, node: FunctionCall, level: QueryLevel): Inside {
  const direct = node.withinGroup ? node.args.map((arg) => context.binders.expression(context, arg, level)) : [];
  level.aggregateNesting += 1;
  try {
    const args = node.withinGroup ? direct : node.args.map((arg) => context.binders.expression(context, arg, level));
    const order = node.orderBy.map((item): SortKey => {
      const bound = context.binders.expression(context, item.expression, level);
      // A key that is an untyped argument too is what the aggregate takes it for.
      const expr = node.withinGroup ? bound : resolveUnknown(context, bound);
      return { expr, ...sortDirection(item) };
    });
    level.filterNesting += 1;
    const filter = node.filter === null ? null : coerceToBool(context, context.binders.expression(context, node.filter, level), 'FILTER');
    level.filterNesting -= 1;
    return { args, order, filter };
  } finally {
    level.aggregateNesting -= 1;
  }
}

/** An aggregate belongs to the innermost level whose columns or aggregates its arguments use; to its own where they use none. */
function ownerOf(context: BindContext, exprs: readonly Expr[], level: QueryLevel): QueryLevel {
  let owner: QueryLevel | null = null;
  for (const candidate of levelsIn(context, exprs, level)) if (owner === null || candidate.depth > owner.depth) owner = candidate;
  return owner ?? level;
}

/** The levels, from `level` outwards, whose columns and aggregates stand in the expressions. */
function levelsIn(context: BindContext, exprs: readonly Expr[], level: QueryLevel): ReadonlySet<QueryLevel> {
  const levels = new Set<QueryLevel>();
  for (const expr of exprs) {
    visitExpr(expr, (node) => {
      if (node.kind !== 'column') return;
      const found = context.ownerOf(node.id) ?? aggregatingLevel(node.id, level);
      if (found !== undefined && encloses(found, level)) levels.add(found);
    });
  }
  return levels;
}

function aggregatingLevel(id: ColumnId, level: QueryLevel): QueryLevel | undefined {
  for (let each: QueryLevel | null = level; each !== null; each = each.parent) if (hasAggregate(each, id)) return each;
  return undefined;
}

function hasAggregate(level: QueryLevel, id: ColumnId): boolean {
  return level.aggregates.some(({ column }) => column.id === id);
}

/** Arguments may not have aggregates of the aggregate's own level; direct ones no columns of levels further in either. */
function checkNesting(
  context: BindContext,
  level: QueryLevel,
  owner: QueryLevel,
  { args, order, filter, direct }: BoundAggregate,
  position: number,
): void {
  const reject = (exprs: readonly Expr[], message: string): void => {
    for (const expr of exprs) {
      visitExpr(expr, (node) => {
        if (node.kind === 'column' && hasAggregate(owner, node.id))
          throw errorAt(SQLSTATE.groupingError, message, context.positionOf(expr));
      });
    }
  };
  reject([...args, ...order.map(({ expr }) => expr), ...direct], 'aggregate function calls cannot be nested');
  if (filter !== null) reject([filter], 'aggregate functions are not allowed in FILTER');
  if ([...levelsIn(context, direct, level)].some((each) => each.depth > owner.depth)) {
    const message = 'outer-level aggregate cannot contain a lower-level variable in its direct arguments';
    throw errorAt(SQLSTATE.groupingError, message, position);
  }
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
