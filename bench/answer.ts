/** Answers of two engines to one query, and what differs between them. */

export interface AnswerColumn {
  readonly name: string;
  /** How values are compared: floats within a tolerance, text without the padding of char(n), the rest exactly. */
  readonly kind: 'float' | 'text' | 'exact';
}

export interface Answer {
  readonly columns: readonly AnswerColumn[];
  /** Values in their text form. */
  readonly rows: readonly (readonly (string | null)[])[];
}

const FLOAT_TOLERANCE = 1e-9;

/**
 * What differs, or null. A column is compared as a float when it is one in either answer: DuckDB's averages and divisions of decimals
 * are. Rows that the query's ORDER BY leaves tied may come in either order.
 */
export function compareAnswers(left: Answer, right: Answer, sql: string): string | null {
  if (left.columns.length !== right.columns.length) return `${left.columns.length} columns against ${right.columns.length}`;
  if (left.rows.length !== right.rows.length) return `${left.rows.length} rows against ${right.rows.length}`;
  const keys = orderColumns(left, sql);
  const ours = sortTies(left, keys);
  const theirs = sortTies(right, keys);
  for (const [row, values] of ours.entries()) {
    for (const [column, value] of values.entries()) {
      const other = theirs[row]?.[column] ?? null;
      if (!sameValue(value, other, kindOf(left, right, column))) {
        return `row ${row + 1}, ${left.columns[column]?.name ?? column}: ${value ?? 'NULL'} against ${other ?? 'NULL'}`;
      }
    }
  }
  return null;
}

function kindOf(left: Answer, right: Answer, column: number): AnswerColumn['kind'] {
  const kinds = [left.columns[column]?.kind, right.columns[column]?.kind];
  if (kinds.includes('float')) return 'float';
  return kinds.includes('text') ? 'text' : 'exact';
}

function sameValue(left: string | null, right: string | null, kind: AnswerColumn['kind']): boolean {
  if (left === null || right === null) return left === right;
  switch (kind) {
    case 'float': {
      const a = Number(left);
      const b = Number(right);
      return a === b || Math.abs(a - b) <= FLOAT_TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    }
    case 'text':
      return left.trimEnd() === right.trimEnd();
    case 'exact':
      return canonical(left) === canonical(right);
  }
}

/** Numbers without the trailing zeros of their fraction. */
function canonical(value: string): string {
  return /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value;
}

/** Indexes of the result's columns that the last ORDER BY of the query names. */
function orderColumns(answer: Answer, sql: string): readonly number[] {
  const at = sql.toLowerCase().lastIndexOf('order by');
  if (at < 0) return [];
  const names = sql
    .slice(at + 'order by'.length)
    .replace(/\blimit\b.*/is, '')
    .split(',')
    .map((item) => item.trim().split(/\s+/)[0] ?? '');
  return names.map((name) => answer.columns.findIndex((column) => column.name === name)).filter((index) => index >= 0);
}

/** The rows with each run of equal keys sorted by text; without keys all rows are one run. */
function sortTies(answer: Answer, keys: readonly number[]): Answer['rows'] {
  const keyOf = (row: Answer['rows'][number]): string => keys.map((key) => normal(row[key] ?? null)).join('\u0000');
  const textOf = (row: Answer['rows'][number]): string => row.map(normal).join('\u0000');
  const sorted: Answer['rows'][number][] = [];
  let run: Answer['rows'][number][] = [];
  for (const row of answer.rows) {
    const first = run[0];
    if (first !== undefined && keyOf(first) !== keyOf(row)) {
      sorted.push(...run.sort((a, b) => compareText(textOf(a), textOf(b))));
      run = [];
    }
    run.push(row);
  }
  return [...sorted, ...run.sort((a, b) => compareText(textOf(a), textOf(b)))];
}

function normal(value: string | null): string {
  return value === null ? '' : canonical(value.trimEnd());
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
