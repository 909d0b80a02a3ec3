/** What groupBy() gives: agg() makes a frame of it. */
import { type AggregateColumn, Column, type ColumnLike, toExpression } from './column.js';
import type { DataFrame } from './data-frame.js';
import type { Literal } from './expression.js';
import { callAggregate } from './function-call.js';
import { invalidUse } from './invalid-use.js';
import { col, named } from './named.js';
import type { ColumnOf, FrameColumns, Names, Row, Selected } from './row-types.js';
import type { AverageOf, OrNull, SumOf } from './values.js';

type Made<R extends Row> = (aggregates: readonly Column[]) => DataFrame<R>;

/** Aggregates of columns under the columns' names. */
type Each<R, Keys extends readonly unknown[], Name extends string, Types> = Selected<R, Keys> & { readonly [N in Name]: Types };

export class GroupedFrame<R extends Row, Keys extends readonly unknown[]> {
  readonly #aggregate: Made<Row>;
  readonly #keys: number;

  constructor(keys: number, aggregate: Made<Row>) {
    this.#keys = keys;
    this.#aggregate = aggregate;
  }

  /** One row a group: the keys, then the aggregates. */
  agg<const Aggregates extends readonly ColumnOf<R>[]>(
    ...aggregates: Aggregates
  ): DataFrame<Selected<R, readonly [...Keys, ...Aggregates]>>;
  agg<const Aggregates extends readonly ColumnOf<R>[]>(
    make: (columns: FrameColumns<R>) => Aggregates,
  ): DataFrame<Selected<R, readonly [...Keys, ...Aggregates]>>;
  agg(...given: readonly (Column | ((columns: FrameColumns<R>) => readonly Column[]))[]): DataFrame<Row> {
    const aggregates = given.flatMap((one) => (typeof one === 'function' ? one(frameColumns<R>(null)) : [one]));
    if (this.#keys + aggregates.length === 0) throw invalidUse('agg() takes at least one aggregate');
    return this.#aggregate(aggregates);
  }

  /** The size of each group, as the column `count`. */
  count(): DataFrame<Selected<R, readonly [...Keys, Column<bigint, 'count'>]>> {
    return this.#aggregate([callAggregate<bigint, 'count', never>('count', []).as('count')]) as never;
  }

  sum<N extends Names<R>>(...names: readonly N[]): DataFrame<Each<R, Keys, N, SumOf<R[N]>>> {
    return this.#each('sum', names);
  }

  avg<N extends Names<R>>(...names: readonly N[]): DataFrame<Each<R, Keys, N, AverageOf<R[N]>>> {
    return this.#each('avg', names);
  }

  min<N extends Names<R>>(...names: readonly N[]): DataFrame<Each<R, Keys, N, OrNull<R[N]>>> {
    return this.#each('min', names);
  }

  max<N extends Names<R>>(...names: readonly N[]): DataFrame<Each<R, Keys, N, OrNull<R[N]>>> {
    return this.#each('max', names);
  }

  /** A column for each of the values: the aggregate over the rows that have it. With several aggregates their names follow: `north_total`. */
  pivot<V extends Literal>(column: Names<R> | ColumnOf<R>, values: readonly V[]): PivotedFrame {
    if (values.length === 0) throw invalidUse('pivot() takes at least one value');
    return new PivotedFrame(named(column), values, this.#aggregate);
  }

  #each<Made extends Row>(name: string, names: readonly string[]): DataFrame<Made> {
    if (names.length === 0) throw invalidUse(`${name}() takes names of columns`);
    return this.#aggregate(names.map((each) => callAggregate(name, [each]).as(each))) as never;
  }
}

export class PivotedFrame {
  readonly #column: Column;
  readonly #values: readonly Literal[];
  readonly #aggregate: Made<Row>;

  constructor(column: Column, values: readonly Literal[], aggregate: Made<Row>) {
    this.#column = column;
    this.#values = values;
    this.#aggregate = aggregate;
  }

  agg(...aggregates: readonly AggregateColumn[]): DataFrame<Row> {
    const columns = this.#values.flatMap((value) =>
      aggregates.map((aggregate) => {
        const label = value === null ? 'null' : String(value);
        const name = aggregates.length === 1 ? label : `${label}_${aggregate.alias ?? nameOf(aggregate)}`;
        return aggregate.filter(this.#is(value)).as(name);
      }),
    );
    return this.#aggregate(columns);
  }

  #is(value: ColumnLike): Column<boolean> {
    return new Column({ kind: 'is-distinct', left: this.#column.expression, right: toExpression(value), negated: true });
  }
}

function nameOf(aggregate: AggregateColumn): string {
  return aggregate.expression.kind === 'aggregate' ? aggregate.expression.name : 'value';
}

/** The columns of a frame by name, as callbacks get them. */
export function frameColumns<R>(qualifier: string | null): FrameColumns<R> {
  return new Proxy({} as FrameColumns<R>, {
    get: (_, name) => (typeof name === 'string' ? (qualifier === null ? plainColumn(name) : col(`${qualifier}.${name}`)) : undefined),
  });
}

/** A name with a point in it is a name as well. */
function plainColumn(name: string): Column {
  return new Column({ kind: 'column', qualifier: null, name });
}
