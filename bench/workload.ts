/** What is compared: tables that both engines hold the same rows of, and queries over them. */
import type { DuckDb } from './duckdb.js';

export interface BenchQuery {
  readonly name: string;
  /** One statement, without a semicolon. */
  readonly sql: string;
}

export interface Workload {
  /** What is measured and how large it is: `TPC-H, scale factor 1`. */
  readonly title: string;
  readonly queries: readonly BenchQuery[];
  readonly tables: readonly string[];
  /** A table whose size tells that a server holds the workload at this size. */
  readonly probe: { readonly table: string; readonly rows: number };
  loadConduct(url: string): Promise<void>;
  loadDuckDb(duckdb: DuckDb): Promise<void>;
}
