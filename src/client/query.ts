/**
 * A query that a DataFrame stands for: the clauses of one SELECT, as plain data. Each step of the builder either adds to the clauses, where
 * SQL's own order of evaluation (FROM, WHERE, GROUP BY, select list, DISTINCT, ORDER BY, LIMIT) gives it the same meaning, or takes what is
 * there as a subquery.
 */
import {
  type Expression,
  hasAggregate,
  hasWindow,
  indent,
  parenthesizeQuery,
  quoteIdentifier,
  quoteQualified,
  renderExpression,
  renderSortKey,
  type SortKey,
} from './expression.js';
import { invalidUse } from './invalid-use.js';

export type JoinKind = 'inner' | 'left' | 'right' | 'full' | 'cross' | 'semi' | 'anti';

/** Names of a relation's columns; null: the server alone knows them. */
export type ColumnNames = readonly string[] | null;

/** What stands in FROM. */
export type Source =
  | {
      readonly kind: 'table';
      readonly schema: string | null;
      readonly name: string;
      readonly alias: string | null;
      readonly columns: ColumnNames;
    }
  | { readonly kind: 'subquery'; readonly query: string; readonly alias: string; readonly columns: ColumnNames }
  /** A function that gives rows, such as read_parquet(...). */
  | { readonly kind: 'function'; readonly call: string; readonly alias: string; readonly columns: ColumnNames }
  | { readonly kind: 'join'; readonly join: JoinKind; readonly left: Source; readonly right: Source; readonly on: JoinCondition | null };

export type JoinCondition =
  | { readonly kind: 'using'; readonly columns: readonly string[] }
  | { readonly kind: 'on'; readonly condition: Expression };

export type Grouping = 'plain' | 'rollup' | 'cube';

export interface SelectItem {
  readonly expression: Expression;
  readonly alias: string | null;
}

export interface SelectQuery {
  readonly from: Source;
  readonly where: readonly Expression[];
  /** Null: no grouping. Empty: one group of all rows. */
  readonly groupBy: readonly Expression[] | null;
  /** What GROUP BY does with its keys. */
  readonly grouping: Grouping;
  /** Null: all columns. */
  readonly select: readonly SelectItem[] | null;
  readonly distinct: boolean;
  /** DISTINCT ON: one row of those with equal keys. */
  readonly distinctOn?: readonly Expression[];
  readonly orderBy: readonly SortKey[];
  readonly limit: number | null;
  readonly offset: number | null;
}

export function queryFrom(from: Source): SelectQuery {
  return { from, where: [], groupBy: null, grouping: 'plain', select: null, distinct: false, orderBy: [], limit: null, offset: null };
}

/** The query as a subquery of a new one. An order that no limit depends on stays the order of the result where `keepOrder` says so. */
function wrap(query: SelectQuery, alias: string, keepOrder: boolean): SelectQuery {
  const free = query.limit === null && query.offset === null;
  const inner = free ? { ...query, orderBy: [] } : query;
  const outer = queryFrom({ kind: 'subquery', query: renderQuery(inner), alias, columns: columnNames(query) });
  return free && keepOrder ? { ...outer, orderBy: query.orderBy } : outer;
}

function isLimited(query: SelectQuery): boolean {
  return query.limit !== null || query.offset !== null;
}

/** The columns of the result. */
export function columnNames(query: SelectQuery): ColumnNames {
  if (query.select === null) return sourceColumns(query.from);
  const names = query.select.flatMap((item): readonly (string | null)[] => {
    const { expression, alias } = item;
    if (expression.kind === 'star') return (expression.qualifier === null ? sourceColumns(query.from) : null) ?? [null];
    return [alias ?? (expression.kind === 'column' ? expression.name : null)];
  });
  return names.every((name) => name !== null) ? names : null;
}

