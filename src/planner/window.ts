/**
 * Calls with OVER and the windows they are over. A call's value is a column that the level's window plan makes; `planWindows`
 * (window-plan.ts) makes that plan when the level's other expressions are bound.
 */
import { known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import { HYPOTHETICAL_RESULTS } from '../functions/aggregates.js';
import { isAggregateName } from '../functions/registry.js';
import { findWindowFunction, isWindowFunctionName, type WindowFunctionEntry } from '../functions/window.js';
import type { AggregateCall, Expr, SortKey } from '../plan/expr.js';
import type { Column } from '../plan/logical.js';
import { DEFAULT_FRAME, type WindowCall, type WindowFrame, windowCallExpressions } from '../plan/window.js';
import type { Expression, FunctionCall, SortKey as SortItem, WindowSpec } from '../sql/ast.js';
import { withoutModifiers } from '../types/coercion.js';
import { TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { resolveAggregateCall } from './aggregate-call.js';
import { type BindContext, errorAt } from './bind-context.js';
import { coerceToBool, coerceToCommon, resolveUnknown, tryCoerce } from './coerce.js';
import { sortDirection } from './limits.js';
import { lowerAggregate } from './lower-aggregate.js';
import type { QueryLevel } from './query-level.js';
import { sameExpr, sameExprs } from './rewrite.js';
import { bindFrame } from './window-frame.js';

/** A window as bound: what OVER says, all names resolved. */
export interface BoundWindow {
  readonly partition: readonly Expr[];
  readonly order: readonly SortKey[];
  readonly frame: WindowFrame;
  /** The frame was written: such a window can't be copied by others. */
  readonly framed: boolean;
}

/** A window function call of a level. */
export interface WindowUse {
  readonly window: BoundWindow;
  readonly call: WindowCall;
  readonly column: Column;
}

export function bindWindowCall(context: BindContext, node: FunctionCall, name: string, level: QueryLevel): Expr {
  // Hypothetical-set aggregates have the names of window functions, but not without WITHIN GROUP.
  const aggregate = isAggregateName(name) && (node.withinGroup || !isWindowFunctionName(name));
  const spec = known(node.over ?? undefined, 'OVER');
  checkPlace(level, node.position);
  checkSyntax(node, name, aggregate);
  level.windowNesting += 1;
  const setCalls = level.setCalls.length;
  let call: AggregateCall;
  try {
    call = aggregate ? bindAggregate(context, node, name, level) : bindFunction(context, node, name, level);
  } finally {
    level.windowNesting -= 1;
  }
  if (level.setCalls.length > setCalls) {
    const hint = 'You might be able to move the set-returning function into a LATERAL FROM item.';
    const message = 'window function calls cannot contain set-returning function calls';
    throw errorAt(SQLSTATE.featureNotSupported, message, node.position, hint);
  }
  const window = resolveWindow(context, spec, level);
  if (!aggregate) return addUse(context, level, window, { aggregate, call, frame: window.frame }, name);
  const lowered = lowerAggregate(context, { ...call, order: [], inputOrder: [], direct: [], inWindow: true });
  return lowered.result(
    lowered.calls.map((each) => addUse(context, level, window, { aggregate, call: each, frame: window.frame }, each.name)),
  );
}

function addUse(context: BindContext, level: QueryLevel, window: BoundWindow, call: WindowCall, name: string): Expr {
  const existing = level.windows.find((use) => sameUse(use, window, call));
  if (existing !== undefined) return { kind: 'column', type: existing.column.type, id: existing.column.id };
  const column = context.newColumn(name, call.call.type, !NEVER_NULL.has(name));
  level.windows.push({ window, call, column });
  return { kind: 'column', type: column.type, id: column.id };
}

const NEVER_NULL: ReadonlySet<string> = new Set(['count', 'row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist']);

/** Calls that are equal for every row share a column: ORDER BY may repeat one of the select list. */
function sameUse(use: WindowUse, window: BoundWindow, call: WindowCall): boolean {
  if (use.call.call.name !== call.call.name || !sameWindow(use.window, window) || !sameFrame(use.call.frame, call.frame)) return false;
  if ((use.call.call.filter === null) !== (call.call.filter === null)) return false;
  return sameExprs(windowCallExpressions(use.call), windowCallExpressions(call));
}

function sameFrame(a: WindowFrame, b: WindowFrame): boolean {
  return a.mode === b.mode && a.start.kind === b.start.kind && a.end.kind === b.end.kind && a.exclude === b.exclude;
}

/** The same partitions in the same order. */
export function sameWindow(a: Pick<BoundWindow, 'partition' | 'order'>, b: Pick<BoundWindow, 'partition' | 'order'>): boolean {
  return sameExprs(a.partition, b.partition) && a.order.length === b.order.length && a.order.every((key, i) => sameKey(key, b.order[i]));
}

function sameKey(a: SortKey, b: SortKey | undefined): boolean {
  return b !== undefined && a.descending === b.descending && a.nullsFirst === b.nullsFirst && sameExpr(a.expr, b.expr);
}

// Where and how ----------------------------------------------------------------------------------------------------------

function checkPlace(level: QueryLevel, position: number): void {
  if (level.windowDefinition) throw errorAt(SQLSTATE.windowingError, 'window functions are not allowed in window definitions', position);
  if (level.filterNesting > 0) throw errorAt(SQLSTATE.windowingError, 'window functions are not allowed in FILTER', position);
  if (level.windowNesting > 0) throw errorAt(SQLSTATE.windowingError, 'window function calls cannot be nested', position);
  if (level.aggregateNesting > 0) {
    throw errorAt(SQLSTATE.groupingError, 'aggregate function calls cannot contain window function calls', position);
  }
  if (level.clause === 'select' || level.clause === 'order-by') return;
  const clause = level.clause === 'having' ? 'HAVING' : level.clause;
  throw errorAt(SQLSTATE.windowingError, `window functions are not allowed in ${clause}`, position);
}

function checkSyntax(node: FunctionCall, name: string, aggregate: boolean): void {
  const { position } = node;
  if (!aggregate && !isWindowFunctionName(name)) {
    throw errorAt(SQLSTATE.wrongObjectType, `OVER specified, but ${name} is not a window function nor an aggregate function`, position);
  }
  if (node.withinGroup) {
    if (!aggregate) throw errorAt(SQLSTATE.wrongObjectType, `window function ${name} cannot have WITHIN GROUP`, position);
    throw errorAt(SQLSTATE.featureNotSupported, `OVER is not supported for ordered-set aggregate ${name}`, position);
  }
  if (node.distinct) throw errorAt(SQLSTATE.featureNotSupported, 'DISTINCT is not implemented for window functions', position);
  if (node.orderBy.length > 0) {
    throw errorAt(SQLSTATE.featureNotSupported, 'aggregate ORDER BY is not implemented for window functions', position);
  }
  if (!aggregate && node.filter !== null) {
    throw errorAt(SQLSTATE.featureNotSupported, 'FILTER is not implemented for non-aggregate window functions', position);
  }
  if (node.variadic) throw notSupported('VARIADIC', position);
}

const NO_SETS = 'window function calls cannot contain set-returning function calls';

function bindAggregate(context: BindContext, node: FunctionCall, name: string, level: QueryLevel): AggregateCall {
  if (!node.star && node.args.length === 0 && name === 'count') {
    throw errorAt(SQLSTATE.wrongObjectType, 'count(*) must be used to call a parameterless aggregate function', node.position);
  }
  const args = level.withoutSets(NO_SETS, () => node.args.map((arg) => context.binders.expression(context, arg, level)));
  const filter = node.filter === null ? null : coerceToBool(context, bindFilter(context, node.filter, level), 'FILTER');
  return resolveAggregateCall(context, node, name, args, filter);
}

function bindFilter(context: BindContext, node: Expression, level: QueryLevel): Expr {
  level.filterNesting += 1;
  try {
    return context.binders.expression(context, node, level);
  } finally {
    level.filterNesting -= 1;
  }
}

function bindFunction(context: BindContext, node: FunctionCall, name: string, level: QueryLevel): AggregateCall {
  const bound = level.withoutSets(NO_SETS, () => node.args.map((arg) => context.binders.expression(context, arg, level)));
  const entry = findWindowFunction(name, bound.length);
  const args = entry === undefined ? undefined : coerceArguments(context, entry, bound);
  const [first] = args ?? [];
  if (entry === undefined && bound.length > 0 && HYPOTHETICAL_RESULTS.has(name)) {
    throw errorAt(SQLSTATE.wrongObjectType, `WITHIN GROUP is required for ordered-set aggregate ${name}`, node.position);
  }
  if (entry === undefined || args === undefined) {
    const signature = `${node.name.join('.')}(${bound.map((arg) => typeLabel(arg.type)).join(', ')})`;
    const hint = 'No function matches the given name and argument types. You might need to add explicit type casts.';
    throw errorAt(SQLSTATE.undefinedFunction, `function ${signature} does not exist`, node.position, hint);
  }
  const type = entry.result ?? withoutModifiers(known(first, 'argument').type);
  return { name, args, distinct: false, filter: null, type };
}

/** undefined: no such overload. */
function coerceArguments(context: BindContext, entry: WindowFunctionEntry, bound: readonly Expr[]): readonly Expr[] | undefined {
  const at = entry.args.indexOf('same');
  const [first] = bound;
  let common: readonly Expr[] | undefined;
  if (at > 0 && first !== undefined) common = coerceToCommon(context, [first, known(bound[at], 'default')], entry.name.toUpperCase()).exprs;
  const args: Expr[] = [];
  for (const [i, arg] of bound.entries()) {
    const kind = known(entry.args[i], 'argument kind');
    if (kind === 'same') args.push(known(common?.[1], 'default'));
    else if (kind === 'any') args.push(common?.[0] ?? resolveUnknown(context, arg));
    else {
      const cast = tryCoerce(context, arg, TYPES.int4, 'implicit');
      if (cast === undefined) return undefined;
      args.push(cast);
    }
  }
  return args;
}

// Windows ----------------------------------------------------------------------------------------------------------------

/** The windows of a WINDOW clause: each may start from those before it. */
export function bindWindowClause(context: BindContext, specs: readonly WindowSpec[], level: QueryLevel): void {
  for (const spec of specs) {
    const name = spec.name ?? '';
    if (level.namedWindows.has(name)) throw errorAt(SQLSTATE.windowingError, `window "${name}" is already defined`, spec.position);
    level.namedWindows.set(name, bindDefinition(context, spec, level));
  }
}

function resolveWindow(context: BindContext, spec: WindowSpec, level: QueryLevel): BoundWindow {
  return spec.bare ? findWindow(spec.reference ?? '', level, spec.position) : bindDefinition(context, spec, level);
}

function findWindow(name: string, level: QueryLevel, position: number): BoundWindow {
  const found = level.namedWindows.get(name);
  if (found === undefined) throw errorAt(SQLSTATE.undefinedObject, `window "${name}" does not exist`, position);
  return found;
}

function bindDefinition(context: BindContext, spec: WindowSpec, level: QueryLevel): BoundWindow {
  const before = level.windowDefinition;
  level.windowDefinition = true;
  try {
    const base = spec.reference === null ? null : findWindow(spec.reference, level, spec.position);
    const order = spec.orderBy.map((item) => bindKey(context, item, level));
    const partition = spec.partitionBy.map((node) => bindKeyExpression(context, node, level));
    if (base !== null) checkCopy(spec, base, partition, order);
    const own = { partition: base?.partition ?? partition, order: base !== null && base.order.length > 0 ? base.order : order };
    const frame = spec.frame === null ? DEFAULT_FRAME : bindFrame(context, spec.frame, own.order, level, spec.position);
    return { ...own, frame, framed: spec.frame !== null };
  } finally {
    level.windowDefinition = before;
  }
}

function checkCopy(spec: WindowSpec, base: BoundWindow, partition: readonly Expr[], order: readonly SortKey[]): void {
  const name = spec.reference ?? '';
  if (partition.length > 0) {
    throw errorAt(SQLSTATE.windowingError, `cannot override PARTITION BY clause of window "${name}"`, spec.position);
  }
  if (order.length > 0 && base.order.length > 0) {
    throw errorAt(SQLSTATE.windowingError, `cannot override ORDER BY clause of window "${name}"`, spec.position);
  }
  if (!base.framed) return;
  const isPlainCopy = spec.name === null && order.length === 0 && spec.frame === null;
  const hint = isPlainCopy ? 'Omit the parentheses in this OVER clause.' : undefined;
  throw errorAt(SQLSTATE.windowingError, `cannot copy window "${name}" because it has a frame clause`, spec.position, hint);
}

function bindKey(context: BindContext, item: SortItem, level: QueryLevel): SortKey {
  return { expr: bindKeyExpression(context, item.expression, level), ...sortDirection(item) };
}

/** Names and numbers of the select list mean nothing here. */
function bindKeyExpression(context: BindContext, node: Expression, level: QueryLevel): Expr {
  return resolveUnknown(context, context.binders.expression(context, node, level));
}
