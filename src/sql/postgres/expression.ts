/**
 * Expressions of PostgreSQL's parse tree. Chains that lean to the left (1 + 1 + 1 ...) are walked in a loop: only nesting
 * that the user wrote costs stack.
 */
import type {
  A_Const,
  A_Expr,
  BoolExpr,
  BooleanTest,
  FuncCall,
  JsonParseExpr,
  Node,
  TypeName as PgTypeName,
  SQLValueFunction,
  SubLink,
  WindowDef,
} from 'libpg-query';
import { assert, known, unreachable } from '../../common/assert.js';
import type {
  Expression,
  FrameBound,
  FunctionCall,
  IndirectionStep,
  Operator,
  SortKey,
  SqlValue,
  Target,
  TypeName,
  WindowFrame,
  WindowSpec,
} from '../ast.js';
import { at, type Conversion, nodeKind, selectOf, stringOf, strings, withoutCatalog } from './conversion.js';
import { typeName } from './type-name.js';

export function expression(node: Node | undefined, c: Conversion): Expression {
  assert(node !== undefined, 'an expression node');
  if ('ColumnRef' in node) return columnReference(node.ColumnRef.fields ?? [], at(c, node.ColumnRef.location));
  if ('A_Const' in node) return constant(node.A_Const, c);
  if ('A_Expr' in node) return operatorExpression(node.A_Expr, c);
  if ('BoolExpr' in node) return booleanExpression(node.BoolExpr, c);
  if ('FuncCall' in node) return functionCall(node.FuncCall, c);
  if ('TypeCast' in node) {
    const cast = node.TypeCast;
    const type = typeOf(cast.typeName, c);
    // A typed literal (date '...') has no position of its own: PostgreSQL points at the type's name.
    const position = at(c, cast.location);
    return { kind: 'cast', operand: expression(cast.arg, c), type, position: position < 0 ? type.position : position };
  }
  if ('SubLink' in node) return subquery(node.SubLink, c);
  if ('CaseExpr' in node) {
    const { arg, args, defresult, location } = node.CaseExpr;
    return {
      kind: 'case',
      operand: optional(arg, c),
      branches: (args ?? []).map((branch) => {
        assert('CaseWhen' in branch, 'WHEN in CASE');
        const { expr, result } = branch.CaseWhen;
        return { when: expression(expr, c), then: expression(result, c), position: at(c, branch.CaseWhen.location) };
      }),
      otherwise: optional(defresult, c),
      position: at(c, location),
    };
  }
  if ('NullTest' in node) {
    const { arg, nulltesttype, location } = node.NullTest;
    return { kind: 'is-null', negated: nulltesttype === 'IS_NOT_NULL', operand: expression(arg, c), position: at(c, location) };
  }
  if ('BooleanTest' in node) return booleanTest(node.BooleanTest, c);
  if ('CoalesceExpr' in node) {
    return { kind: 'coalesce', args: expressions(node.CoalesceExpr.args, c), position: at(c, node.CoalesceExpr.location) };
  }
  if ('MinMaxExpr' in node) {
    const { op, args, location } = node.MinMaxExpr;
    return { kind: op === 'IS_LEAST' ? 'least' : 'greatest', args: expressions(args, c), position: at(c, location) };
  }
  if ('ParamRef' in node) return { kind: 'parameter', index: node.ParamRef.number ?? 0, position: at(c, node.ParamRef.location) };
  if ('RowExpr' in node) {
    const { args, row_format, location } = node.RowExpr;
    return { kind: 'row', items: expressions(args, c), explicit: row_format === 'COERCE_EXPLICIT_CALL', position: at(c, location) };
  }
  if ('A_ArrayExpr' in node) {
    return { kind: 'array', items: expressions(node.A_ArrayExpr.elements, c), position: at(c, node.A_ArrayExpr.location) };
  }
  if ('A_Indirection' in node) {
    const operand = expression(node.A_Indirection.arg, c);
    return { kind: 'indirection', operand, steps: indirection(node.A_Indirection.indirection, c), position: operand.position };
  }
  if ('SQLValueFunction' in node) return sqlValue(node.SQLValueFunction, c);
  if ('CollateClause' in node) {
    const { arg, collname, location } = node.CollateClause;
    return { kind: 'collate', operand: expression(arg, c), collation: strings(collname), position: at(c, location) };
  }
  if ('NamedArgExpr' in node) {
    const { name, arg, location } = node.NamedArgExpr;
    return { kind: 'named-argument', name: name ?? '', value: expression(arg, c), position: at(c, location) };
  }
  if ('GroupingFunc' in node) {
    return { kind: 'grouping', args: expressions(node.GroupingFunc.args, c), position: at(c, node.GroupingFunc.location) };
  }
  if ('SetToDefault' in node) return { kind: 'default', position: at(c, node.SetToDefault.location) };
  if ('JsonParseExpr' in node && node.JsonParseExpr.unique_keys !== true) return jsonParse(node.JsonParseExpr, c);
  return { kind: 'unsupported-expression', feature: featureOf(node), position: -1 };
}

