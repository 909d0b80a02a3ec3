/** describe() and summary(): a row a statistic, a column a column, everything as text. */
import { indent, quoteIdentifier, quoteText } from './expression.js';
import { invalidUse } from './invalid-use.js';
import type { ColumnSchema } from './runner.js';

export type Statistic = 'count' | 'mean' | 'stddev' | 'min' | 'max' | `${number}%`;

const NUMBER = /^(?:smallint|integer|bigint|real|double precision|numeric)/;

/** Means and the like of what is no number are NULL. */
export function statisticsQuery(sql: string, columns: readonly ColumnSchema[], statistics: readonly Statistic[]): string {
  const selects = statistics.map((statistic, index) => {
    const items = columns.map(({ name, type }) => {
      const value = aggregateOf(statistic, quoteIdentifier(name), NUMBER.test(type));
      return `CAST(${value} AS text) AS ${quoteIdentifier(name)}`;
    });
    return `SELECT ${index} AS "place", ${quoteText(statistic)} AS "summary", ${items.join(', ')}\nFROM "rows"`;
  });
  const names = ['summary', ...columns.map(({ name }) => name)].map(quoteIdentifier).join(', ');
  return `WITH "rows" AS (\n${indent(sql)}\n)\nSELECT ${names}\nFROM (\n${indent(selects.join('\nUNION ALL\n'))}\n) AS "statistics"\nORDER BY "place"`;
}

function aggregateOf(statistic: Statistic, column: string, isNumber: boolean): string {
  switch (statistic) {
    case 'count':
      return `count(${column})`;
    case 'min':
      return `min(${column})`;
    case 'max':
      return `max(${column})`;
    case 'mean':
      return isNumber ? `avg(${column})` : 'NULL';
    case 'stddev':
      return isNumber ? `stddev(${column})` : 'NULL';
    default: {
      const share = Number(statistic.slice(0, -1)) / 100;
      if (!statistic.endsWith('%') || !(share >= 0 && share <= 1)) throw invalidUse(`not a statistic: ${statistic}`);
      return isNumber ? `percentile_disc(${share}) WITHIN GROUP (ORDER BY ${column})` : 'NULL';
    }
  }
}