function sourceColumns(source: Source): ColumnNames {
  if (source.kind !== 'join') return source.columns;
  const [left, right] = [sourceColumns(source.left), sourceColumns(source.right)];
  if (left === null || right === null) return null;
  const shared = source.on?.kind === 'using' ? source.on.columns : [];
  const rest = (names: readonly string[]): readonly string[] => names.filter((name) => !shared.includes(name));
  return [...shared, ...rest(left), ...rest(right)];
}

/** Nothing but FROM. */
export function isBare(query: SelectQuery): boolean {
  return (
    query.where.length === 0 &&
    query.groupBy === null &&
    query.select === null &&
    !query.distinct &&
    query.orderBy.length === 0 &&
    !isLimited(query)
  );
}

/** Whether its rows are those of FROM and WHERE, in some order: not projected, grouped, made distinct or limited. */
function isUnprojected(query: SelectQuery): boolean {
  return query.groupBy === null && query.select === null && !query.distinct && !isLimited(query);
}

export function addFilter(query: SelectQuery, condition: Expression, alias: string): SelectQuery {
  if (hasWindow(condition)) throw invalidUse('a filter looks at single rows: use withColumn() for the window, then filter on its result');
  if (hasAggregate(condition)) throw invalidUse('a filter looks at single rows: use agg() first, then filter on its result');
  const base = isUnprojected(query) ? query : wrap(query, alias, true);
  return { ...base, where: [...base.where, ...(condition.kind === 'and' ? condition.operands : [condition])] };
}

export function addSelect(query: SelectQuery, items: readonly SelectItem[], alias: string): SelectQuery {
  const aggregates = items.some((item) => hasAggregate(item.expression));
  const mergeable = query.groupBy === null && query.select === null && !query.distinct;
  if (aggregates) {
    const base = isUnprojected(query) ? { ...query, orderBy: [] } : wrap(query, alias, false);
    return { ...base, select: items, groupBy: [] };
  }
  // ORDER BY would take a result's column for the one of the table that it names.
  const hidden = query.orderBy.some((key) => items.some((item) => hides(item, key)));
  // A window is over the rows that there are: those of the limit.
  const cut = isLimited(query) && items.some((item) => hasWindow(item.expression));
  const base = mergeable && !hidden && !cut ? query : wrap(query, alias, !hidden);
  return { ...base, select: items };
}

export interface Groups {
  readonly keys: readonly SelectItem[];
  readonly aggregates: readonly SelectItem[];
  readonly grouping: Grouping;
}

export function addGroups(query: SelectQuery, { keys, aggregates, grouping }: Groups, alias: string): SelectQuery {
  const base = isUnprojected(query) ? { ...query, orderBy: [] } : wrap(query, alias, false);
  return { ...base, groupBy: keys.map((key) => key.expression), grouping, select: [...keys, ...aggregates] };
}

export function addDistinct(query: SelectQuery, alias: string): SelectQuery {
  // A key that isn't in the result can't order distinct rows.
  const base = isLimited(query) ? wrap(query, alias, false) : { ...query, orderBy: [] };
  return { ...base, distinct: true };
}

/** A later order replaces an earlier one. */
export function addOrder(query: SelectQuery, keys: readonly SortKey[], alias: string): SelectQuery {
  for (const { expression } of keys) {
    if (expression.kind === 'literal') throw invalidUse('rows have no order by a constant: orderBy takes columns');
  }
  // Beyond plain names ORDER BY sees the columns of FROM, not those of the select list.
  const plain = keys.every(({ expression }) => expression.kind === 'column' && expression.qualifier === null);
  const projected = query.select !== null || query.distinct;
  const base = isLimited(query) || (projected && !plain) ? wrap(query, alias, false) : query;
  return { ...base, orderBy: keys };
}

export function addLimit(query: SelectQuery, limit: number | null, offset: number, alias: string): SelectQuery {
  if (limit !== null) checkCount(limit);
  checkCount(offset);
  const base = isLimited(query) ? wrap(query, alias, false) : query;
  return { ...base, limit, offset: offset === 0 ? null : offset };
}

export function toSource(query: SelectQuery, alias: string): Source {
  if (isBare(query)) return query.from;
  return wrapSource(query, alias);
}

