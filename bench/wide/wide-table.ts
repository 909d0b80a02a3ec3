/** The wide table: its schema, its rows and its queries are SQL that both engines run. */
import type { DuckDb } from '../duckdb.js';
import { readBenchFile } from '../package-file.js';
import type { BenchQuery } from '../workload.js';

export const WIDE_TABLE = 'views';

/** Rows of a slice: enough for whole sections, few enough for the memory of a statement and for a bar that moves. */
const SLICE_ROWS = 500_000;
/** Rows are spread over a month. */
const SECONDS = 31 * 86_400;
/** Times are computed in units of 2^-20 seconds. */
const PACE_UNITS = 2 ** 20;

export interface Slice {
  readonly rows: number;
  /** The INSERT statement. */
  readonly sql: string;
}

export function wideSchema(): string {
  return statements(readBenchFile('wide/schema.sql')).join('');
}

/** `w1`, `w2`, ... */
export function wideQueries(): readonly BenchQuery[] {
  return statements(readBenchFile('wide/queries.sql')).map((sql, index) => ({ name: `w${index + 1}`, sql }));
}

/** Statements that insert the table's rows, in the order of time. */
export function wideSlices(rows: number): readonly Slice[] {
  const template = statements(readBenchFile('wide/rows.sql')).join('');
  const pace = Math.floor((SECONDS * PACE_UNITS) / rows);
  return Array.from({ length: Math.ceil(rows / SLICE_ROWS) }, (_, slice) => {
    const first = slice * SLICE_ROWS;
    const end = Math.min(rows, first + SLICE_ROWS);
    const values: Readonly<Record<string, number>> = { first, last: end - 1, pace };
    const select = template.replace(/\{(\w+)\}/g, (_match, name: string) => String(values[name]));
    return { rows: end - first, sql: `insert into ${WIDE_TABLE} ${select}` };
  });
}

export async function loadWideIntoDuckDb(duckdb: DuckDb, rows: number, progress: (rows: number) => void): Promise<void> {
  await duckdb.run(wideSchema().replace(/\)\s*with\s*\(.*\)\s*$/s, ')'));
  for (const slice of wideSlices(rows)) {
    await duckdb.run(slice.sql);
    progress(slice.rows);
  }
}

/** The statements of a file, without comments and semicolons. */
function statements(text: string): readonly string[] {
  return text
    .replaceAll(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
