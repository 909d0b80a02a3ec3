/** TPC-H in DuckDB: the same rows as Conduct gets. */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { known } from '../../src/common/assert.js';
import type { DuckDb } from '../duckdb.js';
import { tpchSchema } from './files.js';
import { GeneratorThreads } from './generator/generator-threads.js';
import { TPCH_TABLES } from './generator/table.js';

/** DuckDB reads the rows fastest from a file: each table goes through a temporary one. */
export async function loadTpchIntoDuckDb(duckdb: DuckDb, scaleFactor: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'conduct-bench-'));
  const threads = await GeneratorThreads.start(1);
  try {
    for (const table of TPCH_TABLES) {
      await duckdb.run(duckDbSchema(known(tpchSchema().get(table), `schema of ${table}`)));
      const file = join(folder, `${table}.csv`);
      await pipeline(threads.chunks({ table, scaleFactor, part: 0, parts: 1 }), createWriteStream(file));
      await duckdb.run(`COPY ${table} FROM '${file}' (FORMAT csv, DELIMITER '|', HEADER false, QUOTE '', ESCAPE '')`);
      rmSync(file);
    }
  } finally {
    await threads.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The CREATE TABLE statement without its distribution and its key: DuckDB's key is an index that makes loading slow, and no query here
 * would use it.
 */
export function duckDbSchema(create: string): string {
  return create.replace(/\)\s*with\s*\(.*\)\s*$/s, ')').replace(/,\s*primary key\s*\([^)]*\)/, '');
}
