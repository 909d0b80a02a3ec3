/**
 * A column of a DataFrame: an expression, perhaps with a name for the result. Immutable. Methods take columns or plain values; a plain value
 * is a literal (`col('a').eq('x')` compares with the text x). What the type parameters say is known to the compiler only: the type of the values,
 * the name in the result, and the names of the frame's columns that it uses.
 */
import type { BinaryOperator, Expression, Literal, SortKey } from './expression.js';
import { invalidUse } from './invalid-use.js';
import type { SubqueryFrame } from './subquery-frame.js';
import type { Arithmetic, Family, Literals, NullOf } from './values.js';
import type { WindowSpec } from './window.js';

export type ColumnLike = Column | Literal;

/** What a column of type T is compared with, or calculated with. */
export type Operand<T> = Literals<T> | Column<Family<T>>;

/** Names that an operand uses. */
export type UsesOf<O> = O extends Column<unknown, string, infer Uses> ? Uses : O extends SortColumn<infer Uses> ? Uses : never;
export type TypeOfOperand<O> = O extends Column<infer Type> ? Type : O;

/** A test: NULL where an operand is. */
type Test<T, O, Uses extends string> = Column<
  boolean | NullOf<T> | (O extends Column<infer Other> ? NullOf<Other> : never),
  string,
  Uses | UsesOf<O>
>;

export class Column<out Type = unknown, out Name extends string = string, out Uses extends string = string> {
  declare protected readonly type?: Type;
  declare protected readonly uses?: Uses;
  readonly expression: Expression;
  /** Of the result's column; null: the name that SQL gives it. */
  readonly alias: Name | null;

  constructor(expression: Expression, alias: Name | null = null) {
    this.expression = expression;
    this.alias = alias;
  }

  as<NewName extends string>(name: NewName): Column<Type, NewName, Uses> {
    return new Column<Type, NewName, Uses>(this.expression, name);
  }

  eq<T, O extends Operand<T>>(this: Column<T, string, Uses>, other: O): Test<T, O, Uses> {
    return binary('=', this, other);
  }

  ne<T, O extends Operand<T>>(this: Column<T, string, Uses>, other: O): Test<T, O, Uses> {
    return binary('<>', this, other);
  }

  lt<T, O extends Operand<T>>(this: Column<T, string, Uses>, other: O): Test<T, O, Uses> {
    return binary('<', this, other);
  }

  le<T, O extends Operand<T>>(this: Column<T, string, Uses>, other: O): Test<T, O, Uses> {
    return binary('<=', this, other);
  }

  gt<T, O extends Operand<T>>(this: Column<T, string, Uses>, other: O): Test<T, O, Uses> {
    return binary('>', this, other);
  }

  ge<T, O extends Operand<T>>(this: Column<T, string, Uses>, other: O): Test<T, O, Uses> {
    return binary('>=', this, other);
  }

  /** NULL equals NULL, and nothing else does: never NULL itself. */
  eqNullSafe<T, O extends Operand<T> | null>(this: Column<T, string, Uses>, other: O): Column<boolean, string, Uses | UsesOf<O>> {
    return new Column({ kind: 'is-distinct', left: this.expression, right: toExpression(other), negated: true });
  }

  plus<T, O extends ColumnLike>(
    this: Column<T, string, Uses>,
    other: O,
  ): Column<Arithmetic<T, TypeOfOperand<O>>, string, Uses | UsesOf<O>> {
    return binary('+', this, other);
  }

  minus<T, O extends ColumnLike>(
    this: Column<T, string, Uses>,
    other: O,
  ): Column<Arithmetic<T, TypeOfOperand<O>>, string, Uses | UsesOf<O>> {
    return binary('-', this, other);
  }

  times<T, O extends ColumnLike>(
    this: Column<T, string, Uses>,
    other: O,
  ): Column<Arithmetic<T, TypeOfOperand<O>>, string, Uses | UsesOf<O>> {
    return binary('*', this, other);
  }

  /** As in SQL: integers divide to an integer. */
  dividedBy<T, O extends ColumnLike>(
    this: Column<T, string, Uses>,
    other: O,
  ): Column<Arithmetic<T, TypeOfOperand<O>>, string, Uses | UsesOf<O>> {
    return binary('/', this, other);
  }

  mod<T, O extends ColumnLike>(this: Column<T, string, Uses>, other: O): Column<Arithmetic<T, TypeOfOperand<O>>, string, Uses | UsesOf<O>> {
    return binary('%', this, other);
  }

  bitwiseAnd<T, O extends ColumnLike>(
    this: Column<T, string, Uses>,
    other: O,
  ): Column<Arithmetic<T, TypeOfOperand<O>>, string, Uses | UsesOf<O>> {
    return binary('&', this, other);
  }

