/** What columns are made with beside functions: literals, the caller's own SQL, CASE. */
import { type AggregateColumn, Column, type ColumnLike, toExpression, type UsesOf } from './column.js';
import type { Expression, Literal } from './expression.js';
import { type Argument, callAggregate, type NameUses } from './function-call.js';
import { named } from './named.js';
import type { DateText, IntervalText, Numeric, TimestampText, Untyped } from './values.js';

type LiteralType<T> = T extends Date
  ? TimestampText
  : T extends string
    ? string
    : T extends boolean
      ? boolean
      : T extends bigint
        ? bigint
        : T extends number
          ? number
          : T;

export function lit<T extends Literal>(value: T): Column<LiteralType<T>, string, never> {
  return new Column({ kind: 'literal', value });
}

/** `date('1995-03-15')`. */
export function date(text: string): Column<DateText, string, never> {
  return new Column({ kind: 'typed-literal', type: 'date', text });
}

export function timestamp(text: string): Column<TimestampText, string, never> {
  return new Column({ kind: 'typed-literal', type: 'timestamp', text });
}

/** `interval('3 months')`. */
export function interval(text: string): Column<IntervalText, string, never> {
  return new Column({ kind: 'typed-literal', type: 'interval', text });
}

/** An exact number: `numeric('0.05')`. */
export function numeric(text: string): Column<Numeric, string, never> {
  return new Column({ kind: 'cast', operand: { kind: 'literal', value: text }, type: 'numeric' });
}

/** SQL text as it is: the caller answers for what is in it. */
export function expr<Type = unknown>(sql: string): Column<Type, string, never> {
  return new Column({ kind: 'raw', sql });
}

/** Any function of the server by name; a text is a literal. */
export function fn<Type = unknown, A extends readonly ColumnLike[] = readonly ColumnLike[]>(
  name: string,
  ...args: A
): Column<Type, string, UsesOf<A[number]>> {
  return new Column({ kind: 'call', name, arguments: args.map(toExpression) });
}

export function array<A extends readonly ColumnLike[]>(...items: A): Column<unknown, string, UsesOf<A[number]>> {
  return new Column({ kind: 'array', items: items.map(toExpression) });
}

type Present<T> = [T] extends [Untyped] ? unknown : NonNullable<T>;
type TypeOf<A> = A extends Column<infer Type> ? Type : A extends Literal ? LiteralType<A> : never;

/** The first value that is not NULL. */
export function coalesce<const A extends readonly ColumnLike[]>(
  ...values: A
): Column<
  Present<TypeOf<A[number]>> | (A extends readonly [...unknown[], infer Last] ? Extract<TypeOf<Last>, null> : null),
  'coalesce',
  UsesOf<A[number]>
> {
  return new Column({ kind: 'call', name: 'coalesce', arguments: values.map(toExpression) });
}

export function nullif<A extends Column, B extends ColumnLike>(a: A, b: B): Column<TypeOf<A> | null, 'nullif', UsesOf<A> | UsesOf<B>> {
  return new Column({ kind: 'call', name: 'nullif', arguments: [toExpression(a), toExpression(b)] });
}

export function greatest<const A extends readonly ColumnLike[]>(...values: A): Column<TypeOf<A[number]>, 'greatest', UsesOf<A[number]>> {
  return new Column({ kind: 'call', name: 'greatest', arguments: values.map(toExpression) });
}

export function least<const A extends readonly ColumnLike[]>(...values: A): Column<TypeOf<A[number]>, 'least', UsesOf<A[number]>> {
  return new Column({ kind: 'call', name: 'least', arguments: values.map(toExpression) });
}

/** A field of a date, a time or an interval: `extract('year', 'o_orderdate')`. */
export function extract<A extends Argument>(field: string, column: A): Column<Numeric | null, string, NameUses<A>> {
  return new Column({ kind: 'extract', field, operand: named(column).expression });
}

/** From character `start`, counted from 1. */
export function substring<A extends Argument>(column: A, start: number, characters?: number): Column<string | null, string, NameUses<A>> {
  const rest = characters === undefined ? [start] : [start, characters];
  return new Column({ kind: 'call', name: 'substr', arguments: [named(column).expression, ...rest.map(toExpression)] });
}

export function countDistinct<A extends Argument>(column: A): AggregateColumn<bigint, 'count', NameUses<A>> {
  return callAggregate('count', [column], true);
}

export function sumDistinct<A extends Argument>(column: A): AggregateColumn<unknown, 'sum', NameUses<A>> {
  return callAggregate('sum', [column], true);
}

/** All values as an array, those that are NULL left out. */
export function collectList<A extends Argument>(column: A): AggregateColumn<unknown, 'array_agg', NameUses<A>> {
  return callAggregate<unknown, 'array_agg', NameUses<A>>('array_agg', [column]).filter(named(column).isNotNull()) as AggregateColumn<
    unknown,
    'array_agg',
    NameUses<A>
  >;
}

/** The same, each value once. */
export function collectSet<A extends Argument>(column: A): AggregateColumn<unknown, 'array_agg', NameUses<A>> {
  return callAggregate<unknown, 'array_agg', NameUses<A>>('array_agg', [column], true).filter(named(column).isNotNull()) as AggregateColumn<
    unknown,
    'array_agg',
    NameUses<A>
  >;
}

export function not<Uses extends string>(condition: Column<boolean | null, string, Uses>): Column<boolean | null, string, Uses> {
  return condition.not();
}

/** CASE: `when(a, 1).when(b, 2).otherwise(3)`; without otherwise it is NULL where no condition holds. */
export function when<C extends Column<boolean | null>, V extends ColumnLike>(
  condition: C,
  result: V,
): CaseColumn<TypeOf<V>, UsesOf<C> | UsesOf<V>> {
  return new CaseColumn([{ when: condition.expression, result: toExpression(result) }]);
}

type Branches = Extract<Expression, { readonly kind: 'case' }>['branches'];

export class CaseColumn<out Values = unknown, out Uses extends string = string> extends Column<Values | null, string, Uses> {
  readonly #branches: Branches;

  constructor(branches: Branches) {
    super({ kind: 'case', branches, otherwise: null });
    this.#branches = branches;
  }

  when<C extends Column<boolean | null>, V extends ColumnLike>(
    condition: C,
    result: V,
  ): CaseColumn<Values | TypeOf<V>, Uses | UsesOf<C> | UsesOf<V>> {
    return new CaseColumn([...this.#branches, { when: condition.expression, result: toExpression(result) }]);
  }

  otherwise<V extends ColumnLike>(result: V): Column<Values | TypeOf<V>, string, Uses | UsesOf<V>> {
    return new Column({ kind: 'case', branches: this.#branches, otherwise: toExpression(result) });
  }
}
