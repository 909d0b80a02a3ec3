/**
 * A DataFrame: a query under construction. Nothing runs before an action (collect(), count(), show(), write, ...); every step gives a new
 * frame and leaves this one as it is. It exists in the client alone: the server sees the SQL text that toSQL() shows.
 */
import { Column, type SortColumn, toExpression } from './column.js';
import { type Expression, parenthesizeQuery, quoteIdentifier, type SortKey } from './expression.js';
import { FrameActions } from './frame-actions.js';
import { FrameWriter } from './frame-writer.js';
import { frameColumns, GroupedFrame } from './grouped-frame.js';
import { invalidUse } from './invalid-use.js';
import { checkNames, knownColumns, nameItem } from './known-columns.js';
import { NaFunctions } from './na-functions.js';
import { col, named } from './named.js';
import {
  addDistinct,
  addFilter,
  addGroups,
  addLimit,
  addOrder,
  addSelect,
  type ColumnNames,
  columnNames,
  type Grouping,
  isBare,
  type JoinCondition,
  type JoinKind,
  queryFrom,
  renderQuery,
  type SelectItem,
  type SelectQuery,
  type Source,
  toSource,
  wrapSource,
} from './query.js';
import type {
  ColumnOf,
  Condition,
  FrameColumns,
  Joined,
  Key,
  Names,
  OrderKey,
  Renamed,
  Row,
  Selectable,
  Selected,
  WithColumns,
} from './row-types.js';
import type { QueryRunner } from './runner.js';
import { type Statistic, statisticsQuery } from './statistics.js';

type Callback<R, Made> = (columns: FrameColumns<R>) => Made;

/** Names of columns that both have, a condition, or a function of both frames' columns. */
type JoinOn<R, Right> =
  | (Names<R> & Names<Right>)
  | readonly (Names<R> & Names<Right>)[]
  | Column<boolean | null, string, Names<R> | Names<Right>>
  | ((left: FrameColumns<R>, right: FrameColumns<Right>) => Column<boolean | null>);

export class DataFrame<R extends Row = Row> extends FrameActions<R> {
  declare protected readonly row?: R;
  readonly #runner: QueryRunner;
  readonly #query: SelectQuery;
  readonly #alias: string | null;

  /** Frames come from a session: `session.table('t')`. */
  constructor(runner: QueryRunner, query: SelectQuery, alias: string | null = null) {
    super();
    this.#runner = runner;
    this.#query = query;
    this.#alias = alias;
  }