/** A subquery in FROM; an order within it would mean nothing. */
export function wrapSource(query: SelectQuery, alias: string): Source {
  return wrap(query, alias, false).from;
}

export function renderQuery(query: SelectQuery): string {
  const on = query.distinctOn === undefined ? '' : ` DISTINCT ON (${query.distinctOn.map(renderExpression).join(', ')})`;
  const lines = [`SELECT${query.distinct ? ' DISTINCT' : on}${renderItems(query.select)}`, `FROM ${renderSource(query.from)}`];
  if (query.where.length > 0) lines.push(`WHERE ${renderConjunction(query.where)}`);
  if (query.groupBy !== null && query.groupBy.length > 0) lines.push(`GROUP BY ${renderGroups(query.groupBy, query.grouping)}`);
  if (query.orderBy.length > 0) lines.push(`ORDER BY ${query.orderBy.map(renderSortKey).join(', ')}`);
  if (query.limit !== null) lines.push(`LIMIT ${query.limit}`);
  if (query.offset !== null) lines.push(`OFFSET ${query.offset}`);
  return lines.join('\n');
}

/** After the word SELECT: on its line where short. */
function renderItems(items: readonly SelectItem[] | null): string {
  if (items === null) return ' *';
  const rendered = items.map(({ expression, alias }) => {
    const text = renderExpression(expression);
    return alias === null || (expression.kind === 'column' && expression.name === alias) ? text : `${text} AS ${quoteIdentifier(alias)}`;
  });
  return rendered.join(', ').length <= 100 ? ` ${rendered.join(', ')}` : `\n${indent(rendered.join(',\n'))}`;
}

export function renderSource(source: Source): string {
  switch (source.kind) {
    case 'table': {
      const name = quoteQualified(source.schema, source.name);
      return source.alias === null ? name : `${name} AS ${quoteIdentifier(source.alias)}`;
    }
    case 'subquery':
      return `${parenthesizeQuery(source.query)} AS ${quoteIdentifier(source.alias)}`;
    case 'function':
      return `${source.call} AS ${quoteIdentifier(source.alias)}`;
    case 'join': {
      const right = source.right.kind === 'join' ? `(${renderSource(source.right)})` : renderSource(source.right);
      const join = source.join === 'inner' ? 'JOIN' : `${source.join.toUpperCase()} JOIN`;
      return `${renderSource(source.left)}\n${join} ${right}${renderJoinCondition(source.on)}`;
    }
  }
}

function renderJoinCondition(condition: JoinCondition | null): string {
  if (condition === null) return '';
  if (condition.kind === 'using') return ` USING (${condition.columns.map(quoteIdentifier).join(', ')})`;
  return ` ON ${renderExpression(condition.condition)}`;
}

function renderConjunction(conditions: readonly Expression[]): string {
  if (conditions.length === 1 && conditions[0] !== undefined) return renderExpression(conditions[0]);
  return conditions
    .map((condition) => {
      const text = renderExpression(condition);
      return condition.kind === 'or' || condition.kind === 'raw' || condition.kind === 'between' ? `(${text})` : text;
    })
    .join('\n  AND ');
}

/** Keys by their place in the select list where their own text could mean something else there (a number is a place). */
function renderGroups(keys: readonly Expression[], grouping: Grouping): string {
  if (grouping !== 'plain') return `${grouping.toUpperCase()} (${keys.map(renderExpression).join(', ')})`;
  return keys.map((key, index) => (key.kind === 'column' ? renderExpression(key) : String(index + 1))).join(', ');
}

/** Whether the item gives another value the name that the key means. */
function hides(item: SelectItem, key: SortKey): boolean {
  const { expression } = key;
  if (item.alias === null || expression.kind !== 'column' || expression.name !== item.alias) return false;
  return !(item.expression.kind === 'column' && item.expression.name === expression.name);
}

function checkCount(count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) throw invalidUse(`not a number of rows: ${count}`);
}