/** json(x), which the grammar does not take for a function: a cast. */
function jsonParse({ expr, location }: JsonParseExpr, c: Conversion): Expression {
  const position = at(c, location);
  const type = { name: 'json', schema: null, modifiers: [], intervalFields: null, arrayDimensions: 0, setOf: false, position };
  return { kind: 'cast', operand: expression(expr?.raw_expr, c), type, position };
}

export function expressions(nodes: readonly Node[] | undefined, c: Conversion): readonly Expression[] {
  return (nodes ?? []).map((node) => expression(node, c));
}

export function optional(node: Node | undefined, c: Conversion): Expression | null {
  return node === undefined ? null : expression(node, c);
}

export function typeOf(type: PgTypeName | undefined, c: Conversion): TypeName {
  const known_ = known(type, 'type name');
  return typeName(known_, expressions(known_.typmods, c), c);
}

/** Entries of a select list or RETURNING. */
export function targets(nodes: readonly Node[] | undefined, c: Conversion): readonly Target[] {
  return (nodes ?? []).map((node) => {
    assert('ResTarget' in node, 'ResTarget in a select list');
    const { name, val, location } = node.ResTarget;
    return { expression: expression(val, c), name: name ?? null, position: at(c, location) };
  });
}

export function sortKeys(nodes: readonly Node[] | undefined, c: Conversion): readonly SortKey[] {
  return (nodes ?? []).map((node) => {
    assert('SortBy' in node, 'SortBy in ORDER BY');
    const { node: key, sortby_dir, sortby_nulls, useOp } = node.SortBy;
    const sorted = expression(key, c);
    return {
      expression: sorted,
      descending: sortby_dir === 'SORTBY_DESC',
      nullsFirst: sortby_nulls === 'SORTBY_NULLS_FIRST' ? true : sortby_nulls === 'SORTBY_NULLS_LAST' ? false : null,
      using: sortby_dir === 'SORTBY_USING' ? (strings(useOp).at(-1) ?? null) : null,
      position: sorted.position,
    };
  });
}

export function indirection(nodes: readonly Node[] | undefined, c: Conversion): readonly IndirectionStep[] {
  return (nodes ?? []).map((node): IndirectionStep => {
    if ('String' in node) return { kind: 'field', name: stringOf(node) };
    if ('A_Star' in node) return { kind: 'all' };
    assert('A_Indices' in node, 'subscript, field or star');
    const { is_slice, lidx, uidx } = node.A_Indices;
    if (is_slice === true) return { kind: 'slice', lower: optional(lidx, c), upper: optional(uidx, c) };
    return { kind: 'index', index: expression(uidx, c) };
  });
}

export function windowSpec(window: WindowDef, inWindowClause: boolean, c: Conversion): WindowSpec {
  const bare = !inWindowClause && window.name !== undefined;
  return {
    name: inWindowClause ? (window.name ?? null) : null,
    reference: bare ? (window.name ?? null) : (window.refname ?? null),
    bare,
    partitionBy: expressions(window.partitionClause, c),
    orderBy: sortKeys(window.orderClause, c),
    frame: windowFrame(window, c),
    position: at(c, window.location),
  };
}

// ---------------------------------------------------------------------------------------------------------------------

function columnReference(fields: readonly Node[], position: number): Expression {
  const last = fields[fields.length - 1];
  if (last !== undefined && 'A_Star' in last) return { kind: 'star', qualifier: strings(fields.slice(0, -1)), position };
  return { kind: 'column', name: strings(fields), position };
}

