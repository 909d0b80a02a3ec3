/**
 * A DataFrame: a query under construction. Nothing runs before collect(), count(), first(), show() or explain(); every step gives a new
 * frame and leaves this one as it is. It exists in the client alone: the server sees the SQL text that toSQL() shows.
 */
import { Column, type ColumnLike, type SortKey } from './column.js';
import { type Expression, parenthesizeQuery, renderExpression } from './expression.js';
import { col } from './functions.js';
import { invalidUse } from './invalid-use.js';
import {
  addDistinct,
  addFilter,
  addGroups,
  addLimit,
  addOrder,
  addSelect,
  isBare,
  type JoinCondition,
  type JoinKind,
  queryFrom,
  renderQuery,
  type SelectItem,
  type SelectQuery,
  toSource,
  wrapSource,
} from './query.js';
import type { Joined, Row, Selected, WithColumn } from './row-types.js';
import { renderTable } from './show-table.js';

/** How a frame's SQL is run. */
export interface QueryRunner {
  query(sql: string): Promise<QueryResult>;
}

export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

export type ExplainMode = 'plan' | 'verbose' | 'analyze';

/** A column's name, a column, or one with a direction. */
export type OrderKey = string | Column | SortKey;

export class DataFrame<R extends Row = Row> {
  declare protected readonly row?: R;
  readonly #runner: QueryRunner;
  readonly #query: SelectQuery;
  readonly #alias: string | null;

