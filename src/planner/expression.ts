/**
 * Expressions of the AST to typed expressions. Names become column ids, operators and functions entries of the registry, and
 * forms that are short for others (BETWEEN, NULLIF, GREATEST, IS TRUE, row comparisons) what they are short for.
 */
import { known, unreachable } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { CaseExpr, Expr } from '../plan/expr.js';
import type { Case, Cast, DecimalLiteral, Expression, GreatestLeast, NullIf, Operator, SqlValue, TypeName } from '../sql/ast.js';
import { parseBits } from '../types/bits.js';
import { parseDecimal } from '../types/decimal.js';
import { TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { bindGrouping } from './aggregate-call.js';
import { bindArray, bindQuantifiedArray, isArrayCast } from './arrays.js';
import { type BindContext, errorAt, withPosition } from './bind-context.js';
import { bindCall } from './calls.js';
import { castExplicitly, coerceToBool, coerceToCommon, resolveUnknown, tryCoerce } from './coerce.js';
import { bindCollate, checkSameCollation } from './collate.js';
import { checkedDomain } from './column-values.js';
import { DIALECT_SCHEMA, makeDialectOperator } from './dialect-operators.js';
import {
  bindBetween,
  bindInList,
  bindIsDistinct,
  bindLike,
  comparePair,
  compareRows,
  isRow,
  makeAnd,
  makeInList,
  makeNot,
  makeOperator,
  rowItems,
} from './operators.js';
import { bindQualifiedStar, type QueryLevel, resolveColumn } from './query-level.js';
import { bindIndirection, bindRow, recordNullTest } from './records.js';
import { duplicateExpr } from './rewrite.js';
import { bindArraySubquery, bindExists, bindInSubquery, bindQuantifiedSubquery, bindScalarSubquery } from './subqueries.js';
import { userType } from './user-types.js';

export function bindExpression(context: BindContext, node: Expression, level: QueryLevel): Expr {
  return context.nested(() => context.locate(bindNode(context, node, level), node.position));
}

function bindNode(context: BindContext, node: Expression, level: QueryLevel): Expr {
  switch (node.kind) {
    case 'null':
      return { kind: 'literal', type: TYPES.unknown, value: null };
    case 'boolean':
      return { kind: 'literal', type: TYPES.bool, value: node.value };
    case 'integer':
      return { kind: 'literal', type: TYPES.int4, value: node.value };
    case 'decimal':
      return decimalLiteral(node);
    case 'string':
      return { kind: 'literal', type: TYPES.unknown, value: node.value };
    case 'bit-string': {
      const value = withPosition(node.position, () => parseBits(`${node.radix === 16 ? 'x' : 'b'}${node.digits}`));
      return { kind: 'literal', type: TYPES.bit, value };
    }
    case 'column':
      return resolveColumn(context, level, node.name, node.position);
    case 'star':
      if (node.qualifier.length > 0) return bindQualifiedStar(context, level, node);
      throw errorAt(SQLSTATE.syntaxError, 'row expansion via "*" is not supported here', node.position);
    case 'parameter':
      return context.parameter(node.index, node.position);
    case 'operator':
      return bindOperator(context, node, level);
    case 'and':
    case 'or': {
      const construct = node.kind === 'and' ? 'AND' : 'OR';
      const args = node.operands.map((operand) => coerceToBool(context, bindExpression(context, operand, level), construct));
      // A chain inside a chain of its kind is one chain.
      return { kind: node.kind, type: TYPES.bool, args: args.flatMap((arg) => (arg.kind === node.kind ? arg.args : [arg])) };
    }
    case 'not':
      return makeNot(coerceToBool(context, bindExpression(context, node.operand, level), 'NOT'));
    case 'quantified':
      return bindQuantifiedArray(context, node, level, (operand, items) => makeInList(context, operand, items, node.position));
    case 'like':
      return bindLike(context, node, level);
    case 'between':
      return bindBetween(context, node, level);
    case 'in-list':
      return bindInList(context, node, level);
    case 'in-subquery':
      return bindInSubquery(context, node, level);
    case 'quantified-subquery':
      return bindQuantifiedSubquery(context, node, level);
    case 'exists':
      return bindExists(context, node, level);
    case 'scalar-subquery':
      return bindScalarSubquery(context, node, level);
    case 'array-subquery':
      return bindArraySubquery(context, node, level);
    case 'array':
      return bindArray(context, node, level);
    case 'is-null':
      return bindIsNull(context, node.operand, node.negated, level);
    case 'is-boolean':
      return bindIsBoolean(context, node, level);
    case 'is-distinct':
      return bindIsDistinct(context, node, level);
    case 'case':
      return level.withoutSets('set-returning functions are not allowed in CASE', () => bindCase(context, node, level));
    case 'coalesce': {
      const args = level.withoutSets('set-returning functions are not allowed in COALESCE', () =>
        node.args.map((arg) => bindExpression(context, arg, level)),
      );
      const common = coerceToCommon(context, args, 'COALESCE');
      return { kind: 'coalesce', type: common.type, args: common.exprs };
    }
    case 'nullif':
      return bindNullIf(context, node, level);
    case 'greatest':
    case 'least':
      return bindGreatestLeast(context, node, level);
    case 'cast':
      return bindCast(context, node, level);
    case 'call':
      return bindCall(context, node, level);
    case 'named-argument':
      throw notSupported('named argument notation', node.position);
    case 'row':
      return bindRow(context, node, level);
    case 'indirection':
      return bindIndirection(context, node, level);
    case 'sql-value':
      return bindSqlValue(context, node);
    case 'collate':
      return bindCollate(context, node, level);
    case 'grouping':
      return bindGrouping(context, node, level);
    case 'default':
      throw errorAt(SQLSTATE.syntaxError, 'DEFAULT is not allowed in this context', node.position);
    case 'unsupported-expression':
      throw notSupported(node.feature, node.position);
    default:
      return unreachable(node);
  }
}

const INT8_MAX = 0x7fff_ffff_ffff_ffffn;

/** Digits are an int4 or int8 where they fit (a folded minus sign may make them fit); all else is numeric, scale as written. */
function decimalLiteral(node: DecimalLiteral): Expr {
  const digits = /^[-+]?\d+$/.test(node.text) ? BigInt(node.text) : null;
  if (digits !== null && BigInt.asIntN(32, digits) === digits) return { kind: 'literal', type: TYPES.int4, value: Number(digits) };
  if (digits !== null && digits <= INT8_MAX && digits >= -INT8_MAX - 1n) return { kind: 'literal', type: TYPES.int8, value: digits };
  return { kind: 'literal', type: TYPES.numeric, value: withPosition(node.position, () => parseDecimal(node.text)) };
}

/** Walks down the left spine in a loop: `a + b + ...` may have ten thousand terms. */
function bindOperator(context: BindContext, node: Operator, level: QueryLevel): Expr {
  const spine: Operator[] = [];
  let base: Expression = node;
  while (base.kind === 'operator' && base.left !== null && !isRow(base.left)) {
    spine.push(base);
    base = base.left;
  }
  let result: Expr;
  if (base.kind !== 'operator' || spine.length === 0 || base.left === null) {
    result = base === node ? bindLeafOperator(context, node, level) : bindExpression(context, base, level);
  } else {
    result = bindExpression(context, base, level);
  }
  for (let i = spine.length - 1; i >= 0; i -= 1) {
    const operator = known(spine[i], 'operator');
    checkSameCollation(operator);
    const right = bindExpression(context, operator.right, level);
    result =
      operator.schema === DIALECT_SCHEMA
        ? makeDialectOperator(context, operator, result, right)
        : makeOperator(context, operatorName(operator), result, right, operator.position);
  }
  return result;
}

/** A prefix operator, or a comparison of rows. */
function bindLeafOperator(context: BindContext, node: Operator, level: QueryLevel): Expr {
  if (node.left !== null) {
    const left = rowItems(context, node.left, level);
    const right = isRow(node.right) ? rowItems(context, node.right, level) : undefined;
    if (left === undefined || right === undefined) {
      // A record on one side: both are compared as values.
      const [a, b] = [bindExpression(context, node.left, level), bindExpression(context, node.right, level)];
      return makeOperator(context, operatorName(node), a, b, node.position);
    }
    return compareRows(context, operatorName(node), left, right, node.position);
  }
  return makeOperator(context, operatorName(node), null, bindExpression(context, node.right, level), node.position);
}

function operatorName(node: Operator): string {
  if (node.schema !== null && node.schema !== 'pg_catalog') {
    throw errorAt(SQLSTATE.undefinedFunction, `operator does not exist: ${node.schema}.${node.operator}`, node.position);
  }
  return node.operator === '!=' ? '<>' : node.operator;
}

function bindIsNull(context: BindContext, operand: Expression, negated: boolean, level: QueryLevel): Expr {
  // A row IS NULL when all its fields are, and IS NOT NULL when none is.
  const fields = isRow(operand) ? known(rowItems(context, operand, level), 'row') : [bindExpression(context, operand, level)];
  const tests = fields.map((field): Expr => {
    // The test alone says nothing of a parameter's type: what comes later may.
    const arg = field.kind === 'param' ? field : resolveUnknown(context, field);
    // Of a record that is a field of a row the record itself is looked at.
    const record = fields.length === 1 && !isRow(operand) ? recordNullTest(arg, negated) : undefined;
    if (record !== undefined) return record;
    const test: Expr = { kind: 'is-null', type: TYPES.bool, arg };
    return negated ? makeNot(test) : test;
  });
  return makeAnd(tests);
}

function bindIsBoolean(context: BindContext, node: Extract<Expression, { kind: 'is-boolean' }>, level: QueryLevel): Expr {
  const words = `IS ${node.negated ? 'NOT ' : ''}${node.test.toUpperCase()}`;
  const arg = coerceToBool(context, bindExpression(context, node.operand, level), words);
  if (node.test === 'unknown') {
    const test: Expr = { kind: 'is-null', type: TYPES.bool, arg };
    return node.negated ? makeNot(test) : test;
  }
  // IS TRUE is coalesce(x, false); IS NOT FALSE is coalesce(x, true); the other two are their negations.
  const fallback: Expr = { kind: 'literal', type: TYPES.bool, value: node.test === 'false' };
  const known: Expr = { kind: 'coalesce', type: TYPES.bool, args: [arg, fallback] };
  return (node.test === 'true') === node.negated ? makeNot(known) : known;
}

function bindCase(context: BindContext, node: Case, level: QueryLevel): Expr {
  const bound = node.operand === null ? null : bindExpression(context, node.operand, level);
  const operand =
    bound === null ? null : bound.type.kind === 'unknown' ? (tryCoerce(context, bound, TYPES.text, 'implicit') ?? bound) : bound;
  let used = false;
  const conditions = node.branches.map((branch) => {
    const when = bindExpression(context, branch.when, level);
    if (operand === null) return coerceToBool(context, when, 'CASE/WHEN');
    const left = used ? duplicateExpr(operand, () => context.newId()) : operand;
    used = true;
    return comparePair(context, '=', left, when, branch.position);
  });
  const results = node.branches.map((branch) => bindExpression(context, branch.then, level));
  const otherwise: Expr =
    node.otherwise === null ? { kind: 'literal', type: TYPES.unknown, value: null } : bindExpression(context, node.otherwise, level);
  // PostgreSQL looks at ELSE first when it chooses the type.
  const common = coerceToCommon(context, [otherwise, ...results], 'CASE');
  const [last, ...thens] = common.exprs;
  return {
    kind: 'case',
    type: common.type,
    branches: conditions.map((when, i) => makeBranch(when, known(thens[i], 'result'))),
    otherwise: node.otherwise === null ? null : known(last, 'else'),
  };
}

function makeBranch(when: Expr, then: Expr): CaseExpr['branches'][number] {
  return { when, then };
}

function bindNullIf(context: BindContext, node: NullIf, level: QueryLevel): Expr {
  const left = bindExpression(context, node.left, level);
  const right = bindExpression(context, node.right, level);
  const equal = comparePair(context, '=', left, right, node.position);
  const compared = equal.kind === 'call' ? known(equal.args[0], 'left side') : left;
  // The result is the left side as compared; PostgreSQL has operators over mixed widths and keeps the narrow type there.
  const isMixed = left.type.kind !== 'unknown' && left.type.kind !== compared.type.kind && isMixedPair(left.type.kind, right.type.kind);
  const result = duplicateExpr(isMixed ? left : compared, () => context.newId());
  return {
    kind: 'case',
    type: result.type,
    branches: [makeBranch(equal, { kind: 'literal', type: result.type, value: null })],
    otherwise: result,
  };
}

const MIXED_FAMILIES: readonly (readonly string[])[] = [
  ['int2', 'int4', 'int8'],
  ['float4', 'float8'],
  ['date', 'timestamp'],
];

function isMixedPair(a: string, b: string): boolean {
  return MIXED_FAMILIES.some((family) => family.includes(a) && family.includes(b));
}

/** The first argument that is not NULL and that no other one beats; NULLs are ignored. */
function bindGreatestLeast(context: BindContext, node: GreatestLeast, level: QueryLevel): Expr {
  const word = node.kind === 'greatest' ? 'GREATEST' : 'LEAST';
  if (node.args.length > LIMITS.greatestArguments) {
    throw errorAt(SQLSTATE.programLimitExceeded, `${word} takes at most ${LIMITS.greatestArguments} arguments`, node.position);
  }
  const common = coerceToCommon(
    context,
    node.args.map((arg) => bindExpression(context, arg, level)),
    word,
  );
  const { exprs, type } = common;
  const [only] = exprs;
  if (exprs.length === 1 && only !== undefined) return only;
  const again = (expr: Expr): Expr => duplicateExpr(expr, () => context.newId());
  const branches = exprs.map((candidate, i) => {
    const beats = exprs
      .filter((_, j) => j !== i)
      .map((other): Expr => {
        const wins = comparePair(context, node.kind === 'greatest' ? '>=' : '<=', again(candidate), again(other), node.position);
        return { kind: 'or', type: TYPES.bool, args: [{ kind: 'is-null', type: TYPES.bool, arg: again(other) }, wins] };
      });
    const present = makeNot({ kind: 'is-null', type: TYPES.bool, arg: again(candidate) });
    return makeBranch(makeAnd([present, ...beats]), again(candidate));
  });
  return { kind: 'case', type, branches, otherwise: null };
}

function bindCast(context: BindContext, node: Cast, level: QueryLevel): Expr {
  if (isUnknownType(node.type)) return bindUnknown(context, node, level);
  const type = context.binders.typeName(context, node.type);
  if (isArrayCast(node.operand, type)) {
    const array = context.locate(bindArray(context, node.operand, level, type), node.operand.position);
    return castExplicitly(context, array, type, node.position);
  }
  const operand = bindExpression(context, node.operand, level);
  const cast = castExplicitly(context, operand, type, node.position);
  const domain = userType(context, node.type)?.domain ?? null;
  return domain === null ? cast : checkedDomain(context, domain, cast);
}

function isUnknownType({ name, schema, arrayDimensions }: TypeName): boolean {
  return name === 'unknown' && arrayDimensions === 0 && (schema === null || schema === 'pg_catalog');
}

/** 'x'::unknown says that the literal's type is open, which it is. Nothing else has this type. */
function bindUnknown(context: BindContext, node: Cast, level: QueryLevel): Expr {
  const operand = bindExpression(context, node.operand, level);
  if (operand.type.kind === 'unknown') return operand;
  throw errorAt(SQLSTATE.cannotCoerce, `cannot cast type ${typeLabel(operand.type)} to unknown`, node.position);
}

/** Values of the session and the clock are calls of stable functions: whoever runs the statement puts the values in. */
function bindSqlValue(context: BindContext, node: SqlValue): Expr {
  switch (node.function) {
    case 'current_date':
      return { kind: 'call', type: TYPES.date, name: 'current_date', args: [] };
    case 'localtimestamp':
      return withPrecision(context, { kind: 'call', type: TYPES.timestamp, name: 'localtimestamp', args: [] }, node);
    case 'current_timestamp':
      return withPrecision(context, { kind: 'call', type: TYPES.timestamptz, name: 'now', args: [] }, node);
    case 'current_time':
      return withPrecision(context, { kind: 'call', type: TYPES.timetz, name: 'current_time', args: [] }, node);
    case 'localtime':
      return withPrecision(context, { kind: 'call', type: TYPES.time, name: 'localtime', args: [] }, node);
    case 'current_user':
    case 'current_role':
    case 'user':
      return { kind: 'call', type: TYPES.name, name: 'current_user', args: [] };
    case 'session_user':
      return { kind: 'call', type: TYPES.name, name: 'session_user', args: [] };
    case 'current_catalog':
      return { kind: 'literal', type: TYPES.name, value: context.catalog.database };
    case 'current_schema': {
      const schema = context.searchPath.find((name) => context.catalog.hasSchema(name));
      return { kind: 'literal', type: TYPES.name, value: schema ?? null };
    }
    default:
      return unreachable(node.function);
  }
}

/** current_timestamp(3): rounded. */
function withPrecision(context: BindContext, call: Expr, { precision, position }: SqlValue): Expr {
  const { kind } = call.type;
  if (precision === null || (kind !== 'time' && kind !== 'timetz' && kind !== 'timestamp' && kind !== 'timestamptz')) return call;
  return castExplicitly(context, call, { kind, precision: Math.min(precision, 6) }, position);
}