function constant(value: A_Const, c: Conversion): Expression {
  const position = at(c, value.location);
  if (value.isnull === true) return { kind: 'null', position };
  if (value.ival !== undefined) return { kind: 'integer', value: value.ival.ival ?? 0, position };
  if (value.fval !== undefined) return wideNumber(value.fval.fval ?? '0', position);
  if (value.boolval !== undefined) return { kind: 'boolean', value: value.boolval.boolval === true, position };
  if (value.bsval !== undefined) {
    const text = value.bsval.bsval ?? 'b';
    return { kind: 'bit-string', radix: /^x/i.test(text) ? 16 : 2, digits: text.slice(1), position };
  }
  return { kind: 'string', value: value.sval?.sval ?? '', position };
}

/** Digits may be grouped by underscores and have another radix (0x, 0o, 0b), as in PostgreSQL 16 and later: given plain. */
function wideNumber(text: string, position: number): Expression {
  const plain = text.replaceAll('_', '');
  const radix = /^(-?)(0[xob].*)$/i.exec(plain);
  if (radix === null) return { kind: 'decimal', text: plain, position };
  return { kind: 'decimal', text: `${radix[1] ?? ''}${BigInt(radix[2] ?? '0').toString()}`, position };
}

function operatorExpression(node: A_Expr, c: Conversion): Expression {
  const position = at(c, node.location);
  const name = strings(node.name).at(-1) ?? '';
  switch (node.kind ?? 'AEXPR_OP') {
    case 'AEXPR_OP':
      return operatorChain(node, c);
    case 'AEXPR_OP_ANY':
    case 'AEXPR_OP_ALL':
      return {
        kind: 'quantified',
        operator: name,
        quantifier: node.kind === 'AEXPR_OP_ANY' ? 'any' : 'all',
        left: expression(node.lexpr, c),
        array: expression(node.rexpr, c),
        position,
      };
    case 'AEXPR_DISTINCT':
    case 'AEXPR_NOT_DISTINCT':
      return {
        kind: 'is-distinct',
        negated: node.kind === 'AEXPR_NOT_DISTINCT',
        left: expression(node.lexpr, c),
        right: expression(node.rexpr, c),
        position,
      };
    case 'AEXPR_NULLIF':
      return { kind: 'nullif', left: expression(node.lexpr, c), right: expression(node.rexpr, c), position };
    case 'AEXPR_IN':
      return { kind: 'in-list', negated: name === '<>', operand: expression(node.lexpr, c), items: listItems(node.rexpr, c), position };
    case 'AEXPR_LIKE':
      return like('like', name === '!~~', node, position, c);
    case 'AEXPR_ILIKE':
      return like('ilike', name === '!~~*', node, position, c);
    case 'AEXPR_SIMILAR':
      return like('similar', name === '!~', node, position, c);
    case 'AEXPR_BETWEEN':
    case 'AEXPR_NOT_BETWEEN':
    case 'AEXPR_BETWEEN_SYM':
    case 'AEXPR_NOT_BETWEEN_SYM': {
      const [low, high] = listItems(node.rexpr, c);
      return {
        kind: 'between',
        negated: node.kind === 'AEXPR_NOT_BETWEEN' || node.kind === 'AEXPR_NOT_BETWEEN_SYM',
        symmetric: node.kind === 'AEXPR_BETWEEN_SYM' || node.kind === 'AEXPR_NOT_BETWEEN_SYM',
        operand: expression(node.lexpr, c),
        low: known(low, 'lower bound'),
        high: known(high, 'upper bound'),
        position,
      };
    }
  }
}

function operatorChain(top: A_Expr, c: Conversion): Expression {
  const chain: A_Expr[] = [top];
  let leftmost: Node | undefined = top.lexpr;
  while (leftmost !== undefined && 'A_Expr' in leftmost && (leftmost.A_Expr.kind ?? 'AEXPR_OP') === 'AEXPR_OP') {
    chain.push(leftmost.A_Expr);
    leftmost = leftmost.A_Expr.lexpr;
  }
  let left: Expression | null = optional(leftmost, c);
  for (let i = chain.length - 1; i >= 0; i--) {
    const node = known(chain[i], 'operator');
    const name = strings(node.name);
    const operator: Operator = {
      kind: 'operator',
      operator: name.at(-1) ?? '',
      schema: name.length > 1 ? name.slice(0, -1).join('.') : null,
      left,
      right: expression(node.rexpr, c),
      position: at(c, node.location),
    };
    left = operator;
  }
  return known(left, 'operator');
}