  /** Frames come from a session: `session.table('t')`. */
  constructor(runner: QueryRunner, query: SelectQuery, alias: string | null = null) {
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

  select<const Columns extends readonly (string | Column)[]>(...columns: Columns): DataFrame<Selected<R, Columns>> {
    if (columns.length === 0) throw invalidUse('select() takes at least one column');
    return this.#with(addSelect(this.#query, columns.map(toItem), this.#subqueryAlias()));
  }

  where(condition: Column): DataFrame<R> {
    return this.#with(addFilter(this.#query, condition.expression, this.#subqueryAlias()), this.#alias);
  }

  filter(condition: Column): DataFrame<R> {
    return this.where(condition);
  }

  /**
   * Adds a column at the end. One of that name is replaced where the columns are known, which they are after select() and agg(); the columns of
   * a table are not: there the name must be new.
   */
  withColumn<Name extends string, Type>(name: Name, column: Column<Type>): DataFrame<WithColumn<R, Name, Type>> {
    const known = this.#columnNames();
    const added: SelectItem = { expression: column.expression, alias: name };
    const items: SelectItem[] =
      known === null
        ? [{ expression: { kind: 'star', qualifier: null }, alias: null }, added]
        : known.includes(name)
          ? known.map((other) => (other === name ? added : nameItem(other)))
          : [...known.map(nameItem), added];
    return this.#with(addSelect(this.#query, items, this.#subqueryAlias()));
  }

  groupBy<const Keys extends readonly (string | Column)[]>(...keys: Keys): GroupedFrame<R, Keys> {
    return new GroupedFrame(keys, (aggregates) => {
      const query = addGroups(this.#query, keys.map(toItem), aggregates.map(toItem), this.#subqueryAlias());
      return this.#with(query);
    });
  }

  /** Aggregates over all rows: one row. */
  agg<const Aggregates extends readonly Column[]>(...aggregates: Aggregates): DataFrame<Selected<R, Aggregates>> {
    return this.groupBy().agg(...aggregates) as DataFrame<Selected<R, Aggregates>>;
  }

  /** `on`: a condition, or names of columns that both have and whose values are equal; these are in the result once. */
  join<Right extends Row>(
    other: DataFrame<Right>,
    on: Column | string | readonly string[],
    kind: JoinKind = 'inner',
  ): DataFrame<Joined<R, Right>> {
    return this.#join(other, kind, joinCondition(on));
  }

  leftJoin<Right extends Row>(other: DataFrame<Right>, on: Column | string | readonly string[]): DataFrame<Joined<R, Partial<Right>>> {
    return this.#join(other, 'left', joinCondition(on));
  }

  crossJoin<Right extends Row>(other: DataFrame<Right>): DataFrame<Joined<R, Right>> {
    return this.#join(other, 'cross', null);
  }

  /** The rows that have a match in `other`, each once. */
  semiJoin(other: DataFrame, on: Column | string | readonly string[]): DataFrame<R> {
    return this.#exists(other, on, false);
  }

  /** The rows that have no match in `other`. */
  antiJoin(other: DataFrame, on: Column | string | readonly string[]): DataFrame<R> {
    return this.#exists(other, on, true);
  }

  /** NULLs as in SQL: last when ascending, first when descending, unless the key says otherwise. */
  orderBy(...keys: readonly OrderKey[]): DataFrame<R> {
    return this.#with(addOrder(this.#query, keys.map(toSortKey), this.#subqueryAlias()), this.#alias);
  }

  limit(rows: number, offset = 0): DataFrame<R> {
    return this.#with(addLimit(this.#query, rows, offset, this.#subqueryAlias()));
  }

  distinct(): DataFrame<R> {
    return this.#with(addDistinct(this.#query, this.#subqueryAlias()));
  }

  /** Rows of both, duplicates once: SQL's UNION. */
  union(other: DataFrame): DataFrame<R> {
    return this.#combine('UNION', other);
  }

  /** Rows of both, duplicates kept. */
  unionAll(other: DataFrame): DataFrame<R> {
    return this.#combine('UNION ALL', other);
  }

  intersect(other: DataFrame): DataFrame<R> {
    return this.#combine('INTERSECT', other);
  }

  except(other: DataFrame): DataFrame<R> {
    return this.#combine('EXCEPT', other);
  }

  /** The statement that the server gets. */
  toSQL(): string {
    return renderQuery(this.#query);
  }

  /**
   * All rows as objects. Values: boolean, number (int2, int4, float4, float8), bigint (int8), and text for everything else, exact and
   * as SQL writes it: numeric, dates, times.
   */
  async collect(): Promise<R[]> {
    const { columns, rows } = await this.#runner.query(this.toSQL());
    return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])) as R);
  }

  async first(): Promise<R | undefined> {
    return (await this.limit(1).collect())[0];
  }

  async count(): Promise<number> {
    const query: SelectQuery = {
      ...queryFrom(wrapSource(this.#query, this.#subqueryAlias())),
      select: [{ expression: { kind: 'raw', sql: 'count(*)' }, alias: null }],
    };
    const { rows } = await this.#runner.query(renderQuery(query));
    return Number(rows[0]?.[0]);
  }

  /** Prints the first rows as a table. */
  async show(rows = 20): Promise<void> {
    const result = await this.#runner.query(this.limit(rows).toSQL());
    process.stdout.write(renderTable(result));
  }

  async explain(mode: ExplainMode = 'plan'): Promise<string> {
    const options = { plan: '', verbose: ' (VERBOSE)', analyze: ' ANALYZE' };
    const { rows } = await this.#runner.query(`EXPLAIN${options[mode]}\n${this.toSQL()}`);
    return rows.map((row) => String(row[0])).join('\n');
  }

  #with<To extends Row>(query: SelectQuery, alias: string | null = null): DataFrame<To> {
    return new DataFrame<To>(this.#runner, query, alias);
  }

  #join<To extends Row>(other: DataFrame, join: JoinKind, on: JoinCondition | null): DataFrame<To> {
    const left = toSource(this.#query, this.#subqueryAlias());
    const right = toSource(other.#query, other.#subqueryAlias(left));
    return this.#with(queryFrom({ kind: 'join', join, left, right, on }));
  }

  #exists(other: DataFrame, on: Column | string | readonly string[], negated: boolean): DataFrame<R> {
    const condition = joinCondition(on);
    const left = this.as(this.#ownName('left_rows'));
    const leftName = left.#ownName('left_rows');
    const right = other.as(other.#ownName('right_rows', leftName));
    const rightName = right.#ownName('right_rows', leftName);
    const match: Expression =
      condition.kind === 'on'
        ? condition.condition
        : {
            kind: 'and',
            operands: condition.columns.map((name) => ({
              kind: 'binary',
              operator: '=',
              left: { kind: 'column', qualifier: leftName, name },
              right: { kind: 'column', qualifier: rightName, name },
            })),
          };
    const inner = addSelect(
      addFilter(right.#query, match, rightName),
      [{ expression: { kind: 'literal', value: 1 }, alias: null }],
      rightName,
    );
    const query = addFilter(left.#query, { kind: 'exists', query: renderQuery(inner), negated }, leftName);
    return this.#with(query, leftName);
  }

  #combine(operator: string, other: DataFrame): DataFrame<R> {
    const query = `${parenthesizeQuery(this.toSQL())}\n${operator}\n${parenthesizeQuery(other.toSQL())}`;
    return this.#with(queryFrom({ kind: 'subquery', query, alias: this.#alias ?? 'combined' }));
  }

  /** The name that columns of this frame can be qualified with: its alias, or its table's name. */
  #ownName(fallback: string, taken?: string): string {
    const { from } = this.#query;
    const own = this.#alias ?? (isBare(this.#query) && from.kind === 'table' ? (from.alias ?? from.name) : fallback);
    return own === taken ? fallback : own;
  }

  /** Names the frame as a subquery, unlike the other side of a join. */
  #subqueryAlias(besides?: SelectQuery['from']): string {
    const alias = this.#alias ?? 't';
    if (besides === undefined) return alias;
    const taken = sourceNames(besides);
    let name = alias;
    for (let number = 2; taken.has(name); number += 1) name = `${alias}${number}`;
    return name;
  }

  /** Null where the server alone knows. */
  #columnNames(): readonly string[] | null {
    if (this.#query.select === null) return null;
    const names = this.#query.select.map(({ expression, alias }) => alias ?? (expression.kind === 'column' ? expression.name : null));
    return names.every((name) => name !== null) ? names : null;
  }
}

/** What groupBy() gives: agg() makes a frame of it. */
export class GroupedFrame<R extends Row, Keys extends readonly (string | Column)[]> {
  readonly #keys: Keys;
  readonly #aggregate: (aggregates: readonly Column[]) => DataFrame;

  constructor(keys: Keys, aggregate: (aggregates: readonly Column[]) => DataFrame) {
    this.#keys = keys;
    this.#aggregate = aggregate;
  }

  /** One row a group: the keys, then the aggregates. */
  agg<const Aggregates extends readonly Column[]>(...aggregates: Aggregates): DataFrame<Selected<R, readonly [...Keys, ...Aggregates]>> {
    if (this.#keys.length + aggregates.length === 0) throw invalidUse('agg() takes at least one aggregate');
    return this.#aggregate(aggregates) as DataFrame<Selected<R, readonly [...Keys, ...Aggregates]>>;
  }

  /** The size of each group, as the column `count`. */
  count(): DataFrame<Selected<R, readonly [...Keys, Column<bigint, 'count'>]>> {
    return this.#aggregate([new Column({ kind: 'raw', sql: 'count(*)' }, 'count')]) as DataFrame<
      Selected<R, readonly [...Keys, Column<bigint, 'count'>]>
    >;
  }
}

function toItem(column: string | Column): SelectItem {
  if (typeof column !== 'string') return { expression: column.expression, alias: column.alias };
  if (column === '*') return { expression: { kind: 'star', qualifier: null }, alias: null };
  return { expression: col(column).expression, alias: null };
}

function nameItem(name: string): SelectItem {
  return { expression: { kind: 'column', qualifier: null, name }, alias: null };
}

function toSortKey(key: OrderKey): SortKey {
  if (typeof key === 'string') return col(key).asc();
  return key instanceof Column ? key.asc() : key;
}

function joinCondition(on: Column | string | readonly string[]): JoinCondition {
  if (on instanceof Column) return { kind: 'on', condition: on.expression };
  const columns = typeof on === 'string' ? [on] : on;
  if (columns.length === 0) throw invalidUse('a join needs a condition: crossJoin() has none');
  return { kind: 'using', columns };
}

function sourceNames(source: SelectQuery['from']): ReadonlySet<string> {
  if (source.kind === 'join') return new Set([...sourceNames(source.left), ...sourceNames(source.right)]);
  return new Set([source.kind === 'table' ? (source.alias ?? source.name) : source.alias]);
}

/** SQL text of a value that is put into the user's own SQL. */
export function interpolate(value: ColumnLike): string {
  return renderExpression(value instanceof Column ? value.expression : { kind: 'literal', value });
}
