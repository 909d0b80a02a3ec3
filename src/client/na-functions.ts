/** NULLs of a frame: filled, left out, replaced. */
import { Column, toExpression } from './column.js';
import type { DataFrame } from './data-frame.js';
import type { Expression, Literal } from './expression.js';
import { invalidUse } from './invalid-use.js';
import type { Filled, Names, Row } from './row-types.js';

export interface NaSteps<R extends Row> {
  readonly names: (step: string) => readonly string[];
  readonly replace: (columns: ReadonlyMap<string, Expression>, step: string) => DataFrame<Row>;
  readonly where: (condition: Column) => DataFrame<R>;
}

export class NaFunctions<R extends Row> {
  readonly #steps: NaSteps<R>;

  constructor(steps: NaSteps<R>) {
    this.#steps = steps;
  }

  /** A value in the place of NULL: `fill({ amount: 0, product: 'none' })`, or one value for the columns named. */
  fill<N extends Names<R>>(values: { readonly [K in N]: Literal }): DataFrame<Filled<R, N>>;
  fill<N extends Names<R>>(value: Literal, names: readonly N[]): DataFrame<Filled<R, N>>;
  fill(given: Literal | { readonly [name: string]: Literal }, names?: readonly string[]): DataFrame<Row> {
    const values =
      names === undefined
        ? Object.entries(given as { readonly [name: string]: Literal })
        : names.map((name) => [name, given as Literal] as const);
    const filled = values.map(([name, value]): [string, Expression] => [
      name,
      { kind: 'call', name: 'coalesce', arguments: [plain(name), toExpression(value)] },
    ]);
    return this.#steps.replace(new Map(filled), 'na.fill()');
  }

  /** Without the rows that have a NULL in any (or all) of the columns; all columns where none is named. */
  drop(how: 'any' | 'all' = 'any', names?: readonly Names<R>[]): DataFrame<R> {
    const columns = names ?? this.#steps.names('na.drop()');
    const present = columns.map((name): Expression => ({ kind: 'is-null', operand: plain(name), negated: true }));
    return this.#steps.where(new Column({ kind: how === 'any' ? 'and' : 'or', operands: present }));
  }

  /** Other values in the place of some: `replace(['product'], [['tea', 'Tea'], ['n/a', null]])`. */
  replace(names: readonly Names<R>[], values: readonly (readonly [Literal, Literal])[]): DataFrame<R> {
    if (values.length === 0) throw invalidUse('na.replace() takes at least one value');
    const replaced = names.map((name): [string, Expression] => {
      const branches = values.map(([from, to]) => ({
        when: { kind: 'is-distinct', left: plain(name), right: toExpression(from), negated: true } as const,
        result: toExpression(to),
      }));
      return [name, { kind: 'case', branches, otherwise: plain(name) }];
    });
    return this.#steps.replace(new Map(replaced), 'na.replace()') as DataFrame<R>;
  }
}

function plain(name: string): Expression {
  return { kind: 'column', qualifier: null, name };
}
