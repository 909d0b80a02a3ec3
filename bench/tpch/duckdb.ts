/** TPC-H in DuckDB: in memory, two threads, the same rows as Conduct gets. */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection, DuckDBInstance, DuckDBResultReader } from '@duckdb/node-api';
import { known } from '../../src/common/assert.js';
import { ConductError, SQLSTATE } from '../../src/common/errors.js';
import type { Answer } from './answer.js';
import { tpchSchema } from './files.js';
import type { GeneratorThreads } from './generator/generator-threads.js';
import { TPCH_TABLES } from './generator/table.js';

const THREADS = '2';

export class DuckDb {
  readonly version: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(version: string, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.version = version;
    this.#instance = instance;
    this.#connection = connection;
  }

  static async start(): Promise<DuckDb> {
    // A development dependency: only who asks for the comparison needs it.
    const duckdb = await import('@duckdb/node-api').catch((cause: unknown) => {
      throw new ConductError(SQLSTATE.systemError, 'DuckDB is not installed', { cause, hint: 'npm install --save-dev @duckdb/node-api' });
    });
    const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: THREADS });
    return new DuckDb(duckdb.version(), instance, await instance.connect());
  }

  /** DuckDB reads the rows fastest from a file: each table goes through a temporary one. */
  async load(scaleFactor: number, threads: GeneratorThreads): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'conduct-bench-'));
    try {
      for (const table of TPCH_TABLES) {
        await this.#connection.run(duckDbSchema(known(tpchSchema().get(table), `schema of ${table}`)));
        const file = join(folder, `${table}.csv`);
        await pipeline(threads.chunks({ table, scaleFactor, part: 0, parts: 1 }), createWriteStream(file));
        await this.#connection.run(`COPY ${table} FROM '${file}' (FORMAT csv, DELIMITER '|', HEADER false, QUOTE '', ESCAPE '')`);
        rmSync(file);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Runs the query and fetches all of its rows, without converting them: what is measured. */
  async run(sql: string): Promise<DuckDBResultReader> {
    return this.#connection.runAndReadAll(sql);
  }

  async answer(sql: string): Promise<Answer> {
    const reader = await this.run(sql);
    const types = reader.columnTypes().map(String);
    return {
      columns: reader.columnNames().map((name, index) => ({
        name,
        kind: types[index] === 'DOUBLE' || types[index] === 'FLOAT' ? 'float' : types[index] === 'VARCHAR' ? 'text' : 'exact',
      })),
      rows: reader.getRows().map((row) => row.map((value) => (value === null ? null : String(value)))),
    };
  }

  stop(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

/**
 * The CREATE TABLE statement without its distribution and its key: DuckDB's key is an index that makes loading slow, and no query here
 * would use it.
 */
function duckDbSchema(create: string): string {
  return create.replace(/\)\s*with\s*\(.*\)\s*$/s, ')').replace(/,\s*primary key\s*\([^)]*\)/, '');
}
