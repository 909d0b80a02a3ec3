/** Types of rows: what select() and agg() make of a row's type and the columns given. Names and types are known to the compiler only. */
import type { Column } from './column.js';

export type Row = { readonly [column: string]: unknown };

type NameOf<C> = C extends string ? C : C extends Column<unknown, infer Name> ? Name : never;

type TypeOf<R, C> = C extends keyof R
  ? R[C]
  : C extends Column<infer Type, infer Name>
    ? unknown extends Type
      ? Name extends keyof R
        ? R[Name]
        : unknown
      : Type
    : unknown;

/** The row that columns, given by name or as columns, make of rows R. */
export type Selected<R, Columns extends readonly (string | Column)[]> = {
  readonly [C in Columns[number] as NameOf<C>]: TypeOf<R, C>;
};

/** Rows of both. */
export type Joined<Left, Right> = {
  readonly [Name in keyof Left | keyof Right]: Name extends keyof Left ? Left[Name] : Name extends keyof Right ? Right[Name] : never;
};

export type WithColumn<R, Name extends string, Type> = {
  readonly [Key in keyof R | Name]: Key extends Name ? Type : Key extends keyof R ? R[Key] : never;
};
