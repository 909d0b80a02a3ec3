/**
 * A column of a DataFrame: an expression, perhaps with a name for the result. Immutable. Methods take columns or plain values; a plain value
 * is a literal (`col('a').eq('x')` compares with the text x). `Type` and `Name` are known to the compiler only.
 */
import type { BinaryOperator, Expression, Literal } from './expression.js';
import type { SubqueryFrame } from './subquery-frame.js';

export type ColumnLike = Column | Literal;

export class Column<out Type = unknown, out Name extends string = string> {
  declare protected readonly type?: Type;
  readonly expression: Expression;
  /** Of the result's column; null: the name that SQL gives it. */
  readonly alias: Name | null;

  constructor(expression: Expression, alias: Name | null = null) {
    this.expression = expression;
    this.alias = alias;
  }

  as<NewName extends string>(name: NewName): Column<Type, NewName> {
    return new Column<Type, NewName>(this.expression, name);
  }

  eq(other: ColumnLike): Column<boolean> {
    return this.#compare('=', other);
  }

  ne(other: ColumnLike): Column<boolean> {
    return this.#compare('<>', other);
  }

  lt(other: ColumnLike): Column<boolean> {
    return this.#compare('<', other);
  }

  le(other: ColumnLike): Column<boolean> {
    return this.#compare('<=', other);
  }

  gt(other: ColumnLike): Column<boolean> {
    return this.#compare('>', other);
  }

  ge(other: ColumnLike): Column<boolean> {
    return this.#compare('>=', other);
  }

  plus(other: ColumnLike): Column {
    return binary('+', this, other);
  }

  minus(other: ColumnLike): Column {
    return binary('-', this, other);
  }

  times(other: ColumnLike): Column {
    return binary('*', this, other);
  }

  /** As in SQL: integers divide to an integer. */
  dividedBy(other: ColumnLike): Column {
    return binary('/', this, other);
  }

  mod(other: ColumnLike): Column {
    return binary('%', this, other);
  }

  concat(other: ColumnLike): Column<string | null> {
    return binary('||', this, other);
  }

  negate(): Column<Type> {
    return new Column<Type>({ kind: 'minus', operand: this.expression });
  }

  and(...others: readonly Column[]): Column<boolean> {
    return new Column<boolean>({ kind: 'and', operands: [this.expression, ...others.map((other) => other.expression)] });
  }

  or(...others: readonly Column[]): Column<boolean> {
    return new Column<boolean>({ kind: 'or', operands: [this.expression, ...others.map((other) => other.expression)] });
  }

  not(): Column<boolean> {
    return new Column<boolean>({ kind: 'not', operand: this.expression });
  }

  isNull(): Column<boolean> {
    return new Column<boolean>({ kind: 'is-null', operand: this.expression, negated: false });
  }

  isNotNull(): Column<boolean> {
    return new Column<boolean>({ kind: 'is-null', operand: this.expression, negated: true });
  }

  /** A list of values, or a frame of one column. */
  in(values: readonly ColumnLike[] | SubqueryFrame): Column<boolean> {
    return this.#in(values, false);
  }

  /** As in SQL, a NULL among the values makes this NULL where it is not false. */
  notIn(values: readonly ColumnLike[] | SubqueryFrame): Column<boolean> {
    return this.#in(values, true);
  }

  /** Both bounds included. */
  between(low: ColumnLike, high: ColumnLike): Column<boolean> {
    return new Column<boolean>({ kind: 'between', operand: this.expression, low: toExpression(low), high: toExpression(high) });
  }

  like(pattern: ColumnLike): Column<boolean> {
    return this.#compare('LIKE', pattern);
  }

  notLike(pattern: ColumnLike): Column<boolean> {
    return this.#compare('NOT LIKE', pattern);
  }

  ilike(pattern: ColumnLike): Column<boolean> {
    return this.#compare('ILIKE', pattern);
  }

  /** `type` is SQL's name: `numeric(12,2)`. */
  cast<To = unknown>(type: string): Column<To, Name> {
    return new Column<To, Name>({ kind: 'cast', operand: this.expression, type }, this.alias);
  }

  asc(nulls?: 'first' | 'last'): SortKey {
    return { expression: this.expression, descending: false, nulls: nulls ?? null };
  }

  desc(nulls?: 'first' | 'last'): SortKey {
    return { expression: this.expression, descending: true, nulls: nulls ?? null };
  }

  #compare(operator: BinaryOperator, other: ColumnLike): Column<boolean> {
    return binary(operator, this, other);
  }

  #in(values: readonly ColumnLike[] | SubqueryFrame, negated: boolean): Column<boolean> {
    const operand = this.expression;
    if (isList(values)) return new Column<boolean>({ kind: 'in', operand, list: values.map(toExpression), negated });
    return new Column<boolean>({ kind: 'in-query', operand, query: values.toSQL(), negated });
  }
}

/** Where rows go by one expression. Without `nulls` as in SQL: last when ascending, first when descending. */
export interface SortKey {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nulls: 'first' | 'last' | null;
}

/** An aggregate, which may look at some of the rows only. */
export class AggregateColumn<out Type = unknown, out Name extends string = string> extends Column<Type, Name> {
  filter(condition: Column): AggregateColumn<Type, Name> {
    if (this.expression.kind !== 'aggregate') return this;
    return new AggregateColumn<Type, Name>({ ...this.expression, filter: condition.expression }, this.alias);
  }
}

export function toExpression(value: ColumnLike): Expression {
  return value instanceof Column ? value.expression : { kind: 'literal', value };
}

function binary<Type>(operator: BinaryOperator, left: Column, right: ColumnLike): Column<Type> {
  return new Column<Type>({ kind: 'binary', operator, left: left.expression, right: toExpression(right) });
}

function isList(values: readonly ColumnLike[] | SubqueryFrame): values is readonly ColumnLike[] {
  return Array.isArray(values);
}
