/** The functions that columns are made with. Where a function takes a name or a column, a text is a column's name. */
import { AggregateColumn, Column, type ColumnLike, toExpression } from './column.js';
import type { Expression, Literal } from './expression.js';

/** The part after a qualifier: `o.total` is the column total of the relation o. */
type BareName<Name extends string> = Name extends `${string}.${infer Bare}` ? Bare : Name;

/** A column by name. `relation.column` names one of a relation that has an alias (`frame.as('relation')`). */
export function col<Type = unknown, Name extends string = string>(name: Name): Column<Type, BareName<Name>> {
  const dot = name.indexOf('.');
  const expression: Expression =
    dot < 0 ? { kind: 'column', qualifier: null, name } : { kind: 'column', qualifier: name.slice(0, dot), name: name.slice(dot + 1) };
  return new Column<Type, BareName<Name>>(expression);
}

export function lit<Type extends Literal>(value: Type): Column<Type> {
  return new Column<Type>({ kind: 'literal', value });
}

/** `date('1995-03-15')`. */
export function date(text: string): Column<string> {
  return new Column<string>({ kind: 'typed-literal', type: 'date', text });
}

export function timestamp(text: string): Column<string> {
  return new Column<string>({ kind: 'typed-literal', type: 'timestamp', text });
}

/** `interval('3 months')`. */
export function interval(text: string): Column<string> {
  return new Column<string>({ kind: 'typed-literal', type: 'interval', text });
}

/** SQL text as it is: the caller answers for what is in it. */
export function expr<Type = unknown>(sql: string): Column<Type> {
  return new Column<Type>({ kind: 'raw', sql });
}

/** Any function of the server by name. */
export function fn<Type = unknown>(name: string, ...args: readonly ColumnLike[]): Column<Type> {
  return new Column<Type>({ kind: 'call', name, arguments: args.map(toExpression) });
}

/** The result's type is the server's: an integer column's sum is a bigint, a numeric one's a text. */
export function sum(column: string | Column): AggregateColumn<string | bigint | number | null, 'sum'> {
  return aggregate('sum', column);
}

export function avg(column: string | Column): AggregateColumn<string | number | null, 'avg'> {
  return aggregate('avg', column);
}

export function min<Type = unknown>(column: string | Column<Type>): AggregateColumn<Type | null, 'min'> {
  return aggregate('min', column);
}

export function max<Type = unknown>(column: string | Column<Type>): AggregateColumn<Type | null, 'max'> {
  return aggregate('max', column);
}

/** Rows, or rows where the column is not NULL. */
export function count(column?: string | Column): AggregateColumn<bigint, 'count'> {
  if (column !== undefined) return aggregate('count', column);
  return new AggregateColumn({
    kind: 'aggregate',
    name: 'count',
    distinct: false,
    arguments: [{ kind: 'star', qualifier: null }],
    filter: null,
  });
}

export function countDistinct(column: string | Column): AggregateColumn<bigint, 'count'> {
  return aggregate('count', column, true);
}

export function abs(column: string | Column): Column {
  return call('abs', column);
}

export function round(column: string | Column, digits = 0): Column {
  return call('round', column, digits);
}

export function upper(column: string | Column): Column<string | null> {
  return call('upper', column);
}

export function lower(column: string | Column): Column<string | null> {
  return call('lower', column);
}

export function length(column: string | Column): Column<number | null> {
  return call('length', column);
}

/** From character `start`, counted from 1. */
export function substring(column: string | Column, start: number, characters: number): Column<string | null> {
  return call('substr', column, start, characters);
}

export function coalesce<Type = unknown>(...values: readonly ColumnLike[]): Column<Type> {
  return fn<Type>('coalesce', ...values);
}

/** A field of a date, a time or an interval: `extract('year', 'o_orderdate')`. */
export function extract(field: string, column: string | Column): Column<string | null> {
  return new Column<string | null>({ kind: 'extract', field, operand: named(column).expression });
}

export function not(condition: Column): Column<boolean> {
  return condition.not();
}

/** CASE: `when(a, 1).when(b, 2).otherwise(3)`; without otherwise it is NULL where no condition holds. */
export function when(condition: Column, result: ColumnLike): CaseColumn {
  return new CaseColumn([{ when: condition.expression, result: toExpression(result) }]);
}

type Branches = Extract<Expression, { readonly kind: 'case' }>['branches'];

export class CaseColumn extends Column {
  readonly #branches: Branches;

  constructor(branches: Branches) {
    super({ kind: 'case', branches, otherwise: null });
    this.#branches = branches;
  }

  when(condition: Column, result: ColumnLike): CaseColumn {
    return new CaseColumn([...this.#branches, { when: condition.expression, result: toExpression(result) }]);
  }

  otherwise(result: ColumnLike): Column {
    return new Column({ kind: 'case', branches: this.#branches, otherwise: toExpression(result) });
  }
}

function aggregate<Type, Name extends string>(name: Name, column: string | Column, distinct = false): AggregateColumn<Type, Name> {
  return new AggregateColumn<Type, Name>({
    kind: 'aggregate',
    name,
    distinct,
    arguments: [named(column).expression],
    filter: null,
  });
}

function call<Type>(name: string, column: string | Column, ...rest: readonly Literal[]): Column<Type> {
  return new Column<Type>({ kind: 'call', name, arguments: [named(column).expression, ...rest.map(toExpression)] });
}

function named(column: string | Column): Column {
  return typeof column === 'string' ? col(column) : column;
}
