/**
 * Coercions, made explicit: an expression of one type becomes a cast to another. Untyped literals are read as the type that
 * is wanted, at once, so that a bad one is reported where it stands; parameters of open type take it.
 */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { CastExpr, Expr, LiteralExpr } from '../plan/expr.js';
import { castDatum } from '../types/cast.js';
import { type CoercionContext, canCoerce, commonType, isSameKind, withoutModifiers } from '../types/coercion.js';
import { type SqlType, sameType, TYPES } from '../types/sql-type.js';
import { parseText } from '../types/text-format.js';
import { typeLabel } from '../types/type-name.js';
import { at, type BindContext, errorAt, withPosition } from './bind-context.js';

/** The expression as `target`, or undefined when there is no such coercion. */
export function tryCoerce(context: BindContext, expr: Expr, target: SqlType, mode: CoercionContext): Expr | undefined {
  if (sameType(expr.type, target) || isAnyRecord(expr.type, target)) return expr;
  const position = context.positionOf(expr);
  if (expr.type.kind === 'unknown') {
    const plain = withoutModifiers(target);
    if (expr.kind === 'literal') {
      if (expr.value === null) return context.locate({ kind: 'literal', type: target, value: null }, position);
      const text = String(expr.value);
      // What a bare number counts in an interval is for its fields to say.
      const read = target.kind === 'interval' ? target : plain;
      const value = withPosition(position, () => parseText(read, text));
      if (read === target) return context.locate({ kind: 'literal', type: target, value }, position);
      return applyModifiers(context, context.locate({ kind: 'literal', type: plain, value }, position), target, mode);
    }
    if (expr.kind === 'param') {
      context.settleParameter(expr.index, plain, position);
      return applyModifiers(context, context.locate({ ...expr, type: plain }, position), target, mode);
    }
  }
  // Dropping a length or precision changes no value: PostgreSQL makes no node for it either.
  if (mode !== 'explicit' && isSameKind(expr.type, target) && sameType(target, withoutModifiers(target))) return expr;
  if (!canCoerce(expr.type, target, mode)) return coerceRow(context, expr, target, mode);
  return makeCast(context, expr, target, mode);
}

/** ROW(...) as another row, field by field: what was written as an untyped literal is read as the field's type. */
function coerceRow(context: BindContext, expr: Expr, target: SqlType, mode: CoercionContext): Expr | undefined {
  if (expr.kind !== 'call' || expr.name !== '$row' || target.kind !== 'record' || target.fields.length !== expr.args.length)
    return undefined;
  const args: Expr[] = [];
  for (const [i, { type }] of target.fields.entries()) {
    const arg = expr.args[i];
    const open: Expr | undefined = arg?.kind === 'literal' && arg.type.kind === 'text' ? { ...arg, type: TYPES.unknown } : arg;
    const coerced = open === undefined ? undefined : tryCoerce(context, open, type, mode);
    if (coerced === undefined) return undefined;
    args.push(coerced);
  }
  return context.locate({ ...expr, type: target, args }, context.positionOf(expr));
}

/** Every record is a `record`, and keeps its fields. */
function isAnyRecord(type: SqlType, target: SqlType): boolean {
  return type.kind === 'record' && target.kind === 'record' && target.named === null && target.fields.length === 0;
}

function applyModifiers(context: BindContext, expr: Expr, target: SqlType, mode: CoercionContext): Expr {
  return sameType(expr.type, target) ? expr : makeCast(context, expr, target, mode);
}

/** Casts of literals are carried out here, unless that fails: such an error belongs to the execution. */
function makeCast(context: BindContext, expr: Expr, target: SqlType, mode: CoercionContext): Expr {
  const position = context.positionOf(expr);
  if (expr.kind === 'literal') {
    const folded = foldCast(expr, target, mode);
    if (folded !== undefined) return context.locate(folded, position);
  }
  const cast: CastExpr = { kind: 'cast', type: target, arg: expr, mode };
  return context.locate(cast, position);
}