function listItems(node: Node | undefined, c: Conversion): readonly Expression[] {
  assert(node !== undefined && 'List' in node, 'a list');
  return expressions(node.List.items, c);
}

/** The grammar wraps the pattern in like_escape(pattern, escape), and for SIMILAR TO always in similar_to_escape. */
function like(variant: 'like' | 'ilike' | 'similar', negated: boolean, node: A_Expr, position: number, c: Conversion): Expression {
  const operand = expression(node.lexpr, c);
  const right = node.rexpr;
  if (right !== undefined && 'FuncCall' in right) {
    const [schema, name] = strings(right.FuncCall.funcname);
    if (schema === 'pg_catalog' && (name === 'like_escape' || name === 'similar_to_escape')) {
      const [pattern, escapedBy] = expressions(right.FuncCall.args, c);
      return { kind: 'like', variant, negated, operand, pattern: known(pattern, 'pattern'), escape: escapedBy ?? null, position };
    }
  }
  return { kind: 'like', variant, negated, operand, pattern: expression(right, c), escape: null, position };
}

function booleanExpression(node: BoolExpr, c: Conversion): Expression {
  const position = at(c, node.location);
  const args = node.args ?? [];
  if (node.boolop === 'NOT_EXPR') {
    const operand = expression(args[0], c);
    // The grammar gives x NOT IN (SELECT ...) as NOT (x IN (SELECT ...)), which means the same.
    if (operand.kind === 'in-subquery') return { ...operand, negated: !operand.negated, position };
    return { kind: 'not', operand, position };
  }
  return { kind: node.boolop === 'OR_EXPR' ? 'or' : 'and', operands: expressions(args, c), position };
}

function booleanTest(node: BooleanTest, c: Conversion): Expression {
  const operand = expression(node.arg, c);
  const position = at(c, node.location);
  const type = known(node.booltesttype, 'test');
  switch (type) {
    case 'IS_TRUE':
    case 'IS_NOT_TRUE':
      return { kind: 'is-boolean', test: 'true', negated: type === 'IS_NOT_TRUE', operand, position };
    case 'IS_FALSE':
    case 'IS_NOT_FALSE':
      return { kind: 'is-boolean', test: 'false', negated: type === 'IS_NOT_FALSE', operand, position };
    case 'IS_UNKNOWN':
    case 'IS_NOT_UNKNOWN':
      return { kind: 'is-boolean', test: 'unknown', negated: type === 'IS_NOT_UNKNOWN', operand, position };
  }
  return unreachable(type);
}

function functionCall(node: FuncCall, c: Conversion): FunctionCall {
  const sqlSyntax = node.funcformat === 'COERCE_SQL_SYNTAX';
  const written = strings(node.funcname);
  const name = sqlSyntax ? withoutCatalog(written) : written;
  return {
    kind: 'call',
    name,
    args: expressions(node.args, c),
    star: node.agg_star === true,
    distinct: node.agg_distinct === true,
    variadic: node.func_variadic === true,
    orderBy: sortKeys(node.agg_order, c),
    withinGroup: node.agg_within_group === true,
    filter: optional(node.agg_filter, c),
    over: node.over === undefined ? null : windowSpec(node.over, false, c),
    sqlSyntax,
    position: at(c, node.location),
  };
}

function subquery(node: SubLink, c: Conversion): Expression {
  const position = at(c, node.location);
  const query = c.query(selectOf(node.subselect), c);
  switch (node.subLinkType) {
    case 'EXISTS_SUBLINK':
      return { kind: 'exists', query, position };
    case 'EXPR_SUBLINK':
      return { kind: 'scalar-subquery', query, position };
    case 'ARRAY_SUBLINK':
      return { kind: 'array-subquery', query, position };
    case 'ANY_SUBLINK':
    case 'ALL_SUBLINK': {
      const operand = expression(node.testexpr, c);
      if (node.operName === undefined) return { kind: 'in-subquery', negated: false, operand, query, position };
      const operator = strings(node.operName).at(-1) ?? '';
      return {
        kind: 'quantified-subquery',
        operator,
        quantifier: node.subLinkType === 'ANY_SUBLINK' ? 'any' : 'all',
        operand,
        query,
        position,
      };
    }
    default:
      return { kind: 'unsupported-expression', feature: 'this kind of subquery', position };
  }
}

