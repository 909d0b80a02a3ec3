/** DuckDB, which Conduct is compared with: in memory, two threads. */
import type { DuckDBConnection, DuckDBInstance, DuckDBResultReader } from '@duckdb/node-api';
import { ConductError, SQLSTATE } from '../src/common/errors.js';
import type { Answer } from './answer.js';

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
      rows: reader
        .getRows()
        .map((row) => row.map((value) => (value === null ? null : typeof value === 'boolean' ? (value ? 't' : 'f') : String(value)))),
    };
  }

  stop(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}
