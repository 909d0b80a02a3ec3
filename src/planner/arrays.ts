/** Syntax of arrays: ARRAY[...], subscripts and slices, x op ANY (array), x op ALL (array). */
import { known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import { resolveOperator } from '../functions/registry.js';
import { elementOf } from '../functions/signature.js';
import type { Expr } from '../plan/expr.js';
import type { ArrayConstructor, Expression, IndirectionStep, Quantified } from '../sql/ast.js';
import { coercionPath } from '../types/coercion.js';
import { type ArrayValue, type Datum, isArrayValue } from '../types/datum.js';
import { arrayOf, type SqlType, TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { type BindContext, errorAt } from './bind-context.js';
import { coerceImplicitly, coerceToCommon, tryCoerce } from './coerce.js';
import { makeAnd, makeOperator, makeOr } from './operators.js';
import type { QueryLevel } from './query-level.js';
import { duplicateExpr } from './rewrite.js';

/** `wanted`: the array type of a cast around it, which its elements take (also an empty list). */
export function bindArray(context: BindContext, node: ArrayConstructor, level: QueryLevel, wanted?: SqlType): Expr {
  if (node.items.length === 0) {
    if (wanted !== undefined) return { kind: 'literal', type: wanted, value: { dimensions: [], elements: [] } };
    throw errorAt(
      SQLSTATE.indeterminateDatatype,
      'cannot determine type of empty array',
      node.position,
      'Explicitly cast to the desired type, for example ARRAY[]::integer[].',
    );
  }
  const items = node.items.map((item) => {
    // ARRAY[[1, 2], [3, 4]]: what is inside is an array with or without its word.
    if (item.kind === 'array') return context.locate(bindArray(context, item, level, wanted), item.position);
    return context.binders.expression(context, item, level);
  });
  const isNested = items.some((item) => item.type.kind === 'array');
  const target = wanted === undefined ? undefined : isNested ? wanted : (elementOf(wanted) ?? undefined);
  const { type, exprs } = target === undefined ? coerceToCommon(context, items, 'ARRAY') : coerceItems(context, items, target);
  return { kind: 'call', type: arrayOf(type), name: type.kind === 'array' ? '$array_of_arrays' : '$array', args: exprs };
}

function coerceItems(
  context: BindContext,
  items: readonly Expr[],
  type: SqlType,
): { readonly type: SqlType; readonly exprs: readonly Expr[] } {
  const exprs = items.map((item) => {
    const coerced = tryCoerce(context, item, type, 'explicit');
    if (coerced !== undefined) return coerced;
    const message = `cannot cast type ${typeLabel(item.type)} to ${typeLabel(type)}`;
    throw errorAt(SQLSTATE.cannotCoerce, message, context.positionOf(item));
  });
  return { type, exprs };
}

/** x[1], x[1][2], x[1:2], x[:2][3]: all steps are subscripts. */
export function bindSubscripts(
  context: BindContext,
  operand: Expr,
  steps: readonly IndirectionStep[],
  level: QueryLevel,
  position: number,
): Expr {
  const { type } = operand;
  const element = elementOf(type);
  if (type.kind === 'jsonb') {
    const { args } = jsonSubscripts(context, steps, level);
    return { kind: 'call', type: TYPES.jsonb, name: '$json_subscript', args: [operand, ...args] };
  }
  const part = partType(type);
  if (part !== null) {
    return { kind: 'call', type: part, name: '$geometry_part', args: [operand, partSubscript(context, steps, level, position)] };
  }
  if (element === null) {
    const message = `cannot subscript type ${typeLabel(type)} because it does not support subscripting`;
    throw errorAt(SQLSTATE.datatypeMismatch, message, position);
  }
  const bound = boundSubscripts(context, steps, level);
  if (!bound.isSlice) return { kind: 'call', type: element, name: '$subscript', args: [operand, ...bound.args] };
  return { kind: 'call', type: arrayOf(element), name: '$slice', args: [operand, maskLiteral(bound.mask), ...bound.args] };
}

/** What a geometric type has a fixed number of: coordinates, or points. */
function partType({ kind }: SqlType): SqlType | null {
  if (kind === 'point' || kind === 'line') return TYPES.float8;
  return kind === 'lseg' || kind === 'box' ? TYPES.point : null;
}

function partSubscript(context: BindContext, steps: readonly IndirectionStep[], level: QueryLevel, position: number): Expr {
  const { isSlice, args } = boundSubscripts(context, steps, level);
  if (isSlice) throw notSupported('slices of fixed-length arrays', position);
  const [first, second] = args;
  if (first === undefined || second !== undefined) throw errorAt(SQLSTATE.arraySubscriptError, 'wrong number of array subscripts', -1);
  return first;
}

/** Assignment to an element or a slice (UPDATE t SET a[1] = x): the whole array's new value. */
export function bindArrayAssignment(
  context: BindContext,
  target: Expr,
  steps: readonly IndirectionStep[],
  value: Expr,
  level: QueryLevel,
  position: number,
): Expr {
  if (target.type.kind === 'jsonb') return jsonAssignment(context, target, jsonSubscripts(context, steps, level), value, position);
  const part = partType(target.type);
  if (part !== null) {
    const source = tryCoerce(context, value, part, 'assignment') ?? value;
    return {
      kind: 'call',
      type: target.type,
      name: '$geometry_set',
      args: [target, source, partSubscript(context, steps, level, position)],
    };
  }
  const element = elementOf(target.type);
  if (element === null) {
    const message = `cannot subscript type ${typeLabel(target.type)} because it does not support subscripting`;
    throw errorAt(SQLSTATE.datatypeMismatch, message, position);
  }
  const bound = boundSubscripts(context, steps, level);
  const wanted = bound.isSlice ? arrayOf(element) : element;
  const source = tryCoerce(context, value, wanted, 'assignment');
  if (source === undefined) {
    const construct = bound.isSlice ? 'array assignment' : 'subscripted assignment to';
    const message = `${construct} requires type ${typeLabel(wanted)} but expression is of type ${typeLabel(value.type)}`;
    throw errorAt(SQLSTATE.datatypeMismatch, message, position, 'You will need to rewrite or cast the expression.');
  }
  const name = bound.isSlice ? '$array_set_slice' : '$array_set';
  const head = bound.isSlice ? [target, source, maskLiteral(bound.mask)] : [target, source];
  return { kind: 'call', type: target.type, name, args: [...head, ...bound.args] };
}

function jsonAssignment(context: BindContext, target: Expr, { args, isArray }: JsonSubscripts, value: Expr, position: number): Expr {
  const source = tryCoerce(context, value, TYPES.jsonb, 'assignment');
  if (source === undefined) {
    const message = `subscripted assignment to requires type jsonb but expression is of type ${typeLabel(value.type)}`;
    throw errorAt(SQLSTATE.datatypeMismatch, message, position, 'You will need to rewrite or cast the expression.');
  }
  const root: Expr = { kind: 'literal', type: TYPES.bool, value: isArray };
  return { kind: 'call', type: TYPES.jsonb, name: '$json_assign', args: [target, source, root, ...args] };
}

interface JsonSubscripts {
  /** Texts all. */
  readonly args: readonly Expr[];
  /** The first was an integer. */
  readonly isArray: boolean;
}

/** Subscripts of jsonb are integers or texts; which of the two has to be clear. */
function jsonSubscripts(context: BindContext, steps: readonly IndirectionStep[], level: QueryLevel): JsonSubscripts {
  let isArray = false;
  const args = steps.flatMap((step, index): Expr[] => {
    if (step.kind === 'slice') {
      const bound = step.lower ?? step.upper;
      throw errorAt(SQLSTATE.datatypeMismatch, 'jsonb subscript does not support slices', bound?.position ?? -1);
    }
    if (step.kind !== 'index') return [];
    const expr = context.binders.expression(context, step.index, level);
    const isInteger = coercionPath(expr.type, TYPES.int4, 'implicit') !== null && expr.type.kind !== 'unknown';
    const isText = coercionPath(expr.type, TYPES.text, 'implicit') !== null;
    if (isInteger === isText) {
      const hint = `jsonb subscript must be coercible to ${isText ? 'only one type, integer or text.' : 'either integer or text.'}`;
      throw errorAt(SQLSTATE.datatypeMismatch, `subscript type ${typeLabel(expr.type)} is not supported`, step.index.position, hint);
    }
    if (index === 0) isArray = isInteger;
    const typed = coerceImplicitly(context, expr, isInteger ? TYPES.int4 : TYPES.text);
    return [isInteger ? { kind: 'cast', type: TYPES.text, arg: typed, mode: 'explicit' } : typed];
  });
  return { args, isArray };
}

interface BoundSubscripts {
  readonly isSlice: boolean;
  /** Bit 2i: the lower bound of dimension i is open, bit 2i + 1: its upper. */
  readonly mask: number;
  readonly args: readonly Expr[];
}

/** One slice makes all of them slices: x[2][1:3] is x[1:2][1:3]. */
function boundSubscripts(context: BindContext, steps: readonly IndirectionStep[], level: QueryLevel): BoundSubscripts {
  const isSlice = steps.some((step) => step.kind === 'slice');
  const args: Expr[] = [];
  let mask = 0;
  const open = (): Expr => ({ kind: 'literal', type: TYPES.int4, value: 0 });
  for (const step of steps) {
    if (step.kind === 'index') {
      if (isSlice) args.push({ kind: 'literal', type: TYPES.int4, value: 1 });
      args.push(subscript(context, step.index, level));
    } else if (step.kind === 'slice') {
      if (step.lower === null) mask |= 1 << args.length;
      args.push(step.lower === null ? open() : subscript(context, step.lower, level));
      if (step.upper === null) mask |= 1 << args.length;
      args.push(step.upper === null ? open() : subscript(context, step.upper, level));
    }
  }
  return { isSlice, mask, args };
}

function maskLiteral(mask: number): Expr {
  return { kind: 'literal', type: TYPES.int4, value: mask };
}

function subscript(context: BindContext, node: Expression, level: QueryLevel): Expr {
  const expr = context.binders.expression(context, node, level);
  const coerced = tryCoerce(context, expr, TYPES.int4, 'assignment');
  if (coerced === undefined) throw errorAt(SQLSTATE.datatypeMismatch, 'array subscript must have type integer', node.position);
  return coerced;
}

/**
 * x op ANY (array). A list that is written there, or a constant array, becomes a list of values, which is compiled; others are
 * evaluated element by element.
 */
export function bindQuantifiedArray(
  context: BindContext,
  node: Quantified,
  level: QueryLevel,
  makeInList: (operand: Expr, items: readonly Expr[]) => Expr,
): Expr {
  const operand = context.binders.expression(context, node.left, level);
  const operator = node.operator === '!=' ? '<>' : node.operator;
  if (node.array.kind === 'array' && node.array.items.length > 0 && !node.array.items.some((item) => item.kind === 'array')) {
    const items = node.array.items.map((item) => context.binders.expression(context, item, level));
    if (!items.some((item) => elementOf(item.type) !== null)) {
      return overItems(context, node, operator, operand, coerceToCommon(context, items, 'ARRAY').exprs, makeInList);
    }
  }
  const array = context.binders.expression(context, node.array, level);
  return overArray(context, node, operator, operand, array, makeInList);
}

function overArray(
  context: BindContext,
  node: Quantified,
  operator: string,
  operand: Expr,
  array: Expr,
  makeInList: (operand: Expr, items: readonly Expr[]) => Expr,
): Expr {
  const typed = array.type.kind === 'unknown' ? coerceImplicitly(context, array, arrayFor(operand.type)) : array;
  const element = elementOf(typed.type);
  if (element === null) {
    throw errorAt(SQLSTATE.wrongObjectType, 'op ANY/ALL (array) requires array on right side', node.position);
  }
  const resolution = resolveOperator(operator, operand.type, element);
  if (resolution.kind !== 'resolved') {
    const pair = `${typeLabel(operand.type)} ${operator} ${typeLabel(element)}`;
    throw errorAt(SQLSTATE.undefinedFunction, `operator does not exist: ${pair}`, node.position, OPERATOR_HINT);
  }
  if (resolution.result.kind !== 'bool') {
    throw errorAt(SQLSTATE.wrongObjectType, 'op ANY/ALL (array) requires operator to yield boolean', node.position);
  }
  const [leftType, elementType] = [known(resolution.casts[0], 'type'), known(resolution.casts[1], 'type')];
  const left = coerceImplicitly(context, operand, leftType);
  const right = coerceImplicitly(context, typed, arrayOf(elementType));
  const items = constantItems(right);
  if (items !== undefined && items.length > 0) {
    const exprs = items.map((value): Expr => ({ kind: 'literal', type: elementType, value }));
    if (operator === '=' && node.quantifier === 'any') return makeInList(left, exprs);
    if (exprs.length <= LIMITS.expandedArrayItems) return overItems(context, node, operator, left, exprs, makeInList);
  }
  const name = node.quantifier === 'any' ? '$any' : '$all';
  return { kind: 'call', type: TYPES.bool, name, args: [{ kind: 'literal', type: TYPES.text, value: operator }, left, right] };
}

const OPERATOR_HINT = 'No operator matches the given name and argument types. You might need to add explicit type casts.';

/** An untyped literal beside a value is an array of its type. */
function arrayFor(type: SqlType): SqlType {
  if (type.kind === 'unknown') return arrayOf(TYPES.text);
  const element = elementOf(type);
  return arrayOf(element ?? type);
}

function constantItems(expr: Expr): readonly Datum[] | undefined {
  if (expr.kind !== 'literal' || expr.value === null) return undefined;
  const value: ArrayValue | null = isArrayValue(expr.value) ? expr.value : null;
  return value?.elements;
}

function overItems(
  context: BindContext,
  node: Quantified,
  operator: string,
  operand: Expr,
  items: readonly Expr[],
  makeInList: (operand: Expr, items: readonly Expr[]) => Expr,
): Expr {
  if (operator === '=' && node.quantifier === 'any') return makeInList(operand, items);
  const tests = items.map((item, i) => {
    const left = i === 0 ? operand : duplicateExpr(operand, () => context.newId());
    const test = makeOperator(context, operator, left, item, node.position);
    if (test.type.kind === 'bool') return test;
    throw errorAt(SQLSTATE.wrongObjectType, 'op ANY/ALL (array) requires operator to yield boolean', node.position);
  });
  return node.quantifier === 'any' ? makeOr(tests) : makeAnd(tests);
}

/** ARRAY[...] under a cast to an array type: its elements are cast, as PostgreSQL does. */
export function isArrayCast(node: Expression, type: SqlType): node is ArrayConstructor {
  return node.kind === 'array' && type.kind === 'array';
}