  /** Gives the relation a name, by which columns of a join are told apart: `col('o.total')`. It holds until the next select() or agg(). */
  as(alias: string): DataFrame<R> {
    const { from } = this.#query;
    if (isBare(this.#query) && from.kind !== 'join') return this.#with(queryFrom({ ...from, alias }), alias);
    return this.#with(queryFrom(wrapSource(this.#query, alias)), alias);
  }

  /** Names, columns, or a function of the frame's columns: `select((c) => [c.id, c.amount.times(2).as('twice')])`. */
  select<const Columns extends readonly Selectable<R>[]>(...columns: Columns): DataFrame<Selected<R, Columns>>;
  select<const Columns extends readonly Selectable<R>[]>(make: Callback<R, Columns>): DataFrame<Selected<R, Columns>>;
  select(...given: readonly (string | Column | Callback<R, readonly (string | Column)[]>)[]): DataFrame {
    const columns = given.flatMap((one) => (typeof one === 'function' ? one(frameColumns<R>(null)) : [one]));
    if (columns.length === 0) throw invalidUse('select() takes at least one column');
    return this.#with(addSelect(this.#query, columns.map(toItem), this.#subqueryAlias()));
  }

  /** SQL of the caller: `selectExpr('id', 'amount * 2 AS twice')`. */
  selectExpr<Made extends Row = Row>(...columns: readonly string[]): DataFrame<Made> {
    if (columns.length === 0) throw invalidUse('selectExpr() takes at least one column');
    const items = columns.map((sql): SelectItem => ({ expression: { kind: 'raw', sql }, alias: null }));
    return this.#with(addSelect(this.#query, items, this.#subqueryAlias()));
  }

  /** A condition, a function of the frame's columns that gives one, or SQL of the caller. */
  where(condition: Condition<R> | Callback<R, Column<boolean | null>> | string): DataFrame<R> {
    const expression: Expression =
      typeof condition === 'string'
        ? { kind: 'raw', sql: condition }
        : (typeof condition === 'function' ? condition(frameColumns<R>(null)) : condition).expression;
    return this.#with(addFilter(this.#query, expression, this.#subqueryAlias()), this.#alias);
  }

  filter(condition: Condition<R> | Callback<R, Column<boolean | null>> | string): DataFrame<R> {
    return this.where(condition);
  }

  /** Adds a column at the end, or puts it in the place of the one with that name. */
  withColumn<Name extends string, C extends ColumnOf<R>>(
    name: Name,
    column: C | Callback<R, C>,
  ): DataFrame<WithColumns<R, { readonly [N in Name]: C }>> {
    const made = typeof column === 'function' ? column(frameColumns<R>(null)) : column;
    return this.withColumns({ [name]: made }) as never;
  }

  withColumns<Added extends { readonly [name: string]: ColumnOf<R> }>(columns: Added): DataFrame<WithColumns<R, Added>> {
    const added = Object.entries(columns).map(([name, { expression }]): SelectItem => ({ expression, alias: name }));
    const known = columnNames(this.#query);
    const all: readonly SelectItem[] =
      known === null || !known.some((name) => name in columns)
        ? [{ expression: { kind: 'star', qualifier: null }, alias: null }]
        : known.map((name) => added.find((item) => item.alias === name) ?? nameItem(name));
    const items = [...all, ...added.filter((item) => !all.includes(item))];
    return this.#with(addSelect(this.#query, this.#query.select === null ? items : this.#expandStar(items), this.#subqueryAlias()));
  }

  withColumnRenamed<From extends Names<R>, To extends string>(from: From, to: To): DataFrame<Renamed<R, From, To>> {
    const known = knownColumns(this.#query, 'withColumnRenamed()');
    checkNames([from], known, 'withColumnRenamed()');
    return this.#select(known.map((name) => (name === from ? nameItem(name, to) : nameItem(name))));
  }

  drop<N extends Names<R>>(...names: readonly N[]): DataFrame<{ readonly [K in Exclude<keyof R, N>]: R[K] }> {
    const known = knownColumns(this.#query, 'drop()');
    const left = known.filter((name) => !(names as readonly string[]).includes(name));
    if (left.length === 0) throw invalidUse('drop() leaves no column');
    return this.#select(left.map((name) => nameItem(name)));
  }

  groupBy<const Keys extends readonly Key<R>[]>(...keys: Keys): GroupedFrame<R, Keys> {
    return this.#grouped(keys, 'plain');
  }

  /** Groups by all keys, by all but the last, and so on to one of all rows. */
  rollup<const Keys extends readonly Key<R>[]>(...keys: Keys): GroupedFrame<R, Keys> {
    return this.#grouped(keys, 'rollup');
  }

  /** Groups by every choice of the keys. */
  cube<const Keys extends readonly Key<R>[]>(...keys: Keys): GroupedFrame<R, Keys> {
    return this.#grouped(keys, 'cube');
  }

  /** Aggregates over all rows: one row. */
  agg<const Aggregates extends readonly ColumnOf<R>[]>(...aggregates: Aggregates): DataFrame<Selected<R, Aggregates>>;
  agg<const Aggregates extends readonly ColumnOf<R>[]>(make: Callback<R, Aggregates>): DataFrame<Selected<R, Aggregates>>;
  agg(...given: readonly (ColumnOf<R> | Callback<R, readonly ColumnOf<R>[]>)[]): DataFrame {
    return (this.groupBy().agg as (...all: typeof given) => DataFrame).apply(this.groupBy(), [...given]);
  }

  /** `on`: names of columns that both have and whose values are equal, which are in the result once; a condition; or a function of both. */
  join<Right extends Row, const Kind extends JoinKind = 'inner'>(
    other: DataFrame<Right>,
    on: JoinOn<R, Right>,
    kind?: Kind,
  ): DataFrame<Joined<R, Right, Kind>> {
    const chosen: JoinKind = kind ?? 'inner';
    if (chosen === 'cross') throw invalidUse('a cross join has no condition: crossJoin()');
    if (chosen === 'semi' || chosen === 'anti') return this.#exists(other, on as JoinOn<Row, Row>, chosen === 'anti') as never;
    return this.#join(other, chosen, on as JoinOn<Row, Row>) as never;
  }

  leftJoin<Right extends Row>(other: DataFrame<Right>, on: JoinOn<R, Right>): DataFrame<Joined<R, Right, 'left'>> {
    return this.join(other, on, 'left');
  }

  crossJoin<Right extends Row>(other: DataFrame<Right>): DataFrame<Joined<R, Right, 'inner'>> {
    return this.#join(other, 'cross', null) as never;
  }

  /** The rows that have a match in `other`, each once. */
  semiJoin<Right extends Row>(other: DataFrame<Right>, on: JoinOn<R, Right>): DataFrame<R> {
    return this.join(other, on, 'semi') as never;
  }

  /** The rows that have no match in `other`. */
  antiJoin<Right extends Row>(other: DataFrame<Right>, on: JoinOn<R, Right>): DataFrame<R> {
    return this.join(other, on, 'anti') as never;
  }

  /** NULLs as in SQL: last when ascending, first when descending, unless the key says otherwise. */
  orderBy(...keys: readonly (OrderKey<R> | Callback<R, readonly (Column | SortColumn)[]>)[]): DataFrame<R> {
    const given = keys.flatMap((key): readonly (string | Column | SortColumn)[] =>
      typeof key === 'function' ? key(frameColumns<R>(null)) : [key],
    );
    return this.#with(addOrder(this.#query, given.map(toSortKey), this.#subqueryAlias()), this.#alias);
  }

  sort(...keys: readonly (OrderKey<R> | Callback<R, readonly (Column | SortColumn)[]>)[]): DataFrame<R> {
    return this.orderBy(...keys);
  }

  limit(rows: number, offset = 0): DataFrame<R> {
    return this.#with(addLimit(this.#query, rows, offset, this.#subqueryAlias()));
  }

  /** Without the first rows. */
  offset(rows: number): DataFrame<R> {
    return this.#with(addLimit(this.#query, null, rows, this.#subqueryAlias()));
  }

  distinct(): DataFrame<R> {
    return this.#with(addDistinct(this.#query, this.#subqueryAlias()));
  }

  /** One row of those with equal values in the columns, whichever; without names one of those that are equal. */
  dropDuplicates(names?: readonly Names<R>[]): DataFrame<R> {
    if (names === undefined) return this.distinct();
    const source = wrapSource(this.#query, this.#subqueryAlias());
    const keys = names.map((name) => col(name).expression);
    return this.#with(queryFrom({ ...source, ...this.#text(renderQuery({ ...queryFrom(source), distinctOn: keys })) }));
  }

  /** About so large a share of the rows, chosen at random. */
  sample(fraction: number): DataFrame<R> {
    if (!(fraction >= 0 && fraction <= 1)) throw invalidUse(`not a share of the rows: ${fraction}`);
    const random: Expression = { kind: 'call', name: 'random', arguments: [] };
    return this.where(new Column<boolean, string, never>({ kind: 'binary', operator: '<', left: random, right: toExpression(fraction) }));
  }

  /** Rows of both, duplicates once: SQL's UNION. */
  union<Other extends Row>(other: DataFrame<Other>): DataFrame<R> {
    return this.#combine('UNION', other);
  }

  /** Rows of both, duplicates kept. */
  unionAll<Other extends Row>(other: DataFrame<Other>): DataFrame<R> {
    return this.#combine('UNION ALL', other);
  }

  /** Rows of both, duplicates kept; columns are matched by name. `allowMissing`: what one side lacks is NULL. */
  unionByName<Other extends Row>(other: DataFrame<Other>): DataFrame<R>;
  unionByName<Other extends Row>(other: DataFrame<Other>, options: { readonly allowMissing: true }): DataFrame<Joined<R, Other, 'full'>>;
  unionByName(other: DataFrame, options: { readonly allowMissing?: boolean } = {}): DataFrame {
    const [left, right] = [knownColumns(this.#query, 'unionByName()'), knownColumns(other.#query, 'unionByName()')];
    const all = options.allowMissing === true ? [...left, ...right.filter((name) => !left.includes(name))] : left;
    if (options.allowMissing !== true) {
      checkNames(left, right, 'unionByName()');
      checkNames(right, left, 'unionByName()');
    }
    const items = (known: readonly string[]): readonly SelectItem[] =>
      all.map((name) => (known.includes(name) ? nameItem(name) : { expression: { kind: 'literal', value: null }, alias: name }));
    return this.#select<Row>(items(left)).#combine('UNION ALL', other.#select(items(right)));
  }

  intersect(other: DataFrame): DataFrame<R> {
    return this.#combine('INTERSECT', other);
  }

  intersectAll(other: DataFrame): DataFrame<R> {
    return this.#combine('INTERSECT ALL', other);
  }

  except(other: DataFrame): DataFrame<R> {
    return this.#combine('EXCEPT', other);
  }

  exceptAll(other: DataFrame): DataFrame<R> {
    return this.#combine('EXCEPT ALL', other);
  }

  get na(): NaFunctions<R> {
    return new NaFunctions<R>({
      names: (step) => knownColumns(this.#query, step),
      where: (condition) => this.where(condition as Condition<R>),
      replace: (columns, step) => {
        const known = knownColumns(this.#query, step);
        checkNames([...columns.keys()], known, step);
        return this.#select(
          known.map((name) => {
            const expression = columns.get(name);
            return expression === undefined ? nameItem(name) : { expression, alias: name };
          }),
        );
      },
    });
  }

  /** Count, mean, standard deviation, minimum and maximum of columns, as text; of all columns where none is named. */
  async describe(...names: readonly Names<R>[]): Promise<DataFrame> {
    return this.#statistics(['count', 'mean', 'stddev', 'min', 'max'], names);
  }

  /** The statistics named, of all columns: those of describe() and percentiles such as '25%'. */
  async summary(...statistics: readonly Statistic[]): Promise<DataFrame> {
    const all: readonly Statistic[] = ['count', 'mean', 'stddev', 'min', '25%', '50%', '75%', 'max'];
    return this.#statistics(statistics.length === 0 ? all : statistics, []);
  }

  /** The names of the columns, as far as the client knows them; else the server is asked. */
  async columns(): Promise<readonly string[]> {
    return columnNames(this.#query) ?? (await this.schema()).map(({ name }) => name);
  }

  /** The same frame with names of its columns from the server: steps such as drop() need them. */
  async resolve(): Promise<DataFrame<R>> {
    const columns = await this.columns();
    const { from } = this.#query;
    if (isBare(this.#query) && from.kind !== 'join') return this.#with(queryFrom({ ...from, columns }), this.#alias);
    const source = wrapSource(this.#query, this.#subqueryAlias());
    return this.#with(queryFrom(source.kind === 'join' ? source : { ...source, columns }), this.#alias);
  }

  /** A view of the session by this name, for SQL. */
  async createOrReplaceTempView(name: string): Promise<void> {
    await this.#runner.temporary(`CREATE OR REPLACE TEMPORARY VIEW ${quoteIdentifier(name)} AS\n${this.toSQL()}`);
  }

  /** The rows in a temporary table of the session: computed once, now. */
  async cache(): Promise<DataFrame<R>> {
    const columns = await this.columns();
    cached += 1;
    const name = `cached_${process.pid}_${cached}`;
    await this.#runner.temporary(`CREATE TEMPORARY TABLE ${quoteIdentifier(name)} AS\n${this.toSQL()}`);
    return this.#with(queryFrom({ kind: 'table', schema: null, name, alias: this.#alias, columns }), this.#alias);
  }

  get write(): FrameWriter {
    return new FrameWriter(this.#runner, this.toSQL());
  }

  /** The statement that the server gets. */
  toSQL(): string {
    return renderQuery(this.#query);
  }

  protected get runner(): QueryRunner {
    return this.#runner;
  }

  protected limitedSQL(rows: number): string {
    return this.limit(rows).toSQL();
  }

  #with<To extends Row>(query: SelectQuery, alias: string | null = null): DataFrame<To> {
    return new DataFrame<To>(this.#runner, query, alias);
  }

  #select<To extends Row>(items: readonly SelectItem[]): DataFrame<To> {
    return this.#with(addSelect(this.#query, items, this.#subqueryAlias()));
  }

  /** A select list takes the place of another: `*` is what that one gave. */
  #expandStar(items: readonly SelectItem[]): readonly SelectItem[] {
    const known = columnNames(this.#query);
    if (known === null) return items;
    return items.flatMap((item) => (item.expression.kind === 'star' ? known.map((name) => nameItem(name)) : [item]));
  }

  #text(query: string): { readonly kind: 'subquery'; readonly query: string; readonly alias: string; readonly columns: ColumnNames } {
    return { kind: 'subquery', query, alias: this.#subqueryAlias(), columns: columnNames(this.#query) };
  }

  #grouped<Keys extends readonly Key<R>[]>(keys: Keys, grouping: Grouping): GroupedFrame<R, Keys> {
    if (grouping !== 'plain' && keys.length === 0) throw invalidUse(`${grouping}() takes at least one key`);
    const items = keys.map((key) => toItem(key));
    return new GroupedFrame<R, Keys>(keys.length, (aggregates) =>
      this.#with(addGroups(this.#query, { keys: items, aggregates: aggregates.map(toItem), grouping }, this.#subqueryAlias())),
    );
  }

  #join(other: DataFrame, join: JoinKind, on: JoinOn<Row, Row> | null): DataFrame {
    if (typeof on === 'function') {
      const [left, right] = this.#namedPair(other);
      const condition = on(frameColumns<Row>(left.#alias), frameColumns<Row>(right.#alias));
      return left.#join(right, join, condition as Column<boolean>);
    }
    const left = toSource(this.#query, this.#subqueryAlias());
    const right = toSource(other.#query, other.#subqueryAlias(left));
    return this.#with(queryFrom({ kind: 'join', join, left, right, on: on === null ? null : joinCondition(on) }));
  }

  /** Both with names that differ. */
  #namedPair(other: DataFrame): readonly [DataFrame, DataFrame] {
    const left = (this as unknown as DataFrame).as(this.#ownName('left_rows'));
    return [left, other.as(other.#ownName('right_rows', left.#ownName('left_rows')))];
  }

  #exists(other: DataFrame, on: JoinOn<Row, Row>, negated: boolean): DataFrame {
    const [left, right] = this.#namedPair(other);
    const [leftName, rightName] = [left.#ownName('left_rows'), right.#ownName('right_rows')];
    const condition = typeof on === 'function' ? on(frameColumns<Row>(leftName), frameColumns<Row>(rightName)) : on;
    const match = matchOf(joinCondition(condition as Column<boolean>), leftName, rightName);
    const one: SelectItem = { expression: { kind: 'literal', value: 1 }, alias: null };
    const inner = addSelect(addFilter(right.#query, match, rightName), [one], rightName);
    const query = addFilter(left.#query, { kind: 'exists', query: renderQuery(inner), negated }, leftName);
    return this.#with(query, leftName);
  }

  #combine(operator: string, other: DataFrame<Row>): DataFrame<R> {
    const query = `${parenthesizeQuery(this.toSQL())}\n${operator}\n${parenthesizeQuery(other.toSQL())}`;
    const source: Source = { kind: 'subquery', query, alias: this.#alias ?? 'combined', columns: columnNames(this.#query) };
    return this.#with(queryFrom(source));
  }

  async #statistics(statistics: readonly Statistic[], names: readonly string[]): Promise<DataFrame> {
    const schema = await this.schema();
    checkNames(
      names,
      schema.map(({ name }) => name),
      'describe()',
    );
    const chosen = names.length === 0 ? schema : schema.filter(({ name }) => names.includes(name));
    if (chosen.length === 0) throw invalidUse('describe() of a frame without columns');
    const query = statisticsQuery(this.toSQL(), chosen, statistics);
    const columns = ['summary', ...chosen.map(({ name }) => name)];
    return this.#with(queryFrom({ kind: 'subquery', query, alias: 'statistics', columns }));
  }

  /** The name that columns of this frame can be qualified with: its alias, or its table's name. */
  #ownName(fallback: string, taken?: string): string {
    const { from } = this.#query;
    const own = this.#alias ?? (isBare(this.#query) && from.kind === 'table' ? (from.alias ?? from.name) : fallback);
    return own === taken ? fallback : own;
  }

  /** Names the frame as a subquery, unlike the other side of a join. */
  #subqueryAlias(besides?: Source): string {
    const alias = this.#alias ?? 't';
    if (besides === undefined) return alias;
    const taken = sourceNames(besides);
    let name = alias;
    for (let number = 2; taken.has(name); number += 1) name = `${alias}${number}`;
    return name;
  }
}

/** Tables that cache() has made in this process. */
let cached = 0;

function toItem(column: string | Column): SelectItem {
  if (typeof column !== 'string') return { expression: column.expression, alias: column.alias };
  if (column === '*') return { expression: { kind: 'star', qualifier: null }, alias: null };
  return { expression: col(column).expression, alias: null };
}

function toSortKey(key: string | Column | SortColumn): SortKey {
  return typeof key === 'string' || key instanceof Column ? named(key).asc() : key;
}

function joinCondition(on: Column<boolean | null> | string | readonly string[]): JoinCondition {
  if (on instanceof Column) return { kind: 'on', condition: on.expression };
  const columns = typeof on === 'string' ? [on] : on;
  if (columns.length === 0) throw invalidUse('a join needs a condition: crossJoin() has none');
  return { kind: 'using', columns };
}

function matchOf(condition: JoinCondition, left: string, right: string): Expression {
  if (condition.kind === 'on') return condition.condition;
  const operands = condition.columns.map((name): Expression => {
    const side = (qualifier: string): Expression => ({ kind: 'column', qualifier, name });
    return { kind: 'binary', operator: '=', left: side(left), right: side(right) };
  });
  return { kind: 'and', operands };
}

function sourceNames(source: Source): ReadonlySet<string> {
  if (source.kind === 'join') return new Set([...sourceNames(source.left), ...sourceNames(source.right)]);
  return new Set([source.kind === 'table' ? (source.alias ?? source.name) : source.alias]);
}
