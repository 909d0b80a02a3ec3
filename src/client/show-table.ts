/** Rows as an aligned text table. */
import type { QueryResult } from './runner.js';

export function renderTable({ columns, rows }: QueryResult): string {
  const cells = rows.map((row) => row.map(cellText));
  const widths = columns.map((name, column) => cells.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), name.length));
  const rightAligned = columns.map((_, column) => rows.some((row) => isNumber(row[column])));
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) => ` ${rightAligned[column] === true ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)} `)
      .join('|')
      .trimEnd();
  return `${[line(columns), widths.map((width) => '-'.repeat(width + 2)).join('+'), ...cells.map(line)].join('\n')}\n(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})\n`;
}

function cellText(value: unknown): string {
  return value === null || value === undefined ? 'NULL' : String(value).replaceAll('\n', '\\n');
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint' || (typeof value === 'string' && /^-?\d+\.\d+$/.test(value));
}