const SQL_VALUES: Readonly<Record<string, SqlValue['function']>> = {
  SVFOP_CURRENT_DATE: 'current_date',
  SVFOP_CURRENT_TIME: 'current_time',
  SVFOP_CURRENT_TIME_N: 'current_time',
  SVFOP_CURRENT_TIMESTAMP: 'current_timestamp',
  SVFOP_CURRENT_TIMESTAMP_N: 'current_timestamp',
  SVFOP_LOCALTIME: 'localtime',
  SVFOP_LOCALTIME_N: 'localtime',
  SVFOP_LOCALTIMESTAMP: 'localtimestamp',
  SVFOP_LOCALTIMESTAMP_N: 'localtimestamp',
  SVFOP_CURRENT_ROLE: 'current_role',
  SVFOP_CURRENT_USER: 'current_user',
  SVFOP_USER: 'user',
  SVFOP_SESSION_USER: 'session_user',
  SVFOP_CURRENT_CATALOG: 'current_catalog',
  SVFOP_CURRENT_SCHEMA: 'current_schema',
};

function sqlValue(node: SQLValueFunction, c: Conversion): Expression {
  const op = known(node.op, 'SQL value function');
  const precision = op.endsWith('_N') ? (node.typmod ?? 0) : null;
  return { kind: 'sql-value', function: known(SQL_VALUES[op], op), precision, position: at(c, node.location) };
}

/** nodes/parsenodes.h, FRAMEOPTION_*. */
const FRAME = {
  nonDefault: 0x1,
  rows: 0x4,
  groups: 0x8,
  startUnboundedPreceding: 0x20,
  endUnboundedPreceding: 0x40,
  startUnboundedFollowing: 0x80,
  endUnboundedFollowing: 0x100,
  startCurrentRow: 0x200,
  endCurrentRow: 0x400,
  startOffsetPreceding: 0x800,
  endOffsetPreceding: 0x1000,
  excludeCurrentRow: 0x8000,
  excludeGroup: 0x10000,
  excludeTies: 0x20000,
} as const;

function windowFrame(window: WindowDef, c: Conversion): WindowFrame | null {
  const options = window.frameOptions ?? 0;
  const has = (bit: number): boolean => (options & bit) !== 0;
  if (!has(FRAME.nonDefault)) return null;
  const bound = (preceding: number, following: number, current: number, offsetPreceding: number, offset: Node | undefined): FrameBound => {
    if (has(preceding)) return { kind: 'unbounded-preceding' };
    if (has(following)) return { kind: 'unbounded-following' };
    if (has(current)) return { kind: 'current-row' };
    return { kind: has(offsetPreceding) ? 'preceding' : 'following', offset: expression(offset, c) };
  };
  return {
    mode: has(FRAME.rows) ? 'rows' : has(FRAME.groups) ? 'groups' : 'range',
    start: bound(
      FRAME.startUnboundedPreceding,
      FRAME.startUnboundedFollowing,
      FRAME.startCurrentRow,
      FRAME.startOffsetPreceding,
      window.startOffset,
    ),
    end: bound(FRAME.endUnboundedPreceding, FRAME.endUnboundedFollowing, FRAME.endCurrentRow, FRAME.endOffsetPreceding, window.endOffset),
    exclude: has(FRAME.excludeCurrentRow) ? 'current row' : has(FRAME.excludeGroup) ? 'group' : has(FRAME.excludeTies) ? 'ties' : null,
  };
}

/** `XmlExpr` is read as XML expressions, `JsonObjectConstructor` as JSON expressions, CurrentOfExpr as WHERE CURRENT OF. */
function featureOf(node: Node): string {
  const kind = nodeKind(node);
  if (kind.startsWith('Xml')) return 'XML expression';
  if (kind.startsWith('Json')) return 'JSON constructor or query function';
  if (kind === 'CurrentOfExpr') return 'WHERE CURRENT OF';
  if (kind === 'MultiAssignRef') return 'multiple-column assignment';
  return `expression of kind ${kind}`;
}
