/** The schema and the queries of TPC-H, which are SQL files of the package. */
import { assert } from '../../src/common/assert.js';
import { readBenchFile } from '../package-file.js';
import type { BenchQuery } from '../workload.js';
import { TPCH_TABLES, type TpchTable } from './generator/table.js';

const QUERIES = 22;

/** The CREATE TABLE statement of each table, without a semicolon. */
export function tpchSchema(): ReadonlyMap<TpchTable, string> {
  const statements = readBenchFile('tpch/schema.sql')
    .replaceAll(/^--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim());
  return new Map(
    TPCH_TABLES.map((table) => {
      const statement = statements.find((text) => text.startsWith(`create table ${table} (`));
      assert(statement !== undefined, `schema.sql creates ${table}`);
      return [table, statement];
    }),
  );
}

/** The 22 queries, `q1` to `q22`, with the specification's validation parameters; the fraction of Q11 depends on the scale factor. */
export function tpchQueries(scaleFactor: number): readonly BenchQuery[] {
  return Array.from({ length: QUERIES }, (_, index) => {
    const name = `q${index + 1}`;
    const text = readBenchFile(`tpch/queries/${name}.sql`).trim().replace(/;$/, '');
    if (name !== 'q11') return { name, sql: text };
    assert(text.includes('* 0.0001\n'), 'q11 has the fraction at scale factor 1');
    return { name, sql: text.replace('* 0.0001\n', `* ${decimal(0.0001 / scaleFactor)}\n`) };
  });
}

/** Without an exponent, as SQL then reads an exact number. */
function decimal(value: number): string {
  return value.toFixed(14).replace(/\.?0+$/, '');
}