  bitwiseOr<T, O extends ColumnLike>(
    this: Column<T, string, Uses>,
    other: O,
  ): Column<Arithmetic<T, TypeOfOperand<O>>, string, Uses | UsesOf<O>> {
    return binary('|', this, other);
  }

  bitwiseXor<T, O extends ColumnLike>(
    this: Column<T, string, Uses>,
    other: O,
  ): Column<Arithmetic<T, TypeOfOperand<O>>, string, Uses | UsesOf<O>> {
    return binary('#', this, other);
  }

  concat<T, O extends ColumnLike>(
    this: Column<T, string, Uses>,
    other: O,
  ): Column<string | NullOf<T> | NullOf<TypeOfOperand<O>>, string, Uses | UsesOf<O>> {
    return binary('||', this, other);
  }

  negate(): Column<Type, string, Uses> {
    return new Column({ kind: 'minus', operand: this.expression });
  }

  and<Others extends readonly Column<boolean | null>[]>(...others: Others): Column<boolean | null, string, Uses | UsesOf<Others[number]>> {
    return new Column({ kind: 'and', operands: [this.expression, ...others.map((other) => other.expression)] });
  }

  or<Others extends readonly Column<boolean | null>[]>(...others: Others): Column<boolean | null, string, Uses | UsesOf<Others[number]>> {
    return new Column({ kind: 'or', operands: [this.expression, ...others.map((other) => other.expression)] });
  }

  not<T>(this: Column<T, string, Uses>): Column<boolean | NullOf<T>, string, Uses> {
    return new Column({ kind: 'not', operand: this.expression });
  }

  isNull(): Column<boolean, string, Uses> {
    return new Column({ kind: 'is-null', operand: this.expression, negated: false });
  }

  isNotNull(): Column<boolean, string, Uses> {
    return new Column({ kind: 'is-null', operand: this.expression, negated: true });
  }

  /** A list of values, or a frame of one column. */
  isin<T>(this: Column<T, string, Uses>, values: readonly Operand<T>[] | SubqueryFrame): Column<boolean | null, string, Uses> {
    return this.#in(values, false);
  }

  in<T>(this: Column<T, string, Uses>, values: readonly Operand<T>[] | SubqueryFrame): Column<boolean | null, string, Uses> {
    return this.#in(values, false);
  }

  /** As in SQL, a NULL among the values makes this NULL where it is not false. */
  notIn<T>(this: Column<T, string, Uses>, values: readonly Operand<T>[] | SubqueryFrame): Column<boolean | null, string, Uses> {
    return this.#in(values, true);
  }

  /** Both bounds included. */
  between<T, L extends Operand<T>, H extends Operand<T>>(
    this: Column<T, string, Uses>,
    low: L,
    high: H,
  ): Column<boolean | null, string, Uses | UsesOf<L> | UsesOf<H>> {
    return new Column({ kind: 'between', operand: this.expression, low: toExpression(low), high: toExpression(high) });
  }

  /** `%` is any text, `_` any character, a backslash takes the meaning from either. */
  like<T, O extends string | Column<string | null>>(this: Column<T, string, Uses>, pattern: O): Test<T, O, Uses> {
    return binary('LIKE', this, pattern);
  }

  notLike<T, O extends string | Column<string | null>>(this: Column<T, string, Uses>, pattern: O): Test<T, O, Uses> {
    return binary('NOT LIKE', this, pattern);
  }

  /** As like(), in upper and lower case alike. */
  ilike<T, O extends string | Column<string | null>>(this: Column<T, string, Uses>, pattern: O): Test<T, O, Uses> {
    return binary('ILIKE', this, pattern);
  }

  /** Whether the regular expression is found in the text. */
  rlike<T, O extends string | Column<string | null>>(this: Column<T, string, Uses>, pattern: O): Test<T, O, Uses> {
    return binary('~', this, pattern);
  }

  contains<T, O extends string | Column<string | null>>(this: Column<T, string, Uses>, part: O): Test<T, O, Uses> {
    const found: Expression = { kind: 'call', name: 'strpos', arguments: [this.expression, toExpression(part)] };
    return new Column({ kind: 'binary', operator: '>', left: found, right: { kind: 'literal', value: 0 } });
  }

  startsWith<T, O extends string | Column<string | null>>(this: Column<T, string, Uses>, part: O): Test<T, O, Uses> {
    return new Column({ kind: 'call', name: 'starts_with', arguments: [this.expression, toExpression(part)] });
  }

