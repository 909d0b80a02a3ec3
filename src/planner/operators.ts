/** Operators and the predicates built from them: comparisons of values and rows, LIKE, BETWEEN, IN lists, IS DISTINCT FROM. */
import { known } from '../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import { VALUE_KEY } from '../functions/record.js';
import { resolveOperator } from '../functions/registry.js';
import type { Expr } from '../plan/expr.js';
import type { Between, Expression, InList, IsDistinct, Like } from '../sql/ast.js';
import { commonType } from '../types/coercion.js';
import { type SqlType, TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { isComparedByKey } from '../types/value-key.js';
import { type BindContext, errorAt } from './bind-context.js';
import { coerceImplicitly, coerceToBool } from './coerce.js';
import type { QueryLevel } from './query-level.js';
import { duplicateExpr, someExpr } from './rewrite.js';

/** What IS DISTINCT FROM compares: compiled code knows texts alone, which may differ where values are equal. */
function byValue(expr: Expr): Expr {
  return isComparedByKey(expr.type) ? { kind: 'call', type: TYPES.text, name: VALUE_KEY, args: [expr] } : expr;
}

const TRUE: Expr = { kind: 'literal', type: TYPES.bool, value: true };

export function trueExpr(): Expr {
  return TRUE;
}

export function isTrue(expr: Expr): boolean {
  return expr.kind === 'literal' && expr.value === true;
}

export function makeAnd(args: readonly Expr[]): Expr {
  return makeChain('and', args);
}

export function makeOr(args: readonly Expr[]): Expr {
  return makeChain('or', args);
}

function makeChain(kind: 'and' | 'or', args: readonly Expr[]): Expr {
  const flat = args.flatMap((arg) => (arg.kind === kind ? arg.args : [arg]));
  const [first] = flat;
  if (first === undefined) return { kind: 'literal', type: TYPES.bool, value: kind === 'and' };
  return flat.length === 1 ? first : { kind, type: TYPES.bool, args: flat };
}

export function makeNot(arg: Expr): Expr {
  return { kind: 'not', type: TYPES.bool, arg };
}

const OPERATOR_HINT = 'No operator matches the given name and argument types. You might need to add explicit type casts.';
const PREFIX_HINT = 'No operator matches the given name and argument type. You might need to add an explicit type cast.';
const OPERATOR_CHOICE_HINT = 'Could not choose a best candidate operator. You might need to add explicit type casts.';

/** Operators of PostgreSQL over our types that are not here yet. */
const NOT_YET: ReadonlySet<string> = new Set(['@@', '~<~', '~>~', '~<=~', '~>=~']);

/** An operator over bound operands; left null for a prefix operator. 42883, 42725. */
export function makeOperator(context: BindContext, name: string, left: Expr | null, right: Expr, position: number): Expr {
  const resolution = resolveOperator(name, left === null ? null : left.type, right.type);
  if (resolution.kind !== 'resolved') {
    const operands = `${left === null ? '' : `${typeLabel(left.type)} `}${name} ${typeLabel(right.type)}`;
    if (resolution.kind === 'ambiguous') {
      throw errorAt(SQLSTATE.ambiguousFunction, `operator is not unique: ${operands}`, position, OPERATOR_CHOICE_HINT);
    }
    if (NOT_YET.has(name) && !resolution.nameKnown) throw notSupported(`operator ${name}`, position);
    throw errorAt(
      SQLSTATE.undefinedFunction,
      `operator does not exist: ${operands}`,
      position,
      left === null ? PREFIX_HINT : OPERATOR_HINT,
    );
  }
  const operands = left === null ? [right] : [left, right];
  const args = operands.map((operand, i) => coerceImplicitly(context, operand, known(resolution.casts[i], 'operand type')));
  const call: Expr = { kind: 'call', type: resolution.result, name: resolution.entry.name, args };
  const leftPosition = left === null ? -1 : context.positionOf(left);
  // Errors about the whole expression point at its left end, as in PostgreSQL.
  return context.locate(call, leftPosition >= 0 ? Math.min(leftPosition, position) : position);
}

/** A comparison; a bool. */
export function comparePair(context: BindContext, operator: string, left: Expr, right: Expr, position: number): Expr {
  return coerceToBool(context, makeOperator(context, operator, left, right, position), 'operator');
}

export function isRow(node: Expression): boolean {
  return node.kind === 'row';
}

/** The fields of a row, bound; undefined for what is not a row. */
export function rowItems(context: BindContext, node: Expression, level: QueryLevel): readonly Expr[] | undefined {
  if (node.kind !== 'row') return undefined;
  return node.items.map((item) => context.binders.expression(context, item, level));
}

/** (a, b) op (c, d): = and <> field by field, the others in the order of the fields. */
export function compareRows(context: BindContext, operator: string, left: readonly Expr[], right: readonly Expr[], position: number): Expr {
  if (left.length !== right.length) {
    throw errorAt(SQLSTATE.syntaxError, 'unequal number of entries in row expressions', position);
  }
  if (left.length === 0) throw errorAt(SQLSTATE.featureNotSupported, 'cannot compare rows of zero length', position);
  const pair = (op: string, i: number, again: boolean): Expr => {
    const a = known(left[i], 'field');
    const b = known(right[i], 'field');
    const copy = (expr: Expr): Expr => (again ? duplicateExpr(expr, () => context.newId()) : expr);
    return comparePair(context, op, copy(a), copy(b), position);
  };
  if (operator === '=') return makeAnd(left.map((_, i) => pair('=', i, false)));
  if (operator === '<>') return makeOr(left.map((_, i) => pair('<>', i, false)));
  if (!/^[<>]=?$/.test(operator)) {
    throw errorAt(SQLSTATE.featureNotSupported, `could not determine interpretation of row comparison operator ${operator}`, position);
  }
  // a < c OR (a = c AND (b < d)); the last field takes the operator as it is.
  const strict = operator.charAt(0);
  let result = pair(operator, left.length - 1, false);
  for (let i = left.length - 2; i >= 0; i -= 1) {
    result = makeOr([pair(strict, i, false), makeAnd([pair('=', i, true), result])]);
  }
  return result;
}

export function bindLike(context: BindContext, node: Like, level: QueryLevel): Expr {
  const operand = context.binders.expression(context, node.operand, level);
  let pattern = context.binders.expression(context, node.pattern, level);
  const similar = node.variant === 'similar';
  if (node.escape !== null || similar) {
    const args = [coerceImplicitly(context, pattern, TYPES.text)];
    if (node.escape !== null) args.push(coerceImplicitly(context, context.binders.expression(context, node.escape, level), TYPES.text));
    pattern = { kind: 'call', type: TYPES.text, name: similar ? 'similar_to_escape' : 'like_escape', args };
  }
  const operator = `${node.negated ? '!' : ''}${similar ? '~' : '~~'}${node.variant === 'ilike' ? '*' : ''}`;
  return makeOperator(context, operator, operand, pattern, node.position);
}

export function bindBetween(context: BindContext, node: Between, level: QueryLevel): Expr {
  const operand = context.binders.expression(context, node.operand, level);
  const low = context.binders.expression(context, node.low, level);
  const high = context.binders.expression(context, node.high, level);
  const again = (expr: Expr): Expr => duplicateExpr(expr, () => context.newId());
  const inside = (value: Expr, from: Expr, to: Expr): Expr => {
    const above = comparePair(context, node.negated ? '<' : '>=', value, from, node.position);
    const below = comparePair(context, node.negated ? '>' : '<=', again(value), to, node.position);
    return node.negated ? makeOr([above, below]) : makeAnd([above, below]);
  };
  const result = inside(operand, low, high);
  if (!node.symmetric) return result;
  const swapped = inside(again(operand), again(high), again(low));
  return node.negated ? makeAnd([result, swapped]) : makeOr([result, swapped]);
}

export function bindInList(context: BindContext, node: InList, level: QueryLevel): Expr {
  const fields = rowItems(context, node.operand, level);
  if (fields !== undefined) {
    const matches = node.items.map((item, i) => {
      const right = rowItems(context, item, level);
      if (right === undefined) {
        const row = context.binders.expression(context, item, level);
        return comparePair(context, '=', context.binders.expression(context, node.operand, level), row, node.position);
      }
      const left = i === 0 ? fields : fields.map((field) => duplicateExpr(field, () => context.newId()));
      return compareRows(context, '=', left, right, node.position);
    });
    return negate(makeOr(matches), node.negated);
  }
  const operand = context.binders.expression(context, node.operand, level);
  const items = node.items.map((item) => context.binders.expression(context, item, level));
  return negate(makeInList(context, operand, items, node.position), node.negated);
}

function negate(expr: Expr, negated: boolean): Expr {
  return negated ? makeNot(expr) : expr;
}

/**
 * Items without columns become one list of the common type, as in PostgreSQL; the others, and all when there is no common
 * type, are compared one by one.
 */
export function makeInList(context: BindContext, operand: Expr, items: readonly Expr[], position: number): Expr {
  const constants = items.filter((item) => !someExpr(item, (node) => node.kind === 'column' || node.kind === 'subquery'));
  const list = constants.length > 1 ? constantList(context, operand, constants, position) : undefined;
  const singles = list === undefined ? items : items.filter((item) => !constants.includes(item));
  let used = list !== undefined;
  const tests = singles.map((item) => {
    const left = used ? duplicateExpr(operand, () => context.newId()) : operand;
    used = true;
    return comparePair(context, '=', left, item, position);
  });
  return makeOr(list === undefined ? tests : [list, ...tests]);
}

function constantList(context: BindContext, operand: Expr, items: readonly Expr[], position: number): Expr | undefined {
  let type: SqlType;
  try {
    type = commonType([operand.type, ...items.map((item) => item.type)], 'IN');
  } catch (error) {
    if (error instanceof ConductError) return undefined;
    throw error;
  }
  const equality = resolveOperator('=', operand.type.kind === 'unknown' ? type : operand.type, type);
  if (equality.kind !== 'resolved') return undefined;
  // Both sides of the operator's entry have one type: that is what the list is compared as.
  const shared = known(equality.casts[1], 'type');
  const arg = coerceImplicitly(context, operand, withoutLength(shared));
  const list = items.map((item) => coerceImplicitly(context, coerceImplicitly(context, item, withoutLength(type)), withoutLength(shared)));
  return context.locate({ kind: 'in-list', type: TYPES.bool, arg: alignTo(context, arg, shared), list }, position);
}

/** IN compares values: lengths and precisions of the operand do not cut or round the items. */
function withoutLength(type: SqlType): SqlType {
  switch (type.kind) {
    case 'varchar':
    case 'char':
      return { kind: type.kind, length: null };
    case 'numeric':
      return TYPES.numeric;
    default:
      return type;
  }
}

function alignTo(context: BindContext, expr: Expr, type: SqlType): Expr {
  return expr.type.kind === type.kind ? expr : coerceImplicitly(context, expr, type);
}

export function bindIsDistinct(context: BindContext, node: IsDistinct, level: QueryLevel): Expr {
  const left = rowItems(context, node.left, level) ?? [context.binders.expression(context, node.left, level)];
  const right = rowItems(context, node.right, level) ?? [context.binders.expression(context, node.right, level)];
  if (left.length !== right.length || isRow(node.left) !== isRow(node.right)) {
    throw errorAt(SQLSTATE.syntaxError, 'unequal number of entries in row expressions', node.position);
  }
  const tests = left.map((field, i): Expr => {
    const equality = comparePair(context, '=', field, known(right[i], 'field'), node.position);
    if (equality.kind !== 'call') throw notSupported('IS DISTINCT FROM of these types', node.position);
    const [a, b] = equality.args;
    const [first, second] = [byValue(known(a, 'left side')), byValue(known(b, 'right side'))];
    return { kind: 'is-distinct', type: TYPES.bool, left: first, right: second };
  });
  const distinct = makeOr(tests);
  return node.negated ? makeNot(distinct) : distinct;
}
