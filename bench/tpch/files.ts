/** The schema and the queries of TPC-H, which are SQL files of the package. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert } from '../../src/common/assert.js';
import { TPCH_TABLES, type TpchTable } from './generator/table.js';

const QUERIES = 22;

/** The CREATE TABLE statement of each table, without a semicolon. */
export function tpchSchema(): ReadonlyMap<TpchTable, string> {
  const statements = readText('schema.sql')
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

export interface TpchQuery {
  /** `q1` to `q22`. */
  readonly name: string;
  /** One statement, without a semicolon. */
  readonly sql: string;
}

/** The 22 queries with the specification's validation parameters; the fraction of Q11 depends on the scale factor. */
export function tpchQueries(scaleFactor: number): readonly TpchQuery[] {
  return Array.from({ length: QUERIES }, (_, index) => {
    const name = `q${index + 1}`;
    const text = readText(`queries/${name}.sql`).trim().replace(/;$/, '');
    if (name !== 'q11') return { name, sql: text };
    assert(text.includes('* 0.0001\n'), 'q11 has the fraction at scale factor 1');
    return { name, sql: text.replace('* 0.0001\n', `* ${decimal(0.0001 / scaleFactor)}\n`) };
  });
}

/** Without an exponent, as SQL then reads an exact number. */
function decimal(value: number): string {
  return value.toFixed(14).replace(/\.?0+$/, '');
}

function readText(name: string): string {
  return readFileSync(join(folder(), name), 'utf8');
}

/** The compiled code lies at one depth or another below the package: the folder is looked for from here upwards. */
function folder(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    const candidate = join(at, 'bench/tpch');
    if (existsSync(join(candidate, 'schema.sql'))) return candidate;
    assert(dirname(at) !== at, 'bench/tpch/schema.sql is part of the package');
  }
}
