/** Columns by name. */
import { Column } from './column.js';
import type { Expression } from './expression.js';
import type { Untyped } from './values.js';

/** The part after a qualifier: `o.total` is the column total of the relation o. */
export type BareName<Name extends string> = Name extends `${string}.${infer Bare}` ? Bare : Name;

/** A column by name. `relation.column` names one of a relation that has an alias (`frame.as('relation')`). */
export function col<Type = Untyped, Name extends string = string>(name: Name): Column<Type, BareName<Name>, BareName<Name>> {
  return new Column<Type, BareName<Name>, BareName<Name>>(columnExpression(name));
}

export function columnExpression(name: string): Expression {
  const dot = name.indexOf('.');
  return dot < 0 ? { kind: 'column', qualifier: null, name } : { kind: 'column', qualifier: name.slice(0, dot), name: name.slice(dot + 1) };
}

/** Where a function takes a name or a column, a text is a column's name. */
export function named(column: string | Column): Column {
  return typeof column === 'string' ? col(column) : column;
}

/** `schema.name`, or a name alone. */
export function splitName(text: string): { readonly schema: string | null; readonly name: string } {
  const dot = text.indexOf('.');
  return { schema: dot < 0 ? null : text.slice(0, dot), name: text.slice(dot + 1) };
}
