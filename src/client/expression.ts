/** Expressions of the DataFrame builder as plain data, and their SQL text. Identifiers are always quoted; literals are written so that no value can end one. */
import { unreachable } from '../common/assert.js';
import { invalidUse } from './invalid-use.js';

export type Literal = null | boolean | number | bigint | string | Date;

export type Expression =
  | { readonly kind: 'column'; readonly qualifier: string | null; readonly name: string }
  /** All columns: of one relation, or of all. */
  | { readonly kind: 'star'; readonly qualifier: string | null }
  | { readonly kind: 'literal'; readonly value: Literal }
  /** `date '1995-03-15'`, `interval '3 months'`. */
  | { readonly kind: 'typed-literal'; readonly type: 'date' | 'timestamp' | 'interval'; readonly text: string }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[] }
  | { readonly kind: 'not' | 'minus'; readonly operand: Expression }
  | { readonly kind: 'is-distinct'; readonly left: Expression; readonly right: Expression; readonly negated: boolean }
  | { readonly kind: 'array'; readonly items: readonly Expression[] }
  | { readonly kind: 'index'; readonly operand: Expression; readonly index: Expression }
  | { readonly kind: 'field'; readonly operand: Expression; readonly name: string }
  | { readonly kind: 'window'; readonly call: Expression; readonly window: WindowClause }
  | { readonly kind: 'is-null'; readonly operand: Expression; readonly negated: boolean }
  | { readonly kind: 'in'; readonly operand: Expression; readonly list: readonly Expression[]; readonly negated: boolean }
  | { readonly kind: 'in-query'; readonly operand: Expression; readonly query: string; readonly negated: boolean }
  | { readonly kind: 'exists'; readonly query: string; readonly negated: boolean }
  | { readonly kind: 'between'; readonly operand: Expression; readonly low: Expression; readonly high: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | {
      readonly kind: 'aggregate';
      readonly name: string;
      readonly distinct: boolean;
      readonly arguments: readonly Expression[];
      readonly filter: Expression | null;
      /** Within the parentheses, or of WITHIN GROUP. */
      readonly orderBy: readonly SortKey[];
      readonly withinGroup: boolean;
    }
  | { readonly kind: 'extract'; readonly field: string; readonly operand: Expression }
  | { readonly kind: 'cast'; readonly operand: Expression; readonly type: string }
  | {
      readonly kind: 'case';
      readonly branches: readonly { readonly when: Expression; readonly result: Expression }[];
      readonly otherwise: Expression | null;
    }
  /** The user's own SQL. */
  | { readonly kind: 'raw'; readonly sql: string };

export type BinaryOperator =
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '||'
  | '&'
  | '|'
  | '#'
  | '~'
  | 'LIKE'
  | 'NOT LIKE'
  | 'ILIKE'
  | 'NOT ILIKE';

/** Where rows go by one expression. Without `nulls` as in SQL: last when ascending, first when descending. */
export interface SortKey {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nulls: 'first' | 'last' | null;
}

export interface WindowClause {
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortKey[];
  readonly frame: { readonly unit: 'ROWS' | 'RANGE' | 'GROUPS'; readonly start: FrameBound; readonly end: FrameBound } | null;
}

/** Rows from the current one: negative before it; infinite without a bound. */
export type FrameBound = number;

export function renderExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'column':
      return quoteQualified(expression.qualifier, expression.name);
    case 'star':
      return expression.qualifier === null ? '*' : `${quoteIdentifier(expression.qualifier)}.*`;
    case 'literal':
      return renderLiteral(expression.value);
    case 'typed-literal':
      return `${expression.type} ${quoteText(expression.text)}`;
    case 'binary':
      return `${renderOperand(expression.left)} ${expression.operator} ${renderOperand(expression.right)}`;
    case 'and':
      return expression.operands.map(renderOperand).join(' AND ');
    case 'or':
      return expression.operands.map(renderOperand).join(' OR ');
    case 'not':
      return `NOT ${renderOperand(expression.operand)}`;
    case 'minus':
      return `- ${renderOperand(expression.operand)}`;
    case 'is-null':
      return `${renderOperand(expression.operand)} IS ${expression.negated ? 'NOT NULL' : 'NULL'}`;
    case 'in':
      return renderIn(expression);
    case 'in-query':
      return `${renderOperand(expression.operand)} ${expression.negated ? 'NOT IN' : 'IN'} ${parenthesizeQuery(expression.query)}`;
    case 'exists':
      return `${expression.negated ? 'NOT EXISTS' : 'EXISTS'} ${parenthesizeQuery(expression.query)}`;
    case 'between':
      return `${renderOperand(expression.operand)} BETWEEN ${renderOperand(expression.low)} AND ${renderOperand(expression.high)}`;
    case 'call':
      return `${renderFunctionName(expression.name)}(${expression.arguments.map(renderExpression).join(', ')})`;
    case 'aggregate': {
      const order = expression.orderBy.length === 0 ? '' : `ORDER BY ${expression.orderBy.map(renderSortKey).join(', ')}`;
      const inside = expression.withinGroup || order === '' ? '' : ` ${order}`;
      const behind = expression.withinGroup ? ` WITHIN GROUP (${order})` : '';
      const args = `${expression.distinct ? 'DISTINCT ' : ''}${expression.arguments.map(renderExpression).join(', ')}`;
      const call = `${renderFunctionName(expression.name)}(${args}${inside})${behind}`;
      return expression.filter === null ? call : `${call} FILTER (WHERE ${renderExpression(expression.filter)})`;
    }
    case 'window':
      return `${renderExpression(expression.call)} OVER (${renderWindow(expression.window)})`;
    case 'is-distinct':
      return `${renderOperand(expression.left)} IS ${expression.negated ? 'NOT ' : ''}DISTINCT FROM ${renderOperand(expression.right)}`;
    case 'array':
      return `ARRAY[${expression.items.map(renderExpression).join(', ')}]`;
    case 'index':
      return `(${renderExpression(expression.operand)})[${renderExpression(expression.index)}]`;
    case 'field':
      return `(${renderExpression(expression.operand)}).${quoteIdentifier(expression.name)}`;
    case 'extract':
      return `extract(${checkWord(expression.field)} FROM ${renderExpression(expression.operand)})`;
    case 'cast':
      return `CAST(${renderExpression(expression.operand)} AS ${checkTypeName(expression.type)})`;
    case 'case':
      return renderCase(expression);
    case 'raw':
      return expression.sql;
    default:
      return unreachable(expression);
  }
}