  endsWith<T, O extends string | Column<string | null>>(this: Column<T, string, Uses>, part: O): Test<T, O, Uses> {
    const end = toExpression(part);
    const length: Expression = { kind: 'call', name: 'length', arguments: [end] };
    return new Column({
      kind: 'binary',
      operator: '=',
      left: { kind: 'call', name: 'right', arguments: [this.expression, length] },
      right: end,
    });
  }

  /** From character `start`, counted from 1. */
  substr<T>(this: Column<T, string, Uses>, start: number, characters?: number): Column<string | NullOf<T>, string, Uses> {
    const rest: readonly Literal[] = characters === undefined ? [start] : [start, characters];
    return new Column({ kind: 'call', name: 'substr', arguments: [this.expression, ...rest.map(toExpression)] });
  }

  /** `type` is SQL's name: `numeric(12,2)`. */
  cast<To = unknown>(type: string): Column<To, Name, Uses> {
    return new Column<To, Name, Uses>({ kind: 'cast', operand: this.expression, type }, this.alias);
  }

  /** A field of a composite value. */
  getField(name: string): Column<unknown, string, Uses> {
    return new Column({ kind: 'field', operand: this.expression, name });
  }

  /** An element of an array, counted from 0, or a value of a JSON object. */
  getItem(key: number | string): Column<unknown, string, Uses> {
    if (typeof key === 'string')
      return new Column({ kind: 'call', name: 'jsonb_extract_path', arguments: [this.expression, toExpression(key)] });
    if (!Number.isInteger(key) || key < 0) throw invalidUse(`not a place in an array: ${key}`);
    return new Column({ kind: 'index', operand: this.expression, index: { kind: 'literal', value: key + 1 } });
  }

  /** An aggregate or a window function for each row, over the rows of its window. */
  over(window: WindowSpec): Column<Type, Name, Uses> {
    const { kind } = this.expression;
    if (kind !== 'aggregate' && kind !== 'call') throw invalidUse('only a function stands before OVER');
    return new Column<Type, Name, Uses>({ kind: 'window', call: this.expression, window: window.clause }, this.alias);
  }

  asc(nulls?: 'first' | 'last'): SortColumn<Uses> {
    return new SortColumn(this.expression, false, nulls ?? null);
  }

  desc(nulls?: 'first' | 'last'): SortColumn<Uses> {
    return new SortColumn(this.expression, true, nulls ?? null);
  }

  #in(values: readonly unknown[] | SubqueryFrame, negated: boolean): Column<boolean | null, string, Uses> {
    const operand = this.expression;
    if (isList(values)) return new Column({ kind: 'in', operand, list: values.map((value) => toExpression(value as ColumnLike)), negated });
    return new Column({ kind: 'in-query', operand, query: values.toSQL(), negated });
  }
}

/** Where rows go by one expression. Without `nulls` as in SQL: last when ascending, first when descending. */
export class SortColumn<out Uses extends string = string> implements SortKey {
  declare protected readonly uses?: Uses;

  constructor(
    readonly expression: Expression,
    readonly descending: boolean,
    readonly nulls: 'first' | 'last' | null,
  ) {}
}

/** An aggregate, which may look at some of the rows only, and in an order. */
export class AggregateColumn<out Type = unknown, out Name extends string = string, out Uses extends string = string> extends Column<
  Type,
  Name,
  Uses
> {
  override as<NewName extends string>(name: NewName): AggregateColumn<Type, NewName, Uses> {
    return new AggregateColumn<Type, NewName, Uses>(this.expression, name);
  }

  filter<C extends Column<boolean | null>>(condition: C): AggregateColumn<Type, Name, Uses | UsesOf<C>> {
    if (this.expression.kind !== 'aggregate') return new AggregateColumn(this.expression, this.alias);
    return new AggregateColumn({ ...this.expression, filter: condition.expression }, this.alias);
  }

  /** The order in which array_agg() and the like take the rows. */
  orderBy<K extends readonly (Column | SortColumn)[]>(...keys: K): AggregateColumn<Type, Name, Uses | UsesOf<K[number]>> {
    if (this.expression.kind !== 'aggregate') return new AggregateColumn(this.expression, this.alias);
    const orderBy = keys.map((key) => (key instanceof Column ? key.asc() : key));
    return new AggregateColumn({ ...this.expression, orderBy }, this.alias);
  }
}

export function toExpression(value: ColumnLike): Expression {
  return value instanceof Column ? value.expression : { kind: 'literal', value };
}

function binary<Made extends Column>(operator: BinaryOperator, left: Column, right: ColumnLike): Made {
  return new Column({ kind: 'binary', operator, left: left.expression, right: toExpression(right) }) as Made;
}

function isList(values: readonly unknown[] | SubqueryFrame): values is readonly unknown[] {
  return Array.isArray(values);
}
