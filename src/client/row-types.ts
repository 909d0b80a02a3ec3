/** Types of rows: what steps make of a row's type and the columns given. Names and types are known to the compiler only. */
import type { Column, SortColumn, UsesOf } from './column.js';
import type { BareName } from './named.js';
import type { JoinKind } from './query.js';

export type Row = { readonly [column: string]: unknown };

/** Names of a frame's columns; any text where they are not known to the compiler. */
export type Names<R> = keyof R & string;

/** A name, perhaps with its relation's before it. */
export type NameIn<R> = Names<R> | `${string}.${Names<R>}`;

/** A column that uses the frame's columns alone. */
export type ColumnOf<R> = Column<unknown, string, Names<R>>;
export type Condition<R> = Column<boolean | null, string, Names<R>>;
export type Selectable<R> = '*' | NameIn<R> | ColumnOf<R>;
export type Key<R> = NameIn<R> | ColumnOf<R>;
export type OrderKey<R> = Key<R> | SortColumn<Names<R>>;

/** The frame's columns with their types: what callbacks get. */
export type FrameColumns<R> = { readonly [N in Names<R>]: Column<R[N], N, N> };

type ResultName<C> = C extends '*' ? never : C extends string ? BareName<C> : C extends Column<unknown, infer Name> ? Name : never;

/** A column that is only a name has the type that the frame's column has. */
type ResultType<R, C> = C extends string
  ? BareName<C> extends keyof R
    ? R[BareName<C>]
    : unknown
  : C extends Column<infer Type>
    ? [Type] extends [never]
      ? UsesOf<C> extends keyof R
        ? R[UsesOf<C>]
        : unknown
      : Type
    : unknown;

type Flat<T> = { readonly [K in keyof T]: T[K] };

/** The row that columns, given by name or as columns, make of rows R. */
export type Selected<R, Columns extends readonly unknown[]> = '*' extends Columns[number]
  ? Flat<Omit<R, ResultName<Columns[number]>> & Chosen<R, Columns>>
  : Chosen<R, Columns>;

type Chosen<R, Columns extends readonly unknown[]> = { readonly [C in Columns[number] as ResultName<C>]: ResultType<R, C> };

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

/** Rows of both; a side that may lack a match has NULLs. */
export type Joined<Left, Right, Kind extends JoinKind> = Kind extends 'semi' | 'anti'
  ? Left
  : Kind extends 'left'
    ? Both<Left, Nullable<Right>>
    : Kind extends 'right'
      ? Both<Nullable<Left>, Right>
      : Kind extends 'full'
        ? Both<Nullable<Left>, Nullable<Right>>
        : Both<Left, Right>;

type Both<Left, Right> = {
  readonly [Name in keyof Left | keyof Right]: Name extends keyof Left ? Left[Name] : Name extends keyof Right ? Right[Name] : never;
};

export type WithColumns<R, Added> = {
  readonly [Key in keyof R | keyof Added]: Key extends keyof Added ? ResultType<R, Added[Key]> : Key extends keyof R ? R[Key] : never;
};

export type Renamed<R, From extends string, To extends string> = { readonly [Key in keyof R as Key extends From ? To : Key]: R[Key] };

/** Without NULLs in some of the columns. */
export type Filled<R, Name extends string> = { readonly [Key in keyof R]: Key extends Name ? NonNullable<R[Key]> : R[Key] };