/** Whether it aggregates rows, so that a filter can't hold it. */
export function hasAggregate(expression: Expression): boolean {
  // An aggregate over a window keeps the rows; one within its arguments does not.
  if (expression.kind === 'window') return children(expression.call).some(hasAggregate);
  return expression.kind === 'aggregate' || children(expression).some(hasAggregate);
}

export function hasWindow(expression: Expression): boolean {
  return expression.kind === 'window' || children(expression).some(hasWindow);
}

function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'column':
    case 'star':
    case 'literal':
    case 'typed-literal':
    case 'exists':
    case 'raw':
      return [];
    case 'binary':
    case 'is-distinct':
      return [expression.left, expression.right];
    case 'array':
      return expression.items;
    case 'index':
      return [expression.operand, expression.index];
    case 'window':
      return [expression.call, ...expression.window.partitionBy, ...expression.window.orderBy.map((key) => key.expression)];
    case 'and':
    case 'or':
      return expression.operands;
    case 'not':
    case 'minus':
    case 'field':
    case 'is-null':
    case 'in-query':
    case 'extract':
    case 'cast':
      return [expression.operand];
    case 'in':
      return [expression.operand, ...expression.list];
    case 'between':
      return [expression.operand, expression.low, expression.high];
    case 'call':
    case 'aggregate':
      return expression.arguments;
    case 'case': {
      const branches = expression.branches.flatMap(({ when, result }) => [when, result]);
      return expression.otherwise === null ? branches : [...branches, expression.otherwise];
    }
    default:
      return unreachable(expression);
  }
}

export function quoteIdentifier(name: string): string {
  if (name === '' || name.includes('\0')) throw invalidUse(`not an identifier: ${JSON.stringify(name)}`);
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteQualified(qualifier: string | null, name: string): string {
  return qualifier === null ? quoteIdentifier(name) : `${quoteIdentifier(qualifier)}.${quoteIdentifier(name)}`;
}

/** A query in parentheses, indented below its opening one. */
export function parenthesizeQuery(query: string): string {
  return `(\n${indent(query)}\n)`;
}

export function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}