function foldCast(expr: LiteralExpr, target: SqlType, mode: CoercionContext): LiteralExpr | undefined {
  if (expr.value === null) return { kind: 'literal', type: target, value: null };
  try {
    return { kind: 'literal', type: target, value: castDatum(expr.value, expr.type, target, mode) };
  } catch (error) {
    if (error instanceof ConductError) return undefined;
    throw error;
  }
}

/** An explicit cast: `x::t`. */
export function castExplicitly(context: BindContext, expr: Expr, target: SqlType, position: number): Expr {
  const result = tryCoerce(context, expr, target, 'explicit');
  if (result !== undefined) return result;
  throw errorAt(SQLSTATE.cannotCoerce, `cannot cast type ${typeLabel(expr.type)} to ${typeLabel(target)}`, position);
}

/** For places where a failure would be our own mistake: the registry has said that the cast exists. */
export function coerceImplicitly(context: BindContext, expr: Expr, target: SqlType): Expr {
  const result = tryCoerce(context, expr, target, 'implicit') ?? tryCoerce(context, expr, target, 'explicit');
  if (result !== undefined) return result;
  throw errorAt(SQLSTATE.cannotCoerce, `cannot cast type ${typeLabel(expr.type)} to ${typeLabel(target)}`, context.positionOf(expr));
}

/** What an open expression is when nothing says more. */
export function resolveUnknown(context: BindContext, expr: Expr, wanted: SqlType = TYPES.text): Expr {
  if (expr.type.kind !== 'unknown') return expr;
  return coerceImplicitly(context, expr, wanted);
}

/** construct: `WHERE`, `AND`, `NOT`, `CASE/WHEN`, ... */
export function coerceToBool(context: BindContext, expr: Expr, construct: string): Expr {
  const result = tryCoerce(context, expr, TYPES.bool, 'assignment');
  if (result !== undefined) return result;
  throw errorAt(
    SQLSTATE.datatypeMismatch,
    `argument of ${construct} must be type boolean, not type ${typeLabel(expr.type)}`,
    context.positionOf(expr),
  );
}

/** All expressions as their common type. construct: `CASE`, `UNION`, `COALESCE`, `IN`, `VALUES`, ... */
export function coerceToCommon(
  context: BindContext,
  exprs: readonly Expr[],
  construct: string,
): { readonly type: SqlType; readonly exprs: readonly Expr[] } {
  const type = commonTypeOf(context, exprs, construct);
  return { type, exprs: exprs.map((expr) => coerceTo(context, expr, type, construct)) };
}

function commonTypeOf(context: BindContext, exprs: readonly Expr[], construct: string): SqlType {
  const types = exprs.map((expr) => expr.type);
  try {
    return commonType(types, construct);
  } catch (error) {
    if (!(error instanceof ConductError) || error.position !== undefined) throw error;
    // PostgreSQL points at the first expression that does not fit those before it.
    for (let count = 2; count <= types.length; count += 1) {
      const last = exprs[count - 1];
      if (last === undefined) break;
      withPosition(context.positionOf(last), () => commonType(types.slice(0, count), construct));
    }
    throw error;
  }
}

function coerceTo(context: BindContext, expr: Expr, type: SqlType, construct: string): Expr {
  const result = tryCoerce(context, expr, type, 'implicit');
  if (result !== undefined) return result;
  throw new ConductError(
    SQLSTATE.cannotCoerce,
    `${construct} could not convert type ${typeLabel(expr.type)} to ${typeLabel(type)}`,
    at(context.positionOf(expr)),
  );
}

/** The value of an INSERT's column. */
export function coerceForAssignment(context: BindContext, expr: Expr, column: { readonly name: string; readonly type: SqlType }): Expr {
  const result = tryCoerce(context, expr, column.type, 'assignment');
  if (result !== undefined) return result;
  throw errorAt(
    SQLSTATE.datatypeMismatch,
    `column "${column.name}" is of type ${typeLabel(column.type)} but expression is of type ${typeLabel(expr.type)}`,
    context.positionOf(expr),
    'You will need to rewrite or cast the expression.',
  );
}
