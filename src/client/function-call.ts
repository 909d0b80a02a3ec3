/** What generated functions are made of: their arguments, as values and as types. */
import { AggregateColumn, Column, type ColumnLike, toExpression, type UsesOf } from './column.js';
import { type BareName, named } from './named.js';
import type { NullOf, Untyped } from './values.js';

/** A first argument: a column, or the name of one. */
export type Argument = string | Column;

/** Names that it uses. */
export type NameUses<A> = A extends string ? BareName<A> : UsesOf<A>;
/** Of the other arguments, of which a text is a literal. */
export type OtherUses<A> = A extends Column ? UsesOf<A> : never;
/** null where it may be. What a name stands for is not known. */
export type ArgumentNull<A> = A extends string ? null : A extends Column<infer Type> ? NullOf<Type> : never;
export type OtherNull<A> = A extends Column<infer Type> ? NullOf<Type> : A extends null ? null : never;
/** The type of its values. */
export type Valued<A> = [A] extends [string] ? Untyped : [A] extends [Column<infer Type>] ? Type : Untyped;

/** `firstIsName`: a text as the first argument is a column's name. */
export function callFunction<Type, Name extends string, Uses extends string>(
  name: Name,
  args: readonly (ColumnLike | undefined)[],
  firstIsName = false,
): Column<Type, Name, Uses> {
  const given = written(args).map((value, index) => (firstIsName && index === 0 && typeof value === 'string' ? named(value) : value));
  return new Column<Type, Name, Uses>({ kind: 'call', name, arguments: given.map(toExpression) });
}

export function callAggregate<Type, Name extends string, Uses extends string>(
  name: Name,
  args: readonly (ColumnLike | undefined)[],
  distinct = false,
): AggregateColumn<Type, Name, Uses> {
  const given = written(args).map((value, index) =>
    index === 0 && typeof value === 'string' ? named(value).expression : toExpression(value),
  );
  return new AggregateColumn<Type, Name, Uses>({
    kind: 'aggregate',
    name,
    distinct,
    arguments: given.length === 0 ? [{ kind: 'star', qualifier: null }] : given,
    filter: null,
    orderBy: [],
    withinGroup: false,
  });
}

/** An ordered-set aggregate over the values of a column. */
export function callOrdered<Type, Name extends string, Uses extends string>(
  name: Name,
  column: Argument,
  args: readonly ColumnLike[],
): AggregateColumn<Type, Name, Uses> {
  const orderBy = [named(column).asc()];
  return new AggregateColumn<Type, Name, Uses>({
    kind: 'aggregate',
    name,
    distinct: false,
    arguments: args.map(toExpression),
    filter: null,
    orderBy,
    withinGroup: true,
  });
}

/** Without optional arguments at the end that are not there. */
function written(args: readonly (ColumnLike | undefined)[]): readonly ColumnLike[] {
  return args.filter((value) => value !== undefined);
}