/** Everything but names, literals and calls goes in parentheses, so that no operator's precedence matters. */
function renderOperand(expression: Expression): string {
  const text = renderExpression(expression);
  switch (expression.kind) {
    case 'column':
    case 'star':
    case 'literal':
    case 'typed-literal':
    case 'call':
    case 'extract':
    case 'cast':
    case 'case':
    case 'array':
    case 'index':
    case 'field':
      return text;
    case 'aggregate':
      return expression.filter === null ? text : `(${text})`;
    default:
      return `(${text})`;
  }
}

export function renderSortKey({ expression, descending, nulls }: SortKey): string {
  return `${renderExpression(expression)}${descending ? ' DESC' : ''}${nulls === null ? '' : ` NULLS ${nulls.toUpperCase()}`}`;
}

function renderWindow({ partitionBy, orderBy, frame }: WindowClause): string {
  const parts: string[] = [];
  if (partitionBy.length > 0) parts.push(`PARTITION BY ${partitionBy.map(renderOperand).join(', ')}`);
  if (orderBy.length > 0) parts.push(`ORDER BY ${orderBy.map(renderSortKey).join(', ')}`);
  if (frame !== null) parts.push(`${frame.unit} BETWEEN ${renderBound(frame.start)} AND ${renderBound(frame.end)}`);
  return parts.join(' ');
}

function renderBound(bound: FrameBound): string {
  if (bound === 0) return 'CURRENT ROW';
  const side = bound < 0 ? 'PRECEDING' : 'FOLLOWING';
  if (!Number.isFinite(bound)) {
    if (Number.isNaN(bound)) throw invalidUse('not a bound of a window: NaN');
    return `UNBOUNDED ${side}`;
  }
  return `${Math.abs(bound)} ${side}`;
}

function renderIn(expression: Extract<Expression, { readonly kind: 'in' }>): string {
  // SQL has no empty list: nothing is in it, and everything, NULL too, is not.
  if (expression.list.length === 0) return expression.negated ? 'TRUE' : 'FALSE';
  const list = expression.list.map(renderExpression).join(', ');
  return `${renderOperand(expression.operand)} ${expression.negated ? 'NOT IN' : 'IN'} (${list})`;
}

function renderCase(expression: Extract<Expression, { readonly kind: 'case' }>): string {
  const branches = expression.branches.map(({ when, result }) => `WHEN ${renderExpression(when)} THEN ${renderExpression(result)}`);
  const otherwise = expression.otherwise === null ? [] : [`ELSE ${renderExpression(expression.otherwise)}`];
  return ['CASE', ...branches, ...otherwise, 'END'].join(' ');
}

function renderLiteral(value: Literal): string {
  if (value === null) return 'NULL';
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw invalidUse('an invalid Date is no literal');
    return `timestamp '${value.toISOString().replace('T', ' ').replace('Z', '')}'`;
  }
  switch (typeof value) {
    case 'boolean':
      return value ? 'TRUE' : 'FALSE';
    case 'string':
      return quoteText(value);
    case 'bigint':
      return value < 0n ? `(${value})` : String(value);
    case 'number':
      if (!Number.isFinite(value)) return `CAST('${value}' AS double precision)`;
      return value < 0 || Object.is(value, -0) ? `(${value})` : String(value);
    default:
      return unreachable(value);
  }
}

/** Right under either setting of standard_conforming_strings: a text with a backslash is written as an escape string. */
export function quoteText(text: string): string {
  if (text.includes('\0')) throw invalidUse('text in SQL holds no NUL character');
  const quoted = text.replaceAll("'", "''");
  return text.includes('\\') ? `E'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`;
}

/** Built-in names stay readable; any other name is quoted. */
function renderFunctionName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !SPECIAL_FUNCTIONS.has(name) ? name : quoteIdentifier(name);
}

/** Words that the grammar reads in its own way when they stand before a parenthesis: quoted they are functions as others. */
const SPECIAL_FUNCTIONS: ReadonlySet<string> = new Set([
  'position',
  'substring',
  'overlay',
  'trim',
  'extract',
  'normalize',
  'treat',
  'cast',
]);

function checkWord(word: string): string {
  if (!/^[A-Za-z_]+$/.test(word)) throw invalidUse(`not a field: ${JSON.stringify(word)}`);
  return word;
}

function checkTypeName(type: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_ ]*(\(\s*\d+\s*(,\s*\d+\s*)?\))?[A-Za-z ]*$/.test(type))
    throw invalidUse(`not a type: ${JSON.stringify(type)}`);
  return type;
}
