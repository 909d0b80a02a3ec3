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

export type BinaryOperator = '=' | '<>' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | '||' | 'LIKE' | 'NOT LIKE' | 'ILIKE';

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
      const call = `${expression.name}(${expression.distinct ? 'DISTINCT ' : ''}${expression.arguments.map(renderExpression).join(', ')})`;
      return expression.filter === null ? call : `${call} FILTER (WHERE ${renderExpression(expression.filter)})`;
    }
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
  return expression.kind === 'aggregate' || children(expression).some(hasAggregate);
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
      return [expression.left, expression.right];
    case 'and':
    case 'or':
      return expression.operands;
    case 'not':
    case 'minus':
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
      return text;
    case 'aggregate':
      return expression.filter === null ? text : `(${text})`;
    default:
      return `(${text})`;
  }
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
function quoteText(text: string): string {
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
